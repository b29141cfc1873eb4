//! The fonts of a project: which letters of which family a font file serves.
//!
//! The words are those of CSS's `@font-face`. One file may serve several faces: a variable font
//! as light and as bold, or one font under two names. In the document they are one text, the
//! faces apart by `;`: `"Lato" 700 italic U+0-FF, U+131; "Lato Black" 900`.

use std::fmt;

use crate::{BUNDLED_FONT_FAMILIES, FontStyle};

/// Weights from which letters that have none as bold are thickened.
const BOLD: u16 = 600;

/// The longest family name, in bytes.
const MAX_NAME_BYTES: usize = 200;

/// The weights that a face serves, both included: one, or those of a variable font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontWeights {
    /// From 1.
    pub lightest: u16,
    /// Up to 1000; not below the lightest.
    pub boldest: u16,
}

impl FontWeights {
    /// Every weight.
    pub const ALL: Self = Self {
        lightest: 1,
        boldest: 1000,
    };
    /// What a face has where nothing is said.
    pub const NORMAL: Self = Self {
        lightest: 400,
        boldest: 400,
    };

    /// From one weight to another, or `None` for what is no weight.
    pub fn new(lightest: u16, boldest: u16) -> Option<Self> {
        let is_range = lightest >= 1 && boldest <= 1000 && lightest <= boldest;
        is_range.then_some(Self { lightest, boldest })
    }

    /// Reads `400`, `bold` or `100 900`.
    pub fn parse(text: &str) -> Option<Self> {
        let weight = |word: &str| match word {
            "normal" => Some(400),
            "bold" => Some(700),
            number => number.parse().ok(),
        };
        let mut words = text.split_whitespace();
        let lightest = weight(words.next()?)?;
        let boldest = words.next().map_or(Some(lightest), weight)?;
        match words.next() {
            None => Self::new(lightest.min(boldest), lightest.max(boldest)),
            Some(_) => None,
        }
    }

    /// The weight that letters get which ask for this one.
    pub fn nearest(self, weight: f32) -> f32 {
        weight.clamp(f32::from(self.lightest), f32::from(self.boldest))
    }

    /// Whether browsers thicken the letters of such a face for a text of that weight.
    pub fn is_thickened_for(self, weight: f32) -> bool {
        weight >= f32::from(BOLD) && self.boldest < BOLD
    }

    /// How far the weights are from one that a text asks for; the first number counts before the
    /// second (CSS Fonts 4, § 5.2).
    fn distance(self, weight: f32) -> (u8, f32) {
        let (lightest, boldest) = (f32::from(self.lightest), f32::from(self.boldest));
        let is_bolder = lightest > weight;
        let apart = if is_bolder {
            lightest - weight
        } else {
            (weight - boldest).max(0.0)
        };
        let rank = match (apart == 0.0, is_bolder) {
            (true, _) => 0,
            // About normal, the bolder up to 500 come first, then the lighter.
            (_, true) if (400.0..=500.0).contains(&weight) => match lightest <= 500.0 {
                true => 1,
                false => 3,
            },
            (_, false) if (400.0..=500.0).contains(&weight) => 2,
            (_, is_bolder) if is_bolder == (weight > 500.0) => 1,
            _ => 2,
        };
        (rank, apart)
    }
}

impl fmt::Display for FontWeights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lightest == self.boldest {
            true => write!(f, "{}", self.lightest),
            false => write!(f, "{} {}", self.lightest, self.boldest),
        }
    }
}

/// A face of a family: what a font file serves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontFace {
    /// The family's name, as texts ask for it.
    pub family: String,
    /// The weights of texts that it serves.
    pub weights: FontWeights,
    /// Whether its letters are upright or italic.
    pub style: FontStyle,
    /// First and last code points of the letters that it serves; all that it has where empty.
    pub letters: Vec<(u32, u32)>,
}

impl FontFace {
    /// Reads what `@font-face` says; `None` where a part isn't understood. Empty texts stand for
    /// what is not said.
    pub fn from_css(family: &str, weight: &str, style: &str, unicode_range: &str) -> Option<Self> {
        let family = family.trim();
        let is_name = !family.is_empty()
            && family.len() <= MAX_NAME_BYTES
            && !family.chars().any(char::is_control);
        let weights = match weight.trim() {
            "" => FontWeights::NORMAL,
            weight => FontWeights::parse(weight)?,
        };
        let style = match style.trim() {
            "" => FontStyle::Normal,
            style => FontStyle::from_keyword(style)?,
        };
        let letters = parse_ranges(unicode_range)?;
        is_name.then(|| Self {
            family: family.to_owned(),
            weights,
            style,
            letters,
        })
    }

    /// Whether it is of that family, whose name may be written in either case.
    pub fn is_of(&self, family: &str) -> bool {
        self.family.eq_ignore_ascii_case(family)
    }

    /// Whether it is asked for this letter. Its file may lack the letter all the same.
    pub fn serves(&self, letter: char) -> bool {
        let code = u32::from(letter);
        let mut ranges = self.letters.iter();
        self.letters.is_empty() || ranges.any(|(first, last)| (*first..=*last).contains(&code))
    }

    /// The letters as `unicode-range` writes them; empty for all.
    pub fn unicode_range(&self) -> String {
        write_ranges(&self.letters)
    }

    /// Of faces of one family, the weights and the style of those that serve a text, as CSS
    /// chooses them: by style first, then by weight.
    pub fn closest<'a>(
        faces: impl IntoIterator<Item = &'a Self>,
        weight: f32,
        style: FontStyle,
    ) -> Option<(FontWeights, FontStyle)> {
        let distance = |face: &Self| {
            let (rank, apart) = face.weights.distance(weight);
            (face.style != style, rank, apart)
        };
        let nearer = |a: &&Self, b: &&Self| {
            let order = distance(a).partial_cmp(&distance(b));
            order.unwrap_or(std::cmp::Ordering::Equal)
        };
        let best = faces.into_iter().min_by(nearer)?;
        Some((best.weights, best.style))
    }
}

impl fmt::Display for FontFace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.family.replace('\\', "\\\\").replace('"', "\\\"");
        write!(f, "\"{name}\" {}", self.weights)?;
        if self.style == FontStyle::Italic {
            f.write_str(" italic")?;
        }
        match self.letters.is_empty() {
            true => Ok(()),
            false => write!(f, " {}", self.unicode_range()),
        }
    }
}

/// The faces as the document has them.
pub fn write_font_faces(faces: &[FontFace]) -> String {
    let faces: Vec<String> = faces.iter().map(ToString::to_string).collect();
    faces.join("; ")
}

/// Reads what [`write_font_faces`] wrote; `None` where a part isn't understood.
pub fn parse_font_faces(text: &str) -> Option<Vec<FontFace>> {
    let mut faces = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (family, after) = parse_name(rest)?;
        let (said, after) = after.split_once(';').unwrap_or((after, ""));
        faces.push(parse_descriptors(&family, said)?);
        rest = after.trim_start();
    }
    Some(faces)
}

/// A name in quotes, and what follows it.
fn parse_name(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut name = String::new();
    let mut letters = inside.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((name, &inside[at + 1..])),
            '\\' => name.push(letters.next()?.1),
            letter => name.push(letter),
        }
    }
    None
}

fn parse_descriptors(family: &str, text: &str) -> Option<FontFace> {
    let (text, ranges) = match text.find("U+") {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let text = text.trim();
    let (weight, style) = match text.strip_suffix("italic") {
        Some(weight) => (weight, "italic"),
        None => (text, ""),
    };
    FontFace::from_css(family, weight, style, ranges)
}

/// Reads `U+26, U+0-7F, U+4??`; `None` for what is none.
fn parse_ranges(text: &str) -> Option<Vec<(u32, u32)>> {
    let parts = text.split(',').map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(parse_range)
        .collect()
}

fn parse_range(text: &str) -> Option<(u32, u32)> {
    let digits = text.strip_prefix("U+").or(text.strip_prefix("u+"))?;
    let code = |digits: &str| u32::from_str_radix(digits, 16).ok();
    let (first, last) = match digits.split_once('-') {
        Some((first, last)) => (code(first)?, code(last)?),
        // A question mark stands for every digit.
        None => (
            code(&digits.replace('?', "0"))?,
            code(&digits.replace('?', "F"))?,
        ),
    };
    (first <= last && digits.len() <= 13).then_some((first, last.min(u32::from(char::MAX))))
}

/// Ranges of code points as `unicode-range` has them.
pub(crate) fn write_ranges(ranges: &[(u32, u32)]) -> String {
    let write = |(first, last): &(u32, u32)| match first == last {
        true => format!("U+{first:X}"),
        false => format!("U+{first:X}-{last:X}"),
    };
    let ranges: Vec<String> = ranges.iter().map(write).collect();
    ranges.join(", ")
}

/// The bundled family of that name, however it is capitalised.
pub fn bundled_font_family(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let mut families = BUNDLED_FONT_FAMILIES.into_iter();
    families.find(|family| family.eq_ignore_ascii_case(name))
}

/// What a project calls a family of its own: its name, unless a bundled family has that.
pub fn own_font_family(name: &str) -> String {
    match bundled_font_family(name) {
        Some(bundled) => format!("{bundled} Imported"),
        None => name.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(weight: &str, style: &str) -> FontFace {
        FontFace::from_css("Lato", weight, style, "").unwrap()
    }

    #[test]
    fn faces_are_read_as_they_were_written() {
        let written = "\"A \\\"b\\\" \\\\ italic; U+1\" 700 italic U+0-FF, U+131; \"Lato\" 100 900";
        let faces = parse_font_faces(written).unwrap();
        assert_eq!(faces[0].family, "A \"b\" \\ italic; U+1");
        assert_eq!(faces[0].letters, [(0, 0xff), (0x131, 0x131)]);
        assert_eq!(faces[1].weights, FontWeights::new(100, 900).unwrap());
        assert_eq!(write_font_faces(&faces), written);
        assert_eq!(parse_font_faces(""), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_face_is_refused() {
        for text in [
            "Lato 400",
            "\"Lato",
            "\"Lato\\",
            "\"\" 400",
            "\"Lato\" 0",
            "\"Lato\" 400 500 600",
            "\"Lato\" 400 oblique",
            "\"Lato\" 400 U+12-3",
            "\"Lato\" 400 U+G",
        ] {
            assert_eq!(parse_font_faces(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_gets_the_face_that_css_chooses() {
        let choose = |faces: &[&FontFace], weight: f32, style: FontStyle| {
            let (weights, style) = FontFace::closest(faces.iter().copied(), weight, style).unwrap();
            format!("{weights} {}", style.as_str())
        };
        let (light, medium, bold) = (face("300", ""), face("500", ""), face("bold", ""));
        let upright = [&light, &medium, &bold];
        let normal = FontStyle::Normal;
        assert_eq!(choose(&upright, 400.0, normal), "500 normal");
        assert_eq!(choose(&[&light, &bold], 400.0, normal), "300 normal");
        assert_eq!(choose(&[&light, &bold], 350.0, normal), "300 normal");
        assert_eq!(choose(&[&medium, &bold], 300.0, normal), "500 normal");
        assert_eq!(choose(&upright, 900.0, normal), "700 normal");
        assert_eq!(choose(&upright, 501.0, normal), "700 normal");
        let (range, italic) = (face("400 900", ""), face("200", "italic"));
        assert_eq!(choose(&[&bold, &range], 650.0, normal), "400 900 normal");
        assert_eq!(
            choose(&[&range, &italic], 700.0, FontStyle::Italic),
            "200 italic"
        );
        assert_eq!(
            choose(&[&range], 700.0, FontStyle::Italic),
            "400 900 normal"
        );
    }

    #[test]
    fn letters_are_thickened_where_the_face_is_not_bold() {
        let is_thickened = |face: &str, weight| {
            let weights = FontWeights::parse(face).unwrap();
            weights.is_thickened_for(weight)
        };
        assert!(is_thickened("400", 700.0));
        assert!(is_thickened("500", 600.0));
        assert!(!is_thickened("400", 500.0));
        assert!(!is_thickened("600", 900.0));
        assert!(!is_thickened("100 700", 900.0));
    }

    #[test]
    fn question_marks_stand_for_every_digit() {
        assert_eq!(
            parse_ranges("U+4??, u+26"),
            Some(vec![(0x400, 0x4ff), (0x26, 0x26)])
        );
        assert_eq!(parse_ranges("U+0-FFFFFFFF"), Some(vec![(0, 0x10ffff)]));
        let face = FontFace::from_css("Digits", "", "", "U+30-39").unwrap();
        assert!(face.serves('7') && !face.serves('a'));
    }
}
