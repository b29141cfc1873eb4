//! The lines with which each test runner closes, found in its output.
//!
//! The main function is [`closing_lines`]. It quotes the runner and never counts by itself.

/// The test runners that we use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Runner {
    Nextest,
    Vitest,
    Playwright,
    NodeTest,
}

impl Runner {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nextest => "Rust tests (nextest)",
            Self::Vitest => "UI unit tests (Vitest)",
            Self::Playwright => "browser end-to-end tests (Playwright)",
            Self::NodeTest => "desktop smoke test (node --test)",
        }
    }

    fn closes_with(self, line: &str) -> bool {
        match self {
            Self::Nextest => line.starts_with("Summary ["),
            Self::Vitest => ["Test Files ", "Tests ", "Duration ", "Type Errors "]
                .iter()
                .any(|start| line.starts_with(start)),
            Self::Playwright => {
                let mut words = line.split_whitespace();
                words
                    .next()
                    .is_some_and(|count| count.parse::<u32>().is_ok())
                    && words.next().is_some_and(|outcome| {
                        matches!(
                            outcome,
                            "passed" | "failed" | "flaky" | "skipped" | "interrupted"
                        )
                    })
                    && words.next().is_none_or(|time| time.starts_with('('))
            }
            Self::NodeTest => {
                let rest = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "));
                rest.and_then(|rest| rest.split_once(' '))
                    .is_some_and(|(what, count)| {
                        matches!(
                            what,
                            "tests" | "pass" | "fail" | "cancelled" | "skipped" | "duration_ms"
                        ) && count.parse::<f64>().is_ok()
                    })
            }
        }
    }
}

/// The runner's closing lines, as it printed them but without colours. Empty if it never got
/// that far.
pub(crate) fn closing_lines(runner: Runner, output: &str) -> Vec<String> {
    let plain = without_colours(output);
    let lines: Vec<&str> = plain.lines().collect();
    // A runner closes once: what a test printed earlier and looks alike is not quoted. Playwright
    // lists the names of failed tests between its counts, so there the first count is the start.
    let from = match runner {
        Runner::Playwright => lines
            .iter()
            .position(|line| runner.closes_with(line.trim_start())),
        Runner::Nextest => lines
            .iter()
            .rposition(|line| runner.closes_with(line.trim_start())),
        Runner::Vitest => lines
            .iter()
            .rposition(|line| line.trim_start().starts_with("Test Files ")),
        Runner::NodeTest => lines.iter().rposition(|line| {
            let line = line.trim_start();
            runner.closes_with(line) && line.contains(" tests ")
        }),
    };
    let Some(from) = from else {
        return Vec::new();
    };
    lines
        .iter()
        .skip(from)
        .filter(|line| runner.closes_with(line.trim_start()))
        .map(|line| (*line).to_owned())
        .collect()
}

/// The text without terminal colour sequences.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("\u{1b}[") {
        plain.push_str(&rest[..start]);
        let sequence = &rest[start + 2..];
        let end = sequence
            .find(|character: char| character.is_ascii_alphabetic())
            .map_or(sequence.len(), |end| end + 1);
        rest = &sequence[end..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_closes_with_its_summary() {
        let output = "    Starting 2 tests across 1 binary\n        PASS [   0.005s] xtask a\n\
                      ------------\n     Summary [   0.009s] 2 tests run: 2 passed, 0 skipped\n";
        assert_eq!(
            closing_lines(Runner::Nextest, output),
            ["     Summary [   0.009s] 2 tests run: 2 passed, 0 skipped"]
        );
    }

    #[test]
    fn vitest_closes_with_files_tests_and_duration_even_in_colour() {
        let output = " ✓ src/a.test.ts (3 tests)\n\n \u{1b}[2mTest Files \u{1b}[22m 1 passed (1)\n      \
                      Tests  3 passed (3)\n   Start at  10:00:00\n   Duration  1.20s (transform 1s)\n";
        assert_eq!(
            closing_lines(Runner::Vitest, output),
            [
                " Test Files  1 passed (1)",
                "      Tests  3 passed (3)",
                "   Duration  1.20s (transform 1s)"
            ]
        );
    }

    #[test]
    fn playwright_closes_with_counts_by_outcome() {
        let output = "Running 3 tests using 1 worker\n\n  ✓  1 smoke.spec.ts:3:1 › opens (1.0s)\n\
                      \n  1 failed\n    smoke.spec.ts:9:1 › breaks ───\n  1 skipped\n  1 passed (2.3s)\n";
        assert_eq!(
            closing_lines(Runner::Playwright, output),
            ["  1 failed", "  1 skipped", "  1 passed (2.3s)"]
        );
    }

    #[test]
    fn node_closes_with_its_counts() {
        let output = "✔ the window opens (812ms)\nℹ tests 1\nℹ suites 0\nℹ pass 1\nℹ fail 0\n\
                      ℹ cancelled 0\nℹ skipped 0\nℹ todo 0\nℹ duration_ms 900.5\n";
        assert_eq!(
            closing_lines(Runner::NodeTest, output),
            [
                "ℹ tests 1",
                "ℹ pass 1",
                "ℹ fail 0",
                "ℹ cancelled 0",
                "ℹ skipped 0",
                "ℹ duration_ms 900.5"
            ]
        );
    }

    #[test]
    fn a_runner_that_broke_off_has_no_closing_lines() {
        for runner in [
            Runner::Nextest,
            Runner::Vitest,
            Runner::Playwright,
            Runner::NodeTest,
        ] {
            assert!(closing_lines(runner, "error: could not compile\n").is_empty());
        }
    }
}
