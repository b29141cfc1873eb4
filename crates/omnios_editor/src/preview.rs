//! The open page played on its artboard, or one animation of it held at a moment.
//!
//! A page that plays shows the document as it was when it started. One that is held for the
//! timeline follows the document. Neither changes it.

use std::time::Duration;

use engine::Preview;
use engine::motion::Timeline;
use omnios_model::motion::{Animation, Direction, FillMode, Iterations, VariableValue};
use omnios_model::{Breakpoint, ElementId, PageId, Point, Size};
use omnios_protocol::timeline::{PlaybackState, Playhead};
use omnios_protocol::{CommandError, ErrorCode};

use crate::Editor;
use crate::commands::animations_of;
use crate::edit::refuse;

/// The height that stands for the visitor's window.
const WINDOW_HEIGHT_PX: f32 = 900.0;
/// A window that was hidden doesn't catch up with what it missed.
const LONGEST_FRAME: Duration = Duration::from_millis(100);

/// A preview and the artboard it is shown on.
pub(crate) struct Playing {
    preview: Preview,
    page: PageId,
    breakpoint: Breakpoint,
    seed: u64,
    /// Where one animation is held; absent while the page plays.
    held: Option<Held>,
}

/// One animation at a moment.
#[derive(Debug, Clone, Copy)]
struct Held {
    element: ElementId,
    animation: usize,
    /// Since its trigger.
    at: Duration,
    running: bool,
    /// Whether the document has changed since the preview was made.
    is_stale: bool,
}

/// How this person looks at motion.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TimelineView {
    /// Whether the panel is there; by itself, where there is something in it, while absent.
    pub(crate) shown: Option<bool>,
    /// Whether the playhead starts anew at the end.
    pub(crate) looping: bool,
}

impl Editor {
    /// Starts to play the open page on the active artboard, from its start. `seed` decides what
    /// particles do. Whether there is a page to play.
    pub fn play(&mut self, seed: u64) -> bool {
        self.finish_editing();
        self.start_preview(seed, None)
    }

    fn start_preview(&mut self, seed: u64, held: Option<Held>) -> bool {
        let breakpoint = self.session.breakpoint;
        let Some(page) = self.session.page else {
            return false;
        };
        let Some(tree) = self.document.tree(page) else {
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
            page,
            breakpoint,
            seed,
            held,
        });
        self.show_held();
        self.touch_view();
        true
    }

    /// Stops playing and lets go of what is held; the canvas shows the document again.
    pub fn stop(&mut self) {
        if self.playing.take().is_some() {
            self.touch_view();
        }
    }

    /// Whether a page is played.
    pub fn is_playing(&self) -> bool {
        self.playing.as_ref().is_some_and(|it| it.held.is_none())
    }

    /// Whether time passes for anything on the canvas.
    pub fn is_moving(&self) -> bool {
        let moves = |it: &Playing| it.held.is_none_or(|held| held.running);
        self.playing.as_ref().is_some_and(moves)
    }

    /// Lets time pass for what is played.
    pub fn advance_preview(&mut self, elapsed: Duration) {
        let elapsed = elapsed.min(LONGEST_FRAME);
        match self.playing.as_ref().map(|it| it.held) {
            None => {}
            Some(Some(_)) => self.advance_held(elapsed),
            Some(None) => {
                if let Some(playing) = &mut self.playing {
                    playing.preview.advance(elapsed, self.stage.fonts_mut());
                    self.touch_canvas();
                }
            }
        }
    }

    /// Shows a moment of one of the selected element's animations on the canvas, instead of
    /// what is played. `millis` is a place on the ruler: the delay, then one run. Whether there
    /// is such an animation.
    pub fn seek(&mut self, animation: usize, millis: f64) -> bool {
        let Some((element, shown)) = self.animation_of_selection(animation) else {
            return false;
        };
        let at = elapsed_at(&shown, millis);
        let fits = |it: &Playing| it.held.is_some_and(|held| held.element == element);
        if self.playing.as_ref().is_some_and(fits) {
            self.update_held(|held| {
                held.animation = animation;
                held.at = at;
                held.running = false;
            });
            return true;
        }
        let held = Held {
            element,
            animation,
            at,
            running: false,
            is_stale: false,
        };
        self.start_preview(1, Some(held))
    }

    /// Lets the playhead of one of the selected element's animations move by itself, or stops
    /// it where it is. At the end it starts from the beginning. Whether there is such an
    /// animation.
    pub fn run_playhead(&mut self, animation: usize, running: bool) -> bool {
        let Some((element, shown)) = self.animation_of_selection(animation) else {
            return false;
        };
        let end_secs = Timeline::new(&shown).end_secs();
        let is_there = self
            .playing
            .as_ref()
            .and_then(|it| it.held)
            .is_some_and(|it| {
                let over = it.at.as_secs_f64() >= end_secs;
                it.element == element && it.animation == animation && !(running && over)
            });
        if !is_there && !self.seek(animation, 0.0) {
            return false;
        }
        self.update_held(|held| held.running = running);
        true
    }

    /// Whether the playhead starts anew at the end.
    pub fn set_looping(&mut self, looping: bool) {
        self.session.timeline.looping = looping;
    }

    /// Shows the document again instead of a moment of an animation.
    pub fn let_go(&mut self) {
        if self.playing.as_ref().is_some_and(|it| it.held.is_some()) {
            self.stop();
        }
    }

    /// Lets go of what is held where it isn't what is selected on the page, and notes that the
    /// document has changed.
    pub(crate) fn follow_preview(&mut self) {
        let Some(playing) = &mut self.playing else {
            return;
        };
        if self.session.page != Some(playing.page) {
            self.stop();
            return;
        }
        let Some(held) = &mut playing.held else {
            return;
        };
        held.is_stale = true;
        let held = *held;
        let here = self.session.breakpoint == playing.breakpoint
            && self.session.selection == [held.element];
        if !here || self.animation_of_selection(held.animation).is_none() {
            self.let_go();
        }
    }

    /// Brings a held moment up to date with the document. Costs a layout after a change, and
    /// nothing otherwise; for once a frame.
    pub fn refresh_preview(&mut self) {
        let Some(playing) = &self.playing else {
            return;
        };
        let seed = playing.seed;
        if let Some(held) = playing.held.filter(|it| it.is_stale) {
            let held = Held {
                is_stale: false,
                ..held
            };
            self.start_preview(seed, Some(held));
        }
    }

    fn animation_of_selection(&self, index: usize) -> Option<(ElementId, Animation)> {
        let [element] = self.session.selection[..] else {
            return None;
        };
        let tree = self.document.tree(self.session.page?)?;
        let animation = animations_of(tree.get(element)?).get(index)?;
        Some((element, animation.clone()))
    }

    fn advance_held(&mut self, elapsed: Duration) {
        let Some(held) = self.playing.as_ref().and_then(|it| it.held) else {
            return;
        };
        let Some((_, animation)) = self.animation_of_selection(held.animation) else {
            self.let_go();
            return;
        };
        if !held.running {
            return;
        }
        let end_secs = Timeline::new(&animation).end_secs();
        let at = held.at + elapsed;
        let is_over = at.as_secs_f64() >= end_secs;
        let looping = self.session.timeline.looping;
        self.update_held(|held| {
            held.at = match (is_over, looping) {
                (false, _) => at,
                (true, true) => Duration::from_secs_f64((at.as_secs_f64() - end_secs) % end_secs),
                (true, false) => Duration::from_secs_f64(end_secs),
            };
            held.running = !is_over || looping;
        });
    }

    fn update_held(&mut self, change: impl FnOnce(&mut Held)) {
        if let Some(held) = self.playing.as_mut().and_then(|it| it.held.as_mut()) {
            change(held);
        }
        self.show_held();
    }

    fn show_held(&mut self) {
        if let Some(playing) = &mut self.playing
            && let Some(held) = playing.held
        {
            let moment = (held.element, held.animation, held.at);
            playing.preview.hold(Some(moment), self.stage.fonts_mut());
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

    /// Fires a trigger of the machine that the panel shows, while the page is played.
    ///
    /// # Errors
    /// Where no page is played.
    pub fn fire_preview(&mut self, trigger: &str) -> Result<bool, CommandError> {
        let owner = self.shown_machine().map(|(owner, _)| owner);
        let playing = self.playing.as_mut().filter(|it| it.held.is_none());
        let playing = playing.ok_or_else(not_playing)?;
        let taken = playing.preview.fire(trigger, owner, self.stage.fonts_mut());
        self.touch_canvas();
        Ok(taken)
    }

    /// Sets a variable of the page that is played; `value` is `true`, `3` or `"text"`.
    ///
    /// # Errors
    /// Where no page is played, and where the variable is absent or of another kind.
    pub fn set_preview_variable(&mut self, name: &str, value: &str) -> Result<(), CommandError> {
        let playing = self.playing.as_mut().filter(|it| it.held.is_none());
        let playing = playing.ok_or_else(not_playing)?;
        let value = VariableValue::parse(value).map_err(|error| {
            refuse(
                ErrorCode::InvalidValue,
                format!("“{value}” is no value: {}", error.message),
            )
        })?;
        playing
            .preview
            .set_variable(name, &value, self.stage.fonts_mut())
            .map_err(|error| refuse(ErrorCode::InvalidValue, error.to_string()))?;
        self.touch_canvas();
        Ok(())
    }

    /// Where what is played is.
    pub fn playback(&self) -> PlaybackState {
        let looping = self.session.timeline.looping;
        let mut state = PlaybackState {
            playing: self.is_playing(),
            playhead: None,
            looping,
            machine_state: None,
            variables: Default::default(),
        };
        let Some(playing) = &self.playing else {
            return state;
        };
        if let Some(held) = playing.held {
            let animation = self.animation_of_selection(held.animation);
            state.playhead = animation.map(|(_, animation)| Playhead {
                animation: held.animation,
                millis: millis_at(&animation, held.at),
                running: held.running,
            });
        } else if let Some((owner, machine)) = self.shown_machine() {
            state.machine_state = playing.preview.state(owner).map(str::to_owned);
            for variable in &machine.variables {
                if let Ok(value) = playing.preview.variable(&variable.name) {
                    let name = variable.name.clone();
                    state.variables.insert(name, value.to_string());
                }
            }
        }
        state
    }

    /// What is played or held on the artboard of a breakpoint.
    pub fn preview(&self, breakpoint: Breakpoint) -> Option<&Preview> {
        self.playing
            .as_ref()
            .filter(|it| it.breakpoint == breakpoint)
            .map(|it| &it.preview)
    }
}

fn not_playing() -> CommandError {
    refuse(
        ErrorCode::NotApplicable,
        "nothing is played. Play the page first",
    )
}

fn runs_backwards(animation: &Animation) -> bool {
    matches!(
        animation.direction,
        Direction::Reverse | Direction::AlternateReverse
    )
}

/// The time after the trigger at which the first run is at a place of the ruler.
fn elapsed_at(animation: &Animation, millis: f64) -> Duration {
    let delay = animation.delay.as_secs_f64();
    let duration = animation.duration().as_secs_f64();
    let place = if millis.is_finite() {
        (millis / 1000.0).clamp(0.0, delay + duration)
    } else {
        0.0
    };
    if place < delay {
        return Duration::from_secs_f64(place);
    }
    let mut share = (place - delay) / duration;
    if runs_backwards(animation) {
        share = 1.0 - share;
    }
    let mut elapsed = Duration::from_secs_f64(delay + share * duration);
    // At the very end the next run begins, if there is one.
    if share >= 1.0 && animation.iterations != Iterations::Count(1.0) {
        elapsed = elapsed.saturating_sub(Duration::from_nanos(1));
    }
    elapsed
}

/// The place on the ruler at a time after the trigger.
fn millis_at(animation: &Animation, elapsed: Duration) -> f64 {
    let delay = animation.delay.as_secs_f64() * 1000.0;
    let elapsed_secs = elapsed.as_secs_f64();
    if elapsed < animation.delay {
        return elapsed_secs * 1000.0;
    }
    let mut whole = animation.clone();
    whole.fill = FillMode::Both;
    let share = Timeline::new(&whole).progress(elapsed_secs).unwrap_or(0.0);
    let millis = delay + share * animation.duration().as_secs_f64() * 1000.0;
    // To a microsecond: what lies below is residue of the division.
    (millis * 1000.0).round() / 1000.0
}
