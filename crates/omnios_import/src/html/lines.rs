//! Inline content of a box as a text, and inline elements that are boxes in it.

use std::collections::BTreeMap;
use std::rc::Rc;

use omnios_model::{ElementKind, Length, Property, TextRun, Value};
use style::properties::{ComputedValues, LonghandId as L};
use style::servo_arc::Arc as ServoArc;
use style::values::specified::box_::{DisplayInside, DisplayOutside};

use super::builder::{Builder, Item, Level, MAX_DEPTH, Styles, Surroundings, tag, widest};
use super::computed::Computed;
use super::inline::{InlineText, Spaces};
use super::names;
use super::values::is_inherited;
use crate::{ImportError, ImportedElement, Loss};

impl Builder<'_> {
    /// Writes inline items into a text.
    pub(super) fn fill_text(
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

    pub(super) fn add_inline(
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
    pub(super) fn letters(
        &mut self,
        style: &ServoArc<ComputedValues>,
    ) -> BTreeMap<Property, Value> {
        let values = self.values(style, ElementKind::Text);
        values
            .iter()
            .filter(|(property, _)| is_inherited(**property))
            .map(|(property, value)| (*property, value.clone()))
            .collect()
    }

    /// What an inline element with a box of its own asks of the line as a box in it: its padding
    /// and border don't make the line higher.
    pub(super) fn as_inline_box(
        &mut self,
        element: &mut ImportedElement,
        styles: &Styles,
        item: &Item,
    ) {
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
}
