//! Steps: the writes that transactions and undo consist of.
//!
//! A step changes one entry of one root map and gives the step that takes it back. Steps of an
//! undo are conditional: a key is restored only while it holds what the undone change left.

use std::collections::BTreeMap;
use std::sync::Arc;

use omnios_model::TextRuns;
use yrs::types::AsPrelim;
use yrs::types::text::DeltaPrelim;
use yrs::{Any, In, Map, MapPrelim, MapRef, Out, ReadTxn, TextPrelim, TextRef, TransactionMut};

use crate::schema::{Collection, TEXT, Target};
use crate::text::{self, Redone, TextStep};
use crate::text_format;

/// The content of a Y.Map, sorted so that the same change makes the same bytes everywhere.
pub(crate) type Fields = BTreeMap<Arc<str>, In>;

/// A change of one entry.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Puts the entry in. Does nothing where there is one.
    Insert(Fields),
    /// Takes the entry out.
    Remove,
    /// Changes some of its keys, and its text.
    Edit(Edit),
}

/// A change of some keys of an entry.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edit {
    pub(crate) fields: BTreeMap<Arc<str>, Assignment>,
    /// Splices to take back, in the order in which to do it.
    pub(crate) text: Vec<TextStep>,
    /// What to make the text, as a transaction has it.
    pub(crate) new_text: Option<(String, TextRuns)>,
}

/// A change of one key; `None` stands for its absence.
#[derive(Debug, Clone)]
pub(crate) struct Assignment {
    pub(crate) condition: Condition,
    pub(crate) value: Option<In>,
}

/// When an assignment takes place.
#[derive(Debug, Clone)]
pub(crate) enum Condition {
    Always,
    /// The key holds this.
    Holds(Option<In>),
}

impl Edit {
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.text.is_empty() && self.new_text.is_none()
    }

    /// Adds an unconditional assignment.
    pub(crate) fn assign(&mut self, key: impl Into<Arc<str>>, value: Option<In>) {
        let condition = Condition::Always;
        let assignment = Assignment { condition, value };
        self.fields.insert(key.into(), assignment);
    }
}

/// A text as the content of a Y.Text to be made.
pub(crate) fn new_text(content: &str, runs: &TextRuns) -> In {
    if content.is_empty() {
        In::Text(DeltaPrelim::default())
    } else if runs.is_empty() {
        In::Text(TextPrelim::new(content).into())
    } else {
        text_format::formatted(content, runs)
    }
}

/// Does the step and gives what takes it back, or `None` where there was nothing to do.
pub(crate) fn run(
    txn: &mut TransactionMut<'_>,
    redone: &mut Redone,
    target: &Target,
    step: &Step,
) -> Option<Step> {
    let root = target.collection.root(txn)?;
    match step {
        Step::Insert(fields) => {
            if root.contains_key(txn, &target.key) {
                return None;
            }
            let entry = root.insert(txn, Arc::clone(&target.key), MapPrelim::default());
            for (key, value) in fields {
                entry.insert(txn, Arc::clone(key), value.clone());
            }
            Some(Step::Remove)
        }
        Step::Remove => {
            let entry = entry(txn, &root, &target.key)?;
            let fields = entry
                .iter(txn)
                .map(|(key, value)| (key.into(), value.as_prelim(txn)))
                .collect();
            root.remove(txn, &target.key);
            Some(Step::Insert(fields))
        }
        Step::Edit(edit) => {
            let entry = match target.collection {
                Collection::Meta => root,
                _ => entry(txn, &root, &target.key)?,
            };
            let inverse = run_edit(txn, redone, &entry, edit);
            (!inverse.is_empty()).then_some(Step::Edit(inverse))
        }
    }
}

fn run_edit(
    txn: &mut TransactionMut<'_>,
    redone: &mut Redone,
    entry: &MapRef,
    edit: &Edit,
) -> Edit {
    let mut inverse = Edit::default();
    for (key, assignment) in &edit.fields {
        let before = entry.get(txn, key).map(|value| value.as_prelim(txn));
        let applies = match &assignment.condition {
            Condition::Always => true,
            Condition::Holds(expected) => before == *expected,
        };
        if !applies || before == assignment.value {
            continue;
        }
        match &assignment.value {
            Some(value) => {
                entry.insert(txn, Arc::clone(key), value.clone());
            }
            None => {
                entry.remove(txn, key);
            }
        }
        let undo = Assignment {
            condition: Condition::Holds(assignment.value.clone()),
            value: before,
        };
        inverse.fields.insert(Arc::clone(key), undo);
    }
    if let Some(text) = entry_text(txn, entry) {
        let mut undone = Vec::new();
        for step in &edit.text {
            undone.push(text::revert(&text, txn, redone, step));
        }
        if let Some((new, runs)) = &edit.new_text {
            undone.push(text::set(&text, txn, new, runs));
        }
        inverse.text = undone.into_iter().rev().flatten().collect();
    } else if let Some((new, runs)) = &edit.new_text {
        // Not what this program writes; the text becomes editable with its first edit.
        let before = entry.get(txn, TEXT).map(|value| value.as_prelim(txn));
        let value = new_text(new, runs);
        entry.insert(txn, TEXT, value.clone());
        let undo = Assignment {
            condition: Condition::Holds(Some(value)),
            value: before,
        };
        inverse.fields.insert(TEXT.into(), undo);
    }
    inverse
}

/// The entry of that key, if it is a map.
pub(crate) fn entry<T: ReadTxn>(txn: &T, root: &MapRef, key: &str) -> Option<MapRef> {
    match root.get(txn, key)? {
        Out::YMap(entry) => Some(entry),
        _ => None,
    }
}

fn entry_text<T: ReadTxn>(txn: &T, entry: &MapRef) -> Option<TextRef> {
    match entry.get(txn, TEXT)? {
        Out::YText(text) => Some(text),
        _ => None,
    }
}

/// A key's value where it is a plain string.
pub(crate) fn string<T: ReadTxn>(txn: &T, entry: &MapRef, key: &str) -> Option<Arc<str>> {
    match entry.get(txn, key)? {
        Out::Any(Any::String(text)) => Some(text),
        _ => None,
    }
}
