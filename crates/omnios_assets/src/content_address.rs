//! An asset's name: the BLAKE3 hash of its bytes.

use omnios_model::AssetHash;

/// The content address of these bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> AssetHash {
    let digits = blake3::hash(bytes).to_hex();
    match digits.as_str().parse() {
        Ok(hash) => hash,
        // Both write 32 bytes as lower-case hexadecimal digits.
        Err(error) => unreachable!("BLAKE3 wrote {digits}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_hash_that_other_programs_compute() {
        // The first test vector of the BLAKE3 reference implementation.
        assert_eq!(
            hash(b"").as_str(),
            "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"
        );
        assert_ne!(hash(b"a"), hash(b"b"));
    }
}
