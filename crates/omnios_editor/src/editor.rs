//! The editor: documents, stage, session, history.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::Fonts;
use omnios_document::{Commit, Document, DocumentError, DocumentName, Update};
use omnios_model::{AssetHash, ChangeSet, ElementId, PageId};
use omnios_protocol::{Command, CommandError, CommandOutcome, Effect, ErrorCode};

use crate::commands;
use crate::edit::{Edit, refuse};
use crate::history::{History, MergeKey};
use crate::id_source::IdSource;
use crate::preview::Playing;
use crate::session::Session;
use crate::stage::Stage;
use crate::tools::PathSession;

/// Documents that don't open.
pub type LoadError = DocumentError;

/// Everything one window, one command line call or one test works with.
pub struct Editor {
    pub(crate) document: Document,
    pub(crate) stage: Stage,
    pub(crate) session: Session,
    pub(crate) history: History,
    /// What is played, if anything.
    pub(crate) playing: Option<Playing>,
    ids: IdSource,
    updates: Vec<Update>,
}

/// A project with one empty page at `/`, and the updates that make it.
pub fn new_project(
    name: &str,
    client_id: u64,
    seed: u64,
) -> Result<(Document, Vec<Update>), LoadError> {
    let mut document = Document::new(client_id);
    document.load(&DocumentName::Project, &[])?;
    let mut ids = IdSource::new(seed);
    let (page, root) = commands::blank_page(ids.page());
    let ((), commit) = document.transact(|tx| {
        tx.set_project_name(name)?;
        tx.insert_page(page, root)
    })?;
    Ok((document, commit.updates))
}

impl Editor {
    /// An editor on loaded documents. `seed` makes the ids of what is created: take it from a
    /// source of randomness, or fix it to repeat a session.
    pub fn headless(document: Document, seed: u64, fonts: Fonts) -> Self {
        let mut editor = Self {
            document,
            stage: Stage::new(fonts),
            session: Session::new(),
            history: History::default(),
            playing: None,
            ids: IdSource::new(seed),
            updates: Vec::new(),
        };
        editor.settle_page();
        editor
    }

    /// The documents as they are.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The laid-out pages and the fonts.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// As [`Self::stage`], to draw from.
    pub fn stage_mut(&mut self) -> &mut Stage {
        &mut self.stage
    }

    /// Adds a font face.
    pub fn add_font(
        &mut self,
        family: &str,
        italic: bool,
        bytes: Vec<u8>,
    ) -> Result<(), engine::FontError> {
        self.session.revisions.canvas += 1;
        self.stage.add_font(family, italic, bytes)
    }

    /// Adds a font of the project, for every face that it serves; a TrueType or OpenType file.
    pub fn add_project_font(
        &mut self,
        asset: &AssetHash,
        bytes: Vec<u8>,
    ) -> Result<(), engine::FontError> {
        self.session.revisions.canvas += 1;
        let bytes: Arc<[u8]> = bytes.into();
        let faces = self.document.project().font_faces();
        for (_, face) in faces.filter(|(hash, _)| *hash == asset) {
            if !self.stage.fonts().has_face(asset, face) {
                self.stage.add_face(asset, face, &bytes)?;
            }
        }
        Ok(())
    }

    /// The project's fonts that haven't been added.
    pub fn missing_project_fonts(&self) -> BTreeSet<&AssetHash> {
        let faces = self.document.project().font_faces();
        let fonts = self.stage.fonts();
        let missing = faces.filter(|(asset, face)| !fonts.has_face(asset, face));
        missing.map(|(asset, _)| asset).collect()
    }

    /// Font families that the page's letters need and that haven't been added.
    pub fn wanted_fonts(&self) -> Vec<&'static str> {
        self.stage.fonts().wanted().collect()
    }

    /// What has changed since the last call, for the host to store and to send on.
    pub fn take_updates(&mut self) -> Vec<Update> {
        std::mem::take(&mut self.updates)
    }

    /// Documents that this session needs and doesn't have: the project, the open page, then
    /// the other pages.
    pub fn wanted_documents(&self) -> Vec<DocumentName> {
        let current = self.session.page;
        let mut wanted = vec![DocumentName::Project];
        wanted.extend(current.map(DocumentName::Page));
        if current.is_some_and(|page| self.document.tree(page).is_some()) {
            let pages = self.document.project().pages.iter().map(|page| page.id);
            wanted.extend(
                pages
                    .filter(|page| Some(*page) != current)
                    .map(DocumentName::Page),
            );
        }
        wanted.retain(|name| !self.document.is_loaded(name));
        wanted
    }

    /// Takes an update from another replica.
    ///
    /// # Errors
    /// For bytes that are no Yjs update, and for documents of a newer schema; nothing changes
    /// then.
    pub fn apply_update(&mut self, name: &DocumentName, bytes: &[u8]) -> Result<(), LoadError> {
        if !self.document.is_loaded(name) {
            self.document.load(name, &[bytes.to_vec()])?;
            self.settle_page();
            self.session.revisions.tokens += 1;
            self.touch_all();
            return Ok(());
        }
        let changes = self.document.apply_update(name, bytes)?;
        self.follow(&changes);
        Ok(())
    }

    /// Runs a command.
    ///
    /// # Errors
    /// When the command can't be run; the project is as it was.
    pub fn run(&mut self, command: &Command) -> Result<CommandOutcome, CommandError> {
        if command.effect() == Effect::Session {
            return self.run_session(command);
        }
        if let (Command::ElementSetText(args), Some(editing)) = (command, self.session.editing)
            && args
                .id
                .as_ref()
                .is_some_and(|id| id.0 == editing.id.to_string())
        {
            self.type_text(&args.text)?;
            return Ok(CommandOutcome::default());
        }
        if matches!(command, Command::ElementDelete(args) if args.ids.is_empty())
            && self.remove_chosen_point()?
        {
            return Ok(CommandOutcome::default());
        }
        let copied = match command {
            Command::EditCut(args) => Some(self.copy(&args.ids)?),
            _ => None,
        };
        let merge = self.session.joined;
        let mut outcome = self.edit(command.undo_label(), merge, &BTreeMap::new(), |edit| {
            commands::run(edit, command)
        })?;
        outcome.clipboard = copied;
        self.select_created(command, &outcome);
        Ok(outcome)
    }

    /// From here until [`Self::end_gesture`], commands leave one undo step together: a field that
    /// is scrubbed sends a command for each px.
    pub fn begin_gesture(&mut self) {
        self.session.joined = Some(MergeKey::Gesture(self.session.fresh_number()));
    }

    /// Ends what [`Self::begin_gesture`] began.
    pub fn end_gesture(&mut self) {
        self.session.joined = None;
    }

    /// Runs `f` in one transaction that leaves one undo step, or joins the last one under the
    /// same merge key.
    pub(crate) fn edit<R>(
        &mut self,
        label: &str,
        merge: Option<MergeKey>,
        labels: &BTreeMap<String, String>,
        f: impl FnOnce(&mut Edit<'_, '_>) -> Result<R, CommandError>,
    ) -> Result<R, CommandError> {
        let Self {
            document,
            stage,
            session,
            ids,
            ..
        } = self;
        let (result, commit) = document.transact(|tx| {
            f(&mut Edit {
                tx,
                stage,
                ids,
                labels,
                selection: &session.selection,
                page: session.page,
                breakpoint: session.breakpoint,
                clipboard: session.clipboard.as_ref(),
                copied_style: session.copied_style.as_ref(),
                stage_is_stale: false,
            })
        })?;
        if !commit.changes.is_empty() {
            let before = (self.session.page, self.session.selection.clone());
            let inverse = self.adopt(commit);
            self.history
                .record(label, inverse, before.0, &before.1, merge);
        }
        Ok(result)
    }

    fn adopt(&mut self, commit: Commit) -> omnios_document::Inverse {
        self.updates.extend(commit.updates);
        self.follow(&commit.changes);
        commit.inverse
    }

    /// Lets everything that shows the documents catch up with a change.
    fn follow(&mut self, changes: &ChangeSet) {
        if changes.is_empty() {
            return;
        }
        self.stage.apply(&self.document, changes);
        self.settle_page();
        let document = &self.document;
        let tree = self.session.page.and_then(|page| document.tree(page));
        let exists = |id: &ElementId| tree.is_some_and(|tree| tree.contains(*id));
        self.session.selection.retain(exists);
        self.session.hovered = self.session.hovered.filter(exists);
        self.session.editing = self.session.editing.filter(|editing| exists(&editing.id));
        self.session.path_editing = self.session.path_editing.filter(|it| exists(&it.id));
        self.follow_preview();
        if changes.project {
            self.session.revisions.tokens += 1;
        }
        self.touch_all();
    }

    /// Makes sure that the open page is one of the project's.
    fn settle_page(&mut self) {
        let project = self.document.project();
        let is_there = self
            .session
            .page
            .is_some_and(|page| project.page(page).is_some());
        if !is_there {
            let first = project.pages.first().map(|page| page.id);
            self.open_page(first);
        }
    }

    pub(crate) fn open_page(&mut self, page: Option<PageId>) {
        if self.session.page == page {
            return;
        }
        self.session.page = page;
        self.session.selection.clear();
        self.session.hovered = None;
        self.session.editing = None;
        self.session.path_editing = None;
        self.session.draft = None;
        self.session.gesture = crate::tools::Gesture::None;
        self.session.fitted = false;
        if let Some(page) = page {
            self.stage.keep_only(page);
        }
        self.follow_preview();
        self.touch_all();
    }

    pub(crate) fn touch_all(&mut self) {
        let revisions = &mut self.session.revisions;
        revisions.state += 1;
        revisions.layers += 1;
        revisions.inspector += 1;
        revisions.canvas += 1;
    }

    /// What the canvas shows changed, and nothing else.
    pub(crate) fn touch_canvas(&mut self) {
        self.session.revisions.canvas += 1;
    }

    /// The selection or what the canvas shows changed, but no document.
    pub(crate) fn touch_view(&mut self) {
        self.session.revisions.state += 1;
        self.session.revisions.canvas += 1;
    }

    pub(crate) fn select(&mut self, ids: Vec<ElementId>) {
        if self.session.selection == ids {
            return;
        }
        self.reveal(&ids);
        let is_edited = |it: &PathSession| ids == [it.id];
        self.session.path_editing = self.session.path_editing.filter(is_edited);
        self.session.selection = ids;
        self.follow_preview();
        self.touch_all();
    }

    /// Opens the tree's branches down to these elements.
    fn reveal(&mut self, ids: &[ElementId]) {
        let Some(tree) = self.session.page.and_then(|page| self.document.tree(page)) else {
            return;
        };
        for id in ids {
            self.session.expanded.extend(tree.ancestors(*id));
        }
    }

    fn select_created(&mut self, command: &Command, outcome: &CommandOutcome) {
        match command {
            Command::PageCreate(_) | Command::PageDuplicate(_) | Command::PageImport(_) => {
                let page = outcome.created.first().and_then(|id| id.parse().ok());
                if page.is_some() {
                    self.open_page(page);
                }
            }
            Command::AssetAdd(_) | Command::TokenSet(_) | Command::TokenAdopt(_) => {}
            _ => {
                let ids: Vec<ElementId> = outcome
                    .created
                    .iter()
                    .filter_map(|id| id.parse().ok())
                    .collect();
                let tree = self.session.page.and_then(|page| self.document.tree(page));
                let here = tree.is_some_and(|tree| ids.iter().all(|id| tree.contains(*id)));
                if !ids.is_empty() && here {
                    self.select(ids);
                }
            }
        }
    }

    /// Takes the last step back.
    pub(crate) fn undo(&mut self) -> Result<CommandOutcome, CommandError> {
        let entry = self
            .history
            .take_undo()
            .ok_or_else(|| refuse(ErrorCode::NotApplicable, "there is nothing to undo"))?;
        let commit = self.document.apply_inverse(&entry.inverse);
        let inverse = self.adopt(commit);
        self.go_back_to(entry.page, entry.selection.clone());
        self.history.push_redo(entry, inverse);
        Ok(CommandOutcome::default())
    }

    /// Does the last undone step again.
    pub(crate) fn redo(&mut self) -> Result<CommandOutcome, CommandError> {
        let entry = self
            .history
            .take_redo()
            .ok_or_else(|| refuse(ErrorCode::NotApplicable, "there is nothing to redo"))?;
        let commit = self.document.apply_inverse(&entry.inverse);
        let inverse = self.adopt(commit);
        self.history.push_undo(entry, inverse);
        self.touch_all();
        Ok(CommandOutcome::default())
    }

    /// Takes back what a gesture has done so far, leaving nothing to undo or redo.
    pub(crate) fn revert(&mut self, merge: MergeKey) {
        if let Some(entry) = self.history.take_merging(merge) {
            let commit = self.document.apply_inverse(&entry.inverse);
            self.adopt(commit);
            self.go_back_to(entry.page, entry.selection);
        }
    }

    fn go_back_to(&mut self, page: Option<PageId>, selection: Vec<ElementId>) {
        let exists = page.is_some_and(|page| self.document.project().page(page).is_some());
        if exists {
            self.open_page(page);
            let tree = page.and_then(|page| self.document.tree(page));
            let mut selection = selection;
            selection.retain(|id| tree.is_some_and(|tree| tree.contains(*id)));
            self.select(selection);
        }
        self.touch_all();
    }
}
