//! Elements in texts: which character of a text stands for which of its children.
//!
//! The k-th [`OBJECT`] of a text shows the k-th child that [stands in
//! line](crate::Element::stands_in_line). Children beyond those follow the text's end, as if there
//! were one for each, and characters beyond the children show nothing and take no room. So nothing
//! is lost when one person edits the text while another adds or deletes what is in it.

use std::ops::Range;

/// Unicode's object replacement character, which stands for a child of a text.
pub const OBJECT: char = '\u{fffc}';

/// Where the `index`-th [`OBJECT`] stands in the text, in bytes.
pub fn object_range(text: &str, index: usize) -> Option<Range<usize>> {
    let (start, object) = text.match_indices(OBJECT).nth(index)?;
    Some(start..start + object.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_counted_from_the_start() {
        let text = "a\u{fffc}bc\u{fffc}";
        assert_eq!(object_range(text, 0), Some(1..4));
        assert_eq!(object_range(text, 1), Some(6..9));
        assert_eq!(object_range(text, 2), None);
    }
}
