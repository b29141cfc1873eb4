//! Which font stands for a CSS list of families.

use omnios_model::BUNDLED_FONT_FAMILIES;

/// The first family of a computed `font-family` that the studio has, or what stands for its
/// generic family; and the one that the page asked for first, where that isn't it.
pub(crate) fn family(list: &str) -> (&'static str, Option<String>) {
    let names: Vec<String> = super::computed::split_commas(list)
        .into_iter()
        .map(|name| name.trim_matches(['"', '\'']).to_owned())
        .collect();
    let first = names
        .first()
        .filter(|name| generic(name).is_none())
        .cloned();
    for name in &names {
        let bundled = BUNDLED_FONT_FAMILIES
            .into_iter()
            .find(|family| family.eq_ignore_ascii_case(name));
        if let Some(family) = bundled {
            let missing = first.filter(|first| !first.eq_ignore_ascii_case(family));
            return (family, missing);
        }
        if let Some(family) = generic(name) {
            return (family, first);
        }
    }
    (BUNDLED_FONT_FAMILIES[0], first)
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
        assert_eq!(
            family("Lato, \"Inter\""),
            ("Inter", Some("Lato".to_owned()))
        );
        assert_eq!(family("Merriweather, Georgia, serif").0, "Fraunces");
        assert_eq!(
            family("SFMono-Regular, Menlo, monospace").0,
            "JetBrains Mono"
        );
        assert_eq!(family("system-ui, sans-serif"), ("Inter", None));
        assert_eq!(
            family("\"Unheard Of\""),
            ("Inter", Some("Unheard Of".to_owned()))
        );
    }
}
