//! Elements as they lie in the document: reading and writing one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use omnios_model::{
    Breakpoint, Element, ElementId, ElementKind, OrderKey, Place, Property, PropertyKey, Value,
};
use serde_json::Value as Json;
use yrs::{Any, In, Map, MapRef, Out, ReadTxn};

use crate::schema::{BASE, KIND, LOCKED, NAME, PLACE, PROPERTIES, TEXT};
use crate::step::{Edit, Fields, new_text, string};
use crate::text_format::Contents;

/// An element as far as it is understood, and what isn't.
pub(crate) struct Reading {
    /// `None` where not even the kind is understood.
    pub(crate) element: Option<Element>,
    pub(crate) problems: Vec<String>,
}

/// Reads the entry of `elements` with that key.
pub(crate) fn read<T: ReadTxn>(txn: &T, key: &str, value: &Out) -> Reading {
    let mut problems = Vec::new();
    let element = read_into(txn, key, value, &mut problems);
    Reading { element, problems }
}

fn read_into<T: ReadTxn>(
    txn: &T,
    key: &str,
    value: &Out,
    problems: &mut Vec<String>,
) -> Option<Element> {
    let Ok(id) = key.parse::<ElementId>() else {
        problems.push("the key is no element id".to_owned());
        return None;
    };
    let Out::YMap(entry) = value else {
        problems.push("it is no map".to_owned());
        return None;
    };
    let Some(mut base) = read_base(txn, entry) else {
        problems.push("`base` is missing or no JSON object".to_owned());
        return None;
    };
    let kind = match base.remove(KIND) {
        Some(Json::String(kind)) => match ElementKind::from_name(&kind) {
            Some(kind) => kind,
            None => {
                let kind: String = kind.chars().take(80).collect();
                problems.push(format!("“{kind}” is no known kind of element"));
                return None;
            }
        },
        _ => {
            problems.push("`base` gives no kind".to_owned());
            return None;
        }
    };
    let mut element = Element {
        id,
        kind,
        name: String::new(),
        place: read_place(txn, entry).unwrap_or_else(|| {
            problems.push("`place` isn't PARENT:ORDER; it is shown at its page's end".to_owned());
            Place {
                parent: None,
                order: OrderKey::between(None, None),
            }
        }),
        locked: false,
        properties: BTreeMap::new(),
        text: String::new(),
        runs: omnios_model::TextRuns::default(),
    };
    read_base_fields(base, &mut element, problems);
    read_own_keys(txn, entry, &mut element, problems);
    Some(element)
}

fn read_base<T: ReadTxn>(txn: &T, entry: &MapRef) -> Option<serde_json::Map<String, Json>> {
    match serde_json::from_str(&string(txn, entry, BASE)?) {
        Ok(Json::Object(base)) => Some(base),
        _ => None,
    }
}

fn read_place<T: ReadTxn>(txn: &T, entry: &MapRef) -> Option<Place> {
    let text = string(txn, entry, PLACE)?;
    let (parent, order) = text.split_once(':')?;
    let parent = match parent {
        "" => None,
        id => Some(id.parse().ok()?),
    };
    let order = OrderKey::parse(order)?;
    Some(Place { parent, order })
}

fn read_base_fields(
    base: serde_json::Map<String, Json>,
    element: &mut Element,
    problems: &mut Vec<String>,
) {
    for (key, value) in base {
        match (key.as_str(), value) {
            (NAME, Json::String(name)) => element.name = name,
            (LOCKED, Json::Bool(locked)) => element.locked = locked,
            (PROPERTIES, Json::Object(mut properties)) => {
                for (key, value) in take_spread(&mut properties) {
                    element
                        .properties
                        .extend(spread(&key, value.as_str(), problems));
                }
                for (key, value) in properties {
                    match read_property(&key, value.as_str()) {
                        Ok((key, value)) => {
                            element.properties.insert(key, value);
                        }
                        Err(problem) => problems.push(format!("in `base`: {problem}")),
                    }
                }
            }
            (key, _) => {
                let key: String = key.chars().take(80).collect();
                problems.push(format!("in `base`: “{key}” isn't understood"));
            }
        }
    }
}

fn read_own_keys<T: ReadTxn>(
    txn: &T,
    entry: &MapRef,
    element: &mut Element,
    problems: &mut Vec<String>,
) {
    let mut has_text = false;
    // In a fixed order, so that the problems are listed alike everywhere.
    let mut own: BTreeMap<&str, Out> = entry.iter(txn).collect();
    for key in own
        .keys()
        .copied()
        .filter(|key| spreads(key))
        .collect::<Vec<_>>()
    {
        let value = match own.remove(key) {
            Some(Out::Any(Any::String(text))) => Some(text),
            // Unset there: what `base` says for each side is void.
            _ => None,
        };
        for longhand in longhands(key) {
            element.properties.remove(&longhand);
        }
        if let Some(text) = value {
            element
                .properties
                .extend(spread(key, Some(&text), problems));
        }
    }
    for (key, value) in own {
        match (key, value) {
            (BASE | PLACE, _) => {}
            (TEXT, value) if element.kind == ElementKind::Text => match value {
                Out::YText(text) => {
                    let contents = Contents::of(&text, txn);
                    element.runs = contents.runs(problems);
                    element.text = contents.string;
                    has_text = true;
                }
                Out::Any(Any::String(text)) => element.text = text.to_string(),
                _ => {}
            },
            (NAME, Out::Any(Any::String(name))) => element.name = name.to_string(),
            (LOCKED, Out::Any(Any::Bool(locked))) => element.locked = locked,
            (key, Out::Any(Any::Null)) if PropertyKey::parse(key).is_some() => {
                if let Some(key) = PropertyKey::parse(key) {
                    element.properties.remove(&key);
                }
            }
            (key, value) => {
                let text = match &value {
                    Out::Any(Any::String(text)) => Some(&**text),
                    _ => None,
                };
                match read_property(key, text) {
                    Ok((key, value)) => {
                        element.properties.insert(key, value);
                    }
                    Err(problem) => problems.push(problem),
                }
            }
        }
    }
    if element.kind == ElementKind::Text && !has_text {
        problems.push("the text isn't a Y.Text".to_owned());
    }
}

/// What the first programs wrote as one property and is now one a side. Their keys stay where
/// they are, so that those programs still show what they show.
const SPREAD: [(&str, [Property; 4]); 2] = [
    (
        "border-style",
        [
            Property::BorderTopStyle,
            Property::BorderRightStyle,
            Property::BorderBottomStyle,
            Property::BorderLeftStyle,
        ],
    ),
    (
        "border-color",
        [
            Property::BorderTopColor,
            Property::BorderRightColor,
            Property::BorderBottomColor,
            Property::BorderLeftColor,
        ],
    ),
];

fn spreads(key: &str) -> bool {
    !longhands(key).is_empty()
}

/// The keys of today that a key of the first programs stands for; none for other keys.
fn longhands(key: &str) -> Vec<PropertyKey> {
    let (name, breakpoint) = match key.split_once('@') {
        Some((name, at)) => (name, Breakpoint::from_name(at)),
        None => (key, Some(Breakpoint::Desktop)),
    };
    let sides = SPREAD.iter().find(|(spread, _)| *spread == name);
    sides
        .zip(breakpoint)
        .map(|((_, sides), breakpoint)| {
            sides
                .iter()
                .map(|side| PropertyKey::at(*side, breakpoint))
                .collect()
        })
        .unwrap_or_default()
}

fn take_spread(properties: &mut serde_json::Map<String, Json>) -> Vec<(String, Json)> {
    let keys: Vec<String> = properties
        .keys()
        .filter(|it| spreads(it))
        .cloned()
        .collect();
    keys.into_iter()
        .filter_map(|key| properties.remove_entry(&key))
        .collect()
}

fn spread(key: &str, text: Option<&str>, problems: &mut Vec<String>) -> Vec<(PropertyKey, Value)> {
    longhands(key)
        .into_iter()
        .filter_map(
            |longhand| match read_property(&longhand.to_string(), text) {
                Ok(read) => Some(read),
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            },
        )
        .collect()
}

fn read_property(key: &str, text: Option<&str>) -> Result<(PropertyKey, Value), String> {
    let Some(property_key) = PropertyKey::parse(key) else {
        let key: String = key.chars().take(80).collect();
        return Err(format!("“{key}” isn't understood"));
    };
    let Some(text) = text else {
        return Err(format!("the value of {property_key} is no text"));
    };
    match Value::parse(property_key.property, text) {
        Ok(value) => Ok((property_key, value)),
        Err(error) => Err(error.to_string()),
    }
}

/// The entry of a new element.
pub(crate) fn fields(element: &Element) -> Fields {
    let mut fields = Fields::new();
    fields.insert(BASE.into(), base(element).into());
    fields.insert(PLACE.into(), place(&element.place).into());
    if element.kind == ElementKind::Text {
        fields.insert(TEXT.into(), new_text(&element.text, &element.runs));
    }
    fields
}

/// Keys are put in sorted, so that the bytes don't depend on serde_json's map.
fn base(element: &Element) -> String {
    let mut base = serde_json::Map::new();
    base.insert(KIND.to_owned(), element.kind.as_str().into());
    if element.locked {
        base.insert(LOCKED.to_owned(), true.into());
    }
    base.insert(NAME.to_owned(), element.name.as_str().into());
    let sorted: BTreeMap<String, String> = element
        .properties
        .iter()
        .map(|(key, value)| (key.to_string(), value.to_string()))
        .collect();
    let properties = sorted
        .into_iter()
        .map(|(key, value)| (key, Json::String(value)))
        .collect();
    base.insert(PROPERTIES.to_owned(), Json::Object(properties));
    Json::Object(base).to_string()
}

fn place(place: &Place) -> String {
    match place.parent {
        Some(parent) => format!("{parent}:{}", place.order),
        None => format!(":{}", place.order),
    }
}

/// What to write so that `before` becomes `after`, which is of the same kind. `entry` is the
/// element's own.
pub(crate) fn edit<T: ReadTxn>(txn: &T, entry: &MapRef, before: &Element, after: &Element) -> Edit {
    let mut edit = Edit::default();
    if before.name != after.name {
        edit.assign(NAME, Some(after.name.as_str().into()));
    }
    if before.locked != after.locked {
        edit.assign(LOCKED, Some(after.locked.into()));
    }
    if before.place != after.place {
        edit.assign(PLACE, Some(place(&after.place).into()));
    }
    if before.text != after.text || before.runs != after.runs {
        edit.new_text = Some((after.text.clone(), after.runs.clone()));
    }
    let keys: BTreeSet<&PropertyKey> = before
        .properties
        .keys()
        .chain(after.properties.keys())
        .collect();
    for key in keys {
        let value = after.properties.get(key);
        if before.properties.get(key) == value {
            continue;
        }
        let spelled: Arc<str> = key.to_string().into();
        let value = match value {
            Some(value) => Some(In::from(value.to_string())),
            None if base_sets(txn, entry, &spelled) || spread_sets(txn, entry, key) => {
                Some(In::Any(Any::Null))
            }
            None => None,
        };
        edit.assign(spelled, value);
    }
    edit
}

/// Whether a key of the first programs gives the property a value.
fn spread_sets<T: ReadTxn>(txn: &T, entry: &MapRef, key: &PropertyKey) -> bool {
    let breakpoint = key.breakpoint;
    SPREAD
        .iter()
        .filter(|(_, sides)| sides.contains(&key.property))
        .map(|(name, _)| match breakpoint {
            Breakpoint::Desktop => (*name).to_owned(),
            breakpoint => format!("{name}@{breakpoint}"),
        })
        .any(|spelled| entry.contains_key(txn, &spelled) || base_sets(txn, entry, &spelled))
}

fn base_sets<T: ReadTxn>(txn: &T, entry: &MapRef, key: &str) -> bool {
    read_base(txn, entry)
        .and_then(|base| base.get(PROPERTIES)?.get(key).cloned())
        .is_some()
}
