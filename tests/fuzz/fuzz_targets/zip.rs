//! Any bytes as an archive. Whatever comes out of it stays within the limits and its folder.
#![no_main]

use omnios_import::MemoryFiles;

const MOST_FILES: usize = 200;
const MOST_BYTES: u64 = 1 << 22;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(files) = omnios_archive::read_zip(bytes, MOST_FILES, MOST_BYTES) else {
        return;
    };
    assert!(files.len() <= MOST_FILES);
    let total: u64 = files.iter().map(|it| it.bytes.len() as u64).sum();
    assert!(total <= MOST_BYTES, "{total} bytes");
    let mut memory = MemoryFiles::default();
    for file in files {
        let _ = memory.insert(&file.path, file.bytes);
    }
});
