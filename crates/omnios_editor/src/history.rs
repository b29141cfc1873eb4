//! What this person can undo and redo.
//!
//! Each entry is the inverse of what one command or one whole gesture did to the documents.
//! Undoing applies it and keeps *its* inverse for redo; other people's edits are not touched
//! (see `omnios_document`).

use omnios_document::Inverse;
use omnios_model::{ElementId, PageId};

/// Steps that belong together: while the key stays the same, edits join the last entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MergeKey {
    /// A pointer gesture, by its number.
    Gesture(u64),
    /// In-place editing of a text, by the editing session's number.
    Text(u64),
}

#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) label: String,
    pub(crate) inverse: Inverse,
    /// Where the person was before the step, to go back to.
    pub(crate) page: Option<PageId>,
    pub(crate) selection: Vec<ElementId>,
    merge: Option<MergeKey>,
}

/// Undo and redo stacks of one session.
#[derive(Debug, Default)]
pub(crate) struct History {
    undo: Vec<Entry>,
    redo: Vec<Entry>,
}

/// Older steps than this are forgotten.
const LIMIT: usize = 1_000;

impl History {
    pub(crate) fn record(
        &mut self,
        label: &str,
        inverse: Inverse,
        page: Option<PageId>,
        selection: &[ElementId],
        merge: Option<MergeKey>,
    ) {
        self.redo.clear();
        if merge.is_some()
            && let Some(last) = self.undo.last_mut()
            && last.merge == merge
        {
            let earlier = std::mem::take(&mut last.inverse);
            last.inverse = earlier.then(inverse);
            return;
        }
        self.undo.push(Entry {
            label: label.to_owned(),
            inverse,
            page,
            selection: selection.to_vec(),
            merge,
        });
        if self.undo.len() > LIMIT {
            self.undo.remove(0);
        }
    }

    pub(crate) fn take_undo(&mut self) -> Option<Entry> {
        self.undo.pop()
    }

    pub(crate) fn take_redo(&mut self) -> Option<Entry> {
        self.redo.pop()
    }

    pub(crate) fn push_redo(&mut self, entry: Entry, inverse: Inverse) {
        self.redo.push(Entry {
            inverse,
            merge: None,
            ..entry
        });
    }

    pub(crate) fn push_undo(&mut self, entry: Entry, inverse: Inverse) {
        self.undo.push(Entry {
            inverse,
            merge: None,
            ..entry
        });
    }

    /// Takes back the entry a gesture is writing to, for a gesture that is broken off.
    pub(crate) fn take_merging(&mut self, merge: MergeKey) -> Option<Entry> {
        self.undo.pop_if(|entry| entry.merge == Some(merge))
    }

    pub(crate) fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|entry| entry.label.as_str())
    }

    pub(crate) fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|entry| entry.label.as_str())
    }
}
