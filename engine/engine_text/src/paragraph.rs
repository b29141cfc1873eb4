//! One shaped text that can be broken into lines at any width.

use std::sync::Arc;

use omnios_model::{FontStyle, Rect, Size, TextAlign, TextDecoration};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, BreakReason, CHROMIUM_LINE_BREAK_OVERRIDE,
    FontFamily, FontFamilyName, FontFeature, FontFeatures, FontVariation, FontVariations,
    FontWeight, InlineBox, InlineBoxKind, Layout, LineHeight, OverflowWrap, PositionedLayoutItem,
    StyleProperty, VerticalAlign, WhiteSpaceCollapse,
};

use crate::fonts::FALLBACK_FAMILY;
use crate::layout::{ceil_to_layout_unit, floor_to_layout_unit};
use crate::transform::transformed;
use crate::{ContentWidths, FontData, FontId, Fonts, Glyph, GlyphRun, Line, TextLayout, TextStyle};

/// How much wider than the available width Chromium lets a line be, in CSS px: one of its layout
/// units. Without it a box that was sized to its text could break the text by a rounding error.
const FIT_TOLERANCE_PX: f32 = 1.0 / 64.0;

/// Wider than any line.
const TOO_WIDE_PX: f32 = 1.0e8;

/// Skia's slant for a family without an italic face: a quarter px for each px of height.
const SYNTHETIC_SLANT: f32 = 0.25;

/// A shaped text. Whoever lays out keeps it as long as text and style stay.
#[derive(Clone)]
pub struct Paragraph {
    text: Box<str>,
    style: TextStyle,
    layout: Layout<()>,
    content_widths: ContentWidths,
    metrics: LineMetrics,
    faces: Arc<Vec<FontData>>,
    /// The width that the lines are broken at now.
    broken_at: Option<Option<f32>>,
}

/// How a line's height is shared out around the baseline, in CSS px.
#[derive(Debug, Clone, Copy)]
struct LineMetrics {
    height: f32,
    ascent: f32,
    descent: f32,
    /// From the line's top to the baseline.
    baseline: f32,
}

impl LineMetrics {
    /// Chromium rounds a font's ascent and descent to whole px and the space above down. Where
    /// glyphs stand between pixels, its Linux builds give a descent that was rounded down one px
    /// of the ascent; that moves the baseline, and the engine follows, because Linux is where
    /// exports are compared.
    fn new(fonts: &Fonts, style: &TextStyle) -> Self {
        let size_px = style.used_size_px();
        let exact = fonts.ascent_and_descent(style, size_px);
        let (exact_ascent, exact_descent) = exact.unwrap_or((0.8 * size_px, 0.2 * size_px));
        let (mut ascent, mut descent) = (exact_ascent.round(), exact_descent.round());
        if descent < exact_descent && ascent >= 1.0 {
            ascent -= 1.0;
            descent += 1.0;
        }
        let height = style.line_height_px();
        Self {
            height,
            ascent,
            descent,
            baseline: ascent + ((height - ascent - descent) / 2.0).floor(),
        }
    }
}

impl std::fmt::Debug for Paragraph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paragraph")
            .field("text", &self.text)
            .field("content_widths", &self.content_widths)
            .field("broken_at", &self.broken_at)
            .finish_non_exhaustive()
    }
}

impl Paragraph {
    pub(crate) fn new(fonts: &mut Fonts, text: &str, style: &TextStyle) -> Self {
        let text: Box<str> = transformed(text, style.transform).into();
        let layout = shape(fonts, &text, style, false);
        let widths = layout.calculate_content_widths();
        Self {
            content_widths: ContentWidths {
                min: ceil_to_layout_unit(widths.min),
                max: ceil_to_layout_unit(widths.max),
            },
            layout,
            text,
            style: style.clone(),
            metrics: LineMetrics::new(fonts, style),
            faces: Arc::clone(fonts.faces()),
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
        (self.size(), self.metrics.baseline)
    }

    /// The text in lines of at most `max_width` CSS px, or broken at newlines only. Lines are
    /// aligned within `max_width`; without one, within the longest line. `fonts` must be the one
    /// that shaped the paragraph.
    pub fn layout(
        &mut self,
        fonts: &mut Fonts,
        max_width: Option<f32>,
        align: TextAlign,
        decoration: TextDecoration,
    ) -> TextLayout {
        self.break_lines(max_width);
        let alignment = match align {
            // Which side reading begins at is known to the caller, who gives left or right.
            TextAlign::Left | TextAlign::Start => Alignment::Left,
            TextAlign::Center => Alignment::Center,
            TextAlign::Right | TextAlign::End => Alignment::Right,
            TextAlign::Justify => Alignment::Justify,
        };
        self.layout.align(alignment, AlignmentOptions::default());
        let width = max_width.unwrap_or_else(|| self.layout.width());
        let mut result = TextLayout {
            size: self.size(),
            first_baseline: self.metrics.baseline,
            ascent: self.metrics.ascent,
            descent: self.metrics.descent,
            ..TextLayout::default()
        };
        let mut follows_wrap = false;
        for (index, line) in self.layout.lines().enumerate() {
            let top = index as f32 * self.metrics.height;
            let is_wrapped = matches!(
                line.break_reason(),
                BreakReason::Regular | BreakReason::Emergency
            );
            let range = line.text_range();
            let (left, width) = if is_wrapped || follows_wrap {
                let text = self.text.get(range.clone()).unwrap_or_default();
                let alone = self.shape_line(fonts, text, width, is_wrapped, alignment);
                let alone = alone.lines().next();
                alone.map_or((0.0, 0.0), |line| self.collect(&line, top, &mut result))
            } else {
                self.collect(&line, top, &mut result)
            };
            follows_wrap = is_wrapped;
            let line = Line {
                top,
                height: self.metrics.height,
                baseline: top + self.metrics.baseline,
                left,
                width,
                text_range: range,
            };
            result
                .decorations
                .extend(self.decoration(&line, decoration));
            result.lines.push(line);
        }
        result
    }

    /// One line of several, shaped by itself: Chromium does so too where a line was wrapped, so
    /// that its ends aren't kerned with letters of other lines.
    fn shape_line(
        &self,
        fonts: &mut Fonts,
        text: &str,
        width: f32,
        is_wrapped: bool,
        alignment: Alignment,
    ) -> Layout<()> {
        // Chromium leaves the last letter kerned with the space after it where nothing depends on
        // where the line ends.
        let text = match alignment {
            Alignment::Left => text.trim_end_matches('\n'),
            _ => text.trim_end_matches([' ', '\t', '\n']),
        };
        let mut layout = shape(fonts, text, &self.style, is_wrapped);
        // Alone it may be wider than it was among the others, but is one line all the same.
        layout.break_all_lines(Some(TOO_WIDE_PX / 2.0));
        let metrics = layout.lines().next().map(|line| *line.metrics());
        let needed = metrics.map_or(0.0, |line| line.advance - line.hanging_advance);
        layout.break_all_lines(Some(width.max(needed) + FIT_TOLERANCE_PX));
        layout.align(alignment, AlignmentOptions::default());
        layout
    }

    /// Adds a line's glyphs; gives its left edge and its width.
    fn collect(
        &self,
        line: &parley::Line<'_, ()>,
        top: f32,
        result: &mut TextLayout,
    ) -> (f32, f32) {
        let metrics = line.metrics();
        let left = metrics.offset;
        let mut right = left + metrics.advance - metrics.hanging_advance;
        let down = top + self.metrics.baseline - metrics.baseline;
        for item in line.items() {
            if let PositionedLayoutItem::GlyphRun(run) = item {
                right = right.max(run.offset() + run.advance() - metrics.hanging_advance);
                result.runs.extend(self.glyph_run(&run, down));
            }
        }
        (left, right - left)
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
            self.metrics.height * self.layout.len() as f32,
        )
    }

    fn glyph_run(&self, run: &parley::GlyphRun<'_, ()>, down: f32) -> Option<GlyphRun> {
        let shaped = run.run();
        let font = self.faces.iter().position(|it| it.is(shaped.font()))?;
        let synthesis = shaped.synthesis();
        let coordinates = shaped.normalized_coords();
        Some(GlyphRun {
            font: FontId(font as u32),
            size_px: shaped.font_size(),
            coordinates: coordinates.iter().map(|it| it.to_bits()).collect(),
            slant: synthesis.skew().map_or(0.0, |_| SYNTHETIC_SLANT),
            embolden: synthesis.embolden(),
            glyphs: run
                .positioned_glyphs()
                .map(|glyph| Glyph {
                    id: glyph.id,
                    x: glyph.x,
                    y: glyph.y + down,
                })
                .collect(),
        })
    }

    /// Chromium's automatic thickness and position, whole px as it paints them: a tenth of the
    /// font size; an underline keeps half its thickness away from the baseline, and a line
    /// through is two thirds of the ascent down.
    fn decoration(&self, line: &Line, decoration: TextDecoration) -> Option<Rect> {
        let thickness = (self.style.size_px / 10.0).max(1.0);
        let ascent = self.metrics.ascent;
        let y = match decoration {
            TextDecoration::None => return None,
            TextDecoration::Underline => line.baseline + (thickness / 2.0).ceil().max(1.0),
            TextDecoration::LineThrough => {
                line.baseline - ascent + 2.0 * ascent / 3.0 - (thickness / 2.0).floor()
            }
        };
        let rect = Rect::new(
            floor_to_layout_unit(line.left),
            (y + 0.5).floor(),
            line.width,
            thickness.floor(),
        );
        (rect.width > 0.0).then_some(rect)
    }
}

/// Shapes a text. `is_wrapped` says that another line follows: a box that never fits stands for
/// it, so that spaces at the end hang and the line is justified.
fn shape(fonts: &mut Fonts, text: &str, style: &TextStyle, is_wrapped: bool) -> Layout<()> {
    let families = [
        FontFamilyName::named(&style.family),
        FontFamilyName::named(FALLBACK_FAMILY),
    ];
    let size_px = style.used_size_px();
    // `font-optical-sizing: auto` sets the axis to the font size; fonts clamp it, and those
    // without the axis ignore it.
    let optical_size = FontVariation::new(parley::setting::Tag::new(b"opsz"), style.size_px);
    let variations = [optical_size];
    // Chromium turns contextual alternates off together with the ligatures, parley only those.
    let no_alternates = FontFeature::new(parley::setting::Tag::new(b"calt"), 0);
    let features = [no_alternates];
    let (context, scratch) = fonts.shaper();
    let mut builder = scratch.ranged_builder(context, text, 1.0, true);
    builder.push_default(FontFamily::from(&families[..]));
    builder.push_default(StyleProperty::FontSize(size_px));
    builder.push_default(FontWeight::new(style.weight));
    builder.push_default(match style.style {
        FontStyle::Normal => parley::FontStyle::Normal,
        FontStyle::Italic => parley::FontStyle::Italic,
    });
    builder.push_default(FontVariations::from(&variations));
    if style.letter_spacing_px != 0.0 {
        builder.push_default(FontFeatures::from(&features));
    }
    builder.push_default(LineHeight::Absolute(style.line_height_px()));
    builder.push_default(StyleProperty::LetterSpacing(style.letter_spacing_px));
    builder.push_default(OverflowWrap::BreakWord);
    builder.push_default(StyleProperty::WhiteSpaceCollapse(
        WhiteSpaceCollapse::Preserve,
    ));
    builder.set_base_direction(BaseDirection::Ltr);
    builder.set_line_break_override(Some(CHROMIUM_LINE_BREAK_OVERRIDE));
    if is_wrapped {
        builder.push_inline_box(InlineBox {
            id: 0,
            kind: InlineBoxKind::InFlow,
            index: text.len(),
            width: TOO_WIDE_PX,
            height: 0.0,
            baseline: None,
            vertical_align: VerticalAlign::BASELINE,
        });
    }
    builder.build(text)
}
