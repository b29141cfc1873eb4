//! What an import makes: elements in a tree, without ids yet.

use std::collections::BTreeMap;

use omnios_model::{
    AssetInfo, Breakpoint, Element, ElementId, ElementKind, OrderKey, Place, Properties, Property,
    PropertyKey, TextRuns, Value,
};

/// An element that has no id yet.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedElement {
    /// What it is.
    pub kind: ElementKind,
    /// Its name in the layers.
    pub name: String,
    /// What is set.
    pub properties: BTreeMap<PropertyKey, Value>,
    /// The text, for texts. Each U+FFFC stands for the next child.
    pub text: String,
    /// What is set in parts of it.
    pub runs: TextRuns,
    /// What it holds, backmost first.
    pub children: Vec<ImportedElement>,
}

/// A page of the source.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedPage {
    /// The file.
    pub path: String,
    /// Its address on the site, `/about`.
    pub route: String,
    /// Its title.
    pub title: String,
    /// What search engines are told of it.
    pub description: String,
    /// The page's root frame.
    pub root: ImportedElement,
    /// The pictures that it shows.
    pub assets: Vec<AssetInfo>,
}

impl ImportedElement {
    /// An element that sets nothing.
    pub(crate) fn new(kind: ElementKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            properties: BTreeMap::new(),
            text: String::new(),
            runs: TextRuns::default(),
            children: Vec::new(),
        }
    }

    /// Sets a property, if elements of this kind have it.
    pub(crate) fn set(&mut self, property: Property, value: Value) {
        if !property.applies_to(self.kind) {
            return;
        }
        let key = PropertyKey {
            property,
            breakpoint: Breakpoint::Desktop,
        };
        self.properties.insert(key, value);
    }

    /// Sets a property from its CSS text; what isn't one is let be.
    pub(crate) fn set_text(&mut self, property: Property, text: &str) {
        if let Ok(value) = Value::parse(property, text) {
            self.set(property, value);
        }
    }

    /// How many elements it is, itself included.
    pub fn count(&self) -> usize {
        let mut count = 0;
        let mut open = vec![self];
        while let Some(element) = open.pop() {
            count += 1;
            open.extend(&element.children);
        }
        count
    }

    /// The element and all in it with ids, each after what holds it. The first gets `root_id` and
    /// `place`.
    pub fn into_elements(
        self,
        root_id: ElementId,
        place: Place,
        mut new_id: impl FnMut() -> ElementId,
    ) -> Vec<Element> {
        let mut elements = Vec::new();
        let mut open = vec![(self, root_id, place)];
        while let Some((element, id, place)) = open.pop() {
            let orders = OrderKey::spread(None, None, element.children.len());
            for (child, order) in element.children.into_iter().zip(orders) {
                let parent = Some(id);
                open.push((child, new_id(), Place { parent, order }));
            }
            elements.push(Element {
                id,
                kind: element.kind,
                name: element.name,
                place,
                locked: false,
                properties: Properties::from_iter(element.properties),
                text: element.text,
                runs: element.runs,
            });
        }
        elements
    }
}
