//! Particle emitters.

use std::fmt;
use std::time::Duration;

use super::MotionError;
use super::body::in_brackets;
use super::reader::{Read, Reader, write_duration};
use crate::Color;

/// Two bounds; a particle gets a value between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span<T> {
    /// The smaller bound, or the value at a particle's birth.
    pub from: T,
    /// The greater bound, or the value at its end.
    pub to: T,
}

/// The form of a particle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EmitterShape {
    /// Round.
    Dot,
    /// A square.
    Square,
}

/// Particles that come out of an element's box.
#[derive(Debug, Clone, PartialEq)]
pub struct Emitter {
    /// Particles a second.
    pub rate: f32,
    /// Particles at once at the start, and at each call for a burst.
    pub burst: u32,
    /// How long each lives; at least 1 ms.
    pub lifetime: Span<Duration>,
    /// Middle of the cone they leave in, degrees clockwise from pointing right.
    pub direction: f32,
    /// The cone's whole opening in degrees; 360 is every way.
    pub spread: f32,
    /// Speed at birth, px a second.
    pub speed: Span<f32>,
    /// Acceleration downwards, px a second squared.
    pub gravity: f32,
    /// Diameter or edge, from birth to end, in px.
    pub size: Span<f32>,
    /// Colour from birth to end.
    pub color: Span<Color>,
    /// Opacity from birth to end, 0 to 1.
    pub opacity: Span<f32>,
    /// The particles' form.
    pub shape: EmitterShape,
    /// No more than this many live at once.
    pub most: u32,
}

/// The most particles that an emitter may have at once.
const MOST: u32 = 20_000;

impl Emitter {
    /// Reads an emitter; `none` is none.
    ///
    /// # Errors
    /// Where the text is no emitter; the error says what was expected where.
    pub fn parse(text: &str) -> Result<Option<Self>, MotionError> {
        let mut reader = Reader::new(text)?;
        if reader.is_at_end() {
            return Ok(None);
        }
        if reader.takes_word("none") {
            return if reader.is_at_end() {
                Ok(None)
            } else {
                Err(reader.error("nothing more is expected after none"))
            };
        }
        let second = Duration::from_secs(1);
        let mut emitter = Self {
            rate: 0.0,
            burst: 0,
            lifetime: Span {
                from: second,
                to: second,
            },
            direction: -90.0,
            spread: 60.0,
            speed: Span {
                from: 80.0,
                to: 160.0,
            },
            gravity: 0.0,
            size: Span { from: 6.0, to: 6.0 },
            color: Span {
                from: Color::BLACK,
                to: Color::BLACK,
            },
            opacity: Span { from: 1.0, to: 0.0 },
            shape: EmitterShape::Dot,
            most: 1000,
        };
        while !reader.is_at_end() {
            emitter.read_part(&mut reader)?;
        }
        if emitter.rate == 0.0 && emitter.burst == 0 {
            return Err(reader.error("rate(…) or burst(…) is expected: else nothing comes out"));
        }
        Ok(Some(emitter))
    }

    fn read_part(&mut self, reader: &mut Reader<'_>) -> Read<()> {
        let start = reader.position();
        let number = |reader: &mut Reader<'_>, min, max| {
            in_brackets(reader, |it| it.number_within("a number", min, max))
        };
        match reader.word() {
            Some("dot") => self.shape = EmitterShape::Dot,
            Some("square") => self.shape = EmitterShape::Square,
            Some("rate") => self.rate = number(reader, 0.0, 10_000.0)?,
            Some("burst") => self.burst = number(reader, 0.0, MOST as f32)? as u32,
            Some("most") => self.most = number(reader, 1.0, MOST as f32)? as u32,
            Some("lifetime") => {
                self.lifetime = in_brackets(reader, |it| {
                    span(it, |it| {
                        let at = it.position();
                        it.duration()?
                            .filter(|time| *time >= Duration::from_millis(1))
                            .ok_or_else(|| it.error_at(at, "a time such as 800ms is expected"))
                    })
                })?;
            }
            Some("direction") => {
                self.direction = in_brackets(reader, |it| it.degrees("an angle"))?;
            }
            Some("spread") => self.spread = in_brackets(reader, |it| it.degrees("an angle"))?,
            Some("speed") => {
                self.speed = in_brackets(reader, |it| span(it, |it| it.px("a speed")))?;
            }
            Some("gravity") => {
                self.gravity = in_brackets(reader, |it| it.px("an acceleration"))?;
            }
            Some("size") => {
                self.size = in_brackets(reader, |it| {
                    span(it, |it| {
                        let at = it.position();
                        let size = it.px("a size")?;
                        if (0.0..=1000.0).contains(&size) {
                            Ok(size)
                        } else {
                            Err(it.error_at(at, "a size from 0px to 1000px is expected"))
                        }
                    })
                })?;
            }
            Some("opacity") => {
                self.opacity = in_brackets(reader, |it| {
                    span(it, |it| it.number_within("an opacity", 0.0, 1.0))
                })?;
            }
            Some("color") => {
                self.color = in_brackets(reader, |it| {
                    span(it, |it| {
                        let at = it.position();
                        Color::parse(it.until(&[',', ')']))
                            .ok_or_else(|| it.error_at(at, "a colour such as #ffcc00 is expected"))
                    })
                })?;
            }
            _ => {
                let message = "rate(…), burst(…), lifetime(…), direction(…), spread(…), speed(…), \
                               gravity(…), size(…), color(…), opacity(…), most(…), dot or square \
                               is expected";
                return Err(reader.error_at(start, message));
            }
        }
        Ok(())
    }
}

/// `A` or `A, B`.
fn span<T: Copy>(
    reader: &mut Reader<'_>,
    read: impl Fn(&mut Reader<'_>) -> Read<T>,
) -> Read<Span<T>> {
    let from = read(reader)?;
    let to = if reader.takes(",") {
        read(reader)?
    } else {
        from
    };
    Ok(Span { from, to })
}

impl fmt::Display for Emitter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.shape {
            EmitterShape::Dot => "dot",
            EmitterShape::Square => "square",
        })?;
        if self.rate != 0.0 {
            write!(f, " rate({})", self.rate)?;
        }
        if self.burst != 0 {
            write!(f, " burst({})", self.burst)?;
        }
        let [shortest, longest] = [self.lifetime.from, self.lifetime.to].map(write_duration);
        write!(f, " lifetime({shortest}, {longest})")?;
        write!(
            f,
            " direction({}deg) spread({}deg) speed({}px, {}px)",
            self.direction, self.spread, self.speed.from, self.speed.to
        )?;
        if self.gravity != 0.0 {
            write!(f, " gravity({}px)", self.gravity)?;
        }
        write!(
            f,
            " size({}px, {}px) color({}, {}) opacity({}, {}) most({})",
            self.size.from,
            self.size.to,
            self.color.from,
            self.color.to,
            self.opacity.from,
            self.opacity.to,
            self.most
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emitters_read_back_what_they_write() {
        let text = "rate(40) burst(12) square lifetime(500ms, 1.5s) direction(-45deg) speed(200) \
                    color(rgb(1, 2, 3), #ffcc0000) size(8px, 0) opacity(0.5)";
        let emitter = Emitter::parse(text).unwrap().unwrap();
        assert_eq!(emitter.color.from, Color::rgba(1, 2, 3, 255));
        assert_eq!(Emitter::parse(&emitter.to_string()), Ok(Some(emitter)));
    }

    #[test]
    fn an_emitter_without_particles_is_refused() {
        for text in ["dot", "rate(-1)", "burst(3) lifetime(0ms)", "sparkle"] {
            assert!(Emitter::parse(text).is_err(), "{text}");
        }
    }
}
