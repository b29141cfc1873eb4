//! Which project files this process has open, and the lock that keeps others from changing a file
//! while it is only read.
//!
//! SQLite's own lock on a file it writes is a POSIX lock on Unix, which neither excludes a second
//! opener in the same process nor survives another handle on the file being closed. So a claim is
//! made here, by the file's identity, before any handle is opened.

use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::path::Path;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use crate::error::StoreError;

/// What makes two paths the same file.
#[cfg(unix)]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct FileIdentity {
    device: u64,
    inode: u64,
}
#[cfg(not(unix))]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct FileIdentity {
    real_path: std::path::PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OpenedAs {
    Exclusive,
    Readers(usize),
}

static OPEN_FILES: LazyLock<Mutex<HashMap<FileIdentity, OpenedAs>>> = LazyLock::new(Mutex::default);

fn open_files() -> MutexGuard<'static, HashMap<FileIdentity, OpenedAs>> {
    // The map is never left half-changed, so a panic elsewhere does not spoil it.
    OPEN_FILES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// This process's claim on a file, given up on drop.
#[derive(Debug)]
pub(crate) struct Claim {
    identity: FileIdentity,
}

impl Claim {
    /// Claims the file for one opener. `path` is for the message; `real_path` has no symlinks.
    pub(crate) fn exclusive(
        path: &Path,
        real_path: &Path,
        metadata: &Metadata,
    ) -> Result<Self, StoreError> {
        let identity = identity_of(real_path, metadata);
        let mut files = open_files();
        if files.contains_key(&identity) {
            return Err(StoreError::InUse {
                path: path.to_owned(),
            });
        }
        files.insert(identity.clone(), OpenedAs::Exclusive);
        Ok(Self { identity })
    }

    /// Claims the file together with other readers.
    pub(crate) fn shared(
        path: &Path,
        real_path: &Path,
        metadata: &Metadata,
    ) -> Result<Self, StoreError> {
        let identity = identity_of(real_path, metadata);
        let mut files = open_files();
        match files
            .entry(identity.clone())
            .or_insert(OpenedAs::Readers(0))
        {
            OpenedAs::Exclusive => {
                return Err(StoreError::InUse {
                    path: path.to_owned(),
                });
            }
            OpenedAs::Readers(count) => *count += 1,
        }
        Ok(Self { identity })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut files = open_files();
        match files.get_mut(&self.identity) {
            Some(OpenedAs::Readers(count)) if *count > 1 => *count -= 1,
            _ => {
                files.remove(&self.identity);
            }
        }
    }
}

#[cfg(unix)]
fn identity_of(_real_path: &Path, metadata: &Metadata) -> FileIdentity {
    use std::os::unix::fs::MetadataExt as _;
    FileIdentity {
        device: metadata.dev(),
        inode: metadata.ino(),
    }
}

#[cfg(not(unix))]
fn identity_of(real_path: &Path, _metadata: &Metadata) -> FileIdentity {
    FileIdentity {
        real_path: real_path.to_owned(),
    }
}

/// Takes a read lock on the whole of `file`, which includes the bytes that SQLite locks: another
/// program can't begin to write until `file` is closed. A file system without locks is accepted.
#[cfg(unix)]
pub(crate) fn lock_against_writers(path: &Path, file: &File) -> Result<(), StoreError> {
    match rustix::fs::fcntl_lock(file, rustix::fs::FlockOperation::NonBlockingLockShared) {
        Err(rustix::io::Errno::AGAIN | rustix::io::Errno::ACCESS) => Err(StoreError::InUse {
            path: path.to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Locks are mandatory here and would keep SQLite itself from reading; whoever writes is noticed
/// by the journal beside the file instead.
#[cfg(not(unix))]
pub(crate) fn lock_against_writers(_path: &Path, _file: &File) -> Result<(), StoreError> {
    Ok(())
}
