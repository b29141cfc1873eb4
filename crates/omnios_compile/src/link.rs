//! Link targets.

use omnios_model::{Property, Value};

use crate::ir::Link;
use crate::route::{page_folder, percent_encode};

/// What an `href` turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Nothing to follow.
    None,
    /// A link.
    Link(Link),
    /// It could run script or isn't a link at all.
    Unsafe,
    /// A path of the site that can't be one.
    Impossible,
}

/// Reads an `href` as designers write it: `/about`, `about#team`, `#contact`, `https://…`.
pub(crate) fn read(href: &str) -> Target {
    let href = href.trim();
    if href.is_empty() {
        return Target::None;
    }
    // The document has checked it already; but a document may come from another program.
    if Value::parse(Property::Href, href).is_err() {
        return Target::Unsafe;
    }
    if href.starts_with(['#', '?']) {
        return Target::Link(Link::Here(encoded(href)));
    }
    if href.starts_with("//") {
        // From a disk, a URL without a scheme would be a file.
        return Target::Link(Link::External(encoded(&format!("https:{href}"))));
    }
    let path_end = href.find(['?', '#']).unwrap_or(href.len());
    let (path, suffix) = href.split_at(path_end);
    if path.contains(':') && !path.starts_with('/') {
        return Target::Link(Link::External(encoded(href)));
    }
    let path = path.trim_end_matches('/');
    let route = format!("/{}", path.trim_start_matches('/'));
    match page_folder(&route) {
        Some(_) => Target::Link(Link::Page {
            route,
            suffix: encoded(suffix),
        }),
        None => Target::Impossible,
    }
}

/// The place in a page that the link names, without its `#`.
pub(crate) fn fragment(link: &Link) -> Option<&str> {
    let text = match link {
        Link::Page { suffix, .. } => suffix,
        Link::Here(text) => text,
        Link::External(_) => return None,
    };
    let (_, fragment) = text.split_once('#')?;
    (!fragment.is_empty() && fragment != "top").then_some(fragment)
}

/// Percent-encodes the ASCII characters that a URL may not contain.
fn encoded(url: &str) -> String {
    let mut safe = String::with_capacity(url.len());
    for letter in url.chars() {
        match letter {
            ' ' | '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' => {
                percent_encode(letter, &mut safe);
            }
            _ => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(route: &str, suffix: &str) -> Target {
        Target::Link(Link::Page {
            route: route.to_owned(),
            suffix: suffix.to_owned(),
        })
    }

    #[test]
    fn links_are_told_apart() {
        assert_eq!(read("/"), page("/", ""));
        assert_eq!(read("/about/"), page("/about", ""));
        assert_eq!(read("about?a=1#b c"), page("/about", "?a=1#b%20c"));
        assert_eq!(read("#x"), Target::Link(Link::Here("#x".into())));
        assert_eq!(
            read("//cdn.example/x"),
            Target::Link(Link::External("https://cdn.example/x".into()))
        );
        assert_eq!(
            read("mailto:a@b.c"),
            Target::Link(Link::External("mailto:a@b.c".into()))
        );
        assert_eq!(read(" "), Target::None);
        assert_eq!(read("/../x"), Target::Impossible);
    }

    #[test]
    fn what_could_run_script_is_refused() {
        for href in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "\\\\host",
        ] {
            assert_eq!(read(href), Target::Unsafe, "{href:?}");
        }
    }
}
