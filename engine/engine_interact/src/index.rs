//! Which boxes cover a point or meet an area.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use omnios_model::{ElementId, Point, Rect};

use crate::box_tree::{BoxTree, hilbert_order};

/// The boxes of one page, in page space (CSS px). Boxes whose edges aren't finite are left out:
/// they can't be seen either.
#[derive(Debug, Default)]
pub struct SpatialIndex {
    tree: BoxTree,
    /// The element of each of the tree's items.
    ids: Vec<ElementId>,
    items: HashMap<ElementId, u32, FixedState>,
    unused_items: Vec<u32>,
}

impl SpatialIndex {
    /// An index of all these boxes at once; faster than one at a time. Of boxes with the same
    /// id the last one counts.
    pub fn bulk(boxes: impl IntoIterator<Item = (ElementId, Rect)>) -> Self {
        let given: Vec<(ElementId, Rect)> = boxes.into_iter().collect();
        let order = hilbert_order(given.iter().map(|(_, rect)| *rect));
        let mut index = Self {
            items: HashMap::with_capacity_and_hasher(given.len(), FixedState::default()),
            ..Self::default()
        };
        let mut rects = Vec::with_capacity(given.len());
        let mut sources: Vec<u32> = Vec::with_capacity(given.len());
        for at in order {
            let (id, rect) = given[at as usize];
            let item = index.ids.len() as u32;
            match index.items.entry(id) {
                std::collections::hash_map::Entry::Vacant(entry) => {
                    entry.insert(item);
                    index.ids.push(id);
                    rects.push(rect);
                    sources.push(at);
                }
                std::collections::hash_map::Entry::Occupied(entry) => {
                    let known = *entry.get() as usize;
                    if sources[known] < at {
                        sources[known] = at;
                        rects[known] = rect;
                    }
                }
            }
        }
        index.tree = BoxTree::packed(&rects);
        index
    }

    /// Puts a box in, moves it, or takes it out (`None`). Costs no more than the tree's height.
    pub fn set(&mut self, id: ElementId, rect: Option<Rect>) {
        match (self.items.get(&id), rect) {
            (Some(item), Some(_)) => self.tree.set(*item, rect),
            (Some(item), None) => {
                self.tree.set(*item, None);
                self.unused_items.push(*item);
                self.items.remove(&id);
            }
            (None, Some(_)) => {
                let item = self.unused_items.pop().unwrap_or(self.ids.len() as u32);
                match self.ids.get_mut(item as usize) {
                    Some(slot) => *slot = id,
                    None => self.ids.push(id),
                }
                self.items.insert(id, item);
                self.tree.set(item, rect);
            }
            (None, None) => {}
        }
    }

    /// An element's box.
    pub fn get(&self, id: ElementId) -> Option<Rect> {
        let item = self.items.get(&id)?;
        self.tree.get(*item).map(|edges| edges.rect())
    }

    /// Every element whose box covers the point, in no particular order. Left and top edges
    /// belong to a box, right and bottom ones don't.
    pub fn at(&self, point: Point) -> impl Iterator<Item = ElementId> + '_ {
        self.tree
            .covering(point)
            .map(|(item, _)| self.ids[item as usize])
    }

    /// Every element whose box shares at least an edge with the area, in no particular order.
    pub fn meeting(&self, area: Rect) -> impl Iterator<Item = (ElementId, Rect)> + '_ {
        self.tree
            .meeting(&area)
            .map(|(item, edges)| (self.ids[item as usize], edges.rect()))
    }

    /// Every element whose box lies entirely in the area, in no particular order.
    pub fn within(&self, area: Rect) -> impl Iterator<Item = (ElementId, Rect)> + '_ {
        self.meeting(area)
            .filter(move |(_, rect)| area.contains_rect(rect))
    }

    /// How many boxes there are.
    pub fn len(&self) -> usize {
        self.tree.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    fn id(number: u64) -> ElementId {
        ElementId::from_random_bits(number)
    }

    /// SplitMix64, so that a seed repeats a run on every machine.
    struct Random(u64);

    impl Random {
        fn below(&mut self, bound: u64) -> f32 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut bits = self.0;
            bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((bits ^ (bits >> 31)) % bound) as f32
        }

        fn rect(&mut self) -> Rect {
            let sides = if self.below(20) == 0.0 { 900 } else { 60 };
            Rect::new(
                self.below(2_000) - 500.0,
                self.below(2_000),
                self.below(sides),
                self.below(sides),
            )
        }
    }

    fn assert_same(index: &SpatialIndex, boxes: &BTreeMap<ElementId, Rect>, random: &mut Random) {
        assert_eq!(index.len(), boxes.len());
        let point = Point::new(random.below(2_000) - 500.0, random.below(2_000));
        let found: Vec<ElementId> = index.at(point).collect();
        let expected: BTreeSet<ElementId> = boxes
            .iter()
            .filter(|(_, rect)| rect.contains(point))
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(found.len(), expected.len(), "none is found twice");
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
        let area = random.rect();
        let found: Vec<ElementId> = index.meeting(area).map(|(id, _)| id).collect();
        let expected: BTreeSet<ElementId> = boxes
            .iter()
            .filter(|(_, rect)| rect.intersects(&area))
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(found.len(), expected.len(), "none is found twice");
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
    }

    #[test]
    fn queries_agree_with_looking_at_every_box_whatever_has_changed() {
        for seed in 1..=12 {
            let mut random = Random(seed);
            let count = [0, 1, 15, 17, 300, 1_000][seed as usize % 6];
            let mut boxes: BTreeMap<ElementId, Rect> =
                (0..count).map(|it| (id(it), random.rect())).collect();
            let mut index = SpatialIndex::bulk(boxes.clone());
            for step in 0..1_500 {
                let chosen = id(random.below(count + 200) as u64);
                match random.below(10) as u8 {
                    // A step as of a drag.
                    0..4 => {
                        if let Some(rect) = boxes.get_mut(&chosen) {
                            rect.x += random.below(21) - 10.0;
                            rect.y += random.below(21) - 10.0;
                            index.set(chosen, Some(*rect));
                        }
                    }
                    4..6 => {
                        boxes.remove(&chosen);
                        index.set(chosen, None);
                    }
                    _ => {
                        let rect = random.rect();
                        boxes.insert(chosen, rect);
                        index.set(chosen, Some(rect));
                    }
                }
                if step % 10 == 0 {
                    assert_same(&index, &boxes, &mut random);
                }
            }
            for id in boxes.keys() {
                index.set(*id, None);
            }
            assert!(index.is_empty(), "seed {seed}");
            assert_eq!(index.meeting(Rect::new(-1e6, -1e6, 2e6, 2e6)).count(), 0);
        }
    }

    #[test]
    fn a_tree_that_grows_from_nothing_stays_low() {
        let mut random = Random(99);
        let mut index = SpatialIndex::default();
        let mut boxes = BTreeMap::new();
        for number in 0..5_000 {
            let rect = random.rect();
            boxes.insert(id(number), rect);
            index.set(id(number), Some(rect));
        }
        for _ in 0..100 {
            assert_same(&index, &boxes, &mut random);
        }
    }

    #[test]
    fn a_box_without_finite_size_is_left_out() {
        let mut index = SpatialIndex::default();
        index.set(id(1), Some(Rect::new(0.0, f32::NAN, 10.0, 10.0)));
        index.set(id(2), Some(Rect::new(0.0, 0.0, f32::INFINITY, 10.0)));
        assert!(index.is_empty());
        index.set(id(2), Some(Rect::new(0.0, 0.0, 5.0, 10.0)));
        assert_eq!(index.at(Point::new(1.0, 1.0)).collect::<Vec<_>>(), [id(2)]);
        index.set(id(2), Some(Rect::new(f32::NAN, 0.0, 5.0, 10.0)));
        assert!(index.is_empty());
        let whole = Rect::new(-1.0, -1.0, f32::INFINITY, 1.0);
        assert_eq!(index.meeting(whole).count(), 0);
    }

    #[test]
    fn the_last_box_of_an_element_counts() {
        let twice = [
            (id(1), Rect::new(500.0, 0.0, 10.0, 10.0)),
            (id(1), Rect::new(0.0, 0.0, 10.0, 10.0)),
        ];
        let index = SpatialIndex::bulk(twice);
        assert_eq!(index.len(), 1);
        assert_eq!(index.get(id(1)), Some(twice[1].1));
    }
}
