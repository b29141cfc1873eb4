//! Assets: what the project knows of them. Their bytes are the host's business.

use omnios_model::{AssetHash, AssetInfo, Paint, Value};
use omnios_protocol::args::{AssetAdd, AssetRemove};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::page::created;
use crate::edit::{Edit, from_document, refuse};

pub(crate) fn add(
    edit: &mut Edit<'_, '_>,
    args: &AssetAdd,
) -> Result<CommandOutcome, CommandError> {
    let hash = read_hash(&args.hash)?;
    if args.width == 0 || args.height == 0 {
        return Err(refuse(
            ErrorCode::InvalidValue,
            "an image is at least 1 px wide and high",
        ));
    }
    let info = AssetInfo {
        hash,
        name: super::page::checked_name(&args.name)?,
        media_type: args.media_type.clone(),
        width: args.width,
        height: args.height,
    };
    edit.tx
        .insert_asset(info)
        .map_err(|error| from_document(&error))?;
    Ok(created(args.hash.clone()))
}

pub(crate) fn remove(
    edit: &mut Edit<'_, '_>,
    args: &AssetRemove,
) -> Result<CommandOutcome, CommandError> {
    let hash = read_hash(&args.hash)?;
    let shows = |value: &Value| match value {
        Value::Text(text) => **text == *hash.as_str(),
        Value::Paints(paints) => paints
            .iter()
            .any(|paint| matches!(paint, Paint::Image { asset, .. } if *asset == hash)),
        _ => false,
    };
    let pages: Vec<_> = edit.tx.project().pages.clone();
    for page in pages {
        let Ok(tree) = edit.tx.tree(page.id) else {
            continue;
        };
        let user = tree
            .elements()
            .find(|element| element.properties.values().any(shows));
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

fn read_hash(text: &str) -> Result<AssetHash, CommandError> {
    text.parse::<AssetHash>()
        .map_err(|error| refuse(ErrorCode::InvalidValue, error.to_string()))
}
