//! Writing one file whole or not at all: under a temporary name beside it, then renamed.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// Whether the new file must be on the disk before it takes the old one's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// A power cut can't leave a half-written file under the name.
    Synced,
    /// As fast as the system allows; for many files that can be written again.
    Cached,
}

/// Gives the file at `path` new content. After an error, `path` is as it was.
pub(crate) fn replace_file(path: &Path, bytes: &[u8], durability: Durability) -> io::Result<()> {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let folder = path.parent().unwrap_or(Path::new(""));
    // The name itself may be as long as the system allows, so it is no part of the temporary one.
    let (temporary, mut file) = loop {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let temporary = folder.join(OsStr::new(&format!(".omnios-{}-{number}", process::id())));
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary)
        {
            Ok(file) => break (temporary, file),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    };
    let result = write(&mut file, bytes, durability);
    drop(file);
    result
        .and_then(|()| fs::rename(&temporary, path))
        .inspect_err(|_| {
            // The error at hand matters more than a file that can't be removed.
            let _ = fs::remove_file(&temporary);
        })
}

fn write(file: &mut File, bytes: &[u8], durability: Durability) -> io::Result<()> {
    file.write_all(bytes)?;
    match durability {
        Durability::Synced => file.sync_all(),
        Durability::Cached => Ok(()),
    }
}
