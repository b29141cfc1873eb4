//! What the studio draws over the design: outlines, handles, guides, labels.
//!
//! Positions are screen px (CSS px of the studio's own window), so that they stay the same size at
//! any zoom; the renderer puts straight lines on whole device pixels. It knows nothing of
//! elements.

use std::sync::Arc;

use engine_text::TextLayout;
use omnios_model::{Color, Point, Rect};

/// Items from hindmost to topmost, in screen px.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlay {
    /// The items.
    pub items: Vec<OverlayItem>,
}

/// One thing drawn over the design.
#[derive(Debug, Clone, PartialEq)]
pub enum OverlayItem {
    /// A straight line.
    Line {
        /// One end.
        from: Point,
        /// The other end.
        to: Point,
        /// Width; upright and level lines are at least one device pixel wide.
        width: f32,
        /// The colour.
        color: Color,
    },
    /// A rectangle; its edges stand on whole device pixels.
    Rect {
        /// The rectangle; the stroke lies inside of it.
        rect: Rect,
        /// Radius of all four corners.
        radius: f32,
        /// What it is filled with, if at all.
        fill: Option<Color>,
        /// Width and colour of its line, if any.
        stroke: Option<(f32, Color)>,
    },
    /// An ellipse that fills the rectangle.
    Ellipse {
        /// The rectangle; the stroke lies inside of it.
        rect: Rect,
        /// What it is filled with, if at all.
        fill: Option<Color>,
        /// Width and colour of its line, if any.
        stroke: Option<(f32, Color)>,
    },
    /// A band of slanted stripes, as for padding and gaps.
    Hatch {
        /// The band.
        rect: Rect,
        /// Distance from stripe to stripe; half of it is stripe.
        spacing: f32,
        /// The stripes' colour.
        color: Color,
    },
    /// A line of text.
    Label(OverlayLabel),
}

/// A text in the overlay.
#[derive(Debug, Clone, PartialEq)]
pub struct OverlayLabel {
    /// The text, laid out in screen px.
    pub text: Arc<TextLayout>,
    /// Where its top left corner stands.
    pub origin: Point,
    /// Its colour.
    pub color: Color,
}

impl Overlay {
    /// Adds an item on top.
    pub fn push(&mut self, item: OverlayItem) {
        self.items.push(item);
    }

    /// Adds the outline of a rectangle, its line inside the edges.
    pub fn outline(&mut self, rect: Rect, width: f32, color: Color) {
        self.push(OverlayItem::Rect {
            rect,
            radius: 0.0,
            fill: None,
            stroke: Some((width, color)),
        });
    }

    /// Adds a filled rectangle.
    pub fn fill(&mut self, rect: Rect, radius: f32, color: Color) {
        self.push(OverlayItem::Rect {
            rect,
            radius,
            fill: Some(color),
            stroke: None,
        });
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: Point, to: Point, width: f32, color: Color) {
        self.push(OverlayItem::Line {
            from,
            to,
            width,
            color,
        });
    }
}
