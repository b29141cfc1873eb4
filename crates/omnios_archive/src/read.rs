//! Archives that somebody brings.

use std::io::{Cursor, Read};

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpacked {
    /// The name as the archive has it: it may be absolute or climb out of any folder.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Why an archive was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadZipError {
    /// It is no ZIP archive, or it is damaged.
    #[error("it is no ZIP archive, or a damaged one: {0}")]
    Damaged(String),
    /// It holds more than is read.
    #[error("it holds more than {files} files or {bytes} bytes")]
    TooLarge {
        /// How many files are read at most.
        files: usize,
        /// How many bytes are read at most.
        bytes: u64,
    },
}

/// The files of an archive, at most so many and so many bytes of them. Folders and links are left
/// out. Sizes are counted while unpacking, not taken from the archive.
pub fn read_zip(
    archive: &[u8],
    max_files: usize,
    max_bytes: u64,
) -> Result<Vec<Unpacked>, ReadZipError> {
    let damaged = |error: &dyn std::fmt::Display| ReadZipError::Damaged(error.to_string());
    let too_large = || ReadZipError::TooLarge {
        files: max_files,
        bytes: max_bytes,
    };
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).map_err(|error| damaged(&error))?;
    if zip.len() > max_files {
        return Err(too_large());
    }
    let mut files = Vec::new();
    let mut left = max_bytes;
    for index in 0..zip.len() {
        let file = zip.by_index(index).map_err(|error| damaged(&error))?;
        if file.is_dir() || file.is_symlink() {
            continue;
        }
        let path = file.name().map_err(|error| damaged(&error))?.into_owned();
        let mut bytes = Vec::new();
        file.take(left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(&error))?;
        left = left.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
        files.push(Unpacked { path, bytes });
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(write: impl FnOnce(&mut zip::ZipWriter<Cursor<Vec<u8>>>)) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        write(&mut zip);
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn files_are_read_and_links_are_not() {
        let options = SimpleFileOptions::default();
        let bytes = archive(|zip| {
            zip.add_directory("css", options).unwrap();
            zip.start_file("css/a.css", options).unwrap();
            zip.write_all(b"a{}").unwrap();
            zip.add_symlink("link", "/etc/passwd", options).unwrap();
        });
        let files = read_zip(&bytes, 10, 100).unwrap();
        let expected = Unpacked {
            path: "css/a.css".to_owned(),
            bytes: b"a{}".to_vec(),
        };
        assert_eq!(files, [expected]);
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bytes = archive(|zip| {
            zip.start_file("zeros", SimpleFileOptions::default())
                .unwrap();
            zip.write_all(&vec![0; 1 << 20]).unwrap();
        });
        assert!(bytes.len() < 5_000);
        let refused = read_zip(&bytes, 10, 1000);
        assert!(matches!(refused, Err(ReadZipError::TooLarge { .. })));
        assert!(matches!(
            read_zip(&bytes, 0, 1 << 21),
            Err(ReadZipError::TooLarge { .. })
        ));
    }

    #[test]
    fn what_is_cut_off_is_damaged() {
        let bytes = archive(|zip| {
            zip.start_file("a", SimpleFileOptions::default()).unwrap();
            zip.write_all(b"hello").unwrap();
        });
        for length in 0..bytes.len() {
            assert!(read_zip(&bytes[..length], 10, 100).is_err());
        }
    }
}
