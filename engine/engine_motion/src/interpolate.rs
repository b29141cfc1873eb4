//! Values between two values, as CSS has them (CSS Values, Transitions and Transforms).

use omnios_model::motion::{Distance, MotionValue};
use omnios_model::{Color, Length, Paint, Property, Shadow, Syntax, TransformFunction, Value};

/// The value at `share` of the way from one value to another; beyond 0 and 1 it overshoots.
/// Values that don't mix, such as keywords, change over at half the way.
pub fn interpolate(
    property: Option<Property>,
    from: &MotionValue,
    to: &MotionValue,
    share: f64,
) -> MotionValue {
    let mixed = match (from, to) {
        (MotionValue::Translate(from), MotionValue::Translate(to)) => {
            Some(MotionValue::Translate([0, 1].map(|axis| Distance {
                px: mix(from[axis].px, to[axis].px, share),
                percent: mix(from[axis].percent, to[axis].percent, share),
            })))
        }
        (MotionValue::Rotate(from), MotionValue::Rotate(to)) => {
            Some(MotionValue::Rotate(mix(*from, *to, share)))
        }
        (MotionValue::Scale(from), MotionValue::Scale(to)) => Some(MotionValue::Scale(
            [0, 1].map(|axis| mix(from[axis], to[axis], share)),
        )),
        (MotionValue::Value(from), MotionValue::Value(to)) => {
            mix_values(property, from, to, share).map(MotionValue::Value)
        }
        _ => None,
    };
    mixed.unwrap_or_else(|| if share < 0.5 { from } else { to }.clone())
}

fn mix(from: f32, to: f32, share: f64) -> f32 {
    (f64::from(from) + (f64::from(to) - f64::from(from)) * share) as f32
}

fn mix_values(property: Option<Property>, from: &Value, to: &Value, share: f64) -> Option<Value> {
    match (from, to) {
        (Value::Length(from), Value::Length(to)) => mix_lengths(*from, *to, share)
            .map(|mixed| Value::Length(within_syntax(property, mixed))),
        (Value::Transform(from), Value::Transform(to)) => {
            mix_transforms(from, to, share).map(Value::Transform)
        }
        (Value::Number(from), Value::Number(to)) => {
            let mixed = mix(*from, *to, share);
            let bounded = match property.map(Property::syntax) {
                Some(Syntax::Number { min, max }) => mixed.clamp(min, max),
                _ => mixed,
            };
            Some(Value::Number(bounded))
        }
        (Value::Color(from), Value::Color(to)) => Some(Value::Color(mix_colors(*from, *to, share))),
        (Value::Paints(from), Value::Paints(to)) => match (from.as_slice(), to.as_slice()) {
            (from @ ([] | [Paint::Solid(_)]), to @ ([] | [Paint::Solid(_)])) => {
                let color = |paints: &[Paint]| match paints {
                    [Paint::Solid(color)] => *color,
                    _ => Color::TRANSPARENT,
                };
                let mixed = mix_colors(color(from), color(to), share);
                Some(Value::Paints(vec![Paint::Solid(mixed)]))
            }
            _ => None,
        },
        (Value::Shadows(from), Value::Shadows(to)) => {
            mix_shadows(from, to, share).map(Value::Shadows)
        }
        _ => None,
    }
}

/// Lengths that have a px or a per cent part mix part by part, as CSS's `calc()` does.
fn mix_lengths(from: Length, to: Length, share: f64) -> Option<Length> {
    let parts = |length: Length| match length {
        Length::Px(px) => Some((px, 0.0)),
        Length::Percent(percent) => Some((0.0, percent)),
        Length::Calc { px, percent } => Some((px, percent)),
        _ => None,
    };
    let ((from_px, from_percent), (to_px, to_percent)) = (parts(from)?, parts(to)?);
    let (px, percent) = (
        mix(from_px, to_px, share),
        mix(from_percent, to_percent, share),
    );
    match (from, to) {
        (Length::Px(_), Length::Px(_)) => Some(Length::Px(px)),
        (Length::Percent(_), Length::Percent(_)) => Some(Length::Percent(percent)),
        _ => Some(Length::sum(percent, px)),
    }
}

/// Lists of the same functions mix function by function; one list may be `none`. CSS mixes the
/// matrices of other lists; those change over here.
fn mix_transforms(
    from: &[TransformFunction],
    to: &[TransformFunction],
    share: f64,
) -> Option<Vec<TransformFunction>> {
    use TransformFunction as F;
    let identity = |like: &F| match like {
        F::Translate(..) => Some(F::Translate(Length::ZERO, Length::ZERO)),
        F::Rotate(_) => Some(F::Rotate(0.0)),
        F::Scale(..) => Some(F::Scale(1.0, 1.0)),
        F::Skew(..) => Some(F::Skew(0.0, 0.0)),
        F::Matrix(_) => None,
    };
    (0..from.len().max(to.len()))
        .map(|index| {
            let from = from.get(index).copied();
            let to = to.get(index).copied();
            let from = from.or_else(|| identity(&to?))?;
            let to = to.or_else(|| identity(&from))?;
            match (from, to) {
                (F::Translate(from_x, from_y), F::Translate(to_x, to_y)) => Some(F::Translate(
                    mix_lengths(from_x, to_x, share)?,
                    mix_lengths(from_y, to_y, share)?,
                )),
                (F::Rotate(from), F::Rotate(to)) => Some(F::Rotate(mix(from, to, share))),
                (F::Scale(from_x, from_y), F::Scale(to_x, to_y)) => {
                    Some(F::Scale(mix(from_x, to_x, share), mix(from_y, to_y, share)))
                }
                (F::Skew(from_x, from_y), F::Skew(to_x, to_y)) => {
                    Some(F::Skew(mix(from_x, to_x, share), mix(from_y, to_y, share)))
                }
                _ => None,
            }
        })
        .collect()
}

/// An overshoot must not leave what the property takes.
fn within_syntax(property: Option<Property>, length: Length) -> Length {
    let negative = match property.map(Property::syntax) {
        Some(Syntax::Length { negative, .. }) => negative,
        _ => true,
    };
    match length {
        Length::Px(px) if !negative => Length::Px(px.max(0.0)),
        Length::Percent(percent) if !negative => Length::Percent(percent.max(0.0)),
        length => length,
    }
}

/// Mixes premultiplied, so that a colour that fades out keeps its hue (CSS Color 4, §12.3).
fn mix_colors(from: Color, to: Color, share: f64) -> Color {
    let channels = |it: Color| [it.r, it.g, it.b].map(f64::from);
    let alphas = [from.a, to.a].map(|alpha| f64::from(alpha) / 255.0);
    let alpha = (alphas[0] + (alphas[1] - alphas[0]) * share).clamp(0.0, 1.0);
    if alpha <= 0.0 {
        return Color::TRANSPARENT;
    }
    let mixed = |index: usize| {
        let ends = [
            channels(from)[index] * alphas[0],
            channels(to)[index] * alphas[1],
        ];
        let premultiplied = ends[0] + (ends[1] - ends[0]) * share;
        (premultiplied / alpha).clamp(0.0, 255.0).round() as u8
    };
    let alpha = (alpha * 255.0).round() as u8;
    Color::rgba(mixed(0), mixed(1), mixed(2), alpha)
}

/// Shadows pair up from the first; the shorter list is filled up with shadows that aren't seen.
fn mix_shadows(from: &[Shadow], to: &[Shadow], share: f64) -> Option<Vec<Shadow>> {
    let unseen = |like: &Shadow| Shadow {
        inset: like.inset,
        x: 0.0,
        y: 0.0,
        blur: 0.0,
        spread: 0.0,
        color: Color::TRANSPARENT,
    };
    (0..from.len().max(to.len()))
        .map(|index| {
            let pair = match (from.get(index), to.get(index)) {
                (Some(from), Some(to)) => (*from, *to),
                (Some(from), None) => (*from, unseen(from)),
                (None, Some(to)) => (unseen(to), *to),
                (None, None) => return None,
            };
            let (from, to) = pair;
            (from.inset == to.inset).then(|| Shadow {
                inset: from.inset,
                x: mix(from.x, to.x, share),
                y: mix(from.y, to.y, share),
                blur: mix(from.blur, to.blur, share).max(0.0),
                spread: mix(from.spread, to.spread, share),
                color: mix_colors(from.color, to.color, share),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(property: Property, from: &str, to: &str, share: f64) -> String {
        let value = |text: &str| MotionValue::Value(Value::parse(property, text).unwrap());
        interpolate(Some(property), &value(from), &value(to), share).to_string()
    }

    #[test]
    fn values_mix_as_css_mixes_them() {
        for (property, from, to, share, expected) in [
            (Property::Opacity, "0", "1", 0.25, "0.25"),
            (Property::Opacity, "0", "1", 1.4, "1"),
            (Property::Width, "10px", "20px", 0.5, "15px"),
            (Property::Width, "10px", "20px", -2.0, "0px"),
            (Property::Left, "10px", "20px", -2.0, "-10px"),
            (Property::Width, "auto", "20px", 0.4, "auto"),
            (Property::Width, "auto", "20px", 0.5, "20px"),
            (Property::Left, "10px", "50%", 0.5, "calc(25% + 5px)"),
            (
                Property::Transform,
                "none",
                "rotate(90deg)",
                0.5,
                "rotate(45deg)",
            ),
            (
                Property::Transform,
                "scale(1) translate(10px, 0px)",
                "scale(3, 2)",
                0.5,
                "scale(2, 1.5) translate(5px, 0px)",
            ),
            (Property::Color, "#000000", "#ffffff", 0.5, "#808080"),
            (
                Property::Background,
                "#ff0000",
                "#ff000000",
                0.5,
                "#ff000080",
            ),
            (
                Property::BoxShadow,
                "none",
                "0px 8px 20px 0px #000000",
                0.5,
                "0px 4px 10px 0px #00000080",
            ),
        ] {
            let name = property.name();
            assert_eq!(
                between(property, from, to, share),
                expected,
                "{name} {share}"
            );
        }
    }
}
