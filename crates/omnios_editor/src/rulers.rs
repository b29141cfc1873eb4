//! Rulers along the canvas's top and left edge, and the ruler guides over the page.
//!
//! Numbers are CSS px from the corner of the artboard that edits go to. A band shows where the
//! selection is. All of it is drawn over the design, in screen px.

use engine::paint::{Overlay, OverlayItem, OverlayLabel};
use omnios_model::{Color, Point, Rect, RulerGuides};

use crate::commands::guides_of;
use crate::editor::Editor;
use crate::overlay::{ACCENT, ACCENT_SOFT};

/// How wide the rulers are, in screen px.
pub(crate) const RULER_PX: f32 = 20.0;
/// How near the pointer has to be to a guide to hold it, in screen px.
const GUIDE_REACH_PX: f32 = 4.0;
/// Numbers stand at least this far apart, in screen px.
const NUMBER_EVERY_PX: f32 = 64.0;
const NUMBER_SIZE_PX: f32 = 9.0;
const LINE: Color = Color::rgba(0xf2, 0x48, 0x22, 255);

/// Steps from number to number, in px of the design; then each ten times the last but two.
const STEPS: [f32; 3] = [1.0, 2.0, 5.0];

/// What of rulers and guides is under the pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum RulerHit {
    /// A ruler: the left one gives upright guides.
    Ruler {
        /// Whether guides drawn from it are upright.
        upright: bool,
    },
    /// A guide.
    Guide {
        /// Whether it is upright.
        upright: bool,
        /// Where it stands, in px of the page.
        at: f32,
    },
}

struct Colors {
    ground: Color,
    hairline: Color,
    text: Color,
}

impl Editor {
    /// The guides of the artboard that edits go to; none while rulers are hidden.
    pub(crate) fn shown_guides(&self) -> RulerGuides {
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        tree.filter(|_| self.session.rulers)
            .map(|tree| guides_of(tree, self.session.breakpoint))
            .unwrap_or_default()
    }

    pub(crate) fn ruler_at(&mut self, at_on_screen: Point) -> Option<RulerHit> {
        if !self.session.rulers || self.session.page.is_none() {
            return None;
        }
        if at_on_screen.y < RULER_PX {
            return (at_on_screen.x >= RULER_PX).then_some(RulerHit::Ruler { upright: false });
        }
        if at_on_screen.x < RULER_PX {
            return Some(RulerHit::Ruler { upright: true });
        }
        let origin = self.active_area()?.origin();
        let camera = self.session.camera;
        let guides = self.shown_guides();
        let upright = guides.x.iter().map(|at| {
            let on_screen = camera.screen_from_canvas(Point::new(origin.x + at, 0.0));
            (true, *at, (on_screen.x - at_on_screen.x).abs())
        });
        let level = guides.y.iter().map(|at| {
            let on_screen = camera.screen_from_canvas(Point::new(0.0, origin.y + at));
            (false, *at, (on_screen.y - at_on_screen.y).abs())
        });
        upright
            .chain(level)
            .filter(|(_, _, way)| *way <= GUIDE_REACH_PX)
            .min_by(|a, b| a.2.total_cmp(&b.2))
            .map(|(upright, at, _)| RulerHit::Guide { upright, at })
    }

    pub(crate) fn draw_guides(&mut self, overlay: &mut Overlay) {
        let Some(origin) = self.active_area().map(|area| area.origin()) else {
            return;
        };
        let dragged = self.gesture_feedback().guide;
        let guides = self.shown_guides();
        let shown = |upright: bool, at: &&f32| {
            dragged.is_none_or(|it| it.upright != upright || it.from != Some(**at))
        };
        for at in guides.x.iter().filter(|at| shown(true, at)) {
            self.guide_line(true, origin.x + at, LINE, overlay);
        }
        for at in guides.y.iter().filter(|at| shown(false, at)) {
            self.guide_line(false, origin.y + at, LINE, overlay);
        }
        if let Some(guide) = dragged.filter(|guide| !guide.goes) {
            let start = if guide.upright { origin.x } else { origin.y };
            self.guide_line(guide.upright, start + guide.at, ACCENT, overlay);
            let camera = self.session.camera;
            let at = if guide.upright {
                let x = camera
                    .screen_from_canvas(Point::new(start + guide.at, 0.0))
                    .x;
                Point::new(x + 8.0, RULER_PX + 8.0)
            } else {
                let y = camera
                    .screen_from_canvas(Point::new(0.0, start + guide.at))
                    .y;
                Point::new(RULER_PX + 8.0, y + 8.0)
            };
            let text = format!("{}", guide.at);
            self.pill(&text, at, ACCENT, overlay);
        }
    }

    fn guide_line(&self, upright: bool, at_on_canvas: f32, color: Color, overlay: &mut Overlay) {
        let viewport = self.session.viewport;
        let at = self
            .session
            .camera
            .screen_from_canvas(Point::new(at_on_canvas, at_on_canvas));
        let (from, to) = if upright {
            (Point::new(at.x, 0.0), Point::new(at.x, viewport.height))
        } else {
            (Point::new(0.0, at.y), Point::new(viewport.width, at.y))
        };
        overlay.line(from, to, 1.0, color);
    }

    pub(crate) fn draw_rulers(&mut self, overlay: &mut Overlay) {
        let Some(origin) = self.active_area().map(|area| area.origin()) else {
            return;
        };
        if !self.session.rulers {
            return;
        }
        let colors = if self.session.dark {
            Colors {
                ground: Color::rgba(0x1b, 0x1b, 0x1f, 255),
                hairline: Color::rgba(0x36, 0x36, 0x3d, 255),
                text: Color::rgba(0x9a, 0x9a, 0xa5, 255),
            }
        } else {
            Colors {
                ground: Color::rgba(0xfb, 0xfb, 0xfc, 255),
                hairline: Color::rgba(0xdc, 0xdc, 0xe2, 255),
                text: Color::rgba(0x6b, 0x6b, 0x76, 255),
            }
        };
        let viewport = self.session.viewport;
        let top = Rect::new(0.0, 0.0, viewport.width, RULER_PX);
        let left = Rect::new(0.0, 0.0, RULER_PX, viewport.height);
        overlay.fill(left, 0.0, colors.ground);
        self.ruler(true, origin, &colors, overlay);
        overlay.fill(top, 0.0, colors.ground);
        self.ruler(false, origin, &colors, overlay);
        overlay.fill(Rect::new(0.0, 0.0, RULER_PX, RULER_PX), 0.0, colors.ground);
        let (right, bottom) = (viewport.width, viewport.height);
        overlay.line(
            Point::new(0.0, RULER_PX - 0.5),
            Point::new(right, RULER_PX - 0.5),
            1.0,
            colors.hairline,
        );
        overlay.line(
            Point::new(RULER_PX - 0.5, 0.0),
            Point::new(RULER_PX - 0.5, bottom),
            1.0,
            colors.hairline,
        );
    }

    /// One ruler: the band of the selection, ticks, numbers.
    fn ruler(&mut self, upright: bool, origin: Point, colors: &Colors, overlay: &mut Overlay) {
        let camera = self.session.camera;
        let along = |point: Point| if upright { point.y } else { point.x };
        let length = if upright {
            self.session.viewport.height
        } else {
            self.session.viewport.width
        };
        let origin = along(origin);
        let on_screen = |at: f32| {
            let canvas = origin + at;
            along(camera.screen_from_canvas(Point::new(canvas, canvas)))
        };
        let page_at =
            |screen: f32| along(camera.canvas_from_screen(Point::new(screen, screen))) - origin;
        let selection = self.selection_bounds().map(|bounds| {
            if upright {
                (bounds.y - origin, bounds.bottom() - origin)
            } else {
                (bounds.x - origin, bounds.right() - origin)
            }
        });
        if let Some((from, to)) = selection {
            let (from, to) = (on_screen(from), on_screen(to));
            let band = if upright {
                Rect::new(0.0, from, RULER_PX, to - from)
            } else {
                Rect::new(from, 0.0, to - from, RULER_PX)
            };
            overlay.fill(band, 0.0, ACCENT_SOFT);
        }
        let step = step_at(camera.zoom);
        let first = (page_at(RULER_PX) / step).floor() as i64;
        let last = (page_at(length) / step).ceil() as i64;
        // However the camera stands, no more numbers than fit.
        let last = last.min(first + (length / NUMBER_EVERY_PX) as i64 + 3);
        for number in first..=last {
            let at = number as f32 * step;
            let screen = on_screen(at);
            self.tick(upright, screen, 6.0, colors.hairline, overlay);
            for part in 1..5 {
                let between = screen + part as f32 * step * camera.zoom / 5.0;
                self.tick(upright, between, 3.0, colors.hairline, overlay);
            }
            let hidden = selection.is_some_and(|(from, to)| {
                let near = |edge: f32| (on_screen(edge) - screen).abs() < 28.0;
                near(from) || near(to)
            });
            if !hidden {
                self.number(upright, at, screen, colors.text, overlay);
            }
        }
        if let Some((from, to)) = selection {
            self.number(upright, from, on_screen(from), ACCENT, overlay);
            if (on_screen(to) - on_screen(from)).abs() > 28.0 {
                self.number(upright, to, on_screen(to), ACCENT, overlay);
            }
        }
    }

    fn tick(&self, upright: bool, at: f32, length: f32, color: Color, overlay: &mut Overlay) {
        let (near, far) = (RULER_PX - length, RULER_PX);
        let (from, to) = if upright {
            (Point::new(near, at), Point::new(far, at))
        } else {
            (Point::new(at, near), Point::new(at, far))
        };
        overlay.line(from, to, 1.0, color);
    }

    /// Beside its tick; on the left ruler digit below digit, as it is too narrow for more.
    fn number(&mut self, upright: bool, value: f32, at: f32, color: Color, overlay: &mut Overlay) {
        let value = value.round();
        let text = format!("{}", if value == 0.0 { 0.0 } else { value });
        if !upright {
            let text = self.label_of_size(&text, 500.0, NUMBER_SIZE_PX);
            let origin = Point::new(at + 3.0, 2.0);
            overlay.push(OverlayItem::Label(OverlayLabel {
                text,
                origin,
                color,
            }));
            return;
        }
        let mut y = at + 2.0;
        for letter in text.chars() {
            let text = self.label_of_size(letter.encode_utf8(&mut [0; 4]), 500.0, NUMBER_SIZE_PX);
            let origin = Point::new(8.0 - text.size.width / 2.0, y);
            overlay.push(OverlayItem::Label(OverlayLabel {
                text,
                origin,
                color,
            }));
            y += NUMBER_SIZE_PX - 0.5;
        }
    }
}

/// Px of the design from number to number, so that they stand far enough apart.
fn step_at(zoom: f32) -> f32 {
    let mut magnitude = 1.0;
    loop {
        for step in STEPS {
            if step * magnitude * zoom >= NUMBER_EVERY_PX || magnitude > 1.0e7 {
                return step * magnitude;
            }
        }
        magnitude *= 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_apart_at_any_zoom() {
        for zoom in [0.02, 0.1, 0.5, 1.0, 3.0, 64.0] {
            let apart = step_at(zoom) * zoom;
            assert!(
                (NUMBER_EVERY_PX..NUMBER_EVERY_PX * 2.6).contains(&apart) || step_at(zoom) == 1.0,
                "{apart} px at {zoom}"
            );
        }
        assert_eq!(step_at(1.0), 100.0);
    }
}
