//! Which Rust compiler builds the web view's half.
//!
//! The main type is [`WasmToolchain`]. Ordinarily that is rustup's, with the wasm32 target added.
//! Where rustup's servers cannot be reached, Debian packages a Rust with the standard library's
//! sources, from which cargo builds the target itself.

use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::process;
use crate::setup::system_packages;
use crate::steps::say;
use crate::workspace::Workspace;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Debian 12's newer Rust, kept for building browsers.
const DEBIAN_PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-llvm",
    "lld-22",
];

/// How long rustup may take to fetch the target; a blocked network often shows as silence.
const RUSTUP_LIMIT: Duration = Duration::from_secs(90);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WasmToolchain {
    /// The toolchain in use has the target installed.
    Rustup,
    /// Debian's cargo and rustc, which build the standard library from its sources.
    Debian,
}

impl WasmToolchain {
    /// `cargo build` for the web view, in the checkout.
    pub(crate) fn cargo_build(self, workspace: &Workspace) -> Command {
        let mut command = match self {
            Self::Rustup => process::command("cargo"),
            Self::Debian => {
                let mut command = process::command_outside_rustup("/usr/bin/cargo");
                // Building the standard library is an unstable option of cargo's, and this is
                // the switch by which a stable one accepts it.
                command
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("RUSTC", "/usr/bin/rustc");
                command
            }
        };
        command
            .current_dir(&workspace.root)
            .args(["build", "--target", TARGET]);
        if self == Self::Debian {
            command.arg("-Zbuild-std=std,panic_abort");
        }
        command
    }
}

pub(crate) fn find_or_install() -> Result<WasmToolchain> {
    let rustup = process::find_on_path(&["rustup"]).is_some();
    if rustup && rustup_has_target() || !rustup && default_rustc_has_target() {
        return Ok(WasmToolchain::Rustup);
    }
    let apt = process::find_on_path(&["apt-get"]).is_some();
    if apt && debian_packages_are_installed() {
        return Ok(WasmToolchain::Debian);
    }
    if rustup {
        let mut add = process::command("rustup");
        add.args(["target", "add", TARGET]);
        say(&format!(
            "The web view's half needs a compiler target. Running: {}",
            process::spell(&add)
        ));
        if process::succeeds_within(&mut add, RUSTUP_LIMIT) && rustup_has_target() {
            return Ok(WasmToolchain::Rustup);
        }
        say("rustup could not fetch it.");
    }
    if apt && system_packages::install_with_apt(&DEBIAN_PACKAGES).is_ok() {
        return Ok(WasmToolchain::Debian);
    }
    bail!(
        "no compiler for {TARGET} is installed and none could be fetched. When the network is \
         back, run `rustup target add {TARGET}`; on Debian 12, \
         `apt-get install {}` does as well. Nothing that exists was changed.",
        DEBIAN_PACKAGES.join(" ")
    );
}

fn rustup_has_target() -> bool {
    process::output(process::command("rustup").args(["target", "list", "--installed"]))
        .is_ok_and(|targets| targets.lines().any(|target| target.trim() == TARGET))
}

/// A Rust without rustup, from a distribution, has the target if its library folder is there.
fn default_rustc_has_target() -> bool {
    process::output(process::command("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))
    .is_ok_and(|folder| std::path::Path::new(folder.trim()).is_dir())
}

fn debian_packages_are_installed() -> bool {
    process::command("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}\n"])
        .args(DEBIAN_PACKAGES)
        .output()
        .is_ok_and(|answer| {
            answer.status.success()
                && String::from_utf8_lossy(&answer.stdout)
                    .lines()
                    .all(|status| status == "installed")
        })
}
