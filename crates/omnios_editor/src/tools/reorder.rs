//! Dragging elements of a flow: a line shows where they would go, letting go puts them there.

use std::collections::BTreeMap;

use omnios_model::{ElementId, Point, Rect};
use omnios_protocol::CommandError;
use omnios_protocol::session::PointerInput;

use super::drop_target::DropTarget;
use super::{GestureFeedback, screen_point};
use crate::commands;
use crate::editor::Editor;

#[derive(Debug)]
pub(crate) struct Reorder {
    ids: Vec<ElementId>,
    start_on_canvas: Point,
    starts_on_canvas: Vec<Rect>,
    delta: Point,
    target: Option<DropTarget>,
}

impl Reorder {
    pub(super) fn start(editor: &mut Editor, ids: Vec<ElementId>, start_on_screen: Point) -> Self {
        Self {
            start_on_canvas: editor.session.camera.canvas_from_screen(start_on_screen),
            starts_on_canvas: ids
                .iter()
                .filter_map(|id| editor.canvas_rect(*id))
                .collect(),
            ids,
            delta: Point::default(),
            target: None,
        }
    }

    pub(super) fn update(&mut self, editor: &mut Editor, input: &PointerInput) {
        let at = screen_point(input);
        self.delta = editor.session.camera.canvas_from_screen(at) - self.start_on_canvas;
        self.target = editor.drop_target(at, &self.ids);
    }

    pub(super) fn finish(self, editor: &mut Editor) -> Result<(), CommandError> {
        let Some(target) = self.target else {
            return Ok(());
        };
        let Some(area) = editor.active_area() else {
            return Ok(());
        };
        let boxes: Vec<Rect> = self
            .starts_on_canvas
            .iter()
            .map(|rect| {
                rect.translated(self.delta)
                    .translated(Point::default() - area.origin())
            })
            .collect();
        editor.edit("Move", None, &BTreeMap::new(), |edit| {
            let Some(page) = edit.page else { return Ok(()) };
            match target.in_flow {
                Some((index, _)) => {
                    commands::move_into_flow(edit, page, &self.ids, target.frame, index)
                }
                None => commands::pin_into(edit, page, &self.ids, &boxes, target.frame),
            }
        })
    }

    pub(super) fn feedback(&self) -> GestureFeedback {
        GestureFeedback {
            drop_frame: self.target.map(|target| target.frame_on_canvas),
            insertion: self
                .target
                .and_then(|target| target.in_flow)
                .map(|(_, line)| line),
            ghosts: self
                .starts_on_canvas
                .iter()
                .map(|rect| rect.translated(self.delta))
                .collect(),
            ..GestureFeedback::default()
        }
    }
}
