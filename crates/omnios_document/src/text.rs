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

use unicode_segmentation::GraphemeCursor;
use yrs::types::text::YChange;
use yrs::{
    Any, Assoc, GetString, ID, IndexedSequence, Out, ReadTxn, StickyIndex, Text, TextRef,
    TransactionMut,
};

/// Characters by Yjs id: runs of an id and a length.
type Run = (ID, u32);

/// Where characters went that an undo or redo brought back: the first id of each run, its
/// length, and its first new id.
#[derive(Debug, Default)]
pub(crate) struct Redone(BTreeMap<ID, (u32, ID)>);

impl Redone {
    /// The characters `old` have come back as the run `new`.
    fn note(&mut self, old: &[Run], new: &[Run]) {
        let Some((mut new, _)) = new.first().copied() else {
            return;
        };
        for (id, len) in old {
            self.0.insert(*id, (*len, new));
            new.clock += len;
        }
    }

    fn follow(&self, id: ID) -> Option<ID> {
        let (first, (len, new)) = self.0.range(..=id).next_back()?;
        let offset = id.clock.checked_sub(first.clock)?;
        (first.client == id.client && offset < *len)
            .then(|| ID::new(new.client, new.clock + offset))
    }
}

/// The undo of one splice. Offsets and lengths are UTF-16 units, as Yjs counts.
#[derive(Debug, Clone)]
pub(crate) struct TextStep {
    /// Where the splice happened.
    at: u32,
    /// What it inserted, to be removed.
    remove: Arc<str>,
    /// What it removed, to be inserted.
    insert: Arc<str>,
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

/// Replaces the text's content by `new`, with the smallest splice. `None` if it is the same.
pub(crate) fn set(text: &TextRef, txn: &mut TransactionMut<'_>, new: &str) -> Option<TextStep> {
    let old = text.get_string(txn);
    let (range, inserted) = difference(&old, new)?;
    Some(splice(text, txn, &old, range, inserted))
}

/// Takes a splice back as far as it still can be, and gives what takes that back in turn, in
/// the order in which to apply it.
pub(crate) fn revert(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    redone: &mut Redone,
    step: &TextStep,
) -> Vec<TextStep> {
    let current = text.get_string(txn);
    if fingerprint(&current) == step.expects
        && let Some(range) = byte_range(&current, step.at, utf16_len(&step.remove))
        && current[range.clone()] == *step.remove
    {
        let inverse = splice(text, txn, &current, range, &step.insert);
        redone.note(&step.gone, &inverse.ids);
        return vec![inverse];
    }
    revert_by_ids(text, txn, redone, step, current)
}

fn revert_by_ids(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    redone: &mut Redone,
    step: &TextStep,
    mut current: String,
) -> Vec<TextStep> {
    let living = Living {
        offsets: Offsets::of(text, txn, &current),
        units: current.encode_utf16().collect(),
        txn,
        redone,
    };
    let removed: Vec<u16> = step.remove.encode_utf16().collect();
    let mut spans = Vec::new();
    let mut start = 0_usize;
    for (id, len) in &step.ids {
        let end = (start + *len as usize).min(removed.len());
        living.spans(*id, &removed[start..end], &mut spans);
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
    let at = joined
        .first()
        .map(|span| span.start)
        .or_else(|| living.insertion_offset(step));

    let mut inverse = Vec::new();
    for span in joined.into_iter().rev() {
        if let Some(range) = byte_range(&current, span.start, span.end - span.start) {
            inverse.push(splice(text, txn, &current, range, ""));
            current = text.get_string(txn);
        }
    }
    if !step.insert.is_empty()
        && let Some(range) = at.and_then(|at| byte_range(&current, at, 0))
    {
        let inserted = splice(text, txn, &current, range, &step.insert);
        redone.note(&step.gone, &inserted.ids);
        inverse.push(inserted);
    }
    inverse.reverse();
    inverse
}

/// Finds characters by their ids in the text as it is.
struct Living<'a, 'doc> {
    txn: &'a TransactionMut<'doc>,
    redone: &'a Redone,
    offsets: Offsets,
    units: Vec<u16>,
}

impl Living<'_, '_> {
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
                return Some(self.offsets.in_string(before.index));
            }
            next = self.redone.follow(id);
        }
        None
    }

    fn insertion_offset(&self, step: &TextStep) -> Option<u32> {
        let beside_left = match step.left {
            Some(id) => self.offset(id).map(|at| at + 1),
            None => Some(0),
        };
        let beside_right = || match step.right {
            Some(id) => self.offset(id),
            None => Some(self.offsets.string_len),
        };
        let where_left_was = || {
            let sticky = StickyIndex::from_id(step.left?, Assoc::After);
            let offset = sticky.get_offset(self.txn)?;
            Some(self.offsets.in_string(offset.index))
        };
        beside_left.or_else(beside_right).or_else(where_left_was)
    }
}

/// Replaces a range of bytes of the text, whose content is `current`.
fn splice(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    current: &str,
    range: Range<usize>,
    inserted: &str,
) -> TextStep {
    let offsets = Offsets::of(text, txn, current);
    let at = utf16_len(&current[..range.start]);
    let removed = &current[range.clone()];
    let end = at + utf16_len(removed);
    let left = at
        .checked_sub(1)
        .and_then(|before| id_at(text, txn, offsets.in_text(before)));
    let right = (end < offsets.string_len)
        .then(|| id_at(text, txn, offsets.in_text(end)))
        .flatten();
    let pieces = offsets.pieces(at..end);
    let mut gone = Vec::new();
    for piece in pieces.clone() {
        runs_of(text, txn, piece, &mut gone);
    }
    for piece in pieces.into_iter().rev() {
        text.remove_range(txn, piece.start, piece.end - piece.start);
    }
    let mut ids = Vec::new();
    if !inserted.is_empty() {
        let at_in_text = offsets.in_text(at);
        text.insert(txn, at_in_text, inserted);
        let first = id_at(text, txn, at_in_text);
        ids.extend(first.map(|id| (id, utf16_len(inserted))));
    }
    let left_behind = [&current[..range.start], inserted, &current[range.end..]].concat();
    TextStep {
        at,
        remove: inserted.into(),
        insert: removed.into(),
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
fn runs_of<T: ReadTxn>(text: &TextRef, txn: &T, range: Range<u32>, runs: &mut Vec<Run>) {
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

/// Appends the undo of an earlier splice to those of later ones. Where one of the two splices
/// lies within what the other wrote or deleted, they become one.
pub(crate) fn push_earlier(steps: &mut Vec<TextStep>, earlier: TextStep) {
    let joined = match steps.last() {
        Some(later) if later.restores == earlier.expects => join(later, &earlier),
        _ => None,
    };
    match (steps.last_mut(), joined) {
        (Some(last), Some(joined)) => *last = joined,
        _ => steps.push(earlier),
    }
}

fn join(later: &TextStep, earlier: &TextStep) -> Option<TextStep> {
    let deleted_later = later.at..later.at + utf16_len(&later.insert);
    let written_earlier = earlier.at..earlier.at + utf16_len(&earlier.remove);
    let within = |inner: &Range<u32>, outer: &Range<u32>| {
        (outer.start <= inner.start && inner.end <= outer.end)
            .then(|| inner.start - outer.start..inner.end - outer.start)
    };
    let mut joined = if let Some(part) = within(&deleted_later, &written_earlier) {
        TextStep {
            remove: with_part(&earlier.remove, &part, &later.remove)?,
            ids: with_runs(&earlier.ids, &part, &later.ids, utf16_len(&earlier.remove))?,
            ..earlier.clone()
        }
    } else {
        let part = within(&written_earlier, &deleted_later)?;
        TextStep {
            insert: with_part(&later.insert, &part, &earlier.insert)?,
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

/// Maps offsets in the text's string to offsets in the Y.Text and back. They differ only where
/// another program has embedded objects, each of which counts as one unit.
struct Offsets {
    string_len: u32,
    text_len: u32,
    /// Where each object stands, in units of the string.
    embedded_at: Vec<u32>,
}

impl Offsets {
    fn of<T: ReadTxn>(text: &TextRef, txn: &T, current: &str) -> Self {
        let string_len = utf16_len(current);
        let text_len = text.len(txn);
        let mut embedded_at = Vec::new();
        if text_len != string_len {
            let mut at = 0;
            for chunk in text.diff(txn, YChange::identity) {
                match chunk.insert {
                    Out::Any(Any::String(piece)) => at += utf16_len(&piece),
                    _ => embedded_at.push(at),
                }
            }
        }
        Self {
            string_len,
            text_len,
            embedded_at,
        }
    }

    fn in_text(&self, offset: u32) -> u32 {
        let before = self.embedded_at.partition_point(|at| *at <= offset);
        // yrs panics beyond the end.
        (offset + before as u32).min(self.text_len)
    }

    fn in_string(&self, offset_in_text: u32) -> u32 {
        let mut before = 0;
        for at in &self.embedded_at {
            if at + before < offset_in_text {
                before += 1;
            }
        }
        (offset_in_text - before).min(self.string_len)
    }

    /// A range of the string as ranges of the text, leaving out what is embedded.
    fn pieces(&self, range: Range<u32>) -> Vec<Range<u32>> {
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
}

fn utf16_len(text: &str) -> u32 {
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
fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The bytes of `old` to replace, and by what, so that it becomes `new`; cut at grapheme
/// boundaries of both. `None` where they are the same.
fn difference<'a>(old: &str, new: &'a str) -> Option<(Range<usize>, &'a str)> {
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
