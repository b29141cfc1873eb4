//! Files that can't be opened are refused with a clear message, and neither they nor their
//! neighbours change.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{fingerprint, journal_of, update};
use omnios_store::{SCHEMA_VERSION, Store, StoreError};
use rusqlite::Connection;
use tempfile::{TempDir, tempdir};

/// A project file with a few pages of content, closed.
fn project() -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let mut store = Store::create(&path).unwrap();
    for number in 0..40 {
        store
            .append(&[update("page/home", &format!("{number:0>1000}"))])
            .unwrap();
    }
    store.put_blob(vec![1; 50_000], "image/png").unwrap();
    store.close().unwrap();
    (folder, path)
}

/// Copies a database and its journal as a crash would leave them, while `_open` is still open.
fn copy_as_after_a_crash(path: &Path, name: &str, _open: &Connection) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let copy = folder.path().join(name);
    fs::copy(path, &copy).unwrap();
    fs::copy(journal_of(path), journal_of(&copy)).unwrap();
    (folder, copy)
}

fn check_message(error: &StoreError, path: &Path) {
    let message = error.to_string();
    let name = path.file_name().unwrap().to_string_lossy();
    assert!(message.contains(&*name), "names the file: {message}");
    assert!(
        message.contains("left as it is") || message.contains("Nothing was changed"),
        "says what is safe: {message}"
    );
    assert!(
        message.matches(". ").count() >= 2,
        "says what to do next: {message}"
    );
}

fn assert_refused(folder: &Path, path: &Path, code: &str) -> StoreError {
    let before = fingerprint(folder);
    let error = Store::open_read_only(path).expect_err("refused for reading");
    assert_eq!(error.code(), code, "{error}");
    let error = Store::open(path).expect_err("refused");
    assert_eq!(error.code(), code, "{error}");
    check_message(&error, path);
    assert_eq!(fingerprint(folder), before, "nothing changed");
    error
}

#[test]
fn a_missing_file() {
    let folder = tempdir().unwrap();
    assert_refused(
        folder.path(),
        &folder.path().join("no.omnios"),
        "store.not-found",
    );
    assert_refused(
        folder.path(),
        &folder.path().join("no/no.omnios"),
        "store.not-found",
    );
    let error = Store::create(folder.path().join("no/new.omnios")).unwrap_err();
    assert_eq!(error.code(), "store.not-found");
}

#[test]
fn a_folder() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("folder.omnios");
    fs::create_dir(&path).unwrap();
    assert_refused(folder.path(), &path, "store.is-a-folder");
}

#[test]
fn an_empty_file() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("empty.omnios");
    fs::write(&path, b"").unwrap();
    assert_refused(folder.path(), &path, "store.empty-file");
}

#[test]
fn files_of_other_programs() {
    let folder = tempdir().unwrap();
    let picture = folder.path().join("picture.omnios");
    fs::write(&picture, b"\x89PNG\r\n\x1a\n and so on").unwrap();
    assert_refused(folder.path(), &picture, "store.not-a-studio-file");

    let short = folder.path().join("short.omnios");
    fs::write(&short, b"x").unwrap();
    assert_refused(folder.path(), &short, "store.not-a-studio-file");

    let database = folder.path().join("database.omnios");
    let connection = Connection::open(&database).unwrap();
    connection
        .execute_batch("CREATE TABLE note (text); INSERT INTO note VALUES ('mine')")
        .unwrap();
    connection.close().unwrap();
    assert_refused(folder.path(), &database, "store.not-a-studio-file");
}

#[test]
fn a_file_whose_end_is_missing() {
    let (folder, path) = project();
    let whole = fs::read(&path).unwrap();
    for length in [
        10,
        99,
        100,
        4096,
        whole.len() / 2,
        whole.len() - 4096,
        whole.len() - 1,
    ] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = assert_refused(folder.path(), &path, "store.truncated");
        let StoreError::Truncated {
            found_bytes,
            expected_bytes,
            ..
        } = error
        else {
            panic!("{error}")
        };
        assert_eq!(found_bytes, length as u64);
        assert!(expected_bytes > found_bytes && expected_bytes <= whole.len() as u64);
    }
}

#[test]
fn a_file_from_a_newer_version() {
    let (folder, path) = project();
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 7).unwrap();
    connection.close().unwrap();
    let error = assert_refused(folder.path(), &path, "store.newer-schema");
    assert_eq!(
        error,
        StoreError::NewerSchema {
            path,
            found: 7,
            supported: SCHEMA_VERSION
        },
        "both versions are named"
    );
}

#[test]
fn a_file_from_a_newer_version_whose_number_is_only_in_the_journal() {
    let (_original, path) = project();
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 7).unwrap();
    let (folder, copy) = copy_as_after_a_crash(&path, "newer.omnios", &connection);
    assert_eq!(
        fs::read(&copy).unwrap()[60..64],
        SCHEMA_VERSION.to_be_bytes(),
        "header is older"
    );
    assert_refused(folder.path(), &copy, "store.newer-schema");
}

#[test]
fn a_file_with_somebody_elses_trigger_or_without_a_table() {
    for sql in [
        "CREATE TRIGGER surprise AFTER INSERT ON update_log BEGIN DELETE FROM blob; END",
        "CREATE VIEW surprise AS SELECT 1",
        "DROP TABLE blob",
    ] {
        let (folder, path) = project();
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(sql).unwrap();
        connection.close().unwrap();
        assert_refused(folder.path(), &path, "store.damaged");
    }
}

#[test]
fn a_file_with_a_ruined_structure() {
    let (folder, path) = project();
    let mut bytes = fs::read(&path).unwrap();
    bytes[100..4096].fill(0xAA);
    fs::write(&path, &bytes).unwrap();
    assert_refused(folder.path(), &path, "store.damaged");

    let (folder, path) = project();
    let mut bytes = fs::read(&path).unwrap();
    bytes[16..18].copy_from_slice(&[0x12, 0x34]);
    fs::write(&path, &bytes).unwrap();
    assert_refused(folder.path(), &path, "store.damaged");
}

#[test]
fn an_existing_file_is_not_overwritten() {
    let (folder, path) = project();
    let before = fingerprint(folder.path());
    let error = Store::create(&path).unwrap_err();
    assert_eq!(error.code(), "store.already-exists");
    check_message(&error, &path);
    assert_eq!(fingerprint(folder.path()), before);
}

#[test]
fn a_journal_without_its_file_is_not_replayed_into_a_new_one() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("new.omnios");
    fs::write(journal_of(&path), b"left behind").unwrap();
    let before = fingerprint(folder.path());
    let error = Store::create(&path).unwrap_err();
    assert_eq!(
        error,
        StoreError::AlreadyExists {
            path: journal_of(&path)
        }
    );
    assert_eq!(fingerprint(folder.path()), before);
}

#[test]
fn edits_in_the_journal_of_a_crash_are_read_without_a_change_and_then_merged() {
    let (original, path) = project();
    let mut store = Store::open(&path).unwrap();
    store
        .append(&[update("page/home", "the last edit")])
        .unwrap();
    let folder = tempdir().unwrap();
    let copy = folder.path().join("after.omnios");
    fs::copy(&path, &copy).unwrap();
    fs::copy(journal_of(&path), journal_of(&copy)).unwrap();
    drop((store, original));

    let before = fingerprint(folder.path());
    let store = Store::open_read_only(&copy).unwrap();
    assert_eq!(
        store.load("page/home").unwrap().last().unwrap(),
        b"the last edit"
    );
    assert!(store.verify().unwrap().is_sound());
    store.close().unwrap();
    assert_eq!(fingerprint(folder.path()), before, "only read");

    let store = Store::open(&copy).unwrap();
    assert_eq!(
        store.load("page/home").unwrap().last().unwrap(),
        b"the last edit"
    );
    store.close().unwrap();
    assert_eq!(fingerprint(folder.path()).len(), 1, "one single file again");
    let store = Store::open_read_only(&copy).unwrap();
    assert_eq!(
        store.load("page/home").unwrap().last().unwrap(),
        b"the last edit"
    );
}

#[test]
fn an_empty_journal_stays_beside_a_file_that_is_only_read_and_goes_when_it_is_opened() {
    let (folder, path) = project();
    fs::write(journal_of(&path), b"").unwrap();
    let before = fingerprint(folder.path());
    let store = Store::open_read_only(&path).unwrap();
    assert_eq!(store.load("page/home").unwrap().len(), 40);
    store.close().unwrap();
    assert_eq!(fingerprint(folder.path()), before);
    Store::open(&path).unwrap().close().unwrap();
    assert_eq!(fingerprint(folder.path()).len(), 1);
}

#[test]
fn a_journal_that_ends_in_the_middle_of_a_transaction_adds_nothing() {
    let (_other_folder, other) = project();
    let mut store = Store::open(&other).unwrap();
    store
        .append(&[update("page/home", "of the other file")])
        .unwrap();
    let (folder, path) = project();
    fs::write(
        journal_of(&path),
        &fs::read(journal_of(&other)).unwrap()[..2000],
    )
    .unwrap();
    drop(store);
    let before = fingerprint(folder.path());
    let store = Store::open_read_only(&path).unwrap();
    assert_eq!(
        store.load("page/home").unwrap().len(),
        40,
        "half a transaction is none"
    );
    assert!(store.verify().unwrap().is_sound());
    drop(store);
    assert_eq!(fingerprint(folder.path()), before);
}
