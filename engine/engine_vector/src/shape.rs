//! The outlines of elements, in coordinates of their own boxes.

use lyon::math::{Point, point};
use lyon::path::Path;
use omnios_model::{Corners, ElementKind, Length, Rect, Size, Style};

use crate::{ViewBoxTransform, parse_path_data};

/// Handles of this share of the radius make the cubic curve that is nearest to a quarter of an
/// ellipse.
const QUARTER: f32 = 0.552_284_8;

/// The outline of a rectangle, an ellipse or a vector in a box of that size, in CSS px from the
/// box's top left corner. `None` for other kinds and for boxes without area.
pub fn outline(kind: ElementKind, style: &Style, size: Size) -> Option<Path> {
    match kind {
        ElementKind::Rectangle | ElementKind::Ellipse => {
            (size.width > 0.0 && size.height > 0.0).then(|| rounded(size, &style.border_radius))
        }
        ElementKind::Vector => {
            let area = Rect::new(0.0, 0.0, size.width, size.height);
            let transform = ViewBoxTransform::meet(style.view_box, area);
            (transform.scale > 0.0).then(|| {
                let path = parse_path_data(&style.path_data);
                transformed(&path, &transform)
            })
        }
        ElementKind::Frame | ElementKind::Text | ElementKind::Image | ElementKind::Boolean => None,
    }
}

/// A path in an element's box of one in its view box.
pub fn transformed(path: &Path, transform: &ViewBoxTransform) -> Path {
    let to_box = lyon::math::Transform::scale(transform.scale, transform.scale)
        .then_translate(lyon::math::vector(transform.offset.x, transform.offset.y));
    path.clone().transformed(&to_box)
}

/// A rectangle with round corners. Radii that overlap shrink together (CSS Backgrounds 3 §5.5).
fn rounded(size: Size, radii: &Corners<Length>) -> Path {
    let used = |length: Length, whole: f32| length.resolve_or_zero(whole).max(0.0);
    let corner = |length: Length| (used(length, size.width), used(length, size.height));
    let mut corners = [
        corner(radii.top_left),
        corner(radii.top_right),
        corner(radii.bottom_right),
        corner(radii.bottom_left),
    ];
    let [tl, tr, br, bl] = corners;
    let fits = [
        size.width / (tl.0 + tr.0),
        size.height / (tr.1 + br.1),
        size.width / (br.0 + bl.0),
        size.height / (bl.1 + tl.1),
    ];
    let scale = fits
        .into_iter()
        .filter(|it| it.is_finite())
        .fold(1.0, f32::min);
    for corner in &mut corners {
        *corner = (corner.0 * scale, corner.1 * scale);
    }
    let [tl, tr, br, bl] = corners;
    let (w, h) = (size.width, size.height);
    let mut path = Path::builder();
    path.begin(point(tl.0, 0.0));
    for (before, (x, y), vertex, after) in [
        (point(w - tr.0, 0.0), tr, point(w, 0.0), point(w, tr.1)),
        (point(w, h - br.1), br, point(w, h), point(w - br.0, h)),
        (point(bl.0, h), bl, point(0.0, h), point(0.0, h - bl.1)),
        (point(0.0, tl.1), tl, point(0.0, 0.0), point(tl.0, 0.0)),
    ] {
        path.line_to(before);
        if x > 0.0 && y > 0.0 {
            let towards = |from: Point| from + (vertex - from) * QUARTER;
            path.cubic_bezier_to(towards(before), towards(after), after);
        }
    }
    path.close();
    path.build()
}
