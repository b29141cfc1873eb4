//! `cargo xtask test`: what continuous integration runs, in the order in which failures are
//! cheapest to find.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::check;
use crate::closing_lines::Runner;
use crate::layout_oracle;
use crate::process;
use crate::programs;
use crate::setup::{self, Purpose};
use crate::steps::{Steps, say};
use crate::ui;
use crate::wasm;
use crate::workspace::Workspace;

pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::default();
    let toolchain = steps.step("setup", || setup::prepare(workspace, Purpose::Test))?;
    check::sources(&mut steps, workspace)?;
    steps.step("web view's half", || wasm::build(workspace, toolchain))?;
    steps.step("UI packages", || ui::install_packages(workspace))?;
    check::ui_sources(&mut steps, workspace)?;
    steps.runner(
        "UI unit tests",
        Runner::Vitest,
        &mut ui::script(workspace, "test"),
    )?;
    steps.step("UI build", || ui::build(workspace))?;
    steps.step("programs and tests build", || {
        programs::build_with_tests(workspace)
    })?;
    steps.runner("Rust tests", Runner::Nextest, &mut nextest(workspace))?;
    steps.step("random layouts against Chromium", || {
        layout_oracle::fuzz_briefly(workspace)
    })?;
    steps.runner(
        "the engine's bridge in WebAssembly",
        Runner::NodeTest,
        &mut bridge_in_wasm(workspace),
    )?;
    steps.step("corpus packages", || {
        ui::install_packages_in(&workspace.corpus())
    })?;
    steps.runner(
        "how imports are measured",
        Runner::NodeTest,
        &mut corpus(workspace)?,
    )?;
    steps.step("end-to-end packages", || {
        ui::install_packages_in(&workspace.e2e())?;
        process::run(&mut ui::npm(
            &workspace.e2e(),
            &["run", "--silent", "typecheck"],
        ))
    })?;
    let mut playwright = ui::npm(&workspace.e2e(), &["run", "--silent", "test"]);
    with_programs(&mut playwright, workspace)?;
    steps.runner(
        "browser end-to-end tests",
        Runner::Playwright,
        &mut playwright,
    )?;
    if cfg!(target_os = "linux") {
        steps.runner(
            "desktop smoke test",
            Runner::NodeTest,
            &mut desktop_smoke(workspace)?,
        )?;
    } else {
        say("\nThe desktop smoke test is left out: its WebDriver and display exist on Linux only.");
    }
    steps.summarise();
    Ok(())
}

/// All Rust tests. Nextest is an own program, found on the PATH or among xtask's tools.
pub(crate) fn nextest(workspace: &Workspace) -> Command {
    let program = process::find_on_path(&["cargo-nextest"])
        .unwrap_or_else(|| workspace.tool("cargo-nextest"));
    let mut command = process::command(program);
    command
        .args(["nextest", "run", "--workspace", "--no-tests", "pass"])
        .env("OMNIOS_UI_DIR", workspace.ui_dist())
        .current_dir(&workspace.root);
    command
}

/// The bridge's scripted calls in the web view's module, whose answers must be native code's.
fn bridge_in_wasm(workspace: &Workspace) -> Command {
    let mut command = process::command("node");
    command
        .args(["--test", "--test-reporter=spec", "bridge.test.mjs"])
        .env("OMNIOS_WASM", wasm::bindings_dir(workspace))
        .current_dir(workspace.root.join("tests/bridge"));
    command
}

/// What `cargo xtask fidelity` finds in pages and pictures. The corpus itself is not fetched.
fn corpus(workspace: &Workspace) -> Result<Command> {
    let mut command = process::command("node");
    command
        .args(["--test", "--test-reporter=spec"])
        .env("CHROMIUM", chromium()?)
        .current_dir(workspace.corpus());
    Ok(command)
}

/// Tells a test where our programs and the browser are.
pub(crate) fn with_programs(command: &mut Command, workspace: &Workspace) -> Result<()> {
    command
        .env("OMNIOS_BIN", workspace.program("omnios"))
        .env("OMNIOS_STUDIO_BIN", workspace.program("omnios-studio"))
        .env("OMNIOS_UI_DIR", workspace.ui_dist())
        .env("TAURI_DRIVER", workspace.tool("tauri-driver"))
        .env("CHROMIUM", chromium()?);
    Ok(())
}

pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    process::find_on_path(&["chromium", "chromium-browser", "google-chrome"])
        .context("there is no Chromium on the PATH; CHROMIUM may name one")
}

/// A real window, on a display of its own so that nothing appears on the person's.
fn desktop_smoke(workspace: &Workspace) -> Result<Command> {
    let mut command = process::command("xvfb-run");
    command
        .args(["--auto-servernum", "--server-args", "-screen 0 1440x900x24"])
        .args(["node", "--test", "--test-reporter=spec"])
        .arg("smoke.test.mjs")
        .current_dir(workspace.root.join("tests/desktop"))
        .env_remove("WAYLAND_DISPLAY");
    with_programs(&mut command, workspace)?;
    Ok(command)
}
