//! Seeded documents for tests and benchmarks: the same seed gives the same pages, element by
//! element.
//!
//! [`Spec`] says how large; [`Spec::pages`] makes the elements, [`Spec::tree`] one page of them
//! ready for the engine, and [`document`] all of them through the real document, as updates for
//! a project file. [`flex_page`] is a page of nothing but flex containers and boxes of fixed
//! size, which other layout engines can lay out too.
//!
//! Absent on purpose: files, clocks, and what a test expects.

mod flex_page;
mod pages;
mod random;

use omnios_document::{Document, DocumentError, DocumentName, Update};
use omnios_model::{AssetInfo, Element, PageInfo};

pub use flex_page::{FlexBox, flex_page};
pub use pages::{Page, Spec};
pub use random::Random;

/// A project that holds these pages, and the updates that make it. `client_id` names the replica
/// that writes it.
///
/// # Errors
/// Where the document refuses an element, which would be an error of the generator.
pub fn document(
    client_id: u64,
    pages: &[Page],
    assets: &[AssetInfo],
) -> Result<(Document, Vec<Update>), DocumentError> {
    let mut document = Document::new(client_id);
    document.load(&DocumentName::Project, &[])?;
    let mut updates = Vec::new();
    let ((), commit) = document.transact(|transaction| {
        transaction.set_project_name("Benchmark")?;
        assets
            .iter()
            .try_for_each(|asset| transaction.insert_asset(asset.clone()))
    })?;
    updates.extend(commit.updates);
    for page in pages {
        updates.extend(insert_page(&mut document, &page.info, &page.elements)?);
    }
    Ok((document, updates))
}

fn insert_page(
    document: &mut Document,
    info: &PageInfo,
    elements: &[Element],
) -> Result<Vec<Update>, DocumentError> {
    let ((), commit) = document.transact(|transaction| {
        let mut elements = elements.iter();
        if let Some(root) = elements.next() {
            transaction.insert_page(info.clone(), root.clone())?;
        }
        elements.try_for_each(|element| transaction.insert_element(info.id, element.clone()))
    })?;
    Ok(commit.updates)
}
