//! Display list to pixels through wgpu: Vulkan, Metal, DX12 and GL natively, WebGPU and WebGL2 in a
//! web view.
//!
//! [`Gpu`] is the device, [`Renderer`] keeps what drawing needs between frames (masks, triangles,
//! images, pipelines), and [`Renderer::render_to_image`], [`Renderer::render_to_view`] and, in a
//! web view, `Renderer::render_to_canvas` draw one [`Frame`].
//!
//! # How it draws
//!
//! - **Boxes, borders, shadows, images, glyphs and overlay lines are instanced quads of one
//!   pipeline**, whose fragment shader computes coverage analytically. A page is mostly such
//!   boxes; they need no tessellation, have exact edges at any zoom, and everything between two
//!   images is one draw call. A general vector renderer on compute shaders would need WebGPU,
//!   which the desktop's web view on Linux lacks.
//! - **Glyphs and small paths are coverage masks** (up to 512 device px; glyphs up to
//!   [`MAX_GLYPH_PX`] an em), rasterised on the CPU with exact area coverage at the very size they
//!   are drawn, in one atlas. Glyphs stand on quarters of a pixel across and on whole pixels
//!   down, unhinted, with the contrast that Chromium gives grey-scale text.
//! - **Larger paths and glyphs are triangles** from lyon, kept for each power of two of the
//!   scale, drawn with four samples a pixel into a layer that is then put in place.
//! - **Blending is in sRGB**, as browsers blend, so the target's format is a plain `Unorm` one.
//! - **Clips** travel with each quad: one rectangle and one rounded rectangle. A rounded clip inside
//!   another that it isn't clear of gets a layer. Opacity groups are layers too: textures of the
//!   group's visible size, pooled.
//! - **Filters, masks, clip paths and blend modes** draw one layer from another, in passes of the
//!   same pipeline. What lies behind is copied where it is needed: WebGL2 can't read its target.
//! - Gradients are computed from their stops, not from a ramp, so hard stops stay hard at any
//!   size; colours mix premultiplied, as CSS asks.
//!
//! A frame costs what its display lists hold: they have been culled by the painter, and what is
//! outside the view or the clip is dropped again before it reaches the GPU.
//!
//! # What is not done
//!
//! - Dashed borders with round corners and sides of different widths are drawn with the widest
//!   side's width, and where the dashes of a round border begin is not the place Chromium takes.
//! - Colour glyphs (emoji fonts) are drawn as outlines or not at all.
//! - While a zoom gesture runs, every visible glyph is rasterised again for each size.
//! - Native window surfaces: the desktop program draws in its web view.

mod atlas;
mod border;
mod camera;
mod effects;
mod frame;
mod gpu;
mod images;
mod instance;
mod layer;
mod masks;
mod meshes;
mod outline;
mod overlay;
mod paint;
mod pipeline;
mod renderer;
mod source;

pub use camera::Camera;
#[cfg(target_arch = "wasm32")]
pub use gpu::Canvas;
pub use gpu::{Gpu, GpuError};
pub use masks::MAX_GLYPH_PX;
pub use renderer::{Artboard, Frame, FrameStatistics, RenderError, Renderer};
