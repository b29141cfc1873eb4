//! Filters, masks, clips and blend modes: what is done to a layer before it is put in place.
//!
//! Each step draws a new layer from the one before; a blur works at half the size as often as
//! keeps its Gaussian short.

use engine_paint::{ClipShape, LayerEffects, PathStyle};
use omnios_model::{BlendMode, Color, FillRule, Filter, Point, Rect};

use crate::atlas::AtlasFull;
use crate::camera::DeviceTransform;
use crate::frame::{FrameBuilder, LayerIndex, Picture, Region};
use crate::instance::{FLAG_BLENDED, FLAG_MASKED, QuadInstance, QuadKind, channels, edges};
use crate::paint::{FramePainter, device_shape};
use crate::source::ResolvedPaint;

/// The largest standard deviation, in px of the layer it works on, that a blur sums up directly.
const LARGEST_SIGMA_PX: f32 = 6.0;

/// Below this a blur changes nothing that could be seen.
const SMALLEST_SIGMA_PX: f32 = 0.1;

/// A layer and where it lies.
#[derive(Debug, Clone, Copy)]
struct Layer {
    index: LayerIndex,
    region: Region,
}

impl FramePainter<'_> {
    /// Begins the layer of an element with effects; `bounds` are in px before the transform.
    pub(crate) fn begin_effects(
        &mut self,
        effects: &LayerEffects,
        own: DeviceTransform,
        bounds: Rect,
        opacity: f32,
    ) {
        let factor = own.scale * self.frame.space_scale();
        let reach = (effects.reach() * factor).ceil();
        let behind = self.changed_behind(effects, own, factor);
        self.frame.begin_layer_with_reach(bounds, reach, opacity);
        if let Some(behind) = behind {
            self.frame.push_clip(device_shape(own, &effects.shape));
            self.frame.put(behind.index, behind.region, 1.0);
            self.frame.pop_clip();
        }
    }

    /// What `backdrop-filter` makes of what lies behind the border box.
    fn changed_behind(
        &mut self,
        effects: &LayerEffects,
        own: DeviceTransform,
        factor: f32,
    ) -> Option<Layer> {
        if effects.backdrop_filter.is_empty() {
            return None;
        }
        let shape = device_shape(own, &effects.shape);
        let region = self
            .frame
            .visible_region(self.frame.device_bounds(shape.rect));
        if region.is_empty() {
            return None;
        }
        let index = self.frame.capture(region);
        let behind = Layer { index, region };
        Some(self.filtered(behind, &effects.backdrop_filter, factor, true))
    }

    /// Ends the layer that [`Self::begin_effects`] began and puts it in place.
    pub(crate) fn end_effects(
        &mut self,
        effects: &LayerEffects,
        own: DeviceTransform,
    ) -> Result<(), AtlasFull> {
        let Some((index, region, opacity)) = self.frame.close_layer() else {
            return Ok(());
        };
        let factor = own.scale * self.frame.space_scale();
        let layer = Layer { index, region };
        let mut layer = self.filtered(layer, &effects.filter, factor, false);
        if !effects.mask.is_empty() {
            self.frame.open_layer(layer.region);
            let shape = device_shape(own, &effects.shape);
            for source in &effects.mask {
                self.fill(&shape, source, own, 1.0);
            }
            let Some(masked) = self.masked_by_closed(layer) else {
                return Ok(());
            };
            layer = masked;
        }
        if let Some(clip) = &effects.clip {
            self.frame.open_layer(layer.region);
            self.clip_shape(clip, own)?;
            let Some(masked) = self.masked_by_closed(layer) else {
                return Ok(());
            };
            layer = masked;
        }
        if effects.blend_mode == BlendMode::Normal {
            self.frame.put(layer.index, layer.region, opacity);
            return Ok(());
        }
        let region = self.frame.visible_region(layer.region.rect());
        if region.is_empty() {
            return Ok(());
        }
        let behind = self.frame.capture(region);
        let mut quad = self.frame.picture_quad(layer.region, opacity);
        quad.kind |= FLAG_BLENDED;
        quad.extra = [
            effects.blend_mode as u32 as f32,
            region.x as f32,
            region.y as f32,
            0.0,
        ];
        self.frame
            .push_pictures(quad, Picture::Layer(layer.index), Picture::Layer(behind));
        Ok(())
    }

    fn clip_shape(&mut self, clip: &ClipShape, own: DeviceTransform) -> Result<(), AtlasFull> {
        match clip {
            ClipShape::Rounded(shape) => {
                // Unlike boxes, clips don't stand on whole px.
                let exact = shape.stretched(own.scale, own.scale).translated(own.origin);
                self.solid(&exact, Color::WHITE);
                Ok(())
            }
            ClipShape::Path { path, key, bounds } => self.vector(
                path,
                *key,
                PathStyle::Fill(FillRule::Nonzero),
                own.scale,
                own.origin,
                own.rect(*bounds).inflated(1.0),
                &ResolvedPaint::solid(Color::WHITE, 1.0),
            ),
        }
    }

    /// Ends the layer of a mask and draws `layer` where it is opaque. `None` where it is empty.
    fn masked_by_closed(&mut self, layer: Layer) -> Option<Layer> {
        let (mask, _, _) = self.frame.close_layer()?;
        self.frame.open_layer(layer.region);
        let mut quad = self.frame.picture_quad(layer.region, 1.0);
        quad.kind |= FLAG_MASKED;
        quad.extra = [0.0, layer.region.x as f32, layer.region.y as f32, 0.0];
        self.frame
            .push_pictures(quad, Picture::Layer(layer.index), Picture::Layer(mask));
        let (index, region, _) = self.frame.close_layer()?;
        Some(Layer { index, region })
    }

    /// A layer after filters; `factor` is how many device px a CSS px is. With `mirrored` edges
    /// the layer keeps its size.
    fn filtered(&mut self, layer: Layer, filters: &[Filter], factor: f32, mirrored: bool) -> Layer {
        let frame = &mut *self.frame;
        let mut layer = layer;
        let mut rest = filters;
        while let Some(filter) = rest.first() {
            match filter {
                Filter::Blur(sigma) => {
                    layer = blurred(frame, layer, sigma * factor, mirrored);
                    rest = &rest[1..];
                }
                Filter::DropShadow(shadow) => {
                    let offset = Point::new(shadow.x, shadow.y);
                    let offset = frame.map_offset(offset, factor);
                    let sigma = shadow.blur * factor;
                    layer = shadowed(frame, layer, offset, sigma, shadow.color);
                    rest = &rest[1..];
                }
                _ => {
                    let count = rest
                        .iter()
                        .take_while(|it| it.color_matrix().is_some())
                        .count();
                    let (colors, after) = rest.split_at(count.max(1));
                    let matrices = colors.iter().filter_map(Filter::color_matrix);
                    layer = recolored(frame, layer, matrices);
                    rest = after;
                }
            }
        }
        layer
    }
}

fn quad_over(region: Region, kind: QuadKind, source: Region) -> QuadInstance {
    QuadInstance {
        quad: edges(region.rect()),
        scissor: edges(region.rect()),
        paint: edges(source.rect()),
        color: channels(Color::WHITE, 1.0),
        kind: kind as u32,
        ..bytemuck::Zeroable::zeroed()
    }
}

fn recolored(
    frame: &mut FrameBuilder,
    layer: Layer,
    matrices: impl Iterator<Item = [[f32; 5]; 4]>,
) -> Layer {
    let first = frame.table.len();
    let mut count = 0;
    for [red, green, blue, alpha] in matrices {
        let factors = |row: [f32; 5]| [row[0], row[1], row[2], row[3]];
        frame.table.extend([red, green, blue, alpha].map(factors));
        frame.table.push([red[4], green[4], blue[4], alpha[4]]);
        count += 1;
    }
    let mut quad = quad_over(layer.region, QuadKind::Recolor, layer.region);
    quad.extra = [first as f32, count as f32, 0.0, 0.0];
    let index = frame.draw_layer(layer.region, [(quad, layer.index)]);
    Layer { index, ..layer }
}

/// The layer's shadow with the layer upon it.
fn shadowed(
    frame: &mut FrameBuilder,
    layer: Layer,
    offset: Point,
    sigma: f32,
    color: Color,
) -> Layer {
    let channel = |value: u8| f32::from(value) / 255.0;
    let flat = |value: f32| [0.0, 0.0, 0.0, 0.0, value];
    let tint = [
        flat(channel(color.r)),
        flat(channel(color.g)),
        flat(channel(color.b)),
        [0.0, 0.0, 0.0, channel(color.a), 0.0],
    ];
    let tinted = recolored(frame, layer, std::iter::once(tint));
    let shadow = blurred(frame, tinted, sigma, false);
    let fallen = shadow
        .region
        .rect()
        .translated(offset)
        .union(&layer.region.rect());
    let region = Region::around(fallen);
    let mut under = quad_over(region, QuadKind::Resample, shadow.region);
    under.extra = [offset.x, offset.y, 1.0, 0.0];
    let mut over = quad_over(layer.region, QuadKind::Picture, layer.region);
    over.scissor = edges(region.rect());
    let index = frame.draw_layer(region, [(under, shadow.index), (over, layer.index)]);
    Layer { index, region }
}

fn blurred(frame: &mut FrameBuilder, layer: Layer, sigma: f32, mirrored: bool) -> Layer {
    if sigma < SMALLEST_SIGMA_PX || layer.region.is_empty() {
        return layer;
    }
    let target = if mirrored {
        layer.region
    } else {
        layer.region.inflated((3.0 * sigma).ceil())
    };
    let halvings = (sigma / LARGEST_SIGMA_PX).log2().ceil().clamp(0.0, 8.0) as i32;
    let mirror = if mirrored { 1.0 } else { 0.0 };
    let mut small = layer;
    for _ in 0..halvings {
        let region = small.region.halved();
        let mut quad = quad_over(region, QuadKind::Halve, small.region);
        quad.extra[3] = mirror;
        let index = frame.draw_layer(region, [(quad, small.index)]);
        small = Layer { index, region };
    }
    let factor = (halvings as f32).exp2();
    // Making it smaller and larger again blurs, too: a box of `factor` px and a triangle of
    // twice that.
    let already = (factor * factor - 1.0) * (1.0 / 12.0 + 1.0 / 6.0);
    let small_sigma = ((sigma * sigma - already).max(0.01)).sqrt() / factor;
    let reach = (3.0 * small_sigma).ceil();
    for (x, y) in [(1.0, 0.0), (0.0, 1.0)] {
        let region = if mirrored {
            small.region
        } else {
            small.region.inflated_by(reach * x, reach * y)
        };
        let mut quad = quad_over(region, QuadKind::Blur, small.region);
        quad.extra = [x, y, small_sigma, mirror];
        let index = frame.draw_layer(region, [(quad, small.index)]);
        small = Layer { index, region };
    }
    if halvings == 0 {
        return small;
    }
    let mut quad = quad_over(target, QuadKind::Resample, small.region);
    quad.extra = [0.0, 0.0, factor, mirror];
    let index = frame.draw_layer(target, [(quad, small.index)]);
    Layer {
        index,
        region: target,
    }
}
