//! Design tokens from JSON in the Design Tokens Community Group's format
//! (<https://www.designtokens.org/tr/drafts/format/>), and in the older forms that tools still
//! write: `value` and `type` without the dollar, JSON with comments.
//!
//! All files of an import are one tree of groups, as aliases lead from one to the other.
//! `read` finds the tokens in it, `convert` writes their values as CSS.

mod convert;
mod read;
mod value;

use std::collections::BTreeMap;

use omnios_model::{Token, TokenName};

use crate::{Files, ImportError, Loss, Progress, Report};

/// How deep groups may be nested.
const MAX_DEPTH: usize = 200;
/// The most tokens of one import.
const MAX_TOKENS: usize = 20_000;

/// Whether a file holds design tokens, by its name and its text.
pub fn is_token_file(path: &str, bytes: &[u8]) -> bool {
    let lower = path.to_ascii_lowercase();
    let is_json = [".json", ".json5", ".jsonc", ".tokens"]
        .iter()
        .any(|extension| lower.ends_with(extension));
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let says = |key: &str| {
        [format!("\"{key}\""), format!("'{key}'"), format!("{key}:")]
            .iter()
            .any(|spelled| text.contains(spelled.as_str()))
    };
    is_json
        && (says("$value")
            || says("value") && read::parse(text).is_ok_and(|it| read::has_tokens(&it)))
}

/// Reads the tokens of these files, in order; of two of one name the later counts.
pub fn import_tokens(
    files: &dyn Files,
    paths: &[String],
    progress: &mut dyn Progress,
) -> Result<(Vec<(TokenName, Token)>, Report), ImportError> {
    let mut report = Report::default();
    let mut found = BTreeMap::new();
    for (done, path) in paths.iter().enumerate() {
        if !progress.go_on(done, paths.len() + 1, path) {
            return Err(ImportError::Cancelled);
        }
        let Some(bytes) = files.read(path) else {
            report.add(Loss::LeftOut, path, "", "the file can't be read");
            continue;
        };
        let text = String::from_utf8_lossy(&bytes);
        match read::parse(&text) {
            Ok(tree) => read::collect(path, &tree, &mut found, &mut report),
            Err(message) if paths.len() == 1 => {
                return Err(ImportError::BadTokens {
                    path: path.clone(),
                    message,
                });
            }
            Err(message) => report.add(Loss::LeftOut, path, "", message),
        }
    }
    if !progress.go_on(paths.len(), paths.len() + 1, "values") {
        return Err(ImportError::Cancelled);
    }
    let tokens = convert::tokens(&found, &mut report);
    if tokens.is_empty() && found.is_empty() {
        return Err(ImportError::NoTokens);
    }
    Ok((tokens, report))
}
