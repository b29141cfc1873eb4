//! The world: bodies, springs, emitters, and the steps they take.

use std::collections::BTreeMap;
use std::time::Duration;

use omnios_model::motion::{Body, BodyKind, Emitter};
use omnios_model::{ElementId, Point, Rect};
use rapier2d::prelude::{
    CoefficientCombineRule, ColliderBuilder, MotorModel, PhysicsWorld, Pose as Placement,
    RevoluteJointBuilder, RigidBody, RigidBodyBuilder, RigidBodyHandle, Rotation,
    SpringJointBuilder, Vector,
};

use crate::particles::{Fountain, Particle};
use crate::shape;

/// The length of a step: 120 a second.
pub const STEP_SECS: f32 = 1.0 / 120.0;
const STEP_NANOS: u128 = 1_000_000_000 / 120;
/// Acceleration downwards, in px/s²: a hundred px stand for a metre, rounded.
const GRAVITY_PX: f32 = 1000.0;
const PX_A_METRE: f32 = 100.0;
/// Accelerations of a spring that draws a grabbed body to the pointer, critically damped.
const GRAB_STIFFNESS: f32 = 400.0;
const GRAB_DAMPING: f32 = 40.0;
/// Half of how thick the page's walls are.
const WALL_PX: f32 = 10_000.0;
/// Faster is cut off: beyond, nothing would be seen of a movement.
const FASTEST_PX: f32 = 20_000.0;

/// An element that is a body.
#[derive(Debug, Clone)]
pub struct BodyBox {
    /// Which element.
    pub element: ElementId,
    /// The name that springs call it by.
    pub name: String,
    /// Its border box on the page.
    pub rect: Rect,
    /// Radius of its corners.
    pub radius_px: f32,
    /// Whether other bodies lie inside, so that a fixed body is a wall around them.
    pub holds_bodies: bool,
    /// How it takes part.
    pub body: Body,
}

/// An element that emits particles.
#[derive(Debug, Clone)]
pub struct EmitterBox {
    /// Which element.
    pub element: ElementId,
    /// Its border box on the page.
    pub rect: Rect,
    /// What it emits.
    pub emitter: Emitter,
}

/// How far an element is from where it was laid out.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pose {
    /// How far its middle moved, in px.
    pub offset: Point,
    /// How far it turned around its middle, in radians clockwise.
    pub angle: f32,
}

#[derive(Debug)]
struct Entry {
    handle: RigidBodyHandle,
    rect: Rect,
    kind: BodyKind,
    is_wall: bool,
    /// The turns that the solver's angle, within half a turn, leaves out.
    turns: i32,
    last_angle: f32,
}

/// Bodies and particles of one page.
pub struct World {
    physics: PhysicsWorld,
    entries: BTreeMap<ElementId, Entry>,
    fountains: BTreeMap<ElementId, (Rect, Fountain)>,
    /// Time that no step has used up.
    left: Duration,
    steps: u64,
    grabbed: Option<Grab>,
}

#[derive(Debug, Clone, Copy)]
struct Grab {
    handle: RigidBodyHandle,
    /// Where it was grabbed, in the body's own coordinates.
    point: Vector,
    to: Vector,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World")
            .field("steps", &self.steps)
            .field("entries", &self.entries)
            .finish_non_exhaustive()
    }
}

impl World {
    /// A world at its start. `page` is a wall but for its top; `seed` decides what particles do.
    /// Bursts come out at once.
    pub fn new(page: Rect, bodies: &[BodyBox], emitters: &[EmitterBox], seed: u64) -> Self {
        let mut physics = PhysicsWorld {
            gravity: Vector::new(0.0, GRAVITY_PX),
            ..PhysicsWorld::default()
        };
        physics.integration_parameters.dt = STEP_SECS;
        physics.integration_parameters.length_unit = PX_A_METRE;
        let mut world = Self {
            physics,
            entries: BTreeMap::new(),
            fountains: BTreeMap::new(),
            left: Duration::ZERO,
            steps: 0,
            grabbed: None,
        };
        let ground = world.physics.insert_body(RigidBodyBuilder::fixed());
        if !bodies.is_empty() {
            // The side walls reach far above the page, so that what is thrown up comes back down
            // inside.
            let half_height = page.height / 2.0 + WALL_PX;
            let middle = page.center();
            for (center, half_width, half_height) in [
                (
                    Vector::new(middle.x, page.bottom() + WALL_PX),
                    page.width / 2.0 + 2.0 * WALL_PX,
                    WALL_PX,
                ),
                (
                    Vector::new(page.x - WALL_PX, page.bottom() - half_height),
                    WALL_PX,
                    half_height,
                ),
                (
                    Vector::new(page.right() + WALL_PX, page.bottom() - half_height),
                    WALL_PX,
                    half_height,
                ),
            ] {
                let wall = ColliderBuilder::cuboid(half_width, half_height)
                    .restitution(0.0)
                    .translation(center);
                world.physics.insert_collider(wall, Some(ground));
            }
        }
        for it in bodies {
            world.add_body(it);
        }
        for it in bodies {
            world.add_joints(it, bodies, ground);
        }
        for it in emitters {
            let seed = seed ^ it.element.bits().wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut fountain = Fountain::new(it.emitter.clone(), seed);
            fountain.burst(it.rect, fountain.burst_of_emitter());
            world.fountains.insert(it.element, (it.rect, fountain));
        }
        world
    }

    fn add_body(&mut self, it: &BodyBox) {
        let center = vector(it.rect.center());
        let [x, y] = it.body.velocity;
        let speed = |speed: f32| speed.clamp(-FASTEST_PX, FASTEST_PX);
        let builder = match it.body.kind {
            BodyKind::Dynamic => RigidBodyBuilder::dynamic()
                .linvel(Vector::new(speed(x), speed(y)))
                .angvel(it.body.spin.to_radians())
                .gravity_scale(it.body.gravity)
                .linear_damping(it.body.drag)
                .angular_damping(it.body.drag)
                .ccd_enabled(true),
            BodyKind::Fixed => RigidBodyBuilder::fixed(),
            BodyKind::Kinematic => RigidBodyBuilder::kinematic_position_based(),
        };
        let is_wall = it.body.kind == BodyKind::Fixed && it.holds_bodies;
        let collider = if is_wall {
            let (half_width, half_height) = (it.rect.width / 2.0, it.rect.height / 2.0);
            let corner = |x: f32, y: f32| Vector::new(x * half_width, y * half_height);
            let around = [
                corner(-1.0, -1.0),
                corner(1.0, -1.0),
                corner(1.0, 1.0),
                corner(-1.0, 1.0),
                corner(-1.0, -1.0),
            ];
            ColliderBuilder::polyline(around.to_vec(), None)
        } else {
            shape::collider(it.body.shape, it.rect.size(), it.radius_px)
        };
        let collider = collider
            .density(it.body.density)
            .restitution(it.body.restitution)
            // A lively ball bounces on a dull floor.
            .restitution_combine_rule(CoefficientCombineRule::Max)
            .friction(it.body.friction);
        let (handle, _) = self.physics.insert(builder.translation(center), collider);
        self.entries.insert(
            it.element,
            Entry {
                handle,
                rect: it.rect,
                kind: it.body.kind,
                is_wall,
                turns: 0,
                last_angle: 0.0,
            },
        );
    }

    fn add_joints(&mut self, it: &BodyBox, bodies: &[BodyBox], ground: RigidBodyHandle) {
        let Some(own) = self.entries.get(&it.element).map(|entry| entry.handle) else {
            return;
        };
        if let Some(pin) = it.body.pin {
            let local = Vector::new(
                it.rect.width * (pin.x_percent / 100.0 - 0.5),
                it.rect.height * (pin.y_percent / 100.0 - 0.5),
            );
            let joint = RevoluteJointBuilder::new()
                .local_anchor1(vector(it.rect.center()) + local)
                .local_anchor2(local);
            self.physics.insert_impulse_joint(ground, own, joint);
        }
        for spring in &it.body.springs {
            let place = it.rect.center();
            let (other, anchor, length) = match &spring.to {
                None => (ground, vector(place), 0.0),
                Some(name) => {
                    let found = bodies
                        .iter()
                        .find(|other| other.name == *name && other.element != it.element);
                    let Some(other) = found else { continue };
                    let Some(entry) = self.entries.get(&other.element) else {
                        continue;
                    };
                    let way = vector(other.rect.center()) - vector(place);
                    (entry.handle, Vector::ZERO, way.length())
                }
            };
            let joint = SpringJointBuilder::new(length, spring.stiffness, spring.damping)
                .spring_model(MotorModel::AccelerationBased)
                .local_anchor1(anchor)
                .local_anchor2(Vector::ZERO)
                .contacts_enabled(true);
            self.physics.insert_impulse_joint(other, own, joint);
        }
    }

    /// Lets time pass: as many whole steps as fit, the rest waits for the next call.
    pub fn advance(&mut self, elapsed: Duration) {
        self.left += elapsed;
        let steps = self.left.as_nanos() / STEP_NANOS;
        for _ in 0..steps {
            self.step();
        }
        let used = u64::try_from(steps * STEP_NANOS).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(Duration::from_nanos(used));
    }

    /// One step of [`STEP_SECS`].
    pub fn step(&mut self) {
        self.draw_grabbed();
        if !self.entries.is_empty() {
            self.physics.step();
        }
        for entry in self.entries.values_mut() {
            if let Some(body) = self.physics.bodies.get(entry.handle) {
                let angle = body.rotation().angle();
                // More than half a turn in a step is a turn around the cut.
                let way = angle - entry.last_angle;
                if way > std::f32::consts::PI {
                    entry.turns -= 1;
                } else if way < -std::f32::consts::PI {
                    entry.turns += 1;
                }
                entry.last_angle = angle;
            }
        }
        let areas: Vec<(ElementId, Rect)> = self
            .fountains
            .iter()
            .map(|(id, (rect, _))| {
                let moved = self.pose(*id).unwrap_or_default().offset;
                (*id, rect.translated(moved))
            })
            .collect();
        for (id, area) in areas {
            if let Some((_, fountain)) = self.fountains.get_mut(&id) {
                fountain.step(area, STEP_SECS);
            }
        }
        self.steps += 1;
    }

    fn draw_grabbed(&mut self) {
        let Some(grab) = self.grabbed else { return };
        let Some(body) = self.physics.bodies.get_mut(grab.handle) else {
            return;
        };
        let at = body.position().transform_point(grab.point);
        let velocity = body.velocity_at_point(at);
        let pull = (grab.to - at) * GRAB_STIFFNESS - velocity * GRAB_DAMPING;
        let impulse = pull * (body.mass() * STEP_SECS);
        body.apply_impulse_at_point(impulse, at, true);
    }

    /// How many steps were taken.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The elements that are bodies.
    pub fn bodies(&self) -> impl Iterator<Item = ElementId> + '_ {
        self.entries.keys().copied()
    }

    /// How far an element moved and turned; `None` for what is no body.
    pub fn pose(&self, element: ElementId) -> Option<Pose> {
        let entry = self.entries.get(&element)?;
        let body = self.physics.bodies.get(entry.handle)?;
        let moved = body.translation() - vector(entry.rect.center());
        let full = 2.0 * std::f32::consts::PI;
        Some(Pose {
            offset: Point::new(moved.x, moved.y),
            angle: entry.last_angle + full * entry.turns as f32,
        })
    }

    /// Gives a dynamic body a push: its velocity changes by this many px a second. Whether there
    /// is such a body.
    pub fn throw(&mut self, element: ElementId, velocity: Point) -> bool {
        let bounded = |speed: f32| speed.clamp(-FASTEST_PX, FASTEST_PX);
        let change = Vector::new(bounded(velocity.x), bounded(velocity.y));
        self.dynamic(element).is_some_and(|body| {
            let impulse = change * body.mass();
            body.apply_impulse(impulse, true);
            true
        })
    }

    /// Takes hold of a dynamic body at a point of the page. Whether there is one.
    pub fn grab(&mut self, element: ElementId, at: Point) -> bool {
        let handle = match self.entries.get(&element) {
            Some(entry) if entry.kind == BodyKind::Dynamic => entry.handle,
            _ => return false,
        };
        let Some(body) = self.physics.bodies.get(handle) else {
            return false;
        };
        self.grabbed = Some(Grab {
            handle,
            point: body.position().inverse_transform_point(vector(at)),
            to: vector(at),
        });
        true
    }

    /// Draws what was grabbed towards a point of the page.
    pub fn drag(&mut self, to: Point) {
        if let Some(grab) = &mut self.grabbed {
            grab.to = vector(to);
        }
    }

    /// Lets go of what was grabbed; it keeps its speed.
    pub fn release(&mut self) {
        self.grabbed = None;
    }

    /// Says where a kinematic body is to be after the next step.
    pub fn place(&mut self, element: ElementId, pose: Pose) {
        let Some(entry) = self.entries.get(&element) else {
            return;
        };
        if entry.kind != BodyKind::Kinematic {
            return;
        }
        let center = vector(entry.rect.center()) + vector(pose.offset);
        let (sine, cosine) = libm::sincosf(pose.angle);
        if let Some(body) = self.physics.bodies.get_mut(entry.handle) {
            body.set_next_kinematic_position(Placement::from_parts(
                center,
                Rotation::from_cos_sin_unchecked(cosine, sine),
            ));
        }
    }

    /// Lets particles out of an element at once; `None` for as many as its emitter's burst says.
    /// Whether it has an emitter.
    pub fn emit(&mut self, element: ElementId, count: Option<u32>) -> bool {
        let moved = self.pose(element).unwrap_or_default().offset;
        let Some((rect, fountain)) = self.fountains.get_mut(&element) else {
            return false;
        };
        let count = count.unwrap_or_else(|| fountain.burst_of_emitter());
        fountain.burst(rect.translated(moved), count);
        true
    }

    /// The particles that live now, the oldest of each emitter first.
    pub fn particles(&self) -> impl Iterator<Item = Particle> + '_ {
        self.fountains
            .values()
            .flat_map(|(_, fountain)| fountain.particles())
    }

    /// Whether nothing moves until something happens.
    pub fn is_at_rest(&self) -> bool {
        let asleep = |entry: &Entry| {
            entry.kind != BodyKind::Dynamic
                || entry.is_wall
                || self
                    .physics
                    .bodies
                    .get(entry.handle)
                    .is_none_or(RigidBody::is_sleeping)
        };
        self.fountains.is_empty() && self.grabbed.is_none() && self.entries.values().all(asleep)
    }

    /// A number that every bit of every body's and particle's place goes into.
    pub fn fingerprint(&self) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut mix = |number: f32| {
            for byte in number.to_bits().to_le_bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        for pose in self.entries.keys().filter_map(|id| self.pose(*id)) {
            mix(pose.offset.x);
            mix(pose.offset.y);
            mix(pose.angle);
        }
        for particle in self.particles() {
            mix(particle.center.x);
            mix(particle.center.y);
            mix(particle.size);
        }
        hash
    }

    fn dynamic(&mut self, element: ElementId) -> Option<&mut RigidBody> {
        let entry = self.entries.get(&element)?;
        if entry.kind != BodyKind::Dynamic {
            return None;
        }
        self.physics.bodies.get_mut(entry.handle)
    }
}

fn vector(point: Point) -> Vector {
    Vector::new(point.x, point.y)
}
