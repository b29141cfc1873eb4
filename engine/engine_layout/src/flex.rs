//! Flex layout, after CSS Flexbox §9 (<https://www.w3.org/TR/css-flexbox-1/#layout-algorithm>) with
//! the choices that Chromium makes where the text leaves some, above all the intrinsic widths of
//! containers: the sum or the largest of what the items ask for, whatever their flex basis.

use omnios_model::{AlignContent, AlignItems, AlignSelf, JustifyContent, Length};

use crate::flow::{Content, FlowPass, Mode};
use crate::layout_unit::LayoutUnit;
use crate::out_of_flow::{Edge, StaticPosition};
use crate::sizing::resolve;
use crate::space::{AutoWidth, Axis, Bounds, Fragment, MinMax, Pair, Sides, Space};

/// One item, in the container's order.
struct Item {
    node: u32,
    align: AlignItems,
    /// From the sides where the lines and the items on them begin.
    margins: Sides,
    /// Which margins are `auto`, likewise.
    auto_start: Pair<bool>,
    auto_end: Pair<bool>,
    /// Border and padding along the main axis.
    around: LayoutUnit,
    /// Content sizes along the main axis.
    base: LayoutUnit,
    bounds: Bounds,
    size: LayoutUnit,
    is_basis_indefinite: bool,
    is_frozen: bool,
    grow: f64,
    shrink: f64,
    /// Whether the line's cross size is the item's, `auto` margins apart.
    is_stretched: bool,
    fragment: Fragment,
}

impl Item {
    fn outer_margins(&self, axis: Axis) -> LayoutUnit {
        self.margins.sum(axis)
    }

    /// The main size of the margin box for this content size.
    fn outer(&self, main: Axis, size: LayoutUnit) -> LayoutUnit {
        size + self.around + self.outer_margins(main)
    }
}

/// Items beside each other.
struct Line {
    start: usize,
    end: usize,
    /// Sum of the items' margin boxes before flexing, gaps included.
    hypothetical: LayoutUnit,
    cross_size: LayoutUnit,
    /// Of the items aligned on baselines: how far the lowest one is below the line's start.
    baseline: Option<LayoutUnit>,
}

/// A flex container in one space.
struct Container {
    node: u32,
    main: Axis,
    cross: Axis,
    /// Whether the items begin where reading ends.
    is_reversed: bool,
    /// Whether lines and items begin at the right or at the bottom.
    is_mirrored: Pair<bool>,
    wraps: bool,
    around: Sides,
    /// The content box as far as it is known.
    inner: Pair<Option<LayoutUnit>>,
    gap_between_items: LayoutUnit,
    gap_between_lines: LayoutUnit,
    /// Instead of the content box's width, for the items of a wrapping column whose own width is
    /// sought.
    item_width: Option<LayoutUnit>,
}

impl Container {
    fn item_room(&self) -> Pair<Option<LayoutUnit>> {
        Pair::new(self.item_width.or(self.inner.x), self.inner.y)
    }

    /// Whether the item is sure to be as large as the container across.
    fn is_cross_size_sure(&self, is_stretched: bool) -> bool {
        !self.wraps && is_stretched && (self.main == Axis::Y || self.inner.y.is_some())
    }

    /// The space that lengths of items are resolved in.
    fn basis_space(&self, is_stretched: bool) -> Space {
        let is_sure = self.is_cross_size_sure(is_stretched);
        Space {
            available: self.item_room(),
            percentage: self.inner,
            auto_width: auto_width(is_sure && self.main == Axis::Y),
            stretches_height: is_sure && self.main == Axis::X,
            ..Space::default()
        }
    }

    /// The space in which a column's items show how high their content is.
    fn content_height_space(&self, is_stretched: bool) -> Space {
        Space {
            available: self.item_room(),
            percentage: Pair::new(self.inner.x, None),
            auto_width: auto_width(self.is_cross_size_sure(is_stretched)),
            is_height_indefinite: true,
            ..Space::default()
        }
    }

    /// The space of the item with its main size; `line` is the line's cross size once it is
    /// known.
    fn item_space(&self, item: &Item, line: Option<LayoutUnit>) -> Space {
        let border_box = item.size + item.around;
        let is_sure = self.is_cross_size_sure(item.is_stretched);
        match self.main {
            Axis::X => Space {
                available: Pair::new(
                    Some(border_box),
                    line.filter(|_| item.is_stretched).or(self.inner.y),
                ),
                percentage: self.inner,
                fixed: Pair::new(true, false),
                stretches_height: is_sure || line.is_some() && item.is_stretched,
                ..Space::default()
            },
            Axis::Y => Space {
                available: Pair::new(line.or(self.item_room().x), Some(border_box)),
                percentage: self.inner,
                fixed: Pair::new(false, true),
                auto_width: auto_width(is_sure || line.is_some() && item.is_stretched),
                is_height_indefinite: item.is_basis_indefinite && self.inner.y.is_none(),
                ..Space::default()
            },
        }
    }
}

fn auto_width(stretches: bool) -> AutoWidth {
    if stretches {
        AutoWidth::Stretch
    } else {
        AutoWidth::Fit
    }
}

impl FlowPass<'_> {
    /// The widths that the items ask for, as the container's border box.
    pub(crate) fn flex_content_widths(&mut self, node: u32, space: &Space) -> MinMax {
        let container = self.container(node, space, None);
        let is_row = container.main == Axis::X;
        let mut asked = Vec::with_capacity(self.flow.get(node).children.len());
        let mut least_of_wrapping = LayoutUnit::ZERO;
        for position in 0..self.flow.get(node).children.len() {
            let child = self.flow.child(node, position);
            if self.flow.get(child).box_style.is_out_of_flow() {
                continue;
            }
            let is_stretched = self.is_stretched(&container, child);
            let child_space = Space {
                available: Pair::new(None, container.inner.y),
                percentage: Pair::new(None, container.inner.y),
                stretches_height: is_row && container.is_cross_size_sure(is_stretched),
                ..Space::default()
            };
            let mut widths = self.contribution(child, &child_space);
            let margins = self.flow.get(child).box_style.margins(&child_space);
            let margins = margins.sum(Axis::X);
            least_of_wrapping = least_of_wrapping.max(widths.min + margins);
            if is_row {
                widths = self.row_contribution(&container, child, &child_space, widths);
            }
            asked.push(widths.plus(margins));
        }
        let gaps = |count: usize, gap: LayoutUnit| -> LayoutUnit { (1..count).map(|_| gap).sum() };
        let largest = asked.iter().copied().fold(MinMax::default(), MinMax::union);
        let sum = |pick: fn(&MinMax) -> LayoutUnit| -> LayoutUnit {
            asked.iter().map(pick).sum::<LayoutUnit>()
                + gaps(asked.len(), container.gap_between_items)
        };
        let widths = match (is_row, container.wraps) {
            (true, false) => MinMax {
                min: sum(|widths| widths.min),
                max: sum(|widths| widths.max),
            },
            (true, true) => MinMax {
                min: least_of_wrapping,
                max: sum(|widths| widths.max).max(least_of_wrapping),
            },
            (false, false) => largest,
            (false, true) => {
                let columns = self.columns(node, space, largest.max);
                let mut max = gaps(columns.len(), container.gap_between_lines);
                for column in columns {
                    let widest = asked[column].iter().map(|widths| widths.max).max();
                    max += widest.unwrap_or_default().at_least_zero();
                }
                MinMax {
                    min: largest.min,
                    max,
                }
            }
        };
        MinMax {
            min: widths.min.at_least_zero(),
            max: widths.max.at_least_zero(),
        }
        .plus(container.around.sum(Axis::X))
    }

    /// What an item asks of a row whose width is sought: no more than its base size unless it may
    /// grow, no less unless it may shrink, and within its bounds
    /// (<https://www.w3.org/TR/css-flexbox-1/#intrinsic-item-contributions>).
    fn row_contribution(
        &mut self,
        container: &Container,
        node: u32,
        space: &Space,
        asked: MinMax,
    ) -> MinMax {
        let style = &self.flow.get(node).box_style;
        let basis = style.flex_basis;
        if basis == Length::Auto {
            return asked;
        }
        let (grows, shrinks) = (style.flex_grow > 0.0, style.flex_shrink > 0.0);
        let Some(base) = self.item_main_size(container, node, space, basis) else {
            return asked;
        };
        let bounds = self.item_bounds(container, node, space);
        let clamp = |width: LayoutUnit| {
            let width = if grows { width } else { width.min(base) };
            bounds.clamp(if shrinks { width } else { width.max(base) })
        };
        MinMax {
            min: clamp(asked.min),
            max: clamp(asked.max),
        }
    }

    /// The items of each line of a wrapping column when no item is wider than `item_width`.
    fn columns(
        &mut self,
        node: u32,
        space: &Space,
        item_width: LayoutUnit,
    ) -> Vec<std::ops::Range<usize>> {
        let mut container = self.container(node, space, None);
        container.item_width = Some(item_width);
        let items = self.items(&container);
        let lines = self.line_breaks(&container, space, &items);
        lines.iter().map(|line| line.start..line.end).collect()
    }

    pub(crate) fn flex_fragment(&mut self, node: u32, space: &Space, mode: Mode) -> Fragment {
        let width = self.width(node, space);
        let container = self.container(node, space, Some(width));
        let mut items = self.items(&container);
        let mut lines = self.lines(&container, space, &mut items);

        let gaps =
            |count: usize| -> LayoutUnit { (1..count).map(|_| container.gap_between_lines).sum() };
        let content: LayoutUnit = match container.main {
            Axis::X => {
                lines.iter().map(|line| line.cross_size).sum::<LayoutUnit>() + gaps(lines.len())
            }
            Axis::Y => lines
                .iter()
                .map(|line| used_main(&container, &items[line.start..line.end]))
                .max()
                .unwrap_or_default(),
        };
        let content_height = content.at_least_zero() + container.around.sum(Axis::Y);
        let style = &self.flow.get(node).box_style;
        let height = style
            .height(space, Some(width), Some(content_height))
            .unwrap_or(content_height);
        let size = Pair::new(width, height);
        let content_box = Pair::new(
            (width - container.around.sum(Axis::X)).at_least_zero(),
            (height - container.around.sum(Axis::Y)).at_least_zero(),
        );

        let mut aligned_lines = (LayoutUnit::ZERO, LayoutUnit::ZERO);
        if !container.wraps {
            for line in &mut lines {
                line.cross_size = content_box[container.cross];
            }
        } else if !lines.is_empty() {
            let used =
                lines.iter().map(|line| line.cross_size).sum::<LayoutUnit>() + gaps(lines.len());
            let free = content_box[container.cross] - used;
            let align = self.flow.get(node).box_style.flex.align_content;
            if !matches!(align, AlignContent::Normal | AlignContent::Stretch) {
                aligned_lines = justified(lines_justified(align), free, lines.len(), false);
            } else if free > LayoutUnit::ZERO {
                let share = free.divided_by(lines.len());
                for line in &mut lines {
                    line.cross_size += share;
                }
            }
        }

        let (mut baseline, mut last_baseline) = (None, None);
        let (mut line_start, between_lines) = aligned_lines;
        for (index, line) in lines.iter().enumerate() {
            let on_line = &mut items[line.start..line.end];
            let found = self.place_line(&container, line, on_line, line_start, content_box, mode);
            if index == 0 {
                baseline = found.0;
            }
            last_baseline = found.1;
            line_start += line.cross_size + container.gap_between_lines + between_lines;
        }
        if mode == Mode::Place {
            let absolute = self.absolute_in_flex(&container, content_box);
            self.absolute_children(node, size, &absolute, mode);
        }
        Fragment {
            size,
            content_height,
            baseline: self.clamped_baseline(node, baseline, height),
            last_baseline: self.clamped_baseline(node, last_baseline, height),
            ..Fragment::default()
        }
    }

    fn container(&self, node: u32, space: &Space, width: Option<LayoutUnit>) -> Container {
        let style = &self.flow.get(node).box_style;
        let main = style.flex.main_axis();
        let cross = main.other();
        let inner = self.inner(node, space, width);
        let gap = |axis: Axis| {
            let gap = resolve(style.flex.gap[axis], inner[axis]);
            gap.unwrap_or(LayoutUnit::ZERO).at_least_zero()
        };
        let is_reversed = style.flex.is_reversed();
        let mut is_mirrored = Pair::new(style.is_right_to_left, false);
        is_mirrored[main] ^= is_reversed;
        Container {
            node,
            main,
            cross,
            is_reversed,
            is_mirrored,
            wraps: style.flex.wraps,
            around: style.border_padding(space),
            inner,
            gap_between_items: gap(main),
            gap_between_lines: gap(cross),
            item_width: None,
        }
    }

    fn align(&self, container: &Container, child: u32) -> AlignItems {
        match self.flow.get(child).box_style.align_self {
            AlignSelf::Auto => self.flow.get(container.node).box_style.flex.align_items,
            AlignSelf::Stretch => AlignItems::Stretch,
            AlignSelf::FlexStart => AlignItems::FlexStart,
            AlignSelf::Center => AlignItems::Center,
            AlignSelf::FlexEnd => AlignItems::FlexEnd,
            AlignSelf::Baseline => AlignItems::Baseline,
            AlignSelf::Start => AlignItems::Start,
            AlignSelf::End => AlignItems::End,
        }
    }

    fn is_stretched(&self, container: &Container, child: u32) -> bool {
        let style = &self.flow.get(child).box_style;
        let (start, end) = match container.cross {
            Axis::X => (style.margin.left, style.margin.right),
            Axis::Y => (style.margin.top, style.margin.bottom),
        };
        self.align(container, child) == AlignItems::Stretch
            && style.size[container.cross] == Length::Auto
            && start != Length::Auto
            && end != Length::Auto
    }

    /// The items with their base sizes and bounds (§9.2).
    fn items(&mut self, container: &Container) -> Vec<Item> {
        let count = self.flow.get(container.node).children.len();
        let mut items = Vec::with_capacity(count);
        for position in 0..count {
            let child = self.flow.child(container.node, position);
            if !self.flow.get(child).box_style.is_out_of_flow() {
                items.push(self.item(container, child));
            }
        }
        items
    }

    fn item(&mut self, container: &Container, node: u32) -> Item {
        let main = container.main;
        let is_stretched = self.is_stretched(container, node);
        let align = self.align(container, node);
        let space = container.basis_space(is_stretched);
        let style = &self.flow.get(node).box_style;
        let around = style.border_padding(&space).sum(main);
        let mut margins = style.margins(&space);
        let is_auto = |length: Length| length == Length::Auto;
        let mut auto_start = Pair::new(is_auto(style.margin.left), is_auto(style.margin.top));
        let mut auto_end = Pair::new(is_auto(style.margin.right), is_auto(style.margin.bottom));
        for axis in [Axis::X, Axis::Y] {
            if container.is_mirrored[axis] {
                std::mem::swap(&mut margins.start[axis], &mut margins.end[axis]);
                std::mem::swap(&mut auto_start[axis], &mut auto_end[axis]);
            }
        }
        let (grow, shrink) = (f64::from(style.flex_grow), f64::from(style.flex_shrink));
        let size_length = style.size[main];
        let basis_length = match style.flex_basis {
            Length::Auto => size_length,
            basis => basis,
        };

        let specified_basis = self.item_main_size(container, node, &space, basis_length);
        let base = match specified_basis {
            Some(base) => base,
            None => match self.item_size_by_ratio(container, node, &space) {
                Some(base) => base,
                None => self.item_content_size(container, node, &space).max,
            },
        };
        let Bounds { min, max } = self.item_bounds(container, node, &space);
        let bounds = Bounds {
            min: min - around,
            max: if max == LayoutUnit::MAX {
                max
            } else {
                max - around
            },
        };
        let base = (base - around).at_least_zero();
        Item {
            node,
            align,
            margins,
            auto_start,
            auto_end,
            around,
            base,
            bounds,
            size: bounds.clamp(base),
            is_basis_indefinite: specified_basis.is_none(),
            is_frozen: false,
            grow,
            shrink,
            is_stretched,
            fragment: Fragment::default(),
        }
    }

    /// What the item's ratio makes of its cross size, where that is known.
    fn item_size_by_ratio(
        &mut self,
        container: &Container,
        node: u32,
        space: &Space,
    ) -> Option<LayoutUnit> {
        let style = &self.flow.get(node).box_style;
        let ratio = style.ratio?;
        let around = style.border_padding(space).sum(container.main);
        let size = match container.main {
            Axis::X => style.height(space, None, None)?.to_px() * ratio,
            Axis::Y => self.width(node, space).to_px() / ratio,
        };
        Some(LayoutUnit::from_px(size).max(around))
    }

    /// The bounds of the item's border box along the main axis, with its automatic minimum (§4.5).
    fn item_bounds(&mut self, container: &Container, node: u32, space: &Space) -> Bounds {
        let main = container.main;
        let style = &self.flow.get(node).box_style;
        let around = style.border_padding(space).sum(main);
        let clips = style.is_scroll_container;
        let (size, min, max) = (style.size[main], style.min_size[main], style.max_size[main]);
        let max = self
            .item_main_size(container, node, space, max)
            .unwrap_or(LayoutUnit::MAX);
        let min = if min != Length::Auto {
            self.item_main_size(container, node, space, min)
                .unwrap_or(around)
        } else if clips {
            around
        } else {
            let content = self.item_content_size(container, node, space).min;
            let specified = self
                .item_main_size(container, node, space, size)
                .unwrap_or(LayoutUnit::MAX);
            content.min(specified).min(max).max(around)
        };
        Bounds { min, max }
    }

    /// A length along the main axis, if it comes to something.
    fn item_main_size(
        &mut self,
        container: &Container,
        node: u32,
        space: &Space,
        length: Length,
    ) -> Option<LayoutUnit> {
        if length.is_intrinsic() {
            let content = self.item_content_size(container, node, space);
            return match (container.main, length) {
                (_, Length::MinContent) => Some(content.min),
                (Axis::X, Length::FitContent) => self.main_width(node, space, length),
                _ => Some(content.max),
            };
        }
        let around = self.flow.get(node).box_style.border_padding(space);
        resolve(length, space.percentage[container.main])
            .map(|size| size.max(around.sum(container.main)))
    }

    /// What the item's content asks for along the main axis, as border boxes.
    fn item_content_size(&mut self, container: &Container, node: u32, space: &Space) -> MinMax {
        let is_replaced = matches!(self.flow.get(node).content, Content::Replaced { .. });
        match container.main {
            main if is_replaced => MinMax::both(self.replaced_size(node, space, Some(main))[main]),
            Axis::X => self.content_widths(node, space),
            Axis::Y => {
                let is_stretched = self.is_stretched(container, node);
                let space = container.content_height_space(is_stretched);
                MinMax::both(self.layout(node, &space, Mode::Measure).content_height)
            }
        }
    }

    /// The room along the main axis, if the items come to `content` (§9.2, step 4 and on).
    fn main_room(&self, container: &Container, space: &Space, content: LayoutUnit) -> LayoutUnit {
        if container.main == Axis::X {
            return container.inner.x.unwrap_or(LayoutUnit::MAX);
        }
        let around = container.around.sum(Axis::Y);
        let style = &self.flow.get(container.node).box_style;
        let asked = content + around;
        let height = if space.is_height_indefinite && !space.fixed.y {
            // How high the content alone is, is being sought.
            style.height_bounds(space, Some(asked)).clamp(asked)
        } else {
            let width = container
                .inner
                .x
                .map(|it| it + container.around.sum(Axis::X));
            style.height(space, width, Some(asked)).unwrap_or(asked)
        };
        if height == LayoutUnit::MAX {
            return height;
        }
        (height - around).at_least_zero()
    }

    /// Which items share a line (§9.3).
    fn line_breaks(&self, container: &Container, space: &Space, items: &[Item]) -> Vec<Line> {
        let main = container.main;
        let break_at = self.main_room(container, space, LayoutUnit::MAX);
        let mut lines: Vec<Line> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let outer = item.outer(main, item.size);
            match lines.last_mut() {
                Some(line)
                    if !container.wraps
                        || line.hypothetical + container.gap_between_items + outer <= break_at =>
                {
                    line.hypothetical += container.gap_between_items + outer;
                    line.end = index + 1;
                }
                _ => lines.push(Line {
                    start: index,
                    end: index + 1,
                    hypothetical: outer,
                    cross_size: LayoutUnit::ZERO,
                    baseline: None,
                }),
            }
        }
        lines
    }

    /// The items on their lines, flexed, laid out and not stretched yet (§9.3, §9.4).
    fn lines(&mut self, container: &Container, space: &Space, items: &mut [Item]) -> Vec<Line> {
        let mut lines = self.line_breaks(container, space, items);
        let longest = lines.iter().map(|line| line.hypothetical).max();
        let room = self.main_room(container, space, longest.unwrap_or_default());
        for line in &mut lines {
            let on_line = &mut items[line.start..line.end];
            flex(container, on_line, line.hypothetical, room);
            // Above and below the common baseline; below, negative margins may take room away.
            let mut extent: Option<(LayoutUnit, LayoutUnit)> = None;
            for item in on_line {
                let item_space = container.item_space(item, None);
                item.fragment = self.layout(item.node, &item_space, Mode::Measure);
                let outer =
                    item.fragment.size[container.cross] + item.outer_margins(container.cross);
                if let Some(ascent) = ascent(container, item) {
                    let own = (ascent, outer - ascent);
                    extent = Some(
                        extent.map_or(own, |(above, below)| (above.max(own.0), below.max(own.1))),
                    );
                } else {
                    line.cross_size = line.cross_size.max(outer);
                }
            }
            if let Some((above, below)) = extent {
                line.cross_size = line.cross_size.max(above + below);
                line.baseline = Some(above);
            }
        }
        lines
    }

    /// Stretches, aligns and places the items of a line (§9.5, §9.6). Returns the line's first
    /// and last baseline.
    fn place_line(
        &mut self,
        container: &Container,
        line: &Line,
        items: &mut [Item],
        line_start: LayoutUnit,
        content_box: Pair<LayoutUnit>,
        mode: Mode,
    ) -> (Option<LayoutUnit>, Option<LayoutUnit>) {
        let (main, cross) = (container.main, container.cross);
        let room = content_box[main];
        let free = room - used_main(container, items);
        let justify = self.flow.get(container.node).box_style.flex.justify_content;
        let auto_margins = items
            .iter()
            .map(|item| usize::from(item.auto_start[main]) + usize::from(item.auto_end[main]))
            .sum();
        let auto_margin = if auto_margins > 0 {
            free.at_least_zero().divided_by(auto_margins)
        } else {
            LayoutUnit::ZERO
        };
        let (mut at, between) = if auto_margins > 0 && free > LayoutUnit::ZERO {
            (LayoutUnit::ZERO, LayoutUnit::ZERO)
        } else {
            justified(justify, free, items.len(), container.is_reversed)
        };
        let (mut baseline, mut last_baseline) = (None, None);
        for item in items {
            let item_space = container.item_space(item, Some(line.cross_size));
            item.fragment = self.layout(item.node, &item_space, mode);
            let size = item.fragment.size;
            let (mut before, mut after) = (item.margins.start[main], item.margins.end[main]);
            if item.auto_start[main] {
                before += auto_margin;
            }
            if item.auto_end[main] {
                after += auto_margin;
            }
            at += before;
            let mut position = Pair::default();
            position[main] = at;
            position[cross] = line_start + cross_offset(container, line, item);
            at += size[main] + after + container.gap_between_items + between;
            for axis in [Axis::X, Axis::Y] {
                if container.is_mirrored[axis] {
                    position[axis] = content_box[axis] - position[axis] - size[axis];
                }
                position[axis] += container.around.start[axis];
            }
            // The first item is the one at the line's physical start.
            if baseline.is_none() || container.is_reversed {
                let own = item.fragment.baseline.unwrap_or(size.y);
                baseline = Some(position.y + own);
            }
            if last_baseline.is_none() || !container.is_reversed {
                let own = item.fragment.last_baseline.unwrap_or(size.y);
                last_baseline = Some(position.y + own);
            }
            if mode == Mode::Place {
                self.place(item.node, position);
            }
        }
        match line.baseline {
            Some(below_start) if main == Axis::X => {
                let shared = Some(container.around.start.y + line_start + below_start);
                (shared, shared)
            }
            _ => (baseline, last_baseline),
        }
    }

    /// Absolute children with the place they would have as the only item (§4.1).
    fn absolute_in_flex(
        &self,
        container: &Container,
        content_box: Pair<LayoutUnit>,
    ) -> Vec<(u32, StaticPosition)> {
        let style = &self.flow.get(container.node).box_style;
        let reading_start = if container.is_reversed {
            Edge::End
        } else {
            Edge::Start
        };
        let main_edge = match style.flex.justify_content {
            JustifyContent::Normal
            | JustifyContent::Stretch
            | JustifyContent::FlexStart
            | JustifyContent::SpaceBetween => Edge::Start,
            JustifyContent::FlexEnd => Edge::End,
            JustifyContent::Start => reading_start,
            JustifyContent::End => reading_start.opposite(),
            JustifyContent::Center | JustifyContent::SpaceAround | JustifyContent::SpaceEvenly => {
                Edge::Center
            }
        };
        let is_absolute = |child: &u32| self.flow.get(*child).box_style.is_out_of_flow();
        self.flow
            .children(container.node)
            .filter(is_absolute)
            .map(|child| {
                let cross_edge = match self.align(container, child) {
                    AlignItems::Stretch
                    | AlignItems::FlexStart
                    | AlignItems::Start
                    | AlignItems::Baseline => Edge::Start,
                    AlignItems::Center => Edge::Center,
                    AlignItems::FlexEnd | AlignItems::End => Edge::End,
                };
                let mut edge = Pair::new(main_edge, main_edge);
                edge[container.cross] = cross_edge;
                for axis in [Axis::X, Axis::Y] {
                    if container.is_mirrored[axis] {
                        edge[axis] = edge[axis].opposite();
                    }
                }
                let at = |axis: Axis| {
                    let start = container.around.start[axis];
                    match edge[axis] {
                        Edge::Start => start,
                        Edge::Center => start + content_box[axis].divided_by(2),
                        Edge::End => start + content_box[axis],
                    }
                };
                let at = Pair::new(at(Axis::X), at(Axis::Y));
                (child, StaticPosition { at, edge })
            })
            .collect()
    }
}

/// The sum of the items' margin boxes and the gaps between them.
fn used_main(container: &Container, items: &[Item]) -> LayoutUnit {
    let outer: LayoutUnit = items
        .iter()
        .map(|item| item.outer(container.main, item.size))
        .sum();
    let gaps: LayoutUnit = items
        .iter()
        .skip(1)
        .map(|_| container.gap_between_items)
        .sum();
    outer + gaps
}

/// How far the item's baseline is from the start of its margin box, if it is aligned on it. In a
/// column, that is where its lines of text begin.
fn ascent(container: &Container, item: &Item) -> Option<LayoutUnit> {
    let is_aligned = item.align == AlignItems::Baseline
        && !item.auto_start[container.cross]
        && !item.auto_end[container.cross];
    is_aligned.then(|| {
        let own = match container.main {
            Axis::X => item.fragment.baseline.unwrap_or(item.fragment.size.y),
            Axis::Y => LayoutUnit::ZERO,
        };
        item.margins.start[container.cross] + own
    })
}

fn cross_offset(container: &Container, line: &Line, item: &Item) -> LayoutUnit {
    let cross = container.cross;
    let before = item.margins.start[cross];
    let free = line.cross_size - item.fragment.size[cross] - item.outer_margins(cross);
    match (item.auto_start[cross], item.auto_end[cross]) {
        (true, true) => return before + free.at_least_zero().divided_by(2),
        (true, false) => return before + free.at_least_zero(),
        (false, true) => return before,
        (false, false) => {}
    }
    let shift = match item.align {
        AlignItems::Stretch | AlignItems::FlexStart | AlignItems::Start => LayoutUnit::ZERO,
        AlignItems::Center => free.divided_by(2),
        AlignItems::FlexEnd | AlignItems::End => free,
        AlignItems::Baseline => match (line.baseline, ascent(container, item)) {
            (Some(line), Some(own)) => line - own,
            _ => LayoutUnit::ZERO,
        },
    };
    before + shift
}

/// Lines are distributed as items are.
fn lines_justified(align: AlignContent) -> JustifyContent {
    match align {
        AlignContent::Normal | AlignContent::Stretch | AlignContent::FlexStart => {
            JustifyContent::FlexStart
        }
        AlignContent::Start => JustifyContent::Start,
        AlignContent::Center => JustifyContent::Center,
        AlignContent::End => JustifyContent::End,
        AlignContent::FlexEnd => JustifyContent::FlexEnd,
        AlignContent::SpaceBetween => JustifyContent::SpaceBetween,
        AlignContent::SpaceAround => JustifyContent::SpaceAround,
        AlignContent::SpaceEvenly => JustifyContent::SpaceEvenly,
    }
}

/// Where the first item starts and how far the items are pushed apart.
fn justified(
    justify: JustifyContent,
    free: LayoutUnit,
    count: usize,
    is_reversed: bool,
) -> (LayoutUnit, LayoutUnit) {
    let none = LayoutUnit::ZERO;
    let has_room = free > none;
    match justify {
        JustifyContent::Normal | JustifyContent::FlexStart | JustifyContent::Stretch => {
            (none, none)
        }
        JustifyContent::FlexEnd => (free, none),
        JustifyContent::Start => (if is_reversed { free } else { none }, none),
        JustifyContent::End => (if is_reversed { none } else { free }, none),
        JustifyContent::Center => (free.divided_by(2), none),
        JustifyContent::SpaceBetween if has_room && count > 1 => (none, free.divided_by(count - 1)),
        JustifyContent::SpaceAround if has_room => {
            (free.divided_by(2 * count), free.divided_by(count))
        }
        JustifyContent::SpaceEvenly if has_room => {
            let share = free.divided_by(count + 1);
            (share, share)
        }
        JustifyContent::SpaceBetween => (none, none),
        // Nothing leaves the container at its start.
        JustifyContent::SpaceAround | JustifyContent::SpaceEvenly => {
            (if is_reversed { free } else { none }, none)
        }
    }
}

/// Resolves the flexible lengths of one line (§9.7).
fn flex(container: &Container, items: &mut [Item], hypothetical: LayoutUnit, room: LayoutUnit) {
    let main = container.main;
    let grows = hypothetical < room;
    let factor = |item: &Item| if grows { item.grow } else { item.shrink };
    let gaps: LayoutUnit = items
        .iter()
        .skip(1)
        .map(|_| container.gap_between_items)
        .sum();
    for item in items.iter_mut() {
        let hypothetical = item.bounds.clamp(item.base);
        item.size = hypothetical;
        item.is_frozen = factor(item) == 0.0
            || if grows {
                item.base > hypothetical
            } else {
                item.base < hypothetical
            };
    }
    let free_space = |items: &[Item]| {
        let used: LayoutUnit = items
            .iter()
            .map(|item| item.outer(main, if item.is_frozen { item.size } else { item.base }))
            .sum();
        room - used - gaps
    };
    let initial = free_space(items);
    // Each round freezes at least one item.
    while items.iter().any(|item| !item.is_frozen) {
        let mut free = free_space(items);
        let open = || items.iter().filter(|item| !item.is_frozen);
        let sum: f64 = open().map(factor).sum();
        if sum < 1.0 {
            let part = LayoutUnit::from_px_rounded(initial.units() / 64.0 * sum);
            if part.units().abs() < free.units().abs() {
                free = part;
            }
        }
        let weight = |item: &Item| {
            if grows {
                item.grow
            } else {
                item.shrink * item.base.units()
            }
        };
        let weights: f64 = open().map(weight).sum();
        let mut violation = LayoutUnit::ZERO;
        let mut wanted = Vec::with_capacity(items.len());
        for item in items.iter() {
            if item.is_frozen {
                wanted.push((item.size, LayoutUnit::ZERO));
                continue;
            }
            let applies = weights > 0.0 && grows == (free > LayoutUnit::ZERO);
            let share = if applies {
                LayoutUnit::from_px_rounded(free.units() / 64.0 * weight(item) / weights)
            } else {
                LayoutUnit::ZERO
            };
            let size = item.base + share;
            let bounded = item.bounds.clamp(size);
            violation += bounded - size;
            wanted.push((bounded, bounded - size));
        }
        let none = LayoutUnit::ZERO;
        for (item, (size, own)) in items.iter_mut().zip(wanted) {
            if item.is_frozen {
                continue;
            }
            item.size = size;
            item.is_frozen = violation == none
                || violation > none && own > none
                || violation < none && own < none;
        }
    }
}
