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

/// Where the child of a text stands across its line: CSS 2.2 §10.8.1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum VerticalAlign {
    /// Its baseline on that of the text around it.
    #[default]
    Baseline,
    /// Its top at the line's.
    Top,
    /// Its middle half the height of an x above the baseline.
    Middle,
    /// Its bottom at the line's.
    Bottom,
    /// Its top at that of the letters around it.
    TextTop,
    /// Its bottom at that of the letters around it.
    TextBottom,
    /// Its baseline where that of a subscript is.
    Sub,
    /// Its baseline where that of a superscript is.
    Super,
    /// Its baseline so many CSS px above that of the text around it.
    Raised(f32),
}

impl VerticalAlign {
    /// The CSS keywords in the order the inspector offers them.
    pub const KEYWORDS: &'static [&'static str] = &[
        "baseline",
        "top",
        "middle",
        "bottom",
        "text-top",
        "text-bottom",
        "sub",
        "super",
    ];

    /// The CSS keyword; that of the baseline for what is raised.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Baseline | Self::Raised(_) => "baseline",
            Self::Top => "top",
            Self::Middle => "middle",
            Self::Bottom => "bottom",
            Self::TextTop => "text-top",
            Self::TextBottom => "text-bottom",
            Self::Sub => "sub",
            Self::Super => "super",
        }
    }

    /// The variant of a CSS keyword.
    pub fn from_keyword(text: &str) -> Option<Self> {
        Some(match text {
            "baseline" => Self::Baseline,
            "top" => Self::Top,
            "middle" => Self::Middle,
            "bottom" => Self::Bottom,
            "text-top" => Self::TextTop,
            "text-bottom" => Self::TextBottom,
            "sub" => Self::Sub,
            "super" => Self::Super,
            _ => return None,
        })
    }
}

keyword!(
    /// How an element lays out its children.
    Display {
        /// Block flow: children below each other at full width.
        Block = "block",
        /// Flexible box: the studio's auto layout.
        Flex = "flex",
        /// Rows and columns.
        Grid = "grid",
    }
);
keyword!(
    /// Whether an element takes part in its parent's flow.
    Position {
        /// In the flow; `left` and the like don't apply.
        Static = "static",
        /// In the flow, then shifted by `left`, `top`, `right`, `bottom`.
        Relative = "relative",
        /// Out of the flow, placed by `left`, `top`, `right`, `bottom` in its parent.
        Absolute = "absolute",
        /// Out of the flow, placed in the window; it stays while the page scrolls.
        Fixed = "fixed",
        /// In the flow; where it would scroll away it stays as far from the window's edges as
        /// `left`, `top`, `right`, `bottom` say, within its parent.
        Sticky = "sticky",
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
    /// Distribution along the main axis, or of a grid's columns.
    JustifyContent {
        /// As the layout does by itself: a flex container packs at the start, a grid's columns
        /// that follow from their content share the room out.
        Normal = "normal",
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
        /// Packed where reading begins, whatever the flex direction.
        Start = "start",
        /// Packed where reading ends.
        End = "end",
        /// Columns that follow from their content share the room out.
        Stretch = "stretch",
    }
);
keyword!(
    /// Distribution of a flex container's lines, or of a grid's rows.
    AlignContent {
        /// As the layout does by itself, which is `stretch` in flex containers and grids.
        Normal = "normal",
        /// What follows from its content shares the room out.
        Stretch = "stretch",
        /// Packed at the top.
        Start = "start",
        /// Packed in the middle.
        Center = "center",
        /// Packed at the bottom.
        End = "end",
        /// Packed where the first line is.
        FlexStart = "flex-start",
        /// Packed where the last line is.
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
    /// Where a grid's items stand across their cells.
    JustifyItems {
        /// Stretched, but for what has a width of its own.
        Normal = "normal",
        /// As wide as the cell.
        Stretch = "stretch",
        /// Where reading begins.
        Start = "start",
        /// In the middle.
        Center = "center",
        /// Where reading ends.
        End = "end",
    }
);
keyword!(
    /// Where one item of a grid stands across its cell.
    JustifySelf {
        /// As the grid says.
        Auto = "auto",
        /// As wide as the cell.
        Stretch = "stretch",
        /// Where reading begins.
        Start = "start",
        /// In the middle.
        Center = "center",
        /// Where reading ends.
        End = "end",
    }
);
keyword!(
    /// How a grid places the items that say no place.
    GridAutoFlow {
        /// Row by row.
        Row = "row",
        /// Column by column.
        Column = "column",
        /// Row by row, filling holes.
        RowDense = "row dense",
        /// Column by column, filling holes.
        ColumnDense = "column dense",
    }
);
keyword!(
    /// Which way reading goes.
    Direction {
        /// As in the parent.
        Inherit = "inherit",
        /// From left to right.
        LeftToRight = "ltr",
        /// From right to left.
        RightToLeft = "rtl",
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
        /// At the top, or where reading begins, whatever the flex direction.
        Start = "start",
        /// At the bottom, or where reading ends.
        End = "end",
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
        /// At the top, or where reading begins, whatever the flex direction.
        Start = "start",
        /// At the bottom, or where reading ends.
        End = "end",
    }
);
keyword!(
    /// What happens to content that is larger than its box.
    Overflow {
        /// It shows.
        Visible = "visible",
        /// It is clipped at the padding edge, following the corner radii.
        Hidden = "hidden",
        /// It is clipped, and nothing, not even a script, can scroll it.
        Clip = "clip",
        /// It is clipped and can be scrolled. The canvas shows it unscrolled.
        Auto = "auto",
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
        /// Two lines with a gap between.
        Double = "double",
        /// No line, and no room for one.
        None = "none",
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
    /// What of a path's area is inside.
    FillRule {
        /// Everything that the path winds around.
        Nonzero = "nonzero",
        /// What an odd number of turns goes around: overlaps are holes.
        Evenodd = "evenodd",
    }
);
keyword!(
    /// How the ends of a stroke look.
    LineCap {
        /// Cut off at the end.
        Butt = "butt",
        /// A half circle beyond the end.
        Round = "round",
        /// Half a square beyond the end.
        Square = "square",
    }
);
keyword!(
    /// How the corners of a stroke look.
    LineJoin {
        /// Pointed, up to `stroke-miterlimit`.
        Miter = "miter",
        /// Rounded.
        Round = "round",
        /// Cut off.
        Bevel = "bevel",
    }
);
keyword!(
    /// Whether a stroke grows with its path.
    VectorEffect {
        /// It does.
        None = "none",
        /// It keeps its width in CSS px at any size of the vector.
        NonScalingStroke = "non-scaling-stroke",
    }
);
keyword!(
    /// How a boolean combines its shapes, from the hindmost to the topmost.
    BooleanOperation {
        /// What is in any of them.
        Union = "union",
        /// What is in the hindmost and in none above it.
        Subtract = "subtract",
        /// What is in all of them.
        Intersect = "intersect",
        /// What is in an odd number of them.
        Exclude = "exclude",
    }
);
keyword!(
    /// Slant.
    #[derive(PartialOrd, Ord)]
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
        /// Where reading begins.
        Start = "start",
        /// Where reading ends.
        End = "end",
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
        /// Above the letters.
        Overline = "overline",
        /// Below and through.
        UnderlineLineThrough = "underline line-through",
        /// Below and above.
        UnderlineOverline = "underline overline",
        /// Above and through.
        OverlineLineThrough = "overline line-through",
        /// Below, above and through.
        All = "underline overline line-through",
    }
);

impl TextDecoration {
    /// Whether a line runs below the baseline.
    pub fn underlines(self) -> bool {
        self.as_str().contains("underline")
    }

    /// Whether a line runs above the letters.
    pub fn overlines(self) -> bool {
        self.as_str().contains("overline")
    }

    /// Whether a line runs through the letters.
    pub fn strikes(self) -> bool {
        self.as_str().contains("line-through")
    }
}

keyword!(
    /// How a line along a text is drawn.
    TextDecorationStyle {
        /// One continuous line.
        Solid = "solid",
        /// Two continuous lines.
        Double = "double",
        /// Dots.
        Dotted = "dotted",
        /// Short strokes.
        Dashed = "dashed",
        /// A wave.
        Wavy = "wavy",
    }
);
keyword!(
    /// What becomes of white space, and whether lines are broken where they are full.
    WhiteSpace {
        /// White space stays as written; full lines are broken.
        PreWrap = "pre-wrap",
        /// White space becomes single spaces; full lines are broken.
        Normal = "normal",
        /// White space becomes single spaces; everything is one line.
        Nowrap = "nowrap",
        /// White space stays as written; lines end only where they were ended.
        Pre = "pre",
    }
);

impl WhiteSpace {
    /// Whether runs of white space become single spaces.
    pub fn collapses(self) -> bool {
        matches!(self, Self::Normal | Self::Nowrap)
    }

    /// Whether full lines are broken.
    pub fn wraps(self) -> bool {
        matches!(self, Self::PreWrap | Self::Normal)
    }
}

keyword!(
    /// Where words may be broken: CSS Text 3 §5.2.
    #[derive(Default)]
    WordBreak {
        /// Between words, and between ideographs.
        #[default]
        Normal = "normal",
        /// Between any two letters.
        BreakAll = "break-all",
        /// Between words only: Chinese, Japanese and Korean letters keep together too.
        KeepAll = "keep-all",
    }
);

keyword!(
    /// What shows that a line is wider than its box.
    TextOverflow {
        /// Nothing; the line may go on outside the box.
        Clip = "clip",
        /// An ellipsis; what doesn't fit is hidden.
        Ellipsis = "ellipsis",
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
keyword!(
    /// How a picture is mixed with what lies behind it: CSS Compositing §10.
    #[derive(Default)]
    BlendMode {
        /// It covers it.
        #[default]
        Normal = "normal",
        /// Darker: both multiplied.
        Multiply = "multiply",
        /// Lighter: the opposites multiplied.
        Screen = "screen",
        /// Hard light with the two exchanged.
        Overlay = "overlay",
        /// The darker of both.
        Darken = "darken",
        /// The lighter of both.
        Lighten = "lighten",
        /// What lies behind, brightened.
        ColorDodge = "color-dodge",
        /// What lies behind, darkened.
        ColorBurn = "color-burn",
        /// Multiplied or screened, as the picture is dark or light.
        HardLight = "hard-light",
        /// Darkened or lightened a little.
        SoftLight = "soft-light",
        /// How far both are apart.
        Difference = "difference",
        /// As difference, with less contrast.
        Exclusion = "exclusion",
        /// The picture's hue.
        Hue = "hue",
        /// The picture's saturation.
        Saturation = "saturation",
        /// The picture's hue and saturation.
        Color = "color",
        /// The picture's brightness.
        Luminosity = "luminosity",
    }
);
keyword!(
    /// Whether what is inside an element is mixed with what lies behind the element.
    Isolation {
        /// As other properties make it.
        Auto = "auto",
        /// It never is.
        Isolate = "isolate",
    }
);

impl Display {
    /// Whether children are items: laid out each for itself, without collapsing margins, and
    /// painted each as a whole.
    pub fn has_items(self) -> bool {
        matches!(self, Self::Flex | Self::Grid)
    }
}

impl Position {
    /// Whether the element takes no room among its siblings.
    pub fn is_out_of_flow(self) -> bool {
        matches!(self, Self::Absolute | Self::Fixed)
    }
}

impl Overflow {
    /// Whether what is larger than the box is cut off.
    pub fn clips(self) -> bool {
        self != Self::Visible
    }
}
