//! Dashes and dots of borders, as Chromium lays them out (`StyledStrokeData` in Blink).

use lyon::algorithms::measure::{PathMeasurements, SampleType};
use lyon::math::{point, vector};
use lyon::path::Path;
use omnios_model::{BorderStyle, Edges, Rect};

use engine_paint::RoundedRect;

/// What a broken line is made of, in device px.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Stroke {
    /// A dash or a square dot.
    Bar(Rect),
    /// A round dot.
    Dot(Rect),
}

/// Dash and gap lengths.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Pattern {
    dash: f32,
    gap: f32,
}

/// Dots up to this width are squares.
const SQUARE_DOT_WIDTH: f32 = 3.0;

/// The pattern of a line of `length` px. `None` where it is too short to be broken.
fn pattern(style: BorderStyle, width: f32, length: f32, closed: bool) -> Option<Pattern> {
    let (dash, gap) = match style {
        BorderStyle::Dashed if width >= 3.0 => (2.0 * width, width),
        BorderStyle::Dashed => (3.0 * width, 2.0 * width),
        _ => (width, width),
    };
    if length <= 2.0 * dash {
        return None;
    }
    if length <= 2.0 * dash + gap {
        // Two dashes and the gap between them, all shortened alike.
        let factor = length / (2.0 * dash + gap);
        return Some(Pattern {
            dash: dash * factor,
            gap: gap * factor,
        });
    }
    let square_dots = style == BorderStyle::Dotted && width <= SQUARE_DOT_WIDTH;
    let gap = if square_dots {
        gap
    } else {
        fitted_gap(length, dash, gap, closed)
    };
    Some(Pattern { dash, gap })
}

/// The gap nearest to `gap` with which a whole number of dashes fills the line.
fn fitted_gap(length: f32, dash: f32, gap: f32, closed: bool) -> f32 {
    let available = if closed { length } else { length + gap };
    let fewer = (available / (dash + gap)).floor();
    let gap_for = |dashes: f32| {
        let gaps = if closed { dashes } else { dashes - 1.0 };
        (length - dashes * dash) / gaps
    };
    let (wide, narrow) = (gap_for(fewer), gap_for(fewer + 1.0));
    if narrow <= 0.0 || (wide - gap).abs() < (narrow - gap).abs() {
        wide
    } else {
        narrow
    }
}

/// The strokes of a border without round corners: each side for itself, from corner to corner.
pub(crate) fn straight_strokes(
    outer: Rect,
    widths: &Edges<f32>,
    style: BorderStyle,
) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    let sides = [
        (Rect::new(outer.x, outer.y, outer.width, widths.top), true),
        (
            Rect::new(
                outer.right() - widths.right,
                outer.y,
                widths.right,
                outer.height,
            ),
            false,
        ),
        (
            Rect::new(
                outer.x,
                outer.bottom() - widths.bottom,
                outer.width,
                widths.bottom,
            ),
            true,
        ),
        (
            Rect::new(outer.x, outer.y, widths.left, outer.height),
            false,
        ),
    ];
    for (side, level) in sides {
        let (width, length) = if level {
            (side.height, side.width)
        } else {
            (side.width, side.height)
        };
        if width <= 0.0 || length <= 0.0 {
            continue;
        }
        let Some(pattern) = pattern(style, width, length, false) else {
            strokes.push(Stroke::Bar(side));
            continue;
        };
        let round = style == BorderStyle::Dotted && width > SQUARE_DOT_WIDTH;
        let mut at = 0.0;
        // A rounding error must not cost the last dash.
        while at < length - 0.01 {
            let dash = pattern.dash.min(length - at);
            let stroke = if level {
                Rect::new(side.x + at, side.y, dash, width)
            } else {
                Rect::new(side.x, side.y + at, width, dash)
            };
            strokes.push(if round {
                Stroke::Dot(stroke)
            } else {
                Stroke::Bar(stroke)
            });
            at += pattern.dash + pattern.gap;
        }
    }
    strokes
}

/// The two bands of a double line, as Chromium cuts it into thirds of whole px.
pub(crate) fn stripes(shape: &RoundedRect, widths: &Edges<f32>) -> [(RoundedRect, Edges<f32>); 2] {
    let each = |part: fn(f32) -> f32| Edges {
        top: part(widths.top),
        right: part(widths.right),
        bottom: part(widths.bottom),
        left: part(widths.left),
    };
    let outer = each(|width| (width / 3.0).floor().max(width.min(1.0)));
    let to_inner = each(|width| (width * 2.0 / 3.0).ceil());
    let inner = each(|width| width - (width * 2.0 / 3.0).ceil());
    [(*shape, outer), (shape.inset(&to_inner), inner)]
}

/// The widths of a border that has this side alone: 0 is the top, 3 the left.
pub(crate) fn only_side(widths: &Edges<f32>, number: usize) -> Edges<f32> {
    let keep = |side: usize, width: f32| if side == number { width } else { 0.0 };
    Edges {
        top: keep(0, widths.top),
        right: keep(1, widths.right),
        bottom: keep(2, widths.bottom),
        left: keep(3, widths.left),
    }
}

/// What a border with round corners becomes.
#[derive(Debug)]
pub(crate) enum RoundedStrokes {
    /// Round dots: their bounding squares.
    Dots(Vec<Rect>),
    /// Pieces of the line's middle, to be stroked with `width`.
    Dashes {
        /// The pieces.
        path: Path,
        /// The line's width.
        width: f32,
    },
}

/// The strokes of a border with round corners: one line around, through the middle of the band.
pub(crate) fn rounded_strokes(
    outer: &RoundedRect,
    widths: &Edges<f32>,
    style: BorderStyle,
) -> RoundedStrokes {
    let width = widths
        .top
        .max(widths.right)
        .max(widths.bottom)
        .max(widths.left);
    let half = Edges {
        top: widths.top / 2.0,
        right: widths.right / 2.0,
        bottom: widths.bottom / 2.0,
        left: widths.left / 2.0,
    };
    let middle = outline(&outer.inset(&half));
    let measurements = PathMeasurements::from_path(&middle, 0.05);
    let mut sampler = measurements.create_sampler(&middle, SampleType::Distance);
    let length = sampler.length();
    let pattern = pattern(style, width, length, true).unwrap_or(Pattern {
        dash: length,
        gap: 0.0,
    });
    let step = (pattern.dash + pattern.gap).max(0.5);
    let count = (length / step).round().max(1.0) as usize;
    if style == BorderStyle::Dotted && width > SQUARE_DOT_WIDTH {
        let dots = (0..count)
            .map(|index| {
                let at = sampler.sample(index as f32 * step).position();
                Rect::new(at.x - width / 2.0, at.y - width / 2.0, width, width)
            })
            .collect();
        return RoundedStrokes::Dots(dots);
    }
    let mut builder = Path::builder();
    for index in 0..count {
        let start = index as f32 * step;
        let end = (start + pattern.dash).min(length);
        if end > start {
            sampler.split_range(start..end, &mut builder);
        }
    }
    RoundedStrokes::Dashes {
        path: builder.build(),
        width,
    }
}

/// The edge of a rounded rectangle, clockwise from the top left corner's end.
fn outline(shape: &RoundedRect) -> Path {
    /// How far a Bézier curve's control points stand along a quarter of a unit circle's tangents.
    const QUARTER_CIRCLE: f32 = 0.552_284_8;
    let rect = shape.rect;
    let radii = &shape.radii;
    let mut builder = Path::builder();
    // Each corner: where it starts relative to the rectangle's corner, and where it ends.
    let corners = [
        (
            point(rect.right(), rect.y),
            vector(-radii.top_right.x, 0.0),
            vector(0.0, radii.top_right.y),
        ),
        (
            point(rect.right(), rect.bottom()),
            vector(0.0, -radii.bottom_right.y),
            vector(-radii.bottom_right.x, 0.0),
        ),
        (
            point(rect.x, rect.bottom()),
            vector(radii.bottom_left.x, 0.0),
            vector(0.0, -radii.bottom_left.y),
        ),
        (
            point(rect.x, rect.y),
            vector(0.0, radii.top_left.y),
            vector(radii.top_left.x, 0.0),
        ),
    ];
    builder.begin(point(rect.x + radii.top_left.x, rect.y));
    for (corner, from, to) in corners {
        builder.line_to(corner + from);
        if from.square_length() > 0.0 && to.square_length() > 0.0 {
            builder.cubic_bezier_to(
                corner + from * (1.0 - QUARTER_CIRCLE),
                corner + to * (1.0 - QUARTER_CIRCLE),
                corner + to,
            );
        } else {
            builder.line_to(corner + to);
        }
    }
    builder.close();
    builder.build()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(width: f32) -> Edges<f32> {
        Edges {
            top: width,
            right: width,
            bottom: width,
            left: width,
        }
    }

    #[test]
    fn a_side_begins_and_ends_with_a_dash() {
        let strokes = straight_strokes(
            Rect::new(0.0, 0.0, 100.0, 60.0),
            &Edges {
                top: 4.0,
                ..Edges::default()
            },
            BorderStyle::Dashed,
        );
        let Some((Stroke::Bar(first), Stroke::Bar(last))) = strokes.first().zip(strokes.last())
        else {
            panic!("no bars: {strokes:?}");
        };
        assert_eq!(first.x, 0.0);
        assert!((last.right() - 100.0).abs() < 0.01, "{last:?}");
        assert!((first.width - 8.0).abs() < 1e-4);
    }

    #[test]
    fn thick_dots_are_round_and_thin_ones_square() {
        let area = Rect::new(0.0, 0.0, 100.0, 60.0);
        let thick = straight_strokes(area, &all(6.0), BorderStyle::Dotted);
        assert!(thick.iter().all(|it| matches!(it, Stroke::Dot(_))));
        let thin = straight_strokes(area, &all(2.0), BorderStyle::Dotted);
        assert!(thin.iter().all(|it| matches!(it, Stroke::Bar(_))));
    }

    #[test]
    fn dots_around_a_circle_are_evenly_spaced() {
        let circle = RoundedRect::uniform(Rect::new(0.0, 0.0, 100.0, 100.0), 50.0);
        let RoundedStrokes::Dots(dots) = rounded_strokes(&circle, &all(10.0), BorderStyle::Dotted)
        else {
            panic!("not dots");
        };
        let center = |rect: &Rect| (rect.x + 5.0, rect.y + 5.0);
        for dot in &dots {
            let (x, y) = center(dot);
            let from_middle = ((x - 50.0).powi(2) + (y - 50.0).powi(2)).sqrt();
            assert!((from_middle - 45.0).abs() < 0.1, "{from_middle}");
        }
        let circumference = 2.0 * std::f32::consts::PI * 45.0;
        let expected = circumference / 20.0;
        assert!(
            (dots.len() as f32 - expected).abs() <= 1.0,
            "{}",
            dots.len()
        );
    }

    #[test]
    fn a_border_too_short_for_dashes_is_whole() {
        let strokes = straight_strokes(
            Rect::new(0.0, 0.0, 10.0, 10.0),
            &all(5.0),
            BorderStyle::Dashed,
        );
        assert_eq!(strokes.len(), 4);
    }
}
