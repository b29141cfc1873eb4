//! One page at one width, without a window: its boxes and its picture.

use std::collections::{BTreeSet, HashMap};

use engine::{Artboard, render_page};
use omnios_document::Document;
use omnios_model::{AssetHash, ElementId, PageInfo, Paint, Project, Tree, Value};
use serde::Serialize;

use crate::error::Error;
use crate::fonts;

/// The widest page, and the most px a side of a picture.
const MAX_SIDE_PX: f32 = 16_384.0;
const MAX_SCALE: f32 = 8.0;

/// An element's box in CSS px of the page, from the page's top left corner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LayoutRow {
    /// Element id.
    pub id: String,
    /// Name in the layers tree.
    pub name: String,
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width of the border box.
    pub width: f32,
    /// Height of the border box.
    pub height: f32,
    /// A text's lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LayoutLine>,
}

/// A line of a text, in CSS px from the page's top left corner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LayoutLine {
    /// Its letters as they are shown.
    pub text: String,
    /// Left edge of the first letter.
    pub x: f32,
    /// Upper edge of the letters' fonts, which is not where the line begins.
    pub y: f32,
    /// From the first letter to the last.
    pub width: f32,
    /// Height of the letters' fonts.
    pub height: f32,
}

/// The page with this route (the leading slash may be left out) or id.
pub(crate) fn find<'a>(project: &'a Project, page: &str) -> Result<&'a PageInfo, Error> {
    let by_id = || project.page(page.parse().ok()?);
    project
        .page_at(page)
        .or_else(|| project.page_at(&format!("/{page}")))
        .or_else(by_id)
        .ok_or_else(|| Error::UnknownPage {
            page: page.chars().take(80).collect(),
            known: project.pages.iter().map(|it| it.route.clone()).collect(),
        })
}

fn tree<'a>(document: &'a Document, page: &str) -> Result<&'a Tree, Error> {
    let info = find(document.project(), page)?;
    let missing = omnios_document::DocumentError::PageNotLoaded(info.id);
    Ok(document.tree(info.id).ok_or(missing)?)
}

/// The boxes of every element that isn't hidden, parents before children. `asset` gives an asset's
/// bytes.
pub(crate) fn layout(
    document: &Document,
    page: &str,
    width: f32,
    asset: impl Fn(&AssetHash) -> Option<Vec<u8>>,
) -> Result<Vec<LayoutRow>, Error> {
    check_width(width)?;
    let tree = tree(document, page)?;
    let mut fonts = fonts::of_project(document.project(), asset);
    let artboard = Artboard::new(
        tree,
        width,
        &omnios_editor::image_sizes(document.project()),
        &mut fonts,
    );
    let line = |line: engine::ShownLine| LayoutLine {
        text: line.text,
        x: line.rect.x,
        y: line.rect.y,
        width: line.rect.width,
        height: line.rect.height,
    };
    let row = |(id, rect): (ElementId, omnios_model::Rect)| LayoutRow {
        id: id.to_string(),
        name: tree.get(id).map_or_else(String::new, |it| it.name.clone()),
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
        lines: artboard.lines(id).into_iter().map(line).collect(),
    };
    Ok(artboard.boxes().into_iter().map(row).collect())
}

/// The page as a PNG file, at rest or at a moment of its motion. `asset` gives an asset's bytes.
pub(crate) fn render(
    document: &Document,
    page: &str,
    width: f32,
    scale: f32,
    moment: Option<engine::Moment>,
    asset: impl Fn(&AssetHash) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, Error> {
    check_width(width)?;
    if !(scale > 0.0 && scale <= MAX_SCALE) {
        return Err(Error::Measure(format!(
            "The scale {scale} can't be drawn. Nothing was written. Give a number above 0 and up to {MAX_SCALE}; 1 draws one px for each CSS px."
        )));
    }
    let tree = tree(document, page)?;
    let images: HashMap<AssetHash, engine::ImagePixels> = used_assets(tree)
        .into_iter()
        .filter_map(|hash| {
            let bytes = asset(&hash)?;
            // What can't be decoded is drawn as a missing picture is.
            let picture = omnios_assets::decode_rgba(&bytes).ok()?;
            let pixels = engine::ImagePixels {
                width: picture.width,
                height: picture.height,
                rgba: picture.rgba,
            };
            Some((hash, pixels))
        })
        .collect();
    let mut fonts = fonts::of_project(document.project(), asset);
    let picture = render_page(tree, width, &images, &mut fonts, scale, moment)
        .map_err(|error| Error::Render(error.to_string()))?;
    omnios_assets::encode_png(picture.width, picture.height, &picture.rgba)
        .map_err(|error| Error::Render(error.to_string()))
}

fn check_width(width: f32) -> Result<(), Error> {
    if (1.0..=MAX_SIDE_PX).contains(&width) {
        return Ok(());
    }
    Err(Error::Measure(format!(
        "No page can be {width} px wide. Nothing was written. Give a width from 1 to {MAX_SIDE_PX} CSS px, such as 1440, 768 or 390."
    )))
}

/// The assets that a page's elements show, at any width.
fn used_assets(tree: &Tree) -> BTreeSet<AssetHash> {
    let mut used = BTreeSet::new();
    for value in tree.elements().flat_map(|it| it.properties.values()) {
        match value {
            Value::Text(text) => used.extend(text.parse::<AssetHash>()),
            Value::Paints(paints) => used.extend(paints.iter().filter_map(|paint| match paint {
                Paint::Image { asset, .. } => Some(asset.clone()),
                _ => None,
            })),
            _ => {}
        }
    }
    used
}
