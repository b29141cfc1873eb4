//! Images and fonts by content address.
//!
//! [`inspect`] says what an image file is without decoding its pixels, [`decode_rgba`] decodes
//! them, and both refuse what no page should carry: very large files, very large pictures, and
//! files whose header promises more pixels than memory should be spent on. [`hash`] is an asset's
//! name in the project. [`optimise`] makes an image file smaller. [`font_file`] holds the fonts that
//! come with the program, in the form in which browsers take them; [`inspect_font`] and
//! [`unpack_font`] read those that a project brings.
//!
//! Absent on purpose: where assets are kept (`omnios_store`), and vector drawings, which are
//! elements of the document.

mod content_address;
mod font;
mod image_file;
mod image_format;
mod optimise;
mod project_font;

pub use content_address::hash;
pub use font::{font_file, font_files};
pub use image_file::{
    ImageError, ImageInfo, MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE_PX, RgbaImage, decode_rgba,
    encode_png, inspect,
};
pub use image_format::IMAGE_EXTENSIONS;
pub use optimise::{Optimisation, OptimisedFormat, OptimisedImage, optimise};
pub use project_font::{
    FONT_EXTENSIONS, FontInfo, MAX_FONT_BYTES, MAX_UNPACKED_FONT_BYTES, ProjectFontError,
    inspect_font, is_font, unpack_font,
};
