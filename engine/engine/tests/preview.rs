//! A page that plays: what is laid out, hit and seen as time passes.

use std::sync::Arc;
use std::time::Duration;

use engine::{Fonts, ImageSizes, Preview};
use omnios_model::motion::VariableValue;
use omnios_model::{
    Element, ElementId, ElementKind, OrderKey, PageId, Place, Point, Property, PropertyKey, Size,
    Tree, Value,
};

const PAGE: PageId = PageId::from_random_bits(1);
const SEED: u64 = 7;

fn id(bits: u64) -> ElementId {
    ElementId::from_random_bits(bits)
}

fn element(
    own: ElementId,
    parent: Option<ElementId>,
    properties: &[(Property, &str)],
) -> Arc<Element> {
    let read = |(property, text): &(Property, &str)| {
        let value = Value::parse(*property, text).unwrap_or_else(|error| panic!("{error}"));
        (PropertyKey::base(*property), value)
    };
    Arc::new(Element {
        id: own,
        kind: ElementKind::Frame,
        name: format!("Element {own}"),
        place: Place {
            parent,
            order: OrderKey::between(None, None),
        },
        locked: false,
        properties: properties.iter().map(read).collect(),
        text: String::new(),
        runs: Default::default(),
    })
}

/// A page 600 px wide and 1000 px high with one box of 100 × 100 px at 100, 100.
fn preview(motion: &[(Property, &str)], fonts: &mut Fonts) -> Preview {
    let root = Tree::root_id(PAGE);
    let mut properties = vec![
        (Property::Position, "absolute"),
        (Property::Left, "100px"),
        (Property::Top, "100px"),
        (Property::Width, "100px"),
        (Property::Height, "100px"),
        (Property::Background, "#ff0000"),
    ];
    properties.extend(motion);
    let tree = Tree::new(
        PAGE,
        [
            element(root, None, &[(Property::Height, "1000px")]),
            element(id(2), Some(root), &properties),
        ],
    );
    let viewport = Size::new(600.0, 400.0);
    Preview::new(&tree, viewport, &ImageSizes::default(), fonts, SEED)
}

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn hits(preview: &Preview, x: f32, y: f32) -> bool {
    let hit = preview.artboard().hit(Point::new(x, y));
    hit.first() == Some(&id(2))
}

#[test]
fn what_moves_is_hit_where_it_is_seen() {
    let fonts = &mut Fonts::bundled();
    let animations = "load 1s linear { from { translate: 0 0 } to { translate: 300px 0 } }";
    let mut preview = preview(&[(Property::Animations, animations)], fonts);
    assert!(hits(&preview, 150.0, 150.0));
    preview.advance(ms(500), fonts);
    assert!(!hits(&preview, 150.0, 150.0) && hits(&preview, 300.0, 150.0));
    preview.advance(ms(500), fonts);
    assert!(hits(&preview, 450.0, 150.0));
    assert!(preview.is_at_rest());
}

#[test]
fn sizes_that_move_are_laid_out() {
    let fonts = &mut Fonts::bundled();
    let machine = "variable open: false; state closed { } state open { self { width: 300px } } \
                   transition closed -> open when open 200ms linear;";
    let mut preview = preview(&[(Property::StateMachine, machine)], fonts);
    let open = VariableValue::Flag(true);
    preview.set_variable("open", &open, fonts).unwrap();
    preview.advance(ms(100), fonts);
    assert_eq!(preview.artboard().rect(id(2)).unwrap().width, 200.0);
    preview.advance(ms(100), fonts);
    assert_eq!(preview.artboard().rect(id(2)).unwrap().width, 300.0);
    assert_eq!(preview.state(id(2)), Some("open"));
}

#[test]
fn hovering_moves_what_is_under_the_pointer() {
    let fonts = &mut Fonts::bundled();
    let animations = "hover 200ms linear { to { scale: 2 } }";
    let mut preview = preview(&[(Property::Animations, animations)], fonts);
    assert!(!hits(&preview, 60.0, 60.0));
    preview.point(Some(Point::new(150.0, 150.0)), fonts);
    preview.advance(ms(200), fonts);
    assert!(hits(&preview, 60.0, 60.0));
    preview.point(None, fonts);
    preview.advance(ms(200), fonts);
    assert!(!hits(&preview, 60.0, 60.0));
}

#[test]
fn scrolling_drives_what_follows_it() {
    let fonts = &mut Fonts::bundled();
    let animations = "page-scroll linear { from { width: 100px } to { width: 500px } }";
    let mut preview = preview(&[(Property::Animations, animations)], fonts);
    preview.scroll_to(300.0, fonts);
    assert_eq!(preview.artboard().rect(id(2)).unwrap().width, 300.0);
    preview.scroll_to(9000.0, fonts);
    assert_eq!(preview.scroll(), 600.0);
    assert_eq!(preview.artboard().rect(id(2)).unwrap().width, 500.0);
}

#[test]
fn a_body_falls_to_the_pages_floor_and_can_be_thrown() {
    let fonts = &mut Fonts::bundled();
    let mut preview = preview(&[(Property::Body, "dynamic")], fonts);
    preview.advance(ms(5000), fonts);
    let pose = preview.pose(id(2)).unwrap();
    assert!((pose.offset.y - 800.0).abs() < 1.0, "{pose:?}");
    assert!(hits(&preview, 150.0 + pose.offset.x, 950.0));
    assert!(preview.throw(id(2), Point::new(0.0, -800.0)));
    preview.advance(ms(300), fonts);
    assert!(preview.pose(id(2)).unwrap().offset.y < 700.0);
}

#[test]
fn the_same_seed_and_times_show_the_same() {
    let motion = [
        (Property::Body, "dynamic ellipse velocity(200px, -300px)"),
        (
            Property::Emitter,
            "rate(80) burst(10) lifetime(400ms, 900ms)",
        ),
    ];
    let fonts = &mut Fonts::bundled();
    let mut after = |pieces: &[u64]| {
        let mut preview = preview(&motion, fonts);
        for piece in pieces {
            preview.advance(ms(*piece), fonts);
        }
        preview.fingerprint()
    };
    assert_eq!(after(&[1000]), after(&[16, 17, 467, 500]));
    assert_ne!(after(&[1000]), after(&[900]));
}
