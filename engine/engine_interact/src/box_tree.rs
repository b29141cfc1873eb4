//! A tree of boxes for one question asked often: which of them meet this area?
//!
//! [`BoxTree`] is an R-tree (Guttman 1984) in flat arrays. It is filled in one go along a
//! Hilbert curve, as packed R-trees are (Kamel and Faloutsos 1993), and then changes in place: a
//! box that moves a little stays in its leaf, and the boxes above it are fitted exactly; one that
//! jumps is put in anew, splitting what is full. A node keeps its sixteen boxes by coordinate,
//! so that one pass of comparisons answers for all of them.
//!
//! Items are numbers chosen by the caller; they index its own arrays. Queries allocate nothing.

use omnios_model::{Point, Rect};

/// Boxes a node.
const CAPACITY: usize = 16;
/// Fewest boxes in either half of a node that was split.
const FEWEST: usize = 6;
/// Levels before the tree is packed anew. Packed, twelve levels hold 16¹² boxes.
const MAX_HEIGHT: usize = 12;
/// How much wider than it and its leaf a box's move may make them before it is put in anew.
const LOOSE: f32 = 1.1;
const NOWHERE: u32 = u32::MAX;

/// A box by its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edges {
    pub(crate) min_x: f32,
    pub(crate) min_y: f32,
    pub(crate) max_x: f32,
    pub(crate) max_y: f32,
}

/// The edges of a node's boxes. Empty places are inside out, so that nothing meets them.
#[derive(Debug, Clone)]
#[repr(align(64))]
pub(crate) struct Lanes {
    min_x: [f32; CAPACITY],
    min_y: [f32; CAPACITY],
    max_x: [f32; CAPACITY],
    max_y: [f32; CAPACITY],
}

/// Where a node hangs.
#[derive(Debug, Clone, Copy)]
struct Link {
    parent: u32,
    slot: u8,
    /// Used places.
    count: u8,
}

/// Boxes of numbered items.
#[derive(Debug, Clone)]
pub(crate) struct BoxTree {
    lanes: Vec<Lanes>,
    /// What stands at each place of a node: a node, or an item on the lowest level.
    entries: Vec<[u32; CAPACITY]>,
    links: Vec<Link>,
    /// `node * 16 + slot` of every item, [`NOWHERE`] for those that have no box.
    places: Vec<u32>,
    unused_nodes: Vec<u32>,
    root: u32,
    height: usize,
    len: usize,
}

impl Edges {
    const EMPTY: Self = Self {
        min_x: f32::INFINITY,
        min_y: f32::INFINITY,
        max_x: f32::NEG_INFINITY,
        max_y: f32::NEG_INFINITY,
    };

    /// `None` where an edge isn't finite: such a box can't be ordered, nor seen.
    pub(crate) fn of(rect: &Rect) -> Option<Self> {
        let edges = Self {
            min_x: rect.x,
            min_y: rect.y,
            max_x: rect.right(),
            max_y: rect.bottom(),
        };
        let finite = edges.min_x.is_finite()
            && edges.min_y.is_finite()
            && edges.max_x.is_finite()
            && edges.max_y.is_finite();
        (finite && edges.max_x >= edges.min_x && edges.max_y >= edges.min_y).then_some(edges)
    }

    pub(crate) fn rect(&self) -> Rect {
        Rect::new(
            self.min_x,
            self.min_y,
            self.max_x - self.min_x,
            self.max_y - self.min_y,
        )
    }

    fn union(&self, other: &Self) -> Self {
        Self {
            min_x: self.min_x.min(other.min_x),
            min_y: self.min_y.min(other.min_y),
            max_x: self.max_x.max(other.max_x),
            max_y: self.max_y.max(other.max_y),
        }
    }

    /// Width plus height; 0 for an empty box.
    fn extent(&self) -> f32 {
        (self.max_x - self.min_x).max(0.0) + (self.max_y - self.min_y).max(0.0)
    }

    fn is_empty(&self) -> bool {
        self.min_x > self.max_x
    }

    /// Whether `other` lies inside without touching an edge.
    fn encloses(&self, other: &Self) -> bool {
        self.min_x < other.min_x
            && self.min_y < other.min_y
            && self.max_x > other.max_x
            && self.max_y > other.max_y
    }
}

impl Lanes {
    const EMPTY: Self = Self {
        min_x: [f32::INFINITY; CAPACITY],
        min_y: [f32::INFINITY; CAPACITY],
        max_x: [f32::NEG_INFINITY; CAPACITY],
        max_y: [f32::NEG_INFINITY; CAPACITY],
    };

    fn get(&self, slot: usize) -> Edges {
        Edges {
            min_x: self.min_x[slot],
            min_y: self.min_y[slot],
            max_x: self.max_x[slot],
            max_y: self.max_y[slot],
        }
    }

    fn set(&mut self, slot: usize, edges: &Edges) {
        self.min_x[slot] = edges.min_x;
        self.min_y[slot] = edges.min_y;
        self.max_x[slot] = edges.max_x;
        self.max_y[slot] = edges.max_y;
    }

    /// The smallest box around all of them.
    fn bounds(&self) -> Edges {
        let mut all = Edges::EMPTY;
        for slot in 0..CAPACITY {
            all.min_x = all.min_x.min(self.min_x[slot]);
            all.min_y = all.min_y.min(self.min_y[slot]);
            all.max_x = all.max_x.max(self.max_x[slot]);
            all.max_y = all.max_y.max(self.max_y[slot]);
        }
        all
    }

    /// A bit for each box that shares at least an edge with the area.
    fn meeting(&self, area: &Edges) -> u32 {
        let mut mask = 0;
        for slot in 0..CAPACITY {
            let meets = (self.min_x[slot] <= area.max_x)
                & (self.max_x[slot] >= area.min_x)
                & (self.min_y[slot] <= area.max_y)
                & (self.max_y[slot] >= area.min_y);
            mask |= if meets { 1 << slot } else { 0 };
        }
        mask
    }

    /// A bit for each box that covers the point; as for [`Rect::contains`], the right and bottom
    /// edges don't count.
    fn covering(&self, point: Point) -> u32 {
        let mut mask = 0;
        for slot in 0..CAPACITY {
            let covers = (self.min_x[slot] <= point.x)
                & (self.max_x[slot] > point.x)
                & (self.min_y[slot] <= point.y)
                & (self.max_y[slot] > point.y);
            mask |= if covers { 1 << slot } else { 0 };
        }
        mask
    }

    fn free_slot(&self) -> Option<usize> {
        (0..CAPACITY).find(|slot| self.min_x[*slot] > self.max_x[*slot])
    }
}

impl Default for BoxTree {
    fn default() -> Self {
        Self::packed(&[])
    }
}

impl BoxTree {
    /// A tree of these boxes; the item of each is its index. They are packed as they come: order
    /// them by [`hilbert_order`] first. Boxes that aren't finite are left out.
    pub(crate) fn packed(rects: &[Rect]) -> Self {
        let boxes = rects.iter().enumerate();
        let level: Vec<(u32, Edges)> = boxes
            .filter_map(|(item, rect)| Some((item as u32, Edges::of(rect)?)))
            .collect();
        Self::pack(level, rects.len())
    }

    fn pack(mut level: Vec<(u32, Edges)>, items: usize) -> Self {
        let nodes = level.len().div_ceil(CAPACITY - 1) + 1;
        let mut tree = Self {
            lanes: Vec::with_capacity(nodes),
            entries: Vec::with_capacity(nodes),
            links: Vec::with_capacity(nodes),
            places: vec![NOWHERE; items],
            unused_nodes: Vec::new(),
            root: 0,
            height: 0,
            len: level.len(),
        };
        loop {
            let leaf = tree.height == 0;
            tree.height += 1;
            let mut above = Vec::with_capacity(level.len().div_ceil(CAPACITY).max(1));
            let mut chunks = level.chunks(CAPACITY).peekable();
            if chunks.peek().is_none() {
                tree.add_node();
            }
            for chunk in chunks {
                let node = tree.add_node();
                for (slot, (entry, edges)) in chunk.iter().enumerate() {
                    tree.put(node, slot, *entry, edges, leaf);
                }
                above.push((node, tree.lanes[node as usize].bounds()));
            }
            tree.root = tree.lanes.len() as u32 - 1;
            if above.len() <= 1 {
                return tree;
            }
            level = above;
        }
    }

    /// How many items have a box.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// An item's box.
    pub(crate) fn get(&self, item: u32) -> Option<Edges> {
        let place = *self.places.get(item as usize)?;
        (place != NOWHERE).then(|| {
            let (node, slot) = split_place(place);
            self.lanes[node].get(slot)
        })
    }

    /// Gives an item a box, moves it, or takes it out (`None`, or a box that isn't finite).
    pub(crate) fn set(&mut self, item: u32, rect: Option<Rect>) {
        let edges = rect.as_ref().and_then(Edges::of);
        let place = self.places.get(item as usize).copied();
        let place = place.filter(|place| *place != NOWHERE);
        match (place, edges) {
            (None, None) => {}
            (None, Some(edges)) => {
                if self.places.len() <= item as usize {
                    self.places.resize(item as usize + 1, NOWHERE);
                }
                self.len += 1;
                self.insert_item(item, &edges);
            }
            (Some(place), None) => {
                self.len -= 1;
                self.places[item as usize] = NOWHERE;
                self.take_out(place);
            }
            (Some(place), Some(edges)) => self.relocate(item, place, &edges),
        }
    }

    fn relocate(&mut self, item: u32, place: u32, edges: &Edges) {
        let (leaf, slot) = split_place(place);
        let old = self.lanes[leaf].get(slot);
        if old == *edges {
            return;
        }
        let link = self.links[leaf];
        let bounds = match link.parent {
            NOWHERE => None,
            parent => Some(self.lanes[parent as usize].get(usize::from(link.slot))),
        };
        // Most moves stay inside their leaf and touch none of its edges.
        let Some(bounds) = bounds.filter(|it| !(it.encloses(&old) && it.encloses(edges))) else {
            self.lanes[leaf].set(slot, edges);
            return;
        };
        self.lanes[leaf].set(slot, &Edges::EMPTY);
        let others = self.lanes[leaf].bounds();
        let together = others.union(edges);
        let near = others.is_empty()
            || together.extent() <= LOOSE * (others.extent() + edges.extent())
            || together.extent() <= bounds.extent();
        if near {
            self.lanes[leaf].set(slot, edges);
            self.fit(leaf, &together);
        } else {
            // `take_out` expects the box that it removes.
            self.lanes[leaf].set(slot, &old);
            self.take_out(place);
            self.insert_item(item, edges);
        }
    }

    /// Tells the nodes above that `node` now has these bounds, as far as it concerns them.
    fn fit(&mut self, mut node: usize, bounds: &Edges) {
        let mut bounds = *bounds;
        loop {
            let Link { parent, slot, .. } = self.links[node];
            if parent == NOWHERE {
                return;
            }
            let above = &mut self.lanes[parent as usize];
            if above.get(usize::from(slot)) == bounds {
                return;
            }
            above.set(usize::from(slot), &bounds);
            bounds = above.bounds();
            node = parent as usize;
        }
    }

    fn take_out(&mut self, place: u32) {
        let (mut node, mut slot) = split_place(place);
        loop {
            self.lanes[node].set(slot, &Edges::EMPTY);
            let link = &mut self.links[node];
            link.count -= 1;
            let link = *link;
            if link.count > 0 || link.parent == NOWHERE {
                break;
            }
            self.unused_nodes.push(node as u32);
            (node, slot) = (link.parent as usize, usize::from(link.slot));
        }
        if self.len == 0 {
            let items = self.places.len();
            *self = Self::pack(Vec::new(), items);
            return;
        }
        let bounds = self.lanes[node].bounds();
        self.fit(node, &bounds);
    }

    fn insert_item(&mut self, item: u32, edges: &Edges) {
        let mut node = self.root as usize;
        for _ in 1..self.height {
            node = self.entries[node][self.closest(node, edges)] as usize;
        }
        self.insert_entry(node, item, edges, true);
        if self.height > MAX_HEIGHT {
            self.repack();
        }
    }

    /// The place of a node whose box has to grow least to take this one in.
    fn closest(&self, node: usize, edges: &Edges) -> usize {
        let lanes = &self.lanes[node];
        let mut best: Option<(f32, f32, usize)> = None;
        for slot in 0..CAPACITY {
            let there = lanes.get(slot);
            if there.is_empty() {
                continue;
            }
            let extent = there.extent();
            let growth = there.union(edges).extent() - extent;
            if best.is_none_or(|best| (growth, extent) < (best.0, best.1)) {
                best = Some((growth, extent, slot));
            }
        }
        best.map_or(0, |best| best.2)
    }

    fn insert_entry(&mut self, node: usize, entry: u32, edges: &Edges, leaf: bool) {
        if let Some(slot) = self.lanes[node].free_slot() {
            self.put(node as u32, slot, entry, edges, leaf);
            let bounds = self.lanes[node].bounds();
            self.fit(node, &bounds);
            return;
        }
        let mut all: Vec<(u32, Edges)> = (0..CAPACITY)
            .map(|slot| (self.entries[node][slot], self.lanes[node].get(slot)))
            .collect();
        all.push((entry, *edges));
        let at = best_split(&mut all);
        self.lanes[node] = Lanes::EMPTY;
        self.links[node].count = 0;
        let sibling = self.add_node();
        for (index, (entry, edges)) in all.iter().enumerate() {
            let (to, slot) = if index < at {
                (node as u32, index)
            } else {
                (sibling, index - at)
            };
            self.put(to, slot, *entry, edges, leaf);
        }
        let (low, high) = (
            self.lanes[node].bounds(),
            self.lanes[sibling as usize].bounds(),
        );
        let parent = self.links[node].parent;
        if parent == NOWHERE {
            let root = self.add_node();
            self.put(root, 0, node as u32, &low, false);
            self.put(root, 1, sibling, &high, false);
            self.root = root;
            self.height += 1;
        } else {
            self.fit(node, &low);
            self.insert_entry(parent as usize, sibling, &high, false);
        }
    }

    fn repack(&mut self) {
        let mut level: Vec<(u32, Edges)> = (0..self.places.len() as u32)
            .filter_map(|item| Some((item, self.get(item)?)))
            .collect();
        let order = hilbert_order(level.iter().map(|(_, edges)| edges.rect()));
        level = order.into_iter().map(|at| level[at as usize]).collect();
        *self = Self::pack(level, self.places.len());
    }

    fn add_node(&mut self) -> u32 {
        let link = Link {
            parent: NOWHERE,
            slot: 0,
            count: 0,
        };
        if let Some(node) = self.unused_nodes.pop() {
            self.lanes[node as usize] = Lanes::EMPTY;
            self.links[node as usize] = link;
            return node;
        }
        self.lanes.push(Lanes::EMPTY);
        self.entries.push([NOWHERE; CAPACITY]);
        self.links.push(link);
        self.lanes.len() as u32 - 1
    }

    /// Puts an entry at a free place, and tells it where it is.
    fn put(&mut self, node: u32, slot: usize, entry: u32, edges: &Edges, leaf: bool) {
        self.lanes[node as usize].set(slot, edges);
        self.entries[node as usize][slot] = entry;
        self.links[node as usize].count += 1;
        if leaf {
            self.places[entry as usize] = node * CAPACITY as u32 + slot as u32;
        } else {
            let link = &mut self.links[entry as usize];
            link.parent = node;
            link.slot = slot as u8;
        }
    }

    /// The items whose boxes share at least an edge with the area.
    pub(crate) fn meeting(&self, area: &Rect) -> Walk<'_, impl Fn(&Lanes) -> u32 + use<>> {
        // An area that isn't finite, or inside out, meets nothing.
        let area = Edges::of(area).unwrap_or(Edges::EMPTY);
        Walk::new(self, move |lanes| lanes.meeting(&area))
    }

    /// The items whose boxes cover the point.
    pub(crate) fn covering(&self, point: Point) -> Walk<'_, impl Fn(&Lanes) -> u32 + use<>> {
        Walk::new(self, move |lanes| lanes.covering(point))
    }

    /// The item with the lowest score, among those whose box meets the area and has one.
    /// `score` gets a box and whether it is an item's own; for a box around several it must be
    /// no higher than for any box inside.
    pub(crate) fn lowest(
        &self,
        area: &Rect,
        score: impl Fn(&Edges, bool) -> Option<f32>,
    ) -> Option<(u32, Edges)> {
        let area = Edges::of(area)?;
        let mut best: Option<(f32, u32, Edges)> = None;
        self.lowest_in(self.root as usize, self.height, &area, &score, &mut best);
        best.map(|(_, item, edges)| (item, edges))
    }

    fn lowest_in(
        &self,
        node: usize,
        level: usize,
        area: &Edges,
        score: &impl Fn(&Edges, bool) -> Option<f32>,
        best: &mut Option<(f32, u32, Edges)>,
    ) {
        let lanes = &self.lanes[node];
        let mut mask = lanes.meeting(area);
        let mut found = [(0.0_f32, 0_usize); CAPACITY];
        let mut count = 0;
        while mask != 0 {
            let slot = mask.trailing_zeros() as usize;
            mask &= mask - 1;
            if let Some(score) = score(&lanes.get(slot), level == 1) {
                found[count] = (score, slot);
                count += 1;
            }
        }
        found[..count].sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        for (bound, slot) in &found[..count] {
            if best.is_some_and(|best| best.0 <= *bound) {
                return;
            }
            let entry = self.entries[node][*slot];
            if level == 1 {
                *best = Some((*bound, entry, lanes.get(*slot)));
            } else {
                self.lowest_in(entry as usize, level - 1, area, score, best);
            }
        }
    }
}

fn split_place(place: u32) -> (usize, usize) {
    (place as usize / CAPACITY, place as usize % CAPACITY)
}

/// Orders the boxes along the axis that parts them best; returns where the second half begins.
fn best_split(all: &mut [(u32, Edges)]) -> usize {
    let mut best = (f32::INFINITY, 0, 0);
    for axis in 0..2 {
        sort_along(all, axis);
        let mut after = [Edges::EMPTY; CAPACITY + 2];
        for index in (0..all.len()).rev() {
            after[index] = after[index + 1].union(&all[index].1);
        }
        let mut before = Edges::EMPTY;
        for (index, (_, edges)) in all.iter().enumerate() {
            if index >= FEWEST && all.len() - index >= FEWEST {
                let cost = before.extent() + after[index].extent();
                if cost < best.0 {
                    best = (cost, axis, index);
                }
            }
            before = before.union(edges);
        }
    }
    if best.1 == 0 {
        sort_along(all, 0);
    }
    best.2.max(FEWEST)
}

fn sort_along(all: &mut [(u32, Edges)], axis: usize) {
    let middle = |edges: &Edges| match axis {
        0 => edges.min_x + edges.max_x,
        _ => edges.min_y + edges.max_y,
    };
    all.sort_unstable_by(|a, b| middle(&a.1).total_cmp(&middle(&b.1)));
}

/// Indices of the boxes in the order of their middles along a Hilbert curve.
pub(crate) fn hilbert_order(rects: impl Iterator<Item = Rect> + Clone) -> Vec<u32> {
    let mut all = Edges::EMPTY;
    for edges in rects.clone().filter_map(|rect| Edges::of(&rect)) {
        all = all.union(&edges);
    }
    let scale = |low: f32, high: f32| f32::from(u16::MAX) / (high - low).max(f32::MIN_POSITIVE);
    let (scale_x, scale_y) = (scale(all.min_x, all.max_x), scale(all.min_y, all.max_y));
    let mut keyed: Vec<u64> = rects
        .enumerate()
        .map(|(index, rect)| {
            let middle = rect.center();
            // Casts of what is out of range stop at the ends; NaN becomes 0.
            let x = ((middle.x - all.min_x) * scale_x) as u16;
            let y = ((middle.y - all.min_y) * scale_y) as u16;
            u64::from(hilbert(u32::from(x), u32::from(y))) << 32 | index as u64
        })
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|key| key as u32).collect()
}

/// Distance along the Hilbert curve through a grid of 65,536 × 65,536.
fn hilbert(x: u32, y: u32) -> u32 {
    let mut index = 0;
    let (mut x, mut y) = (x, y);
    let mut side = 1 << 15;
    while side > 0 {
        let right = u32::from(x & side != 0);
        let low = u32::from(y & side != 0);
        index = index << 2 | ((3 * right) ^ low);
        if low == 0 {
            if right == 1 {
                x = !x & 0xffff;
                y = !y & 0xffff;
            }
            std::mem::swap(&mut x, &mut y);
        }
        side >>= 1;
    }
    index
}

/// Items of a tree, found one after the other.
pub(crate) struct Walk<'a, F> {
    tree: &'a BoxTree,
    /// Which boxes of a node to follow.
    choose: F,
    /// The nodes on the way down, each with the places that are still to be followed.
    way: [(u32, u32); MAX_HEIGHT + 1],
    depth: usize,
}

impl<'a, F: Fn(&Lanes) -> u32> Walk<'a, F> {
    fn new(tree: &'a BoxTree, choose: F) -> Self {
        let mut way = [(0, 0); MAX_HEIGHT + 1];
        way[0] = (tree.root, choose(&tree.lanes[tree.root as usize]));
        Self {
            tree,
            choose,
            way,
            depth: 0,
        }
    }
}

impl<F: Fn(&Lanes) -> u32> Iterator for Walk<'_, F> {
    /// The item and its box.
    type Item = (u32, Edges);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (node, mask) = &mut self.way[self.depth];
            if *mask == 0 {
                self.depth = self.depth.checked_sub(1)?;
                continue;
            }
            let slot = mask.trailing_zeros() as usize;
            *mask &= *mask - 1;
            let node = *node as usize;
            let entry = self.tree.entries[node][slot];
            if self.depth + 1 == self.tree.height {
                return Some((entry, self.tree.lanes[node].get(slot)));
            }
            self.depth += 1;
            let mask = (self.choose)(&self.tree.lanes[entry as usize]);
            self.way[self.depth] = (entry, mask);
        }
    }

    /// As calling [`Self::next`] until the end, but a leaf at a time.
    fn fold<B, G: FnMut(B, Self::Item) -> B>(mut self, start: B, mut f: G) -> B {
        let mut result = start;
        let leaf = self.tree.height - 1;
        loop {
            let (node, mask) = &mut self.way[self.depth];
            let at = *node as usize;
            if self.depth == leaf {
                let lanes = &self.tree.lanes[at];
                let entries = &self.tree.entries[at];
                while *mask != 0 {
                    let slot = mask.trailing_zeros() as usize;
                    *mask &= *mask - 1;
                    result = f(result, (entries[slot], lanes.get(slot)));
                }
            }
            if *mask == 0 {
                match self.depth.checked_sub(1) {
                    Some(above) => self.depth = above,
                    None => return result,
                }
                continue;
            }
            let slot = mask.trailing_zeros() as usize;
            *mask &= *mask - 1;
            let entry = self.tree.entries[at][slot];
            let mask = (self.choose)(&self.tree.lanes[entry as usize]);
            self.depth += 1;
            self.way[self.depth] = (entry, mask);
        }
    }
}
