//! Images and fonts on their way into a project: checked whole before anything is stored.

use std::path::Path;

use omnios_assets::{ImageInfo, ProjectFontError};
use omnios_editor::{asset_row, face_values};
use omnios_model::{AssetInfo, FontFace, own_font_family};
use omnios_protocol::args::AssetAdd;
use omnios_protocol::session::AssetRow;

use crate::error::Error;

/// What the host found out about an image or font file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFile(AssetInfo);

impl AssetFile {
    /// What the project is to know of it.
    #[must_use]
    pub fn info(&self) -> &AssetInfo {
        &self.0
    }

    /// The arguments of `asset.add`, which tells the project of it.
    #[must_use]
    pub fn add_args(&self) -> AssetAdd {
        add_args(&self.0)
    }

    /// The row that panels show.
    #[must_use]
    pub fn row(&self) -> AssetRow {
        asset_row(&self.0)
    }
}

/// The arguments of `asset.add` for what is known of an asset.
pub(crate) fn add_args(asset: &AssetInfo) -> AssetAdd {
    AssetAdd {
        hash: asset.hash.to_string(),
        name: asset.name.clone(),
        media_type: asset.media_type.clone(),
        width: asset.width,
        height: asset.height,
        faces: asset.faces.iter().map(face_values).collect(),
    }
}

/// Checks an image or a font that somebody brought. A font serves what it says of itself.
pub(crate) fn check_file(name: &str, bytes: &[u8]) -> Result<AssetFile, Error> {
    if !omnios_assets::is_font(bytes) {
        return check_image(name, bytes);
    }
    let font = omnios_assets::inspect_font(bytes).map_err(|error| refused_font(name, error))?;
    let face = FontFace {
        family: own_font_family(&font.family),
        weights: font.weights,
        style: font.style,
        letters: Vec::new(),
    };
    Ok(font_file(name, bytes, font.media_type, face))
}

/// Checks a font that a page declared as `face`.
pub(crate) fn check_font(name: &str, bytes: &[u8], face: &FontFace) -> Result<AssetFile, Error> {
    let font = omnios_assets::inspect_font(bytes).map_err(|error| refused_font(name, error))?;
    Ok(font_file(name, bytes, font.media_type, face.clone()))
}

fn font_file(name: &str, bytes: &[u8], media_type: &str, face: FontFace) -> AssetFile {
    AssetFile(AssetInfo {
        hash: omnios_assets::hash(bytes),
        name: file_name(name),
        media_type: media_type.to_owned(),
        width: 0,
        height: 0,
        faces: vec![face],
    })
}

fn refused_font(name: &str, error: ProjectFontError) -> Error {
    Error::Font {
        name: name.chars().take(200).collect(),
        error,
    }
}

/// Decodes the whole image, so that a broken one is refused here and not when a page is drawn.
pub(crate) fn check_image(name: &str, bytes: &[u8]) -> Result<AssetFile, Error> {
    let refused = |error| Error::Asset {
        name: name.chars().take(200).collect(),
        error,
    };
    let ImageInfo {
        media_type,
        width,
        height,
    } = omnios_assets::inspect(bytes).map_err(refused)?;
    omnios_assets::decode_rgba(bytes).map_err(refused)?;
    Ok(AssetFile(AssetInfo {
        hash: omnios_assets::hash(bytes),
        name: file_name(name),
        media_type: media_type.to_owned(),
        width,
        height,
        faces: Vec::new(),
    }))
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
