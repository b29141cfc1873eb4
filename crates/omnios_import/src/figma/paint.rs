//! What fills a box: colours, gradients and pictures.

use omnios_model::{AssetInfo, ElementKind, Property, TokenKind, Value};

use super::gradient::{gradient, stops};
use super::importer::Importer;
use super::json::Item;
use super::node::{Node, Rgba, matrix};
use super::place::{Slot, rounded};
use super::style_tokens::StyleUse;
use crate::{ImportedElement, Loss};

/// What stands for a picture that isn't there.
const PLACEHOLDER: &str = "#d9d9d9";

/// Differences of picture's shares below this aren't seen.
const SAME: f64 = 0.005;

impl<'a> Importer<'a, '_> {
    /// Sets how a box looks: fills, corners, strokes, effects. Gives the widths of its CSS border:
    /// top, right, bottom, left.
    pub(crate) fn look(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        slot: &Slot,
    ) -> [f64; 4] {
        let fills = node.fills();
        self.fill(node, element, &fills, slot.size);
        self.round(node, element);
        let stroke = self.stroke(node, element);
        self.effects(node, element, !fills.is_empty(), stroke.shadows);
        self.blend(node, element);
        stroke.widths
    }

    /// Sets a box's background, or makes it an image.
    pub(crate) fn fill(
        &mut self,
        node: Node<'a>,
        element: &mut ImportedElement,
        fills: &[Item<'a>],
        size: (f64, f64),
    ) {
        if let [only] = fills
            && element.kind == ElementKind::Rectangle
            && self.become_image(*only, element)
        {
            return;
        }
        let mut layers = Vec::new();
        for paint in fills.iter().rev() {
            if let Some(layer) = self.layer(*paint, element, fills.len() == 1, size) {
                layers.push(layer);
            }
        }
        if layers.is_empty() {
            return;
        }
        let css = layers.join(", ");
        let kind = match fills {
            [only] if only.get("type").text() == Some("SOLID") => Some(TokenKind::Color),
            [only] if only.get("gradientStops").items().len() > 0 => Some(TokenKind::Gradient),
            _ => None,
        };
        let css = kind
            .and_then(|kind| self.style_reference(node, "fill", "", kind, &css))
            .unwrap_or(css);
        element.set_text(Property::Background, &css);
    }

    /// One layer of a background.
    fn layer(
        &mut self,
        paint: Item<'a>,
        element: &mut ImportedElement,
        is_only: bool,
        size: (f64, f64),
    ) -> Option<String> {
        self.note_paint(paint);
        let opacity = paint.get("opacity").number().unwrap_or(1.0);
        match paint.get("type").text().unwrap_or("") {
            "SOLID" => {
                let color = Rgba::read(paint.get("color"))?.faded(opacity);
                Some(color.css())
            }
            "GRADIENT_LINEAR" | "GRADIENT_RADIAL" | "GRADIENT_ANGULAR" | "GRADIENT_DIAMOND" => {
                let made = gradient(paint, size)?;
                if let Some(differs) = made.differs {
                    self.note(Loss::Approximated, differs);
                }
                Some(made.css)
            }
            "IMAGE" => self.image_layer(paint, element, is_only),
            other => {
                let what = other.to_lowercase().replace('_', " ");
                self.note(
                    Loss::LeftOut,
                    format!("has a fill of the kind {what}, which a web page can't have; grey stands for it"),
                );
                Some(PLACEHOLDER.to_owned())
            }
        }
    }

    fn image_layer(
        &mut self,
        paint: Item<'a>,
        element: &mut ImportedElement,
        is_only: bool,
    ) -> Option<String> {
        self.note_image(paint);
        let Some(picture) = self.picture(paint) else {
            return Some(PLACEHOLDER.to_owned());
        };
        let opacity = paint.get("opacity").number().unwrap_or(1.0);
        if opacity < 1.0 {
            if is_only && !matches!(element.kind, ElementKind::Frame) {
                element.set(Property::Opacity, Value::Number(rounded(opacity)));
            } else {
                self.note(
                    Loss::Approximated,
                    "has a translucent picture, which became opaque",
                );
            }
        }
        let hash = &picture.hash;
        let fit = match paint.get("scaleMode").text().unwrap_or("FILL") {
            "FIT" => "contain",
            "STRETCH" => {
                let Some(part) = matrix(paint.get("imageTransform")) else {
                    return Some(format!("image({hash} fill)"));
                };
                return self.crop(&part, &picture, element);
            }
            "TILE" => {
                self.note(
                    Loss::Approximated,
                    "repeats a picture, which is shown once in its own size",
                );
                return Some(format!("image({hash} none 0% 0%)"));
            }
            _ => "cover",
        };
        Some(format!("image({hash} {fit})"))
    }

    /// A part of a picture. Where that isn't what `cover` shows, a larger picture lies in the box,
    /// which clips it.
    fn crop(
        &mut self,
        part: &omnios_model::Affine,
        picture: &AssetInfo,
        element: &mut ImportedElement,
    ) -> Option<String> {
        let hash = &picture.hash;
        let is_upright =
            part.b.abs() < SAME && part.c.abs() < SAME && part.a > SAME && part.d > SAME;
        if !is_upright {
            self.note(
                Loss::Approximated,
                "shows a turned part of a picture; the whole covers the box",
            );
            return Some(format!("image({hash} cover)"));
        }
        if (part.a - 1.0).abs() < SAME && (part.d - 1.0).abs() < SAME {
            return Some(format!("image({hash} fill)"));
        }
        if element.kind == ElementKind::Ellipse {
            self.note(
                Loss::Approximated,
                "shows a part of a picture; the whole covers the box",
            );
            return Some(format!("image({hash} cover)"));
        }
        element.kind = ElementKind::Frame;
        let mut inner = ImportedElement::new(ElementKind::Image, "Picture");
        inner.set_text(Property::Source, hash.as_str());
        inner.set_text(Property::ObjectFit, "fill");
        inner.set_text(Property::Position, "absolute");
        for (property, share) in [
            (Property::Left, -part.e / part.a),
            (Property::Top, -part.f / part.d),
            (Property::Width, 1.0 / part.a),
            (Property::Height, 1.0 / part.d),
        ] {
            inner.set_text(property, &format!("{}%", rounded(100.0 * share)));
        }
        let mut window = ImportedElement::new(ElementKind::Frame, "Part of a picture");
        window.set_text(Property::Position, "absolute");
        window.set_text(Property::Overflow, "hidden");
        for side in [
            Property::Left,
            Property::Top,
            Property::Right,
            Property::Bottom,
        ] {
            window.set_text(side, "0px");
        }
        window.children.push(inner);
        element.set_text(Property::Overflow, "hidden");
        element.children.insert(0, window);
        self.count += 2;
        None
    }

    /// A rectangle that shows nothing but a picture is an image.
    fn become_image(&mut self, paint: Item<'a>, element: &mut ImportedElement) -> bool {
        let is_plain = paint.get("type").text() == Some("IMAGE")
            && paint.get("imageTransform").is_null()
            && paint.get("opacity").number().is_none_or(|it| it >= 1.0);
        let fit = match paint.get("scaleMode").text() {
            Some("FILL") => "cover",
            Some("FIT") => "contain",
            Some("STRETCH") => "fill",
            _ => return false,
        };
        if !is_plain || !self.has_picture(paint) {
            return false;
        }
        self.note_paint(paint);
        self.note_image(paint);
        let Some(picture) = self.picture(paint) else {
            return false;
        };
        element.kind = ElementKind::Image;
        element.set_text(Property::Source, picture.hash.as_str());
        element.set_text(Property::ObjectFit, fit);
        true
    }

    fn has_picture(&self, paint: Item<'a>) -> bool {
        let reference = paint.get("imageRef").text().unwrap_or("");
        self.picture_paths.contains_key(reference)
    }

    /// The picture of a paint, kept once. A note says where it isn't there.
    fn picture(&mut self, paint: Item<'a>) -> Option<AssetInfo> {
        let reference = paint.get("imageRef").text().unwrap_or("").to_owned();
        if !self.pictures.contains_key(&reference) {
            let read = self.read_picture(&reference);
            let info = match read {
                Ok(info) => Some(info),
                Err(why) => {
                    self.missing.insert(reference.clone(), why);
                    None
                }
            };
            self.pictures.insert(reference.clone(), info);
        }
        let picture = self.pictures.get(&reference).cloned().flatten();
        if picture.is_none() {
            let why = self.missing.get(&reference).cloned().unwrap_or_default();
            self.note(
                Loss::LeftOut,
                format!("has a picture, and grey in its place: {why}"),
            );
        }
        picture
    }

    fn read_picture(&mut self, reference: &str) -> Result<AssetInfo, String> {
        if reference.is_empty() {
            return Err("the file doesn't say which one".to_owned());
        }
        let path = self.picture_paths.get(reference).cloned();
        let path = path.ok_or_else(|| {
            format!("put it into the folder images beside the file, as {reference}.png")
        })?;
        let bytes = self.files.read(&path);
        let bytes = bytes.ok_or_else(|| format!("{path} can't be read"))?;
        let name = path.rsplit('/').next().unwrap_or(&path);
        self.assets
            .add(name, &bytes)
            .map_err(|why| format!("{path}: {why}"))
    }

    fn note_image(&mut self, paint: Item<'a>) {
        let is_adjusted = paint
            .get("filters")
            .entries()
            .any(|(_, amount)| amount.number().is_some_and(|it| it != 0.0));
        if is_adjusted {
            self.note(
                Loss::LeftOut,
                "adjusts a picture's exposure or colours; it is shown as it is",
            );
        }
        if paint.get("rotation").number().is_some_and(|it| it != 0.0) {
            self.note(
                Loss::LeftOut,
                "turns a picture within its box; it is shown upright",
            );
        }
        if !paint.get("gifRef").is_null() {
            self.note(
                Loss::Approximated,
                "has an animated picture, of which one frame is shown",
            );
        }
    }

    /// Tells of what every paint may have.
    fn note_paint(&mut self, paint: Item<'a>) {
        let blend = paint.get("blendMode").text().unwrap_or("NORMAL");
        if !matches!(blend, "NORMAL" | "PASS_THROUGH") {
            let mode = blend.to_lowercase().replace('_', " ");
            self.note(
                Loss::LeftOut,
                format!("blends one of its paints by {mode}; it lies over the others plainly"),
            );
        }
    }

    /// The one colour that stands for paints where CSS takes no more: of texts and borders. `what`
    /// names them.
    pub(crate) fn one_color(&mut self, paints: &[Item<'a>], what: &str) -> Option<Rgba> {
        let top = *paints.last()?;
        if paints.len() > 1 {
            self.note(
                Loss::Approximated,
                format!(
                    "has {} paints on its {what}, of which the topmost is kept",
                    paints.len()
                ),
            );
        }
        self.note_paint(top);
        let opacity = top.get("opacity").number().unwrap_or(1.0);
        if let Some(color) = Rgba::read(top.get("color")) {
            return Some(color.faded(opacity));
        }
        self.note(
            Loss::Approximated,
            format!("has a gradient or a picture on its {what}, which became one colour"),
        );
        let stops = stops(top, opacity);
        let grey = Rgba {
            r: 0.5,
            g: 0.5,
            b: 0.5,
            a: opacity,
        };
        Some(stops.map_or(grey, |stops| stops[stops.len() / 2].1))
    }

    /// `var(--name)` where `value` is what the node's style of that type means.
    pub(crate) fn style_reference(
        &mut self,
        node: Node<'a>,
        style_type: &str,
        part: &'static str,
        kind: TokenKind,
        value: &str,
    ) -> Option<String> {
        let id = node.style_id(style_type)?;
        let style = self.file.style(id)?;
        let of = StyleUse {
            path: self.path,
            id,
            part,
            kind,
        };
        self.tokens.refer(style, &of, value)
    }
}
