//! Which frame would take a dragged element, and where.

use engine::interact::insertion_in_flow;
use omnios_model::{Display, ElementId, ElementKind, FlexDirection, Point, Position, Rect};

use crate::editor::Editor;

/// Where a drop would go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DropTarget {
    pub(super) frame: ElementId,
    /// The frame's border box in canvas space.
    pub(super) frame_on_canvas: Rect,
    /// Index among the frame's other children and the line to show, in canvas space. `None` for
    /// frames whose children are placed freely.
    pub(super) in_flow: Option<(usize, Rect)>,
}

impl Editor {
    /// The innermost frame under the pointer that may take `moving`. `None` outside all
    /// artboards.
    pub(super) fn drop_target(
        &mut self,
        at_on_screen: Point,
        moving: &[ElementId],
    ) -> Option<DropTarget> {
        let canvas = self.session.camera.canvas_from_screen(at_on_screen);
        let active = self.active_area()?;
        if !active.contains(canvas) {
            return None;
        }
        let on_page = canvas - active.origin();
        let artboard = self.artboard(self.session.breakpoint)?;
        let tree = self.document.tree(self.session.page?)?;
        let is_moving = |id: ElementId| {
            moving.contains(&id) || tree.ancestors(id).any(|it| moving.contains(&it))
        };
        let is_free = |id: ElementId| tree.get(id).is_some_and(|it| !it.locked);
        // A boolean's shapes stay in it, wherever they are dragged; nothing else falls into one.
        let boolean = moving.first().and_then(|id| tree.parent(*id)).filter(|id| {
            tree.get(*id)
                .is_some_and(|it| it.kind == ElementKind::Boolean)
        });
        // What stands in a text may be moved within it; nothing else falls into a text.
        let text = moving
            .first()
            .and_then(|id| tree.parent(*id))
            .filter(|id| tree.get(*id).is_some_and(|it| it.kind == ElementKind::Text));
        let under_pointer = artboard
            .hit(on_page)
            .into_iter()
            .find(|id| {
                (text == Some(*id)
                    || tree
                        .get(*id)
                        .is_some_and(|it| it.kind == ElementKind::Frame))
                    && !is_moving(*id)
                    && is_free(*id)
                    && tree.ancestors(*id).all(is_free)
            })
            .unwrap_or(tree.root());
        let frame = boolean.unwrap_or(under_pointer);
        let node = artboard.scene().node(frame)?;
        let boxes = artboard.layout_box(frame)?;
        let to_canvas = active.origin();
        let others: Vec<ElementId> = node
            .children
            .iter()
            .copied()
            .filter(|id| !moving.contains(id))
            .collect();
        let flow: Vec<(usize, Rect)> = others
            .iter()
            .enumerate()
            .filter(|(_, id)| {
                let style = artboard.scene().node(**id).map(|it| &it.style);
                style.is_some_and(|style| style.position == Position::Static && !style.hidden)
            })
            .filter_map(|(index, id)| Some((index, artboard.rect(*id)?)))
            .collect();
        let is_flex = node.style.display == Display::Flex;
        let is_text = text == Some(frame);
        let takes_in_flow = is_flex
            || is_text
            || !flow.is_empty()
            || frame == tree.root() && node.children.iter().any(|id| moving.contains(id));
        let in_flow = takes_in_flow.then(|| {
            let direction = node.style.flex_direction;
            let is_row = matches!(direction, FlexDirection::Row | FlexDirection::RowReverse);
            let horizontal = is_text || is_flex && is_row;
            let reversed = is_flex
                && matches!(
                    direction,
                    FlexDirection::RowReverse | FlexDirection::ColumnReverse
                );
            let rects: Vec<Rect> = flow.iter().map(|(_, rect)| *rect).collect();
            let found = insertion_in_flow(on_page, boxes.content, &rects, horizontal, reversed);
            let index = flow
                .get(found.index)
                .map_or(others.len(), |(index, _)| *index);
            (index, found.line.translated(to_canvas))
        });
        Some(DropTarget {
            frame,
            frame_on_canvas: boxes.rect.translated(to_canvas),
            in_flow,
        })
    }
}
