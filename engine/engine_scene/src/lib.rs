//! The resolved scene: what the engine lays out and paints.
//!
//! A [`Scene`] is one page at one viewport width: every element with the [`Style`] that holds at
//! the width's breakpoint, its parent and its children. It follows the document through
//! [`Scene::apply`], whose [`SceneChange`] tells layout and painting what to look at again.
//!
//! Absent on purpose: boxes (`engine_layout`), paint (`engine_paint`), the CRDT
//! (`omnios_document`).
//!
//! A hidden element stays in the scene, because showing it again must not cost more than a
//! change of style; it and everything in it lay out to nothing and paint nothing.

mod change;
mod scene;
mod styles;

pub use change::SceneChange;
pub use scene::{ImageSizes, Node, Scene};
