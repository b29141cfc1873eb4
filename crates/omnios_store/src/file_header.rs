//! The first hundred bytes of a project file, read before SQLite may touch anything.
//!
//! [`FileHeader::read`] decides whether the file is one of ours, complete and not too new. It
//! never writes. The fields are those of the SQLite file format, <https://sqlite.org/fileformat2.html>.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::StoreError;
use crate::schema::{APPLICATION_ID, SCHEMA_VERSION};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER_BYTES: u64 = 100;

/// What the header says, once it has passed every check.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileHeader {
    page_size_bytes: u64,
    /// `None` where the writer of the header did not keep the count up to date.
    page_count: Option<u64>,
    file_bytes: u64,
}

impl FileHeader {
    /// Reads and checks the header of the open `file`; `path` is for messages only.
    pub(crate) fn read(path: &Path, file: &File) -> Result<Self, StoreError> {
        let reading = |error| StoreError::from_reading(path, &error);
        let file_bytes = file.metadata().map_err(reading)?.len();
        let mut bytes = Vec::with_capacity(HEADER_BYTES as usize);
        file.take(HEADER_BYTES)
            .read_to_end(&mut bytes)
            .map_err(reading)?;
        Self::parse(path, &bytes, file_bytes)
    }

    fn parse(path: &Path, bytes: &[u8], file_bytes: u64) -> Result<Self, StoreError> {
        let path_buf = || path.to_owned();
        if bytes.is_empty() {
            return Err(StoreError::Empty { path: path_buf() });
        }
        let magic_length = bytes.len().min(MAGIC.len());
        if bytes[..magic_length] != MAGIC[..magic_length] {
            return Err(StoreError::NotAStudioFile {
                path: path_buf(),
                found: "it does not begin like one".to_owned(),
            });
        }
        let Ok(header) = <&[u8; HEADER_BYTES as usize]>::try_from(bytes) else {
            return Err(StoreError::Truncated {
                path: path_buf(),
                found_bytes: file_bytes,
                expected_bytes: HEADER_BYTES,
            });
        };
        let field = |at: usize| {
            u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
        };

        let application_id = field(68);
        if application_id != APPLICATION_ID {
            return Err(StoreError::NotAStudioFile {
                path: path_buf(),
                found: format!(
                    "it is an SQLite database of another program ({application_id:#010x})"
                ),
            });
        }
        let user_version = field(60);
        if user_version > SCHEMA_VERSION {
            return Err(StoreError::NewerSchema {
                path: path_buf(),
                found: user_version,
                supported: SCHEMA_VERSION,
            });
        }
        // The value 1 stands for 65,536, which does not fit into two bytes.
        let page_size_bytes = match u16::from_be_bytes([header[16], header[17]]) {
            1 => 65_536,
            size if size >= 512 && size.is_power_of_two() => u64::from(size),
            size => {
                return Err(StoreError::Damaged {
                    path: path_buf(),
                    detail: format!("its header gives an impossible page size of {size} bytes"),
                });
            }
        };
        let page_count = (field(24) == field(92) && field(28) > 0).then(|| u64::from(field(28)));
        Ok(Self {
            page_size_bytes,
            page_count,
            file_bytes,
        })
    }

    /// Refuses a file whose end is missing. Only for a file without a journal: after a crash in
    /// the middle of a checkpoint, the header may be ahead of the file, and the journal has the
    /// missing pages.
    pub(crate) fn check_length(&self, path: &Path) -> Result<(), StoreError> {
        let expected_bytes = match self.page_count {
            Some(page_count) => page_count * self.page_size_bytes,
            None => self.file_bytes.next_multiple_of(self.page_size_bytes),
        };
        if self.file_bytes < expected_bytes {
            return Err(StoreError::Truncated {
                path: path.to_owned(),
                found_bytes: self.file_bytes,
                expected_bytes,
            });
        }
        Ok(())
    }
}
