//! Auto-layout: containers as CSS flex boxes and grids, and boxes in them.

use omnios_model::{ElementKind, Length, Property, PropertyKey, Value};

use super::importer::Importer;
use super::node::{Flow, Node, Sizing};
use super::place::{Container, Slot, px, rounded, turn};
use crate::{ImportedElement, Loss};

impl<'a> Importer<'a, '_> {
    /// Sets how a frame lays out what is in it.
    pub(crate) fn lay_out(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        border: &[f64; 4],
    ) {
        let flow = node.flow();
        if flow == Flow::Free {
            if !matches!(node.word("layoutMode"), "" | "NONE") {
                let mode = node.word("layoutMode");
                self.note(
                    Loss::Approximated,
                    format!(
                        "has the layout {mode}, which isn't known here: everything keeps its place"
                    ),
                );
            }
            return;
        }
        pad(node, element, border);
        match flow {
            Flow::Grid => self.grid(node, element),
            _ => flex(node, element, flow),
        }
    }

    fn grid(&mut self, node: Node<'a>, element: &mut ImportedElement) {
        element.set_text(Property::Display, "grid");
        for (property, sizing, count) in [
            (
                Property::GridTemplateColumns,
                "gridColumnsSizing",
                "gridColumnCount",
            ),
            (Property::GridTemplateRows, "gridRowsSizing", "gridRowCount"),
        ] {
            let text = node.word(sizing);
            element.set_text(property, text);
            let key = PropertyKey::base(property);
            if element.properties.contains_key(&key) {
                continue;
            }
            if let Some(count) = node.number(count).filter(|it| *it >= 1.0) {
                let count = count.min(1000.0) as u32;
                element.set_text(property, &format!("repeat({count}, minmax(0, 1fr))"));
            }
            if !text.is_empty() {
                self.note(
                    Loss::Approximated,
                    format!("has tracks of the size {text}, which isn't known here: they share the room evenly"),
                );
            }
        }
        gap(element, Property::RowGap, node.number("gridRowGap"));
        gap(element, Property::ColumnGap, node.number("gridColumnGap"));
    }
}

fn gap(element: &mut ImportedElement, property: Property, size: Option<f64>) {
    if let Some(size) = size.filter(|it| *it > 0.0) {
        element.set(property, px(size));
    }
}

/// Whether strokes take room in the layout, as CSS's borders do.
pub(crate) fn strokes_take_room(node: Node<'_>) -> bool {
    node.flag("strokesIncludedInLayout", false)
}

/// The paddings: top, right, bottom, left.
pub(crate) fn paddings(node: Node<'_>) -> [f64; 4] {
    ["paddingTop", "paddingRight", "paddingBottom", "paddingLeft"]
        .map(|key| node.number(key).unwrap_or(0.0).max(0.0))
}

/// CSS's padding begins where the border ends; Figma's where the box does.
fn pad(node: Node<'_>, element: &mut ImportedElement, border: &[f64; 4]) {
    let properties = [
        Property::PaddingTop,
        Property::PaddingRight,
        Property::PaddingBottom,
        Property::PaddingLeft,
    ];
    let paddings = paddings(node);
    for (index, property) in properties.into_iter().enumerate() {
        let taken = if strokes_take_room(node) {
            0.0
        } else {
            border[index]
        };
        let padding = (paddings[index] - taken).max(0.0);
        if padding > 0.0 {
            element.set(property, px(padding));
        }
    }
}

fn flex(node: Node<'_>, element: &mut ImportedElement, flow: Flow) {
    element.set_text(Property::Display, "flex");
    if flow == Flow::Column {
        element.set_text(Property::FlexDirection, "column");
    }
    let spreads = node.word("primaryAxisAlignItems") == "SPACE_BETWEEN";
    let along = match node.word("primaryAxisAlignItems") {
        "CENTER" => Some("center"),
        "MAX" => Some("flex-end"),
        "SPACE_BETWEEN" => Some("space-between"),
        _ => None,
    };
    if let Some(along) = along {
        element.set_text(Property::JustifyContent, along);
    }
    let across = match node.word("counterAxisAlignItems") {
        "CENTER" => "center",
        "MAX" => "flex-end",
        "BASELINE" => "baseline",
        _ => "flex-start",
    };
    element.set_text(Property::AlignItems, across);
    let (main_gap, cross_gap) = match flow {
        Flow::Column => (Property::RowGap, Property::ColumnGap),
        _ => (Property::ColumnGap, Property::RowGap),
    };
    if !spreads {
        gap(element, main_gap, node.number("itemSpacing"));
    }
    if node.wraps() {
        element.set_text(Property::FlexWrap, "wrap");
        let spacing = node
            .number("counterAxisSpacing")
            .or_else(|| node.line_gap());
        gap(element, cross_gap, spacing);
        let lines = match node.word("counterAxisAlignContent") {
            "SPACE_BETWEEN" => "space-between",
            _ if across == "baseline" => "flex-start",
            _ => across,
        };
        element.set_text(Property::AlignContent, lines);
    }
}

/// Items that overlap, and items whose first is in front.
pub(crate) fn space_items(node: Node<'_>, items: &mut [ImportedElement]) {
    let is_item = |item: &ImportedElement| {
        let position = item.properties.get(&PropertyKey::base(Property::Position));
        position.is_none_or(|it| it.to_string() != "absolute")
    };
    let is_shown = |item: &ImportedElement| {
        let hidden = PropertyKey::base(Property::Hidden);
        !item.properties.contains_key(&hidden)
    };
    let overlap = node.number("itemSpacing").unwrap_or(0.0);
    let spreads = node.word("primaryAxisAlignItems") == "SPACE_BETWEEN";
    let side = match node.flow() {
        Flow::Row => Some(Property::MarginLeft),
        Flow::Column => Some(Property::MarginTop),
        Flow::Free | Flow::Grid => None,
    };
    if let Some(side) = side
        && overlap < 0.0
        && !spreads
    {
        let flowing = items.iter_mut().filter(|it| is_item(it) && is_shown(it));
        for item in flowing.skip(1) {
            let key = PropertyKey::base(side);
            let before = match item.properties.get(&key) {
                Some(Value::Length(Length::Px(px))) => f64::from(*px),
                _ => 0.0,
            };
            item.set(side, px(before + overlap));
        }
    }
    if node.flag("itemReverseZIndex", false) {
        let flowing = items.iter_mut().rev().filter(|it| is_item(it));
        for (order, item) in flowing.enumerate() {
            item.set(Property::ZIndex, Value::Number(order as f32));
        }
    }
}

/// Sizes an element, and aligns it, among its siblings.
pub(crate) fn put_in_flow(
    node: Node<'_>,
    element: &mut ImportedElement,
    slot: &Slot,
    container: &Container,
) {
    let [horizontal, vertical] = slot.sizing;
    match container.flow {
        Flow::Grid => put_in_grid(node, element, slot),
        flow => {
            let is_row = flow == Flow::Row;
            let (main, cross) = if is_row {
                (horizontal, vertical)
            } else {
                (vertical, horizontal)
            };
            let (main_size, cross_size) = if is_row {
                slot.size
            } else {
                (slot.size.1, slot.size.0)
            };
            let (main_side, cross_side) = if is_row {
                (Property::Width, Property::Height)
            } else {
                (Property::Height, Property::Width)
            };
            size_along(element, main, main_side, main_size, is_row);
            match cross {
                Sizing::Fill => element.set_text(Property::AlignSelf, "stretch"),
                Sizing::Fixed => element.set(cross_side, px(cross_size)),
                Sizing::Hug => {}
            }
            align_as_before(node, element, cross);
        }
    }
    bound(node, element);
    turn(element, &slot.turn);
    make_room(element, slot);
}

/// Sizes an item along its line. Figma never shrinks one that doesn't fill.
fn size_along(
    element: &mut ImportedElement,
    sizing: Sizing,
    side: Property,
    size: f64,
    is_row: bool,
) {
    match sizing {
        Sizing::Fill => {
            element.set(Property::FlexGrow, Value::Number(1.0));
            element.set(Property::FlexBasis, Value::Length(Length::ZERO));
            let least = if is_row {
                Property::MinWidth
            } else {
                Property::MinHeight
            };
            element.set(least, Value::Length(Length::ZERO));
        }
        Sizing::Fixed => {
            element.set(side, px(size));
            element.set(Property::FlexShrink, Value::Number(0.0));
        }
        Sizing::Hug => element.set(Property::FlexShrink, Value::Number(0.0)),
    }
}

/// Old files align each item by itself.
fn align_as_before(node: Node<'_>, element: &mut ImportedElement, cross: Sizing) {
    if cross == Sizing::Fill {
        return;
    }
    let across = match node.word("layoutAlign") {
        "MIN" => "flex-start",
        "CENTER" => "center",
        "MAX" => "flex-end",
        _ => return,
    };
    element.set_text(Property::AlignSelf, across);
}

fn put_in_grid(node: Node<'_>, element: &mut ImportedElement, slot: &Slot) {
    for (property, anchor, span) in [
        (
            Property::GridColumn,
            "gridColumnAnchorIndex",
            "gridColumnSpan",
        ),
        (Property::GridRow, "gridRowAnchorIndex", "gridRowSpan"),
    ] {
        let whole = |key: &str| node.number(key).filter(|it| *it >= 0.0).map(|it| it as u32);
        let span = whole(span).unwrap_or(1).clamp(1, 1000);
        match whole(anchor) {
            Some(line) => {
                element.set_text(property, &format!("{} / span {span}", line.min(1000) + 1));
            }
            None if span > 1 => element.set_text(property, &format!("span {span}")),
            None => {}
        }
    }
    let sizes = [slot.size.0, slot.size.1];
    for (index, (side, align, key)) in [
        (
            Property::Width,
            Property::JustifySelf,
            "gridChildHorizontalAlign",
        ),
        (
            Property::Height,
            Property::AlignSelf,
            "gridChildVerticalAlign",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        match slot.sizing[index] {
            Sizing::Fill => {
                element.set_text(align, "stretch");
                continue;
            }
            Sizing::Fixed => element.set(side, px(sizes[index])),
            Sizing::Hug => element.set(side, Value::Length(Length::FitContent)),
        }
        let word = match node.word(key) {
            "CENTER" => "center",
            "MAX" => "end",
            _ => "start",
        };
        element.set_text(align, word);
    }
}

/// The least and the most that a box may have.
pub(crate) fn bound(node: Node<'_>, element: &mut ImportedElement) {
    for (key, property) in [
        ("minWidth", Property::MinWidth),
        ("maxWidth", Property::MaxWidth),
        ("minHeight", Property::MinHeight),
        ("maxHeight", Property::MaxHeight),
    ] {
        if let Some(size) = node.number(key).filter(|it| *it >= 0.0) {
            element.set(property, px(size));
        }
    }
}

/// Figma gives a turned box the room of the upright one around it, and a line none for its weight.
fn make_room(element: &mut ImportedElement, slot: &Slot) {
    let around = slot.upright_room();
    for (sides, beyond) in [
        (
            [Property::MarginLeft, Property::MarginRight],
            around.0 - slot.size.0,
        ),
        (
            [Property::MarginTop, Property::MarginBottom],
            around.1 - slot.size.1,
        ),
    ] {
        if rounded(beyond) != 0.0 {
            for side in sides {
                element.set(side, px(beyond / 2.0));
            }
        }
    }
}

/// A frame that puts one thing below the other.
pub(crate) fn stack(element: &mut ImportedElement, gap_px: f64) {
    debug_assert_eq!(element.kind, ElementKind::Frame);
    element.set_text(Property::Display, "flex");
    element.set_text(Property::FlexDirection, "column");
    element.set_text(Property::AlignItems, "flex-start");
    element.set(Property::RowGap, px(gap_px));
}
