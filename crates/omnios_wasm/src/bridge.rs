//! The engine alone, asked in JSON.

use engine::Fonts;
use omnios_bridge::Session;
use omnios_model::FontStyle;
use wasm_bindgen::prelude::*;

/// One page of the engine, without the studio. Calls and answers are the JSON of
/// `omnios_protocol::bridge`.
#[wasm_bindgen]
pub struct EngineBridge {
    session: Session,
}

#[wasm_bindgen]
impl EngineBridge {
    /// A session that a call of `init` has to start.
    #[wasm_bindgen(constructor)]
    #[expect(
        clippy::new_without_default,
        reason = "it is JavaScript's constructor; nobody in Rust makes one"
    )]
    pub fn new() -> Self {
        console_error_panic_hook::set_once();
        Self {
            session: Session::new(Fonts::new()),
        }
    }

    /// Adds a font face.
    pub fn add_font(&mut self, family: &str, italic: bool, bytes: Vec<u8>) -> Result<(), JsError> {
        let style = if italic {
            FontStyle::Italic
        } else {
            FontStyle::Normal
        };
        Ok(self.session.add_font(family, style, bytes)?)
    }

    /// Answers a call.
    pub fn call(&mut self, call: &str) -> String {
        self.session.call(call)
    }
}
