//! Bytes that change on the disk are noticed, and as much as possible is still read.

use std::fs;
use std::path::Path;

use crate::support::update;
use omnios_store::{Damage, Store};
use rusqlite::{Connection, params};
use tempfile::tempdir;

const PAGE: &str = "page/home";

fn project(path: &Path) {
    let mut store = Store::create(path).unwrap();
    for text in ["first words", "second words", "third words"] {
        store.append(&[update(PAGE, text)]).unwrap();
    }
    store.append(&[update("project", "elsewhere")]).unwrap();
    store.close().unwrap();
}

/// Changes one bit of the first place in the file that holds `text`.
fn flip_a_bit_of(path: &Path, text: &str) {
    let mut bytes = fs::read(path).unwrap();
    let at = bytes
        .windows(text.len())
        .position(|window| window == text.as_bytes())
        .expect("the text is in the file");
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn damages(path: &Path) -> Vec<Damage> {
    let report = Store::open_read_only(path).unwrap().verify().unwrap();
    report
        .findings
        .into_iter()
        .map(|finding| finding.damage)
        .collect()
}

#[test]
fn a_changed_update_is_an_error_and_the_other_documents_still_load() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    project(&path);
    flip_a_bit_of(&path, "second words");

    let store = Store::open(&path).unwrap();
    let error = store.load(PAGE).unwrap_err();
    assert_eq!(error.code(), "store.damaged");
    assert!(
        error.to_string().contains("update 2 of page/home"),
        "{error}"
    );
    assert_eq!(store.load("project").unwrap(), [b"elsewhere".to_vec()]);
    drop(store);
    assert_eq!(
        damages(&path),
        [Damage::Update {
            seq: 2,
            document: PAGE.to_owned()
        }]
    );
}

#[test]
fn an_update_filed_under_another_document_is_noticed() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    project(&path);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute(
            "UPDATE update_log SET document = 'project' WHERE seq = 3",
            [],
        )
        .unwrap();
    connection.close().unwrap();
    assert_eq!(
        Store::open(&path)
            .unwrap()
            .load("project")
            .unwrap_err()
            .code(),
        "store.damaged"
    );
}

#[test]
fn a_lost_update_is_noticed_and_its_number_is_not_used_again() {
    for lost in [2, 4] {
        let folder = tempdir().unwrap();
        let path = folder.path().join("shop.omnios");
        project(&path);
        let connection = Connection::open(&path).unwrap();
        connection
            .execute("DELETE FROM update_log WHERE seq = ?1", [lost])
            .unwrap();
        connection.close().unwrap();
        let (document, noticed_at) = if lost == 2 { (PAGE, 3) } else { ("project", 4) };
        assert_eq!(
            damages(&path),
            [
                Damage::Update {
                    seq: noticed_at,
                    document: document.to_owned()
                },
                Damage::MissingUpdates { count: 1 }
            ]
        );
        let error = Store::open(&path).unwrap().load(document).unwrap_err();
        assert_eq!(error.code(), "store.damaged", "never left out silently");
        assert_eq!(
            Store::open(&path)
                .unwrap()
                .append(&[update(PAGE, "new")])
                .unwrap(),
            5
        );
    }
}

#[test]
fn a_changed_snapshot_falls_back_to_the_one_before_it_and_then_to_the_log() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    project(&path);
    let mut store = Store::open(&path).unwrap();
    store.write_snapshot(PAGE, b"snapshot of two", 2).unwrap();
    store.write_snapshot(PAGE, b"snapshot of three", 3).unwrap();
    store.close().unwrap();

    flip_a_bit_of(&path, "snapshot of three");
    let loaded = Store::open(&path).unwrap().load(PAGE).unwrap();
    assert_eq!(
        loaded,
        [b"snapshot of two".to_vec(), b"third words".to_vec()]
    );
    assert_eq!(
        damages(&path),
        [Damage::Snapshot {
            document: PAGE.to_owned(),
            up_to_seq: 3
        }]
    );

    flip_a_bit_of(&path, "snapshot of two");
    let loaded = Store::open(&path).unwrap().load(PAGE).unwrap();
    assert_eq!(
        loaded,
        [&b"first words"[..], b"second words", b"third words"]
    );
}

#[test]
fn a_changed_update_that_a_snapshot_includes_is_not_needed() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    project(&path);
    let mut store = Store::open(&path).unwrap();
    store.write_snapshot(PAGE, b"snapshot of two", 2).unwrap();
    store.close().unwrap();
    flip_a_bit_of(&path, "first words");
    let loaded = Store::open(&path).unwrap().load(PAGE).unwrap();
    assert_eq!(
        loaded,
        [b"snapshot of two".to_vec(), b"third words".to_vec()]
    );
}

#[test]
fn a_changed_blob_is_an_error_and_heals_when_it_is_added_again() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let mut store = Store::create(&path).unwrap();
    let hash = store
        .put_blob(*b"a picture of a shop", "image/png")
        .unwrap();
    store.close().unwrap();
    flip_a_bit_of(&path, "a picture of a shop");

    assert_eq!(
        damages(&path),
        [Damage::Blob {
            hash: hash.to_string()
        }]
    );
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.blob(hash).unwrap_err().code(), "store.damaged");
    store
        .put_blob(*b"a picture of a shop", "image/png")
        .unwrap();
    assert_eq!(
        store.blob(hash).unwrap().unwrap().bytes,
        b"a picture of a shop"
    );
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn a_ruined_page_in_the_middle_is_reported_and_never_panics() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let mut store = Store::create(&path).unwrap();
    for number in 0..200 {
        store
            .append(&[update(PAGE, &format!("{number:0>500}"))])
            .unwrap();
    }
    store.write_snapshot(PAGE, &[3; 20_000], 100).unwrap();
    store.put_blob(vec![1; 20_000], "image/png").unwrap();
    store.close().unwrap();

    let whole = fs::read(&path).unwrap();
    let page_count = whole.len() / 4096;
    for page in 1..page_count {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0x5A);
        fs::write(&path, bytes).unwrap();
        // Every page holds something: either the opening or the full check must notice.
        match Store::open_read_only(&path) {
            Err(error) => assert_eq!(error.code(), "store.damaged", "page {page}: {error}"),
            Ok(store) => {
                let report = store.verify().unwrap();
                assert!(!report.is_sound(), "page {page} of {page_count}");
                assert!(
                    report
                        .findings
                        .iter()
                        .all(|finding| !finding.advice().is_empty())
                );
                if let Err(error) = store.load(PAGE) {
                    assert_eq!(error.code(), "store.damaged", "page {page}: {error}");
                }
            }
        }
    }
}

#[test]
fn one_changed_bit_anywhere_never_passes_for_the_designers_work() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let mut store = Store::create(&path).unwrap();
    for number in 0..60 {
        store
            .append(&[update(
                ["project", PAGE][number % 2],
                &format!("{number:0>90}"),
            )])
            .unwrap();
    }
    store.write_snapshot(PAGE, b"a snapshot", 21).unwrap();
    let documents = ["project", PAGE];
    let whole = documents.map(|document| store.load(document).unwrap());
    let from_log: Vec<_> = (0..60)
        .filter(|number| number % 2 == 1)
        .map(|n| format!("{n:0>90}").into_bytes())
        .collect();
    store.close().unwrap();

    let bytes = fs::read(&path).unwrap();
    // Steps through the whole file, and through the bits of a byte, without favouring a place.
    let (mut refused, mut reported, mut harmless) = (0, 0, 0);
    for bit in (0..bytes.len() * 8).step_by(331) {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, changed).unwrap();
        let Ok(store) = Store::open_read_only(&path) else {
            refused += 1;
            continue;
        };
        for (document, expected) in documents.iter().zip(&whole) {
            match store.load(document) {
                Ok(loaded) => assert!(
                    loaded == *expected || (*document == PAGE && loaded == from_log),
                    "bit {bit}: {document} has {} parts",
                    loaded.len()
                ),
                Err(error) => assert_eq!(error.code(), "store.damaged", "bit {bit}: {error}"),
            }
        }
        if store.verify().unwrap().is_sound() {
            harmless += 1;
        } else {
            reported += 1;
        }
    }
    assert!(
        refused > 0 && reported > 100,
        "{refused} refused, {reported} reported, {harmless} harmless"
    );
}

#[test]
fn a_changed_table_is_reported() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    project(&path);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("CREATE TABLE surprise (text)")
        .unwrap();
    connection
        .execute("INSERT INTO surprise VALUES (?1)", params!["x"])
        .unwrap();
    connection.close().unwrap();
    assert_eq!(
        damages(&path),
        [Damage::Schema {
            name: "surprise".to_owned()
        }]
    );
}
