//! Parts of a text that are set otherwise than the rest of it.
//!
//! The main type is [`TextRuns`]: sorted ranges that don't overlap, each with what is set in it.
//! What a range doesn't set comes from the text's element. It knows no Yjs and no glyphs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::{Paint, Property, Tokens, Value};

/// A part of a text and what is set in it.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// UTF-8 bytes of the text.
    pub range: Range<usize>,
    /// What is set, for every breakpoint; never empty within [`TextRuns`].
    pub properties: BTreeMap<Property, Value>,
}

/// The runs of one text: in order, not empty, not overlapping, and no two that touch set the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextRuns(Vec<TextRun>);

impl Property {
    /// Whether a part of a text can have its own value.
    pub fn formats_text(self) -> bool {
        matches!(
            self,
            Self::Color
                | Self::Background
                | Self::FontFamily
                | Self::FontSize
                | Self::FontWeight
                | Self::FontStyle
                | Self::LineHeight
                | Self::LetterSpacing
                | Self::WordSpacing
                | Self::TextDecoration
                | Self::TextDecorationStyle
                | Self::TextDecorationColor
                | Self::TextDecorationThickness
                | Self::FontFeatureSettings
                | Self::FontVariationSettings
                | Self::Href
        )
    }
}

impl TextRun {
    /// What holds for a property in the run, where it sets one.
    pub fn value(&self, property: Property) -> Option<&Value> {
        self.properties.get(&property)?.resolved()
    }

    /// Whether a part of a text can have this value. A background must be one colour.
    pub fn allows(property: Property, value: &Value) -> bool {
        let is_plain = match value.resolved() {
            Some(Value::Paints(paints)) => matches!(paints.as_slice(), [] | [Paint::Solid(_)]),
            _ => true,
        };
        property.formats_text() && is_plain
    }
}

impl TextRuns {
    /// The runs that these make on `text`. Later ones win over earlier ones. Ranges are cut to
    /// the text; one that would cut a character in two is left out, as are values that no part of
    /// a text can have.
    pub fn new(text: &str, runs: impl IntoIterator<Item = TextRun>) -> Self {
        let mut made = Self::default();
        for run in runs {
            let range = run.range.start..run.range.end.min(text.len());
            if range.start < range.end
                && text.is_char_boundary(range.start)
                && text.is_char_boundary(range.end)
            {
                for (property, value) in run.properties {
                    made.set(range.clone(), property, Some(value));
                }
            }
        }
        made
    }

    /// Whether a part of the text refers to a token that means something else now.
    pub fn is_stale(&self, tokens: &Tokens) -> bool {
        let mut values = self.0.iter().flat_map(|run| &run.properties);
        values.any(|(property, value)| value.is_stale(*property, tokens))
    }

    /// Looks up what the tokens mean that parts of the text refer to. Says whether any means
    /// something else now.
    pub fn bind(&mut self, tokens: &Tokens) -> bool {
        let mut changed = false;
        for run in &mut self.0 {
            for (property, value) in &mut run.properties {
                changed |= value.bind(*property, tokens);
            }
        }
        changed
    }

    /// Whether the whole text is set alike.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many runs there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The runs in order.
    pub fn iter(&self) -> std::slice::Iter<'_, TextRun> {
        self.0.iter()
    }

    /// What is set for the character that `byte` belongs to.
    pub fn at(&self, byte: usize) -> Option<&TextRun> {
        let index = self.0.partition_point(|run| run.range.end <= byte);
        self.0.get(index).filter(|run| run.range.start <= byte)
    }

    /// The value of a property for the character that `byte` belongs to.
    pub fn value_at(&self, byte: usize, property: Property) -> Option<&Value> {
        self.at(byte)?.properties.get(&property)
    }

    /// The range cut where what is set changes, with what is set in each piece.
    pub fn pieces(&self, range: Range<usize>) -> Vec<(Range<usize>, Option<&TextRun>)> {
        let mut pieces = Vec::new();
        let mut at = range.start;
        let first = self.0.partition_point(|run| run.range.end <= range.start);
        for run in &self.0[first..] {
            if run.range.start >= range.end {
                break;
            }
            if at < run.range.start {
                pieces.push((at..run.range.start, None));
                at = run.range.start;
            }
            let end = run.range.end.min(range.end);
            pieces.push((at..end, Some(run)));
            at = end;
        }
        if at < range.end {
            pieces.push((at..range.end, None));
        }
        pieces
    }

    /// Sets a property in a part of the text, or with `None` leaves it to the element. The caller
    /// sees to it that the range lies within the text and cuts no character in two. A value that
    /// no part of a text can have changes nothing.
    pub fn set(&mut self, range: Range<usize>, property: Property, value: Option<Value>) {
        let allowed = match &value {
            Some(value) => TextRun::allows(property, value),
            None => true,
        };
        if range.start >= range.end || !allowed {
            return;
        }
        let mut made: Vec<TextRun> = Vec::with_capacity(self.0.len() + 2);
        let before = self.0.iter().filter(|run| run.range.start < range.start);
        made.extend(before.map(|run| TextRun {
            range: run.range.start..run.range.end.min(range.start),
            properties: run.properties.clone(),
        }));
        for (piece, run) in self.pieces(range.clone()) {
            let mut properties = run.map_or_else(BTreeMap::new, |run| run.properties.clone());
            match &value {
                Some(value) => {
                    properties.insert(property, value.clone());
                }
                None => {
                    properties.remove(&property);
                }
            }
            made.push(TextRun {
                range: piece,
                properties,
            });
        }
        let after = self.0.iter().filter(|run| run.range.end > range.end);
        made.extend(after.map(|run| TextRun {
            range: run.range.start.max(range.end)..run.range.end,
            properties: run.properties.clone(),
        }));
        self.0 = made;
        self.join();
    }

    /// Follows an edit of the text: the bytes of `range` became `inserted` bytes. What is inserted
    /// is set like the character before it, as in any rich text.
    pub fn splice(&mut self, range: Range<usize>, inserted: usize) {
        if self.0.is_empty() {
            return;
        }
        let inherited = match range.start.checked_sub(1) {
            Some(before) => self.at(before).map(|run| run.properties.clone()),
            None => None,
        };
        let mut made = Vec::with_capacity(self.0.len() + 1);
        for run in &self.0 {
            if run.range.start < range.start {
                made.push(TextRun {
                    range: run.range.start..run.range.end.min(range.start),
                    properties: run.properties.clone(),
                });
            }
        }
        if let Some(properties) = inherited {
            made.push(TextRun {
                range: range.start..range.start + inserted,
                properties,
            });
        }
        for run in &self.0 {
            if run.range.end > range.end {
                let moved = |at: usize| at - range.end + range.start + inserted;
                made.push(TextRun {
                    range: moved(run.range.start.max(range.end))..moved(run.range.end),
                    properties: run.properties.clone(),
                });
            }
        }
        self.0 = made;
        self.join();
    }

    fn join(&mut self) {
        let mut joined: Vec<TextRun> = Vec::with_capacity(self.0.len());
        for run in std::mem::take(&mut self.0) {
            if run.properties.is_empty() || run.range.is_empty() {
                continue;
            }
            match joined.last_mut() {
                Some(last)
                    if last.range.end == run.range.start && last.properties == run.properties =>
                {
                    last.range.end = run.range.end;
                }
                _ => joined.push(run),
            }
        }
        self.0 = joined;
    }

    /// Every property that some run sets.
    pub fn properties(&self) -> BTreeSet<Property> {
        let runs = self.0.iter();
        runs.flat_map(|run| run.properties.keys().copied())
            .collect()
    }
}

impl<'a> IntoIterator for &'a TextRuns {
    type Item = &'a TextRun;
    type IntoIter = std::slice::Iter<'a, TextRun>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// How many UTF-16 units stand before a byte of the text: Yjs and JavaScript count so.
pub fn utf16_offset(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or(text);
    before.chars().map(char::len_utf16).sum()
}

/// The byte at which so many UTF-16 units of the text have passed; `None` beyond the end or
/// within a character.
pub fn byte_offset(text: &str, utf16_units: usize) -> Option<usize> {
    let mut passed = 0;
    for (index, letter) in text.char_indices() {
        if passed >= utf16_units {
            return (passed == utf16_units).then_some(index);
        }
        passed += letter.len_utf16();
    }
    (passed == utf16_units).then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold() -> Option<Value> {
        Some(Value::Number(700.0))
    }

    fn shown(runs: &TextRuns) -> Vec<(Range<usize>, String)> {
        let show = |run: &TextRun| {
            let words: Vec<String> = run
                .properties
                .iter()
                .map(|(property, value)| format!("{}:{value}", property.name()))
                .collect();
            (run.range.clone(), words.join(" "))
        };
        runs.iter().map(show).collect()
    }

    #[test]
    fn ranges_that_overlap_are_cut_and_equal_neighbours_joined() {
        let mut runs = TextRuns::default();
        runs.set(2..6, Property::FontWeight, bold());
        runs.set(4..8, Property::FontStyle, Some(Value::Keyword("italic")));
        assert_eq!(
            shown(&runs),
            [
                (2..4, "font-weight:700".to_owned()),
                (4..6, "font-weight:700 font-style:italic".to_owned()),
                (6..8, "font-style:italic".to_owned()),
            ]
        );
        runs.set(0..8, Property::FontStyle, None);
        assert_eq!(shown(&runs), [(2..6, "font-weight:700".to_owned())]);
        runs.set(6..9, Property::FontWeight, bold());
        assert_eq!(shown(&runs), [(2..9, "font-weight:700".to_owned())]);
        assert!(runs.at(1).is_none() && runs.at(2).is_some() && runs.at(9).is_none());
    }

    #[test]
    fn typing_at_the_end_of_a_run_goes_on_with_it() {
        let mut runs = TextRuns::default();
        runs.set(2..6, Property::FontWeight, bold());
        let ranges = |runs: &TextRuns| -> Vec<Range<usize>> {
            runs.iter().map(|run| run.range.clone()).collect()
        };
        runs.splice(6..6, 3);
        assert_eq!(ranges(&runs), vec![2..9]);
        runs.splice(2..2, 1);
        assert_eq!(ranges(&runs), vec![3..10]);
        runs.splice(0..4, 0);
        assert_eq!(ranges(&runs), vec![0..6]);
        runs.splice(0..6, 2);
        assert_eq!(ranges(&runs), Vec::<Range<usize>>::new());
    }

    #[test]
    fn a_picture_cannot_stand_behind_a_word() {
        let image = format!("image({} cover)", "ab".repeat(32));
        let image = Value::parse(Property::Background, &image).unwrap();
        let run = TextRun {
            range: 0..2,
            properties: BTreeMap::from([(Property::Background, image)]),
        };
        assert!(TextRuns::new("ab", [run]).is_empty());
    }

    #[test]
    fn an_offset_within_a_surrogate_pair_is_none() {
        assert_eq!(byte_offset("a😀b", 3), Some(5));
        assert_eq!(byte_offset("a😀b", 2), None);
        assert_eq!(byte_offset("a", 2), None);
        assert_eq!(utf16_offset("a😀b", 5), 3);
    }
}
