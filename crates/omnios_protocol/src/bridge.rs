//! The engine's calls as JSON, for whoever embeds the engine: `{"call": NAME, …}` in,
//! `{"ok": …}` or `{"error": {…}}` out.
//!
//! All coordinates are CSS px of the page. Elements are given as the clipboard gives them, with
//! values in CSS syntax. Natively and in a web view a call gets the same answer, byte for byte;
//! `tests/bridge` holds both to that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::args::TextRunValues;

/// One call of the engine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "call",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum BridgeCall {
    /// Starts anew, without a page. Answer: [`BridgeAnswer::Version`].
    Init {
        /// Width of the page's viewport.
        viewport_width: f32,
        /// Natural width and height of the images that elements show, by asset hash.
        #[serde(default)]
        images: BTreeMap<String, [f32; 2]>,
    },
    /// Takes a whole page instead of what was there. Answer: [`BridgeAnswer::Version`].
    FullSync {
        /// The page's id; its root element has the same.
        page: String,
        /// Its elements, in any order.
        elements: Vec<BridgeElement>,
    },
    /// Stages an element: new, or instead of the one with its id. Answer:
    /// [`BridgeAnswer::Done`].
    ElementSync {
        /// The element, whole.
        element: BridgeElement,
    },
    /// Stages an element's removal. Answer: [`BridgeAnswer::Done`].
    ElementRemove {
        /// Which.
        id: String,
    },
    /// Lets what was staged take effect. Answer: [`BridgeAnswer::Version`].
    Commit,
    /// What differs from an earlier version. Answer: [`BridgeAnswer::Deltas`].
    DeltasSince {
        /// As an earlier answer gave it.
        version: u64,
    },
    /// An element's boxes and lines. Answer: [`BridgeAnswer::Layout`].
    ElementLayout {
        /// Which.
        id: String,
    },
    /// What is under a point, topmost first. Answer: [`BridgeAnswer::Elements`].
    HitTest {
        /// From the page's left edge.
        x: f32,
        /// From the page's top edge.
        y: f32,
    },
    /// What meets an area, by id. Answer: [`BridgeAnswer::Elements`].
    AreaQuery {
        /// The area.
        area: BridgeRect,
        /// Whether only what lies entirely inside counts.
        #[serde(default)]
        contained: bool,
    },
    /// What a dragged box may snap to, and to what it does. Answer: [`BridgeAnswer::Snap`].
    SnapTargets {
        /// The dragged elements; they don't snap to one another.
        ids: Vec<String>,
        /// Their bounds as the pointer has moved them.
        moving: BridgeRect,
        /// How near a line must be.
        tolerance: f32,
    },
    /// How an element moves when it is dragged. Answer: [`BridgeAnswer::Constraints`].
    DragConstraints {
        /// Which.
        id: String,
    },
    /// The bounds of elements together. Answer: [`BridgeAnswer::Bounds`].
    GroupBounds {
        /// Which.
        ids: Vec<String>,
    },
    /// Starts to play the page as it was last committed, or starts again. Later commits don't
    /// touch what is played; `full-sync` and `stop` end it. Answer: [`BridgeAnswer::Playing`].
    Play {
        /// Height of the window that the page is seen through, in CSS px.
        viewport_height: f32,
        /// Decides what particles do: the same seed and the same calls give the same places.
        #[serde(default)]
        seed: u64,
    },
    /// Stops playing. Answer: [`BridgeAnswer::Done`].
    Stop,
    /// Lets time pass for what is played. Answer: [`BridgeAnswer::Playing`].
    Advance {
        /// Milliseconds, above 0 and at most 60,000.
        millis: f64,
    },
    /// Fires a trigger of the state machines. Answer: [`BridgeAnswer::Fired`].
    FireTrigger {
        /// Its name.
        trigger: String,
        /// The element it happens on; every machine hears it where absent.
        #[serde(default)]
        on: Option<String>,
    },
    /// The state that an element's machine is in. Answer: [`BridgeAnswer::State`].
    MachineState {
        /// The element that has the machine.
        id: String,
    },
    /// A variable of the state machines. Answer: [`BridgeAnswer::Variable`].
    GetVariable {
        /// Its name.
        name: String,
    },
    /// Sets a variable in every machine that has it. Answer: [`BridgeAnswer::Variable`].
    SetVariable {
        /// Its name.
        name: String,
        /// Of the same kind as the variable.
        value: BridgeValue,
    },
    /// Where a body is. Answer: [`BridgeAnswer::Pose`].
    PhysicsPosition {
        /// The element that is a body.
        id: String,
    },
    /// Lets particles out of an emitter at once. Answer: [`BridgeAnswer::Particles`].
    EmitParticle {
        /// The element that has the emitter.
        id: String,
        /// How many; as many as its burst says where absent.
        #[serde(default)]
        count: Option<u32>,
    },
    /// An image file, smaller. Answer: [`BridgeAnswer::Image`].
    ImageOptimise {
        /// The file, in base 64.
        file: String,
        /// The result is no wider than this, if it is given.
        #[serde(default)]
        max_width: Option<u32>,
        /// The result is no higher than this, if it is given.
        #[serde(default)]
        max_height: Option<u32>,
        /// `png`, `webp` (without loss), `jpeg` (opaque pictures alone), or `smallest` of them.
        format: String,
        /// 1 to 100, for `jpeg`; 80 where absent.
        #[serde(default)]
        quality: Option<u8>,
    },
}

/// The value of a state machine's variable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum BridgeValue {
    /// True or false.
    Flag(bool),
    /// A number.
    Number(f32),
    /// A text.
    Text(String),
}

/// One element, with values in CSS syntax.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct BridgeElement {
    /// Its id.
    pub id: String,
    /// `frame`, `text`, `image` and so on.
    pub kind: String,
    /// Its name in the layers tree.
    #[serde(default)]
    pub name: String,
    /// The frame that holds it; absent for the root.
    #[serde(default)]
    pub parent: Option<String>,
    /// Its position among its parent's children: a base-62 fraction.
    pub order: String,
    /// Values by property, `width` or `width@mobile`.
    #[serde(default)]
    pub properties: BTreeMap<String, String>,
    /// The text of a text element.
    #[serde(default)]
    pub text: String,
    /// The parts of the text that are set otherwise than the rest.
    #[serde(default)]
    pub runs: Vec<TextRunValues>,
}

/// A rectangle, in CSS px of the page.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BridgeRect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Widths of the four sides, in CSS px.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct BridgeEdges {
    /// Top side.
    pub top: f32,
    /// Right side.
    pub right: f32,
    /// Bottom side.
    pub bottom: f32,
    /// Left side.
    pub left: f32,
}

/// What a call gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum BridgeAnswer {
    /// The version that the call led to.
    Version {
        /// Grows with each commit.
        version: u64,
    },
    /// It was taken in.
    Done {},
    /// What differs.
    Deltas {
        /// The version that this leads to.
        version: u64,
        /// Whether everything is listed, because the asked version isn't remembered.
        complete: bool,
        /// Elements whose box is new or differs.
        moved: Vec<BridgeBox>,
        /// Elements that look otherwise.
        repainted: Vec<String>,
        /// Elements that are gone or hidden.
        removed: Vec<String>,
    },
    /// Boxes and lines.
    Layout {
        /// The border box.
        rect: BridgeRect,
        /// The content box.
        content: BridgeRect,
        /// Used widths of the border.
        border: BridgeEdges,
        /// Used padding.
        padding: BridgeEdges,
        /// What the element's position is measured from.
        containing_block: BridgeRect,
        /// Lines of a text.
        lines: Vec<BridgeLine>,
    },
    /// Elements.
    Elements {
        /// Their ids.
        ids: Vec<String>,
    },
    /// Snapping.
    Snap {
        /// Boxes that were looked at.
        targets: Vec<BridgeRect>,
        /// To add to the dragged box's position: x, y.
        correction: [f32; 2],
        /// Lines that show what the box is aligned with.
        guides: Vec<BridgeGuide>,
        /// Equal distances and those to what it is aligned with: x, y of one end and of the other.
        distances: Vec<[f32; 4]>,
    },
    /// Constraints of a drag.
    Constraints {
        /// `free`, `row`, `column` or `none`.
        freedom: String,
        /// Where the dragged box can still be seen.
        visible_within: BridgeRect,
    },
    /// Bounds; absent for no elements.
    Bounds {
        /// The smallest rectangle around all border boxes.
        bounds: Option<BridgeRect>,
    },
    /// How far what is played is.
    Playing {
        /// Milliseconds since the start.
        elapsed_millis: f64,
        /// Whether nothing changes until something happens.
        at_rest: bool,
        /// Every bit of every body's and particle's place goes into these 16 hexadecimal digits.
        fingerprint: String,
    },
    /// What came of a trigger.
    Fired {
        /// Whether a machine took a transition.
        taken: bool,
    },
    /// A machine's state.
    State {
        /// Its name.
        state: String,
    },
    /// A variable.
    Variable {
        /// Its value now.
        value: BridgeValue,
    },
    /// A body's place.
    Pose {
        /// How far its middle moved from where the layout puts it: x, y.
        offset: [f32; 2],
        /// How far it turned clockwise, in radians.
        angle: f32,
    },
    /// Particles.
    Particles {
        /// How many of the page live now.
        alive: usize,
    },
    /// An image file.
    Image {
        /// The file, in base 64.
        file: String,
        /// Its media type.
        media_type: String,
        /// Width in px.
        width: u32,
        /// Height in px.
        height: u32,
        /// Length of the file that was given, in bytes.
        bytes_before: u64,
        /// Length of this one.
        bytes_after: u64,
    },
}

/// An element's border box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BridgeBox {
    /// The element.
    pub id: String,
    /// Its border box.
    pub rect: BridgeRect,
}

/// A line of text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BridgeLine {
    /// Its box.
    pub rect: BridgeRect,
    /// Where the letters stand.
    pub baseline: f32,
    /// First byte of the text in it.
    pub from: usize,
    /// First byte no longer in it.
    pub to: usize,
}

/// A line to draw while something is snapped to it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BridgeGuide {
    /// Whether it runs from top to bottom.
    pub vertical: bool,
    /// Its place on the one axis.
    pub at: f32,
    /// Its start on the other.
    pub from: f32,
    /// Its end on the other.
    pub to: f32,
}

/// A call that wasn't answered; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BridgeFailure {
    /// Stable: `bridge.malformed`, `bridge.not-started`, `bridge.no-page`,
    /// `bridge.unknown-element`, `bridge.invalid-element`, `bridge.not-playing`,
    /// `bridge.not-applicable`, `bridge.invalid-variable`, or an image's `asset.…`.
    pub code: String,
    /// What happened and what to do, for people.
    pub message: String,
}
