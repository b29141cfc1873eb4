//! Names of layers and routes of pages.

use std::collections::{BTreeMap, BTreeSet};

/// The longest name that is made of a text.
const LONGEST_NAME: usize = 40;

/// A layer's name: of the id, the first class, or the tag.
pub(crate) fn layer(id: Option<&str>, classes: Option<&str>, tag: &str) -> String {
    let first = classes.and_then(|classes| classes.split_whitespace().next());
    let own = id.or(first).unwrap_or(match tag {
        "div" => "frame",
        "a" => "link",
        "img" => "image",
        "ul" | "ol" => "list",
        "li" => "item",
        "p" => "paragraph",
        tag => tag,
    });
    words(own)
}

/// A text's name: its beginning.
pub(crate) fn of_text(text: &str) -> String {
    let text = text.replace(['\u{FFFC}', '\n'], " ");
    let mut name = String::new();
    for word in text.split_whitespace() {
        if !name.is_empty() && name.len() + word.len() > LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.extend(word.chars().take(LONGEST_NAME));
    }
    name
}

fn words(name: &str) -> String {
    let spaced: String = name
        .chars()
        .map(|letter| {
            if matches!(letter, '-' | '_') {
                ' '
            } else {
                letter
            }
        })
        .filter(|letter| !letter.is_control())
        .take(LONGEST_NAME)
        .collect();
    let mut letters = spaced.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Frame".to_owned(),
    }
}

/// The routes of pages by their files: `/` for the first `index.html`, `/about` for `about.html`.
/// No two get the same.
pub(crate) fn routes(paths: &[String]) -> BTreeMap<String, String> {
    let folder = common_folder(paths);
    let mut taken = BTreeSet::new();
    let mut routes = BTreeMap::new();
    for path in paths {
        let rest = path.strip_prefix(&folder).unwrap_or(path);
        let stem = rest.rsplit_once('.').map_or(rest, |(stem, _)| stem);
        let stem = stem
            .strip_suffix("index")
            .map_or(stem, |folder| folder.trim_end_matches('/'));
        let parts: Vec<String> = stem
            .split('/')
            .map(slug)
            .filter(|part| !part.is_empty())
            .collect();
        let base = format!("/{}", parts.join("/"));
        let mut route = base.clone();
        let mut number = 2;
        while !taken.insert(route.clone()) {
            route = match base.as_str() {
                "/" => format!("/page-{number}"),
                base => format!("{base}-{number}"),
            };
            number += 1;
        }
        routes.insert(path.clone(), route);
    }
    routes
}

/// The folder that holds all of them, with its `/`; empty where there is none.
fn common_folder(paths: &[String]) -> String {
    let folder = |path: &str| path.rfind('/').map_or("", |at| &path[..=at]).to_owned();
    let mut common = paths.first().map_or_else(String::new, |path| folder(path));
    for path in paths {
        while !path.starts_with(&common) {
            common.pop();
            common = folder(&common);
        }
    }
    common
}

pub(crate) fn slug(part: &str) -> String {
    let mut slug = String::new();
    for letter in part.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_follow_files_and_differ() {
        let paths = [
            "dist/index.html",
            "dist/About us.html",
            "dist/blog/index.html",
            "dist/about-us.html",
        ]
        .map(str::to_owned);
        let routes = routes(&paths);
        let of = |path: &str| routes[path].as_str();
        assert_eq!(of("dist/index.html"), "/");
        assert_eq!(of("dist/About us.html"), "/about-us");
        assert_eq!(of("dist/blog/index.html"), "/blog");
        assert_eq!(of("dist/about-us.html"), "/about-us-2");
    }

    #[test]
    fn layers_are_named_for_people() {
        assert_eq!(layer(None, Some("btn btn-primary"), "a"), "Btn");
        assert_eq!(layer(Some("main-nav"), None, "div"), "Main nav");
        assert_eq!(layer(None, None, "div"), "Frame");
        assert_eq!(of_text("  Fresh\nbread \u{FFFC} "), "Fresh bread");
    }
}
