//! A page as a whole: its root, title and description.

use std::rc::Rc;

use blitz_dom::{Node, NodeId};
use omnios_model::{AssetInfo, Color, Direction, ElementKind, Length, Paint, Property, Value};
use style::properties::LonghandId as L;

use super::builder::{
    Builder, Item, Styles, Surroundings, attribute, is_right_to_left, tag, words,
};
use super::cascade::WINDOW_HEIGHT_PX;
use super::computed::{Computed, Values};
use super::values::assign;
use crate::{ImportError, ImportedElement, ImportedPage};

impl Builder<'_> {
    /// The page.
    pub(crate) fn page(mut self) -> Result<ImportedPage, ImportError> {
        let document = &self.cascades[0].document;
        let body = document
            .find_body_node()
            .map(|node| node.id)
            .ok_or_else(|| ImportError::EmptyPage(self.path.to_owned()))?;
        let title = document
            .find_title_node()
            .map(Node::text_content)
            .unwrap_or_default();
        self.note_head();
        let description = self.description();
        let root = self.root(body)?;
        let mut assets: Vec<AssetInfo> = self.pictures.into_values().flatten().collect();
        assets.sort_by(|a, b| a.hash.cmp(&b.hash));
        assets.dedup_by(|a, b| a.hash == b.hash);
        Ok(ImportedPage {
            path: self.path.to_owned(),
            name: None,
            route: self.routes[self.path].clone(),
            title: words(&title),
            description: words(&description),
            root,
            assets,
        })
    }

    /// What the head would have run.
    fn note_head(&mut self) {
        let document = self.document();
        let head = document.find_head_node();
        for id in head.iter().flat_map(|head| &head.children) {
            self.note_hidden(&Item::Node(*id));
        }
    }

    pub(super) fn description(&self) -> String {
        let document = &self.cascades[0].document;
        let Some(head) = document.find_head_node() else {
            return String::new();
        };
        head.children
            .iter()
            .filter_map(|id| document.get_node(*id))
            .find(|node| {
                tag(node) == "meta" && attribute(node, "name").as_deref() == Some("description")
            })
            .and_then(|node| attribute(node, "content"))
            .unwrap_or_default()
    }

    /// The page's root: the body, in which the page's own background, margin and direction go.
    pub(super) fn root(&mut self, body: NodeId) -> Result<ImportedElement, ImportError> {
        let styles = self.styles(body);
        let html = self.document().root_element().id;
        let page = self.styles(html);
        let mut root = ImportedElement::new(ElementKind::Frame, "Page");
        let fills_window = |styles: &Styles| {
            styles[0].as_ref().is_some_and(|style| {
                let text = Computed(style).text(L::Height);
                text == "100%"
            })
        };
        let window_height = fills_window(&page) && fills_window(&styles);
        let mut values = self.all_values(&styles, ElementKind::Frame);
        for (index, values) in values.iter_mut().enumerate() {
            let (Some(values), Some(own)) = (values, &styles[index]) else {
                continue;
            };
            let mut own_values = Values::clone(values);
            body_as_root(&mut own_values, Computed(own));
            if window_height {
                let height = Value::Length(Length::Px(WINDOW_HEIGHT_PX as f32));
                own_values.remove(&Property::Height);
                own_values.insert(Property::MinHeight, height);
            }
            // The window shows the page's background, else the body's, else white.
            let is_bare = |background: Option<&Value>| {
                background.is_none_or(|it| *it == Value::Paints(Vec::new()))
            };
            let behind = page[index]
                .as_ref()
                .map(|page| self.values(page, ElementKind::Frame));
            let behind = behind.and_then(|values| values.get(&Property::Background).cloned());
            if is_bare(own_values.get(&Property::Background)) {
                let white = Value::Paints(vec![Paint::Solid(Color::WHITE)]);
                let shown = behind.filter(|it| !is_bare(Some(it))).unwrap_or(white);
                own_values.insert(Property::Background, shown);
            }
            *values = Rc::new(own_values);
        }
        assign(&mut root, &values);
        let is_right_to_left = is_right_to_left(&styles);
        if is_right_to_left {
            root.set(
                Property::Direction,
                Value::Keyword(Direction::RightToLeft.as_str()),
            );
        }
        let around = Surroundings {
            depth: 1,
            is_right_to_left,
            decoration: None,
            holds_absolute: true,
            window_height,
        };
        let items = self.items(body);
        self.fill_frame(&mut root, &styles, items, &around)?;
        root.children.extend(std::mem::take(&mut self.hoisted[0]));
        Ok(root)
    }
}

/// Heights in per cent of the window's.
pub(super) fn in_window(element: &mut ImportedElement) {
    for (key, value) in &mut element.properties {
        if matches!(key.property, Property::Height | Property::MinHeight)
            && let Value::Length(length) = value
            && let Some(px) = length.resolve(WINDOW_HEIGHT_PX as f32)
        {
            *length = Length::Px(px);
        }
    }
}

/// The body's box as the page's: a root has no margin, so what there is becomes padding.
pub(super) fn body_as_root(values: &mut Values, computed: Computed<'_>) {
    for (padding, margin) in [
        (Property::PaddingTop, L::MarginTop),
        (Property::PaddingRight, L::MarginRight),
        (Property::PaddingBottom, L::MarginBottom),
        (Property::PaddingLeft, L::MarginLeft),
    ] {
        let extra = computed.px(margin);
        if let Some(Value::Length(Length::Px(px))) = values.get_mut(&padding) {
            *px += extra;
        }
    }
    for property in [
        Property::MarginTop,
        Property::MarginRight,
        Property::MarginBottom,
        Property::MarginLeft,
        Property::Width,
        Property::MinWidth,
        Property::MaxWidth,
        Property::Position,
        Property::Overflow,
    ] {
        values.remove(&property);
    }
}
