//! Blobs: images, fonts and other files of a project, each kept once under the BLAKE3 hash of its
//! bytes ([`BlobHash`]). The store does not look inside them.

use std::fmt;
use std::str::FromStr;

use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::error::StoreError;
use crate::store::{Entry, Store};

/// The BLAKE3 hash of a blob's bytes; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobHash([u8; 32]);

impl BlobHash {
    /// The hash of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The hash itself.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(blake3::Hash::from_bytes(self.0).to_hex().as_str())
    }
}

impl fmt::Debug for BlobHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "BlobHash({self})")
    }
}

/// A text that was to be a [`BlobHash`] and is not one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a blob hash, which has 64 lower-case hexadecimal digits")]
pub struct InvalidBlobHash {
    /// The text.
    pub text: String,
}

impl FromStr for BlobHash {
    type Err = InvalidBlobHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // One spelling only, because the text is a key in the file.
        match blake3::Hash::from_hex(text) {
            Ok(hash) if hash.to_hex().as_str() == text => Ok(Self(*hash.as_bytes())),
            _ => Err(InvalidBlobHash {
                text: text.to_owned(),
            }),
        }
    }
}

/// A blob to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBlob {
    /// The file's content.
    pub bytes: Vec<u8>,
    /// Its media type, such as `image/png`.
    pub media_type: String,
}

/// A blob from the file; its bytes were checked against its hash.
pub type Blob = NewBlob;

/// What a blob is, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobInfo {
    /// The name under which it is kept.
    pub hash: BlobHash,
    /// Its media type, such as `image/png`.
    pub media_type: String,
    /// Its length.
    pub byte_count: u64,
}

/// Stores a blob, unless it is there intact already.
pub(crate) fn insert(transaction: &Transaction<'_>, blob: &NewBlob) -> rusqlite::Result<()> {
    let hash = BlobHash::of(&blob.bytes);
    let stored = transaction
        .prepare_cached("SELECT bytes FROM blob WHERE hash = ?1")?
        .query_row([hash.to_string()], |row| row.get::<_, Vec<u8>>(0))
        .optional()?;
    // A damaged blob heals when the same file is added again.
    if stored.is_none_or(|bytes| bytes != blob.bytes) {
        transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO blob (hash, media_type, bytes) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![hash.to_string(), blob.media_type, blob.bytes])?;
    }
    Ok(())
}

impl Store {
    /// Stores a blob durably and returns its hash. Storing the same bytes again changes nothing.
    pub fn put_blob(
        &mut self,
        bytes: impl Into<Vec<u8>>,
        media_type: &str,
    ) -> Result<BlobHash, StoreError> {
        let blob = NewBlob {
            bytes: bytes.into(),
            media_type: media_type.to_owned(),
        };
        let hash = BlobHash::of(&blob.bytes);
        self.commit(&[Entry::Blob(blob)])?;
        Ok(hash)
    }

    /// The blob with this hash, or `None` if the file does not have it. Bytes that no longer have
    /// this hash are [`StoreError::Damaged`].
    pub fn blob(&self, hash: BlobHash) -> Result<Option<Blob>, StoreError> {
        let blob = self
            .connection
            .prepare_cached("SELECT bytes, media_type FROM blob WHERE hash = ?1")
            .and_then(|mut statement| {
                statement
                    .query_row([hash.to_string()], |row| {
                        Ok(Blob {
                            bytes: row.get(0)?,
                            media_type: row.get(1)?,
                        })
                    })
                    .optional()
            })
            .map_err(|error| self.sqlite(error))?;
        match blob {
            Some(blob) if BlobHash::of(&blob.bytes) != hash => {
                Err(self.damaged(format!("the bytes of blob {hash} have changed")))
            }
            blob => Ok(blob),
        }
    }

    /// Every blob in the file, by hash.
    pub fn blobs(&self) -> Result<Vec<BlobInfo>, StoreError> {
        let sqlite = |error| self.sqlite(error);
        let mut statement = self
            .connection
            .prepare_cached("SELECT hash, media_type, length(bytes) FROM blob ORDER BY hash")
            .map_err(sqlite)?;
        let mut rows = statement.query([]).map_err(sqlite)?;
        let mut blobs = Vec::new();
        while let Some(row) = rows.next().map_err(sqlite)? {
            let hash: String = row.get(0).map_err(sqlite)?;
            blobs.push(BlobInfo {
                hash: hash.parse().map_err(|error: InvalidBlobHash| {
                    self.damaged(format!("a blob has a malformed name: {error}"))
                })?,
                media_type: row.get(1).map_err(sqlite)?,
                byte_count: row.get(2).map_err(sqlite)?,
            });
        }
        Ok(blobs)
    }
}
