//! What the timeline panel shows: the selection's animations and state machine, and where what is
//! played is.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// An animation to start from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct MotionPreset {
    /// Stable name, as `motion.add-animation` takes it.
    pub id: &'static str,
    /// What menus and the palette say.
    pub title: &'static str,
    /// What starts it where nothing else is chosen.
    pub trigger: &'static str,
}

/// What the timeline panel shows of the documents.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineState {
    /// Whether the panel is there.
    pub open: bool,
    /// Element id of the one selected element; absent for none and for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub element: Option<String>,
    /// Its name.
    pub name: String,
    /// Its animations, in the order in which they count.
    pub animations: Vec<AnimationRow>,
    /// What can move of it, by name.
    pub properties: Vec<String>,
    /// The state machine that it is in; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub machine: Option<MachineView>,
}

/// One animation.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnimationRow {
    /// What starts it: `load`, `enter`, `scroll`, `page-scroll`, `hover` or `press`.
    pub trigger: String,
    /// Whether scrolling is its time: then shares count, not milliseconds.
    pub follows_scrolling: bool,
    /// How long it runs once.
    pub duration_millis: f64,
    /// Whether its spring or the default decides that.
    pub own_duration: bool,
    /// How long after the trigger it starts.
    pub delay_millis: f64,
    /// How each change goes where a keyframe says nothing else.
    pub easing: String,
    /// How often it runs: a number, or `infinite`.
    pub iterations: String,
    /// `normal`, `reverse`, `alternate` or `alternate-reverse`.
    pub direction: String,
    /// One row a property.
    pub tracks: Vec<TrackRow>,
}

/// The keyframes of one property.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct TrackRow {
    /// The property's name.
    pub property: String,
    /// In ascending order.
    pub keyframes: Vec<KeyframeMark>,
}

/// What one keyframe says about a property.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct KeyframeMark {
    /// Share of the duration, 0 to 1.
    pub at: f64,
    /// The value, in CSS syntax.
    pub value: String,
    /// How the change to the next keyframe goes; absent for the animation's own easing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub easing: Option<String>,
}

/// A state machine.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MachineView {
    /// Element id of the one that has it.
    pub element: String,
    /// That element's name.
    pub name: String,
    /// Its states; it starts in the first.
    pub states: Vec<String>,
    /// What leads from state to state.
    pub transitions: Vec<TransitionRow>,
    /// Its variables.
    pub variables: Vec<VariableRow>,
    /// What can be fired: every trigger that a transition waits for.
    pub triggers: Vec<String>,
}

/// A way from one state to another.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TransitionRow {
    /// The state it leads from; absent for any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub from: Option<String>,
    /// The state it leads to.
    pub to: String,
    /// What must happen, such as `press` or `after 2s`; empty where conditions alone decide.
    pub on: String,
    /// What must hold and what it sets, as it is written; may be empty.
    pub when: String,
    /// How long it takes.
    pub duration_millis: f64,
    /// How it goes.
    pub easing: String,
}

/// A variable of a state machine.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct VariableRow {
    /// Its name.
    pub name: String,
    /// What it is at the start: `true`, `3` or `"text"`.
    pub initial: String,
}

/// Where what is played is. It changes with every frame, and no document with it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaybackState {
    /// Whether the page is played.
    pub playing: bool,
    /// The moment of one animation that the canvas shows; absent where it shows none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub playhead: Option<Playhead>,
    /// Whether the playhead starts anew at the end.
    pub looping: bool,
    /// The state that the selection's machine is in, while the page is played.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub machine_state: Option<String>,
    /// The values of its variables, while the page is played.
    pub variables: BTreeMap<String, String>,
}

/// A moment of one animation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct Playhead {
    /// Which of the selected element's animations.
    pub animation: usize,
    /// Milliseconds on the ruler: the delay, then one run.
    pub millis: f64,
    /// Whether it moves by itself.
    pub running: bool,
}
