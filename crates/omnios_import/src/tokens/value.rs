//! Values of the format as CSS.

use color::{AlphaColor, Srgb};
use serde_json::Value as Json;

/// `None` where the JSON is no colour.
pub(super) fn color(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => css_color(text),
        Json::Object(fields) => {
            let alpha = fields.get("alpha").and_then(Json::as_f64).unwrap_or(1.0);
            let space = fields.get("colorSpace").and_then(Json::as_str);
            let components = fields.get("components").and_then(Json::as_array);
            let written = space.zip(components).and_then(|(space, components)| {
                let parts: Option<Vec<String>> = components
                    .iter()
                    .map(|it| match it {
                        Json::String(none) if none == "none" => Some("none".to_owned()),
                        number => number.as_f64().map(|it| it.to_string()),
                    })
                    .collect();
                css_color(&css_of_space(space, &parts?, alpha))
            });
            let hex = || {
                let hex = fields.get("hex").and_then(Json::as_str)?;
                let color: AlphaColor<Srgb> = color::parse_color(hex).ok()?.to_alpha_color();
                Some(hex_of(color.multiply_alpha(alpha as f32)))
            };
            written.or_else(hex)
        }
        _ => None,
    }
}

/// The format's colour spaces in CSS's functions.
fn css_of_space(space: &str, parts: &[String], alpha: f64) -> String {
    let [first, second, third] = parts else {
        return String::new();
    };
    match space {
        "hsl" | "hwb" => format!("{space}({first} {second}% {third}% / {alpha})"),
        "lab" | "lch" | "oklab" | "oklch" => {
            format!("{space}({first} {second} {third} / {alpha})")
        }
        space => format!("color({space} {first} {second} {third} / {alpha})"),
    }
}

/// Any colour of CSS Color 4 as the hexadecimal sRGB colour nearest to it.
fn css_color(text: &str) -> Option<String> {
    Some(hex_of(
        color::parse_color(text.trim()).ok()?.to_alpha_color(),
    ))
}

fn hex_of(color: AlphaColor<Srgb>) -> String {
    let rgba = color.to_rgba8();
    omnios_model::Color::rgba(rgba.r, rgba.g, rgba.b, rgba.a).to_string()
}

/// How many px a rem is where nobody says otherwise.
const REM_PX: f64 = 16.0;

/// A length in px or per cents: `"16px"`, `"1rem"`, `{"value": 16, "unit": "px"}`; a bare number
/// is px.
pub(super) fn dimension(value: &Json) -> Option<String> {
    match value {
        Json::Number(number) => Some(px(number.as_f64()?)),
        Json::Object(fields) => {
            let number = fields.get("value").and_then(Json::as_f64)?;
            let unit = fields.get("unit").and_then(Json::as_str)?;
            dimension(&Json::String(format!("{number}{unit}")))
        }
        Json::String(text) => {
            let text = text.trim();
            let at = text.find(|it: char| it.is_ascii_alphabetic() || it == '%');
            let (number, unit) = text.split_at(at.unwrap_or(text.len()));
            let number: f64 = number
                .trim()
                .parse()
                .ok()
                .filter(|it: &f64| it.is_finite())?;
            match unit {
                "px" => Some(px(number)),
                "rem" => Some(px(number * REM_PX)),
                "%" => Some(format!("{number}%")),
                "" if number == 0.0 => Some("0px".to_owned()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn px(number: f64) -> String {
    format!("{}px", (number * 10_000.0).round() / 10_000.0)
}

/// A number, also where it is written as text.
pub(super) fn number(value: &Json) -> Option<String> {
    let number = match value {
        Json::Number(number) => number.as_f64()?,
        Json::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then(|| number.to_string())
}

/// The first family; whether others follow it.
pub(super) fn font_family(value: &Json) -> Option<(String, bool)> {
    let families: Vec<String> = match value {
        Json::String(list) => list.split(',').map(str::to_owned).collect(),
        Json::Array(list) => list
            .iter()
            .filter_map(|it| it.as_str().map(str::to_owned))
            .collect(),
        _ => return None,
    };
    let first = families
        .first()?
        .trim()
        .trim_matches(['"', '\''])
        .to_owned();
    (!first.is_empty()).then_some((first, families.len() > 1))
}

/// A weight from 1 to 1000, from its number or its name.
pub(super) fn font_weight(value: &Json) -> Option<String> {
    const NAMES: [(&[&str], u16); 10] = [
        (&["thin", "hairline"], 100),
        (&["extra-light", "ultra-light"], 200),
        (&["light"], 300),
        (&["normal", "regular", "book"], 400),
        (&["medium"], 500),
        (&["semi-bold", "demi-bold"], 600),
        (&["bold"], 700),
        (&["extra-bold", "ultra-bold"], 800),
        (&["black", "heavy"], 900),
        (&["extra-black", "ultra-black"], 950),
    ];
    if let Some(number) = number(value) {
        return Some(number);
    }
    let name = value.as_str()?.trim().to_lowercase().replace(' ', "-");
    let is_it = |known: &&str| **known == name || known.replace('-', "") == name;
    let mut known = NAMES.iter();
    let (_, weight) = known.find(|(names, _)| names.iter().any(is_it))?;
    Some(weight.to_string())
}

/// A time in ms.
pub(super) fn duration(value: &Json) -> Option<String> {
    let text = match value {
        Json::Number(number) => format!("{number}ms"),
        Json::String(text) => text.trim().to_owned(),
        Json::Object(fields) => {
            let number = fields.get("value").and_then(Json::as_f64)?;
            format!("{number}{}", fields.get("unit").and_then(Json::as_str)?)
        }
        _ => return None,
    };
    let (number, factor) = match text.strip_suffix("ms") {
        Some(number) => (number, 1.0),
        None => (text.strip_suffix('s')?, 1000.0),
    };
    let number: f64 = number.trim().parse().ok()?;
    number.is_finite().then(|| format!("{}ms", number * factor))
}

/// `cubic-bezier()` from four numbers, or as CSS has it.
pub(super) fn cubic_bezier(value: &Json) -> Option<String> {
    match value {
        Json::Array(points) if points.len() == 4 => {
            let points: Option<Vec<String>> = points.iter().map(number).collect();
            Some(format!("cubic-bezier({})", points?.join(", ")))
        }
        Json::String(text) if text.starts_with("cubic-bezier(") => Some(text.clone()),
        _ => None,
    }
}

/// Shadows, from one or from a list.
pub(super) fn shadow(value: &Json) -> Option<String> {
    let list = match value {
        Json::Array(list) => list.iter().collect(),
        Json::Object(_) => vec![value],
        Json::String(text) => return Some(text.clone()),
        _ => return None,
    };
    let shadows: Option<Vec<String>> = list.into_iter().map(one_shadow).collect();
    shadows.filter(|it| !it.is_empty()).map(|it| it.join(", "))
}

fn one_shadow(value: &Json) -> Option<String> {
    let part = |names: &[&str]| names.iter().find_map(|name| value.get(name));
    let px = |names: &[&str]| match part(names) {
        Some(value) => dimension(value).or_else(|| number(value).map(|it| format!("{it}px"))),
        None => Some("0px".to_owned()),
    };
    let inset = match part(&["inset"]) {
        Some(Json::Bool(true)) => "inset ",
        _ if part(&["type"]).and_then(Json::as_str) == Some("innerShadow") => "inset ",
        _ => "",
    };
    Some(format!(
        "{inset}{} {} {} {} {}",
        px(&["offsetX", "x"])?,
        px(&["offsetY", "y"])?,
        px(&["blur"])?,
        px(&["spread"])?,
        color(part(&["color"])?)?
    ))
}

/// A gradient's stops, to the right: the format gives no direction.
pub(super) fn gradient(value: &Json) -> Option<String> {
    if let Json::String(text) = value {
        return Some(text.clone());
    }
    let stops = value.as_array()?.iter().map(|stop| {
        let position = stop.get("position").and_then(Json::as_f64)?.clamp(0.0, 1.0);
        Some(format!(
            "{} {}%",
            color(stop.get("color")?)?,
            position * 100.0
        ))
    });
    let stops: Vec<String> = stops.collect::<Option<_>>()?;
    (stops.len() >= 2).then(|| format!("linear-gradient(90deg, {})", stops.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn colours_of_every_space_come_out_in_srgb() {
        assert_eq!(color(&json!("#F00")).as_deref(), Some("#ff0000"));
        assert_eq!(
            color(&json!("hsl(120 100% 50%)")).as_deref(),
            Some("#00ff00")
        );
        let srgb = json!({"colorSpace": "srgb", "components": [0, 0, 1], "alpha": 0.5});
        assert_eq!(color(&srgb).as_deref(), Some("#0000ff80"));
        let white = json!({"colorSpace": "oklch", "components": [1, 0, "none"]});
        assert_eq!(color(&white).as_deref(), Some("#ffffff"));
        let odd = json!({"colorSpace": "odd", "components": [1, 2, 3], "hex": "#010203"});
        assert_eq!(color(&odd).as_deref(), Some("#010203"));
        assert_eq!(color(&json!("blurple")), None);
    }

    #[test]
    fn lengths_weights_and_times_have_many_spellings() {
        assert_eq!(dimension(&json!("1.5rem")).as_deref(), Some("24px"));
        let sixteen = json!({"value": 16, "unit": "px"});
        assert_eq!(dimension(&sixteen).as_deref(), Some("16px"));
        assert_eq!(dimension(&json!("2em")), None);
        assert_eq!(font_weight(&json!("Semi Bold")).as_deref(), Some("600"));
        assert_eq!(font_weight(&json!("ultrablack")).as_deref(), Some("950"));
        assert_eq!(duration(&json!("0.2s")).as_deref(), Some("200ms"));
    }

    #[test]
    fn shadows_and_gradients_are_written_as_css() {
        let one = json!({"color": "#00000080", "offsetX": "1px", "offsetY": {"value": 2, "unit": "px"},
            "blur": "3px", "inset": true});
        assert_eq!(
            shadow(&one).as_deref(),
            Some("inset 1px 2px 3px 0px #00000080")
        );
        let stops = json!([{"color": "#fff", "position": 0}, {"color": "#000", "position": 2}]);
        assert_eq!(
            gradient(&stops).as_deref(),
            Some("linear-gradient(90deg, #ffffff 0%, #000000 100%)")
        );
    }
}
