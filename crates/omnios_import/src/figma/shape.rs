//! Outlines of shapes that the file gives no path for.

use std::f64::consts::{PI, TAU};

use super::node::{Kind, Node};
use super::place::rounded;

/// The corners of a polygon for which nothing is said.
const POLYGON_CORNERS: u32 = 3;
/// The points of a star for which nothing is said, and how far in its inner corners lie.
const STAR_POINTS: u32 = 5;
const STAR_INNER: f64 = 0.382;
/// The most corners that are drawn.
const MOST_CORNERS: f64 = 100.0;

/// Whether an ellipse has neither a gap nor a hole.
pub(crate) fn is_whole_ellipse(node: Node<'_>) -> bool {
    let arc = node.0.get("arcData");
    let part = |key: &str| arc.get(key).number();
    let sweep = part("endingAngle").unwrap_or(TAU) - part("startingAngle").unwrap_or(0.0);
    sweep.abs() > TAU - 1.0e-3 && part("innerRadius").unwrap_or(0.0) < 1.0e-3
}

/// SVG path data of a shape in a box of that size. `None` for kinds whose outline isn't known.
pub(crate) fn outline(node: Node<'_>, size: (f64, f64)) -> Option<String> {
    match node.kind() {
        Kind::Rectangle => {
            let (width, height) = (rounded(size.0), rounded(size.1));
            Some(format!("M0 0L{width} 0L{width} {height}L0 {height}Z"))
        }
        Kind::Ellipse => Some(ellipse(node, size)),
        Kind::Polygon => {
            let corners = count(node, POLYGON_CORNERS);
            let angles = (0..corners).map(|it| (f64::from(it) * TAU / f64::from(corners), 1.0));
            Some(polygon(angles, size))
        }
        Kind::Star => {
            let points = count(node, STAR_POINTS);
            let inner = node.number("innerRadius").unwrap_or(STAR_INNER);
            let angles = (0..2 * points).map(|it| {
                let radius = if it % 2 == 0 { 1.0 } else { inner };
                (f64::from(it) * PI / f64::from(points), radius)
            });
            Some(polygon(angles, size))
        }
        _ => None,
    }
}

fn count(node: Node<'_>, otherwise: u32) -> u32 {
    let said = node.number("pointCount").or(node.number("count"));
    said.map_or(otherwise, |it| it.clamp(3.0, MOST_CORNERS) as u32)
}

/// Corners by their turns clockwise from straight up, and their shares of the radius.
fn polygon(corners: impl Iterator<Item = (f64, f64)>, (width, height): (f64, f64)) -> String {
    let mut data = String::new();
    for (index, (turn, radius)) in corners.enumerate() {
        let x = width / 2.0 * (1.0 + radius * turn.sin());
        let y = height / 2.0 * (1.0 - radius * turn.cos());
        let command = if index == 0 { 'M' } else { 'L' };
        data.push_str(&format!("{command}{} {}", rounded(x), rounded(y)));
    }
    data.push('Z');
    data
}

/// A whole ellipse, a ring, or a piece of either.
fn ellipse(node: Node<'_>, (width, height): (f64, f64)) -> String {
    let arc = node.0.get("arcData");
    let part = |key: &str| arc.get(key).number();
    let start = part("startingAngle").unwrap_or(0.0);
    let sweep = (part("endingAngle").unwrap_or(TAU) - start).clamp(-TAU, TAU);
    let inner = part("innerRadius").unwrap_or(0.0).clamp(0.0, 1.0);
    let point = |turn: f64, radius: f64| {
        let x = width / 2.0 * (1.0 + radius * turn.cos());
        let y = height / 2.0 * (1.0 + radius * turn.sin());
        format!("{} {}", rounded(x), rounded(y))
    };
    // An arc is drawn in two halves, since a whole turn would end where it began.
    let along = |from: f64, sweep: f64, radius: f64| {
        let radii = format!(
            "{} {}",
            rounded(width / 2.0 * radius),
            rounded(height / 2.0 * radius)
        );
        let direction = u8::from(sweep > 0.0);
        let halves = [from + sweep / 2.0, from + sweep];
        halves
            .map(|turn| format!("A{radii} 0 0 {direction} {}", point(turn, radius)))
            .concat()
    };
    let outer = format!("M{}{}", point(start, 1.0), along(start, sweep, 1.0));
    let is_whole = sweep.abs() > TAU - 1.0e-3;
    match (is_whole, inner > 1.0e-3) {
        (true, false) => format!("{outer}Z"),
        (true, true) => format!(
            "{outer}ZM{}{}Z",
            point(start, inner),
            along(start, -sweep, inner)
        ),
        (false, true) => format!(
            "{outer}L{}{}Z",
            point(start + sweep, inner),
            along(start + sweep, -sweep, inner)
        ),
        (false, false) => format!(
            "{outer}L{} {}Z",
            rounded(width / 2.0),
            rounded(height / 2.0)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figma::json::Json;

    fn of(text: &str, size: (f64, f64)) -> Option<String> {
        outline(Node(Json::parse(text).unwrap().root()), size)
    }

    #[test]
    fn shapes_are_drawn_from_their_sizes() {
        assert_eq!(
            of(r#"{"type":"REGULAR_POLYGON"}"#, (100.0, 100.0)).as_deref(),
            Some("M50 0L93.3013 75L6.6987 75Z")
        );
        let star = of(r#"{"type":"STAR"}"#, (10.0, 10.0)).unwrap();
        assert_eq!(star.matches('L').count(), 9);
        assert_eq!(of(r#"{"type":"VECTOR"}"#, (10.0, 10.0)), None);
    }

    #[test]
    fn arcs_and_rings_have_their_angles() {
        let half = r#"{"type":"ELLIPSE","arcData":{"startingAngle":0,"endingAngle":3.14159265,"innerRadius":0}}"#;
        assert_eq!(
            of(half, (10.0, 10.0)).as_deref(),
            Some("M10 5A5 5 0 0 1 5 10A5 5 0 0 1 0 5L5 5Z")
        );
        let ring = r#"{"type":"ELLIPSE","arcData":{"startingAngle":0,"endingAngle":6.2831853,"innerRadius":0.5}}"#;
        assert_eq!(of(ring, (10.0, 10.0)).unwrap().matches('Z').count(), 2);
    }
}
