//! Fonts, shaping and line breaking.
