//! Booleans of shapes, and shapes and strokes turned into paths.

use std::collections::BTreeMap;

use engine::vector::{Combined, Path, Stroke, bounds, outline_stroke, shape, write_path_data};
use omnios_model::{
    BooleanOperation, Breakpoint, Color, Element, ElementId, ElementKind, Length, PageId, Paint,
    Place, Position, Property, PropertyGroup, PropertyKey, Rect, Size, Style, Value, VectorEffect,
};
use omnios_protocol::args::Elements;
use omnios_protocol::{CommandError, CommandOutcome, ErrorCode};

use super::page::created;
use super::placement::set_origin;
use super::text::px;
use crate::edit::{Edit, Geometry, Targets, refuse};

type Outcome = Result<CommandOutcome, CommandError>;

/// Makes a boolean of shapes; where one boolean is given, switches its operation.
pub(crate) fn combine(
    edit: &mut Edit<'_, '_>,
    args: &Elements,
    operation: BooleanOperation,
) -> Outcome {
    let targets = edit.targets(&args.ids)?;
    let Targets { page, ids } = &targets;
    let keyword = Value::Keyword(operation.as_str());
    if let [only] = ids[..]
        && edit.get(*page, only)?.kind == ElementKind::Boolean
    {
        let key = PropertyKey::base(Property::BooleanOperation);
        edit.set_key(*page, only, key, Some(keyword))?;
        return Ok(CommandOutcome::default());
    }
    let mut shapes = Vec::new();
    for id in ids {
        shapes.push(edit.get(*page, *id)?);
    }
    if shapes.len() < 2 || !shapes.iter().all(|it| it.kind.is_shape()) {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "a boolean combines two or more shapes: rectangles, ellipses, vectors or booleans. Select those alone",
        ));
    }
    // What is cut out of keeps its look; otherwise the topmost shape gives it.
    let model = match operation {
        BooleanOperation::Subtract => shapes.first(),
        _ => shapes.last(),
    };
    let mut properties = model.map(|it| path_look(it)).unwrap_or_default();
    properties.retain(|key, _| key.property != Property::FillRule);
    properties.insert(PropertyKey::base(Property::BooleanOperation), keyword);
    let id = wrap(edit, &targets, operation, properties)?;
    Ok(created(id.to_string()))
}

/// Puts a boolean at the place of the topmost shape and the shapes into it, each where it is.
fn wrap(
    edit: &mut Edit<'_, '_>,
    targets: &Targets,
    operation: BooleanOperation,
    mut properties: BTreeMap<PropertyKey, Value>,
) -> Result<ElementId, CommandError> {
    let Targets { page, ids } = targets;
    let page = *page;
    let geometry = edit.geometry(page)?;
    let tree = edit.tree(page)?;
    let last = ids[ids.len() - 1];
    let parent = tree.parent(last).unwrap_or(tree.root());
    let before = ids.iter().filter(|id| tree.parent(**id) == Some(parent));
    // `last` is the topmost of them, so all that move from under `parent` stand at or before it.
    let index = tree
        .index_in_parent(last)
        .map_or(0, |at| (at + 1).saturating_sub(before.count()));
    let order = tree.order_at(parent, index, ids);
    let all = ids.iter().map(|id| geometry.rect_in(parent, *id));
    let all = all.reduce(|all, rect| all.union(&rect)).unwrap_or_default();
    let mut all_absolute = true;
    for id in ids {
        let style = Style::resolve(&*edit.get(page, *id)?, edit.breakpoint);
        all_absolute &= style.position == Position::Absolute;
    }
    if all_absolute {
        let absolute = Value::Keyword(Position::Absolute.as_str());
        properties.insert(PropertyKey::base(Property::Position), absolute);
        properties.insert(PropertyKey::base(Property::Left), px(all.x));
        properties.insert(PropertyKey::base(Property::Top), px(all.y));
    }
    let id = edit.ids.element();
    let name = match operation {
        BooleanOperation::Union => "Union",
        BooleanOperation::Subtract => "Subtract",
        BooleanOperation::Intersect => "Intersect",
        BooleanOperation::Exclude => "Exclude",
    };
    let place = Place {
        parent: Some(parent),
        order,
    };
    let kind = ElementKind::Boolean;
    edit.insert(page, new_element(id, kind, name, place, properties))?;
    for child in ids {
        let rect = geometry.rect_in(parent, *child);
        let order = edit.tree(page)?.order_at(id, usize::MAX, &[]);
        edit.place(page, *child, id, order)?;
        pin_in_boolean(edit, page, *child, &rect, &all)?;
    }
    Ok(id)
}

/// In a boolean a shape stands where its own values say, at every breakpoint.
fn pin_in_boolean(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    id: ElementId,
    rect: &Rect,
    all: &Rect,
) -> Result<(), CommandError> {
    let element = edit.get(page, id)?;
    for key in element.properties.keys() {
        let is_place = matches!(
            key.property.group(),
            PropertyGroup::Position | PropertyGroup::Size
        );
        // A turned shape stays turned.
        let turns = key.property.name().starts_with("transform");
        if is_place && !turns {
            edit.set_key(page, id, *key, None)?;
        }
    }
    let absolute = Value::Keyword(Position::Absolute.as_str());
    edit.set_key(
        page,
        id,
        PropertyKey::base(Property::Position),
        Some(absolute),
    )?;
    edit.set_px(page, id, Property::Left, rect.x - all.x)?;
    edit.set_px(page, id, Property::Top, rect.y - all.y)?;
    if element.kind != ElementKind::Boolean {
        edit.set_px(page, id, Property::Width, rect.width)?;
        edit.set_px(page, id, Property::Height, rect.height)?;
    }
    Ok(())
}

fn new_element(
    id: ElementId,
    kind: ElementKind,
    name: &str,
    place: Place,
    properties: BTreeMap<PropertyKey, Value>,
) -> Element {
    Element {
        id,
        kind,
        name: name.to_owned(),
        place,
        locked: false,
        properties: properties.into(),
        text: String::new(),
        runs: omnios_model::TextRuns::default(),
    }
}

/// An element's look in the words of a path: `fill` and `stroke` instead of background and
/// border, everything else as it is.
fn path_look(element: &Element) -> BTreeMap<PropertyKey, Value> {
    let mut look: BTreeMap<PropertyKey, Value> = element
        .properties
        .iter()
        .filter(|(key, _)| {
            let group = key.property.group();
            let is_look = matches!(
                group,
                PropertyGroup::Fill | PropertyGroup::Border | PropertyGroup::Effects
            );
            is_look && key.property.applies_to(ElementKind::Vector)
        })
        .map(|(key, value)| (*key, value.clone()))
        .collect();
    if element.kind.is_path() {
        return look;
    }
    let style = Style::resolve(element, Breakpoint::Desktop);
    let drawable = |paint: &&Paint| !matches!(paint, Paint::Image { .. });
    if let Some(paint) = style.background.iter().find(drawable) {
        let fill = Value::Paints(vec![paint.clone()]);
        look.insert(PropertyKey::base(Property::Fill), fill);
    }
    let (width, color) = widest_border(&style);
    if width > 0.0 {
        let stroke = Value::Paints(vec![Paint::Solid(color)]);
        look.insert(PropertyKey::base(Property::Stroke), stroke);
        look.insert(
            PropertyKey::base(Property::StrokeWidth),
            Value::Number(width),
        );
    }
    look
}

/// A path has one line all around: that of the widest side.
fn widest_border(style: &Style) -> (f32, Color) {
    let (widths, colors) = (style.border_width, style.border_color);
    [
        (widths.top, colors.top),
        (widths.right, colors.right),
        (widths.bottom, colors.bottom),
        (widths.left, colors.left),
    ]
    .into_iter()
    .reduce(|widest, side| if side.0 > widest.0 { side } else { widest })
    .unwrap_or((0.0, Color::BLACK))
}

/// What an element draws as a path, in CSS px from its box's top left corner.
fn drawn_path(
    edit: &Edit<'_, '_>,
    page: PageId,
    element: &Element,
    size: Size,
) -> Result<Option<Path>, CommandError> {
    let style = Style::resolve(element, edit.breakpoint);
    Ok(match element.kind {
        ElementKind::Boolean => Some(Combined::of(edit.tree(page)?, element.id).path),
        ElementKind::Rectangle | ElementKind::Ellipse => {
            // A border lies inside its box, a stroke on both sides of its path.
            let half = widest_border(&style).0 / 2.0;
            let inner = Size::new(size.width - 2.0 * half, size.height - 2.0 * half);
            let less = |radius: Length| match radius {
                Length::Px(px) => Length::Px((px - half).max(0.0)),
                other => other,
            };
            let mut style = style;
            let radius = &mut style.border_radius;
            radius.top_left = less(radius.top_left);
            radius.top_right = less(radius.top_right);
            radius.bottom_right = less(radius.bottom_right);
            radius.bottom_left = less(radius.bottom_left);
            shape::outline(element.kind, &style, inner).map(|path| {
                let inset = engine::vector::ViewBoxTransform {
                    scale: 1.0,
                    offset: omnios_model::Point::new(half, half),
                };
                shape::transformed(&path, &inset)
            })
        }
        kind => shape::outline(kind, &style, size),
    })
}

/// Turns booleans and shapes into vectors that look the same.
pub(crate) fn flatten(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let geometry = edit.geometry(page)?;
    let mut outcome = CommandOutcome::default();
    for id in ids {
        let element = edit.get(page, id)?;
        let rect = geometry.rect(id);
        let path = match element.kind {
            ElementKind::Vector => None,
            _ => drawn_path(edit, page, &element, rect.size())?,
        };
        let Some(path) = path.filter(|path| bounds(path).is_some()) else {
            continue;
        };
        let look = path_look(&element);
        let vector = put_path(edit, page, &element, &geometry, &path, look)?;
        edit.remove(page, id)?;
        outcome.created.push(vector.to_string());
    }
    if outcome.created.is_empty() {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "only rectangles, ellipses and booleans that show something can become a vector",
        ));
    }
    Ok(outcome)
}

/// Turns strokes into paths of their own, filled as the strokes were. What is filled besides
/// keeps its fill below.
pub(crate) fn outline(edit: &mut Edit<'_, '_>, args: &Elements) -> Outcome {
    let Targets { page, ids } = edit.targets(&args.ids)?;
    let geometry = edit.geometry(page)?;
    let mut outcome = CommandOutcome::default();
    for id in ids {
        let element = edit.get(page, id)?;
        let style = Style::resolve(&element, edit.breakpoint);
        let rect = geometry.rect(id);
        let paint = style.stroke.clone().filter(|_| element.kind.is_path());
        let path = drawn_path(edit, page, &element, rect.size())?;
        let (Some(paint), Some(path)) = (paint, path) else {
            continue;
        };
        let unit = match (element.kind, style.vector_effect) {
            (ElementKind::Vector, VectorEffect::None) => {
                let area = Rect::new(0.0, 0.0, rect.width, rect.height);
                engine::vector::ViewBoxTransform::meet(style.view_box, area).scale
            }
            _ => 1.0,
        };
        let stroke = Stroke {
            width: style.stroke_width * unit,
            cap: style.stroke_linecap,
            join: style.stroke_linejoin,
            miter_limit: style.stroke_miterlimit,
            dashes: style.stroke_dasharray.iter().map(|it| it * unit).collect(),
            dash_offset: style.stroke_dashoffset * unit,
        };
        let line = outline_stroke(&path, &stroke);
        if bounds(&line).is_none() {
            continue;
        }
        let mut look = path_look(&element);
        look.retain(|key, _| {
            key.property.group() == PropertyGroup::Effects && key.property != Property::FillRule
        });
        let fill = Value::Paints(vec![paint]);
        look.insert(PropertyKey::base(Property::Fill), fill);
        let vector = put_path(edit, page, &element, &geometry, &line, look)?;
        outcome.created.push(vector.to_string());
        if style.fill.is_some() {
            edit.clear(page, id, Property::Stroke)?;
        } else {
            edit.remove(page, id)?;
        }
    }
    if outcome.created.is_empty() {
        return Err(refuse(
            ErrorCode::NotApplicable,
            "only vectors and booleans with a stroke have one to outline",
        ));
    }
    Ok(outcome)
}

/// Puts a vector above `element`, drawn as `path` in CSS px of the element's box. A freely placed
/// one has a box as large as the path; in a flow it keeps the element's box.
fn put_path(
    edit: &mut Edit<'_, '_>,
    page: PageId,
    element: &Element,
    geometry: &Geometry,
    path: &Path,
    mut properties: BTreeMap<PropertyKey, Value>,
) -> Result<ElementId, CommandError> {
    let style = Style::resolve(element, edit.breakpoint);
    let tree = edit.tree(page)?;
    let parent = tree.parent(element.id).unwrap_or(tree.root());
    let index = tree.index_in_parent(element.id).unwrap_or(0);
    let order = tree.order_at(parent, index + 1, &[]);
    let in_boolean = tree
        .get(parent)
        .is_some_and(|it| it.kind == ElementKind::Boolean);
    let is_free = in_boolean || style.position == Position::Absolute;
    for (key, value) in &element.properties {
        let group = key.property.group();
        let kept = matches!(
            group,
            PropertyGroup::Position | PropertyGroup::Layout | PropertyGroup::Spacing
        );
        if kept && key.property.applies_to(ElementKind::Vector) {
            properties.insert(*key, value.clone());
        }
    }
    let rect = geometry.rect_in(parent, element.id);
    let whole = Rect::new(0.0, 0.0, rect.width, rect.height);
    let area = if is_free {
        drawable(&bounds(path).unwrap_or(whole))
    } else {
        drawable(&whole)
    };
    let mut put = |property: Property, value: Value| {
        properties.insert(PropertyKey::base(property), value);
    };
    put(
        Property::PathData,
        Value::Text(write_path_data(path).into()),
    );
    put(Property::ViewBox, Value::Text(view_box(&area).into()));
    put(Property::Width, px(area.width));
    put(Property::Height, px(area.height));
    let alternative = element.text_value(Property::AlternativeText);
    if !alternative.is_empty() {
        put(Property::AlternativeText, Value::Text(alternative.into()));
    }
    let id = edit.ids.element();
    let place = Place {
        parent: Some(parent),
        order,
    };
    let vector = new_element(id, ElementKind::Vector, &element.name, place, properties);
    edit.insert(page, vector)?;
    if is_free {
        let (x, y) = (rect.x + area.x, rect.y + area.y);
        set_origin(edit, page, id, Some(x), Some(y))?;
    }
    Ok(id)
}

/// A rectangle that a view box can be: on hundredths of a px, and with an area.
pub(crate) fn drawable(around: &Rect) -> Rect {
    let down = |value: f32| (value * 100.0).floor() / 100.0;
    let up = |value: f32| (value * 100.0).ceil() / 100.0;
    let (x, y) = (down(around.x), down(around.y));
    Rect::new(
        x,
        y,
        up(around.right() - x).max(1.0),
        up(around.bottom() - y).max(1.0),
    )
}

/// A view box as the property has it.
pub(crate) fn view_box(area: &Rect) -> String {
    let short = |value: f32| (f64::from(value) * 100.0).round() / 100.0 + 0.0;
    format!(
        "{} {} {} {}",
        short(area.x),
        short(area.y),
        short(area.width),
        short(area.height)
    )
}
