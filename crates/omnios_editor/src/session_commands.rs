//! Commands that act on the session: selection, view, tool, clipboard, undo.

use std::collections::BTreeMap;

use omnios_model::{Breakpoint, ElementId, ElementKind, Point, Property, PropertyGroup, Tree};
use omnios_protocol::args::{ClipboardContent, SelectSet};
use omnios_protocol::{Command, CommandError, CommandOutcome, ElementRef, ErrorCode};

use crate::commands::clipboard_of;
use crate::edit::refuse;
use crate::editor::Editor;
use crate::properties::read_breakpoint;
use crate::tools::Tool;

type Outcome = Result<CommandOutcome, CommandError>;

/// Zoom steps of the zoom commands.
const ZOOM_STEPS: [f32; 15] = [
    0.02, 0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.5, 2.0, 4.0, 8.0, 16.0, 64.0,
];

impl Editor {
    pub(crate) fn run_session(&mut self, command: &Command) -> Outcome {
        match command {
            Command::EditUndo(_) => self.undo(),
            Command::EditRedo(_) => self.redo(),
            Command::EditCopy(args) => {
                let clipboard = self.copy(&args.ids)?;
                Ok(CommandOutcome {
                    clipboard: Some(clipboard),
                    ..CommandOutcome::default()
                })
            }
            Command::StyleCopy(args) => self.copy_style(&args.ids),
            Command::PageOpen(args) => {
                let page = self.page_reference(args.page.as_ref())?;
                self.open_page(Some(page));
                Ok(CommandOutcome::default())
            }
            Command::SelectSet(args) => self.select_set(args),
            Command::SelectAll(_) => self.select_all(),
            Command::SelectNone(_) => {
                self.escape();
                Ok(CommandOutcome::default())
            }
            Command::SelectParent(_) => {
                self.select_related(|tree, id| tree.parent(id).into_iter().collect())
            }
            Command::SelectChildren(_) => self.select_children(),
            Command::SelectNext(_) => self.select_related(|tree, id| sibling(tree, id, 1)),
            Command::SelectPrevious(_) => self.select_related(|tree, id| sibling(tree, id, -1)),
            Command::ViewZoomIn(_) => self.zoom_step(1),
            Command::ViewZoomOut(_) => self.zoom_step(-1),
            Command::ViewZoom(args) => self.zoom_to(args.zoom),
            Command::ViewZoomActual(_) => self.zoom_to(1.0),
            Command::ViewZoomFit(_) => {
                self.fit_page();
                Ok(CommandOutcome::default())
            }
            Command::ViewZoomSelection(_) => {
                self.fit_selection();
                Ok(CommandOutcome::default())
            }
            Command::ViewRulers(_) => {
                self.session.rulers = !self.session.rulers;
                self.touch_view();
                Ok(CommandOutcome::default())
            }
            Command::ViewKeepInParent(_) => {
                self.session.keep_in_parent = !self.session.keep_in_parent;
                self.touch_view();
                Ok(CommandOutcome::default())
            }
            Command::ViewTimeline(_) => {
                let open = self.timeline().open;
                self.session.timeline.shown = Some(!open);
                self.let_go();
                self.touch_all();
                Ok(CommandOutcome::default())
            }
            Command::ViewBreakpoint(args) => {
                self.session.breakpoint = read_breakpoint(&args.breakpoint)?;
                self.follow_preview();
                self.touch_all();
                Ok(CommandOutcome::default())
            }
            Command::ToolSelect(args) => {
                self.session.tool = Tool::from_id(&args.tool).ok_or_else(|| {
                    refuse(
                        ErrorCode::InvalidValue,
                        format!(
                            "there is no tool “{}”. Give one of {}",
                            args.tool,
                            Tool::ids().join(", ")
                        ),
                    )
                })?;
                self.session.draft = None;
                self.session.cursor = self.session.tool.cursor();
                self.finish_editing();
                self.finish_path_editing();
                self.touch_view();
                Ok(CommandOutcome::default())
            }
            _ => Err(refuse(
                ErrorCode::NotApplicable,
                format!("{} is no command of the session", command.id()),
            )),
        }
    }

    fn tree(&self) -> Result<&Tree, CommandError> {
        self.session
            .page
            .and_then(|page| self.document.tree(page))
            .ok_or_else(|| refuse(ErrorCode::UnknownPage, "no page is open"))
    }

    fn page_reference(
        &self,
        reference: Option<&omnios_protocol::PageRef>,
    ) -> Result<omnios_model::PageId, CommandError> {
        let project = self.document.project();
        let text = reference.map_or("", |reference| reference.0.as_str());
        let by_id = text.parse().ok().filter(|id| project.page(*id).is_some());
        by_id
            .or_else(|| project.page_at(text).map(|page| page.id))
            .ok_or_else(|| refuse(ErrorCode::UnknownPage, format!("there is no page “{text}”")))
    }

    /// The given elements of the open page, or the selection.
    fn chosen(&self, references: &[ElementRef]) -> Result<Vec<ElementId>, CommandError> {
        let tree = self.tree()?;
        if references.is_empty() {
            if self.session.selection.is_empty() {
                return Err(refuse(
                    ErrorCode::NothingSelected,
                    "nothing is selected. Select elements first",
                ));
            }
            return Ok(self.session.selection.clone());
        }
        references
            .iter()
            .map(|reference| {
                let id = reference.0.parse().ok().filter(|id| tree.contains(*id));
                id.ok_or_else(|| {
                    refuse(
                        ErrorCode::UnknownElement,
                        format!("there is no element “{}” on this page", reference.0),
                    )
                })
            })
            .collect()
    }

    /// Copies to the session's clipboard; returns what was copied.
    pub(crate) fn copy(
        &mut self,
        references: &[ElementRef],
    ) -> Result<ClipboardContent, CommandError> {
        let ids = self.chosen(references)?;
        let tree = self.tree()?;
        let ids: Vec<ElementId> = ids.into_iter().filter(|id| *id != tree.root()).collect();
        let content = clipboard_of(tree, &ids);
        if content.elements.is_empty() {
            return Err(refuse(
                ErrorCode::NothingSelected,
                "the page itself can't be copied. Select elements on it",
            ));
        }
        self.session.clipboard = Some(content.clone());
        self.touch_view();
        Ok(content)
    }

    fn copy_style(&mut self, references: &[ElementRef]) -> Outcome {
        let ids = self.chosen(references)?;
        let tree = self.tree()?;
        let style: BTreeMap<String, String> = ids
            .first()
            .and_then(|id| tree.get(*id))
            .map(|element| {
                element
                    .properties
                    .iter()
                    .filter(|(key, _)| is_look(key.property))
                    .map(|(key, value)| (key.to_string(), value.to_string()))
                    .collect()
            })
            .unwrap_or_default();
        self.session.copied_style = Some(style);
        Ok(CommandOutcome::default())
    }

    fn select_set(&mut self, args: &SelectSet) -> Outcome {
        let ids = if args.ids.is_empty() {
            Vec::new()
        } else {
            self.chosen(&args.ids)?
        };
        let selection = if args.toggle {
            let mut selection = self.session.selection.clone();
            for id in ids {
                match selection.iter().position(|it| *it == id) {
                    Some(at) => {
                        selection.remove(at);
                    }
                    None => selection.push(id),
                }
            }
            selection
        } else {
            ids
        };
        self.finish_editing();
        self.select(selection);
        Ok(CommandOutcome::default())
    }

    /// Everything beside the selection, or everything on the page.
    fn select_all(&mut self) -> Outcome {
        let tree = self.tree()?;
        let parent = self
            .session
            .selection
            .first()
            .and_then(|id| tree.parent(*id))
            .unwrap_or(tree.root());
        let all: Vec<ElementId> = tree
            .children(parent)
            .iter()
            .copied()
            .filter(|id| tree.get(*id).is_some_and(|it| !it.locked))
            .collect();
        self.select(all);
        Ok(CommandOutcome::default())
    }

    fn select_children(&mut self) -> Outcome {
        if self.finish_draft()? || self.finish_path_editing() {
            return Ok(CommandOutcome::default());
        }
        let tree = self.tree()?;
        if let [only] = self.session.selection[..]
            && tree
                .get(only)
                .is_some_and(|it| it.kind == ElementKind::Text)
        {
            self.start_editing(only, false);
            return Ok(CommandOutcome::default());
        }
        self.select_related(|tree, id| tree.children(id).to_vec())
    }

    fn select_related(&mut self, related: impl Fn(&Tree, ElementId) -> Vec<ElementId>) -> Outcome {
        let tree = self.tree()?;
        let mut found: Vec<ElementId> = Vec::new();
        for id in &self.session.selection {
            for id in related(tree, *id) {
                if id != tree.root() && !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        if !found.is_empty() {
            self.select(found);
        }
        Ok(CommandOutcome::default())
    }

    /// Escape leaves one thing at a time: the gesture, the text, the tool, the selection.
    fn escape(&mut self) {
        // What the pen has drawn so far stays, whatever becomes of it as an element.
        if matches!(self.finish_draft(), Ok(true) | Err(_)) {
            return;
        }
        if self.cancel_gesture() || self.finish_path_editing() {
            return;
        }
        if self.session.editing.is_some() {
            self.finish_editing();
        } else if self.session.tool != Tool::Select {
            self.session.tool = Tool::Select;
            self.session.cursor = Tool::Select.cursor();
            self.touch_view();
        } else {
            self.select(Vec::new());
        }
    }

    fn zoom_step(&mut self, direction: i32) -> Outcome {
        let now = self.session.camera.zoom;
        let next = if direction > 0 {
            ZOOM_STEPS.into_iter().find(|step| *step > now * 1.01)
        } else {
            ZOOM_STEPS.into_iter().rev().find(|step| *step < now / 1.01)
        };
        self.zoom_to(next.unwrap_or(now))
    }

    fn zoom_to(&mut self, zoom: f32) -> Outcome {
        if !zoom.is_finite() || zoom <= 0.0 {
            return Err(refuse(
                ErrorCode::InvalidValue,
                "a zoom is a number above 0; 1 shows the actual size",
            ));
        }
        let viewport = self.session.viewport;
        let middle = Point::new(viewport.width / 2.0, viewport.height / 2.0);
        self.session.camera.zoom_at(middle, zoom);
        self.touch_view();
        Ok(CommandOutcome::default())
    }

    /// Where edits go.
    pub fn breakpoint(&self) -> Breakpoint {
        self.session.breakpoint
    }
}

fn sibling(tree: &Tree, id: ElementId, step: isize) -> Vec<ElementId> {
    let next = tree.parent(id).and_then(|parent| {
        let siblings = tree.children(parent);
        let count = siblings.len() as isize;
        let at = tree.index_in_parent(id)? as isize;
        siblings
            .get(((at + step + count) % count) as usize)
            .copied()
    });
    next.into_iter().collect()
}

/// What “copy style” takes along: how something looks, not where it is or what it says.
fn is_look(property: Property) -> bool {
    matches!(
        property.group(),
        PropertyGroup::Fill
            | PropertyGroup::Border
            | PropertyGroup::Effects
            | PropertyGroup::Typography
    )
}
