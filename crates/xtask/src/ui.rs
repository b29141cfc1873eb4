//! The UI in `src-ui`: its packages, its checks and its build.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process;
use crate::stamp::Stamp;
use crate::workspace::Workspace;

/// `npm run SCRIPT` in the UI's folder.
pub(crate) fn script(workspace: &Workspace, name: &str) -> Command {
    npm(&workspace.ui(), &["run", "--silent", name])
}

/// `npm` with arguments in a folder.
pub(crate) fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let program = process::find_on_path(&["npm"]).unwrap_or_else(|| "npm".into());
    let mut command = process::command(program);
    command.args(arguments).current_dir(folder);
    command
}

/// Installs the UI's packages if its package-lock.json is not the one they were installed from.
pub(crate) fn install_packages(workspace: &Workspace) -> Result<()> {
    install_packages_in(&workspace.ui())
}

/// The same for any folder with a package-lock.json.
pub(crate) fn install_packages_in(folder: &Path) -> Result<()> {
    let stamp = Stamp::of(
        folder.join("node_modules/.omnios-stamp"),
        &[
            folder.join("package-lock.json"),
            folder.join("package.json"),
        ],
        &[],
    )?;
    if stamp.is_current() {
        return Ok(());
    }
    process::run(&mut npm(folder, &["ci", "--no-audit", "--no-fund"]))?;
    // A package without dependencies has no such folder.
    fs::create_dir_all(folder.join("node_modules"))?;
    stamp.write()
}

/// Builds the page if anything that goes into it has changed.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let stamp = Stamp::of(
        workspace.target_dir.join("ui-build.stamp"),
        &[workspace.ui(), workspace.root.join("assets")],
        &["node_modules", "dist"],
    )?;
    let page = workspace.ui_dist().join("index.html");
    if stamp.is_current() && page.is_file() && !is_placeholder(&page) {
        return Ok(());
    }
    process::run(&mut script(workspace, "build"))?;
    stamp.write()
}

const PLACEHOLDER: &str = "<!doctype html><title>Omnios Studio</title><p>The studio's page is not \
                           built yet: run <code>cargo xtask run</code>.\n";

/// The desktop program embeds the page when it is compiled, and does not compile without one. A
/// check of the sources needs no real one.
pub(crate) fn provide_page_for_compiling(workspace: &Workspace) -> Result<()> {
    let dist = workspace.ui_dist();
    let page = dist.join("index.html");
    if page.is_file() || !workspace.ui().is_dir() {
        return Ok(());
    }
    fs::create_dir_all(&dist)
        .and_then(|()| fs::write(&page, PLACEHOLDER))
        .with_context(|| format!("{} could not be written", page.display()))
}

fn is_placeholder(page: &Path) -> bool {
    fs::read_to_string(page).is_ok_and(|text| text == PLACEHOLDER)
}
