//! Turning the selection, from just outside of one of its corners.

use std::collections::BTreeMap;

use omnios_model::{
    ElementId, Point, Position, Property, PropertyKey, Rect, TransformFunction, Value,
};
use omnios_protocol::CommandError;
use omnios_protocol::session::PointerInput;

use super::{GestureFeedback, screen_point};
use crate::editor::Editor;
use crate::history::MergeKey;
use crate::stage::rect_in_parent;

/// Turns go in steps of so many degrees with Shift, and of whole degrees without.
const COARSE_DEGREES: f32 = 15.0;

#[derive(Debug)]
pub(crate) struct Rotate {
    parts: Vec<Part>,
    center_on_canvas: Point,
    start_degrees: f32,
    turned_by: f32,
    pointer_on_canvas: Point,
    merge: MergeKey,
}

/// One of the elements being turned.
#[derive(Debug)]
struct Part {
    id: ElementId,
    functions: Vec<TransformFunction>,
    /// Its box in its parent's padding box; for freely placed ones alone.
    free: Option<Rect>,
    center_on_canvas: Point,
}

impl Rotate {
    pub(super) fn start(editor: &mut Editor, input: &PointerInput) -> Option<Self> {
        let ids = editor.resizable();
        let bounds = editor.selection_bounds()?;
        let mut parts = Vec::new();
        for id in ids {
            let center_on_canvas = editor.canvas_rect(id)?.center();
            let style = editor.style_of(id)?;
            let artboard = editor.artboard(editor.session.breakpoint)?;
            let free = (style.position == Position::Absolute)
                .then(|| rect_in_parent(artboard, id))
                .flatten();
            parts.push(Part {
                id,
                functions: style
                    .transform
                    .as_ref()
                    .map(|transform| transform.functions.clone())
                    .unwrap_or_default(),
                free,
                center_on_canvas,
            });
        }
        let pointer = editor
            .session
            .camera
            .canvas_from_screen(screen_point(input));
        let center_on_canvas = bounds.center();
        (!parts.is_empty()).then(|| Self {
            parts,
            center_on_canvas,
            start_degrees: degrees(center_on_canvas, pointer),
            turned_by: 0.0,
            pointer_on_canvas: pointer,
            merge: MergeKey::Gesture(editor.session.fresh_number()),
        })
    }

    pub(super) fn merge(&self) -> MergeKey {
        self.merge
    }

    pub(super) fn update(
        &mut self,
        editor: &mut Editor,
        input: &PointerInput,
    ) -> Result<(), CommandError> {
        let pointer = editor
            .session
            .camera
            .canvas_from_screen(screen_point(input));
        self.pointer_on_canvas = pointer;
        let step = if input.shift { COARSE_DEGREES } else { 1.0 };
        let way = degrees(self.center_on_canvas, pointer) - self.start_degrees;
        // What one element says afterwards is round, not how far it was turned.
        let before = match &self.parts[..] {
            [only] => turn_of(&only.functions),
            _ => 0.0,
        };
        let turned_by = ((before + way) / step).round() * step - before;
        self.turned_by = turned_by;
        let center = self.center_on_canvas;
        let several = self.parts.len() > 1;
        let parts = &self.parts;
        editor.edit("Rotate", Some(self.merge), &BTreeMap::new(), |edit| {
            let Some(page) = edit.page else { return Ok(()) };
            for part in parts {
                let functions = turned(&part.functions, turned_by);
                if functions.is_empty() {
                    edit.clear(page, part.id, Property::Transform)?;
                } else {
                    let key = PropertyKey::at(Property::Transform, edit.breakpoint);
                    edit.set_key(page, part.id, key, Some(Value::Transform(functions)))?;
                }
                if let Some(free) = part.free.filter(|_| several) {
                    let way =
                        around(part.center_on_canvas, center, turned_by) - part.center_on_canvas;
                    edit.set_px(page, part.id, Property::Left, free.x + way.x)?;
                    edit.set_px(page, part.id, Property::Top, free.y + way.y)?;
                    edit.clear(page, part.id, Property::Right)?;
                    edit.clear(page, part.id, Property::Bottom)?;
                }
            }
            Ok(())
        })
    }

    pub(super) fn feedback(&self) -> GestureFeedback {
        let shown = match &self.parts[..] {
            [only] => turn_of(&only.functions) + self.turned_by,
            _ => self.turned_by,
        };
        GestureFeedback {
            label: Some((self.pointer_on_canvas, format!("{}°", upright(shown)))),
            ..GestureFeedback::default()
        }
    }
}

/// From the center to the point, clockwise from the right.
fn degrees(center: Point, point: Point) -> f32 {
    let way = point - center;
    way.y.atan2(way.x).to_degrees()
}

/// The same direction within -180 and 180 degrees.
fn upright(degrees: f32) -> f32 {
    let turned = (degrees + 180.0).rem_euclid(360.0) - 180.0;
    let rounded = (turned * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

fn turn_of(functions: &[TransformFunction]) -> f32 {
    functions
        .iter()
        .find_map(|function| match function {
            TransformFunction::Rotate(degrees) => Some(*degrees),
            _ => None,
        })
        .unwrap_or_default()
}

/// The functions with the first rotation turned further; one put in front where there is none.
fn turned(functions: &[TransformFunction], by: f32) -> Vec<TransformFunction> {
    let mut functions = functions.to_vec();
    let known = functions
        .iter()
        .position(|function| matches!(function, TransformFunction::Rotate(_)));
    let degrees = upright(turn_of(&functions) + by);
    match known {
        Some(at) if degrees == 0.0 => {
            functions.remove(at);
        }
        Some(at) => functions[at] = TransformFunction::Rotate(degrees),
        None if degrees == 0.0 => {}
        None => functions.insert(0, TransformFunction::Rotate(degrees)),
    }
    functions
}

fn around(point: Point, center: Point, degrees: f32) -> Point {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let way = point - center;
    center + Point::new(way.x * cos - way.y * sin, way.x * sin + way.y * cos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_back_leaves_no_transform() {
        let functions = turned(&[], 30.0);
        assert_eq!(functions, [TransformFunction::Rotate(30.0)]);
        assert_eq!(turned(&functions, -30.0), []);
        let scaled = [
            TransformFunction::Scale(2.0, 2.0),
            TransformFunction::Rotate(170.0),
        ];
        assert_eq!(turned(&scaled, 20.0)[1], TransformFunction::Rotate(-170.0));
    }
}
