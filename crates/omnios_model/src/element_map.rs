//! Maps from elements, as every part of the engine keeps them.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::ElementId;

/// A map from elements. Ids are random bits already, so a hash that costs a multiplication does;
/// its fixed state makes two runs of one program go through a map in the same order.
pub type ElementMap<V> = HashMap<ElementId, V, FixedState>;

/// A set of elements, hashed as [`ElementMap`] is.
pub type ElementSet = HashSet<ElementId, FixedState>;
