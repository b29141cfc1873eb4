//! CSS's `clip-path`: basic shapes.

use std::fmt;
use std::sync::Arc;

use crate::paint::{function, split_top_level};
use crate::value::is_path_data;
use crate::{Anchor, Corners, Edges, Length};

/// A shape in an element's border box; what lies outside isn't seen.
#[derive(Debug, Clone, PartialEq)]
pub enum ClipPath {
    /// A rectangle, by its distances from the edges, with round corners.
    Inset(Edges<Length>, Corners<Length>),
    /// A circle.
    Circle {
        /// Its radius; per cents are of the box's diagonal divided by √2.
        radius: ShapeRadius,
        /// Its middle.
        center: Anchor,
    },
    /// An ellipse.
    Ellipse {
        /// Horizontal radius.
        x: ShapeRadius,
        /// Vertical radius.
        y: ShapeRadius,
        /// Its middle.
        center: Anchor,
    },
    /// A polygon; what it winds around is seen.
    Polygon(Vec<Anchor>),
    /// SVG path data in CSS px.
    Path(Arc<str>),
}

/// A radius of a circle or ellipse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ShapeRadius {
    /// To the nearest side, in the radius's own direction for ellipses.
    ClosestSide,
    /// To the farthest side.
    FarthestSide,
    /// px or per cents, not below 0.
    Length(Length),
}

impl ShapeRadius {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "closest-side" => Some(Self::ClosestSide),
            "farthest-side" => Some(Self::FarthestSide),
            word => match Length::parse(word)? {
                length @ (Length::Px(value) | Length::Percent(value)) if value >= 0.0 => {
                    Some(Self::Length(length))
                }
                _ => None,
            },
        }
    }

    /// The radius in px: `before` and `after` are the distances from the middle to the sides,
    /// `base` is what per cents are of.
    pub fn resolve(self, before: f32, after: f32, base: f32) -> f32 {
        let (before, after) = (before.abs(), after.abs());
        match self {
            Self::ClosestSide => before.min(after),
            Self::FarthestSide => before.max(after),
            Self::Length(length) => length.resolve_or_zero(base).max(0.0),
        }
    }
}

impl fmt::Display for ShapeRadius {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClosestSide => f.write_str("closest-side"),
            Self::FarthestSide => f.write_str("farthest-side"),
            Self::Length(length) => length.fmt(f),
        }
    }
}

impl ClipPath {
    /// Reads one shape. `None` for anything else, `none` included.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(inner) = function(text, "inset") {
            let (edges, radii) = match inner.split_once("round") {
                Some((edges, radii)) => (edges, four(radii, false)?),
                None => (inner, [Length::ZERO; 4]),
            };
            let [top, right, bottom, left] = four(edges, true)?;
            let [top_left, top_right, bottom_right, bottom_left] = radii;
            return Some(Self::Inset(
                Edges {
                    top,
                    right,
                    bottom,
                    left,
                },
                Corners {
                    top_left,
                    top_right,
                    bottom_right,
                    bottom_left,
                },
            ));
        }
        if let Some(inner) = function(text, "circle") {
            let (radii, center) = radii_and_center(inner)?;
            let radius = match radii.as_slice() {
                [] => ShapeRadius::ClosestSide,
                [radius] => *radius,
                _ => return None,
            };
            return Some(Self::Circle { radius, center });
        }
        if let Some(inner) = function(text, "ellipse") {
            let (radii, center) = radii_and_center(inner)?;
            let (x, y) = match radii.as_slice() {
                [] => (ShapeRadius::ClosestSide, ShapeRadius::ClosestSide),
                [x, y] => (*x, *y),
                _ => return None,
            };
            return Some(Self::Ellipse { x, y, center });
        }
        if let Some(inner) = function(text, "polygon") {
            let points: Option<Vec<Anchor>> = split_top_level(inner).map(Anchor::parse).collect();
            return points
                .filter(|points| (3..=1000).contains(&points.len()))
                .map(Self::Polygon);
        }
        let inner = function(text, "path")?.trim();
        let data = ['"', '\'']
            .into_iter()
            .find_map(|quote| inner.strip_prefix(quote)?.strip_suffix(quote))?;
        (is_path_data(data) && !data.trim().is_empty()).then(|| Self::Path(data.trim().into()))
    }
}

/// One to four lengths, as CSS spreads them over sides and corners.
fn four(text: &str, negative: bool) -> Option<[Length; 4]> {
    let lengths: Option<Vec<Length>> = text
        .split_whitespace()
        .map(|word| match Length::parse(word)? {
            length @ (Length::Px(value) | Length::Percent(value)) if negative || value >= 0.0 => {
                Some(length)
            }
            _ => None,
        })
        .collect();
    Some(match lengths?.as_slice() {
        [all] => [*all; 4],
        [a, b] => [*a, *b, *a, *b],
        [a, b, c] => [*a, *b, *c, *b],
        [a, b, c, d] => [*a, *b, *c, *d],
        _ => return None,
    })
}

fn radii_and_center(inner: &str) -> Option<(Vec<ShapeRadius>, Anchor)> {
    let (radii, center) = match inner.trim().strip_prefix("at ") {
        Some(center) => ("", Anchor::parse(center)?),
        None => match inner.split_once(" at ") {
            Some((radii, center)) => (radii, Anchor::parse(center)?),
            None => (inner, Anchor::CENTER),
        },
    };
    let radii: Option<Vec<ShapeRadius>> =
        radii.split_whitespace().map(ShapeRadius::parse).collect();
    Some((radii?, center))
}

impl fmt::Display for ClipPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inset(edges, corners) => {
                let Edges {
                    top,
                    right,
                    bottom,
                    left,
                } = edges;
                write!(f, "inset({top} {right} {bottom} {left}")?;
                let Corners {
                    top_left,
                    top_right,
                    bottom_right,
                    bottom_left,
                } = corners;
                if [top_left, top_right, bottom_right, bottom_left]
                    .into_iter()
                    .any(|it| *it != Length::ZERO)
                {
                    write!(
                        f,
                        " round {top_left} {top_right} {bottom_right} {bottom_left}"
                    )?;
                }
                f.write_str(")")
            }
            Self::Circle { radius, center } => write!(f, "circle({radius} at {center})"),
            Self::Ellipse { x, y, center } => write!(f, "ellipse({x} {y} at {center})"),
            Self::Polygon(points) => {
                let points: Vec<String> = points.iter().map(ToString::to_string).collect();
                write!(f, "polygon({})", points.join(", "))
            }
            Self::Path(data) => write!(f, "path(\"{data}\")"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_read_back_what_they_write() {
        for text in [
            "inset(10px 5% 0px 5%)",
            "inset(1px 2px 3px 4px round 8px 8px 8px 8px)",
            "circle(40% at 50% 50%)",
            "circle(closest-side at 10px 20px)",
            "ellipse(farthest-side 20px at 50% 0%)",
            "polygon(50% 0%, 100% 100%, 0% 100%)",
            "path(\"M0 0L10 0L0 10Z\")",
        ] {
            let shape = ClipPath::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(shape.to_string(), text);
        }
        assert_eq!(
            ClipPath::parse("circle()"),
            ClipPath::parse("circle(closest-side at center)")
        );
        for text in [
            "circle(-1px)",
            "polygon(0 0, 1px 1px)",
            "path(M0 0)",
            "url(#a)",
            "path(\"\")",
        ] {
            assert_eq!(ClipPath::parse(text), None, "{text}");
        }
    }
}
