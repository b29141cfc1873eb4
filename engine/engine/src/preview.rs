//! A page that plays: its animations, machines, bodies and particles, over its layout.
//!
//! What moves is set as values on copies of the elements, so that it is laid out, painted and hit
//! like any other value, and costs what changed. The document isn't touched.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use engine_motion::{Motion, Overrides, VariableError};
use engine_paint::{
    DisplayItem, DisplayList, Fragment, PaintSource, Part, Primitive, RoundedRect, Viewport,
};
use engine_physics::{BodyBox, EmitterBox, Pose, World};
use engine_text::Fonts;
use omnios_model::motion::{
    Animatable, BodyKind, Distance, EmitterShape, MotionValue, VariableValue,
};
use omnios_model::{
    Breakpoint, ElementId, Length, PageChange, Point, Property, PropertyKey, Rect, Size,
    TransformFunction, Tree, Value,
};

use crate::{Artboard, ImageSizes};

/// Steps in which kinematic bodies are told where they are.
const KINEMATIC_STEP: Duration = Duration::from_micros(8334);

/// A page at a viewport, playing. All coordinates are CSS px from the page's top left corner.
#[derive(Debug)]
pub struct Preview {
    /// The page as the document has it.
    document: Tree,
    /// The page as it is seen now.
    tree: Tree,
    artboard: Artboard,
    motion: Motion,
    world: World,
    shown: Overrides,
    viewport_height: f32,
    scroll: f32,
    pointer: Option<Point>,
    has_kinematic: bool,
    elapsed: Duration,
}

impl Preview {
    /// A preview at its start. `seed` decides what particles do; the same seed and the same calls
    /// give the same pictures.
    pub fn new(
        tree: &Tree,
        viewport: Size,
        images: &ImageSizes,
        fonts: &mut Fonts,
        seed: u64,
    ) -> Self {
        let artboard = Artboard::new(tree, viewport.width, images, fonts);
        let (bodies, emitters) = physical(tree, &artboard);
        let size = artboard.size();
        let page = Rect::new(0.0, 0.0, size.width, size.height.max(viewport.height));
        let mut preview = Self {
            document: tree.clone(),
            tree: tree.clone(),
            motion: Motion::new(tree, artboard.scene().breakpoint),
            world: World::new(page, &bodies, &emitters, seed),
            has_kinematic: bodies.iter().any(|it| it.body.kind == BodyKind::Kinematic),
            artboard,
            shown: Overrides::new(),
            viewport_height: viewport.height,
            scroll: 0.0,
            pointer: None,
            elapsed: Duration::ZERO,
        };
        preview.scroll_to(0.0, fonts);
        preview
    }

    /// Lets time pass.
    pub fn advance(&mut self, elapsed: Duration, fonts: &mut Fonts) {
        self.elapsed += elapsed;
        let mut left = elapsed;
        while self.has_kinematic && left > KINEMATIC_STEP {
            self.pass(KINEMATIC_STEP);
            left -= KINEMATIC_STEP;
        }
        self.pass(left);
        self.show(fonts);
    }

    fn pass(&mut self, elapsed: Duration) {
        self.motion.advance(elapsed);
        if self.has_kinematic {
            for (id, values) in self.motion.overrides() {
                let size = self.artboard.rect(id).unwrap_or_default().size();
                self.world.place(id, pose_of(&values, size));
            }
        }
        self.world.advance(elapsed);
    }

    /// How much time went by since the start.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Whether nothing changes until something happens.
    pub fn is_at_rest(&self) -> bool {
        self.motion.is_at_rest() && self.world.is_at_rest()
    }

    /// The pointer moved to a point of the page, or left it.
    pub fn point(&mut self, at: Option<Point>, fonts: &mut Fonts) {
        self.pointer = at;
        if let Some(at) = at {
            self.world.drag(at);
        }
        self.motion.hover(&self.under_pointer());
        self.show(fonts);
    }

    /// The pointer was pressed or released where it is. What is pressed and can move is held
    /// until the release.
    pub fn press(&mut self, is_down: bool, fonts: &mut Fonts) {
        if let Some(at) = self.pointer
            && is_down
        {
            for id in self.under_pointer() {
                if self.world.grab(id, at) {
                    break;
                }
            }
        } else {
            self.world.release();
        }
        self.motion.press(is_down);
        self.show(fonts);
    }

    /// Scrolls so that this distance of the page is above the viewport.
    pub fn scroll_to(&mut self, scroll: f32, fonts: &mut Fonts) {
        let furthest = (self.artboard.size().height - self.viewport_height).max(0.0);
        self.scroll = scroll.clamp(0.0, furthest);
        let share = if furthest > 0.0 {
            self.scroll / furthest
        } else {
            0.0
        };
        self.motion.set_page_scroll(f64::from(share));
        let bottom = self.scroll + self.viewport_height;
        for id in self.motion.watching() {
            let Some(rect) = self.artboard.rect(id) else {
                continue;
            };
            if rect.y < bottom && rect.bottom() > self.scroll {
                self.motion.enter(id);
            }
            let way = self.viewport_height + rect.height;
            let share = if way > 0.0 {
                (bottom - rect.y) / way
            } else {
                0.0
            };
            self.motion.set_scroll(id, f64::from(share));
        }
        self.show(fonts);
    }

    /// How far the page is scrolled, in px.
    pub fn scroll(&self) -> f32 {
        self.scroll
    }

    /// Fires a trigger of the page's state machines; `on` restricts it to those that hold the
    /// element. Whether any took a transition.
    pub fn fire(&mut self, trigger: &str, on: Option<ElementId>, fonts: &mut Fonts) -> bool {
        let taken = self.motion.fire(trigger, on);
        self.show(fonts);
        taken
    }

    /// The state that an element's machine is in.
    pub fn state(&self, machine: ElementId) -> Option<&str> {
        self.motion.state(machine)
    }

    /// The value of a variable, of the first machine that has it.
    ///
    /// # Errors
    /// Where none has.
    pub fn variable(&self, name: &str) -> Result<&VariableValue, VariableError> {
        self.motion.variable(name)
    }

    /// Sets a variable in every machine that has it.
    ///
    /// # Errors
    /// Where none has it, or where it holds another kind of value.
    pub fn set_variable(
        &mut self,
        name: &str,
        value: &VariableValue,
        fonts: &mut Fonts,
    ) -> Result<(), VariableError> {
        self.motion.set_variable(name, value)?;
        self.show(fonts);
        Ok(())
    }

    /// Where a body is: how far its middle moved, in px, and how far it turned, in radians.
    pub fn pose(&self, element: ElementId) -> Option<Pose> {
        self.world.pose(element)
    }

    /// Changes a body's velocity by so many px a second. Whether there is such a body.
    pub fn throw(&mut self, element: ElementId, velocity: Point) -> bool {
        self.world.throw(element, velocity)
    }

    /// Lets particles out of an element, as many as given or as its emitter's burst says. Whether
    /// it has an emitter.
    pub fn emit(&mut self, element: ElementId, count: Option<u32>) -> bool {
        self.world.emit(element, count)
    }

    /// How many particles live now.
    pub fn particle_count(&self) -> usize {
        self.world.particles().count()
    }

    /// A number that every bit of every body and particle goes into.
    pub fn fingerprint(&self) -> u64 {
        self.world.fingerprint()
    }

    /// Shows one animation of an element at a time after its trigger, and the rest of the page as
    /// it is laid out; `None` lets it play.
    pub fn hold(&mut self, held: Option<(ElementId, usize, Duration)>, fonts: &mut Fonts) {
        self.motion.hold(held);
        self.show(fonts);
    }

    /// The page as it is now, to measure and hit.
    pub fn artboard(&self) -> &Artboard {
        &self.artboard
    }

    /// What to draw of the page now, particles above all.
    pub fn display_list(&self, viewport: Viewport) -> DisplayList {
        let mut list = self.artboard.display_list(viewport);
        self.add_particles(&mut list);
        list
    }

    /// As [`Self::display_list`], on a white sheet of the given area.
    pub fn display_list_on_paper(&self, viewport: Viewport, sheet: Rect) -> DisplayList {
        let mut list = self.artboard.display_list_on_paper(viewport, sheet);
        self.add_particles(&mut list);
        list
    }

    fn add_particles(&self, list: &mut DisplayList) {
        let mut ink: Option<Rect> = None;
        let primitives: Vec<Primitive> = self
            .world
            .particles()
            .filter(|it| it.color.a > 0 && it.size > 0.0)
            .map(|it| {
                let half = it.size / 2.0;
                let rect = Rect::new(it.center.x - half, it.center.y - half, it.size, it.size);
                ink = Some(ink.map_or(rect, |all| all.union(&rect)));
                Primitive::Fill {
                    shape: match it.shape {
                        EmitterShape::Dot => RoundedRect::uniform(rect, half),
                        EmitterShape::Square => RoundedRect::square(rect),
                    },
                    source: PaintSource::Solid(it.color),
                }
            })
            .collect();
        if primitives.is_empty() {
            return;
        }
        list.items.push(DisplayItem::Draw {
            fragment: Arc::new(Fragment {
                element: self.tree.root(),
                box_primitives: primitives,
                content_primitives: Vec::new(),
                ink,
            }),
            part: Part::Box,
            origin: Point::default(),
            opacity: 1.0,
        });
    }

    /// What the pointer is over, the innermost first, with all that holds it.
    fn under_pointer(&self) -> Vec<ElementId> {
        let hit = self
            .pointer
            .and_then(|at| self.artboard.hit(at).first().copied());
        hit.into_iter()
            .flat_map(|id| std::iter::once(id).chain(self.tree.ancestors(id)))
            .collect()
    }

    /// Makes the page look as it should now.
    fn show(&mut self, fonts: &mut Fonts) {
        let mut wanted = self.motion.overrides();
        for id in self.world.bodies() {
            let pose = self.world.pose(id).unwrap_or_default();
            // A kinematic body is where its animations say.
            let is_moved = pose != Pose::default()
                && self.document.get(id).is_some_and(|it| {
                    moves_by_itself(it.value(Property::Body, Breakpoint::Desktop))
                });
            if is_moved {
                add_pose(wanted.entry(id).or_default(), pose);
            }
        }
        let mut change = PageChange::default();
        for id in wanted.keys().chain(self.shown.keys()) {
            if wanted.get(id) != self.shown.get(id) {
                change.restyled.insert(*id);
            }
        }
        if change.is_empty() {
            return;
        }
        let breakpoint = self.artboard.scene().breakpoint;
        for id in &change.restyled {
            let Some(own) = self.document.get(*id) else {
                continue;
            };
            let element = match wanted.get(id) {
                None => Arc::clone(own),
                Some(values) => {
                    let mut element = own.as_ref().clone();
                    set_values(&mut element.properties, values, breakpoint, || {
                        match own.value(Property::Transform, breakpoint) {
                            Some(Value::Transform(functions)) => functions.clone(),
                            _ => Vec::new(),
                        }
                    });
                    Arc::new(element)
                }
            };
            self.tree.insert(element);
        }
        self.artboard.apply(&self.tree, &change, fonts);
        self.shown = wanted;
    }
}

/// The page's bodies and emitters, in document order, with the boxes they have.
fn physical(tree: &Tree, artboard: &Artboard) -> (Vec<BodyBox>, Vec<EmitterBox>) {
    let mut bodies: Vec<BodyBox> = Vec::new();
    let mut emitters = Vec::new();
    for id in tree.subtree(tree.root()) {
        let (Some(element), Some(rect)) = (tree.get(id), artboard.rect(id)) else {
            continue;
        };
        let emitter = element.value(Property::Emitter, Breakpoint::Desktop);
        if let Some(Value::Emitter(Some(emitter))) = emitter {
            emitters.push(EmitterBox {
                element: id,
                rect,
                emitter: emitter.as_ref().clone(),
            });
        }
        let body = element.value(Property::Body, Breakpoint::Desktop);
        let Some(Value::Body(Some(body))) = body else {
            continue;
        };
        let mut carried = false;
        for it in &mut bodies {
            if tree.is_ancestor(it.element, id) {
                it.holds_bodies = true;
                carried |= it.body.kind != BodyKind::Fixed;
            }
        }
        if carried || id == tree.root() {
            continue;
        }
        let radius = artboard
            .scene()
            .node(id)
            .map_or(Length::ZERO, |node| node.style.border_radius.top_left);
        bodies.push(BodyBox {
            element: id,
            name: element.name.clone(),
            rect,
            radius_px: radius.resolve_or_zero(rect.width.min(rect.height)),
            holds_bodies: false,
            body: body.as_ref().clone(),
        });
    }
    (bodies, emitters)
}

fn moves_by_itself(body: Option<&Value>) -> bool {
    matches!(body, Some(Value::Body(Some(body))) if body.kind == BodyKind::Dynamic)
}

/// Where an element's own animations put it.
fn pose_of(values: &BTreeMap<Animatable, MotionValue>, size: Size) -> Pose {
    let mut pose = Pose::default();
    if let Some(MotionValue::Translate([x, y])) = values.get(&Animatable::Translate) {
        pose.offset = Point::new(
            x.px + size.width * x.percent / 100.0,
            y.px + size.height * y.percent / 100.0,
        );
    }
    if let Some(MotionValue::Rotate(degrees)) = values.get(&Animatable::Rotate) {
        pose.angle = degrees.to_radians();
    }
    pose
}

/// Adds what physics did to what animations do.
fn add_pose(values: &mut BTreeMap<Animatable, MotionValue>, pose: Pose) {
    let [mut x, mut y] = match values.get(&Animatable::Translate) {
        Some(MotionValue::Translate(distances)) => *distances,
        _ => [Distance::default(); 2],
    };
    x.px += pose.offset.x;
    y.px += pose.offset.y;
    let turned = match values.get(&Animatable::Rotate) {
        Some(MotionValue::Rotate(degrees)) => *degrees,
        _ => 0.0,
    };
    let degrees = turned + pose.angle.to_degrees();
    values.insert(Animatable::Translate, MotionValue::Translate([x, y]));
    values.insert(Animatable::Rotate, MotionValue::Rotate(degrees));
}

/// Sets what moves on an element's properties. CSS's `translate`, `rotate` and `scale` come
/// before the functions of `transform`.
fn set_values(
    properties: &mut BTreeMap<PropertyKey, Value>,
    values: &BTreeMap<Animatable, MotionValue>,
    breakpoint: Breakpoint,
    own_transform: impl Fn() -> Vec<TransformFunction>,
) {
    let mut before = Vec::new();
    let mut transform = None;
    // The map's order is the one in which CSS applies them.
    for (target, value) in values {
        match (target, value) {
            (Animatable::Property(Property::Transform), MotionValue::Value(value)) => {
                if let Value::Transform(functions) = value {
                    transform = Some(functions.clone());
                }
            }
            (Animatable::Property(property), MotionValue::Value(value)) => {
                properties.insert(PropertyKey::at(*property, breakpoint), value.clone());
            }
            (_, MotionValue::Translate([x, y])) => {
                before.push(TransformFunction::Translate(
                    Length::sum(x.percent, x.px),
                    Length::sum(y.percent, y.px),
                ));
            }
            (_, MotionValue::Rotate(degrees)) => before.push(TransformFunction::Rotate(*degrees)),
            (_, MotionValue::Scale([x, y])) => before.push(TransformFunction::Scale(*x, *y)),
            (_, MotionValue::Value(_)) => {}
        }
    }
    if !before.is_empty() || transform.is_some() {
        before.extend(transform.unwrap_or_else(own_transform));
        properties.insert(
            PropertyKey::at(Property::Transform, breakpoint),
            Value::Transform(before),
        );
    }
}
