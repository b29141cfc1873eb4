//! Following a scene: which nodes to link, to measure again, to place.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine_scene::{Scene, SceneChange};
use engine_text::{Fonts, TextLayout};
use omnios_model::{ElementId, ElementKind, ElementMap, Point, Position, Rect, Size};

use crate::box_style::Arrangement;
use crate::box_styles::BoxStyles;
use crate::boxes::LocalBox;
use crate::flow::{Content, Flow, FlowNode, FlowPass};
use crate::measure::TextContent;
use crate::style::used_natural_size;
use crate::{LayoutBox, LayoutChange, MAX_DEPTH};

/// The boxes of one scene.
#[derive(Debug, Default)]
pub struct LayoutEngine {
    pub(crate) flow: Flow,
    styles: BoxStyles,
    indices: ElementMap<u32>,
    root: Option<ElementId>,
    pub(crate) scroll_px: f32,
    fonts_generation: u32,
}

impl LayoutEngine {
    /// An engine that has laid out nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lays out `scene` after `change`; the first update, and one of a scene with another root,
    /// lays out everything. Costs what the change touches: siblings and ancestors are measured
    /// again as far as their sizes may depend on it, and texts are shaped again only where
    /// their own text or type differs.
    pub fn update(
        &mut self,
        scene: &Scene,
        change: &SceneChange,
        fonts: &mut Fonts,
    ) -> LayoutChange {
        if self.root != Some(scene.root) || change.inserted.contains(&scene.root) {
            return self.rebuild(scene, fonts);
        }
        let mut result = LayoutChange::default();
        let mut unlinked = Vec::new();
        if self.fonts_generation != fonts.generation() {
            self.forget_glyphs(fonts);
        }
        for id in &change.removed {
            if !change.inserted.contains(id) {
                self.forget(*id);
            }
        }
        let mut relink: BTreeSet<ElementId> = change.restructured.clone();
        relink.extend(&change.inserted);
        for id in &change.inserted {
            self.take_in(scene, *id);
        }
        for id in &change.restyled {
            let was_shown = self.is_linked(*id);
            let had_items = self.has_items(*id);
            let old_order = self.order(*id);
            self.restyle(scene, *id, &mut result);
            if had_items != self.has_items(*id) {
                relink.insert(*id);
            }
            let node = scene.node(*id);
            if let Some(parent) = node.and_then(|node| node.parent)
                && node.is_some_and(|node| {
                    node.style.hidden == was_shown || old_order != node.style.order
                })
            {
                relink.insert(parent);
            }
        }
        if change.resized {
            self.restyle(scene, scene.root, &mut result);
        }
        for id in relink {
            self.link(scene, id, &mut unlinked, &mut result);
        }
        self.clear_boxes(scene, &unlinked, &mut result);
        self.compute(scene, fonts, &mut result);
        result
    }

    /// Lays out everything anew.
    pub fn rebuild(&mut self, scene: &Scene, fonts: &mut Fonts) -> LayoutChange {
        *self = Self {
            root: Some(scene.root),
            scroll_px: self.scroll_px,
            fonts_generation: fonts.generation(),
            ..Self::default()
        };
        let mut result = LayoutChange::default();
        for (id, _) in scene.nodes() {
            self.take_in(scene, id);
        }
        // New nodes have no depth yet, so linking the root carries on through the whole page.
        self.link(scene, scene.root, &mut Vec::new(), &mut result);
        self.compute(scene, fonts, &mut result);
        result
    }

    /// The part of the page that its window shows.
    pub fn window(&self, scene: &Scene) -> Rect {
        let window = window(scene);
        Rect::new(0.0, self.scroll_px, window.width, window.height)
    }

    /// The element's box on the page. `None` for unknown and hidden elements, for those in hidden
    /// ones, and for those nested deeper than [`MAX_DEPTH`]. Costs as much as it is nested deep.
    pub fn layout_box(&self, id: ElementId) -> Option<LayoutBox> {
        self.page_box(*self.indices.get(&id)?)
    }

    /// The element's box in the border box of its parent; of what is fixed, on the page. `None`
    /// as for [`Self::layout_box`].
    pub fn box_in_parent(&self, id: ElementId) -> Option<LayoutBox> {
        let index = *self.indices.get(&id)?;
        let node = self.flow.get(index);
        let origin = match node.box_style.position {
            Position::Fixed => self.flow.origin(index, self.scroll_px),
            Position::Sticky => self.flow.shift(index),
            _ => Point::default(),
        };
        node.is_placed.then(|| node.layout.at(origin))
    }

    /// Every element that has a box, with the one on the page, in no particular order.
    pub fn boxes(&self) -> impl Iterator<Item = (ElementId, LayoutBox)> {
        self.indices
            .iter()
            .filter_map(|(id, index)| Some((*id, self.page_box(*index)?)))
    }

    pub(crate) fn page_box(&self, index: u32) -> Option<LayoutBox> {
        let node = self.flow.get(index);
        let origin = || self.flow.origin(index, self.scroll_px);
        node.is_placed.then(|| node.layout.at(origin()))
    }

    /// The lines and glyphs of a text that has a box, relative to its content box.
    pub fn text(&self, id: ElementId) -> Option<&Arc<TextLayout>> {
        let node = self.flow.get(*self.indices.get(&id)?);
        node.text().filter(|_| node.is_placed)?.layout()
    }

    /// The letters of a text as they are shown, which its lines' ranges count in.
    pub fn shown_text(&self, id: ElementId) -> Option<String> {
        let node = self.flow.get(*self.indices.get(&id)?);
        Some(node.text()?.shown_text())
    }

    /// Whether the element's children are flex or grid items, which `order` sorts.
    fn has_items(&self, id: ElementId) -> bool {
        self.indices
            .get(&id)
            .is_some_and(|index| self.flow.get(*index).box_style.arrangement != Arrangement::Block)
    }

    fn order(&self, id: ElementId) -> i32 {
        let index = self.indices.get(&id);
        index.map_or(0, |index| self.flow.get(*index).box_style.order)
    }

    fn is_linked(&self, id: ElementId) -> bool {
        self.indices
            .get(&id)
            .is_some_and(|index| self.flow.get(*index).parent.is_some())
    }

    /// Whether layout gets from the root to the element.
    fn is_laid_out(&self, root: ElementId, id: ElementId) -> bool {
        let mut next = self.indices.get(&id).copied();
        while let Some(index) = next {
            let node = self.flow.get(index);
            if node.element == root {
                return true;
            }
            next = node.parent;
        }
        false
    }

    fn take_in(&mut self, scene: &Scene, id: ElementId) {
        if let Some(index) = self.indices.get(&id) {
            // Gone and back within one change: nothing known of it is true any more.
            let index = *index;
            self.unlink_from_parent(index);
            *self.flow.get_mut(index) = FlowNode::new(id);
        } else {
            let index = self.flow.insert(FlowNode::new(id));
            self.indices.insert(id, index);
        }
        self.restyle(scene, id, &mut LayoutChange::default());
    }

    fn forget(&mut self, id: ElementId) {
        if let Some(index) = self.indices.remove(&id) {
            self.unlink_from_parent(index);
            for child in std::mem::take(&mut self.flow.get_mut(index).children) {
                self.flow.get_mut(child).parent = None;
            }
            self.flow.remove(index);
        }
    }

    fn unlink_from_parent(&mut self, index: u32) {
        if let Some(parent) = self.flow.get_mut(index).parent.take() {
            self.flow.mark_dirty(parent);
            let siblings = &mut self.flow.get_mut(parent).children;
            siblings.retain(|sibling| *sibling != index);
        }
    }

    fn restyle(&mut self, scene: &Scene, id: ElementId, result: &mut LayoutChange) {
        let (Some(index), Some(source)) = (self.indices.get(&id), scene.node(id)) else {
            return;
        };
        let index = *index;
        let root_width = (id == scene.root).then_some(scene.viewport_width);
        let kind = source.element.kind;
        let box_style = self.styles.of(source, root_width);
        let node = self.flow.get_mut(index);
        let content = match kind {
            ElementKind::Text => {
                let mut text = TextContent::new(source, &box_style);
                let old = std::mem::replace(&mut node.content, Content::Children);
                if let Content::Text(old) = old {
                    let was_set = old.layout().is_some();
                    text.inherit(*old);
                    if was_set && text.layout().is_none() {
                        result.reset.push(id);
                    }
                }
                Content::Text(Box::new(text))
            }
            ElementKind::Image | ElementKind::Vector => Content::Replaced {
                natural_size: used_natural_size(source),
            },
            ElementKind::Frame
            | ElementKind::Rectangle
            | ElementKind::Ellipse
            | ElementKind::Boolean => Content::Children,
        };
        node.content = content;
        node.box_style = box_style;
        let is_kept_in_view = matches!(node.box_style.position, Position::Fixed | Position::Sticky);
        self.flow.keep_in_view(index, is_kept_in_view);
        self.flow.mark_dirty(index);
    }

    /// Gives the element the shown ones of its children, and carries a change of depth down.
    fn link(
        &mut self,
        scene: &Scene,
        id: ElementId,
        unlinked: &mut Vec<ElementId>,
        result: &mut LayoutChange,
    ) {
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let (Some(index), Some(source)) = (self.indices.get(&id).copied(), scene.node(id))
            else {
                continue;
            };
            let depth = self.flow.get(index).depth;
            let mut children = Vec::new();
            if depth < MAX_DEPTH {
                for child in &source.children {
                    let shown = scene.node(*child).is_some_and(|node| !node.style.hidden);
                    if let Some(child_index) = self.indices.get(child)
                        && shown
                    {
                        children.push(*child_index);
                    }
                }
            } else if !source.children.is_empty() {
                result.too_deep.push(id);
            }
            if self.has_items(id) {
                children.sort_by_key(|child| self.flow.get(*child).box_style.order);
            }
            let old = std::mem::replace(&mut self.flow.get_mut(index).children, children);
            for child in old {
                let node = self.flow.get_mut(child);
                if node.parent == Some(index) {
                    node.parent = None;
                    unlinked.push(node.element);
                }
            }
            for position in 0..self.flow.get(index).children.len() {
                let child = self.flow.child(index, position);
                let before = self.flow.get(child).parent;
                if before.is_some_and(|before| before != index) {
                    self.unlink_from_parent(child);
                    // Its new parent may be hidden.
                    unlinked.push(self.flow.get(child).element);
                }
                let node = self.flow.get_mut(child);
                node.is_adopted |= before.is_some_and(|before| before != index);
                node.parent = Some(index);
                if node.depth != depth + 1 {
                    node.depth = depth + 1;
                    waiting.push(node.element);
                }
            }
            self.flow.mark_dirty(index);
        }
    }

    /// Takes the boxes of what is no longer laid out.
    fn clear_boxes(&mut self, scene: &Scene, unlinked: &[ElementId], result: &mut LayoutChange) {
        for id in unlinked {
            if self.is_laid_out(scene.root, *id) {
                continue;
            }
            self.take_boxes(scene, *id, result);
        }
    }

    fn take_boxes(&mut self, scene: &Scene, id: ElementId, result: &mut LayoutChange) {
        for id in scene.subtree(id) {
            if let Some(index) = self.indices.get(&id)
                && std::mem::take(&mut self.flow.get_mut(*index).is_placed)
            {
                result.moved.push(id);
            }
        }
    }

    fn forget_glyphs(&mut self, fonts: &Fonts) {
        self.fonts_generation = fonts.generation();
        let mut texts = Vec::new();
        for (index, node) in self.flow.nodes_mut() {
            if let Some(text) = node.text_mut() {
                text.forget_glyphs();
                texts.push(index);
            }
        }
        for index in texts {
            self.flow.mark_dirty(index);
        }
    }

    fn compute(&mut self, scene: &Scene, fonts: &mut Fonts, result: &mut LayoutChange) {
        let Some(root) = self.indices.get(&scene.root).copied() else {
            return;
        };
        if scene.node(scene.root).is_none_or(|node| node.style.hidden) {
            self.take_boxes(scene, scene.root, result);
            return;
        }
        let mut pass = FlowPass::new(&mut self.flow, scene, fonts);
        pass.lay_out_page(root, window(scene));
        let (changed, shaped, set) = (pass.changed, pass.shaped, pass.set);
        self.hand_out(scene, changed, fonts, result);
        let set = set.into_iter().map(|index| self.flow.get(index).element);
        result.reset.extend(set);
        for index in shaped {
            if let Some(text) = self.flow.get_mut(index).text_mut() {
                text.let_paragraph_go();
            }
        }
    }

    /// Scrolls the page to `scroll_px` from its top: what is fixed goes along, what is sticky as
    /// far as it may. Nothing is laid out anew.
    pub fn set_scroll(&mut self, scene: &Scene, scroll_px: f32) -> LayoutChange {
        let mut result = LayoutChange::default();
        if self.scroll_px != scroll_px {
            self.scroll_px = scroll_px;
            for index in self.flow.kept_in_view() {
                let node = self.flow.get(index);
                if node.is_placed && node.box_style.position == Position::Fixed {
                    result.moved.push(node.element);
                    result.displaced.push(node.element);
                }
            }
            self.keep_in_view(scene, &mut result);
        }
        result
    }

    /// Sets the texts whose boxes were placed, and says whose boxes differ.
    fn hand_out(
        &mut self,
        scene: &Scene,
        mut changed: Vec<(u32, Option<LocalBox>)>,
        fonts: &mut Fonts,
        result: &mut LayoutChange,
    ) {
        // Texts whose lines were reset without their box changing.
        for id in std::mem::take(&mut result.reset) {
            if let Some(index) = self.indices.get(&id)
                && self.flow.get(*index).is_placed
                && self.set_text(*index, fonts)
            {
                result.reset.push(id);
            }
        }
        // What was placed twice differs from what it was before the first time.
        changed.sort_by_key(|(index, _)| *index);
        changed.dedup_by_key(|(index, _)| *index);
        for (index, before) in &changed {
            let node = self.flow.get_mut(*index);
            node.is_placed = true;
            let (element, layout) = (node.element, node.layout);
            if self.set_text(*index, fonts) {
                result.reset.push(element);
            }
            if *before == Some(layout) {
                continue;
            }
            result.moved.push(element);
            if before.is_none_or(|before| !before.is_sized_like(&layout)) {
                result.resized.push(element);
            }
            if before.is_none_or(|before| before.location != layout.location) {
                result.displaced.push(element);
            }
        }
        if !changed.is_empty() {
            self.keep_in_view(scene, result);
        }
    }

    fn set_text(&mut self, index: u32, fonts: &mut Fonts) -> bool {
        let node = self.flow.get_mut(index);
        // Where boxes stand in the lines, these were set to place them.
        if !node.children.is_empty() {
            return false;
        }
        let width = node.layout.content_width();
        node.text_mut().is_some_and(|text| text.set(width, fonts))
    }

    /// Moves what is sticky to where it is seen now, from the outside in.
    fn keep_in_view(&mut self, scene: &Scene, result: &mut LayoutChange) {
        let mut sticky: Vec<(u32, u32)> = Vec::new();
        for index in self.flow.kept_in_view() {
            let node = self.flow.get(index);
            if node.is_placed && node.box_style.position == Position::Sticky {
                sticky.push((node.depth, index));
            }
        }
        sticky.sort_unstable();
        for (_, index) in sticky {
            let shift = self.sticky_shift(index, window(scene));
            if self.flow.set_shift(index, shift) {
                let element = self.flow.get(index).element;
                result.moved.push(element);
                result.displaced.push(element);
            }
        }
    }
}

/// The window that a page is looked at through.
fn window(scene: &Scene) -> Size {
    Size::new(scene.viewport_width, scene.breakpoint.window_height_px())
}
