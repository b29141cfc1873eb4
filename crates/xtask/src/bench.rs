//! `cargo xtask bench`: the benchmarks of every crate that has some.

mod marked_section;
pub(crate) mod renderers;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::process;
use crate::steps::say;
use crate::workspace::Workspace;

/// Runs the benchmarks of one package, or of all.
pub(crate) fn bench(workspace: &Workspace, package: Option<&str>) -> Result<()> {
    let benches = benches(&workspace.metadata);
    if benches.is_empty() {
        say("No crate has a benchmark yet. One is a file in a crate's benches/ folder.");
        return Ok(());
    }
    let chosen: Vec<&(String, String)> = benches
        .iter()
        .filter(|(owner, _)| package.is_none_or(|package| package == owner))
        .collect();
    if chosen.is_empty() {
        let owners: Vec<&str> = benches.iter().map(|(owner, _)| owner.as_str()).collect();
        bail!(
            "{} has no benchmark; these crates have: {}",
            package.unwrap_or_default(),
            owners.join(", ")
        );
    }
    for (owner, name) in chosen {
        say(&format!("\n── {owner}: {name}"));
        process::run(
            workspace
                .cargo("bench")
                .args(["-p", owner, "--bench", name]),
        )?;
    }
    Ok(())
}

/// Package and name of every benchmark in the workspace.
fn benches(metadata: &Value) -> Vec<(String, String)> {
    let none = Vec::new();
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().unwrap_or(&none) {
        for target in package["targets"].as_array().unwrap_or(&none) {
            let kinds = target["kind"].as_array().unwrap_or(&none);
            if kinds.iter().any(|kind| kind == "bench")
                && let (Some(package), Some(name)) =
                    (package["name"].as_str(), target["name"].as_str())
            {
                found.push((package.to_owned(), name.to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn benchmarks_are_found_by_their_kind() {
        let metadata = json!({"packages": [
            {"name": "engine", "targets": [
                {"name": "engine", "kind": ["lib"]},
                {"name": "step", "kind": ["bench"]},
            ]},
            {"name": "omnios_model", "targets": [{"name": "omnios_model", "kind": ["lib"]}]},
        ]});
        assert_eq!(benches(&metadata), [("engine".into(), "step".into())]);
    }
}
