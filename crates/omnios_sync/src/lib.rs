//! Messages between replicas, and when an update counts as saved.
//!
//! Two replicas of a project, one in the page and one in the host, exchange [`Frame`]s over any
//! transport that keeps their order: a WebSocket, or the desktop's IPC. Documents are kept in
//! step by Yjs's own two steps (a state vector is answered by what its owner lacks) and then by
//! single updates. The page numbers its updates in an [`Outbox`], which keeps each one until the
//! host says that it is on the disk; so the save indicator can't claim more than is true.
//!
//! Absent on purpose: the transport, the CRDT (state vectors and updates are bytes here), clocks
//! and timers. Nothing here does I/O, and everything builds for `wasm32-unknown-unknown`.

mod frame;
mod outbox;

pub use frame::{Frame, FrameError, MAX_DOCUMENT_NAME_BYTES};
pub use outbox::{Outbox, OutboxState};
