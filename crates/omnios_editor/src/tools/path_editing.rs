//! Editing a vector's points.
//!
//! A double click on a vector opens it. Points and handles are dragged; a double click on the
//! line puts a point there, one on a point makes it smooth or a corner; Delete takes the chosen
//! point out; Alt moves one handle without the other. Escape, Enter and a click elsewhere close it.

use std::collections::BTreeMap;

use engine::vector::{EditablePath, ViewBoxTransform, bounds, parse_path_data, write_path_data};
use omnios_model::{
    ElementId, ElementKind, PageId, Point, Position, Property, PropertyKey, Rect, Value,
};
use omnios_protocol::CommandError;
use omnios_protocol::session::PointerInput;

use super::{Gesture, screen_point};
use crate::commands::{drawable, view_box};
use crate::edit::Edit;
use crate::editor::Editor;
use crate::history::MergeKey;
use crate::stage::rect_in_parent;

/// How near points, handles and the line have to be, in screen px.
const REACH_PX: f32 = 7.0;

/// A vector whose points are being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PathSession {
    pub(crate) id: ElementId,
    /// The chosen point: subpath and index.
    pub(crate) chosen: Option<(usize, usize)>,
}

/// What of a path is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Point,
    /// The handle of the side that leaves the point, or arrives.
    Handle {
        leaves: bool,
    },
}

/// A point or handle is being dragged.
#[derive(Debug)]
pub(crate) struct PathDrag {
    node: (usize, usize),
    part: Part,
    /// The path when the drag began.
    path: EditablePath,
    space: PathSpace,
    start_on_canvas: Point,
    merge: MergeKey,
}

/// Where a vector's own units are.
#[derive(Debug, Clone, Copy)]
struct PathSpace {
    page: PageId,
    id: ElementId,
    canvas_from_path: ViewBoxTransform,
    /// The vector's box in its parent's padding box.
    place: Rect,
    /// From the view box to the vector's box.
    box_from_path: ViewBoxTransform,
    /// Whether the box follows the path; in a flow it stays as it is.
    is_free: bool,
}

impl Editor {
    /// Opens a vector's points. Tells whether it is one.
    pub(crate) fn start_path_editing(&mut self, id: ElementId) -> bool {
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        let editable = tree
            .and_then(|tree| tree.get(id))
            .is_some_and(|it| it.kind == ElementKind::Vector && !it.locked);
        if editable {
            self.session.path_editing = Some(PathSession { id, chosen: None });
            self.touch_view();
        }
        editable
    }

    /// Closes it. Tells whether one was open.
    pub(crate) fn finish_path_editing(&mut self) -> bool {
        let was_open = self.session.path_editing.take().is_some();
        if was_open {
            self.touch_view();
        }
        was_open
    }

    fn path_space(&mut self) -> Option<PathSpace> {
        let id = self.session.path_editing?.id;
        let page = self.session.page?;
        let area = self.active_area()?;
        let artboard = self.artboard(self.session.breakpoint)?;
        let node = artboard.scene().node(id)?;
        let rect = artboard.rect(id)?;
        let local = Rect::new(0.0, 0.0, rect.width, rect.height);
        let on_canvas = rect.translated(area.origin());
        Some(PathSpace {
            page,
            id,
            canvas_from_path: ViewBoxTransform::meet(node.style.view_box, on_canvas),
            place: rect_in_parent(artboard, id)?,
            box_from_path: ViewBoxTransform::meet(node.style.view_box, local),
            is_free: node.style.position == Position::Absolute,
        })
    }

    fn edited_path(&self) -> Option<EditablePath> {
        let id = self.session.path_editing?.id;
        let tree = self.document.tree(self.session.page?)?;
        let data = tree.get(id)?.text_value(Property::PathData);
        Some(EditablePath::from_path(&parse_path_data(data)))
    }

    /// The open path in screen px, and the chosen point.
    pub(crate) fn path_on_screen(&mut self) -> Option<(EditablePath, Option<(usize, usize)>)> {
        let chosen = self.session.path_editing?.chosen;
        let space = self.path_space()?;
        let camera = self.session.camera;
        let to_screen = |it: Point| camera.screen_from_canvas(space.canvas_from_path.point(it));
        let mut path = self.edited_path()?;
        for node in path.contours.iter_mut().flat_map(|it| &mut it.nodes) {
            node.point = to_screen(node.point);
            node.before = node.before.map(to_screen);
            node.after = node.after.map(to_screen);
        }
        Some((path, chosen))
    }

    /// The button goes down while a path is open. `None` where it is beside the path, which
    /// closes it.
    pub(super) fn press_on_path(
        &mut self,
        input: &PointerInput,
    ) -> Result<Option<Gesture>, CommandError> {
        let (Some((on_screen, chosen)), Some(space)) = (self.path_on_screen(), self.path_space())
        else {
            return Ok(None);
        };
        let at = screen_point(input);
        let Some(mut path) = self.edited_path() else {
            return Ok(None);
        };
        if let Some((node, part)) = part_at(&on_screen, chosen, at) {
            if let Some(session) = &mut self.session.path_editing {
                session.chosen = Some(node);
            }
            if input.clicks >= 2 && part == Part::Point {
                path.contours[node.0].toggle_smooth(node.1);
                self.write_path("Edit path", None, &space, &path)?;
                return Ok(Some(Gesture::None));
            }
            return Ok(Some(Gesture::EditPath(PathDrag {
                node,
                part,
                path,
                space,
                start_on_canvas: self.session.camera.canvas_from_screen(at),
                merge: MergeKey::Gesture(self.session.fresh_number()),
            })));
        }
        if let Some((contour, segment, t)) = on_screen.nearest(at, REACH_PX) {
            if input.clicks >= 2 {
                let added = path.contours[contour].split(segment, t);
                if let (Some(added), Some(session)) = (added, &mut self.session.path_editing) {
                    session.chosen = Some((contour, added));
                }
                self.write_path("Add point", None, &space, &path)?;
            }
            return Ok(Some(Gesture::None));
        }
        Ok(None)
    }

    /// Takes the chosen point out. Tells whether one is chosen.
    pub(crate) fn remove_chosen_point(&mut self) -> Result<bool, CommandError> {
        let Some(PathSession {
            chosen: Some((contour, node)),
            ..
        }) = self.session.path_editing
        else {
            return Ok(false);
        };
        let (Some(space), Some(mut path)) = (self.path_space(), self.edited_path()) else {
            return Ok(false);
        };
        path.remove(contour, node);
        if let Some(session) = &mut self.session.path_editing {
            session.chosen = None;
        }
        self.write_path("Delete point", None, &space, &path)?;
        Ok(true)
    }

    fn write_path(
        &mut self,
        label: &str,
        merge: Option<MergeKey>,
        space: &PathSpace,
        path: &EditablePath,
    ) -> Result<(), CommandError> {
        self.edit(label, merge, &BTreeMap::new(), |edit| {
            space.write(edit, path)
        })
    }
}

/// The point, or handle of the chosen point, at a place on the screen.
fn part_at(
    on_screen: &EditablePath,
    chosen: Option<(usize, usize)>,
    at: Point,
) -> Option<((usize, usize), Part)> {
    let near = |point: Point| {
        let way = point - at;
        way.x.hypot(way.y) <= REACH_PX
    };
    if let Some((contour, index)) = chosen {
        let node = on_screen.contours.get(contour)?.nodes.get(index)?;
        for (handle, leaves) in [(node.after, true), (node.before, false)] {
            // A handle in its point can't be told from it.
            if handle.is_some_and(|it| near(it) && !near(node.point)) {
                return Some(((contour, index), Part::Handle { leaves }));
            }
        }
    }
    for (contour_index, contour) in on_screen.contours.iter().enumerate() {
        for (index, node) in contour.nodes.iter().enumerate() {
            if near(node.point) {
                return Some(((contour_index, index), Part::Point));
            }
        }
    }
    None
}

impl PathSpace {
    /// Writes the path's data. The box of a freely placed vector becomes that of the path, at
    /// the same scale, so that nothing else of it moves.
    fn write(&self, edit: &mut Edit<'_, '_>, path: &EditablePath) -> Result<(), CommandError> {
        let path = path.to_path();
        let Self { page, id, .. } = *self;
        let set = |edit: &mut Edit<'_, '_>, property: Property, text: String| {
            let key = PropertyKey::base(property);
            edit.set_key(page, id, key, Some(Value::Text(text.into())))
        };
        set(edit, Property::PathData, write_path_data(&path))?;
        let Some(around) = bounds(&path).filter(|_| self.is_free) else {
            return Ok(());
        };
        let area = drawable(&around);
        set(edit, Property::ViewBox, view_box(&area))?;
        let scaled = self.box_from_path.rect(area);
        for (property, px) in [
            (Property::Left, self.place.x + scaled.x),
            (Property::Top, self.place.y + scaled.y),
            (Property::Width, scaled.width),
            (Property::Height, scaled.height),
        ] {
            edit.set_px(page, id, property, px)?;
        }
        edit.clear(page, id, Property::Right)?;
        edit.clear(page, id, Property::Bottom)
    }
}

impl PathDrag {
    pub(super) fn merge(&self) -> MergeKey {
        self.merge
    }

    pub(super) fn update(
        &mut self,
        editor: &mut Editor,
        input: &PointerInput,
    ) -> Result<(), CommandError> {
        let at = editor
            .session
            .camera
            .canvas_from_screen(screen_point(input));
        let space = self.space;
        let (Some(from), Some(to)) = (
            space.canvas_from_path.inverse(self.start_on_canvas),
            space.canvas_from_path.inverse(at),
        ) else {
            return Ok(());
        };
        let mut path = self.path.clone();
        let node = path
            .contours
            .get_mut(self.node.0)
            .and_then(|it| it.nodes.get_mut(self.node.1));
        let Some(node) = node else { return Ok(()) };
        match self.part {
            Part::Point => {
                let mut way = to - from;
                if input.shift {
                    // Along one axis only: the one that the pointer has gone farther on.
                    if way.x.abs() > way.y.abs() {
                        way.y = 0.0;
                    } else {
                        way.x = 0.0;
                    }
                }
                node.move_by(way);
            }
            Part::Handle { leaves } => node.set_handle(leaves, to, input.alt),
        }
        editor.write_path("Edit path", Some(self.merge), &space, &path)
    }
}
