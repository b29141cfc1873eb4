//! The same scene drawn by `vello_gpu`, through the same interface to the GPU.

use std::collections::HashMap;

use engine_text::{FontId, Fonts};
use omnios_model::{Color, Rect};
use vello_gpu::kurbo::{self, Affine, BezPath, Shape, Stroke};
use vello_gpu::peniko::{self, Blob, FontData};
use vello_gpu::{RenderSize, RenderTargetConfig, Renderer, Resources, TargetInit, TextureBindings};

use crate::scene::{Scene, Thing, View};

/// How far a flattened curve may be from the true one, in px: the renderer's own default.
const TOLERANCE: f64 = 0.1;

pub(crate) struct Vello {
    pub(crate) device: wgpu::Device,
    pub(crate) queue: wgpu::Queue,
    renderer: Renderer,
    resources: Resources,
    depth: wgpu::TextureView,
    size: RenderSize,
    canvas: vello_gpu::Scene,
    outlines: Vec<BezPath>,
    fonts: HashMap<FontId, FontData>,
}

impl Vello {
    pub(crate) fn new(
        device: wgpu::Device,
        queue: wgpu::Queue,
        scene: &Scene,
        format: wgpu::TextureFormat,
        (width, height): (u16, u16),
    ) -> Self {
        let target = RenderTargetConfig {
            format,
            width,
            height,
        };
        let (renderer, resources) = Renderer::new(&device, &target);
        let size = RenderSize { width, height };
        let depth = Renderer::create_depth_texture_view(&device, &size);
        let outlines = scene
            .outlines
            .iter()
            .map(|data| BezPath::from_svg(data).expect("the outlines are valid"))
            .collect();
        Self {
            device,
            queue,
            renderer,
            resources,
            depth,
            size,
            canvas: vello_gpu::Scene::new(width, height),
            outlines,
            fonts: HashMap::new(),
        }
    }

    /// Everything the processor does for a frame: the scene, its strips, commands.
    pub(crate) fn frame(
        &mut self,
        fonts: &Fonts,
        scene: &Scene,
        view: &View,
        visible: &[usize],
        target: &wgpu::TextureView,
    ) {
        self.canvas.reset();
        let page = Affine::scale(f64::from(view.scale))
            * Affine::translate((-f64::from(view.offset.0), -f64::from(view.offset.1)));
        self.canvas.set_transform(page);
        self.canvas.set_paint(peniko::color::palette::css::WHITE);
        self.canvas
            .fill_rect(&kurbo::Rect::new(0.0, 0.0, 24_000.0, 11_000.0));
        for n in visible {
            self.draw(fonts, &scene.things[*n], page);
        }
        let mut encoder = self
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        self.renderer
            .render(
                &self.canvas,
                &mut self.resources,
                &self.device,
                &self.queue,
                &mut encoder,
                &self.size,
                target,
                Some(&self.depth),
                &TextureBindings::new(),
                TargetInit::Clear(vello_gpu::ClearSettings::default()),
            )
            .expect("the frame is drawn");
        self.queue.submit([encoder.finish()]);
    }

    fn draw(&mut self, fonts: &Fonts, thing: &Thing, page: Affine) {
        let canvas = &mut self.canvas;
        match thing {
            Thing::Box { rect, color } => {
                canvas.set_paint(solid(color));
                canvas.fill_path(&rounded(*rect, 6.0).to_path(TOLERANCE));
                canvas.set_paint(solid(&Color::BLACK));
                canvas.set_stroke(Stroke::new(1.0));
                let middle = Rect::new(
                    rect.x + 0.5,
                    rect.y + 0.5,
                    rect.width - 1.0,
                    rect.height - 1.0,
                );
                canvas.stroke_path(&rounded(middle, 5.5).to_path(TOLERANCE));
            }
            Thing::Text {
                origin,
                text,
                color,
            } => {
                canvas.set_paint(solid(color));
                canvas.set_transform(
                    page * Affine::translate((f64::from(origin.0), f64::from(origin.1))),
                );
                for run in &text.runs {
                    let font = self.fonts.entry(run.font).or_insert_with(|| {
                        let data = fonts.font_data(run.font).expect("the font is there");
                        FontData::new(Blob::from(data.bytes().to_vec()), data.index())
                    });
                    let glyphs = run.glyphs.iter().map(|glyph| glifo::Glyph {
                        id: glyph.id,
                        x: glyph.x,
                        y: glyph.y,
                    });
                    canvas
                        .glyph_run(&mut self.resources, font)
                        .atlas_cache(true)
                        .hint(false)
                        .font_size(run.size_px)
                        .normalized_coords(bytemuck::cast_slice(&run.coordinates))
                        .fill_glyphs(glyphs)
                        .expect("the glyphs are drawn");
                }
                canvas.set_transform(page);
            }
            Thing::Path {
                area,
                outline,
                color,
            } => {
                canvas.set_paint(solid(color));
                canvas.set_transform(
                    page * Affine::translate((f64::from(area.x), f64::from(area.y)))
                        * Affine::scale(f64::from(area.width) / 24.0),
                );
                canvas.fill_path(&self.outlines[*outline]);
                canvas.set_transform(page);
            }
            Thing::Clipped { clip, rect, color } => {
                canvas.push_clip_path(&rounded(*clip, 8.0).to_path(TOLERANCE));
                canvas.set_paint(solid(color));
                canvas.fill_rect(&plain(*rect));
                canvas.pop_clip();
            }
            Thing::Group { rects, color } => {
                canvas.push_opacity_layer(0.5);
                canvas.set_paint(solid(color));
                for rect in rects {
                    canvas.fill_path(&rounded(*rect, 6.0).to_path(TOLERANCE));
                }
                canvas.pop_layer();
            }
        }
    }
}

fn plain(rect: Rect) -> kurbo::Rect {
    kurbo::Rect::new(
        f64::from(rect.x),
        f64::from(rect.y),
        f64::from(rect.right()),
        f64::from(rect.bottom()),
    )
}

fn rounded(rect: Rect, radius: f64) -> kurbo::RoundedRect {
    plain(rect).to_rounded_rect(radius)
}

fn solid(color: &Color) -> peniko::Color {
    peniko::Color::from_rgba8(color.r, color.g, color.b, color.a)
}
