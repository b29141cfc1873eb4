//! Fonts, shaping and line breaking, equal to what Chromium does with the exported page.
//!
//! [`Fonts`] holds the families; [`Fonts::shape`] turns a text into a [`Paragraph`], which knows
//! its min- and max-content widths and breaks itself into lines at any width without being shaped
//! again; [`TextLayout`] is the result that painting reads: glyphs with baseline positions.
//!
//! The export sets `text-rendering: geometricPrecision`, so advances are fractional and unhinted
//! in both worlds, and `white-space: pre-wrap; overflow-wrap: break-word`.
//!
//! Absent on purpose: rasterising (painting does that from [`Fonts::font_data`]), colours,
//! system fonts (a design must look the same on every machine), carets and selections.
//!
//! Shaping and line breaking come from **parley** (harfrust, ICU4X data): it is pure Rust, so the
//! same code runs natively and in the web view, and it breaks lines by the same Unicode rules as
//! Chromium. cosmic-text would have done too; both together would carry two font parsers.

mod color_glyph;
mod decoration;
mod fonts;
mod layout;
mod line_break;
mod metrics;
mod mixed;
mod paragraph;
mod shown;
mod style;
mod transform;

pub use fonts::{FontData, FontError, FontId, Fonts};
pub use layout::{
    ContentWidths, DecorationLine, DecorationLinePlace, Fragment, Glyph, GlyphRun, Line, TextLayout,
};
pub use paragraph::Paragraph;
pub use style::{Decoration, LetterStyle, TextStyle};
