//! The families that texts can be set in.

use std::collections::BTreeSet;
use std::sync::Arc;

use omnios_model::{AssetHash, FontFace, FontStyle, FontWeights, TextRuns, parse_font_variations};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, LayoutContext};
use skrifa::raw::TableProvider;
use skrifa::{MetadataProvider, Tag};

use crate::paragraph::SpanIndex;
use crate::style::LetterStyle;
use crate::{Paragraph, TextLayout, TextObject, TextStyle};

/// The family that serves where another is unknown or lacks a glyph.
pub(crate) const FALLBACK_FAMILY: &str = "Inter";

/// The family of [`WIDE_FONT`].
pub(crate) const WIDE_FAMILY: &str = "Wide box";

/// A box of one em for every Chinese, Japanese and Korean letter, which no bundled family has.
/// Their lines break on the canvas where they do for visitors, whose systems have such letters of
/// the same width. `wide_box.py` beside it wrote it.
const WIDE_FONT: &[u8] = include_bytes!("../assets/wide_box.ttf");

/// Names one font file of a [`Fonts`]; small, and stable for its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u32);

/// A font file as rasterisers take it.
#[derive(Debug, Clone)]
pub struct FontData {
    /// What it is called where texts are shaped: the family, but for a project's font, which has
    /// a name of its own.
    name: Arc<str>,
    face: Arc<FontFace>,
    /// The project's font that it is.
    asset: Option<AssetHash>,
    bytes: Blob<u8>,
    index: u32,
    has_colors: bool,
    /// Whether it has an axis of weight or slant.
    varies: bool,
}

impl FontData {
    /// The whole file.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.data()
    }

    /// Which font of the file; 0 but for collections.
    pub fn index(&self) -> u32 {
        self.index
    }

    pub(crate) fn has_colors(&self) -> bool {
        self.has_colors
    }

    pub(crate) fn style(&self) -> FontStyle {
        self.face.style
    }

    pub(crate) fn is_of(&self, family: &str) -> bool {
        self.face.is_of(family)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn serves(&self, letter: char) -> bool {
        self.face.serves(letter)
    }

    /// Whether it is asked for some letters only.
    pub(crate) fn is_partial(&self) -> bool {
        !self.face.letters.is_empty()
    }

    /// Whether browsers thicken its letters for a text of that weight.
    pub(crate) fn is_thickened_for(&self, weight: f32) -> bool {
        self.face.weights.is_thickened_for(weight)
    }

    /// The weight and style that its axes are set to for letters of a style: what the face was
    /// declared with bounds them, not what the file could do.
    pub(crate) fn settings(&self, letters: &LetterStyle) -> (f32, FontStyle) {
        match self.varies {
            true => (self.face.weights.nearest(letters.weight), self.face.style),
            false => (letters.weight, letters.style),
        }
    }

    /// How far it reaches above and below the baseline, and the gap that it wants between lines,
    /// in CSS px, not rounded.
    pub(crate) fn vertical_metrics(&self, size_px: f32) -> Option<(f32, f32, f32)> {
        let font = skrifa::FontRef::from_index(self.bytes(), self.index).ok()?;
        let size = skrifa::instance::Size::new(size_px);
        let metrics = font.metrics(size, skrifa::instance::LocationRef::default());
        Some((metrics.ascent, -metrics.descent, metrics.leading))
    }

    pub(crate) fn is(&self, other: &parley::FontData) -> bool {
        self.bytes.id() == other.data.id() && self.index == other.index
    }
}

/// A font that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// The bytes hold no font.
    #[error(
        "the font file for “{family}” can't be read, so the family was left as it was; \
         give a TrueType or OpenType file (.ttf or .otf)"
    )]
    Unreadable {
        /// The family it was meant for.
        family: String,
    },
}

/// Font families, and what shaping keeps between texts. One serves a whole program; texts are
/// set one at a time.
pub struct Fonts {
    context: FontContext,
    scratch: LayoutContext<SpanIndex>,
    faces: Arc<Vec<FontData>>,
    generation: u32,
    wanted: BTreeSet<&'static str>,
}

impl Default for Fonts {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts")
            .field("faces", &self.faces.len())
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

impl Fonts {
    /// No family but boxes for wide letters: other texts have a height but no glyphs until one is
    /// added.
    pub fn new() -> Self {
        let options = CollectionOptions {
            shared: false,
            system_fonts: false,
        };
        let mut fonts = Self {
            context: FontContext {
                collection: Collection::new(options),
                source_cache: SourceCache::default(),
            },
            scratch: LayoutContext::new(),
            faces: Arc::default(),
            generation: 0,
            wanted: BTreeSet::new(),
        };
        let wide = Blob::new(Arc::new(WIDE_FONT));
        fonts.register_family(WIDE_FAMILY, wide, FontStyle::Normal);
        fonts
    }

    /// The families that come with the studio: Inter, Fraunces and JetBrains Mono, and those that
    /// letters fall back on.
    #[cfg(all(feature = "bundled", not(target_family = "wasm")))]
    pub fn bundled() -> Self {
        const FILES: [(&str, FontStyle, &[u8]); 8] = [
            (
                "Inter",
                FontStyle::Normal,
                include_bytes!("../../../assets/fonts/Inter.ttf"),
            ),
            (
                "Inter",
                FontStyle::Italic,
                include_bytes!("../../../assets/fonts/Inter-Italic.ttf"),
            ),
            (
                "Fraunces",
                FontStyle::Normal,
                include_bytes!("../../../assets/fonts/Fraunces.ttf"),
            ),
            (
                "Fraunces",
                FontStyle::Italic,
                include_bytes!("../../../assets/fonts/Fraunces-Italic.ttf"),
            ),
            (
                "JetBrains Mono",
                FontStyle::Normal,
                include_bytes!("../../../assets/fonts/JetBrainsMono.ttf"),
            ),
            (
                "Noto Sans Hebrew",
                FontStyle::Normal,
                include_bytes!("../../../assets/fonts/NotoSansHebrew.ttf"),
            ),
            (
                "Noto Sans Arabic",
                FontStyle::Normal,
                include_bytes!("../../../assets/fonts/NotoSansArabic.ttf"),
            ),
            (
                "Twemoji",
                FontStyle::Normal,
                include_bytes!("../../../assets/fonts/Twemoji.ttf"),
            ),
        ];
        let mut fonts = Self::new();
        for (family, style, bytes) in FILES {
            fonts.register_family(family, Blob::new(Arc::new(bytes)), style);
        }
        fonts
    }

    /// Adds a font file to `family`, whatever the file calls itself. A variable font serves
    /// every weight it has. The boxes of texts that were laid out before are out of date then:
    /// see [`Self::generation`].
    pub fn add(
        &mut self,
        family: &str,
        bytes: impl Into<Arc<[u8]>>,
        style: FontStyle,
    ) -> Result<FontId, FontError> {
        let bytes: Arc<[u8]> = bytes.into();
        self.register_family(family, Blob::new(Arc::new(bytes)), style)
            .ok_or_else(|| FontError::Unreadable {
                family: family.to_owned(),
            })
    }

    /// Adds a face of a project's font. Which of a family's faces serves a text is chosen as CSS
    /// does it, by what the faces were declared with.
    pub fn add_face(
        &mut self,
        asset: &AssetHash,
        face: &FontFace,
        bytes: Arc<[u8]>,
    ) -> Result<FontId, FontError> {
        // No family that a text can ask for has such a name.
        let name = format!("\u{1}{}", self.faces.len());
        let face = Arc::new(face.clone());
        let blob = Blob::new(Arc::new(bytes));
        self.register(&name, &face, Some(asset), blob)
            .ok_or_else(|| FontError::Unreadable {
                family: face.family.clone(),
            })
    }

    /// Whether [`Self::add_face`] added this face.
    pub fn has_face(&self, asset: &AssetHash, face: &FontFace) -> bool {
        let mut faces = self.faces.iter();
        faces.any(|it| it.asset.as_ref() == Some(asset) && *it.face == *face)
    }

    fn register_family(
        &mut self,
        family: &str,
        bytes: Blob<u8>,
        style: FontStyle,
    ) -> Option<FontId> {
        let face = Arc::new(FontFace {
            family: family.to_owned(),
            weights: own_weights(bytes.data()),
            style,
            letters: Vec::new(),
        });
        self.register(family, &face, None, bytes)
    }

    fn register(
        &mut self,
        name: &str,
        face: &Arc<FontFace>,
        asset: Option<&AssetHash>,
        bytes: Blob<u8>,
    ) -> Option<FontId> {
        let info = FontInfoOverride {
            family_name: Some(name),
            style: Some(match face.style {
                FontStyle::Normal => parley::FontStyle::Normal,
                FontStyle::Italic => parley::FontStyle::Italic,
            }),
            ..FontInfoOverride::default()
        };
        let registered = self
            .context
            .collection
            .register_fonts(bytes.clone(), Some(info));
        let first = self.faces.len();
        for (_, fonts) in registered {
            for font in fonts {
                let file = skrifa::FontRef::from_index(bytes.data(), font.index());
                let has_colors = file.is_ok_and(|file| file.colr().is_ok());
                Arc::make_mut(&mut self.faces).push(FontData {
                    name: name.into(),
                    face: Arc::clone(face),
                    asset: asset.cloned(),
                    bytes: bytes.clone(),
                    index: font.index(),
                    has_colors,
                    varies: font.has_weight_axis()
                        || font.has_slant_axis()
                        || font.has_italic_axis(),
                });
            }
        }
        self.generation = self.generation.wrapping_add(1);
        self.wanted.remove(name);
        (self.faces.len() > first).then_some(FontId(first as u32))
    }

    /// A number that differs after every added font; whoever caches layouts compares it.
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// The fallback families that texts needed so far and that were never added. A host that
    /// loads fonts one by one adds them.
    pub fn wanted(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.wanted.iter().copied()
    }

    pub(crate) fn want(&mut self, family: &'static str) {
        if !self.faces.iter().any(|face| face.is_of(family)) {
            self.wanted.insert(family);
        }
    }

    /// The file that a glyph run's font came from.
    pub fn font_data(&self, font: FontId) -> Option<&FontData> {
        self.faces.get(font.0 as usize)
    }

    /// Shapes a text; the result can be broken into lines at any width. `objects` are the
    /// elements that stand in it, in order: the k-th U+FFFC is the k-th of them, further ones
    /// follow the text's end. `None` is one that isn't shown.
    pub fn shape(
        &mut self,
        text: &str,
        runs: &TextRuns,
        style: &TextStyle,
        objects: &[Option<TextObject>],
    ) -> Paragraph {
        Paragraph::new(self, text, runs, style, objects)
    }

    /// Shapes a text and breaks it into lines of at most `max_width` CSS px, or at newlines only.
    pub fn layout(&mut self, text: &str, style: &TextStyle, max_width: Option<f32>) -> TextLayout {
        let mut paragraph = self.shape(text, &TextRuns::default(), style, &[]);
        paragraph.layout(self, max_width, style)
    }

    /// Whether a family is one of the project's own.
    pub(crate) fn is_own(&self, family: &str) -> bool {
        let mut faces = self.faces.iter();
        faces.any(|face| face.asset.is_some() && face.is_of(family))
    }

    /// Where parley shapes: its fonts and its scratch space.
    pub(crate) fn shaper(&mut self) -> (&mut FontContext, &mut LayoutContext<SpanIndex>) {
        (&mut self.context, &mut self.scratch)
    }

    pub(crate) fn faces(&self) -> &Arc<Vec<FontData>> {
        &self.faces
    }

    /// Height of a small x in CSS px, not rounded: half the font size where the font doesn't say.
    pub(crate) fn x_height(&self, style: &LetterStyle) -> f32 {
        let size_px = style.used_size_px();
        let own = parse_font_variations(&style.variations).unwrap_or_default();
        let own = own.iter().map(|(axis, value)| (Tag::new(axis), *value));
        let height = self.face_of(style).and_then(|face| {
            let axes = [
                (Tag::new(b"opsz"), style.size_px),
                (Tag::new(b"wght"), face.settings(style).0),
            ];
            let font = skrifa::FontRef::from_index(face.bytes(), face.index).ok()?;
            let location = font.axes().location(axes.into_iter().chain(own));
            font.metrics(skrifa::instance::Size::new(size_px), &location)
                .x_height
        });
        height.unwrap_or(size_px / 2.0)
    }

    /// [`FontData::vertical_metrics`] of the first font that serves these letters.
    pub(crate) fn vertical_metrics(
        &self,
        style: &LetterStyle,
        size_px: f32,
    ) -> Option<(f32, f32, f32)> {
        self.face_of(style)?.vertical_metrics(size_px)
    }

    /// The first font that serves spaces: what heights are taken from.
    fn face_of(&self, style: &LetterStyle) -> Option<&FontData> {
        let of_family = |family: &str| {
            let faces = serving(&self.faces, family, style);
            faces.into_iter().find(|face| face.serves(' '))
        };
        of_family(&style.family).or_else(|| of_family(FALLBACK_FAMILY))
    }
}

/// The faces of a family that serve letters of a style. There are several where each has letters
/// of its own.
pub(crate) fn serving<'a>(
    faces: &'a [FontData],
    family: &str,
    letters: &LetterStyle,
) -> Vec<&'a FontData> {
    let mut found: Vec<&FontData> = faces.iter().filter(|it| it.is_of(family)).collect();
    let described = found.iter().map(|it| &*it.face);
    if let Some((weights, style)) = FontFace::closest(described, letters.weight, letters.style) {
        found.retain(|it| it.face.weights == weights && it.face.style == style);
    }
    found
}

/// The project's faces that serve letters of a style; none where the family is not its own.
pub(crate) fn own_faces<'a>(faces: &'a [FontData], letters: &LetterStyle) -> Vec<&'a FontData> {
    if faces.iter().all(|face| face.asset.is_none()) {
        return Vec::new();
    }
    let mut found = serving(faces, &letters.family, letters);
    found.retain(|face| face.asset.is_some());
    found
}

/// The weights of a font file: every one where it is variable.
fn own_weights(bytes: &[u8]) -> FontWeights {
    let Ok(font) = skrifa::FontRef::from_index(bytes, 0) else {
        return FontWeights::ALL;
    };
    let is_variable = font
        .axes()
        .iter()
        .any(|axis| axis.tag() == Tag::new(b"wght"));
    let weight = font.attributes().weight.value() as u16;
    match FontWeights::new(weight, weight).filter(|_| !is_variable) {
        Some(weight) => weight,
        None => FontWeights::ALL,
    }
}
