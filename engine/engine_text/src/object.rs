//! Elements that stand in a text: how high they make its lines, and where they go.
//!
//! CSS 2.2 §10.8.1 (<https://www.w3.org/TR/CSS22/visudet.html#line-height>) for boxes that no line
//! breaks; an element's own margin box stands for it.

use omnios_model::{Rect, VerticalAlign};

use crate::layout::floor_to_layout_unit;
use crate::metrics::LetterMetrics;
use crate::style::LetterStyle;
use crate::{FontId, Fonts, Glyph, GlyphRun, TextLayout};

/// An element that stands in a text, as its lines see it. Lengths are CSS px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextObject {
    /// Width of its margin box.
    pub width: f32,
    /// Height of its margin box.
    pub height: f32,
    /// From the margin box's top to its baseline: the whole height where it has none.
    pub baseline: f32,
    /// Where it stands across the line.
    pub align: VerticalAlign,
}

/// Where an object's margin box stands in a laid out text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedObject {
    /// Which of the objects that the text was shaped with.
    pub index: usize,
    /// Its margin box, in CSS px from the content box's top left corner.
    pub rect: Rect,
    /// The y coordinate of its line's baseline.
    pub line_baseline: f32,
}

/// Until its line stands, an object is a glyph of no font, so that what an ellipsis takes away
/// takes objects away too.
const NO_FONT: FontId = FontId(u32::MAX);

impl TextObject {
    /// How far it reaches around the baseline of a line in which letters like `letters` stand
    /// around it.
    pub(crate) fn metrics(
        &self,
        fonts: &Fonts,
        letters: &LetterStyle,
        around: LetterMetrics,
    ) -> LetterMetrics {
        let raised = match self.align {
            VerticalAlign::Top | VerticalAlign::Bottom => return around.without_height(),
            VerticalAlign::Baseline => 0.0,
            VerticalAlign::Raised(px) => px,
            VerticalAlign::Sub => -(letters.size_px / 5.0 + 1.0),
            VerticalAlign::Super => letters.size_px / 3.0 + 1.0,
            VerticalAlign::TextTop => around.ascent - self.baseline,
            VerticalAlign::TextBottom => self.height - self.baseline - around.descent,
            VerticalAlign::Middle => {
                fonts.x_height(letters) / 2.0 + self.height / 2.0 - self.baseline
            }
        };
        let above = floor_to_layout_unit(self.baseline + raised);
        LetterMetrics {
            above,
            below: self.height - above,
            ..around
        }
    }

    /// Its top in a line that reaches so far around `baseline`; `own` is how far it does itself.
    fn top(&self, own: LetterMetrics, line: LetterMetrics, baseline: f32) -> f32 {
        match self.align {
            VerticalAlign::Top => baseline - line.above,
            VerticalAlign::Bottom => baseline + line.below - self.height,
            _ => baseline - own.above,
        }
    }

    /// Where it stands in such a line.
    pub(crate) fn placed(
        &self,
        index: usize,
        x: f32,
        own: LetterMetrics,
        line: LetterMetrics,
        baseline: f32,
    ) -> PlacedObject {
        let top = self.top(own, line, baseline);
        PlacedObject {
            index,
            rect: Rect::new(x, top, self.width, self.height),
            line_baseline: baseline,
        }
    }
}

/// The line with those of its objects that its edges align. Of several that are higher than the
/// rest, the highest says which edge gives way.
pub(crate) fn stretched(
    line: LetterMetrics,
    objects: impl Iterator<Item = TextObject>,
) -> LetterMetrics {
    let by_edges =
        objects.filter(|it| matches!(it.align, VerticalAlign::Top | VerticalAlign::Bottom));
    let highest = by_edges.reduce(|highest, it| match it.height > highest.height {
        true => it,
        false => highest,
    });
    match highest {
        Some(it) if it.align == VerticalAlign::Top => LetterMetrics {
            below: line.below.max(it.height - line.above),
            ..line
        },
        Some(it) => LetterMetrics {
            above: line.above.max(it.height - line.below),
            ..line
        },
        None => line,
    }
}

/// The object as a run of a line that is being put together.
pub(crate) fn as_run(index: u16, x: f32) -> GlyphRun {
    GlyphRun {
        font: NO_FONT,
        size_px: 0.0,
        coordinates: Vec::new(),
        slant: 0.0,
        embolden: false,
        run: None,
        color: None,
        glyphs: vec![Glyph {
            id: u32::from(index),
            x,
            y: 0.0,
        }],
    }
}

/// Whether the run stands for an object.
pub(crate) fn is_object(run: &GlyphRun) -> bool {
    run.font == NO_FONT
}

/// Takes a line's objects out of its runs, which start at `first`. `place` says what becomes of
/// the one of that index, whose left edge is given.
pub(crate) fn separate(
    result: &mut TextLayout,
    first: usize,
    place: impl Fn(usize, f32) -> Option<PlacedObject>,
) {
    let TextLayout { runs, objects, .. } = result;
    let first = first.min(runs.len());
    let of_line = runs[first..].iter().filter(|run| is_object(run));
    let glyphs = of_line.flat_map(|run| &run.glyphs);
    objects.extend(glyphs.filter_map(|glyph| place(glyph.id as usize, glyph.x)));
    let mut at = 0;
    runs.retain(|run| {
        at += 1;
        at <= first || !is_object(run)
    });
}
