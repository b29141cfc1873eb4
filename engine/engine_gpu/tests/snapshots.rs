//! Pictures of small designs, drawn on whatever adapter there is.
//!
//! `OMNIOS_BLESS=1` records them anew. With `OMNIOS_SNAPSHOT_HTML=FOLDER` each design is also
//! written as a page, so that a browser's picture of it can be laid beside ours.

#[path = "support/effects.rs"]
mod effects;
#[path = "support/scripts.rs"]
mod scripts;
mod support;

use engine_gpu::{Artboard, Camera, Frame, Gpu, Renderer};
use engine_paint::{Overlay, OverlayItem, OverlayLabel};
use engine_text::{Fonts, TextStyle};
use omnios_model::{Color, ElementKind, Point, Rect};
use support::{check, check_at, design, draw, frame, part, rectangle, text, vector};

const WIDTH: u32 = 240;
const HEIGHT: u32 = 160;

#[test]
fn corners() {
    check(
        "corners",
        WIDTH,
        HEIGHT,
        vec![
            rectangle(
                "position: absolute; left: 8px; top: 8px; width: 64px; height: 64px; \
                 background: #5b5bd6; border-top-left-radius: 24px; border-top-right-radius: 8px; \
                 border-bottom-right-radius: 40px; border-bottom-left-radius: 0px",
            ),
            part(
                ElementKind::Ellipse,
                "position: absolute; left: 80px; top: 8px; width: 72px; height: 40px; \
                 background: #e5484d",
            ),
            rectangle(
                "position: absolute; left: 160px; top: 8px; width: 72px; height: 32px; \
                 background: #30a46c; border-top-left-radius: 999px; \
                 border-top-right-radius: 999px; border-bottom-right-radius: 999px; \
                 border-bottom-left-radius: 999px",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 84px; width: 100px; height: 64px; \
                 background: #ffe8a3; border-top-width: 2px; border-right-width: 10px; \
                 border-bottom-width: 4px; border-left-width: 6px; border-color: #1c2024; \
                 border-top-left-radius: 50%; border-top-right-radius: 20px; \
                 border-bottom-right-radius: 20px; border-bottom-left-radius: 4px",
            ),
            rectangle(
                "position: absolute; left: 120.4px; top: 60.6px; width: 50.3px; height: 90.2px; \
                 background: #8da4ef; border-top-width: 1px; border-right-width: 1px; \
                 border-bottom-width: 1px; border-left-width: 1px; border-color: #3a5bc7; \
                 border-top-left-radius: 6px; border-top-right-radius: 6px; \
                 border-bottom-right-radius: 6px; border-bottom-left-radius: 6px",
            ),
            rectangle(
                "position: absolute; left: 184px; top: 60px; width: 44px; height: 88px; \
                 border-top-width: 12px; border-right-width: 12px; border-bottom-width: 12px; \
                 border-left-width: 12px; border-color: #11181c80; \
                 border-top-left-radius: 22px; border-bottom-right-radius: 22px",
            ),
        ],
    );
}

#[test]
fn broken_borders() {
    check(
        "broken_borders",
        WIDTH,
        HEIGHT,
        vec![
            rectangle(
                "position: absolute; left: 8px; top: 8px; width: 100px; height: 40px; \
                 border-style: dashed; border-color: #e5484d; border-top-width: 4px; \
                 border-right-width: 4px; border-bottom-width: 4px; border-left-width: 4px",
            ),
            rectangle(
                "position: absolute; left: 120px; top: 8px; width: 100px; height: 40px; \
                 border-style: dotted; border-color: #5b5bd6; border-top-width: 6px; \
                 border-right-width: 6px; border-bottom-width: 6px; border-left-width: 6px",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 58px; width: 100px; height: 30px; \
                 border-style: dashed; border-color: #11181c; border-top-width: 1px; \
                 border-right-width: 1px; border-bottom-width: 1px; border-left-width: 1px",
            ),
            rectangle(
                "position: absolute; left: 120px; top: 58px; width: 100px; height: 30px; \
                 border-style: dotted; border-color: #11181c; border-top-width: 2px; \
                 border-right-width: 2px; border-bottom-width: 2px; border-left-width: 2px",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 100px; width: 100px; height: 50px; \
                 border-style: dashed; border-color: #30a46c80; border-top-width: 5px; \
                 border-right-width: 5px; border-bottom-width: 5px; border-left-width: 5px; \
                 border-top-left-radius: 16px; border-top-right-radius: 16px; \
                 border-bottom-right-radius: 16px; border-bottom-left-radius: 16px",
            ),
            rectangle(
                "position: absolute; left: 120px; top: 100px; width: 100px; height: 50px; \
                 border-style: dotted; border-color: #e5484d; border-top-width: 5px; \
                 border-right-width: 5px; border-bottom-width: 5px; border-left-width: 5px; \
                 border-top-left-radius: 16px; border-top-right-radius: 16px; \
                 border-bottom-right-radius: 16px; border-bottom-left-radius: 16px",
            ),
        ],
    );
}

#[test]
fn shadows() {
    check(
        "shadows",
        WIDTH,
        HEIGHT,
        vec![
            rectangle(
                "position: absolute; left: 20px; top: 16px; width: 60px; height: 48px; \
                 background: #ffffff; box-shadow: 0px 4px 12px 0px #00000066, \
                 0px 1px 2px 0px #00000099",
            ),
            rectangle(
                "position: absolute; left: 104px; top: 16px; width: 48px; height: 48px; \
                 background: #ffffff80; box-shadow: 6px 6px 0px 4px #5b5bd6; \
                 border-top-left-radius: 12px; border-top-right-radius: 12px; \
                 border-bottom-right-radius: 12px; border-bottom-left-radius: 2px",
            ),
            rectangle(
                "position: absolute; left: 176px; top: 16px; width: 48px; height: 48px; \
                 background: #ffffff; box-shadow: 0px 8px 24px -4px #000000cc; \
                 border-top-left-radius: 24px; border-top-right-radius: 24px; \
                 border-bottom-right-radius: 24px; border-bottom-left-radius: 24px",
            ),
            rectangle(
                "position: absolute; left: 20px; top: 92px; width: 60px; height: 48px; \
                 background: #dddde3; box-shadow: inset 0px 2px 6px 0px #000000aa",
            ),
            rectangle(
                "position: absolute; left: 104px; top: 92px; width: 48px; height: 48px; \
                 background: #dddde3; box-shadow: inset 4px -4px 10px 4px #5b5bd6; \
                 border-top-left-radius: 14px; border-top-right-radius: 14px; \
                 border-bottom-right-radius: 14px; border-bottom-left-radius: 14px; \
                 border-top-width: 3px; border-right-width: 3px; border-bottom-width: 3px; \
                 border-left-width: 3px; border-color: #11181c",
            ),
            rectangle(
                "position: absolute; left: 180px; top: 96px; width: 40px; height: 40px; \
                 background: #ffffff; box-shadow: 0px 0px 40px 0px #e5484d; \
                 border-top-left-radius: 8px; border-top-right-radius: 8px; \
                 border-bottom-right-radius: 8px; border-bottom-left-radius: 8px",
            ),
        ],
    );
}

#[test]
fn gradients() {
    check(
        "gradients",
        WIDTH,
        HEIGHT,
        vec![
            rectangle(
                "position: absolute; left: 8px; top: 8px; width: 104px; height: 64px; \
                 background: linear-gradient(135deg, #5b5bd6 0%, #e5484d 50%, #ffd60a 100%)",
            ),
            rectangle(
                "position: absolute; left: 120px; top: 8px; width: 50px; height: 64px; \
                 background: linear-gradient(20deg, #ff0000 0%, #00ff0000 100%)",
            ),
            rectangle(
                "position: absolute; left: 178px; top: 8px; width: 54px; height: 64px; \
                 background: linear-gradient(90deg, #11181c 0%, #11181c 30%, #f1f3f5 30%, \
                 #30a46c 80%)",
            ),
            rectangle(
                "position: absolute; left: 8px; top: 84px; width: 104px; height: 68px; \
                 background: radial-gradient(#ffffff 0%, #5b5bd6 60%, #11181c 100%)",
            ),
            rectangle(
                "position: absolute; left: 120px; top: 84px; width: 50px; height: 68px; \
                 background: linear-gradient(180deg, #00000000 0%, #000000cc 100%), \
                 linear-gradient(90deg, #30a46c 0%, #ffd60a 100%); \
                 border-top-left-radius: 20px; border-bottom-right-radius: 20px",
            ),
            rectangle(
                "position: absolute; left: 178px; top: 84px; width: 54px; height: 68px; \
                 background: linear-gradient(180deg, #e5484d 0%, #5b5bd6 100%); \
                 border-top-width: 8px; border-right-width: 8px; border-bottom-width: 8px; \
                 border-left-width: 8px; border-color: #ffffff66",
            ),
        ],
    );
}

#[test]
fn opacity_groups() {
    check(
        "opacity_groups",
        WIDTH,
        HEIGHT,
        vec![
            rectangle(
                "position: absolute; left: 0px; top: 60px; width: 240px; height: 40px; \
                 background: #11181c",
            ),
            frame(
                "position: absolute; left: 16px; top: 16px; width: 96px; height: 128px; \
                 background: #e5484d; opacity: 0.5",
                vec![rectangle(
                    "position: absolute; left: 16px; top: 16px; width: 100px; height: 64px; \
                     background: #5b5bd6",
                )],
            ),
            frame(
                "position: absolute; left: 136px; top: 16px; width: 88px; height: 128px; \
                 background: #30a46c; overflow: hidden; border-top-left-radius: 32px; \
                 border-bottom-right-radius: 32px",
                vec![frame(
                    "position: absolute; left: -20px; top: 20px; width: 80px; height: 120px; \
                     background: #ffd60a; overflow: hidden; opacity: 0.8; \
                     border-top-right-radius: 40px; border-bottom-right-radius: 40px",
                    vec![rectangle(
                        "position: absolute; left: 30px; top: 50px; width: 90px; height: 90px; \
                         background: #11181c",
                    )],
                )],
            ),
        ],
    );
}

#[test]
fn text_sizes() {
    check(
        "text_sizes",
        WIDTH,
        HEIGHT,
        vec![
            text(
                "position: absolute; left: 8px; top: 4px; width: 230px; font-size: 11px",
                "Eleven: Hamburgefonstiv quick brown fox",
            ),
            text(
                "position: absolute; left: 8px; top: 24px; width: 230px; font-size: 16px; \
                 text-decoration: underline; color: #5b5bd6",
                "Sixteen, underlined jog",
            ),
            text(
                "position: absolute; left: 8px; top: 50px; width: 230px; font-size: 24px; \
                 font-weight: 700",
                "Twenty-four bold",
            ),
            text(
                "position: absolute; left: 8px; top: 84px; width: 110px; height: 68px; \
                 font-size: 14px; color: #ffffff; background: #11181c; padding-left: 8px; \
                 padding-top: 4px",
                "White on dark,\nthree lines,\nstruck",
            ),
            text(
                "position: absolute; left: 126px; top: 78px; width: 114px; font-size: 56px; \
                 font-family: Fraunces; color: #e5484d",
                "Rag",
            ),
        ],
    );
}

#[test]
fn large_text() {
    check(
        "large_text",
        WIDTH,
        HEIGHT,
        vec![text(
            "position: absolute; left: -20px; top: -160px; width: 900px; font-size: 420px; \
             line-height: 1.2; color: #5b5bd6",
            "Sg",
        )],
    );
}

#[test]
fn images() {
    let hash = "ab".repeat(32);
    let with_hash = |css: &str| -> &'static str { css.replace("HASH", &hash).leak() };
    let image = |css: &str| part(ElementKind::Image, with_hash(css));
    check(
        "images",
        WIDTH,
        HEIGHT,
        vec![
            image(
                "position: absolute; left: 8px; top: 8px; width: 64px; height: 64px; \
                 src: HASH; object-fit: cover",
            ),
            image(
                "position: absolute; left: 80px; top: 8px; width: 64px; height: 64px; \
                 src: HASH; object-fit: contain; background: #dddde3",
            ),
            image(
                "position: absolute; left: 152px; top: 8px; width: 80px; height: 64px; \
                 src: HASH; object-fit: fill; border-top-left-radius: 20px; \
                 border-top-right-radius: 20px; border-bottom-right-radius: 20px; \
                 border-bottom-left-radius: 20px",
            ),
            image(
                "position: absolute; left: 8px; top: 84px; width: 80px; height: 64px; \
                 src: HASH; object-fit: none; background: #dddde3; border-top-width: 4px; \
                 border-right-width: 4px; border-bottom-width: 4px; border-left-width: 4px; \
                 border-color: #11181c",
            ),
            image(
                "position: absolute; left: 100px; top: 84px; width: 20px; height: 10px; \
                 src: HASH; object-fit: fill",
            ),
            rectangle(with_hash(
                "position: absolute; left: 130px; top: 84px; width: 100px; height: 64px; \
                 background: linear-gradient(90deg, #11181ccc 0%, #11181c00 100%), \
                 image(HASH cover)",
            )),
        ],
    );
}

const STAR: &str = "M12 2l3.1 6.3 6.9 1-5 4.9 1.2 6.8-6.2-3.2L5.8 21l1.2-6.8-5-4.9 6.9-1z";

#[test]
fn vectors() {
    let star = |css: &str| vector(format!("d: {STAR}; {css}").leak());
    check(
        "vectors",
        WIDTH,
        HEIGHT,
        vec![
            star(
                "position: absolute; left: 8px; top: 8px; width: 24px; height: 24px; fill: #e5484d",
            ),
            star(
                "position: absolute; left: 40px; top: 8px; width: 48px; height: 48px; \
                 stroke: #5b5bd6; stroke-width: 2",
            ),
            star(
                "position: absolute; left: 96px; top: 8px; width: 80px; height: 48px; \
                 fill: #ffd60a80; stroke: #11181c; stroke-width: 1",
            ),
            vector(
                "d: M4 12a8 8 0 1016 0 8 8 0 10-16 0zM8 12a4 4 0 118 0 4 4 0 11-8 0z; \
                 position: absolute; left: 184px; top: 8px; width: 48px; height: 48px; \
                 fill: #30a46c",
            ),
            vector(
                "d: M0 0C10 40 60 40 100 10L100 100 0 100Z; view-box: 0 0 100 100; \
                 position: absolute; left: 8px; top: 64px; width: 88px; height: 88px; \
                 fill: linear-gradient(90deg, #5b5bd6 0%, #e5484d 100%)",
            ),
            vector(
                "d: M0 60C80 -40 160 160 300 20L300 90 0 90Z; view-box: 0 0 300 90; \
                 position: absolute; left: 100px; top: 68px; width: 300px; height: 90px; \
                 fill: #0090ff; stroke: #11181c; stroke-width: 3",
            ),
        ],
    );
}

#[test]
fn painting_order() {
    check(
        "painting_order",
        WIDTH,
        HEIGHT,
        vec![
            // Text of an earlier block is above the background of a later one that overlaps it.
            text(
                "width: 120px; height: 40px; font-size: 28px; line-height: 1; background: #ffe8a3",
                "Block",
            ),
            rectangle("width: 120px; height: 30px; margin-top: -28px; background: #8da4ef"),
            // Of flex items the later one covers the earlier one, text and all.
            frame(
                "display: flex; height: 50px; margin-top: 8px",
                vec![
                    text(
                        "width: 120px; font-size: 28px; background: #ffe8a3",
                        "Items",
                    ),
                    rectangle(
                        "width: 100px; height: 30px; margin-left: -70px; background: #8da4ef",
                    ),
                ],
            ),
            // An absolute element is above what comes after it in the flow.
            frame(
                "height: 50px",
                vec![
                    rectangle(
                        "position: absolute; left: 20px; top: 0px; width: 40px; height: 40px; \
                         background: #e5484d",
                    ),
                    rectangle("width: 200px; height: 20px; background: #30a46c"),
                ],
            ),
            // A translucent block is above its in-flow neighbour.
            rectangle(
                "width: 60px; height: 60px; margin-left: 160px; margin-top: -80px; \
                 background: #11181c; opacity: 0.5",
            ),
            rectangle(
                "width: 60px; height: 40px; margin-left: 170px; margin-top: -40px; \
                 background: #ffd60a",
            ),
        ],
    );
}

#[test]
fn zoomed_out() {
    let design = design(
        960.0,
        vec![
            rectangle(
                "position: absolute; left: 20px; top: 20px; width: 200px; height: 120px; \
                 border-top-width: 1px; border-right-width: 1px; border-bottom-width: 1px; \
                 border-left-width: 1px; border-color: #11181c; background: #ffe8a3; \
                 border-top-left-radius: 20px; box-shadow: 0px 20px 40px 0px #00000066",
            ),
            text(
                "position: absolute; left: 260px; top: 20px; width: 600px; font-size: 40px",
                "Readable at a quarter",
            ),
            text(
                "position: absolute; left: 260px; top: 120px; width: 600px; font-size: 7px",
                "Too small to read: drawn as a bar",
            ),
            vector(
                "d: M12 2L22 22H2z; position: absolute; left: 260px; top: 200px; width: 80px; \
                 height: 80px; fill: #5b5bd6",
            ),
        ],
    );
    let camera = Camera {
        offset: Point::new(3.0, 5.0),
        zoom: 0.25,
        device_scale: 1.0,
    };
    check_at("zoomed_out", WIDTH, HEIGHT, &design, camera, None);
}

#[test]
fn zoomed_in_with_overlay() {
    let design = design(
        240.0,
        vec![text(
            "position: absolute; left: 10px; top: 8px; width: 60px; font-size: 16px; \
             background: #f1f3f5; border-top-width: 1px; border-right-width: 1px; \
             border-bottom-width: 1px; border-left-width: 1px; border-color: #8da4ef",
            "Text",
        )],
    );
    let camera = Camera {
        offset: Point::new(4.0, 2.0),
        zoom: 1.5,
        device_scale: 2.0,
    };
    let accent = Color::rgba(0x5b, 0x5b, 0xd6, 255);
    let magenta = Color::rgba(0xe9, 0x3d, 0x82, 255);
    let on_screen = |point: Point| camera.screen_from_canvas(point);
    let low = on_screen(Point::new(10.0, 8.0));
    let high = on_screen(Point::new(70.0, 34.0));
    let outline = Rect::from_corners(low, high);
    let mut overlay = Overlay::default();
    overlay.push(OverlayItem::Hatch {
        rect: Rect::new(outline.x, outline.bottom(), outline.width, 12.0),
        spacing: 5.0,
        color: Color::rgba(0xe9, 0x3d, 0x82, 90),
    });
    overlay.outline(outline, 1.0, accent);
    for corner in [low, high] {
        let handle = Rect::new(corner.x - 3.5, corner.y - 3.5, 7.0, 7.0);
        overlay.push(OverlayItem::Rect {
            rect: handle,
            radius: 1.0,
            fill: Some(Color::WHITE),
            stroke: Some((1.0, accent)),
        });
    }
    overlay.line(Point::new(0.0, 70.0), Point::new(120.0, 70.0), 1.0, magenta);
    overlay.line(
        Point::new(60.0, 60.0),
        Point::new(118.0, 78.0),
        1.0,
        magenta,
    );
    overlay.push(OverlayItem::Ellipse {
        rect: Rect::new(106.0, 54.0, 10.0, 10.0),
        fill: None,
        stroke: Some((1.0, accent)),
    });
    let mut style = TextStyle::of(&design.scene.node(design.scene.root).unwrap().style);
    style.letters.size_px = 8.0;
    let label = Fonts::bundled().layout("60 × 26", &style, None);
    overlay.fill(Rect::new(6.0, 62.0, 44.0, 14.0), 3.0, accent);
    overlay.push(OverlayItem::Label(OverlayLabel {
        text: label.into(),
        origin: Point::new(10.0, 63.0),
        color: Color::WHITE,
    }));
    check_at(
        "zoomed_in_with_overlay",
        WIDTH,
        HEIGHT,
        &design,
        camera,
        Some(&overlay),
    );
}

#[test]
fn panning_rasterises_nothing_again_and_a_page_is_one_draw() {
    let design = design(
        240.0,
        vec![
            rectangle("width: 100px; height: 40px; background: #5b5bd6"),
            text("font-size: 16px", "One draw call for boxes and text"),
            vector("d: M12 2L22 22H2z; width: 24px; height: 24px; fill: #e5484d"),
        ],
    );
    let gpu = Gpu::headless().unwrap_or_else(|error| panic!("{error}"));
    let mut renderer = Renderer::new(&gpu);
    let artboards = [Artboard {
        list: &design.list,
        offset: Point::default(),
        clip: None,
    }];
    let mut draw = |x: f32| {
        let camera = Camera {
            offset: Point::new(x, 0.0),
            ..Camera::default()
        };
        let frame = Frame {
            artboards: &artboards,
            camera,
            overlay: None,
            background: Color::WHITE,
            fonts: &design.fonts,
        };
        renderer.render_to_image(&gpu, &frame, 240, 160).unwrap();
        renderer.statistics()
    };
    let first = draw(0.0);
    assert_eq!(first.draws, 1);
    assert!(first.rasterised > 10, "{first:?}");
    let panned = draw(3.4);
    assert_eq!(panned.rasterised, 0);
    // Nothing of a page that is out of sight reaches the GPU.
    assert_eq!(draw(5000.0).quads, 0);
}

#[test]
fn what_is_fixed_is_seen_in_the_window_alone() {
    // A page of this width is looked at through a window of 844 px.
    let design = design(
        240.0,
        vec![rectangle(
            "position: absolute; left: 0px; top: 834px; width: 240px; height: 20px; \
             background: linear-gradient(90deg, #ff0000 0%, #0000ff 100%) 4px 0% / 240px 7px repeat fixed",
        )],
    );
    let camera = Camera {
        offset: Point::new(0.0, 800.0),
        ..Camera::default()
    };
    let rgba = draw(&design, WIDTH, HEIGHT, camera, None);
    let pixel = |x: u32, y: u32| {
        let at = ((y - 800) * WIDTH + x) as usize * 4;
        [rgba[at], rgba[at + 1], rgba[at + 2]]
    };
    let [red, _, blue] = pixel(6, 840);
    assert!(red > 240 && blue < 15, "{red} {blue}");
    let [red, _, blue] = pixel(1, 840);
    assert!(red < 15 && blue > 240, "{red} {blue}");
    assert_eq!(pixel(6, 847), [255, 255, 255]);
}

#[test]
fn transforms() {
    check(
        "transforms",
        WIDTH,
        HEIGHT,
        vec![
            rectangle(
                "position: absolute; left: 20px; top: 16px; width: 60px; height: 40px; \
                 background: #5b5bd6; transform: rotate(30deg)",
            ),
            rectangle(
                "position: absolute; left: 96px; top: 16px; width: 40px; height: 40px; \
                 background: linear-gradient(90deg, #ff0000 0%, #0000ff 100%); \
                 border-top-width: 3px; border-right-width: 3px; border-bottom-width: 3px; \
                 border-left-width: 3px; border-color: #11181c; \
                 border-top-left-radius: 12px; border-bottom-right-radius: 12px; \
                 box-shadow: 0px 4px 8px 0px #00000080; \
                 transform: rotate(-20deg) scale(1.2, 0.8); transform-origin: 0% 100%",
            ),
            frame(
                "position: absolute; left: 160px; top: 16px; width: 64px; height: 48px; \
                 overflow: hidden; background: #ffe8a3; border-top-left-radius: 16px; \
                 transform: skewX(20deg) translate(5px, 10%)",
                vec![
                    rectangle(
                        "position: absolute; left: 30px; top: 20px; width: 60px; height: 40px; \
                         background: #e5484d; transform: rotate(10deg)",
                    ),
                    text("font-size: 12px", "Clipped text"),
                ],
            ),
            text(
                "position: absolute; left: 10px; top: 84px; width: 100px; font-size: 14px; \
                 transform: rotate(15deg); transform-origin: top left",
                "Text that is turned reads on",
            ),
            frame(
                "position: absolute; left: 130px; top: 90px; width: 80px; height: 60px; \
                 overflow: hidden; background: #dddde3",
                vec![rectangle(
                    "position: absolute; left: 40px; top: 30px; width: 60px; height: 60px; \
                     background: #30a46c; border-top-left-radius: 20px; \
                     border-bottom-right-radius: 20px; transform: rotate(45deg)",
                )],
            ),
            vector(
                "position: absolute; left: 110px; top: 120px; width: 30px; height: 30px; \
                 fill: #5b5bd6; d: M12 2L22 22L2 22Z; transform: rotate(90deg) scale(-1, 1)",
            ),
        ],
    );
}
