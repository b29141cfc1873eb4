//! The `omnios` command line.
fn main() {}
