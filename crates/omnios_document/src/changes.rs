//! Change sets: comparing what was with what is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use omnios_model::{Element, ElementId, PageChange, Project, Tree};

/// The elements of a page that a change replaces; `None` for absence.
pub(crate) type Elements = BTreeMap<ElementId, Option<Arc<Element>>>;

/// How a page's tree differs from what it was. `before` holds what the elements that may have
/// changed were, `displaced_before` what [`displaced`] gave.
pub(crate) fn page_change(
    tree: &Tree,
    before: &Elements,
    displaced_before: &BTreeSet<ElementId>,
) -> PageChange {
    let mut change = PageChange::default();
    for (id, before) in before {
        compare(
            *id,
            before.as_deref(),
            tree.get(*id).map(|it| &**it),
            &mut change,
        );
    }
    // An element moves without being touched where its parent comes or goes.
    let displaced_now = displaced(tree);
    for id in displaced_before.symmetric_difference(&displaced_now) {
        if tree.contains(*id) && !change.inserted.contains(id) {
            change.moved.insert(*id);
        }
    }
    change
}

fn compare(
    id: ElementId,
    before: Option<&Element>,
    after: Option<&Element>,
    change: &mut PageChange,
) {
    match (before, after) {
        (None, None) => {}
        (None, Some(_)) => {
            change.inserted.insert(id);
        }
        (Some(_), None) => {
            change.removed.insert(id);
        }
        (Some(before), Some(after)) => {
            let other_kind = before.kind != after.kind;
            if other_kind || before.place != after.place {
                change.moved.insert(id);
            }
            let other_content = before.text != after.text || before.runs != after.runs;
            if other_kind || before.properties != after.properties || other_content {
                change.restyled.insert(id);
            }
            if other_kind || before.name != after.name || before.locked != after.locked {
                change.relabelled.insert(id);
            }
        }
    }
}

/// The elements that don't stand where their place says. They are the root's last children,
/// so that looking for them costs nothing where there are none.
pub(crate) fn displaced(tree: &Tree) -> BTreeSet<ElementId> {
    let is_displaced = |id: &&ElementId| {
        tree.get(**id)
            .is_some_and(|element| element.place.parent != Some(tree.root()))
    };
    let children = tree.children(tree.root()).iter();
    if tree.contains(tree.root()) {
        children.rev().take_while(is_displaced).copied().collect()
    } else {
        // Without a root nothing stands where it says, and the order tells nothing.
        children.filter(is_displaced).copied().collect()
    }
}

/// Puts the elements into the tree, or takes them out, in an order that keeps the tree cheap
/// to maintain.
pub(crate) fn replace(tree: &mut Tree, page: omnios_model::PageId, elements: Elements) {
    /// Beyond this many, a tree with displaced elements, and one that changes for the most part,
    /// is cheaper to work out once.
    const FEW: usize = 8;
    let changes_most = elements.len() > tree.len() / 4;
    if elements.len() > FEW && (changes_most || !displaced(tree).is_empty()) {
        let kept = tree.elements().filter(|it| !elements.contains_key(&it.id));
        let new = elements.values().flatten();
        *tree = Tree::new(page, kept.chain(new).cloned().collect::<Vec<_>>());
        return;
    }
    let (come, gone): (Vec<_>, Vec<_>) = elements.into_iter().partition(|(_, it)| it.is_some());
    let come: BTreeMap<ElementId, Arc<Element>> = come
        .into_iter()
        .filter_map(|(id, element)| Some((id, element?)))
        .collect();
    for id in parents_first(&come) {
        let element = &come[&id];
        if tree.get(id).is_some_and(|old| old.kind != element.kind) {
            tree.remove(id);
        }
        tree.insert(Arc::clone(element));
    }
    let mut gone: Vec<(usize, ElementId)> = gone
        .into_iter()
        .map(|(id, _)| (tree.ancestors(id).count(), id))
        .collect();
    gone.sort_unstable_by(|a, b| b.cmp(a));
    for (_, id) in gone {
        tree.remove(id);
    }
}

/// The ids in an order in which no element comes before its parent.
fn parents_first(elements: &BTreeMap<ElementId, Arc<Element>>) -> Vec<ElementId> {
    let mut ordered = Vec::with_capacity(elements.len());
    let mut done = BTreeSet::new();
    for id in elements.keys() {
        let mut chain = Vec::new();
        let mut at = Some(*id);
        while let Some(id) = at
            && let Some(element) = elements.get(&id)
            && done.insert(id)
        {
            chain.push(id);
            at = element.place.parent;
        }
        ordered.extend(chain.into_iter().rev());
    }
    ordered
}

/// The pages that the project lists now and didn't, and the other way round.
pub(crate) fn listed_pages(
    before: &Project,
    after: &Project,
) -> (
    BTreeSet<omnios_model::PageId>,
    BTreeSet<omnios_model::PageId>,
) {
    let ids = |project: &Project| -> BTreeSet<_> { project.pages.iter().map(|it| it.id).collect() };
    let (before, after) = (ids(before), ids(after));
    (&after - &before, &before - &after)
}
