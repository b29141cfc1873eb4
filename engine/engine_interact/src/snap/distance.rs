//! How far two boxes are from one another.

use omnios_model::{Point, Rect};

use super::{Axis, Guide, SAME};

/// A level or upright distance to draw with its length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
}

/// The distances between two boxes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measures {
    /// What to draw with a number.
    pub distances: Vec<Distance>,
    /// Lines that lengthen the second box's edges to where a distance ends beside it.
    pub extensions: Vec<Guide>,
}

impl Distance {
    /// Its length, not below 0.
    pub fn length(&self) -> f32 {
        (self.to.x - self.from.x).abs() + (self.to.y - self.from.y).abs()
    }
}

/// How far `other` is from `rect`. Where one lies inside the other, that is from each edge to
/// the edge around it; else the gap on each axis where they are apart; else from edge to the
/// same edge.
pub fn distances_between(rect: &Rect, other: &Rect) -> Measures {
    let mut measures = Measures::default();
    for axis in [Axis::X, Axis::Y] {
        along(axis, rect, other, &mut measures);
    }
    measures
        .distances
        .retain(|distance| distance.length() > SAME);
    measures
}

fn along(axis: Axis, rect: &Rect, other: &Rect, measures: &mut Measures) {
    let across = axis.other();
    let low = across.start(rect).max(across.start(other));
    let high = across.end(rect).min(across.end(other));
    // Where they are apart across the axis, the distance starts at the middle of the first.
    let at = if high > low {
        f32::midpoint(low, high)
    } else {
        across.lines(rect)[1]
    };
    let (start, end) = (axis.start(rect), axis.end(rect));
    let (other_start, other_end) = (axis.start(other), axis.end(other));
    let ways: Vec<(f32, f32)> = if other_start >= end {
        vec![(end, other_start)]
    } else if other_end <= start {
        vec![(start, other_end)]
    } else {
        vec![(start, other_start), (end, other_end)]
    };
    for (from, to) in ways {
        measures.distances.push(Distance {
            from: axis.point(from, at),
            to: axis.point(to, at),
        });
        let (near, far) = (across.start(other), across.end(other));
        let edge = if at < near {
            Some((at, near))
        } else if at > far {
            Some((far, at))
        } else {
            None
        };
        if let Some((from, end)) = edge.filter(|_| (from - to).abs() > SAME) {
            measures.extensions.push(Guide {
                vertical: axis == Axis::X,
                at: to,
                from,
                to: end,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(rect: Rect, other: Rect) -> Vec<f32> {
        let mut lengths: Vec<f32> = distances_between(&rect, &other)
            .distances
            .iter()
            .map(Distance::length)
            .collect();
        lengths.sort_by(f32::total_cmp);
        lengths
    }

    #[test]
    fn a_box_in_its_frame_shows_all_four_distances() {
        let inner = Rect::new(10.0, 20.0, 100.0, 50.0);
        let frame = Rect::new(0.0, 0.0, 140.0, 110.0);
        assert_eq!(lengths(inner, frame), [10.0, 20.0, 30.0, 40.0]);
        assert_eq!(lengths(frame, inner), [10.0, 20.0, 30.0, 40.0]);
    }

    #[test]
    fn boxes_side_by_side_show_the_gap_and_how_they_are_shifted() {
        let left = Rect::new(0.0, 0.0, 100.0, 100.0);
        let right = Rect::new(124.0, 0.0, 100.0, 100.0);
        assert_eq!(lengths(left, right), [24.0]);
        let lower = right.translated(Point::new(0.0, 150.0));
        let measures = distances_between(&left, &lower);
        assert_eq!(measures.distances.len(), 2);
        assert_eq!(
            measures.extensions.len(),
            2,
            "both end beside the other box"
        );
    }
}
