//! Fragments of a scene's elements, and the display list of what is visible.
//!
//! See the crate's description for the painting order.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use engine_layout::LayoutEngine;
use engine_scene::{Node, Scene};
use omnios_model::{Affine, BlendMode, Display, ElementId, Point, Position, Rect, Size};

use crate::fragment::{self, LocalBoxes};
use crate::stacking::{is_stacking_context, layer, painted_children, painting_order};
use crate::{DisplayItem, DisplayList, Fragment, LayerEffects, Part, RoundedRect};

/// Which part of the page a display list is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// What lies outside is left out, in CSS px of the page.
    pub visible: Rect,
    /// Elements that are, with everything in them, smaller than this in both directions are left
    /// out: at a far zoom they are less than a pixel. In CSS px of the page.
    pub smallest: f32,
}

impl Viewport {
    /// Everything, however small.
    pub fn everything() -> Self {
        Self {
            visible: Rect::new(-1.0e9, -1.0e9, 2.0e9, 2.0e9),
            smallest: 0.0,
        }
    }

    /// The same part as something sees it that is transformed by `page_from_local`. `None` where
    /// it is flattened to nothing.
    fn within(&self, page_from_local: &Affine) -> Option<Self> {
        let local_from_page = page_from_local.inverse()?;
        Some(Self {
            visible: local_from_page.bounds(self.visible),
            smallest: (f64::from(self.smallest) / page_from_local.mean_scale()) as f32,
        })
    }

    fn shows(&self, ink: &Rect) -> bool {
        self.visible.intersects(ink) && (ink.width >= self.smallest || ink.height >= self.smallest)
    }
}

/// The fragments of one scene's elements.
#[derive(Debug, Default)]
pub struct Painter {
    entries: HashMap<ElementId, Entry>,
}

#[derive(Debug)]
struct Entry {
    fragment: Arc<Fragment>,
    origin: Point,
    size: Size,
    /// What lets the children through, relative to `origin`.
    clip: Option<RoundedRect>,
    /// Where the element is drawn instead of at its box, both relative to `origin`.
    transform: Option<Box<Affine>>,
    /// What is done to the picture of the element and of what is in it.
    effects: Option<Arc<LayerEffects>>,
    /// Whether something inside is mixed with what the element's stacking context holds.
    holds_blending: bool,
    /// Everything that the element and those in it draw lies inside: in CSS px of the page as
    /// it is laid out, with the transforms and effects of those in it but without its own.
    subtree_ink: Option<Rect>,
    /// Whether any element inside is painted in its stacking context's positioned layer.
    holds_deferred: bool,
    /// Whether any element inside keeps to the window, so that no clip on the way holds it.
    holds_fixed: bool,
}

impl Painter {
    /// A painter without fragments.
    pub fn new() -> Self {
        Self::default()
    }

    /// Follows a scene after layout. `changed` names every element that was inserted, removed,
    /// restyled, restructured or whose box differs; naming more does no harm. Elements inside one
    /// that moved need not be named.
    pub fn update(
        &mut self,
        scene: &Scene,
        layout: &LayoutEngine,
        changed: impl IntoIterator<Item = ElementId>,
    ) {
        let mut stale: HashSet<ElementId> = HashSet::new();
        for id in changed {
            let Some(node) = scene.node(id) else {
                self.entries.remove(&id);
                continue;
            };
            stale.insert(id);
            stale.extend(scene.ancestors(id));
            let before = self.entries.get(&id).map(|entry| entry.origin);
            self.refresh(id, node, layout);
            let after = self.entries.get(&id).map(|entry| entry.origin);
            if before != after {
                self.follow(scene, layout, node, &mut stale);
            }
        }
        let mut by_depth: Vec<(usize, ElementId)> = stale
            .into_iter()
            .map(|id| (scene.ancestors(id).count(), id))
            .collect();
        by_depth.sort_unstable_by(|a, b| b.cmp(a));
        for (_, id) in by_depth {
            self.gather(scene, id);
        }
    }

    /// Forgets everything and paints the whole scene anew.
    pub fn rebuild(&mut self, scene: &Scene, layout: &LayoutEngine) {
        self.entries.clear();
        self.update(scene, layout, scene.subtree(scene.root));
    }

    /// Everything that the element and those in it draw lies inside this rectangle, in CSS px of
    /// the page before any ancestor's transform. `None` where nothing is drawn.
    pub fn ink(&self, id: ElementId) -> Option<Rect> {
        self.entries.get(&id)?.outer_ink()
    }

    /// An element's own drawing, relative to its border box. `None` for what is hidden or unknown.
    pub fn fragment(&self, id: ElementId) -> Option<&Fragment> {
        self.entries.get(&id).map(|entry| entry.fragment.as_ref())
    }

    /// What to draw of the page. Costs what the visible elements cost.
    pub fn display_list(&self, scene: &Scene, viewport: Viewport) -> DisplayList {
        let mut assembly = Assembly {
            painter: self,
            scene,
            viewport,
            items: Vec::new(),
            open_clips: Vec::new(),
            opacity: 1.0,
        };
        if let Some(root) = scene.node(scene.root) {
            assembly.stacking_context(scene.root, root, &mut Vec::new());
        }
        assembly.close_clips(0);
        DisplayList {
            items: assembly.items,
        }
    }

    fn refresh(&mut self, id: ElementId, node: &Node, layout: &LayoutEngine) {
        let boxes = (!node.style.hidden)
            .then(|| layout.layout_box(id))
            .flatten();
        let Some(boxes) = boxes else {
            self.entries.remove(&id);
            return;
        };
        let transform = node
            .style
            .transform
            .as_ref()
            .filter(|_| node.parent.is_some())
            .map(|it| Box::new(it.affine(boxes.rect.size())));
        let effects = node.style.effects.as_ref().map(|effects| {
            let shape = LocalBoxes::new(node, boxes).border_box();
            Arc::new(LayerEffects::new(effects, shape))
        });
        let fragment = fragment::build(node, boxes, layout.text(id));
        let clip = (node.style.overflow.clips() && node.parent.is_some())
            .then(|| LocalBoxes::new(node, boxes).overflow_clip());
        // An equal fragment keeps its address.
        let fragment = match self.entries.get(&id) {
            Some(old) if *old.fragment == fragment => Arc::clone(&old.fragment),
            _ => Arc::new(fragment),
        };
        self.entries.insert(
            id,
            Entry {
                fragment,
                origin: boxes.rect.origin(),
                size: boxes.rect.size(),
                clip,
                transform,
                effects,
                holds_blending: false,
                subtree_ink: None,
                holds_deferred: false,
                holds_fixed: false,
            },
        );
    }

    /// Moves what lies inside an element that moved, appeared or disappeared.
    fn follow(
        &mut self,
        scene: &Scene,
        layout: &LayoutEngine,
        node: &Node,
        stale: &mut HashSet<ElementId>,
    ) {
        let mut waiting: Vec<ElementId> = node.children.clone();
        while let Some(id) = waiting.pop() {
            let Some(node) = scene.node(id) else { continue };
            waiting.extend(&node.children);
            stale.insert(id);
            let boxes = layout.layout_box(id);
            match (self.entries.get_mut(&id), boxes) {
                (Some(entry), Some(boxes)) if entry.size == boxes.rect.size() => {
                    entry.origin = boxes.rect.origin();
                }
                _ => self.refresh(id, node, layout),
            }
        }
    }

    /// Works out what depends on the children, which are up to date.
    fn gather(&mut self, scene: &Scene, id: ElementId) {
        let (Some(node), Some(entry)) = (scene.node(id), self.entries.get(&id)) else {
            return;
        };
        let own = entry.fragment.ink.map(|ink| ink.translated(entry.origin));
        let clip = entry.clip.map(|clip| clip.rect.translated(entry.origin));
        let mut within: Option<Rect> = None;
        let mut holds_deferred = false;
        let mut holds_blending = false;
        let mut holds_fixed = false;
        for child in painted_children(node) {
            let (Some(child_node), Some(child)) = (scene.node(*child), self.entries.get(child))
            else {
                continue;
            };
            holds_deferred |= child.holds_deferred || is_deferred(scene, child_node);
            holds_blending |=
                child.blends() || child.holds_blending && !is_stacking_context(scene, child_node);
            holds_fixed |= child.holds_fixed || child_node.style.position == Position::Fixed;
            if let Some(ink) = child.outer_ink() {
                within = Some(within.map_or(ink, |all| all.union(&ink)));
            }
        }
        if let Some(clip) = clip.filter(|_| !holds_fixed) {
            within = within.and_then(|ink| ink.intersection(&clip));
        }
        let subtree_ink = match (own, within) {
            (Some(own), Some(within)) => Some(own.union(&within)),
            (own, within) => own.or(within),
        };
        // What lies behind is changed even where nothing is drawn.
        let changed_behind = entry
            .effects
            .as_ref()
            .filter(|it| !it.backdrop_filter.is_empty())
            .map(|it| it.shape.rect.translated(entry.origin));
        let subtree_ink = match (subtree_ink, changed_behind) {
            (Some(ink), Some(behind)) => Some(ink.union(&behind)),
            (ink, behind) => ink.or(behind),
        };
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.subtree_ink = subtree_ink;
            entry.holds_deferred = holds_deferred;
            entry.holds_blending = holds_blending;
            entry.holds_fixed = holds_fixed;
        }
    }
}

impl Entry {
    /// Where the element and those in it draw, after its own transform.
    fn outer_ink(&self) -> Option<Rect> {
        let ink = match &self.effects {
            Some(effects) => {
                let back = Point::new(-self.origin.x, -self.origin.y);
                let local = self.subtree_ink?.translated(back);
                effects.seen_ink(local)?.translated(self.origin)
            }
            None => self.subtree_ink?,
        };
        Some(match self.page_from_local() {
            Some(transform) => transform.bounds(ink),
            None => ink,
        })
    }

    /// Whether its picture is mixed with what lies behind otherwise than by covering it.
    fn blends(&self) -> bool {
        let mode = self.effects.as_ref().map(|it| it.blend_mode);
        mode.is_some_and(|mode| mode != BlendMode::Normal)
    }

    /// The element's own transform, in CSS px of the page as it is laid out.
    fn page_from_local(&self) -> Option<Affine> {
        let transform = self.transform.as_deref()?;
        let (x, y) = (f64::from(self.origin.x), f64::from(self.origin.y));
        Some(
            Affine::translate(-x, -y)
                .then(*transform)
                .then(Affine::translate(x, y)),
        )
    }
}

/// Whether an effect on the element has everything in it painted together.
pub(crate) fn makes_stacking_context(node: &Node) -> bool {
    node.style.opacity < 1.0 || node.style.transform.is_some() || node.style.effects.is_some()
}

fn is_deferred(scene: &Scene, node: &Node) -> bool {
    layer(scene, node).is_some()
}

/// An element of the positioned layer, with the clips between its stacking context and it.
struct Deferred {
    id: ElementId,
    layer: i32,
    clips: Vec<ElementId>,
}

struct Assembly<'a> {
    painter: &'a Painter,
    scene: &'a Scene,
    viewport: Viewport,
    items: Vec<DisplayItem>,
    /// Elements whose overflow clip is pushed, within the innermost layer.
    open_clips: Vec<ElementId>,
    /// Multiplied into what is drawn: the opacity of an element that needs no layer.
    opacity: f32,
}

impl<'a> Assembly<'a> {
    fn visible(&self, id: ElementId) -> Option<(&'a Node, &'a Entry)> {
        let entry = self.painter.entries.get(&id)?;
        let node = self.scene.node(id)?;
        let ink = entry.outer_ink()?;
        (!node.style.hidden && self.viewport.shows(&ink)).then_some((node, entry))
    }

    fn stacking_context(&mut self, id: ElementId, node: &'a Node, clips: &mut Vec<ElementId>) {
        let Some((_, entry)) = self.visible(id) else {
            return;
        };
        let opacity = node.style.opacity.clamp(0.0, 1.0);
        if opacity == 0.0 {
            return;
        }
        let (Some(matrix), Some(page_from_local)) = (&entry.transform, entry.page_from_local())
        else {
            self.group(id, node, entry, clips);
            return;
        };
        let Some(viewport) = self.viewport.within(&page_from_local) else {
            return;
        };
        self.match_clips(clips);
        self.items.push(DisplayItem::PushTransform {
            origin: entry.origin,
            matrix: **matrix,
        });
        let outer_clips = std::mem::take(&mut self.open_clips);
        let outer_viewport = std::mem::replace(&mut self.viewport, viewport);
        self.group(id, node, entry, &mut Vec::new());
        self.close_clips(0);
        self.items.push(DisplayItem::PopTransform);
        self.open_clips = outer_clips;
        self.viewport = outer_viewport;
    }

    /// The stacking context's content, in a layer of its own where it needs one.
    fn group(
        &mut self,
        id: ElementId,
        node: &'a Node,
        entry: &'a Entry,
        clips: &mut Vec<ElementId>,
    ) {
        let opacity = node.style.opacity.clamp(0.0, 1.0);
        let effects = entry.effects.as_ref();
        let single = entry.fragment.is_one_shape() && painted_children(node).is_empty();
        let isolates = entry.holds_blending && node.parent.is_some();
        let needs_layer =
            opacity < 1.0 && !single || isolates || effects.is_some_and(|it| it.needs_layer());
        if needs_layer {
            self.match_clips(clips);
            let reach = effects.map_or(0.0, |it| it.reach());
            let viewport = Viewport {
                visible: self.viewport.visible.inflated(reach),
                ..self.viewport
            };
            let outer_viewport = std::mem::replace(&mut self.viewport, viewport);
            self.items.push(DisplayItem::PushLayer {
                opacity,
                bounds: entry.subtree_ink.unwrap_or_default(),
                origin: entry.origin,
                effects: effects.map(Arc::clone),
            });
            self.within(1.0, |it| it.context_content(id, node, &mut Vec::new()));
            self.items.push(DisplayItem::PopLayer);
            self.viewport = outer_viewport;
            return;
        }
        let outer = std::mem::replace(&mut self.opacity, opacity);
        self.context_content(id, node, clips);
        self.opacity = outer;
    }

    /// Draws something that the clips in force enclose as a whole.
    fn within(&mut self, opacity: f32, draw: impl FnOnce(&mut Self)) {
        let outer_clips = std::mem::take(&mut self.open_clips);
        let outer_opacity = std::mem::replace(&mut self.opacity, opacity);
        draw(self);
        self.close_clips(0);
        self.open_clips = outer_clips;
        self.opacity = outer_opacity;
    }

    fn context_content(&mut self, id: ElementId, node: &'a Node, clips: &mut Vec<ElementId>) {
        let mut deferred = Vec::new();
        self.collect_deferred(id, node, clips, &mut deferred);
        deferred.sort_by_key(|it| it.layer);
        let over = deferred.partition_point(|it| it.layer < 0);
        let over = deferred.split_off(over);
        let seen = self.flow_of(id, node);
        if let Some(entry) = seen {
            self.draw(entry, Part::Box, clips);
        }
        self.deferred(deferred);
        if let Some(entry) = seen {
            self.block_boxes(id, node, entry, clips);
            self.content(id, node, entry, clips);
        }
        self.deferred(over);
    }

    fn deferred(&mut self, deferred: Vec<Deferred>) {
        for mut it in deferred {
            let Some(node) = self.scene.node(it.id) else {
                continue;
            };
            if is_stacking_context(self.scene, node) {
                self.stacking_context(it.id, node, &mut it.clips);
            } else {
                self.whole(it.id, node, &mut it.clips);
            }
        }
    }

    /// The element, where something of it or in it can be seen before its own transform.
    fn flow_of(&self, id: ElementId, node: &Node) -> Option<&'a Entry> {
        let entry = self.painter.entries.get(&id)?;
        let ink = entry.subtree_ink?;
        (!node.style.hidden && self.viewport.shows(&ink)).then_some(entry)
    }

    /// Finds the elements of the positioned layer in tree order.
    fn collect_deferred(
        &self,
        id: ElementId,
        node: &'a Node,
        clips: &mut Vec<ElementId>,
        found: &mut Vec<Deferred>,
    ) {
        let Some(entry) = self.painter.entries.get(&id) else {
            return;
        };
        if !entry.holds_deferred {
            return;
        }
        let clipped = enter_clip(id, entry, clips);
        for child in painting_order(self.scene, node).iter() {
            let Some((child_node, _)) = self.visible(*child) else {
                continue;
            };
            if let Some(layer) = layer(self.scene, child_node) {
                // What keeps to the window is held by no frame on the way.
                let is_fixed = child_node.style.position == Position::Fixed;
                let clips = if is_fixed { Vec::new() } else { clips.clone() };
                found.push(Deferred {
                    id: *child,
                    layer,
                    clips,
                });
            }
            if !is_stacking_context(self.scene, child_node) {
                self.collect_deferred(*child, child_node, clips, found);
            }
        }
        leave_clip(clipped, clips);
    }

    /// The element with everything in it that isn't painted in the positioned layer.
    fn whole(&mut self, id: ElementId, node: &'a Node, clips: &mut Vec<ElementId>) {
        let Some(entry) = self.flow_of(id, node) else {
            return;
        };
        self.draw(entry, Part::Box, clips);
        self.block_boxes(id, node, entry, clips);
        self.content(id, node, entry, clips);
    }

    /// The boxes of in-flow block descendants.
    fn block_boxes(
        &mut self,
        id: ElementId,
        node: &'a Node,
        entry: &'a Entry,
        clips: &mut Vec<ElementId>,
    ) {
        if node.style.display != Display::Block || painted_children(node).is_empty() {
            return;
        }
        let clipped = enter_clip(id, entry, clips);
        for child in painted_children(node) {
            let Some((child_node, child_entry)) = self.visible(*child) else {
                continue;
            };
            if !is_deferred(self.scene, child_node) {
                self.draw(child_entry, Part::Box, clips);
                self.block_boxes(*child, child_node, child_entry, clips);
            }
        }
        leave_clip(clipped, clips);
    }

    /// The content of the element and of its in-flow descendants.
    fn content(
        &mut self,
        id: ElementId,
        node: &'a Node,
        entry: &'a Entry,
        clips: &mut Vec<ElementId>,
    ) {
        let clipped = enter_clip(id, entry, clips);
        self.draw(entry, Part::Content, clips);
        for child in painting_order(self.scene, node).iter() {
            let Some((child_node, child_entry)) = self.visible(*child) else {
                continue;
            };
            if is_deferred(self.scene, child_node) {
                continue;
            }
            if node.style.display.has_items() {
                self.whole(*child, child_node, clips);
            } else {
                self.content(*child, child_node, child_entry, clips);
            }
        }
        leave_clip(clipped, clips);
    }

    fn draw(&mut self, entry: &Entry, part: Part, clips: &[ElementId]) {
        let fragment = &entry.fragment;
        let seen = fragment
            .ink
            .is_some_and(|ink| self.viewport.shows(&ink.translated(entry.origin)));
        if fragment.primitives(part).is_empty() || !seen {
            return;
        }
        self.match_clips(clips);
        let shadows = fragment.text_shadows(part);
        let shadows = shadows.flat_map(|it| it.items(entry.origin, self.opacity));
        self.items.extend(shadows);
        self.items.push(DisplayItem::Draw {
            fragment: Arc::clone(fragment),
            part,
            origin: entry.origin,
            opacity: self.opacity,
        });
    }

    /// Opens and closes clips until exactly `clips` are open.
    fn match_clips(&mut self, clips: &[ElementId]) {
        let shared = self
            .open_clips
            .iter()
            .zip(clips)
            .take_while(|(open, wanted)| open == wanted)
            .count();
        self.close_clips(shared);
        for id in &clips[shared..] {
            let Some(entry) = self.painter.entries.get(id) else {
                continue;
            };
            if let Some(clip) = entry.clip {
                let clip = clip.translated(entry.origin);
                self.items.push(DisplayItem::PushClip(clip));
                self.open_clips.push(*id);
            }
        }
    }

    fn close_clips(&mut self, keep: usize) {
        while self.open_clips.len() > keep {
            self.open_clips.pop();
            self.items.push(DisplayItem::PopClip);
        }
    }
}

fn enter_clip(id: ElementId, entry: &Entry, clips: &mut Vec<ElementId>) -> bool {
    let clipped = entry.clip.is_some();
    if clipped {
        clips.push(id);
    }
    clipped
}

fn leave_clip(clipped: bool, clips: &mut Vec<ElementId>) {
    if clipped {
        clips.pop();
    }
}
