//! The eight handles around a selection, and what dragging one does to a box.

use omnios_model::{Point, Rect};

/// A corner or side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names of the eight places")]
pub enum Handle {
    TopLeft,
    Top,
    TopRight,
    Right,
    BottomRight,
    Bottom,
    BottomLeft,
    Left,
}

/// How a resize is constrained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ResizeRule {
    /// Keep width : height.
    pub keep_aspect: bool,
    /// Grow on both sides, so that the middle stays.
    pub from_center: bool,
}

impl Handle {
    /// All eight, corners first: where they overlap on a small box the corner wins.
    pub const ALL: [Self; 8] = [
        Self::TopLeft,
        Self::TopRight,
        Self::BottomRight,
        Self::BottomLeft,
        Self::Top,
        Self::Right,
        Self::Bottom,
        Self::Left,
    ];

    /// -1, 0 or 1 on each axis: which edges the handle moves.
    pub fn direction(self) -> (i8, i8) {
        match self {
            Self::TopLeft => (-1, -1),
            Self::Top => (0, -1),
            Self::TopRight => (1, -1),
            Self::Right => (1, 0),
            Self::BottomRight => (1, 1),
            Self::Bottom => (0, 1),
            Self::BottomLeft => (-1, 1),
            Self::Left => (-1, 0),
        }
    }

    /// Whether it moves two edges.
    pub fn is_corner(self) -> bool {
        let (x, y) = self.direction();
        x != 0 && y != 0
    }

    /// Its middle on the box.
    pub fn position(self, rect: &Rect) -> Point {
        let (x, y) = self.direction();
        Point::new(
            rect.x + rect.width * (f32::from(x) + 1.0) / 2.0,
            rect.y + rect.height * (f32::from(y) + 1.0) / 2.0,
        )
    }

    /// As [`Self::cursor`], for a box turned clockwise by so many degrees.
    pub fn cursor_turned(self, degrees: f32) -> &'static str {
        const AROUND: [Handle; 8] = [
            Handle::Top,
            Handle::TopRight,
            Handle::Right,
            Handle::BottomRight,
            Handle::Bottom,
            Handle::BottomLeft,
            Handle::Left,
            Handle::TopLeft,
        ];
        let at = AROUND.iter().position(|it| *it == self).unwrap_or(0);
        // Casts of what isn't finite give 0.
        let steps = (degrees / 45.0).round().rem_euclid(8.0) as usize;
        AROUND[(at + steps) % 8].cursor()
    }

    /// The CSS cursor to show over it.
    pub fn cursor(self) -> &'static str {
        match self {
            Self::TopLeft | Self::BottomRight => "nwse-resize",
            Self::TopRight | Self::BottomLeft => "nesw-resize",
            Self::Top | Self::Bottom => "ns-resize",
            Self::Left | Self::Right => "ew-resize",
        }
    }
}

/// The handle of `rect_on_screen` that the pointer is on. Corners reach `reach_px` around their
/// point; sides react along their whole length, so that they can be grabbed on small boxes.
pub fn handle_at(pointer_on_screen: Point, rect_on_screen: &Rect, reach_px: f32) -> Option<Handle> {
    let near = |a: f32, b: f32| (a - b).abs() <= reach_px;
    let corner = Handle::ALL
        .into_iter()
        .filter(|it| it.is_corner())
        .find(|handle| {
            let at = handle.position(rect_on_screen);
            near(at.x, pointer_on_screen.x) && near(at.y, pointer_on_screen.y)
        });
    if corner.is_some() {
        return corner;
    }
    let within_x =
        pointer_on_screen.x > rect_on_screen.x && pointer_on_screen.x < rect_on_screen.right();
    let within_y =
        pointer_on_screen.y > rect_on_screen.y && pointer_on_screen.y < rect_on_screen.bottom();
    // The inside of a small box must stay free for moving it.
    let side_reach = (reach_px / 2.0)
        .min(rect_on_screen.width / 4.0)
        .min(rect_on_screen.height / 4.0)
        .max(1.0);
    let on = |a: f32, b: f32| (a - b).abs() <= side_reach;
    if within_x && on(pointer_on_screen.y, rect_on_screen.y) {
        Some(Handle::Top)
    } else if within_x && on(pointer_on_screen.y, rect_on_screen.bottom()) {
        Some(Handle::Bottom)
    } else if within_y && on(pointer_on_screen.x, rect_on_screen.x) {
        Some(Handle::Left)
    } else if within_y && on(pointer_on_screen.x, rect_on_screen.right()) {
        Some(Handle::Right)
    } else {
        None
    }
}

/// The corner of `rect` that the pointer is just outside of, where dragging turns the box:
/// beyond the reach of the handle, within `outer_px` of the corner, and not on the box.
pub fn rotation_at(
    pointer: Point,
    rect: &Rect,
    handle_reach_px: f32,
    outer_px: f32,
) -> Option<Handle> {
    if rect.inflated(1.0).contains(pointer) {
        return None;
    }
    Handle::ALL
        .into_iter()
        .filter(|handle| handle.is_corner())
        .find(|handle| {
            let way = pointer - handle.position(rect);
            let (x, y) = handle.direction();
            // Beyond both edges, or so near that it must be.
            let outside = way.x * f32::from(x) >= 0.0 || way.y * f32::from(y) >= 0.0;
            let far = way.x.abs() > handle_reach_px || way.y.abs() > handle_reach_px;
            outside && far && way.x.hypot(way.y) <= outer_px
        })
}

/// The box moved back into `outer`, as far as it fits; one that is too large stays at its start.
pub fn keep_inside(rect: Rect, outer: Rect) -> Rect {
    let kept = |low: f32, size: f32, from: f32, to: f32| low.min(to - size).max(from);
    Rect::new(
        kept(rect.x, rect.width, outer.x, outer.right()),
        kept(rect.y, rect.height, outer.y, outer.bottom()),
        rect.width,
        rect.height,
    )
}

/// The box that dragging `handle` by `delta` makes of `start`. It never gets smaller than
/// 1 × 1 and never turns inside out.
pub fn resize(start: Rect, handle: Handle, delta: Point, rule: ResizeRule) -> Rect {
    let (x, y) = handle.direction();
    let factor = if rule.from_center { 2.0 } else { 1.0 };
    let mut width = (start.width + delta.x * f32::from(x) * factor).max(1.0);
    let mut height = (start.height + delta.y * f32::from(y) * factor).max(1.0);
    if rule.keep_aspect && start.width > 0.0 && start.height > 0.0 {
        let scale = match (x, y) {
            (0, _) => height / start.height,
            (_, 0) => width / start.width,
            _ => (width / start.width).max(height / start.height),
        };
        width = (start.width * scale).max(1.0);
        height = (start.height * scale).max(1.0);
    }
    let anchored = |direction: i8, low: f32, old: f32, new: f32| {
        if rule.from_center {
            low + (old - new) / 2.0
        } else {
            match direction {
                -1 => low + old - new,
                0 if rule.keep_aspect => low + (old - new) / 2.0,
                _ => low,
            }
        }
    };
    Rect::new(
        anchored(x, start.x, start.width, width),
        anchored(y, start.y, start.height, height),
        width,
        height,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Rect = Rect::new(100.0, 50.0, 200.0, 100.0);

    #[test]
    fn the_opposite_corner_stays_where_it_is() {
        for handle in Handle::ALL {
            let (x, y) = handle.direction();
            let after = resize(
                START,
                handle,
                Point::new(30.0, -20.0),
                ResizeRule::default(),
            );
            if x <= 0 {
                assert_eq!(after.right(), START.right(), "{handle:?}");
            }
            if x >= 0 {
                assert_eq!(after.x, START.x, "{handle:?}");
            }
            if y <= 0 {
                assert_eq!(after.bottom(), START.bottom(), "{handle:?}");
            }
            if y >= 0 {
                assert_eq!(after.y, START.y, "{handle:?}");
            }
        }
    }

    #[test]
    fn aspect_and_center_hold() {
        let rule = ResizeRule {
            keep_aspect: true,
            from_center: true,
        };
        let after = resize(START, Handle::BottomRight, Point::new(50.0, 0.0), rule);
        assert_eq!(after.width / after.height, 2.0);
        assert_eq!(after.center(), START.center());
        assert_eq!(after.width, 300.0);
    }

    #[test]
    fn a_box_never_turns_inside_out() {
        let after = resize(
            START,
            Handle::TopLeft,
            Point::new(900.0, 900.0),
            ResizeRule::default(),
        );
        assert_eq!((after.width, after.height), (1.0, 1.0));
        assert_eq!(after.right(), START.right());
    }

    #[test]
    fn turning_begins_outside_of_the_handles() {
        let at = |x: f32, y: f32| rotation_at(Point::new(x, y), &START, 8.0, 22.0);
        assert_eq!(at(312.0, 162.0), Some(Handle::BottomRight));
        assert_eq!(at(302.0, 152.0), None, "the handle");
        assert_eq!(at(290.0, 140.0), None, "the box");
        assert_eq!(at(200.0, 160.0), None, "the middle of a side");
        assert_eq!(Handle::Top.cursor_turned(90.0), "ew-resize");
        assert_eq!(Handle::TopLeft.cursor_turned(-44.0), "ew-resize");
    }

    #[test]
    fn a_box_is_kept_inside_of_another() {
        let outer = Rect::new(0.0, 0.0, 500.0, 120.0);
        let kept = keep_inside(START.translated(Point::new(250.0, 400.0)), outer);
        assert_eq!(kept, Rect::new(300.0, 20.0, 200.0, 100.0));
        let large = keep_inside(Rect::new(-40.0, 0.0, 900.0, 10.0), outer);
        assert_eq!(large.x, 0.0);
    }

    #[test]
    fn the_inside_of_a_small_box_is_free_for_moving() {
        let small = Rect::new(0.0, 0.0, 24.0, 24.0);
        assert_eq!(handle_at(Point::new(12.0, 12.0), &small, 8.0), None);
        assert_eq!(
            handle_at(Point::new(24.0, 25.0), &small, 8.0),
            Some(Handle::BottomRight)
        );
        assert_eq!(
            handle_at(Point::new(12.0, 24.0), &small, 8.0),
            Some(Handle::Bottom)
        );
    }
}
