//! `cargo xtask fidelity`: what an import keeps of a page, and whether the canvas shows it as the
//! export looks.
//!
//! `tests/corpus` has the pages and does the measuring; this starts it, prints what it found
//! ([`report`]) and writes the tables into the READMEs.

mod report;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use self::report::Report;
use crate::setup::{self, Purpose};
use crate::steps::say;
use crate::workspace::Workspace;
use crate::{marked_section, process, programs, test, ui};

/// The widths of the three breakpoints, in CSS px.
const WIDTHS: [&str; 3] = ["1440", "768", "390"];

/// Measures what `words` name, all of the corpus without any.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<()> {
    let wanted = Wanted::read(words)?;
    let program = program(workspace)?;
    let corpus = workspace.corpus();
    ui::install_packages_in(&corpus)?;

    let results = workspace.target_dir.join("fidelity");
    let found = results.join("fidelity.json");
    // An earlier run's figures must not pass for this one's.
    if found.exists() {
        fs::remove_file(&found)?;
    }
    let mut node = process::command("node");
    node.arg(corpus.join("run.mjs"))
        .arg(&results)
        .arg(workspace.target_dir.join("corpus"))
        .arg(wanted.widths.join(","))
        .args(&wanted.pages)
        .env("OMNIOS_BIN", program)
        .env("OMNIOS_FONTS", workspace.root.join("assets/fonts"))
        .env("CHROMIUM", test::chromium()?);
    process::run(&mut node)?;

    let text = fs::read_to_string(&found)
        .with_context(|| format!("{} was not written", found.display()))?;
    let report = Report::read(&text)?;
    say(&format!("\n{}\n\n{}", report.table(), report.summary()));
    for line in report.shortfalls() {
        say(&line);
    }
    say(&format!(
        "\nThe contact sheets and fidelity.json are in {}",
        results.display()
    ));
    if wanted.writes {
        let readme = workspace.root.join("README.md");
        marked_section::write(&readme, "fidelity", &report.summary())?;
        marked_section::write(&corpus.join("README.md"), "fidelity", &report.table())?;
        say("Wrote the tables into README.md and tests/corpus/README.md");
    }
    Ok(())
}

/// The command line that imports, lays out, draws and exports.
fn program(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("OMNIOS_BIN") {
        return Ok(named.into());
    }
    setup::prepare(workspace, Purpose::Check)?;
    ui::provide_page_for_compiling(workspace)?;
    programs::build_command_line(workspace)?;
    Ok(workspace.program("omnios"))
}

/// What the command line asks for.
#[derive(Debug, PartialEq)]
struct Wanted<'a> {
    pages: Vec<&'a str>,
    widths: Vec<&'a str>,
    writes: bool,
}

impl<'a> Wanted<'a> {
    fn read(words: &[&'a str]) -> Result<Self> {
        let mut wanted = Self {
            pages: Vec::new(),
            widths: Vec::new(),
            writes: false,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--write" => wanted.writes = true,
                "--width" => {
                    let width = words.next().context("--width needs a number of px")?;
                    if !width.parse::<u16>().is_ok_and(|px| px > 0) {
                        bail!("--width takes a whole number of px, not `{width}`");
                    }
                    wanted.widths.push(width);
                }
                option if option.starts_with("--") => {
                    bail!("`fidelity` takes --width and --write, not {option}")
                }
                page => wanted.pages.push(page),
            }
        }
        if wanted.writes && !(wanted.pages.is_empty() && wanted.widths.is_empty()) {
            bail!("--write is for the whole corpus at every width: name no page and no --width");
        }
        if wanted.widths.is_empty() {
            wanted.widths = WIDTHS.to_vec();
        }
        Ok(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_words_the_whole_corpus_is_measured_at_every_breakpoint() {
        let wanted = Wanted::read(&["--write"]).expect("--write alone is fine");
        assert!(wanted.pages.is_empty() && wanted.writes);
        assert_eq!(wanted.widths, WIDTHS);
    }

    #[test]
    fn a_part_of_the_corpus_is_never_written_into_the_readmes() {
        let wanted = Wanted::read(&["agency", "--width", "768"]).expect("a page and a width");
        assert_eq!((wanted.pages, wanted.widths), (vec!["agency"], vec!["768"]));
        assert!(Wanted::read(&["agency", "--write"]).is_err());
        assert!(Wanted::read(&["--width", "768", "--write"]).is_err());
        assert!(Wanted::read(&["--width", "wide"]).is_err());
    }
}
