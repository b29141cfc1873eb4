//! `cargo xtask record layout` and `cargo xtask fuzz layout`: asking Chromium where boxes stand.
//! The asking is done by `tests/layout`; this starts it.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process;
use crate::steps::say;
use crate::test;
use crate::workspace::Workspace;

/// How many trees continuous integration compares; a minute's worth.
const TREES_IN_CI: [&str; 4] = ["--trees", "2000", "--seed", "1"];

fn oracle(workspace: &Workspace) -> Result<Command> {
    let mut command = workspace.cargo("test");
    command
        // The whole workspace, so that nothing is compiled again with other features.
        .args(["--workspace", "--test", "layout_oracle", "--"])
        .env("CHROMIUM", test::chromium()?);
    Ok(command)
}

/// Records Chromium's boxes and lines of every page anew.
pub(crate) fn record(workspace: &Workspace) -> Result<()> {
    process::run(oracle(workspace)?.arg("chromium").env("OMNIOS_BLESS", "1"))?;
    say("Look at what changed with `git diff tests/layout/recorded` before you commit it.");
    Ok(())
}

/// Compares random trees; `options` are `--trees N`, `--seed S` and `--group G`.
pub(crate) fn fuzz(workspace: &Workspace, options: &[&str]) -> Result<()> {
    let mut command = oracle(workspace)?;
    command.args(["--ignored", "--nocapture", "random_trees"]);
    for option in options.chunks(2) {
        let [name, value] = option else {
            bail!("`{}` needs a value; see `cargo xtask --help`", option[0]);
        };
        let variable = match *name {
            "--trees" => "OMNIOS_TREES",
            "--seed" => "OMNIOS_SEED",
            "--group" => "OMNIOS_GROUP",
            _ => bail!("there is no option `{name}`; see `cargo xtask --help`"),
        };
        if variable != "OMNIOS_GROUP" {
            value
                .parse::<u64>()
                .with_context(|| format!("{name} takes a whole number, not `{value}`"))?;
        }
        command.env(variable, value);
    }
    process::run(&mut command)
}

/// The part of [`fuzz`] that continuous integration runs.
pub(crate) fn fuzz_briefly(workspace: &Workspace) -> Result<()> {
    fuzz(workspace, &TREES_IN_CI)
}
