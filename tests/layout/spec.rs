//! Small pages written down: a kind, a style in CSS syntax, children.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine_scene::{ImageSizes, Scene};
use omnios_model::{
    AssetHash, Element, ElementId, ElementKind, OrderKey, PageId, Place, Property, PropertyKey,
    Size, TextRun, TextRuns, Tree, Value,
};

/// The one image that the pages show: 120 × 80 px.
pub(crate) const IMAGE_HASH: &str =
    "abababababababababababababababababababababababababababababababab";
pub(crate) const IMAGE_SIZE: Size = Size::new(120.0, 80.0);

#[derive(Debug, Clone)]
pub(crate) struct Spec {
    pub(crate) kind: ElementKind,
    pub(crate) style: BTreeMap<Property, Value>,
    pub(crate) text: String,
    pub(crate) runs: TextRuns,
    pub(crate) children: Vec<Self>,
}

/// A page at one viewport width.
#[derive(Debug, Clone)]
pub(crate) struct Fixture {
    pub(crate) name: String,
    pub(crate) width: f32,
    pub(crate) root: Spec,
    /// Where there is a window to look through: how far the page is scrolled in it.
    pub(crate) scroll: Option<f32>,
}

impl Spec {
    pub(crate) fn new(kind: ElementKind, style: &str) -> Self {
        let style = style
            .split(';')
            .filter(|part| !part.trim().is_empty())
            .flat_map(|part| {
                let (name, value) = part.split_once(':').expect("name: value");
                declarations(name.trim(), value.trim())
            })
            .collect();
        Self {
            kind,
            style,
            text: String::new(),
            runs: TextRuns::default(),
            children: Vec::new(),
        }
    }

    pub(crate) fn has(&self, property: Property, keyword: &str) -> bool {
        self.style
            .get(&property)
            .is_some_and(|value| value.to_string() == keyword)
    }

    /// The elements in painting order, with the index of each one's parent.
    pub(crate) fn flattened(&self) -> Vec<(&Self, Option<usize>)> {
        let mut found: Vec<(&Self, Option<usize>)> = Vec::new();
        let mut stack = vec![(self, None)];
        while let Some((spec, parent)) = stack.pop() {
            let index = found.len();
            found.push((spec, parent));
            stack.extend(spec.children.iter().rev().map(|it| (it, Some(index))));
        }
        found
    }
}

/// One declaration, or one for each side of the shorthands `padding`, `margin`, `border-width`,
/// `inset` and `gap`.
fn declarations(name: &str, value: &str) -> Vec<(Property, Value)> {
    let sides = |names: &[&str]| {
        let words = words_of(value);
        let pick = |index: usize| match words.len() {
            1 => words[0],
            2 => words[index % 2],
            _ => words[index],
        };
        names
            .iter()
            .enumerate()
            .map(|(index, name)| one(name, pick(index)))
            .collect()
    };
    match name {
        "padding" => sides(&[
            "padding-top",
            "padding-right",
            "padding-bottom",
            "padding-left",
        ]),
        "margin" => sides(&["margin-top", "margin-right", "margin-bottom", "margin-left"]),
        "inset" => sides(&["top", "right", "bottom", "left"]),
        "gap" => sides(&["row-gap", "column-gap"]),
        "border-width" => sides(&[
            "border-top-width",
            "border-right-width",
            "border-bottom-width",
            "border-left-width",
        ]),
        _ => vec![one(name, value)],
    }
}

/// Splits at spaces that are not inside parentheses.
fn words_of(value: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    value
        .split(move |character: char| {
            match character {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && character.is_whitespace()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

fn one(name: &str, value: &str) -> (Property, Value) {
    let property = Property::from_name(name).unwrap_or_else(|| panic!("no property {name}"));
    let value = Value::parse(property, value).unwrap_or_else(|error| panic!("{error}"));
    (property, value)
}

pub(crate) fn frame(style: &str, children: impl IntoIterator<Item = Spec>) -> Spec {
    Spec {
        children: children.into_iter().collect(),
        ..Spec::new(ElementKind::Frame, style)
    }
}

pub(crate) fn text(style: &str, text: &str) -> Spec {
    Spec {
        text: text.to_owned(),
        ..Spec::new(ElementKind::Text, style)
    }
}

/// A text in which others stand: each `@` is the place of one.
pub(crate) fn mixed(style: &str, words: &str, children: impl IntoIterator<Item = Spec>) -> Spec {
    Spec {
        children: children.into_iter().collect(),
        ..text(style, &words.replace('@', "\u{fffc}"))
    }
}

/// A text of several pieces, each with a style of its own; an empty one leaves it to the text's.
pub(crate) fn rich(style: &str, pieces: &[(&str, &str)]) -> Spec {
    let mut spec = text(style, "");
    let mut runs = Vec::new();
    for (style, piece) in pieces {
        let start = spec.text.len();
        spec.text.push_str(piece);
        runs.push(TextRun {
            range: start..spec.text.len(),
            properties: Spec::new(ElementKind::Text, style).style,
        });
    }
    spec.runs = TextRuns::new(&spec.text, runs);
    spec
}

pub(crate) fn rectangle(style: &str) -> Spec {
    Spec::new(ElementKind::Rectangle, style)
}

pub(crate) fn image(style: &str) -> Spec {
    Spec::new(ElementKind::Image, &format!("src: {IMAGE_HASH}; {style}"))
}

pub(crate) fn vector(style: &str) -> Spec {
    Spec::new(
        ElementKind::Vector,
        &format!("view-box: 0 0 48 24; {style}"),
    )
}

impl Fixture {
    pub(crate) fn new(name: impl Into<String>, width: f32, root: Spec) -> Self {
        Self {
            name: name.into(),
            width,
            root,
            scroll: None,
        }
    }

    /// The page in a window, scrolled by so many CSS px.
    pub(crate) fn scrolled(self, scroll_px: f32) -> Self {
        Self {
            scroll: Some(scroll_px),
            ..self
        }
    }

    pub(crate) fn tree(&self) -> Tree {
        let page = PageId::from_random_bits(0);
        let specs = self.root.flattened();
        let orders = OrderKey::spread(None, None, specs.len());
        let elements =
            specs
                .iter()
                .zip(orders)
                .enumerate()
                .map(|(index, ((spec, parent), order))| {
                    Arc::new(Element {
                        id: Self::id(index),
                        kind: spec.kind,
                        name: format!("Element {index}"),
                        place: Place {
                            parent: parent.map(Self::id),
                            order,
                        },
                        locked: false,
                        properties: spec
                            .style
                            .iter()
                            .map(|(property, value)| (PropertyKey::base(*property), value.clone()))
                            .collect(),
                        text: spec.text.clone(),
                        runs: spec.runs.clone(),
                    })
                });
        Tree::new(page, elements)
    }

    pub(crate) fn scene(&self) -> Scene {
        let hash: AssetHash = IMAGE_HASH.parse().expect("a hash");
        let images = ImageSizes::from([(hash, IMAGE_SIZE)]);
        Scene::new(&self.tree(), self.width, &images)
    }

    /// The id of the element at `index` in painting order.
    pub(crate) fn id(index: usize) -> ElementId {
        ElementId::from_random_bits(index as u64)
    }
}
