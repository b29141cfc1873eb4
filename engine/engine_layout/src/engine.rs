//! Following a scene: which nodes to link, to measure again, to place.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use engine_scene::{Scene, SceneChange};
use engine_text::{Fonts, TextLayout};
use omnios_model::{Edges, ElementId, ElementKind, Point, Rect, Size};
use taffy::NodeId;

use crate::box_style::BoxStyle;
use crate::calc::CalcTable;
use crate::flow::{Content, Flow, FlowNode, FlowPass};
use crate::measure::TextContent;
use crate::style::{taffy_style, used_natural_size};
use crate::{LayoutBox, LayoutChange, MAX_DEPTH};

/// The boxes of one scene.
#[derive(Debug, Default)]
pub struct LayoutEngine {
    pub(crate) flow: Flow,
    pub(crate) calcs: CalcTable,
    indices: HashMap<ElementId, u32>,
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

    /// The element's box. `None` for unknown and hidden elements, for those in hidden ones, and
    /// for those nested deeper than [`MAX_DEPTH`].
    pub fn layout_box(&self, id: ElementId) -> Option<&LayoutBox> {
        self.flow.get(*self.indices.get(&id)?).page_box.as_ref()
    }

    /// Every element that has a box, in no particular order.
    pub fn boxes(&self) -> impl Iterator<Item = (ElementId, &LayoutBox)> {
        self.indices
            .iter()
            .filter_map(|(id, index)| Some((*id, self.flow.get(*index).page_box.as_ref()?)))
    }

    /// The lines and glyphs of a text that has a box, relative to its content box.
    pub fn text(&self, id: ElementId) -> Option<&Arc<TextLayout>> {
        let node = self.flow.get(*self.indices.get(&id)?);
        node.page_box.as_ref()?;
        node.text()?.layout()
    }

    /// Whether the element's children are flex or grid items, which `order` sorts.
    fn has_items(&self, id: ElementId) -> bool {
        self.indices.get(&id).is_some_and(|index| {
            let display = self.flow.get(*index).style.display;
            matches!(display, taffy::Display::Flex | taffy::Display::Grid)
        })
    }

    fn order(&self, id: ElementId) -> i32 {
        let index = self.indices.get(&id);
        index.map_or(0, |index| self.flow.get(*index).order)
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
                self.flow.get_mut(u64::from(child) as u32).parent = None;
            }
            self.flow.remove(index);
        }
    }

    fn unlink_from_parent(&mut self, index: u32) {
        if let Some(parent) = self.flow.get_mut(index).parent.take() {
            self.flow.mark_dirty(parent);
            let siblings = &mut self.flow.get_mut(parent).children;
            siblings.retain(|sibling| *sibling != NodeId::from(u64::from(index)));
        }
    }

    fn restyle(&mut self, scene: &Scene, id: ElementId, result: &mut LayoutChange) {
        let (Some(index), Some(source)) = (self.indices.get(&id), scene.node(id)) else {
            return;
        };
        let index = *index;
        let root_width = (id == scene.root).then_some(scene.viewport_width);
        let kind = source.element.kind;
        let style = taffy_style(source, root_width, &mut self.calcs);
        let node = self.flow.get_mut(index);
        let content = match kind {
            ElementKind::Text => {
                let mut text = TextContent::new(source);
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
        node.order = source.style.order;
        node.style = style;
        node.box_style = BoxStyle::new(source, root_width);
        let is_kept_in_view = matches!(
            node.style.position,
            taffy::Position::Fixed | taffy::Position::Sticky
        );
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
                        children.push(NodeId::from(u64::from(*child_index)));
                    }
                }
            } else if !source.children.is_empty() {
                result.too_deep.push(id);
            }
            if self.has_items(id) {
                children.sort_by_key(|child| self.flow.get(u64::from(*child) as u32).order);
            }
            let old = std::mem::replace(&mut self.flow.get_mut(index).children, children);
            for child in old {
                let child = u64::from(child) as u32;
                let node = self.flow.get_mut(child);
                if node.parent == Some(index) {
                    node.parent = None;
                    unlinked.push(node.element);
                }
            }
            for position in 0..self.flow.get(index).children.len() {
                let child = u64::from(self.flow.get(index).children[position]) as u32;
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
                && self.flow.get_mut(*index).page_box.take().is_some()
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
        let mut pass = FlowPass {
            flow: &mut self.flow,
            calcs: &self.calcs,
            fonts,
            changed: Vec::new(),
        };
        let window = window(scene);
        pass.lay_out_page(NodeId::from(u64::from(root)), window);
        let mut changed = pass.changed;
        // Texts whose lines were reset without their box changing.
        changed.extend(result.reset.iter().filter_map(|id| self.indices.get(id)));
        result.reset.clear();
        if !changed.is_empty() {
            changed.extend(self.flow.kept_in_view());
        }
        self.place(scene, changed, fonts, result);
    }

    /// Scrolls the page to `scroll_px` from its top: what is fixed goes along, what is sticky as
    /// far as it may. Nothing is laid out anew.
    pub fn set_scroll(&mut self, scene: &Scene, scroll_px: f32, fonts: &mut Fonts) -> LayoutChange {
        let mut result = LayoutChange::default();
        if self.scroll_px != scroll_px {
            self.scroll_px = scroll_px;
            let kept = self.flow.kept_in_view();
            self.place(scene, kept, fonts, &mut result);
        }
        result
    }

    /// Turns positions relative to parents into positions on the page, from the top down, as far
    /// as something differs.
    fn place(
        &mut self,
        scene: &Scene,
        changed: Vec<u32>,
        fonts: &mut Fonts,
        result: &mut LayoutChange,
    ) {
        let mut by_depth: Vec<Vec<u32>> = Vec::new();
        let put = |levels: &mut Vec<Vec<u32>>, depth: u32, index: u32| {
            let depth = depth as usize;
            if levels.len() <= depth {
                levels.resize_with(depth + 1, Vec::new);
            }
            levels[depth].push(index);
        };
        for index in changed {
            put(&mut by_depth, self.flow.get(index).depth, index);
        }
        let mut depth = 0;
        while depth < by_depth.len() {
            let mut level = std::mem::take(&mut by_depth[depth]);
            level.sort_unstable();
            level.dedup();
            for index in level {
                let node = self.flow.get(index);
                let origin = match node.parent {
                    Some(parent) => self.flow.get(parent).page_box.map(|it| it.rect.origin()),
                    None => (Some(node.element) == self.root).then(Point::default),
                };
                let Some(mut origin) = origin else { continue };
                if node.style.position == taffy::Position::Fixed {
                    origin = Point::new(0.0, self.scroll_px);
                }
                let mut fresh = page_box(&node.layout, origin);
                if node.style.position == taffy::Position::Sticky {
                    let offset = self.sticky_offset(index, &fresh, window(scene));
                    fresh.rect = fresh.rect.translated(offset);
                    fresh.content = fresh.content.translated(offset);
                }
                let node = self.flow.get_mut(index);
                let old = node.page_box.replace(fresh);
                if let Some(text) = node.text_mut()
                    && text.set(fresh.content.width, fonts)
                {
                    result.reset.push(node.element);
                }
                if old == Some(fresh) {
                    continue;
                }
                result.moved.push(node.element);
                if old.map(|old| old.rect.origin()) != Some(fresh.rect.origin()) {
                    for child in &self.flow.get(index).children {
                        put(&mut by_depth, depth as u32 + 1, u64::from(*child) as u32);
                    }
                }
            }
            depth += 1;
        }
    }
}

/// The window that a page is looked at through.
fn window(scene: &Scene) -> Size {
    Size::new(scene.viewport_width, scene.breakpoint.window_height_px())
}

fn page_box(layout: &taffy::Layout, parent_origin: Point) -> LayoutBox {
    let edges = |edges: taffy::Rect<f32>| Edges {
        top: edges.top,
        right: edges.right,
        bottom: edges.bottom,
        left: edges.left,
    };
    let rect = Rect::new(
        parent_origin.x + layout.location.x,
        parent_origin.y + layout.location.y,
        layout.size.width,
        layout.size.height,
    );
    let border = edges(layout.border);
    let padding = edges(layout.padding);
    let left = border.left + padding.left;
    let top = border.top + padding.top;
    let content = Rect::new(
        rect.x + left,
        rect.y + top,
        (rect.width - left - border.right - padding.right).max(0.0),
        (rect.height - top - border.bottom - padding.bottom).max(0.0),
    );
    LayoutBox {
        rect,
        content,
        border,
        padding,
    }
}
