//! Where an export goes: a folder or a ZIP file, neither of which may cost the person other files.
//!
//! Into a folder, an export brings a list of what it wrote ([`LIST_FILE`]). The list says that the
//! folder is ours to write to again, and which files of the last export are no longer part of the
//! site. Only files on the list are ever removed, and only those that a link doesn't lead out of
//! the folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use omnios_archive::{check_paths, write_folder, write_zip, write_zip_file};

use crate::error::Error;

/// The list of what an export wrote, beside it: a line a file. Its leading dot keeps servers and
/// deployment tools from publishing it.
pub const LIST_FILE: &str = ".omnios-export";

const LIST_HEADING: &str = "# Written by Omnios Studio. The next export into this folder replaces these files and removes\n# those that are no longer part of the site.\n";

/// Content of each file by its path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Writes the files into `folder`. Without `force`, only into one that doesn't exist, is empty, or
/// holds an earlier export.
pub(crate) fn write_to_folder(files: &Files, folder: &Path, force: bool) -> Result<(), Error> {
    let former = former_export(folder)?;
    if former.is_none() && !force && !is_empty_or_missing(folder)? {
        return Err(Error::FolderInUse {
            path: folder.to_owned(),
        });
    }
    let mut list = String::from(LIST_HEADING);
    for path in files.keys() {
        list.push_str(path);
        list.push('\n');
    }
    let listed = (LIST_FILE, list.as_bytes());
    let all = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .chain([listed]);
    write_folder(all, folder)?;
    for path in former.unwrap_or_default() {
        if !files.contains_key(&path) {
            remove_former(folder, &path);
        }
    }
    Ok(())
}

/// Writes the files as one ZIP archive. Without `force`, another archive is replaced, but no other
/// file.
pub(crate) fn write_to_archive(files: &Files, path: &Path, force: bool) -> Result<(), Error> {
    if !force && path.is_file() && !is_archive(path)? {
        return Err(Error::NotAnArchive {
            path: path.to_owned(),
        });
    }
    write_zip_file(pairs(files), path)?;
    Ok(())
}

/// The archive's bytes.
pub(crate) fn archive_bytes(files: &Files) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    write_zip(pairs(files), &mut bytes)?;
    Ok(bytes)
}

fn pairs(files: &Files) -> impl Iterator<Item = (&str, &[u8])> {
    files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
}

fn is_empty_or_missing(folder: &Path) -> Result<bool, Error> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) => match error.kind() {
            std::io::ErrorKind::NotFound => Ok(true),
            // `write_folder` says what is in the way.
            std::io::ErrorKind::NotADirectory => Ok(true),
            _ => Err(unreadable(folder, &error)),
        },
    }
}

/// What an earlier export wrote; none where there was none.
fn former_export(folder: &Path) -> Result<Option<Vec<String>>, Error> {
    let list = folder.join(LIST_FILE);
    match fs::read_to_string(&list) {
        Ok(text) if text.starts_with("# Written by Omnios Studio.") => {
            let paths = text.lines().filter(|line| !line.starts_with('#'));
            Ok(Some(paths.map(str::to_owned).collect()))
        }
        Ok(_) => Ok(None),
        Err(error) => match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Ok(None),
            _ => Err(unreadable(&list, &error)),
        },
    }
}

/// Removes a file of an earlier export and the folders that it leaves empty. What can't be removed
/// stays: it does the site no harm.
fn remove_former(folder: &Path, path: &str) {
    // The list may have been edited by anybody.
    if check_paths([path]).is_err() {
        return;
    }
    let parents: Vec<PathBuf> = path
        .match_indices('/')
        .map(|(at, _)| folder.join(&path[..at]))
        .collect();
    let is_link = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink());
    if parents.iter().any(is_link) || fs::remove_file(folder.join(path)).is_err() {
        return;
    }
    for parent in parents.iter().rev() {
        if fs::remove_dir(parent).is_err() {
            return;
        }
    }
}

fn is_archive(path: &Path) -> Result<bool, Error> {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(4).read_to_end(&mut start));
    match read {
        // The second is an archive without any file.
        Ok(_) => Ok(start == *b"PK\x03\x04" || start == *b"PK\x05\x06" || start.is_empty()),
        Err(error) => Err(unreadable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        verb: "read",
        detail: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> Files {
        paths
            .iter()
            .map(|path| ((*path).to_owned(), path.as_bytes().to_vec()))
            .collect()
    }

    fn listing(folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path.clone());
                }
                let inside = path.strip_prefix(folder).unwrap();
                found.push(inside.to_str().unwrap().to_owned());
            }
        }
        found.sort();
        found
    }

    #[test]
    fn a_second_export_replaces_the_first_and_touches_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("new/site");
        write_to_folder(&files(&["index.html", "old/a/index.html"]), &site, false).unwrap();
        fs::write(site.join("CNAME"), "example.com").unwrap();
        write_to_folder(&files(&["index.html", "about/index.html"]), &site, false).unwrap();
        assert_eq!(
            listing(&site),
            [
                LIST_FILE,
                "CNAME",
                "about",
                "about/index.html",
                "index.html"
            ]
        );
    }

    #[test]
    fn a_folder_with_other_files_is_left_alone_unless_forced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "mine").unwrap();
        let new = files(&["index.html"]);
        let error = write_to_folder(&new, folder.path(), false).unwrap_err();
        assert_eq!(error.code(), "export.folder-in-use");
        assert!(
            error.to_string().contains("empty or a new folder"),
            "{error}"
        );
        let mine = fs::read_to_string(folder.path().join("index.html")).unwrap();
        assert_eq!(mine, "mine");
        assert_eq!(listing(folder.path()), ["index.html"]);

        write_to_folder(&new, folder.path(), true).unwrap();
        let site = fs::read_to_string(folder.path().join("index.html")).unwrap();
        assert_eq!(site, "index.html");
    }

    #[test]
    fn a_forged_list_removes_nothing_outside() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir(&site).unwrap();
        fs::write(folder.path().join("precious"), "").unwrap();
        let list = format!("{LIST_HEADING}../precious\n/etc/hostname\n\n..\n");
        fs::write(site.join(LIST_FILE), list).unwrap();
        write_to_folder(&files(&["index.html"]), &site, false).unwrap();
        assert!(folder.path().join("precious").exists());
        assert_eq!(listing(&site), [LIST_FILE, "index.html"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_folder_leads_no_removal_outside() {
        let folder = tempfile::tempdir().unwrap();
        let (site, outside) = (folder.path().join("site"), folder.path().join("outside"));
        fs::create_dir(&outside).unwrap();
        fs::write(outside.join("precious"), "").unwrap();
        write_to_folder(&files(&["link/precious"]), &site, false).unwrap();
        fs::remove_dir_all(site.join("link")).unwrap();
        std::os::unix::fs::symlink(&outside, site.join("link")).unwrap();
        write_to_folder(&files(&["index.html"]), &site, false).unwrap();
        assert!(outside.join("precious").exists());
    }

    #[test]
    fn an_archive_replaces_an_archive_and_no_other_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("site.zip");
        let new = files(&["index.html"]);
        write_to_archive(&new, &path, false).unwrap();
        write_to_archive(&new, &path, false).unwrap();
        assert_eq!(fs::read(&path).unwrap(), archive_bytes(&new).unwrap());

        let letter = folder.path().join("letter.txt");
        fs::write(&letter, "Dear Ada").unwrap();
        let error = write_to_archive(&new, &letter, false).unwrap_err();
        assert_eq!(error.code(), "export.not-an-archive");
        assert_eq!(fs::read_to_string(&letter).unwrap(), "Dear Ada");
        write_to_archive(&new, &letter, true).unwrap();
        assert!(is_archive(&letter).unwrap());
    }
}
