//! Design model to target-neutral page IR with located diagnostics.
//!
//! [`compile`] turns a project's trees into a [`Site`]: semantic tags, readable class names, and
//! for every class the fewest CSS declarations that give the design at each breakpoint. Whatever
//! target is compiled next, HTML files or a component project, writes that IR down. What is wrong
//! with the *design* (a picture without alternative text, a link to nowhere) is returned as
//! [`Diagnostic`]s beside the result.
//!
//! The mapping to CSS, which the engine's layout follows too:
//! - The page's root element is `<body>`: `display: flow-root`, or flex. It is as wide as the
//!   viewport; its own width, margin and offsets don't apply.
//! - Every box is `border-box` and block-level, without margin or padding of its own. A frame is
//!   a block or a flex container, a text a block of lines that keeps its white space.
//! - What stands in a line of a text is an `inline-block`, `inline-flex` or `inline-grid`, and
//!   phrasing content where the text's tag holds nothing else.
//! - `left` and the like place an absolute element in its parent's padding box: a parent of one
//!   gets `position: relative`, and nothing else is positioned. Painting order is CSS's.
//! - Background layers start at the padding box and are clipped at the border box, CSS's initial
//!   values; images are centred and don't repeat.
//! - Images and vectors have their natural size where width and height are `auto`, and keep its
//!   ratio where one of them is. A vector's gradient spans its path's bounding box, as SVG's do
//!   by default, and its stroke may reach out of the view box.
//! - Only `<body>` sets type that is inherited; a text declares what differs from it, and what
//!   stands in that text declares the body's again.
//!
//! Absent on purpose: the engine. In an export, layout is the browser's job. Nothing here writes
//! a file, and the same trees always give the same IR.

mod asset;
mod base;
mod cascade;
mod css;
mod diagnostic;
mod font;
mod heading;
mod ir;
mod link;
mod motion;
mod name;
mod page;
mod route;
mod semantics;
mod site;
mod style;
mod tag;
mod token;
mod vector;

pub use css::{CssPart, CssValue, Declaration, css_string};
pub use diagnostic::{Code, Diagnostic, Location, Severity};
pub use ir::{
    AssetFile, Class, Content, CustomProperty, FontUse, Gradient, GradientShape, Link, Node,
    OwnFontUse, Page, Rule, Site, Text, TextPart, TextPiece, Vector, VectorPaint,
};
pub use motion::{ClassAnimation, ClassMotion, ClassTransition};
pub use route::page_folder;
pub use site::{Compilation, compile};
pub use tag::Tag;
