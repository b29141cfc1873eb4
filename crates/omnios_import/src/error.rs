//! Why an import stopped.

use crate::source::{MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES};

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// A path of the source leaves it or can't be a file's.
    #[error("“{0}” is no path within what you brought: rename the file or leave it out")]
    UnsafePath(String),
    /// One file is too large.
    #[error(
        "{path} has {bytes} bytes; a file may have {MAX_FILE_BYTES}. Make it smaller or leave it out"
    )]
    FileTooLarge {
        /// The file.
        path: String,
        /// Its size.
        bytes: u64,
    },
    /// Everything together is too large.
    #[error(
        "an import takes at most {MAX_FILES} files and {MAX_TOTAL_BYTES} bytes: bring the pages in parts"
    )]
    SourceTooLarge,
    /// There is no page.
    #[error("there is no web page (.html) and no Figma file (.json) in what you brought")]
    NoPage,
    /// A page is there and can't be read.
    #[error(
        "{0} can't be read, or has more than {MAX_FILE_BYTES} bytes: make it smaller or leave it out"
    )]
    Unreadable(String),
    /// A file of design tokens can't be read.
    #[error("{path}: {message}. Check it with a JSON tool")]
    BadTokens {
        /// The file.
        path: String,
        /// Where and why.
        message: String,
    },
    /// There is no design token.
    #[error("there is no design token in what you brought: a token is an object with $value")]
    NoTokens,
    /// A file is no JSON, or was cut off.
    #[error("{path} can't be read at line {line}, column {column}: {problem}")]
    Malformed {
        /// The file.
        path: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What is wrong there, and what to do.
        problem: &'static str,
    },
    /// JSON that is neither Figma's nor design tokens.
    #[error(
        "{0} is JSON, but neither a Figma file (it has neither a document nor nodes) nor design tokens (nothing in it has a $value). Bring the answer of Figma's GET /v1/files/KEY, or a file of tokens"
    )]
    NoFigma(String),
    /// The page has nothing to show.
    #[error("{0} has no element that could be shown")]
    EmptyPage(String),
    /// Too many elements.
    #[error("{path} has more than {limit} elements: split the page")]
    TooManyElements {
        /// The page's file.
        path: String,
        /// How many may be.
        limit: usize,
    },
    /// Tags are nested too deeply.
    #[error(
        "{path} nests tags more than {limit} deep: no browser shows such a page. Close its tags"
    )]
    TooDeep {
        /// The page's file.
        path: String,
        /// How deep they may be.
        limit: usize,
    },
    /// A drawing can't be read.
    #[error("the drawing {name} can't be read: {reason}. Save it once more as SVG")]
    Drawing {
        /// The file.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// A person stopped it.
    #[error("the import was cancelled; nothing has changed")]
    Cancelled,
}
