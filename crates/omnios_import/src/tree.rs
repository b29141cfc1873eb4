//! What an import makes: elements in a tree, without ids.

use std::collections::BTreeMap;

use omnios_model::{
    AssetInfo, ElementKind, Property, PropertyKey, TextRuns, Token, TokenName, Value,
};

use crate::Report;

/// An element without an id: it gets one where it is put in.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedElement {
    /// What it is.
    pub kind: ElementKind,
    /// Its name in the layers.
    pub name: String,
    /// Whether it is kept from being changed.
    pub locked: bool,
    /// What is set.
    pub properties: BTreeMap<PropertyKey, Value>,
    /// The text, for texts. Each U+FFFC stands for the next child.
    pub text: String,
    /// What is set in parts of it.
    pub runs: TextRuns,
    /// What it holds, backmost first.
    pub children: Vec<ImportedElement>,
}

/// What an import gives.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The pages, in the source's order.
    pub pages: Vec<ImportedPage>,
    /// Named values that the pages refer to as `var(--name)`.
    pub tokens: Vec<(TokenName, Token)>,
    /// What came over otherwise, or not at all.
    pub report: Report,
}

/// A page of the source.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedPage {
    /// The file.
    pub path: String,
    /// Its name, where the source has one; otherwise it follows the route.
    pub name: Option<String>,
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
            locked: false,
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
        self.properties.insert(PropertyKey::base(property), value);
    }

    /// Sets a property from its CSS text; what isn't one is let be.
    pub(crate) fn set_text(&mut self, property: Property, text: &str) {
        if let Ok(value) = Value::parse(property, text) {
            self.set(property, value);
        }
    }

    /// Whether it sets a property.
    pub(crate) fn sets(&self, property: Property) -> bool {
        self.properties.contains_key(&PropertyKey::base(property))
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
}
