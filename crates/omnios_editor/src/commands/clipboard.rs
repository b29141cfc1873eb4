//! Copied elements: writing them down and putting them in.

use std::collections::{BTreeMap, HashMap};

use omnios_model::{
    Breakpoint, Element, ElementId, ElementKind, Length, OrderKey, PageId, Place, Properties,
    Property, PropertyKey, Tree, Value,
};
use omnios_protocol::args::{ClipboardContent, ClipboardElement, ElementPaste};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::element::default_name;
use super::page::{checked_name, read_properties};
use super::text::checked_text;
use super::text_run::read_runs;
use crate::edit::{Edit, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

/// Marks the JSON of copied elements.
const CLIPBOARD_FORMAT: &str = "omnios/elements";

/// How far a pasted copy stands from an original that it would cover, in px.
const PASTE_OFFSET_PX: f32 = 10.0;

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
                // A copy can be changed, whatever the original is.
                locked: false,
                properties: element
                    .properties
                    .iter()
                    .map(|(key, value)| (key.to_string(), value.to_string()))
                    .collect(),
                text: element.text.clone(),
                runs: super::text_run::written(element),
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
    let siblings_at = absolute_origins(edit.tree(page)?, parent);
    let created = insert(edit, page, parent, index, &content.elements, &siblings_at)?;
    Ok(CommandOutcome {
        created: created.iter().map(ToString::to_string).collect(),
        ..CommandOutcome::default()
    })
}

/// Puts written-down elements into a frame and gives the topmost ones. Those that would cover what
/// stands at `taken` exactly step aside.
pub(super) fn insert(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    parent: ElementId,
    index: usize,
    elements: &[ClipboardElement],
    taken: &[(f32, f32)],
) -> Result<Vec<ElementId>, CommandError> {
    let top_count = elements.iter().filter(|it| it.parent.is_none()).count();
    let mut orders = edit
        .tree(page)?
        .orders_at(parent, index, &[], top_count)
        .into_iter();
    let mut topmost = Vec::new();
    let mut ids: Vec<ElementId> = Vec::new();
    let mut last_order: BTreeMap<ElementId, OrderKey> = BTreeMap::new();
    let mut known: HashMap<(ElementKind, &BTreeMap<String, String>), Properties> = HashMap::new();
    for (at, copied) in elements.iter().enumerate() {
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
        // Cards that were copied together share what they set.
        let mut properties = match known.get(&(kind, &copied.properties)) {
            Some(properties) => Properties::clone(properties),
            None => {
                let read = read_properties(edit.tx.project(), kind, &copied.properties)?;
                let properties = Properties::from(read);
                known.insert((kind, &copied.properties), properties.clone());
                properties
            }
        };
        if copied.parent.is_none() {
            step_aside(&mut properties, taken);
        }
        let text = match kind {
            ElementKind::Text => checked_text(&copied.text)?,
            _ => String::new(),
        };
        let id = edit.ids.element();
        ids.push(id);
        edit.insert(
            page,
            Element {
                id,
                kind,
                name: checked_name(&copied.name).unwrap_or_else(|_| default_name(kind, None)),
                place,
                locked: copied.locked,
                properties,
                runs: read_runs(&text, &copied.runs)?,
                text,
            },
        )?;
        if copied.parent.is_none() {
            topmost.push(id);
        }
    }
    Ok(topmost)
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
        && tree
            .get(only)
            .is_some_and(|it| it.kind == ElementKind::Frame)
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
