//! The editor without a window: the command table answered, and the tools as state machines.
//!
//! [`Editor`] owns the documents, the laid-out pages and one person's session (selection, tool,
//! zoom, undo). Whoever wants something changed sends a [`Command`](omnios_protocol::Command):
//! the canvas's own tools do, too. A document command runs in one transaction, leaves one undo
//! step and gives updates for the host to store ([`Editor::take_updates`]).
//!
//! Absent on purpose: files, clocks, randomness (the host gives a seed), the network, pixels.
//! The same crate runs in the web view, the command line and the tests.

mod batch;
mod camera;
mod commands;
mod edit;
mod editor;
mod history;
mod id_source;
mod motion_presets;
mod overlay;
mod panels;
mod path_overlay;
mod preview;
mod properties;
mod recurring;
mod repeated;
mod rulers;
mod session;
mod session_commands;
mod stage;
mod text_objects;
mod tools;
mod viewport;

pub use camera::Camera;
pub use commands::{asset_row, face_values};
pub use editor::{Editor, LoadError, new_project};
pub use motion_presets::motion_presets;
pub use panels::property_table;
pub use stage::{Stage, image_sizes};
pub use viewport::PlacedArtboard;
