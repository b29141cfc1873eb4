//! `cargo xtask run`: everything from a fresh checkout to an open studio.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

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

    let file = match file {
        Some(file) => file,
        None => sample_project(workspace)?,
    };
    say(&format!("Opening {}", file.display()));
    if desktop {
        process::replace_with(process::command(workspace.program("omnios-studio")).arg(&file))
    } else {
        say("There is no display here, so a browser does it; Ctrl+C ends it.");
        process::replace_with(
            process::command(workspace.program("omnios"))
                .arg("serve")
                .arg(&file)
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

/// The person's own copy of the sample site; made once and theirs to change.
fn sample_project(workspace: &Workspace) -> Result<PathBuf> {
    let folder = data_dir(|name| std::env::var_os(name).map(PathBuf::from))
        .unwrap_or_else(|| workspace.target_dir.join("data"))
        .join("omnios");
    let file = folder.join("Omnios Sample.omnios");
    if !file.exists() {
        fs::create_dir_all(&folder)
            .with_context(|| format!("the folder {} could not be created", folder.display()))?;
        process::run(
            process::command(workspace.program("omnios"))
                .arg("new")
                .arg(&file)
                .args(["--sample", "site"]),
        )?;
    }
    Ok(file)
}

/// The folder in which this system's programs keep the person's data.
fn data_dir(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let absolute = |name: &str| variable(name).filter(|path| path.is_absolute());
    if cfg!(windows) {
        absolute("APPDATA")
    } else if cfg!(target_os = "macos") {
        absolute("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        absolute("XDG_DATA_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_sample_goes_to_the_data_folder_of_the_xdg_specification() {
        let with = |pairs: &'static [(&str, &str)]| {
            data_dir(move |name| {
                pairs
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| PathBuf::from(value))
            })
        };
        assert_eq!(
            with(&[("HOME", "/home/ada")]),
            Some("/home/ada/.local/share".into())
        );
        assert_eq!(
            with(&[("HOME", "/home/ada"), ("XDG_DATA_HOME", "/data/ada")]),
            Some("/data/ada".into())
        );
        // The specification has relative paths ignored.
        assert_eq!(with(&[("XDG_DATA_HOME", "data")]), None);
    }
}
