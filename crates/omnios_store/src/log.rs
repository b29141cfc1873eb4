//! The log of updates and the snapshots that shorten its reading. The log is only ever appended
//! to; a snapshot stands in for a stretch of it and can be thrown away at any time.

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use crate::checksum;
use crate::error::StoreError;
use crate::store::{Entry, Store};

/// The most bytes that one update, snapshot or blob may have; a little under SQLite's own limit of
/// a thousand million for a whole row.
pub const MAX_ENTRY_BYTES: usize = 999_000_000;

/// Older snapshots are kept behind the newest, in case that one is damaged.
const SNAPSHOTS_KEPT: u32 = 2;

/// One change to one document, opaque to the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// The document's name, such as `project` or `page/home`.
    pub document: String,
    /// The update itself.
    pub bytes: Vec<u8>,
}

/// What the file holds of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInfo {
    /// The document's name.
    pub document: String,
    /// The number of its newest update.
    pub last_seq: u64,
    /// The number that its newest snapshot reaches up to; 0 if it has none.
    pub snapshot_seq: u64,
    /// How many updates follow the newest snapshot: a measure for when to write the next.
    pub updates_since_snapshot: u64,
}

/// Reads the newest number ever given out, which the log's last row may fall short of if rows
/// were lost.
pub(crate) fn last_seq(connection: &Connection) -> rusqlite::Result<u64> {
    connection.query_row(
        "SELECT max(
            coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'update_log'), 0),
            coalesce((SELECT max(seq) FROM update_log), 0))",
        [],
        |row| row.get(0),
    )
}

pub(crate) fn insert(
    transaction: &Transaction<'_>,
    seq: u64,
    update: &Update,
) -> rusqlite::Result<()> {
    let previous_seq: u64 = transaction
        .prepare_cached("SELECT last_seq FROM document WHERE name = ?1")?
        .query_row([&update.document], |row| row.get(0))
        .optional()?
        .unwrap_or(0);
    transaction
        .prepare_cached(
            "INSERT INTO update_log (seq, document, previous_seq, checksum, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            seq,
            update.document,
            previous_seq,
            checksum::of_update(seq, previous_seq, &update.document, &update.bytes),
            update.bytes
        ])?;
    transaction
        .prepare_cached(
            "INSERT INTO document (name, last_seq) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET last_seq = excluded.last_seq",
        )?
        .execute(params![update.document, seq])?;
    Ok(())
}

impl Store {
    /// Appends `updates` in order, all or none of them, and returns the number of the last. When
    /// it returns, they are on the disk.
    pub fn append(&mut self, updates: &[Update]) -> Result<u64, StoreError> {
        let entries: Vec<Entry> = updates.iter().cloned().map(Entry::Update).collect();
        self.commit(&entries)
    }

    /// Everything needed to rebuild `document`, in order: the newest intact snapshot, if there is
    /// one, and the updates after it. Empty for a document that does not exist.
    ///
    /// A damaged snapshot is passed over for an older one, or for the whole log. A damaged update
    /// that is still needed is [`StoreError::Damaged`], never left out silently.
    pub fn load(&self, document: &str) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut parts = Vec::new();
        let mut after_seq = 0;
        if let Some((up_to_seq, bytes)) = self.newest_intact_snapshot(document)? {
            after_seq = up_to_seq;
            parts.push(bytes);
        }
        let sqlite = |error| self.sqlite(error);
        let last_seq: u64 = self
            .connection
            .prepare_cached("SELECT last_seq FROM document WHERE name = ?1")
            .and_then(|mut statement| statement.query_row([document], |row| row.get(0)).optional())
            .map_err(sqlite)?
            .unwrap_or(0);
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT seq, previous_seq, checksum, bytes FROM update_log
                 WHERE document = ?1 AND seq > ?2 ORDER BY seq",
            )
            .map_err(sqlite)?;
        let mut rows = statement
            .query(params![document, after_seq])
            .map_err(sqlite)?;
        let mut reached_seq = after_seq;
        while let Some(row) = rows.next().map_err(sqlite)? {
            let seq: u64 = row.get(0).map_err(sqlite)?;
            let previous_seq: u64 = row.get(1).map_err(sqlite)?;
            let stored_checksum: u32 = row.get(2).map_err(sqlite)?;
            let bytes: Vec<u8> = row.get(3).map_err(sqlite)?;
            if checksum::of_update(seq, previous_seq, document, &bytes) != stored_checksum {
                return Err(self.damaged(format!(
                    "update {seq} of {document} does not match its checksum"
                )));
            }
            // The snapshot may end at an update of another document, after this one's last.
            let follows = previous_seq == reached_seq
                || (reached_seq == after_seq && previous_seq <= after_seq);
            if !follows {
                return Err(self.damaged(format!(
                    "update {previous_seq} of {document}, which update {seq} builds on, is missing"
                )));
            }
            reached_seq = seq;
            parts.push(bytes);
        }
        let complete =
            last_seq == reached_seq || (reached_seq == after_seq && last_seq <= after_seq);
        if !complete {
            return Err(self.damaged(format!(
                "{document} should end with update {last_seq}, but ends with update {reached_seq}"
            )));
        }
        Ok(parts)
    }

    fn newest_intact_snapshot(&self, document: &str) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        let mut before_seq = i64::MAX as u64;
        loop {
            let found = self
                .connection
                .query_row(
                    "SELECT up_to_seq FROM snapshot
                     WHERE document = ?1 AND up_to_seq < ?2 ORDER BY up_to_seq DESC LIMIT 1",
                    params![document, before_seq],
                    |row| row.get::<_, u64>(0),
                )
                .optional()
                .map_err(|error| self.sqlite(error))?;
            let Some(up_to_seq) = found else {
                return Ok(None);
            };
            // An error here is as good as a wrong checksum: the log has it all.
            let row = self.connection.query_row(
                "SELECT checksum, bytes FROM snapshot WHERE document = ?1 AND up_to_seq = ?2",
                params![document, up_to_seq],
                |row| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?)),
            );
            match row {
                Ok((stored_checksum, bytes))
                    if up_to_seq <= self.last_seq
                        && checksum::of_snapshot(up_to_seq, document, &bytes)
                            == stored_checksum =>
                {
                    return Ok(Some((up_to_seq, bytes)));
                }
                _ => before_seq = up_to_seq,
            }
        }
    }

    /// The documents in the file, by name.
    pub fn documents(&self) -> Result<Vec<DocumentInfo>, StoreError> {
        let sqlite = |error| self.sqlite(error);
        let mut statement = self
            .connection
            .prepare_cached(
                "WITH reaching AS (
                    SELECT name, last_seq,
                        coalesce((SELECT max(up_to_seq) FROM snapshot
                                  WHERE snapshot.document = name), 0) AS snapshot_seq
                    FROM document)
                 SELECT name, last_seq, snapshot_seq,
                    (SELECT count(*) FROM update_log
                     WHERE update_log.document = name AND seq > snapshot_seq)
                 FROM reaching ORDER BY name",
            )
            .map_err(sqlite)?;
        let rows = statement
            .query_map([], |row| {
                Ok(DocumentInfo {
                    document: row.get(0)?,
                    last_seq: row.get(1)?,
                    snapshot_seq: row.get(2)?,
                    updates_since_snapshot: row.get(3)?,
                })
            })
            .map_err(sqlite)?;
        rows.collect::<Result<_, _>>().map_err(sqlite)
    }

    /// Stores the state of `document` after its updates up to and including number `up_to_seq`, so
    /// that loading can start there. The log keeps those updates; of the snapshots, the newest
    /// two of each document are kept.
    pub fn write_snapshot(
        &mut self,
        document: &str,
        bytes: &[u8],
        up_to_seq: u64,
    ) -> Result<(), StoreError> {
        self.check_writable()?;
        self.check_size(bytes)?;
        if up_to_seq > self.last_seq {
            return Err(StoreError::SnapshotAhead {
                path: self.path.clone(),
                document: document.to_owned(),
                up_to_seq,
                last_seq: self.last_seq,
            });
        }
        let sqlite = |error| StoreError::from_sqlite(&self.path, error);
        let transaction = self.connection.transaction().map_err(sqlite)?;
        transaction
            .execute(
                "INSERT OR REPLACE INTO snapshot (document, up_to_seq, checksum, bytes)
                 VALUES (?1, ?2, ?3, ?4)",
                params![
                    document,
                    up_to_seq,
                    checksum::of_snapshot(up_to_seq, document, bytes),
                    bytes
                ],
            )
            .map_err(sqlite)?;
        transaction
            .execute(
                "DELETE FROM snapshot WHERE document = ?1 AND up_to_seq NOT IN (
                    SELECT up_to_seq FROM snapshot WHERE document = ?1
                    ORDER BY up_to_seq DESC LIMIT ?2)",
                params![document, SNAPSHOTS_KEPT],
            )
            .map_err(sqlite)?;
        transaction.commit().map_err(sqlite)
    }
}
