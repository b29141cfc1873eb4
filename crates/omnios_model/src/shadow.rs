//! Shadows of boxes and texts.

use std::fmt;

use crate::Color;
use crate::length::parse_finite;
use crate::paint::split_top_level;

/// One CSS `box-shadow` or `text-shadow`: lengths in CSS px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shadow {
    /// Whether it falls inside the box.
    pub inset: bool,
    /// Offset to the right.
    pub x: f32,
    /// Offset downwards.
    pub y: f32,
    /// Blur radius: the standard deviation is half of it. At least 0.
    pub blur: f32,
    /// How far the shape is grown before it is blurred.
    pub spread: f32,
    /// Colour.
    pub color: Color,
}

impl Shadow {
    /// Reads a comma-separated list, topmost first; `none` is the empty list.
    pub fn parse_list(text: &str) -> Option<Vec<Self>> {
        let text = text.trim();
        if text == "none" || text.is_empty() {
            return Some(Vec::new());
        }
        split_top_level(text).map(Self::parse).collect()
    }

    /// Reads `[inset] X Y [BLUR [SPREAD]] COLOR`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (inset, text) = match text.strip_prefix("inset ") {
            Some(rest) => (true, rest.trim()),
            None => (false, text),
        };
        let color_start = text
            .find(['#', 'r', 't', 'b', 'w'].as_slice())
            .and_then(|_| {
                text.find("rgb")
                    .or_else(|| text.rfind('#'))
                    .or_else(|| text.rfind(' ').map(|at| at + 1))
            })?;
        let color = Color::parse(&text[color_start..])?;
        let numbers: Option<Vec<f32>> = text[..color_start]
            .split_whitespace()
            .map(|word| parse_finite(word.strip_suffix("px").unwrap_or(word)))
            .collect();
        let numbers = numbers?;
        if !(2..=4).contains(&numbers.len()) {
            return None;
        }
        let blur = numbers.get(2).copied().unwrap_or(0.0);
        (blur >= 0.0).then(|| Self {
            inset,
            x: numbers[0],
            y: numbers[1],
            blur,
            spread: numbers.get(3).copied().unwrap_or(0.0),
            color,
        })
    }

    /// Writes a list the way [`Self::parse_list`] reads it.
    pub fn list_to_string(shadows: &[Self]) -> String {
        if shadows.is_empty() {
            return "none".to_owned();
        }
        let texts: Vec<String> = shadows.iter().map(Self::to_string).collect();
        texts.join(", ")
    }
}

impl fmt::Display for Shadow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.inset {
            f.write_str("inset ")?;
        }
        write!(
            f,
            "{}px {}px {}px {}px {}",
            self.x, self.y, self.blur, self.spread, self.color
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Property, Value};

    #[test]
    fn shadows_read_back_what_they_write() {
        let text = "0px 4px 12px -2px #00000033, inset 1px 1px 0px 0px #ffffff";
        let shadows = Shadow::parse_list(text).unwrap();
        assert_eq!(Shadow::list_to_string(&shadows), text);
        assert_eq!(
            Shadow::parse("0 2px rgba(0, 0, 0, 0.2)").map(|it| (it.y, it.blur, it.color.a)),
            Some((2.0, 0.0, 51))
        );
        assert_eq!(
            Shadow::parse("1px 1px black").map(|it| it.color),
            Some(Color::BLACK)
        );
    }

    #[test]
    fn malformed_shadows_are_refused() {
        for text in [
            "1px #000",
            "1px 2px",
            "1px 2px -3px #000",
            "a b #000",
            "1px 2px 3px 4px 5px #000",
        ] {
            assert_eq!(Shadow::parse(text), None, "{text}");
        }
        let of_text = |text| Value::parse(Property::TextShadow, text).is_ok();
        assert!(of_text("1px 1px 2px #000000, 0px 0px #ff0000"));
        assert!(!of_text("inset 1px 1px #000000") && !of_text("1px 1px 2px 3px #000000"));
    }
}
