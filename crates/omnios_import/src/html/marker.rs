//! Bullets and numbers of lists.

use blitz_dom::Node;
use omnios_model::{ElementKind, Property};
use style::properties::LonghandId as L;

use super::builder::{Builder, Styles, Surroundings, attribute, tag, widest};
use super::computed::Computed;
use super::values::assign;
use crate::{ImportedElement, Loss};

impl Builder<'_> {
    /// The bullet or number of a list's item.
    pub(super) fn marker(
        &mut self,
        element: &mut ImportedElement,
        node: Option<&Node>,
        styles: &Styles,
        around: &Surroundings,
    ) {
        let (Some(node), Some(style)) = (node, widest(styles)) else {
            return;
        };
        let computed = Computed(style);
        let kind = computed.text(L::ListStyleType);
        if !style.clone_display().is_list_item() || kind == "none" {
            return;
        }
        let number = self.list_number(node);
        let sign = match kind.as_str() {
            "disc" => "•".to_owned(),
            "circle" => "◦".to_owned(),
            "square" => "▪".to_owned(),
            "decimal" => format!("{number}."),
            "decimal-leading-zero" => format!("{number:02}."),
            "lower-alpha" | "lower-latin" => format!("{}.", letters(number).to_lowercase()),
            "upper-alpha" | "upper-latin" => format!("{}.", letters(number)),
            "lower-roman" => format!("{}.", roman(number).to_lowercase()),
            "upper-roman" => format!("{}.", roman(number)),
            other => match other.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
                Some(text) => text.to_owned(),
                None => {
                    self.note(
                        Loss::Approximated,
                        format!("list markers of the style `{other}` are bullets"),
                    );
                    "•".to_owned()
                }
            },
        };
        let mut marker = ImportedElement::new(ElementKind::Text, "Marker");
        let values = self.letter_values(styles);
        assign(&mut marker, &values);
        marker.text = sign;
        marker.set_text(Property::Position, "absolute");
        let side = if around.is_right_to_left {
            Property::Left
        } else {
            Property::Right
        };
        marker.set_text(side, "100%");
        marker.set_text(Property::Top, &computed.text(L::PaddingTop));
        let gap = format!("{}px", computed.px(L::FontSize) * 0.5);
        let far = if around.is_right_to_left {
            Property::MarginLeft
        } else {
            Property::MarginRight
        };
        marker.set_text(far, &gap);
        marker.set_text(Property::WhiteSpace, "pre");
        element.children.push(marker);
    }

    fn list_number(&self, node: &Node) -> i64 {
        let parsed = |node: &Node, name: &str| attribute(node, name)?.trim().parse::<i64>().ok();
        let Some(parent) = node.parent.and_then(|id| self.node(id)) else {
            return 1;
        };
        let mut number = parsed(parent, "start").unwrap_or(1);
        for child in &parent.children {
            let Some(sibling) = self.node(*child).filter(|it| tag(it) == "li") else {
                continue;
            };
            if let Some(value) = parsed(sibling, "value") {
                number = value;
            }
            if sibling.id == node.id {
                return number;
            }
            number += 1;
        }
        number
    }
}

/// 1 is A, 27 is AA.
fn letters(number: i64) -> String {
    let mut rest = number.max(1);
    let mut said = Vec::new();
    while rest > 0 {
        rest -= 1;
        said.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    said.reverse();
    String::from_utf8(said).unwrap_or_default()
}

fn roman(number: i64) -> String {
    const NUMERALS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number.clamp(1, 3999);
    let mut said = String::new();
    for (value, numeral) in NUMERALS {
        while rest >= value {
            said.push_str(numeral);
            rest -= value;
        }
    }
    said
}
