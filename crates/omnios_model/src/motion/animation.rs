//! Animations: when they start, how long they take, what they change.

use std::fmt;
use std::time::Duration;

use super::keyframe::read_keyframes;
use super::reader::{Read, Reader, write_duration};
use super::{Easing, Keyframe, MotionError};

/// What holds where an animation says no duration and has no spring to settle.
const DEFAULT_DURATION: Duration = Duration::from_millis(300);

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every variant, in the order panels offer them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands for it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The variant of that word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words!(
    /// What starts an animation.
    Trigger {
        /// The page is there.
        Load = "load",
        /// The element comes into view for the first time.
        Enter = "enter",
        /// The element's way through the viewport is the animation's time: 0 where its top edge
        /// comes in below, 1 where its bottom edge leaves above (CSS `view()`).
        Scroll = "scroll",
        /// How far the page is scrolled is the animation's time (CSS `scroll(root)`).
        PageScroll = "page-scroll",
        /// The pointer is over the element.
        Hover = "hover",
        /// The element is pressed.
        Press = "press",
    }
);
words!(
    /// Which way an animation runs, as CSS `animation-direction`.
    Direction {
        /// From start to end.
        Normal = "normal",
        /// From end to start.
        Reverse = "reverse",
        /// Back and forth.
        Alternate = "alternate",
        /// Forth and back.
        AlternateReverse = "alternate-reverse",
    }
);
words!(
    /// What holds before and after an animation, as CSS `animation-fill-mode`.
    FillMode {
        /// The element's own values.
        None = "none",
        /// The last values stay.
        Forwards = "forwards",
        /// The first values hold during the delay.
        Backwards = "backwards",
        /// Both.
        Both = "both",
    }
);

impl Trigger {
    /// What holds before and after an animation that doesn't say.
    pub fn fill(self) -> FillMode {
        match self {
            Self::Hover | Self::Press => FillMode::None,
            _ => FillMode::Both,
        }
    }
}

/// How often an animation runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Iterations {
    /// That often; above 0.
    Count(f32),
    /// Until it is stopped.
    Infinite,
}

/// One animation of an element.
#[derive(Debug, Clone, PartialEq)]
pub struct Animation {
    /// What starts it.
    pub trigger: Trigger,
    /// The duration as it was written; see [`Self::duration`].
    pub own_duration: Option<Duration>,
    /// How long after the trigger it starts.
    pub delay: Duration,
    /// How each change from keyframe to keyframe goes, unless the keyframe says otherwise.
    pub easing: Easing,
    /// How often it runs.
    pub iterations: Iterations,
    /// Which way it runs.
    pub direction: Direction,
    /// What holds before and after.
    pub fill: FillMode,
    /// At least one; offsets ascend. Where none stands at 0 or at 1, the element's own values
    /// do.
    pub keyframes: Vec<Keyframe>,
}

impl Animation {
    /// How long it runs once: what was said, or the settling time of its spring, or 300 ms.
    pub fn duration(&self) -> Duration {
        self.own_duration.unwrap_or(match &self.easing {
            Easing::Spring(spring) => spring.settling_time(),
            _ => DEFAULT_DURATION,
        })
    }

    /// Whether it leads from the element's own values to others and, when its trigger ends, back:
    /// a CSS transition. So is a hover or press with one keyframe, at the end.
    pub fn is_transition(&self) -> bool {
        matches!(self.trigger, Trigger::Hover | Trigger::Press)
            && self.iterations == Iterations::Count(1.0)
            && self.direction == Direction::Normal
            && matches!(self.keyframes.as_slice(), [only] if only.offset == 1.0)
    }

    /// Whether scrolling is its time.
    pub fn follows_scrolling(&self) -> bool {
        matches!(self.trigger, Trigger::Scroll | Trigger::PageScroll)
    }

    /// Reads what follows the trigger's word: options in any order, and keyframes.
    pub(crate) fn read(reader: &mut Reader<'_>, trigger: Trigger) -> Read<Self> {
        let mut animation = Self {
            trigger,
            own_duration: None,
            delay: Duration::ZERO,
            easing: Easing::EASE,
            iterations: Iterations::Count(1.0),
            direction: Direction::Normal,
            fill: trigger.fill(),
            keyframes: Vec::new(),
        };
        let mut has_delay = false;
        while !reader.peeks("{") {
            let start = reader.position();
            if let Some(time) = reader.duration()? {
                if animation.own_duration.is_none() {
                    animation.own_duration = Some(time);
                } else if !has_delay {
                    animation.delay = time;
                    has_delay = true;
                } else {
                    return Err(reader.error_at(start, "at most a duration and a delay"));
                }
            } else if let Some(easing) = Easing::read(reader)? {
                animation.easing = easing;
            } else if let Some(word) = reader.word() {
                if word == "infinite" {
                    animation.iterations = Iterations::Infinite;
                } else if word == "delay" {
                    let time = reader.duration()?;
                    animation.delay =
                        time.ok_or_else(|| reader.error("a time such as 200ms is expected"))?;
                    has_delay = true;
                } else if let Some(direction) = Direction::from_word(word) {
                    animation.direction = direction;
                } else if let Some(fill) = FillMode::from_word(word) {
                    animation.fill = fill;
                } else {
                    return Err(reader.error_at(
                        start,
                        format!(
                            "“{word}” is none of a time, an easing, infinite, a direction such as \
                             alternate, or a fill such as both"
                        ),
                    ));
                }
            } else if let Some((count, "")) = reader.measure()
                && count > 0.0
            {
                animation.iterations = Iterations::Count(count);
            } else {
                return Err(reader.error_at(
                    start,
                    "a time, an easing, how often, a direction, a fill or “{” is expected",
                ));
            }
        }
        if animation.own_duration == Some(Duration::ZERO) {
            return Err(reader.error("a duration above 0 is expected"));
        }
        animation.keyframes = read_keyframes(reader)?;
        Ok(animation)
    }
}

/// Reads a list of animations; `none` is the empty list.
pub(crate) fn parse_animations(text: &str) -> Result<Vec<Animation>, MotionError> {
    let mut reader = Reader::new(text)?;
    let mut found = Vec::new();
    if reader.is_at_end() {
        return Ok(found);
    }
    if reader.takes_word("none") {
        return if reader.is_at_end() {
            Ok(found)
        } else {
            Err(reader.error("nothing more is expected after none"))
        };
    }
    while !reader.is_at_end() {
        let start = reader.position();
        let trigger = reader.word().and_then(Trigger::from_word).ok_or_else(|| {
            reader.error_at(
                start,
                "a trigger is expected: load, enter, scroll, page-scroll, hover or press",
            )
        })?;
        found.push(Animation::read(&mut reader, trigger)?);
        // A comma between two is allowed, as lists in CSS have it.
        reader.takes(",");
    }
    Ok(found)
}

pub(crate) fn animations_to_string(animations: &[Animation]) -> String {
    if animations.is_empty() {
        return "none".to_owned();
    }
    let texts: Vec<String> = animations.iter().map(Animation::to_string).collect();
    texts.join(" ")
}

impl Animation {
    /// Writes the options and keyframes, without the trigger.
    pub(crate) fn write_rest(&self, f: &mut impl fmt::Write) -> fmt::Result {
        if let Some(duration) = self.own_duration {
            write!(f, " {}", write_duration(duration))?;
        }
        write!(f, " {}", self.easing)?;
        if !self.delay.is_zero() {
            write!(f, " delay {}", write_duration(self.delay))?;
        }
        match self.iterations {
            Iterations::Count(1.0) => {}
            Iterations::Count(count) => write!(f, " {count}")?,
            Iterations::Infinite => f.write_str(" infinite")?,
        }
        if self.direction != Direction::Normal {
            write!(f, " {}", self.direction.as_str())?;
        }
        write!(f, " {} {{", self.fill.as_str())?;
        for keyframe in &self.keyframes {
            write!(f, " {keyframe}")?;
        }
        f.write_str(" }")
    }
}

impl fmt::Display for Animation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.trigger.as_str())?;
        self.write_rest(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn animations_read_back_what_they_write() {
        let text = "enter 600ms ease-out delay 100ms both { from { opacity: 0; translate: 0px \
                    24px } 40% { opacity: 1; easing: steps(2) } to { scale: 1.2 } } hover \
                    spring(1, 170, 26) none { to { scale: 1.05 0.9; rotate: 3deg } } load 2s \
                    linear infinite alternate both { to { background: #ff0000 } }";
        let animations = parse_animations(text).unwrap();
        assert_eq!(animations.len(), 3);
        assert_eq!(animations_to_string(&animations), text);
        assert!(animations[1].is_transition());
        assert_eq!(animations[1].duration(), {
            let Easing::Spring(spring) = animations[1].easing else {
                panic!()
            };
            spring.settling_time()
        });
        assert_eq!(parse_animations("none"), Ok(Vec::new()));
    }

    #[test]
    fn a_mistake_is_shown_where_it_is() {
        for (text, at, message) in [
            ("enter 1s { from { opactiy: 0 } }", 19, "opactiy"),
            ("enter 1s { from { opacity: 2 } }", 28, "from 0 to 1"),
            ("wave 1s { to { opacity: 1 } }", 1, "trigger"),
            ("enter 1s { }", 13, "keyframe"),
            ("enter 1s quick { to { opacity: 1 } }", 10, "quick"),
            ("enter 1s { 120% { opacity: 1 } }", 12, "share"),
            ("enter 1s { to { display: flex } }", 17, "display"),
            ("enter 1s { to { opacity: 1 ", 28, "expected"),
        ] {
            let error = parse_animations(text).unwrap_err();
            assert_eq!(error.at, at, "{text}: {error}");
            assert!(error.message.contains(message), "{text}: {error}");
        }
    }
}
