//! What can go wrong when an export is written: [`ArchiveError`].

use std::io;
use std::path::{Path, PathBuf};

use crate::paths::UnsafePath;

/// Why files could not be written as an archive or into a folder.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// A file's path is not one that can be written safely on every system.
    #[error(
        "The file path {path:?} can't be exported: {reason}. Nothing was written. Rename the page or the asset it comes from."
    )]
    UnsafePath {
        /// The path.
        path: String,
        /// What is wrong with it.
        reason: UnsafePath,
    },
    /// Two files would overwrite each other.
    #[error(
        "The files {first:?} and {second:?} would overwrite each other, at least where upper and lower case are the same. Nothing was written. Rename one of the pages or assets they come from."
    )]
    Collision {
        /// The first of them in sorted order.
        first: String,
        /// The other.
        second: String,
    },
    /// A symbolic link in the target folder leads elsewhere.
    #[error(
        "{} is a symbolic link, and the export would leave its folder through it. Nothing was written. Remove the link, or export into another folder.",
        path.display()
    )]
    SymlinkInTheWay {
        /// The link.
        path: PathBuf,
    },
    /// A folder is where a file should be, or the other way round.
    #[error(
        "{} is in the way: the export has a {wanted} of that name. Nothing was written. Move it away, or export into another place.",
        path.display()
    )]
    InTheWay {
        /// What is in the way.
        path: PathBuf,
        /// What should be there: `file` or `folder`.
        wanted: &'static str,
    },
    /// The system reported an error.
    #[error(
        "{} could not be written: {source}. Files that were there before are whole, and the project is not affected. Check the disk's free space and your permission to write there, then export again.",
        path.display()
    )]
    Write {
        /// The file or folder that was to be written.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The archive could not be handed on.
    #[error(
        "The ZIP archive could not be written: {0}. The project is not affected. Export again, to another place if need be."
    )]
    Output(#[source] io::Error),
}

impl ArchiveError {
    /// A stable name for the kind of error, for programs that read it: `archive.` and the kind.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnsafePath { .. } => "archive.unsafe-path",
            Self::Collision { .. } => "archive.collision",
            Self::SymlinkInTheWay { .. } => "archive.symlink-in-the-way",
            Self::InTheWay { .. } => "archive.in-the-way",
            Self::Write { .. } => "archive.write",
            Self::Output(_) => "archive.output",
        }
    }

    pub(crate) fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        |source| Self::Write { path, source }
    }
}
