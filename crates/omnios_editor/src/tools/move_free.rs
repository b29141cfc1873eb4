//! Dragging freely placed elements, with snapping, and into other frames.

use std::collections::BTreeMap;

use engine::interact::{Snap, SnapTargets, keep_inside};
use omnios_model::{ElementId, Point, Property, Rect};
use omnios_protocol::CommandError;
use omnios_protocol::session::PointerInput;

use super::drop_target::DropTarget;
use super::{GestureFeedback, SNAP_REACH_PX, screen_point};
use crate::commands;
use crate::editor::Editor;
use crate::history::MergeKey;
use crate::stage::rect_in_parent;

/// With more siblings than this, only those in view are snapped to.
const MOST_SIBLINGS: usize = 2_000;

#[derive(Debug)]
pub(crate) struct MoveFree {
    ids: Vec<ElementId>,
    /// Each element's box in its parent's padding box when the drag began.
    starts: Vec<Rect>,
    start_on_canvas: Point,
    bounds_on_canvas: Rect,
    targets: SnapTargets,
    snap: Snap,
    /// The box around the elements' common parent, inside of its border.
    parent_on_canvas: Option<Rect>,
    drop: Option<DropTarget>,
    merge: MergeKey,
}

impl MoveFree {
    pub(super) fn start(
        editor: &mut Editor,
        ids: Vec<ElementId>,
        start_on_screen: Point,
        copies: bool,
    ) -> Result<Self, CommandError> {
        let merge = MergeKey::Gesture(editor.session.fresh_number());
        let ids = if copies {
            editor.copy_in_place(&ids, merge)?
        } else {
            ids
        };
        let breakpoint = editor.session.breakpoint;
        let artboard = editor.artboard(breakpoint);
        let starts = ids
            .iter()
            .map(|id| {
                artboard
                    .and_then(|it| rect_in_parent(it, *id))
                    .unwrap_or_default()
            })
            .collect();
        let rects: Vec<Rect> = ids
            .iter()
            .filter_map(|id| editor.canvas_rect(*id))
            .collect();
        let bounds = rects
            .into_iter()
            .reduce(|all, rect| all.union(&rect))
            .unwrap_or_default();
        let tree = editor
            .session
            .page
            .and_then(|page| editor.document.tree(page));
        let parent = ids
            .first()
            .and_then(|id| tree.and_then(|tree| tree.parent(*id)));
        let parent_on_canvas = parent.and_then(|parent| {
            let origin = editor.active_area()?.origin();
            let artboard = editor.artboard(breakpoint)?;
            Some(artboard.padding_box(parent)?.translated(origin))
        });
        Ok(Self {
            starts,
            start_on_canvas: editor.session.camera.canvas_from_screen(start_on_screen),
            bounds_on_canvas: bounds,
            targets: editor.snap_targets(&ids),
            ids,
            snap: Snap::default(),
            parent_on_canvas,
            drop: None,
            merge,
        })
    }

    pub(super) fn merge(&self) -> MergeKey {
        self.merge
    }

    pub(super) fn update(
        &mut self,
        editor: &mut Editor,
        input: &PointerInput,
    ) -> Result<(), CommandError> {
        let at = screen_point(input);
        let camera = editor.session.camera;
        let mut delta = camera.canvas_from_screen(at) - self.start_on_canvas;
        if input.shift {
            // Along one axis only: the one that the pointer has gone farther on.
            if delta.x.abs() > delta.y.abs() {
                delta.y = 0.0;
            } else {
                delta.x = 0.0;
            }
        }
        // Whole pixels, unless something else is there to align to.
        let whole = |start: f32, delta: f32| (start + delta).round() - start;
        delta = Point::new(
            whole(self.bounds_on_canvas.x, delta.x),
            whole(self.bounds_on_canvas.y, delta.y),
        );
        let moved = self.bounds_on_canvas.translated(delta);
        self.snap = Snap::default();
        if !input.command {
            self.snap = self.targets.snap_move(moved, SNAP_REACH_PX / camera.zoom);
            if input.shift {
                // Held to one axis, it isn't pulled off it.
                if delta.y == 0.0 {
                    self.snap.correction.y = 0.0;
                } else {
                    self.snap.correction.x = 0.0;
                }
            }
            delta = delta + self.snap.correction;
        }
        if let Some(parent) = self
            .parent_on_canvas
            .filter(|_| editor.session.keep_in_parent)
        {
            let inside = keep_inside(self.bounds_on_canvas.translated(delta), parent);
            delta = inside.origin() - self.bounds_on_canvas.origin();
        }
        self.drop = editor.drop_target(at, &self.ids);
        let Self { ids, starts, .. } = self;
        editor.edit("Move", Some(self.merge), &BTreeMap::new(), |edit| {
            for (id, start) in ids.iter().zip(starts.iter()) {
                let Some(page) = edit.page else { continue };
                edit.set_px(page, *id, Property::Left, start.x + delta.x)?;
                edit.set_px(page, *id, Property::Top, start.y + delta.y)?;
                edit.clear(page, *id, Property::Right)?;
                edit.clear(page, *id, Property::Bottom)?;
            }
            Ok(())
        })
    }

    /// Lets go: over another frame, the elements become its children where they are.
    pub(super) fn finish(
        self,
        editor: &mut Editor,
        input: &PointerInput,
    ) -> Result<(), CommandError> {
        let Some(target) = editor.drop_target(screen_point(input), &self.ids) else {
            return Ok(());
        };
        let tree = editor
            .session
            .page
            .and_then(|page| editor.document.tree(page));
        let parent_is_same = tree.is_some_and(|tree| {
            self.ids
                .iter()
                .all(|id| tree.parent(*id) == Some(target.frame))
        });
        if parent_is_same {
            return Ok(());
        }
        editor.edit("Move", Some(self.merge), &BTreeMap::new(), |edit| {
            let Some(page) = edit.page else { return Ok(()) };
            match target.in_flow {
                Some((index, _)) => {
                    commands::move_into_flow(edit, page, &self.ids, target.frame, index)
                }
                None => commands::move_freely(edit, page, &self.ids, target.frame),
            }
        })
    }

    pub(super) fn feedback(&self) -> GestureFeedback {
        GestureFeedback {
            guides: self.snap.guides.clone(),
            distances: self.snap.distances.clone(),
            drop_frame: self.drop.map(|drop| drop.frame_on_canvas),
            insertion: self
                .drop
                .and_then(|drop| drop.in_flow)
                .map(|(_, line)| line),
            ..GestureFeedback::default()
        }
    }
}

impl Editor {
    /// What elements snap to, in canvas space: their siblings, their parent and its padding, and
    /// the ruler guides. Where there are very many siblings, those that can be seen.
    pub(super) fn snap_targets(&mut self, moving: &[ElementId]) -> SnapTargets {
        let mut targets = SnapTargets::default();
        let Some(origin) = self.active_area().map(|area| area.origin()) else {
            return targets;
        };
        let camera = self.session.camera;
        let viewport = self.session.viewport;
        let seen = Rect::from_corners(
            camera.canvas_from_screen(Point::default()) - origin,
            camera.canvas_from_screen(Point::new(viewport.width, viewport.height)) - origin,
        );
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        if let (Some(tree), Some(artboard)) = (tree, self.artboard(self.session.breakpoint)) {
            let mut parents: Vec<ElementId> =
                moving.iter().filter_map(|id| tree.parent(*id)).collect();
            parents.sort_unstable();
            parents.dedup();
            let still = |id: &ElementId| !moving.contains(id);
            let count: usize = parents.iter().map(|id| tree.children(*id).len()).sum();
            let siblings: Vec<Rect> = if count <= MOST_SIBLINGS {
                let children = parents.iter().flat_map(|id| tree.children(*id));
                children
                    .filter(|id| still(id))
                    .filter_map(|id| artboard.bounds(*id))
                    .collect()
            } else {
                let near = artboard.meeting(seen).into_iter();
                near.filter(|(id, _)| {
                    still(id) && tree.parent(*id).is_some_and(|it| parents.contains(&it))
                })
                .map(|(_, rect)| rect)
                .collect()
            };
            targets = SnapTargets::new(siblings.iter().map(|rect| rect.translated(origin)));
            for parent in parents {
                if let Some(boxes) = artboard.layout_box(parent) {
                    targets = targets.with_parent(
                        boxes.rect.translated(origin),
                        boxes.content.translated(origin),
                    );
                }
            }
        }
        let guides = self.shown_guides();
        let upright = guides.x.into_iter().map(|at| (true, origin.x + at));
        let level = guides.y.into_iter().map(|at| (false, origin.y + at));
        targets.with_rulers(upright.chain(level))
    }

    fn copy_in_place(
        &mut self,
        ids: &[ElementId],
        merge: MergeKey,
    ) -> Result<Vec<ElementId>, CommandError> {
        let args = omnios_protocol::args::Elements {
            ids: ids
                .iter()
                .map(|id| omnios_protocol::ElementRef(id.to_string()))
                .collect(),
        };
        let command = omnios_protocol::Command::ElementDuplicate(args);
        let outcome = self.edit("Duplicate", Some(merge), &BTreeMap::new(), |edit| {
            commands::run(edit, &command)
        })?;
        let copies: Vec<ElementId> = outcome
            .created
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect();
        self.select(copies.clone());
        Ok(copies)
    }
}
