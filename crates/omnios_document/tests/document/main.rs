//! The document as the editor, the store and peers use it.

mod convergence;
mod foreign;
mod support;
mod text;
mod undo;
