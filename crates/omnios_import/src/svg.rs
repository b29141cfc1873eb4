//! SVG drawings into vectors that can be edited.
//!
//! **usvg** resolves what SVG leaves open (styles, units, `use`, basic shapes, transforms), so that
//! paths with one fill and one stroke are what remains.

use omnios_model::{Color, ElementKind, Property};
use usvg::tiny_skia_path::{PathSegment, Point, Transform};

use crate::ImportedElement;

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
    /// Each as large as the drawing, one upon the other.
    pub(crate) vectors: Vec<ImportedElement>,
    /// What came over otherwise.
    pub(crate) notes: Vec<String>,
}

/// Whether a file is SVG, by how it begins.
pub(crate) fn is_svg(bytes: &[u8]) -> bool {
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
    let options = usvg::Options {
        // Nothing is read from the disk.
        resources_dir: None,
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_data(bytes, &options).map_err(|error| error.to_string())?;
    let size = tree.size();
    let mut drawing = Drawing {
        width: size.width(),
        height: size.height(),
        ..Drawing::default()
    };
    let view_box = format!("0 0 {} {}", size.width(), size.height());
    group(tree.root(), 1.0, &view_box, &mut drawing, 0)?;
    Ok(drawing)
}

fn group(
    group: &usvg::Group,
    opacity: f32,
    view_box: &str,
    drawing: &mut Drawing,
    depth: u32,
) -> Result<(), String> {
    if depth > MAX_DEPTH {
        return Err("its groups are nested too deeply".to_owned());
    }
    let mut note = |message: &str| {
        if !drawing.notes.iter().any(|it| it == message) {
            drawing.notes.push(message.to_owned());
        }
    };
    if group.clip_path().is_some() {
        note("a clip path in a drawing was left out");
    }
    if group.mask().is_some() {
        note("a mask in a drawing was left out");
    }
    if !group.filters().is_empty() {
        note("a filter in a drawing was left out");
    }
    let opacity = opacity * group.opacity().get();
    for child in group.children() {
        match child {
            usvg::Node::Group(inner) => {
                self::group(inner, opacity, view_box, drawing, depth + 1)?;
            }
            usvg::Node::Path(path) => {
                if drawing.vectors.len() >= MAX_VECTORS {
                    return Err(format!("it has more than {MAX_VECTORS} paths"));
                }
                if path.is_visible() {
                    let vector = vector(path, opacity, view_box, &mut drawing.notes);
                    drawing.vectors.extend(vector);
                }
            }
            usvg::Node::Image(_) => drawing
                .notes
                .push("a picture in a drawing was left out".to_owned()),
            usvg::Node::Text(text) => {
                self::group(text.flattened(), opacity, view_box, drawing, depth + 1)?;
            }
        }
    }
    Ok(())
}

fn vector(
    path: &usvg::Path,
    opacity: f32,
    view_box: &str,
    notes: &mut Vec<String>,
) -> Option<ImportedElement> {
    let transform = path.abs_transform();
    let data = path_data(path.data(), transform);
    let mut element = ImportedElement::new(ElementKind::Vector, name(path.id()));
    element.set_text(Property::PathData, &data);
    element.set_text(Property::ViewBox, view_box);
    element.set_text(Property::Position, "absolute");
    element.set_text(Property::Left, "0px");
    element.set_text(Property::Top, "0px");
    element.set_text(Property::Width, "100%");
    element.set_text(Property::Height, "100%");
    if opacity < 1.0 {
        element.set_text(Property::Opacity, &opacity.to_string());
    }
    match path.fill() {
        Some(fill) => {
            element.set_text(
                Property::Fill,
                &paint(fill.paint(), fill.opacity().get(), notes),
            );
            if fill.rule() == usvg::FillRule::EvenOdd {
                element.set_text(Property::FillRule, "evenodd");
            }
        }
        None => element.set_text(Property::Fill, "none"),
    }
    if let Some(stroke) = path.stroke() {
        let scale = (transform.sx * transform.sy - transform.kx * transform.ky)
            .abs()
            .sqrt();
        element.set_text(
            Property::Stroke,
            &paint(stroke.paint(), stroke.opacity().get(), notes),
        );
        element.set_text(
            Property::StrokeWidth,
            &(stroke.width().get() * scale).to_string(),
        );
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
        element.set_text(
            Property::StrokeMiterlimit,
            &stroke.miterlimit().get().to_string(),
        );
        if let Some(dashes) = stroke.dasharray() {
            let dashes: Vec<String> = dashes.iter().map(|it| (it * scale).to_string()).collect();
            element.set_text(Property::StrokeDasharray, &dashes.join(" "));
            element.set_text(
                Property::StrokeDashoffset,
                &(stroke.dashoffset() * scale).to_string(),
            );
        }
    } else if path.fill().is_none() {
        return None;
    }
    Some(element)
}

fn name(id: &str) -> String {
    if id.is_empty() {
        "Path".to_owned()
    } else {
        id.chars().take(40).collect()
    }
}

fn paint(paint: &usvg::Paint, opacity: f32, notes: &mut Vec<String>) -> String {
    let color = |color: usvg::Color, opacity: f32| {
        let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
        Color::rgba(color.red, color.green, color.blue, alpha)
    };
    let stops = |stops: &[usvg::Stop]| -> Vec<String> {
        stops
            .iter()
            .map(|stop| {
                let shade = color(stop.color(), stop.opacity().get() * opacity);
                format!("{shade} {}%", stop.offset().get() * 100.0)
            })
            .collect()
    };
    match paint {
        usvg::Paint::Color(shade) => color(*shade, opacity).to_string(),
        usvg::Paint::LinearGradient(gradient) => {
            let (dx, dy) = (gradient.x2() - gradient.x1(), gradient.y2() - gradient.y1());
            let angle = dx.atan2(-dy).to_degrees();
            notes.push("a gradient in a drawing runs over the whole path".to_owned());
            format!(
                "linear-gradient({angle}deg, {})",
                stops(gradient.stops()).join(", ")
            )
        }
        usvg::Paint::RadialGradient(gradient) => {
            notes.push("a gradient in a drawing runs over the whole path".to_owned());
            format!("radial-gradient({})", stops(gradient.stops()).join(", "))
        }
        usvg::Paint::Pattern(_) => {
            notes.push("a pattern in a drawing is grey".to_owned());
            Color::rgba(128, 128, 128, 255).to_string()
        }
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

    #[test]
    fn shapes_become_paths_where_they_stand() {
        let drawing = vectors(
            b"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>\
              <g transform='translate(2 1)'><rect width='4' height='3' fill='red'/></g>\
              <path d='M0 0L5 5' stroke='#00f' stroke-width='2' fill='none'/></svg>",
        )
        .unwrap();
        assert_eq!((drawing.width, drawing.height), (20.0, 10.0));
        let data = |index: usize, property: Property| {
            let key = omnios_model::PropertyKey::base(property);
            drawing.vectors[index].properties[&key].to_string()
        };
        assert_eq!(data(0, Property::PathData), "M2 1L6 1L6 4L2 4Z");
        assert_eq!(data(0, Property::Fill), "#ff0000");
        assert_eq!(data(1, Property::Stroke), "#0000ff");
        assert_eq!(data(1, Property::StrokeWidth), "2");
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        assert!(vectors(b"<svg").is_err());
        assert!(vectors(b"").is_err());
        assert!(is_svg(b"<?xml version='1.0'?><svg/>"));
        assert!(!is_svg(b"<html><svg/></html>"));
    }
}
