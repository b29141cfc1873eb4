//! Auto layout and free placement.

use omnios_model::{
    Breakpoint, Display, ElementId, ElementKind, FlexDirection, PageId, Position, Property, Rect,
    Style, Tree, Value,
};
use omnios_protocol::args::{ElementAmount, Elements, LayoutDirection};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::arrange::{base_keyword, wrap};
use super::placement::set_origin;
use super::style::set_amount;
use super::text::px;
use crate::edit::{Edit, Geometry, Targets, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

pub(crate) fn add_auto(edit: &mut Edit<'_, '_>, args: &LayoutDirection) -> Outcome {
    let direction = match args.direction.as_deref() {
        None => None,
        Some("row") => Some(FlexDirection::Row),
        Some("column") => Some(FlexDirection::Column),
        Some(other) => {
            return Err(refuse(
                ErrorCode::InvalidValue,
                format!("“{other}” is no direction. Give row or column"),
            ));
        }
    };
    let targets = edit.targets_with_root(&args.ids)?;
    let single_frame = match targets.ids[..] {
        [only] => edit.get(targets.page, only)?.kind == ElementKind::Frame,
        _ => false,
    };
    let mut outcome = CommandOutcome::default();
    if single_frame {
        make_auto(edit, targets.page, targets.ids[0], direction)?;
    } else {
        let targets = edit.targets(&args.ids)?;
        let geometry = edit.geometry(targets.page)?;
        let frame = wrap(edit, &targets, "Stack")?;
        arrange_children(edit, targets.page, frame, &geometry, direction)?;
        outcome.created.push(frame.to_string());
    }
    Ok(outcome)
}

fn make_auto(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    frame: ElementId,
    direction: Option<FlexDirection>,
) -> Result<(), CommandError> {
    let geometry = edit.geometry(page)?;
    arrange_children(edit, page, frame, &geometry, direction)
}

/// Makes `frame` an auto layout whose children stand about where they stood: direction, order,
/// gap and padding come from their boxes.
fn arrange_children(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    frame: ElementId,
    geometry: &Geometry,
    direction: Option<FlexDirection>,
) -> Result<(), CommandError> {
    let tree = edit.tree(page)?;
    let children: Vec<ElementId> = tree.children(frame).to_vec();
    let mut boxes: Vec<(ElementId, Rect)> = Vec::new();
    let mut free = false;
    for id in children {
        let style = Style::resolve(&*edit.get(page, id)?, edit.breakpoint);
        free |= style.position == Position::Absolute;
        if !style.hidden {
            boxes.push((id, geometry.rect(id)));
        }
    }
    let direction = direction.unwrap_or_else(|| guess_direction(&boxes));
    let row = direction == FlexDirection::Row;
    let start = |rect: &Rect| if row { rect.x } else { rect.y };
    let end = |rect: &Rect| if row { rect.right() } else { rect.bottom() };
    if free {
        boxes.sort_by(|a, b| start(&a.1).total_cmp(&start(&b.1)));
    }
    base_keyword(edit, page, frame, Property::Display, Display::Flex.as_str())?;
    base_keyword(
        edit,
        page,
        frame,
        Property::FlexDirection,
        direction.as_str(),
    )?;
    if !free {
        return Ok(());
    }
    base_keyword(edit, page, frame, Property::AlignItems, "flex-start")?;
    let gaps: Vec<f32> = boxes
        .windows(2)
        .map(|pair| (start(&pair[1].1) - end(&pair[0].1)).max(0.0))
        .collect();
    let gap = if gaps.is_empty() {
        0.0
    } else {
        gaps.iter().sum::<f32>() / gaps.len() as f32
    };
    for property in [Property::RowGap, Property::ColumnGap] {
        edit.set_px(page, frame, property, gap.round())?;
    }
    let outer = geometry.padding_box(frame);
    let mut bounds = boxes.iter().map(|(_, rect)| *rect);
    if let Some(first) = bounds.next()
        && outer.width > 0.0
    {
        let inner = bounds.fold(first, |all, rect| all.union(&rect));
        for (property, padding) in [
            (Property::PaddingTop, inner.y - outer.y),
            (Property::PaddingRight, outer.right() - inner.right()),
            (Property::PaddingBottom, outer.bottom() - inner.bottom()),
            (Property::PaddingLeft, inner.x - outer.x),
        ] {
            edit.set_px(page, frame, property, padding.max(0.0).round())?;
        }
    }
    let ids: Vec<ElementId> = boxes.iter().map(|(id, _)| *id).collect();
    let orders = edit.tree(page)?.orders_at(frame, 0, &ids, ids.len());
    for ((id, _), order) in boxes.iter().zip(orders) {
        edit.place(page, *id, frame, order)?;
        unplace(edit, page, *id)?;
        edit.set(
            page,
            *id,
            Property::FlexShrink,
            Breakpoint::Desktop,
            Some(Value::Number(0.0)),
        )?;
    }
    // The content now gives the frame its size, as auto layout promises.
    for property in [Property::Width, Property::Height] {
        edit.clear(page, frame, property)?;
    }
    Ok(())
}

fn guess_direction(boxes: &[(ElementId, Rect)]) -> FlexDirection {
    let side_by_side = boxes
        .windows(2)
        .filter(|pair| {
            pair[0].1.right() <= pair[1].1.x + 1.0 || pair[1].1.right() <= pair[0].1.x + 1.0
        })
        .count();
    if boxes.len() > 1 && side_by_side * 2 >= boxes.len() - 1 && side_by_side > 0 {
        FlexDirection::Row
    } else {
        FlexDirection::Column
    }
}

/// Back into the flow: no position, no offsets.
pub(super) fn unplace(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
) -> Result<(), CommandError> {
    for property in [
        Property::Position,
        Property::Left,
        Property::Top,
        Property::Right,
        Property::Bottom,
    ] {
        edit.clear(page, id, property)?;
    }
    Ok(())
}

pub(crate) fn remove_auto(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let Targets { page, ids } = edit.targets_with_root(&args.ids)?;
    let geometry = edit.geometry(page)?;
    let mut applied = false;
    for id in ids {
        let element = edit.get(page, id)?;
        if Style::resolve(&element, edit.breakpoint).display != Display::Flex
            || element.kind != ElementKind::Frame
        {
            continue;
        }
        applied = true;
        let rect = geometry.rect(id);
        for property in [
            Property::Display,
            Property::FlexDirection,
            Property::FlexWrap,
            Property::JustifyContent,
            Property::AlignItems,
            Property::RowGap,
            Property::ColumnGap,
            Property::PaddingTop,
            Property::PaddingRight,
            Property::PaddingBottom,
            Property::PaddingLeft,
        ] {
            edit.clear(page, id, property)?;
        }
        if element.place.parent.is_some() {
            edit.set_px(page, id, Property::Width, rect.width)?;
        }
        edit.set_px(page, id, Property::Height, rect.height)?;
        let children: Vec<ElementId> = edit.tree(page)?.children(id).to_vec();
        for child in children {
            let style = Style::resolve(&*edit.get(page, child)?, edit.breakpoint);
            if style.position != Position::Absolute {
                pin(edit, page, child, geometry.rect_in(id, child))?;
            }
        }
    }
    if applied {
        Ok(CommandOutcome::default())
    } else {
        Err(refuse(
            ErrorCode::NotApplicable,
            "none of these is an auto layout",
        ))
    }
}

/// Places an element freely at a box measured from its parent's padding box.
pub(super) fn pin(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    rect: Rect,
) -> Result<(), CommandError> {
    edit.set_keyword(page, id, Property::Position, Position::Absolute.as_str())?;
    set_origin(edit, page, id, Some(rect.x), Some(rect.y))?;
    edit.set_px(page, id, Property::Width, rect.width)?;
    if edit.get(page, id)?.kind != ElementKind::Text {
        edit.set_px(page, id, Property::Height, rect.height)?;
    }
    for property in [
        Property::MarginTop,
        Property::MarginRight,
        Property::MarginBottom,
        Property::MarginLeft,
    ] {
        edit.clear(page, id, property)?;
    }
    Ok(())
}

pub(crate) fn place_freely(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let geometry = edit.geometry(page)?;
    for id in ids {
        let style = Style::resolve(&*edit.get(page, id)?, edit.breakpoint);
        let parent = edit.tree(page)?.parent(id).unwrap_or(Tree::root_id(page));
        if style.position != Position::Absolute {
            pin(edit, page, id, geometry.rect_in(parent, id))?;
        }
    }
    Ok(CommandOutcome::default())
}

pub(crate) fn put_in_flow(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let Targets { page, ids } = edit.targets(&args.ids)?;
    for id in ids {
        unplace(edit, page, id)?;
    }
    Ok(CommandOutcome::default())
}

pub(crate) fn gap(edit: &mut Edit<'_, '_>, args: &ElementAmount) -> Outcome {
    let properties = [Property::RowGap, Property::ColumnGap];
    set_amount(
        edit,
        args,
        &properties,
        px(args.amount),
        "only frames have a gap",
    )
}

pub(crate) fn padding(edit: &mut Edit<'_, '_>, args: &ElementAmount) -> Outcome {
    let properties = [
        Property::PaddingTop,
        Property::PaddingRight,
        Property::PaddingBottom,
        Property::PaddingLeft,
    ];
    set_amount(
        edit,
        args,
        &properties,
        px(args.amount),
        "only frames and texts have padding",
    )
}
