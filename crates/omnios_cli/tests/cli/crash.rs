//! Power cuts: `omnios serve` is killed at a random moment while a page edits, and every edit that
//! was acknowledged has to be in the file. `OMNIOS_KILLS` says how often, 50 times where it is not
//! set.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};
use std::time::{Duration, Instant};

use crate::program::Folder;
use crate::serve::{Served, acknowledged, update_frame};
use crate::yjs::set_in_map;

/// Updates that are sent before one waits for answers, so that commits are under way at any time.
const IN_FLIGHT: u64 = 40;

#[test]
fn every_acknowledged_edit_survives_a_kill() {
    let kills = std::env::var("OMNIOS_KILLS").map_or(50, |kills| kills.parse().unwrap());
    let folder = Folder::with_project();
    let mut promised: Vec<String> = Vec::new();
    for round in 0..kills {
        let seed = RandomState::new().hash_one(round);
        let promised_before = promised.len();
        edit_until_killed(
            &folder,
            round,
            Duration::from_millis(seed % 400),
            &mut promised,
        );

        folder.ok(&["verify", "a.omnios"]);
        folder.ok(&["read-update", "a.omnios", "project", "--out", "state.bin"]);
        let kept = edits_in(&folder.read("state.bin"));
        for edit in &promised {
            assert!(
                kept.contains(edit),
                "round {round}: {edit} was acknowledged and is lost"
            );
        }
        eprintln!(
            "round {round}: {} edits acknowledged, all there",
            promised.len() - promised_before
        );
    }
    assert!(
        !promised.is_empty(),
        "no round lasted long enough to save anything"
    );
}

/// The edits that a document's state holds, as they were written.
fn edits_in(state: &[u8]) -> HashSet<String> {
    let text = String::from_utf8_lossy(state);
    let edits = text.match_indices("edit ");
    edits
        .filter_map(|(at, _)| text[at..].split_inclusive(';').next())
        .map(str::to_owned)
        .collect()
}

/// Edits as fast as the host takes it and kills the host after a while; notes what was promised.
fn edit_until_killed(folder: &Folder, round: u64, after: Duration, promised: &mut Vec<String>) {
    let mut served = Served::start(folder, &["a.omnios", "--port", "0"]);
    let mut socket = served.connect();
    let value = |seq: u64| format!("edit {round}/{seq};");
    // A client of its own each time: it can't know which of its former edits were kept.
    let client = 10 + u32::try_from(round).unwrap();
    let (mut sent, mut durable) = (0, 0);
    let start = Instant::now();
    let mut killed = false;
    loop {
        if !killed && start.elapsed() > after {
            // SIGKILL: the program gets no chance to do anything about it.
            served.child.kill().unwrap();
            killed = true;
        }
        if !killed && sent - durable < IN_FLIGHT {
            sent += 1;
            let clock = u32::try_from(sent - 1).unwrap();
            let update = set_in_map(
                client,
                clock,
                "edits",
                &format!("{round}/{sent}"),
                &value(sent),
            );
            if socket.send(update_frame("project", sent, &update)).is_err() {
                break;
            }
            continue;
        }
        // What was on its way when the host died still counts as promised.
        match socket.read() {
            Ok(message) => {
                if let Some(seq) = acknowledged(&message) {
                    promised.extend((durable + 1..=seq).map(value));
                    durable = seq;
                }
            }
            Err(_) => break,
        }
    }
    if !killed {
        served.child.kill().unwrap();
    }
    served.child.wait().unwrap();
}
