//! Design tokens: named values that properties refer to as `var(--name)`.
//!
//! The main types are [`Token`] and [`Tokens`]. A token's value is CSS text, or another token's
//! `var(--name)`; what the text means is only known where a property uses it, so that one colour
//! may fill a box and set a text. Kinds and the idea of aliases are those of the Design Tokens
//! Community Group's format (<https://www.designtokens.org/tr/drafts/format/>).

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::{ParseIdError, Property, Syntax, Value};

/// The most letters of a name.
const LONGEST_NAME: usize = 200;
/// The most letters of a value.
const LONGEST_VALUE: usize = 10_000;
/// How many tokens may stand for one another.
const MOST_ALIASES: usize = 32;

/// A token's name, which is its custom property's without the two dashes: `color-brand`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenName(Arc<str>);

impl TokenName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest name to a path of words: `["Color", "Brand 1"]` is `color-brand-1`.
    pub fn from_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut name = String::new();
        for letter in words
            .into_iter()
            .flat_map(|word| word.chars().chain(std::iter::once(' ')))
        {
            if name.len() >= LONGEST_NAME - 8 {
                break;
            }
            if letter.is_ascii_alphanumeric() || letter == '_' {
                name.push(letter.to_ascii_lowercase());
            } else if letter.is_alphanumeric() {
                name.extend(
                    letter
                        .to_lowercase()
                        .filter(|it| it.is_alphanumeric() && !it.is_uppercase()),
                );
            } else if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        let name = name.trim_end_matches('-');
        Self(if name.is_empty() { "token" } else { name }.into())
    }

    /// The same name with a number behind it.
    pub fn numbered(&self, number: usize) -> Self {
        Self(format!("{}-{number}", self.0).into())
    }

    /// The name in `var(--name)`; `None` where the text is anything else.
    pub fn of_reference(text: &str) -> Option<Self> {
        let inner = text.trim().strip_prefix("var(")?.strip_suffix(')')?;
        inner.trim().strip_prefix("--")?.parse().ok()
    }
}

impl fmt::Display for TokenName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for TokenName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl FromStr for TokenName {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        let fits = !text.is_empty()
            && text.len() <= LONGEST_NAME
            && text.chars().all(|it| allowed(it) && !it.is_uppercase());
        if fits {
            Ok(Self(text.into()))
        } else {
            Err(ParseIdError {
                text: text.chars().take(80).collect(),
                expected: "a token's name: small letters, digits, “-” and “_”",
            })
        }
    }
}

/// What a token stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A colour.
    Color,
    /// A length in px or per cent.
    Dimension,
    /// A plain number.
    Number,
    /// A font's family.
    FontFamily,
    /// A font's weight, 1 to 1000.
    FontWeight,
    /// A time: `200ms`.
    Duration,
    /// How a movement speeds up and slows down.
    CubicBezier,
    /// Shadows.
    Shadow,
    /// A gradient.
    Gradient,
    /// Anything else.
    Text,
}

impl TokenKind {
    /// Every kind, with the format's word for it.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Color, "color"),
        (Self::Dimension, "dimension"),
        (Self::Number, "number"),
        (Self::FontFamily, "fontFamily"),
        (Self::FontWeight, "fontWeight"),
        (Self::Duration, "duration"),
        (Self::CubicBezier, "cubicBezier"),
        (Self::Shadow, "shadow"),
        (Self::Gradient, "gradient"),
        (Self::Text, "text"),
    ];

    /// The format's word.
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(kind, _)| *kind == self)
            .map_or("text", |(_, word)| word)
    }

    /// The kind of that word.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|(_, word)| *word == name).map(|(kind, _)| kind)
    }

    /// A property that takes such values, to check one by.
    fn example(self) -> Option<Property> {
        match self {
            Self::Color => Some(Property::Color),
            Self::Dimension => Some(Property::MarginLeft),
            Self::FontFamily => Some(Property::FontFamily),
            Self::FontWeight => Some(Property::FontWeight),
            Self::Shadow => Some(Property::BoxShadow),
            Self::Gradient => Some(Property::Background),
            Self::Number | Self::Duration | Self::CubicBezier | Self::Text => None,
        }
    }
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it stands for.
    pub kind: TokenKind,
    /// Where people find it, groups before it: `Color/Brand/Primary`.
    pub label: String,
    /// CSS text, or another token's `var(--name)`.
    pub value: Arc<str>,
    /// The values that differ in a mode, by the mode's name: `dark`.
    pub modes: BTreeMap<String, Arc<str>>,
    /// What it is meant for.
    pub description: String,
}

/// A text that can be no token's value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is no value for a token of the kind {kind}: give {expected}")]
pub struct TokenValueError {
    /// What was read, cut at 80 characters.
    pub text: String,
    /// The kind's word.
    pub kind: &'static str,
    /// What would be accepted, in words.
    pub expected: String,
}

impl Token {
    /// A token without modes.
    pub fn new(kind: TokenKind, label: impl Into<String>, value: impl Into<Arc<str>>) -> Self {
        Self {
            kind,
            label: label.into(),
            value: value.into(),
            modes: BTreeMap::new(),
            description: String::new(),
        }
    }

    /// The value that the text gives a token of that kind, spelled as the document spells it: CSS
    /// that a stylesheet can hold, or another token.
    pub fn check(kind: TokenKind, text: &str) -> Result<String, TokenValueError> {
        let error = |expected: String| TokenValueError {
            text: text.chars().take(80).collect(),
            kind: kind.as_str(),
            expected,
        };
        // What would end the declaration or the style sheet that the value is written to.
        let unsafe_letter =
            |it: char| it.is_control() || matches!(it, '{' | '}' | ';' | '<' | '>' | '\\');
        if text.trim().is_empty() || text.len() > LONGEST_VALUE || text.contains(unsafe_letter) {
            return Err(error(
                "CSS text without braces, semicolons and angle brackets".to_owned(),
            ));
        }
        let text = text.trim();
        if let Some(name) = TokenName::of_reference(text) {
            return Ok(format!("var(--{name})"));
        }
        if kind == TokenKind::Number && text.trim().parse::<f32>().is_err() {
            return Err(error("a number".to_owned()));
        }
        match kind.example().map(|it| Value::parse(it, text)) {
            Some(Ok(value)) => Ok(value.to_string()),
            Some(Err(it)) => Err(error(it.expected)),
            None => Ok(text.to_owned()),
        }
    }
}

/// The tokens of a project by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tokens(BTreeMap<TokenName, Token>);

impl Tokens {
    /// The token of that name.
    pub fn get(&self, name: &str) -> Option<&Token> {
        self.0.get(name)
    }

    /// Adds or replaces a token.
    pub fn insert(&mut self, name: TokenName, token: Token) {
        self.0.insert(name, token);
    }

    /// Takes a token out.
    pub fn remove(&mut self, name: &str) -> Option<Token> {
        self.0.remove(name)
    }

    /// The tokens, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&TokenName, &Token)> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The CSS text that the token stands for in the end, in a mode or without one. `None` where
    /// it, or one that it stands for, is missing, and where they stand for one another.
    pub fn text(&self, name: &str, mode: Option<&str>) -> Option<&Arc<str>> {
        let mut token = self.get(name)?;
        for _ in 0..MOST_ALIASES {
            let value = mode
                .and_then(|mode| token.modes.get(mode))
                .unwrap_or(&token.value);
            match TokenName::of_reference(value) {
                Some(next) => token = self.get(next.as_str())?,
                None => return Some(value),
            }
        }
        None
    }

    /// What the token means as a value of `property`; `None` where it has no meaning there.
    pub fn value(&self, property: Property, name: &str) -> Option<Value> {
        let text = self.text(name, None)?;
        let text = match property.syntax() {
            Syntax::Number { .. } => text.strip_suffix("px").unwrap_or(text),
            _ => text,
        };
        match Value::parse(property, text).ok()? {
            Value::Token(_) => None,
            // CSS has no lengths without a unit.
            Value::Length(_) if text.parse().is_ok_and(|number: f32| number != 0.0) => None,
            value => Some(value),
        }
    }

    /// The modes that any token has a value for, by name.
    pub fn modes(&self) -> Vec<&str> {
        let mut modes: Vec<&str> = self
            .0
            .values()
            .flat_map(|token| token.modes.keys().map(String::as_str))
            .collect();
        modes.sort_unstable();
        modes.dedup();
        modes
    }
}

impl FromIterator<(TokenName, Token)> for Tokens {
    fn from_iter<I: IntoIterator<Item = (TokenName, Token)>>(tokens: I) -> Self {
        Self(tokens.into_iter().collect())
    }
}

/// A property's use of a token: the name, and what it means there.
#[derive(Debug, Clone, PartialEq)]
pub struct TokenValue {
    /// Which token.
    pub name: TokenName,
    /// What it means for the property; `None` where there is no such token, or where what it
    /// stands for is no value of the property. The initial value holds then.
    pub value: Option<Value>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Color;

    fn tokens(list: &[(&str, TokenKind, &str)]) -> Tokens {
        list.iter()
            .map(|(name, kind, value)| (name.parse().unwrap(), Token::new(*kind, *name, *value)))
            .collect()
    }

    #[test]
    fn tokens_stand_for_others() {
        let tokens = tokens(&[
            ("red", TokenKind::Color, "#ff0000"),
            ("accent", TokenKind::Color, "var(--red)"),
            ("one", TokenKind::Color, "var(--two)"),
            ("two", TokenKind::Color, "var(--one)"),
            ("lost", TokenKind::Color, "var(--gone)"),
        ]);
        let red = Some(Value::Color(Color::rgba(255, 0, 0, 255)));
        assert_eq!(tokens.value(Property::Color, "accent"), red);
        assert!(matches!(
            tokens.value(Property::Background, "accent"),
            Some(Value::Paints(paints)) if paints.len() == 1
        ));
        assert_eq!(tokens.value(Property::Width, "accent"), None);
        assert_eq!(tokens.value(Property::Color, "one"), None);
        assert_eq!(tokens.value(Property::Color, "lost"), None);
    }

    #[test]
    fn values_that_would_leave_their_declaration_are_refused() {
        for bad in ["red; }", "</style>", "", "a\nb", "\\3c"] {
            assert!(Token::check(TokenKind::Text, bad).is_err(), "{bad}");
        }
        assert!(Token::check(TokenKind::Color, "blurple").is_err());
        assert!(Token::check(TokenKind::Color, "var(--brand)").is_ok());
        assert!(Token::check(TokenKind::Dimension, "-4px").is_ok());
    }

    #[test]
    fn words_become_names() {
        let name = |words: &[&str]| TokenName::from_words(words.iter().copied()).to_string();
        assert_eq!(name(&["Color", "Brand 1"]), "color-brand-1");
        assert_eq!(name(&["  ", "///"]), "token");
        assert_eq!(name(&["Größe", "groß"]), "größe-groß");
        assert!(name(&["İİ"]).parse::<TokenName>().is_ok());
        assert!("Brand".parse::<TokenName>().is_err());
        assert!("a b".parse::<TokenName>().is_err());
    }
}
