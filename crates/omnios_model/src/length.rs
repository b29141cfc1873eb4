//! CSS lengths as far as the studio offers them.

use std::fmt;

/// A size or distance: `auto`, CSS pixels, a share of the containing block, both together, or a
/// size that follows from the content.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Length {
    /// `auto` (for `max-width` and `max-height`: `none`).
    #[default]
    Auto,
    /// CSS pixels.
    Px(f32),
    /// Per cent of the containing block: 50.0 is `50%`.
    Percent(f32),
    /// The sum of a share and pixels, neither of them 0: `calc(50% - 20px)`. Made by
    /// [`Length::sum`].
    Calc {
        /// CSS pixels.
        px: f32,
        /// Per cent of the containing block.
        percent: f32,
    },
    /// `min-content`: the smallest size at which nothing overflows that could be broken. Sizes
    /// alone have it, as they do the two others.
    MinContent,
    /// `max-content`: the size without any line broken.
    MaxContent,
    /// `fit-content`: what `max-content` says, within the room there is, not below
    /// `min-content`.
    FitContent,
}

impl Length {
    /// No distance.
    pub const ZERO: Self = Self::Px(0.0);

    /// The sum of a share and pixels, in its simplest form.
    pub fn sum(percent: f32, px: f32) -> Self {
        if percent == 0.0 {
            Self::Px(px)
        } else if px == 0.0 {
            Self::Percent(percent)
        } else {
            Self::Calc { px, percent }
        }
    }

    /// Reads `auto`, `none`, `12px`, `12`, `50%`, `calc(50% - 20px)`, `min-content`,
    /// `max-content`, `fit-content`. `None` for anything else, also for numbers that are not
    /// finite or beyond ±10⁷, where 32-bit floats lose the pixel.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text {
            "auto" | "none" => return Some(Self::Auto),
            "min-content" => return Some(Self::MinContent),
            "max-content" => return Some(Self::MaxContent),
            "fit-content" => return Some(Self::FitContent),
            _ => {}
        }
        if let Some(terms) = text.strip_prefix("calc(") {
            return parse_sum(terms.strip_suffix(')')?);
        }
        if let Some(percent) = text.strip_suffix('%') {
            return parse_finite(percent).map(Self::Percent);
        }
        parse_finite(text.strip_suffix("px").unwrap_or(text)).map(Self::Px)
    }

    /// The distance in CSS px, where `auto` and sizes that follow from the content count as 0 and
    /// per cents are of `base_px`.
    pub fn resolve_or_zero(self, base_px: f32) -> f32 {
        self.resolve(base_px).unwrap_or(0.0)
    }

    /// The distance in CSS px, per cents being of `base_px`. `None` for `auto` and sizes that
    /// follow from the content.
    pub fn resolve(self, base_px: f32) -> Option<f32> {
        match self {
            Self::Auto | Self::MinContent | Self::MaxContent | Self::FitContent => None,
            Self::Px(px) => Some(px),
            Self::Percent(percent) => Some(base_px * percent / 100.0),
            Self::Calc { px, percent } => Some(base_px * percent / 100.0 + px),
        }
    }

    /// Whether the distance depends on the containing block's size.
    pub fn has_percent(self) -> bool {
        matches!(self, Self::Percent(_) | Self::Calc { .. })
    }

    /// Whether it is a size that follows from the content: `min-content`, `max-content` or
    /// `fit-content`.
    pub fn is_intrinsic(self) -> bool {
        matches!(self, Self::MinContent | Self::MaxContent | Self::FitContent)
    }
}

/// What stands in `calc()`: terms in px or per cent with ` + ` or ` - ` between them. CSS wants
/// the spaces, since `-` may begin a number.
fn parse_sum(terms: &str) -> Option<Length> {
    let (mut px, mut percent) = (0.0, 0.0);
    let mut sign = 1.0;
    let mut words = terms.split_whitespace();
    loop {
        let word = words.next()?;
        if let Some(share) = word.strip_suffix('%') {
            percent += sign * parse_finite(share)?;
        } else {
            px += sign * parse_finite(word.strip_suffix("px")?)?;
        }
        sign = match words.next() {
            None => break,
            Some("+") => 1.0,
            Some("-") => -1.0,
            Some(_) => return None,
        };
    }
    let fits = |number: f32| number.abs() <= LARGEST;
    (fits(px) && fits(percent)).then(|| Length::sum(percent, px))
}

/// Beyond this, 32-bit floats lose the pixel.
const LARGEST: f32 = 1.0e7;

/// A number without an exponent's or infinity's spellings, within ±10⁷.
pub(crate) fn parse_finite(text: &str) -> Option<f32> {
    let text = text.trim();
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    if !plain {
        return None;
    }
    let number: f32 = text.parse().ok()?;
    (number.is_finite() && number.abs() <= LARGEST).then_some(number)
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::Px(px) => write!(f, "{px}px"),
            Self::Percent(percent) => write!(f, "{percent}%"),
            Self::Calc { px, percent } => {
                let sign = if *px < 0.0 { '-' } else { '+' };
                write!(f, "calc({percent}% {sign} {}px)", px.abs())
            }
            Self::MinContent => f.write_str("min-content"),
            Self::MaxContent => f.write_str("max-content"),
            Self::FitContent => f.write_str("fit-content"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_in_any_order_and_written_in_one() {
        for (text, written) in [
            ("calc(50% - 20px)", "calc(50% - 20px)"),
            ("calc(20px + 50%)", "calc(50% + 20px)"),
            ("calc(20px - 50%)", "calc(-50% + 20px)"),
            ("calc(100% - 10px - 10px)", "calc(100% - 20px)"),
            ("calc(50% + 0px)", "50%"),
            ("calc(4px + 6px)", "10px"),
            ("fit-content", "fit-content"),
        ] {
            let length = Length::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(length.to_string(), written);
            assert_eq!(Length::parse(written), Some(length));
        }
        for text in [
            "calc()",
            "calc(50%-20px)",
            "calc(50% * 2)",
            "calc(1 + 2)",
            "calc(50% +)",
        ] {
            assert_eq!(Length::parse(text), None, "{text}");
        }
        assert_eq!(Length::sum(50.0, -20.0).resolve(300.0), Some(130.0));
    }
}
