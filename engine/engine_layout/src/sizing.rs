//! Lengths to sizes: what width, height, bounds, margins and padding come to in a [`Space`].
//!
//! The rules are CSS Sizing's (<https://www.w3.org/TR/css-sizing-3/>), with the readings that
//! Chromium gives them where per cents are of something that isn't known yet: then sizes count as
//! `auto`, lower bounds as 0, upper bounds as none, margins and padding as 0.

use omnios_model::{Edges, Length};

use crate::box_style::BoxStyle;
use crate::flow::{Content, FlowPass};
use crate::layout_unit::LayoutUnit;
use crate::space::{AutoWidth, Axis, Bounds, MinMax, Pair, Sides, Space};

/// A length that is px or a share of something known.
pub(crate) fn resolve(length: Length, base: Option<LayoutUnit>) -> Option<LayoutUnit> {
    match length {
        Length::Px(px) => Some(LayoutUnit::from_px(px)),
        Length::Percent(percent) => Some(base?.percent(percent)),
        Length::Calc { px, percent } => {
            Some(LayoutUnit::from_px(base?.to_px() * percent / 100.0 + px))
        }
        Length::Auto | Length::MinContent | Length::MaxContent | Length::FitContent => None,
    }
}

fn sides(edges: &Edges<Length>, base: Option<LayoutUnit>) -> Sides {
    let px = |length: Length| {
        resolve(length, Some(base.unwrap_or(LayoutUnit::ZERO))).unwrap_or(LayoutUnit::ZERO)
    };
    Sides {
        start: Pair::new(px(edges.left), px(edges.top)),
        end: Pair::new(px(edges.right), px(edges.bottom)),
    }
}

impl BoxStyle {
    /// `auto` margins count as 0.
    pub(crate) fn margins(&self, space: &Space) -> Sides {
        sides(&self.margin, space.percentage.x)
    }

    pub(crate) fn border_sides(&self) -> Sides {
        let px = LayoutUnit::from_px;
        Sides {
            start: Pair::new(px(self.border.left), px(self.border.top)),
            end: Pair::new(px(self.border.right), px(self.border.bottom)),
        }
    }

    pub(crate) fn padding_sides(&self, space: &Space) -> Sides {
        let mut padding = sides(&self.padding, space.percentage.x);
        for side in [&mut padding.start, &mut padding.end] {
            *side = Pair::new(side.x.at_least_zero(), side.y.at_least_zero());
        }
        padding
    }

    pub(crate) fn border_padding(&self, space: &Space) -> Sides {
        self.border_sides() + self.padding_sides(space)
    }

    /// The height that a box has in the space if its content asks for `content_height`, and its
    /// ratio for what goes with `width`. `None` where it would follow from what isn't known.
    pub(crate) fn height(
        &self,
        space: &Space,
        width: Option<LayoutUnit>,
        content_height: Option<LayoutUnit>,
    ) -> Option<LayoutUnit> {
        if space.fixed.y {
            return space.available.y;
        }
        let around = self.border_padding(space).sum(Axis::Y);
        let mut bounds = self.height_bounds(space, content_height);
        let height = match (self.size.y, space.available.y) {
            (Length::Auto, Some(room)) if space.stretches_height => {
                Some((room - self.margins(space).sum(Axis::Y)).max(around))
            }
            (length, _) if length.is_intrinsic() => content_height,
            (length, _) => {
                let set = resolve(length, space.percentage.y);
                let by_ratio = self.ratio.zip(width);
                match (set, by_ratio) {
                    (Some(height), _) => Some(height.max(around)),
                    (None, Some((ratio, width))) => {
                        // What the content needs is the least, unless it may be cut off.
                        if self.min_size.y == Length::Auto && !self.is_scroll_container {
                            let least = content_height.unwrap_or(around);
                            bounds.min = bounds.min.max(least.min(bounds.max));
                        }
                        Some(LayoutUnit::from_px(width.to_px() / ratio).max(around))
                    }
                    (None, None) => content_height,
                }
            }
        };
        Some(bounds.clamp(height?))
    }

    /// The bounds of the border box's height.
    pub(crate) fn height_bounds(
        &self,
        space: &Space,
        content_height: Option<LayoutUnit>,
    ) -> Bounds {
        let around = self.border_padding(space).sum(Axis::Y);
        let bound = |length: Length| {
            if length.is_intrinsic() {
                content_height
            } else {
                resolve(length, space.percentage.y)
            }
        };
        Bounds {
            min: bound(self.min_size.y).map_or(around, |min| min.max(around)),
            max: bound(self.max_size.y).map_or(LayoutUnit::MAX, |max| max.max(around)),
        }
    }

    /// The height before the content is known.
    pub(crate) fn initial_height(
        &self,
        space: &Space,
        width: Option<LayoutUnit>,
    ) -> Option<LayoutUnit> {
        if space.is_height_indefinite {
            return None;
        }
        self.height(space, width, None)
    }

    /// The width that the ratio gives a box whose height is known and whose width isn't set.
    pub(crate) fn width_by_ratio(&self, space: &Space) -> Option<LayoutUnit> {
        let ratio = self.ratio?;
        let height = self.height(space, None, None)?;
        let around = self.border_padding(space).sum(Axis::X);
        Some(LayoutUnit::from_px(height.to_px() * ratio).max(around))
    }
}

impl FlowPass<'_> {
    /// The width of a border box that isn't a picture.
    pub(crate) fn width(&mut self, node: u32, space: &Space) -> LayoutUnit {
        if space.fixed.x
            && let Some(width) = space.available.x
        {
            return width;
        }
        let style = &self.flow.get(node).box_style;
        let around = style.border_padding(space).sum(Axis::X);
        let room = space
            .available
            .x
            .map(|room| (room - style.margins(space).sum(Axis::X)).max(around));
        let length = style.size.x;
        let is_auto = length == Length::Auto;
        let by_ratio = style.width_by_ratio(space).filter(|_| is_auto);
        let width = match (room, space.auto_width) {
            (Some(room), AutoWidth::Stretch) if is_auto => Some(room),
            _ if by_ratio.is_some() => {
                let bounds = self.width_bounds_by_ratio(node, space);
                return bounds.clamp(by_ratio.unwrap_or_default());
            }
            (Some(room), AutoWidth::Fill) if is_auto => Some(room),
            _ => self.main_width(node, space, length),
        };
        let width = width.unwrap_or_else(|| {
            let widths = self.content_widths(node, space);
            room.map_or(widths.max, |room| widths.shrink_to_fit(room))
        });
        self.width_bounds(node, space).clamp(width)
    }

    /// A width that is set, if it comes to something.
    pub(crate) fn main_width(
        &mut self,
        node: u32,
        space: &Space,
        length: Length,
    ) -> Option<LayoutUnit> {
        let style = &self.flow.get(node).box_style;
        let around = style.border_padding(space).sum(Axis::X);
        match length {
            Length::MinContent => Some(self.content_widths(node, space).min),
            Length::MaxContent => Some(self.content_widths(node, space).max),
            Length::FitContent => {
                let room = space.available.x? - style.margins(space).sum(Axis::X);
                Some(
                    self.content_widths(node, space)
                        .shrink_to_fit(room.max(around)),
                )
            }
            _ => resolve(length, space.percentage.x).map(|width| width.max(around)),
        }
    }

    /// The bounds of the border box's width.
    pub(crate) fn width_bounds(&mut self, node: u32, space: &Space) -> Bounds {
        let style = &self.flow.get(node).box_style;
        let around = style.border_padding(space).sum(Axis::X);
        let (min, max) = (style.min_size.x, style.max_size.x);
        let is_open = style.size.x == Length::Auto && !style.size.y.has_percent();
        let transferred = style.ratio.filter(|_| is_open).map(|ratio| {
            let bounds = style.height_bounds(space, None);
            let width = |height: LayoutUnit| LayoutUnit::from_px(height.to_px() * ratio);
            Bounds {
                min: width(bounds.min),
                max: if bounds.max == LayoutUnit::MAX {
                    bounds.max
                } else {
                    width(bounds.max)
                },
            }
        });
        let min = self.main_width(node, space, min).unwrap_or(around);
        let max = self.main_width(node, space, max).unwrap_or(LayoutUnit::MAX);
        match transferred {
            Some(by_ratio) => Bounds {
                min: min.max(by_ratio.min.min(max)),
                max: max.min(by_ratio.max),
            },
            None => Bounds { min, max },
        }
    }

    /// The bounds of a width that follows from the height: what the content needs is the least,
    /// unless it may be cut off.
    fn width_bounds_by_ratio(&mut self, node: u32, space: &Space) -> Bounds {
        let mut bounds = self.width_bounds(node, space);
        let style = &self.flow.get(node).box_style;
        if style.min_size.x == Length::Auto && !style.is_scroll_container {
            let least = self.content_widths(node, space).min;
            bounds.min = bounds.min.max(least.min(bounds.max));
        }
        bounds
    }

    /// What the box asks of a parent whose own width is sought: its content's widths, or its own
    /// where one is set, within its bounds, without margins.
    pub(crate) fn contribution(&mut self, node: u32, space: &Space) -> MinMax {
        let found = self.flow.get(node);
        if matches!(found.content, Content::Replaced { .. }) {
            let gives_way =
                found.box_style.size.x.has_percent() || found.box_style.max_size.x.has_percent();
            let mut widths = MinMax::both(self.replaced_size(node, space, None).x);
            if gives_way {
                widths.min = self.width_bounds(node, space).min;
            }
            return widths;
        }
        let length = found.box_style.size.x;
        let by_ratio = found.box_style.width_by_ratio(space);
        let widths = match self.main_width(node, space, length) {
            Some(width) => MinMax::both(width),
            None => {
                if let Some(width) = by_ratio.filter(|_| length == Length::Auto) {
                    let bounds = self.width_bounds_by_ratio(node, space);
                    return MinMax::both(bounds.clamp(width));
                }
                self.content_widths(node, space)
            }
        };
        let bounds = self.width_bounds(node, space);
        MinMax {
            min: bounds.clamp(widths.min),
            max: bounds.clamp(widths.max),
        }
    }

    /// The room and the base of per cents that a box of this width offers its children, without
    /// its padding and border.
    pub(crate) fn inner(
        &self,
        node: u32,
        space: &Space,
        width: Option<LayoutUnit>,
    ) -> Pair<Option<LayoutUnit>> {
        let style = &self.flow.get(node).box_style;
        let around = style.border_padding(space);
        Pair::new(
            width.map(|width| (width - around.sum(Axis::X)).at_least_zero()),
            style
                .initial_height(space, width)
                .map(|height| (height - around.sum(Axis::Y)).at_least_zero()),
        )
    }
}
