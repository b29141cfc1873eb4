//! Whether a point is on a path.

use lyon::algorithms::hit_test::hit_test_path;
use lyon::math::point;
use lyon::path::Path;
use lyon::path::iterator::PathIterator as _;
use omnios_model::{FillRule, Point};

/// Curves are taken for straight pieces that stay this close, as a share of the path's extent.
const FLATTENING: f32 = 1.0e-3;

/// Whether the path's area holds the point. Open subpaths count as closed.
pub fn is_inside(path: &Path, rule: FillRule, at: Point) -> bool {
    let rule = match rule {
        FillRule::Nonzero => lyon::path::FillRule::NonZero,
        FillRule::Evenodd => lyon::path::FillRule::EvenOdd,
    };
    hit_test_path(&point(at.x, at.y), path.iter(), rule, tolerance(path))
}

/// Whether the path itself passes the point at `reach` or nearer. Costs what the path is long.
pub fn is_near(path: &Path, at: Point, reach: f32) -> bool {
    let at = point(at.x, at.y);
    path.iter().flattened(tolerance(path)).any(|event| {
        let edge = match event {
            lyon::path::Event::Line { from, to } => (from, to),
            lyon::path::Event::End {
                last,
                first,
                close: true,
            } => (last, first),
            lyon::path::Event::Begin { at } => (at, at),
            _ => return false,
        };
        let along = edge.1 - edge.0;
        let square = along.square_length();
        let share = if square > 0.0 {
            ((at - edge.0).dot(along) / square).clamp(0.0, 1.0)
        } else {
            0.0
        };
        (edge.0 + along * share - at).length() <= reach
    })
}

fn tolerance(path: &Path) -> f32 {
    let extent = crate::bounds(path).map_or(0.0, |it| it.width.max(it.height));
    (extent * FLATTENING).max(1.0e-6)
}
