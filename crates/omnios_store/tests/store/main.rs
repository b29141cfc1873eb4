//! The project file's tests, in one executable. Tests that need a process of their own to kill, or
//! a disk of their own to fill, run an ignored test of this same executable as a child.

mod crash;
mod damage;
#[cfg(target_os = "linux")]
mod disk;
mod refusals;
mod round_trip;
mod support;
mod two_programs;
mod writer;
