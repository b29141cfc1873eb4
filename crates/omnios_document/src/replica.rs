//! One Yjs document in memory: loading, remote updates, what they touched.
//!
//! A remote update that turns out to be unacceptable (it contradicts the document, or raises
//! its schema) is taken back whole. yrs has no rollback, so collection of deleted content is
//! put off until an update is accepted; up to then the state before can be encoded from the
//! state vector and the deletions of the time, and the document made anew from it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use yrs::error::UpdateError;
use yrs::types::{Event, PathSegment};
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::{Encode, Encoder, EncoderV1};
use yrs::{
    ClientID, DeepObservable, Doc, ID, IdSet, OffsetKind, Options, ReadTxn, Snapshot, StateVector,
    Transact, TransactionMut, Update, WriteTxn,
};

use crate::schema::{Collection, read_schema};
use crate::text::Redone;
use crate::{DocumentError, DocumentName, migrations};

/// Origin of the transactions that integrate other people's updates.
const REMOTE: &str = "omnios-remote";
/// Origin of the transactions that write this replica's own changes.
const LOCAL: &str = "omnios-local";
const OBSERVER: &str = "omnios-touched";

/// Yjs client ids have 53 bits.
const CLIENT_ID_MASK: u64 = (1 << 53) - 1;

/// Which entries a remote update touched.
pub(crate) type Touched = BTreeSet<(Collection, Arc<str>)>;

/// One Yjs document.
pub(crate) struct Replica {
    name: DocumentName,
    client_id: u64,
    doc: Doc,
    touched: Arc<Mutex<Touched>>,
    redone: Redone,
}

impl Replica {
    /// A document made of these updates.
    pub(crate) fn load<'a>(
        name: DocumentName,
        client_id: u64,
        updates: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Self, DocumentError> {
        let client_id = client_id & CLIENT_ID_MASK;
        // Everything that yrs would otherwise draw at random is given.
        let guid = name.to_string().into();
        let mut options = Options::with_guid_and_client_id(guid, ClientID::new(client_id));
        options.offset_kind = OffsetKind::Utf16;
        options.skip_gc = true;
        let replica = Self {
            name,
            client_id,
            doc: Doc::with_options(options),
            touched: Arc::default(),
            redone: Redone::default(),
        };
        for collection in Collection::of(name) {
            replica.doc.get_or_insert_map(collection.root_name());
        }
        for bytes in updates {
            let update = decode(name, bytes)?;
            let mut txn = replica.doc.transact_mut_with(REMOTE);
            integrate(&mut txn, update).map_err(|error| malformed(name, &error))?;
            collect_deleted(&mut txn);
        }
        read_schema(name, &replica.doc.transact())?;
        replica.observe();
        Ok(replica)
    }

    fn observe(&self) {
        for collection in Collection::of(self.name).iter().copied() {
            let root = self.doc.get_or_insert_map(collection.root_name());
            let touched = Arc::clone(&self.touched);
            let remote = REMOTE.into();
            root.observe_deep(OBSERVER, move |txn, events| {
                if txn.origin() != Some(&remote) {
                    return;
                }
                let mut touched = touched.lock().unwrap_or_else(PoisonError::into_inner);
                for event in events.iter() {
                    if let Some(PathSegment::Key(key)) = event.path().front() {
                        touched.insert((collection, Arc::clone(key)));
                    } else if let Event::Map(event) = event {
                        let keys = event.keys(txn).keys();
                        touched.extend(keys.map(|key| (collection, Arc::clone(key))));
                    }
                }
            });
        }
    }

    /// Takes in another peer's update. On an error the document is as it was.
    pub(crate) fn apply(&mut self, bytes: &[u8]) -> Result<Touched, DocumentError> {
        let update = decode(self.name, bytes)?;
        let mut txn = self.doc.transact_mut_with(REMOTE);
        let state_before = txn.state_vector();
        let outcome = integrate(&mut txn, update)
            .map_err(|error| malformed(self.name, &error))
            .and_then(|()| read_schema(self.name, &txn));
        if let Err(error) = outcome {
            let before = encode_state_at(&txn, state_before);
            drop(txn);
            if let Some(before) = before {
                let redone = std::mem::take(&mut self.redone);
                *self = Self::load(self.name, self.client_id, [before.as_slice()])?;
                self.redone = redone;
            }
            return Err(error);
        }
        collect_deleted(&mut txn);
        drop(txn);
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(std::mem::take(&mut *touched))
    }

    /// Runs `write` in one transaction and gives its result with the update it makes.
    pub(crate) fn write<R>(
        &mut self,
        write: impl FnOnce(&mut TransactionMut<'_>, &mut Redone) -> R,
    ) -> (R, Vec<u8>) {
        let mut txn = self.doc.transact_mut_with(LOCAL);
        // The schema was checked when the document was loaded and at each update.
        let stored = read_schema(self.name, &txn).ok().flatten();
        migrations::bring_up_to_date(stored, &mut txn);
        let result = write(&mut txn, &mut self.redone);
        let update = txn.encode_update_v1();
        collect_deleted(&mut txn);
        (result, update)
    }

    /// Runs `read` on the document as it is.
    pub(crate) fn read<R>(&self, read: impl FnOnce(&yrs::Transaction<'_>) -> R) -> R {
        read(&self.doc.transact())
    }

    pub(crate) fn state_vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// What a peer with this state vector lacks, waiting updates included.
    pub(crate) fn diff(&self, state_vector: &[u8]) -> Result<Vec<u8>, DocumentError> {
        let known = StateVector::decode_v1(state_vector).map_err(|error| {
            DocumentError::MalformedStateVector {
                document: self.name,
                reason: error.to_string(),
            }
        })?;
        Ok(self.doc.transact().encode_state_as_update_v1(&known))
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let nothing = StateVector::default();
        self.doc.transact().encode_state_as_update_v1(&nothing)
    }

    /// Whether the document says which schema it has.
    pub(crate) fn has_schema(&self) -> bool {
        matches!(read_schema(self.name, &self.doc.transact()), Ok(Some(_)))
    }

    /// Whether updates wait for others that haven't come yet.
    pub(crate) fn waits(&self) -> bool {
        self.doc.transact().has_missing_updates()
    }
}

fn decode(document: DocumentName, bytes: &[u8]) -> Result<Update, DocumentError> {
    Update::decode_v1(bytes).map_err(|error| malformed(document, &error))
}

/// Applies an update, and what waited for it.
///
/// yrs tries waiting items again when the state of the client they wait for advances. Items that
/// fill a gap before that state leave it as it was, so what waited for them would wait for ever;
/// here all that waits is tried again as long as some of it goes in.
fn integrate(txn: &mut TransactionMut<'_>, update: Update) -> Result<(), UpdateError> {
    txn.apply_update(update)?;
    let mut least = usize::MAX;
    while let Some(waiting) = txn.prune_pending() {
        let length = waiting.encode_v1().len();
        txn.apply_update(waiting)?;
        if length >= least {
            break;
        }
        least = length;
    }
    Ok(())
}

fn malformed(document: DocumentName, error: &dyn std::fmt::Display) -> DocumentError {
    DocumentError::MalformedUpdate {
        document,
        reason: error.to_string(),
    }
}

/// Lets go what deleted items held.
fn collect_deleted(txn: &mut TransactionMut<'_>) {
    if !txn.delete_set().is_empty() {
        let deleted = txn.delete_set().clone();
        txn.gc(Some(&deleted));
    }
}

/// The document's state before this transaction, as one update. `None` where it can't be
/// encoded, which only a collecting document would bring about.
fn encode_state_at(txn: &TransactionMut<'_>, before: StateVector) -> Option<Vec<u8>> {
    let mut known = IdSet::new();
    for (client, clock) in before.iter().filter(|(_, clock)| **clock > 0) {
        known.insert(ID::new(*client, 0), *clock);
    }
    let mut deleted = txn.snapshot().delete_set;
    deleted.diff_with(txn.delete_set());
    deleted.intersect_with(&known);
    let mut encoder = EncoderV1::new();
    txn.encode_state_from_snapshot(&Snapshot::new(before, deleted), &mut encoder)
        .ok()?;
    Some(encoder.to_vec())
}
