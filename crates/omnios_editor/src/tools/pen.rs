//! The pen: a path point by point, and the line tool, which draws one straight piece.
//!
//! A click puts a corner, a drag a smooth point whose handles follow the pointer. A click on the
//! first point closes the path; Escape and Enter end it where it is. Until then nothing is in
//! the document, so that one path is one undo step.

use std::collections::BTreeMap;

use engine::vector::{Contour, EditablePath, Node, bounds, write_path_data};
use omnios_model::{Breakpoint, ElementId, Point, Rect};
use omnios_protocol::args::ElementCreate;
use omnios_protocol::session::PointerInput;
use omnios_protocol::{Command, CommandError, ElementRef};

use super::drop_target::DropTarget;
use super::{DRAG_THRESHOLD_PX, Gesture, Tool, screen_point};
use crate::commands::{drawable, view_box};
use crate::editor::Editor;

/// How near the first point a click has to be to close the path, in screen px.
const CLOSE_REACH_PX: f32 = 7.0;

/// Steps that Shift turns to, in degrees.
const STEP_DEGREES: f32 = 45.0;

/// A path that is being drawn, in canvas space.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) contour: Contour,
    /// Where the pointer is: the next point's place.
    pub(crate) pointer: Point,
    target: DropTarget,
    breakpoint: Breakpoint,
    /// Top left corner of the artboard in canvas space.
    artboard_on_canvas: Point,
}

/// The pen's button is down on a new point.
#[derive(Debug)]
pub(crate) struct PenDrag {
    start_on_screen: Point,
    /// The click closes the path.
    closes: bool,
}

/// The line tool's button is down.
#[derive(Debug)]
pub(crate) struct LineDrag {
    start_on_screen: Point,
}

impl Editor {
    fn start_draft(&mut self, at_on_screen: Point) -> Option<Draft> {
        let canvas = self.session.camera.canvas_from_screen(at_on_screen);
        let placed = self.artboard_at(canvas)?;
        self.session.breakpoint = placed.breakpoint;
        let target = self.drop_target(at_on_screen, &[]).or_else(|| {
            let tree = self.document.tree(self.session.page?)?;
            Some(DropTarget {
                frame: tree.root(),
                frame_on_canvas: placed.area,
                in_flow: None,
            })
        })?;
        Some(Draft {
            contour: Contour::default(),
            pointer: canvas,
            target,
            breakpoint: placed.breakpoint,
            artboard_on_canvas: placed.area.origin(),
        })
    }

    /// Whole px, unless Ctrl or ⌘ is held; with Shift at multiples of 45° from the last point.
    fn pen_point(&self, input: &PointerInput) -> Point {
        let at = self.session.camera.canvas_from_screen(screen_point(input));
        let last = self.session.draft.as_ref();
        let last = last.and_then(|draft| draft.contour.nodes.last());
        let at = match last {
            Some(last) if input.shift => stepped(last.point, at),
            _ => at,
        };
        if input.command {
            at
        } else {
            Point::new(at.x.round(), at.y.round())
        }
    }

    pub(super) fn pen_down(&mut self, input: &PointerInput) -> Result<Gesture, CommandError> {
        let at_on_screen = screen_point(input);
        if self.session.draft.is_none() {
            self.session.draft = self.start_draft(at_on_screen);
        }
        let at = self.pen_point(input);
        let camera = self.session.camera;
        let Some(draft) = &mut self.session.draft else {
            return Ok(Gesture::None);
        };
        if input.clicks >= 2 && draft.contour.nodes.len() > 1 {
            self.finish_draft()?;
            return Ok(Gesture::None);
        }
        let first = draft.contour.nodes.first().map(|it| it.point);
        let closes = draft.contour.nodes.len() > 1
            && first.is_some_and(|first| {
                let way = camera.screen_from_canvas(first) - at_on_screen;
                way.x.hypot(way.y) <= CLOSE_REACH_PX
            });
        if !closes {
            draft.contour.nodes.push(Node::corner(at));
        }
        draft.pointer = at;
        Ok(Gesture::Pen(PenDrag {
            start_on_screen: at_on_screen,
            closes,
        }))
    }

    pub(super) fn line_down(&mut self, input: &PointerInput) -> Gesture {
        let at_on_screen = screen_point(input);
        self.session.draft = self.start_draft(at_on_screen);
        let at = self.pen_point(input);
        let Some(draft) = &mut self.session.draft else {
            return Gesture::None;
        };
        draft.contour.nodes.push(Node::corner(at));
        draft.pointer = at;
        Gesture::Line(LineDrag {
            start_on_screen: at_on_screen,
        })
    }

    /// The next piece of the path follows the pointer.
    pub(super) fn follow_draft(&mut self, input: &PointerInput) {
        let at = self.pen_point(input);
        if let Some(draft) = &mut self.session.draft {
            draft.pointer = at;
        }
    }

    /// Makes the drawn path an element and goes back to the select tool. A path of one point is
    /// dropped. Tells whether there was anything.
    pub(crate) fn finish_draft(&mut self) -> Result<bool, CommandError> {
        let Some(draft) = self.session.draft.take() else {
            return Ok(false);
        };
        self.session.gesture = Gesture::None;
        self.touch_view();
        self.session.tool = Tool::Select;
        self.session.cursor = Tool::Select.cursor();
        if draft.contour.nodes.len() < 2 {
            return Ok(true);
        }
        let Some(command) = draft.command(self) else {
            return Ok(true);
        };
        let outcome = self.edit("Draw path", None, &BTreeMap::new(), |edit| {
            crate::commands::run(edit, &command)
        })?;
        let id: Option<ElementId> = outcome.created.first().and_then(|id| id.parse().ok());
        if let Some(id) = id {
            self.select(vec![id]);
        }
        Ok(true)
    }
}

/// The point turned around `from` to the nearest multiple of 45°.
fn stepped(from: Point, to: Point) -> Point {
    let way = to - from;
    let length = way.x.hypot(way.y);
    let step = STEP_DEGREES.to_radians();
    let angle = (way.y.atan2(way.x) / step).round() * step;
    from + Point::new(length * angle.cos(), length * angle.sin())
}

impl Draft {
    /// The whole path, the piece to the pointer included.
    pub(crate) fn shown(&self) -> Contour {
        let mut contour = self.contour.clone();
        if !contour.closed {
            contour.nodes.push(Node::corner(self.pointer));
        }
        contour
    }

    fn command(&self, editor: &Editor) -> Option<Command> {
        let mut contour = self.contour.clone();
        let mut path = EditablePath {
            contours: vec![contour.clone()],
        };
        let around = drawable(&bounds(&path.to_path())?);
        let way = Point::default() - around.origin();
        for node in &mut contour.nodes {
            node.move_by(way);
        }
        let closed = contour.closed;
        path.contours = vec![contour];
        let area = Rect::new(0.0, 0.0, around.width, around.height);
        let mut properties: BTreeMap<String, String> = BTreeMap::new();
        let mut put = |name: &str, value: String| properties.insert(name.to_owned(), value);
        put("d", write_path_data(&path.to_path()));
        put("view-box", view_box(&area));
        put("width", format!("{}px", around.width));
        put("height", format!("{}px", around.height));
        if closed {
            put("fill", "#d9d9e0".to_owned());
        }
        put("stroke", "#1a1a1a".to_owned());
        if self.target.in_flow.is_none() {
            let origin = editor
                .artboard(self.breakpoint)
                .and_then(|artboard| artboard.padding_box(self.target.frame))
                .unwrap_or_default()
                .origin();
            let at = around.origin() - self.artboard_on_canvas - origin;
            put("position", "absolute".to_owned());
            put("left", format!("{}px", at.x));
            put("top", format!("{}px", at.y));
        } else {
            put("flex-shrink", "0".to_owned());
        }
        Some(Command::ElementCreate(ElementCreate {
            parent: Some(ElementRef(self.target.frame.to_string())),
            index: self.target.in_flow.map(|(index, _)| index),
            kind: "vector".to_owned(),
            properties,
            ..ElementCreate::default()
        }))
    }
}

impl PenDrag {
    /// Dragging pulls both handles out of the new point.
    pub(super) fn update(&self, editor: &mut Editor, input: &PointerInput) {
        let at_on_screen = screen_point(input);
        let way = at_on_screen - self.start_on_screen;
        let at = editor.session.camera.canvas_from_screen(at_on_screen);
        let Some(draft) = &mut editor.session.draft else {
            return;
        };
        draft.pointer = at;
        if way.x.hypot(way.y) < DRAG_THRESHOLD_PX {
            return;
        }
        let node = if self.closes {
            draft.contour.nodes.first_mut()
        } else {
            draft.contour.nodes.last_mut()
        };
        if let Some(node) = node {
            let to = if input.shift {
                stepped(node.point, at)
            } else {
                at
            };
            let smooth = Node::smooth(node.point, to);
            if self.closes {
                // The handle that leaves is drawn already.
                node.before = smooth.before;
            } else {
                *node = smooth;
            }
        }
    }

    pub(super) fn finish(&self, editor: &mut Editor) -> Result<(), CommandError> {
        if !self.closes {
            return Ok(());
        }
        if let Some(draft) = &mut editor.session.draft {
            draft.contour.closed = true;
        }
        editor.finish_draft().map(|_| ())
    }
}

impl LineDrag {
    /// A click without a drag leaves no line, and the tool stays.
    pub(super) fn finish(
        &self,
        editor: &mut Editor,
        input: &PointerInput,
    ) -> Result<(), CommandError> {
        let way = screen_point(input) - self.start_on_screen;
        if way.x.hypot(way.y) < DRAG_THRESHOLD_PX {
            editor.session.draft = None;
            return Ok(());
        }
        let at = editor.pen_point(input);
        if let Some(draft) = &mut editor.session.draft {
            draft.contour.nodes.push(Node::corner(at));
        }
        editor.finish_draft().map(|_| ())
    }
}
