//! [`BoxStyle`]: the computed values that decide where a box stands, as layout reads them.

use std::sync::Arc;

use engine_scene::Node;
use engine_text::TextStyle;
use omnios_model::{
    AlignContent, AlignItems, AlignSelf, Direction, Display, Edges, ElementKind, FlexDirection,
    FlexWrap, JustifyContent, JustifySelf, Length, Overflow, Position, Style, TextAlign,
    VerticalAlign,
};

use crate::space::{Axis, Pair};
use crate::style::{is_replaced, padding, used_border, used_size};

/// How a box arranges its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrangement {
    /// One below the other.
    Block,
    /// By CSS Flexbox.
    Flex,
    /// In rows and columns.
    Grid,
}

/// The part of an element's style that layout asks for.
#[derive(Debug, Clone)]
pub(crate) struct BoxStyle {
    pub(crate) arrangement: Arrangement,
    pub(crate) position: Position,
    pub(crate) is_right_to_left: bool,
    /// Width by height, for what isn't a picture.
    pub(crate) ratio: Option<f32>,
    /// Whether margins inside stay inside, whatever the box's parent.
    pub(crate) is_scroll_container: bool,
    pub(crate) size: Pair<Length>,
    pub(crate) min_size: Pair<Length>,
    pub(crate) max_size: Pair<Length>,
    pub(crate) margin: Edges<Length>,
    pub(crate) padding: Edges<Length>,
    /// Used widths in CSS px.
    pub(crate) border: Edges<f32>,
    pub(crate) inset: Edges<Length>,
    pub(crate) flex_grow: f32,
    pub(crate) flex_shrink: f32,
    pub(crate) flex_basis: Length,
    pub(crate) align_self: AlignSelf,
    pub(crate) justify_self: JustifySelf,
    /// Where it stands across its line, if it is in a text.
    pub(crate) vertical_align: VerticalAlign,
    pub(crate) flex: FlexStyle,
    /// Sorts flex and grid items.
    pub(crate) order: i32,
    /// What a text is set in; `None` for all else.
    pub(crate) text: Option<Arc<TextStyle>>,
}

/// What a flex container says of its items.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FlexStyle {
    pub(crate) direction: FlexDirection,
    pub(crate) wraps: bool,
    pub(crate) justify_content: JustifyContent,
    pub(crate) align_items: AlignItems,
    pub(crate) align_content: AlignContent,
    pub(crate) gap: Pair<Length>,
}

impl FlexStyle {
    pub(crate) fn main_axis(&self) -> Axis {
        match self.direction {
            FlexDirection::Row | FlexDirection::RowReverse => Axis::X,
            FlexDirection::Column | FlexDirection::ColumnReverse => Axis::Y,
        }
    }

    pub(crate) fn is_reversed(&self) -> bool {
        matches!(
            self.direction,
            FlexDirection::RowReverse | FlexDirection::ColumnReverse
        )
    }
}

impl BoxStyle {
    /// `root_width` is the viewport's width for the page's root, `None` for all others.
    pub(crate) fn new(node: &Node, root_width: Option<f32>) -> Self {
        let style = &node.style;
        let is_frame = node.element.kind == ElementKind::Frame;
        let mut result = Self {
            arrangement: match style.display {
                Display::Flex if is_frame => Arrangement::Flex,
                Display::Grid if is_frame => Arrangement::Grid,
                _ => Arrangement::Block,
            },
            position: style.position,
            is_right_to_left: node.direction == Direction::RightToLeft,
            ratio: style.aspect_ratio.filter(|ratio| {
                ratio.is_finite() && *ratio > 0.0 && !is_replaced(node.element.kind)
            }),
            is_scroll_container: (is_frame || node.element.kind == ElementKind::Text)
                && matches!(style.overflow, Overflow::Hidden | Overflow::Auto),
            size: Pair::new(
                used_size(node, style.width, |size| size.width),
                used_size(node, style.height, |size| size.height),
            ),
            min_size: Pair::new(style.min_width, style.min_height),
            max_size: Pair::new(style.max_width, style.max_height),
            margin: style.margin,
            padding: padding(node),
            border: used_border(node),
            inset: style.inset,
            flex_grow: factor(style.flex_grow),
            flex_shrink: factor(style.flex_shrink),
            flex_basis: style.flex_basis,
            align_self: style.align_self,
            justify_self: style.justify_self,
            vertical_align: style.vertical_align,
            flex: flex_style(style),
            order: style.order,
            text: (node.element.kind == ElementKind::Text).then(|| Arc::new(text_style(node))),
        };
        if let Some(width) = root_width {
            result.position = Position::Static;
            result.inset = NO_EDGES;
            result.margin = NO_EDGES;
            result.size.x = Length::Px(width);
            result.min_size.x = Length::Auto;
            result.max_size.x = Length::Auto;
        }
        result
    }

    /// Whether it takes no room among its siblings.
    pub(crate) fn is_out_of_flow(&self) -> bool {
        self.position.is_out_of_flow()
    }

    /// Whether its padding depends on its parent's width.
    pub(crate) fn has_padding_share(&self) -> bool {
        let Edges {
            top,
            right,
            bottom,
            left,
        } = self.padding;
        [top, right, bottom, left]
            .into_iter()
            .any(Length::has_percent)
    }
}

impl Default for BoxStyle {
    fn default() -> Self {
        Self {
            arrangement: Arrangement::Block,
            position: Position::Static,
            is_right_to_left: false,
            ratio: None,
            is_scroll_container: false,
            size: Pair::new(Length::Auto, Length::Auto),
            min_size: Pair::new(Length::Auto, Length::Auto),
            max_size: Pair::new(Length::Auto, Length::Auto),
            margin: NO_EDGES,
            padding: NO_EDGES,
            border: Edges::default(),
            inset: NO_EDGES,
            flex_grow: 0.0,
            flex_shrink: 1.0,
            flex_basis: Length::Auto,
            align_self: AlignSelf::Auto,
            justify_self: JustifySelf::Auto,
            vertical_align: VerticalAlign::Baseline,
            flex: FlexStyle {
                direction: FlexDirection::Row,
                wraps: false,
                justify_content: JustifyContent::FlexStart,
                align_items: AlignItems::Stretch,
                align_content: AlignContent::Normal,
                gap: Pair::new(Length::ZERO, Length::ZERO),
            },
            order: 0,
            text: None,
        }
    }
}

const NO_EDGES: Edges<Length> = Edges {
    top: Length::ZERO,
    right: Length::ZERO,
    bottom: Length::ZERO,
    left: Length::ZERO,
};

fn flex_style(style: &Style) -> FlexStyle {
    FlexStyle {
        direction: style.flex_direction,
        wraps: style.flex_wrap == FlexWrap::Wrap,
        justify_content: style.justify_content,
        align_items: style.align_items,
        align_content: style.align_content,
        gap: Pair::new(style.column_gap, style.row_gap),
    }
}

/// With sides for `start` and `end`.
fn text_style(node: &Node) -> TextStyle {
    let mut style = TextStyle::of(&node.style);
    let is_rtl = node.direction == Direction::RightToLeft;
    style.is_rtl = is_rtl;
    style.align = match style.align {
        TextAlign::Start if is_rtl => TextAlign::Right,
        TextAlign::Start => TextAlign::Left,
        TextAlign::End if is_rtl => TextAlign::Left,
        TextAlign::End => TextAlign::Right,
        physical => physical,
    };
    style
}

/// A flex factor that sums can be made of.
fn factor(value: f32) -> f32 {
    if value.is_finite() {
        value.max(0.0)
    } else {
        0.0
    }
}
