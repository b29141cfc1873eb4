//! Kill -9 at a random moment: every acknowledged update is in the file afterwards, whole.
//!
//! A child process writes numbered updates and says so on a pipe only once they are acknowledged;
//! the parent kills it and looks. `OMNIOS_CRASH_ROUNDS` sets how often (50 by default),
//! `OMNIOS_CRASH_SEED` repeats a run's moments. Killing a process shows that nothing is acknowledged
//! out of memory; it can't show that the disk keeps what it was told to sync.

use std::collections::VecDeque;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use omnios_store::{BlobHash, Entry, NewBlob, Outcome, Store, Update, Writer};
use tempfile::{TempDir, tempdir};

use crate::support::{child_test, fingerprint};

const PATH: &str = "OMNIOS_TEST_CRASH_PATH";
const MODE: &str = "OMNIOS_TEST_CRASH_MODE";
const DOCUMENTS: [&str; 3] = ["project", "page/home", "page/about"];

/// A small xorshift generator, so that a seed repeats a run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// The update with number `seq`: what it must hold follows from the number alone.
fn numbered(seq: u64) -> Update {
    let mut random = Random(seq.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let length = match random.below(20) {
        0 => random.below(30_000),
        _ => random.below(400),
    };
    Update {
        document: DOCUMENTS[(seq % 3) as usize].to_owned(),
        bytes: (0..length).map(|_| random.below(256) as u8).collect(),
    }
}

/// Every tenth update brings a picture along.
fn picture(seq: u64) -> Option<NewBlob> {
    seq.is_multiple_of(10).then(|| NewBlob {
        bytes: format!("the picture of update {seq}").into_bytes(),
        media_type: "image/png".to_owned(),
    })
}

fn entries(seq: u64) -> Vec<Entry> {
    picture(seq)
        .map(Entry::Blob)
        .into_iter()
        .chain([Entry::Update(numbered(seq))])
        .collect()
}

fn acknowledge(seq: u64) {
    // One write, so that the parent never reads half a number as a number.
    std::io::stderr()
        .write_all(format!("ack {seq}\n").as_bytes())
        .unwrap();
}

#[test]
#[ignore = "run as a child process by the crash test"]
fn child_writes_until_it_is_killed() {
    let Ok(path) = std::env::var(PATH) else {
        return;
    };
    let store = Store::open(path).unwrap();
    match std::env::var(MODE).unwrap().as_str() {
        "append" => write_directly(store),
        _ => write_in_groups(store),
    }
}

fn write_directly(mut store: Store) {
    loop {
        let first = store.last_seq() + 1;
        let group: Vec<Entry> = (first..first + 1 + first % 3).flat_map(entries).collect();
        let last = store.commit(&group).unwrap();
        acknowledge(last);
        if last % 20 < 3 {
            // Its content does not matter here, only that it can be interrupted too.
            store.write_snapshot("scratch", &[5; 9000], last).unwrap();
        }
    }
}

fn write_in_groups(store: Store) {
    let mut next = store.last_seq() + 1;
    let writer = Writer::spawn(store, |_| {}).unwrap();
    let (done, finished) = mpsc::channel();
    let mut in_flight = VecDeque::new();
    loop {
        let (seq, done) = (next, done.clone());
        writer.submit_all(entries(seq), move |outcome| {
            assert_eq!(outcome, Outcome::Durable(seq));
            acknowledge(seq);
            done.send(seq).unwrap();
        });
        in_flight.push_back(seq);
        next += 1;
        while in_flight.len() > 40 {
            assert_eq!(finished.recv().ok(), in_flight.pop_front());
        }
    }
}

/// Starts the child on `path`, kills it after `delay` from its first acknowledgement (or from its
/// start), and returns the last number that it acknowledged.
fn kill_a_writer(path: &Path, mode: &str, from_start: bool, delay: Duration) -> u64 {
    let mut child = child_test(&[], "crash::child_writes_until_it_is_killed")
        .env(PATH, path)
        .env(MODE, mode)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stderr.take().unwrap();
    let (first_byte, seen) = mpsc::channel();
    let reading = std::thread::spawn(move || {
        let mut text = Vec::new();
        let mut piece = [0; 4096];
        loop {
            match pipe.read(&mut piece).unwrap() {
                0 => return String::from_utf8(text).unwrap(),
                count => text.extend_from_slice(&piece[..count]),
            }
            let _ = first_byte.send(());
        }
    });
    if !from_start {
        seen.recv_timeout(Duration::from_secs(60))
            .expect("the child writes");
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "the moment of the kill is meant to be random"
    )]
    std::thread::sleep(delay);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    let text = reading.join().unwrap();
    assert!(
        status.code().is_none(),
        "killed, not ended on its own: {text}"
    );
    let complete = text.rfind('\n').map_or("", |end| &text[..end]);
    complete
        .lines()
        .map(|line| {
            let number = line
                .strip_prefix("ack ")
                .unwrap_or_else(|| panic!("{text}"));
            number.parse().unwrap()
        })
        .max()
        .unwrap_or(0)
}

/// Checks that `store` holds exactly the updates 1 to its last, each as it was written.
fn check_content(store: &Store, acknowledged: u64) {
    let last_seq = store.last_seq();
    assert!(
        last_seq >= acknowledged,
        "{acknowledged} was acknowledged, {last_seq} is there"
    );
    for document in DOCUMENTS {
        let expected: Vec<Vec<u8>> = (1..=last_seq)
            .map(numbered)
            .filter(|update| update.document == document)
            .map(|update| update.bytes)
            .collect();
        let loaded = store.load(document).unwrap();
        assert_eq!(loaded.len(), expected.len(), "{document}");
        assert!(loaded == expected, "{document} has other bytes");
    }
    for picture in (1..=last_seq).filter_map(picture) {
        let stored = store.blob(BlobHash::of(&picture.bytes)).unwrap();
        assert_eq!(stored, Some(picture));
    }
    let report = store.verify().unwrap();
    assert!(report.is_sound(), "{:?}", report.findings);
}

fn new_project() -> (TempDir, std::path::PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    Store::create(&path).unwrap().close().unwrap();
    (folder, path)
}

#[test]
fn every_acknowledged_update_survives_a_kill() {
    let number_from = |name: &str| std::env::var(name).ok().map(|text| text.parse().unwrap());
    let rounds: u64 = number_from("OMNIOS_CRASH_ROUNDS").unwrap_or(50);
    let seed: u64 =
        number_from("OMNIOS_CRASH_SEED").unwrap_or_else(|| RandomState::new().hash_one(0) | 1);
    let mut random = Random(seed);
    let mut out = std::io::stdout();
    writeln!(out, "OMNIOS_CRASH_SEED={seed} OMNIOS_CRASH_ROUNDS={rounds}").unwrap();

    let (mut folder, mut path) = new_project();
    let (mut total, mut most_in_one_round, mut left_in_journal) = (0, 0, 0);
    let mut before = 0;
    for round in 0..rounds {
        if round % 10 == 0 {
            // A fresh file now and then keeps a long run from growing ever slower.
            (folder, path) = new_project();
            before = 0;
        }
        let mode = if round % 2 == 0 { "append" } else { "writer" };
        let from_start = random.below(8) == 0;
        let delay = Duration::from_micros(random.below(60_000));
        let acknowledged = kill_a_writer(&path, mode, from_start, delay).max(before);

        // First as `omnios info` would: everything is seen, and nothing is changed.
        let left_behind = fingerprint(folder.path());
        left_in_journal += u64::from(left_behind.len() > 1);
        let store = Store::open_read_only(&path)
            .unwrap_or_else(|error| panic!("round {round}, seed {seed}: {error}"));
        check_content(&store, acknowledged);
        store.close().unwrap();
        assert_eq!(
            fingerprint(folder.path()),
            left_behind,
            "round {round}, seed {seed}"
        );

        // Then as the studio would, and again after closing.
        let store = Store::open(&path).unwrap();
        check_content(&store, acknowledged);
        let last_seq = store.last_seq();
        store.close().unwrap();
        assert_eq!(fingerprint(folder.path()).len(), 1, "one single file again");
        assert_eq!(Store::open_read_only(&path).unwrap().last_seq(), last_seq);

        total += last_seq - before;
        most_in_one_round = most_in_one_round.max(last_seq - before);
        before = last_seq;
    }
    writeln!(
        out,
        "{rounds} kills, {total} updates kept (at most {most_in_one_round} in one round), \
         {left_in_journal} times with a journal left behind"
    )
    .unwrap();
    assert!(total > rounds, "the children did write");
}
