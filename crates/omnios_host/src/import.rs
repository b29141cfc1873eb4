//! Web pages, Figma files and design tokens from the disk or the network into a project.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use omnios_import::html::{self, Options};
use omnios_import::{
    Assets, Files, ImportError, Imported, ImportedElement, ImportedPage, MAX_FILE_BYTES, MAX_FILES,
    MAX_TOTAL_BYTES, MemoryFiles, Progress, Report, clean_path, figma, tokens,
};
use omnios_model::{AssetInfo, FontFace, TextRuns, Token, TokenName};
use omnios_protocol::args::{
    AssetAdd, ClipboardElement, PageContent, PageImport, TextRunValues, TokenSet,
};
use omnios_protocol::host::{ImportNote, ImportedPageRow};
use omnios_store::{Entry, NewBlob};

use crate::asset::{AssetFile, add_args, check_font, check_image};
use crate::error::Error;
use crate::figma::FigmaSource;

/// How many folders above a page its files may lie: `../../assets/site.css`.
const MAX_FOLDERS_UP: usize = 6;

/// Folders that hold no pages of a site.
const SKIPPED_FOLDERS: [&str; 2] = ["node_modules", "bower_components"];

/// What was read from a source: the command that puts it in, the pictures' bytes, and what to tell.
#[derive(Debug)]
pub struct Import {
    /// Puts the pages and tokens in, as one step of undo.
    pub command: PageImport,
    /// Bytes of the pictures and fonts.
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

/// How many of them are fonts.
pub(crate) fn font_count(pictures: &[(AssetAdd, Vec<u8>)]) -> usize {
    let fonts = pictures.iter().filter(|(asset, _)| !asset.faces.is_empty());
    fonts.count()
}

/// Reads a page, a Figma file or design tokens, a folder of them or a ZIP archive.
pub fn read(path: &Path, options: &Options, progress: &mut dyn Progress) -> Result<Import, Error> {
    let (files, chosen) = open(path)?;
    read_files(path, &files, &chosen, options, progress)
}

/// Reads a file on Figma's servers.
pub fn read_figma(source: &FigmaSource, progress: &mut dyn Progress) -> Result<Import, Error> {
    let fetched = source.fetch(progress)?;
    let files: Arc<dyn Files> = Arc::new(fetched.files);
    let path = Path::new(&fetched.path);
    let chosen = Chosen::Figma(vec![fetched.path.clone()]);
    let mut import = read_files(path, &files, &chosen, &Options::default(), progress)?;
    import.notes.extend(fetched.notes);
    Ok(import)
}

/// What to read of a source's files.
enum Chosen {
    /// All web pages; where there are none, all Figma files and design tokens.
    All,
    /// One web page.
    Page(String),
    /// These Figma files.
    Figma(Vec<String>),
    /// These files of design tokens.
    Tokens(Vec<String>),
}

fn read_files(
    source: &Path,
    files: &Arc<dyn Files>,
    chosen: &Chosen,
    options: &Options,
    progress: &mut dyn Progress,
) -> Result<Import, Error> {
    let mut pictures = Pictures::default();
    let imported = match chosen {
        Chosen::All => match kinds_of(files.as_ref()) {
            (designs, named) if designs.is_empty() && named.is_empty() => {
                html::import_pages(files, &[], options, &mut pictures, progress)
            }
            (designs, named) => {
                let designs = match designs.as_slice() {
                    [] => Ok(Imported::default()),
                    designs => {
                        figma::import_files(files.as_ref(), designs, &mut pictures, progress)
                    }
                };
                designs.and_then(|designs| with_tokens(designs, files.as_ref(), &named, progress))
            }
        },
        Chosen::Page(page) => {
            let pages = [page.clone()];
            html::import_pages(files, &pages, options, &mut pictures, progress)
        }
        Chosen::Figma(designs) => {
            figma::import_files(files.as_ref(), designs, &mut pictures, progress)
        }
        Chosen::Tokens(named) => with_tokens(Imported::default(), files.as_ref(), named, progress),
    };
    let mut imported = imported.map_err(|error| refused(source, &error))?;
    if let (Some(route), [page]) = (&options.route, imported.pages.as_mut_slice()) {
        page.route.clone_from(route);
    }
    Ok(collect(imported, pictures))
}

/// The Figma files and the files of design tokens among the source's; none where there are web
/// pages. Of a single file of JSON it is taken that it is meant.
fn kinds_of(files: &dyn Files) -> (Vec<String>, Vec<String>) {
    if !omnios_import::pages_of(files).is_empty() {
        return (Vec::new(), Vec::new());
    }
    let designs = figma::files_of(files);
    let paths = files.paths();
    let is_named = |path: &String| {
        !designs.contains(path)
            && files
                .read(path)
                .is_some_and(|bytes| tokens::is_token_file(path, &bytes))
    };
    let named: Vec<String> = paths
        .iter()
        .filter(|path| is_named(path))
        .cloned()
        .collect();
    match paths.as_slice() {
        [only]
            if designs.is_empty()
                && named.is_empty()
                && only.to_ascii_lowercase().ends_with(".json") =>
        {
            (vec![only.clone()], Vec::new())
        }
        _ => (designs, named),
    }
}

/// What was imported with the tokens of these files beside it.
fn with_tokens(
    mut imported: Imported,
    files: &dyn Files,
    named: &[String],
    progress: &mut dyn Progress,
) -> Result<Imported, ImportError> {
    if named.is_empty() {
        return Ok(imported);
    }
    let (tokens, report) = tokens::import_tokens(files, named, progress)?;
    imported.tokens.extend(tokens);
    imported.report.append(report);
    Ok(imported)
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
    read_files(source, &files, &Chosen::All, &Options::default(), progress)
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

pub(crate) fn refused(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Import {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}

/// The source's files, and which of them to import.
fn open(path: &Path) -> Result<(Arc<dyn Files>, Chosen), Error> {
    let unreadable = |error: std::io::Error| Error::File {
        path: path.to_owned(),
        verb: "read",
        detail: error.to_string(),
    };
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Ok((Arc::new(FolderFiles::new(path)?), Chosen::All));
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
        return Ok((Arc::new(files), Chosen::All));
    }
    let page = fs::canonicalize(path).map_err(unreadable)?;
    let name = page.to_string_lossy();
    let is_tokens = tokens::is_token_file(&name, &bytes);
    let is_json = is_tokens || is_json(&bytes);
    let up = match is_json {
        true => 0,
        false => folders_up(&String::from_utf8_lossy(&bytes)),
    };
    let mut root = page.parent().unwrap_or(&page).to_owned();
    for _ in 0..up {
        root = root.parent().unwrap_or(&root).to_owned();
    }
    let within = page.strip_prefix(&root).unwrap_or(&page);
    let within = clean_path(&within.to_string_lossy())
        .ok_or_else(|| refused(path, &ImportError::UnsafePath(path.display().to_string())))?;
    let chosen = match (is_tokens, is_json) {
        (true, _) => Chosen::Tokens(vec![within]),
        (false, true) => Chosen::Figma(vec![within]),
        (false, false) => Chosen::Page(within),
    };
    Ok((Arc::new(FolderFiles { root }), chosen))
}

/// Whether a file begins as a JSON object does.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"{")
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

/// Pictures and fonts that were checked, until they are stored.
#[derive(Debug, Default)]
struct Pictures {
    bytes: BTreeMap<String, (AssetAdd, Vec<u8>)>,
}

impl Assets for Pictures {
    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<AssetInfo, String> {
        let asset = check_image(name, bytes).map_err(reason)?;
        Ok(self.keep(&asset, bytes))
    }

    fn add_font(&mut self, name: &str, bytes: &[u8], face: &FontFace) -> Result<AssetInfo, String> {
        let asset = check_font(name, bytes, face).map_err(reason)?;
        Ok(self.keep(&asset, bytes))
    }
}

impl Pictures {
    /// Keeps what was checked. A font that is there already serves one face more.
    fn keep(&mut self, asset: &AssetFile, bytes: &[u8]) -> AssetInfo {
        let info = asset.info();
        let kept = self.bytes.entry(info.hash.to_string());
        let (known, _) = kept.or_insert_with(|| (add_args(info), bytes.to_vec()));
        for face in asset.add_args().faces {
            if !known.faces.contains(&face) {
                known.faces.push(face);
            }
        }
        info.clone()
    }
}

/// What is wrong with a file that can't be used.
fn reason(error: Error) -> String {
    match error {
        Error::Asset { error, .. } => error.to_string(),
        Error::Font { error, .. } => error.to_string(),
        error => error.to_string(),
    }
}

fn collect(imported: Imported, pictures: Pictures) -> Import {
    let Imported {
        pages,
        tokens,
        report,
    } = imported;
    let pictures: Vec<(AssetAdd, Vec<u8>)> = pictures.bytes.into_values().collect();
    let mut command = PageImport {
        assets: pictures.iter().map(|(asset, _)| asset.clone()).collect(),
        tokens: tokens.into_iter().map(token).collect(),
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
    Import {
        command,
        pictures,
        rows,
        notes: import_notes(&report),
    }
}

/// A token as the command takes it.
fn token((name, token): (TokenName, Token)) -> TokenSet {
    let label: String = token
        .label
        .chars()
        .filter(|it| !it.is_control())
        .take(200)
        .collect();
    let modes = token.modes.into_iter();
    TokenSet {
        name: name.to_string(),
        kind: Some(token.kind.as_str().to_owned()),
        value: Some(token.value.to_string()),
        modes: modes
            .map(|(mode, value)| (mode, Some(value.to_string())))
            .collect(),
        label: (!label.trim().is_empty()).then_some(label),
        description: Some(token.description),
    }
}

/// What an import says of itself.
pub(crate) fn import_notes(report: &Report) -> Vec<ImportNote> {
    let note = |note: &omnios_import::Note| ImportNote {
        loss: note.loss.as_str().to_owned(),
        place: note.place.clone(),
        message: note.message.clone(),
        count: note.count,
    };
    report.notes().iter().map(note).collect()
}

fn content(page: ImportedPage) -> PageContent {
    let by_route = match page.route.rsplit('/').next() {
        None | Some("") => "Home".to_owned(),
        Some(last) => {
            let mut letters = last.replace('-', " ").chars().collect::<Vec<_>>();
            if let Some(first) = letters.first_mut() {
                *first = first.to_ascii_uppercase();
            }
            letters.into_iter().collect()
        }
    };
    PageContent {
        name: page.name.unwrap_or(by_route),
        route: page.route,
        title: page.title,
        description: page.description,
        properties: texts(&page.root),
        elements: clipboard_elements(page.root.children),
    }
}

/// The elements as they are pasted, parents before children.
pub(crate) fn clipboard_elements(topmost: Vec<ImportedElement>) -> Vec<ClipboardElement> {
    let mut elements = Vec::new();
    let mut open: Vec<(ImportedElement, Option<usize>)> = Vec::new();
    open.extend(topmost.into_iter().rev().map(|element| (element, None)));
    while let Some((element, parent)) = open.pop() {
        let index = elements.len();
        elements.push(ClipboardElement {
            parent,
            kind: element.kind.to_string(),
            name: element.name.clone(),
            locked: element.locked,
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
    elements
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

    /// A Figma file with one red frame, filled by a style.
    const DESIGN: &str = r##"{"document":{"type":"DOCUMENT","children":[{"id":"0:1","type":"CANVAS","name":"Cover",
        "children":[{"id":"1:1","type":"FRAME","name":"Hero","locked":true,"styles":{"fill":"7:1"},
        "fills":[{"type":"SOLID","color":{"r":1,"g":0,"b":0,"a":1}}],
        "absoluteBoundingBox":{"x":0,"y":0,"width":1440,"height":800}}]}]},"styles":{"7:1":{"name":"Brand"}}}"##;

    fn upload(path: &str, bytes: &[u8]) -> Vec<u8> {
        let list = format!(r#"[{{"path":"{path}","size":{}}}]"#, bytes.len());
        let mut upload = (list.len() as u32).to_le_bytes().to_vec();
        upload.extend_from_slice(list.as_bytes());
        upload.extend_from_slice(bytes);
        upload
    }

    #[test]
    fn a_figma_file_is_told_by_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("design.json"), DESIGN).unwrap();
        fs::write(folder.path().join("package.json"), "{}").unwrap();
        fs::write(folder.path().join("design.txt"), DESIGN).unwrap();
        let options = Options::default();
        let imports = [
            read(folder.path(), &options, &mut ()).unwrap(),
            read(&folder.path().join("design.txt"), &options, &mut ()).unwrap(),
            read_upload(&upload("design.json", DESIGN.as_bytes()), &mut ()).unwrap(),
        ];
        for import in imports {
            let page = &import.command.pages[0];
            assert_eq!((page.name.as_str(), page.route.as_str()), ("Cover", "/"));
            assert!(page.elements[0].locked);
            assert_eq!(page.elements[0].properties["background"], "var(--brand)");
            let token = &import.command.tokens[0];
            assert_eq!(token.name, "brand");
            assert_eq!(token.value.as_deref(), Some("#ff0000"));
        }
    }

    #[test]
    fn a_figma_file_that_was_cut_off_is_refused_with_its_place() {
        let cut = &DESIGN.as_bytes()[..40];
        let error = read_upload(&upload("design.json", cut), &mut ()).unwrap_err();
        assert!(error.to_string().contains("line 1, column 41"), "{error}");
        let error = read_upload(&upload("odd.json", b"{}"), &mut ()).unwrap_err();
        assert!(
            error.to_string().contains("neither a Figma file"),
            "{error}"
        );
    }

    #[test]
    fn design_tokens_are_told_by_what_they_hold() {
        let folder = tempfile::tempdir().unwrap();
        let red = r##"{"red": {"$type": "color", "$value": "#f00"}}"##;
        let path = folder.path().join("base.tokens.json");
        fs::write(&path, red).unwrap();
        let others = "{ // in JSON5\n accent: { $value: '{red}', }, }";
        fs::write(folder.path().join("theme.json5"), others).unwrap();
        let options = Options::default();
        let all = read(folder.path(), &options, &mut ())
            .unwrap()
            .command
            .tokens;
        let names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["accent", "red"]);
        assert_eq!(all[0].value.as_deref(), Some("var(--red)"));
        let one = read(&path, &options, &mut ()).unwrap().command;
        assert_eq!((one.tokens.len(), one.pages.len()), (1, 0));
        let sent = read_upload(&upload("base.json", red.as_bytes()), &mut ()).unwrap();
        assert_eq!(sent.command.tokens[0].kind.as_deref(), Some("color"));
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
