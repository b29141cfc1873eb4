//! One element's style and boxes to its [`Fragment`].

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use engine_layout::LayoutBox;
use engine_scene::Node;
use engine_text::TextLayout;
use engine_vector::{ViewBoxTransform, dash, parse_path_data};
use lyon::path::Path;
use omnios_model::{
    BorderStyle, Edges, ElementKind, FillRule, Paint, Placement, Point, Rect, Shadow, Style,
    VectorEffect,
};

use crate::{
    Border, BorderSide, Fragment, GradientSpace, PaintSource, PathPaint, PathStyle, Primitive,
    RoundedRect, StrokeStyle, text,
};

/// Beyond three standard deviations (1.5 blur radii) a Gaussian shadow is below 0.2% of its
/// colour, less than one of 255 steps.
const SHADOW_REACH: f32 = 1.5;

/// The boxes of one element, relative to its border box's top left corner.
pub(crate) struct LocalBoxes {
    border_box: RoundedRect,
    padding_box: RoundedRect,
    content: Rect,
}

impl LocalBoxes {
    pub(crate) fn new(node: &Node, boxes: &LayoutBox) -> Self {
        let size = boxes.rect;
        let border_box = RoundedRect::from_style(
            Rect::new(0.0, 0.0, size.width, size.height),
            &node.style.border_radius,
        );
        Self {
            border_box,
            padding_box: border_box.inset(&boxes.border),
            content: Rect::new(
                boxes.content.x - size.x,
                boxes.content.y - size.y,
                boxes.content.width,
                boxes.content.height,
            ),
        }
    }

    /// The border box.
    pub(crate) fn border_box(&self) -> RoundedRect {
        self.border_box
    }

    /// What `overflow: hidden` lets through.
    pub(crate) fn overflow_clip(&self) -> RoundedRect {
        self.padding_box
    }
}

/// The drawing of one element. `text` is its laid out text, where it is a text element.
pub(crate) fn build(node: &Node, boxes: &LayoutBox, text: Option<&Arc<TextLayout>>) -> Fragment {
    let local = LocalBoxes::new(node, boxes);
    let box_primitives = if node.element.kind.is_path() {
        Vec::new()
    } else {
        box_primitives(node, &local, boxes.border)
    };
    let content_primitives = match node.element.kind {
        ElementKind::Text => text
            .map(|it| text::primitives(node, it, local.content.origin()))
            .unwrap_or_default(),
        ElementKind::Image => image_primitives(node, &local),
        ElementKind::Vector | ElementKind::Boolean => vector_primitives(node, local.content),
        ElementKind::Frame | ElementKind::Rectangle | ElementKind::Ellipse => Vec::new(),
    };
    let ink = match (ink(&box_primitives), ink(&content_primitives)) {
        (Some(own), Some(content)) => Some(own.union(&content)),
        (own, content) => own.or(content),
    };
    Fragment {
        element: node.element.id,
        box_primitives,
        content_primitives,
        ink,
    }
}

fn box_primitives(node: &Node, local: &LocalBoxes, border: Edges<f32>) -> Vec<Primitive> {
    let style = &node.style;
    let shape = local.border_box;
    let mut primitives = Vec::new();
    // Lists are topmost first, as in CSS.
    for shadow in style.box_shadow.iter().rev() {
        if !shadow.inset && is_seen(shadow) {
            primitives.push(Primitive::OuterShadow {
                shape,
                shadow: *shadow,
            });
        }
    }
    let filled = shape_under_border(&shape, &border, style);
    for paint in style.background.iter().rev() {
        // `background-origin` is the padding box, `background-clip` the border box.
        let source = PaintSource::new(paint, local.padding_box.rect, GradientSpace::Css);
        if !source.is_invisible() && shape.rect.width > 0.0 && shape.rect.height > 0.0 {
            primitives.push(Primitive::Fill {
                shape: filled,
                source,
            });
        }
    }
    for shadow in style.box_shadow.iter().rev() {
        if shadow.inset && is_seen(shadow) {
            primitives.push(Primitive::InnerShadow {
                shape: local.padding_box,
                shadow: *shadow,
            });
        }
    }
    let border = Border {
        shape,
        widths: border,
        styles: style.border_style,
        colors: style.border_color,
    };
    let is_seen =
        |side: &BorderSide| side.width > 0.0 && side.color.a > 0 && side.style != BorderStyle::None;
    if border.sides().iter().any(is_seen) {
        primitives.push(Primitive::Border(border));
    }
    primitives
}

/// Under an opaque line with round corners the background ends in the line's middle. Otherwise
/// both would smooth the same outer edge, and the background would shine through at its rim;
/// browsers avoid that too.
fn shape_under_border(shape: &RoundedRect, widths: &Edges<f32>, style: &Style) -> RoundedRect {
    let border = Border {
        shape: *shape,
        widths: *widths,
        styles: style.border_style,
        colors: style.border_color,
    };
    let hides = border
        .sides()
        .iter()
        .all(|it| it.width > 0.0 && it.style == BorderStyle::Solid && it.color.a == 255);
    if !hides || !shape.is_rounded() {
        return *shape;
    }
    shape.inset(&Edges {
        top: widths.top / 2.0,
        right: widths.right / 2.0,
        bottom: widths.bottom / 2.0,
        left: widths.left / 2.0,
    })
}

fn is_seen(shadow: &Shadow) -> bool {
    let moved = shadow.x != 0.0 || shadow.y != 0.0;
    shadow.color.a > 0 && (moved || shadow.blur > 0.0 || shadow.spread > 0.0)
}

fn image_primitives(node: &Node, local: &LocalBoxes) -> Vec<Primitive> {
    let Some(asset) = &node.style.source else {
        return Vec::new();
    };
    let paint = Paint::Image {
        asset: asset.clone(),
        placement: Placement::fitted(node.style.object_fit, node.style.object_position),
    };
    let source = PaintSource::new(&paint, local.content, GradientSpace::Css);
    if source.is_invisible() {
        return Vec::new();
    }
    let area = local.padding_box.rect;
    let content = local.content;
    let shape = local.padding_box.inset(&Edges {
        top: content.y - area.y,
        right: area.right() - content.right(),
        bottom: area.bottom() - content.bottom(),
        left: content.x - area.x,
    });
    vec![Primitive::Fill { shape, source }]
}

fn vector_primitives(node: &Node, content: Rect) -> Vec<Primitive> {
    let style = &node.style;
    let (path, transform, rule) = match &node.combined {
        Some(combined) => {
            let transform = ViewBoxTransform {
                scale: 1.0,
                offset: content.origin(),
            };
            (combined.path.clone(), transform, FillRule::Nonzero)
        }
        None => {
            let transform = ViewBoxTransform::meet(style.view_box, content);
            (
                parse_path_data(&style.path_data),
                transform,
                style.fill_rule,
            )
        }
    };
    if transform.scale <= 0.0 {
        return Vec::new();
    }
    // Strokes don't count in the box that gradients are stretched over.
    let Some(object) = engine_vector::bounds(&path) else {
        return Vec::new();
    };
    let path = Arc::new(path);
    let drawn = |path: &Arc<Path>, paint: &Paint, path_style: PathStyle| {
        let reach = match path_style {
            PathStyle::Fill(_) => 0.0,
            PathStyle::Stroke(stroke) => stroke.reach(),
        };
        let source = PaintSource::new(
            paint,
            transform.rect(object),
            GradientSpace::ObjectBoundingBox,
        );
        (!source.is_invisible()).then(|| {
            Primitive::Path(PathPaint {
                key: path_key(path, path_style),
                path: Arc::clone(path),
                transform,
                style: path_style,
                source,
                bounds: transform.rect(object.inflated(reach)),
            })
        })
    };
    let fill = style
        .fill
        .as_ref()
        .and_then(|paint| drawn(&path, paint, PathStyle::Fill(rule)));
    let stroke = style
        .stroke
        .as_ref()
        .filter(|_| style.stroke_width > 0.0)
        .and_then(|paint| {
            // A stroke that doesn't scale is given in CSS px.
            let unit = match style.vector_effect {
                VectorEffect::None => 1.0,
                VectorEffect::NonScalingStroke => 1.0 / transform.scale,
            };
            let stroke = StrokeStyle {
                width: style.stroke_width * unit,
                cap: style.stroke_linecap,
                join: style.stroke_linejoin,
                miter_limit: style.stroke_miterlimit,
            };
            let line = if style.stroke_dasharray.is_empty() {
                Arc::clone(&path)
            } else {
                let dashes: Vec<f32> = style.stroke_dasharray.iter().map(|it| it * unit).collect();
                Arc::new(dash(&path, &dashes, style.stroke_dashoffset * unit))
            };
            drawn(&line, paint, PathStyle::Stroke(stroke))
        });
    fill.into_iter().chain(stroke).collect()
}

/// `DefaultHasher::new` has fixed keys, so the key is the same in every run.
pub(crate) fn path_key(path: &Path, style: PathStyle) -> u64 {
    let mut hasher = DefaultHasher::new();
    for event in path.iter() {
        use lyon::path::Event;
        let mut write = |kind: u8, points: &[lyon::math::Point]| {
            kind.hash(&mut hasher);
            for it in points {
                (it.x.to_bits(), it.y.to_bits()).hash(&mut hasher);
            }
        };
        match event {
            Event::Begin { at } => write(0, &[at]),
            Event::Line { to, .. } => write(1, &[to]),
            Event::Quadratic { ctrl, to, .. } => write(2, &[ctrl, to]),
            Event::Cubic {
                ctrl1, ctrl2, to, ..
            } => write(3, &[ctrl1, ctrl2, to]),
            Event::End { close, .. } => write(4 + u8::from(close), &[]),
        }
    }
    match style {
        PathStyle::Fill(rule) => (0_u32, rule).hash(&mut hasher),
        PathStyle::Stroke(stroke) => {
            let StrokeStyle {
                width,
                cap,
                join,
                miter_limit,
            } = stroke;
            (width.to_bits(), cap, join, miter_limit.to_bits()).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// What primitives draw lies inside; `None` where nothing is drawn.
pub(crate) fn ink(primitives: &[Primitive]) -> Option<Rect> {
    let inks = primitives.iter().map(ink_of);
    inks.reduce(|all, one| all.union(&one))
}

fn ink_of(primitive: &Primitive) -> Rect {
    match primitive {
        Primitive::OuterShadow { shape, shadow } => shape
            .rect
            .inflated(shadow.spread)
            .inflated(shadow.blur * SHADOW_REACH)
            .translated(Point::new(shadow.x, shadow.y)),
        Primitive::InnerShadow { shape, .. } | Primitive::Fill { shape, .. } => shape.rect,
        Primitive::Border(border) => border.shape.rect,
        Primitive::Glyphs(glyphs) => text::glyph_ink(glyphs),
        Primitive::TextShadow(shadow) => shadow.ink(),
        Primitive::Path(path) => path.bounds,
    }
}
