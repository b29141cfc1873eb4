//! Tells Tauri which commands the page may call, and looks for the page that is to be embedded.

use std::path::Path;

const PAGE: &str = "../src-ui/dist/index.html";

/// Every command of `src/commands.rs`; a capability has to allow each.
const COMMANDS: &[&str] = &[
    "host_request",
    "sync_open",
    "sync_send",
    "asset_read",
    "asset_add",
    "pages_read",
    "drawing_read",
];

fn main() {
    println!("cargo::rerun-if-changed=../src-ui/dist");
    if !Path::new(PAGE).is_file() {
        println!(
            "cargo::error=The desktop program embeds the studio's page, and src-ui/dist/index.html is not built yet. Run `cargo xtask run`, which builds everything, or `npm ci && npm run build` in src-ui."
        );
        return;
    }
    // The page is embedded here, once. `tauri::generate_context!` would do it for the program and
    // its tests at the same time, and the one could embed what the other has half written.
    let attributes = tauri_build::Attributes::new()
        .codegen(tauri_build::CodegenContext::new())
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={}", format!("{error:#}").replace('\n', " "));
    }
}
