//! `omnios`, the command line: the same engine and commands as the studio, with no window.
//!
//! Results go to standard output, as text for people or, with `--json`, as JSON for programs.
//! Errors go to standard error: one paragraph, or `{"error": {"code", "message"}}`. The exit code
//! is 0 for success, 1 for a failure and 2 for arguments that make no sense.
//!
//! Absent on purpose: what a command does. That is `omnios_host`'s and `omnios_server`'s business.

mod arguments;
mod command_list;
mod failure;
mod output;
mod project;
mod serve;

use std::process::ExitCode;

use clap::Parser as _;
use omnios_host::ImportOptions;

use crate::arguments::{Arguments, Task};
use crate::failure::Failure;
use crate::output::Output;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let output = Output {
        json: arguments.json,
    };
    match run(arguments.task, output, arguments.seed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.error(&failure.error);
            ExitCode::from(failure.exit_code)
        }
    }
}

fn run(task: Task, output: Output, seed: Option<u64>) -> Result<(), Failure> {
    let work = project::Work::new(output, seed);
    match task {
        Task::New {
            file,
            sample,
            blank: _,
        } => work.create(&file, sample),
        Task::Info { file } => work.info(&file),
        Task::Commands { id } => command_list::print(output, id.as_deref()),
        Task::Do {
            file,
            command,
            args,
        } => work.run_command(&file, &command, &args),
        Task::Apply { file, commands } => work.apply(&file, &commands),
        Task::AddAsset { file, files } => work.add_assets(&file, &files),
        Task::Import {
            file,
            source,
            figma_address,
            route,
            width,
        } => {
            let options = ImportOptions { route, width };
            work.import(&file, &source, &figma_address, &options)
        }
        Task::Render {
            file,
            page,
            width,
            scale,
            at,
            seed,
            out,
        } => {
            let played = at.map(|elapsed| (elapsed, seed));
            work.render(&file, &page, width, scale, played, &out)
        }
        Task::Layout { file, page, width } => work.layout(&file, &page, width),
        Task::Export {
            file,
            target,
            out,
            with_ids,
            force,
        } => work.export(&file, target.into(), &out, with_ids, force),
        Task::Verify { file } => work.verify(&file),
        Task::Documents { file } => work.documents(&file),
        Task::ReadUpdate {
            file,
            document,
            out,
        } => work.read_update(&file, &document, &out),
        Task::ApplyUpdate {
            file,
            document,
            update,
        } => work.apply_update(&file, &document, &update),
        Task::Serve { file, port, ui } => serve::serve(output, file, port, ui),
    }
}
