//! Which font stands for a CSS list of families.

use omnios_model::{BUNDLED_FONT_FAMILIES, bundled_font_family};

/// The first family of a computed `font-family` that came with the page (`own` names it as the
/// project does) or that the studio has, or what stands for its generic family; and the one that
/// the page asked for first, where that isn't it.
pub(crate) fn family(
    list: &str,
    mut own: impl FnMut(&str) -> Option<String>,
) -> (String, Option<String>) {
    let names: Vec<String> = super::computed::split_commas(list)
        .into_iter()
        .map(|name| name.trim_matches(['"', '\'']).to_owned())
        .collect();
    let first = names
        .first()
        .filter(|name| generic(name).is_none())
        .cloned();
    for name in &names {
        let bundled = || bundled_font_family(name).map(str::to_owned);
        if let Some(family) = own(name).or_else(bundled) {
            let missing = first.filter(|first| !first.eq_ignore_ascii_case(name));
            return (family, missing);
        }
        if let Some(family) = generic(name) {
            return (family.to_owned(), first);
        }
    }
    (BUNDLED_FONT_FAMILIES[0].to_owned(), first)
}

fn generic(name: &str) -> Option<&'static str> {
    match name {
        "serif" | "ui-serif" => Some("Fraunces"),
        "monospace" | "ui-monospace" => Some("JetBrains Mono"),
        "sans-serif" | "system-ui" | "ui-sans-serif" | "ui-rounded" | "cursive" | "fantasy"
        | "-apple-system" | "BlinkMacSystemFont" => Some("Inter"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_that_is_missing_gives_way_to_the_next() {
        let found = |list: &str| {
            let (family, missing) = family(list, |_| None);
            (family, missing.unwrap_or_default())
        };
        let is = |family: &str, missing: &str| (family.to_owned(), missing.to_owned());
        assert_eq!(found("Lato, \"Inter\""), is("Inter", "Lato"));
        assert_eq!(found("Merriweather, Georgia, serif").0, "Fraunces");
        assert_eq!(found("SFMono-Regular, monospace").0, "JetBrains Mono");
        assert_eq!(found("system-ui, sans-serif"), is("Inter", ""));
        assert_eq!(found("\"Unheard Of\""), is("Inter", "Unheard Of"));
    }

    #[test]
    fn a_family_that_came_with_the_page_comes_before_the_bundled_one() {
        let own = |name: &str| (name == "Inter").then(|| "Inter Imported".to_owned());
        let (name, missing) = family("Lato, Inter, serif", own);
        assert_eq!(
            (name.as_str(), missing.as_deref()),
            ("Inter Imported", Some("Lato"))
        );
    }
}
