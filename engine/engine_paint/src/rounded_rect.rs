//! Rectangles with elliptical corners, as CSS Backgrounds and Borders §5 defines them.

use omnios_model::{Corners, Edges, Length, Rect};

/// The two radii of one corner's ellipse, in the px of the rectangle they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Radius {
    /// Horizontal radius.
    pub x: f32,
    /// Vertical radius.
    pub y: f32,
}

/// A rectangle and the ellipses of its corners. The radii never overlap when it comes from
/// [`RoundedRect::from_style`].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RoundedRect {
    /// The rectangle.
    pub rect: Rect,
    /// The corners.
    pub radii: Corners<Radius>,
}

impl Radius {
    fn scaled(self, factor: f32) -> Self {
        Self {
            x: self.x * factor,
            y: self.y * factor,
        }
    }

    /// A corner with a radius of 0 in either direction is square.
    pub fn is_square(self) -> bool {
        self.x <= 0.0 || self.y <= 0.0
    }
}

impl RoundedRect {
    /// A rectangle with square corners.
    pub fn square(rect: Rect) -> Self {
        Self {
            rect,
            radii: Corners::default(),
        }
    }

    /// A rectangle whose corners are circles of radius `radius`, made smaller where they overlap.
    pub fn uniform(rect: Rect, radius: f32) -> Self {
        let corner = Length::Px(radius);
        let corners = Corners {
            top_left: corner,
            top_right: corner,
            bottom_right: corner,
            bottom_left: corner,
        };
        Self::from_style(rect, &corners)
    }

    /// The border box `rect` with `border-radius`: per cents are of the box's width and height,
    /// and all radii shrink by the one factor that makes them fit (CSS Backgrounds §5.5).
    pub fn from_style(rect: Rect, radii: &Corners<Length>) -> Self {
        let resolve = |length: Length| Radius {
            x: length.resolve_or_zero(rect.width).max(0.0),
            y: length.resolve_or_zero(rect.height).max(0.0),
        };
        let it = Self {
            rect,
            radii: Corners {
                top_left: resolve(radii.top_left),
                top_right: resolve(radii.top_right),
                bottom_right: resolve(radii.bottom_right),
                bottom_left: resolve(radii.bottom_left),
            },
        };
        it.reduced()
    }

    fn reduced(mut self) -> Self {
        let Corners {
            top_left,
            top_right,
            bottom_right,
            bottom_left,
        } = self.radii;
        let sides = [
            (self.rect.width, top_left.x + top_right.x),
            (self.rect.width, bottom_left.x + bottom_right.x),
            (self.rect.height, top_left.y + bottom_left.y),
            (self.rect.height, top_right.y + bottom_right.y),
        ];
        let factor = sides
            .into_iter()
            .filter(|(_, needed)| *needed > 0.0)
            .map(|(side, needed)| side / needed)
            .fold(1.0_f32, f32::min)
            .max(0.0);
        if factor < 1.0 {
            self.radii = self.map_radii(|radius| radius.scaled(factor));
        }
        self
    }

    /// The shape with all its lengths multiplied, seen from the origin.
    pub fn stretched(&self, x: f32, y: f32) -> Self {
        let Rect {
            x: left,
            y: top,
            width,
            height,
        } = self.rect;
        Self {
            rect: Rect::new(left * x, top * y, width * x, height * y),
            radii: self.map_radii(|radius| Radius {
                x: radius.x * x,
                y: radius.y * y,
            }),
        }
    }

    fn map_radii(&self, map: impl Fn(Radius) -> Radius) -> Corners<Radius> {
        Corners {
            top_left: map(self.radii.top_left),
            top_right: map(self.radii.top_right),
            bottom_right: map(self.radii.bottom_right),
            bottom_left: map(self.radii.bottom_left),
        }
    }

    /// Whether any corner is round.
    pub fn is_rounded(&self) -> bool {
        let Corners {
            top_left,
            top_right,
            bottom_right,
            bottom_left,
        } = self.radii;
        [top_left, top_right, bottom_right, bottom_left]
            .into_iter()
            .any(|radius| !radius.is_square())
    }

    /// The inner edge of a band of these widths: radii shrink by the band (CSS Backgrounds §5.2).
    pub fn inset(&self, by: &Edges<f32>) -> Self {
        let rect = Rect::new(
            self.rect.x + by.left,
            self.rect.y + by.top,
            (self.rect.width - by.left - by.right).max(0.0),
            (self.rect.height - by.top - by.bottom).max(0.0),
        );
        let shrink = |radius: Radius, x: f32, y: f32| Radius {
            x: (radius.x - x).max(0.0),
            y: (radius.y - y).max(0.0),
        };
        Self {
            rect,
            radii: Corners {
                top_left: shrink(self.radii.top_left, by.left, by.top),
                top_right: shrink(self.radii.top_right, by.right, by.top),
                bottom_right: shrink(self.radii.bottom_right, by.right, by.bottom),
                bottom_left: shrink(self.radii.bottom_left, by.left, by.bottom),
            },
        }
    }

    /// The shape moved by `x`, `y`.
    pub fn translated(&self, offset: omnios_model::Point) -> Self {
        Self {
            rect: self.rect.translated(offset),
            radii: self.radii,
        }
    }

    /// Whether the rectangle lies inside the shape, so that clipping to the shape leaves it whole.
    pub fn contains_rect(&self, other: &Rect) -> bool {
        if !self.rect.contains_rect(other) {
            return false;
        }
        let corners = [
            (self.radii.top_left, other.x, other.y, 1.0, 1.0),
            (self.radii.top_right, other.right(), other.y, -1.0, 1.0),
            (
                self.radii.bottom_right,
                other.right(),
                other.bottom(),
                -1.0,
                -1.0,
            ),
            (self.radii.bottom_left, other.x, other.bottom(), 1.0, -1.0),
        ];
        corners.into_iter().all(|(radius, x, y, right, down)| {
            if radius.is_square() {
                return true;
            }
            let edge_x = if right > 0.0 {
                self.rect.x
            } else {
                self.rect.right()
            };
            let edge_y = if down > 0.0 {
                self.rect.y
            } else {
                self.rect.bottom()
            };
            let to_center_x = 1.0 - (x - edge_x) * right / radius.x;
            let to_center_y = 1.0 - (y - edge_y) * down / radius.y;
            to_center_x <= 0.0
                || to_center_y <= 0.0
                || to_center_x * to_center_x + to_center_y * to_center_y <= 1.0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corners(length: Length) -> Corners<Length> {
        Corners {
            top_left: length,
            top_right: length,
            bottom_right: length,
            bottom_left: length,
        }
    }

    #[test]
    fn per_cents_make_elliptical_corners() {
        let shape = RoundedRect::from_style(
            Rect::new(0.0, 0.0, 200.0, 100.0),
            &corners(Length::Percent(50.0)),
        );
        assert_eq!(shape.radii.top_left, Radius { x: 100.0, y: 50.0 });
    }

    #[test]
    fn radii_that_overlap_all_shrink_by_the_same_factor() {
        let radii = Corners {
            top_left: Length::Px(60.0),
            top_right: Length::Px(60.0),
            bottom_right: Length::Px(20.0),
            bottom_left: Length::Px(0.0),
        };
        let shape = RoundedRect::from_style(Rect::new(0.0, 0.0, 80.0, 200.0), &radii);
        let factor = 80.0 / 120.0;
        assert!((shape.radii.top_left.x - 60.0 * factor).abs() < 1e-4);
        assert!((shape.radii.bottom_right.y - 20.0 * factor).abs() < 1e-4);
        assert!(shape.radii.bottom_left.is_square());
    }

    #[test]
    fn a_pill_keeps_its_circles() {
        let shape = RoundedRect::uniform(Rect::new(0.0, 0.0, 100.0, 40.0), 999.0);
        assert_eq!(shape.radii.top_left, Radius { x: 20.0, y: 20.0 });
    }

    #[test]
    fn the_inside_of_a_thick_border_has_square_corners() {
        let outer = RoundedRect::uniform(Rect::new(0.0, 0.0, 100.0, 100.0), 8.0);
        let inner = outer.inset(&Edges {
            top: 2.0,
            right: 10.0,
            bottom: 2.0,
            left: 4.0,
        });
        assert_eq!(inner.rect, Rect::new(4.0, 2.0, 86.0, 96.0));
        assert_eq!(inner.radii.top_left, Radius { x: 4.0, y: 6.0 });
        assert!(inner.radii.top_right.is_square());
    }

    #[test]
    fn a_rectangle_in_the_corner_is_not_inside_the_round_shape() {
        let shape = RoundedRect::uniform(Rect::new(0.0, 0.0, 100.0, 100.0), 20.0);
        assert!(!shape.contains_rect(&Rect::new(0.0, 0.0, 10.0, 10.0)));
        assert!(shape.contains_rect(&Rect::new(0.0, 20.0, 100.0, 60.0)));
        assert!(shape.contains_rect(&Rect::new(6.0, 6.0, 88.0, 88.0)));
    }
}
