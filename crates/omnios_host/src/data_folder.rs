//! What opens when no file is named: the person's own copy of the sample site, in the folder where
//! this system's programs keep their data.

use std::fs;
use std::path::PathBuf;

use crate::error::Error;
use crate::project_file::{ProjectFile, Start};
use crate::randomness::Randomness;
use crate::samples;

/// The sample that a person starts with.
const FIRST_SAMPLE: &str = "site";

/// The path of the person's own sample project, which is created if it isn't there.
pub fn open_or_create_sample(random: &mut Randomness) -> Result<PathBuf, Error> {
    let folder = data_folder(|name| std::env::var_os(name).map(PathBuf::from))
        .unwrap_or_else(std::env::temp_dir)
        .join("omnios");
    let path = folder.join("Omnios Sample.omnios");
    if path.exists() {
        return Ok(path);
    }
    fs::create_dir_all(&folder).map_err(|error| Error::File {
        path: folder.clone(),
        verb: "created",
        detail: error.to_string(),
    })?;
    let start = match samples::sample_names().find(|name| *name == FIRST_SAMPLE) {
        Some(name) => Start::Sample(name.to_owned()),
        None => Start::Blank,
    };
    ProjectFile::create(&path, &start, Randomness::seeded(random.next_u64()))?;
    Ok(path)
}

/// Where this system's programs keep the person's data.
fn data_folder(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    // The XDG specification has relative paths ignored.
    let absolute = |name: &str| variable(name).filter(|path| path.is_absolute());
    if cfg!(windows) {
        absolute("APPDATA")
    } else if cfg!(target_os = "macos") {
        absolute("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        absolute("XDG_DATA_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_sample_goes_to_the_data_folder_of_the_xdg_specification() {
        let with = |pairs: &'static [(&str, &str)]| {
            data_folder(move |name| {
                let pair = pairs.iter().find(|(key, _)| *key == name)?;
                Some(PathBuf::from(pair.1))
            })
        };
        assert_eq!(
            with(&[("HOME", "/home/ada")]),
            Some("/home/ada/.local/share".into())
        );
        let both = [("HOME", "/home/ada"), ("XDG_DATA_HOME", "/data/ada")];
        assert_eq!(
            with(&[("HOME", "/home/ada"), ("XDG_DATA_HOME", "/data/ada")]),
            Some("/data/ada".into()),
            "{both:?}"
        );
        assert_eq!(with(&[("XDG_DATA_HOME", "data")]), None);
    }
}
