//! Images as people bring them in, and files that are none or too much.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgba};
use omnios_assets::{ImageError, MAX_FILE_BYTES, decode_rgba, encode_png, inspect};

/// Three by two px: red in the top left corner, half-transparent blue elsewhere.
fn picture() -> DynamicImage {
    let mut picture = image::RgbaImage::from_pixel(3, 2, Rgba([0, 0, 255, 128]));
    picture.put_pixel(0, 0, Rgba([255, 0, 0, 255]));
    picture.into()
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = match format {
        ImageFormat::Jpeg => picture().into_rgb8().into(),
        _ => picture(),
    };
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The PNG's bytes with another size in its header, and the checksum that goes with it.
fn png_of_claimed_size(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1));
        }
    }
    !crc
}

/// The JPEG's bytes with an EXIF block that says “turn me a quarter clockwise”.
fn jpeg_that_lies_on_its_side() -> Vec<u8> {
    let jpeg = encoded(ImageFormat::Jpeg);
    let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    [&jpeg[..2], exif, &jpeg[2..]].concat()
}

#[test]
fn each_format_is_known_by_its_content_and_decoded() {
    for (format, media_type) in [
        (ImageFormat::Png, "image/png"),
        (ImageFormat::Jpeg, "image/jpeg"),
        (ImageFormat::WebP, "image/webp"),
        (ImageFormat::Gif, "image/gif"),
    ] {
        let bytes = encoded(format);
        let info = inspect(&bytes).unwrap();
        assert_eq!(
            (info.media_type, info.width, info.height),
            (media_type, 3, 2)
        );
        let picture = decode_rgba(&bytes).unwrap();
        assert_eq!((picture.width, picture.height), (3, 2));
        assert_eq!(picture.rgba.len(), 3 * 2 * 4);
        if matches!(format, ImageFormat::Png | ImageFormat::WebP) {
            assert_eq!(picture.rgba[..8], [255, 0, 0, 255, 0, 0, 255, 128]);
        }
    }
}

#[test]
fn a_photo_is_turned_as_browsers_turn_it() {
    let bytes = jpeg_that_lies_on_its_side();
    let info = inspect(&bytes).unwrap();
    assert_eq!((info.width, info.height), (2, 3));
    let picture = decode_rgba(&bytes).unwrap();
    assert_eq!((picture.width, picture.height), (2, 3));
}

#[test]
fn a_file_that_promises_gigapixels_is_refused_before_it_is_decoded() {
    for (width, height) in [(60_000, 60_000), (16_385, 1), (16_000, 16_000)] {
        let bytes = png_of_claimed_size(width, height);
        let expected = ImageError::TooManyPixels { width, height };
        assert_eq!(inspect(&bytes), Err(expected.clone()));
        assert_eq!(decode_rgba(&bytes), Err(expected));
    }
    let message = inspect(&png_of_claimed_size(60_000, 60_000))
        .unwrap_err()
        .to_string();
    assert!(message.contains("60000 × 60000 px"), "{message}");
}

#[test]
fn a_file_that_is_no_image_or_breaks_off_says_so() {
    assert_eq!(inspect(b"<svg/>"), Err(ImageError::UnknownFormat));
    assert_eq!(inspect(b""), Err(ImageError::UnknownFormat));
    // A BMP is an image, but not one for the web.
    assert_eq!(
        inspect(b"BM\0\0\0\0\0\0\0\0\x36\0\0\0"),
        Err(ImageError::UnknownFormat)
    );
    let png = encoded(ImageFormat::Png);
    let cut = &png[..png.len() - 20];
    assert!(inspect(cut).is_ok(), "its header is whole");
    assert!(matches!(
        decode_rgba(cut),
        Err(ImageError::Unreadable { .. })
    ));
    assert!(matches!(
        inspect(&png[..20]),
        Err(ImageError::Unreadable { .. })
    ));
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    let bytes = vec![0; MAX_FILE_BYTES + 1];
    let error = inspect(&bytes).unwrap_err();
    assert_eq!(error.code(), "asset.file-too-large");
    assert!(error.to_string().contains("50 MB"), "{error}");
}

#[test]
fn a_picture_written_as_png_reads_back() {
    let bytes = encoded(ImageFormat::Png);
    let picture = decode_rgba(&bytes).unwrap();
    let png = encode_png(picture.width, picture.height, &picture.rgba).unwrap();
    assert_eq!(decode_rgba(&png), Ok(picture));
}
