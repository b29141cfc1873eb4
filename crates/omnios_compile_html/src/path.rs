//! Paths of the export's files, and URLs from one to another.

use std::fmt;

use omnios_compile::{Link, page_folder};

pub(crate) const STYLESHEET: &str = "styles.css";
const INDEX: &str = "index.html";

/// A file of the export: folders from the outermost, and the file's name last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SitePath(Vec<String>);

impl SitePath {
    /// The file of the page at `route`. `None` for an impossible route, and for one whose folder
    /// would have the name of a file of the export.
    pub(crate) fn of_page(route: &str) -> Option<Self> {
        let mut segments = page_folder(route)?;
        let is = |segment: &String, name: &str| segment.eq_ignore_ascii_case(name);
        let hides_file = segments.iter().any(|it| is(it, INDEX))
            || segments.first().is_some_and(|it| is(it, STYLESHEET));
        segments.push(INDEX.to_owned());
        (!hides_file).then_some(Self(segments))
    }

    /// The relative URL of `target` as this file's links have it.
    pub(crate) fn url_to(&self, target: &Self) -> String {
        let folders = &self.0[..self.0.len() - 1];
        let shared = folders
            .iter()
            .zip(&target.0[..target.0.len() - 1])
            .take_while(|(a, b)| a == b)
            .count();
        let up = folders.len() - shared;
        let down: Vec<String> = target.0[shared..]
            .iter()
            .map(|it| url_segment(it))
            .collect();
        format!("{}{}", "../".repeat(up), down.join("/"))
    }

    /// The URL of a link on this page. Links to the page itself stay within it.
    pub(crate) fn href(&self, link: &Link) -> String {
        match link {
            Link::Here(text) | Link::External(text) => text.clone(),
            Link::Page { route, suffix } => match Self::of_page(route) {
                Some(target) if target == *self && suffix.starts_with('#') => suffix.clone(),
                Some(target) => self.url_to(&target) + suffix,
                None => suffix.clone(),
            },
        }
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}

pub(crate) fn stylesheet() -> SitePath {
    SitePath(vec![STYLESHEET.to_owned()])
}

pub(crate) fn asset(file_name: &str) -> SitePath {
    SitePath(vec!["assets".to_owned(), file_name.to_owned()])
}

pub(crate) fn font(file_name: &str) -> SitePath {
    SitePath(vec!["fonts".to_owned(), file_name.to_owned()])
}

/// Percent-encodes what isn't plain in a URL, the folder's own per cent signs included.
fn url_segment(segment: &str) -> String {
    let mut url = String::new();
    for byte in segment.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                url.push(char::from(byte));
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(from: &str, to: &str) -> String {
        let link = Link::Page {
            route: to.to_owned(),
            suffix: String::new(),
        };
        SitePath::of_page(from).unwrap().href(&link)
    }

    #[test]
    fn links_are_relative_from_every_depth() {
        assert_eq!(href("/", "/about"), "about/index.html");
        assert_eq!(href("/about", "/"), "../index.html");
        assert_eq!(href("/about", "/about"), "index.html");
        assert_eq!(href("/work/a", "/work/b"), "../b/index.html");
        assert_eq!(href("/work", "/work/b"), "b/index.html");
        assert_eq!(href("/work/a", "/about"), "../../about/index.html");
        assert_eq!(href("/", "/café/a b"), "caf%C3%A9/a%2520b/index.html");
    }

    #[test]
    fn a_page_cannot_stand_where_a_file_does() {
        for route in ["/styles.css", "/Index.HTML", "/a/index.html", "/../x"] {
            assert_eq!(SitePath::of_page(route), None, "{route}");
        }
        assert!(SitePath::of_page("/a/styles.css").is_some());
    }
}
