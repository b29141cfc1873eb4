//! Laying pages out with the engine and comparing with what Chromium recorded.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use engine_layout::LayoutEngine;
use engine_text::{Fonts, TextStyle};
use omnios_model::Rect;

use crate::chromium::{Recorded, measure, read_page};
use crate::html;
use crate::own_fonts;
use crate::spec::Fixture;

/// How far the engine may be from Chromium.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tolerance {
    /// The distance that `share` of all edges must keep.
    pub(crate) within_px: f64,
    /// 1.0 is every edge.
    pub(crate) share: f64,
    /// The distance that no edge may exceed.
    pub(crate) worst_px: f64,
}

struct Difference {
    px: f64,
    what: String,
}

/// Compares the pages of one group and prints the figures.
pub(crate) fn check(group: &str, fixtures: &[Fixture], tolerance: Tolerance) {
    let recorded = recorded(group, fixtures);
    let mut fonts = Fonts::bundled();
    own_fonts::add_to(&mut fonts);
    let mut boxes: Vec<Difference> = Vec::new();
    let mut lines: Vec<Difference> = Vec::new();
    for (fixture, page) in fixtures.iter().zip(&recorded) {
        let scene = fixture.scene();
        let mut engine = LayoutEngine::new();
        engine.rebuild(&scene, &mut fonts);
        engine.set_scroll(&scene, fixture.scroll.unwrap_or(0.0));
        let specs = fixture.root.flattened();
        assert_eq!(specs.len(), page.len(), "{}", fixture.name);
        for (index, ((spec, _), theirs)) in specs.iter().zip(page).enumerate() {
            let id = Fixture::id(index);
            let Some(ours) = engine.layout_box(id) else {
                assert_eq!(
                    theirs.rect[2..],
                    [0.0, 0.0],
                    "{}: {index} has no box",
                    fixture.name
                );
                continue;
            };
            let what = format!("{} #{index} {}", fixture.name, spec.kind);
            let mut difference = difference(&what, ours.rect, theirs.rect);
            if std::env::var_os("OMNIOS_SHOW").is_some() && difference.px > 0.1 {
                let mut next = Some(index);
                while let Some(at) = next {
                    let (spec, parent) = specs[at];
                    let style: Vec<String> = spec
                        .style
                        .iter()
                        .map(|(p, v)| format!("{}:{v}", p.name()))
                        .collect();
                    let _ = write!(
                        difference.what,
                        "\n        #{at} {} {}",
                        spec.kind,
                        style.join(";")
                    );
                    next = parent;
                }
            }
            boxes.push(difference);
            let Some(text) = engine.text(id).filter(|_| !theirs.lines.is_empty()) else {
                continue;
            };
            if spec.runs.is_empty() {
                let style = TextStyle::of(&scene.node(id).expect("it has a box").style);
                let mut width = |text| fonts.layout(text, &style, None).size.width;
                let space = f64::from(width("n n") - width("nn"));
                compare_lines(
                    &what,
                    &spec.text,
                    text,
                    ours.content,
                    theirs,
                    space,
                    &mut lines,
                );
            } else {
                compare_runs(&what, text, ours.content, theirs, &mut lines);
            }
        }
    }
    let mut report = String::new();
    let boxes_hold = figures(group, "boxes", &boxes, tolerance, &mut report);
    let lines_hold = figures(group, "lines", &lines, tolerance, &mut report);
    let _ = std::io::stderr().write_all(report.as_bytes());
    assert!(
        boxes_hold && lines_hold,
        "{group} differ from Chromium:\n{report}"
    );
}

fn difference(what: &str, ours: Rect, theirs: [f64; 4]) -> Difference {
    let ours = [ours.x, ours.y, ours.width, ours.height].map(f64::from);
    let px = ours
        .iter()
        .zip(theirs)
        .map(|(ours, theirs)| (ours - theirs).abs())
        .fold(0.0, f64::max);
    Difference {
        px,
        what: format!("{what}: engine {ours:.2?}, Chromium {theirs:.2?}"),
    }
}

/// Chromium's rectangles are as high as the font, not as the line, and a space that hangs at a
/// line's end has one of its own, or is part of the last word's: so a line is what stands at one
/// height, and its edges must be some of theirs.
fn compare_lines(
    what: &str,
    source: &str,
    text: &engine_text::TextLayout,
    content: Rect,
    theirs: &Recorded,
    space: f64,
    differences: &mut Vec<Difference>,
) {
    let mut lines: Vec<Vec<[f64; 4]>> = Vec::new();
    for rect in theirs.lines.iter().filter(|rect| rect[2] > 0.0) {
        match lines.last_mut() {
            Some(line) if line[0][1] == rect[1] => line.push(*rect),
            _ => lines.push(vec![*rect]),
        }
    }
    let shown: Vec<_> = text.lines.iter().filter(|line| line.width > 0.0).collect();
    if shown.len() != lines.len() {
        differences.push(Difference {
            px: f64::INFINITY,
            what: format!(
                "{what}: {} lines, Chromium has {}",
                shown.len(),
                lines.len()
            ),
        });
        return;
    }
    let text_of = |line: &engine_text::Line| source.get(line.text_range.clone());
    for (index, (ours, theirs)) in shown.into_iter().zip(lines).enumerate() {
        let left = f64::from(content.x + ours.left);
        let right = left + f64::from(ours.width);
        let top = f64::from(content.y + ours.baseline - text.ascent);
        let ends_with_space = text_of(ours).is_some_and(|text| text.ends_with(' '));
        let hanging: &[f64] = if ends_with_space {
            &[0.0, space]
        } else {
            &[0.0]
        };
        let nearest_of = |distance: &dyn Fn(&[f64; 4], f64) -> f64| {
            let all = theirs
                .iter()
                .flat_map(|rect| hanging.iter().map(|it| distance(rect, *it)));
            all.fold(f64::INFINITY, f64::min)
        };
        let nearest = nearest_of(&|rect, space| (right - rect[0] - rect[2] + space).abs());
        // From right to left the space hangs on the left.
        let nearest_left = nearest_of(&|rect, space| (left - rect[0] - space).abs());
        let px = nearest.max(nearest_left).max((top - theirs[0][1]).abs());
        differences.push(Difference {
            px,
            what: format!(
                "{what} line {index} {:?}: engine {left:.2}..{right:.2} at {top:.2}, Chromium {theirs:.2?}",
                text_of(ours)
            ),
        });
    }
}

/// The boxes of runs: as many of ours as of theirs, each where one of theirs is.
fn compare_runs(
    what: &str,
    text: &engine_text::TextLayout,
    content: Rect,
    theirs: &Recorded,
    differences: &mut Vec<Difference>,
) {
    let fragments = text.fragments.iter();
    for ours in fragments.filter(|it| it.run.is_some() && it.rect.width > 0.0) {
        let rect = ours.rect.translated(content.origin());
        let nearest = theirs
            .lines
            .iter()
            .map(|it| difference(&format!("{what} run"), rect, *it))
            .min_by(|a, b| a.px.total_cmp(&b.px));
        differences.push(nearest.unwrap_or(Difference {
            px: f64::INFINITY,
            what: format!("{what}: Chromium has no such run"),
        }));
    }
}

fn figures(
    group: &str,
    what: &str,
    differences: &[Difference],
    tolerance: Tolerance,
    report: &mut String,
) -> bool {
    if differences.is_empty() {
        return true;
    }
    let count = differences.len();
    let within = |px: f64| differences.iter().filter(|it| it.px <= px).count();
    let percent = |px: f64| 100.0 * within(px) as f64 / count as f64;
    let worst = differences.iter().map(|it| it.px).fold(0.0, f64::max);
    let _ = writeln!(
        report,
        "{group}: {count} {what}; within 0.1 px {:.2} %, 0.5 px {:.2} %, 1 px {:.2} %; worst {worst:.3} px",
        percent(0.1),
        percent(0.5),
        percent(1.0),
    );
    let holds = within(tolerance.within_px) as f64 >= tolerance.share * count as f64
        && worst <= tolerance.worst_px;
    if !holds {
        let mut named: Vec<&str> = Vec::new();
        for difference in differences.iter().filter(|it| it.px > tolerance.within_px) {
            let page = difference.what.split('#').next().unwrap_or_default();
            let is_new = !named.contains(&page) || std::env::var_os("OMNIOS_SHOW").is_some();
            if named.len() < 60 && is_new {
                named.push(page);
                let _ = writeln!(report, "  {:.3} px: {}", difference.px, difference.what);
            }
        }
    }
    holds
}

fn recorded(group: &str, fixtures: &[Fixture]) -> Vec<Vec<Recorded>> {
    let path = recording(group);
    if std::env::var_os("OMNIOS_BLESS").is_some() {
        record(group, &path, fixtures);
    }
    let json = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; OMNIOS_BLESS=1 records it", path.display()));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    fixtures
        .iter()
        .map(|fixture| {
            let page = &json[&fixture.name];
            assert_eq!(
                page["of"].as_str(),
                Some(fingerprint(fixture).as_str()),
                "{} changed since Chromium laid it out; OMNIOS_BLESS=1 records it anew",
                fixture.name
            );
            read_page(&page["boxes"])
        })
        .collect()
}

fn record(group: &str, path: &Path, fixtures: &[Fixture]) {
    let pages = measure(group, fixtures);
    let mut json = String::from("{\n");
    for (index, (fixture, page)) in fixtures.iter().zip(pages).enumerate() {
        let boxes: Vec<serde_json::Value> = page
            .iter()
            .map(|it| serde_json::json!([it.rect, it.lines]))
            .collect();
        let comma = if index + 1 < fixtures.len() { "," } else { "" };
        let _ = writeln!(
            json,
            "{}: {}{comma}",
            serde_json::json!(fixture.name),
            serde_json::json!({ "of": fingerprint(fixture), "boxes": boxes }),
        );
    }
    json.push_str("}\n");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
    std::fs::write(path, json).expect("the recording");
}

fn recording(group: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/layout/recorded")
        .join(format!("{group}.json"))
}

/// FNV-1a of the page's HTML: whether a recording is of this very page.
fn fingerprint(fixture: &Fixture) -> String {
    let hash = html::page(fixture)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}
