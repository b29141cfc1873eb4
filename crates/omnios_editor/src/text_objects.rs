//! Keeping a text's characters for the elements that stand in it: what is taken out takes its
//! character along, and what is put in gets one beside its neighbour's, in the same transaction.

use omnios_document::{DocumentError, Transaction};
use omnios_model::{ElementId, ElementKind, OBJECT, PageId, object_range};
use omnios_protocol::CommandError;

use crate::edit::{Edit, from_document};

/// Where an element stands in the lines of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    text: ElementId,
    /// Among the text's children that stand in line.
    index: usize,
    /// How many of those there are.
    count: usize,
}

/// Makes a change to one element, and what follows from it to the texts that it leaves and enters.
pub(crate) fn follow<'t>(
    edit: &mut Edit<'_, 't>,
    page: PageId,
    id: ElementId,
    change: impl FnOnce(&mut Transaction<'t>) -> Result<(), DocumentError>,
) -> Result<(), CommandError> {
    let before = slot(edit, page, id)?;
    change(edit.tx).map_err(|error| from_document(&error))?;
    let after = slot(edit, page, id)?;
    if before.map(|it| it.text) == after.map(|it| it.text) {
        // Among its siblings it trades places; the characters stay.
        return Ok(());
    }
    if let Some(slot) = before {
        take_character(edit, page, slot)?;
    }
    if let Some(slot) = after {
        add_character(edit, page, slot)?;
    }
    Ok(())
}

fn slot(edit: &Edit<'_, '_>, page: PageId, id: ElementId) -> Result<Option<Slot>, CommandError> {
    let tree = edit.tree(page)?;
    let parent = tree.parent(id).and_then(|parent| tree.get(parent));
    let Some(text) = parent.filter(|it| it.kind == ElementKind::Text) else {
        return Ok(None);
    };
    let children = tree.children(text.id).iter().copied();
    let in_line: Vec<ElementId> = children
        .filter(|child| tree.get(*child).is_some_and(|it| it.stands_in_line()))
        .collect();
    let index = in_line.iter().position(|child| *child == id);
    Ok(index.map(|index| Slot {
        text: text.id,
        index,
        count: in_line.len(),
    }))
}

fn take_character(edit: &mut Edit<'_, '_>, page: PageId, slot: Slot) -> Result<(), CommandError> {
    let Ok(element) = edit.get(page, slot.text) else {
        return Ok(());
    };
    let Some(range) = object_range(&element.text, slot.index) else {
        return Ok(());
    };
    let mut text = element.text.clone();
    text.replace_range(range, "");
    let set = edit.tx.set_text(page, slot.text, &text);
    set.map_err(|error| from_document(&error))
}

/// Puts the character right behind the one of the sibling before, or before the first. A text
/// that has one to spare keeps as it is, and behind the last sibling none is needed if that has
/// none either.
fn add_character(edit: &mut Edit<'_, '_>, page: PageId, slot: Slot) -> Result<(), CommandError> {
    let element = edit.get(page, slot.text)?;
    if element.text.matches(OBJECT).count() >= slot.count {
        return Ok(());
    }
    let at = match slot.index.checked_sub(1) {
        Some(before) => object_range(&element.text, before).map(|range| range.end),
        None => object_range(&element.text, 0).map(|range| range.start),
    };
    let Some(at) = at else { return Ok(()) };
    let mut text = element.text.clone();
    text.insert(at, OBJECT);
    let set = edit.tx.set_text(page, slot.text, &text);
    set.map_err(|error| from_document(&error))
}
