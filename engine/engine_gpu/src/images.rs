//! The project's images as textures with mip levels.

use std::collections::HashMap;

use omnios_model::AssetHash;

use crate::{Gpu, RenderError};

/// One image on the GPU.
#[derive(Debug)]
pub(crate) struct ImageTexture {
    /// Natural size in px, which may be larger than the texture's.
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) bind_group: wgpu::BindGroup,
}

/// Images by content address.
#[derive(Debug, Default)]
pub(crate) struct Images {
    by_hash: HashMap<AssetHash, usize>,
    textures: Vec<ImageTexture>,
}

impl Images {
    pub(crate) fn index(&self, hash: &AssetHash) -> Option<usize> {
        self.by_hash.get(hash).copied()
    }

    pub(crate) fn texture(&self, index: usize) -> Option<&ImageTexture> {
        self.textures.get(index)
    }

    pub(crate) fn clear(&mut self) {
        self.by_hash.clear();
        self.textures.clear();
    }

    pub(crate) fn add(
        &mut self,
        gpu: &Gpu,
        layout: &wgpu::BindGroupLayout,
        sampler: &wgpu::Sampler,
        hash: AssetHash,
        pixels: Pixels,
    ) -> Result<(), RenderError> {
        if self.by_hash.contains_key(&hash) {
            return Ok(());
        }
        let (width, height) = (pixels.width, pixels.height);
        let mut level = pixels.premultiplied();
        let limit = gpu.device.limits().max_texture_dimension_2d;
        while level.width > limit || level.height > limit {
            level = level.halved();
        }
        let level_count = 32 - level.width.max(level.height).leading_zeros();
        let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("image"),
            size: extent(level.width, level.height),
            mip_level_count: level_count,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba8Unorm,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        for mip_level in 0..level_count {
            if mip_level > 0 {
                level = level.halved();
            }
            gpu.queue.write_texture(
                wgpu::TexelCopyTextureInfo {
                    texture: &texture,
                    mip_level,
                    origin: wgpu::Origin3d::ZERO,
                    aspect: wgpu::TextureAspect::All,
                },
                &level.rgba,
                wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(4 * level.width),
                    rows_per_image: None,
                },
                extent(level.width, level.height),
            );
        }
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let bind_group = crate::pipeline::picture_bind_group(&gpu.device, layout, &view, sampler);
        self.by_hash.insert(hash, self.textures.len());
        self.textures.push(ImageTexture {
            width,
            height,
            bind_group,
        });
        Ok(())
    }
}

pub(crate) fn extent(width: u32, height: u32) -> wgpu::Extent3d {
    wgpu::Extent3d {
        width,
        height,
        depth_or_array_layers: 1,
    }
}

/// Pixels in rows from the top, four bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pixels {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

impl Pixels {
    /// Checks that there are exactly `width` × `height` pixels, and at least one.
    pub(crate) fn new(width: u32, height: u32, rgba: &[u8]) -> Result<Self, RenderError> {
        let expected = u64::from(width) * u64::from(height) * 4;
        if expected == 0 || rgba.len() as u64 != expected {
            return Err(RenderError::MalformedImage {
                width,
                height,
                bytes: rgba.len(),
            });
        }
        Ok(Self {
            width,
            height,
            rgba: rgba.to_vec(),
        })
    }

    /// Alpha multiplied into the colours: only then may neighbouring pixels be averaged.
    fn premultiplied(mut self) -> Self {
        for pixel in self.rgba.as_chunks_mut::<4>().0 {
            let alpha = u32::from(pixel[3]);
            for channel in &mut pixel[..3] {
                *channel = ((u32::from(*channel) * alpha + 127) / 255) as u8;
            }
        }
        self
    }

    /// Half as wide and high, each pixel the mean of up to nine: where a side is odd, three
    /// pixels fall onto two, weighted by how much of each one lies under the new one.
    fn halved(&self) -> Self {
        let width = (self.width / 2).max(1);
        let height = (self.height / 2).max(1);
        let mut rgba = Vec::with_capacity((width * height * 4) as usize);
        for y in 0..height {
            let rows = taps(y, self.height, height);
            for x in 0..width {
                let columns = taps(x, self.width, width);
                let mut sums = [0.0_f32; 4];
                for (row, row_weight) in rows {
                    for (column, column_weight) in columns {
                        let weight = row_weight * column_weight;
                        if weight == 0.0 {
                            continue;
                        }
                        let at = ((row * self.width + column) * 4) as usize;
                        for (sum, channel) in sums.iter_mut().zip(&self.rgba[at..at + 4]) {
                            *sum += weight * f32::from(*channel);
                        }
                    }
                }
                rgba.extend(sums.map(|sum| (sum + 0.5) as u8));
            }
        }
        Self {
            width,
            height,
            rgba,
        }
    }
}

/// Which old pixels the new one at `index` lies over, and each one's share of it.
fn taps(index: u32, old: u32, new: u32) -> [(u32, f32); 3] {
    let ratio = old as f32 / new as f32;
    let start = index as f32 * ratio;
    let end = start + ratio;
    let first = start.floor() as u32;
    [0, 1, 2].map(|step| {
        let at = (first + step).min(old - 1);
        let low = start.max((first + step) as f32);
        let high = end.min((first + step + 1) as f32);
        (at, ((high - low) / ratio).max(0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_keeps_the_mean() {
        let rgba: Vec<u8> = (0..5 * 3)
            .flat_map(|index| [index * 10, 255, 0, 255])
            .collect();
        let pixels = Pixels::new(5, 3, &rgba).unwrap();
        let half = pixels.halved();
        assert_eq!((half.width, half.height), (2, 1));
        let mean = (u32::from(half.rgba[0]) + u32::from(half.rgba[4])) / 2;
        assert!(mean.abs_diff(70) <= 1, "{mean}");
        assert_eq!(half.rgba[1], 255);
    }

    #[test]
    fn colours_of_invisible_pixels_do_not_bleed() {
        let pixels = Pixels::new(2, 1, &[255, 0, 0, 0, 0, 0, 255, 255]).unwrap();
        let half = pixels.premultiplied().halved();
        assert_eq!(half.rgba, [0, 0, 128, 128]);
    }

    #[test]
    fn a_wrong_number_of_bytes_is_refused() {
        assert!(Pixels::new(2, 2, &[0; 15]).is_err());
        assert!(Pixels::new(0, 2, &[]).is_err());
    }
}
