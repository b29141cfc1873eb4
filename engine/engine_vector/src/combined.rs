//! A boolean element's one path, from the shapes inside.

use std::borrow::Cow;
use std::sync::Arc;

use lyon::math::{Transform, vector};
use lyon::path::Path;
use omnios_model::{
    Breakpoint, Edges, ElementId, ElementKind, FillRule, Length, Position, Rect, Size, Style, Tree,
};

use crate::{Operand, combine, shape};

/// Booleans nested deeper than this add nothing.
const MAX_DEPTH: usize = 32;

/// Where a boolean's shapes are looked up: in a document's tree or in a resolved scene.
pub trait Shapes {
    /// An element's kind and computed values. `None` for unknown ids.
    fn shape(&self, id: ElementId) -> Option<(ElementKind, Cow<'_, Style>)>;

    /// What the element holds, from the hindmost to the topmost.
    fn children(&self, id: ElementId) -> &[ElementId];

    /// What is known of a boolean inside; otherwise it is worked out.
    fn known(&self, _id: ElementId) -> Option<Arc<Combined>> {
        None
    }
}

impl Shapes for Tree {
    fn shape(&self, id: ElementId) -> Option<(ElementKind, Cow<'_, Style>)> {
        let element = self.get(id)?;
        let style = Style::resolve(element, Breakpoint::Desktop);
        Some((element.kind, Cow::Owned(style)))
    }

    fn children(&self, id: ElementId) -> &[ElementId] {
        Self::children(self, id)
    }
}

/// What a boolean element paints, and how large it is.
///
/// A boolean's shapes stand in it by their `left`, `top`, `width` and `height` in px, whatever
/// else they say; a vector without a size has that of its view box. So the path follows from the
/// elements alone, without layout, and an export needs no layout either. Strokes of the shapes
/// don't count, open subpaths count as closed, and hidden shapes are left out. The shapes are the
/// same at every breakpoint: an export has one path for every width.
///
/// The boolean's own box reaches from its origin to the right and bottom edges of its shapes,
/// unless `width` or `height` are set; they never scale the path. A shape that is moved left of
/// or above the origin shows outside the box.
#[derive(Debug, Clone)]
pub struct Combined {
    /// The path, in CSS px from the boolean's top left corner.
    pub path: Path,
    /// Width and height where none is set, in CSS px.
    pub size: Size,
}

impl PartialEq for Combined {
    fn eq(&self, other: &Self) -> bool {
        self.size == other.size && self.path.iter().eq(other.path.iter())
    }
}

impl Combined {
    /// Combines what the boolean `id` holds. Nested booleans are worked out first.
    pub fn of(shapes: &impl Shapes, id: ElementId) -> Self {
        Self::within(shapes, id, 0)
    }

    fn within(shapes: &impl Shapes, id: ElementId, depth: usize) -> Self {
        let mut size = Size::new(0.0, 0.0);
        let mut outlines: Vec<(Path, FillRule)> = Vec::new();
        for child in shapes.children(id) {
            let Some((kind, style)) = shapes.shape(*child) else {
                continue;
            };
            if style.hidden || !kind.is_shape() || depth >= MAX_DEPTH {
                continue;
            }
            let inner = (kind == ElementKind::Boolean).then(|| {
                shapes
                    .known(*child)
                    .unwrap_or_else(|| Arc::new(Self::within(shapes, *child, depth + 1)))
            });
            let place = place(kind, &style, inner.as_ref().map(|it| it.size));
            size.width = size.width.max(place.right());
            size.height = size.height.max(place.bottom());
            let path = match &inner {
                Some(inner) => Some(inner.path.clone()),
                None => shape::outline(kind, &style, place.size()),
            };
            if let Some(path) = path {
                let transform = style.transform.as_ref();
                let matrix = transform.map_or(Transform::identity(), |it| {
                    let it = it.affine(place.size());
                    let [a, b, c, d, e, f] =
                        [it.a, it.b, it.c, it.d, it.e, it.f].map(|number| number as f32);
                    Transform::new(a, b, c, d, e, f)
                });
                let to_boolean = matrix.then_translate(vector(place.x, place.y));
                let rule = match kind {
                    ElementKind::Vector => style.fill_rule,
                    _ => FillRule::Nonzero,
                };
                outlines.push((path.transformed(&to_boolean), rule));
            }
        }
        let operands: Vec<Operand<'_>> = outlines
            .iter()
            .map(|(path, rule)| Operand { path, rule: *rule })
            .collect();
        let operation = shapes
            .shape(id)
            .map(|(_, style)| style.boolean_operation)
            .unwrap_or(omnios_model::BooleanOperation::Union);
        Self {
            path: combine(operation, &operands),
            size,
        }
    }
}

/// A shape's box in the boolean that holds it. `combined` is the size of a nested boolean.
fn place(kind: ElementKind, style: &Style, combined: Option<Size>) -> Rect {
    let px = |length: Length| match length {
        Length::Px(px) if px.is_finite() => Some(px),
        _ => None,
    };
    let (width, height) = (px(style.width), px(style.height));
    let natural = match kind {
        ElementKind::Vector => Some(Size::new(style.view_box[2], style.view_box[3])),
        _ => combined,
    };
    let natural = natural.unwrap_or(Size::new(0.0, 0.0));
    let ratio = natural.width / natural.height;
    let keeps_ratio = kind == ElementKind::Vector && ratio.is_finite() && ratio > 0.0;
    let (width, height) = match (width, height) {
        (Some(width), Some(height)) => (width, height),
        (Some(width), None) if keeps_ratio => (width, width / ratio),
        (None, Some(height)) if keeps_ratio => (height * ratio, height),
        (width, height) => (
            width.unwrap_or(natural.width),
            height.unwrap_or(natural.height),
        ),
    };
    let left = px(style.inset.left).unwrap_or(0.0);
    let top = px(style.inset.top).unwrap_or(0.0);
    Rect::new(left, top, width.max(0.0), height.max(0.0))
}

/// The style by which layout puts a boolean's shape where [`Combined`] has it. `combined` is the
/// size of a nested boolean.
pub fn child_style(kind: ElementKind, style: &Style, combined: Option<Size>) -> Style {
    let place = place(kind, style, combined);
    Style {
        position: Position::Absolute,
        inset: Edges {
            top: Length::Px(place.y),
            left: Length::Px(place.x),
            right: Length::Auto,
            bottom: Length::Auto,
        },
        width: Length::Px(place.width),
        height: Length::Px(place.height),
        min_width: Length::Auto,
        min_height: Length::Auto,
        max_width: Length::Auto,
        max_height: Length::Auto,
        margin: Edges {
            top: Length::ZERO,
            right: Length::ZERO,
            bottom: Length::ZERO,
            left: Length::ZERO,
        },
        ..style.clone()
    }
}
