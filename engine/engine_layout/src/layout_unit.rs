//! [`LayoutUnit`]: the length that layout computes with, in 64ths of a CSS px.
//!
//! Chromium lays out in the same unit. Whether three thirds fit into a row hangs on a 64th of a px,
//! so only the same arithmetic breaks lines at the same places. Sums stop at the ends of the range,
//! about ±33 million px, and what isn't a number is 0: no input makes a size infinite.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

const UNITS_PER_PX: f32 = 64.0;

/// A length in 64ths of a CSS px.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct LayoutUnit(i32);

impl LayoutUnit {
    pub(crate) const ZERO: Self = Self(0);
    /// Stands for "no upper bound".
    pub(crate) const MAX: Self = Self(i32::MAX);

    /// Whole CSS px.
    pub(crate) const fn from_whole_px(px: i32) -> Self {
        Self(px * 64)
    }

    /// CSS px, cut to 64ths as Chromium does.
    pub(crate) fn from_px(px: f32) -> Self {
        // Casts saturate, and make 0 of what isn't a number.
        Self((px * UNITS_PER_PX) as i32)
    }

    /// A share of free room in CSS px, rounded to 64ths.
    pub(crate) fn from_px_rounded(px: f64) -> Self {
        Self((px * f64::from(UNITS_PER_PX)).round() as i32)
    }

    pub(crate) fn to_px(self) -> f32 {
        self.0 as f32 / UNITS_PER_PX
    }

    /// The number of 64ths.
    pub(crate) fn units(self) -> f64 {
        f64::from(self.0)
    }

    /// The part that `count` of equals get; the rest of the division is dropped.
    pub(crate) fn divided_by(self, count: usize) -> Self {
        Self(self.0 / i32::try_from(count.max(1)).unwrap_or(i32::MAX))
    }

    /// This length in the proportion of two others.
    pub(crate) fn scaled(self, numerator: Self, denominator: Self) -> Self {
        if denominator.0 == 0 {
            return Self::ZERO;
        }
        let product = i64::from(self.0) * i64::from(numerator.0) / i64::from(denominator.0);
        Self(i32::try_from(product).unwrap_or(if product < 0 { i32::MIN } else { i32::MAX }))
    }

    /// `percent` of this length.
    pub(crate) fn percent(self, percent: f32) -> Self {
        Self::from_px(self.to_px() * percent / 100.0)
    }

    pub(crate) fn at_least_zero(self) -> Self {
        self.max(Self::ZERO)
    }
}

impl Add for LayoutUnit {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for LayoutUnit {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for LayoutUnit {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for LayoutUnit {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for LayoutUnit {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for LayoutUnit {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_input_leaves_the_range() {
        assert_eq!(LayoutUnit::from_px(f32::NAN), LayoutUnit::ZERO);
        assert_eq!(LayoutUnit::from_px(f32::INFINITY), LayoutUnit::MAX);
        let large = LayoutUnit::from_px(1.0e9);
        assert_eq!(large + large, LayoutUnit::MAX);
        assert!((-large - large - large).to_px().is_finite());
        assert_eq!(
            large.scaled(large, LayoutUnit::from_px(1.0)),
            LayoutUnit::MAX
        );
        assert_eq!(large.scaled(large, LayoutUnit::ZERO), LayoutUnit::ZERO);
    }

    #[test]
    fn shares_are_cut_to_64ths() {
        let third = LayoutUnit::from_px(300.0).percent(33.333);
        assert_eq!(third.to_px(), 99.984_375);
        assert_eq!(LayoutUnit::from_px(-0.01), LayoutUnit::ZERO);
    }
}
