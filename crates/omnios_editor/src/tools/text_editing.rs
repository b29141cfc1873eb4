//! Editing a text in place. The host lays a text field over the element and sends what is
//! typed as `element.set-text`; one session of it is one undo step.

use std::collections::BTreeMap;

use omnios_model::{ElementId, ElementKind};
use omnios_protocol::args::{ElementSetText, Elements};
use omnios_protocol::{Command, CommandError, ElementRef};

use crate::commands;
use crate::editor::Editor;
use crate::history::MergeKey;
use crate::session::TextSession;

impl Editor {
    /// Puts a text element into editing.
    pub(crate) fn start_editing(&mut self, id: ElementId, is_new: bool) {
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        let editable = tree
            .and_then(|tree| tree.get(id))
            .is_some_and(|it| it.kind == ElementKind::Text && !it.locked);
        if editable {
            let number = self.session.fresh_number();
            self.session.editing = Some(TextSession { id, number, is_new });
            self.touch_view();
        }
    }

    /// Takes what was typed into the text field.
    ///
    /// # Errors
    /// When no text is being edited or the text can't be set.
    pub fn type_text(&mut self, text: &str) -> Result<(), CommandError> {
        let Some(editing) = self.session.editing else {
            return Err(crate::edit::refuse(
                omnios_protocol::ErrorCode::NotApplicable,
                "no text is being edited. Double-click one first",
            ));
        };
        let command = Command::ElementSetText(ElementSetText {
            id: Some(ElementRef(editing.id.to_string())),
            text: text.to_owned(),
        });
        self.edit(
            "Edit text",
            Some(MergeKey::Text(editing.number)),
            &BTreeMap::new(),
            |edit| commands::run(edit, &command).map(|_| ()),
        )
    }

    /// Leaves editing. A text that was just made and is still empty goes again.
    pub fn finish_editing(&mut self) {
        let Some(editing) = self.session.editing.take() else {
            return;
        };
        self.touch_view();
        let tree = self.session.page.and_then(|page| self.document.tree(page));
        let is_empty = tree
            .and_then(|tree| tree.get(editing.id))
            .is_some_and(|it| it.text.trim().is_empty());
        if editing.is_new && is_empty {
            let args = Elements {
                ids: vec![ElementRef(editing.id.to_string())],
            };
            // Nothing is lost if it can't be removed: an empty text stays where it is.
            let _ = self.run(&Command::ElementDelete(args));
        }
    }
}
