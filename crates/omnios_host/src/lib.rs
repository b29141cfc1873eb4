//! What every native host does: sessions, exports, file errors.
