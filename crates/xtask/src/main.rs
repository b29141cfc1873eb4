//! One entry point for developers: `cargo xtask {run,test,check,bless,bench,fidelity,codegen}`.
//!
//! What continuous integration runs is what a person runs. Each module has one subject: what
//! has to be installed ([`setup`]), how a part is built ([`wasm`], [`ui`], [`programs`]), what is
//! verified without running the product ([`layering`], [`tidy`], [`codegen`]), and one module per
//! command. Nothing here is shipped, and no product logic lives here.

mod bench;
mod bless;
mod check;
mod closing_lines;
mod codegen;
mod fidelity;
mod fuzz;
mod layering;
mod layout_oracle;
mod marked_section;
mod process;
mod programs;
mod run;
mod setup;
mod stamp;
mod steps;
mod test;
mod tidy;
mod ui;
mod wasm;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::steps::say;
use crate::workspace::Workspace;

const HELP: &str = "\
Omnios Studio's one entry point for developers.

Usage: cargo xtask <COMMAND> [ARGUMENTS]

Commands:
  run [FILE]       Install what is missing, build everything and open the studio on FILE
                   (on a sample site without one): a window where there is a display,
                   otherwise `omnios serve` on 127.0.0.1
  test             Install what the tests need and run them all, in the order of continuous
                   integration
  check            What needs no test run: formatting, clippy, layering, tidiness, generated
                   TypeScript, the UI's types and lint
  check quick      Of these, formatting, layering and tidiness: a second, before each commit
  bless            Accept the present results as the new snapshots
  bless picture    Take the README's picture of the studio again
  record layout    Have Chromium lay out the pages of tests/layout again, and keep its boxes
  fuzz layout [--trees N] [--seed S] [--group G]
                   Lay out random trees here and in Chromium, and shrink what differs: N trees
                   (2000) from seed S (1), of the supported styles, of one group or of `all`
  fuzz import [TARGET]... [--seconds N]
                   Throw random bytes at what reads files from elsewhere (html, css, svg, figma,
                   tokens, zip), a minute each; needs a nightly toolchain and cargo-fuzz
  bench [CRATE]    Run the benchmarks of every crate that has some, or of one crate
  bench renderers [--write]
                   Measure our renderer against vello_gpu natively, in Chromium and in WebKitGTK;
                   --write puts the table into engine/README.md
  bench gpu [--write]
                   Measure our renderer on this machine's graphics adapter against copying
  bench engine [--quick] [--write]
                   Measure the engine natively and in a browser, beside Yoga, Chromium,
                   geo-index, tldraw and GrapesJS; --write puts the table into engine/README.md
  fidelity [PAGE...] [--width W]... [--write]
                   Import pages and compare them, the canvas and the export: those of
                   tests/corpus (`agency`, `agency/index`), HTML files, folders of them or
                   projects. The contact sheets' folder is printed; --write puts the tables
                   into the READMEs
  codegen          Write the UI's TypeScript types from omnios_protocol

Environment:
  CARGO_TARGET_DIR   where everything that is built goes, tools included
  OMNIOS_BIN         the program that `fidelity` measures, in place of building it
  CHROMIUM           the browser that the tests use (default: chromium on the PATH)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            steps::complain(&format!("\nerror: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if words.iter().any(|word| matches!(*word, "--help" | "-h")) {
        say(HELP);
        return Ok(());
    }
    match words.as_slice() {
        ["help"] => {
            say(HELP);
            Ok(())
        }
        [] => {
            say(HELP);
            bail!("name a command, for example `cargo xtask run`")
        }
        ["run"] => run::run(&Workspace::locate()?, None),
        ["run", file] => run::run(&Workspace::locate()?, Some(file.as_ref())),
        ["test"] => test::test(&Workspace::locate()?),
        ["check"] => check::check(&Workspace::locate()?),
        ["check", "quick"] => check::quick(&Workspace::locate()?),
        ["bless"] => bless::snapshots(&Workspace::locate()?),
        ["bless", "picture"] => bless::picture(&Workspace::locate()?),
        ["bench", "engine", flags @ ..] => bench::engine::run(&Workspace::locate()?, flags),
        ["bench"] => bench::bench(&Workspace::locate()?, None),
        ["bench", "renderers"] => bench::renderers::run(&Workspace::locate()?, false),
        ["bench", "renderers", "--write"] => bench::renderers::run(&Workspace::locate()?, true),
        ["bench", "gpu"] => bench::renderers::gpu(&Workspace::locate()?, false),
        ["bench", "gpu", "--write"] => bench::renderers::gpu(&Workspace::locate()?, true),
        ["bench", package] => bench::bench(&Workspace::locate()?, Some(package)),
        ["record", "layout"] => layout_oracle::record(&Workspace::locate()?),
        ["fuzz", "layout", options @ ..] => layout_oracle::fuzz(&Workspace::locate()?, options),
        ["fuzz", "import", words @ ..] => fuzz::import(&Workspace::locate()?, words),
        ["fidelity", words @ ..] => fidelity::run(&Workspace::locate()?, words),
        ["codegen"] => codegen::write(&Workspace::locate()?),
        [command, ..] => {
            const COMMANDS: [&str; 9] = [
                "run", "test", "check", "bless", "record", "fuzz", "bench", "fidelity", "codegen",
            ];
            if COMMANDS.contains(command) {
                bail!(
                    "`cargo xtask {}` takes other arguments; see `cargo xtask --help`",
                    words.join(" ")
                )
            }
            bail!(
                "there is no command `{command}`; the commands are {}",
                COMMANDS.join(", ")
            )
        }
    }
}
