//! Which element changed at which version.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::ElementId;

use super::Version;
use crate::ArtboardChange;

/// So many changes are remembered; beyond, the oldest are forgotten, and who asks from before
/// gets everything. It bounds the memory that elements which came and went leave behind.
const REMEMBERED: usize = 65_536;

/// How an element changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Touch {
    /// Its box is new or differs.
    pub(super) moved: bool,
    /// It stands elsewhere, with all that is in it.
    pub(super) displaced: bool,
    /// It looks otherwise.
    pub(super) repainted: bool,
}

/// The newest change of each element, by version.
#[derive(Debug, Default)]
pub(super) struct Versions {
    current: Version,
    /// Versions before this one aren't remembered.
    oldest: Version,
    last: BTreeMap<ElementId, Kinds>,
    by_version: BTreeSet<(Version, ElementId)>,
}

/// The versions at which an element last changed in each way; 0 for never.
#[derive(Debug, Clone, Copy, Default)]
struct Kinds {
    moved: Version,
    displaced: Version,
    repainted: Version,
}

impl Kinds {
    fn newest(self) -> Version {
        // What is displaced has moved as well.
        self.moved.max(self.repainted)
    }
}

impl Versions {
    pub(super) fn current(&self) -> Version {
        self.current
    }

    /// Everything is new.
    pub(super) fn begin_anew(&mut self) -> Version {
        self.current += 1;
        self.oldest = self.current;
        self.last.clear();
        self.by_version.clear();
        self.current
    }

    /// Notes one commit.
    pub(super) fn advance(&mut self, step: &ArtboardChange) -> Version {
        self.current += 1;
        for id in step.moved.iter().chain(&step.removed) {
            self.note(*id, |kinds, version| kinds.moved = version);
        }
        for id in &step.displaced {
            self.note(*id, |kinds, version| {
                kinds.moved = version;
                kinds.displaced = version;
            });
        }
        for id in &step.repainted {
            self.note(*id, |kinds, version| kinds.repainted = version);
        }
        while self.by_version.len() > REMEMBERED
            && let Some((version, id)) = self.by_version.pop_first()
        {
            self.last.remove(&id);
            self.oldest = version;
        }
        self.current
    }

    fn note(&mut self, id: ElementId, set: impl FnOnce(&mut Kinds, Version)) {
        let kinds = self.last.entry(id).or_default();
        self.by_version.remove(&(kinds.newest(), id));
        set(kinds, self.current);
        self.by_version.insert((self.current, id));
    }

    /// What changed after `version`, ordered by id. `None` where that isn't remembered.
    pub(super) fn since(&self, version: Version) -> Option<BTreeMap<ElementId, Touch>> {
        if version < self.oldest || version > self.current {
            return None;
        }
        let from = (version + 1, ElementId::from_random_bits(0));
        let changed = self.by_version.range(from..).map(|(_, id)| {
            let kinds = self.last.get(id).copied().unwrap_or_default();
            let touch = Touch {
                moved: kinds.moved > version,
                displaced: kinds.displaced > version,
                repainted: kinds.repainted > version,
            };
            (*id, touch)
        });
        Some(changed.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(bits: u64) -> ElementId {
        ElementId::from_random_bits(bits)
    }

    fn moved(ids: impl IntoIterator<Item = u64>) -> ArtboardChange {
        ArtboardChange {
            moved: ids.into_iter().map(id).collect(),
            ..ArtboardChange::default()
        }
    }

    #[test]
    fn each_change_is_told_to_whoever_asks_from_before_it() {
        let mut versions = Versions::default();
        let start = versions.begin_anew();
        let first = versions.advance(&moved([1, 2]));
        let second = versions.advance(&moved([2, 3]));
        let ids =
            |version| -> Vec<ElementId> { versions.since(version).unwrap().into_keys().collect() };
        assert_eq!(ids(start), [id(1), id(2), id(3)]);
        assert_eq!(ids(first), [id(2), id(3)]);
        assert_eq!(ids(second), []);
        assert!(versions.since(start - 1).is_none());
        assert!(versions.since(second + 1).is_none());
    }

    #[test]
    fn what_is_forgotten_is_told_as_everything() {
        let mut versions = Versions::default();
        let start = versions.begin_anew();
        let first = versions.advance(&moved([1]));
        versions.advance(&moved(2..REMEMBERED as u64 + 2));
        assert!(versions.since(start).is_none());
        assert_eq!(versions.since(first).unwrap().len(), REMEMBERED);
    }
}
