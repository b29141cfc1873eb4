//! `GET /sync`: a peer over a WebSocket, one frame a binary message.

use std::sync::Arc;

use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures_util::{SinkExt as _, StreamExt as _};
use omnios_host::Arrival;
use tokio::sync::mpsc;

use crate::reply::Failure;
use crate::server::Shared;

/// A pasted page with embedded content is far below this.
const MAX_MESSAGE_BYTES: usize = 256 * 1024 * 1024;

#[derive(serde::Deserialize)]
pub(crate) struct SyncQuery {
    /// Path of the project that the page was opened on. A page that was left open must not pour
    /// its document into another project that is served at the same address later.
    path: Option<String>,
}

pub(crate) async fn open(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<SyncQuery>,
    upgrade: WebSocketUpgrade,
) -> Response {
    if let Some(path) = query.path
        && path != shared.session.path().to_string_lossy()
    {
        return Failure::new(
            StatusCode::CONFLICT,
            "sync.other-project",
            "Another project is open at this address now. Your edits are kept in this window. Open its own project again, or reload the page to go on with the other.",
        )
        .into_response();
    }
    upgrade
        .max_message_size(MAX_MESSAGE_BYTES)
        .max_frame_size(MAX_MESSAGE_BYTES)
        .on_upgrade(move |socket| serve(shared, socket))
}

async fn serve(shared: Arc<Shared>, socket: WebSocket) {
    let (mut to_page, mut from_page) = socket.split();
    let (queue, mut queued) = mpsc::unbounded_channel::<Vec<u8>>();
    let peer = shared.session.connect(Arrival::InOrder, move |frame| {
        // A page that has gone is noticed below.
        let _ = queue.send(frame);
    });
    let reason = loop {
        tokio::select! {
            frame = queued.recv() => match frame {
                Some(frame) => {
                    if to_page.send(Message::Binary(frame.into())).await.is_err() {
                        return;
                    }
                }
                None => break (close_code::AWAY, "The project was closed.".to_owned()),
            },
            message = from_page.next() => match message {
                Some(Ok(Message::Binary(bytes))) => {
                    if let Err(error) = peer.receive(&bytes) {
                        break (close_code::POLICY, error.to_string());
                    }
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Text(_))) => {
                    break (close_code::UNSUPPORTED, "Frames are binary messages.".to_owned());
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
            },
        }
    };
    let (code, reason) = reason;
    // A reason has at most 123 bytes.
    let reason: String = reason.chars().filter(char::is_ascii).take(120).collect();
    let close = CloseFrame {
        code,
        reason: reason.into(),
    };
    let _ = to_page.send(Message::Close(Some(close))).await;
}
