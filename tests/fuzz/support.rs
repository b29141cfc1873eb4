//! What the fuzz targets share: files in memory, pictures that are taken for what they say.

use std::sync::Arc;

use omnios_import::html::{self, Options};
use omnios_import::{Assets, Files, ImportError, MemoryFiles};
use omnios_model::{AssetInfo, FontFace};

/// Takes every picture for one of 4 × 3 px.
pub struct Pictures;

impl Assets for Pictures {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<AssetInfo, String> {
        Ok(AssetInfo {
            hash: format!("{:064x}", bytes.len()).parse().map_err(|_| "no hash")?,
            name: name.to_owned(),
            media_type: "image/png".to_owned(),
            width: 4,
            height: 3,
            faces: Vec::new(),
        })
    }

    fn add_font(&mut self, name: &str, bytes: &[u8], _: &FontFace) -> Result<AssetInfo, String> {
        self.add(name, bytes)
    }
}

/// Imports these files as pages. What is refused is fine; what panics isn't.
pub fn import_pages(files: &[(&str, &[u8])]) {
    let mut memory = MemoryFiles::default();
    for (path, bytes) in files {
        if memory.insert(path, bytes.to_vec()).is_err() {
            return;
        }
    }
    let files: Arc<dyn Files> = Arc::new(memory);
    let imported = html::import_pages(&files, &[], &Options::default(), &mut Pictures, &mut ());
    match imported {
        Ok(_) | Err(ImportError::NoPage) => {}
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
