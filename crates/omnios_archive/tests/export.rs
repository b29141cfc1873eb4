//! Archives with the same bytes every time, folders that are never left, and hostile names.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use omnios_archive::{UnsafePath, check_paths, write_folder, write_zip, write_zip_file};
use tempfile::tempdir;
use zip::ZipArchive;

type Files = Vec<(String, Vec<u8>)>;

fn site() -> Files {
    let mut files: Files = (0..40_usize)
        .map(|number| {
            let path = format!("assets/image-{number}.svg");
            (
                path,
                format!("<svg id=\"{number}\"/>")
                    .repeat(number * 20)
                    .into_bytes(),
            )
        })
        .collect();
    files.push(("index.html".to_owned(), b"<!doctype html>".to_vec()));
    files.push((
        "über-uns/index.html".to_owned(),
        b"<title>\xC3\x9Cber uns</title>".to_vec(),
    ));
    files.push(("empty.txt".to_owned(), Vec::new()));
    files
}

fn zipped(files: &Files) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    write_zip(files.iter().map(|(path, bytes)| (path, bytes)), &mut out).unwrap();
    out.into_inner()
}

/// Every file below a folder, by its path.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                files.insert(name, fs::read(path).unwrap_or_default());
            }
        }
    }
    files
}

#[test]
fn the_same_files_in_another_order_give_the_same_bytes() {
    let files = site();
    let mut reversed = files.clone();
    reversed.reverse();
    let mut rotated = files.clone();
    rotated.rotate_left(17);
    let archive = zipped(&files);
    assert_eq!(archive, zipped(&files));
    assert_eq!(archive, zipped(&reversed));
    assert_eq!(archive, zipped(&rotated));

    let mut changed = files;
    changed[0].1.push(b'!');
    assert_ne!(archive, zipped(&changed));
}

#[test]
fn an_archive_holds_the_files_and_nothing_that_depends_on_time_or_system() {
    let files = site();
    let mut archive = ZipArchive::new(Cursor::new(zipped(&files))).unwrap();
    let mut names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert!(names.is_sorted());
    names.sort();
    assert_eq!(names.len(), files.len());
    for (path, bytes) in files {
        let mut entry = archive.by_name(&path).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        assert_eq!(content, bytes, "{path}");
        let time = entry.last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day()), (1980, 1, 1));
        assert_eq!((time.hour(), time.minute(), time.second()), (0, 0, 0));
        assert_eq!(entry.unix_mode(), Some(0o100_644));
        assert!(
            entry.extra_data().is_none_or(|field| field.is_empty()),
            "no extra fields"
        );
    }
}

#[test]
fn an_archive_on_the_disk_is_replaced_whole() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("site.zip");
    write_zip_file([("a.txt", "one")], &path).unwrap();
    write_zip_file(site(), &path).unwrap();
    assert_eq!(
        tree(folder.path()),
        BTreeMap::from([("site.zip".to_owned(), zipped(&site()))])
    );

    let error = write_zip_file([("../a.txt", "two")], &path).unwrap_err();
    assert_eq!(error.code(), "archive.unsafe-path");
    let error = write_zip_file(site(), folder.path()).unwrap_err();
    assert_eq!(error.code(), "archive.in-the-way");
    let error = write_zip_file(site(), &folder.path().join("no/site.zip")).unwrap_err();
    assert_eq!(error.code(), "archive.write");
    assert_eq!(
        tree(folder.path()),
        BTreeMap::from([("site.zip".to_owned(), zipped(&site()))])
    );
}

#[test]
fn hostile_names_are_refused_and_nothing_is_written() {
    let long = "a".repeat(256);
    let hostile = [
        ("", UnsafePath::Empty),
        ("/etc/passwd", UnsafePath::Absolute),
        ("//server/share", UnsafePath::Absolute),
        ("../up", UnsafePath::NotANormalName),
        ("a/../../up", UnsafePath::NotANormalName),
        ("a/..", UnsafePath::NotANormalName),
        ("a//b", UnsafePath::NotANormalName),
        ("a/", UnsafePath::NotANormalName),
        ("./a", UnsafePath::NotANormalName),
        ("..\\up", UnsafePath::Character('\\')),
        ("a\\b", UnsafePath::Character('\\')),
        ("C:/windows", UnsafePath::Character(':')),
        ("a.txt:stream", UnsafePath::Character(':')),
        ("a\0b", UnsafePath::Character('\0')),
        ("a\nb", UnsafePath::Character('\n')),
        ("what?", UnsafePath::Character('?')),
        ("a.", UnsafePath::TrailingDotOrSpace),
        ("folder /a", UnsafePath::TrailingDotOrSpace),
        ("...", UnsafePath::TrailingDotOrSpace),
        ("CON", UnsafePath::DeviceName),
        ("assets/nul.txt", UnsafePath::DeviceName),
        ("aux.tar.gz", UnsafePath::DeviceName),
        ("Com1", UnsafePath::DeviceName),
        ("lpt9.css", UnsafePath::DeviceName),
        ("com²", UnsafePath::DeviceName),
        ("nul .txt", UnsafePath::DeviceName),
        (long.as_str(), UnsafePath::TooLong),
    ];
    let parent = tempdir().unwrap();
    let folder = parent.path().join("site");
    for (path, expected) in hostile {
        let error = write_folder([("index.html", ""), (path, "")], &folder).unwrap_err();
        let omnios_archive::ArchiveError::UnsafePath { reason, .. } = &error else {
            panic!("{path:?}: {error}")
        };
        assert_eq!(*reason, expected, "{path:?}");
        assert!(error.to_string().contains("Nothing was written"), "{error}");
        let mut out = Cursor::new(Vec::new());
        assert_eq!(
            write_zip([(path, "")], &mut out).unwrap_err().code(),
            "archive.unsafe-path"
        );
        assert!(out.into_inner().is_empty());
    }
    assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    check_paths([
        "..a",
        "a..b",
        ".well-known/x",
        "console",
        "com",
        "com10",
        "nulls.txt",
        "über uns",
    ])
    .expect("these only look like them");
}

#[test]
fn files_that_would_overwrite_each_other_are_refused() {
    let collisions: [&[&str]; 5] = [
        &["a.txt", "a.txt"],
        &["About/index.html", "about/index.html"],
        &["ÜBER.html", "über.html"],
        &["about", "about/index.html"],
        &["team/member", "About", "about/index.html"],
    ];
    for paths in collisions {
        let error = check_paths(paths.iter().copied()).unwrap_err();
        assert_eq!(error.code(), "archive.collision", "{paths:?}");
        let files = || paths.iter().map(|path| (*path, "content"));
        assert!(write_zip(files(), &mut Cursor::new(Vec::new())).is_err());
        let folder = tempdir().unwrap();
        assert!(write_folder(files(), folder.path()).is_err());
        assert!(tree(folder.path()).is_empty());
    }
    check_paths(["a/index.html", "b/index.html", "ab", "a-b"]).unwrap();
}

#[test]
fn an_export_into_a_folder_writes_what_changed_and_keeps_what_is_not_its_own() {
    let parent = tempdir().unwrap();
    let folder = parent.path().join("deep/site");
    let first = write_folder(site(), &folder).unwrap();
    assert_eq!((first.written, first.unchanged), (43, 0));
    assert_eq!(tree(&folder), site().into_iter().collect());

    fs::write(folder.join("mine.txt"), "a file of my own").unwrap();
    let mut changed = site();
    changed[3].1 = b"new".to_vec();
    changed.reverse();
    let second = write_folder(changed.clone(), &folder).unwrap();
    assert_eq!((second.written, second.unchanged), (1, 42));
    let mut expected: BTreeMap<_, _> = changed.into_iter().collect();
    expected.insert("mine.txt".to_owned(), b"a file of my own".to_vec());
    assert_eq!(tree(&folder), expected);
}

#[test]
fn what_is_in_the_way_is_refused_before_anything_is_written() {
    let parent = tempdir().unwrap();
    let folder = parent.path().join("site");
    fs::create_dir_all(folder.join("index.html")).unwrap();
    fs::write(folder.join("assets"), "a file").unwrap();
    let before = tree(parent.path());
    for files in [
        [("a.txt", ""), ("index.html", "")],
        [("a.txt", ""), ("assets/b.css", "")],
    ] {
        let error = write_folder(files, &folder).unwrap_err();
        assert_eq!(error.code(), "archive.in-the-way", "{error}");
    }
    let error = write_folder([("a.txt", "")], &folder.join("assets")).unwrap_err();
    assert_eq!(error.code(), "archive.in-the-way", "{error}");
    assert_eq!(tree(parent.path()), before);
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_are_not_followed() {
    use std::os::unix::fs::symlink;

    let parent = tempdir().unwrap();
    let outside = parent.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("secret.txt"), "untouched").unwrap();
    let folder = parent.path().join("site");
    fs::create_dir(&folder).unwrap();
    symlink(&outside, folder.join("assets")).unwrap();
    symlink(outside.join("secret.txt"), folder.join("page.html")).unwrap();
    symlink(outside.join("not-there"), folder.join("dangling.html")).unwrap();
    let before = tree(parent.path());
    for path in [
        "assets/secret.txt",
        "assets/deep/new.txt",
        "page.html",
        "dangling.html",
    ] {
        let error = write_folder([("aaa.html", "first"), (path, "changed")], &folder).unwrap_err();
        assert_eq!(
            error.code(),
            "archive.symlink-in-the-way",
            "{path}: {error}"
        );
        assert_eq!(tree(parent.path()), before, "{path}");
    }

    // The folder itself may be a link: it is the one that was chosen.
    let link = parent.path().join("chosen");
    symlink(&outside, &link).unwrap();
    write_folder([("index.html", "x")], &link).unwrap();
    assert_eq!(fs::read(outside.join("index.html")).unwrap(), b"x");
}
