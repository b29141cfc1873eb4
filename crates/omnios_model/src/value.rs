//! Typed property values and their CSS syntax.

use std::fmt;
use std::sync::Arc;

use crate::length::parse_finite;
use crate::motion::{self, Animation, Body, Emitter, MotionError, StateMachine};
use crate::{
    Anchor, AssetHash, ClipPath, Color, Filter, GridAreas, GridLines, Length, Paint, Placement,
    Property, RulerGuides, Shadow, Syntax, TokenName, TokenValue, Tokens, TrackList,
    TransformFunction, parse_font_features, parse_font_variations,
};

/// A value of a property, checked against the property's [`Syntax`].
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// For [`Syntax::Length`].
    Length(Length),
    /// For [`Syntax::Number`] and [`Syntax::Integer`].
    Number(f32),
    /// For [`Syntax::Color`].
    Color(Color),
    /// For [`Syntax::Keyword`] and [`Syntax::KeywordOrPx`], and for `auto` where other syntaxes allow it.
    Keyword(&'static str),
    /// For [`Syntax::Paints`] and [`Syntax::Paint`].
    Paints(Vec<Paint>),
    /// For [`Syntax::Shadows`].
    Shadows(Vec<Shadow>),
    /// For [`Syntax::Transform`].
    Transform(Vec<TransformFunction>),
    /// For [`Syntax::Anchor`].
    Anchor(Anchor),
    /// For [`Syntax::Filters`].
    Filters(Vec<Filter>),
    /// For [`Syntax::ClipPath`]; `None` for `none`.
    ClipPath(Option<ClipPath>),
    /// For [`Syntax::Flag`].
    Flag(bool),
    /// For the syntaxes that are texts.
    Text(Arc<str>),
    /// For [`Syntax::Animations`].
    Animations(Arc<[Animation]>),
    /// For [`Syntax::StateMachine`].
    StateMachine(Option<Arc<StateMachine>>),
    /// For [`Syntax::Body`].
    Body(Option<Arc<Body>>),
    /// For [`Syntax::Emitter`].
    Emitter(Option<Arc<Emitter>>),
    /// A design token, for every property.
    Token(Box<TokenValue>),
}

/// A text that is no value of the property.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is no value for {property}: give {expected}")]
pub struct ValueError {
    /// The property's name.
    pub property: &'static str,
    /// What was read, cut at 80 characters.
    pub text: String,
    /// What would be accepted, in words.
    pub expected: String,
}

impl Value {
    /// Reads a value of `property` from CSS syntax.
    pub fn parse(property: Property, text: &str) -> Result<Self, ValueError> {
        let error = |expected: String| ValueError {
            property: property.name(),
            text: text.chars().take(80).collect(),
            expected,
        };
        if let Some(name) = TokenName::of_reference(text) {
            return Ok(Self::Token(Box::new(TokenValue { name, value: None })));
        }
        match Self::read_motion(property.syntax(), text) {
            Some(read) => {
                read.map_err(|it| error(format!("{}; {it}", expected(property.syntax()))))
            }
            None => Self::read(property.syntax(), text)
                .ok_or_else(|| error(expected(property.syntax()))),
        }
    }

    /// The value itself, or what the token that it refers to means; `None` where that means
    /// nothing.
    pub fn resolved(&self) -> Option<&Self> {
        match self {
            Self::Token(token) => token.value.as_ref(),
            value => Some(value),
        }
    }

    /// Whether it refers to a token that means something else for `property` now.
    pub fn is_stale(&self, property: Property, tokens: &Tokens) -> bool {
        match self {
            Self::Token(token) => token.value != tokens.value(property, token.name.as_str()),
            _ => false,
        }
    }

    /// Looks up what the token that it refers to means for `property`. Says whether that is
    /// something else now.
    pub fn bind(&mut self, property: Property, tokens: &Tokens) -> bool {
        let is_stale = self.is_stale(property, tokens);
        if is_stale && let Self::Token(token) = self {
            token.value = tokens.value(property, token.name.as_str());
        }
        is_stale
    }

    /// The syntaxes whose errors say where they are.
    fn read_motion(syntax: Syntax, text: &str) -> Option<Result<Self, MotionError>> {
        let found = match syntax {
            Syntax::Animations => {
                motion::parse_animations(text).map(|it| Self::Animations(it.into()))
            }
            Syntax::StateMachine => {
                StateMachine::parse(text).map(|it| Self::StateMachine(it.map(Arc::new)))
            }
            Syntax::Body => Body::parse(text).map(|it| Self::Body(it.map(Arc::new))),
            Syntax::Emitter => Emitter::parse(text).map(|it| Self::Emitter(it.map(Arc::new))),
            _ => return None,
        };
        Some(found)
    }

    fn read(syntax: Syntax, text: &str) -> Option<Self> {
        let trimmed = text.trim();
        match syntax {
            Syntax::Length {
                auto,
                percent,
                negative,
                intrinsic,
            } => {
                let length = Length::parse(trimmed)?;
                let allowed = match length {
                    Length::Auto => auto,
                    Length::Px(px) => negative || px >= 0.0,
                    Length::Percent(share) => percent && (negative || share >= 0.0),
                    // What comes out below 0 counts as 0 where nothing negative is allowed.
                    Length::Calc { .. } => percent,
                    Length::MinContent | Length::MaxContent | Length::FitContent => intrinsic,
                };
                allowed.then_some(Self::Length(length))
            }
            Syntax::Number { min, max } => {
                let number = parse_finite(trimmed)?;
                (min..=max)
                    .contains(&number)
                    .then_some(Self::Number(number))
            }
            Syntax::Integer { auto } => {
                if auto && trimmed == "auto" {
                    return Some(Self::Keyword("auto"));
                }
                let number: i32 = trimmed.parse().ok()?;
                (number.abs() <= LARGEST_INTEGER).then_some(Self::Number(number as f32))
            }
            Syntax::Ratio => {
                if trimmed == "auto" {
                    return Some(Self::Keyword("auto"));
                }
                parse_ratio(trimmed)?;
                let sides: Vec<&str> = trimmed.split('/').map(str::trim).collect();
                Some(Self::Text(sides.join(" / ").into()))
            }
            Syntax::GridTemplate => {
                let tracks = TrackList::parse_template(trimmed)?;
                Some(Self::Text(tracks.to_string().into()))
            }
            Syntax::GridTracks => {
                let tracks = TrackList::parse_auto(trimmed)?;
                Some(Self::Text(tracks.to_string().into()))
            }
            Syntax::GridAreas => {
                let areas = GridAreas::parse(trimmed)?;
                Some(Self::Text(areas.to_string().into()))
            }
            Syntax::GridLines => {
                let lines = GridLines::parse(trimmed)?;
                Some(Self::Text(lines.to_string().into()))
            }
            Syntax::Color => Color::parse(trimmed).map(Self::Color),
            Syntax::Keyword(keywords) => keywords
                .iter()
                .find(|keyword| **keyword == trimmed)
                .map(|keyword| Self::Keyword(keyword)),
            Syntax::KeywordOrPx(keywords) => match Self::read(Syntax::Keyword(keywords), text) {
                Some(keyword) => Some(keyword),
                None => Length::parse(trimmed)
                    .filter(|length| matches!(length, Length::Px(_)))
                    .map(Self::Length),
            },
            Syntax::Paints => Paint::parse_list(trimmed).map(Self::Paints),
            Syntax::Paint => {
                let paints = Paint::parse_list(trimmed)?;
                // SVG has no others.
                let drawable = paints.len() <= 1
                    && paints.iter().all(|paint| match paint {
                        Paint::Solid(_) => true,
                        Paint::Gradient(gradient) => {
                            let fits = gradient.shape.fits_a_path() && !gradient.repeating;
                            fits && gradient.placement == Placement::INITIAL
                        }
                        Paint::Image { .. } => false,
                    });
                drawable.then_some(Self::Paints(paints))
            }
            Syntax::Shadows => Shadow::parse_list(trimmed).map(Self::Shadows),
            Syntax::TextShadows => Shadow::parse_list(trimmed)
                .filter(|shadows| shadows.iter().all(|it| !it.inset && it.spread == 0.0))
                .map(Self::Shadows),
            Syntax::Transform => TransformFunction::parse_list(trimmed).map(Self::Transform),
            Syntax::Anchor => Anchor::parse(trimmed).map(Self::Anchor),
            Syntax::Filters => Filter::parse_list(trimmed).map(Self::Filters),
            Syntax::ClipPath => match trimmed {
                "none" | "" => Some(Self::ClipPath(None)),
                shape => ClipPath::parse(shape).map(|it| Self::ClipPath(Some(it))),
            },
            Syntax::LineHeight => match trimmed {
                "normal" => Some(Self::Keyword("normal")),
                text => match parse_finite(text) {
                    Some(number) => (0.0..=100.0)
                        .contains(&number)
                        .then_some(Self::Number(number)),
                    None => Length::parse(text)
                        .filter(|length| matches!(length, Length::Px(px) if *px >= 0.0))
                        .map(Self::Length),
                },
            },
            Syntax::ColorOrCurrent => match trimmed {
                "currentcolor" | "currentColor" => Some(Self::Keyword("currentcolor")),
                text => Color::parse(text).map(Self::Color),
            },
            Syntax::FontFeatures => {
                parse_font_features(trimmed).map(|_| Self::Text(trimmed.into()))
            }
            Syntax::FontVariations => {
                parse_font_variations(trimmed).map(|_| Self::Text(trimmed.into()))
            }
            Syntax::Guides => {
                RulerGuides::parse(trimmed).map(|it| Self::Text(it.to_string().into()))
            }
            Syntax::Flag => match trimmed {
                "true" => Some(Self::Flag(true)),
                "false" => Some(Self::Flag(false)),
                _ => None,
            },
            Syntax::Text => {
                let clean = !text.chars().any(char::is_control) && text.len() <= 10_000;
                clean.then(|| Self::Text(text.into()))
            }
            Syntax::Href => is_safe_href(trimmed).then(|| Self::Text(trimmed.into())),
            Syntax::Asset => (trimmed.is_empty() || trimmed.parse::<AssetHash>().is_ok())
                .then(|| Self::Text(trimmed.into())),
            Syntax::PathData => is_path_data(trimmed).then(|| Self::Text(trimmed.into())),
            Syntax::ViewBox => parse_view_box(trimmed).map(|_| Self::Text(trimmed.into())),
            // Read by `read_motion`.
            Syntax::Animations | Syntax::StateMachine | Syntax::Body | Syntax::Emitter => None,
            Syntax::Dashes => parse_dashes(trimmed).map(|_| Self::Text(trimmed.into())),
        }
    }
}

impl fmt::Display for Value {
    /// CSS syntax, as [`Value::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(length) => length.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Color(color) => color.fmt(f),
            Self::Keyword(keyword) => f.write_str(keyword),
            Self::Paints(paints) => f.write_str(&Paint::list_to_string(paints)),
            Self::Shadows(shadows) => f.write_str(&Shadow::list_to_string(shadows)),
            Self::Transform(functions) => {
                f.write_str(&TransformFunction::list_to_string(functions))
            }
            Self::Anchor(anchor) => anchor.fmt(f),
            Self::Filters(filters) => f.write_str(&Filter::list_to_string(filters)),
            Self::ClipPath(Some(shape)) => shape.fmt(f),
            Self::ClipPath(None) => f.write_str("none"),
            Self::Flag(flag) => flag.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::Animations(animations) => f.write_str(&motion::animations_to_string(animations)),
            Self::StateMachine(Some(machine)) => machine.fmt(f),
            Self::Body(Some(body)) => body.fmt(f),
            Self::Emitter(Some(emitter)) => emitter.fmt(f),
            Self::StateMachine(None) | Self::Body(None) | Self::Emitter(None) => {
                f.write_str("none")
            }
            Self::Token(token) => write!(f, "var(--{})", token.name),
        }
    }
}

/// Whether only letters and numbers of SVG path data stand there.
pub(crate) fn is_path_data(text: &str) -> bool {
    text.bytes().all(|byte| {
        byte.is_ascii_digit()
            || byte.is_ascii_whitespace()
            || b"MmLlHhVvCcSsQqTtAaZz.,+-eE".contains(&byte)
    })
}

/// Every whole number up to here is a 32-bit float.
const LARGEST_INTEGER: i32 = 1 << 24;

/// Reads `WIDTH / HEIGHT` or one number as width by height. Both must be above 0.
pub(crate) fn parse_ratio(text: &str) -> Option<f32> {
    let (width, height) = text.split_once('/').unwrap_or((text, "1"));
    let positive = |side: &str| parse_finite(side).filter(|side| *side > 0.0);
    let ratio = positive(width)? / positive(height)?;
    (ratio.is_finite() && ratio > 0.0).then_some(ratio)
}

/// How many lengths a dash pattern may have.
const MOST_DASHES: usize = 64;

/// Reads the lengths of dashes and gaps; `none` is the empty list.
pub(crate) fn parse_dashes(text: &str) -> Option<Vec<f32>> {
    if text == "none" {
        return Some(Vec::new());
    }
    let lengths: Option<Vec<f32>> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .map(|word| {
            let px = parse_finite(word.strip_suffix("px").unwrap_or(word))?;
            (0.0..=1.0e7).contains(&px).then_some(px)
        })
        .collect();
    lengths.filter(|it| !it.is_empty() && it.len() <= MOST_DASHES)
}

/// Reads `X Y WIDTH HEIGHT`; width and height must be above 0.
pub(crate) fn parse_view_box(text: &str) -> Option<[f32; 4]> {
    let numbers: Option<Vec<f32>> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .map(parse_finite)
        .collect();
    let numbers: [f32; 4] = numbers?.try_into().ok()?;
    (numbers[2] > 0.0 && numbers[3] > 0.0).then_some(numbers)
}

/// A route, fragment or query of the site itself, or an absolute `http`, `https`, `mailto` or
/// `tel` link. Everything else could run script or leave the site unnoticed.
fn is_safe_href(text: &str) -> bool {
    if text
        .chars()
        .any(|letter| letter.is_control() || letter == '\\')
        || text.len() > 4096
    {
        return false;
    }
    let scheme = text
        .split_once(':')
        .map(|(before, _)| before)
        .filter(|before| !before.contains(['/', '?', '#']));
    match scheme {
        Some(scheme) => matches!(
            scheme.to_ascii_lowercase().as_str(),
            "http" | "https" | "mailto" | "tel"
        ),
        None => true,
    }
}

fn expected(syntax: Syntax) -> String {
    match syntax {
        Syntax::Length {
            auto,
            percent,
            negative,
            intrinsic,
        } => {
            let mut words = vec!["a length such as 16px"];
            if percent {
                words.push("a share such as 50% or calc(50% - 8px)");
            }
            if intrinsic {
                words.push("min-content, max-content or fit-content");
            }
            if auto {
                words.push("auto");
            }
            let sign = if negative { "" } else { ", not below 0" };
            format!("{}{sign}", words.join(" or "))
        }
        Syntax::Number { min, max } => format!("a number from {min} to {max}"),
        Syntax::Integer { auto } => {
            let or_auto = if auto { " or auto" } else { "" };
            format!("a whole number{or_auto}")
        }
        Syntax::Ratio => "auto, or width by height such as 16 / 9".to_owned(),
        Syntax::GridTemplate => "none, or columns or rows such as 200px 1fr, [side] 30% [main] \
             auto, or repeat(auto-fill, minmax(160px, 1fr))"
            .to_owned(),
        Syntax::GridTracks => "sizes such as auto, 80px or minmax(80px, auto)".to_owned(),
        Syntax::GridAreas => {
            "none, or one string a row such as \"head head\" \"side main\", each area a rectangle"
                .to_owned()
        }
        Syntax::GridLines => {
            "auto, a line such as 2, an area's name, span 2, or start and end such as 1 / -1"
                .to_owned()
        }
        Syntax::Color => "a colour such as #1a2b3c or rgba(0, 0, 0, 0.5)".to_owned(),
        Syntax::Keyword(keywords) => format!("one of {}", keywords.join(", ")),
        Syntax::KeywordOrPx(keywords) => {
            format!("one of {}, or a length such as -2px", keywords.join(", "))
        }
        Syntax::Paints => {
            "none, or colours, gradients such as linear-gradient(…), radial-gradient(…) and \
             conic-gradient(…), or image(HASH cover), separated by commas"
                .to_owned()
        }
        Syntax::Paint => "none, a colour, one linear-gradient(…) or one radial-gradient(…), its radii and place in per cents".to_owned(),
        Syntax::TextShadows => "none, or shadows such as 0px 1px 2px #00000033".to_owned(),
        Syntax::Shadows => "none, or shadows such as 0px 4px 12px 0px #00000033".to_owned(),
        Syntax::Transform => {
            "none, or functions such as translate(10px, 50%) rotate(45deg) scale(2) skewX(5deg)"
                .to_owned()
        }
        Syntax::Anchor => "a point such as 50% 50%, 10px 20px or top left".to_owned(),
        Syntax::Filters => {
            "none, or functions such as blur(4px) brightness(1.2) drop-shadow(0px 2px 4px #00000080)"
                .to_owned()
        }
        Syntax::ClipPath => {
            "none, inset(…), circle(…), ellipse(…), polygon(…) or path(\"…\")".to_owned()
        }
        Syntax::LineHeight => {
            "a multiple of the font size from 0 to 100, a length such as 24px, or normal".to_owned()
        }
        Syntax::ColorOrCurrent => "a colour such as #1a2b3c, or currentcolor".to_owned(),
        Syntax::FontFeatures => {
            "normal, or features such as \"smcp\", \"ss01\" 1, \"liga\" off".to_owned()
        }
        Syntax::FontVariations => "normal, or axes such as \"wdth\" 85, \"SOFT\" 100".to_owned(),
        Syntax::Guides => "none, or ruler guides such as x 120px, y 300px".to_owned(),
        Syntax::Flag => "true or false".to_owned(),
        Syntax::Text => "a text of at most 10,000 bytes without control characters".to_owned(),
        Syntax::Href => {
            "a route such as /about, a fragment, or an http, https, mailto or tel link".to_owned()
        }
        Syntax::Asset => "the hash of an asset of this project".to_owned(),
        Syntax::PathData => "SVG path data such as M0 0L24 24Z".to_owned(),
        Syntax::ViewBox => "four numbers: x y width height".to_owned(),
        Syntax::Animations => {
            "none, or animations such as enter 600ms ease-out { from { opacity: 0 } }".to_owned()
        }
        Syntax::StateMachine => {
            "none, or states and transitions such as state closed { } state open { } transition \
             closed -> open on press;"
                .to_owned()
        }
        Syntax::Body => {
            "none, or dynamic, fixed or kinematic with parts such as ellipse restitution(0.5)"
                .to_owned()
        }
        Syntax::Emitter => "none, or parts such as rate(40) lifetime(800ms)".to_owned(),
        Syntax::Dashes => "none, or lengths of dashes and gaps such as 4 2".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_initial_value_is_a_value_of_its_property() {
        for property in Property::ALL {
            let value = Value::parse(*property, property.initial());
            let value = value.unwrap_or_else(|error| panic!("{error}"));
            let text = value.to_string();
            assert_eq!(
                Value::parse(*property, &text),
                Ok(value),
                "{}",
                property.name()
            );
        }
    }

    #[test]
    fn a_refused_value_says_what_would_do() {
        let error = Value::parse(Property::PaddingTop, "-4px").unwrap_err();
        assert!(error.to_string().contains("padding-top"));
        assert!(error.to_string().contains("not below 0"));
        for text in ["NaN", "inf", "1e9", "99999999", "12 px x"] {
            assert!(Value::parse(Property::Width, text).is_err(), "{text}");
        }
    }

    #[test]
    fn links_that_run_script_are_refused() {
        for text in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "java\nscript:x",
            "vbscript:x",
        ] {
            assert!(Value::parse(Property::Href, text).is_err(), "{text}");
        }
        for text in [
            "/about",
            "#top",
            "https://example.org/a:b",
            "mailto:hi@example.org",
            "about?x=a:b",
            "",
        ] {
            assert!(Value::parse(Property::Href, text).is_ok(), "{text}");
        }
    }
}
