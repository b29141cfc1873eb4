//! Any bytes as a page.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    omnios_fuzz::import_pages(&[("index.html", bytes)]);
});
