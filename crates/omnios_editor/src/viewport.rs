//! The artboards of the open page on the canvas: where they stand and what is under a point.

use engine::Artboard;
use omnios_model::{Affine, BREAKPOINTS, Breakpoint, ElementId, PageId, Point, Rect, Size};

use crate::camera::Camera;
use crate::editor::Editor;

/// Room between artboards in canvas space.
const GAP_PX: f32 = 120.0;
/// No artboard is drawn lower than this, so that an empty page can be seen and hit.
const SMALLEST_HEIGHT_PX: f32 = 100.0;

/// One artboard of the open page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedArtboard {
    /// Which width.
    pub breakpoint: Breakpoint,
    /// Its box in canvas space; page coordinates start at its top left corner.
    pub area: Rect,
}

/// The box that the selection's handles stand on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SelectionFrame {
    pub(crate) size: Size,
    pub(crate) canvas_from_box: Affine,
}

impl SelectionFrame {
    /// A point of the canvas in the box's own space, in screen px, and the box there.
    pub(crate) fn on_screen(&self, canvas: Point, zoom: f32) -> Option<(Point, Rect)> {
        let in_box = self.canvas_from_box.inverse()?.map_point(canvas);
        let scale = zoom * self.canvas_from_box.determinant().abs().sqrt() as f32;
        let rect = Rect::new(0.0, 0.0, self.size.width * scale, self.size.height * scale);
        Some((Point::new(in_box.x * scale, in_box.y * scale), rect))
    }

    /// How far it is turned, clockwise in degrees.
    pub(crate) fn degrees(&self) -> f32 {
        self.canvas_from_box
            .b
            .atan2(self.canvas_from_box.a)
            .to_degrees() as f32
    }
}

impl Editor {
    /// The artboards of the open page, widest first; laid out if they weren't. Empty while the
    /// page isn't loaded.
    pub fn artboards(&mut self) -> Vec<PlacedArtboard> {
        let Some(page) = self.session.page else {
            return Vec::new();
        };
        let mut x = 0.0;
        let mut placed = Vec::new();
        for breakpoint in BREAKPOINTS {
            let Some(artboard) = self.stage.artboard(&self.document, page, breakpoint) else {
                return Vec::new();
            };
            let size = artboard.size();
            let width = breakpoint.artboard_width_px();
            placed.push(PlacedArtboard {
                breakpoint,
                area: Rect::new(x, 0.0, width, size.height.max(SMALLEST_HEIGHT_PX)),
            });
            x += width + GAP_PX;
        }
        placed
    }

    /// The open page.
    pub fn page(&self) -> Option<PageId> {
        self.session.page
    }

    /// Where the canvas looks.
    pub fn camera(&self) -> Camera {
        self.session.camera
    }

    /// Takes the canvas's size in CSS px. The first time, the view is fitted to the page.
    pub fn resize_viewport(&mut self, size: Size) {
        if self.session.viewport == size {
            return;
        }
        self.session.viewport = size;
        self.touch_view();
    }

    /// Fits the view once, as soon as there is a page to see.
    pub fn settle_view(&mut self) {
        let ready = self.session.viewport.width > 0.0 && !self.session.fitted;
        if ready && !self.artboards().is_empty() {
            self.fit_start();
            self.session.fitted = true;
        }
    }

    /// The first view of a page: all artboards side by side, from the top.
    fn fit_start(&mut self) {
        let artboards = self.artboards();
        let (Some(first), Some(last)) = (artboards.first(), artboards.last()) else {
            return;
        };
        let viewport = self.session.viewport;
        let width = last.area.right() - first.area.x;
        let camera = &mut self.session.camera;
        camera.fit(Rect::new(first.area.x, 0.0, width, 1.0), viewport, 1.0);
        camera.offset.y = 72.0;
        self.touch_view();
    }

    pub(crate) fn fit_page(&mut self) {
        let areas = self.artboards();
        let all = areas
            .iter()
            .map(|it| it.area)
            .reduce(|all, area| all.union(&area));
        if let Some(all) = all {
            let viewport = self.session.viewport;
            self.session.camera.fit(all, viewport, 1.0);
            self.touch_view();
        }
    }

    pub(crate) fn fit_selection(&mut self) {
        match self.selection_bounds() {
            Some(bounds) => {
                let viewport = self.session.viewport;
                self.session.camera.fit(bounds, viewport, 2.0);
                self.touch_view();
            }
            None => self.fit_page(),
        }
    }

    /// Zooms or pans by a wheel event at a point of the screen.
    pub fn wheel(&mut self, at_on_screen: Point, delta: Point, zooms: bool) {
        let finite = delta.x.is_finite() && delta.y.is_finite();
        if !finite || !at_on_screen.x.is_finite() || !at_on_screen.y.is_finite() {
            return;
        }
        let camera = &mut self.session.camera;
        if zooms {
            // Wheels step by about 100, trackpads pinch by a few: the exponent makes both feel
            // alike, and as many steps in as out end where they began.
            let zoom = camera.zoom * (-delta.y.clamp(-200.0, 200.0) * 0.004).exp();
            camera.zoom_at(at_on_screen, zoom);
        } else {
            camera.pan(Point::new(-delta.x, -delta.y));
        }
        self.touch_view();
    }

    /// The artboard that edits go to.
    pub(crate) fn active_area(&mut self) -> Option<Rect> {
        let breakpoint = self.session.breakpoint;
        let placed = self
            .artboards()
            .into_iter()
            .find(|it| it.breakpoint == breakpoint);
        placed.map(|it| it.area)
    }

    /// The artboard under a point of canvas space, else the active one.
    pub(crate) fn artboard_at(&mut self, canvas: Point) -> Option<PlacedArtboard> {
        let breakpoint = self.session.breakpoint;
        let artboards = self.artboards();
        artboards
            .iter()
            .find(|it| it.area.contains(canvas))
            .or_else(|| artboards.iter().find(|it| it.breakpoint == breakpoint))
            .copied()
    }

    pub(crate) fn artboard(&self, breakpoint: Breakpoint) -> Option<&Artboard> {
        self.stage.ready(self.session.page?, breakpoint)
    }

    /// The upright rectangle around an element's border box where it is seen, in canvas space,
    /// on the active artboard.
    pub(crate) fn canvas_rect(&mut self, id: ElementId) -> Option<Rect> {
        let area = self.active_area()?;
        let rect = self.artboard(self.session.breakpoint)?.bounds(id)?;
        Some(rect.translated(area.origin()))
    }

    /// The box that handles stand on: the one selected element's own, turned as it is, or the
    /// bounds of several.
    pub(crate) fn selection_frame(&mut self) -> Option<SelectionFrame> {
        let origin = self.active_area()?.origin();
        if let [only] = self.session.selection[..] {
            let artboard = self.artboard(self.session.breakpoint)?;
            return Some(SelectionFrame {
                size: artboard.rect(only)?.size(),
                canvas_from_box: artboard
                    .page_from_box(only)?
                    .then(Affine::translate_to(origin)),
            });
        }
        let bounds = self.selection_bounds()?;
        Some(SelectionFrame {
            size: bounds.size(),
            canvas_from_box: Affine::translate_to(bounds.origin()),
        })
    }

    /// The bounds of the selection in canvas space, on the active artboard.
    pub(crate) fn selection_bounds(&mut self) -> Option<Rect> {
        let ids = self.session.selection.clone();
        let rects: Vec<Rect> = ids
            .into_iter()
            .filter_map(|id| self.canvas_rect(id))
            .collect();
        rects.into_iter().reduce(|all, rect| all.union(&rect))
    }
}
