//! Motion as a designer makes it: presets, keyframes, state machines, and what the canvas shows
//! of a moment.

use std::time::Duration;

use engine::Fonts;
use omnios_editor::{Editor, motion_presets, new_project};
use omnios_model::{Breakpoint, ElementId, Property, Tree};
use omnios_protocol::{Command, CommandError};
use serde_json::{Value as Json, json};

fn run(editor: &mut Editor, id: &str, args: Json) -> Result<Vec<String>, CommandError> {
    let command = Command::from_parts(id, args).unwrap();
    editor.run(&command).map(|outcome| outcome.created)
}

fn done(editor: &mut Editor, id: &str, args: Json) {
    run(editor, id, args).unwrap_or_else(|error| panic!("{id}: {error}"));
}

fn refused(editor: &mut Editor, id: &str, args: Json) -> String {
    run(editor, id, args).unwrap_err().to_string()
}

/// A page with one selected box of 100 × 100 px at 100, 100.
fn editor() -> (Editor, ElementId) {
    let (document, _) = new_project("Motion", 1, 1).unwrap();
    let mut editor = Editor::headless(document, 2, Fonts::bundled());
    let created = run(
        &mut editor,
        "element.create",
        json!({ "kind": "frame", "name": "Box", "properties": {
            "position": "absolute", "left": "100px", "top": "100px",
            "width": "100px", "height": "100px", "background": "#ff0000",
        } }),
    );
    let id = created.unwrap()[0].parse().unwrap();
    (editor, id)
}

fn tree(editor: &Editor) -> &Tree {
    editor.document().tree(editor.page().unwrap()).unwrap()
}

fn text(editor: &Editor, id: ElementId, property: Property) -> String {
    let element = tree(editor).get(id).unwrap();
    let value = element.value(property, Breakpoint::Desktop);
    value.map_or_else(|| "none".to_owned(), ToString::to_string)
}

fn animations(editor: &Editor, id: ElementId) -> String {
    text(editor, id, Property::Animations)
}

fn machine(editor: &Editor, id: ElementId) -> String {
    text(editor, id, Property::StateMachine)
}

#[test]
fn every_preset_can_be_added_and_is_one_step_to_undo() {
    let (mut editor, id) = editor();
    for preset in motion_presets() {
        for trigger in [None, Some("hover")] {
            let before = animations(&editor, id);
            let args = json!({ "preset": preset.id, "trigger": trigger });
            done(&mut editor, "motion.add-animation", args);
            let rows = editor.timeline().animations;
            assert_eq!(
                rows.last().unwrap().trigger,
                trigger.unwrap_or(preset.trigger)
            );
            assert!(!rows.last().unwrap().tracks.is_empty(), "{}", preset.id);
            done(&mut editor, "edit.undo", json!({}));
            assert_eq!(animations(&editor, id), before);
            done(&mut editor, "edit.redo", json!({}));
        }
    }
    let message = refused(
        &mut editor,
        "motion.add-animation",
        json!({ "preset": "wobble" }),
    );
    assert!(message.contains("fade-in"), "{message}");
    let args = json!({ "preset": "fade-in", "trigger": "wave" });
    let message = refused(&mut editor, "motion.add-animation", args);
    assert!(message.contains("hover"), "{message}");
}

#[test]
fn a_preset_goes_to_every_selected_element_and_is_taken_off_again() {
    let (mut editor, id) = editor();
    let other = run(
        &mut editor,
        "element.create",
        json!({ "kind": "rectangle" }),
    );
    let other: ElementId = other.unwrap()[0].parse().unwrap();
    let ids = json!([id.to_string(), other.to_string()]);
    done(&mut editor, "select.set", json!({ "ids": ids }));
    done(
        &mut editor,
        "motion.add-animation",
        json!({ "preset": "hover-lift" }),
    );
    assert_eq!(animations(&editor, id), animations(&editor, other));
    assert!(animations(&editor, id).starts_with("hover 180ms"));
    let args = json!({ "id": id.to_string(), "animation": 0 });
    done(&mut editor, "motion.remove-animation", args.clone());
    assert_eq!(animations(&editor, id), "none");
    let message = refused(&mut editor, "motion.remove-animation", args);
    assert!(message.contains("motion.add-animation"), "{message}");
}

#[test]
fn keyframes_are_added_with_what_holds_there_and_moved_alone() {
    let (mut editor, id) = editor();
    done(
        &mut editor,
        "element.set",
        json!({ "properties": { "animations": "enter 1s linear { from { opacity: 0; scale: 2 } to { opacity: 1 } }" } }),
    );
    let args = json!({ "property": "opacity", "at": 0.25 });
    done(&mut editor, "motion.add-keyframe", args.clone());
    let message = refused(&mut editor, "motion.add-keyframe", args);
    assert!(message.contains("25%"), "{message}");
    // What nothing moves yet starts from the element's own value.
    let args = json!({ "property": "width", "at": 0.5 });
    done(&mut editor, "motion.add-keyframe", args);
    let args = json!({ "property": "opacity", "at": 0.0, "to": 0.1 });
    done(&mut editor, "motion.move-keyframe", args);
    assert_eq!(
        animations(&editor, id),
        "enter 1s linear both { from { scale: 2 } 10% { opacity: 0 } 25% { opacity: 0.25 } 50% { \
         width: 100px } to { opacity: 1 } }"
    );
    let args = json!({ "property": "opacity", "at": 0.25, "value": "0.75", "easing": "steps(2)" });
    done(&mut editor, "motion.set-keyframe", args);
    done(
        &mut editor,
        "motion.remove-keyframe",
        json!({ "property": "width", "at": 0.5 }),
    );
    done(
        &mut editor,
        "motion.remove-keyframe",
        json!({ "property": "scale", "at": 0.0 }),
    );
    assert_eq!(
        animations(&editor, id),
        "enter 1s linear both { 10% { opacity: 0 } 25% { opacity: 0.75; easing: steps(2) } to { \
         opacity: 1 } }"
    );
    let args = json!({ "property": "opacity", "at": 0.4 });
    let message = refused(&mut editor, "motion.remove-keyframe", args);
    assert!(message.contains("10%, 25%, 100%"), "{message}");
    let args = json!({ "property": "opacity", "at": 0.25, "value": "7" });
    let message = refused(&mut editor, "motion.set-keyframe", args);
    assert!(message.contains("opacity"), "{message}");
    for at in [0.1, 0.25] {
        done(&mut editor, "motion.remove-keyframe", json!({ "at": at }));
    }
    let message = refused(&mut editor, "motion.remove-keyframe", json!({ "at": 1.0 }));
    assert!(message.contains("motion.remove-animation"), "{message}");
}

#[test]
fn timing_changes_what_it_names_alone() {
    let (mut editor, id) = editor();
    done(
        &mut editor,
        "motion.add-animation",
        json!({ "preset": "press" }),
    );
    let args = json!({
        "trigger": "enter", "durationMillis": 750, "delayMillis": 120, "easing": "ease-in",
        "iterations": "2", "direction": "alternate",
    });
    done(&mut editor, "motion.set-timing", args);
    let wanted = "enter 750ms ease-in delay 120ms 2 alternate both { to { scale: 0.96 } }";
    assert_eq!(animations(&editor, id), wanted);
    done(
        &mut editor,
        "motion.set-timing",
        json!({ "iterations": "infinite" }),
    );
    done(
        &mut editor,
        "motion.set-timing",
        json!({ "durationMillis": 0, "easing": "spring(1, 170, 26)" }),
    );
    let row = editor.timeline().animations.remove(0);
    assert!(!row.own_duration && row.duration_millis > 300.0, "{row:?}");
    assert_eq!(row.iterations, "infinite");
    for (args, wanted) in [
        (json!({ "easing": "swift" }), "swift"),
        (json!({ "iterations": "0" }), "infinite"),
        (json!({ "delayMillis": -1 }), "delay"),
        (json!({ "direction": "sideways" }), "alternate"),
        (json!({ "animation": 3 }), "number 0"),
    ] {
        let message = refused(&mut editor, "motion.set-timing", args);
        assert!(message.contains(wanted), "{message}");
    }
}

#[test]
fn a_state_machine_is_put_together_and_taken_apart() {
    let (mut editor, id) = editor();
    let message = refused(
        &mut editor,
        "motion.add-variable",
        json!({ "name": "open" }),
    );
    assert!(message.contains("motion.add-state"), "{message}");
    done(&mut editor, "motion.add-state", json!({ "name": "closed" }));
    done(&mut editor, "motion.add-state", json!({}));
    done(
        &mut editor,
        "motion.add-variable",
        json!({ "name": "taps", "value": "0" }),
    );
    done(
        &mut editor,
        "motion.add-transition",
        json!({ "from": "closed", "to": "state-2", "on": "press", "when": "taps < 3",
                "durationMillis": 200, "easing": "ease-out" }),
    );
    done(
        &mut editor,
        "motion.add-transition",
        json!({ "to": "closed", "on": "after 2s" }),
    );
    assert_eq!(
        machine(&editor, id),
        "variable taps: 0; state closed { } state state-2 { } transition closed -> state-2 on \
         press when taps < 3 200ms ease-out; transition any -> closed on after 2s;"
    );
    let view = editor.timeline().machine.unwrap();
    assert_eq!(view.triggers, ["press"]);
    assert_eq!(view.transitions[0].when, "taps < 3");
    for (command, args, wanted) in [
        ("motion.add-state", json!({ "name": "closed" }), "already"),
        (
            "motion.add-state",
            json!({ "name": "a { } state b" }),
            "letters",
        ),
        (
            "motion.add-transition",
            json!({ "to": "gone", "on": "press" }),
            "gone",
        ),
        ("motion.add-transition", json!({ "to": "closed" }), "on"),
        (
            "motion.add-transition",
            json!({ "to": "closed", "on": "x; state more { } transition any -> closed on y" }),
            "one transition",
        ),
        (
            "motion.add-variable",
            json!({ "name": "n", "value": "maybe" }),
            "maybe",
        ),
        (
            "motion.remove-variable",
            json!({ "name": "taps" }),
            "transition uses",
        ),
        (
            "motion.remove-transition",
            json!({ "transition": 2 }),
            "It has 2",
        ),
        (
            "motion.remove-state",
            json!({ "name": "open" }),
            "closed, state-2",
        ),
    ] {
        let before = machine(&editor, id);
        let message = refused(&mut editor, command, args);
        assert!(message.contains(wanted), "{command}: {message}");
        assert_eq!(machine(&editor, id), before);
    }
    done(
        &mut editor,
        "motion.remove-state",
        json!({ "name": "state-2" }),
    );
    done(
        &mut editor,
        "motion.remove-variable",
        json!({ "name": "taps" }),
    );
    done(
        &mut editor,
        "motion.remove-transition",
        json!({ "transition": 0 }),
    );
    assert_eq!(machine(&editor, id), "state closed { }");
    done(
        &mut editor,
        "motion.remove-state",
        json!({ "name": "closed" }),
    );
    assert_eq!(machine(&editor, id), "none");
}

/// Where the box's left top corner is seen on the canvas.
fn is_seen_at(editor: &Editor, id: ElementId, x: f32) -> bool {
    let preview = editor.preview(Breakpoint::Desktop).unwrap();
    let hit = |x| preview.artboard().hit(omnios_model::Point::new(x, 150.0));
    hit(x + 1.0).first() == Some(&id) && hit(x - 1.0).first() != Some(&id)
}

#[test]
fn the_canvas_shows_the_moment_under_the_playhead_and_follows_edits() {
    let (mut editor, id) = editor();
    let set = |editor: &mut Editor, animations: &str| {
        let args = json!({ "properties": { "animations": animations } });
        done(editor, "element.set", args);
    };
    set(
        &mut editor,
        "enter 1s linear delay 500ms { from { translate: 0 0 } to { translate: 400px 0 } }",
    );
    assert!(!editor.seek(1, 0.0));
    assert!(editor.seek(0, 1000.0));
    assert!(is_seen_at(&editor, id, 300.0));
    assert!(!editor.is_playing() && !editor.is_moving());
    set(
        &mut editor,
        "enter 1s linear delay 500ms { from { translate: 0 0 } to { translate: 800px 0 } }",
    );
    editor.refresh_preview();
    assert!(is_seen_at(&editor, id, 500.0));
    let head = editor.playback().playhead.unwrap();
    assert_eq!((head.millis, head.running), (1000.0, false));
    done(&mut editor, "select.set", json!({ "ids": [] }));
    assert!(editor.preview(Breakpoint::Desktop).is_none());
}

#[test]
fn the_playhead_runs_to_the_end_or_around() {
    let (mut editor, _) = editor();
    let animations = "load 1s linear 2 alternate { from { opacity: 0 } to { opacity: 1 } }";
    done(
        &mut editor,
        "element.set",
        json!({ "properties": { "animations": animations } }),
    );
    assert!(editor.run_playhead(0, true));
    let pass = |editor: &mut Editor, frames: usize| {
        for _ in 0..frames {
            editor.advance_preview(Duration::from_millis(50));
        }
        let head = editor.playback().playhead.unwrap();
        (head.millis, head.running)
    };
    assert_eq!(pass(&mut editor, 5), (250.0, true));
    // Back on the second run.
    assert_eq!(pass(&mut editor, 20), (750.0, true));
    assert_eq!(pass(&mut editor, 40), (0.0, false));
    editor.set_looping(true);
    assert!(editor.run_playhead(0, true));
    assert_eq!(pass(&mut editor, 45), (250.0, true));
    assert!(editor.run_playhead(0, false));
    assert_eq!(pass(&mut editor, 5), (250.0, false));
    // The last place of a run is its end, though another run begins there.
    assert!(editor.seek(0, 1000.0));
    assert_eq!(editor.playback().playhead.unwrap().millis, 1000.0);
}

#[test]
fn triggers_and_variables_of_a_page_that_plays() {
    let (mut editor, _) = editor();
    let machine = "variable taps: 0; state closed { } state open { } \
                   transition closed -> open on press set taps += 1; \
                   transition open -> closed when taps == 9;";
    done(
        &mut editor,
        "element.set",
        json!({ "properties": { "state-machine": machine } }),
    );
    assert!(editor.timeline().open);
    assert!(editor.fire_preview("press").is_err());
    assert!(editor.play(1));
    assert_eq!(editor.fire_preview("press").ok(), Some(true));
    let state = editor.playback();
    assert_eq!(state.machine_state.as_deref(), Some("open"));
    assert_eq!(state.variables["taps"], "1");
    assert!(editor.set_preview_variable("taps", "true").is_err());
    editor.set_preview_variable("taps", "9").unwrap();
    assert_eq!(editor.playback().machine_state.as_deref(), Some("closed"));
    editor.stop();
    assert!(editor.playback().machine_state.is_none());
}

#[test]
fn the_timeline_opens_where_something_moves_and_as_the_person_says() {
    let (mut editor, id) = editor();
    assert!(!editor.timeline().open);
    done(
        &mut editor,
        "motion.add-animation",
        json!({ "preset": "fade-in" }),
    );
    let shown = editor.timeline();
    assert!(shown.open && shown.element == Some(id.to_string()));
    assert_eq!(shown.properties[0], "opacity");
    assert!(!shown.properties.iter().any(|it| it == "display"));
    done(&mut editor, "view.timeline", json!({}));
    assert!(!editor.timeline().open);
    done(&mut editor, "view.timeline", json!({}));
    done(&mut editor, "select.set", json!({ "ids": [] }));
    let shown = editor.timeline();
    assert!(shown.open && shown.element.is_none() && shown.animations.is_empty());
}
