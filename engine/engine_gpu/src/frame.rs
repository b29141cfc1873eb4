//! One frame on its way to the GPU: instances, batches, layers and the clips in force.

use std::sync::Arc;

use engine_paint::RoundedRect;
use omnios_model::{Affine, Point, Rect};

use crate::instance::{
    FLAG_ROUNDED_CLIP, FLAG_SHAPED, PathInstance, QuadInstance, QuadKind, channels, edges, radii,
};
use crate::meshes::Mesh;

/// Whole device px: left, top, width, height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Region {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Region {
    pub(crate) fn rect(&self) -> Rect {
        Rect::new(
            self.x as f32,
            self.y as f32,
            self.width as f32,
            self.height as f32,
        )
    }

    /// The smallest region of whole pixels that holds `rect`.
    pub(crate) fn around(rect: Rect) -> Self {
        let x = rect.x.floor();
        let y = rect.y.floor();
        Self {
            x: x as i32,
            y: y as i32,
            width: (rect.right().ceil() - x).max(0.0) as u32,
            height: (rect.bottom().ceil() - y).max(0.0) as u32,
        }
    }

    /// What covers it at half the size.
    pub(crate) fn halved(&self) -> Self {
        let right = self.x + self.width as i32;
        let bottom = self.y + self.height as i32;
        let (x, y) = (self.x.div_euclid(2), self.y.div_euclid(2));
        Self {
            x,
            y,
            width: ((right + 1).div_euclid(2) - x).max(0) as u32,
            height: ((bottom + 1).div_euclid(2) - y).max(0) as u32,
        }
    }

    /// Grown by whole px on every side.
    pub(crate) fn inflated(&self, amount: f32) -> Self {
        self.inflated_by(amount, amount)
    }

    /// Grown by whole px across and down.
    pub(crate) fn inflated_by(&self, x: f32, y: f32) -> Self {
        let rect = self.rect();
        Self::around(Rect::new(
            rect.x - x,
            rect.y - y,
            rect.width + 2.0 * x,
            rect.height + 2.0 * y,
        ))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.width == 0 || self.height == 0
    }
}

/// Names one of the frame's layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LayerIndex(pub(crate) usize);

/// What quads sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picture {
    Image(usize),
    Layer(LayerIndex),
}

#[derive(Debug)]
pub(crate) enum Command {
    /// Quads `first..end` of the frame's instances.
    Quads {
        picture: Option<Picture>,
        /// What is mixed with it or masks it.
        second: Option<Picture>,
        first: u32,
        end: u32,
    },
    /// Triangles with one of the frame's path instances.
    Path { mesh: Arc<Mesh>, instance: u32 },
}

/// Drawing into one target. Passes are drawn in order; the last one is the view's.
#[derive(Debug)]
pub(crate) struct Pass {
    /// `None` for the view itself.
    pub(crate) layer: Option<LayerIndex>,
    pub(crate) region: Region,
    /// Whether it is drawn with several samples a pixel: it holds paths, others quads.
    pub(crate) multisampled: bool,
    /// Whether it goes on with what an earlier pass drew.
    pub(crate) continues: bool,
    pub(crate) commands: Vec<Command>,
}

/// What lets drawing through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClipState {
    pub(crate) scissor: Rect,
    pub(crate) rounded: Option<RoundedRect>,
    /// Whether a layer was begun for this clip, which ends with it.
    layered: bool,
}

/// A transform: shapes are given in device px before it, and seen where it puts them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Space {
    pub(crate) device_from_local: Affine,
    local_from_device: Affine,
    /// The transform's first texel in the table.
    texel: u32,
}

#[derive(Debug)]
struct OpenPass {
    pass: Pass,
    clips: Vec<ClipState>,
    opacity: f32,
    /// The shape that the layer is seen within, and the transform it stands in.
    shape: Option<(RoundedRect, Space)>,
    /// Paths that will share a layer.
    paths: Vec<(Arc<Mesh>, u32)>,
    paths_bounds: Option<Rect>,
}

#[derive(Debug, Default)]
pub(crate) struct FrameBuilder {
    pub(crate) quads: Vec<QuadInstance>,
    pub(crate) paths: Vec<PathInstance>,
    /// What the shaders look up. Two texels a gradient's stop: premultiplied colour, then the
    /// position. Three texels a transform: its linear part, its translation, the linear part
    /// of the way back.
    pub(crate) table: Vec<[f32; 4]>,
    pub(crate) passes: Vec<Pass>,
    open: Vec<OpenPass>,
    layer_count: usize,
    /// The layer that the view is drawn into where something looks at what lies behind it.
    pub(crate) view_layer: Option<LayerIndex>,
    space: Option<Space>,
    outer_spaces: Vec<Option<Space>>,
}

impl FrameBuilder {
    pub(crate) fn begin(&mut self, width: u32, height: u32) {
        self.quads.clear();
        self.paths.clear();
        self.table.clear();
        // A transform's place is never 0.
        self.table.push([0.0; 4]);
        self.space = None;
        self.outer_spaces.clear();
        self.passes.clear();
        self.open.clear();
        self.layer_count = 0;
        self.view_layer = None;
        let region = Region {
            x: 0,
            y: 0,
            width,
            height,
        };
        self.open
            .push(OpenPass::new(None, region, region.rect(), 1.0));
    }

    /// Ends the frame; the view's pass is then the last of `passes`.
    pub(crate) fn finish(&mut self) {
        while self.open.len() > 1 {
            self.end_layer();
        }
        self.flush_paths();
        let Some(last) = self.open.pop() else { return };
        let region = last.pass.region;
        let layer = last.pass.layer;
        self.passes.push(last.pass);
        if let Some(layer) = layer {
            self.open
                .push(OpenPass::new(None, region, region.rect(), 1.0));
            self.put(layer, region, 1.0);
            if let Some(view) = self.open.pop() {
                self.passes.push(view.pass);
            }
        }
    }

    fn next_layer(&mut self) -> LayerIndex {
        let layer = LayerIndex(self.layer_count);
        self.layer_count += 1;
        layer
    }

    /// The whole px of what the clip lets through of a rectangle of the target.
    pub(crate) fn visible_region(&self, rect: Rect) -> Region {
        let scissor = self.clip().scissor;
        let open = self.open.last().map(|it| it.pass.region.rect());
        let visible = rect
            .intersection(&scissor)
            .and_then(|it| it.intersection(&open.unwrap_or(it)));
        Region::around(visible.unwrap_or_default())
    }

    /// A distance in CSS px of what is drawn, `factor` device px each, on the target.
    pub(crate) fn map_offset(&self, offset: Point, factor: f32) -> Point {
        let mapped = match self.space {
            Some(space) => space.device_from_local.map_vector(offset),
            None => offset,
        };
        let scale = factor / self.space_scale().max(1.0e-6);
        Point::new(mapped.x * scale, mapped.y * scale)
    }

    /// A layer with a copy of what has been drawn in `region`.
    pub(crate) fn capture(&mut self, region: Region) -> LayerIndex {
        self.flush_paths();
        let own = self.open.last().and_then(|it| it.pass.layer);
        let from = match own {
            Some(layer) => layer,
            // The view itself can't be read.
            None => self.next_layer(),
        };
        if own.is_none() {
            self.view_layer = Some(from);
        }
        let Some(open) = self.open.last_mut() else {
            return from;
        };
        open.pass.layer = Some(from);
        let source = open.pass.region;
        let drawn = Pass {
            commands: std::mem::take(&mut open.pass.commands),
            ..open.pass
        };
        open.pass.continues = true;
        self.passes.push(drawn);
        let mut quad = QuadInstance {
            quad: edges(region.rect()),
            scissor: edges(region.rect()),
            paint: edges(source.rect()),
            kind: QuadKind::Picture as u32,
            ..bytemuck::Zeroable::zeroed()
        };
        quad.color = channels(omnios_model::Color::WHITE, 1.0);
        self.draw_layer(region, [(quad, from)])
    }

    /// A new layer with these quads in it, each of which reads another layer.
    pub(crate) fn draw_layer<const N: usize>(
        &mut self,
        region: Region,
        quads: [(QuadInstance, LayerIndex); N],
    ) -> LayerIndex {
        let layer = self.next_layer();
        let commands = quads
            .into_iter()
            .map(|(quad, source)| {
                let first = self.quads.len() as u32;
                self.quads.push(quad);
                Command::Quads {
                    picture: Some(Picture::Layer(source)),
                    second: None,
                    first,
                    end: first + 1,
                }
            })
            .collect();
        self.passes.push(Pass {
            layer: Some(layer),
            region,
            multisampled: false,
            continues: false,
            commands,
        });
        layer
    }

    /// From here on everything is drawn into a layer over this very region.
    pub(crate) fn open_layer(&mut self, region: Region) {
        self.flush_paths();
        let layer = self.next_layer();
        self.open
            .push(OpenPass::new(Some(layer), region, region.rect(), 1.0));
    }

    /// Ends a layer without putting it in place: what it is, where it lies, how opaque it should
    /// be. `None` where nothing was drawn.
    pub(crate) fn close_layer(&mut self) -> Option<(LayerIndex, Region, f32)> {
        self.flush_paths();
        if self.open.len() < 2 {
            return None;
        }
        let done = self.open.pop()?;
        if done.pass.commands.is_empty() && !done.pass.continues || done.pass.region.is_empty() {
            return None;
        }
        let (region, layer) = (done.pass.region, done.pass.layer?);
        self.passes.push(done.pass);
        Some((layer, region, done.opacity))
    }

    /// Puts a layer where it lies.
    pub(crate) fn put(&mut self, layer: LayerIndex, region: Region, opacity: f32) {
        let quad = self.picture_quad(region, opacity);
        self.push_quad(quad, Some(Picture::Layer(layer)));
    }

    /// A quad that shows a layer over `region`.
    pub(crate) fn picture_quad(&self, region: Region, opacity: f32) -> QuadInstance {
        let mut quad = self.device_quad(QuadKind::Picture, region.rect());
        quad.paint = edges(region.rect());
        quad.color = channels(omnios_model::Color::WHITE, opacity);
        quad
    }

    pub(crate) fn layer_count(&self) -> usize {
        self.layer_count
    }

    fn top(&mut self) -> Option<&mut OpenPass> {
        self.open.last_mut()
    }

    pub(crate) fn clip(&self) -> ClipState {
        self.open
            .last()
            .and_then(|open| open.clips.last())
            .copied()
            .unwrap_or(ClipState {
                scissor: Rect::default(),
                rounded: None,
                layered: false,
            })
    }

    /// From here on shapes are given in px that `outer_from_local` takes to those before.
    pub(crate) fn push_space(&mut self, outer_from_local: Affine) {
        let outer = self.space;
        self.outer_spaces.push(outer);
        let device_from_local = match outer {
            Some(outer) => outer_from_local.then(outer.device_from_local),
            None => outer_from_local,
        };
        let whole = |value: f64| (value - value.round()).abs() < 1.0e-4;
        let local_from_device = device_from_local.inverse().unwrap_or_default();
        let texel = self.table.len() as u32;
        let Affine { a, b, c, d, e, f } = device_from_local;
        let (e, f) = if device_from_local.is_translation() && whole(e) && whole(f) {
            (e.round(), f.round())
        } else {
            (e, f)
        };
        let row = |numbers: [f64; 4]| numbers.map(|it| it as f32);
        self.table.push(row([a, b, c, d]));
        self.table.push(row([e, f, 0.0, 0.0]));
        let back = local_from_device;
        self.table.push(row([back.a, back.b, back.c, back.d]));
        self.space = Some(Space {
            device_from_local: Affine {
                e,
                f,
                ..device_from_local
            },
            local_from_device,
            texel,
        });
    }

    /// Ends the innermost transform.
    pub(crate) fn pop_space(&mut self) {
        self.space = self.outer_spaces.pop().flatten();
    }

    /// The transform in force.
    pub(crate) fn space(&self) -> Option<Space> {
        self.space
    }

    /// Where a point of the shapes' px is seen.
    pub(crate) fn device_point(&self, point: Point) -> Point {
        match self.space {
            Some(space) => space.device_from_local.map_point(point),
            None => point,
        }
    }

    /// The smallest upright rectangle of the target around one in the shapes' px.
    pub(crate) fn device_bounds(&self, rect: Rect) -> Rect {
        match self.space {
            Some(space) => space.device_from_local.bounds(rect),
            None => rect,
        }
    }

    /// How many device px one of the shapes' px is long, on the average.
    pub(crate) fn space_scale(&self) -> f32 {
        self.space
            .map_or(1.0, |it| it.device_from_local.mean_scale() as f32)
    }

    /// How far smoothed edges reach beyond a shape under a transform, in the shape's own px.
    pub(crate) fn smoothing_margin(&self) -> f32 {
        self.space.map_or(0.0, |space| {
            let Affine { a, b, c, d, .. } = space.local_from_device;
            (a.abs() + c.abs()).max(b.abs() + d.abs()) as f32
        })
    }

    /// Whether any of `rect`, in the shapes' px, would be seen.
    pub(crate) fn sees(&self, rect: &Rect) -> bool {
        self.sees_on_device(&self.device_bounds(*rect))
    }

    /// Whether any of a rectangle of the target would be seen.
    pub(crate) fn sees_on_device(&self, rect: &Rect) -> bool {
        let scissor = self.clip().scissor;
        scissor.width > 0.0
            && scissor.height > 0.0
            && rect.x < scissor.right()
            && scissor.x < rect.right()
            && rect.y < scissor.bottom()
            && scissor.y < rect.bottom()
    }

    pub(crate) fn push_clip(&mut self, shape: RoundedRect) {
        let shape = match self.space {
            None => shape,
            Some(space) if space.device_from_local.keeps_axes() => space.shape_on_device(&shape),
            Some(space) => {
                // Quads carry upright clips only, so a turned one is a layer's.
                self.begin_layer(shape.rect.inflated(self.smoothing_margin()), 1.0);
                if let Some(open) = self.top() {
                    open.shape = Some((shape, space));
                    let clip = ClipState {
                        layered: true,
                        ..open.clips[0]
                    };
                    open.clips.push(clip);
                }
                return;
            }
        };
        let outer = self.clip();
        let scissor = outer.scissor.intersection(&shape.rect).unwrap_or_default();
        let mut clip = ClipState {
            scissor,
            rounded: outer.rounded,
            layered: false,
        };
        if shape.is_rounded() {
            match outer.rounded {
                // What one shape lets through the other lets through too.
                Some(outer) if !outer.contains_rect(&scissor) => {
                    let within = outer.rect.intersection(&scissor).unwrap_or_default();
                    if !shape.contains_rect(&within) {
                        self.begin_device_layer(scissor, 0.0, 1.0);
                        clip.rounded = Some(shape);
                        clip.layered = true;
                        if let Some(open) = self.top() {
                            open.clips.push(clip);
                        }
                        return;
                    }
                }
                _ => clip.rounded = Some(shape),
            }
        }
        self.flush_paths();
        if let Some(open) = self.top() {
            open.clips.push(clip);
        }
    }

    pub(crate) fn pop_clip(&mut self) {
        self.flush_paths();
        let popped = self.top().and_then(|open| {
            // The first is the target's own.
            (open.clips.len() > 1).then(|| open.clips.pop()).flatten()
        });
        if popped.is_some_and(|clip| clip.layered) {
            self.end_layer();
        }
    }

    /// From here on everything is drawn into a layer that covers the visible part of `bounds`,
    /// which are in the shapes' px.
    pub(crate) fn begin_layer(&mut self, bounds: Rect, opacity: f32) {
        self.begin_device_layer(self.device_bounds(bounds), 0.0, opacity);
    }

    /// As [`Self::begin_layer`], with what lies outside the visible part by up to `reach` px.
    pub(crate) fn begin_layer_with_reach(&mut self, bounds: Rect, reach: f32, opacity: f32) {
        self.begin_device_layer(self.device_bounds(bounds), reach, opacity);
    }

    fn begin_device_layer(&mut self, bounds: Rect, reach: f32, opacity: f32) {
        self.flush_paths();
        let scissor = self.clip().scissor;
        // Whole px, so that a filter finds no edge where the view ends.
        let seen = if reach > 0.0 {
            Region::around(scissor).rect().inflated(reach)
        } else {
            scissor
        };
        let visible = bounds.intersection(&seen).unwrap_or_default();
        let region = Region::around(visible);
        let layer = self.next_layer();
        // The rounded clip, if any, is applied where the layer is put in place.
        self.open
            .push(OpenPass::new(Some(layer), region, visible, opacity));
    }

    pub(crate) fn end_layer(&mut self) {
        let shape = self.open.last().and_then(|it| it.shape);
        if let Some((layer, region, opacity)) = self.close_layer() {
            self.put_layer(layer, region, opacity, shape);
        }
    }

    fn put_layer(
        &mut self,
        layer: LayerIndex,
        region: Region,
        opacity: f32,
        within: Option<(RoundedRect, Space)>,
    ) {
        let mut quad = self.picture_quad(region, opacity);
        if let Some((shape, space)) = within {
            quad.quad = edges(shape.rect.inflated(self.smoothing_margin()));
            quad.space = space.texel;
            quad.shape = edges(shape.rect);
            (quad.radii_x, quad.radii_y) = radii(&shape);
            quad.kind |= FLAG_SHAPED;
        }
        self.push_quad(quad, Some(Picture::Layer(layer)));
    }

    /// A quad over `bounds` with the transform and the clip in force and nothing else set.
    pub(crate) fn quad(&self, kind: QuadKind, bounds: Rect) -> QuadInstance {
        QuadInstance {
            space: self.space.map_or(0, |space| space.texel),
            ..self.device_quad(kind, bounds)
        }
    }

    /// A quad over `bounds` of the target, whatever transform is in force.
    pub(crate) fn device_quad(&self, kind: QuadKind, bounds: Rect) -> QuadInstance {
        let clip = self.clip();
        let mut instance = QuadInstance {
            quad: edges(bounds),
            scissor: edges(clip.scissor),
            kind: kind as u32,
            ..bytemuck::Zeroable::zeroed()
        };
        if let Some(rounded) = clip.rounded {
            instance.clip = edges(rounded.rect);
            (instance.clip_x, instance.clip_y) = radii(&rounded);
            instance.kind |= FLAG_ROUNDED_CLIP;
        }
        instance
    }

    /// Adds a quad on top, cut down to what the clip lets through.
    pub(crate) fn push_quad(&mut self, instance: QuadInstance, picture: Option<Picture>) {
        self.push_reading(instance, picture, None);
    }

    /// Adds a quad that shows one picture with the help of another.
    pub(crate) fn push_pictures(&mut self, quad: QuadInstance, picture: Picture, second: Picture) {
        self.push_reading(quad, Some(picture), Some(second));
    }

    fn push_reading(
        &mut self,
        mut instance: QuadInstance,
        picture: Option<Picture>,
        second: Option<Picture>,
    ) {
        self.flush_paths();
        let [left, top, right, bottom] = instance.quad;
        let [clip_left, clip_top, clip_right, clip_bottom] = instance.scissor;
        if instance.space == 0 {
            instance.quad = [
                left.max(clip_left.floor()),
                top.max(clip_top.floor()),
                right.min(clip_right.ceil()),
                bottom.min(clip_bottom.ceil()),
            ];
        }
        if instance.quad[0] >= instance.quad[2] || instance.quad[1] >= instance.quad[3] {
            return;
        }
        let at = self.quads.len() as u32;
        self.quads.push(instance);
        let Some(open) = self.top() else { return };
        if let Some(Command::Quads {
            picture: bound,
            second: None,
            end,
            ..
        }) = open.pass.commands.last_mut()
            && second.is_none()
            && *end == at
            && (picture.is_none() || bound.is_none() || *bound == picture)
        {
            *bound = bound.or(picture);
            *end = at + 1;
            return;
        }
        open.pass.commands.push(Command::Quads {
            picture,
            second,
            first: at,
            end: at + 1,
        });
    }

    /// Adds triangles on top; they cover `bounds`, which are in the shapes' px.
    pub(crate) fn push_path(&mut self, mesh: Arc<Mesh>, mut instance: PathInstance, bounds: Rect) {
        let bounds = self.device_bounds(bounds);
        if !self.sees_on_device(&bounds) {
            return;
        }
        instance.space = self.space.map_or(0, |space| space.texel);
        let at = self.paths.len() as u32;
        self.paths.push(instance);
        let Some(open) = self.top() else { return };
        open.paths.push((mesh, at));
        open.paths_bounds = Some(open.paths_bounds.map_or(bounds, |all| all.union(&bounds)));
    }

    /// Paths that follow one another share a multisampled layer.
    fn flush_paths(&mut self) {
        let Some(open) = self.top() else { return };
        let Some(bounds) = open.paths_bounds.take() else {
            return;
        };
        let meshes = std::mem::take(&mut open.paths);
        let scissor = self.clip().scissor;
        let region = Region::around(bounds.intersection(&scissor).unwrap_or_default());
        if region.is_empty() {
            return;
        }
        let layer = self.next_layer();
        self.passes.push(Pass {
            layer: Some(layer),
            region,
            multisampled: true,
            continues: false,
            commands: meshes
                .into_iter()
                .map(|(mesh, instance)| Command::Path { mesh, instance })
                .collect(),
        });
        self.put_layer(layer, region, 1.0, None);
    }
}

impl Space {
    /// A shape of an upright space in the target's px.
    fn shape_on_device(&self, shape: &RoundedRect) -> RoundedRect {
        let matrix = &self.device_from_local;
        RoundedRect {
            rect: matrix.bounds(shape.rect),
            ..shape.stretched(matrix.a as f32, matrix.d as f32)
        }
    }
}

impl OpenPass {
    fn new(layer: Option<LayerIndex>, region: Region, scissor: Rect, opacity: f32) -> Self {
        Self {
            pass: Pass {
                layer,
                region,
                multisampled: false,
                continues: false,
                commands: Vec::new(),
            },
            clips: vec![ClipState {
                scissor,
                rounded: None,
                layered: false,
            }],
            opacity,
            shape: None,
            paths: Vec::new(),
            paths_bounds: None,
        }
    }
}
