//! Snapping a moving box to the edges and middles of others.

use omnios_model::{Point, Rect};

/// A line to draw while something is snapped to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guide {
    /// Whether it runs from top to bottom.
    pub vertical: bool,
    /// Its x where it is vertical, its y otherwise.
    pub at: f32,
    /// Where it starts on the other axis.
    pub from: f32,
    /// Where it ends on the other axis.
    pub to: f32,
}

/// What snapping does to a moving box.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Snap {
    /// Correction to add to the box's position.
    pub correction: Point,
    /// Lines that show why.
    pub guides: Vec<Guide>,
}

/// The boxes a gesture can snap to: siblings and the parent, collected once when it starts.
#[derive(Debug, Clone, Default)]
pub struct SnapTargets {
    boxes: Vec<Rect>,
}

/// Distances closer than this count as equal when guides are collected.
const SAME: f32 = 0.01;

impl SnapTargets {
    /// Targets from boxes in the same space as those that will be snapped.
    pub fn new(boxes: impl IntoIterator<Item = Rect>) -> Self {
        Self {
            boxes: boxes.into_iter().collect(),
        }
    }

    /// Snaps a box that is being moved: its left, middle and right against those of the
    /// targets, likewise vertically, each axis on its own, within `tolerance`.
    pub fn snap_move(&self, moving: Rect, tolerance: f32) -> Snap {
        let x = self.nearest(tolerance, &lines_x(&moving), lines_x);
        let y = self.nearest(tolerance, &lines_y(&moving), lines_y);
        self.finish(
            moving,
            Point::new(x.unwrap_or(0.0), y.unwrap_or(0.0)),
            x.is_some(),
            y.is_some(),
        )
    }

    /// Snaps only the edges that `direction` moves (-1 low edge, 1 high edge, 0 none).
    pub fn snap_edges(&self, rect: Rect, direction: (i8, i8), tolerance: f32) -> Snap {
        let edge = |direction: i8, low: f32, high: f32| match direction {
            -1 => vec![low],
            1 => vec![high],
            _ => Vec::new(),
        };
        let x = self.nearest(tolerance, &edge(direction.0, rect.x, rect.right()), lines_x);
        let y = self.nearest(
            tolerance,
            &edge(direction.1, rect.y, rect.bottom()),
            lines_y,
        );
        self.finish(
            rect,
            Point::new(x.unwrap_or(0.0), y.unwrap_or(0.0)),
            x.is_some(),
            y.is_some(),
        )
    }

    fn nearest<const N: usize>(
        &self,
        tolerance: f32,
        own: &[f32],
        lines: impl Fn(&Rect) -> [f32; N],
    ) -> Option<f32> {
        let mut best: Option<f32> = None;
        for target in &self.boxes {
            for line in lines(target) {
                for mine in own {
                    let distance = line - mine;
                    let closer = best.is_none_or(|best| distance.abs() < best.abs());
                    if distance.abs() <= tolerance && closer {
                        best = Some(distance);
                    }
                }
            }
        }
        best
    }

    fn finish(&self, moving: Rect, correction: Point, on_x: bool, on_y: bool) -> Snap {
        let snapped = moving.translated(correction);
        let mut guides: Vec<Guide> = Vec::new();
        let mut add = |guide: Guide| {
            let known = guides
                .iter_mut()
                .find(|it| it.vertical == guide.vertical && (it.at - guide.at).abs() < SAME);
            match known {
                Some(known) => {
                    known.from = known.from.min(guide.from);
                    known.to = known.to.max(guide.to);
                }
                None => guides.push(guide),
            }
        };
        for target in &self.boxes {
            let both = snapped.union(target);
            if on_x {
                for at in shared(&lines_x(&snapped), &lines_x(target)) {
                    add(Guide {
                        vertical: true,
                        at,
                        from: both.y,
                        to: both.bottom(),
                    });
                }
            }
            if on_y {
                for at in shared(&lines_y(&snapped), &lines_y(target)) {
                    add(Guide {
                        vertical: false,
                        at,
                        from: both.x,
                        to: both.right(),
                    });
                }
            }
        }
        Snap { correction, guides }
    }
}

fn lines_x(rect: &Rect) -> [f32; 3] {
    [rect.x, rect.center().x, rect.right()]
}

fn lines_y(rect: &Rect) -> [f32; 3] {
    [rect.y, rect.center().y, rect.bottom()]
}

fn shared<'a>(own: &'a [f32; 3], other: &'a [f32; 3]) -> impl Iterator<Item = f32> + 'a {
    other
        .iter()
        .copied()
        .filter(|line| own.iter().any(|mine| (mine - line).abs() < SAME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_snaps_to_the_nearest_edge_and_shows_why() {
        let targets = SnapTargets::new([
            Rect::new(0.0, 0.0, 100.0, 100.0),
            Rect::new(300.0, 0.0, 50.0, 50.0),
        ]);
        let snap = targets.snap_move(Rect::new(103.0, 200.0, 40.0, 40.0), 5.0);
        assert_eq!(snap.correction, Point::new(-3.0, 0.0));
        assert_eq!(snap.guides.len(), 1);
        let guide = snap.guides[0];
        assert!(guide.vertical);
        assert_eq!((guide.at, guide.from, guide.to), (100.0, 0.0, 240.0));
    }

    #[test]
    fn nothing_near_changes_nothing() {
        let targets = SnapTargets::new([Rect::new(0.0, 0.0, 100.0, 100.0)]);
        let snap = targets.snap_move(Rect::new(200.0, 200.0, 7.0, 7.0), 5.0);
        assert_eq!(snap, Snap::default());
    }

    #[test]
    fn a_resize_snaps_only_the_edge_that_moves() {
        let targets = SnapTargets::new([Rect::new(0.0, 0.0, 100.0, 100.0)]);
        let rect = Rect::new(20.0, 20.0, 78.0, 30.0);
        let snap = targets.snap_edges(rect, (1, 0), 5.0);
        assert_eq!(snap.correction, Point::new(2.0, 0.0));
    }
}
