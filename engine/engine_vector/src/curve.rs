//! Pieces of a path in double precision.

use lyon::geom::{CubicBezierSegment, LineSegment, Point, QuadraticBezierSegment, Vector};
use lyon::path::{Event, Path};

/// A point in double precision.
pub(crate) type Point64 = Point<f64>;

/// What lies farther out is taken for a mistake: single precision can't tell neighbouring pixels
/// apart there.
const FARTHEST: f32 = 1.0e9;

/// A straight or cubic piece of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Curve {
    Line(LineSegment<f64>),
    Cubic(CubicBezierSegment<f64>),
}

/// A stretch of curves in a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stretch {
    pub(crate) curves: Vec<Curve>,
    pub(crate) start: Point64,
    pub(crate) closed: bool,
}

impl Curve {
    pub(crate) fn line(from: Point64, to: Point64) -> Self {
        Self::Line(LineSegment { from, to })
    }

    pub(crate) fn from(&self) -> Point64 {
        match self {
            Self::Line(it) => it.from,
            Self::Cubic(it) => it.from,
        }
    }

    pub(crate) fn to(&self) -> Point64 {
        match self {
            Self::Line(it) => it.to,
            Self::Cubic(it) => it.to,
        }
    }

    pub(crate) fn at(&self, t: f64) -> Point64 {
        match self {
            Self::Line(it) => it.sample(t),
            Self::Cubic(it) => it.sample(t),
        }
    }

    pub(crate) fn direction(&self, t: f64) -> Vector<f64> {
        match self {
            Self::Line(it) => it.to_vector(),
            Self::Cubic(it) => it.derivative(t),
        }
    }

    /// The piece between two parameters; backwards where `end` is the smaller one.
    pub(crate) fn piece(&self, start: f64, end: f64) -> Self {
        match self {
            Self::Line(it) => Self::line(it.sample(start), it.sample(end)),
            Self::Cubic(it) if start <= end => Self::Cubic(it.split_range(start..end)),
            Self::Cubic(it) => Self::Cubic(it.split_range(end..start).flip()),
        }
    }

    /// The same piece with its ends moved a little; handles go along with their end.
    pub(crate) fn with_ends(&self, from: Point64, to: Point64) -> Self {
        match self {
            Self::Line(_) => Self::line(from, to),
            Self::Cubic(it) => Self::Cubic(CubicBezierSegment {
                from,
                ctrl1: it.ctrl1 + (from - it.from),
                ctrl2: it.ctrl2 + (to - it.to),
                to,
            }),
        }
    }

    /// Calls `visit` with the parameters where straight pieces end that stay within `tolerance`;
    /// the last is 1.
    pub(crate) fn for_each_cut(&self, tolerance: f64, mut visit: impl FnMut(f64)) {
        if let Self::Cubic(it) = self {
            it.for_each_flattened_with_t(tolerance, &mut |_, range| {
                if range.end < 1.0 {
                    visit(range.end);
                }
            });
        }
        visit(1.0);
    }
}

fn wide(point: lyon::math::Point) -> Option<Point64> {
    let good = |value: f32| value.is_finite() && value.abs() <= FARTHEST;
    (good(point.x) && good(point.y)).then(|| point.to_f64())
}

/// The stretches of a path. One with a point that is no number, or out of range, ends before it.
pub(crate) fn stretches(path: &Path) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut is_open = false;
    for event in path.iter() {
        let curve = match event {
            Event::Begin { at } => {
                is_open = false;
                if let Some(start) = wide(at) {
                    is_open = true;
                    found.push(Stretch {
                        start,
                        ..Stretch::default()
                    });
                }
                continue;
            }
            Event::End { close, .. } => {
                if let Some(stretch) = found.last_mut().filter(|_| is_open) {
                    stretch.closed = close;
                }
                is_open = false;
                continue;
            }
            Event::Line { from, to } => line(from, to),
            Event::Quadratic { from, ctrl, to } => quadratic(from, ctrl, to),
            Event::Cubic {
                from,
                ctrl1,
                ctrl2,
                to,
            } => cubic(from, ctrl1, ctrl2, to),
        };
        match (curve, found.last_mut()) {
            (Some(curve), Some(stretch)) if is_open => stretch.curves.push(curve),
            _ => is_open = false,
        }
    }
    found
}

type Narrow = lyon::math::Point;

fn line(from: Narrow, to: Narrow) -> Option<Curve> {
    Some(Curve::line(wide(from)?, wide(to)?))
}

fn quadratic(from: Narrow, ctrl: Narrow, to: Narrow) -> Option<Curve> {
    let curve = QuadraticBezierSegment {
        from: wide(from)?,
        ctrl: wide(ctrl)?,
        to: wide(to)?,
    };
    Some(Curve::Cubic(curve.to_cubic()))
}

fn cubic(from: Narrow, ctrl1: Narrow, ctrl2: Narrow, to: Narrow) -> Option<Curve> {
    Some(Curve::Cubic(CubicBezierSegment {
        from: wide(from)?,
        ctrl1: wide(ctrl1)?,
        ctrl2: wide(ctrl2)?,
        to: wide(to)?,
    }))
}

/// Adds stretches to a path, in single precision.
#[derive(Default)]
pub(crate) struct PathWriter {
    builder: lyon::path::path::Builder,
}

impl PathWriter {
    pub(crate) fn stretch(&mut self, start: Point64, curves: &[Curve], closed: bool) {
        self.builder.begin(start.to_f32());
        for (index, curve) in curves.iter().enumerate() {
            let closes = closed && index + 1 == curves.len();
            match curve {
                // Closing draws the last straight piece itself.
                Curve::Line(it) if !closes || it.to != start => {
                    self.builder.line_to(it.to.to_f32());
                }
                Curve::Line(_) => {}
                Curve::Cubic(it) => {
                    self.builder.cubic_bezier_to(
                        it.ctrl1.to_f32(),
                        it.ctrl2.to_f32(),
                        it.to.to_f32(),
                    );
                }
            }
        }
        self.builder.end(closed);
    }

    pub(crate) fn finish(self) -> Path {
        self.builder.build()
    }
}
