//! Elements, ids and rectangles from the wire.

use std::collections::BTreeMap;

use omnios_model::{
    Element, ElementId, ElementKind, OrderKey, Place, Properties, PropertyKey, Rect, TextRun,
    TextRuns, Value, byte_offset,
};
use omnios_protocol::args::TextRunValues;
use omnios_protocol::bridge::{BridgeElement, BridgeFailure, BridgeRect};

use crate::session::{failure, malformed};

/// An element as the engine takes it. Properties that its kind doesn't have are refused, as the
/// editor refuses them.
pub(crate) fn element_of(source: &BridgeElement) -> Result<Element, BridgeFailure> {
    let invalid = |message: String| {
        failure(
            "bridge.invalid-element",
            format!("element {}: {message}. Nothing was changed", source.id),
        )
    };
    let kind = ElementKind::from_name(&source.kind)
        .ok_or_else(|| invalid(format!("there is no kind “{}”", source.kind)))?;
    let order = OrderKey::parse(&source.order)
        .ok_or_else(|| invalid(format!("“{}” is no order key", source.order)))?;
    let mut element = Element {
        id: id_of(&source.id)?,
        kind,
        name: source.name.clone(),
        place: Place {
            parent: source.parent.as_deref().map(id_of).transpose()?,
            order,
        },
        locked: false,
        properties: Properties::default(),
        text: source.text.clone(),
        runs: runs_of(&source.text, &source.runs).map_err(invalid)?,
    };
    for (name, text) in &source.properties {
        let key = PropertyKey::parse(name)
            .filter(|key| key.property.applies_to(kind))
            .ok_or_else(|| invalid(format!("a {kind} has no property “{name}”")))?;
        let value = Value::parse(key.property, text).map_err(|error| invalid(error.to_string()))?;
        element.properties.insert(key, value);
    }
    Ok(element)
}

/// The runs of a text; the error says in words what is wrong.
fn runs_of(text: &str, runs: &[TextRunValues]) -> Result<TextRuns, String> {
    let mut read = Vec::with_capacity(runs.len());
    for run in runs {
        let range = byte_offset(text, run.start).zip(byte_offset(text, run.end));
        let (start, end) = range
            .filter(|(start, end)| start < end)
            .ok_or_else(|| format!("{} to {} is no part of the text", run.start, run.end))?;
        let mut properties = BTreeMap::new();
        for (name, value) in &run.properties {
            let property = PropertyKey::parse(name)
                .map(|key| key.property)
                .filter(|property| property.formats_text())
                .ok_or_else(|| format!("a part of a text has no property “{name}”"))?;
            let value = Value::parse(property, value).map_err(|error| error.to_string())?;
            properties.insert(property, value);
        }
        read.push(TextRun {
            range: start..end,
            properties,
        });
    }
    Ok(TextRuns::new(text, read))
}

pub(crate) fn id_of(id: &str) -> Result<ElementId, BridgeFailure> {
    id.parse().map_err(malformed)
}

pub(crate) fn rect_of(rect: BridgeRect) -> Rect {
    Rect::new(rect.x, rect.y, rect.width, rect.height)
}
