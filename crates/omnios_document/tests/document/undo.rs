//! Undo and redo bring back exactly what was, whatever was done.

use crate::support::{
    Random, Shown, assert_says_all, copy, deliver, edit, element_id, key, page_id, random_commit,
    sample, set, shown, undo,
};
use omnios_document::{DocumentError, Inverse};
use omnios_model::{Element, Property, Tree};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_edits_undone_and_redone_give_exactly_the_states_in_between(seed in any::<u64>()) {
        let mut random = Random(seed);
        let mut document = sample(1);
        let mut states: Vec<Shown> = vec![shown(&document)];
        let mut undos: Vec<Inverse> = Vec::new();
        for _ in 0..24 {
            let before = shown(&document);
            let Some(commit) = random_commit(&mut document, &mut random) else { continue };
            let after = shown(&document);
            assert_says_all(&commit.changes, &before, &after);
            prop_assert_eq!(shown(&copy(&document, 2)), after.clone());
            undos.push(commit.inverse);
            states.push(after);
        }
        let mut redos: Vec<Inverse> = Vec::new();
        for (inverse, state) in undos.iter().zip(&states).rev() {
            let before = shown(&document);
            let commit = document.apply_inverse(inverse);
            assert_says_all(&commit.changes, &before, &shown(&document));
            prop_assert_eq!(&shown(&document), state);
            redos.push(commit.inverse);
        }
        for (inverse, state) in redos.iter().rev().zip(&states[1..]) {
            let commit = document.apply_inverse(inverse);
            prop_assert_eq!(&shown(&document), state);
            prop_assert_eq!(&shown(&copy(&document, 2)), state);
            drop(commit);
        }
    }

    #[test]
    fn a_gesture_of_many_commits_is_one_step_of_undo(seed in any::<u64>()) {
        let mut random = Random(seed);
        let mut document = sample(1);
        for _ in 0..4 {
            let before = shown(&document);
            let mut gesture = Inverse::default();
            for _ in 0..8 {
                if let Some(commit) = random_commit(&mut document, &mut random) {
                    gesture = gesture.then(commit.inverse);
                }
            }
            let after = shown(&document);
            let redo = document.apply_inverse(&gesture).inverse;
            prop_assert_eq!(&shown(&document), &before);
            let undo = document.apply_inverse(&redo).inverse;
            prop_assert_eq!(&shown(&document), &after);
            document.apply_inverse(&undo);
            prop_assert_eq!(&shown(&document), &before);
            document.apply_inverse(&redo);
        }
    }

    #[test]
    fn a_failed_transaction_changes_nothing(seed in any::<u64>()) {
        let mut random = Random(seed);
        let mut document = sample(1);
        for _ in 0..6 {
            let before = shown(&document);
            let pages = document.loaded_pages();
            let names = crate::support::names(&document);
            let bytes: Vec<_> = names.iter().map(|name| document.encode(name)).collect();
            let failed = document.transact(|transaction| {
                for _ in 0..6 {
                    // What fails on the way leaves no trace either.
                    let _ = crate::support::random_operation(transaction, &mut random, &pages);
                }
                Err::<(), &str>("changed my mind")
            });
            prop_assert!(failed.is_err());
            prop_assert_eq!(&shown(&document), &before);
            let now: Vec<_> = names.iter().map(|name| document.encode(name)).collect();
            prop_assert_eq!(now, bytes);
            random_commit(&mut document, &mut random);
        }
    }
}

#[test]
fn undo_leaves_other_peoples_later_edits_alone() {
    let mut mine = sample(1);
    let mut theirs = copy(&mine, 2);
    let (page, id) = (page_id(0), element_id(50));
    let commit = edit(&mut mine, |transaction| {
        let (width, value) = set("width", "100px");
        transaction.set_property(page, id, width, Some(value))?;
        transaction.set_name(page, id, "Mine")
    });
    deliver(&commit, &mut theirs);
    let later = edit(&mut theirs, |transaction| {
        let (width, value) = set("width", "200px");
        transaction.set_property(page, id, width, Some(value))
    });
    deliver(&later, &mut mine);
    let undone = undo(&mut mine, &commit.inverse);
    let element = mine.tree(page).unwrap().get(id).unwrap().clone();
    assert_eq!(element.name, "text", "my own change is undone");
    let width = element.own_value(key(Property::Width)).unwrap();
    assert_eq!(width.to_string(), "200px", "their change stays");
    undo(&mut mine, &undone.inverse);
    let element: &Element = mine.tree(page).unwrap().get(id).unwrap();
    assert_eq!(element.name, "Mine");
    let width = element.own_value(key(Property::Width)).unwrap();
    assert_eq!(width.to_string(), "200px");
}

#[test]
fn a_drag_of_a_thousand_steps_costs_what_one_costs() {
    let mut document = sample(1);
    let before = shown(&document);
    let (page, id) = (page_id(0), element_id(50));
    let mut gesture = Inverse::default();
    let mut sizes = Vec::new();
    for step in 0..1000 {
        let commit = edit(&mut document, |transaction| {
            let (left, value) = set("left", &format!("{}px", step % 100));
            transaction.set_property(page, id, left, Some(value))?;
            let text = "x".repeat(step % 100 + 1);
            transaction.set_text(page, id, &text)
        });
        gesture = gesture.then(commit.inverse);
        if step == 99 || step == 999 {
            sizes.push(format!("{gesture:?}").len());
        }
    }
    assert!(sizes[1] < sizes[0] * 4, "{sizes:?}");
    document.apply_inverse(&gesture);
    assert_eq!(shown(&document), before);
}

#[test]
fn setting_back_and_undoing_nothing_write_nothing() {
    let mut document = sample(1);
    let (page, id) = (page_id(0), element_id(50));
    let commit = edit(&mut document, |transaction| {
        transaction.set_name(page, id, "Other")?;
        transaction.set_name(page, id, "text")
    });
    assert!(commit.updates.is_empty() && commit.inverse.is_empty() && commit.changes.is_empty());
    let commit = document.apply_inverse(&Inverse::default());
    assert!(commit.updates.is_empty() && commit.changes.is_empty());
}

#[test]
fn what_cannot_be_is_refused() {
    let mut document = sample(1);
    let page = page_id(0);
    let root = Tree::root_id(page);
    let (frame, text) = (element_id(0), element_id(50));
    let before = shown(&document);
    let mut refused =
        |f: &dyn Fn(&mut omnios_document::Transaction<'_>) -> Result<(), DocumentError>| {
            document.transact(|transaction| f(transaction)).unwrap_err()
        };
    let inside = |parent| omnios_model::Place {
        parent: Some(parent),
        order: omnios_model::OrderKey::between(None, None),
    };
    use DocumentError as E;
    let error = refused(&|it| it.set_place(page, frame, inside(frame)));
    assert!(matches!(error, E::IntoItself { .. }));
    let error = refused(&|it| {
        it.set_place(page, element_id(1), inside(frame))?;
        it.set_place(page, frame, inside(element_id(1)))
    });
    assert!(matches!(error, E::IntoItself { .. }));
    let error = refused(&|it| {
        let image = element_id(90);
        let kind = omnios_model::ElementKind::Image;
        it.insert_element(page, crate::support::element(image, kind, Some(root)))?;
        it.set_place(page, frame, inside(image))
    });
    assert!(matches!(error, E::NotAContainer { .. }));
    let error = refused(&|it| it.set_place(page, root, inside(frame)));
    assert!(matches!(error, E::RootStays { .. }));
    let error = refused(&|it| it.remove_element(page, root));
    assert!(matches!(error, E::RootStays { .. }));
    let error = refused(&|it| it.set_text(page, frame, "no"));
    assert!(matches!(error, E::NotAText { .. }));
    let error =
        refused(&|it| it.insert_element(page, crate::support::text_element(text, frame, "")));
    assert!(matches!(error, E::ElementExists { .. }));
    let error = refused(&|it| it.set_name(page_id(9), frame, "no"));
    assert_eq!(error, E::PageNotLoaded(page_id(9)));
    let error = refused(&|it| {
        it.insert_page(
            crate::support::page_info(page, "/"),
            crate::support::root(page),
        )
    });
    assert_eq!(error, E::PageExists(page));
    let error = refused(&|it| {
        let key = key(Property::Width);
        let value = omnios_model::Value::Text("red".into());
        it.set_property(page, text, key, Some(value))
    });
    assert!(matches!(error, E::InvalidValue { .. }));
    assert_eq!(shown(&document), before);
}
