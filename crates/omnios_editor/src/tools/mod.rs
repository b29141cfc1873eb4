//! The pointer's tools as state machines: one file a gesture.
//!
//! [`Editor::pointer`] takes events in screen px. While a button is down one [`Gesture`] is
//! under way; it changes the document through the same transactions as any command, all of them
//! joined to one undo step, and can be broken off, which takes everything back.

mod draw;
mod drop_target;
mod guide;
mod marquee;
mod move_free;
mod pan;
mod path_editing;
mod pen;
mod pick;
mod press;
mod reorder;
mod resize;
mod rotate;
mod text_editing;

use engine::interact::{Distance, Guide};
use omnios_model::{ElementKind, Point, Rect};
use omnios_protocol::CommandError;
use omnios_protocol::session::{PointerInput, PointerPhase};

pub(crate) use draw::Draw;
pub(crate) use guide::{DraggedGuide, GuideDrag};
pub(crate) use marquee::Marquee;
pub(crate) use move_free::MoveFree;
pub(crate) use pan::Pan;
pub(crate) use path_editing::{PathDrag, PathSession};
pub(crate) use pen::{Draft, LineDrag, PenDrag};
pub(crate) use press::Press;
pub(crate) use reorder::Reorder;
pub(crate) use resize::Resize;
pub(crate) use rotate::Rotate;

use crate::editor::Editor;
use crate::rulers::RulerHit;

/// How far the pointer has to go before a press becomes a drag, in screen px.
const DRAG_THRESHOLD_PX: f32 = 3.0;
/// How near something has to be to snap to it, in screen px.
const SNAP_REACH_PX: f32 = 5.0;

/// What the pointer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    Select,
    Hand,
    Draw(ElementKind),
    Pen,
    Line,
}

/// What is under way while a button is down.
#[derive(Debug)]
pub(crate) enum Gesture {
    None,
    Pan(Pan),
    Press(Press),
    Marquee(Marquee),
    MoveFree(MoveFree),
    Reorder(Reorder),
    Resize(Resize),
    Rotate(Rotate),
    Guide(GuideDrag),
    Draw(Draw),
    Pen(PenDrag),
    Line(LineDrag),
    EditPath(PathDrag),
}

/// What the running gesture wants drawn over the design, in canvas space.
#[derive(Debug, Clone, Default)]
pub(crate) struct GestureFeedback {
    /// An area being dragged out.
    pub(crate) area: Option<Rect>,
    /// Snap lines.
    pub(crate) guides: Vec<Guide>,
    /// Gaps that are equal and distances, with their lengths.
    pub(crate) distances: Vec<Distance>,
    /// A text beside the pointer.
    pub(crate) label: Option<(Point, String)>,
    /// A ruler guide that follows the pointer.
    pub(crate) guide: Option<DraggedGuide>,
    /// The frame that would take the dragged elements.
    pub(crate) drop_frame: Option<Rect>,
    /// Where in that frame's flow they would go.
    pub(crate) insertion: Option<Rect>,
    /// Boxes that follow the pointer.
    pub(crate) ghosts: Vec<Rect>,
}

const TOOLS: [(&str, Tool); 9] = [
    ("select", Tool::Select),
    ("frame", Tool::Draw(ElementKind::Frame)),
    ("rectangle", Tool::Draw(ElementKind::Rectangle)),
    ("ellipse", Tool::Draw(ElementKind::Ellipse)),
    ("line", Tool::Line),
    ("pen", Tool::Pen),
    ("text", Tool::Draw(ElementKind::Text)),
    ("image", Tool::Draw(ElementKind::Image)),
    ("hand", Tool::Hand),
];

impl Tool {
    pub(crate) fn from_id(id: &str) -> Option<Self> {
        TOOLS
            .into_iter()
            .find(|(name, _)| *name == id)
            .map(|(_, tool)| tool)
    }

    pub(crate) fn id(self) -> &'static str {
        TOOLS
            .into_iter()
            .find(|(_, tool)| *tool == self)
            .map_or("select", |(name, _)| name)
    }

    pub(crate) fn ids() -> Vec<&'static str> {
        TOOLS.into_iter().map(|(name, _)| name).collect()
    }

    pub(crate) fn cursor(self) -> &'static str {
        match self {
            Self::Select => "default",
            Self::Hand => "grab",
            Self::Draw(ElementKind::Text) => "text",
            Self::Draw(_) | Self::Pen | Self::Line => "crosshair",
        }
    }
}

pub(crate) fn screen_point(input: &PointerInput) -> Point {
    let finite = |value: f32| if value.is_finite() { value } else { 0.0 };
    Point::new(finite(input.x), finite(input.y))
}

impl Editor {
    /// Takes a pointer event on the canvas.
    ///
    /// # Errors
    /// When what the gesture does can't be done; the gesture is broken off then and what it did
    /// is taken back.
    pub fn pointer(&mut self, input: &PointerInput) -> Result<(), CommandError> {
        let gesture = std::mem::replace(&mut self.session.gesture, Gesture::None);
        let merge = gesture.merge_key();
        let result = match input.phase {
            PointerPhase::Down => {
                drop(gesture);
                self.pointer_down(input)
            }
            PointerPhase::Move => self.pointer_move(gesture, input),
            PointerPhase::Up => self.pointer_up(gesture, input),
            PointerPhase::Leave => {
                self.hover(None);
                Ok(gesture)
            }
            PointerPhase::Cancel => {
                self.session.gesture = gesture;
                self.cancel_gesture();
                Ok(Gesture::None)
            }
        };
        self.touch_view();
        match result {
            Ok(next) => {
                self.session.gesture = next;
                Ok(())
            }
            Err(error) => {
                if let Some(merge) = merge {
                    self.revert(merge);
                }
                Err(error)
            }
        }
    }

    /// Breaks the running gesture off and takes back what it did. Tells whether there was one.
    pub(crate) fn cancel_gesture(&mut self) -> bool {
        let gesture = std::mem::replace(&mut self.session.gesture, Gesture::None);
        if let Some(merge) = gesture.merge_key() {
            self.revert(merge);
        }
        self.touch_view();
        !matches!(gesture, Gesture::None)
    }

    pub(crate) fn gesture_feedback(&self) -> GestureFeedback {
        match &self.session.gesture {
            Gesture::Marquee(marquee) => marquee.feedback(),
            Gesture::MoveFree(moving) => moving.feedback(),
            Gesture::Reorder(reorder) => reorder.feedback(),
            Gesture::Resize(resize) => resize.feedback(),
            Gesture::Rotate(rotate) => rotate.feedback(),
            Gesture::Guide(guide) => guide.feedback(),
            Gesture::Draw(draw) => draw.feedback(),
            Gesture::None
            | Gesture::Pan(_)
            | Gesture::Press(_)
            | Gesture::Pen(_)
            | Gesture::Line(_)
            | Gesture::EditPath(_) => GestureFeedback::default(),
        }
    }

    fn pointer_down(&mut self, input: &PointerInput) -> Result<Gesture, CommandError> {
        self.finish_editing();
        let pans = input.button == 1 || input.space || self.session.tool == Tool::Hand;
        if pans {
            return Ok(Gesture::Pan(Pan::start(self, input)));
        }
        if input.button == 2 {
            self.select_for_menu(input);
            return Ok(Gesture::None);
        }
        if let Some(hit) = self.ruler_at(screen_point(input))
            && (self.session.tool == Tool::Select || matches!(hit, RulerHit::Ruler { .. }))
        {
            return Ok(Gesture::Guide(GuideDrag::start(self, hit, input)));
        }
        if self.session.path_editing.is_some() && self.session.tool == Tool::Select {
            if let Some(gesture) = self.press_on_path(input)? {
                return Ok(gesture);
            }
            self.finish_path_editing();
        }
        match self.session.tool {
            Tool::Pen => self.pen_down(input),
            Tool::Line => Ok(self.line_down(input)),
            Tool::Select | Tool::Hand => self.press(input),
            Tool::Draw(kind) => {
                Ok(Draw::start(self, kind, input).map_or(Gesture::None, Gesture::Draw))
            }
        }
    }

    fn pointer_move(
        &mut self,
        gesture: Gesture,
        input: &PointerInput,
    ) -> Result<Gesture, CommandError> {
        match gesture {
            Gesture::None => {
                self.follow_draft(input);
                self.hover_at(input);
                Ok(Gesture::None)
            }
            Gesture::Pan(mut pan) => {
                pan.update(self, input);
                Ok(Gesture::Pan(pan))
            }
            Gesture::Press(press) => press.update(self, input),
            Gesture::Marquee(mut marquee) => {
                marquee.update(self, input);
                Ok(Gesture::Marquee(marquee))
            }
            Gesture::MoveFree(mut moving) => {
                moving.update(self, input)?;
                Ok(Gesture::MoveFree(moving))
            }
            Gesture::Reorder(mut reorder) => {
                reorder.update(self, input);
                Ok(Gesture::Reorder(reorder))
            }
            Gesture::Resize(mut resize) => {
                resize.update(self, input)?;
                Ok(Gesture::Resize(resize))
            }
            Gesture::Rotate(mut rotate) => {
                rotate.update(self, input)?;
                Ok(Gesture::Rotate(rotate))
            }
            Gesture::Guide(mut guide) => {
                guide.update(self, input);
                Ok(Gesture::Guide(guide))
            }
            Gesture::Draw(mut draw) => {
                draw.update(self, input);
                Ok(Gesture::Draw(draw))
            }
            Gesture::Pen(pen) => {
                pen.update(self, input);
                Ok(Gesture::Pen(pen))
            }
            Gesture::Line(line) => {
                self.follow_draft(input);
                Ok(Gesture::Line(line))
            }
            Gesture::EditPath(mut drag) => {
                drag.update(self, input)?;
                Ok(Gesture::EditPath(drag))
            }
        }
    }

    fn pointer_up(
        &mut self,
        gesture: Gesture,
        input: &PointerInput,
    ) -> Result<Gesture, CommandError> {
        match gesture {
            Gesture::Press(press) => press.finish(self),
            Gesture::MoveFree(moving) => moving.finish(self, input)?,
            Gesture::Reorder(reorder) => reorder.finish(self)?,
            Gesture::Draw(draw) => draw.finish(self)?,
            Gesture::Guide(guide) => guide.finish(self)?,
            Gesture::Pen(pen) => pen.finish(self)?,
            Gesture::Line(line) => line.finish(self, input)?,
            Gesture::None
            | Gesture::Pan(_)
            | Gesture::Marquee(_)
            | Gesture::Resize(_)
            | Gesture::Rotate(_)
            | Gesture::EditPath(_) => {}
        }
        self.hover_at(input);
        Ok(Gesture::None)
    }
}

impl Gesture {
    fn merge_key(&self) -> Option<crate::history::MergeKey> {
        match self {
            Self::MoveFree(moving) => Some(moving.merge()),
            Self::Resize(resize) => Some(resize.merge()),
            Self::Rotate(rotate) => Some(rotate.merge()),
            Self::EditPath(drag) => Some(drag.merge()),
            _ => None,
        }
    }
}
