//! Motion as it is designed: animations, state machines, bodies, particle emitters.
//!
//! Each is the value of a property of an element, written in a text that follows CSS where CSS
//! has the thing, so that the document, undo, the clipboard and commands treat it like any other
//! value. [`Animation`] is what `animations` lists, [`StateMachine`], [`Body`] and [`Emitter`] are
//! the values of `state-machine`, `body` and `emitter`. [`Easing`] says how fast a change goes.
//!
//! Absent on purpose: time. What holds at a given moment is `engine_motion`'s and
//! `engine_physics`'s to say.

mod animation;
mod body;
mod easing;
mod emitter;
mod keyframe;
mod machine;
mod reader;
mod spring;
mod target;
mod track;

pub use animation::{Animation, Direction, FillMode, Iterations, Trigger};
pub use body::{Body, BodyKind, BodyShape, Pin, SpringJoint};
pub use easing::{Easing, StepPosition};
pub use emitter::{Emitter, EmitterShape, Span};
pub use keyframe::{Declaration, Keyframe};
pub use machine::{
    Assignment, Comparison, Condition, Event, MachineState, StateMachine, StateRule, StateTarget,
    Transition, Variable, VariableValue,
};
pub use reader::MotionError;
pub use spring::Spring;
pub use target::{Animatable, Distance, MotionValue};

pub(crate) use animation::{animations_to_string, parse_animations};
