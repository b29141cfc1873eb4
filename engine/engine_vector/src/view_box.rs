//! From a view box to an element's box.

use omnios_model::{Point, Rect};

/// `preserveAspectRatio="xMidYMid meet"`: a point `p` of the view box stands at
/// `p * scale + offset` in the element's box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ViewBoxTransform {
    /// CSS px per unit of the view box.
    pub scale: f32,
    /// Where the view box's origin stands, in CSS px.
    pub offset: Point,
}

impl ViewBoxTransform {
    /// Fits the view box `[x, y, width, height]` into `area`: as large as possible, centred.
    pub fn meet(view_box: [f32; 4], area: Rect) -> Self {
        let [x, y, width, height] = view_box;
        let scale = (area.width / width).min(area.height / height).max(0.0);
        Self {
            scale,
            offset: Point::new(
                area.x + (area.width - width * scale) / 2.0 - x * scale,
                area.y + (area.height - height * scale) / 2.0 - y * scale,
            ),
        }
    }

    /// The point in the element's box of one in the view box.
    pub fn point(&self, point: Point) -> Point {
        Point::new(
            point.x * self.scale + self.offset.x,
            point.y * self.scale + self.offset.y,
        )
    }

    /// The point in the view box of one in the element's box. `None` where the box is so small
    /// that the whole view box is one point.
    pub fn inverse(&self, point: Point) -> Option<Point> {
        (self.scale > 0.0).then(|| {
            Point::new(
                (point.x - self.offset.x) / self.scale,
                (point.y - self.offset.y) / self.scale,
            )
        })
    }

    /// The rectangle in the element's box of one in the view box.
    pub fn rect(&self, rect: Rect) -> Rect {
        Rect::new(
            rect.x * self.scale + self.offset.x,
            rect.y * self.scale + self.offset.y,
            rect.width * self.scale,
            rect.height * self.scale,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_box_is_centred_in_a_longer_box() {
        let transform =
            ViewBoxTransform::meet([0.0, 0.0, 24.0, 24.0], Rect::new(0.0, 0.0, 96.0, 48.0));
        assert_eq!(transform.scale, 2.0);
        assert_eq!(transform.offset, Point::new(24.0, 0.0));
        let moved =
            ViewBoxTransform::meet([10.0, 10.0, 10.0, 10.0], Rect::new(0.0, 0.0, 20.0, 20.0));
        assert_eq!(
            moved.rect(Rect::new(10.0, 10.0, 10.0, 10.0)),
            Rect::new(0.0, 0.0, 20.0, 20.0)
        );
    }
}
