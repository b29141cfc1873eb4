//! An element's box as a shape that collides.

use omnios_model::Size;
use omnios_model::motion::BodyShape;
use rapier2d::prelude::{ColliderBuilder, Vector};

/// Corners of the polygon that stands for an ellipse: its edge is at most a 200th of the radius
/// away.
const ELLIPSE_CORNERS: u16 = 32;
/// The solver needs some extent.
const SMALLEST_PX: f32 = 0.5;

/// The shape around the middle of a box; `radius_px` counts for [`BodyShape::Rounded`].
pub(crate) fn collider(shape: BodyShape, size: Size, radius_px: f32) -> ColliderBuilder {
    let half_width = (size.width / 2.0).max(SMALLEST_PX);
    let half_height = (size.height / 2.0).max(SMALLEST_PX);
    let smaller = half_width.min(half_height);
    match shape {
        BodyShape::Ellipse if half_width == half_height => ColliderBuilder::ball(half_width),
        BodyShape::Ellipse => {
            let corners: Vec<Vector> = (0..ELLIPSE_CORNERS)
                .map(|corner| {
                    let angle = f32::from(corner) / f32::from(ELLIPSE_CORNERS)
                        * (2.0 * std::f32::consts::PI);
                    let (sine, cosine) = libm::sincosf(angle);
                    Vector::new(cosine * half_width, sine * half_height)
                })
                .collect();
            ColliderBuilder::convex_hull(&corners)
                .unwrap_or_else(|| ColliderBuilder::cuboid(half_width, half_height))
        }
        BodyShape::Rounded if radius_px >= smaller && half_width == half_height => {
            ColliderBuilder::ball(half_width)
        }
        BodyShape::Rounded if radius_px > 0.0 => {
            let radius = radius_px.min(smaller - 0.01);
            ColliderBuilder::round_cuboid(half_width - radius, half_height - radius, radius)
        }
        BodyShape::Box | BodyShape::Rounded => ColliderBuilder::cuboid(half_width, half_height),
    }
}
