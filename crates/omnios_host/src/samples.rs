//! The sample projects, which are data: a list of commands, and images beside it.
//!
//! A sample is a folder of `assets/samples`, bundled when the program is built. Its
//! `commands.json` is a batch as `omnios apply` takes it, run on a blank project. Where it has an
//! `assets.json` (`[{"file": "team.jpg"}, …]`), those images are added first, under their file
//! names, and `asset:team.jpg` in the commands stands for the image's content address.

use omnios_protocol::BatchEntry;
use serde::Deserialize;
use serde_json::Value;

use crate::asset::{AssetFile, check_image};
use crate::error::Error;

/// One bundled sample.
struct Sample {
    name: &'static str,
    files: &'static [(&'static str, &'static [u8])],
}

const SAMPLES: &[Sample] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));

/// What a sample's project is made of.
pub(crate) struct SampleContent {
    pub(crate) assets: Vec<(AssetFile, &'static [u8])>,
    pub(crate) commands: Vec<BatchEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AssetEntry {
    file: String,
}

/// The samples' names.
pub fn sample_names() -> impl Iterator<Item = &'static str> {
    SAMPLES.iter().map(|sample| sample.name)
}

/// Reads a sample.
pub(crate) fn sample(name: &str) -> Result<SampleContent, Error> {
    let sample = SAMPLES
        .iter()
        .find(|sample| sample.name == name)
        .ok_or_else(|| Error::UnknownSample {
            name: name.to_owned(),
            known: sample_names().collect(),
        })?;
    sample.content()
}

impl Sample {
    fn content(&self) -> Result<SampleContent, Error> {
        let mut assets = Vec::new();
        if let Some(list) = self.file("assets.json") {
            let entries: Vec<AssetEntry> = self.read("assets.json", list)?;
            for entry in entries {
                let bytes = self
                    .file(&entry.file)
                    .ok_or_else(|| self.broken(format!("{} is missing", entry.file)))?;
                let asset = check_image(&entry.file, bytes)
                    .map_err(|error| self.broken(error.to_string()))?;
                assets.push((asset, bytes));
            }
        }
        let list = self
            .file("commands.json")
            .ok_or_else(|| self.broken("commands.json is missing".to_owned()))?;
        let mut commands: Value = self.read("commands.json", list)?;
        resolve(&mut commands, &assets);
        let commands = serde_json::from_value(commands)
            .map_err(|error| self.broken(format!("commands.json: {error}")))?;
        Ok(SampleContent { assets, commands })
    }

    fn file(&self, name: &str) -> Option<&'static [u8]> {
        let (_, bytes) = self.files.iter().find(|(file, _)| *file == name)?;
        Some(bytes)
    }

    fn read<T: serde::de::DeserializeOwned>(&self, file: &str, bytes: &[u8]) -> Result<T, Error> {
        serde_json::from_slice(bytes).map_err(|error| self.broken(format!("{file}: {error}")))
    }

    fn broken(&self, detail: String) -> Error {
        Error::BrokenSample {
            name: self.name,
            detail,
        }
    }
}

/// Puts content addresses in the place of `asset:FILE`, wherever it stands in a text.
fn resolve(value: &mut Value, assets: &[(AssetFile, &'static [u8])]) {
    match value {
        Value::String(text) if text.contains("asset:") => {
            for (asset, _) in assets {
                *text = text.replace(
                    &format!("asset:{}", asset.info().name),
                    asset.info().hash.as_str(),
                );
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| resolve(value, assets)),
        Value::Object(values) => values.values_mut().for_each(|value| resolve(value, assets)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_sample_can_be_read() {
        for name in sample_names() {
            let content = sample(name).unwrap();
            assert!(!content.commands.is_empty(), "{name}");
        }
    }

    #[test]
    fn an_image_is_named_by_its_file_in_a_sample() {
        const PNG: &[u8] = include_bytes!("../../../src-tauri/icons/icon.png");
        const SAMPLE: Sample = Sample {
            name: "test",
            files: &[
                ("assets.json", br#"[{"file": "icon.png"}]"#),
                (
                    "commands.json",
                    br#"[{"command": "element.set", "args": {"properties": {"background": "image(asset:icon.png cover)"}}}]"#,
                ),
                ("icon.png", PNG),
            ],
        };
        let content = SAMPLE.content().unwrap();
        let hash = &content.assets[0].0.info().hash;
        assert_eq!(
            content.commands[0].args["properties"]["background"],
            format!("image({hash} cover)")
        );
    }

    #[test]
    fn an_unknown_sample_is_answered_with_those_there_are() {
        let error = sample("shop").map(|_| ()).unwrap_err();
        assert_eq!(error.code(), "project.unknown-sample");
    }
}
