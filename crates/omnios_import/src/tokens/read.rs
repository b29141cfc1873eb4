//! The tokens in a tree of groups, with what they inherit from these.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{MAX_DEPTH, MAX_TOKENS};
use crate::{Loss, Report};

/// A token as its file has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Source {
    /// The file.
    pub(super) file: String,
    /// Groups and name.
    pub(super) path: Vec<String>,
    /// Its own type, or that of the nearest group that gives one.
    pub(super) kind: Option<String>,
    /// The value, unread.
    pub(super) value: Json,
    /// Values that differ in a mode.
    pub(super) modes: BTreeMap<String, Json>,
    /// What it is meant for.
    pub(super) description: String,
}

/// Tokens by their path, joined with dots.
pub(super) type Sources = BTreeMap<String, Source>;

/// Reads JSON, or JSON5 where it is none: with comments, trailing commas, single quotes.
pub(super) fn parse(text: &str) -> Result<Json, String> {
    let text = text.trim_start_matches('\u{feff}');
    let strict = match serde_json::from_str(text) {
        Ok(tree) => return Ok(tree),
        Err(error) => error,
    };
    // The reader of JSON5 has no limit of its own.
    if depth(text) > MAX_DEPTH {
        return Err(format!("it is nested more than {MAX_DEPTH} levels deep"));
    }
    json5::from_str(text).map_err(|_| format!("it is no JSON: {strict}"))
}

/// How deep brackets are nested, at most: those in strings count as well.
fn depth(text: &str) -> usize {
    let mut deepest = 0_usize;
    let mut now = 0_usize;
    for byte in text.bytes() {
        match byte {
            b'{' | b'[' => now += 1,
            b'}' | b']' => now = now.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(now);
    }
    deepest
}

/// Whether there is a token anywhere in the tree.
pub(super) fn has_tokens(tree: &Json) -> bool {
    let mut open = vec![tree];
    while let Some(node) = open.pop() {
        if let Json::Object(fields) = node {
            if value_of(fields).is_some() {
                return true;
            }
            open.extend(fields.values());
        }
    }
    false
}

/// The value of an object that is a token. In the older form a group may have a member named
/// `value`, which is an object then.
fn value_of(fields: &Map<String, Json>) -> Option<&Json> {
    let older = || {
        fields
            .get("value")
            .filter(|it| !it.is_object() || fields.contains_key("type"))
    };
    fields.get("$value").or_else(older)
}

/// Adds the tokens of a file's tree.
pub(super) fn collect(file: &str, tree: &Json, found: &mut Sources, report: &mut Report) {
    let Json::Object(root) = tree else {
        report.add(
            Loss::LeftOut,
            file,
            "",
            "it is no object of groups and tokens",
        );
        return;
    };
    /// A group: its path, the type that it inherits, and its members.
    type Group<'a> = (Vec<String>, Option<&'a str>, &'a Map<String, Json>);
    let mut open: Vec<Group<'_>> = vec![(Vec::new(), None, root)];
    while let Some((path, inherited, fields)) = open.pop() {
        let place = path.join(".");
        if path.len() > MAX_DEPTH || found.len() >= MAX_TOKENS {
            report.add(
                Loss::LeftOut,
                file,
                &place,
                format!("an import has at most {MAX_TOKENS} tokens, {MAX_DEPTH} levels deep"),
            );
            return;
        }
        let own = ["$type", "type"]
            .iter()
            .find_map(|key| fields.get(*key)?.as_str());
        let kind = own.or(inherited);
        if let Some(value) = value_of(fields) {
            let source = Source {
                file: file.to_owned(),
                kind: kind.map(str::to_owned),
                value: value.clone(),
                modes: modes(fields, file, &place, report),
                description: description(fields),
                path,
            };
            if let Some(earlier) = found.insert(place.clone(), source) {
                let message = format!("it takes the place of the token in {}", earlier.file);
                if earlier.file != file {
                    report.add(Loss::Approximated, file, &place, message);
                }
            }
            continue;
        }
        if fields.contains_key("$extends") {
            let message = "what the group takes over from another one was left out";
            report.add(Loss::LeftOut, file, &place, message);
        }
        for (name, member) in fields {
            // Themes and sets of other tools, which are about tokens without being any.
            if name.starts_with('$') && name != "$root" {
                if path.is_empty() && matches!(name.as_str(), "$themes" | "$metadata") {
                    let message = format!("“{name}” was left out: themes aren't read");
                    report.add(Loss::LeftOut, file, "", message);
                }
                continue;
            }
            match member {
                Json::Object(fields) => {
                    let mut path = path.clone();
                    if name != "$root" {
                        path.push(name.clone());
                    }
                    open.push((path, kind, fields));
                }
                _ if matches!(name.as_str(), "type" | "comment" | "description") => {}
                _ => {
                    let message = format!("“{name}” is neither a group nor a token");
                    report.add(Loss::LeftOut, file, &place, message);
                }
            }
        }
    }
}

fn description(fields: &Map<String, Json>) -> String {
    ["$description", "description", "comment"]
        .iter()
        .find_map(|key| fields.get(*key)?.as_str())
        .unwrap_or_default()
        .to_owned()
}

/// Values by mode. The format leaves them to extensions: `mode` and `modes`, at the top or under
/// a tool's name, and Primer's `overrides`.
fn modes(
    fields: &Map<String, Json>,
    file: &str,
    place: &str,
    report: &mut Report,
) -> BTreeMap<String, Json> {
    let mut modes = BTreeMap::new();
    let Some(Json::Object(extensions)) = fields.get("$extensions").or(fields.get("extensions"))
    else {
        return modes;
    };
    for (name, extension) in extensions {
        let Json::Object(members) = extension else {
            continue;
        };
        let by_mode = match name.as_str() {
            "mode" | "modes" | "org.primer.overrides" => Some(members),
            _ => ["mode", "modes", "overrides"]
                .iter()
                .find_map(|key| members.get(*key)?.as_object()),
        };
        for (mode, value) in by_mode.into_iter().flatten() {
            match mode_name(mode) {
                Some(mode) => {
                    let value = value.get("$value").unwrap_or(value);
                    modes.insert(mode, value.clone());
                }
                None => {
                    let message = format!("“{mode}” can be no mode's name");
                    report.add(Loss::LeftOut, file, place, message);
                }
            }
        }
    }
    modes
}

/// The mode's name as a token has it; `None` where nothing of it is left.
fn mode_name(mode: &str) -> Option<String> {
    let name: String = mode
        .chars()
        .map(|it| {
            if it.is_ascii_alphanumeric() || it == '_' {
                it.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(40)
        .collect();
    let name = name.trim_matches('-').to_owned();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> (Sources, Report) {
        let mut found = Sources::new();
        let mut report = Report::default();
        collect("a.json", &parse(json).unwrap(), &mut found, &mut report);
        (found, report)
    }

    #[test]
    fn types_come_from_the_nearest_group() {
        let (found, _) = read(
            r##"{"color": {"$type": "color", "brand": {"$value": "#f00"},
                "size": {"$type": "dimension", "a": {"$value": "1px"}}}}"##,
        );
        assert_eq!(found["color.brand"].kind.as_deref(), Some("color"));
        assert_eq!(found["color.size.a"].kind.as_deref(), Some("dimension"));
    }

    #[test]
    fn json_with_comments_and_older_forms_are_read() {
        let (found, _) =
            read("{ // sizes\n size: { value: { value: '4px', comment: 'small', }, } }");
        assert_eq!(found["size.value"].description, "small");
    }

    #[test]
    fn modes_are_found_where_tools_put_them() {
        let (found, _) = read(
            r##"{"a": {"$value": "#fff", "$extensions":
                {"org.primer.overrides": {"dark": "#000", "Dark HC": {"$value": "#111"}}}}}"##,
        );
        let modes: Vec<&str> = found["a"].modes.keys().map(String::as_str).collect();
        assert_eq!(modes, ["dark", "dark-hc"]);
    }

    #[test]
    fn what_is_too_deep_is_refused() {
        let deep = format!("{}'a': 1{}", "{'a':".repeat(50_000), "}".repeat(50_000));
        assert!(parse(&deep).unwrap_err().contains("200 levels"));
        let deep = format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000));
        assert!(parse(&deep).is_err());
        assert!(parse("{\"a\": ").unwrap_err().contains("line 1"));
    }
}
