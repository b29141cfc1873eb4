//! What is drawn over a path while its points are open, or while the pen is at work.

use engine::paint::{Overlay, OverlayItem};
use engine::vector::{Contour, EditablePath};
use omnios_model::{Color, Point, Rect};

use crate::editor::Editor;
use crate::overlay::ACCENT;

/// Sides of the marks, in screen px.
const POINT_SIZE_PX: f32 = 7.0;
const HANDLE_SIZE_PX: f32 = 6.0;

/// Curves become straight pieces that stay this close, in screen px.
const TOLERANCE_PX: f32 = 0.2;

impl Editor {
    pub(crate) fn path_marks(&mut self, overlay: &mut Overlay) {
        if let Some((path, chosen)) = self.path_on_screen() {
            marks(&path, chosen, overlay);
        }
        let camera = self.session.camera;
        if let Some(draft) = &self.session.draft {
            let to_screen = |it: Point| camera.screen_from_canvas(it);
            let on_screen = |mut contour: Contour| {
                for node in &mut contour.nodes {
                    node.point = to_screen(node.point);
                    node.before = node.before.map(to_screen);
                    node.after = node.after.map(to_screen);
                }
                EditablePath {
                    contours: vec![contour],
                }
            };
            let chosen = draft
                .contour
                .nodes
                .len()
                .checked_sub(1)
                .map(|last| (0, last));
            line(&on_screen(draft.shown()), overlay);
            marks(&on_screen(draft.contour.clone()), chosen, overlay);
        }
    }
}

fn line(path: &EditablePath, overlay: &mut Overlay) {
    path.for_each_line(TOLERANCE_PX, |from, to| overlay.line(from, to, 1.0, ACCENT));
}

/// The line, every point, and the handles of the chosen one.
fn marks(path: &EditablePath, chosen: Option<(usize, usize)>, overlay: &mut Overlay) {
    line(path, overlay);
    for (contour_index, contour) in path.contours.iter().enumerate() {
        for (index, node) in contour.nodes.iter().enumerate() {
            let is_chosen = chosen == Some((contour_index, index));
            if is_chosen {
                for handle in [node.before, node.after].into_iter().flatten() {
                    overlay.line(node.point, handle, 1.0, ACCENT);
                    overlay.push(OverlayItem::Ellipse {
                        rect: around(handle, HANDLE_SIZE_PX),
                        fill: Some(Color::WHITE),
                        stroke: Some((1.0, ACCENT)),
                    });
                }
            }
            overlay.push(OverlayItem::Rect {
                rect: around(node.point, POINT_SIZE_PX),
                radius: 1.0,
                fill: Some(if is_chosen { ACCENT } else { Color::WHITE }),
                stroke: Some((1.0, ACCENT)),
            });
        }
    }
}

fn around(at: Point, size: f32) -> Rect {
    Rect::new(at.x - size / 2.0, at.y - size / 2.0, size, size)
}
