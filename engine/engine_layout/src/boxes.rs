//! What layout hands on: boxes, and which of them differ.

use omnios_model::{Edges, ElementId, Rect};

/// Where an element stands on its page, in CSS px from the page's top left corner.
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

/// What an update changed. Elements that left the scene are not named: the scene's own change
/// names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LayoutChange {
    /// Elements whose box differs, which are new, or which have no box any more because they or
    /// what holds them was hidden.
    pub moved: Vec<ElementId>,
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
