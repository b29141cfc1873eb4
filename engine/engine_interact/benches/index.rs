//! The spatial index and snapping on 1,000,000 boxes, beside crate geo-index's packed R-tree on
//! the same boxes in the same run.
//!
//! Prints one line a measurement, then the same as JSON lines, which also go to the file that
//! `OMNIOS_BENCH_OUT` names. `OMNIOS_BENCH_BOXES` makes the set smaller or larger. What takes
//! microseconds is measured call by call, for its 99th percentile; Criterion adds its own
//! estimate of the means where `--criterion` is given.

#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock; nothing of the product depends on it"
)]
#![expect(clippy::print_stdout, reason = "the measurements are what it is for")]

#[path = "boxes/mod.rs"]
mod boxes;

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use boxes::{Random, page_boxes};
use criterion::Criterion;
use engine_interact::{SnapTargets, SpatialIndex};
use geo_index::rtree::sort::HilbertSort;
use geo_index::rtree::{RTree, RTreeBuilder, RTreeIndex};
use omnios_model::{ElementId, Point, Rect};

const SEED: u64 = 2026;
const GEO_INDEX_VERSION: &str = "0.4.0";

/// One measured line.
struct Line {
    name: &'static str,
    ours: Times,
    peer: Option<Times>,
    /// What the 99th percentile should not exceed.
    target: Duration,
}

/// Percentiles of many calls, or means of repeated runs where single calls are too short.
#[derive(Clone, Copy)]
struct Times {
    median: Duration,
    p99: Duration,
}

fn main() {
    let count = std::env::var("OMNIOS_BENCH_BOXES")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000);
    let mut random = Random(SEED);
    let rects = page_boxes(count, &mut random);
    let boxes: Vec<(ElementId, Rect)> = rects
        .iter()
        .map(|rect| (ElementId::from_random_bits(random.next()), *rect))
        .collect();
    let start = Instant::now();
    let mut index = SpatialIndex::bulk(boxes.iter().copied());
    let ours_built = start.elapsed();
    let start = Instant::now();
    let peer = packed(&rects);
    let peer_built = start.elapsed();
    println!(
        "{count} boxes, seed {SEED}. Built in {ours_built:.1?}, geo-index {GEO_INDEX_VERSION} in {peer_built:.1?}.\n"
    );

    let mut lines = Vec::new();
    queries(&index, &peer, &rects, &mut random, &mut lines);
    updates(&mut index, &boxes, &mut random, &mut lines);
    lines.push(snapping(&rects, &mut random));
    report(&lines);

    if std::env::args().any(|argument| argument == "--criterion") {
        means(&index, &peer, &rects, &mut random);
    }
}

fn packed(rects: &[Rect]) -> RTree<f32> {
    let mut builder = RTreeBuilder::<f32>::new(rects.len() as u32);
    for rect in rects {
        builder.add(rect.x, rect.y, rect.right(), rect.bottom());
    }
    builder.finish::<HilbertSort>()
}

fn queries(
    index: &SpatialIndex,
    peer: &RTree<f32>,
    rects: &[Rect],
    random: &mut Random,
    lines: &mut Vec<Line>,
) {
    let points: Vec<Point> = (0..100_000).map(|_| random.point_on(rects)).collect();
    lines.push(Line {
        name: "hit-test: boxes under a point",
        ours: times(&points, |point| index.at(*point).count()),
        peer: Some(times(&points, |point| {
            peer.search(point.x, point.y, point.x, point.y).len()
        })),
        target: Duration::from_micros(5),
    });
    let viewports: Vec<Rect> = points
        .iter()
        .take(5_000)
        .map(|point| Rect::new(point.x - 720.0, point.y - 450.0, 1_440.0, 900.0))
        .collect();
    lines.push(Line {
        name: "boxes in a viewport of 1440 × 900",
        ours: times(&viewports, |area| index.meeting(*area).count()),
        peer: Some(times(&viewports, |area| search(peer, area))),
        target: Duration::from_micros(200),
    });
    let marquees: Vec<Rect> = points
        .iter()
        .take(500)
        .map(|point| area_with(index, *point, 10_000))
        .collect();
    lines.push(Line {
        name: "marquee: an area with 10,000 boxes",
        ours: times(&marquees, |area| {
            let mut found = Vec::new();
            index.meeting(*area).for_each(|(id, _)| found.push(id));
            found.len()
        }),
        peer: Some(times(&marquees, |area| search(peer, area))),
        target: Duration::from_millis(2),
    });
}

fn search(peer: &RTree<f32>, area: &Rect) -> usize {
    peer.search(area.x, area.y, area.right(), area.bottom())
        .len()
}

/// A square around the point that meets about that many boxes.
fn area_with(index: &SpatialIndex, middle: Point, wanted: usize) -> Rect {
    let (mut low, mut high) = (0.0_f32, 100_000.0_f32);
    for _ in 0..24 {
        let half = f32::midpoint(low, high);
        let area = Rect::new(middle.x - half, middle.y - half, 2.0 * half, 2.0 * half);
        if index.meeting(area).count() < wanted {
            low = half;
        } else {
            high = half;
        }
    }
    Rect::new(middle.x - high, middle.y - high, 2.0 * high, 2.0 * high)
}

fn updates(
    index: &mut SpatialIndex,
    boxes: &[(ElementId, Rect)],
    random: &mut Random,
    lines: &mut Vec<Line>,
) {
    let target = Duration::from_micros(1);
    let dragged: Vec<(ElementId, Rect)> = (0..200)
        .flat_map(|_| {
            let (id, rect) = boxes[random.below(boxes.len())];
            (1..=500).map(move |step| {
                let way = step as f32;
                (id, rect.translated(Point::new(way, way / 2.0)))
            })
        })
        .collect();
    lines.push(Line {
        name: "update: 200 boxes dragged 500 steps each",
        ours: means_of(&dragged, |(id, rect)| index.set(*id, Some(*rect))),
        peer: None,
        target,
    });
    let nudged: Vec<(ElementId, Rect)> = (0..200_000)
        .map(|_| {
            let (id, rect) = boxes[random.below(boxes.len())];
            (id, rect.translated(Point::new(0.0, 24.0)))
        })
        .collect();
    lines.push(Line {
        name: "update: random boxes moved by 24 px",
        ours: means_of(&nudged, |(id, rect)| index.set(*id, Some(*rect))),
        peer: None,
        target,
    });
    let below: Vec<(ElementId, Rect)> = boxes
        .iter()
        .filter(|(_, rect)| rect.x < 1_440.0 * 20.0)
        .map(|(id, rect)| (*id, rect.translated(Point::new(0.0, 40.0))))
        .collect();
    lines.push(Line {
        name: "update: everything below moves down by 40 px",
        ours: means_of(&below, |(id, rect)| index.set(*id, Some(*rect))),
        peer: None,
        target,
    });
    let mut moved: Vec<Rect> = Vec::new();
    let jumps: Vec<(ElementId, Rect)> = (0..200_000)
        .map(|_| {
            let (id, rect) = boxes[random.below(boxes.len())];
            let (_, to) = boxes[random.below(boxes.len())];
            (id, Rect::new(to.x, to.y, rect.width, rect.height))
        })
        .collect();
    lines.push(Line {
        name: "update: random boxes jump anywhere",
        ours: means_of(&jumps, |(id, rect)| index.set(*id, Some(*rect))),
        peer: None,
        target,
    });
    moved.extend(boxes.iter().filter_map(|(id, _)| index.get(*id)));
    let peer = packed(&moved);
    let points: Vec<Point> = (0..100_000).map(|_| random.point_on(&moved)).collect();
    lines.push(Line {
        name: "hit-test after those updates (peer built anew)",
        ours: times(&points, |point| index.at(*point).count()),
        peer: Some(times(&points, |point| {
            peer.search(point.x, point.y, point.x, point.y).len()
        })),
        target: Duration::from_micros(5),
    });
}

fn snapping(rects: &[Rect], random: &mut Random) -> Line {
    let start = Instant::now();
    let targets = SnapTargets::new(rects.iter().copied());
    println!(
        "Snap targets of all boxes collected in {:.0?}.",
        start.elapsed()
    );
    let moving: Vec<Rect> = (0..20_000)
        .map(|_| {
            let at = random.point_on(rects);
            let side = |random: &mut Random| 20.0 + random.below(300) as f32;
            Rect::new(at.x, at.y, side(random), side(random))
        })
        .collect();
    Line {
        name: "snap query: edges, middles and equal gaps",
        ours: times(&moving, |rect| targets.snap_move(*rect, 5.0).guides.len()),
        peer: None,
        target: Duration::from_micros(200),
    }
}

/// Times each call; the cost of reading the clock, some 25 ns, is part of it.
fn times<T>(inputs: &[T], mut call: impl FnMut(&T) -> usize) -> Times {
    // Once without the clock, so that caches are as warm as while a person works.
    for input in inputs {
        black_box(call(input));
    }
    let mut timed = |input: &T| {
        let start = Instant::now();
        black_box(call(black_box(input)));
        start.elapsed()
    };
    // The fastest of three rounds a call: a machine that others use interrupts some.
    let mut all: Vec<Duration> = inputs.iter().map(&mut timed).collect();
    for _ in 0..2 {
        for (known, input) in all.iter_mut().zip(inputs) {
            *known = (*known).min(timed(input));
        }
    }
    percentiles(&mut all)
}

/// Times runs of 100 calls: one is too short for the clock.
fn means_of<T>(inputs: &[T], mut call: impl FnMut(&T)) -> Times {
    let mut all: Vec<Duration> = inputs
        .chunks(100)
        .map(|chunk| {
            let start = Instant::now();
            for input in chunk {
                call(black_box(input));
            }
            start.elapsed() / chunk.len() as u32
        })
        .collect();
    percentiles(&mut all)
}

fn percentiles(all: &mut [Duration]) -> Times {
    all.sort_unstable();
    Times {
        median: all[all.len() / 2],
        p99: all[(all.len() * 99 / 100).min(all.len() - 1)],
    }
}

fn report(lines: &[Line]) {
    let micros = |duration: Duration| duration.as_secs_f64() * 1e6;
    let mut json = String::new();
    for line in lines {
        let holds = line.ours.p99 <= line.target;
        let ratio = line
            .peer
            .map(|peer| line.ours.median.as_secs_f64() / peer.median.as_secs_f64());
        let beside = match (line.peer, ratio) {
            (Some(peer), Some(ratio)) => format!(
                "  geo-index {:.2} / {:.2}  ratio {ratio:.2}",
                micros(peer.median),
                micros(peer.p99)
            ),
            _ => String::new(),
        };
        println!(
            "{:<50} median {:.2} µs, p99 {:.2} µs (target {:.0}, {}){beside}",
            line.name,
            micros(line.ours.median),
            micros(line.ours.p99),
            micros(line.target),
            if holds { "holds" } else { "MISSED" },
        );
        let number = |value: Option<f64>| value.map_or("null".to_owned(), |it| format!("{it:.4}"));
        json.push_str(&format!(
            "{{\"name\":\"{}\",\"unit\":\"us\",\"median\":{:.4},\"p99\":{:.4},\"target\":{:.4},\"holds\":{holds},\"peer\":{},\"peer_median\":{},\"peer_p99\":{},\"ratio\":{}}}\n",
            line.name,
            micros(line.ours.median),
            micros(line.ours.p99),
            micros(line.target),
            line.peer.map_or("null".to_owned(), |_| format!("\"geo-index {GEO_INDEX_VERSION}\"")),
            number(line.peer.map(|peer| micros(peer.median))),
            number(line.peer.map(|peer| micros(peer.p99))),
            number(ratio),
        ));
    }
    println!("\n{json}");
    if let Ok(path) = std::env::var("OMNIOS_BENCH_OUT") {
        let written = std::fs::File::create(&path).and_then(|mut it| it.write_all(json.as_bytes()));
        if let Err(error) = written {
            println!("The measurements couldn't be written to {path}: {error}");
        }
    }
}

fn means(index: &SpatialIndex, peer: &RTree<f32>, rects: &[Rect], random: &mut Random) {
    let points: Vec<Point> = (0..4_096).map(|_| random.point_on(rects)).collect();
    let mut criterion = Criterion::default().sample_size(20);
    let mut group = criterion.benchmark_group("hit-test");
    let mut at = 0;
    let mut next = || {
        at = (at + 1) % points.len();
        points[at]
    };
    group.bench_function("ours", |bencher| {
        bencher.iter(|| index.at(next()).count());
    });
    group.bench_function("geo-index", |bencher| {
        bencher.iter(|| {
            let point = next();
            peer.search(point.x, point.y, point.x, point.y).len()
        });
    });
    group.finish();
}
