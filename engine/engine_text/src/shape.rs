//! Shaping: what parley is told of a text, so that its letters come out as in a browser.

use std::ops::Range;
use std::sync::Arc;

use omnios_model::{
    EMOJI_FAMILY, EMOJI_STYLE, FallbackFont, FontStyle, WordBreak, fallback_fonts,
    parse_font_features, parse_font_variations,
};
use parley::{
    BaseDirection, FontFamily, FontFamilyName, FontFeature, FontFeatures, FontVariation,
    FontVariations, FontWeight, InlineBox, InlineBoxKind, Layout, LineHeight, OverflowWrap,
    RangedBuilder, StyleProperty, TextWrapMode, VerticalAlign, WhiteSpaceCollapse,
};

use crate::fonts::{FALLBACK_FAMILY, WIDE_FAMILY, own_faces};
use crate::line_break;
use crate::paragraph::{Span, SpanIndex};
use crate::style::LetterStyle;
use crate::{FontData, Fonts, TextStyle};

/// Wider than any line.
pub(crate) const TOO_WIDE_PX: f32 = 1.0e8;

/// The size that the character of an object is set in, in CSS px: the room that [`WIDE_FAMILY`]
/// leaves for it, which letter spacing makes as wide as the object.
const OBJECT_SIZE_PX: f32 = 1.0;

/// Shapes a part of the shown text. `is_wrapped` says that another line follows: a box that never
/// fits stands for it, so that spaces at the end hang and the line is justified.
pub(crate) fn shape(
    fonts: &mut Fonts,
    text: &str,
    part: Range<usize>,
    style: &TextStyle,
    spans: &[Span],
    is_wrapped: bool,
) -> Layout<SpanIndex> {
    let fallbacks = fallback_fonts(FALLBACK_FAMILY, text);
    for font in &fallbacks {
        fonts.want(font.family);
    }
    let faces = Arc::clone(fonts.faces());
    let (context, scratch) = fonts.shaper();
    let mut builder = scratch.ranged_builder(context, text, 1.0, true);
    set_lines(&mut builder, style);
    let first = spans.partition_point(|span| span.range.end <= part.start);
    let first = first.min(spans.len().saturating_sub(1));
    for (index, span) in spans.iter().enumerate().skip(first) {
        if span.range.start >= part.end && index > first {
            break;
        }
        let start = span.range.start.clamp(part.start, part.end) - part.start;
        let end = span.range.end.clamp(part.start, part.end) - part.start;
        let own = match span.object {
            Some(_) => Vec::new(),
            None => own_faces(&faces, &span.letters),
        };
        for property in properties(span, index as SpanIndex, &own, &fallbacks) {
            if index == first {
                builder.push_default(property);
            } else {
                builder.push(property, start..end);
            }
        }
        if own.iter().any(|face| face.is_partial()) {
            for (range, serving) in by_letters(text, start..end, &own) {
                let families = families(&span.letters, &serving, &fallbacks);
                builder.push(in_order(families), range);
            }
        }
    }
    for (start, end) in emoji(text) {
        let own = own_faces(&faces, &style.letters);
        let mut families = families(&style.letters, &own, &[]);
        families.insert(0, FontFamilyName::named(EMOJI_FAMILY));
        builder.push(in_order(families), start..end);
    }
    builder.set_base_direction(match style.is_rtl {
        true => BaseDirection::Rtl,
        false => BaseDirection::Ltr,
    });
    builder.set_line_break_override(Some(line_break::overrides(style.word_break)));
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

/// How lines may be broken.
fn set_lines(builder: &mut RangedBuilder<'_, SpanIndex>, style: &TextStyle) {
    builder.push_default(OverflowWrap::BreakWord);
    // White space was collapsed before; where it was, what is left hangs.
    builder.push_default(StyleProperty::WhiteSpaceCollapse(
        match style.white_space.collapses() {
            true => WhiteSpaceCollapse::Collapse,
            false => WhiteSpaceCollapse::Preserve,
        },
    ));
    builder.push_default(StyleProperty::TextWrapMode(
        match style.white_space.wraps() {
            true => TextWrapMode::Wrap,
            false => TextWrapMode::NoWrap,
        },
    ));
    // What Chromium makes of `line-break: auto`: small kana may begin a line.
    builder.push_default(parley::LineBreak::Normal);
    builder.push_default(match style.word_break {
        WordBreak::Normal => parley::WordBreak::Normal,
        WordBreak::BreakAll => parley::WordBreak::BreakAll,
        WordBreak::KeepAll => parley::WordBreak::KeepAll,
    });
}

/// What a span's letters are set in.
fn properties<'a>(
    span: &'a Span,
    index: SpanIndex,
    own: &[&'a FontData],
    fallbacks: &[&'a FallbackFont],
) -> [StyleProperty<'a, SpanIndex>; 10] {
    let letters = &span.letters;
    let families = match span.object {
        Some(_) => vec![FontFamilyName::named(WIDE_FAMILY)],
        None => families(letters, own, fallbacks),
    };
    let (size_px, letter_spacing_px) = match span.object {
        Some((_, object)) => (OBJECT_SIZE_PX, object.width - OBJECT_SIZE_PX),
        None => (letters.used_size_px(), letters.letter_spacing_px),
    };
    let (variations, features) = settings(letters);
    let asked = (letters.weight, letters.style);
    let (weight, style) = own.first().map_or(asked, |face| face.settings(letters));
    let font_style = match style {
        FontStyle::Normal => parley::FontStyle::Normal,
        FontStyle::Italic => parley::FontStyle::Italic,
    };
    // Lines are as high as `line_metrics` says; this is for those that parley counts.
    let line_height = match span.object {
        Some(_) => 0.0,
        None => span.metrics.above + span.metrics.below,
    };
    [
        StyleProperty::Brush(index),
        in_order(families),
        StyleProperty::FontSize(size_px),
        StyleProperty::FontWeight(FontWeight::new(weight)),
        StyleProperty::FontStyle(font_style),
        StyleProperty::FontVariations(FontVariations::List(variations.into())),
        StyleProperty::FontFeatures(FontFeatures::List(features.into())),
        StyleProperty::LineHeight(LineHeight::Absolute(line_height)),
        StyleProperty::LetterSpacing(letter_spacing_px),
        StyleProperty::WordSpacing(letters.word_spacing_px),
    ]
}

/// The families that are asked for letters, in order: the project's faces or the family itself,
/// then what everything falls back on.
fn families<'a>(
    letters: &'a LetterStyle,
    own: &[&'a FontData],
    fallbacks: &[&'a FallbackFont],
) -> Vec<FontFamilyName<'a>> {
    let own = own.iter().map(|face| face.name());
    let other = own.len() == 0;
    let other = other.then_some(&*letters.family);
    let fallbacks = fallbacks.iter().map(|font| font.family);
    let families = own.chain(other).chain([FALLBACK_FAMILY]).chain(fallbacks);
    let families = families.chain([WIDE_FAMILY]);
    families.map(FontFamilyName::named).collect()
}

fn in_order(families: Vec<FontFamilyName<'_>>) -> StyleProperty<'_, SpanIndex> {
    StyleProperty::FontFamily(FontFamily::List(families.into()))
}

/// Stretches of a text whose letters the same of these faces serve (CSS's `unicode-range`).
fn by_letters<'a>(
    text: &str,
    range: Range<usize>,
    faces: &[&'a FontData],
) -> Vec<(Range<usize>, Vec<&'a FontData>)> {
    let mut stretches: Vec<(Range<usize>, Vec<&FontData>)> = Vec::new();
    let first = range.start;
    for (at, letter) in text[range].char_indices() {
        let end = first + at + letter.len_utf8();
        let mut serving = faces.to_vec();
        serving.retain(|face| face.serves(letter));
        match stretches.last_mut() {
            Some((stretch, before)) if is_same(before, &serving) => stretch.end = end,
            _ => stretches.push((first + at..end, serving)),
        }
    }
    stretches
}

fn is_same(these: &[&FontData], those: &[&FontData]) -> bool {
    let mut pairs = these.iter().zip(those);
    these.len() == those.len() && pairs.all(|(a, b)| std::ptr::eq(*a, *b))
}

/// The letters that a selector turns into emoji: where they start and where the selector ends.
fn emoji(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices(EMOJI_STYLE)
        .filter_map(|(at, selector)| {
            let (start, _) = text[..at].char_indices().next_back()?;
            Some((start, at + selector.len()))
        })
}

/// What the letters' style says to the font.
fn settings(letters: &LetterStyle) -> (Vec<FontVariation>, Vec<FontFeature>) {
    let tag = parley::setting::Tag::new;
    // `font-optical-sizing: auto` sets the axis to the font size; fonts clamp it, and those
    // without the axis ignore it.
    let mut variations = vec![FontVariation::new(tag(b"opsz"), letters.size_px)];
    for (name, value) in parse_font_variations(&letters.variations).unwrap_or_default() {
        if &name == b"opsz" {
            variations.clear();
        }
        variations.push(FontVariation::new(tag(&name), value));
    }
    let mut features = Vec::new();
    if letters.letter_spacing_px != 0.0 {
        // Chromium turns contextual alternates off together with the ligatures, parley only those.
        features.push(FontFeature::new(tag(b"calt"), 0));
    }
    let wanted = parse_font_features(&letters.features).unwrap_or_default();
    features.extend(
        wanted
            .iter()
            .map(|(name, value)| FontFeature::new(tag(name), *value)),
    );
    (variations, features)
}
