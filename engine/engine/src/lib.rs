//! The engine's facade: one page at one width, laid out, indexed and ready to paint.
//!
//! [`Artboard`] joins scene, layout, painting and spatial index and keeps them in step:
//! [`Artboard::apply`] takes a change set and costs what it touches. [`render_page`] paints a
//! page without a window. The web view and the command line run this same code. [`bridge`] is
//! the whole engine behind one typed API, for whoever embeds it.
//!
//! Absent on purpose: the CRDT (the engine sees only `omnios_model`), gestures and selection
//! (`omnios_editor`), files and clocks.

mod artboard;
pub mod bridge;
#[cfg(not(target_arch = "wasm32"))]
mod picture;
mod preview;

pub use artboard::{Artboard, ArtboardChange, ShownLine};
pub use engine_gpu as gpu;
pub use engine_interact as interact;
pub use engine_layout::LayoutBox;
pub use engine_motion as motion;
pub use engine_paint as paint;
pub use engine_physics::Pose;
pub use engine_scene::{ImageSizes, Node, Scene};
pub use engine_text::{FontError, FontId, Fonts, LetterStyle, TextLayout, TextStyle};
pub use engine_vector as vector;
#[cfg(not(target_arch = "wasm32"))]
pub use picture::{ImagePixels, Moment, Picture, RenderError, render_page};
pub use preview::Preview;
