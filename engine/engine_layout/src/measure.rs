//! Sizes of texts.

use std::sync::Arc;

use engine_scene::Node;
use engine_text::{Fonts, Paragraph, TextLayout, TextObject, TextStyle, shown_text};
use omnios_model::Element;

use crate::box_style::BoxStyle;
use crate::layout_unit::LayoutUnit;
use crate::space::MinMax;

/// How many widths a text remembers its height at. Flex layout asks for a handful: the smallest,
/// the largest, the used one.
const REMEMBERED_WIDTHS: usize = 6;

/// A text element's shaped text and what is known of it at some widths.
#[derive(Debug)]
pub(crate) struct TextContent {
    element: Arc<Element>,
    style: Arc<TextStyle>,
    /// While layout is at it; it is large.
    paragraph: Option<Box<Paragraph>>,
    /// What stands in the text as it was last shaped; `None` for what isn't shown. Mostly nothing.
    objects: Vec<Option<TextObject>>,
    widths: Option<MinMax>,
    measured: Vec<Measured>,
    set: Option<SetText>,
}

/// A text in lines of one width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured {
    width: LayoutUnit,
    pub(crate) height: LayoutUnit,
    pub(crate) baseline: LayoutUnit,
    pub(crate) last_baseline: LayoutUnit,
}

#[derive(Debug)]
struct SetText {
    width: f32,
    objects: Vec<Option<TextObject>>,
    layout: Arc<TextLayout>,
}

impl TextContent {
    pub(crate) fn new(node: &Node, style: &BoxStyle) -> Self {
        Self {
            element: Arc::clone(&node.element),
            style: style.text.clone().unwrap_or_default(),
            paragraph: None,
            objects: Vec::new(),
            widths: None,
            measured: Vec::new(),
            set: None,
        }
    }

    /// Takes what is still true from the text as it was before a change.
    pub(crate) fn inherit(&mut self, old: Self) {
        let same_text =
            self.element.text == old.element.text && self.element.runs == old.element.runs;
        if same_text && self.style.shapes_like(&old.style) {
            self.paragraph = old.paragraph;
            self.objects = old.objects;
            self.widths = old.widths;
            self.measured = old.measured;
            if self.style == old.style {
                self.set = old.set;
            }
        }
    }

    /// Forgets glyphs that may come from a font that has been replaced.
    pub(crate) fn forget_glyphs(&mut self) {
        self.paragraph = None;
        self.widths = None;
        self.measured.clear();
        self.set = None;
    }

    pub(crate) fn layout(&self) -> Option<&Arc<TextLayout>> {
        self.set.as_ref().map(|set| &set.layout)
    }

    /// The letters that the lines' ranges count in.
    pub(crate) fn shown_text(&self) -> String {
        let objects: Vec<bool> = self.objects.iter().map(Option::is_some).collect();
        let element = &self.element;
        shown_text(&element.text, &element.runs, &objects, &self.style)
    }

    /// Whether something stands in the lines as they were set.
    pub(crate) fn has_set_objects(&self) -> bool {
        self.set.as_ref().is_some_and(|set| !set.objects.is_empty())
    }

    /// Sets the text in lines of `width` CSS px. Whether they differ from what was set before.
    pub(crate) fn set(&mut self, width: f32, fonts: &mut Fonts) -> bool {
        let is_set = |set: &SetText| set.width == width && set.objects == self.objects;
        if self.set.as_ref().is_some_and(is_set) {
            return false;
        }
        self.paragraph(fonts);
        let Some(paragraph) = &mut self.paragraph else {
            return false;
        };
        let mut layout = paragraph.layout(fonts, Some(width), &self.style);
        layout.shrink_to_fit();
        self.set = Some(SetText {
            width,
            objects: self.objects.clone(),
            layout: Arc::new(layout),
        });
        true
    }

    /// Whether what shaping made is there.
    pub(crate) fn is_shaped(&self) -> bool {
        self.paragraph.is_some()
    }

    /// Gives up what shaping made: the lines are kept, and so is what is known of its sizes. It is
    /// shaped again when another width is asked for.
    pub(crate) fn let_paragraph_go(&mut self) {
        self.paragraph = None;
    }

    fn paragraph(&mut self, fonts: &mut Fonts) -> &mut Paragraph {
        let Self {
            paragraph,
            objects,
            element,
            style,
            ..
        } = self;
        paragraph.get_or_insert_with(|| {
            Box::new(fonts.shape(&element.text, &element.runs, style, objects))
        })
    }

    /// Has these objects stand in the text from now on.
    fn take_objects(&mut self, objects: Vec<Option<TextObject>>) {
        if self.objects != objects {
            self.objects = objects;
            self.paragraph = None;
            self.widths = None;
            self.measured.clear();
        }
    }

    /// The widths between which the text can be set, without padding and border. What stands in it
    /// is as narrow, and as wide, as it can be.
    pub(crate) fn widths(
        &mut self,
        narrow: Vec<Option<TextObject>>,
        wide: Vec<Option<TextObject>>,
        fonts: &mut Fonts,
    ) -> MinMax {
        let are_fixed = narrow == wide;
        self.take_objects(wide);
        if let Some(known) = self.widths.filter(|_| are_fixed) {
            return known;
        }
        let found = self.paragraph(fonts).content_widths();
        let mut widths = MinMax {
            min: LayoutUnit::from_px(found.min),
            max: LayoutUnit::from_px(found.max),
        };
        if are_fixed {
            self.widths = Some(widths);
        } else {
            self.take_objects(narrow);
            widths.min = LayoutUnit::from_px(self.paragraph(fonts).content_widths().min);
        }
        widths
    }

    /// The text in lines of at most `width`.
    pub(crate) fn at_width(
        &mut self,
        width: LayoutUnit,
        objects: Vec<Option<TextObject>>,
        fonts: &mut Fonts,
    ) -> Measured {
        self.take_objects(objects);
        if let Some(known) = self.measured.iter().find(|it| it.width == width) {
            return *known;
        }
        let extent = self.paragraph(fonts).measure(Some(width.to_px()));
        let measured = Measured {
            width,
            height: LayoutUnit::from_px(extent.size.height),
            baseline: LayoutUnit::from_px(extent.first_baseline),
            last_baseline: LayoutUnit::from_px(extent.last_baseline),
        };
        if self.measured.len() == REMEMBERED_WIDTHS {
            self.measured.remove(0);
        }
        self.measured.reserve_exact(1);
        self.measured.push(measured);
        measured
    }
}
