//! SVG drawings into vectors that can be edited.
//!
//! [`import_drawing`] gives a frame of the drawing's natural size. In it each path is a vector as
//! large as the drawing, so that all of them scale with the frame; a group that says something is
//! a frame. **usvg** resolves what SVG leaves open (styles, units, `use`, basic shapes,
//! transforms, the outlines of texts), so that paths with one fill and one stroke are what
//! remains.
//!
//! Absent on purpose: pictures within drawings, masks, filters and patterns; each is reported.

mod clip;
mod fonts;
mod paint;

use std::sync::atomic::{AtomicBool, Ordering};

use omnios_model::{BlendMode, Color, ElementKind, Property};
use usvg::tiny_skia_path::{PathSegment, Point, Transform};

use crate::{ImportError, ImportedElement, Loss, Report};

/// The most vectors of one drawing.
const MAX_VECTORS: usize = 20_000;
/// How deep groups may be nested.
const MAX_DEPTH: u32 = 200;

/// A drawing's paths.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    /// Natural width in CSS px.
    pub(crate) width: f32,
    /// Natural height in CSS px.
    pub(crate) height: f32,
    /// Vectors and frames, each as large as the drawing, one upon the other.
    pub(crate) elements: Vec<ImportedElement>,
    /// What came over otherwise.
    pub(crate) notes: Vec<String>,
}

/// Reads an SVG file: a frame with the file's name and natural size in CSS px, and what came over
/// otherwise. An error for what is no drawing.
pub fn import_drawing(bytes: &[u8], name: &str) -> Result<(ImportedElement, Report), ImportError> {
    let drawing = vectors(bytes).map_err(|reason| ImportError::Drawing {
        name: name.to_owned(),
        reason,
    })?;
    let mut frame = ImportedElement::new(ElementKind::Frame, stem(name));
    frame.set_text(Property::Width, &format!("{}px", drawing.width));
    frame.set_text(Property::Height, &format!("{}px", drawing.height));
    frame.set_text(Property::Position, "relative");
    frame.set_text(Property::Overflow, "hidden");
    frame.children = drawing.elements;
    let mut report = Report::default();
    for message in drawing.notes {
        report.add(Loss::Approximated, name, "", message);
    }
    Ok((frame, report))
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem.trim() {
        "" => "Drawing",
        stem => stem,
    }
}

/// Whether a file is SVG, by how it begins.
pub fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<svg")
        || (head.starts_with("<?xml") || head.starts_with("<!")) && head.contains("<svg")
}

/// An `<svg>` of a page as a file of its own, in the colour of the text around it.
pub(crate) fn standalone(markup: &str, color: Option<Color>) -> String {
    let Some(rest) = markup.strip_prefix("<svg") else {
        return markup.to_owned();
    };
    let head = rest.split('>').next().unwrap_or_default();
    let mut attributes = String::new();
    if !head.contains("xmlns=") {
        attributes.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
    }
    if !head.contains("xmlns:xlink") {
        attributes.push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    }
    if let Some(color) = color {
        attributes.push_str(&format!(" color=\"{}\"", color.faded(1.0)));
    }
    format!("<svg{attributes}{rest}")
}

/// The drawing in a file.
pub(crate) fn vectors(bytes: &[u8]) -> Result<Drawing, String> {
    let has_pictures = AtomicBool::new(false);
    let leave_out = || {
        has_pictures.store(true, Ordering::Relaxed);
        None
    };
    let options = usvg::Options {
        // Nothing is read from the disk.
        resources_dir: None,
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| leave_out()),
            resolve_string: Box::new(|_, _| leave_out()),
        },
        font_family: fonts::DEFAULT_FAMILY.to_owned(),
        fontdb: fonts::database(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(bytes, &options).map_err(|error| error.to_string())?;
    let mut reader = Reader {
        size: tree.size(),
        count: 0,
        notes: Vec::new(),
    };
    let elements = reader.children(tree.root(), 0)?;
    if has_pictures.load(Ordering::Relaxed) {
        reader.note("a picture in a drawing was left out");
    }
    Ok(Drawing {
        width: tree.size().width(),
        height: tree.size().height(),
        elements,
        notes: reader.notes,
    })
}

/// Reads one drawing.
struct Reader {
    size: usvg::Size,
    count: usize,
    notes: Vec<String>,
}

impl Reader {
    fn note(&mut self, message: &str) {
        if !self.notes.iter().any(|it| it == message) {
            self.notes.push(message.to_owned());
        }
    }

    fn children(
        &mut self,
        group: &usvg::Group,
        depth: u32,
    ) -> Result<Vec<ImportedElement>, String> {
        if depth > MAX_DEPTH {
            return Err("its groups are nested too deeply".to_owned());
        }
        let mut elements = Vec::new();
        for child in group.children() {
            match child {
                usvg::Node::Group(inner) => elements.extend(self.group(inner, depth + 1)?),
                usvg::Node::Path(path) => elements.extend(self.path(path)?),
                // None is resolved.
                usvg::Node::Image(_) => {}
                usvg::Node::Text(text) => {
                    self.note("a text in a drawing became outlines");
                    elements.extend(self.group(text.flattened(), depth + 1)?);
                }
            }
        }
        Ok(elements)
    }

    /// What a group holds: in a frame, where the group says something of all of it or has a name.
    fn group(&mut self, group: &usvg::Group, depth: u32) -> Result<Vec<ImportedElement>, String> {
        if group.mask().is_some() {
            self.note("a mask in a drawing was left out");
        }
        if !group.filters().is_empty() {
            self.note("a filter in a drawing was left out");
        }
        let mut children = self.children(group, depth)?;
        let mut said = Vec::new();
        if group.opacity().get() < 1.0 {
            said.push((Property::Opacity, group.opacity().get().to_string()));
        }
        let mode = group.blend_mode().to_string();
        if BlendMode::from_keyword(&mode).is_some_and(|it| it != BlendMode::Normal) {
            said.push((Property::MixBlendMode, mode));
        }
        if group.isolate() {
            said.push((Property::Isolation, "isolate".to_owned()));
        }
        if let Some(clip) = group.clip_path() {
            match clip::polygon(clip, group.abs_transform(), self.size) {
                Some(polygon) => said.push((Property::ClipPath, polygon)),
                None => self.note("a clip path in a drawing was left out"),
            }
        }
        let is_named = !group.id().is_empty();
        match children.as_mut_slice() {
            [] => return Ok(children),
            // One path, or one group, can say it itself, unless it says the same already.
            [only] if said.iter().all(|(property, _)| !only.sets(*property)) => {
                if is_named && only.name == PATH {
                    only.name = name(group.id(), PATH);
                }
                set_all(only, &said);
                return Ok(children);
            }
            _ if said.is_empty() && !is_named => return Ok(children),
            _ => {}
        }
        let mut frame = ImportedElement::new(ElementKind::Frame, name(group.id(), "Group"));
        fill_drawing(&mut frame);
        set_all(&mut frame, &said);
        frame.children = children;
        Ok(vec![frame])
    }

    /// A path; two of them where it is stroked below its fill.
    fn path(&mut self, path: &usvg::Path) -> Result<Vec<ImportedElement>, String> {
        if !path.is_visible() {
            return Ok(Vec::new());
        }
        let parts: &[(bool, bool)] = match path.paint_order() {
            usvg::PaintOrder::FillAndStroke => &[(true, true)],
            usvg::PaintOrder::StrokeAndFill => &[(false, true), (true, false)],
        };
        let mut vectors = Vec::new();
        for (fill, stroke) in parts {
            let fill = path.fill().filter(|_| *fill);
            let stroke = path.stroke().filter(|_| *stroke);
            if fill.is_some() || stroke.is_some() {
                vectors.push(self.vector(path, fill, stroke));
            }
        }
        self.count += vectors.len();
        match self.count > MAX_VECTORS {
            true => Err(format!("it has more than {MAX_VECTORS} paths")),
            false => Ok(vectors),
        }
    }

    fn vector(
        &mut self,
        path: &usvg::Path,
        fill: Option<&usvg::Fill>,
        stroke: Option<&usvg::Stroke>,
    ) -> ImportedElement {
        let transform = path.abs_transform();
        let bounds = path.abs_bounding_box();
        let mut element = ImportedElement::new(ElementKind::Vector, name(path.id(), PATH));
        fill_drawing(&mut element);
        element.set_text(Property::PathData, &path_data(path.data(), transform));
        let view_box = format!("0 0 {} {}", self.size.width(), self.size.height());
        element.set_text(Property::ViewBox, &view_box);
        let mut css = |paint, opacity: usvg::Opacity| {
            paint::css(paint, opacity.get(), bounds, transform, &mut self.notes)
        };
        match fill {
            Some(fill) => {
                element.set_text(Property::Fill, &css(fill.paint(), fill.opacity()));
                if fill.rule() == usvg::FillRule::EvenOdd {
                    element.set_text(Property::FillRule, "evenodd");
                }
            }
            None => element.set_text(Property::Fill, "none"),
        }
        if let Some(stroke) = stroke {
            element.set_text(Property::Stroke, &css(stroke.paint(), stroke.opacity()));
            set_stroke(&mut element, stroke, transform);
        }
        element
    }
}

/// What a vector is called whose path has no id.
const PATH: &str = "Path";

fn name(id: &str, otherwise: &str) -> String {
    let name: String = id.chars().filter(|it| !it.is_control()).take(40).collect();
    match name.trim() {
        "" => otherwise.to_owned(),
        name => name.to_owned(),
    }
}

/// As large as the drawing, wherever it is shown.
fn fill_drawing(element: &mut ImportedElement) {
    element.set_text(Property::Position, "absolute");
    element.set_text(Property::Left, "0px");
    element.set_text(Property::Top, "0px");
    element.set_text(Property::Width, "100%");
    element.set_text(Property::Height, "100%");
}

fn set_all(element: &mut ImportedElement, values: &[(Property, String)]) {
    for (property, value) in values {
        element.set_text(*property, value);
    }
}

fn set_stroke(element: &mut ImportedElement, stroke: &usvg::Stroke, transform: Transform) {
    // A stroke that is stretched more one way than the other gets its mean width.
    let determinant = transform.sx * transform.sy - transform.kx * transform.ky;
    let scale = determinant.abs().sqrt();
    let width = stroke.width().get() * scale;
    element.set_text(Property::StrokeWidth, &width.to_string());
    let cap = match stroke.linecap() {
        usvg::LineCap::Butt => "butt",
        usvg::LineCap::Round => "round",
        usvg::LineCap::Square => "square",
    };
    element.set_text(Property::StrokeLinecap, cap);
    let join = match stroke.linejoin() {
        usvg::LineJoin::Round => "round",
        usvg::LineJoin::Bevel => "bevel",
        _ => "miter",
    };
    element.set_text(Property::StrokeLinejoin, join);
    let limit = stroke.miterlimit().get();
    element.set_text(Property::StrokeMiterlimit, &limit.to_string());
    if let Some(dashes) = stroke.dasharray() {
        let dashes: Vec<String> = dashes.iter().map(|it| (it * scale).to_string()).collect();
        element.set_text(Property::StrokeDasharray, &dashes.join(" "));
        let offset = stroke.dashoffset() * scale;
        element.set_text(Property::StrokeDashoffset, &offset.to_string());
    }
}

fn path_data(path: &usvg::tiny_skia_path::Path, transform: Transform) -> String {
    let mut data = String::new();
    let write = |data: &mut String, command: char, points: &[Point]| {
        data.push(command);
        for (index, point) in points.iter().enumerate() {
            let mut point = *point;
            transform.map_point(&mut point);
            if index > 0 {
                data.push(' ');
            }
            data.push_str(&format!("{} {}", rounded(point.x), rounded(point.y)));
        }
    };
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => write(&mut data, 'M', &[to]),
            PathSegment::LineTo(to) => write(&mut data, 'L', &[to]),
            PathSegment::QuadTo(by, to) => write(&mut data, 'Q', &[by, to]),
            PathSegment::CubicTo(first, second, to) => write(&mut data, 'C', &[first, second, to]),
            PathSegment::Close => data.push('Z'),
        }
    }
    data
}

/// A thousandth of a px is finer than any screen.
fn rounded(number: f32) -> f32 {
    (number * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inside: &str) -> (ImportedElement, Vec<String>) {
        let markup = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>{inside}</svg>"
        );
        let (frame, report) = import_drawing(markup.as_bytes(), "Logo.svg").unwrap();
        let notes = report.notes().iter().map(|note| note.message.clone());
        (frame, notes.collect())
    }

    fn get(element: &ImportedElement, property: Property) -> String {
        let key = omnios_model::PropertyKey::base(property);
        let value = element.properties.get(&key);
        value.map_or_else(String::new, ToString::to_string)
    }

    #[test]
    fn shapes_become_paths_where_they_stand() {
        let (frame, notes) = drawing(
            "<g transform='translate(2 1)'><rect width='4' height='3' fill='red'/></g>\
             <path id='Line' d='M0 0L5 5' stroke='#00f' stroke-width='2' fill='none'/>",
        );
        assert_eq!(frame.name, "Logo");
        assert_eq!(get(&frame, Property::Width), "20px");
        assert_eq!(get(&frame, Property::Height), "10px");
        let [rect, line] = frame.children.as_slice() else {
            panic!("{frame:?}")
        };
        assert_eq!(get(rect, Property::PathData), "M2 1L6 1L6 4L2 4Z");
        assert_eq!(get(rect, Property::Fill), "#ff0000");
        assert_eq!(line.name, "Line");
        assert_eq!(get(line, Property::Stroke), "#0000ff");
        assert_eq!(get(line, Property::StrokeWidth), "2");
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn groups_that_say_something_or_have_a_name_stay_groups() {
        let two = "<rect width='4' height='3'/><circle r='2'/>";
        let (frame, _) = drawing(&format!(
            "<g id='Wheel' opacity='0.5'>{two}</g><g>{two}</g><g opacity='.25'><rect width='9' height='9'/></g>"
        ));
        let kinds: Vec<ElementKind> = frame.children.iter().map(|it| it.kind).collect();
        use ElementKind::{Frame, Vector};
        assert_eq!(kinds, [Frame, Vector, Vector, Vector]);
        let wheel = &frame.children[0];
        assert_eq!((wheel.name.as_str(), wheel.children.len()), ("Wheel", 2));
        assert_eq!(get(wheel, Property::Opacity), "0.5");
        assert_eq!(get(&wheel.children[0], Property::Opacity), "");
        assert_eq!(get(&frame.children[3], Property::Opacity), "0.25");
    }

    #[test]
    fn a_clip_path_is_a_polygon_of_the_drawing() {
        let (frame, notes) = drawing(
            "<clipPath id='c'><rect x='5' y='2' width='10' height='5'/></clipPath>\
             <g clip-path='url(#c)'><rect width='20' height='10'/><circle r='4'/></g>",
        );
        assert_eq!(
            get(&frame.children[0], Property::ClipPath),
            "polygon(25% 20%, 75% 20%, 75% 70%, 25% 70%)"
        );
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn gradients_lie_where_the_drawing_has_them() {
        let (frame, notes) = drawing(
            "<defs><linearGradient id='a' gradientUnits='userSpaceOnUse' x1='0' x2='20'>\
             <stop stop-color='#000'/><stop offset='1' stop-color='#fff'/></linearGradient>\
             <radialGradient id='b' cx='.25' cy='.5' r='.5'>\
             <stop stop-color='#f00'/><stop offset='1' stop-color='#00f'/></radialGradient></defs>\
             <rect x='10' width='10' height='10' fill='url(#a)'/>\
             <rect width='20' height='10' fill='url(#b)'/>",
        );
        assert_eq!(
            get(&frame.children[0], Property::Fill),
            "linear-gradient(90deg, #808080 0%, #ffffff 100%)"
        );
        assert_eq!(
            get(&frame.children[1], Property::Fill),
            "radial-gradient(50% 50% at 25% 50%, #ff0000 0%, #0000ff 100%)"
        );
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn texts_become_outlines_and_what_cant_be_a_vector_is_named() {
        let (frame, notes) = drawing(
            "<text y='9' font-size='9' font-family='Nobody'>Hi</text>\
             <image width='4' height='4' href='data:image/png;base64,AAAA'/>\
             <filter id='f'><feGaussianBlur stdDeviation='2'/></filter>\
             <rect filter='url(#f)' width='4' height='3'/>",
        );
        assert!(frame.count() > 2, "{frame:?}");
        let says = |part: &str| notes.iter().any(|it| it.contains(part));
        assert!(
            says("outlines") && says("picture") && says("filter"),
            "{notes:?}"
        );
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        assert!(vectors(b"<svg").is_err());
        let error = import_drawing(b"", "x.svg").unwrap_err().to_string();
        assert!(error.contains("x.svg"), "{error}");
        assert!(is_svg(b"<?xml version='1.0'?><svg/>"));
        assert!(!is_svg(b"<html><svg/></html>"));
    }
}
