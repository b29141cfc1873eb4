//! What a designer sees when a page's motion plays.

use std::sync::Arc;
use std::time::Duration;

use engine_motion::Motion;
use omnios_model::motion::{Animatable, VariableValue};
use omnios_model::{
    Breakpoint, Element, ElementId, ElementKind, OrderKey, PageId, Place, Property, PropertyKey,
    Tree, Value,
};

const PAGE: PageId = PageId::from_random_bits(1);

fn id(bits: u64) -> ElementId {
    ElementId::from_random_bits(bits)
}

fn element(
    own: ElementId,
    parent: Option<ElementId>,
    name: &str,
    properties: &[(Property, &str)],
) -> Arc<Element> {
    Arc::new(Element {
        id: own,
        kind: ElementKind::Frame,
        name: name.to_owned(),
        place: Place {
            parent,
            order: OrderKey::between(None, None),
        },
        locked: false,
        properties: properties
            .iter()
            .map(|(property, text)| {
                let value = Value::parse(*property, text).unwrap_or_else(|error| panic!("{error}"));
                (PropertyKey::base(*property), value)
            })
            .collect(),
        text: String::new(),
        runs: Default::default(),
    })
}

/// A page with one card (id 2) that holds a button (id 3).
fn page(card: &[(Property, &str)], button: &[(Property, &str)]) -> Motion {
    let root = Tree::root_id(PAGE);
    let tree = Tree::new(
        PAGE,
        [
            element(root, None, "Page", &[]),
            element(id(2), Some(root), "Card", card),
            element(id(3), Some(id(2)), "Button", button),
        ],
    );
    Motion::new(&tree, Breakpoint::Desktop)
}

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn shown(motion: &Motion, element: u64, name: &str) -> Option<String> {
    let target = Animatable::from_name(name)?;
    let overrides = motion.overrides();
    overrides
        .get(&id(element))?
        .get(&target)
        .map(ToString::to_string)
}

#[test]
fn a_load_animation_runs_through_its_keyframes_and_stays() {
    let animations = "load 1s linear delay 500ms { from { opacity: 0 } 50% { opacity: 1 } to { \
                      opacity: 0.5; translate: 0 20px } }";
    let mut motion = page(&[(Property::Animations, animations)], &[]);
    for (step, opacity, translate) in [
        (0, "0", "0px 0px"),
        (500, "0", "0px 0px"),
        (250, "0.5", "0px 5px"),
        (250, "1", "0px 10px"),
        (250, "0.75", "0px 15px"),
        (250, "0.5", "0px 20px"),
        (9000, "0.5", "0px 20px"),
    ] {
        motion.advance(ms(step));
        assert_eq!(shown(&motion, 2, "opacity").as_deref(), Some(opacity));
        assert_eq!(shown(&motion, 2, "translate").as_deref(), Some(translate));
    }
    assert!(motion.is_at_rest());
}

#[test]
fn back_and_forth_ends_where_css_says() {
    let animations =
        "load 1s linear 3 alternate forwards { from { rotate: 0deg } to { rotate: 90deg } }";
    let mut motion = page(&[(Property::Animations, animations)], &[]);
    for (step, angle) in [
        (250, "22.5deg"),
        (1000, "67.5deg"),
        (1000, "22.5deg"),
        (5000, "90deg"),
    ] {
        motion.advance(ms(step));
        assert_eq!(shown(&motion, 2, "rotate").as_deref(), Some(angle));
    }
}

#[test]
fn an_enter_animation_waits_until_its_element_is_seen() {
    let animations = "enter 400ms linear { from { opacity: 0 } }";
    let mut motion = page(&[(Property::Animations, animations)], &[]);
    motion.advance(ms(5000));
    assert_eq!(shown(&motion, 2, "opacity").as_deref(), Some("0"));
    motion.enter(id(2));
    motion.advance(ms(100));
    assert_eq!(shown(&motion, 2, "opacity").as_deref(), Some("0.25"));
    motion.enter(id(2));
    assert_eq!(shown(&motion, 2, "opacity").as_deref(), Some("0.25"));
}

#[test]
fn hovering_goes_there_and_leaving_comes_back() {
    let animations = "hover 400ms linear { to { scale: 2; background: #ff0000 } }";
    let mut motion = page(&[(Property::Animations, animations)], &[]);
    assert_eq!(shown(&motion, 2, "scale"), None);
    motion.hover(&[id(3), id(2)]);
    motion.advance(ms(100));
    assert_eq!(shown(&motion, 2, "scale").as_deref(), Some("1.25"));
    assert_eq!(
        shown(&motion, 2, "background").as_deref(),
        Some("#ff000040")
    );
    motion.hover(&[]);
    motion.advance(ms(50));
    assert_eq!(shown(&motion, 2, "scale").as_deref(), Some("1.125"));
    motion.advance(ms(50));
    assert_eq!(shown(&motion, 2, "scale"), None);
    assert!(motion.is_at_rest());
}

#[test]
fn scrolling_is_the_time_of_a_scroll_animation() {
    let animations = "scroll linear { from { opacity: 0 } to { opacity: 1 } }";
    let mut motion = page(&[(Property::Animations, animations)], &[]);
    motion.advance(ms(5000));
    assert_eq!(shown(&motion, 2, "opacity"), None);
    for (share, opacity) in [(-0.5, "0"), (0.3, "0.3"), (2.0, "1")] {
        motion.set_scroll(id(2), share);
        assert_eq!(shown(&motion, 2, "opacity").as_deref(), Some(opacity));
    }
}

#[test]
fn a_machine_counts_presses_and_moves_on() {
    let machine = "variable presses: 0; variable open: false;
        state closed { }
        state open { self { width: 200px } \"Button\" { rotate: 90deg } }
        state gone { self { opacity: 0 } }
        transition closed -> open on press \"Button\" when presses < 2 set presses += 1 toggle open 200ms linear;
        transition open -> closed on press 200ms linear;
        transition any -> gone when presses >= 2;";
    let card = [
        (Property::StateMachine, machine),
        (Property::Width, "100px"),
    ];
    let mut motion = page(&card, &[]);
    let press = |motion: &mut Motion, chain: &[ElementId]| {
        motion.hover(chain);
        motion.press(true);
        motion.press(false);
    };
    press(&mut motion, &[id(2)]);
    assert_eq!(motion.state(id(2)), Some("closed"));
    press(&mut motion, &[id(3), id(2)]);
    assert_eq!(motion.state(id(2)), Some("open"));
    motion.advance(ms(50));
    assert_eq!(shown(&motion, 2, "width").as_deref(), Some("125px"));
    assert_eq!(shown(&motion, 3, "rotate").as_deref(), Some("22.5deg"));
    motion.advance(ms(150));
    assert_eq!(shown(&motion, 2, "width").as_deref(), Some("200px"));
    assert_eq!(motion.variable("open"), Ok(&VariableValue::Flag(true)));
    press(&mut motion, &[id(2)]);
    motion.advance(ms(100));
    assert_eq!(shown(&motion, 2, "width").as_deref(), Some("150px"));
    // Setting a variable from outside counts like a transition's own.
    let two = VariableValue::Number(2.0);
    assert_eq!(motion.set_variable("presses", &two), Ok(()));
    assert_eq!(motion.state(id(2)), Some("gone"));
    assert!(
        motion
            .set_variable("presses", &VariableValue::Flag(true))
            .is_err()
    );
    assert!(motion.set_variable("unknown", &two).is_err());
}

#[test]
fn machines_with_timers_give_the_same_however_time_is_cut() {
    let machine = "state a { self { opacity: 0.2 } } state b { self animate 300ms linear \
                   infinite { to { rotate: 360deg } } } transition a -> b on after 700ms; \
                   transition b -> a on after 1.1s 250ms ease-in-out;";
    let shown_after = |step: u64| {
        let mut motion = page(&[(Property::StateMachine, machine)], &[]);
        for _ in 0..5000 / step {
            motion.advance(ms(step));
        }
        let overrides = motion.overrides();
        (motion.state(id(2)).map(ToOwned::to_owned), overrides)
    };
    let (state, whole) = shown_after(5000);
    assert_eq!(state.as_deref(), Some("b"));
    for step in [1, 10, 125, 1000] {
        let (cut_state, cut) = shown_after(step);
        assert_eq!(cut_state, state);
        let angle = |it: &engine_motion::Overrides| -> f32 {
            let text = it[&id(2)][&Animatable::Rotate].to_string();
            text.trim_end_matches("deg").parse().unwrap()
        };
        assert!((angle(&cut) - angle(&whole)).abs() < 0.01, "{step}");
    }
}

#[test]
fn a_circle_of_conditions_ends() {
    let machine = "variable on: true; state a { } state b { } transition a -> b when on; \
                   transition b -> a when on;";
    let mut motion = page(&[(Property::StateMachine, machine)], &[]);
    motion.advance(ms(16));
    assert!(motion.state(id(2)).is_some());
}

#[test]
fn a_triggers_name_reaches_every_machine_that_knows_it() {
    let machine = "state a { } state b { self { opacity: 0 } } transition a -> b on go;";
    let mut motion = page(
        &[(Property::StateMachine, machine)],
        &[(Property::StateMachine, machine)],
    );
    assert!(!motion.fire("stop", None));
    assert!(motion.fire("go", Some(id(3))));
    assert_eq!(motion.state(id(2)), Some("a"));
    assert!(motion.fire("go", None));
    assert_eq!(motion.state(id(2)), Some("b"));
}

#[test]
fn holding_an_animation_shows_it_at_a_time_without_playing_it() {
    let animations = "hover 400ms linear { to { scale: 2 } } load 1s linear { to { opacity: 0 } }";
    let of_another = "enter 1s { from { opacity: 0 } }";
    let mut motion = page(
        &[(Property::Animations, animations)],
        &[(Property::Animations, of_another)],
    );
    motion.hold(Some((id(2), 0, ms(100))));
    motion.advance(ms(500));
    assert_eq!(shown(&motion, 2, "scale").as_deref(), Some("1.25"));
    assert_eq!(shown(&motion, 2, "opacity"), None);
    assert_eq!(shown(&motion, 3, "opacity"), None);
    motion.hold(None);
    assert_eq!(shown(&motion, 3, "opacity").as_deref(), Some("0"));
    assert_eq!(shown(&motion, 2, "opacity").as_deref(), Some("0.5"));
}
