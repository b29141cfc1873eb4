//! Outlines united, subtracted, intersected and excluded; see the crate's description.

use i_overlay::core::fill_rule::FillRule as OverlayFill;
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::core::solver::Solver;
use i_overlay::float::overlay::{FloatOverlay, OverlayOptions};
use lyon::path::Path;
use omnios_model::{BooleanOperation, FillRule};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::curve::{Curve, PathWriter, Point64, stretches};

/// How far flattened outlines stray from their curves, as a share of the extent of all shapes:
/// details smaller than that may be lost.
pub const FLATTENING: f64 = 1.0e-4;

/// Points nearer than this, as a share of the extent, are one.
const SAME: f64 = 1.0e-8;

/// How often a crossing's place is improved. Newton's method doubles the right digits each time.
const NEWTON_STEPS: usize = 8;

/// How often the piece of a curve that a point is above is halved.
const BISECTIONS: usize = 40;

/// An outline to combine. Open subpaths count as closed, as where SVG fills them.
#[derive(Debug, Clone, Copy)]
pub struct Operand<'a> {
    /// The outline.
    pub path: &'a Path,
    /// What of it is inside.
    pub rule: FillRule,
}

type Contour = Vec<[f64; 2]>;
type Contours = Vec<Contour>;

/// Combines outlines, given from the hindmost to the topmost. The result winds once around what
/// is inside, so that both fill rules show the same; it is empty where nothing is left. Points
/// that are no numbers, or beyond ±10⁹, end their subpath.
pub fn combine(operation: BooleanOperation, operands: &[Operand<'_>]) -> Path {
    let Some(sources) = Sources::of(operands) else {
        return Path::new();
    };
    let mut simple = sources
        .polygons
        .iter()
        .zip(operands)
        .map(|(polygons, operand)| simplified(polygons, operand.rule));
    let result = match operation {
        BooleanOperation::Union => {
            let all: Contours = simple.flatten().collect();
            overlay(
                &all,
                &Vec::new(),
                OverlayRule::Subject,
                OverlayFill::NonZero,
            )
        }
        BooleanOperation::Exclude => {
            let all: Contours = simple.flatten().collect();
            overlay(
                &all,
                &Vec::new(),
                OverlayRule::Subject,
                OverlayFill::EvenOdd,
            )
        }
        BooleanOperation::Subtract => {
            let hindmost = simple.next().unwrap_or_default();
            let others: Contours = simple.flatten().collect();
            overlay(
                &hindmost,
                &others,
                OverlayRule::Difference,
                OverlayFill::NonZero,
            )
        }
        BooleanOperation::Intersect => {
            let first = simple.next().unwrap_or_default();
            simple.fold(first, |all, next| {
                overlay(&all, &next, OverlayRule::Intersect, OverlayFill::NonZero)
            })
        }
    };
    sources.curved(result)
}

fn simplified(polygons: &Contours, rule: FillRule) -> Contours {
    let rule = match rule {
        FillRule::Nonzero => OverlayFill::NonZero,
        FillRule::Evenodd => OverlayFill::EvenOdd,
    };
    overlay(polygons, &Vec::new(), OverlayRule::Subject, rule)
}

/// Outer contours turn one way, holes the other.
fn overlay(
    subject: &Contours,
    clip: &Contours,
    operation: OverlayRule,
    rule: OverlayFill,
) -> Contours {
    let mut options = OverlayOptions::<f64, i64>::default();
    // Every edge of the result must lie on one edge of the input.
    options.preserve_input_collinear = true;
    options.preserve_output_collinear = true;
    FloatOverlay::<[f64; 2], i64>::from_subj_and_clip_custom(
        subject,
        clip,
        options,
        Solver::default(),
    )
    .overlay(operation, rule)
    .into_iter()
    .flatten()
    .collect()
}

/// A straight piece of a flattened curve.
#[derive(Debug, Clone, Copy)]
struct Chord {
    curve: u32,
    start: f64,
    end: f64,
    from: Point64,
    to: Point64,
}

impl Chord {
    /// The curve's parameter above a share of the chord's length: along a chord a curve runs
    /// evenly only where it is evenly bent.
    fn parameter(&self, curve: &Curve, share: f64) -> f64 {
        let (mut low, mut high) = (self.start, self.end);
        if share <= 0.0 || share >= 1.0 {
            return if share <= 0.0 { low } else { high };
        }
        if matches!(curve, Curve::Line(_)) {
            return low + (high - low) * share;
        }
        let along = self.to - self.from;
        let wanted = share * along.square_length();
        for _ in 0..BISECTIONS {
            let middle = (low + high) / 2.0;
            if along.dot(curve.at(middle) - self.from) < wanted {
                low = middle;
            } else {
                high = middle;
            }
        }
        (low + high) / 2.0
    }
}

type IndexedChord = GeomWithData<Rectangle<[f64; 2]>, u32>;

/// The outlines, flattened, and the way back to their curves.
struct Sources {
    curves: Vec<Curve>,
    chords: Vec<Chord>,
    /// By operand.
    polygons: Vec<Contours>,
    extent: f64,
}

/// A piece of a source curve, or of a straight line of its own.
#[derive(Debug, Clone, Copy)]
struct Run {
    curve: u32,
    start: f64,
    end: f64,
    from: Point64,
    to: Point64,
}

impl Sources {
    /// `None` where the operands have no area.
    fn of(operands: &[Operand<'_>]) -> Option<Self> {
        let read: Vec<_> = operands.iter().map(|it| stretches(it.path)).collect();
        let mut low = [f64::INFINITY; 2];
        let mut high = [f64::NEG_INFINITY; 2];
        for curve in read.iter().flatten().flat_map(|it| &it.curves) {
            let corners = match curve {
                Curve::Line(it) => [it.from, it.to, it.from, it.to],
                Curve::Cubic(it) => [it.from, it.ctrl1, it.ctrl2, it.to],
            };
            for corner in corners {
                low = [low[0].min(corner.x), low[1].min(corner.y)];
                high = [high[0].max(corner.x), high[1].max(corner.y)];
            }
        }
        let extent = (high[0] - low[0]).max(high[1] - low[1]);
        if !extent.is_finite() || extent <= 0.0 {
            return None;
        }
        let mut sources = Self {
            curves: Vec::new(),
            chords: Vec::new(),
            polygons: Vec::new(),
            extent,
        };
        for stretches in read {
            let mut polygons = Contours::new();
            for stretch in stretches {
                let mut contour = Contour::new();
                let end = stretch.curves.last().map_or(stretch.start, Curve::to);
                let closing = (end != stretch.start).then(|| Curve::line(end, stretch.start));
                for curve in stretch.curves.into_iter().chain(closing) {
                    sources.flatten(curve, &mut contour);
                }
                if contour.len() > 2 {
                    polygons.push(contour);
                }
            }
            sources.polygons.push(polygons);
        }
        Some(sources)
    }

    fn flatten(&mut self, curve: Curve, contour: &mut Contour) {
        let index = self.curves.len() as u32;
        self.curves.push(curve);
        let mut start = 0.0;
        let mut from = curve.from();
        let chords = &mut self.chords;
        curve.for_each_cut(self.extent * FLATTENING, |end| {
            let to = if end == 1.0 {
                curve.to()
            } else {
                curve.at(end)
            };
            if to != from {
                contour.push([from.x, from.y]);
                chords.push(Chord {
                    curve: index,
                    start,
                    end,
                    from,
                    to,
                });
                start = end;
                from = to;
            }
        });
    }

    /// The polygons with pieces of the source curves for edges.
    fn curved(mut self, polygons: Contours) -> Path {
        let index: RTree<IndexedChord> = RTree::bulk_load(
            self.chords
                .iter()
                .enumerate()
                .map(|(number, chord)| {
                    let corners = |it: Point64| [it.x, it.y];
                    let around = Rectangle::from_corners(corners(chord.from), corners(chord.to));
                    GeomWithData::new(around, number as u32)
                })
                .collect(),
        );
        let mut writer = PathWriter::default();
        for polygon in polygons {
            if self.is_sliver(&polygon) {
                continue;
            }
            let runs = self.runs(&polygon, &index);
            let curves = self.joined(runs);
            if let Some(start) = curves.first().map(Curve::from) {
                writer.stretch(start, &curves, true);
            }
        }
        writer.finish()
    }

    /// Outlines that coincide are flattened at different places, and a film remains between them
    /// that is no wider than flattening strays.
    fn is_sliver(&self, polygon: &Contour) -> bool {
        let mut twice_area = 0.0;
        let mut around = 0.0;
        for (index, [x, y]) in polygon.iter().enumerate() {
            let [next_x, next_y] = polygon[(index + 1) % polygon.len()];
            // From the first corner, so that areas far from the origin keep their digits.
            let [x0, y0] = polygon[0];
            twice_area += (x - x0) * (next_y - y0) - (next_x - x0) * (y - y0);
            around += (next_x - x).hypot(next_y - y);
        }
        twice_area.abs() <= around * self.extent * FLATTENING
    }

    /// The polygon's edges, those in a row on one curve joined.
    fn runs(&mut self, polygon: &Contour, index: &RTree<IndexedChord>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (number, [x, y]) in polygon.iter().enumerate() {
            let [next_x, next_y] = polygon[(number + 1) % polygon.len()];
            let (from, to) = (Point64::new(*x, *y), Point64::new(next_x, next_y));
            if (to - from).length() <= self.extent * SAME {
                continue;
            }
            let run = self.source_of(from, to, runs.last(), index);
            match runs.last_mut() {
                Some(last) if continues(last, &run) => {
                    last.end = run.end;
                    last.to = run.to;
                }
                _ => runs.push(run),
            }
        }
        // The polygon may start in the middle of a curve.
        if let [first, .., last] = runs[..]
            && continues(&last, &first)
        {
            runs[0] = Run {
                start: last.start,
                from: last.from,
                ..first
            };
            runs.pop();
        }
        runs
    }

    /// The piece of a curve that an edge lies on: of several the one that goes on from `before`.
    fn source_of(
        &mut self,
        from: Point64,
        to: Point64,
        before: Option<&Run>,
        index: &RTree<IndexedChord>,
    ) -> Run {
        let reach = self.extent * SAME * 4.0;
        let middle = from.lerp(to, 0.5);
        let around = AABB::from_corners(
            [middle.x - reach, middle.y - reach],
            [middle.x + reach, middle.y + reach],
        );
        let mut best: Option<Run> = None;
        for found in index.locate_in_envelope_intersecting(around) {
            let chord = self.chords[found.data as usize];
            let along = chord.to - chord.from;
            let length = along.length();
            let off = |point: Point64| along.cross(point - chord.from).abs() / length;
            let share = |point: Point64| along.dot(point - chord.from) / (length * length);
            let (start, end) = (share(from), share(to));
            let slack = reach / length;
            let inside = |share: f64| (-slack..=1.0 + slack).contains(&share);
            if off(from) > reach || off(to) > reach || !inside(start) || !inside(end) {
                continue;
            }
            let curve = &self.curves[chord.curve as usize];
            let parameter = |share: f64| chord.parameter(curve, share);
            let run = Run {
                curve: chord.curve,
                start: parameter(start),
                end: parameter(end),
                from,
                to,
            };
            let goes_on = before.is_some_and(|before| continues(before, &run));
            if goes_on {
                return run;
            }
            best = best.or(Some(run));
        }
        best.unwrap_or_else(|| {
            let curve = self.curves.len() as u32;
            self.curves.push(Curve::line(from, to));
            Run {
                curve,
                start: 0.0,
                end: 1.0,
                from,
                to,
            }
        })
    }

    /// The runs' curves, meeting exactly.
    fn joined(&self, runs: Vec<Run>) -> Vec<Curve> {
        let mut runs = self.straightened(runs);
        let count = runs.len();
        if count == 1 {
            // A closed curve of its own has its ends in one point.
            let run = runs[0];
            return vec![self.curves[run.curve as usize].piece(run.start, run.end)];
        }
        for index in 0..count {
            let (one, other) = (runs[index], runs[(index + 1) % count]);
            let (end, start, at) = self.meeting(&one, &other);
            runs[index].end = end;
            runs[index].to = at;
            let next = &mut runs[(index + 1) % count];
            next.start = start;
            next.from = at;
        }
        runs.iter()
            .filter(|run| (run.to - run.from).length() > self.extent * SAME || self.is_loop(run))
            .map(|run| {
                self.curves[run.curve as usize]
                    .piece(run.start, run.end)
                    .with_ends(run.from, run.to)
            })
            .collect()
    }

    /// Whether a run that ends where it starts goes round in between, as where a curve crosses
    /// itself.
    fn is_loop(&self, run: &Run) -> bool {
        let curve = &self.curves[run.curve as usize];
        let middle = curve.at((run.start + run.end) / 2.0);
        (middle - run.from).length() > self.extent * FLATTENING
    }

    /// Straight runs in one line become one.
    fn straightened(&self, runs: Vec<Run>) -> Vec<Run> {
        let is_line = |run: &Run| matches!(self.curves[run.curve as usize], Curve::Line(_));
        let in_line = |one: &Run, other: &Run| {
            let (first, second) = (one.to - one.from, other.to - other.from);
            is_line(one)
                && is_line(other)
                && first.dot(second) > 0.0
                && first.cross(second).abs()
                    <= self.extent * SAME * first.length().max(second.length())
        };
        let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
        for run in runs {
            match kept.last_mut() {
                Some(last) if in_line(last, &run) => last.to = run.to,
                _ => kept.push(run),
            }
        }
        if let [first, .., last] = kept[..]
            && in_line(&last, &first)
        {
            kept[0].from = last.from;
            kept.pop();
        }
        kept
    }

    /// Where one run ends and the next begins: parameters on both, and the point.
    fn meeting(&self, one: &Run, other: &Run) -> (f64, f64, Point64) {
        let (first, second) = (
            &self.curves[one.curve as usize],
            &self.curves[other.curve as usize],
        );
        let reach = self.extent * SAME * 4.0;
        let both_straight = matches!((first, second), (Curve::Line(_), Curve::Line(_)));
        let on_both = (first.at(one.end) - one.to).length() <= reach
            && (second.at(other.start) - other.from).length() <= reach;
        if both_straight || on_both {
            return (one.end, other.start, one.to);
        }
        let (mut s, mut t) = (one.end, other.start);
        for _ in 0..NEWTON_STEPS {
            let gap = second.at(t) - first.at(s);
            let (along, across) = (first.direction(s), second.direction(t));
            let turn = along.cross(across);
            if turn.abs() <= 1.0e-9 * along.length() * across.length() {
                break;
            }
            s = (s + gap.cross(across) / turn).clamp(0.0, 1.0);
            t = (t + gap.cross(along) / turn).clamp(0.0, 1.0);
        }
        let (on_first, on_second) = (first.at(s), second.at(t));
        let strayed = (on_first - one.to)
            .length()
            .max((on_second - one.to).length());
        // Flattening strays by its tolerance; where curves meet at a flat angle the crossing may
        // be farther along them.
        let near = strayed <= self.extent * FLATTENING * 32.0;
        if near && (on_first - on_second).length() <= reach {
            (s, t, on_first.lerp(on_second, 0.5))
        } else {
            (one.end, other.start, one.to)
        }
    }
}

/// Whether `next` is on the same curve, goes the same way and starts where `run` ends.
fn continues(run: &Run, next: &Run) -> bool {
    let forward = run.end >= run.start;
    run.curve == next.curve
        && forward == (next.end >= next.start)
        && (run.end - next.start).abs() <= 1.0e-6
}
