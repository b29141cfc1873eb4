//! `omnios serve`: the studio over HTTP and WebSocket, on the loopback address alone.
//!
//! [`Server::bind`] takes a port, [`Server::run`] serves an open project until it is told to stop,
//! and then closes the file. The routes:
//!
//! | route | what |
//! |---|---|
//! | `GET /`, `GET /…` | the studio's page, from a folder |
//! | `GET /sync` | WebSocket: the frames of `omnios_sync`, one a binary message |
//! | `POST /api/request` | a `HostRequest`; answers a `HostResponse`, or a `HostError` with 4xx or 5xx |
//! | `GET /assets/HASH` | an asset's bytes |
//! | `POST /assets?name=NAME` | stores an image or a font; answers an `AssetRow` |
//! | `POST /import` | reads web pages; answers an `ImportAnswer` |
//! | `POST /drawings?name=NAME` | reads an SVG file; answers a `DrawingAnswer` |
//! | `GET /exports/ID.zip` | an archive that an export without a path left |
//!
//! Being reachable from this machine only is not enough, because any web page in the person's
//! browser runs on this machine too: see [`guard`] for what is refused.
//!
//! Absent on purpose: what a request means (`omnios_host`), accounts and encryption.
//!
//! **axum** because it is the common HTTP and WebSocket library on tokio, with nothing to configure.

mod assets;
mod exports;
mod guard;
mod headers;
mod port;
mod reply;
mod requests;
mod server;
mod sync;
mod ui;

pub use port::{DEFAULT_PORT, Port};
pub use server::Server;
pub use ui::UI_FOLDER_VARIABLE;
