//! `POST /api/request`.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use omnios_host::HostKind;
use omnios_protocol::host::{HostRequest, HostResponse};

use crate::reply::{Failure, blocking};
use crate::server::Shared;

/// Far more than any request has.
const MAX_REQUEST_BYTES: usize = 1024 * 1024;

pub(crate) async fn answer(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<HostResponse>, Failure> {
    // A form of a foreign page can't send this type.
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|it| it.to_str().ok())
        .is_some_and(|it| it.split(';').next().unwrap_or_default().trim() == "application/json");
    if !is_json {
        return Err(Failure::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "http.not-json",
            "The request was not understood, because it is not sent as application/json. Nothing was changed.",
        ));
    }
    let bytes = to_bytes(body, MAX_REQUEST_BYTES).await.map_err(|_| {
        Failure::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "http.too-large",
            "The request is too large, or did not arrive whole. Nothing was changed.",
        )
    })?;
    let request: HostRequest = serde_json::from_slice(&bytes).map_err(|error| {
        Failure::new(
            StatusCode::BAD_REQUEST,
            "http.malformed",
            format!("The request was not understood: {error}. Nothing was changed."),
        )
    })?;
    let session = Arc::clone(&shared.session);
    let mut answer = blocking(move || session.handle(HostKind::Server, request)).await?;
    if let Some(archive) = answer.archive.take()
        && let HostResponse::Exported { download, .. } = &mut answer.response
    {
        *download = Some(shared.archives.keep(archive));
    }
    Ok(Json(answer.response))
}
