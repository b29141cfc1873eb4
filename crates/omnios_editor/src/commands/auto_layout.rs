//! From free placement to auto layout: `layout.to-flow` and `layout.smart-stack`.
//!
//! `engine::interact::auto_layout` finds the rows and columns; this file makes frames of them. The
//! result is laid out and held against what was there: sizes that came from being placed
//! freely are written down, so that every box stays where it was.

use engine::interact::auto_layout::{
    AutoLayout, Content, FreeBox, Item, Justify, Place as StackPlace, Stack, StackDirection, infer,
};
use omnios_model::{
    Breakpoint, Display, Edges, Element, ElementId, ElementKind, PageId, Place, Position, Property,
    PropertyKey, Rect, Style, Tree, Value,
};
use omnios_protocol::args::Elements;
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::arrange::wrap;
use super::layout::{pin, unplace};
use super::text::px;
use crate::edit::{Edit, Geometry, Targets, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

/// How far a box may move before it is said so, in px.
const NOTICEABLE_PX: f32 = 1.0;
/// How far a size may be from what it was before it is written down, in px.
const SAME_SIZE_PX: f32 = 0.5;

pub(crate) fn to_flow(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let Targets { page, ids } = edit.targets_with_root(&args.ids)?;
    let mut outcome = CommandOutcome::default();
    for id in ids {
        if is_free_form(edit, page, id)? {
            convert(edit, page, id, &mut outcome)?;
        }
    }
    if outcome.report.is_empty() {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "none of these is a frame with freely placed elements. Select one, or use layout.smart-stack on the elements",
        ));
    }
    // What is selected stays selected: the frames made are its inside.
    outcome.created.clear();
    Ok(outcome)
}

pub(crate) fn smart_stack(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let targets = edit.targets(&args.ids)?;
    let page = targets.page;
    let frame = wrap(edit, &targets, "Stack")?;
    edit.stage_is_stale = true;
    let before = edit.geometry(page)?.rect(frame);
    let mut outcome = CommandOutcome::default();
    convert(edit, page, frame, &mut outcome)?;
    // The content gives the stack its size, unless it would be another one.
    let sizes = [
        (Property::Width, before.width),
        (Property::Height, before.height),
    ];
    for (property, _) in sizes {
        edit.clear(page, frame, property)?;
    }
    let after = edit.geometry(page)?.rect(frame);
    for ((property, old), new) in sizes.into_iter().zip([after.width, after.height]) {
        if (old - new).abs() > SAME_SIZE_PX {
            edit.set_px(page, frame, property, old)?;
        }
    }
    outcome.created = vec![frame.to_string()];
    Ok(outcome)
}

/// Whether the element is a frame with something placed freely in it, or a block.
fn is_free_form(edit: &Edit<'_, '_>, page: PageId, id: ElementId) -> Result<bool, CommandError> {
    let element = edit.get(page, id)?;
    if element.kind != ElementKind::Frame {
        return Ok(false);
    }
    let mut any = false;
    let mut free = Style::resolve(&element, edit.breakpoint).display == Display::Block;
    for child in edit.tree(page)?.children(id) {
        let style = Style::resolve(&*edit.get(page, *child)?, edit.breakpoint);
        any |= !style.hidden;
        free |= !style.hidden && style.position == Position::Absolute;
    }
    Ok(any && free)
}

fn convert(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    frame: ElementId,
    outcome: &mut CommandOutcome,
) -> Result<(), CommandError> {
    let geometry = edit.geometry(page)?;
    let mut ids = Vec::new();
    let mut boxes = Vec::new();
    for id in edit.tree(page)?.children(frame) {
        let element = edit.get(page, *id)?;
        let style = Style::resolve(&element, edit.breakpoint);
        let moves = matches!(style.position, Position::Static | Position::Absolute);
        if !style.hidden && moves {
            ids.push(*id);
            boxes.push(FreeBox {
                rect: geometry.rect(*id),
                can_hold: can_hold(edit.tree(page)?, &element, &style),
            });
        }
    }
    let container = geometry.padding_box(frame);
    let Some(layout) = infer(container, &boxes, None) else {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "there is nothing in the frame to arrange",
        ));
    };
    let AutoLayout { stack, floating } = layout;
    let mut conversion = Conversion {
        page,
        ids: &ids,
        leaves: Vec::new(),
        created: Vec::new(),
    };
    conversion.fill(edit, frame, &stack)?;
    let floating: Vec<ElementId> = floating.into_iter().map(|index| ids[index]).collect();
    keep_free(edit, page, frame, &floating, &geometry)?;
    edit.stage_is_stale = true;
    let off = keep_sizes(edit, page, &conversion.leaves)?;
    let name = edit.get(page, frame)?.name.clone();
    outcome
        .report
        .push(summary(&name, &stack, floating.len(), off));
    let created = conversion.created.iter().map(ToString::to_string);
    outcome.created.extend(created);
    Ok(())
}

/// A plain box whose look a frame can have, and that holds nothing yet.
fn can_hold(tree: &Tree, element: &Element, style: &Style) -> bool {
    let plain = match element.kind {
        ElementKind::Frame => true,
        ElementKind::Rectangle => element
            .properties
            .keys()
            .all(|key| key.property.applies_to(ElementKind::Frame)),
        _ => false,
    };
    plain && style.opacity >= 1.0 && tree.children(element.id).is_empty()
}

struct Conversion<'a> {
    page: PageId,
    ids: &'a [ElementId],
    /// What keeps its box, and that box on the page.
    leaves: Vec<(ElementId, Rect)>,
    created: Vec<ElementId>,
}

impl Conversion<'_> {
    fn fill(
        &mut self,
        edit: &mut Edit<'_, '_>,
        frame: ElementId,
        stack: &Stack,
    ) -> Result<(), CommandError> {
        let page = self.page;
        become_stack(edit, page, frame, stack)?;
        let mut children = Vec::new();
        for item in &stack.items {
            children.push(match &item.content {
                Content::Box(index) => self.ids[*index],
                Content::Stack(inner) => self.frame_of(edit, frame, inner)?,
            });
        }
        let orders = edit
            .tree(page)?
            .orders_at(frame, 0, &children, children.len());
        for (id, order) in children.iter().zip(orders) {
            edit.place(page, *id, frame, order)?;
        }
        for (id, item) in children.into_iter().zip(&stack.items) {
            take_place(edit, page, id, item, stack.direction)?;
            match &item.content {
                Content::Box(_) => self.leaves.push((id, item.rect)),
                Content::Stack(inner) => {
                    // Elements at different heights make a row higher than any of them.
                    self.leaves.push((id, item.rect));
                    self.fill(edit, id, inner)?;
                }
            }
        }
        Ok(())
    }

    /// The frame of a stack: its backdrop, as a frame, or a new one.
    fn frame_of(
        &mut self,
        edit: &mut Edit<'_, '_>,
        parent: ElementId,
        stack: &Stack,
    ) -> Result<ElementId, CommandError> {
        let page = self.page;
        let backdrop = match stack.backdrop {
            Some(index) => Some(edit.get(page, self.ids[index])?),
            None => None,
        };
        if let Some(element) = &backdrop
            && element.kind == ElementKind::Frame
        {
            return Ok(element.id);
        }
        let id = edit.ids.element();
        let place = Place {
            parent: Some(parent),
            order: edit.tree(page)?.order_at(parent, usize::MAX, &[]),
        };
        let element = match &backdrop {
            Some(backdrop) => Element {
                id,
                kind: ElementKind::Frame,
                place,
                ..Element::clone(backdrop)
            },
            None => Element {
                id,
                kind: ElementKind::Frame,
                name: match stack.direction {
                    StackDirection::Row => "Row".to_owned(),
                    StackDirection::Column => "Column".to_owned(),
                },
                place,
                locked: false,
                properties: omnios_model::Properties::default(),
                text: String::new(),
                runs: omnios_model::TextRuns::default(),
            },
        };
        edit.insert(page, element)?;
        if let Some(backdrop) = backdrop {
            edit.remove(page, backdrop.id)?;
        }
        self.created.push(id);
        Ok(id)
    }
}

/// One value for every breakpoint: the structure is the same at each.
fn put(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    property: Property,
    value: Option<Value>,
) -> Result<(), CommandError> {
    let keys: Vec<PropertyKey> = edit
        .get(page, id)?
        .properties
        .keys()
        .copied()
        .filter(|key| key.property == property)
        .filter(|key| value.is_none() || key.breakpoint != Breakpoint::Desktop)
        .collect();
    for key in keys {
        edit.set_key(page, id, key, None)?;
    }
    match value {
        Some(value) => edit.set(page, id, property, Breakpoint::Desktop, Some(value)),
        None => Ok(()),
    }
}

fn put_px(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    property: Property,
    amount: f32,
) -> Result<(), CommandError> {
    put(
        edit,
        page,
        id,
        property,
        (amount != 0.0).then(|| px(amount)),
    )
}

fn keyword_of(place: StackPlace) -> &'static str {
    match place {
        StackPlace::Start => "flex-start",
        StackPlace::Center => "center",
        StackPlace::End => "flex-end",
    }
}

fn become_stack(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    frame: ElementId,
    stack: &Stack,
) -> Result<(), CommandError> {
    let direction = match stack.direction {
        StackDirection::Row => "row",
        StackDirection::Column => "column",
    };
    let justify = match stack.justify {
        Justify::Start => None,
        Justify::End => Some("flex-end"),
        Justify::SpaceBetween => Some("space-between"),
    };
    for (property, keyword) in [
        (Property::Display, Some(Display::Flex.as_str())),
        (Property::FlexDirection, Some(direction)),
        (Property::FlexWrap, None),
        (Property::AlignItems, Some(keyword_of(stack.align))),
        (Property::JustifyContent, justify),
    ] {
        put(edit, page, frame, property, keyword.map(Value::Keyword))?;
    }
    // Padding begins inside of the border.
    let border = match stack.backdrop {
        Some(_) => Style::resolve(&*edit.get(page, frame)?, edit.breakpoint).border_width,
        None => Edges::default(),
    };
    for (property, amount) in [
        (Property::RowGap, stack.gap),
        (Property::ColumnGap, stack.gap),
        (Property::PaddingTop, stack.padding.top - border.top),
        (Property::PaddingRight, stack.padding.right - border.right),
        (
            Property::PaddingBottom,
            stack.padding.bottom - border.bottom,
        ),
        (Property::PaddingLeft, stack.padding.left - border.left),
    ] {
        put_px(edit, page, frame, property, amount.max(0.0))?;
    }
    Ok(())
}

fn take_place(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    item: &Item,
    direction: StackDirection,
) -> Result<(), CommandError> {
    unplace(edit, page, id)?;
    let (before, across) = match direction {
        StackDirection::Row => (Property::MarginLeft, Property::MarginTop),
        StackDirection::Column => (Property::MarginTop, Property::MarginLeft),
    };
    for property in [
        Property::MarginTop,
        Property::MarginRight,
        Property::MarginBottom,
        Property::MarginLeft,
    ] {
        let amount = if property == before {
            item.margin_before
        } else if property == across {
            item.margin_across
        } else {
            0.0
        };
        put_px(edit, page, id, property, amount)?;
    }
    let align = if item.fills {
        Some("stretch")
    } else {
        item.align.map(keyword_of)
    };
    put(
        edit,
        page,
        id,
        Property::AlignSelf,
        align.map(Value::Keyword),
    )?;
    put(edit, page, id, Property::FlexGrow, None)?;
    put(edit, page, id, Property::FlexBasis, None)?;
    put(
        edit,
        page,
        id,
        Property::FlexShrink,
        Some(Value::Number(0.0)),
    )
}

/// What overlaps stays where it is, above everything else.
fn keep_free(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    frame: ElementId,
    floating: &[ElementId],
    geometry: &Geometry,
) -> Result<(), CommandError> {
    let orders = edit
        .tree(page)?
        .orders_at(frame, usize::MAX, floating, floating.len());
    for (id, order) in floating.iter().zip(orders) {
        edit.place(page, *id, frame, order)?;
        let style = Style::resolve(&*edit.get(page, *id)?, edit.breakpoint);
        if style.position != Position::Absolute {
            pin(edit, page, *id, geometry.rect_in(frame, *id))?;
        }
    }
    Ok(())
}

/// Writes down the sizes that following the flow changed. Returns how far the worst box is from
/// where it was, in px.
fn keep_sizes(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    leaves: &[(ElementId, Rect)],
) -> Result<f32, CommandError> {
    let mut after = edit.geometry(page)?;
    let mut changed = false;
    for (id, before) in leaves {
        let now = after.rect(*id);
        let is_text = edit.get(page, *id)?.kind == ElementKind::Text;
        let wrong = |a: f32, b: f32| (a - b).abs() > SAME_SIZE_PX;
        if wrong(now.width, before.width) {
            // Rounded up: a text in a box a hundredth too narrow breaks.
            let width = (before.width * 100.0).ceil() / 100.0;
            edit.set_px(page, *id, Property::Width, width)?;
            changed = true;
        }
        if wrong(now.height, before.height) && !is_text {
            edit.set_px(page, *id, Property::Height, before.height)?;
            changed = true;
        }
    }
    if changed {
        after = edit.geometry(page)?;
    }
    let off = leaves.iter().map(|(id, before)| {
        let now = after.rect(*id);
        [
            now.x - before.x,
            now.y - before.y,
            now.right() - before.right(),
            now.bottom() - before.bottom(),
        ]
        .into_iter()
        .fold(0.0_f32, |worst, way| worst.max(way.abs()))
    });
    Ok(off.fold(0.0, f32::max))
}

fn summary(name: &str, stack: &Stack, free: usize, off_px: f32) -> String {
    let mut counts = (0, 0);
    count(stack, &mut counts);
    let (rows, columns) = counts;
    let mut parts = Vec::new();
    for (count, one, several) in [(rows, "row", "rows"), (columns, "column", "columns")] {
        match count {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            _ => parts.push(format!("{count} {several}")),
        }
    }
    let mut text = format!("{name}: {}", parts.join(" and "));
    match free {
        0 => {}
        1 => text.push_str("; 1 element overlaps and stays freely placed"),
        _ => text.push_str(&format!("; {free} elements overlap and stay freely placed")),
    }
    if off_px > NOTICEABLE_PX {
        text.push_str(&format!("; an element moved by {off_px:.0} px"));
    }
    text
}

fn count(stack: &Stack, counts: &mut (usize, usize)) {
    match stack.direction {
        StackDirection::Row => counts.0 += 1,
        StackDirection::Column => counts.1 += 1,
    }
    for item in &stack.items {
        if let Content::Stack(inner) = &item.content {
            count(inner, counts);
        }
    }
}
