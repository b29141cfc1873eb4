//! CSS boxes: where every element of a scene stands. Block, flex and absolute layout are this
//! crate's own, grids are taffy's, lines of text [`engine_text`]'s.
//!
//! [`LayoutEngine::update`] follows a scene's changes and lays out again only what they touch;
//! [`LayoutEngine::layout_box`] and [`LayoutEngine::text`] are what painting and interaction
//! read. Lengths are CSS px and never rounded to whole ones; the page's top left corner is the
//! origin.
//!
//! The rules are those of the HTML export, which a browser lays out: every element is
//! `box-sizing: border-box` with no margin or padding of its own; every frame is the containing
//! block of its absolute children; the root is as wide as the viewport, as high as its content,
//! and a block formatting context, so margins don't leave it.
//!
//! Absent on purpose: painting, scrolling, transforms, paths inside vectors.
//!
//! Layout recurses with the depth of the page. So that a deeply nested page can't exhaust the
//! stack (a web view's is small), elements nested deeper than [`MAX_DEPTH`] get no box.
//!
//! The oracle is Chromium. Where the specifications leave a choice, this crate takes Chromium's, and
//! it computes in Chromium's unit, 64ths of a px, because whether three thirds fit into a row hangs
//! on one of them. A parent hands its child a space and gets a fragment back; widths never depend
//! on heights unless a ratio says so. What a box asks of a parent whose own width is sought is a
//! separate question (`content_widths`). Both answers are remembered by the box, so that nested
//! containers cost what they hold, not a power of their depth.
//!
//! Grids go through **taffy**, whose tracks agree with Chromium's; its flex and block layout would
//! not do, because it takes intrinsic sizes and per cents of unknown heights otherwise than
//! browsers.

mod block;
mod box_style;
mod box_styles;
mod boxes;
mod calc;
mod engine;
mod flex;
mod flow;
mod grid;
mod grid_layout;
mod inline;
mod layout_unit;
mod measure;
mod out_of_flow;
mod replaced;
mod sizing;
mod space;
mod sticky;
mod style;

pub use boxes::{LayoutBox, LayoutChange};
pub use engine::LayoutEngine;
pub use flow::MAX_DEPTH;
