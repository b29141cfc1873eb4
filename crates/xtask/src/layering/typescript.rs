//! The UI's one door: only `src-ui/src/platform` imports Tauri's packages or the WASM module.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result};

use super::rules::{PLATFORM_FOLDER, PLATFORM_ONLY_PACKAGES, WASM_FOLDER};

/// One line for each import that goes around the door.
pub(super) fn violations(source_root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    if source_root.is_dir() {
        visit(source_root, source_root, &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn visit(source_root: &Path, folder: &Path, found: &mut Vec<String>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let file = path.strip_prefix(source_root)?;
        if path.is_dir() {
            if file != Path::new(PLATFORM_FOLDER) {
                visit(source_root, &path, found)?;
            }
        } else if path
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| ["ts", "tsx", "mts", "js", "jsx", "mjs"].contains(&extension))
        {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("{} could not be read", path.display()))?;
            for import in forbidden_imports(file, &text) {
                found.push(format!(
                    "src-ui/src/{} imports {import:?}: only src-ui/src/{PLATFORM_FOLDER} does",
                    file.display()
                ));
            }
        }
    }
    Ok(())
}

/// Imports that a file outside the platform folder must not have. `file` is relative to the
/// source root.
fn forbidden_imports<'a>(file: &Path, text: &'a str) -> Vec<&'a str> {
    imports(text)
        .into_iter()
        .filter(|import| import.starts_with(PLATFORM_ONLY_PACKAGES) || is_wasm_module(file, import))
        .collect()
}

fn is_wasm_module(file: &Path, import: &str) -> bool {
    if let Some(rest) = import
        .strip_prefix("@/")
        .or_else(|| import.strip_prefix("~/"))
    {
        return Path::new(rest).starts_with(WASM_FOLDER);
    }
    if !import.starts_with('.') {
        return false;
    }
    let mut resolved = PathBuf::new();
    for part in file
        .parent()
        .unwrap_or(Path::new(""))
        .join(import)
        .components()
    {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(name) => resolved.push(name),
            _ => {}
        }
    }
    resolved.starts_with(WASM_FOLDER)
}

/// What a file imports, statically or dynamically: each string after `from`, `import` or
/// `import(`.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for keyword in ["from", "import"] {
        for (at, _) in text.match_indices(keyword) {
            let is_word_start = !text[..at].ends_with(|before: char| {
                before.is_alphanumeric() || matches!(before, '_' | '$' | '.')
            });
            let rest = text[at + keyword.len()..].trim_start();
            let rest = rest.strip_prefix('(').map_or(rest, str::trim_start);
            let Some(quote) = rest
                .chars()
                .next()
                .filter(|first| matches!(first, '"' | '\'' | '`'))
            else {
                continue;
            };
            // The word may itself stand at the end of a string; what follows it then is code.
            if is_word_start
                && let Some(end) = rest[1..].find(quote)
                && !rest[1..=end].contains(char::is_whitespace)
            {
                found.push(&rest[1..=end]);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_import_is_seen() {
        let text = "import a from 'a';\nimport { b } from \"b\";\nimport 'c';\n\
                    const d = await import('d');\nexport * from 'e';\nimport type {\n  F,\n} from \"f\";\n\
                    Array.from('not an import');\nconst important = 'neither';\n";
        let mut seen = imports(text);
        seen.sort_unstable();
        assert_eq!(seen, ["a", "b", "c", "d", "e", "f"]);
    }

    #[test]
    fn only_the_platform_folder_reaches_tauri_and_the_module() {
        let panel = Path::new("panels/layers/LayersTree.tsx");
        let text = "import { invoke } from '@tauri-apps/api/core';\n\
                    import init from '../../platform/wasm/omnios_wasm.js';\n\
                    import init2 from '@/platform/wasm/omnios_wasm';\n\
                    import { connect } from '../../platform';\n\
                    import { useState } from 'react';\n";
        assert_eq!(
            forbidden_imports(panel, text),
            [
                "@tauri-apps/api/core",
                "../../platform/wasm/omnios_wasm.js",
                "@/platform/wasm/omnios_wasm"
            ]
        );
    }

    #[test]
    fn a_folder_is_searched_except_the_door_itself() {
        let root = std::env::temp_dir().join(format!("omnios-imports-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        for folder in ["platform/tauri", "panels"] {
            fs::create_dir_all(root.join(folder)).expect("temporary folder");
        }
        let import = "import { invoke } from '@tauri-apps/api/core';\n";
        fs::write(root.join("platform/tauri/host.ts"), import).expect("writes");
        assert_eq!(violations(&root).expect("reads"), Vec::<String>::new());
        fs::write(root.join("panels/Bad.tsx"), import).expect("writes");
        let found = violations(&root).expect("reads");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("panels/Bad.tsx"), "{found:?}");
        fs::remove_dir_all(&root).expect("removes");
    }
}
