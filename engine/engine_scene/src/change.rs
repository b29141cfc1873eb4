//! What a step changed in a scene, in the words of layout and painting.

use std::collections::BTreeSet;

use omnios_model::ElementId;

/// What [`Scene::apply`](crate::Scene::apply) changed. Ids in `restructured` and `restyled` are
/// always in the scene; those in `removed` no longer are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SceneChange {
    /// Elements whose list of children differs: in members or in order. The parents of inserted
    /// and removed elements are among them.
    pub restructured: BTreeSet<ElementId>,
    /// Elements whose resolved style, text or natural size differs.
    pub restyled: BTreeSet<ElementId>,
    /// Elements that are new in the scene.
    pub inserted: BTreeSet<ElementId>,
    /// Elements that are gone, with everything that went with them.
    pub removed: BTreeSet<ElementId>,
    /// Whether the viewport's width differs.
    pub resized: bool,
}

impl SceneChange {
    /// Whether nothing that is laid out or painted changed.
    pub fn is_empty(&self) -> bool {
        !self.resized
            && self.restructured.is_empty()
            && self.restyled.is_empty()
            && self.inserted.is_empty()
            && self.removed.is_empty()
    }

    /// Adds what a later step changed.
    pub fn merge(&mut self, later: Self) {
        for id in later.removed {
            let was_new = self.inserted.remove(&id);
            self.restructured.remove(&id);
            self.restyled.remove(&id);
            if !was_new {
                self.removed.insert(id);
            }
        }
        // An element that came back stands in both sets: what was known of it is void.
        self.inserted.extend(later.inserted);
        self.restructured.extend(later.restructured);
        self.restyled.extend(later.restyled);
        self.resized |= later.resized;
    }
}
