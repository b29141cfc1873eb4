//! Lines to align with: edges and middles of boxes, ruler guides, columns.

use omnios_model::Rect;

use super::{Axis, Guide, SAME};

/// Lines across one axis, sorted by where they stand on it.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    /// Of boxes: sorted by step, then by where the box starts across the axis.
    of_boxes: Vec<Line>,
    /// Without an end; there are few, so they aren't sorted.
    rulers: Vec<f32>,
}

#[derive(Debug, Clone, Copy)]
struct Line {
    /// The line's place in steps: lines in the same step count as one.
    step: i32,
    at: f32,
    /// The extent of its box across the axis.
    from: f32,
    to: f32,
}

/// How many boxes on either side a guide is drawn through.
const SHOWN: usize = 16;

fn step_of(at: f32) -> i32 {
    // Casts of what is out of range stop at the ends; layout ends at 10⁷ px.
    (at / SAME).round() as i32
}

impl Lines {
    pub(super) fn of_boxes(axis: Axis, boxes: &[Rect]) -> Self {
        let mut lines = Self::default();
        lines.of_boxes.reserve(boxes.len() * 3);
        for rect in boxes {
            lines.push_box(axis, rect, true);
        }
        lines.sort();
        lines
    }

    pub(super) fn add_box(&mut self, axis: Axis, rect: &Rect, with_middle: bool) {
        self.push_box(axis, rect, with_middle);
        self.sort();
    }

    pub(super) fn add_ruler(&mut self, at: f32) {
        if at.is_finite() {
            self.rulers.push(at);
        }
    }

    fn push_box(&mut self, axis: Axis, rect: &Rect, with_middle: bool) {
        let across = axis.other();
        let (from, to) = (across.start(rect), across.end(rect));
        for (index, at) in axis.lines(rect).into_iter().enumerate() {
            if at.is_finite() && (with_middle || index != 1) {
                self.of_boxes.push(Line {
                    step: step_of(at),
                    at,
                    from,
                    to,
                });
            }
        }
    }

    fn sort(&mut self) {
        self.of_boxes
            .sort_unstable_by(|a, b| a.step.cmp(&b.step).then(a.from.total_cmp(&b.from)));
    }

    /// The way from one of the box's `own` lines to the nearest line within `tolerance`.
    pub(super) fn nearest(&self, own: &[f32], tolerance: f32) -> Option<f32> {
        let mut best: Option<f32> = None;
        let mut consider = |way: f32, margin: f32| {
            let closer = best.is_none_or(|best| way.abs() + margin < best.abs());
            if way.abs() <= tolerance && closer {
                best = Some(way);
            }
        };
        for mine in own {
            for ruler in &self.rulers {
                consider(ruler - mine, 0.0);
            }
        }
        // A box's line must be nearer than a ruler's to be taken instead.
        for mine in own {
            let step = step_of(*mine);
            let after = self.of_boxes.partition_point(|line| line.step < step);
            for index in [after.checked_sub(1), Some(after)].into_iter().flatten() {
                if let Some(line) = self.of_boxes.get(index) {
                    consider(line.at - mine, 0.0);
                }
            }
        }
        best
    }

    /// Adds a guide for every line that one of the box's `own` lines stands on.
    pub(super) fn show(&self, axis: Axis, placed: &Rect, own: &[f32], guides: &mut Vec<Guide>) {
        let across = axis.other();
        let (start, end) = (across.start(placed), across.end(placed));
        for mine in own {
            let step = step_of(*mine);
            // The step on either side may hold lines that are less than one step away.
            let low = self.of_boxes.partition_point(|line| line.step < step - 1);
            let high = low + self.of_boxes[low..].partition_point(|line| line.step <= step + 1);
            let run = &self.of_boxes[low..high];
            let middle = run.partition_point(|line| line.step < step || line.from <= start);
            let near = run[middle.saturating_sub(SHOWN)..(middle + SHOWN).min(run.len())]
                .iter()
                .filter(|line| (line.at - mine).abs() < SAME);
            let mut extent: Option<(f32, f32)> = None;
            for line in near {
                let (from, to) = extent.unwrap_or((start, end));
                extent = Some((from.min(line.from), to.max(line.to)));
            }
            if self.rulers.iter().any(|ruler| (ruler - mine).abs() < SAME) {
                extent = extent.or(Some((start, end)));
            }
            if let Some((from, to)) = extent {
                guides.push(Guide {
                    vertical: axis == Axis::X,
                    at: *mine,
                    from,
                    to,
                });
            }
        }
    }
}
