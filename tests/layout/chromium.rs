//! Asking Chromium for the boxes of a document.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::html;
use crate::own_fonts;
use crate::spec::Fixture;

/// A rectangle: left, top, width, height in CSS px.
pub(crate) type Box4 = [f64; 4];

/// One element as Chromium has it: its border box and, for texts, the rectangle of each line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Recorded {
    pub(crate) rect: Box4,
    pub(crate) lines: Vec<Box4>,
}

/// Draws every letter as a box of one em.
const WIDE_BOX: &str = "wide_box.ttf";

fn fonts_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")
}

/// A bundled font, or the one that stands in for those that aren't bundled.
pub(crate) fn font_file(name: &str) -> PathBuf {
    let bundled = fonts_folder().join(name);
    if bundled.is_file() {
        return bundled;
    }
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../engine_text/assets")
        .join(name)
}

/// Lays the pages out in a real Chromium.
pub(crate) fn measure(group: &str, fixtures: &[Fixture]) -> Vec<Vec<Recorded>> {
    let folder = std::env::temp_dir().join(format!("omnios-layout-{}-{group}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the page");
    let page = folder.join("page.html");
    for file in std::fs::read_dir(fonts_folder()).expect("the bundled fonts") {
        let file = file.expect("a bundled font");
        std::fs::copy(file.path(), folder.join(file.file_name())).expect("room for the fonts");
    }
    std::fs::copy(font_file(WIDE_BOX), folder.join(WIDE_BOX)).expect("room for a font");
    own_fonts::write_files(&folder);
    let fonts = format!("file://{}", folder.display());
    std::fs::write(&page, html::document(fixtures, &fonts)).expect("the page");
    let program = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let output = Command::new(program)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Scroll bars take no room in the engine, nor on most devices.
            "--hide-scrollbars",
            "--allow-file-access-from-files",
            "--force-device-scale-factor=1",
            "--window-size=1440,900",
            "--virtual-time-budget=20000",
            "--dump-dom",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(&page)
        .output()
        .expect("Chromium starts; CHROMIUM names the program");
    let dom = String::from_utf8_lossy(&output.stdout);
    let json = dom
        .split_once("<pre id=\"result\">")
        .and_then(|(_, rest)| rest.split_once("</pre>"))
        .map(|(json, _)| json)
        .unwrap_or_else(|| panic!("Chromium gave no boxes: {dom:.2000}"));
    let pages: serde_json::Value = serde_json::from_str(json).expect("JSON");
    std::fs::remove_dir_all(&folder).ok();
    pages
        .as_array()
        .expect("pages")
        .iter()
        .map(read_page)
        .collect()
}

pub(crate) fn read_page(page: &serde_json::Value) -> Vec<Recorded> {
    page.as_array()
        .expect("elements")
        .iter()
        .map(|element| Recorded {
            rect: read_box(&element[0]),
            lines: element[1]
                .as_array()
                .expect("lines")
                .iter()
                .map(read_box)
                .collect(),
        })
        .collect()
}

fn read_box(value: &serde_json::Value) -> Box4 {
    std::array::from_fn(|index| value[index].as_f64().expect("a number"))
}
