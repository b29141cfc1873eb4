//! A full check of a project file: [`Store::verify`] reads every byte, compares every checksum and
//! hash, and says of each fault what is affected and what to do. It repairs nothing.

use std::collections::BTreeMap;
use std::fmt;

use crate::blobs::BlobHash;
use crate::checksum;
use crate::error::StoreError;
use crate::schema;
use crate::store::Store;

/// SQLite stops its own check after this many faults; more would say nothing new.
const MAX_STRUCTURE_FINDINGS: u32 = 100;

/// What a full check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// The faults, in the order of the checks; empty for a sound file.
    pub findings: Vec<Finding>,
    /// How many updates were read and compared with their checksums.
    pub updates_checked: u64,
    /// How many snapshots were.
    pub snapshots_checked: u64,
    /// How many blobs were hashed again.
    pub blobs_checked: u64,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    fn add(&mut self, damage: Damage, message: String) {
        self.findings.push(Finding { damage, message });
    }
}

/// One fault in a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is damaged.
    pub damage: Damage,
    /// What was seen.
    pub message: String,
}

impl Finding {
    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self.damage {
            Damage::Structure | Damage::Schema { .. } => {
                "Keep a copy of the file and restore the project from a backup."
            }
            Damage::Update { .. } | Damage::MissingUpdates { .. } => {
                "Edits are affected. Keep a copy of the file and restore the project from a backup."
            }
            Damage::Snapshot { .. } => {
                "No edit is affected: the project opens from the full log. The next snapshot replaces this one."
            }
            Damage::Blob { .. } => "Add the image or font to the project again; that repairs it.",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.message, self.advice())
    }
}

/// The part of a project file that is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// The database's own structure.
    Structure,
    /// A table or index is not as this program makes it.
    Schema {
        /// Its name.
        name: String,
    },
    /// An update's bytes are not those that were written, or it is missing, or builds on one that
    /// is.
    Update {
        /// Its number.
        seq: u64,
        /// The document it belongs to, as far as that can be trusted.
        document: String,
    },
    /// Updates are gone from the log.
    MissingUpdates {
        /// How many.
        count: u64,
    },
    /// A snapshot's bytes are not those that were written.
    Snapshot {
        /// The document it belongs to.
        document: String,
        /// The update it reaches up to.
        up_to_seq: u64,
    },
    /// A blob's bytes no longer have its hash.
    Blob {
        /// The name under which it is kept.
        hash: String,
    },
}

impl Store {
    /// Checks everything in the file. Faults are findings; an error means that the check itself
    /// could not be made, say because the disk was taken away.
    pub fn verify(&self) -> Result<VerifyReport, StoreError> {
        let mut report = VerifyReport::default();
        let steps = [
            Self::verify_structure,
            Self::verify_schema,
            Self::verify_updates,
            Self::verify_snapshots,
            Self::verify_blobs,
        ];
        for step in steps {
            if let Err(error) = step(self, &mut report) {
                match self.sqlite(error) {
                    StoreError::Damaged { detail, .. } => report.add(
                        Damage::Structure,
                        format!("Part of the file can't be read: {detail}."),
                    ),
                    error => return Err(error),
                }
            }
        }
        Ok(report)
    }

    fn verify_structure(&self, report: &mut VerifyReport) -> rusqlite::Result<()> {
        let mut statement = self
            .connection
            .prepare(&format!("PRAGMA integrity_check({MAX_STRUCTURE_FINDINGS})"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                report.add(
                    Damage::Structure,
                    format!("The database is malformed: {line}."),
                );
            }
        }
        Ok(())
    }

    fn verify_schema(&self, report: &mut VerifyReport) -> rusqlite::Result<()> {
        let version: u32 = self
            .connection
            .pragma_query_value(None, "user_version", |row| row.get(0))?;
        for difference in schema::differences(&self.connection, version)? {
            let name = difference.name;
            let message = format!("The table or index {name} is not as the program makes it.");
            report.add(Damage::Schema { name }, message);
        }
        Ok(())
    }

    fn verify_updates(&self, report: &mut VerifyReport) -> rusqlite::Result<()> {
        let mut last_seqs: BTreeMap<String, u64> = BTreeMap::new();
        let mut statement = self.connection.prepare(
            "SELECT seq, document, previous_seq, checksum, bytes FROM update_log ORDER BY seq",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let seq: u64 = row.get(0)?;
            // A name that is no text any more cannot match the checksum either.
            let document = String::from_utf8_lossy(row.get_ref(1)?.as_bytes()?).into_owned();
            let previous_seq: u64 = row.get(2)?;
            let bytes = row.get_ref(4)?.as_bytes()?;
            report.updates_checked += 1;
            let found = last_seqs.insert(document.clone(), seq).unwrap_or(0);
            let fault = if checksum::of_update(seq, previous_seq, &document, bytes)
                != row.get::<_, u32>(3)?
            {
                "does not match its checksum".to_owned()
            } else if found != previous_seq {
                format!("builds on update {previous_seq}, which is missing")
            } else {
                continue;
            };
            let message = format!("Update {seq} of {document} {fault}.");
            report.add(Damage::Update { seq, document }, message);
        }
        let mut statement = self
            .connection
            .prepare("SELECT name, last_seq FROM document")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let document = String::from_utf8_lossy(row.get_ref(0)?.as_bytes()?).into_owned();
            let seq: u64 = row.get(1)?;
            let found = last_seqs.remove(&document).unwrap_or(0);
            if found != seq {
                let message = format!(
                    "{document} should end with update {seq}, but ends with update {found}."
                );
                report.add(Damage::Update { seq, document }, message);
            }
        }
        for (document, seq) in last_seqs {
            let message = format!("Update {seq} belongs to {document}, which is not listed.");
            report.add(Damage::Update { seq, document }, message);
        }
        // Numbers start at 1 and have no gaps, so what is missing can be counted.
        let count = self.last_seq.saturating_sub(report.updates_checked);
        if count > 0 {
            report.add(
                Damage::MissingUpdates { count },
                format!(
                    "{count} of {} updates are missing from the log.",
                    self.last_seq
                ),
            );
        }
        Ok(())
    }

    fn verify_snapshots(&self, report: &mut VerifyReport) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare(
            "SELECT document, up_to_seq, checksum, bytes FROM snapshot ORDER BY document, up_to_seq",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let document = String::from_utf8_lossy(row.get_ref(0)?.as_bytes()?).into_owned();
            let up_to_seq: u64 = row.get(1)?;
            let bytes = row.get_ref(3)?.as_bytes()?;
            report.snapshots_checked += 1;
            let intact = checksum::of_snapshot(up_to_seq, &document, bytes)
                == row.get::<_, u32>(2)?
                && up_to_seq <= self.last_seq;
            if !intact {
                let message = format!(
                    "The snapshot of {document} up to update {up_to_seq} does not match its checksum."
                );
                report.add(
                    Damage::Snapshot {
                        document,
                        up_to_seq,
                    },
                    message,
                );
            }
        }
        Ok(())
    }

    fn verify_blobs(&self, report: &mut VerifyReport) -> rusqlite::Result<()> {
        let mut statement = self
            .connection
            .prepare("SELECT hash, bytes FROM blob ORDER BY hash")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let hash = String::from_utf8_lossy(row.get_ref(0)?.as_bytes()?).into_owned();
            let bytes = row.get_ref(1)?.as_bytes()?;
            report.blobs_checked += 1;
            if BlobHash::of(bytes).to_string() != hash {
                let message = format!("The bytes of blob {hash} have changed.");
                report.add(Damage::Blob { hash }, message);
            }
        }
        Ok(())
    }
}
