//! Spatial index, hit-testing, marquee, snapping, handles.
