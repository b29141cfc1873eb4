//! Fill, border, radius, opacity, and styles as a whole.

use omnios_model::{Breakpoint, Color, Element, ElementKind, PageId, Paint, Property, Value};
use omnios_protocol::args::{ElementAmount, ElementColor, StylePaste};
use omnios_protocol::{CommandError, CommandOutcome, ElementRef, ErrorCode};

use super::text::px;
use crate::edit::{Edit, refuse};
use crate::properties::{in_order, read_assignments};

type Outcome = Result<CommandOutcome, CommandError>;

const BORDER_WIDTHS: [Property; 4] = [
    Property::BorderTopWidth,
    Property::BorderRightWidth,
    Property::BorderBottomWidth,
    Property::BorderLeftWidth,
];

const RADII: [Property; 4] = [
    Property::BorderTopLeftRadius,
    Property::BorderTopRightRadius,
    Property::BorderBottomRightRadius,
    Property::BorderBottomLeftRadius,
];

/// Runs `apply` on each element; it returns whether it applied. Refused with `otherwise` where
/// it applied to none.
pub(super) fn for_each_of(
    edit: &mut Edit<'_, '_>,
    ids: &[ElementRef],
    otherwise: &str,
    mut apply: impl FnMut(&mut Edit<'_, '_>, PageId, &Element) -> Result<bool, CommandError>,
) -> Outcome {
    let targets = edit.each(ids)?;
    let mut applied = false;
    for id in targets.ids {
        let element = edit.get(targets.page, id)?;
        applied |= apply(edit, targets.page, &element)?;
    }
    if applied {
        Ok(CommandOutcome::default())
    } else {
        Err(refuse(ErrorCode::NotApplicable, otherwise))
    }
}

pub(super) fn color_value(property: Property, text: &str) -> Result<Value, CommandError> {
    Color::parse(text)
        .map(Value::Color)
        .ok_or_else(|| match Value::parse(property, text) {
            Err(error) => refuse(ErrorCode::InvalidValue, error.to_string()),
            Ok(_) => refuse(ErrorCode::InvalidValue, format!("“{text}” is no colour")),
        })
}

pub(crate) fn fill(edit: &mut Edit<'_, '_>, args: &ElementColor) -> Outcome {
    let Value::Color(color) = color_value(Property::Color, &args.color)? else {
        return Err(refuse(ErrorCode::InvalidValue, "give one colour"));
    };
    for_each_of(
        edit,
        &args.ids,
        "nothing here can be filled",
        |edit, page, element| {
            let (property, value) = match element.kind {
                ElementKind::Text => (Property::Color, Value::Color(color)),
                kind if kind.is_path() => {
                    (Property::Fill, Value::Paints(vec![Paint::Solid(color)]))
                }
                _ => (
                    Property::Background,
                    Value::Paints(vec![Paint::Solid(color)]),
                ),
            };
            edit.set(page, element.id, property, edit.breakpoint, Some(value))?;
            Ok(true)
        },
    )
}

pub(crate) fn border(edit: &mut Edit<'_, '_>, args: &ElementColor) -> Outcome {
    let Value::Color(color) = color_value(Property::BorderTopColor, &args.color)? else {
        return Err(refuse(ErrorCode::InvalidValue, "give one colour"));
    };
    for_each_of(
        edit,
        &args.ids,
        "nothing here can have a border",
        |edit, page, element| {
            let at = edit.breakpoint;
            if element.kind.is_path() {
                let stroke = Value::Paints(vec![Paint::Solid(color)]);
                edit.set(page, element.id, Property::Stroke, at, Some(stroke))?;
                return Ok(true);
            }
            for side in crate::properties::BORDER_COLORS {
                edit.set(page, element.id, *side, at, Some(Value::Color(color)))?;
            }
            let has_line = BORDER_WIDTHS.iter().any(|side| {
            matches!(element.value(*side, at), Some(Value::Length(length)) if length.resolve_or_zero(0.0) > 0.0)
        });
            if !has_line {
                for side in BORDER_WIDTHS {
                    edit.set(page, element.id, side, at, Some(px(1.0)))?;
                }
            }
            Ok(true)
        },
    )
}

pub(crate) fn radius(edit: &mut Edit<'_, '_>, args: &ElementAmount) -> Outcome {
    set_amount(
        edit,
        args,
        &RADII,
        px(args.amount),
        "nothing here has corners",
    )
}

pub(crate) fn opacity(edit: &mut Edit<'_, '_>, args: &ElementAmount) -> Outcome {
    set_amount(
        edit,
        args,
        &[Property::Opacity],
        Value::Number(args.amount),
        "nothing here can fade",
    )
}

/// Sets all of `properties` to `value` on every element that has them.
pub(super) fn set_amount(
    edit: &mut Edit<'_, '_>,
    args: &ElementAmount,
    properties: &[Property],
    value: Value,
    otherwise: &str,
) -> Outcome {
    for property in properties {
        Value::parse(*property, &value.to_string())
            .map_err(|error| refuse(ErrorCode::InvalidValue, error.to_string()))?;
    }
    for_each_of(edit, &args.ids, otherwise, |edit, page, element| {
        let mut applied = false;
        for property in properties.iter().filter(|it| it.applies_to(element.kind)) {
            edit.set(
                page,
                element.id,
                *property,
                edit.breakpoint,
                Some(value.clone()),
            )?;
            applied = true;
        }
        Ok(applied)
    })
}

pub(crate) fn paste(edit: &mut Edit<'_, '_>, args: &StylePaste) -> Outcome {
    let properties = match (args.properties.is_empty(), edit.copied_style) {
        (false, _) => args.properties.clone(),
        (true, Some(copied)) => copied.clone(),
        (true, None) => {
            return Err(refuse(
                ErrorCode::NotApplicable,
                "no style has been copied. Copy one first, or give `properties`",
            ));
        }
    };
    let mut assignments = Vec::new();
    for (name, text) in in_order(&properties) {
        assignments.extend(read_assignments(
            edit.tx.project(),
            name,
            Some(text),
            Breakpoint::Desktop,
        )?);
    }
    for_each_of(
        edit,
        &args.ids,
        "this style doesn't apply here",
        |edit, page, element| {
            let mut applied = false;
            for (key, value) in &assignments {
                if key.property.applies_to(element.kind) {
                    edit.set_key(page, element.id, *key, value.clone())?;
                    applied = true;
                }
            }
            Ok(applied)
        },
    )
}
