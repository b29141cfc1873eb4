//! What is wrong with a design, where, and what to do about it.

use std::fmt;

use omnios_model::{Element, ElementId};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It works, but could be better.
    Hint,
    /// Some visitors, or search engines, get less than they should.
    Warning,
    /// Something the designer made is missing from the result or doesn't work.
    Error,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $text:literal, $severity:ident;)+) => {
        /// What kind of problem it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $variant,)+
        }

        impl Code {
            /// The code's stable name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// How bad such a problem is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// An image says neither what it shows nor that it is decoration.
    MissingAlt = "missing-alt", Warning;
    /// A link without any text, alternative text included.
    EmptyLink = "empty-link", Warning;
    /// A link target that could run script.
    UnsafeLink = "unsafe-link", Error;
    /// A link to a route or fragment that the site doesn't have.
    BrokenLink = "broken-link", Warning;
    /// A link or button inside another.
    NestedInteractive = "nested-interactive", Error;
    /// A page without a main heading.
    MissingHeading = "missing-h1", Warning;
    /// A page with more than one main heading.
    SeveralHeadings = "several-h1", Warning;
    /// A heading more than one level below the one before.
    SkippedHeading = "heading-skipped", Warning;
    /// A tag that the element can't have.
    InvalidTag = "invalid-tag", Warning;
    /// A tag that can't stand where the element stands.
    InvalidNesting = "invalid-nesting", Warning;
    /// A button; a page without script has nothing for it to do.
    IdleButton = "idle-button", Hint;
    /// An image or background whose asset is missing.
    MissingAsset = "missing-asset", Error;
    /// A font family that isn't bundled.
    UnbundledFont = "unbundled-font", Warning;
    /// Letters that no bundled font has.
    UnservedLetters = "unserved-letters", Hint;
    /// Two pages at one route.
    DuplicateRoute = "duplicate-route", Error;
    /// A route that can't be a path.
    InvalidRoute = "invalid-route", Error;
    /// A page whose elements could not be had.
    MissingPage = "missing-page", Error;
    /// A page without a description.
    MissingDescription = "missing-description", Hint;
    /// Frames in frames beyond what browsers take.
    TooDeep = "too-deep", Error;
    /// Motion that CSS can't say.
    MotionNotInCss = "motion-not-in-css", Warning;
    /// An animation on entering the view, which runs on load.
    EnterAtLoad = "enter-at-load", Hint;
    /// A font file that could not be had.
    MissingFont = "missing-font", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The element a diagnostic is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Its id.
    pub element: ElementId,
    /// Its name in the layers tree.
    pub name: String,
}

impl From<&Element> for Location {
    fn from(element: &Element) -> Self {
        Self {
            element: element.id,
            name: element.name.clone(),
        }
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: Code,
    /// Route of the page it is on; empty where it is about the site.
    pub page: String,
    /// The element it is about, if it is about one.
    pub location: Option<Location>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it, in a sentence.
    pub hint: String,
}

impl Diagnostic {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}
