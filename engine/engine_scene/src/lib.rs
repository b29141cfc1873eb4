//! The resolved scene: what the engine lays out and paints.
