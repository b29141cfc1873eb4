//! What is known of every element before it is drawn: where it stands in its parent, how far it
//! and what is in it draw, in which layer.
//!
//! Positions are relative to parents, as layout's are, so an element that moves costs as much as
//! it is nested deep, whatever it holds. Drawings are made when they are seen
//! ([`Fragments`]) and in the order that [`crate::assembly`] finds.

use std::cell::RefCell;
use std::collections::BinaryHeap;
use std::sync::Arc;

use engine_layout::LayoutEngine;
use engine_scene::{Node, Scene};
use omnios_model::{Affine, BlendMode, ElementId, ElementMap, ElementSet, Point, Position, Rect};

use crate::assembly::Assembly;
use crate::fragment::{self, LocalBoxes};
use crate::fragments::Fragments;
use crate::stacking::{is_stacking_context, layer, painted_children};
use crate::{DisplayList, Fragment, LayerEffects, RoundedRect};

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
    pub(crate) fn within(&self, page_from_local: &Affine) -> Option<Self> {
        let local_from_page = page_from_local.inverse()?;
        Some(Self {
            visible: local_from_page.bounds(self.visible),
            smallest: (f64::from(self.smallest) / page_from_local.mean_scale()) as f32,
        })
    }

    pub(crate) fn shows(&self, ink: &Rect) -> bool {
        self.visible.intersects(ink) && (ink.width >= self.smallest || ink.height >= self.smallest)
    }
}

/// What there is to draw of one scene.
#[derive(Debug, Default)]
pub struct Painter {
    entries: ElementMap<Entry>,
    fragments: RefCell<Fragments>,
}

/// One element that has a box. Unless something else is said, lengths are CSS px from its border
/// box's top left corner.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Where the border box stands in its parent's; of what is fixed, on the page.
    pub(crate) location: Point,
    /// What lets the children through.
    pub(crate) clip: Option<Box<RoundedRect>>,
    /// Where the element is drawn instead of at its box.
    pub(crate) transform: Option<Box<Affine>>,
    /// What is done to the picture of the element and of what is in it.
    pub(crate) effects: Option<Arc<LayerEffects>>,
    /// Everything that the element itself draws lies inside.
    pub(crate) ink: Option<Rect>,
    /// Everything that the element and those in it draw lies inside, with the transforms and
    /// effects of those in it but without its own, and without what is fixed.
    pub(crate) subtree_ink: Option<Rect>,
    /// In which layer of its stacking context it is painted as a whole; `None` for the flow.
    pub(crate) layer: Option<i32>,
    pub(crate) is_stacking_context: bool,
    pub(crate) is_fixed: bool,
    order: i32,
    /// Whether its children are painted in another order than they stand in.
    pub(crate) reorders: bool,
    /// Whether something inside is mixed with what the element's stacking context holds.
    pub(crate) holds_blending: bool,
    /// Whether any element inside is painted in its stacking context's positioned layer.
    pub(crate) holds_deferred: bool,
    /// Whether any element inside keeps to the window, so that no clip on the way holds it.
    pub(crate) holds_fixed: bool,
}

impl Painter {
    /// A painter that knows nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Follows a scene after layout. `repainted` names every element that was inserted, removed,
    /// restyled or restructured, whose box has another size or whose text other lines; `moved`
    /// those whose box stands elsewhere in their parent's. Naming more does no harm. Costs what
    /// these elements and those around them cost, not those in them.
    pub fn update(
        &mut self,
        scene: &Scene,
        layout: &LayoutEngine,
        repainted: impl IntoIterator<Item = ElementId>,
        moved: impl IntoIterator<Item = ElementId>,
    ) {
        let mut stale = Stale::default();
        for id in repainted {
            let Some(node) = scene.node(id) else {
                self.forget(id);
                continue;
            };
            self.refresh(id, node, layout);
            // What an element is painted in depends on its parent and on its children.
            for it in painted_children(node).iter().chain([&id]) {
                self.sort_in(scene, *it);
            }
            stale.insert(scene, id);
            stale.extend(scene, node.parent);
            if let Some(parent) = node.parent
                && self.sort_in(scene, parent)
            {
                stale.extend(scene, scene.node(parent).and_then(|it| it.parent));
            }
        }
        for id in moved {
            let Some(node) = scene.node(id) else {
                continue;
            };
            match (self.entries.get_mut(&id), layout.box_in_parent(id)) {
                (Some(entry), Some(boxes)) => entry.location = boxes.rect.origin(),
                (None, None) => {}
                _ => {
                    self.refresh(id, node, layout);
                    self.sort_in(scene, id);
                    stale.insert(scene, id);
                }
            }
            stale.extend(scene, node.parent);
        }
        while let Some(id) = stale.pop() {
            if self.gather(scene, id) {
                stale.extend(scene, scene.node(id).and_then(|node| node.parent));
            }
        }
    }

    /// Forgets everything and takes the whole scene in anew.
    pub fn rebuild(&mut self, scene: &Scene, layout: &LayoutEngine) {
        *self = Self::default();
        let all = scene.subtree(scene.root);
        self.entries.reserve(all.len());
        for id in &all {
            if let Some(node) = scene.node(*id) {
                self.refresh(*id, node, layout);
                self.sort_in(scene, *id);
            }
        }
        // Children stand behind their parents in the list.
        for id in all.iter().rev() {
            self.gather(scene, *id);
        }
    }

    /// Everything that the element and those in it draw lies inside this rectangle, in CSS px from
    /// the top left corner of its parent's border box, before the transforms of what holds it.
    /// `None` where nothing is drawn.
    pub fn ink(&self, id: ElementId) -> Option<Rect> {
        let entry = self.entries.get(&id)?;
        entry.outer_ink(entry.location)
    }

    /// An element's own drawing, relative to its border box. `None` for what is hidden or unknown.
    pub fn fragment(
        &self,
        scene: &Scene,
        layout: &LayoutEngine,
        id: ElementId,
    ) -> Option<Arc<Fragment>> {
        let node = scene.node(id).filter(|_| self.entries.contains_key(&id))?;
        let mut fragments = self.fragments.borrow_mut();
        fragments.get(id, || build(id, node, layout))
    }

    /// What to draw of the page. Costs what the visible elements cost.
    pub fn display_list(
        &self,
        scene: &Scene,
        layout: &LayoutEngine,
        viewport: Viewport,
    ) -> DisplayList {
        let mut fragments = self.fragments.borrow_mut();
        let mut fragment =
            |id: ElementId, node: &Node| fragments.get(id, || build(id, node, layout));
        let window = layout.window(scene);
        let list = Assembly::new(&self.entries, scene, viewport, &mut fragment).page(window);
        fragments.end_frame();
        list
    }

    fn forget(&mut self, id: ElementId) {
        self.entries.remove(&id);
        self.fragments.get_mut().forget(id);
    }

    fn refresh(&mut self, id: ElementId, node: &Node, layout: &LayoutEngine) {
        let boxes = (!node.style.hidden)
            .then(|| layout.box_in_parent(id))
            .flatten();
        let Some(boxes) = boxes else {
            self.forget(id);
            return;
        };
        let transform = node
            .style
            .transform
            .as_ref()
            .filter(|_| node.parent.is_some())
            .map(|it| Box::new(it.affine(boxes.rect.size())));
        let effects = node.style.effects.as_ref().map(|effects| {
            let shape = LocalBoxes::new(node, &boxes).border_box();
            Arc::new(LayerEffects::new(effects, shape))
        });
        let fragment = fragment::build(node, &boxes, layout.text(id));
        let clip = (node.style.overflow.clips() && node.parent.is_some())
            .then(|| Box::new(LocalBoxes::new(node, &boxes).overflow_clip()));
        let entry = Entry {
            location: boxes.rect.origin(),
            clip,
            transform,
            effects,
            ink: fragment.ink,
            subtree_ink: None,
            layer: None,
            is_stacking_context: false,
            is_fixed: node.style.position == Position::Fixed,
            order: node.style.order,
            reorders: false,
            holds_blending: false,
            holds_deferred: false,
            holds_fixed: false,
        };
        self.entries.insert(id, entry);
        self.fragments.get_mut().replace(id, fragment);
    }

    /// Notes where the element is painted; whether that differs.
    fn sort_in(&mut self, scene: &Scene, id: ElementId) -> bool {
        let (Some(node), Some(entry)) = (scene.node(id), self.entries.get_mut(&id)) else {
            return false;
        };
        let before = (entry.layer, entry.is_stacking_context);
        entry.layer = layer(scene, node);
        entry.is_stacking_context = is_stacking_context(scene, node);
        before != (entry.layer, entry.is_stacking_context)
    }

    /// Works out what depends on the children, which are up to date. Whether the parent has to do
    /// so too.
    fn gather(&mut self, scene: &Scene, id: ElementId) -> bool {
        let (Some(node), Some(entry)) = (scene.node(id), self.entries.get(&id)) else {
            return true;
        };
        let mut within: Option<Rect> = None;
        let mut reorders = false;
        let mut holds_deferred = false;
        let mut holds_blending = false;
        let mut holds_fixed = false;
        for child in painted_children(node) {
            let Some(child) = self.entries.get(child) else {
                continue;
            };
            reorders |= child.order != 0;
            holds_deferred |= child.holds_deferred || child.layer.is_some();
            holds_blending |= child.blends() || child.holds_blending && !child.is_stacking_context;
            holds_fixed |= child.holds_fixed || child.is_fixed;
            if !child.is_fixed
                && let Some(ink) = child.outer_ink(child.location)
            {
                within = Some(within.map_or(ink, |all| all.union(&ink)));
            }
        }
        reorders &= node.style.display.has_items();
        if let Some(clip) = &entry.clip {
            within = within.and_then(|ink| ink.intersection(&clip.rect));
        }
        // What lies behind is changed even where nothing is drawn.
        let changed_behind = entry
            .effects
            .as_ref()
            .filter(|it| !it.backdrop_filter.is_empty())
            .map(|it| it.shape.rect);
        let subtree_ink = [entry.ink, within, changed_behind]
            .into_iter()
            .flatten()
            .reduce(|all, one| all.union(&one));
        let Some(entry) = self.entries.get_mut(&id) else {
            return true;
        };
        let holds = (holds_blending, holds_deferred, holds_fixed);
        let is_same = entry.subtree_ink == subtree_ink
            && holds
                == (
                    entry.holds_blending,
                    entry.holds_deferred,
                    entry.holds_fixed,
                );
        entry.subtree_ink = subtree_ink;
        entry.reorders = reorders;
        (
            entry.holds_blending,
            entry.holds_deferred,
            entry.holds_fixed,
        ) = holds;
        !is_same
    }
}

fn build(id: ElementId, node: &Node, layout: &LayoutEngine) -> Option<Fragment> {
    let boxes = layout.box_in_parent(id)?;
    Some(fragment::build(node, &boxes, layout.text(id)))
}

/// Elements to look at, the deepest first, each once.
#[derive(Debug, Default)]
struct Stale {
    waiting: BinaryHeap<(usize, ElementId)>,
    known: ElementSet,
}

impl Stale {
    fn insert(&mut self, scene: &Scene, id: ElementId) {
        if self.known.insert(id) {
            self.waiting.push((scene.ancestors(id).count(), id));
        }
    }

    fn extend(&mut self, scene: &Scene, ids: impl IntoIterator<Item = ElementId>) {
        for id in ids {
            self.insert(scene, id);
        }
    }

    fn pop(&mut self) -> Option<ElementId> {
        self.waiting.pop().map(|(_, id)| id)
    }
}

impl Entry {
    /// Where the element and those in it draw, after its own transform, where its border box's
    /// top left corner is `origin`.
    pub(crate) fn outer_ink(&self, origin: Point) -> Option<Rect> {
        let ink = match &self.effects {
            Some(effects) => effects.seen_ink(self.subtree_ink?)?,
            None => self.subtree_ink?,
        };
        let ink = match &self.transform {
            Some(transform) => transform.bounds(ink),
            None => ink,
        };
        Some(ink.translated(origin))
    }

    /// Whether its picture is mixed with what lies behind otherwise than by covering it.
    fn blends(&self) -> bool {
        let mode = self.effects.as_ref().map(|it| it.blend_mode);
        mode.is_some_and(|mode| mode != BlendMode::Normal)
    }
}

/// Whether an effect on the element has everything in it painted together.
pub(crate) fn makes_stacking_context(node: &Node) -> bool {
    node.style.opacity < 1.0 || node.style.transform.is_some() || node.style.effects.is_some()
}
