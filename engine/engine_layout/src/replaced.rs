//! Pictures: boxes with a natural size and, mostly, a ratio
//! (<https://www.w3.org/TR/CSS22/visudet.html#inline-replaced-width>).

use omnios_model::{Length, Size};

use crate::flow::{Content, FlowPass};
use crate::layout_unit::LayoutUnit;
use crate::sizing::resolve;
use crate::space::{AutoWidth, Axis, Bounds, Fragment, Pair, Space};

impl FlowPass<'_> {
    pub(crate) fn replaced_fragment(&mut self, node: u32, space: &Space) -> Fragment {
        let size = self.replaced_size(node, space, None);
        Fragment {
            size,
            content_height: size.y,
            ..Fragment::default()
        }
    }

    /// The border box of a picture. `ignored` is an axis whose lengths shall not count: what the
    /// content asks for there is sought.
    pub(crate) fn replaced_size(
        &mut self,
        node: u32,
        space: &Space,
        ignored: Option<Axis>,
    ) -> Pair<LayoutUnit> {
        let found = self.flow.get(node);
        let Content::Replaced { natural_size } = found.content else {
            return Pair::default();
        };
        let style = &found.box_style;
        let around = style.border_padding(space);
        let around = Pair::new(around.sum(Axis::X), around.sum(Axis::Y));
        let margins = style.margins(space);
        let picture = Picture::new(natural_size, around);

        let counts = |axis| ignored != Some(axis);
        let unbounded = |axis: Axis| Bounds {
            min: around[axis],
            max: LayoutUnit::MAX,
        };
        let room = |axis: Axis| {
            let room = space.available[axis]? - margins.sum(axis);
            Some(room.max(around[axis]))
        };
        let height_bounds = if counts(Axis::Y) {
            style.height_bounds(space, None)
        } else {
            unbounded(Axis::Y)
        };
        let height = if !counts(Axis::Y) {
            None
        } else if space.fixed.y {
            space.available.y
        } else {
            let height = match style.size.y {
                Length::Auto if space.stretches_height => room(Axis::Y),
                length => resolve(length, space.percentage.y).map(|height| height.max(around.y)),
            };
            height.map(|height| height_bounds.clamp(height))
        };
        let transferred = height.map_or(picture.natural.x, |height| picture.width_for(height));
        let set_width = |length: Length| match length {
            Length::MinContent | Length::MaxContent | Length::FitContent => Some(transferred),
            length => resolve(length, space.percentage.x).map(|width| width.max(around.x)),
        };
        let width_bounds = if counts(Axis::X) {
            Bounds {
                min: set_width(style.min_size.x).unwrap_or(around.x),
                max: set_width(style.max_size.x).unwrap_or(LayoutUnit::MAX),
            }
        } else {
            unbounded(Axis::X)
        };
        let width = if !counts(Axis::X) {
            None
        } else if space.fixed.x {
            space.available.x
        } else {
            let width = match style.size.x {
                Length::Auto if space.auto_width == AutoWidth::Stretch => room(Axis::X),
                length => set_width(length),
            };
            width.map(|width| width_bounds.clamp(width))
        };
        match (width, height) {
            (Some(width), Some(height)) => Pair::new(width, height),
            (Some(width), None) => Pair::new(width, height_bounds.clamp(picture.height_for(width))),
            (None, Some(height)) => {
                Pair::new(width_bounds.clamp(picture.width_for(height)), height)
            }
            (None, None) => picture.constrained(width_bounds, height_bounds),
        }
    }
}

/// A picture's own sizes as border boxes.
struct Picture {
    /// The ratio's two terms, if there is one.
    ratio: Option<Pair<LayoutUnit>>,
    around: Pair<LayoutUnit>,
    natural: Pair<LayoutUnit>,
}

impl Picture {
    fn new(natural_size: Option<Size>, around: Pair<LayoutUnit>) -> Self {
        let size = natural_size.unwrap_or_default();
        let content = Pair::new(
            LayoutUnit::from_px(size.width).at_least_zero(),
            LayoutUnit::from_px(size.height).at_least_zero(),
        );
        let has_ratio = content.x > LayoutUnit::ZERO && content.y > LayoutUnit::ZERO;
        Self {
            ratio: has_ratio.then_some(content),
            around,
            natural: Pair::new(content.x + around.x, content.y + around.y),
        }
    }

    fn width_for(&self, height: LayoutUnit) -> LayoutUnit {
        self.ratio.map_or(self.natural.x, |ratio| {
            (height - self.around.y).scaled(ratio.x, ratio.y) + self.around.x
        })
    }

    fn height_for(&self, width: LayoutUnit) -> LayoutUnit {
        self.ratio.map_or(self.natural.y, |ratio| {
            (width - self.around.x).scaled(ratio.y, ratio.x) + self.around.y
        })
    }

    /// CSS 2.2's table for pictures whose width and height are both `auto`: the bounds are kept
    /// and, as far as they allow, the ratio.
    fn constrained(&self, width: Bounds, height: Bounds) -> Pair<LayoutUnit> {
        let natural = self.natural;
        let bounded = Pair::new(width.clamp(natural.x), height.clamp(natural.y));
        let is_narrower = bounded.x < natural.x;
        let is_wider = bounded.x > natural.x;
        let is_lower = bounded.y < natural.y;
        let is_higher = bounded.y > natural.y;
        if self.ratio.is_none() || !(is_narrower || is_wider || is_lower || is_higher) {
            return bounded;
        }
        let share = |axis: Axis| {
            let content = (natural[axis] - self.around[axis]).units();
            (bounded[axis] - self.around[axis]).units() / content
        };
        // Whether the width decides and the height follows.
        let is_led_by_width = match (is_narrower || is_wider, is_lower || is_higher) {
            (true, false) => true,
            (false, true) => false,
            _ if is_narrower && is_lower => share(Axis::X) <= share(Axis::Y),
            _ if is_wider && is_higher => share(Axis::X) > share(Axis::Y),
            _ => return bounded,
        };
        if is_led_by_width {
            Pair::new(bounded.x, height.clamp(self.height_for(bounded.x)))
        } else {
            Pair::new(width.clamp(self.width_for(bounded.y)), bounded.y)
        }
    }
}
