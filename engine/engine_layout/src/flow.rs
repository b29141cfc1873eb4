//! The tree that layout walks: shown elements only, never deeper than [`MAX_DEPTH`]; and
//! [`FlowPass`], one walk, with what each box remembers of it.

use std::collections::BTreeSet;

use engine_text::Fonts;
use omnios_model::{ElementId, Position, Size};
use taffy::{DetailedLayoutInfo, NodeId};

use crate::LayoutBox;
use crate::box_style::{Arrangement, BoxStyle};
use crate::calc::CalcTable;
use crate::layout_unit::LayoutUnit;
use crate::measure::TextContent;
use crate::out_of_flow::StaticPosition;
use crate::sizing::resolve;
use crate::space::{Axis, Fragment, MinMax, Pair, Sides, Space};

/// How many levels below the root still get boxes.
pub const MAX_DEPTH: u32 = 256;

/// How many spaces a box remembers its fragment or its widths in. A flex item is asked for a
/// handful: in the space its content is measured in, flexed, stretched, each with and without a
/// known height. What is forgotten too soon is measured again at every level of nesting.
const REMEMBERED: usize = 8;

/// What an element's box is made of, besides its children.
#[derive(Debug)]
pub(crate) enum Content {
    /// Its children, or nothing.
    Children,
    /// A text.
    Text(Box<TextContent>),
    /// A picture of a natural size.
    Replaced { natural_size: Option<Size> },
}

/// Whether layout only measures or also says where the children stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Measure,
    Place,
}

#[derive(Debug, Default)]
struct Cache {
    fragments: Vec<(Space, Fragment)>,
    widths: Vec<(Space, MinMax)>,
    /// The space that the children stand in.
    placed: Option<(Space, Fragment)>,
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
    /// As taffy reads it, which lays out grids.
    pub(crate) style: taffy::Style,
    pub(crate) box_style: BoxStyle,
    pub(crate) content: Content,
    cache: Cache,
    /// For grids: the tracks, by which absolute children find their area.
    pub(crate) grid_info: DetailedLayoutInfo<String>,
    /// For what is fixed: where it would stand in its parent's border box.
    pub(crate) static_position: Option<StaticPosition>,
    /// Whether it has got another parent since it was placed.
    pub(crate) is_adopted: bool,
    /// Relative to the parent's border box.
    pub(crate) layout: taffy::Layout,
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
            style: taffy::Style::default(),
            box_style: BoxStyle::default(),
            content: Content::Children,
            cache: Cache::default(),
            grid_info: DetailedLayoutInfo::None,
            static_position: None,
            is_adopted: false,
            layout: taffy::Layout::new(),
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

    /// The node's child at `position`.
    pub(crate) fn child(&self, index: u32, position: usize) -> u32 {
        u64::from(self.get(index).children[position]) as u32
    }

    pub(crate) fn children(&self, index: u32) -> impl Iterator<Item = u32> {
        let children = self.get(index).children.iter();
        children.map(|child| u64::from(*child) as u32)
    }

    /// Forgets the sizes of the node and of everything that holds it.
    pub(crate) fn mark_dirty(&mut self, index: u32) {
        let mut next = Some(index);
        while let Some(index) = next {
            let node = self.get_mut(index);
            node.cache = Cache::default();
            next = node.parent;
        }
    }
}

/// One run of layout over a [`Flow`].
pub(crate) struct FlowPass<'a> {
    pub(crate) flow: &'a mut Flow,
    pub(crate) calcs: &'a CalcTable,
    pub(crate) fonts: &'a mut Fonts,
    /// Nodes whose placement differs.
    pub(crate) changed: Vec<u32>,
}

impl FlowPass<'_> {
    /// Lays out the page: the root in a window, as high as it likes, and what is fixed in the
    /// window itself.
    pub(crate) fn lay_out_page(&mut self, root: NodeId, window: Size) {
        let root = u64::from(root) as u32;
        let width = Some(LayoutUnit::from_px(window.width).at_least_zero());
        let space = Space {
            available: Pair::new(width, None),
            percentage: Pair::new(width, None),
            fixed: Pair::new(true, false),
            ..Space::default()
        };
        self.layout(root, &space, Mode::Place);
        self.place(root, Pair::default());
        self.fixed_elements(root, window);
    }

    /// The box that the node makes in a space.
    pub(crate) fn layout(&mut self, node: u32, space: &Space, mode: Mode) -> Fragment {
        let cache = &self.flow.get(node).cache;
        let known = match (mode, &cache.placed) {
            (Mode::Place, placed) => placed.as_ref(),
            (Mode::Measure, _) => cache.fragments.iter().find(|(of, _)| of == space),
        };
        if let Some((of, fragment)) = known
            && of == space
        {
            return *fragment;
        }
        let found = self.flow.get(node);
        let fragment = match (&found.content, found.box_style.arrangement) {
            (Content::Text(_), _) => self.text_fragment(node, space),
            (Content::Replaced { .. }, _) => self.replaced_fragment(node, space),
            (Content::Children, Arrangement::Flex) => self.flex_fragment(node, space, mode),
            (Content::Children, Arrangement::Block) => self.block_fragment(node, space, mode),
            (Content::Children, Arrangement::Grid) => self.grid_fragment(node, space, mode),
        };
        let cache = &mut self.flow.get_mut(node).cache;
        if mode == Mode::Place {
            cache.placed = Some((*space, fragment));
        }
        remember(&mut cache.fragments, *space, fragment);
        fragment
    }

    /// The widths that the content asks for, as the node's border box.
    pub(crate) fn content_widths(&mut self, node: u32, space: &Space) -> MinMax {
        let found = self.flow.get(node);
        let style = &found.box_style;
        let mut key = Space {
            available: Pair::new(None, space.available.y),
            fixed: Pair::new(false, space.fixed.y),
            auto_width: crate::space::AutoWidth::Fit,
            ..*space
        };
        if !style.has_padding_share() {
            key.percentage.x = None;
        }
        if style.initial_height(space, None).is_none() && !style.flex.wraps {
            key.available.y = None;
            key.percentage.y = None;
        }
        let known = found.cache.widths.iter().find(|(of, _)| *of == key);
        if let Some((_, widths)) = known {
            return *widths;
        }
        let widths = match (&found.content, style.arrangement) {
            (Content::Text(_), _) => self.text_widths(node, space),
            (Content::Replaced { .. }, _) => {
                MinMax::both(self.replaced_size(node, space, Some(Axis::X)).x)
            }
            (Content::Children, Arrangement::Flex) => self.flex_content_widths(node, space),
            (Content::Children, Arrangement::Block) => self.block_content_widths(node, space),
            (Content::Children, Arrangement::Grid) => self.grid_content_widths(node, space),
        };
        remember(&mut self.flow.get_mut(node).cache.widths, key, widths);
        widths
    }

    /// Says where a node that has been laid out stands in its parent's border box.
    pub(crate) fn place(&mut self, index: u32, at: Pair<LayoutUnit>) {
        let node = self.flow.get_mut(index);
        let Some((space, fragment)) = &node.cache.placed else {
            return;
        };
        let style = &node.box_style;
        let shift = relative_shift(style, space);
        let layout = taffy::Layout {
            location: taffy::Point {
                x: (at.x + shift.x).to_px(),
                y: (at.y + shift.y).to_px(),
            },
            size: taffy::Size {
                width: fragment.size.x.to_px(),
                height: fragment.size.y.to_px(),
            },
            border: px(&style.border_sides()),
            padding: px(&style.padding_sides(space)),
            margin: px(&style.margins(space)),
            ..taffy::Layout::new()
        };
        self.set_layout(index, layout);
    }

    pub(crate) fn set_layout(&mut self, index: u32, layout: taffy::Layout) {
        let node = self.flow.get_mut(index);
        let is_same = node.layout.location == layout.location
            && node.layout.size == layout.size
            && node.layout.border == layout.border
            && node.layout.padding == layout.padding;
        node.layout = layout;
        if !is_same || std::mem::take(&mut node.is_adopted) || node.page_box.is_none() {
            self.changed.push(index);
        }
    }

    fn text_widths(&mut self, node: u32, space: &Space) -> MinMax {
        let found = self.flow.get_mut(node);
        let around = found.box_style.border_padding(space).sum(Axis::X);
        match &mut found.content {
            Content::Text(text) => text.widths(self.fonts).plus(around),
            _ => MinMax::both(around),
        }
    }

    fn text_fragment(&mut self, node: u32, space: &Space) -> Fragment {
        let width = self.width(node, space);
        let found = self.flow.get_mut(node);
        let around = found.box_style.border_padding(space);
        let Content::Text(text) = &mut found.content else {
            return Fragment::default();
        };
        let content_width = (width - around.sum(Axis::X)).at_least_zero();
        let measured = text.at_width(content_width, self.fonts);
        let content_height = measured.height + around.sum(Axis::Y);
        let height = found
            .box_style
            .height(space, Some(width), Some(content_height));
        Fragment {
            size: Pair::new(width, height.unwrap_or(content_height)),
            content_height,
            baseline: Some(around.start.y + measured.baseline),
            ..Fragment::default()
        }
    }
}

/// How far `position: relative` moves a box. Where both sides say something, the one where reading
/// begins wins.
fn relative_shift(style: &BoxStyle, space: &Space) -> Pair<LayoutUnit> {
    if style.position != Position::Relative {
        return Pair::default();
    }
    let inset = &style.inset;
    let (left, right) = (
        resolve(inset.left, space.percentage.x),
        resolve(inset.right, space.percentage.x).map(|right| -right),
    );
    let top = resolve(inset.top, space.percentage.y);
    let bottom = resolve(inset.bottom, space.percentage.y).map(|bottom| -bottom);
    let x = if style.is_right_to_left {
        right.or(left)
    } else {
        left.or(right)
    };
    Pair::new(x.unwrap_or_default(), top.or(bottom).unwrap_or_default())
}

fn px(sides: &Sides) -> taffy::Rect<f32> {
    taffy::Rect {
        left: sides.start.x.to_px(),
        right: sides.end.x.to_px(),
        top: sides.start.y.to_px(),
        bottom: sides.end.y.to_px(),
    }
}

fn remember<T>(known: &mut Vec<(Space, T)>, space: Space, value: T) {
    known.retain(|(of, _)| *of != space);
    if known.len() == REMEMBERED {
        known.remove(0);
    }
    known.push((space, value));
}
