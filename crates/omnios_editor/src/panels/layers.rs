//! The layers tree as rows.

use omnios_model::{Display, ElementId, FlexDirection, Property, Style, Tree};
use omnios_protocol::session::{LayerPage, LayerRow};

use crate::editor::Editor;
use crate::session::Session;

impl Editor {
    /// A stretch of the layers tree: `limit` rows from `offset` on. The page's root is the
    /// first row; the children of a frame follow it in the document's order, which is the order
    /// in which a page reads and in which its export is written.
    pub fn layers(&self, offset: usize, limit: usize) -> LayerPage {
        let Some(tree) = self.session.page.and_then(|page| self.document.tree(page)) else {
            return LayerPage {
                total: 0,
                first_selected: None,
                rows: Vec::new(),
            };
        };
        let listed = listed(tree, &self.session);
        let first_selected = listed
            .iter()
            .position(|(id, _)| self.session.selection.contains(id));
        let rows = listed
            .iter()
            .skip(offset)
            .take(limit)
            .filter_map(|(id, depth)| self.row(tree, *id, *depth))
            .collect();
        LayerPage {
            total: listed.len(),
            first_selected,
            rows,
        }
    }

    /// Opens or closes a branch of the tree.
    pub fn set_expanded(&mut self, id: ElementId, expanded: bool) {
        let changed = if expanded {
            self.session.expanded.insert(id)
        } else {
            self.session.expanded.remove(&id)
        };
        if changed {
            self.session.revisions.layers += 1;
            self.session.revisions.state += 1;
        }
    }

    fn row(&self, tree: &Tree, id: ElementId, depth: usize) -> Option<LayerRow> {
        let element = tree.get(id)?;
        let style = |id: ElementId| {
            tree.get(id)
                .map(|it| Style::resolve(it, self.session.breakpoint))
        };
        let own = style(id)?;
        let dimmed = own.hidden
            || tree
                .ancestors(id)
                .any(|it| style(it).is_some_and(|style| style.hidden));
        let auto_layout =
            (element.kind.holds_children() && own.display == Display::Flex).then(|| {
                match own.flex_direction {
                    FlexDirection::Row | FlexDirection::RowReverse => "row",
                    FlexDirection::Column | FlexDirection::ColumnReverse => "column",
                }
                .to_owned()
            });
        Some(LayerRow {
            id: id.to_string(),
            parent: tree.parent(id).map(|parent| parent.to_string()),
            index: tree.index_in_parent(id).unwrap_or(0),
            depth,
            name: element.name.clone(),
            kind: element.kind.to_string(),
            auto_layout,
            component: Some(element.text_value(Property::Component))
                .filter(|name| !name.is_empty())
                .map(str::to_owned),
            hidden: own.hidden,
            locked: element.locked,
            dimmed,
            has_children: !tree.children(id).is_empty(),
            expanded: is_expanded(tree, &self.session, id),
            selected: self.session.selection.contains(&id),
            hovered: self.session.hovered == Some(id),
        })
    }
}

/// The root is always open: closing it would leave an empty panel.
fn is_expanded(tree: &Tree, session: &Session, id: ElementId) -> bool {
    id == tree.root() || session.expanded.contains(&id)
}

fn listed(tree: &Tree, session: &Session) -> Vec<(ElementId, usize)> {
    let mut rows = Vec::new();
    let mut stack = vec![(tree.root(), 0)];
    while let Some((id, depth)) = stack.pop() {
        if !tree.contains(id) {
            continue;
        }
        rows.push((id, depth));
        if is_expanded(tree, session, id) {
            let children = tree.children(id).iter().rev();
            stack.extend(children.map(|child| (*child, depth + 1)));
        }
    }
    rows
}
