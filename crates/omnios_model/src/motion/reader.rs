//! Reads motion's texts word by word, and says where one went wrong.

use std::time::Duration;

use crate::length::parse_finite;

/// Longest text that is read: motion is written by people, or by panels for them.
const LONGEST_BYTES: usize = 64 * 1024;

/// What is wrong with a motion's text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at character {at}: {message}")]
pub struct MotionError {
    /// The character where reading stopped; the first is 1.
    pub at: usize,
    /// What was expected there.
    pub message: String,
}

/// A text and how far it has been read.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

pub(crate) type Read<T> = Result<T, MotionError>;

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Read<Self> {
        let reader = Self { text, at: 0 };
        if text.len() > LONGEST_BYTES {
            return Err(reader.error("a text of at most 65,536 bytes is expected"));
        }
        Ok(reader)
    }

    /// An error at the place reached.
    pub(crate) fn error(&self, message: impl Into<String>) -> MotionError {
        self.error_at(self.at, message)
    }

    pub(crate) fn error_at(&self, at: usize, message: impl Into<String>) -> MotionError {
        MotionError {
            at: self.text[..at.min(self.text.len())].chars().count() + 1,
            message: message.into(),
        }
    }

    pub(crate) fn position(&mut self) -> usize {
        self.skip_space();
        self.at
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    pub(crate) fn is_at_end(&mut self) -> bool {
        self.skip_space();
        self.rest().is_empty()
    }

    /// Whether `sign` comes next; it is taken if so.
    pub(crate) fn takes(&mut self, sign: &str) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    pub(crate) fn peeks(&mut self, sign: &str) -> bool {
        self.skip_space();
        self.rest().starts_with(sign)
    }

    pub(crate) fn expect(&mut self, sign: &str) -> Read<()> {
        if self.takes(sign) {
            Ok(())
        } else {
            Err(self.error(format!("“{sign}” is expected")))
        }
    }

    /// The next word of letters, digits, `-` and `_` that starts with a letter or `_`.
    pub(crate) fn peek_word(&mut self) -> Option<&'a str> {
        self.skip_space();
        let rest = self.rest();
        let first = rest.chars().next()?;
        if !first.is_ascii_alphabetic() && first != '_' {
            return None;
        }
        let mut end = rest
            .find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_'))
            .unwrap_or(rest.len());
        // In `closed->open` the hyphen belongs to the arrow.
        if rest[end..].starts_with('>') && rest[..end].ends_with('-') {
            end -= 1;
        }
        Some(&rest[..end])
    }

    pub(crate) fn word(&mut self) -> Option<&'a str> {
        let word = self.peek_word()?;
        self.at += word.len();
        Some(word)
    }

    /// Takes the word if it is this one.
    pub(crate) fn takes_word(&mut self, word: &str) -> bool {
        let found = self.peek_word() == Some(word);
        if found {
            self.at += word.len();
        }
        found
    }

    pub(crate) fn expect_word(&mut self, what: &str) -> Read<&'a str> {
        self.word()
            .ok_or_else(|| self.error(format!("{what} is expected")))
    }

    /// A text in double quotes; `\"` and `\\` stand for the characters themselves.
    pub(crate) fn string(&mut self) -> Read<Option<String>> {
        if !self.takes("\"") {
            return Ok(None);
        }
        let start = self.at - 1;
        let mut text = String::new();
        let mut letters = self.rest().char_indices();
        while let Some((index, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.at += index + 1;
                    return Ok(Some(text));
                }
                '\\' => text.extend(letters.next().map(|(_, escaped)| escaped)),
                letter if letter.is_control() => break,
                letter => text.push(letter),
            }
        }
        Err(self.error_at(start, "the text in quotes isn't closed"))
    }

    /// A number and the unit that follows it: `600ms` gives 600 and `ms`.
    pub(crate) fn measure(&mut self) -> Option<(f32, &'a str)> {
        self.skip_space();
        let rest = self.rest();
        let sign = usize::from(rest.starts_with(['-', '+']));
        let digits = rest[sign..]
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .unwrap_or(rest.len() - sign)
            + sign;
        let number = parse_finite(&rest[..digits])?;
        let unit = &rest[digits..];
        let unit_end = if unit.starts_with('%') {
            1
        } else {
            unit.find(|letter: char| !letter.is_ascii_alphabetic())
                .unwrap_or(unit.len())
        };
        self.at += digits + unit_end;
        Some((number, &unit[..unit_end]))
    }

    pub(crate) fn number(&mut self, what: &str) -> Read<f32> {
        let start = self.position();
        match self.measure() {
            Some((number, "")) => Ok(number),
            _ => Err(self.error_at(start, format!("{what} is expected"))),
        }
    }

    /// A number within bounds.
    pub(crate) fn number_within(&mut self, what: &str, min: f32, max: f32) -> Read<f32> {
        let start = self.position();
        let number = self.number(what)?;
        if (min..=max).contains(&number) {
            Ok(number)
        } else {
            Err(self.error_at(start, format!("{what} from {min} to {max} is expected")))
        }
    }

    /// A length in px; the unit may be left out.
    pub(crate) fn px(&mut self, what: &str) -> Read<f32> {
        let start = self.position();
        match self.measure() {
            Some((px, "" | "px")) => Ok(px),
            _ => Err(self.error_at(start, format!("{what} such as 24px is expected"))),
        }
    }

    /// An angle in degrees; the unit may be left out.
    pub(crate) fn degrees(&mut self, what: &str) -> Read<f32> {
        let start = self.position();
        match self.measure() {
            Some((angle, "" | "deg")) => Ok(angle),
            Some((turns, "turn")) => Ok(turns * 360.0),
            _ => Err(self.error_at(start, format!("{what} such as 45deg is expected"))),
        }
    }

    /// A duration if one comes next: `600ms` or `0.6s`, at most an hour.
    pub(crate) fn duration(&mut self) -> Read<Option<Duration>> {
        let start = self.position();
        let before = self.at;
        let millis = match self.measure() {
            Some((number, "ms")) => number,
            Some((number, "s")) => number * 1000.0,
            _ => {
                self.at = before;
                return Ok(None);
            }
        };
        if !(0.0..=3_600_000.0).contains(&millis) {
            return Err(self.error_at(start, "a time from 0s to 3600s is expected"));
        }
        // Microseconds are finer than any clock that plays it, and leave no residue of 0.1.
        let micros = (f64::from(millis) * 1000.0).round();
        Ok(Some(Duration::from_micros(micros as u64)))
    }

    /// Takes what stands before the first of `ends` that is outside brackets and quotes.
    pub(crate) fn until(&mut self, ends: &[char]) -> &'a str {
        self.skip_space();
        let rest = self.rest();
        let mut depth = 0_u32;
        let mut quoted = false;
        let end = rest
            .find(|letter: char| match letter {
                '"' => {
                    quoted = !quoted;
                    false
                }
                _ if quoted => false,
                letter if depth == 0 && ends.contains(&letter) => true,
                '(' => {
                    depth += 1;
                    false
                }
                ')' => {
                    depth = depth.saturating_sub(1);
                    false
                }
                _ => false,
            })
            .unwrap_or(rest.len());
        self.at += end;
        rest[..end].trim_end()
    }

    /// `(a, b, c)` after a function's name: the arguments' texts.
    pub(crate) fn arguments(&mut self) -> Read<Vec<&'a str>> {
        self.expect("(")?;
        let mut found = Vec::new();
        loop {
            found.push(self.until(&[',', ')']));
            if self.takes(")") {
                return Ok(found);
            }
            self.expect(",")?;
        }
    }
}

/// `600ms`, or `1.5s` from a second on.
pub(crate) fn write_duration(duration: Duration) -> String {
    let micros = duration.as_micros() as f64;
    if micros >= 1.0e6 {
        format!("{}s", micros / 1.0e6)
    } else {
        format!("{}ms", micros / 1.0e3)
    }
}

/// A text in double quotes, as [`Reader::string`] reads it.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        if matches!(letter, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted.push('"');
    quoted
}
