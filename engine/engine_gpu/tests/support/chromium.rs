//! Chromium's pictures of designs: recording them, and comparing ours with them.
//!
//! `OMNIOS_RECORD_CHROMIUM=PROGRAM` takes them anew with that browser.

use std::path::PathBuf;
use std::process::Command;

use omnios_model::Color;

use super::{Design, Nearness, VISIBLE_STEP};
use engine_gpu::Camera;

/// Compares our picture of a design with Chromium's, which `scale` device px a CSS px were taken
/// for.
pub(crate) fn compare(
    name: &str,
    scale: u32,
    width: u32,
    height: u32,
    nearness: Nearness,
    design: &Design,
) {
    let camera = Camera {
        device_scale: scale as f32,
        ..Camera::default()
    };
    let ours = super::draw(design, width, height, camera, None);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots/chromium")
        .join(format!("{name}.png"));
    if let Some(browser) = std::env::var_os("OMNIOS_RECORD_CHROMIUM") {
        let folder = std::env::temp_dir().join(format!("omnios-chromium-{name}"));
        super::write_html(&folder, name, width, height, &design.scene, &ours);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let status = Command::new(browser)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
            ])
            .arg("--allow-file-access-from-files")
            // Else the picture may be taken before the fonts are there.
            .arg("--virtual-time-budget=10000")
            .arg(format!("--force-device-scale-factor={scale}"))
            .arg(format!(
                "--window-size={},{}",
                width / scale,
                height / scale
            ))
            .arg(format!(
                "--user-data-dir={}",
                folder.join("profile").display()
            ))
            .arg(format!("--screenshot={}", path.display()))
            .arg(format!("file://{}/{name}.html", folder.display()))
            .output()
            .unwrap_or_else(|error| panic!("the browser can't be started: {error}"));
        assert!(status.status.success(), "{name}: {status:?}");
    }
    let theirs = image::open(&path)
        .unwrap_or_else(|error| {
            panic!(
                "{}: {error}; record it with OMNIOS_RECORD_CHROMIUM=chromium",
                path.display()
            )
        })
        .to_rgba8();
    assert_eq!(theirs.dimensions(), (width, height), "{name}");
    let on_white = |pixel: &[u8]| {
        let color = Color::rgba(pixel[0], pixel[1], pixel[2], pixel[3]);
        assert_eq!(color.a, 255, "{name}: pages are opaque");
        [color.r, color.g, color.b]
    };
    let differences: Vec<u8> = theirs
        .as_raw()
        .chunks_exact(4)
        .zip(ours.chunks_exact(4))
        .map(|(theirs, ours)| {
            let pairs = on_white(theirs).into_iter().zip(on_white(ours));
            pairs.map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
        })
        .collect();
    let count = differences.len() as f64;
    let mean = differences.iter().map(|it| f64::from(*it)).sum::<f64>() / count;
    let visible = differences.iter().filter(|it| **it > VISIBLE_STEP).count() as f64 / count;
    assert!(
        mean <= nearness.mean && visible <= nearness.visible_share,
        "{name} is farther from Chromium's picture ({}) than {nearness:?}: mean {mean:.2}, \
         {:.2} % of the pixels visibly",
        path.display(),
        visible * 100.0
    );
}
