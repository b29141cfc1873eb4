//! SQLite connections with the settings that durability rests on: [`open_to_write`],
//! [`open_to_read_journal`] and [`open_immutable`]. No SQL of our own tables.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

/// After a checkpoint the journal is cut back to this size, so that one large paste does not leave
/// a large file beside the project for the rest of the session.
const JOURNAL_SIZE_LIMIT_BYTES: i64 = 16 * 1024 * 1024;

/// The write-ahead log that SQLite keeps beside the database at `path`.
pub(crate) fn journal_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Opens the database at `path` for reading and writing, without changing a byte of it yet.
///
/// The connection takes its lock with the first read: `SQLITE_BUSY` means that somebody else has
/// it. If `keep_journal`, closing the connection leaves the journal as it is; call
/// [`merge_journal_on_close`] once the file has proved to be ours.
pub(crate) fn open_to_write(path: &Path, keep_journal: bool) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep_journal)?;
    configure(&connection)?;
    // Exclusive before the first access to the journal: SQLite then keeps its index in memory
    // instead of a shared file, and a second program is turned away at once.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    // FULL makes SQLite sync the journal in every commit. The fullfsync pair asks macOS to empty
    // the drive's own cache too, for commits and before a checkpoint overwrites anything;
    // other systems ignore it.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update_and_check(
        None,
        "journal_size_limit",
        JOURNAL_SIZE_LIMIT_BYTES,
        |_| Ok(()),
    )?;
    Ok(connection)
}

/// Lets the last close write the journal's pages into the database and delete the journal.
pub(crate) fn merge_journal_on_close(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// Opens a database whose journal a crash left behind, so as to read what is in both. Neither is
/// changed, but both must be writable, because SQLite locks the database to read the journal.
pub(crate) fn open_to_read_journal(path: &Path) -> rusqlite::Result<Connection> {
    let connection = open_to_write(path, true)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Opens a database that has no journal, with the promise to SQLite that nobody changes it: no
/// lock, no journal, no byte written, which works in a read-only folder as well.
pub(crate) fn open_immutable(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        format!("file:{}?mode=ro&immutable=1", percent_encoded(path)),
        OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    configure(&connection)?;
    Ok(connection)
}

/// Project files come from other people, so SQL inside them is never trusted.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::ZERO)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)
}

fn percent_encoded(path: &Path) -> String {
    let mut encoded = String::new();
    for &byte in path_bytes(path).iter() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(unix)]
fn path_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt as _;
    path.as_os_str().as_bytes().to_vec()
}

/// A URI wants forward slashes and one before the drive letter.
#[cfg(not(unix))]
fn path_bytes(path: &Path) -> Vec<u8> {
    let text = path.to_string_lossy().replace('\\', "/");
    format!("/{}", text.trim_start_matches("//?/")).into_bytes()
}
