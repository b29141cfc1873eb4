//! What was measured, as a table for people.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

const BEGIN: &str = "<!-- bench engine: begin -->";
const END: &str = "<!-- bench engine: end -->";

/// One measured line. Figures are in `unit`.
#[derive(Debug, PartialEq)]
pub(crate) struct Line {
    name: String,
    place: String,
    unit: String,
    median: f64,
    p99: f64,
    target: Option<f64>,
    peer: Option<Peer>,
}

/// What another program took for the same.
#[derive(Debug, PartialEq)]
struct Peer {
    name: String,
    median: f64,
    p99: f64,
}

impl Line {
    /// Reads a JSON line. `place` is where it was measured, if the line doesn't say.
    pub(crate) fn read(text: &str, place: &str) -> Result<Self> {
        let line: Value = serde_json::from_str(text).with_context(|| format!("no JSON: {text}"))?;
        let word = |key: &str| line[key].as_str().map(str::to_owned);
        let number = |key: &str| line[key].as_f64();
        let required = |key: &str| number(key).with_context(|| format!("no {key} in {text}"));
        let peer = match (word("peer"), number("peer_median"), number("peer_p99")) {
            (Some(name), Some(median), Some(p99)) => Some(Peer { name, median, p99 }),
            _ => None,
        };
        Ok(Self {
            name: word("name").with_context(|| format!("no name in {text}"))?,
            place: word("place").unwrap_or_else(|| place.to_owned()),
            unit: word("unit").unwrap_or_else(|| "ms".to_owned()),
            median: required("median")?,
            p99: required("p99")?,
            target: number("target"),
            peer,
        })
    }

    fn cells(&self) -> [String; 7] {
        let unit = match self.unit.as_str() {
            "us" => "µs",
            unit => unit,
        };
        let figures = |median: f64, p99: f64| {
            if median == p99 {
                format!("{} {unit}", short(median))
            } else {
                format!("{} / {} {unit}", short(median), short(p99))
            }
        };
        let peer = self.peer.as_ref();
        let dash = || "–".to_owned();
        [
            self.name.clone(),
            self.place.clone(),
            figures(self.median, self.p99),
            peer.map_or_else(dash, |peer| {
                format!("{}: {}", peer.name, figures(peer.median, peer.p99))
            }),
            peer.map_or_else(dash, |peer| {
                format!("{} ×", short(self.median / peer.median.max(1e-9)))
            }),
            self.target
                .map_or_else(dash, |target| format!("≤ {} {unit}", short(target))),
            self.target.map_or_else(dash, |target| {
                if self.p99 <= target {
                    "holds"
                } else {
                    "missed"
                }
                .to_owned()
            }),
        ]
    }
}

/// Three significant digits.
fn short(figure: f64) -> String {
    let digits = match figure.abs() {
        0.0 => 0,
        it if it >= 100.0 => 0,
        it if it >= 10.0 => 1,
        it if it >= 1.0 => 2,
        it if it >= 0.1 => 3,
        _ => 4,
    };
    format!("{figure:.digits$}")
}

/// All lines of one run.
pub(crate) struct Table {
    pub(crate) lines: Vec<Line>,
    /// Elements of the page that was measured.
    pub(crate) elements: &'static str,
}

impl Table {
    /// The table in Markdown. What is measured in one figure has no percentile.
    pub(crate) fn text(&self) -> String {
        let heads = [
            "what",
            "where",
            "ours, median / p99",
            "peer, median / p99",
            "ratio of medians",
            "target (p99)",
            "",
        ];
        let mut text = format!("| {} |\n", heads.join(" | "));
        text.push_str("|---|---|---|---|---|---|---|\n");
        for line in &self.lines {
            text.push_str(&format!("| {} |\n", line.cells().join(" | ")));
        }
        for (what, of) in self.relations() {
            text.push_str(&format!(
                "| {what} | native | {} × | – | – | ≥ 100 × | {} |\n",
                short(of),
                if of >= 100.0 { "holds" } else { "missed" }
            ));
        }
        text
    }

    /// How many times faster each edit is than the full layout, natively.
    fn relations(&self) -> Vec<(String, f64)> {
        let native = || self.lines.iter().filter(|line| line.place == "native");
        let Some(full) = native().find(|line| line.name.starts_with("full layout")) else {
            return Vec::new();
        };
        native()
            .filter(|line| line.name.starts_with("edit:"))
            .map(|line| {
                let what = line.name.split(" to the").next().unwrap_or_default();
                let times = full.median / line.p99.max(1e-9);
                (format!("{what}: full layout's median over its p99"), times)
            })
            .collect()
    }

    /// Puts the table between its marks in a file that has them.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        let old = fs::read_to_string(path)?;
        let new = replaced(
            &old,
            &format!("{} elements.\n\n{}", self.elements, self.text()),
        )
        .with_context(|| format!("{} has no “{BEGIN}” and “{END}”", path.display()))?;
        fs::write(path, new)?;
        Ok(())
    }
}

fn replaced(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{table}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let lines = [
            r#"{"name":"full layout: all","place":"native","median":400.0,"p99":410.0,"target":null}"#,
            r#"{"name":"edit: one colour to the display list","place":"native","median":0.5,"p99":2.0,"target":1.0}"#,
            r#"{"name":"hit-test","unit":"us","median":1.5,"p99":3.0,"target":5.0,"peer":"geo-index 0.4.0","peer_median":1.0,"peer_p99":2.0}"#,
        ];
        Table {
            lines: lines
                .iter()
                .map(|line| Line::read(line, "elsewhere").unwrap())
                .collect(),
            elements: "10",
        }
    }

    #[test]
    fn each_line_says_what_the_peer_took_and_whether_the_target_holds() {
        let text = table().text();
        assert!(text.contains(
            "| hit-test | elsewhere | 1.50 / 3.00 µs | geo-index 0.4.0: 1.00 / 2.00 µs | 1.50 × | ≤ 5.00 µs | holds |"
        ));
        assert!(text.contains("| 0.500 / 2.00 ms | – | – | ≤ 1.00 ms | missed |"));
        assert!(
            text.contains(
                "| edit: one colour: full layout's median over its p99 | native | 200 × |"
            )
        );
    }

    #[test]
    fn the_table_stands_between_its_marks_and_nothing_else_changes() {
        let before = format!("Above.\n{BEGIN}\nold\n{END}\nBelow.\n");
        let after = replaced(&before, "new").unwrap();
        assert!(after.starts_with("Above.\n") && after.ends_with("\nBelow.\n"));
        assert!(after.contains("new") && !after.contains("old"));
        assert!(replaced("nothing here", "new").is_none());
    }
}
