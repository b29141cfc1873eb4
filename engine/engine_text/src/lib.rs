//! Fonts, shaping and line breaking, equal to what Chromium does with the exported page.
//!
//! [`Fonts`] holds the families; [`Fonts::shape`] turns a text into a [`Paragraph`], which knows
//! its min- and max-content widths and breaks itself into lines at any width without being shaped
//! again; [`TextLayout`] is the result that painting reads: glyphs with baseline positions.
//!
//! Letters that a family lacks come from the fallback families of
//! [`omnios_model::FALLBACK_FONTS`], as they do in the export; [`Fonts::wanted`] names those that
//! a host has yet to add. A line's letters may run in both directions; the paragraph's own is the
//! element's `direction`, as in CSS, whatever its letters are. Chinese, Japanese and Korean
//! letters have no bundled font, since one is larger than all others together: on the canvas each
//! is a box of one em, so that lines break where they will for visitors, in whose system's font
//! they are shown; the compiler names such letters (`unserved-letters`).
//!
//! A project may bring fonts of its own: [`Fonts::add_face`] takes a file for what it was declared
//! with, and faces are chosen, clamped, thickened and slanted as CSS does it.
//!
//! Elements that stand in a text ([`TextObject`]) are letters to it, each as wide as its margin
//! box, which lines are broken, aligned and ordered with as with any other.
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
mod object;
mod paragraph;
mod shape;
mod shown;
mod style;
mod transform;

pub use fonts::{FontData, FontError, FontId, Fonts};
pub use layout::{
    ContentWidths, DecorationLine, DecorationLinePlace, Fragment, Glyph, GlyphRun, Line, TextLayout,
};
pub use object::{PlacedObject, TextObject};
pub use paragraph::{Extent, Paragraph};
pub use shown::shown_text;
pub use style::{Decoration, LetterStyle, TextStyle};
