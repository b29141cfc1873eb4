//! A node of a Figma file, and what the REST API says of it.
//!
//! Everything is optional: older files lack what newer ones say, and tools that save files anew
//! write the defaults out.

use omnios_model::Affine;

use super::json::Item;

/// A node of the document.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a>(pub(crate) Item<'a>);

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `FRAME`, and what is laid out like one.
    Frame,
    Group,
    Section,
    Component,
    ComponentSet,
    Instance,
    Text,
    Rectangle,
    Ellipse,
    Line,
    Polygon,
    Star,
    Vector,
    Boolean,
    /// A board's note, shape or cell: a box with a text in it.
    BoxWithText,
    /// A table: its cells stand at places of their own.
    Table,
    Connector,
    /// An area for exports that shows nothing.
    Slice,
    /// Anything else.
    Unknown,
}

/// An upright rectangle of the canvas, in Figma's px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Bounds {
    /// What holds both.
    pub(crate) fn union(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Self {
            x,
            y,
            width: right - x,
            height: bottom - y,
        }
    }
}

/// A colour with parts from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rgba {
    pub(crate) r: f64,
    pub(crate) g: f64,
    pub(crate) b: f64,
    pub(crate) a: f64,
}

impl Rgba {
    pub(crate) fn read(item: Item<'_>) -> Option<Self> {
        let part = |key: &str| item.get(key).number().map(|it| it.clamp(0.0, 1.0));
        Some(Self {
            r: part("r")?,
            g: part("g")?,
            b: part("b")?,
            a: part("a").unwrap_or(1.0),
        })
    }

    pub(crate) fn faded(self, opacity: f64) -> Self {
        Self {
            a: self.a * opacity,
            ..self
        }
    }

    /// As CSS.
    pub(crate) fn css(self) -> String {
        let byte = |part: f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
        omnios_model::Color::rgba(byte(self.r), byte(self.g), byte(self.b), byte(self.a))
            .to_string()
    }
}

/// How a container puts its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Each at its place.
    Free,
    Row,
    Column,
    Grid,
}

/// How a box is sized along an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sizing {
    Fixed,
    Hug,
    Fill,
}

/// An axis of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    Horizontal,
    Vertical,
}

impl<'a> Node<'a> {
    pub(crate) fn id(self) -> &'a str {
        self.0.get("id").text().unwrap_or("")
    }

    pub(crate) fn name(self) -> &'a str {
        self.0.get("name").text().unwrap_or("")
    }

    /// Figma's word for what it is.
    pub(crate) fn type_name(self) -> &'a str {
        self.0.get("type").text().unwrap_or("")
    }

    pub(crate) fn kind(self) -> Kind {
        match self.type_name() {
            "FRAME"
            | "TRANSFORM_GROUP"
            | "SLIDE"
            | "SLIDE_ROW"
            | "SLIDE_GRID"
            | "INTERACTIVE_SLIDE_ELEMENT" => Kind::Frame,
            "GROUP" => Kind::Group,
            "SECTION" => Kind::Section,
            "COMPONENT" => Kind::Component,
            "COMPONENT_SET" => Kind::ComponentSet,
            "INSTANCE" => Kind::Instance,
            "TEXT" | "TEXT_PATH" => Kind::Text,
            "RECTANGLE" | "MEDIA" => Kind::Rectangle,
            "ELLIPSE" => Kind::Ellipse,
            "LINE" => Kind::Line,
            "REGULAR_POLYGON" | "POLYGON" => Kind::Polygon,
            "STAR" => Kind::Star,
            "VECTOR" | "WASHI_TAPE" | "STAMP" | "HIGHLIGHT" => Kind::Vector,
            "BOOLEAN_OPERATION" => Kind::Boolean,
            "STICKY" | "SHAPE_WITH_TEXT" | "TABLE_CELL" | "CODE_BLOCK" => Kind::BoxWithText,
            "TABLE" => Kind::Table,
            "CONNECTOR" => Kind::Connector,
            "SLICE" => Kind::Slice,
            _ => Kind::Unknown,
        }
    }

    /// Whether its outline is a path that a boolean operation can take as it is.
    pub(crate) fn is_shape(self) -> bool {
        matches!(
            self.kind(),
            Kind::Rectangle
                | Kind::Ellipse
                | Kind::Polygon
                | Kind::Star
                | Kind::Vector
                | Kind::Boolean
        )
    }

    pub(crate) fn children(self) -> impl DoubleEndedIterator<Item = Node<'a>> + ExactSizeIterator {
        self.0.get("children").items().map(Node)
    }

    pub(crate) fn is_visible(self) -> bool {
        self.flag("visible", true)
    }

    pub(crate) fn flag(self, key: &str, otherwise: bool) -> bool {
        self.0.get(key).flag().unwrap_or(otherwise)
    }

    pub(crate) fn number(self, key: &str) -> Option<f64> {
        self.0.get(key).number()
    }

    /// A word in capitals; empty where nothing is said.
    pub(crate) fn word(self, key: &str) -> &'a str {
        self.0.get(key).text().unwrap_or("")
    }

    /// The upright box around it, in the canvas's px.
    pub(crate) fn bounds(self) -> Option<Bounds> {
        let item = self.0.get("absoluteBoundingBox");
        let part = |key: &str| item.get(key).number();
        Some(Bounds {
            x: part("x")?,
            y: part("y")?,
            width: part("width")?.max(0.0),
            height: part("height")?.max(0.0),
        })
    }

    /// Its own width and height, before it was turned.
    pub(crate) fn size(self) -> Option<(f64, f64)> {
        let item = self.0.get("size");
        let part = |key: &str| item.get(key).number().map(|it| it.max(0.0));
        Some((part("x")?, part("y")?))
    }

    /// The parent's point of a point of its own.
    pub(crate) fn parent_from_box(self) -> Option<Affine> {
        matrix(self.0.get("relativeTransform"))
    }

    /// How it is turned, in degrees clockwise. The API counts radians the other way round.
    pub(crate) fn rotation_degrees(self) -> f64 {
        -self.number("rotation").unwrap_or(0.0).to_degrees()
    }

    pub(crate) fn flow(self) -> Flow {
        match self.word("layoutMode") {
            "HORIZONTAL" => Flow::Row,
            "VERTICAL" => Flow::Column,
            "GRID" => Flow::Grid,
            _ => Flow::Free,
        }
    }

    /// Whether its parent's layout leaves it alone.
    pub(crate) fn is_free(self) -> bool {
        self.word("layoutPositioning") == "ABSOLUTE"
    }

    /// How it is sized along an axis in a parent that lays out like `parent`.
    pub(crate) fn sizing(self, axis: Axis, parent: Flow) -> Sizing {
        let is_horizontal = axis == Axis::Horizontal;
        let key = if is_horizontal {
            "layoutSizingHorizontal"
        } else {
            "layoutSizingVertical"
        };
        let sizing = match self.word(key) {
            "FIXED" => Sizing::Fixed,
            "HUG" => Sizing::Hug,
            "FILL" => Sizing::Fill,
            _ => self.older_sizing(is_horizontal, parent),
        };
        match sizing {
            // Lines that wrap have to know how long they may be.
            Sizing::Hug if is_horizontal && self.wraps() => Sizing::Fixed,
            // Nothing to hug: Figma keeps the size.
            Sizing::Hug if self.kind() != Kind::Text && !self.has_items() => Sizing::Fixed,
            Sizing::Fill if parent == Flow::Free => Sizing::Fixed,
            sizing => sizing,
        }
    }

    /// What files said before there was one word for it.
    fn older_sizing(self, is_horizontal: bool, parent: Flow) -> Sizing {
        let along = match parent {
            Flow::Row => is_horizontal,
            Flow::Column => !is_horizontal,
            Flow::Free | Flow::Grid => false,
        };
        if parent != Flow::Free && !self.is_free() {
            let fills = if along {
                self.number("layoutGrow").unwrap_or(0.0) > 0.0
            } else {
                self.word("layoutAlign") == "STRETCH"
            };
            if fills {
                return Sizing::Fill;
            }
        }
        if self.kind() == Kind::Text {
            return match (self.text_style("textAutoResize"), is_horizontal) {
                ("WIDTH_AND_HEIGHT", _) | ("HEIGHT", false) => Sizing::Hug,
                _ => Sizing::Fixed,
            };
        }
        let own = self.flow();
        let mode = match own {
            Flow::Free | Flow::Grid => return Sizing::Fixed,
            Flow::Row if is_horizontal => "primaryAxisSizingMode",
            Flow::Column if !is_horizontal => "primaryAxisSizingMode",
            Flow::Row | Flow::Column => "counterAxisSizingMode",
        };
        if self.word(mode) == "FIXED" {
            Sizing::Fixed
        } else {
            Sizing::Hug
        }
    }

    /// Whether its layout fills line after line. Tools that save files anew leave the word out;
    /// the children's places tell then.
    pub(crate) fn wraps(self) -> bool {
        match self.word("layoutWrap") {
            "" => self.line_gap().is_some(),
            word => word == "WRAP",
        }
    }

    /// The room between the first two lines that a row's children stand in. `None` where they
    /// stand in one.
    pub(crate) fn line_gap(self) -> Option<f64> {
        if self.flow() != Flow::Row {
            return None;
        }
        let is_item = |child: &Node<'_>| child.is_visible() && !child.is_free();
        let boxes = self.children().filter(is_item).filter_map(Node::bounds);
        let mut line: Option<Bounds> = None;
        for next in boxes {
            if let Some(line) = line {
                let gap = next.y - (line.y + line.height);
                if gap > -1.0 && next.x < line.x + line.width - 1.0 {
                    return Some(gap.max(0.0));
                }
            }
            line = Some(line.map_or(next, |line| line.union(next)));
        }
        None
    }

    /// Whether its layout has anything to place.
    fn has_items(self) -> bool {
        self.flow() != Flow::Free
            && self
                .children()
                .any(|child| child.is_visible() && !child.is_free())
    }

    /// A word of its text's style.
    pub(crate) fn text_style(self, key: &str) -> &'a str {
        self.0.get("style").get(key).text().unwrap_or("")
    }

    /// The id of the style of that type which it uses: `fill`, `text`, `effect`, `stroke`. Older
    /// files and other tools write the type otherwise.
    pub(crate) fn style_id(self, style_type: &str) -> Option<&'a str> {
        let styles = self.0.get("styles").entries();
        let matches = |key: &str| {
            let key = key.strip_suffix(['s', 'S']).unwrap_or(key);
            key.eq_ignore_ascii_case(style_type)
        };
        styles
            .filter(|(key, _)| matches(key))
            .find_map(|(_, id)| id.text())
    }

    /// Paints of that key that are shown, backmost first.
    pub(crate) fn paints(self, key: &str) -> Vec<Item<'a>> {
        visible_paints(self.0.get(key))
    }

    /// What fills it. Frames of old files name their background otherwise.
    pub(crate) fn fills(self) -> Vec<Item<'a>> {
        if self.0.get("fills").is_null() {
            self.paints("background")
        } else {
            self.paints("fills")
        }
    }
}

/// The paints of a list that are shown, backmost first.
pub(crate) fn visible_paints(list: Item<'_>) -> Vec<Item<'_>> {
    let is_shown = |paint: &Item<'_>| {
        paint.get("visible").flag().unwrap_or(true)
            && paint.get("opacity").number().is_none_or(|it| it > 0.0)
    };
    list.items().filter(is_shown).collect()
}

/// Two rows of three numbers as a map of the plane.
pub(crate) fn matrix(item: Item<'_>) -> Option<Affine> {
    let numbers: Vec<f64> = item
        .items()
        .flat_map(|row| row.items().map(Item::number).collect::<Vec<_>>())
        .collect::<Option<_>>()?;
    match numbers.as_slice() {
        [a, c, e, b, d, f] => Some(Affine::new(*a, *b, *c, *d, *e, *f)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figma::json::Json;

    fn with_node<T>(text: &str, ask: impl FnOnce(Node<'_>) -> T) -> T {
        ask(Node(Json::parse(text).unwrap().root()))
    }

    #[test]
    fn older_words_for_sizes_mean_the_same() {
        let sizes = |text: &str, parent: Flow| {
            with_node(text, |node| {
                (
                    node.sizing(Axis::Horizontal, parent),
                    node.sizing(Axis::Vertical, parent),
                )
            })
        };
        let child = r#""children":[{"type":"RECTANGLE"}]"#;
        let row = format!(r#"{{"type":"FRAME","layoutMode":"HORIZONTAL",{child}}}"#);
        assert_eq!(sizes(&row, Flow::Free), (Sizing::Hug, Sizing::Hug));
        let fixed = format!(
            r#"{{"type":"FRAME","layoutMode":"HORIZONTAL","primaryAxisSizingMode":"FIXED",{child}}}"#
        );
        assert_eq!(sizes(&fixed, Flow::Free), (Sizing::Fixed, Sizing::Hug));
        let grows = r#"{"type":"RECTANGLE","layoutGrow":1,"layoutAlign":"STRETCH"}"#;
        assert_eq!(sizes(grows, Flow::Row), (Sizing::Fill, Sizing::Fill));
        assert_eq!(sizes(grows, Flow::Free), (Sizing::Fixed, Sizing::Fixed));
        let text = r#"{"type":"TEXT","style":{"textAutoResize":"HEIGHT"}}"#;
        assert_eq!(sizes(text, Flow::Column), (Sizing::Fixed, Sizing::Hug));
        let empty = r#"{"type":"FRAME","layoutMode":"VERTICAL","layoutSizingVertical":"HUG"}"#;
        assert_eq!(sizes(empty, Flow::Free), (Sizing::Fixed, Sizing::Fixed));
    }

    #[test]
    fn lines_are_told_by_their_places_where_nothing_says_that_they_wrap() {
        let item = |x: i32, y: i32| {
            format!(r#"{{"absoluteBoundingBox":{{"x":{x},"y":{y},"width":50,"height":20}}}}"#)
        };
        let row = |items: &[String]| {
            let items = items.join(",");
            format!(r#"{{"type":"FRAME","layoutMode":"HORIZONTAL","children":[{items}]}}"#)
        };
        let gap = |text: &str| with_node(text, |node| node.line_gap());
        assert_eq!(
            gap(&row(&[item(0, 0), item(60, 0), item(0, 28)])),
            Some(8.0)
        );
        assert_eq!(gap(&row(&[item(0, 0), item(60, 30)])), None);
        assert_eq!(gap(&row(&[item(0, 0), item(0, 0)])), None);
    }

    #[test]
    fn style_keys_may_be_written_in_capitals() {
        for text in [
            r#"{"styles":{"FILL":"1:2"}}"#,
            r#"{"styles":{"fills":"1:2"}}"#,
            r#"{"styles":{"text":"0:0","fill":"1:2"}}"#,
        ] {
            assert_eq!(
                with_node(text, |it| it.style_id("fill").map(str::to_owned)).as_deref(),
                Some("1:2")
            );
        }
    }
}
