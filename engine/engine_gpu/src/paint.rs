//! Display items to quads and triangles.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use engine_paint::{
    Border, BorderSide, DisplayItem, DisplayList, GlyphPaint, PaintSource, PathPaint, PathStyle,
    Primitive, RoundedRect, StrokeStyle,
};
use engine_text::{Fonts, GlyphRun};
use lyon::path::Path;
use omnios_model::{Affine, BorderStyle, Color, Edges, FillRule, Point, Rect, Shadow};

use crate::atlas::AtlasFull;
use crate::border::{self, RoundedStrokes, Stroke};
use crate::camera::DeviceTransform;
use crate::frame::FrameBuilder;
use crate::images::Images;
use crate::instance::{
    FLAG_ROUNDED, FLAG_SIDE, PathInstance, QuadInstance, QuadKind, channels, edges, radii,
};
use crate::masks::{GlyphSize, MAX_GLYPH_PX, Masks, PlacedMask, SUBPIXEL_STEPS};
use crate::meshes::MeshCache;
use crate::outline;
use crate::source::{ResolvedPaint, Window};

/// Text smaller than this many device px an em is drawn as bars: its letters can't be told apart.
const GREEKED_BELOW_PX: f32 = 1.8;

/// Standard deviations that a shadow reaches.
const SHADOW_REACH: f32 = 3.0;

/// Turns display lists into a frame.
pub(crate) struct FramePainter<'a> {
    pub(crate) frame: &'a mut FrameBuilder,
    pub(crate) device: &'a wgpu::Device,
    pub(crate) fonts: &'a Fonts,
    pub(crate) images: &'a Images,
    pub(crate) masks: &'a mut Masks,
    pub(crate) meshes: &'a mut MeshCache,
    pub(crate) frame_number: u64,
    /// Larger paths are drawn as triangles, and so is text where it is 0: the atlas is too small
    /// for this frame.
    pub(crate) max_mask_px: f32,
    /// What the page's window shows of it, where fixed backgrounds are placed in it.
    pub(crate) window: Option<Window>,
}

impl FramePainter<'_> {
    pub(crate) fn list(
        &mut self,
        list: &DisplayList,
        page: DeviceTransform,
    ) -> Result<(), AtlasFull> {
        self.window = (list.window.width > 0.0).then_some(Window {
            shows: list.window,
            page,
        });
        let mut page = page;
        let mut outer_pages = Vec::new();
        let mut layers = Vec::new();
        for item in &list.items {
            match item {
                DisplayItem::Draw {
                    fragment,
                    part,
                    origin,
                    opacity,
                } => {
                    let ink = fragment.ink.map(|ink| page.within(*origin).rect(ink));
                    // Snapping moves edges by up to half a pixel.
                    if ink.is_some_and(|ink| self.frame.sees(&ink.inflated(1.0))) {
                        for primitive in fragment.primitives(*part) {
                            self.primitive(primitive, page.within(*origin), *opacity)?;
                        }
                    }
                }
                DisplayItem::PushClip(shape) => {
                    self.frame.push_clip(device_shape(page, shape));
                }
                DisplayItem::PopClip => self.frame.pop_clip(),
                DisplayItem::PushTransform { origin, matrix } => {
                    // What is transformed has no fixed background (CSS Transforms §6).
                    outer_pages.push((page, self.window.take()));
                    page = self.enter_transform(page, *origin, matrix);
                }
                DisplayItem::PopTransform => {
                    self.frame.pop_space();
                    (page, self.window) = outer_pages.pop().unwrap_or((page, None));
                }
                DisplayItem::PushLayer {
                    opacity,
                    bounds,
                    origin,
                    effects,
                } => {
                    let bounds = page.rect(*bounds).inflated(1.0);
                    let own = page.within(*origin);
                    match effects {
                        Some(effects) => self.begin_effects(effects, own, bounds, *opacity),
                        None => self.frame.begin_layer(bounds, *opacity),
                    }
                    layers.push(effects.as_deref().map(|it| (it, own)));
                }
                DisplayItem::PopLayer => match layers.pop().flatten() {
                    Some((effects, own)) => self.end_effects(effects, own)?,
                    None => self.frame.end_layer(),
                },
            }
        }
        Ok(())
    }

    /// As in browsers, edges are put on whole pixels before they are transformed, counted from the
    /// element's corner, which itself stands on a whole pixel.
    fn enter_transform(
        &mut self,
        page: DeviceTransform,
        origin: Point,
        matrix: &Affine,
    ) -> DeviceTransform {
        let corner = page.snapped_point(origin);
        let scale = f64::from(page.scale);
        let on_device = Affine {
            e: matrix.e * scale,
            f: matrix.f * scale,
            ..*matrix
        };
        self.frame
            .push_space(on_device.then(Affine::translate_to(corner)));
        DeviceTransform {
            scale: page.scale,
            origin: Point::new(-origin.x * page.scale, -origin.y * page.scale),
        }
    }

    fn primitive(
        &mut self,
        primitive: &Primitive,
        transform: DeviceTransform,
        opacity: f32,
    ) -> Result<(), AtlasFull> {
        match primitive {
            Primitive::OuterShadow { shape, shadow } => {
                self.outer_shadow(&device_shape(transform, shape), shadow, transform, opacity);
            }
            Primitive::InnerShadow { shape, shadow } => {
                self.inner_shadow(&device_shape(transform, shape), shadow, transform, opacity);
            }
            Primitive::Fill { shape, source } => {
                self.fill(&device_shape(transform, shape), source, transform, opacity);
            }
            Primitive::Border(it) => return self.border(it, transform, opacity),
            Primitive::Glyphs(it) => return self.glyphs(it, transform, opacity),
            Primitive::Path(it) => return self.path(it, transform, opacity),
            // The painter made a layer of it.
            Primitive::TextShadow(_) => {}
        }
        Ok(())
    }

    pub(crate) fn fill(
        &mut self,
        shape: &RoundedRect,
        source: &PaintSource,
        transform: DeviceTransform,
        opacity: f32,
    ) {
        let window = self.window.filter(|_| source.is_fixed());
        if let Some(window) = window {
            self.frame
                .push_clip(RoundedRect::square(window.on_device()));
        }
        let paint = self.resolve(source, opacity, transform, DeviceTransform::snapped_rect);
        let mut quad = self.shaped_quad(QuadKind::Fill, shape, shape.rect);
        self.apply(&mut quad, &paint);
        self.frame.push_quad(quad, paint.picture);
        if window.is_some() {
            self.frame.pop_clip();
        }
    }

    fn shaped_quad(&self, kind: QuadKind, shape: &RoundedRect, bounds: Rect) -> QuadInstance {
        let margin = self.frame.smoothing_margin();
        let mut quad = self.frame.quad(kind, covering(bounds).inflated(margin));
        quad.shape = edges(shape.rect);
        (quad.radii_x, quad.radii_y) = radii(shape);
        if shape.is_rounded() {
            quad.kind |= FLAG_ROUNDED;
        }
        quad
    }

    fn apply(&self, quad: &mut QuadInstance, paint: &ResolvedPaint) {
        quad.paint = paint.area;
        quad.extra[0] = paint.first_texel;
        quad.extra[1] = paint.angle;
        quad.color = paint.color;
        quad.kind |= paint.kind;
    }

    fn outer_shadow(
        &mut self,
        shape: &RoundedRect,
        shadow: &Shadow,
        transform: DeviceTransform,
        opacity: f32,
    ) {
        let scale = transform.scale;
        let sigma = shadow.blur * scale / 2.0;
        let spread = shadow.spread * scale;
        let falls = shape
            .rect
            .inflated(spread)
            .translated(Point::new(shadow.x * scale, shadow.y * scale));
        let bounds = falls.inflated(sigma * SHADOW_REACH + 1.0);
        if falls.width <= 0.0 || falls.height <= 0.0 || !self.frame.sees(&bounds) {
            return;
        }
        let mut quad = self.shaped_quad(QuadKind::OuterShadow, shape, bounds);
        quad.paint = edges(falls);
        quad.extra = [sigma, spread, 0.0, 0.0];
        quad.color = channels(shadow.color, opacity);
        self.frame.push_quad(quad, None);
    }

    fn inner_shadow(
        &mut self,
        shape: &RoundedRect,
        shadow: &Shadow,
        transform: DeviceTransform,
        opacity: f32,
    ) {
        let scale = transform.scale;
        let spread = shadow.spread * scale;
        let hole = Rect::new(
            shape.rect.x + spread + shadow.x * scale,
            shape.rect.y + spread + shadow.y * scale,
            shape.rect.width - 2.0 * spread,
            shape.rect.height - 2.0 * spread,
        );
        let mut quad = self.shaped_quad(QuadKind::InnerShadow, shape, shape.rect);
        quad.paint = edges(hole);
        quad.extra = [shadow.blur * scale / 2.0, spread, 0.0, 0.0];
        quad.color = channels(shadow.color, opacity);
        self.frame.push_quad(quad, None);
    }

    fn border(
        &mut self,
        border: &Border,
        transform: DeviceTransform,
        opacity: f32,
    ) -> Result<(), AtlasFull> {
        let shape = device_shape(transform, &border.shape);
        let widths = Edges {
            top: transform.border_width(border.widths.top),
            right: transform.border_width(border.widths.right),
            bottom: transform.border_width(border.widths.bottom),
            left: transform.border_width(border.widths.left),
        };
        let Some((style, color)) = border.uniform() else {
            for (number, side) in border.sides().into_iter().enumerate() {
                self.border_side(&shape, &widths, number, side, opacity)?;
            }
            return Ok(());
        };
        match style {
            BorderStyle::None => Ok(()),
            BorderStyle::Solid => {
                self.ring(&shape, &widths, channels(color, opacity));
                Ok(())
            }
            BorderStyle::Double => {
                for (shape, widths) in border::stripes(&shape, &widths) {
                    self.ring(&shape, &widths, channels(color, opacity));
                }
                Ok(())
            }
            BorderStyle::Dashed | BorderStyle::Dotted => {
                // Sides share their corners, which must not be painted twice.
                self.translucent(&shape, color, opacity, |it, color| {
                    it.broken_border(&shape, &widths, style, color)
                })
            }
        }
    }

    /// One side of a border whose sides differ: parted from its neighbours along the line from
    /// the outer to the inner corner.
    fn border_side(
        &mut self,
        shape: &RoundedRect,
        widths: &Edges<f32>,
        number: usize,
        side: BorderSide,
        opacity: f32,
    ) -> Result<(), AtlasFull> {
        if side.width <= 0.0 || side.color.a == 0 {
            return Ok(());
        }
        let color = channels(side.color, opacity);
        match side.style {
            BorderStyle::None => Ok(()),
            BorderStyle::Solid => {
                self.ring_side(shape, widths, shape, widths, number, color);
                Ok(())
            }
            BorderStyle::Double => {
                for (stripe, stripe_widths) in border::stripes(shape, widths) {
                    self.ring_side(&stripe, &stripe_widths, shape, widths, number, color);
                }
                Ok(())
            }
            BorderStyle::Dashed | BorderStyle::Dotted => {
                self.translucent(shape, side.color, opacity, |it, color| {
                    let only = border::only_side(widths, number);
                    it.broken_border(shape, &only, side.style, color)
                })
            }
        }
    }

    /// Draws in an opaque colour what is then put in place as translucent as it should be.
    fn translucent(
        &mut self,
        shape: &RoundedRect,
        color: Color,
        opacity: f32,
        draw: impl FnOnce(&mut Self, Color) -> Result<(), AtlasFull>,
    ) -> Result<(), AtlasFull> {
        let alpha = f32::from(color.a) / 255.0 * opacity;
        if alpha < 1.0 {
            self.frame.begin_layer(shape.rect.inflated(1.0), alpha);
        }
        let result = draw(self, Color { a: 255, ..color });
        if alpha < 1.0 {
            self.frame.end_layer();
        }
        result
    }

    /// The part of a band that belongs to one side of a border, which may be wider than the band.
    fn ring_side(
        &mut self,
        band: &RoundedRect,
        band_widths: &Edges<f32>,
        border: &RoundedRect,
        widths: &Edges<f32>,
        number: usize,
        color: [u8; 4],
    ) {
        let texel = self.frame.table.len();
        self.frame.table.push(edges(border.rect));
        self.frame
            .table
            .push([widths.top, widths.right, widths.bottom, widths.left]);
        let mut quad = self.shaped_quad(QuadKind::Border, band, band.rect);
        quad.paint = [
            band_widths.top,
            band_widths.right,
            band_widths.bottom,
            band_widths.left,
        ];
        quad.extra = [texel as f32, number as f32, 0.0, 0.0];
        quad.kind |= FLAG_SIDE;
        quad.color = color;
        self.frame.push_quad(quad, None);
    }

    /// The band between a shape's edge and the same edge moved inwards.
    pub(crate) fn ring(&mut self, shape: &RoundedRect, widths: &Edges<f32>, color: [u8; 4]) {
        let mut quad = self.shaped_quad(QuadKind::Border, shape, shape.rect);
        quad.paint = [widths.top, widths.right, widths.bottom, widths.left];
        quad.color = color;
        self.frame.push_quad(quad, None);
    }

    fn broken_border(
        &mut self,
        shape: &RoundedRect,
        widths: &Edges<f32>,
        style: BorderStyle,
        color: Color,
    ) -> Result<(), AtlasFull> {
        if !shape.is_rounded() {
            for stroke in border::straight_strokes(shape.rect, widths, style) {
                match stroke {
                    Stroke::Bar(rect) => self.solid(&RoundedRect::square(rect), color),
                    Stroke::Dot(rect) => self.solid(&circle(rect), color),
                }
            }
            return Ok(());
        }
        match border::rounded_strokes(shape, widths, style) {
            RoundedStrokes::Dots(dots) => {
                for dot in dots {
                    self.solid(&circle(dot), color);
                }
                Ok(())
            }
            RoundedStrokes::Dashes { path, width } => {
                let mut hasher = DefaultHasher::new();
                let (radii_x, radii_y) = radii(shape);
                let rect = shape.rect;
                for number in [rect.width, rect.height, width]
                    .into_iter()
                    .chain(radii_x)
                    .chain(radii_y)
                {
                    number.to_bits().hash(&mut hasher);
                }
                (style as u32).hash(&mut hasher);
                // The path is relative to the box, so that it can be kept while the box moves.
                let at_origin = path.transformed(&lyon::math::Translation::new(-rect.x, -rect.y));
                self.vector(
                    &at_origin,
                    hasher.finish(),
                    PathStyle::Stroke(StrokeStyle::plain(width)),
                    1.0,
                    rect.origin(),
                    rect.inflated(width),
                    &ResolvedPaint::solid(color, 1.0),
                )
            }
        }
    }

    pub(crate) fn solid(&mut self, shape: &RoundedRect, color: Color) {
        let mut quad = self.shaped_quad(QuadKind::Fill, shape, shape.rect);
        quad.color = channels(color, 1.0);
        self.frame.push_quad(quad, None);
    }

    fn path(
        &mut self,
        paint: &PathPaint,
        transform: DeviceTransform,
        opacity: f32,
    ) -> Result<(), AtlasFull> {
        // The box's origin snaps, as that of any other box.
        let snapped = DeviceTransform {
            scale: transform.scale,
            origin: transform.snapped_point(Point::default()),
        };
        let bounds = snapped.rect(paint.bounds);
        if !self.frame.sees(&bounds) {
            return Ok(());
        }
        let resolved = self.resolve(&paint.source, opacity, snapped, DeviceTransform::rect);
        self.vector(
            &paint.path,
            paint.key,
            paint.style,
            paint.transform.scale * snapped.scale,
            snapped.point(paint.transform.offset),
            bounds,
            &resolved,
        )
    }

    /// A path drawn `scale` times its size with its origin at `origin`, in device px.
    #[expect(
        clippy::too_many_arguments,
        reason = "a path is drawn from two places, and a struct for them would say no more"
    )]
    pub(crate) fn vector(
        &mut self,
        path: &Path,
        key: u64,
        style: PathStyle,
        scale: f32,
        origin: Point,
        bounds: Rect,
        paint: &ResolvedPaint,
    ) -> Result<(), AtlasFull> {
        let seen = self.frame.device_bounds(bounds);
        let small = seen.width.max(seen.height) <= self.max_mask_px;
        // A mask stands upright on the target's pixels, and so would a gradient in it.
        if small && (self.frame.space().is_none() || paint.is_solid()) {
            let origin = self.frame.device_point(origin);
            let (x, step_x) = split_subpixel(origin.x);
            let (y, step_y) = split_subpixel(origin.y);
            let linear = self.linear().map(|it| it * scale);
            let mask = self
                .masks
                .path(path, key, style, linear, (step_x, step_y))?;
            if let Some(mask) = mask {
                self.masked(QuadKind::Mask, &mask, x, y, paint);
            }
            return Ok(());
        }
        let detail = scale * self.frame.space_scale();
        let mesh = self
            .meshes
            .get(self.device, self.frame_number, key, detail, style, || {
                Some(path.clone())
            });
        if let Some(mesh) = mesh {
            let instance = path_instance(scale, origin, paint);
            self.frame.push_path(mesh, instance, bounds);
        }
        Ok(())
    }

    /// The linear part of the transform in force: CSS's a, b, c, d.
    fn linear(&self) -> [f32; 4] {
        self.frame.space().map_or([1.0, 0.0, 0.0, 1.0], |space| {
            let Affine { a, b, c, d, .. } = space.device_from_local;
            [a as f32, b as f32, c as f32, d as f32]
        })
    }

    fn masked(&mut self, kind: QuadKind, mask: &PlacedMask, x: f32, y: f32, paint: &ResolvedPaint) {
        let rect = Rect::new(
            x + mask.left as f32,
            y + mask.top as f32,
            mask.width as f32,
            mask.height as f32,
        );
        if !self.frame.sees_on_device(&rect) {
            return;
        }
        let mut quad = self.frame.device_quad(kind, rect);
        self.apply(&mut quad, paint);
        quad.extra[2] = mask.slot.x as f32 - rect.x;
        quad.extra[3] = mask.slot.y as f32 - rect.y;
        self.frame.push_quad(quad, paint.picture);
    }

    fn glyphs(
        &mut self,
        glyphs: &GlyphPaint,
        transform: DeviceTransform,
        opacity: f32,
    ) -> Result<(), AtlasFull> {
        let text = transform.within(glyphs.origin);
        for run in &glyphs.text.runs {
            self.run(run, text, glyphs.color_of(run), opacity)?;
        }
        Ok(())
    }

    pub(crate) fn run(
        &mut self,
        run: &GlyphRun,
        transform: DeviceTransform,
        color: Color,
        opacity: f32,
    ) -> Result<(), AtlasFull> {
        let device_px = run.size_px * transform.scale;
        let seen_px = device_px * self.frame.space_scale();
        if seen_px < GREEKED_BELOW_PX {
            self.greeked(run, transform, color, opacity);
            return Ok(());
        }
        let paint = ResolvedPaint::solid(color, opacity);
        let as_masks = seen_px <= MAX_GLYPH_PX && self.max_mask_px > 0.0;
        let size = GlyphSize {
            device_px,
            linear: self.linear(),
        };
        let level = self
            .frame
            .space()
            .is_none_or(|space| space.device_from_local.keeps_axes());
        let face = self.masks.face(run, size);
        for glyph in &run.glyphs {
            let at = transform.point(Point::new(glyph.x, glyph.y));
            let reach = device_px * 2.0;
            let around = Rect::new(at.x - reach, at.y - reach, 2.0 * reach, 2.0 * reach);
            if !self.frame.sees(&around) {
                continue;
            }
            if as_masks {
                let at = self.frame.device_point(at);
                let (x, step_x) = split_subpixel(at.x);
                let (y, step_y) = if level {
                    ((at.y + 0.5).floor(), 0)
                } else {
                    split_subpixel(at.y)
                };
                let steps = (step_x, step_y);
                let mask = self
                    .masks
                    .glyph(self.fonts, run, (face, size), glyph.id, steps)?;
                if let Some(mask) = mask {
                    self.masked(QuadKind::Glyph, &mask, x, y, &paint);
                }
            } else {
                let baseline = (at.y + 0.5).floor();
                self.large_glyph(run, glyph.id, Point::new(at.x, baseline), device_px, &paint);
            }
        }
        Ok(())
    }

    fn large_glyph(
        &mut self,
        run: &GlyphRun,
        glyph: u32,
        at: Point,
        device_px: f32,
        paint: &ResolvedPaint,
    ) {
        /// Outlines are read at this size and scaled, so that all sizes share their triangles.
        const OUTLINE_PX: f32 = 256.0;
        let mut hasher = DefaultHasher::new();
        (run.font, glyph, &run.coordinates, run.slant.to_bits()).hash(&mut hasher);
        let key = hasher.finish();
        let fonts = self.fonts;
        let outline = || outline::glyph_path(fonts.font_data(run.font)?, run, glyph, OUTLINE_PX);
        let scale = device_px / OUTLINE_PX;
        let detail = scale * self.frame.space_scale();
        let reach = device_px * 2.0;
        let bounds = Rect::new(at.x - reach, at.y - reach, 2.0 * reach, 2.0 * reach);
        let instance = path_instance(scale, at, paint);
        let styles = [
            Some((key, PathStyle::Fill(FillRule::Nonzero))),
            run.embolden.then(|| {
                let width = outline::embolden_width(run, OUTLINE_PX);
                (key ^ 1, PathStyle::Stroke(StrokeStyle::plain(width)))
            }),
        ];
        for (key, style) in styles.into_iter().flatten() {
            let mesh = self
                .meshes
                .get(self.device, self.frame_number, key, detail, style, outline);
            if let Some(mesh) = mesh {
                self.frame.push_path(Arc::clone(&mesh), instance, bounds);
            }
        }
    }

    /// Text too small to read: bars of the words' extent at about the ink's density.
    fn greeked(&mut self, run: &GlyphRun, transform: DeviceTransform, color: Color, opacity: f32) {
        const DENSITY: f32 = 0.35;
        let mut lines: Vec<(f32, f32, f32)> = Vec::new();
        for glyph in &run.glyphs {
            let right = glyph.x + run.size_px * 0.5;
            match lines.last_mut() {
                Some((baseline, _, end)) if *baseline == glyph.y => *end = end.max(right),
                _ => lines.push((glyph.y, glyph.x, right)),
            }
        }
        for (baseline, left, right) in lines {
            let height = run.size_px * 0.55;
            let bar = Rect::new(left, baseline - height, right - left, height);
            let shape = RoundedRect::square(transform.rect(bar));
            let mut quad = self.shaped_quad(QuadKind::Fill, &shape, shape.rect);
            quad.color = channels(color, opacity * DENSITY);
            self.frame.push_quad(quad, None);
        }
    }
}

fn path_instance(scale: f32, origin: Point, paint: &ResolvedPaint) -> PathInstance {
    PathInstance {
        transform: [scale, scale, origin.x, origin.y],
        paint: paint.area,
        extra: [paint.first_texel, paint.angle, 0.0, 0.0],
        color: paint.color,
        kind: paint.kind,
        space: 0,
    }
}

/// The whole pixel and the quarters beyond it.
fn split_subpixel(position: f32) -> (f32, u8) {
    let steps = (position * SUBPIXEL_STEPS + 0.5).floor();
    let whole = (steps / SUBPIXEL_STEPS).floor();
    (whole, (steps - whole * SUBPIXEL_STEPS) as u8)
}

/// Whole pixels that hold everything that is smoothed at the edges of `rect`.
fn covering(rect: Rect) -> Rect {
    let x = rect.x.floor();
    let y = rect.y.floor();
    Rect::new(x, y, rect.right().ceil() - x, rect.bottom().ceil() - y)
}

fn circle(rect: Rect) -> RoundedRect {
    RoundedRect::uniform(rect, rect.width.max(rect.height))
}

/// A shape in device px: its rectangle snapped, its radii scaled.
pub(crate) fn device_shape(transform: DeviceTransform, shape: &RoundedRect) -> RoundedRect {
    let scale = transform.scale;
    let scaled = |radius: engine_paint::Radius| engine_paint::Radius {
        x: radius.x * scale,
        y: radius.y * scale,
    };
    RoundedRect {
        rect: transform.snapped_rect(shape.rect),
        radii: omnios_model::Corners {
            top_left: scaled(shape.radii.top_left),
            top_right: scaled(shape.radii.top_right),
            bottom_right: scaled(shape.radii.bottom_right),
            bottom_left: scaled(shape.radii.bottom_left),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_stand_on_the_nearest_quarter_of_a_pixel() {
        assert_eq!(split_subpixel(3.0), (3.0, 0));
        assert_eq!(split_subpixel(3.24), (3.0, 1));
        assert_eq!(split_subpixel(3.9), (4.0, 0));
        assert_eq!(split_subpixel(-0.3), (-1.0, 3));
    }
}
