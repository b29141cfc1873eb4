//! What `cargo xtask bench engine` measures: scenes on seeded documents, the same natively and in
//! a browser.
//!
//! A [`Scene`] does one thing over and over and says how long each time took; [`scenes`] lists
//! them. The clock comes in, because a web view has another one than a native program. Natively
//! `benches/scenes.rs` runs them under Criterion, together with what needs files and an
//! allocator that counts; in a browser `Scenes` does, for `tests/bench`.
//!
//! Absent on purpose: verdicts. What was measured is written down with its target, and
//! `cargo xtask bench engine` makes the table; no test fails because a machine is slow.

mod drawing;
mod editing;
mod laying_out;
mod line;
mod sample;
mod scene;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use drawing::{FrameCount, Stage, frame_count};
pub use editing::copied_cards;
pub use line::Line;
pub use sample::Samples;
pub use scene::{Clock, Scene, Sizes, scenes};
#[cfg(target_arch = "wasm32")]
pub use wasm::Scenes;
