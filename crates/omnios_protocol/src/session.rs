//! What the studio's panels show of the editor's state, and the pointer input they send.
//!
//! Coordinates: `screen` is CSS px from the canvas's top left corner, `page` is CSS px of the
//! design from the page's top left corner.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::args::{FontFaceValues, TextRunValues};

/// A rectangle; the field that holds it says in which space.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "the four numbers of a rectangle")]
pub struct BoxRect {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// One row of the page list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PageRow {
    /// Page id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Route.
    pub route: String,
    /// Title of the browser tab; may be empty.
    pub title: String,
    /// Description for search engines; may be empty.
    pub description: String,
}

/// One asset of the project.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AssetRow {
    /// Content address.
    pub hash: String,
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Natural width in px; 0 for a font.
    pub width: u32,
    /// Natural height in px; 0 for a font.
    pub height: u32,
    /// What it serves, where it is a font.
    pub faces: Vec<FontFaceValues>,
}

/// The room that an element takes in a line of a text, in CSS px of the design.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InlineRoom {
    /// Its width.
    pub width: f32,
    /// How far it reaches above the line's baseline.
    pub above: f32,
    /// How far it reaches below the line's baseline.
    pub below: f32,
}

/// The text element that is being edited in place.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TextEditing {
    /// Element id.
    pub id: String,
    /// The text.
    pub text: String,
    /// The parts of it that are set otherwise than the rest.
    pub runs: Vec<TextRunValues>,
    /// What each U+FFFC of the text has room for, in order; nothing where it shows nothing.
    pub objects: Vec<InlineRoom>,
    /// Its content box on the screen.
    pub screen: BoxRect,
    /// Screen px a CSS px of the design.
    pub zoom: f32,
    /// CSS declarations that make a text field look the same: `font-size` and so on, in px of
    /// the design.
    pub css: BTreeMap<String, String>,
}

/// What the whole window shows. The numbered revisions say which panel has to ask anew.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StudioState {
    /// Name of the project.
    pub project_name: String,
    /// The pages, in order.
    pub pages: Vec<PageRow>,
    /// The page on the canvas; absent while the project is being fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub page: Option<String>,
    /// Whether that page's elements are here.
    pub page_loaded: bool,
    /// Tool id, as `tool.select` takes it.
    pub tool: String,
    /// Breakpoint that edits go to: `desktop`, `tablet` or `mobile`.
    pub breakpoint: String,
    /// Screen px a CSS px of the design.
    pub zoom: f32,
    /// The page on the screen, at the breakpoint that edits go to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub artboard: Option<BoxRect>,
    /// Ids of the selected elements.
    pub selection: Vec<String>,
    /// Size of the selection's bounds in CSS px of the design.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub selection_size: Option<(f32, f32)>,
    /// Label of what undo would take back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub undo: Option<String>,
    /// Label of what redo would bring back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub redo: Option<String>,
    /// The text being edited in place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub editing: Option<TextEditing>,
    /// CSS cursor for the canvas.
    pub cursor: String,
    /// Whether there is something to paste.
    pub can_paste: bool,
    /// Assets of the project.
    pub assets: Vec<AssetRow>,
    /// Grows when the layers tree changed.
    pub layers_revision: u32,
    /// Grows when the inspector's values changed.
    pub inspector_revision: u32,
    /// Grows when the design tokens changed.
    pub tokens_revision: u32,
}

/// A value that recurs on the pages and could be a design token.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecurringValue {
    /// Which properties have it: `color`, `font-size`, `space`, `radius` or `shadow`.
    pub group: String,
    /// What the token would stand for.
    pub kind: String,
    /// The value, as CSS text.
    pub value: String,
    /// How often it is used.
    pub count: usize,
    /// The name of a token that stands for it already, or one that is free.
    pub name: String,
    /// Where people would find it: `color/blue-450`.
    pub label: String,
}

/// A block that stands on the pages again and again and could be a component.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RepeatedBlock {
    /// What most of them are called.
    pub name: String,
    /// Element ids of their topmost elements.
    pub ids: Vec<String>,
    /// How many elements each has.
    pub elements: usize,
}

/// One design token of the project.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TokenRow {
    /// Its name, which properties refer to as `var(--name)`.
    pub name: String,
    /// What it stands for: `color`, `dimension` and so on.
    pub kind: String,
    /// Where people find it, groups before it: `Color/Brand`.
    pub label: String,
    /// CSS text, or another token's `var(--name)`.
    pub value: String,
    /// The values that differ in a mode, by the mode's name.
    pub modes: BTreeMap<String, String>,
    /// What it is meant for.
    pub description: String,
    /// What it stands for in the end; absent where that is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub resolved: Option<String>,
}

/// One row of the layers tree.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LayerRow {
    /// Element id.
    pub id: String,
    /// Element id of the parent; absent for the page's root.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub parent: Option<String>,
    /// Index among the parent's children, from 0 (hindmost).
    pub index: usize,
    /// How deep it is indented, from 0.
    pub depth: usize,
    /// Name.
    pub name: String,
    /// Element kind.
    pub kind: String,
    /// Whether a frame is an auto layout: `row` or `column`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub auto_layout: Option<String>,
    /// The component that a frame is one of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub component: Option<String>,
    /// Whether it is hidden itself.
    pub hidden: bool,
    /// Whether it is locked itself.
    pub locked: bool,
    /// Whether it or an ancestor is hidden.
    pub dimmed: bool,
    /// Whether it has children.
    pub has_children: bool,
    /// Whether its children are listed.
    pub expanded: bool,
    /// Whether it is selected.
    pub selected: bool,
    /// Whether the pointer is over it.
    pub hovered: bool,
}

/// A stretch of the layers tree, in the document's order.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LayerPage {
    /// Number of rows in all.
    pub total: usize,
    /// Row of the first selected element, to scroll to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub first_selected: Option<usize>,
    /// The rows asked for.
    pub rows: Vec<LayerRow>,
}

/// One property of the selection.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldState {
    /// The value that holds, in CSS syntax; absent where the selection differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub value: Option<String>,
    /// The design token that the value comes from; absent where it comes from none, and where the
    /// selection differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub token: Option<String>,
    /// Whether selected elements differ.
    pub mixed: bool,
    /// Whether it is set at all, rather than initial.
    pub set: bool,
    /// Whether the current breakpoint overrides the wider one.
    pub overridden: bool,
}

/// What the inspector shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InspectorState {
    /// Ids of the elements it is about; the page's root where nothing is selected.
    pub ids: Vec<String>,
    /// Name; absent for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// Element kinds, without repetition.
    pub kinds: Vec<String>,
    /// Whether it is about the page's root.
    pub root: bool,
    /// Every property that applies to all of them, by name.
    pub fields: BTreeMap<String, FieldState>,
    /// Laid out box in the parent's padding box, CSS px of the design; one element only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub layout: Option<BoxRect>,
    /// `block`, `row` or `column`: how the parent lays out; absent where parents differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub parent_layout: Option<String>,
    /// Text of a text element; one element only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
}

/// A row of the property table.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PropertyInfo {
    /// Name.
    pub name: String,
    /// Inspector section: `position`, `layout`, `size`, `spacing`, `fill`, `border`,
    /// `effects`, `typography`, `content`.
    pub group: String,
    /// `length`, `number`, `color`, `keyword`, `paints`, `paint`, `shadows`, `flag`, `text`,
    /// `href`, `asset`, `path-data`, `view-box`.
    pub syntax: String,
    /// The words of a keyword property.
    pub keywords: Vec<String>,
    /// Initial value.
    pub initial: String,
    /// Whether it may differ by breakpoint.
    pub varies: bool,
}

/// What the pointer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PointerPhase {
    /// A button went down.
    Down,
    /// It moved.
    Move,
    /// A button came up.
    Up,
    /// It left the canvas.
    Leave,
    /// The gesture was broken off: what it did is taken back.
    Cancel,
}

/// A pointer event on the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PointerInput {
    /// What happened.
    pub phase: PointerPhase,
    /// Screen px from the canvas's left edge.
    pub x: f32,
    /// Screen px from the canvas's top edge.
    pub y: f32,
    /// `PointerEvent.button`: 0 left, 1 middle, 2 right, -1 none.
    pub button: i8,
    /// 1 for a click, 2 for a double click and so on (`UIEvent.detail`).
    pub clicks: u8,
    /// Shift.
    pub shift: bool,
    /// Alt or Option.
    pub alt: bool,
    /// ⌘ on macOS, Ctrl elsewhere.
    pub command: bool,
    /// Whether the space bar is held: drags pan.
    pub space: bool,
}

/// Whether everything is on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum SaveState {
    /// The first contents are on their way.
    Loading,
    /// Every edit is on disk.
    Saved,
    /// So many edits are on their way to disk.
    Saving {
        /// Number of updates not yet acknowledged.
        pending: u32,
    },
    /// The host can't be reached; edits are kept here and sent when it is back.
    Disconnected {
        /// Number of updates not yet acknowledged.
        pending: u32,
    },
    /// The host couldn't write; edits are kept here and tried again.
    Failed {
        /// Number of updates not yet acknowledged.
        pending: u32,
        /// What the host said.
        message: String,
    },
}
