//! sRGB colours with alpha.

use std::fmt;

/// A colour in sRGB, eight bits a channel, alpha not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity: 255 is opaque.
    pub a: u8,
}

impl Color {
    /// Nothing to see.
    pub const TRANSPARENT: Self = Self::rgba(0, 0, 0, 0);
    /// Opaque black.
    pub const BLACK: Self = Self::rgba(0, 0, 0, 255);
    /// Opaque white.
    pub const WHITE: Self = Self::rgba(255, 255, 255, 255);

    /// The colour with these channels.
    pub const fn rgba(r: u8, g: u8, b: u8, a: u8) -> Self {
        Self { r, g, b, a }
    }

    /// Reads `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb()`/`rgba()` with commas or spaces,
    /// `transparent`, `black` and `white`. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.to_ascii_lowercase().as_str() {
            "transparent" => return Some(Self::TRANSPARENT),
            "black" => return Some(Self::BLACK),
            "white" => return Some(Self::WHITE),
            _ => {}
        }
        if let Some(digits) = text.strip_prefix('#') {
            return Self::parse_hex(digits);
        }
        let inner = text
            .strip_prefix("rgba(")
            .or_else(|| text.strip_prefix("rgb("))?
            .strip_suffix(')')?;
        let parts: Vec<&str> = inner
            .split([',', ' ', '/'])
            .filter(|part| !part.is_empty())
            .collect();
        let (3 | 4) = parts.len() else { return None };
        let channel = |part: &str| -> Option<u8> {
            let value: f32 = part.parse().ok()?;
            (0.0..=255.0).contains(&value).then(|| value.round() as u8)
        };
        let alpha = match parts.get(3) {
            None => 1.0,
            Some(part) => match part.strip_suffix('%') {
                Some(percent) => percent.parse::<f32>().ok()? / 100.0,
                None => part.parse::<f32>().ok()?,
            },
        };
        (0.0..=1.0).contains(&alpha).then_some(())?;
        Some(Self::rgba(
            channel(parts[0])?,
            channel(parts[1])?,
            channel(parts[2])?,
            (alpha * 255.0).round() as u8,
        ))
    }

    fn parse_hex(digits: &str) -> Option<Self> {
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        let nibble = |shift: u32| ((value >> shift) & 15) as u8 * 17;
        let byte = |shift: u32| ((value >> shift) & 255) as u8;
        match digits.len() {
            3 => Some(Self::rgba(nibble(8), nibble(4), nibble(0), 255)),
            4 => Some(Self::rgba(nibble(12), nibble(8), nibble(4), nibble(0))),
            6 => Some(Self::rgba(byte(16), byte(8), byte(0), 255)),
            8 => Some(Self::rgba(byte(24), byte(16), byte(8), byte(0))),
            _ => None,
        }
    }

    /// The same colour with its opacity multiplied by `opacity` (0 to 1).
    pub fn faded(self, opacity: f32) -> Self {
        Self {
            a: (f32::from(self.a) * opacity.clamp(0.0, 1.0)).round() as u8,
            ..self
        }
    }
}

impl fmt::Display for Color {
    /// `#rrggbb`, or `#rrggbbaa` where the colour isn't opaque.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)?;
        if self.a != 255 {
            write!(f, "{:02x}", self.a)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_notations_of_one_colour_agree() {
        let violet = Color::rgba(0x66, 0x33, 0xcc, 255);
        for text in [
            "#63c",
            "#6633cc",
            "#6633CCff",
            "rgb(102, 51, 204)",
            "rgb(102 51 204 / 100%)",
        ] {
            assert_eq!(Color::parse(text), Some(violet), "{text}");
        }
        assert_eq!(violet.to_string(), "#6633cc");
        assert_eq!(Color::parse("rgba(0,0,0,.5)").map(|c| c.a), Some(128));
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in [
            "",
            "#",
            "#12",
            "#12345",
            "#ggg",
            "rgb(1,2)",
            "rgb(300,0,0)",
            "violet-ish",
            "#é12",
        ] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }
}
