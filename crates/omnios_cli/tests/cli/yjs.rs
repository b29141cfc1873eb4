//! `documents`, `read-update`, `apply-update`: for Yjs clients. The update here is written by hand
//! after the description of Yjs's encoding, so that it doesn't come from our own encoder.

use crate::program::Folder;

/// A Yjs update, v1: client `client` sets `key` in the top-level map `map` to a text, as its item
/// number `clock`.
pub(crate) fn set_in_map(client: u32, clock: u32, map: &str, key: &str, text: &str) -> Vec<u8> {
    const HAS_PARENT_SUB: u8 = 0x20;
    const CONTENT_ANY: u8 = 8;
    const ANY_STRING: u8 = 119;
    // One client, one item: its client, its clock.
    let mut update = vec![1, 1];
    variable(&mut update, client);
    variable(&mut update, clock);
    // No neighbours; the parent is the top-level type of that name; the map's key.
    update.push(CONTENT_ANY | HAS_PARENT_SUB);
    update.push(1);
    string(&mut update, map);
    string(&mut update, key);
    // One value.
    update.push(1);
    update.push(ANY_STRING);
    string(&mut update, text);
    // Nothing deleted.
    update.push(0);
    update
}

fn variable(out: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn string(out: &mut Vec<u8>, text: &str) {
    variable(out, text.len() as u32);
    out.extend(text.as_bytes());
}

pub(crate) fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|it| it == text.as_bytes())
}

#[test]
fn each_document_is_listed_and_read_by_name_id_or_route() {
    let folder = Folder::with_project();
    let documents = folder.json(&["documents", "a.omnios"]);
    let name = format!("page/{}", folder.first_page());
    assert!(
        documents
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["document"] == name.as_str() && it["route"] == "/")
    );
    assert!(folder.ok(&["documents", "a.omnios"]).contains("project"));

    folder.ok(&["read-update", "a.omnios", &name, "--out", "by-name.bin"]);
    folder.ok(&["read-update", "a.omnios", "/", "--out", "by-route.bin"]);
    assert_eq!(folder.read("by-name.bin"), folder.read("by-route.bin"));
    folder.ok(&["read-update", "a.omnios", "project", "--out", "project.bin"]);
    assert!(
        contains(&folder.read("project.bin"), "a"),
        "the project's name is in it"
    );
}

#[test]
fn a_foreign_clients_edit_is_merged_and_kept() {
    let folder = Folder::with_project();
    folder.write(
        "edit.bin",
        set_in_map(9, 0, "foreign", "colour", "zinnober"),
    );
    folder.ok(&["apply-update", "a.omnios", "project", "edit.bin"]);
    folder.ok(&[
        "do",
        "a.omnios",
        "project.rename",
        "--args",
        r#"{"name": "Renamed"}"#,
    ]);
    folder.ok(&["read-update", "a.omnios", "project", "--out", "project.bin"]);
    let state = folder.read("project.bin");
    assert!(contains(&state, "zinnober") && contains(&state, "Renamed"));
    // A state that the program wrote itself merges into nothing new.
    folder.ok(&["apply-update", "a.omnios", "project", "project.bin"]);
    assert_eq!(folder.json(&["info", "a.omnios"])["name"], "Renamed");
}

#[test]
fn a_malformed_update_changes_no_byte() {
    let folder = Folder::with_project();
    let before = folder.read("a.omnios");
    folder.write("broken.bin", b"\xff\xff\xffno update");
    let message = folder.fails(
        &["apply-update", "a.omnios", "project", "broken.bin"],
        "document.malformed-update",
    );
    assert!(message.contains("as it was"), "{message}");
    assert_eq!(folder.read("a.omnios"), before);
    folder.fails(
        &["apply-update", "a.omnios", "project", "missing.bin"],
        "cli.unreadable",
    );
}
