//! What can go wrong with a project file, said so that a designer knows what is safe and what to
//! do next: [`StoreError`], and how SQLite's and the system's errors become one.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a project file could not be opened, read or written.
///
/// Every message says what happened, what is safe and what to do next. None of these errors
/// leaves the file or its neighbours changed, except that edits acknowledged before the error
/// stay in the file. `Clone`, because one failed commit is reported to everyone who waits for it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Nothing is at the path, or its folder does not exist.
    #[error(
        "There is no file at {}. Nothing was changed. Check the name and the folder, or create a new project.",
        path.display()
    )]
    NotFound {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The path names a folder, or something else that is not a plain file.
    #[error(
        "{} is a folder, not a project file. Nothing was changed. Choose a file that ends in .omnios.",
        path.display()
    )]
    IsAFolder {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A new project was to be written where there is already a file.
    #[error(
        "{} already exists. It was left as it is. Open it, choose another name, or move it away first.",
        path.display()
    )]
    AlreadyExists {
        /// What is in the way: the file itself, or a journal left beside it by a former project.
        path: PathBuf,
    },
    /// The file has no content at all.
    #[error(
        "{} is empty (0 bytes), so there is nothing to open. It was left as it is. Restore the project from a backup, or delete the empty file and create a new project.",
        path.display()
    )]
    Empty {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file belongs to another program.
    #[error(
        "{} is not an Omnios Studio file: {found}. It was left as it is. Choose a file that Omnios Studio made, or create a new project under another name.",
        path.display()
    )]
    NotAStudioFile {
        /// The path as it was given.
        path: PathBuf,
        /// What the file is instead, as far as its first bytes tell.
        found: String,
    },
    /// The end of the file is missing.
    #[error(
        "{} is incomplete: it has {found_bytes} bytes and should have at least {expected_bytes}. It was left as it is. If it was copied or downloaded, copy it again; otherwise restore it from a backup.",
        path.display()
    )]
    Truncated {
        /// The path as it was given.
        path: PathBuf,
        /// The file's length.
        found_bytes: u64,
        /// The length that the file's own header speaks of.
        expected_bytes: u64,
    },
    /// The file was written by a newer version of the program.
    #[error(
        "{} was saved by a newer version of Omnios Studio (file format {found}; this version reads up to {supported}). It was left as it is. Update Omnios Studio, then open it again.",
        path.display()
    )]
    NewerSchema {
        /// The path as it was given.
        path: PathBuf,
        /// The schema version in the file.
        found: u32,
        /// The newest schema version that this program knows.
        supported: u32,
    },
    /// The file or its folder can't be written.
    #[error(
        "{} can't be changed, because the file, its folder or the disk is read-only. It was left as it is. Copy it to a folder where you may write and open the copy, or ask for permission to write here.",
        path.display()
    )]
    ReadOnly {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file can't be read.
    #[error(
        "{} can't be read, because you have no permission to. It was left as it is. Ask its owner for permission, or sign in as them.",
        path.display()
    )]
    NotReadable {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The newest edits are still in the journal beside the file, and the file can't be written.
    #[error(
        "{} was not closed properly, and its newest edits are in {} beside it. Both are safe and were left as they are, but edits can't be read from the journal while the folder is read-only. Copy both files to a folder where you may write, and open the copy.",
        path.display(),
        journal_path.display()
    )]
    EditsInJournal {
        /// The path as it was given.
        path: PathBuf,
        /// The journal that holds the edits.
        journal_path: PathBuf,
    },
    /// Another program, or another window of this one, has the file open.
    #[error(
        "{} is open in another window or program. Nothing was changed. Close it there, then open it here again.",
        path.display()
    )]
    InUse {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The disk has no room.
    #[error(
        "The disk that holds {} is full. Everything saved before is safe; what came after is not saved yet. Free some space on that disk and leave the project open: saving goes on from there.",
        path.display()
    )]
    DiskFull {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file's content is not what was written.
    #[error(
        "{} is damaged: {detail}. It was left as it is. Keep a copy of it, run `omnios verify` on the copy to see what is affected, and restore the project from a backup.",
        path.display()
    )]
    Damaged {
        /// The path as it was given.
        path: PathBuf,
        /// What was found, with document and sequence number where they are known.
        detail: String,
    },
    /// One update, snapshot or blob is larger than the file format can hold.
    #[error(
        "{} can't take {bytes} bytes in one piece; the most is {limit}. Nothing was changed. Use a smaller file, such as a compressed version of the image.",
        path.display()
    )]
    TooLarge {
        /// The path as it was given.
        path: PathBuf,
        /// The size of what was to be stored.
        bytes: u64,
        /// The most that fits.
        limit: u64,
    },
    /// A snapshot was offered for updates that the log does not have.
    #[error(
        "A snapshot of {document} up to update {up_to_seq} was refused, because {} ends at update {last_seq}. Nothing was changed. This is a fault in the program; please report it.",
        path.display()
    )]
    SnapshotAhead {
        /// The path as it was given.
        path: PathBuf,
        /// The snapshot's document.
        document: String,
        /// The update that the snapshot claims to include.
        up_to_seq: u64,
        /// The newest update in the log.
        last_seq: u64,
    },
    /// The [`crate::Writer`] was closed, or its thread ended, before it could store something.
    #[error(
        "The project file was closed before this could be saved. Everything saved before is safe. Open the project again and repeat the edit."
    )]
    Closed,
    /// The system reported an error that has no case of its own.
    #[error(
        "{} could not be read or written: {detail}. Everything saved before is safe. Check that the disk is connected and healthy, then try again.",
        path.display()
    )]
    Io {
        /// The path as it was given.
        path: PathBuf,
        /// The system's or SQLite's own words.
        detail: String,
    },
}

impl StoreError {
    /// A stable name for the kind of error, for programs that read it: `store.` and the kind.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "store.not-found",
            Self::IsAFolder { .. } => "store.is-a-folder",
            Self::AlreadyExists { .. } => "store.already-exists",
            Self::Empty { .. } => "store.empty-file",
            Self::NotAStudioFile { .. } => "store.not-a-studio-file",
            Self::Truncated { .. } => "store.truncated",
            Self::NewerSchema { .. } => "store.newer-schema",
            Self::ReadOnly { .. } => "store.read-only",
            Self::NotReadable { .. } => "store.not-readable",
            Self::EditsInJournal { .. } => "store.edits-in-journal",
            Self::InUse { .. } => "store.in-use",
            Self::DiskFull { .. } => "store.disk-full",
            Self::Damaged { .. } => "store.damaged",
            Self::TooLarge { .. } => "store.too-large",
            Self::SnapshotAhead { .. } => "store.snapshot-ahead",
            Self::Closed => "store.closed",
            Self::Io { .. } => "store.io",
        }
    }

    /// The system's error on `path`, while something was to be read.
    pub(crate) fn from_reading(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound { path },
            io::ErrorKind::PermissionDenied => Self::NotReadable { path },
            io::ErrorKind::IsADirectory => Self::IsAFolder { path },
            _ => Self::Io {
                path,
                detail: error.to_string(),
            },
        }
    }

    /// The system's error on `path`, while something was to be written.
    pub(crate) fn from_writing(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly { path }
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::from_reading(&path, error),
        }
    }

    /// SQLite's error on the project file at `path`.
    pub(crate) fn from_sqlite(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_owned();
        let detail = error.to_string();
        match error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::InUse { path },
                ErrorCode::DiskFull => Self::DiskFull { path },
                ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                    Self::ReadOnly { path }
                }
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                    Self::Damaged { path, detail }
                }
                ErrorCode::SystemIoFailure
                    if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHORT_READ =>
                {
                    Self::Damaged { path, detail }
                }
                _ => Self::Io { path, detail },
            },
            // A row that does not have the types that were written into it.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::SqlInputError { .. }
            | rusqlite::Error::QueryReturnedNoRows => Self::Damaged { path, detail },
            _ => Self::Io { path, detail },
        }
    }
}
