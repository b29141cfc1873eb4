//! The scene and its nodes.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use engine_vector::{Combined, Shapes, child_style};
use omnios_model::{
    AssetHash, Breakpoint, Direction, Element, ElementId, ElementKind, ElementMap, PageChange,
    Size, Style, Tree,
};

use crate::SceneChange;
use crate::styles::Styles;

/// Natural sizes of the project's images in CSS px.
pub type ImageSizes = HashMap<AssetHash, Size>;

/// One element of a scene.
#[derive(Debug, Clone)]
pub struct Node {
    /// The element as the document has it.
    pub element: Arc<Element>,
    /// Its computed values at the scene's breakpoint, held together with the elements that set
    /// the same.
    pub style: Arc<Style>,
    /// Which way reading goes in it: its own `direction`, or else its parent's. Never
    /// [`Direction::Inherit`].
    pub direction: Direction,
    /// Its children, first (hindmost) to last (topmost).
    pub children: Vec<ElementId>,
    /// The element that holds it; `None` for the root alone.
    pub parent: Option<ElementId>,
    /// For images whose asset is known, vectors and booleans: the size they have where neither
    /// width nor height is set, in CSS px. `None` for all others.
    pub natural_size: Option<Size>,
    /// What a boolean paints; `None` for all others.
    pub combined: Option<Arc<Combined>>,
}

/// One page at one viewport width.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The range that [`Self::viewport_width`] falls into.
    pub breakpoint: Breakpoint,
    /// Width of the viewport in CSS px; the root element is as wide.
    pub viewport_width: f32,
    /// The page's root element. It may be missing from a page that has just been made.
    pub root: ElementId,
    nodes: ElementMap<Node>,
    styles: Styles,
    images: ImageSizes,
}

impl Scene {
    /// The scene of a page. Costs as much as the page has elements.
    pub fn new(tree: &Tree, viewport_width: f32, images: &ImageSizes) -> Self {
        let mut scene = Self {
            breakpoint: Breakpoint::of_viewport(viewport_width),
            viewport_width,
            root: tree.root(),
            nodes: ElementMap::default(),
            styles: Styles::default(),
            images: images.clone(),
        };
        scene.nodes.reserve(tree.len());
        for id in tree.subtree(tree.root()) {
            if let Some(element) = tree.get(id) {
                let mut node = scene.resolve(element, tree.parent(id));
                node.parent = tree.parent(id);
                node.children = tree.children(id).to_vec();
                if own_direction(&node.style).is_none()
                    && let Some(parent) = node.parent.and_then(|parent| scene.nodes.get(&parent))
                {
                    node.direction = parent.direction;
                }
                scene.nodes.insert(id, node);
            }
        }
        scene.combine_all(&mut SceneChange::default());
        scene
    }

    /// The element with this id, hidden or not.
    pub fn node(&self, id: ElementId) -> Option<&Node> {
        self.nodes.get(&id)
    }

    /// Every element, in no particular order.
    pub fn nodes(&self) -> impl Iterator<Item = (ElementId, &Node)> {
        self.nodes.iter().map(|(id, node)| (*id, node))
    }

    /// How many elements there are, the root and hidden ones included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no element at all, not even a root.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Parent, grandparent and so on up to the root.
    pub fn ancestors(&self, id: ElementId) -> impl Iterator<Item = ElementId> + '_ {
        let parent = |id: ElementId| self.node(id).and_then(|node| node.parent);
        std::iter::successors(parent(id), move |id| parent(*id))
    }

    /// Whether neither the element nor anything that holds it is hidden. Unknown ids are not
    /// shown.
    pub fn is_shown(&self, id: ElementId) -> bool {
        let shown = |id: ElementId| self.node(id).is_some_and(|node| !node.style.hidden);
        shown(id) && self.ancestors(id).all(shown)
    }

    /// The element and everything in it, parents before children, in painting order.
    pub fn subtree(&self, id: ElementId) -> Vec<ElementId> {
        let mut found = Vec::new();
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            if let Some(node) = self.node(id) {
                found.push(id);
                stack.extend(node.children.iter().rev());
            }
        }
        found
    }

    /// Follows the document: `tree` is the page after `change`. Costs what the change touches.
    ///
    /// Elements that stand elsewhere as a consequence only (their parent went or came back) need
    /// not be named in `change`.
    pub fn apply(&mut self, tree: &Tree, change: &PageChange) -> SceneChange {
        let mut step = SceneChange::default();
        if tree.root() != self.root {
            return self.replace(tree);
        }
        let mut parents: Vec<ElementId> = Vec::new();
        for id in change.inserted.iter().chain(&change.moved) {
            parents.extend(tree.parent(*id));
            // Children that waited for this element at the root's end come home.
            parents.push(*id);
        }
        for id in change
            .inserted
            .iter()
            .chain(&change.moved)
            .chain(&change.removed)
        {
            parents.extend(self.node(*id).and_then(|node| node.parent));
        }
        if !change.removed.is_empty() {
            // What a removed frame held and what stays moves to the root's end.
            parents.push(self.root);
            parents.extend(change.removed.iter().copied());
        }
        if change.inserted.contains(&self.root) || change.removed.contains(&self.root) {
            return self.replace(tree);
        }
        for id in change.restyled.iter().chain(&change.moved) {
            self.restyle(tree, *id, &mut step);
        }
        for id in &change.relabelled {
            if let (Some(node), Some(element)) = (self.nodes.get_mut(id), tree.get(*id)) {
                node.element = Arc::clone(element);
            }
        }
        self.restructure(tree, parents, &mut step);
        self.hand_directions_down(&mut step);
        self.combine_touched(&mut step);
        step
    }

    /// Takes another viewport width. Where the breakpoint changes every element is resolved
    /// again, otherwise only the root is named.
    pub fn set_viewport_width(&mut self, viewport_width: f32) -> SceneChange {
        let mut step = SceneChange::default();
        if viewport_width == self.viewport_width {
            return step;
        }
        self.viewport_width = viewport_width;
        step.resized = true;
        let breakpoint = Breakpoint::of_viewport(viewport_width);
        if breakpoint != self.breakpoint {
            self.breakpoint = breakpoint;
            let in_boolean: BTreeSet<ElementId> = self
                .nodes
                .values()
                .filter(|node| node.element.kind == ElementKind::Boolean)
                .flat_map(|node| &node.children)
                .copied()
                .collect();
            self.styles.forget();
            let count = self.nodes.len();
            for (id, node) in &mut self.nodes {
                // A boolean's shapes are the same at every width.
                if in_boolean.contains(id) {
                    continue;
                }
                let style = self.styles.resolve(&node.element, breakpoint, count);
                if style != node.style {
                    node.style = style;
                    step.restyled.insert(*id);
                }
            }
            self.hand_directions_down(&mut step);
        }
        step
    }

    /// Takes the natural sizes of the project's images, after assets came or went. Costs as much
    /// as the page has elements.
    pub fn set_images(&mut self, images: &ImageSizes) -> SceneChange {
        let mut step = SceneChange::default();
        self.images.clone_from(images);
        for (id, node) in &mut self.nodes {
            if node.element.kind != ElementKind::Image {
                continue;
            }
            let size = natural_size(&node.element, &node.style, &self.images);
            if size != node.natural_size {
                node.natural_size = size;
                step.restyled.insert(*id);
            }
        }
        step
    }

    fn replace(&mut self, tree: &Tree) -> SceneChange {
        let before: BTreeSet<ElementId> = self.nodes.keys().copied().collect();
        *self = Self::new(tree, self.viewport_width, &self.images);
        SceneChange {
            removed: before,
            inserted: self.nodes.keys().copied().collect(),
            ..SceneChange::default()
        }
    }

    fn resolve(&mut self, element: &Arc<Element>, parent: Option<ElementId>) -> Node {
        let style = if self.is_boolean(parent) {
            let style = Style::resolve(element, Breakpoint::Desktop);
            Arc::new(child_style(element.kind, &style, None))
        } else {
            let count = self.nodes.len();
            self.styles.resolve(element, self.breakpoint, count)
        };
        Node {
            element: Arc::clone(element),
            natural_size: natural_size(element, &style, &self.images),
            direction: own_direction(&style).unwrap_or(Direction::LeftToRight),
            style,
            children: Vec::new(),
            parent: None,
            combined: None,
        }
    }

    fn is_boolean(&self, id: Option<ElementId>) -> bool {
        id.and_then(|id| self.node(id))
            .is_some_and(|node| node.element.kind == ElementKind::Boolean)
    }

    fn combine_all(&mut self, step: &mut SceneChange) {
        let is_boolean = |node: &Node| node.element.kind == ElementKind::Boolean;
        let booleans: BTreeSet<ElementId> = self
            .nodes()
            .filter(|(_, node)| is_boolean(node))
            .map(|(id, _)| id)
            .collect();
        self.combine(booleans, step);
    }

    /// Works out again the booleans that are, or hold, something that changed.
    fn combine_touched(&mut self, step: &mut SceneChange) {
        let mut booleans = BTreeSet::new();
        for id in step
            .restyled
            .iter()
            .chain(&step.inserted)
            .chain(&step.restructured)
        {
            let mut next = Some(*id);
            // Between a shape and its boolean there are booleans alone.
            let mut is_first = true;
            while let Some(id) = next
                && (is_first || self.is_boolean(next))
            {
                is_first = false;
                if self.is_boolean(next) {
                    booleans.insert(id);
                }
                next = self.node(id).and_then(|node| node.parent);
            }
        }
        self.combine(booleans, step);
    }

    fn combine(&mut self, booleans: BTreeSet<ElementId>, step: &mut SceneChange) {
        let mut by_depth: Vec<(usize, ElementId)> = booleans
            .into_iter()
            .map(|id| (self.ancestors(id).count(), id))
            .collect();
        by_depth.sort_unstable();
        // Those inside come first.
        for (_, id) in by_depth.into_iter().rev() {
            let combined = Combined::of(&*self, id);
            let size = combined.size;
            let nested = self.is_boolean(self.node(id).and_then(|node| node.parent));
            let Some(node) = self.nodes.get_mut(&id) else {
                continue;
            };
            let style = if nested {
                let style = Style::resolve(&node.element, Breakpoint::Desktop);
                Arc::new(child_style(node.element.kind, &style, Some(size)))
            } else {
                Arc::clone(&node.style)
            };
            let same = node.combined.as_deref() == Some(&combined) && node.style == style;
            if !same {
                node.natural_size = Some(size);
                node.combined = Some(Arc::new(combined));
                node.style = style;
                step.restyled.insert(id);
            }
        }
    }

    /// Brings inherited directions up to date in what `step` names and below.
    fn hand_directions_down(&mut self, step: &mut SceneChange) {
        let mut waiting: Vec<ElementId> = Vec::new();
        waiting.extend(&step.restyled);
        waiting.extend(&step.inserted);
        for parent in &step.restructured {
            waiting.extend(
                self.nodes
                    .get(parent)
                    .iter()
                    .flat_map(|node| &node.children),
            );
        }
        while let Some(id) = waiting.pop() {
            let Some(node) = self.nodes.get(&id) else {
                continue;
            };
            let inherited = || Some(self.nodes.get(&node.parent?)?.direction);
            let direction = own_direction(&node.style)
                .or_else(inherited)
                .unwrap_or(Direction::LeftToRight);
            if direction == node.direction {
                continue;
            }
            waiting.extend(&node.children);
            if let Some(node) = self.nodes.get_mut(&id) {
                node.direction = direction;
            }
            step.restyled.insert(id);
        }
    }

    fn restyle(&mut self, tree: &Tree, id: ElementId, step: &mut SceneChange) {
        let Some(element) = tree.get(id).filter(|_| self.nodes.contains_key(&id)) else {
            return;
        };
        let mut fresh = self.resolve(element, tree.parent(id));
        let Some(old) = self.nodes.get(&id) else {
            return;
        };
        if element.kind == ElementKind::Boolean {
            fresh.natural_size = old.natural_size;
        }
        let differs = fresh.style != old.style
            || fresh.natural_size != old.natural_size
            || fresh.element.text != old.element.text
            || fresh.element.runs != old.element.runs;
        if let Some(node) = self.nodes.get_mut(&id) {
            node.element = fresh.element;
            node.style = fresh.style;
            node.natural_size = fresh.natural_size;
        }
        if differs {
            step.restyled.insert(id);
        }
    }

    /// Compares the children of `parents` with the tree's, and so on with whatever turns out to
    /// be touched by what differs.
    fn restructure(&mut self, tree: &Tree, parents: Vec<ElementId>, step: &mut SceneChange) {
        let mut waiting = parents;
        let mut seen = BTreeSet::new();
        let mut lost: Vec<ElementId> = Vec::new();
        let mut moved: Vec<ElementId> = Vec::new();
        while let Some(parent) = waiting.pop() {
            if !seen.insert(parent) {
                continue;
            }
            let old = self
                .nodes
                .get_mut(&parent)
                .map(|node| std::mem::take(&mut node.children))
                .unwrap_or_default();
            let Some(element) = tree.get(parent) else {
                lost.push(parent);
                for child in &old {
                    if tree.contains(*child) {
                        waiting.extend(tree.parent(*child));
                    } else {
                        waiting.push(*child);
                    }
                }
                continue;
            };
            if !self.nodes.contains_key(&parent) {
                self.insert(element, tree.parent(parent), step);
            }
            let new = tree.children(parent);
            for child in new {
                match self.nodes.get_mut(child) {
                    Some(node) => {
                        if node.parent != Some(parent) {
                            waiting.extend(node.parent.replace(parent));
                            moved.push(*child);
                        }
                    }
                    None => {
                        if let Some(element) = tree.get(*child) {
                            self.insert(element, Some(parent), step);
                            waiting.push(*child);
                        }
                    }
                }
            }
            for child in &old {
                if !tree.contains(*child) {
                    waiting.push(*child);
                } else if tree.parent(*child) != Some(parent) {
                    waiting.extend(tree.parent(*child));
                }
            }
            if old != new {
                step.restructured.insert(parent);
            }
            if let Some(node) = self.nodes.get_mut(&parent) {
                node.parent = tree.parent(parent);
                node.children = new.to_vec();
            }
        }
        // In a boolean an element is placed otherwise than in a frame.
        for id in moved {
            self.restyle(tree, id, step);
        }
        for id in lost {
            if self.nodes.remove(&id).is_some() {
                step.removed.insert(id);
            }
            step.restructured.remove(&id);
            step.restyled.remove(&id);
            step.inserted.remove(&id);
        }
    }

    fn insert(
        &mut self,
        element: &Arc<Element>,
        parent: Option<ElementId>,
        step: &mut SceneChange,
    ) {
        let mut node = self.resolve(element, parent);
        node.parent = parent;
        self.nodes.insert(element.id, node);
        step.inserted.insert(element.id);
    }
}

fn own_direction(style: &Style) -> Option<Direction> {
    (style.direction != Direction::Inherit).then_some(style.direction)
}

impl Shapes for Scene {
    fn shape(&self, id: ElementId) -> Option<(ElementKind, Cow<'_, Style>)> {
        let node = self.node(id)?;
        Some((node.element.kind, Cow::Borrowed(&node.style)))
    }

    fn children(&self, id: ElementId) -> &[ElementId] {
        self.node(id).map_or(&[], |node| &node.children)
    }

    fn known(&self, id: ElementId) -> Option<Arc<Combined>> {
        self.node(id)?.combined.clone()
    }
}

fn natural_size(element: &Element, style: &Style, images: &ImageSizes) -> Option<Size> {
    match element.kind {
        ElementKind::Image => images.get(style.source.as_ref()?).copied(),
        ElementKind::Vector => Some(Size::new(style.view_box[2], style.view_box[3])),
        _ => None,
    }
}
