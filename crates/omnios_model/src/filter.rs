//! CSS filter functions.

use std::fmt;

use crate::Shadow;
use crate::length::parse_finite;
use crate::paint::function;
use crate::transform::{parse_angle, split_functions};

/// One function of a `filter` or `backdrop-filter` list. Amounts are factors: `50%` is 0.5.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Filter {
    /// Blurs by a Gaussian with this standard deviation, in CSS px.
    Blur(f32),
    /// Multiplies the colours.
    Brightness(f32),
    /// Moves colours away from the middle grey.
    Contrast(f32),
    /// Takes the colour out, up to 1.
    Grayscale(f32),
    /// Turns the hues, in degrees.
    HueRotate(f32),
    /// Turns colours into their opposites, up to 1.
    Invert(f32),
    /// Makes everything translucent, up to 1.
    Opacity(f32),
    /// Makes colours stronger or weaker.
    Saturate(f32),
    /// Brown, as of old photographs, up to 1.
    Sepia(f32),
    /// The shadow of what is opaque: x, y, the blur's standard deviation and the colour; never
    /// inset or spread.
    DropShadow(Shadow),
}

/// How many functions a list may have.
const MOST_FUNCTIONS: usize = 16;

impl Filter {
    /// Reads a list of functions; `none` is the empty list.
    pub fn parse_list(text: &str) -> Option<Vec<Self>> {
        let text = text.trim();
        if text == "none" || text.is_empty() {
            return Some(Vec::new());
        }
        let filters: Option<Vec<Self>> = split_functions(text).map(Self::parse).collect();
        filters.filter(|it| it.len() <= MOST_FUNCTIONS)
    }

    fn parse(text: &str) -> Option<Self> {
        let (name, _) = text.split_once('(')?;
        let inner = function(text, name)?.trim();
        let amount = || {
            let amount = match inner.strip_suffix('%') {
                Some(percent) => parse_finite(percent)? / 100.0,
                None if inner.is_empty() => 1.0,
                None => parse_finite(inner)?,
            };
            (amount >= 0.0).then_some(amount)
        };
        let share = || amount().map(|it| it.min(1.0));
        match name {
            "blur" => {
                let px = parse_finite(inner.strip_suffix("px").unwrap_or(inner))?;
                (px >= 0.0).then_some(Self::Blur(px))
            }
            "brightness" => amount().map(Self::Brightness),
            "contrast" => amount().map(Self::Contrast),
            "grayscale" => share().map(Self::Grayscale),
            "hue-rotate" => parse_angle(inner).map(Self::HueRotate),
            "invert" => share().map(Self::Invert),
            "opacity" => share().map(Self::Opacity),
            "saturate" => amount().map(Self::Saturate),
            "sepia" => share().map(Self::Sepia),
            "drop-shadow" => Shadow::parse(inner)
                .filter(|it| !it.inset && it.spread == 0.0)
                .map(Self::DropShadow),
            _ => None,
        }
    }

    /// Writes a list the way [`Self::parse_list`] reads it.
    pub fn list_to_string(filters: &[Self]) -> String {
        if filters.is_empty() {
            return "none".to_owned();
        }
        let texts: Vec<String> = filters.iter().map(Self::to_string).collect();
        texts.join(" ")
    }

    /// The linear map that a colour filter is, on red, green, blue and alpha that are not
    /// premultiplied: four rows of four factors and an offset. `None` for blurs and shadows.
    ///
    /// The numbers are those of Filter Effects §8 and of the functions' equivalents in SVG.
    pub fn color_matrix(&self) -> Option<[[f32; 5]; 4]> {
        let rgb = |rows: [[f32; 3]; 3], offset: f32| {
            let [r, g, b] = rows.map(|[r, g, b]| [r, g, b, 0.0, offset]);
            [r, g, b, [0.0, 0.0, 0.0, 1.0, 0.0]]
        };
        let diagonal = |factor: f32, offset: f32| {
            rgb(
                [[factor, 0.0, 0.0], [0.0, factor, 0.0], [0.0, 0.0, factor]],
                offset,
            )
        };
        let toward = |luminance: [[f32; 3]; 3], keep: f32| {
            let mut rows = luminance;
            for (index, row) in rows.iter_mut().enumerate() {
                for (column, value) in row.iter_mut().enumerate() {
                    let one = if index == column { 1.0 } else { 0.0 };
                    *value += (one - *value) * keep;
                }
            }
            rgb(rows, 0.0)
        };
        const LUMINANCE: [f32; 3] = [0.2126, 0.7152, 0.0722];
        const SATURATION: [f32; 3] = [0.213, 0.715, 0.072];
        Some(match self {
            Self::Brightness(factor) => diagonal(*factor, 0.0),
            Self::Contrast(factor) => diagonal(*factor, 0.5 - 0.5 * factor),
            Self::Grayscale(amount) => toward([LUMINANCE; 3], 1.0 - amount),
            Self::Saturate(factor) => toward([SATURATION; 3], *factor),
            Self::Sepia(amount) => toward(
                [
                    [0.393, 0.769, 0.189],
                    [0.349, 0.686, 0.168],
                    [0.272, 0.534, 0.131],
                ],
                1.0 - amount,
            ),
            Self::Invert(amount) => diagonal(1.0 - 2.0 * amount, *amount),
            Self::Opacity(amount) => {
                let mut rows = diagonal(1.0, 0.0);
                rows[3][3] = *amount;
                rows
            }
            Self::HueRotate(degrees) => {
                let (sin, cos) = degrees.to_radians().sin_cos();
                rgb(
                    [
                        [
                            0.213 + cos * 0.787 - sin * 0.213,
                            0.715 - cos * 0.715 - sin * 0.715,
                            0.072 - cos * 0.072 + sin * 0.928,
                        ],
                        [
                            0.213 - cos * 0.213 + sin * 0.143,
                            0.715 + cos * 0.285 + sin * 0.140,
                            0.072 - cos * 0.072 - sin * 0.283,
                        ],
                        [
                            0.213 - cos * 0.213 - sin * 0.787,
                            0.715 - cos * 0.715 + sin * 0.715,
                            0.072 + cos * 0.928 + sin * 0.072,
                        ],
                    ],
                    0.0,
                )
            }
            Self::Blur(_) | Self::DropShadow(_) => return None,
        })
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blur(px) => write!(f, "blur({px}px)"),
            Self::Brightness(factor) => write!(f, "brightness({factor})"),
            Self::Contrast(factor) => write!(f, "contrast({factor})"),
            Self::Grayscale(amount) => write!(f, "grayscale({amount})"),
            Self::HueRotate(degrees) => write!(f, "hue-rotate({degrees}deg)"),
            Self::Invert(amount) => write!(f, "invert({amount})"),
            Self::Opacity(amount) => write!(f, "opacity({amount})"),
            Self::Saturate(factor) => write!(f, "saturate({factor})"),
            Self::Sepia(amount) => write!(f, "sepia({amount})"),
            Self::DropShadow(it) => {
                write!(
                    f,
                    "drop-shadow({}px {}px {}px {})",
                    it.x, it.y, it.blur, it.color
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_read_back_what_they_write() {
        let text = "blur(4px) brightness(1.2) contrast(0.5) grayscale(1) hue-rotate(90deg) \
                    invert(0.25) opacity(0.5) saturate(2) sepia(0.75) \
                    drop-shadow(1px 2px 3px #00000080)";
        let filters = Filter::parse_list(text).unwrap();
        assert_eq!(filters.len(), 10);
        assert_eq!(Filter::list_to_string(&filters), text);
        assert_eq!(
            Filter::parse_list("grayscale() sepia(150%)"),
            Some(vec![Filter::Grayscale(1.0), Filter::Sepia(1.0)])
        );
        for text in [
            "blur(-1px)",
            "blur",
            "spin(1)",
            "drop-shadow(inset 1px 1px #000)",
        ] {
            assert_eq!(Filter::parse_list(text), None, "{text}");
        }
    }
}
