//! The tags that the compilers use, and where HTML lets them stand.

use std::fmt;

use omnios_model::ElementKind;

macro_rules! tags {
    ($($variant:ident = $text:literal,)+) => {
        /// An HTML tag that an element can become.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each variant is the HTML tag of its name")]
        pub enum Tag {
            $($variant,)+
        }

        impl Tag {
            /// The tag's name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The tag of that name, if elements can become it.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

tags! {
    A = "a",
    Address = "address",
    Article = "article",
    Aside = "aside",
    Blockquote = "blockquote",
    Body = "body",
    Button = "button",
    Cite = "cite",
    Code = "code",
    Div = "div",
    Em = "em",
    Figcaption = "figcaption",
    Figure = "figure",
    Footer = "footer",
    H1 = "h1",
    H2 = "h2",
    H3 = "h3",
    H4 = "h4",
    H5 = "h5",
    H6 = "h6",
    Header = "header",
    Img = "img",
    Li = "li",
    Main = "main",
    Nav = "nav",
    Ol = "ol",
    P = "p",
    Section = "section",
    Small = "small",
    Span = "span",
    Strong = "strong",
    Svg = "svg",
    Ul = "ul",
}

impl Tag {
    /// 1 for `h1` to 6 for `h6`.
    pub fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }

    /// The heading of that level, 1 to 6.
    pub(crate) fn heading(level: usize) -> Option<Self> {
        let headings = [Self::H1, Self::H2, Self::H3, Self::H4, Self::H5, Self::H6];
        headings.get(level.checked_sub(1)?).copied()
    }

    /// Whether a designer may give the tag to an element of that kind.
    pub(crate) fn suits(self, kind: ElementKind) -> bool {
        match kind {
            ElementKind::Frame => matches!(
                self,
                Self::A
                    | Self::Article
                    | Self::Aside
                    | Self::Blockquote
                    | Self::Button
                    | Self::Div
                    | Self::Figcaption
                    | Self::Figure
                    | Self::Footer
                    | Self::Header
                    | Self::Li
                    | Self::Main
                    | Self::Nav
                    | Self::Ol
                    | Self::Section
                    | Self::Ul
            ),
            ElementKind::Text => matches!(
                self,
                Self::A
                    | Self::Address
                    | Self::Blockquote
                    | Self::Button
                    | Self::Cite
                    | Self::Code
                    | Self::Div
                    | Self::Em
                    | Self::Figcaption
                    | Self::H1
                    | Self::H2
                    | Self::H3
                    | Self::H4
                    | Self::H5
                    | Self::H6
                    | Self::Li
                    | Self::P
                    | Self::Small
                    | Self::Span
                    | Self::Strong
            ),
            _ => false,
        }
    }

    /// Whether the tag may stand where only phrasing content may, as in a button.
    pub(crate) fn is_phrasing(self) -> bool {
        matches!(
            self,
            Self::A
                | Self::Button
                | Self::Cite
                | Self::Code
                | Self::Em
                | Self::Img
                | Self::Small
                | Self::Span
                | Self::Strong
                | Self::Svg
        )
    }

    /// Whether only phrasing content may stand in it.
    pub(crate) fn holds_phrasing_only(self) -> bool {
        let is_transparent = self == Self::A;
        self.is_phrasing() && !is_transparent
            || matches!(self, Self::P | Self::Address)
            || self.heading_level().is_some()
    }

    /// Whether its children must be list items.
    pub(crate) fn is_list(self) -> bool {
        matches!(self, Self::Ul | Self::Ol)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
