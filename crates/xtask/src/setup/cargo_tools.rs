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
    // The features and the other programs serve wasm-bindgen's own test runner.
    let only_what_we_use = ["--no-default-features", "--bin", "wasm-bindgen"];
    install(
        workspace,
        "wasm-bindgen-cli",
        &format!("={version}"),
        &only_what_we_use,
    )
}

/// The test runner; the person's own is used where there is one.
pub(crate) fn install_nextest(workspace: &Workspace) -> Result<()> {
    if process::find_on_path(&["cargo-nextest"]).is_some()
        || workspace.tool("cargo-nextest").is_file()
    {
        return Ok(());
    }
    install(workspace, "cargo-nextest", "0.9", &[])
}

/// WebDriver for Tauri windows. Version 3 drives Tauri 3.
pub(crate) fn install_tauri_driver(workspace: &Workspace) -> Result<()> {
    if !cfg!(target_os = "linux") || workspace.tool("tauri-driver").is_file() {
        return Ok(());
    }
    install(workspace, "tauri-driver", "^2", &[])
}

fn install(
    workspace: &Workspace,
    package: &str,
    version: &str,
    features_and_programs: &[&str],
) -> Result<()> {
    let build_dir = workspace.target_dir.join("tools/build");
    let command = |is_locked: bool| {
        let mut command = workspace.cargo("install");
        command
            .args([package, "--version", version, "--force"])
            .args(features_and_programs)
            .arg("--root")
            .arg(workspace.target_dir.join("tools"))
            .arg("--target-dir")
            .arg(&build_dir);
        if is_locked {
            command.arg("--locked");
        }
        command
    };
    say(&format!(
        "Building {package}, once: {}",
        process::spell(&command(true))
    ));
    let mut result = process::run(&mut command(true));
    if result.is_err() {
        // A registry's mirror may lack a version that the tool's own lock file names.
        say("That failed; once more with other versions of its libraries.");
        result = process::run(&mut command(false));
    }
    // A tool is compiled once, so its intermediate files only take space.
    let _ = fs::remove_dir_all(&build_dir);
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
