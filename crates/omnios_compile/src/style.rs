//! Computed values to CSS longhands.

use std::borrow::Cow;
use std::collections::BTreeSet;

use omnios_model::{
    BorderStyle, Color, Display, Effects, ElementKind, GridStyle, Length, LineHeight, ObjectFit,
    Position, Property, Style, TextAlign, TextDecoration, TextDecorationStyle, TextRun,
    TextTransform, TrackList, Value, VerticalAlign, WhiteSpace,
};

use crate::cascade::Longhand;
use crate::css::{self, CssValue, Declaration, length, number, px};
use crate::token;

/// What an element's CSS depends on besides its own values, at one breakpoint.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub(crate) kind: ElementKind,
    /// It is the page's `<body>`.
    pub(crate) is_root: bool,
    /// It is a `<button>`: its automatic width is that of its content, and as a block it would
    /// centre its content vertically. The base rules make it a flex column instead.
    pub(crate) is_button: bool,
    /// How its parent lays it out.
    pub(crate) parent: Display,
    /// It is the child of a text, so that it stands in a line.
    pub(crate) in_text: bool,
    /// The inherited properties that the text which it stands in sets otherwise than the body.
    pub(crate) inherited: &'a BTreeSet<&'static str>,
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
    /// Name, SVG's initial value and the element's own.
    pub(crate) others: Vec<(&'static str, &'static str, String)>,
}

/// What an element inherits where no text around it says otherwise: the body's.
const INHERITED: [(&str, &str); 16] = [
    ("color", "#1a1a1a"),
    ("font-family", "Inter, sans-serif"),
    ("font-size", "16px"),
    ("font-weight", "400"),
    ("font-style", "normal"),
    ("line-height", "1.5"),
    ("letter-spacing", "0"),
    ("word-spacing", "0"),
    ("font-feature-settings", "normal"),
    ("font-variation-settings", "normal"),
    ("text-align", "start"),
    ("text-transform", "none"),
    ("text-indent", "0"),
    ("white-space", "normal"),
    ("word-break", "normal"),
    ("text-shadow", "none"),
];

/// The inherited properties that a text hands on to what stands in it otherwise than the body
/// does, at some breakpoint or in one of its runs.
pub(crate) fn handed_on(
    styles: &[Style; 3],
    keeps_white_space: bool,
    runs: impl Iterator<Item = Declaration>,
) -> BTreeSet<&'static str> {
    let none = BTreeSet::new();
    let mut set: BTreeSet<&'static str> = runs.map(|it| it.property).collect();
    for style in styles {
        let mut css = Longhands {
            list: Vec::new(),
            inherited: &none,
        };
        typography(&mut css, style, keeps_white_space);
        let differs = css.list.into_iter().filter(|it| {
            let initial = CssValue::from(it.initial.as_ref());
            it.wanted.as_ref().is_some_and(|wanted| *wanted != initial)
        });
        set.extend(differs.map(|it| it.property));
    }
    set.retain(|property| INHERITED.iter().any(|(name, _)| name == property));
    set
}

struct Longhands<'a> {
    list: Vec<Longhand>,
    /// What comes from a text around, so that the body's value doesn't hold by itself.
    inherited: &'a BTreeSet<&'static str>,
}

impl Longhands<'_> {
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
        let comes_from_text = self.inherited.contains(property);
        self.list.push(Longhand {
            property,
            initial: match comes_from_text {
                true => "".into(),
                false => initial.into(),
            },
            wanted: matters.then(|| value.into()),
        });
    }
}

/// The longhands of an element at one breakpoint, in the order a stylesheet lists them. Their
/// order depends on the kind alone. A vector comes with its paints in the widest range, which its
/// attributes set, and here.
pub(crate) fn longhands(
    style: &Style,
    around: Surroundings<'_>,
    vector: Option<(&VectorCss, &VectorCss)>,
) -> Vec<Longhand> {
    let mut css = Longhands {
        list: Vec::new(),
        inherited: around.inherited,
    };
    if style.hidden {
        css.set("display", initial_display(around), "none");
        return css.list;
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
        for ((name, _, initial), (_, _, value)) in widest.others.iter().zip(&here.others) {
            css.set(name, initial.clone(), value.as_str());
        }
    }
    if around.kind == ElementKind::Text {
        typography(&mut css, style, around.keeps_white_space);
    } else if around.kind == ElementKind::Frame {
        for (property, value) in INHERITED {
            css.set_if(around.inherited.contains(property), property, value, value);
        }
    }
    css.list
}

fn initial_display(around: Surroundings<'_>) -> &'static str {
    if around.is_root {
        "flow-root"
    } else if around.is_button {
        "flex"
    } else {
        "block"
    }
}

fn place(css: &mut Longhands<'_>, style: &Style, around: Surroundings<'_>) {
    // The page itself stays where it is.
    let own = if around.is_root {
        Position::Static
    } else {
        style.position
    };
    let out_of_flow = own.is_out_of_flow();
    let offset = own != Position::Static;
    let relative = !offset && around.holds_absolute;
    let position = if relative { "relative" } else { own.as_str() };
    css.set("position", "static", position);
    let inset = style.inset;
    for (property, value) in [
        ("top", inset.top),
        ("right", inset.right),
        ("bottom", inset.bottom),
        ("left", inset.left),
    ] {
        // Offsets left over from a wider range would shift a relative box.
        let value = if offset { value } else { Length::Auto };
        let matters = offset || relative;
        css.set_if(matters, property, "auto", length(value, "auto"));
    }
    let item = around.parent.has_items() && !around.is_root;
    let layered = offset || item && !out_of_flow;
    let z_index = match style.z_index.filter(|_| layered) {
        Some(index) => index.to_string(),
        None => "auto".to_owned(),
    };
    css.set_if(layered || relative, "z-index", "auto", z_index);

    let initial = initial_display(around);
    let in_line = around.in_text && !out_of_flow;
    css.set("display", initial, display(style, around, in_line));
    let vertical_align = match style.vertical_align {
        VerticalAlign::Raised(height) => px(height),
        word => word.as_str().to_owned(),
    };
    css.set_if(in_line, "vertical-align", "baseline", vertical_align);
    css.set("direction", "inherit", style.direction.as_str());

    let flexes = item && around.parent == Display::Flex && !out_of_flow;
    let in_grid = item && around.parent == Display::Grid;
    let aligns = item || out_of_flow;
    css.set_if(aligns, "align-self", "auto", style.align_self.as_str());
    let justifies = in_grid || out_of_flow;
    css.set_if(
        justifies,
        "justify-self",
        "auto",
        style.justify_self.as_str(),
    );
    for (property, lines) in [
        ("grid-column", &style.grid_column),
        ("grid-row", &style.grid_row),
    ] {
        let lines = lines
            .as_ref()
            .map_or("auto".to_owned(), ToString::to_string);
        css.set_if(in_grid, property, "auto", lines);
    }
    css.set_if(item, "order", "0", style.order.to_string());
    css.set_if(flexes, "flex-grow", "0", number(style.flex_grow));
    css.set_if(flexes, "flex-shrink", "1", number(style.flex_shrink));
    css.set_if(
        flexes,
        "flex-basis",
        "auto",
        length(style.flex_basis, "auto"),
    );
}

fn display(style: &Style, around: Surroundings<'_>, in_line: bool) -> &'static str {
    let is_frame = around.kind == ElementKind::Frame;
    let clamps = around.kind == ElementKind::Text && style.line_clamp > 0;
    match (style.display, in_line) {
        (Display::Flex, true) if is_frame => "inline-flex",
        (Display::Grid, true) if is_frame => "inline-grid",
        (Display::Flex | Display::Grid, false) if is_frame => style.display.as_str(),
        // The displays that `-webkit-line-clamp` works with.
        (_, true) if clamps => "-webkit-inline-box",
        (_, false) if clamps => "-webkit-box",
        (_, true) if around.is_button => "inline-flex",
        (_, true) => "inline-block",
        (_, false) => initial_display(around),
    }
}

fn container(css: &mut Longhands<'_>, style: &Style, around: Surroundings<'_>) {
    let flex = style.display == Display::Flex;
    let grid = style.display == Display::Grid;
    let initial_direction = if around.is_button { "column" } else { "row" };
    let block_button = around.is_button && !flex && !grid;
    for (property, initial, value) in [
        (
            "flex-direction",
            initial_direction,
            style.flex_direction.as_str(),
        ),
        ("flex-wrap", "nowrap", style.flex_wrap.as_str()),
    ] {
        let value = if block_button { initial } else { value };
        css.set_if(flex || block_button, property, initial, value);
    }
    for (property, initial, value) in [
        ("justify-content", "normal", style.justify_content.as_str()),
        ("align-items", "stretch", style.align_items.as_str()),
        ("align-content", "normal", style.align_content.as_str()),
    ] {
        let value = if block_button { initial } else { value };
        css.set_if(flex || grid || block_button, property, initial, value);
    }
    let justify_items = style.justify_items.as_str();
    css.set_if(grid, "justify-items", "normal", justify_items);
    let own = style.grid.as_deref();
    let tracks = |pick: fn(&GridStyle) -> &TrackList| match own.map(pick) {
        Some(tracks) => tracks.to_string(),
        None => "none".to_owned(),
    };
    for (property, tracks) in [
        ("grid-template-columns", tracks(|it| &it.template_columns)),
        ("grid-template-rows", tracks(|it| &it.template_rows)),
    ] {
        css.set_if(grid, property, "none", tracks);
    }
    let areas = own.map_or("none".to_owned(), |it| it.template_areas.to_string());
    css.set_if(grid, "grid-template-areas", "none", areas);
    for (property, tracks) in [
        ("grid-auto-columns", tracks(|it| &it.auto_columns)),
        ("grid-auto-rows", tracks(|it| &it.auto_rows)),
    ] {
        let is_auto = tracks == "none";
        let tracks = if is_auto { "auto".to_owned() } else { tracks };
        css.set_if(grid, property, "auto", tracks);
    }
    css.set_if(grid, "grid-auto-flow", "row", style.grid_auto_flow.as_str());
    for (property, gap) in [("row-gap", style.row_gap), ("column-gap", style.column_gap)] {
        let gap = if block_button { Length::ZERO } else { gap };
        let gap = length(gap, "0");
        css.set_if(flex || grid || block_button, property, "0", gap);
    }
}

fn size(css: &mut Longhands<'_>, style: &Style, around: Surroundings<'_>) {
    let own_width = !around.is_root;
    let fills = around.is_button
        && style.width == Length::Auto
        && !around.parent.has_items()
        && !around.in_text
        && !style.position.is_out_of_flow();
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
    let ratio = match style.aspect_ratio {
        Some(ratio) => number(ratio),
        None => "auto".to_owned(),
    };
    css.set("aspect-ratio", "auto", ratio);
}

fn spacing(css: &mut Longhands<'_>, style: &Style, around: Surroundings<'_>) {
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

fn paint(css: &mut Longhands<'_>, style: &Style, around: Surroundings<'_>) {
    let kind = around.kind;
    if matches!(kind, ElementKind::Frame | ElementKind::Text) {
        css.set("overflow", "visible", style.overflow.as_str());
    }
    if kind == ElementKind::Image {
        // The base rule for images says cover.
        let initial = ObjectFit::Cover.as_str();
        css.set("object-fit", initial, style.object_fit.as_str());
        let position = css::anchor(style.object_position);
        css.set("object-position", "50% 50%", position);
    }
    if !kind.is_path() {
        let width = style.border_width;
        css.set("background", "none", css::background(&style.background));
        let (lines, colors) = (style.border_style, style.border_color);
        for (property, width, line, color) in [
            ("border-top", width.top, lines.top, colors.top),
            ("border-right", width.right, lines.right, colors.right),
            ("border-bottom", width.bottom, lines.bottom, colors.bottom),
            ("border-left", width.left, lines.left, colors.left),
        ] {
            css.set(property, "0", border(width, line, color));
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
    effects(css, style.effects.as_deref());
    // The engine leaves the page itself where it is.
    let transform = style.transform.as_deref().filter(|_| !around.is_root);
    let functions = transform.map_or_else(|| "none".to_owned(), css::transform);
    css.set("transform", "none", functions);
    let origin = transform.map_or_else(|| "50% 50%".to_owned(), |it| css::anchor(it.origin));
    css.set_if(transform.is_some(), "transform-origin", "50% 50%", origin);
}

fn border(width: f32, line: BorderStyle, color: Color) -> String {
    if width <= 0.0 || line == BorderStyle::None {
        return "0".to_owned();
    }
    format!("{} {} {color}", px(width), line.as_str())
}

fn effects(css: &mut Longhands<'_>, effects: Option<&Effects>) {
    let none = Effects::default();
    let it = effects.unwrap_or(&none);
    css.set("filter", "none", css::filters(&it.filter));
    let behind = css::filters(&it.backdrop_filter);
    css.set("backdrop-filter", "none", behind);
    css.set("mix-blend-mode", "normal", it.blend_mode.as_str());
    let isolation = if it.isolated { "isolate" } else { "auto" };
    css.set("isolation", "auto", isolation);
    css.set("mask", "none", css::mask(&it.mask));
    let shape = match &it.clip_path {
        Some(shape) => shape.to_string(),
        None => "none".to_owned(),
    };
    css.set("clip-path", "none", shape);
}

fn typography(css: &mut Longhands<'_>, style: &Style, keeps_white_space: bool) {
    let family = css::font_family(&style.font_family);
    css.set("color", "#1a1a1a", style.color.to_string());
    css.set("font-family", "Inter, sans-serif", family);
    css.set("font-size", "16px", px(style.font_size));
    css.set("font-weight", "400", number(style.font_weight));
    css.set("font-style", "normal", style.font_style.as_str());
    css.set("line-height", "1.5", line_height(style.line_height));
    css.set("letter-spacing", "0", px(style.letter_spacing));
    css.set("word-spacing", "0", px(style.word_spacing));
    let features = &*style.font_features;
    css.set("font-feature-settings", "normal", features);
    let variations = &*style.font_variations;
    css.set("font-variation-settings", "normal", variations);
    let align = TextAlign::as_str(style.text_align);
    css.set("text-align", "start", align);
    let line = decoration(
        style.text_decoration,
        style.text_decoration_style,
        style.text_decoration_color,
        style.text_decoration_thickness,
    );
    css.set("text-decoration", "none", line);
    let case = TextTransform::as_str(style.text_transform);
    css.set("text-transform", "none", case);
    css.set("text-indent", "0", length(style.text_indent, "0"));
    let space = match style.white_space {
        WhiteSpace::PreWrap if !keeps_white_space => WhiteSpace::Normal,
        space => space,
    };
    css.set("white-space", "normal", space.as_str());
    css.set("word-break", "normal", style.word_break.as_str());
    css.set("text-shadow", "none", css::shadows(&style.text_shadow));
    let overflow = style.text_overflow.as_str();
    css.set("text-overflow", "clip", overflow);
    let (clamp, orient) = match style.line_clamp {
        0 => ("none".to_owned(), "horizontal"),
        lines => (lines.to_string(), "vertical"),
    };
    css.set("-webkit-box-orient", "horizontal", orient);
    css.set("-webkit-line-clamp", "none", clamp);
}

fn line_height(height: LineHeight) -> String {
    match height {
        LineHeight::Normal => "normal".to_owned(),
        LineHeight::Number(multiple) => number(multiple),
        // A bare 0 would be a multiple.
        LineHeight::Px(height) => format!("{}px", number(height)),
    }
}

/// The `text-decoration` shorthand.
fn decoration(
    line: TextDecoration,
    style: TextDecorationStyle,
    color: Option<Color>,
    thickness_px: Option<f32>,
) -> String {
    let mut css = line.as_str().to_owned();
    if line != TextDecoration::None {
        if style != TextDecorationStyle::Solid {
            css = format!("{css} {}", style.as_str());
        }
        if let Some(color) = color {
            css = format!("{css} {color}");
        }
        if let Some(thickness) = thickness_px {
            css = format!("{css} {}", px(thickness));
        }
    }
    css
}

/// What a part of a text declares. Rules on bare tags make blocks of some tags, which a part of a
/// text isn't.
pub(crate) fn run(run: &TextRun) -> Vec<Declaration> {
    use Property as P;
    let mut css = vec![Declaration::new("display", "inline")];
    let keyword = |property| match run.value(property) {
        Some(Value::Keyword(keyword)) => Some(*keyword),
        _ => None,
    };
    for (property, value) in &run.properties {
        let reference = token::reference(value);
        let Some(value) = value.resolved() else {
            continue;
        };
        let written = match (property, value) {
            (P::Background, Value::Paints(paints)) => ("background", css::background(paints)),
            (P::FontFamily, Value::Text(family)) => {
                ("font-family", css::font_family(family).into())
            }
            (P::LetterSpacing | P::WordSpacing | P::FontSize, Value::Length(value)) => {
                (property.name(), length(*value, "0").into())
            }
            (P::FontWeight, Value::Number(weight)) => ("font-weight", number(*weight).into()),
            (P::LineHeight, value) => match LineHeight::from_value(value) {
                Some(height) => ("line-height", line_height(height).into()),
                None => continue,
            },
            (P::TextDecoration, Value::Keyword(_)) => {
                let style = keyword(P::TextDecorationStyle);
                let color = match run.value(P::TextDecorationColor) {
                    Some(Value::Color(color)) => Some(*color),
                    _ => None,
                };
                let thickness_px = match run.value(P::TextDecorationThickness) {
                    Some(Value::Length(Length::Px(px))) => Some(*px),
                    _ => None,
                };
                let line = decoration(
                    keyword(P::TextDecoration)
                        .and_then(TextDecoration::from_keyword)
                        .unwrap_or(TextDecoration::None),
                    style
                        .and_then(TextDecorationStyle::from_keyword)
                        .unwrap_or(TextDecorationStyle::Solid),
                    color,
                    thickness_px,
                );
                ("text-decoration", line.into())
            }
            (
                P::Color | P::FontStyle | P::FontFeatureSettings | P::FontVariationSettings,
                value,
            ) => (property.name(), value.to_string().into()),
            _ => continue,
        };
        let value = match reference {
            // The shorthand has other parts as well.
            Some(reference) if written.0 != "text-decoration" => reference.into(),
            _ => written.1,
        };
        css.push(Declaration::new(written.0, value));
    }
    css
}

/// Whether the element clips what is larger than it.
pub(crate) fn clips(style: &Style) -> bool {
    style.overflow.clips()
}
