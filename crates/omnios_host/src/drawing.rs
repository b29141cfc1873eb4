//! SVG drawings on their way into a page.

use std::fs;
use std::path::Path;

use omnios_import::{ImportError, svg};
use omnios_protocol::args::ClipboardContent;
use omnios_protocol::host::DrawingAnswer;

use crate::asset::name_of;
use crate::error::Error;
use crate::import::{clipboard_elements, import_notes, refused};

/// The largest file.
const MAX_DRAWING_BYTES: usize = 20 * 1024 * 1024;

/// Whether a file is a drawing, by its name and how it begins.
#[must_use]
pub fn is_drawing(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("svg")
}

/// Reads an SVG file as elements that can be pasted.
pub fn read_drawing_file(path: &Path) -> Result<DrawingAnswer, Error> {
    let bytes = fs::read(path).map_err(|error| Error::File {
        path: path.to_owned(),
        verb: "read",
        detail: error.to_string(),
    })?;
    read_drawing(&name_of(path), &bytes)
}

/// Reads a drawing as elements that can be pasted: one frame with everything in it.
pub fn read_drawing(name: &str, bytes: &[u8]) -> Result<DrawingAnswer, Error> {
    let refused = |error: &ImportError| refused(Path::new(name), error);
    if bytes.len() > MAX_DRAWING_BYTES {
        return Err(refused(&ImportError::Drawing {
            name: name.to_owned(),
            reason: "it has more than 20 MB".to_owned(),
        }));
    }
    let (frame, report) = svg::import_drawing(bytes, name).map_err(|error| refused(&error))?;
    Ok(DrawingAnswer {
        content: ClipboardContent {
            format: "omnios/elements".to_owned(),
            elements: clipboard_elements(vec![frame]),
        },
        notes: import_notes(&report),
    })
}
