//! An export's files, written as a ZIP archive or into a folder; and what an archive that somebody
//! brings holds.
//!
//! [`write_zip`] gives the same bytes for the same files, whatever order they come in;
//! [`write_zip_file`] puts such an archive on the disk whole or not at all; [`write_folder`] writes
//! into a folder and never outside it. All three check every path first ([`check_paths`]), and
//! write nothing if one of them would be unsafe or mean something else on another system.
//!
//! [`read_zip`] reads an archive into memory and believes nothing that it says of itself.
//!
//! Removing what an earlier export left is not its business.

mod error;
mod folder;
mod paths;
mod read;
mod replace_file;
mod zip_archive;

pub use error::ArchiveError;
pub use folder::{WrittenFolder, write_folder};
pub use paths::{UnsafePath, check_paths};
pub use read::{ReadZipError, Unpacked, read_zip};
pub use zip_archive::{write_zip, write_zip_file};
