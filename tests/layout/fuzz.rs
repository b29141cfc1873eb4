//! The differential fuzzer: pages made by chance, laid out by the engine and by Chromium, compared
//! box by box; what differs is shrunk to the least page that still does.
//!
//! A page's seed is the run's seed plus the page's number, so that any page can be had alone.

use std::io::Write as _;
use std::time::Instant;

use engine_layout::LayoutEngine;
use engine_text::Fonts;
use omnios_model::{ElementKind, Length, Property, Value};

use crate::browser::Browser;
use crate::chromium::Recorded;
use crate::html;
use crate::random;
use crate::spec::{Fixture, Spec};

/// How far a box may be from Chromium's, in CSS px.
const TOLERANCE_PX: f64 = 0.5;
/// Pages in one document.
const BATCH: usize = 200;
/// How many pages that differ are shrunk; all are counted.
const SHRUNK: usize = 12;

type Generator = fn(u64) -> Fixture;

/// Styles that are put together.
struct Group {
    name: &'static str,
    generator: Generator,
    /// Whether a difference is an error. Rates of the other groups are printed alone.
    is_supported: bool,
}

const fn group(name: &'static str, generator: Generator, is_supported: bool) -> Group {
    Group {
        name,
        generator,
        is_supported,
    }
}

const GROUPS: [Group; 7] = [
    group("designs", random::design, true),
    group("styles", random::page, true),
    group("lengths", random::with_lengths, false),
    group("positions", random::with_positions, false),
    group("directions", random::with_directions, false),
    group("ratios", random::with_ratios, false),
    group("grids", random::with_grids, false),
];

/// What a run is asked for through the environment.
struct Request {
    trees: u64,
    seed: u64,
    group: Option<String>,
}

impl Request {
    fn from_environment() -> Self {
        let number = |name: &str, otherwise: u64| match std::env::var(name) {
            Ok(text) => text
                .parse()
                .unwrap_or_else(|_| panic!("{name}={text} is not a number")),
            Err(_) => otherwise,
        };
        Self {
            trees: number("OMNIOS_TREES", 2000),
            seed: number("OMNIOS_SEED", 1),
            group: std::env::var("OMNIOS_GROUP").ok(),
        }
    }
}

#[test]
#[ignore = "needs Chromium; `cargo xtask fuzz layout` runs it"]
fn random_trees_have_the_boxes_that_chromium_gives_them() {
    let request = Request::from_environment();
    let chosen: Vec<&Group> = GROUPS
        .iter()
        .filter(|group| match request.group.as_deref() {
            Some("all") => true,
            Some(name) => group.name == name,
            None => group.is_supported,
        })
        .collect();
    let names = GROUPS.each_ref().map(|group| group.name);
    assert!(
        !chosen.is_empty(),
        "there is no group {:?}; the groups are {names:?}",
        request.group,
    );
    let browser = Browser::start();
    let mut fonts = Fonts::bundled();
    let mut differing = 0;
    let trees = request.trees.div_ceil(chosen.len() as u64);
    for group in chosen {
        let count = run(group, request.seed, trees, &browser, &mut fonts);
        if group.is_supported {
            differing += count;
        }
    }
    assert_eq!(
        differing, 0,
        "trees of supported styles differ from Chromium"
    );
}

/// Compares `trees` pages and returns how many differ.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a run took is printed, nothing depends on it"
)]
fn run(group: &Group, seed: u64, trees: u64, browser: &Browser, fonts: &mut Fonts) -> usize {
    let started = Instant::now();
    let seeds: Vec<u64> = (seed..seed + trees).collect();
    let mut batches = seeds.chunks(BATCH).map(|seeds| {
        seeds
            .iter()
            .map(|seed| (group.generator)(*seed))
            .collect::<Vec<_>>()
    });
    let mut differing: Vec<Fixture> = Vec::new();
    let mut boxes = 0;
    let mut broken_words = 0;
    let mut worst = 0.0_f64;
    // While Chromium lays out one batch, the engine does the one before.
    let mut waiting = batches.next();
    if let Some(first) = &waiting {
        browser.lay_out(first);
    }
    while let Some(batch) = waiting {
        let theirs = browser.measured();
        waiting = batches.next();
        if let Some(next) = &waiting {
            browser.lay_out(next);
        }
        for (fixture, page) in batch.into_iter().zip(&theirs) {
            boxes += page.len();
            match judge(&fixture, page, fonts) {
                Verdict::Same(distance) => worst = worst.max(distance),
                Verdict::BrokenWord => broken_words += 1,
                Verdict::Differs => differing.push(fixture),
            }
        }
    }
    let count = differing.len();
    say(&format!(
        "{}: {trees} trees from seed {seed}, {boxes} boxes: {count} trees differ by more than \
         {TOLERANCE_PX} px; {broken_words} because a word that doesn't fit is broken elsewhere; the \
         others by {worst:.3} px at most ({:.0} s)",
        group.name,
        started.elapsed().as_secs_f64()
    ));
    for fixture in differing.into_iter().take(SHRUNK) {
        report(&fixture, browser, fonts);
    }
    count
}

enum Verdict {
    /// No edge is farther apart than the tolerance; the largest distance.
    Same(f64),
    /// A text that both sides gave the same width has a word in it that doesn't fit, and another
    /// height. Chromium breaks ligatures and shapes the pieces anew; see `engine/README.md`.
    BrokenWord,
    Differs,
}

fn judge(fixture: &Fixture, theirs: &[Recorded], fonts: &mut Fonts) -> Verdict {
    let mut engine = LayoutEngine::new();
    engine.rebuild(&fixture.scene(), fonts);
    let ours = boxes(fixture, &engine);
    assert_eq!(ours.len(), theirs.len(), "{}", fixture.name);
    let distance = ours
        .iter()
        .zip(theirs)
        .map(|(ours, theirs)| apart(ours.as_ref(), &theirs.rect))
        .fold(0.0, f64::max);
    if distance <= TOLERANCE_PX {
        return Verdict::Same(distance);
    }
    let specs = fixture.root.flattened();
    let is_broken_elsewhere = (0..specs.len()).any(|index| {
        let (Some(ours), theirs) = (ours[index], theirs[index].rect) else {
            return false;
        };
        (ours[2] - theirs[2]).abs() <= TOLERANCE_PX
            && (ours[3] - theirs[3]).abs() > TOLERANCE_PX
            && breaks_a_word(&engine, index, &specs[index].0.text)
    });
    if is_broken_elsewhere {
        Verdict::BrokenWord
    } else {
        Verdict::Differs
    }
}

/// Whether a line ends inside a word.
fn breaks_a_word(engine: &LayoutEngine, index: usize, text: &str) -> bool {
    let Some(layout) = engine.text(Fixture::id(index)) else {
        return false;
    };
    layout.lines.iter().any(|line| {
        let end = line.text_range.end;
        end < text.len()
            && text
                .get(..end)
                .is_some_and(|before| !before.ends_with([' ', '-', '\n']))
    })
}

fn apart(ours: Option<&[f64; 4]>, theirs: &[f64; 4]) -> f64 {
    let Some(ours) = ours else {
        // What isn't shown has no box here and an empty one there.
        return if theirs[2..] == [0.0, 0.0] {
            0.0
        } else {
            f64::INFINITY
        };
    };
    ours.iter()
        .zip(theirs)
        .map(|(ours, theirs)| (ours - theirs).abs())
        .fold(0.0, f64::max)
}

fn boxes(fixture: &Fixture, engine: &LayoutEngine) -> Vec<Option<[f64; 4]>> {
    (0..fixture.root.flattened().len())
        .map(|index| {
            let rect = engine.layout_box(Fixture::id(index))?.rect;
            Some([rect.x, rect.y, rect.width, rect.height].map(f64::from))
        })
        .collect()
}

/// Shrinks the page and prints what is left of it, with both sides' boxes.
fn report(fixture: &Fixture, browser: &Browser, fonts: &mut Fonts) {
    let least = shrink(fixture, browser, fonts);
    browser.lay_out([&least]);
    let theirs = browser.measured().remove(0);
    let mut engine = LayoutEngine::new();
    engine.rebuild(&least.scene(), fonts);
    let ours = boxes(&least, &engine);
    let mut text = format!("\n{}, shrunk:\n{}", fixture.name, html::page(&least));
    for (index, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        let mark = if apart(ours.as_ref(), &theirs.rect) > TOLERANCE_PX {
            "≠"
        } else {
            " "
        };
        text.push_str(&format!(
            "  {mark} #{index} engine {:.2?}, Chromium {:.2?}\n",
            ours.unwrap_or_default(),
            theirs.rect
        ));
    }
    say(&text);
}

/// Takes away whatever can go without the difference going too.
fn shrink(fixture: &Fixture, browser: &Browser, fonts: &mut Fonts) -> Fixture {
    let mut least = fixture.clone();
    loop {
        let smaller: Vec<Fixture> = simpler(&least.root)
            .into_iter()
            .map(|root| Fixture::new(least.name.clone(), least.width, root))
            .collect();
        if smaller.is_empty() {
            return least;
        }
        browser.lay_out(&smaller);
        let theirs = browser.measured();
        let next = smaller
            .into_iter()
            .zip(&theirs)
            .find(|(fixture, page)| matches!(judge(fixture, page, fonts), Verdict::Differs));
        match next {
            Some((fixture, _)) => least = fixture,
            None => return least,
        }
    }
}

/// Every tree that is one step simpler, the largest steps first.
fn simpler(root: &Spec) -> Vec<Spec> {
    let mut trees = Vec::new();
    let count = root.flattened().len();
    for index in 1..count {
        trees.extend(edited(root, index, |_| Vec::new()));
    }
    for index in 1..count {
        trees.extend(edited(root, index, |spec| spec.children.clone()));
    }
    for index in 0..count {
        let (spec, _) = root.flattened()[index];
        for property in spec.style.keys() {
            if matches!(property, Property::Source | Property::ViewBox) {
                continue;
            }
            trees.extend(edited(root, index, |spec| {
                let mut spec = spec.clone();
                spec.style.remove(property);
                vec![spec]
            }));
        }
        if spec.kind == ElementKind::Text && spec.text.contains(' ') {
            let words: Vec<&str> = spec.text.split(' ').collect();
            for kept in [&words[..words.len() / 2], &words[1..]] {
                trees.extend(edited(root, index, |spec| {
                    vec![Spec {
                        text: kept.join(" "),
                        ..spec.clone()
                    }]
                }));
            }
        }
        for (property, value) in &spec.style {
            for simple in simpler_values(value) {
                trees.extend(edited(root, index, |spec| {
                    let mut spec = spec.clone();
                    spec.style.insert(*property, simple.clone());
                    vec![spec]
                }));
            }
        }
    }
    trees
}

fn simpler_values(value: &Value) -> Vec<Value> {
    match value {
        Value::Length(Length::Px(px)) if *px != 0.0 && *px != 100.0 && *px != 10.0 => [10.0, 100.0]
            .into_iter()
            .map(|px| Value::Length(Length::Px(px)))
            .collect(),
        Value::Length(Length::Percent(percent)) if *percent != 100.0 && *percent != 50.0 => {
            vec![Value::Length(Length::Percent(50.0))]
        }
        _ => Vec::new(),
    }
}

/// The tree with the element at `index` replaced, or `None` where that leaves no root.
fn edited(root: &Spec, index: usize, edit: impl FnOnce(&Spec) -> Vec<Spec>) -> Option<Spec> {
    fn walk(
        spec: &Spec,
        at: &mut usize,
        index: usize,
        edit: &mut Option<impl FnOnce(&Spec) -> Vec<Spec>>,
    ) -> Vec<Spec> {
        let here = *at;
        *at += 1;
        if here == index
            && let Some(edit) = edit.take()
        {
            *at += spec.flattened().len() - 1;
            return edit(spec);
        }
        let children = spec
            .children
            .iter()
            .flat_map(|child| walk(child, at, index, edit))
            .collect();
        vec![Spec {
            children,
            ..spec.clone()
        }]
    }
    walk(root, &mut 0, index, &mut Some(edit))
        .into_iter()
        .next()
}

fn say(text: &str) {
    writeln!(std::io::stderr(), "{text}").ok();
}
