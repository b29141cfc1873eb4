//! `data:` addresses (RFC 2397).

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

/// Media type and bytes.
pub(crate) fn decode(url: &str) -> Option<(String, Vec<u8>)> {
    let (head, data) = url.strip_prefix("data:")?.split_once(',')?;
    let mut parts = head.split(';');
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    let is_base64 = parts.any(|part| part.trim().eq_ignore_ascii_case("base64"));
    let plain = percent_decoded(data);
    if !is_base64 {
        return Some((media_type, plain));
    }
    let digits: Vec<u8> = plain
        .into_iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let bytes = GeneralPurpose::new(&base64::alphabet::STANDARD, config)
        .decode(digits)
        .ok()?;
    Some((media_type, bytes))
}

/// Bytes with `%41` and the like read.
pub(crate) fn percent_decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let byte = after
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_bytes_are_read() {
        let text = |url: &str| decode(url).map(|(_, bytes)| String::from_utf8(bytes).unwrap());
        assert_eq!(text("data:,a%20b").as_deref(), Some("a b"));
        assert_eq!(text("data:text/plain;base64,aGk=").as_deref(), Some("hi"));
        assert_eq!(text("data:text/plain;base64,aGk").as_deref(), Some("hi"));
        assert_eq!(text("data:nothing"), None);
        assert_eq!(text("data:;base64,%%%"), None);
    }
}
