//! Animations: from presets, their timing, their keyframes.

use std::sync::Arc;
use std::time::Duration;

use engine::motion::{Timeline, base_value};
use omnios_model::motion::{
    Animatable, Animation, Direction, Easing, FillMode, Iterations, MotionValue, Trigger,
};
use omnios_model::{Breakpoint, Element, ElementId, PageId, Property, Value};
use omnios_protocol::args::{
    MotionAnimation, MotionFromPreset, MotionKeyframe, MotionKeyframeMove, MotionTiming,
};
use omnios_protocol::{CommandError, CommandOutcome, ElementRef, ErrorCode};

use crate::edit::{Edit, refuse};
use crate::motion_presets::{PRESETS, trigger_words};

type Outcome = Result<CommandOutcome, CommandError>;

/// An hour is the longest that an animation's text takes.
const LONGEST_MILLIS: f64 = 3_600_000.0;

/// An element's animations.
pub(crate) fn animations_of(element: &Element) -> &[Animation] {
    match element.value(Property::Animations, Breakpoint::Desktop) {
        Some(Value::Animations(animations)) => animations,
        _ => &[],
    }
}

fn write(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    animations: Vec<Animation>,
) -> Result<(), CommandError> {
    let value = (!animations.is_empty()).then(|| Value::Animations(animations.into()));
    edit.set(page, id, Property::Animations, Breakpoint::Desktop, value)
}

/// Changes one animation of one element.
fn change(
    edit: &mut Edit<'_, '_>,
    id: Option<&ElementRef>,
    index: usize,
    change: impl FnOnce(&mut Animation, &Element, Breakpoint) -> Result<(), CommandError>,
) -> Outcome {
    let (page, id) = edit.single(id)?;
    let element = edit.get(page, id)?;
    let mut animations = animations_of(&element).to_vec();
    let count = animations.len();
    let animation = animations
        .get_mut(index)
        .ok_or_else(|| absent(&element, index, count))?;
    change(animation, &element, edit.breakpoint)?;
    if animation.keyframes.is_empty() {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "an animation needs a keyframe. Run motion.remove-animation to remove it as a whole",
        ));
    }
    write(edit, page, id, animations)?;
    Ok(CommandOutcome::default())
}

fn absent(element: &Element, index: usize, count: usize) -> CommandError {
    let there = match count {
        0 => "it has none. Run motion.add-animation first".to_owned(),
        1 => "its only one is number 0".to_owned(),
        _ => format!("they are numbered from 0 to {}", count - 1),
    };
    refuse(
        ErrorCode::NotApplicable,
        format!("“{}” has no animation {index}: {there}", element.name),
    )
}

pub(crate) fn add(edit: &mut Edit<'_, '_>, args: &MotionFromPreset) -> Outcome {
    let preset = PRESETS.iter().find(|it| it.shown.id == args.preset);
    let preset = preset.ok_or_else(|| {
        let ids: Vec<&str> = PRESETS.iter().map(|it| it.shown.id).collect();
        refuse(
            ErrorCode::InvalidValue,
            format!(
                "there is no preset “{}”. Give one of {}",
                args.preset,
                ids.join(", ")
            ),
        )
    })?;
    let trigger = trigger(args.trigger.as_deref().unwrap_or(preset.shown.trigger))?;
    let text = format!("{} {}", trigger.as_str(), preset.animation);
    let added = match Value::parse(Property::Animations, &text) {
        Ok(Value::Animations(added)) => added,
        Ok(_) => Arc::from([]),
        Err(error) => return Err(refuse(ErrorCode::InvalidValue, error.to_string())),
    };
    let targets = edit.targets(&args.ids)?;
    for id in targets.ids {
        let mut animations = animations_of(&*edit.get(targets.page, id)?).to_vec();
        animations.extend(added.iter().cloned());
        write(edit, targets.page, id, animations)?;
    }
    Ok(CommandOutcome::default())
}

pub(crate) fn remove(edit: &mut Edit<'_, '_>, args: &MotionAnimation) -> Outcome {
    let (page, id) = edit.single(args.id.as_ref())?;
    let element = edit.get(page, id)?;
    let mut animations = animations_of(&element).to_vec();
    if args.animation >= animations.len() {
        return Err(absent(&element, args.animation, animations.len()));
    }
    animations.remove(args.animation);
    write(edit, page, id, animations)?;
    Ok(CommandOutcome::default())
}

pub(crate) fn set_timing(edit: &mut Edit<'_, '_>, args: &MotionTiming) -> Outcome {
    change(edit, args.id.as_ref(), args.animation, |it, _, _| {
        if let Some(word) = &args.trigger {
            let next = trigger(word)?;
            // A fill that nobody chose follows the trigger, as it does in the text.
            if it.fill == it.trigger.fill() {
                it.fill = next.fill();
            }
            it.trigger = next;
        }
        if let Some(millis) = args.duration_millis {
            let duration = duration("a duration", millis)?;
            it.own_duration = (!duration.is_zero()).then_some(duration);
        }
        if let Some(millis) = args.delay_millis {
            it.delay = duration("a delay", millis)?;
        }
        if let Some(text) = &args.easing {
            it.easing = easing(text)?;
        }
        if let Some(text) = &args.iterations {
            it.iterations = iterations(text)?;
        }
        if let Some(word) = &args.direction {
            it.direction = one_of(
                "direction",
                word,
                Direction::ALL,
                Direction::as_str,
                Direction::from_word,
            )?;
        }
        if let Some(word) = &args.fill {
            it.fill = one_of(
                "fill",
                word,
                FillMode::ALL,
                FillMode::as_str,
                FillMode::from_word,
            )?;
        }
        Ok(())
    })
}

pub(crate) fn add_keyframe(edit: &mut Edit<'_, '_>, args: &MotionKeyframe) -> Outcome {
    let at = place("at", args.at)?;
    let name = args.property.as_deref().ok_or_else(|| {
        refuse(
            ErrorCode::InvalidArguments,
            "a new keyframe is one of a property. Name it in `property`",
        )
    })?;
    let target = target(name)?;
    change(
        edit,
        args.id.as_ref(),
        args.animation,
        |it, element, breakpoint| {
            if it.has_key(Some(target), at) {
                return Err(refuse(
                    ErrorCode::NotApplicable,
                    format!(
                        "{name} has a keyframe at {}% already. Change it with motion.set-keyframe",
                        percent(at)
                    ),
                ));
            }
            let value = match &args.value {
                Some(text) => value(target, text)?,
                None => value_at(it, element, breakpoint, target, at),
            };
            it.set_key(target, at, value);
            set_easing(it, at, args.easing.as_deref())
        },
    )
}

pub(crate) fn set_keyframe(edit: &mut Edit<'_, '_>, args: &MotionKeyframe) -> Outcome {
    let at = place("at", args.at)?;
    let target = args.property.as_deref().map(target).transpose()?;
    change(edit, args.id.as_ref(), args.animation, |it, _, _| {
        if !it.has_key(target, at) {
            return Err(no_keyframe(it, target, at));
        }
        if let Some(text) = &args.value {
            let target = target.ok_or_else(|| {
                refuse(
                    ErrorCode::InvalidArguments,
                    "a value is one of a property. Name it in `property`",
                )
            })?;
            it.set_key(target, at, value(target, text)?);
        }
        set_easing(it, at, args.easing.as_deref())
    })
}

pub(crate) fn move_keyframe(edit: &mut Edit<'_, '_>, args: &MotionKeyframeMove) -> Outcome {
    let (at, to) = (place("at", args.at)?, place("to", args.to)?);
    let target = args.property.as_deref().map(target).transpose()?;
    change(edit, args.id.as_ref(), args.animation, |it, _, _| {
        if it.has_key(target, at) {
            it.move_keys(target, at, to);
            Ok(())
        } else {
            Err(no_keyframe(it, target, at))
        }
    })
}

pub(crate) fn remove_keyframe(edit: &mut Edit<'_, '_>, args: &MotionKeyframe) -> Outcome {
    let at = place("at", args.at)?;
    let target = args.property.as_deref().map(target).transpose()?;
    change(edit, args.id.as_ref(), args.animation, |it, _, _| {
        if it.remove_keys(target, at) {
            Ok(())
        } else {
            Err(no_keyframe(it, target, at))
        }
    })
}

/// What a property is at a place, keyframe or not.
fn value_at(
    animation: &Animation,
    element: &Element,
    breakpoint: Breakpoint,
    target: Animatable,
    at: f32,
) -> MotionValue {
    let base = |target| base_value(element, breakpoint, target);
    Timeline::new(animation)
        .values(f64::from(at), base)
        .into_iter()
        .find(|(of, _)| *of == target)
        .map_or_else(|| base(target), |(_, value)| value)
}

fn set_easing(animation: &mut Animation, at: f32, text: Option<&str>) -> Result<(), CommandError> {
    match text {
        None => {}
        Some("none") => {
            animation.set_easing_at(at, None);
        }
        Some(text) => {
            animation.set_easing_at(at, Some(&easing(text)?));
        }
    }
    Ok(())
}

fn no_keyframe(animation: &Animation, target: Option<Animatable>, at: f32) -> CommandError {
    let of = target.map_or_else(String::new, |target| format!(" of {target}"));
    let mut places: Vec<String> = Vec::new();
    for keyframe in &animation.keyframes {
        let says = |target| keyframe.declarations.iter().any(|it| it.target == target);
        if target.is_none_or(says) {
            places.push(format!("{}%", percent(keyframe.offset)));
        }
    }
    places.dedup();
    let there = if places.is_empty() {
        "There is none".to_owned()
    } else {
        format!("They stand at {}", places.join(", "))
    };
    refuse(
        ErrorCode::NotApplicable,
        format!("there is no keyframe{of} at {}%. {there}", percent(at)),
    )
}

/// A share as per cent with two decimals.
fn percent(share: f32) -> f64 {
    (f64::from(share) * 10_000.0).round() / 100.0
}

fn place(name: &str, share: f32) -> Result<f32, CommandError> {
    if (0.0..=1.0).contains(&share) {
        return Ok(share);
    }
    Err(refuse(
        ErrorCode::InvalidValue,
        format!("`{name}` is a share of the duration, from 0 for its start to 1 for its end"),
    ))
}

fn target(name: &str) -> Result<Animatable, CommandError> {
    Animatable::from_name(name).ok_or_else(|| {
        refuse(
            ErrorCode::InvalidValue,
            format!("“{name}” is no property that can move"),
        )
    })
}

fn value(target: Animatable, text: &str) -> Result<MotionValue, CommandError> {
    target
        .read(text)
        .map_err(|message| refuse(ErrorCode::InvalidValue, message))
}

fn trigger(word: &str) -> Result<Trigger, CommandError> {
    Trigger::from_word(word).ok_or_else(|| {
        refuse(
            ErrorCode::InvalidValue,
            format!("“{word}” is no trigger. Give one of {}", trigger_words()),
        )
    })
}

fn one_of<T: Copy>(
    what: &str,
    word: &str,
    all: &[T],
    text: impl Fn(T) -> &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, CommandError> {
    read(word).ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|it| text(*it)).collect();
        refuse(
            ErrorCode::InvalidValue,
            format!("“{word}” is no {what}. Give one of {}", words.join(", ")),
        )
    })
}

pub(super) fn easing(text: &str) -> Result<Easing, CommandError> {
    Easing::parse(text).map_err(|error| {
        refuse(
            ErrorCode::InvalidValue,
            format!("“{text}” is no easing: {error}"),
        )
    })
}

pub(super) fn duration(what: &str, millis: f64) -> Result<Duration, CommandError> {
    if (0.0..=LONGEST_MILLIS).contains(&millis) {
        // To a microsecond, as texts have it.
        return Ok(Duration::from_micros((millis * 1000.0).round() as u64));
    }
    Err(refuse(
        ErrorCode::InvalidValue,
        format!("{what} is from 0 to 3,600,000 milliseconds"),
    ))
}

fn iterations(text: &str) -> Result<Iterations, CommandError> {
    if text == "infinite" {
        return Ok(Iterations::Infinite);
    }
    match text.parse::<f32>() {
        Ok(count) if count > 0.0 && count <= 1.0e6 => Ok(Iterations::Count(count)),
        _ => Err(refuse(
            ErrorCode::InvalidValue,
            format!("an animation can't run “{text}” times. Give a number above 0, or infinite"),
        )),
    }
}
