//! What is painted, in which order, and what a change paints anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use engine_layout::LayoutEngine;
use engine_paint::{DisplayItem, DisplayList, Fragment, Painter, Part, Primitive, Viewport};
use engine_scene::Scene;
use engine_text::Fonts;
use omnios_model::{
    Element, ElementId, ElementKind, OrderKey, PageChange, PageId, Place, PropertyKey, Rect, Tree,
    Value,
};

const PAGE: PageId = PageId::from_random_bits(1 << 40);

/// A page under test: elements by number, 0 is the root.
struct Page {
    tree: Tree,
    scene: Scene,
    fonts: Fonts,
    layout: LayoutEngine,
    painter: Painter,
}

fn id(number: u64) -> ElementId {
    if number == 0 {
        Tree::root_id(PAGE)
    } else {
        ElementId::from_random_bits(number)
    }
}

fn element(number: u64, parent: u64, css: &str) -> Arc<Element> {
    let is_text = css.contains("font-size");
    let properties: BTreeMap<PropertyKey, Value> = css
        .split(';')
        .filter(|it| !it.trim().is_empty())
        .map(|declaration| {
            let (name, value) = declaration.split_once(':').unwrap();
            let key = PropertyKey::parse(name.trim()).unwrap();
            (key, Value::parse(key.property, value.trim()).unwrap())
        })
        .collect();
    // Keys of one length sort as their numbers do.
    let mut order = OrderKey::between(None, None);
    for _ in 0..number {
        order = OrderKey::between(Some(&order), None);
    }
    Arc::new(Element {
        id: id(number),
        kind: if is_text {
            ElementKind::Text
        } else {
            ElementKind::Frame
        },
        name: format!("Element {number}"),
        place: Place {
            parent: (number != 0).then(|| id(parent)),
            order,
        },
        locked: false,
        properties: properties.into(),
        text: if is_text {
            "Text".to_owned()
        } else {
            String::new()
        },
        runs: omnios_model::TextRuns::default(),
    })
}

impl Page {
    /// Elements as (number, parent's number, declarations); the root is white.
    fn new(parts: &[(u64, u64, &str)]) -> Self {
        let mut elements = vec![element(0, 0, "background: #ffffff")];
        elements.extend(
            parts
                .iter()
                .map(|(number, parent, css)| element(*number, *parent, css)),
        );
        let tree = Tree::new(PAGE, elements);
        let scene = Scene::new(&tree, 800.0, &HashMap::new());
        let mut fonts = Fonts::bundled();
        let mut layout = LayoutEngine::new();
        layout.rebuild(&scene, &mut fonts);
        let mut painter = Painter::new();
        painter.rebuild(&scene, &layout);
        Self {
            tree,
            scene,
            fonts,
            layout,
            painter,
        }
    }

    fn list(&self) -> DisplayList {
        self.painter
            .display_list(&self.scene, &self.layout, Viewport::everything())
    }

    /// Restyles one element and follows the change the way a session does.
    fn restyle(&mut self, number: u64, parent: u64, css: &str) {
        self.tree.insert(element(number, parent, css));
        let change = PageChange {
            restyled: BTreeSet::from([id(number)]),
            ..PageChange::default()
        };
        let change = self.scene.apply(&self.tree, &change);
        let moved = self.layout.update(&self.scene, &change, &mut self.fonts);
        let changed: Vec<ElementId> = change
            .restyled
            .iter()
            .chain(&change.restructured)
            .chain(&change.inserted)
            .chain(&change.removed)
            .chain(&moved.resized)
            .chain(&moved.reset)
            .copied()
            .collect();
        self.painter
            .update(&self.scene, &self.layout, changed, moved.moved);
    }

    fn fragments(&self) -> HashMap<ElementId, Arc<Fragment>> {
        let drawn = self.list().items.into_iter().filter_map(|item| match item {
            DisplayItem::Draw { fragment, .. } => Some((fragment.element, fragment)),
            _ => None,
        });
        drawn.collect()
    }
}

/// The list in short: `3` is element 3's box, `3t` its content, `(`…`)` a clip, `[`…`]` a layer.
fn short(list: &DisplayList) -> String {
    let words: Vec<String> = list
        .items
        .iter()
        .map(|item| match item {
            DisplayItem::Draw { fragment, part, .. } => {
                let number = (0..50)
                    .find(|number| id(*number) == fragment.element)
                    .unwrap();
                match part {
                    Part::Box => number.to_string(),
                    Part::Content => format!("{number}t"),
                }
            }
            DisplayItem::PushClip(_) => "(".to_owned(),
            DisplayItem::PopClip => ")".to_owned(),
            DisplayItem::PushLayer { .. } => "[".to_owned(),
            DisplayItem::PopLayer => "]".to_owned(),
            DisplayItem::PushTransform { .. } => "transform{".to_owned(),
            DisplayItem::PopTransform => "}".to_owned(),
        })
        .collect();
    words.join(" ")
}

const BOX: &str = "background: #336699; height: 20px";
const TEXT: &str = "background: #ffeecc; font-size: 16px";

#[test]
fn boxes_of_blocks_come_before_their_texts() {
    let page = Page::new(&[(1, 0, BOX), (2, 1, TEXT), (3, 0, BOX), (4, 3, TEXT)]);
    assert_eq!(short(&page.list()), "0 1 2 3 4 2t 4t");
}

#[test]
fn flex_items_are_painted_one_after_another() {
    let flex = format!("{BOX}; display: flex");
    let page = Page::new(&[(1, 0, &flex), (2, 1, TEXT), (3, 1, TEXT), (4, 0, TEXT)]);
    // The items belong to the flex container's content, after all block boxes.
    assert_eq!(short(&page.list()), "0 1 4 2 2t 3 3t 4t");
}

#[test]
fn positioned_elements_come_last_in_tree_order() {
    let absolute = format!("{BOX}; width: 30px; position: absolute; left: 5px; top: 5px");
    let page = Page::new(&[
        (1, 0, BOX),
        (2, 1, &absolute),
        (3, 0, TEXT),
        (4, 2, &absolute),
        (5, 0, BOX),
    ]);
    // 1 holds an absolute child, so the export gives it `position: relative`.
    assert_eq!(short(&page.list()), "0 3 5 3t 1 2 4");
}

#[test]
fn translucent_groups_are_layers_and_single_boxes_are_not() {
    let page = Page::new(&[
        (1, 0, &format!("{BOX}; opacity: 0.5")),
        (2, 0, BOX),
        (3, 0, &format!("{BOX}; opacity: 0.5")),
        (4, 3, TEXT),
        (5, 0, &format!("{BOX}; opacity: 0")),
    ]);
    let list = page.list();
    assert_eq!(short(&list), "0 2 1 [ 3 4 4t ]");
    let opacities: Vec<f32> = list
        .items
        .iter()
        .filter_map(|item| match item {
            DisplayItem::Draw { opacity, .. } => Some(*opacity),
            _ => None,
        })
        .collect();
    assert_eq!(opacities, [1.0, 1.0, 0.5, 1.0, 1.0, 1.0]);
}

#[test]
fn positioned_elements_inside_a_group_stay_in_it() {
    let absolute = format!("{BOX}; width: 30px; position: absolute; left: 5px; top: 5px");
    let page = Page::new(&[
        (1, 0, &format!("{BOX}; opacity: 0.5")),
        (2, 1, BOX),
        (3, 2, &absolute),
        (4, 1, TEXT),
        (5, 0, BOX),
    ]);
    assert_eq!(short(&page.list()), "0 5 [ 1 4 4t 2 3 ]");
}

#[test]
fn clips_hold_what_is_inside_even_when_it_is_painted_later() {
    let hidden = format!("{BOX}; overflow: hidden");
    let absolute = format!("{BOX}; width: 30px; position: absolute; left: 5px; top: 5px");
    let page = Page::new(&[(1, 0, &hidden), (2, 1, BOX), (3, 2, &absolute), (4, 0, BOX)]);
    assert_eq!(short(&page.list()), "0 1 4 ( 2 3 )");
}

#[test]
fn z_index_sorts_within_its_stacking_context() {
    let at = |index: &str| {
        format!("{BOX}; width: 30px; position: absolute; left: 5px; top: 5px; z-index: {index}")
    };
    let page = Page::new(&[
        (1, 0, BOX),
        (2, 0, &at("2")),
        (3, 2, &at("-1")),
        (4, 0, &at("auto")),
        (5, 4, &at("1")),
        (6, 0, &at("-3")),
        (7, 0, &at("0")),
        (8, 0, &format!("{BOX}; z-index: 9")),
    ]);
    // 2 keeps 3, which lies above its background; 4 is no context, so that 5 rises above 7; what
    // is not positioned, as 8, has no z-index.
    assert_eq!(short(&page.list()), "0 6 1 8 4 7 5 2 3");
}

#[test]
fn items_are_sorted_by_order_and_have_a_z_index() {
    for display in ["flex", "grid"] {
        let page = Page::new(&[
            (1, 0, &format!("{BOX}; display: {display}")),
            (2, 1, &format!("{TEXT}; order: 1")),
            (3, 1, &format!("{TEXT}; z-index: 1")),
            (4, 1, TEXT),
            (5, 1, &format!("{TEXT}; z-index: -1")),
        ]);
        assert_eq!(short(&page.list()), "0 5 5t 1 4 4t 2 2t 3 3t");
    }
}

#[test]
fn what_keeps_to_the_window_is_held_by_no_clip() {
    let hidden = format!("{BOX}; overflow: clip");
    let fixed = "background: #336699; width: 30px; height: 30px; position: fixed; top: 300px";
    let page = Page::new(&[(1, 0, &hidden), (2, 1, fixed), (3, 1, BOX)]);
    assert_eq!(short(&page.list()), "0 1 ( 3 ) 2");
}

#[test]
fn what_is_out_of_sight_or_too_small_is_left_out() {
    let page = Page::new(&[
        (1, 0, BOX),
        (2, 0, "height: 1000px"),
        (3, 0, BOX),
        (4, 0, "height: 0.5px; width: 0.5px; background: #000000"),
    ]);
    let viewport = Viewport {
        visible: Rect::new(0.0, 900.0, 800.0, 600.0),
        smallest: 1.0,
    };
    let list = page
        .painter
        .display_list(&page.scene, &page.layout, viewport);
    assert_eq!(short(&list), "0 3");
}

#[test]
fn a_change_paints_only_what_it_touches() {
    let mut page = Page::new(&[(1, 0, BOX), (2, 1, TEXT), (3, 0, BOX), (4, 3, TEXT)]);
    let before = page.fragments();
    page.restyle(1, 0, "background: #336699; height: 60px");
    let after = page.fragments();
    for number in [2, 3, 4] {
        assert!(
            Arc::ptr_eq(&before[&id(number)], &after[&id(number)]),
            "element {number} was painted anew"
        );
    }
    assert!(!Arc::ptr_eq(&before[&id(1)], &after[&id(1)]));
}

#[test]
fn following_changes_gives_what_painting_anew_gives() {
    let absolute = format!("{BOX}; width: 30px; position: absolute; left: 5px; top: 5px");
    let parts = [
        (1, 0, BOX),
        (2, 1, TEXT),
        (3, 0, BOX),
        (4, 3, absolute.as_str()),
        (5, 4, TEXT),
    ];
    let mut page = Page::new(&parts);
    let steps = [
        (1, 0, "height: 90px; overflow: hidden; background: #112233"),
        (3, 0, "hidden: true; background: #336699; height: 20px"),
        (
            4,
            3,
            "position: absolute; left: 50px; top: 1px; background: #336699",
        ),
        (
            3,
            0,
            "hidden: false; background: #336699; height: 20px; opacity: 0.5",
        ),
        (1, 0, "height: 10px"),
        (2, 1, "font-size: 40px; background: #ffeecc"),
    ];
    for (number, parent, css) in steps {
        page.restyle(number, parent, css);
        let mut anew = Painter::new();
        anew.rebuild(&page.scene, &page.layout);
        let expected = anew.display_list(&page.scene, &page.layout, Viewport::everything());
        let list = page.list();
        assert_eq!(short(&list), short(&expected), "after {css}");
        for (a, b) in list.items.iter().zip(&expected.items) {
            match (a, b) {
                (
                    DisplayItem::Draw {
                        origin, fragment, ..
                    },
                    DisplayItem::Draw {
                        origin: expected_origin,
                        fragment: expected_fragment,
                        ..
                    },
                ) => {
                    assert_eq!(origin, expected_origin, "after {css}");
                    assert_eq!(fragment, expected_fragment, "after {css}");
                }
                (DisplayItem::PushClip(a), DisplayItem::PushClip(b)) => assert_eq!(a, b),
                _ => {}
            }
        }
        for number in 0..=5 {
            assert_eq!(
                page.painter.ink(id(number)),
                anew.ink(id(number)),
                "{number}"
            );
        }
    }
}

#[test]
fn shadows_count_as_ink_and_lists_are_painted_from_their_end() {
    let page = Page::new(&[(
        1,
        0,
        "height: 20px; background: linear-gradient(0deg, #fff, #000), #123456; \
         box-shadow: 0px 10px 20px 5px #000000, inset 0px 0px 2px 0px #ff0000",
    )]);
    let ink = page.painter.ink(id(1)).unwrap();
    assert_eq!(
        ink,
        Rect::new(-35.0, -25.0, 870.0, 90.0).union(&Rect::new(0.0, 0.0, 800.0, 20.0))
    );
    let fragment = &page.fragments()[&id(1)];
    let kinds: Vec<&str> = fragment
        .box_primitives
        .iter()
        .map(|primitive| match primitive {
            Primitive::OuterShadow { .. } => "outer shadow",
            Primitive::InnerShadow { .. } => "inner shadow",
            Primitive::Fill {
                source: engine_paint::PaintSource::Solid(_),
                ..
            } => "colour",
            Primitive::Fill { .. } => "gradient",
            _ => "other",
        })
        .collect();
    assert_eq!(
        kinds,
        ["outer shadow", "colour", "gradient", "inner shadow"]
    );
}
