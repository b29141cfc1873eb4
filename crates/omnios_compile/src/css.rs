//! CSS declarations and how their values are written.

use std::fmt::Write as _;

use omnios_model::{
    Anchor, AssetHash, Filter, Gradient, GradientStop, LayerSize, Length, Paint, Placement, Shadow,
    Transform, TransformFunction, bundled_font_family,
};

/// One CSS declaration.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Declaration {
    /// The property.
    pub property: &'static str,
    /// Its value.
    pub value: CssValue,
}

impl Declaration {
    pub(crate) fn new(property: &'static str, value: impl Into<CssValue>) -> Self {
        Self {
            property,
            value: value.into(),
        }
    }
}

/// A CSS value in which the places of assets are still open: each target writes its own URLs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct CssValue {
    parts: Vec<CssPart>,
}

/// A piece of a [`CssValue`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CssPart {
    /// CSS as it is.
    Css(String),
    /// `url()` of an asset.
    Asset(AssetHash),
}

impl CssValue {
    /// The pieces, in order.
    pub fn parts(&self) -> &[CssPart] {
        &self.parts
    }

    /// The value with `url_of` deciding the URL of each asset, which is quoted here.
    pub fn to_css(&self, url_of: impl Fn(&AssetHash) -> String) -> String {
        let mut css = String::new();
        for part in &self.parts {
            match part {
                CssPart::Css(text) => css.push_str(text),
                CssPart::Asset(hash) => {
                    let _ = write!(css, "url({})", css_string(&url_of(hash)));
                }
            }
        }
        css
    }

    /// The value's text, where it has no asset in it.
    pub(crate) fn as_plain(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [CssPart::Css(text)] => Some(text),
            _ => None,
        }
    }

    fn push(&mut self, css: &str) {
        match self.parts.last_mut() {
            Some(CssPart::Css(text)) => text.push_str(css),
            _ => self.parts.push(CssPart::Css(css.to_owned())),
        }
    }
}

impl From<String> for CssValue {
    fn from(css: String) -> Self {
        Self {
            parts: vec![CssPart::Css(css)],
        }
    }
}

impl From<&str> for CssValue {
    fn from(css: &str) -> Self {
        css.to_owned().into()
    }
}

/// A CSS string in double quotes. Quotes, backslashes, control characters and `<` (which could
/// close a `<style>` element) are escaped.
pub fn css_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(letter);
            }
            '\0' => quoted.push('\u{fffd}'),
            '<' | '>' => {
                let _ = write!(quoted, "\\{:x} ", u32::from(letter));
            }
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\{:x} ", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A number with at most four decimals: finer than a browser's layout, and free of the residue
/// that 32-bit floats leave.
pub(crate) fn number(value: f32) -> String {
    let rounded = (f64::from(value) * 10_000.0).round() / 10_000.0;
    // Adding zero turns -0 into 0.
    format!("{}", rounded + 0.0)
}

pub(crate) fn px(value: f32) -> String {
    match number(value) {
        zero if zero == "0" => zero,
        number => format!("{number}px"),
    }
}

/// `auto_word` is what the property calls `auto`: `none` for `max-width`.
pub(crate) fn length(value: Length, auto_word: &str) -> String {
    match value {
        Length::Auto => auto_word.to_owned(),
        Length::Px(value) => px(value),
        Length::Percent(value) => format!("{}%", number(value)),
        Length::Calc { px, percent } => {
            let sign = if px < 0.0 { '-' } else { '+' };
            format!("calc({}% {sign} {}px)", number(percent), number(px.abs()))
        }
        Length::MinContent | Length::MaxContent | Length::FitContent => value.to_string(),
    }
}

/// Two lengths: a point of a box.
pub(crate) fn anchor(anchor: Anchor) -> String {
    format!("{} {}", length(anchor.x, "0"), length(anchor.y, "0"))
}

/// The functions of a transform; its origin is a property of its own.
pub(crate) fn transform(transform: &Transform) -> String {
    let functions: Vec<String> = transform
        .functions
        .iter()
        .map(|function| match function {
            TransformFunction::Translate(x, Length::Px(0.0)) => {
                format!("translateX({})", length(*x, "0"))
            }
            TransformFunction::Translate(Length::Px(0.0), y) => {
                format!("translateY({})", length(*y, "0"))
            }
            TransformFunction::Translate(x, y) => {
                format!("translate({}, {})", length(*x, "0"), length(*y, "0"))
            }
            TransformFunction::Rotate(degrees) => format!("rotate({}deg)", number(*degrees)),
            TransformFunction::Scale(x, y) if x == y => format!("scale({})", number(*x)),
            TransformFunction::Scale(x, y) => format!("scale({}, {})", number(*x), number(*y)),
            TransformFunction::Skew(x, 0.0) => format!("skewX({}deg)", number(*x)),
            TransformFunction::Skew(0.0, y) => format!("skewY({}deg)", number(*y)),
            TransformFunction::Skew(x, y) => {
                format!("skew({}deg, {}deg)", number(*x), number(*y))
            }
            // Four decimals of a factor are too few for a large box.
            TransformFunction::Matrix(numbers) => {
                let numbers = numbers.map(|it| it.to_string());
                format!("matrix({})", numbers.join(", "))
            }
        })
        .collect();
    functions.join(" ")
}

pub(crate) fn shadows(shadows: &[Shadow]) -> String {
    if shadows.is_empty() {
        return "none".to_owned();
    }
    let written: Vec<String> = shadows
        .iter()
        .map(|it| {
            let mut css = format!("{} {}", px(it.x), px(it.y));
            if it.blur != 0.0 || it.spread != 0.0 {
                let _ = write!(css, " {}", px(it.blur));
            }
            if it.spread != 0.0 {
                let _ = write!(css, " {}", px(it.spread));
            }
            let _ = write!(css, " {}", it.color);
            if it.inset {
                format!("inset {css}")
            } else {
                css
            }
        })
        .collect();
    written.join(", ")
}

/// The `background` shorthand. Only its last layer can be a colour, so that colours above it are
/// written as gradients of one colour.
pub(crate) fn background(paints: &[Paint]) -> CssValue {
    let Some(last) = paints.len().checked_sub(1) else {
        return "none".into();
    };
    let mut value = CssValue::default();
    for (index, paint) in paints.iter().enumerate() {
        if index > 0 {
            value.push(", ");
        }
        match paint {
            Paint::Solid(color) if index == last => {
                value.push(&color.to_string());
            }
            Paint::Solid(color) => value.push(&format!("linear-gradient({color}, {color})")),
            Paint::Gradient(it) => {
                value.push(&gradient(it));
                value.push(&placement(&it.placement));
            }
            Paint::Image {
                asset,
                placement: it,
            } => {
                value.parts.push(CssPart::Asset(asset.clone()));
                value.push(&placement(it));
            }
        }
    }
    value
}

/// What follows a layer's image: position, size, repetition and attachment, without what CSS does
/// anyway.
fn placement(placement: &Placement) -> String {
    let mut css = String::new();
    let size = match placement.size {
        LayerSize::Cover => "cover".to_owned(),
        LayerSize::Contain => "contain".to_owned(),
        LayerSize::Sides(width, Length::Auto) => length(width, "auto"),
        LayerSize::Sides(width, height) => {
            format!("{} {}", length(width, "auto"), length(height, "auto"))
        }
    };
    if placement.position == Anchor::CENTER {
        css.push_str(" center");
    } else if placement.position != Anchor::TOP_LEFT || size != "auto" || placement.fit().is_some()
    {
        let _ = write!(css, " {}", anchor(placement.position));
    }
    if size != "auto" {
        let _ = write!(css, " / {size}");
    }
    if !(placement.repeat_x && placement.repeat_y) {
        let _ = write!(css, " {}", placement.repeat_word());
    }
    if placement.fixed {
        css.push_str(" fixed");
    }
    css
}

/// The `mask` shorthand, in which a colour is no layer.
pub(crate) fn mask(paints: &[Paint]) -> CssValue {
    // What covers a colour could never be seen past it, so nothing is lost below one.
    let layers: Vec<Paint> = paints
        .iter()
        .map(|paint| match paint {
            Paint::Solid(color) => {
                let stop = |offset| GradientStop {
                    offset,
                    color: *color,
                };
                Paint::Gradient(Gradient::linear(180.0, vec![stop(0.0), stop(1.0)]))
            }
            paint => paint.unfixed(),
        })
        .collect();
    background(&layers)
}

/// Filter functions, in order.
pub(crate) fn filters(filters: &[Filter]) -> String {
    Filter::list_to_string(filters)
}

fn gradient(gradient: &Gradient) -> String {
    let (name, said) = gradient.head(true);
    let stops: Vec<String> = match gradient.stops.as_slice() {
        // A gradient from 0% to 100% is what colours alone mean.
        [first, last] if first.offset == 0.0 && last.offset == 1.0 => {
            vec![first.color.to_string(), last.color.to_string()]
        }
        stops => stops.iter().map(ToString::to_string).collect(),
    };
    let parts: Vec<String> = said.into_iter().chain(stops).collect();
    format!("{name}({})", parts.join(", "))
}

/// `font-family` with what to fall back on. The engine falls back on Inter.
pub(crate) fn font_family(family: &str) -> String {
    match bundled_font_family(family) {
        Some("Inter") => "Inter, sans-serif".to_owned(),
        Some("Fraunces") => "Fraunces, serif".to_owned(),
        Some("JetBrains Mono") => "\"JetBrains Mono\", monospace".to_owned(),
        Some(other) => format!("{}, sans-serif", css_string(other)),
        None => format!("{}, Inter, sans-serif", css_string(family)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_read_as_a_person_would_write_them() {
        let hash = "ab".repeat(32);
        let css = |text: &str| {
            let paints = Paint::parse_list(text).unwrap();
            background(&paints).to_css(|_| "a.png".to_owned())
        };
        assert_eq!(css("#fff"), "#ffffff");
        assert_eq!(css("none"), "none");
        assert_eq!(
            css(&format!("#00000080, image({hash} contain), #ffffff")),
            "linear-gradient(#00000080, #00000080), url(\"a.png\") center / contain no-repeat, \
             #ffffff"
        );
        assert_eq!(
            css("linear-gradient(180deg, #fff, #000)"),
            "linear-gradient(#ffffff, #000000)"
        );
        assert_eq!(
            css("repeating-conic-gradient(from 90deg at 20% 30%, #fff 0deg, #000 90deg)"),
            "repeating-conic-gradient(from 90deg at 20% 30%, #ffffff 0%, #000000 25%)"
        );
        assert_eq!(
            css(&format!("image({hash} cover left top)")),
            "url(\"a.png\") 0% 0% / cover no-repeat"
        );
        assert_eq!(
            css(&format!("image({hash} none left top)")),
            "url(\"a.png\") 0% 0% no-repeat"
        );
        assert_eq!(css(&format!("image({hash} left top)")), "url(\"a.png\")");
        assert_eq!(
            css(&format!(
                "image({hash} 10px calc(100% - 4px) / 150% repeat-x fixed)"
            )),
            "url(\"a.png\") 10px calc(100% - 4px) / 150% repeat-x fixed"
        );
        assert_eq!(
            css("linear-gradient(#fff, #000) left top / 20px 10px, linear-gradient(#fff, #000)"),
            "linear-gradient(#ffffff, #000000) 0% 0% / 20px 10px, linear-gradient(#ffffff, #000000)"
        );
        assert_eq!(
            css("radial-gradient(#fff 10%, #000)"),
            "radial-gradient(#ffffff 10%, #000000 100%)"
        );
    }

    #[test]
    fn a_mask_is_never_fixed() {
        let hash = "ab".repeat(32);
        let paints = Paint::parse_list(&format!("image({hash} center / 40px repeat-y fixed)"));
        assert_eq!(
            mask(&paints.unwrap()).to_css(|_| "a.png".to_owned()),
            "url(\"a.png\") center / 40px repeat-y"
        );
    }

    #[test]
    fn a_font_name_cannot_leave_its_string() {
        assert_eq!(
            font_family("x\"; } </style><script>\\"),
            "\"x\\\"; } \\3c /style\\3e \\3c script\\3e \\\\\", Inter, sans-serif"
        );
        assert_eq!(font_family("inter"), "Inter, sans-serif");
    }

    #[test]
    fn numbers_carry_no_residue() {
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(-0.000_001), "0");
        assert_eq!(px(-1.5), "-1.5px");
        assert_eq!(length(Length::Percent(100.0 / 3.0), "auto"), "33.3333%");
    }
}
