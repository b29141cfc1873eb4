//! Display list to pixels through wgpu.
