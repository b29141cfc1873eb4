//! Where an import reads from: files by their path within what a person brought.

use std::collections::BTreeMap;

use crate::ImportError;

/// The most files of one source.
pub const MAX_FILES: usize = 20_000;
/// The most bytes of one file.
pub const MAX_FILE_BYTES: u64 = 64 << 20;
/// The most bytes of all files together.
pub const MAX_TOTAL_BYTES: u64 = 512 << 20;

/// The files that a person brought, by their path: parts joined by `/`, without `.`, `..` or an
/// empty part. Nothing outside can be named.
pub trait Files: Send + Sync {
    /// Every path.
    fn paths(&self) -> Vec<String>;
    /// The file of that path.
    fn read(&self, path: &str) -> Option<Vec<u8>>;
}

/// Files in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
    bytes: u64,
}

impl MemoryFiles {
    /// Adds a file. Refuses paths that leave the source, and more than the limits allow.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), ImportError> {
        let clean = clean_path(path).ok_or_else(|| ImportError::UnsafePath(path.to_owned()))?;
        let length = bytes.len() as u64;
        if length > MAX_FILE_BYTES {
            return Err(ImportError::FileTooLarge {
                path: clean,
                bytes: length,
            });
        }
        self.bytes += length;
        if self.bytes > MAX_TOTAL_BYTES || self.files.len() >= MAX_FILES {
            return Err(ImportError::SourceTooLarge);
        }
        self.files.insert(clean, bytes);
        Ok(())
    }
}

impl Files for MemoryFiles {
    fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.files.get(path).cloned()
    }
}

/// The web pages among the files: those nearest the top first, `index.html` before the others.
pub fn pages_of(files: &dyn Files) -> Vec<String> {
    let mut pages: Vec<String> = files.paths();
    pages.retain(|path| is_page(path));
    pages.sort_by_cached_key(|path| {
        let depth = path.matches('/').count();
        let name = path.rsplit('/').next().unwrap_or(path);
        (depth, !name.starts_with("index."), path.clone())
    });
    pages
}

fn is_page(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    lower.ends_with(".html") || lower.ends_with(".htm") || lower.ends_with(".xhtml")
}

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The path with `/` between its parts; `None` where it is absolute, climbs out, names a device
/// or holds control characters.
pub fn clean_path(path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    if path.starts_with('/') || path.contains(':') || path.chars().any(char::is_control) {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => return None,
            part if is_device(part) => return None,
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    let stem = stem.to_ascii_lowercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name)
            .is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']))
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_within_the_source() {
        assert_eq!(
            clean_path("./css//site.css").as_deref(),
            Some("css/site.css")
        );
        assert_eq!(clean_path("css\\site.css").as_deref(), Some("css/site.css"));
        for bad in [
            "../x",
            "a/../../x",
            "/etc/passwd",
            "C:\\x",
            "a/\u{0}b",
            "",
            "aux.html",
            "a/COM1",
        ] {
            assert_eq!(clean_path(bad), None, "{bad:?}");
        }
        assert!(clean_path("console.html").is_some());
    }

    #[test]
    fn the_index_comes_first() {
        let mut files = MemoryFiles::default();
        for path in ["about.html", "blog/index.html", "index.html", "style.css"] {
            files.insert(path, Vec::new()).unwrap();
        }
        assert_eq!(
            pages_of(&files),
            ["index.html", "about.html", "blog/index.html"]
        );
    }
}
