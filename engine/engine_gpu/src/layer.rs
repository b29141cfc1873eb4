//! Textures of layers, kept from frame to frame.

use std::collections::HashMap;

use crate::frame::Region;
use crate::pipeline::{PATH_SAMPLES, Pipelines, picture_bind_group};
use crate::{Gpu, images};

/// Sizes are rounded up to this, so that layers of similar size share textures.
const SIZE_STEP: u32 = 64;

/// How many frames a texture outlives its last use.
const KEPT_FRAMES: u64 = 60;

#[derive(Debug)]
pub(crate) struct LayerTexture {
    pub(crate) view: wgpu::TextureView,
    pub(crate) bind_group: wgpu::BindGroup,
    pub(crate) width: u32,
    pub(crate) height: u32,
    used_in: u64,
}

/// The multisampled picture that triangles are drawn into before it is resolved.
#[derive(Debug)]
pub(crate) struct SampledTexture {
    pub(crate) view: wgpu::TextureView,
    used_in: u64,
}

#[derive(Debug, Default)]
pub(crate) struct LayerPool {
    textures: Vec<LayerTexture>,
    sampled: HashMap<(u32, u32), SampledTexture>,
}

impl LayerPool {
    /// The size of the texture that holds `region`.
    pub(crate) fn texture_size(region: Region) -> (u32, u32) {
        (rounded(region.width), rounded(region.height))
    }

    /// The index of a texture that holds `region` and that nothing else uses in this frame.
    pub(crate) fn acquire(
        &mut self,
        gpu: &Gpu,
        pipelines: &Pipelines,
        frame: u64,
        region: Region,
        multisampled: bool,
    ) -> usize {
        let (width, height) = Self::texture_size(region);
        if multisampled {
            self.sampled
                .entry((width, height))
                .or_insert_with(|| SampledTexture {
                    view: target(gpu, width, height, PATH_SAMPLES),
                    used_in: frame,
                })
                .used_in = frame;
        }
        let free = self
            .textures
            .iter()
            .position(|it| it.used_in != frame && (it.width, it.height) == (width, height));
        if let Some(index) = free {
            self.textures[index].used_in = frame;
            return index;
        }
        let view = target(gpu, width, height, 1);
        let bind_group = picture_bind_group(
            &gpu.device,
            &pipelines.picture_layout,
            &view,
            &pipelines.sampler,
        );
        self.textures.push(LayerTexture {
            view,
            bind_group,
            width,
            height,
            used_in: frame,
        });
        self.textures.len() - 1
    }

    pub(crate) fn texture(&self, index: usize) -> &LayerTexture {
        &self.textures[index]
    }

    /// The multisampled picture of a texture's size.
    pub(crate) fn sampled(&self, index: usize) -> Option<&SampledTexture> {
        let texture = self.texture(index);
        self.sampled.get(&(texture.width, texture.height))
    }

    /// Drops what was long unused; indices are void afterwards.
    pub(crate) fn forget_unused(&mut self, frame: u64) {
        self.textures.retain(|it| it.used_in + KEPT_FRAMES > frame);
        self.sampled
            .retain(|_, it| it.used_in + KEPT_FRAMES > frame);
    }
}

fn rounded(size: u32) -> u32 {
    size.max(1).div_ceil(SIZE_STEP) * SIZE_STEP
}

fn target(gpu: &Gpu, width: u32, height: u32, sample_count: u32) -> wgpu::TextureView {
    let mut usage = wgpu::TextureUsages::RENDER_ATTACHMENT;
    if sample_count == 1 {
        usage |= wgpu::TextureUsages::TEXTURE_BINDING;
    }
    let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("layer"),
        size: images::extent(width, height),
        mip_level_count: 1,
        sample_count,
        dimension: wgpu::TextureDimension::D2,
        format: gpu.format,
        usage,
        view_formats: &[],
    });
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}
