//! `cargo xtask bench renderers`: our renderer and `vello_gpu` on the same scenes, natively, in
//! Chromium and in the desktop program's web view.
//!
//! `engine/engine_gpu/examples/renderers` draws and takes the times; this builds it for each
//! place, runs it there and makes a table.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::marked_section;
use crate::process;
use crate::setup::{self, Purpose, wasm_toolchain};
use crate::steps::{complain, say};
use crate::workspace::Workspace;

const EXAMPLE: [&str; 6] = [
    "-p",
    "engine_gpu",
    "--example",
    "renderers",
    "--features",
    "comparison",
];

const PAGE: &str = "<!doctype html><title>Renderers</title><pre></pre>\
    <canvas width=\"1600\" height=\"1000\"></canvas>\
    <script type=\"module\">import start from './renderers.js'; start();</script>\n";

/// Measures everywhere it can; `write` puts the table into the engine's README.
pub(crate) fn run(workspace: &Workspace, write: bool) -> Result<()> {
    let toolchain = setup::prepare(workspace, Purpose::Test)?;
    say("Building for this machine …");
    process::run(workspace.cargo("build").arg("--release").args(EXAMPLE))?;
    say("Building for browsers …");
    let mut build = toolchain.cargo_build(workspace);
    process::run(build.args(["--profile", "web"]).args(EXAMPLE))?;
    let page = page(workspace)?;

    let mut lines = Vec::new();
    say("Measuring natively …");
    collect(
        &mut lines,
        "native",
        &mut process::command(native_program(workspace)),
    )?;
    for (browser, place) in [("chromium", "Chromium"), ("webkit", "WebKitGTK")] {
        say(&format!("Measuring in {place} …"));
        let mut command = process::command("node");
        command
            .arg(workspace.root.join("tests/bench/in-a-browser.mjs"))
            .arg(browser)
            .arg(&page);
        if let Err(error) = collect(&mut lines, place, &mut command) {
            complain(&format!("{place} is left out: {error:#}"));
        }
    }
    let table = table(&lines);
    say(&table);
    if write {
        marked_section::write(
            &workspace.root.join("engine/README.md"),
            "renderers",
            &table,
        )?;
        say("The table stands in engine/README.md.");
    }
    Ok(())
}

/// `cargo xtask bench gpu`: our renderer natively on whatever graphics adapter there is, against
/// the time that copying the same pixels takes on it.
pub(crate) fn gpu(workspace: &Workspace, write: bool) -> Result<()> {
    process::run(workspace.cargo("build").arg("--release").args(EXAMPLE))?;
    let mut command = process::command(native_program(workspace));
    let mut lines = Vec::new();
    collect(&mut lines, "native", command.arg("gpu"))?;
    let table = gpu_table(&lines);
    say(&table);
    if write {
        marked_section::write(&workspace.root.join("engine/README.md"), "gpu", &table)?;
        say("The table stands in engine/README.md.");
    }
    Ok(())
}

fn gpu_table(lines: &[Value]) -> String {
    let of = |line: &Value, name: &str| line[name].as_f64().unwrap_or(f64::NAN);
    let mut table = String::new();
    if let Some(copy) = lines.iter().find(|it| !it["copy_ms"].is_null()) {
        let adapter = copy["adapter"].as_str().unwrap_or_default();
        let software = ["llvmpipe", "SwiftShader", "lavapipe"]
            .iter()
            .any(|name| adapter.contains(name));
        let _ = writeln!(
            table,
            "{adapter}{}: copying 1600 × 1000 px takes {:.3} ms, {:.2} billion px/s. That is the floor.\n",
            if software {
                " (in software, no GPU)"
            } else {
                ""
            },
            of(copy, "copy_ms"),
            of(copy, "pixels_per_second") / 1.0e9,
        );
    }
    table.push_str(
        "| scene | view | processor p50 | p99 | frame p50 | p99 | million px/s | frame / floor |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for line in lines.iter().filter(|it| !it["scene"].is_null()) {
        let word = |name: &str| line[name].as_str().unwrap_or_default();
        let _ = writeln!(
            table,
            "| {} | {} | {:.2} ms | {:.2} ms | {:.2} ms | {:.2} ms | {:.0} | {:.1}× |",
            word("scene"),
            word("view"),
            of(line, "processor_p50"),
            of(line, "processor_p99"),
            of(line, "frame_p50"),
            of(line, "frame_p99"),
            of(line, "pixels_per_second") / 1.0e6,
            of(line, "floor"),
        );
    }
    table
}

fn native_program(workspace: &Workspace) -> PathBuf {
    workspace
        .target_dir
        .join("release/examples")
        .join(format!("renderers{}", std::env::consts::EXE_SUFFIX))
}

/// The folder with the module for browsers and a page that starts it.
fn page(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target_dir.join("bench/renderers");
    fs::create_dir_all(&folder)
        .with_context(|| format!("{} could not be created", folder.display()))?;
    let module = workspace
        .target_dir
        .join(wasm_toolchain::TARGET)
        .join("web/examples/renderers.wasm");
    process::run(
        process::command(workspace.tool("wasm-bindgen"))
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(&folder)
            .arg(&module),
    )?;
    fs::write(folder.join("index.html"), PAGE)?;
    Ok(folder)
}

fn collect(lines: &mut Vec<Value>, place: &str, command: &mut std::process::Command) -> Result<()> {
    for line in process::output(command)?.lines() {
        let mut line: Value =
            serde_json::from_str(line).with_context(|| format!("{place} said: {line}"))?;
        line["place"] = place.into();
        lines.push(line);
    }
    Ok(())
}

/// One row a place, scene and view, with both renderers' times and their ratio.
fn table(lines: &[Value]) -> String {
    let mut table = String::from(
        "| place | scene | view | processor: ours | vello_gpu | ratio | whole frame: ours | vello_gpu | ratio |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    let of = |line: &Value, name: &str| line[name].as_f64().unwrap_or(f64::NAN);
    for ours in lines.iter().filter(|it| it["renderer"] == "engine_gpu") {
        let same = |it: &&Value| {
            it["renderer"] == "vello_gpu"
                && ["place", "scene", "view"]
                    .iter()
                    .all(|name| it[*name] == ours[*name])
        };
        let Some(theirs) = lines.iter().find(same) else {
            continue;
        };
        let pair = |name: &str| {
            let (a, b) = (of(ours, name), of(theirs, name));
            format!("{a:.2} ms | {b:.2} ms | {:.2}×", a / b)
        };
        let word = |name: &str| ours[name].as_str().unwrap_or_default();
        let _ = writeln!(
            table,
            "| {} ({}) | {} | {} | {} | {} |",
            word("place"),
            word("adapter"),
            word("scene"),
            word("view"),
            pair("processor_p50"),
            pair("frame_p50"),
        );
    }
    table
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::table;

    #[test]
    fn a_row_holds_both_renderers_and_their_ratio() {
        let line = |renderer: &str, time: f64| {
            json!({"place": "native", "adapter": "a", "scene": "text", "view": "all",
                "renderer": renderer, "processor_p50": time, "frame_p50": time * 2.0})
        };
        let table = table(&[line("engine_gpu", 1.0), line("vello_gpu", 4.0)]);
        let row = table.lines().last().unwrap_or_default();
        assert_eq!(
            row,
            "| native (a) | text | all | 1.00 ms | 4.00 ms | 0.25× | 2.00 ms | 8.00 ms | 0.25× |"
        );
    }
}
