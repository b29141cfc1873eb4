//! Outlines combined: areas add up, curves stay curves, bad input ends quickly.

use engine_vector::{Operand, Path, bounds, combine, hit, parse_path_data, write_path_data};
use lyon::path::Event;
use omnios_model::{BooleanOperation, FillRule, Point};
use proptest::prelude::*;

use BooleanOperation::{Exclude, Intersect, Subtract, Union};

fn operands(paths: &[Path]) -> Vec<Operand<'_>> {
    let rule = FillRule::Nonzero;
    paths.iter().map(|path| Operand { path, rule }).collect()
}

fn of(operation: BooleanOperation, data: &[&str]) -> Path {
    let paths: Vec<Path> = data.iter().map(|it| parse_path_data(it)).collect();
    combine(operation, &operands(&paths))
}

/// The area inside a path that winds once around what is inside: Green's theorem, exact for
/// lines and cubic curves.
fn area(path: &Path) -> f64 {
    let mut twice = 0.0;
    let mut from = lyon::geom::Point::<f64>::default();
    for event in path.iter() {
        match event {
            Event::Begin { at } => from = at.to_f64(),
            Event::Line { to, .. } => {
                twice += from.to_vector().cross(to.to_f64().to_vector());
                from = to.to_f64();
            }
            Event::Cubic {
                ctrl1, ctrl2, to, ..
            } => {
                let (a, b, c, d) = (from, ctrl1.to_f64(), ctrl2.to_f64(), to.to_f64());
                let cross = |p: lyon::geom::Point<f64>, q: lyon::geom::Point<f64>| {
                    p.to_vector().cross(q.to_vector())
                };
                twice += 0.6 * cross(a, b)
                    + 0.3 * cross(a, c)
                    + 0.1 * cross(a, d)
                    + 0.3 * cross(b, c)
                    + 0.3 * cross(b, d)
                    + 0.6 * cross(c, d);
                from = d;
            }
            Event::End {
                last, first, close, ..
            } => {
                assert!(close, "an outline is closed");
                twice += last.to_f64().to_vector().cross(first.to_f64().to_vector());
            }
            Event::Quadratic { .. } => panic!("results are lines and cubic curves"),
        }
    }
    twice.abs() / 2.0
}

fn count(path: &Path) -> (usize, usize) {
    let (mut lines, mut curves) = (0, 0);
    for event in path.iter() {
        match event {
            Event::Line { .. } => lines += 1,
            Event::End { last, first, .. } if last != first => lines += 1,
            Event::Cubic { .. } => curves += 1,
            _ => {}
        }
    }
    (lines, curves)
}

/// A circle as four cubic curves.
fn circle(x: f64, y: f64, r: f64) -> String {
    let k = r * 0.552_284_749_8;
    format!(
        "M{} {y}C{} {} {} {} {x} {}C{} {} {} {} {} {y}C{} {} {} {} {x} {}C{} {} {} {} {} {y}Z",
        x + r,
        x + r,
        y + k,
        x + k,
        y + r,
        y + r,
        x - k,
        y + r,
        x - r,
        y + k,
        x - r,
        x - r,
        y - k,
        x - k,
        y - r,
        y - r,
        x + k,
        y - r,
        x + r,
        y - k,
        x + r,
    )
}

#[test]
fn two_circles_keep_their_curves() {
    let (one, other) = (circle(50.0, 50.0, 40.0), circle(90.0, 50.0, 40.0));
    let lens = {
        let (r, d) = (40.0_f64, 40.0_f64);
        2.0 * r * r * (d / (2.0 * r)).acos() - d / 2.0 * (4.0 * r * r - d * d).sqrt()
    };
    let disc = std::f64::consts::PI * 1600.0;
    for (operation, curves, expected) in [
        // Each circle gives its outer half and two stumps, or its two inner arcs.
        (Union, 8, 2.0 * disc - lens),
        (Intersect, 4, lens),
        (Subtract, 6, disc - lens),
        (Exclude, 12, 2.0 * (disc - lens)),
    ] {
        let path = of(operation, &[&one, &other]);
        assert_eq!(
            count(&path),
            (0, curves),
            "{operation:?}: {}",
            write_path_data(&path)
        );
        // Four cubic curves miss a circle's area by 0.03 %.
        assert!(
            (area(&path) - expected).abs() < expected * 0.001,
            "{operation:?}"
        );
    }
}

#[test]
fn straight_edges_that_touch_become_one() {
    let path = of(Union, &["M0 0H10V10H0Z", "M10 0H20V10H10Z"]);
    assert_eq!(count(&path), (4, 0), "{}", write_path_data(&path));
    assert_eq!(area(&path), 200.0);
    let frame = of(Subtract, &["M0 0H30V30H0Z", "M10 10H20V20H10Z"]);
    assert_eq!(area(&frame), 800.0);
    assert!(!hit::is_inside(
        &frame,
        FillRule::Nonzero,
        Point::new(15.0, 15.0)
    ));
    assert!(hit::is_inside(
        &frame,
        FillRule::Nonzero,
        Point::new(5.0, 15.0)
    ));
}

#[test]
fn the_same_outline_twice_leaves_nothing_or_itself() {
    let ring = circle(50.0, 50.0, 40.0);
    for operation in [Subtract, Exclude] {
        assert_eq!(of(operation, &[&ring, &ring]).iter().count(), 0);
    }
    for operation in [Union, Intersect] {
        let path = of(operation, &[&ring, &ring]);
        assert_eq!(count(&path), (0, 4), "{}", write_path_data(&path));
    }
    // The same circle in other pieces is flattened at other places.
    let mut pieces = Path::builder();
    for event in parse_path_data(&ring).iter() {
        match event {
            Event::Begin { at } => {
                pieces.begin(at);
            }
            Event::Cubic {
                from,
                ctrl1,
                ctrl2,
                to,
            } => {
                let curve = lyon::geom::CubicBezierSegment {
                    from,
                    ctrl1,
                    ctrl2,
                    to,
                };
                for it in [curve.split_range(0.0..0.37), curve.split_range(0.37..1.0)] {
                    pieces.cubic_bezier_to(it.ctrl1, it.ctrl2, it.to);
                }
            }
            Event::End { .. } => pieces.close(),
            _ => {}
        }
    }
    let paths = [parse_path_data(&ring), pieces.build()];
    assert_eq!(combine(Exclude, &operands(&paths)).iter().count(), 0);
}

#[test]
fn fill_rules_say_what_is_inside() {
    let twice = parse_path_data("M0 0H30V30H0Z M10 10H20V20H10Z");
    let whole = parse_path_data("M0 0H30V30H0Z");
    for (rule, expected) in [(FillRule::Nonzero, 900.0), (FillRule::Evenodd, 800.0)] {
        let star = Operand { path: &twice, rule };
        let sheet = Operand {
            path: &whole,
            rule: FillRule::Nonzero,
        };
        assert_eq!(area(&combine(Intersect, &[star, sheet])), expected);
    }
}

#[test]
fn one_shape_is_its_own_union_and_nothing_gives_nothing() {
    let path = of(Union, &["M0 0C0 8 8 8 8 0Z"]);
    assert_eq!(count(&path), (1, 1));
    assert_eq!(of(Union, &[]).iter().count(), 0);
    assert_eq!(
        of(Intersect, &["M0 0H10V10H0Z", "M20 0H30V10H20Z"])
            .iter()
            .count(),
        0
    );
    // A line has no area.
    assert_eq!(of(Union, &["M0 0L10 10"]).iter().count(), 0);
}

#[test]
fn bad_and_huge_input_ends() {
    let broken = parse_path_data("M0 0L1e30 3 9 9Z M5 5LNaN 3");
    let square = parse_path_data("M0 0H10V10H0Z");
    let path = combine(Union, &operands(&[broken, square]));
    assert_eq!(area(&path), 100.0);

    let far = of(
        Union,
        &[
            &circle(1.0e7, 1.0e7, 5000.0),
            &circle(1.0e7 + 4000.0, 1.0e7, 5000.0),
        ],
    );
    let around = bounds(&far).unwrap();
    assert!((around.width - 14_000.0).abs() < 8.0, "{around:?}");

    let mut wave = String::from("M0 0");
    for index in 0..100_000 {
        let x = f64::from(index) / 50.0;
        wave += &format!(
            "L{x:.3} {:.3}",
            40.0 + 30.0 * (x * 0.3).sin() + f64::from(index % 2)
        );
    }
    wave += "L2000 0Z";
    let cut = of(Intersect, &[&wave, "M500 0H1500V60H500Z"]);
    assert!(count(&cut).0 > 10_000);
}

fn outline() -> impl Strategy<Value = String> {
    let coordinate = || (0_i32..1000).prop_map(|it| f64::from(it) / 10.0);
    let point = move || (coordinate(), coordinate());
    let blob = (
        point(),
        prop::collection::vec((point(), point(), point()), 2..6),
    )
        .prop_map(|((x, y), curves)| {
            let mut data = format!("M{x} {y}");
            for ((a, b), (c, d), (e, f)) in curves {
                data += &format!("C{a} {b} {c} {d} {e} {f}");
            }
            data + "Z"
        });
    let polygon = prop::collection::vec(point(), 3..9).prop_map(|points| {
        let corners: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
        format!("M{}Z", corners.join("L"))
    });
    let round = (point(), 1.0..50.0).prop_map(|((x, y), r)| circle(x, y, r));
    prop_oneof![blob, polygon, round]
}

#[test]
fn curves_that_run_unevenly_keep_their_area() {
    // Handles in the end points: straight, but slow at one end.
    let a = "M25.6 0C0 0 0 0 0 0C84.4 71.6 0 56.2 72.5 8.8Z";
    let b = "M0 26.6C0 53 58.5 53.9 43.6 42.5C0 0 0 0 0 0Z";
    let size = |operation, data: &[&str]| area(&of(operation, data));
    let (whole, shared) = (size(Union, &[a]), size(Intersect, &[a, b]));
    let rest = size(Subtract, &[a, b]);
    assert!(
        (rest + shared - whole).abs() < 0.2,
        "{rest} {shared} {whole}"
    );
}

#[test]
fn the_loop_of_a_curve_that_crosses_itself_is_kept() {
    // Most of the second curve is outside of its small loop.
    let a = "M7.2 0C0 0 0 0 40.6 33.6C15.6 93.5 5.7 30.1 70.4 75.4Z";
    let b = "M11.9 0L0 42.8L30.5 68.7Z";
    let size = |operation| area(&of(operation, &[a, b]));
    let (union, shared, either) = (size(Union), size(Intersect), size(Exclude));
    assert!(
        (either - (union - shared)).abs() < 0.2,
        "{either} {union} {shared}"
    );
}

proptest! {
    // A failing case is printed; it becomes a test of its own above.
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// |A∪B| = |A|+|B|−|A∩B|, |A−B| = |A|−|A∩B|, |A⊕B| = |A∪B|−|A∩B|, for self-crossing outlines.
    #[test]
    fn areas_add_up(a in outline(), b in outline()) {
        let size = |operation, data: &[&str]| area(&of(operation, data));
        let (one, other) = (size(Union, &[&a]), size(Union, &[&b]));
        let both = [a.as_str(), b.as_str()];
        let (union, shared) = (size(Union, &both), size(Intersect, &both));
        let (rest, either) = (size(Subtract, &both), size(Exclude, &both));
        // Details below the flattening of 0.01 may be lost on either side.
        let near = |x: f64, y: f64| (x - y).abs() < 0.5;
        prop_assert!(near(union, one + other - shared), "{union} {one} {other} {shared}");
        prop_assert!(near(rest, one - shared), "{rest} {one} {shared}");
        prop_assert!(near(either, union - shared), "{either} {union} {shared}");
    }

    /// A point that isn't at an edge is inside the result as the operation says.
    #[test]
    fn points_agree(a in outline(), b in outline(), x in 0.0_f32..100.0, y in 0.0_f32..100.0) {
        let at = Point::new(x, y);
        let paths = [parse_path_data(&a), parse_path_data(&b)];
        prop_assume!(!paths.iter().any(|path| hit::is_near(path, at, 0.3)));
        let inside = |path: &Path| hit::is_inside(path, FillRule::Nonzero, at);
        let (one, other) = (inside(&paths[0]), inside(&paths[1]));
        for (operation, expected) in [
            (Union, one || other),
            (Intersect, one && other),
            (Subtract, one && !other),
            (Exclude, one != other),
        ] {
            let path = combine(operation, &operands(&paths));
            prop_assert_eq!(inside(&path), expected, "{:?} at {:?}", operation, at);
        }
    }
}
