//! Files as a ZIP archive with the same bytes every time: [`write_zip`] and [`write_zip_file`].

use std::fs;
use std::io::{self, Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::error::ArchiveError;
use crate::paths::check_paths;
use crate::replace_file::{Durability, replace_file};

/// zlib's usual balance of size and time. Fixed, since another level gives other bytes.
const DEFLATE_LEVEL: i64 = 6;

/// Writes `files` (relative paths with `/`, and contents) to `out` as a ZIP archive.
///
/// The same files give the same bytes with the same version of this program, in whatever order
/// they come and on whatever system: entries are sorted by path, dated 1980-01-01 00:00, readable
/// by all, compressed alike, and carry no extra fields. Nothing is written if a path is refused.
///
/// # Errors
/// A refused path, see [`check_paths`], or [`ArchiveError::Output`].
pub fn write_zip<P: AsRef<str>, B: AsRef<[u8]>>(
    files: impl IntoIterator<Item = (P, B)>,
    mut out: impl Write,
) -> Result<(), ArchiveError> {
    let archive = zip_bytes(files)?;
    out.write_all(&archive)
        .and_then(|()| out.flush())
        .map_err(ArchiveError::Output)
}

/// As [`write_zip`], into a file that is replaced whole and durably, or left as it was.
///
/// # Errors
/// A refused path, see [`check_paths`]; [`ArchiveError::InTheWay`] if `path` is a folder;
/// [`ArchiveError::Write`].
pub fn write_zip_file<P: AsRef<str>, B: AsRef<[u8]>>(
    files: impl IntoIterator<Item = (P, B)>,
    path: &Path,
) -> Result<(), ArchiveError> {
    let archive = zip_bytes(files)?;
    if fs::metadata(path).is_ok_and(|metadata| metadata.is_dir()) {
        return Err(ArchiveError::InTheWay {
            path: path.to_owned(),
            wanted: "file",
        });
    }
    replace_file(path, &archive, Durability::Synced).map_err(ArchiveError::writing(path))
}

/// Builds the archive in memory, where writing can't fail half-way.
fn zip_bytes<P: AsRef<str>, B: AsRef<[u8]>>(
    files: impl IntoIterator<Item = (P, B)>,
) -> Result<Vec<u8>, ArchiveError> {
    let mut files: Vec<(P, B)> = files.into_iter().collect();
    files.sort_by(|(one, _), (other, _)| one.as_ref().cmp(other.as_ref()));
    check_paths(files.iter().map(|(path, _)| path.as_ref()))?;
    write_entries(&files).map_err(ArchiveError::Output)
}

fn write_entries<P: AsRef<str>, B: AsRef<[u8]>>(files: &[(P, B)]) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        let bytes = bytes.as_ref();
        let options = SimpleFileOptions::default()
            .system(System::Unix)
            .unix_permissions(0o644)
            .last_modified_time(DateTime::DEFAULT)
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(DEFLATE_LEVEL))
            // The format has no room for larger sizes without an extra field.
            .large_file(bytes.len() >= u32::MAX as usize);
        writer.start_file(path.as_ref(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
