//! Replicas that have seen the same updates show the same, in whatever order those came.

use std::collections::BTreeSet;

use omnios_document::{Document, DocumentName, Inverse, Update};
use omnios_model::{ElementKind, OrderKey, Place, Property, Tree};
use proptest::prelude::*;

use crate::support::{
    Random, assert_says_all, copy, deliver, edit, element, element_id, key, names, page_id,
    random_commit, sample, set, shown,
};

fn receive(document: &mut Document, update: &Update) {
    if !document.is_loaded(&update.document) {
        document.load(&update.document, &[]).unwrap();
    }
    let before = shown(document);
    let changes = document
        .apply_update(&update.document, &update.bytes)
        .unwrap();
    assert_says_all(&changes, &before, &shown(document));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn three_people_editing_and_undoing_at_once_end_up_with_the_same(seed in any::<u64>()) {
        let mut random = Random(seed);
        let first = sample(1);
        let mut peers = vec![copy(&first, 12), copy(&first, 13)];
        peers.insert(0, first);
        let mut mail: Vec<Vec<Update>> = vec![Vec::new(); peers.len()];
        let mut undos: Vec<Vec<Inverse>> = vec![Vec::new(); peers.len()];
        for _ in 0..60 {
            let peer = random.below(peers.len());
            let commit = match random.below(5) {
                0 if !undos[peer].is_empty() => {
                    let chosen = random.below(undos[peer].len());
                    let inverse = undos[peer].swap_remove(chosen);
                    let before = shown(&peers[peer]);
                    let commit = peers[peer].apply_inverse(&inverse);
                    assert_says_all(&commit.changes, &before, &shown(&peers[peer]));
                    Some(commit)
                }
                1 | 2 => random_commit(&mut peers[peer], &mut random),
                _ => {
                    // Any one of what is on its way, so that updates overtake each other.
                    if !mail[peer].is_empty() {
                        let chosen = random.below(mail[peer].len());
                        let update = mail[peer].swap_remove(chosen);
                        receive(&mut peers[peer], &update);
                        if random.below(4) == 0 {
                            receive(&mut peers[peer], &update);
                        }
                    }
                    None
                }
            };
            if let Some(commit) = commit {
                for (other, letters) in mail.iter_mut().enumerate() {
                    if other != peer {
                        letters.extend(commit.updates.iter().cloned());
                    }
                }
                undos[peer].push(commit.inverse);
            }
        }
        for (peer, mut letters) in peers.iter_mut().zip(mail) {
            random.shuffle(&mut letters);
            for update in &letters {
                receive(peer, update);
            }
        }
        for peer in &peers {
            prop_assert_eq!(shown(peer), shown(&peers[0]));
            prop_assert_eq!(shown(&copy(peer, 9)), shown(peer), "reading anew shows the same");
            for page in peer.loaded_pages() {
                let tree = peer.tree(page).unwrap();
                prop_assert_eq!(tree.subtree(tree.root()).len(), tree.len(), "all can be reached");
            }
        }
    }

    #[test]
    fn replicas_that_were_apart_meet_by_exchanging_what_the_other_lacks(seed in any::<u64>()) {
        let mut random = Random(seed);
        let mut here = sample(1);
        let mut there = copy(&here, 2);
        for _ in 0..10 {
            random_commit(&mut here, &mut random);
            random_commit(&mut there, &mut random);
        }
        let all: BTreeSet<DocumentName> =
            names(&here).into_iter().chain(names(&there)).collect();
        for name in all {
            for document in [&mut here, &mut there] {
                if !document.is_loaded(&name) {
                    document.load(&name, &[]).unwrap();
                }
            }
            let for_there = here.diff(&name, &there.state_vector(&name)).unwrap();
            let for_here = there.diff(&name, &here.state_vector(&name)).unwrap();
            there.apply_update(&name, &for_there).unwrap();
            here.apply_update(&name, &for_here).unwrap();
            prop_assert_eq!(here.state_vector(&name), there.state_vector(&name));
        }
        prop_assert_eq!(shown(&here), shown(&there));
    }

    #[test]
    fn a_log_of_updates_and_a_snapshot_load_to_the_same(seed in any::<u64>()) {
        let mut random = Random(seed);
        let mut document = sample(1);
        let mut log: Vec<Update> = names(&document)
            .into_iter()
            .map(|name| Update { document: name, bytes: document.encode(&name) })
            .collect();
        for _ in 0..20 {
            if let Some(commit) = random_commit(&mut document, &mut random) {
                log.extend(commit.updates);
                if random.below(3) == 0 {
                    log.extend(document.apply_inverse(&commit.inverse).updates);
                }
            }
        }
        for name in names(&document) {
            let of_name = log.iter().filter(|update| update.document == name);
            let mut updates: Vec<Vec<u8>> = of_name.map(|update| update.bytes.clone()).collect();
            let mut loaded = copy(&document, 5);
            loaded.load(&name, &updates).unwrap();
            prop_assert_eq!(shown(&loaded), shown(&document));
            random.shuffle(&mut updates);
            loaded.load(&name, &updates).unwrap();
            prop_assert_eq!(shown(&loaded), shown(&document));
        }
        prop_assert!(copy(&document, 6).problems().is_empty());
    }
}

/// Every order of these items.
fn orders<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    let Some((last, rest)) = items.split_last() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for order in orders(rest) {
        for at in 0..=order.len() {
            let mut order = order.clone();
            order.insert(at, last.clone());
            all.push(order);
        }
    }
    all
}

#[test]
fn edits_upon_each_others_edits_may_come_in_every_order() {
    let mut here = sample(1);
    let mut there = copy(&here, 2);
    let receiver = copy(&here, 3);
    let page = page_id(0);
    let new = element_id(77);
    let made = edit(&mut here, |it| {
        it.insert_element(page, element(new, ElementKind::Frame, Some(element_id(0))))
    });
    deliver(&made, &mut there);
    // Each moves what the other has moved; in between there are edits that wait for nothing.
    let mut updates = made.updates;
    for (round, parent) in [1, 0, 1].into_iter().enumerate() {
        let (mover, other) = match round % 2 {
            0 => (&mut there, &mut here),
            _ => (&mut here, &mut there),
        };
        let moved = edit(mover, |it| {
            it.set_place(page, new, inside(element_id(parent)))
        });
        deliver(&moved, other);
        let (property, value) = set("width", &format!("{round}px"));
        let resized = edit(mover, |it| {
            it.set_property(page, element_id(50), property, Some(value))
        });
        deliver(&resized, other);
        updates.extend(moved.updates.into_iter().chain(resized.updates));
    }
    assert_eq!(shown(&here), shown(&there));
    for order in orders(&updates) {
        let mut receiver = copy(&receiver, 3);
        for update in &order {
            receive(&mut receiver, update);
        }
        assert_eq!(shown(&receiver), shown(&here));
        assert_eq!(receiver.problems(), []);
    }
}

#[test]
fn the_same_edits_make_the_same_bytes_every_time() {
    let made = || {
        let mut random = Random(7);
        let mut document = sample(1);
        let mut bytes = Vec::new();
        for _ in 0..60 {
            if let Some(commit) = random_commit(&mut document, &mut random) {
                bytes.push(commit.updates);
                if random.below(3) == 0 {
                    bytes.push(document.apply_inverse(&commit.inverse).updates);
                }
            }
        }
        bytes
    };
    assert_eq!(made(), made());
}

#[test]
fn different_properties_of_one_element_are_both_kept() {
    let mut here = sample(1);
    let mut there = copy(&here, 2);
    let (page, id) = (page_id(0), element_id(50));
    let change = |document: &mut Document, text: (&str, &str)| {
        let (property, value) = set(text.0, text.1);
        edit(document, |it| {
            it.set_property(page, id, property, Some(value))
        })
    };
    let mine = change(&mut here, ("width", "123px"));
    let theirs = change(&mut there, ("font-size", "77px"));
    deliver(&theirs, &mut here);
    deliver(&mine, &mut there);
    for document in [&here, &there] {
        let element = document.tree(page).unwrap().get(id).unwrap();
        let value = |property| element.own_value(key(property)).unwrap().to_string();
        assert_eq!(value(Property::Width), "123px");
        assert_eq!(value(Property::FontSize), "77px");
    }
}

fn inside(parent: omnios_model::ElementId) -> Place {
    Place {
        parent: Some(parent),
        order: OrderKey::between(None, None),
    }
}

#[test]
fn frames_moved_into_one_another_at_once_both_stay() {
    let mut here = sample(1);
    let mut there = copy(&here, 2);
    let page = page_id(0);
    let (a, b) = (element_id(0), element_id(1));
    let mine = edit(&mut here, |it| it.set_place(page, a, inside(b)));
    let theirs = edit(&mut there, |it| it.set_place(page, b, inside(a)));
    let before = shown(&here);
    let changes = deliver(&theirs, &mut here);
    assert_says_all(&changes, &before, &shown(&here));
    deliver(&mine, &mut there);
    assert_eq!(shown(&here), shown(&there));
    let tree = here.tree(page).unwrap();
    assert_eq!(tree.subtree(tree.root()).len(), tree.len());
    // One of the two undoes, and the cycle is gone for both.
    let undone = here.apply_inverse(&mine.inverse);
    deliver(&undone, &mut there);
    assert_eq!(shown(&here), shown(&there));
    let tree = there.tree(page).unwrap();
    assert_eq!(tree.parent(a), Some(Tree::root_id(page)));
    assert_eq!(tree.parent(b), Some(a));
}

#[test]
fn what_is_put_into_a_frame_that_goes_meanwhile_is_not_lost() {
    let mut here = sample(1);
    let mut there = copy(&here, 2);
    let page = page_id(0);
    let frame = element_id(0);
    let removal = edit(&mut here, |it| it.remove_element(page, frame));
    let new = element(element_id(77), ElementKind::Frame, Some(frame));
    let insertion = edit(&mut there, |it| it.insert_element(page, new));
    deliver(&removal, &mut there);
    deliver(&insertion, &mut here);
    assert_eq!(shown(&here), shown(&there));
    let root = Tree::root_id(page);
    assert_eq!(here.tree(page).unwrap().parent(element_id(77)), Some(root));
    // Undoing the removal takes it back to where it was put.
    let before = shown(&here);
    let undone = here.apply_inverse(&removal.inverse);
    assert_says_all(&undone.changes, &before, &shown(&here));
    assert_eq!(here.tree(page).unwrap().parent(element_id(77)), Some(frame));
    deliver(&undone, &mut there);
    assert_eq!(shown(&here), shown(&there));
}

#[test]
fn removing_the_same_element_twice_is_removing_it() {
    let mut here = sample(1);
    let mut there = copy(&here, 2);
    let page = page_id(0);
    let mine = edit(&mut here, |it| it.remove_element(page, element_id(0)));
    let theirs = edit(&mut there, |it| it.remove_element(page, element_id(0)));
    deliver(&theirs, &mut here);
    deliver(&mine, &mut there);
    assert_eq!(shown(&here), shown(&there));
    // Both undo: there is one element, not two.
    let mine = here.apply_inverse(&mine.inverse);
    let theirs = there.apply_inverse(&theirs.inverse);
    deliver(&theirs, &mut here);
    deliver(&mine, &mut there);
    assert_eq!(shown(&here), shown(&there));
    assert_eq!(shown(&here), shown(&sample(1)));
}

#[test]
fn a_replica_can_be_sent_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Document>();
    is_send::<omnios_document::Commit>();
}
