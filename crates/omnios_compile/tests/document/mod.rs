//! Small documents for tests, built from the model's types alone.

#![allow(dead_code, reason = "each test program takes what it needs")]

use std::collections::BTreeMap;
use std::sync::Arc;

use omnios_model::{
    AssetHash, AssetInfo, Element, ElementId, ElementKind, OrderKey, PageId, PageInfo, Place,
    Project, PropertyKey, Token, TokenKind, Tree, Value,
};

/// Properties as `name` or `name@breakpoint`, with values in CSS syntax.
pub(crate) type Properties<'a> = &'a [(&'a str, &'a str)];

/// A project under construction.
pub(crate) struct Document {
    pub(crate) project: Project,
    pages: Vec<(PageId, Vec<Arc<Element>>)>,
    next: u64,
}

impl Document {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            project: Project {
                name: name.to_owned(),
                ..Project::default()
            },
            pages: Vec::new(),
            next: 1000,
        }
    }

    /// A page with a root; further elements go to the page added last. Returns the root.
    pub(crate) fn page(
        &mut self,
        route: &str,
        name: &str,
        properties: Properties<'_>,
    ) -> ElementId {
        let id = PageId::from_random_bits(self.pages.len() as u64 + 1);
        self.project.pages.push(PageInfo {
            id,
            name: name.to_owned(),
            route: route.to_owned(),
            title: String::new(),
            description: format!("About {name}."),
            order: OrderKey::between(None, None),
        });
        self.pages.push((id, Vec::new()));
        self.push(
            Tree::root_id(id),
            None,
            ElementKind::Frame,
            name,
            "",
            properties,
        )
    }

    /// A design token. What was added before doesn't see it.
    pub(crate) fn token(
        &mut self,
        name: &str,
        kind: TokenKind,
        value: &str,
        modes: Properties<'_>,
    ) {
        let mut token = Token::new(kind, name, value);
        for (mode, value) in modes {
            token.modes.insert((*mode).to_owned(), (*value).into());
        }
        self.project
            .tokens
            .insert(name.parse().expect("a name"), token);
    }

    pub(crate) fn add(
        &mut self,
        parent: ElementId,
        kind: ElementKind,
        name: &str,
        properties: Properties<'_>,
    ) -> ElementId {
        let id = self.fresh_id();
        self.push(id, Some(parent), kind, name, "", properties)
    }

    pub(crate) fn frame(
        &mut self,
        parent: ElementId,
        name: &str,
        properties: Properties<'_>,
    ) -> ElementId {
        self.add(parent, ElementKind::Frame, name, properties)
    }

    pub(crate) fn text(
        &mut self,
        parent: ElementId,
        name: &str,
        text: &str,
        properties: Properties<'_>,
    ) -> ElementId {
        let id = self.fresh_id();
        self.push(id, Some(parent), ElementKind::Text, name, text, properties)
    }

    pub(crate) fn asset(
        &mut self,
        name: &str,
        media_type: &str,
        width: u32,
        height: u32,
    ) -> AssetHash {
        let digit = format!("{:x}", self.project.assets.len() + 10);
        let hash: AssetHash = digit.repeat(64).parse().expect("a hash");
        self.project.assets.insert(
            hash.clone(),
            AssetInfo {
                hash: hash.clone(),
                name: name.to_owned(),
                media_type: media_type.to_owned(),
                width,
                height,
                faces: Vec::new(),
            },
        );
        hash
    }

    pub(crate) fn trees(&self) -> Vec<(PageId, Tree)> {
        self.pages
            .iter()
            .map(|(id, elements)| (*id, Tree::new(*id, elements.iter().cloned())))
            .collect()
    }

    fn fresh_id(&mut self) -> ElementId {
        self.next += 1;
        ElementId::from_random_bits(self.next)
    }

    fn push(
        &mut self,
        id: ElementId,
        parent: Option<ElementId>,
        kind: ElementKind,
        name: &str,
        text: &str,
        properties: Properties<'_>,
    ) -> ElementId {
        let properties: BTreeMap<PropertyKey, Value> = properties
            .iter()
            .map(|(key, value)| {
                let key = PropertyKey::parse(key).expect("a property");
                let mut value = Value::parse(key.property, value).expect("a value");
                value.bind(key.property, &self.project.tokens);
                (key, value)
            })
            .collect();
        let (_, elements) = self.pages.last_mut().expect("a page");
        let last = elements.last().map(|it| it.place.order.clone());
        elements.push(Arc::new(Element {
            id,
            kind,
            name: name.to_owned(),
            place: Place {
                parent,
                order: OrderKey::between(last.as_ref(), None),
            },
            locked: false,
            properties: properties.into(),
            text: text.to_owned(),
            runs: omnios_model::TextRuns::default(),
        }));
        id
    }
}
