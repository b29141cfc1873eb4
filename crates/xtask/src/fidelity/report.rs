//! What was measured, as tables for people.
//!
//! Shares are rounded to their worse side, so that no figure looks as if it reached an aim that it
//! missed.

use anyhow::{Context as _, Result};
use serde_json::Value;

/// The least share of words that must be in place.
const WORDS_AIM: f64 = 0.98;
/// Pixels must differ by less than this share.
const PIXELS_AIM: f64 = 0.02;
/// The least share of pairs of page and width that must reach both.
const PAIRS_AIM: f64 = 0.9;
/// The least share of words in place that any pair may have.
const WORST_AIM: f64 = 0.9;
/// How many misplaced words are named of a pair.
const NAMED_WORDS: usize = 3;

/// Two worlds compared.
struct Comparison {
    words: u64,
    in_place: u64,
    /// Share of pixels that differ.
    pixels: f64,
    /// The first words that are not in place, and where they are.
    misplaced: Vec<String>,
}

/// A page at a width.
struct Pair {
    width: u64,
    /// Heights of the original and of the export, in CSS px.
    heights: (Option<u64>, Option<u64>),
    /// The original against the export; a project has no original.
    import: Option<Comparison>,
    /// The canvas against the export.
    canvas: Comparison,
}

/// A measured page.
struct Page {
    name: String,
    /// What went wrong, or the pairs.
    outcome: Result<Vec<Pair>, String>,
    elements: Option<u64>,
    import_secs: Option<f64>,
    /// Bytes of markup and styles, and of all that a browser loads.
    original_bytes: Option<(u64, u64)>,
    export_bytes: Option<(u64, u64)>,
}

/// A run of `tests/corpus/run.mjs`.
pub(crate) struct Report {
    browser: String,
    widths: Vec<u64>,
    pages: Vec<Page>,
}

impl Comparison {
    fn read(value: &Value) -> Result<Self> {
        let number = |key: &str| value[key].as_u64().with_context(|| format!("no {key}"));
        let none = Vec::new();
        let moved = value["moved"].as_array().unwrap_or(&none).iter();
        let missing = value["missing"].as_array().unwrap_or(&none).iter();
        let moved = moved.map(|it| {
            let by: Vec<String> = (0..4).map(|side| it["by"][side].to_string()).collect();
            format!(
                "“{}” by {}",
                it["text"].as_str().unwrap_or(""),
                by.join(" ")
            )
        });
        let missing = missing.map(|it| format!("“{}” is missing", it.as_str().unwrap_or("")));
        // Some of either, as both say something.
        let misplaced = moved.take(NAMED_WORDS).chain(missing.take(NAMED_WORDS));
        Ok(Self {
            words: number("words")?,
            in_place: number("inPlace")?,
            pixels: value["pixels"].as_f64().context("no pixels")?,
            misplaced: misplaced.collect(),
        })
    }

    /// Share of the words that are in place; all of none.
    fn placed(&self) -> f64 {
        if self.words == 0 {
            1.0
        } else {
            self.in_place as f64 / self.words as f64
        }
    }

    fn reaches_the_aim(&self) -> bool {
        self.placed() >= WORDS_AIM && self.pixels < PIXELS_AIM
    }
}

impl Pair {
    fn read(value: &Value) -> Result<Self> {
        let import = &value["import"];
        Ok(Self {
            width: value["width"].as_u64().context("no width")?,
            heights: (
                value["heights"]["original"].as_u64(),
                value["heights"]["export"].as_u64(),
            ),
            import: match import {
                Value::Null => None,
                _ => Some(Comparison::read(import)?),
            },
            canvas: Comparison::read(&value["canvas"])?,
        })
    }

    fn comparisons(&self) -> impl Iterator<Item = &Comparison> {
        self.import.iter().chain([&self.canvas])
    }

    fn reaches_the_aim(&self) -> bool {
        self.comparisons().all(Comparison::reaches_the_aim)
    }
}

impl Page {
    fn read(value: &Value) -> Result<Self> {
        let name = value["page"].as_str().context("a page without a name")?;
        let outcome = match value["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => {
                let pairs = value["pairs"].as_array().context("no pairs")?;
                let pairs: Result<Vec<Pair>> = pairs.iter().map(Pair::read).collect();
                Ok(pairs.with_context(|| format!("the figures of {name}"))?)
            }
        };
        let bytes = |of: &str| {
            let sizes = &value["bytes"][of];
            Some((sizes["code"].as_u64()?, sizes["all"].as_u64()?))
        };
        Ok(Self {
            name: name.to_owned(),
            outcome,
            elements: value["elements"].as_u64(),
            import_secs: value["import_s"].as_f64(),
            original_bytes: bytes("original"),
            export_bytes: bytes("export"),
        })
    }

    fn row(&self) -> String {
        let pairs = match &self.outcome {
            Ok(pairs) => pairs,
            Err(_) => return format!("| {} | failed | | | | | | | | |", self.name),
        };
        let each = |show: &dyn Fn(&Pair) -> String| {
            let shown: Vec<String> = pairs.iter().map(show).collect();
            shown.join(" / ")
        };
        let import = |show: fn(&Comparison) -> String| {
            each(&|pair| pair.import.as_ref().map_or_else(dash, show))
        };
        let canvas = |show: fn(&Comparison) -> String| each(&|pair| show(&pair.canvas));
        let words = |it: &Comparison| worse_words(it.placed());
        let pixels = |it: &Comparison| worse_pixels(it.pixels);
        let reached = pairs.iter().filter(|it| it.reaches_the_aim()).count();
        let sizes = |of: fn((u64, u64)) -> u64| {
            let of = |it: Option<(u64, u64)>| it.map_or_else(dash, |it| kib(of(it)));
            format!("{} → {}", of(self.original_bytes), of(self.export_bytes))
        };
        format!(
            "| {} | {reached} of {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            self.name,
            pairs.len(),
            import(words),
            import(pixels),
            canvas(words),
            canvas(pixels),
            self.elements.map_or_else(dash, |it| it.to_string()),
            self.import_secs.map_or_else(dash, |it| format!("{it:.1}")),
            sizes(|it| it.0),
            sizes(|it| it.1),
        )
    }
}

impl Report {
    pub(crate) fn read(text: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(text).context("fidelity.json is no JSON")?;
        let pages = value["pages"].as_array().context("no pages")?.iter();
        let widths = value["widths"].as_array().context("no widths")?.iter();
        Ok(Self {
            browser: value["browser"].as_str().unwrap_or("Chromium").to_owned(),
            widths: widths.filter_map(Value::as_u64).collect(),
            pages: pages.map(Page::read).collect::<Result<_>>()?,
        })
    }

    /// A line a page, its widths one after another.
    pub(crate) fn table(&self) -> String {
        let mut lines = vec![
            "| page | reaches the aims | import: words in place, % | import: pixels that differ, % \
             | canvas: words in place, % | canvas: pixels that differ, % | elements | import, s \
             | HTML and CSS, KiB | all files, KiB |"
                .to_owned(),
            "|---|---|---|---|---|---|---|---|---|---|".to_owned(),
        ];
        lines.extend(self.pages.iter().map(Page::row));
        lines.join("\n")
    }

    /// How many pairs of page and width reach the aims.
    pub(crate) fn summary(&self) -> String {
        let pairs: Vec<(&str, &Pair)> = self
            .pages
            .iter()
            .filter_map(|page| Some((page.name.as_str(), page.outcome.as_ref().ok()?)))
            .flat_map(|(name, pairs)| pairs.iter().map(move |pair| (name, pair)))
            .collect();
        // A page that fails misses the aims at every width.
        let count = self.pages.len() * self.widths.len();
        let widths: Vec<String> = self.widths.iter().map(u64::to_string).collect();
        let imports: Vec<_> = pairs
            .iter()
            .filter_map(|(name, pair)| Some((*name, pair.width, pair.import.as_ref()?)))
            .collect();
        let canvases: Vec<_> = pairs
            .iter()
            .map(|(name, pair)| (*name, pair.width, &pair.canvas))
            .collect();
        let mut lines = vec![
            format!(
                "| {} pages × {} px, {} | original against export | canvas against export |",
                self.pages.len(),
                widths.join(", "),
                self.browser
            ),
            "|---|---|---|".to_owned(),
        ];
        let mut row = |what: &str, of: &dyn Fn(&[Measured<'_>]) -> String| {
            lines.push(format!("| {what} | {} | {} |", of(&imports), of(&canvases)));
        };
        row(
            "pairs with 98 % of the words in place and under 2 % of the pixels differing",
            &|found| reached(found, count),
        );
        row("words in place, all pages together", &all_words);
        row("fewest words in place", &fewest_words);
        row("pixels that differ: median, most", &spread_of_pixels);
        let both = pairs.iter().filter(|(_, it)| it.reaches_the_aim()).count();
        let failed = self.pages.iter().filter(|it| it.outcome.is_err()).count();
        let worst = pairs
            .iter()
            .flat_map(|(_, pair)| pair.comparisons().map(Comparison::placed))
            .fold(1.0, f64::min);
        let holds = |holds: bool| if holds { "reached" } else { "missed" };
        lines.push(format!(
            "\nBoth at once: {both} of {count} pairs (aim: {} %, {}); no pair below {} % of words in \
             place: {}{}.",
            percent(PAIRS_AIM, 0),
            holds(both as f64 >= PAIRS_AIM * count as f64),
            percent(WORST_AIM, 0),
            holds(worst >= WORST_AIM && failed == 0),
            match failed {
                0 => String::new(),
                1 => "; 1 page failed".to_owned(),
                failed => format!("; {failed} pages failed"),
            }
        ));
        lines.join("\n")
    }

    /// A line for each page that failed and each pair that misses an aim.
    pub(crate) fn shortfalls(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for page in &self.pages {
            match &page.outcome {
                Err(error) => {
                    let first = error.lines().next().unwrap_or_default();
                    lines.push(format!("{}: {first}", page.name));
                }
                Ok(pairs) => {
                    for pair in pairs.iter().filter(|it| !it.reaches_the_aim()) {
                        lines.push(format!("{} at {}: {}", page.name, pair.width, why(pair)));
                    }
                }
            }
        }
        lines
    }
}

/// A page's name, a width, and what was compared there.
type Measured<'a> = (&'a str, u64, &'a Comparison);

fn reached(found: &[Measured<'_>], count: usize) -> String {
    if found.is_empty() {
        return dash();
    }
    let reached = found.iter().filter(|it| it.2.reaches_the_aim()).count();
    format!("{reached} of {count}")
}

fn all_words(found: &[Measured<'_>]) -> String {
    let words: u64 = found.iter().map(|it| it.2.words).sum();
    let in_place: u64 = found.iter().map(|it| it.2.in_place).sum();
    match words {
        0 => dash(),
        words => format!(
            "{} % of {words}",
            worse_words(in_place as f64 / words as f64)
        ),
    }
}

fn fewest_words(found: &[Measured<'_>]) -> String {
    let fewest = found
        .iter()
        .min_by(|a, b| a.2.placed().total_cmp(&b.2.placed()));
    fewest.map_or_else(dash, |(name, width, it)| {
        format!("{} % ({name} at {width})", worse_words(it.placed()))
    })
}

fn spread_of_pixels(found: &[Measured<'_>]) -> String {
    let mut sorted = found.to_vec();
    sorted.sort_by(|a, b| a.2.pixels.total_cmp(&b.2.pixels));
    let (Some(median), Some((name, width, most))) = (sorted.get(sorted.len() / 2), sorted.last())
    else {
        return dash();
    };
    format!(
        "{} %, {} % ({name} at {width})",
        worse_pixels(median.2.pixels),
        worse_pixels(most.pixels)
    )
}

/// What a person would look at first.
fn why(pair: &Pair) -> String {
    let mut parts = Vec::new();
    if let (Some(original), Some(export)) = pair.heights
        && original != export
    {
        parts.push(format!("{original} px high became {export}"));
    }
    let sides = [
        ("import", pair.import.as_ref()),
        ("canvas", Some(&pair.canvas)),
    ];
    for (side, comparison) in sides {
        let Some(it) = comparison.filter(|it| !it.reaches_the_aim()) else {
            continue;
        };
        let mut part = format!(
            "{side}: {} % of pixels differ, {} of {} words are elsewhere",
            worse_pixels(it.pixels),
            it.words - it.in_place,
            it.words
        );
        if !it.misplaced.is_empty() {
            part = format!("{part} ({})", it.misplaced.join(", "));
        }
        parts.push(part);
    }
    parts.join("; ")
}

fn dash() -> String {
    "–".to_owned()
}

/// A share in per cent, to a tenth downwards.
fn worse_words(share: f64) -> String {
    format!("{:.1}", (share * 1000.0).floor() / 10.0)
}

/// A share in per cent, to a tenth upwards.
fn worse_pixels(share: f64) -> String {
    format!("{:.1}", (share * 1000.0).ceil() / 10.0)
}

fn percent(share: f64, digits: usize) -> String {
    format!("{:.digits$}", share * 100.0)
}

fn kib(bytes: u64) -> String {
    format!("{:.0}", bytes as f64 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = r#"{"browser": "Chromium 156", "widths": [1440, 390], "pages": [
        {"page": "agency/index", "elements": 249, "import_s": 0.42,
         "bytes": {"original": {"code": 10240, "all": 20480}, "export": {"code": 5120, "all": 30720}},
         "pairs": [
            {"width": 1440, "heights": {"original": 900, "export": 900},
             "import": {"pixels": 0.0101, "words": 1000, "inPlace": 980, "moved": [], "missing": []},
             "canvas": {"pixels": 0, "words": 1000, "inPlace": 1000, "moved": [], "missing": []}},
            {"width": 390, "heights": {"original": 900, "export": 930},
             "import": {"pixels": 0.02, "words": 1000, "inPlace": 979,
                        "moved": [{"text": "Menu", "by": [0, 30, 0, 0]}], "missing": ["More"]},
             "canvas": {"pixels": 0, "words": 1000, "inPlace": 1000, "moved": [], "missing": []}}]},
        {"page": "agency/broken", "error": "omnios import: no such tag"}]}"#;

    #[test]
    fn a_page_is_a_row_with_its_widths_side_by_side() {
        let table = Report::read(RUN).expect("a run").table();
        assert!(
            table.contains("| agency/index | 1 of 2 | 98.0 / 97.9 | 1.1 / 2.0 | 100.0 / 100.0 |"),
            "{table}"
        );
        assert!(
            table.contains("| 249 | 0.4 | 10 → 5 | 20 → 30 |"),
            "{table}"
        );
        assert!(table.contains("| agency/broken | failed |"), "{table}");
    }

    #[test]
    fn a_page_that_fails_misses_the_aims_at_every_width() {
        let summary = Report::read(RUN).expect("a run").summary();
        assert!(summary.contains("| 1 of 4 | 2 of 4 |"), "{summary}");
        assert!(
            summary.contains("Both at once: 1 of 4 pairs (aim: 90 %, missed)"),
            "{summary}"
        );
        assert!(summary.ends_with("; 1 page failed."), "{summary}");
    }

    #[test]
    fn what_falls_short_is_explained() {
        assert_eq!(
            Report::read(RUN).expect("a run").shortfalls(),
            [
                "agency/index at 390: 900 px high became 930; import: 2.0 % of pixels differ, 21 of \
                 1000 words are elsewhere (“Menu” by 0 30 0 0, “More” is missing)",
                "agency/broken: omnios import: no such tag"
            ]
        );
    }
}
