//! Figma files into pages.
//!
//! A file is JSON as Figma's REST API answers it (`GET /v1/files/:key`, or single nodes of
//! `GET /v1/files/:key/nodes`; <https://developers.figma.com/docs/rest-api/>). [`import_files`]
//! makes each canvas a page: auto-layout becomes flex boxes and grids, constraints become insets,
//! styles become tokens, and a component's name stays with its frames and instances.
//!
//! The JSON is read without recursion ([`json`]) and asked key by key ([`node`]), so that files
//! of any age, and ones that other tools wrote, are read as far as they go. Everything that came
//! over otherwise is in the report, with the node's path and id.
//!
//! Absent on purpose: the network. Pictures are looked for among the files, named by their
//! reference; the host fetches them.

mod effects;
mod file;
mod flow;
mod gradient;
mod importer;
mod json;
mod link;
mod mask;
mod node;
mod page;
mod paint;
mod place;
mod shape;
mod stroke;
mod style_tokens;
mod text;
mod vector;

use std::collections::BTreeMap;

use file::looks_like_figma;

use crate::html::MAX_ELEMENTS;
use crate::{
    Assets, Files, ImportError, Imported, ImportedElement, ImportedPage, Loss, Progress, Report,
};
use file::{Content, FigmaFile};
use importer::Importer;
use json::Json;
use link::Links;
use style_tokens::StyleTokens;

/// The Figma files among the source's, told by what they hold: those nearest the top first.
pub fn files_of(files: &dyn Files) -> Vec<String> {
    let mut paths = files.paths();
    paths.retain(|path| path.to_ascii_lowercase().ends_with(".json"));
    paths.retain(|path| {
        files
            .read(path)
            .is_some_and(|bytes| looks_like_figma(&bytes))
    });
    paths.sort_by_cached_key(|path| (path.matches('/').count(), path.clone()));
    paths
}

/// Reads these Figma files. Each canvas becomes a page, and single nodes become one page together.
pub fn import_files(
    files: &dyn Files,
    paths: &[String],
    assets: &mut dyn Assets,
    progress: &mut dyn Progress,
) -> Result<Imported, ImportError> {
    let pictures = picture_paths(files);
    let mut routes = BTreeMap::new();
    let mut tokens = StyleTokens::default();
    let mut report = Report::default();
    let mut pages = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        if !progress.go_on(index, paths.len(), path) {
            return Err(ImportError::Cancelled);
        }
        let bytes = files
            .read(path)
            .ok_or_else(|| ImportError::Unreadable(path.clone()))?;
        let text = crate::html::decode(&bytes);
        let json = Json::parse(&text).map_err(|error| ImportError::Malformed {
            path: path.clone(),
            line: error.line,
            column: error.column,
            problem: error.problem,
        })?;
        let file = FigmaFile::read(&json).ok_or_else(|| ImportError::NoFigma(path.clone()))?;
        let names = page_names(&file);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let file_routes = link::routes(&names, &mut routes);
        let links = Links::new(&file, file_routes.clone());
        let mut importer = Importer {
            files,
            path,
            file: &file,
            assets: &mut *assets,
            report: &mut report,
            tokens: &mut tokens,
            links: &links,
            pictures: BTreeMap::new(),
            missing: BTreeMap::new(),
            picture_paths: &pictures,
            count: 0,
            limit: MAX_ELEMENTS,
            trail: Vec::new(),
        };
        let roots = importer.pages(progress, (index, paths.len()))?;
        importer.note_whole();
        for ((root, name), route) in roots.into_iter().zip(names).zip(file_routes) {
            pages.push(ImportedPage {
                path: path.clone(),
                name: Some(name.to_owned()),
                route,
                title: name.to_owned(),
                description: String::new(),
                root,
                assets: importer.pictures.values().flatten().cloned().collect(),
            });
        }
    }
    if pages.is_empty() {
        return Err(ImportError::NoPage);
    }
    Ok(Imported {
        pages,
        tokens: tokens.into_tokens(),
        report,
    })
}

/// The source's files by their names without an extension; those in `images` before others.
fn picture_paths(files: &dyn Files) -> BTreeMap<String, String> {
    let mut pictures = BTreeMap::new();
    let mut paths = files.paths();
    paths.sort_by_key(|path| path.starts_with("images/") || path.contains("/images/"));
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or(&path);
        let stem = name.split('.').next().unwrap_or(name);
        pictures.insert(stem.to_owned(), path.clone());
    }
    pictures
}

fn page_names(file: &FigmaFile<'_>) -> Vec<String> {
    let clean = |name: &str| -> String {
        let kept = name.chars().filter(|it| !it.is_control());
        let name: String = kept.take(100).collect();
        match name.trim() {
            "" => "Figma".to_owned(),
            name => name.to_owned(),
        }
    };
    match file.content() {
        Content::Pages(pages) => pages.iter().map(|page| clean(page.name())).collect(),
        Content::Nodes(_) => vec![clean(file.name())],
    }
}

impl<'a> Importer<'a, '_> {
    /// The roots of the file's pages.
    fn pages(
        &mut self,
        progress: &mut dyn Progress,
        (done, total): (usize, usize),
    ) -> Result<Vec<ImportedElement>, ImportError> {
        let mut roots = Vec::new();
        match self.file.content() {
            Content::Pages(pages) => {
                for page in pages {
                    if !progress.go_on(done, total, page.name()) {
                        return Err(ImportError::Cancelled);
                    }
                    self.count = 0;
                    roots.push(self.canvas(page));
                    self.refuse_too_many()?;
                }
            }
            Content::Nodes(nodes) => {
                roots.push(self.nodes(&nodes));
                self.refuse_too_many()?;
            }
        }
        Ok(roots)
    }

    fn refuse_too_many(&self) -> Result<(), ImportError> {
        if self.count <= self.limit {
            return Ok(());
        }
        Err(ImportError::TooManyElements {
            path: self.path.to_owned(),
            limit: self.limit,
        })
    }

    /// Tells what concerns the file as a whole.
    fn note_whole(&mut self) {
        for id in self.file.missing_nodes() {
            let message = format!("the node {id} was asked for and isn't in the answer");
            self.note_file(Loss::LeftOut, message);
        }
        let users = self.file.variable_users();
        if users > 0 {
            self.note_file(
                Loss::Approximated,
                format!("{users} layers take values from variables, which this file doesn't hold; the values were kept"),
            );
        }
    }
}
