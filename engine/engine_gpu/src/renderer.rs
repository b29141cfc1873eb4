//! The renderer: what it keeps between frames, and how one frame is drawn.

use engine_paint::{DisplayList, Overlay};
use engine_text::Fonts;
use omnios_model::{AssetHash, Color, Point, Rect};

use crate::Gpu;
use crate::camera::{Camera, DeviceTransform};
use crate::frame::{Command, FrameBuilder, Pass, Picture};
use crate::images::{Images, Pixels, extent};
use crate::layer::LayerPool;
use crate::masks::{MAX_MASK_PX, Masks};
use crate::meshes::MeshCache;
use crate::paint::FramePainter;
use crate::pipeline::{Pipelines, TARGET_STRIDE};

/// Texels in a row of the table's texture; the shader has the same number.
const TABLE_WIDTH: u32 = 256;

/// How many frames after the atlas was too small for a frame it is tried again.
const CROWDED_FRAMES: u64 = 300;

/// A page on the canvas.
#[derive(Debug, Clone, Copy)]
pub struct Artboard<'a> {
    /// What is visible of it.
    pub list: &'a DisplayList,
    /// Where the page's top left corner stands on the canvas.
    pub offset: Point,
    /// What lies outside is cut off, in CSS px of the page; `None` shows everything.
    pub clip: Option<Rect>,
}

/// Everything one picture shows.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The pages, hindmost first.
    pub artboards: &'a [Artboard<'a>],
    /// What part of the canvas is seen.
    pub camera: Camera,
    /// What is drawn over the pages.
    pub overlay: Option<&'a Overlay>,
    /// The colour of the empty canvas.
    pub background: Color,
    /// Where the glyphs' outlines come from.
    pub fonts: &'a Fonts,
}

/// What drawing a frame took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FrameStatistics {
    /// Quads that were drawn.
    pub quads: usize,
    /// Draw calls.
    pub draws: usize,
    /// Layers: opacity groups, nested round clips and groups of paths.
    pub layers: usize,
    /// Masks of glyphs and paths that had to be rasterised.
    pub rasterised: u64,
}

/// Why a frame was not drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The device is gone for good.
    #[error(
        "the graphics device was lost, so nothing can be drawn on it any more; the design is safe. \
         Make a new device and renderer and add the images again"
    )]
    DeviceLost,
    /// The canvas has no surface any more.
    #[error(
        "the canvas lost its graphics context, so nothing can be drawn on it; the design is safe. \
         Make a new device for the canvas and add the images again"
    )]
    SurfaceLost,
    /// The surface has no picture to draw into just now.
    #[error("the canvas isn't ready for a new picture; the last one stays. Draw again later")]
    NotReady,
    /// A picture without pixels or beyond what the device can hold.
    #[error(
        "a picture of {width} × {height} px can't be drawn; give a width and a height from 1 to \
         {limit} px"
    )]
    Size {
        /// The width that was asked for.
        width: u32,
        /// The height that was asked for.
        height: u32,
        /// The largest side the device can draw.
        limit: u32,
    },
    /// An image whose bytes don't match its size.
    #[error(
        "an image of {width} × {height} px came with {bytes} bytes and was left out; give four \
         bytes a pixel and at least one pixel"
    )]
    MalformedImage {
        /// The width that was given.
        width: u32,
        /// The height that was given.
        height: u32,
        /// How many bytes there were.
        bytes: usize,
    },
    /// Reading the picture back failed.
    #[error("the drawn picture can't be read back from the graphics device: {cause}. Try again")]
    ReadBack {
        /// What the graphics library said.
        cause: String,
    },
}

/// Draws frames; keeps masks, triangles, images and buffers between them.
#[derive(Debug)]
pub struct Renderer {
    pipelines: Pipelines,
    images: Images,
    masks: Masks,
    meshes: MeshCache,
    layers: LayerPool,
    builder: FrameBuilder,
    quads: GrowingBuffer,
    path_instances: GrowingBuffer,
    targets: GrowingBuffer,
    atlas: DataTexture,
    table: DataTexture,
    shared: Option<wgpu::BindGroup>,
    frame_number: u64,
    /// Until then large paths are drawn as triangles: their masks didn't fit into the atlas.
    crowded_until: u64,
    statistics: FrameStatistics,
}

/// A buffer that is replaced by a larger one where it is too small.
#[derive(Debug)]
struct GrowingBuffer {
    buffer: wgpu::Buffer,
    usage: wgpu::BufferUsages,
    label: &'static str,
}

impl GrowingBuffer {
    fn new(
        device: &wgpu::Device,
        label: &'static str,
        usage: wgpu::BufferUsages,
        size: u64,
    ) -> Self {
        let usage = usage | wgpu::BufferUsages::COPY_DST;
        let buffer = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some(label),
            size,
            usage,
            mapped_at_creation: false,
        });
        Self {
            buffer,
            usage,
            label,
        }
    }

    /// Fills the buffer; true where it is a new one.
    fn write(&mut self, gpu: &Gpu, bytes: &[u8]) -> bool {
        let grown = bytes.len() as u64 > self.buffer.size();
        if grown {
            let size = (bytes.len() as u64).next_power_of_two();
            *self = Self::new(&gpu.device, self.label, self.usage, size);
        }
        if !bytes.is_empty() {
            gpu.queue.write_buffer(&self.buffer, 0, bytes);
        }
        grown
    }
}

/// A texture that the shaders read texel by texel.
#[derive(Debug)]
struct DataTexture {
    texture: wgpu::Texture,
    view: wgpu::TextureView,
}

impl DataTexture {
    fn new(device: &wgpu::Device, format: wgpu::TextureFormat, width: u32, height: u32) -> Self {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("data"),
            size: extent(width, height),
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        Self { texture, view }
    }

    /// Replaces whole rows from `first_row` on.
    fn write_rows(&self, gpu: &Gpu, first_row: u32, bytes: &[u8], row_bytes: u32) {
        gpu.queue.write_texture(
            wgpu::TexelCopyTextureInfo {
                texture: &self.texture,
                mip_level: 0,
                origin: wgpu::Origin3d {
                    x: 0,
                    y: first_row,
                    z: 0,
                },
                aspect: wgpu::TextureAspect::All,
            },
            bytes,
            wgpu::TexelCopyBufferLayout {
                offset: 0,
                bytes_per_row: Some(row_bytes),
                rows_per_image: None,
            },
            extent(self.texture.width(), bytes.len() as u32 / row_bytes),
        );
    }
}

impl Renderer {
    /// A renderer for this device; it may not be used with another one.
    pub fn new(gpu: &Gpu) -> Self {
        let device = &gpu.device;
        let masks = Masks::new(device.limits().max_texture_dimension_2d);
        let atlas_size = masks.atlas.size();
        let vertex = wgpu::BufferUsages::VERTEX;
        Self {
            pipelines: Pipelines::new(gpu),
            images: Images::default(),
            meshes: MeshCache::default(),
            layers: LayerPool::default(),
            builder: FrameBuilder::default(),
            quads: GrowingBuffer::new(device, "quads", vertex, 1 << 18),
            path_instances: GrowingBuffer::new(device, "paths", vertex, 1 << 12),
            targets: GrowingBuffer::new(
                device,
                "targets",
                wgpu::BufferUsages::UNIFORM,
                16 * TARGET_STRIDE,
            ),
            atlas: DataTexture::new(device, wgpu::TextureFormat::R8Unorm, atlas_size, atlas_size),
            table: DataTexture::new(device, wgpu::TextureFormat::Rgba32Float, TABLE_WIDTH, 4),
            shared: None,
            masks,
            frame_number: 0,
            crowded_until: 0,
            statistics: FrameStatistics::default(),
        }
    }

    /// Takes an image's pixels: rows from the top, RGBA with straight alpha. An image that is
    /// already there stays. Images larger than the device's textures are made smaller.
    pub fn add_image(
        &mut self,
        gpu: &Gpu,
        hash: AssetHash,
        width: u32,
        height: u32,
        rgba: &[u8],
    ) -> Result<(), RenderError> {
        let pixels = Pixels::new(width, height, rgba)?;
        self.images.add(
            gpu,
            &self.pipelines.picture_layout,
            &self.pipelines.sampler,
            hash,
            pixels,
        )
    }

    /// Whether the image is there.
    pub fn has_image(&self, hash: &AssetHash) -> bool {
        self.images.index(hash).is_some()
    }

    /// Forgets all images, for another project.
    pub fn clear_images(&mut self) {
        self.images.clear();
    }

    /// What drawing the last frame took.
    pub fn statistics(&self) -> FrameStatistics {
        self.statistics
    }

    /// Draws into a texture of `width` × `height` device px, whose format is the device's
    /// ([`Self::render_to_image`] makes one).
    pub fn render_to_view(
        &mut self,
        gpu: &Gpu,
        frame: &Frame<'_>,
        view: &wgpu::TextureView,
        width: u32,
        height: u32,
    ) -> Result<(), RenderError> {
        let limit = gpu.device.limits().max_texture_dimension_2d;
        if width == 0 || height == 0 || width > limit || height > limit {
            return Err(RenderError::Size {
                width,
                height,
                limit,
            });
        }
        if gpu.is_lost() {
            return Err(RenderError::DeviceLost);
        }
        self.frame_number += 1;
        let rasterised_before = self.masks.rasterised;
        self.build(gpu, frame, width, height);
        self.upload(gpu);
        let draws = self.encode(gpu, frame.background, view);
        self.statistics = FrameStatistics {
            quads: self.builder.quads.len(),
            draws,
            layers: self.builder.layer_count(),
            rasterised: self.masks.rasterised - rasterised_before,
        };
        self.meshes.forget_unused(self.frame_number);
        self.layers.forget_unused(self.frame_number);
        if gpu.is_lost() {
            return Err(RenderError::DeviceLost);
        }
        Ok(())
    }

    fn build(&mut self, gpu: &Gpu, frame: &Frame<'_>, width: u32, height: u32) {
        /// The largest masks of each attempt, in px: with old masks, without them, with small
        /// ones only, and with none.
        const ATTEMPTS: [f32; 5] = [MAX_MASK_PX, MAX_MASK_PX, 64.0, 64.0, 0.0];
        let crowded = self.frame_number < self.crowded_until;
        for (attempt, max_mask_px) in ATTEMPTS.into_iter().enumerate() {
            if crowded && attempt < 2 {
                continue;
            }
            self.builder.begin(width, height);
            let mut painter = FramePainter {
                frame: &mut self.builder,
                device: &gpu.device,
                fonts: frame.fonts,
                images: &self.images,
                masks: &mut self.masks,
                meshes: &mut self.meshes,
                frame_number: self.frame_number,
                max_mask_px,
                window: None,
            };
            let painted = paint(&mut painter, frame);
            self.builder.finish();
            if painted.is_ok() {
                return;
            }
            self.masks.clear();
            if attempt == 1 {
                self.crowded_until = self.frame_number + CROWDED_FRAMES;
            }
        }
    }

    fn upload(&mut self, gpu: &Gpu) {
        let mut rebind = self.shared.is_none();
        let atlas_size = self.masks.atlas.size();
        if atlas_size != self.atlas.texture.width() {
            self.atlas = DataTexture::new(
                &gpu.device,
                wgpu::TextureFormat::R8Unorm,
                atlas_size,
                atlas_size,
            );
            self.masks.atlas.mark_all_dirty();
            rebind = true;
        }
        if let Some((first_row, bytes)) = self.masks.atlas.take_dirty() {
            self.atlas.write_rows(gpu, first_row, bytes, atlas_size);
        }
        let rows = (self.builder.table.len() as u32).div_ceil(TABLE_WIDTH);
        if rows > self.table.texture.height() {
            let format = wgpu::TextureFormat::Rgba32Float;
            let rows = rows.next_power_of_two();
            self.table = DataTexture::new(&gpu.device, format, TABLE_WIDTH, rows);
            rebind = true;
        }
        if rows > 0 {
            let texels = (rows * TABLE_WIDTH) as usize;
            self.builder.table.resize(texels, [0.0; 4]);
            let bytes = bytemuck::cast_slice(&self.builder.table);
            self.table.write_rows(gpu, 0, bytes, TABLE_WIDTH * 16);
        }
        let quads = bytemuck::cast_slice(&self.builder.quads);
        self.quads.write(gpu, quads);
        let paths = bytemuck::cast_slice(&self.builder.paths);
        self.path_instances.write(gpu, paths);
        // The textures that hold the layers are chosen in `encode`; what the shader needs to know
        // of them is their rounded size.
        let mut targets = vec![0_u8; self.builder.passes.len() * TARGET_STRIDE as usize];
        for (pass, entry) in self
            .builder
            .passes
            .iter()
            .zip(targets.chunks_exact_mut(TARGET_STRIDE as usize))
        {
            let (width, height) = match pass.layer {
                Some(_) => LayerPool::texture_size(pass.region),
                None => (pass.region.width, pass.region.height),
            };
            let values = [
                pass.region.x as f32,
                pass.region.y as f32,
                width as f32,
                height as f32,
            ];
            entry[..16].copy_from_slice(bytemuck::cast_slice(&values));
        }
        rebind |= self.targets.write(gpu, &targets);
        if rebind {
            self.shared = Some(self.pipelines.shared_bind_group(
                &gpu.device,
                &self.targets.buffer,
                &self.atlas.view,
                &self.table.view,
            ));
        }
    }

    fn encode(&mut self, gpu: &Gpu, background: Color, view: &wgpu::TextureView) -> usize {
        let mut textures = vec![None; self.builder.layer_count()];
        for pass in &self.builder.passes {
            if let Some(layer) = pass.layer {
                // A layer that goes on keeps its texture.
                if textures[layer.0].is_none() {
                    textures[layer.0] = Some(self.layers.acquire(
                        gpu,
                        &self.pipelines,
                        self.frame_number,
                        pass.region,
                        pass.multisampled,
                    ));
                }
            }
        }
        let mut encoder = gpu
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor {
                label: Some("frame"),
            });
        let mut draws = 0;
        for (index, pass) in self.builder.passes.iter().enumerate() {
            let texture = pass.layer.and_then(|layer| textures[layer.0]);
            let is_view = pass.layer.is_none() || pass.layer == self.builder.view_layer;
            let ground = if is_view {
                clear_color(background)
            } else {
                wgpu::Color::TRANSPARENT
            };
            let (target, resolve_target, clear) = match texture {
                Some(texture) => {
                    let layer = &self.layers.texture(texture).view;
                    let sampled = self
                        .layers
                        .sampled(texture)
                        .filter(|_| pass.multisampled)
                        .map(|it| &it.view);
                    match sampled {
                        Some(sampled) => (sampled, Some(layer), ground),
                        None => (layer, None, ground),
                    }
                }
                None => (view, None, ground),
            };
            let store = if resolve_target.is_some() {
                wgpu::StoreOp::Discard
            } else {
                wgpu::StoreOp::Store
            };
            let mut render_pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
                label: Some("pass"),
                color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                    view: target,
                    depth_slice: None,
                    resolve_target,
                    ops: wgpu::Operations {
                        load: if pass.continues {
                            wgpu::LoadOp::Load
                        } else {
                            wgpu::LoadOp::Clear(clear)
                        },
                        store,
                    },
                })],
                ..wgpu::RenderPassDescriptor::default()
            });
            let offset = index as u32 * TARGET_STRIDE as u32;
            draws += self.draw_pass(&mut render_pass, pass, offset, &textures);
        }
        gpu.queue.submit([encoder.finish()]);
        draws
    }

    fn draw_pass(
        &self,
        render_pass: &mut wgpu::RenderPass<'_>,
        pass: &Pass,
        target_offset: u32,
        textures: &[Option<usize>],
    ) -> usize {
        render_pass.set_bind_group(0, self.shared.as_ref(), &[target_offset]);
        render_pass.set_bind_group(1, &self.pipelines.no_picture, &[]);
        render_pass.set_bind_group(2, &self.pipelines.no_picture, &[]);
        if pass.multisampled {
            render_pass.set_pipeline(&self.pipelines.paths);
            render_pass.set_vertex_buffer(1, self.path_instances.buffer.slice(..));
        } else {
            render_pass.set_pipeline(&self.pipelines.quads);
            render_pass.set_vertex_buffer(0, self.quads.buffer.slice(..));
        }
        for command in &pass.commands {
            match command {
                Command::Quads {
                    picture,
                    second,
                    first,
                    end,
                } => {
                    for (group, picture) in [(1, picture), (2, second)] {
                        let bind_group = match picture {
                            Some(Picture::Image(index)) => {
                                self.images.texture(*index).map(|it| &it.bind_group)
                            }
                            Some(Picture::Layer(layer)) => textures[layer.0]
                                .map(|texture| &self.layers.texture(texture).bind_group),
                            None => None,
                        };
                        if let Some(bind_group) = bind_group {
                            render_pass.set_bind_group(group, bind_group, &[]);
                        }
                    }
                    render_pass.draw(0..4, *first..*end);
                }
                Command::Path { mesh, instance } => {
                    render_pass.set_vertex_buffer(0, mesh.points.slice(..));
                    render_pass.set_index_buffer(mesh.indices.slice(..), wgpu::IndexFormat::Uint32);
                    render_pass.draw_indexed(0..mesh.index_count, 0, *instance..*instance + 1);
                }
            }
        }
        pass.commands.len()
    }

    /// Draws a picture of `width` × `height` device px and reads it back: RGBA with straight
    /// alpha, rows from the top.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn render_to_image(
        &mut self,
        gpu: &Gpu,
        frame: &Frame<'_>,
        width: u32,
        height: u32,
    ) -> Result<Vec<u8>, RenderError> {
        let limit = gpu.device.limits().max_texture_dimension_2d;
        if width == 0 || height == 0 || width > limit || height > limit {
            return Err(RenderError::Size {
                width,
                height,
                limit,
            });
        }
        let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("picture"),
            size: extent(width, height),
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: gpu.format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        self.render_to_view(gpu, frame, &view, width, height)?;
        read_back(gpu, &texture, width, height)
    }

    /// Draws on a canvas and shows it.
    #[cfg(target_arch = "wasm32")]
    pub fn render_to_canvas(
        &mut self,
        gpu: &Gpu,
        frame: &Frame<'_>,
        canvas: &mut crate::Canvas,
    ) -> Result<(), RenderError> {
        use wgpu::CurrentSurfaceTexture as Current;
        let texture = match canvas.surface.get_current_texture() {
            Current::Success(texture) | Current::Suboptimal(texture) => texture,
            Current::Outdated => {
                canvas.surface.configure(&gpu.device, &canvas.configuration);
                return Err(RenderError::NotReady);
            }
            Current::Timeout | Current::Occluded => return Err(RenderError::NotReady),
            Current::Lost | Current::Validation => return Err(RenderError::SurfaceLost),
        };
        let view = texture
            .texture
            .create_view(&wgpu::TextureViewDescriptor::default());
        let (width, height) = canvas.size();
        self.render_to_view(gpu, frame, &view, width, height)?;
        canvas.note_submitted(gpu);
        gpu.queue.present(texture);
        Ok(())
    }
}

fn paint(painter: &mut FramePainter<'_>, frame: &Frame<'_>) -> Result<(), crate::atlas::AtlasFull> {
    for artboard in frame.artboards {
        let page = DeviceTransform::of_page(&frame.camera, artboard.offset);
        if let Some(clip) = artboard.clip {
            let shape = engine_paint::RoundedRect::square(page.snapped_rect(clip));
            painter.frame.push_clip(shape);
        }
        painter.list(artboard.list, page)?;
        if artboard.clip.is_some() {
            painter.frame.pop_clip();
        }
    }
    match frame.overlay {
        Some(overlay) => painter.overlay(overlay, DeviceTransform::of_screen(&frame.camera)),
        None => Ok(()),
    }
}

fn clear_color(color: Color) -> wgpu::Color {
    let alpha = f64::from(color.a) / 255.0;
    let channel = |value: u8| f64::from(value) / 255.0 * alpha;
    wgpu::Color {
        r: channel(color.r),
        g: channel(color.g),
        b: channel(color.b),
        a: alpha,
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn read_back(
    gpu: &Gpu,
    texture: &wgpu::Texture,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, RenderError> {
    let failed = |cause: String| RenderError::ReadBack { cause };
    let row_bytes = (width * 4).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
    let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("read back"),
        size: u64::from(row_bytes) * u64::from(height),
        usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
        mapped_at_creation: false,
    });
    let mut encoder = gpu
        .device
        .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    encoder.copy_texture_to_buffer(
        wgpu::TexelCopyTextureInfo {
            texture,
            mip_level: 0,
            origin: wgpu::Origin3d::ZERO,
            aspect: wgpu::TextureAspect::All,
        },
        wgpu::TexelCopyBufferInfo {
            buffer: &buffer,
            layout: wgpu::TexelCopyBufferLayout {
                offset: 0,
                bytes_per_row: Some(row_bytes),
                rows_per_image: None,
            },
        },
        extent(width, height),
    );
    gpu.queue.submit([encoder.finish()]);
    let (sender, receiver) = std::sync::mpsc::channel();
    buffer
        .slice(..)
        .map_async(wgpu::MapMode::Read, move |result| {
            // The receiver lives until the result is there.
            let _ = sender.send(result);
        });
    gpu.device
        .poll(wgpu::PollType::wait_indefinitely())
        .map_err(|error| failed(error.to_string()))?;
    match receiver.recv() {
        Ok(Ok(())) => {}
        Ok(Err(error)) => return Err(failed(error.to_string())),
        Err(error) => return Err(failed(error.to_string())),
    }
    let mapped = buffer
        .slice(..)
        .get_mapped_range()
        .map_err(|error| failed(error.to_string()))?;
    let mut rgba = Vec::with_capacity((width * height * 4) as usize);
    for row in mapped.chunks_exact(row_bytes as usize) {
        rgba.extend_from_slice(&row[..width as usize * 4]);
    }
    for pixel in rgba.as_chunks_mut::<4>().0 {
        let alpha = u32::from(pixel[3]);
        if alpha > 0 && alpha < 255 {
            for channel in &mut pixel[..3] {
                *channel = ((u32::from(*channel) * 255 + alpha / 2) / alpha).min(255) as u8;
            }
        }
    }
    Ok(rgba)
}
