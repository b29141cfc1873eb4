//! `cargo xtask check`: everything that can be said about the sources without a test run.

use std::io::IsTerminal as _;

use anyhow::{Result, bail};

use crate::codegen;
use crate::layering;
use crate::process;
use crate::setup::{self, Purpose};
use crate::steps::Steps;
use crate::tidy;
use crate::ui;
use crate::wasm;
use crate::workspace::Workspace;

pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::default();
    let toolchain = steps.step("setup", || setup::prepare(workspace, Purpose::Check))?;
    sources(&mut steps, workspace)?;
    steps.step("web view's half", || wasm::build(workspace, toolchain))?;
    steps.step("UI packages", || ui::install_packages(workspace))?;
    ui_sources(&mut steps, workspace)?;
    steps.summarise();
    Ok(())
}

/// What takes a second and needs nothing installed, for the moment before a commit. All of it
/// runs, so that one call names everything that is wrong.
pub(crate) fn quick(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::default();
    let failures: Vec<String> = [
        steps.step("formatting", || formatting(workspace)),
        steps.step("layering", || layering::check(workspace)),
        steps.step("tidiness", || tidy::check(workspace)),
    ]
    .into_iter()
    .filter_map(|outcome| outcome.err().map(|error| format!("{error:#}")))
    .collect();
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    steps.summarise();
    Ok(())
}

/// Formatting, lints, layering, tidiness and generated code of the Rust side.
pub(crate) fn sources(steps: &mut Steps, workspace: &Workspace) -> Result<()> {
    steps.step("formatting", || formatting(workspace))?;
    steps.step("layering", || layering::check(workspace))?;
    steps.step("tidiness", || tidy::check(workspace))?;
    steps.step("clippy", || {
        ui::provide_page_for_compiling(workspace)?;
        process::run(workspace.cargo("clippy").args([
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    steps.step("generated TypeScript", || codegen::check(workspace))
}

fn formatting(workspace: &Workspace) -> Result<()> {
    let mut format = workspace.cargo("fmt");
    format.args(["--all", "--check"]);
    if !std::io::stdout().is_terminal() {
        // rustfmt colours its differences wherever they go.
        format.args(["--", "--color", "never"]);
    }
    process::run(&mut format)
}

/// Types and lint of the UI. They need the bindings of the web view's half.
pub(crate) fn ui_sources(steps: &mut Steps, workspace: &Workspace) -> Result<()> {
    steps.step("UI types", || {
        process::run(&mut ui::script(workspace, "typecheck"))
    })?;
    steps.step("UI lint", || {
        process::run(&mut ui::script(workspace, "lint"))
    })
}
