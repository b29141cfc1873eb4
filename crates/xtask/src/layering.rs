//! The layering check: who may depend on whom, in Rust and in TypeScript.
//!
//! [`rules`] is the map, [`graph`] compares the workspace with it, [`typescript`] watches the UI's
//! one door. A dependency that the map does not have is a decision: change the map in the same
//! commit, and the architecture's description with it.

mod graph;
mod rules;
mod typescript;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut violations = graph::violations(&graph::edges(&workspace.metadata)?);
    violations.extend(typescript::violations(&workspace.ui().join("src"))?);
    if !violations.is_empty() {
        bail!(
            "the layering is broken:\n  {}\nThe rules are in crates/xtask/src/layering/rules.rs.",
            violations.join("\n  ")
        );
    }
    Ok(())
}
