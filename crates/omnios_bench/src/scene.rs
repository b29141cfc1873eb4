//! The scenes and how large they are.

use std::cell::RefCell;
use std::rc::Rc;

use engine::Fonts;

use crate::{Line, Samples, Stage, drawing, editing, laying_out};

/// Milliseconds since some moment.
pub type Clock<'a> = &'a dyn Fn() -> f64;

/// One thing that is done over and over.
pub struct Scene {
    /// What is done, in words.
    pub name: String,
    /// What the 99th percentile should not exceed, in milliseconds.
    pub target_ms: Option<f64>,
    step: Box<dyn FnMut(Clock<'_>) -> f64>,
}

impl Scene {
    pub(crate) fn new(
        name: impl Into<String>,
        target_ms: Option<f64>,
        step: impl FnMut(Clock<'_>) -> f64 + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            target_ms,
            step: Box::new(step),
        }
    }

    /// Does it once. Gives the milliseconds that the measured part took, without what prepares it.
    pub fn step(&mut self, clock: Clock<'_>) -> f64 {
        (self.step)(clock)
    }

    /// Does it until so many milliseconds have been spent on it, at least thrice and at most
    /// 2,000 times, after one time that doesn't count.
    pub fn run(&mut self, clock: Clock<'_>, budget_ms: f64) -> Line {
        self.step(clock);
        let mut samples = Samples::default();
        while samples.len() < 3 || samples.total() < budget_ms && samples.len() < 2_000 {
            samples.push(self.step(clock));
        }
        Line::of_times(self.name.as_str(), &samples, self.target_ms)
    }
}

/// How large the documents of the scenes are.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Elements of the page that is drawn, edited and laid out.
    pub elements: usize,
    /// Elements that are pasted.
    pub pasted: usize,
    /// Boxes of the page that other flexbox engines lay out too.
    pub flex_boxes: usize,
}

impl Sizes {
    /// Of the published table.
    pub const FULL: Self = Self {
        elements: 100_000,
        pasted: 10_000,
        flex_boxes: 100_000,
    };
    /// For a look in between.
    pub const QUICK: Self = Self {
        elements: 10_000,
        pasted: 1_000,
        flex_boxes: 10_000,
    };
}

/// Every scene that runs natively and in a browser alike. `fonts` makes the fonts that texts are
/// set in.
pub fn scenes(sizes: Sizes, fonts: &Rc<dyn Fn() -> Fonts>) -> Vec<Scene> {
    let stage = Rc::new(RefCell::new(Stage::new(sizes.elements, fonts())));
    let mut scenes = drawing::scenes(&stage, sizes);
    scenes.extend(editing::scenes(&stage, sizes, fonts));
    scenes.extend(laying_out::scenes(&stage, sizes, fonts));
    scenes
}
