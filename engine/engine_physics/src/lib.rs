//! Elements as rigid bodies, and particles, for animated previews.
//!
//! [`World`] is made from the boxes of elements that have a `body` or an `emitter`. It advances in
//! steps of [`STEP_SECS`], whatever times it is given, and says after each call how far every
//! element moved and turned. The same seed, boxes and times give the same numbers to the last
//! bit, natively as in WebAssembly: rapier2d is built with `enhanced-determinism`, and every
//! sine here comes from `libm`.
//!
//! rapier2d was chosen because it is the one maintained Rust solver with that promise, and
//! because its stacks of boxes come to rest. It adds some 200 KB to the compressed module.
//!
//! - Lengths are CSS px of the page, y downwards, angles in radians clockwise, times in seconds.
//! - The page's own box is a wall all around but for its top.
//! - A fixed frame that holds other bodies is a wall around them, not a block.
//! - What lies inside a dynamic or kinematic body moves with it and is no body of its own.
//!
//! Absent on purpose: clocks, layout, painting. What moves a kinematic body is told by the
//! caller.

mod particles;
mod random;
mod shape;
mod world;

pub use particles::Particle;
pub use world::{BodyBox, EmitterBox, Pose, STEP_SECS, World};
