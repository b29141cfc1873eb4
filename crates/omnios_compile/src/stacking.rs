//! Which boxes CSS would paint out of the tree's order.
//!
//! CSS paints positioned boxes above all others of their surroundings, the studio paints in tree
//! order. The two agree once every box that may be overlapped by an earlier positioned one is
//! positioned too; which boxes overlap only layout knows, so this looks at what is declared.

use std::collections::BTreeMap;

use omnios_model::{BREAKPOINTS, ElementId, Length, Position, Style, Tree};

use crate::style::clips;

/// What is known of the shown elements of a page, at each breakpoint.
#[derive(Debug, Default)]
pub(crate) struct Stacking {
    absolute: BTreeMap<ElementId, [bool; 3]>,
    /// An absolute element in it, or it itself, sticks out of its parent and isn't clipped.
    reaches_out: BTreeMap<ElementId, [bool; 3]>,
}

impl Stacking {
    /// `order` lists the page's shown elements, parents before children; `shown` says where.
    pub(crate) fn new(
        tree: &Tree,
        order: &[ElementId],
        shown: &BTreeMap<ElementId, [bool; 3]>,
    ) -> Self {
        let mut stacking = Self::default();
        for id in order.iter().rev() {
            let (Some(element), Some(shown)) = (tree.get(*id), shown.get(id)) else {
                continue;
            };
            let mut reaches_out = [false; 3];
            for child in tree.children(*id) {
                add(&mut reaches_out, lookup(&stacking.reaches_out, *child));
            }
            let mut absolute = [false; 3];
            for (index, breakpoint) in BREAKPOINTS.into_iter().enumerate() {
                let style = Style::resolve(element, breakpoint);
                absolute[index] = shown[index] && style.position == Position::Absolute;
                reaches_out[index] &= shown[index] && !clips(&style);
                reaches_out[index] |= absolute[index] && sticks_out(&style);
            }
            stacking.absolute.insert(*id, absolute);
            stacking.reaches_out.insert(*id, reaches_out);
        }
        stacking
    }

    /// Whether one of the children is absolute, so that the element must be their containing
    /// block.
    pub(crate) fn holds_absolute(&self, tree: &Tree, id: ElementId) -> [bool; 3] {
        let mut holds = [false; 3];
        for child in tree.children(id) {
            add(&mut holds, lookup(&self.absolute, *child));
        }
        holds
    }

    /// Whether CSS would paint some of the element above siblings that follow it.
    pub(crate) fn covers_followers(&self, id: ElementId) -> [bool; 3] {
        let mut covers = lookup(&self.absolute, id);
        add(&mut covers, lookup(&self.reaches_out, id));
        covers
    }
}

fn lookup(map: &BTreeMap<ElementId, [bool; 3]>, id: ElementId) -> [bool; 3] {
    map.get(&id).copied().unwrap_or([false; 3])
}

pub(crate) fn add(to: &mut [bool; 3], more: [bool; 3]) {
    for (to, more) in to.iter_mut().zip(more) {
        *to |= more;
    }
}

fn sticks_out(style: &Style) -> bool {
    let inset = style.inset;
    [inset.top, inset.right, inset.bottom, inset.left]
        .into_iter()
        .any(|offset| match offset {
            Length::Auto => false,
            Length::Px(px) => px < 0.0,
            Length::Percent(percent) => !(0.0..100.0).contains(&percent),
        })
}
