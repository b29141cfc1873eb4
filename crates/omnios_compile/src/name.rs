//! Class names from element names.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::ElementKind;

use crate::css::Declaration;
use crate::ir::Class;
use crate::motion::ClassMotion;

const LONGEST: usize = 48;

/// The name in small ASCII letters, digits and single hyphens: `Hero title` is `hero-title`.
/// Latin letters lose their accents, other scripts are left out; nothing may be left.
pub(crate) fn kebab(name: &str) -> String {
    let mut slug = String::new();
    let mut previous = ' ';
    for letter in name.chars() {
        // “heroTitle” is two words, “FAQ” is one.
        let new_word = letter.is_uppercase() && previous.is_lowercase();
        if (new_word || !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'))
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
        for small in letter.to_lowercase() {
            match small {
                'a'..='z' | '0'..='9' => slug.push(small),
                _ => slug.push_str(plain_latin(small)),
            }
        }
        previous = letter;
        if slug.len() >= LONGEST {
            break;
        }
    }
    slug.truncate(LONGEST);
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn plain_latin(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ð' | 'đ' | 'ď' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ő' | 'ō' => "o",
        'ö' | 'œ' => "oe",
        'ř' => "r",
        'ß' => "ss",
        'ś' | 'š' | 'ş' => "s",
        'ť' | 'ţ' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

/// The class name an element asks for; never empty, never starting with a digit.
pub(crate) fn class_base(name: &str, kind: ElementKind) -> String {
    let slug = kebab(name);
    if slug.is_empty() {
        kind.as_str().to_owned()
    } else if slug.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("{kind}-{slug}")
    } else {
        slug
    }
}

/// What a class declares, and what moves.
type Looks = ([Vec<Declaration>; 3], ClassMotion);

/// Gives out class names, in document order.
#[derive(Debug, Default)]
pub(crate) struct ClassNames {
    /// The names that elements ask for: no numbered name may take one from its element.
    wanted: BTreeSet<String>,
    /// For each name asked for, the class of each style so far.
    styles: BTreeMap<String, BTreeMap<Looks, String>>,
    taken: BTreeSet<String>,
    classes: Vec<Class>,
}

impl ClassNames {
    pub(crate) fn new(wanted: BTreeSet<String>) -> Self {
        Self {
            wanted,
            ..Self::default()
        }
    }

    /// The class for these declarations: the one that an element of equal name and equal style
    /// has, or else a new one. `None` where there is nothing to declare.
    pub(crate) fn assign(
        &mut self,
        base: String,
        declarations: [Vec<Declaration>; 3],
        motion: ClassMotion,
        page: usize,
    ) -> Option<String> {
        if declarations.iter().all(Vec::is_empty) && motion.is_empty() {
            return None;
        }
        let known = self.styles.entry(base.clone()).or_default();
        let looks = (declarations, motion);
        if let Some(name) = known.get(&looks) {
            return Some(name.clone());
        }
        let mut name = base.clone();
        let mut number = known.len() + 1;
        while number > 1 && (self.wanted.contains(&name) || self.taken.contains(&name)) {
            name = format!("{base}-{number}");
            number += 1;
        }
        known.insert(looks.clone(), name.clone());
        self.taken.insert(name.clone());
        self.classes.push(Class {
            name: name.clone(),
            declarations: looks.0,
            motion: looks.1,
            first_page: page,
        });
        Some(name)
    }

    pub(crate) fn into_classes(self) -> Vec<Class> {
        self.classes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_readable_identifiers() {
        for (name, class) in [
            ("Hero title", "hero-title"),
            ("  Über uns — 2. Teil! ", "ueber-uns-2-teil"),
            ("heroTitle", "hero-title"),
            ("Don’t miss FAQ", "dont-miss-faq"),
            ("3 columns", "frame-3-columns"),
            ("日本語 🎉", "frame"),
            ("", "frame"),
            ("}</style><script>", "style-script"),
            ("--x_y", "x-y"),
        ] {
            assert_eq!(class_base(name, ElementKind::Frame), class, "{name:?}");
        }
        assert!(class_base(&"word ".repeat(100), ElementKind::Text).len() <= LONGEST);
    }

    fn style(width: &str) -> [Vec<Declaration>; 3] {
        [vec![Declaration::new("width", width)], vec![], vec![]]
    }

    #[test]
    fn equal_name_and_style_share_a_class_and_others_are_numbered() {
        let wanted = ["card", "card-2"].map(str::to_owned);
        let mut names = ClassNames::new(BTreeSet::from(wanted));
        let mut assign = |base: &str, width| {
            names.assign(base.to_owned(), style(width), ClassMotion::default(), 0)
        };
        assert_eq!(assign("card", "1px").as_deref(), Some("card"));
        assert_eq!(assign("card", "2px").as_deref(), Some("card-3"));
        assert_eq!(assign("card", "1px").as_deref(), Some("card"));
        assert_eq!(assign("card-2", "9px").as_deref(), Some("card-2"));
        assert_eq!(assign("card", "3px").as_deref(), Some("card-4"));
        assert_eq!(
            names.assign("x".into(), Default::default(), ClassMotion::default(), 0),
            None
        );
    }
}
