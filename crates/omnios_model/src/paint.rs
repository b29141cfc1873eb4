//! What fills a box: colours, gradients, images.

use std::fmt;

use crate::length::parse_finite;
use crate::transform::{parse_angle, split_functions};
use crate::{Anchor, AssetHash, Color, Length, ObjectFit, Placement};

/// One background layer.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid(Color),
    /// CSS's gradients, repeating ones among them: `linear-gradient(…)`, with a [`Placement`]
    /// behind where it doesn't fill the box.
    Gradient(Gradient),
    /// An image from the project's assets: `image(HASH cover 50% 50%)` where it stands alone,
    /// otherwise `image(HASH PLACEMENT)`.
    Image {
        /// Which asset.
        asset: AssetHash,
        /// Where it lies.
        placement: Placement,
    },
}

/// Colours that run into one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// Straight, round or around a point.
    pub shape: GradientShape,
    /// At least two, positions ascending.
    pub stops: Vec<GradientStop>,
    /// Whether the stretch from the first to the last stop repeats on both sides.
    pub repeating: bool,
    /// Where it lies: as a rule all over the box.
    pub placement: Placement,
}

/// Where the colours of a gradient lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GradientShape {
    /// CSS `linear-gradient()`.
    Linear {
        /// Direction in degrees, clockwise from straight up, as CSS counts it.
        angle_deg: f32,
    },
    /// CSS `radial-gradient()`.
    Radial {
        /// A circle; otherwise an ellipse.
        circle: bool,
        /// Where the last colour lies.
        size: RadialSize,
        /// The middle.
        center: Anchor,
    },
    /// CSS `conic-gradient()`.
    Conic {
        /// Where the first colour lies, in degrees clockwise from straight up.
        from_deg: f32,
        /// What the colours turn around.
        center: Anchor,
    },
}

/// How far a radial gradient reaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RadialSize {
    /// To the nearest side of the box.
    ClosestSide,
    /// To the farthest side.
    FarthestSide,
    /// To the nearest corner.
    ClosestCorner,
    /// To the farthest corner.
    FarthestCorner,
    /// These radii, per cents of the box's width and height; a circle has the first one twice.
    Radii(Length, Length),
}

/// One colour of a gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradientStop {
    /// Position along the gradient, 0 to 1.
    pub offset: f32,
    /// The colour there.
    pub color: Color,
}

impl GradientShape {
    /// The radial gradient that CSS means where nothing is said.
    pub const RADIAL: Self = Self::Radial {
        circle: false,
        size: RadialSize::FarthestCorner,
        center: Anchor::CENTER,
    };

    /// Whether SVG can stretch it over a path's box: what it says is in per cents of the box.
    pub fn fits_a_path(&self) -> bool {
        match self {
            Self::Linear { .. } => true,
            Self::Radial {
                circle: false,
                size: RadialSize::Radii(Length::Percent(_), Length::Percent(_)),
                center,
            } => {
                let places = [center.x, center.y];
                places.iter().all(|it| matches!(it, Length::Percent(_)))
            }
            shape => *shape == Self::RADIAL,
        }
    }
}

impl RadialSize {
    const KEYWORDS: [(&'static str, Self); 4] = [
        ("closest-side", Self::ClosestSide),
        ("farthest-side", Self::FarthestSide),
        ("closest-corner", Self::ClosestCorner),
        ("farthest-corner", Self::FarthestCorner),
    ];
}

impl Gradient {
    /// The straight gradient that doesn't repeat.
    pub fn linear(angle_deg: f32, stops: Vec<GradientStop>) -> Self {
        Self {
            shape: GradientShape::Linear { angle_deg },
            stops,
            repeating: false,
            placement: Placement::INITIAL,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let (name, _) = text.split_once('(')?;
        let (function_text, placement) = split_function(text)?;
        let inner = function(function_text, name)?;
        let (repeating, name) = match name.strip_prefix("repeating-") {
            Some(name) => (true, name),
            None => (false, name),
        };
        let mut parts = split_top_level(inner).map(str::trim).peekable();
        let first = parts.peek().copied()?;
        let (shape, said) = match name {
            "linear-gradient" => match parse_direction(first) {
                Some(angle_deg) => (GradientShape::Linear { angle_deg }, true),
                None => (GradientShape::Linear { angle_deg: 180.0 }, false),
            },
            "radial-gradient" => match parse_radial(first) {
                Some(shape) => (shape, true),
                None => (GradientShape::RADIAL, false),
            },
            "conic-gradient" => match parse_conic(first) {
                Some(shape) => (shape, true),
                None => (
                    GradientShape::Conic {
                        from_deg: 0.0,
                        center: Anchor::CENTER,
                    },
                    false,
                ),
            },
            _ => return None,
        };
        if said {
            parts.next();
        }
        let conic = matches!(shape, GradientShape::Conic { .. });
        Some(Self {
            shape,
            stops: parse_stops(parts, conic)?,
            repeating,
            placement: match placement {
                "" => Placement::INITIAL,
                placement => Placement::parse(placement)?,
            },
        })
    }

    /// The function's name and what stands before the stops, as CSS writes them. A direction or
    /// shape that CSS takes anyway is left out where `short` asks for it.
    pub fn head(&self, short: bool) -> (String, Option<String>) {
        let (name, said) = match &self.shape {
            GradientShape::Linear { angle_deg } => {
                let said = (!short || *angle_deg != 180.0).then(|| format!("{angle_deg}deg"));
                ("linear-gradient", said)
            }
            GradientShape::Radial {
                circle,
                size,
                center,
            } => {
                let mut words = Vec::new();
                if *circle {
                    words.push("circle".to_owned());
                }
                match size {
                    RadialSize::FarthestCorner => {}
                    RadialSize::Radii(x, _) if *circle => words.push(x.to_string()),
                    RadialSize::Radii(x, y) => words.push(format!("{x} {y}")),
                    size => words.extend(
                        RadialSize::KEYWORDS
                            .iter()
                            .find(|(_, it)| it == size)
                            .map(|(word, _)| (*word).to_owned()),
                    ),
                }
                if *center != Anchor::CENTER {
                    words.push(format!("at {center}"));
                }
                let said = (!words.is_empty()).then(|| words.join(" "));
                ("radial-gradient", said)
            }
            GradientShape::Conic { from_deg, center } => {
                let mut words = Vec::new();
                if *from_deg != 0.0 {
                    words.push(format!("from {from_deg}deg"));
                }
                if *center != Anchor::CENTER {
                    words.push(format!("at {center}"));
                }
                let said = (!words.is_empty()).then(|| words.join(" "));
                ("conic-gradient", said)
            }
        };
        let repeating = if self.repeating { "repeating-" } else { "" };
        (format!("{repeating}{name}"), said)
    }
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
        if let Some(inner) = function(text, "image") {
            return Self::parse_image(inner.trim());
        }
        Gradient::parse(text)
            .map(Self::Gradient)
            .or_else(|| Color::parse(text).map(Self::Solid))
    }

    /// Reads what stands in `image()`: the asset, then either a fit and a position, both of which
    /// may be left out, or a placement.
    fn parse_image(inner: &str) -> Option<Self> {
        let (asset, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        let rest = rest.trim();
        let (first, position) = rest.split_once(' ').unwrap_or((rest, ""));
        let fit = match first {
            "" => Some(ObjectFit::Cover),
            word => ObjectFit::from_keyword(word),
        };
        let placement = match (fit, position.trim()) {
            (None, _) => Placement::parse(rest)?,
            (Some(fit), "") => Placement::fitted(fit, Anchor::CENTER),
            (Some(fit), position) => Placement::fitted(fit, Anchor::parse(position)?),
        };
        Some(Self::Image {
            asset: asset.parse().ok()?,
            placement,
        })
    }

    /// The same without being fixed in the window, which masks never are.
    pub fn unfixed(&self) -> Self {
        let mut paint = self.clone();
        match &mut paint {
            Self::Solid(_) => {}
            Self::Gradient(Gradient { placement, .. }) | Self::Image { placement, .. } => {
                placement.fixed = false;
            }
        }
        paint
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
            Self::Gradient(gradient) => {
                let (name, said) = gradient.head(false);
                write!(f, "{name}(")?;
                let stops = gradient.stops.iter().map(ToString::to_string);
                let parts: Vec<String> = said.into_iter().chain(stops).collect();
                write!(f, "{})", parts.join(", "))?;
                if gradient.placement != Placement::INITIAL {
                    write!(f, " {}", gradient.placement)?;
                }
                Ok(())
            }
            Self::Image { asset, placement } => match (placement.fit(), placement.position) {
                (None, _) => write!(f, "image({asset} {placement})"),
                (Some(fit), Anchor::CENTER) => write!(f, "image({asset} {})", fit.as_str()),
                (Some(fit), position) => write!(f, "image({asset} {} {position})", fit.as_str()),
            },
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

/// A function with its arguments, and what stands behind it.
fn split_function(text: &str) -> Option<(&str, &str)> {
    let function = split_functions(text).next()?;
    let rest = text.get(function.len()..)?;
    Some((function, rest.trim()))
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

fn parse_direction(text: &str) -> Option<f32> {
    match text {
        "to top" => Some(0.0),
        "to right" => Some(90.0),
        "to bottom" => Some(180.0),
        "to left" => Some(270.0),
        _ => parse_angle(text),
    }
}

/// What stands before and after `at`, and the point that follows it.
fn split_at_center(text: &str) -> Option<(&str, Anchor)> {
    let (before, center) = match text.strip_prefix("at ") {
        Some(center) => ("", Some(center)),
        None => match text.split_once(" at ") {
            Some((before, center)) => (before.trim(), Some(center)),
            None => (text, None),
        },
    };
    let center = center.map_or(Some(Anchor::CENTER), Anchor::parse)?;
    Some((before, center))
}

fn parse_radial(text: &str) -> Option<GradientShape> {
    let (before, center) = split_at_center(text)?;
    let mut circle = None;
    let mut size = None;
    let mut radii = Vec::new();
    for word in before.split_whitespace() {
        let keyword = RadialSize::KEYWORDS.iter().find(|(name, _)| *name == word);
        match (word, keyword) {
            ("circle", _) if circle.is_none() => circle = Some(true),
            ("ellipse", _) if circle.is_none() => circle = Some(false),
            (_, Some((_, keyword))) if size.is_none() => size = Some(*keyword),
            _ => match Length::parse(word)? {
                radius @ (Length::Px(value) | Length::Percent(value)) if value >= 0.0 => {
                    radii.push(radius);
                }
                _ => return None,
            },
        }
    }
    let (circle, size) = match (radii.as_slice(), size) {
        ([], size) => (
            circle.unwrap_or(false),
            size.unwrap_or(RadialSize::FarthestCorner),
        ),
        ([radius @ Length::Px(_)], None) if circle != Some(false) => {
            (true, RadialSize::Radii(*radius, *radius))
        }
        ([x, y], None) if circle != Some(true) => (false, RadialSize::Radii(*x, *y)),
        _ => return None,
    };
    Some(GradientShape::Radial {
        circle,
        size,
        center,
    })
}

fn parse_conic(text: &str) -> Option<GradientShape> {
    let (before, center) = split_at_center(text)?;
    let from_deg = match before {
        "" => 0.0,
        before => parse_angle(before.strip_prefix("from ")?)?,
    };
    Some(GradientShape::Conic { from_deg, center })
}

/// Positions are per cents; around a point also angles.
fn parse_stops<'a>(
    parts: impl Iterator<Item = &'a str>,
    angles: bool,
) -> Option<Vec<GradientStop>> {
    let mut stops: Vec<(Option<f32>, Color)> = Vec::new();
    for part in parts {
        let part = part.trim();
        let position = |text: &str| match text.strip_suffix('%') {
            Some(percent) => parse_finite(percent).map(|it| it / 100.0),
            None if angles => parse_angle(text).map(|it| it / 360.0),
            None => None,
        };
        let (color, offset) = match part.rsplit_once(' ') {
            Some((color, text)) => match position(text) {
                Some(offset) => (color, Some(offset)),
                None => (part, None),
            },
            None => (part, None),
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
             radial-gradient(#ffffff 0%, #000000 100%), image({hash} contain), \
             image({hash} cover 30% 70%), \
             radial-gradient(circle closest-side at 20% 30%, #ffffff 0%, #000000 100%), \
             repeating-radial-gradient(40px 50% at 0% 0%, #ffffff 0%, #000000 100%), \
             conic-gradient(from 45deg at 20px 50%, #ffffff 0%, #000000 100%), \
             image({hash} 10px calc(100% - 4px) / 150% auto repeat-x fixed), \
             image({hash} 0% 0% / auto repeat), \
             linear-gradient(90deg, #ffffff 0%, #000000 100%) 0% 0% / 20px 20px repeat, #123456"
        );
        let paints = Paint::parse_list(&text).unwrap();
        assert_eq!(paints.len(), 11);
        assert_eq!(Paint::list_to_string(&paints), text);
        assert_eq!(Paint::parse_list("none"), Some(Vec::new()));
    }

    #[test]
    fn an_image_that_stands_alone_is_written_with_its_fit() {
        let hash = "ab".repeat(32);
        for (text, written) in [
            ("", "cover"),
            ("contain left top", "contain 0% 0%"),
            ("center / cover no-repeat", "cover"),
            ("20% 30% / 100% 100% no-repeat", "fill 20% 30%"),
            ("0% 0% no-repeat", "none 0% 0%"),
            ("center / cover", "50% 50% / cover repeat"),
            (
                "center / cover no-repeat fixed",
                "50% 50% / cover no-repeat fixed",
            ),
        ] {
            let paint = Paint::parse(&format!("image({hash} {text})")).unwrap();
            assert_eq!(paint.to_string(), format!("image({hash} {written})"));
        }
    }

    #[test]
    fn stops_without_positions_are_spread_evenly() {
        let Some(Paint::Gradient(gradient)) =
            Paint::parse("linear-gradient(to right, #fff, rgb(1, 2, 3), #000)")
        else {
            panic!("not read as a gradient");
        };
        assert_eq!(gradient.shape, GradientShape::Linear { angle_deg: 90.0 });
        let offsets: Vec<f32> = gradient.stops.iter().map(|stop| stop.offset).collect();
        assert_eq!(offsets, [0.0, 0.5, 1.0]);
    }

    #[test]
    fn a_conic_gradients_stops_may_be_angles() {
        let turned = Paint::parse("conic-gradient(#fff 0deg, #000 90deg)");
        assert_eq!(turned, Paint::parse("conic-gradient(#fff 0%, #000 25%)"));
        assert!(turned.is_some());
    }

    #[test]
    fn malformed_paints_are_refused() {
        for text in [
            "linear-gradient()",
            "linear-gradient(#fff)",
            "linear-gradient(#fff 0deg, #000 90deg)",
            "radial-gradient(square, #fff, #000)",
            "radial-gradient(circle 10%, #fff, #000)",
            "conic-gradient(45deg, #fff, #000)",
            "image()",
            "image(xyz)",
            "image(abababababababababababababababababababababababababababababababab cover 1 2 3)",
            "image(abababababababababababababababababababababababababababababababab 0% 0% / 1e9px)",
            "linear-gradient(#fff, #000) none",
            "linear-gradient(#fff, #000) 0% 0% / -1px",
            "linear-gradient(#fff, #000))",
            "url(a)",
            "#fff #000",
        ] {
            assert_eq!(Paint::parse(text), None, "{text}");
        }
    }
}
