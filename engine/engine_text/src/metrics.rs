//! How high lines are, and where their baseline stands.

use crate::style::LetterStyle;
use crate::{FontData, Fonts, layout::floor_to_layout_unit};

/// How far letters of one style reach around the baseline, and the line with them, in CSS px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LetterMetrics {
    pub(crate) ascent: f32,
    pub(crate) descent: f32,
    /// From the top of a line of such letters to the baseline.
    pub(crate) above: f32,
    /// From the baseline to the bottom of such a line.
    pub(crate) below: f32,
}

impl LetterMetrics {
    /// Chromium rounds a font's ascent and descent to whole px and the space above down. Where
    /// glyphs stand between pixels, its Linux builds give a descent that was rounded down one px
    /// of the ascent; that moves the baseline, and the engine follows, because Linux is where
    /// exports are compared.
    pub(crate) fn new(fonts: &Fonts, letters: &LetterStyle) -> Self {
        let size_px = letters.used_size_px();
        Self::from_exact(fonts.vertical_metrics(letters, size_px), letters)
    }

    /// Those of letters that a fallback font serves.
    pub(crate) fn of_face(face: &FontData, letters: &LetterStyle) -> Self {
        Self::from_exact(face.vertical_metrics(letters.used_size_px()), letters)
    }

    fn from_exact(exact: Option<(f32, f32, f32)>, letters: &LetterStyle) -> Self {
        let size_px = letters.used_size_px();
        let (exact_ascent, exact_descent, line_gap) =
            exact.unwrap_or((0.8 * size_px, 0.2 * size_px, 0.0));
        let (mut ascent, mut descent) = (exact_ascent.round(), exact_descent.round());
        if descent < exact_descent && ascent >= 1.0 {
            ascent -= 1.0;
            descent += 1.0;
        }
        let normal = || ascent + descent + line_gap.round();
        let height = letters.line_height_px().unwrap_or_else(normal);
        let above = ascent + ((height - ascent - descent) / 2.0).floor();
        Self {
            ascent,
            descent,
            above,
            below: height - above,
        }
    }

    /// What takes no part in how high a line is, with letters like these.
    pub(crate) fn without_height(self) -> Self {
        Self {
            above: f32::NEG_INFINITY,
            below: f32::NEG_INFINITY,
            ..self
        }
    }

    /// The line that holds letters of both kinds on one baseline.
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            above: self.above.max(other.above),
            below: self.below.max(other.below),
            ..self
        }
    }

    pub(crate) fn height(self) -> f32 {
        floor_to_layout_unit(self.above + self.below)
    }
}
