//! A full check of a project file: every byte, and whether the documents can be read.

use std::path::Path;

use omnios_store::Store;
use serde::Serialize;

use crate::error::Error;
use crate::project_file::ProjectFile;

/// What a full check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Whether nothing is wrong.
    pub sound: bool,
    /// What is wrong, and what to do about it.
    pub findings: Vec<String>,
    /// Updates that were compared with their checksums.
    pub updates_checked: u64,
    /// Snapshots that were.
    pub snapshots_checked: u64,
    /// Blobs that were hashed again.
    pub blobs_checked: u64,
    /// What the documents hold that this version doesn't understand. It is kept, and no fault.
    pub problems: Vec<String>,
}

/// Checks the file and changes nothing.
pub fn verify(path: &Path) -> Result<Verification, Error> {
    let store = Store::open_read_only(path)?;
    let report = store.verify()?;
    store.close()?;
    let mut findings: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    let mut problems = Vec::new();
    match ProjectFile::open_read_only(path).and_then(|file| file.info()) {
        Ok(info) => problems = info.problems,
        // What is damaged was said already, and more exactly.
        Err(Error::Store(_)) if !findings.is_empty() => {}
        Err(error) => findings.push(error.to_string()),
    }
    Ok(Verification {
        sound: findings.is_empty(),
        findings,
        updates_checked: report.updates_checked,
        snapshots_checked: report.snapshots_checked,
        blobs_checked: report.blobs_checked,
        problems,
    })
}
