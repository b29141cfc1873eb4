//! `layout` and `render`: a page without a window.

use crate::program::Folder;

fn with_box() -> Folder {
    let folder = Folder::with_project();
    let args = r##"{"page": "/", "kind": "rectangle", "name": "Box", "properties": {
        "position": "absolute", "left": "20px", "top": "30px",
        "width": "100px", "height": "50px", "background": "#ff0000"}}"##;
    folder.ok(&["do", "a.omnios", "element.create", "--args", args]);
    folder
}

#[test]
fn layout_gives_boxes_in_css_px_of_the_page() {
    let folder = with_box();
    let layout = folder.json(&["layout", "a.omnios", "--page", "/", "--width", "800"]);
    let rows = layout.as_array().unwrap();
    assert_eq!(rows[0]["width"], 800.0, "the root comes first");
    let row = rows.iter().find(|row| row["name"] == "Box").unwrap();
    for (side, expected) in [("x", 20.0), ("y", 30.0), ("width", 100.0), ("height", 50.0)] {
        assert_eq!(row[side], expected, "{side}");
    }
    let keys: Vec<_> = row.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 6, "{keys:?}");
    let by_id = folder.json(&[
        "layout",
        "a.omnios",
        "--page",
        &folder.first_page(),
        "--width",
        "800",
    ]);
    assert_eq!(by_id, layout);
}

#[test]
fn layout_says_where_a_texts_lines_stand() {
    let folder = Folder::with_project();
    let args = r##"{"page": "/", "kind": "text", "text": "One two", "properties": {
        "position": "absolute", "left": "20px", "top": "30px", "width": "40px",
        "text-transform": "uppercase", "font-size": "16px", "line-height": "2"}}"##;
    folder.ok(&["do", "a.omnios", "element.create", "--args", args]);
    let layout = folder.json(&["layout", "a.omnios"]);
    let lines = layout[1]["lines"].as_array().unwrap();
    let texts: Vec<_> = lines.iter().map(|line| &line["text"]).collect();
    assert_eq!(texts, ["ONE", "TWO"]);
    let number = |line: usize, key: &str| lines[line][key].as_f64().unwrap();
    assert_eq!(number(0, "x"), 20.0);
    assert_eq!(number(1, "y") - number(0, "y"), 32.0);
    assert!(number(0, "height") < 32.0, "as high as its letters");
    assert!(number(0, "width") < 40.0);
}

#[test]
fn a_hidden_element_has_no_box() {
    let folder = with_box();
    let layout = folder.json(&["layout", "a.omnios"]);
    let id = layout[1]["id"].as_str().unwrap();
    let args = format!(r#"{{"ids": ["{id}"]}}"#);
    folder.ok(&["do", "a.omnios", "element.hide", "--args", &args]);
    assert_eq!(
        folder
            .json(&["layout", "a.omnios"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn an_unknown_page_is_answered_with_those_there_are() {
    let folder = Folder::with_project();
    let message = folder.fails(
        &["layout", "a.omnios", "--page", "/nowhere"],
        "project.unknown-page",
    );
    assert!(
        message.contains("/nowhere") && message.contains("It has /."),
        "{message}"
    );
    for arguments in [
        &["render", "a.omnios", "--page", "/nowhere", "--out", "a.png"][..],
        &["read-update", "a.omnios", "/nowhere", "--out", "a.bin"],
    ] {
        folder.fails(arguments, "project.unknown-page");
    }
}

#[test]
fn a_size_that_makes_no_picture_is_refused() {
    let folder = Folder::with_project();
    for (option, value) in [
        ("--width", "0"),
        ("--width", "99999"),
        ("--width", "NaN"),
        ("--scale", "0"),
        ("--scale", "99"),
    ] {
        let arguments = ["render", "a.omnios", "--out", "a.png", option, value];
        folder.fails(&arguments, "render.measure");
    }
    assert!(!folder.path("a.png").exists());
}

#[test]
fn render_draws_the_page_at_the_asked_scale() {
    let folder = with_box();
    let arguments = [
        "render", "a.omnios", "--width", "200", "--scale", "2", "--out", "a.png",
    ];
    let run = folder.run(&arguments);
    if run.code == 1 && run.stderr.contains("no graphics adapter") {
        // The one thing that a machine may lack; then it must say what to install.
        assert!(run.stderr.contains("mesa-vulkan-drivers"), "{}", run.stderr);
        assert!(!folder.path("a.png").exists());
        return;
    }
    assert_eq!(run.code, 0, "{}", run.stderr);
    let png = folder.read("a.png");
    assert!(png.starts_with(b"\x89PNG"));
    assert_eq!(png[16..20], 400_u32.to_be_bytes(), "200 CSS px at scale 2");
    folder.fails(
        &["render", "a.omnios", "--out", "missing/a.png"],
        "cli.unwritable",
    );
}
