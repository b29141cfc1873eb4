//! What other programs write, newer ones, broken ones and plain Yjs clients.

use omnios_document::{Document, DocumentError, DocumentName, Problem};
use omnios_model::{AssetInfo, Property, Tree, parse_font_faces};
use yrs::types::ToJson;
use yrs::updates::decoder::Decode;
use yrs::{
    Any, Doc, GetString, Map, MapPrelim, MapRef, OffsetKind, Options, Out, ReadTxn, StateVector,
    Text, Transact, Update,
};

use crate::support::{
    Random, assert_says_all, copy, edit, element_id, key, page_id, random_commit, sample, set,
    shown,
};

const PAGE: fn() -> DocumentName = || DocumentName::Page(page_id(0));

/// A plain Yjs client with the page's document.
fn client(document: &Document, name: &DocumentName) -> Doc {
    let mut options = Options::with_guid_and_client_id("client".into(), yrs::ClientID::new(99));
    options.offset_kind = OffsetKind::Utf16;
    let doc = Doc::with_options(options);
    let update = Update::decode_v1(&document.encode(name)).unwrap();
    doc.transact_mut().apply_update(update).unwrap();
    doc
}

fn entry(doc: &Doc, id: &str) -> MapRef {
    let elements = doc.get_or_insert_map("elements");
    match elements.get(&doc.transact(), id) {
        Some(Out::YMap(entry)) => entry,
        other => panic!("{other:?}"),
    }
}

fn everything(doc: &Doc) -> Vec<u8> {
    doc.transact()
        .encode_state_as_update_v1(&StateVector::default())
}

#[test]
fn a_fonts_faces_are_a_text_that_any_client_reads_and_one_that_isnt_is_kept() {
    let mut document = sample(1);
    let font = |faces: &str| AssetInfo {
        hash: "a".repeat(64).parse().unwrap(),
        name: "lato.woff2".to_owned(),
        media_type: "font/woff2".to_owned(),
        width: 0,
        height: 0,
        faces: parse_font_faces(faces).unwrap(),
    };
    let written = "\"Lato\" 100 900 italic U+0-FF; \"Lato Black\" 900";
    let (_, _) = document
        .transact(|transaction| transaction.insert_asset(font(written)))
        .unwrap();
    assert_eq!(document.project().font_families(), ["Lato", "Lato Black"]);
    let doc = client(&document, &DocumentName::Project);
    let assets = doc.get_or_insert_map("assets");
    let mut txn = doc.transact_mut();
    let Some(Out::YMap(entry)) = assets.get(&txn, &"a".repeat(64)) else {
        panic!("no entry");
    };
    assert_eq!(entry.get(&txn, "faces"), Some(Out::from(written)));
    entry.insert(&mut txn, "faces", "made by a newer program");
    drop(txn);
    document
        .apply_update(&DocumentName::Project, &everything(&doc))
        .unwrap();
    assert_eq!(document.project().font_faces().count(), 0);
    assert_eq!(document.problems().len(), 1, "{:?}", document.problems());
    let (_, _) = document
        .transact(|transaction| {
            let mut renamed = font("");
            renamed.name = "renamed.woff2".to_owned();
            transaction.insert_asset(renamed)
        })
        .unwrap();
    let after = client(&document, &DocumentName::Project);
    let assets = after.get_or_insert_map("assets");
    let json = assets.to_json(&after.transact()).to_string();
    assert!(json.contains("made by a newer program") && json.contains("renamed.woff2"));
}

#[test]
fn a_plain_client_reads_names_and_texts_and_its_edits_are_shown() {
    let mut document = sample(1);
    let doc = client(&document, &PAGE());
    let entry = entry(&doc, &element_id(50).to_string());
    let json = entry.to_json(&doc.transact()).to_string();
    for part in [
        "base",
        "place",
        "text",
        "Fresh bread every morning",
        "font-size",
    ] {
        assert!(json.contains(part), "{json}");
    }
    let mut txn = doc.transact_mut();
    entry.insert(&mut txn, "name", "From outside");
    entry.insert(&mut txn, "width@mobile", "12px");
    entry.insert(&mut txn, "font-size", Any::Null);
    let Some(Out::YText(text)) = entry.get(&txn, "text") else {
        panic!("no text");
    };
    text.insert(&mut txn, 0, "🥖 ");
    drop(txn);
    let before = shown(&document);
    let changes = document.apply_update(&PAGE(), &everything(&doc)).unwrap();
    assert_says_all(&changes, &before, &shown(&document));
    let element = document
        .tree(page_id(0))
        .unwrap()
        .get(element_id(50))
        .unwrap();
    assert_eq!(element.name, "From outside");
    assert_eq!(element.text, "🥖 Fresh bread every morning");
    assert_eq!(element.own_value(key(Property::FontSize)), None);
    assert_eq!(
        element
            .own_value(set("width@mobile", "12px").0)
            .unwrap()
            .to_string(),
        "12px"
    );
    assert!(document.problems().is_empty());
}

/// Puts all sorts of things that this program doesn't understand into the first page.
fn with_unknown_things() -> Document {
    let mut document = sample(1);
    let doc = client(&document, &PAGE());
    let id = element_id(50).to_string();
    let entry = entry(&doc, &id);
    let elements = doc.get_or_insert_map("elements");
    let mut txn = doc.transact_mut();
    entry.insert(&mut txn, "hologram", "yes");
    entry.insert(&mut txn, "width@watch", "1px");
    entry.insert(&mut txn, "height", "as-it-pleases");
    entry.insert(&mut txn, "opacity", 0.5);
    entry.insert(&mut txn, "notes", MapPrelim::from([("author", "Ada")]));
    let newer = MapPrelim::from([("base", r#"{"kind":"hologram"}"#)]);
    elements.insert(&mut txn, element_id(90).to_string(), newer);
    elements.insert(&mut txn, "Not an id", "at all");
    drop(txn);
    document.apply_update(&PAGE(), &everything(&doc)).unwrap();
    document
}

fn unknown_things(document: &Document) -> String {
    let doc = client(document, &PAGE());
    let id = element_id(50).to_string();
    let entry = entry(&doc, &id);
    let elements = doc.get_or_insert_map("elements");
    let txn = doc.transact();
    let kept = ["hologram", "width@watch", "height", "opacity", "notes"].map(|key| {
        entry
            .get(&txn, key)
            .map(|value| value.to_json(&txn).to_string())
    });
    let others = [element_id(90).to_string(), "Not an id".to_owned()].map(|key| {
        elements
            .get(&txn, &key)
            .map(|value| value.to_json(&txn).to_string())
    });
    format!("{kept:?} {others:?}")
}

#[test]
fn what_is_not_understood_survives_edits_saving_removal_and_undo() {
    let mut document = with_unknown_things();
    let things = unknown_things(&document);
    for part in [
        "yes",
        "1px",
        "as-it-pleases",
        "0.5",
        "Ada",
        "hologram",
        "at all",
    ] {
        assert!(things.contains(part), "{things}");
    }
    let keys: Vec<String> = document.problems().iter().map(Problem::to_string).collect();
    assert_eq!(keys.len(), 7, "{keys:#?}");
    let before = shown(&document);
    let page = page_id(0);
    let edited = edit(&mut document, |it| {
        let (width, value) = set("width", "3px");
        it.set_property(page, element_id(50), width, Some(value))?;
        it.set_text(page, element_id(50), "New")
    });
    assert_eq!(unknown_things(&document), things);
    document.apply_inverse(&edited.inverse);
    let removed = edit(&mut document, |it| it.remove_element(page, element_id(0)));
    assert_eq!(document.problems().len(), 2, "gone with the element");
    document.apply_inverse(&removed.inverse);
    assert_eq!(shown(&document), before);
    assert_eq!(unknown_things(&document), things);
    assert_eq!(document.problems().len(), 7);
    assert_eq!(unknown_things(&copy(&document, 8)), things);
    // A value that isn't understood comes back too, once it was replaced.
    let replaced = edit(&mut document, |it| {
        let (height, value) = set("height", "3px");
        it.set_property(page, element_id(50), height, Some(value))
    });
    assert_ne!(unknown_things(&document), things);
    document.apply_inverse(&replaced.inverse);
    assert_eq!(unknown_things(&document), things);
    // The id of an element that isn't shown is taken all the same.
    let new = crate::support::text_element(element_id(90), element_id(0), "");
    let refused = document
        .transact(|it| it.insert_element(page, new))
        .unwrap_err();
    assert!(matches!(refused, DocumentError::ElementExists { .. }));
}

#[test]
fn an_element_with_a_broken_place_is_shown_at_the_end() {
    let mut document = sample(1);
    let doc = client(&document, &PAGE());
    let entry = entry(&doc, &element_id(50).to_string());
    entry.insert(&mut doc.transact_mut(), "place", "somewhere");
    let before = shown(&document);
    let changes = document.apply_update(&PAGE(), &everything(&doc)).unwrap();
    assert_says_all(&changes, &before, &shown(&document));
    let tree = document.tree(page_id(0)).unwrap();
    assert_eq!(tree.children(tree.root()).last(), Some(&element_id(50)));
    assert_eq!(document.problems().len(), 1);
    let replaced = edit(&mut document, |it| {
        let place = omnios_model::Place {
            parent: Some(element_id(1)),
            order: omnios_model::OrderKey::between(None, None),
        };
        it.set_place(page_id(0), element_id(50), place)
    });
    assert_eq!(replaced.updates.len(), 1);
    assert_eq!(shown(&copy(&document, 4)), shown(&document));
}

fn doc_with_schema(value: impl Into<Any>) -> Vec<u8> {
    let doc = Doc::with_client_id(4);
    let meta = doc.get_or_insert_map("meta");
    meta.insert(&mut doc.transact_mut(), "schema", value.into());
    everything(&doc)
}

#[test]
fn a_newer_or_unreadable_schema_is_refused() {
    let newer = doc_with_schema(2);
    let mut document = Document::new(1);
    for name in [DocumentName::Project, PAGE()] {
        let error = document
            .load(&name, std::slice::from_ref(&newer))
            .unwrap_err();
        assert!(matches!(
            error,
            DocumentError::NewerSchema {
                found: 2,
                supported: 1,
                ..
            }
        ));
        assert!(error.to_string().contains("newer version of the studio"));
        assert!(!document.is_loaded(&name));
        for garbage in [Any::from("two"), Any::from(0), Any::from(1.5), Any::Null] {
            let error = document
                .load(&name, &[doc_with_schema(garbage)])
                .unwrap_err();
            assert!(
                matches!(error, DocumentError::UnreadableSchema { .. }),
                "{error}"
            );
        }
    }
    document.load(&PAGE(), &[doc_with_schema(1.0)]).unwrap();
    assert!(document.problems().is_empty());
}

#[test]
fn a_document_without_a_schema_is_read_and_says_so() {
    let doc = Doc::with_client_id(4);
    let elements = doc.get_or_insert_map("elements");
    let root = MapPrelim::from([("base", r#"{"kind":"frame"}"#), ("place", ":V")]);
    let id = Tree::root_id(page_id(0)).to_string();
    elements.insert(&mut doc.transact_mut(), id, root);
    let mut document = Document::new(1);
    document.load(&PAGE(), &[everything(&doc)]).unwrap();
    assert_eq!(document.tree(page_id(0)).unwrap().len(), 1);
    assert_eq!(document.problems().len(), 1);
    edit(&mut document, |it| {
        it.set_name(page_id(0), Tree::root_id(page_id(0)), "Root")
    });
    assert!(document.problems().is_empty(), "the first write says which");
}

/// Refused updates leave everything as it was, and the document goes on working.
fn assert_unchanged(document: &mut Document, update: &[u8]) {
    let before = shown(document);
    let bytes: Vec<_> = crate::support::names(document)
        .iter()
        .map(|name| (document.state_vector(name), document.encode(name)))
        .collect();
    assert!(document.apply_update(&PAGE(), update).is_err());
    assert_eq!(shown(document), before);
    let now: Vec<_> = crate::support::names(document)
        .iter()
        .map(|name| (document.state_vector(name), document.encode(name)))
        .collect();
    assert_eq!(now, bytes);
}

#[test]
fn an_update_that_raises_the_schema_is_taken_back_whole() {
    let mut document = sample(1);
    let page = page_id(0);
    // Some history, deletions included.
    let mut random = Random(3);
    for _ in 0..30 {
        edit(&mut document, |it| {
            let _ = crate::support::random_operation(it, &mut random, &[page]);
            Ok(())
        });
    }
    let doc = client(&document, &PAGE());
    let known = doc.transact().state_vector();
    let meta = doc.get_or_insert_map("meta");
    let elements = doc.get_or_insert_map("elements");
    let mut txn = doc.transact_mut();
    let ids: Vec<String> = elements.keys(&txn).map(str::to_owned).collect();
    for id in ids {
        elements.remove(&mut txn, &id);
    }
    elements.insert(&mut txn, "future", "thing");
    meta.insert(&mut txn, "schema", 7);
    drop(txn);
    let update = doc.transact().encode_diff_v1(&known);
    assert_unchanged(&mut document, &update);
    // And on it goes.
    let mut there = copy(&document, 3);
    let commit = random_commit(&mut document, &mut Random(5)).unwrap();
    crate::support::deliver(&commit, &mut there);
    assert_eq!(shown(&there), shown(&document));
}

#[test]
fn malformed_updates_are_refused_without_change() {
    let mut document = sample(1);
    let good = {
        let doc = client(&document, &PAGE());
        let known = doc.transact().state_vector();
        let entry = entry(&doc, &element_id(50).to_string());
        let mut txn = doc.transact_mut();
        entry.insert(&mut txn, "name", "Renamed");
        entry.insert(&mut txn, "notes", MapPrelim::from([("author", "Ada")]));
        drop(txn);
        doc.transact().encode_diff_v1(&known)
    };
    assert_unchanged(&mut document, &[]);
    assert_unchanged(&mut document, b"not an update at all");
    for end in 0..good.len() - 1 {
        assert_unchanged(&mut document, &good[..end]);
    }
    let unloaded = DocumentName::Page(page_id(44));
    let error = document.apply_update(&unloaded, &good).unwrap_err();
    assert_eq!(error, DocumentError::PageNotLoaded(page_id(44)));
    assert!(document.diff(&PAGE(), b"\xff\xff").is_err());
    let mut fresh = Document::new(2);
    assert!(fresh.load(&PAGE(), &[good[..9].to_vec()]).is_err());
    assert!(!fresh.is_loaded(&PAGE()));
}

#[test]
fn corrupted_updates_never_bring_the_document_out_of_step_with_itself() {
    let original = sample(1);
    let good = original.encode(&PAGE());
    let mut random = Random(11);
    for _ in 0..1500 {
        let mut bytes = good.clone();
        for _ in 0..=random.below(2) {
            let at = random.below(bytes.len());
            bytes[at] = random.bits() as u8;
        }
        let mut document = Document::new(1);
        document
            .load(
                &DocumentName::Project,
                &[original.encode(&DocumentName::Project)],
            )
            .unwrap();
        document.load(&PAGE(), &[]).unwrap();
        let before = shown(&document);
        match document.apply_update(&PAGE(), &bytes) {
            Ok(changes) => {
                assert_says_all(&changes, &before, &shown(&document));
                assert_eq!(shown(&copy(&document, 5)), shown(&document));
            }
            Err(_) => assert_eq!(shown(&document), before),
        }
    }
}

#[test]
fn the_documents_hold_plain_yjs_types_only() {
    let mut document = sample(1);
    let mut random = Random(21);
    for _ in 0..80 {
        random_commit(&mut document, &mut random);
    }
    for name in crate::support::names(&document) {
        let doc = client(&document, &name);
        let roots = match name {
            DocumentName::Project => ["meta", "pages", "assets"].as_slice(),
            DocumentName::Page(_) => ["meta", "elements"].as_slice(),
        };
        let maps: Vec<MapRef> = roots
            .iter()
            .map(|root| doc.get_or_insert_map(*root))
            .collect();
        let txn = doc.transact();
        for map in maps {
            for (_, value) in map.iter(&txn) {
                let Out::YMap(entry) = value else {
                    assert_scalar(&value);
                    continue;
                };
                for (key, value) in entry.iter(&txn) {
                    match &value {
                        Out::YText(text) => {
                            assert_eq!(key, "text");
                            assert_eq!(
                                text.len(&txn) as usize,
                                text.get_string(&txn).encode_utf16().count()
                            );
                        }
                        value => assert_scalar(value),
                    }
                }
            }
        }
    }
}

fn assert_scalar(value: &Out) {
    assert!(
        matches!(
            value,
            Out::Any(Any::Null | Any::Bool(_) | Any::Number(_) | Any::String(_))
        ),
        "{value:?}"
    );
}
