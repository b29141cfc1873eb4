//! A text as it is shown: white space collapsed, case changed, runs and objects carried along.

use std::ops::Range;

use omnios_model::{OBJECT, TextRuns, TextTransform, WhiteSpace};

use crate::TextStyle;
use crate::transform::transformed;

/// A stretch of the shown text that is set alike.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stretch {
    /// Bytes of the shown text.
    pub(crate) range: Range<usize>,
    /// Which run of the element it belongs to.
    pub(crate) run: Option<u16>,
    /// Which object it is; it has one character then.
    pub(crate) object: Option<u16>,
}

/// The letters of a text as they are shown, which a line's
/// [`text_range`](crate::Line::text_range) counts in. `objects` says for each child that stands in
/// line whether it is shown.
pub fn shown_text(text: &str, runs: &TextRuns, objects: &[bool], style: &TextStyle) -> String {
    shown(text, runs, objects, style.white_space, style.transform).0
}

/// The shown text, and its stretches in order, which cover it. `objects` says for each child that
/// stands in line whether it is shown.
pub(crate) fn shown(
    text: &str,
    runs: &TextRuns,
    objects: &[bool],
    white_space: WhiteSpace,
    transform: TextTransform,
) -> (String, Vec<Stretch>) {
    let (text, mut stretches) = collapsed(text, runs, objects, white_space);
    if transform == TextTransform::None {
        return (text, stretches);
    }
    // A part of a text is transformed as long as its letters alone are: what depends on
    // neighbours (a final sigma, the rest of a word) has the same number of bytes.
    let moved = |at: usize| transformed(&text[..at], transform).len();
    if let [_, _, ..] = stretches[..] {
        for stretch in &mut stretches {
            stretch.range = moved(stretch.range.start)..moved(stretch.range.end);
        }
    }
    let shown = transformed(&text, transform).into_owned();
    if let [stretch] = &mut stretches[..] {
        stretch.range = 0..shown.len();
    }
    if let Some(stretch) = stretches.last_mut() {
        stretch.range.end = shown.len();
    }
    (shown, stretches)
}

/// Runs of white space as single spaces, none at the ends (CSS Text 3 §4.1), or the text as is.
fn collapsed(
    text: &str,
    runs: &TextRuns,
    objects: &[bool],
    white_space: WhiteSpace,
) -> (String, Vec<Stretch>) {
    let mut writer = Writer {
        shown: String::with_capacity(text.len()),
        stretches: Vec::new(),
        collapses: white_space.collapses(),
        // At the text's beginning white space goes altogether.
        after_space: true,
    };
    let mut index = 0_u16;
    let mut object = 0;
    for (range, run) in runs.pieces(0..text.len()) {
        let run = run.map(|_| {
            index += 1;
            index - 1
        });
        for (nth, part) in text[range].split(OBJECT).enumerate() {
            if nth > 0 {
                writer.object(objects, object, run);
                object += 1;
            }
            writer.text(part, run);
        }
    }
    for object in object..objects.len() {
        writer.object(objects, object, None);
    }
    let Writer {
        mut shown,
        mut stretches,
        ..
    } = writer;
    if white_space.collapses() && shown.ends_with(' ') {
        shown.pop();
        for Stretch { range, .. } in &mut stretches {
            range.end = range.end.min(shown.len());
            range.start = range.start.min(shown.len());
        }
    }
    stretches.retain(|it| !it.range.is_empty());
    if stretches.is_empty() {
        stretches.push(Stretch {
            range: 0..shown.len(),
            run: None,
            object: None,
        });
    }
    (shown, stretches)
}

/// Puts a shown text together.
struct Writer {
    shown: String,
    stretches: Vec<Stretch>,
    collapses: bool,
    after_space: bool,
}

impl Writer {
    fn text(&mut self, text: &str, run: Option<u16>) {
        let start = self.shown.len();
        if self.collapses {
            for letter in text.chars() {
                let is_space = matches!(letter, ' ' | '\t' | '\n');
                if !is_space {
                    self.shown.push(letter);
                } else if !self.after_space {
                    self.shown.push(' ');
                }
                self.after_space = is_space;
            }
        } else {
            self.shown.push_str(text);
        }
        self.stretch(start, run, None);
    }

    /// The character of an object that is shown; the others leave no trace.
    fn object(&mut self, objects: &[bool], object: usize, run: Option<u16>) {
        if objects.get(object) == Some(&true) {
            let start = self.shown.len();
            self.shown.push(OBJECT);
            self.after_space = false;
            self.stretch(start, run, Some(object as u16));
        }
    }

    /// Ends a stretch, or grows the one that goes on.
    fn stretch(&mut self, start: usize, run: Option<u16>, object: Option<u16>) {
        let end = self.shown.len();
        match self.stretches.last_mut() {
            Some(last) if last.run == run && last.object.is_none() && object.is_none() => {
                last.range.end = end;
            }
            _ => self.stretches.push(Stretch {
                range: start..end,
                run,
                object,
            }),
        }
    }
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
        let (shown, stretches) = shown(
            text,
            &runs,
            &[],
            WhiteSpace::Normal,
            TextTransform::Uppercase,
        );
        assert_eq!(shown, "STRASSE UND WEG");
        let stretches: Vec<_> = stretches.into_iter().map(|it| (it.range, it.run)).collect();
        assert_eq!(stretches, [(0..8, None), (8..11, Some(0)), (11..15, None)]);
    }

    #[test]
    fn objects_stand_where_their_characters_do_and_else_at_the_end() {
        let show = |text: &str, objects: &[bool]| {
            let runs = TextRuns::default();
            shown(
                text,
                &runs,
                objects,
                WhiteSpace::Normal,
                TextTransform::None,
            )
        };
        let (text, stretches) = show("a \u{fffc} b", &[true]);
        assert_eq!(text, "a \u{fffc} b");
        let objects: Vec<_> = stretches.iter().map(|it| it.object).collect();
        assert_eq!(objects, [None, Some(0), None]);
        // Too few characters, too many, and one for a child that isn't shown.
        assert_eq!(show("a", &[true, true]).0, "a\u{fffc}\u{fffc}");
        assert_eq!(show("a \u{fffc} b", &[]).0, "a b");
        assert_eq!(
            show("a \u{fffc} b\u{fffc}", &[false, true]).0,
            "a b\u{fffc}"
        );
    }
}
