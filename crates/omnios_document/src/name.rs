//! Names of the Yjs documents that a project consists of.

use std::fmt;
use std::str::FromStr;

use omnios_model::PageId;

use crate::DocumentError;

/// One of the project's Yjs documents, as the store and the wire name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentName {
    /// Name, page list and assets: `project`.
    Project,
    /// The elements of one page: `page/` and the page's id.
    Page(PageId),
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Project => f.write_str("project"),
            Self::Page(page) => write!(f, "page/{page}"),
        }
    }
}

impl FromStr for DocumentName {
    type Err = DocumentError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let page = match text.strip_prefix("page/") {
            None if text == "project" => return Ok(Self::Project),
            None => None,
            Some(id) => id.parse().ok(),
        };
        page.map(Self::Page)
            .ok_or_else(|| DocumentError::UnknownName {
                text: text.chars().take(80).collect(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_what_it_writes() {
        let page = DocumentName::Page(PageId::from_random_bits(77));
        for name in [DocumentName::Project, page] {
            assert_eq!(name.to_string().parse::<DocumentName>().unwrap(), name);
        }
        for text in [
            "",
            "page",
            "page/",
            "page/..",
            "projects",
            "page/UPPERCASE000",
        ] {
            assert!(text.parse::<DocumentName>().is_err(), "{text}");
        }
    }
}
