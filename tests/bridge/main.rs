//! Scripted calls of the engine's bridge. Each scenario is a file of calls, one a line, beside
//! the answers that they must get, one a line, byte for byte. This runs them natively;
//! `bridge.test.mjs` runs the same files in WebAssembly, so that both give the same answers.
//!
//! `OMNIOS_BLESS=1` records the answers anew; look at what changed before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use engine::Fonts;
use omnios_bridge::Session;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bridge/scenarios")
}

fn scenarios() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".calls.jsonl"))
        .collect();
    found.sort();
    found
}

fn answers(calls: &str) -> String {
    let mut session = Session::new(Fonts::bundled());
    let answers = calls.lines().map(|call| session.call(call) + "\n");
    answers.collect()
}

#[test]
fn every_scenario_gets_its_recorded_answers() {
    let scenarios = scenarios();
    assert!(!scenarios.is_empty());
    for path in scenarios {
        let calls = fs::read_to_string(&path).unwrap();
        let answers = answers(&calls);
        let recorded = path.to_string_lossy().replace(".calls.", ".answers.");
        if std::env::var_os("OMNIOS_BLESS").is_some() {
            fs::write(&recorded, answers).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&recorded).unwrap_or_default();
        for ((number, call), (got, wanted)) in (1..)
            .zip(calls.lines())
            .zip(answers.lines().zip(expected.lines()))
        {
            assert_eq!(got, wanted, "{}:{number}: {call}", path.display());
        }
        assert_eq!(answers.lines().count(), expected.lines().count());
    }
}

#[test]
fn every_call_of_the_bridge_is_in_a_scenario() {
    let calls: String = scenarios()
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    // An unknown call's error lists those that there are.
    let error = Session::new(Fonts::bundled()).call(r#"{"call":"no-such-call"}"#);
    let listed: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
    assert!(listed.len() > 10, "{error}");
    for name in listed {
        assert!(calls.contains(&format!(r#""call":"{name}""#)), "{name}");
    }
}

#[test]
fn what_was_synced_element_by_element_stands_as_if_it_had_been_synced_at_once() {
    let path = folder().join("page.calls.jsonl");
    let calls = fs::read_to_string(path).unwrap();
    let full: serde_json::Value = calls
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .find(|call| call["call"] == "full-sync")
        .unwrap();
    let init = r#"{"call":"init","viewportWidth":800}"#;
    let mut at_once = Session::new(Fonts::bundled());
    at_once.call(init);
    at_once.call(&full.to_string());
    let mut step_by_step = Session::new(Fonts::bundled());
    step_by_step.call(init);
    let empty = serde_json::json!({"call": "full-sync", "page": full["page"], "elements": []});
    step_by_step.call(&empty.to_string());
    for element in full["elements"].as_array().unwrap() {
        let call = serde_json::json!({"call": "element-sync", "element": element});
        step_by_step.call(&call.to_string());
        step_by_step.call(r#"{"call":"commit"}"#);
    }
    for element in full["elements"].as_array().unwrap() {
        let ask = serde_json::json!({"call": "element-layout", "id": element["id"]}).to_string();
        let answer = at_once.call(&ask);
        assert!(answer.starts_with(r#"{"ok""#), "{answer}");
        assert_eq!(answer, step_by_step.call(&ask));
    }
}
