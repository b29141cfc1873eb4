//! Making an image file smaller: fewer pixels, a denser format.
//!
//! The same file and wishes give the same bytes on every machine: the resampling filter is a
//! cubic polynomial, so no two mathematical libraries can differ in it. AVIF and lossy WebP
//! aren't written: no encoder of theirs is small enough for a web view.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::{FilterType, resize};
use image::{ExtendedColorType, ImageEncoder as _, RgbaImage as Pixels};

use crate::image_file::unreadable;
use crate::{ImageError, decode_rgba, encode_png};

/// The file format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptimisedFormat {
    /// PNG.
    Png,
    /// WebP without loss.
    WebP,
    /// JPEG; pictures with transparency become WebP instead, since JPEG would blacken it.
    Jpeg,
    /// Whichever of the three is the smallest, JPEG for opaque pictures alone.
    Smallest,
}

/// What is wanted of the smaller file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Optimisation {
    /// Most px across; the picture keeps its ratio and is never enlarged.
    pub max_width: Option<u32>,
    /// Most px down.
    pub max_height: Option<u32>,
    /// The file format.
    pub format: OptimisedFormat,
    /// 1 to 100, where the result is a JPEG.
    pub jpeg_quality: u8,
}

/// An image file that [`optimise`] wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptimisedImage {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
    /// Width in px.
    pub width: u32,
    /// Height in px.
    pub height: u32,
}

/// Decodes an image file, scales it down to the bounds and encodes it anew.
///
/// # Errors
/// For files that can't be used as images.
pub fn optimise(bytes: &[u8], wanted: &Optimisation) -> Result<OptimisedImage, ImageError> {
    let source = decode_rgba(bytes)?;
    let (width, height) = fitted(source.width, source.height, wanted);
    let pixels = Pixels::from_raw(source.width, source.height, source.rgba).ok_or_else(|| {
        ImageError::Unreadable {
            detail: "it has fewer pixels than its header says".to_owned(),
        }
    })?;
    let pixels = if (width, height) == (pixels.width(), pixels.height()) {
        pixels
    } else {
        resize(&pixels, width, height, FilterType::CatmullRom)
    };
    let is_opaque = pixels.pixels().all(|pixel| pixel.0[3] == 255);
    let file = |bytes, media_type| OptimisedImage {
        bytes,
        media_type,
        width,
        height,
    };
    let as_jpeg = || Ok(file(jpeg(&pixels, wanted.jpeg_quality)?, "image/jpeg"));
    let as_webp = || Ok(file(webp(&pixels)?, "image/webp"));
    let as_png = || Ok(file(encode_png(width, height, &pixels)?, "image/png"));
    match wanted.format {
        OptimisedFormat::Png => as_png(),
        OptimisedFormat::WebP => as_webp(),
        OptimisedFormat::Jpeg if is_opaque => as_jpeg(),
        OptimisedFormat::Jpeg => as_webp(),
        OptimisedFormat::Smallest => {
            let mut best = as_webp()?;
            let png = as_png()?;
            if png.bytes.len() < best.bytes.len() {
                best = png;
            }
            if is_opaque {
                let jpeg = as_jpeg()?;
                if jpeg.bytes.len() < best.bytes.len() {
                    best = jpeg;
                }
            }
            Ok(best)
        }
    }
}

/// The largest size of the same ratio within the bounds, at least 1 px each way.
fn fitted(width: u32, height: u32, wanted: &Optimisation) -> (u32, u32) {
    let within = |bound: Option<u32>, side: u32| {
        bound.map_or(1.0, |bound| {
            f64::from(bound.max(1)) / f64::from(side.max(1))
        })
    };
    let scale = within(wanted.max_width, width)
        .min(within(wanted.max_height, height))
        .min(1.0);
    let scaled = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    (scaled(width), scaled(height))
}

fn jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, ImageError> {
    let rgb: Vec<u8> = pixels
        .pixels()
        .flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]])
        .collect();
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .write_image(
            &rgb,
            pixels.width(),
            pixels.height(),
            ExtendedColorType::Rgb8,
        )
        .map_err(unreadable)?;
    Ok(bytes)
}

fn webp(pixels: &Pixels) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    WebPEncoder::new_lossless(&mut bytes)
        .write_image(
            pixels,
            pixels.width(),
            pixels.height(),
            ExtendedColorType::Rgba8,
        )
        .map_err(unreadable)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A smooth gradient, opaque or fading out to the right.
    fn picture(width: u32, height: u32, fades: bool) -> Vec<u8> {
        let pixels: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| {
                let share = (x * 255 / width) as u8;
                let alpha = if fades { 255 - share } else { 255 };
                [share, (y * 255 / height) as u8, 90, alpha]
            })
            .collect();
        encode_png(width, height, &pixels).unwrap()
    }

    fn wanted(format: OptimisedFormat) -> Optimisation {
        Optimisation {
            max_width: Some(50),
            max_height: Some(100),
            format,
            jpeg_quality: 80,
        }
    }

    #[test]
    fn a_picture_is_scaled_down_into_the_bounds_and_never_up() {
        let large = optimise(&picture(200, 100, false), &wanted(OptimisedFormat::Png)).unwrap();
        assert_eq!((large.width, large.height), (50, 25));
        let small = optimise(&picture(40, 20, false), &wanted(OptimisedFormat::Png)).unwrap();
        assert_eq!((small.width, small.height), (40, 20));
        let decoded = decode_rgba(&large.bytes).unwrap();
        assert_eq!((decoded.width, decoded.height), (50, 25));
    }

    #[test]
    fn transparency_survives_where_jpeg_was_asked_for() {
        let image = optimise(&picture(200, 100, true), &wanted(OptimisedFormat::Jpeg)).unwrap();
        assert_eq!(image.media_type, "image/webp");
        let decoded = decode_rgba(&image.bytes).unwrap();
        let last = decoded.rgba.len() - 1;
        assert!(decoded.rgba[last] < 20);
        let opaque = optimise(&picture(200, 100, false), &wanted(OptimisedFormat::Jpeg)).unwrap();
        assert_eq!(opaque.media_type, "image/jpeg");
    }

    #[test]
    fn the_smallest_is_no_larger_than_any_of_the_formats() {
        let source = picture(300, 200, false);
        let smallest = optimise(&source, &wanted(OptimisedFormat::Smallest)).unwrap();
        for format in [
            OptimisedFormat::Png,
            OptimisedFormat::WebP,
            OptimisedFormat::Jpeg,
        ] {
            let one = optimise(&source, &wanted(format)).unwrap();
            assert!(smallest.bytes.len() <= one.bytes.len());
        }
    }
}
