//! Block layout: children one below the other, with margins that collapse
//! (<https://www.w3.org/TR/CSS22/box.html#collapsing-margins>). There are no floats.

use crate::box_style::Arrangement;
use crate::flow::{Content, FlowPass, Mode};
use crate::layout_unit::LayoutUnit;
use crate::out_of_flow::{Edge, StaticPosition, edge};
use crate::space::{AutoWidth, Axis, Fragment, MarginStrut, MinMax, Pair, Sides, Space};

/// Where the next child goes.
struct Cursor {
    /// Below the last child's border box, from the container's border box.
    offset: LayoutUnit,
    /// Margins since then.
    strut: MarginStrut,
    /// Whether something keeps the container's own top margin apart from what follows.
    is_apart: bool,
    /// The margins that collapse with the container's own top margin.
    start_strut: MarginStrut,
}

impl FlowPass<'_> {
    /// The widths that the children ask for, as the container's border box.
    pub(crate) fn block_content_widths(&mut self, node: u32, space: &Space) -> MinMax {
        let inner = self.inner(node, space, None);
        let child_space = Space {
            available: Pair::new(None, inner.y),
            percentage: Pair::new(None, inner.y),
            ..Space::default()
        };
        let mut widths = MinMax::default();
        for position in 0..self.flow.get(node).children.len() {
            let child = self.flow.child(node, position);
            let style = &self.flow.get(child).box_style;
            if style.is_out_of_flow() {
                continue;
            }
            let margins = style.margins(&child_space).sum(Axis::X);
            widths = widths.union(self.contribution(child, &child_space).plus(margins));
        }
        let style = &self.flow.get(node).box_style;
        widths.plus(style.border_padding(space).sum(Axis::X))
    }

    pub(crate) fn block_fragment(&mut self, node: u32, space: &Space, mode: Mode) -> Fragment {
        let width = self.width(node, space);
        let inner = self.inner(node, space, Some(width));
        let around = self.flow.get(node).box_style.border_padding(space);
        let is_rtl = self.flow.get(node).box_style.is_right_to_left;
        let right = around.start.x + inner.x.unwrap_or_default();
        let is_root_of_margins = self.keeps_margins(node);
        let child_space = Space {
            available: inner,
            percentage: inner,
            auto_width: AutoWidth::Fill,
            ..Space::default()
        };
        let mut cursor = Cursor {
            offset: around.start.y,
            strut: MarginStrut::default(),
            is_apart: is_root_of_margins || around.start.y > LayoutUnit::ZERO,
            start_strut: MarginStrut::default(),
        };
        let (mut baseline, mut last_baseline) = (None, None);
        let mut absolute = Vec::new();
        for position in 0..self.flow.get(node).children.len() {
            let child = self.flow.child(node, position);
            if self.flow.get(child).box_style.is_out_of_flow() {
                let mut y = cursor.offset;
                if cursor.is_apart {
                    y += cursor.strut.sum();
                }
                absolute.push((
                    child,
                    StaticPosition {
                        at: Pair::new(if is_rtl { right } else { around.start.x }, y),
                        edge: Pair::new(
                            if is_rtl { Edge::End } else { Edge::Start },
                            edge(self.flow.get(child).box_style.align_self).unwrap_or(Edge::Start),
                        ),
                    },
                ));
                continue;
            }
            let fragment = self.layout(child, &child_space, mode);
            let margins = self.block_margins(child, &child_space, fragment.size.x);
            let y = cursor.advance(&fragment, &margins);
            if baseline.is_none() {
                baseline = fragment.baseline.map(|baseline| y + baseline);
            }
            if let Some(last) = fragment.last_baseline {
                last_baseline = Some(y + last);
            }
            if mode == Mode::Place {
                let x = if is_rtl {
                    right - margins.end.x - fragment.size.x
                } else {
                    around.start.x + margins.start.x
                };
                self.place(child, Pair::new(x, y));
            }
        }
        let mut content_height = cursor.offset;
        let mut end_strut = cursor.strut;
        if is_root_of_margins || around.end.y > LayoutUnit::ZERO {
            if cursor.is_apart {
                content_height += end_strut.sum();
            } else {
                cursor.start_strut = end_strut;
                cursor.is_apart = true;
            }
            content_height = content_height.max(around.start.y);
            end_strut = MarginStrut::default();
        }
        let content_height = content_height + around.end.y;
        let style = &self.flow.get(node).box_style;
        let height = style
            .height(space, Some(width), Some(content_height))
            .unwrap_or(content_height);
        if !cursor.is_apart {
            // Nothing inside keeps the margins apart; the box's own height may.
            cursor.start_strut = cursor.strut;
            cursor.is_apart = height > LayoutUnit::ZERO;
        }
        if cursor.is_apart
            && (style.initial_height(space, Some(width)).is_some() || height != content_height)
        {
            end_strut = MarginStrut::default();
        }
        let size = Pair::new(width, height);
        self.absolute_children(node, size, &absolute, mode);
        Fragment {
            size,
            content_height,
            baseline: self.clamped_baseline(node, baseline, height),
            last_baseline: self.clamped_baseline(node, last_baseline, height),
            start_strut: cursor.start_strut,
            end_strut,
            is_self_collapsing: !cursor.is_apart,
        }
    }

    /// Whether no margin inside the box collapses with one outside.
    pub(crate) fn keeps_margins(&self, node: u32) -> bool {
        let found = self.flow.get(node);
        if matches!(found.content, Content::Replaced { .. })
            || found.box_style.arrangement != Arrangement::Block
            || found.box_style.is_scroll_container
            || found.box_style.is_out_of_flow()
        {
            return true;
        }
        found.parent.is_none_or(|parent| {
            let parent = self.flow.get(parent);
            parent.box_style.arrangement != Arrangement::Block || parent.text().is_some()
        })
    }

    /// The margins of a child, with `auto` ones sharing what its width leaves of the room.
    fn block_margins(&self, child: u32, space: &Space, width: LayoutUnit) -> Sides {
        let style = &self.flow.get(child).box_style;
        let mut margins = style.margins(space);
        let room = space.available.x.unwrap_or(LayoutUnit::ZERO);
        let free = room - width - margins.sum(Axis::X);
        if free <= LayoutUnit::ZERO {
            return margins;
        }
        let is_auto = |length: omnios_model::Length| length == omnios_model::Length::Auto;
        match (is_auto(style.margin.left), is_auto(style.margin.right)) {
            (true, true) => {
                margins.start.x = free.divided_by(2);
                margins.end.x = free - margins.start.x;
            }
            (true, false) => margins.start.x = free,
            (false, true) => margins.end.x = free,
            (false, false) => {}
        }
        margins
    }

    /// What clips its content shows no baseline beyond its edges.
    pub(crate) fn clamped_baseline(
        &self,
        node: u32,
        baseline: Option<LayoutUnit>,
        height: LayoutUnit,
    ) -> Option<LayoutUnit> {
        let baseline = baseline?;
        if self.flow.get(node).box_style.is_scroll_container {
            return Some(baseline.min(height).at_least_zero());
        }
        Some(baseline)
    }
}

impl Cursor {
    /// Takes a child in and returns its top.
    fn advance(&mut self, child: &Fragment, margins: &Sides) -> LayoutUnit {
        let mut strut = self.strut;
        strut.append(margins.start.y);
        strut += child.start_strut;
        if child.is_self_collapsing {
            // As long as nothing is apart from the container's top, such children stand there.
            let y = if self.is_apart {
                self.offset + strut.sum()
            } else {
                self.offset
            };
            strut.append(margins.end.y);
            self.strut = strut;
            return y;
        }
        let y = if self.is_apart {
            self.offset + strut.sum()
        } else {
            self.start_strut = strut;
            self.is_apart = true;
            self.offset
        };
        self.offset = y + child.size.y;
        self.strut = child.end_strut;
        self.strut.append(margins.end.y);
        y
    }
}
