//! What can be asked about the page without changing it.

use engine_interact::{Snap, SnapTargets};
use engine_layout::LayoutBox;
use omnios_model::{Display, ElementId, FlexDirection, Overflow, Point, Position, Rect};

use super::{Bridge, BridgeError};

/// An element's boxes and, if it is a text, its lines.
#[derive(Debug, Clone, PartialEq)]
pub struct ElementLayout {
    /// Its boxes, in CSS px of the page.
    pub boxes: LayoutBox,
    /// The box that positions of its kind are measured from: the parent's padding box, or the
    /// page for the root.
    pub containing_block: Rect,
    /// The lines of a text; empty for other kinds.
    pub lines: Vec<TextLine>,
}

/// One line of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// In CSS px of the page.
    pub rect: Rect,
    /// Where the letters stand, in CSS px of the page.
    pub baseline: f32,
    /// Bytes of the text, its case changed as its style says.
    pub from: usize,
    /// The first byte that is no longer in the line.
    pub to: usize,
}

/// What a moved box may snap to, and to what it does.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SnapAnswer {
    /// The boxes of siblings and of the parent, in CSS px of the page.
    pub targets: Vec<Rect>,
    /// The correction, and the lines that show why.
    pub snap: Snap,
}

/// How an element moves when it is dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DragFreedom {
    /// Anywhere: it is positioned.
    Free,
    /// Along its parent's row, changing places with its neighbours.
    Row,
    /// Along its parent's column, changing places with its neighbours.
    Column,
    /// Not at all: it is the page's root.
    None,
}

/// What bounds a drag.
#[derive(Debug, Clone, PartialEq)]
pub struct DragConstraints {
    /// Which way.
    pub freedom: DragFreedom,
    /// Where the dragged box can still be seen: the innermost clip around it, else the page. In
    /// CSS px of the page.
    pub visible_within: Rect,
}

impl Bridge {
    /// An element's boxes and lines.
    ///
    /// # Errors
    /// For elements without a box.
    pub fn element_layout(&self, id: ElementId) -> Result<ElementLayout, BridgeError> {
        let artboard = self.artboard()?;
        let boxes = artboard
            .layout_box(id)
            .ok_or(BridgeError::UnknownElement(id))?;
        let parent = artboard.scene().node(id).and_then(|node| node.parent);
        let containing_block = parent
            .and_then(|parent| artboard.padding_box(parent))
            .unwrap_or(boxes.rect);
        let lines = artboard.text_layout(id).map_or_else(Vec::new, |text| {
            let lines = text.lines.iter();
            lines
                .map(|line| TextLine {
                    rect: Rect::new(
                        boxes.content.x + line.left,
                        boxes.content.y + line.top,
                        line.width,
                        line.height,
                    ),
                    baseline: boxes.content.y + line.baseline,
                    from: line.text_range.start,
                    to: line.text_range.end,
                })
                .collect()
        });
        Ok(ElementLayout {
            boxes,
            containing_block,
            lines,
        })
    }

    /// Every shown element under a point of the page, topmost first.
    ///
    /// # Errors
    /// Without a page.
    pub fn hit_test(&self, point: Point) -> Result<Vec<ElementId>, BridgeError> {
        Ok(self.artboard()?.hit(point))
    }

    /// Every shown element whose box meets the area, or lies inside it entirely where
    /// `contained`; ordered by id.
    ///
    /// # Errors
    /// Without a page.
    pub fn area_query(&self, area: Rect, contained: bool) -> Result<Vec<ElementId>, BridgeError> {
        let mut found: Vec<ElementId> = self
            .artboard()?
            .meeting(area)
            .into_iter()
            .filter(|(_, rect)| !contained || area.contains_rect(rect))
            .map(|(id, _)| id)
            .collect();
        found.sort_unstable();
        Ok(found)
    }

    /// Snaps `moving`, the bounds of the elements that are dragged, to their siblings and their
    /// parent, within `tolerance` CSS px.
    ///
    /// # Errors
    /// For elements without a box.
    pub fn snap_targets(
        &self,
        dragged: &[ElementId],
        moving: Rect,
        tolerance: f32,
    ) -> Result<SnapAnswer, BridgeError> {
        let artboard = self.artboard()?;
        let Some(first) = dragged.first() else {
            return Ok(SnapAnswer::default());
        };
        let node = artboard.scene().node(*first);
        let node = node.ok_or(BridgeError::UnknownElement(*first))?;
        let parent = node.parent.and_then(|parent| artboard.scene().node(parent));
        let siblings: Vec<Rect> = parent.map_or_else(Vec::new, |parent| {
            let others = parent.children.iter().filter(|id| !dragged.contains(id));
            others.filter_map(|id| artboard.rect(*id)).collect()
        });
        let mut lines = SnapTargets::new(siblings.iter().copied());
        let mut targets = siblings;
        if let Some(around) = parent.and_then(|it| artboard.layout_box(it.element.id)) {
            lines = lines.with_parent(around.rect, around.content);
            targets.push(around.rect);
        }
        let snap = lines.snap_move(moving, tolerance);
        Ok(SnapAnswer { targets, snap })
    }

    /// How the element moves when it is dragged.
    ///
    /// # Errors
    /// For elements without a box.
    pub fn drag_constraints(&self, id: ElementId) -> Result<DragConstraints, BridgeError> {
        let artboard = self.artboard()?;
        let scene = artboard.scene();
        let node = scene.node(id).filter(|_| artboard.rect(id).is_some());
        let node = node.ok_or(BridgeError::UnknownElement(id))?;
        let clip = scene.ancestors(id).find(|ancestor| {
            let node = scene.node(*ancestor);
            node.is_some_and(|it| it.style.overflow == Overflow::Hidden && it.parent.is_some())
        });
        let page = artboard.size();
        let visible_within = clip
            .and_then(|clip| artboard.padding_box(clip))
            .unwrap_or(Rect::new(0.0, 0.0, page.width, page.height));
        let parent = node.parent.and_then(|parent| scene.node(parent));
        let freedom = match parent {
            None => DragFreedom::None,
            Some(_) if node.style.position != Position::Static => DragFreedom::Free,
            Some(parent) if parent.style.display == Display::Flex => {
                match parent.style.flex_direction {
                    FlexDirection::Row | FlexDirection::RowReverse => DragFreedom::Row,
                    FlexDirection::Column | FlexDirection::ColumnReverse => DragFreedom::Column,
                }
            }
            Some(_) => DragFreedom::Column,
        };
        Ok(DragConstraints {
            freedom,
            visible_within,
        })
    }

    /// The smallest rectangle around the elements' border boxes, in CSS px of the page. `None`
    /// for no elements.
    ///
    /// # Errors
    /// For elements without a box.
    pub fn group_bounds(&self, ids: &[ElementId]) -> Result<Option<Rect>, BridgeError> {
        let artboard = self.artboard()?;
        let mut bounds: Option<Rect> = None;
        for id in ids {
            let rect = artboard.rect(*id).ok_or(BridgeError::UnknownElement(*id))?;
            bounds = Some(bounds.map_or(rect, |all| all.union(&rect)));
        }
        Ok(bounds)
    }
}
