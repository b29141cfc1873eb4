//! Clip paths of a drawing as polygons, in per cents of the drawing.

use usvg::tiny_skia_path::{PathSegment, Point, Transform};

/// Into how many lines a curve is cut.
const LINES_PER_CURVE: u8 = 12;
/// The most corners of a polygon.
const MAX_CORNERS: usize = 2_000;

/// The `polygon()` that shows what the clip path shows. `None` where it is more than one shape
/// can say: clip paths within it, texts, or too many corners.
pub(super) fn polygon(
    clip: &usvg::ClipPath,
    transform: Transform,
    size: usvg::Size,
) -> Option<String> {
    let mut contours = Vec::new();
    let transform = transform.pre_concat(clip.transform());
    if clip.clip_path().is_some() || !collect(clip.root(), transform, &mut contours) {
        return None;
    }
    let corners = joined(contours);
    if corners.len() > MAX_CORNERS {
        return None;
    }
    let percent = |value: f32, of: f32| (value / of * 1_000_000.0).round() / 10_000.0;
    let corners: Vec<String> = corners
        .iter()
        .map(|it| {
            format!(
                "{}% {}%",
                percent(it.x, size.width()),
                percent(it.y, size.height())
            )
        })
        .collect();
    match corners.as_slice() {
        // Nothing is seen through a clip path without shapes.
        [] => Some("inset(100%)".to_owned()),
        corners => Some(format!("polygon({})", corners.join(", "))),
    }
}

fn collect(group: &usvg::Group, transform: Transform, contours: &mut Vec<Vec<Point>>) -> bool {
    let is_plain = group.clip_path().is_none();
    is_plain
        && group.children().iter().all(|child| match child {
            usvg::Node::Group(inner) => {
                collect(inner, transform.pre_concat(inner.transform()), contours)
            }
            usvg::Node::Path(path) => {
                // What a second shape cuts out of itself would be cut out of the first as well.
                let is_simple = path
                    .fill()
                    .is_none_or(|fill| fill.rule() == usvg::FillRule::NonZero);
                contours.extend(flattened(path.data(), transform));
                is_simple
            }
            usvg::Node::Image(_) | usvg::Node::Text(_) => false,
        })
}

/// The path's contours, their curves as lines.
fn flattened(path: &usvg::tiny_skia_path::Path, transform: Transform) -> Vec<Vec<Point>> {
    let mut contours: Vec<Vec<Point>> = Vec::new();
    let map = |mut point: Point| {
        transform.map_point(&mut point);
        point
    };
    for segment in path.segments() {
        let last = contours.last().and_then(|it| it.last()).copied();
        let mut curve = |at: &dyn Fn(Point, f32) -> Point| {
            if let (Some(contour), Some(from)) = (contours.last_mut(), last) {
                let steps = 1..=LINES_PER_CURVE;
                contour.extend(
                    steps.map(|step| at(from, f32::from(step) / f32::from(LINES_PER_CURVE))),
                );
            }
        };
        match segment {
            PathSegment::MoveTo(to) => contours.push(vec![map(to)]),
            PathSegment::LineTo(to) => curve_end(&mut contours, map(to)),
            PathSegment::QuadTo(by, to) => {
                let (by, to) = (map(by), map(to));
                curve(&|from, t| mix(mix(from, by, t), mix(by, to, t), t));
            }
            PathSegment::CubicTo(first, second, to) => {
                let (first, second, to) = (map(first), map(second), map(to));
                curve(&|from, t| {
                    let (a, b, c) = (
                        mix(from, first, t),
                        mix(first, second, t),
                        mix(second, to, t),
                    );
                    mix(mix(a, b, t), mix(b, c, t), t)
                });
            }
            PathSegment::Close => {}
        }
    }
    contours
}

fn curve_end(contours: &mut [Vec<Point>], to: Point) {
    if let Some(contour) = contours.last_mut() {
        contour.push(to);
    }
}

fn mix(from: Point, to: Point, share: f32) -> Point {
    Point::from_xy(
        from.x + (to.x - from.x) * share,
        from.y + (to.y - from.y) * share,
    )
}

/// The contours as one: a bridge without width leads from the first to each other and back.
fn joined(contours: Vec<Vec<Point>>) -> Vec<Point> {
    let mut contours = contours.into_iter().filter(|it| it.len() > 2);
    let Some(mut corners) = contours.next() else {
        return Vec::new();
    };
    let start = corners[0];
    for contour in contours {
        let first = contour[0];
        corners.push(start);
        corners.extend(contour);
        corners.extend([first, start]);
    }
    corners
}
