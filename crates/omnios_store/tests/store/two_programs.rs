//! One file, two programs: the second is turned away, whichever way it wants to open the file.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};

use omnios_store::Store;
use tempfile::tempdir;

use crate::support::{child_test, fingerprint, update};

const PATH: &str = "OMNIOS_TEST_HOLD_PATH";
const MODE: &str = "OMNIOS_TEST_HOLD_MODE";

/// Another process that has the file open until it is killed.
struct Holder(Child);

impl Holder {
    fn start(path: &Path, mode: &str) -> Self {
        let mut child = child_test(&[], "two_programs::child_holds_the_file")
            .env(PATH, path)
            .env(MODE, mode)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert_eq!(line, "holding\n");
        Self(child)
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[ignore = "run as a child process by the other tests"]
fn child_holds_the_file() {
    let Ok(path) = std::env::var(PATH) else {
        return;
    };
    let store = match std::env::var(MODE).unwrap().as_str() {
        "read" => Store::open_read_only(path).unwrap(),
        "write" => {
            let mut store = Store::open(path).unwrap();
            store
                .append(&[update("page", "from the other program")])
                .unwrap();
            store
        }
        "try" => {
            Store::open(path).unwrap();
            return;
        }
        _ => Store::open(path).unwrap(),
    };
    std::io::stderr().write_all(b"holding\n").unwrap();
    loop {
        std::thread::park();
        std::hint::black_box(&store);
    }
}

#[test]
fn a_file_that_another_program_writes_is_in_use() {
    for mode in ["open", "write"] {
        let folder = tempdir().unwrap();
        let path = folder.path().join("shop.omnios");
        Store::create(&path).unwrap().close().unwrap();
        let holder = Holder::start(&path, mode);

        let before = fingerprint(folder.path());
        for error in [
            Store::open(&path).unwrap_err(),
            Store::open_read_only(&path).unwrap_err(),
        ] {
            assert_eq!(error.code(), "store.in-use", "{mode}: {error}");
            assert!(error.to_string().contains("Close it there"), "{error}");
        }
        assert_eq!(fingerprint(folder.path()), before, "{mode}");

        drop(holder);
        let store = Store::open(&path).expect("a killed program holds nothing");
        assert_eq!(
            store.load("page").unwrap().len(),
            usize::from(mode == "write")
        );
    }
}

#[test]
fn a_file_that_another_program_reads_can_be_read_but_not_written() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    Store::create(&path).unwrap().close().unwrap();
    let holder = Holder::start(&path, "read");

    let before = fingerprint(folder.path());
    Store::open_read_only(&path)
        .expect("two can read")
        .close()
        .unwrap();
    if cfg!(unix) {
        assert_eq!(Store::open(&path).unwrap_err().code(), "store.in-use");
        assert_eq!(fingerprint(folder.path()), before);
    }
    drop(holder);
    Store::open(&path).unwrap();
}

#[test]
fn a_second_window_of_the_same_program_is_turned_away_and_does_not_break_the_lock() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let store = Store::create(&path).unwrap();
    assert_eq!(Store::open(&path).unwrap_err().code(), "store.in-use");
    assert_eq!(
        Store::open_read_only(&path).unwrap_err().code(),
        "store.in-use"
    );

    // Closing any handle on a file gives up a process's locks on it, so the refusals above must
    // have come without opening one: another process still finds the file locked.
    let output = child_test(&[], "two_programs::child_holds_the_file")
        .env(PATH, &path)
        .env(MODE, "try")
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("InUse"),
        "{output:?}"
    );
    drop(store);
    Store::open(&path).unwrap();
}

#[test]
fn readers_and_writers_in_one_program_exclude_each_other() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    Store::create(&path).unwrap().close().unwrap();
    let first = Store::open_read_only(&path).unwrap();
    let second = Store::open_read_only(&path).unwrap();
    drop(first);
    assert_eq!(Store::open(&path).unwrap_err().code(), "store.in-use");
    drop(second);
    Store::open(&path).unwrap();
}
