//! Drawing paths, editing their points, combining shapes: through the headless editor.

mod support;

use omnios_editor::Editor;
use omnios_model::{Breakpoint, Element, ElementId, ElementKind, Property, Rect};
use omnios_protocol::session::PointerPhase;
use serde_json::json;
use support::{click, drag, editor, event, rect, rectangle, run, up};

fn selected(editor: &mut Editor) -> ElementId {
    editor.state().selection[0].parse().unwrap()
}

fn element(editor: &Editor, id: ElementId) -> Element {
    let tree = editor.page().and_then(|page| editor.document().tree(page));
    Element::clone(tree.unwrap().get(id).unwrap())
}

fn data(editor: &Editor, id: ElementId) -> String {
    element(editor, id)
        .text_value(Property::PathData)
        .to_owned()
}

fn double_click(editor: &mut Editor, x: f32, y: f32) {
    click(editor, x, y);
    let mut second = event(PointerPhase::Down, x, y);
    second.clicks = 2;
    editor.pointer(&second).unwrap();
    up(editor, x, y);
}

fn triangle(editor: &mut Editor) -> ElementId {
    run(editor, "tool.select", json!({ "tool": "pen" }));
    for (x, y) in [
        (100.0, 100.0),
        (300.0, 100.0),
        (200.0, 250.0),
        (100.0, 100.0),
    ] {
        click(editor, x, y);
    }
    selected(editor)
}

#[test]
fn the_pen_draws_corners_and_closes_on_the_first_point() {
    let mut editor = editor();
    let drawn = triangle(&mut editor);
    assert_eq!(data(&editor, drawn), "M0 0L200 0L100 150Z");
    assert_eq!(
        rect(&mut editor, drawn),
        Rect::new(100.0, 100.0, 200.0, 150.0)
    );
    assert_eq!(editor.state().tool, "select");
    run(&mut editor, "edit.undo", json!({}));
    let tree = editor.page().and_then(|page| editor.document().tree(page));
    assert_eq!(tree.unwrap().len(), 1, "one path is one step");
}

#[test]
fn dragging_the_pen_bends_the_path_and_escape_ends_it() {
    let mut editor = editor();
    run(&mut editor, "tool.select", json!({ "tool": "pen" }));
    click(&mut editor, 100.0, 100.0);
    drag(&mut editor, (200.0, 100.0), (200.0, 140.0));
    run(&mut editor, "select.none", json!({}));
    let drawn = selected(&mut editor);
    let path = data(&editor, drawn);
    assert_eq!(path.matches('C').count(), 1, "{path}");
    assert_eq!(rect(&mut editor, drawn).width, 100.0);
}

#[test]
fn the_line_tool_draws_one_straight_piece() {
    let mut editor = editor();
    run(&mut editor, "tool.select", json!({ "tool": "line" }));
    drag(&mut editor, (100.0, 200.0), (300.0, 260.0));
    let drawn = selected(&mut editor);
    assert_eq!(data(&editor, drawn), "M0 0L200 60");
    // On the line, and beside it in its box.
    click(&mut editor, 900.0, 900.0);
    click(&mut editor, 200.0, 231.0);
    assert_eq!(editor.state().selection, [drawn.to_string()]);
    click(&mut editor, 290.0, 205.0);
    assert_eq!(editor.state().selection, Vec::<String>::new());
}

#[test]
fn points_are_moved_added_and_deleted() {
    let mut editor = editor();
    let drawn = triangle(&mut editor);
    double_click(&mut editor, 200.0, 150.0);
    drag(&mut editor, (300.0, 100.0), (350.0, 80.0));
    assert_eq!(
        rect(&mut editor, drawn),
        Rect::new(100.0, 80.0, 250.0, 170.0)
    );
    assert_eq!(data(&editor, drawn), "M0 0L250 -20L100 150Z");
    // A point onto the line from the second to the third, then away again.
    double_click(&mut editor, 275.0, 165.0);
    assert_eq!(data(&editor, drawn).matches('L').count(), 3);
    run(&mut editor, "element.delete", json!({}));
    assert_eq!(data(&editor, drawn), "M0 0L250 -20L100 150Z");
    run(&mut editor, "select.none", json!({}));
    run(&mut editor, "element.delete", json!({}));
    let tree = editor.page().and_then(|page| editor.document().tree(page));
    assert_eq!(tree.unwrap().len(), 1, "closed, Delete deletes the vector");
}

#[test]
fn shapes_become_a_boolean_that_is_hit_where_it_is_painted() {
    let mut editor = editor();
    let below = rectangle(&mut editor, 100, 100, 200, 200);
    let above = rectangle(&mut editor, 150, 150, 100, 100);
    let ids = json!({ "ids": [below.to_string(), above.to_string()] });
    let boolean = run(&mut editor, "path.subtract", ids)[0];
    assert_eq!(element(&editor, boolean).kind, ElementKind::Boolean);
    assert_eq!(
        rect(&mut editor, boolean),
        Rect::new(100.0, 100.0, 200.0, 200.0)
    );
    assert_eq!(
        rect(&mut editor, above),
        Rect::new(150.0, 150.0, 100.0, 100.0)
    );
    run(&mut editor, "style.fill", json!({ "color": "#d00000" }));
    click(&mut editor, 900.0, 900.0);
    click(&mut editor, 200.0, 200.0);
    assert_eq!(
        editor.state().selection,
        Vec::<String>::new(),
        "that is the hole"
    );
    click(&mut editor, 120.0, 120.0);
    assert_eq!(editor.state().selection, [boolean.to_string()]);
    // Inside, shapes are moved, and the path follows.
    double_click(&mut editor, 200.0, 200.0);
    assert_eq!(editor.state().selection, [above.to_string()]);
    run(&mut editor, "element.nudge", json!({ "dx": 200.0 }));
    assert_eq!(
        rect(&mut editor, boolean),
        Rect::new(100.0, 100.0, 350.0 - 100.0 + 100.0, 200.0)
    );
    click(&mut editor, 900.0, 900.0);
    click(&mut editor, 200.0, 200.0);
    assert_eq!(
        editor.state().selection,
        [boolean.to_string()],
        "no hole any more"
    );
    run(&mut editor, "path.union", json!({}));
    let operation = element(&editor, boolean)
        .value(Property::BooleanOperation, Breakpoint::Desktop)
        .map(ToString::to_string);
    assert_eq!(
        operation.as_deref(),
        Some("union"),
        "the same boolean, another operation"
    );
    let flat = run(&mut editor, "path.flatten", json!({}))[0];
    assert_eq!(element(&editor, flat).kind, ElementKind::Vector);
    assert_eq!(data(&editor, flat).matches('M').count(), 2);
}

#[test]
fn a_stroke_becomes_a_path_of_its_own() {
    let mut editor = editor();
    run(&mut editor, "tool.select", json!({ "tool": "line" }));
    drag(&mut editor, (100.0, 200.0), (300.0, 200.0));
    let line = selected(&mut editor);
    let set = json!({ "ids": [line.to_string()], "properties": { "stroke-width": "20" } });
    run(&mut editor, "element.set", set);
    let outline = run(&mut editor, "path.outline-stroke", json!({}))[0];
    assert_eq!(
        rect(&mut editor, outline),
        Rect::new(100.0, 190.0, 200.0, 20.0)
    );
    let fill = element(&editor, outline)
        .value(Property::Fill, Breakpoint::Desktop)
        .map(ToString::to_string);
    assert_eq!(fill.as_deref(), Some("#1a1a1a"));
}
