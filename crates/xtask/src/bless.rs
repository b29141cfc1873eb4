//! `cargo xtask bless`: accepting what the program does now as what it should do.

use std::fs;

use anyhow::Result;

use crate::process;
use crate::programs;
use crate::setup::{self, Purpose};
use crate::steps::say;
use crate::test;
use crate::ui;
use crate::wasm;
use crate::workspace::Workspace;

/// Runs the Rust tests so that they write their snapshots anew: text (insta) and pictures.
pub(crate) fn snapshots(workspace: &Workspace) -> Result<()> {
    build_everything(workspace)?;
    process::run(
        test::nextest(workspace)
            .env("INSTA_UPDATE", "always")
            .env("OMNIOS_BLESS", "1"),
    )?;
    say("Look at what changed with `git diff` before you commit it.");
    Ok(())
}

/// Takes the README's picture of the studio, with the sample site and one element selected.
pub(crate) fn picture(workspace: &Workspace) -> Result<()> {
    build_everything(workspace)?;
    let picture = workspace.root.join("assets/readme/studio.png");
    fs::create_dir_all(workspace.root.join("assets/readme"))?;
    ui::install_packages_in(&workspace.e2e())?;
    let mut playwright = ui::npm(&workspace.e2e(), &["run", "--silent", "picture"]);
    test::with_programs(&mut playwright, workspace)?;
    process::run(playwright.env("OMNIOS_PICTURE", &picture))?;
    say(&format!("Wrote {}", picture.display()));
    Ok(())
}

fn build_everything(workspace: &Workspace) -> Result<()> {
    let toolchain = setup::prepare(workspace, Purpose::Test)?;
    wasm::build(workspace, toolchain)?;
    ui::install_packages(workspace)?;
    ui::build(workspace)?;
    programs::build_with_tests(workspace)
}
