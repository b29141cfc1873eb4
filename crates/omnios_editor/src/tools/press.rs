//! The select tool's button is down: a click, or the start of a drag.

use std::sync::Arc;

use omnios_model::{ElementId, ElementKind, Point, Position, Style};
use omnios_protocol::CommandError;
use omnios_protocol::session::PointerInput;

use super::{DRAG_THRESHOLD_PX, Gesture, Marquee, MoveFree, Reorder, Resize, Rotate, screen_point};
use crate::editor::Editor;

#[derive(Debug)]
pub(crate) struct Press {
    start_on_screen: Point,
    /// The drag would move the selection; otherwise it drags out an area.
    on_element: bool,
    /// What to select if it stays a click.
    click_selects: Option<Vec<ElementId>>,
}

impl Editor {
    pub(super) fn press(&mut self, input: &PointerInput) -> Result<Gesture, CommandError> {
        let at = screen_point(input);
        if let Some(handle) = self.pick_handle(at)
            && input.clicks < 2
            && let Some(resize) = Resize::start(self, handle, input)
        {
            return Ok(Gesture::Resize(resize));
        }
        if input.clicks < 2
            && self.pick_rotation(at)
            && let Some(rotate) = Rotate::start(self, input)
        {
            return Ok(Gesture::Rotate(rotate));
        }
        self.enter_artboard(at);
        let Some(pick) = self.pick(at) else {
            return Ok(Gesture::Press(Press {
                start_on_screen: at,
                on_element: false,
                click_selects: (!input.shift).then(Vec::new),
            }));
        };
        let selection = self.session.selection.clone();
        if input.clicks >= 2 {
            return Ok(self.enter(pick.below(&selection).or(pick.deepest())));
        }
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        let picked = if input.command {
            pick.deepest()
        } else {
            tree.and_then(|tree| pick.shallow(tree, &selection))
        };
        let Some(picked) = picked else {
            return Ok(Gesture::None);
        };
        let held = pick.path.iter().any(|id| selection.contains(id)) && !input.command;
        let click_selects = if input.shift {
            let mut toggled = selection.clone();
            match toggled.iter().position(|id| *id == picked) {
                Some(index) => {
                    toggled.remove(index);
                }
                None => toggled.push(picked),
            }
            Some(toggled)
        } else if held {
            // Dragging moves the whole selection; only a click narrows it.
            Some(vec![picked])
        } else {
            self.select(vec![picked]);
            None
        };
        Ok(Gesture::Press(Press {
            start_on_screen: at,
            on_element: true,
            click_selects,
        }))
    }

    /// Edits go to the artboard that was clicked.
    fn enter_artboard(&mut self, at_on_screen: Point) {
        let canvas = self.session.camera.canvas_from_screen(at_on_screen);
        let artboard = self
            .artboard_at(canvas)
            .filter(|it| it.area.contains(canvas));
        if let Some(artboard) = artboard
            && artboard.breakpoint != self.session.breakpoint
        {
            self.session.breakpoint = artboard.breakpoint;
            self.touch_all();
        }
    }

    /// A double click goes one level deeper, and into a text.
    fn enter(&mut self, id: Option<ElementId>) -> Gesture {
        let Some(id) = id else { return Gesture::None };
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        let is_text = tree
            .and_then(|tree| tree.get(id))
            .is_some_and(|it| it.kind == ElementKind::Text);
        self.select(vec![id]);
        if is_text {
            self.start_editing(id, false);
        } else {
            self.start_path_editing(id);
        }
        Gesture::None
    }
}

impl Press {
    pub(super) fn update(
        self,
        editor: &mut Editor,
        input: &PointerInput,
    ) -> Result<Gesture, CommandError> {
        let way = screen_point(input) - self.start_on_screen;
        if way.x.hypot(way.y) < DRAG_THRESHOLD_PX {
            return Ok(Gesture::Press(self));
        }
        if !self.on_element {
            let mut marquee = Marquee::start(editor, self.start_on_screen, input);
            marquee.update(editor, input);
            return Ok(Gesture::Marquee(marquee));
        }
        if input.shift
            && let Some(ids) = self.click_selects
        {
            editor.select(ids);
        }
        let movable = editor.resizable();
        let (free, in_flow): (Vec<ElementId>, Vec<ElementId>) =
            movable.into_iter().partition(|id| {
                editor
                    .style_of(*id)
                    .is_some_and(|style| style.position == Position::Absolute)
            });
        if !free.is_empty() {
            let mut moving = MoveFree::start(editor, free, self.start_on_screen, input.alt)?;
            moving.update(editor, input)?;
            return Ok(Gesture::MoveFree(moving));
        }
        if in_flow.is_empty() {
            return Ok(Gesture::None);
        }
        let mut reorder = Reorder::start(editor, in_flow, self.start_on_screen);
        reorder.update(editor, input);
        Ok(Gesture::Reorder(reorder))
    }

    pub(super) fn finish(self, editor: &mut Editor) {
        if let Some(ids) = self.click_selects {
            editor.select(ids);
        }
    }
}

impl Editor {
    /// The computed style of an element on the active artboard.
    pub(super) fn style_of(&self, id: ElementId) -> Option<Arc<Style>> {
        let artboard = self.artboard(self.session.breakpoint)?;
        artboard
            .scene()
            .node(id)
            .map(|node| Arc::clone(&node.style))
    }
}
