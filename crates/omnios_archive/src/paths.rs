//! Which paths an export may contain: relative, with `/` between names, and with names that mean
//! the same on every system. [`check_paths`] is the one check that all writers share.
//!
//! Two spellings of one name in different Unicode normal forms pass as different files.

use std::collections::BTreeMap;

use crate::error::ArchiveError;

/// What is wrong with a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnsafePath {
    /// It has no characters.
    #[error("it is empty")]
    Empty,
    /// It starts at the root of a disk.
    #[error("it is absolute")]
    Absolute,
    /// One of its names is empty, `.` or `..`.
    #[error("it has an empty name, \".\" or \"..\" in it")]
    NotANormalName,
    /// It has a character that some system gives a meaning, or forbids.
    #[error("it contains {0:?}, which not every system allows in a name")]
    Character(char),
    /// One of its names ends with a dot or a space, which Windows drops.
    #[error("one of its names ends with a dot or a space")]
    TrailingDotOrSpace,
    /// One of its names is a device on Windows.
    #[error("one of its names is reserved for a device on Windows")]
    DeviceName,
    /// A name has more than 255 bytes, or the whole path more than 4,000.
    #[error("it is too long")]
    TooLong,
}

const MAX_NAME_BYTES: usize = 255;
const MAX_PATH_BYTES: usize = 4000;

/// Checks every path by itself and all of them together: no two may be the same, differ only by
/// case, or use one name both as a file and as a folder.
///
/// # Errors
/// [`ArchiveError::UnsafePath`] or [`ArchiveError::Collision`], whichever is found first.
pub fn check_paths<'a>(paths: impl IntoIterator<Item = &'a str>) -> Result<(), ArchiveError> {
    let mut files: BTreeMap<String, &str> = BTreeMap::new();
    let mut folders: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        check_path(path).map_err(|reason| ArchiveError::UnsafePath {
            path: path.to_owned(),
            reason,
        })?;
        let folded = path.to_lowercase();
        for (at, _) in folded.match_indices('/') {
            folders.entry(folded[..at].to_owned()).or_insert(path);
        }
        if let Some(other) = files.insert(folded, path) {
            return Err(collision(other, path));
        }
    }
    match files
        .iter()
        .find_map(|(folded, file)| Some((*file, *folders.get(folded)?)))
    {
        Some((file, inside_folder)) => Err(collision(file, inside_folder)),
        None => Ok(()),
    }
}

fn collision(one: &str, other: &str) -> ArchiveError {
    let (first, second) = if one <= other {
        (one, other)
    } else {
        (other, one)
    };
    ArchiveError::Collision {
        first: first.to_owned(),
        second: second.to_owned(),
    }
}

fn check_path(path: &str) -> Result<(), UnsafePath> {
    if path.is_empty() {
        return Err(UnsafePath::Empty);
    }
    if path.starts_with('/') {
        return Err(UnsafePath::Absolute);
    }
    if path.len() > MAX_PATH_BYTES {
        return Err(UnsafePath::TooLong);
    }
    path.split('/').try_for_each(check_name)
}

fn check_name(name: &str) -> Result<(), UnsafePath> {
    if matches!(name, "" | "." | "..") {
        return Err(UnsafePath::NotANormalName);
    }
    // A backslash separates folders on Windows, a colon names a drive or a hidden stream there.
    let forbidden = |character: char| {
        character.is_control()
            || matches!(character, '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*')
    };
    if let Some(character) = name.chars().find(|&character| forbidden(character)) {
        return Err(UnsafePath::Character(character));
    }
    if name.ends_with(['.', ' ']) {
        return Err(UnsafePath::TrailingDotOrSpace);
    }
    if name.len() > MAX_NAME_BYTES {
        return Err(UnsafePath::TooLong);
    }
    if is_device_name(name) {
        return Err(UnsafePath::DeviceName);
    }
    Ok(())
}

/// Windows reserves these with any extension, and with spaces before it.
fn is_device_name(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim_end()
        .to_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" => true,
        stem => {
            let number = stem
                .strip_prefix("COM")
                .or_else(|| stem.strip_prefix("LPT"));
            number.is_some_and(|number| {
                let mut characters = number.chars();
                let digit = characters.next();
                digit.is_some_and(|digit| digit.is_ascii_digit() || "¹²³".contains(digit))
                    && characters.next().is_none()
            })
        }
    }
}
