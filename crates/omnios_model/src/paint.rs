//! What fills a box: colours, gradients, images.

use std::fmt;

use crate::length::parse_finite;
use crate::{AssetHash, Color, ObjectFit};

/// One background layer.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid(Color),
    /// CSS `linear-gradient()`.
    LinearGradient {
        /// Direction in degrees, clockwise from straight up, as CSS counts it.
        angle_deg: f32,
        /// At least two, positions ascending.
        stops: Vec<GradientStop>,
    },
    /// CSS `radial-gradient()`: an ellipse at the middle that reaches the farthest corner.
    RadialGradient {
        /// At least two, positions ascending.
        stops: Vec<GradientStop>,
    },
    /// An image from the project's assets: `image(HASH cover)`.
    Image {
        /// Which asset.
        asset: AssetHash,
        /// How it fills the box.
        fit: ObjectFit,
    },
}

/// One colour of a gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradientStop {
    /// Position along the gradient, 0 to 1.
    pub offset: f32,
    /// The colour there.
    pub color: Color,
}

impl Paint {
    /// Reads a comma-separated list of paints, topmost first as in CSS; `none` is the empty
    /// list. `None` where any part isn't understood.
    pub fn parse_list(text: &str) -> Option<Vec<Self>> {
        let text = text.trim();
        if text == "none" || text.is_empty() {
            return Some(Vec::new());
        }
        split_top_level(text).map(Self::parse).collect()
    }

    /// Reads one paint.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(inner) = function(text, "linear-gradient") {
            let mut parts = split_top_level(inner).peekable();
            let angle_deg = match parts.peek().and_then(|part| parse_angle(part.trim())) {
                Some(angle) => {
                    parts.next();
                    angle
                }
                None => 180.0,
            };
            let stops = parse_stops(parts)?;
            return Some(Self::LinearGradient { angle_deg, stops });
        }
        if let Some(inner) = function(text, "radial-gradient") {
            return Some(Self::RadialGradient {
                stops: parse_stops(split_top_level(inner))?,
            });
        }
        if let Some(inner) = function(text, "image") {
            let mut words = inner.split_whitespace();
            let asset = words.next()?.parse().ok()?;
            let fit = match words.next() {
                Some(word) => ObjectFit::from_keyword(word)?,
                None => ObjectFit::Cover,
            };
            return words.next().is_none().then_some(Self::Image { asset, fit });
        }
        Color::parse(text).map(Self::Solid)
    }

    /// Writes a list the way [`Self::parse_list`] reads it.
    pub fn list_to_string(paints: &[Self]) -> String {
        if paints.is_empty() {
            return "none".to_owned();
        }
        let texts: Vec<String> = paints.iter().map(Self::to_string).collect();
        texts.join(", ")
    }
}

impl fmt::Display for Paint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Solid(color) => color.fmt(f),
            Self::LinearGradient { angle_deg, stops } => {
                write!(f, "linear-gradient({angle_deg}deg")?;
                for stop in stops {
                    write!(f, ", {stop}")?;
                }
                f.write_str(")")
            }
            Self::RadialGradient { stops } => {
                f.write_str("radial-gradient(")?;
                for (index, stop) in stops.iter().enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(f, "{separator}{stop}")?;
                }
                f.write_str(")")
            }
            Self::Image { asset, fit } => write!(f, "image({asset} {})", fit.as_str()),
        }
    }
}

impl fmt::Display for GradientStop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Rounded, because 0.1 + 0.2 style residue would make the same design compile to
        // different bytes after a round trip.
        let percent = (self.offset * 10_000.0).round() / 100.0;
        write!(f, "{} {percent}%", self.color)
    }
}

pub(crate) fn function<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.strip_prefix(name)?
        .strip_prefix('(')?
        .strip_suffix(')')
}

/// Splits at commas that are not inside parentheses.
pub(crate) fn split_top_level(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    text.split(move |letter: char| {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        letter == ',' && depth == 0
    })
}

fn parse_angle(text: &str) -> Option<f32> {
    match text {
        "to top" => Some(0.0),
        "to right" => Some(90.0),
        "to bottom" => Some(180.0),
        "to left" => Some(270.0),
        _ => parse_finite(text.strip_suffix("deg")?),
    }
}

fn parse_stops<'a>(parts: impl Iterator<Item = &'a str>) -> Option<Vec<GradientStop>> {
    let mut stops: Vec<(Option<f32>, Color)> = Vec::new();
    for part in parts {
        let part = part.trim();
        let (color, offset) = match part.rsplit_once(' ') {
            Some((color, percent)) if percent.ends_with('%') => {
                let number = parse_finite(percent.strip_suffix('%')?)?;
                (color, Some(number / 100.0))
            }
            _ => (part, None),
        };
        stops.push((offset, Color::parse(color)?));
    }
    if stops.len() < 2 {
        return None;
    }
    let last = (stops.len() - 1) as f32;
    let mut previous = 0.0_f32;
    Some(
        stops
            .into_iter()
            .enumerate()
            .map(|(index, (offset, color))| {
                let offset = offset.unwrap_or(index as f32 / last).clamp(previous, 1.0);
                previous = offset;
                GradientStop { offset, color }
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_paints_reads_back_what_it_writes() {
        let hash = "ab".repeat(32);
        let text = format!(
            "linear-gradient(135deg, #ff0000 0%, #0000ff80 62.5%, #00ff00 100%), \
             radial-gradient(#ffffff 0%, #000000 100%), image({hash} contain), #123456"
        );
        let paints = Paint::parse_list(&text).unwrap();
        assert_eq!(paints.len(), 4);
        assert_eq!(Paint::list_to_string(&paints), text);
        assert_eq!(Paint::parse_list("none"), Some(Vec::new()));
    }

    #[test]
    fn stops_without_positions_are_spread_evenly() {
        let Some(Paint::LinearGradient { angle_deg, stops }) =
            Paint::parse("linear-gradient(to right, #fff, rgb(1, 2, 3), #000)")
        else {
            panic!("not read as a gradient");
        };
        assert_eq!(angle_deg, 90.0);
        let offsets: Vec<f32> = stops.iter().map(|stop| stop.offset).collect();
        assert_eq!(offsets, [0.0, 0.5, 1.0]);
    }

    #[test]
    fn malformed_paints_are_refused() {
        for text in [
            "linear-gradient()",
            "linear-gradient(#fff)",
            "image()",
            "image(xyz)",
            "url(a)",
            "#fff #000",
        ] {
            assert_eq!(Paint::parse(text), None, "{text}");
        }
    }
}
