//! Edits of a text and how they are undone.
//!
//! A new text is written as the one splice that turns the old one into it, cut at grapheme
//! boundaries, so that two people who edit different places of a text both keep their edit.
//!
//! The undo of a splice remembers what it left. While the text is still that, the splice is
//! reversed in place, exactly. Where others have edited the text since, it goes by the Yjs ids
//! of the characters: those that the splice inserted and that are still there are deleted
//! wherever they stand now, and what it deleted comes back beside the neighbours it had.
//! Where neither can be found (the element was removed and brought back in between), the
//! text stays as the others left it.

use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::GraphemeCursor;
use yrs::types::text::YChange;
use yrs::{
    Any, Assoc, GetString, ID, IndexedSequence, Out, ReadTxn, StickyIndex, Text, TextRef,
    TransactionMut,
};

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
    ids: Vec<(ID, u32)>,
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
    step: &TextStep,
) -> Vec<TextStep> {
    let current = text.get_string(txn);
    if fingerprint(&current) == step.expects
        && let Some(range) = byte_range(&current, step.at, utf16_len(&step.remove))
        && current[range.clone()] == *step.remove
    {
        return vec![splice(text, txn, &current, range, &step.insert)];
    }
    revert_by_ids(text, txn, step, current)
}

fn revert_by_ids(
    text: &TextRef,
    txn: &mut TransactionMut<'_>,
    step: &TextStep,
    mut current: String,
) -> Vec<TextStep> {
    let offsets = Offsets::of(text, txn, &current);
    let mut spans = Vec::new();
    let removed: Vec<u16> = step.remove.encode_utf16().collect();
    let units: Vec<u16> = current.encode_utf16().collect();
    let mut start = 0_usize;
    for (id, len) in &step.ids {
        let end = (start + *len as usize).min(removed.len());
        let sought = &removed[start..end];
        living_spans(txn, &offsets, *id, sought, &units, &mut spans);
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
        .or_else(|| insertion_offset(txn, &offsets, step));

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
        inverse.push(splice(text, txn, &current, range, &step.insert));
    }
    inverse.reverse();
    inverse
}

/// Where the characters with these ids stand now, those that still do.
fn living_spans(
    txn: &TransactionMut<'_>,
    offsets: &Offsets,
    id: ID,
    sought: &[u16],
    units: &[u16],
    spans: &mut Vec<Range<u32>>,
) {
    let Ok(len @ 1..) = u32::try_from(sought.len()) else {
        return;
    };
    let first = living_offset(txn, offsets, id);
    if len == 1 {
        spans.extend(first.map(|at| at..at + 1));
        return;
    }
    let last = living_offset(txn, offsets, ID::new(id.client, id.clock + len - 1));
    if let (Some(first), Some(last)) = (first, last)
        && last.checked_sub(first) == Some(len - 1)
        && units.get(first as usize..=last as usize) == Some(sought)
    {
        spans.push(first..last + 1);
        return;
    }
    let (before, after) = sought.split_at(sought.len() / 2);
    let middle = ID::new(id.client, id.clock + before.len() as u32);
    living_spans(txn, offsets, id, before, units, spans);
    living_spans(txn, offsets, middle, after, units, spans);
}

/// The offset of the character with this id, unless it is deleted.
fn living_offset<T: ReadTxn>(txn: &T, offsets: &Offsets, id: ID) -> Option<u32> {
    let before = StickyIndex::from_id(id, Assoc::After).get_offset(txn)?;
    let after = StickyIndex::from_id(id, Assoc::Before).get_offset(txn)?;
    (before.index < after.index).then(|| offsets.in_string(before.index))
}

fn insertion_offset(txn: &TransactionMut<'_>, offsets: &Offsets, step: &TextStep) -> Option<u32> {
    let beside_left = match step.left {
        Some(id) => living_offset(txn, offsets, id).map(|at| at + 1),
        None => Some(0),
    };
    let beside_right = || match step.right {
        Some(id) => living_offset(txn, offsets, id),
        None => Some(offsets.string_len),
    };
    let where_left_was = || {
        let sticky = StickyIndex::from_id(step.left?, Assoc::After);
        Some(offsets.in_string(sticky.get_offset(txn)?.index))
    };
    beside_left.or_else(beside_right).or_else(where_left_was)
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
    let id_at = |offset: u32, txn: &TransactionMut<'_>| {
        let sticky = text.sticky_index(txn, offsets.in_text(offset), Assoc::After)?;
        sticky.id().copied()
    };
    let left = at.checked_sub(1).and_then(|before| id_at(before, txn));
    let right = (end < offsets.string_len)
        .then(|| id_at(end, txn))
        .flatten();

    for piece in offsets.pieces(at..end).into_iter().rev() {
        text.remove_range(txn, piece.start, piece.end - piece.start);
    }
    let mut ids = Vec::new();
    if !inserted.is_empty() {
        let at_in_text = offsets.in_text(at);
        text.insert(txn, at_in_text, inserted);
        let first = text
            .sticky_index(txn, at_in_text, Assoc::After)
            .and_then(|sticky| sticky.id().copied());
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
        left,
        right,
    }
}

/// Appends the undo of an earlier splice to those of later ones, joining typing and deleting
/// that went on at the same place.
pub(crate) fn push_earlier(steps: &mut Vec<TextStep>, earlier: TextStep) {
    if let Some(later) = steps.last_mut()
        && later.restores == earlier.expects
    {
        let typed_on = later.insert.is_empty()
            && earlier.insert.is_empty()
            && later.at == earlier.at + utf16_len(&earlier.remove);
        if typed_on {
            later.remove = [&*earlier.remove, &*later.remove].concat().into();
            later.ids.splice(0..0, earlier.ids);
            join_ids(&mut later.ids);
            later.at = earlier.at;
            later.left = earlier.left;
            later.restores = earlier.restores;
            return;
        }
        let deleted_backwards = later.remove.is_empty()
            && earlier.remove.is_empty()
            && later.at + utf16_len(&later.insert) == earlier.at;
        if deleted_backwards {
            later.insert = [&*later.insert, &*earlier.insert].concat().into();
            later.right = earlier.right;
            later.restores = earlier.restores;
            return;
        }
    }
    steps.push(earlier);
}

fn join_ids(ids: &mut Vec<(ID, u32)>) {
    let mut joined: Vec<(ID, u32)> = Vec::with_capacity(ids.len());
    for (id, len) in ids.drain(..) {
        match joined.last_mut() {
            Some((first, joined_len))
                if first.client == id.client && first.clock + *joined_len == id.clock =>
            {
                *joined_len += len;
            }
            _ => joined.push((id, len)),
        }
    }
    *ids = joined;
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
