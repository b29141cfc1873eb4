//! Whole layouts: of the page, and of flex containers alone.

use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;

use engine::{Artboard, Fonts, ImageSizes};
use engine_layout::LayoutEngine;
use engine_scene::Scene as EngineScene;
use omnios_testkit::flex_page;

use crate::{Scene, Sizes, Stage};

pub(crate) fn scenes(
    stage: &Rc<RefCell<Stage>>,
    sizes: Sizes,
    fonts: &Rc<dyn Fn() -> Fonts>,
) -> Vec<Scene> {
    let mut scenes = Vec::new();
    let shared = Rc::clone(stage);
    let make_fonts = Rc::clone(fonts);
    scenes.push(Scene::new(
        format!(
            "full layout: styles, texts shaped, boxes, paint, index; {} elements",
            sizes.elements
        ),
        None,
        move |now| {
            let mut fonts = make_fonts();
            let stage = shared.borrow();
            let start = now();
            let artboard = Artboard::new(&stage.tree, 1440.0, &ImageSizes::default(), &mut fonts);
            let took = now() - start;
            black_box(artboard.size());
            took
        },
    ));
    let (_, tree) = flex_page(sizes.flex_boxes, 1);
    let scene = EngineScene::new(&tree, 1440.0, &ImageSizes::default());
    let mut fonts = fonts();
    scenes.push(Scene::new(
        format!("flex layout of {} boxes without text", sizes.flex_boxes),
        None,
        move |now| {
            let mut layout = LayoutEngine::new();
            let start = now();
            layout.rebuild(&scene, &mut fonts);
            let took = now() - start;
            black_box(layout.layout_box(scene.root));
            took
        },
    ));
    scenes
}
