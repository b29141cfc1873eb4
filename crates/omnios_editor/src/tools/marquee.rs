//! Dragging out an area that selects what it meets.

use omnios_model::{ElementId, Point, Rect};
use omnios_protocol::session::PointerInput;

use super::{GestureFeedback, screen_point};
use crate::editor::Editor;

#[derive(Debug)]
pub(crate) struct Marquee {
    start_on_canvas: Point,
    area_on_canvas: Rect,
    /// Selected before; kept while shift is held.
    before: Vec<ElementId>,
}

impl Marquee {
    pub(super) fn start(editor: &Editor, start_on_screen: Point, input: &PointerInput) -> Self {
        Self {
            start_on_canvas: editor.session.camera.canvas_from_screen(start_on_screen),
            area_on_canvas: Rect::default(),
            before: if input.shift {
                editor.session.selection.clone()
            } else {
                Vec::new()
            },
        }
    }

    pub(super) fn update(&mut self, editor: &mut Editor, input: &PointerInput) {
        let now = editor
            .session
            .camera
            .canvas_from_screen(screen_point(input));
        self.area_on_canvas = Rect::from_corners(self.start_on_canvas, now);
        let found = editor.meeting(self.area_on_canvas);
        let mut selection = self.before.clone();
        selection.extend(found.into_iter().filter(|id| !self.before.contains(id)));
        editor.select(selection);
    }

    pub(super) fn feedback(&self) -> GestureFeedback {
        GestureFeedback {
            area: Some(self.area_on_canvas),
            ..GestureFeedback::default()
        }
    }
}

impl Editor {
    /// The elements that an area selects on the artboard it began on: a frame only where it lies
    /// inside entirely, so that what is in it can be selected; of what is nested, the outermost.
    fn meeting(&mut self, area_on_canvas: Rect) -> Vec<ElementId> {
        let Some(placed) = self.artboard_at(area_on_canvas.center()) else {
            return Vec::new();
        };
        let on_page = area_on_canvas.translated(Point::default() - placed.area.origin());
        let (Some(artboard), Some(tree)) = (
            self.artboard(placed.breakpoint),
            self.session.page.and_then(|page| self.document.tree(page)),
        ) else {
            return Vec::new();
        };
        let is_free = |id: ElementId| tree.get(id).is_some_and(|it| !it.locked);
        let met: Vec<ElementId> = artboard
            .meeting(on_page)
            .into_iter()
            .filter(|(id, rect)| {
                let is_container = !tree.children(*id).is_empty();
                *id != tree.root()
                    && is_free(*id)
                    && tree.ancestors(*id).all(is_free)
                    && (!is_container || on_page.contains_rect(rect))
            })
            .map(|(id, _)| id)
            .collect();
        tree.topmost(&met)
    }
}
