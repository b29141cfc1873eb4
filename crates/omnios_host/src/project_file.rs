//! [`ProjectFile`]: a project file for one piece of work, as the command line does it: opened,
//! read or changed as a whole, closed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use engine::Fonts;
use omnios_document::{Document, DocumentName};
use omnios_editor::{Editor, asset_row};
use omnios_model::AssetHash;
use omnios_protocol::args::{ElementPaste, ElementRef, PageRef};
use omnios_protocol::host::{
    DrawingAnswer, ExportDiagnostic, ExportTarget, ExportedFile, ImportReport, ImportedPageRow,
};
use omnios_protocol::session::{AssetRow, PageRow};
use omnios_protocol::{BatchEntry, Command, CommandError, CommandOutcome, Effect, ErrorCode};
use omnios_store::{Entry, NewBlob, Store};
use serde::Serialize;

use crate::asset::{AssetFile, check_file, name_of};
use crate::destination::{write_to_archive, write_to_folder};
use crate::error::Error;
use crate::fonts;
use crate::import::{Import, blobs, font_count};
use crate::page::{self, LayoutRow};
use crate::randomness::Randomness;
use crate::samples;
use crate::site::{Pages, listed};
use crate::snapshot;

/// What a new project starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// One empty page.
    Blank,
    /// The sample of this name.
    Sample(String),
}

/// What a project file holds, for people and programs who ask.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Info {
    /// Name of the project.
    pub name: String,
    /// The pages, in order.
    pub pages: Vec<PageRow>,
    /// Elements of each page, in the same order, roots included.
    pub element_counts: Vec<usize>,
    /// The assets, by hash.
    pub assets: Vec<AssetRow>,
    /// Size of the file, in bytes.
    pub file_bytes: u64,
    /// Updates in its log.
    pub update_count: u64,
    /// What the file holds that this version doesn't understand and keeps as it is.
    pub problems: Vec<String>,
}

/// One Yjs document of a project file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRow {
    /// Its name, `project` or `page/ID`.
    pub document: String,
    /// Route of the page; absent for the project and for pages that were removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<String>,
    /// Updates of it in the log.
    pub updates_since_snapshot: u64,
    /// Number of its newest update.
    pub last_seq: u64,
}

/// What an export wrote, and what is wrong with the design.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exported {
    /// The files.
    pub files: Vec<ExportedFile>,
    /// Problems of the design.
    pub diagnostics: Vec<ExportDiagnostic>,
    /// Where it was written.
    pub path: String,
}

/// A project file with all its pages loaded.
#[derive(Debug)]
pub struct ProjectFile {
    store: Store,
    document: Document,
    random: Randomness,
}

impl ProjectFile {
    /// Creates a project file. After an error there is no file at `path` that was not there before.
    pub fn create(path: &Path, start: &Start, mut random: Randomness) -> Result<(), Error> {
        let name = project_name(path);
        let (document, mut updates) =
            omnios_editor::new_project(&name, random.client_id(), random.next_u64())?;
        let mut entries = Vec::new();
        if let Start::Sample(sample) = start {
            let content = samples::sample(sample)?;
            let mut editor = Editor::headless(document, random.next_u64(), Fonts::bundled());
            for (asset, bytes) in content.assets {
                editor.run(&Command::AssetAdd(asset.add_args()))?;
                entries.push(blob(&asset, bytes.to_vec()));
            }
            editor.apply(&content.commands)?;
            updates.extend(editor.take_updates());
        }
        entries.extend(updates.into_iter().map(entry));
        let mut store = Store::create(path)?;
        let committed = store.commit(&entries).and_then(|_| store.close());
        if committed.is_err() {
            // Nothing of it is worth keeping, and the name is to be free for another attempt.
            let _ = fs::remove_file(path);
        }
        Ok(committed?)
    }

    /// Opens a file to change it.
    pub fn open(path: &Path, random: Randomness) -> Result<Self, Error> {
        Self::load(Store::open(path)?, random)
    }

    /// Opens a file to read it; no byte of it is changed.
    pub fn open_read_only(path: &Path) -> Result<Self, Error> {
        Self::load(Store::open_read_only(path)?, Randomness::from_system())
    }

    fn load(store: Store, mut random: Randomness) -> Result<Self, Error> {
        let mut document = Document::new(random.client_id());
        let mut load = |name: DocumentName| -> Result<(), Error> {
            document.load(&name, &store.load(&name.to_string())?)?;
            Ok(())
        };
        load(DocumentName::Project)?;
        let pages = load_names(&store)?;
        pages.into_iter().try_for_each(load)?;
        Ok(Self {
            store,
            document,
            random,
        })
    }

    /// What the file holds.
    pub fn info(&self) -> Result<Info, Error> {
        let project = self.document.project();
        let sizes = self.store.sizes()?;
        let count =
            |page: &omnios_model::PageInfo| self.document.tree(page.id).map_or(0, |it| it.len());
        Ok(Info {
            name: project.name.clone(),
            element_counts: project.pages.iter().map(count).collect(),
            pages: project
                .pages
                .iter()
                .map(|page| PageRow {
                    id: page.id.to_string(),
                    name: page.name.clone(),
                    route: page.route.clone(),
                    title: page.title.clone(),
                    description: page.description.clone(),
                })
                .collect(),
            assets: project.assets.values().map(asset_row).collect(),
            file_bytes: sizes.file_bytes,
            update_count: sizes.update_count,
            problems: self
                .document
                .problems()
                .into_iter()
                .map(|problem| format!("{} {}: {}", problem.document, problem.key, problem.message))
                .collect(),
        })
    }

    /// Runs one command, saves what it did and closes the file. Commands of a window's session
    /// (selection, zoom, undo) are refused: there is no window whose session they could change.
    pub fn run(self, command: &Command) -> Result<CommandOutcome, Error> {
        if command.effect() == Effect::Session {
            return Err(Error::from(CommandError::new(
                ErrorCode::NoSession,
                format!(
                    "{} acts on a window's session, and there is none here. Run it in the studio",
                    command.id()
                ),
            )));
        }
        self.edit(Vec::new(), |editor| Ok(editor.run(command)?))
    }

    /// Runs commands one after the other, saves what they did in one transaction and closes the
    /// file; if one of them fails, the file is as it was.
    pub fn apply(self, batch: &[BatchEntry]) -> Result<Vec<CommandOutcome>, Error> {
        self.edit(Vec::new(), |editor| Ok(editor.apply(batch)?))
    }

    /// Adds image and font files, all or none of them, and closes the file.
    pub fn add_assets(self, paths: &[PathBuf]) -> Result<Vec<AssetRow>, Error> {
        let mut assets = Vec::new();
        let mut blobs = Vec::new();
        for path in paths {
            let bytes = fs::read(path).map_err(|error| Error::File {
                path: path.clone(),
                verb: "read",
                detail: error.to_string(),
            })?;
            let asset = check_file(&name_of(path), &bytes)?;
            blobs.push(blob(&asset, bytes));
            assets.push(asset);
        }
        self.edit(blobs, |editor| {
            for asset in &assets {
                editor.run(&Command::AssetAdd(asset.add_args()))?;
            }
            Ok(assets.iter().map(AssetFile::row).collect())
        })
    }

    /// Brings pages in, all or none of them, and closes the file.
    pub fn import(self, import: Import) -> Result<ImportReport, Error> {
        let Import {
            command,
            pictures,
            mut rows,
            notes,
        } = import;
        let fonts = font_count(&pictures);
        let report = ImportReport {
            pages: Vec::new(),
            tokens: command.tokens.len(),
            pictures: pictures.len() - fonts,
            fonts,
            notes,
        };
        self.edit(blobs(pictures), |editor| {
            let outcome = editor.run(&Command::PageImport(command))?;
            let project = editor.document().project();
            for (row, id) in rows.iter_mut().zip(outcome.created) {
                let page = project.pages.iter().find(|page| page.id.to_string() == id);
                if let Some(page) = page {
                    row.route.clone_from(&page.route);
                }
                row.id = id;
            }
            Ok(ImportReport {
                pages: rows,
                ..report
            })
        })
    }

    /// Puts a drawing at the end of a page, named by route or id, and closes the file.
    pub fn import_drawing(self, drawing: DrawingAnswer, page: &str) -> Result<ImportReport, Error> {
        let info = page::find(self.document.project(), page)?.clone();
        let parent = self
            .document
            .tree(info.id)
            .map(|tree| tree.root().to_string());
        let row = ImportedPageRow {
            id: info.id.to_string(),
            route: info.route,
            source: String::new(),
            elements: drawing.content.elements.len(),
        };
        let paste = ElementPaste {
            page: Some(PageRef(row.id.clone())),
            parent: parent.map(ElementRef),
            content: Some(drawing.content),
        };
        self.edit(Vec::new(), |editor| {
            editor.run(&Command::ElementPaste(paste))?;
            Ok(ImportReport {
                pages: vec![row],
                tokens: 0,
                pictures: 0,
                fonts: 0,
                notes: drawing.notes,
            })
        })
    }

    /// Everything that `work` does is saved at once, `entries` before it, or none of it.
    fn edit<T>(
        mut self,
        mut entries: Vec<Entry>,
        work: impl FnOnce(&mut Editor) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let fonts = fonts::of_project(self.document.project(), |hash| self.asset(hash));
        let mut editor = Editor::headless(self.document, self.random.next_u64(), fonts);
        let result = work(&mut editor)?;
        entries.extend(editor.take_updates().into_iter().map(entry));
        self.store.commit(&entries)?;
        snapshot::write_due(&mut self.store, editor.document())?;
        self.store.close()?;
        Ok(result)
    }

    /// The boxes of a page's elements at this viewport width. `page` is a route or an id.
    pub fn layout(&self, page: &str, width: f32) -> Result<Vec<LayoutRow>, Error> {
        page::layout(&self.document, page, width, |hash| self.asset(hash))
    }

    /// The page as a PNG file, `scale` px for each CSS px. With a time its motion has played so
    /// long, from a seed that decides what particles do.
    pub fn render(
        &self,
        page: &str,
        width: f32,
        scale: f32,
        played: Option<(Duration, u64)>,
    ) -> Result<Vec<u8>, Error> {
        let moment = played.map(|(elapsed, seed)| engine::Moment { elapsed, seed });
        page::render(&self.document, page, width, scale, moment, |hash| {
            self.asset(hash)
        })
    }

    /// Compiles the site and writes it. `force` lets it replace files that no export made.
    pub fn export(
        &self,
        target: ExportTarget,
        path: &Path,
        with_ids: bool,
        force: bool,
    ) -> Result<Exported, Error> {
        let site = Pages::of(&self.document).site(with_ids, |hash| self.asset(hash));
        match target {
            ExportTarget::Html => write_to_folder(&site.files, path, force)?,
            ExportTarget::Zip => write_to_archive(&site.files, path, force)?,
        }
        Ok(Exported {
            files: listed(&site.files),
            diagnostics: site.diagnostics,
            path: std::path::absolute(path)
                .unwrap_or_else(|_| path.to_owned())
                .to_string_lossy()
                .into_owned(),
        })
    }

    fn asset(&self, hash: &AssetHash) -> Option<Vec<u8>> {
        let blob = self.store.blob(hash.as_str().parse().ok()?).ok()??;
        Some(blob.bytes)
    }

    /// The Yjs documents in the file.
    pub fn documents(&self) -> Result<Vec<DocumentRow>, Error> {
        let project = self.document.project();
        let rows = self.store.documents()?.into_iter().map(|info| {
            let route = match info.document.parse() {
                Ok(DocumentName::Page(id)) => project.page(id).map(|page| page.route.clone()),
                _ => None,
            };
            DocumentRow {
                document: info.document,
                route,
                updates_since_snapshot: info.updates_since_snapshot,
                last_seq: info.last_seq,
            }
        });
        Ok(rows.collect())
    }

    /// The whole state of one document as a Yjs update, v1. `document` is a name or a route.
    pub fn read_update(&self, document: &str) -> Result<Vec<u8>, Error> {
        Ok(self.document.encode(&self.named(document)?))
    }

    /// Merges a Yjs update, v1, into one document, saves it and closes the file. One that is
    /// malformed or contradicts the document is refused, and then the file is as it was.
    pub fn apply_update(mut self, document: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let name = self.named(document)?;
        self.document
            .apply_update(&name, &bytes)
            .map_err(Error::Update)?;
        self.store.commit(&[Entry::Update(omnios_store::Update {
            document: name.to_string(),
            bytes,
        })])?;
        self.store.close()?;
        Ok(())
    }

    fn named(&self, document: &str) -> Result<DocumentName, Error> {
        match document.parse::<DocumentName>() {
            Ok(name) if self.document.is_loaded(&name) => Ok(name),
            _ => {
                let page = document.strip_prefix("page/").unwrap_or(document);
                let page = page::find(self.document.project(), page)?;
                Ok(DocumentName::Page(page.id))
            }
        }
    }
}

fn load_names(store: &Store) -> Result<Vec<DocumentName>, Error> {
    let names = store.documents()?.into_iter();
    Ok(names
        .filter_map(|info| info.document.parse().ok())
        .filter(|name| *name != DocumentName::Project)
        .collect())
}

/// A file's name without its ending, as a project is called at first.
fn project_name(path: &Path) -> String {
    match path.file_stem().map(|name| name.to_string_lossy()) {
        Some(name) if !name.trim().is_empty() => name.trim().to_owned(),
        _ => "Untitled".to_owned(),
    }
}

fn entry(update: omnios_document::Update) -> Entry {
    Entry::Update(omnios_store::Update {
        document: update.document.to_string(),
        bytes: update.bytes,
    })
}

fn blob(asset: &AssetFile, bytes: Vec<u8>) -> Entry {
    Entry::Blob(NewBlob {
        bytes,
        media_type: asset.info().media_type.clone(),
    })
}
