//! CSS boxes through taffy.
