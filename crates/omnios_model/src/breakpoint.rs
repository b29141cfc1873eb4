//! The three viewport ranges a design can differ in.

use std::fmt;

/// A viewport range. Values set for a wider range hold in the narrower ones too, unless those
/// override them: the cascade goes from [`Breakpoint::Desktop`] down to [`Breakpoint::Mobile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breakpoint {
    /// Every width; the values that nothing overrides.
    Desktop,
    /// Viewports of at most 991 px.
    Tablet,
    /// Viewports of at most 599 px.
    Mobile,
}

/// All breakpoints, widest first: the order of the cascade.
pub const BREAKPOINTS: [Breakpoint; 3] =
    [Breakpoint::Desktop, Breakpoint::Tablet, Breakpoint::Mobile];

impl Breakpoint {
    /// The narrowest range that a viewport of `width_px` falls into.
    pub fn of_viewport(width_px: f32) -> Self {
        if width_px <= 599.0 {
            Self::Mobile
        } else if width_px <= 991.0 {
            Self::Tablet
        } else {
            Self::Desktop
        }
    }

    /// The largest viewport width of the range in CSS px, as a `max-width` media query has it.
    pub fn max_width_px(self) -> Option<u32> {
        match self {
            Self::Desktop => None,
            Self::Tablet => Some(991),
            Self::Mobile => Some(599),
        }
    }

    /// The width at which the studio shows the range.
    pub fn artboard_width_px(self) -> f32 {
        match self {
            Self::Desktop => 1440.0,
            Self::Tablet => 768.0,
            Self::Mobile => 390.0,
        }
    }

    /// How high a visitor's window is taken to be: what is fixed or sticky keeps to it. In CSS px.
    pub fn window_height_px(self) -> f32 {
        match self {
            Self::Desktop => 900.0,
            Self::Tablet => 1024.0,
            Self::Mobile => 844.0,
        }
    }

    /// `desktop`, `tablet` or `mobile`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Tablet => "tablet",
            Self::Mobile => "mobile",
        }
    }

    /// The breakpoint of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        BREAKPOINTS.into_iter().find(|it| it.as_str() == name)
    }
}

impl fmt::Display for Breakpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
