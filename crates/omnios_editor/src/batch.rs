//! Several commands as one: all of them or none.

use std::collections::BTreeMap;

use omnios_protocol::{BatchEntry, Command, CommandError, CommandOutcome, Effect, ErrorCode};

use crate::commands;
use crate::edit::refuse;
use crate::editor::Editor;

impl Editor {
    /// Runs a list of document commands in one transaction that leaves one undo step. An entry
    /// may name what earlier ones created by the label in their `as`, as `$label`.
    ///
    /// # Errors
    /// The first entry's that can't be run, with its number; the project is as it was.
    pub fn apply(&mut self, entries: &[BatchEntry]) -> Result<Vec<CommandOutcome>, CommandError> {
        let located = |index: usize, error: CommandError| CommandError {
            entry: Some(index),
            message: format!("entry {index}: {}", error.message),
            ..error
        };
        let mut commands = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let read = read_entry(entry).map_err(|error| located(index, error))?;
            commands.push(read);
        }
        let single = match &commands[..] {
            [(command, _)] => command.undo_label(),
            _ => "Apply commands",
        };
        self.edit(single, None, &BTreeMap::new(), |edit| {
            let mut labels: BTreeMap<String, String> = BTreeMap::new();
            let mut outcomes = Vec::with_capacity(commands.len());
            for (index, (command, label)) in commands.iter().enumerate() {
                let mut step = crate::edit::Edit {
                    tx: &mut *edit.tx,
                    stage: &mut *edit.stage,
                    ids: &mut *edit.ids,
                    labels: &labels,
                    selection: &[],
                    page: None,
                    breakpoint: omnios_model::Breakpoint::Desktop,
                    clipboard: None,
                    copied_style: None,
                    stage_is_stale: index > 0,
                };
                let outcome =
                    commands::run(&mut step, command).map_err(|error| located(index, error))?;
                if let Some(label) = label {
                    let Some(created) = outcome.created.first() else {
                        let error = refuse(
                            ErrorCode::InvalidArguments,
                            format!(
                                "{} creates nothing that “{label}” could stand for",
                                command.id()
                            ),
                        );
                        return Err(located(index, error));
                    };
                    if labels.insert(label.clone(), created.clone()).is_some() {
                        let error = refuse(
                            ErrorCode::InvalidArguments,
                            format!("an earlier entry has the label “{label}” already"),
                        );
                        return Err(located(index, error));
                    }
                }
                outcomes.push(outcome);
            }
            Ok(outcomes)
        })
    }
}

/// The command of an entry and its label, which may stand beside the arguments or among them.
fn read_entry(entry: &BatchEntry) -> Result<(Command, Option<String>), CommandError> {
    let mut args = entry.args.clone();
    let inner = args.as_object_mut().and_then(|args| args.remove("as"));
    let label = match (&entry.label, inner) {
        (Some(label), _) => Some(label.clone()),
        (None, Some(serde_json::Value::String(label))) => Some(label),
        (None, None) => None,
        (None, Some(other)) => {
            return Err(refuse(
                ErrorCode::InvalidArguments,
                format!("a label is a text, not {other}"),
            ));
        }
    };
    let label = label.map(|label| label.trim_start_matches('$').to_owned());
    let command = Command::from_parts(&entry.command, args)?;
    if command.effect() == Effect::Session {
        return Err(refuse(
            ErrorCode::NoSession,
            format!(
                "{} acts on a window's session. Run it in the studio",
                entry.command
            ),
        ));
    }
    Ok((command, label))
}
