//! Pages made by chance from a fixed seed: styles meet that nobody would write down together.

use omnios_model::ElementKind;

use crate::spec::{Fixture, IMAGE_HASH, Spec, frame, image, text};

/// The first page's seed; each page's name tells its own.
const SEED: u64 = 20_261_121;
const PAGES: u64 = 300;
/// Pages with a word that doesn't fit its line and that Chromium breaks elsewhere.
const BROKEN_WORDS: [u64; 2] = [20_261_291, 20_261_294];

const WORDS: [&str; 16] = [
    "garden",
    "a",
    "the",
    "light",
    "considered",
    "of",
    "roof",
    "terrace",
    "Monday",
    "we",
    "plan",
    "design",
    "in",
    "well-kept",
    "courtyard",
    "paint",
];

/// Steele and Vigna's SplitMix64 (<https://prng.di.unimi.it/splitmix64.c>).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }
}

/// A fixed choice of pages, for what needs no browser.
pub(crate) fn pages() -> Vec<Fixture> {
    (SEED..SEED + PAGES)
        .filter(|seed| !BROKEN_WORDS.contains(seed))
        .map(page)
        .collect()
}

/// A page of any styles put together.
pub(crate) fn page(seed: u64) -> Fixture {
    let mut chance = Chance(seed);
    let width = [320.0, 390.0, 768.0, 1000.0][chance.below(4) as usize];
    let mut budget = 2 + chance.below(9);
    let mut root = element(ElementKind::Frame, &mut chance, 0, &mut budget);
    while budget > 0 {
        budget -= 1;
        root.children.push(any(&mut chance, 1, &mut budget));
    }
    Fixture::new(format!("seed {seed}"), width, root)
}

fn any(chance: &mut Chance, depth: u32, budget: &mut u64) -> Spec {
    let kind = match chance.below(10) {
        0..4 if depth < 5 => ElementKind::Frame,
        0..7 => ElementKind::Text,
        7 => ElementKind::Image,
        8 => ElementKind::Vector,
        _ => ElementKind::Rectangle,
    };
    element(kind, chance, depth, budget)
}

fn element(kind: ElementKind, chance: &mut Chance, depth: u32, budget: &mut u64) -> Spec {
    let mut style = String::new();
    let mut set = |name: &str, value: &str| {
        style.push_str(&format!("{name}: {value};"));
    };
    const LENGTHS: [&str; 9] = [
        "0px", "4px", "10px", "16px", "33.5px", "60px", "5%", "12.5%", "24px",
    ];
    const SIZES: [&str; 9] = [
        "20px", "48px", "90.25px", "150px", "240px", "30%", "50%", "100%", "auto",
    ];
    for name in ["width", "height"] {
        if chance.one_in(4) {
            set(name, chance.pick(&SIZES));
        }
    }
    for name in ["min-width", "min-height", "max-width", "max-height"] {
        if chance.one_in(12) {
            set(name, chance.pick(&SIZES));
        }
    }
    if chance.one_in(3) {
        set(
            "margin",
            chance.pick(&[
                "8px",
                "0px auto",
                "12px 0px",
                "-6px 4px",
                "20px 0px 0px 0px",
                "3% 0px",
                "auto",
            ]),
        );
    }
    if chance.one_in(9) {
        set("position", "absolute");
        for name in ["left", "top", "right", "bottom"] {
            if chance.one_in(2) {
                set(name, chance.pick(&LENGTHS));
            }
        }
    }
    if chance.one_in(5) {
        set("flex-grow", chance.pick(&["1", "2", "0.5"]));
    }
    if chance.one_in(6) {
        set("flex-shrink", chance.pick(&["0", "2", "0.5"]));
    }
    if chance.one_in(6) {
        set("flex-basis", chance.pick(&["0px", "80px", "25%", "auto"]));
    }
    if chance.one_in(6) {
        set(
            "align-self",
            chance.pick(&["stretch", "flex-start", "center", "flex-end", "baseline"]),
        );
    }
    if chance.one_in(25) {
        set("hidden", "true");
    }
    if chance.one_in(4) && kind != ElementKind::Vector {
        set(
            "border-width",
            chance.pick(&["1px", "2px 6px", "0px 0px 3px 0px", "1.6px"]),
        );
    }
    if matches!(kind, ElementKind::Frame | ElementKind::Text) && chance.one_in(3) {
        set(
            "padding",
            chance.pick(&["8px", "4px 16px", "5%", "0px 0px 20px 10px", "24px"]),
        );
    }
    match kind {
        ElementKind::Frame => {
            if chance.one_in(8) {
                set("overflow", "hidden");
            }
            if !chance.one_in(3) {
                set("display", "flex");
                set(
                    "flex-direction",
                    chance.pick(&[
                        "row",
                        "row",
                        "column",
                        "column",
                        "row-reverse",
                        "column-reverse",
                    ]),
                );
                set("flex-wrap", chance.pick(&["nowrap", "nowrap", "wrap"]));
                set(
                    "justify-content",
                    chance.pick(&[
                        "flex-start",
                        "center",
                        "flex-end",
                        "space-between",
                        "space-around",
                        "space-evenly",
                    ]),
                );
                set(
                    "align-items",
                    chance.pick(&[
                        "stretch",
                        "stretch",
                        "flex-start",
                        "center",
                        "flex-end",
                        "baseline",
                    ]),
                );
                set("gap", chance.pick(&["0px", "8px", "12px 20px"]));
            }
        }
        ElementKind::Text => {
            set(
                "font-size",
                chance.pick(&["12px", "16px", "18.5px", "28px", "44px"]),
            );
            set("line-height", chance.pick(&["1", "1.2", "1.5", "1.65"]));
            set(
                "font-family",
                chance.pick(&["Inter", "Inter", "Fraunces", "JetBrains Mono"]),
            );
            set("font-weight", chance.pick(&["400", "400", "600", "800"]));
            set(
                "letter-spacing",
                chance.pick(&["0px", "0px", "1px", "-0.4px"]),
            );
            set(
                "text-align",
                chance.pick(&["left", "left", "center", "right", "justify"]),
            );
        }
        ElementKind::Image => set("src", IMAGE_HASH),
        ElementKind::Vector => set("view-box", "0 0 48 24"),
        ElementKind::Boolean => set("width", "48px"),
        ElementKind::Rectangle | ElementKind::Ellipse => {
            if chance.one_in(2) {
                set("width", chance.pick(&SIZES));
                set("height", chance.pick(&SIZES));
            }
        }
    }
    let mut spec = Spec::new(kind, &style);
    if kind == ElementKind::Text {
        let words: Vec<&str> = (0..=chance.below(16))
            .map(|_| chance.pick(&WORDS))
            .collect();
        spec.text = words.join(" ");
    }
    if kind == ElementKind::Frame {
        for _ in 0..chance.below(5) {
            if *budget > 0 {
                *budget -= 1;
                spec.children.push(any(chance, depth + 1, budget));
            }
        }
    }
    spec
}

/// Any styles, and of these properties some more.
fn with(seed: u64, frequency: u64, more: &[(&str, &[&str])]) -> Fixture {
    fn sprinkle(spec: &mut Spec, chance: &mut Chance, frequency: u64, more: &[(&str, &[&str])]) {
        for (name, values) in more {
            if chance.one_in(frequency) {
                let declaration = format!("{name}: {}", chance.pick(values));
                spec.style.extend(Spec::new(spec.kind, &declaration).style);
            }
        }
        for child in &mut spec.children {
            sprinkle(child, chance, frequency, more);
        }
    }
    let mut fixture = page(seed);
    let mut chance = Chance(seed ^ 0x5eed);
    sprinkle(&mut fixture.root, &mut chance, frequency, more);
    fixture
}

const CONTENT_SIZES: [&str; 5] = [
    "min-content",
    "max-content",
    "fit-content",
    "calc(50% - 20px)",
    "calc(10% + 30px)",
];

/// Sizes that follow from the content, and sums.
pub(crate) fn with_lengths(seed: u64) -> Fixture {
    let names = [
        "width",
        "height",
        "min-width",
        "max-width",
        "min-height",
        "max-height",
    ];
    let mut more: Vec<(&str, &[&str])> = names
        .iter()
        .map(|name| (*name, &CONTENT_SIZES[..]))
        .collect();
    more.push(("flex-basis", &CONTENT_SIZES[..3]));
    for side in ["padding-left", "padding-top"] {
        more.push((side, &["calc(5% + 4px)", "calc(10% - 8px)"]));
    }
    for gap in ["row-gap", "column-gap"] {
        more.push((gap, &["5%", "calc(2% + 4px)"]));
    }
    with(seed, 12, &more)
}

/// Shifted boxes, other orders, and alignments that don't follow the flex direction.
pub(crate) fn with_positions(seed: u64) -> Fixture {
    let more: &[(&str, &[&str])] = &[
        ("position", &["relative"]),
        ("left", &["10px", "5%"]),
        ("top", &["-4px", "10%"]),
        ("right", &["6px"]),
        ("order", &["-1", "1", "2"]),
        ("overflow", &["clip"]),
        ("justify-content", &["start", "end"]),
        ("align-items", &["start", "end"]),
        ("align-self", &["start", "end"]),
        (
            "align-content",
            &[
                "start",
                "center",
                "end",
                "flex-start",
                "flex-end",
                "space-between",
                "space-around",
                "space-evenly",
                "stretch",
            ],
        ),
        ("justify-self", &["start", "center", "end", "stretch"]),
    ];
    with(seed, 6, more)
}

/// Reading from right to left.
pub(crate) fn with_directions(seed: u64) -> Fixture {
    with(seed, 3, &[("direction", &["rtl", "rtl", "ltr"])])
}

/// Boxes of a ratio.
pub(crate) fn with_ratios(seed: u64) -> Fixture {
    with(seed, 5, &[("aspect-ratio", &["2", "0.5", "1", "1.777"])])
}

/// Grids of a few tracks.
pub(crate) fn with_grids(seed: u64) -> Fixture {
    let more: &[(&str, &[&str])] = &[
        ("display", &["grid"]),
        (
            "grid-template-columns",
            &[
                "1fr 1fr",
                "100px 1fr",
                "repeat(3, 1fr)",
                "repeat(auto-fill, minmax(80px, 1fr))",
                "auto 1fr",
            ],
        ),
        ("grid-template-rows", &["auto 1fr", "40px", "1fr 2fr"]),
        ("grid-column", &["1 / 3", "span 2", "2"]),
    ];
    with(seed, 3, more)
}

/// A fixed choice of designs, for what needs no browser.
pub(crate) fn designs() -> Vec<Fixture> {
    (SEED + 10_000..SEED + 10_150).map(design).collect()
}

/// A page of what designs are made of: rows and columns with gaps and padding, cards that wrap,
/// pictures as wide as their column, badges in corners, centred text blocks.
pub(crate) fn design(seed: u64) -> Fixture {
    let mut chance = Chance(seed);
    let width = [390.0, 768.0, 1440.0][chance.below(3) as usize];
    let sections: Vec<Spec> = (0..1 + chance.below(2))
        .map(|_| {
            let style = format!(
                "padding: {}; display: flex; flex-direction: column; align-items: {}; gap: {}",
                chance.pick(&["24px", "64px 5%", "40px 24px", "96px 0px"]),
                chance.pick(&["stretch", "center", "flex-start"]),
                chance.pick(&["8px", "24px", "32px"]),
            );
            let children: Vec<Spec> = (0..1 + chance.below(2))
                .map(|_| part(&mut chance, 0))
                .collect();
            frame(&style, children)
        })
        .collect();
    let root = chance.pick(&["", "display: flex; flex-direction: column"]);
    Fixture::new(format!("seed {seed}"), width, frame(root, sections))
}

fn part(chance: &mut Chance, depth: u32) -> Spec {
    let several = |chance: &mut Chance| -> Vec<Spec> {
        (0..2 + chance.below(3))
            .map(|_| part(chance, depth + 1))
            .collect()
    };
    match chance.below(if depth < 2 { 9 } else { 4 }) {
        0 | 1 => copy(chance),
        2 => image(chance.pick(&[
            "width: 100%",
            "width: 64px; height: 64px",
            "max-width: 100%",
            "width: 100%; height: 180px",
            "height: 40px",
        ])),
        3 => {
            let style = format!(
                "padding: {}; border-width: {}",
                chance.pick(&["8px 16px", "12px 24px"]),
                chance.pick(&["0px", "1px", "2px"])
            );
            frame(
                &style,
                [text(
                    "font-weight: 600; font-size: 15px; line-height: 1.2",
                    chance.pick(&WORDS),
                )],
            )
        }
        4 | 5 => {
            let style = format!(
                "display: flex; gap: {}; align-items: {}; justify-content: {}; flex-wrap: {}",
                chance.pick(&["8px", "16px", "24px"]),
                chance.pick(&["center", "flex-start", "stretch", "baseline", "flex-end"]),
                chance.pick(&["flex-start", "space-between", "center", "flex-end"]),
                chance.pick(&["nowrap", "wrap"]),
            );
            frame(&style, several(chance))
        }
        6 => {
            let style = format!(
                "display: flex; flex-direction: column; gap: {}; padding: {}; border-width: 1px; align-items: {}; {}",
                chance.pick(&["4px", "12px", "20px"]),
                chance.pick(&["16px", "32px 24px"]),
                chance.pick(&["stretch", "center", "flex-start"]),
                chance.pick(&[
                    "",
                    "flex-grow: 1; flex-basis: 0px",
                    "width: 280px",
                    "max-width: 480px",
                    "width: 50%",
                    "flex-grow: 1; flex-basis: 220px; overflow: hidden"
                ]),
            );
            frame(&style, several(chance))
        }
        7 => {
            let mut children = several(chance);
            children.push(frame(
                chance.pick(&[
                    "position: absolute; right: 12px; top: 12px; padding: 4px 8px",
                    "position: absolute; left: 0px; bottom: 0px; width: 100%; height: 4px",
                    "position: absolute; inset: 0px",
                ]),
                [copy(chance)],
            ));
            frame(
                chance.pick(&[
                    "padding: 20px",
                    "height: 320px; overflow: hidden",
                    "min-height: 200px",
                ]),
                children,
            )
        }
        _ => {
            let mut children = several(chance);
            for child in &mut children {
                if child.kind == ElementKind::Text {
                    child
                        .style
                        .extend(Spec::new(ElementKind::Text, "margin: 0px 0px 16px 0px").style);
                }
            }
            frame(
                chance.pick(&["", "max-width: 640px; margin: 0px auto", "width: 60%"]),
                children,
            )
        }
    }
}

fn copy(chance: &mut Chance) -> Spec {
    let words: Vec<&str> = (0..=chance.below(24))
        .map(|_| chance.pick(&WORDS))
        .collect();
    let style = format!(
        "font-size: {}; line-height: {}; font-family: {}; font-weight: {}; letter-spacing: {}; text-align: {}; {}",
        chance.pick(&["13px", "16px", "18px", "28px", "56px"]),
        chance.pick(&["1.1", "1.4", "1.5", "1.6"]),
        chance.pick(&["Inter", "Inter", "Fraunces", "JetBrains Mono"]),
        chance.pick(&["400", "500", "700"]),
        chance.pick(&["0px", "0px", "-0.5px", "1.2px"]),
        chance.pick(&["left", "left", "center"]),
        chance.pick(&[
            "",
            "",
            "max-width: 420px",
            "flex-grow: 1",
            "flex-shrink: 0; max-width: 200px"
        ]),
    );
    text(&style, &words.join(" "))
}
