//! Indented markup.

use std::fmt::Write as _;

use crate::escape;

/// A start tag's attributes, in order.
#[derive(Debug, Default)]
pub(crate) struct Attributes(String);

impl Attributes {
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let _ = write!(self.0, " {name}=\"{}\"", escape::attribute(value));
    }

    pub(crate) fn set_some(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    /// With the given ones, in a chain.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }
}

/// Markup as it is written, two spaces a level.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    written: String,
    level: usize,
    /// Whether everything is one line.
    is_unbroken: bool,
}

impl Markup {
    /// Markup with no white space between its tags.
    pub(crate) fn unbroken() -> Self {
        Self {
            is_unbroken: true,
            ..Self::default()
        }
    }

    /// A line that is markup already.
    pub(crate) fn line(&mut self, markup: &str) {
        if self.is_unbroken {
            self.written.push_str(markup);
            return;
        }
        for _ in 0..self.level {
            self.written.push_str("  ");
        }
        self.written.push_str(markup);
        self.written.push('\n');
    }

    /// A tag that has no content and no end.
    pub(crate) fn void(&mut self, tag: &str, attributes: &Attributes) {
        self.line(&format!("<{tag}{}>", attributes.0));
    }

    /// An SVG tag without content: in SVG, unlike HTML, a tag that isn't closed takes in what
    /// follows.
    pub(crate) fn closed(&mut self, tag: &str, attributes: &Attributes) {
        self.line(&format!("<{tag}{}/>", attributes.0));
    }

    /// A tag whose content stands on the same line: escaped markup.
    pub(crate) fn inline(&mut self, tag: &str, attributes: &Attributes, content: &str) {
        self.line(&inline(tag, attributes, content));
    }

    pub(crate) fn open(&mut self, tag: &str, attributes: &Attributes) {
        self.line(&format!("<{tag}{}>", attributes.0));
        self.level += 1;
    }

    pub(crate) fn close(&mut self, tag: &str) {
        self.level = self.level.saturating_sub(1);
        self.line(&format!("</{tag}>"));
    }

    pub(crate) fn finish(self) -> String {
        self.written
    }
}

/// A tag and its content, which is escaped markup.
pub(crate) fn inline(tag: &str, attributes: &Attributes, content: &str) -> String {
    format!("<{tag}{}>{content}</{tag}>", attributes.0)
}
