//! How parts of a text are set: reading formatting attributes, changing them, and undoing that.
//!
//! An attribute that names a property and has a value of it makes a run of the element; any
//! other stays as it is. The undo of a format goes like that of a splice (see the `text`
//! module): by place while the text's letters are what it left, else by the Yjs ids of the
//! letters, and each letter only while it is set as the undone change left it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use omnios_model::{Property, TextRun, TextRuns, Value};
use yrs::types::text::YChange;
use yrs::types::{AsPrelim, Attrs};
use yrs::{
    Any, ClientID, Doc, In, OffsetKind, Options, Out, ReadTxn, Text, TextRef, Transact,
    TransactionMut,
};

use crate::text::{Living, Redone, Run, TextStep, fingerprint, runs_of, utf16_len};

/// The formatting attributes of a letter.
pub(crate) type Format = BTreeMap<Arc<str>, Any>;

/// Formats of consecutive stretches, with their lengths in UTF-16 units.
pub(crate) type Formats = Vec<(u32, Format)>;

/// What a Y.Text holds. Offsets in the string and in the Y.Text differ only where another program
/// has embedded objects, each of which counts as one unit.
pub(crate) struct Contents {
    pub(crate) string: String,
    pub(crate) string_len: u32,
    formats: Formats,
    text_len: u32,
    /// Where each object stands, in units of the string.
    embedded_at: Vec<u32>,
}

impl Contents {
    pub(crate) fn of<T: ReadTxn>(text: &TextRef, txn: &T) -> Self {
        let mut contents = Self {
            string: String::new(),
            string_len: 0,
            formats: Formats::new(),
            text_len: text.len(txn),
            embedded_at: Vec::new(),
        };
        for chunk in text.diff(txn, YChange::identity) {
            match chunk.insert {
                Out::Any(Any::String(piece)) => {
                    contents.string.push_str(&piece);
                    let len = utf16_len(&piece);
                    let attributes = chunk.attributes.into_iter().flat_map(|it| it.into_iter());
                    let format = attributes
                        .filter(|(_, value)| *value != Any::Null)
                        .collect();
                    push_format(&mut contents.formats, (len, format));
                    contents.string_len += len;
                }
                _ => contents.embedded_at.push(contents.string_len),
            }
        }
        contents
    }

    /// The runs that the attributes make, and what of them isn't understood.
    pub(crate) fn runs(&self, problems: &mut Vec<String>) -> TextRuns {
        if self.is_plain() {
            return TextRuns::default();
        }
        let mut runs = Vec::new();
        let mut bytes = ByteOffsets::new(&self.string);
        let mut at = 0;
        for (len, format) in &self.formats {
            let range = bytes.at(at)..bytes.at(at + len);
            at += len;
            let mut properties = BTreeMap::new();
            for (key, value) in format {
                match known(key, value) {
                    Some((property, value)) => {
                        properties.insert(property, value);
                    }
                    None => {
                        let key: String = key.chars().take(80).collect();
                        let problem = format!("in the text: “{key}” isn't understood");
                        if !problems.contains(&problem) {
                            problems.push(problem);
                        }
                    }
                }
            }
            runs.push(TextRun { range, properties });
        }
        TextRuns::new(&self.string, runs)
    }

    /// Whether no letter has an attribute.
    pub(crate) fn is_plain(&self) -> bool {
        self.formats.iter().all(|(_, format)| format.is_empty())
    }

    /// The attributes of the letter at this offset.
    pub(crate) fn format_at(&self, offset: u32) -> Format {
        let mut stretches = self.stretches(offset..offset + 1);
        stretches
            .pop()
            .map_or_else(Format::new, |(_, format)| format.clone())
    }

    /// The formats of a range.
    pub(crate) fn formats_in(&self, range: Range<u32>) -> Formats {
        let stretches = self.stretches(range).into_iter();
        stretches
            .map(|(range, format)| (range.end - range.start, format.clone()))
            .collect()
    }

    fn stretches(&self, range: Range<u32>) -> Vec<(Range<u32>, &Format)> {
        let mut found = Vec::new();
        let mut start = 0;
        for (len, format) in &self.formats {
            let (from, to) = (range.start.max(start), range.end.min(start + len));
            if from < to {
                found.push((from..to, format));
            }
            start += len;
        }
        found
    }

    pub(crate) fn in_text(&self, offset: u32) -> u32 {
        let before = self.embedded_at.partition_point(|at| *at <= offset);
        // yrs panics beyond the end.
        (offset + before as u32).min(self.text_len)
    }

    pub(crate) fn in_string(&self, offset_in_text: u32) -> u32 {
        let mut before = 0;
        for at in &self.embedded_at {
            if at + before < offset_in_text {
                before += 1;
            }
        }
        (offset_in_text - before).min(self.string_len)
    }

    /// A range of the string as ranges of the text, leaving out what is embedded.
    pub(crate) fn pieces(&self, range: Range<u32>) -> Vec<Range<u32>> {
        let mut cuts = vec![range.start];
        let inner = |at: &&u32| range.start < **at && **at < range.end;
        cuts.extend(self.embedded_at.iter().filter(inner));
        cuts.push(range.end);
        cuts.dedup();
        cuts.windows(2)
            .map(|cut| {
                let start = self.in_text(cut[0]);
                start..(start + (cut[1] - cut[0])).min(self.text_len)
            })
            .collect()
    }

    /// What to change so that the attributes make these runs of the string.
    pub(crate) fn changes_to(&self, runs: &TextRuns) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        if runs.is_empty() && self.is_plain() {
            return changes;
        }
        let mut bytes = ByteOffsets::new(&self.string);
        let mut at = 0;
        for (len, format) in &self.formats {
            let range = bytes.at(at)..bytes.at(at + len);
            for (piece, run) in runs.pieces(range) {
                let units = at..at + utf16_len(&self.string[piece]);
                at = units.end;
                let nothing = BTreeMap::new();
                let wanted = run.map_or(&nothing, |run| &run.properties);
                change_stretch(units, format, wanted, &mut changes);
            }
        }
        changes
    }
}

/// Lists what to change in a stretch of one format so that it is set as wanted.
fn change_stretch(
    units: Range<u32>,
    format: &Format,
    wanted: &BTreeMap<Property, Value>,
    changes: &mut Vec<Change>,
) {
    let mut change = |key: &str, left: Any| {
        let restore = format.get(key).cloned().unwrap_or(Any::Null);
        let joins = changes.iter_mut().rev().find(|it| {
            *it.key == *key
                && it.range.end == units.start
                && it.left == left
                && it.restore == restore
        });
        match joins {
            Some(before) => before.range.end = units.end,
            None => changes.push(Change {
                range: units.clone(),
                key: key.into(),
                left,
                restore,
            }),
        }
    };
    for (key, value) in format {
        if let Some((property, _)) = known(key, value)
            && !wanted.contains_key(&property)
        {
            change(key, Any::Null);
        }
    }
    for (property, value) in wanted {
        let key = property.name();
        let current = format.get(key).and_then(|value| known(key, value));
        if current.is_none_or(|(_, current)| current != *value) {
            change(key, Any::from(value.to_string()));
        }
    }
}

/// Maps ascending offsets in UTF-16 units to bytes, in one walk along the string.
struct ByteOffsets<'a> {
    string: &'a str,
    units: u32,
    byte: usize,
}

impl<'a> ByteOffsets<'a> {
    fn new(string: &'a str) -> Self {
        Self {
            string,
            units: 0,
            byte: 0,
        }
    }

    fn at(&mut self, units: u32) -> usize {
        for letter in self.string[self.byte..].chars() {
            if self.units >= units {
                break;
            }
            self.units += letter.len_utf16() as u32;
            self.byte += letter.len_utf8();
        }
        self.byte
    }
}

/// A change of one attribute.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    /// UTF-16 units of the string.
    range: Range<u32>,
    key: Arc<str>,
    /// What it becomes; null for none.
    left: Any,
    /// What it was.
    restore: Any,
}

/// The undo of a change of attributes.
#[derive(Debug, Clone)]
pub(crate) struct FormatStep {
    /// Fingerprint of the text.
    expects: u64,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
struct Piece {
    change: Change,
    letters: Arc<str>,
    ids: Vec<Run>,
}

/// Does the changes.
pub(crate) fn format(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    contents: &Contents,
    changes: Vec<Change>,
) -> FormatStep {
    let units: Vec<u16> = contents.string.encode_utf16().collect();
    let mut step = FormatStep {
        expects: fingerprint(&contents.string),
        pieces: Vec::new(),
    };
    for change in changes {
        let mut ids = Vec::new();
        for piece in contents.pieces(change.range.clone()) {
            let attribute = Attrs::from([(Arc::clone(&change.key), change.left.clone())]);
            text.format(txn, piece.start, piece.end - piece.start, attribute);
            runs_of(text, txn, piece, &mut ids);
        }
        let letters = &units[change.range.start as usize..change.range.end as usize];
        step.pieces.push(Piece {
            letters: String::from_utf16_lossy(letters).into(),
            change,
            ids,
        });
    }
    step
}

/// Takes a change of attributes back as far as it still holds, and gives what takes that back.
pub(crate) fn revert(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    redone: &Redone,
    step: &FormatStep,
) -> Option<TextStep> {
    let contents = Contents::of(text, txn);
    let in_place = fingerprint(&contents.string) == step.expects;
    let mut changes = Vec::new();
    for piece in &step.pieces {
        let spans = if in_place {
            vec![piece.change.range.clone()]
        } else {
            Living::new(txn, redone, &contents).spans_of(&piece.ids, &piece.letters)
        };
        for (range, format) in spans.into_iter().flat_map(|span| contents.stretches(span)) {
            let value = format.get(&piece.change.key).unwrap_or(&Any::Null);
            if *value == piece.change.left {
                changes.push(Change {
                    range,
                    key: Arc::clone(&piece.change.key),
                    left: piece.change.restore.clone(),
                    restore: piece.change.left.clone(),
                });
            }
        }
    }
    (!changes.is_empty()).then(|| TextStep::Format(format(text, txn, &contents, changes)))
}

/// The undo of an earlier change and of a later one as one, where the later one set the same
/// stretches anew: a colour that is dragged.
pub(crate) fn join(later: &FormatStep, earlier: &FormatStep) -> Option<FormatStep> {
    if later.expects != earlier.expects {
        return None;
    }
    let keys = |step: &FormatStep| -> std::collections::BTreeSet<Arc<str>> {
        let pieces = step.pieces.iter();
        pieces.map(|piece| Arc::clone(&piece.change.key)).collect()
    };
    if keys(later) != keys(earlier) || later.pieces.len() != keys(later).len() {
        return None;
    }
    let mut joined = earlier.clone();
    for now in later.pieces.iter().map(|piece| &piece.change) {
        let mut reached = now.range.start;
        for piece in &mut joined.pieces {
            let change = &mut piece.change;
            if change.key == now.key {
                if change.left != now.restore || change.range.start != reached {
                    return None;
                }
                reached = change.range.end;
                change.left = now.left.clone();
            }
        }
        if reached != now.range.end {
            return None;
        }
    }
    joined
        .pieces
        .retain(|piece| piece.change.left != piece.change.restore);
    Some(joined)
}

/// A text with runs as the content of a Y.Text to be made.
pub(crate) fn formatted(content: &str, runs: &TextRuns) -> In {
    // Only a text that exists can be read as such content.
    let mut options = Options::with_guid_and_client_id("text".into(), ClientID::new(1));
    options.offset_kind = OffsetKind::Utf16;
    let doc = Doc::with_options(options);
    let text = doc.get_or_insert_text("text");
    let mut txn = doc.transact_mut();
    text.insert(&mut txn, 0, content);
    let contents = Contents::of(&text, &txn);
    format(&text, &mut txn, &contents, contents.changes_to(runs));
    In::Text(text.as_prelim(&txn))
}

fn known(key: &str, value: &Any) -> Option<(Property, Value)> {
    let property = Property::from_name(key).filter(|property| property.formats_text())?;
    let Any::String(text) = value else {
        return None;
    };
    let value = Value::parse(property, text).ok()?;
    TextRun::allows(property, &value).then_some((property, value))
}

fn push_format(formats: &mut Formats, (len, format): (u32, Format)) {
    match formats.last_mut() {
        Some((joined, last)) if *last == format => *joined += len,
        _ => formats.push((len, format)),
    }
}

/// The formats with those of a part exchanged.
pub(crate) fn with_formats(formats: &Formats, part: &Range<u32>, new: &Formats) -> Formats {
    let len = formats.iter().map(|(len, _)| len).sum();
    let mut joined = Formats::new();
    push_part(formats, 0..part.start, &mut joined);
    for stretch in new {
        push_format(&mut joined, stretch.clone());
    }
    push_part(formats, part.end..len, &mut joined);
    joined
}

fn push_part(formats: &Formats, part: Range<u32>, joined: &mut Formats) {
    let mut start = 0;
    for (len, format) in formats {
        let (from, to) = (part.start.max(start), part.end.min(start + len));
        if from < to {
            push_format(joined, (to - from, format.clone()));
        }
        start += len;
    }
}
