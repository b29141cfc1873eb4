//! Drawing a new element.

use std::collections::BTreeMap;

use omnios_model::{ElementId, ElementKind, Point, Rect};
use omnios_protocol::args::ElementCreate;
use omnios_protocol::session::PointerInput;
use omnios_protocol::{Command, CommandError, ElementRef};

use super::drop_target::DropTarget;
use super::{DRAG_THRESHOLD_PX, GestureFeedback, Tool, screen_point};
use crate::editor::Editor;

/// Size of what a mere click makes, in px.
const CLICK_SIZE_PX: f32 = 100.0;

#[derive(Debug)]
pub(crate) struct Draw {
    kind: ElementKind,
    start_on_canvas: Point,
    start_on_screen: Point,
    target: DropTarget,
    /// Top left corner of the artboard in canvas space.
    artboard_on_canvas: Point,
    area_on_canvas: Option<Rect>,
}

impl Draw {
    pub(super) fn start(
        editor: &mut Editor,
        kind: ElementKind,
        input: &PointerInput,
    ) -> Option<Self> {
        let at = screen_point(input);
        let canvas = editor.session.camera.canvas_from_screen(at);
        let placed = editor.artboard_at(canvas)?;
        editor.session.breakpoint = placed.breakpoint;
        let target = editor.drop_target(at, &[]).or_else(|| {
            let tree = editor.document.tree(editor.session.page?)?;
            Some(DropTarget {
                frame: tree.root(),
                frame_on_canvas: placed.area,
                in_flow: None,
            })
        })?;
        Some(Self {
            kind,
            start_on_canvas: canvas,
            start_on_screen: at,
            target,
            artboard_on_canvas: placed.area.origin(),
            area_on_canvas: None,
        })
    }

    pub(super) fn update(&mut self, editor: &mut Editor, input: &PointerInput) {
        let at = screen_point(input);
        let way = at - self.start_on_screen;
        if self.area_on_canvas.is_none() && way.x.hypot(way.y) < DRAG_THRESHOLD_PX {
            return;
        }
        let mut now = editor.session.camera.canvas_from_screen(at);
        if input.shift {
            let way = now - self.start_on_canvas;
            let side = way.x.abs().max(way.y.abs());
            now = self.start_on_canvas + Point::new(side.copysign(way.x), side.copysign(way.y));
        }
        let area = Rect::from_corners(self.start_on_canvas, now);
        let (x, y) = (area.x.round(), area.y.round());
        self.area_on_canvas = Some(Rect::new(
            x,
            y,
            (area.right().round() - x).max(1.0),
            (area.bottom().round() - y).max(1.0),
        ));
    }

    /// Makes the element and goes back to the select tool.
    pub(super) fn finish(self, editor: &mut Editor) -> Result<(), CommandError> {
        let command = self.command(editor);
        let outcome = editor.edit("Create", None, &BTreeMap::new(), |edit| {
            crate::commands::run(edit, &command)
        })?;
        let id: Option<ElementId> = outcome.created.first().and_then(|id| id.parse().ok());
        editor.session.tool = Tool::Select;
        editor.session.cursor = Tool::Select.cursor();
        if let Some(id) = id {
            editor.select(vec![id]);
            if self.kind == ElementKind::Text {
                editor.start_editing(id, true);
            }
        }
        Ok(())
    }

    fn command(&self, editor: &Editor) -> Command {
        let is_click = self.area_on_canvas.is_none();
        let area = self.area_on_canvas.unwrap_or(Rect::new(
            self.start_on_canvas.x.round(),
            self.start_on_canvas.y.round(),
            CLICK_SIZE_PX,
            CLICK_SIZE_PX,
        ));
        let mut properties: BTreeMap<String, String> = look_of(self.kind)
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let mut put = |name: &str, px: f32| properties.insert(name.to_owned(), format!("{px}px"));
        let is_text = self.kind == ElementKind::Text;
        if !(is_text && is_click) {
            put("width", area.width);
        }
        if !is_text {
            put("height", area.height);
        }
        if self.target.in_flow.is_none() {
            let origin = editor
                .artboard(editor.session.breakpoint)
                .and_then(|artboard| artboard.padding_box(self.target.frame))
                .unwrap_or_default()
                .origin();
            put("left", area.x - self.artboard_on_canvas.x - origin.x);
            put("top", area.y - self.artboard_on_canvas.y - origin.y);
            properties.insert("position".to_owned(), "absolute".to_owned());
        } else if !is_text {
            properties.insert("flex-shrink".to_owned(), "0".to_owned());
        }
        let args = ElementCreate {
            parent: Some(ElementRef(self.target.frame.to_string())),
            index: self.target.in_flow.map(|(index, _)| index),
            kind: self.kind.to_string(),
            properties,
            text: is_text.then(String::new),
            ..ElementCreate::default()
        };
        Command::ElementCreate(args)
    }

    pub(super) fn feedback(&self) -> GestureFeedback {
        GestureFeedback {
            area: self.area_on_canvas,
            drop_frame: Some(self.target.frame_on_canvas),
            insertion: self.target.in_flow.map(|(_, line)| line),
            ..GestureFeedback::default()
        }
    }
}

/// What a drawn element looks like at first: visible on white, and nothing more.
fn look_of(kind: ElementKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        ElementKind::Frame => &[("background", "#ffffff")],
        ElementKind::Rectangle | ElementKind::Ellipse => &[("background", "#d9d9e0")],
        ElementKind::Image => &[("background", "#e8e8ec")],
        ElementKind::Text | ElementKind::Vector | ElementKind::Boolean => &[],
    }
}
