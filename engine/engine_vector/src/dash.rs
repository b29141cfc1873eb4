//! Lines broken into dashes.

use lyon::path::Path;

use crate::curve::{Curve, PathWriter, Stretch, stretches};

/// A path with more dashes than this is drawn without gaps, as browsers do.
const MOST_DASHES: f64 = 100_000.0;

/// Lengths along curves are measured on straight pieces that stay this close, as a share of the
/// curve's extent.
const MEASURING: f64 = 1.0e-4;

/// Breaks a path into dashes, the pattern starting `offset` into itself at the start of every
/// subpath (SVG 2 §13.5.6). An odd number of lengths is taken twice; lengths below 0, or all 0,
/// leave the path as it is. On a closed subpath whose start and end lie in dashes these are one.
pub fn dash(path: &Path, lengths: &[f32], offset: f32) -> Path {
    let mut pattern: Vec<f64> = lengths.iter().copied().map(f64::from).collect();
    if pattern.len() % 2 == 1 {
        pattern.extend_from_within(..);
    }
    let period: f64 = pattern.iter().sum();
    let sound = pattern.iter().all(|it| it.is_finite() && *it >= 0.0);
    if !sound || period <= 0.0 || !offset.is_finite() {
        return path.clone();
    }
    let measured: Vec<(Stretch, Vec<Measure>)> = stretches(path)
        .into_iter()
        .map(|mut stretch| {
            if stretch.closed {
                close(&mut stretch);
            }
            let measures = stretch.curves.iter().map(Measure::of).collect();
            (stretch, measures)
        })
        .collect();
    let total: f64 = measured
        .iter()
        .flat_map(|(_, measures)| measures)
        .map(Measure::length)
        .sum();
    if total / period * pattern.len() as f64 > MOST_DASHES {
        return path.clone();
    }
    let mut writer = PathWriter::default();
    for (stretch, measures) in &measured {
        dash_stretch(stretch, measures, &pattern, f64::from(offset), &mut writer);
    }
    writer.finish()
}

/// Closing is a piece of its own where the ends differ.
fn close(stretch: &mut Stretch) {
    let end = stretch.curves.last().map_or(stretch.start, Curve::to);
    if end != stretch.start {
        stretch.curves.push(Curve::line(end, stretch.start));
    }
}

/// Lengths along one curve.
#[derive(Debug)]
struct Measure {
    /// Parameter and distance from the curve's start, ascending.
    steps: Vec<(f64, f64)>,
}

impl Measure {
    fn of(curve: &Curve) -> Self {
        let mut steps = vec![(0.0, 0.0)];
        let mut from = curve.from();
        let mut along = 0.0;
        let extent = match curve {
            Curve::Line(it) => it.length(),
            Curve::Cubic(it) => {
                let around = it.fast_bounding_box();
                around.width().max(around.height())
            }
        };
        curve.for_each_cut((extent * MEASURING).max(1.0e-6), |t| {
            let to = curve.at(t);
            along += (to - from).length();
            steps.push((t, along));
            from = to;
        });
        Self { steps }
    }

    fn length(&self) -> f64 {
        self.steps.last().map_or(0.0, |step| step.1)
    }

    /// The parameter at a distance from the curve's start.
    fn parameter(&self, distance: f64) -> f64 {
        let after = self.steps.partition_point(|step| step.1 < distance);
        let (Some(before), Some(after)) = (
            self.steps.get(after.saturating_sub(1)),
            self.steps.get(after),
        ) else {
            return if after == 0 { 0.0 } else { 1.0 };
        };
        let span = after.1 - before.1;
        if span <= 0.0 {
            return after.0;
        }
        before.0 + (after.0 - before.0) * (distance - before.1) / span
    }
}

fn dash_stretch(
    stretch: &Stretch,
    measures: &[Measure],
    pattern: &[f64],
    offset: f64,
    writer: &mut PathWriter,
) {
    let period: f64 = pattern.iter().sum();
    let length: f64 = measures.iter().map(Measure::length).sum();
    if length <= 0.0 {
        return;
    }
    let mut into = offset.rem_euclid(period);
    let mut index = 0;
    // A dash of no length counts where the line starts on it.
    while into > pattern[index] || (into == pattern[index] && into > 0.0) {
        into -= pattern[index];
        index = (index + 1) % pattern.len();
    }
    let starts_in_dash = index % 2 == 0;
    let mut dashes: Vec<(f64, f64)> = Vec::new();
    let mut at = 0.0;
    let mut left = pattern[index] - into;
    while at < length {
        if index % 2 == 0 {
            dashes.push((at, (at + left).min(length)));
        }
        at += left;
        index = (index + 1) % pattern.len();
        left = pattern[index];
    }
    let joins = stretch.closed
        && starts_in_dash
        && dashes.len() > 1
        && dashes.last().is_some_and(|last| last.1 >= length);
    let first = if joins { dashes.first().copied() } else { None };
    for (start, end) in dashes.iter().skip(usize::from(joins)) {
        let mut curves = pieces(stretch, measures, *start, *end);
        if let Some(first) = first
            && *end >= length
        {
            curves.extend(pieces(stretch, measures, first.0, first.1));
        }
        if let Some(start) = curves.first().map(Curve::from) {
            // A dash around a whole closed subpath has no ends.
            let whole = stretch.closed && dashes.len() == 1 && end - start_of(&dashes) >= length;
            writer.stretch(start, &curves, whole);
        }
    }
}

fn start_of(dashes: &[(f64, f64)]) -> f64 {
    dashes.first().map_or(0.0, |dash| dash.0)
}

/// The curves between two distances from the stretch's start. A dash of no length is a point.
fn pieces(stretch: &Stretch, measures: &[Measure], start: f64, end: f64) -> Vec<Curve> {
    let mut found = Vec::new();
    let mut before = 0.0;
    for (curve, measure) in stretch.curves.iter().zip(measures) {
        let length = measure.length();
        let (from, to) = (start - before, end - before);
        let meets = to > 0.0 && from < length;
        let is_point_here = start == end && (0.0..=length).contains(&from) && found.is_empty();
        if is_point_here {
            let at = curve.at(measure.parameter(from));
            found.push(Curve::line(at, at));
        } else if meets && start < end {
            let from = if from <= 0.0 {
                0.0
            } else {
                measure.parameter(from)
            };
            let to = if to >= length {
                1.0
            } else {
                measure.parameter(to)
            };
            if to > from {
                found.push(curve.piece(from, to));
            }
        }
        before += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{parse_path_data, write_path_data};

    fn dashed(data: &str, lengths: &[f32], offset: f32) -> String {
        write_path_data(&dash(&parse_path_data(data), lengths, offset))
    }

    #[test]
    fn dashes_and_gaps_alternate_along_the_corners() {
        assert_eq!(
            dashed("M0 0H10V10", &[8.0, 4.0], 0.0),
            "M0 0L8 0M10 2L10 10"
        );
        assert_eq!(dashed("M0 0H10", &[3.0], 0.0), "M0 0L3 0M6 0L9 0");
    }

    #[test]
    fn an_offset_starts_inside_the_pattern() {
        assert_eq!(dashed("M0 0H10", &[4.0, 2.0], 1.0), "M0 0L3 0M5 0L9 0");
        assert_eq!(dashed("M0 0H10", &[4.0, 2.0], -1.0), "M1 0L5 0M7 0L10 0");
    }

    #[test]
    fn on_a_closed_path_the_last_dash_runs_on_into_the_first() {
        assert_eq!(
            dashed("M0 0H10V10H0Z", &[6.0, 3.0], 3.0),
            "M0 0L3 0M6 0L10 0L10 2M10 5L10 10L9 10M6 10L0 10M0 7L0 1"
        );
        assert_eq!(
            dashed("M0 0H10V10H0Z", &[6.0, 4.0], 3.0),
            "M7 0L10 0L10 3M10 7L10 10L7 10M3 10L0 10L0 7M0 3L0 0L3 0"
        );
    }

    #[test]
    fn dashes_of_no_length_are_points_for_round_caps() {
        assert_eq!(dashed("M0 0H10", &[0.0, 5.0], 0.0), "M0 0L0 0M5 0L5 0");
    }

    #[test]
    fn a_pattern_that_says_nothing_leaves_the_line_whole() {
        for pattern in [&[][..], &[0.0, 0.0], &[-1.0, 2.0], &[f32::NAN]] {
            assert_eq!(dashed("M0 0L10 0", pattern, 0.0), "M0 0L10 0");
        }
        // More dashes than anyone could see.
        assert_eq!(dashed("M0 0L1e7 0", &[0.001], 0.0), "M0 0L10000000 0");
    }
}
