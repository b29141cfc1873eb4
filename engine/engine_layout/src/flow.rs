//! The tree that taffy walks: shown elements only, never deeper than [`MAX_DEPTH`].

use std::collections::BTreeSet;

use engine_text::Fonts;
use omnios_model::{Edges, ElementId, Size};
use taffy::{
    AvailableSpace, BlockContext, Cache, CacheTree, ContainingBlockClaims, DetailedGridInfo,
    DetailedLayoutInfo, FlexDirection, FlexWrap, Layout, LayoutBlockContainer,
    LayoutContainingBlock, LayoutFlexboxContainer, LayoutGridContainer, LayoutInput, LayoutOutput,
    LayoutPartialTree, NodeId, OofPositioningArea, RequestedAxis, RunMode, SizingMode, Style,
    TraversePartialTree,
};

use crate::LayoutBox;
use crate::calc::CalcTable;
use crate::measure::{TextContent, measure_replaced, set_sizes};
use crate::style::WithoutHeightShare;

/// How many levels below the root still get boxes.
pub const MAX_DEPTH: u32 = 256;

/// What an element's box is made of, besides its children.
#[derive(Debug)]
pub(crate) enum Content {
    /// Its children, or nothing.
    Children,
    /// A text.
    Text(Box<TextContent>),
    /// A picture of a natural size.
    Replaced {
        natural_size: Option<Size>,
        border: Edges<f32>,
    },
}

/// One element in layout.
#[derive(Debug)]
pub(crate) struct FlowNode {
    pub(crate) element: ElementId,
    pub(crate) parent: Option<u32>,
    pub(crate) children: Vec<NodeId>,
    pub(crate) depth: u32,
    /// Sorts flex and grid items.
    pub(crate) order: i32,
    pub(crate) style: Style,
    /// For replaced elements: the style with the ratio that flex layout transfers sizes by.
    /// Block layout must not see it, because it would bind the bounds of both axes to it.
    pub(crate) flex_item_style: Option<Box<Style>>,
    /// For elements whose height depends on their parent's: the style where that has none.
    pub(crate) style_without_height_share: Option<Box<WithoutHeightShare>>,
    /// For elements whose width or height is `min-content` and the like: the style where it would
    /// be stretched, since taffy stretches whatever has no length.
    pub(crate) style_unstretched: Option<Box<Style>>,
    pub(crate) content: Content,
    /// Whether its padding depends on its parent's width.
    pub(crate) has_padding_share: bool,
    /// Of the run of layout that goes on: the content box's width, where it is known.
    inner_width: Option<f32>,
    /// Of the run of layout that goes on: whether per cents of its height mean something.
    has_definite_height: bool,
    /// Of the run of layout that goes on: whether it asks for the smallest width.
    is_at_least_width: bool,
    cache: Cache,
    /// For grids: the tracks, by which absolute children find their area.
    grid_info: DetailedLayoutInfo<String>,
    /// Relative to the parent's border box.
    pub(crate) layout: Layout,
    /// On the page; `None` as long as the element isn't laid out.
    pub(crate) page_box: Option<LayoutBox>,
}

impl FlowNode {
    pub(crate) fn new(element: ElementId) -> Self {
        Self {
            element,
            parent: None,
            children: Vec::new(),
            depth: 0,
            order: 0,
            style: Style::default(),
            flex_item_style: None,
            style_without_height_share: None,
            style_unstretched: None,
            content: Content::Children,
            has_padding_share: false,
            inner_width: None,
            has_definite_height: false,
            is_at_least_width: false,
            cache: Cache::new(),
            grid_info: DetailedLayoutInfo::None,
            layout: Layout::new(),
            page_box: None,
        }
    }

    pub(crate) fn text(&self) -> Option<&TextContent> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn text_mut(&mut self) -> Option<&mut TextContent> {
        match &mut self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The nodes, named by their index.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    nodes: Vec<Option<FlowNode>>,
    free: Vec<u32>,
    /// What is fixed or sticky: few, and placed anew whenever something else moves.
    kept_in_view: BTreeSet<u32>,
}

impl Flow {
    pub(crate) fn insert(&mut self, node: FlowNode) -> u32 {
        if let Some(index) = self.free.pop() {
            self.nodes[index as usize] = Some(node);
            return index;
        }
        self.nodes.push(Some(node));
        (self.nodes.len() - 1) as u32
    }

    pub(crate) fn remove(&mut self, index: u32) {
        if self.nodes[index as usize].take().is_some() {
            self.free.push(index);
        }
        self.kept_in_view.remove(&index);
    }

    /// Notes whether the node is fixed or sticky.
    pub(crate) fn keep_in_view(&mut self, index: u32, is_kept: bool) {
        if is_kept {
            self.kept_in_view.insert(index);
        } else {
            self.kept_in_view.remove(&index);
        }
    }

    /// The nodes that are fixed or sticky.
    pub(crate) fn kept_in_view(&self) -> Vec<u32> {
        self.kept_in_view.iter().copied().collect()
    }

    pub(crate) fn get(&self, index: u32) -> &FlowNode {
        self.nodes[index as usize]
            .as_ref()
            .expect("layout follows no link to a removed element")
    }

    pub(crate) fn get_mut(&mut self, index: u32) -> &mut FlowNode {
        self.nodes[index as usize]
            .as_mut()
            .expect("layout follows no link to a removed element")
    }

    /// Every node, in no particular order.
    pub(crate) fn nodes_mut(&mut self) -> impl Iterator<Item = (u32, &mut FlowNode)> {
        self.nodes
            .iter_mut()
            .enumerate()
            .filter_map(|(index, node)| Some((index as u32, node.as_mut()?)))
    }

    /// Forgets the sizes of the node and of everything that holds it.
    pub(crate) fn mark_dirty(&mut self, index: u32) {
        let mut next = Some(index);
        while let Some(index) = next {
            let node = self.get_mut(index);
            node.cache.clear();
            next = node.parent;
        }
    }
}

/// One run of layout over a [`Flow`].
pub(crate) struct FlowPass<'a> {
    pub(crate) flow: &'a mut Flow,
    pub(crate) calcs: &'a CalcTable,
    pub(crate) fonts: &'a mut Fonts,
    /// Nodes whose layout relative to their parent differs.
    pub(crate) changed: Vec<u32>,
}

impl FlowPass<'_> {
    fn node(&self, id: NodeId) -> &FlowNode {
        self.flow.get(index(id))
    }

    /// Lays out the page: the root in a window of `width`, as high as it likes, and what is fixed
    /// in the window itself.
    pub(crate) fn lay_out_page(&mut self, root: NodeId, window: Size) {
        let inputs = LayoutInput {
            known_dimensions: taffy::Size::NONE,
            known_dimensions_are_definite: taffy::Size {
                width: true,
                height: true,
            },
            parent_size: taffy::Size {
                width: Some(window.width),
                height: None,
            },
            available_space: taffy::Size {
                width: AvailableSpace::Definite(window.width),
                height: AvailableSpace::MaxContent,
            },
            sizing_mode: SizingMode::InherentSize,
            axis: RequestedAxis::Both,
            run_mode: RunMode::PerformLayout,
            vertical_margins_are_collapsible: taffy::Line::FALSE,
        };
        let mut output = self.compute(root, inputs, None);
        let style = &self.node(root).style;
        let resolve = |length| self.calcs.length_px(length, window.width);
        let layout = Layout {
            size: output.size,
            padding: style.padding.map(resolve),
            border: style.border.map(resolve),
            ..Layout::new()
        };
        let direction = style.direction;
        self.set_unrounded_layout(root, &layout);
        let candidates = output.oof_candidates.take();
        if candidates.is_empty() {
            return;
        }
        let area = OofPositioningArea {
            size: taffy::Size {
                width: window.width,
                height: window.height,
            },
            offset: taffy::Point::ZERO,
        };
        taffy::compute_oof_layout_for_area(
            self,
            root,
            candidates.as_slice(),
            area,
            direction,
            ContainingBlockClaims::ALL,
        );
    }

    fn compute(
        &mut self,
        id: NodeId,
        inputs: LayoutInput,
        block_context: Option<&mut BlockContext<'_>>,
    ) -> LayoutOutput {
        if inputs.run_mode == RunMode::PerformHiddenLayout {
            return LayoutOutput::HIDDEN;
        }
        let mut inputs = self.corrected(id, inputs);
        if let Some(width) = self.keyword_width(id, &inputs) {
            inputs.known_dimensions.width = Some(width);
        }
        if let Some(width) = self.fit_content_width(id, &inputs) {
            inputs.known_dimensions.width = Some(width);
        }
        if let Some(height) = self.ratio_height(id, &inputs) {
            inputs.known_dimensions.height = Some(height);
        }
        let output = self.compute_corrected(id, inputs, block_context);
        let Some(width) = self.bounded_width(id, &inputs, output.size.width) else {
            return output;
        };
        inputs.known_dimensions.width = Some(width);
        self.compute_corrected(id, inputs, None)
    }

    /// The inputs as CSS has them where taffy leaves something out:
    ///
    /// - Flex layout doesn't say what per cents of padding are of when it asks for a base size;
    ///   they would count as 0.
    /// - A height that was given to a box and comes from its own content is called definite. Then
    ///   per cents of it, and ratios, would follow from it.
    /// - A replaced element that is to be stretched is asked for its size as if the line's extent
    ///   were known, even where it isn't.
    fn corrected(&self, id: NodeId, mut inputs: LayoutInput) -> LayoutInput {
        let node = self.node(id);
        let Some(parent) = node.parent.map(|parent| self.flow.get(parent)) else {
            return inputs;
        };
        let style = &node.style;
        if style.position.is_out_of_flow() {
            let inset = style.inset;
            inputs.known_dimensions_are_definite.height &=
                !style.size.height.is_auto() || !inset.top.is_auto() && !inset.bottom.is_auto();
            return inputs;
        }
        if parent.style.display != taffy::Display::Flex {
            return inputs;
        }
        let in_row = is_row(parent.style.flex_direction);
        let measures_content = inputs.sizing_mode == SizingMode::ContentSize
            && inputs.run_mode == RunMode::ComputeSize;
        if measures_content && inputs.parent_size.width.is_none() {
            inputs.parent_size.width = parent.inner_width.filter(|_| node.has_padding_share);
        }
        if in_row && !parent.has_definite_height {
            inputs.parent_size.height = None;
        }
        if in_row && style.size.height.is_auto() {
            let align = style.align_self.unwrap_or(parent.style.align_items);
            inputs.known_dimensions_are_definite.height &= align.is_stretch_or_normal();
        }
        if measures_content && matches!(node.content, Content::Replaced { .. }) {
            let is_one_line = parent.style.flex_wrap == FlexWrap::NoWrap;
            let is_height_open = style.size.height.is_auto();
            let is_width_open = style.size.width.is_auto();
            match inputs.axis {
                RequestedAxis::Horizontal if in_row && is_height_open => {
                    let is_definite = is_one_line && parent.has_definite_height;
                    let known = inputs.known_dimensions.height;
                    inputs.known_dimensions.height = known.filter(|_| is_definite);
                }
                RequestedAxis::Vertical if !in_row && is_width_open => {
                    let is_definite = is_one_line && parent.inner_width.is_some();
                    let known = inputs.known_dimensions.width;
                    inputs.known_dimensions.width = known.filter(|_| is_definite);
                }
                _ => {}
            }
        }
        inputs
    }

    /// The height that an element's `aspect-ratio` gives it for its width, where taffy leaves it
    /// out (a flex item's, once its width has been found) or lets the content stand out: the
    /// automatic minimum is what the content needs
    /// (<https://www.w3.org/TR/css-sizing-4/#aspect-ratio-minimum>).
    fn ratio_height(&mut self, id: NodeId, inputs: &LayoutInput) -> Option<f32> {
        let node = self.node(id);
        let style = &node.style;
        let ratio = style.aspect_ratio?;
        let width = inputs.known_dimensions.width?;
        let parent = node.parent.map(|parent| self.flow.get(parent));
        let height = width / ratio;
        let is_from_ratio = match inputs.known_dimensions.height {
            Some(known) => (known - height).abs() < 0.01,
            // An item that is to be stretched asks for its content's height first.
            None => parent.is_some_and(|it| it.style.display == taffy::Display::Flex),
        };
        if !style.size.height.is_auto() || !is_from_ratio {
            return None;
        }
        let (_, min, max) = set_sizes(style, inputs.parent_size, self.calcs);
        let mut least = min.height.unwrap_or(0.0);
        let grows = min.height.is_none() && !style.overflow.y.is_scroll_container();
        if grows && (node.text().is_some() || !node.children.is_empty()) {
            let inputs = LayoutInput {
                known_dimensions: taffy::Size {
                    height: None,
                    ..inputs.known_dimensions
                },
                run_mode: RunMode::ComputeSize,
                sizing_mode: SizingMode::ContentSize,
                axis: RequestedAxis::Vertical,
                ..*inputs
            };
            self.flow.get_mut(index(id)).style.aspect_ratio = None;
            least = self.compute_corrected(id, inputs, None).size.height;
            let node = self.flow.get_mut(index(id));
            node.style.aspect_ratio = Some(ratio);
            // What was measured without the ratio must not be taken for what it is with it.
            node.cache.clear();
        }
        Some(height.min(max.height.unwrap_or(f32::INFINITY)).max(least))
    }

    /// The width of an element that says `min-content` or `max-content`, where taffy asks for its
    /// height or for both without having worked the width out.
    fn keyword_width(&mut self, id: NodeId, inputs: &LayoutInput) -> Option<f32> {
        let style = &self.node(id).style;
        let space = match style.size.width.expand() {
            taffy::ExpandedDimension::MinContent => AvailableSpace::MinContent,
            taffy::ExpandedDimension::MaxContent => AvailableSpace::MaxContent,
            _ => return None,
        };
        let asks_for_content = inputs.sizing_mode == SizingMode::ContentSize
            && inputs.axis == RequestedAxis::Horizontal;
        if inputs.known_dimensions.width.is_some() || asks_for_content {
            return None;
        }
        let (_, min, max) = set_sizes(style, inputs.parent_size, self.calcs);
        let inputs = LayoutInput {
            run_mode: RunMode::ComputeSize,
            sizing_mode: SizingMode::ContentSize,
            axis: RequestedAxis::Horizontal,
            available_space: taffy::Size {
                width: space,
                ..inputs.available_space
            },
            ..*inputs
        };
        let width = self.compute_corrected(id, inputs, None).size.width;
        let width = width.min(max.width.unwrap_or(f32::INFINITY));
        Some(width.max(min.width.unwrap_or(0.0)))
    }

    /// The width of a container that is asked to fit a space: what its content would like, no more
    /// than the space, no less than it needs
    /// (<https://www.w3.org/TR/css-sizing-3/#fit-content-size>). taffy would give a row what its
    /// items would like even if there is less, and would measure heights with children that are as
    /// wide as the space.
    fn fit_content_width(&mut self, id: NodeId, inputs: &LayoutInput) -> Option<f32> {
        let AvailableSpace::Definite(space) = inputs.available_space.width else {
            return None;
        };
        let node = self.node(id);
        let style = &node.style;
        let (set, min, max) = set_sizes(style, inputs.parent_size, self.calcs);
        let is_inherent = inputs.sizing_mode == SizingMode::InherentSize;
        let is_open =
            inputs.known_dimensions.width.is_none() && !(is_inherent && set.width.is_some());
        if node.children.is_empty() || !is_open {
            return None;
        }
        let mut intrinsic = |width: AvailableSpace| {
            let inputs = LayoutInput {
                run_mode: RunMode::ComputeSize,
                axis: RequestedAxis::Horizontal,
                available_space: taffy::Size {
                    width,
                    ..inputs.available_space
                },
                ..*inputs
            };
            self.compute_corrected(id, inputs, None).size.width
        };
        let mut width = intrinsic(AvailableSpace::MaxContent);
        if width > space {
            width = width.min(space.max(intrinsic(AvailableSpace::MinContent)));
        }
        if is_inherent {
            width = width
                .min(max.width.unwrap_or(f32::INFINITY))
                .max(min.width.unwrap_or(0.0));
        }
        Some(width)
    }

    /// The width of an absolute box that taffy measured beyond its bounds: it applies them to the
    /// width alone, after the height that goes with another width has been found.
    fn bounded_width(&self, id: NodeId, inputs: &LayoutInput, width: f32) -> Option<f32> {
        let style = &self.node(id).style;
        let asked = inputs.run_mode == RunMode::ComputeSize
            && inputs.sizing_mode == SizingMode::ContentSize
            && inputs.axis == RequestedAxis::Both
            && style.position.is_out_of_flow();
        if !asked {
            return None;
        }
        let (_, min, max) = set_sizes(style, inputs.parent_size, self.calcs);
        let bounded = width
            .min(max.width.unwrap_or(f32::INFINITY))
            .max(min.width.unwrap_or(0.0));
        (bounded != width).then_some(bounded)
    }

    /// A flex item that is larger than its line has auto margins of 0 at the start, where taffy
    /// shares the missing room out (<https://www.w3.org/TR/css-flexbox-1/#algo-cross-margins>).
    fn without_negative_auto_margins(&self, id: NodeId, mut layout: Layout) -> Layout {
        let node = self.node(id);
        let parent = node.parent.map(|parent| self.flow.get(parent));
        let Some(parent) = parent.filter(|it| it.style.display == taffy::Display::Flex) else {
            return layout;
        };
        if node.style.position.is_out_of_flow() {
            return layout;
        }
        let margin = node.style.margin;
        if is_row(parent.style.flex_direction) {
            if margin.top.is_auto() && layout.margin.top < 0.0 {
                layout.location.y -= layout.margin.top;
                layout.margin.top = 0.0;
            }
        } else if margin.left.is_auto() && layout.margin.left < 0.0 {
            layout.location.x -= layout.margin.left;
            layout.margin.left = 0.0;
        }
        layout
    }

    /// Whether a picture as wide as a share of its parent asks for no room when the parent's
    /// smallest width is sought: in a flex column, and in a row that is measured itself. Where a
    /// row shares its room out, its items keep what their content needs.
    fn gives_way(&self, id: NodeId) -> bool {
        let parent = self.node(id).parent.map(|parent| self.flow.get(parent));
        parent.is_some_and(|it| {
            it.style.display == taffy::Display::Flex
                && (!is_row(it.style.flex_direction) || it.is_at_least_width)
        })
    }

    /// Notes what children will need to know of their parent.
    fn note_sizes(&mut self, id: NodeId, inputs: &LayoutInput) {
        let node = self.flow.get_mut(index(id));
        let style = &node.style;
        let (set, ..) = match inputs.sizing_mode {
            SizingMode::InherentSize => set_sizes(style, inputs.parent_size, self.calcs),
            SizingMode::ContentSize => (taffy::Size::NONE, taffy::Size::NONE, taffy::Size::NONE),
        };
        let parent_width = inputs.parent_size.width;
        let around = horizontal_padding_and_border(style, parent_width.unwrap_or(0.0), self.calcs);
        let width = inputs.known_dimensions.width.or(set.width);
        node.is_at_least_width =
            width.is_none() && inputs.available_space.width == AvailableSpace::MinContent;
        node.inner_width = width.map(|width| (width - around).max(0.0));
        let known = inputs.known_dimensions.height;
        node.has_definite_height =
            known.is_some() && inputs.known_dimensions_are_definite.height || set.height.is_some();
    }

    fn compute_corrected(
        &mut self,
        id: NodeId,
        inputs: LayoutInput,
        block_context: Option<&mut BlockContext<'_>>,
    ) -> LayoutOutput {
        taffy::compute_cached_layout(self, id, inputs, |pass, id, inputs| {
            pass.note_sizes(id, &inputs);
            let gives_way = pass.gives_way(id);
            let calcs = pass.calcs;
            let node = pass.flow.get_mut(index(id));
            let ratio = node.style.aspect_ratio;
            if inputs.known_dimensions.height.is_some() {
                // taffy makes what holds no others at least as high as its ratio wants.
                node.style.aspect_ratio = None;
            }
            let mut output = match (&mut node.content, node.style.display) {
                (Content::Text(text), _) => {
                    text.measure(inputs, &node.style, pass.calcs, pass.fonts)
                }
                (
                    Content::Replaced {
                        natural_size,
                        border,
                    },
                    _,
                ) => measure_replaced(
                    inputs,
                    &node.style,
                    pass.calcs,
                    *natural_size,
                    *border,
                    gives_way,
                ),
                (Content::Children, taffy::Display::Grid) => {
                    taffy::compute_grid_layout(pass, id, inputs)
                }
                (Content::Children, _) if node.children.is_empty() => taffy::compute_leaf_layout(
                    inputs,
                    &node.style,
                    |handle, base_px| calcs.resolve(handle, base_px),
                    |_, _| taffy::Size::ZERO,
                ),
                (Content::Children, taffy::Display::Flex) => {
                    taffy::compute_flexbox_layout(pass, id, inputs)
                }
                (Content::Children, taffy::Display::Block) => {
                    taffy::compute_block_layout(pass, id, inputs, block_context)
                }
                (Content::Children, _) => taffy::compute_block_layout(pass, id, inputs, None),
            };
            pass.flow.get_mut(index(id)).style.aspect_ratio = ratio;
            if inputs.run_mode == RunMode::PerformLayout {
                taffy::compute_oof_layout(pass, id, &mut output);
            }
            output
        })
    }
}

fn horizontal_padding_and_border(style: &Style, parent_width: f32, calcs: &CalcTable) -> f32 {
    let px = |length: taffy::LengthPercentage| calcs.length_px(length, parent_width);
    let Style {
        padding, border, ..
    } = style;
    px(padding.left) + px(padding.right) + px(border.left) + px(border.right)
}

/// Whether a size is `min-content`, `max-content` or `fit-content`.
pub(crate) fn is_content_size(size: taffy::Dimension) -> bool {
    use taffy::ExpandedDimension as Size;
    matches!(
        size.expand(),
        Size::MinContent | Size::MaxContent | Size::FitContent
    )
}

fn is_row(direction: FlexDirection) -> bool {
    matches!(direction, FlexDirection::Row | FlexDirection::RowReverse)
}

fn index(id: NodeId) -> u32 {
    u64::from(id) as u32
}

impl TraversePartialTree for FlowPass<'_> {
    type ChildIter<'a>
        = std::iter::Copied<std::slice::Iter<'a, NodeId>>
    where
        Self: 'a;

    fn child_ids(&self, id: NodeId) -> Self::ChildIter<'_> {
        self.node(id).children.iter().copied()
    }

    fn child_count(&self, id: NodeId) -> usize {
        self.node(id).children.len()
    }

    fn get_child_id(&self, id: NodeId, child: usize) -> NodeId {
        self.node(id).children[child]
    }
}

impl LayoutPartialTree for FlowPass<'_> {
    type CoreContainerStyle<'a>
        = &'a Style
    where
        Self: 'a;
    type CustomIdent = String;

    fn get_core_container_style(&self, id: NodeId) -> &Style {
        &self.node(id).style
    }

    fn resolve_calc_value(&self, handle: *const (), base_px: f32) -> f32 {
        self.calcs.resolve(handle, base_px)
    }

    fn set_unrounded_layout(&mut self, id: NodeId, layout: &Layout) {
        let layout = &self.without_negative_auto_margins(id, *layout);
        let node = self.flow.get_mut(index(id));
        let same = node.layout.location == layout.location
            && node.layout.size == layout.size
            && node.layout.border == layout.border
            && node.layout.padding == layout.padding;
        if !same || node.page_box.is_none() {
            self.changed.push(index(id));
        }
        node.layout = *layout;
    }

    fn compute_child_layout(&mut self, id: NodeId, inputs: LayoutInput) -> LayoutOutput {
        self.compute(id, inputs, None)
    }
}

impl CacheTree for FlowPass<'_> {
    fn cache_get(&mut self, id: NodeId, input: &LayoutInput) -> Option<LayoutOutput> {
        self.flow.get_mut(index(id)).cache.get(input)
    }

    fn cache_store(&mut self, id: NodeId, input: &LayoutInput, output: LayoutOutput) {
        self.flow.get_mut(index(id)).cache.store(input, output);
    }

    fn cache_clear(&mut self, id: NodeId) {
        self.flow.get_mut(index(id)).cache.clear();
    }
}

impl LayoutContainingBlock for FlowPass<'_> {
    type OofItemStyle<'a>
        = &'a Style
    where
        Self: 'a;

    fn get_oof_item_style(&self, id: NodeId) -> &Style {
        &self.node(id).style
    }

    // The containing block of an absolute element is always its parent and that of a fixed one the
    // window, so the styles say it all.
    fn clear_hoisted_children(&mut self, _: NodeId) {}

    fn add_hoisted_children(&mut self, _: NodeId, _: &[NodeId]) {}

    fn get_detailed_layout_info(&self, id: NodeId) -> &DetailedLayoutInfo<String> {
        &self.node(id).grid_info
    }
}

impl LayoutGridContainer for FlowPass<'_> {
    type GridContainerStyle<'a>
        = &'a Style
    where
        Self: 'a;
    type GridItemStyle<'a>
        = &'a Style
    where
        Self: 'a;

    fn get_grid_container_style(&self, id: NodeId) -> &Style {
        &self.node(id).style
    }

    fn get_grid_child_style(&self, id: NodeId) -> &Style {
        &self.node(id).style
    }

    fn set_detailed_grid_info(&mut self, id: NodeId, info: DetailedGridInfo<String>) {
        self.flow.get_mut(index(id)).grid_info = DetailedLayoutInfo::Grid(Box::new(info));
    }
}

impl LayoutBlockContainer for FlowPass<'_> {
    type BlockContainerStyle<'a>
        = &'a Style
    where
        Self: 'a;
    type BlockItemStyle<'a>
        = &'a Style
    where
        Self: 'a;

    fn get_block_container_style(&self, id: NodeId) -> &Style {
        &self.node(id).style
    }

    fn get_block_child_style(&self, id: NodeId) -> &Style {
        &self.node(id).style
    }

    fn compute_block_child_layout(
        &mut self,
        id: NodeId,
        inputs: LayoutInput,
        block_context: Option<&mut BlockContext<'_>>,
    ) -> LayoutOutput {
        self.compute(id, inputs, block_context)
    }
}

impl LayoutFlexboxContainer for FlowPass<'_> {
    type FlexboxContainerStyle<'a>
        = &'a Style
    where
        Self: 'a;
    type FlexboxItemStyle<'a>
        = &'a Style
    where
        Self: 'a;

    fn get_flexbox_container_style(&self, id: NodeId) -> &Style {
        &self.node(id).style
    }

    fn get_flexbox_child_style(&self, id: NodeId) -> &Style {
        let node = self.node(id);
        let parent = node.parent.map(|parent| self.flow.get(parent));
        if let Some(without_share) = node.style_without_height_share.as_deref()
            && let Some(parent) = parent
            && is_row(parent.style.flex_direction)
            && !parent.has_definite_height
        {
            let align = node.style.align_self.unwrap_or(parent.style.align_items);
            return if align.is_stretch_or_normal() {
                &without_share.at_start
            } else {
                &without_share.aligned
            };
        }
        if let (Some(unstretched), Some(parent)) = (node.style_unstretched.as_deref(), parent) {
            let size = node.style.size;
            let cross = if is_row(parent.style.flex_direction) {
                size.height
            } else {
                size.width
            };
            let align = node.style.align_self.unwrap_or(parent.style.align_items);
            if is_content_size(cross) && align.is_stretch_or_normal() {
                return unstretched;
            }
        }
        let Some(with_ratio) = node.flex_item_style.as_deref() else {
            return &node.style;
        };
        let size = node.style.size;
        let is_main_size_open = match parent {
            Some(parent) if is_row(parent.style.flex_direction) => size.width.is_auto(),
            _ => size.height.is_auto(),
        };
        // From a main size that is set, taffy would make the cross size definite too.
        if is_main_size_open {
            with_ratio
        } else {
            &node.style
        }
    }
}
