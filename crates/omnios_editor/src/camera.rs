//! Where the canvas looks: from canvas space (CSS px of the design, all artboards side by
//! side) to the screen (CSS px from the canvas's top left corner).

use omnios_model::{Point, Rect, Size};

/// Zoom bounds, and the margin left around what is zoomed to.
const MIN_ZOOM: f32 = 0.02;
const MAX_ZOOM: f32 = 64.0;
const MARGIN_PX: f32 = 48.0;

/// The canvas's view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Where canvas (0, 0) is on the screen.
    pub offset: Point,
    /// Screen px a CSS px of the design.
    pub zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            offset: Point::new(0.0, 0.0),
            zoom: 1.0,
        }
    }
}

impl Camera {
    /// A point of the screen in canvas space.
    pub fn canvas_from_screen(&self, screen: Point) -> Point {
        Point::new(
            (screen.x - self.offset.x) / self.zoom,
            (screen.y - self.offset.y) / self.zoom,
        )
    }

    /// A point of canvas space on the screen.
    pub fn screen_from_canvas(&self, canvas: Point) -> Point {
        Point::new(
            canvas.x * self.zoom + self.offset.x,
            canvas.y * self.zoom + self.offset.y,
        )
    }

    /// A rectangle of canvas space on the screen.
    pub fn screen_rect(&self, canvas: Rect) -> Rect {
        let origin = self.screen_from_canvas(canvas.origin());
        Rect::new(
            origin.x,
            origin.y,
            canvas.width * self.zoom,
            canvas.height * self.zoom,
        )
    }

    /// Moves the view by a distance on the screen.
    pub fn pan(&mut self, delta_on_screen: Point) {
        self.offset = self.offset + delta_on_screen;
    }

    /// Zooms so that what is under `anchor_on_screen` stays there.
    pub fn zoom_at(&mut self, anchor_on_screen: Point, zoom: f32) {
        let zoom = if zoom.is_finite() { zoom } else { 1.0 };
        let anchor = self.canvas_from_screen(anchor_on_screen);
        self.zoom = zoom.clamp(MIN_ZOOM, MAX_ZOOM);
        self.offset = Point::new(
            anchor_on_screen.x - anchor.x * self.zoom,
            anchor_on_screen.y - anchor.y * self.zoom,
        );
    }

    /// Shows `area` (canvas space) as large as fits the viewport, at most at `max_zoom`.
    pub fn fit(&mut self, area: Rect, viewport: Size, max_zoom: f32) {
        let room = Size::new(
            (viewport.width - 2.0 * MARGIN_PX).max(16.0),
            (viewport.height - 2.0 * MARGIN_PX).max(16.0),
        );
        let zoom = (room.width / area.width.max(1.0))
            .min(room.height / area.height.max(1.0))
            .min(max_zoom)
            .clamp(MIN_ZOOM, MAX_ZOOM);
        self.zoom = zoom;
        let center = area.center();
        self.offset = Point::new(
            viewport.width / 2.0 - center.x * zoom,
            viewport.height / 2.0 - center.y * zoom,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let mut camera = Camera::default();
        camera.pan(Point::new(37.0, -12.0));
        let pointer = Point::new(200.0, 300.0);
        let before = camera.canvas_from_screen(pointer);
        camera.zoom_at(pointer, 3.5);
        let after = camera.canvas_from_screen(pointer);
        assert!((before.x - after.x).abs() < 1e-3 && (before.y - after.y).abs() < 1e-3);
        camera.zoom_at(pointer, f32::NAN);
        assert_eq!(camera.zoom, 1.0);
    }
}
