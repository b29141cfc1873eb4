//! Grids through taffy: what it asks of this crate's boxes, in its own words.
//!
//! taffy sizes the tracks and places the items; the items themselves, and whatever a grid stands
//! in, are laid out here.

use std::collections::hash_map::Entry;

use omnios_model::{Edges, Point, Size};
use taffy::{
    AvailableSpace, DetailedGridInfo, DetailedLayoutInfo, Layout, LayoutContainingBlock,
    LayoutGridContainer, LayoutInput, LayoutOutput, LayoutPartialTree, NodeId, RequestedAxis,
    RunMode, SizingMode, Style, TraversePartialTree,
};

use crate::boxes::LocalBox;
use crate::flow::{FlowPass, Mode};
use crate::layout_unit::LayoutUnit;
use crate::space::{Axis, Fragment, MinMax, Pair, Space};
use crate::style::taffy_style;

fn index(id: NodeId) -> u32 {
    u64::from(id) as u32
}

fn node_id(index: u32) -> NodeId {
    NodeId::from(u64::from(index))
}

fn px(length: Option<LayoutUnit>) -> Option<f32> {
    length.map(LayoutUnit::to_px)
}

impl FlowPass<'_> {
    /// Makes the styles that taffy asks for: of the grid and of what stands in it.
    fn prepare_grid(&mut self, node: u32) {
        let flow = &*self.flow;
        for index in std::iter::once(node).chain(flow.children(node)) {
            let source = self.scene.node(flow.get(index).element);
            if let (Entry::Vacant(entry), Some(source)) = (self.grid_styles.entry(index), source) {
                let root_width = source.parent.is_none().then_some(self.scene.viewport_width);
                entry.insert(taffy_style(source, root_width, &mut self.calcs));
            }
        }
    }

    fn grid_style(&self, id: NodeId) -> &Style {
        &self.grid_styles[&index(id)]
    }

    pub(crate) fn grid_content_widths(&mut self, node: u32, space: &Space) -> MinMax {
        self.prepare_grid(node);
        let height = self.flow.get(node).box_style.initial_height(space, None);
        let mut width = |available: AvailableSpace| {
            let inputs = LayoutInput {
                run_mode: RunMode::ComputeSize,
                sizing_mode: SizingMode::ContentSize,
                axis: RequestedAxis::Horizontal,
                known_dimensions: taffy::Size {
                    width: None,
                    height: px(height),
                },
                known_dimensions_are_definite: taffy::Size {
                    width: true,
                    height: true,
                },
                parent_size: taffy::Size {
                    width: px(space.percentage.x),
                    height: px(space.percentage.y),
                },
                available_space: taffy::Size {
                    width: available,
                    height: AvailableSpace::MaxContent,
                },
                vertical_margins_are_collapsible: taffy::Line::FALSE,
            };
            let output = taffy::compute_grid_layout(self, node_id(node), inputs);
            LayoutUnit::from_px(output.size.width)
        };
        MinMax {
            min: width(AvailableSpace::MinContent),
            max: width(AvailableSpace::MaxContent),
        }
    }

    pub(crate) fn grid_fragment(&mut self, node: u32, space: &Space, mode: Mode) -> Fragment {
        let width = self.width(node, space);
        let style = &self.flow.get(node).box_style;
        let known = style.height(space, Some(width), None);
        let is_definite = !space.is_height_indefinite;
        let free = self.grid_output(node, space, (width, None), true, Mode::Measure);
        let content_height = LayoutUnit::from_px(free.size.height);
        let style = &self.flow.get(node).box_style;
        let height = known
            .and_then(|_| style.height(space, Some(width), Some(content_height)))
            .or_else(|| style.height(space, Some(width), Some(content_height)))
            .unwrap_or(content_height);
        let is_set = known.is_some() || height != content_height;
        let is_measured = mode == Mode::Measure && !self.stands_in_text(node);
        let output = if is_measured && !is_set {
            free
        } else {
            let height = is_set.then_some(height);
            self.grid_output(node, space, (width, height), is_definite, mode)
        };
        let baseline = output.baselines.first.map(LayoutUnit::from_px);
        Fragment {
            size: Pair::new(width, height),
            content_height,
            baseline: self.clamped_baseline(node, baseline, height),
            last_baseline: self.clamped_baseline(node, baseline, height),
            ..Fragment::default()
        }
    }

    fn grid_output(
        &mut self,
        node: u32,
        space: &Space,
        (width, height): (LayoutUnit, Option<LayoutUnit>),
        is_height_definite: bool,
        mode: Mode,
    ) -> LayoutOutput {
        self.prepare_grid(node);
        let inputs = LayoutInput {
            run_mode: match mode {
                Mode::Measure if !self.stands_in_text(node) => RunMode::ComputeSize,
                // taffy says no baseline otherwise; nothing is placed yet.
                Mode::Measure | Mode::Place => RunMode::PerformLayout,
            },
            sizing_mode: SizingMode::ContentSize,
            axis: RequestedAxis::Both,
            known_dimensions: taffy::Size {
                width: Some(width.to_px()),
                height: px(height),
            },
            known_dimensions_are_definite: taffy::Size {
                width: true,
                height: is_height_definite,
            },
            parent_size: taffy::Size {
                width: px(space.percentage.x),
                height: px(space.percentage.y),
            },
            available_space: taffy::Size {
                width: AvailableSpace::Definite(width.to_px()),
                height: AvailableSpace::MaxContent,
            },
            vertical_margins_are_collapsible: taffy::Line::FALSE,
        };
        let id = node_id(node);
        let is_placing = std::mem::replace(&mut self.is_placing, mode == Mode::Place);
        let mut output = taffy::compute_grid_layout(self, id, inputs);
        if mode == Mode::Place {
            taffy::compute_oof_layout(self, id, &mut output);
        }
        self.is_placing = is_placing;
        output
    }
}

impl TraversePartialTree for FlowPass<'_> {
    type ChildIter<'a>
        = std::iter::Map<std::iter::Copied<std::slice::Iter<'a, u32>>, fn(u32) -> NodeId>
    where
        Self: 'a;

    fn child_ids(&self, id: NodeId) -> Self::ChildIter<'_> {
        let children = self.flow.get(index(id)).children.iter();
        children.copied().map(node_id)
    }

    fn child_count(&self, id: NodeId) -> usize {
        self.flow.get(index(id)).children.len()
    }

    fn get_child_id(&self, id: NodeId, child: usize) -> NodeId {
        node_id(self.flow.child(index(id), child))
    }
}

impl LayoutPartialTree for FlowPass<'_> {
    type CoreContainerStyle<'a>
        = &'a Style
    where
        Self: 'a;
    type CustomIdent = String;

    fn get_core_container_style(&self, id: NodeId) -> &Style {
        self.grid_style(id)
    }

    fn resolve_calc_value(&self, handle: *const (), base_px: f32) -> f32 {
        self.calcs.resolve(handle, base_px)
    }

    fn set_unrounded_layout(&mut self, id: NodeId, layout: &Layout) {
        // taffy adds in floats, which may leave the range that layout keeps to.
        let px = |px: f32| {
            if px.is_finite() {
                px
            } else {
                LayoutUnit::from_px(px).to_px()
            }
        };
        let edges = |edges: taffy::Rect<f32>| Edges {
            top: px(edges.top),
            right: px(edges.right),
            bottom: px(edges.bottom),
            left: px(edges.left),
        };
        let layout = LocalBox {
            location: Point::new(px(layout.location.x), px(layout.location.y)),
            size: Size::new(px(layout.size.width), px(layout.size.height)),
            border: edges(layout.border),
            padding: edges(layout.padding),
        };
        if self.is_placing {
            self.set_layout(index(id), layout);
        }
    }

    fn compute_child_layout(&mut self, id: NodeId, inputs: LayoutInput) -> LayoutOutput {
        if inputs.run_mode == RunMode::PerformHiddenLayout {
            return LayoutOutput::HIDDEN;
        }
        let node = index(id);
        let unit = |length: Option<f32>| length.map(LayoutUnit::from_px);
        let parent = inputs.parent_size;
        let percentage = Pair::new(unit(parent.width), unit(parent.height));
        let known = Pair::new(
            unit(inputs.known_dimensions.width),
            unit(inputs.known_dimensions.height),
        );
        let mut space = Space {
            available: known,
            percentage,
            fixed: Pair::new(known.x.is_some(), known.y.is_some()),
            is_height_indefinite: known.y.is_some() && !inputs.known_dimensions_are_definite.height,
            ..Space::default()
        };
        if known.x.is_none() {
            let asks_for_content = inputs.sizing_mode == SizingMode::ContentSize;
            let margins = self.flow.get(node).box_style.margins(&space).sum(Axis::X);
            let intrinsic = |pass: &mut Self| {
                if asks_for_content {
                    pass.content_widths(node, &space)
                } else {
                    pass.contribution(node, &space)
                }
            };
            let width = match inputs.available_space.width {
                AvailableSpace::MinContent => Some(intrinsic(self).min),
                AvailableSpace::MaxContent => Some(intrinsic(self).max),
                AvailableSpace::Definite(_) => None,
            };
            if let (Some(width), RequestedAxis::Horizontal) = (width, inputs.axis) {
                return LayoutOutput::from_outer_size(taffy::Size {
                    width: width.to_px(),
                    height: 0.0,
                });
            }
            match (width, inputs.available_space.width) {
                (Some(width), _) => {
                    space.available.x = Some(width);
                    space.fixed.x = true;
                }
                (None, AvailableSpace::Definite(room)) => {
                    // taffy has taken the margins off already.
                    space.available.x = Some(LayoutUnit::from_px(room) + margins);
                }
                (None, _) => {}
            }
        }
        let mode = match inputs.run_mode {
            RunMode::PerformLayout if self.is_placing => Mode::Place,
            _ => Mode::Measure,
        };
        let fragment = self.layout(node, &space, mode);
        let mut output = LayoutOutput::from_outer_size(taffy::Size {
            width: fragment.size.x.to_px(),
            height: fragment.size.y.to_px(),
        });
        output.baselines.first = px(fragment.baseline);
        output
    }
}

impl LayoutContainingBlock for FlowPass<'_> {
    type OofItemStyle<'a>
        = &'a Style
    where
        Self: 'a;

    fn get_oof_item_style(&self, id: NodeId) -> &Style {
        self.grid_style(id)
    }

    // The containing block of an absolute element is always its parent and that of a fixed one the
    // window, so the styles say it all.
    fn clear_hoisted_children(&mut self, _: NodeId) {}

    fn add_hoisted_children(&mut self, _: NodeId, _: &[NodeId]) {}

    fn get_detailed_layout_info(&self, id: NodeId) -> &DetailedLayoutInfo<String> {
        &self.flow.get(index(id)).grid_info
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
        self.grid_style(id)
    }

    fn get_grid_child_style(&self, id: NodeId) -> &Style {
        self.grid_style(id)
    }

    fn set_detailed_grid_info(&mut self, id: NodeId, info: DetailedGridInfo<String>) {
        if self.is_placing {
            self.flow.get_mut(index(id)).grid_info = DetailedLayoutInfo::Grid(Box::new(info));
        }
    }
}
