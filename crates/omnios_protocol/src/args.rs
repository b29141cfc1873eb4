//! The arguments of commands. Lengths are CSS px; unknown fields are refused by name.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! reference {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

reference!(
    /// An element: its id, or `$label` (or just `label`) for one that an earlier entry of the
    /// same batch created under that `as` label.
    ElementRef
);
reference!(
    /// A page: its id, its route (`/about`), or `$label` for one created in the same batch.
    PageRef
);

macro_rules! args {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, TS)]
            #[serde(deny_unknown_fields, default, rename_all = "camelCase")]
            #[ts(optional_fields = nullable)]
            pub struct $name {
                $($(#[$field_doc])* pub $field: $type,)*
            }
        )+
    };
}

args! {
    /// No arguments.
    NoArgs {}
    /// A new page.
    PageCreate {
        /// Name in the page list; “Page” where absent.
        name: Option<String>,
        /// Route such as `/about`; made from the name where absent.
        route: Option<String>,
        /// Title of the browser tab.
        title: Option<String>,
        /// Description for search engines.
        description: Option<String>,
        /// Properties of the page's root, in CSS syntax.
        properties: BTreeMap<String, String>,
    }
    /// Pages that were made elsewhere, with the pictures, fonts and tokens that they show.
    PageImport {
        /// The pictures and fonts. Their bytes are with the host already.
        assets: Vec<AssetAdd>,
        /// Design tokens. Beside pages, one whose name stands for something else already gets a
        /// number; without pages they replace those of the same names.
        tokens: Vec<TokenSet>,
        /// The pages, in order.
        pages: Vec<PageContent>,
    }
    /// A page with everything on it.
    PageContent {
        /// Name in the page list.
        name: String,
        /// Route such as `/about`. Where another page has it, a number follows; an empty page
        /// gives way.
        route: String,
        /// Title of the browser tab.
        title: String,
        /// Description for search engines.
        description: String,
        /// Properties of the page's root, in CSS syntax.
        properties: BTreeMap<String, String>,
        /// What lies in the root, as `edit.copy` writes elements.
        elements: Vec<ClipboardElement>,
    }
    /// One page; the current one where absent.
    PageOnly {
        /// Which page.
        page: Option<PageRef>,
    }
    /// A page's new name.
    PageRename {
        /// Which page; the current one where absent.
        page: Option<PageRef>,
        /// The new name, not empty.
        name: Option<String>,
    }
    /// A page's new route.
    PageSetRoute {
        /// Which page; the current one where absent.
        page: Option<PageRef>,
        /// The new route, `/` or `/about`.
        route: Option<String>,
    }
    /// What a page says of itself.
    PageSetMeta {
        /// Which page; the current one where absent.
        page: Option<PageRef>,
        /// Title of the browser tab; unchanged where absent.
        title: Option<String>,
        /// Description for search engines; unchanged where absent.
        description: Option<String>,
    }
    /// A page's new position in the list.
    PageMove {
        /// Which page; the current one where absent.
        page: Option<PageRef>,
        /// Index among the other pages, from 0.
        index: usize,
    }
    /// The project's new name.
    ProjectRename {
        /// The name, not empty.
        name: String,
    }
    /// An asset whose bytes the host has stored.
    AssetAdd {
        /// Content address.
        hash: String,
        /// File name.
        name: String,
        /// Media type.
        media_type: String,
        /// Natural width in px; 0 for a font.
        width: u32,
        /// Natural height in px; 0 for a font.
        height: u32,
        /// What it serves, where it is a font. What it served before stays.
        faces: Vec<FontFaceValues>,
    }
    /// An asset to forget.
    AssetRemove {
        /// Content address.
        hash: String,
    }
    /// A design token's value. What is absent stays as it is.
    TokenSet {
        /// The name, which properties refer to as `var(--name)`: `color-brand`.
        name: String,
        /// What it stands for: `color`, `dimension`, `number`, `fontFamily`, `fontWeight`,
        /// `duration`, `cubicBezier`, `shadow`, `gradient` or `text`. For a new token `text`
        /// where absent.
        kind: Option<String>,
        /// CSS text, or another token's `var(--name)`. A new token needs one.
        value: Option<String>,
        /// Values that differ in a mode, by the mode's name (`dark`); `null` takes one out.
        modes: BTreeMap<String, Option<String>>,
        /// Where people find it, groups before it: `Color/Brand`. For a new token its name where
        /// absent.
        label: Option<String>,
        /// What it is meant for.
        description: Option<String>,
    }
    /// Values that recur, to become design tokens that every use of them refers to.
    TokenAdopt {
        /// The values.
        values: Vec<TokenOffer>,
    }
    /// A value that recurs and the token that it becomes.
    TokenOffer {
        /// Which properties: `color`, `font-size`, `space`, `radius` or `shadow`.
        group: String,
        /// The value, as CSS text.
        value: String,
        /// The token's name.
        name: String,
        /// Where people find it; the name where absent.
        label: Option<String>,
    }
    /// A design token to remove.
    TokenRemove {
        /// The name.
        name: String,
    }
    /// A new element.
    ElementCreate {
        /// The page; the current one where absent. Not needed where `parent` is given.
        page: Option<PageRef>,
        /// The frame to put it in; the page's root where absent.
        parent: Option<ElementRef>,
        /// Index among the parent's children; at the end (topmost) where absent.
        index: Option<usize>,
        /// `frame`, `text`, `image`, `rectangle`, `ellipse` or `vector`.
        kind: String,
        /// Name in the layers tree; made from the kind where absent.
        name: Option<String>,
        /// Properties in CSS syntax; a name may end in `@tablet` or `@mobile`.
        properties: BTreeMap<String, String>,
        /// The text, for a text element.
        text: Option<String>,
        /// The parts of the text that are set otherwise than the rest.
        runs: Vec<TextRunValues>,
    }
    /// Elements; the selection where empty.
    Elements {
        /// Which elements.
        ids: Vec<ElementRef>,
    }
    /// An element's new name.
    ElementRename {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// The new name, not empty.
        name: String,
    }
    /// Elements' new place in the tree.
    ElementMove {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// The frame to move them to; their own parent where absent.
        parent: Option<ElementRef>,
        /// Index among the parent's other children; at the end where absent.
        index: Option<usize>,
        /// Keep absolutely placed elements where they are on the page.
        keep_position: bool,
    }
    /// A distance to move by.
    ElementNudge {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// To the right, in CSS px.
        dx: f32,
        /// Downwards, in CSS px.
        dy: f32,
        /// `desktop`, `tablet` or `mobile`: where the values are set.
        breakpoint: Option<String>,
    }
    /// An element's new box.
    ElementResize {
        /// Which element; the selected one where absent.
        id: Option<ElementRef>,
        /// Left edge in the parent's padding box; unchanged where absent.
        x: Option<f32>,
        /// Top edge in the parent's padding box; unchanged where absent.
        y: Option<f32>,
        /// Width; unchanged where absent.
        width: Option<f32>,
        /// Height; unchanged where absent.
        height: Option<f32>,
        /// `desktop`, `tablet` or `mobile`: where the values are set.
        breakpoint: Option<String>,
    }
    /// New property values.
    ElementSet {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// Values in CSS syntax; `null` unsets. Shorthands `padding`, `margin`, `gap`, `border`,
        /// `border-width`, `border-radius`, `inset` are taken too. A name may end in `@tablet` or `@mobile`.
        properties: BTreeMap<String, Option<String>>,
        /// Where the values hold; everywhere (`desktop`) where absent.
        breakpoint: Option<String>,
    }
    /// Overrides to take back.
    ElementReset {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// Property names; all of them where empty.
        properties: Vec<String>,
        /// Whose overrides: `desktop`, `tablet` or `mobile`.
        breakpoint: Option<String>,
    }
    /// A text element's new text.
    ElementSetText {
        /// Which element; the selected one where absent.
        id: Option<ElementRef>,
        /// The text; line breaks are kept.
        text: String,
    }
    /// How a part of a text is to be set.
    TextFormat {
        /// Which text element; the selected one where absent.
        id: Option<ElementRef>,
        /// Where the part starts, in UTF-16 units; the text's beginning where absent.
        start: Option<usize>,
        /// Where it ends; the text's end where absent.
        end: Option<usize>,
        /// Values in CSS syntax; `null` leaves the property to the element. `color`, `background`,
        /// `font-family`, `font-size`, `font-weight`, `font-style`, `letter-spacing`,
        /// `text-decoration` and `href` can be set.
        set: BTreeMap<String, Option<String>>,
    }
    /// Texts, or a part of one.
    TextStretch {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// Where the part of a single text starts, in UTF-16 units; the whole texts where `start`
        /// and `end` are absent.
        start: Option<usize>,
        /// Where it ends.
        end: Option<usize>,
    }
    /// Copied elements to put in.
    ElementPaste {
        /// The page; the current one where absent.
        page: Option<PageRef>,
        /// The frame to put them in; beside or inside the selection, or the root, where absent.
        parent: Option<ElementRef>,
        /// What `edit.copy` gave; the studio's own clipboard where absent.
        content: Option<ClipboardContent>,
    }
    /// A style to put on.
    StylePaste {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// Values in CSS syntax; the copied style where empty.
        properties: BTreeMap<String, String>,
    }
    /// One colour.
    ElementColor {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// In CSS syntax.
        color: String,
    }
    /// One number.
    ElementAmount {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// In CSS px, or 0 to 1 for an opacity.
        amount: f32,
    }
    /// How an element gets its size along one axis.
    LayoutSizing {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// `width` or `height`.
        axis: String,
        /// `fixed` (as it is now), `hug` (as its content) or `fill` (as its parent).
        mode: String,
        /// `desktop`, `tablet` or `mobile`: where the values are set.
        breakpoint: Option<String>,
    }
    /// What freely placed elements keep to when their parent's size changes.
    LayoutConstraints {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// `left`, `right`, `left-right`, `center` or `scale`; unchanged where absent.
        horizontal: Option<String>,
        /// `top`, `bottom`, `top-bottom`, `center` or `scale`; unchanged where absent.
        vertical: Option<String>,
        /// `desktop`, `tablet` or `mobile`: where the values are set.
        breakpoint: Option<String>,
    }
    /// A direction for auto layout.
    LayoutDirection {
        /// Which frames; the selection where empty.
        ids: Vec<ElementRef>,
        /// `row` or `column`; guessed from the children's positions where absent.
        direction: Option<String>,
    }
    /// A ruler guide.
    GuideAt {
        /// Which page; the current one where absent.
        page: Option<PageRef>,
        /// `x` for an upright guide, `y` for a level one.
        axis: String,
        /// Where it stands, in CSS px of the page.
        at: f32,
        /// `desktop`, `tablet` or `mobile`: each has guides of its own.
        breakpoint: Option<String>,
    }
    /// A ruler guide's new place.
    GuideMove {
        /// Which page; the current one where absent.
        page: Option<PageRef>,
        /// `x` for an upright guide, `y` for a level one.
        axis: String,
        /// Where it stands, in CSS px of the page.
        at: f32,
        /// Where it shall stand.
        to: f32,
        /// `desktop`, `tablet` or `mobile`: each has guides of its own.
        breakpoint: Option<String>,
    }
    /// An animation to start from.
    MotionFromPreset {
        /// Which elements; the selection where empty.
        ids: Vec<ElementRef>,
        /// `fade-in`, `slide-up`, `scale-in`, `pulse`, `parallax`, `hover-lift`, `press` and so on.
        preset: String,
        /// `load`, `enter`, `scroll`, `page-scroll`, `hover` or `press`; the preset's own where
        /// absent.
        trigger: Option<String>,
    }
    /// One animation of an element.
    MotionAnimation {
        /// Which element; the selected one where absent.
        id: Option<ElementRef>,
        /// Which of its animations, from 0.
        animation: usize,
    }
    /// When an animation runs and how. What is absent stays as it is.
    MotionTiming {
        /// Which element; the selected one where absent.
        id: Option<ElementRef>,
        /// Which of its animations, from 0.
        animation: usize,
        /// `load`, `enter`, `scroll`, `page-scroll`, `hover` or `press`.
        trigger: Option<String>,
        /// How long it runs once, in milliseconds; 0 leaves it to a spring, or to the default.
        duration_millis: Option<f64>,
        /// How long after the trigger it starts, in milliseconds.
        delay_millis: Option<f64>,
        /// `linear`, `ease-out`, `cubic-bezier(…)`, `steps(…)`, `spring(…)` and so on.
        easing: Option<String>,
        /// How often it runs: a number above 0, or `infinite`.
        iterations: Option<String>,
        /// `normal`, `reverse`, `alternate` or `alternate-reverse`.
        direction: Option<String>,
        /// What holds before and after: `none`, `forwards`, `backwards` or `both`.
        fill: Option<String>,
    }
    /// A keyframe of one property.
    MotionKeyframe {
        /// Which element; the selected one where absent.
        id: Option<ElementRef>,
        /// Which of its animations, from 0.
        animation: usize,
        /// The property's name, or `translate`, `rotate` or `scale`; every property at that place
        /// where absent, except for a new keyframe.
        property: Option<String>,
        /// Share of the animation's duration, 0 to 1.
        at: f32,
        /// The value, in CSS syntax; for a new keyframe what holds there anyway where absent, for
        /// others unchanged.
        value: Option<String>,
        /// How the change to the next keyframe goes, for all properties of the keyframe; `none`
        /// for the animation's own easing, unchanged where absent.
        easing: Option<String>,
    }
    /// A keyframe's new place.
    MotionKeyframeMove {
        /// Which element; the selected one where absent.
        id: Option<ElementRef>,
        /// Which of its animations, from 0.
        animation: usize,
        /// The property's name; every property at that place where absent.
        property: Option<String>,
        /// Where it stands: share of the animation's duration, 0 to 1.
        at: f32,
        /// Where it shall stand.
        to: f32,
    }
    /// A state of a state machine.
    MotionState {
        /// The element that has the machine; the selected one where absent.
        id: Option<ElementRef>,
        /// The state's name: letters, digits, `-` and `_`. A new one is numbered where absent.
        name: Option<String>,
    }
    /// A way from one state to another.
    MotionTransition {
        /// The element that has the machine; the selected one where absent.
        id: Option<ElementRef>,
        /// The state it leads from; any where absent.
        from: Option<String>,
        /// The state it leads to.
        to: String,
        /// What must happen: a trigger such as `press` or `press "Button"`, or `after 2s`.
        on: Option<String>,
        /// What must hold, such as `open == false && count < 3`.
        when: Option<String>,
        /// How long it takes, in milliseconds; none where absent, but a spring's time with one.
        duration_millis: Option<f64>,
        /// How it goes; `ease` where absent.
        easing: Option<String>,
    }
    /// One transition of a state machine.
    MotionTransitionRef {
        /// The element that has the machine; the selected one where absent.
        id: Option<ElementRef>,
        /// Which of its transitions, from 0.
        transition: usize,
    }
    /// A variable of a state machine.
    MotionVariable {
        /// The element that has the machine; the selected one where absent.
        id: Option<ElementRef>,
        /// The variable's name: letters, digits, `-` and `_`.
        name: String,
        /// What it is at the start: `true`, `3` or `"text"`; `false` where absent.
        value: Option<String>,
    }
    /// Which elements to select.
    SelectSet {
        /// Which elements; none where empty.
        ids: Vec<ElementRef>,
        /// Add to the selection (or take away what is selected already).
        toggle: bool,
    }
    /// A zoom factor.
    ViewZoom {
        /// 1 shows one CSS px as one screen px.
        zoom: f32,
    }
    /// Which breakpoint edits go to.
    ViewBreakpoint {
        /// `desktop`, `tablet` or `mobile`.
        breakpoint: String,
    }
    /// Which tool the pointer holds.
    ToolSelect {
        /// `select`, `frame`, `rectangle`, `ellipse`, `text`, `image` or `hand`.
        tool: String,
    }
}

/// Elements as `edit.copy` writes them and `element.paste` reads them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ClipboardContent {
    /// Always `omnios/elements`, so that other JSON isn't taken for it.
    pub format: String,
    /// The copied elements, parents before children.
    pub elements: Vec<ClipboardElement>,
}

/// One copied element.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ClipboardElement {
    /// Index of its parent in the list; absent for the topmost ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub parent: Option<usize>,
    /// Kind, as in `element.create`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Whether it is kept from being changed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub locked: bool,
    /// Properties in CSS syntax.
    pub properties: BTreeMap<String, String>,
    /// Text of a text element.
    #[serde(default)]
    pub text: String,
    /// The parts of the text that are set otherwise than the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<TextRunValues>>", optional)]
    pub runs: Vec<TextRunValues>,
}

/// What a font file serves, in the words of CSS's `@font-face`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct FontFaceValues {
    /// The family's name, as `font-family` has it.
    pub family: String,
    /// One weight, or two for a variable font: `400`, `100 900`.
    pub weight: String,
    /// `normal` or `italic`.
    pub style: String,
    /// The letters that it is asked for, `U+0-FF, U+131`; all where empty.
    pub unicode_range: String,
}

/// A part of a text that is set otherwise than the rest.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TextRunValues {
    /// Where it starts, in UTF-16 units of the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What is set there, in CSS syntax.
    pub properties: BTreeMap<String, String>,
}
