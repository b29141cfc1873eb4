//! Vectors: paints as SVG has them.

use std::collections::BTreeSet;

use engine_vector::{Combined, write_path_data};
use omnios_model::{
    Anchor, BREAKPOINTS, Breakpoint, FillRule, GradientShape as ModelShape, Length, LineCap,
    LineJoin, Paint, RadialSize, Size, Style, VectorEffect,
};

use crate::css::number;
use crate::ir::{Gradient, GradientShape, Vector, VectorPaint};
use crate::style::VectorCss;

/// The content of a vector, or of a boolean where its path is given, and its paints at each
/// breakpoint as CSS has them. Every gradient gets an id that is new in `ids`.
pub(crate) fn vector(
    styles: &[Style; 3],
    combined: Option<&Combined>,
    label: &str,
    base: &str,
    ids: &mut BTreeSet<String>,
) -> (Vector, [VectorCss; 3]) {
    let [widest, ..] = styles;
    let mut paints = Paints {
        gradients: Vec::new(),
        known: Vec::new(),
        ids,
    };
    let mut painted = Vec::new();
    for (style, breakpoint) in styles.iter().zip(BREAKPOINTS) {
        let id = |what: &str| match breakpoint {
            Breakpoint::Desktop => format!("{base}-{what}"),
            narrower => format!("{base}-{what}-{narrower}"),
        };
        painted.push((
            paints.add(style.fill.as_ref(), &id("fill")),
            paints.add(style.stroke.as_ref(), &id("stroke")),
            style.stroke_width,
        ));
    }
    let gradients = paints.gradients;
    let css = [0, 1, 2].map(|range| {
        let (fill, stroke, width) = &painted[range];
        VectorCss {
            fill: paint_css(fill),
            stroke: paint_css(stroke),
            stroke_width: number(*width),
            others: attributes(&styles[range], combined.is_none()),
        }
    });
    let (fill, stroke, stroke_width) = painted.swap_remove(0);
    let vector = Vector {
        size: combined.map_or([widest.view_box[2], widest.view_box[3]], |it| {
            [it.size.width, it.size.height]
        }),
        view_box: combined.is_none().then_some(widest.view_box),
        path: combined.map_or_else(
            || widest.path_data.to_string(),
            |it| write_path_data(&it.path),
        ),
        label: label.to_owned(),
        fill,
        stroke,
        stroke_width,
        attributes: attributes(widest, combined.is_none())
            .into_iter()
            .filter(|(_, initial, value)| initial != value)
            .map(|(name, _, value)| (name, value))
            .collect(),
        gradients,
    };
    (vector, css)
}

/// Writes the size of a boolean that has none out: without a view box an SVG would have 300 × 150 px.
pub(crate) fn write_size_out(style: &mut Style, combined: &Combined) {
    let natural = [combined.size.width, combined.size.height];
    for (length, natural) in [&mut style.width, &mut style.height]
        .into_iter()
        .zip(natural)
    {
        let fixed = matches!(
            length,
            Length::Px(_) | Length::Percent(_) | Length::Calc { .. }
        );
        if !fixed {
            *length = Length::Px(natural);
        }
    }
}

/// Name, SVG's initial value and the element's own of what else says how a path is drawn.
fn attributes(style: &Style, has_rule: bool) -> Vec<(&'static str, &'static str, String)> {
    let dashes: Vec<String> = style
        .stroke_dasharray
        .iter()
        .map(|it| number(*it))
        .collect();
    let dashes = if dashes.is_empty() {
        "none".to_owned()
    } else {
        dashes.join(" ")
    };
    let rule = if has_rule {
        style.fill_rule
    } else {
        FillRule::Nonzero
    };
    let word = |keyword: &str| keyword.to_owned();
    vec![
        ("fill-rule", "nonzero", word(FillRule::as_str(rule))),
        (
            "stroke-linecap",
            "butt",
            word(LineCap::as_str(style.stroke_linecap)),
        ),
        (
            "stroke-linejoin",
            "miter",
            word(LineJoin::as_str(style.stroke_linejoin)),
        ),
        ("stroke-miterlimit", "4", number(style.stroke_miterlimit)),
        ("stroke-dasharray", "none", dashes),
        ("stroke-dashoffset", "0", number(style.stroke_dashoffset)),
        (
            "vector-effect",
            "none",
            word(VectorEffect::as_str(style.vector_effect)),
        ),
    ]
}

fn paint_css(paint: &VectorPaint) -> String {
    match paint {
        VectorPaint::None => "none".to_owned(),
        VectorPaint::Color(color) => color.to_string(),
        VectorPaint::Gradient(id) => format!("url(#{id})"),
    }
}

struct Paints<'a> {
    gradients: Vec<Gradient>,
    known: Vec<(Paint, String)>,
    ids: &'a mut BTreeSet<String>,
}

impl Paints<'_> {
    fn add(&mut self, paint: Option<&Paint>, wanted_id: &str) -> VectorPaint {
        let (shape, stops) = match paint {
            None | Some(Paint::Image { .. }) => return VectorPaint::None,
            Some(Paint::Solid(color)) => return VectorPaint::Color(*color),
            Some(Paint::Gradient(gradient)) => match gradient.shape {
                ModelShape::Linear { angle_deg } => (line(angle_deg), &gradient.stops),
                ModelShape::Radial {
                    size: RadialSize::Radii(Length::Percent(x), Length::Percent(y)),
                    center,
                    ..
                } => (ellipse(x, y, center), &gradient.stops),
                // Vectors take no other shapes.
                ModelShape::Radial { .. } | ModelShape::Conic { .. } => {
                    (FARTHEST_CORNER, &gradient.stops)
                }
            },
        };
        let same = |(known, _): &&(Paint, String)| Some(known) == paint;
        if let Some((_, id)) = self.known.iter().find(same) {
            return VectorPaint::Gradient(id.clone());
        }
        let mut id = wanted_id.to_owned();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{wanted_id}-{number}");
            number += 1;
        }
        self.gradients.push(Gradient {
            id: id.clone(),
            shape,
            stops: stops.clone(),
        });
        if let Some(paint) = paint {
            self.known.push((paint.clone(), id.clone()));
        }
        VectorPaint::Gradient(id)
    }
}

/// CSS's farthest corner, which is half the diagonal of the unit square away.
const FARTHEST_CORNER: GradientShape = GradientShape::Radial {
    center: [0.5, 0.5],
    radii: [std::f32::consts::FRAC_1_SQRT_2; 2],
};

/// An ellipse in the unit square; radii in per cents of it.
fn ellipse(x: f32, y: f32, center: Anchor) -> GradientShape {
    let center = center.in_box(Size::new(1.0, 1.0));
    GradientShape::Radial {
        center: [center.x, center.y],
        radii: [x / 100.0, y / 100.0],
    }
}

/// CSS's gradient line in the unit square: through the middle, and as long as makes the first and
/// last colour meet the corners (<https://drafts.csswg.org/css-images-3/#linear-gradients>).
fn line(angle_deg: f32) -> GradientShape {
    let (sin, cos) = angle_deg.to_radians().sin_cos();
    let half = (sin.abs() + cos.abs()) / 2.0;
    GradientShape::Linear {
        from: [0.5 - sin * half, 0.5 + cos * half],
        to: [0.5 + sin * half, 0.5 - cos * half],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gradient_line_runs_as_css_says() {
        let close = |a: [f32; 2], b: [f32; 2]| (a[0] - b[0]).abs() + (a[1] - b[1]).abs() < 0.001;
        for (angle, start, end) in [
            (90.0, [0.0, 0.5], [1.0, 0.5]),
            (180.0, [0.5, 0.0], [0.5, 1.0]),
            (45.0, [0.0, 1.0], [1.0, 0.0]),
        ] {
            let GradientShape::Linear { from, to } = line(angle) else {
                panic!("not linear")
            };
            assert!(close(from, start) && close(to, end), "{angle}");
        }
    }
}
