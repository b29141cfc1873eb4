//! Pages as elements: what each piece of HTML and CSS becomes.

use std::sync::Arc;

use omnios_import::html::{self, Options};
use omnios_import::{
    Assets, Files, ImportError, ImportedElement, ImportedPage, Loss, MemoryFiles, Note, Progress,
    Report,
};
use omnios_model::{AssetInfo, Breakpoint, ElementKind, FontFace, Property, PropertyKey};

/// Takes every picture for one of 4 × 3 px, and for a font what says so.
#[derive(Default)]
struct Pictures {
    /// Name and face of each font.
    fonts: Vec<String>,
}

impl Assets for Pictures {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<AssetInfo, String> {
        if bytes.is_empty() {
            return Err("it is empty".to_owned());
        }
        let hash = format!("{:064x}", bytes.len());
        Ok(AssetInfo {
            hash: hash.parse().map_err(|_| "no hash".to_owned())?,
            name: name.to_owned(),
            media_type: "image/png".to_owned(),
            width: 4,
            height: 3,
            faces: Vec::new(),
        })
    }

    fn add_font(&mut self, name: &str, bytes: &[u8], face: &FontFace) -> Result<AssetInfo, String> {
        if !bytes.starts_with(b"font") {
            return Err("it is no font".to_owned());
        }
        let known = self.add(name, bytes)?;
        self.fonts.push(format!("{name}: {face}"));
        Ok(known)
    }
}

fn import(files: &[(&str, &str)]) -> (Vec<ImportedPage>, Report) {
    import_with(files, &mut Pictures::default())
}

fn import_with(files: &[(&str, &str)], pictures: &mut Pictures) -> (Vec<ImportedPage>, Report) {
    let mut memory = MemoryFiles::default();
    for (path, text) in files {
        memory.insert(path, text.as_bytes().to_vec()).unwrap();
    }
    let files: Arc<dyn Files> = Arc::new(memory);
    let imported = html::import_pages(&files, &[], &Options::default(), pictures, &mut ()).unwrap();
    (imported.pages, imported.report)
}

fn body(html: &str) -> ImportedElement {
    let page = format!("<!doctype html><style>body{{margin:0}}</style>{html}");
    import(&[("index.html", &page)]).0.remove(0).root
}

fn get(element: &ImportedElement, property: Property) -> String {
    at(element, property, Breakpoint::Desktop)
}

fn at(element: &ImportedElement, property: Property, breakpoint: Breakpoint) -> String {
    let key = PropertyKey {
        property,
        breakpoint,
    };
    let value = element.properties.get(&key);
    value.map_or_else(|| "-".to_owned(), ToString::to_string)
}

fn outline(element: &ImportedElement) -> String {
    let inside: Vec<String> = element.children.iter().map(outline).collect();
    let own = match element.kind {
        ElementKind::Text => format!("{:?}", element.text),
        kind => kind.to_string(),
    };
    if inside.is_empty() {
        own
    } else {
        format!("{own}[{}]", inside.join(", "))
    }
}

#[test]
fn blocks_are_frames_and_their_inline_content_is_one_text() {
    let root = body(
        "<main><h1>Fresh <em>bread</em></h1><div class=card><p>One</p>two<br>three<p>four</div></main>",
    );
    assert_eq!(
        outline(&root),
        "frame[frame[\"Fresh bread\", frame[\"One\", \"two\\nthree\", \"four\"]]]"
    );
    let heading = &root.children[0].children[0];
    assert_eq!(get(heading, Property::Tag), "h1");
    assert_eq!(get(heading, Property::FontSize), "32px");
    let run = heading.runs.iter().next().unwrap();
    assert_eq!(&heading.text[run.range.clone()], "bread");
    assert_eq!(run.properties[&Property::FontStyle].to_string(), "italic");
}

#[test]
fn boxes_in_lines_are_children_of_the_text() {
    let root = body(
        "<p>See <a href='#x' style='display:inline-block;padding:4px'>Buy</a> <img src='data:,x' alt=Cake> now",
    );
    assert_eq!(
        outline(&root),
        "frame[\"See \u{fffc} \u{fffc} now\"[\"Buy\", image]]"
    );
}

#[test]
fn the_cascade_is_a_browsers() {
    let root = body(
        "<style>:root{--gap:12px;--brand:rgb(1 2 3)} .a{padding:calc(var(--gap)*2) 5%;color:var(--brand)}
         .a{width:calc(100% - 2rem);box-sizing:border-box} div.a:not(.b){border:1px solid}
         @media (max-width:991px){.a{padding-left:3px}} @layer low{.a{opacity:.1}} .a{opacity:.5}
         .a::before{content:'→'; font-weight:700}</style><div class=a>Hi</div>",
    );
    let text = &root.children[0];
    assert_eq!(text.text, "→Hi");
    assert_eq!(get(text, Property::PaddingTop), "24px");
    assert_eq!(get(text, Property::PaddingLeft), "5%");
    assert_eq!(at(text, Property::PaddingLeft, Breakpoint::Tablet), "3px");
    assert_eq!(at(text, Property::PaddingLeft, Breakpoint::Mobile), "-");
    assert_eq!(get(text, Property::Width), "calc(100% - 32px)");
    assert_eq!(get(text, Property::Color), "#010203");
    assert_eq!(get(text, Property::BorderTopWidth), "1px");
    assert_eq!(get(text, Property::BorderTopColor), "#010203");
    assert_eq!(get(text, Property::Opacity), "0.5");
}

#[test]
fn content_boxes_grow_by_what_is_around_them() {
    let root = body("<div style='width:100px;height:50%;padding:10px;border:2px solid'></div>");
    let frame = &root.children[0];
    assert_eq!(get(frame, Property::Width), "124px");
    assert_eq!(get(frame, Property::Height), "calc(50% + 24px)");
}

#[test]
fn sheets_fonts_and_pictures_come_from_the_source_alone() {
    let (pages, report) = import(&[
        (
            "site/index.html",
            "<link rel=stylesheet href='css/a.css'><link rel=stylesheet href='https://example.org/x.css'>
             <script src=app.js></script><h1>Hi</h1><img src=missing.png alt=Bread>",
        ),
        ("site/css/a.css", "@import 'b.css'; h1{background:url(../img/bg.png) center/cover}"),
        ("site/css/b.css", "h1{color:#123456;font-family:Lato,serif}"),
        ("site/img/bg.png", "png"),
    ]);
    let heading = &pages[0].root.children[0];
    assert_eq!(get(heading, Property::Color), "#123456");
    assert_eq!(get(heading, Property::FontFamily), "Fraunces");
    assert!(get(heading, Property::Background).starts_with("image("));
    let said: Vec<String> = report
        .notes()
        .iter()
        .map(|note| format!("{}: {}", note.loss.as_str(), note.message))
        .collect();
    let says = |part: &str| said.iter().any(|it| it.contains(part));
    assert!(says("example.org/x.css"), "{said:?}");
    assert!(says("app.js"), "{said:?}");
    assert!(says("missing.png"), "{said:?}");
    assert!(says("Lato"), "{said:?}");
    assert_eq!(pages[0].assets.len(), 1);
}

#[test]
fn fonts_that_came_with_a_page_are_kept_for_what_they_were_declared_as() {
    let css = "@font-face{font-family:'Lato';font-weight:bold;
          src:local(Lato), url(../fonts/lato.eot?#iefix) format('embedded-opentype'),
          url('../fonts/lato bold.woff2?v=2') format('woff2'), url(lato.ttf)}
        @font-face{font-family:lato;font-style:italic;font-weight:100 900;
          unicode-range:U+0-FF,U+131;src:url(../fonts/italic.woff2)}
        @media print{@font-face{font-family:Lato;src:url(../fonts/print.woff2)}}
        @font-face{font-family:Unused;src:url(../fonts/unused.woff2)}
        @font-face{font-family:Inter;src:url(../fonts/inter.ttf)}
        h1{font-family:Lato,serif} p{font-family:data} h2{font-family:Inter}";
    let html = "<link rel=stylesheet href='css/site.css'>
        <style>@font-face{font-family:Data;src:url(data:font/woff2;base64,Zm9udA==)}</style>
        <h1>Hi</h1><p>Data</p><h2>Own Inter</h2>";
    let mut kept = Pictures::default();
    let (pages, report) = import_with(
        &[
            ("site/index.html", html),
            ("site/css/site.css", css),
            ("site/fonts/lato bold.woff2", "font of bold letters"),
            ("site/fonts/italic.woff2", "font of italic letters"),
            ("site/fonts/print.woff2", "font for paper"),
            ("site/fonts/unused.woff2", "font that no text has"),
            ("site/fonts/inter.ttf", "font of its own"),
        ],
        &mut kept,
    );
    let families: Vec<String> = pages[0].root.children.iter().map(family_of).collect();
    assert_eq!(families, ["Lato", "Data", "Inter Imported"]);
    kept.fonts.sort();
    assert_eq!(
        kept.fonts,
        [
            "Data: \"Data\" 400",
            "inter.ttf: \"Inter Imported\" 400",
            "italic.woff2: \"lato\" 100 900 italic U+0-FF, U+131",
            "lato bold.woff2: \"Lato\" 700",
        ]
    );
    let is_of_fonts = |note: &Note| note.message.contains("font");
    assert!(!report.notes().iter().any(is_of_fonts), "{report:?}");
}

/// The family of the first text in an element, whichever case it is in.
fn family_of(element: &ImportedElement) -> String {
    match element.kind {
        ElementKind::Text => {
            let family = get(element, Property::FontFamily);
            family.replace("lato", "Lato")
        }
        _ => family_of(&element.children[0]),
    }
}

#[test]
fn a_font_that_cant_be_used_is_named_and_another_stands_in() {
    let css = "@font-face{font-family:Gone;src:url(gone.woff2)}
        @font-face{font-family:Remote;font-weight:700;src:url(https://example.org/r.woff2)}
        @font-face{font-family:Broken;font-style:italic;src:url(broken.woff2)}
        @font-face{font-family:Narrow;font-stretch:75%;src:url(font.woff2)}
        @font-face{font-family:Old;src:url(old.eot) format('embedded-opentype')}
        p{font-family:Gone,Remote,Broken,Narrow,Old,monospace}";
    let mut kept = Pictures::default();
    let page = format!("<style>{css}</style><p>Words</p>");
    let files = [
        ("index.html", page.as_str()),
        ("broken.woff2", "broken"),
        ("font.woff2", "font"),
    ];
    let (pages, report) = import_with(&files, &mut kept);
    let text = &pages[0].root.children[0];
    assert_eq!(get(text, Property::FontFamily), "JetBrains Mono");
    assert!(kept.fonts.is_empty());
    let said: Vec<&str> = report
        .notes()
        .iter()
        .map(|it| it.message.as_str())
        .collect();
    for part in [
        "the font Gone 400 was left out: gone.woff2 isn't in what you brought",
        "the font Remote 700 was left out: https://example.org/r.woff2 isn't in what you brought",
        "the font Broken 400 italic was left out: it is no font",
        "the font Narrow 400 was left out: narrow and wide faces",
        "the font Old 400 was left out: no file of it is in a format",
        "the font Gone isn't in what you brought; JetBrains Mono stands in",
    ] {
        assert!(
            said.iter().any(|it| it.contains(part)),
            "{part} in {said:#?}"
        );
    }
}

#[test]
fn backgrounds_lie_where_the_page_places_them() {
    let page = |css: &str| {
        let html = format!("<!doctype html><style>div{{{css}}}</style><div>x</div>");
        let (pages, report) = import(&[("index.html", &html), ("a.png", "png")]);
        let background = get(&pages[0].root.children[0], Property::Background);
        let notes: Vec<String> = report.notes().iter().map(|it| it.message.clone()).collect();
        let hash = format!("{:064x}", 3);
        (background.replace(&hash, "A"), notes.join("; "))
    };
    let dots = "radial-gradient(#ffffff 0%, #000000 100%)";
    for (css, background) in [
        ("background: url(a.png)", "image(A 0% 0% / auto repeat)"),
        (
            "background: url(a.png) right 12px center / 150% no-repeat",
            "image(A calc(100% - 12px) 50% / 150% auto no-repeat)",
        ),
        (
            "background: url(a.png) center / cover fixed",
            "image(A 50% 50% / cover repeat fixed)",
        ),
        ("background: url(a.png) center / cover", "image(A cover)"),
        (
            "background: url(a.png) 0 -8px / cover",
            "image(A 0px -8px / cover repeat)",
        ),
        (
            "background-image: url(a.png), url(a.png); background-repeat: repeat-x, no-repeat; \
             background-attachment: scroll, fixed",
            "image(A 0% 0% / auto repeat-x), image(A 0% 0% / auto no-repeat fixed)",
        ),
        (
            "background: radial-gradient(#fff, #000) 1px 2px / 20px 10px",
            &format!("{dots} 1px 2px / 20px 10px repeat"),
        ),
        (
            "background: radial-gradient(#fff, #000) no-repeat center / cover",
            dots,
        ),
        (
            "background: linear-gradient(90deg, #fff 1px, #000 0) 0 0 / 20px 20px",
            "linear-gradient(90deg, #ffffff 5%, #000000 5%) 0px 0px / 20px 20px repeat",
        ),
        (
            "background: radial-gradient(circle, #fff 5px, #000 5px) 0 0 / 30px 40px",
            "radial-gradient(circle, #ffffff 20%, #000000 20%) 0px 0px / 30px 40px repeat",
        ),
    ] {
        assert_eq!(page(css), (background.to_owned(), String::new()), "{css}");
    }
    let (background, notes) = page("background: url(a.png) round space");
    assert_eq!(background, "image(A 0% 0% / auto repeat)");
    assert!(notes.contains("`round space`"), "{notes}");
    let (_, notes) = page("background: url(a.png) content-box; padding: 4px");
    assert!(notes.contains("another box"), "{notes}");
}

#[test]
fn what_is_hidden_at_some_widths_is_hidden_there() {
    let root = body(
        "<style>.d{display:none}@media (min-width:600px) and (max-width:991px){.d{display:block}}</style>
         <div class=d>Tablets only</div><div style='display:none'>Never</div>",
    );
    assert_eq!(outline(&root), "frame[\"Tablets only\"]");
    let text = &root.children[0];
    assert_eq!(get(text, Property::Hidden), "true");
    assert_eq!(at(text, Property::Hidden, Breakpoint::Tablet), "false");
    assert_eq!(at(text, Property::Hidden, Breakpoint::Mobile), "true");
}

#[test]
fn letters_that_grow_otherwise_are_a_text_of_their_own() {
    let root = body(
        "<style>b{font-size:40px}@media (max-width:991px){b{font-size:20px}}</style>
         <p>From <b>$9</b> <i>a month</i>",
    );
    let text = &root.children[0];
    assert_eq!(outline(text), "\"From \u{fffc} a month\"[\"$9\"]");
    let price = &text.children[0];
    assert_eq!(get(price, Property::FontSize), "40px");
    assert_eq!(at(price, Property::FontSize, Breakpoint::Tablet), "20px");
}

#[test]
fn links_between_pages_are_kept() {
    let (pages, report) = import(&[
        (
            "index.html",
            "<a href='about.html#team'>About</a> <a href=gone.html>x</a> <a href='javascript:alert(1)'>y</a>",
        ),
        ("about.html", "<a href='./'>Home</a>"),
    ]);
    let text = &pages[0].root.children[0];
    let run = text.runs.iter().next().unwrap();
    assert_eq!(run.properties[&Property::Href].to_string(), "/about#team");
    let left_out = report
        .notes()
        .iter()
        .filter(|note| note.loss == Loss::LeftOut);
    assert!(left_out.count() >= 2);
}

#[test]
fn absolute_boxes_go_where_they_are_placed() {
    let root = body(
        "<div style='position:relative' id=outer><div id=middle>x<i style='position:absolute;top:0;right:0'>y</i><p>z</div></div>",
    );
    let outer = &root.children[0];
    assert_eq!(outline(outer), "frame[frame[\"x\", \"z\"], \"y\"]");
}

#[test]
fn malformed_pages_are_read_as_browsers_do() {
    for html in [
        "",
        "<",
        "<p><div><p></b></i><table><td>x",
        "<style>a{color:red",
        "<style>:root{--a:var(--b);--b:var(--a)} p{color:var(--a,red);width:calc(1px/0)}</style><p>x",
        "\u{0}\u{FFFC}<p>\u{FFFC}",
        "<svg><path d='M0 0",
    ] {
        let _ = body(html);
    }
    let mut deep = "<div>".repeat(2_000);
    deep.push_str("bottom");
    let _ = body(&deep);
}

#[test]
fn tags_nested_without_end_are_refused() {
    let mut memory = MemoryFiles::default();
    let html = "<div>".repeat(100_000);
    memory.insert("index.html", html.into_bytes()).unwrap();
    let files: Arc<dyn Files> = Arc::new(memory);
    let result = html::import_pages(
        &files,
        &[],
        &Options::default(),
        &mut Pictures::default(),
        &mut (),
    );
    assert!(matches!(result, Err(ImportError::TooDeep { .. })));
}

#[test]
fn a_page_that_cannot_be_read_is_named() {
    let files: Arc<dyn Files> = Arc::new(MemoryFiles::default());
    let gone = ["gone.html".to_owned()];
    let result = html::import_pages(
        &files,
        &gone,
        &Options::default(),
        &mut Pictures::default(),
        &mut (),
    );
    assert_eq!(
        result.unwrap_err(),
        ImportError::Unreadable("gone.html".to_owned())
    );
}

struct Stop;

impl Progress for Stop {
    fn go_on(&mut self, done: usize, _: usize, _: &str) -> bool {
        done < 1
    }
}

#[test]
fn a_person_can_stop_it() {
    let mut memory = MemoryFiles::default();
    memory.insert("index.html", b"<p>x".to_vec()).unwrap();
    let files: Arc<dyn Files> = Arc::new(memory);
    let result = html::import_pages(
        &files,
        &[],
        &Options::default(),
        &mut Pictures::default(),
        &mut Stop,
    );
    assert_eq!(result.unwrap_err(), ImportError::Cancelled);
}
