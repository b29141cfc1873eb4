//! Computed values of one element at one width, as CSS text and as the document's values.

use std::collections::BTreeMap;

use omnios_model::{Color, ElementKind, Length, Property, Value};
use style::properties::{ComputedValues, LonghandId, PropertyDeclarationId};
use style::values::generics::font::LineHeight;

use LonghandId as L;
use Property as P;

/// What an element's properties are at one width, initial ones among them.
pub(crate) type Values = BTreeMap<Property, Value>;

/// How high a line of Inter is where nothing is said, of the font size.
const NORMAL_LINE_HEIGHT_EM: f32 = 1.21;

/// Reads computed values.
#[derive(Clone, Copy)]
pub(crate) struct Computed<'a>(pub(crate) &'a ComputedValues);

/// What the conversion asks of its surroundings.
pub(crate) trait Context {
    /// The paint that shows the picture at this address: `image(HASH …)` without fit and position.
    fn image(&mut self, address: &str) -> Option<String>;
    /// The font family that stands for a CSS list of them.
    fn family(&mut self, list: &str) -> String;
    /// Notes that something looks or behaves otherwise.
    fn approximated(&mut self, message: String);
}

/// Properties whose computed value reads the same in the document, apart from what
/// [`plain`] says.
const PLAIN: &[(Property, LonghandId)] = &[
    (P::Position, L::Position),
    (P::ZIndex, L::ZIndex),
    (P::AlignSelf, L::AlignSelf),
    (P::JustifySelf, L::JustifySelf),
    (P::Order, L::Order),
    (P::FlexGrow, L::FlexGrow),
    (P::FlexShrink, L::FlexShrink),
    (P::MarginTop, L::MarginTop),
    (P::MarginRight, L::MarginRight),
    (P::MarginBottom, L::MarginBottom),
    (P::MarginLeft, L::MarginLeft),
    (P::Opacity, L::Opacity),
    (P::MixBlendMode, L::MixBlendMode),
    (P::Isolation, L::Isolation),
    (P::ClipPath, L::ClipPath),
];
const INSETS: &[(Property, LonghandId)] = &[
    (P::Top, L::Top),
    (P::Right, L::Right),
    (P::Bottom, L::Bottom),
    (P::Left, L::Left),
];
const PADDINGS: &[(Property, LonghandId)] = &[
    (P::PaddingTop, L::PaddingTop),
    (P::PaddingRight, L::PaddingRight),
    (P::PaddingBottom, L::PaddingBottom),
    (P::PaddingLeft, L::PaddingLeft),
];
const BORDERS: &[[(Property, LonghandId); 3]] = &[
    [
        (P::BorderTopWidth, L::BorderTopWidth),
        (P::BorderTopStyle, L::BorderTopStyle),
        (P::BorderTopColor, L::BorderTopColor),
    ],
    [
        (P::BorderRightWidth, L::BorderRightWidth),
        (P::BorderRightStyle, L::BorderRightStyle),
        (P::BorderRightColor, L::BorderRightColor),
    ],
    [
        (P::BorderBottomWidth, L::BorderBottomWidth),
        (P::BorderBottomStyle, L::BorderBottomStyle),
        (P::BorderBottomColor, L::BorderBottomColor),
    ],
    [
        (P::BorderLeftWidth, L::BorderLeftWidth),
        (P::BorderLeftStyle, L::BorderLeftStyle),
        (P::BorderLeftColor, L::BorderLeftColor),
    ],
];
const RADII: &[(Property, LonghandId)] = &[
    (P::BorderTopLeftRadius, L::BorderTopLeftRadius),
    (P::BorderTopRightRadius, L::BorderTopRightRadius),
    (P::BorderBottomRightRadius, L::BorderBottomRightRadius),
    (P::BorderBottomLeftRadius, L::BorderBottomLeftRadius),
];
const CONTAINER: &[(Property, LonghandId)] = &[
    (P::FlexDirection, L::FlexDirection),
    (P::FlexWrap, L::FlexWrap),
    (P::JustifyContent, L::JustifyContent),
    (P::AlignItems, L::AlignItems),
    (P::AlignContent, L::AlignContent),
    (P::JustifyItems, L::JustifyItems),
    (P::GridTemplateColumns, L::GridTemplateColumns),
    (P::GridTemplateRows, L::GridTemplateRows),
    (P::GridTemplateAreas, L::GridTemplateAreas),
    (P::GridAutoColumns, L::GridAutoColumns),
    (P::GridAutoRows, L::GridAutoRows),
    (P::GridAutoFlow, L::GridAutoFlow),
    (P::RowGap, L::RowGap),
    (P::ColumnGap, L::ColumnGap),
];
const TEXT: &[(Property, LonghandId)] = &[
    (P::FontSize, L::FontSize),
    (P::FontWeight, L::FontWeight),
    (P::FontStyle, L::FontStyle),
    (P::LetterSpacing, L::LetterSpacing),
    (P::WordSpacing, L::WordSpacing),
    (P::TextAlign, L::TextAlign),
    (P::TextTransform, L::TextTransform),
    (P::TextIndent, L::TextIndent),
    (P::WordBreak, L::WordBreak),
    (P::TextOverflow, L::TextOverflow),
    (P::FontFeatureSettings, L::FontFeatureSettings),
    (P::FontVariationSettings, L::FontVariationSettings),
];

impl Computed<'_> {
    /// A longhand's computed value in CSS.
    pub(crate) fn text(self, longhand: LonghandId) -> String {
        let id = PropertyDeclarationId::Longhand(longhand);
        self.0.computed_value_to_string(id)
    }

    /// A length in px; 0 for everything else.
    pub(crate) fn px(self, longhand: LonghandId) -> f32 {
        match Length::parse(&self.text(longhand)) {
            Some(Length::Px(px)) => px,
            _ => 0.0,
        }
    }

    /// A length in the document's terms.
    fn length(self, longhand: LonghandId) -> Option<Length> {
        Length::parse(&sum(&self.text(longhand)))
    }

    pub(crate) fn color(self, longhand: LonghandId) -> Color {
        color(&self.text(longhand)).unwrap_or(Color::TRANSPARENT)
    }

    /// Whether absolute descendants are placed in the element's box.
    pub(crate) fn holds_absolute(self) -> bool {
        self.text(L::Position) != "static"
            || self.text(L::Transform) != "none"
            || self.text(L::Filter) != "none"
            || self.text(L::BackdropFilter) != "none"
    }

    /// Whether padding, border, margin or background make a box of an inline element.
    pub(crate) fn is_box(self) -> bool {
        let sides = [
            L::PaddingLeft,
            L::PaddingRight,
            L::PaddingTop,
            L::PaddingBottom,
            L::MarginLeft,
            L::MarginRight,
        ];
        sides.into_iter().any(|side| self.px(side) != 0.0)
            || self.has_border()
            || self.text(L::BackgroundImage) != "none"
            || self.text(L::Position) != "static"
            || self.text(L::Transform) != "none"
    }

    /// Everything of the values that elements of this kind have.
    pub(crate) fn values(self, kind: ElementKind, context: &mut impl Context) -> Values {
        let mut out = Values::new();
        let mut set = |property: Property, text: String, context: &mut dyn FnMut(String)| {
            if !property.applies_to(kind) {
                return;
            }
            match Value::parse(property, &text) {
                Ok(value) => {
                    out.insert(property, value);
                }
                Err(_) => context(format!(
                    "`{}: {}` has no counterpart",
                    property.name(),
                    text.chars().take(80).collect::<String>()
                )),
            }
        };
        let mut pairs: Vec<(Property, String)> = Vec::with_capacity(96);
        for (property, longhand) in PLAIN {
            pairs.push((*property, plain(*property, &self.text(*longhand))));
        }
        if self.text(L::Position) != "static" {
            for (property, longhand) in INSETS {
                pairs.push((*property, sum(&self.text(*longhand))));
            }
        }
        if self.text(L::Visibility) != "visible" {
            pairs.push((P::Opacity, "0".to_owned()));
        }
        let basis = self.text(L::FlexBasis);
        let basis = if basis == "content" {
            "max-content".to_owned()
        } else {
            sum(&basis)
        };
        pairs.push((P::FlexBasis, basis));
        self.sizes(&mut pairs);
        for (property, longhand) in PADDINGS {
            pairs.push((*property, sum(&self.text(*longhand))));
        }
        self.borders(&mut pairs, context);
        pairs.push((P::Overflow, self.overflow().to_owned()));
        pairs.push((P::AspectRatio, ratio(&self.text(L::AspectRatio))));
        pairs.push((P::BoxShadow, shadows(&self.text(L::BoxShadow))));
        pairs.push((P::Filter, self.text(L::Filter)));
        pairs.push((P::BackdropFilter, self.text(L::BackdropFilter)));
        pairs.push((P::Transform, self.transform(context)));
        let origin = self.text(L::TransformOrigin);
        let origin: Vec<&str> = split_words(&origin).into_iter().take(2).collect();
        pairs.push((P::TransformOrigin, origin.join(" ")));
        for (property, [start, end]) in [
            (P::GridColumn, [L::GridColumnStart, L::GridColumnEnd]),
            (P::GridRow, [L::GridRowStart, L::GridRowEnd]),
        ] {
            pairs.push((property, lines(&self.text(start), &self.text(end))));
        }
        if kind == ElementKind::Frame {
            for (property, longhand) in CONTAINER {
                pairs.push((*property, plain(*property, &sum(&self.text(*longhand)))));
            }
        }
        if kind == ElementKind::Image {
            pairs.push((P::ObjectFit, self.text(L::ObjectFit)));
            pairs.push((P::ObjectPosition, self.text(L::ObjectPosition)));
        }
        if kind == ElementKind::Text {
            self.typography(&mut pairs, context);
        }
        if P::Background.applies_to(kind) {
            let background = self.background(context);
            pairs.push((P::Background, background));
        }
        for (property, text) in pairs {
            set(property, text, &mut |message| context.approximated(message));
        }
        out
    }

    /// The typographic values, as an element's or a run's.
    pub(crate) fn typography(
        self,
        pairs: &mut Vec<(Property, String)>,
        context: &mut impl Context,
    ) {
        for (property, longhand) in TEXT {
            pairs.push((*property, plain(*property, &self.text(*longhand))));
        }
        let color = self.color(L::Color);
        pairs.push((P::Color, color.to_string()));
        let family = context.family(&self.text(L::FontFamily));
        pairs.push((P::FontFamily, family));
        let line_height = match self.0.clone_line_height() {
            LineHeight::Normal => "normal".to_owned(),
            LineHeight::Number(number) => number.0.to_string(),
            LineHeight::Length(length) => format!("{}px", length.px()),
        };
        pairs.push((P::LineHeight, line_height));
        // White space is collapsed already, and line breaks are in the text.
        let wraps = self.text(L::TextWrapMode) != "nowrap";
        let space = if wraps { "pre-wrap" } else { "pre" };
        pairs.push((P::WhiteSpace, space.to_owned()));
        pairs.push((P::TextShadow, shadows(&self.text(L::TextShadow))));
    }

    /// Sizes as `box-sizing: border-box` counts them.
    fn sizes(self, pairs: &mut Vec<(Property, String)>) {
        let adds = self.text(L::BoxSizing) == "content-box";
        let around = |sides: [LonghandId; 4]| -> Length {
            let [start, end, start_border, end_border] = sides;
            let padding = [start, end].map(|side| self.length(side).unwrap_or(Length::ZERO));
            let border = self.border_px(start_border) + self.border_px(end_border);
            padding.into_iter().fold(Length::Px(border), plus)
        };
        let x = || {
            around([
                L::PaddingLeft,
                L::PaddingRight,
                L::BorderLeftWidth,
                L::BorderRightWidth,
            ])
        };
        let y = || {
            around([
                L::PaddingTop,
                L::PaddingBottom,
                L::BorderTopWidth,
                L::BorderBottomWidth,
            ])
        };
        for (property, longhand, is_wide) in [
            (P::Width, L::Width, true),
            (P::MinWidth, L::MinWidth, true),
            (P::MaxWidth, L::MaxWidth, true),
            (P::Height, L::Height, false),
            (P::MinHeight, L::MinHeight, false),
            (P::MaxHeight, L::MaxHeight, false),
        ] {
            let text = sum(&self.text(longhand));
            let text = match text.as_str() {
                "stretch" | "-webkit-fill-available" | "-moz-available" => "100%".to_owned(),
                function if function.starts_with("fit-content(") => "fit-content".to_owned(),
                _ => text,
            };
            let written = match Length::parse(&text) {
                Some(length @ (Length::Px(_) | Length::Percent(_) | Length::Calc { .. }))
                    if adds && !(property == P::MinWidth || property == P::MinHeight)
                        || adds && length != Length::ZERO =>
                {
                    length_text(plus(length, if is_wide { x() } else { y() }))
                }
                _ => text,
            };
            pairs.push((property, written));
        }
    }

    pub(super) fn has_border(self) -> bool {
        BORDERS
            .iter()
            .any(|[width, _, _]| self.border_px(width.1) > 0.0)
    }

    /// Whether a background can be seen through some part of the border.
    pub(super) fn has_border_to_see_through(self) -> bool {
        BORDERS.iter().any(|[width, line, color]| {
            let opaque = self.color(color.1).a == u8::MAX && self.text(line.1) == "solid";
            self.border_px(width.1) > 0.0 && !opaque
        })
    }

    pub(super) fn has_padding(self) -> bool {
        PADDINGS
            .iter()
            .any(|(_, padding)| !matches!(self.text(*padding).as_str(), "0px" | "0%"))
    }

    pub(super) fn border_px(self, width: LonghandId) -> f32 {
        let side = BORDERS.iter().find(|[it, _, _]| it.1 == width);
        match side {
            Some([_, line, _]) if !matches!(self.text(line.1).as_str(), "none" | "hidden") => {
                self.px(width)
            }
            _ => 0.0,
        }
    }

    fn borders(self, pairs: &mut Vec<(Property, String)>, context: &mut impl Context) {
        for [width, line, color] in BORDERS {
            let px = self.border_px(width.1);
            pairs.push((width.0, format!("{px}px")));
            if px == 0.0 {
                continue;
            }
            let drawn = self.text(line.1);
            let drawn = match drawn.as_str() {
                "solid" | "dashed" | "dotted" | "double" => drawn,
                other => {
                    context.approximated(format!("a border drawn `{other}` is drawn solid"));
                    "solid".to_owned()
                }
            };
            pairs.push((line.0, drawn));
            pairs.push((color.0, self.color(color.1).to_string()));
        }
        for (property, longhand) in RADII {
            let text = sum(&self.text(*longhand));
            let radii = split_words(&text);
            if let [x, y] = radii.as_slice()
                && x != y
            {
                context.approximated("an elliptical corner is round".to_owned());
            }
            pairs.push((*property, radii.first().map_or("0px", |it| it).to_owned()));
        }
    }

    fn overflow(self) -> &'static str {
        let (x, y) = (self.text(L::OverflowX), self.text(L::OverflowY));
        let either = |word: &str| x == word || y == word;
        if either("auto") || either("scroll") {
            "auto"
        } else if either("hidden") {
            "hidden"
        } else if either("clip") {
            "clip"
        } else {
            "visible"
        }
    }

    /// `translate`, `rotate`, `scale` and `transform` as one list.
    fn transform(self, context: &mut impl Context) -> String {
        let mut functions = Vec::new();
        for (longhand, name) in [
            (L::Translate, "translate"),
            (L::Rotate, "rotate"),
            (L::Scale, "scale"),
        ] {
            let text = self.text(longhand);
            if text != "none" {
                let words = split_words(&text);
                functions.push(format!(
                    "{name}({})",
                    words[..words.len().min(2)].join(", ")
                ));
            }
        }
        let own = self.text(L::Transform);
        for function in split_functions(&own) {
            let (name, inner) = function.split_once('(').unwrap_or((function, ""));
            let inner = inner.strip_suffix(')').unwrap_or(inner);
            let parts: Vec<&str> = split_commas(inner);
            match (name, parts.as_slice()) {
                ("none", _) => {}
                ("translate3d", [x, y, _]) => functions.push(format!("translate({x}, {y})")),
                ("scale3d", [x, y, _]) => functions.push(format!("scale({x}, {y})")),
                ("rotateZ", [angle]) => functions.push(format!("rotate({angle})")),
                ("rotate3d", ["0", "0", "1", angle]) => functions.push(format!("rotate({angle})")),
                (
                    "translateZ" | "scaleZ" | "perspective" | "rotateX" | "rotateY" | "rotate3d"
                    | "matrix3d",
                    _,
                ) => context.approximated(format!("`{name}()` is flat: the canvas has no depth")),
                _ => functions.push(function.to_owned()),
            }
        }
        if functions.is_empty() {
            return "none".to_owned();
        }
        functions.join(" ")
    }

    /// Whether the background fills the letters alone.
    pub(super) fn clips_to_text(self) -> bool {
        let name = style::Atom::from(super::cascade::TEXT_CLIP);
        let id = PropertyDeclarationId::Custom(&name);
        self.0.computed_value_to_string(id).trim() == "text"
            && self.text(L::BackgroundImage) != "none"
    }

    /// The colour that stands for a text filled with its background.
    pub(crate) fn text_fill(self) -> Option<Color> {
        if !self.clips_to_text() {
            return None;
        }
        let images = self.text(L::BackgroundImage);
        let start = images.find("rgb")?;
        let end = images[start..].find(')')? + start + 1;
        color(&images[start..end])
    }

    /// Where a box stands in its line, as `vertical-align` says it.
    pub(crate) fn vertical_align(self) -> String {
        let shift = self.text(L::BaselineShift);
        let baseline = self.text(L::AlignmentBaseline);
        match (shift.as_str(), baseline.as_str()) {
            ("0px" | "0", baseline) => baseline.to_owned(),
            ("0%", baseline) => baseline.to_owned(),
            (shift, _) => match shift
                .strip_suffix('%')
                .and_then(|it| it.parse::<f32>().ok())
            {
                Some(percent) => format!("{}px", percent / 100.0 * self.line_height_px()),
                None => shift.to_owned(),
            },
        }
    }

    /// The height of a line; where the font decides, about what it decides.
    pub(crate) fn line_height_px(self) -> f32 {
        let size = self.px(L::FontSize);
        match self.0.clone_line_height() {
            LineHeight::Normal => size * NORMAL_LINE_HEIGHT_EM,
            LineHeight::Number(number) => number.0 * size,
            LineHeight::Length(length) => length.px(),
        }
    }

    /// The lines along the element's text.
    pub(crate) fn decoration(self) -> Option<Vec<(Property, Value)>> {
        let lines = self.text(L::TextDecorationLine);
        if lines == "none" {
            return None;
        }
        let mut values = Vec::new();
        let mut add = |property: Property, text: &str| {
            if let Ok(value) = Value::parse(property, text) {
                values.push((property, value));
            }
        };
        add(P::TextDecoration, &lines);
        add(P::TextDecorationStyle, &self.text(L::TextDecorationStyle));
        add(
            P::TextDecorationColor,
            &self.color(L::TextDecorationColor).to_string(),
        );
        add(
            P::TextDecorationThickness,
            &self.text(L::TextDecorationThickness),
        );
        Some(values)
    }
}

/// Words that CSS computes and the document spells otherwise.
fn plain(property: Property, text: &str) -> String {
    let word = match (property, text) {
        (P::AlignSelf | P::JustifySelf, "normal") => "auto",
        (P::AlignItems, "normal") => "stretch",
        (P::JustifyItems, "legacy") => "normal",
        (
            P::AlignSelf | P::JustifySelf | P::AlignItems | P::JustifyItems,
            "self-start" | "left",
        ) => "start",
        (P::AlignSelf | P::JustifySelf | P::AlignItems | P::JustifyItems, "self-end" | "right") => {
            "end"
        }
        (P::JustifyContent, "left") => "start",
        (P::JustifyContent, "right") => "end",
        (P::AlignSelf | P::AlignItems, "first baseline" | "last baseline") => "baseline",
        (P::AlignContent, "baseline" | "first baseline") => "start",
        (P::RowGap | P::ColumnGap, "normal") => "0px",
        (P::LetterSpacing | P::WordSpacing, "normal") => "0px",
        (P::TextAlign, "-moz-center" | "-webkit-center") => "center",
        (P::TextAlign, "-moz-left" | "-webkit-left") => "left",
        (P::TextAlign, "-moz-right" | "-webkit-right") => "right",
        (P::TextAlign, "match-parent" | "-webkit-match-parent") => "start",
        (P::FontStyle, text) if text.starts_with("oblique") => "italic",
        (P::FlexWrap, "wrap-reverse") => "wrap",
        (P::GridAutoFlow, "dense") => "row dense",
        (P::WordBreak, "break-word") => "normal",
        (_, text) => text,
    };
    word.to_owned()
}

fn plus(a: Length, b: Length) -> Length {
    let parts = |length: Length| match length {
        Length::Px(px) => (px, 0.0),
        Length::Percent(percent) => (0.0, percent),
        Length::Calc { px, percent } => (px, percent),
        _ => (0.0, 0.0),
    };
    let ((a_px, a_percent), (b_px, b_percent)) = (parts(a), parts(b));
    Length::sum(a_percent + b_percent, a_px + b_px)
}

fn length_text(length: Length) -> String {
    length.to_string()
}

/// A `calc()` in the document's terms: a sum of a share and px. Others stay as they are, and the
/// reader refuses them.
pub(super) fn sum(text: &str) -> String {
    text.replace("+ -", "- ")
}

fn ratio(text: &str) -> String {
    let text = text.strip_prefix("auto ").unwrap_or(text);
    text.strip_suffix(" auto").unwrap_or(text).to_owned()
}

fn lines(start: &str, end: &str) -> String {
    match (start, end) {
        ("auto", "auto") => "auto".to_owned(),
        (start, "auto") => start.to_owned(),
        (start, end) => format!("{start} / {end}"),
    }
}

/// Shadows with the colour last, as the document writes them.
fn shadows(text: &str) -> String {
    if text == "none" {
        return text.to_owned();
    }
    let written: Vec<String> = split_commas(text)
        .into_iter()
        .map(|shadow| {
            let words = split_words(shadow);
            let inset = words.contains(&"inset");
            let is_length = |word: &&&str| word.ends_with("px") || **word == "0";
            let lengths: Vec<&str> = words.iter().filter(is_length).copied().collect();
            let shade = words
                .iter()
                .find_map(|word| color(word))
                .unwrap_or(Color::BLACK);
            let inset = if inset { "inset " } else { "" };
            format!("{inset}{} {shade}", lengths.join(" "))
        })
        .collect();
    written.join(", ")
}

/// A gradient with its colours as the document writes them.
pub(super) fn gradient(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = [
        "color(", "rgb", "oklch(", "oklab(", "lab(", "lch(", "hsl", "hwb(",
    ]
    .into_iter()
    .filter_map(|name| rest.find(name))
    .min()
    {
        let Some(end) = rest[at..].find(')') else {
            break;
        };
        out.push_str(&rest[..at]);
        let written = &rest[at..=at + end];
        match color(written) {
            Some(color) => out.push_str(&color.to_string()),
            None => out.push_str(written),
        }
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}

/// A computed colour: as the document writes it, or in sRGB as numbers from 0 to 1.
pub(crate) fn color(text: &str) -> Option<Color> {
    if let Some(color) = Color::parse(text) {
        return Some(color);
    }
    let inner = text.strip_prefix("color(srgb ")?.strip_suffix(')')?;
    let mut numbers = inner
        .split([' ', '/'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<f32>().ok());
    let mut channel = || Some((numbers.next()??.clamp(0.0, 1.0) * 255.0).round() as u8);
    let (r, g, b) = (channel()?, channel()?, channel()?);
    Some(Color::rgba(r, g, b, channel().unwrap_or(u8::MAX)))
}

/// The address in `url("…")`.
pub(crate) fn url(text: &str) -> Option<String> {
    let inner = text.strip_prefix("url(")?.strip_suffix(')')?;
    let inner = inner.trim().trim_matches(['"', '\'']);
    Some(inner.replace("\\\"", "\"").replace("\\\\", "\\"))
}

fn split(text: &str, is_end: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut parts, mut depth, mut start, mut quote) = (Vec::new(), 0_i32, 0, None);
    for (at, letter) in text.char_indices() {
        match (letter, quote) {
            (letter, Some(end)) if letter == end => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(letter),
            ('(', None) => depth += 1,
            (')', None) => depth -= 1,
            (letter, None) if depth == 0 && is_end(letter) => {
                parts.push(text[start..at].trim());
                start = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// The items of a comma-separated list.
pub(crate) fn split_commas(text: &str) -> Vec<&str> {
    split(text, |letter| letter == ',')
}

pub(super) fn split_words(text: &str) -> Vec<&str> {
    split(text, char::is_whitespace)
}

fn split_functions(text: &str) -> Vec<&str> {
    split_words(text)
}
