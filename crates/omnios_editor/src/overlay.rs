//! What the studio draws over the design: names, outlines, handles, guides. All in screen px,
//! so that it stays crisp at any zoom.

use std::sync::Arc;

use engine::interact::Handle;
use engine::paint::{Overlay, OverlayItem, OverlayLabel};
use engine::{TextLayout, TextStyle};
use omnios_model::{
    Breakpoint, Color, ElementId, FontStyle, Point, Rect, TextAlign, TextDecoration, TextTransform,
};

use crate::editor::Editor;
use crate::viewport::PlacedArtboard;

pub(crate) const ACCENT: Color = Color::rgba(0x6e, 0x5b, 0xff, 255);
const ACCENT_SOFT: Color = Color::rgba(0x6e, 0x5b, 0xff, 0x29);
const ACCENT_ECHO: Color = Color::rgba(0x6e, 0x5b, 0xff, 0x80);
const GUIDE: Color = Color::rgba(0xf0, 0x2e, 0x9b, 255);
const HANDLE_SIZE_PX: f32 = 7.0;
const LABEL_SIZE_PX: f32 = 11.0;
/// Handles on boxes smaller than this would hide them.
const SMALLEST_WITH_HANDLES_PX: f32 = 12.0;

impl Editor {
    /// Everything that is drawn over the design.
    pub fn overlay(&mut self) -> Overlay {
        let mut overlay = Overlay::default();
        let artboards = self.artboards();
        self.artboard_names(&artboards, &mut overlay);
        self.hover_outline(&artboards, &mut overlay);
        self.selection_outlines(&artboards, &mut overlay);
        self.gesture_marks(&mut overlay);
        self.path_marks(&mut overlay);
        overlay
    }

    /// The canvas behind the artboards.
    pub fn canvas_color(&self) -> Color {
        if self.session.dark {
            Color::rgba(0x11, 0x11, 0x13, 255)
        } else {
            Color::rgba(0xeb, 0xeb, 0xef, 255)
        }
    }

    /// Chooses the colours of the canvas.
    pub fn set_dark(&mut self, dark: bool) {
        if self.session.dark != dark {
            self.session.dark = dark;
            self.touch_view();
        }
    }

    fn artboard_names(&mut self, artboards: &[PlacedArtboard], overlay: &mut Overlay) {
        let page = self
            .session
            .page
            .and_then(|page| self.document.project().page(page))
            .map(|page| page.name.clone())
            .unwrap_or_default();
        for placed in artboards {
            let on_screen = self.session.camera.screen_rect(placed.area);
            let active = placed.breakpoint == self.session.breakpoint;
            let width = placed.breakpoint.artboard_width_px();
            let name = match placed.breakpoint {
                Breakpoint::Desktop => format!("{page} · {width}"),
                Breakpoint::Tablet => format!("Tablet · {width}"),
                Breakpoint::Mobile => format!("Mobile · {width}"),
            };
            let color = match (active, self.session.dark) {
                (true, false) => Color::rgba(0x55, 0x41, 0xe6, 255),
                (true, true) => Color::rgba(0xa3, 0x97, 0xff, 255),
                (false, false) => Color::rgba(0x6b, 0x6b, 0x76, 255),
                (false, true) => Color::rgba(0x9a, 0x9a, 0xa5, 255),
            };
            let text = self.label(&name, 500.0);
            let width = text.size.width;
            if width > on_screen.width.max(48.0) {
                continue;
            }
            let origin = Point::new(on_screen.x, on_screen.y - text.size.height - 6.0);
            overlay.push(OverlayItem::Label(OverlayLabel {
                text,
                origin,
                color,
            }));
        }
    }

    fn hover_outline(&mut self, artboards: &[PlacedArtboard], overlay: &mut Overlay) {
        let Some(hovered) = self.session.hovered else {
            return;
        };
        if self.session.selection.contains(&hovered) {
            return;
        }
        for placed in artboards {
            if let Some(rect) = self.on_screen(placed, hovered) {
                let active = placed.breakpoint == self.session.breakpoint;
                overlay.outline(rect, 1.0, if active { ACCENT } else { ACCENT_ECHO });
            }
        }
    }

    fn selection_outlines(&mut self, artboards: &[PlacedArtboard], overlay: &mut Overlay) {
        let selection = self.session.selection.clone();
        for placed in artboards {
            let active = placed.breakpoint == self.session.breakpoint;
            for id in &selection {
                if let Some(rect) = self.on_screen(placed, *id) {
                    overlay.outline(rect, 1.0, if active { ACCENT } else { ACCENT_ECHO });
                }
            }
        }
        let Some(bounds) = self.selection_bounds() else {
            return;
        };
        let rect = self.session.camera.screen_rect(bounds);
        if selection.len() > 1 {
            overlay.outline(rect, 1.0, ACCENT);
        }
        if self.session.editing.is_some() || self.session.path_editing.is_some() {
            return;
        }
        let roomy =
            rect.width >= SMALLEST_WITH_HANDLES_PX || rect.height >= SMALLEST_WITH_HANDLES_PX;
        if roomy && !self.resizable_selection().is_empty() {
            for handle in Handle::ALL {
                draw_handle(handle, &rect, overlay);
            }
        }
        self.size_pill(&bounds, &rect, overlay);
    }

    fn resizable_selection(&self) -> Vec<ElementId> {
        let Some(tree) = self.session.page.and_then(|page| self.document.tree(page)) else {
            return Vec::new();
        };
        let free =
            |id: &ElementId| *id != tree.root() && tree.get(*id).is_some_and(|it| !it.locked);
        self.session
            .selection
            .iter()
            .copied()
            .filter(free)
            .collect()
    }

    fn size_pill(&mut self, bounds: &Rect, on_screen: &Rect, overlay: &mut Overlay) {
        let text = format!("{} × {}", short(bounds.width), short(bounds.height));
        let text = self.label(&text, 500.0);
        let (width, height) = (text.size.width + 12.0, 18.0);
        let pill = Rect::new(
            on_screen.center().x - width / 2.0,
            on_screen.bottom() + 8.0,
            width,
            height,
        );
        overlay.fill(pill, 4.0, ACCENT);
        let origin = Point::new(pill.x + 6.0, pill.y + (height - text.size.height) / 2.0);
        overlay.push(OverlayItem::Label(OverlayLabel {
            text,
            origin,
            color: Color::WHITE,
        }));
    }

    fn gesture_marks(&mut self, overlay: &mut Overlay) {
        let feedback = self.gesture_feedback();
        let camera = self.session.camera;
        if let Some(frame) = feedback.drop_frame {
            overlay.outline(camera.screen_rect(frame), 2.0, ACCENT_ECHO);
        }
        for ghost in feedback.ghosts {
            overlay.push(OverlayItem::Rect {
                rect: camera.screen_rect(ghost),
                radius: 0.0,
                fill: Some(ACCENT_SOFT),
                stroke: Some((1.0, ACCENT)),
            });
        }
        if let Some(area) = feedback.area {
            overlay.push(OverlayItem::Rect {
                rect: camera.screen_rect(area),
                radius: 0.0,
                fill: Some(ACCENT_SOFT),
                stroke: Some((1.0, ACCENT)),
            });
        }
        if let Some(line) = feedback.insertion {
            let line = camera.screen_rect(line);
            let to = Point::new(line.right(), line.bottom());
            overlay.line(line.origin(), to, 2.0, ACCENT);
        }
        for guide in feedback.guides {
            let (from, to) = if guide.vertical {
                (
                    Point::new(guide.at, guide.from),
                    Point::new(guide.at, guide.to),
                )
            } else {
                (
                    Point::new(guide.from, guide.at),
                    Point::new(guide.to, guide.at),
                )
            };
            overlay.line(
                camera.screen_from_canvas(from),
                camera.screen_from_canvas(to),
                1.0,
                GUIDE,
            );
        }
    }

    fn on_screen(&self, placed: &PlacedArtboard, id: ElementId) -> Option<Rect> {
        let rect = self.artboard(placed.breakpoint)?.rect(id)?;
        let on_canvas = rect.translated(placed.area.origin());
        Some(self.session.camera.screen_rect(on_canvas))
    }

    fn label(&mut self, text: &str, weight: f32) -> Arc<TextLayout> {
        let style = TextStyle {
            family: "Inter".into(),
            size_px: LABEL_SIZE_PX,
            weight,
            style: FontStyle::Normal,
            line_height: 1.4,
            letter_spacing_px: 0.0,
            align: TextAlign::Left,
            decoration: TextDecoration::None,
            transform: TextTransform::None,
        };
        Arc::new(self.stage.label(text, &style))
    }
}

fn draw_handle(handle: Handle, rect: &Rect, overlay: &mut Overlay) {
    if !handle.is_corner() {
        return;
    }
    let at = handle.position(rect);
    let half = HANDLE_SIZE_PX / 2.0;
    overlay.push(OverlayItem::Rect {
        rect: Rect::new(at.x - half, at.y - half, HANDLE_SIZE_PX, HANDLE_SIZE_PX),
        radius: 1.0,
        fill: Some(Color::WHITE),
        stroke: Some((1.0, ACCENT)),
    });
}

/// At most two digits after the point.
fn short(px: f32) -> f32 {
    (px * 100.0).round() / 100.0
}
