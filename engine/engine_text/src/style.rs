//! What a text's look depends on, apart from colour.

use std::sync::Arc;

use omnios_model::{
    Direction, FontStyle, Length, LineHeight, Property, Style, TextAlign, TextDecoration,
    TextDecorationStyle, TextOverflow, TextRun, TextTransform, Value, WhiteSpace, WordBreak,
};

const FONT_SIZES_PER_PX: f32 = 32.0;

/// The typographic properties of one text element.
#[derive(Debug, Clone, PartialEq)]
pub struct TextStyle {
    /// What the letters look like where no run says otherwise.
    pub letters: LetterStyle,
    /// Alignment of the lines.
    pub align: TextAlign,
    /// Case change before shaping.
    pub transform: TextTransform,
    /// What becomes of white space, and whether lines are broken.
    pub white_space: WhiteSpace,
    /// Where words may be broken.
    pub word_break: WordBreak,
    /// How far the first line is moved in: px or a share of the box's width.
    pub indent: Length,
    /// Whether an ellipsis stands for what doesn't fit into a line.
    pub overflow: TextOverflow,
    /// The most lines that are shown; 0 for all.
    pub max_lines: u32,
    /// Whether reading goes from right to left.
    pub is_rtl: bool,
}

/// What letters look like: a text's, or those of one of its runs.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterStyle {
    /// Family name as given to [`Fonts::add`](crate::Fonts::add); an unknown one means Inter.
    pub family: Arc<str>,
    /// Font size in CSS px.
    pub size_px: f32,
    /// Weight, 1 to 1000.
    pub weight: f32,
    /// Upright or italic. A family without an italic face is slanted.
    pub style: FontStyle,
    /// Height of a line.
    pub line_height: LineHeight,
    /// Extra advance after every letter, in CSS px.
    pub letter_spacing_px: f32,
    /// Extra advance after every space between words, in CSS px.
    pub word_spacing_px: f32,
    /// OpenType features in CSS syntax, or `normal`.
    pub features: Arc<str>,
    /// Values of the font's axes in CSS syntax, or `normal`.
    pub variations: Arc<str>,
    /// Lines along the text.
    pub decoration: Decoration,
}

/// The lines along a text, as CSS draws them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decoration {
    /// Which lines.
    pub lines: TextDecoration,
    /// How they are drawn.
    pub style: TextDecorationStyle,
    /// Their thickness in CSS px; `None` leaves it to the font size.
    pub thickness_px: Option<f32>,
}

impl Default for Decoration {
    fn default() -> Self {
        Self {
            lines: TextDecoration::None,
            style: TextDecorationStyle::Solid,
            thickness_px: None,
        }
    }
}

impl Default for TextStyle {
    /// CSS's initial values as the studio has them: Inter, 16 px, one and a half lines apart.
    fn default() -> Self {
        Self {
            letters: LetterStyle::default(),
            align: TextAlign::Left,
            transform: TextTransform::None,
            white_space: WhiteSpace::PreWrap,
            word_break: WordBreak::Normal,
            indent: Length::Px(0.0),
            overflow: TextOverflow::Clip,
            max_lines: 0,
            is_rtl: false,
        }
    }
}

impl Default for LetterStyle {
    fn default() -> Self {
        Self {
            family: crate::fonts::FALLBACK_FAMILY.into(),
            size_px: 16.0,
            weight: 400.0,
            style: FontStyle::Normal,
            line_height: LineHeight::Number(1.5),
            letter_spacing_px: 0.0,
            word_spacing_px: 0.0,
            features: "normal".into(),
            variations: "normal".into(),
            decoration: Decoration::default(),
        }
    }
}

impl TextStyle {
    /// The typographic part of an element's computed values.
    pub fn of(style: &Style) -> Self {
        Self {
            letters: LetterStyle {
                family: Arc::clone(&style.font_family),
                size_px: style.font_size,
                weight: style.font_weight,
                style: style.font_style,
                line_height: style.line_height,
                letter_spacing_px: style.letter_spacing,
                word_spacing_px: style.word_spacing,
                features: Arc::clone(&style.font_features),
                variations: Arc::clone(&style.font_variations),
                decoration: Decoration {
                    lines: style.text_decoration,
                    style: style.text_decoration_style,
                    thickness_px: style.text_decoration_thickness,
                },
            },
            align: style.text_align,
            transform: style.text_transform,
            white_space: style.white_space,
            word_break: style.word_break,
            indent: style.text_indent,
            overflow: style.text_overflow,
            max_lines: style.line_clamp,
            // What the element inherits is known to layout.
            is_rtl: style.direction == Direction::RightToLeft,
        }
    }

    /// Whether a text set in `other` has the same glyphs in the same lines of the same width:
    /// all but alignment and decoration.
    pub fn shapes_like(&self, other: &Self) -> bool {
        let measured = |it: &Self| {
            let mut it = it.clone();
            it.align = TextAlign::Left;
            it.letters.decoration = Decoration::default();
            it
        };
        measured(self) == measured(other)
    }
}

impl LetterStyle {
    /// The style of a run in a text of this style. What isn't inherited starts anew: the run's
    /// own lines come on top of those of the text.
    pub(crate) fn with(&self, run: &TextRun) -> Self {
        let mut style = self.clone();
        style.decoration = Decoration::default();
        let values = run.properties.iter();
        for (property, value) in values.filter_map(|(key, it)| Some((key, it.resolved()?))) {
            match (property, value) {
                (Property::FontFamily, Value::Text(family)) => style.family = Arc::clone(family),
                (Property::FontSize, Value::Length(Length::Px(px))) => style.size_px = *px,
                (Property::FontWeight, Value::Number(weight)) => style.weight = *weight,
                (Property::LineHeight, value) => {
                    style.line_height = LineHeight::from_value(value).unwrap_or(style.line_height);
                }
                (Property::FontStyle, Value::Keyword(keyword)) => {
                    style.style = FontStyle::from_keyword(keyword).unwrap_or(style.style);
                }
                (Property::LetterSpacing, Value::Length(Length::Px(px))) => {
                    style.letter_spacing_px = *px;
                }
                (Property::WordSpacing, Value::Length(Length::Px(px))) => {
                    style.word_spacing_px = *px;
                }
                (Property::FontFeatureSettings, Value::Text(text)) => {
                    style.features = Arc::clone(text);
                }
                (Property::FontVariationSettings, Value::Text(text)) => {
                    style.variations = Arc::clone(text);
                }
                (Property::TextDecoration, Value::Keyword(keyword)) => {
                    style.decoration.lines =
                        TextDecoration::from_keyword(keyword).unwrap_or(TextDecoration::None);
                }
                (Property::TextDecorationStyle, Value::Keyword(keyword)) => {
                    style.decoration.style = TextDecorationStyle::from_keyword(keyword)
                        .unwrap_or(TextDecorationStyle::Solid);
                }
                (Property::TextDecorationThickness, Value::Length(Length::Px(px))) => {
                    style.decoration.thickness_px = Some(*px);
                }
                _ => {}
            }
        }
        style
    }

    /// The size that glyphs are set in, in CSS px: cut to steps of 1/32 px, as Chromium's font
    /// cache does. The line height still follows the size as given.
    pub fn used_size_px(&self) -> f32 {
        (self.size_px * FONT_SIZES_PER_PX).floor() / FONT_SIZES_PER_PX
    }

    /// Height of a line in CSS px, in steps of 1/64 px as Chromium computes it; `None` where the
    /// font says.
    pub(crate) fn line_height_px(&self) -> Option<f32> {
        let px = match self.line_height {
            LineHeight::Normal => return None,
            LineHeight::Number(number) => number * self.size_px,
            LineHeight::Px(px) => px,
        };
        Some(crate::layout::floor_to_layout_unit(px))
    }
}
