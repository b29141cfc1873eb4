//! Any bytes as the style sheet of a page with something of everything.
#![no_main]

const PAGE: &[u8] = b"<!doctype html><link rel=stylesheet href=a.css><body><header class=a id=b>\
    <h1>One <b>two</b> <a href=/>three</a></h1><ul><li>four<li>five</ul></header>\
    <table><tr><td>six<td>seven</table><input placeholder=eight><svg width=4 height=3>\
    <path d='M0 0L4 3'/></svg><img src=x.png alt=nine>";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    omnios_fuzz::import_pages(&[("index.html", PAGE), ("a.css", bytes), ("x.png", b"x")]);
});
