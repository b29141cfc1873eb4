//! Edits of a text and how they are undone.
//!
//! A new text is written as the one splice that turns the old one into it, cut at grapheme
//! boundaries, so that two people who edit different places of a text both keep their edit.
//!
//! The undo of a splice remembers what it left. While the text is still that, the splice is
//! reversed in place, exactly. Where others have edited the text since, it goes by the Yjs ids
//! of the characters: those that the splice inserted and that are still there are deleted
//! wherever they stand now, and what it deleted comes back beside the neighbours it had.
//! What comes back has new ids; [`Redone`] keeps which were theirs before, so that an older undo
//! finds it again. Where nothing can be found (the element was removed and brought back in
//! between), the text stays as the others left it.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;
use std::sync::Arc;

use omnios_model::TextRuns;
use unicode_segmentation::GraphemeCursor;
use yrs::{Assoc, ID, IndexedSequence, ReadTxn, StickyIndex, Text, TextRef, TransactionMut};

use crate::text_format::{self, Contents, FormatStep, Formats};

/// Characters by Yjs id: runs of an id and a length.
pub(crate) type Run = (ID, u32);

/// Where characters went that an undo or redo brought back: the first id of each run, its
/// length, and its first new id.
#[derive(Debug, Default)]
pub(crate) struct Redone(BTreeMap<ID, (u32, ID)>);

impl Redone {
    /// The characters `old` have come back as `new`.
    fn note(&mut self, old: &[Run], new: &[Run]) {
        let mut new = new.iter().copied();
        let mut next = new.next();
        for (id, len) in old {
            let mut done = 0;
            while done < *len
                && let Some((first, left)) = next
            {
                let part = left.min(len - done);
                let old = ID::new(id.client, id.clock + done);
                self.0.insert(old, (part, first));
                done += part;
                next = match left - part {
                    0 => new.next(),
                    left => Some((ID::new(first.client, first.clock + part), left)),
                };
            }
        }
    }

    fn follow(&self, id: ID) -> Option<ID> {
        let (first, (len, new)) = self.0.range(..=id).next_back()?;
        let offset = id.clock.checked_sub(first.clock)?;
        (first.client == id.client && offset < *len)
            .then(|| ID::new(new.client, new.clock + offset))
    }
}

/// The undo of one write to a text.
#[derive(Debug, Clone)]
pub(crate) enum TextStep {
    Splice(Splice),
    Format(FormatStep),
}

/// The undo of one splice. Offsets and lengths are UTF-16 units, as Yjs counts.
#[derive(Debug, Clone)]
pub(crate) struct Splice {
    /// Where the splice happened.
    at: u32,
    /// What it inserted, to be removed.
    remove: Arc<str>,
    /// What it removed, to be inserted.
    insert: Arc<str>,
    /// How that was set.
    formats: Formats,
    /// Fingerprint of the text that it left.
    expects: u64,
    /// Fingerprint of the text that it found.
    restores: u64,
    /// The Yjs ids of `remove`, in order.
    ids: Vec<Run>,
    /// The Yjs ids that `insert` had, in order.
    gone: Vec<Run>,
    /// The character before the splice; `None` at the text's beginning.
    left: Option<ID>,
    /// The character after the splice; `None` at the text's end.
    right: Option<ID>,
}

/// Replaces the text's content by `new`, with the smallest splice, set as `runs` say. Gives what
/// takes that back, in the order in which to apply it.
pub(crate) fn set(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    new: &str,
    runs: &TextRuns,
) -> Vec<TextStep> {
    let mut undo = Vec::new();
    let mut contents = Contents::of(text, txn);
    if let Some((range, inserted)) = difference(&contents.string, new) {
        // What is typed is set like the letter before it, in ways this program doesn't know too.
        let before = utf16_len(&contents.string[..range.start]).checked_sub(1);
        let format = before.map(|before| contents.format_at(before));
        let formats = vec![(utf16_len(inserted), format.unwrap_or_default())];
        let splice = splice(text, txn, &contents, range, inserted, &formats);
        undo.push(TextStep::Splice(splice));
        contents = Contents::of(text, txn);
    }
    let changes = contents.changes_to(runs);
    if !changes.is_empty() {
        let step = text_format::format(text, txn, &contents, changes);
        undo.push(TextStep::Format(step));
    }
    undo.reverse();
    undo
}

/// Takes a write back as far as it still can be, and gives what takes that back in turn, in
/// the order in which to apply it.
pub(crate) fn revert(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    redone: &mut Redone,
    step: &TextStep,
) -> Vec<TextStep> {
    match step {
        TextStep::Splice(step) => revert_splice(text, txn, redone, step)
            .into_iter()
            .map(TextStep::Splice)
            .collect(),
        TextStep::Format(step) => text_format::revert(text, txn, redone, step)
            .into_iter()
            .collect(),
    }
}

fn revert_splice(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    redone: &mut Redone,
    step: &Splice,
) -> Vec<Splice> {
    let contents = Contents::of(text, txn);
    let current = &contents.string;
    if fingerprint(current) == step.expects
        && let Some(range) = byte_range(current, step.at, utf16_len(&step.remove))
        && current[range.clone()] == *step.remove
    {
        let inverse = splice(text, txn, &contents, range, &step.insert, &step.formats);
        redone.note(&step.gone, &inverse.ids);
        return vec![inverse];
    }
    revert_by_ids(text, txn, redone, step, contents)
}

fn revert_by_ids(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    redone: &mut Redone,
    step: &Splice,
    mut contents: Contents,
) -> Vec<Splice> {
    let living = Living::new(txn, redone, &contents);
    let spans = living.spans_of(&step.ids, &step.remove);
    let at = spans
        .first()
        .map(|span| span.start)
        .or_else(|| living.insertion_offset(step));

    let mut inverse = Vec::new();
    for span in spans.into_iter().rev() {
        if let Some(range) = byte_range(&contents.string, span.start, span.end - span.start) {
            inverse.push(splice(text, txn, &contents, range, "", &Formats::new()));
            contents = Contents::of(text, txn);
        }
    }
    if !step.insert.is_empty()
        && let Some(range) = at.and_then(|at| byte_range(&contents.string, at, 0))
    {
        let inserted = splice(text, txn, &contents, range, &step.insert, &step.formats);
        redone.note(&step.gone, &inserted.ids);
        inverse.push(inserted);
    }
    inverse.reverse();
    inverse
}

/// Finds characters by their ids in the text as it is.
pub(crate) struct Living<'a, 'doc> {
    txn: &'a TransactionMut<'doc>,
    redone: &'a Redone,
    contents: &'a Contents,
    units: Vec<u16>,
}

impl<'a, 'doc> Living<'a, 'doc> {
    pub(crate) fn new(
        txn: &'a TransactionMut<'doc>,
        redone: &'a Redone,
        contents: &'a Contents,
    ) -> Self {
        Self {
            txn,
            redone,
            contents,
            units: contents.string.encode_utf16().collect(),
        }
    }

    /// Where the characters of these runs stand, those that still do, in order. They were
    /// `sought`.
    pub(crate) fn spans_of(&self, runs: &[Run], sought: &str) -> Vec<Range<u32>> {
        let sought: Vec<u16> = sought.encode_utf16().collect();
        let mut spans = Vec::new();
        let mut start = 0_usize;
        for (id, len) in runs {
            let end = (start + *len as usize).min(sought.len());
            self.spans(*id, &sought[start..end], &mut spans);
            start = end;
        }
        spans.sort_unstable_by_key(|span| span.start);
        let mut joined: Vec<Range<u32>> = Vec::new();
        for span in spans {
            match joined.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => joined.push(span),
            }
        }
        joined
    }

    /// Adds where the characters of the run stand, those that still do. They were `sought`.
    fn spans(&self, id: ID, sought: &[u16], spans: &mut Vec<Range<u32>>) {
        let Ok(len @ 1..) = u32::try_from(sought.len()) else {
            return;
        };
        let first = self.offset(id);
        if len == 1 {
            spans.extend(first.map(|at| at..at + 1));
            return;
        }
        let last = self.offset(ID::new(id.client, id.clock + len - 1));
        if let (Some(first), Some(last)) = (first, last)
            && last.checked_sub(first) == Some(len - 1)
            && self.units.get(first as usize..=last as usize) == Some(sought)
        {
            spans.push(first..last + 1);
            return;
        }
        let (before, after) = sought.split_at(sought.len() / 2);
        let middle = ID::new(id.client, id.clock + before.len() as u32);
        self.spans(id, before, spans);
        self.spans(middle, after, spans);
    }

    /// The offset of the character with this id, or of what it was brought back as, unless it
    /// is deleted.
    fn offset(&self, id: ID) -> Option<u32> {
        let mut next = Some(id);
        // Each redo makes newer ids, so that the way can't go in circles.
        while let Some(id) = next {
            let offset = |assoc| StickyIndex::from_id(id, assoc).get_offset(self.txn);
            if let (Some(before), Some(after)) = (offset(Assoc::After), offset(Assoc::Before))
                && before.index < after.index
            {
                return Some(self.contents.in_string(before.index));
            }
            next = self.redone.follow(id);
        }
        None
    }

    fn insertion_offset(&self, step: &Splice) -> Option<u32> {
        let beside_left = match step.left {
            Some(id) => self.offset(id).map(|at| at + 1),
            None => Some(0),
        };
        let beside_right = || match step.right {
            Some(id) => self.offset(id),
            None => Some(self.contents.string_len),
        };
        let where_left_was = || {
            let sticky = StickyIndex::from_id(step.left?, Assoc::After);
            let offset = sticky.get_offset(self.txn)?;
            Some(self.contents.in_string(offset.index))
        };
        beside_left.or_else(beside_right).or_else(where_left_was)
    }
}

/// Replaces a range of bytes of the text, which holds `contents`, by a text of these formats.
fn splice(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    contents: &Contents,
    range: Range<usize>,
    inserted: &str,
    formats: &Formats,
) -> Splice {
    let current = &contents.string;
    let at = utf16_len(&current[..range.start]);
    let removed = &current[range.clone()];
    let end = at + utf16_len(removed);
    let left = at
        .checked_sub(1)
        .and_then(|before| id_at(text, txn, contents.in_text(before)));
    let right = (end < contents.string_len)
        .then(|| id_at(text, txn, contents.in_text(end)))
        .flatten();
    let pieces = contents.pieces(at..end);
    let mut gone = Vec::new();
    for piece in pieces.clone() {
        runs_of(text, txn, piece, &mut gone);
    }
    for piece in pieces.into_iter().rev() {
        text.remove_range(txn, piece.start, piece.end - piece.start);
    }
    let mut ids = Vec::new();
    if !inserted.is_empty() {
        let start = contents.in_text(at);
        let mut passed = 0;
        for (len, format) in formats {
            if let Some(piece) = byte_range(inserted, passed, *len) {
                let attributes = format.clone().into_iter().collect();
                text.insert_with_attributes(txn, start + passed, &inserted[piece], attributes);
            }
            passed += len;
        }
        runs_of(text, txn, start..start + passed, &mut ids);
    }
    let left_behind = [&current[..range.start], inserted, &current[range.end..]].concat();
    Splice {
        at,
        remove: inserted.into(),
        insert: removed.into(),
        formats: contents.formats_in(at..end),
        expects: fingerprint(&left_behind),
        restores: fingerprint(current),
        ids,
        gone,
        left,
        right,
    }
}

fn id_at<T: ReadTxn>(text: &TextRef, txn: &T, offset_in_text: u32) -> Option<ID> {
    let sticky = text.sticky_index(txn, offset_in_text, Assoc::After)?;
    sticky.id().copied()
}

/// Adds the ids of a range of the text.
pub(crate) fn runs_of<T: ReadTxn>(text: &TextRef, txn: &T, range: Range<u32>, runs: &mut Vec<Run>) {
    let len = range.end.saturating_sub(range.start);
    if len == 0 {
        return;
    }
    let (first, last) = (
        id_at(text, txn, range.start),
        id_at(text, txn, range.end - 1),
    );
    let (Some(first), Some(last)) = (first, last) else {
        return;
    };
    if first.client == last.client && last.clock.checked_sub(first.clock) == Some(len - 1) {
        push_run(runs, (first, len));
    } else if len > 1 {
        let middle = range.start + len / 2;
        runs_of(text, txn, range.start..middle, runs);
        runs_of(text, txn, middle..range.end, runs);
    }
}

fn push_run(runs: &mut Vec<Run>, (id, len): Run) {
    match runs.last_mut() {
        Some((first, joined)) if first.client == id.client && first.clock + *joined == id.clock => {
            *joined += len;
        }
        _ => runs.push((id, len)),
    }
}

/// Appends the undo of an earlier write to those of later ones. Where one of two splices lies
/// within what the other wrote or deleted, or a format sets again what another did, they become
/// one.
pub(crate) fn push_earlier(steps: &mut Vec<TextStep>, earlier: TextStep) {
    let joined = match (steps.last(), &earlier) {
        (Some(TextStep::Splice(later)), TextStep::Splice(earlier))
            if later.restores == earlier.expects =>
        {
            join(later, earlier).map(TextStep::Splice)
        }
        (Some(TextStep::Format(later)), TextStep::Format(earlier)) => {
            text_format::join(later, earlier).map(TextStep::Format)
        }
        _ => None,
    };
    match (steps.last_mut(), joined) {
        (Some(last), Some(joined)) => *last = joined,
        _ => steps.push(earlier),
    }
}

fn join(later: &Splice, earlier: &Splice) -> Option<Splice> {
    let deleted_later = later.at..later.at + utf16_len(&later.insert);
    let written_earlier = earlier.at..earlier.at + utf16_len(&earlier.remove);
    let within = |inner: &Range<u32>, outer: &Range<u32>| {
        (outer.start <= inner.start && inner.end <= outer.end)
            .then(|| inner.start - outer.start..inner.end - outer.start)
    };
    let mut joined = if let Some(part) = within(&deleted_later, &written_earlier) {
        Splice {
            remove: with_part(&earlier.remove, &part, &later.remove)?,
            ids: with_runs(&earlier.ids, &part, &later.ids, utf16_len(&earlier.remove))?,
            ..earlier.clone()
        }
    } else {
        let part = within(&written_earlier, &deleted_later)?;
        Splice {
            insert: with_part(&later.insert, &part, &earlier.insert)?,
            formats: text_format::with_formats(&later.formats, &part, &earlier.formats),
            gone: with_runs(&later.gone, &part, &earlier.gone, utf16_len(&later.insert))?,
            ..later.clone()
        }
    };
    joined.expects = later.expects;
    joined.restores = earlier.restores;
    Some(joined)
}

fn with_part(text: &str, part: &Range<u32>, new: &str) -> Option<Arc<str>> {
    let range = byte_range(text, part.start, part.end - part.start)?;
    Some(
        [&text[..range.start], new, &text[range.end..]]
            .concat()
            .into(),
    )
}

/// The runs with those of a part exchanged. `None` if they don't name every character.
fn with_runs(runs: &[Run], part: &Range<u32>, new: &[Run], len: u32) -> Option<Vec<Run>> {
    if runs.iter().map(|(_, len)| len).sum::<u32>() != len {
        return None;
    }
    let mut joined = Vec::new();
    push_part(runs, 0..part.start, &mut joined);
    new.iter().for_each(|run| push_run(&mut joined, *run));
    push_part(runs, part.end..len, &mut joined);
    Some(joined)
}

fn push_part(runs: &[Run], part: Range<u32>, joined: &mut Vec<Run>) {
    let mut start = 0;
    for (id, len) in runs {
        let (from, to) = (part.start.max(start), part.end.min(start + len));
        if from < to {
            let first = ID::new(id.client, id.clock + (from - start));
            push_run(joined, (first, to - from));
        }
        start += len;
    }
}

pub(crate) fn utf16_len(text: &str) -> u32 {
    text.chars().map(|letter| letter.len_utf16() as u32).sum()
}

/// The bytes of `len` units from `at` on; `None` beyond the end or within a character.
fn byte_range(text: &str, at: u32, len: u32) -> Option<Range<usize>> {
    let start = byte_offset(text, at)?;
    let end = start + byte_offset(&text[start..], len)?;
    Some(start..end)
}

fn byte_offset(text: &str, units: u32) -> Option<usize> {
    let mut passed = 0;
    for (index, letter) in text.char_indices() {
        if passed >= units {
            return (passed == units).then_some(index);
        }
        passed += letter.len_utf16() as u32;
    }
    (passed == units).then_some(text.len())
}

/// The same on every machine: the hasher has fixed keys.
pub(crate) fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The bytes of `old` to replace, and by what, so that it becomes `new`; cut at grapheme
/// boundaries of both. `None` where they are the same.
pub(crate) fn difference<'a>(old: &str, new: &'a str) -> Option<(Range<usize>, &'a str)> {
    if old == new {
        return None;
    }
    let common = |a: &mut dyn Iterator<Item = u8>, b: &mut dyn Iterator<Item = u8>| {
        a.zip(b).take_while(|(a, b)| a == b).count()
    };
    let mut start = common(&mut old.bytes(), &mut new.bytes());
    while !(is_boundary(old, start) && is_boundary(new, start)) {
        start -= 1;
    }
    let longest = old.len().min(new.len()) - start;
    let mut tail = common(&mut old.bytes().rev(), &mut new.bytes().rev()).min(longest);
    while !(is_boundary(old, old.len() - tail) && is_boundary(new, new.len() - tail)) {
        tail -= 1;
    }
    Some((start..old.len() - tail, &new[start..new.len() - tail]))
}

fn is_boundary(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_splice_never_cuts_a_letter_in_two() {
        let family = "👩‍👩‍👧";
        for (old, new) in [
            ("", "a"),
            ("abc", ""),
            ("aaa", "aaaa"),
            ("e", "e\u{301}"),
            (family, "👩‍👩‍👦"),
            ("née", "née!"),
            ("\r\n", "\n"),
            ("🇩🇪🇫🇷", "🇩🇪🇪🇸🇫🇷"),
            ("abcabc", "abc"),
        ] {
            let (range, inserted) = difference(old, new).unwrap();
            assert!(is_boundary(old, range.start) && is_boundary(old, range.end));
            let made = [&old[..range.start], inserted, &old[range.end..]].concat();
            assert_eq!(made, new);
        }
        let (range, inserted) = difference("one three", "one two three").unwrap();
        assert_eq!((range, inserted), (5..5, "wo t"));
    }

    #[test]
    fn an_offset_within_a_surrogate_pair_is_none() {
        assert_eq!(byte_range("a😀b", 1, 2), Some(1..5));
        assert_eq!(byte_range("a😀b", 2, 1), None);
        assert_eq!(byte_range("a", 1, 1), None);
        assert_eq!(byte_range("", 0, 0), Some(0..0));
    }
}
