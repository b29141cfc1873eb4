//! What comes back from a command, and what can go wrong.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::args::ClipboardContent;

/// What a command did.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommandOutcome {
    /// Ids of the elements or the page it created, topmost ones only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub created: Vec<String>,
    /// What it decided or did, a sentence an element; for commands that decide something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub report: Vec<String>,
    /// What was copied, for the system clipboard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub clipboard: Option<ClipboardContent>,
}

/// One entry of `omnios apply`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BatchEntry {
    /// The command's id.
    pub command: String,
    /// Its arguments.
    #[serde(default)]
    #[ts(type = "Record<string, unknown>")]
    pub args: serde_json::Value,
    /// A label by which later entries name what this one creates, as `$label`.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub label: Option<String>,
}

/// Stable names of what can go wrong with a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// No command has that id.
    UnknownCommand,
    /// The arguments don't have the command's shape.
    InvalidArguments,
    /// A property name or value isn't understood.
    InvalidValue,
    /// There is no such element.
    UnknownElement,
    /// There is no such page.
    UnknownPage,
    /// Nothing is selected and no element is given.
    NothingSelected,
    /// The command doesn't apply to these elements.
    NotApplicable,
    /// The command acts on a window's session, which this host doesn't have.
    NoSession,
}

/// A command that wasn't run; the project is as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct CommandError {
    /// What went wrong, for programs.
    pub code: ErrorCode,
    /// What went wrong and what to do, for people.
    pub message: String,
    /// The entry of a batch it happened in, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub entry: Option<usize>,
}

impl CommandError {
    /// An error outside a batch.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            entry: None,
        }
    }
}
