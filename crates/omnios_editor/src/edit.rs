//! The context a document command runs in: one transaction and what it may look at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use engine::Artboard;
use omnios_document::{DocumentError, Transaction};
use omnios_model::{
    Breakpoint, Element, ElementId, ElementKind, OrderKey, PageId, Place, Property, PropertyKey,
    Rect, Tree, Value,
};
use omnios_protocol::args::ClipboardContent;
use omnios_protocol::{CommandError, ElementRef, ErrorCode, PageRef};

use crate::id_source::IdSource;
use crate::properties::read_breakpoint;
use crate::stage::Stage;
use crate::text_objects;

/// What one command, or a batch of them, works with. Everything goes through the transaction:
/// if the command fails, nothing has happened.
pub(crate) struct Edit<'a, 't> {
    pub(crate) tx: &'a mut Transaction<'t>,
    pub(crate) stage: &'a mut Stage,
    pub(crate) ids: &'a mut IdSource,
    /// Elements and pages that earlier entries of the batch created.
    pub(crate) labels: &'a BTreeMap<String, String>,
    pub(crate) selection: &'a [ElementId],
    pub(crate) page: Option<PageId>,
    pub(crate) breakpoint: Breakpoint,
    pub(crate) clipboard: Option<&'a ClipboardContent>,
    pub(crate) copied_style: Option<&'a BTreeMap<String, String>>,
    /// Whether an earlier entry of the batch has changed something: the stage then no longer
    /// shows what the transaction holds.
    pub(crate) stage_is_stale: bool,
}

/// Elements of one page that a command is about.
#[derive(Debug, Clone)]
pub(crate) struct Targets {
    pub(crate) page: PageId,
    /// At least one, in painting order, none inside another.
    pub(crate) ids: Vec<ElementId>,
}

pub(crate) fn refuse(code: ErrorCode, message: impl Into<String>) -> CommandError {
    CommandError::new(code, message)
}

/// A document error in a command's words.
pub(crate) fn from_document(error: &DocumentError) -> CommandError {
    refuse(ErrorCode::NotApplicable, error.to_string())
}

impl<'t> Edit<'_, 't> {
    /// The page a reference means; the current one, or the only one, where it is absent.
    pub(crate) fn page(&self, reference: Option<&PageRef>) -> Result<PageId, CommandError> {
        let project = self.tx.project();
        let Some(PageRef(text)) = reference else {
            return self
                .page
                .filter(|page| project.page(*page).is_some())
                .or_else(|| project.pages.first().map(|page| page.id))
                .ok_or_else(|| {
                    refuse(
                        ErrorCode::UnknownPage,
                        "this project has no page. Add one with page.create",
                    )
                });
        };
        let label = text.strip_prefix('$').unwrap_or(text);
        let id = self.labels.get(label).map_or(text.as_str(), String::as_str);
        let by_id = id.parse().ok().filter(|id| project.page(*id).is_some());
        by_id
            .or_else(|| project.page_at(text).map(|page| page.id))
            .ok_or_else(|| {
                let routes: Vec<&str> = project
                    .pages
                    .iter()
                    .map(|page| page.route.as_str())
                    .collect();
                refuse(
                    ErrorCode::UnknownPage,
                    format!(
                        "there is no page “{text}”. The routes are {}",
                        routes.join(", ")
                    ),
                )
            })
    }

    /// The page's tree as the transaction has it.
    pub(crate) fn tree(&self, page: PageId) -> Result<&Tree, CommandError> {
        self.tx.tree(page).map_err(|error| from_document(&error))
    }

    /// The element a reference means, and its page. A page's route means its root.
    pub(crate) fn element(
        &self,
        reference: &ElementRef,
    ) -> Result<(PageId, ElementId), CommandError> {
        let text = reference.0.as_str();
        let label = text.strip_prefix('$').unwrap_or(text);
        let id = self.labels.get(label).map_or(text, String::as_str);
        let by_id = id.parse().ok().and_then(|id| Some((self.page_of(id)?, id)));
        by_id
            .or_else(|| {
                let page = self.tx.project().page_at(text)?.id;
                Some((page, Tree::root_id(page)))
            })
            .ok_or_else(|| {
                let hint = if text.starts_with('$') {
                    "No earlier entry of the batch has that label"
                } else {
                    "`omnios layout FILE --page ROUTE --width 1440 --json` lists the ids"
                };
                refuse(
                    ErrorCode::UnknownElement,
                    format!("there is no element “{text}”. {hint}"),
                )
            })
    }

    fn page_of(&self, id: ElementId) -> Option<PageId> {
        let holds = |page: &PageId| self.tx.tree(*page).is_ok_and(|tree| tree.contains(id));
        let pages = self.tx.project().pages.iter().map(|page| page.id);
        self.page.into_iter().chain(pages).find(holds)
    }

    /// The elements a command is about: those given, or the selection. Elements that stand
    /// inside another given one are left out, and so is the page's root.
    pub(crate) fn targets(&self, references: &[ElementRef]) -> Result<Targets, CommandError> {
        let targets = self.targets_with_root(references)?;
        let root = Tree::root_id(targets.page);
        let ids: Vec<ElementId> = targets.ids.into_iter().filter(|id| *id != root).collect();
        if ids.is_empty() {
            return Err(refuse(
                ErrorCode::NotApplicable,
                "the page itself can't be changed this way. Choose elements on it",
            ));
        }
        Ok(Targets { ids, ..targets })
    }

    /// As [`Self::targets`], for commands that the page's root takes too.
    pub(crate) fn targets_with_root(
        &self,
        references: &[ElementRef],
    ) -> Result<Targets, CommandError> {
        let mut found = self.each(references)?;
        found.ids = self.tree(found.page)?.topmost(&found.ids);
        Ok(found)
    }

    /// Every element given (or selected), nested ones included.
    pub(crate) fn each(&self, references: &[ElementRef]) -> Result<Targets, CommandError> {
        let mut pages = BTreeSet::new();
        let mut ids = Vec::new();
        if references.is_empty() {
            for id in self.selection {
                if let Some(page) = self.page_of(*id) {
                    pages.insert(page);
                    ids.push(*id);
                }
            }
        } else {
            for reference in references {
                let (page, id) = self.element(reference)?;
                pages.insert(page);
                ids.push(id);
            }
        }
        let mut pages = pages.into_iter();
        match (pages.next(), pages.next()) {
            (Some(page), None) => Ok(Targets { page, ids }),
            (None, _) => Err(refuse(
                ErrorCode::NothingSelected,
                "nothing is selected. Select elements, or name them in `ids`",
            )),
            _ => Err(refuse(
                ErrorCode::NotApplicable,
                "the elements are on different pages. Run the command once a page",
            )),
        }
    }

    /// The one element a command is about.
    pub(crate) fn single(
        &self,
        reference: Option<&ElementRef>,
    ) -> Result<(PageId, ElementId), CommandError> {
        match (reference, self.selection) {
            (Some(reference), _) => self.element(reference),
            (None, [id]) => self
                .page_of(*id)
                .map(|page| (page, *id))
                .ok_or_else(|| refuse(ErrorCode::UnknownElement, "the selected element is gone")),
            _ => Err(refuse(
                ErrorCode::NothingSelected,
                "select one element, or name it in `id`",
            )),
        }
    }

    /// The breakpoint that values are set at: the one given, or the session's.
    pub(crate) fn breakpoint(&self, name: Option<&String>) -> Result<Breakpoint, CommandError> {
        name.map_or(Ok(self.breakpoint), |name| read_breakpoint(name))
    }

    /// The element as the transaction has it.
    pub(crate) fn get(&self, page: PageId, id: ElementId) -> Result<Arc<Element>, CommandError> {
        self.tree(page)?.get(id).cloned().ok_or_else(|| {
            refuse(
                ErrorCode::UnknownElement,
                format!("there is no element {id}"),
            )
        })
    }

    /// The page's layout at the edit's breakpoint, as the transaction has it.
    pub(crate) fn geometry(&mut self, page: PageId) -> Result<Geometry, CommandError> {
        let tree = self.tx.tree(page).map_err(|error| from_document(&error))?;
        if self.stage_is_stale || self.stage.ready(page, self.breakpoint).is_none() {
            let artboard = self.stage.lay_out(self.tx.project(), tree, self.breakpoint);
            return Ok(Geometry::of(&artboard));
        }
        let ready = self.stage.ready(page, self.breakpoint).map(Geometry::of);
        ready.ok_or_else(|| refuse(ErrorCode::UnknownPage, "the page isn't laid out"))
    }

    /// Sets or unsets a property, at `breakpoint` where it can vary.
    pub(crate) fn set(
        &mut self,
        page: PageId,
        id: ElementId,
        property: Property,
        breakpoint: Breakpoint,
        value: Option<Value>,
    ) -> Result<(), CommandError> {
        let key = PropertyKey::at(property, breakpoint);
        self.set_key(page, id, key, value)
    }

    pub(crate) fn set_key(
        &mut self,
        page: PageId,
        id: ElementId,
        key: PropertyKey,
        value: Option<Value>,
    ) -> Result<(), CommandError> {
        // A boolean's shapes are the same at every breakpoint.
        let tree = self.tree(page)?;
        let in_boolean = tree
            .parent(id)
            .and_then(|parent| tree.get(parent))
            .is_some_and(|it| it.kind == ElementKind::Boolean);
        let key = match value {
            Some(_) if in_boolean => PropertyKey::base(key.property),
            _ => key,
        };
        // What leaves the flow leaves its line too.
        let moves = key == PropertyKey::base(Property::Position);
        let set = |tx: &mut Transaction<'t>| tx.set_property(page, id, key, value);
        match moves {
            true => text_objects::follow(self, page, id, set),
            false => set(self.tx).map_err(|error| from_document(&error)),
        }
    }

    /// Unsets a property at every breakpoint.
    pub(crate) fn clear(
        &mut self,
        page: PageId,
        id: ElementId,
        property: Property,
    ) -> Result<(), CommandError> {
        let element = self.get(page, id)?;
        for key in element
            .properties
            .keys()
            .filter(|key| key.property == property)
        {
            self.set_key(page, id, *key, None)?;
        }
        Ok(())
    }

    /// Sets a length in px, rounded to a hundredth: more digits are noise to a reader.
    pub(crate) fn set_px(
        &mut self,
        page: PageId,
        id: ElementId,
        property: Property,
        px: f32,
    ) -> Result<(), CommandError> {
        if !px.is_finite() || px.abs() > 1.0e7 {
            return Err(refuse(
                ErrorCode::InvalidValue,
                format!(
                    "{px} px is out of range for {}. Give at most 10,000,000 px",
                    property.name()
                ),
            ));
        }
        let rounded = (px * 100.0).round() / 100.0;
        let length = omnios_model::Length::Px(if rounded == 0.0 { 0.0 } else { rounded });
        self.set(
            page,
            id,
            property,
            self.breakpoint,
            Some(Value::Length(length)),
        )
    }

    pub(crate) fn set_keyword(
        &mut self,
        page: PageId,
        id: ElementId,
        property: Property,
        keyword: &'static str,
    ) -> Result<(), CommandError> {
        self.set(
            page,
            id,
            property,
            self.breakpoint,
            Some(Value::Keyword(keyword)),
        )
    }

    /// Puts an element at a place.
    pub(crate) fn place(
        &mut self,
        page: PageId,
        id: ElementId,
        parent: ElementId,
        order: OrderKey,
    ) -> Result<(), CommandError> {
        let place = Place {
            parent: Some(parent),
            order,
        };
        text_objects::follow(self, page, id, |tx| tx.set_place(page, id, place))
    }

    pub(crate) fn insert(&mut self, page: PageId, element: Element) -> Result<(), CommandError> {
        let id = element.id;
        text_objects::follow(self, page, id, |tx| tx.insert_element(page, element))
    }

    /// Removes an element and everything in it.
    pub(crate) fn remove(&mut self, page: PageId, id: ElementId) -> Result<(), CommandError> {
        text_objects::follow(self, page, id, |tx| tx.remove_element(page, id))
    }
}

/// The boxes a command looks at: taken out of the layout, so that the command may go on
/// changing the page.
#[derive(Debug)]
pub(crate) struct Geometry {
    boxes: std::collections::HashMap<ElementId, (Rect, Rect)>,
}

impl Geometry {
    fn of(artboard: &Artboard) -> Self {
        let boxes = artboard
            .boxes()
            .into_iter()
            .map(|(id, rect)| (id, (rect, artboard.padding_box(id).unwrap_or(rect))))
            .collect();
        Self { boxes }
    }

    /// Border box on the page; empty at the origin for what is hidden.
    pub(crate) fn rect(&self, id: ElementId) -> Rect {
        self.boxes.get(&id).map(|it| it.0).unwrap_or_default()
    }

    /// Padding box on the page.
    pub(crate) fn padding_box(&self, id: ElementId) -> Rect {
        self.boxes.get(&id).map(|it| it.1).unwrap_or_default()
    }

    /// Border box of `id` measured from the padding box of `parent`.
    pub(crate) fn rect_in(&self, parent: ElementId, id: ElementId) -> Rect {
        let origin = self.padding_box(parent).origin();
        self.rect(id)
            .translated(omnios_model::Point::default() - origin)
    }
}
