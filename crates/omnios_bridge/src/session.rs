//! One embedder's page and its calls.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use engine::bridge::{Bridge, BridgeError};
use engine::{FontError, Fonts, ImageSizes};
use omnios_assets::{ImageError, Optimisation, OptimisedFormat};
use omnios_model::{AssetHash, Element, ElementId, FontStyle, PageId, Point, Size};
use omnios_protocol::bridge::{BridgeAnswer, BridgeCall, BridgeFailure};

use crate::answer;
use crate::element::{element_of, id_of, rect_of};

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
            BridgeCall::Init { .. }
            | BridgeCall::FullSync { .. }
            | BridgeCall::ElementSync { .. }
            | BridgeCall::ElementRemove { .. }
            | BridgeCall::Commit
            | BridgeCall::ImageOptimise { .. } => Err(failure(
                "bridge.malformed",
                "this call asks nothing".to_owned(),
            )),
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
    };
    failure(code, error.to_string())
}
