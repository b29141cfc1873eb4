//! The writer's thread: order, grouping, and acknowledgement only after the commit.

use std::sync::mpsc;
use std::time::Duration;

use crate::support::{fingerprint, journal_of, update};
use omnios_store::{Entry, NewBlob, Outcome, Store, Update, Writer, WriterEvent};
use tempfile::tempdir;

const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn what_is_submitted_during_a_commit_is_committed_together_and_in_order() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let (events, received_events) = mpsc::channel();
    let writer = Writer::spawn(Store::create(&path).unwrap(), move |event| {
        events.send(event).unwrap();
    })
    .unwrap();

    // The thread is kept busy until everything is queued.
    let (started, has_started) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let (replies, received_replies) = mpsc::channel();
    std::thread::scope(|scope| {
        let writer = &writer;
        scope.spawn(move || {
            writer
                .run(move |_| {
                    started.send(()).unwrap();
                    released.recv().unwrap();
                })
                .unwrap();
        });
        has_started.recv_timeout(PATIENCE).unwrap();
        for number in 0..100 {
            let replies = replies.clone();
            writer.submit(update("page", &number.to_string()), move |outcome| {
                replies.send((number, outcome)).unwrap();
            });
        }
        assert!(
            received_replies.try_recv().is_err(),
            "nothing is acknowledged early"
        );
        release.send(()).unwrap();
    });
    assert_eq!(writer.flush().unwrap(), 100);

    let replies: Vec<_> = received_replies.try_iter().collect();
    let expected: Vec<_> = (0..100)
        .map(|number| (number, Outcome::Durable(number + 1)))
        .collect();
    assert_eq!(replies, expected);
    assert_eq!(
        received_events.try_iter().collect::<Vec<_>>(),
        [WriterEvent::Durable {
            last_seq: 100,
            submissions: 100
        }],
        "one transaction"
    );
    let loaded = writer.run(|store| store.load("page")).unwrap().unwrap();
    assert_eq!(
        loaded,
        (0..100)
            .map(|n: u32| n.to_string().into_bytes())
            .collect::<Vec<_>>()
    );
    writer.close().unwrap();
    assert_eq!(
        fingerprint(folder.path()).len(),
        1,
        "one single file after closing"
    );
}

#[test]
fn an_update_is_in_the_file_when_its_reply_comes() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let writer = Writer::spawn(Store::create(&path).unwrap(), |_| {}).unwrap();
    let (copies, received_copies) = mpsc::channel();
    let from = folder.path().to_owned();
    let to = tempdir().unwrap();
    let copy = to.path().join("copy.omnios");
    let copy_to = copy.clone();
    writer.submit(update("page", "a"), move |outcome| {
        // What is on the disk at this moment, as a crash would leave it.
        std::fs::copy(from.join("shop.omnios"), &copy_to).unwrap();
        std::fs::copy(from.join("shop.omnios-wal"), journal_of(&copy_to)).unwrap();
        copies.send(outcome).unwrap();
    });
    assert_eq!(
        received_copies.recv_timeout(PATIENCE).unwrap(),
        Outcome::Durable(1)
    );
    assert_eq!(
        Store::open(&copy).unwrap().load("page").unwrap(),
        [b"a".to_vec()]
    );
}

#[test]
fn blobs_and_updates_that_belong_together_are_stored_together() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let (events, received_events) = mpsc::channel();
    let writer = Writer::spawn(Store::create(&path).unwrap(), move |event| {
        events.send(event).unwrap();
    })
    .unwrap();
    let picture = NewBlob {
        bytes: vec![1; 1000],
        media_type: "image/png".to_owned(),
    };
    let hash = omnios_store::BlobHash::of(&picture.bytes);
    let (replies, received_replies) = mpsc::channel();
    writer.submit_all(
        vec![
            Entry::Blob(picture.clone()),
            Entry::Update(update("page", "shows it")),
        ],
        move |outcome| {
            replies.send(outcome).unwrap();
        },
    );
    assert_eq!(
        received_replies.recv_timeout(PATIENCE).unwrap(),
        Outcome::Durable(1)
    );
    assert_eq!(
        received_events.recv_timeout(PATIENCE).unwrap(),
        WriterEvent::Durable {
            last_seq: 1,
            submissions: 1
        }
    );
    let stored = writer.run(move |store| store.blob(hash)).unwrap().unwrap();
    assert_eq!(stored, Some(picture));
}

#[test]
fn several_threads_can_submit_and_each_keeps_its_order() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let writer = Writer::spawn(Store::create(&path).unwrap(), |_| {}).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let writer = &writer;
            scope.spawn(move || {
                for number in 0..50 {
                    let text = number.to_string();
                    let update = Update {
                        document: format!("page/{thread}"),
                        bytes: text.into_bytes(),
                    };
                    if number % 10 == 0 {
                        writer.append(update).unwrap();
                    } else {
                        writer.submit(update, |_| {});
                    }
                }
            });
        }
    });
    writer.close().unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.last_seq(), 200);
    let expected: Vec<_> = (0..50)
        .map(|number: u32| number.to_string().into_bytes())
        .collect();
    for thread in 0..4 {
        assert_eq!(store.load(&format!("page/{thread}")).unwrap(), expected);
    }
}

#[test]
fn after_closing_a_submission_comes_back_unsaved() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let writer = Writer::spawn(Store::create(&path).unwrap(), |_| {}).unwrap();
    writer.submit(update("page", "in time"), |_| {});
    writer.close().unwrap();
    writer.close().unwrap();

    let (replies, received_replies) = mpsc::channel();
    writer.submit(update("page", "late"), move |outcome| {
        replies.send(outcome).unwrap();
    });
    let Outcome::Unsaved(unsaved) = received_replies.try_recv().unwrap() else {
        panic!("it can't have been saved")
    };
    assert_eq!(unsaved.entries, [Entry::Update(update("page", "late"))]);
    assert_eq!(unsaved.error.code(), "store.closed");
    assert_eq!(writer.flush().unwrap_err().code(), "store.closed");
    assert_eq!(
        Store::open(&path).unwrap().load("page").unwrap(),
        [b"in time".to_vec()]
    );
}

#[test]
fn a_fault_in_the_callers_code_does_not_end_saving() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    let writer = Writer::spawn(Store::create(&path).unwrap(), |_| {}).unwrap();
    let result = writer.run(|_| -> u32 { panic!("a fault on purpose") });
    assert_eq!(result.unwrap_err().code(), "store.closed");
    assert_eq!(writer.append(update("page", "a")).unwrap(), 1);
}

#[test]
fn a_file_opened_for_reading_gets_no_writer() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("shop.omnios");
    Store::create(&path).unwrap().close().unwrap();
    let store = Store::open_read_only(&path).unwrap();
    assert_eq!(
        Writer::spawn(store, |_| {}).unwrap_err().code(),
        "store.read-only"
    );
}
