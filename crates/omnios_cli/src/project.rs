//! The tasks on a project file.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use omnios_host::{
    Error, FigmaSource, ImportOptions, Info, ProjectFile, Randomness, Start, figma_key, is_drawing,
    read_drawing_file, read_figma, read_import,
};
use omnios_protocol::args::FontFaceValues;
use omnios_protocol::host::{ExportTarget, ImportReport};
use omnios_protocol::session::AssetRow;
use omnios_protocol::{BatchEntry, Command, CommandOutcome};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::output::Output;

/// Where the token for Figma's API is taken from. It is never an argument, which others on the
/// machine could read.
const FIGMA_TOKEN: &str = "FIGMA_TOKEN";

/// One piece of work on one file.
pub(crate) struct Work {
    output: Output,
    random: Randomness,
}

impl Work {
    pub(crate) fn new(output: Output, seed: Option<u64>) -> Self {
        let random = seed.map_or_else(Randomness::from_system, Randomness::seeded);
        Self { output, random }
    }

    fn open(self, file: &Path) -> Result<(Output, ProjectFile), Failure> {
        Ok((self.output, ProjectFile::open(file, self.random)?))
    }

    pub(crate) fn create(self, file: &Path, sample: Option<String>) -> Result<(), Failure> {
        let start = sample.map_or(Start::Blank, Start::Sample);
        ProjectFile::create(file, &start, self.random)?;
        let path = absolute(file);
        self.output.result(&json!({ "path": path }), || {
            format!("Created {path}. `omnios serve` or the desktop program opens it.")
        })
    }

    pub(crate) fn info(self, file: &Path) -> Result<(), Failure> {
        let info = ProjectFile::open_read_only(file)?.info()?;
        self.output.result(&info, || info_text(&info))
    }

    pub(crate) fn run_command(self, file: &Path, command: &str, args: &str) -> Result<(), Failure> {
        let malformed = |why: &str| {
            Failure::usage(
                "usage.malformed-json",
                format!(
                    "--args {why}. Nothing was changed. Give one JSON object in single quotes, such as --args '{{\"name\": \"About\"}}'."
                ),
            )
        };
        let args: Value = serde_json::from_str(args)
            .map_err(|error| malformed(&format!("is not JSON: {error}")))?;
        if !args.is_object() {
            return Err(malformed("is not a JSON object"));
        }
        let command = Command::from_parts(command, args).map_err(Error::from)?;
        let (output, project) = self.open(file)?;
        let outcome = project.run(&command)?;
        output.result(&outcome, || outcome_text(&outcome))
    }

    pub(crate) fn apply(self, file: &Path, commands: &Path) -> Result<(), Failure> {
        let text = read_text(commands)?;
        let batch: Vec<BatchEntry> = serde_json::from_str(&text).map_err(|error| {
            Failure::new(
                "cli.malformed-commands",
                format!(
                    "{} is not a list of commands: {error}. Nothing was changed. It has to be a JSON array of {{\"command\", \"args\", \"as\"}}; `omnios help apply` shows one.",
                    source_name(commands)
                ),
            )
        })?;
        let (output, project) = self.open(file)?;
        let outcomes = project.apply(&batch)?;
        output.result(&outcomes, || {
            let count = outcomes.len();
            let plural = if count == 1 { "" } else { "s" };
            format!("Ran {count} command{plural} and saved what they did.")
        })
    }

    pub(crate) fn add_assets(self, file: &Path, files: &[PathBuf]) -> Result<(), Failure> {
        let (output, project) = self.open(file)?;
        let rows = project.add_assets(files)?;
        output.result(&rows, || {
            let lines = rows
                .iter()
                .map(|row| format!("{}  {} ({})\n", row.hash, row.name, what_it_is(row)));
            lines.collect()
        })
    }

    pub(crate) fn import(
        self,
        file: &Path,
        source: &str,
        figma_address: &str,
        options: &ImportOptions,
    ) -> Result<(), Failure> {
        let (output, project) = self.open(file)?;
        let report = match figma_key(source) {
            Some(key) => {
                let token = std::env::var(FIGMA_TOKEN).unwrap_or_default();
                let source = FigmaSource::new(key, figma_address, &token);
                project.import(read_figma(&source, &mut ())?)?
            }
            None if is_drawing(Path::new(source)) => {
                let page = options.route.as_deref().unwrap_or("/");
                project.import_drawing(read_drawing_file(Path::new(source))?, page)?
            }
            None => project.import(read_import(Path::new(source), options, &mut ())?)?,
        };
        output.result(&report, || import_text(&report))
    }

    pub(crate) fn render(
        self,
        file: &Path,
        page: &str,
        width: f32,
        scale: f32,
        played: Option<(Duration, u64)>,
        out: &Path,
    ) -> Result<(), Failure> {
        let png = ProjectFile::open_read_only(file)?.render(page, width, scale, played)?;
        write(out, &png)?;
        let (path, bytes) = (absolute(out), png.len());
        self.output
            .result(&json!({ "path": path, "bytes": bytes }), || {
                format!("Drew {page} into {path}.")
            })
    }

    pub(crate) fn layout(self, file: &Path, page: &str, width: f32) -> Result<(), Failure> {
        let rows = ProjectFile::open_read_only(file)?.layout(page, width)?;
        self.output.result(&rows, || {
            let mut text = format!(
                "{:12}  {:>9}  {:>9}  {:>9}  {:>9}  name\n",
                "id", "x", "y", "width", "height"
            );
            for row in &rows {
                text.push_str(&format!(
                    "{:12}  {:>9.2}  {:>9.2}  {:>9.2}  {:>9.2}  {}\n",
                    row.id, row.x, row.y, row.width, row.height, row.name
                ));
            }
            text
        })
    }

    pub(crate) fn export(
        self,
        file: &Path,
        target: ExportTarget,
        out: &Path,
        with_ids: bool,
        force: bool,
    ) -> Result<(), Failure> {
        let exported = ProjectFile::open_read_only(file)?
            .export(target, out, with_ids, force)
            .map_err(or_by_force)?;
        self.output.result(&exported, || {
            let mut text = String::new();
            for problem in &exported.diagnostics {
                let at = if problem.page.is_empty() {
                    String::new()
                } else {
                    format!(" on {}", problem.page)
                };
                text.push_str(&format!(
                    "{}: {} ({}{at}) {}\n",
                    problem.severity, problem.message, problem.name, problem.hint
                ));
            }
            let (count, path) = (exported.files.len(), &exported.path);
            text.push_str(&format!("Wrote {count} files to {path}."));
            text
        })
    }

    pub(crate) fn verify(self, file: &Path) -> Result<(), Failure> {
        let report = omnios_host::verify(file)?;
        self.output.result(&report, || {
            let mut text = format!(
                "Checked {} updates, {} snapshots and {} blobs.\n",
                report.updates_checked, report.snapshots_checked, report.blobs_checked
            );
            for line in report.findings.iter().chain(&report.problems) {
                text.push_str(&format!("- {line}\n"));
            }
            if report.sound {
                text.push_str("The file is sound.");
            }
            text
        })?;
        if report.sound {
            return Ok(());
        }
        let count = report.findings.len();
        Err(Failure::new(
            "verify.damaged",
            format!(
                "{} is damaged in {count} {}; the list above says what to do. It was left as it is.",
                file.display(),
                if count == 1 { "place" } else { "places" }
            ),
        ))
    }

    pub(crate) fn documents(self, file: &Path) -> Result<(), Failure> {
        let rows = ProjectFile::open_read_only(file)?.documents()?;
        self.output.result(&rows, || {
            let lines = rows.iter().map(|row| {
                let route = row.route.as_deref().unwrap_or_default();
                format!("{:20}  {route}\n", row.document)
            });
            lines.collect()
        })
    }

    pub(crate) fn read_update(
        self,
        file: &Path,
        document: &str,
        out: &Path,
    ) -> Result<(), Failure> {
        let update = ProjectFile::open_read_only(file)?.read_update(document)?;
        write(out, &update)?;
        let (path, bytes) = (absolute(out), update.len());
        self.output
            .result(&json!({ "path": path, "bytes": bytes }), || {
                format!("Wrote {bytes} bytes to {path}.")
            })
    }

    pub(crate) fn apply_update(
        self,
        file: &Path,
        document: &str,
        update: &Path,
    ) -> Result<(), Failure> {
        let bytes = fs::read(update).map_err(|error| Failure::reading(update, &error))?;
        let (output, project) = self.open(file)?;
        project.apply_update(document, bytes)?;
        output.result(&json!({ "document": document }), || {
            format!("Merged the update into {document} and saved it.")
        })
    }
}

/// The command line has a way on that the studio has not.
fn or_by_force(error: Error) -> Failure {
    let way_on = match error {
        Error::FolderInUse { .. } => {
            " With --force the site is mixed with the files that are there, and those of the same names are replaced."
        }
        Error::NotAnArchive { .. } => " With --force it is replaced.",
        _ => "",
    };
    let mut failure = Failure::from(error);
    failure.error.message.push_str(way_on);
    failure
}

/// A picture's size, or what a font serves.
fn what_it_is(asset: &AssetRow) -> String {
    if asset.faces.is_empty() {
        return format!("{} × {}", asset.width, asset.height);
    }
    let face = |face: &FontFaceValues| match face.style.as_str() {
        "italic" => format!("{} {} italic", face.family, face.weight),
        _ => format!("{} {}", face.family, face.weight),
    };
    let faces: Vec<String> = asset.faces.iter().map(face).collect();
    faces.join(", ")
}

fn info_text(info: &Info) -> String {
    let mut text = format!("{}\n\nPages\n", info.name);
    for (page, elements) in info.pages.iter().zip(&info.element_counts) {
        let (route, name, id) = (&page.route, &page.name, &page.id);
        text.push_str(&format!(
            "  {route:20}  {name} ({elements} elements, id {id})\n"
        ));
    }
    if !info.assets.is_empty() {
        text.push_str("\nAssets\n");
    }
    for asset in &info.assets {
        text.push_str(&format!(
            "  {}  {} ({})\n",
            asset.hash,
            asset.name,
            what_it_is(asset)
        ));
    }
    text.push_str(&format!(
        "\n{} bytes on disk, {} updates in the log\n",
        info.file_bytes, info.update_count
    ));
    for problem in &info.problems {
        text.push_str(&format!("Kept, but not understood: {problem}\n"));
    }
    text
}

fn outcome_text(outcome: &CommandOutcome) -> String {
    if outcome.created.is_empty() {
        return "Done and saved.".to_owned();
    }
    format!("Done and saved. Created {}.", outcome.created.join(", "))
}

fn read_text(path: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)
    } else {
        fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|error| Failure::reading(Path::new(&source_name(path)), &error))?;
    Ok(text)
}

fn source_name(path: &Path) -> String {
    if path == Path::new("-") {
        return "Standard input".to_owned();
    }
    path.display().to_string()
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::writing(path, &error))
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path)
        .unwrap_or_else(|_| path.to_owned())
        .display()
        .to_string()
}

fn import_text(report: &ImportReport) -> String {
    let mut text = String::new();
    for page in &report.pages {
        let (route, source, elements) = (&page.route, &page.source, page.elements);
        text.push_str(&format!("{route}  from {source}, {elements} elements\n"));
    }
    text.push_str(&format!(
        "{} tokens, {} pictures, {} fonts\n",
        report.tokens, report.pictures, report.fonts
    ));
    for note in &report.notes {
        let times = match note.count {
            1 => String::new(),
            count => format!(" ({count} times)"),
        };
        let (loss, place, message) = (&note.loss, &note.place, &note.message);
        text.push_str(&format!("{loss}: {place}: {message}{times}\n"));
    }
    text
}
