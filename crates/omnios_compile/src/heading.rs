//! Headings: which texts are, and whether their order makes sense.

use std::collections::BTreeMap;

use omnios_model::{Breakpoint, ElementId, ElementKind, Property, Style, Tree};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::Node;
use crate::tag::Tag;

/// Texts smaller than this are copy, however much larger than the rest.
const SMALLEST_HEADING_PX: f32 = 24.0;

/// How many levels are inferred: below, sizes say little about structure.
const INFERRED_LEVELS: usize = 3;

/// Headings inferred from font sizes, for pages on which no text has a heading tag: the first
/// text of the largest size is the `h1`, what else is large gets `h2` and `h3` by size.
pub(crate) fn infer(tree: &Tree, shown: &[ElementId]) -> BTreeMap<ElementId, Tag> {
    let mut sizes_of_texts = Vec::new();
    for element in shown.iter().filter_map(|id| tree.get(*id)) {
        let is_text = |id: ElementId| {
            let kind = tree.get(id).map(|it| it.kind);
            kind == Some(ElementKind::Text)
        };
        // What stands in a text heads nothing.
        if !is_text(element.id) || tree.ancestors(element.id).any(is_text) {
            continue;
        }
        let tag = element.text_value(Property::Tag);
        if Tag::from_name(tag).is_some_and(|tag| tag.heading_level().is_some()) {
            return BTreeMap::new();
        }
        let size = Style::resolve(element, Breakpoint::Desktop).font_size;
        let is_candidate = tag.is_empty()
            && element.text_value(Property::Href).is_empty()
            && size >= SMALLEST_HEADING_PX
            // A figure such as “98%” is large without heading anything.
            && element.text.chars().any(char::is_alphabetic);
        if is_candidate {
            sizes_of_texts.push((element.id, size));
        }
    }
    let mut sizes: Vec<f32> = sizes_of_texts.iter().map(|(_, size)| *size).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.dedup();
    let mut has_main_heading = false;
    sizes_of_texts
        .into_iter()
        .filter_map(|(id, size)| {
            let mut level = sizes.iter().position(|it| *it == size)? + 1;
            if level == 1 && std::mem::replace(&mut has_main_heading, true) {
                level = 2;
            }
            let tag = Tag::heading(level).filter(|_| level <= INFERRED_LEVELS)?;
            Some((id, tag))
        })
        .collect()
}

/// Reports a page's missing or surplus `h1`, and levels that are skipped.
pub(crate) fn audit(route: &str, root: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let mut report = |code, node: &Node, message: String, hint: &str| {
        diagnostics.push(Diagnostic {
            code,
            page: route.to_owned(),
            location: Some(Location {
                element: node.id,
                name: node.name.clone(),
            }),
            message,
            hint: hint.to_owned(),
        });
    };
    let mut headings = Vec::new();
    collect(root, &mut headings);
    let mut main = headings.iter().filter(|(level, _)| *level == 1);
    if main.next().is_none() {
        report(
            Code::MissingHeading,
            root,
            "The page has no main heading.".to_owned(),
            "Give the text that says what the page is about the tag h1.",
        );
    }
    for (_, node) in main {
        report(
            Code::SeveralHeadings,
            node,
            format!("“{}” is a further main heading of the page.", node.name),
            "Keep one h1 and give this text the tag h2.",
        );
    }
    let mut previous = 0;
    for (level, node) in headings {
        if previous > 0 && level > previous + 1 {
            report(
                Code::SkippedHeading,
                node,
                format!("A heading of level {level} follows one of level {previous}."),
                "Use the next level down, and set the size with typography instead.",
            );
        }
        previous = level;
    }
}

fn collect<'a>(node: &'a Node, into: &mut Vec<(u8, &'a Node)>) {
    into.extend(node.tag.heading_level().map(|level| (level, node)));
    for child in node.content.nodes() {
        collect(child, into);
    }
}
