//! Small designs, drawn natively, compared with recorded pictures.

mod chromium;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use engine_gpu::{Artboard, Camera, Frame, Gpu, Renderer};
use engine_layout::LayoutEngine;
use engine_paint::{DisplayList, Overlay, Painter, Viewport};
use engine_scene::Scene;
use engine_text::Fonts;
use omnios_model::{
    AssetHash, Color, Element, ElementId, ElementKind, Gradient, GradientShape, OrderKey, PageId,
    Paint, Place, Point, PropertyKey, Size, Tree, Value,
};

/// A channel may differ by this much: adapters round differently.
const CHANNEL_TOLERANCE: u8 = 6;

/// This share of the pixels may differ by more: edges that fall on the other side of a sample.
const PIXEL_SHARE: f64 = 0.002;

/// An element of a test's design, in CSS.
pub(crate) struct Part {
    kind: ElementKind,
    css: &'static str,
    text: &'static str,
    children: Vec<Part>,
}

/// An element with `property: value;` declarations.
pub(crate) fn part(kind: ElementKind, css: &'static str) -> Part {
    Part {
        kind,
        css,
        text: "",
        children: Vec::new(),
    }
}

/// A rectangle.
pub(crate) fn rectangle(css: &'static str) -> Part {
    part(ElementKind::Rectangle, css)
}

/// A frame with what is in it.
pub(crate) fn frame(css: &'static str, children: Vec<Part>) -> Part {
    Part {
        children,
        ..part(ElementKind::Frame, css)
    }
}

/// A text.
pub(crate) fn text(css: &'static str, text: &'static str) -> Part {
    Part {
        text,
        ..part(ElementKind::Text, css)
    }
}

/// A path.
pub(crate) fn vector(css: &'static str) -> Part {
    part(ElementKind::Vector, css)
}

/// What a picture is made from.
pub(crate) struct Design {
    pub(crate) scene: Scene,
    pub(crate) fonts: Fonts,
    pub(crate) list: DisplayList,
}

/// The only image of the tests: 64 × 32 px, four colours in quarters, a diagonal across.
pub(crate) fn image() -> (AssetHash, u32, u32, Vec<u8>) {
    let (width, height) = (64_u32, 32_u32);
    let mut rgba = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let color = match (x < width / 2, y < height / 2) {
                _ if x / 2 == y => [255, 255, 255, 255],
                (true, true) => [226, 61, 77, 255],
                (false, true) => [43, 138, 62, 255],
                (true, false) => [28, 98, 206, 255],
                (false, false) => [240, 180, 41, 128],
            };
            rgba.extend(color);
        }
    }
    let hash = "ab".repeat(32).parse().unwrap();
    (hash, width, height, rgba)
}

/// Lays out and paints a page whose root holds `parts`.
pub(crate) fn design(width: f32, parts: Vec<Part>) -> Design {
    let page = PageId::from_random_bits(7);
    let root = Tree::root_id(page);
    let mut elements = Vec::new();
    let mut next = 100;
    add(
        frame("background: #ffffff", parts),
        root,
        None,
        OrderKey::between(None, None),
        &mut next,
        &mut elements,
    );
    let (hash, image_width, image_height, _) = image();
    let images = HashMap::from([(hash, Size::new(image_width as f32, image_height as f32))]);
    let scene = Scene::new(&Tree::new(page, elements), width, &images);
    let mut fonts = Fonts::bundled();
    let mut layout = LayoutEngine::new();
    layout.rebuild(&scene, &mut fonts);
    let mut painter = Painter::new();
    painter.rebuild(&scene, &layout);
    let list = painter.display_list(&scene, &layout, Viewport::everything());
    Design { scene, fonts, list }
}

/// The properties that a shorthand with one value sets.
fn sides_of(name: &str) -> Vec<String> {
    match name {
        "border-style" | "border-color" => {
            let what = &name["border-".len()..];
            ["top", "right", "bottom", "left"]
                .map(|side| format!("border-{side}-{what}"))
                .into()
        }
        _ => vec![name.to_owned()],
    }
}

fn add(
    part: Part,
    id: ElementId,
    parent: Option<ElementId>,
    order: OrderKey,
    next: &mut u64,
    elements: &mut Vec<Arc<Element>>,
) {
    let mut properties = BTreeMap::new();
    for declaration in part.css.split(';').filter(|it| !it.trim().is_empty()) {
        let (name, value) = declaration.split_once(':').unwrap();
        for name in sides_of(name.trim()) {
            let key = PropertyKey::parse(&name).unwrap_or_else(|| panic!("{name}"));
            let value =
                Value::parse(key.property, value.trim()).unwrap_or_else(|it| panic!("{it}"));
            properties.insert(key, value);
        }
    }
    elements.push(Arc::new(Element {
        id,
        kind: part.kind,
        name: "Part".to_owned(),
        place: Place { parent, order },
        locked: false,
        properties: properties.into(),
        text: part.text.to_owned(),
        runs: omnios_model::TextRuns::default(),
    }));
    let mut last: Option<OrderKey> = None;
    for child in part.children {
        *next += 1;
        let order = OrderKey::between(last.as_ref(), None);
        last = Some(order.clone());
        add(
            child,
            ElementId::from_random_bits(*next),
            Some(id),
            order,
            next,
            elements,
        );
    }
}

/// Draws a design at 1× and 2× and compares it with Chromium's pictures, recorded under that name.
/// `nearness` says how far from them it may be.
pub(crate) fn check_against_chromium(
    name: &str,
    width: u32,
    height: u32,
    nearness: Nearness,
    parts: Vec<Part>,
) {
    let design = design(width as f32, parts);
    for scale in [1, 2] {
        let name = match scale {
            1 => name.to_owned(),
            scale => format!("{name}@{scale}x"),
        };
        let (width, height) = (width * scale, height * scale);
        chromium::compare(&name, scale, width, height, nearness, &design);
    }
}

/// How far our picture may be from Chromium's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nearness {
    /// Share of the pixels that may differ by more than [`VISIBLE_STEP`] in a channel.
    pub(crate) visible_share: f64,
    /// Mean difference of each pixel's worst channel, of 255.
    pub(crate) mean: f64,
}

/// Pixels that differ by more than this can be told apart side by side: edges that are smoothed
/// otherwise stay below it.
pub(crate) const VISIBLE_STEP: u8 = 32;

/// Draws a design and compares it with the recorded picture of that name.
pub(crate) fn check(name: &str, width: u32, height: u32, parts: Vec<Part>) {
    let design = design(width as f32, parts);
    check_at(name, width, height, &design, Camera::default(), None);
}

/// The same with a camera and an overlay.
pub(crate) fn check_at(
    name: &str,
    width: u32,
    height: u32,
    design: &Design,
    camera: Camera,
    overlay: Option<&Overlay>,
) {
    let rgba = draw(design, width, height, camera, overlay);
    if let Some(folder) = std::env::var_os("OMNIOS_SNAPSHOT_HTML") {
        write_html(
            &PathBuf::from(folder),
            name,
            width,
            height,
            &design.scene,
            &rgba,
        );
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(format!("{name}.png"));
    if std::env::var_os("OMNIOS_BLESS").is_some() {
        save(&path, &rgba, width, height);
        return;
    }
    let recorded = image::open(&path)
        .unwrap_or_else(|error| {
            panic!("{}: {error}; record it with OMNIOS_BLESS=1", path.display())
        })
        .to_rgba8();
    assert_eq!(recorded.dimensions(), (width, height), "{name}");
    let differing = recorded
        .as_raw()
        .chunks_exact(4)
        .zip(rgba.chunks_exact(4))
        .filter(|(a, b)| {
            a.iter()
                .zip(*b)
                .any(|(a, b)| a.abs_diff(*b) > CHANNEL_TOLERANCE)
        })
        .count();
    let allowed = f64::from(width * height) * PIXEL_SHARE;
    if differing as f64 > allowed {
        let fresh = std::env::temp_dir().join(format!("omnios-snapshot-{name}.png"));
        save(&fresh, &rgba, width, height);
        panic!(
            "{name}: {differing} pixels differ from the recorded picture; the new one is at {}. \
             If it is right, record it with OMNIOS_BLESS=1",
            fresh.display()
        );
    }
}

/// Draws a design: RGBA.
pub(crate) fn draw(
    design: &Design,
    width: u32,
    height: u32,
    camera: Camera,
    overlay: Option<&Overlay>,
) -> Vec<u8> {
    let gpu = Gpu::headless().unwrap_or_else(|error| panic!("{error}"));
    let mut renderer = Renderer::new(&gpu);
    let (hash, image_width, image_height, pixels) = image();
    renderer
        .add_image(&gpu, hash, image_width, image_height, &pixels)
        .unwrap();
    let artboards = [Artboard {
        list: &design.list,
        offset: Point::default(),
        clip: None,
    }];
    let frame = Frame {
        artboards: &artboards,
        camera,
        overlay,
        background: Color::WHITE,
        fonts: &design.fonts,
    };
    renderer
        .render_to_image(&gpu, &frame, width, height)
        .unwrap()
}

pub(crate) fn save(path: &std::path::Path, rgba: &[u8], width: u32, height: u32) {
    image::save_buffer(path, rgba, width, height, image::ExtendedColorType::Rgba8).unwrap();
}

/// Writes the design as a page for a browser, beside our picture, so that the two can be compared.
pub(crate) fn write_html(
    folder: &std::path::Path,
    name: &str,
    width: u32,
    height: u32,
    scene: &Scene,
    rgba: &[u8],
) {
    std::fs::create_dir_all(folder).unwrap();
    save(
        &folder.join(format!("{name}.ours.png")),
        rgba,
        width,
        height,
    );
    let (_, image_width, image_height, pixels) = image();
    save(
        &folder.join("image.png"),
        &pixels,
        image_width,
        image_height,
    );
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts");
    let mut faces = String::new();
    for family in ["Inter", "Fraunces"] {
        let mut face = |file: &str, ranges: &str| {
            faces.push_str(&format!(
                "@font-face{{font-family:{family};src:url({fonts}/{file}.ttf);\
                 font-weight:100 900{ranges}}}"
            ));
        };
        // The last one is asked first.
        for font in omnios_model::FALLBACK_FONTS.iter().rev() {
            let ranges = format!(";unicode-range:{}", font.unicode_range());
            face(&font.family.replace(' ', ""), &ranges);
        }
        face(family, "");
    }
    let mut html = format!(
        "<!doctype html><meta charset=utf-8><style>{faces}\
         *{{box-sizing:border-box;margin:0;padding:0}}\
         body{{text-rendering:geometricPrecision}}svg,img{{display:block}}svg{{overflow:visible}}</style>"
    );
    write_node(&mut html, scene, scene.root, "body");
    std::fs::write(folder.join(format!("{name}.html")), html).unwrap();
}

/// A value with the studio's images as CSS has them.
fn with_urls(value: &str) -> String {
    let start = format!("image({} ", "ab".repeat(32));
    let mut css = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once(&start) {
        let (arguments, after) = after.split_once(')').unwrap();
        let (fit, position) = arguments.split_once(' ').unwrap_or((arguments, "center"));
        let placement = match fit {
            "none" => format!("{position}/auto no-repeat"),
            "fill" => format!("{position}/100% 100% no-repeat"),
            "cover" | "contain" => format!("{position}/{fit} no-repeat"),
            // Any other placement is written as CSS has it.
            _ => arguments.to_owned(),
        };
        css.push_str(&format!("{before}url(image.png) {placement}"));
        rest = after;
    }
    css + rest
}

fn write_node(html: &mut String, scene: &Scene, id: ElementId, tag: &str) {
    let node = scene.node(id).unwrap();
    let mut css = String::new();
    let mut attributes = String::new();
    let positioned = node.children.iter().any(|child| {
        scene.node(*child).unwrap().style.position == omnios_model::Position::Absolute
    });
    if positioned && node.style.position != omnios_model::Position::Absolute {
        css.push_str("position:relative;");
    }
    match node.element.kind {
        ElementKind::Text => css.push_str(
            "white-space:pre-wrap;font-family:Inter;font-size:16px;line-height:1.5;color:#1a1a1a;",
        ),
        ElementKind::Ellipse => css.push_str("border-radius:50%;"),
        _ => {}
    }
    let mut path = String::new();
    if node.style.border_width != omnios_model::Edges::default() {
        css.push_str("border:0 solid #000000;");
    }
    for (key, value) in &node.element.properties {
        let value = with_urls(&value.to_string());
        match key.property.name() {
            "d" => path = value,
            "view-box" => attributes.push_str(&format!(" viewBox='{value}'")),
            "src" => attributes.push_str(" src=image.png"),
            // An ellipsis stands for what is cut off.
            "text-overflow" => css.push_str(&format!("text-overflow:{value};overflow:hidden;")),
            // Written with a spread, which texts have none of in CSS.
            "text-shadow" => {
                css.push_str(&format!("text-shadow:{};", value.replace(" 0px #", " #")));
            }
            "mask-image" => css.push_str(&format!("mask:{value};")),
            property => css.push_str(&format!("{property}:{value};")),
        }
    }
    if node.element.kind == ElementKind::Image && node.style.source.is_some() {
        html.push_str(&format!("<img{attributes} style='{css}'>"));
        return;
    }
    if node.element.kind == ElementKind::Vector {
        if !attributes.contains("viewBox") {
            attributes.push_str(" viewBox='0 0 24 24'");
        }
        if !css.contains(";fill:") && !css.starts_with("fill:") {
            css.push_str("fill:none;");
        }
        let mut definitions = String::new();
        if let Some(Paint::Gradient(Gradient {
            shape: GradientShape::Linear { angle_deg },
            stops,
            ..
        })) = &node.style.fill
        {
            let (sin, cos) = angle_deg.to_radians().sin_cos();
            let half = (sin.abs() + cos.abs()) / 2.0;
            definitions = format!(
                "<linearGradient id=g{id} x1={} y1={} x2={} y2={}>",
                0.5 - sin * half,
                0.5 + cos * half,
                0.5 + sin * half,
                0.5 - cos * half
            );
            for stop in stops {
                definitions.push_str(&format!(
                    "<stop offset='{}' stop-color='{}'/>",
                    stop.offset, stop.color
                ));
            }
            definitions.push_str("</linearGradient>");
            css.push_str(&format!("fill:url(#g{id});"));
        }
        html.push_str(&format!(
            "<svg{attributes} style='{css}'>{definitions}<path d='{path}'/></svg>"
        ));
        return;
    }
    html.push_str(&format!("<{tag} style='{css}'>"));
    html.push_str(&node.element.text.replace('&', "&amp;").replace('<', "&lt;"));
    for child in &node.children {
        write_node(html, scene, *child, "div");
    }
    html.push_str(&format!("</{tag}>"));
}
