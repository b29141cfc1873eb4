//! Assets: what the project knows of them. Their bytes are the host's business.

use std::collections::BTreeSet;

use omnios_model::{
    AssetHash, AssetInfo, Element, FontFace, Paint, Project, Property, Value, bundled_font_family,
};
use omnios_protocol::args::{AssetAdd, AssetRemove, FontFaceValues};
use omnios_protocol::session::AssetRow;
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::page::created;
use crate::edit::{Edit, from_document, refuse};

pub(crate) fn add(
    edit: &mut Edit<'_, '_>,
    args: &AssetAdd,
) -> Result<CommandOutcome, CommandError> {
    let hash = read_hash(&args.hash)?;
    let mut info = AssetInfo {
        hash,
        name: super::page::checked_name(&args.name)?,
        media_type: args.media_type.clone(),
        width: args.width,
        height: args.height,
        faces: Vec::new(),
    };
    if info.is_font() {
        info.faces = faces_of(edit, &info.hash, &args.faces)?;
    } else if args.width == 0 || args.height == 0 {
        return Err(refuse(
            ErrorCode::InvalidValue,
            "an image is at least 1 px wide and high",
        ));
    }
    edit.tx
        .insert_asset(info)
        .map_err(|error| from_document(&error))?;
    Ok(created(args.hash.clone()))
}

/// What a font serves from now on: what it did before, and what is said of it.
fn faces_of(
    edit: &Edit<'_, '_>,
    hash: &AssetHash,
    said: &[FontFaceValues],
) -> Result<Vec<FontFace>, CommandError> {
    let known = edit.tx.project().assets.get(hash);
    let mut faces: BTreeSet<FontFace> = known.into_iter().flat_map(|it| it.faces.clone()).collect();
    for values in said {
        faces.insert(read_face(values)?);
    }
    if faces.is_empty() {
        return Err(refuse(
            ErrorCode::InvalidValue,
            "a font serves at least one face. Give its family's name in `faces`",
        ));
    }
    Ok(faces.into_iter().collect())
}

fn read_face(values: &FontFaceValues) -> Result<FontFace, CommandError> {
    let (family, weight) = (&values.family, &values.weight);
    if bundled_font_family(family).is_some() {
        return Err(refuse(
            ErrorCode::InvalidValue,
            format!("{family} comes with the studio. Give the font another family name"),
        ));
    }
    let face = FontFace::from_css(family, weight, &values.style, &values.unicode_range);
    face.ok_or_else(|| {
        let message = format!(
            "“{family}” can't be a face: give a family name, weights such as 400 or 100 900, \
             normal or italic, and letters such as U+0-FF"
        );
        refuse(ErrorCode::InvalidValue, message)
    })
}

/// An asset as panels show it.
pub fn asset_row(asset: &AssetInfo) -> AssetRow {
    AssetRow {
        hash: asset.hash.to_string(),
        name: asset.name.clone(),
        media_type: asset.media_type.clone(),
        width: asset.width,
        height: asset.height,
        faces: asset.faces.iter().map(face_values).collect(),
    }
}

/// A font's face as commands and panels have it.
pub fn face_values(face: &FontFace) -> FontFaceValues {
    FontFaceValues {
        family: face.family.clone(),
        weight: face.weights.to_string(),
        style: face.style.as_str().to_owned(),
        unicode_range: face.unicode_range(),
    }
}

pub(crate) fn remove(
    edit: &mut Edit<'_, '_>,
    args: &AssetRemove,
) -> Result<CommandOutcome, CommandError> {
    let hash = read_hash(&args.hash)?;
    let families = only_here(edit.tx.project(), &hash);
    let shows = |value: &Value| match value {
        Value::Text(text) => **text == *hash.as_str(),
        Value::Paints(paints) => paints
            .iter()
            .any(|paint| matches!(paint, Paint::Image { asset, .. } if *asset == hash)),
        _ => false,
    };
    let is_set_in = |value: Option<&Value>| match value {
        Some(Value::Text(name)) => families.iter().any(|it| it.eq_ignore_ascii_case(name)),
        _ => false,
    };
    let uses = |element: &Element| {
        let mut values = element.properties.iter();
        let mut runs = element.runs.iter();
        let family = Property::FontFamily;
        values.any(|(key, value)| shows(value) || key.property == family && is_set_in(Some(value)))
            || runs.any(|run| is_set_in(run.properties.get(&family)))
    };
    let pages: Vec<_> = edit.tx.project().pages.clone();
    for page in pages {
        let Ok(tree) = edit.tx.tree(page.id) else {
            continue;
        };
        let user = tree.elements().find(|element| uses(element));
        if let Some(user) = user {
            return Err(refuse(
                ErrorCode::NotApplicable,
                format!(
                    "“{}” on {} shows this asset. Change it first",
                    user.name, page.route
                ),
            ));
        }
    }
    edit.tx
        .remove_asset(&hash)
        .map_err(|error| from_document(&error))?;
    Ok(CommandOutcome::default())
}

/// The families that no other font serves.
fn only_here(project: &Project, hash: &AssetHash) -> BTreeSet<String> {
    let of = |is_this: bool| -> BTreeSet<String> {
        let faces = project.font_faces();
        let faces = faces.filter(|(asset, _)| (*asset == hash) == is_this);
        faces.map(|(_, face)| face.family.to_lowercase()).collect()
    };
    of(true).difference(&of(false)).cloned().collect()
}

fn read_hash(text: &str) -> Result<AssetHash, CommandError> {
    text.parse::<AssetHash>()
        .map_err(|error| refuse(ErrorCode::InvalidValue, error.to_string()))
}
