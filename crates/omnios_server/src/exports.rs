//! Archives that wait to be downloaded.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::reply::Failure;
use crate::server::Shared;

/// As many as a person may have asked for before they download one.
const KEPT: usize = 4;

/// The newest archives, in memory: an export is quickly made again.
#[derive(Debug, Default)]
pub(crate) struct Archives {
    state: Mutex<ArchivesState>,
}

#[derive(Debug, Default)]
struct ArchivesState {
    count: u64,
    newest: VecDeque<(u64, Arc<Vec<u8>>)>,
}

impl Archives {
    /// Keeps an archive and returns its address.
    pub(crate) fn keep(&self, bytes: Vec<u8>) -> String {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.count += 1;
        let id = state.count;
        state.newest.push_back((id, Arc::new(bytes)));
        if state.newest.len() > KEPT {
            state.newest.pop_front();
        }
        format!("/exports/{id}.zip")
    }

    fn get(&self, name: &str) -> Option<Arc<Vec<u8>>> {
        let id: u64 = name.strip_suffix(".zip")?.parse().ok()?;
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, bytes) = state.newest.iter().find(|(kept, _)| *kept == id)?;
        Some(Arc::clone(bytes))
    }
}

/// One of the archives.
pub(crate) async fn download(
    State(shared): State<Arc<Shared>>,
    Path(name): Path<String>,
) -> Response {
    let Some(bytes) = shared.archives.get(&name) else {
        return Failure::new(
            StatusCode::NOT_FOUND,
            "export.gone",
            "This export is no longer kept. The project is not affected. Export again.",
        )
        .into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            disposition(&shared.session.file_name()),
        ),
    ];
    (headers, bytes.as_ref().clone()).into_response()
}

/// The archive is called like the project. Names beyond ASCII are written as RFC 8187 has it.
fn disposition(project_file: &str) -> String {
    let stem = project_file
        .rsplit_once('.')
        .map_or(project_file, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|it| match it {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' | ' ' => it,
            _ => '_',
        })
        .collect();
    let escaped: String = stem
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}.zip\"; filename*=UTF-8''{escaped}.zip")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_archives_are_kept() {
        let archives = Archives::default();
        let addresses: Vec<String> = (0..=KEPT)
            .map(|index| archives.keep(vec![index as u8]))
            .collect();
        let get = |address: &str| archives.get(address.strip_prefix("/exports/").unwrap());
        assert_eq!(get(&addresses[0]), None);
        assert_eq!(get(&addresses[KEPT]).unwrap()[0], KEPT as u8);
        assert_eq!(archives.get("../1.zip"), None);
    }

    #[test]
    fn a_file_name_can_not_break_out_of_its_header() {
        assert_eq!(
            disposition("Bäckerei \"A\"\r\n.omnios"),
            "attachment; filename=\"B_ckerei _A___.zip\"; filename*=UTF-8''B%C3%A4ckerei%20%22A%22%0D%0A.zip"
        );
    }
}
