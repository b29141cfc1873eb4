//! Parts of a text: setting them, and writing runs down in the wire's form and back.
//!
//! On the wire, places in a text are UTF-16 units, as JavaScript and Yjs count; in the model they
//! are bytes.

use std::collections::BTreeMap;
use std::ops::Range;

use omnios_model::{
    Element, ElementId, ElementKind, PageId, Property, TextRun, TextRuns, Value, byte_offset,
    utf16_offset,
};
use omnios_protocol::args::{TextFormat, TextRunValues, TextStretch};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use crate::edit::{Edit, from_document, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

pub(crate) fn format(edit: &mut Edit<'_, '_>, args: &TextFormat) -> Outcome {
    let (page, id) = edit.single(args.id.as_ref())?;
    let element = edit.get(page, id)?;
    let range = stretch_of(&element, args.start, args.end)?;
    let mut runs = element.runs.clone();
    for (name, text) in &args.set {
        let (property, value) = read_value(name, text.as_deref())?;
        runs.set(range.clone(), property, value);
    }
    write(edit, page, id, runs)
}

/// Puts `on` on a part of a text unless all of it has it already, else takes it off.
pub(super) fn toggle(
    edit: &mut Edit<'_, '_>,
    args: &TextStretch,
    property: Property,
    is_on: impl Fn(Option<&Value>) -> bool,
    [on, off]: [Value; 2],
) -> Outcome {
    let (page, id) = edit.single(args.ids.first())?;
    let element = edit.get(page, id)?;
    let range = stretch_of(&element, args.start, args.end)?;
    let whole = element
        .value(property, edit.breakpoint)
        .and_then(Value::resolved);
    let pieces = element.runs.pieces(range.clone());
    let all_on = pieces.iter().all(|(_, run)| {
        let own = run.and_then(|run| run.value(property));
        is_on(own.or(whole))
    });
    let value = match all_on {
        false => Some(on),
        // Where the text as a whole has it, the part must say that it hasn't.
        true => is_on(whole).then_some(off),
    };
    let mut runs = element.runs.clone();
    runs.set(range, property, value);
    write(edit, page, id, runs)
}

fn write(edit: &mut Edit<'_, '_>, page: PageId, id: ElementId, runs: TextRuns) -> Outcome {
    edit.tx
        .set_runs(page, id, runs)
        .map_err(|error| from_document(&error))?;
    Ok(CommandOutcome::default())
}

/// The bytes between two places of the element's text; the whole text where they are absent.
fn stretch_of(
    element: &Element,
    start: Option<usize>,
    end: Option<usize>,
) -> Result<Range<usize>, CommandError> {
    if element.kind != ElementKind::Text {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "only a text element has a text",
        ));
    }
    let byte = |units: Option<usize>, otherwise: usize| match units {
        None => Ok(otherwise),
        Some(units) => byte_offset(&element.text, units).ok_or_else(|| {
            refuse(
                ErrorCode::InvalidArguments,
                format!(
                    "{units} is no place in the text, which has {} UTF-16 units",
                    utf16_offset(&element.text, element.text.len())
                ),
            )
        }),
    };
    let range = byte(start, 0)?..byte(end, element.text.len())?;
    if range.start > range.end {
        return Err(refuse(
            ErrorCode::InvalidArguments,
            "`start` lies behind `end`",
        ));
    }
    Ok(range)
}

fn read_value(name: &str, text: Option<&str>) -> Result<(Property, Option<Value>), CommandError> {
    let property = Property::from_name(name).filter(|it| it.formats_text());
    let Some(property) = property else {
        let names: Vec<&str> = Property::ALL
            .iter()
            .filter(|it| it.formats_text())
            .map(|it| it.name())
            .collect();
        return Err(refuse(
            ErrorCode::InvalidValue,
            format!(
                "a part of a text has no “{name}” of its own. It may have {}",
                names.join(", ")
            ),
        ));
    };
    let value = text
        .map(|text| Value::parse(property, text))
        .transpose()
        .map_err(|error| refuse(ErrorCode::InvalidValue, error.to_string()))?;
    if value
        .as_ref()
        .is_some_and(|value| !TextRun::allows(property, value))
    {
        return Err(refuse(
            ErrorCode::InvalidValue,
            "behind a part of a text there can be one colour or none",
        ));
    }
    Ok((property, value))
}

/// A text's runs in the wire's form.
pub(crate) fn written(element: &Element) -> Vec<TextRunValues> {
    let write = |run: &TextRun| TextRunValues {
        start: utf16_offset(&element.text, run.range.start),
        end: utf16_offset(&element.text, run.range.end),
        properties: run
            .properties
            .iter()
            .map(|(property, value)| (property.name().to_owned(), value.to_string()))
            .collect(),
    };
    element.runs.iter().map(write).collect()
}

/// The runs that the wire's form means on this text. Places beyond its end are cut.
pub(super) fn read_runs(text: &str, runs: &[TextRunValues]) -> Result<TextRuns, CommandError> {
    let mut read = Vec::new();
    for run in runs {
        let mut properties = BTreeMap::new();
        for (name, text) in &run.properties {
            if let (property, Some(value)) = read_value(name, Some(text))? {
                properties.insert(property, value);
            }
        }
        let byte = |units| byte_offset(text, units).unwrap_or(text.len());
        read.push(TextRun {
            range: byte(run.start)..byte(run.end),
            properties,
        });
    }
    Ok(TextRuns::new(text, read))
}
