//! The project's assets, and pages to bring in, over HTTP.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::reply::{Failure, blocking};
use crate::server::Shared;
use crate::ui;

/// The largest image file; the host has the last word, this only keeps memory in bounds.
const MAX_ASSET_BYTES: usize = 50 * 1024 * 1024;

/// The most that is read of pages to bring in.
const MAX_IMPORT_BYTES: usize = 512 * 1024 * 1024;

/// An asset by its hash. The page's own files lie under `/assets/` as well, with other names.
pub(crate) async fn read(State(shared): State<Arc<Shared>>, Path(name): Path<String>) -> Response {
    let is_hash = name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        return ui::serve(&shared, &format!("/assets/{name}")).await;
    }
    let session = Arc::clone(&shared.session);
    match blocking(move || session.asset(&name)).await {
        Ok(blob) => {
            let headers = [
                (header::CONTENT_TYPE, blob.media_type),
                (
                    header::CACHE_CONTROL,
                    "private, max-age=31536000, immutable".to_owned(),
                ),
            ];
            (headers, blob.bytes).into_response()
        }
        Err(failure) => failure.into_response(),
    }
}

#[derive(serde::Deserialize)]
pub(crate) struct AddQuery {
    #[serde(default)]
    name: String,
}

/// Stores the request's body as an image or a font.
pub(crate) async fn add(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<AddQuery>,
    body: Body,
) -> Result<Json<Value>, Failure> {
    let bytes = to_bytes(body, MAX_ASSET_BYTES).await.map_err(|_| {
        Failure::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "asset.file-too-large",
            "The image file did not arrive whole, or has more than 50 MB. Nothing was added. Save it smaller, as a WebP or JPEG, and add that.",
        )
    })?;
    let session = Arc::clone(&shared.session);
    let asset = blocking(move || session.add_asset(&query.name, bytes.into())).await?;
    answer(&asset.row())
}

/// Reads the pages in the request's body for the window, which then puts them in.
pub(crate) async fn import(
    State(shared): State<Arc<Shared>>,
    body: Body,
) -> Result<Json<Value>, Failure> {
    let bytes = to_bytes(body, MAX_IMPORT_BYTES).await.map_err(|_| {
        Failure::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "import.too-large",
            "The files did not arrive whole, or have more than 512 MB. Nothing was changed. Bring the pages in parts.",
        )
    })?;
    let session = Arc::clone(&shared.session);
    answer(&blocking(move || session.import(&bytes)).await?)
}

/// Reads the SVG file in the request's body for the window, which then pastes it.
pub(crate) async fn read_drawing(
    Query(query): Query<AddQuery>,
    body: Body,
) -> Result<Json<Value>, Failure> {
    let bytes = to_bytes(body, MAX_ASSET_BYTES).await.map_err(|_| {
        Failure::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "import.too-large",
            "The drawing did not arrive whole, or has more than 50 MB. Nothing was changed. Save it smaller.",
        )
    })?;
    answer(&blocking(move || omnios_host::read_drawing(&query.name, &bytes)).await?)
}

fn answer(value: &impl serde::Serialize) -> Result<Json<Value>, Failure> {
    let value = serde_json::to_value(value).map_err(|error| {
        Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "host.failed",
            error.to_string(),
        )
    })?;
    Ok(Json(value))
}
