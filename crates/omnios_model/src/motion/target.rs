//! What can move: style properties, and CSS's individual transforms.

use std::fmt;

use super::reader::{Read, Reader};
use crate::{Property, PropertyGroup, Value};

/// A property that a keyframe or a state may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Animatable {
    /// A style property.
    Property(Property),
    /// CSS `translate`: right and down, before the element's own transform.
    Translate,
    /// CSS `rotate`: clockwise.
    Rotate,
    /// CSS `scale`: across and down.
    Scale,
}

/// A value of an [`Animatable`].
#[derive(Debug, Clone, PartialEq)]
pub enum MotionValue {
    /// Of a style property.
    Value(Value),
    /// Right and down: px, and per cent of the element's own width or height.
    Translate([Distance; 2]),
    /// Degrees clockwise.
    Rotate(f32),
    /// Factors across and down.
    Scale([f32; 2]),
}

/// A distance on an axis of the element: the sum of both parts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Distance {
    /// CSS px.
    pub px: f32,
    /// Per cent of the element's own extent on that axis.
    pub percent: f32,
}

impl Animatable {
    /// The individual transforms, in the order CSS applies them.
    pub const TRANSFORMS: [Self; 3] = [Self::Translate, Self::Rotate, Self::Scale];

    /// The name, in CSS's spelling.
    pub fn name(self) -> &'static str {
        match self {
            Self::Property(property) => property.name(),
            Self::Translate => "translate",
            Self::Rotate => "rotate",
            Self::Scale => "scale",
        }
    }

    /// What can move under that name. Content can't, nor can what decides whether a box is there
    /// at all, nor border widths, which CSS ignores where a border is absent.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(transform) = Self::TRANSFORMS.into_iter().find(|it| it.name() == name) {
            return Some(transform);
        }
        let property = Property::from_name(name)?;
        let fixed = matches!(
            property.group(),
            PropertyGroup::Content | PropertyGroup::Motion
        ) || matches!(
            property,
            Property::Hidden
                | Property::Display
                | Property::Position
                | Property::BorderTopWidth
                | Property::BorderRightWidth
                | Property::BorderBottomWidth
                | Property::BorderLeftWidth
                | Property::BorderTopStyle
                | Property::BorderRightStyle
                | Property::BorderBottomStyle
                | Property::BorderLeftStyle
        );
        (!fixed).then_some(Self::Property(property))
    }

    /// Reads a value in CSS syntax.
    ///
    /// # Errors
    /// Where the text is no value of it; the error says what would be.
    pub fn read(self, text: &str) -> Result<MotionValue, String> {
        let expected = |what: &str| format!("“{text}” is no value for {}: {what}", self.name());
        match self {
            Self::Property(property) => Value::parse(property, text)
                .map(MotionValue::Value)
                .map_err(|error| error.to_string()),
            Self::Translate => read_translate(text)
                .map(MotionValue::Translate)
                .map_err(|_| expected("give one or two distances such as 0 24px or -50%")),
            Self::Rotate => read_rotate(text)
                .map(MotionValue::Rotate)
                .map_err(|_| expected("give an angle such as 45deg")),
            Self::Scale => read_scale(text)
                .map(MotionValue::Scale)
                .map_err(|_| expected("give one or two factors from -1,000 to 1,000, such as 1.2")),
        }
    }

    /// The value where nothing is set: none for a style property, whose element says.
    pub fn identity(self) -> Option<MotionValue> {
        match self {
            Self::Property(_) => None,
            Self::Translate => Some(MotionValue::Translate([Distance::default(); 2])),
            Self::Rotate => Some(MotionValue::Rotate(0.0)),
            Self::Scale => Some(MotionValue::Scale([1.0; 2])),
        }
    }
}

impl fmt::Display for Animatable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

fn whole<T>(text: &str, read: impl Fn(&mut Reader<'_>) -> Read<T>) -> Read<T> {
    let mut reader = Reader::new(text)?;
    let value = read(&mut reader)?;
    if reader.is_at_end() {
        Ok(value)
    } else {
        Err(reader.error("nothing more is expected"))
    }
}

fn read_translate(text: &str) -> Read<[Distance; 2]> {
    if text.trim() == "none" {
        return Ok([Distance::default(); 2]);
    }
    whole(text, |reader| {
        let x = read_distance(reader)?;
        let y = if reader.is_at_end() {
            Distance::default()
        } else {
            read_distance(reader)?
        };
        Ok([x, y])
    })
}

fn read_distance(reader: &mut Reader<'_>) -> Read<Distance> {
    if reader.takes_word("calc") {
        reader.expect("(")?;
        let mut sum = read_distance(reader)?;
        while !reader.takes(")") {
            let sign = if reader.takes("-") {
                -1.0
            } else {
                reader.expect("+")?;
                1.0
            };
            let part = read_distance(reader)?;
            sum.px += sign * part.px;
            sum.percent += sign * part.percent;
        }
        return Ok(sum);
    }
    match reader.measure() {
        Some((px, "" | "px")) => Ok(Distance { px, percent: 0.0 }),
        Some((percent, "%")) => Ok(Distance { px: 0.0, percent }),
        _ => Err(reader.error("a distance is expected")),
    }
}

fn read_rotate(text: &str) -> Read<f32> {
    if text.trim() == "none" {
        return Ok(0.0);
    }
    whole(text, |reader| reader.degrees("an angle"))
}

fn read_scale(text: &str) -> Read<[f32; 2]> {
    if text.trim() == "none" {
        return Ok([1.0; 2]);
    }
    whole(text, |reader| {
        let factor = |reader: &mut Reader<'_>| match reader.measure() {
            Some((factor, "")) if factor.abs() <= 1000.0 => Ok(factor),
            Some((percent, "%")) if percent.abs() <= 100_000.0 => Ok(percent / 100.0),
            _ => Err(reader.error("a factor is expected")),
        };
        let x = factor(reader)?;
        let y = if reader.is_at_end() {
            x
        } else {
            factor(reader)?
        };
        Ok([x, y])
    })
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.px, self.percent) {
            (px, 0.0) => write!(f, "{px}px"),
            (0.0, percent) => write!(f, "{percent}%"),
            (px, percent) if px < 0.0 => write!(f, "calc({percent}% - {}px)", -px),
            (px, percent) => write!(f, "calc({percent}% + {px}px)"),
        }
    }
}

impl fmt::Display for MotionValue {
    /// CSS syntax, as it is read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Translate([x, y]) => write!(f, "{x} {y}"),
            Self::Rotate(angle) => write!(f, "{angle}deg"),
            Self::Scale([x, y]) if x == y => write!(f, "{x}"),
            Self::Scale([x, y]) => write!(f, "{x} {y}"),
        }
    }
}
