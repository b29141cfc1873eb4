//! `cargo xtask run`: everything from a fresh checkout to an open studio.

use std::path::Path;

use anyhow::{Result, bail};

use crate::process;
use crate::programs;
use crate::setup::{self, Purpose};
use crate::steps::say;
use crate::ui;
use crate::wasm;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, file: Option<&Path>) -> Result<()> {
    // The name is meant from where the person stands, and is wrong before the build as after it.
    let file = file.map(std::path::absolute).transpose()?;
    if let Some(file) = &file
        && !file.is_file()
    {
        bail!(
            "there is no file {}; `cargo xtask run` without a name opens a sample site",
            file.display()
        );
    }

    let desktop = has_display();
    let toolchain = setup::prepare(
        workspace,
        if desktop {
            Purpose::RunOnDesktop
        } else {
            Purpose::RunInBrowser
        },
    )?;
    wasm::build(workspace, toolchain)?;
    ui::install_packages(workspace)?;
    ui::build(workspace)?;
    if desktop {
        programs::build_with_desktop(workspace)?;
    } else {
        programs::build_command_line(workspace)?;
    }

    say(&match &file {
        Some(file) => format!("Opening {}", file.display()),
        None => "Opening your copy of the sample site".to_owned(),
    });
    // Without a file both programs open the sample, and make it at the first time.
    if desktop {
        process::replace_with(process::command(workspace.program("omnios-studio")).args(file))
    } else {
        say("There is no display here, so a browser does it; Ctrl+C ends it.");
        process::replace_with(
            process::command(workspace.program("omnios"))
                .arg("serve")
                .args(file)
                .env("OMNIOS_UI_DIR", workspace.ui_dist()),
        )
    }
}

fn has_display() -> bool {
    if cfg!(any(target_os = "macos", windows)) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|display| !display.is_empty()))
}
