//! Where transforms put elements: for the eye, the pointer and the marquee.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::{Artboard, Fonts, ImageSizes};
use omnios_model::{
    Element, ElementId, ElementKind, OrderKey, PageChange, PageId, Place, Point, PropertyKey, Rect,
    TextRuns, Tree, Value,
};

const PAGE: u64 = 7;

fn id(number: u64) -> ElementId {
    match number {
        0 => Tree::root_id(PageId::from_random_bits(PAGE)),
        number => ElementId::from_random_bits(number),
    }
}

fn element(number: u64, parent: Option<u64>, css: &str) -> Arc<Element> {
    let properties: BTreeMap<PropertyKey, Value> = css
        .split(';')
        .filter_map(|it| it.split_once(':'))
        .map(|(name, value)| {
            let key = PropertyKey::parse(name.trim()).unwrap();
            (key, Value::parse(key.property, value.trim()).unwrap())
        })
        .collect();
    Arc::new(Element {
        id: id(number),
        kind: ElementKind::Frame,
        name: "Part".to_owned(),
        place: Place {
            parent: parent.map(id),
            order: OrderKey::between(None, None),
        },
        locked: false,
        properties: properties.into(),
        text: String::new(),
        runs: TextRuns::default(),
    })
}

const BAR: &str = "position: absolute; left: 100px; top: 100px; width: 100px; height: 20px";

fn page(bar: &str) -> Tree {
    Tree::new(
        PageId::from_random_bits(PAGE),
        vec![
            element(0, None, "height: 400px"),
            element(1, Some(0), bar),
            element(
                2,
                Some(1),
                "position: absolute; left: 80px; top: 0px; width: 20px; height: 20px",
            ),
        ],
    )
}

fn hits(artboard: &Artboard, x: f32, y: f32) -> BTreeSet<ElementId> {
    artboard.hit(Point::new(x, y)).into_iter().collect()
}

#[test]
fn a_turned_element_is_hit_where_it_is_seen() {
    let turned = format!("{BAR}; transform: rotate(90deg)");
    let mut fonts = Fonts::bundled();
    let artboard = Artboard::new(&page(&turned), 400.0, &ImageSizes::new(), &mut fonts);
    // The bar stands upright around its middle, 150, 110; its right end is now below.
    assert!(hits(&artboard, 150.0, 155.0).contains(&id(2)));
    assert!(!hits(&artboard, 190.0, 110.0).contains(&id(1)));
    let bounds = artboard.bounds(id(1)).unwrap();
    assert_eq!(bounds, Rect::new(140.0, 60.0, 20.0, 100.0));
    let corner = artboard
        .page_from_box(id(2))
        .unwrap()
        .map_point(Point::default());
    assert_eq!(corner, Point::new(160.0, 140.0));
}

#[test]
fn a_marquee_in_the_corner_of_the_bounds_misses_a_turned_element() {
    let turned = format!("{BAR}; transform: rotate(45deg)");
    let mut fonts = Fonts::bundled();
    let artboard = Artboard::new(&page(&turned), 400.0, &ImageSizes::new(), &mut fonts);
    let met = |area: Rect| -> BTreeSet<ElementId> {
        artboard.meeting(area).into_iter().map(|it| it.0).collect()
    };
    assert!(!met(Rect::new(112.0, 140.0, 8.0, 8.0)).contains(&id(1)));
    assert!(met(Rect::new(145.0, 105.0, 8.0, 8.0)).contains(&id(1)));
}

#[test]
fn changing_a_transform_ends_where_loading_it_ends() {
    let mut fonts = Fonts::bundled();
    let before = page(BAR);
    let mut artboard = Artboard::new(&before, 400.0, &ImageSizes::new(), &mut fonts);
    for css in [
        format!("{BAR}; transform: rotate(30deg)"),
        format!("{BAR}; transform: scale(2); transform-origin: 0px 0px"),
        format!("{BAR}; transform: scale(2); top: 60px"),
        BAR.to_owned(),
    ] {
        let after = page(&css);
        let change = PageChange {
            restyled: BTreeSet::from([id(1)]),
            ..PageChange::default()
        };
        artboard.apply(&after, &change, &mut fonts);
        let anew = Artboard::new(&after, 400.0, &ImageSizes::new(), &mut fonts);
        for number in [1, 2] {
            assert_eq!(
                artboard.bounds(id(number)),
                anew.bounds(id(number)),
                "{css}"
            );
        }
        for x in (0..40).map(|it| it as f32 * 10.0) {
            for y in (0..40).map(|it| it as f32 * 10.0) {
                let point = Point::new(x, y);
                assert_eq!(artboard.hit(point), anew.hit(point), "{css} {point:?}");
            }
        }
    }
}

#[test]
fn what_is_flattened_to_a_line_is_neither_hit_nor_painted() {
    let flat = format!("{BAR}; background: #ff0000; transform: scale(1, 0)");
    let mut fonts = Fonts::bundled();
    let artboard = Artboard::new(&page(&flat), 400.0, &ImageSizes::new(), &mut fonts);
    assert!(!hits(&artboard, 150.0, 110.0).contains(&id(1)));
    let list = artboard.display_list(engine::paint::Viewport::everything());
    assert!(list.items.is_empty(), "{:?}", list.items);
}
