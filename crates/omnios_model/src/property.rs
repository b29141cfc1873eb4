//! The property table: every style and content property, its syntax and where it applies.
//!
//! This is the one list that the inspector, the command table, the document and the compilers
//! read. Adding a property here and to [`Style`](crate::Style) makes it appear everywhere.

use std::fmt;

use crate::keyword::{
    AlignContent, AlignItems, AlignSelf, BlendMode, BooleanOperation, BorderStyle, Direction,
    Display, FillRule, FlexDirection, FlexWrap, FontStyle, GridAutoFlow, Isolation, JustifyContent,
    JustifyItems, JustifySelf, LineCap, LineJoin, ObjectFit, Overflow, Position, TextAlign,
    TextDecoration, TextDecorationStyle, TextOverflow, TextTransform, VectorEffect, VerticalAlign,
    WhiteSpace, WordBreak,
};
use crate::{Breakpoint, ElementKind};

/// What a property's value may look like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Syntax {
    /// A length; the flags say what besides px is allowed.
    Length {
        /// `auto` (or `none`) is allowed.
        auto: bool,
        /// Per cents are allowed.
        percent: bool,
        /// Values below 0 are allowed.
        negative: bool,
        /// `min-content`, `max-content` and `fit-content` are allowed.
        intrinsic: bool,
    },
    /// A plain number within these bounds, both included.
    Number {
        /// Smallest value.
        min: f32,
        /// Largest value.
        max: f32,
    },
    /// A whole number.
    Integer {
        /// `auto` is allowed.
        auto: bool,
    },
    /// `auto`, or width by height: `16 / 9`, `1.5`.
    Ratio,
    /// The columns or rows of a grid: tracks, names of lines, repetitions.
    GridTemplate,
    /// Sizes of columns or rows that come by themselves.
    GridTracks,
    /// Strings of area names, one a row.
    GridAreas,
    /// The lines that an item stands between.
    GridLines,
    /// A colour.
    Color,
    /// One of these words.
    Keyword(&'static [&'static str]),
    /// One of these words, or px, also below 0.
    KeywordOrPx(&'static [&'static str]),
    /// A list of paints.
    Paints,
    /// At most one solid colour or gradient.
    Paint,
    /// A list of shadows.
    Shadows,
    /// A list of shadows that neither fall inside nor spread.
    TextShadows,
    /// A list of transform functions.
    Transform,
    /// A point of a box: one or two of lengths, per cents and keywords.
    Anchor,
    /// A list of filter functions.
    Filters,
    /// A basic shape, or `none`.
    ClipPath,
    /// A multiple of the font size, px or `normal`.
    LineHeight,
    /// A colour or `currentcolor`.
    ColorOrCurrent,
    /// OpenType features as in CSS: `"smcp", "ss01" 1`, or `normal`.
    FontFeatures,
    /// Values of a variable font's axes as in CSS: `"wdth" 80`, or `normal`.
    FontVariations,
    /// Ruler guides.
    Guides,
    /// `true` or `false`.
    Flag,
    /// Any text without control characters.
    Text,
    /// A link target: no `javascript:` and the like.
    Href,
    /// The hash of an asset of the project.
    Asset,
    /// SVG path data.
    PathData,
    /// Four numbers: x, y, width, height.
    ViewBox,
    /// A list of animations.
    Animations,
    /// At most one state machine.
    StateMachine,
    /// At most one rigid body.
    Body,
    /// At most one particle emitter.
    Emitter,
    /// Lengths of dashes and gaps in turn, none below 0; or `none`.
    Dashes,
}

/// The inspector's sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PropertyGroup {
    /// In or out of the flow, offsets.
    Position,
    /// How children are laid out, and how the element takes part in its parent.
    Layout,
    /// Width, height and their bounds.
    Size,
    /// Padding and margin.
    Spacing,
    /// Background.
    Fill,
    /// Border and corner radii.
    Border,
    /// Shadow, opacity.
    Effects,
    /// Type.
    Typography,
    /// Link, image source, alternative text, path.
    Content,
    /// Animations, state machines, physics.
    Motion,
}

const PX: Syntax = Syntax::Length {
    auto: false,
    percent: false,
    negative: false,
    intrinsic: false,
};
const PX_NEGATIVE: Syntax = Syntax::Length {
    auto: false,
    percent: false,
    negative: true,
    intrinsic: false,
};
const SIZE: Syntax = Syntax::Length {
    auto: true,
    percent: true,
    negative: false,
    intrinsic: true,
};
const BOUND: Syntax = Syntax::Length {
    auto: true,
    percent: true,
    negative: false,
    intrinsic: false,
};
const INSET: Syntax = Syntax::Length {
    auto: true,
    percent: true,
    negative: true,
    intrinsic: false,
};
const PADDING: Syntax = Syntax::Length {
    auto: false,
    percent: true,
    negative: false,
    intrinsic: false,
};
const PX_OR_AUTO: Syntax = Syntax::Length {
    auto: true,
    percent: false,
    negative: false,
    intrinsic: false,
};
const TEXT_INDENT: Syntax = Syntax::Length {
    auto: false,
    percent: true,
    negative: true,
    intrinsic: false,
};

macro_rules! properties {
    ($($variant:ident, $name:literal, $group:ident, $syntax:expr, $initial:literal;)+) => {
        /// A style or content property. The names are CSS's where CSS has the property.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Property {
            $(
                #[doc = concat!("`", $name, "`, initially `", $initial, "`.")]
                $variant,
            )+
        }

        impl Property {
            /// Every property, in the inspector's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name, in CSS's spelling.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The property of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// The section it is shown in.
            pub fn group(self) -> PropertyGroup {
                match self { $(Self::$variant => PropertyGroup::$group,)+ }
            }

            /// What its value may look like.
            pub fn syntax(self) -> Syntax {
                match self { $(Self::$variant => $syntax,)+ }
            }

            /// The value that holds where nothing is set, in CSS syntax.
            pub fn initial(self) -> &'static str {
                match self { $(Self::$variant => $initial,)+ }
            }
        }
    };
}

properties! {
    Position, "position", Position, Syntax::Keyword(Position::KEYWORDS), "static";
    Left, "left", Position, INSET, "auto";
    Top, "top", Position, INSET, "auto";
    Right, "right", Position, INSET, "auto";
    Bottom, "bottom", Position, INSET, "auto";
    Transform, "transform", Position, Syntax::Transform, "none";
    TransformOrigin, "transform-origin", Position, Syntax::Anchor, "50% 50%";
    ZIndex, "z-index", Position, Syntax::Integer { auto: true }, "auto";
    Display, "display", Layout, Syntax::Keyword(Display::KEYWORDS), "block";
    FlexDirection, "flex-direction", Layout, Syntax::Keyword(FlexDirection::KEYWORDS), "row";
    FlexWrap, "flex-wrap", Layout, Syntax::Keyword(FlexWrap::KEYWORDS), "nowrap";
    JustifyContent, "justify-content", Layout, Syntax::Keyword(JustifyContent::KEYWORDS), "normal";
    AlignItems, "align-items", Layout, Syntax::Keyword(AlignItems::KEYWORDS), "stretch";
    AlignContent, "align-content", Layout, Syntax::Keyword(AlignContent::KEYWORDS), "normal";
    JustifyItems, "justify-items", Layout, Syntax::Keyword(JustifyItems::KEYWORDS), "normal";
    GridTemplateColumns, "grid-template-columns", Layout, Syntax::GridTemplate, "none";
    GridTemplateRows, "grid-template-rows", Layout, Syntax::GridTemplate, "none";
    GridTemplateAreas, "grid-template-areas", Layout, Syntax::GridAreas, "none";
    GridAutoColumns, "grid-auto-columns", Layout, Syntax::GridTracks, "auto";
    GridAutoRows, "grid-auto-rows", Layout, Syntax::GridTracks, "auto";
    GridAutoFlow, "grid-auto-flow", Layout, Syntax::Keyword(GridAutoFlow::KEYWORDS), "row";
    RowGap, "row-gap", Layout, PADDING, "0px";
    ColumnGap, "column-gap", Layout, PADDING, "0px";
    AlignSelf, "align-self", Layout, Syntax::Keyword(AlignSelf::KEYWORDS), "auto";
    JustifySelf, "justify-self", Layout, Syntax::Keyword(JustifySelf::KEYWORDS), "auto";
    GridColumn, "grid-column", Layout, Syntax::GridLines, "auto";
    GridRow, "grid-row", Layout, Syntax::GridLines, "auto";
    VerticalAlign, "vertical-align", Layout, Syntax::KeywordOrPx(VerticalAlign::KEYWORDS), "baseline";
    Order, "order", Layout, Syntax::Integer { auto: false }, "0";
    FlexGrow, "flex-grow", Layout, Syntax::Number { min: 0.0, max: 1000.0 }, "0";
    FlexShrink, "flex-shrink", Layout, Syntax::Number { min: 0.0, max: 1000.0 }, "1";
    FlexBasis, "flex-basis", Layout, SIZE, "auto";
    Overflow, "overflow", Layout, Syntax::Keyword(Overflow::KEYWORDS), "visible";
    Direction, "direction", Layout, Syntax::Keyword(Direction::KEYWORDS), "inherit";
    Guides, "guides", Layout, Syntax::Guides, "none";
    Hidden, "hidden", Layout, Syntax::Flag, "false";
    Width, "width", Size, SIZE, "auto";
    Height, "height", Size, SIZE, "auto";
    MinWidth, "min-width", Size, BOUND, "auto";
    MinHeight, "min-height", Size, BOUND, "auto";
    MaxWidth, "max-width", Size, BOUND, "none";
    MaxHeight, "max-height", Size, BOUND, "none";
    AspectRatio, "aspect-ratio", Size, Syntax::Ratio, "auto";
    PaddingTop, "padding-top", Spacing, PADDING, "0px";
    PaddingRight, "padding-right", Spacing, PADDING, "0px";
    PaddingBottom, "padding-bottom", Spacing, PADDING, "0px";
    PaddingLeft, "padding-left", Spacing, PADDING, "0px";
    MarginTop, "margin-top", Spacing, INSET, "0px";
    MarginRight, "margin-right", Spacing, INSET, "0px";
    MarginBottom, "margin-bottom", Spacing, INSET, "0px";
    MarginLeft, "margin-left", Spacing, INSET, "0px";
    Background, "background", Fill, Syntax::Paints, "none";
    Fill, "fill", Fill, Syntax::Paint, "none";
    FillRule, "fill-rule", Fill, Syntax::Keyword(FillRule::KEYWORDS), "nonzero";
    Stroke, "stroke", Border, Syntax::Paint, "none";
    StrokeWidth, "stroke-width", Border, Syntax::Number { min: 0.0, max: 10_000.0 }, "1";
    StrokeLinecap, "stroke-linecap", Border, Syntax::Keyword(LineCap::KEYWORDS), "butt";
    StrokeLinejoin, "stroke-linejoin", Border, Syntax::Keyword(LineJoin::KEYWORDS), "miter";
    StrokeMiterlimit, "stroke-miterlimit", Border, Syntax::Number { min: 1.0, max: 1000.0 }, "4";
    StrokeDasharray, "stroke-dasharray", Border, Syntax::Dashes, "none";
    StrokeDashoffset, "stroke-dashoffset", Border, Syntax::Number { min: -1_000_000.0, max: 1_000_000.0 }, "0";
    VectorEffect, "vector-effect", Border, Syntax::Keyword(VectorEffect::KEYWORDS), "none";
    BorderTopWidth, "border-top-width", Border, PX, "0px";
    BorderRightWidth, "border-right-width", Border, PX, "0px";
    BorderBottomWidth, "border-bottom-width", Border, PX, "0px";
    BorderLeftWidth, "border-left-width", Border, PX, "0px";
    BorderTopStyle, "border-top-style", Border, Syntax::Keyword(BorderStyle::KEYWORDS), "solid";
    BorderRightStyle, "border-right-style", Border, Syntax::Keyword(BorderStyle::KEYWORDS), "solid";
    BorderBottomStyle, "border-bottom-style", Border, Syntax::Keyword(BorderStyle::KEYWORDS), "solid";
    BorderLeftStyle, "border-left-style", Border, Syntax::Keyword(BorderStyle::KEYWORDS), "solid";
    BorderTopColor, "border-top-color", Border, Syntax::Color, "#000000";
    BorderRightColor, "border-right-color", Border, Syntax::Color, "#000000";
    BorderBottomColor, "border-bottom-color", Border, Syntax::Color, "#000000";
    BorderLeftColor, "border-left-color", Border, Syntax::Color, "#000000";
    BorderTopLeftRadius, "border-top-left-radius", Border, PADDING, "0px";
    BorderTopRightRadius, "border-top-right-radius", Border, PADDING, "0px";
    BorderBottomRightRadius, "border-bottom-right-radius", Border, PADDING, "0px";
    BorderBottomLeftRadius, "border-bottom-left-radius", Border, PADDING, "0px";
    BoxShadow, "box-shadow", Effects, Syntax::Shadows, "none";
    Opacity, "opacity", Effects, Syntax::Number { min: 0.0, max: 1.0 }, "1";
    Filter, "filter", Effects, Syntax::Filters, "none";
    BackdropFilter, "backdrop-filter", Effects, Syntax::Filters, "none";
    MixBlendMode, "mix-blend-mode", Effects, Syntax::Keyword(BlendMode::KEYWORDS), "normal";
    Isolation, "isolation", Effects, Syntax::Keyword(Isolation::KEYWORDS), "auto";
    MaskImage, "mask-image", Effects, Syntax::Paints, "none";
    ClipPath, "clip-path", Effects, Syntax::ClipPath, "none";
    Color, "color", Typography, Syntax::Color, "#1a1a1a";
    FontFamily, "font-family", Typography, Syntax::Text, "Inter";
    FontSize, "font-size", Typography, PX, "16px";
    FontWeight, "font-weight", Typography, Syntax::Number { min: 1.0, max: 1000.0 }, "400";
    FontStyle, "font-style", Typography, Syntax::Keyword(FontStyle::KEYWORDS), "normal";
    LineHeight, "line-height", Typography, Syntax::LineHeight, "1.5";
    LetterSpacing, "letter-spacing", Typography, PX_NEGATIVE, "0px";
    WordSpacing, "word-spacing", Typography, PX_NEGATIVE, "0px";
    TextAlign, "text-align", Typography, Syntax::Keyword(TextAlign::KEYWORDS), "start";
    TextDecoration, "text-decoration", Typography, Syntax::Keyword(TextDecoration::KEYWORDS), "none";
    TextDecorationStyle, "text-decoration-style", Typography, Syntax::Keyword(TextDecorationStyle::KEYWORDS), "solid";
    TextDecorationColor, "text-decoration-color", Typography, Syntax::ColorOrCurrent, "currentcolor";
    TextDecorationThickness, "text-decoration-thickness", Typography, PX_OR_AUTO, "auto";
    TextTransform, "text-transform", Typography, Syntax::Keyword(TextTransform::KEYWORDS), "none";
    TextIndent, "text-indent", Typography, TEXT_INDENT, "0px";
    WhiteSpace, "white-space", Typography, Syntax::Keyword(WhiteSpace::KEYWORDS), "pre-wrap";
    TextShadow, "text-shadow", Typography, Syntax::TextShadows, "none";
    WordBreak, "word-break", Typography, Syntax::Keyword(WordBreak::KEYWORDS), "normal";
    TextOverflow, "text-overflow", Typography, Syntax::Keyword(TextOverflow::KEYWORDS), "clip";
    LineClamp, "line-clamp", Typography, Syntax::Number { min: 0.0, max: 1000.0 }, "0";
    FontFeatureSettings, "font-feature-settings", Typography, Syntax::FontFeatures, "normal";
    FontVariationSettings, "font-variation-settings", Typography, Syntax::FontVariations, "normal";
    Source, "src", Content, Syntax::Asset, "";
    AlternativeText, "alt", Content, Syntax::Text, "";
    ObjectFit, "object-fit", Content, Syntax::Keyword(ObjectFit::KEYWORDS), "cover";
    ObjectPosition, "object-position", Content, Syntax::Anchor, "50% 50%";
    Href, "href", Content, Syntax::Href, "";
    Tag, "tag", Content, Syntax::Text, "";
    Component, "component", Content, Syntax::Text, "";
    BooleanOperation, "boolean-operation", Content, Syntax::Keyword(BooleanOperation::KEYWORDS), "union";
    PathData, "d", Content, Syntax::PathData, "";
    ViewBox, "view-box", Content, Syntax::ViewBox, "0 0 24 24";
    Animations, "animations", Motion, Syntax::Animations, "none";
    StateMachine, "state-machine", Motion, Syntax::StateMachine, "none";
    Body, "body", Motion, Syntax::Body, "none";
    Emitter, "emitter", Motion, Syntax::Emitter, "none";
}

impl Property {
    /// Whether elements of this kind have the property at all.
    pub fn applies_to(self, kind: ElementKind) -> bool {
        match self {
            Self::Display
            | Self::FlexDirection
            | Self::FlexWrap
            | Self::JustifyContent
            | Self::AlignItems
            | Self::AlignContent
            | Self::JustifyItems
            | Self::GridTemplateColumns
            | Self::GridTemplateRows
            | Self::GridTemplateAreas
            | Self::GridAutoColumns
            | Self::GridAutoRows
            | Self::GridAutoFlow
            | Self::RowGap
            | Self::ColumnGap
            | Self::Guides
            | Self::Component
            | Self::Overflow => kind == ElementKind::Frame,
            Self::Fill
            | Self::Stroke
            | Self::StrokeWidth
            | Self::StrokeLinecap
            | Self::StrokeLinejoin
            | Self::StrokeMiterlimit
            | Self::StrokeDasharray
            | Self::StrokeDashoffset
            | Self::VectorEffect => kind.is_path(),
            Self::FillRule | Self::PathData | Self::ViewBox => kind == ElementKind::Vector,
            Self::BooleanOperation => kind == ElementKind::Boolean,
            Self::Source | Self::ObjectFit | Self::ObjectPosition => kind == ElementKind::Image,
            Self::AlternativeText => kind == ElementKind::Image || kind.is_path(),
            Self::Background => !kind.is_path(),
            Self::BoxShadow
            | Self::BorderTopWidth
            | Self::BorderRightWidth
            | Self::BorderBottomWidth
            | Self::BorderLeftWidth
            | Self::BorderTopStyle
            | Self::BorderRightStyle
            | Self::BorderBottomStyle
            | Self::BorderLeftStyle
            | Self::BorderTopColor
            | Self::BorderRightColor
            | Self::BorderBottomColor
            | Self::BorderLeftColor => !kind.is_path(),
            Self::BorderTopLeftRadius
            | Self::BorderTopRightRadius
            | Self::BorderBottomRightRadius
            | Self::BorderBottomLeftRadius => kind != ElementKind::Ellipse && !kind.is_path(),
            Self::Color
            | Self::FontFamily
            | Self::FontSize
            | Self::FontWeight
            | Self::FontStyle
            | Self::LineHeight
            | Self::LetterSpacing
            | Self::TextAlign
            | Self::TextDecoration
            | Self::WordSpacing
            | Self::TextDecorationStyle
            | Self::TextDecorationColor
            | Self::TextDecorationThickness
            | Self::TextIndent
            | Self::WhiteSpace
            | Self::WordBreak
            | Self::TextShadow
            | Self::TextOverflow
            | Self::LineClamp
            | Self::FontFeatureSettings
            | Self::FontVariationSettings
            | Self::TextTransform => kind == ElementKind::Text,
            Self::PaddingTop | Self::PaddingRight | Self::PaddingBottom | Self::PaddingLeft => {
                matches!(kind, ElementKind::Frame | ElementKind::Text)
            }
            Self::Tag | Self::Href => matches!(kind, ElementKind::Frame | ElementKind::Text),
            _ => true,
        }
    }

    /// Whether the value may differ by breakpoint. What an element *is* (its text, source,
    /// link, path) can't: an export has one HTML document for every width. Nor can how it moves:
    /// a running animation would have nowhere to go when the width changes.
    pub fn varies_by_breakpoint(self) -> bool {
        match self.group() {
            PropertyGroup::Content => {
                matches!(self, Self::ObjectFit | Self::ObjectPosition)
            }
            PropertyGroup::Motion => false,
            _ => true,
        }
    }
}

/// A property at a breakpoint: `width`, or `width@mobile` for an override.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PropertyKey {
    /// Which property.
    pub property: Property,
    /// Where it holds, and in narrower ranges that don't override it.
    pub breakpoint: Breakpoint,
}

impl PropertyKey {
    /// The value that holds everywhere.
    pub const fn base(property: Property) -> Self {
        Self {
            property,
            breakpoint: Breakpoint::Desktop,
        }
    }

    /// The value at `breakpoint`, or the one that holds everywhere where the property can't
    /// vary.
    pub fn at(property: Property, breakpoint: Breakpoint) -> Self {
        if property.varies_by_breakpoint() {
            Self {
                property,
                breakpoint,
            }
        } else {
            Self::base(property)
        }
    }

    /// Reads `NAME` or `NAME@BREAKPOINT`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, breakpoint) = match text.split_once('@') {
            Some((name, breakpoint)) => (name, Breakpoint::from_name(breakpoint)?),
            None => (text, Breakpoint::Desktop),
        };
        let property = Property::from_name(name)?;
        let varies = breakpoint == Breakpoint::Desktop || property.varies_by_breakpoint();
        varies.then_some(Self {
            property,
            breakpoint,
        })
    }
}

impl fmt::Display for PropertyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.property.name())?;
        if self.breakpoint != Breakpoint::Desktop {
            write!(f, "@{}", self.breakpoint)?;
        }
        Ok(())
    }
}
