//! The fonts that a project's pages are set in: those of the program, and the project's own.

use engine::Fonts;
use omnios_model::{AssetHash, Project};

/// The bundled fonts and those of the project. `asset` gives an asset's bytes. Texts in a font
/// that isn't there or can't be read are set in Inter, as visitors would see them.
pub(crate) fn of_project(
    project: &Project,
    asset: impl Fn(&AssetHash) -> Option<Vec<u8>>,
) -> Fonts {
    let mut fonts = Fonts::bundled();
    let mut last: Option<(&AssetHash, Option<std::sync::Arc<[u8]>>)> = None;
    for (hash, face) in project.font_faces() {
        let bytes = match &last {
            Some((known, bytes)) if *known == hash => bytes.clone(),
            _ => {
                asset(hash).and_then(|bytes| Some(omnios_assets::unpack_font(&bytes).ok()?.into()))
            }
        };
        if let Some(bytes) = &bytes {
            let _ = fonts.add_face(hash, face, std::sync::Arc::clone(bytes));
        }
        last = Some((hash, bytes));
    }
    fonts
}
