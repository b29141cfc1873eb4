//! OpenType features and axes of variable fonts in CSS syntax.

use crate::length::parse_finite;

/// More settings than any font has use for.
const MOST_SETTINGS: usize = 64;

/// Reads `font-feature-settings`: tags in quotes, each with a number, `on` or `off`, or alone for
/// on; `normal` is none. `None` where any part isn't understood.
pub fn parse_font_features(text: &str) -> Option<Vec<([u8; 4], u16)>> {
    settings(text, |value| match value {
        "" | "on" => Some(1),
        "off" => Some(0),
        number => number.parse().ok(),
    })
}

/// Reads `font-variation-settings`: tags in quotes, each with a number; `normal` is none. `None`
/// where any part isn't understood.
pub fn parse_font_variations(text: &str) -> Option<Vec<([u8; 4], f32)>> {
    settings(text, parse_finite)
}

fn settings<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<([u8; 4], T)>> {
    let text = text.trim();
    if text == "normal" || text.is_empty() {
        return Some(Vec::new());
    }
    let mut found = Vec::new();
    for part in text.split(',') {
        let part = part.trim();
        let quote = part.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        let (tag, value) = part[1..].split_once(quote)?;
        let is_tag = tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
        let tag: [u8; 4] = tag.as_bytes().try_into().ok().filter(|_| is_tag)?;
        found.push((tag, read(value.trim())?));
    }
    (found.len() <= MOST_SETTINGS).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_css_has_them() {
        assert_eq!(
            parse_font_features("\"smcp\", 'ss01' 2, \"liga\" off"),
            Some(vec![(*b"smcp", 1), (*b"ss01", 2), (*b"liga", 0)])
        );
        assert_eq!(parse_font_features("normal"), Some(Vec::new()));
        assert_eq!(
            parse_font_variations("\"wdth\" 87.5, \"SOFT\" 100"),
            Some(vec![(*b"wdth", 87.5), (*b"SOFT", 100.0)])
        );
        for text in [
            "smcp",
            "\"smc\"",
            "\"smcp\" x",
            "\"wdth\"; color: red",
            "\"<b>a\"",
        ] {
            assert!(parse_font_variations(text).is_none(), "{text}");
        }
        assert!(parse_font_features("\"smcp\" -1").is_none());
    }
}
