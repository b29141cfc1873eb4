//! A stroke's own outline.

use kurbo::{BezPath, Cap, Join, PathEl, StrokeOpts};
use lyon::path::Path;
use omnios_model::{BooleanOperation, FillRule, LineCap, LineJoin};

use crate::curve::{Curve, PathWriter, Point64, stretches};
use crate::{Operand, bounds, combine, dash};

/// How far the outline may stray from the true one, as a share of the path's extent or of the
/// stroke's width, whichever is larger.
const STRAYING: f64 = 1.0e-4;

/// How a line along a path is drawn. Lengths are in the path's units.
#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    /// The line's width.
    pub width: f32,
    /// Its ends.
    pub cap: LineCap,
    /// Its corners.
    pub join: LineJoin,
    /// Pointed corners reach at most this many half widths from theirs.
    pub miter_limit: f32,
    /// Dashes and gaps in turn; empty for none.
    pub dashes: Vec<f32>,
    /// Where in the pattern the line starts.
    pub dash_offset: f32,
}

/// The area that a stroke covers, as a path to be filled.
pub fn outline_stroke(path: &Path, stroke: &Stroke) -> Path {
    if !(stroke.width > 0.0 && stroke.width.is_finite()) {
        return Path::new();
    }
    let dashed = dash(path, &stroke.dashes, stroke.dash_offset);
    let style = kurbo::Stroke::new(f64::from(stroke.width))
        .with_caps(match stroke.cap {
            LineCap::Butt => Cap::Butt,
            LineCap::Round => Cap::Round,
            LineCap::Square => Cap::Square,
        })
        .with_join(match stroke.join {
            LineJoin::Miter => Join::Miter,
            LineJoin::Round => Join::Round,
            LineJoin::Bevel => Join::Bevel,
        })
        .with_miter_limit(f64::from(stroke.miter_limit));
    let extent = bounds(path).map_or(0.0, |it| it.width.max(it.height));
    let tolerance = f64::from(extent.max(stroke.width)) * STRAYING;
    let outline = kurbo::stroke(wide(&dashed), &style, &StrokeOpts::default(), tolerance);
    // Where the line crosses itself its outlines overlap.
    combine(
        BooleanOperation::Union,
        &[Operand {
            path: &narrow(&outline),
            rule: FillRule::Nonzero,
        }],
    )
}

fn wide(path: &Path) -> BezPath {
    let at = |it: Point64| kurbo::Point::new(it.x, it.y);
    let mut wide = BezPath::new();
    for stretch in stretches(path) {
        wide.move_to(at(stretch.start));
        for curve in &stretch.curves {
            match curve {
                Curve::Line(it) => wide.line_to(at(it.to)),
                Curve::Cubic(it) => wide.curve_to(at(it.ctrl1), at(it.ctrl2), at(it.to)),
            }
        }
        if stretch.closed {
            wide.close_path();
        }
    }
    wide
}

fn narrow(path: &BezPath) -> Path {
    let at = |it: &kurbo::Point| Point64::new(it.x, it.y);
    let mut writer = PathWriter::default();
    let mut curves: Vec<Curve> = Vec::new();
    let (mut start, mut now) = (Point64::default(), Point64::default());
    for element in path.elements().iter().chain([&PathEl::ClosePath]) {
        let curve = match element {
            PathEl::MoveTo(to) => {
                if !curves.is_empty() {
                    writer.stretch(start, &curves, true);
                    curves.clear();
                }
                start = at(to);
                now = start;
                continue;
            }
            PathEl::LineTo(to) => Curve::line(now, at(to)),
            PathEl::QuadTo(ctrl, to) => Curve::Cubic(
                lyon::geom::QuadraticBezierSegment {
                    from: now,
                    ctrl: at(ctrl),
                    to: at(to),
                }
                .to_cubic(),
            ),
            PathEl::CurveTo(ctrl1, ctrl2, to) => Curve::Cubic(lyon::geom::CubicBezierSegment {
                from: now,
                ctrl1: at(ctrl1),
                ctrl2: at(ctrl2),
                to: at(to),
            }),
            PathEl::ClosePath => {
                if !curves.is_empty() {
                    writer.stretch(start, &curves, true);
                    curves.clear();
                }
                now = start;
                continue;
            }
        };
        now = curve.to();
        curves.push(curve);
    }
    writer.finish()
}
