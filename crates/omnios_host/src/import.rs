//! Web pages from the disk into a project.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use omnios_import::html::{self, Options};
use omnios_import::{
    Assets, Files, ImportError, ImportedElement, ImportedPage, MAX_FILE_BYTES, MAX_FILES,
    MAX_TOTAL_BYTES, MemoryFiles, Progress, Report, clean_path,
};
use omnios_model::{AssetInfo, TextRuns};
use omnios_protocol::args::{AssetAdd, ClipboardElement, PageContent, PageImport, TextRunValues};
use omnios_protocol::host::{ImportNote, ImportedPageRow};
use omnios_store::{Entry, NewBlob};

use crate::asset::check_image;
use crate::error::Error;

/// How many folders above a page its files may lie: `../../assets/site.css`.
const MAX_FOLDERS_UP: usize = 6;

/// Folders that hold no pages of a site.
const SKIPPED_FOLDERS: [&str; 2] = ["node_modules", "bower_components"];

/// What was read from a source: the command that puts it in, the pictures' bytes, and what to tell.
#[derive(Debug)]
pub struct Import {
    /// Puts the pages in, as one step of undo.
    pub command: PageImport,
    /// Bytes of the pictures.
    pub pictures: Vec<(AssetAdd, Vec<u8>)>,
    /// The pages, without their ids.
    pub rows: Vec<ImportedPageRow>,
    /// What came over otherwise, or not at all.
    pub notes: Vec<ImportNote>,
}

/// The pictures as the store takes them.
pub(crate) fn blobs(pictures: Vec<(AssetAdd, Vec<u8>)>) -> Vec<Entry> {
    let blob = |(asset, bytes): (AssetAdd, Vec<u8>)| {
        Entry::Blob(NewBlob {
            bytes,
            media_type: asset.media_type,
        })
    };
    pictures.into_iter().map(blob).collect()
}

/// Reads a page, a folder of pages or a ZIP archive.
pub fn read(path: &Path, options: &Options, progress: &mut dyn Progress) -> Result<Import, Error> {
    let (files, pages) = open(path)?;
    let mut pictures = Pictures::default();
    let (pages, report) = html::import_pages(&files, &pages, options, &mut pictures, progress)
        .map_err(|error| refused(path, &error))?;
    Ok(collect(pages, &report, pictures))
}

/// Reads what a window sent: the length of a JSON list of `{path, size}` as four bytes, the lowest
/// first; the list; and the files' bytes one after the other. One ZIP archive may stand for all.
pub(crate) fn read_upload(upload: &[u8], progress: &mut dyn Progress) -> Result<Import, Error> {
    let source = Path::new("What you brought");
    let files = unpack(upload).map_err(|error| refused(source, &error))?;
    let mut memory = MemoryFiles::default();
    for (path, bytes) in files {
        if bytes.starts_with(b"PK") && path.to_ascii_lowercase().ends_with(".zip") {
            let unpacked = omnios_archive::read_zip(bytes, MAX_FILES, MAX_TOTAL_BYTES)
                .map_err(|error| refused(source, &error))?;
            for file in unpacked {
                memory
                    .insert(&file.path, file.bytes)
                    .map_err(|error| refused(source, &error))?;
            }
        } else {
            memory
                .insert(&path, bytes.to_vec())
                .map_err(|error| refused(source, &error))?;
        }
    }
    let files: Arc<dyn Files> = Arc::new(memory);
    let mut pictures = Pictures::default();
    let (pages, report) =
        html::import_pages(&files, &[], &Options::default(), &mut pictures, progress)
            .map_err(|error| refused(source, &error))?;
    Ok(collect(pages, &report, pictures))
}

#[derive(serde::Deserialize)]
struct UploadedFile {
    path: String,
    size: usize,
}

fn unpack(upload: &[u8]) -> Result<Vec<(String, &[u8])>, &'static str> {
    const CUT_OFF: &str = "it did not arrive whole. Try again";
    let (length, rest) = upload.split_first_chunk::<4>().ok_or(CUT_OFF)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| CUT_OFF)?;
    let (list, mut rest) = rest.split_at_checked(length).ok_or(CUT_OFF)?;
    let list: Vec<UploadedFile> = serde_json::from_slice(list).map_err(|_| CUT_OFF)?;
    let mut files = Vec::with_capacity(list.len());
    for file in list {
        let (bytes, after) = rest.split_at_checked(file.size).ok_or(CUT_OFF)?;
        files.push((file.path, bytes));
        rest = after;
    }
    Ok(files)
}

fn refused(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Import {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}

/// The source's files, and which of them to import; all pages where there is none.
fn open(path: &Path) -> Result<(Arc<dyn Files>, Vec<String>), Error> {
    let unreadable = |error: std::io::Error| Error::File {
        path: path.to_owned(),
        verb: "read",
        detail: error.to_string(),
    };
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok((Arc::new(FolderFiles::new(path)?), Vec::new()));
    }
    let length = fs::metadata(path).map_err(unreadable)?.len();
    if length > MAX_TOTAL_BYTES {
        return Err(refused(path, &ImportError::SourceTooLarge));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    if bytes.starts_with(b"PK") {
        let unpacked = omnios_archive::read_zip(&bytes, MAX_FILES, MAX_TOTAL_BYTES)
            .map_err(|error| refused(path, &error))?;
        let mut files = MemoryFiles::default();
        for file in unpacked {
            files
                .insert(&file.path, file.bytes)
                .map_err(|error| refused(path, &error))?;
        }
        return Ok((Arc::new(files), Vec::new()));
    }
    let page = fs::canonicalize(path).map_err(unreadable)?;
    let up = folders_up(&String::from_utf8_lossy(&bytes));
    let mut root = page.parent().unwrap_or(&page).to_owned();
    for _ in 0..up {
        root = root.parent().unwrap_or(&root).to_owned();
    }
    let within = page.strip_prefix(&root).unwrap_or(&page);
    let within = clean_path(&within.to_string_lossy())
        .ok_or_else(|| refused(path, &ImportError::UnsafePath(path.display().to_string())))?;
    Ok((Arc::new(FolderFiles { root }), vec![within]))
}

/// How many folders up the page's addresses lead.
fn folders_up(html: &str) -> usize {
    let mut most = 0;
    for (at, _) in html.match_indices("../") {
        let before = html[..at].chars().next_back();
        if matches!(before, Some('"' | '\'' | '(' | '=')) {
            let count = html.as_bytes()[at..]
                .chunks(3)
                .take_while(|it| *it == b"../")
                .count();
            most = most.max(count);
        }
    }
    most.min(MAX_FOLDERS_UP)
}

/// Files of a folder on the disk, read when asked for. Links that lead out aren't followed.
struct FolderFiles {
    /// Canonical.
    root: PathBuf,
}

impl FolderFiles {
    fn new(path: &Path) -> Result<Self, Error> {
        let root = fs::canonicalize(path).map_err(|error| Error::File {
            path: path.to_owned(),
            verb: "read",
            detail: error.to_string(),
        })?;
        Ok(Self { root })
    }
}

impl Files for FolderFiles {
    fn paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        let mut open = vec![self.root.clone()];
        while let Some(folder) = open.pop() {
            let Ok(entries) = fs::read_dir(&folder) else {
                continue;
            };
            for entry in entries.flatten() {
                let Ok(kind) = entry.file_type() else {
                    continue;
                };
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with('.') || SKIPPED_FOLDERS.contains(&name.as_str()) {
                    continue;
                }
                if kind.is_dir() {
                    open.push(entry.path());
                } else if kind.is_file()
                    && let Ok(within) = entry.path().strip_prefix(&self.root)
                {
                    paths.extend(clean_path(&within.to_string_lossy()));
                }
                if paths.len() >= MAX_FILES {
                    return paths;
                }
            }
        }
        paths.sort();
        paths
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let path = fs::canonicalize(self.root.join(clean_path(path)?)).ok()?;
        let metadata = fs::metadata(&path).ok()?;
        let is_within = path.starts_with(&self.root);
        (is_within && metadata.is_file() && metadata.len() <= MAX_FILE_BYTES)
            .then(|| fs::read(&path).ok())?
    }
}

/// Pictures that were checked, until they are stored.
#[derive(Debug, Default)]
struct Pictures {
    bytes: BTreeMap<String, (AssetAdd, Vec<u8>)>,
}

impl Assets for Pictures {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<AssetInfo, String> {
        let asset = check_image(name, bytes).map_err(|error| match error {
            Error::Asset { error, .. } => error.to_string(),
            error => error.to_string(),
        })?;
        let hash = asset
            .hash
            .parse()
            .map_err(|_| "it has no address".to_owned())?;
        self.bytes
            .entry(asset.hash.clone())
            .or_insert_with(|| (asset.add_args(), bytes.to_vec()));
        Ok(AssetInfo {
            hash,
            name: asset.name,
            media_type: asset.media_type,
            width: asset.width,
            height: asset.height,
        })
    }
}

fn collect(pages: Vec<ImportedPage>, report: &Report, pictures: Pictures) -> Import {
    let pictures: Vec<(AssetAdd, Vec<u8>)> = pictures.bytes.into_values().collect();
    let mut command = PageImport {
        assets: pictures.iter().map(|(asset, _)| asset.clone()).collect(),
        tokens: Vec::new(),
        pages: Vec::new(),
    };
    let mut rows = Vec::new();
    for page in pages {
        rows.push(ImportedPageRow {
            id: String::new(),
            route: page.route.clone(),
            source: page.path.clone(),
            elements: page.root.count(),
        });
        command.pages.push(content(page));
    }
    let notes = report
        .notes()
        .iter()
        .map(|note| ImportNote {
            loss: note.loss.as_str().to_owned(),
            place: note.place.clone(),
            message: note.message.clone(),
            count: note.count,
        })
        .collect();
    Import {
        command,
        pictures,
        rows,
        notes,
    }
}

fn content(page: ImportedPage) -> PageContent {
    let name = match page.route.rsplit('/').next() {
        None | Some("") => "Home".to_owned(),
        Some(last) => {
            let mut letters = last.replace('-', " ").chars().collect::<Vec<_>>();
            if let Some(first) = letters.first_mut() {
                *first = first.to_ascii_uppercase();
            }
            letters.into_iter().collect()
        }
    };
    let mut elements = Vec::new();
    let properties = texts(&page.root);
    let mut open: Vec<(ImportedElement, Option<usize>)> = Vec::new();
    open.extend(
        page.root
            .children
            .into_iter()
            .rev()
            .map(|child| (child, None)),
    );
    while let Some((element, parent)) = open.pop() {
        let index = elements.len();
        elements.push(ClipboardElement {
            parent,
            kind: element.kind.to_string(),
            name: element.name.clone(),
            properties: texts(&element),
            runs: runs(&element.text, &element.runs),
            text: element.text.clone(),
        });
        open.extend(
            element
                .children
                .into_iter()
                .rev()
                .map(|child| (child, Some(index))),
        );
    }
    PageContent {
        name,
        route: page.route,
        title: page.title,
        description: page.description,
        properties,
        elements,
    }
}

fn texts(element: &ImportedElement) -> BTreeMap<String, String> {
    element
        .properties
        .iter()
        .map(|(key, value)| (key.to_string(), value.to_string()))
        .collect()
}

fn runs(text: &str, runs: &TextRuns) -> Vec<TextRunValues> {
    let units = |byte: usize| text[..byte].encode_utf16().count();
    runs.iter()
        .map(|run| TextRunValues {
            start: units(run.range.start),
            end: units(run.range.end),
            properties: run
                .properties
                .iter()
                .map(|(property, value)| (property.name().to_owned(), value.to_string()))
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reaches_as_far_up_as_it_asks() {
        assert_eq!(
            folders_up("<link href=\"../../css/a.css\"><img src='../b.png'>"),
            2
        );
        assert_eq!(folders_up("<p>and so on ../ and on</p>"), 0);
        assert_eq!(
            folders_up(&format!("<a href=\"{}x\">", "../".repeat(40))),
            MAX_FOLDERS_UP
        );
    }

    #[test]
    fn an_upload_that_was_cut_off_is_refused() {
        let list = br#"[{"path":"index.html","size":5}]"#;
        let mut upload = (list.len() as u32).to_le_bytes().to_vec();
        upload.extend_from_slice(list);
        upload.extend_from_slice(b"<p>hi");
        let import = read_upload(&upload, &mut ()).unwrap();
        assert_eq!(import.command.pages[0].elements[0].text, "hi");
        for length in 0..upload.len() {
            assert!(read_upload(&upload[..length], &mut ()).is_err());
        }
    }

    #[test]
    fn a_folder_gives_nothing_from_outside() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "secret").unwrap();
        let inside = tempfile::tempdir().unwrap();
        fs::write(inside.path().join("index.html"), "<p>hi").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path().join("secret"), inside.path().join("link"))
            .unwrap();
        let files = FolderFiles::new(inside.path()).unwrap();
        assert_eq!(files.paths(), ["index.html"]);
        assert!(files.read("index.html").is_some());
        assert!(files.read("link").is_none());
        assert!(files.read("../secret").is_none());
    }
}
