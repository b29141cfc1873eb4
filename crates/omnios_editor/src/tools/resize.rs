//! Dragging one of the eight handles.

use std::collections::BTreeMap;

use engine::interact::{Guide, Handle, ResizeRule, SnapTargets, resize};
use omnios_model::{Affine, ElementId, Point, Position, Rect, Size, Transform};
use omnios_protocol::CommandError;
use omnios_protocol::args::ElementResize;
use omnios_protocol::session::PointerInput;

use super::{GestureFeedback, SNAP_REACH_PX, screen_point};
use crate::commands;
use crate::editor::Editor;
use crate::history::MergeKey;
use crate::stage::rect_in_parent;

#[derive(Debug)]
pub(crate) struct Resize {
    handle: Handle,
    parts: Vec<Part>,
    start_on_canvas: Point,
    bounds_on_canvas: Rect,
    targets: SnapTargets,
    guides: Vec<Guide>,
    merge: MergeKey,
}

/// One of the elements being resized.
#[derive(Debug)]
struct Part {
    id: ElementId,
    /// Its box in its parent's padding box when the drag began.
    start: Rect,
    start_on_canvas: Rect,
    is_free: bool,
    /// How it is turned; `None` where its edges are upright.
    turned: Option<Turned>,
}

/// The transform of an element whose edges aren't upright.
#[derive(Debug, Clone)]
struct Turned {
    canvas_from_box: Affine,
    transform: Transform,
}

impl Resize {
    pub(super) fn start(editor: &mut Editor, handle: Handle, input: &PointerInput) -> Option<Self> {
        let ids = editor.resizable();
        let mut parts = Vec::new();
        for id in &ids {
            let start_on_canvas = editor.canvas_rect(*id)?;
            let style = editor.style_of(*id)?;
            let artboard = editor.artboard(editor.session.breakpoint)?;
            let turned = artboard.page_from_box(*id).filter(|it| !it.keeps_axes());
            parts.push(Part {
                id: *id,
                start: rect_in_parent(artboard, *id)?,
                start_on_canvas,
                is_free: style.position == Position::Absolute,
                turned: turned
                    .zip(style.transform.clone())
                    .map(|(canvas_from_box, transform)| Turned {
                        canvas_from_box,
                        transform: *transform,
                    }),
            });
        }
        let bounds_on_canvas = parts
            .iter()
            .map(|part| part.start_on_canvas)
            .reduce(|all, rect| all.union(&rect))?;
        Some(Self {
            handle,
            parts,
            start_on_canvas: editor
                .session
                .camera
                .canvas_from_screen(screen_point(input)),
            bounds_on_canvas,
            targets: editor.snap_targets(&ids),
            guides: Vec::new(),
            merge: MergeKey::Gesture(editor.session.fresh_number()),
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
        let camera = editor.session.camera;
        let delta = camera.canvas_from_screen(screen_point(input)) - self.start_on_canvas;
        let rule = ResizeRule {
            keep_aspect: input.shift,
            from_center: input.alt,
        };
        if let [part] = &self.parts[..]
            && let Some(turned) = &part.turned
        {
            return self.resize_turned(editor, part, turned, delta, rule);
        }
        let mut bounds = resize(self.bounds_on_canvas, self.handle, delta, rule);
        self.guides.clear();
        if !input.command && !rule.keep_aspect && !rule.from_center {
            let direction = self.handle.direction();
            let snap = self
                .targets
                .snap_edges(bounds, direction, SNAP_REACH_PX / camera.zoom);
            bounds = resize(
                self.bounds_on_canvas,
                self.handle,
                delta + snap.correction,
                rule,
            );
            self.guides = snap.guides;
        }
        let bounds = whole_pixels(&bounds);
        let old = self.bounds_on_canvas;
        let scale = Point::new(
            bounds.width / old.width.max(1.0),
            bounds.height / old.height.max(1.0),
        );
        let (moves_x, moves_y) = self.handle.direction();
        let both = rule.keep_aspect;
        let parts = &self.parts;
        editor.edit("Resize", Some(self.merge), &BTreeMap::new(), |edit| {
            for part in parts {
                let before = part.start_on_canvas;
                let x = bounds.x + (before.x - old.x) * scale.x;
                let y = bounds.y + (before.y - old.y) * scale.y;
                let local = Point::new(part.start.x + x - before.x, part.start.y + y - before.y);
                let args = ElementResize {
                    id: Some(omnios_protocol::ElementRef(part.id.to_string())),
                    x: part.is_free.then_some(local.x),
                    y: part.is_free.then_some(local.y),
                    width: (moves_x != 0 || both).then_some(before.width * scale.x),
                    height: (moves_y != 0 || both).then_some(before.height * scale.y),
                    breakpoint: None,
                };
                commands::run(edit, &omnios_protocol::Command::ElementResize(args))?;
            }
            Ok(())
        })
    }

    /// The element's own axes decide, and what is opposite the handle stays where it is seen.
    fn resize_turned(
        &self,
        editor: &mut Editor,
        part: &Part,
        turned: &Turned,
        delta_on_canvas: Point,
        rule: ResizeRule,
    ) -> Result<(), CommandError> {
        let Some(box_from_canvas) = turned.canvas_from_box.inverse() else {
            return Ok(());
        };
        let origin = box_from_canvas.map_point(Point::default());
        let delta = box_from_canvas.map_point(delta_on_canvas) - origin;
        let old = part.start.size();
        let start = Rect::new(0.0, 0.0, old.width, old.height);
        let resized = resize(start, self.handle, delta, rule);
        let size = Size::new(resized.width.round(), resized.height.round());
        // The rounding goes to the side that the handle is on.
        let (left, top) = self.handle.direction();
        let at = Point::new(
            if left < 0 {
                resized.right() - size.width
            } else {
                resized.x
            },
            if top < 0 {
                resized.bottom() - size.height
            } else {
                resized.y
            },
        );
        let seen = turned.transform.affine(old).map_point(at);
        let now = turned.transform.affine(size).map_point(Point::default());
        let place = part.start.origin() + seen - now;
        let args = ElementResize {
            id: Some(omnios_protocol::ElementRef(part.id.to_string())),
            x: part.is_free.then_some(place.x),
            y: part.is_free.then_some(place.y),
            width: (left != 0 || rule.keep_aspect).then_some(size.width),
            height: (top != 0 || rule.keep_aspect).then_some(size.height),
            breakpoint: None,
        };
        editor.edit("Resize", Some(self.merge), &BTreeMap::new(), |edit| {
            commands::run(edit, &omnios_protocol::Command::ElementResize(args)).map(|_| ())
        })
    }

    pub(super) fn feedback(&self) -> GestureFeedback {
        GestureFeedback {
            guides: self.guides.clone(),
            ..GestureFeedback::default()
        }
    }
}

/// Edges on whole pixels, at least 1 × 1.
fn whole_pixels(rect: &Rect) -> Rect {
    let (x, y) = (rect.x.round(), rect.y.round());
    Rect::new(
        x,
        y,
        (rect.right().round() - x).max(1.0),
        (rect.bottom().round() - y).max(1.0),
    )
}
