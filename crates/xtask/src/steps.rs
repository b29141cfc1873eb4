//! Announcing what happens: a headline per step, the time it took, and a summary at the end.
//!
//! The main type is [`Steps`]. All that xtask prints goes through this module, so that the order
//! on the screen is the order of events.

use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::closing_lines::{Runner, closing_lines};
use crate::process;

/// Prints a line for the person.
pub(crate) fn say(line: &str) {
    // Nobody listens any more if this fails; the work itself is still worth finishing.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints a line about something wrong.
pub(crate) fn complain(line: &str) {
    let _ = std::io::stdout().flush();
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Runs steps one after another and remembers what the summary needs.
#[derive(Default)]
pub(crate) struct Steps {
    taken: Vec<(String, Duration)>,
    closing: Vec<(Runner, Vec<String>)>,
}

impl Steps {
    /// Runs one step; its name is part of the error if it fails.
    pub(crate) fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        say(&format!("\n── {name}"));
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        match result {
            Ok(value) => {
                say(&format!("── {name}: done in {}", spell_time(took)));
                self.taken.push((name.to_owned(), took));
                Ok(value)
            }
            Err(error) => {
                say(&format!("── {name}: FAILED after {}", spell_time(took)));
                self.say_closing_lines();
                Err(error).with_context(|| format!("the step \"{name}\" failed"))
            }
        }
    }

    /// Runs a test runner as a step and keeps the lines with which it closes.
    pub(crate) fn runner(
        &mut self,
        name: &str,
        runner: Runner,
        command: &mut Command,
    ) -> Result<()> {
        // Colours would end up in the closing lines and in log files.
        command.env("NO_COLOR", "1").env_remove("FORCE_COLOR");
        let mut closing = Vec::new();
        let outcome = self.step(name, || {
            let (text, succeeded) = process::run_and_record(command)?;
            closing = closing_lines(runner, &text);
            if !succeeded {
                bail!(
                    "`{}` reports failures: {}",
                    process::spell(command),
                    closing
                        .iter()
                        .map(|line| line.trim())
                        .collect::<Vec<_>>()
                        .join("; ")
                );
            }
            if closing.is_empty() {
                bail!(
                    "`{}` ended well but did not say what it ran, so it is not counted as a test run",
                    process::spell(command)
                );
            }
            Ok(())
        });
        self.closing.push((runner, closing));
        outcome
    }

    /// The times, and last of all each runner's own closing lines.
    pub(crate) fn summarise(&self) {
        say("\n── all steps passed");
        let width = self
            .taken
            .iter()
            .map(|(name, _)| name.chars().count())
            .max()
            .unwrap_or(0);
        for (name, took) in &self.taken {
            say(&format!("   {name:width$}  {:>8}", spell_time(*took)));
        }
        let total = self.taken.iter().map(|(_, took)| *took).sum();
        say(&format!("   {:width$}  {:>8}", "in all", spell_time(total)));
        self.say_closing_lines();
    }

    fn say_closing_lines(&self) {
        for (runner, lines) in &self.closing {
            say(&format!("\n{}:", runner.name()));
            for line in lines {
                say(line);
            }
        }
    }
}

fn spell_time(took: Duration) -> String {
    let secs = took.as_secs();
    if secs >= 60 {
        format!("{} min {:02} s", secs / 60, secs % 60)
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_naturally() {
        assert_eq!(spell_time(Duration::from_millis(1234)), "1.2 s");
        assert_eq!(spell_time(Duration::from_secs(187)), "3 min 07 s");
    }

    #[test]
    fn a_failing_step_is_named() {
        let error = Steps::default()
            .step("layering", || -> Result<()> { bail!("an upward edge") })
            .expect_err("the step fails");
        assert_eq!(
            format!("{error:#}"),
            "the step \"layering\" failed: an upward edge"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_runner_that_says_nothing_is_not_a_test_run() {
        let error = Steps::default()
            .runner("unit tests", Runner::Nextest, &mut Command::new("true"))
            .expect_err("no closing line");
        assert!(format!("{error:#}").contains("not counted"), "{error:#}");
    }
}
