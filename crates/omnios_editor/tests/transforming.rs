//! Turning, resizing what is turned, guides and measuring, through the headless editor.

mod support;

use engine::paint::OverlayItem;
use omnios_editor::Editor;
use omnios_model::{Breakpoint, ElementId, Point, Property, PropertyKey, Rect};
use omnios_protocol::session::{PointerInput, PointerPhase};
use serde_json::json;
use support::{editor, run};

fn input(phase: PointerPhase, at: (f32, f32)) -> PointerInput {
    PointerInput {
        phase,
        x: at.0,
        y: at.1,
        button: 0,
        clicks: 1,
        shift: false,
        alt: false,
        command: false,
        space: false,
    }
}

fn drag(editor: &mut Editor, from: (f32, f32), to: (f32, f32), shift: bool) {
    let middle = (f32::midpoint(from.0, to.0), f32::midpoint(from.1, to.1));
    for (phase, at) in [
        (PointerPhase::Down, from),
        (PointerPhase::Move, middle),
        (PointerPhase::Move, to),
        (PointerPhase::Up, to),
    ] {
        let event = PointerInput {
            shift,
            ..input(phase, at)
        };
        editor.pointer(&event).unwrap();
    }
}

fn rectangle(editor: &mut Editor, rect: Rect) -> ElementId {
    run(
        editor,
        "element.create",
        json!({ "kind": "rectangle", "properties": {
            "position": "absolute", "background": "#888888",
            "left": format!("{}px", rect.x), "top": format!("{}px", rect.y),
            "width": format!("{}px", rect.width), "height": format!("{}px", rect.height),
        } }),
    )[0]
}

fn value(editor: &Editor, id: ElementId, property: Property) -> Option<String> {
    let tree = editor.document().tree(editor.page().unwrap()).unwrap();
    let key = PropertyKey::base(property);
    tree.get(id)
        .unwrap()
        .properties
        .get(&key)
        .map(ToString::to_string)
}

/// Where a corner of the element is seen, given in parts of its width and height.
fn corner(editor: &mut Editor, id: ElementId, x: f32, y: f32) -> Point {
    editor.artboards();
    let page = editor.page().unwrap();
    let artboard = editor.stage().ready(page, Breakpoint::Desktop).unwrap();
    let size = artboard.rect(id).unwrap().size();
    let in_box = Point::new(size.width * x, size.height * y);
    artboard.page_from_box(id).unwrap().map_point(in_box)
}

#[test]
fn dragging_outside_of_a_corner_turns_the_element() {
    let mut editor = editor();
    let id = rectangle(&mut editor, Rect::new(300.0, 300.0, 200.0, 100.0));
    // The middle is at (400, 350). From the lower right to the lower left.
    drag(&mut editor, (512.0, 412.0), (338.0, 462.0), false);
    assert_eq!(
        value(&editor, id, Property::Transform).as_deref(),
        Some("rotate(90deg)")
    );
    // With shift, steps of 15 degrees.
    run(&mut editor, "edit.undo", json!({}));
    assert_eq!(value(&editor, id, Property::Transform), None);
    drag(&mut editor, (512.0, 412.0), (480.0, 440.0), true);
    assert_eq!(
        value(&editor, id, Property::Transform).as_deref(),
        Some("rotate(15deg)")
    );
}

#[test]
fn resizing_a_turned_element_leaves_the_opposite_corner_where_it_is() {
    let mut editor = editor();
    let id = rectangle(&mut editor, Rect::new(300.0, 300.0, 200.0, 100.0));
    let style = json!({ "ids": [id.to_string()], "properties": { "transform": "rotate(30deg)" } });
    run(&mut editor, "element.set", style);
    let fixed = corner(&mut editor, id, 0.0, 0.0);
    let held = corner(&mut editor, id, 1.0, 1.0);
    // Along the turned box's own width.
    let (sin, cos) = 30.0_f32.to_radians().sin_cos();
    let to = Point::new(held.x + 50.0 * cos, held.y + 50.0 * sin);
    drag(&mut editor, (held.x, held.y), (to.x, to.y), false);
    assert_eq!(
        value(&editor, id, Property::Width).as_deref(),
        Some("250px")
    );
    assert_eq!(
        value(&editor, id, Property::Height).as_deref(),
        Some("100px")
    );
    let after = corner(&mut editor, id, 0.0, 0.0);
    assert!(
        (after.x - fixed.x).abs() < 0.05 && (after.y - fixed.y).abs() < 0.05,
        "{after:?} instead of {fixed:?}"
    );
}

#[test]
fn several_turn_around_their_common_middle() {
    let mut editor = editor();
    let left = rectangle(&mut editor, Rect::new(300.0, 300.0, 100.0, 100.0));
    let right = rectangle(&mut editor, Rect::new(500.0, 300.0, 100.0, 100.0));
    let both = json!({ "ids": [left.to_string(), right.to_string()] });
    run(&mut editor, "select.set", both);
    // Half a turn around (450, 350).
    drag(&mut editor, (612.0, 412.0), (288.0, 288.0), false);
    assert_eq!(
        value(&editor, left, Property::Left).as_deref(),
        Some("500px")
    );
    assert_eq!(
        value(&editor, right, Property::Left).as_deref(),
        Some("300px")
    );
    assert_eq!(
        value(&editor, left, Property::Transform).as_deref(),
        Some("rotate(-180deg)")
    );
}

#[test]
fn a_guide_comes_out_of_the_ruler_and_goes_back_into_it() {
    let mut editor = editor();
    let root = {
        let tree = editor.document().tree(editor.page().unwrap()).unwrap();
        tree.root()
    };
    drag(&mut editor, (5.0, 400.0), (333.0, 420.0), false);
    assert_eq!(
        value(&editor, root, Property::Guides).as_deref(),
        Some("x 333px")
    );
    // Elements snap to it.
    let id = rectangle(&mut editor, Rect::new(400.0, 300.0, 77.0, 31.0));
    drag(&mut editor, (430.0, 315.0), (366.0, 515.0), false);
    assert_eq!(value(&editor, id, Property::Left).as_deref(), Some("333px"));
    drag(&mut editor, (333.0, 800.0), (250.0, 800.0), false);
    assert_eq!(
        value(&editor, root, Property::Guides).as_deref(),
        Some("x 250px")
    );
    drag(&mut editor, (250.0, 800.0), (8.0, 800.0), false);
    assert_eq!(value(&editor, root, Property::Guides), None);
    run(&mut editor, "guide.add", json!({ "axis": "y", "at": 40 }));
    run(&mut editor, "view.rulers", json!({}));
    assert!(!overlay_lines(&mut editor).any(|(from, to)| from.y == 40.0 && to.y == 40.0));
}

fn overlay_lines(editor: &mut Editor) -> impl Iterator<Item = (Point, Point)> {
    editor.overlay().items.into_iter().filter_map(|item| {
        if let OverlayItem::Line { from, to, .. } = item {
            Some((from, to))
        } else {
            None
        }
    })
}

#[test]
fn alt_shows_how_far_the_selection_is_from_what_is_hovered() {
    let mut editor = editor();
    let selected = rectangle(&mut editor, Rect::new(300.0, 300.0, 100.0, 100.0));
    rectangle(&mut editor, Rect::new(460.0, 300.0, 100.0, 100.0));
    let args = json!({ "ids": [selected.to_string()] });
    run(&mut editor, "select.set", args);
    let mut hover = input(PointerPhase::Move, (500.0, 350.0));
    hover.button = -1;
    editor.pointer(&hover).unwrap();
    let is_gap = |(from, to): (Point, Point)| from.x == 400.0 && to.x == 460.0;
    assert!(!overlay_lines(&mut editor).any(is_gap));
    hover.alt = true;
    editor.pointer(&hover).unwrap();
    assert!(overlay_lines(&mut editor).any(is_gap));
}

#[test]
fn dragged_elements_can_be_kept_inside_of_their_parent() {
    let mut editor = editor();
    let id = rectangle(&mut editor, Rect::new(300.0, 300.0, 100.0, 100.0));
    let root = {
        let tree = editor.document().tree(editor.page().unwrap()).unwrap();
        tree.root().to_string()
    };
    let style = json!({ "ids": [root], "properties": { "min-height": "900px" } });
    run(&mut editor, "element.set", style);
    run(&mut editor, "view.keep-in-parent", json!({}));
    drag(&mut editor, (350.0, 350.0), (100.0, 60.0), false);
    assert_eq!(value(&editor, id, Property::Left).as_deref(), Some("50px"));
    assert_eq!(value(&editor, id, Property::Top).as_deref(), Some("10px"));
    drag(&mut editor, (100.0, 60.0), (24.0, 24.0), false);
    assert_eq!(value(&editor, id, Property::Left).as_deref(), Some("0px"));
    assert_eq!(value(&editor, id, Property::Top).as_deref(), Some("0px"));
}
