//! One frame on its way to the GPU: instances, batches, layers and the clips in force.

use std::sync::Arc;

use engine_paint::RoundedRect;
use omnios_model::Rect;

use crate::instance::{
    FLAG_ROUNDED_CLIP, PathInstance, QuadInstance, QuadKind, channels, edges, radii,
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
    fn around(rect: Rect) -> Self {
        let x = rect.x.floor();
        let y = rect.y.floor();
        Self {
            x: x as i32,
            y: y as i32,
            width: (rect.right().ceil() - x).max(0.0) as u32,
            height: (rect.bottom().ceil() - y).max(0.0) as u32,
        }
    }

    fn is_empty(&self) -> bool {
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

#[derive(Debug)]
struct OpenPass {
    pass: Pass,
    clips: Vec<ClipState>,
    opacity: f32,
    /// Paths that will share a layer.
    paths: Vec<(Arc<Mesh>, u32)>,
    paths_bounds: Option<Rect>,
}

#[derive(Debug, Default)]
pub(crate) struct FrameBuilder {
    pub(crate) quads: Vec<QuadInstance>,
    pub(crate) paths: Vec<PathInstance>,
    /// Two texels a stop: premultiplied colour, then the position.
    pub(crate) stops: Vec<[f32; 4]>,
    pub(crate) passes: Vec<Pass>,
    open: Vec<OpenPass>,
    layer_count: usize,
}

impl FrameBuilder {
    pub(crate) fn begin(&mut self, width: u32, height: u32) {
        self.quads.clear();
        self.paths.clear();
        self.stops.clear();
        self.passes.clear();
        self.open.clear();
        self.layer_count = 0;
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
        if let Some(last) = self.open.pop() {
            self.passes.push(last.pass);
        }
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

    /// Whether any of `rect` would be seen.
    pub(crate) fn sees(&self, rect: &Rect) -> bool {
        let scissor = self.clip().scissor;
        scissor.width > 0.0
            && scissor.height > 0.0
            && rect.x < scissor.right()
            && scissor.x < rect.right()
            && rect.y < scissor.bottom()
            && scissor.y < rect.bottom()
    }

    pub(crate) fn push_clip(&mut self, shape: RoundedRect) {
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
                        self.begin_layer(scissor, 1.0);
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

    /// From here on everything is drawn into a layer that covers the visible part of `bounds`.
    pub(crate) fn begin_layer(&mut self, bounds: Rect, opacity: f32) {
        self.flush_paths();
        let scissor = self.clip().scissor;
        let visible = bounds.intersection(&scissor).unwrap_or_default();
        let region = Region::around(visible);
        let layer = LayerIndex(self.layer_count);
        self.layer_count += 1;
        // The rounded clip, if any, is applied where the layer is put in place.
        self.open
            .push(OpenPass::new(Some(layer), region, visible, opacity));
    }

    pub(crate) fn end_layer(&mut self) {
        self.flush_paths();
        if self.open.len() < 2 {
            return;
        }
        let Some(done) = self.open.pop() else { return };
        if done.pass.commands.is_empty() || done.pass.region.is_empty() {
            return;
        }
        let region = done.pass.region;
        let layer = done.pass.layer;
        self.passes.push(done.pass);
        if let Some(layer) = layer {
            self.put_layer(layer, region, done.opacity);
        }
    }

    fn put_layer(&mut self, layer: LayerIndex, region: Region, opacity: f32) {
        let mut quad = self.quad(QuadKind::Picture, region.rect());
        quad.paint = edges(region.rect());
        quad.color = channels(omnios_model::Color::WHITE, opacity);
        self.push_quad(quad, Some(Picture::Layer(layer)));
    }

    /// A quad over `bounds` with the clip in force and nothing else set.
    pub(crate) fn quad(&self, kind: QuadKind, bounds: Rect) -> QuadInstance {
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
    pub(crate) fn push_quad(&mut self, mut instance: QuadInstance, picture: Option<Picture>) {
        self.flush_paths();
        let [left, top, right, bottom] = instance.quad;
        let [clip_left, clip_top, clip_right, clip_bottom] = instance.scissor;
        instance.quad = [
            left.max(clip_left.floor()),
            top.max(clip_top.floor()),
            right.min(clip_right.ceil()),
            bottom.min(clip_bottom.ceil()),
        ];
        if instance.quad[0] >= instance.quad[2] || instance.quad[1] >= instance.quad[3] {
            return;
        }
        let at = self.quads.len() as u32;
        self.quads.push(instance);
        let Some(open) = self.top() else { return };
        if let Some(Command::Quads {
            picture: bound,
            end,
            ..
        }) = open.pass.commands.last_mut()
            && *end == at
            && (picture.is_none() || bound.is_none() || *bound == picture)
        {
            *bound = bound.or(picture);
            *end = at + 1;
            return;
        }
        open.pass.commands.push(Command::Quads {
            picture,
            first: at,
            end: at + 1,
        });
    }

    /// Adds triangles on top; they cover `bounds`.
    pub(crate) fn push_path(&mut self, mesh: Arc<Mesh>, instance: PathInstance, bounds: Rect) {
        if !self.sees(&bounds) {
            return;
        }
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
        let layer = LayerIndex(self.layer_count);
        self.layer_count += 1;
        self.passes.push(Pass {
            layer: Some(layer),
            region,
            multisampled: true,
            commands: meshes
                .into_iter()
                .map(|(mesh, instance)| Command::Path { mesh, instance })
                .collect(),
        });
        self.put_layer(layer, region, 1.0);
    }
}

impl OpenPass {
    fn new(layer: Option<LayerIndex>, region: Region, scissor: Rect, opacity: f32) -> Self {
        Self {
            pass: Pass {
                layer,
                region,
                multisampled: false,
                commands: Vec::new(),
            },
            clips: vec![ClipState {
                scissor,
                rounded: None,
                layered: false,
            }],
            opacity,
            paths: Vec::new(),
            paths_bounds: None,
        }
    }
}
