//! Motion to CSS: keyframes, transitions, scroll-driven animations, as far as CSS can say it.

use omnios_model::motion::{
    Animatable, Animation, Declaration as Movement, Direction, Easing, FillMode, Iterations,
    Keyframe, MotionValue, Trigger,
};
use omnios_model::{Breakpoint, Element, Paint, Property, Value};

use crate::css::{self, Declaration, number};
use crate::diagnostic::Code;
use crate::semantics::Semantics;

/// What moves on the elements of a class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct ClassMotion {
    /// Animations with keyframes, in the order the element lists them.
    pub animations: Vec<ClassAnimation>,
    /// Values that an element takes on while it is hovered or pressed, and how it gets there.
    pub transitions: Vec<ClassTransition>,
}

/// An animation with keyframes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassAnimation {
    /// What follows the class's name in the name of the keyframes: `-enter`.
    pub suffix: String,
    /// The pseudo-class during which it runs; `None` for always.
    pub while_in: Option<&'static str>,
    /// CSS `animation-timeline`, where scrolling is its time.
    pub timeline: Option<&'static str>,
    /// What follows the keyframes' name in CSS `animation`.
    pub timing: String,
    /// `from`, `50%` and so on, and what is declared there.
    pub frames: Vec<(String, Vec<Declaration>)>,
}

/// Values that hold in a pseudo-class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassTransition {
    /// `:hover` or `:active`.
    pub while_in: &'static str,
    /// The values.
    pub declarations: Vec<Declaration>,
    /// What follows a property's name in CSS `transition`.
    pub timing: String,
}

impl ClassMotion {
    /// Whether nothing moves.
    pub fn is_empty(&self) -> bool {
        self.animations.is_empty() && self.transitions.is_empty()
    }
}

/// The motion of an element, and reports of what CSS can't say.
pub(crate) fn of_element(element: &Element, semantics: &mut Semantics<'_>) -> ClassMotion {
    for (property, what) in [
        (Property::StateMachine, "state machine"),
        (Property::Body, "physics"),
        (Property::Emitter, "particle emitter"),
    ] {
        let is_set = match element.value(property, Breakpoint::Desktop) {
            Some(Value::StateMachine(machine)) => machine.is_some(),
            Some(Value::Body(body)) => body.is_some(),
            Some(Value::Emitter(emitter)) => emitter.is_some(),
            _ => false,
        };
        if is_set {
            semantics.report(
                Code::MotionNotInCss,
                element,
                format!("The {what} was left out: CSS has no such thing, and the page no script."),
                "Say what matters with animations on load, scroll, hover or press.",
            );
        }
    }
    let mut motion = ClassMotion::default();
    let Some(Value::Animations(animations)) =
        element.value(Property::Animations, Breakpoint::Desktop)
    else {
        return motion;
    };
    for animation in animations.iter() {
        if animation.trigger == Trigger::Enter {
            semantics.report(
                Code::EnterAtLoad,
                element,
                "The animation runs when the page loads: CSS can't wait until an element is seen.",
                "Use the trigger scroll for an element further down.",
            );
        }
        let mut left_out = false;
        let mut declared = |movements: &[Movement]| -> Vec<Declaration> {
            let written = movements.iter().filter_map(|it| {
                let declaration = declaration(it);
                left_out |= declaration.is_none();
                declaration
            });
            written.collect()
        };
        let while_in = match animation.trigger {
            Trigger::Hover => Some(":hover"),
            Trigger::Press => Some(":active"),
            _ => None,
        };
        match (while_in, animation.keyframes.as_slice()) {
            (Some(while_in), [only]) if animation.is_transition() => {
                motion.transitions.push(ClassTransition {
                    while_in,
                    declarations: declared(&only.declarations),
                    timing: timing(animation, false),
                });
            }
            (while_in, keyframes) => {
                let frames = keyframes
                    .iter()
                    .map(|keyframe| {
                        let mut declarations = declared(&keyframe.declarations);
                        if let Some(easing) = &keyframe.easing {
                            let easing = easing.to_css();
                            declarations
                                .push(Declaration::new("animation-timing-function", easing));
                        }
                        (selector(keyframe), declarations)
                    })
                    .collect();
                let same = motion.animations.iter();
                let word = animation.trigger.as_str();
                let before = same
                    .filter(|it| it.suffix.starts_with(&format!("-{word}")))
                    .count();
                motion.animations.push(ClassAnimation {
                    suffix: match before {
                        0 => format!("-{word}"),
                        before => format!("-{word}-{}", before + 1),
                    },
                    while_in,
                    timeline: match animation.trigger {
                        Trigger::Scroll => Some("view()"),
                        Trigger::PageScroll => Some("scroll(root)"),
                        _ => None,
                    },
                    timing: timing(animation, true),
                    frames,
                });
            }
        }
        if left_out {
            semantics.report(
                Code::MotionNotInCss,
                element,
                "A gradient of a vector was left out of an animation: CSS can't change it.",
                "Move its opacity or a plain colour instead.",
            );
        }
    }
    motion
}

fn selector(keyframe: &Keyframe) -> String {
    match keyframe.offset {
        0.0 => "from".to_owned(),
        1.0 => "to".to_owned(),
        offset => format!("{}%", number(offset * 100.0)),
    }
}

/// Duration, easing, delay and, for keyframes, what else CSS `animation` takes. An animation that
/// follows scrolling has no duration of its own.
fn timing(animation: &Animation, with_keyframes: bool) -> String {
    let mut words = Vec::new();
    if !animation.follows_scrolling() {
        words.push(css_time(animation.duration()));
    }
    if animation.easing != Easing::EASE {
        words.push(animation.easing.to_css());
    }
    if !animation.delay.is_zero() && !animation.follows_scrolling() {
        words.push(css_time(animation.delay));
    }
    if !with_keyframes {
        return words.join(" ");
    }
    match animation.iterations {
        Iterations::Count(1.0) => {}
        Iterations::Count(count) => words.push(number(count)),
        Iterations::Infinite if animation.follows_scrolling() => {}
        Iterations::Infinite => words.push("infinite".to_owned()),
    }
    if animation.direction != Direction::Normal {
        words.push(animation.direction.as_str().to_owned());
    }
    // Along a way the ends hold, as the preview has them.
    if animation.follows_scrolling() {
        words.push("both".to_owned());
    } else if animation.fill != FillMode::None {
        words.push(animation.fill.as_str().to_owned());
    }
    words.join(" ")
}

fn css_time(time: std::time::Duration) -> String {
    let millis = time.as_micros() as f64 / 1000.0;
    if millis >= 1000.0 {
        format!("{}s", millis / 1000.0)
    } else {
        format!("{millis}ms")
    }
}

/// A movement in CSS; `None` for what CSS can't say.
fn declaration(movement: &Movement) -> Option<Declaration> {
    let name = movement.target.name();
    let value = match (&movement.target, &movement.value) {
        (Animatable::Property(Property::Background), MotionValue::Value(Value::Paints(paints))) => {
            return Some(Declaration::new(name, css::background(paints)));
        }
        (_, MotionValue::Value(Value::Paints(paints))) => match paints.as_slice() {
            [] => "none".to_owned(),
            [Paint::Solid(color)] => color.to_string(),
            _ => return None,
        },
        (
            Animatable::Property(Property::MaxWidth | Property::MaxHeight),
            MotionValue::Value(Value::Length(length)),
        ) => css::length(*length, "none"),
        (_, MotionValue::Value(Value::Length(length))) => css::length(*length, "auto"),
        (_, MotionValue::Value(Value::Number(value))) => number(*value),
        (_, MotionValue::Value(Value::Shadows(shadows))) => css::shadows(shadows),
        (Animatable::Property(Property::FontFamily), MotionValue::Value(Value::Text(family))) => {
            css::font_family(family)
        }
        (_, value) => value.to_string(),
    };
    Some(Declaration::new(name, value))
}
