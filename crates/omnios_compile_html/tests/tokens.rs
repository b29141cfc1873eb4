//! Design tokens in exports: custom properties, with modes by attribute and by preference.

#[path = "../../omnios_compile/tests/document/mod.rs"]
mod document;

use std::collections::BTreeMap;

use document::Document;
use omnios_compile_html::{AssetSource, HtmlOptions, compile};
use omnios_model::{AssetHash, TokenKind};

struct NoFiles;

impl AssetSource for NoFiles {
    fn asset(&self, _: &AssetHash) -> Option<Vec<u8>> {
        None
    }

    fn font(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

fn css(document: &Document) -> String {
    let trees = document.trees();
    let trees: BTreeMap<_, _> = trees.iter().map(|(id, tree)| (*id, tree)).collect();
    let site = omnios_compile::compile(&document.project, &trees).site;
    let mut files = compile(&site, &NoFiles, HtmlOptions { with_ids: false }).files;
    String::from_utf8(files.remove("styles.css").unwrap()).unwrap()
}

#[track_caller]
fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "no\n{part}\nin\n{text}");
}

#[test]
fn what_is_used_becomes_custom_properties() {
    let mut document = Document::new("Site");
    document.token("ink", TokenKind::Color, "#101820", &[("dark", "#f2f2f2")]);
    document.token("accent", TokenKind::Color, "var(--ink)", &[]);
    document.token("gap-m", TokenKind::Dimension, "16px", &[]);
    document.token("body", TokenKind::FontFamily, "Fraunces", &[]);
    document.token("unused", TokenKind::Color, "#00ff00", &[]);
    let root = document.page("/", "Home", &[]);
    document.text(
        root,
        "Title",
        "Hello",
        &[
            ("tag", "h1"),
            ("color", "var(--accent)"),
            ("font-family", "var(--body)"),
        ],
    );
    document.frame(
        root,
        "Box",
        &[
            ("padding-top", "var(--gap-m)"),
            ("padding-right", "8px"),
            ("padding-bottom", "var(--gap-m)"),
            ("padding-left", "8px"),
            ("border-top-width", "2px"),
            ("border-top-color", "var(--ink)"),
            ("background", "var(--missing)"),
        ],
    );
    let css = css(&document);
    assert_has(
        &css,
        ":root {\n  --accent: var(--ink);\n  --body: Fraunces, serif;\n  --gap-m: 16px;\n  --ink: #101820;\n}\n",
    );
    assert_has(
        &css,
        "@media (prefers-color-scheme: dark) {\n  :root:not([data-mode]) {\n    --ink: #f2f2f2;\n  }\n}\n",
    );
    assert_has(&css, ":root[data-mode=\"dark\"] {\n  --ink: #f2f2f2;\n}\n");
    assert_has(&css, "color: var(--accent);");
    assert_has(&css, "font-family: var(--body);");
    assert_has(&css, "padding: var(--gap-m) 8px;");
    assert_has(&css, "border-top: 2px solid var(--ink);");
    assert!(!css.contains("unused") && !css.contains("missing"), "{css}");
}
