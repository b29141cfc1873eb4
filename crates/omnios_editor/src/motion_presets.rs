//! Animations to start from.

use omnios_model::motion::Trigger;
use omnios_protocol::timeline::MotionPreset;

/// A preset: what people see of it, and what follows the trigger in its text.
pub(crate) struct Preset {
    pub(crate) shown: MotionPreset,
    pub(crate) animation: &'static str,
}

const fn preset(
    id: &'static str,
    title: &'static str,
    trigger: &'static str,
    animation: &'static str,
) -> Preset {
    Preset {
        shown: MotionPreset { id, title, trigger },
        animation,
    }
}

/// Every preset, in the order menus offer them.
pub(crate) const PRESETS: &[Preset] = &[
    preset(
        "fade-in",
        "Fade in",
        "enter",
        "500ms ease-out { from { opacity: 0 } to { opacity: 1 } }",
    ),
    preset(
        "slide-up",
        "Slide up",
        "enter",
        "600ms ease-out { from { opacity: 0; translate: 0 24px } to { opacity: 1; translate: 0 0 } }",
    ),
    preset(
        "scale-in",
        "Scale in",
        "enter",
        "spring(1, 170, 14) { from { opacity: 0; scale: 0.8 } to { opacity: 1; scale: 1 } }",
    ),
    preset(
        "pulse",
        "Pulse",
        "load",
        "1.2s ease-in-out infinite alternate { from { scale: 1 } to { scale: 1.05 } }",
    ),
    preset(
        "parallax",
        "Parallax on scroll",
        "scroll",
        "linear { from { translate: 0 -40px } to { translate: 0 40px } }",
    ),
    preset(
        "reveal",
        "Reveal on scroll",
        "scroll",
        "linear { from { opacity: 0; translate: 0 48px } 35% { opacity: 1; translate: 0 0 } }",
    ),
    preset(
        "progress",
        "Grow with the page",
        "page-scroll",
        "linear { from { scale: 0 1 } to { scale: 1 1 } }",
    ),
    preset(
        "hover-lift",
        "Lift on hover",
        "hover",
        "180ms ease-out { to { translate: 0 -4px } }",
    ),
    preset(
        "hover-grow",
        "Grow on hover",
        "hover",
        "spring(1, 260, 18) { to { scale: 1.05 } }",
    ),
    preset(
        "press",
        "Give when pressed",
        "press",
        "90ms ease-out { to { scale: 0.96 } }",
    ),
    preset(
        "spin",
        "Turn for ever",
        "load",
        "2s linear infinite { from { rotate: 0deg } to { rotate: 360deg } }",
    ),
];

/// What menus and the palette offer.
pub fn motion_presets() -> Vec<MotionPreset> {
    PRESETS.iter().map(|it| it.shown).collect()
}

/// The words for what starts an animation, for messages.
pub(crate) fn trigger_words() -> String {
    let words: Vec<&str> = Trigger::ALL.iter().map(|it| it.as_str()).collect();
    words.join(", ")
}
