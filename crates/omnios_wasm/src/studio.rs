//! What the page holds: one canvas that can be replaced, one editor, one replica.

use std::time::Duration;

use engine::gpu::{Camera, Canvas, Frame, Gpu, Renderer};
use engine::paint::Viewport;
use engine::{Fonts, gpu};
use js_sys::Uint8Array;
use omnios_document::Document;
use omnios_editor::Editor;
use omnios_model::{AssetHash, Point, Rect, Size};
use omnios_protocol::session::PointerInput;
use omnios_protocol::{Command, CommandError, ErrorCode};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::Replica;

/// Elements smaller than this on the screen, in device px, are left out.
const SMALLEST_DEVICE_PX: f32 = 0.5;

/// The command table as JSON.
#[wasm_bindgen]
pub fn command_table() -> String {
    json(&omnios_protocol::command_table())
}

/// The property table as JSON.
#[wasm_bindgen]
pub fn property_table() -> String {
    json(&omnios_editor::property_table())
}

/// The presets of animations as JSON.
#[wasm_bindgen]
pub fn motion_presets() -> String {
    json(&omnios_editor::motion_presets())
}

/// A canvas element and what draws on it. Lost as a whole when the browser takes the graphics
/// device or the canvas's context away; the studio then goes on with another.
#[wasm_bindgen]
pub struct Graphics {
    gpu: Gpu,
    canvas: Canvas,
    renderer: Renderer,
    element: HtmlCanvasElement,
}

#[wasm_bindgen]
impl Graphics {
    /// Sets up drawing on a canvas that has no context yet.
    pub async fn create(canvas: HtmlCanvasElement) -> Result<Graphics, JsError> {
        console_error_panic_hook::set_once();
        let element = canvas.clone();
        let (gpu, canvas) = Gpu::for_canvas(canvas).await?;
        let renderer = Renderer::new(&gpu);
        Ok(Self {
            gpu,
            canvas,
            renderer,
            element,
        })
    }
}

/// The studio in one canvas. Methods that take or give JSON use the types of `omnios_protocol`.
#[wasm_bindgen]
pub struct Studio {
    editor: Editor,
    replica: Replica,
    graphics: Graphics,
    device_scale: f32,
    drawn_revision: Option<u32>,
    /// When what plays was moved on last.
    played_at_ms: Option<f64>,
}

#[wasm_bindgen]
impl Studio {
    /// Starts with a canvas. `client_id` names this replica among all peers and must be fresh;
    /// `seed` makes the ids of what is drawn.
    #[wasm_bindgen(constructor)]
    pub fn new(graphics: Graphics, client_id: f64, seed: u64) -> Studio {
        Self {
            editor: Editor::headless(Document::new(client_id as u64), seed, Fonts::new()),
            replica: Replica::new(),
            graphics,
            device_scale: 1.0,
            drawn_revision: None,
            played_at_ms: None,
        }
    }

    /// Goes on with another canvas, after the one before was lost. Everything but the pixels
    /// stays: `missing_images` names the images to add again, `resize` gives the size.
    pub fn set_graphics(&mut self, graphics: Graphics) {
        self.graphics = graphics;
        self.drawn_revision = None;
    }

    /// Adds a font face.
    pub fn add_font(&mut self, family: &str, italic: bool, bytes: Vec<u8>) -> Result<(), JsError> {
        Ok(self.editor.add_font(family, italic, bytes)?)
    }

    /// Font families that the page's letters need and that haven't been added.
    pub fn wanted_fonts(&self) -> Vec<String> {
        let fonts = self.editor.wanted_fonts().into_iter();
        fonts.map(str::to_owned).collect()
    }

    /// Hashes of the project's fonts that texts still need, as JSON.
    pub fn missing_fonts(&self) -> String {
        let missing = self.editor.missing_project_fonts().into_iter();
        json(&missing.map(AssetHash::as_str).collect::<Vec<&str>>())
    }

    /// Adds a font of the project, as its file has it.
    pub fn add_project_font(&mut self, hash: &str, bytes: &[u8]) -> Result<(), JsError> {
        let hash: AssetHash = hash.parse()?;
        let font = omnios_assets::unpack_font(bytes)?;
        Ok(self.editor.add_project_font(&hash, font.into_owned())?)
    }

    /// Hashes of the images that painting still needs, as JSON.
    pub fn missing_images(&self) -> String {
        let assets = self.editor.document().project().assets.values();
        let missing: Vec<&str> = assets
            .filter(|asset| !asset.is_font() && !self.graphics.renderer.has_image(&asset.hash))
            .map(|asset| asset.hash.as_str())
            .collect();
        json(&missing)
    }

    /// Adds a decoded image: four bytes a pixel.
    pub fn add_image(
        &mut self,
        hash: &str,
        width: u32,
        height: u32,
        rgba: &[u8],
    ) -> Result<(), JsError> {
        let hash: AssetHash = hash.parse()?;
        self.graphics
            .renderer
            .add_image(&self.graphics.gpu, hash, width, height, rgba)?;
        self.drawn_revision = None;
        Ok(())
    }

    /// The connection to the host is open.
    pub fn connected(&mut self) {
        self.replica.connected(&mut self.editor);
    }

    /// The connection to the host is gone.
    pub fn disconnected(&mut self) {
        self.replica.disconnected();
    }

    /// Sends again what the host couldn't save.
    pub fn retry(&mut self) {
        self.replica.retry();
    }

    /// Takes a frame from the host.
    pub fn receive(&mut self, frame: &[u8]) -> Result<(), JsError> {
        self.replica
            .receive(&mut self.editor, frame)
            .map_err(|error| JsError::new(&error))
    }

    /// Frames to send to the host, in order.
    pub fn take_frames(&mut self) -> Vec<Uint8Array> {
        self.replica.follow(&mut self.editor);
        let frames = self.replica.take_frames();
        frames
            .iter()
            .map(|frame| Uint8Array::from(&frame[..]))
            .collect()
    }

    /// `SaveState` as JSON.
    pub fn save_state(&self) -> String {
        json(&self.replica.save_state(&self.editor))
    }

    /// Runs a command; gives `{"ok": CommandOutcome}` or `{"error": CommandError}`.
    pub fn run(&mut self, command: &str) -> String {
        let result = read_command(command).and_then(|command| self.editor.run(&command));
        self.replica.follow(&mut self.editor);
        match result {
            Ok(outcome) => json(&serde_json::json!({ "ok": outcome })),
            Err(error) => json(&serde_json::json!({ "error": error })),
        }
    }

    /// Commands from here to `end_gesture` leave one undo step together.
    pub fn begin_gesture(&mut self) {
        self.editor.begin_gesture();
    }

    /// Ends what `begin_gesture` began.
    pub fn end_gesture(&mut self) {
        self.editor.end_gesture();
    }

    /// Takes a `PointerInput`; gives a `CommandError` where the gesture was broken off.
    pub fn pointer(&mut self, input: &str) -> Option<String> {
        let input: PointerInput = match serde_json::from_str(input) {
            Ok(input) => input,
            Err(error) => return Some(json(&invalid(&error.to_string()))),
        };
        let result = self.editor.pointer(&input);
        self.replica.follow(&mut self.editor);
        result.err().map(|error| json(&error))
    }

    /// Plays the open page on the active artboard; gives whether there is one. `seed` decides
    /// what particles do.
    pub fn play(&mut self, seed: u64) -> bool {
        self.played_at_ms = None;
        self.editor.play(seed)
    }

    /// Stops playing.
    pub fn stop(&mut self) {
        self.editor.stop();
    }

    /// The pointer moved, was pressed or was released while a page is played.
    pub fn point_preview(&mut self, x: f32, y: f32, pressed: Option<bool>) {
        self.editor.point_preview(Point::new(x, y), pressed);
    }

    /// Shows a moment of one of the selected element's animations; gives whether there is one.
    pub fn seek(&mut self, animation: usize, millis: f64) -> bool {
        self.editor.seek(animation, millis)
    }

    /// Lets the playhead of an animation move by itself, or stops it.
    pub fn run_playhead(&mut self, animation: usize, running: bool) -> bool {
        self.played_at_ms = None;
        self.editor.run_playhead(animation, running)
    }

    /// Whether the playhead starts anew at the end.
    pub fn set_looping(&mut self, looping: bool) {
        self.editor.set_looping(looping);
    }

    /// Shows the document again instead of a moment of an animation.
    pub fn let_go(&mut self) {
        self.editor.let_go();
    }

    /// Fires a trigger while the page is played; gives a `CommandError` where it can't.
    pub fn fire(&mut self, trigger: &str) -> Option<String> {
        let result = self.editor.fire_preview(trigger);
        result.err().map(|error| json(&error))
    }

    /// Sets a variable while the page is played; gives a `CommandError` where it can't.
    pub fn set_variable(&mut self, name: &str, value: &str) -> Option<String> {
        let result = self.editor.set_preview_variable(name, value);
        result.err().map(|error| json(&error))
    }

    /// `PlaybackState` as JSON.
    pub fn playback(&self) -> String {
        json(&self.editor.playback())
    }

    /// `TimelineState` as JSON.
    pub fn timeline(&self) -> String {
        json(&self.editor.timeline())
    }

    /// Scrolls or zooms at a point of the screen.
    pub fn wheel(&mut self, x: f32, y: f32, dx: f32, dy: f32, zoom: bool) {
        self.editor
            .wheel(Point::new(x, y), Point::new(dx, dy), zoom);
    }

    /// Leaves in-place text editing.
    pub fn finish_editing(&mut self) {
        self.editor.finish_editing();
        self.replica.follow(&mut self.editor);
    }

    /// Opens or closes a branch of the layers tree.
    pub fn set_expanded(&mut self, id: &str, expanded: bool) {
        if let Ok(id) = id.parse() {
            self.editor.set_expanded(id, expanded);
        }
    }

    /// Marks an element as pointed at.
    pub fn hover(&mut self, id: Option<String>) {
        self.editor.hover(id.and_then(|id| id.parse().ok()));
    }

    /// `StudioState` as JSON.
    pub fn state(&mut self) -> String {
        json(&self.editor.state())
    }

    /// `LayerPage` as JSON.
    pub fn layers(&self, offset: usize, limit: usize) -> String {
        json(&self.editor.layers(offset, limit))
    }

    /// `InspectorState` as JSON.
    pub fn inspector(&mut self) -> String {
        json(&self.editor.inspector())
    }

    /// A list of `TokenRow` as JSON.
    pub fn tokens(&self) -> String {
        json(&self.editor.tokens())
    }

    /// A list of `RepeatedBlock` as JSON.
    pub fn repeated_blocks(&self) -> String {
        json(&self.editor.repeated_blocks())
    }

    /// A list of `RecurringValue` as JSON.
    pub fn recurring_values(&self) -> String {
        json(&self.editor.recurring_values())
    }

    /// Grows whenever `state` may answer differently.
    pub fn revision(&self) -> u32 {
        self.editor.revision()
    }

    /// Light or dark canvas.
    pub fn set_theme(&mut self, dark: bool) {
        self.editor.set_dark(dark);
    }

    /// Takes the canvas's size in CSS px and the device px a CSS px.
    pub fn resize(&mut self, width: f32, height: f32, device_scale: f32) {
        self.device_scale = if device_scale.is_finite() {
            device_scale.clamp(0.25, 8.0)
        } else {
            1.0
        };
        let device_width = ((width * self.device_scale).round() as u32).max(1);
        let device_height = ((height * self.device_scale).round() as u32).max(1);
        let graphics = &mut self.graphics;
        graphics.element.set_width(device_width);
        graphics.element.set_height(device_height);
        graphics
            .canvas
            .resize(&graphics.gpu, device_width, device_height);
        self.editor.resize_viewport(Size::new(width, height));
        self.drawn_revision = None;
    }

    /// Draws if something changed; gives whether another frame is wanted soon.
    pub fn frame(&mut self, now_ms: f64) -> Result<bool, JsError> {
        self.editor.refresh_preview();
        let moving = self.editor.is_moving();
        if moving {
            let before_ms = self.played_at_ms.replace(now_ms).unwrap_or(now_ms);
            let elapsed_secs = ((now_ms - before_ms) / 1000.0).clamp(0.0, 1.0);
            self.editor
                .advance_preview(Duration::from_secs_f64(elapsed_secs));
        }
        self.editor.settle_view();
        let revision = self.editor.canvas_revision();
        if self.drawn_revision == Some(revision) {
            return Ok(moving);
        }
        if !self.graphics.canvas.is_ready(&self.graphics.gpu) {
            return Ok(true);
        }
        match self.draw() {
            Ok(()) => {
                self.drawn_revision = Some(revision);
                Ok(moving)
            }
            Err(gpu::RenderError::NotReady) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }

    /// What draws, for bug reports.
    pub fn gpu_info(&self) -> String {
        self.graphics.gpu.adapter_name().to_owned()
    }

    fn draw(&mut self) -> Result<(), gpu::RenderError> {
        let overlay = self.editor.overlay();
        let placed = self.editor.artboards();
        let camera = self.editor.camera();
        let (width, height) = self.graphics.canvas.size();
        let camera = Camera {
            offset: Point::new(
                -camera.offset.x / camera.zoom,
                -camera.offset.y / camera.zoom,
            ),
            zoom: camera.zoom,
            device_scale: self.device_scale,
        };
        let visible = camera.visible(width, height);
        let smallest = SMALLEST_DEVICE_PX / camera.scale();
        let page = self.editor.page();
        let lists: Vec<_> = placed
            .iter()
            .filter(|placed| placed.area.intersects(&visible))
            .filter_map(|placed| {
                let preview = self.editor.preview(placed.breakpoint);
                let artboard = self.editor.stage().ready(page?, placed.breakpoint)?;
                let offset = placed.area.origin();
                let viewport = Viewport {
                    visible: visible.translated(Point::default() - offset),
                    smallest,
                };
                let clip = Rect::new(0.0, 0.0, placed.area.width, placed.area.height);
                let list = match preview {
                    Some(preview) => preview.display_list_on_paper(viewport, clip),
                    None => artboard.display_list_on_paper(viewport, clip),
                };
                Some((list, offset, clip))
            })
            .collect();
        let artboards: Vec<gpu::Artboard<'_>> = lists
            .iter()
            .map(|(list, offset, clip)| gpu::Artboard {
                list,
                offset: *offset,
                clip: Some(*clip),
            })
            .collect();
        let frame = Frame {
            artboards: &artboards,
            camera,
            // Handles and guides would lie over what plays.
            overlay: (!self.editor.is_playing()).then_some(&overlay),
            background: self.editor.canvas_color(),
            fonts: self.editor.stage().fonts(),
        };
        let graphics = &mut self.graphics;
        graphics
            .renderer
            .render_to_canvas(&graphics.gpu, &frame, &mut graphics.canvas)
    }
}

fn read_command(text: &str) -> Result<Command, CommandError> {
    let mut value: serde_json::Value =
        serde_json::from_str(text).map_err(|error| invalid(&error.to_string()))?;
    let id = value["command"].as_str().unwrap_or_default().to_owned();
    Command::from_parts(&id, value["args"].take())
}

fn invalid(message: &str) -> CommandError {
    CommandError::new(ErrorCode::InvalidArguments, message)
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}
