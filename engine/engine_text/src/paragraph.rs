//! One shaped text that can be broken into lines at any width.

use omnios_model::{FontStyle, Rect, Size, TextAlign, TextDecoration};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, CHROMIUM_LINE_BREAK_OVERRIDE, FontContext,
    FontFamily, FontFamilyName, FontVariation, FontVariations, FontWeight, Layout, LayoutContext,
    LineHeight, OverflowWrap, PositionedLayoutItem, StyleProperty, WhiteSpaceCollapse,
};

use crate::fonts::FALLBACK_FAMILY;
use crate::layout::{ceil_to_layout_unit, floor_to_layout_unit};
use crate::transform::transformed;
use crate::{ContentWidths, FontData, FontId, Glyph, GlyphRun, Line, TextLayout, TextStyle};

/// How much wider than the available width Chromium lets a line be, in CSS px: one of its layout
/// units. Without it a box that was sized to its text could break the text by a rounding error.
const FIT_TOLERANCE_PX: f32 = 1.0 / 64.0;

/// Skia's slant for a family without an italic face: a quarter px for each px of height.
const SYNTHETIC_SLANT: f32 = 0.25;

/// A shaped text. It borrows nothing: whoever lays out keeps it as long as text and style stay.
#[derive(Clone)]
pub struct Paragraph {
    layout: Layout<()>,
    content_widths: ContentWidths,
    line_height_px: f32,
    size_px: f32,
    /// The faces in use, so that glyph runs can name them.
    faces: Vec<(FontId, FontData)>,
    /// The width that the lines are broken at now.
    broken_at: Option<Option<f32>>,
}

impl std::fmt::Debug for Paragraph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paragraph")
            .field("content_widths", &self.content_widths)
            .field("broken_at", &self.broken_at)
            .finish_non_exhaustive()
    }
}

impl Paragraph {
    pub(crate) fn new(
        context: &mut FontContext,
        scratch: &mut LayoutContext<()>,
        faces: &[FontData],
        text: &str,
        style: &TextStyle,
    ) -> Self {
        let shown = transformed(text, style.transform);
        let families = [
            FontFamilyName::named(&style.family),
            FontFamilyName::named(FALLBACK_FAMILY),
        ];
        // `font-optical-sizing: auto` sets the axis to the font size; fonts clamp it, and those
        // without the axis ignore it.
        let variations = [FontVariation::new(
            parley::setting::Tag::new(b"opsz"),
            style.size_px,
        )];
        let line_height_px = style.line_height_px();
        let mut builder = scratch.ranged_builder(context, &shown, 1.0, true);
        builder.push_default(FontFamily::from(&families[..]));
        builder.push_default(StyleProperty::FontSize(style.size_px));
        builder.push_default(FontWeight::new(style.weight));
        builder.push_default(match style.style {
            FontStyle::Normal => parley::FontStyle::Normal,
            FontStyle::Italic => parley::FontStyle::Italic,
        });
        builder.push_default(FontVariations::from(&variations));
        builder.push_default(LineHeight::Absolute(line_height_px));
        builder.push_default(StyleProperty::LetterSpacing(style.letter_spacing_px));
        builder.push_default(OverflowWrap::BreakWord);
        builder.push_default(StyleProperty::WhiteSpaceCollapse(
            WhiteSpaceCollapse::Preserve,
        ));
        builder.set_base_direction(BaseDirection::Ltr);
        builder.set_line_break_override(Some(CHROMIUM_LINE_BREAK_OVERRIDE));
        let layout = builder.build(&shown);
        let widths = layout.calculate_content_widths();
        Self {
            content_widths: ContentWidths {
                min: ceil_to_layout_unit(widths.min),
                max: ceil_to_layout_unit(widths.max),
            },
            layout,
            line_height_px,
            size_px: style.size_px,
            faces: faces
                .iter()
                .enumerate()
                .map(|(index, face)| (FontId(index as u32), face.clone()))
                .collect(),
            broken_at: None,
        }
    }

    /// The widths between which the text can be set.
    pub fn content_widths(&self) -> ContentWidths {
        self.content_widths
    }

    /// Size of the text in lines of at most `max_width` CSS px, and its first baseline, without
    /// collecting the glyphs.
    pub fn measure(&mut self, max_width: Option<f32>) -> (Size, f32) {
        self.break_lines(max_width);
        (self.size(), self.first_baseline())
    }

    /// The text in lines of at most `max_width` CSS px, or broken at newlines only. Lines are
    /// aligned within `max_width`; without one, within the longest line.
    pub fn layout(
        &mut self,
        max_width: Option<f32>,
        align: TextAlign,
        decoration: TextDecoration,
    ) -> TextLayout {
        self.break_lines(max_width);
        let alignment = match align {
            TextAlign::Left => Alignment::Left,
            TextAlign::Center => Alignment::Center,
            TextAlign::Right => Alignment::Right,
            TextAlign::Justify => Alignment::Justify,
        };
        self.layout.align(alignment, AlignmentOptions::default());
        let mut result = TextLayout {
            size: self.size(),
            first_baseline: self.first_baseline(),
            ..TextLayout::default()
        };
        for line in self.layout.lines() {
            let metrics = line.metrics();
            let mut right = metrics.offset + metrics.advance - metrics.hanging_advance;
            for item in line.items() {
                if let PositionedLayoutItem::GlyphRun(run) = item {
                    right = right.max(run.offset() + run.advance() - metrics.hanging_advance);
                    result.runs.extend(self.glyph_run(&run));
                }
            }
            let line = Line {
                top: metrics.block_min_coord,
                height: metrics.block_max_coord - metrics.block_min_coord,
                baseline: metrics.baseline,
                left: metrics.offset,
                width: right - metrics.offset,
                text_range: line.text_range(),
            };
            if let Some(rect) = self.decoration_line(&line, decoration) {
                result.decorations.push(rect);
            }
            result.lines.push(line);
        }
        result
    }

    fn break_lines(&mut self, max_width: Option<f32>) {
        if self.broken_at != Some(max_width) {
            let max_advance = max_width.map(|width| width.max(0.0) + FIT_TOLERANCE_PX);
            self.layout.break_all_lines(max_advance);
            self.broken_at = Some(max_width);
        }
    }

    fn size(&self) -> Size {
        Size::new(
            ceil_to_layout_unit(self.layout.width()),
            self.line_height_px * self.layout.len() as f32,
        )
    }

    fn first_baseline(&self) -> f32 {
        self.layout.first_baseline().unwrap_or(0.0)
    }

    fn glyph_run(&self, run: &parley::GlyphRun<'_, ()>) -> Option<GlyphRun> {
        let shaped = run.run();
        let (font, _) = self
            .faces
            .iter()
            .find(|(_, face)| face.is(shaped.font()))?;
        let synthesis = shaped.synthesis();
        let coordinates = shaped.normalized_coords();
        Some(GlyphRun {
            font: *font,
            size_px: shaped.font_size(),
            coordinates: coordinates.iter().map(|it| it.to_bits()).collect(),
            slant: synthesis.skew().map_or(0.0, |_| SYNTHETIC_SLANT),
            embolden: synthesis.embolden(),
            glyphs: run
                .positioned_glyphs()
                .map(|glyph| Glyph {
                    id: glyph.id,
                    x: glyph.x,
                    y: glyph.y,
                })
                .collect(),
        })
    }

    /// Chromium's automatic thickness and position, whole px as it paints them: a tenth of the
    /// font size; an underline keeps half its thickness away from the baseline, and a line
    /// through is two thirds of the ascent down.
    fn decoration_line(&self, line: &Line, decoration: TextDecoration) -> Option<Rect> {
        let thickness = (self.size_px / 10.0).max(1.0);
        let ascent = self.layout.root_span_metrics()?.ascent;
        let y = match decoration {
            TextDecoration::None => return None,
            TextDecoration::Underline => line.baseline + (thickness / 2.0).ceil().max(1.0),
            TextDecoration::LineThrough => {
                line.baseline - ascent + 2.0 * ascent / 3.0 - (thickness / 2.0).floor()
            }
        };
        Some(Rect::new(
            floor_to_layout_unit(line.left),
            (y + 0.5).floor(),
            line.width,
            thickness.round(),
        ))
    }
}
