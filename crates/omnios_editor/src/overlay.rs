//! What the studio draws over the design: names, outlines, handles, guides. All in screen px,
//! so that it stays crisp at any zoom.

use std::sync::Arc;

use engine::interact::{Distance, Guide, Handle, distances_between};
use engine::paint::{Overlay, OverlayItem, OverlayLabel};
use engine::{LetterStyle, TextLayout, TextStyle};
use omnios_model::{Breakpoint, Color, ElementId, LineHeight, Point, Rect};

use crate::editor::Editor;
use crate::viewport::PlacedArtboard;

pub(crate) const ACCENT: Color = Color::rgba(0x6e, 0x5b, 0xff, 255);
pub(crate) const ACCENT_SOFT: Color = Color::rgba(0x6e, 0x5b, 0xff, 0x29);
const ACCENT_ECHO: Color = Color::rgba(0x6e, 0x5b, 0xff, 0x80);
const GUIDE: Color = Color::rgba(0xf0, 0x2e, 0x9b, 255);
const GUIDE_SOFT: Color = Color::rgba(0xf0, 0x2e, 0x9b, 0x66);
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
        self.draw_guides(&mut overlay);
        self.selection_outlines(&artboards, &mut overlay);
        self.measures(&mut overlay);
        self.gesture_marks(&mut overlay);
        self.path_marks(&mut overlay);
        self.draw_rulers(&mut overlay);
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
            let active = placed.breakpoint == self.session.breakpoint;
            let color = if active { ACCENT } else { ACCENT_ECHO };
            self.element_outline(placed, hovered, color, overlay);
        }
    }

    fn selection_outlines(&mut self, artboards: &[PlacedArtboard], overlay: &mut Overlay) {
        let selection = self.session.selection.clone();
        for placed in artboards {
            let active = placed.breakpoint == self.session.breakpoint;
            for id in &selection {
                let color = if active { ACCENT } else { ACCENT_ECHO };
                self.element_outline(placed, *id, color, overlay);
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
        if let Some(frame) = self.selection_frame()
            && !self.resizable_selection().is_empty()
        {
            let camera = self.session.camera;
            let (width, height) = (
                frame.size.width * camera.zoom,
                frame.size.height * camera.zoom,
            );
            let roomy = width >= SMALLEST_WITH_HANDLES_PX || height >= SMALLEST_WITH_HANDLES_PX;
            for handle in Handle::ALL.into_iter().filter(|it| roomy && it.is_corner()) {
                let in_box =
                    handle.position(&Rect::new(0.0, 0.0, frame.size.width, frame.size.height));
                let on_canvas = frame.canvas_from_box.map_point(in_box);
                draw_handle(camera.screen_from_canvas(on_canvas), overlay);
            }
            let size = Rect::new(bounds.x, bounds.y, frame.size.width, frame.size.height);
            self.size_pill(&size, &rect, overlay);
        }
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
        for guide in &feedback.guides {
            self.guide_mark(guide, GUIDE, overlay);
        }
        for distance in &feedback.distances {
            self.distance_mark(distance, overlay);
        }
        if let Some((at, text)) = &feedback.label {
            let at = camera.screen_from_canvas(*at) + Point::new(14.0, 14.0);
            self.pill(text, at, ACCENT, overlay);
        }
    }

    /// While Alt is held: how far the selection is from what is hovered, or from its parent.
    fn measures(&mut self, overlay: &mut Overlay) {
        if !self.session.measuring {
            return;
        }
        let Some(bounds) = self.selection_bounds() else {
            return;
        };
        let selection = &self.session.selection;
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        let parent = selection
            .first()
            .and_then(|id| tree.and_then(|tree| tree.parent(*id)));
        let hovered = self.session.hovered.filter(|id| !selection.contains(id));
        let Some(other) = hovered.or(parent).and_then(|id| self.canvas_rect(id)) else {
            return;
        };
        let measures = distances_between(&bounds, &other);
        overlay.outline(self.session.camera.screen_rect(other), 1.0, GUIDE);
        for extension in &measures.extensions {
            self.guide_mark(extension, GUIDE_SOFT, overlay);
        }
        for distance in &measures.distances {
            self.distance_mark(distance, overlay);
        }
    }

    fn guide_mark(&self, guide: &Guide, color: Color, overlay: &mut Overlay) {
        let camera = self.session.camera;
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
            color,
        );
    }

    /// A line with a bar at either end and its length in px.
    fn distance_mark(&mut self, distance: &Distance, overlay: &mut Overlay) {
        const BAR_PX: f32 = 3.0;
        let camera = self.session.camera;
        let (from, to) = (
            camera.screen_from_canvas(distance.from),
            camera.screen_from_canvas(distance.to),
        );
        let level = (to.x - from.x).abs() >= (to.y - from.y).abs();
        let bar = if level {
            Point::new(0.0, BAR_PX)
        } else {
            Point::new(BAR_PX, 0.0)
        };
        overlay.line(from, to, 1.0, GUIDE);
        for end in [from, to] {
            overlay.line(end - bar, end + bar, 1.0, GUIDE);
        }
        let text = format!("{}", tenth(distance.length()));
        let text = self.label(&text, 600.0);
        let (width, height) = (text.size.width + 8.0, 16.0);
        let middle = Point::new(f32::midpoint(from.x, to.x), f32::midpoint(from.y, to.y));
        let pill = if level {
            Rect::new(middle.x - width / 2.0, middle.y + 6.0, width, height)
        } else {
            Rect::new(middle.x + 6.0, middle.y - height / 2.0, width, height)
        };
        self.pill_of(text, pill, GUIDE, overlay);
    }

    /// A text on a coloured ground, its top left corner at `at`.
    pub(crate) fn pill(&mut self, text: &str, at: Point, color: Color, overlay: &mut Overlay) {
        let text = self.label(text, 600.0);
        let pill = Rect::new(at.x, at.y, text.size.width + 10.0, 18.0);
        self.pill_of(text, pill, color, overlay);
    }

    fn pill_of(&self, text: Arc<TextLayout>, pill: Rect, color: Color, overlay: &mut Overlay) {
        overlay.fill(pill, 4.0, color);
        let origin = Point::new(
            pill.x + (pill.width - text.size.width) / 2.0,
            pill.y + (pill.height - text.size.height) / 2.0,
        );
        overlay.push(OverlayItem::Label(OverlayLabel {
            text,
            origin,
            color: Color::WHITE,
        }));
    }

    /// An element's box where it is seen: upright, or turned with it.
    fn element_outline(
        &self,
        placed: &PlacedArtboard,
        id: ElementId,
        color: Color,
        overlay: &mut Overlay,
    ) {
        let Some((rect, page_from_box)) = self
            .artboard(placed.breakpoint)
            .and_then(|artboard| Some((artboard.rect(id)?, artboard.page_from_box(id)?)))
        else {
            return;
        };
        let camera = self.session.camera;
        if page_from_box.keeps_axes() {
            let upright = Rect::new(0.0, 0.0, rect.width, rect.height);
            let on_canvas = page_from_box
                .bounds(upright)
                .translated(placed.area.origin());
            overlay.outline(camera.screen_rect(on_canvas), 1.0, color);
            return;
        }
        let corners = [
            Point::new(0.0, 0.0),
            Point::new(rect.width, 0.0),
            Point::new(rect.width, rect.height),
            Point::new(0.0, rect.height),
        ]
        .map(|corner| {
            let on_canvas = page_from_box.map_point(corner) + placed.area.origin();
            camera.screen_from_canvas(on_canvas)
        });
        for side in 0..4 {
            overlay.line(corners[side], corners[(side + 1) % 4], 1.0, color);
        }
    }

    fn label(&mut self, text: &str, weight: f32) -> Arc<TextLayout> {
        self.label_of_size(text, weight, LABEL_SIZE_PX)
    }

    pub(crate) fn label_of_size(
        &mut self,
        text: &str,
        weight: f32,
        size_px: f32,
    ) -> Arc<TextLayout> {
        let style = TextStyle {
            letters: LetterStyle {
                size_px,
                weight,
                line_height: LineHeight::Number(1.4),
                ..LetterStyle::default()
            },
            ..TextStyle::default()
        };
        Arc::new(self.stage.label(text, &style))
    }
}

fn draw_handle(at: Point, overlay: &mut Overlay) {
    let half = HANDLE_SIZE_PX / 2.0;
    overlay.push(OverlayItem::Rect {
        rect: Rect::new(at.x - half, at.y - half, HANDLE_SIZE_PX, HANDLE_SIZE_PX),
        radius: 1.0,
        fill: Some(Color::WHITE),
        stroke: Some((1.0, ACCENT)),
    });
}

/// At most one digit after the point.
fn tenth(px: f32) -> f32 {
    (px * 10.0).round() / 10.0
}

/// At most two digits after the point.
fn short(px: f32) -> f32 {
    (px * 100.0).round() / 100.0
}
