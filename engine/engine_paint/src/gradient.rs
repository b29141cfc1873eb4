//! What a shape is filled with, and where a gradient's colours lie.

use std::sync::Arc;

use omnios_model::{AssetHash, Color, GradientStop, ObjectFit, Paint, Point, Rect};

/// The fill of a shape. Positions are in the space of the shape.
#[derive(Debug, Clone, PartialEq)]
pub enum PaintSource {
    /// One colour.
    Solid(Color),
    /// A gradient.
    Gradient(Gradient),
    /// An image, fitted into `area`.
    Image {
        /// Which asset.
        asset: AssetHash,
        /// How it fills `area`.
        fit: ObjectFit,
        /// The box it is fitted into: CSS's background positioning area, or a content box.
        area: Rect,
    },
}

/// A gradient over an area. Outside the area it repeats, as CSS backgrounds do, except in
/// [`GradientSpace::ObjectBoundingBox`], where the outermost colours go on, as SVG's do.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// Straight or round.
    pub shape: GradientShape,
    /// Colours, positions ascending; at least two.
    pub stops: Arc<[GradientStop]>,
    /// The rectangle that the geometry is derived from.
    pub area: Rect,
    /// How it is derived.
    pub space: GradientSpace,
}

/// The shape of a gradient's lines of equal colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GradientShape {
    /// Straight lines across this direction: degrees clockwise from straight up.
    Linear {
        /// The direction.
        angle_deg: f32,
    },
    /// Ellipses around the middle; the last colour meets the farthest corner.
    Radial,
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
        let gradient = |shape, stops: &[GradientStop]| {
            Self::Gradient(Gradient {
                shape,
                stops: stops.into(),
                area,
                space,
            })
        };
        match paint {
            Paint::Solid(color) => Self::Solid(*color),
            Paint::LinearGradient { angle_deg, stops } => gradient(
                GradientShape::Linear {
                    angle_deg: *angle_deg,
                },
                stops,
            ),
            Paint::RadialGradient { stops } => gradient(GradientShape::Radial, stops),
            Paint::Image { asset, fit } => Self::Image {
                asset: asset.clone(),
                fit: *fit,
                area,
            },
        }
    }

    /// Whether nothing would be seen.
    pub fn is_invisible(&self) -> bool {
        match self {
            Self::Solid(color) => color.a == 0,
            Self::Gradient(gradient) => gradient.stops.iter().all(|stop| stop.color.a == 0),
            Self::Image { area, .. } => area.width <= 0.0 || area.height <= 0.0,
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

impl PaintSource {
    /// Where an image of natural size `width` × `height` lies when fitted into `area`: it reaches
    /// beyond the area where it is cropped.
    pub fn fitted_image(area: Rect, width: f32, height: f32, fit: ObjectFit) -> Rect {
        if width <= 0.0 || height <= 0.0 {
            return area;
        }
        let factor_x = area.width / width;
        let factor_y = area.height / height;
        let (factor_x, factor_y) = match fit {
            ObjectFit::Fill => (factor_x, factor_y),
            ObjectFit::Cover => (factor_x.max(factor_y), factor_x.max(factor_y)),
            ObjectFit::Contain => (factor_x.min(factor_y), factor_x.min(factor_y)),
            ObjectFit::None => (1.0, 1.0),
        };
        let (width, height) = (width * factor_x, height * factor_y);
        Rect::new(
            area.x + (area.width - width) / 2.0,
            area.y + (area.height - height) / 2.0,
            width,
            height,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(area: Rect, width: f32, height: f32, fit: ObjectFit) -> Rect {
        PaintSource::fitted_image(area, width, height, fit)
    }

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

    #[test]
    fn images_keep_their_proportions_but_for_fill() {
        let cover = fitted(AREA, 100.0, 100.0, ObjectFit::Cover);
        assert_eq!(cover, Rect::new(10.0, -30.0, 200.0, 200.0));
        let contain = fitted(AREA, 100.0, 100.0, ObjectFit::Contain);
        assert_eq!(contain, Rect::new(60.0, 20.0, 100.0, 100.0));
        assert_eq!(fitted(AREA, 100.0, 100.0, ObjectFit::Fill), AREA);
        let natural = fitted(AREA, 40.0, 20.0, ObjectFit::None);
        assert_eq!(natural, Rect::new(90.0, 60.0, 40.0, 20.0));
    }
}
