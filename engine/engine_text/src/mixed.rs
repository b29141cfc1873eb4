//! Lines of texts that have letters of both directions, or run from right to left.
//!
//! parley orders their runs; where they stand is decided here. Spaces at a line's end hang at the
//! paragraph's end side, whatever they follow (Unicode Bidirectional Algorithm, rule L1), and
//! neither alignment nor justification counts them.

use omnios_model::{Rect, TextAlign};
use parley::Line;

use crate::object;
use crate::paragraph::{Paragraph, SpanIndex, add_fragment};
use crate::{Glyph, TextLayout};

/// Adds a line's glyphs; gives its left edge and its width. Lines that are wrapped are justified
/// and lose the spaces at their end.
pub(crate) fn collect(
    paragraph: &Paragraph,
    line: &Line<'_, SpanIndex>,
    baseline: f32,
    width: f32,
    is_wrapped: bool,
    result: &mut TextLayout,
) -> (f32, f32) {
    let range = line.text_range();
    let text = paragraph.text.get(range.clone()).unwrap_or_default();
    let end = match is_wrapped {
        true => range.start + text.trim_end_matches(' ').len(),
        false => range.end,
    };
    let (mut natural, mut spaces) = (0.0, 0_u16);
    for cluster in line.runs().flat_map(|run| run.visual_clusters()) {
        if cluster.text_range().start < end {
            natural += cluster.glyphs().map(|glyph| glyph.advance).sum::<f32>();
            spaces += u16::from(cluster.is_space_or_nbsp());
        }
    }
    let is_rtl = paragraph.style.is_rtl;
    let indent = line.metrics().indent;
    let free = width - indent - natural;
    let gap = match paragraph.style.align {
        TextAlign::Justify if is_wrapped && spaces > 0 => free.max(0.0) / f32::from(spaces),
        _ => 0.0,
    };
    let at_start = if is_rtl { free } else { 0.0 };
    let shift = match paragraph.style.align {
        // What doesn't fit sticks out at the end side.
        _ if free < 0.0 => at_start,
        TextAlign::Justify if gap > 0.0 => 0.0,
        TextAlign::Justify => at_start,
        TextAlign::Left | TextAlign::Start => 0.0,
        TextAlign::Center => free / 2.0,
        TextAlign::Right | TextAlign::End => free,
    };
    let left = shift + if is_rtl { 0.0 } else { indent };
    let mut x = left;
    for run in line.runs() {
        let mut glyphs: Vec<Glyph> = Vec::new();
        let mut set_in: Option<SpanIndex> = None;
        let mut start = x;
        let mut finish = |glyphs: &mut Vec<Glyph>, span: SpanIndex, start: f32, x: f32| {
            let Some(it) = paragraph.spans.get(usize::from(span)) else {
                return;
            };
            let rect = Rect::new(
                start,
                baseline - it.metrics.ascent,
                x - start,
                it.metrics.ascent + it.metrics.descent,
            );
            add_fragment(result, rect, it.run, span);
            if let Some((index, _)) = it.object {
                glyphs.clear();
                result.runs.push(object::as_run(index, start));
                return;
            }
            let glyphs = std::mem::take(glyphs);
            let run = paragraph.glyph_run(&run, &it.letters, it.run, glyphs);
            result.runs.extend(run);
        };
        for cluster in run.visual_clusters() {
            if cluster.text_range().start >= end {
                continue;
            }
            let span = cluster.style().brush;
            if let Some(before) = set_in.replace(span)
                && before != span
            {
                finish(&mut glyphs, before, start, x);
                start = x;
            }
            for glyph in cluster.glyphs() {
                glyphs.push(Glyph {
                    id: glyph.id,
                    x: x + glyph.x,
                    y: baseline + glyph.y,
                });
                x += glyph.advance;
            }
            if cluster.is_space_or_nbsp() {
                x += gap;
            }
        }
        if let Some(span) = set_in {
            finish(&mut glyphs, span, start, x);
        }
    }
    (left, x - left)
}
