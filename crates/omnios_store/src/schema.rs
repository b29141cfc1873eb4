//! The tables of a project file, as a list of migrations, and the check that a database has them.
//!
//! The schema version is SQLite's `user_version`. A migration is never edited once a version of
//! the program that writes it has been published; a change is a new entry in the list.

use std::path::Path;

use rusqlite::{Connection, Transaction};

use crate::error::StoreError;

/// SQLite's `application_id` of a project file: "OMNI" in ASCII.
pub const APPLICATION_ID: u32 = 0x4F4D_4E49;

/// The newest schema version that this program reads and writes.
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// Entry `n` turns schema version `n` into `n + 1`; version 0 is a database without tables.
const MIGRATIONS: &[&str] = &[VERSION_1];

// Large values stand last in a row, so that reading the columns before them never walks through
// their overflow pages. AUTOINCREMENT keeps a number from being given out twice, even where the
// end of the log was lost: a replica may remember the number. Each update names the one before it
// in its document, and the document its last, so that a row which is lost, or which a damaged index
// hides, is missed when the document is loaded.
const VERSION_1: &str = "
CREATE TABLE update_log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    previous_seq INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX update_log_by_document ON update_log (document, seq);
CREATE TABLE document (
    name TEXT NOT NULL PRIMARY KEY,
    last_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (
    document TEXT NOT NULL,
    up_to_seq INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (document, up_to_seq)
) STRICT;
CREATE TABLE blob (
    hash TEXT NOT NULL PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
";

/// Brings a database from schema version `from` to [`SCHEMA_VERSION`] within `transaction`.
pub(crate) fn migrate(transaction: &Transaction<'_>, from: u32) -> rusqlite::Result<()> {
    for migration in MIGRATIONS.iter().skip(from as usize) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)
}

/// Reads the schema version and refuses a database that this program must not touch: one from a
/// newer version, one that is not ours, or one with parts that we never write.
pub(crate) fn check(path: &Path, connection: &Connection) -> Result<u32, StoreError> {
    let sqlite = |error| StoreError::from_sqlite(path, error);
    let damaged = |detail: String| StoreError::Damaged {
        path: path.to_owned(),
        detail,
    };

    // Asked again, although the header was read: the journal may hold newer values.
    let found: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(sqlite)?;
    if found > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema {
            path: path.to_owned(),
            found,
            supported: SCHEMA_VERSION,
        });
    }
    if found == 0 {
        return Err(damaged("it has no schema version".to_owned()));
    }
    let application_id: u32 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(sqlite)?;
    if application_id != APPLICATION_ID {
        return Err(StoreError::NotAStudioFile {
            path: path.to_owned(),
            found: format!("it is an SQLite database of another program ({application_id:#010x})"),
        });
    }
    // A trigger or a view would run somebody else's SQL on our behalf.
    let foreign: u32 = connection
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')",
            [],
            |row| row.get(0),
        )
        .map_err(sqlite)?;
    if foreign > 0 {
        return Err(damaged(
            "it contains triggers or views, which no version writes".to_owned(),
        ));
    }
    let missing = differences(connection, found)
        .map_err(sqlite)?
        .into_iter()
        .find(|difference| difference.missing);
    match missing {
        Some(difference) => Err(damaged(format!("its table {} is missing", difference.name))),
        None => Ok(found),
    }
}

/// A table or index that differs from what the migrations make.
pub(crate) struct Difference {
    pub(crate) name: String,
    /// Whether it is absent altogether.
    pub(crate) missing: bool,
}

/// Compares the database's tables and indexes with a fresh one of schema version `version`.
pub(crate) fn differences(
    connection: &Connection,
    version: u32,
) -> rusqlite::Result<Vec<Difference>> {
    let reference = Connection::open_in_memory()?;
    for migration in MIGRATIONS.iter().take(version as usize) {
        reference.execute_batch(migration)?;
    }
    let expected = definitions(&reference)?;
    let found = definitions(connection)?;
    let mut differences = Vec::new();
    for (name, sql) in &expected {
        match found.iter().find(|(found_name, _)| found_name == name) {
            None => differences.push(Difference {
                name: name.clone(),
                missing: true,
            }),
            Some((_, found_sql)) if found_sql != sql => {
                differences.push(Difference {
                    name: name.clone(),
                    missing: false,
                });
            }
            Some(_) => {}
        }
    }
    let strangers = found.iter().filter(|(name, _)| {
        !expected
            .iter()
            .any(|(expected_name, _)| expected_name == name)
    });
    differences.extend(strangers.map(|(name, _)| Difference {
        name: name.clone(),
        missing: false,
    }));
    Ok(differences)
}

fn definitions(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = connection.prepare(
        // SQLite's own statistics and sequence tables have reserved names.
        "SELECT name, coalesce(sql, '') FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
