//! The tree that taffy walks: shown elements only, never deeper than [`MAX_DEPTH`].

use engine_text::Fonts;
use omnios_model::{Edges, ElementId, Size};
use taffy::{
    BlockContext, Cache, CacheTree, Layout, LayoutBlockContainer, LayoutContainingBlock,
    LayoutFlexboxContainer, LayoutInput, LayoutOutput, LayoutPartialTree, NodeId, RunMode, Style,
    TraversePartialTree,
};

use crate::LayoutBox;
use crate::measure::{TextContent, measure_replaced};

/// How many levels below the root still get boxes.
pub const MAX_DEPTH: u32 = 128;

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
    pub(crate) style: Style,
    /// For replaced elements: the style with the ratio that flex layout transfers sizes by.
    /// Block layout must not see it, because it would bind the bounds of both axes to it.
    pub(crate) flex_item_style: Option<Box<Style>>,
    pub(crate) content: Content,
    cache: Cache,
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
            style: Style::default(),
            flex_item_style: None,
            content: Content::Children,
            cache: Cache::new(),
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
    pub(crate) fonts: &'a mut Fonts,
    /// Nodes whose layout relative to their parent differs.
    pub(crate) changed: Vec<u32>,
}

impl FlowPass<'_> {
    fn node(&self, id: NodeId) -> &FlowNode {
        self.flow.get(index(id))
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
        taffy::compute_cached_layout(self, id, inputs, |pass, id, inputs| {
            let node = pass.flow.get_mut(index(id));
            let mut output = match (&mut node.content, node.style.display) {
                (Content::Text(text), _) => text.measure(inputs, &node.style, pass.fonts),
                (
                    Content::Replaced {
                        natural_size,
                        border,
                    },
                    _,
                ) => measure_replaced(inputs, &node.style, *natural_size, *border),
                (Content::Children, _) if node.children.is_empty() => taffy::compute_leaf_layout(
                    inputs,
                    &node.style,
                    |_, _| 0.0,
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
            if inputs.run_mode == RunMode::PerformLayout {
                taffy::compute_oof_layout(pass, id, &mut output);
            }
            output
        })
    }
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

    fn set_unrounded_layout(&mut self, id: NodeId, layout: &Layout) {
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

    // The containing block of an absolute element is always its parent, so the list of children
    // says it all.
    fn clear_hoisted_children(&mut self, _: NodeId) {}

    fn add_hoisted_children(&mut self, _: NodeId, _: &[NodeId]) {}
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
        node.flex_item_style.as_deref().unwrap_or(&node.style)
    }
}
