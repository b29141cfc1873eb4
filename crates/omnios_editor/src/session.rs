//! One person's view of the project: what is selected, where the canvas looks, which tool the
//! pointer holds. Nothing here is saved.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{Breakpoint, ElementId, PageId, Size};
use omnios_protocol::args::ClipboardContent;

use crate::camera::Camera;
use crate::history::MergeKey;
use crate::preview::TimelineView;
use crate::tools::{Draft, Gesture, PathSession, Tool};

/// A text that is being edited in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextSession {
    pub(crate) id: ElementId,
    /// Number of the editing session: its keystrokes make one undo step.
    pub(crate) number: u64,
    /// Whether the element was made for this and goes again if it stays empty.
    pub(crate) is_new: bool,
}

/// Numbers that grow when a panel has to look again.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Revisions {
    pub(crate) state: u32,
    pub(crate) layers: u32,
    pub(crate) inspector: u32,
    pub(crate) canvas: u32,
    pub(crate) tokens: u32,
}

#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) page: Option<PageId>,
    pub(crate) breakpoint: Breakpoint,
    pub(crate) selection: Vec<ElementId>,
    pub(crate) tool: Tool,
    pub(crate) gesture: Gesture,
    pub(crate) camera: Camera,
    pub(crate) viewport: Size,
    /// Whether the camera has been fitted to the page once.
    pub(crate) fitted: bool,
    pub(crate) hovered: Option<ElementId>,
    pub(crate) expanded: BTreeSet<ElementId>,
    pub(crate) editing: Option<TextSession>,
    /// A vector whose points are open.
    pub(crate) path_editing: Option<PathSession>,
    /// A path that the pen is drawing.
    pub(crate) draft: Option<Draft>,
    /// While a field is scrubbed: its commands are one undo step.
    pub(crate) joined: Option<MergeKey>,
    pub(crate) clipboard: Option<ClipboardContent>,
    pub(crate) copied_style: Option<BTreeMap<String, String>>,
    /// Whether rulers and guides are shown and snapped to.
    pub(crate) rulers: bool,
    /// Whether dragged elements stay inside their parent.
    pub(crate) keep_in_parent: bool,
    pub(crate) timeline: TimelineView,
    /// While Alt is held over the canvas: distances to what is hovered are shown.
    pub(crate) measuring: bool,
    pub(crate) dark: bool,
    pub(crate) cursor: &'static str,
    pub(crate) revisions: Revisions,
    next_number: u64,
}

impl Session {
    pub(crate) fn new() -> Self {
        Self {
            page: None,
            breakpoint: Breakpoint::Desktop,
            selection: Vec::new(),
            tool: Tool::Select,
            gesture: Gesture::None,
            camera: Camera::default(),
            viewport: Size::new(0.0, 0.0),
            fitted: false,
            hovered: None,
            expanded: BTreeSet::new(),
            editing: None,
            path_editing: None,
            draft: None,
            joined: None,
            clipboard: None,
            copied_style: None,
            rulers: true,
            keep_in_parent: false,
            timeline: TimelineView::default(),
            measuring: false,
            dark: false,
            cursor: "default",
            revisions: Revisions::default(),
            next_number: 0,
        }
    }

    /// A number no other gesture or text session of this window has.
    pub(crate) fn fresh_number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number
    }
}
