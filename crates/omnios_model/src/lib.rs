//! Plain design types: elements, properties, styles and the tree they form.
//!
//! This crate is the vocabulary that every other crate shares. A page is a [`Tree`] of
//! [`Element`]s; an element is a kind, a name and a map from [`PropertyKey`] to [`Value`];
//! [`Style::resolve`] turns that map into the computed values that hold at one breakpoint.
//!
//! Values are written in CSS syntax (`"16px"`, `"50%"`, `"#1a1a2e"`), because that is what
//! designers and programs already read, and because a stock Yjs client then sees readable text.
//!
//! Absent on purpose: the CRDT (`omnios_document`), layout and painting (`engine`), wire
//! formats (`omnios_protocol`). Nothing here reads a clock, a file or a random number.

mod affine;
mod breakpoint;
mod change;
mod clip_path;
mod color;
mod effects;
mod element;
mod element_map;
mod fallback_font;
mod filter;
mod font_face;
mod font_settings;
mod geometry;
mod grid;
mod guides;
mod id;
mod keyword;
mod length;
pub mod motion;
mod order;
mod paint;
mod placement;
mod properties;
mod property;
mod shadow;
mod style;
mod text_object;
mod text_run;
mod token;
mod transform;
mod tree;
mod value;

pub use affine::Affine;
pub use breakpoint::{BREAKPOINTS, Breakpoint};
pub use change::{ChangeSet, PageChange};
pub use clip_path::{ClipPath, ShapeRadius};
pub use color::Color;
pub use effects::Effects;
pub use element::{Element, ElementKind, Place};
pub use element_map::{ElementMap, ElementSet};
pub use fallback_font::{
    EMOJI_FAMILY, EMOJI_STYLE, FALLBACK_FONTS, FallbackFont, fallback_fonts, unserved_letters,
};
pub use filter::Filter;
pub use font_face::{
    FontFace, FontWeights, bundled_font_family, own_font_family, parse_font_faces, write_font_faces,
};
pub use font_settings::{parse_font_features, parse_font_variations};
pub use geometry::{Point, Rect, Size};
pub use grid::{
    GridArea, GridAreas, GridLine, GridLines, RepeatCount, TrackBreadth, TrackList, TrackPart,
    TrackSize,
};
pub use guides::RulerGuides;
pub use id::{AssetHash, ElementId, PageId, ParseIdError};
pub use keyword::{
    AlignContent, AlignItems, AlignSelf, BlendMode, BooleanOperation, BorderStyle, Direction,
    Display, FillRule, FlexDirection, FlexWrap, FontStyle, GridAutoFlow, Isolation, JustifyContent,
    JustifyItems, JustifySelf, LineCap, LineJoin, ObjectFit, Overflow, Position, TextAlign,
    TextDecoration, TextDecorationStyle, TextOverflow, TextTransform, VectorEffect, VerticalAlign,
    WhiteSpace, WordBreak,
};
pub use length::Length;
pub use order::OrderKey;
pub use paint::{Gradient, GradientShape, GradientStop, Paint, RadialSize};
pub use placement::{LayerSize, Placement};
pub use properties::Properties;
pub use property::{Property, PropertyGroup, PropertyKey, Syntax};
pub use shadow::Shadow;
pub use style::{BUNDLED_FONT_FAMILIES, Corners, Edges, GridStyle, LineHeight, Style};
pub use text_object::{OBJECT, object_range};
pub use text_run::{TextRun, TextRuns, byte_offset, utf16_offset};
pub use token::{Token, TokenKind, TokenName, TokenValue, TokenValueError, Tokens};
pub use transform::{Anchor, Transform, TransformFunction};
pub use tree::{AssetInfo, PageInfo, Project, Tree};
pub use value::{Value, ValueError};
