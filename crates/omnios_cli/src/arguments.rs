//! What the command line takes, and its help.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};
use omnios_protocol::host::ExportTarget;

/// Omnios Studio's command line: design web pages, lay them out, draw them and export them.
#[derive(Debug, Parser)]
#[command(
    name = "omnios",
    version,
    propagate_version = true,
    after_help = "Examples:\n  \
        omnios new site.omnios --sample site\n  \
        omnios serve site.omnios\n  \
        omnios do site.omnios page.create --args '{\"name\": \"About\", \"route\": \"/about\"}'\n  \
        omnios render site.omnios --page /about --width 390 --out about.png\n  \
        omnios export site.omnios --target html --out public\n\n\
        `omnios help COMMAND` says more about each command.\n\
        Exit codes: 0 done, 1 failed, 2 arguments that make no sense."
)]
pub(crate) struct Arguments {
    /// Print results as JSON, and errors as {"error": {"code", "message"}} on standard error
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// Draw ids from this seed instead of at random, so that the same work makes the same file
    #[arg(long, global = true, hide = true)]
    pub(crate) seed: Option<u64>,

    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Create a project file
    #[command(
        after_help = "Examples:\n  omnios new site.omnios\n  omnios new bakery.omnios --sample site"
    )]
    New {
        /// The file to create; an existing one is never replaced
        file: PathBuf,
        /// Start from this sample instead of one empty page
        #[arg(long, value_name = "NAME", conflicts_with = "blank")]
        sample: Option<String>,
        /// Start from one empty page, which is the default
        #[arg(long)]
        blank: bool,
    },
    /// Say what a project file holds
    #[command(
        after_help = "Examples:\n  omnios info site.omnios\n  omnios info site.omnios --json"
    )]
    Info {
        /// The project file
        file: PathBuf,
    },
    /// List the commands that `do` and `apply` run
    #[command(
        after_help = "Examples:\n  omnios commands\n  omnios commands element.create\n  omnios commands --json"
    )]
    Commands {
        /// Show this command with the JSON Schema of its arguments
        id: Option<String>,
    },
    /// Run one command on a project file and save what it did
    #[command(after_help = "Examples:\n  \
            omnios do site.omnios project.rename --args '{\"name\": \"Corner Bakery\"}'\n  \
            omnios do site.omnios element.create --args '{\"page\": \"/\", \"kind\": \"text\", \"text\": \"Hello\"}' --json")]
    Do {
        /// The project file
        file: PathBuf,
        /// The command's id, as `omnios commands` lists it
        #[arg(value_name = "COMMAND_ID")]
        command: String,
        /// Its arguments, a JSON object
        #[arg(long, value_name = "JSON", default_value = "{}")]
        args: String,
    },
    /// Run a list of commands, all or none of them
    #[command(
        after_help = "The list is a JSON array of {\"command\", \"args\", \"as\"}. What an entry creates can be named\nby later entries through its `as` label:\n\n  \
            [{\"command\": \"page.create\", \"args\": {\"name\": \"About\"}, \"as\": \"about\"},\n   \
            {\"command\": \"element.create\", \"args\": {\"page\": \"$about\", \"kind\": \"text\", \"text\": \"Hello\"}}]\n\n\
            Examples:\n  omnios apply site.omnios commands.json\n  generate | omnios apply site.omnios -"
    )]
    Apply {
        /// The project file
        file: PathBuf,
        /// The list, or - for standard input
        #[arg(value_name = "COMMANDS_JSON")]
        commands: PathBuf,
    },
    /// Add images and fonts to a project file and print their hashes
    #[command(
        after_help = "A hash is what the `src` of an image element and `image(HASH cover)` in a background take.\nA font serves the family, weight and style that it says of itself; texts take it by its name.\n\n\
            Examples:\n  omnios add-asset site.omnios photos/*.jpg\n  omnios add-asset site.omnios fonts/lato-bold.woff2"
    )]
    AddAsset {
        /// The project file
        file: PathBuf,
        /// PNG, JPEG, WebP, GIF, WOFF2, WOFF, TrueType or OpenType files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Bring in web pages, Figma files, design tokens or a drawing: a file, a folder of them or a
    /// ZIP archive
    #[command(
        after_help = "What came over otherwise than it was, or not at all, is listed. Scripts aren't run, and nothing is\nfetched from a network but a Figma file that is asked for by its key or address. The token for\nthat is taken from the environment variable FIGMA_TOKEN.\n\n\
            Examples:\n  omnios import site.omnios landing/index.html --route /\n  \
            omnios import site.omnios landing/ --json\n  omnios import site.omnios theme.zip\n  \
            omnios import site.omnios design.json\n  omnios import site.omnios figma:FILE_KEY\n  \
            omnios import site.omnios logo.svg --route /about"
    )]
    Import {
        /// The project file
        file: PathBuf,
        /// What to bring in: a path, figma:FILE_KEY, or a Figma file's address
        #[arg(value_name = "SOURCE")]
        source: String,
        /// Where Figma's API is
        #[arg(long, value_name = "ADDRESS", default_value = omnios_host::FIGMA_ADDRESS)]
        figma_address: String,
        /// The page's route, where the source is one page; otherwise routes follow the files. For a
        /// drawing, the page that it is put on
        #[arg(long, value_name = "ROUTE")]
        route: Option<String>,
        /// Width at which the desktop's design is read, in CSS px
        #[arg(long, value_name = "PX", default_value_t = 1440, value_parser = clap::value_parser!(u32).range(992..=7680))]
        width: u32,
    },
    /// Draw a page as a PNG
    #[command(after_help = "Examples:\n  \
            omnios render site.omnios --page / --width 1440 --out home.png\n  \
            omnios render site.omnios --page /about --width 390 --scale 2 --out about@2x.png\n  \
            omnios render site.omnios --at 0.5s --out half-a-second-in.png")]
    Render {
        /// The project file
        file: PathBuf,
        /// Route or id of the page
        #[arg(long, value_name = "ROUTE", default_value = "/")]
        page: String,
        /// Width of the viewport in CSS px
        #[arg(long, value_name = "PX", default_value_t = 1440.0)]
        width: f32,
        /// Picture px for each CSS px
        #[arg(long, value_name = "N", default_value_t = 1.0)]
        scale: f32,
        /// Let the page's motion play for so long first, such as 0.5s or 250ms
        #[arg(long, value_name = "TIME", value_parser = time)]
        at: Option<Duration>,
        /// Decides what particles do
        #[arg(long, value_name = "N", default_value_t = 1, requires = "at")]
        seed: u64,
        /// The PNG file to write
        #[arg(long, value_name = "PNG")]
        out: PathBuf,
    },
    /// Say where each element of a page is, in CSS px from the page's top left corner
    #[command(after_help = "Examples:\n  \
            omnios layout site.omnios --page / --width 1440 --json\n  \
            omnios layout site.omnios --page /about --width 390")]
    Layout {
        /// The project file
        file: PathBuf,
        /// Route or id of the page
        #[arg(long, value_name = "ROUTE", default_value = "/")]
        page: String,
        /// Width of the viewport in CSS px
        #[arg(long, value_name = "PX", default_value_t = 1440.0)]
        width: f32,
    },
    /// Write the site as static files
    #[command(
        after_help = "A folder must be new, empty, or hold an earlier export, whose files are replaced.\n\n\
            Examples:\n  \
            omnios export site.omnios --target html --out public\n  \
            omnios export site.omnios --target zip --out site.zip"
    )]
    Export {
        /// The project file
        file: PathBuf,
        /// A folder of files, or the same in a ZIP archive
        #[arg(long, value_enum)]
        target: Target,
        /// The folder or ZIP file to write
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        /// Give each tag the id of its element, as data-omnios-id
        #[arg(long)]
        with_ids: bool,
        /// Write even among files that no export made, replacing those of the same names
        #[arg(long)]
        force: bool,
    },
    /// Check every byte of a project file, changing nothing
    #[command(after_help = "Example:\n  omnios verify site.omnios")]
    Verify {
        /// The project file
        file: PathBuf,
    },
    /// Open the studio in a browser on this machine
    #[command(
        after_help = "Without a file, your own copy of the sample site opens.\nCtrl+C closes the project and ends the server.\n\n\
            Examples:\n  omnios serve site.omnios\n  omnios serve site.omnios --port 8080"
    )]
    Serve {
        /// The project file
        file: Option<PathBuf>,
        /// The port to listen on, 0 for any; without it, 4680 or the next one that is free
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// The folder with the studio's page [env: OMNIOS_UI_DIR]
        #[arg(long, value_name = "DIR")]
        ui: Option<PathBuf>,
    },
    /// List the Yjs documents in a project file
    #[command(after_help = "Example:\n  omnios documents site.omnios --json")]
    Documents {
        /// The project file
        file: PathBuf,
    },
    /// Write a document's whole state as a Yjs update (v1), for any Yjs client
    #[command(
        after_help = "Examples:\n  omnios read-update site.omnios project --out project.bin\n  omnios read-update site.omnios /about --out about.bin"
    )]
    ReadUpdate {
        /// The project file
        file: PathBuf,
        /// `project`, `page/ID` or a page's route
        document: String,
        /// The file to write
        #[arg(long, value_name = "BIN")]
        out: PathBuf,
    },
    /// Merge a Yjs update (v1) into a document and save it
    #[command(after_help = "Example:\n  omnios apply-update site.omnios /about edited.bin")]
    ApplyUpdate {
        /// The project file
        file: PathBuf,
        /// `project`, `page/ID` or a page's route
        document: String,
        /// The file with the update
        #[arg(value_name = "BIN")]
        update: PathBuf,
    },
}

/// A kind of export.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Target {
    /// A folder of static files
    Html,
    /// The same in a ZIP archive
    Zip,
}

impl From<Target> for ExportTarget {
    fn from(target: Target) -> Self {
        match target {
            Target::Html => Self::Html,
            Target::Zip => Self::Zip,
        }
    }
}

/// The longest that motion is played for a picture: beyond, it takes minutes.
const LONGEST_SECS: f64 = 600.0;

/// Reads `0.5s`, `250ms` or plain seconds.
fn time(text: &str) -> Result<Duration, String> {
    let (number, unit_secs) = if let Some(millis) = text.strip_suffix("ms") {
        (millis, 0.001)
    } else {
        (text.strip_suffix('s').unwrap_or(text), 1.0)
    };
    let secs = number.trim().parse::<f64>().map(|it| it * unit_secs);
    match secs {
        Ok(secs) if (0.0..=LONGEST_SECS).contains(&secs) => Ok(Duration::from_secs_f64(secs)),
        _ => Err(format!(
            "give a time from 0s to {LONGEST_SECS}s, such as 0.5s or 250ms"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_well_formed_and_each_task_has_an_example() {
        let command = Arguments::command();
        command.clone().debug_assert();
        for task in command.get_subcommands() {
            let after = task.get_after_help().map(ToString::to_string);
            assert!(
                after.is_some_and(|help| help.contains("omnios ")),
                "{} has no example",
                task.get_name()
            );
        }
    }
}
