//! Tools that cargo builds: wasm-bindgen, nextest and tauri-driver. They go to `tools` in the
//! target directory, so that they neither touch nor depend on what the person has installed.

use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::process;
use crate::steps::say;
use crate::workspace::Workspace;

/// wasm-bindgen's program refuses output of any other version of its library, so the version
/// comes from Cargo.lock.
pub(crate) fn install_wasm_bindgen(workspace: &Workspace) -> Result<()> {
    let lock = fs::read_to_string(workspace.root.join("Cargo.lock"))
        .context("Cargo.lock could not be read; it belongs into the checkout")?;
    let version = locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen, which omnios_wasm needs")?;
    let tool = workspace.tool("wasm-bindgen");
    if tool.is_file() {
        let present = process::output(process::command(&tool).arg("--version"))?;
        if present.split_whitespace().nth(1) == Some(version) {
            return Ok(());
        }
    }
    install(workspace, "wasm-bindgen-cli", &format!("={version}"))
}

/// The test runner; the person's own is used where there is one.
pub(crate) fn install_nextest(workspace: &Workspace) -> Result<()> {
    if process::find_on_path(&["cargo-nextest"]).is_some()
        || workspace.tool("cargo-nextest").is_file()
    {
        return Ok(());
    }
    install(workspace, "cargo-nextest", "0.9")
}

/// WebDriver for Tauri windows. Version 3 drives Tauri 3.
pub(crate) fn install_tauri_driver(workspace: &Workspace) -> Result<()> {
    if !cfg!(target_os = "linux") || workspace.tool("tauri-driver").is_file() {
        return Ok(());
    }
    install(workspace, "tauri-driver", "^2")
}

fn install(workspace: &Workspace, package: &str, version: &str) -> Result<()> {
    let mut command = workspace.cargo("install");
    command
        .args([
            package,
            "--version",
            version,
            "--locked",
            "--force",
            "--root",
        ])
        .arg(workspace.target_dir.join("tools"))
        // A tool is compiled once; its intermediate files are of no further use.
        .env_remove("CARGO_TARGET_DIR")
        .arg("--target-dir")
        .arg(workspace.target_dir.join("tools/build"));
    say(&format!(
        "Building {package}, once: {}",
        process::spell(&command)
    ));
    let result = process::run(&mut command);
    // Only disk space is lost if this fails.
    let _ = fs::remove_dir_all(workspace.target_dir.join("tools/build"));
    if result.is_err() {
        bail!(
            "{package} {version} could not be built; cargo's message is above. If it could not \
             reach the package registry, try again when the network is back."
        );
    }
    Ok(())
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| *line == name)?;
    lines
        .next()?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_of_that_package_and_not_of_a_namesake() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "tauri"), None);
    }
}
