//! Project files: made, described, checked, and refused for each thing that can be wrong.

use serde_json::json;

use crate::program::Folder;

#[test]
fn a_new_project_has_one_empty_page_and_is_sound() {
    let folder = Folder::new();
    assert!(
        folder
            .ok(&["new", "My site.omnios"])
            .contains("My site.omnios")
    );
    let info = folder.json(&["info", "My site.omnios"]);
    assert_eq!(info["name"], "My site");
    assert_eq!(info["pages"][0]["route"], "/");
    assert_eq!(info["elementCounts"], json!([1]));
    assert!(
        folder
            .ok(&["info", "My site.omnios"])
            .contains("1 elements")
    );
    assert!(
        folder
            .ok(&["verify", "My site.omnios"])
            .contains("The file is sound.")
    );
    assert_eq!(folder.json(&["verify", "My site.omnios"])["sound"], true);
}

#[test]
fn a_seed_makes_the_same_project_again() {
    let folder = Folder::new();
    for name in ["one.omnios", "two.omnios", "three.omnios"] {
        let seed = if name.starts_with("three") { "8" } else { "7" };
        folder.ok(&["new", name, "--seed", seed]);
    }
    let page = |name| folder.json(&["info", name])["pages"][0]["id"].clone();
    assert_eq!(page("one.omnios"), page("two.omnios"));
    assert_ne!(page("one.omnios"), page("three.omnios"));
}

#[test]
fn an_existing_file_is_never_replaced() {
    let folder = Folder::new();
    folder.write("letter.omnios", "Dear Ada");
    folder.fails(&["new", "letter.omnios"], "store.already-exists");
    assert_eq!(folder.read("letter.omnios"), b"Dear Ada");
    folder.fails(&["new", "missing/folder/a.omnios"], "store.not-found");
}

#[test]
fn an_unknown_sample_creates_nothing() {
    let folder = Folder::new();
    let message = folder.fails(
        &["new", "a.omnios", "--sample", "zoo"],
        "project.unknown-sample",
    );
    assert!(message.contains("zoo"), "{message}");
    assert!(!folder.path("a.omnios").exists());
}

#[test]
fn every_bundled_sample_becomes_a_sound_project() {
    for sample in omnios_host::sample_names() {
        let folder = Folder::new();
        folder.ok(&["new", "a.omnios", "--sample", sample]);
        folder.ok(&["verify", "a.omnios"]);
        let info = folder.json(&["info", "a.omnios"]);
        assert!(!info["pages"].as_array().unwrap().is_empty(), "{sample}");
    }
}

#[test]
fn what_is_no_project_is_refused_by_every_task_and_left_as_it_is() {
    let folder = Folder::with_project();
    let whole = folder.read("a.omnios");
    let mut newer = whole.clone();
    // SQLite's user_version, at byte 60 of the header.
    newer[60..64].copy_from_slice(&999_u32.to_be_bytes());
    for (name, bytes, code) in [
        (
            "letter.omnios",
            b"Dear Ada, ".repeat(100),
            "store.not-a-studio-file",
        ),
        ("empty.omnios", Vec::new(), "store.empty-file"),
        (
            "cut.omnios",
            whole[..whole.len() - 5000].to_vec(),
            "store.truncated",
        ),
        ("newer.omnios", newer, "store.newer-schema"),
    ] {
        folder.write(name, &bytes);
        folder.write("commands.json", "[]");
        for arguments in [
            vec!["info", name],
            vec!["verify", name],
            vec!["layout", name],
            vec!["documents", name],
            vec!["do", name, "project.rename", "--args", r#"{"name":"x"}"#],
            vec!["apply", name, "commands.json"],
            vec!["export", name, "--target", "html", "--out", "site"],
            vec!["serve", name, "--port", "0"],
        ] {
            folder.fails(&arguments, code);
        }
        assert_eq!(folder.read(name), bytes, "{name} was changed");
    }
    folder.fails(&["info", "nothing.omnios"], "store.not-found");
    let mut names: Vec<_> = std::fs::read_dir(folder.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "a.omnios",
            "commands.json",
            "cut.omnios",
            "empty.omnios",
            "letter.omnios",
            "newer.omnios"
        ],
        "nothing was left beside them"
    );
}

#[test]
fn a_damaged_file_is_found_by_verify() {
    let folder = Folder::with_project();
    folder.ok(&[
        "do",
        "a.omnios",
        "project.rename",
        "--args",
        r#"{"name":"Zanzibar Bakery"}"#,
    ]);
    let mut bytes = folder.read("a.omnios");
    let at = bytes.windows(8).position(|it| it == b"Zanzibar").unwrap();
    bytes[at] = b'X';
    folder.write("a.omnios", &bytes);
    let run = folder.run(&["verify", "a.omnios"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("checksum"), "{}", run.stdout);
    assert!(run.stderr.contains("is damaged"), "{}", run.stderr);
    let run = folder.run(&["verify", "a.omnios", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["sound"], false);
    folder.fails(&["info", "a.omnios"], "store.damaged");
}

#[test]
fn a_project_in_a_folder_that_can_not_be_written_can_be_read() {
    let folder = Folder::with_project();
    let before = folder.read("a.omnios");
    folder.ok(&["layout", "a.omnios"]);
    folder.ok(&["export", "a.omnios", "--target", "zip", "--out", "a.zip"]);
    assert_eq!(folder.read("a.omnios"), before, "reading changes no byte");
}

#[test]
fn the_command_table_is_listed_and_each_command_has_a_schema() {
    let folder = Folder::new();
    let table = folder.json(&["commands"]);
    let table = table.as_array().unwrap();
    assert!(table.len() >= 40);
    let text = folder.ok(&["commands"]);
    for info in table {
        let id = info["id"].as_str().unwrap();
        assert!(text.contains(id), "{id} is not listed");
        assert_eq!(info["args"]["type"], "object", "{id}");
    }
    assert_eq!(
        folder.json(&["commands", "page.create"])["id"],
        "page.create"
    );
    assert!(
        folder
            .ok(&["commands", "page.create"])
            .contains("\"route\"")
    );
    folder.fails(&["commands", "page.creat"], "command.unknown-command");
}

#[test]
fn arguments_that_make_no_sense_are_exit_code_2() {
    let folder = Folder::with_project();
    for arguments in [
        &["frobnicate"][..],
        &["new"],
        &["new", "b.omnios", "--blank", "--sample", "site"],
        &["export", "a.omnios", "--target", "pdf", "--out", "x"],
        &["layout", "a.omnios", "--width", "wide"],
        &["do", "a.omnios", "page.create", "--args", "{broken"],
        &["do", "a.omnios", "page.create", "--args", "[]"],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{arguments:?}");
    }
    let help = folder.ok(&["help", "apply"]);
    assert!(help.contains("omnios apply site.omnios"), "{help}");
}

#[test]
fn images_are_added_all_or_none_and_known_by_their_hash() {
    let folder = Folder::with_project();
    let icon = include_bytes!("../../../../src-tauri/icons/icon.png");
    folder.write("icon.png", icon);
    folder.write("page.png", "<script>");
    let before = folder.read("a.omnios");
    folder.fails(
        &["add-asset", "a.omnios", "icon.png", "page.png"],
        "asset.unknown-format",
    );
    folder.fails(&["add-asset", "a.omnios", "missing.png"], "host.file");
    assert_eq!(folder.read("a.omnios"), before);

    let rows = folder.json(&["add-asset", "a.omnios", "icon.png"]);
    let hash = rows[0]["hash"].as_str().unwrap();
    assert_eq!((hash.len(), &rows[0]["width"]), (64, &json!(512)));
    assert!(
        folder
            .ok(&["add-asset", "a.omnios", "icon.png"])
            .starts_with(hash)
    );
    let info = folder.json(&["info", "a.omnios"]);
    assert_eq!(info["assets"].as_array().unwrap().len(), 1);
}
