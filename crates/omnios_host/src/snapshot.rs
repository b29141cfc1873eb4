//! When a document gets a snapshot, which shortens its next opening.

use omnios_document::{Document, DocumentName};
use omnios_store::Store;

use crate::error::Error;

/// While a project is open: so many updates to one document. A snapshot costs what the document
/// is large, so it must come seldom; opening costs what the log after it is long.
pub(crate) const UPDATES_BEFORE_SNAPSHOT: u64 = 500;

/// When a project is closed: there is time, and the next opening should be quick.
pub(crate) const UPDATES_BEFORE_SNAPSHOT_ON_CLOSE: u64 = 50;

/// Writes the snapshots that are due in a file that nobody else writes to and whose every
/// update is in `document`.
pub(crate) fn write_due(store: &mut Store, document: &Document) -> Result<(), Error> {
    for info in store.documents()? {
        if info.updates_since_snapshot < UPDATES_BEFORE_SNAPSHOT_ON_CLOSE {
            continue;
        }
        if let Ok(name) = info.document.parse::<DocumentName>()
            && document.is_loaded(&name)
        {
            let up_to_seq = store.last_seq();
            store.write_snapshot(&info.document, &document.encode(&name), up_to_seq)?;
        }
    }
    Ok(())
}
