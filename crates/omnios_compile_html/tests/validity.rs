//! Whatever a document holds, its export is valid: random documents from fixed seeds, with names,
//! tags, links and texts that are meant to break it.

#[path = "../../omnios_compile/tests/document/mod.rs"]
mod document;

use std::collections::{BTreeMap, BTreeSet};

use document::Document;
use omnios_compile::{Compilation, Node, Tag};
use omnios_compile_html::{AssetSource, HtmlExport, HtmlOptions, compile};
use omnios_model::{AssetHash, ElementId, ElementKind};

const NAMES: &[&str] = &[
    "Header",
    "Main",
    "Footer",
    "Nav",
    "Section – Übersicht",
    "Card",
    "card",
    "Card 2",
    "3 columns",
    "日本語",
    "",
    "</style><script>alert(1)</script>",
    "\"><img onerror=x>",
    "*/ body { display: none }",
];
const TAGS: &[&str] = &[
    "",
    "",
    "",
    "a",
    "article",
    "body",
    "button",
    "div",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h4",
    "header",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "script",
    "section",
    "small",
    "span",
    "ul",
];
const LINKS: &[&str] = &[
    "",
    "",
    "",
    "/",
    "/about",
    "#card",
    "/about#nav",
    "https://x.example/\"><script>",
    "mailto:a@b.example",
    "/../..",
];
const TEXTS: &[&str] = &[
    "",
    "Plain",
    "Two\nlines\n",
    "  spaced\tout ",
    "<script>alert(1)</script>&amp;",
    "\u{0}\u{7}\u{a0}é",
    "one \u{fffc} and\n\u{fffc}\u{fffc} more",
];
const STYLES: &[(&str, &str)] = &[
    ("display", "flex"),
    ("display@tablet", "block"),
    ("hidden", "true"),
    ("hidden@mobile", "false"),
    ("hidden@tablet", "true"),
    ("position", "absolute"),
    ("position@mobile", "static"),
    ("left", "-4px"),
    ("width", "33.333333%"),
    ("padding-left", "8px"),
    ("padding-right@mobile", "2px"),
    ("background", "linear-gradient(#fff, #000), #123456"),
    ("border-top-width", "2px"),
    ("opacity", "0.5"),
];

struct NoFiles;

impl AssetSource for NoFiles {
    fn asset(&self, _: &AssetHash) -> Option<Vec<u8>> {
        None
    }

    fn font(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

/// Xorshift: enough to shuffle with, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

fn random_document(seed: u64) -> Document {
    let mut random = Random(seed * 0x9e37_79b9 + 1);
    let mut document = Document::new("Site");
    let photo = document.asset("<photo>.png", "image/png", 4, 3);
    for route in ["/", "/about", "/work/a b"] {
        let root = document.page(route, random.pick(NAMES), &[]);
        let list = document.frame(root, "List", &[("tag", "ul")]);
        let mut holders: Vec<ElementId> = vec![root, list];
        for _ in 0..40 {
            let kind = random.pick(&[
                ElementKind::Frame,
                ElementKind::Frame,
                ElementKind::Frame,
                ElementKind::Text,
                ElementKind::Text,
                ElementKind::Text,
                ElementKind::Image,
                ElementKind::Rectangle,
                ElementKind::Vector,
            ]);
            let mut properties: Vec<(&str, &str)> = Vec::new();
            match kind {
                ElementKind::Frame | ElementKind::Text => {
                    properties.push(("tag", random.pick(TAGS)));
                    properties.push(("href", random.pick(LINKS)));
                }
                ElementKind::Image => properties.push(("src", photo.as_str())),
                ElementKind::Vector => {
                    properties.push(("fill", "radial-gradient(#fff, #000)"));
                    properties.push(("stroke@mobile", "linear-gradient(#fff, #000)"));
                }
                _ => {}
            }
            for _ in 0..random.below(4) {
                properties.push(random.pick(STYLES));
            }
            let parent = random.pick(&holders);
            let name = random.pick(NAMES);
            if kind == ElementKind::Text {
                let id = document.text(parent, name, random.pick(TEXTS), &properties);
                if random.below(3) == 0 {
                    holders.push(id);
                }
            } else {
                let id = document.add(parent, kind, name, &properties);
                if kind == ElementKind::Frame {
                    holders.push(id);
                }
            }
        }
    }
    document
}

fn compiled(document: &Document) -> (Compilation, HtmlExport) {
    let trees = document.trees();
    let trees: BTreeMap<_, _> = trees.iter().map(|(id, tree)| (*id, tree)).collect();
    let compilation = omnios_compile::compile(&document.project, &trees);
    let export = compile(&compilation.site, &NoFiles, HtmlOptions { with_ids: true });
    (compilation, export)
}

/// HTML's content models, as far as the compilers' tags go, written apart from the compiler's.
fn assert_nesting(node: &Node, around: &[Tag], seed: u64) {
    use Tag as T;
    let parent = around.last().copied();
    let within = |tags: &[Tag]| around.iter().any(|it| tags.contains(it));
    let check = |holds: bool, rule: &str| {
        assert!(holds, "seed {seed}: {rule}: {} in {around:?}", node.tag);
    };
    let is_interactive = node.link.is_some() || node.tag == T::Button;
    check(
        !is_interactive || !within(&[T::A, T::Button]),
        "nothing interactive in a link or button",
    );
    check(
        node.tag != T::A || node.link.is_some(),
        "a link leads somewhere",
    );
    check(
        (node.tag == T::Li) == parent.is_some_and(|it| matches!(it, T::Ul | T::Ol)),
        "lists hold list items, and nothing else does",
    );
    let words_only = [
        T::Button,
        T::P,
        T::H1,
        T::H4,
        T::Span,
        T::Small,
        T::Strong,
        T::Em,
        T::Cite,
        T::Code,
        T::Address,
    ];
    if within(&words_only) {
        let phrasing = [
            T::A,
            T::Button,
            T::Span,
            T::Small,
            T::Strong,
            T::Em,
            T::Cite,
            T::Code,
            T::Img,
            T::Svg,
        ];
        check(
            phrasing.contains(&node.tag),
            "texts and buttons hold phrasing only",
        );
    }
    if node.tag == T::Main {
        check(
            around.iter().all(|it| matches!(it, T::Body | T::Div)),
            "main stands at the top",
        );
    }
    if matches!(node.tag, T::Header | T::Footer) {
        check(
            !within(&[T::Header, T::Footer]),
            "no header or footer in another",
        );
    }
    if node.tag == T::Figcaption {
        check(parent == Some(T::Figure), "captions stand in figures");
    }
    check(
        (node.tag == T::Body) == around.is_empty(),
        "the root alone is the body",
    );
    let mut inside = around.to_vec();
    inside.push(node.tag);
    if node.link.is_some() && node.tag != T::A {
        inside.push(T::A);
    }
    for child in node.content.nodes() {
        assert_nesting(child, &inside, seed);
    }
}

fn count(node: &Node, tag: Tag) -> usize {
    let inside: usize = node.content.nodes().map(|child| count(child, tag)).sum();
    inside + usize::from(node.tag == tag)
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn random_documents_export_valid_sites() {
    for seed in 1..=400 {
        let (compilation, export) = compiled(&random_document(seed));
        let css = String::from_utf8(export.files["styles.css"].clone()).unwrap();
        assert_eq!(css.matches('{').count(), css.matches('}').count());
        assert_eq!(css.matches("/*").count(), css.matches("*/").count());
        assert!(!css.contains('<'), "seed {seed}");
        let classes: BTreeSet<&str> = compilation
            .site
            .classes
            .iter()
            .map(|class| class.name.as_str())
            .collect();
        assert_eq!(classes.len(), compilation.site.classes.len());
        for class in &classes {
            assert!(class.starts_with(|letter: char| letter.is_ascii_lowercase()));
            assert!(css.contains(&format!(".{class} {{")));
        }
        for page in &compilation.site.pages {
            assert_nesting(&page.root, &[], seed);
            assert!(count(&page.root, Tag::Main) <= 1, "seed {seed}");
        }
        for (path, bytes) in &export.files {
            let Some(html) = path
                .ends_with(".html")
                .then(|| String::from_utf8(bytes.clone()).unwrap())
            else {
                continue;
            };
            assert!(!html.contains("<script"), "seed {seed}");
            assert!(!html.contains("onerror=x>"), "seed {seed}");
            assert!(!html.contains('\0'), "seed {seed}");
            let ids = values(&html, "id");
            let unique: BTreeSet<_> = ids.iter().collect();
            assert_eq!(unique.len(), ids.len(), "seed {seed}: {ids:?}");
            for paint in values(&html, "fill") {
                let id = paint
                    .strip_prefix("url(#")
                    .map(|it| it.trim_end_matches(')'));
                assert!(
                    id.is_none_or(|id| ids.contains(&id)),
                    "seed {seed}: {paint}"
                );
            }
            for class in values(&html, "class") {
                assert!(classes.contains(class), "seed {seed}: {class}");
            }
        }
    }
}

#[test]
fn random_documents_export_the_same_bytes_again() {
    for seed in 1..=50 {
        let (_, first) = compiled(&random_document(seed));
        let (_, second) = compiled(&random_document(seed));
        assert_eq!(first, second, "seed {seed}");
    }
}
