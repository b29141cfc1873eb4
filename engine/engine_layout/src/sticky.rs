//! How far what is sticky moves so that it stays in view
//! (<https://www.w3.org/TR/css-position-3/#stickypos-insets>).

use omnios_model::{Length, Point, Rect, Size};

use crate::engine::LayoutEngine;
use crate::layout_unit::LayoutUnit;
use crate::sizing::resolve;

/// One axis of what takes part, in CSS px of the page.
struct Axis {
    /// The element's margin box where the flow puts it.
    element: (f32, f32),
    /// The margins at its start and end.
    margin: (f32, f32),
    /// What it may not leave: its parent's content.
    parent: (f32, f32),
    /// What can be seen.
    view: (f32, f32),
    /// How far it keeps from the view's start and end, if at all.
    inset: (Option<f32>, Option<f32>),
}

impl Axis {
    fn offset(&self) -> f32 {
        let (start, end) = (
            self.element.0 + self.margin.0,
            self.element.1 - self.margin.1,
        );
        let mut offset = 0.0;
        if let Some(inset) = self.inset.1 {
            let beyond = end - (self.view.1 - inset);
            let room = (self.element.0 - self.parent.0).max(0.0);
            offset -= beyond.clamp(0.0, room);
        }
        if let Some(inset) = self.inset.0 {
            let beyond = self.view.0 + inset - (start + offset);
            let room = (self.parent.1 - self.element.1 - offset).max(0.0);
            offset += beyond.clamp(0.0, room);
        }
        offset
    }
}

impl LayoutEngine {
    /// The distance between where the flow puts the sticky element and where it is seen.
    pub(crate) fn sticky_shift(&self, index: u32, window: Size) -> Point {
        let node = self.flow.get(index);
        let Some(parent_box) = node.parent.and_then(|parent| self.page_box(parent)) else {
            return Point::default();
        };
        let view = self.view_of(index, window);
        let margins = node.margins();
        let (before, after) = (margins.start, margins.end);
        let rect = node.layout.at(parent_box.rect.origin()).rect;
        let inset = node.box_style.inset;
        let used = |length: Length, base_px: f32| {
            resolve(length, Some(LayoutUnit::from_px(base_px))).map(LayoutUnit::to_px)
        };
        let content = parent_box.content;
        let horizontal = Axis {
            element: (rect.x - before.x.to_px(), rect.right() + after.x.to_px()),
            margin: (before.x.to_px(), after.x.to_px()),
            parent: (content.x, content.right()),
            view: (view.x, view.right()),
            inset: (used(inset.left, view.width), used(inset.right, view.width)),
        };
        let vertical = Axis {
            element: (rect.y - before.y.to_px(), rect.bottom() + after.y.to_px()),
            margin: (before.y.to_px(), after.y.to_px()),
            parent: (content.y, content.bottom()),
            view: (view.y, view.bottom()),
            inset: (
                used(inset.top, view.height),
                used(inset.bottom, view.height),
            ),
        };
        Point::new(horizontal.offset(), vertical.offset())
    }

    /// What can be seen around the element: the nearest frame that cuts off what is larger and
    /// could scroll, or else the window.
    fn view_of(&self, index: u32, window: Size) -> Rect {
        let mut next = self.flow.get(index).parent;
        while let Some(at) = next {
            let node = self.flow.get(at);
            next = node.parent;
            // What the page itself cuts off is the window's.
            if node.box_style.is_scroll_container
                && next.is_some()
                && let Some(scroller) = self.page_box(at)
            {
                // Browsers count the padding as covered.
                return scroller.content;
            }
        }
        Rect::new(0.0, self.scroll_px, window.width, window.height)
    }
}
