//! Figma's named styles as design tokens.

use std::collections::{BTreeMap, BTreeSet};

use omnios_model::{Token, TokenKind, TokenName};

use super::file::Style;

/// The tokens that styles became, over all files of an import.
#[derive(Debug, Default)]
pub(crate) struct StyleTokens {
    tokens: Vec<(TokenName, Token)>,
    /// Which token a part of a style is, by file, style and part.
    known: BTreeMap<(String, String, &'static str), usize>,
    taken: BTreeSet<TokenName>,
}

/// Where a style is used.
pub(crate) struct StyleUse<'a> {
    /// The file's path.
    pub(crate) path: &'a str,
    /// The style's id in the file.
    pub(crate) id: &'a str,
    /// Which of a style's several values; empty where it has one.
    pub(crate) part: &'static str,
    /// What it stands for.
    pub(crate) kind: TokenKind,
}

impl StyleTokens {
    /// `var(--name)` where the style means `value`. The first use says what it means; `None` where
    /// something else is set here, or where no token can have the value.
    pub(crate) fn refer(
        &mut self,
        style: &Style,
        of: &StyleUse<'_>,
        value: &str,
    ) -> Option<String> {
        let key = (of.path.to_owned(), of.id.to_owned(), of.part);
        let index = match self.known.get(&key) {
            Some(index) => *index,
            None => {
                Token::check(of.kind, value).ok()?;
                let index = self.add(style, of, value);
                self.known.insert(key, index);
                index
            }
        };
        let (name, token) = &self.tokens[index];
        (*token.value == *value).then(|| format!("var(--{name})"))
    }

    /// Adds a token, or finds the same one that another file brought.
    fn add(&mut self, style: &Style, of: &StyleUse<'_>, value: &str) -> usize {
        let label: Vec<&str> = style
            .name
            .split('/')
            .map(str::trim)
            .chain((!of.part.is_empty()).then_some(of.part))
            .filter(|word| !word.is_empty())
            .collect();
        let mut token = Token::new(of.kind, label.join("/"), value);
        token.description.clone_from(&style.description);
        if let Some(same) = self.tokens.iter().position(|(_, it)| *it == token) {
            return same;
        }
        let base = TokenName::from_words(label);
        let mut name = base.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = base.numbered(number);
            number += 1;
        }
        self.tokens.push((name, token));
        self.tokens.len() - 1
    }

    /// The tokens, in the order in which they were met.
    pub(crate) fn into_tokens(self) -> Vec<(TokenName, Token)> {
        self.tokens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_one_token_and_other_values_do_not_refer_to_it() {
        let mut tokens = StyleTokens::default();
        let style = |name: &str| Style {
            name: name.to_owned(),
            description: String::new(),
        };
        let of = |id| StyleUse {
            path: "a.json",
            id,
            part: "",
            kind: TokenKind::Color,
        };
        let brand = style("Brand / Primary");
        let refer = |tokens: &mut StyleTokens, id, value| tokens.refer(&brand, &of(id), value);
        assert_eq!(
            refer(&mut tokens, "1:1", "#ff0000").as_deref(),
            Some("var(--brand-primary)")
        );
        assert!(refer(&mut tokens, "1:1", "#ff0000").is_some());
        assert_eq!(refer(&mut tokens, "1:1", "#00ff00"), None);
        assert_eq!(
            refer(&mut tokens, "1:2", "#0000ff").as_deref(),
            Some("var(--brand-primary-2)")
        );
        assert_eq!(refer(&mut tokens, "1:3", "blurple"), None);
        let tokens = tokens.into_tokens();
        assert_eq!(tokens.len(), 2);
        assert_eq!(tokens[0].1.label, "Brand/Primary");
    }
}
