//! Reading image files: what they are, and their pixels.
//!
//! Browsers turn a photo as its EXIF orientation says, so sizes and pixels here are those of the
//! turned picture. Of an animation, the first picture counts.

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder as _, ImageEncoder as _, ImageReader, Limits,
};

use crate::image_format::media_type;

/// The largest file.
pub const MAX_FILE_BYTES: usize = 50 * 1024 * 1024;
/// The longest side, also the most that graphics cards commonly take as a texture.
pub const MAX_SIDE_PX: u32 = 16_384;
/// The most pixels in all: 400 MB once decoded.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Twice the largest picture at 16 bits a channel is never needed; a decoder that asks for more
/// has been lied to by the file.
const MAX_DECODER_BYTES: u64 = 2 * 8 * MAX_PIXELS;

/// What an image file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageInfo {
    /// Its media type, `image/png` and the like; from the content, never from a name.
    pub media_type: &'static str,
    /// Width in px.
    pub width: u32,
    /// Height in px.
    pub height: u32,
}

/// A decoded picture.
#[derive(Clone, PartialEq, Eq)]
pub struct RgbaImage {
    /// Width in px.
    pub width: u32,
    /// Height in px.
    pub height: u32,
    /// Rows from the top, four bytes a pixel: red, green, blue, alpha, not premultiplied.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for RgbaImage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RgbaImage({} × {})", self.width, self.height)
    }
}

/// Why a file can't be used as an image. Nothing was stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// The file has more bytes than a page should carry.
    #[error(
        "The image file has {} MB; the most is {} MB. Nothing was added. Save it smaller, as a WebP or JPEG, and add that.",
        .bytes / 1_048_576, MAX_FILE_BYTES / 1_048_576
    )]
    FileTooLarge {
        /// Its length.
        bytes: usize,
    },
    /// The picture has more pixels than can be shown.
    #[error(
        "The image has {width} × {height} px; the most is {MAX_SIDE_PX} px a side and {} million in all. Nothing was added. Scale it down and add that.",
        MAX_PIXELS / 1_000_000
    )]
    TooManyPixels {
        /// Width that the file gives.
        width: u32,
        /// Height that the file gives.
        height: u32,
    },
    /// The content is none of the formats.
    #[error(
        "This is no PNG, JPEG, WebP or GIF image, whatever its name says. Nothing was added. Save it as one of these and add that."
    )]
    UnknownFormat,
    /// The content begins as an image and then breaks off or contradicts itself.
    #[error(
        "The image can't be read: {detail}. Nothing was added. If it was copied or downloaded, copy it again; otherwise open it in an image program and save it anew."
    )]
    Unreadable {
        /// The decoder's own words.
        detail: String,
    },
}

impl ImageError {
    /// A stable name for the kind of error, for programs that read it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::FileTooLarge { .. } => "asset.file-too-large",
            Self::TooManyPixels { .. } => "asset.too-many-pixels",
            Self::UnknownFormat => "asset.unknown-format",
            Self::Unreadable { .. } => "asset.unreadable",
        }
    }
}

/// What the file is, from its header alone.
pub fn inspect(bytes: &[u8]) -> Result<ImageInfo, ImageError> {
    open(bytes).map(|(info, ..)| info)
}

/// The picture's pixels.
pub fn decode_rgba(bytes: &[u8]) -> Result<RgbaImage, ImageError> {
    let (_, orientation, decoder) = open(bytes)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    let picture = picture.into_rgba8();
    Ok(RgbaImage {
        width: picture.width(),
        height: picture.height(),
        rgba: picture.into_raw(),
    })
}

fn open(
    bytes: &[u8],
) -> Result<(ImageInfo, Orientation, impl image::ImageDecoder + '_), ImageError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ImageError::FileTooLarge { bytes: bytes.len() });
    }
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| ImageError::Unreadable {
            detail: error.to_string(),
        })?;
    let media_type = reader
        .format()
        .and_then(media_type)
        .ok_or(ImageError::UnknownFormat)?;
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_DECODER_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > MAX_SIDE_PX || pixels > MAX_PIXELS {
        return Err(ImageError::TooManyPixels { width, height });
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    let (width, height) = match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    };
    let info = ImageInfo {
        media_type,
        width,
        height,
    };
    Ok((info, orientation, decoder))
}

pub(crate) fn unreadable(error: image::ImageError) -> ImageError {
    ImageError::Unreadable {
        detail: error.to_string().trim_end_matches('.').to_owned(),
    }
}

/// A picture as a PNG file. An error where `rgba` has another length than its size says.
pub fn encode_png(width: u32, height: u32, rgba: &[u8]) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(rgba, width, height, ExtendedColorType::Rgba8)
        .map_err(unreadable)?;
    Ok(bytes)
}
