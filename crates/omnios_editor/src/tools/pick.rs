//! Which element the pointer means.

use engine::interact::{Handle, handle_at, rotation_at};
use omnios_model::{ElementId, Point, Rect, Tree};
use omnios_protocol::session::PointerInput;

use super::{Tool, screen_point};
use crate::editor::Editor;
use crate::rulers::RulerHit;

/// How far around their middle handles react, in screen px.
const HANDLE_REACH_PX: f32 = 8.0;
/// How far outside of a corner dragging still turns, in screen px.
const ROTATION_REACH_PX: f32 = 22.0;
/// An arc with two arrow heads; CSS has no cursor of its own for turning.
const ROTATE_CURSOR: &str = "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='24' height='24' fill='none' stroke-linecap='round' stroke-linejoin='round'%3E%3Cg id='a'%3E%3Cpath d='M5 15v-1a9 9 0 0 1 9-9h1M2 12l3 3 3-3M12 2l3 3-3 3' stroke='%23fff' stroke-width='4'/%3E%3Cpath d='M5 15v-1a9 9 0 0 1 9-9h1M2 12l3 3 3-3M12 2l3 3-3 3' stroke='%23000' stroke-width='1.5'/%3E%3C/g%3E%3C/svg%3E\") 9 9, crosshair";

/// How far beside a line counts as on it, in screen px.
const PATH_REACH_PX: f32 = 3.0;

/// What is under a point.
pub(super) struct Pick {
    /// From the page's topmost level down to the element that is seen there.
    pub(super) path: Vec<ElementId>,
}

impl Pick {
    /// The element a click selects: on the level where the person is already working (beside
    /// the selection or beside one of its ancestors), else on the page's topmost level.
    pub(super) fn shallow(&self, tree: &Tree, selection: &[ElementId]) -> Option<ElementId> {
        let working_in = |parent: ElementId| {
            selection
                .iter()
                .any(|id| tree.ancestors(*id).any(|ancestor| ancestor == parent))
        };
        let on_level = self
            .path
            .iter()
            .rev()
            .find(|id| tree.parent(**id).is_some_and(working_in));
        on_level.or(self.path.first()).copied()
    }

    /// The element that is seen there, however deep.
    pub(super) fn deepest(&self) -> Option<ElementId> {
        self.path.last().copied()
    }

    /// One level below the deepest selected element of the path.
    pub(super) fn below(&self, selection: &[ElementId]) -> Option<ElementId> {
        let at = self.path.iter().rposition(|id| selection.contains(id))?;
        self.path.get(at + 1).copied()
    }
}

impl Editor {
    /// What is under a point of the screen: nothing where only the page's background is, or
    /// what is there is locked.
    pub(super) fn pick(&mut self, at_on_screen: Point) -> Option<Pick> {
        let canvas = self.session.camera.canvas_from_screen(at_on_screen);
        let placed = self
            .artboard_at(canvas)
            .filter(|it| it.area.contains(canvas))?;
        let on_page = canvas - placed.area.origin();
        let reach = PATH_REACH_PX / self.session.camera.zoom;
        let tree = self.document.tree(self.session.page?)?;
        let selected = self.session.selection.iter();
        let open: Vec<ElementId> = selected
            .flat_map(|id| std::iter::once(*id).chain(tree.ancestors(*id)))
            .collect();
        let hits = self
            .artboard(placed.breakpoint)?
            .hit_within(on_page, reach, &open);
        let tree = self.document.tree(self.session.page?)?;
        let is_free = |id: ElementId| tree.get(id).is_some_and(|it| !it.locked);
        let hit = hits
            .into_iter()
            .find(|id| *id != tree.root() && is_free(*id) && tree.ancestors(*id).all(is_free))?;
        let mut path: Vec<ElementId> = std::iter::once(hit)
            .chain(tree.ancestors(hit))
            .filter(|id| *id != tree.root())
            .collect();
        path.reverse();
        Some(Pick { path })
    }

    /// The handle of the selection under a point of the screen.
    pub(super) fn pick_handle(&mut self, at_on_screen: Point) -> Option<Handle> {
        let is_edited = self.session.editing.is_some() || self.session.path_editing.is_some();
        if is_edited || self.resizable().is_empty() {
            return None;
        }
        let (pointer, rect) = self.in_selection_frame(at_on_screen)?;
        handle_at(pointer, &rect, HANDLE_REACH_PX)
    }

    /// Whether the pointer is where dragging turns the selection: just outside of a corner.
    pub(super) fn pick_rotation(&mut self, at_on_screen: Point) -> bool {
        if self.session.editing.is_some() || self.resizable().is_empty() {
            return false;
        }
        self.in_selection_frame(at_on_screen)
            .is_some_and(|(pointer, rect)| {
                rotation_at(pointer, &rect, HANDLE_REACH_PX, ROTATION_REACH_PX).is_some()
            })
    }

    fn in_selection_frame(&mut self, at_on_screen: Point) -> Option<(Point, Rect)> {
        let camera = self.session.camera;
        self.selection_frame()?
            .on_screen(camera.canvas_from_screen(at_on_screen), camera.zoom)
    }

    /// The selected elements that handles can act on.
    pub(super) fn resizable(&self) -> Vec<ElementId> {
        let Some(tree) = self.session.page.and_then(|page| self.document.tree(page)) else {
            return Vec::new();
        };
        let mut ids = tree.topmost(&self.session.selection);
        ids.retain(|id| *id != tree.root() && tree.get(*id).is_some_and(|it| !it.locked));
        ids
    }

    /// Marks what the pointer is over and shows the fitting cursor.
    pub(super) fn hover_at(&mut self, input: &PointerInput) {
        let at = screen_point(input);
        if input.space || self.session.tool != Tool::Select {
            self.session.cursor = if input.space {
                "grab"
            } else {
                self.session.tool.cursor()
            };
            self.session.hovered = None;
            return;
        }
        self.session.measuring = input.alt;
        if let Some(hit) = self.ruler_at(at) {
            self.session.cursor = match hit {
                RulerHit::Ruler { .. } => "default",
                RulerHit::Guide { upright: true, .. } => "ew-resize",
                RulerHit::Guide { upright: false, .. } => "ns-resize",
            };
            self.hover(None);
            return;
        }
        if let Some(handle) = self.pick_handle(at) {
            let degrees = self.selection_frame().map_or(0.0, |frame| frame.degrees());
            self.session.cursor = handle.cursor_turned(degrees);
            self.hover(None);
            return;
        }
        if self.pick_rotation(at) {
            self.session.cursor = ROTATE_CURSOR;
            self.hover(None);
            return;
        }
        self.session.cursor = "default";
        let pick = self.pick(at);
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        let hovered = match (pick, tree) {
            (Some(pick), Some(_)) if input.command => pick.deepest(),
            (Some(pick), Some(tree)) => pick.shallow(tree, &self.session.selection),
            _ => None,
        };
        self.hover(hovered);
    }

    /// Marks an element as being pointed at, on the canvas or in the tree.
    pub fn hover(&mut self, id: Option<ElementId>) {
        if self.session.hovered != id {
            self.session.hovered = id;
            self.session.revisions.layers += 1;
            self.touch_view();
        }
    }

    /// A context menu is about what is under the pointer, unless that is selected already.
    pub(super) fn select_for_menu(&mut self, input: &PointerInput) {
        let Some(pick) = self.pick(screen_point(input)) else {
            self.select(Vec::new());
            return;
        };
        if pick
            .path
            .iter()
            .any(|id| self.session.selection.contains(id))
        {
            return;
        }
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        let id = tree.and_then(|tree| pick.shallow(tree, &self.session.selection));
        self.select(id.into_iter().collect());
    }
}
