//! Our renderer and `vello_gpu` on the same scenes, natively and in a web view.
//!
//! `cargo xtask bench renderers` builds it, runs it in each place and makes a table of what it
//! prints: a line of JSON a measurement. With the argument `gpu`, for `cargo xtask bench gpu`, it
//! draws with our renderer alone and compares its pixels a second with plain copying. `processor` is the time until the frame's commands are
//! handed over, `frame` the time until the GPU has drawn it, both in milliseconds.
//!
//! Both renderers draw through one wgpu device into one texture, of the same elements: those
//! that stand in the view. What finds them isn't measured.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads the clock and prints what it found"
)]

mod ours;
mod scene;
mod vello;

use engine_gpu::Gpu;
use engine_text::Fonts;
use omnios_model::FontStyle;

use crate::ours::Ours;
use crate::scene::{Kind, Scene, View};
use crate::vello::Vello;

/// Size of the view in device px.
const SIZE: (u32, u32) = (1600, 1000);
/// Frames that fill caches before any is measured.
const WARM_UP: usize = 3;
/// Frames that are measured, if time allows.
const FRAMES: usize = 60;
/// After so many milliseconds no further frame is begun,
const PATIENCE_MS: f64 = 2_500.0;
/// once there are so many.
const FEWEST_FRAMES: usize = 3;
/// Panning, in device px a frame.
const STEP: f32 = 7.0;

const VIEWS: [View; 2] = [
    View {
        name: "100 %",
        offset: (6_000.0, 3_000.0),
        scale: 1.0,
    },
    View {
        name: "all in view",
        offset: (0.0, 0.0),
        scale: 1.0 / 15.0,
    },
];

/// Milliseconds a frame took: in the processor, and until it was drawn.
type Times = Vec<(f64, f64)>;

fn measure(place: &str, gpu: Gpu, now: fn() -> f64, finish: &dyn Fn(&Gpu), say: &dyn Fn(&str)) {
    let mut fonts = inter();
    let adapter = gpu.adapter_name().to_owned();
    let mut gpu = Some(gpu);
    for kind in Kind::ALL {
        let scene = Scene::new(kind, &mut fonts);
        let mut ours = Ours::new(gpu.take().expect("it was put back"), &scene);
        let (device, queue) = (ours.gpu.device().clone(), ours.gpu.queue().clone());
        let texture = target_texture(&ours.gpu);
        let target = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let size = (SIZE.0 as u16, SIZE.1 as u16);
        let mut vello = Vello::new(device, queue, &scene, ours.gpu.format(), size);
        for view in VIEWS {
            let times = frames(now, &view, &scene, |view, visible| {
                ours.frame(&fonts, view, visible, &target, SIZE);
                let handed_over = now();
                finish(&ours.gpu);
                handed_over
            });
            report(place, &adapter, kind, &view, "engine_gpu", times, say);
            let times = frames(now, &view, &scene, |view, visible| {
                vello.frame(&fonts, &scene, view, visible, &target);
                let handed_over = now();
                finish(&ours.gpu);
                handed_over
            });
            report(place, &adapter, kind, &view, "vello_gpu", times, say);
        }
        gpu = Some(ours.gpu);
    }
}

fn inter() -> Fonts {
    let mut fonts = Fonts::new();
    let inter = include_bytes!("../../../../assets/fonts/Inter.ttf");
    fonts
        .add("Inter", inter.to_vec(), FontStyle::Normal)
        .expect("the bundled font is readable");
    fonts
}

fn target_texture(gpu: &Gpu) -> wgpu::Texture {
    gpu.device().create_texture(&wgpu::TextureDescriptor {
        label: Some("target"),
        size: wgpu::Extent3d {
            width: SIZE.0,
            height: SIZE.1,
            depth_or_array_layers: 1,
        },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: gpu.format(),
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT
            | wgpu::TextureUsages::COPY_SRC
            | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    })
}

fn frames(
    now: fn() -> f64,
    view: &View,
    scene: &Scene,
    mut draw: impl FnMut(&View, &[usize]) -> f64,
) -> Times {
    let begun = now();
    let mut times = Times::new();
    for n in 0..WARM_UP + FRAMES {
        let mut view = *view;
        view.offset.0 += n as f32 * STEP / view.scale;
        let visible = scene.visible(&view, SIZE.0, SIZE.1);
        let start = now();
        let handed_over = draw(&view, &visible);
        let end = now();
        if n >= WARM_UP {
            times.push((handed_over - start, end - start));
            if times.len() >= FEWEST_FRAMES && end - begun > PATIENCE_MS {
                break;
            }
        }
    }
    times
}

fn report(
    place: &str,
    adapter: &str,
    kind: Kind,
    view: &View,
    renderer: &str,
    times: Times,
    say: &dyn Fn(&str),
) {
    say(&format!(
        r#"{{"place":"{place}","adapter":"{adapter}","scene":"{}","view":"{}","renderer":"{renderer}","frames":{},"processor_p50":{:.3},"processor_p99":{:.3},"frame_p50":{:.3},"frame_p99":{:.3}}}"#,
        kind.name(),
        view.name,
        times.len(),
        percentile(&times, 0.5, |it| it.0),
        percentile(&times, 0.99, |it| it.0),
        percentile(&times, 0.5, |it| it.1),
        percentile(&times, 0.99, |it| it.1),
    ));
}

fn percentile(times: &Times, share: f64, of: fn(&(f64, f64)) -> f64) -> f64 {
    let mut sorted: Vec<f64> = times.iter().map(of).collect();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * share).round() as usize]
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let gpu = Gpu::headless().expect("a graphics adapter");
    let finish = |gpu: &Gpu| {
        gpu.device()
            .poll(wgpu::PollType::wait_indefinitely())
            .expect("the device is there");
    };
    let now = || START.elapsed().as_secs_f64() * 1000.0;
    if std::env::args().nth(1).as_deref() == Some("gpu") {
        measure_gpu(gpu, now, &finish);
    } else {
        measure("native", gpu, now, &finish, &|line| println!("{line}"));
    }
}

/// Our renderer alone, and what the GPU needs to copy the same pixels: no renderer can be
/// faster than writing each pixel once.
#[cfg(not(target_arch = "wasm32"))]
fn measure_gpu(gpu: Gpu, now: fn() -> f64, finish: &dyn Fn(&Gpu)) {
    /// Copies a measurement, so that handing them over doesn't count.
    const COPIES: u32 = 200;
    let mut fonts = inter();
    let adapter = gpu.adapter_name().to_owned();
    let pixels = f64::from(SIZE.0) * f64::from(SIZE.1);
    let (from, to) = (target_texture(&gpu), target_texture(&gpu));
    let times: Times = (0..WARM_UP + 10)
        .map(|_| {
            let start = now();
            let mut encoder = gpu
                .device()
                .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
            for _ in 0..COPIES {
                encoder.copy_texture_to_texture(
                    from.as_image_copy(),
                    to.as_image_copy(),
                    from.size(),
                );
            }
            gpu.queue().submit([encoder.finish()]);
            finish(&gpu);
            let copy = (now() - start) / f64::from(COPIES);
            (copy, copy)
        })
        .skip(WARM_UP)
        .collect();
    let copy = percentile(&times, 0.5, |it| it.1);
    println!(
        r#"{{"adapter":"{adapter}","copy_ms":{copy:.5},"pixels_per_second":{:.0}}}"#,
        pixels / copy * 1000.0
    );
    let mut gpu = Some(gpu);
    for kind in Kind::ALL {
        let scene = Scene::new(kind, &mut fonts);
        let mut ours = Ours::new(gpu.take().expect("it was put back"), &scene);
        let target = target_texture(&ours.gpu).create_view(&wgpu::TextureViewDescriptor::default());
        for view in VIEWS {
            let times = frames(now, &view, &scene, |view, visible| {
                ours.frame(&fonts, view, visible, &target, SIZE);
                let handed_over = now();
                finish(&ours.gpu);
                handed_over
            });
            let frame = percentile(&times, 0.5, |it| it.1);
            println!(
                r#"{{"adapter":"{adapter}","scene":"{}","view":"{}","frames":{},"processor_p50":{:.3},"processor_p99":{:.3},"frame_p50":{frame:.3},"frame_p99":{:.3},"pixels_per_second":{:.0},"floor":{:.2}}}"#,
                kind.name(),
                view.name,
                times.len(),
                percentile(&times, 0.5, |it| it.0),
                percentile(&times, 0.99, |it| it.0),
                percentile(&times, 0.99, |it| it.1),
                pixels / frame * 1000.0,
                frame / copy,
            );
        }
        gpu = Some(ours.gpu);
    }
}

/// Draws on the page's only canvas and writes the lines into its `pre`.
#[cfg(target_arch = "wasm32")]
fn main() {
    wasm_bindgen_futures::spawn_local(web());
}

#[cfg(target_arch = "wasm32")]
async fn web() {
    use wasm_bindgen::JsCast as _;
    let document = web_sys::window()
        .and_then(|it| it.document())
        .expect("a page");
    let canvas: web_sys::HtmlCanvasElement = document
        .query_selector("canvas")
        .ok()
        .flatten()
        .and_then(|it| it.dyn_into().ok())
        .expect("a canvas");
    let lines = document
        .query_selector("pre")
        .ok()
        .flatten()
        .expect("a place for the lines");
    let (gpu, _canvas) = Gpu::for_canvas(canvas.clone())
        .await
        .expect("a canvas to draw on");
    let context: web_sys::WebGl2RenderingContext = canvas
        .get_context("webgl2")
        .ok()
        .flatten()
        .and_then(|it| it.dyn_into().ok())
        .expect("the comparison waits for the GPU by WebGL2's means");
    // Reading a pixel waits for everything that was asked of the context before.
    let finish = move |_: &Gpu| {
        let mut pixel = [0; 4];
        let (format, kind) = (
            web_sys::WebGl2RenderingContext::RGBA,
            web_sys::WebGl2RenderingContext::UNSIGNED_BYTE,
        );
        context.bind_framebuffer(web_sys::WebGl2RenderingContext::READ_FRAMEBUFFER, None);
        context
            .read_pixels_with_opt_u8_array(0, 0, 1, 1, format, kind, Some(&mut pixel))
            .expect("a pixel is read");
    };
    let now = || {
        web_sys::window()
            .and_then(|it| it.performance())
            .map_or(0.0, |it| it.now())
    };
    let all = std::cell::RefCell::new(String::new());
    measure("web", gpu, now, &finish, &|line| {
        all.borrow_mut().push_str(line);
        all.borrow_mut().push('\n');
    });
    lines.set_text_content(Some(&all.borrow()));
}
