//! [`BoxStyles`]: what layout reads of computed values, made once for all elements that share them.

use std::collections::HashMap;
use std::sync::Arc;

use engine_scene::Node;
use omnios_model::{Direction, ElementKind, Style};

use crate::box_style::BoxStyle;

/// As many are remembered before those that nobody has any more are looked for.
const REMEMBERED: usize = 1024;

/// What a box's style follows from. The computed values stand for themselves by their address,
/// which [`Shared::values`] keeps from being used again.
type Key = (usize, ElementKind, Direction);

/// The styles of one page's boxes.
#[derive(Debug, Default)]
pub(crate) struct BoxStyles {
    known: HashMap<Key, Shared>,
    /// How many may be known before they are looked through again.
    limit: usize,
}

#[derive(Debug)]
struct Shared {
    values: Arc<Style>,
    box_style: Arc<BoxStyle>,
}

impl BoxStyles {
    /// The style of the element's box. `root_width` is the viewport's width for the page's root,
    /// `None` for all others.
    pub(crate) fn of(&mut self, node: &Node, root_width: Option<f32>) -> Arc<BoxStyle> {
        // A boolean's size follows from its shapes.
        if root_width.is_some() || node.element.kind == ElementKind::Boolean {
            return Arc::new(BoxStyle::new(node, root_width));
        }
        let key = (
            Arc::as_ptr(&node.style).addr(),
            node.element.kind,
            node.direction,
        );
        if let Some(shared) = self.known.get(&key) {
            return Arc::clone(&shared.box_style);
        }
        if self.known.len() >= self.limit.max(REMEMBERED) {
            self.known
                .retain(|_, shared| Arc::strong_count(&shared.values) > 1);
            self.limit = 2 * self.known.len();
        }
        let box_style = Arc::new(BoxStyle::new(node, None));
        let shared = Shared {
            values: Arc::clone(&node.style),
            box_style: Arc::clone(&box_style),
        };
        self.known.insert(key, shared);
        box_style
    }
}
