//! What is visible of a page, in the order it is painted in.
//!
//! See the crate's description for the order.

use std::borrow::Cow;
use std::sync::Arc;

use engine_scene::{Node, Scene};
use omnios_model::{Affine, ElementId, ElementMap, Point, Rect};

use crate::painter::{Entry, Viewport};
use crate::stacking::{painted_children, painting_order, paints_children_whole};
use crate::{DisplayItem, DisplayList, Fragment, Part, RoundedRect};

/// What is visible of one page, on its way into a display list.
pub(crate) struct Assembly<'a, 'f> {
    entries: &'a ElementMap<Entry>,
    scene: &'a Scene,
    viewport: Viewport,
    fragment: &'f mut dyn FnMut(ElementId, &Node) -> Option<Arc<Fragment>>,
    items: Vec<DisplayItem>,
    /// Elements whose overflow clip is pushed, within the innermost layer.
    open_clips: Vec<ElementId>,
    /// Multiplied into what is drawn: the opacity of an element that needs no layer.
    opacity: f32,
}

/// An element where it is met on the page.
#[derive(Clone, Copy)]
struct Met<'a> {
    id: ElementId,
    node: &'a Node,
    entry: &'a Entry,
    /// Its border box's top left corner on the page.
    origin: Point,
}

/// An overflow clip, on the page.
#[derive(Clone, Copy)]
struct Clip {
    id: ElementId,
    shape: RoundedRect,
}

/// An element of the positioned layer, with the clips between its stacking context and it.
struct Deferred<'a> {
    met: Met<'a>,
    layer: i32,
    clips: Vec<Clip>,
}

impl<'a, 'f> Assembly<'a, 'f> {
    /// Drawings come from `fragment`.
    pub(crate) fn new(
        entries: &'a ElementMap<Entry>,
        scene: &'a Scene,
        viewport: Viewport,
        fragment: &'f mut dyn FnMut(ElementId, &Node) -> Option<Arc<Fragment>>,
    ) -> Self {
        Self {
            entries,
            scene,
            viewport,
            fragment,
            items: Vec::new(),
            open_clips: Vec::new(),
            opacity: 1.0,
        }
    }

    /// The whole page, of which `window` is shown by its window.
    pub(crate) fn page(mut self, window: Rect) -> DisplayList {
        if let Some(root) = self.visible(self.scene.root, Point::default()) {
            self.stacking_context(root, &mut Vec::new());
        }
        self.close_clips(0);
        DisplayList {
            items: self.items,
            window,
        }
    }

    /// The element, where something of it or in it can be seen. `parent` is where its parent
    /// stands.
    fn visible(&self, id: ElementId, parent: Point) -> Option<Met<'a>> {
        let entry = self.entries.get(&id)?;
        let origin = if entry.is_fixed {
            entry.location
        } else {
            parent + entry.location
        };
        let ink = entry.outer_ink(origin);
        let is_seen = ink.is_some_and(|ink| self.viewport.shows(&ink)) || entry.holds_fixed;
        let node = self
            .scene
            .node(id)
            .filter(|node| is_seen && !node.style.hidden)?;
        Some(Met {
            id,
            node,
            entry,
            origin,
        })
    }

    fn children(&self, met: Met<'a>) -> impl Iterator<Item = ElementId> + use<'a> {
        let children = if met.entry.reorders {
            painting_order(self.scene, met.node)
        } else {
            Cow::Borrowed(painted_children(met.node))
        };
        (0..children.len()).map(move |at| children[at])
    }

    fn stacking_context(&mut self, met: Met<'a>, clips: &mut Vec<Clip>) {
        let opacity = met.node.style.opacity.clamp(0.0, 1.0);
        if opacity == 0.0 {
            return;
        }
        let Some(matrix) = &met.entry.transform else {
            self.group(met, clips);
            return;
        };
        let (x, y) = (f64::from(met.origin.x), f64::from(met.origin.y));
        let page_from_local = Affine::translate(-x, -y)
            .then(**matrix)
            .then(Affine::translate(x, y));
        let Some(viewport) = self.viewport.within(&page_from_local) else {
            return;
        };
        self.match_clips(clips);
        self.items.push(DisplayItem::PushTransform {
            origin: met.origin,
            matrix: **matrix,
        });
        let outer_clips = std::mem::take(&mut self.open_clips);
        let outer_viewport = std::mem::replace(&mut self.viewport, viewport);
        self.group(met, &mut Vec::new());
        self.close_clips(0);
        self.items.push(DisplayItem::PopTransform);
        self.open_clips = outer_clips;
        self.viewport = outer_viewport;
    }

    /// The stacking context's content, in a layer of its own where it needs one.
    fn group(&mut self, met: Met<'a>, clips: &mut Vec<Clip>) {
        let Met { node, entry, .. } = met;
        let opacity = node.style.opacity.clamp(0.0, 1.0);
        let effects = entry.effects.as_ref();
        let is_single = painted_children(node).is_empty()
            && (opacity == 1.0 || self.drawing(met).is_none_or(|it| it.is_one_shape()));
        let isolates = entry.holds_blending && node.parent.is_some();
        let needs_layer =
            opacity < 1.0 && !is_single || isolates || effects.is_some_and(|it| it.needs_layer());
        if needs_layer {
            self.match_clips(clips);
            let reach = effects.map_or(0.0, |it| it.reach());
            let viewport = Viewport {
                visible: self.viewport.visible.inflated(reach),
                ..self.viewport
            };
            let outer_viewport = std::mem::replace(&mut self.viewport, viewport);
            // What is fixed may be seen anywhere.
            let bounds = match entry.subtree_ink {
                _ if entry.holds_fixed => self.viewport.visible,
                Some(ink) => ink.translated(met.origin),
                None => Rect::default(),
            };
            self.items.push(DisplayItem::PushLayer {
                opacity,
                bounds,
                origin: met.origin,
                effects: effects.map(Arc::clone),
            });
            self.within(1.0, |it| it.context_content(met, &mut Vec::new()));
            self.items.push(DisplayItem::PopLayer);
            self.viewport = outer_viewport;
            return;
        }
        let outer = std::mem::replace(&mut self.opacity, opacity);
        self.context_content(met, clips);
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

    fn context_content(&mut self, met: Met<'a>, clips: &mut Vec<Clip>) {
        let mut deferred = Vec::new();
        self.collect_deferred(met, clips, &mut deferred);
        deferred.sort_by_key(|it| it.layer);
        let over = deferred.partition_point(|it| it.layer < 0);
        let over = deferred.split_off(over);
        let is_seen = self.sees_flow(met);
        if is_seen {
            self.draw(met, Part::Box, clips);
        }
        self.deferred(deferred);
        if is_seen {
            self.block_boxes(met, clips);
            self.content(met, clips);
        }
        self.deferred(over);
    }

    fn deferred(&mut self, deferred: Vec<Deferred<'a>>) {
        for mut it in deferred {
            if it.met.entry.is_stacking_context {
                self.stacking_context(it.met, &mut it.clips);
            } else {
                self.whole(it.met, &mut it.clips);
            }
        }
    }

    /// Whether something of the element or in it can be seen before its own transform.
    fn sees_flow(&self, met: Met<'a>) -> bool {
        let ink = met.entry.subtree_ink;
        ink.is_some_and(|ink| self.viewport.shows(&ink.translated(met.origin)))
    }

    /// Finds the elements of the positioned layer in tree order.
    fn collect_deferred(&self, met: Met<'a>, clips: &mut Vec<Clip>, found: &mut Vec<Deferred<'a>>) {
        if !met.entry.holds_deferred {
            return;
        }
        let is_clipped = enter_clip(met, clips);
        for child in self.children(met) {
            let Some(child) = self.visible(child, met.origin) else {
                continue;
            };
            if let Some(layer) = child.entry.layer {
                // What keeps to the window is held by no frame on the way.
                let clips = if child.entry.is_fixed {
                    Vec::new()
                } else {
                    clips.clone()
                };
                found.push(Deferred {
                    met: child,
                    layer,
                    clips,
                });
            }
            if !child.entry.is_stacking_context {
                self.collect_deferred(child, clips, found);
            }
        }
        leave_clip(is_clipped, clips);
    }

    /// The element with everything in it that isn't painted in the positioned layer.
    fn whole(&mut self, met: Met<'a>, clips: &mut Vec<Clip>) {
        if !self.sees_flow(met) {
            return;
        }
        self.draw(met, Part::Box, clips);
        self.block_boxes(met, clips);
        self.content(met, clips);
    }

    /// The boxes of in-flow block descendants.
    fn block_boxes(&mut self, met: Met<'a>, clips: &mut Vec<Clip>) {
        let children = painted_children(met.node);
        if paints_children_whole(met.node) || children.is_empty() {
            return;
        }
        let is_clipped = enter_clip(met, clips);
        for child in children {
            let Some(child) = self.visible(*child, met.origin) else {
                continue;
            };
            if child.entry.layer.is_none() {
                self.draw(child, Part::Box, clips);
                self.block_boxes(child, clips);
            }
        }
        leave_clip(is_clipped, clips);
    }

    /// The content of the element and of its in-flow descendants.
    fn content(&mut self, met: Met<'a>, clips: &mut Vec<Clip>) {
        let is_clipped = enter_clip(met, clips);
        self.draw(met, Part::Content, clips);
        for child in self.children(met) {
            let Some(child) = self.visible(child, met.origin) else {
                continue;
            };
            if child.entry.layer.is_some() {
                continue;
            }
            if paints_children_whole(met.node) {
                self.whole(child, clips);
            } else {
                self.content(child, clips);
            }
        }
        leave_clip(is_clipped, clips);
    }

    fn drawing(&mut self, met: Met<'a>) -> Option<Arc<Fragment>> {
        (self.fragment)(met.id, met.node)
    }

    fn draw(&mut self, met: Met<'a>, part: Part, clips: &[Clip]) {
        let seen = |ink: Rect| self.viewport.shows(&ink.translated(met.origin));
        if !met.entry.ink.is_some_and(seen) {
            return;
        }
        let Some(fragment) = self.drawing(met) else {
            return;
        };
        if fragment.primitives(part).is_empty() {
            return;
        }
        self.match_clips(clips);
        let shadows = fragment.text_shadows(part);
        let shadows = shadows.flat_map(|it| it.items(met.origin, self.opacity));
        self.items.extend(shadows);
        self.items.push(DisplayItem::Draw {
            fragment,
            part,
            origin: met.origin,
            opacity: self.opacity,
        });
    }

    /// Opens and closes clips until exactly `clips` are open.
    fn match_clips(&mut self, clips: &[Clip]) {
        let shared = self
            .open_clips
            .iter()
            .zip(clips)
            .take_while(|(open, wanted)| **open == wanted.id)
            .count();
        self.close_clips(shared);
        for clip in &clips[shared..] {
            self.items.push(DisplayItem::PushClip(clip.shape));
            self.open_clips.push(clip.id);
        }
    }

    fn close_clips(&mut self, keep: usize) {
        while self.open_clips.len() > keep {
            self.open_clips.pop();
            self.items.push(DisplayItem::PopClip);
        }
    }
}

fn enter_clip(met: Met<'_>, clips: &mut Vec<Clip>) -> bool {
    if let Some(clip) = &met.entry.clip {
        clips.push(Clip {
            id: met.id,
            shape: clip.translated(met.origin),
        });
    }
    met.entry.clip.is_some()
}

fn leave_clip(is_clipped: bool, clips: &mut Vec<Clip>) {
    if is_clipped {
        clips.pop();
    }
}
