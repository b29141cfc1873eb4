//! Grouping, stacking, aligning and distributing.

use omnios_model::{
    AlignSelf, Breakpoint, Display, Element, ElementId, ElementKind, FlexDirection, OrderKey,
    PageId, Place, Position, Property, PropertyKey, Rect, Style, Tree, Value,
};
use omnios_protocol::args::Elements;
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::page::created;
use super::placement::{move_to, set_origin};
use super::text::px;
use crate::edit::{Edit, Geometry, Targets, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

/// A direction on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    /// Left to right.
    X,
    /// Top to bottom.
    Y,
}

/// Where to move in the stack of siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Restack {
    /// One step towards the eye.
    Forward,
    /// One step away.
    Backward,
    /// Above all siblings.
    Front,
    /// Below all siblings.
    Back,
}

impl Axis {
    fn start(self, rect: &Rect) -> f32 {
        match self {
            Self::X => rect.x,
            Self::Y => rect.y,
        }
    }

    fn extent(self, rect: &Rect) -> f32 {
        match self {
            Self::X => rect.width,
            Self::Y => rect.height,
        }
    }
}

fn union(geometry: &Geometry, ids: &[ElementId]) -> Rect {
    let mut rects = ids.iter().map(|id| geometry.rect(*id));
    let first = rects.next().unwrap_or_default();
    rects.fold(first, |all, rect| all.union(&rect))
}

fn style_of(edit: &Edit<'_, '_>, page: PageId, id: ElementId) -> Result<Style, CommandError> {
    Ok(Style::resolve(&*edit.get(page, id)?, edit.breakpoint))
}

pub(crate) fn group(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let targets = edit.targets(&args.ids)?;
    let group = wrap(edit, &targets, "Group")?;
    Ok(created(group.to_string()))
}

/// Puts a frame around elements, at the place of the topmost one, and moves them into it
/// without moving them on the page.
pub(super) fn wrap(
    edit: &mut Edit<'_, '_>,
    targets: &Targets,
    name: &str,
) -> Result<ElementId, CommandError> {
    let Targets { page, ids } = targets;
    let page = *page;
    let geometry = edit.geometry(page)?;
    let tree = edit.tree(page)?;
    let last = ids[ids.len() - 1];
    let parent = tree.parent(last).unwrap_or(tree.root());
    let siblings: Vec<ElementId> = ids
        .iter()
        .copied()
        .filter(|id| tree.parent(*id) == Some(parent))
        .collect();
    // `last` is the topmost of them, so all that move from under `parent` stand at or before it.
    let index = tree
        .index_in_parent(last)
        .map_or(0, |at| (at + 1).saturating_sub(siblings.len()));
    let order = tree.order_at(parent, index, ids);
    let container = style_of(edit, page, parent)?;
    let mut all_absolute = true;
    for id in ids {
        all_absolute &= style_of(edit, page, *id)?.position == Position::Absolute;
    }
    let id = edit.ids.element();
    let mut element = Element {
        id,
        kind: ElementKind::Frame,
        name: name.to_owned(),
        place: Place {
            parent: Some(parent),
            order,
        },
        locked: false,
        properties: omnios_model::Properties::default(),
        text: String::new(),
        runs: omnios_model::TextRuns::default(),
    };
    let mut put = |property: Property, value: Value| {
        element
            .properties
            .insert(PropertyKey::base(property), value);
    };
    let bounds = union(&geometry, ids);
    if all_absolute {
        let origin = geometry.padding_box(parent).origin();
        put(
            Property::Position,
            Value::Keyword(Position::Absolute.as_str()),
        );
        put(Property::Left, px(bounds.x - origin.x));
        put(Property::Top, px(bounds.y - origin.y));
        put(Property::Width, px(bounds.width));
        put(Property::Height, px(bounds.height));
    } else if container.display == Display::Flex {
        put(Property::Display, Value::Keyword(Display::Flex.as_str()));
        put(
            Property::FlexDirection,
            Value::Keyword(container.flex_direction.as_str()),
        );
        put(Property::RowGap, Value::Length(container.row_gap));
        put(Property::ColumnGap, Value::Length(container.column_gap));
        put(
            Property::AlignItems,
            Value::Keyword(container.align_items.as_str()),
        );
    }
    edit.insert(page, element)?;
    for child in ids {
        let order = edit.tree(page)?.order_at(id, usize::MAX, &[]);
        edit.place(page, *child, id, order)?;
        if style_of(edit, page, *child)?.position == Position::Absolute {
            let rect = geometry.rect(*child);
            let origin = if all_absolute {
                bounds
            } else {
                geometry.padding_box(parent)
            };
            set_origin(
                edit,
                page,
                *child,
                Some(rect.x - origin.x),
                Some(rect.y - origin.y),
            )?;
        }
    }
    Ok(id)
}

pub(crate) fn ungroup(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let geometry = edit.geometry(page)?;
    let mut outcome = CommandOutcome::default();
    for id in ids {
        let element = edit.get(page, id)?;
        if element.kind != ElementKind::Frame {
            continue;
        }
        let frame = Style::resolve(&element, edit.breakpoint);
        let tree = edit.tree(page)?;
        let parent = tree.parent(id).unwrap_or(tree.root());
        let index = tree.index_in_parent(id).unwrap_or(0);
        let children: Vec<ElementId> = tree.children(id).to_vec();
        move_to(edit, page, &children, parent, index, false)?;
        for child in &children {
            let style = style_of(edit, page, *child)?;
            let rect = geometry.rect_in(parent, *child);
            if style.position == Position::Absolute {
                set_origin(edit, page, *child, Some(rect.x), Some(rect.y))?;
            } else if frame.position == Position::Absolute {
                super::layout::pin(edit, page, *child, rect)?;
            }
            outcome.created.push(child.to_string());
        }
        edit.remove(page, id)?;
    }
    if outcome.created.is_empty() {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "only frames with something in them can be ungrouped",
        ));
    }
    Ok(outcome)
}

pub(crate) fn restack(edit: &mut Edit<'_, '_>, args: &Elements, to: Restack) -> Outcome {
    let Targets { page, mut ids } = edit.targets(&args.ids)?;
    // Those that move first must not be overtaken by those that follow.
    if matches!(to, Restack::Forward | Restack::Back) {
        ids.reverse();
    }
    for id in ids {
        let tree = edit.tree(page)?;
        let parent = tree.parent(id).unwrap_or(tree.root());
        let index = tree.index_in_parent(id).unwrap_or(0);
        let last = tree.children(parent).len() - 1;
        let wanted = match to {
            Restack::Forward => (index + 1).min(last),
            Restack::Backward => index.saturating_sub(1),
            Restack::Front => last,
            Restack::Back => 0,
        };
        if wanted != index {
            let order: OrderKey = tree.order_at(parent, wanted, &[id]);
            edit.place(page, id, parent, order)?;
        }
    }
    Ok(CommandOutcome::default())
}

/// Aligns to `share` of the reference box (0 start, 0.5 middle, 1 end): several elements to
/// their common bounds, a single one to its parent.
pub(crate) fn align(edit: &mut Edit<'_, '_>, args: &Elements, axis: Axis, share: f32) -> Outcome {
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let geometry = edit.geometry(page)?;
    let mut applied = false;
    for id in &ids {
        let tree = edit.tree(page)?;
        let parent = tree.parent(*id).unwrap_or(Tree::root_id(page));
        let style = style_of(edit, page, *id)?;
        if style.position == Position::Absolute {
            let reference = if ids.len() > 1 {
                union(&geometry, &ids)
            } else {
                geometry.padding_box(parent)
            };
            let rect = geometry.rect(*id);
            let room = axis.extent(&reference) - axis.extent(&rect);
            let at =
                axis.start(&reference) + room * share - axis.start(&geometry.padding_box(parent));
            match axis {
                Axis::X => set_origin(edit, page, *id, Some(at), None)?,
                Axis::Y => set_origin(edit, page, *id, None, Some(at))?,
            }
            applied = true;
        } else {
            applied |= align_in_flow(edit, page, *id, parent, axis, share)?;
        }
    }
    if applied {
        Ok(CommandOutcome::default())
    } else {
        Err(refuse(
            ErrorCode::NotApplicable,
            "the parent's flow decides this position. Change the parent's alignment, or run layout.absolute first",
        ))
    }
}

/// In an auto layout only the cross axis is the element's own.
fn align_in_flow(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    parent: ElementId,
    axis: Axis,
    share: f32,
) -> Result<bool, CommandError> {
    let container = style_of(edit, page, parent)?;
    let row = matches!(
        container.flex_direction,
        FlexDirection::Row | FlexDirection::RowReverse
    );
    if container.display != Display::Flex || (axis == Axis::Y) != row {
        return Ok(false);
    }
    let align = if share == 0.0 {
        AlignSelf::FlexStart
    } else if share == 1.0 {
        AlignSelf::FlexEnd
    } else {
        AlignSelf::Center
    };
    edit.set_keyword(page, id, Property::AlignSelf, align.as_str())?;
    Ok(true)
}

pub(crate) fn distribute(edit: &mut Edit<'_, '_>, args: &Elements, axis: Axis) -> Outcome {
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let geometry = edit.geometry(page)?;
    let mut placed: Vec<(ElementId, Rect)> = Vec::new();
    for id in ids {
        if style_of(edit, page, id)?.position == Position::Absolute {
            placed.push((id, geometry.rect(id)));
        }
    }
    if placed.len() < 3 {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "distributing needs three or more freely placed elements",
        ));
    }
    placed.sort_by(|a, b| axis.start(&a.1).total_cmp(&axis.start(&b.1)));
    let first = axis.start(&placed[0].1);
    let last = placed
        .last()
        .map_or(first, |(_, rect)| axis.start(rect) + axis.extent(rect));
    let filled: f32 = placed.iter().map(|(_, rect)| axis.extent(rect)).sum();
    let gap = (last - first - filled) / (placed.len() - 1) as f32;
    let mut at = first;
    for (id, rect) in placed {
        let tree = edit.tree(page)?;
        let parent = tree.parent(id).unwrap_or(Tree::root_id(page));
        let local = at - axis.start(&geometry.padding_box(parent));
        match axis {
            Axis::X => set_origin(edit, page, id, Some(local), None)?,
            Axis::Y => set_origin(edit, page, id, None, Some(local))?,
        }
        at += axis.extent(&rect) + gap;
    }
    Ok(CommandOutcome::default())
}

/// A keyword for every breakpoint.
pub(super) fn base_keyword(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    property: Property,
    keyword: &'static str,
) -> Result<(), CommandError> {
    edit.set(
        page,
        id,
        property,
        Breakpoint::Desktop,
        Some(Value::Keyword(keyword)),
    )
}
