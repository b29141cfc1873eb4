//! Printing results and errors.

use std::io::{self, Write as _};

use omnios_protocol::host::HostError;
use serde::Serialize;

use crate::failure::Failure;

/// How results are printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Output {
    pub(crate) json: bool,
}

impl Output {
    /// Prints a result: `text` for people, `value` for programs.
    pub(crate) fn result(
        self,
        value: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        let mut printed = if self.json {
            serde_json::to_string_pretty(value)
                .map_err(|error| Failure::new("cli.json", error.to_string()))?
        } else {
            text()
        };
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed.push('\n');
        }
        print(&printed)
    }

    /// Prints why it did not work.
    pub(crate) fn error(self, error: &HostError) {
        let text = if self.json {
            serde_json::json!({ "error": error }).to_string()
        } else {
            format!("error: {}", error.message)
        };
        // There is nobody to tell if even this fails.
        let _ = writeln!(io::stderr(), "{text}");
    }
}

/// Prints at once. A reader that has had enough, such as `head`, is no failure.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(
            "cli.output",
            format!("The result could not be printed: {error}. What was done is done."),
        )),
        _ => Ok(()),
    }
}
