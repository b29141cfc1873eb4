//! Change sets: which elements a transaction touched, and how.
//!
//! The document makes them, the engine and the panels read them, so that the cost of a change
//! follows what changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::{ElementId, PageId};

/// What one transaction, local or remote, changed in the project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeSet {
    /// The project itself: its name, page list or assets.
    pub project: bool,
    /// The elements of each page that was touched.
    pub pages: BTreeMap<PageId, PageChange>,
}

/// What changed within one page. An element stands in `inserted`, in `removed`, or in any of
/// the other three.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageChange {
    /// Elements that are new.
    pub inserted: BTreeSet<ElementId>,
    /// Elements that are gone.
    pub removed: BTreeSet<ElementId>,
    /// Elements that stand under another parent or between other siblings.
    pub moved: BTreeSet<ElementId>,
    /// Elements whose properties or text changed.
    pub restyled: BTreeSet<ElementId>,
    /// Elements whose name or lock changed: nothing that is laid out or painted.
    pub relabelled: BTreeSet<ElementId>,
}

impl ChangeSet {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        !self.project && self.pages.values().all(PageChange::is_empty)
    }

    /// Adds what a later transaction changed.
    pub fn merge(&mut self, later: Self) {
        self.project |= later.project;
        for (page, change) in later.pages {
            self.pages.entry(page).or_default().merge(change);
        }
    }
}

impl PageChange {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.inserted.is_empty()
            && self.removed.is_empty()
            && self.moved.is_empty()
            && self.restyled.is_empty()
            && self.relabelled.is_empty()
    }

    /// Adds what a later transaction changed.
    pub fn merge(&mut self, later: Self) {
        for id in later.removed {
            let was_new = self.inserted.remove(&id);
            for kept in [&mut self.moved, &mut self.restyled, &mut self.relabelled] {
                kept.remove(&id);
            }
            if !was_new {
                self.removed.insert(id);
            }
        }
        for id in later.inserted {
            if self.removed.remove(&id) {
                // Gone and back: it may differ in everything.
                self.moved.insert(id);
                self.restyled.insert(id);
                self.relabelled.insert(id);
            } else {
                self.inserted.insert(id);
            }
        }
        let new = &self.inserted;
        self.moved
            .extend(later.moved.into_iter().filter(|id| !new.contains(id)));
        self.restyled
            .extend(later.restyled.into_iter().filter(|id| !new.contains(id)));
        self.relabelled
            .extend(later.relabelled.into_iter().filter(|id| !new.contains(id)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_went_is_no_change() {
        let id = ElementId::from_random_bits(5);
        let mut change = PageChange {
            inserted: BTreeSet::from([id]),
            ..PageChange::default()
        };
        change.merge(PageChange {
            removed: BTreeSet::from([id]),
            ..PageChange::default()
        });
        assert!(change.is_empty());
    }
}
