//! A laid out text to primitives: backgrounds of runs, lines along the text, glyphs.

use std::sync::Arc;

use engine_scene::Node;
use engine_text::{DecorationLine, DecorationLinePlace, TextLayout};
use engine_vector::ViewBoxTransform;
use lyon::math::point;
use lyon::path::Path;
use omnios_model::{Color, Paint, Point, Property, Rect, TextDecorationStyle, Value};

use crate::fragment::path_key;
use crate::{
    GlyphPaint, PaintSource, PathPaint, PathStyle, Primitive, RoundedRect, StrokeStyle, TextShadow,
};

/// What a run sets apart in paint.
#[derive(Debug, Clone, Copy, Default)]
struct RunPaint {
    color: Option<Color>,
    background: Option<Color>,
    line_color: Option<Color>,
}

/// The drawing of a text whose content box starts at `origin`, in CSS's painting order: what is
/// behind the letters, shadows, lines under them, letters, lines through them.
pub(crate) fn primitives(node: &Node, text: &Arc<TextLayout>, origin: Point) -> Vec<Primitive> {
    let runs: Vec<RunPaint> = node.element.runs.iter().map(run_paint).collect();
    let of = |run: Option<u16>| run.and_then(|run| runs.get(usize::from(run)).copied());
    let color = node.style.color;
    let mut primitives = Vec::new();
    for fragment in &text.fragments {
        if let Some(background) = of(fragment.run).and_then(|run| run.background) {
            primitives.push(Primitive::Fill {
                shape: RoundedRect::square(fragment.rect.translated(origin)),
                source: PaintSource::Solid(background),
            });
        }
    }
    let shadows = node.style.text_shadow.iter().rev();
    let shadows = shadows.filter_map(|shadow| TextShadow::new(node, text, origin, shadow));
    primitives.extend(shadows.map(Primitive::TextShadow));
    let line_color = node.style.text_decoration_color.unwrap_or(color);
    letters(text, origin, color, line_color, &runs, &mut primitives);
    primitives
}

/// The letters and the lines along them in one colour, emoji too.
pub(crate) fn shadow_primitives(
    text: &Arc<TextLayout>,
    origin: Point,
    color: Color,
) -> Vec<Primitive> {
    let mut plain = Arc::clone(text);
    if text.runs.iter().any(|run| run.color.is_some()) {
        let runs = &mut Arc::make_mut(&mut plain).runs;
        runs.iter_mut().for_each(|run| run.color = None);
    }
    let mut primitives = Vec::new();
    letters(&plain, origin, color, color, &[], &mut primitives);
    primitives
}

fn letters(
    text: &Arc<TextLayout>,
    origin: Point,
    color: Color,
    line_color: Color,
    runs: &[RunPaint],
    primitives: &mut Vec<Primitive>,
) {
    let of = |run: Option<u16>| run.and_then(|run| runs.get(usize::from(run)).copied());
    let draw = |through: bool, primitives: &mut Vec<Primitive>| {
        for line in &text.decorations {
            if (line.place == DecorationLinePlace::Through) != through {
                continue;
            }
            let line_color = match line.run {
                None => line_color,
                run => {
                    let run = of(run).unwrap_or_default();
                    run.line_color.or(run.color).unwrap_or(color)
                }
            };
            if line_color.a > 0 {
                primitives.extend(drawn_line(line, origin, line_color));
            }
        }
    };
    draw(false, primitives);
    let run_colors: Vec<Option<Color>> = runs.iter().map(|run| run.color).collect();
    let is_seen = color.a > 0 || run_colors.iter().flatten().any(|color| color.a > 0);
    if is_seen && text.runs.iter().any(|run| !run.glyphs.is_empty()) {
        primitives.push(Primitive::Glyphs(GlyphPaint {
            text: Arc::clone(text),
            origin,
            color,
            run_colors,
        }));
    }
    draw(true, primitives);
}

fn run_paint(run: &omnios_model::TextRun) -> RunPaint {
    let color = |property| match run.value(property) {
        Some(Value::Color(color)) => Some(*color),
        _ => None,
    };
    let background = match run.value(Property::Background) {
        Some(Value::Paints(paints)) => match paints.as_slice() {
            [Paint::Solid(color)] if color.a > 0 => Some(*color),
            _ => None,
        },
        _ => None,
    };
    RunPaint {
        color: color(Property::Color),
        background,
        line_color: color(Property::TextDecorationColor),
    }
}

/// A line as rectangles or a path.
fn drawn_line(line: &DecorationLine, origin: Point, color: Color) -> Vec<Primitive> {
    let rect = line.rect.translated(origin);
    let fill = |shape: RoundedRect| Primitive::Fill {
        shape,
        source: PaintSource::Solid(color),
    };
    match line.style {
        TextDecorationStyle::Solid | TextDecorationStyle::Double => {
            vec![fill(RoundedRect::square(rect))]
        }
        TextDecorationStyle::Dashed | TextDecorationStyle::Dotted => dashes(line, &rect)
            .into_iter()
            .map(|dash| {
                let radius = match line.style {
                    TextDecorationStyle::Dotted => dash.height / 2.0,
                    _ => 0.0,
                };
                fill(RoundedRect::uniform(dash, radius))
            })
            .collect(),
        TextDecorationStyle::Wavy => vec![wave(&rect, color)],
    }
}

/// Strokes of Chromium's lengths: thin lines have strokes of three widths two apart, thick ones
/// of two widths one apart; dots are as wide as the line and as far apart. Gaps grow or shrink so
/// that the line ends with a stroke.
fn dashes(line: &DecorationLine, rect: &Rect) -> Vec<Rect> {
    let width = rect.height;
    let (length, gap) = match line.style {
        TextDecorationStyle::Dotted => (width, width),
        _ if width >= 3.0 => (2.0 * width, width),
        _ => (3.0 * width, 2.0 * width),
    };
    if rect.width <= length {
        return vec![*rect];
    }
    let fewest = ((rect.width - length) / (length + gap)).floor();
    let gap_of = |count: f32| (rect.width - (count + 1.0) * length) / count;
    let gap = match fewest {
        count if count < 1.0 => gap_of(1.0).max(0.0),
        count => {
            let (wide, narrow) = (gap_of(count), gap_of(count + 1.0));
            match narrow > 0.0 && (narrow - gap).abs() < (wide - gap).abs() {
                true => narrow,
                false => wide,
            }
        }
    };
    let count = ((rect.width - length) / (length + gap)).round().max(0.0) as usize;
    (0..=count)
        .map(|index| {
            let x = rect.x + index as f32 * (length + gap);
            Rect::new(x, rect.y, length.min(rect.right() - x), width)
        })
        .collect()
}

/// Chromium's wave: cubic halves whose length and height follow from the line's thickness.
fn wave(rect: &Rect, color: Color) -> Primitive {
    let thickness = rect.height.max(1.0);
    let step = 1.0 + 2.0 * thickness.round();
    let control = 0.5 + (3.0 * thickness + 0.5).floor();
    let middle = rect.y + thickness / 2.0;
    let mut builder = Path::builder();
    let mut x = rect.x;
    builder.begin(point(x, middle));
    while x < rect.right() {
        let end = x + 2.0 * step;
        builder.cubic_bezier_to(
            point(x + step, middle + control),
            point(x + step, middle - control),
            point(end, middle),
        );
        x = end;
    }
    builder.end(false);
    let path = Arc::new(builder.build());
    let style = PathStyle::Stroke(StrokeStyle::plain(thickness));
    Primitive::Path(PathPaint {
        key: path_key(&path, style),
        path,
        transform: ViewBoxTransform {
            scale: 1.0,
            offset: Point::new(0.0, 0.0),
        },
        style,
        source: PaintSource::Solid(color),
        bounds: Rect::new(rect.x, middle - control, x - rect.x, 2.0 * control).inflated(thickness),
    })
}

/// Glyphs reach at most about one and a half ems beyond their origins; exact extents would need
/// every outline.
pub(crate) fn glyph_ink(paint: &GlyphPaint) -> Rect {
    let mut ink: Option<Rect> = None;
    for run in &paint.text.runs {
        let reach = run.size_px * 1.5;
        for glyph in &run.glyphs {
            let x = paint.origin.x + glyph.x;
            let y = paint.origin.y + glyph.y;
            let around = Rect::new(x - reach * 0.5, y - reach, reach * 1.5, reach * 1.5);
            ink = Some(ink.map_or(around, |all| all.union(&around)));
        }
    }
    ink.unwrap_or_default()
}
