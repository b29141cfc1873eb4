//! The pages as HTML, by the export's rules but independently of the export.

use std::fmt::Write;

use omnios_model::{ElementKind, FALLBACK_FONTS, Length, OBJECT, Property, TextRun, Value};

use crate::own_fonts;
use crate::spec::{Fixture, IMAGE_SIZE, Spec};

const RESET: &str = "
body { margin: 0 }
.page { position: absolute; left: 0; top: 0 }
.page * { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid; text-rendering: geometricPrecision }
.object { text-align: start; text-indent: 0; text-transform: none; letter-spacing: 0; word-spacing: 0;
  word-break: normal; font-feature-settings: normal; font-variation-settings: normal; white-space: normal }
.text { display: block; white-space: pre-wrap; overflow-wrap: break-word;
  font: 400 16px/1.5 Inter; font-optical-sizing: auto }
.frame { display: block; position: relative }
.window { height: 1024px; overflow: hidden; transform: translate(0, 0) }
.shape, .picture { display: block }
.text:has(.object) { position: relative }
.picture { width: auto; height: auto; overflow: visible }
";

/// Measures every element, and every line of every text, relative to its page's root.
const MEASURE: &str = "
const round = number => Math.round(number * 10000) / 10000;
const measure = stage => [...stage.querySelectorAll('.page')].map(page => {
  page.scrollTop = Number(page.dataset.scroll ?? 0);
  const origin = page.firstElementChild.getBoundingClientRect();
  const box = rect => [rect.left - origin.left, rect.top - origin.top, rect.width, rect.height].map(round);
  return [...page.querySelectorAll('.e')].map(element => {
    const lines = [];
    const node = element.firstChild;
    if (getComputedStyle(element).overflow === 'hidden') return [box(element.getBoundingClientRect()), lines];
    const spans = element.classList.contains('text') ? element.querySelectorAll(':scope > span') : [];
    if (spans.length > 0) {
      for (const span of spans) for (const rect of span.getClientRects()) lines.push(box(rect));
    } else if (element.classList.contains('text') && element.childElementCount === 0 && node) {
      const range = document.createRange();
      range.selectNodeContents(element);
      for (const rect of range.getClientRects()) lines.push(box(rect));
    }
    return [box(element.getBoundingClientRect()), lines];
  });
});
";

/// Writes what was measured into the document.
const WRITE: &str = "
(async () => {
  await Promise.all([...document.fonts].map(font => font.load()));
  await document.fonts.ready;
  const out = document.createElement('pre');
  out.id = 'result';
  out.textContent = JSON.stringify(measure(document.body));
  document.body.replaceChildren(out);
})();
";

/// One document that holds every page. `fonts` is the folder of the bundled fonts as a URL.
pub(crate) fn document(fixtures: &[Fixture], fonts: &str) -> String {
    let pages: String = fixtures.iter().map(page).collect();
    let own = own_fonts::style_sheet(fonts);
    enclose(fonts, &format!("<style>{own}</style>{pages}"), WRITE)
}

/// A document without pages, in which `script` shows some in the element `stage`.
pub(crate) fn stage(fonts: &str, script: &str) -> String {
    enclose(fonts, "<div id=\"stage\"></div>", script)
}

fn enclose(fonts: &str, body: &str, script: &str) -> String {
    let mut html = String::from("<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><style>");
    let italic = |style| if style == "italic" { "-Italic" } else { "" };
    for (family, style) in [
        ("Inter", "normal"),
        ("Inter", "italic"),
        ("Fraunces", "normal"),
        ("Fraunces", "italic"),
        ("JetBrains Mono", "normal"),
    ] {
        let mut face = |file: &str, ranges: &str| {
            let _ = write!(
                html,
                "@font-face {{ font-family: '{family}'; font-style: {style}; \
                 font-weight: 100 900; src: url('{file}.ttf'){ranges} }}"
            );
        };
        // The last one is asked first.
        face(&format!("{fonts}/wide_box"), "");
        for font in FALLBACK_FONTS.iter().rev() {
            let slant = if font.has_italic { italic(style) } else { "" };
            let file = format!("{fonts}/{}{slant}", font.family.replace(' ', ""));
            face(&file, &format!("; unicode-range: {}", font.unicode_range()));
        }
        let file = format!("{fonts}/{}{}", family.replace(' ', ""), italic(style));
        face(&file, "");
    }
    let _ = write!(
        html,
        "{RESET}</style><body>{body}<script>{MEASURE}{script}</script></body></html>"
    );
    html
}

/// One page's part of the document.
pub(crate) fn page(fixture: &Fixture) -> String {
    let mut html = match fixture.scroll {
        // A window of its own, so that what is fixed or sticky keeps to it.
        Some(scroll) => format!(
            "<div class=\"page window\" data-scroll=\"{scroll}\" style=\"width: {}px\">",
            fixture.width
        ),
        None => "<div class=\"page\">".to_owned(),
    };
    write_element(&fixture.root, Around::Page(fixture.width), &mut html);
    html.push_str("</div>\n");
    html
}

/// What an element stands in.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    /// The page, which is so wide.
    Page(f32),
    Frame,
    /// A text, so that it stands in a line.
    Text,
}

fn write_element(spec: &Spec, around: Around, html: &mut String) {
    let css = declarations(spec, around);
    let object = if around == Around::Text {
        " object"
    } else {
        ""
    };
    match spec.kind {
        ElementKind::Frame => {
            let _ = write!(html, "<div class=\"e frame{object}\" style=\"{css}\">");
            for child in &spec.children {
                write_element(child, Around::Frame, html);
            }
            html.push_str("</div>");
        }
        ElementKind::Text => {
            let is_out_of_flow = |child: &&Spec| {
                child.has(Property::Position, "absolute") || child.has(Property::Position, "fixed")
            };
            let (apart, objects): (Vec<_>, Vec<_>) = spec.children.iter().partition(is_out_of_flow);
            let mut objects = objects.into_iter();
            let mut text = String::new();
            for (range, run) in spec.runs.pieces(0..spec.text.len()) {
                let mut piece = String::new();
                for letter in spec.text[range].chars() {
                    match (letter, objects.as_slice()) {
                        (OBJECT, []) => {}
                        (OBJECT, [object, ..]) => {
                            write_element(object, Around::Text, &mut piece);
                            objects.next();
                        }
                        ('&', _) => piece.push_str("&amp;"),
                        ('<', _) => piece.push_str("&lt;"),
                        (letter, _) => piece.push(letter),
                    }
                }
                text.push_str(&run.map_or(piece.clone(), |run| write_run(run, &piece)));
            }
            for object in objects.chain(apart) {
                write_element(object, Around::Text, &mut text);
            }
            // A block's last newline makes no line of its own, and an empty block has none.
            if text.is_empty() || text.ends_with('\n') {
                text.push_str("<br>");
            }
            // A paragraph would end where a block begins in it.
            let tag = match spec.children.is_empty() {
                true => "p",
                false => "div",
            };
            let _ = write!(
                html,
                "<{tag} class=\"e text{object}\" style=\"{css}\">{text}</{tag}>"
            );
        }
        ElementKind::Image => {
            let (width, height) = (IMAGE_SIZE.width, IMAGE_SIZE.height);
            let _ = write!(
                html,
                "<img class=\"e picture{object}\" style=\"{css}\" src=\"data:image/svg+xml,<svg \
                 xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'></svg>\">"
            );
        }
        ElementKind::Rectangle | ElementKind::Ellipse => {
            let _ = write!(
                html,
                "<div class=\"e shape{object}\" style=\"{css}\"></div>"
            );
        }
        ElementKind::Vector => {
            let view_box = spec.style.get(&Property::ViewBox);
            let view_box = view_box.map(Value::to_string).unwrap_or_default();
            let numbers: Vec<&str> = view_box.split(' ').collect();
            let _ = write!(
                html,
                "<svg class=\"e picture{object}\" viewBox=\"{view_box}\" width=\"{}\" height=\"{}\" \
                 style=\"{css}\"></svg>",
                numbers[2], numbers[3]
            );
        }
        // One without shapes; the export writes out the size that follows from shapes.
        ElementKind::Boolean => {
            let _ = write!(
                html,
                "<svg class=\"e picture{object}\" style=\"width: 0; height: 0; {css}\"></svg>"
            );
        }
    }
}

fn write_run(run: &TextRun, piece: &str) -> String {
    let css: String = run
        .properties
        .iter()
        .map(|(property, value)| format!("{}: {value};", property.name()))
        .collect();
    format!("<span style=\"{}\">{piece}</span>", css.replace('"', "'"))
}

fn declarations(spec: &Spec, around: Around) -> String {
    let root_width = match around {
        Around::Page(width) => Some(width),
        Around::Frame | Around::Text => None,
    };
    let mut css = String::new();
    let position = match spec.style.get(&Property::Position) {
        Some(position) if root_width.is_none() => position.to_string(),
        _ => "static".to_owned(),
    };
    let is_placed = position != "static";
    let is_flex = spec.has(Property::Display, "flex");
    let is_grid = spec.has(Property::Display, "grid");
    let has_items = is_flex || is_grid;
    for (property, value) in &spec.style {
        use Property as P;
        let name = property.name();
        let skipped = match property {
            P::Source | P::ViewBox | P::Fill | P::Stroke | P::BooleanOperation => true,
            P::Hidden | P::Display => true,
            P::Left | P::Top | P::Right | P::Bottom | P::Position => !is_placed,
            P::FlexDirection | P::FlexWrap => !is_flex,
            P::JustifyContent | P::AlignItems | P::AlignContent => !has_items,
            P::RowGap | P::ColumnGap => !has_items,
            P::JustifyItems
            | P::GridTemplateColumns
            | P::GridTemplateRows
            | P::GridTemplateAreas
            | P::GridAutoColumns
            | P::GridAutoRows
            | P::GridAutoFlow => !is_grid,
            P::Width | P::MinWidth | P::MaxWidth => root_width.is_some(),
            P::MarginTop | P::MarginRight | P::MarginBottom | P::MarginLeft => root_width.is_some(),
            _ => false,
        };
        if skipped || !property.applies_to(spec.kind) {
            continue;
        }
        let _ = match (property, value) {
            (P::MaxWidth | P::MaxHeight, Value::Length(Length::Auto)) => {
                write!(css, "{name}: none;")
            }
            // Within an attribute's double quotes.
            (P::GridTemplateAreas, areas) => {
                write!(css, "{name}: {};", areas.to_string().replace('"', "'"))
            }
            (P::FontFamily, family) => write!(css, "{name}: '{family}', Inter;"),
            (P::LineClamp, lines) => write!(
                css,
                "display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; \
                 -webkit-line-clamp: {lines};"
            ),
            (P::TextOverflow, value) => write!(css, "{name}: {value}; overflow: hidden;"),
            (P::FontFeatureSettings | P::FontVariationSettings, value) => {
                write!(css, "{name}: {};", value.to_string().replace('"', "'"))
            }
            (_, value) => write!(css, "{name}: {value};"),
        };
    }
    if let Some(width) = root_width {
        let display = match (is_flex, is_grid) {
            (true, _) => "flex",
            (_, true) => "grid",
            _ => "flow-root",
        };
        let _ = write!(css, "display: {display}; width: {width}px;");
    } else if around == Around::Text && !matches!(&*position, "absolute" | "fixed") {
        css.push_str(match (is_flex, is_grid) {
            (true, _) => "display: inline-flex;",
            (_, true) => "display: inline-grid;",
            _ => "display: inline-block;",
        });
    } else if is_flex {
        css.push_str("display: flex;");
    } else if is_grid {
        css.push_str("display: grid;");
    }
    if spec.has(Property::Hidden, "true") {
        css.push_str("display: none;");
    }
    css
}
