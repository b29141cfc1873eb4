//! Changing one element, and pasting many.

use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;
use std::sync::Arc;

use engine::Fonts;
use omnios_editor::Editor;
use omnios_model::{
    Element, ElementId, ElementKind, PageChange, Point, Property, PropertyKey, Tree, Value,
};
use omnios_protocol::Command;
use omnios_protocol::args::{ClipboardContent, ClipboardElement, ElementPaste, NoArgs};
use omnios_testkit::{Random, Spec};

use crate::{Clock, Scene, Sizes, Stage};

/// Changes an element, in another way each round.
type Edit = fn(&mut Element, usize);

pub(crate) fn scenes(
    stage: &Rc<RefCell<Stage>>,
    sizes: Sizes,
    fonts: &Rc<dyn Fn() -> Fonts>,
) -> Vec<Scene> {
    let count = sizes.elements;
    let mut scenes = Vec::new();
    let kinds: [(&str, ElementKind, Edit); 3] = [
        ("colour", ElementKind::Rectangle, |element, round| {
            let grey = format!("#{0:02x}{0:02x}ff", round % 200);
            set(element, Property::Background, &grey);
        }),
        ("width", ElementKind::Rectangle, |element, round| {
            set(element, Property::Width, &format!("{}px", 100 + round % 90));
        }),
        ("text", ElementKind::Text, |element, round| {
            element.text = format!("Edit number {round}");
        }),
    ];
    for (what, kind, change) in kinds {
        let shared = Rc::clone(stage);
        let ids: Vec<ElementId> = {
            let tree = &shared.borrow().tree;
            let all = tree.subtree(tree.root()).into_iter();
            all.filter(|id| tree.get(*id).is_some_and(|it| it.kind == kind))
                .collect()
        };
        let mut random = Random::new(5);
        let mut round = 0;
        scenes.push(Scene::new(
            format!("edit: one element's {what} to the display list, {count} elements"),
            Some(1.0),
            move |now| {
                round += 1;
                edit_one(
                    &mut shared.borrow_mut(),
                    *random.pick(&ids),
                    round,
                    change,
                    now,
                )
            },
        ));
    }
    scenes.push(paste(sizes, fonts));
    scenes
}

fn set(element: &mut Element, property: Property, text: &str) {
    if let Ok(value) = Value::parse(property, text) {
        element
            .properties
            .insert(PropertyKey::base(property), value);
    }
}

/// From the changed element to what the window around it shows.
fn edit_one(
    stage: &mut Stage,
    id: ElementId,
    round: usize,
    change: fn(&mut Element, usize),
    now: Clock<'_>,
) -> f64 {
    let Some(before) = stage.tree.get(id) else {
        return 0.0;
    };
    let mut element = Element::clone(before);
    change(&mut element, round);
    let top = stage.artboard.rect(id).map_or(0.0, |rect| rect.y - 450.0);
    let start = now();
    stage.tree.insert(Arc::new(element));
    let mut step = PageChange::default();
    step.restyled.insert(id);
    stage.artboard.apply(&stage.tree, &step, &mut stage.fonts);
    black_box(stage.frame(Point::new(0.0, top), 1.0));
    now() - start
}

/// So many elements in whole cards, as `edit.copy` gives them.
pub fn copied_cards(count: usize) -> ClipboardContent {
    let tree = Spec::new(count + 1, 1).tree();
    let mut elements = Vec::with_capacity(count);
    for top in tree.children(tree.root()) {
        copy(&tree, *top, None, &mut elements);
    }
    ClipboardContent {
        format: "omnios/elements".to_owned(),
        elements,
    }
}

fn copy(tree: &Tree, id: ElementId, parent: Option<usize>, copied: &mut Vec<ClipboardElement>) {
    let Some(element) = tree.get(id) else { return };
    let index = copied.len();
    copied.push(ClipboardElement {
        parent,
        kind: element.kind.to_string(),
        name: element.name.clone(),
        locked: false,
        properties: element
            .properties
            .iter()
            .map(|(key, value)| (key.to_string(), value.to_string()))
            .collect(),
        text: element.text.clone(),
        runs: Vec::new(),
    });
    for child in tree.children(id) {
        copy(tree, *child, Some(index), copied);
    }
}

/// Through the editor: checked, written to the CRDT, with an undo step, and laid out.
fn paste(sizes: Sizes, fonts: &Rc<dyn Fn() -> Fonts>) -> Scene {
    let content = copied_cards(sizes.pasted);
    let count = content.elements.len();
    let pages = Spec::new(sizes.elements / 20, 1).pages();
    let mut editor = omnios_testkit::document(9, &pages, &[])
        .ok()
        .map(|(document, _)| Editor::headless(document, 11, fonts()));
    if let Some(editor) = &mut editor {
        editor.artboards();
    }
    Scene::new(
        format!(
            "paste {count} elements into a page of {}",
            sizes.elements / 20
        ),
        Some(100.0),
        move |now| {
            let Some(editor) = &mut editor else {
                return 0.0;
            };
            let command = Command::ElementPaste(ElementPaste {
                content: Some(content.clone()),
                ..ElementPaste::default()
            });
            let start = now();
            let pasted = editor.run(&command);
            let took = now() - start;
            assert!(pasted.is_ok(), "{pasted:?}");
            let undone = editor.run(&Command::EditUndo(NoArgs {}));
            assert!(undone.is_ok(), "{undone:?}");
            editor.take_updates();
            took
        },
    )
}
