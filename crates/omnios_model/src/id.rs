//! Identifiers of elements, pages and assets.
//!
//! Element and page ids are 60 random bits, written as twelve characters of Crockford's
//! base 32 in lower case (<https://www.crockford.com/base32.html>). At a million elements a
//! collision has a chance of about one in two million.

use std::fmt;
use std::str::FromStr;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const DIGITS: usize = 12;
const MASK: u64 = (1 << 60) - 1;

/// A text that is no id of the expected form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not {expected}")]
pub struct ParseIdError {
    /// What was read.
    pub text: String,
    /// The form that was expected, in words.
    pub expected: &'static str,
}

fn write_base32(bits: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut digits = [0_u8; DIGITS];
    for (index, digit) in digits.iter_mut().enumerate() {
        let shift = 5 * (DIGITS - 1 - index);
        *digit = ALPHABET[((bits >> shift) & 31) as usize];
    }
    f.write_str(std::str::from_utf8(&digits).map_err(|_| fmt::Error)?)
}

fn parse_base32(text: &str) -> Option<u64> {
    if text.len() != DIGITS {
        return None;
    }
    text.bytes().try_fold(0_u64, |bits, byte| {
        let digit = ALPHABET.iter().position(|letter| *letter == byte)?;
        Some((bits << 5) | digit as u64)
    })
}

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The id made of the lowest 60 of the given random bits.
            pub const fn from_random_bits(bits: u64) -> Self {
                Self(bits & MASK)
            }

            /// The 60 bits, as [`Self::from_random_bits`] takes them.
            pub const fn bits(self) -> u64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_base32(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_base32(self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                parse_base32(text).map(Self).ok_or_else(|| ParseIdError {
                    text: text.chars().take(80).collect(),
                    expected: $expected,
                })
            }
        }
    };
}

random_id!(
    /// Names one element within the project.
    ElementId,
    "an element id (twelve letters and digits, as `omnios layout` prints them)"
);
random_id!(
    /// Names one page of the project.
    PageId,
    "a page id (twelve letters and digits, as `omnios info` prints them)"
);

/// Content address of an asset: the BLAKE3 hash of its bytes, 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetHash(Box<str>);

impl AssetHash {
    /// The hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AssetHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for AssetHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for AssetHash {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let valid = text.len() == 64
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if valid {
            Ok(Self(text.into()))
        } else {
            Err(ParseIdError {
                text: text.chars().take(80).collect(),
                expected: "an asset hash (64 hexadecimal digits)",
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_what_it_writes() {
        for bits in [0, 1, 31, 32, 0x1234_5678_9abc_def0, u64::MAX] {
            let id = ElementId::from_random_bits(bits);
            assert_eq!(id.to_string().len(), 12);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn a_malformed_id_is_refused_with_its_text() {
        let error = "NotAnId!".parse::<ElementId>().unwrap_err();
        assert!(error.to_string().contains("NotAnId!"));
        assert!("0".repeat(64).parse::<AssetHash>().is_ok());
        assert!("0".repeat(63).parse::<AssetHash>().is_err());
        assert!("Z".repeat(64).parse::<AssetHash>().is_err());
    }
}
