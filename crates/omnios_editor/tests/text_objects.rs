//! Elements that stand in the lines of texts: the text keeps a place for each.

mod support;

use omnios_editor::Editor;
use omnios_model::ElementId;
use serde_json::json;
use support::{drag, editor, rect, run};

/// “See ￼ or ￼ now” with two boxes, 30 and 40 px wide.
fn text_with_boxes(editor: &mut Editor) -> (ElementId, ElementId, ElementId) {
    let text = run(
        editor,
        "element.create",
        json!({ "kind": "text", "text": "See \u{fffc} or \u{fffc} now" }),
    )[0];
    let mut add = |width: u32| {
        let properties = json!({ "width": format!("{width}px"), "height": "40px" });
        let args = json!({
            "kind": "rectangle", "parent": text.to_string(), "properties": properties,
        });
        run(editor, "element.create", args)[0]
    };
    let (first, second) = (add(30), add(40));
    (text, first, second)
}

fn words(editor: &Editor, text: ElementId) -> String {
    let tree = editor.document().tree(editor.page().unwrap()).unwrap();
    tree.get(text).unwrap().text.clone()
}

fn ids(ids: &[ElementId]) -> serde_json::Value {
    json!({ "ids": ids.iter().map(ToString::to_string).collect::<Vec<_>>() })
}

#[test]
fn boxes_stand_between_the_words() {
    let mut editor = editor();
    let (text, first, second) = text_with_boxes(&mut editor);
    let [text, first, second] = [text, first, second].map(|id| rect(&mut editor, id));
    assert!(first.x > text.x + 20.0 && second.x > first.right() + 10.0);
    assert_eq!(first.bottom(), second.bottom());
    assert!(second.right() < text.right());
}

#[test]
fn deleting_a_box_takes_its_place_along_in_one_step() {
    let mut editor = editor();
    let (text, first, second) = text_with_boxes(&mut editor);
    run(&mut editor, "element.delete", ids(&[first]));
    assert_eq!(words(&editor, text), "See  or \u{fffc} now");
    let at = rect(&mut editor, second);
    assert!(at.x > rect(&mut editor, text).x + 40.0);
    run(&mut editor, "edit.undo", json!({}));
    assert_eq!(words(&editor, text), "See \u{fffc} or \u{fffc} now");
    assert!(rect(&mut editor, first).x < rect(&mut editor, second).x);
}

#[test]
fn a_copy_stands_beside_its_original() {
    let mut editor = editor();
    let (text, first, second) = text_with_boxes(&mut editor);
    let copy = run(&mut editor, "element.duplicate", ids(&[first]))[0];
    assert_eq!(words(&editor, text), "See \u{fffc}\u{fffc} or \u{fffc} now");
    let [first, copy, second] = [first, copy, second].map(|id| rect(&mut editor, id));
    assert_eq!(copy.x, first.right());
    assert!(second.x > copy.right() + 10.0);
}

#[test]
fn a_copied_text_keeps_what_stands_in_it() {
    let mut editor = editor();
    let (text, ..) = text_with_boxes(&mut editor);
    let copy = run(&mut editor, "element.duplicate", ids(&[text]))[0];
    assert_eq!(words(&editor, copy), words(&editor, text));
    let tree = editor.document().tree(editor.page().unwrap()).unwrap();
    assert_eq!(tree.children(copy).len(), 2);
}

#[test]
fn what_leaves_the_lines_gives_its_place_up_and_gets_it_back() {
    let mut editor = editor();
    let (text, first, second) = text_with_boxes(&mut editor);
    run(
        &mut editor,
        "element.set",
        json!({
            "ids": [first.to_string()], "properties": { "position": "absolute" },
        }),
    );
    assert_eq!(words(&editor, text), "See  or \u{fffc} now");
    run(
        &mut editor,
        "element.move",
        json!({
            "ids": [second.to_string()], "parent": "/",
        }),
    );
    assert_eq!(words(&editor, text), "See  or  now");
    run(
        &mut editor,
        "element.move",
        json!({
            "ids": [second.to_string()], "parent": text.to_string(),
        }),
    );
    assert!(rect(&mut editor, second).right() <= rect(&mut editor, text).right());
}

#[test]
fn typing_leaves_the_boxes_where_their_characters_are() {
    let mut editor = editor();
    let (text, first, second) = text_with_boxes(&mut editor);
    run(
        &mut editor,
        "element.set-text",
        json!({
            "id": text.to_string(), "text": "Look: \u{fffc}\u{fffc}",
        }),
    );
    let [first, second] = [first, second].map(|id| rect(&mut editor, id));
    assert_eq!(second.x, first.right());
}

#[test]
fn grouping_keeps_the_others_in_their_places() {
    let mut editor = editor();
    let (text, first, second) = text_with_boxes(&mut editor);
    let before = rect(&mut editor, second);
    let group = run(&mut editor, "arrange.group", ids(&[first]))[0];
    assert_eq!(words(&editor, text), "See \u{fffc} or \u{fffc} now");
    assert_eq!(rect(&mut editor, second), before);
    run(&mut editor, "arrange.ungroup", ids(&[group]));
    assert_eq!(words(&editor, text), "See \u{fffc} or \u{fffc} now");
    assert_eq!(rect(&mut editor, second), before);
}

#[test]
fn dragged_within_its_text_a_box_stays_in_it() {
    let mut editor = editor();
    let (text, first, second) = text_with_boxes(&mut editor);
    run(&mut editor, "select.set", ids(&[first]));
    let [from, to] = [first, second].map(|id| rect(&mut editor, id).center());
    drag(&mut editor, (from.x, from.y), (to.x + 15.0, to.y));
    let tree = editor.document().tree(editor.page().unwrap()).unwrap();
    assert_eq!(tree.children(text), [second, first]);
    assert_eq!(words(&editor, text), "See \u{fffc} or \u{fffc} now");
    assert!(rect(&mut editor, second).x < rect(&mut editor, first).x);
}
