//! Computed values to CSS longhands.

use std::borrow::Cow;

use omnios_model::{
    BorderStyle, Display, ElementKind, Length, ObjectFit, Overflow, Position, Style, TextAlign,
    TextDecoration, TextTransform,
};

use crate::cascade::Longhand;
use crate::css::{self, CssValue, length, number, px};

/// What an element's CSS depends on besides its own values, at one breakpoint.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surroundings {
    pub(crate) kind: ElementKind,
    /// It is the page's `<body>`.
    pub(crate) is_root: bool,
    /// It is a `<button>`: its automatic width is that of its content, and as a block it would
    /// centre its content vertically. The base rules make it a flex column instead.
    pub(crate) is_button: bool,
    /// Its parent is a flex container.
    pub(crate) in_flex: bool,
    /// One of its children is absolute.
    pub(crate) holds_absolute: bool,
    /// It is a text with white space that HTML would collapse.
    pub(crate) keeps_white_space: bool,
}

/// A vector's paints as CSS has them.
#[derive(Debug, Clone)]
pub(crate) struct VectorCss {
    pub(crate) fill: String,
    pub(crate) stroke: String,
    pub(crate) stroke_width: String,
}

struct Longhands(Vec<Longhand>);

impl Longhands {
    fn set(
        &mut self,
        property: &'static str,
        initial: impl Into<Cow<'static, str>>,
        value: impl Into<CssValue>,
    ) {
        self.set_if(true, property, initial, value);
    }

    fn set_if(
        &mut self,
        matters: bool,
        property: &'static str,
        initial: impl Into<Cow<'static, str>>,
        value: impl Into<CssValue>,
    ) {
        self.0.push(Longhand {
            property,
            initial: initial.into(),
            wanted: matters.then(|| value.into()),
        });
    }
}

/// The longhands of an element at one breakpoint, in the order a stylesheet lists them. Their
/// order depends on the kind alone. A vector comes with its paints in the widest range, which its
/// attributes set, and here.
pub(crate) fn longhands(
    style: &Style,
    around: Surroundings,
    vector: Option<(&VectorCss, &VectorCss)>,
) -> Vec<Longhand> {
    let mut css = Longhands(Vec::new());
    if style.hidden {
        css.set("display", initial_display(around), "none");
        return css.0;
    }
    place(&mut css, style, around);
    if around.kind == ElementKind::Frame {
        container(&mut css, style, around);
    }
    size(&mut css, style, around);
    spacing(&mut css, style, around);
    paint(&mut css, style, around);
    if let Some((widest, here)) = vector {
        css.set("fill", widest.fill.clone(), here.fill.as_str());
        css.set("stroke", widest.stroke.clone(), here.stroke.as_str());
        let width = here.stroke_width.as_str();
        css.set("stroke-width", widest.stroke_width.clone(), width);
    }
    if around.kind == ElementKind::Text {
        typography(&mut css, style, around);
    }
    css.0
}

fn initial_display(around: Surroundings) -> &'static str {
    if around.is_root {
        "flow-root"
    } else if around.is_button {
        "flex"
    } else {
        "block"
    }
}

fn place(css: &mut Longhands, style: &Style, around: Surroundings) {
    let absolute = style.position == Position::Absolute && !around.is_root;
    let relative = !absolute && around.holds_absolute;
    let position = match (absolute, relative) {
        (true, _) => "absolute",
        (_, true) => "relative",
        _ => "static",
    };
    css.set("position", "static", position);
    let inset = style.inset;
    for (property, value) in [
        ("top", inset.top),
        ("right", inset.right),
        ("bottom", inset.bottom),
        ("left", inset.left),
    ] {
        // Offsets left over from a wider range would shift a relative box.
        let value = if absolute { value } else { Length::Auto };
        let matters = absolute || relative;
        css.set_if(matters, property, "auto", length(value, "auto"));
    }

    let flex = around.kind == ElementKind::Frame && style.display == Display::Flex;
    let initial = initial_display(around);
    css.set("display", initial, if flex { "flex" } else { initial });

    let item = around.in_flex && !around.is_root;
    let flexes = item && !absolute;
    css.set_if(item, "align-self", "auto", style.align_self.as_str());
    css.set_if(flexes, "flex-grow", "0", number(style.flex_grow));
    css.set_if(flexes, "flex-shrink", "1", number(style.flex_shrink));
    css.set_if(
        flexes,
        "flex-basis",
        "auto",
        length(style.flex_basis, "auto"),
    );
}

fn container(css: &mut Longhands, style: &Style, around: Surroundings) {
    let flex = style.display == Display::Flex;
    let initial_direction = if around.is_button { "column" } else { "row" };
    let block_button = around.is_button && !flex;
    for (property, initial, value) in [
        (
            "flex-direction",
            initial_direction,
            style.flex_direction.as_str(),
        ),
        ("flex-wrap", "nowrap", style.flex_wrap.as_str()),
        (
            "justify-content",
            "flex-start",
            style.justify_content.as_str(),
        ),
        ("align-items", "stretch", style.align_items.as_str()),
    ] {
        let value = if block_button { initial } else { value };
        css.set_if(flex || block_button, property, initial, value);
    }
    for (property, gap) in [("row-gap", style.row_gap), ("column-gap", style.column_gap)] {
        let gap = if block_button { 0.0 } else { gap };
        css.set_if(flex || block_button, property, "0", px(gap));
    }
}

fn size(css: &mut Longhands, style: &Style, around: Surroundings) {
    let own_width = !around.is_root;
    let fills = around.is_button
        && style.width == Length::Auto
        && !around.in_flex
        && style.position == Position::Static;
    let width = if fills {
        "stretch".to_owned()
    } else {
        length(style.width, "auto")
    };
    css.set_if(own_width, "width", "auto", width);
    css.set("height", "auto", length(style.height, "auto"));
    let min_width = length(style.min_width, "auto");
    css.set_if(own_width, "min-width", "auto", min_width);
    css.set("min-height", "auto", length(style.min_height, "auto"));
    let max_width = length(style.max_width, "none");
    css.set_if(own_width, "max-width", "none", max_width);
    css.set("max-height", "none", length(style.max_height, "none"));
}

fn spacing(css: &mut Longhands, style: &Style, around: Surroundings) {
    let margin = style.margin;
    for (property, value) in [
        ("margin-top", margin.top),
        ("margin-right", margin.right),
        ("margin-bottom", margin.bottom),
        ("margin-left", margin.left),
    ] {
        css.set_if(!around.is_root, property, "0", length(value, "auto"));
    }
    if matches!(around.kind, ElementKind::Frame | ElementKind::Text) {
        let padding = style.padding;
        for (property, value) in [
            ("padding-top", padding.top),
            ("padding-right", padding.right),
            ("padding-bottom", padding.bottom),
            ("padding-left", padding.left),
        ] {
            css.set(property, "0", length(value, "0"));
        }
    }
}

fn paint(css: &mut Longhands, style: &Style, around: Surroundings) {
    let kind = around.kind;
    if kind == ElementKind::Frame {
        css.set("overflow", "visible", style.overflow.as_str());
    }
    if kind == ElementKind::Image {
        // The base rule for images says cover.
        let initial = ObjectFit::Cover.as_str();
        css.set("object-fit", initial, style.object_fit.as_str());
    }
    if kind != ElementKind::Vector {
        let width = style.border_width;
        css.set("background", "none", css::background(&style.background));
        for (property, width) in [
            ("border-top", width.top),
            ("border-right", width.right),
            ("border-bottom", width.bottom),
            ("border-left", width.left),
        ] {
            css.set(property, "0", border(style, width));
        }
        let radius = style.border_radius;
        for (property, value) in [
            ("border-top-left-radius", radius.top_left),
            ("border-top-right-radius", radius.top_right),
            ("border-bottom-right-radius", radius.bottom_right),
            ("border-bottom-left-radius", radius.bottom_left),
        ] {
            css.set(property, "0", length(value, "0"));
        }
        css.set("box-shadow", "none", css::shadows(&style.box_shadow));
    }
    css.set("opacity", "1", number(style.opacity));
    // The engine leaves the page itself where it is.
    let transform = style.transform.as_deref().filter(|_| !around.is_root);
    let functions = transform.map_or_else(|| "none".to_owned(), css::transform);
    css.set("transform", "none", functions);
    let origin = transform.map_or_else(|| "50% 50%".to_owned(), |it| css::anchor(it.origin));
    css.set_if(transform.is_some(), "transform-origin", "50% 50%", origin);
}

fn border(style: &Style, width: f32) -> String {
    if width <= 0.0 {
        return "0".to_owned();
    }
    let line = match style.border_style {
        BorderStyle::Solid => "solid",
        BorderStyle::Dashed => "dashed",
        BorderStyle::Dotted => "dotted",
    };
    format!("{} {line} {}", px(width), style.border_color)
}

fn typography(css: &mut Longhands, style: &Style, around: Surroundings) {
    let family = css::font_family(&style.font_family);
    css.set("color", "#1a1a1a", style.color.to_string());
    css.set("font-family", "Inter, sans-serif", family);
    css.set("font-size", "16px", px(style.font_size));
    css.set("font-weight", "400", number(style.font_weight));
    css.set("font-style", "normal", style.font_style.as_str());
    css.set("line-height", "1.5", number(style.line_height));
    css.set("letter-spacing", "0", px(style.letter_spacing));
    let align = TextAlign::as_str(style.text_align);
    css.set("text-align", "left", align);
    let line = TextDecoration::as_str(style.text_decoration);
    css.set("text-decoration", "none", line);
    let case = TextTransform::as_str(style.text_transform);
    css.set("text-transform", "none", case);
    let space = if around.keeps_white_space {
        "pre-wrap"
    } else {
        "normal"
    };
    css.set("white-space", "normal", space);
}

/// Whether the element clips what is larger than it.
pub(crate) fn clips(style: &Style) -> bool {
    style.overflow == Overflow::Hidden
}
