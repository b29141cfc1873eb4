//! Files to deterministic ZIP archives.
