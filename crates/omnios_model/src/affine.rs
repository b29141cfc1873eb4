//! Maps of the plane that keep straight lines straight: what CSS transforms amount to.

use crate::{Point, Rect};

/// CSS's `matrix(a, b, c, d, e, f)`: a point `x, y` becomes `a·x + c·y + e, b·x + d·y + f`.
///
/// Named `target_from_source` where it stands: `page_from_box.map_point(point_in_box)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affine {
    /// What x adds to x.
    pub a: f64,
    /// What x adds to y.
    pub b: f64,
    /// What y adds to x.
    pub c: f64,
    /// What y adds to y.
    pub d: f64,
    /// Moves to the right.
    pub e: f64,
    /// Moves downwards.
    pub f: f64,
}

impl Default for Affine {
    fn default() -> Self {
        Self::IDENTITY
    }
}

impl Affine {
    /// Leaves everything where it is.
    pub const IDENTITY: Self = Self::new(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);

    /// The map with CSS's six numbers.
    pub const fn new(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64) -> Self {
        Self { a, b, c, d, e, f }
    }

    /// Moves by `x`, `y`.
    pub const fn translate(x: f64, y: f64) -> Self {
        Self::new(1.0, 0.0, 0.0, 1.0, x, y)
    }

    /// Moves the origin to `point`.
    pub fn translate_to(point: Point) -> Self {
        Self::translate(f64::from(point.x), f64::from(point.y))
    }

    /// Turns clockwise around the origin, in degrees.
    pub fn rotate(degrees: f64) -> Self {
        // Quarter turns are exact, so that upright boxes stay upright.
        let (sin, cos) = match degrees.rem_euclid(360.0) {
            0.0 => (0.0, 1.0),
            90.0 => (1.0, 0.0),
            180.0 => (0.0, -1.0),
            270.0 => (-1.0, 0.0),
            turn => turn.to_radians().sin_cos(),
        };
        Self::new(cos, sin, -sin, cos, 0.0, 0.0)
    }

    /// Stretches from the origin.
    pub const fn scale(x: f64, y: f64) -> Self {
        Self::new(x, 0.0, 0.0, y, 0.0, 0.0)
    }

    /// Slants: `x` degrees along the horizontal axis, `y` along the vertical one.
    pub fn skew(x_degrees: f64, y_degrees: f64) -> Self {
        let tangent = |degrees: f64| degrees.to_radians().tan();
        Self::new(1.0, tangent(y_degrees), tangent(x_degrees), 1.0, 0.0, 0.0)
    }

    /// This map, done around `center` instead of the origin.
    pub fn around(self, center: Point) -> Self {
        let (x, y) = (f64::from(center.x), f64::from(center.y));
        Self::translate(-x, -y)
            .then(self)
            .then(Self::translate(x, y))
    }

    /// First this map, then `next`: `next × self` as matrices.
    pub fn then(self, next: Self) -> Self {
        Self {
            a: next.a * self.a + next.c * self.b,
            b: next.b * self.a + next.d * self.b,
            c: next.a * self.c + next.c * self.d,
            d: next.b * self.c + next.d * self.d,
            e: next.a * self.e + next.c * self.f + next.e,
            f: next.b * self.e + next.d * self.f + next.f,
        }
    }

    /// How many times larger areas become; below 0 where the map mirrors.
    pub fn determinant(&self) -> f64 {
        self.a * self.d - self.b * self.c
    }

    /// The map back. `None` where everything falls on a line or a point, or isn't finite.
    pub fn inverse(&self) -> Option<Self> {
        let determinant = self.determinant();
        let inverse = Self {
            a: self.d / determinant,
            b: -self.b / determinant,
            c: -self.c / determinant,
            d: self.a / determinant,
            e: (self.c * self.f - self.d * self.e) / determinant,
            f: (self.b * self.e - self.a * self.f) / determinant,
        };
        (determinant != 0.0 && inverse.is_finite()).then_some(inverse)
    }

    /// Where a point comes to stand.
    pub fn map_point(&self, point: Point) -> Point {
        let (x, y) = (f64::from(point.x), f64::from(point.y));
        Point::new(
            (self.a * x + self.c * y + self.e) as f32,
            (self.b * x + self.d * y + self.f) as f32,
        )
    }

    /// What a distance becomes: as [`Self::map_point`], but nothing is moved.
    pub fn map_vector(&self, vector: Point) -> Point {
        let (x, y) = (f64::from(vector.x), f64::from(vector.y));
        Point::new(
            (self.a * x + self.c * y) as f32,
            (self.b * x + self.d * y) as f32,
        )
    }

    /// Where a rectangle's corners come to stand: top left, top right, bottom right, bottom left
    /// of the rectangle.
    pub fn map_corners(&self, rect: Rect) -> [Point; 4] {
        [
            Point::new(rect.x, rect.y),
            Point::new(rect.right(), rect.y),
            Point::new(rect.right(), rect.bottom()),
            Point::new(rect.x, rect.bottom()),
        ]
        .map(|corner| self.map_point(corner))
    }

    /// The smallest upright rectangle that holds what `rect` becomes.
    pub fn bounds(&self, rect: Rect) -> Rect {
        if self.is_identity() {
            return rect;
        }
        let corners = self.map_corners(rect);
        let [first, ..] = corners;
        let (low, high) = corners.into_iter().fold((first, first), |(low, high), it| {
            (
                Point::new(low.x.min(it.x), low.y.min(it.y)),
                Point::new(high.x.max(it.x), high.y.max(it.y)),
            )
        });
        Rect::from_corners(low, high)
    }

    /// Whether it leaves everything where it is.
    pub fn is_identity(&self) -> bool {
        *self == Self::IDENTITY
    }

    /// Whether upright rectangles stay upright and aren't mirrored or turned.
    pub fn keeps_axes(&self) -> bool {
        self.b == 0.0 && self.c == 0.0 && self.a > 0.0 && self.d > 0.0
    }

    /// Whether it only moves.
    pub fn is_translation(&self) -> bool {
        (self.a, self.b, self.c, self.d) == (1.0, 0.0, 0.0, 1.0)
    }

    /// Whether all six numbers are finite.
    pub fn is_finite(&self) -> bool {
        [self.a, self.b, self.c, self.d, self.e, self.f]
            .into_iter()
            .all(f64::is_finite)
    }

    /// How much longer lengths become on the average: the square root of the areas' factor.
    pub fn mean_scale(&self) -> f64 {
        self.determinant().abs().sqrt()
    }

    /// The angle that the horizontal axis was turned by, clockwise, from -180 to 180 degrees.
    pub fn rotation_degrees(&self) -> f64 {
        self.b.atan2(self.a).to_degrees()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_are_done_in_the_order_they_are_named() {
        let turned_then_moved = Affine::rotate(90.0).then(Affine::translate(10.0, 0.0));
        assert_eq!(
            turned_then_moved.map_point(Point::new(1.0, 0.0)),
            Point::new(10.0, 1.0)
        );
    }

    #[test]
    fn the_way_back_leads_back() {
        let there = Affine::rotate(33.0)
            .then(Affine::skew(10.0, 5.0))
            .then(Affine::scale(2.0, -0.5))
            .around(Point::new(40.0, 30.0));
        let back = there.inverse().unwrap();
        let point = back.map_point(there.map_point(Point::new(12.0, -7.0)));
        assert!((point.x - 12.0).abs() < 1e-4 && (point.y + 7.0).abs() < 1e-4);
        assert_eq!(Affine::scale(1.0, 0.0).inverse(), None);
    }

    #[test]
    fn a_square_on_its_corner_needs_more_room() {
        let bounds = Affine::rotate(45.0)
            .around(Point::new(5.0, 5.0))
            .bounds(Rect::new(0.0, 0.0, 10.0, 10.0));
        let half = 5.0 * 2.0_f32.sqrt();
        assert!((bounds.x - (5.0 - half)).abs() < 1e-4);
        assert!((bounds.width - 2.0 * half).abs() < 1e-4);
    }
}
