//! What the web view asks of its host, besides keeping documents in sync.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::args::{ClipboardContent, PageImport};

/// A request to the host: `{"request": NAME, …}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "request", rename_all = "kebab-case", deny_unknown_fields)]
pub enum HostRequest {
    /// What is open, and what this host can do.
    Session,
    /// Compile the site and write it to `path` on the host's machine; the answer lists the
    /// files. Without a path a desktop host asks with a file dialog, and a browser host keeps
    /// the archive for download.
    Export {
        /// Folder or ZIP.
        target: ExportTarget,
        /// Absolute path of the folder or of the ZIP file to write.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        path: Option<String>,
        /// Whether each element carries its id as `data-omnios-id`.
        #[serde(default)]
        with_ids: bool,
    },
    /// Compile the site and say what would be written, without writing.
    CheckExport,
}

/// A kind of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ExportTarget {
    /// A folder of static files.
    Html,
    /// The same in a ZIP archive.
    Zip,
}

/// The host's answer: `{"response": NAME, …}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "response", rename_all = "kebab-case")]
pub enum HostResponse {
    /// To `session`.
    Session {
        /// File name without its folder.
        file_name: String,
        /// Absolute path of the file.
        path: String,
        /// `desktop` or `server`.
        host: String,
        /// Version of the program.
        version: String,
    },
    /// To `export` and `check-export`.
    Exported {
        /// What was written, or would be.
        files: Vec<ExportedFile>,
        /// What is wrong with the design.
        diagnostics: Vec<ExportDiagnostic>,
        /// Where it was written; absent for a check.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        path: Option<String>,
        /// Address of the archive to download, relative to the page; browser hosts only.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        download: Option<String>,
    },
    /// The person closed the file dialog.
    Cancelled,
}

/// A page that was brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportedPageRow {
    /// The page's id.
    pub id: String,
    /// Its route.
    pub route: String,
    /// The file that it comes from.
    pub source: String,
    /// How many elements it has.
    pub elements: usize,
}

/// Something that came over otherwise than it was, or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportNote {
    /// `approximated` or `left-out`.
    pub loss: String,
    /// Where in the source, the first time.
    pub place: String,
    /// What happened.
    pub message: String,
    /// How often.
    pub count: usize,
}

/// What an import brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// The pages.
    pub pages: Vec<ImportedPageRow>,
    /// How many design tokens.
    pub tokens: usize,
    /// How many pictures.
    pub pictures: usize,
    /// How many font files.
    pub fonts: usize,
    /// What is to be known of it.
    pub notes: Vec<ImportNote>,
}

/// A drawing that a host has read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DrawingAnswer {
    /// What `element.paste` takes: one frame of the drawing's natural size with all of it inside.
    pub content: ClipboardContent,
    /// What is to be known of it.
    pub notes: Vec<ImportNote>,
}

/// Pages that a host has read for a window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportAnswer {
    /// The arguments of `page.import`, which puts them in.
    pub command: PageImport,
    /// What to tell of it.
    pub report: ImportReport,
}

/// One file of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedFile {
    /// Path in the export.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// Something wrong with the design, located.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportDiagnostic {
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// Stable code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Route of the page.
    pub page: String,
    /// Id of the element; absent where it is about the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub element: Option<String>,
    /// Name of the element or page.
    pub name: String,
}

/// A request that couldn't be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct HostError {
    /// Stable code, `store.disk-full` and the like.
    pub code: String,
    /// What happened, what is safe, what to do.
    pub message: String,
}
