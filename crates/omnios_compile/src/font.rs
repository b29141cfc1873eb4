//! Which fonts a page's texts need.

use std::collections::BTreeSet;

use omnios_model::{
    BUNDLED_FONT_FAMILIES, FontFace, FontStyle, Project, bundled_font_family, fallback_fonts,
};

use crate::ir::{FontUse, OwnFontUse};

/// The faces in use on a page.
#[derive(Debug, Default)]
pub(crate) struct PageFonts {
    /// Those that come with the program.
    pub(crate) bundled: BTreeSet<FontUse>,
    /// The project's own.
    pub(crate) own: BTreeSet<OwnFontUse>,
    /// Bundled faces for letters that the project's own fonts may lack. Browsers fetch them only
    /// then.
    pub(crate) spare: BTreeSet<FontUse>,
}

/// Letters, and what they are set in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letters<'a> {
    pub(crate) text: &'a str,
    pub(crate) family: &'a str,
    pub(crate) weight: f32,
    pub(crate) style: FontStyle,
}

/// Whether the project brings a family of that name.
pub(crate) fn is_own(project: &Project, family: &str) -> bool {
    project.font_faces().any(|(_, face)| face.is_of(family))
}

impl PageFonts {
    /// Adds what these letters need; gives whether the site has their family.
    pub(crate) fn add(&mut self, project: &Project, letters: Letters<'_>) -> bool {
        let is_own = self.add_own(project, letters);
        let bundled = bundled_font_family(letters.family).filter(|_| !is_own);
        let family = bundled.unwrap_or(BUNDLED_FONT_FAMILIES[0]);
        // JetBrains Mono comes without an italic: browsers slant the upright face.
        let italic = letters.style == FontStyle::Italic && family != "JetBrains Mono";
        let fallbacks = fallback_fonts(family, letters.text).into_iter().map(Some);
        let uses = fallbacks.chain([None]).map(|fallback| FontUse {
            family,
            italic,
            fallback,
        });
        match is_own {
            true => self.spare.extend(uses),
            false => self.bundled.extend(uses),
        }
        is_own || bundled.is_some()
    }

    /// Adds the project's faces that serve these letters; gives whether the family is its own.
    fn add_own(&mut self, project: &Project, letters: Letters<'_>) -> bool {
        let of_family = || {
            let faces = project.font_faces();
            faces.filter(|(_, face)| face.is_of(letters.family))
        };
        let faces = of_family().map(|(_, face)| face);
        let Some(closest) = FontFace::closest(faces, letters.weight, letters.style) else {
            return false;
        };
        for (asset, face) in of_family() {
            let is_asked = letters.text.chars().any(|letter| face.serves(letter));
            if (face.weights, face.style) == closest && is_asked {
                self.own.insert(OwnFontUse {
                    face: face.clone(),
                    asset: asset.clone(),
                    media_type: project.assets[asset].media_type.clone(),
                });
            }
        }
        true
    }
}
