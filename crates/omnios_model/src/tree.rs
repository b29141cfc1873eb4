//! A page's elements as a tree, and the project around it.
//!
//! Peers can leave places that contradict each other: a parent that another peer deleted, or
//! two frames moved into one another. [`Tree`] shows every element all the same: one without a
//! parent stands at the end of the root, and of a cycle the element with the smallest id does.
//! The rule depends on the elements alone, so every peer sees the same tree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{
    AssetHash, Element, ElementId, ElementMap, FontFace, OrderKey, PageId, Tokens,
    bundled_font_family,
};

/// What the project knows of a page without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageInfo {
    /// Its id.
    pub id: PageId,
    /// The name in the page list.
    pub name: String,
    /// The path in the site, `/` or `/about`: starts with a slash, never ends with one.
    pub route: String,
    /// `<title>` of the page; where it is empty the name serves.
    pub title: String,
    /// Meta description; may be empty.
    pub description: String,
    /// Position in the page list.
    pub order: OrderKey,
}

/// What the project knows of an asset without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetInfo {
    /// Content address.
    pub hash: AssetHash,
    /// File name without a folder, as it was brought in.
    pub name: String,
    /// Media type, `image/png` and the like.
    pub media_type: String,
    /// Natural width in px; 0 for a font.
    pub width: u32,
    /// Natural height in px; 0 for a font.
    pub height: u32,
    /// What it serves, where it is a font.
    pub faces: Vec<FontFace>,
}

impl AssetInfo {
    /// Whether it is a font, which texts are set in, and not a picture.
    pub fn is_font(&self) -> bool {
        self.media_type.starts_with("font/")
    }
}

/// The project as a whole, without its pages' elements.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Project {
    /// The site's name.
    pub name: String,
    /// The pages, in order.
    pub pages: Vec<PageInfo>,
    /// The assets by content address.
    pub assets: BTreeMap<AssetHash, AssetInfo>,
    /// The design tokens.
    pub tokens: Tokens,
}

impl Project {
    /// The page with this id.
    pub fn page(&self, id: PageId) -> Option<&PageInfo> {
        self.pages.iter().find(|page| page.id == id)
    }

    /// The page at this route.
    pub fn page_at(&self, route: &str) -> Option<&PageInfo> {
        self.pages.iter().find(|page| page.route == route)
    }

    /// The faces of the project's own fonts, with the asset that holds each. Families that come
    /// with the studio can't be replaced.
    pub fn font_faces(&self) -> impl Iterator<Item = (&AssetHash, &FontFace)> {
        let fonts = self.assets.values().filter(|asset| asset.is_font());
        let faces = fonts.flat_map(|it| it.faces.iter().map(|face| (&it.hash, face)));
        faces.filter(|(_, face)| bundled_font_family(&face.family).is_none())
    }

    /// The project's own families in alphabetical order.
    pub fn font_families(&self) -> Vec<&str> {
        let families: BTreeSet<&str> = self
            .font_faces()
            .map(|(_, face)| face.family.as_str())
            .collect();
        families.into_iter().collect()
    }
}

/// A page's elements with their parents and children worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    root: ElementId,
    elements: ElementMap<Arc<Element>>,
    children: ElementMap<Vec<ElementId>>,
    /// Where each element stands; differs from its `place` only where that can't be followed.
    parents: ElementMap<ElementId>,
    /// Elements that don't stand where their place says; while there are any, a change of
    /// structure works the whole tree out anew.
    displaced: BTreeSet<ElementId>,
}

impl Tree {
    /// The id of a page's root element: the page's own bits, so that no two peers can give a
    /// page two roots.
    pub fn root_id(page: PageId) -> ElementId {
        ElementId::from_random_bits(page.bits())
    }

    /// A tree of these elements. Where the root is missing the tree is empty but for it.
    pub fn new(page: PageId, elements: impl IntoIterator<Item = Arc<Element>>) -> Self {
        let mut tree = Self {
            root: Self::root_id(page),
            elements: elements
                .into_iter()
                .map(|element| (element.id, element))
                .collect(),
            children: ElementMap::default(),
            parents: ElementMap::default(),
            displaced: BTreeSet::new(),
        };
        tree.work_out();
        tree
    }

    /// The root's id.
    pub fn root(&self) -> ElementId {
        self.root
    }

    /// How many elements there are, the root included.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether there is no element at all, not even a root.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// The element with this id.
    pub fn get(&self, id: ElementId) -> Option<&Arc<Element>> {
        self.elements.get(&id)
    }

    /// Whether there is an element with this id.
    pub fn contains(&self, id: ElementId) -> bool {
        self.elements.contains_key(&id)
    }

    /// Every element, in no particular order.
    pub fn elements(&self) -> impl Iterator<Item = &Arc<Element>> {
        self.elements.values()
    }

    /// The children, first (hindmost) to last (topmost).
    pub fn children(&self, id: ElementId) -> &[ElementId] {
        self.children.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The element that holds this one; `None` for the root and for unknown ids.
    pub fn parent(&self, id: ElementId) -> Option<ElementId> {
        self.parents.get(&id).copied()
    }

    /// Parent, grandparent and so on up to the root.
    pub fn ancestors(&self, id: ElementId) -> impl Iterator<Item = ElementId> + '_ {
        std::iter::successors(self.parent(id), |id| self.parent(*id))
    }

    /// Whether `ancestor` holds `id`, directly or not.
    pub fn is_ancestor(&self, ancestor: ElementId, id: ElementId) -> bool {
        self.ancestors(id).any(|it| it == ancestor)
    }

    /// The index among its siblings.
    pub fn index_in_parent(&self, id: ElementId) -> Option<usize> {
        let siblings = self.children(self.parent(id)?);
        siblings.iter().position(|it| *it == id)
    }

    /// The element and everything in it, parents before children, in painting order.
    pub fn subtree(&self, id: ElementId) -> Vec<ElementId> {
        let mut found = Vec::new();
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            if self.contains(id) {
                found.push(id);
                stack.extend(self.children(id).iter().rev());
            }
        }
        found
    }

    /// The given ids without those that stand inside another given one, in painting order.
    pub fn topmost(&self, ids: &[ElementId]) -> Vec<ElementId> {
        let given: BTreeSet<ElementId> = ids.iter().copied().collect();
        let mut kept: Vec<ElementId> = given
            .iter()
            .copied()
            .filter(|id| self.contains(*id) && !self.ancestors(*id).any(|it| given.contains(&it)))
            .collect();
        kept.sort_by_cached_key(|id| self.path(*id));
        kept
    }

    /// Indices from the root down: comparing them compares painting order.
    pub fn path(&self, id: ElementId) -> Vec<usize> {
        let mut path: Vec<usize> = std::iter::once(id)
            .chain(self.ancestors(id))
            .filter_map(|it| self.index_in_parent(it))
            .collect();
        path.reverse();
        path
    }

    /// An order key for a new child of `parent` at `index` among its children, `moving` not
    /// counted.
    pub fn order_at(&self, parent: ElementId, index: usize, moving: &[ElementId]) -> OrderKey {
        self.orders_at(parent, index, moving, 1)
            .pop()
            .unwrap_or_else(|| OrderKey::between(None, None))
    }

    /// Ascending order keys for `count` children of `parent` from `index` on.
    pub fn orders_at(
        &self,
        parent: ElementId,
        index: usize,
        moving: &[ElementId],
        count: usize,
    ) -> Vec<OrderKey> {
        let moving: BTreeSet<&ElementId> = moving.iter().collect();
        let siblings: Vec<&OrderKey> = self
            .children(parent)
            .iter()
            .filter(|id| !moving.contains(id) && !self.displaced.contains(id))
            .filter_map(|id| self.elements.get(id).map(|it| &it.place.order))
            .collect();
        let index = index.min(siblings.len());
        let low = index.checked_sub(1).map(|before| siblings[before]);
        OrderKey::spread(low, siblings.get(index).copied(), count)
    }

    /// Puts an element in or replaces the one with its id. Costs what the change touches,
    /// unless places contradict each other.
    pub fn insert(&mut self, element: Arc<Element>) {
        let id = element.id;
        let same_place = self
            .elements
            .get(&id)
            .is_some_and(|old| old.place == element.place);
        let known = self.elements.insert(id, element).is_some();
        if known && (same_place || id == self.root) {
            return;
        }
        let parent = self.elements[&id].place.parent;
        let simple = self.displaced.is_empty()
            && id != self.root
            && parent.is_some_and(|parent| {
                self.contains(parent)
                    && parent != id
                    && !self.is_ancestor(id, parent)
                    && (parent == self.root || self.parents.contains_key(&parent))
            });
        match parent {
            Some(parent) if simple => {
                self.detach(id);
                self.attach(id, parent);
            }
            _ => self.work_out(),
        }
    }

    /// Takes an element out. Its children, if they stay, move to the root's end.
    pub fn remove(&mut self, id: ElementId) -> Option<Arc<Element>> {
        let element = self.elements.remove(&id)?;
        let orphans = self.children(id).iter().any(|child| self.contains(*child));
        if self.displaced.is_empty() && !orphans && id != self.root {
            self.detach(id);
            self.children.remove(&id);
        } else {
            self.work_out();
        }
        Some(element)
    }

    fn detach(&mut self, id: ElementId) {
        if let Some(parent) = self.parents.remove(&id)
            && let Some(siblings) = self.children.get_mut(&parent)
        {
            siblings.retain(|it| *it != id);
            // So that trees of equal elements are equal.
            if siblings.is_empty() {
                self.children.remove(&parent);
            }
        }
    }

    fn attach(&mut self, id: ElementId, parent: ElementId) {
        self.parents.insert(id, parent);
        let key = self.sort_key(id);
        let siblings = self.children.get(&parent).map_or(&[][..], Vec::as_slice);
        let at = siblings.partition_point(|sibling| self.sort_key(*sibling) < key);
        self.children.entry(parent).or_default().insert(at, id);
    }

    /// Displaced elements come last, then the order key decides, then the id.
    fn sort_key(&self, id: ElementId) -> (bool, Option<&OrderKey>, ElementId) {
        let order = self.elements.get(&id).map(|it| &it.place.order);
        (self.displaced.contains(&id), order, id)
    }

    fn work_out(&mut self) {
        self.parents.clear();
        self.children.clear();
        self.displaced.clear();
        let mut ids: Vec<ElementId> = self.elements.keys().copied().collect();
        ids.sort_unstable();
        for id in &ids {
            if *id == self.root {
                continue;
            }
            let wanted = self.elements[id].place.parent;
            let parent = match wanted.filter(|parent| {
                self.elements
                    .get(parent)
                    .is_some_and(|it| it.kind.may_hold(self.elements[id].kind))
            }) {
                Some(parent) => parent,
                None => {
                    self.displaced.insert(*id);
                    self.root
                }
            };
            self.parents.insert(*id, parent);
        }
        self.break_cycles(&ids);
        for (id, parent) in &self.parents {
            self.children.entry(*parent).or_default().push(*id);
        }
        let mut children = std::mem::take(&mut self.children);
        for siblings in children.values_mut() {
            siblings.sort_by(|a, b| self.sort_key(*a).cmp(&self.sort_key(*b)));
        }
        self.children = children;
    }

    /// Ascending ids make the smallest id of a cycle the one that is met first.
    fn break_cycles(&mut self, ids: &[ElementId]) {
        let mut reaches_root: BTreeSet<ElementId> = BTreeSet::from([self.root]);
        for start in ids {
            let mut walked = Vec::new();
            let mut on_walk = BTreeSet::new();
            let mut at = *start;
            while !reaches_root.contains(&at) && on_walk.insert(at) {
                walked.push(at);
                match self.parents.get(&at) {
                    Some(parent) => at = *parent,
                    None => break,
                }
            }
            if on_walk.contains(&at) && at != self.root {
                let cycle = walked.iter().skip_while(|id| **id != at);
                if let Some(smallest) = cycle.min().copied() {
                    self.parents.insert(smallest, self.root);
                    self.displaced.insert(smallest);
                }
            }
            reaches_root.extend(walked);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ElementKind, Place};

    fn id(number: u64) -> ElementId {
        ElementId::from_random_bits(number)
    }

    fn element(number: u64, parent: Option<u64>, order: &str) -> Arc<Element> {
        Arc::new(Element {
            id: id(number),
            kind: ElementKind::Frame,
            name: format!("Element {number}"),
            place: Place {
                parent: parent.map(id),
                order: OrderKey::parse(order).unwrap(),
            },
            locked: false,
            properties: crate::Properties::default(),
            text: String::new(),
            runs: crate::TextRuns::default(),
        })
    }

    fn page() -> PageId {
        PageId::from_random_bits(0)
    }

    fn sample() -> Vec<Arc<Element>> {
        vec![
            element(0, None, "V"),
            element(1, Some(0), "B"),
            element(2, Some(0), "A"),
            element(3, Some(1), "A"),
            element(4, Some(3), "A"),
        ]
    }

    #[test]
    fn children_stand_in_the_order_of_their_keys() {
        let tree = Tree::new(page(), sample());
        assert_eq!(tree.children(tree.root()), [id(2), id(1)]);
        assert_eq!(
            tree.subtree(tree.root()),
            [id(0), id(2), id(1), id(3), id(4)]
        );
        assert_eq!(tree.topmost(&[id(4), id(1), id(2)]), [id(2), id(1)]);
        assert!(tree.is_ancestor(id(1), id(4)));
    }

    #[test]
    fn changing_one_element_at_a_time_gives_the_tree_of_all_at_once() {
        let steps = [
            element(4, Some(2), "M"),
            element(5, Some(2), "B"),
            element(1, Some(2), "A"),
            element(2, Some(1), "A"),
            element(6, Some(99), "A"),
            element(2, Some(0), "A"),
            element(3, Some(0), "A"),
        ];
        let mut tree = Tree::new(page(), sample());
        for step in steps {
            tree.insert(step);
            let anew = Tree::new(page(), tree.elements().cloned().collect::<Vec<_>>());
            assert_eq!(tree.subtree(tree.root()), anew.subtree(anew.root()));
            assert_eq!(
                tree.subtree(tree.root()).len(),
                tree.len(),
                "an element was lost"
            );
        }
        tree.remove(id(2));
        assert_eq!(tree.subtree(tree.root()).len(), tree.len());
    }

    #[test]
    fn frames_moved_into_one_another_both_stay_visible() {
        let tree = Tree::new(
            page(),
            [
                element(0, None, "V"),
                element(1, Some(2), "A"),
                element(2, Some(1), "A"),
            ],
        );
        assert_eq!(tree.parent(id(1)), Some(tree.root()));
        assert_eq!(tree.parent(id(2)), Some(id(1)));
    }
}
