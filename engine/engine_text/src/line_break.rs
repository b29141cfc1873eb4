//! Where Chromium breaks lines otherwise than the segmenter does.

use omnios_model::{OBJECT, WordBreak};
use parley::{CHROMIUM_LINE_BREAK_OVERRIDE, LineBreakContext, LineBreakOverrideFn};

/// What overrides the segmenter where words are broken that way.
pub(crate) fn overrides(word_break: WordBreak) -> &'static LineBreakOverrideFn {
    static BETWEEN_WORDS: &LineBreakOverrideFn =
        &(between_words as fn(LineBreakContext) -> Option<bool>);
    static ANYWHERE: &LineBreakOverrideFn = &(anywhere as fn(LineBreakContext) -> Option<bool>);
    match word_break {
        WordBreak::BreakAll => ANYWHERE,
        WordBreak::Normal | WordBreak::KeepAll => BETWEEN_WORDS,
    }
}

/// Chromium's rules for ASCII, and those for quotation marks among ideographs.
fn between_words(context: LineBreakContext) -> Option<bool> {
    beside_objects(context)
        .or_else(|| beside_marks(context))
        .or_else(|| CHROMIUM_LINE_BREAK_OVERRIDE(context))
}

/// The rules for ASCII keep words together.
fn anywhere(context: LineBreakContext) -> Option<bool> {
    match (context.before, context.after) {
        (' ', after) if after != ' ' => Some(true),
        _ => beside_objects(context).or_else(|| beside_marks(context)),
    }
}

/// Lines may be broken on both sides of an object, whatever stands there, be it a space that
/// breaks no line elsewhere (CSS Text 3 §5.1). Spaces behind it still hang.
fn beside_objects(context: LineBreakContext) -> Option<bool> {
    match (context.before, context.after) {
        (OBJECT, ' ' | '\t' | '\n') => None,
        (OBJECT, _) | (_, OBJECT) => Some(true),
        _ => None,
    }
}

fn beside_marks(context: LineBreakContext) -> Option<bool> {
    let LineBreakContext {
        before_before,
        before,
        after,
        ..
    } = context;
    // UAX #14 since Unicode 16, rule LB19a: among East Asian letters a quotation mark keeps to
    // what it encloses alone. The segmenter knows the rules of Unicode 15, by which it keeps to
    // both sides. What follows an opening mark isn't known here; it is taken for such a letter too.
    if is_opening_mark(after) && is_wide(before) && !is_opening_bracket(before) {
        return Some(true);
    }
    if is_closing_mark(before) && before_before.is_some_and(is_wide) && begins_lines(after) {
        return Some(true);
    }
    None
}

fn is_opening_mark(letter: char) -> bool {
    matches!(letter, '“' | '‘' | '«' | '‹')
}

fn is_closing_mark(letter: char) -> bool {
    matches!(letter, '”' | '’' | '»' | '›')
}

fn is_opening_bracket(letter: char) -> bool {
    matches!(
        letter,
        '〈' | '《' | '「' | '『' | '【' | '〔' | '〖' | '〘' | '〚' | '（' | '［' | '｛' | '｟'
    )
}

/// Ideographs, kana, hangul, and their punctuation.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{323af}')
}

/// Whether a wide letter is none that keeps to the one before it: ideographs, hangul, and opening
/// brackets.
fn begins_lines(letter: char) -> bool {
    is_opening_bracket(letter)
        || matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}
