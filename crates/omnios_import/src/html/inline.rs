//! Inline content as one text: white space collapsed as CSS has it, with runs for what is set
//! otherwise and a U+FFFC for every box in the line.

use std::collections::BTreeMap;
use std::ops::Range;

use omnios_model::{Property, TextRun, TextRuns, Value};

use crate::ImportedElement;

/// What stands for a box in a text.
pub(crate) const OBJECT: char = '\u{FFFC}';

/// What becomes of white space: CSS's `white-space-collapse`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spaces {
    Collapse,
    PreserveBreaks,
    Preserve,
}

impl Spaces {
    pub(crate) fn of(keyword: &str) -> Self {
        match keyword {
            "collapse" => Self::Collapse,
            "preserve-breaks" => Self::PreserveBreaks,
            _ => Self::Preserve,
        }
    }
}

/// A text that grows piece by piece.
#[derive(Debug, Default)]
pub(crate) struct InlineText {
    pub(crate) text: String,
    /// Outer ones before those in them.
    runs: Vec<TextRun>,
    pub(crate) children: Vec<ImportedElement>,
    /// Whether the text ends with a space that goes at a line's end.
    ends_with_space: bool,
    /// Whether something has been written since the line began, or since the last space.
    takes_space: bool,
}

impl InlineText {
    pub(crate) fn push_text(&mut self, text: &str, spaces: Spaces) {
        for letter in text.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            match (is_space, spaces) {
                (true, Spaces::PreserveBreaks) if letter == '\n' => self.push_break(),
                (true, Spaces::Collapse | Spaces::PreserveBreaks) => {
                    if self.takes_space {
                        self.text.push(' ');
                        self.ends_with_space = true;
                        self.takes_space = false;
                    }
                }
                (true, Spaces::Preserve) if letter == '\r' => {}
                // What U+FFFC there was stands for nothing.
                _ if letter == OBJECT || letter == '\0' => {}
                _ => {
                    self.text.push(letter);
                    self.ends_with_space = false;
                    self.takes_space = true;
                }
            }
        }
    }

    /// Ends the line.
    pub(crate) fn push_break(&mut self) {
        self.trim_end();
        self.text.push('\n');
        self.takes_space = false;
    }

    /// Puts a box into the line. One that stands for an inline element without anything in it
    /// doesn't keep the spaces on its two sides apart.
    pub(crate) fn push_object(&mut self, child: ImportedElement, is_empty_inline: bool) {
        self.text.push(OBJECT);
        self.ends_with_space = false;
        self.takes_space |= !is_empty_inline;
        self.children.push(child);
    }

    /// Begins what an inline element holds.
    pub(crate) fn open(&mut self, properties: BTreeMap<Property, Value>) -> usize {
        let start = self.text.len();
        self.runs.push(TextRun {
            range: start..start,
            properties,
        });
        self.runs.len() - 1
    }

    /// Ends it, and gives where it stands.
    pub(crate) fn close(&mut self, run: usize) -> Range<usize> {
        self.runs[run].range.end = self.text.len();
        self.runs[run].range.clone()
    }

    /// Whether there is nothing to be seen.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.trim_matches([' ', '\n']).is_empty() && self.children.is_empty()
    }

    fn trim_end(&mut self) {
        if self.ends_with_space {
            self.text.pop();
            self.ends_with_space = false;
        }
    }

    /// The text with its runs; `children` stay.
    pub(crate) fn finish(&mut self) -> (String, TextRuns) {
        self.trim_end();
        // A line break at the very end makes no line.
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        let text = std::mem::take(&mut self.text);
        let runs = TextRuns::new(&text, std::mem::take(&mut self.runs));
        (text, runs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use omnios_model::ElementKind;

    fn weight(weight: f32) -> BTreeMap<Property, Value> {
        [(Property::FontWeight, Value::Number(weight))].into()
    }

    #[test]
    fn white_space_collapses_across_elements_and_goes_at_line_ends() {
        let mut text = InlineText::default();
        text.push_text("\n  Fresh ", Spaces::Collapse);
        let run = text.open(weight(700.0));
        text.push_text(" bread", Spaces::Collapse);
        text.close(run);
        text.push_text(" \n", Spaces::Collapse);
        text.push_break();
        text.push_text(" daily  ", Spaces::Collapse);
        text.push_break();
        let (text, runs) = text.finish();
        assert_eq!(text, "Fresh bread\ndaily");
        let run = runs.iter().next().unwrap();
        assert_eq!(&text[run.range.clone()], "bread");
    }

    #[test]
    fn boxes_keep_the_spaces_around_them() {
        let mut text = InlineText::default();
        text.push_text("See ", Spaces::Collapse);
        text.push_object(ImportedElement::new(ElementKind::Image, "image"), false);
        text.push_text("\n \n", Spaces::Collapse);
        text.push_object(ImportedElement::new(ElementKind::Image, "image"), false);
        text.push_text(" ", Spaces::Collapse);
        let (written, _) = text.finish();
        assert_eq!(written, "See \u{FFFC} \u{FFFC}");
        assert_eq!(text.children.len(), 2);
    }

    #[test]
    fn an_inline_element_without_anything_in_it_keeps_no_spaces_apart() {
        let mut text = InlineText::default();
        text.push_object(ImportedElement::new(ElementKind::Frame, "icon"), true);
        text.push_text(" Preview", Spaces::Collapse);
        assert_eq!(text.finish().0, "\u{FFFC}Preview");
    }

    #[test]
    fn inner_runs_win() {
        let mut text = InlineText::default();
        let outer = text.open(weight(700.0));
        text.push_text("a", Spaces::Collapse);
        let inner = text.open(weight(300.0));
        text.push_text("b", Spaces::Collapse);
        text.close(inner);
        text.close(outer);
        let (_, runs) = text.finish();
        assert_eq!(
            runs.value_at(1, Property::FontWeight),
            Some(&Value::Number(300.0))
        );
    }

    #[test]
    fn preserved_white_space_stays() {
        let mut text = InlineText::default();
        text.push_text("a  b\n c", Spaces::Preserve);
        assert_eq!(text.finish().0, "a  b\n c");
        let mut text = InlineText::default();
        text.push_text("a  b \n c", Spaces::PreserveBreaks);
        assert_eq!(text.finish().0, "a b\nc");
    }
}
