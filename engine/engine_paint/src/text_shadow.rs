//! Shadows of texts: their letters once more, in one colour, moved and blurred.

use std::sync::Arc;

use engine_scene::Node;
use engine_text::TextLayout;
use omnios_model::{BlendMode, Color, Filter, Point, Rect, Shadow};

use crate::{DisplayItem, Fragment, LayerEffects, Part, RoundedRect, text};

/// One shadow of a text, in CSS px relative to its element's border box.
#[derive(Debug, Clone, PartialEq)]
pub struct TextShadow {
    /// The letters and the lines along them, in the shadow's place and colour, which is opaque.
    letters: Arc<Fragment>,
    opacity: f32,
    blur: Option<Arc<LayerEffects>>,
}

impl TextShadow {
    /// `None` where nothing of it would be seen. `origin` is where the text's content box starts.
    pub(crate) fn new(
        node: &Node,
        layout: &Arc<TextLayout>,
        origin: Point,
        shadow: &Shadow,
    ) -> Option<Self> {
        let Color { r, g, b, a } = shadow.color;
        let moved = Point::new(origin.x + shadow.x, origin.y + shadow.y);
        let primitives = text::shadow_primitives(layout, moved, Color::rgba(r, g, b, 255));
        let ink = crate::fragment::ink(&primitives).filter(|_| a > 0)?;
        // A layer, so that letters that overlap are no darker there.
        let blur = (shadow.blur > 0.0).then(|| {
            Arc::new(LayerEffects {
                // CSS's radius is twice the standard deviation.
                filter: vec![Filter::Blur(shadow.blur / 2.0)],
                backdrop_filter: Vec::new(),
                blend_mode: BlendMode::Normal,
                shape: RoundedRect::square(ink),
                mask: Vec::new(),
                clip: None,
            })
        });
        Some(Self {
            letters: Arc::new(Fragment {
                element: node.element.id,
                box_primitives: Vec::new(),
                content_primitives: primitives,
                ink: Some(ink),
            }),
            opacity: f32::from(a) / 255.0,
            blur,
        })
    }

    /// Where it is seen.
    pub(crate) fn ink(&self) -> Rect {
        let ink = self.letters.ink.unwrap_or_default();
        let blurred = self.blur.as_ref().and_then(|blur| blur.seen_ink(ink));
        blurred.unwrap_or(ink)
    }

    /// What draws it for an element whose border box starts at `origin`.
    pub fn items(&self, origin: Point, opacity: f32) -> [DisplayItem; 3] {
        [
            DisplayItem::PushLayer {
                opacity: opacity * self.opacity,
                bounds: self.letters.ink.unwrap_or_default().translated(origin),
                origin,
                effects: self.blur.clone(),
            },
            DisplayItem::Draw {
                fragment: Arc::clone(&self.letters),
                part: Part::Content,
                origin,
                opacity: 1.0,
            },
            DisplayItem::PopLayer,
        ]
    }
}
