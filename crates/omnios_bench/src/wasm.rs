//! The scenes in a browser.

use std::rc::Rc;

use engine::Fonts;
use omnios_model::FontStyle;
use wasm_bindgen::prelude::*;

use crate::{Scene, Sizes, scenes};

/// The scenes of one size.
#[wasm_bindgen]
pub struct Scenes {
    scenes: Vec<Scene>,
}

#[wasm_bindgen]
impl Scenes {
    /// Makes the documents. `inter` and `fraunces` are the font files that their texts use.
    #[wasm_bindgen(constructor)]
    pub fn new(quick: bool, inter: Vec<u8>, fraunces: Vec<u8>) -> Self {
        console_error_panic_hook::set_once();
        let make: Rc<dyn Fn() -> Fonts> = Rc::new(move || {
            let mut fonts = Fonts::new();
            for (family, bytes) in [("Inter", &inter), ("Fraunces", &fraunces)] {
                // A face that can't be read leaves its family out, which the numbers would show.
                let _ = fonts.add(family, bytes.clone(), FontStyle::Normal);
            }
            fonts
        });
        let sizes = if quick { Sizes::QUICK } else { Sizes::FULL };
        Self {
            scenes: scenes(sizes, &make),
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.scenes.len()
    }

    /// Runs one of them for so many milliseconds, `now` telling the time; gives its line as JSON.
    pub fn run(&mut self, index: usize, budget_ms: f64, now: &js_sys::Function) -> String {
        let clock = || {
            let time = now.call0(&JsValue::NULL).unwrap_or(JsValue::NULL);
            time.as_f64().unwrap_or_default()
        };
        let Some(scene) = self.scenes.get_mut(index) else {
            return "null".to_owned();
        };
        scene.run(&clock, budget_ms).json("wasm").to_string()
    }
}
