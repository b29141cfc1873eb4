//! What layout hands down and gets back: [`Space`], the room a parent offers a box, and [`Fragment`],
//! the box that came of it; with the small geometry both are made of.

use std::ops::{Add, AddAssign, Index, IndexMut};

use crate::layout_unit::LayoutUnit;

/// One of the two axes of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    X,
    Y,
}

impl Axis {
    pub(crate) fn other(self) -> Self {
        match self {
            Self::X => Self::Y,
            Self::Y => Self::X,
        }
    }
}

/// One value for each axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Pair<T> {
    pub(crate) x: T,
    pub(crate) y: T,
}

impl<T> Pair<T> {
    pub(crate) const fn new(x: T, y: T) -> Self {
        Self { x, y }
    }
}

impl<T> Index<Axis> for Pair<T> {
    type Output = T;

    fn index(&self, axis: Axis) -> &T {
        match axis {
            Axis::X => &self.x,
            Axis::Y => &self.y,
        }
    }
}

impl<T> IndexMut<Axis> for Pair<T> {
    fn index_mut(&mut self, axis: Axis) -> &mut T {
        match axis {
            Axis::X => &mut self.x,
            Axis::Y => &mut self.y,
        }
    }
}

/// Distances on the four sides of a box: left and top in `start`, right and bottom in `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sides {
    pub(crate) start: Pair<LayoutUnit>,
    pub(crate) end: Pair<LayoutUnit>,
}

impl Sides {
    pub(crate) fn sum(&self, axis: Axis) -> LayoutUnit {
        self.start[axis] + self.end[axis]
    }
}

impl Add for Sides {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            start: Pair::new(self.start.x + other.start.x, self.start.y + other.start.y),
            end: Pair::new(self.end.x + other.end.x, self.end.y + other.end.y),
        }
    }
}

/// What `auto` means for a width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum AutoWidth {
    /// As wide as the content, within the room there is.
    #[default]
    Fit,
    /// All the room, as in block layout; pictures keep their own width.
    Fill,
    /// All the room, pictures too: a flex item that is stretched.
    Stretch,
}

/// The room a parent offers. Equal spaces make equal fragments as long as nothing inside changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Space {
    /// The room for the box and its margins; on a fixed axis the border box itself. `None` where
    /// it isn't known: heights that follow from content, and widths while intrinsic sizes are
    /// sought.
    pub(crate) available: Pair<Option<LayoutUnit>>,
    /// What per cents are of.
    pub(crate) percentage: Pair<Option<LayoutUnit>>,
    /// Whether the parent has decided the border box's size.
    pub(crate) fixed: Pair<bool>,
    pub(crate) auto_width: AutoWidth,
    /// Whether an `auto` height takes all the room there is.
    pub(crate) stretches_height: bool,
    /// Whether the height, though decided, follows from the content, so that the children's per
    /// cents of it mean nothing.
    pub(crate) is_height_indefinite: bool,
}

/// The smallest and the largest width that a content asks for, as border boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct MinMax {
    pub(crate) min: LayoutUnit,
    pub(crate) max: LayoutUnit,
}

impl MinMax {
    pub(crate) fn both(size: LayoutUnit) -> Self {
        Self {
            min: size,
            max: size,
        }
    }

    /// What `auto` comes to within `room`.
    pub(crate) fn shrink_to_fit(self, room: LayoutUnit) -> LayoutUnit {
        self.max.min(room).max(self.min)
    }

    pub(crate) fn plus(self, length: LayoutUnit) -> Self {
        Self {
            min: self.min + length,
            max: self.max + length,
        }
    }

    /// The larger of each.
    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            min: self.min.max(other.min),
            max: self.max.max(other.max),
        }
    }
}

/// The least and the most a size may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) min: LayoutUnit,
    pub(crate) max: LayoutUnit,
}

impl Bounds {
    /// The minimum wins over the maximum, as in CSS.
    pub(crate) fn clamp(self, size: LayoutUnit) -> LayoutUnit {
        size.min(self.max).max(self.min)
    }
}

/// Margins that collapse with each other: they come to the largest positive plus the least
/// negative one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct MarginStrut {
    positive: LayoutUnit,
    negative: LayoutUnit,
}

impl MarginStrut {
    pub(crate) fn append(&mut self, margin: LayoutUnit) {
        self.positive = self.positive.max(margin);
        self.negative = self.negative.min(margin);
    }

    pub(crate) fn sum(self) -> LayoutUnit {
        self.positive + self.negative
    }
}

impl AddAssign for MarginStrut {
    fn add_assign(&mut self, other: Self) {
        self.positive = self.positive.max(other.positive);
        self.negative = self.negative.min(other.negative);
    }
}

/// A box that has been laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Fragment {
    /// The border box.
    pub(crate) size: Pair<LayoutUnit>,
    /// The border box's height if the content alone decided.
    pub(crate) content_height: LayoutUnit,
    /// The first baseline, from the border box's top.
    pub(crate) baseline: Option<LayoutUnit>,
    /// The last baseline, from the border box's top.
    pub(crate) last_baseline: Option<LayoutUnit>,
    /// Margins inside that collapse with the box's own top margin.
    pub(crate) start_strut: MarginStrut,
    /// Margins inside that collapse with the box's own bottom margin.
    pub(crate) end_strut: MarginStrut,
    /// Whether the box has no height of its own that would keep its top and bottom margins apart;
    /// all margins inside are in `start_strut` then.
    pub(crate) is_self_collapsing: bool,
}
