//! From tokens as files have them to the project's tokens.
//!
//! A token that stands for another one as a whole goes on standing for it. Types of several
//! values (typography, border, transition) become a token a value, as a property can refer to one
//! value only.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{Token, TokenKind, TokenName};
use serde_json::Value as Json;

use super::read::{Source, Sources};
use super::value;
use crate::{Loss, Report};

/// How many tokens may stand for one another.
const MAX_ALIASES: usize = 32;

/// A value of a type of several values: its name in the format, the name that its token gets, and
/// what it stands for.
type Part = (&'static str, &'static str, TokenKind);

const TYPOGRAPHY: &[Part] = &[
    ("fontFamily", "font-family", TokenKind::FontFamily),
    ("fontSize", "font-size", TokenKind::Dimension),
    ("fontWeight", "font-weight", TokenKind::FontWeight),
    ("lineHeight", "line-height", TokenKind::Number),
    ("letterSpacing", "letter-spacing", TokenKind::Dimension),
];
const BORDER: &[Part] = &[
    ("color", "color", TokenKind::Color),
    ("width", "width", TokenKind::Dimension),
    ("style", "style", TokenKind::Text),
];
const TRANSITION: &[Part] = &[
    ("duration", "duration", TokenKind::Duration),
    ("delay", "delay", TokenKind::Duration),
    ("timingFunction", "timing-function", TokenKind::CubicBezier),
];

/// What a type becomes.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    One(TokenKind),
    Several(&'static [Part]),
}

/// The tokens, by name.
pub(super) fn tokens(found: &Sources, report: &mut Report) -> Vec<(TokenName, Token)> {
    let mut taken = BTreeSet::new();
    let mut names = BTreeMap::new();
    for (path, source) in found {
        let wanted = TokenName::from_words(source.path.iter().map(String::as_str));
        let mut name = wanted.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = wanted.numbered(number);
            number += 1;
        }
        if name != wanted {
            let message = format!("its name is --{name}, as --{wanted} is taken");
            report.add(Loss::Approximated, &source.file, path, message);
        }
        names.insert(path.as_str(), name);
    }
    let mut converter = Converter {
        found,
        names,
        report,
        tokens: Vec::new(),
    };
    for (path, source) in found {
        converter.token(path, source);
    }
    converter.tokens
}

/// A token as its file has it, and its path.
#[derive(Clone, Copy)]
struct At<'a> {
    path: &'a str,
    source: &'a Source,
}

struct Converter<'a> {
    found: &'a Sources,
    names: BTreeMap<&'a str, TokenName>,
    report: &'a mut Report,
    tokens: Vec<(TokenName, Token)>,
}

impl Converter<'_> {
    fn token(&mut self, path: &str, source: &Source) {
        let name = self.names[path].clone();
        let at = At { path, source };
        let kind = match self.kind(source, 0) {
            Ok(kind) => kind,
            Err(message) => {
                self.report.add(Loss::LeftOut, &source.file, path, message);
                return;
            }
        };
        match kind {
            Kind::One(kind) => {
                let modes = source.modes.iter().map(|(mode, it)| (mode.as_str(), it));
                self.add(at, (name, None, kind), &source.value, modes);
            }
            Kind::Several(parts) => self.parts(at, &name, parts),
        }
    }

    fn parts(&mut self, at: At<'_>, name: &TokenName, parts: &[Part]) {
        let At { path, source } = at;
        if let Some(target) = alias(&source.value)
            && self.target(&target).is_none()
        {
            let message = format!("it stands for {target}, which is missing");
            self.report.add(Loss::LeftOut, &source.file, path, message);
        }
        for (field, suffix, kind) in parts {
            let Some(value) = self.part(&source.value, field, suffix) else {
                continue;
            };
            let kind = match kind {
                // A line's height may be a length as well.
                TokenKind::Number if value::number(&value).is_none() && alias(&value).is_none() => {
                    TokenKind::Dimension
                }
                kind => *kind,
            };
            let modes: Vec<(&str, Json)> = source
                .modes
                .iter()
                .filter_map(|(mode, it)| Some((mode.as_str(), self.part(it, field, suffix)?)))
                .collect();
            let modes = modes.iter().map(|(mode, it)| (*mode, it));
            let name = TokenName::from_words([name.as_str(), suffix]);
            self.add(at, (name, Some(suffix), kind), &value, modes);
        }
    }

    /// One of several values; where another token stands for all of them, that one's.
    fn part(&self, value: &Json, field: &str, suffix: &str) -> Option<Json> {
        match alias(value) {
            Some(target) => {
                let (path, _) = self.target(&target)?;
                Some(Json::String(format!("{{{path}#{suffix}}}")))
            }
            None => value.get(field).cloned(),
        }
    }

    /// Adds a token: its name, which of several values it is, and what it stands for.
    fn add<'j>(
        &mut self,
        at: At<'_>,
        (name, part, kind): (TokenName, Option<&str>, TokenKind),
        value: &Json,
        modes: impl Iterator<Item = (&'j str, &'j Json)>,
    ) {
        let At { path, source } = at;
        let css = match self.css(at, kind, value) {
            Ok(css) => css,
            Err(message) => {
                self.report.add(Loss::LeftOut, &source.file, path, message);
                return;
            }
        };
        let label = source.path.iter().map(String::as_str).chain(part);
        let label: String = label
            .collect::<Vec<_>>()
            .join("/")
            .chars()
            .take(200)
            .collect();
        let mut token = Token::new(kind, label, css);
        token.description.clone_from(&source.description);
        for (mode, value) in modes {
            match self.css(at, kind, value) {
                Ok(css) => {
                    token.modes.insert(mode.to_owned(), css.into());
                }
                Err(message) => {
                    let message = format!("in the mode {mode}: {message}");
                    self.report.add(Loss::LeftOut, &source.file, path, message);
                }
            }
        }
        self.tokens.push((name, token));
    }

    /// The value as a token's text, or why it can't be one.
    fn css(&mut self, at: At<'_>, kind: TokenKind, value: &Json) -> Result<String, String> {
        let At { path, source } = at;
        if let Some(target) = alias(value) {
            return self.reference(path, &target);
        }
        let literal = self.literal(value, 0)?;
        if *literal != *value {
            let message = "a part of its value stood for another token and no longer follows it";
            self.report
                .add(Loss::Approximated, &source.file, path, message);
        }
        let written = match kind {
            TokenKind::Color => value::color(&literal),
            TokenKind::Dimension => value::dimension(&literal),
            TokenKind::Number => value::number(&literal),
            TokenKind::FontFamily => value::font_family(&literal).map(|(family, more)| {
                if more {
                    let message = "only the first of its font families was kept";
                    self.report
                        .add(Loss::Approximated, &source.file, path, message);
                }
                family
            }),
            TokenKind::FontWeight => value::font_weight(&literal),
            TokenKind::Duration => value::duration(&literal),
            TokenKind::CubicBezier => value::cubic_bezier(&literal),
            TokenKind::Shadow => value::shadow(&literal),
            TokenKind::Gradient => value::gradient(&literal),
            TokenKind::Text => match &*literal {
                Json::String(text) => Some(text.clone()),
                Json::Number(number) => Some(number.to_string()),
                Json::Bool(flag) => Some(flag.to_string()),
                _ => None,
            },
        };
        let shown = || literal.to_string().chars().take(60).collect::<String>();
        let written = written.ok_or_else(|| format!("{} is no {}", shown(), kind.as_str()))?;
        Token::check(kind, &written).map_err(|error| error.to_string())
    }

    /// `var(--name)` of the token that is stood for.
    fn reference(&self, path: &str, target: &str) -> Result<String, String> {
        let (target, part) = target.split_once('#').unwrap_or((target, ""));
        let (target, _) = self
            .target(target)
            .ok_or_else(|| format!("it stands for {target}, which is missing"))?;
        let mut at = target;
        for _ in 0..MAX_ALIASES {
            if at == path {
                return Err("it stands for itself".to_owned());
            }
            match alias(&self.found[at].value).and_then(|next| self.target(&next)) {
                Some((next, _)) => at = next,
                None => {
                    let name = self.names[target].as_str();
                    let name = match part {
                        "" => name.to_owned(),
                        part => TokenName::from_words([name, part]).to_string(),
                    };
                    return Ok(format!("var(--{name})"));
                }
            }
        }
        Err("it stands for itself".to_owned())
    }

    /// The token of that path; older files write `.value` behind it.
    fn target(&self, path: &str) -> Option<(&str, &Source)> {
        let (path, source) = self.found.get_key_value(path).or_else(|| {
            let path = path
                .strip_suffix(".value")
                .or(path.strip_suffix(".$value"))?;
            self.found.get_key_value(path)
        })?;
        Some((path.as_str(), source))
    }

    /// The value with everything in it that stands for other tokens written out.
    fn literal<'j>(&self, value: &'j Json, depth: usize) -> Result<Cow<'j, Json>, String> {
        if depth > MAX_ALIASES {
            return Err("it stands for itself".to_owned());
        }
        let of = |path: &str| -> Result<Json, String> {
            let (_, source) = self
                .target(path)
                .ok_or_else(|| format!("it stands for {path}, which is missing"))?;
            Ok(self.literal(&source.value, depth + 1)?.into_owned())
        };
        if let Some(target) = alias(value) {
            return Ok(Cow::Owned(of(&target)?));
        }
        Ok(match value {
            Json::String(text) if text.contains('{') => {
                let mut written = String::new();
                let mut rest = text.as_str();
                while let Some((before, after)) = rest.split_once('{') {
                    let (path, after) = after.split_once('}').ok_or("a brace isn't closed")?;
                    written.push_str(before);
                    match of(path.trim())? {
                        Json::String(text) => written.push_str(&text),
                        Json::Number(number) => written.push_str(&number.to_string()),
                        _ => return Err(format!("{path} has several values")),
                    }
                    rest = after;
                }
                written.push_str(rest);
                Cow::Owned(Json::String(written))
            }
            Json::Array(list) => {
                let list: Result<Vec<Json>, String> = list
                    .iter()
                    .map(|it| self.literal(it, depth + 1).map(Cow::into_owned))
                    .collect();
                Cow::Owned(Json::Array(list?))
            }
            Json::Object(fields) => {
                let fields: Result<serde_json::Map<String, Json>, String> = fields
                    .iter()
                    .map(|(key, it)| Ok((key.clone(), self.literal(it, depth + 1)?.into_owned())))
                    .collect();
                Cow::Owned(Json::Object(fields?))
            }
            _ => Cow::Borrowed(value),
        })
    }

    /// What the token's type, or its value where it gives none, makes of it.
    fn kind(&self, source: &Source, depth: usize) -> Result<Kind, String> {
        if let Some(kind) = source.kind.as_deref().and_then(kind_of_type) {
            return Ok(kind);
        }
        if depth > MAX_ALIASES {
            return Err("it stands for itself".to_owned());
        }
        if let Some(target) = alias(&source.value) {
            let (_, target) = self
                .target(&target)
                .ok_or_else(|| format!("it stands for {target}, which is missing"))?;
            return self.kind(target, depth + 1);
        }
        let value = self.literal(&source.value, 0)?;
        let has = |key: &str| value.get(key).is_some();
        Ok(if has("fontFamily") || has("fontSize") {
            Kind::Several(TYPOGRAPHY)
        } else if has("blur") {
            Kind::One(TokenKind::Shadow)
        } else if value::color(&value).is_some() {
            Kind::One(TokenKind::Color)
        } else if value::number(&value).is_some() {
            Kind::One(TokenKind::Number)
        } else if value::dimension(&value).is_some() {
            Kind::One(TokenKind::Dimension)
        } else if value::duration(&value).is_some() {
            Kind::One(TokenKind::Duration)
        } else {
            Kind::One(TokenKind::Text)
        })
    }
}

/// The path that the whole value stands for: `"{color.brand}"`, `{"$ref": "#/color/brand"}`.
fn alias(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => {
            let path = text.trim().strip_prefix('{')?.strip_suffix('}')?;
            (!path.contains(['{', '}'])).then(|| path.trim().to_owned())
        }
        Json::Object(fields) => {
            let pointer = fields.get("$ref")?.as_str()?.strip_prefix("#/")?;
            let pointer = pointer.strip_suffix("/$value").unwrap_or(pointer);
            let parts = pointer.split('/');
            let parts = parts.map(|it| it.replace("~1", "/").replace("~0", "~"));
            Some(parts.collect::<Vec<_>>().join("."))
        }
        _ => None,
    }
}

/// What the types of the format, and those of older files, stand for. `None` where the value has
/// to tell.
fn kind_of_type(kind: &str) -> Option<Kind> {
    Some(match kind {
        "typography" => Kind::Several(TYPOGRAPHY),
        "border" => Kind::Several(BORDER),
        "transition" => Kind::Several(TRANSITION),
        "boxShadow" => Kind::One(TokenKind::Shadow),
        "strokeStyle" => Kind::One(TokenKind::Text),
        "fontFamilies" => Kind::One(TokenKind::FontFamily),
        "fontWeights" => Kind::One(TokenKind::FontWeight),
        "text" => Kind::One(TokenKind::Text),
        kind => Kind::One(TokenKind::from_name(kind)?),
    })
}

#[cfg(test)]
mod tests {
    use super::super::read::{collect, parse};
    use super::*;

    fn convert(json: &str) -> (BTreeMap<String, Token>, Report) {
        let mut found = Sources::new();
        let mut report = Report::default();
        collect("a.json", &parse(json).unwrap(), &mut found, &mut report);
        let tokens = tokens(&found, &mut report).into_iter();
        let tokens = tokens
            .map(|(name, token)| (name.to_string(), token))
            .collect();
        (tokens, report)
    }

    #[test]
    fn tokens_that_stand_for_others_go_on_doing_so() {
        let (tokens, report) = convert(
            r##"{"color": {"$type": "color",
                "red": {"$value": "#f00", "$description": "loud"},
                "accent": {"$value": "{color.red}", "$extensions": {"mode": {"dark": "#a00"}}},
                "by-pointer": {"$value": {"$ref": "#/color/red/$value"}},
                "older": {"$value": "{color.red.value}"}}}"##,
        );
        assert_eq!(&*tokens["color-accent"].value, "var(--color-red)");
        assert_eq!(&*tokens["color-by-pointer"].value, "var(--color-red)");
        assert_eq!(&*tokens["color-older"].value, "var(--color-red)");
        assert_eq!(&*tokens["color-accent"].modes["dark"], "#aa0000");
        assert_eq!(tokens["color-red"].label, "color/red");
        assert_eq!(tokens["color-red"].description, "loud");
        assert_eq!(report.notes(), []);
    }

    #[test]
    fn types_of_several_values_become_a_token_a_value() {
        let (tokens, _) = convert(
            r##"{"h": {"$type": "typography", "$value": {"fontFamily": ["Inter", "Arial"],
                "fontSize": {"value": 2, "unit": "rem"}, "fontWeight": "bold",
                "lineHeight": 1.2, "letterSpacing": "0px"}},
                "title": {"$type": "typography", "$value": "{h}"}}"##,
        );
        assert_eq!(&*tokens["h-font-size"].value, "32px");
        assert_eq!(&*tokens["h-font-weight"].value, "700");
        assert_eq!(tokens["h-line-height"].kind, TokenKind::Number);
        assert_eq!(&*tokens["title-font-size"].value, "var(--h-font-size)");
    }

    #[test]
    fn what_stands_for_itself_or_for_nothing_is_told() {
        let (tokens, report) = convert(
            r##"{"a": {"$value": "{b}"}, "b": {"$value": "{a}"}, "c": {"$value": "{gone}"},
                "d": {"$type": "shadow", "$value": {"color": "{d}", "blur": "1px"}},
                "e": {"$type": "color", "$value": "blurple"}}"##,
        );
        assert_eq!(tokens.len(), 0, "{tokens:?}");
        let told: usize = report.notes().iter().map(|it| it.count).sum();
        assert_eq!(told, 5, "{report:?}");
        assert!(report.notes().iter().any(|it| it.message.contains("gone")));
    }

    #[test]
    fn parts_that_stand_for_others_are_written_out() {
        let (tokens, report) = convert(
            r##"{"ink": {"$type": "color", "$value": "#123456"},
                "drop": {"$type": "shadow", "$value": {"color": "{ink}", "offsetX": "0px",
                "offsetY": "1px", "blur": "2px", "spread": "0px"}}}"##,
        );
        assert_eq!(&*tokens["drop"].value, "0px 1px 2px 0px #123456");
        assert_eq!(report.notes().len(), 1);
    }

    #[test]
    fn names_that_fall_together_are_numbered() {
        let (tokens, report) = convert(r##"{"a b": {"$value": 1}, "a": {"b": {"$value": 2}}}"##);
        assert_eq!(tokens.len(), 2);
        assert!(report.notes()[0].message.contains("--a-b-2"));
    }
}
