//! The laid-out pages the editor works with: one artboard a page and breakpoint, made when
//! first asked for and kept up to date by change sets.

use std::collections::HashMap;
use std::sync::Arc;

use engine::{Artboard, Fonts, ImageSizes, Preview};
use omnios_document::Document;
use omnios_model::{
    AssetHash, Breakpoint, ChangeSet, FontFace, FontStyle, PageId, Project, Rect, Size, Tree,
};

/// Fonts, image sizes and artboards.
pub struct Stage {
    fonts: Fonts,
    images: ImageSizes,
    artboards: HashMap<(PageId, Breakpoint), Artboard>,
}

impl Stage {
    pub(crate) fn new(fonts: Fonts) -> Self {
        Self {
            fonts,
            images: ImageSizes::default(),
            artboards: HashMap::new(),
        }
    }

    /// The fonts that texts are shaped with.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The fonts, to shape what a preview changes.
    pub(crate) fn fonts_mut(&mut self) -> &mut Fonts {
        &mut self.fonts
    }

    /// Starts a preview of a page.
    pub(crate) fn play(
        &mut self,
        project: &Project,
        tree: &Tree,
        viewport: Size,
        seed: u64,
    ) -> Preview {
        Preview::new(tree, viewport, &image_sizes(project), &mut self.fonts, seed)
    }

    /// Adds a font; every artboard is laid out anew at the next look.
    pub(crate) fn add_font(
        &mut self,
        family: &str,
        italic: bool,
        bytes: Vec<u8>,
    ) -> Result<(), engine::FontError> {
        self.artboards.clear();
        let style = if italic {
            FontStyle::Italic
        } else {
            FontStyle::Normal
        };
        self.fonts.add(family, bytes, style).map(|_| ())
    }

    /// Adds a face of the project, as [`Self::add_font`] does.
    pub(crate) fn add_face(
        &mut self,
        asset: &AssetHash,
        face: &FontFace,
        bytes: &Arc<[u8]>,
    ) -> Result<(), engine::FontError> {
        self.artboards.clear();
        self.fonts
            .add_face(asset, face, Arc::clone(bytes))
            .map(|_| ())
    }

    /// Lays out one line of the studio's own lettering.
    pub(crate) fn label(&mut self, text: &str, style: &engine::TextStyle) -> engine::TextLayout {
        self.fonts.layout(text, style, None)
    }

    /// The page at a breakpoint's artboard width. `None` for a page that isn't loaded.
    pub(crate) fn artboard(
        &mut self,
        document: &Document,
        page: PageId,
        breakpoint: Breakpoint,
    ) -> Option<&Artboard> {
        let tree = document.tree(page)?;
        Some(self.artboard_of(document.project(), tree, page, breakpoint))
    }

    fn artboard_of(
        &mut self,
        project: &Project,
        tree: &Tree,
        page: PageId,
        breakpoint: Breakpoint,
    ) -> &Artboard {
        let Self {
            fonts,
            images,
            artboards,
        } = self;
        artboards.entry((page, breakpoint)).or_insert_with(|| {
            *images = image_sizes(project);
            Artboard::new(tree, breakpoint.artboard_width_px(), images, fonts)
        })
    }

    /// An artboard that is there already.
    pub fn ready(&self, page: PageId, breakpoint: Breakpoint) -> Option<&Artboard> {
        self.artboards.get(&(page, breakpoint))
    }

    /// As [`Self::ready`], to draw it.
    pub fn ready_mut(&mut self, page: PageId, breakpoint: Breakpoint) -> Option<&mut Artboard> {
        self.artboards.get_mut(&(page, breakpoint))
    }

    /// A layout of a tree that isn't committed; costs a whole layout.
    pub(crate) fn lay_out(
        &mut self,
        project: &Project,
        tree: &Tree,
        breakpoint: Breakpoint,
    ) -> Artboard {
        Artboard::new(
            tree,
            breakpoint.artboard_width_px(),
            &image_sizes(project),
            &mut self.fonts,
        )
    }

    /// Follows the document. Costs what changed, except for new assets, whose sizes concern
    /// every artboard.
    pub(crate) fn apply(&mut self, document: &Document, changes: &ChangeSet) {
        if changes.project {
            let images = image_sizes(document.project());
            if images != self.images {
                self.images = images;
                for artboard in self.artboards.values_mut() {
                    artboard.set_images(&self.images, &mut self.fonts);
                }
            }
        }
        for (page, change) in &changes.pages {
            let Some(tree) = document.tree(*page) else {
                continue;
            };
            for ((_, _), artboard) in self.artboards.iter_mut().filter(|((of, _), _)| of == page) {
                artboard.apply(tree, change, &mut self.fonts);
            }
        }
    }

    /// Forgets the artboards of all other pages.
    pub(crate) fn keep_only(&mut self, page: PageId) {
        self.artboards.retain(|(of, _), _| *of == page);
    }
}

/// Natural sizes of the project's images.
pub fn image_sizes(project: &Project) -> ImageSizes {
    let pictures = project.assets.values().filter(|asset| !asset.is_font());
    pictures
        .map(|asset| {
            let size = Size::new(asset.width as f32, asset.height as f32);
            (asset.hash.clone(), size)
        })
        .collect()
}

/// An element's box in the padding box of its parent: what `left` and `top` are measured in.
pub(crate) fn rect_in_parent(artboard: &Artboard, id: omnios_model::ElementId) -> Option<Rect> {
    let rect = artboard.rect(id)?;
    match artboard.scene().node(id)?.parent {
        Some(parent) => {
            Some(rect.translated(
                omnios_model::Point::default() - artboard.padding_box(parent)?.origin(),
            ))
        }
        None => Some(rect),
    }
}
