//! Input that no designer means, but that a damaged file or a program may hand over: layout ends,
//! and every box is finite.

use engine_layout::{LayoutEngine, MAX_DEPTH};
use engine_scene::{ImageSizes, Scene};
use engine_text::Fonts;
use omnios_model::{AssetHash, Length, Property, Size, Value};

use crate::spec::{Fixture, IMAGE_HASH, Spec, frame, image, rectangle, text, vector};

const EXTREMES: [f32; 8] = [
    f32::NAN,
    f32::INFINITY,
    f32::NEG_INFINITY,
    1.0e9,
    -1.0e9,
    f32::MAX,
    f32::MIN_POSITIVE,
    0.0,
];

const LENGTHS: [Property; 24] = [
    Property::Width,
    Property::Height,
    Property::MinWidth,
    Property::MinHeight,
    Property::MaxWidth,
    Property::MaxHeight,
    Property::FlexBasis,
    Property::MarginTop,
    Property::MarginRight,
    Property::MarginBottom,
    Property::MarginLeft,
    Property::PaddingTop,
    Property::PaddingRight,
    Property::PaddingBottom,
    Property::PaddingLeft,
    Property::BorderTopWidth,
    Property::BorderLeftWidth,
    Property::RowGap,
    Property::ColumnGap,
    Property::Left,
    Property::Top,
    Property::Right,
    Property::Bottom,
    Property::FontSize,
];

/// A little of everything in one kind of container.
fn page(style: &str) -> Spec {
    frame(
        style,
        [
            text("", "Some words that fill more than a line or two."),
            frame(
                "display: flex; flex-wrap: wrap; gap: 4px",
                [image("width: 50%"), text("flex-grow: 1", "grows")],
            ),
            frame(
                "display: grid; grid-template-columns: 1fr 2fr",
                [rectangle("height: 10px"), text("", "in a cell")],
            ),
            vector(""),
            rectangle("position: absolute; inset: 0px"),
        ],
    )
}

const CONTAINERS: [&str; 5] = [
    "",
    "display: flex",
    "display: flex; flex-direction: column; flex-wrap: wrap",
    "display: flex; flex-direction: row-reverse; align-items: baseline",
    "display: grid; grid-template-columns: repeat(auto-fill, minmax(40px, 1fr))",
];

/// The spec with `value` set on the element at `index`.
fn set(spec: &mut Spec, index: usize, property: Property, value: &Value) {
    fn walk(spec: &mut Spec, left: &mut usize, property: Property, value: &Value) {
        if *left == 0 {
            spec.style.insert(property, value.clone());
        }
        *left = left.wrapping_sub(1);
        for child in &mut spec.children {
            walk(child, left, property, value);
        }
    }
    walk(spec, &mut index.clone(), property, value);
}

fn assert_finite(scene: &Scene, fonts: &mut Fonts, what: &str) {
    let mut engine = LayoutEngine::new();
    engine.rebuild(scene, fonts);
    for (id, found) in engine.boxes() {
        let (rect, content) = (found.rect, found.content);
        let numbers = [
            rect.x,
            rect.y,
            rect.width,
            rect.height,
            content.x,
            content.y,
            content.width,
            content.height,
        ];
        assert!(
            numbers.iter().all(|number| number.is_finite()),
            "{what}: {id} stands at {rect:?}"
        );
        assert!(
            rect.width >= 0.0 && rect.height >= 0.0,
            "{what}: {id} is {rect:?}"
        );
    }
}

#[test]
fn lengths_beyond_all_measure_give_finite_boxes() {
    let mut fonts = Fonts::bundled();
    for container in CONTAINERS {
        for (at, property) in LENGTHS.into_iter().enumerate() {
            for (turn, px) in EXTREMES.into_iter().enumerate() {
                for length in [Length::Px(px), Length::Percent(px)] {
                    let mut root = page(container);
                    let count = root.flattened().len();
                    let value = Value::Length(length);
                    set(&mut root, (at + turn) % count, property, &value);
                    let fixture = Fixture::new("extreme", 600.0, root);
                    let what = format!("{container}: {}: {length:?}", property.name());
                    assert_finite(&fixture.scene(), &mut fonts, &what);
                }
            }
        }
    }
}

#[test]
fn numbers_beyond_all_measure_give_finite_boxes() {
    let mut fonts = Fonts::bundled();
    for container in CONTAINERS {
        for property in [
            Property::FlexGrow,
            Property::FlexShrink,
            Property::AspectRatio,
            Property::LineHeight,
        ] {
            for number in EXTREMES {
                for index in 0..4 {
                    let mut root = page(container);
                    set(&mut root, index, property, &Value::Number(number));
                    let fixture = Fixture::new("extreme", 600.0, root);
                    let what = format!("{container}: {}: {number}", property.name());
                    assert_finite(&fixture.scene(), &mut fonts, &what);
                }
            }
        }
    }
}

#[test]
fn viewports_and_pictures_of_any_size_give_finite_boxes() {
    let mut fonts = Fonts::bundled();
    let hash: AssetHash = IMAGE_HASH.parse().expect("a hash");
    for container in CONTAINERS {
        for px in EXTREMES {
            let fixture = Fixture::new("extreme", 600.0, page(container));
            let images = ImageSizes::from([(hash.clone(), Size::new(px, 80.0))]);
            let scene = Scene::new(&fixture.tree(), 600.0, &images);
            assert_finite(
                &scene,
                &mut fonts,
                &format!("{container}: a picture of {px}"),
            );
            let scene = Scene::new(&fixture.tree(), px, &images);
            assert_finite(
                &scene,
                &mut fonts,
                &format!("{container}: a viewport of {px}"),
            );
        }
    }
}

#[test]
fn per_cents_of_what_they_size_end() {
    let mut fonts = Fonts::bundled();
    for container in CONTAINERS {
        for size in ["100%", "200%", "calc(100% - 900px)", "calc(100% + 1px)"] {
            let style = format!(
                "{container}; width: fit-content; height: fit-content; min-height: {size}; \
                 max-width: {size}"
            );
            let mut root = page("");
            for _ in 0..6 {
                let child = format!("width: {size}; height: {size}; margin: {size}");
                root = frame(&style, [root, text(&child, "words")]);
            }
            let fixture = Fixture::new("cyclic", 600.0, frame("", [root]));
            assert_finite(&fixture.scene(), &mut fonts, &style);
        }
    }
}

/// Each container asks its children more than once; if each asked anew, this would not end.
#[test]
fn nested_containers_cost_what_they_hold() {
    let styles = [
        "display: flex; flex-direction: column; padding: 1px",
        "display: flex; align-items: center",
        "display: flex; flex-direction: column; flex-wrap: wrap",
        "",
        "display: flex; flex-wrap: wrap",
        "display: flex; height: 50%; overflow: hidden",
    ];
    let depth = MAX_DEPTH as usize;
    let mut root = text("", "innermost");
    for level in 0..depth {
        root = frame(styles[level % styles.len()], [root]);
    }
    let scene = Fixture::new("nested", 800.0, root).scene();
    let mut engine = LayoutEngine::new();
    engine.rebuild(&scene, &mut Fonts::bundled());
    assert_eq!(engine.boxes().count(), depth + 1);
}
