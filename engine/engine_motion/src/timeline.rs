//! Timelines: an animation's values at a time, counted as CSS animations count.

use std::collections::BTreeMap;

use omnios_model::motion::{
    Animatable, Animation, Direction, Easing, FillMode, Iterations, MotionValue,
};
use omnios_model::{Breakpoint, Element, Value};

use crate::interpolate;

/// An animation made ready to be sampled.
#[derive(Debug, Clone)]
pub struct Timeline {
    delay_secs: f64,
    duration_secs: f64,
    /// May be infinite.
    iterations: f64,
    direction: Direction,
    fill: FillMode,
    easing: Easing,
    tracks: BTreeMap<Animatable, Vec<Key>>,
}

/// One keyframe of a track.
#[derive(Debug, Clone)]
struct Key {
    offset: f64,
    value: MotionValue,
    easing: Easing,
}

impl Timeline {
    /// The timeline of an animation: one track a property.
    pub fn new(animation: &Animation) -> Self {
        let mut tracks: BTreeMap<Animatable, Vec<Key>> = BTreeMap::new();
        for keyframe in &animation.keyframes {
            let easing = keyframe.easing.as_ref().unwrap_or(&animation.easing);
            let offset = f64::from(keyframe.offset);
            for declaration in &keyframe.declarations {
                let track = tracks.entry(declaration.target).or_default();
                // Of two keyframes at one place the later one counts.
                track.retain(|key| key.offset != offset);
                track.push(Key {
                    offset,
                    value: declaration.value.clone(),
                    easing: easing.clone(),
                });
            }
        }
        Self {
            delay_secs: animation.delay.as_secs_f64(),
            duration_secs: animation.duration().as_secs_f64().max(1.0e-6),
            iterations: match animation.iterations {
                Iterations::Count(count) => f64::from(count),
                Iterations::Infinite => f64::INFINITY,
            },
            direction: animation.direction,
            fill: animation.fill,
            easing: animation.easing.clone(),
            tracks,
        }
    }

    /// When its last iteration ends, in seconds after the trigger; infinite where none is last.
    pub fn end_secs(&self) -> f64 {
        self.delay_secs + self.duration_secs * self.iterations
    }

    /// What it changes.
    pub fn targets(&self) -> impl Iterator<Item = Animatable> + '_ {
        self.tracks.keys().copied()
    }

    /// Where in the keyframes it is after so many seconds; `None` where it has no effect.
    pub fn progress(&self, elapsed_secs: f64) -> Option<f64> {
        let active = elapsed_secs - self.delay_secs;
        let forwards = matches!(self.fill, FillMode::Forwards | FillMode::Both);
        let backwards = matches!(self.fill, FillMode::Backwards | FillMode::Both);
        if active < 0.0 {
            return backwards.then(|| self.directed(0.0));
        }
        let overall = active / self.duration_secs;
        if overall >= self.iterations {
            return forwards.then(|| self.directed(self.iterations));
        }
        Some(self.directed(overall))
    }

    /// Where in the keyframes it is at a share of a way that stands for its time: a scroll
    /// position. It holds its ends before and after.
    pub fn progress_along(&self, share: f64) -> f64 {
        let iterations = if self.iterations.is_finite() {
            self.iterations
        } else {
            1.0
        };
        self.directed(share.clamp(0.0, 1.0) * iterations)
    }

    /// The place in the keyframes after `overall` iterations.
    fn directed(&self, overall: f64) -> f64 {
        let mut iteration = overall.floor();
        let mut share = overall - iteration;
        // At the very end the last iteration is whole, no new one begins.
        if share == 0.0 && overall > 0.0 && overall == self.iterations {
            iteration -= 1.0;
            share = 1.0;
        }
        let odd = iteration % 2.0 == 1.0;
        let backwards = match self.direction {
            Direction::Normal => false,
            Direction::Reverse => true,
            Direction::Alternate => odd,
            Direction::AlternateReverse => !odd,
        };
        if backwards { 1.0 - share } else { share }
    }

    /// The values at a place in the keyframes. `base` gives what holds where the keyframes say
    /// nothing.
    pub fn values(
        &self,
        progress: f64,
        base: impl Fn(Animatable) -> MotionValue,
    ) -> Vec<(Animatable, MotionValue)> {
        self.tracks
            .iter()
            .map(|(target, track)| (*target, self.value(*target, track, progress, &base)))
            .collect()
    }

    fn value(
        &self,
        target: Animatable,
        track: &[Key],
        progress: f64,
        base: &impl Fn(Animatable) -> MotionValue,
    ) -> MotionValue {
        let before = track.iter().rev().find(|key| key.offset <= progress);
        let after = track.iter().find(|key| key.offset > progress);
        let property = match target {
            Animatable::Property(property) => Some(property),
            _ => None,
        };
        let between = |from: (f64, &MotionValue, &Easing), to: (f64, &MotionValue)| {
            let share = (progress - from.0) / (to.0 - from.0);
            interpolate(property, from.1, to.1, from.2.at(share))
        };
        match (before, after) {
            (Some(from), Some(to)) => between(
                (from.offset, &from.value, &from.easing),
                (to.offset, &to.value),
            ),
            (Some(from), None) if from.offset >= 1.0 => from.value.clone(),
            (Some(from), None) => between(
                (from.offset, &from.value, &from.easing),
                (1.0, &base(target)),
            ),
            (None, Some(to)) => between((0.0, &base(target), &self.easing), (to.offset, &to.value)),
            (None, None) => base(target),
        }
    }
}

/// What holds for an element where nothing moves it.
pub fn base_value(element: &Element, breakpoint: Breakpoint, target: Animatable) -> MotionValue {
    let Animatable::Property(property) = target else {
        return target.identity().unwrap_or(MotionValue::Rotate(0.0));
    };
    let own = element.value(property, breakpoint).cloned();
    let value = own.or_else(|| Value::parse(property, property.initial()).ok());
    MotionValue::Value(value.unwrap_or(Value::Flag(false)))
}

/// One animation's values a time after its trigger, alone: what a scrubber shows. Its fill counts
/// as `both`, and an animation that follows scrolling takes its duration for the whole way.
pub fn sample(
    element: &Element,
    breakpoint: Breakpoint,
    animation: &Animation,
    elapsed_secs: f64,
) -> Vec<(Animatable, MotionValue)> {
    let mut timeline = Timeline::new(animation);
    timeline.fill = FillMode::Both;
    let progress = timeline.progress(elapsed_secs).unwrap_or(0.0);
    timeline.values(progress, |target| base_value(element, breakpoint, target))
}
