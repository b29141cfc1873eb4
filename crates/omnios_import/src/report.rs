//! What an import says of itself: everything that came over otherwise than it was, or not at all.

use std::collections::BTreeMap;

/// How much of the original is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// It came over, but doesn't look or behave quite the same.
    Approximated,
    /// It didn't come over.
    LeftOut,
}

impl Loss {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approximated => "approximated",
            Self::LeftOut => "left-out",
        }
    }
}

/// One thing that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How much is missing.
    pub loss: Loss,
    /// Where in the source: a file, and in it an element, as `index.html: main > div.hero`.
    pub place: String,
    /// What happened, in a sentence without a full stop.
    pub message: String,
    /// How often the same happened in the same file; `place` is the first.
    pub count: usize,
}

/// The notes of one import. The same message in the same file is told once, with its count.
#[derive(Debug, Clone, Default)]
pub struct Report {
    notes: Vec<Note>,
    known: BTreeMap<(Loss, String, String), usize>,
}

impl Report {
    /// Adds a note about `element` of `file`.
    pub fn add(&mut self, loss: Loss, file: &str, element: &str, message: impl Into<String>) {
        let message = message.into();
        let key = (loss, file.to_owned(), message.clone());
        if let Some(index) = self.known.get(&key) {
            self.notes[*index].count += 1;
            return;
        }
        self.known.insert(key, self.notes.len());
        let place = match element {
            "" => file.to_owned(),
            element => format!("{file}: {element}"),
        };
        self.notes.push(Note {
            loss,
            place,
            message,
            count: 1,
        });
    }

    /// Adds the notes of another part of the import.
    pub fn append(&mut self, other: Self) {
        self.notes.extend(other.notes);
    }

    /// The notes, in the order in which things were met.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_is_told_once_a_file() {
        let mut report = Report::default();
        report.add(Loss::LeftOut, "a.html", "div", "a script was left out");
        report.add(Loss::LeftOut, "a.html", "p", "a script was left out");
        report.add(Loss::LeftOut, "b.html", "p", "a script was left out");
        let places: Vec<(&str, usize)> = report
            .notes()
            .iter()
            .map(|note| (note.place.as_str(), note.count))
            .collect();
        assert_eq!(places, [("a.html: div", 2), ("b.html: p", 1)]);
    }
}
