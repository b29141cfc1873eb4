//! The document: a project's Yjs documents and what they show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use omnios_model::{ChangeSet, Element, ElementId, PageChange, PageId, Project, Tokens, Tree};
use yrs::{Map, TransactionMut};

use crate::changes::{self, Elements};
use crate::inverse::Steps;
use crate::replica::{Replica, Touched};
use crate::schema::{Collection, Problem, Target};
use crate::step::{Step, run};
use crate::text::Redone;
use crate::transaction::Transaction;
use crate::{DocumentError, DocumentName, Inverse, element_form, project_form};

/// A project's documents, as many as are loaded, with the [`Project`] and the [`Tree`]s that
/// they show.
///
/// Reading goes to the latter and never touches the CRDT. Changes come in three ways: local
/// ones through [`Document::transact`], undo and redo through [`Document::apply_inverse`],
/// other people's through [`Document::apply_update`].
pub struct Document {
    client_id: u64,
    pub(crate) project: Project,
    pub(crate) project_state: Option<ProjectState>,
    pub(crate) pages: BTreeMap<PageId, PageState>,
}

/// The project's own Yjs document.
pub(crate) struct ProjectState {
    pub(crate) replica: Replica,
    problems: BTreeMap<String, Vec<String>>,
}

/// A page's Yjs document and its tree.
pub(crate) struct PageState {
    pub(crate) replica: Replica,
    pub(crate) tree: Tree,
    /// By key in `elements`. An id that stands here and not in the tree is taken all the same.
    pub(crate) problems: BTreeMap<String, Vec<String>>,
}

/// What a transaction or an undo did.
#[derive(Debug, Clone)]
pub struct Commit {
    /// What it changed, for the engine and the panels.
    pub changes: ChangeSet,
    /// What to store and to send, one update for each Yjs document that changed.
    pub updates: Vec<Update>,
    /// What takes it back.
    pub inverse: Inverse,
}

/// A change of one Yjs document, for the store and for peers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Which document.
    pub document: DocumentName,
    /// Yjs update, v1 encoding.
    pub bytes: Vec<u8>,
}

impl Document {
    /// A document with nothing loaded.
    ///
    /// `client_id` names this replica among all that ever write the project. Draw its 53 bits
    /// at random each time a file is opened: two replicas that write under one id corrupt the
    /// project. Bits beyond 53 are ignored.
    pub fn new(client_id: u64) -> Self {
        Self {
            client_id,
            project: Project::default(),
            project_state: None,
            pages: BTreeMap::new(),
        }
    }

    /// Loads a document from the updates that were stored for it (Yjs v1 encoding, in any
    /// order); none at all make an empty one. What was loaded under the name before is
    /// replaced. On an error nothing changes.
    pub fn load(&mut self, name: &DocumentName, updates: &[Vec<u8>]) -> Result<(), DocumentError> {
        let updates = updates.iter().map(Vec::as_slice);
        let replica = Replica::load(*name, self.client_id, updates)?;
        match name {
            DocumentName::Project => {
                let (project, problems) = replica.read(|txn| project_form::read(txn));
                self.project = project;
                self.project_state = Some(ProjectState { replica, problems });
                for (page, state) in &mut self.pages {
                    let stale = state.stale(&self.project.tokens);
                    changes::replace(&mut state.tree, *page, stale);
                }
            }
            DocumentName::Page(page) => {
                let state = PageState::read(*page, replica, &self.project.tokens);
                self.pages.insert(*page, state);
            }
        }
        Ok(())
    }

    /// The project as it is; empty where its document isn't loaded.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The page's tree. `None` where the page isn't loaded, and where the project is loaded
    /// and doesn't list it (any longer).
    pub fn tree(&self, page: PageId) -> Option<&Tree> {
        let state = self.pages.get(&page)?;
        self.lists(page).then_some(&state.tree)
    }

    pub(crate) fn lists(&self, page: PageId) -> bool {
        self.project_state.is_none() || self.project.page(page).is_some()
    }

    /// Whether the Yjs document is in memory, so that updates to it can be applied.
    pub fn is_loaded(&self, name: &DocumentName) -> bool {
        self.replica(name).is_some()
    }

    /// The pages that [`Document::tree`] gives, by id.
    pub fn loaded_pages(&self) -> Vec<PageId> {
        let pages = self.pages.keys().copied();
        pages.filter(|page| self.lists(*page)).collect()
    }

    /// What the loaded documents hold that this program doesn't understand and doesn't show.
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        let project = self.project_state.iter().map(|state| {
            let empty = self.project == Project::default();
            (
                DocumentName::Project,
                &state.replica,
                &state.problems,
                empty,
            )
        });
        let pages = self.pages.iter().map(|(page, state)| {
            let name = DocumentName::Page(*page);
            (name, &state.replica, &state.problems, state.tree.is_empty())
        });
        for (document, replica, problems, is_empty) in project.chain(pages) {
            let mut report = |key: &str, message: &str| {
                found.push(Problem {
                    document,
                    key: key.to_owned(),
                    message: message.to_owned(),
                });
            };
            if replica.waits() {
                report(
                    "",
                    "some updates wait for earlier ones that haven't come yet",
                );
            }
            if !is_empty && !replica.has_schema() {
                report("", "the schema isn't given; it was read as the current one");
            }
            for (key, messages) in problems {
                messages.iter().for_each(|message| report(key, message));
            }
        }
        for (page, state) in &self.pages {
            let root = state.tree.root();
            if !state.tree.is_empty() && !state.tree.contains(root) {
                found.push(Problem {
                    document: DocumentName::Page(*page),
                    key: root.to_string(),
                    message: "the page's root is missing".to_owned(),
                });
            }
        }
        found
    }

    /// Runs `f` on a transaction and writes what it staged, each Yjs document in one update.
    /// If `f` fails, nothing has changed at all.
    pub fn transact<R, E>(
        &mut self,
        f: impl FnOnce(&mut Transaction<'_>) -> Result<R, E>,
    ) -> Result<(R, Commit), E> {
        let mut transaction = Transaction::new(self);
        let result = f(&mut transaction)?;
        Ok((result, transaction.commit()))
    }

    /// Takes a commit back: undo, or redo where the inverse is one of an undo. See [`Inverse`]
    /// for what happens where others have changed the same things since. Documents that aren't
    /// loaded are left out.
    pub fn apply_inverse(&mut self, inverse: &Inverse) -> Commit {
        let mut by_document: BTreeMap<DocumentName, Vec<(&Target, &[Step])>> = BTreeMap::new();
        for (target, steps) in &inverse.steps {
            let of_document = by_document.entry(target.document).or_default();
            of_document.push((target, steps));
        }
        let mut commit = Commit {
            changes: ChangeSet::default(),
            updates: Vec::new(),
            inverse: Inverse::default(),
        };
        for (document, entries) in by_document {
            let Some((undone, bytes)) = self.write(document, &entries) else {
                continue;
            };
            let touched = undone
                .keys()
                .map(|target| (target.collection, Arc::clone(&target.key)))
                .collect();
            commit.changes.merge(self.refresh(document, &touched));
            commit.updates.push(Update { document, bytes });
            commit.inverse.steps.extend(undone);
        }
        commit
    }

    /// Does the steps in one transaction. `None` where the document isn't loaded or there was
    /// nothing to do.
    pub(crate) fn write<S: AsRef<[Step]>>(
        &mut self,
        document: DocumentName,
        entries: &[(&Target, S)],
    ) -> Option<(Steps, Vec<u8>)> {
        let work = |txn: &mut TransactionMut<'_>, redone: &mut Redone| {
            let mut undone = Steps::new();
            for (target, steps) in entries {
                let steps = steps.as_ref().iter();
                let mut inverse: Vec<Step> = steps
                    .filter_map(|step| run(txn, redone, target, step))
                    .collect();
                inverse.reverse();
                if !inverse.is_empty() {
                    undone.insert((*target).clone(), inverse);
                }
            }
            undone
        };
        let (undone, bytes) = self.replica_mut(&document)?.write(work);
        (!undone.is_empty()).then_some((undone, bytes))
    }

    /// Takes in another replica's update. A malformed one, and one that makes the document's
    /// schema newer than this program, is refused, and then nothing has changed.
    pub fn apply_update(
        &mut self,
        name: &DocumentName,
        bytes: &[u8],
    ) -> Result<ChangeSet, DocumentError> {
        let replica = self.replica_mut(name).ok_or(match name {
            DocumentName::Project => DocumentError::ProjectNotLoaded,
            DocumentName::Page(page) => DocumentError::PageNotLoaded(*page),
        })?;
        let touched = replica.apply(bytes)?;
        Ok(self.refresh(*name, &touched))
    }

    /// Reads again what was touched, and gives what differs.
    fn refresh(&mut self, document: DocumentName, touched: &Touched) -> ChangeSet {
        let mut changes = ChangeSet::default();
        match document {
            DocumentName::Project if !touched.is_empty() => {
                if let Some(state) = &mut self.project_state {
                    let (project, problems) = state.replica.read(|txn| project_form::read(txn));
                    state.problems = problems;
                    let before = std::mem::replace(&mut self.project, project);
                    changes.project = before != self.project;
                    if before.tokens != self.project.tokens {
                        changes.pages = self.bind_tokens();
                    }
                    self.note_listed_pages(&before, &mut changes);
                }
            }
            DocumentName::Project => {}
            DocumentName::Page(page) => {
                let listed = self.lists(page);
                if let Some(state) = self.pages.get_mut(&page) {
                    let keys = touched.iter();
                    let keys = keys.filter(|(collection, _)| *collection == Collection::Elements);
                    let keys = keys.map(|(_, key)| &**key);
                    let change = state.refresh(page, keys, &self.project.tokens);
                    if listed && !change.is_empty() {
                        changes.pages.insert(page, change);
                    }
                }
            }
        }
        changes
    }

    /// Looks up anew what the elements of loaded pages refer to, and gives what differs.
    fn bind_tokens(&mut self) -> BTreeMap<PageId, PageChange> {
        let mut pages = BTreeMap::new();
        for (page, state) in &mut self.pages {
            let stale = state.stale(&self.project.tokens);
            let change = PageChange {
                restyled: stale.keys().copied().collect(),
                ..PageChange::default()
            };
            changes::replace(&mut state.tree, *page, stale);
            if !change.is_empty() && self.project.page(*page).is_some() {
                pages.insert(*page, change);
            }
        }
        pages
    }

    /// A loaded page that the project lists again, or no longer, comes or goes as a whole.
    pub(crate) fn note_listed_pages(&self, before: &Project, changes: &mut ChangeSet) {
        let (come, gone) = changes::listed_pages(before, &self.project);
        let elements = |page: &PageId| -> BTreeSet<ElementId> {
            self.pages.get(page).map_or_else(BTreeSet::new, |state| {
                state.tree.elements().map(|it| it.id).collect()
            })
        };
        let come = come.iter().map(|page| {
            (
                *page,
                PageChange {
                    inserted: elements(page),
                    ..PageChange::default()
                },
            )
        });
        let gone = gone.iter().map(|page| {
            (
                *page,
                PageChange {
                    removed: elements(page),
                    ..PageChange::default()
                },
            )
        });
        let listed = come.chain(gone).filter(|(_, change)| !change.is_empty());
        changes.pages.extend(listed);
    }

    /// What this replica knows of the document, as Yjs encodes a state vector. For a document
    /// that isn't loaded: that of an empty one.
    pub fn state_vector(&self, name: &DocumentName) -> Vec<u8> {
        const NOTHING: [u8; 1] = [0];
        self.replica(name)
            .map_or_else(|| NOTHING.to_vec(), Replica::state_vector)
    }

    /// What a replica with that state vector lacks, as one update.
    pub fn diff(&self, name: &DocumentName, state_vector: &[u8]) -> Result<Vec<u8>, DocumentError> {
        match self.replica(name) {
            Some(replica) => replica.diff(state_vector),
            None => Ok(Self::EMPTY_UPDATE.to_vec()),
        }
    }

    /// The document's whole state as one update, for snapshots.
    pub fn encode(&self, name: &DocumentName) -> Vec<u8> {
        self.replica(name)
            .map_or_else(|| Self::EMPTY_UPDATE.to_vec(), Replica::encode)
    }

    /// No items and no deletions.
    const EMPTY_UPDATE: [u8; 2] = [0, 0];

    fn replica(&self, name: &DocumentName) -> Option<&Replica> {
        match name {
            DocumentName::Project => self.project_state.as_ref().map(|it| &it.replica),
            DocumentName::Page(page) => self.pages.get(page).map(|it| &it.replica),
        }
    }

    fn replica_mut(&mut self, name: &DocumentName) -> Option<&mut Replica> {
        match name {
            DocumentName::Project => self.project_state.as_mut().map(|it| &mut it.replica),
            DocumentName::Page(page) => self.pages.get_mut(page).map(|it| &mut it.replica),
        }
    }

    /// An empty document for a page that is being made.
    pub(crate) fn new_page(&self, page: PageId) -> Result<PageState, DocumentError> {
        let replica = Replica::load(DocumentName::Page(page), self.client_id, [])?;
        Ok(PageState::read(page, replica, &self.project.tokens))
    }
}

impl PageState {
    fn read(page: PageId, replica: Replica, tokens: &Tokens) -> Self {
        let mut elements = Vec::new();
        let mut problems = BTreeMap::new();
        let mut reader = element_form::Reader::new(tokens);
        replica.read(|txn| {
            let root = Collection::Elements.root(txn);
            for (key, value) in root.iter().flat_map(|root| root.iter(txn)) {
                let reading = reader.read(txn, key, &value);
                elements.extend(reading.element.map(Arc::new));
                if !reading.problems.is_empty() {
                    problems.insert(key.to_owned(), reading.problems);
                }
            }
        });
        Self {
            replica,
            tree: Tree::new(page, elements),
            problems,
        }
    }

    /// Reads these entries of `elements` again, and gives what differs.
    fn refresh<'a>(
        &mut self,
        page: PageId,
        keys: impl Iterator<Item = &'a str>,
        tokens: &Tokens,
    ) -> PageChange {
        let mut before = Elements::new();
        let mut after = Elements::new();
        let (replica, problems, tree) = (&self.replica, &mut self.problems, &self.tree);
        let mut reader = element_form::Reader::new(tokens);
        replica.read(|txn| {
            let root = Collection::Elements.root(txn);
            for key in keys {
                problems.remove(key);
                let mut element = None;
                if let Some(value) = root.as_ref().and_then(|root| root.get(txn, key)) {
                    let reading = reader.read(txn, key, &value);
                    element = reading.element.map(Arc::new);
                    if !reading.problems.is_empty() {
                        problems.insert(key.to_owned(), reading.problems);
                    }
                }
                if let Ok(id) = key.parse::<ElementId>() {
                    let old = tree.get(id);
                    if old != element.as_ref() {
                        before.insert(id, old.cloned());
                        after.insert(id, element);
                    }
                }
            }
        });
        let displaced = changes::displaced(&self.tree);
        changes::replace(&mut self.tree, page, after);
        changes::page_change(&self.tree, &before, &displaced)
    }
}

impl PageState {
    /// The elements that refer to tokens which mean something else now, as they are then.
    pub(crate) fn stale(&self, tokens: &Tokens) -> Elements {
        let stale = self.tree.elements().filter(|it| it.is_stale(tokens));
        let bound = stale.map(|element| {
            let mut bound = Element::clone(element);
            bound.bind(tokens);
            (element.id, Some(Arc::new(bound)))
        });
        bound.collect()
    }
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document")
            .field("client_id", &self.client_id)
            .field("project", &self.project)
            .field("pages", &self.pages.keys())
            .finish_non_exhaustive()
    }
}
