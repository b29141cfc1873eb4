//! One page at one width: laid out, indexed, ready to paint.

use std::sync::Arc;

use engine_interact::SpatialIndex;
use engine_layout::{LayoutBox, LayoutEngine};
use engine_paint::{
    DisplayItem, DisplayList, Fragment, PaintSource, Painter, Part, Primitive, RoundedRect,
    Viewport,
};
use engine_scene::{ImageSizes, Node, Scene, SceneChange};
use engine_text::{Fonts, TextLayout};
use omnios_model::{Color, ElementId, Overflow, PageChange, Point, Position, Rect, Size, Tree};

/// A page at a viewport width, kept in step with the document. All coordinates are CSS px from
/// the page's top left corner.
#[derive(Debug)]
pub struct Artboard {
    scene: Scene,
    layout: LayoutEngine,
    painter: Painter,
    index: SpatialIndex,
    fonts_generation: u32,
}

/// Where an element stands in painting order; greater is nearer to the eye.
///
/// One entry a stacking context on the way: whether the element is painted in its positioned
/// layer, and the child indices that lead there (see `engine_paint` for the order itself).
type StackingKey = Vec<(bool, Vec<usize>)>;

impl Artboard {
    /// Lays out the whole page.
    pub fn new(tree: &Tree, viewport_width: f32, images: &ImageSizes, fonts: &mut Fonts) -> Self {
        let scene = Scene::new(tree, viewport_width, images);
        let mut artboard = Self {
            scene,
            layout: LayoutEngine::new(),
            painter: Painter::new(),
            index: SpatialIndex::default(),
            fonts_generation: fonts.generation(),
        };
        artboard.rebuild(fonts);
        artboard
    }

    /// Follows the document: `tree` is the page after `change`. Costs what the change touches.
    pub fn apply(&mut self, tree: &Tree, change: &PageChange, fonts: &mut Fonts) {
        let step = self.scene.apply(tree, change);
        self.follow(&step, fonts);
    }

    /// Takes the natural sizes of the project's images.
    pub fn set_images(&mut self, images: &ImageSizes, fonts: &mut Fonts) {
        let step = self.scene.set_images(images);
        self.follow(&step, fonts);
    }

    fn follow(&mut self, step: &SceneChange, fonts: &mut Fonts) {
        if self.fonts_generation != fonts.generation() {
            self.fonts_generation = fonts.generation();
            self.rebuild(fonts);
            return;
        }
        if step.is_empty() {
            return;
        }
        let layout_change = self.layout.update(&self.scene, step, fonts);
        let changed = layout_change
            .moved
            .iter()
            .chain(&layout_change.reset)
            .chain(&step.restyled)
            .chain(&step.restructured)
            .chain(&step.inserted)
            .chain(&step.removed)
            .copied();
        self.painter.update(&self.scene, &self.layout, changed);
        for id in layout_change.moved.iter().chain(&step.removed) {
            let rect = self.scene.node(*id).and(self.layout.layout_box(*id));
            self.index.set(*id, rect.map(|it| it.rect));
        }
    }

    fn rebuild(&mut self, fonts: &mut Fonts) {
        self.layout = LayoutEngine::new();
        self.layout.rebuild(&self.scene, fonts);
        self.painter.rebuild(&self.scene, &self.layout);
        self.index = SpatialIndex::bulk(self.boxes());
    }

    /// The resolved page.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// An element's border box. `None` for what is hidden or unknown.
    pub fn rect(&self, id: ElementId) -> Option<Rect> {
        self.layout.layout_box(id).map(|it| it.rect)
    }

    /// All of an element's boxes.
    pub fn layout_box(&self, id: ElementId) -> Option<&LayoutBox> {
        self.layout.layout_box(id)
    }

    /// The lines of a text element.
    pub fn text_layout(&self, id: ElementId) -> Option<&TextLayout> {
        self.layout.text(id).map(AsRef::as_ref)
    }

    /// An element's padding box: what absolutely placed children are measured from.
    pub fn padding_box(&self, id: ElementId) -> Option<Rect> {
        let boxes = self.layout.layout_box(id)?;
        let (rect, border) = (boxes.rect, boxes.border);
        Some(Rect::new(
            rect.x + border.left,
            rect.y + border.top,
            (rect.width - border.left - border.right).max(0.0),
            (rect.height - border.top - border.bottom).max(0.0),
        ))
    }

    /// The border boxes of everything that isn't hidden, parents before children.
    pub fn boxes(&self) -> Vec<(ElementId, Rect)> {
        self.scene
            .subtree(self.scene.root)
            .into_iter()
            .filter_map(|id| self.rect(id).map(|rect| (id, rect)))
            .collect()
    }

    /// Size of the page's root element.
    pub fn size(&self) -> Size {
        self.rect(self.scene.root)
            .map_or(Size::new(self.scene.viewport_width, 0.0), |rect| {
                rect.size()
            })
    }

    /// Every shown element under the point, topmost first. What an ancestor clips away isn't
    /// hit.
    pub fn hit(&self, point: Point) -> Vec<ElementId> {
        let mut found: Vec<ElementId> = self
            .index
            .at(point)
            .filter(|id| !self.is_clipped_away(*id, point))
            .collect();
        found.sort_by_cached_key(|id| std::cmp::Reverse(self.stacking_key(*id)));
        found
    }

    /// Every shown element whose box meets the area, in no particular order.
    pub fn meeting(&self, area: Rect) -> Vec<(ElementId, Rect)> {
        self.index.meeting(area).collect()
    }

    /// What to draw of the page within the viewport.
    pub fn display_list(&self, viewport: Viewport) -> DisplayList {
        self.painter.display_list(&self.scene, viewport)
    }

    /// As [`Self::display_list`], on a white sheet of the given area: browsers paint a page
    /// without a background on white.
    pub fn display_list_on_paper(&self, viewport: Viewport, sheet: Rect) -> DisplayList {
        let mut list = self.display_list(viewport);
        let paper = Fragment {
            element: self.scene.root,
            box_primitives: vec![Primitive::Fill {
                shape: RoundedRect::square(sheet),
                source: PaintSource::Solid(Color::WHITE),
            }],
            content_primitives: Vec::new(),
            ink: Some(sheet),
        };
        let draw = DisplayItem::Draw {
            fragment: Arc::new(paper),
            part: Part::Box,
            origin: Point::default(),
            opacity: 1.0,
        };
        list.items.insert(0, draw);
        list
    }

    fn is_clipped_away(&self, id: ElementId, point: Point) -> bool {
        self.scene.ancestors(id).any(|ancestor| {
            let clips =
                |node: &Node| node.style.overflow == Overflow::Hidden && node.parent.is_some();
            self.scene.node(ancestor).is_some_and(clips)
                && self
                    .padding_box(ancestor)
                    .is_some_and(|area| !area.contains(point))
        })
    }

    fn stacking_key(&self, id: ElementId) -> StackingKey {
        let mut way: Vec<ElementId> = self.scene.ancestors(id).collect();
        way.reverse();
        way.push(id);
        let mut key = StackingKey::new();
        let mut path = Vec::new();
        let mut positioned: Option<Vec<usize>> = None;
        for pair in way.windows(2) {
            let (Some(parent), Some(node)) = (self.scene.node(pair[0]), self.scene.node(pair[1]))
            else {
                continue;
            };
            path.push(
                parent
                    .children
                    .iter()
                    .position(|it| *it == pair[1])
                    .unwrap_or(0),
            );
            if node.style.opacity < 1.0 {
                key.push((true, path.clone()));
                positioned = None;
            } else if self.is_positioned(node) {
                positioned = Some(path.clone());
            }
        }
        key.extend(positioned.map(|path| (true, path)));
        key.push((false, path));
        key
    }

    fn is_positioned(&self, node: &Node) -> bool {
        let absolute = |node: &Node| node.style.position == Position::Absolute;
        absolute(node)
            || node
                .children
                .iter()
                .filter_map(|child| self.scene.node(*child))
                .any(absolute)
    }
}
