//! Snapping a box to what stands around it, and the lines and distances that show why.
//!
//! [`SnapTargets`] is collected once when a gesture starts. Box edges and middles are sorted, and
//! neighbours are found in a tree of boxes, so that a query costs the logarithm of how many
//! there are. A snapper a file: `lines` for edges, middles, rulers and columns, `gaps` for equal
//! distances between neighbours; `distance` measures between two boxes.
//!
//! On each axis on its own the nearest line or equal gap within the tolerance wins; of those
//! equally near a ruler's line comes before a box's, and a box's before a gap. Where nothing is near,
//! the grid holds, if there is one.

mod distance;
mod gaps;
mod lines;

use omnios_model::{Point, Rect};

pub use distance::{Distance, Measures, distances_between};

use crate::box_tree::{BoxTree, hilbert_order};
use lines::Lines;

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

/// What snapping does to a box.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Snap {
    /// Correction to add to the box's position.
    pub correction: Point,
    /// Lines that show what it is aligned with.
    pub guides: Vec<Guide>,
    /// Equal distances to its neighbours, and how far it is from what it is aligned with.
    pub distances: Vec<Distance>,
}

/// What a gesture can snap to, in one space of the caller's choice.
#[derive(Debug, Clone, Default)]
pub struct SnapTargets {
    x: Lines,
    y: Lines,
    /// Neighbours that equal gaps are measured to: siblings, without what is around them.
    neighbors: BoxTree,
    grid: Option<Grid>,
}

/// Evenly spaced lines that everything stands on where nothing else is near.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// A point of the grid.
    pub origin: Point,
    /// Distance from line to line; 1 for whole pixels. Above 0.
    pub step: f32,
}

/// A direction on the plane; snapping is the same on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    X,
    Y,
}

/// Distances closer than this count as equal, in the unit of the boxes.
const SAME: f32 = 0.01;
/// Gaps closer than this count as equal: each is a sum of rounded positions.
const SAME_GAP: f32 = 0.05;

impl SnapTargets {
    /// Targets from siblings: their edges and middles, and the gaps between them.
    pub fn new(siblings: impl IntoIterator<Item = Rect>) -> Self {
        let siblings: Vec<Rect> = siblings.into_iter().collect();
        let sorted: Vec<Rect> = hilbert_order(siblings.iter().copied())
            .into_iter()
            .map(|at| siblings[at as usize])
            .collect();
        Self {
            x: Lines::of_boxes(Axis::X, &sorted),
            y: Lines::of_boxes(Axis::Y, &sorted),
            neighbors: BoxTree::packed(&sorted),
            grid: None,
        }
    }

    /// Also to what is around the siblings: the edges and the middle of the parent's box, and
    /// the edges of its content box, which its padding keeps free.
    #[must_use]
    pub fn with_parent(mut self, border_box: Rect, content_box: Rect) -> Self {
        for (axis, lines) in [(Axis::X, &mut self.x), (Axis::Y, &mut self.y)] {
            lines.add_box(axis, &border_box, true);
            if content_box != border_box {
                lines.add_box(axis, &content_box, false);
            }
        }
        self
    }

    /// Also to lines without an end: ruler guides and the edges of columns. `vertical` ones are
    /// given by their x, the others by their y.
    #[must_use]
    pub fn with_rulers(mut self, rulers: impl IntoIterator<Item = (bool, f32)>) -> Self {
        for (vertical, at) in rulers {
            if vertical {
                self.x.add_ruler(at);
            } else {
                self.y.add_ruler(at);
            }
        }
        self
    }

    /// Puts everything that snaps to nothing else on a grid.
    #[must_use]
    pub fn with_grid(mut self, grid: Grid) -> Self {
        self.grid = Some(grid);
        self
    }

    /// Snaps a box that is being moved: its left, middle and right, likewise vertically, within
    /// `tolerance`, and its distances to its neighbours.
    pub fn snap_move(&self, moving: Rect, tolerance: f32) -> Snap {
        let on_axis = |axis: Axis| {
            let lines = self.lines(axis).nearest(&axis.lines(&moving), tolerance);
            let gap = self.nearest_gap(axis, &moving, tolerance);
            match (lines, gap) {
                (Some(line), Some(gap)) if gap.abs() + SAME < line.abs() => Some(gap),
                (Some(line), _) => Some(line),
                (None, gap) => gap,
            }
        };
        let (x, y) = (on_axis(Axis::X), on_axis(Axis::Y));
        let to_grid = self.to_grid(moving.origin());
        let correction = Point::new(x.unwrap_or(to_grid.x), y.unwrap_or(to_grid.y));
        let placed = moving.translated(correction);
        let mut snap = Snap {
            correction,
            ..Snap::default()
        };
        for (axis, snapped) in [(Axis::X, x.is_some()), (Axis::Y, y.is_some())] {
            if snapped {
                self.show(axis, &placed, &axis.lines(&placed), &mut snap);
            }
        }
        snap
    }

    /// Snaps only the edges that `direction` moves (-1 low edge, 1 high edge, 0 none).
    pub fn snap_edges(&self, rect: Rect, direction: (i8, i8), tolerance: f32) -> Snap {
        let moving_edge = |axis: Axis, direction: i8, rect: &Rect| match direction {
            -1 => Some(axis.start(rect)),
            1 => Some(axis.end(rect)),
            _ => None,
        };
        let mut snap = Snap::default();
        let mut moved: Vec<(Axis, i8)> = Vec::new();
        for (axis, direction) in [(Axis::X, direction.0), (Axis::Y, direction.1)] {
            let Some(edge) = moving_edge(axis, direction, &rect) else {
                continue;
            };
            let correction = self.lines(axis).nearest(&[edge], tolerance);
            if correction.is_some() {
                moved.push((axis, direction));
            }
            let to_grid = self.to_grid(axis.point(edge, edge));
            let correction = correction.unwrap_or(axis.of_point(to_grid));
            snap.correction = snap.correction + axis.point(correction, 0.0);
        }
        let shifted = rect.translated(snap.correction);
        let changed = |axis: Axis, direction: i8| match direction {
            -1 => (axis.start(&shifted), axis.end(&rect)),
            1 => (axis.start(&rect), axis.end(&shifted)),
            _ => (axis.start(&rect), axis.end(&rect)),
        };
        let (x, y) = (changed(Axis::X, direction.0), changed(Axis::Y, direction.1));
        let placed = Rect::new(x.0, y.0, x.1 - x.0, y.1 - y.0);
        for (axis, direction) in moved {
            if let Some(edge) = moving_edge(axis, direction, &placed) {
                self.lines(axis)
                    .show(axis, &placed, &[edge], &mut snap.guides);
            }
        }
        snap
    }

    fn lines(&self, axis: Axis) -> &Lines {
        match axis {
            Axis::X => &self.x,
            Axis::Y => &self.y,
        }
    }

    fn to_grid(&self, at: Point) -> Point {
        let Some(grid) = self.grid.filter(|grid| grid.step > 0.0) else {
            return Point::default();
        };
        let nearest = |at: f32, origin: f32| {
            let steps = ((at - origin) / grid.step).round();
            origin + steps * grid.step - at
        };
        Point::new(nearest(at.x, grid.origin.x), nearest(at.y, grid.origin.y))
    }

    fn show(&self, axis: Axis, placed: &Rect, own: &[f32], snap: &mut Snap) {
        let before = snap.guides.len();
        self.lines(axis).show(axis, placed, own, &mut snap.guides);
        let equal = self.equal_gaps(axis, placed);
        let alone = equal.is_empty();
        snap.distances.extend(equal);
        // Aligned along an axis: say how far away the nearest neighbour across it is.
        if snap.guides.len() > before && alone {
            let nearest = self.nearest_distance(axis.other(), placed);
            snap.distances
                .extend(nearest.filter(|it| !snap.distances.contains(it)));
        }
    }
}

impl Axis {
    fn other(self) -> Self {
        match self {
            Self::X => Self::Y,
            Self::Y => Self::X,
        }
    }

    fn start(self, rect: &Rect) -> f32 {
        match self {
            Self::X => rect.x,
            Self::Y => rect.y,
        }
    }

    fn end(self, rect: &Rect) -> f32 {
        match self {
            Self::X => rect.right(),
            Self::Y => rect.bottom(),
        }
    }

    fn of_point(self, point: Point) -> f32 {
        match self {
            Self::X => point.x,
            Self::Y => point.y,
        }
    }

    /// The point with these coordinates along the axis and across it.
    fn point(self, along: f32, across: f32) -> Point {
        match self {
            Self::X => Point::new(along, across),
            Self::Y => Point::new(across, along),
        }
    }

    /// Start, middle and end.
    fn lines(self, rect: &Rect) -> [f32; 3] {
        let (start, end) = (self.start(rect), self.end(rect));
        [start, f32::midpoint(start, end), end]
    }
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
        assert_eq!(snap.guides.len(), 1);
    }

    #[test]
    fn a_box_stops_halfway_between_its_neighbours() {
        let targets = SnapTargets::new([
            Rect::new(0.0, 0.0, 100.0, 80.0),
            Rect::new(300.0, 7.0, 100.0, 90.0),
        ]);
        let snap = targets.snap_move(Rect::new(168.0, 17.0, 61.0, 29.0), 5.0);
        assert_eq!(snap.correction, Point::new(1.5, 0.0));
        let lengths: Vec<f32> = snap.distances.iter().map(Distance::length).collect();
        assert_eq!(lengths, [69.5, 69.5]);
    }

    #[test]
    fn a_box_continues_a_row_at_the_same_distance() {
        let targets = SnapTargets::new([
            Rect::new(0.0, 0.0, 100.0, 80.0),
            Rect::new(124.0, 0.0, 100.0, 80.0),
            Rect::new(248.0, 0.0, 100.0, 80.0),
        ]);
        let snap = targets.snap_move(Rect::new(375.0, 13.0, 101.0, 30.0), 5.0);
        assert_eq!(snap.correction.x, -3.0);
        assert_eq!(snap.distances.len(), 3, "{:?}", snap.distances);
        assert!(snap.distances.iter().all(|it| it.length() == 24.0));
    }

    #[test]
    fn a_ruler_guide_wins_over_an_edge_as_near() {
        let boxes = [Rect::new(0.0, 0.0, 100.0, 100.0)];
        let targets = SnapTargets::new(boxes).with_rulers([(true, 104.0), (false, 333.0)]);
        let snap = targets.snap_move(Rect::new(102.0, 200.0, 37.0, 41.0), 5.0);
        assert_eq!(snap.correction.x, 2.0);
        let snap = targets.snap_move(Rect::new(500.0, 335.0, 37.0, 41.0), 5.0);
        assert_eq!(snap.correction, Point::new(0.0, -2.0));
        assert_eq!(snap.guides[0].at, 333.0);
    }

    #[test]
    fn the_padding_of_the_parent_holds() {
        let parent = Rect::new(0.0, 0.0, 400.0, 400.0);
        let targets = SnapTargets::default().with_parent(parent, parent.inflated(-24.0));
        let snap = targets.snap_move(Rect::new(26.0, 339.0, 50.0, 40.0), 5.0);
        assert_eq!(snap.correction, Point::new(-2.0, -3.0));
        let snap = targets.snap_move(Rect::new(178.0, 100.0, 50.0, 40.0), 5.0);
        assert_eq!(snap.correction.x, -3.0, "the middle of the parent");
    }

    #[test]
    fn the_grid_holds_where_nothing_else_is_near() {
        let grid = Grid {
            origin: Point::new(4.0, 4.0),
            step: 8.0,
        };
        let targets = SnapTargets::new([Rect::new(0.0, 500.0, 10.0, 10.0)]).with_grid(grid);
        let snap = targets.snap_move(Rect::new(103.0, 502.0, 30.0, 70.0), 5.0);
        assert_eq!(snap.correction, Point::new(-3.0, -2.0));
    }

    #[test]
    fn snapping_finds_what_looking_at_every_box_finds() {
        let mut state = 7_u64;
        let mut next = |bound: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            ((state >> 33) % bound) as f32
        };
        for _ in 0..200 {
            let boxes: Vec<Rect> = (0..40)
                .map(|_| Rect::new(next(3_000), next(3_000), next(200), next(200)))
                .collect();
            let moving = Rect::new(next(3_000), next(3_000), next(200), next(200));
            let targets = SnapTargets::new(boxes.iter().copied());
            for axis in [Axis::X, Axis::Y] {
                let nearest = boxes
                    .iter()
                    .flat_map(|target| axis.lines(target))
                    .flat_map(|line| axis.lines(&moving).map(|own| (line - own).abs()))
                    .filter(|distance| *distance <= 5.0)
                    .min_by(f32::total_cmp);
                let found = targets.lines(axis).nearest(&axis.lines(&moving), 5.0);
                assert_eq!(found.map(f32::abs), nearest);
            }
        }
    }
}
