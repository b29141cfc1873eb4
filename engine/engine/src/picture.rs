//! Pages as pictures, without a window. Native only: a web view has its canvas.

use std::collections::HashMap;
use std::time::Duration;

use engine_gpu::{Camera, Frame, Gpu, GpuError, Renderer};
use engine_paint::Viewport;
use engine_text::Fonts;
use omnios_model::{AssetHash, Color, Point, Rect, Size, Tree};

use crate::{Artboard, ImageSizes, Preview};

/// Tiles are this high, so that pages longer than a texture can be drawn.
const TILE_HEIGHT_PX: u32 = 2048;
/// Longer pages are cut off: at four bytes a pixel a picture must still fit in memory.
const LONGEST_PX: u32 = 100_000;

/// A decoded image: `width` × `height` pixels, four bytes each (red, green, blue, alpha, not
/// premultiplied), rows from the top.
#[derive(Debug, Clone)]
pub struct ImagePixels {
    /// Width in px.
    pub width: u32,
    /// Height in px.
    pub height: u32,
    /// The pixels.
    pub rgba: Vec<u8>,
}

/// A page as painted: the same form as [`ImagePixels`], opaque.
pub type Picture = ImagePixels;

/// Why a page can't be painted.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// There is nothing to draw with.
    #[error(transparent)]
    Gpu(#[from] GpuError),
    /// Drawing failed.
    #[error(transparent)]
    Draw(#[from] engine_gpu::RenderError),
    /// A width or scale that makes no picture.
    #[error(
        "a picture of {width} px at scale {scale} can't be drawn. Give a width of 1 to 16,384 px and a scale of 0.1 to 8"
    )]
    Size {
        /// Width that was asked for, in CSS px.
        width: f32,
        /// Device px a CSS px.
        scale: f32,
    },
}

/// A moment of a page that plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// How much time went by since the page was there.
    pub elapsed: Duration,
    /// Decides what particles do.
    pub seed: u64,
}

/// Paints a whole page at a viewport width on white, `scale` device px a CSS px. With a `moment`
/// its motion has played until then, as in a viewport as high as the page.
///
/// # Errors
/// Where there is no graphics adapter, software ones included, and for sizes that make no
/// picture.
pub fn render_page(
    tree: &Tree,
    viewport_width: f32,
    images: &HashMap<AssetHash, ImagePixels>,
    fonts: &mut Fonts,
    scale: f32,
    moment: Option<Moment>,
) -> Result<Picture, RenderError> {
    let device_width = (viewport_width * scale).round();
    if !(1.0..=16_384.0).contains(&device_width) || !(0.1..=8.0).contains(&scale) {
        return Err(RenderError::Size {
            width: viewport_width,
            scale,
        });
    }
    let sizes: ImageSizes = images
        .iter()
        .map(|(hash, image)| {
            (
                hash.clone(),
                Size::new(image.width as f32, image.height as f32),
            )
        })
        .collect();
    let artboard = Artboard::new(tree, viewport_width, &sizes, fonts);
    let size = artboard.size();
    let mut preview = None;
    if let Some(moment) = moment {
        let playing = preview.insert(Preview::new(tree, size, &sizes, fonts, moment.seed));
        playing.advance(moment.elapsed, fonts);
    }
    let gpu = Gpu::headless()?;
    let mut renderer = Renderer::new(&gpu);
    for (hash, image) in images {
        renderer.add_image(&gpu, hash.clone(), image.width, image.height, &image.rgba)?;
    }
    let width = device_width as u32;
    let height = ((size.height * scale).ceil() as u32).clamp(1, LONGEST_PX);
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    let mut top = 0;
    while top < height {
        let tile_height = TILE_HEIGHT_PX.min(height - top);
        let visible = Rect::new(
            0.0,
            top as f32 / scale,
            viewport_width,
            tile_height as f32 / scale,
        );
        let viewport = Viewport {
            visible,
            smallest: 0.0,
        };
        let list = match &preview {
            Some(preview) => preview.display_list(viewport),
            None => artboard.display_list(viewport),
        };
        let page = engine_gpu::Artboard {
            list: &list,
            offset: Point::default(),
            clip: None,
        };
        let frame = Frame {
            artboards: &[page],
            camera: Camera {
                offset: visible.origin(),
                zoom: 1.0,
                device_scale: scale,
            },
            overlay: None,
            background: Color::WHITE,
            fonts,
        };
        rgba.extend(renderer.render_to_image(&gpu, &frame, width, tile_height)?);
        top += tile_height;
    }
    Ok(Picture {
        width,
        height,
        rgba,
    })
}
