//! Dragging a guide out of a ruler, to another place, or back into the ruler.

use std::collections::BTreeMap;

use omnios_protocol::args::{GuideAt, GuideMove};
use omnios_protocol::session::PointerInput;
use omnios_protocol::{Command, CommandError};

use super::{GestureFeedback, screen_point};
use crate::editor::Editor;
use crate::rulers::{RULER_PX, RulerHit};

/// The guide that follows the pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct DraggedGuide {
    pub(crate) upright: bool,
    /// Where it stood, in px of the page; `None` for a new one.
    pub(crate) from: Option<f32>,
    pub(crate) at: f32,
    /// Over its ruler, where letting go takes it away.
    pub(crate) goes: bool,
}

#[derive(Debug)]
pub(crate) struct GuideDrag(DraggedGuide);

impl GuideDrag {
    pub(super) fn start(editor: &mut Editor, hit: RulerHit, input: &PointerInput) -> Self {
        let (upright, from) = match hit {
            RulerHit::Ruler { upright } => (upright, None),
            RulerHit::Guide { upright, at } => (upright, Some(at)),
        };
        let mut drag = Self(DraggedGuide {
            upright,
            from,
            at: from.unwrap_or_default(),
            goes: true,
        });
        drag.update(editor, input);
        drag
    }

    pub(super) fn update(&mut self, editor: &mut Editor, input: &PointerInput) {
        let at = screen_point(input);
        let Some(area) = editor.active_area() else {
            return;
        };
        let on_page = editor.session.camera.canvas_from_screen(at) - area.origin();
        let guide = &mut self.0;
        guide.at = if guide.upright { on_page.x } else { on_page.y }.round();
        guide.goes = if guide.upright { at.x } else { at.y } < RULER_PX;
    }

    pub(super) fn finish(self, editor: &mut Editor) -> Result<(), CommandError> {
        let DraggedGuide {
            upright,
            from,
            at,
            goes,
        } = self.0;
        let axis = if upright { "x" } else { "y" }.to_owned();
        let guide_at = |at: f32| GuideAt {
            axis: axis.clone(),
            at,
            ..GuideAt::default()
        };
        let command = match (from, goes) {
            (None, true) => return Ok(()),
            (None, false) => Command::GuideAdd(guide_at(at)),
            (Some(from), true) => Command::GuideRemove(guide_at(from)),
            (Some(from), false) => Command::GuideMove(GuideMove {
                axis: axis.clone(),
                at: from,
                to: at,
                ..GuideMove::default()
            }),
        };
        let label = command.undo_label();
        editor.edit(label, None, &BTreeMap::new(), |edit| {
            crate::commands::run(edit, &command).map(|_| ())
        })
    }

    pub(super) fn feedback(&self) -> GestureFeedback {
        GestureFeedback {
            guide: Some(self.0),
            ..GestureFeedback::default()
        }
    }
}
