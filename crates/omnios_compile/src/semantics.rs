//! Which tag an element becomes: the designer's where it is valid, else one inferred from name,
//! place and content.

use std::collections::BTreeMap;

use omnios_model::{Element, ElementId, ElementKind, Property, Tree};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::Link;
use crate::link::{self, Target};
use crate::tag::Tag;

/// Where in a page an element stands, as far as HTML's content rules go.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scope {
    parent: Option<Tag>,
    in_interactive: bool,
    /// Within a button or a text, where only phrasing content may stand.
    phrasing_only: bool,
    in_header_or_footer: bool,
    /// Within a tag that `main` may not stand in.
    bars_main: bool,
}

impl Scope {
    /// The scope of a node's children.
    pub(crate) fn inside(self, tag: Tag) -> Self {
        let is_edge = matches!(tag, Tag::Header | Tag::Footer);
        Self {
            parent: Some(tag),
            in_interactive: self.in_interactive || matches!(tag, Tag::A | Tag::Button),
            phrasing_only: self.phrasing_only || tag.holds_phrasing_only(),
            in_header_or_footer: self.in_header_or_footer || is_edge,
            bars_main: self.bars_main || !matches!(tag, Tag::Body | Tag::Div),
        }
    }
}

impl Scope {
    /// The same place within a link.
    pub(crate) fn linked(self) -> Self {
        Self {
            in_interactive: true,
            ..self
        }
    }
}

/// Chooses the tags of one page.
#[derive(Debug)]
pub(crate) struct Semantics<'a> {
    tree: &'a Tree,
    shown: &'a BTreeMap<ElementId, [bool; 3]>,
    headings: BTreeMap<ElementId, Tag>,
    /// Whether any frame is to be `main`: sections are looked for in it then.
    has_main: bool,
    main_is_given: bool,
    route: &'a str,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'a> Semantics<'a> {
    pub(crate) fn new(
        tree: &'a Tree,
        shown: &'a BTreeMap<ElementId, [bool; 3]>,
        headings: BTreeMap<ElementId, Tag>,
        route: &'a str,
    ) -> Self {
        let has_main = shown.keys().filter_map(|id| tree.get(*id)).any(|element| {
            element.kind == ElementKind::Frame
                && tree.root() != element.id
                && match element.text_value(Property::Tag) {
                    "" => by_name(&element.name) == Some(Tag::Main),
                    tag => tag == "main",
                }
        });
        Self {
            tree,
            shown,
            headings,
            has_main,
            main_is_given: false,
            route,
            diagnostics: Vec::new(),
        }
    }

    pub(crate) fn report(
        &mut self,
        code: Code,
        element: &Element,
        message: impl Into<String>,
        hint: &str,
    ) {
        self.diagnostics.push(Diagnostic {
            code,
            page: self.route.to_owned(),
            location: Some(Location::from(element)),
            message: message.into(),
            hint: hint.to_owned(),
        });
    }

    /// The element's tag, and where it leads.
    pub(crate) fn choose(&mut self, element: &Element, scope: Scope) -> (Tag, Option<Link>) {
        match element.kind {
            ElementKind::Image => (Tag::Img, None),
            ElementKind::Vector | ElementKind::Boolean => (Tag::Svg, None),
            ElementKind::Rectangle | ElementKind::Ellipse => (box_tag(scope), None),
            ElementKind::Frame => {
                let link = self.link(element, scope);
                (self.frame_tag(element, scope, link.is_some()), link)
            }
            ElementKind::Text => {
                let link = self.link(element, scope);
                (self.text_tag(element, scope, link.is_some()), link)
            }
        }
    }

    fn link(&mut self, element: &Element, scope: Scope) -> Option<Link> {
        self.link_to(element, element.text_value(Property::Href), scope)
    }

    /// The link of an element or of a part of its text, where one can stand.
    pub(crate) fn link_to(&mut self, element: &Element, href: &str, scope: Scope) -> Option<Link> {
        let link = match link::read(href) {
            Target::None => return None,
            Target::Link(link) => link,
            Target::Unsafe => {
                self.report(
                    Code::UnsafeLink,
                    element,
                    "The link was left out, because it could run script.",
                    "Link to a page of the site, or to an https, mailto or tel address.",
                );
                return None;
            }
            Target::Impossible => {
                self.report(
                    Code::BrokenLink,
                    element,
                    "The link was left out, because no page can have that path.",
                    "Link to a page's route, such as /about.",
                );
                return None;
            }
        };
        if scope.in_interactive {
            self.report(
                Code::NestedInteractive,
                element,
                "The link was left out, because it stands inside another link or a button.",
                "Link either the outer frame or what is in it.",
            );
            return None;
        }
        Some(link)
    }

    /// The designer's tag, if it is one that such an element can have.
    fn explicit(&mut self, element: &Element, has_link: bool) -> Option<Tag> {
        let wanted = element.text_value(Property::Tag).trim();
        if wanted.is_empty() {
            return None;
        }
        let tag = Tag::from_name(&wanted.to_ascii_lowercase()).filter(|it| it.suits(element.kind));
        match tag {
            Some(Tag::A) if !has_link => {
                // Where the link itself was refused, that has been said.
                if element.text_value(Property::Href).is_empty() {
                    self.report(
                        Code::InvalidTag,
                        element,
                        "The tag a needs a link.",
                        "Give the element a link, or take the tag away.",
                    );
                }
                None
            }
            Some(tag) => Some(tag),
            None => {
                let shown: String = wanted.chars().take(40).collect();
                self.report(
                    Code::InvalidTag,
                    element,
                    format!("A {} can't have the tag “{shown}”.", element.kind),
                    "Choose one of the tags that the inspector offers, or none.",
                );
                None
            }
        }
    }

    fn misplaced(&mut self, element: &Element, tag: Tag, why: &str, hint: &str) {
        self.report(
            Code::InvalidNesting,
            element,
            format!("The tag {tag} was left out: {why}."),
            hint,
        );
    }

    fn text_tag(&mut self, element: &Element, scope: Scope, has_link: bool) -> Tag {
        let explicit = self.explicit(element, has_link);
        if scope.parent.is_some_and(Tag::is_list) {
            return Tag::Li;
        }
        if scope.phrasing_only {
            return match explicit {
                Some(Tag::Button) if scope.in_interactive => {
                    self.nested_button(element);
                    Tag::Span
                }
                Some(Tag::Button) if !has_link => {
                    self.idle_button(element);
                    Tag::Button
                }
                None | Some(Tag::A | Tag::P | Tag::Span | Tag::Div | Tag::Button) if has_link => {
                    Tag::A
                }
                Some(tag) if tag.is_phrasing() => tag,
                Some(tag) => {
                    self.not_phrasing(element, tag);
                    Tag::Span
                }
                None => Tag::Span,
            };
        }
        let plain = match self.headings.get(&element.id) {
            Some(heading) => *heading,
            None => Tag::P,
        };
        match explicit {
            // Tags that say nothing give way to the link; the others hold it.
            None | Some(Tag::A | Tag::P | Tag::Span | Tag::Div) if has_link => Tag::A,
            Some(Tag::Button) if has_link => {
                self.misplaced(
                    element,
                    Tag::Button,
                    "the text is a link",
                    "A link may look like a button; take the tag away.",
                );
                Tag::A
            }
            Some(Tag::Button) if scope.in_interactive => {
                self.nested_button(element);
                plain
            }
            Some(Tag::Button) => {
                self.idle_button(element);
                Tag::Button
            }
            Some(Tag::Li) => {
                self.stray_item(element);
                if has_link { Tag::A } else { plain }
            }
            Some(Tag::Figcaption) if scope.parent != Some(Tag::Figure) => {
                self.stray_caption(element);
                if has_link { Tag::A } else { plain }
            }
            Some(tag) => tag,
            None => plain,
        }
    }

    fn frame_tag(&mut self, element: &Element, scope: Scope, has_link: bool) -> Tag {
        let explicit = self.explicit(element, has_link);
        if scope.parent.is_some_and(Tag::is_list) {
            return Tag::Li;
        }
        if has_link {
            if let Some(tag) = explicit.filter(|tag| !matches!(tag, Tag::A | Tag::Div)) {
                self.misplaced(
                    element,
                    tag,
                    "the frame is a link",
                    "Put the link on the text inside, or take the tag away.",
                );
            }
            return Tag::A;
        }
        if scope.phrasing_only {
            match explicit {
                Some(Tag::Button) if scope.in_interactive => self.nested_button(element),
                Some(Tag::Button) => {
                    self.idle_button(element);
                    return Tag::Button;
                }
                Some(tag) => self.not_phrasing(element, tag),
                None => {}
            }
            return Tag::Span;
        }
        let plain = Tag::Div;
        match explicit {
            Some(Tag::Main) if scope.bars_main || self.main_is_given => {
                self.misplaced(
                    element,
                    Tag::Main,
                    "a page has one main, outside of other sections",
                    "Give the tag to the one frame that holds the page's content.",
                );
                plain
            }
            Some(Tag::Header | Tag::Footer) if scope.in_header_or_footer => {
                self.misplaced(
                    element,
                    explicit.unwrap_or(plain),
                    "headers and footers don't stand in one another",
                    "Keep the tag on the outer frame.",
                );
                plain
            }
            Some(Tag::Button) if scope.in_interactive => {
                self.nested_button(element);
                plain
            }
            Some(Tag::Button) => {
                self.idle_button(element);
                Tag::Button
            }
            Some(Tag::Li) => {
                self.stray_item(element);
                plain
            }
            Some(Tag::Figcaption) if scope.parent != Some(Tag::Figure) => {
                self.stray_caption(element);
                plain
            }
            Some(list @ (Tag::Ul | Tag::Ol)) => {
                if self.holds_items_only(element) {
                    list
                } else {
                    self.misplaced(
                        element,
                        list,
                        "everything in a list must be a list item",
                        "Leave texts and frames in the list without a tag; put pictures, shapes \
                         and frames that are links into a frame of their own.",
                    );
                    plain
                }
            }
            Some(tag) => {
                self.main_is_given |= tag == Tag::Main;
                tag
            }
            None => {
                let tag = self.inferred_frame(element, scope);
                self.main_is_given |= tag == Tag::Main;
                tag
            }
        }
    }

    fn inferred_frame(&self, element: &Element, scope: Scope) -> Tag {
        match by_name(&element.name) {
            Some(Tag::Main) if scope.bars_main || self.main_is_given => Tag::Div,
            Some(Tag::Header | Tag::Footer) if scope.in_header_or_footer => Tag::Div,
            Some(tag) => tag,
            None => {
                let at_top = match scope.parent {
                    Some(Tag::Main) => true,
                    Some(Tag::Body) => !self.has_main,
                    _ => false,
                };
                if at_top && self.holds_heading(element.id) {
                    Tag::Section
                } else {
                    Tag::Div
                }
            }
        }
    }

    fn holds_heading(&self, id: ElementId) -> bool {
        self.tree.subtree(id).into_iter().any(|id| {
            let is_explicit = || {
                let tag = self.tree.get(id).map(|it| it.text_value(Property::Tag));
                tag.and_then(Tag::from_name)
                    .is_some_and(|tag| tag.heading_level().is_some())
            };
            self.shown.contains_key(&id) && (self.headings.contains_key(&id) || is_explicit())
        })
    }

    fn holds_items_only(&self, list: &Element) -> bool {
        self.tree
            .children(list.id)
            .iter()
            .filter(|id| self.shown.contains_key(id))
            .filter_map(|id| self.tree.get(*id))
            .all(|child| {
                let tag = child.text_value(Property::Tag);
                match child.kind {
                    ElementKind::Text => matches!(tag, "" | "li" | "a" | "p" | "span"),
                    ElementKind::Frame => {
                        matches!(tag, "" | "li" | "div")
                            && child.text_value(Property::Href).is_empty()
                    }
                    _ => false,
                }
            })
    }

    fn not_phrasing(&mut self, element: &Element, tag: Tag) {
        self.misplaced(
            element,
            tag,
            "it stands in a button or in a text, which hold words only",
            "Take the tag away, or put the element beside the text.",
        );
    }

    fn nested_button(&mut self, element: &Element) {
        self.report(
            Code::NestedInteractive,
            element,
            "The tag button was left out, because it stands inside a link or another button.",
            "Keep the outer one alone.",
        );
    }

    fn idle_button(&mut self, element: &Element) {
        self.report(
            Code::IdleButton,
            element,
            "A button does nothing on a page without script.",
            "If it leads somewhere, give it a link and no tag.",
        );
    }

    fn stray_item(&mut self, element: &Element) {
        self.misplaced(
            element,
            Tag::Li,
            "it stands in no list",
            "Give the frame around it the tag ul or ol.",
        );
    }

    fn stray_caption(&mut self, element: &Element) {
        self.misplaced(
            element,
            Tag::Figcaption,
            "it stands in no figure",
            "Give the frame around it the tag figure.",
        );
    }
}

pub(crate) fn box_tag(scope: Scope) -> Tag {
    if scope.phrasing_only {
        Tag::Span
    } else {
        Tag::Div
    }
}

/// The landmark that a frame's name says it is.
fn by_name(name: &str) -> Option<Tag> {
    let name = name.to_lowercase();
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    // “Site header” is one, “Card header” is only named like one.
    let landmark = match words.as_slice() {
        [word] => *word,
        ["site" | "page" | "main" | "global" | "primary", word] => *word,
        ["section", ..] | [.., "section"] => "section",
        _ => return None,
    };
    match landmark {
        "header" => Some(Tag::Header),
        "footer" => Some(Tag::Footer),
        "nav" | "navbar" | "navigation" => Some(Tag::Nav),
        "main" => Some(Tag::Main),
        "section" => Some(Tag::Section),
        "article" => Some(Tag::Article),
        "sidebar" | "aside" => Some(Tag::Aside),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_landmarks_are() {
        for (name, tag) in [
            ("Header", Some(Tag::Header)),
            ("Site footer", Some(Tag::Footer)),
            ("Main nav", Some(Tag::Nav)),
            ("Section – Pricing", Some(Tag::Section)),
            ("Pricing section", Some(Tag::Section)),
            ("Main", Some(Tag::Main)),
            ("Card header", None),
            ("Footnote", None),
            ("", None),
        ] {
            assert_eq!(by_name(name), tag, "{name:?}");
        }
    }
}
