//! What the pointer does on the canvas, through the headless editor.

mod support;

use omnios_editor::Editor;
use omnios_model::{Breakpoint, ElementId, Rect};
use omnios_protocol::session::PointerPhase;
use omnios_protocol::{BatchEntry, ErrorCode};
use serde_json::{Value as Json, json};
use support::{click, down, drag, drag_to, editor, event, free, rect, rectangle, run, up};

fn selection(editor: &mut Editor) -> Vec<String> {
    editor.state().selection
}

#[test]
fn drawing_makes_an_element_where_it_was_drawn() {
    let mut editor = editor();
    run(&mut editor, "tool.select", json!({ "tool": "rectangle" }));
    drag(&mut editor, (100.0, 120.0), (300.0, 220.0));
    let drawn = selection(&mut editor)[0].parse().unwrap();
    assert_eq!(
        rect(&mut editor, drawn),
        Rect::new(100.0, 120.0, 200.0, 100.0)
    );
    assert_eq!(editor.state().tool, "select");
    run(&mut editor, "edit.undo", json!({}));
    let tree = editor.page().and_then(|page| editor.document().tree(page));
    assert_eq!(tree.unwrap().len(), 1, "only the page's root is left");
}

#[test]
fn what_is_drawn_in_a_frame_becomes_its_child() {
    let mut editor = editor();
    let properties = free(200, 200, 400, 300);
    let frame = run(
        &mut editor,
        "element.create",
        json!({ "kind": "frame", "properties": properties }),
    )[0];
    run(&mut editor, "tool.select", json!({ "tool": "ellipse" }));
    drag(&mut editor, (250.0, 260.0), (350.0, 360.0));
    let drawn: ElementId = selection(&mut editor)[0].parse().unwrap();
    let tree = editor
        .page()
        .and_then(|page| editor.document().tree(page))
        .unwrap();
    assert_eq!(tree.parent(drawn), Some(frame));
    assert_eq!(
        rect(&mut editor, drawn),
        Rect::new(250.0, 260.0, 100.0, 100.0)
    );
}

#[test]
fn a_drag_moves_snaps_and_is_one_undo_step() {
    let mut editor = editor();
    let other = rectangle(&mut editor, 500, 100, 100, 100);
    let moving = rectangle(&mut editor, 100, 400, 100, 100);
    run(&mut editor, "select.set", json!({ "ids": [] }));
    // 397 px to the right is 3 px short of the other's left edge.
    drag(&mut editor, (150.0, 450.0), (547.0, 460.0));
    assert_eq!(
        rect(&mut editor, moving),
        Rect::new(500.0, 410.0, 100.0, 100.0)
    );
    assert_eq!(
        rect(&mut editor, other),
        Rect::new(500.0, 100.0, 100.0, 100.0)
    );
    run(&mut editor, "edit.undo", json!({}));
    assert_eq!(
        rect(&mut editor, moving),
        Rect::new(100.0, 400.0, 100.0, 100.0)
    );
}

#[test]
fn escape_takes_a_running_drag_back() {
    let mut editor = editor();
    let moving = rectangle(&mut editor, 100, 400, 100, 100);
    let undo = editor.state().undo;
    down(&mut editor, 150.0, 450.0);
    drag_to(&mut editor, 350.0, 450.0);
    assert_ne!(rect(&mut editor, moving).x, 100.0);
    run(&mut editor, "select.none", json!({}));
    assert_eq!(rect(&mut editor, moving).x, 100.0);
    up(&mut editor, 350.0, 450.0);
    assert_eq!(rect(&mut editor, moving).x, 100.0);
    assert_eq!(editor.state().undo, undo);
}

#[test]
fn a_handle_resizes_from_the_opposite_corner() {
    let mut editor = editor();
    let id = rectangle(&mut editor, 100, 100, 200, 100);
    drag(&mut editor, (300.0, 200.0), (411.0, 333.0));
    assert_eq!(rect(&mut editor, id), Rect::new(100.0, 100.0, 311.0, 233.0));
    drag(&mut editor, (100.0, 100.0), (150.0, 120.0));
    assert_eq!(rect(&mut editor, id), Rect::new(150.0, 120.0, 261.0, 213.0));
}

#[test]
fn an_area_selects_what_it_meets_and_shift_adds() {
    let mut editor = editor();
    let first = rectangle(&mut editor, 100, 100, 50, 50);
    let second = rectangle(&mut editor, 200, 100, 50, 50);
    let third = rectangle(&mut editor, 600, 100, 50, 50);
    drag(&mut editor, (90.0, 90.0), (260.0, 120.0));
    assert_eq!(
        selection(&mut editor),
        [first.to_string(), second.to_string()]
    );
    let mut press = event(PointerPhase::Down, 610.0, 110.0);
    press.shift = true;
    editor.pointer(&press).unwrap();
    up(&mut editor, 610.0, 110.0);
    let expected = [first.to_string(), second.to_string(), third.to_string()];
    assert_eq!(selection(&mut editor), expected);
    click(&mut editor, 900.0, 700.0);
    assert!(selection(&mut editor).is_empty());
}

#[test]
fn dragging_in_an_auto_layout_changes_the_order() {
    let mut editor = editor();
    let mut properties = free(100, 100, 600, 100);
    properties["display"] = json!("flex");
    properties["column-gap"] = json!("20px");
    let stack = run(
        &mut editor,
        "element.create",
        json!({ "kind": "frame", "properties": properties }),
    )[0];
    let child = |editor: &mut Editor| {
        let args = json!({
            "kind": "rectangle", "parent": stack.to_string(),
            "properties": { "width": "100px", "height": "100px" },
        });
        run(editor, "element.create", args)[0]
    };
    let children: Vec<ElementId> = (0..3).map(|_| child(&mut editor)).collect();
    run(
        &mut editor,
        "select.set",
        json!({ "ids": [children[0].to_string()] }),
    );
    drag(&mut editor, (150.0, 150.0), (440.0, 150.0));
    let tree = editor
        .page()
        .and_then(|page| editor.document().tree(page))
        .unwrap();
    assert_eq!(
        tree.children(stack),
        [children[1], children[2], children[0]]
    );
    assert_eq!(rect(&mut editor, children[0]).x, 340.0);
}

#[test]
fn dropping_into_a_frame_keeps_the_place_on_the_page() {
    let mut editor = editor();
    let properties = free(500, 300, 400, 300);
    let frame = run(
        &mut editor,
        "element.create",
        json!({ "kind": "frame", "properties": properties }),
    )[0];
    let moving = rectangle(&mut editor, 100, 100, 60, 60);
    let mut input = event(PointerPhase::Down, 130.0, 130.0);
    input.command = true;
    editor.pointer(&input).unwrap();
    input.phase = PointerPhase::Move;
    (input.x, input.y) = (647.0, 417.0);
    editor.pointer(&input).unwrap();
    up(&mut editor, 647.0, 417.0);
    let tree = editor
        .page()
        .and_then(|page| editor.document().tree(page))
        .unwrap();
    assert_eq!(tree.parent(moving), Some(frame));
    assert_eq!(
        rect(&mut editor, moving),
        Rect::new(617.0, 387.0, 60.0, 60.0)
    );
    run(&mut editor, "edit.undo", json!({}));
    assert_eq!(
        rect(&mut editor, moving),
        Rect::new(100.0, 100.0, 60.0, 60.0)
    );
}

#[test]
fn typing_in_place_is_one_undo_step_and_an_empty_text_goes() {
    let mut editor = editor();
    run(&mut editor, "tool.select", json!({ "tool": "text" }));
    click(&mut editor, 200.0, 200.0);
    let text = selection(&mut editor)[0].clone();
    for typed in ["H", "He", "Hello"] {
        run(
            &mut editor,
            "element.set-text",
            json!({ "id": text, "text": typed }),
        );
    }
    editor.finish_editing();
    assert_eq!(editor.inspector().text.as_deref(), Some("Hello"));
    run(&mut editor, "edit.undo", json!({}));
    assert_eq!(editor.inspector().text.as_deref(), Some(""));
    run(&mut editor, "tool.select", json!({ "tool": "text" }));
    click(&mut editor, 600.0, 200.0);
    let before = editor
        .page()
        .and_then(|page| editor.document().tree(page))
        .unwrap()
        .len();
    editor.finish_editing();
    let after = editor
        .page()
        .and_then(|page| editor.document().tree(page))
        .unwrap()
        .len();
    assert_eq!(after, before - 1);
}

#[test]
fn editing_a_narrow_artboard_overrides_only_there() {
    let mut editor = editor();
    let id = rectangle(&mut editor, 100, 100, 200, 100);
    run(
        &mut editor,
        "view.breakpoint",
        json!({ "breakpoint": "mobile" }),
    );
    run(&mut editor, "element.resize", json!({ "width": 90.0 }));
    assert!(editor.inspector().fields["width"].overridden);
    assert_eq!(rect(&mut editor, id).width, 200.0);
    let page = editor.page().unwrap();
    let narrow = editor.stage().ready(page, Breakpoint::Mobile).unwrap();
    assert_eq!(narrow.rect(id).unwrap().width, 90.0);
    run(
        &mut editor,
        "element.reset",
        json!({ "properties": ["width"] }),
    );
    assert!(!editor.inspector().fields["width"].overridden);
}

#[test]
fn a_batch_is_all_or_nothing_and_names_what_it_made() {
    let mut editor = editor();
    let entry = |command: &str, label: Option<&str>, args: Json| BatchEntry {
        command: command.to_owned(),
        args,
        label: label.map(str::to_owned),
    };
    let good = [
        entry("page.create", Some("about"), json!({ "name": "About" })),
        entry(
            "element.create",
            Some("hero"),
            json!({ "parent": "$about", "kind": "frame" }),
        ),
        entry(
            "element.create",
            None,
            json!({ "parent": "hero", "kind": "text", "text": "Hi", "as": "title" }),
        ),
        entry("arrange.group", None, json!({ "ids": ["$title"] })),
    ];
    let outcomes = editor.apply(&good).unwrap();
    assert_eq!(outcomes.len(), 4);
    let pages = editor.document().project().pages.len();
    let mut bad = good.to_vec();
    bad[0].args = json!({ "name": "Other" });
    bad.push(entry(
        "element.rename",
        None,
        json!({ "ids": ["$nobody"], "name": "x" }),
    ));
    let error = editor.apply(&bad).unwrap_err();
    assert_eq!(
        (error.code, error.entry),
        (ErrorCode::UnknownElement, Some(4))
    );
    assert_eq!(editor.document().project().pages.len(), pages);
}

#[test]
fn the_layers_list_reads_like_the_page() {
    let mut editor = editor();
    let frame = run(
        &mut editor,
        "element.create",
        json!({ "kind": "frame", "name": "Hero" }),
    )[0];
    for name in ["Title", "Button"] {
        let args =
            json!({ "kind": "text", "name": name, "parent": frame.to_string(), "text": name });
        run(&mut editor, "element.create", args);
    }
    run(
        &mut editor,
        "element.create",
        json!({ "kind": "frame", "name": "Footer" }),
    );
    let names = |editor: &Editor| -> Vec<String> {
        let rows = editor.layers(0, 100).rows;
        rows.into_iter().map(|row| row.name).collect()
    };
    assert_eq!(
        names(&editor),
        ["Page", "Hero", "Title", "Button", "Footer"]
    );
    editor.set_expanded(frame, false);
    assert_eq!(names(&editor), ["Page", "Hero", "Footer"]);
    assert_eq!(editor.layers(1, 1).rows[0].name, "Hero");
}
