//! Boxes into elements: which DOM nodes become frames, texts and images, and what each sets.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use blitz_dom::node::NodeData;
use blitz_dom::{LocalName, Node, NodeId};
use omnios_model::{AssetInfo, Direction, ElementKind, Property, Value};
use style::properties::{ComputedValues, LonghandId as L};
use style::servo_arc::Arc as ServoArc;
use style::values::generics::counters::{Content, ContentItem};
use style::values::specified::box_::{DisplayInside, DisplayOutside};

use super::cascade::Cascade;
use super::computed::{Computed, Values};
use super::page::in_window;
use super::values::assign;
use super::{MAX_ELEMENTS, names};
use crate::{Assets, Files, ImportError, ImportedElement, Loss, Report};

/// How deep elements may be nested; the canvas shows a little more.
pub(super) const MAX_DEPTH: u32 = 200;

/// After how many elements it is asked whether to go on.
const ELEMENTS_A_REPORT: usize = 512;

/// The computed values at each width; `None` where the element isn't shown.
pub(super) type Styles = [Option<ServoArc<ComputedValues>>; 3];

/// What lies in a box: an element, a text, or content that the style sheet generates.
#[derive(Clone)]
pub(super) enum Item {
    Node(NodeId),
    Text(Rc<str>),
    Generated { styles: Styles, content: Rc<str> },
}

/// How an item takes part in its parent's flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Inline,
    /// A box in a line.
    Atomic,
    Block,
    OutOfFlow,
}

/// What an element gets from those that hold it.
#[derive(Clone)]
pub(super) struct Surroundings {
    pub(super) depth: u32,
    pub(super) is_right_to_left: bool,
    /// Lines along the text that a parent asks for.
    pub(super) decoration: Option<Rc<Vec<(Property, Value)>>>,
    /// Whether absolute elements are placed in what holds it.
    pub(super) holds_absolute: bool,
    /// The height of what holds it, where that is the window's.
    pub(super) window_height: bool,
}

/// Builds one page.
pub(crate) struct Builder<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) path: &'a str,
    pub(super) routes: &'a BTreeMap<String, String>,
    pub(super) cascades: &'a [Cascade],
    pub(super) assets: &'a mut dyn Assets,
    pub(super) report: &'a mut Report,
    /// Pictures by their address; `None` for those that can't be used.
    pub(super) pictures: HashMap<String, Option<AssetInfo>>,
    /// How elements take part in the flow, which is asked of each several times.
    levels: RefCell<HashMap<NodeId, Option<Level>>>,
    /// The project's families by the names of those that the page declares, in small letters;
    /// `None` for those that can't be used.
    pub(super) families: HashMap<String, Option<String>>,
    /// Values by style and kind.
    pub(super) known: HashMap<(usize, ElementKind), Rc<Values>>,
    /// Absolute elements on their way to the box that they are placed in.
    pub(super) hoisted: Vec<Vec<ImportedElement>>,
    /// What is being looked at, for notes.
    pub(super) place: String,
    pub(super) count: usize,
    /// Told of every so many elements.
    progress: &'a mut dyn FnMut(f32) -> bool,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        files: &'a dyn Files,
        path: &'a str,
        routes: &'a BTreeMap<String, String>,
        cascades: &'a [Cascade],
        assets: &'a mut dyn Assets,
        report: &'a mut Report,
        progress: &'a mut dyn FnMut(f32) -> bool,
    ) -> Self {
        Self {
            files,
            path,
            routes,
            cascades,
            assets,
            report,
            pictures: HashMap::new(),
            levels: RefCell::default(),
            families: HashMap::new(),
            known: HashMap::new(),
            hoisted: vec![Vec::new()],
            place: String::new(),
            count: 0,
            progress,
        }
    }

    pub(super) fn document(&self) -> &'a blitz_dom::BaseDocument {
        &self.cascades[0].document
    }

    pub(super) fn node(&self, id: NodeId) -> Option<&'a Node> {
        self.cascades[0].document.get_node(id)
    }

    pub(super) fn note(&mut self, loss: Loss, message: impl Into<String>) {
        self.report.add(loss, self.path, &self.place, message);
    }

    /// The element's computed values at every width.
    pub(super) fn styles(&self, id: NodeId) -> Styles {
        std::array::from_fn(|index| {
            let node = self.cascades[index].document.get_node(id)?;
            let style = ServoArc::clone(&*node.primary_styles()?);
            (!style.clone_display().is_none()).then_some(style)
        })
    }

    /// What the style sheet puts before or after the element's content.
    fn generated(&self, id: NodeId, is_after: bool) -> Option<Item> {
        let mut content = None;
        let styles = std::array::from_fn(|index| {
            let node = self.cascades[index].document.get_node(id)?;
            let data = node.try_stylo_element_data()?.get()?;
            let style = data.styles.pseudos.as_array()[usize::from(!is_after)].clone()?;
            if style.clone_display().is_none() {
                return None;
            }
            content = content.take().or_else(|| generated_text(&style));
            Some(style)
        });
        let content = content?;
        Some(Item::Generated {
            styles,
            content: content.into(),
        })
    }

    /// What lies in an element, boxes that aren't there (`display: contents`) left out.
    pub(super) fn items(&self, id: NodeId) -> Vec<Item> {
        let mut items = Vec::new();
        self.add_items(id, &mut items, 0);
        items
    }

    fn add_items(&self, id: NodeId, items: &mut Vec<Item>, depth: u32) {
        items.extend(self.generated(id, false));
        let Some(node) = self.node(id) else { return };
        for child in &node.children {
            let Some(node) = self.node(*child) else {
                continue;
            };
            match &node.data {
                NodeData::Text(text) => items.push(Item::Text(text.content.as_str().into())),
                NodeData::Element(_) => {
                    let contents = widest(&self.styles(*child))
                        .is_some_and(|style| style.clone_display().is_contents());
                    if contents && depth < MAX_DEPTH {
                        self.add_items(*child, items, depth + 1);
                    } else {
                        items.push(Item::Node(*child));
                    }
                }
                _ => {}
            }
        }
        items.extend(self.generated(id, true));
    }

    pub(super) fn item_styles(&self, item: &Item) -> Styles {
        match item {
            Item::Node(id) => self.styles(*id),
            Item::Generated { styles, .. } => styles.clone(),
            Item::Text(_) => [None, None, None],
        }
    }

    /// How the item takes part in the flow; `None` where it isn't shown at all.
    pub(super) fn level(&self, item: &Item, depth: u32) -> Option<Level> {
        let id = match item {
            Item::Text(_) => return Some(Level::Inline),
            Item::Generated { .. } => return self.new_level(item, depth),
            Item::Node(id) => *id,
        };
        let known = self.levels.borrow().get(&id).copied();
        known.unwrap_or_else(|| {
            let level = self.new_level(item, depth);
            self.levels.borrow_mut().insert(id, level);
            level
        })
    }

    fn new_level(&self, item: &Item, depth: u32) -> Option<Level> {
        let styles = self.item_styles(item);
        let style = widest(&styles)?;
        let computed = Computed(style);
        if matches!(computed.text(L::Position).as_str(), "absolute" | "fixed") {
            return Some(Level::OutOfFlow);
        }
        // A float at the left of a line stands about where a box in it would.
        let begins_line =
            matches!(item, Item::Generated { .. }) && computed.text(L::Float) == "left";
        if begins_line {
            return Some(Level::Atomic);
        }
        let display = style.clone_display();
        if display.outside() != DisplayOutside::Inline {
            return Some(Level::Block);
        }
        let is_flow = display.inside() == DisplayInside::Flow;
        if !is_flow || self.is_replaced(item) {
            return Some(Level::Atomic);
        }
        let Item::Node(id) = item else {
            return Some(if computed.is_box() {
                Level::Atomic
            } else {
                Level::Inline
            });
        };
        // A block in an inline element makes a block of it, as far as layout goes.
        if depth < MAX_DEPTH
            && self
                .items(*id)
                .iter()
                .any(|child| self.level(child, depth + 1) == Some(Level::Block))
        {
            return Some(Level::Block);
        }
        Some(if computed.is_box() || self.grows_otherwise(*id, &styles) {
            Level::Atomic
        } else {
            Level::Inline
        })
    }

    /// Whether the element's letters grow otherwise than those around it from one width to the next.
    /// A part of a text has one size for all of them; an element of its own has one for each.
    fn grows_otherwise(&self, id: NodeId, styles: &Styles) -> bool {
        let Some(parent) = self.node(id).and_then(|node| node.parent) else {
            return false;
        };
        let around = self.styles(parent);
        let shares: Vec<f32> = styles
            .iter()
            .zip(&around)
            .filter_map(|(own, around)| {
                let size = Computed(around.as_ref()?).px(L::FontSize);
                (size > 0.0).then(|| Some(Computed(own.as_ref()?).px(L::FontSize) / size))?
            })
            .collect();
        shares
            .windows(2)
            .any(|pair| (pair[0] - pair[1]).abs() > 0.01)
    }

    pub(super) fn is_replaced(&self, item: &Item) -> bool {
        let Item::Node(id) = item else { return false };
        self.node(*id).is_some_and(|node| {
            matches!(
                tag(node).as_str(),
                "img"
                    | "svg"
                    | "input"
                    | "textarea"
                    | "select"
                    | "button"
                    | "iframe"
                    | "video"
                    | "audio"
                    | "canvas"
                    | "object"
                    | "embed"
                    | "picture"
                    | "meter"
                    | "progress"
            )
        })
    }

    /// Puts the items into a frame, which lays them out as its style says.
    pub(super) fn fill_frame(
        &mut self,
        frame: &mut ImportedElement,
        styles: &Styles,
        items: Vec<Item>,
        around: &Surroundings,
    ) -> Result<(), ImportError> {
        let lays_out = widest(styles).is_some_and(|style| {
            matches!(
                style.clone_display().inside(),
                DisplayInside::Flex | DisplayInside::Grid
            )
        });
        let mut line: Vec<Item> = Vec::new();
        for item in items {
            let Some(level) = self.level(&item, 0) else {
                self.note_hidden(&item);
                continue;
            };
            match (&item, level) {
                (Item::Text(_), _) => line.push(item),
                (_, Level::Inline | Level::Atomic) if !lays_out => line.push(item),
                _ => {
                    self.flush_line(frame, styles, &mut line, around)?;
                    self.add_item(frame, &item, around)?;
                }
            }
        }
        self.flush_line(frame, styles, &mut line, around)
    }

    pub(super) fn note_hidden(&mut self, item: &Item) {
        let Item::Node(id) = item else { return };
        let Some(node) = self.node(*id) else { return };
        let tag = tag(node);
        self.place = describe(node);
        match tag.as_str() {
            "script" => self.note(Loss::LeftOut, script_message(node)),
            "style" | "link" | "meta" | "title" | "template" | "option" | "datalist" | "br"
            | "source" | "param" | "track" | "base" | "wbr" | "noscript" => {}
            _ => self.note(
                Loss::LeftOut,
                "it is hidden at every width and was left out",
            ),
        }
    }

    /// The inline content so far as a text without a box of its own.
    fn flush_line(
        &mut self,
        frame: &mut ImportedElement,
        styles: &Styles,
        line: &mut Vec<Item>,
        around: &Surroundings,
    ) -> Result<(), ImportError> {
        let items = std::mem::take(line);
        if items.is_empty() {
            return Ok(());
        }
        let mut text = ImportedElement::new(ElementKind::Text, "");
        self.fill_text(&mut text, styles, &items, around)?;
        if text.text.is_empty() && text.children.is_empty() {
            return Ok(());
        }
        if text.text.is_empty() {
            // Nothing but what stands out of the flow.
            frame.children.append(&mut text.children);
            return Ok(());
        }
        let values = self.letter_values(styles);
        assign(&mut text, &values);
        self.decorate(&mut text, around);
        self.count += 1;
        frame.children.push(text);
        Ok(())
    }

    fn decorate(&mut self, text: &mut ImportedElement, around: &Surroundings) {
        for (property, value) in around.decoration.iter().flat_map(|it| it.iter()) {
            text.set(*property, value.clone());
        }
    }

    /// Adds an item as an element of its own.
    pub(super) fn add_item(
        &mut self,
        parent: &mut ImportedElement,
        item: &Item,
        around: &Surroundings,
    ) -> Result<(), ImportError> {
        let is_absolute = self.level(item, 0) == Some(Level::OutOfFlow);
        let Some(element) = self.element(item, around)? else {
            return Ok(());
        };
        let stays = !is_absolute || around.holds_absolute || {
            let styles = self.item_styles(item);
            widest(&styles).is_none_or(|style| is_static_position(Computed(style)))
        };
        if stays {
            parent.children.push(element);
        } else if let Some(hoisted) = self.hoisted.last_mut() {
            hoisted.push(element);
        }
        Ok(())
    }

    /// An item as an element with all that lies in it. `None` where nothing is to be seen.
    pub(super) fn element(
        &mut self,
        item: &Item,
        around: &Surroundings,
    ) -> Result<Option<ImportedElement>, ImportError> {
        let styles = self.item_styles(item);
        let Some(style) = widest(&styles).cloned() else {
            return Ok(None);
        };
        if around.depth >= MAX_DEPTH {
            self.note(
                Loss::LeftOut,
                format!("it is nested deeper than {MAX_DEPTH} levels and was left out"),
            );
            return Ok(None);
        }
        self.count += 1;
        if self.count > MAX_ELEMENTS {
            return Err(ImportError::TooManyElements {
                path: self.path.to_owned(),
                limit: MAX_ELEMENTS,
            });
        }
        if self.count.is_multiple_of(ELEMENTS_A_REPORT) {
            let all = self.document().tree().iter().count().max(1);
            let share = (self.count as f32 / all as f32).min(1.0);
            if !(self.progress)(share) {
                return Err(ImportError::Cancelled);
            }
        }
        let node = match item {
            Item::Node(id) => self.node(*id),
            _ => None,
        };
        if let Some(node) = node {
            self.place = describe(node);
        }
        let computed = Computed(&style);
        let resets = matches!(self.level(item, 0), Some(Level::OutOfFlow | Level::Atomic));
        let decoration = computed
            .decoration()
            .map(Rc::new)
            .or_else(|| around.decoration.clone().filter(|_| !resets));
        let own_direction = is_right_to_left(&styles);
        let inside = Surroundings {
            depth: around.depth + 1,
            is_right_to_left: own_direction,
            decoration,
            holds_absolute: computed.holds_absolute(),
            window_height: false,
        };
        if inside.holds_absolute {
            self.hoisted.push(Vec::new());
        }
        let element = self.content(item, node, &styles, &inside, around)?;
        let hoisted = if inside.holds_absolute {
            self.hoisted.pop().unwrap_or_default()
        } else {
            Vec::new()
        };
        let Some(mut element) = element else {
            return Ok(None);
        };
        if element.kind == ElementKind::Text || element.kind == ElementKind::Frame {
            element.children.extend(hoisted);
        }
        if own_direction != around.is_right_to_left {
            let direction = if own_direction {
                Direction::RightToLeft
            } else {
                Direction::LeftToRight
            };
            element.set(Property::Direction, Value::Keyword(direction.as_str()));
        }
        if around.window_height {
            in_window(&mut element);
        }
        if let Some(node) = node {
            self.describe_link(&mut element, node);
            let tag = tag(node);
            if KEPT_TAGS.contains(&tag.as_str()) {
                element.set_text(Property::Tag, &tag);
            }
            if element.name.is_empty() {
                element.name = names::layer(
                    attribute(node, "id").as_deref(),
                    attribute(node, "class").as_deref(),
                    &tag,
                );
            }
        }
        if element.name.is_empty() {
            element.name = "Decoration".to_owned();
        }
        Ok(Some(element))
    }

    fn content(
        &mut self,
        item: &Item,
        node: Option<&'a Node>,
        styles: &Styles,
        inside: &Surroundings,
        around: &Surroundings,
    ) -> Result<Option<ImportedElement>, ImportError> {
        let tag = node.map(tag).unwrap_or_default();
        if let (
            Some(node),
            "img" | "svg" | "input" | "textarea" | "select" | "iframe" | "video" | "audio"
            | "canvas" | "object" | "embed" | "meter" | "progress",
        ) = (node, tag.as_str())
        {
            return Ok(self.replaced(node, &tag, styles));
        }
        let items = match item {
            Item::Node(id) => self.items(*id),
            Item::Generated { content, .. } => vec![Item::Text(Rc::clone(content))],
            Item::Text(_) => return Ok(None),
        };
        let style = widest(styles).expect("an element that is shown has a style");
        let flows = matches!(
            style.clone_display().inside(),
            DisplayInside::Flow | DisplayInside::FlowRoot
        );
        let levels: Vec<Option<Level>> = items.iter().map(|it| self.level(it, 0)).collect();
        let is_inline = flows
            && levels.iter().flatten().all(|level| *level != Level::Block)
            && levels
                .iter()
                .flatten()
                .any(|level| matches!(level, Level::Inline | Level::Atomic));
        if is_inline {
            let mut text = ImportedElement::new(ElementKind::Text, "");
            for (item, level) in items.iter().zip(&levels) {
                if level.is_none() {
                    self.note_hidden(item);
                }
            }
            self.fill_text(&mut text, styles, &items, inside)?;
            if !text.text.is_empty() {
                let values = self.all_values(styles, ElementKind::Text);
                assign(&mut text, &values);
                self.as_inline_box(&mut text, styles, item);
                self.decorate(&mut text, inside);
                if let Some(fill) = Computed(style).text_fill() {
                    text.set(Property::Color, Value::Color(fill));
                    self.note(
                        Loss::Approximated,
                        "a text filled with a gradient has its first colour",
                    );
                }
                self.marker(&mut text, node, styles, around);
                return Ok(Some(text));
            }
            let mut frame = ImportedElement::new(ElementKind::Frame, "");
            frame.children = text.children;
            let values = self.all_values(styles, ElementKind::Frame);
            assign(&mut frame, &values);
            self.as_inline_box(&mut frame, styles, item);
            return Ok(Some(frame));
        }
        let mut frame = ImportedElement::new(ElementKind::Frame, "");
        let values = self.all_values(styles, ElementKind::Frame);
        assign(&mut frame, &values);
        self.as_inline_box(&mut frame, styles, item);
        if node.is_some() && style.clone_display().inside() == DisplayInside::Table {
            self.note(Loss::Approximated, "a table became a grid");
        }
        self.fill_frame(&mut frame, styles, items, inside)?;
        self.marker(&mut frame, node, styles, around);
        Ok(Some(frame))
    }
}

/// Tags that say what an element is. Others are left to the export.
const KEPT_TAGS: [&str; 23] = [
    "article",
    "aside",
    "blockquote",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "ul",
    "address",
    "cite",
    "code",
];

/// The values at the widest width at which the element is shown.
pub(super) fn widest(styles: &Styles) -> Option<&ServoArc<ComputedValues>> {
    styles.iter().flatten().next()
}

pub(super) fn is_right_to_left(styles: &Styles) -> bool {
    widest(styles).is_some_and(|style| Computed(style).text(L::Direction) == "rtl")
}

/// Whether neither axis says where an absolute box stands.
fn is_static_position(computed: Computed<'_>) -> bool {
    [L::Top, L::Right, L::Bottom, L::Left]
        .into_iter()
        .all(|side| computed.text(side) == "auto")
}

fn generated_text(style: &ComputedValues) -> Option<String> {
    let Content::Items(items) = &style.get_counters().content else {
        return None;
    };
    let mut text = String::new();
    for item in &items.items[..items.alt_start] {
        if let ContentItem::String(part) = item {
            text.push_str(part);
        }
    }
    Some(text)
}

pub(super) fn tag(node: &Node) -> String {
    node.element_data()
        .map_or_else(String::new, |it| it.name.local.to_string())
}

pub(super) fn attribute(node: &Node, name: &str) -> Option<String> {
    node.attr(LocalName::from(name)).map(str::to_owned)
}

pub(super) fn words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The element as a person would find it: `section#about > div.card`.
fn describe(node: &Node) -> String {
    let mut said = tag(node);
    if let Some(id) = attribute(node, "id").filter(|it| !it.is_empty()) {
        said = format!("{said}#{id}");
    } else if let Some(classes) = attribute(node, "class") {
        for class in classes.split_whitespace().take(2) {
            said = format!("{said}.{class}");
        }
    }
    said
}

fn script_message(node: &Node) -> String {
    match attribute(node, "src") {
        Some(address) => format!("the script {address} was left out: scripts aren't run"),
        None => "a script in the page was left out: scripts aren't run".to_owned(),
    }
}
