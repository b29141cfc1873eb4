//! Design tokens: what refers to one follows it, and what can't be said is refused in words.

mod support;

use omnios_model::{Breakpoint, Color, Property, Style, Value};
use omnios_protocol::Command;
use serde_json::{Value as Json, json};
use support::{editor, run};

fn refusal(editor: &mut omnios_editor::Editor, id: &str, args: Json) -> String {
    let command = Command::from_parts(id, args).unwrap();
    editor.run(&command).unwrap_err().message
}

#[test]
fn elements_follow_the_tokens_that_they_refer_to() {
    let mut editor = editor();
    run(
        &mut editor,
        "token.set",
        json!({ "name": "brand", "kind": "color", "value": "#102030" }),
    );
    run(
        &mut editor,
        "token.set",
        json!({ "name": "accent", "kind": "color", "value": "var(--brand)" }),
    );
    let args =
        json!({ "kind": "text", "text": "Hello", "properties": { "color": "var(--accent)" } });
    let id = run(&mut editor, "element.create", args)[0];
    let color = |editor: &omnios_editor::Editor| {
        let tree = editor.document().tree(editor.page().unwrap()).unwrap();
        Style::resolve(tree.get(id).unwrap(), Breakpoint::Desktop).color
    };
    assert_eq!(color(&editor), Color::rgba(0x10, 0x20, 0x30, 255));
    run(
        &mut editor,
        "token.set",
        json!({ "name": "brand", "value": "#ff0000" }),
    );
    assert_eq!(color(&editor), Color::rgba(255, 0, 0, 255));
    run(&mut editor, "edit.undo", json!({}));
    assert_eq!(color(&editor), Color::rgba(0x10, 0x20, 0x30, 255));

    run(
        &mut editor,
        "select.set",
        json!({ "ids": [id.to_string()] }),
    );
    let field = editor.inspector().fields["color"].clone();
    assert_eq!(field.value.as_deref(), Some("#102030"));
    assert_eq!(field.token.as_deref(), Some("accent"));
    let tree = editor.document().tree(editor.page().unwrap()).unwrap();
    let own = tree
        .get(id)
        .unwrap()
        .value(Property::Color, Breakpoint::Desktop);
    assert_eq!(own.map(Value::to_string).as_deref(), Some("var(--accent)"));
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let mut editor = editor();
    let said = refusal(&mut editor, "token.set", json!({ "name": "brand" }));
    assert!(said.contains("give its value"), "{said}");
    let said = refusal(
        &mut editor,
        "token.set",
        json!({ "name": "A b", "value": "1" }),
    );
    assert!(said.contains("small letters"), "{said}");
    run(
        &mut editor,
        "token.set",
        json!({ "name": "brand", "kind": "color", "value": "#fff" }),
    );
    let said = refusal(
        &mut editor,
        "token.set",
        json!({ "name": "brand", "value": "loud" }),
    );
    assert!(said.contains("color"), "{said}");
    let said = refusal(
        &mut editor,
        "token.set",
        json!({ "name": "brand", "value": "var(--brand)" }),
    );
    assert!(said.contains("stand for itself"), "{said}");
    let create = |property: &str, token: &str| json!({ "kind": "frame", "properties": { property: format!("var(--{token})") } });
    let said = refusal(&mut editor, "element.create", create("width", "brand"));
    assert!(said.contains("no value for width"), "{said}");
    let said = refusal(&mut editor, "element.create", create("background", "gone"));
    assert!(said.contains("there is no token --gone"), "{said}");
    run(&mut editor, "element.create", create("background", "brand"));
    let said = refusal(&mut editor, "token.remove", json!({ "name": "brand" }));
    assert!(said.contains("refers to --brand"), "{said}");
}

#[test]
fn an_import_leaves_tokens_of_the_same_name_alone() {
    let mut editor = editor();
    run(
        &mut editor,
        "token.set",
        json!({ "name": "brand", "kind": "color", "value": "#111111" }),
    );
    let pages = json!([{
        "name": "New", "route": "/new",
        "properties": { "background": "var(--brand)" },
        "elements": [],
    }]);
    let tokens = json!([
        { "name": "brand", "kind": "color", "value": "#222222" },
        { "name": "accent", "kind": "color", "value": "var(--brand)" },
    ]);
    run(
        &mut editor,
        "page.import",
        json!({ "tokens": tokens, "pages": pages }),
    );
    let project = editor.document().project();
    assert_eq!(&**project.tokens.text("brand", None).unwrap(), "#111111");
    assert_eq!(&**project.tokens.text("accent", None).unwrap(), "#222222");
    let page = project.page_at("/new").unwrap().id;
    let tree = editor.document().tree(page).unwrap();
    let root = tree.get(tree.root()).unwrap();
    let background = root
        .value(Property::Background, Breakpoint::Desktop)
        .unwrap();
    assert_eq!(background.to_string(), "var(--brand-2)");

    // Tokens alone are a design system's next version.
    run(&mut editor, "page.import", json!({ "tokens": tokens }));
    let tokens = &editor.document().project().tokens;
    assert_eq!(&**tokens.text("brand", None).unwrap(), "#222222");
}

#[test]
fn values_that_recur_become_tokens_that_all_follow() {
    let mut editor = editor();
    for _ in 0..3 {
        let args = json!({ "kind": "frame", "properties": {
            "background": "#0d6efd", "border": "1px solid #0d6efd", "gap": "12px" } });
        run(&mut editor, "element.create", args);
    }
    let offers = editor.recurring_values();
    let color = offers.iter().find(|it| it.value == "#0d6efd").unwrap();
    assert_eq!((color.name.as_str(), color.count), ("color-blue-500", 3));
    assert!(offers.iter().all(|it| it.value != "12px"), "{offers:?}");
    let values = json!([{ "group": "color", "value": "#0d6efd", "name": "color-blue-500" }]);
    run(&mut editor, "token.adopt", json!({ "values": values }));
    assert!(
        editor
            .recurring_values()
            .iter()
            .all(|it| it.group != "color")
    );
    run(
        &mut editor,
        "token.set",
        json!({ "name": "color-blue-500", "value": "#ff0000" }),
    );
    let tree = editor.document().tree(editor.page().unwrap()).unwrap();
    let red = Color::rgba(255, 0, 0, 255);
    for id in tree.children(tree.root()) {
        let style = Style::resolve(tree.get(*id).unwrap(), Breakpoint::Desktop);
        assert_eq!(style.border_color.left, red);
    }
    run(&mut editor, "edit.undo", json!({}));
    run(&mut editor, "edit.undo", json!({}));
    assert!(editor.document().project().tokens.is_empty());
}

#[test]
fn a_window_hears_of_the_tokens_that_come_with_the_project() {
    let mut first = editor();
    run(
        &mut first,
        "token.set",
        json!({ "name": "brand", "kind": "color", "value": "#fff" }),
    );
    let mut second = omnios_editor::Editor::headless(
        omnios_document::Document::new(9),
        9,
        engine::Fonts::bundled(),
    );
    let before = second.state().tokens_revision;
    assert!(second.tokens().is_empty());
    let name = omnios_document::DocumentName::Project;
    second
        .apply_update(&name, &first.document().encode(&name))
        .unwrap();
    assert_ne!(second.state().tokens_revision, before);
    assert_eq!(second.tokens()[0].name, "brand");
}
