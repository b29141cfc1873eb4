//! Pages as a design team fills them: sections of cards with pictures, texts, icons and nested
//! auto-layout.
//!
//! Of a page's elements some 5 % are vectors, a third are texts, and frames nest seven deep.

use std::collections::BTreeMap;
use std::sync::Arc;

use omnios_model::{
    AssetHash, Element, ElementId, ElementKind, OrderKey, PageId, PageInfo, Place, PropertyKey,
    Tree, Value,
};

use crate::Random;

/// How many cards a section holds.
const CARDS_A_SECTION: usize = 12;

const WORDS: [&str; 40] = [
    "harbour", "quiet", "window", "paper", "north", "garden", "small", "river", "morning", "glass",
    "letter", "market", "silver", "bridge", "orchard", "signal", "winter", "meadow", "copper",
    "station", "lantern", "story", "pocket", "island", "thread", "summer", "ladder", "museum",
    "feather", "anchor", "candle", "village", "compass", "blanket", "kettle", "forest", "violin",
    "ribbon", "valley", "pebble",
];

const ICONS: [&str; 5] = [
    "M12 2 L15 9 L22 9.5 L16.5 14 L18.5 21 L12 17 L5.5 21 L7.5 14 L2 9.5 L9 9 Z",
    "M12 21 C5 15 2 12 2 8 C2 4.5 4.5 3 7 3 C9 3 11 4 12 6 C13 4 15 3 17 3 C19.5 3 22 4.5 22 8 C22 12 19 15 12 21 Z",
    "M4 12 L20 12 M14 6 L20 12 L14 18",
    "M12 2 C17.5 2 22 6.5 22 12 C22 17.5 17.5 22 12 22 C6.5 22 2 17.5 2 12 C2 6.5 6.5 2 12 2 Z M12 7 L12 12 L16 14",
    "M5 3 L19 3 L19 21 L12 16 L5 21 Z",
];

const COLOURS: [&str; 8] = [
    "#2d5bff", "#0f9d6e", "#d9480f", "#7048e8", "#c2255c", "#1c7ed6", "#5c940d", "#e8590c",
];

/// How large a project is, and which.
#[derive(Debug, Clone)]
pub struct Spec {
    /// Elements of all pages together, roots included.
    pub elements: usize,
    /// Among how many pages they are shared out evenly; at least 1.
    pub pages: usize,
    /// The same seed gives the same project.
    pub seed: u64,
    /// What the pictures show, in turn; where there are none, coloured boxes stand for them.
    pub images: Vec<AssetHash>,
}

/// One page and what is on it.
#[derive(Debug, Clone)]
pub struct Page {
    /// What the project knows of it.
    pub info: PageInfo,
    /// The root, then the others, parents before children.
    pub elements: Vec<Element>,
}

impl Page {
    /// The page as the engine takes it.
    pub fn tree(&self) -> Tree {
        Tree::new(self.info.id, self.elements.iter().cloned().map(Arc::new))
    }
}

impl Spec {
    /// So many elements on so many pages, without pictures.
    pub fn new(elements: usize, pages: usize) -> Self {
        Self {
            elements,
            pages: pages.max(1),
            seed: 1,
            images: Vec::new(),
        }
    }

    /// All pages, the project's elements shared out among them.
    pub fn pages(&self) -> Vec<Page> {
        let orders = OrderKey::spread(None, None, self.pages);
        let numbered = orders.into_iter().enumerate();
        numbered
            .map(|(number, order)| {
                let share =
                    self.elements / self.pages + usize::from(number < self.elements % self.pages);
                self.page(number, order, share)
            })
            .collect()
    }

    /// The first page's tree.
    pub fn tree(&self) -> Tree {
        let share = self.elements.div_ceil(self.pages);
        self.page(0, OrderKey::between(None, None), share).tree()
    }

    fn page(&self, number: usize, order: OrderKey, elements: usize) -> Page {
        let mut random = Random::new(self.seed.wrapping_mul(1_000_003) + number as u64);
        let id = PageId::from_random_bits(random.bits());
        let info = PageInfo {
            id,
            name: format!("Page {}", number + 1),
            route: match number {
                0 => "/".to_owned(),
                _ => format!("/page-{}", number + 1),
            },
            title: String::new(),
            description: String::new(),
            order,
        };
        let mut page = Writer {
            random,
            images: &self.images,
            left: elements,
            elements: Vec::with_capacity(elements),
            orders: BTreeMap::new(),
        };
        page.root(id);
        while page.left > 0 {
            page.section();
        }
        Page {
            info,
            elements: page.elements,
        }
    }
}

/// Writes elements until as many as were asked for are there.
struct Writer<'a> {
    random: Random,
    images: &'a [AssetHash],
    left: usize,
    elements: Vec<Element>,
    /// The last child's key of each frame that is open.
    orders: BTreeMap<ElementId, OrderKey>,
}

impl Writer<'_> {
    fn root(&mut self, page: PageId) {
        self.put(
            Some(Tree::root_id(page)),
            None,
            ElementKind::Frame,
            "Page",
            &[
                ("display", "flex"),
                ("flex-direction", "column"),
                ("row-gap", "48px"),
                ("padding-top", "48px"),
                ("padding-left", "32px"),
                ("padding-right", "32px"),
                ("padding-bottom", "48px"),
                ("background", "#f6f6f8"),
            ],
            "",
        );
    }

    /// Puts an element in as its parent's last. `None` once there are enough.
    fn put(
        &mut self,
        id: Option<ElementId>,
        parent: Option<ElementId>,
        kind: ElementKind,
        name: &str,
        properties: &[(&str, &str)],
        text: &str,
    ) -> Option<ElementId> {
        self.left = self.left.checked_sub(1)?;
        let id = id.unwrap_or_else(|| ElementId::from_random_bits(self.random.bits()));
        let order = match parent {
            Some(parent) => {
                let order = OrderKey::between(self.orders.get(&parent), None);
                self.orders.insert(parent, order.clone());
                order
            }
            None => OrderKey::between(None, None),
        };
        self.elements.push(Element {
            id,
            kind,
            name: name.to_owned(),
            place: Place { parent, order },
            locked: false,
            properties: properties
                .iter()
                .filter_map(|(key, text)| {
                    let key = PropertyKey::parse(key)?;
                    Some((key, Value::parse(key.property, text).ok()?))
                })
                .collect(),
            text: text.to_owned(),
            runs: omnios_model::TextRuns::default(),
        });
        Some(id)
    }

    fn frame(
        &mut self,
        parent: ElementId,
        name: &str,
        properties: &[(&str, &str)],
    ) -> Option<ElementId> {
        self.put(None, Some(parent), ElementKind::Frame, name, properties, "")
    }

    fn text(
        &mut self,
        parent: ElementId,
        name: &str,
        words: usize,
        properties: &[(&str, &str)],
    ) -> Option<ElementId> {
        let text = self.words(words);
        let kind = ElementKind::Text;
        self.put(None, Some(parent), kind, name, properties, &text)
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| *self.random.pick(&WORDS)).collect();
        let mut text = words.join(" ");
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    }

    fn section(&mut self) -> Option<()> {
        let root = self.elements.first()?.id;
        let section = self.frame(
            root,
            "Section",
            &[
                ("display", "flex"),
                ("flex-direction", "column"),
                ("row-gap", "16px"),
            ],
        )?;
        self.text(
            section,
            "Heading",
            3,
            &[
                ("font-family", "Fraunces"),
                ("font-size", "32px"),
                ("font-weight", "600"),
                ("line-height", "1.2"),
            ],
        )?;
        self.text(section, "Introduction", 14, &[("color", "#55555f")])?;
        let grid = self.frame(
            section,
            "Cards",
            &[
                ("display", "flex"),
                ("flex-wrap", "wrap"),
                ("row-gap", "20px"),
                ("column-gap", "20px"),
                ("align-items", "flex-start"),
            ],
        )?;
        for _ in 0..CARDS_A_SECTION {
            self.card(grid)?;
        }
        Some(())
    }

    fn card(&mut self, grid: ElementId) -> Option<()> {
        let mut style = vec![
            ("display", "flex"),
            ("flex-direction", "column"),
            ("row-gap", "12px"),
            ("width", "280px"),
            ("padding-top", "16px"),
            ("padding-right", "16px"),
            ("padding-bottom", "16px"),
            ("padding-left", "16px"),
            ("background", "#ffffff"),
            ("border-top-width", "1px"),
            ("border-right-width", "1px"),
            ("border-bottom-width", "1px"),
            ("border-left-width", "1px"),
            ("border-color", "#e3e3ea"),
            ("border-top-left-radius", "12px"),
            ("border-top-right-radius", "12px"),
            ("border-bottom-right-radius", "12px"),
            ("border-bottom-left-radius", "12px"),
        ];
        if self.random.once_in(3) {
            style.push(("box-shadow", "0px 4px 16px 0px #00000022"));
        }
        let card = self.frame(grid, "Card", &style)?;
        self.picture(card)?;
        let title = 2 + self.random.below(3);
        self.text(
            card,
            "Title",
            title,
            &[
                ("font-size", "18px"),
                ("font-weight", "600"),
                ("line-height", "1.3"),
            ],
        )?;
        let body = 8 + self.random.below(14);
        self.text(
            card,
            "Body",
            body,
            &[("font-size", "14px"), ("color", "#55555f")],
        )?;
        self.author(card)?;
        self.put(
            None,
            Some(card),
            ElementKind::Rectangle,
            "Divider",
            &[("height", "1px"), ("background", "#e3e3ea")],
            "",
        )?;
        self.tags(card)?;
        self.actions(card)?;
        if self.random.once_in(4) {
            let badge = self.frame(
                card,
                "Badge",
                &[
                    ("position", "absolute"),
                    ("right", "12px"),
                    ("top", "12px"),
                    ("padding-left", "8px"),
                    ("padding-right", "8px"),
                    ("background", "#1a1a1a"),
                    ("opacity", "0.9"),
                ],
            )?;
            let style = [("font-size", "11px"), ("color", "#ffffff")];
            self.text(badge, "Label", 1, &style)?;
        }
        Some(())
    }

    fn picture(&mut self, card: ElementId) -> Option<()> {
        let mut style = vec![
            ("height", "140px"),
            ("border-top-left-radius", "8px"),
            ("border-top-right-radius", "8px"),
            ("border-bottom-right-radius", "8px"),
            ("border-bottom-left-radius", "8px"),
        ];
        if self.images.is_empty() {
            style.push(("background", *self.random.pick(&COLOURS)));
            let kind = ElementKind::Rectangle;
            self.put(None, Some(card), kind, "Picture", &style, "")?;
        } else {
            let image = self.random.pick(self.images).as_str();
            style.push(("src", image));
            let kind = ElementKind::Image;
            self.put(None, Some(card), kind, "Picture", &style, "")?;
        }
        Some(())
    }

    fn author(&mut self, card: ElementId) -> Option<()> {
        let row = self.frame(
            card,
            "Author",
            &[
                ("display", "flex"),
                ("align-items", "center"),
                ("column-gap", "10px"),
            ],
        )?;
        let colour = *self.random.pick(&COLOURS);
        self.put(
            None,
            Some(row),
            ElementKind::Ellipse,
            "Portrait",
            &[
                ("width", "32px"),
                ("height", "32px"),
                ("flex-shrink", "0"),
                ("background", colour),
            ],
            "",
        )?;
        let column = self.frame(
            row,
            "Byline",
            &[
                ("display", "flex"),
                ("flex-direction", "column"),
                ("flex-grow", "1"),
            ],
        )?;
        let name = [("font-size", "13px"), ("font-weight", "500")];
        self.text(column, "Name", 2, &name)?;
        let meta = [("font-size", "12px"), ("color", "#8a8a94")];
        self.text(column, "Meta", 3, &meta)?;
        Some(())
    }

    fn tags(&mut self, card: ElementId) -> Option<()> {
        let row = self.frame(
            card,
            "Tags",
            &[
                ("display", "flex"),
                ("flex-wrap", "wrap"),
                ("row-gap", "6px"),
                ("column-gap", "6px"),
            ],
        )?;
        for _ in 0..2 {
            let tag = self.frame(
                row,
                "Tag",
                &[
                    ("display", "flex"),
                    ("padding-top", "2px"),
                    ("padding-bottom", "2px"),
                    ("padding-left", "8px"),
                    ("padding-right", "8px"),
                    ("background", "#eef0f6"),
                    ("border-top-left-radius", "9px"),
                    ("border-top-right-radius", "9px"),
                    ("border-bottom-right-radius", "9px"),
                    ("border-bottom-left-radius", "9px"),
                ],
            )?;
            self.text(tag, "Label", 1, &[("font-size", "11px")])?;
        }
        Some(())
    }

    fn actions(&mut self, card: ElementId) -> Option<()> {
        let row = self.frame(
            card,
            "Actions",
            &[
                ("display", "flex"),
                ("align-items", "center"),
                ("justify-content", "space-between"),
            ],
        )?;
        let button = self.frame(
            row,
            "Button",
            &[
                ("display", "flex"),
                ("padding-top", "6px"),
                ("padding-bottom", "6px"),
                ("padding-left", "14px"),
                ("padding-right", "14px"),
                ("background", "#2d5bff"),
                ("border-top-left-radius", "6px"),
                ("border-top-right-radius", "6px"),
                ("border-bottom-right-radius", "6px"),
                ("border-bottom-left-radius", "6px"),
            ],
        )?;
        let label = [
            ("font-size", "13px"),
            ("font-weight", "600"),
            ("color", "#ffffff"),
        ];
        self.text(button, "Label", 2, &label)?;
        let (path, colour) = (*self.random.pick(&ICONS), *self.random.pick(&COLOURS));
        self.put(
            None,
            Some(row),
            ElementKind::Vector,
            "Icon",
            &[
                ("width", "20px"),
                ("height", "20px"),
                ("d", path),
                ("fill", "none"),
                ("stroke", colour),
                ("stroke-width", "2"),
            ],
            "",
        )?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_has_as_many_elements_as_were_asked_for_and_one_vector_in_twenty() {
        let pages = Spec::new(10_007, 4).pages();
        let elements: Vec<&Element> = pages.iter().flat_map(|page| &page.elements).collect();
        assert_eq!(elements.len(), 10_007);
        let vectors = elements
            .iter()
            .filter(|element| element.kind == ElementKind::Vector)
            .count();
        assert!((0.045..0.06).contains(&(vectors as f64 / elements.len() as f64)));
        for page in &pages {
            let tree = page.tree();
            assert_eq!(tree.subtree(tree.root()).len(), page.elements.len());
        }
    }

    #[test]
    fn every_property_of_the_generator_is_one_that_its_element_can_have() {
        for page in Spec::new(600, 1).pages() {
            for element in &page.elements {
                for key in element.properties.keys() {
                    assert!(
                        key.property.applies_to(element.kind),
                        "{key} on {}",
                        element.name
                    );
                }
            }
        }
        let (document, updates) = crate::document(7, &Spec::new(600, 2).pages(), &[]).unwrap();
        assert_eq!(document.project().pages.len(), 2);
        assert!(document.problems().is_empty());
        assert_eq!(updates.len(), 5);
    }
}
