//! Schema v1: how the project lies in plain Yjs types.
//!
//! Document `project`:
//! - `meta`: Y.Map { `schema`: 1, `name`: string }
//! - `pages`: Y.Map of page id → Y.Map { `name`, `route`, `title`, `description`, `order` },
//!   all strings
//! - `assets`: Y.Map of content hash → Y.Map { `name`, `media_type`: string; `width`, `height`:
//!   number of px }
//! - `tokens`: Y.Map of a design token's name (`color-brand`) → Y.Map { `kind`, `label`, `value`,
//!   `description`: string; `value@MODE`: string, what differs in that mode }. Properties refer to
//!   a token as `var(--NAME)`
//!
//! Document `page/ID`:
//! - `meta`: Y.Map { `schema`: 1 }
//! - `elements`: Y.Map of element id → Y.Map {
//!   - `base`: JSON text `{"kind", "name", "locked"?, "properties": {KEY: CSS text}}`, written
//!     once when the element is made;
//!   - `place`: `PARENT:ORDER`, or `:ORDER` for the root. One write is one whole move;
//!   - `text`: Y.Text, in text elements from the start. How parts of it are set are its formatting
//!     attributes: property names (`font-weight`, `color`) to CSS text;
//!   - `name`, `locked` and property keys as [`PropertyKey`](omnios_model::PropertyKey) spells
//!     them (`width`, `width@mobile`): later edits, each winning over `base`. `null` says that
//!     the property is explicitly not set; deleting the key falls back to `base` }
//!
//! Whatever else stands there is left as it is.

use std::fmt;
use std::sync::Arc;

use yrs::{Any, Map, MapRef, Number, Out, ReadTxn};

use crate::{DocumentError, DocumentName};

/// The schema that this program writes, and the newest that it reads.
pub const CURRENT_SCHEMA: u32 = 1;

pub(crate) const SCHEMA: &str = "schema";
pub(crate) const NAME: &str = "name";
pub(crate) const LOCKED: &str = "locked";
pub(crate) const BASE: &str = "base";
pub(crate) const PLACE: &str = "place";
pub(crate) const TEXT: &str = "text";
pub(crate) const KIND: &str = "kind";
pub(crate) const PROPERTIES: &str = "properties";
pub(crate) const ROUTE: &str = "route";
pub(crate) const TITLE: &str = "title";
pub(crate) const DESCRIPTION: &str = "description";
pub(crate) const ORDER: &str = "order";
pub(crate) const MEDIA_TYPE: &str = "media_type";
pub(crate) const WIDTH: &str = "width";
pub(crate) const HEIGHT: &str = "height";
pub(crate) const LABEL: &str = "label";
pub(crate) const VALUE: &str = "value";
pub(crate) const FACES: &str = "faces";

/// A root map of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Collection {
    Meta,
    Pages,
    Assets,
    Tokens,
    Elements,
}

impl Collection {
    /// The root maps of the document of that name.
    pub(crate) fn of(document: DocumentName) -> &'static [Self] {
        match document {
            DocumentName::Project => &[Self::Meta, Self::Pages, Self::Assets, Self::Tokens],
            DocumentName::Page(_) => &[Self::Meta, Self::Elements],
        }
    }

    pub(crate) fn root_name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Pages => "pages",
            Self::Assets => "assets",
            Self::Tokens => "tokens",
            Self::Elements => "elements",
        }
    }

    pub(crate) fn root<T: ReadTxn>(self, txn: &T) -> Option<MapRef> {
        txn.get_map(self.root_name())
    }
}

/// One entry of a collection. For [`Collection::Meta`], which is one entity itself, the key is
/// empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Target {
    pub(crate) document: DocumentName,
    pub(crate) collection: Collection,
    pub(crate) key: Arc<str>,
}

impl Target {
    pub(crate) fn new(
        document: DocumentName,
        collection: Collection,
        key: impl Into<Arc<str>>,
    ) -> Self {
        Self {
            document,
            collection,
            key: key.into(),
        }
    }
}

/// Something in a document that this program doesn't understand. It is left as it is, kept
/// through edits, removal and undo, and not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The document.
    pub document: DocumentName,
    /// The key of the element, page, asset or token; empty where it is the document as a whole.
    pub key: String,
    /// What isn't understood, in words.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.key.is_empty() {
            write!(f, "{}: {}", self.document, self.message)
        } else {
            write!(f, "{} {}: {}", self.document, self.key, self.message)
        }
    }
}

/// The document's schema; `None` where it doesn't say.
///
/// Refuses what a newer program wrote and what is no schema at all.
pub(crate) fn read_schema<T: ReadTxn>(
    document: DocumentName,
    txn: &T,
) -> Result<Option<u32>, DocumentError> {
    let stored = Collection::Meta
        .root(txn)
        .and_then(|meta| meta.get(txn, SCHEMA));
    let number = match &stored {
        None => return Ok(None),
        Some(Out::Any(Any::Number(Number::Int(number)))) => u64::try_from(*number).ok(),
        Some(Out::Any(Any::Number(Number::Float(number))))
            if number.fract() == 0.0 && (0.0..9.0e15).contains(number) =>
        {
            Some(*number as u64)
        }
        Some(_) => None,
    };
    match number.filter(|number| *number > 0) {
        Some(found) => match u32::try_from(found) {
            Ok(schema) if schema <= CURRENT_SCHEMA => Ok(Some(schema)),
            _ => Err(DocumentError::NewerSchema {
                document,
                found,
                supported: CURRENT_SCHEMA,
            }),
        },
        None => Err(DocumentError::UnreadableSchema {
            document,
            found: stored
                .map(|it| it.to_string(txn).chars().take(80).collect())
                .unwrap_or_default(),
        }),
    }
}
