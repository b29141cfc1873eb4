//! What the compiler tells a designer about a document.

mod document;

use std::collections::BTreeMap;

use document::Document;
use omnios_compile::{Code, Compilation, Content, Severity, Tag, compile};
use omnios_model::{ElementId, ElementKind};

fn compiled(document: &Document) -> Compilation {
    let trees = document.trees();
    let trees: BTreeMap<_, _> = trees.iter().map(|(id, tree)| (*id, tree)).collect();
    compile(&document.project, &trees)
}

fn found(document: &Document) -> Vec<(Code, String)> {
    let name = |it: &omnios_compile::Diagnostic| match &it.location {
        Some(location) => location.name.clone(),
        None => it.page.clone(),
    };
    compiled(document)
        .diagnostics
        .iter()
        .map(|it| (it.code, name(it)))
        .collect()
}

fn page_with_heading() -> (Document, ElementId) {
    let mut document = Document::new("Site");
    let root = document.page("/", "Home", &[]);
    document.text(root, "Title", "Hello", &[("tag", "h1")]);
    (document, root)
}

#[test]
fn headings_out_of_order_are_reported() {
    let mut document = Document::new("Site");
    let root = document.page("/", "Home", &[]);
    document.text(root, "First", "x", &[("tag", "h2")]);
    document.text(root, "Second", "x", &[("tag", "h4")]);
    let root = document.page("/two", "Two", &[]);
    document.text(root, "One", "x", &[("tag", "h1")]);
    document.text(root, "Other", "x", &[("tag", "h1")]);
    assert_eq!(
        found(&document),
        [
            (Code::MissingHeading, "Home".into()),
            (Code::SkippedHeading, "Second".into()),
            (Code::SeveralHeadings, "Other".into()),
        ]
    );
}

#[test]
fn pictures_and_links_must_say_something() {
    let (mut document, root) = page_with_heading();
    let photo = document.asset("a.png", "image/png", 1, 1);
    let source = ("src", photo.as_str());
    document.add(root, ElementKind::Image, "No alt", &[source]);
    document.add(
        root,
        ElementKind::Image,
        "Decoration",
        &[source, ("alt", "")],
    );
    document.add(root, ElementKind::Image, "No source", &[("alt", "x")]);
    let silent = document.frame(root, "Silent link", &[("href", "/")]);
    document.add(silent, ElementKind::Vector, "Icon", &[]);
    let spoken = document.frame(root, "Spoken link", &[("href", "/")]);
    document.add(spoken, ElementKind::Vector, "Icon", &[("alt", "Home")]);
    let unknown = "f".repeat(64);
    let layer = format!("image({unknown} cover)");
    document.frame(root, "Banner", &[("background", &layer)]);
    assert_eq!(
        found(&document),
        [
            (Code::MissingAlt, "No alt".into()),
            (Code::MissingAsset, "No source".into()),
            (Code::EmptyLink, "Silent link".into()),
            (Code::MissingAsset, "Banner".into()),
        ]
    );
}

#[test]
fn routes_that_collide_or_leave_the_site_lose_their_page() {
    let mut document = Document::new("Site");
    for (route, name) in [
        ("/", "Home"),
        ("/about", "About"),
        ("/About", "Shadow"),
        ("/../etc", "Climber"),
        ("nowhere", "Lost"),
    ] {
        let root = document.page(route, name, &[]);
        document.text(root, "Title", "x", &[("tag", "h1")]);
    }
    let compiled = compiled(&document);
    let codes: Vec<Code> = compiled.diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(
        codes,
        [Code::DuplicateRoute, Code::InvalidRoute, Code::InvalidRoute]
    );
    assert!(
        compiled
            .diagnostics
            .iter()
            .all(|it| it.severity() == Severity::Error)
    );
    let names: Vec<&str> = compiled
        .site
        .pages
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(names, ["Home", "About"]);
}

#[test]
fn a_family_that_is_not_bundled_is_reported_once_a_page() {
    let (mut document, root) = page_with_heading();
    for name in ["One", "Two"] {
        document.text(root, name, "x", &[("font-family", "Comic Sans MS")]);
    }
    assert_eq!(found(&document), [(Code::UnbundledFont, "One".into())]);
}

#[test]
fn letters_that_no_bundled_font_has_are_named() {
    let (mut document, root) = page_with_heading();
    document.text(root, "Tea", "Tea 茶 for 茶道", &[]);
    document.text(root, "Greeting", "Größe שלום مرحبا 👋🏽 Привет", &[]);
    assert_eq!(found(&document), [(Code::UnservedLetters, "Tea".into())]);
    let message = &compiled(&document).diagnostics[0].message;
    assert!(message.contains("“茶道”"), "{message}");
}

#[test]
fn without_heading_tags_the_largest_texts_are_headings() {
    let mut document = Document::new("Site");
    let root = document.page("/", "Home", &[]);
    for (name, text, size) in [
        ("Title", "Chairs", "64px"),
        ("Figure", "98%", "80px"),
        ("Section title", "Why", "40px"),
        ("Second large", "Also", "64px"),
        ("Copy", "Copy", "16px"),
    ] {
        document.text(root, name, text, &[("font-size", size)]);
    }
    let compiled = compiled(&document);
    let Content::Nodes(nodes) = &compiled.site.pages[0].root.content else {
        panic!("the root holds nodes");
    };
    let tags: Vec<Tag> = nodes.iter().map(|it| it.tag).collect();
    assert_eq!(tags, [Tag::H1, Tag::P, Tag::H2, Tag::H2, Tag::P]);
    assert_eq!(compiled.diagnostics, []);
}

#[test]
fn frames_without_end_are_cut_and_reported() {
    let (mut document, root) = page_with_heading();
    let mut parent = root;
    for depth in 0..2000 {
        parent = document.frame(parent, &format!("Frame {depth}"), &[]);
    }
    assert_eq!(found(&document), [(Code::TooDeep, "Frame 127".into())]);
}

#[test]
fn an_empty_project_is_an_empty_site() {
    let compiled = compiled(&Document::new("Nothing"));
    assert!(compiled.site.pages.is_empty() && compiled.diagnostics.is_empty());
}
