//! The paints of a drawing as CSS has them, over the box of the path that they fill.
//!
//! A gradient of a drawing lies anywhere; one of a vector lies over the path's bounding box, as
//! SVG's `objectBoundingBox` has it. Along a straight gradient the position grows evenly, and so
//! it does over the box, however either was turned: the angle follows from how fast it grows to
//! the right and downwards, and the stops from what it is at two corners.

use omnios_model::Color;
use usvg::SpreadMethod;
use usvg::tiny_skia_path::{Point, Rect, Transform};

/// The most times that a gradient is written out which repeats.
const MAX_REPEATS: f32 = 50.0;

/// A colour at a place along a gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stop {
    offset: f32,
    color: Color,
}

/// The CSS of a paint for a path, whose `bounds` are as it is drawn; `transform` leads there.
pub(super) fn css(
    paint: &usvg::Paint,
    opacity: f32,
    bounds: Rect,
    transform: Transform,
    notes: &mut Vec<String>,
) -> String {
    match paint {
        usvg::Paint::Color(shade) => color(*shade, opacity).to_string(),
        usvg::Paint::LinearGradient(gradient) => {
            let stops = stops(gradient.stops(), opacity);
            let to_box = to_unit_box(bounds, transform.pre_concat(gradient.transform()));
            let line = [
                Point::from_xy(gradient.x1(), gradient.y1()),
                Point::from_xy(gradient.x2(), gradient.y2()),
            ];
            let found = to_box.and_then(|it| linear(line, &stops, gradient.spread_method(), it));
            found.unwrap_or_else(|| last(&stops))
        }
        usvg::Paint::RadialGradient(gradient) => {
            let stops = stops(gradient.stops(), opacity);
            let to_box = to_unit_box(bounds, transform.pre_concat(gradient.transform()));
            match to_box {
                Some(to_box) => radial(gradient, &stops, to_box, notes),
                None => last(&stops),
            }
        }
        usvg::Paint::Pattern(_) => {
            notes.push("a pattern in a drawing is grey".to_owned());
            Color::rgba(128, 128, 128, 255).to_string()
        }
    }
}

fn color(color: usvg::Color, opacity: f32) -> Color {
    let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
    Color::rgba(color.red, color.green, color.blue, alpha)
}

fn stops(stops: &[usvg::Stop], opacity: f32) -> Vec<Stop> {
    let stop = |stop: &usvg::Stop| Stop {
        offset: stop.offset().get(),
        color: color(stop.color(), stop.opacity().get() * opacity),
    };
    stops.iter().map(stop).collect()
}

/// What SVG shows where a gradient has no room: its last colour.
fn last(stops: &[Stop]) -> String {
    stops
        .last()
        .map_or_else(|| "none".to_owned(), |stop| stop.color.to_string())
}

/// From a gradient's space to the box, which is one wide and one high. `None` for a flat box.
fn to_unit_box(bounds: Rect, transform: Transform) -> Option<Transform> {
    let (width, height) = (bounds.width(), bounds.height());
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let unit = Transform::from_translate(-bounds.left(), -bounds.top())
        .post_scale(1.0 / width, 1.0 / height);
    Some(unit.pre_concat(transform))
}

fn linear(
    [start, end]: [Point; 2],
    stops: &[Stop],
    spread: SpreadMethod,
    to_box: Transform,
) -> Option<String> {
    let along = end - start;
    let squared_length = along.x * along.x + along.y * along.y;
    let from_box = to_box.invert().filter(|_| squared_length > 0.0)?;
    let position = |x: f32, y: f32| {
        let mut point = Point::from_xy(x, y);
        from_box.map_point(&mut point);
        let passed = point - start;
        (passed.x * along.x + passed.y * along.y) / squared_length
    };
    let origin = position(0.0, 0.0);
    let (right, down) = (position(1.0, 0.0) - origin, position(0.0, 1.0) - origin);
    // CSS's line leads from corner to corner.
    let first = origin + right.min(0.0) + down.min(0.0);
    let last = origin + right.max(0.0) + down.max(0.0);
    let angle = right.atan2(-down).to_degrees();
    let stops = within(&repeated(stops, spread, first, last), first, last);
    Some(format!(
        "linear-gradient({}deg, {})",
        short(angle),
        written(&stops)
    ))
}

/// The stops as often as they repeat between two positions.
fn repeated(stops: &[Stop], spread: SpreadMethod, first: f32, last: f32) -> Vec<Stop> {
    let is_repeated = spread != SpreadMethod::Pad && last - first < MAX_REPEATS;
    if !is_repeated {
        return stops.to_vec();
    }
    let mut all = Vec::new();
    let mut turn = first.floor();
    while turn < last {
        let is_turned = spread == SpreadMethod::Reflect && turn.rem_euclid(2.0) == 1.0;
        let mut once: Vec<Stop> = stops.to_vec();
        if is_turned {
            once.reverse();
        }
        for stop in &mut once {
            let within = if is_turned {
                1.0 - stop.offset
            } else {
                stop.offset
            };
            stop.offset = turn + within;
        }
        all.extend(once);
        turn += 1.0;
    }
    all
}

/// The stops between two positions, which become 0 and 1; what lies beyond is cut off.
fn within(stops: &[Stop], first: f32, last: f32) -> Vec<Stop> {
    let length = (last - first).max(f32::EPSILON);
    let scaled: Vec<Stop> = stops
        .iter()
        .map(|stop| Stop {
            offset: (stop.offset - first) / length,
            ..*stop
        })
        .collect();
    let mut inside: Vec<Stop> = Vec::new();
    if scaled.first().is_none_or(|stop| stop.offset < 0.0) {
        inside.extend(at(&scaled, 0.0));
    }
    inside.extend(scaled.iter().filter(|it| (0.0..=1.0).contains(&it.offset)));
    if scaled.last().is_none_or(|stop| stop.offset > 1.0) {
        inside.extend(at(&scaled, 1.0));
    }
    // A gradient has two colours at least.
    match inside.as_slice() {
        [only] => vec![
            *only,
            Stop {
                offset: 1.0,
                ..*only
            },
        ],
        _ => inside,
    }
}

/// The colour at a place.
fn at(stops: &[Stop], offset: f32) -> Option<Stop> {
    let after = stops.iter().position(|stop| stop.offset > offset);
    let color = match after {
        None => stops.last()?.color,
        Some(0) => stops.first()?.color,
        Some(index) => {
            let (before, after) = (stops[index - 1], stops[index]);
            let room = (after.offset - before.offset).max(f32::EPSILON);
            mixed(before.color, after.color, (offset - before.offset) / room)
        }
    };
    Some(Stop { offset, color })
}

fn mixed(from: Color, to: Color, share: f32) -> Color {
    let channel = |from: u8, to: u8| {
        let (from, to) = (f32::from(from), f32::from(to));
        (from + (to - from) * share.clamp(0.0, 1.0)).round() as u8
    };
    Color::rgba(
        channel(from.r, to.r),
        channel(from.g, to.g),
        channel(from.b, to.b),
        channel(from.a, to.a),
    )
}

fn radial(
    gradient: &usvg::RadialGradient,
    stops: &[Stop],
    to_box: Transform,
    notes: &mut Vec<String>,
) -> String {
    let radius = gradient.r().get();
    let mut center = Point::from_xy(gradient.cx(), gradient.cy());
    to_box.map_point(&mut center);
    let Transform { sx, kx, ky, sy, .. } = to_box;
    // The ellipse that the circle becomes, where its axes are upright.
    let (width, height) = (sx.hypot(kx) * radius, ky.hypot(sy) * radius);
    let lean = (sx * ky + kx * sy).abs() * radius * radius;
    let is_off_center = (gradient.fx() - gradient.cx()).hypot(gradient.fy() - gradient.cy());
    if lean > 0.02 * width * height || is_off_center > 0.02 * radius {
        notes.push("a round gradient in a drawing that is askew was set upright".to_owned());
    }
    if gradient.spread_method() != SpreadMethod::Pad {
        notes.push("a round gradient in a drawing no longer repeats".to_owned());
    }
    let inner = (gradient.fr().get() / radius.max(f32::EPSILON)).clamp(0.0, 1.0);
    let stops: Vec<Stop> = stops
        .iter()
        .map(|stop| Stop {
            offset: inner + stop.offset * (1.0 - inner),
            ..*stop
        })
        .collect();
    let percent = |share: f32| short(share * 100.0);
    format!(
        "radial-gradient({}% {}% at {}% {}%, {})",
        percent(width),
        percent(height),
        percent(center.x),
        percent(center.y),
        written(&within(&stops, 0.0, 1.0))
    )
}

fn written(stops: &[Stop]) -> String {
    let stops: Vec<String> = stops
        .iter()
        .map(|stop| format!("{} {}%", stop.color, short(stop.offset * 100.0)))
        .collect();
    stops.join(", ")
}

/// Four digits after the point are finer than any colour.
fn short(number: f32) -> f32 {
    (number * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn black_to_white() -> Vec<Stop> {
        let stop = |offset, shade| Stop {
            offset,
            color: Color::rgba(shade, shade, shade, 255),
        };
        vec![stop(0.0, 0), stop(1.0, 255)]
    }

    fn line(from: (f32, f32), to: (f32, f32), bounds: Rect, spread: SpreadMethod) -> String {
        let to_box = to_unit_box(bounds, Transform::identity()).unwrap();
        let ends = [from, to].map(|(x, y)| Point::from_xy(x, y));
        linear(ends, &black_to_white(), spread, to_box).unwrap()
    }

    #[test]
    fn a_line_beyond_the_box_shows_the_colours_within_it() {
        let bounds = Rect::from_xywh(10.0, 0.0, 10.0, 10.0).unwrap();
        let pad = SpreadMethod::Pad;
        assert_eq!(
            line((0.0, 0.0), (40.0, 0.0), bounds, pad),
            "linear-gradient(90deg, #404040 0%, #808080 100%)"
        );
        assert_eq!(
            line((12.0, 5.0), (15.0, 5.0), bounds, pad),
            "linear-gradient(90deg, #000000 20%, #ffffff 50%)"
        );
        assert_eq!(
            line((0.0, 10.0), (0.0, 0.0), bounds, pad),
            "linear-gradient(0deg, #000000 0%, #ffffff 100%)"
        );
        // Colours that are all before the box.
        assert_eq!(
            line((0.0, 0.0), (5.0, 0.0), bounds, pad),
            "linear-gradient(90deg, #ffffff 0%, #ffffff 100%)"
        );
    }

    #[test]
    fn a_gradient_that_repeats_is_written_out() {
        let bounds = Rect::from_xywh(0.0, 0.0, 20.0, 10.0).unwrap();
        assert_eq!(
            line((0.0, 0.0), (10.0, 0.0), bounds, SpreadMethod::Repeat),
            "linear-gradient(90deg, #000000 0%, #ffffff 50%, #000000 50%, #ffffff 100%)"
        );
        assert_eq!(
            line((0.0, 0.0), (10.0, 0.0), bounds, SpreadMethod::Reflect),
            "linear-gradient(90deg, #000000 0%, #ffffff 50%, #ffffff 50%, #000000 100%)"
        );
    }
}
