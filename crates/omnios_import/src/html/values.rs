//! What elements set: values at three widths as properties and overrides.

use std::rc::Rc;

use omnios_model::{ElementKind, Length, Property, PropertyKey, Value};
use style::properties::{ComputedValues, LonghandId as L};
use style::servo_arc::Arc as ServoArc;
use style::values::specified::box_::DisplayInside;

use super::builder::{Builder, Styles};
use super::computed::{Computed, Context, Values};
use super::{BREAKPOINTS, fonts};
use crate::{ImportedElement, Loss};

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
        let (family, missing) = fonts::family(list, |name| self.builder.own_family(name));
        if let Some(missing) = missing {
            self.approximated(format!(
                "the font {missing} isn't in what you brought; {family} stands in"
            ));
        }
        family
    }

    fn approximated(&mut self, message: String) {
        self.builder.note(Loss::Approximated, message);
    }
}

impl Builder<'_> {
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
    pub(super) fn float(&mut self, style: &ComputedValues, values: &mut Values) {
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

    /// Those of `all_values` that make up letters and lines, for a text without a box of its own.
    pub(super) fn letter_values(&mut self, styles: &Styles) -> [Option<Rc<Values>>; 3] {
        let all = self.all_values(styles, ElementKind::Text);
        all.map(|values| {
            let mut values = Values::clone(&*values?);
            values.retain(|property, _| is_inherited(*property));
            Some(Rc::new(values))
        })
    }
}

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
