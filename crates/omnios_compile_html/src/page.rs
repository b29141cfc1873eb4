//! One page's HTML.

use std::collections::BTreeMap;

use omnios_compile::{
    Content, Gradient, GradientShape, Link, Node, Page, Site, Tag, Text, TextPart, TextPiece,
    Vector, VectorPaint,
};

use crate::markup::{Attributes, Markup, inline};
use crate::path::{self, SitePath};
use crate::{HtmlOptions, escape, font_file};

/// The document has no language of its own yet.
const LANGUAGE: &str = "en";

pub(crate) fn page(site: &Site, page: &Page, path: &SitePath, options: HtmlOptions) -> String {
    let mut writer = PageWriter {
        site,
        path,
        options,
        markup: Markup::default(),
    };
    writer.markup.line("<!doctype html>");
    let language = Attributes::default().with("lang", LANGUAGE);
    writer.markup.open("html", &language);
    writer.head(page);
    writer.node(&page.root);
    writer.markup.close("html");
    writer.markup.finish()
}

struct PageWriter<'a> {
    site: &'a Site,
    path: &'a SitePath,
    options: HtmlOptions,
    markup: Markup,
}

impl PageWriter<'_> {
    /// The font files that the page needs at once, each with its media type.
    fn fonts(&self, page: &Page) -> BTreeMap<String, String> {
        let bundled = page.fonts.iter().map(font_file);
        let bundled = bundled.map(|file| (file, "font/woff2".to_owned()));
        let own = page.own_fonts.iter().filter_map(|font| {
            let file = self.site.assets.get(&font.asset)?;
            Some((file.file_name.clone(), font.media_type.clone()))
        });
        bundled.chain(own).collect()
    }

    fn head(&mut self, page: &Page) {
        let none = Attributes::default;
        self.markup.open("head", &none());
        self.markup.void("meta", &none().with("charset", "utf-8"));
        let viewport = none()
            .with("name", "viewport")
            .with("content", "width=device-width, initial-scale=1");
        self.markup.void("meta", &viewport);
        let title = escape::text(&page.title);
        self.markup.inline("title", &none(), &title);
        if !page.description.is_empty() {
            let description = none()
                .with("name", "description")
                .with("content", &page.description);
            self.markup.void("meta", &description);
        }
        for (file, media_type) in self.fonts(page) {
            let url = self.path.url_to(&path::font(&file));
            // Fonts are always fetched anonymously; without `crossorigin` they would be twice.
            let preload = none()
                .with("rel", "preload")
                .with("href", &url)
                .with("as", "font")
                .with("type", &media_type)
                .with("crossorigin", "anonymous");
            self.markup.void("link", &preload);
        }
        let stylesheet = none()
            .with("rel", "stylesheet")
            .with("href", &self.path.url_to(&path::stylesheet()));
        self.markup.void("link", &stylesheet);
        self.markup.close("head");
    }

    fn node(&mut self, node: &Node) {
        let tag = node.tag.as_str();
        let mut attributes = self.common(node);
        match &node.content {
            Content::Nodes(children) => {
                if let (Tag::A, Some(link)) = (node.tag, &node.link) {
                    attributes.set("href", &self.path.href(link));
                }
                if children.is_empty() {
                    self.markup.inline(tag, &attributes, "");
                    return;
                }
                self.markup.open(tag, &attributes);
                for child in children {
                    self.node(child);
                }
                self.markup.close(tag);
            }
            Content::Text(text) => {
                let content = self.linked(node.tag, node.link.as_ref(), &mut attributes, text);
                self.markup.inline(tag, &attributes, &content);
            }
            Content::Image { asset, alt } => {
                if let Some(file) = self.site.assets.get(asset) {
                    let url = self.path.url_to(&path::asset(&file.file_name));
                    attributes.set("src", &url);
                    attributes.set("width", &file.width.to_string());
                    attributes.set("height", &file.height.to_string());
                }
                attributes.set("alt", alt);
                self.markup.void(tag, &attributes);
            }
            Content::Vector(vector) => self.vector(tag, attributes, vector),
        }
    }

    fn common(&self, node: &Node) -> Attributes {
        let mut attributes = Attributes::default();
        attributes.set_some("id", node.anchor.as_deref());
        attributes.set_some("class", node.class.as_deref());
        if self.options.with_ids {
            attributes.set("data-omnios-id", &node.id.to_string());
        }
        if node.tag == Tag::Button {
            // Inside a form, a button would otherwise send it.
            attributes.set("type", "button");
        }
        attributes
    }

    /// A text's markup. The link is the tag's own or, where the tag is a heading or the like,
    /// stands around the text.
    fn linked(
        &mut self,
        tag: Tag,
        link: Option<&Link>,
        attributes: &mut Attributes,
        text: &Text,
    ) -> String {
        let content = self.text_markup(text);
        match link.map(|link| self.path.href(link)) {
            Some(href) if tag == Tag::A => {
                attributes.set("href", &href);
                content
            }
            Some(href) => inline("a", &Attributes::default().with("href", &href), &content),
            None => content,
        }
    }

    /// The text with its line breaks and runs. A browser gives the last break of a block no line
    /// of its own, and an empty block none at all, whereas the studio shows both: hence one break
    /// more.
    fn text_markup(&mut self, text: &Text) -> String {
        let parts = text.pieces.iter().flat_map(|piece| &piece.parts);
        let ends_with_break = match parts.last() {
            None => true,
            Some(TextPart::Text(words)) => words.is_empty() || words.ends_with('\n'),
            Some(TextPart::Node(_)) => false,
        };
        let line_break = if text.keeps_white_space { "\n" } else { "<br>" };
        let mut markup = String::new();
        for piece in &text.pieces {
            let content = self.piece_markup(piece, line_break);
            let Some(tag) = piece.tag else {
                markup.push_str(&content);
                continue;
            };
            let mut attributes = Attributes::default();
            attributes.set_some("class", piece.class.as_deref());
            if let Some(link) = &piece.link {
                attributes.set("href", &self.path.href(link));
            }
            markup.push_str(&inline(tag.as_str(), &attributes, &content));
        }
        if ends_with_break {
            markup.push_str("<br>");
        }
        for node in &text.apart {
            markup.push_str(&self.node_in_line(node));
        }
        markup
    }

    fn piece_markup(&mut self, piece: &TextPiece, line_break: &str) -> String {
        let mut markup = String::new();
        for part in &piece.parts {
            match part {
                TextPart::Text(words) => {
                    markup.push_str(&escape::text(words).replace('\n', line_break));
                }
                TextPart::Node(node) => markup.push_str(&self.node_in_line(node)),
            }
        }
        markup
    }

    /// The node's markup without white space around its tags, which would be part of the text.
    fn node_in_line(&mut self, node: &Node) -> String {
        let outer = std::mem::replace(&mut self.markup, Markup::unbroken());
        self.node(node);
        std::mem::replace(&mut self.markup, outer).finish()
    }

    fn vector(&mut self, tag: &str, mut attributes: Attributes, vector: &Vector) {
        let [width, height] = vector.size.map(number);
        attributes.set("width", &width);
        attributes.set("height", &height);
        if let Some(view_box) = vector.view_box {
            let [x, y, width, height] = view_box.map(number);
            attributes.set("viewBox", &format!("{x} {y} {width} {height}"));
        }
        if vector.fill != VectorPaint::Color(omnios_model::Color::BLACK) {
            attributes.set("fill", &paint(&vector.fill));
        }
        if vector.stroke != VectorPaint::None {
            attributes.set("stroke", &paint(&vector.stroke));
        }
        if vector.stroke_width != 1.0 {
            attributes.set("stroke-width", &number(vector.stroke_width));
        }
        for (name, value) in &vector.attributes {
            attributes.set(name, value);
        }
        if vector.label.is_empty() {
            attributes.set("aria-hidden", "true");
        } else {
            attributes.set("role", "img");
            attributes.set("aria-label", &vector.label);
        }
        self.markup.open(tag, &attributes);
        if !vector.gradients.is_empty() {
            self.markup.open("defs", &Attributes::default());
            for gradient in &vector.gradients {
                self.gradient(gradient);
            }
            self.markup.close("defs");
        }
        let path = Attributes::default().with("d", &vector.path);
        self.markup.closed("path", &path);
        self.markup.close(tag);
    }

    fn gradient(&mut self, gradient: &Gradient) {
        let mut attributes = Attributes::default().with("id", &gradient.id);
        let tag = match gradient.shape {
            GradientShape::Linear { from, to } => {
                attributes.set("x1", &number(from[0]));
                attributes.set("y1", &number(from[1]));
                attributes.set("x2", &number(to[0]));
                attributes.set("y2", &number(to[1]));
                "linearGradient"
            }
            GradientShape::Radial { center, radii } => {
                // The middle is SVG's own default.
                for (name, place) in [("cx", center[0]), ("cy", center[1])] {
                    if place != 0.5 {
                        attributes.set(name, &number(place));
                    }
                }
                attributes.set("r", &number(radii[0]));
                if radii[0] != radii[1] && radii[0] > 0.0 {
                    let (middle, stretch) = (center[1], radii[1] / radii[0]);
                    let shift = number(middle - middle * stretch);
                    let stretch = number(stretch);
                    let transform = format!("matrix(1 0 0 {stretch} 0 {shift})");
                    attributes.set("gradientTransform", &transform);
                }
                "radialGradient"
            }
        };
        self.markup.open(tag, &attributes);
        for stop in &gradient.stops {
            let stop = Attributes::default()
                .with("offset", &number(stop.offset))
                .with("stop-color", &stop.color.to_string());
            self.markup.closed("stop", &stop);
        }
        self.markup.close(tag);
    }
}

fn paint(paint: &VectorPaint) -> String {
    match paint {
        VectorPaint::None => "none".to_owned(),
        VectorPaint::Color(color) => color.to_string(),
        VectorPaint::Gradient(id) => format!("url(#{id})"),
    }
}

/// A number with at most four decimals.
fn number(value: f32) -> String {
    let rounded = (f64::from(value) * 10_000.0).round() / 10_000.0;
    // Adding zero turns -0 into 0.
    format!("{}", rounded + 0.0)
}
