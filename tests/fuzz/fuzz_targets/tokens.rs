//! Any bytes as a file of design tokens.
#![no_main]

use omnios_import::{MemoryFiles, tokens};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut files = MemoryFiles::default();
    if files.insert("a.json", bytes.to_vec()).is_ok() {
        let _ = tokens::is_token_file("a.json", bytes);
        let _ = tokens::import_tokens(&files, &["a.json".to_owned()], &mut ());
    }
});
