//! The system's dialogs. Each waits for the person, so none may be called on the main thread.

use std::path::PathBuf;

use omnios_protocol::host::ExportTarget;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons, MessageDialogKind};

const TITLE: &str = "Omnios Studio";

/// Where an export goes; none if the person closed the dialog.
pub(crate) fn ask_where_to_export(
    app: &AppHandle,
    target: ExportTarget,
    name: &str,
) -> Option<PathBuf> {
    let dialog = app.dialog().file();
    let chosen = match target {
        ExportTarget::Html => dialog
            .set_title("Export into a folder")
            .set_can_create_directories(true)
            .blocking_pick_folder(),
        ExportTarget::Zip => dialog
            .set_title("Export as a ZIP archive")
            .set_file_name(format!("{name}.zip"))
            .add_filter("ZIP archive", &["zip"])
            .blocking_save_file(),
    };
    chosen?.into_path().ok()
}

/// Says why a project did not open, and lets the person choose another; none if they don't.
pub(crate) fn ask_for_another_project(app: &AppHandle, why: &str) -> Option<PathBuf> {
    let wants_another = app
        .dialog()
        .message(why)
        .title(TITLE)
        .kind(MessageDialogKind::Error)
        .buttons(MessageDialogButtons::OkCancelCustom(
            "Open another project…".to_owned(),
            "Quit".to_owned(),
        ))
        .blocking_show();
    if !wants_another {
        return None;
    }
    app.dialog()
        .file()
        .set_title("Open a project")
        .add_filter("Omnios Studio project", &["omnios"])
        .blocking_pick_file()?
        .into_path()
        .ok()
}

/// Asks before edits that could not be saved are left behind.
pub(crate) fn ask_to_close_unsaved(app: &AppHandle, why: &str) -> bool {
    app.dialog()
        .message(format!(
            "Not everything is saved.\n\n{why}\n\nKeep the window open to go on saving; close it, and the newest edits are lost."
        ))
        .title(TITLE)
        .kind(MessageDialogKind::Warning)
        .buttons(MessageDialogButtons::OkCancelCustom(
            "Close and lose them".to_owned(),
            "Keep open".to_owned(),
        ))
        .blocking_show()
}
