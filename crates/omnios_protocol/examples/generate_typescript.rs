//! Writes the generated TypeScript: `generate_typescript FOLDER`.

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .ok_or("name the folder to write to")?;
    omnios_protocol::export_typescript(&folder)?;
    Ok(())
}
