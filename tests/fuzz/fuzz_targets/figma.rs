//! Any bytes as a Figma file.
#![no_main]

use omnios_fuzz::Pictures;
use omnios_import::{MemoryFiles, figma};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut files = MemoryFiles::default();
    if files.insert("a.json", bytes.to_vec()).is_ok() {
        let _ = figma::files_of(&files);
        let paths = ["a.json".to_owned()];
        let _ = figma::import_files(&files, &paths, &mut Pictures, &mut ());
    }
});
