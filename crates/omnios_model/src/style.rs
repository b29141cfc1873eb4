//! Computed values: what holds for one element at one breakpoint.

use std::sync::Arc;

use crate::value::{parse_dashes, parse_ratio, parse_view_box};
use crate::{
    AlignContent, AlignItems, AlignSelf, Anchor, AssetHash, BlendMode, BooleanOperation,
    BorderStyle, Breakpoint, Color, Direction, Display, Effects, Element, FillRule, Filter,
    FlexDirection, FlexWrap, FontStyle, GridAreas, GridAutoFlow, GridLines, Isolation,
    JustifyContent, JustifyItems, JustifySelf, Length, LineCap, LineJoin, ObjectFit, Overflow,
    Paint, Position, Property, Shadow, TextAlign, TextDecoration, TextDecorationStyle,
    TextOverflow, TextTransform, TrackList, Transform, Value, VectorEffect, VerticalAlign,
    WhiteSpace, WordBreak,
};

/// The font families that come with the studio and with every export that uses them.
pub const BUNDLED_FONT_FAMILIES: [&str; 3] = ["Inter", "Fraunces", "JetBrains Mono"];

/// One value a side.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Edges<T> {
    /// Top side.
    pub top: T,
    /// Right side.
    pub right: T,
    /// Bottom side.
    pub bottom: T,
    /// Left side.
    pub left: T,
}

/// One value a corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Corners<T> {
    /// Top left corner.
    pub top_left: T,
    /// Top right corner.
    pub top_right: T,
    /// Bottom right corner.
    pub bottom_right: T,
    /// Bottom left corner.
    pub bottom_left: T,
}

/// The computed values that only a grid has.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "each field is the CSS property of its name")]
pub struct GridStyle {
    pub template_columns: TrackList,
    pub template_rows: TrackList,
    pub template_areas: GridAreas,
    /// Empty for `auto`.
    pub auto_columns: TrackList,
    /// Empty for `auto`.
    pub auto_rows: TrackList,
}

/// How far the baselines of a text stand apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LineHeight {
    /// As the font says.
    Normal,
    /// A multiple of the font size: each run follows its own.
    Number(f32),
    /// CSS px.
    Px(f32),
}

impl LineHeight {
    /// What a value of `line-height` says.
    pub fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Some(Self::Number(*number)),
            Value::Length(Length::Px(px)) => Some(Self::Px(*px)),
            Value::Keyword(_) => Some(Self::Normal),
            _ => None,
        }
    }
}

/// Every property's computed value. Lengths keep their unit; per cents are resolved by layout.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each field is the CSS property of its name")]
pub struct Style {
    pub hidden: bool,
    pub position: Position,
    pub inset: Edges<Length>,
    /// `None` where nothing is transformed.
    pub transform: Option<Box<Transform>>,
    /// `None` for `auto`.
    pub z_index: Option<i32>,
    pub display: Display,
    pub flex_direction: FlexDirection,
    pub flex_wrap: FlexWrap,
    pub justify_content: JustifyContent,
    pub align_items: AlignItems,
    pub align_content: AlignContent,
    pub justify_items: JustifyItems,
    /// What only grids have; `None` for all else.
    pub grid: Option<Arc<GridStyle>>,
    pub grid_auto_flow: GridAutoFlow,
    pub row_gap: Length,
    pub column_gap: Length,
    pub align_self: AlignSelf,
    pub justify_self: JustifySelf,
    /// `None` for `auto`, so that elements outside grids hold nothing more.
    pub grid_column: Option<Arc<GridLines>>,
    /// `None` for `auto`.
    pub grid_row: Option<Arc<GridLines>>,
    pub vertical_align: VerticalAlign,
    pub order: i32,
    pub flex_grow: f32,
    pub flex_shrink: f32,
    pub flex_basis: Length,
    pub overflow: Overflow,
    /// As the element says; the scene knows what is inherited.
    pub direction: Direction,
    pub width: Length,
    pub height: Length,
    pub min_width: Length,
    pub min_height: Length,
    pub max_width: Length,
    pub max_height: Length,
    /// Width by height; `None` for `auto`.
    pub aspect_ratio: Option<f32>,
    pub padding: Edges<Length>,
    pub margin: Edges<Length>,
    pub background: Vec<Paint>,
    pub fill: Option<Paint>,
    pub fill_rule: FillRule,
    pub stroke: Option<Paint>,
    pub stroke_width: f32,
    pub stroke_linecap: LineCap,
    pub stroke_linejoin: LineJoin,
    pub stroke_miterlimit: f32,
    /// Dashes and gaps in turn; empty for a line without gaps.
    pub stroke_dasharray: Vec<f32>,
    pub stroke_dashoffset: f32,
    pub vector_effect: VectorEffect,
    pub border_width: Edges<f32>,
    pub border_style: Edges<BorderStyle>,
    pub border_color: Edges<Color>,
    pub border_radius: Corners<Length>,
    pub box_shadow: Vec<Shadow>,
    pub opacity: f32,
    /// `None` where nothing is done.
    pub effects: Option<Box<Effects>>,
    pub color: Color,
    pub font_family: Arc<str>,
    pub font_size: f32,
    pub font_weight: f32,
    pub font_style: FontStyle,
    pub line_height: LineHeight,
    pub letter_spacing: f32,
    pub word_spacing: f32,
    pub font_features: Arc<str>,
    pub font_variations: Arc<str>,
    pub text_align: TextAlign,
    pub text_decoration: TextDecoration,
    pub text_decoration_style: TextDecorationStyle,
    /// `None` for the colour of the text.
    pub text_decoration_color: Option<Color>,
    /// In CSS px; `None` leaves it to the font size.
    pub text_decoration_thickness: Option<f32>,
    pub text_transform: TextTransform,
    pub text_indent: Length,
    pub white_space: WhiteSpace,
    pub text_overflow: TextOverflow,
    /// Where words may be broken.
    pub word_break: WordBreak,
    /// Topmost first.
    pub text_shadow: Vec<Shadow>,
    /// The most lines that are shown; 0 for all.
    pub line_clamp: u32,
    pub source: Option<AssetHash>,
    pub object_fit: ObjectFit,
    pub boolean_operation: BooleanOperation,
    pub object_position: Anchor,
    pub path_data: Arc<str>,
    /// x, y, width, height of the vector's own space.
    pub view_box: [f32; 4],
}

/// Reads computed values of one element at one breakpoint.
struct Computed<'a> {
    element: &'a Element,
    breakpoint: Breakpoint,
}

impl Computed<'_> {
    fn value(&self, property: Property) -> Option<&Value> {
        self.element.value(property, self.breakpoint)?.resolved()
    }

    fn length(&self, property: Property, initial: Length) -> Length {
        match self.value(property) {
            Some(Value::Length(length)) => *length,
            _ => initial,
        }
    }

    fn px(&self, property: Property, initial: f32) -> f32 {
        match self.value(property) {
            Some(Value::Length(Length::Px(px))) => *px,
            _ => initial,
        }
    }

    fn number(&self, property: Property, initial: f32) -> f32 {
        match self.value(property) {
            Some(Value::Number(number)) => *number,
            _ => initial,
        }
    }

    fn keyword<T>(&self, property: Property, read: fn(&str) -> Option<T>, initial: T) -> T {
        match self.value(property) {
            Some(Value::Keyword(keyword)) => read(keyword).unwrap_or(initial),
            _ => initial,
        }
    }

    fn integer(&self, property: Property) -> Option<i32> {
        match self.value(property) {
            Some(Value::Number(number)) => Some(*number as i32),
            _ => None,
        }
    }

    fn vertical_align(&self) -> VerticalAlign {
        match self.value(Property::VerticalAlign) {
            Some(Value::Length(Length::Px(px))) => VerticalAlign::Raised(*px),
            Some(Value::Keyword(keyword)) => {
                VerticalAlign::from_keyword(keyword).unwrap_or_default()
            }
            _ => VerticalAlign::Baseline,
        }
    }

    fn lines(&self, property: Property) -> Option<Arc<GridLines>> {
        let lines = GridLines::parse(self.text(property)?)?;
        (lines != GridLines::default()).then(|| Arc::new(lines))
    }

    fn grid(&self) -> Arc<GridStyle> {
        use Property as P;
        let template = |property| {
            self.text(property)
                .and_then(|text| TrackList::parse_template(text))
                .unwrap_or_default()
        };
        let auto = |property| {
            self.text(property)
                .and_then(|text| TrackList::parse_auto(text))
                .unwrap_or_default()
        };
        Arc::new(GridStyle {
            template_columns: template(P::GridTemplateColumns),
            template_rows: template(P::GridTemplateRows),
            template_areas: self
                .text(P::GridTemplateAreas)
                .and_then(|text| GridAreas::parse(text))
                .unwrap_or_default(),
            auto_columns: auto(P::GridAutoColumns),
            auto_rows: auto(P::GridAutoRows),
        })
    }

    fn color(&self, property: Property, initial: Color) -> Color {
        match self.value(property) {
            Some(Value::Color(color)) => *color,
            _ => initial,
        }
    }

    fn paints(&self, property: Property) -> Vec<Paint> {
        match self.value(property) {
            Some(Value::Paints(paints)) => paints.clone(),
            _ => Vec::new(),
        }
    }

    fn anchor(&self, property: Property, initial: Anchor) -> Anchor {
        match self.value(property) {
            Some(Value::Anchor(anchor)) => *anchor,
            _ => initial,
        }
    }

    fn border_styles(&self) -> Edges<BorderStyle> {
        let style =
            |property| self.keyword(property, BorderStyle::from_keyword, BorderStyle::Solid);
        Edges {
            top: style(Property::BorderTopStyle),
            right: style(Property::BorderRightStyle),
            bottom: style(Property::BorderBottomStyle),
            left: style(Property::BorderLeftStyle),
        }
    }

    fn filters(&self, property: Property) -> Vec<Filter> {
        match self.value(property) {
            Some(Value::Filters(filters)) => filters.clone(),
            _ => Vec::new(),
        }
    }

    fn effects(&self) -> Option<Box<Effects>> {
        use Property as P;
        let effects = Effects {
            filter: self.filters(P::Filter),
            backdrop_filter: self.filters(P::BackdropFilter),
            blend_mode: self.keyword(P::MixBlendMode, BlendMode::from_keyword, BlendMode::Normal),
            isolated: self.keyword(P::Isolation, Isolation::from_keyword, Isolation::Auto)
                == Isolation::Isolate,
            mask: self.paints(P::MaskImage),
            clip_path: match self.value(P::ClipPath) {
                Some(Value::ClipPath(shape)) => shape.clone(),
                _ => None,
            },
        };
        (!effects.is_empty()).then(|| Box::new(effects))
    }

    fn transform(&self) -> Option<Box<Transform>> {
        let Some(Value::Transform(functions)) = self.value(Property::Transform) else {
            return None;
        };
        (!functions.is_empty()).then(|| {
            Box::new(Transform {
                functions: functions.clone(),
                origin: self.anchor(Property::TransformOrigin, Anchor::CENTER),
            })
        })
    }

    fn text(&self, property: Property) -> Option<&Arc<str>> {
        match self.value(property) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

impl Computed<'_> {
    /// Whether an ellipsis stands for what doesn't fit, which needs what is outside clipped.
    fn cuts_text(&self) -> bool {
        let overflow = self.value(Property::TextOverflow);
        overflow == Some(&Value::Keyword("ellipsis"))
            || self.number(Property::LineClamp, 0.0) >= 1.0
    }

    fn settings(&self, property: Property) -> Arc<str> {
        match self.text(property) {
            Some(text) => Arc::clone(text),
            None => "normal".into(),
        }
    }
}

impl Style {
    /// The computed values of `element` at `breakpoint`.
    pub fn resolve(element: &Element, breakpoint: Breakpoint) -> Self {
        use Property as P;
        let it = Computed {
            element,
            breakpoint,
        };
        let display = it.keyword(P::Display, Display::from_keyword, Display::Block);
        Self {
            hidden: matches!(it.value(P::Hidden), Some(Value::Flag(true))),
            position: it.keyword(P::Position, Position::from_keyword, Position::Static),
            inset: Edges {
                top: it.length(P::Top, Length::Auto),
                right: it.length(P::Right, Length::Auto),
                bottom: it.length(P::Bottom, Length::Auto),
                left: it.length(P::Left, Length::Auto),
            },
            transform: it.transform(),
            z_index: it.integer(P::ZIndex),
            display,
            flex_direction: it.keyword(
                P::FlexDirection,
                FlexDirection::from_keyword,
                FlexDirection::Row,
            ),
            flex_wrap: it.keyword(P::FlexWrap, FlexWrap::from_keyword, FlexWrap::Nowrap),
            justify_content: it.keyword(
                P::JustifyContent,
                JustifyContent::from_keyword,
                JustifyContent::Normal,
            ),
            align_items: it.keyword(P::AlignItems, AlignItems::from_keyword, AlignItems::Stretch),
            align_content: it.keyword(
                P::AlignContent,
                AlignContent::from_keyword,
                AlignContent::Normal,
            ),
            justify_items: it.keyword(
                P::JustifyItems,
                JustifyItems::from_keyword,
                JustifyItems::Normal,
            ),
            grid: (display == Display::Grid).then(|| it.grid()),
            grid_auto_flow: it.keyword(
                P::GridAutoFlow,
                GridAutoFlow::from_keyword,
                GridAutoFlow::Row,
            ),
            row_gap: it.length(P::RowGap, Length::ZERO),
            column_gap: it.length(P::ColumnGap, Length::ZERO),
            align_self: it.keyword(P::AlignSelf, AlignSelf::from_keyword, AlignSelf::Auto),
            justify_self: it.keyword(P::JustifySelf, JustifySelf::from_keyword, JustifySelf::Auto),
            grid_column: it.lines(P::GridColumn),
            grid_row: it.lines(P::GridRow),
            vertical_align: it.vertical_align(),
            order: it.integer(P::Order).unwrap_or(0),
            flex_grow: it.number(P::FlexGrow, 0.0),
            flex_shrink: it.number(P::FlexShrink, 1.0),
            flex_basis: it.length(P::FlexBasis, Length::Auto),
            overflow: if it.cuts_text() {
                Overflow::Hidden
            } else {
                it.keyword(P::Overflow, Overflow::from_keyword, Overflow::Visible)
            },
            direction: it.keyword(P::Direction, Direction::from_keyword, Direction::Inherit),
            width: it.length(P::Width, Length::Auto),
            height: it.length(P::Height, Length::Auto),
            min_width: it.length(P::MinWidth, Length::Auto),
            min_height: it.length(P::MinHeight, Length::Auto),
            max_width: it.length(P::MaxWidth, Length::Auto),
            max_height: it.length(P::MaxHeight, Length::Auto),
            aspect_ratio: it.text(P::AspectRatio).and_then(|text| parse_ratio(text)),
            padding: Edges {
                top: it.length(P::PaddingTop, Length::ZERO),
                right: it.length(P::PaddingRight, Length::ZERO),
                bottom: it.length(P::PaddingBottom, Length::ZERO),
                left: it.length(P::PaddingLeft, Length::ZERO),
            },
            margin: Edges {
                top: it.length(P::MarginTop, Length::ZERO),
                right: it.length(P::MarginRight, Length::ZERO),
                bottom: it.length(P::MarginBottom, Length::ZERO),
                left: it.length(P::MarginLeft, Length::ZERO),
            },
            background: it.paints(P::Background),
            fill: it.paints(P::Fill).pop(),
            fill_rule: it.keyword(P::FillRule, FillRule::from_keyword, FillRule::Nonzero),
            stroke: it.paints(P::Stroke).pop(),
            stroke_width: it.number(P::StrokeWidth, 1.0),
            stroke_linecap: it.keyword(P::StrokeLinecap, LineCap::from_keyword, LineCap::Butt),
            stroke_linejoin: it.keyword(P::StrokeLinejoin, LineJoin::from_keyword, LineJoin::Miter),
            stroke_miterlimit: it.number(P::StrokeMiterlimit, 4.0),
            stroke_dasharray: it
                .text(P::StrokeDasharray)
                .and_then(|text| parse_dashes(text))
                .unwrap_or_default(),
            stroke_dashoffset: it.number(P::StrokeDashoffset, 0.0),
            vector_effect: it.keyword(
                P::VectorEffect,
                VectorEffect::from_keyword,
                VectorEffect::None,
            ),
            border_width: {
                let width = |style: BorderStyle, width: Property| match style {
                    BorderStyle::None => 0.0,
                    _ => it.px(width, 0.0),
                };
                let styles = it.border_styles();
                Edges {
                    top: width(styles.top, P::BorderTopWidth),
                    right: width(styles.right, P::BorderRightWidth),
                    bottom: width(styles.bottom, P::BorderBottomWidth),
                    left: width(styles.left, P::BorderLeftWidth),
                }
            },
            border_style: it.border_styles(),
            border_color: Edges {
                top: it.color(P::BorderTopColor, Color::BLACK),
                right: it.color(P::BorderRightColor, Color::BLACK),
                bottom: it.color(P::BorderBottomColor, Color::BLACK),
                left: it.color(P::BorderLeftColor, Color::BLACK),
            },
            border_radius: if element.kind == crate::ElementKind::Ellipse {
                let half = Length::Percent(50.0);
                Corners {
                    top_left: half,
                    top_right: half,
                    bottom_right: half,
                    bottom_left: half,
                }
            } else {
                Corners {
                    top_left: it.length(P::BorderTopLeftRadius, Length::ZERO),
                    top_right: it.length(P::BorderTopRightRadius, Length::ZERO),
                    bottom_right: it.length(P::BorderBottomRightRadius, Length::ZERO),
                    bottom_left: it.length(P::BorderBottomLeftRadius, Length::ZERO),
                }
            },
            box_shadow: match it.value(P::BoxShadow) {
                Some(Value::Shadows(shadows)) => shadows.clone(),
                _ => Vec::new(),
            },
            text_shadow: match it.value(P::TextShadow) {
                Some(Value::Shadows(shadows)) => shadows.clone(),
                _ => Vec::new(),
            },
            opacity: it.number(P::Opacity, 1.0),
            effects: it.effects(),
            color: it.color(P::Color, Color::rgba(0x1a, 0x1a, 0x1a, 255)),
            font_family: it
                .text(P::FontFamily)
                .cloned()
                .unwrap_or_else(|| BUNDLED_FONT_FAMILIES[0].into()),
            font_size: it.px(P::FontSize, 16.0),
            font_weight: it.number(P::FontWeight, 400.0),
            font_style: it.keyword(P::FontStyle, FontStyle::from_keyword, FontStyle::Normal),
            line_height: it
                .value(P::LineHeight)
                .and_then(LineHeight::from_value)
                .unwrap_or(LineHeight::Number(1.5)),
            letter_spacing: it.px(P::LetterSpacing, 0.0),
            word_spacing: it.px(P::WordSpacing, 0.0),
            font_features: it.settings(P::FontFeatureSettings),
            font_variations: it.settings(P::FontVariationSettings),
            text_align: it.keyword(P::TextAlign, TextAlign::from_keyword, TextAlign::Start),
            text_decoration: it.keyword(
                P::TextDecoration,
                TextDecoration::from_keyword,
                TextDecoration::None,
            ),
            text_decoration_style: it.keyword(
                P::TextDecorationStyle,
                TextDecorationStyle::from_keyword,
                TextDecorationStyle::Solid,
            ),
            text_decoration_color: match it.value(P::TextDecorationColor) {
                Some(Value::Color(color)) => Some(*color),
                _ => None,
            },
            text_decoration_thickness: match it.value(P::TextDecorationThickness) {
                Some(Value::Length(Length::Px(px))) => Some(*px),
                _ => None,
            },
            text_indent: it.length(P::TextIndent, Length::ZERO),
            white_space: it.keyword(P::WhiteSpace, WhiteSpace::from_keyword, WhiteSpace::PreWrap),
            word_break: it.keyword(P::WordBreak, WordBreak::from_keyword, WordBreak::Normal),
            text_overflow: it.keyword(
                P::TextOverflow,
                TextOverflow::from_keyword,
                TextOverflow::Clip,
            ),
            line_clamp: it.number(P::LineClamp, 0.0) as u32,
            text_transform: it.keyword(
                P::TextTransform,
                TextTransform::from_keyword,
                TextTransform::None,
            ),
            source: it.text(P::Source).and_then(|hash| hash.parse().ok()),
            object_fit: it.keyword(P::ObjectFit, ObjectFit::from_keyword, ObjectFit::Cover),
            boolean_operation: it.keyword(
                P::BooleanOperation,
                BooleanOperation::from_keyword,
                BooleanOperation::Union,
            ),
            object_position: it.anchor(P::ObjectPosition, Anchor::CENTER),
            path_data: it.text(P::PathData).cloned().unwrap_or_else(|| "".into()),
            view_box: it
                .text(P::ViewBox)
                .and_then(|text| parse_view_box(text))
                .unwrap_or([0.0, 0.0, 24.0, 24.0]),
        }
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::{ElementId, ElementKind, OrderKey, Place, PropertyKey};

    #[test]
    fn narrower_ranges_inherit_until_they_override() {
        let set = |text: &str, breakpoint| {
            let key = PropertyKey::at(Property::Width, breakpoint);
            (key, Value::parse(Property::Width, text).unwrap())
        };
        let element = Element {
            id: ElementId::from_random_bits(1),
            kind: ElementKind::Frame,
            name: "Card".into(),
            place: Place {
                parent: None,
                order: OrderKey::between(None, None),
            },
            locked: false,
            properties: crate::Properties::from_iter([
                set("300px", Breakpoint::Desktop),
                set("100%", Breakpoint::Mobile),
            ]),
            text: String::new(),
            runs: crate::TextRuns::default(),
        };
        let width = |breakpoint| Style::resolve(&element, breakpoint).width;
        assert_eq!(width(Breakpoint::Desktop), Length::Px(300.0));
        assert_eq!(width(Breakpoint::Tablet), Length::Px(300.0));
        assert_eq!(width(Breakpoint::Mobile), Length::Percent(100.0));
    }
}
