//! CSS boxes: where every element of a scene stands, through taffy's flex, block and absolute
//! layout and [`engine_text`]'s lines.
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
//! The flex and block algorithms are **taffy**'s: they follow the CSS specifications step by step and
//! are tested against browsers upstream. Where it differs from Chromium, this crate works around it
//! and says so beside the code.

mod block;
mod box_style;
mod boxes;
mod calc;
mod engine;
mod flex;
mod flow;
mod grid;
mod grid_layout;
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
