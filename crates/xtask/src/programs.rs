//! Building our own programs, `omnios` and `omnios-studio`, with the profile that tests use.

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// The command line, which also serves the studio to a browser.
pub(crate) fn build_command_line(workspace: &Workspace) -> Result<()> {
    process::run(
        workspace
            .cargo("build")
            .args(["-p", "omnios_cli", "--bin", "omnios"]),
    )
}

/// The command line and the desktop program, which embeds the UI as it is built now.
pub(crate) fn build_with_desktop(workspace: &Workspace) -> Result<()> {
    process::run(workspace.cargo("build").args([
        "-p",
        "omnios_cli",
        "-p",
        "omnios-studio",
        "--bins",
    ]))
}

/// Every program and every test in one go: cargo enables the same features for all of them, so
/// that no library is compiled twice.
pub(crate) fn build_with_tests(workspace: &Workspace) -> Result<()> {
    process::run(
        workspace
            .cargo("build")
            .args(["--workspace", "--bins", "--tests"]),
    )
}
