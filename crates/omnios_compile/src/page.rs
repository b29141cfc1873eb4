//! One page: its tree of elements to a tree of nodes.

use std::collections::{BTreeMap, BTreeSet};

use engine_vector::Combined;
use omnios_model::{
    AssetHash, BREAKPOINTS, Display, Element, ElementId, ElementKind, FontStyle, OBJECT, PageInfo,
    Paint, Position, Project, Property, PropertyKey, Style, TextRun, Tree, Value, WhiteSpace,
    unserved_letters,
};

use crate::cascade;
use crate::diagnostic::{Code, Diagnostic};
use crate::font::{self, Letters, PageFonts};
use crate::heading;
use crate::ir::{Content, FontUse, Node, Page, Text, TextPart, TextPiece};
use crate::motion;
use crate::name::{ClassNames, class_base, kebab};
use crate::semantics::{self, Scope, Semantics};
use crate::style::{self, Surroundings};
use crate::tag::Tag;
use crate::token;
use crate::vector;

/// How many levels below the root are exported: as many as the studio itself lays out. Browsers'
/// parsers flatten what is nested deeper than about 500.
const DEEPEST: usize = 128;

/// What pages share while they are compiled.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) names: ClassNames,
    pub(crate) tags: BTreeSet<Tag>,
    pub(crate) assets: BTreeSet<AssetHash>,
    /// Whether some page's root clips.
    pub(crate) body_clips: bool,
    /// Bundled faces for letters that the project's own fonts may lack.
    pub(crate) spare_fonts: BTreeSet<FontUse>,
}

/// One page as it comes in.
#[derive(Debug)]
pub(crate) struct PageInput<'a> {
    pub(crate) project: &'a Project,
    pub(crate) info: &'a PageInfo,
    pub(crate) tree: &'a Tree,
    /// Index among the site's pages.
    pub(crate) index: usize,
    /// The elements that links point to, with the fragments they are called by.
    pub(crate) anchors: BTreeMap<ElementId, String>,
}

/// Which elements can be seen at which breakpoint; those that can't be seen at any are absent.
type ShownAt = BTreeMap<ElementId, [bool; 3]>;

pub(crate) fn compile_page(input: PageInput<'_>, shared: &mut Shared) -> (Page, Vec<Diagnostic>) {
    let tree = input.tree;
    let (order, shown, cut) = shown_elements(tree);
    let headings = heading::infer(tree, &order);
    let mut semantics = Semantics::new(tree, &shown, headings, &input.info.route);
    for id in cut {
        if let Some(element) = tree.get(id) {
            semantics.report(
                Code::TooDeep,
                element,
                format!("What is in here was left out: it is more than {DEEPEST} frames deep."),
                "Take out frames that do nothing.",
            );
        }
    }
    let mut compiler = PageCompiler {
        project: input.project,
        tree,
        index: input.index,
        shown: &shown,
        ids: input.anchors.values().cloned().collect(),
        anchors: input.anchors,
        semantics,
        shared,
        fonts: PageFonts::default(),
        unbundled: BTreeSet::new(),
    };
    let root = compiler.root();
    let fonts = compiler.fonts;
    compiler.shared.spare_fonts.extend(fonts.spare);
    let mut diagnostics = compiler.semantics.diagnostics;
    heading::audit(&input.info.route, &root, &mut diagnostics);
    let title = match input.info.title.trim() {
        "" => input.info.name.trim(),
        title => title,
    };
    let page = Page {
        route: input.info.route.clone(),
        name: input.info.name.clone(),
        title: if title.is_empty() {
            input.info.route.clone()
        } else {
            title.to_owned()
        },
        description: input.info.description.trim().to_owned(),
        root,
        fonts: fonts.bundled,
        own_fonts: fonts.own,
    };
    (page, diagnostics)
}

/// The elements that these fragments lead to: for each the first that is shown and so named.
pub(crate) fn anchors(tree: &Tree, fragments: &BTreeSet<String>) -> BTreeMap<ElementId, String> {
    let mut open = fragments.clone();
    let (order, _, _) = shown_elements(tree);
    order
        .into_iter()
        .filter_map(|id| Some((id, open.take(&kebab(&tree.get(id)?.name))?)))
        .collect()
}

/// Calls `visit` for the node and all in it, in document order.
pub(crate) fn for_each_node<'a>(node: &'a Node, visit: &mut impl FnMut(&'a Node)) {
    visit(node);
    for child in node.content.nodes() {
        for_each_node(child, visit);
    }
}

/// The elements that are shown somewhere, in document order; where they are; and the frames
/// whose content is cut off because it is too deep.
fn shown_elements(tree: &Tree) -> (Vec<ElementId>, ShownAt, Vec<ElementId>) {
    let mut order = Vec::new();
    let mut shown = ShownAt::new();
    let mut cut = Vec::new();
    let mut stack = vec![(tree.root(), [true; 3], 0)];
    while let Some((id, around, depth)) = stack.pop() {
        let Some(element) = tree.get(id) else {
            continue;
        };
        let mut here = around;
        for (shown, breakpoint) in here.iter_mut().zip(BREAKPOINTS) {
            *shown &= !Style::resolve(element, breakpoint).hidden;
        }
        let is_root = id == tree.root();
        if here == [false; 3] && !is_root {
            continue;
        }
        order.push(id);
        // Where a hidden root's children would be shown, nobody sees the difference.
        shown.insert(id, here);
        let children = boxes_in(tree, element);
        if depth == DEEPEST && !children.is_empty() {
            cut.push(id);
        } else {
            stack.extend(children.iter().rev().map(|id| (*id, here, depth + 1)));
        }
    }
    (order, shown, cut)
}

/// The children that the export has boxes for: a boolean's shapes are part of its path.
fn boxes_in<'a>(tree: &'a Tree, element: &Element) -> &'a [ElementId] {
    match element.kind {
        ElementKind::Boolean => &[],
        _ => tree.children(element.id),
    }
}

/// What a node's children inherit from it.
#[derive(Debug, Clone)]
struct Inherited {
    scope: Scope,
    /// Whether the parent is a text.
    in_text: bool,
    /// The inherited properties that the text around sets otherwise than the body.
    typography: BTreeSet<&'static str>,
    /// How the parent lays out what it holds.
    display: [Display; 3],
    /// Where the parent itself is shown.
    shown: [bool; 3],
}

struct PageCompiler<'a> {
    project: &'a Project,
    tree: &'a Tree,
    index: usize,
    shown: &'a ShownAt,
    anchors: BTreeMap<ElementId, String>,
    /// Every `id` of the page.
    ids: BTreeSet<String>,
    semantics: Semantics<'a>,
    shared: &'a mut Shared,
    fonts: PageFonts,
    /// Families that were reported on this page.
    unbundled: BTreeSet<String>,
}

impl PageCompiler<'_> {
    fn root(&mut self) -> Node {
        let around = Inherited {
            scope: Scope::default(),
            in_text: false,
            typography: BTreeSet::new(),
            display: [Display::Block; 3],
            shown: [true; 3],
        };
        let id = self.tree.root();
        self.node(id, &around).unwrap_or_else(|| Node {
            id,
            name: String::new(),
            tag: Tag::Body,
            class: None,
            anchor: None,
            link: None,
            content: Content::Nodes(Vec::new()),
        })
    }

    fn node(&mut self, id: ElementId, around: &Inherited) -> Option<Node> {
        self.shown.get(&id)?;
        let (mut node, inside) = self.shell(self.tree.get(id)?, around);
        let children = self.tree.children(id);
        match (inside, &mut node.content) {
            (Some(inside), Content::Nodes(nodes)) => {
                for child in children {
                    nodes.extend(self.node(*child, &inside));
                }
            }
            (Some(inside), Content::Text(text)) => self.fill(id, text, inside),
            _ => {}
        }
        let is_link = node.link.is_some();
        if is_link && !says_something(&node) {
            let element = self.tree.get(id)?;
            self.semantics.report(
                Code::EmptyLink,
                element,
                "The link has no text, so that nobody can tell where it leads.",
                "Put a text inside, or give its picture an alternative text.",
            );
        }
        Some(node)
    }

    /// A node without its children, and what they inherit if it takes any. Apart from
    /// [`Self::node`], so that computed styles don't lie on the stack of every level.
    fn shell(&mut self, element: &Element, around: &Inherited) -> (Node, Option<Inherited>) {
        let is_root = element.id == self.tree.root();
        let (tag, link) = if is_root {
            (Tag::Body, None)
        } else {
            self.semantics.choose(element, around.scope)
        };
        let mut styles = BREAKPOINTS.map(|breakpoint| Style::resolve(element, breakpoint));
        let tag = self.with_asset(element, &styles[0], tag, around.scope);
        self.shared.tags.insert(tag);
        if link.is_some() {
            self.shared.tags.insert(Tag::A);
        }
        self.note_backgrounds(element, &styles);
        if is_root {
            self.shared.body_clips |= styles.iter().any(style::clips);
        }
        let base = class_base(&element.name, element.kind);
        let (content, paints) = match element.kind {
            ElementKind::Frame | ElementKind::Rectangle | ElementKind::Ellipse => {
                (Content::Nodes(Vec::new()), None)
            }
            ElementKind::Text => {
                self.note_fonts(element, &styles);
                let inside = around.scope.inside(tag);
                (Content::Text(self.text(element, &styles, inside)), None)
            }
            ElementKind::Image => (self.image(element, &styles[0]), None),
            ElementKind::Vector => {
                let label = element.text_value(Property::AlternativeText).trim();
                let (vector, css) = vector::vector(&styles, None, label, &base, &mut self.ids);
                (Content::Vector(vector), Some(css))
            }
            ElementKind::Boolean => {
                let label = element.text_value(Property::AlternativeText).trim();
                let combined = Combined::of(self.tree, element.id);
                for style in &mut styles {
                    vector::write_size_out(style, &combined);
                }
                let (vector, css) =
                    vector::vector(&styles, Some(&combined), label, &base, &mut self.ids);
                (Content::Vector(vector), Some(css))
            }
        };

        let holds_absolute = self.holds_absolute(element.id);
        let mut ranges = [None, None, None];
        for (index, style) in styles.iter().enumerate() {
            if !around.shown[index] {
                continue;
            }
            let surroundings = Surroundings {
                kind: element.kind,
                is_root,
                is_button: tag == Tag::Button,
                parent: around.display[index],
                in_text: around.in_text,
                inherited: &around.typography,
                holds_absolute: holds_absolute[index],
                keeps_white_space: matches!(
                    &content,
                    Content::Text(text) if text.keeps_white_space
                ),
            };
            let paints = paints.as_ref().map(|css| (&css[0], &css[index]));
            let mut longhands = style::longhands(style, surroundings, paints);
            let tokens = &self.project.tokens;
            token::refer(&mut longhands, element, style, BREAKPOINTS[index], tokens);
            ranges[index] = Some(longhands);
        }
        let declarations = cascade::minimal(ranges);
        let motion = motion::of_element(element, &mut self.semantics);
        let class = self
            .shared
            .names
            .assign(base, declarations, motion, self.index);
        let shown = self.shown.get(&element.id).copied().unwrap_or([false; 3]);
        let scope = around.scope.inside(tag);
        let inside = Inherited {
            scope: if link.is_some() {
                scope.linked()
            } else {
                scope
            },
            in_text: element.kind == ElementKind::Text,
            typography: match &content {
                Content::Text(text) => {
                    let runs = element.runs.iter().flat_map(style::run);
                    style::handed_on(&styles, text.keeps_white_space, runs)
                }
                _ => BTreeSet::new(),
            },
            display: [0, 1, 2].map(|index| styles[index].display),
            shown,
        };
        let node = Node {
            id: element.id,
            name: element.name.clone(),
            tag,
            class,
            anchor: self.anchors.get(&element.id).cloned(),
            link,
            content,
        };
        let takes_children = matches!(element.kind, ElementKind::Frame | ElementKind::Text);
        (node, takes_children.then_some(inside))
    }

    /// An image without a picture is a box, as the engine has it.
    fn with_asset(&mut self, element: &Element, style: &Style, tag: Tag, scope: Scope) -> Tag {
        if tag != Tag::Img {
            return tag;
        }
        let known = style
            .source
            .as_ref()
            .is_some_and(|hash| self.project.assets.contains_key(hash));
        if known {
            return tag;
        }
        self.semantics.report(
            Code::MissingAsset,
            element,
            "The image has no picture, so that an empty box stands in its place.",
            "Choose a picture from the project's assets, or delete the image.",
        );
        semantics::box_tag(scope)
    }

    fn image(&mut self, element: &Element, style: &Style) -> Content {
        let known = style
            .source
            .as_ref()
            .filter(|hash| self.project.assets.contains_key(hash));
        let Some(asset) = known else {
            return Content::Nodes(Vec::new());
        };
        let alt = PropertyKey::base(Property::AlternativeText);
        if element.own_value(alt).is_none() {
            self.semantics.report(
                Code::MissingAlt,
                element,
                "The image has no alternative text.",
                "Say what it shows; where it is decoration, set the text and leave it empty.",
            );
        }
        self.shared.assets.insert(asset.clone());
        Content::Image {
            asset: asset.clone(),
            alt: element
                .text_value(Property::AlternativeText)
                .trim()
                .to_owned(),
        }
    }

    fn note_backgrounds(&mut self, element: &Element, styles: &[Style; 3]) {
        let mut missing = false;
        let masks = |style: &Style| {
            style
                .effects
                .as_ref()
                .map_or(Vec::new(), |it| it.mask.clone())
        };
        let shown = styles
            .iter()
            .flat_map(|style| style.background.iter().cloned().chain(masks(style)));
        for paint in shown {
            if let Paint::Image { asset, .. } = paint {
                if self.project.assets.contains_key(&asset) {
                    self.shared.assets.insert(asset);
                } else {
                    missing = true;
                }
            }
        }
        if missing {
            self.semantics.report(
                Code::MissingAsset,
                element,
                "A background image is missing from the project's assets.",
                "Choose another picture, or remove the layer.",
            );
        }
    }

    fn note_fonts(&mut self, element: &Element, styles: &[Style; 3]) {
        let unserved = unserved_letters(&element.text.replace(OBJECT, ""));
        // What a font of the project's own has, nobody knows here.
        let is_own = |style: &Style| font::is_own(self.project, &style.font_family);
        if !unserved.is_empty() && !styles.iter().any(is_own) {
            let some: String = unserved.iter().take(8).collect();
            let more = if unserved.len() > 8 { "…" } else { "" };
            self.semantics.report(
                Code::UnservedLetters,
                element,
                format!("No font that comes with the site has “{some}{more}”."),
                "Visitors see these letters in a font of their system; the canvas shows boxes.",
            );
        }
        for style in styles {
            let (weight, slant) = (style.font_weight, style.font_style);
            self.note_font(element, &style.font_family, weight, slant);
        }
    }

    fn note_font(&mut self, element: &Element, family: &str, weight: f32, style: FontStyle) {
        let letters = Letters {
            text: &element.text,
            family,
            weight,
            style,
        };
        let is_known = self.fonts.add(self.project, letters);
        if !is_known && self.unbundled.insert(family.to_owned()) {
            self.semantics.report(
                Code::UnbundledFont,
                element,
                format!(
                    "The font “{family}” doesn't come with the site; visitors without it see Inter."
                ),
                "Choose Inter, Fraunces or JetBrains Mono, or add the font's file to the project.",
            );
        }
    }

    /// HTML collapses white space but single spaces between words. Line breaks may be written as
    /// `<br>`, unless there are such spaces too, or the designer said what becomes of them.
    fn text(&mut self, element: &Element, styles: &[Style; 3], scope: Scope) -> Text {
        let has_spaces = [0, 1, 2].into_iter().any(|breakpoint| {
            let text = clean(&self.with_shown_objects(element, breakpoint));
            text.split('\n').any(|line| {
                let at_ends = line.starts_with(' ') || line.ends_with(' ');
                at_ends || line.contains("  ") || line.contains('\t')
            })
        });
        let has_own = styles
            .iter()
            .any(|it| it.white_space != WhiteSpace::PreWrap);
        let mut pieces = Vec::new();
        for (range, run) in element.runs.pieces(0..element.text.len()) {
            let text = clean(&element.text[range]);
            pieces.push(match run {
                Some(run) => self.run(element, run, text, &styles[0], scope),
                None => TextPiece {
                    parts: vec![TextPart::Text(text)],
                    tag: None,
                    class: None,
                    link: None,
                },
            });
        }
        Text {
            text: clean(&element.text).replace(OBJECT, ""),
            keeps_white_space: has_spaces || has_own,
            pieces,
            apart: Vec::new(),
        }
    }

    /// The children of a text that stand in its lines, in order, and the others.
    fn objects(&self, id: ElementId) -> (Vec<ElementId>, Vec<ElementId>) {
        let stands_in_line =
            |id: &ElementId| self.tree.get(*id).is_some_and(|it| it.stands_in_line());
        let children = self.tree.children(id).iter().copied();
        children.partition(stands_in_line)
    }

    /// The text with the characters of those objects alone that are shown there.
    fn with_shown_objects(&self, element: &Element, breakpoint: usize) -> String {
        let (objects, _) = self.objects(element.id);
        let is_shown = |id: &ElementId| self.shown.get(id).is_some_and(|shown| shown[breakpoint]);
        let mut objects = objects.iter();
        let keeps = |letter: &char| *letter != OBJECT || objects.next().is_some_and(is_shown);
        element.text.chars().filter(keeps).collect()
    }

    /// Puts the children of a text where its characters for them stand, or else at its end.
    fn fill(&mut self, id: ElementId, text: &mut Text, inside: Inherited) {
        let (objects, others) = self.objects(id);
        let mut objects = objects.into_iter();
        let mut linked = inside.clone();
        linked.scope = linked.scope.linked();
        for piece in &mut text.pieces {
            let around = if piece.link.is_some() {
                &linked
            } else {
                &inside
            };
            let mut parts = Vec::new();
            for part in std::mem::take(&mut piece.parts) {
                let TextPart::Text(words) = part else {
                    continue;
                };
                for (nth, words) in words.split(OBJECT).enumerate() {
                    if nth > 0 {
                        let node = objects.next().and_then(|id| self.node(id, around));
                        parts.extend(node.map(|it| TextPart::Node(Box::new(it))));
                    }
                    if !words.is_empty() {
                        parts.push(TextPart::Text(words.to_owned()));
                    }
                }
            }
            piece.parts = parts;
        }
        let rest = objects.filter_map(|id| self.node(id, &inside));
        let parts: Vec<TextPart> = rest.map(|it| TextPart::Node(Box::new(it))).collect();
        if !parts.is_empty() {
            text.pieces.push(TextPiece {
                parts,
                tag: None,
                class: None,
                link: None,
            });
        }
        let others = others.into_iter();
        text.apart = others.filter_map(|id| self.node(id, &inside)).collect();
    }

    fn run(
        &mut self,
        element: &Element,
        run: &TextRun,
        text: String,
        style: &Style,
        scope: Scope,
    ) -> TextPiece {
        let link = match run.value(Property::Href) {
            Some(Value::Text(href)) => self.semantics.link_to(element, href, scope),
            _ => None,
        };
        let weight = match run.value(Property::FontWeight) {
            Some(Value::Number(weight)) => Some(*weight),
            _ => None,
        };
        let is_bold = weight.is_some_and(|weight| weight >= 600.0);
        let is_italic = matches!(
            run.value(Property::FontStyle),
            Some(Value::Keyword("italic"))
        );
        let tag = match (&link, is_bold, is_italic) {
            (Some(_), _, _) => Tag::A,
            (None, true, _) => Tag::Strong,
            (None, false, true) => Tag::Em,
            (None, false, false) => Tag::Span,
        };
        if link.is_some() {
            self.shared.tags.insert(Tag::A);
        }
        let family = match run.value(Property::FontFamily) {
            Some(Value::Text(family)) => family,
            _ => &style.font_family,
        };
        let slant = match run.properties.get(&Property::FontStyle) {
            Some(Value::Keyword(slant)) => FontStyle::from_keyword(slant),
            _ => None,
        };
        let slant = slant.unwrap_or(style.font_style);
        let weight = weight.unwrap_or(style.font_weight);
        self.note_font(element, family, weight, slant);
        let base = format!("{}-run", class_base(&element.name, element.kind));
        let declarations = [style::run(run), Vec::new(), Vec::new()];
        TextPiece {
            parts: vec![TextPart::Text(text)],
            tag: Some(tag),
            class: self.shared.names.assign(
                base,
                declarations,
                motion::ClassMotion::default(),
                self.index,
            ),
            link,
        }
    }

    /// Where a child is absolute, so that the element must be its containing block.
    fn holds_absolute(&self, id: ElementId) -> [bool; 3] {
        let children = self.tree.children(id).iter();
        let shown = children.filter(|id| self.shown.contains_key(id));
        let mut holds = [false; 3];
        for child in shown.filter_map(|id| self.tree.get(*id)) {
            for (holds, breakpoint) in holds.iter_mut().zip(BREAKPOINTS) {
                *holds |= Style::resolve(child, breakpoint).position == Position::Absolute;
            }
        }
        holds
    }
}

fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|letter| if letter == '\r' { '\n' } else { letter })
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect()
}

fn says_something(node: &Node) -> bool {
    match &node.content {
        Content::Nodes(children) => children.iter().any(says_something),
        Content::Text(text) => !text.text.trim().is_empty() || text.nodes().any(says_something),
        Content::Image { alt, .. } => !alt.is_empty(),
        Content::Vector(vector) => !vector.label.is_empty(),
    }
}
