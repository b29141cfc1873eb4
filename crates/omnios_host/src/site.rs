//! Compiling a project into the files of a site, and saying what is wrong with the design.

use std::collections::BTreeMap;

use omnios_compile::{Diagnostic, Severity, compile};
use omnios_compile_html::{AssetSource, HtmlOptions};
use omnios_document::Document;
use omnios_model::{AssetHash, PageId, Project, Tree};
use omnios_protocol::host::{ExportDiagnostic, ExportedFile};

use crate::destination::Files;

/// A project's pages as plain data, which any thread may read.
pub(crate) struct Pages {
    pub(crate) project: Project,
    trees: BTreeMap<PageId, Tree>,
}

impl Pages {
    /// What a document with all its pages loaded shows.
    pub(crate) fn of(document: &Document) -> Self {
        let project = document.project().clone();
        let trees = project
            .pages
            .iter()
            .filter_map(|page| Some((page.id, document.tree(page.id)?.clone())))
            .collect();
        Self { project, trees }
    }

    /// The site's files. `asset` gives an asset's bytes.
    pub(crate) fn site(
        &self,
        with_ids: bool,
        asset: impl Fn(&AssetHash) -> Option<Vec<u8>>,
    ) -> Site {
        let trees = self.trees.iter().map(|(id, tree)| (*id, tree)).collect();
        let compilation = compile(&self.project, &trees);
        let source = Source { asset };
        let export =
            omnios_compile_html::compile(&compilation.site, &source, HtmlOptions { with_ids });
        let diagnostics = compilation.diagnostics.iter().chain(&export.diagnostics);
        Site {
            diagnostics: diagnostics.map(|it| self.located(it)).collect(),
            files: export.files,
        }
    }

    fn located(&self, diagnostic: &Diagnostic) -> ExportDiagnostic {
        let severity = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        let name = match &diagnostic.location {
            Some(location) => location.name.clone(),
            None => match self.project.page_at(&diagnostic.page) {
                Some(page) => page.name.clone(),
                None => self.project.name.clone(),
            },
        };
        ExportDiagnostic {
            severity: severity.to_owned(),
            code: diagnostic.code.to_string(),
            message: diagnostic.message.clone(),
            hint: diagnostic.hint.clone(),
            page: diagnostic.page.clone(),
            element: diagnostic
                .location
                .as_ref()
                .map(|location| location.element.to_string()),
            name,
        }
    }
}

/// The project's assets, and the fonts that come with the program.
struct Source<A> {
    asset: A,
}

impl<A: Fn(&AssetHash) -> Option<Vec<u8>>> AssetSource for Source<A> {
    fn asset(&self, hash: &AssetHash) -> Option<Vec<u8>> {
        (self.asset)(hash)
    }

    fn font(&self, file_name: &str) -> Option<Vec<u8>> {
        omnios_assets::font_file(file_name).map(<[u8]>::to_vec)
    }
}

/// A compiled site.
pub(crate) struct Site {
    pub(crate) files: Files,
    pub(crate) diagnostics: Vec<ExportDiagnostic>,
}

/// Path and size of each file.
pub(crate) fn listed(files: &Files) -> Vec<ExportedFile> {
    files
        .iter()
        .map(|(path, bytes)| ExportedFile {
            path: path.clone(),
            bytes: bytes.len() as u64,
        })
        .collect()
}
