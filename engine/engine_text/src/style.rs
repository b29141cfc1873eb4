//! What a text's look depends on, apart from colour.

use std::sync::Arc;

use omnios_model::{FontStyle, Style, TextAlign, TextDecoration, TextTransform};

const FONT_SIZES_PER_PX: f32 = 32.0;

/// The typographic properties of one text element.
#[derive(Debug, Clone, PartialEq)]
pub struct TextStyle {
    /// Family name as given to [`Fonts::add`](crate::Fonts::add); an unknown one means Inter.
    pub family: Arc<str>,
    /// Font size in CSS px.
    pub size_px: f32,
    /// Weight, 1 to 1000.
    pub weight: f32,
    /// Upright or italic. A family without an italic face is slanted.
    pub style: FontStyle,
    /// Line height as a multiple of the font size.
    pub line_height: f32,
    /// Extra advance after every letter, in CSS px.
    pub letter_spacing_px: f32,
    /// Alignment of the lines.
    pub align: TextAlign,
    /// Line along the text.
    pub decoration: TextDecoration,
    /// Case change before shaping.
    pub transform: TextTransform,
}

impl TextStyle {
    /// The typographic part of an element's computed values.
    pub fn of(style: &Style) -> Self {
        Self {
            family: Arc::clone(&style.font_family),
            size_px: style.font_size,
            weight: style.font_weight,
            style: style.font_style,
            line_height: style.line_height,
            letter_spacing_px: style.letter_spacing,
            align: style.text_align,
            decoration: style.text_decoration,
            transform: style.text_transform,
        }
    }

    /// Whether a text set in `other` has the same glyphs in the same lines of the same width:
    /// all but alignment and decoration.
    pub fn shapes_like(&self, other: &Self) -> bool {
        let measured = |it: &Self| Self {
            align: TextAlign::Left,
            decoration: TextDecoration::None,
            ..it.clone()
        };
        measured(self) == measured(other)
    }

    /// The size that glyphs are set in, in CSS px: cut to steps of 1/32 px, as Chromium's font
    /// cache does. The line height still follows the size as given.
    pub fn used_size_px(&self) -> f32 {
        (self.size_px * FONT_SIZES_PER_PX).floor() / FONT_SIZES_PER_PX
    }

    /// Height of a line in CSS px, in steps of 1/64 px as Chromium computes it.
    pub fn line_height_px(&self) -> f32 {
        crate::layout::floor_to_layout_unit(self.line_height * self.size_px)
    }
}
