//! What isn't made of boxes: pictures, drawings, form controls, and what runs something.

use blitz_dom::{Node, NodeId};
use omnios_model::{Breakpoint, ElementKind, Length, Property, PropertyKey, Value};
use style::properties::LonghandId as L;

use super::builder::{Builder, Styles, attribute, tag, widest, words};
use super::computed::Computed;
use super::names;
use super::values::assign;
use crate::{ImportedElement, Loss};

/// How wide a letter is on average, of the font size: what a field's `size` counts in.
const AVERAGE_LETTER_EM: f32 = 0.55;

/// How wide the picture is that browsers show for one that is missing.
const BROKEN_IMAGE: &str = "16px";

/// What browsers give a field's placeholder, where the page doesn't say.
const PLACEHOLDER_COLOR: &str = "#757575";

impl<'a> Builder<'a> {
    /// Images, form controls and what runs something.
    pub(super) fn replaced(
        &mut self,
        node: &'a Node,
        tag: &str,
        styles: &Styles,
    ) -> Option<ImportedElement> {
        match tag {
            "img" => Some(self.image(node, styles)),
            "svg" => Some(self.drawing(node, styles)),
            "input" | "textarea" | "select" => self.control(node, tag, styles),
            _ => {
                self.note(
                    Loss::Approximated,
                    format!("a frame stands where <{tag}> was"),
                );
                let mut frame = ImportedElement::new(ElementKind::Frame, "");
                let values = self.all_values(styles, ElementKind::Frame);
                assign(&mut frame, &values);
                for (property, size) in [(Property::Width, 300.0), (Property::Height, 150.0)] {
                    let key = PropertyKey {
                        property,
                        breakpoint: Breakpoint::Desktop,
                    };
                    frame
                        .properties
                        .entry(key)
                        .or_insert(Value::Length(Length::Px(size)));
                }
                Some(frame)
            }
        }
    }

    fn image(&mut self, node: &Node, styles: &Styles) -> ImportedElement {
        let alternative = attribute(node, "alt").unwrap_or_default();
        let address = attribute(node, "src").unwrap_or_default();
        if let Ok((name, bytes)) = self.resource(&address)
            && crate::svg::is_svg(&bytes)
        {
            let mut frame = ImportedElement::new(ElementKind::Frame, names::of_text(&name));
            let values = self.all_values(styles, ElementKind::Frame);
            assign(&mut frame, &values);
            self.fill_drawing(&mut frame, &bytes);
            return frame;
        }
        let Some(asset) = self.picture(&address) else {
            return self.broken_image(styles, &alternative);
        };
        let name = names::of_text(&alternative);
        let mut image = ImportedElement::new(ElementKind::Image, name);
        let values = self.all_values(styles, ElementKind::Image);
        assign(&mut image, &values);
        image.set_text(Property::Source, &asset.hash.to_string());
        if !alternative.is_empty() {
            image.set_text(Property::AlternativeText, &words(&alternative));
        }
        image
    }

    /// What browsers show where a picture is missing: its alternative text.
    fn broken_image(&mut self, styles: &Styles, alternative: &str) -> ImportedElement {
        let alternative = words(alternative);
        let kind = if alternative.is_empty() {
            ElementKind::Frame
        } else {
            ElementKind::Text
        };
        let mut element = ImportedElement::new(kind, names::of_text(&alternative));
        let values = self.all_values(styles, kind);
        assign(&mut element, &values);
        if kind == ElementKind::Text {
            // Browsers put a picture of a broken picture before it.
            element.set_text(Property::TextIndent, BROKEN_IMAGE);
        }
        element.text = alternative;
        if element.name.is_empty() {
            element.name = "Missing image".to_owned();
        }
        element
    }

    fn drawing(&mut self, node: &Node, styles: &Styles) -> ImportedElement {
        let mut frame = ImportedElement::new(ElementKind::Frame, "Drawing");
        let values = self.all_values(styles, ElementKind::Frame);
        assign(&mut frame, &values);
        let color = widest(styles).map(|style| Computed(style).color(L::Color));
        let markup = crate::svg::standalone(&node.outer_html(), color);
        self.fill_drawing(&mut frame, markup.as_bytes());
        frame
    }

    fn fill_drawing(&mut self, frame: &mut ImportedElement, bytes: &[u8]) {
        match crate::svg::vectors(bytes) {
            Ok(drawing) => {
                for message in drawing.notes {
                    self.note(Loss::Approximated, message);
                }
                for (property, size) in [
                    (Property::Width, drawing.width),
                    (Property::Height, drawing.height),
                ] {
                    let key = PropertyKey {
                        property,
                        breakpoint: Breakpoint::Desktop,
                    };
                    let is_set = frame.properties.contains_key(&key);
                    let other = match property {
                        Property::Width => Property::Height,
                        _ => Property::Width,
                    };
                    let other = PropertyKey {
                        property: other,
                        breakpoint: Breakpoint::Desktop,
                    };
                    if !is_set && !frame.properties.contains_key(&other) {
                        frame.set(property, Value::Length(Length::Px(size)));
                    }
                }
                if drawing.width > 0.0 && drawing.height > 0.0 {
                    let ratio = format!("{} / {}", drawing.width, drawing.height);
                    frame.set_text(Property::AspectRatio, &ratio);
                }
                if !frame
                    .properties
                    .contains_key(&PropertyKey::base(Property::Position))
                {
                    frame.set_text(Property::Position, "relative");
                }
                let counts = drawing.elements.iter().map(ImportedElement::count);
                self.count += counts.sum::<usize>();
                frame.children = drawing.elements;
            }
            Err(reason) => self.note(Loss::LeftOut, format!("a drawing can't be read: {reason}")),
        }
    }

    /// A form control as a text with what it shows.
    fn control(&mut self, node: &Node, tag: &str, styles: &Styles) -> Option<ImportedElement> {
        let kind = attribute(node, "type").unwrap_or_default().to_lowercase();
        self.note(
            Loss::Approximated,
            format!("<{tag}> looks as it did, but can't be filled in"),
        );
        if tag == "input"
            && matches!(
                kind.as_str(),
                "checkbox" | "radio" | "range" | "color" | "image"
            )
        {
            let mut frame = ImportedElement::new(ElementKind::Frame, "");
            let values = self.all_values(styles, ElementKind::Frame);
            assign(&mut frame, &values);
            return Some(frame);
        }
        let is_button = matches!(kind.as_str(), "submit" | "reset" | "button");
        let value = match tag {
            "textarea" => node.text_content(),
            "select" => self.shown_option(node),
            _ => attribute(node, "value").unwrap_or_else(|| match kind.as_str() {
                "submit" => "Submit".to_owned(),
                "reset" => "Reset".to_owned(),
                _ => String::new(),
            }),
        };
        let placeholder = attribute(node, "placeholder").unwrap_or_default();
        let shows_placeholder = value.is_empty() && !placeholder.is_empty();
        let style = widest(styles)?.clone();
        let computed = Computed(&style);
        let mut text = ImportedElement::new(ElementKind::Text, "Value");
        let letters = self.letter_values(styles);
        assign(&mut text, &letters);
        text.text = if shows_placeholder {
            placeholder
        } else {
            value
        };
        if shows_placeholder {
            text.set_text(Property::Color, PLACEHOLDER_COLOR);
        }
        let values = self.all_values(styles, ElementKind::Frame);
        let mut field = ImportedElement::new(ElementKind::Frame, "");
        assign(&mut field, &values);
        let rows = match tag {
            "textarea" => attribute(node, "rows")
                .and_then(|it| it.parse().ok())
                .unwrap_or(2.0_f32)
                .clamp(1.0, 1000.0),
            _ => 1.0,
        };
        self.default_height(&mut field, computed, rows);
        if is_button {
            field.set_text(Property::Display, "flex");
            field.set_text(Property::JustifyContent, "center");
        } else {
            // What is typed doesn't make a field wider, so its text stands out of the flow.
            text.set_text(Property::Position, "absolute");
            for (property, padding) in [
                (Property::Left, L::PaddingLeft),
                (Property::Right, L::PaddingRight),
                (Property::Top, L::PaddingTop),
            ] {
                text.set(property, Value::Length(Length::Px(computed.px(padding))));
            }
            if tag != "textarea" {
                text.set_text(Property::WhiteSpace, "pre");
            }
            field.set_text(Property::Overflow, "clip");
            if !field
                .properties
                .contains_key(&PropertyKey::base(Property::Position))
            {
                field.set_text(Property::Position, "relative");
            }
            if computed.text(L::Width) == "auto" {
                let size: f32 = attribute(node, "size")
                    .or_else(|| attribute(node, "cols"))
                    .and_then(|it| it.parse().ok())
                    .unwrap_or(20.0);
                let width = size * computed.px(L::FontSize) * AVERAGE_LETTER_EM
                    + computed.px(L::PaddingLeft)
                    + computed.px(L::PaddingRight);
                field.set(Property::Width, Value::Length(Length::Px(width)));
            }
        }
        if !text.text.is_empty() {
            self.count += 1;
            field.children.push(text);
        }
        Some(field)
    }

    fn default_height(&mut self, text: &mut ImportedElement, computed: Computed<'_>, rows: f32) {
        if computed.text(L::Height) != "auto" {
            return;
        }
        let line = computed.line_height_px();
        let around: f32 = [
            L::PaddingTop,
            L::PaddingBottom,
            L::BorderTopWidth,
            L::BorderBottomWidth,
        ]
        .into_iter()
        .map(|side| computed.px(side))
        .sum();
        text.set(
            Property::Height,
            Value::Length(Length::Px(rows * line + around)),
        );
    }

    fn shown_option(&self, select: &Node) -> String {
        let mut options = Vec::new();
        let mut open: Vec<NodeId> = select.children.iter().rev().copied().collect();
        while let Some(id) = open.pop() {
            let Some(node) = self.node(id) else { continue };
            match tag(node).as_str() {
                "option" => options.push((attribute(node, "selected").is_some(), node)),
                _ => open.extend(node.children.iter().rev().copied()),
            }
        }
        let chosen = options
            .iter()
            .find(|(selected, _)| *selected)
            .or(options.first());
        chosen.map_or_else(String::new, |(_, node)| words(&node.text_content()))
    }
}
