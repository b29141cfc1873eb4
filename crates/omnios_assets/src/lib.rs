//! Images and bundled fonts by content address.
