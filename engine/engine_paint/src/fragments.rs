//! The drawings of what was seen of late.

use std::sync::Arc;

use omnios_model::{ElementId, ElementMap};

use crate::Fragment;

/// So many are kept though nobody asked for them in the last frame.
const KEPT: usize = 4_096;

/// Drawings by element, made when they are asked for and kept as long as the window stays near.
#[derive(Debug, Default)]
pub(crate) struct Fragments {
    /// Each with the frame it was last asked for in.
    known: ElementMap<(Arc<Fragment>, u32)>,
    frame: u32,
    asked: usize,
}

impl Fragments {
    /// The element's drawing; `build` makes it where it isn't known.
    pub(crate) fn get(
        &mut self,
        id: ElementId,
        build: impl FnOnce() -> Option<Fragment>,
    ) -> Option<Arc<Fragment>> {
        if let Some((fragment, frame)) = self.known.get_mut(&id) {
            self.asked += usize::from(*frame != self.frame);
            *frame = self.frame;
            return Some(Arc::clone(fragment));
        }
        let fragment = Arc::new(build()?);
        self.asked += 1;
        self.known.insert(id, (Arc::clone(&fragment), self.frame));
        Some(fragment)
    }

    /// Takes a new drawing instead of one that is known. An equal one keeps its address.
    pub(crate) fn replace(&mut self, id: ElementId, fragment: Fragment) {
        if let Some((known, _)) = self.known.get_mut(&id)
            && **known != fragment
        {
            *known = Arc::new(fragment);
        }
    }

    pub(crate) fn forget(&mut self, id: ElementId) {
        self.known.remove(&id);
    }

    /// Lets go what this frame didn't ask for, once it is much.
    pub(crate) fn end_frame(&mut self) {
        if self.known.len() > 2 * self.asked + KEPT {
            let now = self.frame;
            self.known.retain(|_, (_, frame)| *frame == now);
            self.known.shrink_to_fit();
        }
        self.frame = self.frame.wrapping_add(1);
        self.asked = 0;
    }
}
