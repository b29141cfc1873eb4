//! One shaped text that can be broken into lines at any width.

use std::ops::Range;
use std::sync::Arc;

use omnios_model::{
    FontStyle, Length, LineHeight as LineHeightValue, Rect, Size, TextAlign, TextOverflow, TextRuns,
};
use parley::{
    Alignment, AlignmentOptions, BreakReason, IndentOptions, Layout, PositionedLayoutItem,
};

use crate::color_glyph;
use crate::decoration::{self, Decorated};
use crate::layout::ceil_to_layout_unit;
use crate::metrics::LetterMetrics;
use crate::mixed;
use crate::object;
use crate::shape::{TOO_WIDE_PX, shape};
use crate::shown::shown;
use crate::style::LetterStyle;
use crate::{
    ContentWidths, FontData, FontId, Fonts, Fragment, Glyph, GlyphRun, Line, TextLayout,
    TextObject, TextStyle,
};

/// How much wider than the available width Chromium lets a line be, in CSS px: one of its layout
/// units. Without it a box that was sized to its text could break the text by a rounding error.
const FIT_TOLERANCE_PX: f32 = 1.0 / 64.0;

/// Skia's slant for a family without an italic face: a quarter px for each px of height.
const SYNTHETIC_SLANT: f32 = 0.25;

/// Which span a letter belongs to.
pub(crate) type SpanIndex = u16;

/// A shaped text. Whoever lays out keeps it as long as text and style stay.
#[derive(Clone)]
pub struct Paragraph {
    /// As it is shown.
    pub(crate) text: Box<str>,
    pub(crate) style: TextStyle,
    /// In order; they cover the text, and there is at least one.
    pub(crate) spans: Vec<Span>,
    layout: Layout<SpanIndex>,
    content_widths: ContentWidths,
    /// Of a line without any letter.
    strut: LetterMetrics,
    /// Whether all spans make lines of the strut's height.
    is_even: bool,
    /// Whether fallback fonts may make lines of `normal` height higher.
    falls_back: bool,
    /// Whether some of it runs from right to left.
    is_mixed: bool,
    faces: Arc<Vec<FontData>>,
    /// The width that the lines are broken at now.
    broken_at: Option<Option<f32>>,
}

/// A stretch of the shown text in one style.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    pub(crate) range: Range<usize>,
    /// The run of the element that it belongs to.
    pub(crate) run: Option<u16>,
    pub(crate) letters: LetterStyle,
    pub(crate) metrics: LetterMetrics,
    /// The object that it is, with its place among those given.
    pub(crate) object: Option<(u16, TextObject)>,
}

/// How large a text in lines is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Width of the longest line without trailing spaces, and height of all lines, in CSS px.
    pub size: Size,
    /// From the top to the first line's baseline, in CSS px.
    pub first_baseline: f32,
    /// From the top to the last line's baseline, in CSS px.
    pub last_baseline: f32,
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
    pub(crate) fn new(
        fonts: &mut Fonts,
        text: &str,
        runs: &TextRuns,
        style: &TextStyle,
        objects: &[Option<TextObject>],
    ) -> Self {
        let are_shown: Vec<bool> = objects.iter().map(Option::is_some).collect();
        let (text, stretches) = shown(text, runs, &are_shown, style.white_space, style.transform);
        let strut = LetterMetrics::new(fonts, &style.letters);
        let mut spans: Vec<Span> = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let run = stretch.run;
            let values = run.and_then(|run| runs.iter().nth(usize::from(run)));
            let (letters, metrics) = match values {
                Some(values) => {
                    let letters = style.letters.with(values);
                    let metrics = LetterMetrics::new(fonts, &letters);
                    (letters, metrics)
                }
                None => (style.letters.clone(), strut),
            };
            let object = stretch
                .object
                .and_then(|index| Some((index, (*objects.get(usize::from(index))?)?)));
            spans.push(Span {
                range: stretch.range,
                run,
                metrics: match &object {
                    Some((_, object)) => object.metrics(fonts, &letters, metrics),
                    None => metrics,
                },
                letters,
                object,
            });
        }
        let mut layout = shape(fonts, &text, 0..text.len(), style, &spans, false);
        if let Length::Px(indent) = style.indent {
            layout.set_text_indent(indent, IndentOptions::default());
        }
        let mut widths = layout.calculate_content_widths();
        if text.is_empty() {
            // parley shapes a space for a text without letters.
            (widths.min, widths.max) = (0.0, 0.0);
        }
        let is_normal = |span: &Span| span.letters.line_height == LineHeightValue::Normal;
        // A project's own font may lack any letter.
        let may_lack = |span: &Span| !text.is_ascii() || fonts.is_own(&span.letters.family);
        let falls_back = spans.iter().any(|span| is_normal(span) && may_lack(span));
        Self {
            content_widths: ContentWidths {
                min: ceil_to_layout_unit(widths.min),
                max: ceil_to_layout_unit(widths.max),
            },
            is_even: !falls_back
                && spans.iter().all(|it| {
                    it.object.is_none()
                        && it.metrics.above <= strut.above
                        && it.metrics.below <= strut.below
                }),
            falls_back,
            is_mixed: style.is_rtl || is_mixed(&text),
            layout,
            text: text.into(),
            style: style.clone(),
            spans,
            strut,
            faces: Arc::clone(fonts.faces()),
            broken_at: None,
        }
    }

    /// The widths between which the text can be set.
    pub fn content_widths(&self) -> ContentWidths {
        self.content_widths
    }

    /// How large the text is in lines of at most `max_width` CSS px, without collecting the
    /// glyphs.
    pub fn measure(&mut self, max_width: Option<f32>) -> Extent {
        self.break_lines(max_width);
        let metrics = |line: Option<parley::Line<'_, SpanIndex>>| {
            line.map_or(self.strut, |line| self.line_metrics(&line))
        };
        let first = metrics(self.layout.lines().next());
        let last = metrics(self.layout.lines().take(self.line_count()).next_back());
        let size = self.size();
        Extent {
            size,
            first_baseline: first.above,
            last_baseline: size.height - last.height() + last.above,
        }
    }

    /// The text in lines of at most `max_width` CSS px, or broken at newlines only. Lines are
    /// aligned within `max_width`; without one, within the longest line. `style` may differ from
    /// the one it was shaped with in alignment and decoration; `fonts` must be the one that shaped
    /// the paragraph.
    pub fn layout(
        &mut self,
        fonts: &mut Fonts,
        max_width: Option<f32>,
        style: &TextStyle,
    ) -> TextLayout {
        self.break_lines(max_width);
        self.style.align = style.align;
        self.style.letters.decoration = style.letters.decoration;
        for span in self.spans.iter_mut().filter(|span| span.run.is_none()) {
            span.letters.decoration = style.letters.decoration;
        }
        let alignment = alignment(style.align);
        self.layout.align(alignment, AlignmentOptions::default());
        let width = max_width.unwrap_or_else(|| self.layout.width());
        let mut result = TextLayout {
            size: self.size(),
            first_baseline: self.strut.above,
            ascent: self.strut.ascent,
            descent: self.strut.descent,
            ..TextLayout::default()
        };
        let (mut top, mut follows_wrap) = (0.0, false);
        let count = self.line_count();
        for (index, line) in self.layout.lines().take(count).enumerate() {
            let is_wrapped = matches!(
                line.break_reason(),
                BreakReason::Regular | BreakReason::Emergency
            );
            let range = line.text_range();
            let metrics = self.line_metrics(&line);
            if index == 0 {
                result.first_baseline = metrics.above;
            }
            let first = Place {
                run: result.runs.len(),
                fragment: result.fragments.len(),
            };
            let baseline = top + metrics.above;
            let (mut left, mut advance) = if self.is_mixed {
                mixed::collect(self, &line, baseline, width, is_wrapped, &mut result)
            } else if is_wrapped || follows_wrap {
                let alone =
                    self.shape_line(fonts, range.clone(), width, is_wrapped, alignment, index);
                let alone = alone.lines().next();
                alone.map_or((0.0, 0.0), |line| {
                    self.collect(&line, baseline, &mut result)
                })
            } else {
                self.collect(&line, baseline, &mut result)
            };
            if is_wrapped && !self.is_mixed {
                // Spaces that hang belong to no box.
                for fragment in &mut result.fragments[first.fragment..] {
                    let right = fragment.rect.right().min(left + advance);
                    fragment.rect.width = (right - fragment.rect.x).max(0.0);
                }
            }
            follows_wrap = is_wrapped;
            let is_cut = index + 1 == count && count < self.layout.len();
            let overflows = self.style.overflow == TextOverflow::Ellipsis
                && (left + advance > width + FIT_TOLERANCE_PX || left < -FIT_TOLERANCE_PX);
            if is_cut || overflows {
                (left, advance) =
                    self.cut(fonts, &first, left, advance, width, baseline, &mut result);
            }
            self.decorate(&first, left, advance, baseline, &mut result);
            object::separate(&mut result, first.run, |index, x| {
                let spans = self.spans_in(&range).iter();
                let mut objects = spans.filter_map(|it| Some((it.metrics, it.object?)));
                let (own, (_, object)) = objects.find(|(_, (at, _))| usize::from(*at) == index)?;
                Some(object.placed(index, x, own, metrics, baseline))
            });
            result.lines.push(Line {
                top,
                height: metrics.height(),
                baseline,
                left,
                width: advance,
                text_range: range,
            });
            top += metrics.height();
        }
        color_glyph::separate(&mut result.runs, &self.faces);
        result
    }

    /// How many lines are shown.
    fn line_count(&self) -> usize {
        match self.style.max_lines {
            0 => self.layout.len(),
            most => self.layout.len().min(most as usize),
        }
    }

    fn spans_in(&self, range: &Range<usize>) -> &[Span] {
        spans_in(&self.spans, range)
    }

    /// How high a line is: as its letters ask, and where the height is `normal`, the fallback
    /// fonts in it too.
    fn line_metrics(&self, line: &parley::Line<'_, SpanIndex>) -> LetterMetrics {
        if self.is_even {
            return self.strut;
        }
        let spans = self.spans_in(&line.text_range()).iter();
        let mut metrics = spans
            .clone()
            .fold(self.strut, |line, span| line.with(span.metrics));
        if self.falls_back {
            metrics = self.with_fallback_fonts(line, metrics);
        }
        let objects = spans.filter_map(|it| Some(it.object?.1));
        object::stretched(metrics, objects)
    }

    /// How high the line is with the fallback fonts in it, where the height is `normal`.
    fn with_fallback_fonts(
        &self,
        line: &parley::Line<'_, SpanIndex>,
        mut metrics: LetterMetrics,
    ) -> LetterMetrics {
        for item in line.items() {
            let PositionedLayoutItem::GlyphRun(run) = item else {
                continue;
            };
            let span = self.spans.get(usize::from(run.style().brush));
            let face = self.face(run.run().font()).map(|it| &self.faces[it]);
            if let (Some(span), Some(face)) = (span, face)
                && span.object.is_none()
                && span.letters.line_height == LineHeightValue::Normal
                && (face.is_partial() || !face.is_of(&span.letters.family))
            {
                metrics = metrics.with(LetterMetrics::of_face(face, &span.letters));
            }
        }
        metrics
    }

    /// One line of several, shaped by itself: Chromium does so too where a line was wrapped, so
    /// that its ends aren't kerned with letters of other lines.
    fn shape_line(
        &self,
        fonts: &mut Fonts,
        range: Range<usize>,
        width: f32,
        is_wrapped: bool,
        alignment: Alignment,
        index: usize,
    ) -> Layout<SpanIndex> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        // Chromium leaves the last letter kerned with the space after it where nothing depends on
        // where the line ends.
        // Spaces before the end of a paragraph belong to its line, if there is room for them.
        let keeps_spaces = !is_wrapped || alignment == Alignment::Left;
        let text = match self.style.white_space.collapses() {
            false if keeps_spaces => text.trim_end_matches('\n'),
            _ => text.trim_end_matches([' ', '\t', '\n']),
        };
        let range = range.start..range.start + text.len();
        let mut layout = shape(fonts, text, range, &self.style, &self.spans, is_wrapped);
        if index == 0 {
            self.indent(&mut layout, Some(width));
        }
        // Alone it may be wider than it was among the others, but is one line all the same.
        layout.break_all_lines(Some(TOO_WIDE_PX / 2.0));
        let metrics = layout.lines().next().map(|line| *line.metrics());
        let needed = metrics.map_or(0.0, |line| {
            line.indent + line.advance - line.hanging_advance
        });
        layout.break_all_lines(Some(width.max(needed) + FIT_TOLERANCE_PX));
        layout.align(alignment, AlignmentOptions::default());
        layout
    }

    fn indent(&self, layout: &mut Layout<SpanIndex>, max_width: Option<f32>) {
        let indent = self.style.indent.resolve_or_zero(max_width.unwrap_or(0.0));
        layout.set_text_indent(indent, IndentOptions::default());
    }

    /// Adds a line's glyphs; gives its left edge and its width.
    fn collect(
        &self,
        line: &parley::Line<'_, SpanIndex>,
        baseline: f32,
        result: &mut TextLayout,
    ) -> (f32, f32) {
        let metrics = line.metrics();
        let left = metrics.offset;
        let mut right = left + metrics.advance - metrics.hanging_advance;
        let down = baseline - metrics.baseline;
        for item in line.items() {
            let PositionedLayoutItem::GlyphRun(run) = item else {
                continue;
            };
            right = right.max(run.offset() + run.advance() - metrics.hanging_advance);
            let index = run.style().brush;
            let Some(span) = self.spans.get(usize::from(index)) else {
                continue;
            };
            let rect = Rect::new(
                run.offset(),
                baseline - span.metrics.ascent,
                run.advance(),
                span.metrics.ascent + span.metrics.descent,
            );
            add_fragment(result, rect, span.run, index);
            if let Some((index, _)) = span.object {
                result.runs.push(object::as_run(index, run.offset()));
                continue;
            }
            let glyphs = positioned(&run, down);
            let run = self.glyph_run(run.run(), &span.letters, span.run, glyphs);
            result.runs.extend(run);
        }
        (left, right - left)
    }

    fn break_lines(&mut self, max_width: Option<f32>) {
        if self.broken_at != Some(max_width) {
            if !matches!(self.style.indent, Length::Px(_)) {
                let indent = self.style.indent.resolve_or_zero(max_width.unwrap_or(0.0));
                self.layout
                    .set_text_indent(indent, IndentOptions::default());
            }
            let max_advance = max_width.map(|width| width.max(0.0) + FIT_TOLERANCE_PX);
            self.layout.break_all_lines(max_advance);
            self.broken_at = Some(max_width);
        }
    }

    fn size(&self) -> Size {
        let count = self.line_count();
        let height = if self.is_even {
            self.strut.height() * count as f32
        } else {
            let lines = self.layout.lines().take(count);
            lines.map(|line| self.line_metrics(&line).height()).sum()
        };
        Size::new(ceil_to_layout_unit(self.layout.width()), height)
    }

    /// Glyphs of one run, which are set in these letters.
    pub(crate) fn glyph_run(
        &self,
        shaped: &parley::layout::Run<'_, SpanIndex>,
        letters: &LetterStyle,
        of: Option<u16>,
        glyphs: Vec<Glyph>,
    ) -> Option<GlyphRun> {
        let font = self.face(shaped.font())?;
        let face = &self.faces[font];
        let coordinates = shaped.normalized_coords();
        Some(GlyphRun {
            font: FontId(font as u32),
            size_px: shaped.font_size(),
            coordinates: coordinates.iter().map(|it| it.to_bits()).collect(),
            slant: match face.style() == FontStyle::Normal && self.slants(letters) {
                true => SYNTHETIC_SLANT,
                false => 0.0,
            },
            // Letters from elsewhere are as bold as their own family can be.
            embolden: face.is_of(&letters.family) && face.is_thickened_for(letters.weight),
            run: of,
            color: None,
            glyphs,
        })
    }

    /// Whether italics of the style are upright letters slanted: its family has no italic face.
    /// What fallback families add to a family that has one stays upright.
    fn slants(&self, letters: &LetterStyle) -> bool {
        let mut faces = self.faces.iter().filter(|it| it.is_of(&letters.family));
        letters.style == FontStyle::Italic
            && faces.clone().next().is_some()
            && faces.all(|it| it.style() == FontStyle::Normal)
    }

    fn face(&self, font: &parley::FontData) -> Option<usize> {
        self.faces.iter().position(|it| it.is(font))
    }

    /// Takes off what doesn't fit into the line together with an ellipsis, and puts one behind
    /// what is left. Gives the line's new left edge and width.
    #[expect(
        clippy::too_many_arguments,
        reason = "all of them describe the one line that is cut"
    )]
    fn cut(
        &self,
        fonts: &mut Fonts,
        first: &Place,
        left: f32,
        advance: f32,
        width: f32,
        baseline: f32,
        result: &mut TextLayout,
    ) -> (f32, f32) {
        let span = Span {
            range: 0..ELLIPSIS.len(),
            run: None,
            letters: self.style.letters.clone(),
            metrics: self.strut,
            object: None,
        };
        let spans = [span];
        let mut ellipsis = shape(
            fonts,
            ELLIPSIS,
            0..ELLIPSIS.len(),
            &self.style,
            &spans,
            false,
        );
        ellipsis.break_all_lines(None);
        let ellipsis_width = ellipsis.full_width();
        let start = match self.style.is_rtl {
            true => keep_right(result, first, left, ellipsis_width) - ellipsis_width,
            false => keep_left(result, first, left + advance, width - ellipsis_width),
        };
        for line in ellipsis.lines() {
            let down = baseline - line.metrics().baseline;
            for item in line.items() {
                let PositionedLayoutItem::GlyphRun(run) = item else {
                    continue;
                };
                let mut glyphs = positioned(&run, down);
                glyphs.iter_mut().for_each(|glyph| glyph.x += start);
                let run = self.glyph_run(run.run(), &self.style.letters, None, glyphs);
                result.runs.extend(run);
            }
        }
        match self.style.is_rtl {
            true => (start, left + advance - start),
            false => (left, start + ellipsis_width - left),
        }
    }

    /// From where to where objects stand in a line that is being put together, in order.
    fn objects_in(&self, runs: &[GlyphRun]) -> Vec<(f32, f32)> {
        let width_of = |index: u32| {
            let mut objects = self.spans.iter().filter_map(|it| it.object);
            let found = objects.find(|(at, _)| u32::from(*at) == index);
            found.map_or(0.0, |(_, object)| object.width)
        };
        let glyphs = runs.iter().filter(|run| object::is_object(run));
        let glyphs = glyphs.flat_map(|run| &run.glyphs);
        glyphs.map(|it| (it.x, it.x + width_of(it.id))).collect()
    }

    /// Adds the lines along a line of text: the whole text's, then those of its runs.
    fn decorate(
        &self,
        first: &Place,
        left: f32,
        width: f32,
        baseline: f32,
        result: &mut TextLayout,
    ) {
        let mut decorated = vec![Decorated {
            letters: &self.style.letters,
            ascent: self.strut.ascent,
            left,
            width,
            run: None,
        }];
        for fragment in &result.fragments[first.fragment..] {
            if fragment.run.is_some()
                && let Some(span) = self.spans.get(usize::from(fragment.span))
            {
                // A space that hangs behind the line's end has no line below it.
                let right = fragment.rect.right().min(left + width);
                decorated.push(Decorated {
                    letters: &span.letters,
                    ascent: span.metrics.ascent,
                    left: fragment.rect.x,
                    width: right - fragment.rect.x,
                    run: span.run,
                });
            }
        }
        let runs = &result.runs[first.run.min(result.runs.len())..];
        let objects = self.objects_in(runs);
        for it in decorated.iter().flat_map(|it| it.beside(&objects)) {
            decoration::lines(&it, baseline, runs, &self.faces, &mut result.decorations);
        }
    }
}

/// Adds a stretch of a line, or grows the one that it continues.
pub(crate) fn add_fragment(result: &mut TextLayout, rect: Rect, run: Option<u16>, span: SpanIndex) {
    match result.fragments.last_mut() {
        // An object within a run parts its letters, not its box.
        Some(last)
            if (last.span == span || last.run == run)
                && last.rect.y == rect.y
                && last.rect.right() == rect.x =>
        {
            last.rect.width += rect.width;
        }
        _ => result.fragments.push(Fragment { rect, run, span }),
    }
}

fn positioned(run: &parley::GlyphRun<'_, SpanIndex>, down: f32) -> Vec<Glyph> {
    let glyphs = run.positioned_glyphs().map(|glyph| Glyph {
        id: glyph.id,
        x: glyph.x,
        y: glyph.y + down,
    });
    glyphs.collect()
}

const ELLIPSIS: &str = "…";

/// Where a line's runs and fragments begin in the result.
struct Place {
    run: usize,
    fragment: usize,
}

/// Takes off the glyphs of a line that reach beyond `room`, all but the first. Gives where those
/// end that are left.
fn keep_left(result: &mut TextLayout, first: &Place, right: f32, room: f32) -> f32 {
    if right <= room + FIT_TOLERANCE_PX {
        return right;
    }
    let runs = &mut result.runs[first.run..];
    let starts: Vec<f32> = glyph_starts(runs).skip(1).collect();
    let ends = starts.iter().copied().chain([right]);
    let (mut kept, mut end) = (0, f32::NEG_INFINITY);
    for (number, glyph_end) in ends.enumerate() {
        if glyph_end > room + FIT_TOLERANCE_PX && number > 0 {
            break;
        }
        end = end.max(glyph_end);
        kept = number + 1;
    }
    for run in runs {
        let keeps = kept.min(run.glyphs.len());
        kept -= keeps;
        run.glyphs.truncate(keeps);
    }
    result.runs.retain(|run| !run.glyphs.is_empty());
    for fragment in &mut result.fragments[first.fragment..] {
        let right = fragment.rect.right().min(end);
        fragment.rect.width = (right - fragment.rect.x).max(0.0);
    }
    end
}

/// The same from the right: takes off the glyphs that start before `room`, all but the last.
fn keep_right(result: &mut TextLayout, first: &Place, left: f32, room: f32) -> f32 {
    if left >= room - FIT_TOLERANCE_PX {
        return left;
    }
    let runs = &mut result.runs[first.run..];
    let starts: Vec<f32> = glyph_starts(runs).collect();
    let cut = starts
        .iter()
        .position(|start| *start >= room - FIT_TOLERANCE_PX);
    let mut cut = cut.unwrap_or(starts.len().saturating_sub(1));
    let start = starts.get(cut).copied().unwrap_or(left);
    for run in runs {
        let goes = cut.min(run.glyphs.len());
        cut -= goes;
        run.glyphs.drain(..goes);
    }
    result.runs.retain(|run| !run.glyphs.is_empty());
    for fragment in &mut result.fragments[first.fragment..] {
        let (from, right) = (fragment.rect.x.max(start), fragment.rect.right());
        fragment.rect.x = from;
        fragment.rect.width = (right - from).max(0.0);
    }
    start
}

fn glyph_starts(runs: &[GlyphRun]) -> impl Iterator<Item = f32> {
    let glyphs = runs.iter().flat_map(|run| &run.glyphs);
    glyphs.map(|glyph| glyph.x)
}

fn spans_in<'a>(spans: &'a [Span], range: &Range<usize>) -> &'a [Span] {
    let first = spans.partition_point(|span| span.range.end <= range.start);
    let after = spans.partition_point(|span| span.range.start < range.end);
    &spans[first.min(after)..after]
}

fn alignment(align: TextAlign) -> Alignment {
    match align {
        // Which side reading begins at is known to the caller, who gives left or right.
        TextAlign::Left | TextAlign::Start => Alignment::Left,
        TextAlign::Center => Alignment::Center,
        TextAlign::Right | TextAlign::End => Alignment::Right,
        TextAlign::Justify => Alignment::Justify,
    }
}

/// Whether a letter of the text belongs to a script that runs from right to left: Hebrew, Arabic
/// and their like fill these blocks.
fn is_mixed(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202b}' | '\u{202e}'
            | '\u{2067}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}
