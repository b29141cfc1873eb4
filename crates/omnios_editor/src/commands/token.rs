//! Design tokens: setting, removing, and taking in those of an import.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use omnios_model::{Element, PageId, Token, TokenKind, TokenName, Tokens, Value};
use omnios_protocol::args::{PageContent, TokenAdopt, TokenRemove, TokenSet};
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::page::{checked_name, created};
use crate::edit::{Edit, from_document, refuse};
use crate::recurring::{GROUPS, Group};

/// The most letters of a mode's name.
const LONGEST_MODE: usize = 40;
/// The most tokens of a project.
const MOST_TOKENS: usize = 20_000;

pub(crate) fn set(
    edit: &mut Edit<'_, '_>,
    args: &TokenSet,
) -> Result<CommandOutcome, CommandError> {
    let name = read_name(&args.name)?;
    put(edit, &name, args)?;
    Ok(created(name.to_string()))
}

pub(crate) fn remove(
    edit: &mut Edit<'_, '_>,
    args: &TokenRemove,
) -> Result<CommandOutcome, CommandError> {
    let name = read_name(&args.name)?;
    if let Some(user) = user_of(edit, &name) {
        return Err(refuse(
            ErrorCode::NotApplicable,
            format!("{user} refers to --{name}. Change it first"),
        ));
    }
    edit.tx
        .remove_token(&name)
        .map_err(|error| from_document(&error))?;
    Ok(CommandOutcome::default())
}

/// Names that an import's tokens got instead of their own.
#[derive(Debug, Default)]
pub(super) struct Renamed(HashMap<String, String>);

/// Takes in an import's tokens, for those of the project if `replace` says so.
pub(super) fn import(
    edit: &mut Edit<'_, '_>,
    tokens: &[TokenSet],
    replace: bool,
) -> Result<Renamed, CommandError> {
    let mut renamed = Renamed::default();
    if !replace {
        for args in tokens {
            let name = read_name(&args.name)?;
            let free = free_name(&edit.tx.project().tokens, tokens, &name, args);
            if free != name {
                let reference = |name: &TokenName| format!("var(--{name})");
                renamed.0.insert(reference(&name), reference(&free));
            }
        }
    }
    for args in tokens {
        let name = read_name(&args.name)?;
        let reference = format!("var(--{name})");
        let name = match renamed.0.get(&reference) {
            Some(new) => TokenName::of_reference(new).unwrap_or(name),
            None => name,
        };
        put(edit, &name, &renamed.in_token(args))?;
    }
    Ok(renamed)
}

impl Renamed {
    fn text<'a>(&'a self, text: &'a str) -> &'a str {
        self.0.get(text).map_or(text, String::as_str)
    }

    fn in_token(&self, args: &TokenSet) -> TokenSet {
        let text = |text: &String| self.text(text).to_owned();
        let mode =
            |(mode, value): (&String, &Option<String>)| (mode.clone(), value.as_ref().map(text));
        TokenSet {
            value: args.value.as_ref().map(text),
            modes: args.modes.iter().map(mode).collect(),
            ..args.clone()
        }
    }

    /// The page as it refers to the tokens by the names that they got.
    pub(super) fn in_page<'a>(&self, page: &'a PageContent) -> Cow<'a, PageContent> {
        if self.0.is_empty() {
            return Cow::Borrowed(page);
        }
        let mut page = page.clone();
        let rename = |values: &mut BTreeMap<String, String>| {
            for value in values.values_mut() {
                if let Some(new) = self.0.get(value) {
                    value.clone_from(new);
                }
            }
        };
        rename(&mut page.properties);
        for element in &mut page.elements {
            rename(&mut element.properties);
            for run in &mut element.runs {
                rename(&mut run.properties);
            }
        }
        Cow::Owned(page)
    }
}

/// The token's own name, or the next with a number where that stands for something else.
fn free_name(
    known: &Tokens,
    incoming: &[TokenSet],
    name: &TokenName,
    args: &TokenSet,
) -> TokenName {
    let is_alike = |token: &Token| {
        let same_value = args.value.as_deref() == Some(&*token.value);
        let given = args.modes.iter();
        let given = given.filter_map(|(mode, value)| Some((mode.as_str(), value.as_deref()?)));
        let modes = token
            .modes
            .iter()
            .map(|(mode, value)| (mode.as_str(), &**value));
        same_value && given.eq(modes)
    };
    match known.get(name.as_str()) {
        None => return name.clone(),
        Some(token) if is_alike(token) => return name.clone(),
        Some(_) => {}
    }
    let is_free = |candidate: &TokenName| {
        known.get(candidate.as_str()).is_none()
            && incoming.iter().all(|it| it.name != candidate.as_str())
    };
    (2..)
        .map(|number| name.numbered(number))
        .find(is_free)
        .unwrap_or_else(|| name.clone())
}

fn put(edit: &mut Edit<'_, '_>, name: &TokenName, args: &TokenSet) -> Result<(), CommandError> {
    let tokens = &edit.tx.project().tokens;
    let mut token = match tokens.get(name.as_str()) {
        Some(token) => token.clone(),
        None if tokens.len() >= MOST_TOKENS => {
            return Err(refuse(
                ErrorCode::NotApplicable,
                format!("a project has at most {MOST_TOKENS} tokens. Remove some first"),
            ));
        }
        None => {
            let value = args.value.as_deref().ok_or_else(|| {
                invalid(format!(
                    "--{name} is new: give its value, #1a1a2e or 16px say"
                ))
            })?;
            Token::new(TokenKind::Text, name.as_str(), value)
        }
    };
    if let Some(kind) = &args.kind {
        token.kind = TokenKind::from_name(kind).ok_or_else(|| {
            let kinds = TokenKind::ALL.map(|(_, word)| word).join(", ");
            invalid(format!("“{kind}” is no kind of token. Give one of {kinds}"))
        })?;
    }
    if let Some(value) = &args.value {
        token.value = checked(token.kind, value)?.into();
    }
    for (mode, value) in &args.modes {
        match value {
            Some(value) => {
                let value = checked(token.kind, value)?;
                token.modes.insert(read_mode(mode)?, value.into());
            }
            None => {
                token.modes.remove(mode);
            }
        }
    }
    if let Some(label) = &args.label {
        token.label = checked_name(label)?;
    }
    if let Some(description) = &args.description {
        token.description = description
            .chars()
            .filter(|it| !it.is_control())
            .take(2_000)
            .collect();
    }
    check_cycle(&edit.tx.project().tokens, name, &token)?;
    edit.tx
        .insert_token(name.clone(), token)
        .map_err(|error| invalid(error.to_string()))
}

/// Refuses tokens that would stand for themselves.
fn check_cycle(tokens: &Tokens, name: &TokenName, token: &Token) -> Result<(), CommandError> {
    for value in std::iter::once(&token.value).chain(token.modes.values()) {
        let mut next = TokenName::of_reference(value);
        let mut left = tokens.len() + 1;
        while let Some(at) = next {
            if at == *name || left == 0 {
                return Err(invalid(format!(
                    "--{name} would stand for itself through --{at}"
                )));
            }
            left -= 1;
            let target = tokens.get(at.as_str());
            next = target.and_then(|token| TokenName::of_reference(&token.value));
        }
    }
    Ok(())
}

fn checked(kind: TokenKind, value: &str) -> Result<String, CommandError> {
    Token::check(kind, value).map_err(|error| invalid(error.to_string()))
}

fn read_name(text: &str) -> Result<TokenName, CommandError> {
    let text = text.strip_prefix("--").unwrap_or(text);
    text.parse::<TokenName>()
        .map_err(|error| invalid(error.to_string()))
}

/// A mode's name, which an attribute's value in exports is.
fn read_mode(text: &str) -> Result<String, CommandError> {
    let fits = !text.is_empty()
        && text.len() <= LONGEST_MODE
        && text
            .chars()
            .all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'));
    if fits {
        Ok(text.to_ascii_lowercase())
    } else {
        Err(invalid(format!(
            "“{text}” is no mode. Give letters, digits, “-” and “_”, at most {LONGEST_MODE}"
        )))
    }
}

/// Who refers to the token, in words.
fn user_of(edit: &Edit<'_, '_>, name: &TokenName) -> Option<String> {
    let project = edit.tx.project();
    let refers = |value: &Value| matches!(value, Value::Token(token) if token.name == *name);
    let shows = |element: &Element| {
        let mut runs = element.runs.iter().flat_map(|run| run.properties.values());
        element.properties.values().any(refers) || runs.any(refers)
    };
    for page in &project.pages {
        let Ok(tree) = edit.tx.tree(page.id) else {
            continue;
        };
        if let Some(element) = tree.elements().find(|it| shows(it)) {
            return Some(format!("“{}” on {}", element.name, page.route));
        }
    }
    let stands_for = |token: &Token| {
        let mut values = std::iter::once(&token.value).chain(token.modes.values());
        values.any(|it| TokenName::of_reference(it).as_ref() == Some(name))
    };
    let mut tokens = project.tokens.iter();
    let user = tokens.find(|(_, token)| stands_for(token));
    user.map(|(name, _)| format!("the token --{name}"))
}

fn invalid(message: String) -> CommandError {
    refuse(ErrorCode::InvalidValue, message)
}

/// Makes tokens of values that recur, and lets every use of them refer to these.
pub(crate) fn adopt(
    edit: &mut Edit<'_, '_>,
    args: &TokenAdopt,
) -> Result<CommandOutcome, CommandError> {
    let mut outcome = CommandOutcome::default();
    for offer in &args.values {
        let group = Group::of_name(&offer.group).ok_or_else(|| {
            let groups: Vec<&str> = GROUPS.iter().map(|it| it.name).collect();
            invalid(format!(
                "“{}” is no group of values. Give one of {}",
                offer.group,
                groups.join(", ")
            ))
        })?;
        let name = read_name(&offer.name)?;
        let value = checked(group.kind, &offer.value)?;
        let known = edit.tx.project().tokens.get(name.as_str());
        if known.is_some_and(|it| *it.value != *value) {
            return Err(invalid(format!(
                "--{name} stands for something else already. Choose another name"
            )));
        }
        let token = TokenSet {
            kind: Some(group.kind.as_str().to_owned()),
            value: Some(value.clone()),
            label: offer.label.clone(),
            ..TokenSet::default()
        };
        put(edit, &name, &token)?;
        replace(edit, group, &value, &name)?;
        outcome.created.push(name.to_string());
    }
    Ok(outcome)
}

/// Lets every use of the value on loaded pages refer to the token.
fn replace(
    edit: &mut Edit<'_, '_>,
    group: &Group,
    value: &str,
    name: &TokenName,
) -> Result<(), CommandError> {
    let pages: Vec<PageId> = edit.tx.project().pages.iter().map(|it| it.id).collect();
    for page in pages {
        let Ok(tree) = edit.tx.tree(page) else {
            continue;
        };
        let changed: Vec<(Element, Element)> = tree
            .elements()
            .filter_map(|it| Some((Element::clone(it), group.with_token(it, value, name)?)))
            .collect();
        for (before, after) in changed {
            for (key, value) in &after.properties {
                if before.properties.get(key) != Some(value) {
                    edit.tx
                        .set_property(page, after.id, *key, Some(value.clone()))
                        .map_err(|error| from_document(&error))?;
                }
            }
            if before.runs != after.runs {
                edit.tx
                    .set_runs(page, after.id, after.runs)
                    .map_err(|error| from_document(&error))?;
            }
        }
    }
    Ok(())
}
