//! Vectors: paints as SVG has them.

use std::collections::BTreeSet;

use omnios_model::{BREAKPOINTS, Breakpoint, Paint, Style};

use crate::css::number;
use crate::ir::{Gradient, GradientShape, Vector, VectorPaint};
use crate::style::VectorCss;

/// A vector's content, and its paints at each breakpoint as CSS has them. Every gradient gets an
/// id that is new in `ids`.
pub(crate) fn vector(
    styles: &[Style; 3],
    label: &str,
    base: &str,
    ids: &mut BTreeSet<String>,
) -> (Vector, [VectorCss; 3]) {
    let [widest, ..] = styles;
    let mut paints = Paints {
        view_box: widest.view_box,
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
        }
    });
    let (fill, stroke, stroke_width) = painted.swap_remove(0);
    let vector = Vector {
        view_box: widest.view_box,
        path: widest.path_data.to_string(),
        label: label.to_owned(),
        fill,
        stroke,
        stroke_width,
        gradients,
    };
    (vector, css)
}

fn paint_css(paint: &VectorPaint) -> String {
    match paint {
        VectorPaint::None => "none".to_owned(),
        VectorPaint::Color(color) => color.to_string(),
        VectorPaint::Gradient(id) => format!("url(#{id})"),
    }
}

struct Paints<'a> {
    view_box: [f32; 4],
    gradients: Vec<Gradient>,
    known: Vec<(Paint, String)>,
    ids: &'a mut BTreeSet<String>,
}

impl Paints<'_> {
    fn add(&mut self, paint: Option<&Paint>, wanted_id: &str) -> VectorPaint {
        let (shape, stops) = match paint {
            None | Some(Paint::Image { .. }) => return VectorPaint::None,
            Some(Paint::Solid(color)) => return VectorPaint::Color(*color),
            Some(Paint::LinearGradient { angle_deg, stops }) => (self.line(*angle_deg), stops),
            Some(Paint::RadialGradient { stops }) => (self.ellipse(), stops),
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

    /// CSS's gradient line: through the middle, and as long as makes the first and last colour
    /// meet the corners (<https://drafts.csswg.org/css-images-3/#linear-gradients>).
    fn line(&self, angle_deg: f32) -> GradientShape {
        let [x, y, width, height] = self.view_box;
        let (sin, cos) = angle_deg.to_radians().sin_cos();
        let half = ((width * sin).abs() + (height * cos).abs()) / 2.0;
        let [middle_x, middle_y] = [x + width / 2.0, y + height / 2.0];
        GradientShape::Linear {
            from: [middle_x - sin * half, middle_y + cos * half],
            to: [middle_x + sin * half, middle_y - cos * half],
        }
    }

    /// CSS's farthest-corner ellipse has the box's proportions, so its radii are √2 times half
    /// the sides.
    fn ellipse(&self) -> GradientShape {
        let [x, y, width, height] = self.view_box;
        let reach = std::f32::consts::SQRT_2 / 2.0;
        GradientShape::Radial {
            center: [x + width / 2.0, y + height / 2.0],
            radii: [width * reach, height * reach],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gradient_line_runs_as_css_says() {
        let mut ids = BTreeSet::new();
        let paints = Paints {
            view_box: [0.0, 0.0, 100.0, 50.0],
            gradients: Vec::new(),
            known: Vec::new(),
            ids: &mut ids,
        };
        let close = |a: [f32; 2], b: [f32; 2]| (a[0] - b[0]).abs() + (a[1] - b[1]).abs() < 0.01;
        let GradientShape::Linear { from, to } = paints.line(90.0) else {
            panic!("not linear")
        };
        assert!(close(from, [0.0, 25.0]) && close(to, [100.0, 25.0]));
        let GradientShape::Linear { from, to } = paints.line(180.0) else {
            panic!("not linear")
        };
        assert!(close(from, [50.0, 0.0]) && close(to, [50.0, 50.0]));
    }
}
