//! A parsed page with its styles computed at one width.
//!
//! Parsing is html5ever's and the cascade Stylo's, which Firefox and Servo run: every selector,
//! custom properties, `calc()`, layers, nesting and media queries come out as in a browser. Both are
//! put together by Blitz's DOM, whose own layout and painting are never asked for. Stylo takes
//! minutes to build where `lightningcss` with `selectors` would take one; but those leave the
//! cascade, inheritance and computed values to us, and what we got wrong there would be seen on
//! every page that is brought in.

use std::sync::{Arc, Mutex, PoisonError};

use blitz_dom::{
    BaseDocument, DocumentConfig, Node, NodeId, QualName, UserAgentStylesheet, local_name, ns,
};
use blitz_html::HtmlDocument;
use blitz_traits::net::{Bytes, NetHandler, NetProvider, Request, Url};
use blitz_traits::shell::{ColorScheme, Viewport};

use super::data_url::percent_decoded;
use super::font_faces::{self, DeclaredFace};
use crate::Files;

/// What pages believe their address to be; the path of a file follows it.
const BASE: &str = "file:///import/";

/// How high the window is in which a page is read, in CSS px: `vh` and heights of 100% follow it.
pub const WINDOW_HEIGHT_PX: u32 = 900;

/// Where this program's rendering of form controls and the like differs from Blitz's.
const USER_AGENT: &str = include_str!("user-agent.css");

/// A page at one width.
pub(crate) struct Cascade {
    pub(crate) document: BaseDocument,
    /// The fonts that it declares.
    pub(crate) faces: Vec<DeclaredFace>,
    /// Addresses that the page asked for and the source doesn't have.
    pub(crate) missing: Vec<String>,
}

/// The address of a file of the source.
pub(crate) fn address(path: &str) -> Option<Url> {
    let mut url = Url::parse(BASE).ok()?;
    url.path_segments_mut()
        .ok()?
        .pop_if_empty()
        .extend(path.split('/'));
    Some(url)
}

/// The file of the source that an address names.
pub(crate) fn local_path(url: &Url) -> Option<String> {
    let path = url.as_str().strip_prefix(BASE)?;
    let path = path.split(['?', '#']).next()?;
    let path = String::from_utf8(percent_decoded(path)).ok()?;
    crate::source::clean_path(&path)
}

/// Answers requests for style sheets from the source. Nothing goes over a network.
struct SheetProvider {
    files: Arc<dyn Files>,
    missing: Arc<Mutex<Vec<String>>>,
}

impl NetProvider for SheetProvider {
    fn fetch(&self, _document: usize, request: Request, handler: Box<dyn NetHandler>) {
        let is_sheet = !is_picture_or_font(&request.url);
        let path = local_path(&request.url).filter(|_| is_sheet);
        let found = path.and_then(|path| self.files.read(&path));
        let bytes = match found {
            Some(bytes) => Bytes::from(readable(&String::from_utf8_lossy(&bytes))),
            None => {
                let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
                if is_sheet {
                    let shown = local_path(&request.url);
                    missing.push(shown.unwrap_or_else(|| request.url.to_string()));
                }
                Bytes::new()
            }
        };
        handler.bytes(request.url.to_string(), bytes);
    }
}

/// Whether the address is a picture's or a font's. Those are looked for when they are met.
fn is_picture_or_font(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    url.scheme() == "data"
        || [
            ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".woff2", ".woff",
            ".ttf", ".otf", ".eot",
        ]
        .into_iter()
        .any(|extension| path.ends_with(extension))
}

impl Cascade {
    /// The page in the source at `path` in a window that is `width` CSS px wide.
    pub(crate) fn new(files: &Arc<dyn Files>, path: &str, html: &str, width: u32) -> Self {
        let missing = Arc::default();
        let provider = SheetProvider {
            files: Arc::clone(files),
            missing: Arc::clone(&missing),
        };
        let config = DocumentConfig {
            viewport: Some(Viewport::new(
                width,
                WINDOW_HEIGHT_PX,
                1.0,
                ColorScheme::Light,
            )),
            base_url: address(path).map(|url| url.to_string()),
            net_provider: Some(Arc::new(provider)),
            ua_stylesheets: vec![
                UserAgentStylesheet::default_sheet(),
                UserAgentStylesheet::parse(USER_AGENT),
            ],
            ..DocumentConfig::default()
        };
        let mut document: BaseDocument =
            HtmlDocument::from_html(&with_readable_styles(html), config).into();
        // Sheets that come in may import others.
        for _ in 0..MAX_IMPORT_DEPTH {
            document.handle_messages();
        }
        show_placeholders(&mut document);
        document.resolve_stylist(0.0);
        let mut missing = missing.lock().unwrap_or_else(PoisonError::into_inner);
        Self {
            faces: font_faces::declared(&mut document),
            document,
            missing: std::mem::take(&mut missing),
        }
    }
}

/// The attribute that stands for `:placeholder-shown`, which Blitz never matches. Selectors weigh
/// the same with either.
const PLACEHOLDER_SHOWN: &str = "data-omnios-placeholder-shown";

/// The custom property that stands for `background-clip: text`, which Stylo doesn't read.
pub(crate) const TEXT_CLIP: &str = "omnios-text-clip";

/// A style sheet in words that the cascade has.
fn readable(sheet: &str) -> String {
    let mut sheet = sheet.replace(":placeholder-shown", &format!("[{PLACEHOLDER_SHOWN}]"));
    for written in [
        "-webkit-background-clip:text",
        "-webkit-background-clip: text",
        "background-clip:text",
        "background-clip: text",
    ] {
        if sheet.contains(written) {
            sheet = sheet.replace(written, &format!("--{TEXT_CLIP}:text"));
        }
    }
    sheet
}

/// A page with its own style sheets in those words.
fn with_readable_styles(html: &str) -> String {
    let mut written = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<style") {
        let end = rest[start..]
            .find("</style")
            .map_or(rest.len(), |it| start + it);
        written.push_str(&rest[..start]);
        written.push_str(&readable(&rest[start..end]));
        rest = &rest[end..];
    }
    written.push_str(rest);
    written
}

/// Marks the fields that show their placeholder.
fn show_placeholders(document: &mut BaseDocument) {
    let is_shown = |node: &Node| {
        let attribute = |name| node.attr(name).unwrap_or_default();
        node.element_data().is_some_and(|element| {
            matches!(&*element.name.local, "input" | "textarea")
                && !attribute(local_name!("placeholder")).is_empty()
                && attribute(local_name!("value")).is_empty()
                && node.text_content().is_empty()
        })
    };
    let shown: Vec<NodeId> = document
        .tree()
        .iter()
        .filter(|(_, node)| is_shown(node))
        .map(|(id, _)| id)
        .collect();
    let name = QualName::new(None, ns!(), PLACEHOLDER_SHOWN.into());
    let mut mutator = document.mutate();
    for id in shown {
        mutator.set_attribute(id, name.clone(), "");
    }
}

/// How deep `@import` may go.
const MAX_IMPORT_DEPTH: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_files_of_the_source_alone() {
        let base = address("blog/index.html").unwrap();
        let path = |link: &str| local_path(&base.join(link).unwrap());
        assert_eq!(path("../css/a.css?v=3#x").as_deref(), Some("css/a.css"));
        assert_eq!(path("my%20page.html").as_deref(), Some("blog/my page.html"));
        assert_eq!(path("../../../../etc/passwd"), None);
        assert_eq!(path("%2e%2e/%2e%2e/%2e%2e/x"), None);
        assert_eq!(path("//example.org/a.css"), None);
        assert_eq!(path("https://example.org/a.css"), None);
    }
}
