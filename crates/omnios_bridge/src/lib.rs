//! The engine's calls as JSON: what an embedder in another language uses, natively and in a web
//! view alike.
//!
//! [`Session::call`] takes a call of [`omnios_protocol::bridge`] and gives its answer; a session
//! holds one page. It only translates: the engine's part is [`engine::bridge`], the images' is
//! `omnios_assets`.
//!
//! Absent on purpose: documents, commands and undo. Who edits a project talks to the editor; this
//! is for laying out, asking and previewing.

mod answer;
mod element;
mod session;

pub use session::Session;
