//! `cargo xtask bench engine`: the engine's scenes natively and in a browser, beside its peers, as
//! one table.
//!
//! Nothing here fails because something is slow: the table says which targets hold. `--quick`
//! takes documents of a tenth of the size, `--write` puts the table into `engine/README.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::table::{Line, Table};
use crate::setup::{self, Purpose};
use crate::steps::say;
use crate::workspace::Workspace;
use crate::{process, programs, test, ui, wasm};

/// How large the documents are.
struct Size {
    elements: &'static str,
    flex_boxes: &'static str,
    index_boxes: &'static str,
}

const FULL: Size = Size {
    elements: "100000",
    flex_boxes: "100000",
    index_boxes: "1000000",
};
const QUICK: Size = Size {
    elements: "10000",
    flex_boxes: "10000",
    index_boxes: "100000",
};
/// tldraw allows no more shapes on a page.
const GESTURE_ELEMENTS: &str = "4000";

/// Runs everything. `flags` are the words after `engine`.
pub(crate) fn run(workspace: &Workspace, flags: &[&str]) -> Result<()> {
    let mut is_quick = false;
    let mut writes = false;
    for flag in flags {
        match *flag {
            "--quick" => is_quick = true,
            "--write" => writes = true,
            other => bail!("`bench engine` takes --quick and --write, not {other}"),
        }
    }
    let size = if is_quick { QUICK } else { FULL };
    let folder = workspace.target_dir.join("bench-engine");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;

    say("Building what is measured, optimised");
    let toolchain = setup::prepare(workspace, Purpose::RunInBrowser)?;
    wasm::build(workspace, toolchain)?;
    let bindings = folder.join("module");
    wasm::build_bench(workspace, toolchain, &bindings)?;
    ui::install_packages(workspace)?;
    ui::build(workspace)?;
    programs::build_command_line(workspace)?;
    let bench = workspace.root.join("tests/bench");
    install_peers(&bench)?;
    documents(workspace, &folder, &size)?;

    let native = folder.join("native.jsonl");
    let index = folder.join("index.jsonl");
    let browser = folder.join("browser.jsonl");
    let quick = is_quick.then_some(("OMNIOS_BENCH_QUICK", "1"));
    say("\nThe scenes, natively");
    process::run(
        workspace
            .cargo("bench")
            .args(["-p", "omnios_bench", "--features", "files"])
            .args(["--bench", "scenes"])
            .env("OMNIOS_BENCH_OUT", &native)
            .envs(quick),
    )?;
    say("\nThe spatial index, beside geo-index");
    process::run(
        workspace
            .cargo("bench")
            .args(["-p", "engine_interact", "--bench", "index"])
            .env("OMNIOS_BENCH_OUT", &index)
            .env("OMNIOS_BENCH_BOXES", size.index_boxes),
    )?;
    say(
        "\nThe scenes in WebAssembly, Yoga, Chromium's layout, and gestures beside tldraw and GrapesJS",
    );
    let mut node = Command::new("node");
    node.arg("run.mjs")
        .current_dir(&bench)
        .env("OMNIOS_BENCH_FOLDER", &folder)
        .env("OMNIOS_BENCH_WASM", &bindings)
        .env("OMNIOS_BENCH_NATIVE", &native)
        .env("OMNIOS_BENCH_OUT", &browser)
        .envs(quick);
    test::with_programs(&mut node, workspace)?;
    process::run(&mut node)?;

    let mut lines = read(&native, "native")?;
    lines.extend(read(&index, "native")?);
    lines.extend(read(&browser, "browser")?);
    let table = Table {
        lines,
        elements: size.elements,
    };
    say(&format!("\n{}", table.text()));
    if writes {
        table.write(&workspace.root.join("engine/README.md"))?;
        say("Wrote the table into engine/README.md");
    }
    Ok(())
}

/// The peers as tests/bench/package-lock.json pins them; no script of theirs is run.
fn install_peers(bench: &Path) -> Result<()> {
    process::run(&mut ui::npm(
        bench,
        &["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    ))
}

fn documents(workspace: &Workspace, folder: &Path, size: &Size) -> Result<()> {
    let write = |arguments: &[&str]| {
        process::run(
            workspace
                .cargo("run")
                .args(["--quiet", "--release", "-p", "omnios_bench"])
                .args(["--features", "files", "--bin", "bench-document", "--"])
                .args(arguments),
        )
    };
    let path = |name: &str| -> Result<String> {
        let path = folder.join(name);
        let text = path
            .to_str()
            .context("the target folder's name is no text")?;
        Ok(text.to_owned())
    };
    write(&["flex", &path("flex.json")?, size.flex_boxes])?;
    for (name, elements) in [("large", size.elements), ("small", GESTURE_ELEMENTS)] {
        write(&["project", &path(&format!("{name}.omnios"))?, elements, "1"])?;
    }
    for (name, site) in [("large", "site"), ("small", "small-site")] {
        process::run(
            process::command(workspace.program("omnios"))
                .arg("export")
                .arg(folder.join(format!("{name}.omnios")))
                .args(["--target", "html", "--out"])
                .arg(folder.join(site)),
        )?;
    }
    Ok(())
}

fn read(path: &PathBuf, place: &str) -> Result<Vec<Line>> {
    let text =
        fs::read_to_string(path).with_context(|| format!("{} was not written", path.display()))?;
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Line::read(line, place))
        .collect()
}
