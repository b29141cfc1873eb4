//! What the store's tests share: a folder's fingerprint, small updates, and running a test of the
//! same executable in a process of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use omnios_store::Update;

/// Every name in a folder with the hash of its bytes; two are equal if nothing was touched.
pub(crate) fn fingerprint(folder: &Path) -> BTreeMap<String, String> {
    std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| {
            let path = entry.expect("an entry can be read").path();
            let content = if path.is_dir() {
                "a folder".to_owned()
            } else {
                let bytes = std::fs::read(&path).unwrap_or_default();
                format!("{} {}", bytes.len(), blake3::hash(&bytes))
            };
            (
                path.file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                content,
            )
        })
        .collect()
}

pub(crate) fn update(document: &str, text: &str) -> Update {
    Update {
        document: document.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// The name of the journal beside a project file.
pub(crate) fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// A command that runs the ignored test `name` of this executable, optionally through `launcher`
/// (a program and its arguments).
pub(crate) fn child_test(launcher: &[&str], name: &str) -> Command {
    let executable = std::env::current_exe().expect("the test executable has a path");
    let mut command = match launcher {
        [] => Command::new(executable),
        [program, arguments @ ..] => {
            let mut command = Command::new(program);
            command.args(arguments).arg(executable);
            command
        }
    };
    command.args([
        "--ignored",
        "--exact",
        name,
        "--nocapture",
        "--test-threads=1",
    ]);
    command
}
