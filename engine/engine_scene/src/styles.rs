//! Computed values shared among the elements that set the same.
//!
//! A page of 100,000 elements has some dozens of different styles. [`Styles`] finds the one that
//! an element's properties come to without computing it again, and elements that set the same
//! hold one [`Style`] together.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use foldhash::fast::FixedState;
use omnios_model::{Breakpoint, Element, ElementKind, Length, Properties, Style, Value};

/// As many styles are remembered without asking how many elements there are.
const ALWAYS_KEPT: usize = 1024;

/// The styles of one breakpoint.
#[derive(Debug, Clone, Default)]
pub(crate) struct Styles {
    /// By kind and the address of the properties, which are held so that it stays theirs.
    shared: HashMap<(ElementKind, usize), Known, FixedState>,
    /// By a hash of kind and properties.
    alike: HashMap<u64, Vec<(ElementKind, Known)>, FixedState>,
}

#[derive(Debug, Clone)]
struct Known {
    properties: Properties,
    style: Arc<Style>,
}

impl Styles {
    /// The computed values of `element`. `elements` is how many the page has: beyond as many
    /// styles, the memory of those that nobody has any more is given up.
    pub(crate) fn resolve(
        &mut self,
        element: &Element,
        breakpoint: Breakpoint,
        elements: usize,
    ) -> Arc<Style> {
        let (kind, properties) = (element.kind, &element.properties);
        let address = (kind, properties.address());
        if let Some(known) = self.shared.get(&address) {
            return Arc::clone(&known.style);
        }
        if self.shared.len() > ALWAYS_KEPT.max(elements) {
            self.forget();
        }
        let alike = self.alike.entry(fingerprint(element)).or_default();
        let same = |(it, known): &&(_, Known)| *it == kind && known.properties == *properties;
        let style = match alike.iter().find(same) {
            Some((_, known)) => Arc::clone(&known.style),
            None => {
                let known = Known {
                    properties: properties.clone(),
                    style: Arc::new(Style::resolve(element, breakpoint)),
                };
                let style = Arc::clone(&known.style);
                alike.reserve_exact(1);
                alike.push((kind, known));
                style
            }
        };
        let known = Known {
            properties: properties.clone(),
            style: Arc::clone(&style),
        };
        self.shared.insert(address, known);
        style
    }

    /// Forgets everything, for another breakpoint.
    pub(crate) fn forget(&mut self) {
        self.shared.clear();
        self.alike.clear();
    }
}

/// Equal for elements that set the same; what it leaves out, comparing finds.
fn fingerprint(element: &Element) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    element.kind.hash(&mut hasher);
    for (key, value) in &element.properties {
        key.hash(&mut hasher);
        match value {
            Value::Length(Length::Px(px)) => px.to_bits().hash(&mut hasher),
            Value::Length(Length::Percent(share)) => share.to_bits().hash(&mut hasher),
            Value::Number(number) => number.to_bits().hash(&mut hasher),
            Value::Color(color) => [color.r, color.g, color.b, color.a].hash(&mut hasher),
            Value::Keyword(keyword) => keyword.hash(&mut hasher),
            Value::Flag(flag) => flag.hash(&mut hasher),
            Value::Text(text) => text.hash(&mut hasher),
            _ => {}
        }
    }
    hasher.finish()
}
