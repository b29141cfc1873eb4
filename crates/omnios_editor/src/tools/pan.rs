//! Dragging the view.

use omnios_model::Point;
use omnios_protocol::session::PointerInput;

use super::screen_point;
use crate::editor::Editor;

#[derive(Debug)]
pub(crate) struct Pan {
    last_on_screen: Point,
}

impl Pan {
    pub(super) fn start(editor: &mut Editor, input: &PointerInput) -> Self {
        editor.session.cursor = "grabbing";
        Self {
            last_on_screen: screen_point(input),
        }
    }

    pub(super) fn update(&mut self, editor: &mut Editor, input: &PointerInput) {
        let now = screen_point(input);
        editor.session.camera.pan(now - self.last_on_screen);
        self.last_on_screen = now;
    }
}
