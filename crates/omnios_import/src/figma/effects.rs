//! Shadows and blurs.

use omnios_model::{ElementKind, Property, TokenKind};

use super::importer::Importer;
use super::json::Item;
use super::node::{Node, Rgba};
use super::place::rounded;
use crate::{ImportedElement, Loss};

/// A shadow's numbers in px.
struct Shadow {
    is_inner: bool,
    x: f64,
    y: f64,
    /// As CSS counts it for boxes: twice the standard deviation.
    blur: f64,
    spread: f64,
    color: Rgba,
}

impl Shadow {
    fn read(effect: Item<'_>) -> Option<Self> {
        let offset = |key: &str| effect.get("offset").get(key).number().unwrap_or(0.0);
        Some(Self {
            is_inner: effect.get("type").text() == Some("INNER_SHADOW"),
            x: offset("x"),
            y: offset("y"),
            blur: effect.get("radius").number().unwrap_or(0.0).max(0.0),
            spread: effect.get("spread").number().unwrap_or(0.0),
            color: Rgba::read(effect.get("color"))?,
        })
    }

    fn offsets(&self) -> String {
        format!("{}px {}px", rounded(self.x), rounded(self.y))
    }

    /// For `box-shadow`.
    fn of_box(&self) -> String {
        let inset = if self.is_inner { "inset " } else { "" };
        let (blur, spread) = (rounded(self.blur), rounded(self.spread));
        format!(
            "{inset}{} {blur}px {spread}px {}",
            self.offsets(),
            self.color.css()
        )
    }

    /// For `text-shadow`.
    fn of_text(&self) -> String {
        format!(
            "{} {}px {}",
            self.offsets(),
            rounded(self.blur),
            self.color.css()
        )
    }

    /// For `filter`, whose blur is the standard deviation.
    fn of_shape(&self) -> String {
        let deviation = rounded(self.blur / 2.0);
        format!(
            "drop-shadow({} {deviation}px {})",
            self.offsets(),
            self.color.css()
        )
    }
}

impl<'a> Importer<'a, '_> {
    /// Sets shadows and blurs. `is_filled` says whether the box itself casts the shadow;
    /// `strokes` are shadows that draw its stroke.
    pub(crate) fn effects(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        is_filled: bool,
        strokes: Vec<String>,
    ) {
        let mut shadows = Vec::new();
        let (mut filters, mut behind) = (Vec::new(), Vec::new());
        for effect in node.0.get("effects").items() {
            if !effect.get("visible").flag().unwrap_or(true) {
                continue;
            }
            self.note_effect(effect);
            let radius = effect.get("radius").number().unwrap_or(0.0).max(0.0);
            match effect.get("type").text().unwrap_or("") {
                "DROP_SHADOW" | "INNER_SHADOW" => shadows.extend(Shadow::read(effect)),
                "LAYER_BLUR" if radius > 0.0 => {
                    filters.push(format!("blur({}px)", rounded(radius / 2.0)));
                }
                "BACKGROUND_BLUR" if radius > 0.0 => {
                    behind.push(format!("blur({}px)", rounded(radius / 2.0)));
                }
                "LAYER_BLUR" | "BACKGROUND_BLUR" => {}
                other => {
                    let what = other.to_lowercase().replace('_', " ");
                    self.note(
                        Loss::LeftOut,
                        format!("has the effect {what}, which CSS hasn't"),
                    );
                }
            }
        }
        let has_blurs = !filters.is_empty() || !behind.is_empty();
        match element.kind {
            ElementKind::Text => self.text_shadows(node, element, &shadows, has_blurs),
            ElementKind::Vector | ElementKind::Boolean => {
                self.shape_shadows(&shadows, &mut filters);
            }
            _ if !is_filled && strokes.is_empty() => self.shape_shadows(&shadows, &mut filters),
            _ => self.box_shadows(node, element, &shadows, strokes, has_blurs),
        }
        for (property, list) in [
            (Property::Filter, filters),
            (Property::BackdropFilter, behind),
        ] {
            if !list.is_empty() {
                element.set_text(property, &list.join(" "));
            }
        }
    }

    fn box_shadows(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        shadows: &[Shadow],
        strokes: Vec<String>,
        has_blurs: bool,
    ) {
        let is_style = strokes.is_empty() && !has_blurs;
        let mut list = strokes;
        list.extend(shadows.iter().map(Shadow::of_box));
        if list.is_empty() {
            return;
        }
        let css = list.join(", ");
        let reference = is_style
            .then(|| self.style_reference(node, "effect", "", TokenKind::Shadow, &css))
            .flatten();
        element.set_text(Property::BoxShadow, &reference.unwrap_or(css));
    }

    fn text_shadows(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        shadows: &[Shadow],
        has_blurs: bool,
    ) {
        let (inner, outer): (Vec<_>, Vec<_>) = shadows.iter().partition(|it| it.is_inner);
        if !inner.is_empty() {
            self.note(
                Loss::LeftOut,
                "has a shadow inside its letters, which CSS hasn't",
            );
        }
        if outer.is_empty() {
            return;
        }
        let texts: Vec<String> = outer.into_iter().map(Shadow::of_text).collect();
        let css = texts.join(", ");
        // The token has the spread that boxes have, so only one that says the same will do.
        let boxes: Vec<String> = shadows.iter().map(Shadow::of_box).collect();
        let boxes = boxes.join(", ");
        let plain = inner.is_empty() && !has_blurs && shadows.iter().all(|it| it.spread == 0.0);
        let reference = plain
            .then(|| self.style_reference(node, "effect", "", TokenKind::Shadow, &boxes))
            .flatten();
        element.set_text(Property::TextShadow, &reference.unwrap_or(css));
    }

    /// Shadows of what isn't a box: they follow what is drawn.
    fn shape_shadows(&mut self, shadows: &[Shadow], filters: &mut Vec<String>) {
        for shadow in shadows {
            if shadow.is_inner {
                self.note(
                    Loss::LeftOut,
                    "has a shadow inside its outline, which CSS hasn't",
                );
                continue;
            }
            if shadow.spread != 0.0 {
                self.note(
                    Loss::Approximated,
                    "has a shadow that is spread; it has the size of its outline",
                );
            }
            filters.push(shadow.of_shape());
        }
    }

    fn note_effect(&mut self, effect: Item<'a>) {
        if effect.get("blurType").text() == Some("PROGRESSIVE") {
            self.note(
                Loss::Approximated,
                "has a blur that grows, which became even",
            );
        }
        let blend = effect.get("blendMode").text().unwrap_or("NORMAL");
        if !matches!(blend, "NORMAL" | "PASS_THROUGH") {
            let mode = blend.to_lowercase().replace('_', " ");
            self.note(
                Loss::LeftOut,
                format!("has a shadow that blends by {mode}; it lies plainly"),
            );
        }
    }
}
