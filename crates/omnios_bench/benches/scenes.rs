//! The scenes natively, under Criterion, with what needs files and an allocator that counts.
//!
//! Criterion's own report has the means and how they changed since the last run; the percentiles
//! are of the single steps and go to the file that `OMNIOS_BENCH_OUT` names, one JSON line each.
//! `OMNIOS_BENCH_QUICK=1` takes smaller documents.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing of the product depends on it"
)]

use std::alloc::System;
use std::cell::RefCell;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode};
use engine::paint::Viewport;
use engine::{Artboard, Fonts, ImageSizes};
use omnios_bench::{Line, Samples, Scene, Sizes, Stage, frame_count, scenes};
use omnios_document::{Document, DocumentName};
use omnios_editor::Editor;
use omnios_model::{Point, Rect, Size};
use omnios_store::{Entry, Store, Update};
use omnios_testkit::Spec;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Longer scenes get fewer rounds.
const BUDGET: Duration = Duration::from_secs(3);

fn main() {
    let is_quick = std::env::var_os("OMNIOS_BENCH_QUICK").is_some();
    let sizes = if is_quick { Sizes::QUICK } else { Sizes::FULL };
    let start = Instant::now();
    let now = move || start.elapsed().as_secs_f64() * 1e3;
    let mut lines = memory(sizes);
    lines.extend(frames(sizes));
    let fonts: Rc<dyn Fn() -> Fonts> = Rc::new(Fonts::bundled);
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(BUDGET)
        .without_plots();
    for mut scene in scenes(sizes, &fonts) {
        lines.push(under_criterion(&mut criterion, &mut scene, &now));
    }
    for (pages, what) in [
        (20, "the first of 20 pages"),
        (1, "one page with all of them"),
    ] {
        lines.push(open(sizes.elements, pages, what, &now));
    }
    if let Some(path) = std::env::var_os("OMNIOS_BENCH_OUT") {
        let mut file = std::fs::File::create(path).expect("OMNIOS_BENCH_OUT can't be written");
        for line in &lines {
            writeln!(file, "{}", line.json("native")).expect("OMNIOS_BENCH_OUT can't be written");
        }
    }
}

fn under_criterion(criterion: &mut Criterion, scene: &mut Scene, now: &dyn Fn() -> f64) -> Line {
    let samples = Rc::new(RefCell::new(Samples::default()));
    let mut group = criterion.benchmark_group("engine");
    group.sampling_mode(SamplingMode::Flat);
    let name = scene.name.clone();
    group.bench_function(&name, |bencher| {
        bencher.iter_custom(|rounds| {
            let mut total = 0.0;
            for _ in 0..rounds {
                let ms = scene.step(now);
                samples.borrow_mut().push(ms);
                total += ms;
            }
            Duration::from_secs_f64(total / 1e3)
        });
    });
    group.finish();
    Line::of_times(name, &samples.borrow(), scene.target_ms)
}

fn live_bytes(region: &Region<'_, System>) -> f64 {
    let change = region.change();
    change.bytes_allocated as f64 + change.bytes_reallocated as f64
        - change.bytes_deallocated as f64
}

/// What a page costs in memory above its texts, an element.
fn memory(sizes: Sizes) -> Vec<Line> {
    let mut fonts = Fonts::bundled();
    // What is kept once, however large the page, isn't the page's.
    drop(Stage::new(500, Fonts::bundled()));
    let pages = Spec::new(sizes.elements, 1).pages();
    let text: usize = pages
        .iter()
        .flat_map(|page| &page.elements)
        .map(|element| element.text.len())
        .sum();
    let an_element = |bytes: f64| (bytes - text as f64) / sizes.elements as f64;
    let region = Region::new(ALLOCATOR);
    let tree = pages[0].tree();
    let of_tree = live_bytes(&region);
    let artboard = Artboard::new(&tree, 1440.0, &ImageSizes::default(), &mut fonts);
    let of_engine = live_bytes(&region) - of_tree;
    drop(artboard);
    drop(tree);
    let region = Region::new(ALLOCATOR);
    let document = omnios_testkit::document(1, &pages, &[]);
    let of_document = live_bytes(&region) - of_tree;
    drop(document);
    vec![
        Line::of_figure(
            "memory: an element's tree, scene, boxes, paint and index, above its text",
            "bytes",
            an_element(of_tree + of_engine),
            Some(1024.0),
        ),
        Line::of_figure(
            "memory: of these, the tree that the document keeps",
            "bytes",
            an_element(of_tree),
            None,
        ),
        Line::of_figure(
            "memory: an element in the CRDT, beside all that",
            "bytes",
            an_element(of_document),
            None,
        ),
    ]
}

/// What a frame draws and allocates, and that the latter doesn't grow with the document.
fn frames(sizes: Sizes) -> Vec<Line> {
    let large = Stage::new(sizes.elements, Fonts::bundled());
    let small = Stage::new(sizes.elements / 10, Fonts::bundled());
    let allocated = |stage: &Stage| {
        let at = Point::new(0.0, 600.0);
        drop(stage.frame(at, 1.0));
        let region = Region::new(ALLOCATOR);
        drop(stage.frame(at, 1.0));
        let change = region.change();
        change.bytes_allocated as f64 + change.bytes_reallocated.max(0) as f64
    };
    let (of_large, of_small) = (allocated(&large), allocated(&small));
    let mut lines = vec![
        Line::of_figure("pan: bytes that a frame allocates", "bytes", of_large, None),
        Line::of_figure(
            "pan: the same, as a multiple of a frame's on a page of a tenth of the elements",
            "×",
            of_large / of_small.max(1.0),
            Some(1.1),
        ),
    ];
    for zoom in [1.0, 0.1] {
        let count = frame_count(&large, zoom);
        lines.push(Line::of_figure(
            format!(
                "drawn instances a visible element at {} % ({} visible)",
                zoom * 100.0,
                count.visible
            ),
            "×",
            count.drawn as f64 / count.visible.max(1) as f64,
            Some(2.0),
        ));
    }
    lines
}

/// From the file on the disk to the display lists of the first frame, all three artboards laid
/// out where the window shows them.
fn open(elements: usize, pages: usize, what: &str, now: &dyn Fn() -> f64) -> Line {
    let folder = tempfile::tempdir().expect("no temporary folder");
    let path = folder.path().join("bench.omnios");
    write_project(&path, elements, pages);
    let mut samples = Samples::default();
    for _ in 0..4 {
        let fonts = Fonts::bundled();
        let start = now();
        let store = Store::open_read_only(&path).expect("the project opens");
        let mut document = Document::new(1);
        let mut load = |document: &mut Document, name: DocumentName| {
            let updates = store.load(&name.to_string()).expect("the document reads");
            document.load(&name, &updates).expect("the document loads");
        };
        load(&mut document, DocumentName::Project);
        let first = document.project().pages[0].id;
        load(&mut document, DocumentName::Page(first));
        let mut editor = Editor::headless(document, 1, fonts);
        editor.resize_viewport(Size::new(1440.0, 900.0));
        editor.settle_view();
        for placed in editor.artboards() {
            let artboard = editor.stage().ready(first, placed.breakpoint);
            let viewport = Viewport {
                visible: Rect::new(0.0, 0.0, 2_880.0, 1_800.0),
                smallest: 1.0,
            };
            black_box(artboard.map(|artboard| artboard.display_list(viewport)));
        }
        samples.push(now() - start);
    }
    let name = format!("open: file to first frame, {elements} elements, {what}");
    Line::of_times(name, &samples, Some(1_000.0))
}

fn write_project(path: &Path, elements: usize, pages: usize) {
    let (_, updates) = omnios_testkit::document(1, &Spec::new(elements, pages).pages(), &[])
        .expect("the generator makes a sound document");
    let entries: Vec<Entry> = updates
        .into_iter()
        .map(|update| {
            Entry::Update(Update {
                document: update.document.to_string(),
                bytes: update.bytes,
            })
        })
        .collect();
    let mut store = Store::create(path).expect("the project file is new");
    store.commit(&entries).expect("the project is written");
    store.close().expect("the project is closed");
}
