//! Values that recur in the designs: what could be a design token, and making it one.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{
    Color, Element, Length, Paint, Project, Property, PropertyKey, TokenKind, TokenName,
    TokenValue, Tree, Value,
};

/// Properties whose values mean the same, so that one token may stand for them.
pub(crate) struct Group {
    /// The name on the wire, which tokens' names begin with.
    pub(crate) name: &'static str,
    pub(crate) kind: TokenKind,
    properties: &'static [Property],
    /// How often a value is used before it is offered.
    fewest: usize,
}

use Property as P;

/// Every group, in the order in which they are offered.
pub(crate) const GROUPS: [Group; 5] = [
    Group {
        name: "color",
        kind: TokenKind::Color,
        properties: &[
            P::Color,
            P::Background,
            P::Fill,
            P::Stroke,
            P::BorderTopColor,
            P::BorderRightColor,
            P::BorderBottomColor,
            P::BorderLeftColor,
            P::TextDecorationColor,
        ],
        fewest: 3,
    },
    Group {
        name: "font-size",
        kind: TokenKind::Dimension,
        properties: &[P::FontSize],
        fewest: 3,
    },
    Group {
        name: "space",
        kind: TokenKind::Dimension,
        properties: &[
            P::RowGap,
            P::ColumnGap,
            P::PaddingTop,
            P::PaddingRight,
            P::PaddingBottom,
            P::PaddingLeft,
        ],
        fewest: 6,
    },
    Group {
        name: "radius",
        kind: TokenKind::Dimension,
        properties: &[
            P::BorderTopLeftRadius,
            P::BorderTopRightRadius,
            P::BorderBottomRightRadius,
            P::BorderBottomLeftRadius,
        ],
        fewest: 8,
    },
    Group {
        name: "shadow",
        kind: TokenKind::Shadow,
        properties: &[P::BoxShadow],
        fewest: 2,
    },
];

/// A value that is used often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recurring {
    pub(crate) group: &'static str,
    pub(crate) kind: TokenKind,
    /// CSS text, as a token of the kind has it.
    pub(crate) value: String,
    /// On how many elements and parts of texts.
    pub(crate) count: usize,
    /// A token that stands for it already, or a name that is free.
    pub(crate) name: TokenName,
    /// Where people would find it.
    pub(crate) label: String,
}

impl Group {
    pub(crate) fn of_name(name: &str) -> Option<&'static Self> {
        GROUPS.iter().find(|it| it.name == name)
    }

    /// The value as a token's text, where a token of the group could stand for it.
    fn text(&self, property: Property, value: &Value) -> Option<String> {
        if !self.properties.contains(&property) {
            return None;
        }
        match (self.kind, value) {
            (TokenKind::Color, Value::Color(color)) => shown(*color),
            (TokenKind::Color, Value::Paints(paints)) => match paints.as_slice() {
                [Paint::Solid(color)] => shown(*color),
                _ => None,
            },
            (TokenKind::Dimension, Value::Length(Length::Px(px))) if *px > 0.0 => {
                Some(value.to_string())
            }
            (TokenKind::Shadow, Value::Shadows(shadows)) if !shadows.is_empty() => {
                Some(value.to_string())
            }
            _ => None,
        }
    }

    /// What the element sets to values of the group: keys of its own, and how often.
    fn uses(&self, element: &Element) -> BTreeMap<String, usize> {
        let own = element
            .properties
            .iter()
            .map(|(key, value)| (key.property, value));
        let runs = element.runs.iter().flat_map(|run| &run.properties);
        let runs = runs.map(|(property, value)| (*property, value));
        // A border of four sides is one use.
        let texts: BTreeSet<(bool, String)> = own
            .map(|(property, value)| (false, property, value))
            .chain(runs.map(|(property, value)| (true, property, value)))
            .filter_map(|(in_run, property, value)| Some((in_run, self.text(property, value)?)))
            .collect();
        let mut uses = BTreeMap::new();
        for (_, text) in texts {
            *uses.entry(text).or_default() += 1;
        }
        uses
    }

    /// The element with a token for every use of the value; `None` where there is none.
    pub(crate) fn with_token(
        &self,
        element: &Element,
        value: &str,
        name: &TokenName,
    ) -> Option<Element> {
        let token = || {
            Value::Token(Box::new(TokenValue {
                name: name.clone(),
                value: None,
            }))
        };
        let is_use = |property, it: &Value| self.text(property, it).as_deref() == Some(value);
        let keys: Vec<PropertyKey> = element
            .properties
            .iter()
            .filter(|(key, it)| is_use(key.property, it))
            .map(|(key, _)| *key)
            .collect();
        let runs: Vec<(std::ops::Range<usize>, Property)> = element
            .runs
            .iter()
            .flat_map(|run| {
                let uses = run.properties.iter().filter(|(it, own)| is_use(**it, own));
                uses.map(|(property, _)| (run.range.clone(), *property))
            })
            .collect();
        if keys.is_empty() && runs.is_empty() {
            return None;
        }
        let mut element = element.clone();
        for key in keys {
            element.properties.insert(key, token());
        }
        for (range, property) in runs {
            element.runs.set(range, property, Some(token()));
        }
        Some(element)
    }
}

/// A colour that can be seen.
fn shown(color: Color) -> Option<String> {
    (color.a > 0).then(|| color.to_string())
}

/// The values that recur on these pages, the most used of each group first.
pub(crate) fn recurring<'a>(
    project: &Project,
    trees: impl Iterator<Item = &'a Tree> + Clone,
) -> Vec<Recurring> {
    let mut found = Vec::new();
    let mut taken: BTreeSet<TokenName> = BTreeSet::new();
    for group in &GROUPS {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for element in trees.clone().flat_map(Tree::elements) {
            for (text, count) in group.uses(element) {
                *counts.entry(text).or_default() += count;
            }
        }
        let mut often: Vec<(String, usize)> = counts
            .into_iter()
            .filter(|(_, count)| *count >= group.fewest)
            .collect();
        often.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (value, count) in often {
            let words = words(group, &value);
            let label = words.join("/");
            let wanted = TokenName::from_words(words.iter().map(String::as_str));
            let same = |token: &omnios_model::Token| {
                token.kind == group.kind && *token.value == *value && token.modes.is_empty()
            };
            let mut known = project.tokens.iter();
            let name = match known.find(|(_, token)| same(token)) {
                Some((name, _)) => name.clone(),
                None => (1..)
                    .map(|number| match number {
                        1 => wanted.clone(),
                        number => wanted.numbered(number),
                    })
                    .find(|it| project.tokens.get(it.as_str()).is_none() && !taken.contains(it))
                    .unwrap_or(wanted),
            };
            taken.insert(name.clone());
            found.push(Recurring {
                group: group.name,
                kind: group.kind,
                value,
                count,
                name,
                label,
            });
        }
    }
    found
}

/// The words of a value's name: its group, and what it looks like.
fn words(group: &Group, value: &str) -> Vec<String> {
    let last = match group.kind {
        TokenKind::Color => Color::parse(value).map_or_else(|| value.to_owned(), color_word),
        TokenKind::Shadow => "raised".to_owned(),
        _ => value.trim_end_matches("px").replace('.', "_"),
    };
    vec![group.name.to_owned(), last]
}

/// A colour in a word and its darkness from 0 to 1000: `blue-600`.
fn color_word(color: Color) -> String {
    let [r, g, b] = [color.r, color.g, color.b].map(|it| f32::from(it) / 255.0);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let chroma = most - least;
    let lightness = f32::midpoint(most, least);
    let darkness = ((1.0 - lightness) * 20.0).round() as u32 * 50;
    let transparent = match color.a {
        255 => String::new(),
        alpha => format!("-{}", (f32::from(alpha) / 2.55).round()),
    };
    if chroma < 0.06 {
        return match darkness {
            0 => format!("white{transparent}"),
            1000 => format!("black{transparent}"),
            darkness => format!("grey-{darkness}{transparent}"),
        };
    }
    let sixth = if most == r {
        ((g - b) / chroma).rem_euclid(6.0)
    } else if most == g {
        (b - r) / chroma + 2.0
    } else {
        (r - g) / chroma + 4.0
    };
    /// From the angle on, in degrees.
    const HUES: [(f32, &str); 10] = [
        (345.0, "red"),
        (320.0, "pink"),
        (265.0, "purple"),
        (225.0, "indigo"),
        (195.0, "blue"),
        (165.0, "teal"),
        (75.0, "green"),
        (45.0, "yellow"),
        (18.0, "orange"),
        (0.0, "red"),
    ];
    let hue = sixth * 60.0;
    let word = HUES
        .iter()
        .find(|(from, _)| hue >= *from)
        .map_or("red", |it| it.1);
    format!("{word}-{darkness}{transparent}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_named_by_what_they_look_like() {
        let word = |text: &str| color_word(Color::parse(text).unwrap());
        assert_eq!(word("#ffffff"), "white");
        assert_eq!(word("#000000"), "black");
        assert_eq!(word("#808080"), "grey-500");
        assert_eq!(word("#0d6efd"), "blue-500");
        assert_eq!(word("#ff0000"), "red-500");
        assert_eq!(word("#00000080"), "black-50");
    }
}
