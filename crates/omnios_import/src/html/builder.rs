//! Boxes into elements: which DOM nodes become frames, texts and images, and what each sets.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use blitz_dom::node::NodeData;
use blitz_dom::{LocalName, Node, NodeId};
use omnios_model::{
    AssetInfo, Direction, ElementKind, Length, Property, PropertyKey, TextRun, Value,
};
use style::properties::{ComputedValues, LonghandId as L};
use style::servo_arc::Arc as ServoArc;
use style::values::generics::counters::{Content, ContentItem};
use style::values::specified::box_::{DisplayInside, DisplayOutside};

use super::cascade::{Cascade, WINDOW_HEIGHT_PX, address, local_path};
use super::computed::{Computed, Context, Values};
use super::inline::{InlineText, Spaces};
use super::{BREAKPOINTS, MAX_ELEMENTS, names};
use crate::{Assets, Files, ImportError, ImportedElement, ImportedPage, Loss, Report};

/// How deep elements may be nested; the canvas shows a little more.
const MAX_DEPTH: u32 = 200;

/// The computed values at each width; `None` where the element isn't shown.
pub(super) type Styles = [Option<ServoArc<ComputedValues>>; 3];

/// What lies in a box: an element, a text, or content that the style sheet generates.
#[derive(Clone)]
enum Item {
    Node(NodeId),
    Text(Rc<str>),
    Generated { styles: Styles, content: Rc<str> },
}

/// How an item takes part in its parent's flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Inline,
    /// A box in a line.
    Atomic,
    Block,
    OutOfFlow,
}

/// What an element gets from those that hold it.
#[derive(Clone)]
pub(super) struct Surroundings {
    depth: u32,
    pub(super) is_right_to_left: bool,
    /// Lines along the text that a parent asks for.
    decoration: Option<Rc<Vec<(Property, Value)>>>,
    /// Where links inside lead, unless they say otherwise.
    holds_absolute: bool,
    /// The height of what holds it, where that is the window's.
    window_height: bool,
}

/// Builds one page.
pub(crate) struct Builder<'a> {
    files: &'a dyn Files,
    path: &'a str,
    routes: &'a BTreeMap<String, String>,
    cascades: &'a [Cascade],
    assets: &'a mut dyn Assets,
    report: &'a mut Report,
    /// Pictures by their address; `None` for those that can't be used.
    pictures: HashMap<String, Option<AssetInfo>>,
    /// Values by style and kind.
    known: HashMap<(usize, ElementKind), Rc<Values>>,
    /// Absolute elements on their way to the box that they are placed in.
    hoisted: Vec<Vec<ImportedElement>>,
    /// What is being looked at, for notes.
    place: String,
    pub(super) count: usize,
}

/// What the conversion of values asks of a page.
struct PageContext<'b, 'a> {
    builder: &'b mut Builder<'a>,
}

impl Context for PageContext<'_, '_> {
    fn image(&mut self, address: &str) -> Option<String> {
        let asset = self.builder.picture(address)?;
        Some(asset.hash.to_string())
    }

    fn family(&mut self, list: &str) -> String {
        let (family, missing) = super::fonts::family(list);
        if let Some(missing) = missing {
            self.approximated(format!(
                "the font {missing} isn't in what you brought; {family} stands in"
            ));
        }
        family.to_owned()
    }

    fn approximated(&mut self, message: String) {
        self.builder.note(Loss::Approximated, message);
    }
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        files: &'a dyn Files,
        path: &'a str,
        routes: &'a BTreeMap<String, String>,
        cascades: &'a [Cascade],
        assets: &'a mut dyn Assets,
        report: &'a mut Report,
    ) -> Self {
        Self {
            files,
            path,
            routes,
            cascades,
            assets,
            report,
            pictures: HashMap::new(),
            known: HashMap::new(),
            hoisted: vec![Vec::new()],
            place: String::new(),
            count: 0,
        }
    }

    /// The page.
    pub(crate) fn page(mut self) -> Result<ImportedPage, ImportError> {
        let document = &self.cascades[0].document;
        let body = document
            .find_body_node()
            .map(|node| node.id)
            .ok_or_else(|| ImportError::EmptyPage(self.path.to_owned()))?;
        let title = document
            .find_title_node()
            .map(Node::text_content)
            .unwrap_or_default();
        let description = self.description();
        let root = self.root(body)?;
        let mut assets: Vec<AssetInfo> = self.pictures.into_values().flatten().collect();
        assets.sort_by(|a, b| a.hash.cmp(&b.hash));
        assets.dedup_by(|a, b| a.hash == b.hash);
        Ok(ImportedPage {
            path: self.path.to_owned(),
            route: self.routes[self.path].clone(),
            title: words(&title),
            description: words(&description),
            root,
            assets,
        })
    }

    fn description(&self) -> String {
        let document = &self.cascades[0].document;
        let Some(head) = document.find_head_node() else {
            return String::new();
        };
        head.children
            .iter()
            .filter_map(|id| document.get_node(*id))
            .find(|node| {
                tag(node) == "meta" && attribute(node, "name").as_deref() == Some("description")
            })
            .and_then(|node| attribute(node, "content"))
            .unwrap_or_default()
    }

    /// The page's root: the body, in which the page's own background, margin and direction go.
    fn root(&mut self, body: NodeId) -> Result<ImportedElement, ImportError> {
        let styles = self.styles(body);
        let html = self.document().root_element().id;
        let page = self.styles(html);
        let mut root = ImportedElement::new(ElementKind::Frame, "Page");
        let fills_window = |styles: &Styles| {
            styles[0].as_ref().is_some_and(|style| {
                let text = Computed(style).text(L::Height);
                text == "100%"
            })
        };
        let window_height = fills_window(&page) && fills_window(&styles);
        let mut values = self.all_values(&styles, ElementKind::Frame);
        for (index, values) in values.iter_mut().enumerate() {
            let (Some(values), Some(own)) = (values, &styles[index]) else {
                continue;
            };
            let mut own_values = Values::clone(values);
            body_as_root(&mut own_values, Computed(own));
            if window_height {
                let height = Value::Length(Length::Px(WINDOW_HEIGHT_PX as f32));
                own_values.remove(&Property::Height);
                own_values.insert(Property::MinHeight, height);
            }
            let is_bare = |values: &Values| {
                matches!(
                    values.get(&Property::Background),
                    None | Some(Value::Paints(_))
                ) && values
                    .get(&Property::Background)
                    .is_none_or(|it| *it == Value::Paints(Vec::new()))
            };
            if is_bare(&own_values)
                && let Some(page) = &page[index]
            {
                let behind = self.values(page, ElementKind::Frame);
                if let Some(paints) = behind.get(&Property::Background) {
                    own_values.insert(Property::Background, paints.clone());
                }
            }
            *values = Rc::new(own_values);
        }
        assign(&mut root, &values);
        let is_right_to_left = is_right_to_left(&styles);
        if is_right_to_left {
            root.set(
                Property::Direction,
                Value::Keyword(Direction::RightToLeft.as_str()),
            );
        }
        let around = Surroundings {
            depth: 1,
            is_right_to_left,
            decoration: None,
            holds_absolute: true,
            window_height,
        };
        let items = self.items(body);
        self.fill_frame(&mut root, &styles, items, &around)?;
        root.children.extend(std::mem::take(&mut self.hoisted[0]));
        Ok(root)
    }

    fn document(&self) -> &'a blitz_dom::BaseDocument {
        &self.cascades[0].document
    }

    pub(super) fn node(&self, id: NodeId) -> Option<&'a Node> {
        self.cascades[0].document.get_node(id)
    }

    pub(super) fn note(&mut self, loss: Loss, message: impl Into<String>) {
        self.report.add(loss, self.path, &self.place, message);
    }

    /// The element's computed values at every width.
    fn styles(&self, id: NodeId) -> Styles {
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
    fn items(&self, id: NodeId) -> Vec<Item> {
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

    fn item_styles(&self, item: &Item) -> Styles {
        match item {
            Item::Node(id) => self.styles(*id),
            Item::Generated { styles, .. } => styles.clone(),
            Item::Text(_) => [None, None, None],
        }
    }

    /// How the item takes part in the flow; `None` where it isn't shown at all.
    fn level(&self, item: &Item, depth: u32) -> Option<Level> {
        if matches!(item, Item::Text(_)) {
            return Some(Level::Inline);
        }
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
        Some(if computed.is_box() {
            Level::Atomic
        } else {
            Level::Inline
        })
    }

    fn is_replaced(&self, item: &Item) -> bool {
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
    fn fill_frame(
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

    fn note_hidden(&mut self, item: &Item) {
        let Item::Node(id) = item else { return };
        let Some(node) = self.node(*id) else { return };
        let tag = tag(node);
        self.place = describe(node);
        match tag.as_str() {
            "script" => self.note(Loss::LeftOut, script_message(node)),
            "style" | "link" | "meta" | "title" | "template" | "option" | "datalist" | "br"
            | "source" | "param" | "track" | "base" | "wbr" => {}
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
        let values = styles.each_ref().map(|style| {
            let style = style.as_ref()?;
            let mut values = Values::clone(&self.values(style, ElementKind::Text));
            values.retain(|property, _| is_inherited(*property));
            Some(Rc::new(values))
        });
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
    fn add_item(
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
    fn element(
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

    /// What an inline element with a box of its own asks of the line as a box in it: its padding
    /// and border don't make the line higher.
    fn as_inline_box(&mut self, element: &mut ImportedElement, styles: &Styles, item: &Item) {
        let Some(style) = widest(styles) else { return };
        if self.level(item, 0) != Some(Level::Atomic) {
            return;
        }
        let display = style.clone_display();
        if display.inside() != DisplayInside::Flow || self.is_replaced(item) {
            return;
        }
        let computed = Computed(style);
        for (margin, padding, border) in [
            (Property::MarginTop, L::PaddingTop, L::BorderTopWidth),
            (
                Property::MarginBottom,
                L::PaddingBottom,
                L::BorderBottomWidth,
            ),
        ] {
            let around = computed.px(padding) + computed.px(border);
            element.set(margin, Value::Length(Length::Px(-around)));
        }
        for property in [
            Property::Width,
            Property::Height,
            Property::MinWidth,
            Property::MinHeight,
            Property::MaxWidth,
            Property::MaxHeight,
            Property::Transform,
        ] {
            element.properties.retain(|key, _| key.property != property);
        }
    }

    /// Writes inline items into a text.
    fn fill_text(
        &mut self,
        element: &mut ImportedElement,
        styles: &Styles,
        items: &[Item],
        around: &Surroundings,
    ) -> Result<(), ImportError> {
        let mut text = InlineText::default();
        let Some(style) = widest(styles).cloned() else {
            return Ok(());
        };
        let base = self.letters(&style);
        let mut absolute = Vec::new();
        for item in items {
            self.add_inline(&mut text, item, &style, &base, around, &mut absolute)?;
        }
        if text.is_empty() {
            element.children = absolute;
            return Ok(());
        }
        let (written, runs) = text.finish();
        if element.name.is_empty() {
            element.name = names::of_text(&written);
        }
        element.text = written;
        element.runs = runs;
        element.children = text.children;
        element.children.extend(absolute);
        Ok(())
    }

    fn add_inline(
        &mut self,
        text: &mut InlineText,
        item: &Item,
        style: &ServoArc<ComputedValues>,
        base: &BTreeMap<Property, Value>,
        around: &Surroundings,
        absolute: &mut Vec<ImportedElement>,
    ) -> Result<(), ImportError> {
        match item {
            Item::Text(content) => {
                let spaces = Spaces::of(&Computed(style).text(L::WhiteSpaceCollapse));
                text.push_text(content, spaces);
                return Ok(());
            }
            Item::Node(id) => match self.node(*id).map(tag).as_deref() {
                Some("br") => {
                    text.push_break();
                    return Ok(());
                }
                Some("wbr") => {
                    text.push_text("\u{200B}", Spaces::Preserve);
                    return Ok(());
                }
                _ => {}
            },
            Item::Generated { .. } => {}
        }
        let styles = self.item_styles(item);
        let (Some(level), Some(own)) = (self.level(item, 0), widest(&styles).cloned()) else {
            return Ok(());
        };
        match level {
            Level::OutOfFlow => {
                let mut holder = ImportedElement::new(ElementKind::Frame, "");
                self.add_item(&mut holder, item, around)?;
                absolute.append(&mut holder.children);
            }
            Level::Atomic | Level::Block => {
                if let Some(mut child) = self.element(item, around)? {
                    let align = Computed(&own).vertical_align();
                    if let Some(property) = Property::from_name("vertical-align") {
                        child.set_text(property, &align);
                    }
                    let is_empty_inline = own.clone_display().inside() == DisplayInside::Flow
                        && own.clone_display().outside() == DisplayOutside::Inline
                        && !self.is_replaced(item)
                        && child.children.is_empty()
                        && child.text.is_empty();
                    text.push_object(child, is_empty_inline);
                }
            }
            Level::Inline => {
                let letters = self.letters(&own);
                let mut properties: BTreeMap<Property, Value> = letters
                    .iter()
                    .filter(|(property, value)| {
                        property.formats_text() && base.get(property) != Some(value)
                    })
                    .map(|(property, value)| (*property, value.clone()))
                    .collect();
                let computed = Computed(&own);
                properties.extend(computed.decoration().into_iter().flatten());
                let behind = computed.color(L::BackgroundColor);
                if behind.a > 0 {
                    let paints = vec![omnios_model::Paint::Solid(behind)];
                    properties.insert(Property::Background, Value::Paints(paints));
                }
                if let Some(fill) = computed.text_fill() {
                    properties.insert(Property::Color, Value::Color(fill));
                    self.note(
                        Loss::Approximated,
                        "a text filled with a gradient has its first colour",
                    );
                }
                if let Item::Node(id) = item
                    && let Some(node) = self.node(*id)
                    && let Some(target) = self.link(node)
                {
                    properties.insert(Property::Href, target);
                }
                properties.retain(|property, value| TextRun::allows(*property, value));
                let run = text.open(properties);
                let (items, inner) = match item {
                    Item::Node(id) => (self.items(*id), &own),
                    Item::Generated { content, .. } => (vec![Item::Text(Rc::clone(content))], &own),
                    Item::Text(_) => (Vec::new(), &own),
                };
                let inside = Surroundings {
                    depth: around.depth + 1,
                    ..around.clone()
                };
                if around.depth < MAX_DEPTH {
                    for item in items {
                        self.add_inline(text, &item, inner, base, &inside, absolute)?;
                    }
                }
                text.close(run);
            }
        }
        Ok(())
    }

    /// The typographic values of a style.
    fn letters(&mut self, style: &ServoArc<ComputedValues>) -> BTreeMap<Property, Value> {
        let values = self.values(style, ElementKind::Text);
        values
            .iter()
            .filter(|(property, _)| is_inherited(**property))
            .map(|(property, value)| (*property, value.clone()))
            .collect()
    }

    pub(super) fn values(
        &mut self,
        style: &ServoArc<ComputedValues>,
        kind: ElementKind,
    ) -> Rc<Values> {
        let key = (std::ptr::from_ref::<ComputedValues>(style).addr(), kind);
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let mut context = PageContext { builder: self };
        let mut values = Computed(style).values(kind, &mut context);
        let inside = style.clone_display().inside();
        if kind == ElementKind::Frame {
            let display = match inside {
                DisplayInside::Flex => "flex",
                DisplayInside::Grid => "grid",
                _ => "block",
            };
            values.insert(Property::Display, Value::Keyword(display));
        }
        self.float(style, &mut values);
        let values = Rc::new(values);
        self.known.insert(key, Rc::clone(&values));
        values
    }

    /// A float as a block of its own: to its side, as wide as its content where nothing is said.
    fn float(&mut self, style: &ComputedValues, values: &mut Values) {
        let side = Computed(style).text(L::Float);
        if side == "none" || !matches!(side.as_str(), "left" | "right") {
            return;
        }
        self.note(
            Loss::Approximated,
            "a float stands alone: nothing flows around it",
        );
        if side == "right" {
            values.insert(Property::MarginLeft, Value::Length(Length::Auto));
        }
        let width = values
            .entry(Property::Width)
            .or_insert(Value::Length(Length::Auto));
        if *width == Value::Length(Length::Auto) {
            *width = Value::Length(Length::FitContent);
        }
    }

    pub(super) fn all_values(
        &mut self,
        styles: &Styles,
        kind: ElementKind,
    ) -> [Option<Rc<Values>>; 3] {
        styles
            .each_ref()
            .map(|style| style.as_ref().map(|style| self.values(style, kind)))
    }

    /// Where a link leads, if the document can say so.
    fn link(&mut self, node: &Node) -> Option<Value> {
        if tag(node) != "a" {
            return None;
        }
        let target = attribute(node, "href")?;
        let target = target.trim();
        let written = if target.starts_with('#') {
            target.to_owned()
        } else {
            let base = address(self.path)?;
            let url = base.join(target).ok()?;
            match local_path(&url) {
                Some(path) => {
                    let Some(route) = self.routes.get(&path) else {
                        self.note(
                            Loss::LeftOut,
                            format!("the link to {target} leads to nothing that was brought in"),
                        );
                        return None;
                    };
                    match url.fragment() {
                        Some(fragment) => format!("{route}#{fragment}"),
                        None => route.clone(),
                    }
                }
                None => url.to_string(),
            }
        };
        match Value::parse(Property::Href, &written) {
            Ok(value) => Some(value),
            Err(_) => {
                let shown: String = target.chars().take(80).collect();
                self.note(
                    Loss::LeftOut,
                    format!("the link `{shown}` isn't one that pages may have"),
                );
                None
            }
        }
    }

    fn describe_link(&mut self, element: &mut ImportedElement, node: &Node) {
        if let Some(target) = self.link(node) {
            element.set(Property::Href, target);
        }
    }

    /// The picture at an address.
    pub(super) fn picture(&mut self, written: &str) -> Option<AssetInfo> {
        if let Some(known) = self.pictures.get(written) {
            return known.clone();
        }
        let found = self.load_picture(written);
        let found = match found {
            Ok(asset) => Some(asset),
            Err(message) => {
                self.note(Loss::LeftOut, message);
                None
            }
        };
        self.pictures.insert(written.to_owned(), found.clone());
        found
    }

    fn load_picture(&mut self, written: &str) -> Result<AssetInfo, String> {
        let (name, bytes) = self.resource(written)?;
        self.assets
            .add(&name, &bytes)
            .map_err(|reason| format!("the picture {name} can't be used: {reason}"))
    }

    /// The bytes at an address, with a file name.
    pub(super) fn resource(&self, written: &str) -> Result<(String, Vec<u8>), String> {
        let shown: String = written.chars().take(80).collect();
        let url = address(self.path)
            .and_then(|base| base.join(written).ok())
            .ok_or_else(|| format!("`{shown}` is no address"))?;
        if url.scheme() == "data" {
            let (media_type, bytes) = super::data_url::decode(url.as_str())
                .ok_or_else(|| "a data: address can't be read".to_owned())?;
            let extension = media_type.rsplit('/').next().unwrap_or("bin");
            let extension = extension.split('+').next().unwrap_or(extension);
            return Ok((format!("image.{extension}"), bytes));
        }
        let path = local_path(&url)
            .ok_or_else(|| format!("{shown} isn't in what you brought and wasn't fetched"))?;
        let bytes = self
            .files
            .read(&path)
            .ok_or_else(|| format!("{path} isn't in what you brought"))?;
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        Ok((name, bytes))
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

/// Whether children get the property's value from their parents: what makes up letters and lines.
pub(super) fn is_inherited(property: Property) -> bool {
    use Property as P;
    matches!(
        property,
        P::Color
            | P::FontFamily
            | P::FontSize
            | P::FontWeight
            | P::FontStyle
            | P::LineHeight
            | P::LetterSpacing
            | P::WordSpacing
            | P::TextAlign
            | P::TextTransform
            | P::TextIndent
            | P::WhiteSpace
            | P::TextShadow
            | P::WordBreak
            | P::FontFeatureSettings
            | P::FontVariationSettings
    )
}

/// The values at the widest width at which the element is shown.
pub(super) fn widest(styles: &Styles) -> Option<&ServoArc<ComputedValues>> {
    styles.iter().flatten().next()
}

fn is_right_to_left(styles: &Styles) -> bool {
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

/// Sets what differs from the initial value, and at narrower widths what differs from the wider.
pub(super) fn assign(element: &mut ImportedElement, values: &[Option<Rc<Values>>; 3]) {
    let mut before: Values = Values::new();
    let mut hidden = false;
    for (index, breakpoint) in BREAKPOINTS.into_iter().enumerate() {
        let is_hidden = values[index].is_none();
        if is_hidden != hidden {
            let key = PropertyKey {
                property: Property::Hidden,
                breakpoint,
            };
            element.properties.insert(key, Value::Flag(is_hidden));
            hidden = is_hidden;
        }
        let Some(values) = &values[index] else {
            continue;
        };
        for (property, value) in values.iter() {
            let differs = match before.get(property) {
                Some(before) => before != value,
                None => Value::parse(*property, property.initial()).ok().as_ref() != Some(value),
            };
            if differs {
                let key = PropertyKey {
                    property: *property,
                    breakpoint,
                };
                element.properties.insert(key, value.clone());
            }
        }
        // What is no longer said falls back to its initial value.
        for property in before.keys().filter(|it| !values.contains_key(it)) {
            if let Ok(initial) = Value::parse(*property, property.initial()) {
                let key = PropertyKey {
                    property: *property,
                    breakpoint,
                };
                element.properties.insert(key, initial);
            }
        }
        for (property, value) in values.iter() {
            before.insert(*property, value.clone());
        }
    }
}

/// Heights in per cent of the window's.
fn in_window(element: &mut ImportedElement) {
    for (key, value) in &mut element.properties {
        if matches!(key.property, Property::Height | Property::MinHeight)
            && let Value::Length(length) = value
            && let Some(px) = length.resolve(WINDOW_HEIGHT_PX as f32)
        {
            *length = Length::Px(px);
        }
    }
}

/// The body's box as the page's: a root has no margin, so what there is becomes padding.
fn body_as_root(values: &mut Values, computed: Computed<'_>) {
    for (padding, margin) in [
        (Property::PaddingTop, L::MarginTop),
        (Property::PaddingRight, L::MarginRight),
        (Property::PaddingBottom, L::MarginBottom),
        (Property::PaddingLeft, L::MarginLeft),
    ] {
        let extra = computed.px(margin);
        if let Some(Value::Length(Length::Px(px))) = values.get_mut(&padding) {
            *px += extra;
        }
    }
    for property in [
        Property::MarginTop,
        Property::MarginRight,
        Property::MarginBottom,
        Property::MarginLeft,
        Property::Width,
        Property::MinWidth,
        Property::MaxWidth,
        Property::Position,
        Property::Overflow,
    ] {
        values.remove(&property);
    }
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
