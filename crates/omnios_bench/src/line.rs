//! One measured line of the table, as JSON.

use serde_json::{Value, json};

use crate::Samples;

/// What was measured, and what it should be.
#[derive(Debug, Clone)]
pub struct Line {
    /// What was done, in words.
    pub name: String,
    /// `ms`, `bytes` and the like.
    pub unit: &'static str,
    /// The middle one of the measurements.
    pub median: f64,
    /// The 99th percentile, or the only measurement.
    pub p99: f64,
    /// What `p99` should not exceed.
    pub target: Option<f64>,
}

impl Line {
    /// A line of times.
    pub fn of_times(name: impl Into<String>, samples: &Samples, target: Option<f64>) -> Self {
        Self {
            name: name.into(),
            unit: "ms",
            median: samples.quantile(0.5),
            p99: samples.quantile(0.99),
            target,
        }
    }

    /// A line with a single figure.
    pub fn of_figure(
        name: impl Into<String>,
        unit: &'static str,
        figure: f64,
        target: Option<f64>,
    ) -> Self {
        Self {
            name: name.into(),
            unit,
            median: figure,
            p99: figure,
            target,
        }
    }

    /// The line as `cargo xtask bench engine` reads it. `place` says where it was measured.
    pub fn json(&self, place: &str) -> Value {
        json!({
            "name": self.name,
            "place": place,
            "unit": self.unit,
            "median": self.median,
            "p99": self.p99,
            "target": self.target,
            "holds": self.target.map(|target| self.p99 <= target),
        })
    }
}
