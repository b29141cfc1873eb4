//! Page IR to static HTML and CSS files.
//!
//! [`compile`] writes a [`Site`] down as a folder that opens from a disk as well as from any path
//! of a server: one HTML file a page, one stylesheet, the fonts and pictures in use, relative
//! links throughout. The files are what a front-end engineer would keep: indented, one tag an
//! element, no script.
//!
//! Absent on purpose: writing to a disk and ZIP archives (`omnios_archive`), and any judgement of
//! the design, which `omnios_compile` makes. The same IR and the same bytes always give the same
//! files.

mod escape;
mod markup;
mod motion;
mod page;
mod path;
mod stylesheet;

use std::collections::{BTreeMap, BTreeSet};

use omnios_compile::{Code, Diagnostic, FontUse, Page, Site};
use omnios_model::AssetHash;

use crate::path::SitePath;

/// Where the bytes of pictures and fonts come from.
pub trait AssetSource {
    /// The bytes of an asset of the project.
    fn asset(&self, hash: &AssetHash) -> Option<Vec<u8>>;

    /// The bytes of a bundled font's file, such as `Inter.woff2` or `Inter-LICENSE.txt`.
    fn font(&self, file_name: &str) -> Option<Vec<u8>>;
}

/// How to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HtmlOptions {
    /// Give every tag that stands for an element its id as `data-omnios-id`.
    pub with_ids: bool,
}

/// The files of a site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HtmlExport {
    /// Bytes by path; paths are relative, with `/` between folders.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is missing from the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes the site as files.
pub fn compile(site: &Site, source: &dyn AssetSource, options: HtmlOptions) -> HtmlExport {
    let mut export = HtmlExport::default();
    let mut pages: BTreeMap<&str, SitePath> = BTreeMap::new();
    for page in &site.pages {
        match SitePath::of_page(&page.route) {
            Some(path) => {
                pages.insert(&page.route, path);
            }
            None => export.diagnostics.push(unwritable(page)),
        }
    }
    for page in &site.pages {
        if let Some(path) = pages.get(page.route.as_str()) {
            let html = page::page(site, page, path, options);
            export.files.insert(path.to_string(), html.into_bytes());
        }
    }
    let css = stylesheet::stylesheet(site);
    export
        .files
        .insert(path::STYLESHEET.to_owned(), css.into_bytes());
    for (hash, asset) in &site.assets {
        let is_font = site.own_fonts.iter().any(|font| font.asset == *hash);
        match source.asset(hash) {
            Some(bytes) => {
                let path = match is_font {
                    true => path::font(&asset.file_name),
                    false => path::asset(&asset.file_name),
                };
                export.files.insert(path.to_string(), bytes);
            }
            None if is_font => export.diagnostics.push(missing(
                Code::MissingFont,
                format!("The font {} has no bytes.", asset.file_name),
                "Add the font to the project again; until then the site shows Inter.",
            )),
            None => export.diagnostics.push(missing(
                Code::MissingAsset,
                format!("The picture {} has no bytes.", asset.file_name),
                "Bring the picture in again.",
            )),
        }
    }
    let licenses = site
        .fonts
        .iter()
        .map(|it| font_stem(it.fallback.map_or(it.family, |font| font.family)) + "-LICENSE.txt");
    for license in licenses.collect::<BTreeSet<_>>() {
        if let Some(bytes) = source.font(&license) {
            export.files.insert(path::font(&license).to_string(), bytes);
        }
    }
    for font in &site.fonts {
        let file_name = font_file(font);
        match source.font(&file_name) {
            Some(bytes) => {
                export
                    .files
                    .insert(path::font(&file_name).to_string(), bytes);
            }
            None => export.diagnostics.push(missing(
                Code::MissingFont,
                format!("The font file {file_name} could not be had."),
                "Repair the installation; until then the site shows a system font.",
            )),
        }
    }
    export
}

fn unwritable(page: &Page) -> Diagnostic {
    Diagnostic {
        code: Code::InvalidRoute,
        page: page.route.clone(),
        location: None,
        message: format!(
            "The page “{}” was left out: its route is the name of a file of the export.",
            page.name
        ),
        hint: "Give it another route.".to_owned(),
    }
}

fn missing(code: Code, message: String, hint: &str) -> Diagnostic {
    Diagnostic {
        code,
        page: String::new(),
        location: None,
        message,
        hint: hint.to_owned(),
    }
}

/// How a family's files start: its name without spaces.
fn font_stem(family: &str) -> String {
    family.replace(' ', "")
}

/// The file of a bundled face.
fn font_file(font: &FontUse) -> String {
    let (family, is_italic) = match font.fallback {
        Some(fallback) => (fallback.family, font.italic && fallback.has_italic),
        None => (font.family, font.italic),
    };
    let slant = if is_italic { "-Italic" } else { "" };
    format!("{}{slant}.woff2", font_stem(family))
}
