//! CSS lengths as far as the studio offers them.

use std::fmt;

/// A size or distance: `auto`, CSS pixels, or a share of the containing block.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Length {
    /// `auto` (for `max-width` and `max-height`: `none`).
    #[default]
    Auto,
    /// CSS pixels.
    Px(f32),
    /// Per cent of the containing block: 50.0 is `50%`.
    Percent(f32),
}

impl Length {
    /// No distance.
    pub const ZERO: Self = Self::Px(0.0);

    /// Reads `auto`, `none`, `12px`, `12`, `50%`. `None` for anything else, also for numbers
    /// that are not finite or beyond ±10⁷, where 32-bit floats lose the pixel.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text == "auto" || text == "none" {
            return Some(Self::Auto);
        }
        if let Some(percent) = text.strip_suffix('%') {
            return parse_finite(percent).map(Self::Percent);
        }
        parse_finite(text.strip_suffix("px").unwrap_or(text)).map(Self::Px)
    }

    /// The distance in CSS px, where `auto` counts as 0 and per cents are of `base_px`.
    pub fn resolve_or_zero(self, base_px: f32) -> f32 {
        match self {
            Self::Auto => 0.0,
            Self::Px(px) => px,
            Self::Percent(percent) => base_px * percent / 100.0,
        }
    }
}

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
    (number.is_finite() && number.abs() <= 1.0e7).then_some(number)
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::Px(px) => write!(f, "{px}px"),
            Self::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}
