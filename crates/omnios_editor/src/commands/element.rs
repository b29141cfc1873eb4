//! Elements: making, copying, moving, sizing, setting.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{
    Breakpoint, Display, Element, ElementId, ElementKind, FlexDirection, Length, OrderKey, PageId,
    Place, Position, Property, PropertyKey, Style, Tree, Value,
};
use omnios_protocol::args::{
    ClipboardContent, ClipboardElement, ElementCreate, ElementMove, ElementNudge, ElementPaste,
    ElementRename, ElementReset, ElementResize, ElementSet, Elements,
};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::page::{checked_name, created, read_properties};
use super::text::checked_text;
use crate::edit::{Edit, Targets, from_document, refuse};
use crate::properties::{in_order, read_assignments};

type Outcome = Result<CommandOutcome, CommandError>;

/// Marks the JSON of copied elements.
const CLIPBOARD_FORMAT: &str = "omnios/elements";

/// How far a pasted copy stands from an original that it would cover, in px.
const PASTE_OFFSET_PX: f32 = 10.0;

pub(crate) fn create(edit: &mut Edit<'_, '_>, args: &ElementCreate) -> Outcome {
    let kind = ElementKind::from_name(&args.kind).ok_or_else(|| {
        let kinds: Vec<&str> = ElementKind::ALL.iter().map(|kind| kind.as_str()).collect();
        refuse(
            ErrorCode::InvalidValue,
            format!(
                "there is no element kind “{}”. Give one of {}",
                args.kind,
                kinds.join(", ")
            ),
        )
    })?;
    if args.text.is_some() && kind != ElementKind::Text {
        return Err(refuse(
            ErrorCode::NotApplicable,
            format!("a {kind} has no text"),
        ));
    }
    let (page, parent) = match &args.parent {
        Some(parent) => edit.element(parent)?,
        None => {
            let page = edit.page(args.page.as_ref())?;
            (page, Tree::root_id(page))
        }
    };
    let properties = read_properties(edit.tx.project(), kind, &args.properties)?;
    let name = match &args.name {
        Some(name) => checked_name(name)?,
        None => default_name(kind, args.text.as_deref()),
    };
    let text = checked_text(args.text.as_deref().unwrap_or_default())?;
    let order = edit
        .tree(page)?
        .order_at(parent, args.index.unwrap_or(usize::MAX), &[]);
    let id = edit.ids.element();
    edit.insert(
        page,
        Element {
            id,
            kind,
            name,
            place: Place {
                parent: Some(parent),
                order,
            },
            locked: false,
            properties,
            text,
        },
    )?;
    Ok(created(id.to_string()))
}

fn default_name(kind: ElementKind, text: Option<&str>) -> String {
    let first_words: String = text
        .unwrap_or_default()
        .split_whitespace()
        .take(4)
        .collect::<Vec<_>>()
        .join(" ");
    if kind == ElementKind::Text && !first_words.is_empty() {
        return first_words.chars().take(40).collect();
    }
    match kind {
        ElementKind::Frame => "Frame",
        ElementKind::Text => "Text",
        ElementKind::Image => "Image",
        ElementKind::Rectangle => "Rectangle",
        ElementKind::Ellipse => "Ellipse",
        ElementKind::Vector => "Vector",
    }
    .to_owned()
}

pub(crate) fn delete(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let targets = edit.targets(&args.ids)?;
    for id in targets.ids {
        edit.tx
            .remove_element(targets.page, id)
            .map_err(|error| from_document(&error))?;
    }
    Ok(CommandOutcome::default())
}

pub(crate) fn duplicate(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let targets = edit.targets(&args.ids)?;
    let tree = edit.tree(targets.page)?.clone();
    let mut outcome = CommandOutcome::default();
    for id in targets.ids {
        let parent = tree.parent(id).unwrap_or(tree.root());
        let index = edit.tree(targets.page)?.index_in_parent(id).unwrap_or(0);
        let order = edit.tree(targets.page)?.order_at(parent, index + 1, &[]);
        let copy = copy_subtree(edit, &tree, id, targets.page, parent, order)?;
        outcome.created.push(copy.to_string());
    }
    Ok(outcome)
}

/// Copies an element and everything in it under new ids; returns the copy's id.
pub(super) fn copy_subtree(
    edit: &mut Edit<'_, '_>,
    from: &Tree,
    id: ElementId,
    page: PageId,
    parent: ElementId,
    order: OrderKey,
) -> Result<ElementId, CommandError> {
    let mut copies: BTreeMap<ElementId, ElementId> = BTreeMap::new();
    for original in from.subtree(id) {
        let Some(element) = from.get(original) else {
            continue;
        };
        let copy = edit.ids.element();
        let place = if original == id {
            Place {
                parent: Some(parent),
                order: order.clone(),
            }
        } else {
            let parent = from.parent(original).and_then(|parent| copies.get(&parent));
            Place {
                parent: parent.copied(),
                order: element.place.order.clone(),
            }
        };
        copies.insert(original, copy);
        let mut element = Element::clone(element);
        element.id = copy;
        element.place = place;
        edit.insert(page, element)?;
    }
    copies
        .remove(&id)
        .ok_or_else(|| refuse(ErrorCode::UnknownElement, "the element to copy is gone"))
}

/// The elements as `element.paste` reads them.
pub(crate) fn clipboard_of(tree: &Tree, ids: &[ElementId]) -> ClipboardContent {
    let mut content = ClipboardContent {
        format: CLIPBOARD_FORMAT.to_owned(),
        elements: Vec::new(),
    };
    let mut index_of: BTreeMap<ElementId, usize> = BTreeMap::new();
    for top in tree.topmost(ids) {
        for id in tree.subtree(top) {
            let Some(element) = tree.get(id) else {
                continue;
            };
            let parent = tree.parent(id).filter(|_| id != top);
            index_of.insert(id, content.elements.len());
            content.elements.push(ClipboardElement {
                parent: parent.and_then(|parent| index_of.get(&parent).copied()),
                kind: element.kind.to_string(),
                name: element.name.clone(),
                properties: element
                    .properties
                    .iter()
                    .map(|(key, value)| (key.to_string(), value.to_string()))
                    .collect(),
                text: element.text.clone(),
            });
        }
    }
    content
}

pub(crate) fn paste(edit: &mut Edit<'_, '_>, args: &ElementPaste) -> Outcome {
    let content = match (&args.content, edit.clipboard) {
        (Some(content), _) => content.clone(),
        (None, Some(content)) => content.clone(),
        (None, None) => {
            return Err(refuse(
                ErrorCode::NotApplicable,
                "there is nothing to paste. Copy elements first",
            ));
        }
    };
    if content.format != CLIPBOARD_FORMAT {
        return Err(refuse(
            ErrorCode::InvalidArguments,
            format!(
                "this isn't a copy of elements: its format is “{}”",
                content.format
            ),
        ));
    }
    let (page, parent, index) = paste_place(edit, args)?;
    let top_count = content
        .elements
        .iter()
        .filter(|it| it.parent.is_none())
        .count();
    let mut orders = edit
        .tree(page)?
        .orders_at(parent, index, &[], top_count)
        .into_iter();
    let siblings_at = absolute_origins(edit.tree(page)?, parent);
    let mut outcome = CommandOutcome::default();
    let mut ids: Vec<ElementId> = Vec::new();
    let mut last_order: BTreeMap<ElementId, OrderKey> = BTreeMap::new();
    for (at, copied) in content.elements.iter().enumerate() {
        let kind = ElementKind::from_name(&copied.kind).ok_or_else(|| {
            refuse(
                ErrorCode::InvalidValue,
                format!("there is no element kind “{}”", copied.kind),
            )
        })?;
        let place = match copied.parent {
            Some(index) => {
                let parent = *ids.get(index).filter(|_| index < at).ok_or_else(|| {
                    refuse(
                        ErrorCode::InvalidArguments,
                        "a copied element stands before its parent",
                    )
                })?;
                let order = OrderKey::between(last_order.get(&parent), None);
                last_order.insert(parent, order.clone());
                Place {
                    parent: Some(parent),
                    order,
                }
            }
            None => Place {
                parent: Some(parent),
                order: orders
                    .next()
                    .unwrap_or_else(|| OrderKey::between(None, None)),
            },
        };
        let mut properties = read_properties(edit.tx.project(), kind, &copied.properties)?;
        if copied.parent.is_none() {
            step_aside(&mut properties, &siblings_at);
        }
        let id = edit.ids.element();
        ids.push(id);
        edit.insert(
            page,
            Element {
                id,
                kind,
                name: checked_name(&copied.name).unwrap_or_else(|_| default_name(kind, None)),
                place,
                locked: false,
                properties,
                text: if kind == ElementKind::Text {
                    checked_text(&copied.text)?
                } else {
                    String::new()
                },
            },
        )?;
        if copied.parent.is_none() {
            outcome.created.push(id.to_string());
        }
    }
    Ok(outcome)
}

/// Where pasted elements go: what is asked for, else inside a single selected frame, else
/// behind the last selected element, else the end of the page.
fn paste_place(
    edit: &Edit<'_, '_>,
    args: &ElementPaste,
) -> Result<(PageId, ElementId, usize), CommandError> {
    if let Some(parent) = &args.parent {
        let (page, parent) = edit.element(parent)?;
        return Ok((page, parent, usize::MAX));
    }
    let page = edit.page(args.page.as_ref())?;
    let tree = edit.tree(page)?;
    let selected: Vec<ElementId> = edit
        .selection
        .iter()
        .copied()
        .filter(|id| tree.contains(*id))
        .collect();
    if let [only] = selected[..]
        && tree.get(only).is_some_and(|it| it.kind.holds_children())
        && tree.children(only).is_empty()
    {
        return Ok((page, only, usize::MAX));
    }
    let beside = selected
        .last()
        .and_then(|last| Some((tree.parent(*last)?, tree.index_in_parent(*last)?)));
    Ok(match beside {
        Some((parent, index)) => (page, parent, index + 1),
        None => (page, tree.root(), usize::MAX),
    })
}

fn px_value(value: Option<&Value>) -> Option<f32> {
    match value {
        Some(Value::Length(Length::Px(px))) => Some(*px),
        _ => None,
    }
}

fn absolute_origins(tree: &Tree, parent: ElementId) -> Vec<(f32, f32)> {
    let origin = |id: &ElementId| {
        let element = tree.get(*id)?;
        let left = px_value(element.value(Property::Left, Breakpoint::Desktop))?;
        let top = px_value(element.value(Property::Top, Breakpoint::Desktop))?;
        Some((left, top))
    };
    tree.children(parent).iter().filter_map(origin).collect()
}

/// Moves a copy that would cover an original exactly.
fn step_aside(properties: &mut BTreeMap<PropertyKey, Value>, taken: &[(f32, f32)]) {
    let [left_key, top_key] = [Property::Left, Property::Top].map(PropertyKey::base);
    let left = px_value(properties.get(&left_key));
    let top = px_value(properties.get(&top_key));
    if let (Some(mut left), Some(mut top)) = (left, top) {
        while taken.contains(&(left, top)) {
            left += PASTE_OFFSET_PX;
            top += PASTE_OFFSET_PX;
        }
        properties.insert(left_key, Value::Length(Length::Px(left)));
        properties.insert(top_key, Value::Length(Length::Px(top)));
    }
}

pub(crate) fn rename(edit: &mut Edit<'_, '_>, args: &ElementRename) -> Outcome {
    let name = checked_name(&args.name)?;
    let targets = edit.each(&args.ids)?;
    for id in targets.ids {
        edit.tx
            .set_name(targets.page, id, &name)
            .map_err(|error| from_document(&error))?;
    }
    Ok(CommandOutcome::default())
}

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
    let container = Style::resolve(&*edit.get(page, parent)?, edit.breakpoint);
    let row = container.display == Display::Flex
        && matches!(
            container.flex_direction,
            FlexDirection::Row | FlexDirection::RowReverse
        );
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

pub(crate) fn set(edit: &mut Edit<'_, '_>, args: &ElementSet) -> Outcome {
    let breakpoint = edit.breakpoint(args.breakpoint.as_ref())?;
    let targets = edit.each(&args.ids)?;
    if args.properties.is_empty() {
        return Err(refuse(
            ErrorCode::InvalidArguments,
            "give at least one property to set",
        ));
    }
    for (name, text) in in_order(&args.properties) {
        let assignments = read_assignments(edit.tx.project(), name, text.as_deref(), breakpoint)?;
        let mut applied = false;
        let mut kinds = BTreeSet::new();
        for id in &targets.ids {
            let element = edit.get(targets.page, *id)?;
            kinds.insert(element.kind);
            for (key, value) in &assignments {
                if key.property.applies_to(element.kind) {
                    edit.set_key(targets.page, *id, *key, value.clone())?;
                    applied = true;
                }
            }
        }
        if !applied {
            let kinds: Vec<String> = kinds.iter().map(|kind| format!("a {kind}")).collect();
            return Err(refuse(
                ErrorCode::NotApplicable,
                format!("{} has no {name}", kinds.join(" or ")),
            ));
        }
    }
    Ok(CommandOutcome::default())
}

pub(crate) fn reset(edit: &mut Edit<'_, '_>, args: &ElementReset) -> Outcome {
    let breakpoint = edit.breakpoint(args.breakpoint.as_ref())?;
    let targets = edit.each(&args.ids)?;
    let mut wanted = BTreeSet::new();
    for name in &args.properties {
        for (key, _) in read_assignments(edit.tx.project(), name, None, breakpoint)? {
            wanted.insert(key);
        }
    }
    for id in targets.ids {
        let element = edit.get(targets.page, id)?;
        let keys = element.properties.keys().filter(|key| {
            if args.properties.is_empty() {
                key.breakpoint == breakpoint && key.property.varies_by_breakpoint()
            } else {
                wanted.contains(key)
            }
        });
        for key in keys {
            edit.set_key(targets.page, id, *key, None)?;
        }
    }
    Ok(CommandOutcome::default())
}

/// Hides or shows; with `None`, hides all unless all are hidden.
pub(crate) fn set_hidden(
    edit: &mut Edit<'_, '_>,
    args: &Elements,
    hidden: Option<bool>,
) -> Outcome {
    let targets = edit.targets(&args.ids)?;
    let breakpoint = edit.breakpoint;
    let hidden = match hidden {
        Some(hidden) => hidden,
        None => {
            let mut all_hidden = true;
            for id in &targets.ids {
                let element = edit.get(targets.page, *id)?;
                all_hidden &= Style::resolve(&element, breakpoint).hidden;
            }
            !all_hidden
        }
    };
    for id in targets.ids {
        let shown_by_default = !hidden && breakpoint == Breakpoint::Desktop;
        let value = (!shown_by_default).then_some(Value::Flag(hidden));
        edit.set(targets.page, id, Property::Hidden, breakpoint, value)?;
    }
    Ok(CommandOutcome::default())
}

/// Locks or unlocks; with `None`, locks all unless all are locked.
pub(crate) fn set_locked(
    edit: &mut Edit<'_, '_>,
    args: &Elements,
    locked: Option<bool>,
) -> Outcome {
    let targets = edit.targets(&args.ids)?;
    let locked = match locked {
        Some(locked) => locked,
        None => {
            let mut all_locked = true;
            for id in &targets.ids {
                all_locked &= edit.get(targets.page, *id)?.locked;
            }
            !all_locked
        }
    };
    for id in targets.ids {
        edit.tx
            .set_locked(targets.page, id, locked)
            .map_err(|error| from_document(&error))?;
    }
    Ok(CommandOutcome::default())
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
        super::layout::unplace(edit, page, *id)?;
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
    boxes: &[omnios_model::Rect],
    frame: ElementId,
) -> Result<(), CommandError> {
    let origin = edit.geometry(page)?.padding_box(frame).origin();
    move_to(edit, page, ids, frame, usize::MAX, false)?;
    for (id, rect) in ids.iter().zip(boxes) {
        let local = rect.translated(omnios_model::Point::default() - origin);
        super::layout::pin(edit, page, *id, local)?;
    }
    Ok(())
}
