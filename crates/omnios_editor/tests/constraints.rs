//! Hug, fill, fixed and constraints: what the words do to boxes, at this width and at others.

use engine::{Artboard, Fonts, ImageSizes};
use omnios_editor::{Editor, new_project};
use omnios_model::{Breakpoint, ElementId, Rect};
use omnios_protocol::Command;
use serde_json::{Value as Json, json};

fn editor() -> Editor {
    let (document, _) = new_project("Constraints", 1, 1).unwrap();
    Editor::headless(document, 2, Fonts::bundled())
}

fn run(editor: &mut Editor, id: &str, args: Json) -> Vec<ElementId> {
    let command = Command::from_parts(id, args).unwrap();
    let outcome = editor
        .run(&command)
        .unwrap_or_else(|error| panic!("{id}: {error}"));
    let created = outcome.created.iter();
    created.filter_map(|id| id.parse().ok()).collect()
}

fn frame(editor: &mut Editor, parent: Option<ElementId>, style: &Json) -> ElementId {
    let parent = parent.map(|it| it.to_string());
    let args = json!({ "kind": "frame", "parent": parent, "properties": style });
    run(editor, "element.create", args)[0]
}

fn rect_at(editor: &Editor, id: ElementId, width: f32) -> Rect {
    let page = editor.document().project().pages[0].id;
    let tree = editor.document().tree(page).unwrap();
    let mut fonts = Fonts::bundled();
    let artboard = Artboard::new(tree, width, &ImageSizes::new(), &mut fonts);
    artboard.rect(id).unwrap()
}

fn near(a: Rect, b: Rect) -> bool {
    let close = |a: f32, b: f32| (a - b).abs() < 0.02;
    close(a.x, b.x) && close(a.y, b.y) && close(a.width, b.width) && close(a.height, b.height)
}

fn width() -> f32 {
    Breakpoint::Desktop.artboard_width_px()
}

#[test]
fn a_constraint_leaves_the_box_and_says_what_it_does_elsewhere() {
    // Left edge and width of a box of 200 px at 100 px, in a page 160 px wider.
    let cases = [
        ("left", 100.0, 200.0),
        ("right", 260.0, 200.0),
        ("left-right", 100.0, 360.0),
        ("center", 180.0, 200.0),
        // The margin of 10 px stays what it is.
        (
            "scale",
            10.0 + 90.0 * 1600.0 / 1440.0,
            200.0 * 1600.0 / 1440.0,
        ),
    ];
    let vertical = ["top", "bottom", "top-bottom", "center", "scale"];
    for before in cases {
        for (after, down) in cases.into_iter().zip(vertical) {
            let mut editor = editor();
            let page = frame(
                &mut editor,
                None,
                &json!({ "height": "500px", "width": "100%" }),
            );
            let id = frame(
                &mut editor,
                Some(page),
                &json!({
                    "position": "absolute", "left": "90px", "top": "30px", "width": "200px",
                    "height": "60px", "margin-left": "10px",
                }),
            );
            let start = rect_at(&editor, id, width());
            for word in [before.0, after.0] {
                let args = json!({ "ids": [id.to_string()], "horizontal": word, "vertical": down });
                run(&mut editor, "layout.set-constraints", args);
                let now = rect_at(&editor, id, width());
                assert!(near(now, start), "{word} {down}: {now:?} was {start:?}");
            }
            let wider = rect_at(&editor, id, width() + 160.0);
            let expected = Rect::new(after.1, start.y, after.2, start.height);
            assert!(
                near(wider, expected),
                "{}: {wider:?} is not {expected:?}",
                after.0
            );
        }
    }
}

#[test]
fn a_constraint_is_for_what_is_placed_freely() {
    let mut editor = editor();
    let id = frame(&mut editor, None, &json!({ "height": "50px" }));
    let args = json!({ "ids": [id.to_string()], "horizontal": "left" });
    let command = Command::from_parts("layout.set-constraints", args).unwrap();
    let error = editor.run(&command).unwrap_err();
    assert!(error.message.contains("layout.absolute"), "{error}");
}

#[test]
fn hug_fill_and_fixed_do_so_in_every_layout() {
    // The parent is 600 × 400 px and the child's content 80 × 30 px.
    let parents = [
        json!({ "display": "flex" }),
        json!({ "display": "flex", "flex-direction": "column" }),
        json!({ "display": "grid", "grid-template-columns": "1fr", "grid-template-rows": "1fr" }),
        json!({}),
    ];
    for parent_style in parents {
        for out_of_flow in [false, true] {
            let mut editor = editor();
            let mut style = parent_style.clone();
            style["width"] = json!("600px");
            style["height"] = json!("400px");
            let parent = frame(&mut editor, None, &style);
            let child_style = if out_of_flow {
                json!({ "position": "absolute", "left": "0px", "top": "0px" })
            } else {
                json!({})
            };
            let id = frame(&mut editor, Some(parent), &child_style);
            frame(
                &mut editor,
                Some(id),
                &json!({ "width": "80px", "height": "30px" }),
            );
            let mut set = |axis: &str, mode: &str| {
                let args = json!({ "ids": [id.to_string()], "axis": axis, "mode": mode });
                run(&mut editor, "layout.set-sizing", args);
                let rect = rect_at(&editor, id, width());
                (rect.width, rect.height)
            };
            let about = format!("{parent_style} {out_of_flow}");
            set("width", "fill");
            assert_eq!(set("height", "fill"), (600.0, 400.0), "{about}");
            assert_eq!(set("width", "hug"), (80.0, 400.0), "{about}");
            assert_eq!(set("height", "hug"), (80.0, 30.0), "{about}");
            set("width", "fill");
            assert_eq!(set("width", "fixed"), (600.0, 30.0), "{about}");
            assert_eq!(set("height", "fixed"), (600.0, 30.0), "{about}");
            assert_eq!(set("width", "hug"), (80.0, 30.0), "{about}");
        }
    }
}
