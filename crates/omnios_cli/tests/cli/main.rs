//! The `omnios` program as people and programs run it: output, files and exit codes.

mod apply;
mod crash;
mod export;
mod files;
mod fonts;
mod page;
mod program;
mod serve;
mod yjs;
