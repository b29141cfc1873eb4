//! [`Randomness`]: where ids come from. The core is deterministic; a host draws the numbers.

/// A sequence of random numbers: drawn from the system, or repeatable from a seed.
#[derive(Clone, Debug)]
pub struct Randomness {
    state: u64,
}

impl Randomness {
    /// Numbers that nobody can foresee or repeat.
    #[must_use]
    pub fn from_system() -> Self {
        // The standard library seeds each of its hash maps from the system's random numbers; the
        // hash of nothing under fresh keys is such a number.
        use std::hash::{BuildHasher as _, RandomState};
        Self::seeded(RandomState::new().hash_one(std::process::id()))
    }

    /// The same numbers for the same seed, for tests and reproducible files.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 random bits (SplitMix64, <https://doi.org/10.1145/2714064.2660195>).
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A client id for the CRDT: 53 bits, so that Yjs in JavaScript can hold it.
    pub fn client_id(&mut self) -> u64 {
        (self.next_u64() >> 11).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_and_the_system_does_not() {
        let draw = |mut numbers: Randomness| [numbers.next_u64(), numbers.next_u64()];
        assert_eq!(draw(Randomness::seeded(7)), draw(Randomness::seeded(7)));
        assert_ne!(
            draw(Randomness::from_system()),
            draw(Randomness::from_system())
        );
        assert!(Randomness::from_system().client_id() < 1 << 53);
    }
}
