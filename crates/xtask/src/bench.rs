//! `cargo xtask bench`: the benchmarks of every crate that has some, and the engine's beside its
//! peers ([`engine`]).

pub(crate) mod engine;
pub(crate) mod renderers;
mod table;

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
    let chosen: Vec<&Bench> = benches
        .iter()
        .filter(|bench| package.is_none_or(|package| package == bench.owner))
        .collect();
    if chosen.is_empty() {
        let owners: Vec<&str> = benches.iter().map(|bench| bench.owner.as_str()).collect();
        bail!(
            "{} has no benchmark; these crates have: {}",
            package.unwrap_or_default(),
            owners.join(", ")
        );
    }
    for bench in chosen {
        say(&format!("\n── {}: {}", bench.owner, bench.name));
        process::run(
            workspace
                .cargo("bench")
                .args(["-p", &bench.owner, "--bench", &bench.name])
                .args(["--features", &bench.features]),
        )?;
    }
    Ok(())
}

/// A benchmark of the workspace.
#[derive(Debug, PartialEq)]
struct Bench {
    /// The package that it belongs to.
    owner: String,
    name: String,
    /// What it can't be built without, separated by commas.
    features: String,
}

/// Every benchmark in the workspace.
fn benches(metadata: &Value) -> Vec<Bench> {
    let none = Vec::new();
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().unwrap_or(&none) {
        for target in package["targets"].as_array().unwrap_or(&none) {
            let kinds = target["kind"].as_array().unwrap_or(&none);
            if kinds.iter().any(|kind| kind == "bench")
                && let (Some(package), Some(name)) =
                    (package["name"].as_str(), target["name"].as_str())
            {
                let features = target["required-features"].as_array().unwrap_or(&none);
                let features: Vec<&str> = features.iter().filter_map(Value::as_str).collect();
                found.push(Bench {
                    owner: package.to_owned(),
                    name: name.to_owned(),
                    features: features.join(","),
                });
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
                {"name": "step", "kind": ["bench"], "required-features": ["files"]},
            ]},
            {"name": "omnios_model", "targets": [{"name": "omnios_model", "kind": ["lib"]}]},
        ]});
        let expected = Bench {
            owner: "engine".into(),
            name: "step".into(),
            features: "files".into(),
        };
        assert_eq!(benches(&metadata), [expected]);
    }
}
