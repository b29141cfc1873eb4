//! Transactions: staging local changes, then writing them all or none.
//!
//! Operations change the trees and the project in memory, where they are checked and where the
//! next operation sees them. What each element was before is kept: a failed transaction puts
//! it back, a successful one writes the difference to the Yjs documents, so that a value that
//! was set and set back isn't written at all.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use omnios_model::{
    AssetHash, AssetInfo, ChangeSet, Element, ElementId, ElementKind, PageId, PageInfo, Place,
    Project, Properties, PropertyKey, TextRun, TextRuns, Token, TokenName, Tokens, Tree, Value,
};

use crate::changes::{self, Elements};
use crate::document::{Commit, Document, Update};
use crate::inverse::Steps;
use crate::schema::{Collection, NAME, Target};
use crate::step::{Edit, Step, entry};
use crate::text::difference;
use crate::{DocumentError, DocumentName, Inverse, element_form, project_form};

/// Local changes that are made together or not at all. Reading through it shows what was
/// staged so far.
pub struct Transaction<'a> {
    document: &'a mut Document,
    /// The project before, once it was changed.
    project: Option<Project>,
    pages: BTreeMap<PageId, PageBefore>,
    /// Pages that this transaction has inserted.
    new_pages: BTreeSet<PageId>,
    /// Those of them whose documents it has made.
    new_documents: BTreeSet<PageId>,
    /// Properties that may be written, by the address of those they were made of, which are held
    /// so that it stays theirs.
    checked: HashMap<usize, (Properties, Properties)>,
    is_done: bool,
}

/// What a page was before.
#[derive(Default)]
struct PageBefore {
    elements: Elements,
    displaced: BTreeSet<ElementId>,
}

impl<'a> Transaction<'a> {
    pub(crate) fn new(document: &'a mut Document) -> Self {
        Self {
            document,
            project: None,
            pages: BTreeMap::new(),
            new_pages: BTreeSet::new(),
            new_documents: BTreeSet::new(),
            checked: HashMap::new(),
            is_done: false,
        }
    }

    /// The project as staged.
    pub fn project(&self) -> &Project {
        self.document.project()
    }

    /// A page's tree as staged.
    pub fn tree(&self, page: PageId) -> Result<&Tree, DocumentError> {
        self.document
            .tree(page)
            .ok_or(DocumentError::PageNotLoaded(page))
    }

    /// Puts a new element into a frame of the page.
    pub fn insert_element(&mut self, page: PageId, element: Element) -> Result<(), DocumentError> {
        let tree = self.tree(page)?;
        let id = element.id;
        if id == tree.root() {
            return Err(DocumentError::RootStays { element: id });
        }
        self.check_unused(page, id)?;
        match element.place.parent {
            Some(parent) => check_container(tree, page, parent, element.kind)?,
            None => {
                return Err(DocumentError::RootStays {
                    element: tree.root(),
                });
            }
        }
        let element = self.checked(element)?;
        self.stage(page, id, Some(element))
    }

    /// The element as it will be read back, or why it can't be written.
    fn checked(&mut self, mut element: Element) -> Result<Element, DocumentError> {
        let address = element.properties.address();
        if let Some((_, known)) = self.checked.get(&address) {
            element.properties = known.clone();
        } else {
            let given = element.properties.clone();
            for (key, value) in &given {
                let tokens = &self.document.project.tokens;
                let checked = checked_value(element.id, *key, value, tokens)?;
                if checked != *value {
                    element.properties.insert(*key, checked);
                }
            }
            let checked = element.properties.clone();
            self.checked.insert(address, (given, checked));
        }
        checked_text(element, &self.document.project.tokens)
    }

    /// Takes an element out with everything in it.
    pub fn remove_element(&mut self, page: PageId, id: ElementId) -> Result<(), DocumentError> {
        self.element(page, id)?;
        let tree = self.tree(page)?;
        if id == tree.root() {
            return Err(DocumentError::RootStays { element: id });
        }
        let gone = tree.subtree(id).into_iter().map(|id| (id, None));
        self.stage_all(page, gone.collect())
    }

    /// Renames an element.
    pub fn set_name(
        &mut self,
        page: PageId,
        id: ElementId,
        name: &str,
    ) -> Result<(), DocumentError> {
        let mut element = self.element(page, id)?;
        name.clone_into(&mut element.name);
        self.stage(page, id, Some(element))
    }

    /// Locks or unlocks an element.
    pub fn set_locked(
        &mut self,
        page: PageId,
        id: ElementId,
        locked: bool,
    ) -> Result<(), DocumentError> {
        let mut element = self.element(page, id)?;
        element.locked = locked;
        self.stage(page, id, Some(element))
    }

    /// Moves an element, with everything in it, into a frame of its page.
    pub fn set_place(
        &mut self,
        page: PageId,
        id: ElementId,
        place: Place,
    ) -> Result<(), DocumentError> {
        let mut element = self.element(page, id)?;
        let tree = self.tree(page)?;
        if id == tree.root() {
            return Err(DocumentError::RootStays { element: id });
        }
        let Some(parent) = place.parent else {
            return Err(DocumentError::RootStays {
                element: tree.root(),
            });
        };
        check_container(tree, page, parent, element.kind)?;
        if parent == id || tree.is_ancestor(id, parent) {
            return Err(DocumentError::IntoItself { element: id });
        }
        element.place = place;
        self.stage(page, id, Some(element))
    }

    /// Sets a property, or with `None` makes it unset.
    pub fn set_property(
        &mut self,
        page: PageId,
        id: ElementId,
        key: PropertyKey,
        value: Option<Value>,
    ) -> Result<(), DocumentError> {
        let mut element = self.element(page, id)?;
        match value {
            Some(value) => {
                let value = checked_value(id, key, &value, &self.document.project.tokens)?;
                element.properties.insert(key, value);
            }
            None => {
                element.properties.remove(&key);
            }
        }
        self.stage(page, id, Some(element))
    }

    /// Changes a text element's text. Only the part that differs is written, so that edits of
    /// other parts by others stay.
    pub fn set_text(
        &mut self,
        page: PageId,
        id: ElementId,
        text: &str,
    ) -> Result<(), DocumentError> {
        let mut element = self.element(page, id)?;
        if element.kind != ElementKind::Text {
            return Err(DocumentError::NotAText { element: id });
        }
        if let Some((range, inserted)) = difference(&element.text, text) {
            element.runs.splice(range, inserted.len());
        }
        text.clone_into(&mut element.text);
        self.stage(page, id, Some(element))
    }

    /// Changes how parts of a text element's text are set, the text itself staying as it is.
    pub fn set_runs(
        &mut self,
        page: PageId,
        id: ElementId,
        runs: TextRuns,
    ) -> Result<(), DocumentError> {
        let mut element = self.element(page, id)?;
        if element.kind != ElementKind::Text {
            return Err(DocumentError::NotAText { element: id });
        }
        element.runs = runs;
        let element = self.checked(element)?;
        self.stage(page, id, Some(element))
    }

    /// Adds a page with its root, a frame without a parent whose id is
    /// [`Tree::root_id`] of the page's.
    pub fn insert_page(&mut self, info: PageInfo, root: Element) -> Result<(), DocumentError> {
        self.check_project()?;
        let page = info.id;
        let expected = Tree::root_id(page);
        if root.id != expected || root.kind != ElementKind::Frame || root.place.parent.is_some() {
            return Err(DocumentError::NotARoot {
                element: root.id,
                expected,
            });
        }
        let is_taken = match self.document.pages.get(&page) {
            Some(state) => !state.tree.is_empty() || !state.problems.is_empty(),
            None => false,
        };
        if is_taken || self.project().page(page).is_some() {
            return Err(DocumentError::PageExists(page));
        }
        let root = self.checked(root)?;
        if !self.document.pages.contains_key(&page) {
            let state = self.document.new_page(page)?;
            self.document.pages.insert(page, state);
            self.new_documents.insert(page);
        }
        self.new_pages.insert(page);
        let project = self.stage_project();
        project.pages.push(info);
        project_form::sort_pages(project);
        self.stage(page, expected, Some(root))
    }

    /// Changes what the project knows of a page: its name, route, title, description, order.
    pub fn update_page(&mut self, info: PageInfo) -> Result<(), DocumentError> {
        self.check_page(info.id)?;
        let project = self.stage_project();
        if let Some(page) = project.pages.iter_mut().find(|it| it.id == info.id) {
            *page = info;
        }
        project_form::sort_pages(project);
        Ok(())
    }

    /// Takes a page off the page list. Its own document stays as it is, so that undo brings
    /// everything back.
    pub fn remove_page(&mut self, page: PageId) -> Result<(), DocumentError> {
        self.check_page(page)?;
        self.stage_project().pages.retain(|it| it.id != page);
        Ok(())
    }

    /// Renames the project.
    pub fn set_project_name(&mut self, name: &str) -> Result<(), DocumentError> {
        self.check_project()?;
        name.clone_into(&mut self.stage_project().name);
        Ok(())
    }

    /// Adds an asset, or changes what is known of it.
    pub fn insert_asset(&mut self, asset: AssetInfo) -> Result<(), DocumentError> {
        self.check_project()?;
        let assets = &mut self.stage_project().assets;
        assets.insert(asset.hash.clone(), asset);
        Ok(())
    }

    /// Takes an asset out. Elements may still refer to it.
    pub fn remove_asset(&mut self, hash: &AssetHash) -> Result<(), DocumentError> {
        self.check_project()?;
        if !self.project().assets.contains_key(hash) {
            return Err(DocumentError::AssetMissing(hash.clone()));
        }
        self.stage_project().assets.remove(hash);
        Ok(())
    }

    /// Adds a design token, or changes it. What refers to it on loaded pages changes with it.
    pub fn insert_token(&mut self, name: TokenName, token: Token) -> Result<(), DocumentError> {
        self.check_project()?;
        for value in std::iter::once(&token.value).chain(token.modes.values()) {
            let reason = Token::check(token.kind, value).err();
            if let Some(reason) = reason {
                let reason = reason.to_string();
                return Err(DocumentError::InvalidToken { name, reason });
            }
        }
        self.stage_project().tokens.insert(name, token);
        self.bind_tokens()
    }

    /// Takes a design token out. What refers to it falls back to initial values.
    pub fn remove_token(&mut self, name: &TokenName) -> Result<(), DocumentError> {
        self.check_project()?;
        if self.project().tokens.get(name.as_str()).is_none() {
            return Err(DocumentError::TokenMissing(name.clone()));
        }
        self.stage_project().tokens.remove(name.as_str());
        self.bind_tokens()
    }

    /// Looks up anew what the elements of loaded pages refer to.
    fn bind_tokens(&mut self) -> Result<(), DocumentError> {
        self.checked.clear();
        let document = &*self.document;
        let stale: Vec<(PageId, Elements)> = document
            .pages
            .iter()
            .map(|(page, state)| (*page, state.stale(&document.project.tokens)))
            .collect();
        for (page, elements) in stale {
            if !elements.is_empty() {
                self.stage_all(page, elements)?;
            }
        }
        Ok(())
    }

    fn element(&self, page: PageId, id: ElementId) -> Result<Element, DocumentError> {
        match self.tree(page)?.get(id) {
            Some(element) => Ok(Element::clone(element)),
            None => Err(DocumentError::ElementMissing { page, element: id }),
        }
    }

    fn check_unused(&self, page: PageId, id: ElementId) -> Result<(), DocumentError> {
        let is_taken = self.tree(page)?.contains(id) || self.is_hidden(page, id);
        if is_taken {
            return Err(DocumentError::ElementExists { page, element: id });
        }
        Ok(())
    }

    /// Whether the document has an element of this id that isn't understood.
    fn is_hidden(&self, page: PageId, id: ElementId) -> bool {
        let removed_here = self
            .pages
            .get(&page)
            .is_some_and(|before| before.elements.contains_key(&id));
        !removed_here
            && self
                .document
                .pages
                .get(&page)
                .is_some_and(|state| state.problems.contains_key(&id.to_string()))
    }

    fn check_project(&self) -> Result<(), DocumentError> {
        match self.document.project_state {
            Some(_) => Ok(()),
            None => Err(DocumentError::ProjectNotLoaded),
        }
    }

    fn check_page(&self, page: PageId) -> Result<(), DocumentError> {
        self.check_project()?;
        match self.project().page(page) {
            Some(_) => Ok(()),
            None => Err(DocumentError::PageMissing(page)),
        }
    }

    fn stage_project(&mut self) -> &mut Project {
        if self.project.is_none() {
            self.project = Some(self.document.project.clone());
        }
        &mut self.document.project
    }

    fn stage(
        &mut self,
        page: PageId,
        id: ElementId,
        element: Option<Element>,
    ) -> Result<(), DocumentError> {
        self.stage_all(page, Elements::from([(id, element.map(Arc::new))]))
    }

    fn stage_all(&mut self, page: PageId, elements: Elements) -> Result<(), DocumentError> {
        let Some(state) = self.document.pages.get_mut(&page) else {
            return Err(DocumentError::PageNotLoaded(page));
        };
        let tree = &mut state.tree;
        let before = self.pages.entry(page).or_insert_with(|| PageBefore {
            elements: Elements::new(),
            displaced: changes::displaced(tree),
        });
        for id in elements.keys() {
            let old = before.elements.entry(*id);
            old.or_insert_with(|| tree.get(*id).cloned());
        }
        changes::replace(tree, page, elements);
        Ok(())
    }

    /// Writes what was staged.
    pub(crate) fn commit(mut self) -> Commit {
        self.is_done = true;
        let project_before = self.project.take();
        let pages = std::mem::take(&mut self.pages);
        let mut writes = Steps::new();
        let mut changes = ChangeSet::default();
        if let Some(before) = &project_before {
            project_writes(before, &self.document.project, &mut writes);
            changes.project = *before != self.document.project;
            self.document.note_listed_pages(before, &mut changes);
        }
        for (page, before) in &pages {
            self.page_writes(*page, before, &mut writes);
            let tree = &self.document.pages[page].tree;
            match changes.pages.get_mut(page) {
                // Nobody has seen what came only to go with its page.
                Some(change) if !self.document.lists(*page) => {
                    for (id, before) in &before.elements {
                        match before {
                            Some(_) => change.removed.insert(*id),
                            None => change.removed.remove(id),
                        };
                    }
                }
                None if self.document.lists(*page) => {
                    let change = changes::page_change(tree, &before.elements, &before.displaced);
                    if !change.is_empty() {
                        changes.pages.insert(*page, change);
                    }
                }
                _ => {}
            }
        }
        let mut commit = Commit {
            changes,
            updates: Vec::new(),
            inverse: Inverse::default(),
        };
        let mut by_document: BTreeMap<DocumentName, Vec<(&Target, &[Step])>> = BTreeMap::new();
        for (target, steps) in &writes {
            let of_document = by_document.entry(target.document).or_default();
            of_document.push((target, steps));
        }
        for (document, entries) in by_document {
            let Some((undone, bytes)) = self.document.write(document, &entries) else {
                continue;
            };
            commit.updates.push(Update { document, bytes });
            // Undoing a new page only takes it off the list: what others have put on it stays.
            let is_new = |page| self.new_pages.contains(&page);
            if !matches!(document, DocumentName::Page(page) if is_new(page)) {
                commit.inverse.steps.extend(undone);
            }
        }
        self.forget_problems(&pages);
        commit
    }

    fn page_writes(&self, page: PageId, before: &PageBefore, writes: &mut Steps) {
        let mut writer = element_form::Writer::default();
        let state = &self.document.pages[&page];
        let document = DocumentName::Page(page);
        for (id, before) in &before.elements {
            let steps = match (before, state.tree.get(*id)) {
                (None, None) => continue,
                (None, Some(after)) => vec![Step::Insert(writer.fields(after))],
                (Some(_), None) => vec![Step::Remove],
                (Some(before), Some(after)) if before.kind != after.kind => {
                    vec![Step::Remove, Step::Insert(writer.fields(after))]
                }
                (Some(before), Some(after)) => {
                    let edit = state.replica.read(|txn| {
                        let root = Collection::Elements.root(txn)?;
                        let entry = entry(txn, &root, &id.to_string())?;
                        Some(element_form::edit(txn, &entry, before, after))
                    });
                    match edit {
                        Some(edit) if !edit.is_empty() => vec![Step::Edit(edit)],
                        _ => continue,
                    }
                }
            };
            let target = Target::new(document, Collection::Elements, id.to_string());
            writes.insert(target, steps);
        }
    }

    /// What isn't understood in an element goes with it. Undo lists it again.
    fn forget_problems(&mut self, pages: &BTreeMap<PageId, PageBefore>) {
        for (page, before) in pages {
            if let Some(state) = self.document.pages.get_mut(page)
                && !state.problems.is_empty()
            {
                for id in before.elements.keys() {
                    if !state.tree.contains(*id) {
                        state.problems.remove(&id.to_string());
                    }
                }
            }
        }
    }
}

impl Drop for Transaction<'_> {
    /// Takes back what was staged, unless it was written.
    fn drop(&mut self) {
        if self.is_done {
            return;
        }
        if let Some(project) = self.project.take() {
            self.document.project = project;
        }
        for (page, before) in std::mem::take(&mut self.pages) {
            if let Some(state) = self.document.pages.get_mut(&page) {
                changes::replace(&mut state.tree, page, before.elements);
            }
        }
        for page in std::mem::take(&mut self.new_documents) {
            self.document.pages.remove(&page);
        }
    }
}

fn project_writes(before: &Project, after: &Project, writes: &mut Steps) {
    let target = |collection, key: &str| Target::new(DocumentName::Project, collection, key);
    if before.name != after.name {
        let mut edit = Edit::default();
        edit.assign(NAME, Some(after.name.as_str().into()));
        writes.insert(target(Collection::Meta, ""), vec![Step::Edit(edit)]);
    }
    let pages_before = before.pages.iter().map(|it| (it.id, it)).collect();
    let pages_after = after.pages.iter().map(|it| (it.id, it)).collect();
    for (id, step) in entry_steps(&pages_before, &pages_after, |it| {
        project_form::page_fields(it)
    }) {
        writes.insert(target(Collection::Pages, &id.to_string()), vec![step]);
    }
    let assets_before = before.assets.iter().collect();
    let assets_after = after.assets.iter().collect();
    let fields = |it: &AssetInfo| project_form::asset_fields(it);
    for (hash, step) in entry_steps(&assets_before, &assets_after, fields) {
        writes.insert(target(Collection::Assets, hash.as_str()), vec![step]);
    }
    let tokens_before = before.tokens.iter().collect();
    let tokens_after = after.tokens.iter().collect();
    let fields = |it: &Token| project_form::token_fields(it);
    for (name, step) in entry_steps(&tokens_before, &tokens_after, fields) {
        writes.insert(target(Collection::Tokens, name.as_str()), vec![step]);
    }
}

fn entry_steps<K: Ord + Copy, V: PartialEq>(
    before: &BTreeMap<K, &V>,
    after: &BTreeMap<K, &V>,
    fields: impl Fn(&V) -> crate::step::Fields,
) -> Vec<(K, Step)> {
    let mut steps = Vec::new();
    for key in before.keys().filter(|key| !after.contains_key(key)) {
        steps.push((*key, Step::Remove));
    }
    for (key, after) in after {
        match before.get(key) {
            None => steps.push((*key, Step::Insert(fields(after)))),
            Some(before) if before != after => {
                let edit = project_form::edit(&fields(before), fields(after));
                steps.push((*key, Step::Edit(edit)));
            }
            Some(_) => {}
        }
    }
    steps
}

fn check_container(
    tree: &Tree,
    page: PageId,
    parent: ElementId,
    child: ElementKind,
) -> Result<(), DocumentError> {
    match tree.get(parent) {
        Some(element) if element.kind.may_hold(child) => Ok(()),
        Some(_) => Err(DocumentError::NotAContainer { parent }),
        None => Err(DocumentError::ElementMissing {
            page,
            element: parent,
        }),
    }
}

/// The element, whose properties have been checked, as it will be read back.
fn checked_text(mut element: Element, tokens: &Tokens) -> Result<Element, DocumentError> {
    if element.kind != ElementKind::Text && !element.text.is_empty() {
        return Err(DocumentError::NotAText {
            element: element.id,
        });
    }
    let mut runs: Vec<TextRun> = element.runs.iter().cloned().collect();
    for run in &mut runs {
        for (property, value) in &mut run.properties {
            *value = checked_value(element.id, PropertyKey::base(*property), value, tokens)?;
        }
    }
    element.runs = TextRuns::new(&element.text, runs);
    Ok(element)
}

fn checked_value(
    element: ElementId,
    key: PropertyKey,
    value: &Value,
    tokens: &Tokens,
) -> Result<Value, DocumentError> {
    let invalid = |reason: String| DocumentError::InvalidValue {
        element,
        key,
        reason,
    };
    if PropertyKey::parse(&key.to_string()) != Some(key) {
        return Err(invalid(format!(
            "{} can't vary by breakpoint",
            key.property.name()
        )));
    }
    let mut value = Value::parse(key.property, &value.to_string())
        .map_err(|error| invalid(error.to_string()))?;
    value.bind(key.property, tokens);
    Ok(value)
}
