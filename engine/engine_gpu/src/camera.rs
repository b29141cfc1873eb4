//! From the canvas to the screen.

use omnios_model::{Point, Rect, Size};

/// What part of the canvas is seen, and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The canvas point at the view's top left corner, in canvas units (CSS px of the pages).
    pub offset: Point,
    /// Screen px per canvas unit.
    pub zoom: f32,
    /// Device px per screen px.
    pub device_scale: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            offset: Point::default(),
            zoom: 1.0,
            device_scale: 1.0,
        }
    }
}

impl Camera {
    /// Device px per canvas unit.
    pub fn scale(&self) -> f32 {
        self.zoom * self.device_scale
    }

    /// The part of the canvas that a view of `width` × `height` device px shows.
    pub fn visible(&self, width: u32, height: u32) -> Rect {
        let scale = self.scale().max(1.0e-6);
        Rect::new(
            self.offset.x,
            self.offset.y,
            width as f32 / scale,
            height as f32 / scale,
        )
    }

    /// The screen point, in screen px, of a canvas point.
    pub fn screen_from_canvas(&self, point: Point) -> Point {
        Point::new(
            (point.x - self.offset.x) * self.zoom,
            (point.y - self.offset.y) * self.zoom,
        )
    }

    /// The canvas point under a screen point.
    pub fn canvas_from_screen(&self, point: Point) -> Point {
        let zoom = self.zoom.max(1.0e-6);
        Point::new(
            point.x / zoom + self.offset.x,
            point.y / zoom + self.offset.y,
        )
    }
}

/// From CSS px of something drawn (a page, an element, the screen) to device px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct DeviceTransform {
    pub(crate) scale: f32,
    /// Where the origin stands, in device px.
    pub(crate) origin: Point,
}

impl DeviceTransform {
    /// A page's origin stands on a whole device pixel, so that panning never changes how its
    /// edges and glyphs fall on the pixels.
    pub(crate) fn of_page(camera: &Camera, page_offset: Point) -> Self {
        let scale = camera.scale();
        Self {
            scale,
            origin: Point::new(
                ((page_offset.x - camera.offset.x) * scale).round(),
                ((page_offset.y - camera.offset.y) * scale).round(),
            ),
        }
    }

    pub(crate) fn of_screen(camera: &Camera) -> Self {
        Self {
            scale: camera.device_scale,
            origin: Point::default(),
        }
    }

    /// The transform of coordinates relative to `origin`.
    pub(crate) fn within(&self, origin: Point) -> Self {
        Self {
            scale: self.scale,
            origin: self.point(origin),
        }
    }

    pub(crate) fn point(&self, point: Point) -> Point {
        Point::new(
            point.x * self.scale + self.origin.x,
            point.y * self.scale + self.origin.y,
        )
    }

    pub(crate) fn rect(&self, rect: Rect) -> Rect {
        Rect::new(
            rect.x * self.scale + self.origin.x,
            rect.y * self.scale + self.origin.y,
            rect.width * self.scale,
            rect.height * self.scale,
        )
    }

    /// As browsers do, edges stand on whole device pixels, so that they are sharp. Where that
    /// would make something vanish, or where the page is drawn smaller than it is (and snapped
    /// gaps would look uneven), edges stay where they are and are smoothed instead.
    pub(crate) fn snapped_rect(&self, rect: Rect) -> Rect {
        let exact = self.rect(rect);
        if self.scale < 0.999 {
            return exact;
        }
        let snapped = snap(exact);
        let size = snapped.size();
        let vanished = |snapped: f32, exact: f32| snapped <= 0.0 && exact > 0.0;
        if vanished(size.width, exact.width) || vanished(size.height, exact.height) {
            exact
        } else {
            snapped
        }
    }

    /// A point that something is drawn from: on a whole device pixel where edges are, too.
    pub(crate) fn snapped_point(&self, point: Point) -> Point {
        let exact = self.point(point);
        if self.scale < 0.999 {
            return exact;
        }
        Point::new(round_half_up(exact.x), round_half_up(exact.y))
    }

    /// A border's width: at least one device pixel, otherwise whole pixels, as browsers do; at
    /// far zooms exact.
    pub(crate) fn border_width(&self, width: f32) -> f32 {
        let exact = width * self.scale;
        if self.scale < 0.999 || exact <= 0.0 {
            exact.max(0.0)
        } else {
            // What is whole up to rounding errors stays whole.
            (exact + 1.0e-3).floor().max(1.0)
        }
    }
}

fn round_half_up(value: f32) -> f32 {
    (value + 0.5).floor()
}

fn snap(rect: Rect) -> Rect {
    let x = round_half_up(rect.x);
    let y = round_half_up(rect.y);
    let size = Size::new(
        round_half_up(rect.right()) - x,
        round_half_up(rect.bottom()) - y,
    );
    Rect::new(x, y, size.width, size.height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_under_the_pointer_is_found_again() {
        let camera = Camera {
            offset: Point::new(120.0, -40.0),
            zoom: 0.5,
            device_scale: 2.0,
        };
        let screen = camera.screen_from_canvas(Point::new(300.0, 60.0));
        assert_eq!(screen, Point::new(90.0, 50.0));
        assert_eq!(camera.canvas_from_screen(screen), Point::new(300.0, 60.0));
        assert_eq!(
            camera.visible(200, 100),
            Rect::new(120.0, -40.0, 200.0, 100.0)
        );
    }

    #[test]
    fn neighbours_stay_neighbours_when_their_edges_snap() {
        let page = DeviceTransform::of_page(&Camera::default(), Point::default());
        let left = page.snapped_rect(Rect::new(0.0, 0.0, 33.33, 10.0));
        let right = page.snapped_rect(Rect::new(33.33, 0.0, 33.33, 10.0));
        assert_eq!(left.right(), right.x);
        assert_eq!(left.width.fract(), 0.0);
    }

    #[test]
    fn hairlines_never_vanish() {
        let page = DeviceTransform::of_page(&Camera::default(), Point::default());
        assert_eq!(page.border_width(0.4), 1.0);
        assert_eq!(page.border_width(1.9), 1.0);
        assert!(page.snapped_rect(Rect::new(0.1, 0.0, 0.2, 10.0)).width > 0.0);
    }
}
