//! Rules on bare tags: what a class need not say.

use std::collections::BTreeSet;

use crate::css::Declaration;
use crate::ir::Rule;
use crate::tag::Tag;

/// The rules that make browsers start from the studio's initial values, for these tags only.
/// `clipping_body` says that a page's root clips what sticks out of it.
pub(crate) fn rules(tags: &BTreeSet<Tag>, clipping_body: bool) -> Vec<Rule> {
    let mut rules = vec![rule(
        "*, *::before, *::after",
        &[
            ("box-sizing", "border-box"),
            ("margin", "0"),
            ("padding", "0"),
        ],
    )];
    if clipping_body {
        // Otherwise the viewport would take the body's `overflow`, and the page not scroll.
        rules.push(rule("html", &[("overflow", "auto")]));
    }
    rules.push(rule(
        "body",
        &[
            ("display", "flow-root"),
            ("color", "#1a1a1a"),
            ("font", "400 16px/1.5 Inter, sans-serif"),
            ("overflow-wrap", "break-word"),
            ("text-rendering", "geometricPrecision"),
            ("-webkit-text-size-adjust", "100%"),
            ("text-size-adjust", "100%"),
        ],
    ));
    let mut add = |wanted: &[Tag], declarations: &[(&'static str, &str)]| {
        let used: Vec<&str> = wanted
            .iter()
            .filter(|tag| tags.contains(tag))
            .map(|tag| tag.as_str())
            .collect();
        if !used.is_empty() {
            rules.push(rule(&used.join(", "), declarations));
        }
    };
    add(
        &[Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6],
        &[("font", "inherit")],
    );
    add(&[Tag::Ul, Tag::Ol], &[("list-style", "none")]);
    add(
        &[Tag::Cite, Tag::Code, Tag::Em, Tag::Small, Tag::Strong],
        &[("display", "block"), ("font", "inherit")],
    );
    add(&[Tag::Span], &[("display", "block")]);
    add(&[Tag::Address], &[("font", "inherit")]);
    add(
        &[Tag::A],
        &[
            ("display", "block"),
            ("color", "inherit"),
            ("text-decoration", "none"),
        ],
    );
    add(
        &[Tag::Button],
        &[
            ("display", "flex"),
            ("flex-direction", "column"),
            ("border", "0"),
            ("background", "none"),
            ("color", "inherit"),
            ("font", "inherit"),
            ("text-align", "inherit"),
            ("cursor", "pointer"),
        ],
    );
    // The attributes' sizes only say the ratio before the picture is there.
    add(
        &[Tag::Img, Tag::Svg],
        &[("display", "block"), ("width", "auto"), ("height", "auto")],
    );
    add(&[Tag::Img], &[("object-fit", "cover")]);
    // A stroke along the view box's edge is as wide outside as inside.
    add(&[Tag::Svg], &[("overflow", "visible")]);
    rules
}

fn rule(selector: &str, declarations: &[(&'static str, &str)]) -> Rule {
    Rule {
        selector: selector.to_owned(),
        declarations: declarations
            .iter()
            .map(|(property, value)| Declaration::new(property, *value))
            .collect(),
    }
}
