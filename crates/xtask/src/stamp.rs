//! Skipping work whose inputs have not changed.
//!
//! The main type is [`Stamp`]: a small file beside the output which remembers what it was made
//! from. Contents count, not times, so that switching branches back and forth costs nothing.

use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// What an output was made from.
pub(crate) struct Stamp {
    file: PathBuf,
    current: String,
}

impl Stamp {
    /// Reads the inputs: files, or folders with everything in them except `left_out` names.
    /// Inputs that do not exist count as such.
    pub(crate) fn of(file: PathBuf, inputs: &[PathBuf], left_out: &[&str]) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        for input in inputs {
            add(&mut hasher, input, left_out)?;
        }
        Ok(Self {
            file,
            current: format!("{:016x}\n", hasher.finish()),
        })
    }

    /// Whether the output was made from the same inputs.
    pub(crate) fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|made_from| made_from == self.current)
    }

    /// Remembers that the output is made.
    pub(crate) fn write(&self) -> Result<()> {
        fs::write(&self.file, &self.current)
            .with_context(|| format!("{} could not be written", self.file.display()))
    }
}

fn add(hasher: &mut DefaultHasher, path: &Path, left_out: &[&str]) -> Result<()> {
    hasher.write(path.as_os_str().as_encoded_bytes());
    hasher.write_u8(0);
    if path.is_dir() {
        let mut entries = fs::read_dir(path)
            .and_then(|entries| entries.collect::<std::io::Result<Vec<_>>>())
            .with_context(|| format!("{} could not be read", path.display()))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            if !left_out.iter().any(|left_out| name == *left_out) {
                add(hasher, &entry.path(), left_out)?;
            }
        }
    } else if path.is_file() {
        let bytes =
            fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
        hasher.write_usize(bytes.len());
        hasher.write(&bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("omnios-stamp-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src/node_modules")).expect("temporary folder");
        folder
    }

    #[test]
    fn unchanged_inputs_are_recognised_and_changed_ones_too() {
        let folder = scratch("changes");
        let source = folder.join("src/a.ts");
        let inputs = [folder.join("src"), folder.join("absent")];
        let stamp = || Stamp::of(folder.join("stamp"), &inputs, &["node_modules"]).expect("reads");

        fs::write(&source, "one").expect("writes");
        assert!(!stamp().is_current(), "nothing was made yet");
        stamp().write().expect("writes");
        assert!(stamp().is_current());

        fs::write(folder.join("src/node_modules/x"), "left out").expect("writes");
        assert!(stamp().is_current(), "left-out folders do not count");

        fs::write(&source, "two").expect("writes");
        assert!(!stamp().is_current(), "another content");
        fs::write(&source, "one").expect("writes");
        assert!(
            stamp().is_current(),
            "the old content again, at another time"
        );

        fs::rename(&source, folder.join("src/b.ts")).expect("renames");
        assert!(!stamp().is_current(), "another name");
        fs::remove_dir_all(&folder).expect("removes");
    }
}
