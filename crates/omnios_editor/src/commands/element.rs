//! Elements: making, copying, naming, setting.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{
    Breakpoint, Element, ElementId, ElementKind, OrderKey, PageId, Place, Property, Style, Tree,
    Value,
};
use omnios_protocol::args::{ElementCreate, ElementRename, ElementReset, ElementSet, Elements};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::page::{checked_name, created, read_properties};
use super::text::checked_text;
use super::text_run::read_runs;
use crate::edit::{Edit, from_document, refuse};
use crate::properties::{in_order, read_assignments};

type Outcome = Result<CommandOutcome, CommandError>;

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
            properties: properties.into(),
            runs: read_runs(&text, &args.runs)?,
            text,
        },
    )?;
    Ok(created(id.to_string()))
}

pub(super) fn default_name(kind: ElementKind, text: Option<&str>) -> String {
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
        ElementKind::Boolean => "Boolean",
    }
    .to_owned()
}

pub(crate) fn delete(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let targets = edit.targets(&args.ids)?;
    for id in targets.ids {
        edit.remove(targets.page, id)?;
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
