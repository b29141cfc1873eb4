//! What every native host does, so that the desktop program, the server and the command line only
//! translate.
//!
//! [`Session`] is a project that is open and being edited: it keeps the host's replica, takes
//! updates from connected peers, stores them durably before it acknowledges them, and answers
//! [`HostRequest`](omnios_protocol::host::HostRequest)s. [`ProjectFile`] is a project file for one
//! piece of work, with no window: create, run commands, lay out, draw, export. [`Error`] has a
//! stable code and a message for people.
//!
//! Absent on purpose: transports (WebSocket, IPC, terminal), windows and dialogs. Randomness comes
//! in as [`Randomness`], so that a seed makes every file reproducible; nothing here reads a clock.

mod asset;
mod data_folder;
mod destination;
mod drawing;
mod error;
mod figma;
mod fonts;
mod import;
mod page;
mod project_file;
mod randomness;
mod request;
mod samples;
mod session;
mod site;
mod snapshot;
mod verify;

pub use asset::AssetFile;
pub use data_folder::open_or_create_sample;
pub use destination::LIST_FILE;
pub use drawing::{is_drawing, read_drawing, read_drawing_file};
pub use error::Error;
pub use figma::{FIGMA_ADDRESS, FigmaSource, figma_key};
pub use import::{Import, read as read_import, read_figma};
pub use omnios_import::Progress;
pub use omnios_import::html::Options as ImportOptions;
pub use page::{LayoutLine, LayoutRow};
pub use project_file::{DocumentRow, Exported, Info, ProjectFile, Start};
pub use randomness::Randomness;
pub use request::{Answer, HostKind};
pub use samples::sample_names;
pub use session::{Arrival, Peer, Session};
pub use verify::{Verification, verify};
