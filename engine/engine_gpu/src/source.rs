//! Colours, gradients and images as shaders read them, and where their tiles lie.

use engine_paint::{Gradient, GradientSpace, PaintSource};
use omnios_model::{Color, GradientShape, Placement, Rect, Size};

use crate::camera::DeviceTransform;
use crate::frame::Picture;
use crate::instance::{
    FLAG_REPEATING, FLAG_TILED_X, FLAG_TILED_Y, FLAG_UNIT_SQUARE, PaintKind, STOP_COUNT_SHIFT,
    channels, edges,
};
use crate::paint::FramePainter;

/// Where an image is missing: it is being loaded or its file is gone.
const MISSING_IMAGE: Color = Color::rgba(128, 128, 128, 40);

/// What a page's window shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    /// In CSS px of the page.
    pub(crate) shows: Rect,
    pub(crate) page: DeviceTransform,
}

impl Window {
    /// Where it is, in device px. As in browsers, nothing that is fixed in it is seen outside.
    pub(crate) fn on_device(&self) -> Rect {
        self.page.snapped_rect(self.shows)
    }
}

/// A tile of a gradient or image.
struct Tile {
    css_size: Size,
    /// In device px.
    rect: Rect,
    /// Says along which axes it repeats.
    flags: u32,
}

/// What a quad or path is painted with, in device px.
pub(crate) struct ResolvedPaint {
    pub(crate) kind: u32,
    pub(crate) area: [f32; 4],
    pub(crate) first_texel: f32,
    pub(crate) angle: f32,
    pub(crate) color: [u8; 4],
    pub(crate) picture: Option<Picture>,
}

impl FramePainter<'_> {
    /// `device_rect` says where a rectangle of CSS px stands on the device.
    pub(crate) fn resolve(
        &mut self,
        source: &PaintSource,
        opacity: f32,
        transform: DeviceTransform,
        device_rect: impl Fn(&DeviceTransform, Rect) -> Rect,
    ) -> ResolvedPaint {
        match source {
            PaintSource::Solid(color) => ResolvedPaint::solid(*color, opacity),
            PaintSource::Gradient(gradient) => {
                let Gradient {
                    placement, area, ..
                } = gradient;
                match self.tile(placement, *area, None, transform, device_rect) {
                    Some(tile) => self.gradient(gradient, opacity, &tile),
                    None => ResolvedPaint::solid(Color::TRANSPARENT, opacity),
                }
            }
            PaintSource::Image {
                asset,
                placement,
                area,
            } => {
                let found = self.images.index(asset).and_then(|index| {
                    let texture = self.images.texture(index)?;
                    Some((
                        index,
                        Size::new(texture.width as f32, texture.height as f32),
                    ))
                });
                let Some((index, natural)) = found else {
                    return ResolvedPaint::solid(MISSING_IMAGE, opacity);
                };
                match self.tile(placement, *area, Some(natural), transform, device_rect) {
                    Some(tile) => ResolvedPaint::image(index, opacity, &tile),
                    None => ResolvedPaint::solid(Color::TRANSPARENT, opacity),
                }
            }
        }
    }

    /// `None` where the tile is nothing's size. Along an axis on which it stands alone or fills the
    /// area, its edges are put on pixels; on others only the area's are, so that tiles stay as far
    /// apart as they should be.
    fn tile(
        &self,
        placement: &Placement,
        area: Rect,
        natural: Option<Size>,
        transform: DeviceTransform,
        device_rect: impl Fn(&DeviceTransform, Rect) -> Rect,
    ) -> Option<Tile> {
        let window = self.window.filter(|_| placement.fixed);
        let (area, transform) =
            window.map_or((area, transform), |window| (window.shows, window.page));
        let css = placement.tile(area, natural);
        if css.width <= 0.0 || css.height <= 0.0 {
            return None;
        }
        let mut rect = device_rect(&transform, css);
        let corner = device_rect(&transform, area).origin();
        if placement.repeat_x && (css.x, css.width) != (area.x, area.width) {
            rect.x = corner.x + (css.x - area.x) * transform.scale;
            rect.width = css.width * transform.scale;
        }
        if placement.repeat_y && (css.y, css.height) != (area.y, area.height) {
            rect.y = corner.y + (css.y - area.y) * transform.scale;
            rect.height = css.height * transform.scale;
        }
        let flag = |repeats: bool, flag: u32| if repeats { flag } else { 0 };
        Some(Tile {
            css_size: css.size(),
            rect,
            flags: flag(placement.repeat_x, FLAG_TILED_X) | flag(placement.repeat_y, FLAG_TILED_Y),
        })
    }

    fn gradient(&mut self, gradient: &Gradient, opacity: f32, tile: &Tile) -> ResolvedPaint {
        let first_texel = self.frame.table.len();
        let (paint_kind, angle, geometry) = gradient_geometry(gradient, tile);
        self.frame.table.push(geometry);
        for stop in gradient.stops.iter() {
            let alpha = f32::from(stop.color.a) / 255.0;
            let channel = |value: u8| f32::from(value) / 255.0 * alpha;
            let Color { r, g, b, .. } = stop.color;
            self.frame
                .table
                .push([channel(r), channel(g), channel(b), alpha]);
            self.frame.table.push([stop.offset, 0.0, 0.0, 0.0]);
        }
        let mut kind = (paint_kind as u32) << 4;
        kind |= (gradient.stops.len() as u32) << STOP_COUNT_SHIFT;
        kind |= match gradient.space {
            GradientSpace::Css => tile.flags,
            GradientSpace::ObjectBoundingBox => FLAG_UNIT_SQUARE,
        };
        if gradient.repeating {
            kind |= FLAG_REPEATING;
        }
        ResolvedPaint {
            kind,
            area: edges(tile.rect),
            first_texel: first_texel as f32,
            angle,
            color: channels(Color::WHITE, opacity),
            picture: None,
        }
    }
}

impl ResolvedPaint {
    pub(crate) fn is_solid(&self) -> bool {
        self.kind == (PaintKind::Solid as u32) << 4
    }

    fn image(index: usize, opacity: f32, tile: &Tile) -> Self {
        Self {
            kind: (PaintKind::Image as u32) << 4 | tile.flags,
            area: edges(tile.rect),
            first_texel: 0.0,
            angle: 0.0,
            color: channels(Color::WHITE, opacity),
            picture: Some(Picture::Image(index)),
        }
    }

    pub(crate) fn solid(color: Color, opacity: f32) -> Self {
        Self {
            kind: (PaintKind::Solid as u32) << 4,
            area: [0.0; 4],
            first_texel: 0.0,
            angle: 0.0,
            color: channels(color, opacity),
            picture: None,
        }
    }
}

/// The kind of a gradient over a tile, its angle in radians, and what its table entry begins with:
/// its middle, from the tile's corner, and its radii.
fn gradient_geometry(gradient: &Gradient, tile: &Tile) -> (PaintKind, f32, [f32; 4]) {
    // Lengths are CSS px, so the geometry is found there and then made larger.
    let css = tile.css_size;
    let factor = Size::new(
        tile.rect.width / css.width.max(1.0e-6),
        tile.rect.height / css.height.max(1.0e-6),
    );
    match gradient.shape {
        GradientShape::Linear { angle_deg } => {
            (PaintKind::Linear, angle_deg.to_radians(), [0.0; 4])
        }
        GradientShape::Radial {
            circle,
            size,
            center,
        } => {
            let (at, radii) = Gradient::radial_geometry(css, circle, size, center);
            let geometry = [
                at.x * factor.width,
                at.y * factor.height,
                radii.width * factor.width,
                radii.height * factor.height,
            ];
            (PaintKind::Radial, 0.0, geometry)
        }
        GradientShape::Conic { from_deg, center } => {
            let at = center.in_box(css);
            let geometry = [at.x * factor.width, at.y * factor.height, 0.0, 0.0];
            (PaintKind::Conic, from_deg.to_radians(), geometry)
        }
    }
}
