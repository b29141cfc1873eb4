//! What layout hands on: boxes, and which of them differ.

use omnios_model::{Edges, ElementId, Point, Rect, Size};

/// Where an element stands, in CSS px from the top left corner of its page, or of another box.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LayoutBox {
    /// The border box: what `getBoundingClientRect` gives in a browser that isn't scrolled.
    pub rect: Rect,
    /// The content box: inside border and padding. Texts and images are drawn here.
    pub content: Rect,
    /// Used border widths. A border thinner than 1 px is 1 px wide, others are cut to whole px,
    /// as browsers do.
    pub border: Edges<f32>,
    /// Used padding.
    pub padding: Edges<f32>,
}

/// A box in the border box of the element that holds it; of what is fixed, in the window.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct LocalBox {
    pub(crate) location: Point,
    pub(crate) size: Size,
    pub(crate) border: Edges<f32>,
    pub(crate) padding: Edges<f32>,
}

impl LocalBox {
    /// The box where `origin` is the top left corner of what it is placed in.
    pub(crate) fn at(&self, origin: Point) -> LayoutBox {
        let Self {
            location,
            size,
            border,
            padding,
        } = *self;
        let rect = Rect::new(
            origin.x + location.x,
            origin.y + location.y,
            size.width,
            size.height,
        );
        let left = border.left + padding.left;
        let top = border.top + padding.top;
        let content = Rect::new(
            rect.x + left,
            rect.y + top,
            self.content_width(),
            (size.height - top - border.bottom - padding.bottom).max(0.0),
        );
        LayoutBox {
            rect,
            content,
            border,
            padding,
        }
    }

    pub(crate) fn content_width(&self) -> f32 {
        let Self {
            border, padding, ..
        } = self;
        (self.size.width - border.left - padding.left - border.right - padding.right).max(0.0)
    }

    /// Whether it is the same but for where it stands.
    pub(crate) fn is_sized_like(&self, other: &Self) -> bool {
        Self {
            location: other.location,
            ..*self
        } == *other
    }
}

/// What an update changed. Elements that left the scene are not named: the scene's own change
/// names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LayoutChange {
    /// Elements whose box differs in what holds them, which are new, or which have no box any
    /// more because they or what holds them was hidden. What stands in one of them moved along
    /// and isn't named for that.
    pub moved: Vec<ElementId>,
    /// Those of `moved` whose box differs in more than its place.
    pub resized: Vec<ElementId>,
    /// Those of `moved` that stand elsewhere, and with them all that is in them.
    pub displaced: Vec<ElementId>,
    /// Texts whose lines or glyphs differ, be it only their alignment or decoration.
    pub reset: Vec<ElementId>,
    /// Elements at [`MAX_DEPTH`](crate::MAX_DEPTH) that hold others: those got no box.
    pub too_deep: Vec<ElementId>,
}

impl LayoutChange {
    /// Whether every box and every text is as it was.
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.reset.is_empty()
    }
}
