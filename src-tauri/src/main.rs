//! `omnios-studio [FILE]`: the desktop program. A window with the studio's page, dialogs, and an
//! adapter between the page's calls and `omnios_host`; nothing else.
//!
//! Without a file, the person's own copy of the sample site opens.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod dialogs;
mod project;
mod window;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use tauri::RunEvent;

use crate::project::OpenProject;

fn main() -> ExitCode {
    let file = match file_argument(std::env::args_os().skip(1)) {
        Ok(file) => file,
        Err(answer) => return answer.give(),
    };
    #[cfg(target_os = "linux")]
    prefer_fast_software_frames();

    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![
            commands::host_request,
            commands::sync_open,
            commands::sync_send,
            commands::asset_read,
            commands::asset_add,
            commands::pages_read,
            commands::drawing_read,
        ])
        .on_window_event(window::on_event)
        .setup(move |app| {
            window::open_project(app.handle().clone(), file);
            Ok(())
        })
        .build(tauri::tauri_build_context!());
    match app {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    OpenProject::close(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!(
                "error: The window can't be opened: {error}. No project was opened. Without a display, `omnios serve` opens the studio in a browser."
            );
            ExitCode::FAILURE
        }
    }
}

/// An answer that needs no window.
enum Answer {
    Help,
    Version,
    Misused(String),
}

impl Answer {
    fn give(self) -> ExitCode {
        use std::io::Write as _;
        let (text, code) = match self {
            Self::Help => (
                "Usage: omnios-studio [FILE]\n\nOpens FILE, an .omnios project, in a window; without FILE, your own copy of the sample site.\n`omnios new FILE` creates a project.\n".to_owned(),
                ExitCode::SUCCESS,
            ),
            Self::Version => (
                format!("omnios-studio {}\n", env!("CARGO_PKG_VERSION")),
                ExitCode::SUCCESS,
            ),
            Self::Misused(why) => {
                eprintln!("error: {why} Usage: omnios-studio [FILE]");
                return ExitCode::from(2);
            }
        };
        // A reader that has had enough is no failure.
        let _ = std::io::stdout().write_all(text.as_bytes());
        code
    }
}

fn file_argument(arguments: impl Iterator<Item = OsString>) -> Result<Option<PathBuf>, Answer> {
    let mut file = None;
    for argument in arguments {
        match argument.to_str() {
            Some("--help" | "-h") => return Err(Answer::Help),
            Some("--version" | "-V") => return Err(Answer::Version),
            Some(option) if option.starts_with('-') => {
                return Err(Answer::Misused(format!("There is no option {option}.")));
            }
            _ if file.is_some() => {
                return Err(Answer::Misused("One file at a time.".to_owned()));
            }
            _ => file = Some(PathBuf::from(argument)),
        }
    }
    Ok(file)
}

/// WebKitGTK hands frames over through shared graphics memory. Where there is none, as in virtual
/// machines, that is slower than not to (measured: 36 frames a second instead of 50).
#[cfg(target_os = "linux")]
fn prefer_fast_software_frames() {
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_none() {
        #[expect(
            unsafe_code,
            reason = "WebKit reads this from the environment alone; no other thread exists yet"
        )]
        // SAFETY: `main` has started no thread that could read the environment meanwhile.
        unsafe {
            std::env::set_var(VARIABLE, "1");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Option<PathBuf>, Answer> {
        file_argument(arguments.iter().map(OsString::from))
    }

    #[test]
    fn one_file_or_none_is_taken() {
        assert_eq!(read(&[]).ok(), Some(None));
        assert_eq!(read(&["a b.omnios"]).ok(), Some(Some("a b.omnios".into())));
        assert!(matches!(read(&["a", "b"]), Err(Answer::Misused(_))));
        assert!(matches!(read(&["--verbose"]), Err(Answer::Misused(_))));
        assert!(matches!(read(&["a", "--help"]), Err(Answer::Help)));
    }
}
