//! From computed values to taffy's styles.

use engine_scene::Node;
use omnios_model::{
    AlignItems, AlignSelf, Display, Edges, ElementKind, FlexDirection, FlexWrap, JustifyContent,
    Length, Overflow, Position, Property, Size, Style,
};
use taffy::style_helpers::{TaffyAuto, TaffyZero};

use crate::calc::CalcTable;

/// The border widths a browser uses: thinner than 1 px becomes 1 px, the rest is cut to whole px.
pub(crate) fn used_border(node: &Node) -> Edges<f32> {
    if !Property::BorderTopWidth.applies_to(node.element.kind) {
        return Edges::default();
    }
    let used = |px: f32| {
        if px <= 0.0 { 0.0 } else { px.floor().max(1.0) }
    };
    let width = node.style.border_width;
    Edges {
        top: used(width.top),
        right: used(width.right),
        bottom: used(width.bottom),
        left: used(width.left),
    }
}

/// The padding as set, or none where the kind has none.
pub(crate) fn padding(node: &Node) -> Edges<Length> {
    if Property::PaddingTop.applies_to(node.element.kind) {
        node.style.padding
    } else {
        Edges {
            top: Length::ZERO,
            right: Length::ZERO,
            bottom: Length::ZERO,
            left: Length::ZERO,
        }
    }
}

/// Whether the element is what CSS calls replaced: an image or a vector.
pub(crate) fn is_replaced(kind: ElementKind) -> bool {
    matches!(kind, ElementKind::Image | ElementKind::Vector)
}

/// The ratio that a flex container transfers between the axes, for replaced elements alone.
pub(crate) fn aspect_ratio(natural_size: Option<Size>) -> Option<f32> {
    let size = natural_size?;
    (size.width > 0.0 && size.height > 0.0).then(|| size.width / size.height)
}

/// The ratio that flex layout may use for a replaced element. Where the element has bounds taffy
/// would bind both axes to each, which CSS doesn't; the element's own measuring keeps the ratio
/// then.
pub(crate) fn flex_item_ratio(node: &Node) -> Option<f32> {
    let style = &node.style;
    let bounds = [
        style.min_width,
        style.min_height,
        style.max_width,
        style.max_height,
    ];
    let is_unbounded = bounds.iter().all(|bound| *bound == Length::Auto);
    // taffy's ratio is that of the border box.
    let is_bordered = used_border(node) != Edges::default();
    let is_fixed = style.width != Length::Auto && style.height != Length::Auto;
    if is_replaced(node.element.kind) && is_unbounded && !is_fixed && !is_bordered {
        aspect_ratio(node.natural_size)
    } else {
        None
    }
}

/// The style of an element with per cents of its parent's height, for where that height follows
/// from the content: they count as not set then.
#[derive(Debug)]
pub(crate) struct WithoutHeightShare {
    /// Aligned as the element says.
    pub(crate) aligned: taffy::Style,
    /// For where it would be stretched: only a height that *says* `auto` is.
    pub(crate) at_start: taffy::Style,
}

impl WithoutHeightShare {
    /// `None` where the element has no such per cents.
    pub(crate) fn of(node: &Node, style: &taffy::Style) -> Option<Self> {
        let is_share = Length::has_percent;
        let source = &node.style;
        let heights = [source.height, source.min_height, source.max_height];
        if !heights.into_iter().any(is_share) {
            return None;
        }
        let mut aligned = style.clone();
        if is_share(source.min_height) {
            aligned.min_size.height = taffy::LengthPercentageAuto::AUTO;
        }
        if is_share(source.max_height) {
            aligned.max_size.height = taffy::LengthPercentageAuto::AUTO;
        }
        let mut at_start = aligned.clone();
        if is_share(source.height) {
            aligned.size.height = taffy::Dimension::AUTO;
            at_start.size.height = taffy::Dimension::AUTO;
            at_start.align_self = Some(taffy::AlignSelf::FLEX_START);
        }
        Some(Self { aligned, at_start })
    }
}

/// The style that taffy lays the element out by. `root_width` is the viewport's width for the
/// page's root, `None` for all others.
pub(crate) fn taffy_style(
    node: &Node,
    root_width: Option<f32>,
    calcs: &mut CalcTable,
) -> taffy::Style {
    let style = &node.style;
    let kind = node.element.kind;
    let is_frame = kind == ElementKind::Frame;
    let is_flex = is_frame && style.display == Display::Flex;
    let border = used_border(node);
    let padding = padding(node);
    let mut result = taffy::Style {
        display: if is_flex {
            taffy::Display::Flex
        } else {
            taffy::Display::Block
        },
        item_is_replaced: is_replaced(kind),
        overflow: match style.overflow {
            Overflow::Hidden if is_frame => taffy::Point {
                x: taffy::Overflow::Hidden,
                y: taffy::Overflow::Hidden,
            },
            _ => taffy::Point {
                x: taffy::Overflow::Visible,
                y: taffy::Overflow::Visible,
            },
        },
        // Every frame holds its absolute children, as `position: relative` does in the export.
        position: taffy::Position::Relative,
        size: taffy::Size {
            width: dimension(style.width, calcs),
            height: dimension(style.height, calcs),
        },
        min_size: taffy::Size {
            width: or_auto(style.min_width, calcs),
            height: or_auto(style.min_height, calcs),
        },
        max_size: taffy::Size {
            width: or_auto(style.max_width, calcs),
            height: or_auto(style.max_height, calcs),
        },
        margin: edges(style.margin, |length| or_auto(length, calcs)),
        padding: edges(padding, |length| or_zero(length, calcs)),
        border: edges(border, taffy::LengthPercentage::length),
        flex_basis: dimension(style.flex_basis, calcs),
        flex_grow: style.flex_grow,
        flex_shrink: style.flex_shrink,
        align_self: align_self(style.align_self),
        ..taffy::Style::default()
    };
    if style.position == Position::Absolute {
        result.position = taffy::Position::Absolute;
        result.inset = edges(style.inset, |length| or_auto(length, calcs));
    }
    if is_flex {
        flex_container(style, &mut result);
    }
    if let Some(width) = root_width {
        if !is_flex {
            result.display = taffy::Display::FlowRoot;
        }
        result.position = taffy::Position::Relative;
        result.inset = taffy::Rect::auto();
        result.margin = taffy::Rect::zero();
        result.size.width = taffy::Dimension::length(width);
        result.min_size.width = taffy::LengthPercentageAuto::AUTO;
        result.max_size.width = taffy::LengthPercentageAuto::AUTO;
    }
    result
}

fn flex_container(style: &Style, result: &mut taffy::Style) {
    result.flex_direction = match style.flex_direction {
        FlexDirection::Row => taffy::FlexDirection::Row,
        FlexDirection::Column => taffy::FlexDirection::Column,
        FlexDirection::RowReverse => taffy::FlexDirection::RowReverse,
        FlexDirection::ColumnReverse => taffy::FlexDirection::ColumnReverse,
    };
    result.flex_wrap = match style.flex_wrap {
        FlexWrap::Nowrap => taffy::FlexWrap::NoWrap,
        FlexWrap::Wrap => taffy::FlexWrap::Wrap,
    };
    result.justify_content = match style.justify_content {
        JustifyContent::FlexStart => taffy::JustifyContent::FLEX_START,
        JustifyContent::Center => taffy::JustifyContent::CENTER,
        JustifyContent::FlexEnd => taffy::JustifyContent::FLEX_END,
        JustifyContent::SpaceBetween => taffy::JustifyContent::SPACE_BETWEEN,
        JustifyContent::SpaceAround => taffy::JustifyContent::SPACE_AROUND,
        JustifyContent::SpaceEvenly => taffy::JustifyContent::SPACE_EVENLY,
    };
    result.align_items = match style.align_items {
        // The export leaves the initial value out, and CSS's own is `normal`.
        AlignItems::Stretch => taffy::AlignItems::NORMAL,
        AlignItems::FlexStart => taffy::AlignItems::FLEX_START,
        AlignItems::Center => taffy::AlignItems::CENTER,
        AlignItems::FlexEnd => taffy::AlignItems::FLEX_END,
        AlignItems::Baseline => taffy::AlignItems::BASELINE,
    };
    result.gap = taffy::Size {
        width: taffy::LengthPercentage::length(style.column_gap),
        height: taffy::LengthPercentage::length(style.row_gap),
    };
}

fn align_self(value: AlignSelf) -> Option<taffy::AlignSelf> {
    match value {
        AlignSelf::Auto => None,
        AlignSelf::Stretch => Some(taffy::AlignSelf::STRETCH),
        AlignSelf::FlexStart => Some(taffy::AlignSelf::FLEX_START),
        AlignSelf::Center => Some(taffy::AlignSelf::CENTER),
        AlignSelf::FlexEnd => Some(taffy::AlignSelf::FLEX_END),
        AlignSelf::Baseline => Some(taffy::AlignSelf::BASELINE),
    }
}

fn edges<T: Copy, U>(edges: Edges<T>, mut convert: impl FnMut(T) -> U) -> taffy::Rect<U> {
    taffy::Rect {
        top: convert(edges.top),
        right: convert(edges.right),
        bottom: convert(edges.bottom),
        left: convert(edges.left),
    }
}

fn dimension(length: Length, calcs: &mut CalcTable) -> taffy::Dimension {
    match length {
        Length::Auto => taffy::Dimension::AUTO,
        Length::Px(px) => taffy::Dimension::length(px),
        Length::Percent(percent) => taffy::Dimension::percent(percent / 100.0),
        Length::Calc { px, percent } => taffy::Dimension::calc(calcs.handle(percent / 100.0, px)),
        Length::MinContent => taffy::Dimension::min_content(),
        Length::MaxContent => taffy::Dimension::max_content(),
        Length::FitContent => taffy::Dimension::fit_content(),
    }
}

fn or_auto(length: Length, calcs: &mut CalcTable) -> taffy::LengthPercentageAuto {
    match length {
        Length::Auto | Length::MinContent | Length::MaxContent | Length::FitContent => {
            taffy::LengthPercentageAuto::AUTO
        }
        Length::Px(px) => taffy::LengthPercentageAuto::length(px),
        Length::Percent(percent) => taffy::LengthPercentageAuto::percent(percent / 100.0),
        Length::Calc { px, percent } => {
            taffy::LengthPercentageAuto::calc(calcs.handle(percent / 100.0, px))
        }
    }
}

fn or_zero(length: Length, calcs: &mut CalcTable) -> taffy::LengthPercentage {
    match length {
        Length::Auto | Length::MinContent | Length::MaxContent | Length::FitContent => {
            taffy::LengthPercentage::ZERO
        }
        Length::Px(px) => taffy::LengthPercentage::length(px),
        Length::Percent(percent) => taffy::LengthPercentage::percent(percent / 100.0),
        Length::Calc { px, percent } => {
            taffy::LengthPercentage::calc(calcs.handle(percent / 100.0, px))
        }
    }
}
