//! A path as a person edits it: points with handles.

use lyon::geom::{CubicBezierSegment, QuadraticBezierSegment};
use lyon::math::point;
use lyon::path::{Event, Path};
use omnios_model::Point;

/// Handles count as one line where their directions differ by less than this sine.
const STRAIGHT: f32 = 0.02;

/// Handles of a corner made smooth reach this share of the way to the neighbours.
const SMOOTH_REACH: f32 = 1.0 / 3.0;

/// One point of a path and its handles, all in the path's units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// Where it is.
    pub point: Point,
    /// The handle of the curve that arrives; `None` where that side is straight.
    pub before: Option<Point>,
    /// The handle of the curve that leaves; `None` where that side is straight.
    pub after: Option<Point>,
}

/// Points in a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contour {
    /// The points.
    pub nodes: Vec<Node>,
    /// Whether the last point is joined to the first.
    pub closed: bool,
}

/// The subpaths of a path, point by point.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EditablePath {
    /// The subpaths.
    pub contours: Vec<Contour>,
}

impl Node {
    /// A point without handles.
    pub fn corner(point: Point) -> Self {
        Self {
            point,
            before: None,
            after: None,
        }
    }

    /// A point whose handles mirror each other; `after` is the one that leaves.
    pub fn smooth(point: Point, after: Point) -> Self {
        Self {
            point,
            before: Some(mirrored(point, after)),
            after: Some(after),
        }
    }

    /// Whether the path runs through without a corner: both handles in one line.
    pub fn is_smooth(&self) -> bool {
        let (Some(before), Some(after)) = (self.before, self.after) else {
            return false;
        };
        let (one, other) = (before - self.point, after - self.point);
        let lengths = one.x.hypot(one.y) * other.x.hypot(other.y);
        let cross = one.x * other.y - one.y * other.x;
        let dot = one.x * other.x + one.y * other.y;
        lengths > 0.0 && dot < 0.0 && cross.abs() <= STRAIGHT * lengths
    }

    /// Moves the point with its handles.
    pub fn move_by(&mut self, way: Point) {
        self.point = self.point + way;
        self.before = self.before.map(|it| it + way);
        self.after = self.after.map(|it| it + way);
    }

    /// Puts the handle of one side somewhere. Of a smooth point the other handle turns with it
    /// and keeps its length, unless `alone`.
    pub fn set_handle(&mut self, leaves: bool, to: Point, alone: bool) {
        let turns = self.is_smooth() && !alone;
        let (this, other) = if leaves {
            (&mut self.after, &mut self.before)
        } else {
            (&mut self.before, &mut self.after)
        };
        *this = Some(to);
        if turns && let Some(other) = other {
            let (way, old) = (to - self.point, *other - self.point);
            let length = way.x.hypot(way.y);
            if length > 0.0 {
                let scale = old.x.hypot(old.y) / length;
                *other = self.point - Point::new(way.x * scale, way.y * scale);
            }
        }
    }
}

fn mirrored(around: Point, point: Point) -> Point {
    around - (point - around)
}

impl Contour {
    /// How many curves join the points.
    pub fn segment_count(&self) -> usize {
        match (self.nodes.len(), self.closed) {
            (0, _) => 0,
            (count, true) => count,
            (count, false) => count - 1,
        }
    }

    /// The curve from point `index` to the next one; straight sides have their handles at their
    /// points. `None` where there is none.
    fn segment(&self, index: usize) -> Option<CubicBezierSegment<f32>> {
        if index >= self.segment_count() {
            return None;
        }
        let from = self.nodes.get(index)?;
        let to = self.nodes.get((index + 1) % self.nodes.len())?;
        let at = |it: Point| point(it.x, it.y);
        Some(CubicBezierSegment {
            from: at(from.point),
            ctrl1: at(from.after.unwrap_or(from.point)),
            ctrl2: at(to.before.unwrap_or(to.point)),
            to: at(to.point),
        })
    }

    fn is_straight(&self, index: usize) -> bool {
        let to = (index + 1) % self.nodes.len().max(1);
        self.nodes.get(index).is_none_or(|it| it.after.is_none())
            && self.nodes.get(to).is_none_or(|it| it.before.is_none())
    }

    /// Puts a point onto the curve from point `index` to the next, at parameter `t` from 0 to 1,
    /// without changing the path's form. Gives the new point's index.
    pub fn split(&mut self, index: usize, t: f32) -> Option<usize> {
        let segment = self.segment(index)?;
        let straight = self.is_straight(index);
        let (first, second) = segment.split(t.clamp(0.0, 1.0));
        let back = |it: lyon::math::Point| Point::new(it.x, it.y);
        let mut node = Node::corner(back(first.to));
        if !straight {
            node.before = Some(back(first.ctrl2));
            node.after = Some(back(second.ctrl1));
            let next = (index + 1) % self.nodes.len();
            self.nodes[index].after = Some(back(first.ctrl1));
            self.nodes[next].before = Some(back(second.ctrl2));
        }
        self.nodes.insert(index + 1, node);
        Some(index + 1)
    }

    /// Makes a corner smooth or a smooth point a corner.
    pub fn toggle_smooth(&mut self, index: usize) {
        let count = self.nodes.len();
        let Some(node) = self.nodes.get(index).copied() else {
            return;
        };
        if node.before.is_some() || node.after.is_some() {
            self.nodes[index] = Node::corner(node.point);
            return;
        }
        let neighbour = |step: usize, exists: bool| {
            (exists && count > 1).then(|| self.nodes[(index + step) % count].point)
        };
        let before = neighbour(count - 1, self.closed || index > 0);
        let after = neighbour(1, self.closed || index + 1 < count);
        let way = after.unwrap_or(node.point) - before.unwrap_or(node.point);
        let length = way.x.hypot(way.y);
        if length <= 0.0 {
            return;
        }
        let reach = |to: Option<Point>| {
            to.map(|to| {
                let way = to - node.point;
                way.x.hypot(way.y) * SMOOTH_REACH / length
            })
        };
        let along = |share: f32| Point::new(way.x * share, way.y * share);
        self.nodes[index].before = reach(before).map(|share| node.point - along(share));
        self.nodes[index].after = reach(after).map(|share| node.point + along(share));
    }
}

impl EditablePath {
    /// The points of a path. Quadratic curves become cubic ones of the same form.
    pub fn from_path(path: &Path) -> Self {
        let mut contours: Vec<Contour> = Vec::new();
        let at = |it: lyon::math::Point| Point::new(it.x, it.y);
        for event in path.iter() {
            let Event::Begin { at: start } = event else {
                if let Some(contour) = contours.last_mut() {
                    contour.take(event);
                }
                continue;
            };
            contours.push(Contour {
                nodes: vec![Node::corner(at(start))],
                closed: false,
            });
        }
        Self { contours }
    }

    /// The path through the points.
    pub fn to_path(&self) -> Path {
        let mut path = Path::builder();
        for contour in &self.contours {
            let Some(first) = contour.nodes.first() else {
                continue;
            };
            path.begin(point(first.point.x, first.point.y));
            for index in 0..contour.segment_count() {
                let Some(segment) = contour.segment(index) else {
                    continue;
                };
                let closes = index + 1 == contour.nodes.len();
                if !contour.is_straight(index) {
                    path.cubic_bezier_to(segment.ctrl1, segment.ctrl2, segment.to);
                } else if !closes {
                    path.line_to(segment.to);
                }
            }
            path.end(contour.closed);
        }
        path.build()
    }

    /// Calls `visit` with straight pieces that stay within `tolerance` of the path.
    pub fn for_each_line(&self, tolerance: f32, mut visit: impl FnMut(Point, Point)) {
        let back = |it: lyon::math::Point| Point::new(it.x, it.y);
        for contour in &self.contours {
            for index in 0..contour.segment_count() {
                if let Some(segment) = contour.segment(index) {
                    segment.for_each_flattened(tolerance, &mut |line| {
                        visit(back(line.from), back(line.to));
                    });
                }
            }
        }
    }

    /// The place on the path that is nearest to `at` and at most `reach` away: subpath, the
    /// point before it, and the parameter on the curve from there.
    pub fn nearest(&self, at: Point, reach: f32) -> Option<(usize, usize, f32)> {
        let at = point(at.x, at.y);
        let mut best: Option<(f32, (usize, usize, f32))> = None;
        for (contour_index, contour) in self.contours.iter().enumerate() {
            for index in 0..contour.segment_count() {
                let Some(segment) = contour.segment(index) else {
                    continue;
                };
                segment.for_each_flattened_with_t(reach.max(1.0e-3) * 0.05, &mut |line, range| {
                    let along = line.to_vector();
                    let square = along.square_length();
                    let share = if square > 0.0 {
                        ((at - line.from).dot(along) / square).clamp(0.0, 1.0)
                    } else {
                        0.0
                    };
                    let distance = (line.from + along * share - at).length();
                    if distance <= reach && best.is_none_or(|(known, _)| distance < known) {
                        let t = range.start + (range.end - range.start) * share;
                        best = Some((distance, (contour_index, index, t)));
                    }
                });
            }
        }
        best.map(|(_, place)| place)
    }

    /// Takes a point out; the curve runs on from the one before to the one after. A subpath of
    /// fewer than two points goes with it.
    pub fn remove(&mut self, contour: usize, node: usize) {
        let Some(points) = self.contours.get_mut(contour) else {
            return;
        };
        if node < points.nodes.len() {
            points.nodes.remove(node);
        }
        if points.nodes.len() < 2 {
            self.contours.remove(contour);
        } else if points.nodes.len() < 3 && points.closed {
            let curved = points
                .nodes
                .iter()
                .any(|it| it.before.is_some() || it.after.is_some());
            points.closed = curved;
        }
    }
}

impl Contour {
    fn take(&mut self, event: Event<lyon::math::Point, lyon::math::Point>) {
        let at = |it: lyon::math::Point| Point::new(it.x, it.y);
        match event {
            Event::Begin { .. } => {}
            Event::Line { to, .. } => self.nodes.push(Node::corner(at(to))),
            Event::Quadratic { from, ctrl, to } => {
                let cubic = QuadraticBezierSegment { from, ctrl, to }.to_cubic();
                self.curve(at(cubic.ctrl1), at(cubic.ctrl2), at(to));
            }
            Event::Cubic {
                ctrl1, ctrl2, to, ..
            } => self.curve(at(ctrl1), at(ctrl2), at(to)),
            Event::End { close, .. } => {
                self.closed = close;
                let ends_at_start = self.nodes.len() > 1
                    && self.nodes.first().map(|it| it.point)
                        == self.nodes.last().map(|it| it.point);
                if close && ends_at_start {
                    let before = self.nodes.pop().and_then(|it| it.before);
                    if let Some(first) = self.nodes.first_mut() {
                        first.before = before;
                    }
                }
            }
        }
    }

    fn curve(&mut self, ctrl1: Point, ctrl2: Point, to: Point) {
        if let Some(last) = self.nodes.last_mut() {
            last.after = (ctrl1 != last.point).then_some(ctrl1);
        }
        self.nodes.push(Node {
            point: to,
            before: (ctrl2 != to).then_some(ctrl2),
            after: None,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{parse_path_data, write_path_data};

    fn editable(data: &str) -> EditablePath {
        EditablePath::from_path(&parse_path_data(data))
    }

    fn data(path: &EditablePath) -> String {
        write_path_data(&path.to_path())
    }

    #[test]
    fn a_path_comes_back_as_it_was() {
        for path in [
            "M0 0L10 0L10 10Z",
            "M0 0C5 0 10 5 10 10L0 10Z",
            "M0 0C5 0 10 5 10 10C5 12 1 2 0 0ZM3 3L4 4",
            "M1 1L2 2",
        ] {
            assert_eq!(data(&editable(path)), path);
        }
    }

    #[test]
    fn a_point_added_to_a_curve_keeps_its_form() {
        let mut path = editable("M0 0C0 8 8 8 8 0");
        path.contours[0].split(0, 0.5);
        assert_eq!(data(&path), "M0 0C0 4 2 6 4 6C6 6 8 4 8 0");
        let mut line = editable("M0 0L8 0");
        let place = line.nearest(Point::new(4.0, 1.0), 2.0).unwrap();
        line.contours[place.0].split(place.1, place.2);
        assert_eq!(data(&line), "M0 0L4 0L8 0");
        assert_eq!(line.nearest(Point::new(4.0, 5.0), 2.0), None);
    }

    #[test]
    fn corners_become_smooth_and_back() {
        let mut path = editable("M0 0L10 10L20 0");
        path.contours[0].toggle_smooth(1);
        let node = path.contours[0].nodes[1];
        assert!(node.is_smooth());
        assert_eq!(node.before.map(|it| it.y), Some(10.0));
        path.contours[0].toggle_smooth(1);
        assert_eq!(data(&path), "M0 0L10 10L20 0");
    }

    #[test]
    fn the_other_handle_of_a_smooth_point_turns_along() {
        let mut node = Node::smooth(Point::new(0.0, 0.0), Point::new(4.0, 0.0));
        node.set_handle(true, Point::new(0.0, 6.0), false);
        assert_eq!(node.before, Some(Point::new(0.0, -4.0)));
        node.set_handle(false, Point::new(3.0, 3.0), true);
        assert_eq!(node.after, Some(Point::new(0.0, 6.0)));
        assert!(!node.is_smooth());
    }

    #[test]
    fn a_closed_curve_keeps_its_two_points() {
        let mut path = editable("M0 0C5 0 10 5 10 10C5 12 1 2 0 0Z");
        path.remove(0, 0);
        assert!(path.contours.is_empty());
        let mut triangle = editable("M0 0L10 0L10 10Z");
        triangle.remove(0, 2);
        assert_eq!(data(&triangle), "M0 0L10 0");
    }
}
