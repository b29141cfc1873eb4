//! The web view's half of the studio: editor and engine behind wasm-bindgen.
//!
//! `Studio` is what the page holds. It paints on a canvas, takes input and commands, and gives
//! what the panels show as JSON of `omnios_protocol`. [`Replica`] keeps the documents in step
//! with the host over binary frames; it is plain Rust and tested natively.
//!
//! `EngineBridge` is the engine alone, asked in JSON, for pages that embed it without the studio;
//! it needs no canvas, so it runs in Node as well.
//!
//! Absent on purpose: decisions of the editor or the engine, and the transport: the page owns
//! the WebSocket or the desktop's channel.

#[cfg(target_arch = "wasm32")]
mod bridge;
mod replica;
#[cfg(target_arch = "wasm32")]
mod studio;

#[cfg(target_arch = "wasm32")]
pub use bridge::EngineBridge;
pub use replica::Replica;
#[cfg(target_arch = "wasm32")]
pub use studio::{Graphics, Studio, command_table, motion_presets, property_table};
