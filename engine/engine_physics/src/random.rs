//! A small random number generator: PCG-XSH-RR 64/32 (M. E. O'Neill, 2014).

/// A stream of random numbers that its seed decides.
#[derive(Debug, Clone)]
pub(crate) struct Pcg {
    state: u64,
}

const MULTIPLIER: u64 = 6_364_136_223_846_793_005;
const INCREMENT: u64 = 1_442_695_040_888_963_407;

impl Pcg {
    pub(crate) fn new(seed: u64) -> Self {
        let mut pcg = Self {
            state: seed.wrapping_add(INCREMENT),
        };
        pcg.next();
        pcg
    }

    fn next(&mut self) -> u32 {
        let old = self.state;
        self.state = old.wrapping_mul(MULTIPLIER).wrapping_add(INCREMENT);
        let mixed = (((old >> 18) ^ old) >> 27) as u32;
        mixed.rotate_right((old >> 59) as u32)
    }

    /// A number from 0 up to, but without, 1.
    pub(crate) fn share(&mut self) -> f32 {
        // 24 bits are what an f32 holds.
        (self.next() >> 8) as f32 / 16_777_216.0
    }

    pub(crate) fn between(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * self.share()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_spread_evenly() {
        let mut pcg = Pcg::new(7);
        let mut tenths = [0_u32; 10];
        for _ in 0..100_000 {
            let share = pcg.share();
            assert!((0.0..1.0).contains(&share));
            tenths[(share * 10.0) as usize] += 1;
        }
        assert!(
            tenths.iter().all(|count| (9_600..10_400).contains(count)),
            "{tenths:?}"
        );
    }
}
