//! Strokes and corners of boxes.
//!
//! A stroke inside the box is a CSS border. One outside, or half and half, takes no room in
//! Figma's layout, and becomes shadows without a blur, which take none either.

use omnios_model::{ElementKind, Property, TokenKind, Value};

use super::flow::{paddings, strokes_take_room};
use super::importer::Importer;
use super::node::{Flow, Node};
use super::place::{px, rounded};
use crate::{ImportedElement, Loss};

/// Corners, clockwise from the top left.
pub(crate) const CORNERS: [Property; 4] = [
    Property::BorderTopLeftRadius,
    Property::BorderTopRightRadius,
    Property::BorderBottomRightRadius,
    Property::BorderBottomLeftRadius,
];

const WIDTHS: [Property; 4] = [
    Property::BorderTopWidth,
    Property::BorderRightWidth,
    Property::BorderBottomWidth,
    Property::BorderLeftWidth,
];
const STYLES: [Property; 4] = [
    Property::BorderTopStyle,
    Property::BorderRightStyle,
    Property::BorderBottomStyle,
    Property::BorderLeftStyle,
];
const COLORS: [Property; 4] = [
    Property::BorderTopColor,
    Property::BorderRightColor,
    Property::BorderBottomColor,
    Property::BorderLeftColor,
];

/// What a stroke became.
#[derive(Debug, Default)]
pub(crate) struct Stroke {
    /// Widths of the CSS border: top, right, bottom, left.
    pub(crate) widths: [f64; 4],
    /// Shadows that draw it.
    pub(crate) shadows: Vec<String>,
}

/// The stroke's weights: top, right, bottom, left.
pub(crate) fn weights(node: Node<'_>) -> [f64; 4] {
    let all = node.number("strokeWeight").unwrap_or(1.0).max(0.0);
    let sides = node.0.get("individualStrokeWeights");
    ["top", "right", "bottom", "left"].map(|side| {
        let own = sides.get(side).number().map(|it| it.max(0.0));
        own.unwrap_or(if sides.is_map() { 0.0 } else { all })
    })
}

impl<'a> Importer<'a, '_> {
    /// Rounds a box's corners.
    pub(crate) fn round(&mut self, node: Node<'a>, element: &mut ImportedElement) {
        let radii: Vec<f64> = node
            .0
            .get("rectangleCornerRadii")
            .items()
            .filter_map(|it| it.number())
            .collect();
        let one = node.number("cornerRadius").unwrap_or(0.0);
        for (index, corner) in CORNERS.into_iter().enumerate() {
            let radius = radii.get(index).copied().unwrap_or(one);
            if radius > 0.0 {
                element.set(corner, px(radius));
            }
        }
    }

    /// Draws a box's stroke as a border, or as shadows.
    pub(crate) fn stroke(&mut self, node: Node<'a>, element: &mut ImportedElement) -> Stroke {
        let paints = node.paints("strokes");
        let weights = weights(node);
        if weights.iter().all(|it| *it <= 0.0) {
            return Stroke::default();
        }
        let Some(color) = self.one_color(&paints, "stroke") else {
            return Stroke::default();
        };
        let is_even = weights.iter().all(|it| *it == weights[0]);
        let is_dashed = node.0.get("strokeDashes").items().len() > 0;
        let align = node.word("strokeAlign");
        let css = color.css();
        let [weight, ..] = weights;
        let by_shadow = |shares: &[(&str, f64)]| Stroke {
            widths: [0.0; 4],
            shadows: shares
                .iter()
                .map(|(inset, share)| {
                    format!("{inset}0px 0px 0px {}px {css}", rounded(weight * share))
                })
                .collect(),
        };
        if is_even && !is_dashed {
            match align {
                "OUTSIDE" => return by_shadow(&[("", 1.0)]),
                "CENTER" => return by_shadow(&[("inset ", 0.5), ("", 0.5)]),
                _ if lacks_room(node, &weights) => return by_shadow(&[("inset ", 1.0)]),
                _ => {}
            }
        } else if matches!(align, "OUTSIDE" | "CENTER") {
            let what = if is_dashed { "dashed" } else { "uneven" };
            self.note(
                Loss::Approximated,
                format!("has a {what} stroke that reaches out of its box; it lies inside"),
            );
        }
        if is_dashed {
            self.note(
                Loss::Approximated,
                "has a dashed stroke, whose dashes are as long as CSS makes them",
            );
        }
        let css = match paints.as_slice() {
            [only] if only.get("type").text() == Some("SOLID") => self
                .style_reference(node, "stroke", "", TokenKind::Color, &css)
                .unwrap_or(css),
            _ => css,
        };
        set_border(element, &weights, &css, is_dashed);
        Stroke {
            widths: weights,
            shadows: Vec::new(),
        }
    }

    /// Opacity and blending with what lies behind.
    pub(crate) fn blend(&mut self, node: Node<'a>, element: &mut ImportedElement) {
        let own = node.number("opacity").unwrap_or(1.0).clamp(0.0, 1.0);
        let key = omnios_model::PropertyKey::base(Property::Opacity);
        let before = match element.properties.get(&key) {
            Some(Value::Number(number)) => f64::from(*number),
            _ => 1.0,
        };
        if own < 1.0 {
            element.set(Property::Opacity, Value::Number(rounded(own * before)));
        }
        let mode = match node.word("blendMode") {
            "" | "PASS_THROUGH" | "NORMAL" => return,
            "LINEAR_BURN" => "color-burn",
            "LINEAR_DODGE" => "color-dodge",
            other => &other.to_lowercase().replace('_', "-"),
        };
        if node.word("blendMode").starts_with("LINEAR") {
            self.note(
                Loss::Approximated,
                format!("blends in a way that CSS hasn't; {mode} comes near"),
            );
        }
        element.set_text(Property::MixBlendMode, mode);
        let key = omnios_model::PropertyKey::base(Property::MixBlendMode);
        if !element.properties.contains_key(&key) {
            self.note(
                Loss::LeftOut,
                format!("blends by {mode}, which isn't known here"),
            );
        }
    }
}

/// Whether a border would take the room that Figma gives what is inside.
fn lacks_room(node: Node<'_>, weights: &[f64; 4]) -> bool {
    let paddings = paddings(node);
    node.flow() != Flow::Free
        && !strokes_take_room(node)
        && weights
            .iter()
            .zip(paddings)
            .any(|(weight, padding)| *weight > padding)
}

fn set_border(element: &mut ImportedElement, weights: &[f64; 4], css: &str, is_dashed: bool) {
    debug_assert!(!matches!(
        element.kind,
        ElementKind::Vector | ElementKind::Boolean
    ));
    for side in 0..4 {
        if weights[side] <= 0.0 {
            continue;
        }
        element.set(WIDTHS[side], px(weights[side]));
        element.set_text(COLORS[side], css);
        if is_dashed {
            element.set_text(STYLES[side], "dashed");
        }
    }
}
