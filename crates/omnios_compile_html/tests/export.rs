//! What a designer's document becomes: files, tags, styles, links.

#[path = "../../omnios_compile/tests/document/mod.rs"]
mod document;

use std::collections::BTreeMap;

use document::Document;
use omnios_compile::{Code, Compilation};
use omnios_compile_html::{AssetSource, HtmlExport, HtmlOptions, compile};
use omnios_model::{AssetHash, ElementKind};

/// The bundled fonts from the repository, and a made-up picture for every asset.
struct Files;

impl AssetSource for Files {
    fn asset(&self, hash: &AssetHash) -> Option<Vec<u8>> {
        Some(hash.as_str().as_bytes().to_vec())
    }

    fn font(&self, file_name: &str) -> Option<Vec<u8>> {
        let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts/");
        std::fs::read(format!("{fonts}{file_name}")).ok()
    }
}

fn ir(document: &Document) -> Compilation {
    let trees = document.trees();
    let trees: BTreeMap<_, _> = trees.iter().map(|(id, tree)| (*id, tree)).collect();
    omnios_compile::compile(&document.project, &trees)
}

fn export(document: &Document, with_ids: bool) -> HtmlExport {
    compile(&ir(document).site, &Files, HtmlOptions { with_ids })
}

fn file(document: &Document, path: &str) -> String {
    let export = export(document, false);
    let bytes = export.files.get(path).unwrap_or_else(|| {
        panic!("no {path} among {:?}", export.files.keys());
    });
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

fn css(document: &Document) -> String {
    file(document, "styles.css")
}

fn codes(document: &Document) -> Vec<Code> {
    let found = ir(document).diagnostics;
    found.into_iter().map(|it| it.code).collect()
}

#[track_caller]
fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "no\n{part}\nin\n{text}");
}

/// A page with a heading, so that tests see their own diagnostics only.
fn page_with_heading() -> (Document, omnios_model::ElementId) {
    let mut document = Document::new("Site");
    let root = document.page("/", "Home", &[]);
    document.text(root, "Title", "Hello", &[("tag", "h1")]);
    (document, root)
}

#[test]
fn a_page_is_written_as_a_person_would() {
    let mut document = Document::new("Chairs");
    let root = document.page(
        "/",
        "Home",
        &[("display", "flex"), ("flex-direction", "column")],
    );
    let header = document.frame(
        root,
        "Header",
        &[
            ("display", "flex"),
            ("padding-top", "16px"),
            ("padding-bottom", "16px"),
            ("padding-left", "32px"),
            ("padding-right", "32px"),
            ("padding-left@mobile", "16px"),
            ("padding-right@mobile", "16px"),
        ],
    );
    document.text(
        header,
        "Logo",
        "Chairs",
        &[("href", "/"), ("font-weight", "700")],
    );
    let main = document.frame(root, "Main", &[]);
    let hero = document.frame(main, "Hero", &[("background", "#f4f4f4")]);
    document.text(
        hero,
        "Hero title",
        "Sit\nwell",
        &[
            ("tag", "h1"),
            ("font-size", "64px"),
            ("font-size@mobile", "40px"),
        ],
    );
    document.text(hero, "Copy", "By hand & heart.", &[]);
    assert_eq!(
        file(&document, "index.html"),
        r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Home</title>
    <meta name="description" content="About Home.">
    <link rel="preload" href="fonts/Inter.woff2" as="font" type="font/woff2" crossorigin="anonymous">
    <link rel="stylesheet" href="styles.css">
  </head>
  <body class="home">
    <header class="header">
      <a class="logo" href="index.html">Chairs</a>
    </header>
    <main>
      <section class="hero">
        <h1 class="hero-title">Sit<br>well</h1>
        <p>By hand &amp; heart.</p>
      </section>
    </main>
  </body>
</html>
"#
    );
    assert_eq!(
        css(&document),
        r#"/* Fonts */

@font-face {
  font-family: Inter;
  font-style: normal;
  font-weight: 100 900;
  font-display: swap;
  src: url("fonts/Inter.woff2") format("woff2");
}

/* Base */

*, *::before, *::after {
  box-sizing: border-box;
  margin: 0;
  padding: 0;
}

body {
  display: flow-root;
  color: #1a1a1a;
  font: 400 16px/1.5 Inter, sans-serif;
  overflow-wrap: break-word;
  text-rendering: geometricPrecision;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}

h1 {
  font: inherit;
}

a {
  display: block;
  color: inherit;
  text-decoration: none;
}

/* Home */

.home {
  display: flex;
  flex-direction: column;
}

.header {
  display: flex;
  padding: 16px 32px;
}

.logo {
  font-weight: 700;
}

.hero {
  background: #f4f4f4;
}

.hero-title {
  font-size: 64px;
}

@media (max-width: 599px) {
  .header {
    padding: 16px;
  }

  .hero-title {
    font-size: 40px;
  }
}
"#
    );
    assert_eq!(ir(&document).diagnostics, []);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let build = || {
        let (mut document, root) = page_with_heading();
        for name in ["Card", "Card", "Zebra", "Ångström"] {
            let card = document.frame(root, name, &[("width", "10px")]);
            document.text(card, "Copy", "x", &[("font-family", "Fraunces")]);
        }
        document
    };
    assert_eq!(export(&build(), true), export(&build(), true));
}

#[test]
fn an_element_added_elsewhere_renames_no_class() {
    let build = |with_more: bool| {
        let (mut document, root) = page_with_heading();
        if with_more {
            document.frame(root, "Badge", &[("width", "5px")]);
        }
        for width in ["10px", "20px"] {
            document.frame(root, "Card", &[("width", width)]);
        }
        if with_more {
            document.frame(root, "Card", &[("width", "30px")]);
            document.frame(root, "Card", &[("width", "20px")]);
        }
        css(&document)
    };
    for css in [build(false), build(true)] {
        assert_has(&css, ".card {\n  width: 10px;\n}");
        assert_has(&css, ".card-2 {\n  width: 20px;\n}");
    }
    assert_eq!(build(true).matches("{\n  width: 20px;").count(), 1);
    assert_has(&build(true), ".card-3 {\n  width: 30px;\n}");
}

#[test]
fn hostile_content_stays_content() {
    let mut document = Document::new("</style>");
    let root = document.page("/", "</title><script>alert(1)</script> */ x", &[]);
    document.text(
        root,
        "\"><script>alert(1)</script>",
        "<script>alert(1)</script>",
        &[
            ("tag", "h1"),
            ("font-family", "x\"; } </style><script>alert(1)</script>"),
        ],
    );
    document.text(
        root,
        "Link",
        "x",
        &[("href", "https://x.example/\"><script>alert(1)</script>")],
    );
    let image = document.asset("\"><script>.png", "image/png", 10, 10);
    document.add(
        root,
        ElementKind::Image,
        "Picture",
        &[("src", image.as_str()), ("alt", "\" onerror=\"alert(1)")],
    );
    document.project.pages[0].description = "\"><script>alert(1)</script>".to_owned();
    let export = export(&document, true);
    for (path, bytes) in &export.files {
        if path.ends_with(".html") || path.ends_with(".css") {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("<script"), "{path}: {text}");
            assert!(!text.contains("</style"), "{path}: {text}");
            assert!(!text.contains("\" onerror"), "{path}: {text}");
        }
    }
    let page = file(&document, "index.html");
    assert_has(&page, "&lt;script&gt;alert(1)&lt;/script&gt;</h1>");
    assert_has(&css(&document), "/* /titlescriptalert(1)/script / x */");
}

#[test]
fn a_script_link_is_left_out_and_reported() {
    let (mut document, root) = page_with_heading();
    let id = document.text(root, "Link", "Click", &[]);
    // As another program could have written it, past the model's check.
    let mut trees = document.trees();
    let tree = &mut trees[0].1;
    let mut element = (**tree.get(id).unwrap()).clone();
    element.properties.insert(
        omnios_model::PropertyKey::base(omnios_model::Property::Href),
        omnios_model::Value::Text(" JavaScript:alert(1)".into()),
    );
    tree.insert(std::sync::Arc::new(element));
    let trees: BTreeMap<_, _> = trees.iter().map(|(id, tree)| (*id, tree)).collect();
    let compiled = omnios_compile::compile(&document.project, &trees);
    let export = compile(&compiled.site, &Files, HtmlOptions::default());
    let page = String::from_utf8_lossy(&export.files["index.html"]);
    assert_has(&page, "<p>Click</p>");
    assert_eq!(compiled.diagnostics[0].code, Code::UnsafeLink);
}

#[test]
fn links_between_pages_are_relative_and_broken_ones_are_reported() {
    let mut document = Document::new("Site");
    for (route, links) in [
        ("/", vec!["/about", "about#our-team", "#our-team", "/gone"]),
        (
            "/about",
            vec!["/", "/work/chair?a=1", "#our-team", "/about"],
        ),
        ("/work/chair", vec!["/about", "https://example.com/a b"]),
    ] {
        let root = document.page(route, "Page", &[]);
        document.text(root, "Title", "T", &[("tag", "h1")]);
        for href in links {
            document.text(root, "Link", "x", &[("href", href)]);
        }
        if route == "/about" {
            document.frame(root, "Our team", &[]);
        }
    }
    let home = file(&document, "index.html");
    assert_has(&home, "href=\"about/index.html\"");
    assert_has(&home, "href=\"about/index.html#our-team\"");
    let about = file(&document, "about/index.html");
    assert_has(&about, "href=\"../index.html\"");
    assert_has(&about, "href=\"../work/chair/index.html?a=1\"");
    assert_has(&about, "href=\"#our-team\"");
    assert_has(&about, "<div id=\"our-team\">");
    assert_has(&about, "href=\"../styles.css\"");
    assert_has(&about, "href=\"../fonts/Inter.woff2\"");
    let work = file(&document, "work/chair/index.html");
    assert_has(&work, "href=\"../../about/index.html\"");
    assert_has(&work, "href=\"https://example.com/a%20b\"");
    // The home page has nothing called “Our team”, and nothing is at /gone.
    assert_eq!(codes(&document), [Code::BrokenLink, Code::BrokenLink]);
}

#[test]
fn what_is_hidden_everywhere_is_not_exported() {
    let (mut document, root) = page_with_heading();
    let gone = document.frame(root, "Gone", &[("hidden", "true")]);
    document.text(gone, "Secret", "secret", &[]);
    document.text(
        root,
        "Wide only",
        "wide",
        &[("hidden@tablet", "true"), ("font-size", "20px")],
    );
    let menu = document.frame(
        root,
        "Menu",
        &[
            ("hidden", "true"),
            ("hidden@mobile", "false"),
            ("display", "flex"),
        ],
    );
    document.text(menu, "Menu item", "item", &[("font-size", "20px")]);
    let page = file(&document, "index.html");
    assert!(!page.contains("secret"), "{page}");
    let css = css(&document);
    assert_has(&css, ".menu {\n  display: none;\n}");
    assert_has(
        &css,
        "@media (max-width: 991px) {\n  .wide-only {\n    display: none;\n  }\n}",
    );
    // What can only be seen on a mobile is styled there only.
    assert_has(
        &css,
        "@media (max-width: 599px) {\n  .menu {\n    display: flex;\n  }\n\n  .menu-item {\n    \
         font-size: 20px;\n  }\n}",
    );
}

#[test]
fn nesting_is_valid_html() {
    let (mut document, root) = page_with_heading();
    let card = document.frame(root, "Card", &[("href", "/")]);
    document.text(card, "Card title", "Card", &[("tag", "h2")]);
    document.text(card, "More", "More", &[("href", "/")]);
    let list = document.frame(root, "List", &[("tag", "ul")]);
    document.text(list, "Item", "One", &[("href", "/")]);
    document.frame(list, "Item", &[]);
    let bad_list = document.frame(root, "Bad list", &[("tag", "ul")]);
    document.add(bad_list, ElementKind::Rectangle, "Shape", &[]);
    let button = document.frame(root, "Button", &[("tag", "button")]);
    document.text(button, "Label", "Go", &[("tag", "h3")]);
    document.add(button, ElementKind::Ellipse, "Dot", &[]);
    document.text(root, "Heading link", "See", &[("tag", "h2"), ("href", "/")]);
    document.text(root, "Stray", "Stray", &[("tag", "li")]);
    document.text(root, "Odd", "Odd", &[("tag", "script")]);
    let page = file(&document, "index.html");
    let body = &page[page.find("<body").unwrap()..];
    assert_eq!(
        body,
        r#"<body>
    <h1>Hello</h1>
    <a href="index.html">
      <h2>Card</h2>
      <p>More</p>
    </a>
    <ul>
      <li><a href="index.html">One</a></li>
      <li></li>
    </ul>
    <div>
      <div></div>
    </div>
    <button class="button" type="button">
      <span>Go</span>
      <span class="dot"></span>
    </button>
    <h2><a href="index.html">See</a></h2>
    <p>Stray</p>
    <p>Odd</p>
  </body>
</html>
"#
    );
    assert_eq!(
        codes(&document),
        [
            Code::NestedInteractive,
            Code::InvalidNesting,
            Code::IdleButton,
            Code::InvalidNesting,
            Code::InvalidNesting,
            Code::InvalidTag,
        ]
    );
}

#[test]
fn absolute_elements_stand_in_their_parent() {
    let (mut document, root) = page_with_heading();
    let hero = document.frame(root, "Hero", &[]);
    document.add(
        hero,
        ElementKind::Ellipse,
        "Blob",
        &[
            ("position", "absolute"),
            ("position@mobile", "static"),
            ("left", "10px"),
            ("top", "-20px"),
            ("width", "100px"),
            ("background", "#ff0000"),
        ],
    );
    document.text(hero, "Copy", "Text", &[("color", "#ffffff")]);
    let css = css(&document);
    assert_has(&css, ".hero {\n  position: relative;\n}");
    assert_has(
        &css,
        ".blob {\n  position: absolute;\n  top: -20px;\n  left: 10px;\n  width: 100px;\n  \
         background: #ff0000;\n  border-radius: 50%;\n}",
    );
    assert_has(&css, ".copy {\n  color: #ffffff;\n}");
    assert_has(
        &css,
        "@media (max-width: 599px) {\n  .hero {\n    position: static;\n  }\n\n  \
         .blob {\n    position: static;\n  }\n}",
    );
}

#[test]
fn offsets_of_a_wider_range_do_not_shift_a_containing_block() {
    let (mut document, root) = page_with_heading();
    let panel = document.frame(
        root,
        "Panel",
        &[
            ("position", "absolute"),
            ("position@mobile", "static"),
            ("left", "10px"),
        ],
    );
    document.frame(panel, "Badge", &[("position", "absolute")]);
    assert_has(
        &css(&document),
        "  .panel {\n    position: relative;\n    left: auto;\n  }",
    );
}

#[test]
fn pictures_and_vectors_carry_their_natural_size() {
    let (mut document, root) = page_with_heading();
    let photo = document.asset("Our Team.jpeg", "image/jpeg", 1200, 800);
    document.add(
        root,
        ElementKind::Image,
        "Photo",
        &[("src", photo.as_str()), ("alt", "Us")],
    );
    document.frame(
        root,
        "Banner",
        &[
            ("background", &format!("#00000080, image({photo} cover)")),
            ("border-top-width", "1px"),
        ],
    );
    for _ in 0..2 {
        document.add(
            root,
            ElementKind::Vector,
            "Icon",
            &[
                ("d", "M0 0L24 24"),
                ("view-box", "0 0 24 24"),
                ("fill", "linear-gradient(90deg, #ff0000, #0000ff)"),
                ("stroke", "#111111"),
                ("stroke@mobile", "#222222"),
                ("stroke-width", "2"),
            ],
        );
    }
    let page = file(&document, "index.html");
    assert_has(
        &page,
        "<img src=\"assets/our-team-aaaaaaaa.jpg\" width=\"1200\" height=\"800\" alt=\"Us\">",
    );
    assert_has(
        &page,
        r##"    <svg class="icon" width="24" height="24" viewBox="0 0 24 24" fill="url(#icon-fill)" stroke="#111111" stroke-width="2" aria-hidden="true">
      <defs>
        <linearGradient id="icon-fill" x1="0" y1="0.5" x2="1" y2="0.5">
          <stop offset="0" stop-color="#ff0000"/>
          <stop offset="1" stop-color="#0000ff"/>
        </linearGradient>
      </defs>
      <path d="M0 0L24 24"/>
    </svg>
"##,
    );
    assert_has(&page, "id=\"icon-fill-2\"");
    let css = css(&document);
    assert_has(
        &css,
        "background: linear-gradient(#00000080, #00000080), \
         url(\"assets/our-team-aaaaaaaa.jpg\") center / cover no-repeat;\n  \
         border-top: 1px solid #000000;",
    );
    assert_has(&css, ".icon {\n    stroke: #222222;\n  }");
    assert_eq!(css.matches(".icon").count(), 1);
    let files = export(&document, false).files;
    assert!(files.contains_key("assets/our-team-aaaaaaaa.jpg"));
}

#[test]
fn white_space_is_kept_only_where_it_would_be_lost() {
    let (mut document, root) = page_with_heading();
    document.text(root, "Plain", "one two\nthree", &[]);
    document.text(root, "Spaced", "one  two\nthree", &[]);
    document.text(root, "Empty", "", &[]);
    document.text(root, "Break", "a\n", &[]);
    let page = file(&document, "index.html");
    assert_has(&page, "<p>one two<br>three</p>");
    assert_has(&page, "<p class=\"spaced\">one  two\nthree</p>");
    assert_has(&page, "<p><br></p>\n    <p>a<br><br></p>");
    assert_has(&css(&document), ".spaced {\n  white-space: pre-wrap;\n}");
}

#[test]
fn every_tag_of_an_element_has_its_id_when_asked() {
    let (mut document, root) = page_with_heading();
    let photo = document.asset("a.png", "image/png", 1, 1);
    let nav = document.frame(root, "Nav", &[("tag", "ul")]);
    document.text(nav, "Item", "x", &[("href", "/")]);
    document.add(
        root,
        ElementKind::Image,
        "Photo",
        &[("src", photo.as_str()), ("alt", "")],
    );
    document.add(root, ElementKind::Vector, "Icon", &[("d", "M0 0")]);
    let export = export(&document, true);
    let page = String::from_utf8_lossy(&export.files["index.html"]);
    for (_, tree) in document.trees() {
        for element in tree.elements() {
            let attribute = format!("data-omnios-id=\"{}\"", element.id);
            assert_eq!(page.matches(&attribute).count(), 1, "{}", element.name);
        }
    }
    assert!(!file(&document, "index.html").contains("data-omnios-id"));
}

#[test]
fn only_fonts_in_use_are_exported_with_their_licence() {
    let (mut document, root) = page_with_heading();
    document.text(
        root,
        "Quote",
        "x",
        &[("font-family", "Fraunces"), ("font-style", "italic")],
    );
    let export = export(&document, false);
    let fonts: Vec<&str> = export
        .files
        .keys()
        .filter_map(|path| path.strip_prefix("fonts/"))
        .collect();
    assert_eq!(
        fonts,
        [
            "Fraunces-Italic.woff2",
            "Fraunces-LICENSE.txt",
            "Inter-LICENSE.txt",
            "Inter.woff2"
        ]
    );
    assert_eq!(export.diagnostics, []);
}

/// Adds a font of the project's own.
fn own_font(document: &mut Document, name: &str, media_type: &str, faces: &str) -> AssetHash {
    let hash = document.asset(name, media_type, 0, 0);
    let font = document
        .project
        .assets
        .get_mut(&hash)
        .expect("it was added");
    font.faces = omnios_model::parse_font_faces(faces).expect("faces");
    hash
}

#[test]
fn a_projects_own_fonts_come_with_what_they_were_declared_as() {
    let (mut document, root) = page_with_heading();
    let regular = own_font(
        &mut document,
        "lato.woff2",
        "font/woff2",
        "\"Lato\" 100 500",
    );
    let bold = own_font(&mut document, "Lato Bold.otf", "font/otf", "\"Lato\" 700");
    let greek = own_font(&mut document, "g.ttf", "font/ttf", "\"Lato\" 700 U+370-3FF");
    let italic = own_font(&mut document, "i.woff", "font/woff", "\"Lato\" 400 italic");
    let words = document.text(root, "Words", "Plain and ш", &[("font-family", "lato")]);
    let other = document.page("/other", "Other", &[]);
    let heading = [
        ("font-family", "Lato"),
        ("font-weight", "800"),
        ("tag", "h1"),
    ];
    document.text(other, "Title", "Bold", &heading);
    let export = export(&document, false);
    assert_eq!(export.diagnostics, []);
    let _ = (words, greek, italic);
    let css = css(&document);
    let lato: Vec<&str> = css
        .split("@font-face {")
        .filter(|face| face.contains("\"Lato\""))
        .filter_map(|face| Some(face.split_once('}')?.0))
        .collect();
    let digits = |hash: &AssetHash| hash.as_str()[..8].to_owned();
    let url = |name: String, format: &str| format!("url(\"fonts/{name}\") format(\"{format}\");");
    assert_eq!(lato.len(), 2, "{css}");
    assert_has(lato[0], "font-weight: 100 500;\n  font-display: swap;");
    assert_has(
        lato[0],
        &url(format!("lato-{}.woff2", digits(&regular)), "woff2"),
    );
    assert_has(lato[1], "font-weight: 700;");
    assert_has(
        lato[1],
        &url(format!("lato-bold-{}.otf", digits(&bold)), "opentype"),
    );
    assert_has(&css, "font-family: \"lato\", Inter, sans-serif;");
    let fonts = export
        .files
        .keys()
        .filter(|path| path.starts_with("fonts/lato"));
    assert_eq!(fonts.count(), 2);
    // Each page asks at once for what it shows, and for Inter only where it is sure to be shown.
    let home = file(&document, "index.html");
    assert_has(
        &home,
        &format!(
            "fonts/lato-{}.woff2\" as=\"font\" type=\"font/woff2\"",
            digits(&regular)
        ),
    );
    let other = file(&document, "other/index.html");
    assert_has(
        &other,
        &format!(
            "fonts/lato-bold-{}.otf\" as=\"font\" type=\"font/otf\"",
            digits(&bold)
        ),
    );
    assert!(!other.contains("Inter"), "{other}");
    assert!(export.files.contains_key("fonts/Inter.woff2"));
}

#[test]
fn letters_that_the_family_lacks_come_with_a_font_that_has_them() {
    let (mut document, root) = page_with_heading();
    document.text(root, "Greeting", "שלום 👋🏽", &[]);
    document.text(root, "Place", "Łódź", &[("font-family", "Fraunces")]);
    let other = document.page("/other", "Other", &[]);
    document.text(other, "Title", "Café, 42 €", &[("tag", "h1")]);
    let export = export(&document, false);
    assert_eq!(export.diagnostics, []);
    for name in ["NotoSansHebrew", "Twemoji"] {
        assert!(export.files.contains_key(&format!("fonts/{name}.woff2")));
        assert!(
            export
                .files
                .contains_key(&format!("fonts/{name}-LICENSE.txt"))
        );
    }
    assert!(!export.files.contains_key("fonts/NotoSansArabic.woff2"));
    let css = css(&document);
    let faces: Vec<(&str, &str)> = css
        .split("@font-face {")
        .skip(1)
        .map(|face| {
            let value = |start: &str, end: &str| {
                let after = face.split_once(start).expect("it is there").1;
                after.split_once(end).expect("it ends").0
            };
            (value("font-family: ", ";"), value("url(\"fonts/", ".woff2"))
        })
        .collect();
    // A browser asks the last face of a family first.
    assert_eq!(
        faces,
        [
            ("Inter", "Twemoji"),
            ("Inter", "NotoSansHebrew"),
            ("Fraunces", "Inter"),
            ("Fraunces", "Fraunces"),
            ("Inter", "Inter"),
        ]
    );
    assert_has(&css, "unicode-range: U+591-5F4, U+FB1D-FB4F;");
    // Only a page that has such letters asks for the font at once.
    let home = file(&document, "index.html");
    assert_has(&home, "href=\"fonts/NotoSansHebrew.woff2\"");
    let other = file(&document, "other/index.html");
    assert!(!other.contains("NotoSansHebrew"), "{other}");
    assert!(!other.contains("Twemoji"), "{other}");
}

#[test]
fn shadows_of_texts_and_places_to_break_words_are_written_as_css_has_them() {
    let (mut document, root) = page_with_heading();
    let properties = [
        ("text-shadow", "0px 1px 3px #00000066, 2px 2px #ff0000"),
        ("word-break", "keep-all"),
    ];
    document.text(root, "Glow", "x", &properties);
    assert_has(
        &css(&document),
        ".glow {\n  word-break: keep-all;\n  text-shadow: 0 1px 3px #00000066, 2px 2px #ff0000;\n}",
    );
}

#[test]
fn a_page_that_would_hide_a_file_is_left_out() {
    let (mut document, _) = page_with_heading();
    let root = document.page("/styles.css", "Trap", &[]);
    document.text(root, "Title", "x", &[("tag", "h1")]);
    let export = export(&document, false);
    assert!(
        !export
            .files
            .keys()
            .any(|path| path.starts_with("styles.css/"))
    );
    assert_eq!(export.diagnostics[0].code, Code::InvalidRoute);
}

#[test]
fn what_stands_in_a_text_is_inline_and_keeps_its_own_type() {
    let (mut document, root) = page_with_heading();
    let text = document.text(
        root,
        "Offer",
        "See \u{fffc} or \u{fffc} now",
        &[
            ("text-align", "center"),
            ("font-size", "20px"),
            ("color@mobile", "#ff0000"),
        ],
    );
    let link = document.frame(text, "Buy", &[("href", "/"), ("padding-left", "8px")]);
    document.text(link, "Label", "Buy", &[("font-size", "20px")]);
    let row = [
        ("display", "flex"),
        ("vertical-align", "middle"),
        ("tag", "section"),
    ];
    document.frame(text, "Row", &row);
    document.frame(text, "Corner", &[("position", "absolute"), ("top", "0px")]);
    let html = file(&document, "index.html");
    assert_has(
        &html,
        "<p class=\"offer\">See <a class=\"buy\" href=\"index.html\"><span class=\"label\">Buy</span></a> \
         or <span class=\"row\"></span> now<span class=\"corner\"></span></p>",
    );
    let css = css(&document);
    assert_has(
        &css,
        ".buy {\n  display: inline-block;\n  padding-left: 8px;\n  color: #1a1a1a;\n  \
         font-size: 16px;\n  text-align: start;\n}",
    );
    assert_has(&css, ".label {\n  font-size: 20px;\n}");
    assert_has(
        &css,
        ".row {\n  display: inline-flex;\n  vertical-align: middle;\n",
    );
    assert!(!css.contains(".corner {\n  position: absolute;\n  display"));
    assert_eq!(codes(&document), [Code::InvalidNesting]);
}
