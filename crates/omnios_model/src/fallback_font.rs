//! The families that serve letters which the design families lack, on the canvas and in exports.

use std::collections::BTreeSet;

use crate::font_face::write_ranges;

/// First and last code points of letters, ascending.
type Ranges = &'static [(u32, u32)];

/// A bundled family for some scripts or for emoji.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FallbackFont {
    /// Its name.
    pub family: &'static str,
    /// Whether it has an italic face. The others stay upright in italic texts.
    pub has_italic: bool,
    /// The letters that it serves: first and last code points, ascending.
    pub ranges: Ranges,
}

/// Every one, in the order in which they are asked. Chinese, Japanese and Korean have none: their
/// faces are larger than everything else together.
pub const FALLBACK_FONTS: [FallbackFont; 4] = [
    FallbackFont {
        family: "Inter",
        has_italic: true,
        ranges: &[
            (0x100, 0x52f),
            (0x1d00, 0x1fff),
            (0x2010, 0x20de),
            (0x2100, 0x2138),
            (0x213a, 0x2298),
            (0x2303, 0x2318),
            (0x2325, 0x2327),
            (0x2423, 0x2468),
            (0x24b6, 0x24ea),
            (0x25a0, 0x25aa),
            (0x25b2, 0x25ef),
            (0x2600, 0x2600),
            (0x2605, 0x2606),
            (0x2661, 0x2661),
            (0x2665, 0x2665),
            (0x266a, 0x266b),
            (0x26a0, 0x26a0),
            (0x2713, 0x2713),
            (0x2717, 0x2717),
            (0x2764, 0x2764),
            (0x2b06, 0x2b06),
            (0x2b1c, 0x2b1c),
        ],
    },
    FallbackFont {
        family: "Noto Sans Hebrew",
        has_italic: false,
        ranges: &[(0x591, 0x5f4), (0xfb1d, 0xfb4f)],
    },
    FallbackFont {
        family: "Noto Sans Arabic",
        has_italic: false,
        ranges: &[
            (0x600, 0x6ff),
            (0x750, 0x77f),
            (0x870, 0x8ff),
            (0xfb50, 0xfdff),
            (0xfe70, 0xfefc),
        ],
    },
    FallbackFont {
        family: EMOJI_FAMILY,
        has_italic: false,
        ranges: &[
            // Digits and signs on keys.
            (0x23, 0x23),
            (0x2a, 0x2a),
            (0x30, 0x39),
            (0xa9, 0xa9),
            (0xae, 0xae),
            (0x200d, 0x200d),
            (0x203c, 0x203c),
            (0x2049, 0x2049),
            (0x20e3, 0x20e3),
            (0x2122, 0x2122),
            (0x2139, 0x2139),
            (0x2194, 0x21aa),
            (0x231a, 0x2328),
            (0x23cf, 0x23fa),
            (0x24c2, 0x24c2),
            (0x25aa, 0x25ab),
            (0x25b6, 0x25c0),
            (0x25fb, 0x27bf),
            (0x2934, 0x2935),
            (0x2b05, 0x2b07),
            (0x2b1b, 0x2b1c),
            (0x2b50, 0x2b55),
            (0x3030, 0x303d),
            (0x3297, 0x3299),
            (EMOJI_STYLE as u32, EMOJI_STYLE as u32),
            (0x1f000, 0x1faff),
            (0xe0020, 0xe007f),
        ],
    },
];

/// The family of emoji.
pub const EMOJI_FAMILY: &str = "Twemoji";

/// The character that asks for the emoji where the one before it is also a letter (Unicode's
/// variation selector 16).
pub const EMOJI_STYLE: char = '\u{fe0f}';

/// What every design family has.
const COMMON: Ranges = &[
    (0x0, 0xff),
    (0x131, 0x131),
    (0x152, 0x153),
    (0x2bc, 0x2bc),
    (0x2c6, 0x2c6),
    (0x2da, 0x2da),
    (0x2dc, 0x2dc),
    (0x300, 0x301),
    (0x303, 0x304),
    (0x308, 0x308),
    (0x2013, 0x2014),
    (0x2018, 0x201a),
    (0x201c, 0x201e),
    (0x2022, 0x2022),
    (0x2026, 0x2026),
    (0x2032, 0x2033),
    (0x2039, 0x203a),
    (0x2044, 0x2044),
    (0x20ac, 0x20ac),
    (0x2122, 0x2122),
    (0x2212, 0x2212),
    (0x2215, 0x2215),
];

/// What is never seen: joiners, directions, variation selectors, the byte order mark.
const INVISIBLE: Ranges = &[
    (0x61c, 0x61c),
    (0x2000, 0x200f),
    (0x2028, 0x202f),
    (0x205f, 0x206f),
    (0x3000, 0x3000),
    (0xfe00, 0xfe0e),
    (0xfeff, 0xfeff),
];

fn contain(ranges: Ranges, letter: char) -> bool {
    let code = u32::from(letter);
    let after = ranges.partition_point(|(first, _)| *first <= code);
    after > 0 && code <= ranges[after - 1].1
}

impl FallbackFont {
    /// The letters as `unicode-range` writes them.
    pub fn unicode_range(&self) -> String {
        write_ranges(self.ranges)
    }
}

/// The first family that serves a letter which not every design family has.
fn server(letter: char) -> Option<&'static FallbackFont> {
    let mut fonts = FALLBACK_FONTS.iter();
    fonts.find(|font| contain(font.ranges, letter))
}

/// The families that some letter of a text in `family` falls back on, in the order in which they
/// are asked.
pub fn fallback_fonts(family: &str, text: &str) -> Vec<&'static FallbackFont> {
    if text.is_ascii() {
        return Vec::new();
    }
    let letters = text.chars().filter(|letter| !contain(COMMON, *letter));
    let needed: BTreeSet<&str> = letters
        .filter_map(server)
        .map(|font| font.family)
        .filter(|fallback| !fallback.eq_ignore_ascii_case(family))
        .collect();
    let needs = |font: &&FallbackFont| needed.contains(font.family);
    FALLBACK_FONTS.iter().filter(needs).collect()
}

/// The letters of a text that no bundled family serves, each once.
pub fn unserved_letters(text: &str) -> BTreeSet<char> {
    let is_served = |letter: char| {
        contain(COMMON, letter) || contain(INVISIBLE, letter) || server(letter).is_some()
    };
    text.chars().filter(|letter| !is_served(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_find_their_family() {
        let families = |text: &str| -> Vec<&str> {
            let fonts = fallback_fonts("Inter", text);
            fonts.iter().map(|font| font.family).collect()
        };
        assert!(families("Größe — “plain” 3 × 4 €™ ©").is_empty());
        assert!(families("Łódź ☀ Привет →").is_empty());
        assert_eq!(families("שלום and 🥖"), ["Noto Sans Hebrew", "Twemoji"]);
        assert_eq!(families("مرحبا"), ["Noto Sans Arabic"]);
        assert_eq!(families("1️⃣ ❤️"), ["Twemoji"]);
        assert_eq!(fallback_fonts("Fraunces", "Łódź ☀")[0].family, "Inter");
        assert!(fallback_fonts("Fraunces", "Café ™").is_empty());
    }

    #[test]
    fn letters_of_no_bundled_family_are_known() {
        let unserved = |text| unserved_letters(text).into_iter().collect::<String>();
        assert_eq!(unserved("Tea 茶 and 茶道, กา"), "กา茶道");
        assert_eq!(unserved("Größe שלום مرحبا 👩‍👩‍👧 ❤️ 1️⃣ Привет\n"), "");
    }

    #[test]
    fn ranges_ascend() {
        let lists = FALLBACK_FONTS.iter().map(|font| font.ranges);
        for ranges in lists.chain([COMMON, INVISIBLE]) {
            assert!(ranges.windows(2).all(|it| it[0].1 < it[1].0));
            assert!(ranges.iter().all(|(first, last)| first <= last));
        }
        assert_eq!(FALLBACK_FONTS[1].unicode_range(), "U+591-5F4, U+FB1D-FB4F");
    }
}
