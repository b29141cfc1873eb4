//! Elements: what a page is made of.

use std::fmt;

use crate::{
    Breakpoint, ElementId, OrderKey, Properties, Property, PropertyKey, TextRuns, Tokens, Value,
};

/// What an element is. It never changes over an element's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementKind {
    /// A box that may hold others.
    Frame,
    /// A text. It may hold others, which stand in its lines: see
    /// [`OBJECT`](crate::OBJECT).
    Text,
    /// A picture from the project's assets.
    Image,
    /// A box without children.
    Rectangle,
    /// An ellipse that fills its box.
    Ellipse,
    /// A path in a view box, filled and stroked.
    Vector,
    /// Shapes combined into one path, which is filled and stroked; the shapes stay editable.
    Boolean,
}

impl ElementKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Frame,
        Self::Text,
        Self::Image,
        Self::Rectangle,
        Self::Ellipse,
        Self::Vector,
        Self::Boolean,
    ];

    /// The kind's name in the document and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Text => "text",
            Self::Image => "image",
            Self::Rectangle => "rectangle",
            Self::Ellipse => "ellipse",
            Self::Vector => "vector",
            Self::Boolean => "boolean",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether others can be put inside.
    pub fn holds_children(self) -> bool {
        matches!(self, Self::Frame | Self::Text | Self::Boolean)
    }

    /// Whether an element of that kind can be put inside. A boolean holds what has an outline.
    pub fn may_hold(self, child: Self) -> bool {
        match self {
            Self::Frame | Self::Text => true,
            Self::Boolean => child.is_shape(),
            Self::Image | Self::Rectangle | Self::Ellipse | Self::Vector => false,
        }
    }

    /// Whether the element has an outline of its own that a boolean can combine.
    pub fn is_shape(self) -> bool {
        matches!(
            self,
            Self::Rectangle | Self::Ellipse | Self::Vector | Self::Boolean
        )
    }

    /// Whether the element is drawn as a path, with `fill` and `stroke`.
    pub fn is_path(self) -> bool {
        matches!(self, Self::Vector | Self::Boolean)
    }
}

impl fmt::Display for ElementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where an element stands: under which parent and between which siblings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The element that holds it; `None` for a page's root alone.
    pub parent: Option<ElementId>,
    /// Its position among the parent's children.
    pub order: OrderKey,
}

/// One element of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its id, unique in the project.
    pub id: ElementId,
    /// What it is.
    pub kind: ElementKind,
    /// The name in the layers tree, which class names in exports come from.
    pub name: String,
    /// Where it was put. The tree may show it elsewhere where that place doesn't exist.
    pub place: Place,
    /// Whether the canvas ignores it under the pointer.
    pub locked: bool,
    /// What is set on it; everything else has its initial value.
    pub properties: Properties,
    /// The text of a text element; empty for the other kinds.
    pub text: String,
    /// The parts of the text that are set otherwise than the rest.
    pub runs: TextRuns,
}

impl Element {
    /// What is set for the property at this very breakpoint.
    pub fn own_value(&self, key: PropertyKey) -> Option<&Value> {
        self.properties.get(&key)
    }

    /// The value that holds at `breakpoint`: its own, or that of the nearest wider range that
    /// sets one. `None` where the initial value holds.
    pub fn value(&self, property: Property, breakpoint: Breakpoint) -> Option<&Value> {
        crate::BREAKPOINTS
            .into_iter()
            .rev()
            .filter(|it| *it <= breakpoint)
            .find_map(|breakpoint| {
                self.properties.get(&PropertyKey {
                    property,
                    breakpoint,
                })
            })
    }

    /// Whether, as the child of a text, it stands in a line of it, so that an
    /// [`OBJECT`](crate::OBJECT) stands for it. What is absolute or fixed in the widest range
    /// doesn't: a text is one for every width.
    pub fn stands_in_line(&self) -> bool {
        !matches!(
            self.own_value(PropertyKey::base(Property::Position)),
            Some(Value::Keyword("absolute" | "fixed"))
        )
    }

    /// Whether it or a part of its text refers to a token that means something else now.
    pub fn is_stale(&self, tokens: &Tokens) -> bool {
        self.properties.is_stale(tokens) || self.runs.is_stale(tokens)
    }

    /// Looks up what the tokens mean that the element and parts of its text refer to. Says whether
    /// any means something else now.
    pub fn bind(&mut self, tokens: &Tokens) -> bool {
        self.properties.bind(tokens) | self.runs.bind(tokens)
    }

    /// A property that is a text, or the empty text.
    pub fn text_value(&self, property: Property) -> &str {
        match self
            .value(property, Breakpoint::Desktop)
            .and_then(Value::resolved)
        {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }
}
