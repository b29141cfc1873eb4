//! Texts that several people edit at once.

use omnios_document::Document;
use omnios_model::{Property, TextRun, Value};

use crate::support::{copy, deliver, edit, element_id, page_id, sample, shown};

fn text(document: &Document) -> String {
    let tree = document.tree(page_id(0)).unwrap();
    tree.get(element_id(50)).unwrap().text.clone()
}

fn write(document: &mut Document, text: &str) -> omnios_document::Commit {
    edit(document, |it| it.set_text(page_id(0), element_id(50), text))
}

#[test]
fn edits_of_two_places_are_both_kept() {
    let mut here = sample(1);
    let mut there = copy(&here, 2);
    let mine = write(&mut here, "Fresh rye bread every morning");
    let theirs = write(&mut there, "Fresh bread every Sunday morning 🥖");
    deliver(&theirs, &mut here);
    deliver(&mine, &mut there);
    assert_eq!(text(&here), "Fresh rye bread every Sunday morning 🥖");
    assert_eq!(text(&there), text(&here));
    // Each takes back only what is theirs.
    let undone = here.apply_inverse(&mine.inverse);
    assert_eq!(text(&here), "Fresh bread every Sunday morning 🥖");
    deliver(&undone, &mut there);
    let undone = there.apply_inverse(&theirs.inverse);
    assert_eq!(text(&there), "Fresh bread every morning");
    deliver(&undone, &mut here);
    assert_eq!(shown(&here), shown(&there));
}

#[test]
fn undoing_a_deletion_puts_the_words_back_where_they_were() {
    let mut here = sample(1);
    let mut there = copy(&here, 2);
    let mine = write(&mut here, "Fresh morning");
    deliver(&mine, &mut there);
    for text in [
        "Our 👩‍👩‍👧 fresh: Fresh morning",
        "Our 👩‍👩‍👧 fresh: Fresh morning!",
    ] {
        deliver(&write(&mut there, text), &mut here);
    }
    let undone = here.apply_inverse(&mine.inverse);
    assert_eq!(text(&here), "Our 👩‍👩‍👧 fresh: Fresh bread every morning!");
    let redone = here.apply_inverse(&undone.inverse);
    assert_eq!(text(&here), "Our 👩‍👩‍👧 fresh: Fresh morning!");
    deliver(&undone, &mut there);
    deliver(&redone, &mut there);
    assert_eq!(shown(&here), shown(&there));
}

#[test]
fn undoing_typing_takes_only_my_letters_out_of_what_others_wrote_between_them() {
    let mut here = sample(1);
    write(&mut here, "");
    let mut there = copy(&here, 2);
    let mine = write(&mut here, "🥖one two");
    deliver(&mine, &mut there);
    for text in ["🥖one and two", "🥖one and two and three"] {
        deliver(&write(&mut there, text), &mut here);
    }
    let undone = here.apply_inverse(&mine.inverse);
    assert_eq!(text(&here), "and  and three");
    let redone = here.apply_inverse(&undone.inverse);
    assert_eq!(text(&here), "🥖one and two and three");
    deliver(&undone, &mut there);
    deliver(&redone, &mut there);
    assert_eq!(shown(&here), shown(&there));
}

#[test]
fn typing_letter_by_letter_is_undone_at_once_beside_others_typing() {
    let mut here = sample(1);
    write(&mut here, "");
    let mut there = copy(&here, 2);
    let mut gesture = omnios_document::Inverse::default();
    let mut typed = String::new();
    for letter in "Grüße 🥐 aus Köln".chars() {
        typed.push(letter);
        let commit = write(&mut here, &typed);
        deliver(&commit, &mut there);
        gesture = gesture.then(commit.inverse);
    }
    for shorter in ["Grüße 🥐 aus Köl", "Grüße 🥐 aus Kö"] {
        let commit = write(&mut here, shorter);
        deliver(&commit, &mut there);
        gesture = gesture.then(commit.inverse);
    }
    for text in ["Hallo. Grüße 🥐 aus Kö", "Hallo. Grüße 🥐 aus Kö!"] {
        deliver(&write(&mut there, text), &mut here);
    }
    let undone = here.apply_inverse(&gesture);
    assert_eq!(text(&here), "Hallo. !");
    here.apply_inverse(&undone.inverse);
    assert_eq!(text(&here), "Hallo. Grüße 🥐 aus Kö!");
}

#[test]
fn an_old_edit_of_an_element_that_was_away_is_undone_where_it_still_is() {
    let mut document = sample(1);
    let edited = write(&mut document, "Fresh rolls every morning");
    let removed = edit(&mut document, |it| {
        it.remove_element(page_id(0), element_id(0))
    });
    document.apply_inverse(&removed.inverse);
    assert_eq!(text(&document), "Fresh rolls every morning");
    document.apply_inverse(&edited.inverse);
    assert_eq!(shown(&document), shown(&sample(1)));
}

#[test]
fn undo_after_undo_finds_the_letters_that_the_first_brought_back() {
    let mut here = sample(1);
    write(&mut here, "");
    let mut there = copy(&here, 2);
    let typed = write(&mut here, "Köln");
    let deleted = write(&mut here, "Kö");
    deliver(&typed, &mut there);
    deliver(&deleted, &mut there);
    deliver(&write(&mut there, "Kö!"), &mut here);
    let redo_deletion = here.apply_inverse(&deleted.inverse);
    assert_eq!(text(&here), "Köln!");
    let redo_typing = here.apply_inverse(&typed.inverse);
    assert_eq!(text(&here), "!");
    here.apply_inverse(&redo_typing.inverse);
    assert_eq!(text(&here), "Köln!");
    here.apply_inverse(&redo_deletion.inverse);
    assert_eq!(text(&here), "Kö!");
}

/// How the text is set: the words of each run and what is set on them.
fn runs(document: &Document) -> Vec<(String, String)> {
    let tree = document.tree(page_id(0)).unwrap();
    let element = tree.get(element_id(50)).unwrap();
    let shown = |run: &TextRun| {
        let set: Vec<String> = run.properties.values().map(ToString::to_string).collect();
        (element.text[run.range.clone()].to_owned(), set.join(" "))
    };
    element.runs.iter().map(shown).collect()
}

/// Sets a property on the first place where the words stand.
fn format(
    document: &mut Document,
    words: &str,
    name: &str,
    value: Option<&str>,
) -> omnios_document::Commit {
    let tree = document.tree(page_id(0)).unwrap();
    let element = tree.get(element_id(50)).unwrap();
    let start = element.text.find(words).unwrap();
    let property = Property::from_name(name).unwrap();
    let mut runs = element.runs.clone();
    let value = value.map(|value| Value::parse(property, value).unwrap());
    runs.set(start..start + words.len(), property, value);
    edit(document, |it| it.set_runs(page_id(0), element_id(50), runs))
}

fn run(words: &str, set: &str) -> (String, String) {
    (words.to_owned(), set.to_owned())
}

#[test]
fn typing_in_a_bold_word_is_bold_for_everybody() {
    let mut here = sample(1);
    let mut there = copy(&here, 2);
    let bold = format(&mut here, "bread", "font-weight", Some("700"));
    deliver(&bold, &mut there);
    assert_eq!(runs(&there), [run("bread", "700")]);
    let typed = write(&mut there, "Fresh breads every morning");
    deliver(&typed, &mut here);
    assert_eq!(runs(&here), [run("breads", "700")]);
    assert_eq!(shown(&here), shown(&there));
    // Yjs itself agrees: read from its bytes alone, the text is set the same.
    assert_eq!(shown(&copy(&here, 3)), shown(&here));
}

#[test]
fn two_people_format_one_text_and_each_takes_back_their_own() {
    let mut here = sample(1);
    let mut there = copy(&here, 2);
    let mine = format(&mut here, "Fresh bread", "font-weight", Some("700"));
    let theirs = format(&mut there, "bread every", "color", Some("#ff0000"));
    deliver(&theirs, &mut here);
    deliver(&mine, &mut there);
    assert_eq!(
        runs(&here),
        [
            run("Fresh ", "700"),
            run("bread", "#ff0000 700"),
            run(" every", "#ff0000")
        ]
    );
    assert_eq!(shown(&here), shown(&there));
    deliver(
        &write(&mut there, "Oh! Fresh rye bread every morning"),
        &mut here,
    );
    let undone = here.apply_inverse(&mine.inverse);
    assert_eq!(runs(&here).len(), 1, "{:?}", runs(&here));
    assert_eq!(runs(&here)[0].1, "#ff0000");
    deliver(&undone, &mut there);
    assert_eq!(shown(&here), shown(&there));
    let redone = here.apply_inverse(&undone.inverse);
    assert!(runs(&here).iter().any(|(_, set)| set == "700"));
    deliver(&redone, &mut there);
    assert_eq!(shown(&here), shown(&there));
}

#[test]
fn a_deleted_word_comes_back_set_as_it_was() {
    let mut here = sample(1);
    format(&mut here, "bread", "font-style", Some("italic"));
    format(&mut here, "ead ev", "href", Some("/bread"));
    let before = shown(&here);
    let deleted = write(&mut here, "Fresh morning");
    assert_eq!(runs(&here), []);
    here.apply_inverse(&deleted.inverse);
    assert_eq!(shown(&here), before);
    let removed = edit(&mut here, |it| {
        it.remove_element(page_id(0), element_id(50))
    });
    here.apply_inverse(&removed.inverse);
    assert_eq!(shown(&here), before);
    assert_eq!(shown(&copy(&here, 3)), before);
}

#[test]
fn a_dragged_colour_is_one_step_of_undo() {
    let mut here = sample(1);
    format(&mut here, "bread", "color", Some("#0000ff"));
    let before = shown(&here);
    let mut gesture = omnios_document::Inverse::default();
    for red in 0..40 {
        let color = format!("#{red:02x}0000");
        let commit = format(&mut here, "Fresh bread every", "color", Some(&color));
        gesture = gesture.then(commit.inverse);
    }
    assert!(format!("{gesture:?}").len() < 6000, "the steps pile up");
    let undone = here.apply_inverse(&gesture);
    assert_eq!(shown(&here), before);
    here.apply_inverse(&undone.inverse);
    assert_eq!(runs(&here), [run("Fresh bread every", "#270000")]);
}
