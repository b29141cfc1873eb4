//! What bodies and particles do.

use std::time::Duration;

use engine_physics::{BodyBox, EmitterBox, World};
use omnios_model::motion::{Body, Emitter};
use omnios_model::{ElementId, Point, Rect};

const PAGE: Rect = Rect::new(0.0, 0.0, 1000.0, 800.0);

fn id(bits: u64) -> ElementId {
    ElementId::from_random_bits(bits)
}

fn body(bits: u64, rect: Rect, text: &str) -> BodyBox {
    BodyBox {
        element: id(bits),
        name: format!("Body {bits}"),
        rect,
        radius_px: 12.0,
        holds_bodies: false,
        body: Body::parse(text).unwrap().unwrap(),
    }
}

fn secs(secs: f32) -> Duration {
    Duration::from_secs_f32(secs)
}

fn offset(world: &World, bits: u64) -> Point {
    world.pose(id(bits)).unwrap().offset
}

/// Twenty boxes and balls that fall on one another, a pendulum, a sprung pair, and sparks.
fn crowd() -> World {
    let mut bodies: Vec<BodyBox> = (0..20)
        .map(|index: u16| {
            let x = 300.0 + f32::from(index % 5) * 70.0 + f32::from(index / 5) * 9.0;
            let y = 20.0 + f32::from(index / 5) * 90.0;
            let kinds = [
                "dynamic restitution(0.6) spin(80deg)",
                "dynamic ellipse density(2)",
                "dynamic rounded velocity(-60px, 10px)",
            ];
            let rect = Rect::new(x, y, 50.0 + f32::from(index), 40.0);
            body(u64::from(index) + 1, rect, kinds[usize::from(index % 3)])
        })
        .collect();
    let pin = "dynamic pin(0%, 0%) density(0.5)";
    bodies.push(body(50, Rect::new(100.0, 100.0, 120.0, 20.0), pin));
    let sprung = "dynamic spring(\"Body 50\", 40, 1) spring(15, 0.5)";
    bodies.push(body(51, Rect::new(120.0, 300.0, 40.0, 40.0), sprung));
    let emitter = Emitter::parse("rate(60) burst(30) lifetime(300ms, 900ms) gravity(400px)");
    let emitters = [EmitterBox {
        element: id(51),
        rect: Rect::new(120.0, 300.0, 40.0, 40.0),
        emitter: emitter.unwrap().unwrap(),
    }];
    World::new(PAGE, &bodies, &emitters, 42)
}

#[test]
fn a_box_falls_and_comes_to_rest_on_the_pages_floor() {
    let fall = body(1, Rect::new(400.0, 100.0, 80.0, 60.0), "dynamic");
    let mut world = World::new(PAGE, &[fall], &[], 0);
    world.advance(secs(0.5));
    // A free fall: g t² / 2, and a half step more or less.
    let fallen = offset(&world, 1).y;
    assert!((fallen - 125.0).abs() < 4.0, "{fallen}");
    world.advance(secs(4.0));
    // The solver takes one corner before the other, so that the box hops a little aside.
    let rest = offset(&world, 1);
    assert!(
        (rest.y - 640.0).abs() < 1.0 && rest.x.abs() < 15.0,
        "{rest:?}"
    );
    assert!(world.is_at_rest());
}

#[test]
fn a_lively_ball_bounces_higher_than_a_dull_one() {
    let highest_bounce = |text: &str| {
        let ball = body(1, Rect::new(400.0, 600.0, 60.0, 60.0), text);
        let mut world = World::new(PAGE, &[ball], &[], 0);
        world.advance(secs(0.6));
        (0..60)
            .map(|_| {
                world.advance(secs(1.0 / 60.0));
                offset(&world, 1).y
            })
            .fold(f32::INFINITY, f32::min)
    };
    let lively = highest_bounce("dynamic ellipse restitution(0.9)");
    let dull = highest_bounce("dynamic ellipse restitution(0.1)");
    assert!(lively < 60.0 && dull > 100.0, "{lively} {dull}");
}

#[test]
fn fixed_frames_hold_what_is_in_them_and_stop_what_is_not() {
    let mut tray = body(1, Rect::new(300.0, 200.0, 300.0, 200.0), "fixed");
    tray.holds_bodies = true;
    let inside = body(
        2,
        Rect::new(400.0, 220.0, 40.0, 40.0),
        "dynamic velocity(900px, -300px)",
    );
    let shelf = body(3, Rect::new(700.0, 500.0, 200.0, 20.0), "fixed");
    let above = body(4, Rect::new(760.0, 300.0, 40.0, 40.0), "dynamic");
    let mut world = World::new(PAGE, &[tray, inside, shelf, above], &[], 0);
    world.advance(secs(5.0));
    let held = offset(&world, 2);
    assert!((held.y - 140.0).abs() < 1.5, "{held:?}");
    assert!((offset(&world, 4).y - 160.0).abs() < 1.5);
    assert_eq!(offset(&world, 1), Point::default());
}

#[test]
fn a_spring_brings_back_what_was_thrown() {
    let card = body(
        1,
        Rect::new(400.0, 300.0, 100.0, 100.0),
        "dynamic gravity(0) spring(120, 14)",
    );
    let mut world = World::new(PAGE, &[card], &[], 0);
    world.advance(secs(0.5));
    assert!(world.throw(id(1), Point::new(2000.0, -500.0)));
    world.advance(secs(0.1));
    assert!(offset(&world, 1).x > 50.0);
    world.advance(secs(6.0));
    let back = offset(&world, 1);
    assert!(back.x.abs() < 1.0 && back.y.abs() < 1.0, "{back:?}");
    assert!(!world.throw(id(9), Point::new(1.0, 1.0)));
}

#[test]
fn what_is_grabbed_follows_and_flies_on_when_it_is_let_go() {
    let card = body(
        1,
        Rect::new(400.0, 300.0, 100.0, 100.0),
        "dynamic gravity(0)",
    );
    let mut world = World::new(PAGE, &[card], &[], 0);
    assert!(world.grab(id(1), Point::new(450.0, 350.0)));
    world.drag(Point::new(650.0, 350.0));
    world.advance(secs(1.0));
    let held = offset(&world, 1).x;
    assert!((held - 200.0).abs() < 2.0, "{held}");
    world.drag(Point::new(450.0, 350.0));
    world.advance(secs(0.1));
    world.release();
    let at_release = offset(&world, 1).x;
    world.advance(secs(0.1));
    assert!(offset(&world, 1).x < at_release - 10.0);
}

#[test]
fn a_pinned_bar_swings_around_its_pin() {
    let bar = body(
        1,
        Rect::new(400.0, 100.0, 200.0, 20.0),
        "dynamic pin(0%, 50%)",
    );
    let mut world = World::new(PAGE, &[bar], &[], 0);
    for _ in 0..90 {
        world.advance(secs(1.0 / 60.0));
        let pose = world.pose(id(1)).unwrap();
        let middle = Point::new(500.0 + pose.offset.x, 110.0 + pose.offset.y);
        let distance = (middle.x - 400.0).hypot(middle.y - 110.0);
        assert!((distance - 100.0).abs() < 1.0, "{distance}");
    }
    assert!(world.pose(id(1)).unwrap().angle.abs() > 0.3);
}

#[test]
fn particles_are_born_at_their_rate_and_die_in_time() {
    let emitter = |text: &str| EmitterBox {
        element: id(1),
        rect: Rect::new(100.0, 100.0, 20.0, 20.0),
        emitter: Emitter::parse(text).unwrap().unwrap(),
    };
    let steady = emitter("rate(50) lifetime(400ms)");
    let mut world = World::new(PAGE, &[], &[steady], 1);
    world.advance(secs(3.0));
    let alive = world.particles().count();
    assert!((19..=21).contains(&alive), "{alive}");

    let burst = emitter("burst(30) lifetime(200ms) most(50) direction(0deg) spread(0) speed(100)");
    let mut world = World::new(PAGE, &[], &[burst], 1);
    assert_eq!(world.particles().count(), 30);
    assert!(world.emit(id(1), Some(100)));
    assert_eq!(world.particles().count(), 50);
    assert!(!world.emit(id(2), None));
    world.advance(secs(0.1));
    assert!(
        world
            .particles()
            .all(|it| it.center.x >= 110.0 && it.color.a < 200)
    );
    world.advance(secs(0.2));
    assert_eq!(world.particles().count(), 0);
}

#[test]
fn time_cut_in_other_pieces_ends_in_the_same_place() {
    let mut whole = crowd();
    whole.advance(Duration::from_millis(2000));
    let mut cut = crowd();
    for piece in [1, 7, 16, 100, 376, 500, 1000] {
        cut.advance(Duration::from_millis(piece));
    }
    assert_eq!(whole.steps(), cut.steps());
    assert_eq!(whole.fingerprint(), cut.fingerprint());
}

/// Recorded natively; the same number came out of a WebAssembly build under Node.
#[test]
fn the_same_seed_gives_the_same_bits_on_every_machine() {
    let mut world = crowd();
    for _ in 0..600 {
        world.step();
    }
    assert_eq!(world.fingerprint(), RECORDED);
}

const RECORDED: u64 = 1_507_616_617_615_278_244;

#[test]
fn extreme_boxes_end_and_stay_finite() {
    let bodies = [
        body(1, Rect::new(0.0, 0.0, 0.0, 0.0), "dynamic"),
        body(2, Rect::new(-1.0e6, 0.0, 1.0e7, 1.0), "dynamic ellipse"),
        body(
            3,
            Rect::new(0.0, 0.0, 10.0, 10.0),
            "dynamic velocity(1000000, 1000000)",
        ),
        body(
            4,
            Rect::new(0.0, 0.0, 10.0, 10.0),
            "dynamic spring(100000, 10000)",
        ),
    ];
    let mut world = World::new(PAGE, &bodies, &[], 0);
    world.advance(secs(1.0));
    for bits in 1..=4 {
        let at = offset(&world, bits);
        assert!(at.x.is_finite() && at.y.is_finite(), "{bits}: {at:?}");
    }
}
