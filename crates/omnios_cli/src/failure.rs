//! [`Failure`]: why the program ends without having done what it was asked for.

use std::path::Path;

use omnios_host::Error;
use omnios_protocol::host::HostError;

/// An error for people and programs, and the exit code that goes with it.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: HostError,
    pub(crate) exit_code: u8,
}

impl Failure {
    /// Something went wrong.
    pub(crate) fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            error: HostError {
                code: code.to_owned(),
                message: message.into(),
            },
            exit_code: 1,
        }
    }

    /// The arguments make no sense.
    pub(crate) fn usage(code: &str, message: impl Into<String>) -> Self {
        Self {
            exit_code: 2,
            ..Self::new(code, message)
        }
    }

    /// A file beside the project can't be read.
    pub(crate) fn reading(path: &Path, error: &std::io::Error) -> Self {
        Self::new(
            "cli.unreadable",
            format!(
                "{} can't be read: {error}. Nothing was changed. Check the path.",
                path.display()
            ),
        )
    }

    /// A result can't be written.
    pub(crate) fn writing(path: &Path, error: &std::io::Error) -> Self {
        Self::new(
            "cli.unwritable",
            format!(
                "{} can't be written: {error}. The project is not affected. Check the path and the disk's free space.",
                path.display()
            ),
        )
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            error: error.into(),
            exit_code: 1,
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<Error>() {
            Ok(error) => error.into(),
            Err(error) => Self::new("host.failed", format!("{error:#}")),
        }
    }
}
