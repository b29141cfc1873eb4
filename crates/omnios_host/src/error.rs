//! [`Error`]: what can go wrong on a host, with a stable code for programs and a message that says
//! what happened, what is safe and what to do.

use std::path::PathBuf;

use omnios_archive::ArchiveError;
use omnios_assets::{ImageError, ProjectFontError};
use omnios_document::DocumentError;
use omnios_protocol::host::HostError;
use omnios_protocol::{CommandError, ErrorCode};
use omnios_store::StoreError;
use omnios_sync::FrameError;

/// Why something that was asked of a host was not done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The project file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The documents in it.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A command, or one entry of a batch.
    #[error("{0}. Nothing was changed.")]
    Command(#[from] CommandError),
    /// What somebody brought can't be imported.
    #[error("{} was not imported: {detail}. The project is as it was.", path.display())]
    Import {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// An image file.
    #[error("“{name}” can't be added. {error}")]
    Asset {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        error: ImageError,
    },
    /// A font file.
    #[error("“{name}” can't be added. {error}")]
    Font {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        error: ProjectFontError,
    },
    /// There is no such asset.
    #[error(
        "The project has no asset {hash}. Nothing was changed. `omnios info FILE --json` lists the assets that it has."
    )]
    UnknownAsset {
        /// What was asked for.
        hash: String,
    },
    /// There is no such page.
    #[error(
        "The project has no page “{page}”. Nothing was changed. It has {}.",
        if .known.is_empty() { "no pages".to_owned() } else { .known.join(", ") }
    )]
    UnknownPage {
        /// What was asked for.
        page: String,
        /// The routes that there are.
        known: Vec<String>,
    },
    /// There is no such sample.
    #[error(
        "There is no sample “{name}”. Nothing was created. The samples are: {}.",
        if .known.is_empty() { "none in this build".to_owned() } else { .known.join(", ") }
    )]
    UnknownSample {
        /// What was asked for.
        name: String,
        /// The samples that there are.
        known: Vec<&'static str>,
    },
    /// A sample's own data doesn't fit this program.
    #[error(
        "The sample “{name}” can't be built: {detail}. This is a fault in the program; please report it. `omnios new FILE --blank` creates an empty project."
    )]
    BrokenSample {
        /// The sample.
        name: &'static str,
        /// What is wrong.
        detail: String,
    },
    /// An update of one document, given as a file, can't be taken.
    #[error("The update was not applied, and the project is as it was: {0}.")]
    Update(DocumentError),
    /// An export.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A folder holds files that the export did not make.
    #[error(
        "{} is not empty, and no earlier export made it. Nothing was written. Choose an empty or a new folder.",
        path.display()
    )]
    FolderInUse {
        /// The folder.
        path: PathBuf,
    },
    /// A file is no ZIP archive and would have been replaced by one.
    #[error(
        "{} exists and is no ZIP archive. Nothing was written. Choose another name.",
        path.display()
    )]
    NotAnArchive {
        /// The file.
        path: PathBuf,
    },
    /// A path that came over the wire is not absolute.
    #[error(
        "“{path}” doesn't say where to write: it is no absolute path. Nothing was written. Give the whole path, from the root of the disk on."
    )]
    RelativePath {
        /// The path.
        path: String,
    },
    /// A path that the system can't work with.
    #[error("{} can't be used: {detail}. Nothing was changed. Check the path.", path.display())]
    Path {
        /// The path.
        path: PathBuf,
        /// The system's words.
        detail: String,
    },
    /// A file beside the project can't be read or written.
    #[error("{} could not be {verb}: {detail}. The project is not affected. Check the path, the disk's free space and your permission, then try again.", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// `read`, `written` or `created`.
        verb: &'static str,
        /// The system's words.
        detail: String,
    },
    /// A width or scale that no page can be drawn at.
    #[error("{0}")]
    Measure(String),
    /// Drawing a page.
    #[error("The page could not be drawn: {0}")]
    Render(String),
    /// A peer's message.
    #[error(
        "The connection was closed, because {0}. Edits are kept in the window; reload it if this comes again."
    )]
    Frame(#[from] FrameError),
    /// A peer that was dropped goes on sending.
    #[error(
        "This window is no longer connected to the project. Its edits are kept in it; reload it to go on."
    )]
    NotServed,
    /// The system gives no more threads.
    #[error(
        "The project could not be opened: {0}. It was left as it is. Close some programs, then try again."
    )]
    Thread(String),
}

impl Error {
    /// A stable name for the kind of error, for programs that read it.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Store(error) => error.code().to_owned(),
            Self::Document(error) | Self::Update(error) => match error {
                DocumentError::NewerSchema { .. } => "document.newer-schema",
                DocumentError::MalformedUpdate { .. } => "document.malformed-update",
                DocumentError::UnknownName { .. } => "document.unknown-name",
                _ => "document.invalid",
            }
            .to_owned(),
            Self::Command(error) => format!("command.{}", command_code(error.code)),
            Self::Import { .. } => "import.refused".to_owned(),
            Self::Asset { error, .. } => error.code().to_owned(),
            Self::Font { error, .. } => error.code().to_owned(),
            Self::UnknownAsset { .. } => "asset.unknown".to_owned(),
            Self::UnknownPage { .. } => "project.unknown-page".to_owned(),
            Self::UnknownSample { .. } => "project.unknown-sample".to_owned(),
            Self::BrokenSample { .. } => "project.broken-sample".to_owned(),
            Self::Archive(error) => error.code().to_owned(),
            Self::FolderInUse { .. } => "export.folder-in-use".to_owned(),
            Self::NotAnArchive { .. } => "export.not-an-archive".to_owned(),
            Self::RelativePath { .. } => "export.relative-path".to_owned(),
            Self::Path { .. } => "host.path".to_owned(),
            Self::File { .. } => "host.file".to_owned(),
            Self::Measure(_) => "render.measure".to_owned(),
            Self::Render(_) => "render.failed".to_owned(),
            Self::Frame(_) => "sync.malformed-frame".to_owned(),
            Self::NotServed => "sync.not-served".to_owned(),
            Self::Thread(_) => "host.no-thread".to_owned(),
        }
    }

    /// Whether it lies with what was asked for, and not with the disk or the program.
    #[must_use]
    pub fn is_the_askers(&self) -> bool {
        !matches!(
            self,
            Self::Store(_) | Self::File { .. } | Self::Thread(_) | Self::BrokenSample { .. }
        )
    }
}

impl From<Error> for HostError {
    fn from(error: Error) -> Self {
        Self {
            code: error.code(),
            message: error.to_string(),
        }
    }
}

/// The code as it is spelled on the wire.
fn command_code(code: ErrorCode) -> String {
    serde_json::to_value(code)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_error_keeps_its_wire_code() {
        let error = Error::from(CommandError::new(
            ErrorCode::UnknownElement,
            "no such element",
        ));
        assert_eq!(error.code(), "command.unknown-element");
        assert_eq!(
            HostError::from(error).message,
            "no such element. Nothing was changed."
        );
    }
}
