//! [`Store`]: a project file, opened. How it is created, opened, closed and written in one
//! transaction; what the tables mean is in `log`, `blobs` and `verify`.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior};

use crate::blobs::{self, NewBlob};
use crate::connection::{
    journal_path, merge_journal_on_close, open_immutable, open_to_read_journal, open_to_write,
};
use crate::create::create_database;
use crate::error::StoreError;
use crate::file_header::FileHeader;
use crate::log::{self, MAX_ENTRY_BYTES, Update};
use crate::open_files::{Claim, lock_against_writers};
use crate::schema;

/// An open project file.
///
/// Dropping a store closes it too, but only [`Store::close`] says whether that worked.
#[derive(Debug)]
pub struct Store {
    // Declared in the order in which they must be given up: the connection before the locks.
    pub(crate) connection: Connection,
    _read_lock: Option<File>,
    _claim: Claim,
    /// As it was given, for messages.
    pub(crate) path: PathBuf,
    real_path: PathBuf,
    pub(crate) last_seq: u64,
    read_only: bool,
}

/// One thing to store; see [`Store::commit`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Appended to the log.
    Update(Update),
    /// Kept once, under its hash.
    Blob(NewBlob),
}

impl Entry {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Update(update) => &update.bytes,
            Self::Blob(blob) => &blob.bytes,
        }
    }
}

/// How much of what a project file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileSizes {
    /// The database and its journal on the disk.
    pub file_bytes: u64,
    /// Updates in the log.
    pub update_count: u64,
    /// Their bytes, without SQLite's overhead.
    pub update_bytes: u64,
    /// Snapshots kept.
    pub snapshot_count: u64,
    /// Their bytes.
    pub snapshot_bytes: u64,
    /// Blobs kept.
    pub blob_count: u64,
    /// Their bytes.
    pub blob_bytes: u64,
}

/// A project file that passed the checks which need no SQLite.
struct Candidate {
    path: PathBuf,
    real_path: PathBuf,
    journal_bytes: Option<u64>,
    claim: Claim,
    file: File,
}

impl Store {
    /// Creates a new, empty project file and opens it. An existing file is refused and left as it
    /// is; after any error nothing is left at `path`.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        create_database(path)?;
        Self::open(path)
    }

    /// Opens a project file for reading and writing, for this store alone, and brings it to the
    /// current schema version.
    ///
    /// After any error the file and its neighbours are as they were.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let candidate = Candidate::inspect(path.as_ref(), Claim::exclusive)?;
        let Candidate {
            path,
            real_path,
            journal_bytes,
            claim,
            file,
        } = candidate;
        drop(file);
        let sqlite = |error| StoreError::from_sqlite(&path, error);

        OpenOptions::new()
            .read(true)
            .write(true)
            .open(&real_path)
            .map_err(|error| StoreError::from_writing(&path, &error))?;
        if journal_bytes.is_none() {
            // Opening for writing makes a journal; a file that is refused should not even see that.
            schema::check(&path, &open_immutable(&real_path).map_err(sqlite)?)?;
        }
        let mut connection = open_to_write(&real_path, journal_bytes.is_some()).map_err(sqlite)?;
        let version = schema::check(&path, &connection)?;
        let last_seq = log::last_seq(&connection).map_err(sqlite)?;

        merge_journal_on_close(&connection).map_err(sqlite)?;
        let mode: String = connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))
            .map_err(sqlite)?;
        if mode != "wal" {
            return Err(StoreError::Io {
                path,
                detail: format!("its journal is in mode {mode}, and can't be changed"),
            });
        }
        if version < schema::SCHEMA_VERSION {
            let transaction = connection.transaction().map_err(sqlite)?;
            schema::migrate(&transaction, version).map_err(sqlite)?;
            transaction.commit().map_err(sqlite)?;
        }
        Ok(Self {
            connection,
            _read_lock: None,
            _claim: claim,
            path,
            real_path,
            last_seq,
            read_only: false,
        })
    }

    /// Opens a project file for reading. No byte of it or of its neighbours is ever changed, and a
    /// read-only folder will do, unless the newest edits are still in a journal that a crash left
    /// behind: to read those, file and folder must be writable.
    ///
    /// Others may read at the same time; nobody can open the file for writing until this store is
    /// dropped.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        // A look without a claim, to know which claim is needed; `inspect` looks again.
        let has_journal = fs::canonicalize(path)
            .is_ok_and(|real_path| fs::metadata(journal_path(&real_path)).is_ok());
        if has_journal {
            Self::open_beside_journal(path)
        } else {
            Self::open_without_journal(path)
        }
    }

    fn open_beside_journal(path: &Path) -> Result<Self, StoreError> {
        let candidate = Candidate::inspect(path, Claim::exclusive)?;
        let Candidate {
            path,
            real_path,
            journal_bytes,
            claim,
            file,
        } = candidate;
        drop(file);
        let opened = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&real_path)
            .map_err(|error| StoreError::from_writing(&path, &error))
            .and_then(|_| {
                open_to_read_journal(&real_path)
                    .map_err(|error| StoreError::from_sqlite(&path, error))
            })
            .and_then(|connection| {
                schema::check(&path, &connection)?;
                Ok(connection)
            });
        match opened {
            Ok(connection) => Self::reading(connection, None, claim, path, real_path),
            Err(StoreError::ReadOnly { .. }) if journal_bytes.unwrap_or(0) == 0 => {
                // An empty journal holds nothing that could be missed.
                let connection = open_immutable(&real_path)
                    .map_err(|error| StoreError::from_sqlite(&path, error))?;
                schema::check(&path, &connection)?;
                Self::reading(connection, None, claim, path, real_path)
            }
            Err(StoreError::ReadOnly { .. }) => Err(StoreError::EditsInJournal {
                path,
                journal_path: journal_path(&real_path),
            }),
            Err(error) => Err(error),
        }
    }

    fn open_without_journal(path: &Path) -> Result<Self, StoreError> {
        let candidate = Candidate::inspect(path, Claim::shared)?;
        let Candidate {
            path,
            real_path,
            claim,
            file,
            ..
        } = candidate;
        lock_against_writers(&path, &file)?;
        if fs::metadata(journal_path(&real_path)).is_ok() {
            // Somebody began to write between the look at the folder and the lock.
            return Err(StoreError::InUse { path });
        }
        let connection =
            open_immutable(&real_path).map_err(|error| StoreError::from_sqlite(&path, error))?;
        schema::check(&path, &connection)?;
        Self::reading(connection, Some(file), claim, path, real_path)
    }

    fn reading(
        connection: Connection,
        read_lock: Option<File>,
        claim: Claim,
        path: PathBuf,
        real_path: PathBuf,
    ) -> Result<Self, StoreError> {
        let last_seq =
            log::last_seq(&connection).map_err(|error| StoreError::from_sqlite(&path, error))?;
        Ok(Self {
            connection,
            _read_lock: read_lock,
            _claim: claim,
            path,
            real_path,
            last_seq,
            read_only: true,
        })
    }

    /// Closes the file, so that it is one single file again: what the journal holds is written
    /// into it, durably, and the journal is deleted.
    ///
    /// After an error (a full disk, say) nothing is lost: the journal stays beside the file, the
    /// two belong together, and the next opening tries again.
    pub fn close(self) -> Result<(), StoreError> {
        let sqlite = |error| StoreError::from_sqlite(&self.path, error);
        if !self.read_only {
            let unfinished: bool = self
                .connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))
                .map_err(sqlite)?;
            if unfinished {
                return Err(StoreError::InUse { path: self.path });
            }
        }
        self.connection
            .close()
            .map_err(|(_, error)| StoreError::from_sqlite(&self.path, error))
    }

    /// The path as it was given when the file was opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file was opened for reading only.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// The number of the newest update in the file, 0 if there is none yet. Numbers start at 1,
    /// have no gaps, and are never used twice.
    #[must_use]
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// Stores `entries` in order, all or none of them, and returns the number of the newest update
    /// in the file. When it returns, they are on the disk; after an error, none of them counts as
    /// stored, and offering them again is safe.
    pub fn commit(&mut self, entries: &[Entry]) -> Result<u64, StoreError> {
        let groups = [entries];
        let seqs = self.commit_groups(&groups)?;
        Ok(seqs.last().copied().unwrap_or(self.last_seq))
    }

    /// As [`Store::commit`], for several groups in one transaction; returns the number of the
    /// newest update after each group.
    pub(crate) fn commit_groups(&mut self, groups: &[&[Entry]]) -> Result<Vec<u64>, StoreError> {
        self.check_writable()?;
        for entry in groups.iter().copied().flatten() {
            self.check_size(entry.bytes())?;
        }
        let sqlite = |error| StoreError::from_sqlite(&self.path, error);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(sqlite)?;
        let mut seq = self.last_seq;
        let mut seqs = Vec::with_capacity(groups.len());
        for group in groups {
            for entry in *group {
                match entry {
                    Entry::Update(update) => {
                        seq += 1;
                        log::insert(&transaction, seq, update).map_err(sqlite)?;
                    }
                    Entry::Blob(blob) => blobs::insert(&transaction, blob).map_err(sqlite)?,
                }
            }
            seqs.push(seq);
        }
        transaction.commit().map_err(sqlite)?;
        self.last_seq = seq;
        Ok(seqs)
    }

    /// A value that describes the project file as a whole, by its key.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| {
                row.get(0)
            })
            .optional()
            .map_err(|error| self.sqlite(error))
    }

    /// Sets a value that describes the project file as a whole, durably.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.check_writable()?;
        self.connection
            .execute(
                "INSERT INTO meta (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [key, value],
            )
            .map_err(|error| self.sqlite(error))?;
        Ok(())
    }

    /// How much the file holds. Looks at every row, but not at its bytes.
    pub fn sizes(&self) -> Result<FileSizes, StoreError> {
        let count_and_bytes = |table: &str| {
            self.connection
                .query_row(
                    &format!("SELECT count(*), coalesce(sum(length(bytes)), 0) FROM {table}"),
                    [],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .map_err(|error| self.sqlite(error))
        };
        let (update_count, update_bytes) = count_and_bytes("update_log")?;
        let (snapshot_count, snapshot_bytes) = count_and_bytes("snapshot")?;
        let (blob_count, blob_bytes) = count_and_bytes("blob")?;
        let length_of = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
        Ok(FileSizes {
            file_bytes: length_of(&self.real_path) + length_of(&journal_path(&self.real_path)),
            update_count,
            update_bytes,
            snapshot_count,
            snapshot_bytes,
            blob_count,
            blob_bytes,
        })
    }

    pub(crate) fn sqlite(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }

    pub(crate) fn damaged(&self, detail: String) -> StoreError {
        StoreError::Damaged {
            path: self.path.clone(),
            detail,
        }
    }

    pub(crate) fn check_writable(&self) -> Result<(), StoreError> {
        if self.read_only {
            return Err(StoreError::ReadOnly {
                path: self.path.clone(),
            });
        }
        Ok(())
    }

    pub(crate) fn check_size(&self, bytes: &[u8]) -> Result<(), StoreError> {
        check_size(&self.path, bytes)
    }
}

/// Refuses what SQLite could not hold in one value.
pub(crate) fn check_size(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    if bytes.len() > MAX_ENTRY_BYTES {
        return Err(StoreError::TooLarge {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            limit: MAX_ENTRY_BYTES as u64,
        });
    }
    Ok(())
}

impl Candidate {
    fn inspect(
        path: &Path,
        claim: impl FnOnce(&Path, &Path, &fs::Metadata) -> Result<Claim, StoreError>,
    ) -> Result<Self, StoreError> {
        let reading = |error| StoreError::from_reading(path, &error);
        // SQLite follows symlinks too, and puts the journal beside the real file.
        let real_path = fs::canonicalize(path).map_err(reading)?;
        let metadata = fs::metadata(&real_path).map_err(reading)?;
        if !metadata.is_file() {
            return Err(StoreError::IsAFolder {
                path: path.to_owned(),
            });
        }
        let claim = claim(path, &real_path, &metadata)?;
        let file = File::open(&real_path).map_err(reading)?;
        let journal_bytes = fs::metadata(journal_path(&real_path))
            .ok()
            .map(|metadata| metadata.len());
        let header = FileHeader::read(path, &file)?;
        if journal_bytes.unwrap_or(0) == 0 {
            header.check_length(path)?;
        }
        Ok(Self {
            path: path.to_owned(),
            real_path,
            journal_bytes,
            claim,
            file,
        })
    }
}
