//! Following changes step by step must end where laying out anew ends, and must cost what the
//! change touches.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine_layout::{LayoutBox, LayoutChange, LayoutEngine, MAX_DEPTH};
use engine_scene::{ImageSizes, Scene};
use engine_text::Fonts;
use omnios_model::{
    Element, ElementId, ElementKind, OrderKey, PageChange, PageId, Place, Property, PropertyKey,
    Tree, Value,
};

use crate::random::{self, Chance};
use crate::spec::{Fixture, Spec, frame, rectangle, text};

struct Page {
    tree: Tree,
    scene: Scene,
    engine: LayoutEngine,
    fonts: Fonts,
}

impl Page {
    fn new(fixture: &Fixture) -> Self {
        let mut page = Self {
            tree: fixture.tree(),
            scene: fixture.scene(),
            engine: LayoutEngine::new(),
            fonts: Fonts::bundled(),
        };
        page.engine.rebuild(&page.scene, &mut page.fonts);
        page
    }

    fn apply(&mut self, change: &PageChange) -> LayoutChange {
        let step = self.scene.apply(&self.tree, change);
        self.engine.update(&self.scene, &step, &mut self.fonts)
    }

    fn boxes(&self) -> Vec<(ElementId, LayoutBox)> {
        sorted(&self.engine)
    }

    /// Replaces an element by what `edit` makes of it.
    fn edit(&mut self, id: ElementId, edit: impl FnOnce(&mut Element)) {
        let mut element = Element::clone(self.tree.get(id).expect("in the tree"));
        edit(&mut element);
        self.tree.insert(Arc::new(element));
    }

    fn set(&mut self, id: ElementId, property: Property, value: &str) -> LayoutChange {
        let value = Value::parse(property, value).expect("a value");
        self.edit(id, |element| {
            element
                .properties
                .insert(PropertyKey::base(property), value);
        });
        self.apply(&PageChange {
            restyled: BTreeSet::from([id]),
            ..PageChange::default()
        })
    }
}

fn sorted(engine: &LayoutEngine) -> Vec<(ElementId, LayoutBox)> {
    let mut boxes: Vec<_> = engine.boxes().collect();
    boxes.sort_by_key(|(id, _)| *id);
    boxes
}

fn assert_as_laid_out_anew(page: &mut Page, what: &str) {
    let images = ImageSizes::from([(
        crate::spec::IMAGE_HASH.parse().expect("a hash"),
        crate::spec::IMAGE_SIZE,
    )]);
    let scene = Scene::new(&page.tree, page.scene.viewport_width, &images);
    for (id, node) in scene.nodes() {
        let followed = page
            .scene
            .node(id)
            .unwrap_or_else(|| panic!("{what}: {id} is missing"));
        assert_eq!(followed.children, node.children, "{what}: children of {id}");
        assert_eq!(followed.parent, node.parent, "{what}: parent of {id}");
        assert_eq!(followed.style, node.style, "{what}: style of {id}");
        assert_eq!(followed.element, node.element, "{what}: {id}");
    }
    assert_eq!(
        scene.len(),
        page.scene.len(),
        "{what}: something stayed behind"
    );
    let mut anew = LayoutEngine::new();
    anew.rebuild(&scene, &mut page.fonts);
    let (followed, anew_boxes) = (page.boxes(), sorted(&anew));
    for ((id, followed), (same, anew)) in followed.iter().zip(&anew_boxes) {
        assert_eq!(id, same, "{what}");
        assert_eq!(followed, anew, "{what}: {id}");
    }
    assert_eq!(followed.len(), anew_boxes.len(), "{what}");
    for (id, _) in followed {
        assert_eq!(page.engine.text(id), anew.text(id), "{what}: lines of {id}");
    }
}

#[test]
fn many_small_changes_end_where_laying_out_anew_ends() {
    for fixture in random::pages().iter().take(40) {
        let mut page = Page::new(fixture);
        let mut chance = Chance(fixture.root.flattened().len() as u64);
        let mut next_id = 10_000;
        for step in 0..25 {
            let ids = page.tree.subtree(page.tree.root());
            let id = ids[chance.below(ids.len() as u64) as usize];
            let holders: Vec<ElementId> = ids
                .iter()
                .copied()
                .filter(|id| {
                    let holds = [ElementKind::Frame, ElementKind::Text];
                    page.tree
                        .get(*id)
                        .is_some_and(|it| holds.contains(&it.kind))
                })
                .collect();
            let parent = holders[chance.below(holders.len() as u64) as usize];
            let is_root = id == page.tree.root();
            let mut change = PageChange::default();
            match chance.below(7) {
                0 if !is_root && !page.tree.is_ancestor(id, parent) && parent != id => {
                    let order = page.tree.order_at(parent, 0, &[id]);
                    page.edit(id, |element| {
                        element.place = Place {
                            parent: Some(parent),
                            order,
                        };
                    });
                    change.moved.insert(id);
                }
                1 => {
                    next_id += 1;
                    let new = ElementId::from_random_bits(next_id);
                    let children = page.tree.children(parent).len();
                    page.tree.insert(Arc::new(Element {
                        id: new,
                        kind: [ElementKind::Text, ElementKind::Frame][chance.below(2) as usize],
                        name: "New".into(),
                        place: Place {
                            parent: Some(parent),
                            order: page.tree.order_at(parent, children, &[]),
                        },
                        locked: false,
                        properties: [(
                            PropertyKey::base(Property::Height),
                            Value::parse(Property::Height, "31px").expect("a value"),
                        )]
                        .into_iter()
                        .collect(),
                        text: "new \u{fffc} text".into(),
                        runs: omnios_model::TextRuns::default(),
                    }));
                    change.inserted.insert(new);
                }
                2 if !is_root => {
                    for gone in page.tree.subtree(id) {
                        change.removed.insert(gone);
                    }
                    for gone in &change.removed {
                        page.tree.remove(*gone);
                    }
                }
                3 => {
                    page.edit(id, |element| element.text.push_str(" more\u{fffc}"));
                    change.restyled.insert(id);
                }
                4 if !is_root => {
                    let hidden = page.scene.node(id).is_some_and(|node| node.style.hidden);
                    let value = Value::Flag(!hidden);
                    page.edit(id, |element| {
                        element
                            .properties
                            .insert(PropertyKey::base(Property::Hidden), value);
                    });
                    change.restyled.insert(id);
                }
                5 => {
                    let width = page.scene.viewport_width + 37.0;
                    let step = page.scene.set_viewport_width(width);
                    page.engine.update(&page.scene, &step, &mut page.fonts);
                }
                _ => {
                    let (property, value) = [
                        (Property::Width, "40%"),
                        (Property::FlexGrow, "1"),
                        (Property::MarginTop, "9px"),
                        (Property::FontSize, "22px"),
                        (Property::Position, "absolute"),
                        (Property::TextAlign, "center"),
                    ][chance.below(6) as usize];
                    let value = Value::parse(property, value).expect("a value");
                    page.edit(id, |element| {
                        element
                            .properties
                            .insert(PropertyKey::base(property), value);
                    });
                    change.restyled.insert(id);
                }
            }
            page.apply(&change);
            assert_as_laid_out_anew(&mut page, &format!("{} step {step}", fixture.name));
        }
    }
}

fn list(rows: usize) -> Fixture {
    let row = |index: usize| -> Spec {
        frame(
            "display: flex; gap: 10px; padding: 8px; height: 60px",
            [
                rectangle("width: 40px; height: 40px"),
                text("", &format!("Row number {index}")),
            ],
        )
    };
    Fixture::new("list", 800.0, frame("", (0..rows).map(row)))
}

#[test]
fn a_change_moves_no_more_boxes_than_it_must() {
    let mut page = Page::new(&list(500));
    let change = page.set(Fixture::id(5), Property::Width, "44px");
    let moved: BTreeSet<ElementId> = change.moved.into_iter().collect();
    // The second row's rectangle and, beside it, its text.
    assert_eq!(moved, BTreeSet::from([5, 6].map(Fixture::id)));
    let change = page.set(Fixture::id(3), Property::Color, "#ff0000");
    assert!(change.is_empty(), "a colour moved {change:?}");
}

#[test]
fn alignment_sets_a_text_anew_without_moving_it() {
    let mut page = Page::new(&Fixture::new(
        "one",
        400.0,
        frame("", [text("", "aligned")]),
    ));
    let id = Fixture::id(1);
    let left = page.engine.text(id).expect("set").lines[0].left;
    let change = page.set(id, Property::TextAlign, "right");
    assert_eq!((change.moved.len(), change.reset), (0, vec![id]));
    assert!(page.engine.text(id).expect("set").lines[0].left > left + 100.0);
}

#[test]
fn hiding_takes_the_boxes_of_all_that_is_inside() {
    let mut page = Page::new(&list(3));
    let row = Fixture::id(4);
    let below = page
        .engine
        .layout_box(Fixture::id(7))
        .expect("a box")
        .rect
        .y;
    let change = page.set(row, Property::Hidden, "true");
    assert!(page.engine.layout_box(row).is_none());
    assert!(page.engine.layout_box(Fixture::id(6)).is_none());
    assert!(page.engine.text(Fixture::id(6)).is_none());
    assert!(change.moved.contains(&Fixture::id(6)));
    assert_eq!(
        page.engine
            .layout_box(Fixture::id(7))
            .expect("a box")
            .rect
            .y,
        below - 60.0
    );
    page.set(row, Property::Hidden, "false");
    assert!(page.engine.layout_box(Fixture::id(6)).is_some());
}

#[test]
fn ten_thousand_frames_inside_one_another_are_cut_off_not_a_crash() {
    for style in [
        "",
        "display: flex",
        "display: flex; flex-direction: column; flex-wrap: wrap",
    ] {
        let page = PageId::from_random_bits(0);
        let elements = (0..10_000).map(|index| {
            Arc::new(Element {
                id: Fixture::id(index),
                kind: ElementKind::Frame,
                name: "Frame".into(),
                place: Place {
                    parent: index.checked_sub(1).map(Fixture::id),
                    order: OrderKey::between(None, None),
                },
                locked: false,
                properties: Spec::new(ElementKind::Frame, style)
                    .style
                    .into_iter()
                    .map(|(property, value)| (PropertyKey::base(property), value))
                    .collect(),
                text: String::new(),
                runs: omnios_model::TextRuns::default(),
            })
        });
        let tree = Tree::new(page, elements);
        let scene = Scene::new(&tree, 800.0, &ImageSizes::new());
        // As little stack as a web view's program has.
        let boxes = std::thread::Builder::new()
            .stack_size(1 << 20)
            .spawn(move || {
                let mut engine = LayoutEngine::new();
                let change = engine.rebuild(&scene, &mut Fonts::new());
                assert_eq!(change.too_deep, [Fixture::id(MAX_DEPTH as usize)]);
                engine.boxes().count()
            })
            .expect("a thread")
            .join()
            .expect("no crash");
        assert_eq!(boxes, MAX_DEPTH as usize + 1);
    }
}
