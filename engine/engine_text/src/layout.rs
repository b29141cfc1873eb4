//! The result of laying out a text: lines, glyphs and decorations.

use std::ops::Range;

use omnios_model::{Color, Rect, Size, TextDecorationStyle};

use crate::{FontId, PlacedObject};

/// Chromium measures boxes in whole 64ths of a CSS px.
const LAYOUT_UNITS_PER_PX: f32 = 64.0;

/// The largest multiple of 1/64 px that is not above `px`.
pub(crate) fn floor_to_layout_unit(px: f32) -> f32 {
    (px * LAYOUT_UNITS_PER_PX).floor() / LAYOUT_UNITS_PER_PX
}

/// The smallest multiple of 1/64 px that is not below `px`.
pub(crate) fn ceil_to_layout_unit(px: f32) -> f32 {
    (px * LAYOUT_UNITS_PER_PX).ceil() / LAYOUT_UNITS_PER_PX
}

/// The widths between which a text can be set, in CSS px.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ContentWidths {
    /// Width when broken at every opportunity: that of the longest word.
    pub min: f32,
    /// Width when broken at newlines only.
    pub max: f32,
}

/// A text in its lines. Distances are CSS px, positions relative to the content box's top left
/// corner, y downwards.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextLayout {
    /// Width of the longest line without trailing spaces, and height of all lines.
    pub size: Size,
    /// Distance from the top to the first line's baseline.
    pub first_baseline: f32,
    /// How far the font reaches above the baseline, in whole CSS px as browsers round it. The
    /// glyphs' content area, which a selection covers, goes from there to `descent`.
    pub ascent: f32,
    /// How far the font reaches below the baseline, in whole CSS px.
    pub descent: f32,
    /// The lines from top to bottom; there is always at least one.
    pub lines: Vec<Line>,
    /// The glyphs, in runs that share a font and a size.
    pub runs: Vec<GlyphRun>,
    /// The stretches of each line that are set alike, from left to right.
    pub fragments: Vec<Fragment>,
    /// The elements that stand in the text, as far as they are shown.
    pub objects: Vec<PlacedObject>,
    /// Lines along the text, to be drawn in its colour or that of the run.
    pub decorations: Vec<DecorationLine>,
}

impl TextLayout {
    /// Gives back memory that the lists have in reserve.
    pub fn shrink_to_fit(&mut self) {
        self.lines.shrink_to_fit();
        self.fragments.shrink_to_fit();
        self.decorations.shrink_to_fit();
        self.objects.shrink_to_fit();
        self.runs.shrink_to_fit();
        for run in &mut self.runs {
            run.coordinates.shrink_to_fit();
            run.glyphs.shrink_to_fit();
        }
    }
}

/// A part of a line that is set alike: an inline box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fragment {
    /// As wide as its letters and as high as their font: what a background fills.
    pub rect: Rect,
    /// Index of the run of the element that it belongs to.
    pub run: Option<u16>,
    /// Which span of the paragraph; two runs may follow each other in one line.
    pub(crate) span: u16,
}

/// A line along a text, or a piece of one where it makes way for letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DecorationLine {
    /// Where it runs. Dots, dashes and waves have the rectangle's height as their thickness.
    pub rect: Rect,
    /// Beside or through the letters.
    pub place: DecorationLinePlace,
    /// How it is drawn; the two lines of a double one come one by one.
    pub style: TextDecorationStyle,
    /// Index of the run of the element that it belongs to; `None` for the whole text's.
    pub run: Option<u16>,
}

/// Where a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecorationLinePlace {
    /// Below the baseline.
    Under,
    /// Above the letters.
    Over,
    /// Through the letters, and painted over them.
    Through,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Top edge.
    pub top: f32,
    /// Height; the next line starts at `top + height`.
    pub height: f32,
    /// The y coordinate of the baseline.
    pub baseline: f32,
    /// Left edge of the first glyph's advance.
    pub left: f32,
    /// Width without trailing spaces.
    pub width: f32,
    /// Bytes of the text *after* its case was changed; a newline that ends the line is included.
    pub text_range: Range<usize>,
}

/// Glyphs that share a font, a size and a variation.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// Which font; its bytes are at [`Fonts::font_data`](crate::Fonts::font_data).
    pub font: FontId,
    /// Font size in CSS px.
    pub size_px: f32,
    /// Normalised variation coordinates in the order of the font's axes, as F2Dot14 bits
    /// (16384 is 1.0). Empty means the default of every axis.
    pub coordinates: Vec<i16>,
    /// Synthetic slant: how far a point moves to the right for each px above the baseline. 0
    /// where the font has an italic of its own or the text is upright.
    pub slant: f32,
    /// Whether the outlines must be thickened, since the font has no weight as bold as asked.
    pub embolden: bool,
    /// Index of the run of the element that the letters belong to.
    pub run: Option<u16>,
    /// The colour of a layer of an emoji; `None` for letters, which have that of the text.
    pub color: Option<Color>,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// One glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Index in the font; 0 is the font's “missing” box.
    pub id: u32,
    /// Where the glyph's origin stands.
    pub x: f32,
    /// The y coordinate of the glyph's baseline.
    pub y: f32,
}
