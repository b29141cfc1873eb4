//! What one quad or path is, as the shaders read it. Positions are device px, before the
//! transform where there is one; clips are always those of the target.

use bytemuck::{Pod, Zeroable};
use engine_paint::RoundedRect;
use omnios_model::{Color, Rect};
use wgpu::vertex_attr_array;

/// What the quad's fragment shader computes; the lowest four bits of `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum QuadKind {
    Fill = 0,
    Border = 1,
    OuterShadow = 2,
    InnerShadow = 3,
    Mask = 4,
    Glyph = 5,
    Picture = 6,
    Segment = 7,
    Hatch = 8,
    /// A layer's colours through matrices.
    Recolor = 9,
    /// One direction of a layer's Gaussian.
    Blur = 10,
    /// A layer at half its size.
    Halve = 11,
    /// A layer moved and larger.
    Resample = 12,
}

/// Where colours come from; bits 4 to 6 of `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum PaintKind {
    Solid = 0,
    Linear = 1,
    Radial = 2,
    Image = 3,
    Conic = 4,
}

/// The stretch between a gradient's outermost stops repeats.
pub(crate) const FLAG_REPEATING: u32 = 128;
pub(crate) const FLAG_ROUNDED_CLIP: u32 = 256;
pub(crate) const FLAG_ROUNDED: u32 = 512;
pub(crate) const FLAG_UNIT_SQUARE: u32 = 1024;
/// A picture is seen within the shape alone.
pub(crate) const FLAG_SHAPED: u32 = 2048;
/// A picture is seen where a second one is opaque.
pub(crate) const FLAG_MASKED: u32 = 4096;
/// A picture is mixed with a second one that lies behind.
pub(crate) const FLAG_BLENDED: u32 = 8192;
/// A border's one side.
pub(crate) const FLAG_SIDE: u32 = 16384;
/// A gradient's or image's area repeats to the left and right.
pub(crate) const FLAG_TILED_X: u32 = 32768;
/// It repeats upwards and downwards.
pub(crate) const FLAG_TILED_Y: u32 = 65536;

/// Bits 17 and up of `kind`: how many stops the gradient has.
pub(crate) const STOP_COUNT_SHIFT: u32 = 17;

/// One quad; 172 bytes, below WebGL2's 255 a vertex buffer's element may have.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct QuadInstance {
    /// What is rasterised: left, top, right, bottom.
    pub(crate) quad: [f32; 4],
    /// The shape: left, top, right, bottom.
    pub(crate) shape: [f32; 4],
    /// Horizontal radii: top left, top right, bottom right, bottom left.
    pub(crate) radii_x: [f32; 4],
    /// Vertical radii.
    pub(crate) radii_y: [f32; 4],
    /// The rectangular part of the clip.
    pub(crate) scissor: [f32; 4],
    /// The rounded clip, with [`FLAG_ROUNDED_CLIP`].
    pub(crate) clip: [f32; 4],
    pub(crate) clip_x: [f32; 4],
    pub(crate) clip_y: [f32; 4],
    /// Tile of a gradient or image; widths of a border; the shadow's rectangle; a segment's ends.
    pub(crate) paint: [f32; 4],
    /// First texel of the gradient, angle in radians, offset from device px to atlas texels; for
    /// shadows standard deviation and spread; for segments half the width; for hatches the
    /// spacing; for a border's side its number; see `effects.rs` for the others.
    pub(crate) extra: [f32; 4],
    /// Colour, not premultiplied; the alpha alone counts for gradients and images.
    pub(crate) color: [u8; 4],
    /// [`QuadKind`], [`PaintKind`], flags and the number of stops.
    pub(crate) kind: u32,
    /// First texel of the transform in the frame's table; 0 for none.
    pub(crate) space: u32,
}

impl QuadInstance {
    pub(crate) const LAYOUT: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
        array_stride: size_of::<Self>() as u64,
        step_mode: wgpu::VertexStepMode::Instance,
        attributes: &vertex_attr_array![
            0 => Float32x4, 1 => Float32x4, 2 => Float32x4, 3 => Float32x4,
            4 => Float32x4, 5 => Float32x4, 6 => Float32x4, 7 => Float32x4,
            8 => Float32x4, 9 => Float32x4, 10 => Unorm8x4, 11 => Uint32x2,
        ],
    };
}

/// One drawing of a tessellated path.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct PathInstance {
    /// Scale in x and y, then translation: from the path's own units to device px.
    pub(crate) transform: [f32; 4],
    pub(crate) paint: [f32; 4],
    pub(crate) extra: [f32; 4],
    pub(crate) color: [u8; 4],
    pub(crate) kind: u32,
    pub(crate) space: u32,
}

impl PathInstance {
    pub(crate) const LAYOUT: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
        array_stride: size_of::<Self>() as u64,
        step_mode: wgpu::VertexStepMode::Instance,
        attributes: &vertex_attr_array![
            1 => Float32x4, 2 => Float32x4, 3 => Float32x4, 4 => Unorm8x4, 5 => Uint32x2,
        ],
    };

    pub(crate) const POINT_LAYOUT: wgpu::VertexBufferLayout<'static> = wgpu::VertexBufferLayout {
        array_stride: size_of::<[f32; 2]>() as u64,
        step_mode: wgpu::VertexStepMode::Vertex,
        attributes: &vertex_attr_array![0 => Float32x2],
    };
}

pub(crate) fn edges(rect: Rect) -> [f32; 4] {
    [rect.x, rect.y, rect.right(), rect.bottom()]
}

pub(crate) fn radii(shape: &RoundedRect) -> ([f32; 4], [f32; 4]) {
    let corners = &shape.radii;
    let all = [
        corners.top_left,
        corners.top_right,
        corners.bottom_right,
        corners.bottom_left,
    ];
    (all.map(|radius| radius.x), all.map(|radius| radius.y))
}

pub(crate) fn channels(color: Color, opacity: f32) -> [u8; 4] {
    let Color { r, g, b, a } = color.faded(opacity);
    [r, g, b, a]
}
