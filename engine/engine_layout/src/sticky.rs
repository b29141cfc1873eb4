//! How far what is sticky moves so that it stays in view
//! (<https://www.w3.org/TR/css-position-3/#stickypos-insets>).

use omnios_model::{Point, Rect, Size};
use taffy::LengthPercentageAuto;

use crate::engine::LayoutEngine;
use crate::{LayoutBox, calc::CalcTable};

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
    /// The distance between where the flow puts the sticky element (`at`) and where it is seen.
    pub(crate) fn sticky_offset(&self, index: u32, at: &LayoutBox, window: Size) -> Point {
        let node = self.flow.get(index);
        let Some(parent) = node.parent.map(|parent| self.flow.get(parent)) else {
            return Point::default();
        };
        let Some(parent_box) = parent.page_box else {
            return Point::default();
        };
        let view = self.view_of(index, window);
        let margin = node.layout.margin;
        let rect = at.rect;
        let inset =
            |length: LengthPercentageAuto, base_px: f32| resolve(length, base_px, &self.calcs);
        let content = parent_box.content;
        let horizontal = Axis {
            element: (rect.x - margin.left, rect.right() + margin.right),
            margin: (margin.left, margin.right),
            parent: (content.x, content.right()),
            view: (view.x, view.right()),
            inset: (
                inset(node.style.inset.left, view.width),
                inset(node.style.inset.right, view.width),
            ),
        };
        let vertical = Axis {
            element: (rect.y - margin.top, rect.bottom() + margin.bottom),
            margin: (margin.top, margin.bottom),
            parent: (content.y, content.bottom()),
            view: (view.y, view.bottom()),
            inset: (
                inset(node.style.inset.top, view.height),
                inset(node.style.inset.bottom, view.height),
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
            if let (true, Some(_), Some(scroller)) = (
                node.style.overflow.y.is_scroll_container(),
                next,
                &node.page_box,
            ) {
                // Browsers count the padding as covered.
                return scroller.content;
            }
        }
        Rect::new(0.0, self.scroll_px, window.width, window.height)
    }
}

fn resolve(length: LengthPercentageAuto, base_px: f32, calcs: &CalcTable) -> Option<f32> {
    length.resolve_to_option(base_px, |handle, base_px| calcs.resolve(handle, base_px))
}
