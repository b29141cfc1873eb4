//! Brings in what was made elsewhere: web pages and Figma files as elements that can be edited.
//!
//! [`html::import_pages`] and [`figma::import_files`] read the pages among the [`Files`] that a
//! person brought, and give [`Imported`] pages with a [`Report`] of what came over otherwise or not
//! at all. Nothing here
//! touches a disk, a network or a document: the host reads the files, keeps the pictures and fonts
//! ([`Assets`]) and hands the elements to the editor, as one step of undo.
//!
//! [`svg::import_drawing`] reads one drawing as a frame of vectors.
//!
//! Scripts are never run. What isn't in the source isn't fetched.

mod error;
pub mod figma;
pub mod html;
mod report;
mod source;
pub mod svg;
pub mod tokens;
mod tree;

pub use error::ImportError;
pub use report::{Loss, Note, Report};
pub use source::{
    Files, MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES, MemoryFiles, clean_path, pages_of,
};
pub use tree::{Imported, ImportedElement, ImportedPage};

use omnios_model::{AssetInfo, FontFace};

/// Keeps pictures and fonts for an import.
pub trait Assets {
    /// Checks and keeps a picture; says what it is, or in words why it can't be used.
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<AssetInfo, String>;

    /// Checks and keeps a font, which is to serve `face` beside what it serves already.
    fn add_font(&mut self, name: &str, bytes: &[u8], face: &FontFace) -> Result<AssetInfo, String>;
}

/// Says how far an import is, and whether to go on.
pub trait Progress {
    /// `done` of `total` steps are done; the next is `what`. `false` stops the import.
    fn go_on(&mut self, done: usize, total: usize, what: &str) -> bool;
}

/// Goes on without telling anybody.
impl Progress for () {
    fn go_on(&mut self, _: usize, _: usize, _: &str) -> bool {
        true
    }
}
