//! The page IR: what every target writes down.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{AssetHash, Color, ElementId, FallbackFont, FontFace, GradientStop};

use crate::{ClassMotion, Declaration, Tag};

/// A whole site, ready to be written for one target or another.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The project's name.
    pub name: String,
    /// The pages that can be reached, in the project's order.
    pub pages: Vec<Page>,
    /// Rules on bare tags that the classes build on, for the tags that the site uses.
    pub base: Vec<Rule>,
    /// The design tokens that classes refer to, by name.
    pub custom_properties: Vec<CustomProperty>,
    /// Every class, in document order across the pages.
    pub classes: Vec<Class>,
    /// The bundled faces that texts are set in.
    pub fonts: BTreeSet<FontUse>,
    /// The faces of the project's own fonts that texts are set in.
    pub own_fonts: BTreeSet<OwnFontUse>,
    /// The assets that pages show, with their file names; the own fonts' among them.
    pub assets: BTreeMap<AssetHash, AssetFile>,
}

/// A design token as a custom property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomProperty {
    /// Its name with the two dashes.
    pub name: String,
    /// Its value, as CSS.
    pub value: String,
    /// The values that differ in a mode, by the mode's name.
    pub modes: BTreeMap<String, String>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its route, `/` or `/about`.
    pub route: String,
    /// Its name in the page list.
    pub name: String,
    /// Text of `<title>`; never empty.
    pub title: String,
    /// Meta description; may be empty.
    pub description: String,
    /// `<body>`.
    pub root: Node,
    /// The bundled faces that this page's texts are set in.
    pub fonts: BTreeSet<FontUse>,
    /// The faces of the project's own fonts that they are set in.
    pub own_fonts: BTreeSet<OwnFontUse>,
}

/// One element, which is one tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The element it stands for.
    pub id: ElementId,
    /// The element's name in the layers tree.
    pub name: String,
    /// Its tag, valid where it stands.
    pub tag: Tag,
    /// Its class, where it has any style of its own.
    pub class: Option<String>,
    /// An `id` that a link of the site points to, unique in the page.
    pub anchor: Option<String>,
    /// Where it leads. On a node whose tag isn't [`Tag::A`] (a heading, a list item) the link
    /// goes around the text inside the node.
    pub link: Option<Link>,
    /// What is inside.
    pub content: Content,
}

/// What is inside a node.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Other nodes; empty for a box that is only seen.
    Nodes(Vec<Node>),
    /// A text.
    Text(Text),
    /// A picture.
    Image {
        /// Which one; it is in [`Site::assets`].
        asset: AssetHash,
        /// Alternative text; empty for decoration.
        alt: String,
    },
    /// A path.
    Vector(Vector),
}

/// A text, with `\n` as its only control character.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The text as the designer wrote it, without what stands in it.
    pub text: String,
    /// Whether it has white space that HTML would collapse. Its class then has
    /// `white-space: pre-wrap`, and line breaks are newlines; otherwise they are `<br>`.
    pub keeps_white_space: bool,
    /// The text in pieces that are set alike; one where nothing is set apart.
    pub pieces: Vec<TextPiece>,
    /// Nodes that belong to the text without standing in a line of it: they are positioned.
    pub apart: Vec<Node>,
}

/// A piece of a text that is set alike.
#[derive(Debug, Clone, PartialEq)]
pub struct TextPiece {
    /// What it says and what stands in it, in order.
    pub parts: Vec<TextPart>,
    /// The tag around it, if it is set otherwise than the rest.
    pub tag: Option<Tag>,
    /// The tag's class.
    pub class: Option<String>,
    /// Where it leads; its tag is [`Tag::A`] then.
    pub link: Option<Link>,
}

/// Words, or what stands between them.
#[derive(Debug, Clone, PartialEq)]
pub enum TextPart {
    /// Words.
    Text(String),
    /// An element that stands in a line.
    Node(Box<Node>),
}

impl Text {
    /// The nodes in it, in order.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        let parts = self.pieces.iter().flat_map(|piece| &piece.parts);
        let in_lines = parts.filter_map(|part| match part {
            TextPart::Text(_) => None,
            TextPart::Node(node) => Some(&**node),
        });
        in_lines.chain(&self.apart)
    }
}

impl Content {
    /// The nodes in it, in order.
    pub fn nodes(&self) -> Box<dyn Iterator<Item = &Node> + '_> {
        match self {
            Self::Nodes(nodes) => Box::new(nodes.iter()),
            Self::Text(text) => Box::new(text.nodes()),
            Self::Image { .. } | Self::Vector(_) => Box::new(std::iter::empty()),
        }
    }
}

/// A path in a view box.
#[derive(Debug, Clone, PartialEq)]
pub struct Vector {
    /// Natural width and height in px.
    pub size: [f32; 2],
    /// x, y, width and height of the path's space, stretched over the box. `None` where the path
    /// is in px and may show outside the box.
    pub view_box: Option<[f32; 4]>,
    /// SVG path data.
    pub path: String,
    /// Accessible name; empty for decoration.
    pub label: String,
    /// Fill, unless the class overrides it at a breakpoint.
    pub fill: VectorPaint,
    /// Stroke, unless the class overrides it at a breakpoint.
    pub stroke: VectorPaint,
    /// Stroke width in units of the view box.
    pub stroke_width: f32,
    /// The other presentation attributes that differ from SVG's initial values, unless the class
    /// overrides them at a breakpoint.
    pub attributes: Vec<(&'static str, String)>,
    /// The gradients that fill, stroke or the class refer to.
    pub gradients: Vec<Gradient>,
}

/// What a path is filled or stroked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VectorPaint {
    /// Nothing.
    None,
    /// One colour.
    Color(Color),
    /// The gradient of that id.
    Gradient(String),
}

/// A gradient of an SVG, in the unit square that is stretched over the path's bounding box
/// (`objectBoundingBox`, SVG's default).
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// Its id, unique in the page.
    pub id: String,
    /// Its form.
    pub shape: GradientShape,
    /// Its colours.
    pub stops: Vec<GradientStop>,
}

/// The form of a gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GradientShape {
    /// Along a line.
    Linear {
        /// Where it starts.
        from: [f32; 2],
        /// Where it ends.
        to: [f32; 2],
    },
    /// Around a point.
    Radial {
        /// The point.
        center: [f32; 2],
        /// Distance of the last colour from it, to the side and up or down.
        radii: [f32; 2],
    },
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// A page of the site; targets write it the way their links work.
    Page {
        /// The page's route. It may name no page of the site: a diagnostic says so.
        route: String,
        /// Query and fragment with their `?` and `#`, or nothing.
        suffix: String,
    },
    /// A place in this page: `#contact`, or a query.
    Here(String),
    /// An absolute URL with a safe scheme.
    External(String),
}

/// A selector and its declarations.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// CSS selector.
    pub selector: String,
    /// Its declarations, in order.
    pub declarations: Vec<Declaration>,
}

/// A class and what it declares at each breakpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// A CSS identifier of small ASCII letters, digits and hyphens.
    pub name: String,
    /// Declarations for every width, for tablets and for mobiles, as
    /// [`BREAKPOINTS`](omnios_model::BREAKPOINTS) orders them; the latter two hold overrides.
    pub declarations: [Vec<Declaration>; 3],
    /// What moves.
    pub motion: ClassMotion,
    /// Index in [`Site::pages`] of the first page that uses it.
    pub first_page: usize,
}

/// A bundled face in use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontUse {
    /// One of [`BUNDLED_FONT_FAMILIES`](omnios_model::BUNDLED_FONT_FAMILIES).
    pub family: &'static str,
    /// Whether it is the italic face.
    pub italic: bool,
    /// The family whose letters are to be part of that face, where texts have letters that it
    /// lacks.
    pub fallback: Option<&'static FallbackFont>,
}

/// A face of the project's own fonts in use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnFontUse {
    /// What it serves.
    pub face: FontFace,
    /// The font; it is in [`Site::assets`].
    pub asset: AssetHash,
    /// The file's media type.
    pub media_type: String,
}

/// An asset in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetFile {
    /// File name without a folder: safe on every system and unique in the site.
    pub file_name: String,
    /// Natural width in px.
    pub width: u32,
    /// Natural height in px.
    pub height: u32,
}
