//! What is done to a stacking context's picture as a whole: filters, masks, clips, blending.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use lyon::algorithms::aabb::bounding_box;
use lyon::math::point;
use lyon::path::Path;
use omnios_model::{BlendMode, ClipPath, Corners, Effects, Filter, Length, Point, Rect, Size};

use engine_vector::parse_path_data;

use crate::{GradientSpace, PaintSource, Radius, RoundedRect};

/// How many standard deviations a blur reaches.
const BLUR_REACH: f32 = 3.0;

/// The effects of one element, in CSS px relative to its border box's top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerEffects {
    /// Changes the picture, in this order.
    pub filter: Vec<Filter>,
    /// Changes what lies behind `shape`.
    pub backdrop_filter: Vec<Filter>,
    /// How the picture is mixed with what lies behind.
    pub blend_mode: BlendMode,
    /// The border box.
    pub shape: RoundedRect,
    /// The picture is seen where these, filling the border box, are opaque; hindmost first.
    pub mask: Vec<PaintSource>,
    /// The picture is seen inside alone.
    pub clip: Option<ClipShape>,
}

/// What `clip-path` lets through.
#[derive(Debug, Clone)]
pub enum ClipShape {
    /// A rectangle with elliptical corners: also circles and ellipses.
    Rounded(RoundedRect),
    /// Everything that a path winds around.
    Path {
        /// The path.
        path: Arc<Path>,
        /// Names its geometry: equal for equal paths.
        key: u64,
        /// What it covers.
        bounds: Rect,
    },
}

impl PartialEq for ClipShape {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Rounded(a), Self::Rounded(b)) => a == b,
            (Self::Path { key: a, .. }, Self::Path { key: b, .. }) => a == b,
            _ => false,
        }
    }
}

impl LayerEffects {
    /// The effects of an element whose border box is `shape`.
    pub(crate) fn new(effects: &Effects, shape: RoundedRect) -> Self {
        let area = shape.rect;
        let mask = effects.mask.iter().rev();
        Self {
            filter: effects.filter.clone(),
            backdrop_filter: effects.backdrop_filter.clone(),
            blend_mode: effects.blend_mode,
            shape,
            mask: mask
                .map(|paint| PaintSource::new(&paint.unfixed(), area, GradientSpace::Css))
                .collect(),
            clip: effects
                .clip_path
                .as_ref()
                .map(|it| ClipShape::new(it, area.size())),
        }
    }

    /// Whether they need a picture to work on.
    pub(crate) fn needs_layer(&self) -> bool {
        !(self.filter.is_empty()
            && self.backdrop_filter.is_empty()
            && self.mask.is_empty()
            && self.blend_mode == BlendMode::Normal
            && self.clip.is_none())
    }

    /// How far something outside of what is shown can reach into it, in CSS px.
    pub fn reach(&self) -> f32 {
        self.filter
            .iter()
            .map(|filter| match filter {
                Filter::Blur(sigma) => sigma * BLUR_REACH,
                Filter::DropShadow(it) => it.x.abs().max(it.y.abs()) + it.blur * BLUR_REACH,
                _ => 0.0,
            })
            .sum()
    }

    /// Where the picture of something that is drawn within `ink` is seen.
    pub(crate) fn seen_ink(&self, ink: Rect) -> Option<Rect> {
        let grown = self.filter.iter().fold(ink, |ink, filter| match filter {
            Filter::Blur(sigma) => ink.inflated(sigma * BLUR_REACH),
            Filter::DropShadow(it) => ink.union(
                &ink.translated(Point::new(it.x, it.y))
                    .inflated(it.blur * BLUR_REACH),
            ),
            _ => ink,
        });
        let masked = if self.mask.is_empty() {
            Some(grown)
        } else {
            grown.intersection(&self.shape.rect)
        };
        match &self.clip {
            Some(clip) => masked?.intersection(&clip.bounds()),
            None => masked,
        }
    }
}

impl ClipShape {
    fn new(clip: &ClipPath, size: Size) -> Self {
        match clip {
            ClipPath::Inset(edges, radii) => {
                let top = edges.top.resolve_or_zero(size.height);
                let left = edges.left.resolve_or_zero(size.width);
                let right = edges.right.resolve_or_zero(size.width);
                let bottom = edges.bottom.resolve_or_zero(size.height);
                // Insets that overlap are cut down to nothing's width (CSS Shapes §3.1).
                let rect = Rect::new(
                    left,
                    top,
                    (size.width - left - right).max(0.0),
                    (size.height - top - bottom).max(0.0),
                );
                // Per cents of radii are of the whole box.
                let resolved = |length: Length| Length::Px(length.resolve_or_zero(size.width));
                let radii = Corners {
                    top_left: resolved(radii.top_left),
                    top_right: resolved(radii.top_right),
                    bottom_right: resolved(radii.bottom_right),
                    bottom_left: resolved(radii.bottom_left),
                };
                Self::Rounded(RoundedRect::from_style(rect, &radii))
            }
            ClipPath::Circle { radius, center } => {
                let at = center.in_box(size);
                let before = at.x.abs().min(at.y.abs());
                let nearest = before.min((size.width - at.x).abs().min((size.height - at.y).abs()));
                let farthest =
                    at.x.abs()
                        .max(at.y.abs())
                        .max((size.width - at.x).abs())
                        .max((size.height - at.y).abs());
                let diagonal = size.width.hypot(size.height) / std::f32::consts::SQRT_2;
                let radius = radius.resolve(nearest, farthest, diagonal);
                Self::ellipse(at, radius, radius)
            }
            ClipPath::Ellipse { x, y, center } => {
                let at = center.in_box(size);
                let x = x.resolve(at.x, size.width - at.x, size.width);
                let y = y.resolve(at.y, size.height - at.y, size.height);
                Self::ellipse(at, x, y)
            }
            ClipPath::Polygon(points) => {
                let mut builder = Path::builder();
                for (index, anchor) in points.iter().enumerate() {
                    let at = anchor.in_box(size);
                    if index == 0 {
                        builder.begin(point(at.x, at.y));
                    } else {
                        builder.line_to(point(at.x, at.y));
                    }
                }
                builder.close();
                Self::path(builder.build())
            }
            ClipPath::Path(data) => Self::path(parse_path_data(data)),
        }
    }

    fn ellipse(center: Point, x: f32, y: f32) -> Self {
        let corner = Radius { x, y };
        Self::Rounded(RoundedRect {
            rect: Rect::new(center.x - x, center.y - y, 2.0 * x, 2.0 * y),
            radii: Corners {
                top_left: corner,
                top_right: corner,
                bottom_right: corner,
                bottom_left: corner,
            },
        })
    }

    fn path(path: Path) -> Self {
        let exact = bounding_box(path.iter());
        let mut hasher = DefaultHasher::new();
        for event in path.iter() {
            // The debug form names every coordinate in full.
            format!("{event:?}").hash(&mut hasher);
        }
        Self::Path {
            key: hasher.finish(),
            path: Arc::new(path),
            bounds: Rect::new(
                exact.min.x,
                exact.min.y,
                exact.max.x - exact.min.x,
                exact.max.y - exact.min.y,
            ),
        }
    }

    /// What it covers.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rounded(shape) => shape.rect,
            Self::Path { bounds, .. } => *bounds,
        }
    }
}
