//! Answering what the web view asks of its host.

use std::path::Path;

use omnios_protocol::host::{ExportTarget, HostRequest, HostResponse};

use crate::destination::{archive_bytes, write_to_archive, write_to_folder};
use crate::error::Error;
use crate::session::Session;
use crate::site::{Pages, Site, listed};

/// Which program answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostKind {
    /// The desktop window. It asks for a path before it exports.
    Desktop,
    /// `omnios serve`. An export without a path is kept for download.
    Server,
}

/// An answer, and what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The answer. Where there is an archive, its `download` is for the host to fill in.
    pub response: HostResponse,
    /// A ZIP archive to be offered for download.
    pub archive: Option<Vec<u8>>,
}

impl Session {
    /// Answers a request. May take as long as compiling the site and writing it does.
    pub fn handle(&self, host: HostKind, request: HostRequest) -> Result<Answer, Error> {
        match request {
            HostRequest::Session => Ok(HostResponse::Session {
                file_name: self.file_name(),
                path: self.path().to_string_lossy().into_owned(),
                host: match host {
                    HostKind::Desktop => "desktop",
                    HostKind::Server => "server",
                }
                .to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            }
            .into()),
            HostRequest::CheckExport => Ok(exported(self.compile(false)?, None).into()),
            HostRequest::Export {
                target,
                path: Some(path),
                with_ids,
            } => {
                let folder_or_file = Path::new(&path);
                if !folder_or_file.is_absolute() {
                    return Err(Error::RelativePath { path });
                }
                let site = self.compile(with_ids)?;
                match target {
                    ExportTarget::Html => write_to_folder(&site.files, folder_or_file, false)?,
                    ExportTarget::Zip => write_to_archive(&site.files, folder_or_file, false)?,
                }
                Ok(exported(site, Some(path)).into())
            }
            HostRequest::Export {
                path: None,
                with_ids,
                ..
            } => {
                let site = self.compile(with_ids)?;
                let archive = archive_bytes(&site.files)?;
                Ok(Answer {
                    response: exported(site, None),
                    archive: Some(archive),
                })
            }
        }
    }

    fn compile(&self, with_ids: bool) -> Result<Site, Error> {
        // Only the plain trees are taken from the session's thread, so that edits are taken and
        // acknowledged while the site is compiled.
        let pages = self.read_all(Pages::of)?;
        Ok(pages.site(with_ids, |hash| {
            self.asset(hash.as_str()).ok().map(|blob| blob.bytes)
        }))
    }
}

impl From<HostResponse> for Answer {
    fn from(response: HostResponse) -> Self {
        Self {
            response,
            archive: None,
        }
    }
}

fn exported(site: Site, path: Option<String>) -> HostResponse {
    HostResponse::Exported {
        files: listed(&site.files),
        diagnostics: site.diagnostics,
        path,
        download: None,
    }
}
