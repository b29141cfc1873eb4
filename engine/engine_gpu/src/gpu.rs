//! The GPU: adapter, device and, in a web view, the canvas it draws on.

use std::sync::Arc;
#[cfg(target_arch = "wasm32")]
use std::sync::atomic::AtomicU32;
use std::sync::atomic::{AtomicBool, Ordering};

/// A device that can draw, and whether it still can.
#[derive(Debug)]
pub struct Gpu {
    pub(crate) device: wgpu::Device,
    pub(crate) queue: wgpu::Queue,
    /// The format of whatever is drawn into; never an sRGB one.
    pub(crate) format: wgpu::TextureFormat,
    adapter_name: String,
    lost: Arc<AtomicBool>,
}

/// Why there is no device.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GpuError {
    /// No adapter at all.
    #[error(
        "there is no graphics adapter to draw with, so nothing was drawn; install a driver \
         (on Debian and Ubuntu `apt-get install mesa-vulkan-drivers` gives one that needs no \
         graphics card) and try again. The system says: {cause}"
    )]
    NoAdapter {
        /// What the graphics library said.
        cause: String,
    },
    /// An adapter that gives no device.
    #[error(
        "the graphics adapter “{adapter}” can't be used, so nothing was drawn; update its driver \
         or close programs that use much graphics memory, and try again. The system says: {cause}"
    )]
    NoDevice {
        /// The adapter's name.
        adapter: String,
        /// What the graphics library said.
        cause: String,
    },
    /// A canvas that can't be drawn on.
    #[error(
        "the canvas can't be drawn on with WebGPU or WebGL2; the design is safe. Turn on hardware \
         acceleration in the browser's settings, or use a current browser. The browser says: \
         {cause}"
    )]
    NoCanvas {
        /// What the browser said.
        cause: String,
    },
}

impl Gpu {
    /// A device without a window: for pictures, tests and the command line. Software adapters
    /// will do.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn headless() -> Result<Self, GpuError> {
        // GL comes last: without a display its drivers complain on standard error, which belongs
        // to the program that asked.
        let adapter = Self::adapter_of(wgpu::Backends::all() - wgpu::Backends::GL)
            .or_else(|_| Self::adapter_of(wgpu::Backends::GL))
            .map_err(|error| GpuError::NoAdapter {
                cause: error.to_string(),
            })?;
        pollster::block_on(Self::of_adapter(&adapter, wgpu::TextureFormat::Rgba8Unorm))
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn adapter_of(backends: wgpu::Backends) -> Result<wgpu::Adapter, wgpu::RequestAdapterError> {
        let mut descriptor = wgpu::InstanceDescriptor::new_without_display_handle_from_env();
        descriptor.backends &= backends;
        let instance = wgpu::Instance::new(descriptor);
        pollster::block_on(instance.request_adapter(&wgpu::RequestAdapterOptions::default()))
    }

    async fn of_adapter(
        adapter: &wgpu::Adapter,
        format: wgpu::TextureFormat,
    ) -> Result<Self, GpuError> {
        let info = adapter.get_info();
        let backend = match info.backend {
            wgpu::Backend::BrowserWebGpu => "webgpu",
            wgpu::Backend::Gl if cfg!(target_arch = "wasm32") => "webgl2",
            other => other.to_str(),
        };
        let adapter_name = if info.name.is_empty() {
            backend.to_owned()
        } else {
            format!("{backend} · {}", info.name)
        };
        // Everything keeps to what WebGL2 has, so that one renderer serves all.
        let limits = wgpu::Limits::downlevel_webgl2_defaults().using_resolution(adapter.limits());
        let descriptor = wgpu::DeviceDescriptor {
            label: Some("omnios"),
            required_limits: limits,
            ..wgpu::DeviceDescriptor::default()
        };
        let (device, queue) =
            adapter
                .request_device(&descriptor)
                .await
                .map_err(|error| GpuError::NoDevice {
                    adapter: adapter_name.clone(),
                    cause: error.to_string(),
                })?;
        let lost = Arc::new(AtomicBool::new(false));
        let noticed = Arc::clone(&lost);
        device.set_device_lost_callback(move |_, _| noticed.store(true, Ordering::Relaxed));
        Ok(Self {
            device,
            queue,
            format,
            adapter_name,
            lost,
        })
    }

    /// The interface in use and what the adapter calls itself: `webgl2 · SwiftShader`.
    pub fn adapter_name(&self) -> &str {
        &self.adapter_name
    }

    /// The device, for what is drawn beside the renderer's pictures.
    pub fn device(&self) -> &wgpu::Device {
        &self.device
    }

    /// The device's queue.
    pub fn queue(&self) -> &wgpu::Queue {
        &self.queue
    }

    /// The format of whatever is drawn into.
    pub fn format(&self) -> wgpu::TextureFormat {
        self.format
    }

    /// Whether the device is gone for good: make a new [`Gpu`] and a new
    /// [`Renderer`](crate::Renderer), and add the images again.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }
}

/// A canvas element and the surface that shows on it.
#[cfg(target_arch = "wasm32")]
#[derive(Debug)]
pub struct Canvas {
    pub(crate) surface: wgpu::Surface<'static>,
    pub(crate) configuration: wgpu::SurfaceConfiguration,
    /// Pictures that the device still works at.
    unfinished: Arc<AtomicU32>,
}

/// One is drawn while the one before is shown; more would only wait, and what is shown would lag
/// behind the hand by all of them.
#[cfg(target_arch = "wasm32")]
const MOST_UNFINISHED: u32 = 2;

#[cfg(target_arch = "wasm32")]
impl Gpu {
    /// A device that draws on a canvas: through WebGPU where the browser has it, otherwise
    /// WebGL2. The canvas's `width` and `height` attributes are its size in device px.
    pub async fn for_canvas(
        canvas: web_sys::HtmlCanvasElement,
    ) -> Result<(Self, Canvas), GpuError> {
        let no_canvas = |cause: String| GpuError::NoCanvas { cause };
        let (width, height) = (canvas.width().max(1), canvas.height().max(1));
        let mut descriptor = wgpu::InstanceDescriptor::new_without_display_handle();
        descriptor.backends = wgpu::Backends::BROWSER_WEBGPU | wgpu::Backends::GL;
        let instance = wgpu::util::new_instance_with_webgpu_detection(descriptor).await;
        let surface = instance
            .create_surface(wgpu::SurfaceTarget::Canvas(canvas))
            .map_err(|error| no_canvas(error.to_string()))?;
        let adapter = instance
            .request_adapter(&wgpu::RequestAdapterOptions {
                compatible_surface: Some(&surface),
                ..wgpu::RequestAdapterOptions::default()
            })
            .await
            .map_err(|error| no_canvas(error.to_string()))?;
        let mut configuration = surface
            .get_default_config(&adapter, width, height)
            .ok_or_else(|| no_canvas("the adapter can't show on this canvas".to_owned()))?;
        let formats = surface.get_capabilities(&adapter).formats;
        configuration.format = formats
            .iter()
            .copied()
            .find(|format| {
                matches!(
                    format,
                    wgpu::TextureFormat::Rgba8Unorm | wgpu::TextureFormat::Bgra8Unorm
                )
            })
            .ok_or_else(|| no_canvas("the canvas has no plain eight-bit format".to_owned()))?;
        let gpu = Self::of_adapter(&adapter, configuration.format).await?;
        surface.configure(&gpu.device, &configuration);
        Ok((
            gpu,
            Canvas {
                surface,
                configuration,
                unfinished: Arc::default(),
            },
        ))
    }
}

#[cfg(target_arch = "wasm32")]
impl Canvas {
    /// Takes the canvas's new size in device px.
    pub fn resize(&mut self, gpu: &Gpu, width: u32, height: u32) {
        let limit = gpu.device.limits().max_texture_dimension_2d;
        let (width, height) = (width.clamp(1, limit), height.clamp(1, limit));
        if (width, height) != (self.configuration.width, self.configuration.height) {
            self.configuration.width = width;
            self.configuration.height = height;
            self.surface.configure(&gpu.device, &self.configuration);
        }
    }

    /// Whether the device has caught up with what was drawn. Where it hasn't, drawing more would
    /// make everything wait, the page's own buttons too.
    pub fn is_ready(&self, gpu: &Gpu) -> bool {
        // What the device says of itself on an error is asked elsewhere.
        let _ = gpu.device.poll(wgpu::PollType::Poll);
        self.unfinished.load(Ordering::Relaxed) < MOST_UNFINISHED
    }

    /// Notes that a picture was handed to the device.
    pub(crate) fn note_submitted(&self, gpu: &Gpu) {
        self.unfinished.fetch_add(1, Ordering::Relaxed);
        let unfinished = Arc::clone(&self.unfinished);
        gpu.queue.on_submitted_work_done(move || {
            unfinished.fetch_sub(1, Ordering::Relaxed);
        });
    }

    /// Width and height in device px.
    pub fn size(&self) -> (u32, u32) {
        (self.configuration.width, self.configuration.height)
    }
}
