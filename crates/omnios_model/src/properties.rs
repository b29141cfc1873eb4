//! What is set on an element, held once for all elements that set the same.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::{PropertyKey, Tokens, Value};

/// Declared values by property and breakpoint.
///
/// A clone shares them with its original until one of the two is changed, so that the thousand
/// cards of a page cost one card's values. Reads and writes are those of the map.
#[derive(Debug, Clone, Default)]
pub struct Properties(Arc<BTreeMap<PropertyKey, Value>>);

impl Properties {
    /// Whether both are one and the same map, which is known without comparing values.
    pub fn is_shared_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether a value refers to a token that means something else now.
    pub fn is_stale(&self, tokens: &Tokens) -> bool {
        let is_stale = |(key, value): (&PropertyKey, &Value)| value.is_stale(key.property, tokens);
        self.0.iter().any(is_stale)
    }

    /// Looks up what the tokens mean that the values refer to. Says whether any means something
    /// else now; where none does, the map stays shared.
    pub fn bind(&mut self, tokens: &Tokens) -> bool {
        let is_stale = self.is_stale(tokens);
        if is_stale {
            for (key, value) in self.iter_mut() {
                value.bind(key.property, tokens);
            }
        }
        is_stale
    }

    /// Names the map as long as somebody holds it: equal for clones, different for maps of their
    /// own.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

impl PartialEq for Properties {
    fn eq(&self, other: &Self) -> bool {
        self.is_shared_with(other) || self.0 == other.0
    }
}

impl Deref for Properties {
    type Target = BTreeMap<PropertyKey, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Properties {
    fn deref_mut(&mut self) -> &mut Self::Target {
        Arc::make_mut(&mut self.0)
    }
}

impl From<BTreeMap<PropertyKey, Value>> for Properties {
    fn from(values: BTreeMap<PropertyKey, Value>) -> Self {
        Self(Arc::new(values))
    }
}

impl FromIterator<(PropertyKey, Value)> for Properties {
    fn from_iter<I: IntoIterator<Item = (PropertyKey, Value)>>(values: I) -> Self {
        values.into_iter().collect::<BTreeMap<_, _>>().into()
    }
}

impl<'a> IntoIterator for &'a Properties {
    type Item = (&'a PropertyKey, &'a Value);
    type IntoIter = std::collections::btree_map::Iter<'a, PropertyKey, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Property;

    #[test]
    fn a_clone_that_is_changed_leaves_its_original_alone() {
        let key = PropertyKey::base(Property::Opacity);
        let original: Properties = [(key, Value::Number(0.5))].into_iter().collect();
        let mut clone = original.clone();
        assert!(clone.is_shared_with(&original));
        clone.insert(key, Value::Number(1.0));
        assert_eq!(original.get(&key), Some(&Value::Number(0.5)));
        assert_ne!(clone, original);
        clone.insert(key, Value::Number(0.5));
        assert!(!clone.is_shared_with(&original));
        assert_eq!(clone, original, "equal values are equal, shared or not");
    }
}
