//! Read-only folders and full disks, on real ones: a small memory disk in a mount namespace of its
//! own, and a process without root's privileges. Linux only.

use std::fs::{self, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use omnios_store::{Entry, Outcome, Store, Writer, WriterEvent};
use tempfile::tempdir;

use crate::support::{child_test, fingerprint, journal_of, update};

const FOLDER: &str = "OMNIOS_TEST_DISK_FOLDER";
const DONE: &str = "the child has run to its end";
const DISK_BYTES: u64 = 4 * 1024 * 1024;

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

fn run_child(launcher: &[&str], name: &str) {
    let folder = tempdir().unwrap();
    let output = child_test(launcher, name)
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    let (stdout, stderr) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success() && stderr.contains(DONE),
        "{launcher:?} failed; it needs permission to mount in a namespace of its own.\n{stdout}\n{stderr}"
    );
}

/// Runs a child that may mount a disk that nobody else sees.
fn run_with_own_mounts(name: &str) {
    if is_root() {
        run_child(&["unshare", "--mount"], name);
    } else {
        run_child(&["unshare", "--user", "--map-root-user", "--mount"], name);
    }
}

/// Runs a child that permissions bind, as they don't bind root.
fn run_without_privileges(name: &str) {
    if is_root() {
        run_child(&["setpriv", "--bounding-set=-all", "--inh-caps=-all"], name);
    } else {
        run_child(&[], name);
    }
}

/// The child's folder; `None` if this is no child.
fn child_folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

fn finish() {
    std::io::stderr().write_all(DONE.as_bytes()).unwrap();
}

fn mount(arguments: &[&str], folder: &Path) {
    let status = Command::new("mount")
        .args(arguments)
        .arg(folder)
        .status()
        .unwrap();
    assert!(status.success(), "mount {arguments:?}");
}

fn mount_small_disk(folder: &Path) {
    mount(
        &["-t", "tmpfs", "-o", &format!("size={DISK_BYTES}"), "tmpfs"],
        folder,
    );
}

/// Leaves no byte free on the disk.
fn fill_disk(folder: &Path) -> PathBuf {
    let path = folder.join("filler");
    let mut filler = fs::File::create(&path).unwrap();
    let mut piece = &[1_u8; 65_536][..];
    while !piece.is_empty() {
        match filler.write(piece) {
            Ok(0) | Err(_) => piece = &piece[..piece.len() / 2],
            Ok(_) => {}
        }
    }
    path
}

fn project(path: &Path) {
    let mut store = Store::create(path).unwrap();
    store.append(&[update("page", "saved before")]).unwrap();
    store.close().unwrap();
}

#[test]
fn a_read_only_disk() {
    run_with_own_mounts("disk::child_on_a_read_only_disk");
}

#[test]
#[ignore = "run as a child process by another test"]
fn child_on_a_read_only_disk() {
    let Some(folder) = child_folder() else { return };
    mount_small_disk(&folder);
    let path = folder.join("shop.omnios");
    project(&path);
    // As a crash would leave it: a copy of file and journal while the file is open.
    let crashed = folder.join("crashed.omnios");
    let mut store = Store::open(&path).unwrap();
    store.append(&[update("page", "the last edit")]).unwrap();
    fs::copy(&path, &crashed).unwrap();
    fs::copy(journal_of(&path), journal_of(&crashed)).unwrap();
    store.close().unwrap();
    let with_empty_journal = folder.join("empty-journal.omnios");
    fs::copy(&path, &with_empty_journal).unwrap();
    fs::write(journal_of(&with_empty_journal), b"").unwrap();
    mount(&["-o", "remount,ro"], &folder);

    let before = fingerprint(&folder);
    let error = Store::open(&path).unwrap_err();
    assert_eq!(error.code(), "store.read-only", "{error}");
    assert!(error.to_string().contains("Copy it to a folder"), "{error}");
    assert_eq!(
        Store::create(folder.join("new.omnios")).unwrap_err().code(),
        "store.read-only"
    );
    for readable in [&path, &with_empty_journal] {
        let store = Store::open_read_only(readable).unwrap();
        assert_eq!(store.load("page").unwrap().len(), 2);
        assert!(store.verify().unwrap().is_sound());
    }
    let error = Store::open_read_only(&crashed).unwrap_err();
    assert_eq!(error.code(), "store.edits-in-journal", "{error}");
    assert!(error.to_string().contains("crashed.omnios-wal"), "{error}");
    assert_eq!(Store::open(&crashed).unwrap_err().code(), "store.read-only");
    assert_eq!(fingerprint(&folder), before);

    mount(&["-o", "remount,rw"], &folder);
    let store = Store::open_read_only(&crashed).unwrap();
    assert_eq!(store.load("page").unwrap()[1], b"the last edit");
    drop(store);
    assert_eq!(fingerprint(&folder), before);
    finish();
}

#[test]
fn files_and_folders_without_permission() {
    run_without_privileges("disk::child_without_permission");
}

#[test]
#[ignore = "run as a child process by another test"]
fn child_without_permission() {
    let Some(folder) = child_folder() else { return };
    let path = folder.join("shop.omnios");
    project(&path);
    let before = fingerprint(&folder);
    let set_mode = |path: &Path, mode| {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    };

    set_mode(&folder, 0o555);
    assert!(
        fs::write(folder.join("probe"), b"").is_err(),
        "permissions bind this process"
    );
    let error = Store::open(&path).unwrap_err();
    assert_eq!(
        error.code(),
        "store.read-only",
        "a folder without permission: {error}"
    );
    assert_eq!(
        Store::open_read_only(&path)
            .unwrap()
            .load("page")
            .unwrap()
            .len(),
        1
    );
    let error = Store::create(folder.join("new.omnios")).unwrap_err();
    assert_eq!(error.code(), "store.read-only");
    assert_eq!(fingerprint(&folder), before);

    set_mode(&folder, 0o755);
    set_mode(&path, 0o444);
    assert_eq!(Store::open(&path).unwrap_err().code(), "store.read-only");
    assert_eq!(
        Store::open_read_only(&path)
            .unwrap()
            .load("page")
            .unwrap()
            .len(),
        1
    );
    assert_eq!(fingerprint(&folder), before);

    set_mode(&path, 0o000);
    assert_eq!(Store::open(&path).unwrap_err().code(), "store.not-readable");
    assert_eq!(
        Store::open_read_only(&path).unwrap_err().code(),
        "store.not-readable"
    );
    set_mode(&path, 0o644);
    assert_eq!(fingerprint(&folder), before);
    Store::open(&path).unwrap();
    finish();
}

#[test]
fn a_full_disk_under_a_store() {
    run_with_own_mounts("disk::child_on_a_full_disk");
}

#[test]
#[ignore = "run as a child process by another test"]
fn child_on_a_full_disk() {
    let Some(folder) = child_folder() else { return };
    mount_small_disk(&folder);
    let path = folder.join("shop.omnios");
    project(&path);
    let large = update("page", &"x".repeat(200_000));

    // While a project is open.
    let mut store = Store::open(&path).unwrap();
    store.append(&[update("page", "in the journal")]).unwrap();
    let filler = fill_disk(&folder);
    let file_before = fs::read(&path).unwrap();
    for _ in 0..3 {
        let error = store
            .append(&[large.clone(), update("page", "with it")])
            .unwrap_err();
        assert_eq!(error.code(), "store.disk-full", "{error}");
        assert!(error.to_string().contains("Free some space"), "{error}");
    }
    assert_eq!(store.last_seq(), 2);
    assert_eq!(
        store.load("page").unwrap().len(),
        2,
        "all of a transaction or nothing"
    );
    assert_eq!(fs::read(&path).unwrap(), file_before);
    fs::remove_file(&filler).unwrap();
    assert_eq!(
        store.append(std::slice::from_ref(&large)).unwrap(),
        3,
        "it goes on once there is room"
    );

    // While it is closed: what is in the journal does not fit into the file.
    let filler = fill_disk(&folder);
    let error = store.close().unwrap_err();
    assert_eq!(error.code(), "store.disk-full", "{error}");
    assert!(
        journal_of(&path).exists(),
        "the journal still holds the edits"
    );
    let store = Store::open_read_only(&path).unwrap();
    assert_eq!(store.load("page").unwrap().len(), 3);
    drop(store);
    let before = fingerprint(&folder);

    // When a new one is made.
    let error = Store::create(folder.join("new.omnios")).unwrap_err();
    assert_eq!(error.code(), "store.disk-full", "{error}");
    assert_eq!(fingerprint(&folder), before, "no half-made file is left");

    fs::remove_file(&filler).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.load("page").unwrap().len(), 3);
    assert!(store.verify().unwrap().is_sound());
    store.close().unwrap();
    assert!(!journal_of(&path).exists());
    finish();
}

#[test]
fn a_full_disk_under_a_writer() {
    run_with_own_mounts("disk::child_writer_on_a_full_disk");
}

#[test]
#[ignore = "run as a child process by another test"]
fn child_writer_on_a_full_disk() {
    let Some(folder) = child_folder() else { return };
    const PATIENCE: Duration = Duration::from_secs(20);
    mount_small_disk(&folder);
    let path = folder.join("shop.omnios");
    let (events, received_events) = mpsc::channel();
    let writer = Writer::spawn(Store::create(&path).unwrap(), move |event| {
        let _ = events.send(event);
    })
    .unwrap();
    assert_eq!(writer.append(update("page", "saved before")).unwrap(), 1);

    let filler = fill_disk(&folder);
    let (replies, received_replies) = mpsc::channel();
    let submit = |name: &'static str, text: &str| {
        let replies = replies.clone();
        writer.submit(update("page", text), move |outcome| {
            let _ = replies.send((name, outcome));
        });
    };
    submit("large", &"x".repeat(200_000));
    let (name, outcome) = received_replies.recv_timeout(PATIENCE).unwrap();
    assert_eq!(name, "large");
    assert!(
        matches!(&outcome, Outcome::Waiting(error) if error.code() == "store.disk-full"),
        "{outcome:?}"
    );
    submit("small", "it would fit, but builds on the one before");
    let (name, outcome) = received_replies.recv_timeout(PATIENCE).unwrap();
    assert!(
        name == "small" && matches!(outcome, Outcome::Waiting(_)),
        "{outcome:?}"
    );
    assert_eq!(writer.flush().unwrap_err().code(), "store.disk-full");
    assert!(
        received_replies.try_recv().is_err(),
        "nothing is acknowledged, and nobody told twice"
    );
    assert!(received_events.try_iter().any(
        |event| matches!(event, WriterEvent::Failed { waiting: 2, error } if error.code() == "store.disk-full")
    ));

    // Space returns: both are stored in order, without anybody asking.
    fs::remove_file(&filler).unwrap();
    let stored: Vec<_> = (0..2)
        .map(|_| received_replies.recv_timeout(PATIENCE).unwrap())
        .collect();
    assert_eq!(
        stored,
        [
            ("large", Outcome::Durable(2)),
            ("small", Outcome::Durable(3))
        ]
    );
    assert_eq!(writer.flush().unwrap(), 3);

    // Space does not return before the end: what was not saved comes back.
    let filler = fill_disk(&folder);
    submit("lost", &"y".repeat(200_000));
    let error = writer.close().unwrap_err();
    assert_eq!(error.code(), "store.disk-full", "{error}");
    let mut outcomes = received_replies.try_iter().collect::<Vec<_>>();
    let Some(("lost", Outcome::Unsaved(unsaved))) = outcomes.pop() else {
        panic!("it came back: {outcomes:?}")
    };
    assert_eq!(
        unsaved.entries,
        [Entry::Update(update("page", &"y".repeat(200_000)))]
    );

    fs::remove_file(&filler).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.last_seq(), 3);
    assert!(store.verify().unwrap().is_sound());
    finish();
}
