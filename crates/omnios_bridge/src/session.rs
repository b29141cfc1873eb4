//! One embedder's page and its calls.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use engine::bridge::{Bridge, BridgeError};
use engine::{FontError, Fonts, ImageSizes};
use omnios_assets::{ImageError, Optimisation, OptimisedFormat};
use omnios_model::motion::VariableValue;
use omnios_model::{AssetHash, Element, ElementId, FontStyle, PageId, Point, Size};
use omnios_protocol::bridge::{BridgeAnswer, BridgeCall, BridgeFailure, BridgeValue};

use crate::answer;
use crate::element::{element_of, id_of, rect_of};

/// A longer step would be computed for longer than anybody waits for an answer.
const LONGEST_STEP_MILLIS: f64 = 60_000.0;

type Answered = Result<BridgeAnswer, BridgeFailure>;

/// One page at one viewport width, asked in JSON.
pub struct Session {
    /// The fonts, as long as no bridge has them.
    fonts: Fonts,
    bridge: Option<Bridge>,
}

impl Session {
    /// A session that `init` has to start; its texts are set in these fonts.
    pub fn new(fonts: Fonts) -> Self {
        Self {
            fonts,
            bridge: None,
        }
    }

    /// Adds a font face. A page that is there shows it at its next commit.
    ///
    /// # Errors
    /// For bytes that are no font.
    pub fn add_font(
        &mut self,
        family: &str,
        style: FontStyle,
        bytes: Vec<u8>,
    ) -> Result<(), FontError> {
        let fonts = match &mut self.bridge {
            Some(bridge) => bridge.fonts_mut(),
            None => &mut self.fonts,
        };
        fonts.add(family, bytes, style).map(|_| ())
    }

    /// Answers a call: `{"ok": …}` or `{"error": {"code", "message"}}`, see
    /// [`omnios_protocol::bridge`].
    pub fn call(&mut self, call: &str) -> String {
        let answered = serde_json::from_str::<BridgeCall>(call)
            .map_err(|error| {
                failure(
                    "bridge.malformed",
                    format!("this is no call of the engine: {error}. Nothing was changed"),
                )
            })
            .and_then(|call| self.answer(call));
        let answer = match answered {
            Ok(answer) => serde_json::json!({ "ok": answer }),
            Err(error) => serde_json::json!({ "error": error }),
        };
        answer.to_string()
    }

    /// The engine's part, once `init` has been called; for embedders that share the process.
    pub fn bridge(&self) -> Option<&Bridge> {
        self.bridge.as_ref()
    }

    fn answer(&mut self, call: BridgeCall) -> Answered {
        match call {
            BridgeCall::Init {
                viewport_width,
                images,
            } => {
                if !(1.0..=100_000.0).contains(&viewport_width) {
                    return Err(failure(
                        "bridge.malformed",
                        format!(
                            "a viewport of {viewport_width} px can't be laid out. Give 1 to 100,000 px"
                        ),
                    ));
                }
                let mut sizes = ImageSizes::default();
                for (hash, [width, height]) in images {
                    let hash: AssetHash = hash.parse().map_err(malformed)?;
                    sizes.insert(hash, Size::new(width, height));
                }
                if let Some(before) = self.bridge.take() {
                    self.fonts = before.into_fonts();
                }
                let fonts = std::mem::take(&mut self.fonts);
                self.bridge = Some(Bridge::new(viewport_width, sizes, fonts));
                Ok(BridgeAnswer::Version { version: 0 })
            }
            BridgeCall::FullSync { page, elements } => {
                let page: PageId = page.parse().map_err(malformed)?;
                let elements: Vec<Arc<Element>> = elements
                    .iter()
                    .map(|element| element_of(element).map(Arc::new))
                    .collect::<Result<_, _>>()?;
                let version = self.started()?.full_sync(page, elements);
                Ok(BridgeAnswer::Version { version })
            }
            BridgeCall::ElementSync { element } => {
                let element = element_of(&element)?;
                self.started()?.element_sync(Arc::new(element));
                Ok(BridgeAnswer::Done {})
            }
            BridgeCall::ElementRemove { id } => {
                let id = id_of(&id)?;
                self.started()?.element_remove(id);
                Ok(BridgeAnswer::Done {})
            }
            BridgeCall::Commit => {
                let version = self.started()?.commit().map_err(refused)?;
                Ok(BridgeAnswer::Version { version })
            }
            BridgeCall::ImageOptimise {
                file,
                max_width,
                max_height,
                format,
                quality,
            } => optimise(&file, [max_width, max_height], &format, quality),
            question => self.ask(question),
        }
    }

    /// The calls that are about the page in motion.
    fn play(&mut self, call: BridgeCall) -> Answered {
        let bridge = self.started()?;
        match call {
            BridgeCall::Play {
                viewport_height,
                seed,
            } => {
                if !(1.0..=100_000.0).contains(&viewport_height) {
                    return Err(failure(
                        "bridge.malformed",
                        format!(
                            "a page can't be seen through {viewport_height} px. Give 1 to 100,000 px"
                        ),
                    ));
                }
                bridge.play(viewport_height, seed).map_err(refused)?;
                bridge.preview().map(answer::playing).map_err(refused)
            }
            BridgeCall::Stop => {
                bridge.stop();
                Ok(BridgeAnswer::Done {})
            }
            BridgeCall::Advance { millis } => {
                if !(millis > 0.0 && millis <= LONGEST_STEP_MILLIS) {
                    return Err(failure(
                        "bridge.malformed",
                        format!("{millis} ms is no step. Give more than 0 and at most 60,000 ms"),
                    ));
                }
                let elapsed = Duration::from_nanos((millis * 1.0e6).round() as u64);
                bridge.advance(elapsed).map_err(refused)?;
                bridge.preview().map(answer::playing).map_err(refused)
            }
            BridgeCall::FireTrigger { trigger, on } => {
                let on = on.as_deref().map(id_of).transpose()?;
                let taken = bridge.fire(&trigger, on).map_err(refused)?;
                Ok(BridgeAnswer::Fired { taken })
            }
            BridgeCall::MachineState { id } => {
                let state = bridge.machine_state(id_of(&id)?).map_err(refused)?;
                let state = state.to_owned();
                Ok(BridgeAnswer::State { state })
            }
            BridgeCall::GetVariable { name } => bridge
                .variable(&name)
                .map(answer::variable)
                .map_err(refused),
            BridgeCall::SetVariable { name, value } => {
                let value = match value {
                    BridgeValue::Flag(flag) => VariableValue::Flag(flag),
                    BridgeValue::Number(number) => VariableValue::Number(number),
                    BridgeValue::Text(text) => VariableValue::Text(text),
                };
                bridge.set_variable(&name, &value).map_err(refused)?;
                bridge
                    .variable(&name)
                    .map(answer::variable)
                    .map_err(refused)
            }
            BridgeCall::PhysicsPosition { id } => bridge
                .physics_position(id_of(&id)?)
                .map(answer::pose)
                .map_err(refused),
            BridgeCall::EmitParticle { id, count } => {
                let alive = bridge.emit(id_of(&id)?, count).map_err(refused)?;
                Ok(BridgeAnswer::Particles { alive })
            }
            BridgeCall::Init { .. }
            | BridgeCall::FullSync { .. }
            | BridgeCall::ElementSync { .. }
            | BridgeCall::ElementRemove { .. }
            | BridgeCall::Commit
            | BridgeCall::ImageOptimise { .. }
            | BridgeCall::DeltasSince { .. }
            | BridgeCall::ElementLayout { .. }
            | BridgeCall::HitTest { .. }
            | BridgeCall::AreaQuery { .. }
            | BridgeCall::SnapTargets { .. }
            | BridgeCall::DragConstraints { .. }
            | BridgeCall::GroupBounds { .. } => Err(failure(
                "bridge.malformed",
                "this call plays nothing".to_owned(),
            )),
        }
    }

    /// The calls that change nothing.
    fn ask(&mut self, call: BridgeCall) -> Answered {
        let bridge = self.started()?;
        match call {
            BridgeCall::DeltasSince { version } => bridge
                .deltas_since(version)
                .map(answer::deltas)
                .map_err(refused),
            BridgeCall::ElementLayout { id } => bridge
                .element_layout(id_of(&id)?)
                .map(answer::layout)
                .map_err(refused),
            BridgeCall::HitTest { x, y } => bridge
                .hit_test(Point::new(x, y))
                .map(|ids| answer::elements(&ids))
                .map_err(refused),
            BridgeCall::AreaQuery { area, contained } => bridge
                .area_query(rect_of(area), contained)
                .map(|ids| answer::elements(&ids))
                .map_err(refused),
            BridgeCall::SnapTargets {
                ids,
                moving,
                tolerance,
            } => bridge
                .snap_targets(&ids_of(&ids)?, rect_of(moving), tolerance)
                .map(answer::snap)
                .map_err(refused),
            BridgeCall::DragConstraints { id } => bridge
                .drag_constraints(id_of(&id)?)
                .map(answer::constraints)
                .map_err(refused),
            BridgeCall::GroupBounds { ids } => bridge
                .group_bounds(&ids_of(&ids)?)
                .map(answer::bounds)
                .map_err(refused),
            playing => self.play(playing),
        }
    }

    fn started(&mut self) -> Result<&mut Bridge, BridgeFailure> {
        self.bridge.as_mut().ok_or_else(|| {
            failure(
                "bridge.not-started",
                "the engine hasn't been started: call `init` first".to_owned(),
            )
        })
    }
}

fn optimise(file: &str, bounds: [Option<u32>; 2], format: &str, quality: Option<u8>) -> Answered {
    let bytes = BASE64.decode(file).map_err(|error| {
        failure(
            "bridge.malformed",
            format!("the image file isn't base 64: {error}"),
        )
    })?;
    let format = match format {
        "png" => OptimisedFormat::Png,
        "webp" => OptimisedFormat::WebP,
        "jpeg" => OptimisedFormat::Jpeg,
        "smallest" => OptimisedFormat::Smallest,
        other => {
            return Err(failure(
                "bridge.malformed",
                format!("“{other}” is no image format. Give png, webp, jpeg or smallest"),
            ));
        }
    };
    let wanted = Optimisation {
        max_width: bounds[0],
        max_height: bounds[1],
        format,
        jpeg_quality: quality.unwrap_or(80).clamp(1, 100),
    };
    let image = omnios_assets::optimise(&bytes, &wanted)
        .map_err(|error: ImageError| failure(error.code(), error.to_string()))?;
    Ok(BridgeAnswer::Image {
        media_type: image.media_type.to_owned(),
        width: image.width,
        height: image.height,
        bytes_before: bytes.len() as u64,
        bytes_after: image.bytes.len() as u64,
        file: BASE64.encode(&image.bytes),
    })
}

fn ids_of(ids: &[String]) -> Result<Vec<ElementId>, BridgeFailure> {
    ids.iter().map(|id| id_of(id)).collect()
}

pub(crate) fn failure(code: &str, message: String) -> BridgeFailure {
    BridgeFailure {
        code: code.to_owned(),
        message,
    }
}

pub(crate) fn malformed(error: impl std::fmt::Display) -> BridgeFailure {
    failure("bridge.malformed", error.to_string())
}

fn refused(error: BridgeError) -> BridgeFailure {
    let code = match error {
        BridgeError::NoPage => "bridge.no-page",
        BridgeError::UnknownElement(_) => "bridge.unknown-element",
        BridgeError::NotPlaying => "bridge.not-playing",
        BridgeError::NoMachine(_) | BridgeError::NoBody(_) | BridgeError::NoEmitter(_) => {
            "bridge.not-applicable"
        }
        BridgeError::Variable(_) => "bridge.invalid-variable",
    };
    failure(code, error.to_string())
}
