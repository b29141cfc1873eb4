//! What is done to an element's picture as a whole before it is put in place.

use crate::{BlendMode, ClipPath, Filter, Paint};

/// The effects of one element: only elements that have any carry this.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Effects {
    /// Changes the element's picture, in this order.
    pub filter: Vec<Filter>,
    /// Changes what lies behind the element's border box.
    pub backdrop_filter: Vec<Filter>,
    /// How the picture is mixed with what lies behind.
    pub blend_mode: BlendMode,
    /// `isolation: isolate`: what is inside is mixed with nothing outside.
    pub isolated: bool,
    /// The picture is seen where these are opaque, over the border box; topmost first.
    pub mask: Vec<Paint>,
    /// The picture is seen inside alone.
    pub clip_path: Option<ClipPath>,
}

impl Effects {
    /// Whether nothing is done.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
