//! Properties that hold for any frame, any bytes and any weather on the line.

use std::collections::BTreeMap;

use omnios_sync::{Frame, Outbox};
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
    "[a-z0-9/é]{1,60}"
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..300)
}

fn frame() -> impl Strategy<Value = Frame> {
    prop_oneof![
        (name(), bytes()).prop_map(|(document, state_vector)| Frame::Step1 {
            document,
            state_vector
        }),
        (name(), bytes()).prop_map(|(document, update)| Frame::Step2 { document, update }),
        (name(), any::<u64>(), bytes()).prop_map(|(document, seq, update)| Frame::Update {
            document,
            seq,
            update
        }),
        any::<u64>().prop_map(|seq| Frame::Ack { seq }),
        (any::<u64>(), ".{0,80}").prop_map(|(seq, message)| Frame::Refused { seq, message }),
    ]
}

/// What may happen between a page and its host.
#[derive(Clone, Debug)]
enum Event {
    Edit,
    Disconnect,
    Connect,
    Retry,
    /// The host stores the next so many frames of those under way and acknowledges them.
    Store(usize),
    /// The host can't write the next frame.
    Fail,
    /// The line breaks, and what was under way is gone.
    Lose,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => Just(Event::Edit),
        1 => Just(Event::Disconnect),
        2 => Just(Event::Connect),
        1 => Just(Event::Retry),
        3 => (1_usize..5).prop_map(Event::Store),
        1 => Just(Event::Fail),
        1 => Just(Event::Lose),
    ]
}

proptest! {
    #[test]
    fn every_frame_reads_back_as_it_was_written(frame in frame()) {
        prop_assert_eq!(Frame::decode(&frame.encode().unwrap()), Ok(frame));
    }

    #[test]
    fn any_bytes_are_read_or_refused_and_what_is_read_writes_its_own_bytes(
        bytes in prop::collection::vec(prop_oneof![3 => 0_u8..8, 1 => any::<u8>()], 0..40),
    ) {
        if let Ok(frame) = Frame::decode(&bytes) {
            prop_assert_eq!(frame.encode().unwrap(), bytes);
        }
    }

    #[test]
    fn what_the_outbox_calls_saved_is_on_the_disk(events in prop::collection::vec(event(), 0..60)) {
        let mut outbox = Outbox::new();
        let mut connected = false;
        let mut under_way: Vec<Vec<u8>> = Vec::new();
        let mut disk: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
        let mut edits = 0_u64;
        let store = |bytes: &[u8], disk: &mut BTreeMap<u64, Vec<u8>>| {
            let Ok(Frame::Update { seq, update, .. }) = Frame::decode(bytes) else {
                panic!("only updates are sent");
            };
            disk.insert(seq, update);
            seq
        };
        for event in events {
            match event {
                Event::Edit => {
                    edits += 1;
                    let bytes = outbox.push("page/a", &edits.to_le_bytes()).unwrap();
                    if connected {
                        under_way.push(bytes);
                    }
                }
                Event::Disconnect | Event::Lose => {
                    outbox.disconnected();
                    connected = false;
                    under_way.clear();
                }
                Event::Connect => {
                    connected = true;
                    under_way = outbox.connected();
                }
                Event::Retry => under_way.extend(outbox.retry()),
                Event::Store(count) => {
                    let count = count.min(under_way.len());
                    for bytes in under_way.drain(..count) {
                        let seq = store(&bytes, &mut disk);
                        outbox.acknowledged(seq);
                    }
                }
                Event::Fail => {
                    if let Some(Ok(Frame::Update { seq, .. })) =
                        under_way.first().map(|bytes| Frame::decode(bytes))
                    {
                        outbox.refused(seq, "full");
                    }
                }
            }
            let kept = outbox.state().pending as u64;
            for seq in 1..=edits - kept {
                prop_assert!(disk.contains_key(&seq), "update {} is neither kept nor stored", seq);
            }
        }
        for bytes in outbox.connected() {
            store(&bytes, &mut disk);
        }
        for seq in 1..=edits {
            prop_assert_eq!(disk.get(&seq), Some(&seq.to_le_bytes().to_vec()));
        }
    }
}
