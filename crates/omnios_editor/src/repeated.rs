//! Blocks that stand on the pages again and again, with other words and pictures in them: what
//! could be a component.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use omnios_model::{
    Breakpoint, Element, ElementId, ElementKind, Property, PropertyGroup, PropertyKey, Tree,
};

/// How often a block stands there before it is offered.
const FEWEST: usize = 3;
/// The least elements of a block; what is smaller is a shape or a text.
const SMALLEST: usize = 2;
/// The most elements of one: what is larger is a page's section.
const LARGEST: usize = 200;

/// Blocks that are built alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeated {
    /// What most of them are called.
    pub(crate) name: String,
    /// Their topmost elements, in the pages' order.
    pub(crate) ids: Vec<ElementId>,
    /// How many elements each has.
    pub(crate) elements: usize,
}

/// The blocks that repeat on these pages, the largest first. Of blocks that only stand within one
/// that repeats as often, the outer one is given.
pub(crate) fn repeated<'a>(trees: impl Iterator<Item = &'a Tree>) -> Vec<Repeated> {
    let mut alike: BTreeMap<(usize, u64), Vec<(ElementId, String)>> = BTreeMap::new();
    let mut parents: HashMap<ElementId, ElementId> = HashMap::new();
    for tree in trees {
        let mut shapes: HashMap<ElementId, (usize, u64)> = HashMap::new();
        // Children come after their parents.
        let order = tree.subtree(tree.root());
        for id in order.iter().rev() {
            let Some(element) = tree.get(*id) else {
                continue;
            };
            let children = tree.children(*id);
            let count = 1 + children
                .iter()
                .filter_map(|child| shapes.get(child))
                .map(|(count, _)| count)
                .sum::<usize>();
            let mut hasher = DefaultHasher::new();
            hash_element(element, &mut hasher);
            for child in children {
                shapes.get(child).hash(&mut hasher);
                parents.insert(*child, *id);
            }
            shapes.insert(*id, (count, hasher.finish()));
        }
        for id in order.iter().skip(1) {
            let (Some(shape), Some(element)) = (shapes.get(id), tree.get(*id)) else {
                continue;
            };
            let is_block = matches!(element.kind, ElementKind::Frame | ElementKind::Text);
            let is_marked = !element.text_value(Property::Component).is_empty();
            if is_block && !is_marked && (SMALLEST..=LARGEST).contains(&shape.0) {
                let found = alike.entry(*shape).or_default();
                found.push((*id, element.name.clone()));
            }
        }
    }
    let mut blocks: Vec<Repeated> = Vec::new();
    let mut taken: BTreeMap<ElementId, usize> = BTreeMap::new();
    for ((elements, _), found) in alike.into_iter().rev() {
        if found.len() < FEWEST {
            continue;
        }
        let outer: BTreeSet<usize> = found
            .iter()
            .filter_map(|(id, _)| {
                std::iter::successors(parents.get(id), |at| parents.get(at))
                    .find_map(|at| taken.get(at).copied())
            })
            .collect();
        let repeats_no_more = outer
            .iter()
            .any(|index| blocks[*index].ids.len() >= found.len());
        if repeats_no_more {
            continue;
        }
        for (id, _) in &found {
            taken.insert(*id, blocks.len());
        }
        blocks.push(Repeated {
            name: common_name(&found, &blocks),
            ids: found.into_iter().map(|(id, _)| id).collect(),
            elements,
        });
    }
    blocks
}

/// What makes blocks look alike: not what they say, show or link to, and not where they stand.
fn hash_element(element: &Element, hasher: &mut DefaultHasher) {
    element.kind.hash(hasher);
    for (key, value) in &element.properties {
        if tells(key) {
            key.hash(hasher);
            value.to_string().hash(hasher);
        }
    }
}

fn tells(key: &PropertyKey) -> bool {
    let group = key.property.group();
    let is_place = matches!(
        key.property,
        Property::GridColumn
            | Property::GridRow
            | Property::Order
            | Property::MarginTop
            | Property::MarginRight
            | Property::MarginBottom
            | Property::MarginLeft
            | Property::Width
            | Property::Height
    );
    // One of several is often set apart by its colour, and at narrow widths by more.
    key.breakpoint == Breakpoint::Desktop
        && !is_place
        && !matches!(
            group,
            PropertyGroup::Content
                | PropertyGroup::Position
                | PropertyGroup::Motion
                | PropertyGroup::Fill
        )
}

/// The name that most of them have, with a number where another block has it.
fn common_name(found: &[(ElementId, String)], blocks: &[Repeated]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in found {
        *counts.entry(name.as_str()).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count);
    let name = most.map_or("Block", |(name, _)| name);
    let is_taken = |name: &str| blocks.iter().any(|it| it.name == name);
    if !is_taken(name) {
        return name.to_owned();
    }
    (2..)
        .map(|number| format!("{name} {number}"))
        .find(|it| !is_taken(it))
        .unwrap_or_default()
}
