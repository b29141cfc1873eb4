//! Design tokens as custom properties: who refers to them, and which of them the site needs.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{
    BorderStyle, Breakpoint, Element, Property, Style, Token, TokenKind, TokenName, Tokens, Value,
};

use crate::cascade::Longhand;
use crate::css::{self, CssPart, CssValue, px};
use crate::ir::{Class, CustomProperty};

/// What a value refers to, as CSS. `None` where it refers to nothing, and where CSS reads what the
/// token stands for otherwise than the design does (a picture of the project, say).
pub(crate) fn reference(value: &Value) -> Option<String> {
    let Value::Token(token) = value else {
        return None;
    };
    let text = token.value.as_ref()?.to_string();
    (!text.contains("image(")).then(|| format!("var(--{})", token.name))
}

/// Whether the token's own text is what the property's value is written as.
fn is_plain(tokens: &Tokens, value: &Value) -> bool {
    match value {
        Value::Token(token) => {
            let text = tokens.text(token.name.as_str(), None);
            let meaning = token.value.as_ref().map(ToString::to_string);
            text.map(|it| &**it) == meaning.as_deref()
        }
        _ => false,
    }
}

/// The longhands that are written under another name than their property's.
fn longhand(property: Property) -> &'static str {
    match property {
        Property::MaskImage => "mask",
        Property::LineClamp => "-webkit-line-clamp",
        property => property.name(),
    }
}

/// Lets the longhands of an element at one breakpoint refer to the tokens that its properties
/// refer to.
pub(crate) fn refer(
    longhands: &mut [Longhand],
    element: &Element,
    style: &Style,
    breakpoint: Breakpoint,
    tokens: &Tokens,
) {
    let reference_of = |property| {
        let value = element.value(property, breakpoint)?;
        is_plain(tokens, value).then(|| reference(value))?
    };
    let mut write = |name: &str, css: String| {
        let found = longhands.iter_mut().find(|it| it.property == name);
        if let Some(Longhand {
            wanted: Some(wanted),
            ..
        }) = found
        {
            *wanted = CssValue::from(css);
        }
    };
    let referring: BTreeSet<Property> = element
        .properties
        .iter()
        .filter(|(_, value)| matches!(value, Value::Token(_)))
        .map(|(key, _)| key.property)
        .collect();
    for property in &referring {
        if let Some(css) = reference_of(*property) {
            write(longhand(*property), css);
        }
    }
    let (widths, lines, colors) = (style.border_width, style.border_style, style.border_color);
    use Property as P;
    for (name, properties, width, line, color) in [
        (
            "border-top",
            [P::BorderTopWidth, P::BorderTopColor],
            widths.top,
            lines.top,
            colors.top,
        ),
        (
            "border-right",
            [P::BorderRightWidth, P::BorderRightColor],
            widths.right,
            lines.right,
            colors.right,
        ),
        (
            "border-bottom",
            [P::BorderBottomWidth, P::BorderBottomColor],
            widths.bottom,
            lines.bottom,
            colors.bottom,
        ),
        (
            "border-left",
            [P::BorderLeftWidth, P::BorderLeftColor],
            widths.left,
            lines.left,
            colors.left,
        ),
    ] {
        let shows = width > 0.0 && line != BorderStyle::None;
        let [own_width, own_color] = properties.map(reference_of);
        if shows && (own_width.is_some() || own_color.is_some()) {
            let width = own_width.unwrap_or_else(|| px(width));
            let color = own_color.unwrap_or_else(|| color.to_string());
            write(name, format!("{width} {} {color}", line.as_str()));
        }
    }
}

/// The custom properties that the classes refer to, and those that these refer to.
pub(crate) fn custom_properties(classes: &[Class], tokens: &Tokens) -> Vec<CustomProperty> {
    let mut open: Vec<TokenName> = classes
        .iter()
        .flat_map(|class| class.declarations.iter().flatten())
        .flat_map(|declaration| declaration.value.parts())
        .flat_map(|part| match part {
            CssPart::Css(text) => references(text),
            CssPart::Asset(_) => Vec::new(),
        })
        .collect();
    let mut used: BTreeMap<TokenName, &Token> = BTreeMap::new();
    while let Some(name) = open.pop() {
        let Some(token) = tokens.get(name.as_str()) else {
            continue;
        };
        if used.insert(name, token).is_none() {
            let values = std::iter::once(&token.value).chain(token.modes.values());
            open.extend(values.filter_map(|value| TokenName::of_reference(value)));
        }
    }
    let written = |token: &Token, value: &str| match token.kind {
        TokenKind::FontFamily if TokenName::of_reference(value).is_none() => {
            css::font_family(value)
        }
        _ => value.to_owned(),
    };
    used.into_iter()
        .map(|(name, token)| CustomProperty {
            name: format!("--{name}"),
            value: written(token, &token.value),
            modes: token
                .modes
                .iter()
                .map(|(mode, value)| (mode.clone(), written(token, value)))
                .collect(),
        })
        .collect()
}

/// The tokens that a value's CSS refers to.
fn references(css: &str) -> Vec<TokenName> {
    css.split("var(--")
        .skip(1)
        .filter_map(|rest| rest.split(')').next()?.parse().ok())
        .collect()
}
