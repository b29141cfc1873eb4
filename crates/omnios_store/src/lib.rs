//! The `*.omnios` project file: one SQLite database that holds an append-only log of updates,
//! snapshots that shorten loading, and content-addressed blobs.
//!
//! [`Store`] opens, reads and writes the file on the calling thread; [`Writer`] owns a store on
//! a thread of its own and commits in groups. An update is acknowledged only once it is on the
//! disk, and a file that can't be opened is left exactly as it was found, with a
//! [`StoreError`] that says what to do.
//!
//! The crate knows nothing of what an update means: bytes in, the same bytes out, in the order
//! in which they were written, for each named document.
//!
//! While a process has a project file open through a [`Store`], nothing else in that process may
//! open and close the file by other means: on Unix, closing any handle on a file gives up every
//! POSIX lock that the process holds on it, SQLite's among them.
//!
//! **rusqlite** with its bundled SQLite: the file format is documented and stable for decades, survives
//! power cuts, and every system has tools that read it. Bundling pins one version everywhere.

mod blobs;
mod checksum;
mod connection;
mod create;
mod error;
mod file_header;
mod log;
mod open_files;
mod schema;
mod store;
mod verify;
mod writer;

pub use blobs::{Blob, BlobHash, BlobInfo, InvalidBlobHash, NewBlob};
pub use error::StoreError;
pub use log::{DocumentInfo, MAX_ENTRY_BYTES, Update};
pub use schema::{APPLICATION_ID, SCHEMA_VERSION};
pub use store::{Entry, FileSizes, Store};
pub use verify::{Damage, Finding, VerifyReport};
pub use writer::{Outcome, Unsaved, Writer, WriterEvent};
