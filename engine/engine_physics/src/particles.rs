//! Particles: born in an element's box, moved by speed and gravity, gone after their time.

use omnios_model::motion::{Emitter, EmitterShape};
use omnios_model::{Color, Point, Rect};

use crate::random::Pcg;

/// A particle as it is seen now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Particle {
    /// Its middle, in CSS px of the page.
    pub center: Point,
    /// Diameter or edge in px.
    pub size: f32,
    /// Its colour, opacity included.
    pub color: Color,
    /// Its form.
    pub shape: EmitterShape,
}

#[derive(Debug, Clone)]
struct Living {
    position: [f32; 2],
    velocity: [f32; 2],
    age_secs: f32,
    lifetime_secs: f32,
}

/// One emitter and what came out of it.
#[derive(Debug, Clone)]
pub(crate) struct Fountain {
    emitter: Emitter,
    pcg: Pcg,
    /// Parts of a particle that are due.
    due: f32,
    living: Vec<Living>,
}

impl Fountain {
    pub(crate) fn new(emitter: Emitter, seed: u64) -> Self {
        Self {
            emitter,
            pcg: Pcg::new(seed),
            due: 0.0,
            living: Vec::new(),
        }
    }

    /// Lets `count` particles out of the box at once, as far as there is room for them.
    pub(crate) fn burst(&mut self, area: Rect, count: u32) {
        for _ in 0..count {
            if self.living.len() >= self.emitter.most as usize {
                return;
            }
            self.bear(area);
        }
    }

    pub(crate) fn burst_of_emitter(&self) -> u32 {
        self.emitter.burst
    }

    pub(crate) fn step(&mut self, area: Rect, step_secs: f32) {
        let gravity = self.emitter.gravity;
        for it in &mut self.living {
            it.age_secs += step_secs;
            it.velocity[1] += gravity * step_secs;
            it.position[0] += it.velocity[0] * step_secs;
            it.position[1] += it.velocity[1] * step_secs;
        }
        self.living.retain(|it| it.age_secs < it.lifetime_secs);
        self.due += self.emitter.rate * step_secs;
        let whole = self.due as u32;
        self.due -= whole as f32;
        self.burst(area, whole);
    }

    fn bear(&mut self, area: Rect) {
        let (emitter, pcg) = (&self.emitter, &mut self.pcg);
        let position = [
            pcg.between(area.x, area.right()),
            pcg.between(area.y, area.bottom()),
        ];
        let half = emitter.spread / 2.0;
        let angle = pcg.between(emitter.direction - half, emitter.direction + half);
        let (sine, cosine) = libm::sincosf(angle * (std::f32::consts::PI / 180.0));
        let speed = pcg.between(emitter.speed.from, emitter.speed.to);
        let [from, to] =
            [emitter.lifetime.from, emitter.lifetime.to].map(|time| time.as_secs_f32());
        let lifetime_secs = pcg.between(from, to);
        self.living.push(Living {
            position,
            velocity: [cosine * speed, sine * speed],
            age_secs: 0.0,
            lifetime_secs,
        });
    }

    pub(crate) fn particles(&self) -> impl Iterator<Item = Particle> + '_ {
        let it = &self.emitter;
        self.living.iter().map(move |living| {
            let share = (living.age_secs / living.lifetime_secs).clamp(0.0, 1.0);
            let mix = |from: f32, to: f32| from + (to - from) * share;
            let channel = |from: u8, to: u8| mix(f32::from(from), f32::from(to)).round() as u8;
            let (from, to) = (it.color.from, it.color.to);
            let color = Color::rgba(
                channel(from.r, to.r),
                channel(from.g, to.g),
                channel(from.b, to.b),
                channel(from.a, to.a),
            );
            Particle {
                center: Point::new(living.position[0], living.position[1]),
                size: mix(it.size.from, it.size.to),
                color: color.faded(mix(it.opacity.from, it.opacity.to)),
                shape: it.shape,
            }
        })
    }
}
