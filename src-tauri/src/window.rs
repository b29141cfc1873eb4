//! The window: how it opens on a project, and how it closes.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent};

use crate::dialogs;
use crate::project::OpenProject;

const LABEL: &str = "main";
const WIDTH: f64 = 1440.0;
const HEIGHT: f64 = 900.0;
/// Below this the panels leave no canvas.
const MIN_WIDTH: f64 = 960.0;
const MIN_HEIGHT: f64 = 600.0;

/// Opens the project and then a window on it. Where it can't be opened, a dialog says why.
pub(crate) fn open_project(app: AppHandle, file: Option<PathBuf>) {
    // Opening reads the disk and may ask the person; neither should hold up the event loop.
    thread::spawn(move || {
        let mut file = file;
        let project = loop {
            match OpenProject::open(file.take()) {
                Ok(project) => break project,
                Err(error) => {
                    let message = error.to_string();
                    eprintln!("error: {message}");
                    file = dialogs::ask_for_another_project(&app, &message);
                    if file.is_none() {
                        app.exit(1);
                        return;
                    }
                }
            }
        };
        let title = format!("{} – Omnios Studio", project.session.file_name());
        app.manage(Arc::new(project));
        let window = WebviewWindowBuilder::new(&app, LABEL, WebviewUrl::default())
            .title(title)
            .inner_size(WIDTH, HEIGHT)
            .min_inner_size(MIN_WIDTH, MIN_HEIGHT)
            // Pictures are dropped onto the canvas, which the page handles itself.
            .disable_drag_drop_handler()
            .build();
        if let Err(error) = window {
            eprintln!("error: The window can't be opened: {error}. The project is not affected.");
            app.exit(1);
        }
    });
}

/// Before the window closes, everything that the page has sent is brought to the disk.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else {
        return;
    };
    let app = window.app_handle().clone();
    let Ok(project) = OpenProject::of(&app) else {
        return;
    };
    api.prevent_close();
    let window = window.clone();
    thread::spawn(move || {
        let may_close = match project.session.flush() {
            Ok(()) => true,
            Err(error) => dialogs::ask_to_close_unsaved(&app, &error.to_string()),
        };
        if may_close && window.destroy().is_err() {
            app.exit(1);
        }
    });
}
