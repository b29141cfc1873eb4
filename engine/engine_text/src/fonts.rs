//! The families that texts can be set in.

use std::sync::Arc;

use omnios_model::FontStyle;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{FontContext, LayoutContext};

use crate::{Paragraph, TextLayout, TextStyle};

/// The family that serves where another is unknown or lacks a glyph.
pub(crate) const FALLBACK_FAMILY: &str = "Inter";

/// Names one font file of a [`Fonts`]; small, and stable for its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u32);

/// A font file as rasterisers take it.
#[derive(Debug, Clone)]
pub struct FontData {
    bytes: Blob<u8>,
    index: u32,
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
    scratch: LayoutContext<()>,
    faces: Vec<FontData>,
    generation: u32,
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
    /// No family at all: texts have a height but no glyphs until one is added.
    pub fn new() -> Self {
        let options = CollectionOptions {
            shared: false,
            system_fonts: false,
        };
        Self {
            context: FontContext {
                collection: Collection::new(options),
                source_cache: SourceCache::default(),
            },
            scratch: LayoutContext::new(),
            faces: Vec::new(),
            generation: 0,
        }
    }

    /// The families that come with the studio: Inter, Fraunces and JetBrains Mono.
    #[cfg(all(feature = "bundled", not(target_family = "wasm")))]
    pub fn bundled() -> Self {
        const FILES: [(&str, FontStyle, &[u8]); 5] = [
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
        ];
        let mut fonts = Self::new();
        for (family, style, bytes) in FILES {
            fonts.register(family, Blob::new(Arc::new(bytes)), style);
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
        self.register(family, Blob::new(Arc::new(bytes)), style)
            .ok_or_else(|| FontError::Unreadable {
                family: family.to_owned(),
            })
    }

    fn register(&mut self, family: &str, bytes: Blob<u8>, style: FontStyle) -> Option<FontId> {
        let info = FontInfoOverride {
            family_name: Some(family),
            style: Some(match style {
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
                self.faces.push(FontData {
                    bytes: bytes.clone(),
                    index: font.index(),
                });
            }
        }
        self.generation = self.generation.wrapping_add(1);
        (self.faces.len() > first).then_some(FontId(first as u32))
    }

    /// A number that differs after every added font; whoever caches layouts compares it.
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// The file that a glyph run's font came from.
    pub fn font_data(&self, font: FontId) -> Option<&FontData> {
        self.faces.get(font.0 as usize)
    }

    /// Shapes a text; the result can be broken into lines at any width.
    pub fn shape(&mut self, text: &str, style: &TextStyle) -> Paragraph {
        Paragraph::new(
            &mut self.context,
            &mut self.scratch,
            &self.faces,
            text,
            style,
        )
    }

    /// Shapes a text and breaks it into lines of at most `max_width` CSS px, or at newlines only.
    pub fn layout(
        &mut self,
        text: &str,
        style: &TextStyle,
        max_width: Option<f32>,
    ) -> TextLayout {
        self.shape(text, style)
            .layout(max_width, style.align, style.decoration)
    }
}
