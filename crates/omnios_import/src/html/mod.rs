//! Web pages into frames and texts.
//!
//! Each page is parsed once for each of the three widths that a document knows, and its styles
//! are computed there ([`cascade`]). The desktop's boxes give the structure ([`builder`]); what is
//! otherwise at the narrower widths becomes overrides. Inline content becomes one text with runs
//! ([`inline`]).

mod background;
mod builder;
mod cascade;
mod computed;
mod data_url;
mod font_faces;
pub(crate) mod fonts;
mod inline;
mod lines;
mod links;
mod marker;
pub(crate) mod names;
mod page;
mod replaced;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use encoding_rs::Encoding;
use omnios_model::Breakpoint;

pub use cascade::WINDOW_HEIGHT_PX;

use crate::{Assets, Files, ImportError, Imported, Loss, Progress, Report};
use builder::Builder;
use cascade::Cascade;

/// The most elements of a page.
pub const MAX_ELEMENTS: usize = 200_000;

/// How deep a page's tags may be nested. Browsers stop at 512; a parser's time grows with the
/// square of it.
const MAX_NESTING: usize = 5_000;

/// Tags that stay open until they are closed.
const NESTING_TAGS: [&str; 14] = [
    "div",
    "span",
    "section",
    "article",
    "main",
    "ul",
    "ol",
    "b",
    "i",
    "em",
    "strong",
    "font",
    "a",
    "blockquote",
];

/// About how deep the page's tags are nested, told from its text alone.
fn nesting(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let (closes, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let end = rest
            .bytes()
            .take(LONGEST_TAG)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let name = &rest[..end];
        if !NESTING_TAGS
            .iter()
            .any(|tag| name.eq_ignore_ascii_case(tag))
        {
            continue;
        }
        if closes {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// No tag that is looked for is longer.
const LONGEST_TAG: usize = 11;

/// What the person wants.
#[derive(Debug, Clone)]
pub struct Options {
    /// The page's address on the site, where one page is imported; otherwise it follows the file.
    pub route: Option<String>,
    /// The width that the widest design is read at, in CSS px.
    pub width: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            route: None,
            width: WIDTHS[0],
        }
    }
}

/// At which widths pages are read for desktop, tablet and mobile, in CSS px.
pub const WIDTHS: [u32; 3] = [1440, 768, 390];

pub(crate) const BREAKPOINTS: [Breakpoint; 3] =
    [Breakpoint::Desktop, Breakpoint::Tablet, Breakpoint::Mobile];

/// How many steps of progress the styles at one width are, and the elements of a page.
const STEPS_A_PART: usize = 20;
/// How many a page is.
const STEPS_A_PAGE: usize = (WIDTHS.len() + 1) * STEPS_A_PART;

/// Reads these pages; all there are where `paths` is empty.
pub fn import_pages(
    files: &Arc<dyn Files>,
    paths: &[String],
    options: &Options,
    assets: &mut dyn Assets,
    progress: &mut dyn Progress,
) -> Result<Imported, ImportError> {
    let paths: Vec<String> = if paths.is_empty() {
        crate::pages_of(files.as_ref())
    } else {
        paths.to_vec()
    };
    if paths.is_empty() {
        return Err(ImportError::NoPage);
    }
    let routes: BTreeMap<String, String> = match (&options.route, paths.as_slice()) {
        (Some(route), [path]) => [(path.clone(), route.clone())].into(),
        _ => names::routes(&paths),
    };
    let mut report = Report::default();
    let mut pages = Vec::with_capacity(paths.len());
    let total = paths.len() * STEPS_A_PAGE;
    for path in &paths {
        let bytes = files
            .read(path)
            .ok_or_else(|| ImportError::Unreadable(path.clone()))?;
        let html = decode(&bytes);
        if nesting(&html) > MAX_NESTING {
            return Err(ImportError::TooDeep {
                path: path.clone(),
                limit: MAX_NESTING,
            });
        }
        let mut cascades = Vec::with_capacity(WIDTHS.len());
        for (index, width) in WIDTHS.into_iter().enumerate() {
            let width = if index == 0 { options.width } else { width };
            let done = pages.len() * STEPS_A_PAGE + index * STEPS_A_PART;
            if !progress.go_on(done, total, &format!("{path} at {width} px")) {
                return Err(ImportError::Cancelled);
            }
            cascades.push(Cascade::new(files, path, &html, width));
        }
        let done = pages.len() * STEPS_A_PAGE + WIDTHS.len() * STEPS_A_PART;
        let mut elements = |share: f32| {
            let done = done + (share * STEPS_A_PART as f32) as usize;
            progress.go_on(done, total, path)
        };
        if !elements(0.0) {
            return Err(ImportError::Cancelled);
        }
        for address in &cascades[0].missing {
            let message = format!("{address} isn't in what you brought and wasn't fetched");
            report.add(Loss::LeftOut, path, "", message);
        }
        let builder = Builder::new(
            files.as_ref(),
            path,
            &routes,
            &cascades,
            assets,
            &mut report,
            &mut elements,
        );
        pages.push(builder.page()?);
    }
    Ok(Imported {
        pages,
        tokens: Vec::new(),
        report,
    })
}

/// The file as text, as browsers read it: by its mark, UTF-8 where it is that, by what the page
/// says of itself, or else as Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(&bytes[mark..])
            .0
            .into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let encoding = declared_encoding(bytes).unwrap_or(encoding_rs::WINDOWS_1252);
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
    }
}

/// What a `<meta>` near the page's start says; it can't be UTF-8.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    /// Browsers look no further.
    const HEAD: usize = 1024;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'']);
    let end = label.find(|it: char| !it.is_ascii_alphanumeric() && !"-_:.+".contains(it));
    let encoding = Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())])?;
    (encoding != encoding_rs::UTF_8).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_in_the_encoding_that_they_are_in() {
        assert_eq!(decode("Käse".as_bytes()), "Käse");
        assert_eq!(decode(b"\x93K\xe4se\x94 \x80 5"), "“Käse” € 5");
        assert_eq!(decode(b"\xff\xfeK\x00\xe4\x00"), "Kä");
        assert_eq!(
            decode(b"<meta charset=\"shift_jis\">\x93\xfa\x96\x7b"),
            "<meta charset=\"shift_jis\">日本"
        );
    }
}
