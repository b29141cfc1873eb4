//! A headless editor with a pointer, as the editing tests drive it. Not every test needs all of it.
#![allow(dead_code, reason = "each test program takes what it needs")]

use engine::Fonts;
use omnios_editor::{Editor, new_project};
use omnios_model::{Breakpoint, ElementId, Rect, Size};
use omnios_protocol::Command;
use omnios_protocol::session::{PointerInput, PointerPhase};
use serde_json::{Value as Json, json};

pub(crate) fn editor() -> Editor {
    let (document, _) = new_project("Tests", 1, 1).unwrap();
    let mut editor = Editor::headless(document, 2, Fonts::bundled());
    editor.resize_viewport(Size::new(1600.0, 1000.0));
    editor
}

pub(crate) fn run(editor: &mut Editor, id: &str, args: Json) -> Vec<ElementId> {
    let command = Command::from_parts(id, args).unwrap();
    let outcome = editor
        .run(&command)
        .unwrap_or_else(|error| panic!("{id}: {error}"));
    outcome
        .created
        .iter()
        .filter_map(|id| id.parse().ok())
        .collect()
}

pub(crate) fn event(phase: PointerPhase, x: f32, y: f32) -> PointerInput {
    PointerInput {
        phase,
        x,
        y,
        button: 0,
        clicks: 1,
        shift: false,
        alt: false,
        command: false,
        space: false,
    }
}

pub(crate) fn down(editor: &mut Editor, x: f32, y: f32) {
    editor.pointer(&event(PointerPhase::Down, x, y)).unwrap();
}

pub(crate) fn drag_to(editor: &mut Editor, x: f32, y: f32) {
    editor.pointer(&event(PointerPhase::Move, x, y)).unwrap();
}

pub(crate) fn up(editor: &mut Editor, x: f32, y: f32) {
    editor.pointer(&event(PointerPhase::Up, x, y)).unwrap();
}

pub(crate) fn drag(editor: &mut Editor, from: (f32, f32), to: (f32, f32)) {
    down(editor, from.0, from.1);
    drag_to(
        editor,
        f32::midpoint(from.0, to.0),
        f32::midpoint(from.1, to.1),
    );
    drag_to(editor, to.0, to.1);
    up(editor, to.0, to.1);
}

pub(crate) fn click(editor: &mut Editor, x: f32, y: f32) {
    down(editor, x, y);
    up(editor, x, y);
}

/// A box on the page at desktop width.
pub(crate) fn rect(editor: &mut Editor, id: ElementId) -> Rect {
    editor.artboards();
    let page = editor.page().unwrap();
    let artboard = editor.stage().ready(page, Breakpoint::Desktop).unwrap();
    artboard.rect(id).unwrap()
}

pub(crate) fn free(left: i32, top: i32, width: i32, height: i32) -> Json {
    json!({
        "position": "absolute", "left": format!("{left}px"), "top": format!("{top}px"),
        "width": format!("{width}px"), "height": format!("{height}px"),
    })
}

pub(crate) fn rectangle(
    editor: &mut Editor,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
) -> ElementId {
    let properties = free(left, top, width, height);
    run(
        editor,
        "element.create",
        json!({ "kind": "rectangle", "properties": properties }),
    )[0]
}
