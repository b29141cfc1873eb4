//! The project as Yjs documents: schema, transactions, undo, change sets.
//!
//! The main type is [`Document`]. It keeps the project and every loaded page twice: as a Yjs
//! document (through [yrs](https://docs.rs/yrs)), which merges what several people and devices
//! write, and as the plain [`Project`](omnios_model::Project) and
//! [`Tree`](omnios_model::Tree)s that everybody reads. A change goes into both; what others
//! changed is read again element by element.
//!
//! There is one Yjs document for the project and one for each page ([`DocumentName`]), so that
//! opening a project costs what the visible page costs.
//!
//! # Undo
//!
//! [`Inverse`] is an undo by person: it leaves alone what others have done since. Undoing and
//! redoing gives the very same project and trees.
//!
//! # Not understood, not lost
//!
//! Keys, values and elements that this program doesn't understand stay where they are, through
//! edits, removal and undo; [`Document::problems`] lists them. A document whose schema is newer
//! is refused and left untouched.
//!
//! # What the schema costs
//!
//! The `schema` module has the shape. An element's initial properties are one JSON string, and
//! only what is edited later gets a key of its own. Measured by
//! `cargo run --release -p omnios_document --example measure_schema` on 100,000 elements with
//! twelve properties each (yrs 0.28.1, release build, a shared two-core machine), relative to
//! a map per element with an entry a property:
//!
//! | shape | memory | time to load |
//! |---|---|---|
//! | map per element, an entry a property | 1 (647 MiB) | 1 (3.9 s) |
//! | schema v1, the Yjs document alone | 0.20 | 0.23 |
//! | schema v1 with the parsed tree | 0.47 | 0.71 |
//!
//! The ratios of memory carry over to other machines; the seconds were taken on a busy one and
//! don't. The first row has no parsed tree: with one it would need as much on top as the third
//! has over the second.
//!
//! Absent on purpose: storage, networks, clocks and randomness; the client id comes in through
//! [`Document::new`]. No other crate sees yrs.
//!
//! **yrs** is the Rust implementation of Yjs, so any Yjs client can take part; see the schema above for
//! how the documents are kept small.

mod changes;
mod document;
mod element_form;
mod error;
mod inverse;
mod migrations;
mod name;
mod project_form;
mod replica;
mod schema;
mod step;
mod text;
mod text_format;
mod transaction;

pub use document::{Commit, Document, Update};
pub use error::DocumentError;
pub use inverse::Inverse;
pub use name::DocumentName;
pub use schema::{CURRENT_SCHEMA, Problem};
pub use transaction::Transaction;
