//! CSS's `transform` and `transform-origin`.

use std::fmt;

use crate::length::parse_finite;
use crate::paint::{function, split_top_level};
use crate::{Affine, Length, Point, Size};

/// How many functions a list may have: more than a person writes, few enough to multiply.
const MOST_FUNCTIONS: usize = 32;

/// One function of a `transform` list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TransformFunction {
    /// Moves; per cents are of the element's own border box.
    Translate(Length, Length),
    /// Turns clockwise, in degrees.
    Rotate(f32),
    /// Stretches by these factors.
    Scale(f32, f32),
    /// Slants by these angles in degrees: along the horizontal axis, along the vertical one.
    Skew(f32, f32),
    /// CSS's six numbers.
    Matrix([f32; 6]),
}

/// An element's transform and the point it is done around.
#[derive(Debug, Clone, PartialEq)]
pub struct Transform {
    /// The functions as CSS lists them: the last one is done first.
    pub functions: Vec<TransformFunction>,
    /// What stays in place, from the border box's top left corner.
    pub origin: Anchor,
}

/// A point of a box: px or per cents from its left and its top edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// From the left edge; never `auto`.
    pub x: Length,
    /// From the top edge; never `auto`.
    pub y: Length,
}

impl Anchor {
    /// The middle.
    pub const CENTER: Self = Self {
        x: Length::Percent(50.0),
        y: Length::Percent(50.0),
    };
    /// Where positions of backgrounds start.
    pub const TOP_LEFT: Self = Self {
        x: Length::Percent(0.0),
        y: Length::Percent(0.0),
    };

    /// Reads one or two of `left`, `center`, `right`, `top`, `bottom`, px, per cents and sums of
    /// these. Where one is left out, it is the middle.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, second) = match *split_words(text).as_slice() {
            [first] => (first, None),
            [first, second] => (first, Some(second)),
            _ => return None,
        };
        let upright = |word: &str| matches!(word, "top" | "bottom");
        let level = |word: &str| matches!(word, "left" | "right");
        let (x, y) = match second {
            None if upright(first) => ("center", first),
            None => (first, "center"),
            // Keywords may come in either order.
            Some(second) if upright(first) || level(second) => (second, first),
            Some(second) => (first, second),
        };
        if upright(x) || level(y) {
            return None;
        }
        let read = |word: &str| match word {
            "left" | "top" => Some(Length::Percent(0.0)),
            "center" => Some(Length::Percent(50.0)),
            "right" | "bottom" => Some(Length::Percent(100.0)),
            word => parse_distance(word),
        };
        Some(Self {
            x: read(x)?,
            y: read(y)?,
        })
    }

    /// The point in a box of this size, where per cents are of the box: `transform-origin`,
    /// centres of gradients and shapes.
    pub fn in_box(&self, size: Size) -> Point {
        Point::new(
            self.x.resolve_or_zero(size.width),
            self.y.resolve_or_zero(size.height),
        )
    }

    /// How far something of size `inner` stands from the left and top edge of a box, where per
    /// cents are of the room that is left: `object-position`, `background-position`.
    pub fn place(&self, outer: Size, inner: Size) -> Point {
        self.in_box(Size::new(
            outer.width - inner.width,
            outer.height - inner.height,
        ))
    }
}

impl Default for Anchor {
    fn default() -> Self {
        Self::CENTER
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.x, self.y)
    }
}

impl TransformFunction {
    /// Reads a list of functions; `none` is the empty list.
    pub fn parse_list(text: &str) -> Option<Vec<Self>> {
        let text = text.trim();
        if text == "none" || text.is_empty() {
            return Some(Vec::new());
        }
        let functions: Option<Vec<Self>> = split_functions(text).map(Self::parse).collect();
        functions.filter(|it| it.len() <= MOST_FUNCTIONS)
    }

    fn parse(text: &str) -> Option<Self> {
        let (name, _) = text.split_once('(')?;
        let inner = function(text, name)?;
        let arguments: Vec<&str> = split_top_level(inner).map(str::trim).collect();
        let number = |text: &str| parse_finite(text);
        let distance = parse_distance;
        match (name, arguments.as_slice()) {
            ("translate", [x]) | ("translateX", [x]) => {
                Some(Self::Translate(distance(x)?, Length::ZERO))
            }
            ("translate", [x, y]) => Some(Self::Translate(distance(x)?, distance(y)?)),
            ("translateY", [y]) => Some(Self::Translate(Length::ZERO, distance(y)?)),
            ("rotate", [angle]) => Some(Self::Rotate(parse_angle(angle)?)),
            ("scale", [both]) => Some(Self::Scale(number(both)?, number(both)?)),
            ("scale", [x, y]) => Some(Self::Scale(number(x)?, number(y)?)),
            ("scaleX", [x]) => Some(Self::Scale(number(x)?, 1.0)),
            ("scaleY", [y]) => Some(Self::Scale(1.0, number(y)?)),
            ("skew", [x]) | ("skewX", [x]) => Some(Self::Skew(parse_angle(x)?, 0.0)),
            ("skew", [x, y]) => Some(Self::Skew(parse_angle(x)?, parse_angle(y)?)),
            ("skewY", [y]) => Some(Self::Skew(0.0, parse_angle(y)?)),
            ("matrix", numbers) => {
                let numbers: Option<Vec<f32>> = numbers.iter().map(|it| number(it)).collect();
                Some(Self::Matrix(numbers?.try_into().ok()?))
            }
            _ => None,
        }
    }

    /// Writes a list the way [`Self::parse_list`] reads it.
    pub fn list_to_string(functions: &[Self]) -> String {
        if functions.is_empty() {
            return "none".to_owned();
        }
        let texts: Vec<String> = functions.iter().map(Self::to_string).collect();
        texts.join(" ")
    }

    fn affine(&self, size: Size) -> Affine {
        match self {
            Self::Translate(x, y) => Affine::translate(
                f64::from(x.resolve_or_zero(size.width)),
                f64::from(y.resolve_or_zero(size.height)),
            ),
            Self::Rotate(degrees) => Affine::rotate(f64::from(*degrees)),
            Self::Scale(x, y) => Affine::scale(f64::from(*x), f64::from(*y)),
            Self::Skew(x, y) => Affine::skew(f64::from(*x), f64::from(*y)),
            Self::Matrix(numbers) => {
                let [a, b, c, d, e, f] = numbers.map(f64::from);
                Affine::new(a, b, c, d, e, f)
            }
        }
    }
}

impl fmt::Display for TransformFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Translate(x, y) => write!(f, "translate({x}, {y})"),
            Self::Rotate(degrees) => write!(f, "rotate({degrees}deg)"),
            Self::Scale(x, y) if x == y => write!(f, "scale({x})"),
            Self::Scale(x, y) => write!(f, "scale({x}, {y})"),
            Self::Skew(x, y) if *y == 0.0 => write!(f, "skewX({x}deg)"),
            Self::Skew(x, y) if *x == 0.0 => write!(f, "skewY({y}deg)"),
            Self::Skew(x, y) => write!(f, "skew({x}deg, {y}deg)"),
            Self::Matrix([a, b, c, d, e, g]) => {
                write!(f, "matrix({a}, {b}, {c}, {d}, {e}, {g})")
            }
        }
    }
}

impl Transform {
    /// Where a border box of this size is drawn: from px of the untransformed box to px of the
    /// transformed one, both from the untransformed box's top left corner.
    pub fn affine(&self, size: Size) -> Affine {
        // The last function is done first.
        let product = self
            .functions
            .iter()
            .rev()
            .fold(Affine::IDENTITY, |all, one| all.then(one.affine(size)));
        let product = product.around(self.origin.in_box(size));
        if product.is_finite() {
            product
        } else {
            // Nothing could be drawn there.
            Affine::scale(0.0, 0.0)
        }
    }
}

/// px, per cents or a sum of them.
fn parse_distance(text: &str) -> Option<Length> {
    Length::parse(text).filter(|it| *it != Length::Auto && !it.is_intrinsic())
}

/// What stands between white space that is not inside parentheses.
pub(crate) fn split_words(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    text.split(move |letter: char| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        letter.is_whitespace() && depth == 0
    })
    .filter(|word| !word.is_empty())
    .collect()
}

/// The functions of a list, each with its arguments.
pub(crate) fn split_functions(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    text.split_inclusive(move |letter: char| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        letter == ')' && depth == 0
    })
    .map(str::trim)
}

/// An angle in CSS's units, as degrees. A plain 0 will do.
pub(crate) fn parse_angle(text: &str) -> Option<f32> {
    let text = text.trim();
    let (number, factor) = if let Some(number) = text.strip_suffix("deg") {
        (number, 1.0)
    } else if let Some(number) = text.strip_suffix("grad") {
        (number, 0.9)
    } else if let Some(number) = text.strip_suffix("rad") {
        (number, 180.0 / std::f32::consts::PI)
    } else if let Some(number) = text.strip_suffix("turn") {
        (number, 360.0)
    } else {
        return (parse_finite(text)? == 0.0).then_some(0.0);
    };
    Some(parse_finite(number)? * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_functions_reads_back_what_it_writes() {
        let text = "translate(calc(50% - 10px), -50%) rotate(45deg) scale(2) scale(1, -1) skewX(10deg) \
                    skew(1deg, 2deg) matrix(1, 0, 0.5, 1, 3, 4)";
        let functions = TransformFunction::parse_list(text).unwrap();
        assert_eq!(functions.len(), 7);
        assert_eq!(TransformFunction::list_to_string(&functions), text);
        assert_eq!(
            TransformFunction::parse_list("rotate(0.25turn)translateY(5px)"),
            Some(vec![
                TransformFunction::Rotate(90.0),
                TransformFunction::Translate(Length::ZERO, Length::Px(5.0)),
            ])
        );
        for text in ["rotate(45)", "spin(3deg)", "scale(a)", "rotate(1deg", "x"] {
            assert_eq!(TransformFunction::parse_list(text), None, "{text}");
        }
    }

    #[test]
    fn the_last_function_is_done_first() {
        let transform = Transform {
            functions: TransformFunction::parse_list("translate(100%, 0) rotate(90deg)").unwrap(),
            origin: Anchor::CENTER,
        };
        let affine = transform.affine(Size::new(40.0, 20.0));
        // The right end of the middle line turns to the bottom, then moves by the width.
        assert_eq!(
            affine.map_point(Point::new(40.0, 10.0)),
            Point::new(60.0, 30.0)
        );
    }

    #[test]
    fn anchors_take_keywords_in_either_order() {
        let top_right = Anchor::parse("100% 0%");
        assert_eq!(Anchor::parse("top right"), top_right);
        assert_eq!(Anchor::parse("right top"), top_right);
        assert_eq!(Anchor::parse("bottom"), Anchor::parse("50% 100%"));
        assert_eq!(Anchor::parse("center"), Some(Anchor::CENTER));
        for text in ["", "left left", "top bottom", "auto", "1px 2px 3px"] {
            assert_eq!(Anchor::parse(text), None, "{text}");
        }
    }
}
