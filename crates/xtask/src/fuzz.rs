//! `cargo xtask fuzz import`: random bytes at what reads files from elsewhere, with `cargo fuzz`.
//!
//! It needs a nightly toolchain, for the coverage that leads it, and builds everything once more
//! with that; so it is run on demand. What it finds is kept in `tests/fuzz/artifacts`.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;
use crate::steps::say;
use crate::workspace::Workspace;

/// What there is, as `tests/fuzz/fuzz_targets` has it.
const TARGETS: [&str; 6] = ["html", "css", "svg", "figma", "tokens", "zip"];

/// How long each target runs where nobody says otherwise, in seconds.
const SECONDS: &str = "60";

/// Takes longer than any input that a target should need, in seconds.
const SLOWEST: u32 = 20;

/// Memory that no target may go beyond, in MiB.
const MOST_MEMORY: u32 = 4096;

/// Runs the targets; `words` are their names, all where there is none, and `--seconds N`.
pub(crate) fn import(workspace: &Workspace, words: &[&str]) -> Result<()> {
    let mut targets: Vec<&str> = Vec::new();
    let mut seconds = SECONDS;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--seconds" => seconds = words.next().context("--seconds needs a number")?,
            name if TARGETS.contains(&name) => targets.push(name),
            name => bail!(
                "there is no target `{name}`; they are {}",
                TARGETS.join(", ")
            ),
        }
    }
    seconds
        .parse::<u32>()
        .with_context(|| format!("--seconds takes a whole number, not `{seconds}`"))?;
    if targets.is_empty() {
        targets = TARGETS.to_vec();
    }
    if which(&["cargo", "+nightly", "--version"]).is_none() {
        bail!("fuzzing needs a nightly toolchain: `rustup toolchain install nightly`");
    }
    if which(&["cargo", "fuzz", "--version"]).is_none() {
        bail!("fuzzing needs cargo-fuzz: `cargo install cargo-fuzz`");
    }
    let folder = workspace.root.join("tests/fuzz");
    for target in targets {
        say(&format!("Fuzzing {target} for {seconds} s"));
        // What it learns goes to the first folder, which is no part of the repository.
        let learned = workspace.target_dir.join("fuzz-corpus").join(target);
        std::fs::create_dir_all(&learned)?;
        process::run(
            fuzzer(&folder)
                .args(["run", "--sanitizer", "none", target])
                .arg(&learned)
                .arg(folder.join("seeds").join(target))
                .arg("--")
                .arg(format!("-max_total_time={seconds}"))
                .arg(format!("-timeout={SLOWEST}"))
                .arg(format!("-rss_limit_mb={MOST_MEMORY}"))
                .env("CARGO_TARGET_DIR", workspace.target_dir.join("fuzz")),
        )?;
    }
    Ok(())
}

fn fuzzer(folder: &Path) -> Command {
    let mut command = Command::new("cargo");
    command
        .current_dir(folder)
        .env_remove("RUSTUP_TOOLCHAIN")
        .args(["+nightly", "fuzz"]);
    command
}

fn which(words: &[&str]) -> Option<()> {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).env_remove("RUSTUP_TOOLCHAIN");
    let output = command.output().ok()?;
    output.status.success().then_some(())
}
