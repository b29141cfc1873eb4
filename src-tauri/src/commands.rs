//! What the page calls over Tauri's IPC.

use omnios_host::HostKind;
use omnios_protocol::host::{
    DrawingAnswer, ExportTarget, HostError, HostRequest, HostResponse, ImportAnswer,
};
use omnios_protocol::session::AssetRow;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tauri::AppHandle;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::{Channel, InvokeBody, InvokeResponseBody, Request, Response};

use crate::dialogs;
use crate::project::OpenProject;

/// Answers a request. An export that says no path asks for one.
#[tauri::command]
pub(crate) async fn host_request(
    app: AppHandle,
    request: HostRequest,
) -> Result<HostResponse, HostError> {
    let project = OpenProject::of(&app)?;
    blocking(move || match request {
        HostRequest::Export {
            target,
            path: None,
            with_ids,
        } => export_where_asked(&app, &project, target, with_ids),
        request => Ok(project.session.handle(HostKind::Desktop, request)?.response),
    })
    .await
}

fn export_where_asked(
    app: &AppHandle,
    project: &OpenProject,
    target: ExportTarget,
    with_ids: bool,
) -> Result<HostResponse, HostError> {
    let file_name = project.session.file_name();
    let stem = file_name
        .rsplit_once('.')
        .map_or(&*file_name, |(stem, _)| stem);
    let Some(chosen) = dialogs::ask_where_to_export(app, target, stem) else {
        return Ok(HostResponse::Cancelled);
    };
    let export_to = |path: &std::path::Path| {
        let request = HostRequest::Export {
            target,
            path: Some(path.to_string_lossy().into_owned()),
            with_ids,
        };
        project.session.handle(HostKind::Desktop, request)
    };
    let answer = match export_to(&chosen) {
        // Somebody who picks the folder that their sites lie in means a new one inside it.
        Err(omnios_host::Error::FolderInUse { .. }) => export_to(&chosen.join(stem)),
        answer => answer,
    };
    Ok(answer?.response)
}

/// Connects the page; frames for it come over `channel`, one an `ArrayBuffer`.
#[tauri::command]
pub(crate) fn sync_open(
    app: AppHandle,
    channel: Channel<InvokeResponseBody>,
) -> Result<(), HostError> {
    OpenProject::of(&app)?.connect(channel);
    Ok(())
}

/// Takes one frame from the page: the call's raw body.
#[tauri::command]
pub(crate) fn sync_send(app: AppHandle, request: Request<'_>) -> Result<(), HostError> {
    let project = OpenProject::of(&app)?;
    match request.body() {
        InvokeBody::Raw(frame) => project.receive(frame)?,
        body => project.receive(&bytes(body)?)?,
    }
    Ok(())
}

/// An asset's bytes.
#[tauri::command]
pub(crate) async fn asset_read(app: AppHandle, hash: String) -> Result<Response, HostError> {
    let project = OpenProject::of(&app)?;
    blocking(move || Ok(Response::new(project.session.asset(&hash)?.bytes))).await
}

/// Stores an image or a font: the call's raw body, under the name in the header `name`, percent-encoded.
#[tauri::command]
pub(crate) async fn asset_add(app: AppHandle, request: Request<'_>) -> Result<AssetRow, HostError> {
    let project = OpenProject::of(&app)?;
    let name = file_name(&request);
    let bytes = bytes(request.body())?;
    blocking(move || Ok(project.session.add_asset(&name, bytes)?.row())).await
}

/// Reads web pages, which the call's raw body holds, for the window to put in.
#[tauri::command]
pub(crate) async fn pages_read(
    app: AppHandle,
    request: Request<'_>,
) -> Result<ImportAnswer, HostError> {
    let project = OpenProject::of(&app)?;
    let bytes = bytes(request.body())?;
    blocking(move || Ok(project.session.import(&bytes)?)).await
}

/// Reads an SVG file, which the call's raw body holds, for the window to paste.
#[tauri::command]
pub(crate) async fn drawing_read(request: Request<'_>) -> Result<DrawingAnswer, HostError> {
    let name = file_name(&request);
    let bytes = bytes(request.body())?;
    blocking(move || Ok(omnios_host::read_drawing(&name, &bytes)?)).await
}

/// The file's name, which the call's header holds.
fn file_name(request: &Request<'_>) -> String {
    let name = request.headers().get("name");
    let name = name.and_then(|name| name.to_str().ok()).unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}

/// The body's bytes. Where the web view can't send raw ones, they come as a list of numbers.
fn bytes(body: &InvokeBody) -> Result<Vec<u8>, HostError> {
    match body {
        InvokeBody::Raw(bytes) => Ok(bytes.clone()),
        InvokeBody::Json(value) => value
            .as_array()
            .and_then(|values| {
                let byte = |value: &Value| u8::try_from(value.as_u64()?).ok();
                values.iter().map(byte).collect()
            })
            .ok_or_else(|| HostError {
                code: "host.malformed-call".to_owned(),
                message: "The page sent something that is no list of bytes. Nothing was changed. Reload the window.".to_owned(),
            }),
    }
}

/// Runs work that waits for the disk or for the person.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HostError> + Send + 'static,
) -> Result<T, HostError> {
    spawn_blocking(work).await.unwrap_or_else(|error| {
        Err(HostError {
            code: "host.failed".to_owned(),
            message: format!(
                "The program could not do this because of a fault in it: {error}. Everything saved before is safe. Try again, and please report it."
            ),
        })
    })
}
