//! The studio's page and what it loads, from a folder.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};

use crate::server::Shared;

/// Names the folder where it isn't given.
pub const UI_FOLDER_VARIABLE: &str = "OMNIOS_UI_DIR";

const MISSING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Omnios Studio</title>\
<body style=\"font:16px/1.5 system-ui;max-width:36em;margin:20vh auto;padding:0 1em\">\
<h1 style=\"font-size:20px\">The studio’s page is not here</h1>\
<p>The program runs and keeps the project, but the files of its page were not found. Your project is not affected.</p>\
<p>In a checkout, run <code>cargo xtask run</code>, which builds them. Otherwise start \
<code>omnios serve --ui FOLDER</code> with the folder that holds <code>index.html</code>.</p>";

/// The folder with the page: the one given, the one that the environment names, or one that lies
/// where it is installed. None where there is no such folder.
pub(crate) fn find_folder(given: Option<PathBuf>) -> Option<PathBuf> {
    if given.is_some() {
        return given;
    }
    if let Some(named) = std::env::var_os(UI_FOLDER_VARIABLE).filter(|it| !it.is_empty()) {
        return Some(named.into());
    }
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    let installed = [folder.join("ui"), folder.join("../share/omnios/ui")];
    installed
        .into_iter()
        .chain(in_checkout())
        .find(|folder| folder.join("index.html").is_file())
}

/// Where a developer's build finds the page.
fn in_checkout() -> Option<PathBuf> {
    cfg!(debug_assertions).then(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-ui/dist"))
}

/// Any file of the page.
pub(crate) async fn file(State(shared): State<Arc<Shared>>, uri: Uri) -> Response {
    serve(&shared, uri.path()).await
}

pub(crate) async fn serve(shared: &Arc<Shared>, path: &str) -> Response {
    let wants_page = path == "/";
    let file = if wants_page { "/index.html" } else { path };
    let found = match (&shared.ui, relative(file)) {
        (Some(folder), Some(file)) => {
            let folder = folder.clone();
            tokio::task::spawn_blocking(move || read(&folder, &file)).await
        }
        _ => Ok(None),
    };
    match found {
        Ok(Some(bytes)) => {
            // Vite puts a hash of the content into the names of what it builds.
            let cache = if path.starts_with("/assets/") {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            };
            let headers = [
                (header::CONTENT_TYPE, content_type(file)),
                (header::CACHE_CONTROL, cache),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) if wants_page => (StatusCode::NOT_FOUND, Html(MISSING)).into_response(),
        Ok(None) => (StatusCode::NOT_FOUND, "There is nothing here.").into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The path below the folder, or none for one that could leave it or is meant to be hidden. Names
/// that need escaping in an address don't occur in the page, so they are not unescaped.
fn relative(path: &str) -> Option<PathBuf> {
    let path = path.strip_prefix('/')?;
    if path.contains(['\\', '%', ':', '\0']) || path.is_empty() {
        return None;
    }
    let is_plain = path
        .split('/')
        .all(|name| !name.is_empty() && !name.starts_with('.'));
    let path = PathBuf::from(path);
    let is_inside = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    (is_plain && is_inside).then_some(path)
}

fn read(folder: &Path, file: &Path) -> Option<Vec<u8>> {
    // A link may lead out of the folder.
    let folder = folder.canonicalize().ok()?;
    let path = folder.join(file).canonicalize().ok()?;
    (path.starts_with(&folder) && path.is_file())
        .then(|| std::fs::read(path).ok())
        .flatten()
}

fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_the_folder() {
        assert_eq!(
            relative("/assets/index-1.js"),
            Some("assets/index-1.js".into())
        );
        for path in [
            "/../secret",
            "/a/../../secret",
            "/a//b",
            "//etc/passwd",
            "/.git/config",
            "/%2e%2e/secret",
            "/a\\..\\b",
            "/c:/windows",
            "/",
            "secret",
        ] {
            assert_eq!(relative(path), None, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let ui = folder.path().join("ui");
        std::fs::create_dir(&ui).unwrap();
        std::fs::write(folder.path().join("secret"), "s").unwrap();
        std::fs::write(ui.join("index.html"), "page").unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret"), ui.join("link")).unwrap();
        assert_eq!(read(&ui, Path::new("index.html")), Some(b"page".to_vec()));
        assert_eq!(read(&ui, Path::new("link")), None);
    }

    #[test]
    fn webassembly_is_served_as_what_browsers_compile_while_loading() {
        assert_eq!(
            content_type("/assets/omnios_wasm_bg.wasm"),
            "application/wasm"
        );
    }
}
