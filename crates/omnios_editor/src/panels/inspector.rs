//! The selection's properties.

use std::collections::BTreeMap;
use std::sync::Arc;

use omnios_model::{
    Breakpoint, Display, Element, ElementId, ElementKind, FlexDirection, Property, PropertyKey,
    Rect, Style, Value,
};
use omnios_protocol::session::{BoxRect, FieldState, InspectorState};

use crate::editor::Editor;
use crate::stage::rect_in_parent;

/// Wide selections are summed up from this many elements: nobody reads more, and the panel must
/// not take longer the more is selected.
const MOST_ELEMENTS: usize = 200;

impl Editor {
    /// The inspector's contents: about the selection, or about the page's root where nothing is
    /// selected.
    pub fn inspector(&mut self) -> InspectorState {
        let ids = self.inspected();
        let breakpoint = self.session.breakpoint;
        if let Some(page) = self.session.page {
            self.stage.artboard(&self.document, page, breakpoint);
        }
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        let elements: Vec<Arc<Element>> = ids
            .iter()
            .take(MOST_ELEMENTS)
            .filter_map(|id| tree.and_then(|tree| tree.get(*id)).cloned())
            .collect();
        let mut kinds: Vec<ElementKind> = elements.iter().map(|element| element.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let single = match &elements[..] {
            [only] => Some(only),
            _ => None,
        };
        InspectorState {
            ids: ids.iter().map(ToString::to_string).collect(),
            name: single.map(|it| it.name.clone()),
            kinds: kinds.iter().map(ToString::to_string).collect(),
            root: single.is_some_and(|it| it.place.parent.is_none()),
            fields: fields(&elements, breakpoint),
            layout: single.and_then(|it| {
                let artboard = self.artboard(breakpoint)?;
                rect_in_parent(artboard, it.id).map(box_rect)
            }),
            parent_layout: self.parent_layout(&elements),
            text: single
                .filter(|it| it.kind == ElementKind::Text)
                .map(|it| it.text.clone()),
        }
    }

    fn inspected(&self) -> Vec<ElementId> {
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        match tree {
            Some(tree) if self.session.selection.is_empty() && !tree.is_empty() => {
                vec![tree.root()]
            }
            Some(_) => self.session.selection.clone(),
            None => Vec::new(),
        }
    }

    fn parent_layout(&self, elements: &[Arc<Element>]) -> Option<String> {
        let tree = self.document.tree(self.session.page?)?;
        let mut layouts = elements.iter().map(|element| {
            let parent = tree.get(tree.parent(element.id)?)?;
            let style = Style::resolve(parent, self.session.breakpoint);
            Some(match (style.display, style.flex_direction) {
                (Display::Block, _) => "block",
                (Display::Grid, _) => "grid",
                (Display::Flex, FlexDirection::Row | FlexDirection::RowReverse) => "row",
                (Display::Flex, FlexDirection::Column | FlexDirection::ColumnReverse) => "column",
            })
        });
        let first = layouts.next()??;
        layouts
            .all(|it| it == Some(first))
            .then(|| first.to_owned())
    }
}

pub(super) fn box_rect(rect: Rect) -> BoxRect {
    BoxRect {
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
    }
}

fn fields(elements: &[Arc<Element>], breakpoint: Breakpoint) -> BTreeMap<String, FieldState> {
    let Some((first, others)) = elements.split_first() else {
        return BTreeMap::new();
    };
    let text = |element: &Element, property: Property| {
        element
            .value(property, breakpoint)
            .and_then(Value::resolved)
            .map_or_else(|| property.initial().to_owned(), ToString::to_string)
    };
    let token = |element: &Element, property: Property| match element.value(property, breakpoint) {
        Some(Value::Token(token)) => Some(token.name.to_string()),
        _ => None,
    };
    Property::ALL
        .iter()
        .copied()
        .filter(|property| {
            elements
                .iter()
                .all(|element| property.applies_to(element.kind))
        })
        .map(|property| {
            let value = text(first, property);
            let own = token(first, property);
            let mixed = others
                .iter()
                .any(|element| text(element, property) != value || token(element, property) != own);
            let key = PropertyKey::at(property, breakpoint);
            let overridden = key.breakpoint != Breakpoint::Desktop
                && elements
                    .iter()
                    .any(|element| element.own_value(key).is_some());
            let field = FieldState {
                value: (!mixed).then_some(value),
                token: own.filter(|_| !mixed),
                mixed,
                set: elements
                    .iter()
                    .any(|element| element.value(property, breakpoint).is_some()),
                overridden,
            };
            (property.name().to_owned(), field)
        })
        .collect()
}
