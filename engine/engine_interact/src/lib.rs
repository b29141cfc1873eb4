//! What the pointer needs to know: which boxes are here, what to snap to, which handle it is
//! on, where a dragged element would land, how free boxes would stand in rows and columns.
//!
//! Everything works on plain rectangles, so that the same functions serve any space; the
//! parameters' names say which one is meant. [`SpatialIndex`] is an R-tree in flat arrays, packed
//! along a Hilbert curve and changed in place, because boxes come and go one at a time while a
//! page is edited; `benches/index.rs` holds it against the packed tree of crate geo-index.
//!
//! Absent on purpose: which of the hit elements is the topmost one (painting order is the
//! scene's business, see `engine`), and what a gesture does (`omnios_editor`).

pub mod auto_layout;
mod box_tree;
mod handle;
mod index;
mod insertion;
mod snap;

pub use handle::{Handle, ResizeRule, handle_at, keep_inside, resize, rotation_at};
pub use index::SpatialIndex;
pub use insertion::{Insertion, insertion_in_flow};
pub use snap::{Distance, Grid, Guide, Measures, Snap, SnapTargets, distances_between};
