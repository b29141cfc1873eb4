//! Goes through a page's nodes and makes their elements.
//!
//! What a node becomes is decided here; how its box is placed stands in `place` and `flow`, how it
//! looks in `paint`, `stroke` and `effects`, and what is in it in `text` and `vector`.

use std::collections::BTreeMap;

use omnios_model::{AssetInfo, ElementKind, Property, PropertyKey, Value};

use super::file::FigmaFile;
use super::link::Links;
use super::node::{Flow, Kind, Node};
use super::place::{Container, Slot};
use super::style_tokens::StyleTokens;
use crate::{Assets, Files, ImportedElement, Loss, Report};

/// How deep elements may be nested. What lies deeper is left out and named.
const MAX_DEPTH: usize = 256;

/// From so many notes on, the same message is told once for a file, with its count.
const MAX_NOTES: usize = 5_000;

/// How many names of what a node lies in are told with it.
const NAMES_TOLD: usize = 6;

/// Makes the elements of one file.
pub(crate) struct Importer<'a, 'r> {
    pub(crate) files: &'r dyn Files,
    /// The path of the file within the source.
    pub(crate) path: &'r str,
    pub(crate) file: &'r FigmaFile<'a>,
    pub(crate) assets: &'r mut dyn Assets,
    pub(crate) report: &'r mut Report,
    pub(crate) tokens: &'r mut StyleTokens,
    pub(crate) links: &'r Links<'a>,
    /// Pictures by their reference; `None` for one that isn't there.
    pub(crate) pictures: BTreeMap<String, Option<AssetInfo>>,
    /// Why pictures aren't there, by their reference.
    pub(crate) missing: BTreeMap<String, String>,
    /// The source's files by their names without an extension: pictures are named by reference.
    pub(crate) picture_paths: &'r BTreeMap<String, String>,
    /// How many elements the page has.
    pub(crate) count: usize,
    /// The most elements of a page.
    pub(crate) limit: usize,
    /// The nodes from the page down to the one at hand.
    pub(crate) trail: Vec<Node<'a>>,
}

impl<'a> Importer<'a, '_> {
    /// The element of a node in what `container` describes. `None` for what shows nothing or was
    /// left out; the report has it then.
    pub(crate) fn element(
        &mut self,
        node: Node<'a>,
        container: &Container,
    ) -> Option<ImportedElement> {
        self.trail.push(node);
        let element = if self.trail.len() > MAX_DEPTH {
            self.leave_out(node, "is nested too deeply and was left out");
            None
        } else if self.count >= self.limit {
            // The page is refused as a whole.
            self.count += 1;
            None
        } else {
            self.made(node, container)
        };
        self.trail.pop();
        element
    }

    fn made(&mut self, node: Node<'a>, container: &Container) -> Option<ImportedElement> {
        let mut slot = Slot::new(node, container);
        let mut element = match node.kind() {
            Kind::Frame
            | Kind::Group
            | Kind::Section
            | Kind::Component
            | Kind::ComponentSet
            | Kind::Instance
            | Kind::Table => self.frame(node, &slot),
            Kind::Text => self.text(node, &mut slot),
            Kind::Rectangle => self.rectangle(node, &slot),
            Kind::Ellipse if super::shape::is_whole_ellipse(node) => {
                let mut element = ImportedElement::new(ElementKind::Ellipse, name(node));
                self.look(node, &mut element, &slot);
                element
            }
            Kind::Ellipse | Kind::Polygon | Kind::Star | Kind::Vector => {
                self.vector(node, &mut slot)
            }
            Kind::Line => self.line(node, &mut slot),
            Kind::Boolean => self.boolean(node, &mut slot),
            Kind::BoxWithText => self.box_with_text(node, &slot),
            Kind::Slice | Kind::Connector | Kind::Unknown => self.other(node, &slot)?,
        };
        self.count += 1;
        self.note_oddities(node);
        if node.bounds().is_none() && node.size().is_none() {
            self.note(
                Loss::Approximated,
                "has no size in the file and stands at the corner of what holds it",
            );
        }
        self.finish(node, &mut element, &slot, container);
        Some(element)
    }

    /// What every element gets, whatever it is.
    pub(crate) fn finish(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        slot: &Slot,
        container: &Container,
    ) {
        element.locked = node.flag("locked", false);
        if !node.is_visible() {
            element.set(Property::Hidden, Value::Flag(true));
        }
        self.link(node, element);
        if container.leaves_alone(node) {
            self.put_freely(node, element, slot, container);
        } else {
            super::flow::put_in_flow(node, element, slot, container);
        }
        let position = PropertyKey::base(Property::Position);
        let holds_free = element.children.iter().any(|child| {
            let value = child.properties.get(&position);
            value.is_some_and(|it| it.to_string() == "absolute")
        });
        if holds_free && !element.properties.contains_key(&position) {
            element.set_text(Property::Position, "relative");
        }
    }

    /// A frame, and everything in it.
    pub(crate) fn frame(&mut self, node: Node<'a>, slot: &Slot) -> ImportedElement {
        let mut element = ImportedElement::new(ElementKind::Frame, name(node));
        let border = self.look(node, &mut element, slot);
        self.clip(node, &mut element);
        self.name_component(node, &mut element);
        let inside = slot.inside(border, node.flow());
        self.lay_out(node, &mut element, &border);
        let children = self.children(node, &inside);
        element.children.extend(children);
        if node.kind() == Kind::Section && node.flag("sectionContentsHidden", false) {
            for child in &mut element.children {
                child.set(Property::Hidden, Value::Flag(true));
            }
        }
        if node.kind() == Kind::Table {
            self.note(
                Loss::Approximated,
                "is a table: its cells became boxes at their places",
            );
        }
        element
    }

    /// What is in a node, backmost first.
    pub(crate) fn children(&mut self, node: Node<'a>, inside: &Container) -> Vec<ImportedElement> {
        let mut made = Vec::with_capacity(node.children().len());
        let mut masked: Option<(ImportedElement, Container)> = None;
        for child in node.children() {
            if child.flag("isMask", false) && child.is_visible() && inside.flow == Flow::Free {
                made.extend(masked.take().map(|(element, _)| element));
                masked = self.mask(child, inside);
                continue;
            }
            let (element, siblings) = match &mut masked {
                Some((mask, within)) => (self.element(child, within), &mut mask.children),
                None => (self.element(child, inside), &mut made),
            };
            let element = element.map(|mut element| {
                if child.flag("isMask", false) {
                    element.set(Property::Opacity, Value::Number(0.0));
                }
                element
            });
            siblings.extend(element);
        }
        made.extend(masked.map(|(element, _)| element));
        if inside.flow != Flow::Free {
            super::flow::space_items(node, &mut made);
        }
        made
    }

    fn rectangle(&mut self, node: Node<'a>, slot: &Slot) -> ImportedElement {
        let mut element = ImportedElement::new(ElementKind::Rectangle, name(node));
        self.look(node, &mut element, slot);
        if node.type_name() == "MEDIA" {
            self.note(
                Loss::Approximated,
                "is a video or an animation: a box stands for it",
            );
        }
        element
    }

    /// A sticky note, a board's shape or a table's cell: a box with its text in the middle.
    fn box_with_text(&mut self, node: Node<'a>, slot: &Slot) -> ImportedElement {
        let mut element = ImportedElement::new(ElementKind::Frame, name(node));
        self.look(node, &mut element, slot);
        element.set_text(Property::Display, "flex");
        element.set_text(Property::FlexDirection, "column");
        element.set_text(Property::JustifyContent, "center");
        element.set_text(Property::AlignItems, "center");
        let words = node.word("characters");
        if !words.is_empty() {
            let mut text = self.plain_text(node, words);
            text.set_text(Property::TextAlign, "center");
            self.count += 1;
            element.children.push(text);
        }
        let shape = node.word("shapeType");
        if shape == "ELLIPSE" {
            for corner in super::stroke::CORNERS {
                element.set_text(corner, "50%");
            }
        }
        let what = node.type_name().to_lowercase().replace('_', " ");
        let shape = match shape {
            "" | "SQUARE" | "ELLIPSE" | "ROUNDED_RECTANGLE" => String::new(),
            shape => format!(" of the shape {}", shape.to_lowercase().replace('_', " ")),
        };
        self.note(
            Loss::Approximated,
            format!("is a {what}{shape}: it became a box with its text in the middle"),
        );
        element
    }

    /// What is no part of a web page, or isn't known.
    fn other(&mut self, node: Node<'a>, slot: &Slot) -> Option<ImportedElement> {
        match node.kind() {
            Kind::Slice => {
                self.leave_out(
                    node,
                    "is a slice, which marks an area for exports and shows nothing",
                );
                None
            }
            Kind::Connector => {
                let mut element = ImportedElement::new(ElementKind::Frame, name(node));
                let words = node.word("characters");
                if !words.is_empty() {
                    let text = self.plain_text(node, words);
                    self.count += 1;
                    element.children.push(text);
                }
                self.note(
                    Loss::LeftOut,
                    "is a connector: its line was left out, an empty box stands for it",
                );
                Some(element)
            }
            _ => {
                let what = match node.type_name() {
                    "" => "of no kind".to_owned(),
                    other => format!("of the kind {other}"),
                };
                self.note(
                    Loss::Approximated,
                    format!("is {what}, which isn't known here: it became a frame"),
                );
                Some(self.frame(node, slot))
            }
        }
    }

    /// Says of a node what no other place does.
    fn note_oddities(&mut self, node: Node<'a>) {
        if node.number("cornerSmoothing").unwrap_or(0.0) > 0.0 {
            self.note(
                Loss::Approximated,
                "has smoothed corners, which became round ones",
            );
        }
        if node
            .0
            .get("layoutGrids")
            .items()
            .any(|grid| grid.get("visible").flag().unwrap_or(true))
        {
            self.note(
                Loss::LeftOut,
                "has a layout grid, which guides designers and wasn't kept",
            );
        }
        match node.word("scrollBehavior") {
            "FIXED" => self.note(
                Loss::Approximated,
                "stays in place while its frame scrolls; here it scrolls along",
            ),
            "STICKY_SCROLLS" => self.note(
                Loss::Approximated,
                "sticks to the edge while its frame scrolls; here it scrolls along",
            ),
            _ if node.flag("isFixed", false) => self.note(
                Loss::Approximated,
                "stays in place while its frame scrolls; here it scrolls along",
            ),
            _ => {}
        }
        if node.0.get("exportSettings").items().len() > 0 {
            self.note_file(
                Loss::LeftOut,
                "layers have settings for exports, which weren't kept",
            );
        }
        if node.flag("isMask", false) {
            self.note(
                Loss::Approximated,
                "is a mask in an auto-layout, or a hidden one: it keeps its room and masks nothing",
            );
        }
        if node.type_name() == "TRANSFORM_GROUP" {
            self.note(
                Loss::Approximated,
                "repeats what is in it; only the first copy is there",
            );
        }
    }

    /// Clips or scrolls what reaches beyond a frame.
    fn clip(&mut self, node: Node<'a>, element: &mut ImportedElement) {
        let scrolls = !matches!(node.word("overflowDirection"), "" | "NONE");
        if scrolls {
            element.set_text(Property::Overflow, "auto");
        } else if node.flag("clipsContent", false) {
            element.set_text(Property::Overflow, "hidden");
        }
    }

    /// Names the component that a frame is, or is an instance of.
    fn name_component(&mut self, node: Node<'a>, element: &mut ImportedElement) {
        let path = match node.kind() {
            Kind::Component => self.file.component_path(node.id()),
            Kind::ComponentSet => Some(node.name().to_owned()),
            Kind::Instance => {
                let id = node.word("componentId");
                let path = self.file.component_path(id);
                if path.is_none() {
                    self.note(
                        Loss::Approximated,
                        format!("is an instance of the component {id}, which isn't in the file: it became a frame"),
                    );
                }
                self.note_overrides(node, path.as_deref());
                path
            }
            _ => None,
        };
        if matches!(node.kind(), Kind::Component | Kind::ComponentSet) {
            self.note_definitions(node);
        }
        if let Some(path) = path {
            let clean: String = path.chars().filter(|it| !it.is_control()).collect();
            element.set_text(Property::Component, &clean);
        }
    }

    /// Tells what a component lets its instances set.
    fn note_definitions(&mut self, node: Node<'a>) {
        let definitions = node.0.get("componentPropertyDefinitions").entries();
        let names: Vec<&str> = definitions
            .filter(|(_, it)| it.get("type").text() != Some("VARIANT"))
            .map(|(key, _)| key.split('#').next().unwrap_or(key))
            .collect();
        if !names.is_empty() {
            self.note(
                Loss::LeftOut,
                format!(
                    "defines properties for its instances, which weren't kept ({})",
                    names.join(", ")
                ),
            );
        }
    }

    /// Tells which of a component's properties an instance has set. Their results are in the
    /// instance's own layers.
    fn note_overrides(&mut self, node: Node<'a>, path: Option<&str>) {
        let mut set = Vec::new();
        for (key, property) in node.0.get("componentProperties").entries() {
            let name = key.split('#').next().unwrap_or(key);
            let value = property.get("value");
            let value = match (value.text(), value.flag()) {
                (Some(text), _) => text.to_owned(),
                (None, Some(flag)) => flag.to_string(),
                _ => continue,
            };
            let is_variant = property.get("type").text() == Some("VARIANT");
            if is_variant && path.is_some_and(|it| it.contains(&format!("{name}={value}"))) {
                continue;
            }
            set.push(format!(
                "{name}: {}",
                value.chars().take(40).collect::<String>()
            ));
        }
        if !set.is_empty() {
            self.note(
                Loss::Approximated,
                format!("sets properties of its component; what they do is kept, that they are set isn't ({})", set.join(", ")),
            );
        }
    }

    /// Tells something of the node at hand.
    pub(crate) fn note(&mut self, loss: Loss, message: impl Into<String>) {
        let told = self.trail.len().saturating_sub(NAMES_TOLD);
        let names: Vec<&str> = self.trail[told..].iter().map(|it| it.name()).collect();
        let start = if told > 0 { "… / " } else { "" };
        let id = self.trail.last().map_or("", |node| node.id());
        let place = format!("{start}{} ({id})", names.join(" / "));
        if self.report.notes().len() < MAX_NOTES {
            let file = format!("{}: {place}", self.path);
            self.report.add(loss, &file, "", message);
        } else {
            self.report.add(loss, self.path, &place, message);
        }
    }

    /// Tells of the file as a whole.
    pub(crate) fn note_file(&mut self, loss: Loss, message: impl Into<String>) {
        self.report.add(loss, self.path, "", message);
    }

    /// Tells of a node and everything in it that it isn't there.
    pub(crate) fn leave_out(&mut self, node: Node<'a>, why: &str) {
        let depth = self.trail.len();
        self.note(Loss::LeftOut, why);
        let mut open: Vec<Node<'a>> = node.children().rev().collect();
        while let Some(inner) = open.pop() {
            self.trail.truncate(depth);
            self.trail.push(inner);
            let message = format!("went with “{}”, which {why}", node.name());
            self.note(Loss::LeftOut, message);
            open.extend(inner.children().rev());
        }
        self.trail.truncate(depth);
    }
}

/// A layer's name.
pub(crate) fn name(node: Node<'_>) -> String {
    let clean: String = node
        .name()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST_NAME)
        .collect();
    match clean.trim() {
        "" => "Layer".to_owned(),
        name => name.to_owned(),
    }
}

/// The longest name of a layer.
const LONGEST_NAME: usize = 100;
