//! Where the tiles of a background layer lie: CSS Backgrounds 3 §3.3–3.9.

use std::fmt;

use crate::transform::split_words;
use crate::{Anchor, Length, ObjectFit, Rect, Size};

/// How large a layer's image or gradient is, where it stands, and whether it repeats.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// How large one tile is: `background-size`.
    pub size: LayerSize,
    /// Where a tile stands, per cents being of the room it leaves: `background-position`.
    pub position: Anchor,
    /// Whether tiles stand side by side.
    pub repeat_x: bool,
    /// Whether tiles stand one below the other.
    pub repeat_y: bool,
    /// Whether the layer is placed in the window instead of the element's box, and stays there
    /// while the page scrolls: `background-attachment`. Masks don't have it.
    pub fixed: bool,
}

/// The size of a layer's tiles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LayerSize {
    /// As small as covers the area, keeping proportions.
    Cover,
    /// As large as fits the area, keeping proportions.
    Contain,
    /// Width and height: `auto`, or px and per cents of the area, not below 0. `auto` is what keeps
    /// proportions, or the natural size where both are; a gradient has the area's.
    Sides(Length, Length),
}

impl LayerSize {
    /// The image's own size; the whole area for a gradient.
    pub const NATURAL: Self = Self::Sides(Length::Auto, Length::Auto);
    /// The area's size.
    pub const FILL: Self = Self::Sides(Length::Percent(100.0), Length::Percent(100.0));

    /// Reads `cover`, `contain`, or one or two lengths, the second one being `auto` where it is
    /// left out.
    pub fn parse(text: &str) -> Option<Self> {
        let side = |word: &str| match Length::parse(word)? {
            Length::Px(value) | Length::Percent(value) if value < 0.0 => None,
            length if length.is_intrinsic() || word == "none" => None,
            length => Some(length),
        };
        match split_words(text).as_slice() {
            ["cover"] => Some(Self::Cover),
            ["contain"] => Some(Self::Contain),
            [width] => Some(Self::Sides(side(width)?, Length::Auto)),
            [width, height] => Some(Self::Sides(side(width)?, side(height)?)),
            _ => None,
        }
    }

    /// The size in an area, in CSS px. `natural` is the image's own; gradients have none.
    fn in_area(self, area: Size, natural: Option<Size>) -> Size {
        let natural = natural.filter(|it| it.width > 0.0 && it.height > 0.0);
        let (width, height) = match self {
            Self::Sides(width, height) => (width.resolve(area.width), height.resolve(area.height)),
            Self::Cover | Self::Contain => (None, None),
        };
        let Some(natural) = natural else {
            return Size::new(
                width.unwrap_or(area.width).max(0.0),
                height.unwrap_or(area.height).max(0.0),
            );
        };
        let scaled = |factor: f32| Size::new(natural.width * factor, natural.height * factor);
        let factor_x = area.width / natural.width;
        let factor_y = area.height / natural.height;
        match (self, width, height) {
            (Self::Cover, ..) => scaled(factor_x.max(factor_y)),
            (Self::Contain, ..) => scaled(factor_x.min(factor_y)),
            (_, Some(width), Some(height)) => Size::new(width.max(0.0), height.max(0.0)),
            (_, Some(width), None) => scaled(width.max(0.0) / natural.width),
            (_, None, Some(height)) => scaled(height.max(0.0) / natural.height),
            (_, None, None) => natural,
        }
    }
}

impl Placement {
    /// What CSS does where nothing is said: tiles of the natural size from the top left corner.
    /// A gradient fills the area.
    pub const INITIAL: Self = Self {
        size: LayerSize::NATURAL,
        position: Anchor::TOP_LEFT,
        repeat_x: true,
        repeat_y: true,
        fixed: false,
    };

    /// A single tile, as `object-fit` and `object-position` have it.
    pub fn fitted(fit: ObjectFit, position: Anchor) -> Self {
        let size = match fit {
            ObjectFit::Cover => LayerSize::Cover,
            ObjectFit::Contain => LayerSize::Contain,
            ObjectFit::Fill => LayerSize::FILL,
            ObjectFit::None => LayerSize::NATURAL,
        };
        Self {
            size,
            position,
            repeat_x: false,
            repeat_y: false,
            fixed: false,
        }
    }

    /// The fit that says the same together with the position, if any does.
    pub fn fit(&self) -> Option<ObjectFit> {
        if self.repeat_x || self.repeat_y || self.fixed {
            return None;
        }
        match self.size {
            LayerSize::Cover => Some(ObjectFit::Cover),
            LayerSize::Contain => Some(ObjectFit::Contain),
            LayerSize::FILL => Some(ObjectFit::Fill),
            LayerSize::NATURAL => Some(ObjectFit::None),
            LayerSize::Sides(..) => None,
        }
    }

    /// One of the tiles, where `area` is CSS's background positioning area. `natural` is the
    /// image's size in CSS px; gradients have none. All in the same space.
    pub fn tile(&self, area: Rect, natural: Option<Size>) -> Rect {
        let size = self.size.in_area(area.size(), natural);
        let offset = self.position.place(area.size(), size);
        Rect::new(
            area.x + offset.x,
            area.y + offset.y,
            size.width,
            size.height,
        )
    }

    /// CSS's word for the directions in which it repeats.
    pub fn repeat_word(&self) -> &'static str {
        match (self.repeat_x, self.repeat_y) {
            (true, true) => "repeat",
            (true, false) => "repeat-x",
            (false, true) => "repeat-y",
            (false, false) => "no-repeat",
        }
    }

    /// Reads `POSITION [/ SIZE] [REPEAT] [fixed]`, where what is left out is CSS's initial value.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = split_words(text);
        let mut placement = Self::INITIAL;
        if words.last() == Some(&"fixed") {
            placement.fixed = true;
            words.pop();
        }
        let repeat = words.last().and_then(|word| match *word {
            "repeat" => Some((true, true)),
            "repeat-x" => Some((true, false)),
            "repeat-y" => Some((false, true)),
            "no-repeat" => Some((false, false)),
            _ => None,
        });
        if let Some(repeat) = repeat {
            (placement.repeat_x, placement.repeat_y) = repeat;
            words.pop();
        }
        let mut parts = words.split(|word| *word == "/");
        placement.position = Anchor::parse(&parts.next()?.join(" "))?;
        if let Some(size) = parts.next() {
            placement.size = LayerSize::parse(&size.join(" "))?;
        }
        parts.next().is_none().then_some(placement)
    }
}

impl fmt::Display for LayerSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Cover => f.write_str("cover"),
            Self::Contain => f.write_str("contain"),
            Self::NATURAL => f.write_str("auto"),
            Self::Sides(width, height) => write!(f, "{width} {height}"),
        }
    }
}

impl fmt::Display for Placement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (position, size, repeat) = (self.position, self.size, self.repeat_word());
        let fixed = if self.fixed { " fixed" } else { "" };
        write!(f, "{position} / {size} {repeat}{fixed}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect::new(10.0, 20.0, 200.0, 100.0);

    fn tile(text: &str, natural: Option<Size>) -> Rect {
        Placement::parse(text)
            .unwrap_or_else(|| panic!("{text}"))
            .tile(AREA, natural)
    }

    #[test]
    fn images_keep_their_proportions_where_a_side_is_auto() {
        let image = Some(Size::new(40.0, 20.0));
        for (text, rect) in [
            ("0% 0%", Rect::new(10.0, 20.0, 40.0, 20.0)),
            ("50% 100%", Rect::new(90.0, 100.0, 40.0, 20.0)),
            ("0% 0% / 150%", Rect::new(10.0, 20.0, 300.0, 150.0)),
            ("100% 50% / 150%", Rect::new(-90.0, -5.0, 300.0, 150.0)),
            ("0% 0% / auto 10px", Rect::new(10.0, 20.0, 20.0, 10.0)),
            ("5px -5px / 30px 30px", Rect::new(15.0, 15.0, 30.0, 30.0)),
            ("0% 0% / cover", Rect::new(10.0, 20.0, 200.0, 100.0)),
            (
                "calc(100% - 10px) 50% / contain",
                Rect::new(0.0, 20.0, 200.0, 100.0),
            ),
        ] {
            assert_eq!(tile(text, image), rect, "{text}");
        }
    }

    #[test]
    fn single_tiles_fit_as_images_do() {
        let square = Some(Size::new(100.0, 100.0));
        let fitted = |fit| Placement::fitted(fit, Anchor::CENTER).tile(AREA, square);
        assert_eq!(
            fitted(ObjectFit::Cover),
            Rect::new(10.0, -30.0, 200.0, 200.0)
        );
        assert_eq!(
            fitted(ObjectFit::Contain),
            Rect::new(60.0, 20.0, 100.0, 100.0)
        );
        assert_eq!(fitted(ObjectFit::Fill), AREA);
        assert_eq!(fitted(ObjectFit::None), Rect::new(60.0, 20.0, 100.0, 100.0));
    }

    #[test]
    fn a_gradient_fills_what_is_auto() {
        assert_eq!(tile("0% 0%", None), AREA);
        assert_eq!(tile("0% 0% / cover", None), AREA);
        assert_eq!(
            tile("0% 0% / 20px", None),
            Rect::new(10.0, 20.0, 20.0, 100.0)
        );
    }

    #[test]
    fn what_is_written_reads_back() {
        for (text, written) in [
            ("left top", "0% 0% / auto repeat"),
            ("0% 0% no-repeat", "0% 0% / auto no-repeat"),
            ("50% 50% / 150% repeat-x", "50% 50% / 150% auto repeat-x"),
            (
                "calc(100% - 12px) 50% / 20px 30% repeat-y fixed",
                "calc(100% - 12px) 50% / 20px 30% repeat-y fixed",
            ),
            (
                "center / cover no-repeat fixed",
                "50% 50% / cover no-repeat fixed",
            ),
        ] {
            let placement = Placement::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(placement.to_string(), written);
            assert_eq!(Placement::parse(written), Some(placement));
        }
    }

    #[test]
    fn malformed_and_boundless_placements_are_refused() {
        for text in [
            "",
            "repeat",
            "/ cover",
            "0% 0% /",
            "0% 0% / -1px",
            "0% 0% / 1e9px",
            "0% 0% / 99999999px",
            "0% 0% / max-content",
            "0% 0% / none",
            "0% 0% / 1px 2px 3px",
            "0% 0% / 1px / 2px",
            "NaN% 0%",
            "0% 0% fixed repeat",
            "0% 0% space",
        ] {
            assert_eq!(Placement::parse(text), None, "{text}");
        }
    }
}
