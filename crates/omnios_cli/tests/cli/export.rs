//! `export`: a folder, an archive, and what must not be overwritten.

use std::fs;

use crate::program::Folder;

#[test]
fn a_site_is_exported_and_exported_again() {
    let folder = Folder::with_project();
    let to_folder = ["export", "a.omnios", "--target", "html", "--out", "public"];
    let exported = folder.json(&to_folder);
    let files = exported["files"].as_array().unwrap();
    assert!(files.iter().any(|file| file["path"] == "index.html"));
    let page = String::from_utf8(folder.read("public/index.html")).unwrap();
    assert!(
        page.starts_with("<!doctype html>") || page.starts_with("<!DOCTYPE html>"),
        "{page}"
    );
    assert!(!page.contains("data-omnios-id"));
    assert!(exported["path"].as_str().unwrap().starts_with('/') || cfg!(windows));

    let mut with_ids = to_folder.to_vec();
    with_ids.push("--with-ids");
    assert!(folder.ok(&with_ids).contains("Wrote"));
    let page = String::from_utf8(folder.read("public/index.html")).unwrap();
    assert!(page.contains("data-omnios-id"));
}

#[test]
fn a_page_that_is_gone_is_gone_from_the_next_export() {
    let folder = Folder::with_project();
    let export = ["export", "a.omnios", "--target", "html", "--out", "public"];
    let about = r#"{"name": "About", "route": "/about"}"#;
    folder.ok(&["do", "a.omnios", "page.create", "--args", about]);
    folder.ok(&export);
    let has_about = || {
        let listing = fs::read_to_string(folder.path("public/.omnios-export")).unwrap();
        (
            listing.contains("about"),
            folder.path("public/about").exists() || folder.path("public/about.html").exists(),
        )
    };
    assert_eq!(has_about(), (true, true));
    folder.ok(&[
        "do",
        "a.omnios",
        "page.delete",
        "--args",
        r#"{"page": "/about"}"#,
    ]);
    folder.ok(&export);
    assert_eq!(has_about(), (false, false));
}

#[test]
fn a_folder_that_is_somebody_elses_is_left_alone() {
    let folder = Folder::with_project();
    fs::create_dir(folder.path("home")).unwrap();
    folder.write("home/index.html", "mine");
    let export = ["export", "a.omnios", "--target", "html", "--out", "home"];
    let message = folder.fails(&export, "export.folder-in-use");
    assert!(message.contains("--force"), "{message}");
    assert_eq!(folder.read("home/index.html"), b"mine");
    assert_eq!(fs::read_dir(folder.path("home")).unwrap().count(), 1);

    let mut forced = export.to_vec();
    forced.push("--force");
    folder.ok(&forced);
    assert_ne!(folder.read("home/index.html"), b"mine");
}

#[test]
fn an_archive_is_the_same_every_time_and_replaces_only_archives() {
    let folder = Folder::with_project();
    let export = |out: &str| folder.run(&["export", "a.omnios", "--target", "zip", "--out", out]);
    assert_eq!(export("one.zip").code, 0);
    assert_eq!(export("two.zip").code, 0);
    assert_eq!(folder.read("one.zip"), folder.read("two.zip"));
    assert_eq!(export("one.zip").code, 0);

    folder.write("letter.txt", "Dear Ada");
    let refused = [
        "export",
        "a.omnios",
        "--target",
        "zip",
        "--out",
        "letter.txt",
    ];
    folder.fails(&refused, "export.not-an-archive");
    assert_eq!(folder.read("letter.txt"), b"Dear Ada");
    // The project itself is no archive.
    let onto_itself = ["export", "a.omnios", "--target", "zip", "--out", "a.omnios"];
    folder.fails(&onto_itself, "export.not-an-archive");
    folder.ok(&["verify", "a.omnios"]);
}

#[test]
fn what_is_in_the_way_is_named() {
    let folder = Folder::with_project();
    folder.write("file", "x");
    let onto_file = ["export", "a.omnios", "--target", "html", "--out", "file"];
    folder.fails(&onto_file, "archive.in-the-way");
    fs::create_dir(folder.path("folder.zip")).unwrap();
    let onto_folder = [
        "export",
        "a.omnios",
        "--target",
        "zip",
        "--out",
        "folder.zip",
    ];
    folder.fails(&onto_folder, "archive.in-the-way");
}
