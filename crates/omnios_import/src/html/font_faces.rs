//! The fonts that came with a page: its `@font-face` rules, and the files that they name.

use std::collections::HashSet;

use blitz_dom::BaseDocument;
use omnios_model::{FontFace, FontStyle, FontWeights, own_font_family};
use style::font_face::{
    Descriptors, FontFaceSourceFormat, FontFaceSourceFormatKeyword as Format, FontStyleRange,
    Source, UrlSource,
};
use style::stylesheets::{CssRule, StylesheetInDocument};

use super::builder::Builder;
use crate::Loss;

/// A face that a page declares.
#[derive(Debug, Clone)]
pub(crate) struct DeclaredFace {
    /// What it serves, under the name that the page gave it.
    pub(crate) face: FontFace,
    /// Whether its letters are as wide as usual.
    is_normal_width: bool,
    /// Where its file may be, in the page's order.
    addresses: Vec<String>,
}

/// The faces of all style sheets that hold at the document's width, in order.
pub(crate) fn declared(document: &mut BaseDocument) -> Vec<DeclaredFace> {
    let sheets: Vec<_> = document.author_stylesheets().cloned().collect();
    let lock = document.guard().clone();
    let guard = lock.read();
    let device = document.stylist_device();
    let no_custom_media = Default::default();
    let mut faces = Vec::new();
    for sheet in &sheets {
        if !sheet.is_effective_for_device(device, &no_custom_media, &guard) {
            continue;
        }
        let contents = sheet.contents(&guard);
        for rule in contents.effective_rules(device, &no_custom_media, &guard) {
            if let CssRule::FontFace(rule) = rule {
                faces.extend(read(&rule.read_with(&guard).descriptors));
            }
        }
    }
    faces
}

fn read(said: &Descriptors) -> Option<DeclaredFace> {
    let weights = said.font_weight.as_ref().and_then(|range| {
        let range = range.compute()?;
        let (lightest, boldest) = (range.0.value().round(), range.1.value().round());
        FontWeights::new(lightest as u16, boldest as u16)
    });
    let letters = said.unicode_range.iter().flatten();
    let face = FontFace {
        family: said.font_family.as_ref()?.name.to_string(),
        weights: weights.unwrap_or(FontWeights::NORMAL),
        style: style(said.font_style.as_ref()),
        letters: letters.map(|range| (range.start, range.end)).collect(),
    };
    let width = said.font_width.as_ref().and_then(|range| range.compute());
    let is_normal_width = width.is_none_or(|range| {
        let percent = |width: &style::font_face::FontWidth| width.to_percentage().0;
        (percent(&range.0)..=percent(&range.1)).contains(&1.0)
    });
    let sources = said.src.iter().flat_map(|list| &list.0);
    let addresses = sources.filter_map(|source| match source {
        Source::Url(source) if is_usable(source) => Some(source.url.url()?.to_string()),
        _ => None,
    });
    Some(DeclaredFace {
        face,
        is_normal_width,
        addresses: addresses.collect(),
    })
}

/// Slanted letters count as italic, those that may be upright as upright.
fn style(said: Option<&FontStyleRange>) -> FontStyle {
    match said {
        None => FontStyle::Normal,
        Some(FontStyleRange::Italic) => FontStyle::Italic,
        Some(FontStyleRange::Oblique(first, last)) => {
            let degrees = [first.degrees(), last.degrees()];
            let is_slanted = |angle: &Option<f32>| angle.is_some_and(|it| it != 0.0);
            match degrees.iter().all(is_slanted) {
                true => FontStyle::Italic,
                false => FontStyle::Normal,
            }
        }
    }
}

/// Whether browsers of today take the format, as far as the page says which it is.
fn is_usable(source: &UrlSource) -> bool {
    let is_other = |format: Format| {
        matches!(
            format,
            Format::EmbeddedOpentype | Format::Svg | Format::Collection
        )
    };
    match &source.format_hint {
        Some(FontFaceSourceFormat::Keyword(format)) => !is_other(*format),
        Some(FontFaceSourceFormat::String(name)) => {
            !matches!(name.as_str(), "embedded-opentype" | "svg" | "collection")
        }
        None => true,
    }
}

impl Builder<'_> {
    /// The project's family for one that the page declared, with its files kept as assets. `None`
    /// where the page declares none of that name, or none of it can be used.
    pub(super) fn own_family(&mut self, name: &str) -> Option<String> {
        let key = name.to_lowercase();
        if let Some(known) = self.families.get(&key) {
            return known.clone();
        }
        let mut family = None;
        let mut seen = HashSet::new();
        let cascades = self.cascades;
        // Of two rules for the same letters the later holds, if its file is there.
        for declared in cascades[0].faces.iter().rev() {
            if !declared.face.is_of(name) || seen.contains(&declared.face) {
                continue;
            }
            match self.load_face(declared) {
                Ok(own) => {
                    family = Some(own);
                    seen.insert(&declared.face);
                }
                Err(reason) => self.note_face(&declared.face, &reason),
            }
        }
        self.families.insert(key, family.clone());
        family
    }

    /// Keeps the first file of a face that can be used; gives the family's name in the project.
    fn load_face(&mut self, declared: &DeclaredFace) -> Result<String, String> {
        if !declared.is_normal_width {
            return Err("narrow and wide faces aren't taken".to_owned());
        }
        let mut face = declared.face.clone();
        face.family = own_font_family(&face.family);
        let mut reason = "no file of it is in a format that every browser takes".to_owned();
        for address in &declared.addresses {
            let loaded = self.resource(address).and_then(|(name, bytes)| {
                let name = match address.starts_with("data:") {
                    true => face.family.clone(),
                    false => name,
                };
                self.assets.add_font(&name, &bytes, &face)
            });
            match loaded {
                Ok(_) => return Ok(face.family),
                Err(message) => reason = message,
            }
        }
        Err(reason)
    }

    fn note_face(&mut self, face: &FontFace, reason: &str) {
        let FontFace {
            family, weights, ..
        } = face;
        let slant = match face.style {
            FontStyle::Normal => "",
            FontStyle::Italic => " italic",
        };
        let message = format!("the font {family} {weights}{slant} was left out: {reason}");
        self.note(Loss::LeftOut, message);
    }
}
