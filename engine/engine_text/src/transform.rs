//! Case changes, by Unicode's rules, before shaping.

use std::borrow::Cow;

use omnios_model::TextTransform;
use unicode_segmentation::UnicodeSegmentation;

/// The text as it is shown.
pub(crate) fn transformed(text: &str, transform: TextTransform) -> Cow<'_, str> {
    match transform {
        TextTransform::None => Cow::Borrowed(text),
        TextTransform::Uppercase => Cow::Owned(text.to_uppercase()),
        TextTransform::Lowercase => Cow::Owned(text.to_lowercase()),
        TextTransform::Capitalize => Cow::Owned(
            text.split_word_bounds()
                .map(|word| {
                    let mut letters = word.chars();
                    let first: String = letters
                        .next()
                        .map(|letter| letter.to_uppercase().collect())
                        .unwrap_or_default();
                    first + letters.as_str()
                })
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_changes_follow_unicode() {
        let show = |text, transform| transformed(text, transform).into_owned();
        assert_eq!(show("Straße", TextTransform::Uppercase), "STRASSE");
        assert_eq!(show("ÉTÉ ΟΔΟΣ", TextTransform::Lowercase), "été οδος");
        assert_eq!(
            show(
                "don't stop (well-known) élan 3rd",
                TextTransform::Capitalize
            ),
            "Don't Stop (Well-Known) Élan 3rd"
        );
    }
}
