//! Routes as folders on a disk.

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Longest folder name in bytes that every usual file system takes.
const LONGEST_NAME: usize = 255;

/// The folders, outermost first, that the page at `route` goes into; none for `/`.
///
/// Letters and digits of every script, `-`, `_`, `~` and inner dots stay as they are; any other
/// character is percent-encoded, so that the name is safe on every file system. `None` for a
/// route that doesn't start with a slash, has empty, `.` or `..` segments or a query, or whose
/// names are too long.
pub fn page_folder(route: &str) -> Option<Vec<String>> {
    let path = route.strip_prefix('/')?;
    if path.is_empty() {
        return Some(Vec::new());
    }
    path.split('/').map(folder_name).collect()
}

fn folder_name(segment: &str) -> Option<String> {
    let refused = segment.is_empty()
        || segment == "."
        || segment == ".."
        || segment
            .chars()
            .any(|letter| letter.is_control() || matches!(letter, '\\' | '?' | '#'));
    if refused {
        return None;
    }
    let stem = segment.split('.').next().unwrap_or(segment);
    let is_device = DEVICES.contains(&stem.to_ascii_lowercase().as_str());
    let last = segment.chars().count() - 1;
    let mut name = String::new();
    for (index, letter) in segment.chars().enumerate() {
        let edge_dot = letter == '.' && (index == 0 || index == last);
        let plain = letter.is_alphanumeric() || matches!(letter, '-' | '_' | '~' | '.');
        if plain && !edge_dot && !(is_device && index == 0) {
            name.push(letter);
        } else {
            percent_encode(letter, &mut name);
        }
    }
    (name.len() <= LONGEST_NAME).then_some(name)
}

pub(crate) fn percent_encode(letter: char, into: &mut String) {
    for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
        into.push_str(&format!("%{byte:02X}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_become_safe_folders() {
        let folder = |route| page_folder(route).map(|it| it.join("/"));
        assert_eq!(folder("/"), Some(String::new()));
        assert_eq!(folder("/about"), Some("about".into()));
        assert_eq!(folder("/work/café-no.1"), Some("work/café-no.1".into()));
        assert_eq!(folder("/a b:c"), Some("a%20b%3Ac".into()));
        assert_eq!(folder("/.git"), Some("%2Egit".into()));
        assert_eq!(folder("/con"), Some("%63on".into()));
        assert_eq!(folder("/100%"), Some("100%25".into()));
    }

    #[test]
    fn routes_out_of_the_site_are_refused() {
        let long = format!("/{}", "x".repeat(300));
        for route in [
            "", "about", "/../etc", "/a/../b", "/a//b", "/a/", "/.", "/a\\b", "/a?b", "/a#b",
            "/a\0", &long,
        ] {
            assert_eq!(page_folder(route), None, "{route:?}");
        }
    }
}
