//! The open page played on its artboard: started, stopped, moved on, pointed at.
//!
//! It shows the page as it was when it started, and changes no document.

use std::time::Duration;

use engine::Preview;
use omnios_model::{Breakpoint, Point, Size};

use crate::Editor;

/// The height that stands for the visitor's window.
const WINDOW_HEIGHT_PX: f32 = 900.0;
/// A window that was hidden doesn't catch up with what it missed.
const LONGEST_FRAME: Duration = Duration::from_millis(100);

/// A preview and the artboard it is shown on.
pub(crate) struct Playing {
    preview: Preview,
    breakpoint: Breakpoint,
}

impl Editor {
    /// Starts to play the open page on the active artboard, from its start. `seed` decides what
    /// particles do. Whether there is a page to play.
    pub fn play(&mut self, seed: u64) -> bool {
        self.finish_editing();
        let breakpoint = self.session.breakpoint;
        let Some(tree) = self.session.page.and_then(|page| self.document.tree(page)) else {
            return false;
        };
        let preview = self.stage.play(
            self.document.project(),
            tree,
            Size::new(breakpoint.artboard_width_px(), WINDOW_HEIGHT_PX),
            seed,
        );
        self.playing = Some(Playing {
            preview,
            breakpoint,
        });
        self.touch_view();
        true
    }

    /// Stops playing; the canvas shows the document again.
    pub fn stop(&mut self) {
        if self.playing.take().is_some() {
            self.touch_view();
        }
    }

    /// Whether a page is played.
    pub fn is_playing(&self) -> bool {
        self.playing.is_some()
    }

    /// Lets time pass for what is played.
    pub fn advance_preview(&mut self, elapsed: Duration) {
        if let Some(playing) = &mut self.playing {
            let elapsed = elapsed.min(LONGEST_FRAME);
            playing.preview.advance(elapsed, self.stage.fonts_mut());
            self.touch_canvas();
        }
    }

    /// The pointer is at a point of the screen, pressed or not, while a page is played.
    pub fn point_preview(&mut self, at_on_screen: Point, pressed: Option<bool>) {
        let on_canvas = self.camera().canvas_from_screen(at_on_screen);
        let artboards = self.artboards();
        let Some(playing) = &mut self.playing else {
            return;
        };
        let breakpoint = playing.breakpoint;
        let area = artboards.iter().find(|it| it.breakpoint == breakpoint);
        let at = area
            .filter(|it| it.area.contains(on_canvas))
            .map(|it| on_canvas - it.area.origin());
        let fonts = self.stage.fonts_mut();
        playing.preview.point(at, fonts);
        if let Some(is_down) = pressed {
            playing.preview.press(is_down, fonts);
        }
        self.touch_canvas();
    }

    /// What is played on the artboard of a breakpoint.
    pub fn preview(&self, breakpoint: Breakpoint) -> Option<&Preview> {
        self.playing
            .as_ref()
            .filter(|it| it.breakpoint == breakpoint)
            .map(|it| &it.preview)
    }
}
