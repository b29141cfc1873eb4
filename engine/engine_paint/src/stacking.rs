//! What is painted over what: positions, `z-index` and `order`.
//!
//! [`layer`] says in which layer of its stacking context an element is painted and
//! [`painting_order`] in which order a parent's children are; the painter draws by them and
//! hit-testing asks them backwards.

use std::borrow::Cow;

use engine_scene::{Node, Scene};
use omnios_model::{ElementId, ElementKind, Position};

use crate::painter::makes_stacking_context;

/// Whether everything in the element is painted together, with nothing of the rest between:
/// because of an effect, because it keeps to the window, or because it has a `z-index` that
/// counts.
pub fn is_stacking_context(scene: &Scene, node: &Node) -> bool {
    makes_stacking_context(node)
        || matches!(node.style.position, Position::Fixed | Position::Sticky)
        || z_index(scene, node).is_some()
}

/// The layer of its stacking context that an element is painted in as a whole: below 0 under the
/// context's flow, from 0 on over it. `None` where it is part of the flow.
pub fn layer(scene: &Scene, node: &Node) -> Option<i32> {
    let is_deferred = is_stacking_context(scene, node) || is_positioned(scene, node);
    is_deferred.then(|| z_index(scene, node).unwrap_or(0))
}

/// A parent's children, hindmost first. Flex and grid items are sorted by `order`.
pub fn painting_order<'a>(scene: &Scene, node: &'a Node) -> Cow<'a, [ElementId]> {
    let order = |id: &ElementId| scene.node(*id).map_or(0, |child| child.style.order);
    let children = painted_children(node);
    if !node.style.display.has_items() || children.iter().all(|id| order(id) == 0) {
        return Cow::Borrowed(children);
    }
    let mut sorted = children.to_vec();
    sorted.sort_by_key(order);
    Cow::Owned(sorted)
}

/// A boolean's shapes are part of its own path.
pub(crate) fn painted_children(node: &Node) -> &[ElementId] {
    match node.element.kind {
        ElementKind::Boolean => &[],
        _ => &node.children,
    }
}

/// Whether each child is painted as a whole: flex and grid items, and what stands in a text.
pub(crate) fn paints_children_whole(node: &Node) -> bool {
    node.style.display.has_items() || node.element.kind == ElementKind::Text
}

/// `z-index` counts for what is positioned and for flex and grid items. The page's root has none:
/// it is the stacking context that holds all others.
fn z_index(scene: &Scene, node: &Node) -> Option<i32> {
    let index = node.style.z_index?;
    let parent = scene.node(node.parent?)?;
    let counts = node.style.position != Position::Static || parent.style.display.has_items();
    counts.then_some(index)
}

/// Whether the export positions the element: it says so, or it holds an absolute child and so
/// gets `position: relative`.
fn is_positioned(scene: &Scene, node: &Node) -> bool {
    let is_absolute = |child: &ElementId| {
        scene
            .node(*child)
            .is_some_and(|child| child.style.position == Position::Absolute)
    };
    node.style.position != Position::Static || painted_children(node).iter().any(is_absolute)
}
