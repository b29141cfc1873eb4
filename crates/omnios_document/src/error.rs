//! What can go wrong with documents and edits.

use omnios_model::{AssetHash, ElementId, PageId, PropertyKey, TokenName};

use crate::DocumentName;

/// Why something wasn't loaded or changed. In every case the documents are as they were.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The document was written by a newer program.
    #[error(
        "{document} has schema {found}, and this program reads up to {supported}. \
         Nothing was changed: open the file with a newer version of the studio"
    )]
    NewerSchema {
        /// Which document.
        document: DocumentName,
        /// Its schema.
        found: u64,
        /// The newest schema that this program reads.
        supported: u32,
    },
    /// The document's `schema` entry is no schema number.
    #[error(
        "{document} gives “{found}” as its schema, which is no schema number. \
         Nothing was changed: restore an earlier version of the file"
    )]
    UnreadableSchema {
        /// Which document.
        document: DocumentName,
        /// What stands there, cut at 80 characters.
        found: String,
    },
    /// The bytes are no Yjs update, or one that contradicts what is there.
    #[error(
        "an update to {document} can't be read ({reason}). It was left out and nothing else \
         was changed: fetch it again from where it came from"
    )]
    MalformedUpdate {
        /// Which document.
        document: DocumentName,
        /// What the decoder says.
        reason: String,
    },
    /// The bytes are no Yjs state vector.
    #[error("a peer's state vector for {document} can't be read ({reason}): sync again")]
    MalformedStateVector {
        /// Which document.
        document: DocumentName,
        /// What the decoder says.
        reason: String,
    },
    /// The text names no document.
    #[error("“{text}” names no document: give `project` or `page/` and a page id")]
    UnknownName {
        /// What was read, cut at 80 characters.
        text: String,
    },
    /// The project's own document was never loaded.
    #[error("the project isn't loaded: load `project` first")]
    ProjectNotLoaded,
    /// The page's document isn't loaded, or the page isn't in the project.
    #[error("page {0} isn't loaded: load `page/{0}` first, or choose a page of the project")]
    PageNotLoaded(PageId),
    /// The project has no such page.
    #[error("the project has no page {0}: it may have been removed meanwhile")]
    PageMissing(PageId),
    /// There is a page with this id.
    #[error("there is a page {0} already: choose a fresh id")]
    PageExists(PageId),
    /// The project has no such asset.
    #[error("the project has no asset {0}: it may have been removed meanwhile")]
    AssetMissing(AssetHash),
    /// The project has no such design token.
    #[error("the project has no token --{0}: it may have been removed meanwhile")]
    TokenMissing(TokenName),
    /// A design token can't have this value.
    #[error("--{name} can't be set: {reason}")]
    InvalidToken {
        /// The token.
        name: TokenName,
        /// Why not.
        reason: String,
    },
    /// The page has no such element.
    #[error("page {page} has no element {element}: it may have been removed meanwhile")]
    ElementMissing {
        /// The page.
        page: PageId,
        /// The element.
        element: ElementId,
    },
    /// There is an element with this id, shown or not understood by this program.
    #[error("page {page} has an element {element} already: choose a fresh id")]
    ElementExists {
        /// The page.
        page: PageId,
        /// The element.
        element: ElementId,
    },
    /// The root was to be removed, moved or given in another way than with its page.
    #[error("{element} is its page's root, which stays where it is: choose elements inside it")]
    RootStays {
        /// The root.
        element: ElementId,
    },
    /// The root given for a new page can't be one.
    #[error(
        "a page's root has to be a frame without a parent whose id is the page's ({expected}), \
         and {element} isn't"
    )]
    NotARoot {
        /// The element that was given.
        element: ElementId,
        /// The id that a root of the page has.
        expected: ElementId,
    },
    /// The parent can't hold children.
    #[error("{parent} can't hold other elements: choose a frame or a text")]
    NotAContainer {
        /// The parent.
        parent: ElementId,
    },
    /// The element would have come to stand inside itself.
    #[error("{element} can't be moved into itself or into what it holds: choose another frame")]
    IntoItself {
        /// The element.
        element: ElementId,
    },
    /// The element isn't a text.
    #[error("{element} is no text element and holds no text: put a text element beside it")]
    NotAText {
        /// The element.
        element: ElementId,
    },
    /// The value is none of this property.
    #[error("the value given for {key} of {element} is none of that property: {reason}")]
    InvalidValue {
        /// The element.
        element: ElementId,
        /// The property.
        key: PropertyKey,
        /// What would be accepted.
        reason: String,
    },
}
