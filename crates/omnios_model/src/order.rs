//! Fractional order keys: a new key fits between any two, so that moving an element writes
//! one value and never renumbers its siblings.
//!
//! A key is a base-62 fraction without trailing zeros, compared as bytes. The idea is
//! described at <https://www.figma.com/blog/realtime-editing-of-ordered-sequences/>. Halving
//! what is left at the end would lengthen keys by a digit every sixth time something is
//! appended; so behind the last sibling keys count upwards instead, see [`OrderKey::between`].

use std::fmt;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A position among siblings. Two peers may make equal keys; the element id then decides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderKey(Box<str>);

impl OrderKey {
    /// Takes a key as it was stored. Anything but ASCII letters and digits, an empty text and
    /// a trailing zero (which nothing fits below) are refused with `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let valid = !text.is_empty()
            && !text.ends_with('0')
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        valid.then(|| Self(text.into()))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A key strictly between `low` and `high`; `None` stands for the open end. Where `low` is
    /// not below `high` (two peers made equal keys), the result only follows `low`.
    ///
    /// Behind the last sibling (`high` is `None`) the length grows with the logarithm of the
    /// number of siblings.
    pub fn between(low: Option<&Self>, high: Option<&Self>) -> Self {
        if let (Some(low), None) = (low, high) {
            return Self(next(low.0.as_bytes()).into());
        }
        let low_digits = low.map_or(&[][..], |key| key.0.as_bytes());
        let high_digits = high
            .filter(|high| low.is_none_or(|low| low < *high))
            .map(|key| key.0.as_bytes());
        let digits = midpoint(low_digits, high_digits);
        Self(
            digits
                .into_iter()
                .map(char::from)
                .collect::<String>()
                .into(),
        )
    }

    /// `count` ascending keys strictly between `low` and `high`, of logarithmic length.
    pub fn spread(low: Option<&Self>, high: Option<&Self>, count: usize) -> Vec<Self> {
        if count == 0 {
            return Vec::new();
        }
        let middle = Self::between(low, high);
        let before = (count - 1) / 2;
        let mut keys = Self::spread(low, Some(&middle), before);
        let after = Self::spread(Some(&middle), high, count - 1 - before);
        keys.push(middle);
        keys.extend(after);
        keys
    }
}

impl fmt::Display for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn digit(byte: u8) -> usize {
    DIGITS.iter().position(|it| *it == byte).unwrap_or(0)
}

/// The next key in counting order: as many digits are counted with as the key has leading
/// greatest digits, and one more, so that each level has room for 62 times as many keys.
fn next(low: &[u8]) -> String {
    let greatest = DIGITS[DIGITS.len() - 1];
    let level = low.iter().take_while(|byte| **byte == greatest).count();
    let mut counter: Vec<usize> = (level..=2 * level)
        .map(|at| low.get(at).map_or(0, |byte| digit(*byte)))
        .collect();
    for at in (0..counter.len()).rev() {
        counter[at] += 1;
        if counter[at] < DIGITS.len() {
            break;
        }
        counter[at] = 0;
    }
    // A full counter begins with the greatest digit, which marks the next level.
    let is_full = counter[0] == DIGITS.len() - 1;
    let (level, mut counter) = if is_full {
        (level + 1, vec![0; level + 2])
    } else {
        (level, counter)
    };
    if let Some(last) = counter.last_mut()
        && *last == 0
    {
        *last = 1;
    }
    let mut key = vec![greatest; level];
    key.extend(counter.into_iter().map(|at| DIGITS[at]));
    key.into_iter().map(char::from).collect()
}

fn midpoint(low: &[u8], high: Option<&[u8]>) -> Vec<u8> {
    let mut key = Vec::new();
    let mut high = high;
    let mut index = 0;
    loop {
        let low_digit = low.get(index).map_or(0, |byte| digit(*byte));
        let high_digit = match high {
            Some(digits) => digits.get(index).map_or(0, |byte| digit(*byte)),
            None => DIGITS.len(),
        };
        if high_digit > low_digit + 1 {
            key.push(DIGITS[usize::midpoint(low_digit, high_digit)]);
            return key;
        }
        key.push(DIGITS[low_digit]);
        if high_digit > low_digit {
            // The upper bound is passed already: from here on only the lower one matters.
            high = None;
        }
        index += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_a_key_between_two() {
        let mut keys = vec![OrderKey::between(None, None)];
        // A fixed linear congruence picks gaps all over, including long runs at both ends.
        let mut state = 7_u64;
        for round in 0..2_000 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let gap = match round % 3 {
                0 => 0,
                1 => keys.len(),
                _ => (state >> 33) as usize % (keys.len() + 1),
            };
            let low = gap.checked_sub(1).map(|index| &keys[index]);
            let key = OrderKey::between(low, keys.get(gap));
            assert_eq!(OrderKey::parse(key.as_str()), Some(key.clone()));
            keys.insert(gap, key);
        }
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn appending_ten_thousand_times_keeps_keys_short() {
        let mut last = OrderKey::between(None, None);
        for _ in 0..10_000 {
            let next = OrderKey::between(Some(&last), None);
            assert!(next > last);
            assert_eq!(OrderKey::parse(next.as_str()), Some(next.clone()));
            last = next;
        }
        assert!(last.as_str().len() <= 5, "{last}");
    }

    #[test]
    fn equal_keys_do_not_hang() {
        let key = OrderKey::between(None, None);
        assert!(OrderKey::between(Some(&key), Some(&key)) > key);
    }

    #[test]
    fn spread_keys_are_short_and_ascending() {
        let keys = OrderKey::spread(None, None, 10_000);
        assert_eq!(keys.len(), 10_000);
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(keys.iter().all(|key| key.as_str().len() <= 6));
    }
}
