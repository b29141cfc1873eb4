//! File names of assets.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{AssetHash, AssetInfo};

use crate::ir::AssetFile;
use crate::name::kebab;

/// Digits of the hash that tell two assets of one name apart.
const HASH_DIGITS: usize = 8;

/// File names for these assets, `NAME-HASH.EXT`: from the asset's own name and eight digits of
/// its hash, so that a changed picture never comes out of an old cache.
pub(crate) fn asset_files<'a>(
    assets: impl IntoIterator<Item = &'a AssetInfo>,
) -> BTreeMap<AssetHash, AssetFile> {
    let mut taken = BTreeSet::new();
    let mut files = BTreeMap::new();
    for asset in assets {
        let digits = asset.hash.as_str();
        let mut shown = HASH_DIGITS;
        let mut file_name = file_name(asset, &digits[..shown]);
        while !taken.insert(file_name.clone()) && shown < digits.len() {
            shown += HASH_DIGITS;
            file_name = self::file_name(asset, &digits[..shown.min(digits.len())]);
        }
        files.insert(
            asset.hash.clone(),
            AssetFile {
                file_name,
                width: asset.width,
                height: asset.height,
            },
        );
    }
    files
}

fn file_name(asset: &AssetInfo, digits: &str) -> String {
    let stem = asset
        .name
        .rsplit_once('.')
        .map_or(asset.name.as_str(), |(stem, _)| stem);
    let slug = match kebab(stem) {
        empty if empty.is_empty() => match asset.is_font() {
            true => "font".to_owned(),
            false => "image".to_owned(),
        },
        slug => slug,
    };
    format!("{slug}-{digits}.{}", extension(&asset.media_type))
}

/// The extension goes by what the bytes are, not by what the file was called: a server sends the
/// media type that the extension says.
fn extension(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        "image/gif" => "gif",
        "image/avif" => "avif",
        "image/svg+xml" => "svg",
        "font/woff2" => "woff2",
        "font/woff" => "woff",
        "font/ttf" => "ttf",
        "font/otf" => "otf",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(name: &str, hash: &str, media_type: &str) -> AssetInfo {
        AssetInfo {
            hash: hash.parse().unwrap(),
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            width: 1,
            height: 1,
            faces: Vec::new(),
        }
    }

    #[test]
    fn file_names_are_safe_and_unique() {
        let first = format!("{}{}", "ab".repeat(4), "0".repeat(56));
        let second = format!("{}{}", "ab".repeat(4), "1".repeat(56));
        let assets = [
            asset("../../Team Photo.PNG", &first, "image/jpeg"),
            asset("team photo.jpg", &second, "image/jpeg"),
            asset("🎉", &"c".repeat(64), "text/html"),
        ];
        let files = asset_files(&assets);
        let names: Vec<&str> = files.values().map(|it| it.file_name.as_str()).collect();
        assert_eq!(
            names,
            [
                "team-photo-abababab.jpg",
                "team-photo-abababab11111111.jpg",
                "image-cccccccc.bin"
            ]
        );
    }
}
