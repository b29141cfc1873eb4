//! Texts and how they are set.

use omnios_model::{ElementKind, Length, Property, Value};
use omnios_protocol::args::{ElementAmount, ElementColor, ElementSetText, Elements, TextStretch};
use omnios_protocol::{CommandError, CommandOutcome, ElementRef, ErrorCode};

use super::style::{color_value, for_each_of};
use super::text_run;
use crate::edit::{Edit, from_document, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

/// Longer texts would stall shaping; a page of a book has some 2,000 characters.
const LONGEST_TEXT_BYTES: usize = 20_000_000;

pub(crate) fn set(edit: &mut Edit<'_, '_>, args: &ElementSetText) -> Outcome {
    let (page, id) = edit.single(args.id.as_ref())?;
    if edit.get(page, id)?.kind != ElementKind::Text {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "only a text element has a text",
        ));
    }
    let text = checked_text(&args.text)?;
    edit.tx
        .set_text(page, id, &text)
        .map_err(|error| from_document(&error))?;
    Ok(CommandOutcome::default())
}

/// A text with line breaks as `\n` and no other control characters.
pub(super) fn checked_text(text: &str) -> Result<String, CommandError> {
    if text.len() > LONGEST_TEXT_BYTES {
        return Err(refuse(
            ErrorCode::InvalidValue,
            "a text has at most 20 million bytes. Split it into several elements",
        ));
    }
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\t', "    ");
    Ok(text
        .chars()
        .filter(|letter| *letter == '\n' || !letter.is_control())
        .collect())
}

pub(crate) fn color(edit: &mut Edit<'_, '_>, args: &ElementColor) -> Outcome {
    let value = color_value(Property::Color, &args.color)?;
    set_on_texts(edit, &args.ids, Property::Color, &value)
}

pub(crate) fn size(edit: &mut Edit<'_, '_>, args: &ElementAmount) -> Outcome {
    let value = Value::parse(Property::FontSize, &format!("{}px", args.amount))
        .map_err(|error| refuse(ErrorCode::InvalidValue, error.to_string()))?;
    set_on_texts(edit, &args.ids, Property::FontSize, &value)
}

pub(crate) fn bold(edit: &mut Edit<'_, '_>, args: &TextStretch) -> Outcome {
    let is_bold =
        |value: Option<&Value>| matches!(value, Some(Value::Number(weight)) if *weight >= 600.0);
    toggle(
        edit,
        args,
        Property::FontWeight,
        is_bold,
        [Value::Number(700.0), Value::Number(400.0)],
    )
}

pub(crate) fn italic(edit: &mut Edit<'_, '_>, args: &TextStretch) -> Outcome {
    let is_italic = |value: Option<&Value>| matches!(value, Some(Value::Keyword("italic")));
    toggle(
        edit,
        args,
        Property::FontStyle,
        is_italic,
        [Value::Keyword("italic"), Value::Keyword("normal")],
    )
}

pub(crate) fn underline(edit: &mut Edit<'_, '_>, args: &TextStretch) -> Outcome {
    let is_underlined = |value: Option<&Value>| matches!(value, Some(Value::Keyword("underline")));
    toggle(
        edit,
        args,
        Property::TextDecoration,
        is_underlined,
        [Value::Keyword("underline"), Value::Keyword("none")],
    )
}

pub(crate) fn align(edit: &mut Edit<'_, '_>, args: &Elements, keyword: &'static str) -> Outcome {
    set_on_texts(
        edit,
        &args.ids,
        Property::TextAlign,
        &Value::Keyword(keyword),
    )
}

/// Puts `on_off[0]` on every text, or on the part of one, unless all have it already, else
/// `on_off[1]`.
fn toggle(
    edit: &mut Edit<'_, '_>,
    args: &TextStretch,
    property: Property,
    is_on: impl Fn(Option<&Value>) -> bool,
    on_off: [Value; 2],
) -> Outcome {
    if args.start.is_some() || args.end.is_some() {
        return text_run::toggle(edit, args, property, is_on, on_off);
    }
    let ids = &args.ids;
    let targets = edit.each(ids)?;
    let mut all_on = true;
    for id in &targets.ids {
        let element = edit.get(targets.page, *id)?;
        let applies = property.applies_to(element.kind);
        all_on &= !applies || is_on(element.value(property, edit.breakpoint));
    }
    let [on, off] = on_off;
    set_on_texts(edit, ids, property, if all_on { &off } else { &on })
}

fn set_on_texts(
    edit: &mut Edit<'_, '_>,
    ids: &[ElementRef],
    property: Property,
    value: &Value,
) -> Outcome {
    for_each_of(
        edit,
        ids,
        "the command needs a text element",
        |edit, page, element| {
            if !property.applies_to(element.kind) {
                return Ok(false);
            }
            edit.set(
                page,
                element.id,
                property,
                edit.breakpoint,
                Some(value.clone()),
            )?;
            Ok(true)
        },
    )
}

/// A length value in px.
pub(super) fn px(amount: f32) -> Value {
    Value::Length(Length::Px(amount))
}
