//! Building the web view's half: `omnios_wasm` to WebAssembly, with its JavaScript bindings.
//!
//! Cargo decides whether anything has to be compiled; the bindings are made again when the
//! module that came out differs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process;
use crate::setup::wasm_toolchain::{TARGET, WasmToolchain};
use crate::stamp::Stamp;
use crate::steps::say;
use crate::workspace::Workspace;

/// Where the UI finds the module and its bindings; git ignores it.
pub(crate) fn bindings_dir(workspace: &Workspace) -> PathBuf {
    workspace.ui().join("src/platform/wasm")
}

pub(crate) fn build(workspace: &Workspace, toolchain: WasmToolchain) -> Result<()> {
    let mut build = toolchain.cargo_build(workspace);
    build.args(["-p", "omnios_wasm", "--lib", "--profile", "web"]);
    process::run(&mut build)?;

    let module = workspace
        .target_dir
        .join(TARGET)
        .join("web/omnios_wasm.wasm");
    let bindings = bindings_dir(workspace);
    let stamp = Stamp::of(
        bindings.join(".stamp"),
        &[module.clone(), workspace.root.join("Cargo.lock")],
        &[],
    )?;
    if stamp.is_current() && bindings.join("omnios_wasm_bg.wasm").is_file() {
        return Ok(());
    }
    fs::create_dir_all(&bindings)
        .with_context(|| format!("{} could not be created", bindings.display()))?;
    bind(workspace, "omnios_wasm", &module, &bindings)?;
    let size = fs::metadata(bindings.join("omnios_wasm_bg.wasm"))?.len();
    say(&format!(
        "The web view's module: {}.{} MB",
        size / 1_000_000,
        size / 100_000 % 10
    ));
    stamp.write()
}

/// Builds the benchmark's scenes and puts their bindings into `bindings`.
pub(crate) fn build_bench(
    workspace: &Workspace,
    toolchain: WasmToolchain,
    bindings: &Path,
) -> Result<()> {
    let mut build = toolchain.cargo_build(workspace);
    build.args(["-p", "omnios_bench", "--lib", "--profile", "web"]);
    process::run(&mut build)?;
    let module = workspace
        .target_dir
        .join(TARGET)
        .join("web/omnios_bench.wasm");
    bind(workspace, "omnios_bench", &module, bindings)
}

fn bind(workspace: &Workspace, name: &str, module: &Path, bindings: &Path) -> Result<()> {
    process::run(
        process::command(workspace.tool("wasm-bindgen"))
            .args(["--target", "web", "--out-name", name, "--out-dir"])
            .arg(bindings)
            .arg(module),
    )
}
