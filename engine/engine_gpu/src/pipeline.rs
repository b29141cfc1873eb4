//! Pipelines and bind group layouts.

use crate::Gpu;
use crate::instance::{PathInstance, QuadInstance};

/// Samples a pixel where triangles are drawn.
pub(crate) const PATH_SAMPLES: u32 = 4;

/// Skia's exponent and contrast for grey-scale text as Chromium builds it for Linux; see
/// `text_coverage` in the shader.
const TEXT_GAMMA: f32 = 1.2;
const TEXT_CONTRAST: f32 = 0.2;

/// Bytes between the targets' entries in the uniform buffer: WebGPU's least alignment.
pub(crate) const TARGET_STRIDE: u64 = 256;

/// Bytes of one target's entry.
const TARGET_BYTES: u64 = 16;

#[derive(Debug)]
pub(crate) struct Pipelines {
    pub(crate) quads: wgpu::RenderPipeline,
    pub(crate) paths: wgpu::RenderPipeline,
    pub(crate) shared_layout: wgpu::BindGroupLayout,
    pub(crate) picture_layout: wgpu::BindGroupLayout,
    pub(crate) sampler: wgpu::Sampler,
    /// What is bound where nothing samples a picture.
    pub(crate) no_picture: wgpu::BindGroup,
}

impl Pipelines {
    pub(crate) fn new(gpu: &Gpu) -> Self {
        let device = &gpu.device;
        let shared_layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("shared"),
            entries: &[
                wgpu::BindGroupLayoutEntry {
                    binding: 0,
                    visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
                    ty: wgpu::BindingType::Buffer {
                        ty: wgpu::BufferBindingType::Uniform,
                        has_dynamic_offset: true,
                        min_binding_size: wgpu::BufferSize::new(TARGET_BYTES),
                    },
                    count: None,
                },
                texture_entry(1, false),
                wgpu::BindGroupLayoutEntry {
                    visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
                    ..texture_entry(2, false)
                },
            ],
        });
        let picture_layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("picture"),
            entries: &[
                texture_entry(0, true),
                wgpu::BindGroupLayoutEntry {
                    binding: 1,
                    visibility: wgpu::ShaderStages::FRAGMENT,
                    ty: wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
                    count: None,
                },
            ],
        });
        let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("paint"),
            bind_group_layouts: &[
                Some(&shared_layout),
                Some(&picture_layout),
                Some(&picture_layout),
            ],
            immediate_size: 0,
        });
        let constants = format!(
            "const TEXT_GAMMA: f32 = {TEXT_GAMMA:?};\nconst TEXT_CONTRAST: f32 = \
             {TEXT_CONTRAST:?};\n"
        );
        let paint = include_str!("shaders/paint.wgsl");
        let module = |label: &str, code: &str| {
            device.create_shader_module(wgpu::ShaderModuleDescriptor {
                label: Some(label),
                source: wgpu::ShaderSource::Wgsl(format!("{constants}{paint}{code}").into()),
            })
        };
        let quads = pipeline(
            gpu,
            &layout,
            &module(
                "quads",
                concat!(
                    include_str!("shaders/blend.wgsl"),
                    include_str!("shaders/filter.wgsl"),
                    include_str!("shaders/quad.wgsl")
                ),
            ),
            &[Some(QuadInstance::LAYOUT)],
            wgpu::PrimitiveTopology::TriangleStrip,
            1,
        );
        let paths = pipeline(
            gpu,
            &layout,
            &module("paths", include_str!("shaders/path.wgsl")),
            &[Some(PathInstance::POINT_LAYOUT), Some(PathInstance::LAYOUT)],
            wgpu::PrimitiveTopology::TriangleList,
            PATH_SAMPLES,
        );
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("picture"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            mipmap_filter: wgpu::MipmapFilterMode::Linear,
            ..wgpu::SamplerDescriptor::default()
        });
        let blank = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("no picture"),
            size: crate::images::extent(1, 1),
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba8Unorm,
            usage: wgpu::TextureUsages::TEXTURE_BINDING,
            view_formats: &[],
        });
        let view = blank.create_view(&wgpu::TextureViewDescriptor::default());
        let no_picture = picture_bind_group(device, &picture_layout, &view, &sampler);
        Self {
            quads,
            paths,
            shared_layout,
            picture_layout,
            sampler,
            no_picture,
        }
    }

    pub(crate) fn shared_bind_group(
        &self,
        device: &wgpu::Device,
        targets: &wgpu::Buffer,
        atlas: &wgpu::TextureView,
        table: &wgpu::TextureView,
    ) -> wgpu::BindGroup {
        device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("shared"),
            layout: &self.shared_layout,
            entries: &[
                wgpu::BindGroupEntry {
                    binding: 0,
                    resource: wgpu::BindingResource::Buffer(wgpu::BufferBinding {
                        buffer: targets,
                        offset: 0,
                        size: wgpu::BufferSize::new(TARGET_BYTES),
                    }),
                },
                wgpu::BindGroupEntry {
                    binding: 1,
                    resource: wgpu::BindingResource::TextureView(atlas),
                },
                wgpu::BindGroupEntry {
                    binding: 2,
                    resource: wgpu::BindingResource::TextureView(table),
                },
            ],
        })
    }
}

pub(crate) fn picture_bind_group(
    device: &wgpu::Device,
    layout: &wgpu::BindGroupLayout,
    view: &wgpu::TextureView,
    sampler: &wgpu::Sampler,
) -> wgpu::BindGroup {
    device.create_bind_group(&wgpu::BindGroupDescriptor {
        label: Some("picture"),
        layout,
        entries: &[
            wgpu::BindGroupEntry {
                binding: 0,
                resource: wgpu::BindingResource::TextureView(view),
            },
            wgpu::BindGroupEntry {
                binding: 1,
                resource: wgpu::BindingResource::Sampler(sampler),
            },
        ],
    })
}

fn texture_entry(binding: u32, filterable: bool) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Float { filterable },
            view_dimension: wgpu::TextureViewDimension::D2,
            multisampled: false,
        },
        count: None,
    }
}

fn pipeline(
    gpu: &Gpu,
    layout: &wgpu::PipelineLayout,
    module: &wgpu::ShaderModule,
    buffers: &[Option<wgpu::VertexBufferLayout<'_>>],
    topology: wgpu::PrimitiveTopology,
    sample_count: u32,
) -> wgpu::RenderPipeline {
    gpu.device
        .create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some("paint"),
            layout: Some(layout),
            vertex: wgpu::VertexState {
                module,
                entry_point: Some("vertex"),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                buffers,
            },
            primitive: wgpu::PrimitiveState {
                topology,
                ..wgpu::PrimitiveState::default()
            },
            depth_stencil: None,
            multisample: wgpu::MultisampleState {
                count: sample_count,
                ..wgpu::MultisampleState::default()
            },
            fragment: Some(wgpu::FragmentState {
                module,
                entry_point: Some("fragment"),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                targets: &[Some(wgpu::ColorTargetState {
                    format: gpu.format,
                    blend: Some(wgpu::BlendState::PREMULTIPLIED_ALPHA_BLENDING),
                    write_mask: wgpu::ColorWrites::ALL,
                })],
            }),
            multiview_mask: None,
            cache: None,
        })
}
