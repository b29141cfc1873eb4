//! Sizes of elements that hold no others: texts, images and vectors.

use std::sync::Arc;

use engine_text::{Fonts, Paragraph, TextLayout, TextStyle};
use omnios_model::{Edges, Element, Length, Size, Style};
use taffy::{AvailableSpace, LayoutInput, LayoutOutput, SizingMode};

/// How many widths a text remembers its height at. Flex layout asks for a handful: the smallest,
/// the largest, the used one.
const REMEMBERED_WIDTHS: usize = 6;

/// A text element's shaped text and what is known of it at some widths.
#[derive(Debug)]
pub(crate) struct TextContent {
    element: Arc<Element>,
    style: TextStyle,
    padding: Edges<Length>,
    border: Edges<f32>,
    paragraph: Option<Paragraph>,
    measured: Vec<Measured>,
    set: Option<SetText>,
}

#[derive(Debug, Clone, Copy)]
struct Measured {
    width: f32,
    height: f32,
    first_baseline: f32,
}

#[derive(Debug)]
struct SetText {
    width: f32,
    layout: Arc<TextLayout>,
}

impl TextContent {
    pub(crate) fn new(
        element: &Arc<Element>,
        style: &Style,
        padding: Edges<Length>,
        border: Edges<f32>,
    ) -> Self {
        Self {
            element: Arc::clone(element),
            style: TextStyle::of(style),
            padding,
            border,
            paragraph: None,
            measured: Vec::new(),
            set: None,
        }
    }

    /// Takes what is still true from the text as it was before a change.
    pub(crate) fn inherit(&mut self, old: Self) {
        if self.element.text == old.element.text && self.style.shapes_like(&old.style) {
            self.paragraph = old.paragraph;
            self.measured = old.measured;
            if self.style == old.style {
                self.set = old.set;
            }
        }
    }

    /// Forgets glyphs that may come from a font that has been replaced.
    pub(crate) fn forget_glyphs(&mut self) {
        self.paragraph = None;
        self.measured.clear();
        self.set = None;
    }

    pub(crate) fn layout(&self) -> Option<&Arc<TextLayout>> {
        self.set.as_ref().map(|set| &set.layout)
    }

    /// Sets the text in lines of `width` CSS px. Whether they differ from what was set before.
    pub(crate) fn set(&mut self, width: f32, fonts: &mut Fonts) -> bool {
        if self.set.as_ref().is_some_and(|set| set.width == width) {
            return false;
        }
        let (align, decoration) = (self.style.align, self.style.decoration);
        let layout = self.paragraph(fonts).layout(Some(width), align, decoration);
        self.set = Some(SetText {
            width,
            layout: Arc::new(layout),
        });
        true
    }

    fn paragraph(&mut self, fonts: &mut Fonts) -> &mut Paragraph {
        let Self {
            paragraph,
            element,
            style,
            ..
        } = self;
        paragraph.get_or_insert_with(|| fonts.shape(&element.text, style))
    }

    fn at_width(&mut self, width: f32, fonts: &mut Fonts) -> Measured {
        if let Some(known) = self.measured.iter().find(|it| it.width == width) {
            return *known;
        }
        let (size, first_baseline) = self.paragraph(fonts).measure(Some(width));
        let measured = Measured {
            width,
            height: size.height,
            first_baseline,
        };
        if self.measured.len() == REMEMBERED_WIDTHS {
            self.measured.remove(0);
        }
        self.measured.push(measured);
        measured
    }

    /// The text's box by CSS's rules for a block with inline content.
    pub(crate) fn measure(
        &mut self,
        inputs: LayoutInput,
        style: &taffy::Style,
        fonts: &mut Fonts,
    ) -> LayoutOutput {
        let parent_width = inputs.parent_size.width.unwrap_or(0.0);
        let mut baseline = None;
        let mut output = taffy::compute_leaf_layout(
            inputs,
            style,
            |_, _| 0.0,
            |_, available| {
                let widths = self.paragraph(fonts).content_widths();
                let width = match available.width {
                    AvailableSpace::MinContent => widths.min,
                    AvailableSpace::MaxContent => widths.max,
                    AvailableSpace::Definite(space) => space.min(widths.max).max(widths.min),
                };
                // A line may be as wide as the box, which may be wider or narrower than what the
                // text asks for.
                let line_width = match available.width {
                    AvailableSpace::Definite(space) => space.max(0.0),
                    _ => width,
                };
                let measured = self.at_width(line_width, fonts);
                baseline = Some(measured.first_baseline);
                taffy::Size {
                    width,
                    height: measured.height,
                }
            },
        );
        let above = self.border.top + self.padding.top.resolve_or_zero(parent_width);
        output.baselines.first = baseline.map(|baseline| above + baseline);
        output
    }
}

/// The border box of an image or vector by CSS 2.2's rules for replaced elements
/// (<https://www.w3.org/TR/CSS22/visudet.html#inline-replaced-width>).
pub(crate) fn measure_replaced(
    inputs: LayoutInput,
    style: &taffy::Style,
    natural_size: Option<Size>,
    border: Edges<f32>,
) -> LayoutOutput {
    let frame = taffy::Size {
        width: border.left + border.right,
        height: border.top + border.bottom,
    };
    let ratio = crate::style::aspect_ratio(natural_size);
    let parent = inputs.parent_size;
    let none = taffy::Size {
        width: None,
        height: None,
    };
    let (set, min, max) = match inputs.sizing_mode {
        SizingMode::ContentSize => (none, none, none),
        SizingMode::InherentSize => (
            resolve(style.size.map(taffy::LengthPercentageAuto::from_dimension), parent),
            resolve(style.min_size, parent),
            resolve(style.max_size, parent),
        ),
    };
    let known = inputs.known_dimensions;
    let bounds = |axis: fn(taffy::Size<Option<f32>>) -> Option<f32>, frame: f32| Bounds {
        min: axis(min).unwrap_or(0.0).max(frame) - frame,
        max: axis(max).map_or(f32::INFINITY, |max| (max - frame).max(0.0)),
    };
    let width_bounds = bounds(|size| size.width, frame.width);
    let height_bounds = bounds(|size| size.height, frame.height);
    let width = known
        .width
        .map(|width| (width - frame.width).max(0.0))
        .or_else(|| Some(width_bounds.clamp(set.width? - frame.width)));
    let height = known
        .height
        .map(|height| (height - frame.height).max(0.0))
        .or_else(|| Some(height_bounds.clamp(set.height? - frame.height)));
    let natural = natural_size.unwrap_or_default();
    let content = match (width, height) {
        (Some(width), Some(height)) => Size::new(width, height),
        (Some(width), None) => {
            let height = ratio.map_or(natural.height, |ratio| width / ratio);
            Size::new(width, height_bounds.clamp(height))
        }
        (None, Some(height)) => {
            let width = ratio.map_or(natural.width, |ratio| height * ratio);
            Size::new(width_bounds.clamp(width), height)
        }
        (None, None) => constrained(natural, ratio.is_some(), width_bounds, height_bounds),
    };
    LayoutOutput::from_outer_size(taffy::Size {
        width: content.width + frame.width,
        height: content.height + frame.height,
    })
}

#[derive(Debug, Clone, Copy)]
struct Bounds {
    min: f32,
    max: f32,
}

impl Bounds {
    fn clamp(self, size: f32) -> f32 {
        // The minimum wins over the maximum, as in CSS.
        size.min(self.max).max(self.min)
    }
}

/// CSS 2.2's table for replaced elements with both width and height `auto`: the bounds are kept
/// and, as far as they allow, the ratio.
fn constrained(natural: Size, has_ratio: bool, width: Bounds, height: Bounds) -> Size {
    let (w, h) = (natural.width, natural.height);
    if !has_ratio {
        return Size::new(width.clamp(w), height.clamp(h));
    }
    let width_max = width.max.max(width.min);
    let height_max = height.max.max(height.min);
    let size = match (w > width_max, w < width.min, h > height_max, h < height.min) {
        (true, _, true, _) if width_max / w <= height_max / h => {
            (width_max, height.min.max(width_max * h / w))
        }
        (true, _, true, _) => (width.min.max(height_max * w / h), height_max),
        (_, true, _, true) if width.min / w <= height.min / h => {
            (width_max.min(height.min * w / h), height.min)
        }
        (_, true, _, true) => (width.min, height_max.min(width.min * h / w)),
        (_, true, true, _) => (width.min, height_max),
        (true, _, _, true) => (width_max, height.min),
        (true, ..) => (width_max, (width_max * h / w).max(height.min)),
        (_, true, ..) => (width.min, (width.min * h / w).min(height_max)),
        (_, _, true, _) => ((height_max * w / h).max(width.min), height_max),
        (_, _, _, true) => ((height.min * w / h).min(width_max), height.min),
        _ => (w, h),
    };
    Size::new(size.0, size.1)
}

trait FromDimension {
    fn from_dimension(dimension: taffy::Dimension) -> Self;
}

impl FromDimension for taffy::LengthPercentageAuto {
    fn from_dimension(dimension: taffy::Dimension) -> Self {
        match dimension.expand() {
            taffy::ExpandedDimension::Length(px) => Self::length(px),
            taffy::ExpandedDimension::Percent(share) => Self::percent(share),
            _ => Self::auto(),
        }
    }
}

fn resolve(
    size: taffy::Size<taffy::LengthPercentageAuto>,
    parent: taffy::Size<Option<f32>>,
) -> taffy::Size<Option<f32>> {
    let one = |length: taffy::LengthPercentageAuto, base: Option<f32>| match length.expand() {
        taffy::ExpandedLengthPercentageAuto::Length(px) => Some(px),
        taffy::ExpandedLengthPercentageAuto::Percent(share) => base.map(|base| base * share),
        _ => None,
    };
    taffy::Size {
        width: one(size.width, parent.width),
        height: one(size.height, parent.height),
    }
}
