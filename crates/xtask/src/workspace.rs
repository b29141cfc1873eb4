//! Where things are: the checkout, the target directory and the parts that xtask builds.
//!
//! The main type is [`Workspace`]. It reads `cargo metadata` once and never touches the network.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::process;

/// The checkout that `cargo xtask` was called in.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo and xtask put what they build; respects `CARGO_TARGET_DIR`.
    pub(crate) target_dir: PathBuf,
    /// The output of `cargo metadata --no-deps`: the workspace's own packages only.
    pub(crate) metadata: Value,
}

impl Workspace {
    pub(crate) fn locate() -> Result<Self> {
        // Cargo says where the checkout is when it runs this program. What was compiled in could
        // be another checkout's, where several share a target folder.
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .ancestors()
            .nth(2)
            .context("xtask lies in crates/xtask, two folders below the checkout")?
            .to_path_buf();
        if !root.join("Cargo.toml").is_file() {
            bail!(
                "the checkout that xtask was built in, {}, is gone; run `cargo xtask` in another one",
                root.display()
            );
        }
        let mut command = process::command("cargo");
        command
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(&root);
        let metadata: Value = serde_json::from_str(&process::output(&mut command)?)
            .context("cargo metadata did not print JSON")?;
        let target_dir = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target directory")?
            .into();
        Ok(Self {
            root,
            target_dir,
            metadata,
        })
    }

    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("src-ui")
    }

    /// The built page, which hosts serve or embed.
    pub(crate) fn ui_dist(&self) -> PathBuf {
        self.ui().join("dist")
    }

    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("tests/e2e")
    }

    /// The pages that imports are measured with.
    pub(crate) fn corpus(&self) -> PathBuf {
        self.root.join("tests/corpus")
    }

    /// Tools that xtask installed for itself.
    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.target_dir
            .join("tools/bin")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// A program of ours, built with the dev profile.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.target_dir
            .join("debug")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// `cargo`, in the checkout.
    pub(crate) fn cargo(&self, subcommand: &str) -> std::process::Command {
        let mut command = process::command("cargo");
        command.arg(subcommand).current_dir(&self.root);
        command
    }
}
