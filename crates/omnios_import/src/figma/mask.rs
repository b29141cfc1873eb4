//! Masks: a shape that cuts the layers in front of it.
//!
//! The mask becomes a frame of its size that clips what it holds, and holds what it masked.

use omnios_model::{ElementKind, Property, Value};

use super::gradient::gradient;
use super::importer::{Importer, name};
use super::node::{Flow, Kind, Node};
use super::place::{Container, Slot, rounded};
use super::{shape, vector};
use crate::{ImportedElement, Loss};

impl<'a> Importer<'a, '_> {
    /// The frame that clips what a mask masks, and what it is to hold.
    pub(crate) fn mask(
        &mut self,
        node: Node<'a>,
        container: &Container,
    ) -> Option<(ImportedElement, Container)> {
        self.trail.push(node);
        let slot = Slot::new(node, container);
        let mut element = ImportedElement::new(ElementKind::Frame, name(node));
        self.cut(node, &mut element, &slot);
        self.fade(node, &mut element, &slot);
        self.count += 1;
        self.finish(node, &mut element, &slot, container);
        for child in node.children() {
            self.trail.push(child);
            self.leave_out(child, "is in a mask, of which the outline alone was kept");
            self.trail.pop();
        }
        self.trail.pop();
        let inside = Container {
            parent_turn: container.parent_turn,
            ..slot.inside([0.0; 4], Flow::Free)
        };
        Some((element, inside))
    }

    /// Clips to the mask's outline.
    fn cut(&mut self, node: Node<'a>, element: &mut ImportedElement, slot: &Slot) {
        match node.kind() {
            Kind::Rectangle
            | Kind::Frame
            | Kind::Component
            | Kind::Instance
            | Kind::ComponentSet
            | Kind::Section => {
                self.round(node, element);
                element.set_text(Property::Overflow, "hidden");
            }
            Kind::Ellipse if shape::is_whole_ellipse(node) => {
                element.set_text(Property::ClipPath, "ellipse(50% 50% at 50% 50%)");
            }
            _ => match vector::outline(node, slot.size) {
                Some((data, _)) => {
                    element.set_text(Property::ClipPath, &format!("path(\"{data}\")"));
                }
                None => {
                    element.set_text(Property::Overflow, "hidden");
                    self.note(
                        Loss::Approximated,
                        "masks by an outline that isn't in the file; the box around it clips instead",
                    );
                }
            },
        }
    }

    /// What shines through the mask's own paints.
    fn fade(&mut self, node: Node<'a>, element: &mut ImportedElement, slot: &Slot) {
        if node.word("maskType") == "LUMINANCE" {
            self.note(
                Loss::Approximated,
                "masks by brightness; only its outline clips here",
            );
            return;
        }
        let is_outline = node.word("maskType") == "VECTOR" || node.flag("isMaskOutline", false);
        if is_outline {
            return;
        }
        let paints = node.paints("fills");
        let [only] = paints.as_slice() else {
            if paints.len() > 1 {
                self.note(
                    Loss::Approximated,
                    "masks by several paints; only its outline clips here",
                );
            }
            return;
        };
        let opacity = only.get("opacity").number().unwrap_or(1.0);
        let own = node.number("opacity").unwrap_or(1.0);
        match only.get("type").text().unwrap_or("") {
            "SOLID" => {
                let alpha = only.get("color").get("a").number().unwrap_or(1.0);
                let opacity = rounded((opacity * own * alpha).clamp(0.0, 1.0));
                if opacity < 1.0 {
                    element.set(Property::Opacity, Value::Number(opacity));
                }
            }
            "IMAGE" => self.note(
                Loss::Approximated,
                "masks by a picture; only its outline clips here",
            ),
            _ => {
                if let Some(made) = gradient(*only, slot.size) {
                    element.set_text(Property::MaskImage, &made.css);
                }
            }
        }
    }
}
