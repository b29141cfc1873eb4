//! Small rules of the house that no compiler knows: how a module opens, what a file may be
//! called, what a committed text must not mention.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::process;
use crate::workspace::Workspace;

/// Words that say nothing about what is in a file.
const EMPTY_WORDS: [&str; 5] = ["manager", "helper", "utils", "common", "misc"];

// Written in two parts, so that this file does not break its own rules.
const UNFINISHED: [&str; 2] = [concat!("todo", "!("), concat!("unimplemented", "!(")];
const HOME_OF_ROOT: &str = concat!("/ro", "ot/");
const REGISTRY_HOSTS: [&str; 5] = [
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("static.", "rust-lang.org"),
];

pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    // New files count before they are added, ignored ones never do.
    let listing = process::output(
        process::command("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(&workspace.root),
    )?;
    // A site may well have a page /home/, so of all absolute paths only those of this very
    // machine are known to be wrong.
    let checkout = workspace.root.to_string_lossy();
    let machine_paths = [HOME_OF_ROOT, checkout.as_ref()];
    let mut complaints = Vec::new();
    for name in listing.split('\0').filter(|name| !name.is_empty()) {
        complaints.extend(complaint_about_name(name));
        // A file that is deleted but still in the index has no content; nor has a picture.
        let Ok(bytes) = fs::read(workspace.root.join(name)) else {
            continue;
        };
        if let Ok(text) = String::from_utf8(bytes)
            && !text.contains('\0')
        {
            complaints.extend(complaints_about_text(name, &text, &machine_paths));
        }
    }
    if !complaints.is_empty() {
        bail!("the tree is not tidy:\n  {}", complaints.join("\n  "));
    }
    Ok(())
}

fn complaint_about_name(name: &str) -> Option<String> {
    let file = Path::new(name).file_name()?.to_str()?.to_lowercase();
    let word = EMPTY_WORDS.iter().find(|word| file.contains(**word))?;
    Some(format!(
        "{name}: \"{word}\" says nothing about what is in it; name it after its subject"
    ))
}

fn complaints_about_text(name: &str, text: &str, machine_paths: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    if name.ends_with(".rs") {
        if !text.trim_start().starts_with("//!") {
            found.push(format!(
                "{name}: open it with `//!`, saying what it is for and what it does not do"
            ));
        }
        for (line, macro_call) in lines_with(text, &UNFINISHED) {
            found.push(format!(
                "{name}:{line}: `{macro_call}…)` is unfinished work"
            ));
        }
    }
    for (line, path) in lines_with(text, machine_paths) {
        found.push(format!(
            "{name}:{line}: `{path}…` exists on one machine only"
        ));
    }
    for (line, host) in lines_with(text, &REGISTRY_HOSTS) {
        found.push(format!(
            "{name}:{line}: `{host}` is a registry's host; where packages come from is each \
             machine's setting"
        ));
    }
    if name.ends_with("package-lock.json") {
        for (line, _) in lines_with(text, &["\"resolved\": \"http"]) {
            found.push(format!(
                "{name}:{line}: an address of a registry; run npm with \
                 --omit-lockfile-registry-resolved"
            ));
        }
    }
    found
}

/// Line number and pattern of each occurrence that is not the end of a longer word or path.
fn lines_with<'a>(text: &str, patterns: &[&'a str]) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for &pattern in patterns {
            let stands_alone = line.match_indices(pattern).any(|(at, _)| {
                !line[..at].ends_with(|before: char| {
                    before.is_alphanumeric() || matches!(before, '_' | '-' | '.' | '}' | ')' | '*')
                })
            });
            if stands_alone {
                found.push((number + 1, pattern));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(name: &str, text: &str) -> Vec<String> {
        complaints_about_text(name, text, &[HOME_OF_ROOT, "/src/omnios"])
    }

    #[test]
    fn a_module_opens_with_what_it_is_for() {
        assert!(complaints("crates/a/src/lib.rs", "//! Boxes.\n").is_empty());
        let found = complaints("crates/a/src/lib.rs", "use std::fs;\n");
        assert!(found[0].contains("open it with"), "{found:?}");
    }

    #[test]
    fn unfinished_work_is_found_with_its_line() {
        let text = format!("//! Boxes.\nfn draw() {{ {}) }}\n", UNFINISHED[0]);
        let found = complaints("engine/a/src/lib.rs", &text);
        assert!(found[0].starts_with("engine/a/src/lib.rs:2:"), "{found:?}");
    }

    #[test]
    fn names_that_say_nothing_are_found_in_any_case() {
        assert!(complaint_about_name("src-ui/src/state/SelectionManager.ts").is_some());
        assert!(complaint_about_name("crates/a/src/utils.rs").is_some());
        assert!(complaint_about_name("crates/a/src/selection.rs").is_none());
    }

    #[test]
    fn paths_of_one_machine_are_found_and_relative_ones_are_not() {
        let path = HOME_OF_ROOT;
        let found = complaints("README.md", &format!("see {path}notes.txt\n"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(complaints("a.md", "in /src/omnios/crates\n").len(), 1);
        let relative = format!("see .{path}notes.txt and a{path}b and ${{a}}{path}c\n");
        assert!(complaints("README.md", &relative).is_empty());
    }

    #[test]
    fn lock_files_do_not_say_where_packages_came_from() {
        let line = "      \"resolved\": \"https://packages.example/yjs.tgz\",\n";
        assert_eq!(complaints("tests/e2e/package-lock.json", line).len(), 1);
        assert!(complaints("notes.md", line).is_empty());
    }
}
