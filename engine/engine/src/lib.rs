//! The engine's facade: load, change, pick, render.
