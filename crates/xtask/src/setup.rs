//! What has to be on the machine before a build or a test run, and installing what is not.
//!
//! The main type is [`Purpose`]. Looking takes a fraction of a second when nothing is missing, so
//! that every command can afford it.

pub(crate) mod cargo_tools;
mod node;
mod system_packages;
pub(crate) mod wasm_toolchain;

use anyhow::Result;

use crate::setup::wasm_toolchain::WasmToolchain;
use crate::workspace::Workspace;

/// What the machine is prepared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Checking the sources: compiles everything, runs nothing.
    Check,
    /// The studio in a browser tab.
    RunInBrowser,
    /// The studio in a window of its own.
    RunOnDesktop,
    /// All tests.
    Test,
}

/// Installs what is missing and says which toolchain builds the web view's half.
pub(crate) fn prepare(workspace: &Workspace, purpose: Purpose) -> Result<WasmToolchain> {
    node::expect_recent_node()?;
    system_packages::install_missing(purpose)?;
    let wasm = wasm_toolchain::find_or_install()?;
    cargo_tools::install_wasm_bindgen(workspace)?;
    if purpose == Purpose::Test {
        cargo_tools::install_nextest(workspace)?;
        cargo_tools::install_tauri_driver(workspace)?;
    }
    Ok(wasm)
}
