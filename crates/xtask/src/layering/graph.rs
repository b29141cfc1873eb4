//! Comparing the workspace's dependencies, as its manifests declare them, with the map.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::rules::{FOR_TESTS, LAYERS, RESERVED};

/// One declared dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) from: String,
    pub(super) to: String,
    /// Whether only tests, examples and benchmarks use it.
    pub(super) for_tests: bool,
    /// Whether it lies in this workspace.
    pub(super) is_ours: bool,
}

/// The graph that `cargo metadata --no-deps` describes.
pub(super) fn edges(metadata: &Value) -> Result<Graph> {
    let packages = metadata["packages"]
        .as_array()
        .context("cargo metadata lists no packages")?;
    let mut graph = Graph::default();
    for package in packages {
        let from = package["name"].as_str().context("a package has a name")?;
        graph.packages.push(from.to_owned());
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let to = dependency["name"].as_str().context("it has a name")?;
            graph.edges.push(Edge {
                from: from.to_owned(),
                to: to.to_owned(),
                for_tests: dependency["kind"] == "dev",
                is_ours: dependency["path"].is_string(),
            });
        }
    }
    Ok(graph)
}

/// The workspace's packages and what they declare to depend on.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) packages: Vec<String>,
    pub(super) edges: Vec<Edge>,
}

/// One line for each edge or package that the map does not have.
pub(super) fn violations(graph: &Graph) -> Vec<String> {
    let mut found: Vec<String> = graph
        .packages
        .iter()
        .filter(|package| may_use(package).is_none())
        .map(|package| format!("{package} has no place on the map; give it a layer"))
        .collect();
    for edge in &graph.edges {
        let Edge { from, to, .. } = edge;
        if let Some(reserved) = RESERVED
            .iter()
            .find(|reserved| matches(reserved.library, to))
            && !reserved.for_packages.contains(&from.as_str())
        {
            found.push(format!("{from} → {to}: {}", reserved.because));
        }
        if edge.is_ours
            && let Some(allowed) = may_use(from)
            && !allowed.contains(&to.as_str())
            && !(edge.for_tests && to == FOR_TESTS)
        {
            let rule = match (allowed, edge.for_tests) {
                (_, false) if to == FOR_TESTS => {
                    format!("{FOR_TESTS} is for tests; make it a dev-dependency")
                }
                ([], _) => format!("{from} may depend on no crate of the workspace"),
                (allowed, _) => format!("{from} may depend on {}", allowed.join(", ")),
            };
            found.push(format!("{from} → {to}: {rule}"));
        }
    }
    found.sort();
    found.dedup();
    found
}

fn may_use(package: &str) -> Option<&'static [&'static str]> {
    LAYERS
        .iter()
        .find(|layer| layer.package == package)
        .map(|layer| layer.may_use)
}

fn matches(pattern: &str, library: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => library.starts_with(start),
        None => library == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn graph(packages: &[(&str, &[(&str, &str)])]) -> Graph {
        let packages: Vec<Value> = packages
            .iter()
            .map(|(name, dependencies)| {
                let dependencies: Vec<Value> = dependencies
                    .iter()
                    .map(|(to, kind)| {
                        json!({
                            "name": to,
                            "kind": if *kind == "dev" { json!("dev") } else { Value::Null },
                            "path": if *kind == "library" { Value::Null } else { json!("/somewhere") },
                        })
                    })
                    .collect();
                json!({"name": name, "dependencies": dependencies})
            })
            .collect();
        edges(&json!({ "packages": packages })).expect("well-formed")
    }

    #[test]
    fn a_graph_that_follows_the_map_is_accepted() {
        let graph = graph(&[
            ("omnios_model", &[("thiserror", "library")]),
            (
                "omnios_document",
                &[
                    ("omnios_model", ""),
                    ("yrs", "library"),
                    ("omnios_testkit", "dev"),
                ],
            ),
            (
                "omnios-studio",
                &[("tauri", "library"), ("omnios_host", "")],
            ),
        ]);
        assert_eq!(violations(&graph), Vec::<String>::new());
    }

    #[test]
    fn every_kind_of_bad_edge_is_named_with_its_rule() {
        let graph = graph(&[
            ("omnios_protocol", &[("omnios_model", "")]),
            (
                "omnios_compile_html",
                &[("omnios_compile", ""), ("engine", "")],
            ),
            ("omnios_store", &[("omnios_assets", "")]),
            ("engine_scene", &[("yrs", "library"), ("engine_gpu", "dev")]),
            ("omnios_server", &[("tauri-utils", "library")]),
            ("omnios_editor", &[("omnios_testkit", "")]),
            ("omnios_newcomer", &[]),
        ]);
        let found = violations(&graph).join("\n");
        for expected in [
            "omnios_protocol → omnios_model: omnios_protocol may depend on no crate",
            "omnios_compile_html → engine: omnios_compile_html may depend on omnios_compile, omnios_model",
            "omnios_store → omnios_assets: omnios_store may depend on omnios_model",
            "engine_scene → yrs: only omnios_document sees the CRDT",
            "engine_scene → engine_gpu: ",
            "omnios_server → tauri-utils: only src-tauri knows Tauri",
            "omnios_editor → omnios_testkit: omnios_testkit is for tests",
            "omnios_newcomer has no place on the map",
        ] {
            assert!(found.contains(expected), "{expected:?} not in:\n{found}");
        }
        assert_eq!(found.lines().count(), 8, "{found}");
    }

    /// Everything a package may reach, over any number of edges.
    fn reach(package: &str) -> Vec<&'static str> {
        let mut reached = Vec::new();
        let mut open = vec![package];
        while let Some(next) = open.pop() {
            for &to in may_use(next).unwrap_or_default() {
                if !reached.contains(&to) {
                    reached.push(to);
                    open.push(to);
                }
            }
        }
        reached
    }

    #[test]
    fn the_map_itself_keeps_the_invariants() {
        for layer in LAYERS {
            let reached = reach(layer.package);
            assert!(
                !reached.contains(&layer.package),
                "{} reaches itself",
                layer.package
            );
            for to in &reached {
                assert!(may_use(to).is_some(), "{to} has no layer of its own");
                // Benchmarks aren't shipped.
                assert!(
                    *to != FOR_TESTS || layer.package == "omnios_bench",
                    "{} ships {FOR_TESTS}",
                    layer.package
                );
            }
            if layer.package.starts_with("engine") {
                assert!(
                    !reached.contains(&"omnios_document"),
                    "the engine never sees the CRDT, not even through {reached:?}"
                );
            }
            if layer.package.starts_with("omnios_compile") {
                assert!(
                    !reached
                        .iter()
                        .any(|to| to.starts_with("engine") && *to != "engine_vector"
                            || *to == "omnios_editor"),
                    "compilers lay out and paint nothing, not even through {reached:?}"
                );
            }
        }
    }
}
