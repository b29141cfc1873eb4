//! Damped springs, solved in closed form.

use std::fmt;
use std::time::Duration;

/// A spring settles once its end is this close to where it rests, as a share of the way.
const SETTLED: f64 = 0.001;
/// The longest that a spring may swing.
const LONGEST_SECS: f64 = 20.0;

/// A mass on a damped spring, released at 0 and resting at 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spring {
    /// Above 0.
    pub mass: f32,
    /// Force a unit of way; above 0.
    pub stiffness: f32,
    /// Force a unit of speed; at least 0.
    pub damping: f32,
    /// Speed at the release, in ways a second.
    pub velocity: f32,
}

impl Spring {
    /// Where the end is after `secs` seconds: 0 at the start, 1 at rest, beyond 1 where it
    /// overshoots. The solution of `m x'' + c x' + k (x − 1) = 0`.
    pub fn position(&self, secs: f64) -> f64 {
        let (omega, zeta) = self.frequency_and_ratio();
        let velocity = f64::from(self.velocity);
        if secs <= 0.0 {
            return 0.0;
        }
        if (zeta - 1.0).abs() < 1.0e-6 {
            // Critically damped.
            let slope = omega - velocity;
            return 1.0 - libm::exp(-omega * secs) * (1.0 + slope * secs);
        }
        if zeta < 1.0 {
            let damped = omega * (1.0 - zeta * zeta).sqrt();
            let sine = (zeta * omega - velocity) / damped;
            let swing = libm::cos(damped * secs) + sine * libm::sin(damped * secs);
            return 1.0 - libm::exp(-zeta * omega * secs) * swing;
        }
        let root = omega * (zeta * zeta - 1.0).sqrt();
        let (slow, fast) = (-zeta * omega + root, -zeta * omega - root);
        // y = 1 − x decays from 1 with speed −velocity.
        let fast_share = (slow + velocity) / (slow - fast);
        let slow_share = 1.0 - fast_share;
        1.0 - slow_share * libm::exp(slow * secs) - fast_share * libm::exp(fast * secs)
    }

    /// When the end stays within a thousandth of where it rests, at most 20 s.
    pub fn settling_time(&self) -> Duration {
        let (omega, zeta) = self.frequency_and_ratio();
        let velocity = f64::from(self.velocity);
        let secs = if zeta < 1.0 {
            // The envelope's height at the start, and how fast it decays.
            let damped = omega * (1.0 - zeta * zeta).sqrt();
            let sine = (zeta * omega - velocity) / damped;
            let height = (1.0 + sine * sine).sqrt();
            let decay = (zeta * omega).max(1.0e-9);
            libm::log(height / SETTLED) / decay
        } else {
            // Past the peak the way to 1 shrinks steadily.
            let (mut low, mut high) = (0.0, LONGEST_SECS);
            for _ in 0..50 {
                let middle = (low + high) / 2.0;
                if (1.0 - self.position(middle)).abs() > SETTLED {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            high
        };
        let micros = (secs.clamp(0.001, LONGEST_SECS) * 1000.0).ceil() * 1000.0;
        Duration::from_micros(micros as u64)
    }

    /// Natural frequency in radians a second, and the damping ratio: 1 is critical.
    fn frequency_and_ratio(&self) -> (f64, f64) {
        let (mass, stiffness) = (f64::from(self.mass), f64::from(self.stiffness));
        let omega = (stiffness / mass).sqrt();
        let zeta = f64::from(self.damping) / (2.0 * (stiffness * mass).sqrt());
        (omega, zeta)
    }
}

impl fmt::Display for Spring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "spring({}, {}, {}",
            self.mass, self.stiffness, self.damping
        )?;
        if self.velocity != 0.0 {
            write!(f, ", {}", self.velocity)?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The equation of motion, stepped finely.
    fn integrated(spring: Spring, secs: f64) -> f64 {
        let steps = 200_000;
        let dt = secs / f64::from(steps);
        let (mut x, mut v) = (0.0, f64::from(spring.velocity));
        for _ in 0..steps {
            let force = f64::from(spring.stiffness) * (1.0 - x) - f64::from(spring.damping) * v;
            v += force / f64::from(spring.mass) * dt;
            x += v * dt;
        }
        x
    }

    #[test]
    fn springs_solve_their_equation_whatever_their_damping() {
        for (damping, velocity) in [
            (0.0, 0.0),
            (4.0, 0.0),
            (20.0, 0.0),
            (20.0, 5.0),
            (50.0, 0.0),
            (50.0, -3.0),
            (8.0, 12.0),
        ] {
            let spring = Spring {
                mass: 1.0,
                stiffness: 100.0,
                damping,
                velocity,
            };
            for secs in [0.05, 0.2, 0.7, 1.5] {
                let difference = spring.position(secs) - integrated(spring, secs);
                assert!(difference.abs() < 1.0e-3, "{spring:?} at {secs}");
            }
        }
    }

    #[test]
    fn a_settled_spring_rests() {
        for damping in [6.0, 20.0, 40.0] {
            let spring = Spring {
                mass: 1.0,
                stiffness: 100.0,
                damping,
                velocity: 0.0,
            };
            let settled = spring.settling_time().as_secs_f64();
            for later in [0.0, 0.1, 0.5, 2.0] {
                let way = 1.0 - spring.position(settled + later);
                assert!(way.abs() <= 0.001_1, "{damping}: {way}");
            }
        }
    }
}
