//! CSS keywords, one enum a property that takes them.

macro_rules! keyword {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// The keywords in the order the inspector offers them.
            pub const KEYWORDS: &'static [&'static str] = &[$($text),+];

            /// The CSS keyword.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The variant of a CSS keyword.
            pub fn from_keyword(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

keyword!(
    /// How an element lays out its children.
    Display {
        /// Block flow: children below each other at full width.
        Block = "block",
        /// Flexible box: the studio's auto layout.
        Flex = "flex",
    }
);
keyword!(
    /// Whether an element takes part in its parent's flow.
    Position {
        /// In the flow; `left` and the like don't apply.
        Static = "static",
        /// Out of the flow, placed by `left`, `top`, `right`, `bottom` in its parent.
        Absolute = "absolute",
    }
);
keyword!(
    /// Main axis of a flex container.
    FlexDirection {
        /// Left to right.
        Row = "row",
        /// Top to bottom.
        Column = "column",
        /// Right to left.
        RowReverse = "row-reverse",
        /// Bottom to top.
        ColumnReverse = "column-reverse",
    }
);
keyword!(
    /// Whether a flex container breaks into several lines.
    FlexWrap {
        /// One line.
        Nowrap = "nowrap",
        /// As many lines as needed.
        Wrap = "wrap",
    }
);
keyword!(
    /// Distribution along the main axis.
    JustifyContent {
        /// Packed at the start.
        FlexStart = "flex-start",
        /// Packed in the middle.
        Center = "center",
        /// Packed at the end.
        FlexEnd = "flex-end",
        /// Equal gaps between.
        SpaceBetween = "space-between",
        /// Equal space around each.
        SpaceAround = "space-around",
        /// Equal gaps between and at the ends.
        SpaceEvenly = "space-evenly",
    }
);
keyword!(
    /// Placement of children on the cross axis.
    AlignItems {
        /// Grown to the line's full extent.
        Stretch = "stretch",
        /// At the start.
        FlexStart = "flex-start",
        /// In the middle.
        Center = "center",
        /// At the end.
        FlexEnd = "flex-end",
        /// On a common baseline.
        Baseline = "baseline",
    }
);
keyword!(
    /// One child's own placement on the cross axis.
    AlignSelf {
        /// As the parent says.
        Auto = "auto",
        /// Grown to the line's full extent.
        Stretch = "stretch",
        /// At the start.
        FlexStart = "flex-start",
        /// In the middle.
        Center = "center",
        /// At the end.
        FlexEnd = "flex-end",
        /// On the common baseline.
        Baseline = "baseline",
    }
);
keyword!(
    /// What happens to content that is larger than its box.
    Overflow {
        /// It shows.
        Visible = "visible",
        /// It is clipped at the padding edge, following the corner radii.
        Hidden = "hidden",
    }
);
keyword!(
    /// How a border line is drawn.
    BorderStyle {
        /// A continuous line.
        Solid = "solid",
        /// Short strokes.
        Dashed = "dashed",
        /// Dots.
        Dotted = "dotted",
    }
);
keyword!(
    /// How an image fits its box.
    ObjectFit {
        /// Fills the box, cropped.
        Cover = "cover",
        /// Entirely visible, letterboxed.
        Contain = "contain",
        /// Stretched to the box.
        Fill = "fill",
        /// At its natural size, centred.
        None = "none",
    }
);
keyword!(
    /// Slant.
    FontStyle {
        /// Upright.
        Normal = "normal",
        /// The family's italic face.
        Italic = "italic",
    }
);
keyword!(
    /// Alignment of the lines in a text's box.
    TextAlign {
        /// At the left edge.
        Left = "left",
        /// Centred.
        Center = "center",
        /// At the right edge.
        Right = "right",
        /// Spread to both edges, but for the last line.
        Justify = "justify",
    }
);
keyword!(
    /// A line along the text.
    TextDecoration {
        /// No line.
        None = "none",
        /// Below the baseline.
        Underline = "underline",
        /// Through the middle.
        LineThrough = "line-through",
    }
);
keyword!(
    /// Case change on display; the text itself stays as written.
    TextTransform {
        /// As written.
        None = "none",
        /// All capitals.
        Uppercase = "uppercase",
        /// All small letters.
        Lowercase = "lowercase",
        /// Each word starts with a capital.
        Capitalize = "capitalize",
    }
);
