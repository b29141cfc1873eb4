//! `do` and `apply`: commands on a file.

use serde_json::json;

use crate::program::Folder;

#[test]
fn a_command_does_its_work_and_is_saved() {
    let folder = Folder::with_project();
    let outcome = folder.json(&[
        "do",
        "a.omnios",
        "element.create",
        "--args",
        r#"{"page": "/", "kind": "text", "name": "Greeting", "text": "Hello"}"#,
    ]);
    let id = outcome["created"][0].as_str().unwrap().to_owned();
    let layout = folder.json(&["layout", "a.omnios"]);
    let row = layout
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == id.as_str());
    assert_eq!(row.unwrap()["name"], "Greeting");

    let rename = json!({"ids": [id], "name": "Welcome"}).to_string();
    let text = folder.ok(&["do", "a.omnios", "element.rename", "--args", &rename]);
    assert!(text.contains("saved"), "{text}");
    assert!(folder.ok(&["layout", "a.omnios"]).contains("Welcome"));
}

#[test]
fn a_command_that_can_not_be_run_changes_no_byte() {
    let folder = Folder::with_project();
    let before = folder.read("a.omnios");
    for (command, args, code) in [
        ("element.creat", "{}", "command.unknown-command"),
        (
            "element.create",
            r#"{"colour": "red"}"#,
            "command.invalid-arguments",
        ),
        (
            "element.rename",
            r#"{"ids": ["000000000000"], "name": "x"}"#,
            "command.unknown-element",
        ),
        (
            "element.create",
            r#"{"page": "/nowhere", "kind": "frame"}"#,
            "command.unknown-page",
        ),
        ("view.zoom-in", "{}", "command.no-session"),
    ] {
        folder.fails(&["do", "a.omnios", command, "--args", args], code);
        assert_eq!(folder.read("a.omnios"), before, "{command}");
    }
}

#[test]
fn a_list_is_run_with_its_labels() {
    let folder = Folder::with_project();
    let list = json!([
        {"command": "page.create", "args": {"name": "About", "route": "/about"}, "as": "about"},
        {"command": "element.create", "args": {"page": "$about", "kind": "frame", "name": "Hero"}, "as": "hero"},
        {"command": "element.create", "args": {"parent": "$hero", "kind": "text", "name": "Title", "text": "About us"}},
    ])
    .to_string();
    folder.write("commands.json", &list);
    let outcomes = folder.json(&["apply", "a.omnios", "commands.json"]);
    assert_eq!(outcomes.as_array().unwrap().len(), 3);
    let names: Vec<_> = folder
        .json(&["layout", "a.omnios", "--page", "/about"])
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["name"].as_str().unwrap().to_owned())
        .collect();
    assert!(names.contains(&"Hero".to_owned()) && names.contains(&"Title".to_owned()));

    let from_input = folder.run_with_input(
        &["apply", "a.omnios", "-"],
        r#"[{"command": "page.create", "args": {"name": "Contact"}}]"#,
    );
    assert_eq!(from_input.code, 0, "{}", from_input.stderr);
    assert!(folder.ok(&["info", "a.omnios"]).contains("Contact"));
}

#[test]
fn a_list_with_one_bad_entry_is_not_run_at_all() {
    let folder = Folder::with_project();
    let before = folder.read("a.omnios");
    let list = json!([
        {"command": "project.rename", "args": {"name": "Changed"}},
        {"command": "page.create", "args": {"name": "About"}, "as": "about"},
        {"command": "element.create", "args": {"page": "$abuot", "kind": "frame"}},
    ])
    .to_string();
    folder.write("commands.json", &list);
    let run = folder.run(&["apply", "a.omnios", "commands.json"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("entry 2"), "{}", run.stderr);
    assert_eq!(folder.read("a.omnios"), before);
    assert_eq!(folder.json(&["info", "a.omnios"])["name"], "a");
}

#[test]
fn a_file_that_is_no_list_of_commands_is_named() {
    let folder = Folder::with_project();
    for content in [
        "",
        "{}",
        "[{}]",
        r#"[{"command": 5}]"#,
        r#"[{"command": "a", "arguments": {}}]"#,
    ] {
        folder.write("commands.json", content);
        let message = folder.fails(
            &["apply", "a.omnios", "commands.json"],
            "cli.malformed-commands",
        );
        assert!(message.contains("commands.json"), "{message}");
    }
    folder.fails(&["apply", "a.omnios", "missing.json"], "cli.unreadable");
}
