//! The four conversions between free placement and flow layout, on designs at random and on
//! what people draw. Every box has to stay where it was.

use std::collections::BTreeMap;

use engine::Fonts;
use omnios_editor::{Editor, new_project};
use omnios_model::{Breakpoint, ElementId, Property, PropertyKey, Rect, Size};
use omnios_protocol::{Command, CommandOutcome};
use serde_json::{Value as Json, json};

/// SplitMix64, so that a seed repeats a run on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % bound) as f32
    }
}

fn editor(seed: u64) -> Editor {
    let (document, _) = new_project("Conversions", seed, seed).unwrap();
    let mut editor = Editor::headless(document, seed + 1, Fonts::bundled());
    editor.resize_viewport(Size::new(1600.0, 1000.0));
    editor
}

fn run(editor: &mut Editor, id: &str, args: Json) -> CommandOutcome {
    let command = Command::from_parts(id, args).unwrap();
    editor
        .run(&command)
        .unwrap_or_else(|error| panic!("{id}: {error}"))
}

fn create(editor: &mut Editor, args: Json) -> ElementId {
    run(editor, "element.create", args).created[0]
        .parse()
        .unwrap()
}

fn free(parent: ElementId, kind: &str, rect: Rect) -> Json {
    json!({ "kind": kind, "parent": parent.to_string(), "properties": {
        "position": "absolute",
        "left": format!("{}px", rect.x), "top": format!("{}px", rect.y),
        "width": format!("{}px", rect.width), "height": format!("{}px", rect.height),
    } })
}

fn frame(editor: &mut Editor, rect: Rect) -> ElementId {
    let page = editor.page().unwrap();
    let root = editor.document().tree(page).unwrap().root();
    create(editor, free(root, "frame", rect))
}

fn rects(editor: &mut Editor) -> BTreeMap<ElementId, Rect> {
    editor.artboards();
    let page = editor.page().unwrap();
    let artboard = editor.stage().ready(page, Breakpoint::Desktop).unwrap();
    artboard.boxes().into_iter().collect()
}

fn off(a: &Rect, b: &Rect) -> f32 {
    [
        a.x - b.x,
        a.y - b.y,
        a.right() - b.right(),
        a.bottom() - b.bottom(),
    ]
    .into_iter()
    .fold(0.0, |worst, way| worst.max(way.abs()))
}

/// The worst distance of any box that is in both from where it was.
fn worst(before: &BTreeMap<ElementId, Rect>, after: &BTreeMap<ElementId, Rect>) -> f32 {
    before
        .iter()
        .filter_map(|(id, rect)| Some(off(rect, after.get(id)?)))
        .fold(0.0, f32::max)
}

fn value(editor: &Editor, id: ElementId, property: Property) -> Option<String> {
    let tree = editor.document().tree(editor.page().unwrap()).unwrap();
    let element = tree.get(id).unwrap();
    element
        .properties
        .get(&PropertyKey::base(property))
        .map(ToString::to_string)
}

fn children(editor: &Editor, id: ElementId) -> Vec<ElementId> {
    let tree = editor.document().tree(editor.page().unwrap()).unwrap();
    tree.children(id).to_vec()
}

#[test]
fn converting_any_free_form_frame_leaves_every_box_where_it_was() {
    let mut flexed = 0;
    for seed in 1..=120 {
        let mut random = Random(seed);
        let mut editor = editor(seed);
        let frame = frame(&mut editor, Rect::new(40.0, 30.0, 900.0, 700.0));
        let count = 1 + seed % 12;
        for _ in 0..count {
            let rect = Rect::new(
                random.below(1_600) / 2.0,
                random.below(600),
                8.0 + random.below(260),
                8.0 + random.below(120),
            );
            let kind = ["rectangle", "frame", "ellipse", "text", "image"][random.below(5) as usize];
            let mut args = free(frame, kind, rect);
            if kind == "text" {
                args["text"] = json!("Some words that may break into lines");
                args["properties"].as_object_mut().unwrap().remove("height");
                if random.below(2) == 0.0 {
                    args["properties"].as_object_mut().unwrap().remove("width");
                }
            }
            if random.below(6) == 0.0 {
                let properties = args["properties"].as_object_mut().unwrap();
                properties.insert("right".into(), json!("10%"));
                properties.insert("border".into(), json!("3px solid #ff0000"));
                properties.insert("margin".into(), json!("5px"));
            }
            create(&mut editor, args);
        }
        let before = rects(&mut editor);
        let outcome = run(
            &mut editor,
            "layout.to-flow",
            json!({ "ids": [frame.to_string()] }),
        );
        assert_eq!(outcome.report.len(), 1, "{:?}", outcome.report);
        let after = rects(&mut editor);
        let off = worst(&before, &after);
        assert!(off <= 1.0, "seed {seed}: {off} px; {:?}", outcome.report);
        assert_eq!(
            value(&editor, frame, Property::Display).as_deref(),
            Some("flex")
        );
        let in_flow = children(&editor, frame)
            .into_iter()
            .filter(|id| value(&editor, *id, Property::Position).is_none())
            .count();
        flexed += in_flow;
        run(&mut editor, "edit.undo", json!({}));
        assert_eq!(rects(&mut editor), before, "seed {seed}: undo");
    }
    assert!(flexed > 120, "only {flexed} elements stand in a flow");
}

#[test]
fn a_drawn_card_becomes_the_stack_that_a_designer_would_build() {
    let mut editor = editor(7);
    let frame = frame(&mut editor, Rect::new(100.0, 100.0, 400.0, 360.0));
    let card = create(
        &mut editor,
        free(frame, "rectangle", Rect::new(20.0, 20.0, 360.0, 300.0)),
    );
    run(
        &mut editor,
        "element.set",
        json!({ "ids": [card.to_string()], "properties": { "background": "#ffffff", "border-radius": "12px" } }),
    );
    let picture = create(
        &mut editor,
        free(frame, "image", Rect::new(44.0, 44.0, 312.0, 140.0)),
    );
    let ok = create(
        &mut editor,
        free(frame, "rectangle", Rect::new(44.0, 200.0, 90.0, 40.0)),
    );
    let cancel = create(
        &mut editor,
        free(frame, "rectangle", Rect::new(150.0, 200.0, 90.0, 40.0)),
    );
    let badge = create(
        &mut editor,
        free(frame, "ellipse", Rect::new(340.0, 30.0, 32.0, 32.0)),
    );
    let before = rects(&mut editor);
    let outcome = run(
        &mut editor,
        "layout.to-flow",
        json!({ "ids": [frame.to_string()] }),
    );
    assert!(
        outcome.report[0].contains("1 element overlaps"),
        "{:?}",
        outcome.report
    );
    let after = rects(&mut editor);
    assert!(worst(&before, &after) <= 0.01);
    let inner = children(&editor, frame);
    assert_eq!(inner[1], badge, "what covers something stays on top");
    assert_eq!(
        value(&editor, badge, Property::Position).as_deref(),
        Some("absolute")
    );
    // The rectangle became the frame of what lay on it, with its look and its padding.
    let body = inner[0];
    assert_eq!(
        value(&editor, body, Property::BorderTopLeftRadius).as_deref(),
        Some("12px")
    );
    assert_eq!(
        value(&editor, body, Property::PaddingLeft).as_deref(),
        Some("24px")
    );
    assert_eq!(
        value(&editor, body, Property::RowGap).as_deref(),
        Some("16px")
    );
    let rows = children(&editor, body);
    assert_eq!(rows[0], picture);
    assert_eq!(children(&editor, rows[1]), [ok, cancel]);
    assert_eq!(
        value(&editor, rows[1], Property::FlexDirection).as_deref(),
        Some("row")
    );
}

#[test]
fn stacking_a_selection_puts_a_hugging_frame_around_it() {
    for (seed, sideways) in [(1, true), (2, false)] {
        let mut editor = editor(seed);
        let page = editor.page().unwrap();
        let root = editor.document().tree(page).unwrap().root();
        let ids: Vec<ElementId> = (0..3)
            .map(|index| {
                let at = 100.0 + index as f32 * 132.0;
                let (x, y) = if sideways { (at, 50.0) } else { (50.0, at) };
                create(
                    &mut editor,
                    free(root, "rectangle", Rect::new(x, y, 100.0, 100.0)),
                )
            })
            .collect();
        let before = rects(&mut editor);
        let given: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let outcome = run(&mut editor, "layout.smart-stack", json!({ "ids": given }));
        let stack: ElementId = outcome.created[0].parse().unwrap();
        assert!(worst(&before, &rects(&mut editor)) <= 0.01);
        assert_eq!(children(&editor, stack), ids);
        let direction = value(&editor, stack, Property::FlexDirection);
        assert_eq!(
            direction.as_deref(),
            Some(if sideways { "row" } else { "column" })
        );
        assert_eq!(
            value(&editor, stack, Property::ColumnGap).as_deref(),
            Some("32px")
        );
        assert_eq!(value(&editor, stack, Property::Width), None, "it hugs");
        assert_eq!(editor.state().selection, [stack.to_string()]);
        // One command, one step.
        run(&mut editor, "edit.undo", json!({}));
        assert_eq!(rects(&mut editor), before);
    }
}

#[test]
fn constraints_are_guessed_without_moving_anything() {
    let mut editor = editor(3);
    let frame = frame(&mut editor, Rect::new(0.0, 0.0, 1000.0, 600.0));
    let mut add = |rect: Rect| create(&mut editor, free(frame, "rectangle", rect));
    let background = add(Rect::new(0.0, 0.0, 1000.0, 600.0));
    let logo = add(Rect::new(24.0, 24.0, 120.0, 40.0));
    let close = add(Rect::new(936.0, 24.0, 40.0, 40.0));
    let dialog = add(Rect::new(350.0, 250.0, 300.0, 100.0));
    let before = rects(&mut editor);
    let outcome = run(
        &mut editor,
        "layout.guess-intent",
        json!({ "ids": [frame.to_string()] }),
    );
    assert_eq!(
        outcome.report,
        [
            "Rectangle: left and right, top and bottom",
            "Rectangle: left, top",
            "Rectangle: right, top",
            "Rectangle: center, middle"
        ]
    );
    assert!(worst(&before, &rects(&mut editor)) <= 0.01);
    let resize = json!({ "id": frame.to_string(), "width": 1200, "height": 800 });
    run(&mut editor, "element.resize", resize);
    let after = rects(&mut editor);
    assert_eq!(after[&background], Rect::new(0.0, 0.0, 1200.0, 800.0));
    assert_eq!(after[&logo], before[&logo]);
    assert_eq!(after[&close].x, 1136.0);
    assert_eq!(after[&dialog], Rect::new(450.0, 350.0, 300.0, 100.0));
}

#[test]
fn sizes_in_a_flow_are_guessed_without_moving_anything() {
    let mut editor = editor(4);
    let frame = frame(&mut editor, Rect::new(0.0, 0.0, 600.0, 400.0));
    let style = json!({ "ids": [frame.to_string()], "properties": {
        "display": "flex", "flex-direction": "column", "align-items": "flex-start", "gap": "10px" } });
    run(&mut editor, "element.set", style);
    let parent = frame.to_string();
    let title = create(
        &mut editor,
        json!({ "kind": "text", "parent": parent, "text": "Title", "properties": { "height": "24px" } }),
    );
    let banner = create(
        &mut editor,
        json!({ "kind": "rectangle", "parent": parent, "properties": { "width": "600px", "height": "200px" } }),
    );
    let dot = create(
        &mut editor,
        json!({ "kind": "rectangle", "parent": parent, "properties": { "width": "12px", "height": "12px" } }),
    );
    let before = rects(&mut editor);
    let outcome = run(
        &mut editor,
        "layout.guess-intent",
        json!({ "ids": [parent] }),
    );
    assert_eq!(
        outcome.report,
        [
            "Title: width hugs, height hugs",
            "Rectangle: width fills, height fixed",
            "Rectangle: width fixed, height fixed"
        ]
    );
    assert!(worst(&before, &rects(&mut editor)) <= 1.0);
    let resize = json!({ "id": frame.to_string(), "width": 800 });
    run(&mut editor, "element.resize", resize);
    let after = rects(&mut editor);
    assert_eq!(after[&banner].width, 800.0);
    assert_eq!(after[&dot].width, 12.0);
    assert_eq!(value(&editor, title, Property::Height), None);
}

#[test]
fn cleaning_up_makes_a_rough_row_exact_and_drops_idle_frames() {
    let mut editor = editor(5);
    let holder = frame(&mut editor, Rect::new(0.0, 0.0, 800.0, 400.0));
    run(
        &mut editor,
        "element.set",
        json!({ "ids": [holder.to_string()], "properties": { "background": "#eeeeee" } }),
    );
    let rough = [
        Rect::new(20.3, 40.0, 100.0, 80.0),
        Rect::new(143.6, 41.2, 101.0, 80.4),
        Rect::new(269.0, 39.6, 100.0, 80.0),
    ];
    let row: Vec<ElementId> = rough
        .into_iter()
        .map(|rect| create(&mut editor, free(holder, "rectangle", rect)))
        .collect();
    let idle = create(
        &mut editor,
        free(holder, "frame", Rect::new(500.0, 200.0, 100.0, 100.0)),
    );
    let kept = create(
        &mut editor,
        free(idle, "ellipse", Rect::new(10.0, 10.0, 50.0, 50.0)),
    );
    let before = rects(&mut editor);
    let outcome = run(
        &mut editor,
        "layout.cleanup",
        json!({ "ids": [holder.to_string()] }),
    );
    assert_eq!(outcome.report[0], "frames that did nothing removed: 1");
    let after = rects(&mut editor);
    assert!(!after.contains_key(&idle));
    assert_eq!(after[&kept], before[&kept]);
    let boxes: Vec<Rect> = row.iter().map(|id| after[id]).collect();
    assert!(
        boxes
            .iter()
            .all(|rect| rect.y == 40.0 && rect.height == 80.0),
        "{boxes:?}"
    );
    assert!(
        boxes
            .iter()
            .all(|rect| rect.width == 100.0 && rect.x.fract() == 0.0)
    );
    assert_eq!(
        boxes[1].x - boxes[0].right(),
        boxes[2].x - boxes[1].right(),
        "{boxes:?}"
    );
    assert!(worst(&before, &after) <= 4.0);
    run(&mut editor, "edit.undo", json!({}));
    assert_eq!(rects(&mut editor), before);
}
