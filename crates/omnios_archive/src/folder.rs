//! Files written into a folder, each whole or not at all, and never outside it: [`write_folder`].

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::ArchiveError;
use crate::paths::check_paths;
use crate::replace_file::{Durability, replace_file};

/// What an export into a folder did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WrittenFolder {
    /// Files that are new or have new content.
    pub written: usize,
    /// Files that had this content already and were not touched, so that tools which watch the
    /// folder see only what changed.
    pub unchanged: usize,
}

/// Writes `files` (relative paths with `/`, and contents) into `folder`, which is made if need be.
///
/// Everything that can be refused is refused before anything is written. Each file is replaced
/// whole: somebody who reads the folder meanwhile sees the old content or the new. Other files in
/// the folder stay. `folder` itself may be reached through a symbolic link, but no link inside it
/// is followed; this guards against links that are there, not against a program that puts new
/// ones there at the same time.
///
/// # Errors
/// A refused path, see [`check_paths`]; [`ArchiveError::SymlinkInTheWay`];
/// [`ArchiveError::InTheWay`]; [`ArchiveError::Write`].
pub fn write_folder<P: AsRef<str>, B: AsRef<[u8]>>(
    files: impl IntoIterator<Item = (P, B)>,
    folder: &Path,
) -> Result<WrittenFolder, ArchiveError> {
    let mut files: Vec<(P, B)> = files.into_iter().collect();
    files.sort_by(|(one, _), (other, _)| one.as_ref().cmp(other.as_ref()));
    check_paths(files.iter().map(|(path, _)| path.as_ref()))?;

    let mut folders = BTreeSet::new();
    for (path, _) in &files {
        folders.extend(parents(folder, path.as_ref()));
    }
    if fs::metadata(folder).is_ok_and(|metadata| !metadata.is_dir()) {
        return Err(ArchiveError::InTheWay {
            path: folder.to_owned(),
            wanted: "folder",
        });
    }
    for inner in &folders {
        check_place(inner, "folder")?;
    }
    for (path, _) in &files {
        check_place(&folder.join(path.as_ref()), "file")?;
    }

    fs::create_dir_all(folder).map_err(ArchiveError::writing(folder))?;
    for inner in &folders {
        make_folder(inner)?;
    }
    let mut result = WrittenFolder::default();
    for (path, bytes) in &files {
        let target = folder.join(path.as_ref());
        let bytes = bytes.as_ref();
        if has_content(&target, bytes) {
            result.unchanged += 1;
            continue;
        }
        // The checks above made sure of these; they are made again because time has passed.
        for parent in parents(folder, path.as_ref()) {
            check_place(&parent, "folder")?;
        }
        check_place(&target, "file")?;
        replace_file(&target, bytes, Durability::Cached).map_err(ArchiveError::writing(&target))?;
        result.written += 1;
    }
    Ok(result)
}

/// The folders between `folder` and the file at `path` in it, outermost first.
fn parents(folder: &Path, path: &str) -> Vec<PathBuf> {
    path.match_indices('/')
        .map(|(at, _)| folder.join(&path[..at]))
        .collect()
}

/// Refuses what is at `path`, unless it is nothing or of the wanted kind.
fn check_place(path: &Path, wanted: &'static str) -> Result<(), ArchiveError> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        // A file where one of the outer folders should be; it is reported by its own check.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(()),
        Err(error) => return Err(ArchiveError::writing(path)(error)),
    };
    if metadata.is_symlink() {
        return Err(ArchiveError::SymlinkInTheWay {
            path: path.to_owned(),
        });
    }
    let fits = if wanted == "folder" {
        metadata.is_dir()
    } else {
        metadata.is_file()
    };
    if !fits {
        return Err(ArchiveError::InTheWay {
            path: path.to_owned(),
            wanted,
        });
    }
    Ok(())
}

fn make_folder(path: &Path) -> Result<(), ArchiveError> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => check_place(path, "folder"),
        result => result.map_err(ArchiveError::writing(path)),
    }
}

fn has_content(path: &Path, bytes: &[u8]) -> bool {
    let same_length = fs::symlink_metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    same_length && fs::read(path).is_ok_and(|content| content == bytes)
}
