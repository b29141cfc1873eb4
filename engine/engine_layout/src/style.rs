//! From computed values to taffy's styles.

use engine_scene::Node;
use omnios_model::{
    AlignContent, AlignItems, AlignSelf, Direction, Display, Edges, ElementKind, FlexDirection,
    FlexWrap, JustifyContent, JustifyItems, JustifySelf, Length, Overflow, Position, Property,
    Size, Style,
};
use taffy::style_helpers::{TaffyAuto, TaffyZero};

use crate::calc::CalcTable;
use crate::grid;

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

/// The size of a picture where neither width nor height is set, with the ratio that its
/// `aspect-ratio` gives it.
pub(crate) fn used_natural_size(node: &Node) -> Option<Size> {
    let size = node.natural_size?;
    Some(match node.style.aspect_ratio {
        Some(ratio) => Size::new(size.width, size.width / ratio),
        None => size,
    })
}

/// A boolean without a size is as large as its shapes: in the export that size is written out.
pub(crate) fn used_size(node: &Node, length: Length, of: impl Fn(Size) -> f32) -> Length {
    let fixed = matches!(
        length,
        Length::Px(_) | Length::Percent(_) | Length::Calc { .. }
    );
    match node.natural_size {
        Some(size) if node.element.kind == ElementKind::Boolean && !fixed => Length::Px(of(size)),
        _ => length,
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
    let display = if is_frame {
        style.display
    } else {
        Display::Block
    };
    let border = used_border(node);
    let padding = padding(node);
    let overflow = if is_frame || kind == ElementKind::Text {
        overflow(style.overflow)
    } else {
        taffy::Overflow::Visible
    };
    let mut result = taffy::Style {
        display: match display {
            Display::Block => taffy::Display::Block,
            Display::Flex => taffy::Display::Flex,
            Display::Grid => taffy::Display::Grid,
        },
        direction: match node.direction {
            Direction::RightToLeft => taffy::Direction::Rtl,
            Direction::LeftToRight | Direction::Inherit => taffy::Direction::Ltr,
        },
        item_is_replaced: is_replaced(kind),
        overflow: taffy::Point {
            x: overflow,
            y: overflow,
        },
        // Every frame holds its absolute children, as `position: relative` does in the export.
        position: match style.position {
            Position::Static | Position::Relative => taffy::Position::Relative,
            Position::Absolute => taffy::Position::Absolute,
            Position::Fixed => taffy::Position::Fixed,
            Position::Sticky => taffy::Position::Sticky,
        },
        size: taffy::Size {
            width: dimension(used_size(node, style.width, |it| it.width), calcs),
            height: dimension(used_size(node, style.height, |it| it.height), calcs),
        },
        min_size: taffy::Size {
            width: or_auto(style.min_width, calcs),
            height: or_auto(style.min_height, calcs),
        },
        max_size: taffy::Size {
            width: or_auto(style.max_width, calcs),
            height: or_auto(style.max_height, calcs),
        },
        // What replaced elements make of their ratio follows from their natural size.
        aspect_ratio: style.aspect_ratio.filter(|_| !is_replaced(kind)),
        margin: edges(style.margin, |length| or_auto(length, calcs)),
        padding: edges(padding, |length| or_zero(length, calcs)),
        border: edges(border, taffy::LengthPercentage::length),
        flex_basis: dimension(style.flex_basis, calcs),
        flex_grow: style.flex_grow,
        flex_shrink: style.flex_shrink,
        align_self: align_self(style.align_self),
        justify_self: justify_self(style.justify_self),
        ..taffy::Style::default()
    };
    keep_set_size_from_ratio(&mut result);
    if style.position != Position::Static {
        result.inset = edges(style.inset, |length| or_auto(length, calcs));
    }
    if display.has_items() {
        item_container(style, &mut result, calcs);
    }
    grid::item(style, &mut result);
    if let Some(width) = root_width {
        if display == Display::Block {
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

/// taffy carries the bounds of one axis over to the other by the ratio, also to a size that is
/// set, which CSS doesn't. A bound that binds nothing keeps it from that.
fn keep_set_size_from_ratio(style: &mut taffy::Style) {
    if style.aspect_ratio.is_none() {
        return;
    }
    let none = taffy::LengthPercentageAuto::length(1.0e9);
    let zero = taffy::LengthPercentageAuto::length(0.0);
    let (size, min, max) = (style.size, &mut style.min_size, &mut style.max_size);
    let bounds = (*min, *max);
    for (is_set, min, max, other_min, other_max) in [
        (
            !size.width.is_auto(),
            &mut min.width,
            &mut max.width,
            bounds.0.height,
            bounds.1.height,
        ),
        (
            !size.height.is_auto(),
            &mut min.height,
            &mut max.height,
            bounds.0.width,
            bounds.1.width,
        ),
    ] {
        if is_set && min.is_auto() && !other_min.is_auto() {
            *min = zero;
        }
        if is_set && max.is_auto() && !other_max.is_auto() {
            *max = none;
        }
    }
}

fn overflow(overflow: Overflow) -> taffy::Overflow {
    match overflow {
        Overflow::Visible => taffy::Overflow::Visible,
        Overflow::Clip => taffy::Overflow::Clip,
        // Scroll bars lie over the content, as they do on most devices, and take no room.
        Overflow::Hidden | Overflow::Auto => taffy::Overflow::Hidden,
    }
}

/// What flex containers and grids say of their items.
fn item_container(style: &Style, result: &mut taffy::Style, calcs: &mut CalcTable) {
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
        JustifyContent::Normal => taffy::JustifyContent::NORMAL,
        JustifyContent::FlexStart => taffy::JustifyContent::FLEX_START,
        JustifyContent::Center => taffy::JustifyContent::CENTER,
        JustifyContent::FlexEnd => taffy::JustifyContent::FLEX_END,
        JustifyContent::SpaceBetween => taffy::JustifyContent::SPACE_BETWEEN,
        JustifyContent::SpaceAround => taffy::JustifyContent::SPACE_AROUND,
        JustifyContent::SpaceEvenly => taffy::JustifyContent::SPACE_EVENLY,
        JustifyContent::Start => taffy::JustifyContent::START,
        JustifyContent::End => taffy::JustifyContent::END,
        JustifyContent::Stretch => taffy::JustifyContent::STRETCH,
    };
    result.align_content = match style.align_content {
        AlignContent::Normal => taffy::AlignContent::NORMAL,
        AlignContent::Stretch => taffy::AlignContent::STRETCH,
        AlignContent::Start => taffy::AlignContent::START,
        AlignContent::Center => taffy::AlignContent::CENTER,
        AlignContent::End => taffy::AlignContent::END,
        AlignContent::FlexStart => taffy::AlignContent::FLEX_START,
        AlignContent::FlexEnd => taffy::AlignContent::FLEX_END,
        AlignContent::SpaceBetween => taffy::AlignContent::SPACE_BETWEEN,
        AlignContent::SpaceAround => taffy::AlignContent::SPACE_AROUND,
        AlignContent::SpaceEvenly => taffy::AlignContent::SPACE_EVENLY,
    };
    result.align_items = match style.align_items {
        // The export leaves the initial value out, and CSS's own is `normal`.
        AlignItems::Stretch => taffy::AlignItems::NORMAL,
        AlignItems::FlexStart => taffy::AlignItems::FLEX_START,
        AlignItems::Center => taffy::AlignItems::CENTER,
        AlignItems::FlexEnd => taffy::AlignItems::FLEX_END,
        AlignItems::Baseline => taffy::AlignItems::BASELINE,
        AlignItems::Start => taffy::AlignItems::START,
        AlignItems::End => taffy::AlignItems::END,
    };
    result.justify_items = match style.justify_items {
        JustifyItems::Normal => taffy::AlignItems::NORMAL,
        JustifyItems::Stretch => taffy::AlignItems::STRETCH,
        JustifyItems::Start => taffy::AlignItems::START,
        JustifyItems::Center => taffy::AlignItems::CENTER,
        JustifyItems::End => taffy::AlignItems::END,
    };
    result.gap = taffy::Size {
        width: or_zero(style.column_gap, calcs),
        height: or_zero(style.row_gap, calcs),
    };
    grid::container(style, result, calcs);
}

fn justify_self(value: JustifySelf) -> Option<taffy::AlignSelf> {
    match value {
        JustifySelf::Auto => None,
        JustifySelf::Stretch => Some(taffy::AlignSelf::STRETCH),
        JustifySelf::Start => Some(taffy::AlignSelf::START),
        JustifySelf::Center => Some(taffy::AlignSelf::CENTER),
        JustifySelf::End => Some(taffy::AlignSelf::END),
    }
}

fn align_self(value: AlignSelf) -> Option<taffy::AlignSelf> {
    match value {
        AlignSelf::Auto => None,
        AlignSelf::Stretch => Some(taffy::AlignSelf::STRETCH),
        AlignSelf::FlexStart => Some(taffy::AlignSelf::FLEX_START),
        AlignSelf::Center => Some(taffy::AlignSelf::CENTER),
        AlignSelf::FlexEnd => Some(taffy::AlignSelf::FLEX_END),
        AlignSelf::Baseline => Some(taffy::AlignSelf::BASELINE),
        AlignSelf::Start => Some(taffy::AlignSelf::START),
        AlignSelf::End => Some(taffy::AlignSelf::END),
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
