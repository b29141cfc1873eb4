//! The web view's half: the editor and the engine behind wasm-bindgen.
