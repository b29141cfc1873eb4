//! Keyframes and the declarations in them.

use std::fmt;

use super::reader::{Read, Reader};
use super::{Animatable, Easing, MotionValue};

/// A value that something takes on.
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration {
    /// What it is a value of.
    pub target: Animatable,
    /// The value.
    pub value: MotionValue,
}

/// What holds at one place of an animation.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyframe {
    /// Share of the animation's duration: 0 at the start, 1 at the end.
    pub offset: f32,
    /// How the change to the next keyframe goes, where it isn't the animation's own easing.
    pub easing: Option<Easing>,
    /// The values here.
    pub declarations: Vec<Declaration>,
}

/// Reads `{ KEYFRAME… }` into keyframes with ascending offsets.
pub(crate) fn read_keyframes(reader: &mut Reader<'_>) -> Read<Vec<Keyframe>> {
    reader.expect("{")?;
    let mut keyframes: Vec<Keyframe> = Vec::new();
    while !reader.takes("}") {
        let mut offsets = vec![read_offset(reader)?];
        while reader.takes(",") {
            offsets.push(read_offset(reader)?);
        }
        let (easing, declarations) = read_block(reader, true)?;
        for offset in offsets {
            keyframes.push(Keyframe {
                offset,
                easing: easing.clone(),
                declarations: declarations.clone(),
            });
        }
    }
    if keyframes.is_empty() {
        return Err(reader.error("at least one keyframe is expected, such as to { opacity: 1 }"));
    }
    keyframes.sort_by(|a, b| a.offset.total_cmp(&b.offset));
    Ok(keyframes)
}

fn read_offset(reader: &mut Reader<'_>) -> Read<f32> {
    let start = reader.position();
    if reader.takes_word("from") {
        return Ok(0.0);
    }
    if reader.takes_word("to") {
        return Ok(1.0);
    }
    match reader.measure() {
        Some((percent, "%")) if (0.0..=100.0).contains(&percent) => Ok(percent / 100.0),
        _ => Err(reader.error_at(start, "from, to or a share such as 50% is expected")),
    }
}

/// Reads `{ NAME: VALUE; … }`; `easing: …` only where `with_easing` says so.
pub(crate) fn read_block(
    reader: &mut Reader<'_>,
    with_easing: bool,
) -> Read<(Option<Easing>, Vec<Declaration>)> {
    reader.expect("{")?;
    let mut easing = None;
    let mut declarations: Vec<Declaration> = Vec::new();
    loop {
        if reader.takes("}") {
            return Ok((easing, declarations));
        }
        if reader.takes(";") {
            continue;
        }
        let start = reader.position();
        let name = reader.expect_word("the name of a property")?;
        reader.expect(":")?;
        if with_easing && name == "easing" {
            let read = Easing::read(reader)?;
            easing = Some(read.ok_or_else(|| reader.error("an easing is expected"))?);
        } else {
            let target = Animatable::from_name(name).ok_or_else(|| {
                reader.error_at(start, format!("“{name}” is no property that can move"))
            })?;
            let at = reader.position();
            let text = reader.until(&[';', '}']);
            let value = target
                .read(text)
                .map_err(|message| reader.error_at(at, message))?;
            declarations.retain(|it| it.target != target);
            declarations.push(Declaration { target, value });
        }
        if !reader.peeks("}") {
            reader.expect(";")?;
        }
    }
}

/// Writes `NAME: VALUE; NAME: VALUE`.
pub(crate) fn write_declarations(
    f: &mut impl fmt::Write,
    declarations: &[Declaration],
) -> fmt::Result {
    for (index, it) in declarations.iter().enumerate() {
        let separator = if index == 0 { "" } else { "; " };
        write!(f, "{separator}{}: {}", it.target, it.value)?;
    }
    Ok(())
}

impl fmt::Display for Keyframe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset {
            0.0 => f.write_str("from")?,
            1.0 => f.write_str("to")?,
            offset => write!(f, "{}%", percent(offset))?,
        }
        f.write_str(" { ")?;
        write_declarations(f, &self.declarations)?;
        if let Some(easing) = &self.easing {
            let separator = if self.declarations.is_empty() {
                ""
            } else {
                "; "
            };
            write!(f, "{separator}easing: {easing}")?;
        }
        f.write_str(" }")
    }
}

/// An offset as per cent, without the residue of 32 bits.
pub(crate) fn percent(offset: f32) -> f64 {
    (f64::from(offset) * 1.0e6).round() / 1.0e4
}
