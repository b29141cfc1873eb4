//! Panning, zooming and asking what is under the pointer, on one page with everything on it.

use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;

use engine::paint::{DisplayItem, DisplayList, Viewport};
use engine::{Artboard, Fonts, ImageSizes};
use omnios_model::{Point, Rect, Tree};
use omnios_testkit::{Random, Spec};

use crate::{Scene, Sizes};

/// The artboard's width, and the studio's window around it, in CSS px.
const PAGE_WIDTH: f32 = 1440.0;
const WINDOW: (f32, f32) = (1440.0, 900.0);
/// What is smaller than this on the screen is left out, as in the studio's canvas, in px.
const SMALLEST_PX: f32 = 0.5;

/// A page that is laid out, with its fonts.
pub struct Stage {
    /// The page's elements.
    pub tree: Tree,
    /// The page, laid out.
    pub artboard: Artboard,
    /// What its texts are set in.
    pub fonts: Fonts,
}

impl Stage {
    /// A page of so many elements.
    pub fn new(elements: usize, mut fonts: Fonts) -> Self {
        let tree = Spec::new(elements, 1).tree();
        let artboard = Artboard::new(&tree, PAGE_WIDTH, &ImageSizes::default(), &mut fonts);
        Self {
            tree,
            artboard,
            fonts,
        }
    }

    /// What the studio draws where its window shows `origin` at this zoom.
    pub fn frame(&self, origin: Point, zoom: f32) -> DisplayList {
        self.artboard.display_list(viewport(origin, zoom))
    }
}

fn viewport(origin: Point, zoom: f32) -> Viewport {
    Viewport {
        visible: Rect::new(origin.x, origin.y, WINDOW.0 / zoom, WINDOW.1 / zoom),
        smallest: SMALLEST_PX / zoom,
    }
}

/// What one frame draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameCount {
    /// Draw calls of fragments' parts: what the renderer is given.
    pub drawn: usize,
    /// Elements whose box meets the window.
    pub visible: usize,
}

/// How much is drawn of what a window at the page's top shows at this zoom.
pub fn frame_count(stage: &Stage, zoom: f32) -> FrameCount {
    let list = stage.frame(Point::default(), zoom);
    let drawn = list.items.iter().filter_map(|item| match item {
        DisplayItem::Draw { fragment, .. } => Some(fragment.element),
        _ => None,
    });
    let area = viewport(Point::default(), zoom).visible;
    FrameCount {
        drawn: drawn.count(),
        visible: stage.artboard.meeting(area).len(),
    }
}

pub(crate) fn scenes(stage: &Rc<RefCell<Stage>>, sizes: Sizes) -> Vec<Scene> {
    let count = sizes.elements;
    let mut scenes = Vec::new();

    let shared = Rc::clone(stage);
    let mut down = 0.0_f32;
    scenes.push(Scene::new(
        format!("pan: a frame's display list at 100 %, {count} elements on the page"),
        Some(2.0),
        move |now| {
            let stage = shared.borrow();
            let height = stage.artboard.size().height.max(1.0);
            down = (down + 37.0) % height;
            let start = now();
            black_box(stage.frame(Point::new(0.0, down), 1.0));
            now() - start
        },
    ));

    let shared = Rc::clone(stage);
    let mut step = 0_i32;
    scenes.push(Scene::new(
        format!("zoom: a frame's display list between 400 % and 10 %, {count} elements"),
        Some(2.0),
        move |now| {
            let stage = shared.borrow();
            // There and back: 4.0 · 0.97^n, the steps of a wheel.
            step = (step + 1) % 242;
            let zoom = 4.0 * 0.97_f32.powi(if step < 121 { step } else { 241 - step });
            let height = stage.artboard.size().height;
            let start = now();
            black_box(stage.frame(Point::new(0.0, height / 3.0), zoom));
            now() - start
        },
    ));

    let shared = Rc::clone(stage);
    scenes.push(Scene::new(
        format!("zoom to fit: a frame's display list with all {count} elements in the window"),
        Some(2.0),
        move |now| {
            let stage = shared.borrow();
            let zoom = WINDOW.1 / stage.artboard.size().height.max(1.0);
            let start = now();
            black_box(stage.frame(Point::default(), zoom));
            now() - start
        },
    ));

    let shared = Rc::clone(stage);
    let mut random = Random::new(3);
    scenes.push(Scene::new(
        format!("hit-test: what is under a point, topmost first, {count} elements"),
        Some(0.005),
        move |now| {
            const POINTS: usize = 64;
            let stage = shared.borrow();
            let height = stage.artboard.size().height;
            let points: Vec<Point> = (0..POINTS)
                .map(|_| Point::new(random.between(0.0, PAGE_WIDTH), random.between(0.0, height)))
                .collect();
            let start = now();
            for point in points {
                black_box(stage.artboard.hit(point));
            }
            (now() - start) / POINTS as f64
        },
    ));

    let shared = Rc::clone(stage);
    let mut random = Random::new(4);
    let wanted = sizes.pasted;
    scenes.push(Scene::new(
        format!("marquee: an area that meets {wanted} elements"),
        Some(2.0),
        move |now| {
            let stage = shared.borrow();
            let height = stage.artboard.size().height;
            let share = wanted as f32 / stage.tree.len() as f32;
            let top = random.between(0.0, height * (1.0 - share).max(0.01));
            let area = Rect::new(0.0, top, PAGE_WIDTH, height * share);
            let start = now();
            black_box(stage.artboard.meeting(area));
            now() - start
        },
    ));
    scenes
}
