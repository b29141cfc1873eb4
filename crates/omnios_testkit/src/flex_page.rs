//! A page of flex containers and boxes of fixed size alone: what every flexbox engine can lay
//! out, with no text whose measuring would be compared instead.

use std::collections::BTreeMap;
use std::sync::Arc;

use omnios_model::{
    Element, ElementId, ElementKind, OrderKey, PageId, Place, PropertyKey, Tree, Value,
};

use crate::Random;

/// One box, in the words that flexbox engines share. Lengths are CSS px.
#[derive(Debug, Clone, PartialEq)]
pub struct FlexBox {
    /// Index of the box that holds it; `None` for the first, the root.
    pub parent: Option<usize>,
    /// Whether children stand side by side.
    pub is_row: bool,
    /// Whether children may continue on another line.
    pub wraps: bool,
    /// Room between children.
    pub gap: f32,
    /// Padding on all sides.
    pub padding: f32,
    /// What remains of the line goes to those that grow.
    pub grow: f32,
    /// Width, if it is set.
    pub width: Option<f32>,
    /// Height, if it is set.
    pub height: Option<f32>,
}

/// So many boxes, parents before children, nested seven deep, and the same as a page.
pub fn flex_page(count: usize, seed: u64) -> (Vec<FlexBox>, Tree) {
    let mut random = Random::new(seed);
    let mut boxes = vec![container(None, false, false)];
    let mut open = vec![(0_usize, 0_usize)];
    while boxes.len() < count {
        // Sections hold rows of cards, those columns of rows: a few children each.
        let (parent, depth) = open[open.len() - 1];
        let index = boxes.len();
        if depth < 6 && !random.once_in(3) {
            let is_row = depth % 2 == 1;
            boxes.push(container(Some(parent), is_row, is_row && random.once_in(2)));
            open.push((index, depth + 1));
        } else {
            boxes.push(FlexBox {
                width: Some(random.between(8.0, 90.0).round()),
                height: Some(random.between(8.0, 60.0).round()),
                grow: if random.once_in(4) { 1.0 } else { 0.0 },
                ..container(Some(parent), false, false)
            });
        }
        while open.len() > 1 && random.once_in(5) {
            open.pop();
        }
    }
    let tree = tree_of(&boxes, random.bits());
    (boxes, tree)
}

fn container(parent: Option<usize>, is_row: bool, wraps: bool) -> FlexBox {
    FlexBox {
        parent,
        is_row,
        wraps,
        gap: 4.0,
        padding: 2.0,
        grow: 0.0,
        width: None,
        height: None,
    }
}

fn tree_of(boxes: &[FlexBox], page_bits: u64) -> Tree {
    let page = PageId::from_random_bits(page_bits);
    let mut random = Random::new(page_bits);
    let mut ids: Vec<ElementId> = Vec::with_capacity(boxes.len());
    let mut last: BTreeMap<usize, OrderKey> = BTreeMap::new();
    let mut elements = Vec::with_capacity(boxes.len());
    for it in boxes {
        let id = match it.parent {
            None => Tree::root_id(page),
            Some(_) => ElementId::from_random_bits(random.bits()),
        };
        let order = OrderKey::between(it.parent.and_then(|parent| last.get(&parent)), None);
        if let Some(parent) = it.parent {
            last.insert(parent, order.clone());
        }
        ids.push(id);
        elements.push(Arc::new(Element {
            id,
            kind: ElementKind::Frame,
            name: String::new(),
            place: Place {
                parent: it.parent.map(|parent| ids[parent]),
                order,
            },
            locked: false,
            properties: properties(it).into(),
            text: String::new(),
            runs: omnios_model::TextRuns::default(),
        }));
    }
    Tree::new(page, elements)
}

fn properties(it: &FlexBox) -> BTreeMap<PropertyKey, Value> {
    let px = |px: f32| format!("{px}px");
    let mut texts = vec![
        ("display", "flex".to_owned()),
        ("flex-shrink", "0".to_owned()),
        ("flex-grow", it.grow.to_string()),
        (
            "flex-direction",
            if it.is_row { "row" } else { "column" }.to_owned(),
        ),
        (
            "flex-wrap",
            if it.wraps { "wrap" } else { "nowrap" }.to_owned(),
        ),
        ("row-gap", px(it.gap)),
        ("column-gap", px(it.gap)),
    ];
    for side in ["top", "right", "bottom", "left"] {
        texts.push(match side {
            "top" => ("padding-top", px(it.padding)),
            "right" => ("padding-right", px(it.padding)),
            "bottom" => ("padding-bottom", px(it.padding)),
            _ => ("padding-left", px(it.padding)),
        });
    }
    texts.extend(it.width.map(|width| ("width", px(width))));
    texts.extend(it.height.map(|height| ("height", px(height))));
    texts
        .into_iter()
        .filter_map(|(name, text)| {
            let key = PropertyKey::parse(name)?;
            Some((key, Value::parse(key.property, &text).ok()?))
        })
        .collect()
}
