//! The tree that layout walks: shown elements only, never deeper than [`MAX_DEPTH`]; and
//! [`FlowPass`], one walk, with what each box remembers of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use engine_scene::Scene;
use engine_text::Fonts;
use omnios_model::{Edges, ElementId, Point, Position, Size};
use taffy::DetailedLayoutInfo;

use crate::box_style::{Arrangement, BoxStyle};
use crate::boxes::LocalBox;
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
    pub(crate) children: Vec<u32>,
    pub(crate) depth: u32,
    pub(crate) box_style: Arc<BoxStyle>,
    pub(crate) content: Content,
    cache: Cache,
    /// For grids: the tracks, by which absolute children find their area.
    pub(crate) grid_info: DetailedLayoutInfo<String>,
    /// For what is fixed: where it would stand in its parent's border box.
    pub(crate) static_position: Option<StaticPosition>,
    /// Whether it has got another parent since it was placed.
    pub(crate) is_adopted: bool,
    /// Where it stands in what holds it. Where that stands isn't its business, so moving a box
    /// costs nothing for all that is in it.
    pub(crate) layout: LocalBox,
    /// Whether the element is laid out.
    pub(crate) is_placed: bool,
}

impl FlowNode {
    pub(crate) fn new(element: ElementId) -> Self {
        Self {
            element,
            parent: None,
            children: Vec::new(),
            depth: 0,
            box_style: Arc::default(),
            content: Content::Children,
            cache: Cache::default(),
            grid_info: DetailedLayoutInfo::None,
            static_position: None,
            is_adopted: false,
            layout: LocalBox::default(),
            is_placed: false,
        }
    }

    /// The margins that it was placed with.
    pub(crate) fn margins(&self) -> Sides {
        let placed = self.cache.placed.as_ref();
        placed.map_or_else(Sides::default, |(space, _)| self.box_style.margins(space))
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
    /// What is fixed or sticky, and how far the latter is moved so that it stays in view. Few, and
    /// looked at whenever something else moves.
    kept_in_view: BTreeMap<u32, Point>,
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
            self.kept_in_view.insert(index, Point::default());
        } else {
            self.kept_in_view.remove(&index);
        }
    }

    /// The nodes that are fixed or sticky.
    pub(crate) fn kept_in_view(&self) -> Vec<u32> {
        self.kept_in_view.keys().copied().collect()
    }

    /// How far a sticky box is moved from where the flow puts it.
    pub(crate) fn shift(&self, index: u32) -> Point {
        self.kept_in_view.get(&index).copied().unwrap_or_default()
    }

    /// Whether the shift differs from the one before.
    pub(crate) fn set_shift(&mut self, index: u32, shift: Point) -> bool {
        self.kept_in_view.insert(index, shift) != Some(shift)
    }

    /// Where the top left corner of what the node is placed in stands on a page that is scrolled by
    /// `scroll_px`, and the node's own shift.
    pub(crate) fn origin(&self, index: u32, scroll_px: f32) -> Point {
        // In double precision, for pages that are higher than single has digits.
        let (mut x, mut y) = (0.0_f64, 0.0_f64);
        let mut next = index;
        loop {
            let node = self.get(next);
            if node.box_style.position == Position::Fixed {
                y += f64::from(scroll_px);
                break;
            }
            if node.box_style.position == Position::Sticky {
                let shift = self.shift(next);
                x += f64::from(shift.x);
                y += f64::from(shift.y);
            }
            let Some(parent) = node.parent else { break };
            next = parent;
            let location = self.get(parent).layout.location;
            x += f64::from(location.x);
            y += f64::from(location.y);
        }
        Point::new(x as f32, y as f32)
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
        self.get(index).children[position]
    }

    pub(crate) fn children(&self, index: u32) -> impl Iterator<Item = u32> {
        self.get(index).children.iter().copied()
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
    pub(crate) scene: &'a Scene,
    pub(crate) fonts: &'a mut Fonts,
    /// Nodes whose placement differs, with what it was before.
    pub(crate) changed: Vec<(u32, Option<LocalBox>)>,
    /// Texts that were shaped.
    pub(crate) shaped: Vec<u32>,
    /// Texts that others stand in, whose lines differ.
    pub(crate) set: Vec<u32>,
    /// Whether what taffy lays out is placed or only measured.
    pub(crate) is_placing: bool,
    /// Of grids and their children, as taffy reads them.
    pub(crate) grid_styles: HashMap<u32, taffy::Style>,
    pub(crate) calcs: CalcTable,
}

impl<'a> FlowPass<'a> {
    pub(crate) fn new(flow: &'a mut Flow, scene: &'a Scene, fonts: &'a mut Fonts) -> Self {
        Self {
            flow,
            scene,
            fonts,
            changed: Vec::new(),
            shaped: Vec::new(),
            set: Vec::new(),
            is_placing: false,
            grid_styles: HashMap::new(),
            calcs: CalcTable::default(),
        }
    }

    /// Lays out the page: the root in a window, as high as it likes, and what is fixed in the
    /// window itself.
    pub(crate) fn lay_out_page(&mut self, root: u32, window: Size) {
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
        let measured = match mode {
            Mode::Place => &[],
            Mode::Measure => cache.fragments.as_slice(),
        };
        let mut known = cache.placed.iter().chain(measured);
        if let Some((_, fragment)) = known.find(|(of, _)| of == space) {
            return *fragment;
        }
        let found = self.flow.get(node);
        let fragment = match (&found.content, found.box_style.arrangement) {
            (Content::Text(_), _) => self.text_fragment(node, space, mode),
            (Content::Replaced { .. }, _) => self.replaced_fragment(node, space),
            (Content::Children, Arrangement::Flex) => self.flex_fragment(node, space, mode),
            (Content::Children, Arrangement::Block) => self.block_fragment(node, space, mode),
            (Content::Children, Arrangement::Grid) => self.grid_fragment(node, space, mode),
        };
        let cache = &mut self.flow.get_mut(node).cache;
        match mode {
            Mode::Place => cache.placed = Some((*space, fragment)),
            Mode::Measure => remember(&mut cache.fragments, *space, fragment),
        }
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
        let layout = LocalBox {
            location: Point::new((at.x + shift.x).to_px(), (at.y + shift.y).to_px()),
            size: Size::new(fragment.size.x.to_px(), fragment.size.y.to_px()),
            border: px(&style.border_sides()),
            padding: px(&style.padding_sides(space)),
        };
        self.set_layout(index, layout);
    }

    pub(crate) fn set_layout(&mut self, index: u32, layout: LocalBox) {
        let node = self.flow.get_mut(index);
        let is_known = node.is_placed && !std::mem::take(&mut node.is_adopted);
        let before = std::mem::replace(&mut node.layout, layout);
        if !is_known || before != layout {
            self.changed.push((index, is_known.then_some(before)));
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

fn px(sides: &Sides) -> Edges<f32> {
    Edges {
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
    // Most boxes are asked once or twice; a vector would make room for four.
    known.reserve_exact(1);
    known.push((space, value));
}
