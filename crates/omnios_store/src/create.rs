//! Making a new project file: [`create_database`]. It is built under a temporary name and appears
//! under its own name whole or not at all, so that a crash or a full disk leaves no half-made file.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::{Connection, OpenFlags};

use crate::connection::journal_path;
use crate::error::StoreError;
use crate::schema::{self, APPLICATION_ID};

/// Writes an empty project file to `path`, durably, and never over anything that is there.
pub(crate) fn create_database(path: &Path) -> Result<(), StoreError> {
    for taken in [path.to_owned(), journal_path(path)] {
        // A journal without its database would be replayed into the new file.
        match fs::symlink_metadata(&taken) {
            Ok(_) => return Err(StoreError::AlreadyExists { path: taken }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::from_reading(path, &error)),
        }
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let temporary = Temporary::reserve(path, folder)?;
    build(&temporary.path).map_err(|error| StoreError::from_sqlite(path, error))?;
    File::open(&temporary.path)
        .and_then(|file| file.sync_all())
        .and_then(|()| publish(&temporary.path, path))
        .and_then(|()| sync_folder(folder))
        .map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => StoreError::AlreadyExists {
                path: path.to_owned(),
            },
            _ => StoreError::from_writing(path, &error),
        })
}

/// A file beside the target, removed on drop. One that a killed process leaves behind is harmless.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    fn reserve(path: &Path, folder: &Path) -> Result<Self, StoreError> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        loop {
            let number = COUNTER.fetch_add(1, Ordering::Relaxed);
            let candidate = folder.join(format!(".omnios-new-{}-{number}", process::id()));
            match OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&candidate)
            {
                Ok(_) => return Ok(Self { path: candidate }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(StoreError::from_writing(path, &error)),
            }
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let mut rollback_journal = self.path.clone().into_os_string();
        rollback_journal.push("-journal");
        for leftover in [
            self.path.clone(),
            journal_path(&self.path),
            rollback_journal.into(),
        ] {
            // Usually absent already; nothing is lost if it stays.
            let _ = fs::remove_file(leftover);
        }
    }
}

fn build(path: &Path) -> rusqlite::Result<()> {
    let mut connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    let transaction = connection.transaction()?;
    schema::migrate(&transaction, 0)?;
    transaction.commit()?;
    // The mode is stored in the file's header, so that every later opener finds it set.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)
}

/// Gives the finished file its name. A hard link fails if the name was taken meanwhile; where
/// there are no hard links, the name is reserved first and then replaced.
fn publish(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(temporary, path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => {
            OpenOptions::new().write(true).create_new(true).open(path)?;
            fs::rename(temporary, path).inspect_err(|_| {
                // Ours, still empty, and of no use to anybody.
                let _ = fs::remove_file(path);
            })
        }
    }
}

/// Makes the new name itself durable; without it the file could vanish with a power cut.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network file systems can't sync a folder; the file itself is synced by now.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        result => result,
    }
}

/// Folders can't be synced here; the file system keeps its own journal of names.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
