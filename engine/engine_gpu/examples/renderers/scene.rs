//! The scenes that both renderers draw: 100,000 elements of one kind, or of a page's mixture.
//!
//! A scene is a grid of cells on a page of 24,000 × 11,000 CSS px. Everything is made from the
//! cell's number, so that both renderers draw the same, every time.

use engine_text::{Fonts, TextLayout, TextStyle};
use omnios_model::{
    Breakpoint, Color, Element, ElementId, ElementKind, OrderKey, Place, Rect, Style, TextRuns,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Elements of a scene.
pub(crate) const ELEMENTS: usize = 100_000;
/// Cells in a row.
const COLUMNS: usize = 400;
/// Size of a cell in CSS px.
const CELL: (f32, f32) = (60.0, 44.0);
/// Different outlines among the paths.
const OUTLINES: usize = 40;
/// Different words among the texts.
const LABELS: usize = 200;

/// What a scene is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Filled rounded boxes with a border.
    Boxes,
    /// Labels of about ten glyphs.
    Text,
    /// Filled curved outlines.
    Paths,
    /// Boxes, each inside a rounded clip of its own.
    Clips,
    /// Two boxes in a half transparent group.
    Groups,
    /// 55 % boxes, 40 % text, 5 % paths.
    Page,
}

impl Kind {
    pub(crate) const ALL: [Self; 6] = [
        Self::Boxes,
        Self::Text,
        Self::Paths,
        Self::Clips,
        Self::Groups,
        Self::Page,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Boxes => "boxes",
            Self::Text => "text",
            Self::Paths => "paths",
            Self::Clips => "clips",
            Self::Groups => "groups",
            Self::Page => "page",
        }
    }
}

/// One element, in CSS px of the page.
#[derive(Debug, Clone)]
pub(crate) enum Thing {
    Box {
        rect: Rect,
        color: Color,
    },
    Text {
        origin: (f32, f32),
        text: Arc<TextLayout>,
        color: Color,
    },
    /// SVG path data in a view box of 24 × 24.
    Path {
        area: Rect,
        outline: usize,
        color: Color,
    },
    Clipped {
        clip: Rect,
        rect: Rect,
        color: Color,
    },
    Group {
        rects: [Rect; 2],
        color: Color,
    },
}

/// A scene and what its elements share.
#[derive(Debug)]
pub(crate) struct Scene {
    pub(crate) things: Vec<Thing>,
    /// SVG path data by number.
    pub(crate) outlines: Vec<String>,
}

/// What is seen of a scene.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    pub(crate) name: &'static str,
    /// CSS px of the page at the left top corner.
    pub(crate) offset: (f32, f32),
    /// Device px per CSS px.
    pub(crate) scale: f32,
}

impl Scene {
    pub(crate) fn new(kind: Kind, fonts: &mut Fonts) -> Self {
        let style = label_style();
        let labels: Vec<Arc<TextLayout>> = (0..LABELS)
            .map(|n| Arc::new(fonts.layout(&format!("Label {:04}", n * 37), &style, None)))
            .collect();
        let things = (0..ELEMENTS).map(|n| thing(kind, n, &labels)).collect();
        Self {
            things,
            outlines: (0..OUTLINES).map(outline).collect(),
        }
    }

    /// Numbers of the elements that a view of this size shows: rows and columns of the grid.
    pub(crate) fn visible(&self, view: &View, width: u32, height: u32) -> Vec<usize> {
        let (left, top) = view.offset;
        let (right, bottom) = (
            left + width as f32 / view.scale,
            top + height as f32 / view.scale,
        );
        let rows = ELEMENTS / COLUMNS;
        let columns = (left / CELL.0) as usize..((right / CELL.0).ceil() as usize).min(COLUMNS);
        let rows = (top / CELL.1) as usize..((bottom / CELL.1).ceil() as usize).min(rows);
        rows.flat_map(|row| columns.clone().map(move |column| row * COLUMNS + column))
            .collect()
    }
}

fn thing(kind: Kind, n: usize, labels: &[Arc<TextLayout>]) -> Thing {
    let (x, y) = ((n % COLUMNS) as f32 * CELL.0, (n / COLUMNS) as f32 * CELL.1);
    let color = Color::rgba(
        (n * 53 % 200) as u8,
        (n * 97 % 200) as u8,
        (n * 31 % 200) as u8,
        255,
    );
    let boxed = Rect::new(x + 4.0, y + 4.0, 50.0, 34.0);
    match kind {
        Kind::Boxes => Thing::Box { rect: boxed, color },
        Kind::Text => Thing::Text {
            origin: (x + 2.0, y + 10.0),
            text: Arc::clone(&labels[n % labels.len()]),
            color,
        },
        Kind::Paths => Thing::Path {
            area: Rect::new(x + 12.0, y + 6.0, 32.0, 32.0),
            outline: n % OUTLINES,
            color,
        },
        Kind::Clips => Thing::Clipped {
            clip: boxed,
            rect: Rect::new(x + 14.0, y + 14.0, 60.0, 44.0),
            color,
        },
        Kind::Groups => Thing::Group {
            rects: [boxed, Rect::new(x + 14.0, y + 10.0, 44.0, 32.0)],
            color,
        },
        Kind::Page => match n * 7919 % 100 {
            0..55 => thing(Kind::Boxes, n, labels),
            55..95 => thing(Kind::Text, n, labels),
            _ => thing(Kind::Paths, n, labels),
        },
    }
}

/// A star with `n % 8 + 4` rounded points.
fn outline(n: usize) -> String {
    let points = n % 8 + 4;
    let inner = 3.0 + (n / 8) as f32;
    let mut data = String::new();
    for step in 0..points {
        let at = |turn: f32, radius: f32| {
            let angle = (step as f32 + turn) / points as f32 * std::f32::consts::TAU;
            (12.0 + radius * angle.cos(), 12.0 + radius * angle.sin())
        };
        let (start, control, end) = (at(0.0, inner), at(0.5, 12.0), at(1.0, inner));
        if step == 0 {
            data.push_str(&format!("M{} {}", start.0, start.1));
        }
        data.push_str(&format!("Q{} {} {} {}", control.0, control.1, end.0, end.1));
    }
    data.push('Z');
    data
}

fn label_style() -> TextStyle {
    let element = Element {
        id: ElementId::from_random_bits(1),
        kind: ElementKind::Text,
        name: "Label".into(),
        place: Place {
            parent: None,
            order: OrderKey::between(None, None),
        },
        locked: false,
        properties: omnios_model::Properties::default(),
        text: String::new(),
        runs: TextRuns::default(),
    };
    let mut style = Style::resolve(&element, Breakpoint::Desktop);
    style.font_size = 11.0;
    TextStyle::of(&style)
}
