//! `omnios commands`: the command table.

use omnios_protocol::{CommandInfo, Effect, command_table};

use crate::failure::Failure;
use crate::output::Output;

pub(crate) fn print(output: Output, id: Option<&str>) -> Result<(), Failure> {
    let table = command_table();
    match id {
        None => output.result(&table, || list(&table)),
        Some(id) => {
            let info = table.iter().find(|info| info.id == id).ok_or_else(|| {
                Failure::new(
                    "command.unknown-command",
                    format!("There is no command “{id}”. `omnios commands` lists them all."),
                )
            })?;
            output.result(info, || details(info))
        }
    }
}

fn list(table: &[CommandInfo]) -> String {
    let mut text = String::new();
    let mut category = "";
    let width = table.iter().map(|info| info.id.len()).max().unwrap_or(0);
    for info in table {
        if info.category != category {
            category = info.category;
            text.push_str(&format!("\n{category}\n"));
        }
        let note = match info.effect {
            Effect::Document => "",
            Effect::Session => " (in a window)",
        };
        text.push_str(&format!("  {:width$}  {}{note}\n", info.id, info.title));
    }
    text.push_str("\n`omnios commands ID` shows a command's arguments.\n");
    text.trim_start().to_owned()
}

fn details(info: &CommandInfo) -> String {
    let mut text = format!("{}: {} ({})\n", info.id, info.title, info.category);
    if !info.keys.is_empty() {
        text.push_str(&format!("Keys: {}\n", info.keys.join(", ")));
    }
    let schema = serde_json::to_string_pretty(&info.args).unwrap_or_default();
    text.push_str(&format!("Arguments (JSON Schema):\n{schema}\n"));
    text
}
