//! Undo after any command restores the documents exactly, and redo brings the result back.
//!
//! Random commands of the whole table run on random elements. `OMNIOS_SEED` repeats one run,
//! `OMNIOS_ROUNDS` makes more of them.

use std::collections::{BTreeMap, BTreeSet};

use engine::Fonts;
use omnios_editor::{Editor, new_project};
use omnios_model::{ElementId, ElementKind, Project, Property, Tree};
use omnios_protocol::{Command, CommandOutcome, Effect, command_table};
use serde_json::{Value as Json, json};

/// SplitMix64, so that a seed repeats a run on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Everything a person would see of the documents.
#[derive(PartialEq, Debug, Clone)]
struct Snapshot {
    project: Project,
    trees: Vec<Tree>,
}

fn snapshot(editor: &Editor) -> Snapshot {
    let document = editor.document();
    let project = document.project().clone();
    let trees = project
        .pages
        .iter()
        .filter_map(|page| document.tree(page.id).cloned())
        .collect();
    Snapshot { project, trees }
}

fn run(editor: &mut Editor, id: &str, args: Json) -> Option<CommandOutcome> {
    let command = Command::from_parts(id, args).unwrap_or_else(|error| panic!("{id}: {error}"));
    editor.run(&command).ok()
}

const HASH: &str = "abababababababababababababababababababababababababababababababab";

fn start(seed: u64) -> Editor {
    let (document, _) = new_project("Undo", seed, seed).unwrap();
    let mut editor = Editor::headless(document, seed + 1_000_000, Fonts::bundled());
    let free = |left: usize| {
        // At uneven heights, so that there is something to distribute.
        let top = 20 + left * left / 400;
        json!({ "position": "absolute", "left": format!("{left}px"), "top": format!("{top}px"),
                "width": "60px", "height": "40px" })
    };
    let run = |editor: &mut Editor, id: &str, args: Json| -> Option<CommandOutcome> {
        let command = Command::from_parts(id, args).unwrap();
        Some(
            editor
                .run(&command)
                .unwrap_or_else(|error| panic!("{id}: {error}")),
        )
    };
    for (index, kind) in ["frame", "rectangle", "ellipse", "image", "vector"]
        .iter()
        .enumerate()
    {
        let mut properties = free(index * 90);
        if *kind == "vector" {
            properties["d"] = json!("M2 2L22 12L2 22");
            properties["stroke"] = json!("#000000");
        }
        let args = json!({ "kind": kind, "properties": properties });
        let created = run(&mut editor, "element.create", args).unwrap().created;
        if index < 2 {
            run(
                &mut editor,
                "element.set",
                json!({ "ids": created, "properties": {
                    "animations": "enter 1s { from { opacity: 0; scale: 2 } to { opacity: 1 } }",
                    "state-machine": "variable open: false; state a { } state b { self { opacity: 0.5 } } transition a -> b on press;",
                } }),
            );
        }
    }
    let stack = run(
        &mut editor,
        "element.create",
        json!({ "kind": "frame", "properties": { "display": "flex", "gap": "8px" } }),
    )
    .unwrap()
    .created
    .remove(0);
    for text in ["One", "Two words", "Three 🚲 words"] {
        let args = json!({ "kind": "text", "parent": stack, "text": text });
        run(&mut editor, "element.create", args).unwrap();
    }
    run(
        &mut editor,
        "asset.add",
        json!({
            "hash": HASH, "name": "photo.png", "mediaType": "image/png", "width": 40, "height": 30,
        }),
    )
    .unwrap();
    for (axis, at) in [("x", 0), ("x", 1), ("y", 0), ("y", 1)] {
        run(&mut editor, "guide.add", json!({ "axis": axis, "at": at })).unwrap();
    }
    run(&mut editor, "page.create", json!({ "name": "Second" })).unwrap();
    run(&mut editor, "page.open", json!({ "page": "/" })).unwrap();
    editor
}

/// The elements of the open page, the root left out.
fn elements(editor: &Editor) -> Vec<ElementId> {
    let tree = editor
        .page()
        .and_then(|page| editor.document().tree(page))
        .unwrap();
    tree.subtree(tree.root()).into_iter().skip(1).collect()
}

/// Arguments that make sense for the command often enough to run it.
fn arguments(id: &str, editor: &Editor, random: &mut Random) -> Json {
    let known = elements(editor);
    let some = |random: &mut Random| -> Vec<String> {
        let count = 1 + random.below(4);
        (0..count)
            .filter_map(|_| known.get(random.below(known.len())))
            .map(ToString::to_string)
            .collect()
    };
    let one_with = |random: &mut Random, property: Property| -> Option<String> {
        let tree = editor
            .page()
            .and_then(|page| editor.document().tree(page))?;
        let has = |id: &&ElementId| {
            let element = tree.get(**id);
            element.is_some_and(|it| it.properties.keys().any(|key| key.property == property))
        };
        let found: Vec<&ElementId> = known.iter().filter(has).collect();
        let id = found.get(random.below(found.len()))?;
        Some(id.to_string())
    };
    let number = |random: &mut Random| random.below(200) as f64 / 2.0;
    let page = |random: &mut Random| {
        random
            .pick(&editor.document().project().pages)
            .id
            .to_string()
    };
    let breakpoint = |random: &mut Random| *random.pick(&["desktop", "tablet", "mobile"]);
    let color = |random: &mut Random| format!("#{:06x}", random.below(0x00ff_ffff));
    match id {
        "arrange.distribute-horizontally" | "arrange.distribute-vertically" => {
            json!({ "ids": known.iter().map(ToString::to_string).collect::<Vec<_>>() })
        }
        "project.rename" => json!({ "name": format!("Site {}", random.below(9)) }),
        "page.create" => {
            json!({ "name": format!("Page {}", random.below(99)), "properties": { "background": color(random) } })
        }
        "page.import" => json!({
            "tokens": [{ "name": "brand", "kind": "color", "value": color(random) }],
            "assets": [{ "hash": format!("{:064x}", random.below(9)), "name": "b.png", "mediaType": "image/png", "width": 4, "height": 3 }],
            "pages": [{
                "name": "Imported", "route": format!("/r{}", random.below(9)),
                "properties": { "background": color(random), "padding-top@mobile": "4px" },
                "elements": [{ "kind": "text", "name": "Words", "properties": { "color": "var(--brand)" }, "text": "brought" }],
            }],
        }),
        "page.rename" => {
            json!({ "page": page(random), "name": format!("Name {}", random.below(9)) })
        }
        "page.set-route" => {
            json!({ "page": page(random), "route": format!("/r{}", random.below(99)) })
        }
        "page.set-meta" => {
            json!({ "page": page(random), "title": format!("T {}", random.below(9)) })
        }
        "page.move" => json!({ "page": page(random), "index": random.below(4) }),
        "page.duplicate" | "page.delete" => json!({ "page": page(random) }),
        "asset.add" if random.below(2) == 0 => json!({
            "hash": format!("{:064x}", 20 + random.below(2)), "name": "lato.woff2", "mediaType": "font/woff2",
            "faces": [{ "family": "Lato", "weight": random.pick(&["400", "100 900"]), "style": "normal" }],
        }),
        "asset.add" => {
            json!({ "hash": format!("{:064x}", random.below(9)), "name": "a.png", "mediaType": "image/png", "width": 4, "height": 3 })
        }
        "token.set" => {
            let name = random.pick(&["brand", "accent", "size"]);
            let value = match *name {
                "size" => format!("{}px", number(random)),
                "accent" if random.below(2) == 0 => "var(--brand)".to_owned(),
                _ => color(random),
            };
            let kind = if *name == "size" {
                "dimension"
            } else {
                "color"
            };
            let dark = (random.below(2) == 0).then(|| value.clone());
            json!({ "name": name, "kind": kind, "value": value, "modes": { "dark": dark } })
        }
        "token.adopt" => {
            let offers = editor.recurring_values();
            let offer = offers.get(random.below(offers.len()));
            let values = offer.map(|it| {
                json!({ "group": it.group, "value": it.value, "name": it.name, "label": it.label })
            });
            json!({ "values": values.into_iter().collect::<Vec<_>>() })
        }
        "token.remove" => json!({ "name": random.pick(&["brand", "accent", "size"]) }),
        "asset.remove" => {
            let other = format!("{:064x}", random.below(9));
            json!({ "hash": random.pick(&[HASH.to_owned(), other]) })
        }
        "element.create" => json!({
            "kind": random.pick(&["frame", "rectangle", "ellipse", "vector", "image"]),
            "parent": some(random).pop().filter(|_| random.below(2) == 0), "index": random.below(4),
            "properties": { "width": format!("{}px", number(random)), "opacity@mobile": "0.5" },
        }),
        "element.paste" => json!({ "content": {
            "format": "omnios/elements",
            "elements": [
                { "kind": "frame", "name": "Copy", "properties": { "left": "10px", "top": "10px", "position": "absolute" } },
                { "parent": 0, "kind": "text", "name": "Words", "properties": {}, "text": "pasted",
                  "runs": [{ "start": 1, "end": 3, "properties": { "font-style": "italic" } }] },
            ],
        } }),
        "element.rename" => {
            json!({ "ids": some(random), "name": format!("Name {}", random.below(9)) })
        }
        "element.move" => {
            json!({ "ids": some(random), "parent": some(random).pop(), "index": random.below(4), "keepPosition": random.below(2) == 0 })
        }
        "element.nudge" => {
            json!({ "ids": some(random), "dx": number(random) - 50.0, "dy": number(random) - 50.0, "breakpoint": breakpoint(random) })
        }
        "element.resize" => {
            json!({ "id": some(random).pop(), "width": number(random), "height": number(random), "breakpoint": breakpoint(random) })
        }
        "element.set" => {
            let known = editor.document().project().tokens.get("size").is_some();
            let height = if known { "var(--size)" } else { "9px" };
            json!({ "ids": some(random), "breakpoint": breakpoint(random), "properties": {
            "min-height": height, "margin": format!("{}px", number(random)), "opacity": "0.4", "width": random.pick(&[None, Some("33%")]),
        } })
        }
        "element.reset" => json!({ "ids": some(random), "breakpoint": breakpoint(random) }),
        "element.set-text" => {
            json!({ "id": some(random).pop(), "text": random.pick(&["", "Über\nuns", "🚲🚲 one", "Two"]) })
        }
        "text.format" => {
            let tree = editor.page().and_then(|page| editor.document().tree(page));
            let is_text = |id: &&ElementId| {
                tree.and_then(|tree| tree.get(**id))
                    .is_some_and(|it| it.kind == ElementKind::Text)
            };
            let texts: Vec<String> = known
                .iter()
                .filter(is_text)
                .map(ToString::to_string)
                .collect();
            let start = random.below(5);
            json!({ "id": texts.get(random.below(texts.len())), "start": start, "end": start + random.below(5), "set": {
                "font-weight": random.pick(&[None, Some("700")]), "color": color(random),
                "href": random.pick(&[None, Some("/about"), Some("")]),
            } })
        }
        "text.bold" | "text.italic" | "text.underline" if random.below(2) == 0 => {
            json!({ "ids": [some(random).pop()], "start": 0, "end": random.below(4) })
        }
        "layout.add-auto" => {
            json!({ "ids": some(random), "direction": random.pick(&[None, Some("row"), Some("column")]) })
        }
        "layout.set-sizing" => {
            json!({ "ids": some(random), "axis": random.pick(&["width", "height"]), "mode": random.pick(&["fixed", "hug", "fill"]) })
        }
        "layout.set-constraints" => {
            json!({ "ids": [some(random).pop()], "horizontal": random.pick(&["left", "right", "left-right", "center", "scale"]), "vertical": random.pick(&["top", "center", "scale"]) })
        }
        "guide.add" | "guide.remove" => {
            json!({ "axis": random.pick(&["x", "y"]), "at": random.below(2) })
        }
        "guide.move" => {
            json!({ "axis": random.pick(&["x", "y"]), "at": random.below(2), "to": random.below(6) })
        }
        "guide.clear" => json!({ "page": page(random) }),
        "motion.add-animation" => {
            json!({ "ids": some(random), "preset": random.pick(&["fade-in", "press"]), "trigger": random.pick(&[None, Some("hover")]) })
        }
        "motion.remove-animation"
        | "motion.set-timing"
        | "motion.add-keyframe"
        | "motion.set-keyframe"
        | "motion.move-keyframe"
        | "motion.remove-keyframe" => {
            let id_of = one_with(random, Property::Animations);
            let mut args = json!({ "id": id_of, "animation": 0 });
            match id {
                "motion.remove-animation" => {}
                "motion.set-timing" => {
                    args["durationMillis"] = json!(random.below(2000));
                    args["easing"] = json!(random.pick(&["linear", "spring(1, 170, 26)"]));
                    args["trigger"] = json!(random.pick(&["load", "hover"]));
                    args["iterations"] = json!(random.pick(&["2", "infinite"]));
                }
                _ => {
                    args["at"] = json!(random.pick(&[0.0, 0.25, 1.0]));
                    args["property"] = json!(random.pick(&["opacity", "scale", "width"]));
                    if id == "motion.move-keyframe" {
                        args["to"] = json!(random.below(100) as f64 / 100.0);
                    } else if id == "motion.set-keyframe" {
                        args["easing"] = json!(random.pick(&["ease-in", "none"]));
                    }
                }
            }
            args
        }
        "motion.add-state" => json!({ "id": some(random).pop() }),
        "motion.remove-state" => {
            let name = random.pick(&["a", "b", "state-1"]);
            json!({ "id": one_with(random, Property::StateMachine), "name": name })
        }
        "motion.add-transition" => {
            let to = random.pick(&["a", "state-1"]);
            let millis = random.below(400);
            json!({ "id": one_with(random, Property::StateMachine), "to": to, "on": "hover", "durationMillis": millis })
        }
        "motion.remove-transition" => json!({ "id": one_with(random, Property::StateMachine) }),
        "motion.add-variable" => {
            let value = random.pick(&["1", "true"]);
            json!({ "id": one_with(random, Property::StateMachine), "name": "count", "value": value })
        }
        "motion.remove-variable" => {
            let name = random.pick(&["open", "count"]);
            json!({ "id": one_with(random, Property::StateMachine), "name": name })
        }
        "style.paste" => {
            json!({ "ids": some(random), "properties": { "opacity": "0.25", "background": color(random) } })
        }
        "style.fill" | "style.border" | "text.color" => {
            json!({ "ids": some(random), "color": color(random) })
        }
        "style.opacity" => json!({ "ids": some(random), "amount": number(random) / 100.0 }),
        "layout.gap" | "layout.padding" | "style.radius" | "text.size" => {
            json!({ "ids": some(random), "amount": number(random) })
        }
        "path.union"
        | "path.subtract"
        | "path.intersect"
        | "path.exclude"
        | "path.flatten"
        | "path.outline-stroke" => {
            let tree = editor.page().and_then(|page| editor.document().tree(page));
            let shapes: Vec<String> = known
                .iter()
                .filter(|id| {
                    let element = tree.and_then(|tree| tree.get(**id));
                    element.is_some_and(|it| it.kind.is_shape())
                })
                .map(ToString::to_string)
                .collect();
            let count = 1 + random.below(3);
            let ids: Vec<&String> = (0..count)
                .filter_map(|_| shapes.get(random.below(shapes.len())))
                .collect();
            json!({ "ids": ids })
        }
        _ => json!({ "ids": some(random) }),
    }
}

#[test]
fn undo_after_any_command_restores_the_documents_exactly() {
    let fixed = std::env::var("OMNIOS_SEED")
        .ok()
        .and_then(|text| text.parse::<u64>().ok());
    let rounds = std::env::var("OMNIOS_ROUNDS")
        .ok()
        .and_then(|text| text.parse::<u64>().ok())
        .unwrap_or(40);
    let seeds: Vec<u64> = fixed.map_or_else(|| (1..=rounds).collect(), |seed| vec![seed]);
    let table: Vec<&str> = command_table()
        .into_iter()
        .filter(|command| command.effect == Effect::Document)
        .map(|command| command.id)
        .collect();
    let mut changed_by: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in &seeds {
        let mut random = Random(*seed);
        let mut editor = start(*seed);
        let beginning = snapshot(&editor);
        let mut steps = 0;
        for step in 0..120 {
            if elements(&editor).is_empty() {
                break;
            }
            let id = *random.pick(&table);
            let args = arguments(id, &editor, &mut random);
            let before = snapshot(&editor);
            let label = editor.state().undo;
            if run(&mut editor, id, args.clone()).is_none() {
                assert_eq!(
                    snapshot(&editor),
                    before,
                    "seed {seed} step {step}: {id} failed and left {args}"
                );
                continue;
            }
            let after = snapshot(&editor);
            if before == after {
                assert_eq!(
                    editor.state().undo,
                    label,
                    "seed {seed} step {step}: {id} changed nothing but can be undone"
                );
                continue;
            }
            *changed_by.entry(id).or_default() += 1;
            steps += 1;
            run(&mut editor, "edit.undo", json!({})).unwrap();
            assert_eq!(
                snapshot(&editor),
                before,
                "seed {seed} step {step}: undo of {id} {args}"
            );
            run(&mut editor, "edit.redo", json!({})).unwrap();
            assert_eq!(
                snapshot(&editor),
                after,
                "seed {seed} step {step}: redo of {id} {args}"
            );
        }
        for _ in 0..steps {
            run(&mut editor, "edit.undo", json!({})).unwrap();
        }
        assert_eq!(
            snapshot(&editor),
            beginning,
            "seed {seed}: undoing everything"
        );
    }
    if fixed.is_none() {
        let missing: BTreeSet<&&str> = table
            .iter()
            .filter(|id| !changed_by.contains_key(**id))
            .collect();
        assert!(
            missing.is_empty(),
            "these commands never changed anything: {missing:?}"
        );
    }
}
