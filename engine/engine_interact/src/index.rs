//! Which boxes cover a point or meet an area.

use std::collections::HashMap;

use omnios_model::{ElementId, Point, Rect};
use rstar::{AABB, RTree, RTreeObject};

/// The boxes of one page, in page space (CSS px).
#[derive(Debug, Default)]
pub struct SpatialIndex {
    tree: RTree<Item>,
    rects: HashMap<ElementId, Rect>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Item {
    id: ElementId,
    rect: Rect,
}

impl RTreeObject for Item {
    type Envelope = AABB<[f32; 2]>;

    fn envelope(&self) -> Self::Envelope {
        envelope(&self.rect)
    }
}

fn envelope(rect: &Rect) -> AABB<[f32; 2]> {
    AABB::from_corners([rect.x, rect.y], [rect.right(), rect.bottom()])
}

/// Boxes that aren't finite would break the tree's ordering; they can't be seen either.
fn is_indexable(rect: &Rect) -> bool {
    rect.right().is_finite()
        && rect.bottom().is_finite()
        && rect.x.is_finite()
        && rect.y.is_finite()
}

impl SpatialIndex {
    /// An index of all these boxes at once; faster than one at a time.
    pub fn bulk(boxes: impl IntoIterator<Item = (ElementId, Rect)>) -> Self {
        let rects: HashMap<ElementId, Rect> = boxes
            .into_iter()
            .filter(|(_, rect)| is_indexable(rect))
            .collect();
        let items = rects
            .iter()
            .map(|(id, rect)| Item {
                id: *id,
                rect: *rect,
            })
            .collect();
        Self {
            tree: RTree::bulk_load(items),
            rects,
        }
    }

    /// Puts a box in, moves it, or takes it out (`None`).
    pub fn set(&mut self, id: ElementId, rect: Option<Rect>) {
        let rect = rect.filter(is_indexable);
        let old = match rect {
            Some(rect) => self.rects.insert(id, rect),
            None => self.rects.remove(&id),
        };
        if old == rect {
            return;
        }
        if let Some(rect) = old {
            self.tree.remove(&Item { id, rect });
        }
        if let Some(rect) = rect {
            self.tree.insert(Item { id, rect });
        }
    }

    /// Every element whose box covers the point, in no particular order.
    pub fn at(&self, point: Point) -> impl Iterator<Item = ElementId> + '_ {
        self.tree
            .locate_in_envelope_intersecting(AABB::from_point([point.x, point.y]))
            .filter(move |item| item.rect.contains(point))
            .map(|item| item.id)
    }

    /// Every element whose box meets the area, in no particular order.
    pub fn meeting(&self, area: Rect) -> impl Iterator<Item = (ElementId, Rect)> + '_ {
        self.tree
            .locate_in_envelope_intersecting(envelope(&area))
            .map(|item| (item.id, item.rect))
    }

    /// How many boxes there are.
    pub fn len(&self) -> usize {
        self.rects.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rects.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn id(number: u64) -> ElementId {
        ElementId::from_random_bits(number)
    }

    #[test]
    fn queries_agree_with_looking_at_every_box() {
        let mut state = 42_u64;
        let mut next = |bound: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            ((state >> 33) % bound) as f32
        };
        let mut boxes: Vec<(ElementId, Rect)> = (0..500)
            .map(|number| {
                let rect = Rect::new(next(1_000), next(1_000), next(90), next(90));
                (id(number), rect)
            })
            .collect();
        let mut index = SpatialIndex::bulk(boxes.clone());
        for round in 0..200_usize {
            let slot = &mut boxes[(round * 7) % 500];
            slot.1 = Rect::new(next(1_000), next(1_000), next(90), next(90));
            index.set(slot.0, Some(slot.1));
            let point = Point::new(next(1_000), next(1_000));
            let found: BTreeSet<_> = index.at(point).collect();
            let expected: BTreeSet<_> = boxes
                .iter()
                .filter(|(_, rect)| rect.contains(point))
                .map(|(id, _)| *id)
                .collect();
            assert_eq!(found, expected);
            let area = Rect::new(next(1_000), next(1_000), next(300), next(300));
            let found: BTreeSet<_> = index.meeting(area).map(|(id, _)| id).collect();
            let expected: BTreeSet<_> = boxes
                .iter()
                .filter(|(_, rect)| rect.intersects(&area))
                .map(|(id, _)| *id)
                .collect();
            assert_eq!(found, expected);
        }
        index.set(id(3), None);
        assert_eq!(index.len(), 499);
    }

    #[test]
    fn a_box_without_finite_size_is_left_out() {
        let mut index = SpatialIndex::default();
        index.set(id(1), Some(Rect::new(0.0, f32::NAN, 10.0, 10.0)));
        index.set(id(2), Some(Rect::new(0.0, 0.0, f32::INFINITY, 10.0)));
        assert!(index.is_empty());
    }
}
