//! TypeScript types, generated from `omnios_protocol` and committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::process;
use crate::steps::say;
use crate::workspace::Workspace;

/// Writes the types to where the UI imports them from.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    let folder = committed(workspace);
    // A type that is gone must not leave its file behind.
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("{} could not be cleared", folder.display()))?;
    }
    generate(workspace, &folder)?;
    say(&format!("Wrote {}", folder.display()));
    Ok(())
}

/// Fails if the committed types are not those that would be generated now.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let fresh = workspace.target_dir.join("generated-typescript");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    generate(workspace, &fresh)?;
    let differences = differences(&read(&committed(workspace))?, &read(&fresh)?);
    if !differences.is_empty() {
        bail!(
            "the UI's generated types are not those of omnios_protocol:\n  {}\nRun `cargo xtask \
             codegen` and commit the result.",
            differences.join("\n  ")
        );
    }
    Ok(())
}

fn committed(workspace: &Workspace) -> PathBuf {
    workspace.ui().join("src/protocol")
}

fn generate(workspace: &Workspace, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("{} could not be created", folder.display()))?;
    process::run(
        workspace
            .cargo("run")
            .args(["--quiet", "-p", "omnios_protocol"])
            .args(["--example", "generate_typescript", "--"])
            .arg(folder),
    )
}

type Files = BTreeMap<PathBuf, String>;

fn read(folder: &Path) -> Result<Files> {
    fn collect(root: &Path, folder: &Path, files: &mut Files) -> Result<()> {
        for entry in fs::read_dir(folder)
            .with_context(|| format!("{} could not be read", folder.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                collect(root, &path, files)?;
            } else {
                let name = path.strip_prefix(root)?.to_path_buf();
                files.insert(name, fs::read_to_string(&path)?);
            }
        }
        Ok(())
    }
    let mut files = Files::new();
    if folder.exists() {
        collect(folder, folder, &mut files)?;
    }
    Ok(files)
}

/// One line for each file that differs.
fn differences(committed: &Files, fresh: &Files) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, text) in fresh {
        match committed.get(name) {
            None => lines.push(format!("{} is missing", name.display())),
            Some(old) if old != text => {
                let at = old
                    .lines()
                    .zip(text.lines())
                    .position(|(old, new)| old != new)
                    .unwrap_or_else(|| old.lines().count().min(text.lines().count()));
                lines.push(format!("{} differs from line {}", name.display(), at + 1));
            }
            Some(_) => {}
        }
    }
    for name in committed.keys().filter(|name| !fresh.contains_key(*name)) {
        lines.push(format!("{} is generated no longer", name.display()));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs
            .iter()
            .map(|(name, text)| (PathBuf::from(name), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn every_kind_of_difference_is_named() {
        let committed = files(&[
            ("Same.ts", "a"),
            ("Old.ts", "b"),
            ("Changed.ts", "one\ntwo\n"),
        ]);
        let fresh = files(&[
            ("Same.ts", "a"),
            ("New.ts", "c"),
            ("Changed.ts", "one\n2\n"),
        ]);
        assert_eq!(
            differences(&committed, &fresh),
            [
                "Changed.ts differs from line 2",
                "New.ts is missing",
                "Old.ts is generated no longer"
            ]
        );
        assert!(differences(&fresh, &fresh).is_empty());
    }
}
