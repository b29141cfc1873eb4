//! One page at one width: laid out, indexed, ready to paint.

use std::cell::{Ref, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use engine_interact::SpatialIndex;
use engine_layout::{LayoutBox, LayoutChange, LayoutEngine};
use engine_paint::{
    DisplayItem, DisplayList, Fragment, PaintSource, Painter, Part, PathStyle, Primitive,
    RoundedRect, Viewport, is_stacking_context, layer, painting_order,
};
use engine_scene::{ImageSizes, Node, Scene, SceneChange};
use engine_text::{Fonts, Line, TextLayout};
use engine_vector::hit;
use omnios_model::{
    Affine, Color, ElementId, ElementKind, ElementSet, OBJECT, PageChange, Point, Position, Rect,
    Size, Tree,
};

/// A page at a viewport width, kept in step with the document. All coordinates are CSS px from
/// the page's top left corner.
#[derive(Debug)]
pub struct Artboard {
    scene: Scene,
    layout: LayoutEngine,
    painter: Painter,
    index: RefCell<PageIndex>,
    /// Elements with a transform of their own.
    transformed: BTreeSet<ElementId>,
    fonts_generation: u32,
}

/// Where everything is seen. It follows when it is asked: an edit pays nothing for all that it
/// moves.
#[derive(Debug, Default)]
struct PageIndex {
    boxes: SpatialIndex,
    /// Elements that may be seen elsewhere, with all that is in them.
    displaced: ElementSet,
    /// Elements whose own box may differ.
    stale: ElementSet,
    is_void: bool,
}

/// A line of a text on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownLine {
    /// From the first letter to the last, as high as their fonts: what a browser gives as the
    /// client rectangle of the line's letters.
    pub rect: Rect,
    /// Its letters as they are shown, without white space at the ends.
    pub text: String,
}

/// What a step changed on an artboard. Nothing stands twice in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArtboardChange {
    /// Elements whose box in what holds them is new or differs, or which have none any more.
    pub moved: Vec<ElementId>,
    /// Those of `moved` that stand elsewhere. What is in them moved along, and isn't named for
    /// that.
    pub displaced: Vec<ElementId>,
    /// Elements whose own look differs, be their box the same or not.
    pub repainted: Vec<ElementId>,
    /// Elements that are gone.
    pub removed: Vec<ElementId>,
}

/// Where an element stands in painting order; greater is nearer to the eye.
///
/// One entry a stacking context on the way: in which of its layers the element is painted, whether
/// as a whole or with the flow (which lies right below the layer 0), and the child indices that
/// lead there (see `engine_paint` for the order itself). What is painted first of a context, its
/// own box, has no entry in it.
type StackingKey = Vec<(i32, bool, Vec<usize>)>;

impl Artboard {
    /// Lays out the whole page.
    pub fn new(tree: &Tree, viewport_width: f32, images: &ImageSizes, fonts: &mut Fonts) -> Self {
        let scene = Scene::new(tree, viewport_width, images);
        let mut artboard = Self {
            scene,
            layout: LayoutEngine::new(),
            painter: Painter::new(),
            index: RefCell::default(),
            transformed: BTreeSet::new(),
            fonts_generation: fonts.generation(),
        };
        artboard.rebuild(fonts);
        artboard
    }

    /// Follows the document: `tree` is the page after `change`. Costs what the change touches.
    pub fn apply(&mut self, tree: &Tree, change: &PageChange, fonts: &mut Fonts) -> ArtboardChange {
        let step = self.scene.apply(tree, change);
        self.follow(&step, fonts)
    }

    /// Takes the natural sizes of the project's images.
    pub fn set_images(&mut self, images: &ImageSizes, fonts: &mut Fonts) -> ArtboardChange {
        let step = self.scene.set_images(images);
        self.follow(&step, fonts)
    }

    fn follow(&mut self, step: &SceneChange, fonts: &mut Fonts) -> ArtboardChange {
        let removed = step.removed.difference(&step.inserted).copied().collect();
        if self.fonts_generation != fonts.generation() {
            self.fonts_generation = fonts.generation();
            self.rebuild(fonts);
            let all: Vec<ElementId> = self.scene.nodes().map(|(id, _)| id).collect();
            return ArtboardChange {
                moved: all.clone(),
                displaced: vec![self.scene.root],
                repainted: all,
                removed,
            };
        }
        if step.is_empty() {
            return ArtboardChange::default();
        }
        let layout_change = self.layout.update(&self.scene, step, fonts);
        self.follow_layout(step, layout_change, removed)
    }

    fn follow_layout(
        &mut self,
        step: &SceneChange,
        layout_change: LayoutChange,
        removed: Vec<ElementId>,
    ) -> ArtboardChange {
        let LayoutChange {
            mut moved,
            resized,
            mut displaced,
            reset,
            ..
        } = layout_change;
        let changed = step
            .restyled
            .iter()
            .chain(&step.restructured)
            .chain(&step.inserted)
            .chain(&step.removed)
            .chain(&resized)
            .chain(&reset)
            .copied();
        self.painter
            .update(&self.scene, &self.layout, changed, moved.iter().copied());
        let index = self.index.get_mut();
        index.stale.extend(moved.iter().chain(&step.removed));
        index.displaced.extend(&displaced);
        if !self.transformed.is_empty() {
            // What was put into a transformed element may stand where it stood in layout, and one
            // that grows is transformed about another point.
            index.displaced.extend(&step.restructured);
            let grown = resized.iter().filter(|id| self.transformed.contains(id));
            index.displaced.extend(grown);
        }
        for id in step
            .removed
            .iter()
            .chain(&step.restyled)
            .chain(&step.inserted)
        {
            let is_transformed = self
                .scene
                .node(*id)
                .is_some_and(|node| node.style.transform.is_some() && node.parent.is_some());
            let was_transformed = if is_transformed {
                !self.transformed.insert(*id)
            } else {
                self.transformed.remove(id)
            };
            if is_transformed || was_transformed {
                index.displaced.insert(*id);
            }
        }
        displaced.sort_unstable();
        displaced.dedup();
        moved.sort_unstable();
        moved.dedup();
        let mut repainted = reset;
        repainted.extend(step.restyled.iter().chain(&step.inserted));
        repainted.sort_unstable();
        repainted.dedup();
        ArtboardChange {
            moved,
            displaced,
            repainted,
            removed,
        }
    }

    /// Shows the page as a visitor sees it who has scrolled by `scroll_px`: what is fixed or sticky
    /// moves with the window. The page's coordinates stay those of its top left corner.
    pub fn set_scroll(&mut self, scroll_px: f32) {
        let change = self.layout.set_scroll(&self.scene, scroll_px);
        self.follow_layout(&SceneChange::default(), change, Vec::new());
    }

    fn rebuild(&mut self, fonts: &mut Fonts) {
        self.layout.rebuild(&self.scene, fonts);
        self.painter.rebuild(&self.scene, &self.layout);
        self.transformed = self
            .scene
            .nodes()
            .filter(|(_, node)| node.style.transform.is_some() && node.parent.is_some())
            .map(|(id, _)| id)
            .collect();
        self.index = RefCell::new(PageIndex {
            is_void: true,
            ..PageIndex::default()
        });
    }

    /// The index, brought up to date.
    fn index(&self) -> Ref<'_, SpatialIndex> {
        let is_current = {
            let index = self.index.borrow();
            !index.is_void && index.stale.is_empty() && index.displaced.is_empty()
        };
        if !is_current {
            self.update_index(&mut self.index.borrow_mut());
        }
        Ref::map(self.index.borrow(), |index| &index.boxes)
    }

    fn update_index(&self, index: &mut PageIndex) {
        let displaced = std::mem::take(&mut index.displaced);
        let stale = std::mem::take(&mut index.stale);
        let seen = |(id, rect): (ElementId, Rect)| (id, self.page_from_layout(id).bounds(rect));
        if std::mem::take(&mut index.is_void) || displaced.contains(&self.scene.root) {
            index.boxes = SpatialIndex::bulk(self.boxes().into_iter().map(seen));
            return;
        }
        for id in &stale {
            index.boxes.set(*id, self.bounds(*id));
        }
        for id in &displaced {
            // What holds it takes it along.
            if self.scene.ancestors(*id).any(|it| displaced.contains(&it)) {
                continue;
            }
            self.for_each_box_in(*id, &mut |id, rect| {
                let bounds = rect.map(|rect| seen((id, rect)).1);
                index.boxes.set(id, bounds);
            });
        }
    }

    /// The border boxes of the element and of all that is in it, parents first; `None` for what
    /// has none.
    pub(crate) fn for_each_box_in(
        &self,
        id: ElementId,
        take: &mut dyn FnMut(ElementId, Option<Rect>),
    ) {
        let parent = self.scene.node(id).and_then(|node| node.parent);
        let origin = parent.and_then(|parent| self.rect(parent));
        let mut waiting = vec![(id, origin.map_or(Point::default(), |rect| rect.origin()))];
        while let Some((id, origin)) = waiting.pop() {
            let Some(node) = self.scene.node(id) else {
                continue;
            };
            let rect = self
                .layout
                .box_in_parent(id)
                .map(|it| match node.style.position {
                    Position::Fixed if node.parent.is_some() => it.rect,
                    _ => it.rect.translated(origin),
                });
            take(id, rect);
            let origin = rect.map_or(origin, |rect| rect.origin());
            waiting.extend(node.children.iter().rev().map(|child| (*child, origin)));
        }
    }

    /// The resolved page.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// From px of an element's border box, from its top left corner, to px of the page: where the
    /// transforms of the element and of what holds it put it. `None` for what is hidden or
    /// unknown.
    pub fn page_from_box(&self, id: ElementId) -> Option<Affine> {
        let origin = self.rect(id)?.origin();
        Some(Affine::translate_to(origin).then(self.page_from_layout(id)))
    }

    /// From the page as it was laid out to where the element is seen; the same for everything
    /// inside that has no transform of its own.
    pub fn page_from_layout(&self, id: ElementId) -> Affine {
        if self.transformed.is_empty() {
            return Affine::IDENTITY;
        }
        std::iter::once(id)
            .chain(self.scene.ancestors(id))
            .filter(|it| self.transformed.contains(it))
            .filter_map(|it| {
                let rect = self.rect(it)?;
                let transform = self.scene.node(it)?.style.transform.as_ref()?;
                let (x, y) = (f64::from(rect.x), f64::from(rect.y));
                Some(
                    Affine::translate(-x, -y)
                        .then(transform.affine(rect.size()))
                        .then(Affine::translate(x, y)),
                )
            })
            .fold(Affine::IDENTITY, Affine::then)
    }

    /// The smallest upright rectangle that holds an element's border box where it is seen, in
    /// CSS px of the page. `None` for what is hidden or unknown.
    pub fn bounds(&self, id: ElementId) -> Option<Rect> {
        let rect = self.rect(id)?;
        Some(self.page_from_layout(id).bounds(rect))
    }

    /// An element's border box as it was laid out, before any transform. `None` for what is
    /// hidden or unknown.
    pub fn rect(&self, id: ElementId) -> Option<Rect> {
        self.layout.layout_box(id).map(|it| it.rect)
    }

    /// All of an element's boxes.
    pub fn layout_box(&self, id: ElementId) -> Option<LayoutBox> {
        self.layout.layout_box(id)
    }

    /// The lines of a text element.
    pub fn text_layout(&self, id: ElementId) -> Option<&TextLayout> {
        self.layout.text(id).map(AsRef::as_ref)
    }

    /// The lines of a text, from top to bottom; none for what is no text, and none of lines without
    /// letters. Where elements stand in a line, the letters between them are pieces of their own.
    pub fn lines(&self, id: ElementId) -> Vec<ShownLine> {
        let (Some(boxes), Some(layout), Some(text)) = (
            self.layout.layout_box(id),
            self.layout.text(id),
            self.layout.shown_text(id),
        ) else {
            return Vec::new();
        };
        let mut pieces = Vec::new();
        for line in &layout.lines {
            let letters = text.get(line.text_range.clone()).unwrap_or_default();
            pieces.extend(pieces_of(layout, line, letters));
        }
        for piece in &mut pieces {
            piece.rect.x += boxes.content.x;
            piece.rect.y += boxes.content.y;
        }
        pieces
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
        let mut boxes = Vec::with_capacity(self.scene.len());
        self.for_each_box_in(self.scene.root, &mut |id, rect| {
            boxes.extend(rect.map(|rect| (id, rect)));
        });
        boxes
    }

    /// Size of the page's root element.
    pub fn size(&self) -> Size {
        self.rect(self.scene.root)
            .map_or(Size::new(self.scene.viewport_width, 0.0), |rect| {
                rect.size()
            })
    }

    /// Every shown element under the point, topmost first, where transforms put it. What an
    /// ancestor clips away isn't hit.
    pub fn hit(&self, point: Point) -> Vec<ElementId> {
        self.hit_within(point, 0.0, &[])
    }

    /// As [`Self::hit`], with lines of vectors counting as hit up to `reach` beside them, in CSS
    /// px of the page. A vector or boolean is hit where it is painted, not in its holes; one that
    /// paints nothing, in its box. The shapes of a boolean are hit where the boolean is, or
    /// anywhere in them where the boolean is one of `open`.
    pub fn hit_within(&self, point: Point, reach: f32, open: &[ElementId]) -> Vec<ElementId> {
        let index = self.index();
        let mut found: Vec<ElementId> = index.at(point).collect();
        if reach > 0.0 {
            let around = Rect::new(point.x, point.y, 0.0, 0.0).inflated(reach);
            let near = index.meeting(around).map(|(id, _)| id);
            let lines: Vec<ElementId> = near
                .filter(|id| self.is_path(*id) && !found.contains(id))
                .collect();
            found.extend(lines);
        }
        found.retain(|id| {
            let covered = if self.is_path(*id) {
                self.is_on_path(*id, point, reach)
            } else {
                self.covers(*id, point)
            };
            let mut booleans = self.scene.ancestors(*id).take_while(|it| self.is_path(*it));
            covered
                && !self.is_clipped_away(*id, point)
                && booleans.all(|it| open.contains(&it) || self.is_on_path(it, point, reach))
        });
        found.sort_by_cached_key(|id| std::cmp::Reverse(self.stacking_key(*id)));
        found
    }

    /// Every shown element whose box, where transforms put it, meets the area, in no particular
    /// order, with the smallest upright rectangle around it.
    pub fn meeting(&self, area: Rect) -> Vec<(ElementId, Rect)> {
        self.index()
            .meeting(area)
            .filter(|(id, _)| self.meets(*id, area))
            .collect()
    }

    /// Every shown element that lies entirely in the area, where transforms put it, with the
    /// smallest upright rectangle around it.
    pub fn within(&self, area: Rect) -> Vec<(ElementId, Rect)> {
        self.index().within(area).collect()
    }

    /// The topmost shown element under the point that `accept` takes. Hit-testing through
    /// groups, or past what is locked, is a matter of what is accepted.
    pub fn topmost_hit(
        &self,
        point: Point,
        accept: impl FnMut(&ElementId) -> bool,
    ) -> Option<ElementId> {
        self.hit(point).into_iter().find(accept)
    }

    /// The way to the topmost shown element under the point: from the outermost element below the
    /// page's root to the one that is seen there. Empty where only the root is.
    pub fn hit_deep(&self, point: Point) -> Vec<ElementId> {
        let root = self.scene.root;
        let Some(topmost) = self.topmost_hit(point, |id| *id != root) else {
            return Vec::new();
        };
        let mut way: Vec<ElementId> = std::iter::once(topmost)
            .chain(self.scene.ancestors(topmost))
            .filter(|id| *id != root)
            .collect();
        way.reverse();
        way
    }

    fn is_path(&self, id: ElementId) -> bool {
        let node = self.scene.node(id);
        node.is_some_and(|node| node.element.kind.is_path())
    }

    /// Whether a vector or boolean is painted at the point, or its line passes at `reach`.
    fn is_on_path(&self, id: ElementId, point: Point, reach: f32) -> bool {
        let local = self.page_from_layout(id).inverse().zip(self.rect(id));
        let Some((layout_from_page, rect)) = local else {
            return false;
        };
        let on_layout = layout_from_page.map_point(point);
        let in_box = on_layout - rect.origin();
        let fragment = self.painter.fragment(&self.scene, &self.layout, id);
        let mut paths = fragment
            .iter()
            .flat_map(|it| it.primitives(Part::Content))
            .filter_map(|it| match it {
                Primitive::Path(path) => Some(path),
                _ => None,
            })
            .peekable();
        if paths.peek().is_none() {
            return rect.contains(on_layout);
        }
        paths.any(|paint| {
            if !paint.bounds.inflated(reach).contains(in_box) {
                return false;
            }
            let Some(on_path) = paint.transform.inverse(in_box) else {
                return false;
            };
            match paint.style {
                PathStyle::Fill(rule) => hit::is_inside(&paint.path, rule, on_path),
                PathStyle::Stroke(stroke) => {
                    let reach = stroke.width / 2.0 + reach / paint.transform.scale;
                    hit::is_near(&paint.path, on_path, reach)
                }
            }
        })
    }

    /// Whether the element's box, where it is seen, covers a point that its bounds cover.
    fn covers(&self, id: ElementId, point: Point) -> bool {
        let page_from_layout = self.page_from_layout(id);
        if page_from_layout.is_identity() {
            return true;
        }
        let on_layout = page_from_layout.inverse().map(|it| it.map_point(point));
        on_layout
            .zip(self.rect(id))
            .is_some_and(|(point, rect)| rect.contains(point))
    }

    /// Whether the element's box, where it is seen, meets an area that its bounds meet. Two
    /// convex shapes are apart where a line along one's edge parts them; the area's edges are
    /// what the bounds have answered.
    fn meets(&self, id: ElementId, area: Rect) -> bool {
        let page_from_layout = self.page_from_layout(id);
        if page_from_layout.keeps_axes() {
            return true;
        }
        page_from_layout
            .inverse()
            .zip(self.rect(id))
            .is_some_and(|(layout_from_page, rect)| layout_from_page.bounds(area).intersects(&rect))
    }

    /// What to draw of the page within the viewport.
    pub fn display_list(&self, viewport: Viewport) -> DisplayList {
        self.painter
            .display_list(&self.scene, &self.layout, viewport)
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
        let is_fixed = |id: ElementId| {
            let node = self.scene.node(id);
            node.is_some_and(|node| node.style.position == Position::Fixed)
        };
        let mut inside = id;
        for ancestor in self.scene.ancestors(id) {
            // What keeps to the window is held by no frame.
            if is_fixed(inside) {
                return false;
            }
            inside = ancestor;
            let clips = |node: &Node| node.style.overflow.clips() && node.parent.is_some();
            let misses = |area: Rect| {
                let layout_from_page = self.page_from_layout(ancestor).inverse();
                let on_layout = layout_from_page.map(|it| it.map_point(point));
                on_layout.is_none_or(|point| !area.contains(point))
            };
            if self.scene.node(ancestor).is_some_and(clips)
                && self.padding_box(ancestor).is_some_and(misses)
            {
                return true;
            }
        }
        false
    }

    fn stacking_key(&self, id: ElementId) -> StackingKey {
        let mut way: Vec<ElementId> = self.scene.ancestors(id).collect();
        way.reverse();
        way.push(id);
        let mut key = StackingKey::new();
        let mut path = Vec::new();
        // The innermost element on the way that is painted as a whole, but no context.
        let mut whole: Option<(i32, Vec<usize>)> = None;
        let mut is_context = true;
        for pair in way.windows(2) {
            let (Some(parent), Some(node)) = (self.scene.node(pair[0]), self.scene.node(pair[1]))
            else {
                continue;
            };
            // A boolean paints none of its shapes, but they are selected one over the other.
            let place = match parent.element.kind {
                ElementKind::Boolean => parent.children.iter().position(|it| *it == pair[1]),
                _ => painting_order(&self.scene, parent)
                    .iter()
                    .position(|it| *it == pair[1]),
            };
            path.push(place.unwrap_or(0));
            is_context = is_stacking_context(&self.scene, node);
            match layer(&self.scene, node) {
                Some(layer) if is_context => {
                    key.push((layer, true, path.clone()));
                    whole = None;
                }
                Some(layer) => whole = Some((layer, path.clone())),
                None => {}
            }
        }
        key.extend(whole.map(|(layer, path)| (layer, true, path)));
        if !is_context {
            key.push((0, false, path));
        }
        key
    }
}

/// The letters of a line between the elements that stand in it, where the text's layout has them.
fn pieces_of(layout: &TextLayout, line: &Line, letters: &str) -> Vec<ShownLine> {
    // Fragments and objects know no line. Whatever their size, their middle is in their line.
    let in_line =
        |rect: &Rect| (line.top..line.top + line.height).contains(&(rect.y + rect.height / 2.0));
    let of_baseline = |baseline: f32| (baseline - line.baseline).abs() < SAME_BASELINE_PX;
    let mut objects: Vec<Rect> = layout
        .objects
        .iter()
        .filter(|it| of_baseline(it.line_baseline))
        .map(|it| it.rect)
        .collect();
    objects.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut glyphs: Vec<f32> = layout
        .runs
        .iter()
        .flat_map(|run| &run.glyphs)
        .filter(|glyph| of_baseline(glyph.y))
        .map(|glyph| glyph.x)
        .collect();
    glyphs.sort_by(f32::total_cmp);
    let fragments: Vec<Rect> = layout
        .fragments
        .iter()
        .map(|it| it.rect)
        .filter(in_line)
        .collect();
    let mut left = line.left;
    let mut pieces = Vec::new();
    for (index, written) in letters.split(OBJECT).enumerate() {
        let right = objects.get(index).map_or(line.left + line.width, |it| it.x);
        let start = left;
        left = objects.get(index).map_or(right, Rect::right);
        let shown = written.trim();
        let heights = fragments
            .iter()
            .filter(|rect| rect.x < right && rect.right() > start)
            .filter(|rect| !objects.iter().any(|object| object.x == rect.x))
            .copied()
            .reduce(|all, it| all.union(&it));
        let Some(of_letters) = heights.filter(|_| !shown.is_empty()) else {
            continue;
        };
        // Each space at an end is one glyph.
        let own: Vec<f32> = glyphs
            .iter()
            .copied()
            .filter(|x| (start - SAME_PLACE_PX..right - SAME_PLACE_PX).contains(x))
            .collect();
        let spaces = |text: &str| text.chars().filter(|letter| *letter == ' ').count();
        let before = spaces(&written[..written.len() - written.trim_start().len()]);
        let behind = spaces(&written[written.trim_end().len()..]);
        let is_cut = objects.is_empty();
        let from = own.get(before).copied().filter(|_| !is_cut);
        let to = own.len().checked_sub(behind).and_then(|at| own.get(at));
        let (from, to) = (
            from.unwrap_or(start),
            to.copied().filter(|_| !is_cut).unwrap_or(right),
        );
        pieces.push(ShownLine {
            rect: Rect::new(from, of_letters.y, to - from, of_letters.height),
            text: shown.to_owned(),
        });
    }
    pieces
}

/// Glyphs of one line stand on one baseline, but for rounding.
const SAME_BASELINE_PX: f32 = 0.01;
/// How far apart what touches may be, but for rounding.
const SAME_PLACE_PX: f32 = 0.01;
