//! The engine behind one typed API: everything that an embedder calls, in model types.
//!
//! The main type is [`Bridge`]: one page at one viewport width that follows what it is told.
//! Elements are handed over whole or one by one and take effect at [`Bridge::commit`]; each
//! commit raises a version, and [`Bridge::deltas_since`] tells which boxes differ from those of
//! an earlier one. The other calls ask: layout, hit-test, area, snapping, constraints, bounds.
//! [`Bridge::play`] sets the page in motion; time passes by [`Bridge::advance`] alone.
//!
//! Absent on purpose: a wire format. `omnios_protocol` has the calls as JSON and `omnios_bridge`
//! translates, so that the engine depends on neither; embedders in Rust call this type.

mod playing;
mod question;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use engine_motion::VariableError;
use engine_scene::ImageSizes;
use engine_text::Fonts;
use omnios_model::{Element, ElementId, PageChange, PageId, Rect, Tree};

use crate::{Artboard, Preview};
pub use question::{DragConstraints, DragFreedom, ElementLayout, SnapAnswer, TextLine};
use versions::Versions;

/// Counts commits; the state of a bridge after so many.
pub type Version = u64;

/// A call that can't be answered. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BridgeError {
    /// No page has been handed over yet.
    #[error("there is no page yet: call `full-sync` first")]
    NoPage,
    /// The page has no such element, or it isn't shown.
    #[error("there is no element {0} with a box on the page")]
    UnknownElement(ElementId),
    /// The page isn't played.
    #[error("nothing is played: call `play` first")]
    NotPlaying,
    /// The element has no state machine.
    #[error("element {0} has no state machine")]
    NoMachine(ElementId),
    /// The element is no body.
    #[error("element {0} is no body that is played")]
    NoBody(ElementId),
    /// The element has no emitter.
    #[error("element {0} has no emitter")]
    NoEmitter(ElementId),
    /// A variable can't be read or set.
    #[error(transparent)]
    Variable(#[from] VariableError),
}

/// What differs from an earlier version.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deltas {
    /// The version that the answer leads to.
    pub version: Version,
    /// Whether the asked version is too long ago: then everything is listed, and elements that
    /// aren't are gone.
    pub complete: bool,
    /// Elements whose box is new or differs, with the box, ordered by id.
    pub moved: Vec<(ElementId, Rect)>,
    /// Elements that look otherwise although their box may be the same, ordered by id.
    pub repainted: Vec<ElementId>,
    /// Elements that are gone or hidden, ordered by id.
    pub removed: Vec<ElementId>,
}

/// One page at one viewport width.
#[derive(Debug)]
pub struct Bridge {
    viewport_width: f32,
    images: ImageSizes,
    fonts: Fonts,
    page: Option<Page>,
    /// What was handed over since the last commit; `None` for what is to go.
    staged: BTreeMap<ElementId, Option<Arc<Element>>>,
    versions: Versions,
    preview: Option<Preview>,
}

#[derive(Debug)]
struct Page {
    tree: Tree,
    artboard: Artboard,
}

impl Bridge {
    /// A bridge without a page. `images` are the natural sizes of the images that elements show,
    /// in CSS px.
    pub fn new(viewport_width: f32, images: ImageSizes, fonts: Fonts) -> Self {
        Self {
            viewport_width,
            images,
            fonts,
            page: None,
            staged: BTreeMap::new(),
            versions: Versions::default(),
            preview: None,
        }
    }

    /// Takes a whole page instead of what was there, and lays it out. What was staged is void.
    pub fn full_sync(
        &mut self,
        page: PageId,
        elements: impl IntoIterator<Item = Arc<Element>>,
    ) -> Version {
        self.staged.clear();
        self.preview = None;
        let tree = Tree::new(page, elements);
        let artboard = Artboard::new(&tree, self.viewport_width, &self.images, &mut self.fonts);
        self.page = Some(Page { tree, artboard });
        self.versions.begin_anew()
    }

    /// Stages an element: new, or instead of the one with its id.
    pub fn element_sync(&mut self, element: Arc<Element>) {
        self.staged.insert(element.id, Some(element));
    }

    /// Stages an element's removal. Elements in it that aren't removed as well move to the
    /// root's end.
    pub fn element_remove(&mut self, id: ElementId) {
        self.staged.insert(id, None);
    }

    /// Lets what was staged take effect and lays out what it touches.
    ///
    /// # Errors
    /// Without a page; what was staged stays so.
    pub fn commit(&mut self) -> Result<Version, BridgeError> {
        let page = self.page.as_mut().ok_or(BridgeError::NoPage)?;
        let mut change = PageChange::default();
        for (id, element) in std::mem::take(&mut self.staged) {
            match (page.tree.get(id).cloned(), element) {
                (None, None) => {}
                (Some(_), None) => {
                    page.tree.remove(id);
                    change.removed.insert(id);
                }
                (None, Some(element)) => {
                    page.tree.insert(element);
                    change.inserted.insert(id);
                }
                (Some(before), Some(element)) => {
                    change.restyled.insert(id);
                    if before.place != element.place || before.kind != element.kind {
                        change.moved.insert(id);
                    }
                    page.tree.insert(element);
                }
            }
        }
        let step = page.artboard.apply(&page.tree, &change, &mut self.fonts);
        Ok(self.versions.advance(&step))
    }

    /// What differs from what was true at `version`. Costs what changed since then.
    ///
    /// # Errors
    /// Without a page.
    pub fn deltas_since(&self, version: Version) -> Result<Deltas, BridgeError> {
        let artboard = self.artboard()?;
        let mut deltas = Deltas {
            version: self.versions.current(),
            ..Deltas::default()
        };
        let Some(changed) = self.versions.since(version) else {
            deltas.complete = true;
            deltas.moved = artboard.boxes();
            deltas.moved.sort_unstable_by_key(|(id, _)| *id);
            deltas.repainted = deltas.moved.iter().map(|(id, _)| *id).collect();
            return Ok(deltas);
        };
        let mut moved = BTreeMap::new();
        for (id, touch) in changed {
            let Some(rect) = artboard.rect(id) else {
                deltas.removed.push(id);
                continue;
            };
            if touch.repainted {
                deltas.repainted.push(id);
            }
            if touch.displaced {
                // What is in it moved along.
                artboard.for_each_box_in(id, &mut |id, rect| {
                    moved.extend(rect.map(|rect| (id, rect)));
                });
            } else if touch.moved {
                moved.insert(id, rect);
            }
        }
        deltas.moved.extend(moved);
        Ok(deltas)
    }

    /// The page as it stands.
    ///
    /// # Errors
    /// Before the first [`Self::full_sync`].
    pub fn artboard(&self) -> Result<&Artboard, BridgeError> {
        let page = self.page.as_ref().ok_or(BridgeError::NoPage)?;
        Ok(&page.artboard)
    }

    /// The fonts that texts are shaped with. What is added counts from the next commit on.
    pub fn fonts_mut(&mut self) -> &mut Fonts {
        &mut self.fonts
    }

    /// Gives the fonts back, for another bridge.
    pub fn into_fonts(self) -> Fonts {
        self.fonts
    }
}
