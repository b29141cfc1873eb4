//! Ids for new elements and pages, from a seed that the host gives.

use omnios_model::{ElementId, PageId};

/// A SplitMix64 generator (<https://prng.di.unimi.it/splitmix64.c> describes it): the core
/// has no randomness of its own, so that a seed replays a session exactly.
#[derive(Debug, Clone)]
pub(crate) struct IdSource {
    state: u64,
}

impl IdSource {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    pub(crate) fn element(&mut self) -> ElementId {
        ElementId::from_random_bits(self.next())
    }

    pub(crate) fn page(&mut self) -> PageId {
        PageId::from_random_bits(self.next())
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}
