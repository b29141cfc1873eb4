//! How long something took, many times.

/// Times in milliseconds.
#[derive(Debug, Clone, Default)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// Adds one.
    pub fn push(&mut self, ms: f64) {
        self.0.push(ms);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them together, in milliseconds.
    pub fn total(&self) -> f64 {
        self.0.iter().sum()
    }

    /// The time that a share of them doesn't exceed: 0.5 for the median, 0.99 for the 99th
    /// percentile. 0 where there are none.
    pub fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (share * sorted.len() as f64).ceil() as usize;
        let index = rank.max(1).min(sorted.len()) - usize::from(!sorted.is_empty());
        sorted.get(index).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_were_measured() {
        let mut samples = Samples::default();
        assert_eq!(samples.quantile(0.5), 0.0);
        (1..=200).rev().for_each(|ms| samples.push(f64::from(ms)));
        assert_eq!(samples.quantile(0.5), 100.0);
        assert_eq!(samples.quantile(0.99), 198.0);
        assert_eq!(samples.quantile(1.0), 200.0);
    }
}
