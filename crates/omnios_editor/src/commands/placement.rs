//! Where elements are: place in the tree, position and size.

use omnios_model::{
    Display, Element, ElementId, ElementKind, FlexDirection, Length, PageId, Point, Position,
    Property, Rect, Style, Tree, Value,
};
use omnios_protocol::args::{ElementMove, ElementNudge, ElementResize};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::layout::{pin, unplace};
use crate::edit::{Edit, Targets, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

pub(crate) fn move_in_tree(edit: &mut Edit<'_, '_>, args: &ElementMove) -> Outcome {
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let parent = match &args.parent {
        Some(parent) => {
            let (parent_page, parent) = edit.element(parent)?;
            if parent_page != page {
                return Err(refuse(
                    ErrorCode::NotApplicable,
                    "elements can't be moved to another page. Cut and paste them",
                ));
            }
            parent
        }
        None => edit
            .tree(page)?
            .parent(ids[0])
            .unwrap_or(Tree::root_id(page)),
    };
    move_to(
        edit,
        page,
        &ids,
        parent,
        args.index.unwrap_or(usize::MAX),
        args.keep_position,
    )
}

/// Moves elements under `parent` from `index` on.
pub(super) fn move_to(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    ids: &[ElementId],
    parent: ElementId,
    index: usize,
    keep_position: bool,
) -> Outcome {
    let geometry = if keep_position {
        Some(edit.geometry(page)?)
    } else {
        None
    };
    let orders = edit.tree(page)?.orders_at(parent, index, ids, ids.len());
    for (id, order) in ids.iter().zip(orders) {
        let changes_parent = edit.tree(page)?.parent(*id) != Some(parent);
        edit.place(page, *id, parent, order)?;
        let element = edit.get(page, *id)?;
        let style = Style::resolve(&element, edit.breakpoint);
        if let Some(geometry) = &geometry
            && changes_parent
            && style.position == Position::Absolute
        {
            let rect = geometry.rect_in(parent, *id);
            set_origin(edit, page, *id, Some(rect.x), Some(rect.y))?;
        }
    }
    Ok(CommandOutcome::default())
}

/// Sets `left` and `top`, and takes back `right` and `bottom` where they would fight with them.
pub(super) fn set_origin(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    x: Option<f32>,
    y: Option<f32>,
) -> Result<(), CommandError> {
    for (at, near, far) in [
        (x, Property::Left, Property::Right),
        (y, Property::Top, Property::Bottom),
    ] {
        if let Some(at) = at {
            edit.set_px(page, id, near, at)?;
            edit.clear(page, id, far)?;
        }
    }
    Ok(())
}

pub(crate) fn nudge(edit: &mut Edit<'_, '_>, args: &ElementNudge) -> Outcome {
    edit.breakpoint = edit.breakpoint(args.breakpoint.as_ref())?;
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let geometry = edit.geometry(page)?;
    for id in &ids {
        let element = edit.get(page, *id)?;
        let style = Style::resolve(&element, edit.breakpoint);
        let parent = edit.tree(page)?.parent(*id).unwrap_or(Tree::root_id(page));
        if style.position == Position::Absolute {
            let rect = geometry.rect_in(parent, *id);
            let x = (args.dx != 0.0).then_some(rect.x + args.dx);
            let y = (args.dy != 0.0).then_some(rect.y + args.dy);
            set_origin(edit, page, *id, x, y)?;
        } else {
            step_in_flow(edit, page, *id, parent, args)?;
        }
    }
    Ok(CommandOutcome::default())
}

/// Nudging an element of a flow along its axis trades places with its neighbour.
fn step_in_flow(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    parent: ElementId,
    args: &ElementNudge,
) -> Result<(), CommandError> {
    let holder = edit.get(page, parent)?;
    let container = Style::resolve(&holder, edit.breakpoint);
    let is_flex_row = container.display == Display::Flex
        && matches!(
            container.flex_direction,
            FlexDirection::Row | FlexDirection::RowReverse
        );
    let row = is_flex_row || holder.kind == ElementKind::Text;
    let reversed = container.display == Display::Flex
        && matches!(
            container.flex_direction,
            FlexDirection::RowReverse | FlexDirection::ColumnReverse
        );
    let along = if row { args.dx } else { args.dy };
    if along == 0.0 {
        return Ok(());
    }
    let forward = (along > 0.0) != reversed;
    let tree = edit.tree(page)?;
    let index = tree.index_in_parent(id).unwrap_or(0);
    let wanted = if forward {
        index + 1
    } else {
        index.saturating_sub(1)
    };
    if wanted != index && wanted < tree.children(parent).len() {
        let order = tree.order_at(parent, wanted, &[id]);
        edit.place(page, id, parent, order)?;
    }
    Ok(())
}

pub(crate) fn resize(edit: &mut Edit<'_, '_>, args: &ElementResize) -> Outcome {
    edit.breakpoint = edit.breakpoint(args.breakpoint.as_ref())?;
    let (page, id) = edit.single(args.id.as_ref())?;
    let element = edit.get(page, id)?;
    let absolute = Style::resolve(&element, edit.breakpoint).position == Position::Absolute;
    if absolute {
        set_origin(edit, page, id, args.x, args.y)?;
    } else if args.x.is_some() || args.y.is_some() {
        return Err(refuse(
            ErrorCode::NotApplicable,
            format!(
                "“{}” stands in its parent's flow. Run layout.absolute first to place it freely",
                element.name
            ),
        ));
    }
    for (size, property, grows) in [
        (args.width, Property::Width, true),
        (args.height, Property::Height, false),
    ] {
        let Some(size) = size else { continue };
        if size < 0.0 {
            return Err(refuse(ErrorCode::InvalidValue, "a size is not below 0"));
        }
        edit.set_px(page, id, property, size)?;
        release_stretch(edit, page, id, &element, grows)?;
    }
    Ok(CommandOutcome::default())
}

/// A size that a person sets must hold: growing and shrinking along a flex line would take it
/// back.
fn release_stretch(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    element: &Element,
    horizontal: bool,
) -> Result<(), CommandError> {
    let tree = edit.tree(page)?;
    let Some(parent) = tree.parent(id).and_then(|parent| tree.get(parent)) else {
        return Ok(());
    };
    let container = Style::resolve(parent, edit.breakpoint);
    let row = matches!(
        container.flex_direction,
        FlexDirection::Row | FlexDirection::RowReverse
    );
    if container.display != Display::Flex || row != horizontal {
        return Ok(());
    }
    let style = Style::resolve(element, edit.breakpoint);
    for (now, property) in [
        (style.flex_grow, Property::FlexGrow),
        (style.flex_shrink, Property::FlexShrink),
    ] {
        if now != 0.0 {
            edit.set(
                page,
                id,
                property,
                edit.breakpoint,
                Some(Value::Number(0.0)),
            )?;
        }
    }
    if style.flex_basis != Length::Auto {
        edit.set(
            page,
            id,
            Property::FlexBasis,
            edit.breakpoint,
            Some(Value::Length(Length::Auto)),
        )?;
    }
    Ok(())
}

/// Moves elements into a frame's flow: what placed them freely goes.
pub(crate) fn move_into_flow(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    ids: &[ElementId],
    frame: ElementId,
    index: usize,
) -> Result<(), CommandError> {
    move_to(edit, page, ids, frame, index, false)?;
    for id in ids {
        unplace(edit, page, *id)?;
    }
    Ok(())
}

/// Moves freely placed elements into a frame, staying where they are on the page.
pub(crate) fn move_freely(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    ids: &[ElementId],
    frame: ElementId,
) -> Result<(), CommandError> {
    move_to(edit, page, ids, frame, usize::MAX, true)?;
    Ok(())
}

/// Moves elements out of a flow into a frame whose children are placed freely; `boxes` are
/// their border boxes on the page.
pub(crate) fn pin_into(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    ids: &[ElementId],
    boxes: &[Rect],
    frame: ElementId,
) -> Result<(), CommandError> {
    let origin = edit.geometry(page)?.padding_box(frame).origin();
    move_to(edit, page, ids, frame, usize::MAX, false)?;
    for (id, rect) in ids.iter().zip(boxes) {
        let local = rect.translated(Point::default() - origin);
        pin(edit, page, *id, local)?;
    }
    Ok(())
}
