//! Texts, and the boxes that stand in their lines: each laid out by itself, as wide as its content
//! within the text's width, and then a letter of the line
//! (<https://www.w3.org/TR/css-inline-3/>).

use engine_text::TextObject;
use omnios_model::VerticalAlign;

use crate::box_style::Arrangement;
use crate::flow::{Content, FlowPass, Mode};
use crate::layout_unit::LayoutUnit;
use crate::measure::TextContent;
use crate::out_of_flow::{Edge, StaticPosition, edge};
use crate::space::{Axis, Fragment, MinMax, Pair, Sides, Space};

/// Where what an ellipsis or `line-clamp` has taken from the lines stands: its text clips it.
const OUT_OF_SIGHT: LayoutUnit = LayoutUnit::from_whole_px(-100_000);

/// A box that stands in a line.
struct InlineBox {
    node: u32,
    fragment: Fragment,
    margins: Sides,
}

impl FlowPass<'_> {
    /// Whether the node is the child of a text.
    pub(crate) fn stands_in_text(&self, node: u32) -> bool {
        let parent = self.flow.get(node).parent;
        parent.is_some_and(|parent| self.flow.get(parent).text().is_some())
    }

    /// The widths between which a text can be set, as its border box.
    pub(crate) fn text_widths(&mut self, node: u32, space: &Space) -> MinMax {
        let around = self.flow.get(node).box_style.border_padding(space);
        let inner = self.inner(node, space, None);
        let child_space = Space {
            available: Pair::new(None, inner.y),
            percentage: Pair::new(None, inner.y),
            ..Space::default()
        };
        let children = self.line_children(node);
        let (mut narrow, mut wide) = (Vec::new(), Vec::new());
        for child in children {
            let widths = child.map(|child| {
                let margins = self.flow.get(child).box_style.margins(&child_space);
                let widths = self.contribution(child, &child_space);
                widths.plus(margins.sum(Axis::X))
            });
            let object = |width: LayoutUnit| TextObject {
                width: width.to_px(),
                height: 0.0,
                baseline: 0.0,
                align: VerticalAlign::Baseline,
            };
            narrow.push(widths.map(|it| object(it.min)));
            wide.push(widths.map(|it| object(it.max)));
        }
        let Content::Text(text) = &mut self.flow.get_mut(node).content else {
            return MinMax::default();
        };
        let widths = text.widths(narrow, wide, self.fonts);
        self.note_shaping(node);
        widths.plus(around.sum(Axis::X))
    }

    pub(crate) fn text_fragment(&mut self, node: u32, space: &Space, mode: Mode) -> Fragment {
        let width = self.width(node, space);
        let inner = self.inner(node, space, Some(width));
        let boxes = self.inline_boxes(node, inner, mode);
        let objects = boxes.iter().map(|it| Some(self.object(it.as_ref()?)));
        let objects: Vec<Option<TextObject>> = objects.collect();
        let found = self.flow.get_mut(node);
        let around = found.box_style.border_padding(space);
        let Content::Text(text) = &mut found.content else {
            return Fragment::default();
        };
        let content_width = (width - around.sum(Axis::X)).at_least_zero();
        let measured = text.at_width(content_width, objects, self.fonts);
        let content_height = measured.height + around.sum(Axis::Y);
        let height = found
            .box_style
            .height(space, Some(width), Some(content_height))
            .unwrap_or(content_height);
        let has_set_objects = text.has_set_objects();
        self.note_shaping(node);
        let has_children = !self.flow.get(node).children.is_empty();
        if mode == Mode::Place && (has_children || has_set_objects) {
            self.place_in_text(node, content_width, &around, &boxes);
            let size = Pair::new(width, height);
            self.absolute_in_text(node, size, &around, measured.height);
        }
        Fragment {
            size: Pair::new(width, height),
            content_height,
            baseline: Some(around.start.y + measured.baseline),
            last_baseline: Some(around.start.y + measured.last_baseline),
            ..Fragment::default()
        }
    }

    fn note_shaping(&mut self, node: u32) {
        if self
            .flow
            .get(node)
            .text()
            .is_some_and(TextContent::is_shaped)
        {
            self.shaped.push(node);
        }
    }

    /// The children that characters of the text stand for, in order; `None` for what isn't shown
    /// or not in the flow here.
    fn line_children(&self, node: u32) -> Vec<Option<u32>> {
        let found = self.flow.get(node);
        let Some(source) = self.scene.node(found.element) else {
            return Vec::new();
        };
        let mut shown = found.children.iter().copied().peekable();
        let (mut in_line, mut others) = (Vec::new(), Vec::new());
        for id in &source.children {
            let child = shown
                .next_if(|child| self.flow.get(*child).element == *id)
                .filter(|child| !self.flow.get(*child).box_style.is_out_of_flow());
            let element = self.scene.node(*id).map(|it| &it.element);
            match element.is_some_and(|it| it.stands_in_line()) {
                true => in_line.push(child),
                false => others.push(child),
            }
        }
        // What is out of the flow in the widest range stands behind the text in the narrower ones.
        in_line.extend(others);
        in_line
    }

    /// The text's boxes, laid out within its content box of this size.
    fn inline_boxes(
        &mut self,
        node: u32,
        inner: Pair<Option<LayoutUnit>>,
        mode: Mode,
    ) -> Vec<Option<InlineBox>> {
        let space = Space {
            available: inner,
            percentage: inner,
            ..Space::default()
        };
        let children = self.line_children(node).into_iter();
        let lay_out = |child: Option<u32>| {
            let node = child?;
            Some(InlineBox {
                node,
                fragment: self.layout(node, &space, mode),
                margins: self.flow.get(node).box_style.margins(&space),
            })
        };
        children.map(lay_out).collect()
    }

    /// The box as its line sees it.
    fn object(&self, it: &InlineBox) -> TextObject {
        let found = self.flow.get(it.node);
        let style = &found.box_style;
        let baseline = match (&found.content, style.arrangement) {
            (Content::Replaced { .. }, _) => None,
            (Content::Children, Arrangement::Flex | Arrangement::Grid) => it.fragment.baseline,
            // What clips and could scroll has its bottom as its baseline.
            _ if style.is_scroll_container => None,
            (Content::Children | Content::Text(_), _) => it.fragment.last_baseline,
        };
        let height = it.fragment.size.y + it.margins.sum(Axis::Y);
        TextObject {
            width: (it.fragment.size.x + it.margins.sum(Axis::X)).to_px(),
            height: height.to_px(),
            baseline: baseline
                .map_or(height, |baseline| it.margins.start.y + baseline)
                .to_px(),
            align: style.vertical_align,
        }
    }

    /// Sets the text's lines, and puts its boxes where they have room for them.
    fn place_in_text(
        &mut self,
        node: u32,
        content_width: LayoutUnit,
        around: &Sides,
        boxes: &[Option<InlineBox>],
    ) {
        let Content::Text(text) = &mut self.flow.get_mut(node).content else {
            return;
        };
        if text.set(content_width.to_px(), self.fonts) {
            self.set.push(node);
        }
        let Some(layout) = text.layout().cloned() else {
            return;
        };
        for (index, it) in boxes.iter().enumerate() {
            let Some(it) = it else { continue };
            let start = it.margins.start;
            let found = layout.objects.iter().find(|object| object.index == index);
            let at = match found {
                Some(object) => {
                    let px = |px: f32| LayoutUnit::from_px_rounded(f64::from(px));
                    Pair::new(
                        around.start.x + start.x + px(object.rect.x),
                        around.start.y + start.y + px(object.rect.y),
                    )
                }
                None => Pair::new(OUT_OF_SIGHT, OUT_OF_SIGHT),
            };
            self.place(it.node, at);
        }
    }

    /// Absolute children stand below the lines where nothing says otherwise.
    fn absolute_in_text(
        &mut self,
        node: u32,
        size: Pair<LayoutUnit>,
        around: &Sides,
        lines_height: LayoutUnit,
    ) {
        let is_rtl = self.flow.get(node).box_style.is_right_to_left;
        let children = self.flow.children(node);
        let absolute: Vec<(u32, StaticPosition)> = children
            .filter(|child| self.flow.get(*child).box_style.is_out_of_flow())
            .map(|child| {
                let y = around.start.y + lines_height;
                let (x, side) = match is_rtl {
                    true => (size.x - around.end.x, Edge::End),
                    false => (around.start.x, Edge::Start),
                };
                let align = edge(self.flow.get(child).box_style.align_self);
                let position = StaticPosition {
                    at: Pair::new(x, y),
                    edge: Pair::new(side, align.unwrap_or(Edge::Start)),
                };
                (child, position)
            })
            .collect();
        self.absolute_children(node, size, &absolute, Mode::Place);
    }
}
