//! The display list: what to draw, in order, in CSS px of the page.

use std::sync::Arc;

use engine_text::{GlyphRun, TextLayout};
use lyon::path::Path;
use omnios_model::{
    Affine, BorderStyle, Color, Edges, ElementId, FillRule, LineCap, LineJoin, Point, Rect, Shadow,
};

use crate::{LayerEffects, PaintSource, RoundedRect, TextShadow};
use engine_vector::ViewBoxTransform;

/// What is visible of a page, in painting order. Positions are CSS px of the page.
#[derive(Debug, Clone, Default)]
pub struct DisplayList {
    /// Items from hindmost to topmost; every push has its pop.
    pub items: Vec<DisplayItem>,
    /// The part of the page that its window shows, in which fixed backgrounds are placed.
    pub window: Rect,
}

/// One step of painting.
#[derive(Debug, Clone)]
pub enum DisplayItem {
    /// Draw one part of an element.
    Draw {
        /// The element's drawing, in coordinates of its border box.
        fragment: Arc<Fragment>,
        /// Which part of it.
        part: Part,
        /// Where the border box's top left corner stands on the page.
        origin: Point,
        /// Multiplied into every colour.
        opacity: f32,
    },
    /// From here on only what lies inside the shape is seen.
    PushClip(RoundedRect),
    /// Ends the innermost clip.
    PopClip,
    /// From here on positions are those of an element that is transformed: they stay px of the
    /// page as it was laid out, and what is drawn at `origin + p` is seen at
    /// `origin + matrix(p)`. Clips outside stay where they are.
    PushTransform {
        /// The element's top left corner.
        origin: Point,
        /// From and to px relative to it. Never flattens everything to a line.
        matrix: Affine,
    },
    /// Ends the innermost transform.
    PopTransform,
    /// From here on draw into a picture of its own.
    PushLayer {
        /// How opaque the picture is when it is put on what lies below.
        opacity: f32,
        /// Nothing is drawn outside; filters may reach beyond.
        bounds: Rect,
        /// Where the element's border box starts.
        origin: Point,
        /// What is done to the picture, if anything.
        effects: Option<Arc<LayerEffects>>,
    },
    /// Puts the innermost layer's picture in place.
    PopLayer,
}

/// The two parts of an element that CSS paints at different times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Shadows, backgrounds and border.
    Box,
    /// Text, image or path.
    Content,
}

/// The drawing of one element, in CSS px relative to its border box's top left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragment {
    /// Whose drawing it is.
    pub element: ElementId,
    /// What [`Part::Box`] draws, hindmost first.
    pub box_primitives: Vec<Primitive>,
    /// What [`Part::Content`] draws, hindmost first.
    pub content_primitives: Vec<Primitive>,
    /// Everything drawn lies inside; `None` where nothing is drawn.
    pub ink: Option<Rect>,
}

impl Fragment {
    /// What a part draws, hindmost first.
    pub fn primitives(&self, part: Part) -> &[Primitive] {
        match part {
            Part::Box => &self.box_primitives,
            Part::Content => &self.content_primitives,
        }
    }

    /// How many things the element draws, its children not counted.
    pub fn len(&self) -> usize {
        self.box_primitives.len() + self.content_primitives.len()
    }

    /// The shadows of a text in a part, hindmost first.
    pub fn text_shadows(&self, part: Part) -> impl Iterator<Item = &TextShadow> {
        self.primitives(part).iter().filter_map(|it| match it {
            Primitive::TextShadow(shadow) => Some(shadow),
            _ => None,
        })
    }

    /// Whether the element draws at most one thing, nowhere twice.
    pub fn is_one_shape(&self) -> bool {
        let mut all = self.box_primitives.iter().chain(&self.content_primitives);
        let overlaps = |it: &Primitive| match it {
            Primitive::Glyphs(glyphs) => glyphs.overlaps(),
            Primitive::TextShadow(_) => true,
            _ => false,
        };
        self.len() <= 1 && !all.any(overlaps)
    }

    /// Whether the element draws nothing itself.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One thing to draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Primitive {
    /// A shadow that falls outside `shape`; nothing of it is drawn inside.
    OuterShadow {
        /// The border box.
        shape: RoundedRect,
        /// The shadow; never `inset`.
        shadow: Shadow,
    },
    /// A shadow that falls inside `shape`; nothing of it is drawn outside.
    InnerShadow {
        /// The padding box.
        shape: RoundedRect,
        /// The shadow; always `inset`.
        shadow: Shadow,
    },
    /// A shadow of a text, which painters draw before what it is part of, in a layer of its own:
    /// see [`TextShadow::items`]. Where it stands itself nothing is drawn.
    TextShadow(TextShadow),
    /// A filled shape.
    Fill {
        /// The shape.
        shape: RoundedRect,
        /// Its fill.
        source: PaintSource,
    },
    /// A border.
    Border(Border),
    /// Runs of glyphs in one colour.
    Glyphs(GlyphPaint),
    /// A filled or stroked path.
    Path(PathPaint),
}

/// The lines around a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Border {
    /// The border box: the lines' outer edge.
    pub shape: RoundedRect,
    /// Width of the line on each side.
    pub widths: Edges<f32>,
    /// How each side's line is drawn.
    pub styles: Edges<BorderStyle>,
    /// Each side's colour.
    pub colors: Edges<Color>,
}

impl Border {
    /// Style and colour where all sides that have a width share them.
    pub fn uniform(&self) -> Option<(BorderStyle, Color)> {
        let mut sides = self.sides().into_iter().filter(|it| it.width > 0.0);
        let first = sides.next()?;
        sides
            .all(|it| (it.style, it.color) == (first.style, first.color))
            .then_some((first.style, first.color))
    }

    /// Top, right, bottom and left.
    pub fn sides(&self) -> [BorderSide; 4] {
        let side = |width, style, color| BorderSide {
            width,
            style,
            color,
        };
        let Self {
            widths,
            styles,
            colors,
            ..
        } = self;
        [
            side(widths.top, styles.top, colors.top),
            side(widths.right, styles.right, colors.right),
            side(widths.bottom, styles.bottom, colors.bottom),
            side(widths.left, styles.left, colors.left),
        ]
    }
}

/// One side of a border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BorderSide {
    /// The line's width.
    pub width: f32,
    /// How it is drawn.
    pub style: BorderStyle,
    /// Its colour.
    pub color: Color,
}

/// A text's glyphs.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphPaint {
    /// The runs; positions are relative to `origin`.
    pub text: Arc<TextLayout>,
    /// Where the text's content box starts.
    pub origin: Point,
    /// The colour.
    pub color: Color,
    /// The colours of runs, by their index; `None` for the text's own.
    pub run_colors: Vec<Option<Color>>,
}

impl GlyphPaint {
    /// The colour of glyphs that belong to this run of the element.
    pub fn color_of(&self, glyphs: &GlyphRun) -> Color {
        let of_run = glyphs
            .run
            .and_then(|run| *self.run_colors.get(usize::from(run))?);
        let text = of_run.unwrap_or(self.color);
        match glyphs.color {
            // The layers of an emoji have colours of their own, and are as opaque as the text.
            Some(layer) => {
                let alpha = f32::from(layer.a) * f32::from(text.a) / 255.0;
                Color::rgba(layer.r, layer.g, layer.b, alpha.round() as u8)
            }
            None => text,
        }
    }

    /// Whether glyphs lie over one another, as the layers of emoji do.
    pub fn overlaps(&self) -> bool {
        self.text.runs.iter().any(|run| run.color.is_some())
    }
}

/// A path and how it is drawn.
#[derive(Debug, Clone)]
pub struct PathPaint {
    /// The path, in units of its view box.
    pub path: Arc<Path>,
    /// Names the path's geometry and style: equal for equal drawings, so that rasterisers can
    /// keep what they made of it.
    pub key: u64,
    /// From the view box to the element's box.
    pub transform: ViewBoxTransform,
    /// Filled or stroked.
    pub style: PathStyle,
    /// The paint; areas of gradients are in CSS px of the element's box.
    pub source: PaintSource,
    /// What it covers, the stroke included, in CSS px of the element's box.
    pub bounds: Rect,
}

impl PartialEq for PathPaint {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
            && self.transform == other.transform
            && self.style == other.style
            && self.source == other.source
    }
}

/// How a path becomes an area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PathStyle {
    /// The area inside.
    Fill(FillRule),
    /// A line along it. Dashes are subpaths of the path already.
    Stroke(StrokeStyle),
}

/// How a line along a path looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StrokeStyle {
    /// The line's width in units of the view box.
    pub width: f32,
    /// Its ends.
    pub cap: LineCap,
    /// Its corners.
    pub join: LineJoin,
    /// Pointed corners reach at most this many half widths from theirs; others are cut off.
    pub miter_limit: f32,
}

impl StrokeStyle {
    /// A line with SVG's initial ends and corners.
    pub fn plain(width: f32) -> Self {
        Self {
            width,
            cap: LineCap::Butt,
            join: LineJoin::Miter,
            miter_limit: 4.0,
        }
    }

    /// How far from the path the line reaches at most.
    pub fn reach(&self) -> f32 {
        let corners = match self.join {
            LineJoin::Miter => self.miter_limit.max(1.0),
            LineJoin::Round | LineJoin::Bevel => 1.0,
        };
        let ends = match self.cap {
            LineCap::Square => std::f32::consts::SQRT_2,
            LineCap::Butt | LineCap::Round => 1.0,
        };
        self.width / 2.0 * corners.max(ends)
    }
}
