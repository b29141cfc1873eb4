//! Answers: JSON, and errors as the UI reads them.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use omnios_host::Error;
use omnios_protocol::host::HostError;

/// A refusal or a failure: a status and a [`HostError`].
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    error: HostError,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        let error = HostError {
            code: code.to_owned(),
            message: message.into(),
        };
        Self { status, error }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let status = match &error {
            Error::UnknownAsset { .. } => StatusCode::NOT_FOUND,
            error if error.is_the_askers() => StatusCode::BAD_REQUEST,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self {
            status,
            error: error.into(),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(self.error)).into_response()
    }
}

/// Runs work that blocks, on a thread that may.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => Ok(result?),
        Err(_) => Err(Failure::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "host.failed",
            "The program could not do this because of a fault in it. Everything saved before is safe. Try again, and please report it.",
        )),
    }
}
