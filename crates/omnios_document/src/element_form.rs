//! Elements as they lie in the document: reading and writing one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use omnios_model::{
    Breakpoint, Element, ElementId, ElementKind, OrderKey, Place, Properties, Property,
    PropertyKey, Tokens, Value,
};
use serde::Serialize;
use serde_json::Value as Json;
use serde_json::value::RawValue;
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

/// Reads elements. Those whose `base` sets the same share their properties.
pub(crate) struct Reader<'a> {
    /// What properties may refer to.
    tokens: &'a Tokens,
    /// By their JSON, with what isn't understood of them.
    known: HashMap<String, (Properties, Vec<String>)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(tokens: &'a Tokens) -> Self {
        Self {
            tokens,
            known: HashMap::new(),
        }
    }

    /// Reads the entry of `elements` with that key.
    pub(crate) fn read<T: ReadTxn>(&mut self, txn: &T, key: &str, value: &Out) -> Reading {
        let mut problems = Vec::new();
        let element = self.read_into(txn, key, value, &mut problems);
        Reading { element, problems }
    }

    fn read_into<T: ReadTxn>(
        &mut self,
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
        let base = string(txn, entry, BASE);
        let Some(base) = base.as_deref().and_then(parse_base) else {
            problems.push("`base` is missing or no JSON object".to_owned());
            return None;
        };
        let kind = match base.get(KIND).and_then(|raw| text_of(raw)) {
            Some(kind) => match ElementKind::from_name(&kind) {
                Some(kind) => kind,
                None => {
                    let kind: String = kind.chars().take(80).collect();
                    problems.push(format!("“{kind}” is no known kind of element"));
                    return None;
                }
            },
            None => {
                problems.push("`base` gives no kind".to_owned());
                return None;
            }
        };
        let mut element = Element {
            id,
            kind,
            name: String::new(),
            place: read_place(txn, entry).unwrap_or_else(|| {
                problems
                    .push("`place` isn't PARENT:ORDER; it is shown at its page's end".to_owned());
                Place {
                    parent: None,
                    order: OrderKey::between(None, None),
                }
            }),
            locked: false,
            properties: Properties::default(),
            text: String::new(),
            runs: omnios_model::TextRuns::default(),
        };
        self.read_base_fields(&base, &mut element, problems);
        read_own_keys(txn, entry, &mut element, problems);
        element.bind(self.tokens);
        Some(element)
    }

    fn read_base_fields(
        &mut self,
        base: &Base<'_>,
        element: &mut Element,
        problems: &mut Vec<String>,
    ) {
        for (key, raw) in base {
            let is_understood = match &**key {
                KIND => true,
                NAME => text_of(raw).is_some_and(|name| {
                    element.name = name.into_owned();
                    true
                }),
                LOCKED => serde_json::from_str(raw.get()).is_ok_and(|locked| {
                    element.locked = locked;
                    true
                }),
                PROPERTIES => self.properties(raw.get()).is_some_and(|(known, of_them)| {
                    element.properties = known.clone();
                    problems.extend_from_slice(of_them);
                    true
                }),
                _ => false,
            };
            if !is_understood {
                let key: String = key.chars().take(80).collect();
                problems.push(format!("in `base`: “{key}” isn't understood"));
            }
        }
    }

    /// `None` where it is no JSON object.
    fn properties(&mut self, json: &str) -> Option<&(Properties, Vec<String>)> {
        if !self.known.contains_key(json) {
            let (mut properties, problems) = read_base_properties(json)?;
            properties.bind(self.tokens);
            self.known.insert(json.to_owned(), (properties, problems));
        }
        self.known.get(json)
    }
}

fn read_base_properties(json: &str) -> Option<(Properties, Vec<String>)> {
    let mut problems = Vec::new();
    let mut properties = Properties::default();
    let mut texts: serde_json::Map<String, Json> = serde_json::from_str(json).ok()?;
    for (key, value) in take_spread(&mut texts) {
        properties.extend(spread(&key, value.as_str(), &mut problems));
    }
    for (key, value) in texts {
        match read_property(&key, value.as_str()) {
            Ok((key, value)) => {
                properties.insert(key, value);
            }
            Err(problem) => problems.push(format!("in `base`: {problem}")),
        }
    }
    Some((properties, problems))
}

/// The fields of `base`, unread.
type Base<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

fn parse_base(json: &str) -> Option<Base<'_>> {
    serde_json::from_str(json).ok()
}

fn text_of(raw: &RawValue) -> Option<Cow<'_, str>> {
    serde_json::from_str(raw.get()).ok()
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

/// Writes new elements. What several of them share is spelled once.
#[derive(Default)]
pub(crate) struct Writer {
    /// By the address of the properties, which are held so that it stays theirs.
    spelled: HashMap<usize, (Properties, Box<RawValue>)>,
}

impl Writer {
    /// The entry of a new element.
    pub(crate) fn fields(&mut self, element: &Element) -> Fields {
        let mut fields = Fields::new();
        fields.insert(BASE.into(), self.base(element).into());
        fields.insert(PLACE.into(), place(&element.place).into());
        if element.kind == ElementKind::Text {
            fields.insert(TEXT.into(), new_text(&element.text, &element.runs));
        }
        fields
    }

    fn base(&mut self, element: &Element) -> String {
        let properties = &element.properties;
        let (_, spelled) = self
            .spelled
            .entry(properties.address())
            .or_insert_with(|| (properties.clone(), spell(properties)));
        let (kind, name) = (raw(&element.kind.as_str()), raw(&element.name));
        // In the order of their names, so that the bytes are the same everywhere.
        let mut base: BTreeMap<&str, &RawValue> =
            BTreeMap::from([(KIND, &*kind), (NAME, &*name), (PROPERTIES, &**spelled)]);
        let locked = raw(&true);
        if element.locked {
            base.insert(LOCKED, &locked);
        }
        serde_json::to_string(&base).expect("texts have a JSON form")
    }
}

fn raw(value: &impl Serialize) -> Box<RawValue> {
    serde_json::value::to_raw_value(value).expect("a text or flag has a JSON form")
}

fn spell(properties: &Properties) -> Box<RawValue> {
    let sorted: BTreeMap<String, String> = properties
        .iter()
        .map(|(key, value)| (key.to_string(), value.to_string()))
        .collect();
    raw(&sorted)
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
        if is_spelled_alike(before.properties.get(key), value) {
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

/// Whether both are written alike: a token may have come to mean something else meanwhile.
fn is_spelled_alike(before: Option<&Value>, after: Option<&Value>) -> bool {
    match (before, after) {
        (Some(Value::Token(before)), Some(Value::Token(after))) => before.name == after.name,
        (before, after) => before == after,
    }
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
    let base = string(txn, entry, BASE);
    let base: Option<Json> = base.and_then(|base| serde_json::from_str(&base).ok());
    base.is_some_and(|base| base.pointer(&format!("/{PROPERTIES}/{key}")).is_some())
}
