//! Sizes of elements that hold no others: texts, images and vectors.

use std::sync::Arc;

use crate::calc::CalcTable;
use engine_scene::Node;
use engine_text::{Fonts, Paragraph, TextLayout, TextStyle};
use omnios_model::{Direction, Edges, Element, Length, Size, TextAlign};
use taffy::{AvailableSpace, LayoutInput, LayoutOutput, RequestedAxis, SizingMode};

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
    pub(crate) fn new(node: &Node, padding: Edges<Length>, border: Edges<f32>) -> Self {
        let mut text_style = TextStyle::of(&node.style);
        let is_rtl = node.direction == Direction::RightToLeft;
        text_style.align = match text_style.align {
            TextAlign::Start if is_rtl => TextAlign::Right,
            TextAlign::Start => TextAlign::Left,
            TextAlign::End if is_rtl => TextAlign::Left,
            TextAlign::End => TextAlign::Right,
            physical => physical,
        };
        Self {
            element: Arc::clone(&node.element),
            style: text_style,
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
        self.paragraph(fonts);
        let Some(paragraph) = &mut self.paragraph else {
            return false;
        };
        let layout = paragraph.layout(fonts, Some(width), align, decoration);
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
        calcs: &CalcTable,
        fonts: &mut Fonts,
    ) -> LayoutOutput {
        let parent_width = inputs.parent_size.width.unwrap_or(0.0);
        let around = self.border.left
            + self.border.right
            + self.padding.left.resolve_or_zero(parent_width)
            + self.padding.right.resolve_or_zero(parent_width);
        let (mut set, mut min, mut max) = set_sizes(style, inputs.parent_size, calcs);
        if inputs.sizing_mode == SizingMode::ContentSize {
            set.width = None;
            if inputs.axis == RequestedAxis::Horizontal {
                // Flex layout looks after the bounds itself, but for the maximum of an item that
                // doesn't shrink when it measures the row.
                min.width = None;
                max.width = max.width.filter(|_| style.flex_shrink == 0.0);
            }
        }
        let is_width_set = inputs.known_dimensions.width.or(set.width).is_some();
        let bounds = Bounds::inside(min.width, max.width, around);
        let mut baseline = None;
        let mut output = taffy::compute_leaf_layout(
            inputs,
            style,
            |handle, base_px| calcs.resolve(handle, base_px),
            |_, available| {
                let widths = self.paragraph(fonts).content_widths();
                let width = match available.width {
                    AvailableSpace::Definite(space) if is_width_set => space.max(0.0),
                    AvailableSpace::Definite(space) => {
                        bounds.clamp(space.min(widths.max).max(widths.min))
                    }
                    AvailableSpace::MinContent => bounds.clamp(widths.min),
                    AvailableSpace::MaxContent => bounds.clamp(widths.max),
                };
                let measured = self.at_width(width, fonts);
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
/// (<https://www.w3.org/TR/CSS22/visudet.html#inline-replaced-width>). `may_give_way` says that
/// flex layout seeks its parent's smallest width.
pub(crate) fn measure_replaced(
    inputs: LayoutInput,
    style: &taffy::Style,
    calcs: &CalcTable,
    natural_size: Option<Size>,
    border: Edges<f32>,
    may_give_way: bool,
) -> LayoutOutput {
    let frame = taffy::Size {
        width: border.left + border.right,
        height: border.top + border.bottom,
    };
    let ratio = crate::style::aspect_ratio(natural_size);
    let (mut set, mut min, mut max) = set_sizes(style, inputs.parent_size, calcs);
    if inputs.sizing_mode == SizingMode::ContentSize {
        // Flex layout looks after the axis that it asks for; what is set for the other one counts
        // through the ratio.
        for size in [&mut set, &mut min, &mut max] {
            match inputs.axis {
                RequestedAxis::Horizontal => size.width = None,
                RequestedAxis::Vertical => size.height = None,
                RequestedAxis::Both => {}
            }
        }
    }
    // Where the parent's width isn't known yet, one that is a share of it asks for no room.
    let is_share = |raw: taffy::CompactLength| raw.uses_percentage();
    let gives_way = inputs.available_space.width == AvailableSpace::MinContent
        && inputs.parent_size.width.is_none()
        && (is_share(style.size.width.into_raw()) || is_share(style.max_size.width.into_raw()));
    if gives_way && (inputs.sizing_mode == SizingMode::InherentSize || may_give_way) {
        max.width = Some(0.0);
    }
    let known = inputs.known_dimensions;
    let width_bounds = Bounds::inside(min.width, max.width, frame.width);
    let height_bounds = Bounds::inside(min.height, max.height, frame.height);
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
    /// The bounds of a content box, `around` px narrower than the border box.
    fn inside(min: Option<f32>, max: Option<f32>, around: f32) -> Self {
        Self {
            min: (min.unwrap_or(0.0) - around).max(0.0),
            max: max.map_or(f32::INFINITY, |max| (max - around).max(0.0)),
        }
    }

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

/// Size, minimum and maximum as far as they are lengths or per cents of a known size.
#[expect(
    clippy::type_complexity,
    reason = "three sizes, each named where they are taken apart"
)]
pub(crate) fn set_sizes(
    style: &taffy::Style,
    parent: taffy::Size<Option<f32>>,
    calcs: &CalcTable,
) -> (
    taffy::Size<Option<f32>>,
    taffy::Size<Option<f32>>,
    taffy::Size<Option<f32>>,
) {
    let dimension = |dimension: taffy::Dimension, base: Option<f32>| match dimension.expand() {
        taffy::ExpandedDimension::Length(px) => Some(px),
        taffy::ExpandedDimension::Percent(share) => base.map(|base| base * share),
        taffy::ExpandedDimension::Calc(handle) => {
            base.map(|base| calcs.resolve(handle, base).max(0.0))
        }
        _ => None,
    };
    let bound = |length: taffy::LengthPercentageAuto, base: Option<f32>| match length.expand() {
        taffy::ExpandedLengthPercentageAuto::Length(px) => Some(px),
        taffy::ExpandedLengthPercentageAuto::Percent(share) => base.map(|base| base * share),
        taffy::ExpandedLengthPercentageAuto::Calc(handle) => {
            base.map(|base| calcs.resolve(handle, base).max(0.0))
        }
        _ => None,
    };
    (
        style.size.zip_map(parent, dimension),
        style.min_size.zip_map(parent, bound),
        style.max_size.zip_map(parent, bound),
    )
}
