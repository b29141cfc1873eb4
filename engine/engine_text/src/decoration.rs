//! Lines along texts: where they run, how thick they are, and where they make way for letters.

use omnios_model::{Rect, TextDecorationStyle};
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};

use crate::layout::floor_to_layout_unit;
use crate::style::LetterStyle;
use crate::{DecorationLine, DecorationLinePlace, FontData, GlyphRun};

/// Chromium keeps a line that makes way for a letter at most this far from it, in CSS px.
const MAX_CLEARANCE_PX: f32 = 13.0;

/// What a line runs along: a line of text, or a part of it.
pub(crate) struct Decorated<'a> {
    pub(crate) letters: &'a LetterStyle,
    pub(crate) ascent: f32,
    pub(crate) left: f32,
    pub(crate) width: f32,
    pub(crate) run: Option<u16>,
}

impl<'a> Decorated<'a> {
    /// The parts of it beside objects, which no line runs along.
    pub(crate) fn beside(&self, objects: &[(f32, f32)]) -> Vec<Decorated<'a>> {
        let mut parts = Vec::new();
        let (mut left, end) = (self.left, self.left + self.width);
        for (start, right) in objects.iter().copied().chain([(end, end)]) {
            let stop = start.min(end);
            if stop > left {
                parts.push(Decorated {
                    left,
                    width: stop - left,
                    ..*self
                });
            }
            left = left.max(right);
        }
        parts
    }
}

/// Adds the lines along one line of text. `runs` are its glyphs.
///
/// Chromium's automatic thickness and position, whole px as it paints them: a tenth of the font
/// size; an underline keeps half its thickness away from the baseline, and a line through is two
/// thirds of the ascent down.
pub(crate) fn lines(
    it: &Decorated<'_>,
    baseline: f32,
    runs: &[GlyphRun],
    faces: &[FontData],
    found: &mut Vec<DecorationLine>,
) {
    let decoration = it.letters.decoration;
    let lines = decoration.lines;
    let thickness = match decoration.thickness_px {
        Some(px) => px.round().max(1.0),
        None => (it.letters.size_px / 10.0).max(1.0),
    };
    let drawn = thickness.floor();
    // The second line of a double one.
    let apart = match decoration.style {
        TextDecorationStyle::Double => drawn + 1.0,
        _ => 0.0,
    };
    let mut add = |y: f32, place: DecorationLinePlace, skips: bool| {
        let steps = if apart > 0.0 { 2 } else { 1 };
        for step in 0..steps {
            // A second line stands farther from the letters, or around the middle.
            let shift = match place {
                DecorationLinePlace::Under => apart * step as f32,
                DecorationLinePlace::Over => -apart * step as f32,
                DecorationLinePlace::Through => apart * (step as f32 - 0.5),
            };
            let rect = Rect::new(
                floor_to_layout_unit(it.left),
                (y + shift + 0.5).floor(),
                it.width,
                drawn,
            );
            let gaps = match skips {
                true => gaps(&rect, thickness.min(MAX_CLEARANCE_PX), runs, faces),
                false => Vec::new(),
            };
            let line = |rect: Rect| DecorationLine {
                rect,
                place,
                style: decoration.style,
                run: it.run,
            };
            let pieces = between(&rect, &gaps).into_iter();
            found.extend(pieces.filter(|rect| rect.width > 0.0).map(line));
        }
    };
    if it.width <= 0.0 {
        return;
    }
    if lines.underlines() {
        let y = baseline + (thickness / 2.0).ceil().max(1.0);
        add(y, DecorationLinePlace::Under, true);
    }
    if lines.overlines() {
        add(baseline - it.ascent, DecorationLinePlace::Over, true);
    }
    if lines.strikes() {
        let y = baseline - it.ascent + 2.0 * it.ascent / 3.0 - (thickness / 2.0).floor();
        add(y, DecorationLinePlace::Through, false);
    }
}

/// What is left of a line between gaps.
fn between(rect: &Rect, gaps: &[(f32, f32)]) -> Vec<Rect> {
    let mut pieces = Vec::new();
    let mut from = rect.x;
    for (start, end) in gaps {
        if *start > from {
            let to = start.min(rect.right());
            pieces.push(Rect::new(from, rect.y, to - from, rect.height));
        }
        from = from.max(*end);
    }
    if from < rect.right() {
        pieces.push(Rect::new(from, rect.y, rect.right() - from, rect.height));
    }
    pieces
}

/// Where letters cross a line (`text-decoration-skip-ink: auto`), in order.
fn gaps(rect: &Rect, clearance: f32, runs: &[GlyphRun], faces: &[FontData]) -> Vec<(f32, f32)> {
    let mut found = Vec::new();
    for run in runs {
        let Some(face) = faces.get(run.font.0 as usize) else {
            continue;
        };
        let Ok(font) = skrifa::FontRef::from_index(face.bytes(), face.index()) else {
            continue;
        };
        let outlines = font.outline_glyphs();
        let coordinates: Vec<NormalizedCoord> = run
            .coordinates
            .iter()
            .map(|bits| NormalizedCoord::from_bits(*bits))
            .collect();
        for glyph in &run.glyphs {
            if glyph.x > rect.right() || glyph.x + 3.0 * run.size_px < rect.x {
                continue;
            }
            let Some(outline) = outlines.get(GlyphId::new(glyph.id)) else {
                continue;
            };
            let mut crossing = Crossing {
                low: glyph.y - rect.bottom(),
                high: glyph.y - rect.y,
                slant: run.slant,
                ..Crossing::default()
            };
            let location = LocationRef::new(&coordinates);
            let settings = DrawSettings::unhinted(Size::new(run.size_px), location);
            if outline.draw(settings, &mut crossing).is_ok()
                && let Some((start, end)) = crossing.extent
            {
                found.push((glyph.x + start - clearance, glyph.x + end + clearance));
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found
}

/// How far across an outline reaches within a band of heights above its baseline.
#[derive(Default)]
struct Crossing {
    low: f32,
    high: f32,
    slant: f32,
    start: (f32, f32),
    at: (f32, f32),
    extent: Option<(f32, f32)>,
}

impl Crossing {
    /// As many lines as a curve is cut into: at text sizes each is shorter than a pixel.
    const STEPS: u8 = 12;

    fn segment(&mut self, to: (f32, f32)) {
        let from = std::mem::replace(&mut self.at, to);
        let (bottom, top) = if from.1 <= to.1 {
            (from, to)
        } else {
            (to, from)
        };
        if top.1 < self.low || bottom.1 > self.high {
            return;
        }
        let rise = top.1 - bottom.1;
        let x_at = |y: f32| match rise > 0.0 {
            true => bottom.0 + (top.0 - bottom.0) * ((y - bottom.1) / rise).clamp(0.0, 1.0),
            false => bottom.0,
        };
        let ends = match rise > 0.0 {
            true => [x_at(self.low.max(bottom.1)), x_at(self.high.min(top.1))],
            false => [bottom.0, top.0],
        };
        for x in ends {
            let (start, end) = self.extent.unwrap_or((x, x));
            self.extent = Some((start.min(x), end.max(x)));
        }
    }

    fn slanted(&self, x: f32, y: f32) -> (f32, f32) {
        (x + self.slant * y, y)
    }
}

impl OutlinePen for Crossing {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.slanted(x, y);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.segment(self.slanted(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, middle, to) = (self.at, self.slanted(cx, cy), self.slanted(x, y));
        for step in 1..=Self::STEPS {
            let t = f32::from(step) / f32::from(Self::STEPS);
            let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            self.segment((
                a * from.0 + b * middle.0 + c * to.0,
                a * from.1 + b * middle.1 + c * to.1,
            ));
        }
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (from, to) = (self.at, self.slanted(x, y));
        let (first, second) = (self.slanted(cx0, cy0), self.slanted(cx1, cy1));
        for step in 1..=Self::STEPS {
            let t = f32::from(step) / f32::from(Self::STEPS);
            let s = 1.0 - t;
            let (a, b, c, d) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
            self.segment((
                a * from.0 + b * first.0 + c * second.0 + d * to.0,
                a * from.1 + b * first.1 + c * second.1 + d * to.1,
            ));
        }
    }

    fn close(&mut self) {
        self.segment(self.start);
    }
}
