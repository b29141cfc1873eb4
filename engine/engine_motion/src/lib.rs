//! What moves, at a given time: timelines, transitions and state machines of one page.
//!
//! [`Motion`] plays a page's `animations` and `state-machine`s. It is told how much time went by,
//! what the pointer is over, how far the page is scrolled, which triggers fired; it answers with
//! [`Overrides`], the values that hold instead of the elements' own. Values mix as CSS mixes them
//! ([`interpolate`]) and timelines count as CSS animations do ([`Timeline`]), so that a preview
//! shows what the exported page will.
//!
//! Absent on purpose: clocks (elapsed times come in, so that the same calls give the same
//! values), boxes and painting (`engine`), physics (`engine_physics`).

mod interpolate;
mod machine;
mod motion;
mod swing;
mod timeline;

pub use interpolate::interpolate;
pub use motion::{Motion, Overrides, VariableError};
pub use timeline::{Timeline, base_value, sample};
