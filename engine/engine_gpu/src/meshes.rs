//! Tessellated paths, kept on the GPU.
//!
//! A path is tessellated once for each power of two of the scale it is drawn at, fine enough for
//! the upper end of that range; zooming within it and panning reuse the triangles.

use std::collections::HashMap;
use std::sync::Arc;

use engine_paint::PathStyle;
use lyon::path::Path;
use lyon::tessellation;
use lyon::tessellation::{
    BuffersBuilder, FillOptions, FillTessellator, FillVertex, StrokeOptions, StrokeTessellator,
    StrokeVertex, VertexBuffers,
};
use omnios_model::{FillRule, LineCap, LineJoin};
use wgpu::util::DeviceExt as _;

/// Curves become lines that stay this close to them, in device px.
const TOLERANCE_PX: f32 = 0.15;

/// How many frames triangles outlive their last use.
const KEPT_FRAMES: u64 = 300;

/// Triangles on the GPU, in the path's own units.
#[derive(Debug)]
pub(crate) struct Mesh {
    pub(crate) points: wgpu::Buffer,
    pub(crate) indices: wgpu::Buffer,
    pub(crate) index_count: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct MeshKey {
    path: u64,
    scale_exponent: i32,
}

#[derive(Debug, Default)]
pub(crate) struct MeshCache {
    meshes: HashMap<MeshKey, (Option<Arc<Mesh>>, u64)>,
}

impl MeshCache {
    /// The triangles of a path drawn at `scale` device px a unit; `key` names path and style.
    /// `None` where it covers nothing or can't be tessellated.
    pub(crate) fn get(
        &mut self,
        device: &wgpu::Device,
        frame: u64,
        key: u64,
        scale: f32,
        style: PathStyle,
        path: impl FnOnce() -> Option<Path>,
    ) -> Option<Arc<Mesh>> {
        let scale_exponent = scale.max(1.0e-6).log2().ceil() as i32;
        let key = MeshKey {
            path: key,
            scale_exponent,
        };
        let entry = self.meshes.entry(key).or_insert_with(|| {
            let tolerance = TOLERANCE_PX / (scale_exponent as f32).exp2();
            let mesh = path().and_then(|path| tessellate(&path, style, tolerance));
            (mesh.map(|it| Arc::new(upload(device, &it))), frame)
        });
        entry.1 = frame;
        entry.0.clone()
    }

    pub(crate) fn forget_unused(&mut self, frame: u64) {
        self.meshes
            .retain(|_, (_, last_used)| *last_used + KEPT_FRAMES > frame);
    }
}

/// Triangles of a path in its own units; curves stay within `tolerance` of themselves.
pub(crate) fn tessellate(
    path: &Path,
    style: PathStyle,
    tolerance: f32,
) -> Option<VertexBuffers<[f32; 2], u32>> {
    let mut buffers = VertexBuffers::new();
    let done = match style {
        PathStyle::Fill(rule) => FillTessellator::new()
            .tessellate_path(
                path,
                &FillOptions::tolerance(tolerance).with_fill_rule(match rule {
                    FillRule::Nonzero => tessellation::FillRule::NonZero,
                    FillRule::Evenodd => tessellation::FillRule::EvenOdd,
                }),
                &mut BuffersBuilder::new(&mut buffers, |it: FillVertex<'_>| {
                    it.position().to_array()
                }),
            )
            .is_ok(),
        PathStyle::Stroke(stroke) => StrokeTessellator::new()
            .tessellate_path(
                path,
                &StrokeOptions::tolerance(tolerance)
                    .with_line_width(stroke.width)
                    .with_line_join(match stroke.join {
                        LineJoin::Miter => tessellation::LineJoin::Miter,
                        LineJoin::Round => tessellation::LineJoin::Round,
                        LineJoin::Bevel => tessellation::LineJoin::Bevel,
                    })
                    .with_miter_limit(stroke.miter_limit.max(1.0))
                    .with_line_cap(match stroke.cap {
                        LineCap::Butt => tessellation::LineCap::Butt,
                        LineCap::Round => tessellation::LineCap::Round,
                        LineCap::Square => tessellation::LineCap::Square,
                    }),
                &mut BuffersBuilder::new(&mut buffers, |it: StrokeVertex<'_, '_>| {
                    it.position().to_array()
                }),
            )
            .is_ok(),
    };
    (done && !buffers.indices.is_empty()).then_some(buffers)
}

fn upload(device: &wgpu::Device, buffers: &VertexBuffers<[f32; 2], u32>) -> Mesh {
    let points = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
        label: Some("path points"),
        contents: bytemuck::cast_slice(&buffers.vertices),
        usage: wgpu::BufferUsages::VERTEX,
    });
    let indices = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
        label: Some("path indices"),
        contents: bytemuck::cast_slice(&buffers.indices),
        usage: wgpu::BufferUsages::INDEX,
    });
    Mesh {
        points,
        indices,
        index_count: buffers.indices.len() as u32,
    }
}
