//! Canvases as pages.

use omnios_model::{Affine, ElementKind, Property, PropertyKey, Value};

use super::flow;
use super::importer::Importer;
use super::node::{Bounds, Flow, Kind, Node, Rgba};
use super::place::{Container, px};
use crate::ImportedElement;

/// From this width on, a frame is taken for a desktop's design and fills the window.
const DESKTOP_WIDTH_PX: f64 = 1024.0;

/// What is left between nodes that were fetched one by one.
const NODE_GAP_PX: f64 = 40.0;

impl<'a> Importer<'a, '_> {
    /// The root of a canvas's page. A canvas that shows one frame is that frame, in flow; on others
    /// everything stands where it is, from the left top corner of it all.
    pub(crate) fn canvas(&mut self, canvas: Node<'a>) -> ImportedElement {
        let mut root = ImportedElement::new(ElementKind::Frame, "Page");
        if let Some(color) = Rgba::read(canvas.0.get("backgroundColor")) {
            root.set_text(Property::Background, &color.css());
        }
        self.trail.push(canvas);
        let shown = canvas.children().filter(|it| it.is_visible());
        let around = around_all(shown).or_else(|| around_all(canvas.children()));
        let around = around.unwrap_or(Bounds {
            x: 0.0,
            y: 0.0,
            width: 0.0,
            height: 0.0,
        });
        let container = Container {
            page_from_box: Affine::translate(around.x, around.y),
            parent_turn: Affine::IDENTITY,
            size: (around.width, around.height),
            border: [0.0; 4],
            flow: Flow::Free,
            is_page: true,
        };
        root.children = self.children(canvas, &container);
        self.trail.pop();
        root.set_text(Property::Position, "relative");
        match only_frame(canvas).filter(|at| stands_upright(&root.children[*at])) {
            Some(at) => fill_window(&mut root.children[at], (around.width, around.height)),
            None => {
                root.set(Property::MinWidth, px(around.width));
                root.set(Property::MinHeight, px(around.height));
            }
        }
        root
    }

    /// The root of a page with nodes that were fetched one by one, one below the other.
    pub(crate) fn nodes(&mut self, nodes: &[Node<'a>]) -> ImportedElement {
        let mut root = ImportedElement::new(ElementKind::Frame, "Page");
        flow::stack(&mut root, NODE_GAP_PX);
        let container = Container {
            page_from_box: Affine::IDENTITY,
            parent_turn: Affine::IDENTITY,
            size: (0.0, 0.0),
            border: [0.0; 4],
            flow: Flow::Column,
            is_page: true,
        };
        for node in nodes {
            if node.type_name() == "CANVAS" {
                root.children.push(self.canvas(*node));
            } else {
                root.children.extend(self.element(*node, &container));
            }
        }
        root
    }
}

/// The box around nodes.
fn around_all<'a>(nodes: impl Iterator<Item = Node<'a>>) -> Option<Bounds> {
    nodes.filter_map(Node::bounds).reduce(Bounds::union)
}

/// Where the only frame is that a canvas shows, where it shows nothing else.
fn only_frame(canvas: Node<'_>) -> Option<usize> {
    let mut shown = canvas
        .children()
        .enumerate()
        .filter(|(_, node)| node.is_visible());
    let (at, node) = shown.next()?;
    let is_frame = matches!(node.kind(), Kind::Frame | Kind::Component | Kind::Instance);
    let all_there = canvas
        .children()
        .all(|it| it.kind() != Kind::Slice && !it.flag("isMask", false));
    (shown.next().is_none() && is_frame && all_there).then_some(at)
}

fn stands_upright(element: &ImportedElement) -> bool {
    !element
        .properties
        .contains_key(&PropertyKey::base(Property::Transform))
}

/// Puts a frame into the page's flow. One as wide as a desktop's fills the window; a narrower one
/// keeps its width in the middle.
fn fill_window(frame: &mut ImportedElement, (width, height): (f64, f64)) {
    let placed = [
        Property::Left,
        Property::Top,
        Property::Width,
        Property::Height,
    ];
    let is_fixed = matches!(
        frame.properties.get(&PropertyKey::base(Property::Height)),
        Some(Value::Length(omnios_model::Length::Px(_)))
    );
    for property in placed {
        frame.properties.remove(&PropertyKey::base(property));
    }
    frame.set_text(Property::Position, "relative");
    frame.set_text(Property::Width, "100%");
    if width < DESKTOP_WIDTH_PX {
        frame.set(Property::MaxWidth, px(width));
        frame.set_text(Property::MarginLeft, "auto");
        frame.set_text(Property::MarginRight, "auto");
    }
    let lays_out = frame
        .properties
        .contains_key(&PropertyKey::base(Property::Display));
    match (is_fixed, lays_out) {
        (true, true) => frame.set(Property::MinHeight, px(height)),
        (true, false) => frame.set(Property::Height, px(height)),
        _ => {}
    }
}
