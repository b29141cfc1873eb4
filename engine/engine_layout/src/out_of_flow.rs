//! Absolute boxes: they stand in their parent's padding box, apart from its other children
//! (<https://www.w3.org/TR/css-position-3/#abspos-layout>).

use omnios_model::{AlignSelf, FlexDirection, JustifySelf, Length, Position, Size};

use crate::box_style::Arrangement;
use crate::flow::{Content, FlowPass, Mode};
use crate::layout_unit::LayoutUnit;
use crate::sizing::resolve;
use crate::space::{AutoWidth, Axis, Pair, Sides, Space};

/// Which edge of a box its static position says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    Center,
    End,
}

impl Edge {
    pub(crate) fn opposite(self) -> Self {
        match self {
            Self::Start => Self::End,
            Self::Center => Self::Center,
            Self::End => Self::Start,
        }
    }
}

/// Where a box would stand if it were in flow, from the parent's border box.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StaticPosition {
    pub(crate) at: Pair<LayoutUnit>,
    pub(crate) edge: Pair<Edge>,
}

/// What an absolute box stands in.
struct ContainingBlock {
    /// The padding box.
    size: Pair<LayoutUnit>,
    is_right_to_left: bool,
    /// Whether what leaves it could be scrolled to.
    scrolls: bool,
    /// Whether that lies to the left or above.
    scrolls_backwards: Pair<bool>,
}

/// The part of the containing block, on one axis, that an absolute box may use.
#[derive(Debug, Clone, Copy)]
struct Room {
    start: LayoutUnit,
    length: LayoutUnit,
    /// Whether both insets are set.
    is_bound: bool,
}

impl FlowPass<'_> {
    /// Places the absolute children of a box of this size. What is fixed waits until the whole
    /// page stands.
    pub(crate) fn absolute_children(
        &mut self,
        node: u32,
        size: Pair<LayoutUnit>,
        children: &[(u32, StaticPosition)],
        mode: Mode,
    ) {
        if mode != Mode::Place || children.is_empty() {
            return;
        }
        let style = &self.flow.get(node).box_style;
        let border = style.border_sides();
        let block = ContainingBlock {
            size: Pair::new(
                (size.x - border.sum(Axis::X)).at_least_zero(),
                (size.y - border.sum(Axis::Y)).at_least_zero(),
            ),
            is_right_to_left: style.is_right_to_left,
            scrolls: style.is_scroll_container,
            scrolls_backwards: Pair::new(
                style.is_right_to_left,
                style.arrangement == Arrangement::Flex
                    && style.flex.direction == FlexDirection::ColumnReverse,
            ),
        };
        for (child, position) in children {
            if self.flow.get(*child).box_style.position == Position::Fixed {
                self.flow.get_mut(*child).static_position = Some(*position);
                continue;
            }
            let mut position = *position;
            position.at.x -= border.start.x;
            position.at.y -= border.start.y;
            let at = self.absolute_child(*child, &block, position);
            self.place(
                *child,
                Pair::new(at.x + border.start.x, at.y + border.start.y),
            );
        }
    }

    /// Places what is fixed in a window of this size.
    pub(crate) fn fixed_elements(&mut self, root: u32, window: Size) {
        let px = LayoutUnit::from_px;
        let block = ContainingBlock {
            size: Pair::new(px(window.width), px(window.height)),
            is_right_to_left: false,
            scrolls: false,
            scrolls_backwards: Pair::default(),
        };
        for node in self.flow.kept_in_view() {
            let Some(parent) = self.flow.get(node).parent else {
                continue;
            };
            let (Some(mut position), Some(origin)) = (
                self.flow.get(node).static_position,
                self.origin(root, parent),
            ) else {
                continue;
            };
            position.at.x += origin.x;
            position.at.y += origin.y;
            let at = self.absolute_child(node, &block, position);
            self.place(node, at);
        }
    }

    /// Where the node stands on the page, or in the window if something around it is fixed; `None`
    /// for what isn't shown.
    fn origin(&self, root: u32, node: u32) -> Option<Pair<LayoutUnit>> {
        let mut origin = Pair::default();
        let mut next = node;
        loop {
            let found = self.flow.get(next);
            origin.x += LayoutUnit::from_px(found.layout.location.x);
            origin.y += LayoutUnit::from_px(found.layout.location.y);
            if next == root {
                return Some(origin);
            }
            if found.box_style.position == Position::Fixed {
                return self.origin(root, found.parent?).map(|_| origin);
            }
            next = found.parent?;
        }
    }

    /// Lays the box out and returns where it stands in the padding box of size `block`.
    fn absolute_child(
        &mut self,
        child: u32,
        containing: &ContainingBlock,
        position: StaticPosition,
    ) -> Pair<LayoutUnit> {
        let block = containing.size;
        let found = self.flow.get(child);
        let style = &found.box_style;
        let is_replaced = matches!(found.content, Content::Replaced { .. });
        let inset = style.inset;
        let insets = Pair::new((inset.left, inset.right), (inset.top, inset.bottom));
        let margin = style.margin;
        let auto_margins = Pair::new((margin.left, margin.right), (margin.top, margin.bottom));
        let rooms = Pair::new(
            room(insets.x, block.x, position.at.x, position.edge.x),
            room(insets.y, block.y, position.at.y, position.edge.y),
        );
        let aligned = Pair::new(
            match style.justify_self {
                JustifySelf::Auto => None,
                JustifySelf::Center => Some(Edge::Center),
                JustifySelf::End if containing.is_right_to_left => Some(Edge::Start),
                JustifySelf::End => Some(Edge::End),
                _ if containing.is_right_to_left => Some(Edge::End),
                JustifySelf::Stretch | JustifySelf::Start => Some(Edge::Start),
            },
            match style.align_self {
                AlignSelf::Stretch => Some(Edge::Start),
                align => edge(align),
            },
        );
        let fills = Pair::new(
            match style.justify_self {
                JustifySelf::Auto => !is_replaced,
                justify => justify == JustifySelf::Stretch,
            },
            match style.align_self {
                AlignSelf::Auto => !is_replaced,
                align => align == AlignSelf::Stretch,
            },
        );
        let child_space = Space {
            available: Pair::new(Some(rooms.x.length), Some(rooms.y.length)),
            percentage: Pair::new(Some(block.x), Some(block.y)),
            auto_width: if rooms.x.is_bound && fills.x {
                AutoWidth::Stretch
            } else {
                AutoWidth::Fit
            },
            stretches_height: rooms.y.is_bound && fills.y,
            ..Space::default()
        };
        let margins = style.margins(&child_space);
        let fragment = self.layout(child, &child_space, Mode::Place);
        let along = |axis: Axis| {
            start(
                axis,
                rooms[axis],
                insets[axis],
                containing,
                (position.at[axis], position.edge[axis]),
                fragment.size[axis],
                &margins,
                auto_margins[axis],
                aligned[axis],
            )
        };
        Pair::new(along(Axis::X), along(Axis::Y))
    }
}

fn room(insets: (Length, Length), block: LayoutUnit, static_at: LayoutUnit, edge: Edge) -> Room {
    let (from, to) = (
        resolve(insets.0, Some(block)),
        resolve(insets.1, Some(block)),
    );
    let (start, end) = match (from, to) {
        (None, None) => match edge {
            Edge::Start => (static_at, LayoutUnit::ZERO),
            Edge::End => (LayoutUnit::ZERO, block - static_at),
            Edge::Center => {
                let half = static_at.min(block - static_at);
                (static_at - half, block - static_at - half)
            }
        },
        _ => (
            from.unwrap_or(LayoutUnit::ZERO),
            to.unwrap_or(LayoutUnit::ZERO),
        ),
    };
    Room {
        start,
        length: (block - start - end).at_least_zero(),
        is_bound: from.is_some() && to.is_some(),
    }
}

/// The margin box's start where it is aligned in its room. What is larger than the room may use
/// the containing block, but doesn't leave it at its start, nor, unless one could scroll there, at
/// its end (<https://www.w3.org/TR/css-align-3/#auto-safety-position>).
fn within(
    containing: &ContainingBlock,
    axis: Axis,
    room: Room,
    edge: Edge,
    size: LayoutUnit,
) -> LayoutUnit {
    let free = room.length - size;
    let start = room.start
        + match edge {
            Edge::Start => LayoutUnit::ZERO,
            Edge::Center => free.divided_by(2),
            Edge::End => free,
        };
    let least = room.start.min(LayoutUnit::ZERO);
    let most = (room.start + room.length).max(containing.size[axis]) - size;
    match (containing.scrolls, containing.scrolls_backwards[axis]) {
        (true, true) => start.min(most),
        (true, false) => start.max(least),
        (false, _) => start.min(most).max(least),
    }
}

/// Where `align-self` puts an absolute box, or `None` where it fills its room.
pub(crate) fn edge(align: AlignSelf) -> Option<Edge> {
    match align {
        AlignSelf::Auto | AlignSelf::Stretch => None,
        AlignSelf::FlexStart | AlignSelf::Start | AlignSelf::Baseline => Some(Edge::Start),
        AlignSelf::Center => Some(Edge::Center),
        AlignSelf::FlexEnd | AlignSelf::End => Some(Edge::End),
    }
}

/// The border box's start on one axis.
#[expect(
    clippy::too_many_arguments,
    reason = "one axis of everything that decides"
)]
fn start(
    axis: Axis,
    room: Room,
    insets: (Length, Length),
    containing: &ContainingBlock,
    (static_at, edge): (LayoutUnit, Edge),
    size: LayoutUnit,
    margins: &Sides,
    margin: (Length, Length),
    aligned: Option<Edge>,
) -> LayoutUnit {
    let block = containing.size[axis];
    let (before, after) = (margins.start[axis], margins.end[axis]);
    let ends_first = axis == Axis::X && containing.is_right_to_left;
    let is_auto = |length: Length| length == Length::Auto;
    if room.is_bound {
        let free = room.length - size - before - after;
        let share = match (is_auto(margin.0), is_auto(margin.1), aligned) {
            (true, true, _) if free > LayoutUnit::ZERO || axis == Axis::Y => free.divided_by(2),
            (true, false, _) => free,
            (false, false, Some(edge)) => {
                let outer = before + size + after;
                return within(containing, axis, room, edge, outer) + before;
            }
            (false, true, _) => LayoutUnit::ZERO,
            (true, true, _) | (false, false, None) if ends_first => free,
            _ => LayoutUnit::ZERO,
        };
        return room.start + before + share;
    }
    if resolve(insets.0, Some(block)).is_some() {
        return room.start + before;
    }
    if let Some(end) = resolve(insets.1, Some(block)) {
        return block - end - after - size;
    }
    match edge {
        Edge::Start => static_at + before,
        Edge::End => static_at - after - size,
        Edge::Center => static_at - (before + size + after).divided_by(2) + before,
    }
}
