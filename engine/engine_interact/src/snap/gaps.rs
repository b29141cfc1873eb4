//! Equal gaps: halfway between two neighbours, or as far from one as it is from the next.

use omnios_model::Rect;

use super::{Axis, Distance, SAME, SAME_GAP, SnapTargets};

/// How many equal gaps on either side are shown.
const SHOWN: usize = 6;
/// Farther than any box.
const FAR: f32 = 1.0e9;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

impl SnapTargets {
    /// The way to where the box's distances to its neighbours along the axis are equal.
    pub(super) fn nearest_gap(&self, axis: Axis, moving: &Rect, tolerance: f32) -> Option<f32> {
        let before = self.neighbor(axis, moving, Side::Before, tolerance);
        let after = self.neighbor(axis, moving, Side::After, tolerance);
        let (start, end) = (axis.start(moving), axis.end(moving));
        let mut best: Option<f32> = None;
        let mut consider = |way: f32| {
            let closer = best.is_none_or(|best| way.abs() < best.abs());
            if way.abs() <= tolerance && closer {
                best = Some(way);
            }
        };
        if let (Some(before), Some(after)) = (&before, &after) {
            let room = axis.start(after) - axis.end(before) - (end - start);
            if room >= 0.0 {
                consider(axis.end(before) + room / 2.0 - start);
            }
        }
        if let Some(before) = &before
            && let Some(next) = self.neighbor(axis, before, Side::Before, 0.0)
        {
            let gap = axis.start(before) - axis.end(&next);
            consider(axis.end(before) + gap - start);
        }
        if let Some(after) = &after
            && let Some(next) = self.neighbor(axis, after, Side::After, 0.0)
        {
            let gap = axis.start(&next) - axis.end(after);
            consider(axis.start(after) - gap - end);
        }
        best
    }

    /// The gaps along the axis that equal the one beside the box, its own included. Empty where
    /// it has none that another one equals.
    pub(super) fn equal_gaps(&self, axis: Axis, placed: &Rect) -> Vec<Distance> {
        let before = self.gaps_from(axis, placed, Side::Before);
        let after = self.gaps_from(axis, placed, Side::After);
        let gap_of = |gaps: &[Distance]| gaps.first().map(Distance::length);
        let same = |a: f32, b: f32| (a - b).abs() < SAME_GAP;
        let both = match (gap_of(&before), gap_of(&after)) {
            (Some(a), Some(b)) => same(a, b),
            _ => false,
        };
        let mut shown: Vec<Distance> = Vec::new();
        for gaps in [before, after] {
            let Some(gap) = gap_of(&gaps) else { continue };
            let run = gaps
                .iter()
                .take_while(|it| same(it.length(), gap))
                .take(SHOWN);
            let run: Vec<Distance> = run.copied().collect();
            if both || run.len() > 1 {
                shown.extend(run);
            }
        }
        shown
    }

    /// The distance to the nearest neighbour along the axis, if there is one.
    pub(super) fn nearest_distance(&self, axis: Axis, placed: &Rect) -> Option<Distance> {
        [Side::Before, Side::After]
            .into_iter()
            .filter_map(|side| {
                let neighbor = self.neighbor(axis, placed, side, 0.0)?;
                Some(between(axis, placed, &neighbor, side))
            })
            .filter(|distance| distance.length() > SAME)
            .min_by(|a, b| a.length().total_cmp(&b.length()))
    }

    /// The gaps from box to box in one direction, while they are equal.
    fn gaps_from(&self, axis: Axis, placed: &Rect, side: Side) -> Vec<Distance> {
        let mut gaps: Vec<Distance> = Vec::new();
        let mut at = *placed;
        while gaps.len() <= SHOWN
            && let Some(next) = self.neighbor(axis, &at, side, 0.0)
        {
            let gap = between(axis, &at, &next, side);
            let first = gaps.first().map_or(gap.length(), Distance::length);
            if gap.length() <= SAME || (gap.length() - first).abs() >= SAME_GAP {
                break;
            }
            gaps.push(gap);
            at = next;
        }
        gaps
    }

    /// The nearest box beside `of`, at the same height where the axis is x. It may reach
    /// `overlap` into it.
    fn neighbor(&self, axis: Axis, of: &Rect, side: Side, overlap: f32) -> Option<Rect> {
        let across = axis.other();
        let (start, end) = (axis.start(of), axis.end(of));
        // Boxes that only touch the strip aren't beside it.
        let inset = ((across.end(of) - across.start(of)) / 2.0).clamp(0.0, 2.0 * SAME);
        let (low, high) = (across.start(of) + inset, across.end(of) - inset);
        let (from, to) = match side {
            Side::Before => (-FAR, start + overlap),
            Side::After => (end - overlap, FAR),
        };
        let strip = Rect::from_corners(axis.point(from, low), axis.point(to, high));
        let found = self.neighbors.lowest(&strip, |edges, is_item| {
            let rect = edges.rect();
            let way = match side {
                Side::Before => start - axis.end(&rect),
                Side::After => axis.start(&rect) - end,
            };
            if is_item {
                (way >= -overlap - SAME).then_some(way)
            } else {
                Some(way.max(-overlap - SAME))
            }
        });
        found.map(|(_, edges)| edges.rect())
    }
}

/// The way from a box to its neighbour, halfway across what they have in common.
fn between(axis: Axis, rect: &Rect, neighbor: &Rect, side: Side) -> Distance {
    let across = axis.other();
    let low = across.start(rect).max(across.start(neighbor));
    let high = across.end(rect).min(across.end(neighbor));
    let middle = f32::midpoint(low, high);
    let (from, to) = match side {
        Side::Before => (axis.end(neighbor), axis.start(rect)),
        Side::After => (axis.end(rect), axis.start(neighbor)),
    };
    Distance {
        from: axis.point(from, middle),
        to: axis.point(to, middle),
    }
}
