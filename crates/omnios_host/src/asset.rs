//! Images on their way into a project: checked whole before anything is stored.

use std::path::Path;

use omnios_protocol::args::AssetAdd;
use omnios_protocol::session::AssetRow;

use crate::error::Error;

/// What the host found out about an image file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFile {
    /// Content address.
    pub hash: String,
    /// File name without a folder.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Natural width in px.
    pub width: u32,
    /// Natural height in px.
    pub height: u32,
}

impl AssetFile {
    /// The arguments of `asset.add`, which tells the project of it.
    #[must_use]
    pub fn add_args(&self) -> AssetAdd {
        AssetAdd {
            hash: self.hash.clone(),
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            width: self.width,
            height: self.height,
        }
    }

    /// The row that panels show.
    #[must_use]
    pub fn row(&self) -> AssetRow {
        AssetRow {
            hash: self.hash.clone(),
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            width: self.width,
            height: self.height,
        }
    }
}

/// Decodes the whole image, so that a broken one is refused here and not when a page is drawn.
pub(crate) fn check_image(name: &str, bytes: &[u8]) -> Result<AssetFile, Error> {
    let refused = |error| Error::Asset {
        name: name.chars().take(200).collect(),
        error,
    };
    let info = omnios_assets::inspect(bytes).map_err(refused)?;
    omnios_assets::decode_rgba(bytes).map_err(refused)?;
    Ok(AssetFile {
        hash: omnios_assets::hash(bytes).to_string(),
        name: file_name(name),
        media_type: info.media_type.to_owned(),
        width: info.width,
        height: info.height,
    })
}

/// The last part of a path from any system, without control characters; never empty.
fn file_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|it| !it.is_control())
        .take(200)
        .collect();
    match name.trim() {
        "" | "." | ".." => "image".to_owned(),
        name => name.to_owned(),
    }
}

/// The file name of a path, as an asset is called.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_keeps_a_folder() {
        assert_eq!(file_name("../../etc/photo.png"), "photo.png");
        assert_eq!(file_name(r"C:\Users\ada\photo.png"), "photo.png");
        assert_eq!(file_name("a\nb.png"), "ab.png");
        for name in ["", "..", "/", "folder/"] {
            assert_eq!(file_name(name), "image");
        }
    }
}
