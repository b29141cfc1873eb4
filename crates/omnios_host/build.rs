//! Bundles the sample projects: every folder of `assets/samples` that has a `commands.json`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let samples = root.join("../../assets/samples");
    println!("cargo::rerun-if-changed={}", samples.display());
    let mut code = String::from("&[\n");
    for folder in sorted_entries(&samples)? {
        if !folder.join("commands.json").is_file() {
            continue;
        }
        let name = file_name(&folder);
        let _ = writeln!(code, "    Sample {{ name: {name:?}, files: &[");
        for file in sorted_entries(&folder)? {
            if file.is_file() {
                let path = fs::canonicalize(&file)?;
                println!("cargo::rerun-if-changed={}", path.display());
                let name = file_name(&file);
                let _ = writeln!(code, "        ({name:?}, include_bytes!({path:?})),");
            }
        }
        code.push_str("    ] },\n");
    }
    code.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("samples.rs"), code)
}

/// The folder's entries by name; none where there is no such folder.
fn sorted_entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(Vec::new());
    };
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
