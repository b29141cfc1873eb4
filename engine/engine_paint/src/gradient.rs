//! What a shape is filled with, and where a gradient's colours lie.

use std::sync::Arc;

use omnios_model::{
    Anchor, AssetHash, Color, GradientShape, GradientStop, Paint, Placement, Point, RadialSize,
    Rect, Size,
};

/// The fill of a shape. Positions are in the space of the shape.
#[derive(Debug, Clone, PartialEq)]
pub enum PaintSource {
    /// One colour.
    Solid(Color),
    /// A gradient.
    Gradient(Gradient),
    /// An image.
    Image {
        /// Which asset.
        asset: AssetHash,
        /// Where it lies in `area`.
        placement: Placement,
        /// The box it is placed in: CSS's background positioning area, or a content box.
        area: Rect,
    },
}

/// A gradient over the tiles of an area. In [`GradientSpace::ObjectBoundingBox`] there are no tiles:
/// the area is the shape's, and outside the outermost colours go on, as SVG's do.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// Straight, round or around a point.
    pub shape: GradientShape,
    /// Colours, positions ascending; at least two.
    pub stops: Arc<[GradientStop]>,
    /// The rectangle that the tiles are placed in.
    pub area: Rect,
    /// Where in it they lie.
    pub placement: Placement,
    /// How it is derived.
    pub space: GradientSpace,
    /// Whether the stretch between the outermost stops repeats on both sides.
    pub repeating: bool,
}

/// How an area becomes a gradient's geometry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GradientSpace {
    /// CSS Images §3.1: the angle is one of the page.
    Css,
    /// SVG's `objectBoundingBox`: the angle is one of a unit square that is then stretched over
    /// the area, so that lines of equal colour slant with it.
    ObjectBoundingBox,
}

/// Start and end of a linear gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradientLine {
    /// Where position 0 lies.
    pub start: Point,
    /// Where position 1 lies.
    pub end: Point,
}

impl PaintSource {
    /// The source of a model paint over `area`.
    pub fn new(paint: &Paint, area: Rect, space: GradientSpace) -> Self {
        match paint {
            Paint::Solid(color) => Self::Solid(*color),
            Paint::Gradient(gradient) => Self::Gradient(Gradient {
                shape: gradient.shape,
                stops: gradient.stops.as_slice().into(),
                area,
                placement: gradient.placement,
                space,
                repeating: gradient.repeating,
            }),
            Paint::Image { asset, placement } => Self::Image {
                asset: asset.clone(),
                placement: *placement,
                area,
            },
        }
    }

    /// Whether it is placed in the page's window.
    pub fn is_fixed(&self) -> bool {
        match self {
            Self::Solid(_) => false,
            Self::Gradient(Gradient { placement, .. }) | Self::Image { placement, .. } => {
                placement.fixed
            }
        }
    }

    /// Whether nothing would be seen.
    pub fn is_invisible(&self) -> bool {
        match self {
            Self::Solid(color) => color.a == 0,
            Self::Gradient(gradient) => gradient.stops.iter().all(|stop| stop.color.a == 0),
            Self::Image {
                area, placement, ..
            } => !placement.fixed && (area.width <= 0.0 || area.height <= 0.0),
        }
    }
}

impl GradientLine {
    /// CSS's gradient line for an angle over `area`: through the middle, just long enough that
    /// the corners get the first and the last colour (CSS Images §3.1.1).
    pub fn css(area: Rect, angle_deg: f32) -> Self {
        let (sin, cos) = angle_deg.to_radians().sin_cos();
        let half = (area.width * sin).abs() / 2.0 + (area.height * cos).abs() / 2.0;
        let center = area.center();
        Self {
            start: Point::new(center.x - sin * half, center.y + cos * half),
            end: Point::new(center.x + sin * half, center.y - cos * half),
        }
    }

    /// The position of `point` along the line: 0 at the start, 1 at the end.
    pub fn position(&self, point: Point) -> f32 {
        let along = self.end - self.start;
        let from_start = point - self.start;
        let squared_length = along.x * along.x + along.y * along.y;
        if squared_length == 0.0 {
            return 0.0;
        }
        (from_start.x * along.x + from_start.y * along.y) / squared_length
    }
}

impl Gradient {
    /// The middle of a radial gradient and its radii at position 1, from the top left corner of
    /// an area of this size (CSS Images §3.2).
    pub fn radial_geometry(
        area: Size,
        circle: bool,
        size: RadialSize,
        center: Anchor,
    ) -> (Point, Size) {
        let at = center.in_box(area);
        let (left, right) = (at.x.abs(), (area.width - at.x).abs());
        let (top, bottom) = (at.y.abs(), (area.height - at.y).abs());
        let near = Size::new(left.min(right), top.min(bottom));
        let far = Size::new(left.max(right), top.max(bottom));
        // An ellipse through a corner has the proportions of the one that touches the sides.
        let through = |corner: Size| {
            let radius = |along: f32, across: f32| {
                if across > 0.0 {
                    (along * along * 2.0).sqrt()
                } else {
                    along
                }
            };
            Size::new(
                radius(corner.width, corner.height),
                radius(corner.height, corner.width),
            )
        };
        let round = |radius: f32| Size::new(radius, radius);
        let radii = match (size, circle) {
            (RadialSize::ClosestSide, true) => round(near.width.min(near.height)),
            (RadialSize::FarthestSide, true) => round(far.width.max(far.height)),
            (RadialSize::ClosestCorner, true) => round(near.width.hypot(near.height)),
            (RadialSize::FarthestCorner, true) => round(far.width.hypot(far.height)),
            (RadialSize::ClosestSide, false) => near,
            (RadialSize::FarthestSide, false) => far,
            (RadialSize::ClosestCorner, false) => through(near),
            (RadialSize::FarthestCorner, false) => through(far),
            (RadialSize::Radii(x, y), _) => Size::new(
                x.resolve_or_zero(area.width),
                y.resolve_or_zero(area.height),
            ),
        };
        (
            at,
            Size::new(radii.width.max(1.0e-4), radii.height.max(1.0e-4)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect::new(10.0, 20.0, 200.0, 100.0);

    fn close(a: Point, b: Point) {
        assert!(
            (a.x - b.x).abs() < 1e-3 && (a.y - b.y).abs() < 1e-3,
            "{a:?} {b:?}"
        );
    }

    #[test]
    fn upright_angles_run_from_edge_to_edge() {
        let down = GradientLine::css(AREA, 180.0);
        close(down.start, Point::new(110.0, 20.0));
        close(down.end, Point::new(110.0, 120.0));
        let right = GradientLine::css(AREA, 90.0);
        close(right.start, Point::new(10.0, 70.0));
        close(right.end, Point::new(210.0, 70.0));
    }

    #[test]
    fn at_any_angle_opposite_corners_get_the_outer_colours() {
        for (angle, first, last) in [
            (45.0, Point::new(10.0, 120.0), Point::new(210.0, 20.0)),
            (135.0, Point::new(10.0, 20.0), Point::new(210.0, 120.0)),
            (200.0, Point::new(210.0, 20.0), Point::new(10.0, 120.0)),
        ] {
            let line = GradientLine::css(AREA, angle);
            assert!(line.position(first).abs() < 1e-4, "{angle}");
            assert!((line.position(last) - 1.0).abs() < 1e-4, "{angle}");
        }
    }
}
