//! Keeping the web view's documents in step with the host's, and knowing what is saved.

use std::collections::BTreeSet;

use omnios_document::DocumentName;
use omnios_editor::Editor;
use omnios_protocol::session::SaveState;
use omnios_sync::{Frame, Outbox};

/// The Yjs update that says nothing: no structs, no deletions.
const EMPTY_UPDATE: [u8; 2] = [0, 0];

/// The page's side of the exchange with the host. Frames to send queue up in it; the page takes
/// them with [`Self::take_frames`] after every call.
#[derive(Debug, Default)]
pub struct Replica {
    outbox: Outbox,
    /// Documents asked for on this connection.
    requested: BTreeSet<DocumentName>,
    frames: Vec<Vec<u8>>,
    is_connected: bool,
}

impl Replica {
    /// A replica without a connection.
    pub fn new() -> Self {
        Self::default()
    }

    /// There is a connection (anew): what isn't saved is sent again, and every document is
    /// asked for what it lacks.
    pub fn connected(&mut self, editor: &mut Editor) {
        self.is_connected = true;
        self.requested.clear();
        self.frames = self.outbox.connected();
        let loaded: Vec<DocumentName> = std::iter::once(DocumentName::Project)
            .chain(
                editor
                    .document()
                    .loaded_pages()
                    .into_iter()
                    .map(DocumentName::Page),
            )
            .filter(|name| editor.document().is_loaded(name))
            .collect();
        for name in loaded {
            self.request(editor, name);
        }
        self.follow(editor);
    }

    /// The connection is gone. Edits are kept until there is another.
    pub fn disconnected(&mut self) {
        self.is_connected = false;
        self.frames.clear();
        self.outbox.disconnected();
    }

    /// Sends again what the host refused.
    pub fn retry(&mut self) {
        self.frames.extend(self.outbox.retry());
    }

    /// Takes a frame from the host.
    ///
    /// # Errors
    /// In words, for frames that can't be read and updates that can't be applied; the documents
    /// are as they were.
    pub fn receive(&mut self, editor: &mut Editor, bytes: &[u8]) -> Result<(), String> {
        let frame = Frame::decode(bytes).map_err(|error| error.to_string())?;
        match frame {
            Frame::Step1 {
                document,
                state_vector,
            } => {
                let name: DocumentName = read_name(&document)?;
                if editor.document().is_loaded(&name) {
                    let lacking = editor
                        .document()
                        .diff(&name, &state_vector)
                        .map_err(|error| error.to_string())?;
                    if lacking != EMPTY_UPDATE {
                        self.send_update(&document, &lacking)?;
                    }
                }
            }
            Frame::Step2 { document, update }
            | Frame::Update {
                document, update, ..
            } => {
                let name: DocumentName = read_name(&document)?;
                editor
                    .apply_update(&name, &update)
                    .map_err(|error| error.to_string())?;
            }
            Frame::Ack { seq } => {
                self.outbox.acknowledged(seq);
            }
            Frame::Refused { seq, message } => self.outbox.refused(seq, &message),
        }
        self.follow(editor);
        Ok(())
    }

    /// Queues what the editor changed and asks for the documents it wants. Call it after every
    /// call of the editor.
    pub fn follow(&mut self, editor: &mut Editor) {
        for update in editor.take_updates() {
            // A document's name always fits a frame: it is an id that this program made.
            let _ = self.send_update(&update.document.to_string(), &update.bytes);
        }
        if self.is_connected {
            for name in editor.wanted_documents() {
                self.request(editor, name);
            }
        }
    }

    /// Frames to send, in order.
    pub fn take_frames(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.frames)
    }

    /// Whether everything is on disk.
    pub fn save_state(&self, editor: &Editor) -> SaveState {
        let state = self.outbox.state();
        let pending = u32::try_from(state.pending).unwrap_or(u32::MAX);
        match state.refusal {
            Some(message) => SaveState::Failed {
                pending,
                message: message.to_owned(),
            },
            None if !editor.document().is_loaded(&DocumentName::Project) && pending == 0 => {
                SaveState::Loading
            }
            None if !state.connected => SaveState::Disconnected { pending },
            None if pending > 0 => SaveState::Saving { pending },
            None => SaveState::Saved,
        }
    }

    fn send_update(&mut self, document: &str, update: &[u8]) -> Result<(), String> {
        let frame = self
            .outbox
            .push(document, update)
            .map_err(|error| error.to_string())?;
        if self.is_connected {
            self.frames.push(frame);
        }
        Ok(())
    }

    fn request(&mut self, editor: &Editor, name: DocumentName) {
        if !self.requested.insert(name) {
            return;
        }
        let frame = Frame::Step1 {
            document: name.to_string(),
            state_vector: editor.document().state_vector(&name),
        };
        self.frames.extend(frame.encode());
    }
}

fn read_name(text: &str) -> Result<DocumentName, String> {
    text.parse().map_err(|_| {
        format!("the host speaks of a document “{text}”, which this program doesn't know")
    })
}

#[cfg(test)]
mod tests {
    use engine::Fonts;
    use omnios_document::Document;
    use omnios_protocol::Command;

    use super::*;

    /// A host that keeps one replica and answers as the real one does.
    struct Host {
        document: Document,
    }

    impl Host {
        fn answer(&mut self, frames: Vec<Vec<u8>>, acknowledges: bool) -> Vec<Vec<u8>> {
            let mut answers = Vec::new();
            for frame in frames {
                match Frame::decode(&frame).unwrap() {
                    Frame::Step1 {
                        document,
                        state_vector,
                    } => {
                        let name: DocumentName = document.parse().unwrap();
                        let update = self.document.diff(&name, &state_vector).unwrap();
                        let state_vector = self.document.state_vector(&name);
                        answers.push(
                            Frame::Step2 {
                                document: document.clone(),
                                update,
                            }
                            .encode()
                            .unwrap(),
                        );
                        answers.push(
                            Frame::Step1 {
                                document,
                                state_vector,
                            }
                            .encode()
                            .unwrap(),
                        );
                    }
                    Frame::Update {
                        document,
                        seq,
                        update,
                    } => {
                        let name: DocumentName = document.parse().unwrap();
                        if acknowledges {
                            self.document.apply_update(&name, &update).unwrap();
                            answers.push(Frame::Ack { seq }.encode().unwrap());
                        }
                    }
                    other => panic!("a page doesn't send {other:?}"),
                }
            }
            answers
        }
    }

    fn settle(host: &mut Host, replica: &mut Replica, editor: &mut Editor) {
        loop {
            let frames = replica.take_frames();
            if frames.is_empty() {
                return;
            }
            for answer in host.answer(frames, true) {
                replica.receive(editor, &answer).unwrap();
            }
        }
    }

    fn draw(editor: &mut Editor) -> String {
        let args = serde_json::json!({ "kind": "rectangle", "properties": { "width": "10px" } });
        let command = Command::from_parts("element.create", args).unwrap();
        editor.run(&command).unwrap().created.remove(0)
    }

    fn start() -> (Host, Replica, Editor) {
        let (document, _) = omnios_editor::new_project("Shop", 1, 1).unwrap();
        let mut host = Host { document };
        let mut replica = Replica::new();
        let mut editor = Editor::headless(Document::new(2), 2, Fonts::bundled());
        assert_eq!(replica.save_state(&editor), SaveState::Loading);
        replica.connected(&mut editor);
        settle(&mut host, &mut replica, &mut editor);
        (host, replica, editor)
    }

    #[test]
    fn a_new_window_fetches_the_project_and_its_pages() {
        let (_, replica, editor) = start();
        assert_eq!(editor.document().project().name, "Shop");
        let page = editor.page().unwrap();
        assert_eq!(editor.document().tree(page).unwrap().len(), 1);
        assert_eq!(replica.save_state(&editor), SaveState::Saved);
    }

    #[test]
    fn saved_is_said_only_after_the_host_has_said_so() {
        let (mut host, mut replica, mut editor) = start();
        let id = draw(&mut editor);
        replica.follow(&mut editor);
        assert_eq!(
            replica.save_state(&editor),
            SaveState::Saving { pending: 1 }
        );
        settle(&mut host, &mut replica, &mut editor);
        assert_eq!(replica.save_state(&editor), SaveState::Saved);
        let page = editor.page().unwrap();
        assert!(
            host.document
                .tree(page)
                .unwrap()
                .contains(id.parse().unwrap())
        );
    }

    #[test]
    fn what_was_drawn_without_a_connection_arrives_with_the_next_one() {
        let (mut host, mut replica, mut editor) = start();
        replica.disconnected();
        let id = draw(&mut editor);
        replica.follow(&mut editor);
        assert!(replica.take_frames().is_empty());
        assert_eq!(
            replica.save_state(&editor),
            SaveState::Disconnected { pending: 1 }
        );
        replica.connected(&mut editor);
        settle(&mut host, &mut replica, &mut editor);
        assert_eq!(replica.save_state(&editor), SaveState::Saved);
        let page = editor.page().unwrap();
        assert!(
            host.document
                .tree(page)
                .unwrap()
                .contains(id.parse().unwrap())
        );
    }

    #[test]
    fn a_refused_edit_is_kept_and_tried_again() {
        let (mut host, mut replica, mut editor) = start();
        draw(&mut editor);
        replica.follow(&mut editor);
        host.answer(replica.take_frames(), false);
        let refusal = Frame::Refused {
            seq: 1,
            message: "the disk is full".to_owned(),
        };
        replica
            .receive(&mut editor, &refusal.encode().unwrap())
            .unwrap();
        assert!(matches!(
            replica.save_state(&editor),
            SaveState::Failed { pending: 1, .. }
        ));
        replica.retry();
        settle(&mut host, &mut replica, &mut editor);
        assert_eq!(replica.save_state(&editor), SaveState::Saved);
    }

    #[test]
    fn nonsense_from_the_host_changes_nothing() {
        let (_, mut replica, mut editor) = start();
        let nonsense = Frame::Update {
            document: "project".to_owned(),
            seq: 0,
            update: vec![250, 1, 2, 3],
        };
        assert!(replica.receive(&mut editor, &[9, 9]).is_err());
        assert!(
            replica
                .receive(&mut editor, &nonsense.encode().unwrap())
                .is_err()
        );
        assert_eq!(editor.document().project().name, "Shop");
    }
}
