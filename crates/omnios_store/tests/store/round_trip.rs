//! What goes into a project file comes out again, in order, after closing and opening.

use crate::support::{fingerprint, update};
use omnios_store::{BlobHash, Store};
use tempfile::tempdir;

#[test]
fn updates_come_back_in_order_for_each_document() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let mut store = Store::create(&path).unwrap();
    assert_eq!(store.last_seq(), 0);
    assert_eq!(
        store
            .append(&[update("project", "a"), update("page/home", "b")])
            .unwrap(),
        2
    );
    assert_eq!(store.append(&[update("page/home", "")]).unwrap(), 3);
    assert_eq!(store.append(&[]).unwrap(), 3);
    store.close().unwrap();
    assert_eq!(
        fingerprint(folder.path()).len(),
        1,
        "one single file after closing"
    );

    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.append(&[update("project", "d")]).unwrap(), 4);
    assert_eq!(
        store.load("project").unwrap(),
        [b"a".to_vec(), b"d".to_vec()]
    );
    assert_eq!(
        store.load("page/home").unwrap(),
        [b"b".to_vec(), Vec::new()]
    );
    assert_eq!(store.load("page/about").unwrap(), Vec::<Vec<u8>>::new());
    let documents = store.documents().unwrap();
    let names: Vec<_> = documents
        .iter()
        .map(|info| {
            (
                info.document.as_str(),
                info.last_seq,
                info.updates_since_snapshot,
            )
        })
        .collect();
    assert_eq!(names, [("page/home", 3, 2), ("project", 4, 2)]);
    drop(store);
    assert_eq!(fingerprint(folder.path()).len(), 1, "dropping closes too");
    assert_eq!(Store::open(&path).unwrap().last_seq(), 4);
}

#[test]
fn a_new_file_has_no_documents_and_is_sound() {
    let folder = tempdir().unwrap();
    let store = Store::create(folder.path().join("new.omnios")).unwrap();
    assert!(store.documents().unwrap().is_empty());
    assert!(store.blobs().unwrap().is_empty());
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn loading_starts_at_the_newest_snapshot_and_the_log_stays_whole() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let mut store = Store::create(&path).unwrap();
    for text in ["a", "b", "c", "d"] {
        store.append(&[update("page", text)]).unwrap();
    }
    store.write_snapshot("page", b"ab", 2).unwrap();
    assert_eq!(
        store.load("page").unwrap(),
        [b"ab".to_vec(), b"c".to_vec(), b"d".to_vec()]
    );
    store.write_snapshot("page", b"abc", 3).unwrap();
    store.write_snapshot("page", b"abcd", 4).unwrap();
    assert_eq!(store.load("page").unwrap(), [b"abcd".to_vec()]);
    assert_eq!(store.documents().unwrap()[0].updates_since_snapshot, 0);

    let sizes = store.sizes().unwrap();
    assert_eq!((sizes.update_count, sizes.update_bytes), (4, 4));
    assert_eq!(sizes.snapshot_count, 2, "the oldest is dropped");
    assert!(sizes.file_bytes > 0);

    let error = store.write_snapshot("page", b"?", 5).unwrap_err();
    assert_eq!(error.code(), "store.snapshot-ahead");
}

#[test]
fn a_blob_is_kept_once_under_its_hash() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let mut store = Store::create(&path).unwrap();
    let picture = vec![7; 300_000];
    let hash = store.put_blob(picture.clone(), "image/png").unwrap();
    assert_eq!(store.put_blob(picture.clone(), "image/png").unwrap(), hash);
    store.close().unwrap();

    let store = Store::open_read_only(&path).unwrap();
    let blob = store.blob(hash).unwrap().unwrap();
    assert_eq!(
        (blob.bytes, blob.media_type.as_str()),
        (picture, "image/png")
    );
    assert_eq!(store.blob(BlobHash::of(b"other")).unwrap(), None);
    let blobs = store.blobs().unwrap();
    assert_eq!(blobs.len(), 1);
    assert_eq!((blobs[0].hash, blobs[0].byte_count), (hash, 300_000));
    assert_eq!(hash.to_string().parse::<BlobHash>().unwrap(), hash);
    assert!(hash.to_string().to_uppercase().parse::<BlobHash>().is_err());
}

#[test]
fn values_about_the_project_are_kept() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let mut store = Store::create(&path).unwrap();
    assert_eq!(store.meta("project-id").unwrap(), None);
    store.set_meta("project-id", "one").unwrap();
    store.set_meta("project-id", "two").unwrap();
    store.close().unwrap();
    assert_eq!(
        Store::open(&path)
            .unwrap()
            .meta("project-id")
            .unwrap()
            .as_deref(),
        Some("two")
    );
}

#[test]
fn reading_never_changes_a_byte() {
    let folder = tempdir().unwrap();
    // Characters that mean something in a URI, because that is how SQLite is told to read only.
    let path = folder.path().join("50% of? the #shop & Käse.omnios");
    let mut store = Store::create(&path).unwrap();
    store.append(&[update("page", "a")]).unwrap();
    store.close().unwrap();

    let before = fingerprint(folder.path());
    let first = Store::open_read_only(&path).unwrap();
    let mut second = Store::open_read_only(&path).unwrap();
    assert_eq!(
        fingerprint(folder.path()),
        before,
        "nothing appears beside the file meanwhile"
    );
    assert_eq!(first.load("page").unwrap(), [b"a".to_vec()]);
    assert!(second.verify().unwrap().is_sound());
    assert_eq!(
        second.append(&[update("page", "b")]).unwrap_err().code(),
        "store.read-only"
    );
    assert_eq!(
        second.set_meta("key", "value").unwrap_err().code(),
        "store.read-only"
    );
    first.close().unwrap();
    second.close().unwrap();
    assert_eq!(fingerprint(folder.path()), before);
}

#[cfg(unix)]
#[test]
fn a_symlink_opens_the_file_that_it_points_to() {
    let folder = tempdir().unwrap();
    let real = folder.path().join("real.omnios");
    let link = folder.path().join("link.omnios");
    Store::create(&real).unwrap().close().unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let mut store = Store::open(&link).unwrap();
    assert_eq!(Store::open(&real).unwrap_err().code(), "store.in-use");
    store.append(&[update("page", "a")]).unwrap();
    store.close().unwrap();
    assert_eq!(
        Store::open(&real).unwrap().load("page").unwrap(),
        [b"a".to_vec()]
    );
}
