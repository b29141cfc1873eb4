//! Scene and boxes to a display list, without a GPU.
//!
//! [`Painter`] keeps one [`Fragment`] an element (its shadows, fills, border, glyphs or path, in
//! coordinates of its own box) and assembles a [`DisplayList`] of the visible ones in CSS's
//! painting order. What the studio draws over the design goes into an [`Overlay`], in screen px.
//! Everything here is deterministic: the same scene and boxes give the same list.
//!
//! A fragment doesn't know where it stands or how faded it is, so moving an element, panning and
//! zooming rebuild none; a change of style or size rebuilds the fragments of the elements it
//! touched.
//!
//! # Painting order
//!
//! The order is that of CSS 2.1, appendix E, with flex items as CSS Flexbox §5.4 has them, as
//! far as a page of the studio can tell the difference (there is no float). Within a stacking
//! context ([`is_stacking_context`]), which is the root or an element with an opacity below 1, a
//! transform, any of [`LayerEffects`], a `z-index` that counts, or a place in the window:
//!
//! 1. the element's own shadows, backgrounds and border;
//! 2. what has a `z-index` below 0, each as a whole, the lowest first;
//! 3. those of its in-flow block descendants, in tree order;
//! 4. their content (text, images, vectors) in tree order; items of a flex container or a
//!    grid are part of its content, each painted as a whole, sorted by `order`;
//! 5. its positioned descendants and nested stacking contexts in tree order, each as a whole, with
//!    those of a `z-index` above 0 after them, the highest last.
//!
//! Positioned is what the export positions: what says so, and the parents of absolute elements,
//! which get `position: relative`.
//!
//! Absent on purpose: layout (`engine_layout`), pixels (`engine_gpu`), hit-testing
//! (`engine_interact`).
//!
//! Paths are **lyon**'s, which also tessellates them for the GPU.

mod assembly;
mod display_list;
mod effects;
mod fragment;
mod fragments;
mod gradient;
mod overlay;
mod painter;
mod rounded_rect;
mod stacking;
mod text;
mod text_shadow;

pub use display_list::{
    Border, BorderSide, DisplayItem, DisplayList, Fragment, GlyphPaint, Part, PathPaint, PathStyle,
    Primitive, StrokeStyle,
};
pub use effects::{ClipShape, LayerEffects};
pub use gradient::{Gradient, GradientLine, GradientSpace, PaintSource};
pub use overlay::{Overlay, OverlayItem, OverlayLabel};
pub use painter::{Painter, Viewport};
pub use rounded_rect::{Radius, RoundedRect};
pub use stacking::{is_stacking_context, layer, painting_order};
pub use text_shadow::TextShadow;
