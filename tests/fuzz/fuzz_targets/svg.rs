//! Any bytes as a drawing of a page.
#![no_main]

const PAGE: &[u8] = b"<!doctype html><img src=a.svg>";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    omnios_fuzz::import_pages(&[("index.html", PAGE), ("a.svg", bytes)]);
});
