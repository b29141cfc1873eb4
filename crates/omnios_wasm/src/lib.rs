//! The web view's half of the studio: editor and engine behind wasm-bindgen.
//!
//! `Studio` is what the page holds. It paints on a canvas, takes input and commands, and gives
//! what the panels show as JSON of `omnios_protocol`. [`Replica`] keeps the documents in step
//! with the host over binary frames; it is plain Rust and tested natively.
//!
//! Absent on purpose: decisions of the editor or the engine, and the transport: the page owns
//! the WebSocket or the desktop's channel.

mod replica;
#[cfg(target_arch = "wasm32")]
mod studio;

pub use replica::Replica;
#[cfg(target_arch = "wasm32")]
pub use studio::{Graphics, Studio, command_table, property_table};
