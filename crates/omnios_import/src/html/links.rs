//! Addresses in a page: where links lead, and what pictures and drawings are read from.

use blitz_dom::Node;
use omnios_model::{AssetInfo, Property, Value};

use super::builder::{Builder, attribute, tag};
use super::cascade::{address, local_path};
use crate::{ImportedElement, Loss};

impl Builder<'_> {
    /// Where a link leads, if the document can say so.
    pub(super) fn link(&mut self, node: &Node) -> Option<Value> {
        if tag(node) != "a" {
            return None;
        }
        let target = attribute(node, "href")?;
        let target = target.trim();
        let written = if target.starts_with('#') {
            target.to_owned()
        } else {
            let base = address(self.path)?;
            let url = base.join(target).ok()?;
            match local_path(&url) {
                Some(path) => {
                    let Some(route) = self.routes.get(&path) else {
                        self.note(
                            Loss::LeftOut,
                            format!("the link to {target} leads to nothing that was brought in"),
                        );
                        return None;
                    };
                    match url.fragment() {
                        Some(fragment) => format!("{route}#{fragment}"),
                        None => route.clone(),
                    }
                }
                None => url.to_string(),
            }
        };
        match Value::parse(Property::Href, &written) {
            Ok(value) => Some(value),
            Err(_) => {
                let shown: String = target.chars().take(80).collect();
                self.note(
                    Loss::LeftOut,
                    format!("the link `{shown}` isn't one that pages may have"),
                );
                None
            }
        }
    }

    pub(super) fn describe_link(&mut self, element: &mut ImportedElement, node: &Node) {
        if let Some(target) = self.link(node) {
            element.set(Property::Href, target);
        }
    }

    /// The picture at an address.
    pub(super) fn picture(&mut self, written: &str) -> Option<AssetInfo> {
        if let Some(known) = self.pictures.get(written) {
            return known.clone();
        }
        let found = self.load_picture(written);
        let found = match found {
            Ok(asset) => Some(asset),
            Err(message) => {
                self.note(Loss::LeftOut, message);
                None
            }
        };
        self.pictures.insert(written.to_owned(), found.clone());
        found
    }

    pub(super) fn load_picture(&mut self, written: &str) -> Result<AssetInfo, String> {
        let (name, bytes) = self.resource(written)?;
        self.assets
            .add(&name, &bytes)
            .map_err(|reason| format!("the picture {name} can't be used: {reason}"))
    }

    /// The bytes at an address, with a file name.
    pub(super) fn resource(&self, written: &str) -> Result<(String, Vec<u8>), String> {
        let shown: String = written.chars().take(80).collect();
        let url = address(self.path)
            .and_then(|base| base.join(written).ok())
            .ok_or_else(|| format!("`{shown}` is no address"))?;
        if url.scheme() == "data" {
            let (media_type, bytes) = super::data_url::decode(url.as_str())
                .ok_or_else(|| "a data: address can't be read".to_owned())?;
            let extension = media_type.rsplit('/').next().unwrap_or("bin");
            let extension = extension.split('+').next().unwrap_or(extension);
            return Ok((format!("image.{extension}"), bytes));
        }
        let path = local_path(&url)
            .ok_or_else(|| format!("{shown} isn't in what you brought and wasn't fetched"))?;
        let bytes = self
            .files
            .read(&path)
            .ok_or_else(|| format!("{path} isn't in what you brought"))?;
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        Ok((name, bytes))
    }
}
