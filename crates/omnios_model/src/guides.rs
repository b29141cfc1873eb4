//! Ruler guides: lines without an end that a person lays over a page to align to.

use std::fmt;

use crate::length::parse_finite;

/// How many guides a page may have at a breakpoint.
const MOST_GUIDES: usize = 200;

/// The ruler guides of a page at one breakpoint, in CSS px of the page: `x 120px, y 300px`. They
/// are for the person who designs; no export has them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RulerGuides {
    /// Where the upright ones stand, ascending.
    pub x: Vec<f32>,
    /// Where the level ones stand, ascending.
    pub y: Vec<f32>,
}

impl RulerGuides {
    /// Reads `none`, or places after `x` and `y` with commas between them. `None` for anything
    /// else, and for more than 200 guides.
    pub fn parse(text: &str) -> Option<Self> {
        let mut guides = Self::default();
        let text = text.trim();
        if text.is_empty() || text == "none" {
            return Some(guides);
        }
        for guide in text.split(',') {
            let (axis, at) = guide.trim().split_once(' ')?;
            let at = at.trim();
            let at = parse_finite(at.strip_suffix("px").unwrap_or(at))?;
            match axis {
                "x" => guides.x.push(at),
                "y" => guides.y.push(at),
                _ => return None,
            }
        }
        for places in [&mut guides.x, &mut guides.y] {
            places.sort_by(f32::total_cmp);
            places.dedup();
        }
        (guides.len() <= MOST_GUIDES).then_some(guides)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.x.len() + self.y.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The upright ones, or the level ones.
    pub fn places_mut(&mut self, upright: bool) -> &mut Vec<f32> {
        if upright { &mut self.x } else { &mut self.y }
    }
}

impl fmt::Display for RulerGuides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("none");
        }
        let upright = self.x.iter().map(|at| ('x', at));
        let level = self.y.iter().map(|at| ('y', at));
        for (index, (axis, at)) in upright.chain(level).enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{axis} {at}px")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guides_are_read_as_they_are_written() {
        let guides = RulerGuides::parse("y 300px, x 120, x 12.5px, x 120").unwrap();
        assert_eq!(guides.to_string(), "x 12.5px, x 120px, y 300px");
        assert_eq!(RulerGuides::parse(&guides.to_string()), Some(guides));
        assert_eq!(RulerGuides::parse("none").unwrap().to_string(), "none");
        for text in ["z 3px", "x", "x NaN", "x 1px y 2px"] {
            assert_eq!(RulerGuides::parse(text), None, "{text}");
        }
    }
}
