//! What the tests share: a small project, random edits from a seed, and a check that a change
//! set says everything that changed.

use std::collections::BTreeMap;

use omnios_document::{Commit, Document, DocumentError, DocumentName, Inverse, Transaction};
use omnios_model::{
    AssetInfo, Breakpoint, ChangeSet, Element, ElementId, ElementKind, OrderKey, PageChange,
    PageId, PageInfo, Place, Project, Property, PropertyKey, Token, TokenKind, Tree, Value,
};

/// SplitMix64: small, and the same everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.bits() % end.max(1) as u64) as usize
    }

    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }
}

pub(crate) fn page_id(number: u64) -> PageId {
    PageId::from_random_bits(number + 1)
}

pub(crate) fn element_id(number: u64) -> ElementId {
    ElementId::from_random_bits(0x1000 + number)
}

pub(crate) fn page_info(page: PageId, route: &str) -> PageInfo {
    PageInfo {
        id: page,
        name: format!("Page {route}"),
        route: route.to_owned(),
        title: String::new(),
        description: String::new(),
        order: OrderKey::between(None, None),
    }
}

pub(crate) fn element(id: ElementId, kind: ElementKind, parent: Option<ElementId>) -> Element {
    Element {
        id,
        kind,
        name: kind.to_string(),
        place: Place {
            parent,
            order: OrderKey::between(None, None),
        },
        locked: false,
        properties: omnios_model::Properties::default(),
        text: String::new(),
        runs: omnios_model::TextRuns::default(),
    }
}

pub(crate) fn root(page: PageId) -> Element {
    element(Tree::root_id(page), ElementKind::Frame, None)
}

pub(crate) fn text_element(id: ElementId, parent: ElementId, text: &str) -> Element {
    Element {
        text: text.to_owned(),
        ..element(id, ElementKind::Text, Some(parent))
    }
}

pub(crate) fn set(key: &str, text: &str) -> (PropertyKey, Value) {
    let key = PropertyKey::parse(key).unwrap();
    (key, Value::parse(key.property, text).unwrap())
}

/// A project with two pages; each has its root, three frames and three texts.
pub(crate) fn sample(client_id: u64) -> Document {
    let mut document = Document::new(client_id);
    document.load(&DocumentName::Project, &[]).unwrap();
    let made: Result<_, DocumentError> = document.transact(|transaction| {
        transaction.set_project_name("Bakery")?;
        for number in 0..2 {
            let page = page_id(number);
            transaction.insert_page(page_info(page, &format!("/{number}")), root(page))?;
            for inner in 0..3 {
                let frame = element_id(number * 100 + inner);
                let frame = element(frame, ElementKind::Frame, Some(Tree::root_id(page)));
                let parent = frame.id;
                transaction.insert_element(page, frame)?;
                let id = element_id(number * 100 + 50 + inner);
                let mut text = text_element(id, parent, "Fresh bread every morning");
                text.properties
                    .extend([set("font-size", "20px"), set("width", "50%")]);
                transaction.insert_element(page, text)?;
            }
        }
        Ok(())
    });
    made.unwrap();
    document
}

pub(crate) fn names(document: &Document) -> Vec<DocumentName> {
    let pages = document.loaded_pages().into_iter().map(DocumentName::Page);
    std::iter::once(DocumentName::Project)
        .chain(pages)
        .collect()
}

/// A replica with everything that `document` shows.
pub(crate) fn copy(document: &Document, client_id: u64) -> Document {
    let mut copy = Document::new(client_id);
    for name in names(document) {
        copy.load(&name, &[document.encode(&name)]).unwrap();
    }
    copy
}

/// Everything that a document shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    pub(crate) project: Project,
    pub(crate) trees: BTreeMap<PageId, Tree>,
}

pub(crate) fn shown(document: &Document) -> Shown {
    let pages = document.loaded_pages().into_iter();
    Shown {
        project: document.project().clone(),
        trees: pages
            .map(|page| (page, document.tree(page).unwrap().clone()))
            .collect(),
    }
}

/// Asserts that the change set says what differs between the two.
pub(crate) fn assert_says_all(changes: &ChangeSet, before: &Shown, after: &Shown) {
    assert_eq!(changes.project, before.project != after.project);
    let pages: std::collections::BTreeSet<PageId> = before
        .trees
        .keys()
        .chain(after.trees.keys())
        .chain(changes.pages.keys())
        .copied()
        .collect();
    let nothing = PageChange::default();
    for page in pages {
        let change = changes.pages.get(&page).unwrap_or(&nothing);
        let (old, new) = (before.trees.get(&page), after.trees.get(&page));
        let ids: std::collections::BTreeSet<ElementId> = [old, new]
            .into_iter()
            .flatten()
            .flat_map(|tree| tree.elements().map(|it| it.id))
            .collect();
        for id in ids {
            let was = old.and_then(|tree| tree.get(id));
            let is = new.and_then(|tree| tree.get(id));
            assert_eq!(change.inserted.contains(&id), was.is_none(), "{id} came");
            assert_eq!(change.removed.contains(&id), is.is_none(), "{id} went");
            let (Some(was), Some(is)) = (was, is) else {
                continue;
            };
            let restyled =
                was.properties != is.properties || was.text != is.text || was.runs != is.runs;
            assert_eq!(change.restyled.contains(&id), restyled, "{id} restyled");
            let relabelled = was.name != is.name || was.locked != is.locked;
            assert_eq!(
                change.relabelled.contains(&id),
                relabelled,
                "{id} relabelled"
            );
            let parent = |tree: Option<&Tree>| tree.and_then(|tree| tree.parent(id));
            if was.place != is.place || parent(old) != parent(new) {
                assert!(change.moved.contains(&id), "{id} moved unnoticed");
            }
        }
    }
}

const NAMES: [&str; 5] = ["Hero", "Card", "Über uns", "", "日本"];
const TEXTS: [&str; 7] = [
    "",
    "Fresh bread every morning",
    "Fresh rolls every morning",
    "Bread",
    "👩‍👩‍👧 family",
    "e\u{301}clair",
    "Fresh bread every morning, and cake",
];
const PROPERTIES: [(&str, &[&str]); 7] = [
    ("min-width", &["4px", "var(--size)", "var(--brand)"]),
    ("width", &["10px", "50%", "auto"]),
    ("width@mobile", &["10px", "100%"]),
    ("font-size", &["12px", "20px"]),
    (
        "background",
        &[
            "none",
            "#ff0000",
            "var(--brand)",
            "var(--accent)",
            "linear-gradient(90deg, #000000 0%, #ffffff 33.3%)",
        ],
    ),
    ("opacity", &["0.5", "0.3333"]),
    ("alt", &["a loaf", "\u{201c}quoted\u{201d} \\ / \""]),
];

const TOKENS: [(&str, TokenKind, &[&str]); 3] = [
    ("brand", TokenKind::Color, &["#112233", "#445566"]),
    ("accent", TokenKind::Color, &["var(--brand)", "#778899"]),
    ("size", TokenKind::Dimension, &["8px", "50%"]),
];

const RUNS: [(&str, &[&str]); 4] = [
    ("color", &["#010101", "var(--accent)"]),
    ("font-weight", &["700", "400"]),
    ("color", &["#ff0000", "#00ff00"]),
    ("href", &["/bread", ""]),
];

/// Stages one random operation. What isn't possible fails, as it does for people.
pub(crate) fn random_operation(
    transaction: &mut Transaction<'_>,
    random: &mut Random,
    pages: &[PageId],
) -> Result<(), DocumentError> {
    if pages.is_empty() {
        return Ok(());
    }
    let page = random.pick(pages);
    let tree = transaction.tree(page)?;
    let mut ids: Vec<ElementId> = tree.elements().map(|it| it.id).collect();
    ids.sort_unstable();
    let frames: Vec<ElementId> = ids
        .iter()
        .copied()
        .filter(|id| {
            tree.get(*id)
                .is_some_and(|it| it.kind == ElementKind::Frame)
        })
        .collect();
    if frames.is_empty() {
        // The page was listed before its elements came.
        return Ok(());
    }
    let id = random.pick(&ids);
    let index = random.below(4);
    let place = |random: &mut Random, moving: &[ElementId]| {
        let parent = random.pick(&frames);
        Place {
            parent: Some(parent),
            order: tree.order_at(parent, index, moving),
        }
    };
    match random.below(29) {
        0..3 => {
            let kind = random.pick(&ElementKind::ALL);
            let mut new = element(ElementId::from_random_bits(random.bits()), kind, None);
            new.place = place(random, &[]);
            new.locked = random.below(4) == 0;
            for _ in 0..random.below(3) {
                let (key, values) = random.pick(&PROPERTIES);
                new.properties.extend([set(key, random.pick(values))]);
            }
            if kind == ElementKind::Text {
                random.pick(&TEXTS).clone_into(&mut new.text);
            }
            transaction.insert_element(page, new)
        }
        3..5 => transaction.remove_element(page, id),
        5..7 => transaction.set_name(page, id, random.pick(&NAMES)),
        7 => transaction.set_locked(page, id, random.below(2) == 0),
        8..12 => {
            let place = place(random, &[id]);
            transaction.set_place(page, id, place)
        }
        12..16 => {
            let (key, values) = random.pick(&PROPERTIES);
            let (key, value) = set(key, random.pick(values));
            let value = (random.below(4) > 0).then_some(value);
            transaction.set_property(page, id, key, value)
        }
        16..19 => transaction.set_text(page, id, random.pick(&TEXTS)),
        19 => transaction.set_project_name(random.pick(&NAMES)),
        20 => {
            let bits = random.bits() % 4;
            let page = PageId::from_random_bits(0x9_0000 + bits);
            transaction.insert_page(page_info(page, "/new"), root(page))
        }
        21 => {
            let pages = &transaction.project().pages;
            let mut info = pages[random.below(pages.len())].clone();
            random.pick(&TEXTS).clone_into(&mut info.title);
            info.order = OrderKey::between(Some(&info.order), None);
            transaction.update_page(info)
        }
        27 => {
            let (name, kind, values) = random.pick(&TOKENS);
            let mut token = Token::new(kind, name, random.pick(values));
            if random.below(2) == 0 {
                let mode = random.pick(&["dark", "print"]).to_owned();
                token.modes.insert(mode, random.pick(values).into());
            }
            transaction.insert_token(name.parse().unwrap(), token)
        }
        28 => {
            let (name, ..) = random.pick(&TOKENS);
            transaction.remove_token(&name.parse().unwrap())
        }
        24.. => {
            let Some(element) = tree.get(id) else {
                return Ok(());
            };
            let mut runs = element.runs.clone();
            let mut cuts = element
                .text
                .char_indices()
                .map(|(at, _)| at)
                .collect::<Vec<_>>();
            cuts.push(element.text.len());
            let (from, to) = (random.pick(&cuts), random.pick(&cuts));
            let (property, values) = random.pick(&RUNS);
            let property = Property::from_name(property).unwrap();
            let value =
                (random.below(4) > 0).then(|| Value::parse(property, random.pick(values)).unwrap());
            runs.set(from.min(to)..from.max(to), property, value);
            transaction.set_runs(page, id, runs)
        }
        22 if random.below(3) == 0 => transaction.remove_page(page),
        22 => Ok(()),
        _ => {
            let hash = format!("{:064x}", random.below(3)).parse().unwrap();
            if random.below(3) == 0 {
                return transaction.remove_asset(&hash);
            }
            transaction.insert_asset(AssetInfo {
                hash,
                name: random.pick(&NAMES).to_owned(),
                media_type: "image/png".to_owned(),
                width: random.below(5000) as u32,
                height: 7,
                faces: Vec::new(),
            })
        }
    }
}

/// One transaction of one to four operations; operations that fail are left out.
pub(crate) fn random_commit(document: &mut Document, random: &mut Random) -> Option<Commit> {
    for _ in 0..8 {
        let operations = 1 + random.below(4);
        let done = document.transact(|transaction| {
            for _ in 0..operations {
                let pages: Vec<PageId> =
                    transaction.project().pages.iter().map(|it| it.id).collect();
                if pages.is_empty() {
                    return Ok(());
                }
                random_operation(transaction, random, &pages)?;
            }
            Ok::<(), DocumentError>(())
        });
        if let Ok(((), commit)) = done {
            return Some(commit);
        }
    }
    None
}

pub(crate) fn edit(
    document: &mut Document,
    f: impl FnOnce(&mut Transaction<'_>) -> Result<(), DocumentError>,
) -> Commit {
    document.transact(f).unwrap().1
}

/// Applies a commit's updates to another replica, loading what it lacks.
pub(crate) fn deliver(commit: &Commit, to: &mut Document) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for update in &commit.updates {
        if !to.is_loaded(&update.document) {
            to.load(&update.document, &[]).unwrap();
        }
        changes.merge(to.apply_update(&update.document, &update.bytes).unwrap());
    }
    changes
}

pub(crate) fn undo(document: &mut Document, inverse: &Inverse) -> Commit {
    document.apply_inverse(inverse)
}

pub(crate) fn key(property: Property) -> PropertyKey {
    PropertyKey::at(property, Breakpoint::Desktop)
}
