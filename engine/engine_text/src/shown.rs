//! A text as it is shown: white space collapsed, case changed, runs carried along.

use std::ops::Range;

use omnios_model::{TextRuns, TextTransform, WhiteSpace};

use crate::TextStyle;
use crate::transform::transformed;

/// A stretch of the shown text, and which run of the element it belongs to.
pub(crate) type Stretch = (Range<usize>, Option<u16>);

/// The letters of a text as they are shown, which a line's
/// [`text_range`](crate::Line::text_range) counts in.
pub fn shown_text(text: &str, runs: &TextRuns, style: &TextStyle) -> String {
    shown(text, runs, style.white_space, style.transform).0
}

/// The shown text, and its stretches in order, which cover it.
pub(crate) fn shown(
    text: &str,
    runs: &TextRuns,
    white_space: WhiteSpace,
    transform: TextTransform,
) -> (String, Vec<Stretch>) {
    let (text, mut stretches) = collapsed(text, runs, white_space);
    if transform == TextTransform::None {
        return (text, stretches);
    }
    // A part of a text is transformed as long as its letters alone are: what depends on
    // neighbours (a final sigma, the rest of a word) has the same number of bytes.
    let moved = |at: usize| transformed(&text[..at], transform).len();
    if let [_, _, ..] = stretches[..] {
        for (range, _) in &mut stretches {
            *range = moved(range.start)..moved(range.end);
        }
    }
    let shown = transformed(&text, transform).into_owned();
    if let [(range, _)] = &mut stretches[..] {
        *range = 0..shown.len();
    }
    if let Some((range, _)) = stretches.last_mut() {
        range.end = shown.len();
    }
    (shown, stretches)
}

/// Runs of white space as single spaces, none at the ends (CSS Text 3 §4.1), or the text as is.
fn collapsed(text: &str, runs: &TextRuns, white_space: WhiteSpace) -> (String, Vec<Stretch>) {
    let mut shown = String::with_capacity(text.len());
    let mut stretches = Vec::new();
    // At the text's beginning white space goes altogether.
    let mut after_space = true;
    let mut index = 0_u16;
    for (range, run) in runs.pieces(0..text.len()) {
        let start = shown.len();
        if white_space.collapses() {
            for letter in text[range].chars() {
                match letter {
                    ' ' | '\t' | '\n' if after_space => {}
                    ' ' | '\t' | '\n' => {
                        shown.push(' ');
                        after_space = true;
                    }
                    letter => {
                        shown.push(letter);
                        after_space = false;
                    }
                }
            }
        } else {
            shown.push_str(&text[range]);
        }
        let run = run.map(|_| {
            index += 1;
            index - 1
        });
        stretches.push((start..shown.len(), run));
    }
    if white_space.collapses() && shown.ends_with(' ') {
        shown.pop();
        for (range, _) in &mut stretches {
            range.end = range.end.min(shown.len());
            range.start = range.start.min(shown.len());
        }
    }
    stretches.retain(|(range, _)| !range.is_empty());
    if stretches.is_empty() {
        stretches.push((0..shown.len(), None));
    }
    (shown, stretches)
}

#[cfg(test)]
mod tests {
    use omnios_model::{Property, Value};

    use super::*;

    #[test]
    fn runs_keep_to_their_words_through_collapsing_and_case() {
        let text = "  Straße \n und\tweg ";
        let mut runs = TextRuns::default();
        let at = text.find("und").unwrap();
        runs.set(at..at + 3, Property::FontWeight, Some(Value::Number(700.0)));
        let (shown, stretches) = shown(text, &runs, WhiteSpace::Normal, TextTransform::Uppercase);
        assert_eq!(shown, "STRASSE UND WEG");
        assert_eq!(stretches, [(0..8, None), (8..11, Some(0)), (11..15, None)]);
    }
}
