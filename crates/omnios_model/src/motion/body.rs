//! Elements as rigid bodies.

use std::fmt;

use super::MotionError;
use super::reader::{Read, Reader, quote};

/// How an element takes part in physics.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// What moves it.
    pub kind: BodyKind,
    /// What it collides with.
    pub shape: BodyShape,
    /// Mass a square px; above 0.
    pub density: f32,
    /// How much of its speed a bounce gives back: 0 to 1.
    pub restitution: f32,
    /// Coulomb's coefficient, 0 to 10.
    pub friction: f32,
    /// Speed at the start: right and down, px a second.
    pub velocity: [f32; 2],
    /// Turning at the start, degrees a second clockwise.
    pub spin: f32,
    /// How strongly gravity pulls: 1 as usual, 0 not at all, below 0 upwards.
    pub gravity: f32,
    /// How fast moving dies away, as a share of the speed a second.
    pub drag: f32,
    /// A point of the element that stays in its place while the rest turns around it.
    pub pin: Option<Pin>,
    /// Springs to other elements, or to where the element stood at first.
    pub springs: Vec<SpringJoint>,
}

/// What moves a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BodyKind {
    /// Forces and collisions.
    Dynamic,
    /// Nothing: a wall.
    Fixed,
    /// Its animations alone; it pushes others.
    Kinematic,
}

/// The shape that a body collides with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BodyShape {
    /// The border box.
    Box,
    /// The ellipse in the border box.
    Ellipse,
    /// The border box with its top left corner's radius at every corner.
    Rounded,
}

/// A point of an element's border box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pin {
    /// Per cent of the width from the left.
    pub x_percent: f32,
    /// Per cent of the height from the top.
    pub y_percent: f32,
}

/// A spring between two middles.
#[derive(Debug, Clone, PartialEq)]
pub struct SpringJoint {
    /// The name of the element at the other end, looked for among all of the page; `None` for
    /// the place where the element stood at first.
    pub to: Option<String>,
    /// Acceleration a px of stretch, in 1/s².
    pub stiffness: f32,
    /// Deceleration a px/s of speed, in 1/s.
    pub damping: f32,
}

impl Body {
    /// Reads a body; `none` is none.
    ///
    /// # Errors
    /// Where the text is no body; the error says what was expected where.
    pub fn parse(text: &str) -> Result<Option<Self>, MotionError> {
        let mut reader = Reader::new(text)?;
        if reader.is_at_end() {
            return Ok(None);
        }
        let start = reader.position();
        let kind = match reader.word() {
            Some("none") if reader.is_at_end() => return Ok(None),
            Some("dynamic") => BodyKind::Dynamic,
            Some("fixed") => BodyKind::Fixed,
            Some("kinematic") => BodyKind::Kinematic,
            _ => {
                let message = "dynamic, fixed, kinematic or none is expected";
                return Err(reader.error_at(start, message));
            }
        };
        let mut body = Self {
            kind,
            shape: BodyShape::Box,
            density: 1.0,
            restitution: 0.2,
            friction: 0.5,
            velocity: [0.0; 2],
            spin: 0.0,
            gravity: 1.0,
            drag: 0.0,
            pin: None,
            springs: Vec::new(),
        };
        while !reader.is_at_end() {
            body.read_part(&mut reader)?;
        }
        Ok(Some(body))
    }

    fn read_part(&mut self, reader: &mut Reader<'_>) -> Read<()> {
        let start = reader.position();
        match reader.word() {
            Some("box") => self.shape = BodyShape::Box,
            Some("ellipse") => self.shape = BodyShape::Ellipse,
            Some("rounded") => self.shape = BodyShape::Rounded,
            Some("density") => {
                self.density =
                    in_brackets(reader, |it| it.number_within("a density", 0.001, 1000.0))?;
            }
            Some("restitution") => {
                self.restitution =
                    in_brackets(reader, |it| it.number_within("a number", 0.0, 1.0))?;
            }
            Some("friction") => {
                self.friction = in_brackets(reader, |it| it.number_within("a number", 0.0, 10.0))?;
            }
            Some("gravity") => {
                self.gravity =
                    in_brackets(reader, |it| it.number_within("a factor", -100.0, 100.0))?;
            }
            Some("drag") => {
                self.drag = in_brackets(reader, |it| it.number_within("a number", 0.0, 100.0))?;
            }
            Some("spin") => {
                self.spin = in_brackets(reader, |it| it.degrees("an angle a second"))?;
            }
            Some("velocity") => {
                self.velocity = in_brackets(reader, |it| {
                    let x = it.px("a speed to the right")?;
                    it.expect(",")?;
                    Ok([x, it.px("a speed downwards")?])
                })?;
            }
            Some("pin") => {
                self.pin = Some(in_brackets(reader, |it| {
                    let x_percent = percent(it)?;
                    it.expect(",")?;
                    Ok(Pin {
                        x_percent,
                        y_percent: percent(it)?,
                    })
                })?);
            }
            Some("spring") => {
                let spring = in_brackets(reader, |it| {
                    let to = it.string()?;
                    if to.is_some() {
                        it.expect(",")?;
                    }
                    let stiffness = it.number_within("a stiffness", 0.1, 100_000.0)?;
                    it.expect(",")?;
                    Ok(SpringJoint {
                        to,
                        stiffness,
                        damping: it.number_within("a damping", 0.0, 10_000.0)?,
                    })
                })?;
                self.springs.push(spring);
            }
            _ => {
                let message = "box, ellipse, rounded, density(…), restitution(…), friction(…), \
                               velocity(…), spin(…), gravity(…), drag(…), pin(…) or spring(…) is \
                               expected";
                return Err(reader.error_at(start, message));
            }
        }
        Ok(())
    }
}

pub(crate) fn in_brackets<T>(
    reader: &mut Reader<'_>,
    read: impl Fn(&mut Reader<'_>) -> Read<T>,
) -> Read<T> {
    reader.expect("(")?;
    let value = read(reader)?;
    reader.expect(")")?;
    Ok(value)
}

fn percent(reader: &mut Reader<'_>) -> Read<f32> {
    let start = reader.position();
    match reader.measure() {
        Some((percent, "%")) => Ok(percent),
        _ => Err(reader.error_at(start, "a share such as 50% is expected")),
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            BodyKind::Dynamic => "dynamic",
            BodyKind::Fixed => "fixed",
            BodyKind::Kinematic => "kinematic",
        })?;
        f.write_str(match self.shape {
            BodyShape::Box => " box",
            BodyShape::Ellipse => " ellipse",
            BodyShape::Rounded => " rounded",
        })?;
        for (name, value, usual) in [
            ("density", self.density, 1.0),
            ("restitution", self.restitution, 0.2),
            ("friction", self.friction, 0.5),
            ("gravity", self.gravity, 1.0),
            ("drag", self.drag, 0.0),
        ] {
            if value != usual {
                write!(f, " {name}({value})")?;
            }
        }
        if self.velocity != [0.0; 2] {
            let [x, y] = self.velocity;
            write!(f, " velocity({x}px, {y}px)")?;
        }
        if self.spin != 0.0 {
            write!(f, " spin({}deg)", self.spin)?;
        }
        if let Some(pin) = self.pin {
            write!(f, " pin({}%, {}%)", pin.x_percent, pin.y_percent)?;
        }
        for spring in &self.springs {
            f.write_str(" spring(")?;
            if let Some(to) = &spring.to {
                write!(f, "{}, ", quote(to))?;
            }
            write!(f, "{}, {})", spring.stiffness, spring.damping)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_read_back_what_they_write() {
        let text = "dynamic ellipse density(2) restitution(0.8) velocity(120px, -40px) spin(90deg) \
                    pin(50%, 0%) spring(\"Other \\\"one\\\"\", 60, 4) spring(20, 1)";
        let body = Body::parse(text).unwrap().unwrap();
        assert_eq!(body.to_string(), text);
        assert_eq!(Body::parse("none"), Ok(None));
    }

    #[test]
    fn a_mistake_is_shown_where_it_is() {
        for (text, at) in [
            ("floating", 1),
            ("dynamic bouncy", 9),
            ("dynamic density(0)", 17),
            ("fixed pin(50, 0)", 11),
            ("dynamic spring(\"a, 1, 2)", 16),
        ] {
            let error = Body::parse(text).unwrap_err();
            assert_eq!(error.at, at, "{text}: {error}");
        }
    }
}
