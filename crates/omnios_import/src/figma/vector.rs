//! Paths, lines and boolean operations.

use omnios_model::{ElementKind, Property, PropertyKey, TokenKind, Value};

use super::gradient::gradient;
use super::importer::{Importer, name};
use super::json::Item;
use super::node::{Bounds, Flow, Kind, Node, visible_paints};
use super::place::{Slot, rounded};
use super::shape;
use crate::{ImportedElement, Loss};

/// Paths that are filled alike.
struct Region<'a> {
    data: String,
    is_even_odd: bool,
    /// Its own paints, where they aren't the node's.
    fills: Option<Vec<Item<'a>>>,
}

/// Sizes below this are a line's.
const THIN: f64 = 0.01;

/// The paths of that key, those that are filled alike together.
fn regions<'a>(node: Node<'a>, key: &str) -> Vec<Region<'a>> {
    let mut regions: Vec<(String, Region<'a>)> = Vec::new();
    for path in node.0.get(key).items() {
        let data = path.get("path").text().unwrap_or("").trim();
        let is_even_odd = path.get("windingRule").text() == Some("EVENODD");
        if data.is_empty() {
            continue;
        }
        let id = path.get("overrideID").number().unwrap_or(0.0);
        let own = node.0.get("fillOverrideTable").get(&format!("{id}"));
        let fills = own.get("fills");
        let fills = (!fills.is_null()).then(|| visible_paints(fills));
        let group = match fills {
            Some(_) => format!("{id} {is_even_odd}"),
            None => format!("{is_even_odd}"),
        };
        match regions.iter_mut().find(|(known, _)| *known == group) {
            Some((_, region)) => region.data.push_str(data),
            None => {
                let region = Region {
                    data: data.to_owned(),
                    is_even_odd,
                    fills,
                };
                regions.push((group, region));
            }
        }
    }
    regions.into_iter().map(|(_, region)| region).collect()
}

/// Whether a node's stroke is seen.
fn is_stroked(node: Node<'_>) -> bool {
    node.number("strokeWeight").unwrap_or(1.0) > 0.0 && !node.paints("strokes").is_empty()
}

/// Where a path's numbers lie: the box, and where its left top corner is in the path's numbers.
#[derive(Clone, Copy)]
struct View {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl View {
    fn css(self) -> String {
        let [x, y, width, height] = [self.x, self.y, self.width, self.height].map(rounded);
        format!("{x} {y} {width} {height}")
    }
}

impl<'a> Importer<'a, '_> {
    /// A path, or several of them in a frame.
    pub(crate) fn vector(&mut self, node: Node<'a>, slot: &mut Slot) -> ImportedElement {
        let mut fills = regions(node, "fillGeometry");
        let strokes = regions(node, "strokeGeometry");
        if fills.is_empty()
            && strokes.is_empty()
            && let Some(data) = shape::outline(node, slot.size)
        {
            fills.push(Region {
                data,
                is_even_odd: false,
                fills: None,
            });
        }
        if fills.is_empty() && strokes.is_empty() {
            return self.without_outline(node, slot);
        }
        let view = view(node, slot);
        let mut parts = Vec::new();
        let is_filled =
            !node.paints("fills").is_empty() || fills.iter().any(|it| it.fills.is_some());
        let strokes_fill = is_filled && fills.len() == 1 && node.word("strokeAlign") == "CENTER";
        let outlines_stroke = is_stroked(node) && !strokes.is_empty() && !strokes_fill;
        if is_filled || !outlines_stroke {
            for region in &fills {
                parts.push(self.region(node, region, view, slot));
            }
        }
        if outlines_stroke {
            for region in &strokes {
                parts.push(self.outlined_stroke(node, region, view));
            }
        } else if is_stroked(node) {
            for part in &mut parts {
                self.stroke_path(node, part);
            }
        }
        let mut element = self.gathered(node, parts);
        self.shape_looks(node, &mut element);
        element
    }

    /// A single part is the element itself.
    fn gathered(&mut self, node: Node<'a>, mut parts: Vec<ImportedElement>) -> ImportedElement {
        if parts.len() == 1
            && let Some(mut only) = parts.pop()
        {
            only.name = name(node);
            return only;
        }
        let mut frame = ImportedElement::new(ElementKind::Frame, name(node));
        self.count += parts.len();
        for part in &mut parts {
            part.set_text(Property::Position, "absolute");
            part.set_text(Property::Left, "0px");
            part.set_text(Property::Top, "0px");
            part.set_text(Property::Width, "100%");
            part.set_text(Property::Height, "100%");
        }
        frame.children = parts;
        frame
    }

    fn shape_looks(&mut self, node: Node<'a>, element: &mut ImportedElement) {
        let is_clipped = element
            .properties
            .contains_key(&PropertyKey::base(Property::ClipPath));
        let casts = node.0.get("effects").items().len() > 0;
        if is_clipped && casts {
            self.note(Loss::Approximated, "has effects that end at its outline");
        }
        self.effects(node, element, false, Vec::new());
        self.blend(node, element);
    }

    /// Paths with a fill: a vector, or where SVG hasn't the fill, a box that is cut to the path.
    fn region(
        &mut self,
        node: Node<'a>,
        region: &Region<'a>,
        view: View,
        slot: &Slot,
    ) -> ImportedElement {
        let fills = region.fills.clone().unwrap_or_else(|| node.paints("fills"));
        let mut vector = ImportedElement::new(ElementKind::Vector, "Fill");
        vector.set_text(Property::ViewBox, &view.css());
        self.set_path(&mut vector, region);
        match fills.as_slice() {
            [] => return vector,
            [only] => {
                if let Some(css) = self.path_paint(node, *only, region.fills.is_none(), slot) {
                    vector.set_text(Property::Fill, &css);
                    return vector;
                }
            }
            _ => {}
        }
        let mut cut = ImportedElement::new(ElementKind::Rectangle, "Fill");
        self.fill(node, &mut cut, &fills, slot.size);
        cut.set_text(Property::ClipPath, &format!("path(\"{}\")", region.data));
        cut
    }

    fn set_path(&mut self, vector: &mut ImportedElement, region: &Region<'_>) {
        vector.set_text(Property::PathData, &region.data);
        let key = PropertyKey::base(Property::PathData);
        if !vector.properties.contains_key(&key) {
            self.note(Loss::LeftOut, "has an outline that is no SVG path");
        }
        if region.is_even_odd {
            vector.set_text(Property::FillRule, "evenodd");
        }
    }

    /// A fill that SVG has: a colour, or a plain gradient.
    fn path_paint(
        &mut self,
        node: Node<'a>,
        paint: Item<'a>,
        is_own: bool,
        slot: &Slot,
    ) -> Option<String> {
        match paint.get("type").text()? {
            "SOLID" => {
                let css = self.one_color(&[paint], "outline")?.css();
                let reference = is_own
                    .then(|| self.style_reference(node, "fill", "", TokenKind::Color, &css))
                    .flatten();
                Some(reference.unwrap_or(css))
            }
            "GRADIENT_LINEAR" => {
                let css = gradient(paint, slot.size)?.css;
                Value::parse(Property::Fill, &css).is_ok().then_some(css)
            }
            _ => None,
        }
    }

    /// The stroke as Figma outlines it, with its caps, dashes and sides.
    fn outlined_stroke(
        &mut self,
        node: Node<'a>,
        region: &Region<'a>,
        view: View,
    ) -> ImportedElement {
        let mut vector = ImportedElement::new(ElementKind::Vector, "Stroke");
        vector.set_text(Property::ViewBox, &view.css());
        self.set_path(&mut vector, region);
        if let Some(css) = self.stroke_color(node) {
            vector.set_text(Property::Fill, &css);
        }
        vector
    }

    fn stroke_color(&mut self, node: Node<'a>) -> Option<String> {
        let paints = node.paints("strokes");
        let css = self.one_color(&paints, "stroke")?.css();
        let is_plain = paints.len() == 1 && paints[0].get("type").text() == Some("SOLID");
        let reference = is_plain
            .then(|| self.style_reference(node, "stroke", "", TokenKind::Color, &css))
            .flatten();
        Some(reference.unwrap_or(css))
    }

    /// Strokes a path along its middle, as SVG does.
    fn stroke_path(&mut self, node: Node<'a>, vector: &mut ImportedElement) {
        if vector.kind == ElementKind::Rectangle {
            self.note(
                Loss::LeftOut,
                "has a stroke around a picture or a gradient, which was left out",
            );
            return;
        }
        let Some(css) = self.stroke_color(node) else {
            return;
        };
        if matches!(node.word("strokeAlign"), "INSIDE" | "OUTSIDE") {
            self.note(
                Loss::Approximated,
                "has a stroke on one side of its outline; it lies on both",
            );
        }
        vector.set_text(Property::Stroke, &css);
        let weight = node.number("strokeWeight").unwrap_or(1.0);
        vector.set(Property::StrokeWidth, Value::Number(rounded(weight)));
        let cap = match node.word("strokeCap") {
            "ROUND" => Some("round"),
            "SQUARE" => Some("square"),
            "" | "NONE" => None,
            other => {
                let what = other.to_lowercase().replace('_', " ");
                self.note(
                    Loss::Approximated,
                    format!("has ends of the kind {what}, which are cut straight"),
                );
                None
            }
        };
        if let Some(cap) = cap {
            vector.set_text(Property::StrokeLinecap, cap);
        }
        match node.word("strokeJoin") {
            "ROUND" => vector.set_text(Property::StrokeLinejoin, "round"),
            "BEVEL" => vector.set_text(Property::StrokeLinejoin, "bevel"),
            _ => {}
        }
        let angle = node.number("strokeMiterAngle").unwrap_or(28.96).max(0.2);
        let limit = 1.0 / (angle.to_radians() / 2.0).sin();
        if (limit - 4.0).abs() > 0.01 {
            let limit = rounded(limit.clamp(1.0, 1000.0));
            vector.set(Property::StrokeMiterlimit, Value::Number(limit));
        }
        let dashes: Vec<String> = node
            .0
            .get("strokeDashes")
            .items()
            .filter_map(|it| it.number())
            .map(|it| rounded(it).to_string())
            .collect();
        if !dashes.is_empty() {
            vector.set_text(Property::StrokeDasharray, &dashes.join(" "));
        }
    }

    /// A path whose outline isn't in the file.
    fn without_outline(&mut self, node: Node<'a>, slot: &mut Slot) -> ImportedElement {
        if slot.size.0 < THIN || slot.size.1 < THIN {
            return self.line(node, slot);
        }
        let mut element = ImportedElement::new(ElementKind::Rectangle, name(node));
        self.look(node, &mut element, slot);
        self.note(
            Loss::Approximated,
            "has no outline in the file, and a box stands for it: fetch the file with geometry=paths",
        );
        element
    }

    /// A line: a thin box, or a path where it has ends or dashes.
    pub(crate) fn line(&mut self, node: Node<'a>, slot: &mut Slot) -> ImportedElement {
        let mut element = ImportedElement::new(ElementKind::Rectangle, name(node));
        if !is_stroked(node) {
            return element;
        }
        let is_plain = matches!(node.word("strokeCap"), "" | "NONE")
            && node.0.get("strokeDashes").items().len() == 0;
        let outline = regions(node, "strokeGeometry");
        let view = view(node, slot);
        if is_plain {
            if let Some(css) = self.stroke_color(node) {
                element.set_text(Property::Background, &css);
            }
        } else if let [region] = outline.as_slice() {
            element = self.outlined_stroke(node, region, view);
            element.name = name(node);
        } else {
            element = ImportedElement::new(ElementKind::Vector, name(node));
            element.set_text(Property::ViewBox, &view.css());
            let (x, y) = (rounded(view.x + view.width), rounded(view.y + view.height));
            let data = if view.x < 0.0 {
                format!("M0 0L0 {y}")
            } else {
                format!("M0 0L{x} 0")
            };
            element.set_text(Property::PathData, &data);
            self.stroke_path(node, &mut element);
        }
        self.shape_looks(node, &mut element);
        element
    }

    /// A boolean operation whose shapes stay editable; its own outline where they can't.
    pub(crate) fn boolean(&mut self, node: Node<'a>, slot: &mut Slot) -> ImportedElement {
        if !is_combinable(node) {
            let has_outline = !regions(node, "fillGeometry").is_empty();
            let around = around_shapes(node);
            match around.filter(|_| !has_outline && !slot.is_turned()) {
                Some(around) => slot.cover(around),
                None => {
                    let element = self.vector(node, slot);
                    self.tell_merged(node);
                    return element;
                }
            }
        }
        let mut element = self.combined(node, slot);
        let fills = node.paints("fills");
        let own = match fills.as_slice() {
            [only] => self.path_paint(node, *only, true, slot),
            _ => None,
        };
        let css = own.or_else(|| Some(self.one_color(&fills, "outline")?.css()));
        if let Some(css) = css {
            element.set_text(Property::Fill, &css);
        }
        if is_stroked(node) {
            self.stroke_path(node, &mut element);
        }
        self.shape_looks(node, &mut element);
        element
    }

    fn combined(&mut self, node: Node<'a>, slot: &Slot) -> ImportedElement {
        let mut element = ImportedElement::new(ElementKind::Boolean, name(node));
        let operation = match node.word("booleanOperation") {
            "SUBTRACT" => "subtract",
            "INTERSECT" => "intersect",
            "EXCLUDE" => "exclude",
            _ => "union",
        };
        element.set_text(Property::BooleanOperation, operation);
        let inside = slot.inside([0.0; 4], Flow::Free);
        for child in node.children() {
            self.trail.push(child);
            if child.is_shape() || child.kind() == Kind::Line {
                let slot = Slot::new(child, &inside);
                let mut operand = self.operand(child, &slot);
                Self::put_plainly(&mut operand, &slot, &inside);
                if !child.is_visible() {
                    operand.set(Property::Hidden, Value::Flag(true));
                }
                operand.locked = child.flag("locked", false);
                self.count += 1;
                element.children.push(operand);
            } else {
                let why = "can't be a part of a boolean operation here";
                self.leave_out(child, why);
            }
            self.trail.pop();
        }
        element
    }

    /// A shape of a boolean operation, which is an outline without paints.
    fn operand(&mut self, node: Node<'a>, slot: &Slot) -> ImportedElement {
        match node.kind() {
            Kind::Boolean if is_combinable(node) => return self.combined(node, slot),
            Kind::Rectangle => {
                let mut element = ImportedElement::new(ElementKind::Rectangle, name(node));
                self.round(node, &mut element);
                return element;
            }
            Kind::Ellipse if shape::is_whole_ellipse(node) => {
                return ImportedElement::new(ElementKind::Ellipse, name(node));
            }
            _ => {}
        }
        let mut element = ImportedElement::new(ElementKind::Vector, name(node));
        let view = View {
            x: 0.0,
            y: 0.0,
            width: slot.size.0.max(1.0),
            height: slot.size.1.max(1.0),
        };
        element.set_text(Property::ViewBox, &view.css());
        match outline(node, slot.size) {
            Some((data, is_even_odd)) => {
                element.set_text(Property::PathData, &data);
                if is_even_odd {
                    element.set_text(Property::FillRule, "evenodd");
                }
            }
            None => self.note(
                Loss::LeftOut,
                "has no outline in the file, and adds nothing to its boolean operation: fetch the file with geometry=paths",
            ),
        }
        if node.kind() == Kind::Boolean {
            self.tell_merged(node);
        }
        element
    }

    /// Names everything that is only there as a part of a node's outline.
    fn tell_merged(&mut self, node: Node<'a>) {
        let depth = self.trail.len();
        let mut open: Vec<Node<'a>> = node.children().rev().collect();
        while let Some(inner) = open.pop() {
            self.trail.truncate(depth);
            self.trail.push(inner);
            let whole = node.name();
            let message = format!("is a part of the outline of “{whole}”, and no layer of its own");
            self.note(Loss::Approximated, message);
            open.extend(inner.children().rev());
        }
        self.trail.truncate(depth);
    }
}

/// The box that a path is drawn in. One without a width or height gets its stroke's.
fn view(node: Node<'_>, slot: &mut Slot) -> View {
    let weight = node.number("strokeWeight").unwrap_or(1.0).max(1.0);
    let (width, height) = slot.size;
    let thick = |side: f64| if side < THIN { weight } else { side };
    slot.resize((thick(width), thick(height)));
    let (around, above) = ((slot.size.0 - width) / 2.0, (slot.size.1 - height) / 2.0);
    View {
        x: 0.0 - around,
        y: 0.0 - above,
        width: slot.size.0,
        height: slot.size.1,
    }
}

/// A shape's whole outline, and whether it is filled by the even-odd rule.
pub(crate) fn outline(node: Node<'_>, size: (f64, f64)) -> Option<(String, bool)> {
    let mut regions = regions(node, "fillGeometry");
    if regions.is_empty() {
        regions = self::regions(node, "strokeGeometry");
    }
    if regions.is_empty() {
        return shape::outline(node, size).map(|data| (data, false));
    }
    let is_even_odd = regions.iter().any(|it| it.is_even_odd);
    let data: Vec<String> = regions.into_iter().map(|it| it.data).collect();
    Some((data.concat(), is_even_odd))
}

/// The box around a boolean operation's shapes. `None` where one of them can't be drawn.
fn around_shapes(node: Node<'_>) -> Option<Bounds> {
    let mut around: Option<Bounds> = None;
    for child in node.children() {
        let is_drawn = match child.kind() {
            Kind::Boolean => is_combinable(child),
            Kind::Vector => outline(child, (1.0, 1.0)).is_some(),
            _ => child.is_shape(),
        };
        let bounds = child.bounds().filter(|_| is_drawn)?;
        around = Some(around.map_or(bounds, |it| it.union(bounds)));
    }
    around
}

/// Whether the studio's boolean operation of the same shapes is as large as Figma's.
fn is_combinable(node: Node<'_>) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() < 0.5;
    match (around_shapes(node), node.bounds()) {
        (Some(around), Some(own)) => {
            near(around.x, own.x)
                && near(around.y, own.y)
                && near(around.width, own.width)
                && near(around.height, own.height)
        }
        _ => false,
    }
}
