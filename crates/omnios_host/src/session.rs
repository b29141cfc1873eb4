//! [`Session`]: a project that is open, and the peers who edit it.
//!
//! The host's replica lives on a thread of its own; windows, tabs and requests send it messages.
//! An update from a peer is first applied to the replica, which refuses what is malformed or
//! contradicts the document before it can spoil the file; then it goes to the file; and only when
//! it is on the disk do the other peers and the sender's acknowledgement follow. So a peer that
//! was told “saved” was told the truth, and nobody builds on an edit that a crash could take back.
//!
//! Within one connection updates are taken in the order of their numbers. After a refused one the
//! later ones are refused too, because they may build on it; the peer keeps them and sends them
//! again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use omnios_document::{Document, DocumentName};
use omnios_protocol::host::{ImportAnswer, ImportReport};
use omnios_store::{Entry, NewBlob, Outcome, Store, StoreError, Unsaved, Update, Writer};
use omnios_sync::Frame;

use crate::asset::{AssetFile, check_file};
use crate::error::Error;
use crate::snapshot::{self, UPDATES_BEFORE_SNAPSHOT};

/// Sends one frame's bytes to a peer; must not wait for the session.
type SendFrame = Box<dyn FnMut(Vec<u8>) + Send>;
/// Something to do with the replica on its thread.
type Action = Box<dyn FnOnce(&mut Replica) + Send>;

enum Job {
    Connect {
        id: u64,
        state: PeerState,
    },
    Receive {
        id: u64,
        frame: Frame,
    },
    Disconnect {
        id: u64,
    },
    Stored {
        id: u64,
        seq: u64,
        update: Update,
        outcome: Outcome,
    },
    Run(Action),
    Close,
}

/// A project file that is open for editing. Shared by reference between threads.
#[derive(Debug)]
pub struct Session {
    path: PathBuf,
    jobs: Sender<Job>,
    writer: Arc<Writer>,
    thread: Mutex<Option<JoinHandle<Result<(), StoreError>>>>,
    last_peer: Mutex<u64>,
}

impl Session {
    /// Opens the file at `path`. `client_id` names the replica in the CRDT. It never writes, but
    /// has to have a name that nobody else has.
    pub fn open(path: &Path, client_id: u64) -> Result<Self, Error> {
        let path = std::path::absolute(path).map_err(|error| Error::Path {
            path: path.to_owned(),
            detail: error.to_string(),
        })?;
        let store = Store::open(&path)?;
        let (jobs, receiver) = mpsc::channel();
        let (opened, outcome) = mpsc::channel();
        let own_jobs = jobs.clone();
        // The CRDT stays on the thread that made it.
        let thread = thread::Builder::new()
            .name("omnios-session".to_owned())
            .spawn(move || match Replica::new(store, client_id, own_jobs) {
                Ok(replica) => {
                    let _ = opened.send(Ok(Arc::clone(&replica.writer)));
                    replica.run(&receiver)
                }
                Err(error) => {
                    let _ = opened.send(Err(error));
                    Ok(())
                }
            })
            .map_err(|error| Error::Thread(error.to_string()))?;
        let writer = outcome.recv().map_err(|_| StoreError::Closed)??;
        Ok(Self {
            path,
            jobs,
            writer,
            thread: Mutex::new(Some(thread)),
            last_peer: Mutex::new(0),
        })
    }

    /// Absolute path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// File name without its folder.
    #[must_use]
    pub fn file_name(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// Takes a peer in. `send` gets the bytes of each frame for it; it is called on the session's
    /// thread and must not wait for the session. It is dropped when the peer is no longer served,
    /// because it left or because it broke the protocol.
    pub fn connect(&self, arrival: Arrival, send: impl FnMut(Vec<u8>) + Send + 'static) -> Peer {
        let mut last_peer = self
            .last_peer
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *last_peer += 1;
        let id = *last_peer;
        let served = Arc::new(AtomicBool::new(true));
        let state = PeerState {
            send: Box::new(send),
            _served: Served(Arc::clone(&served)),
            follows: BTreeSet::new(),
            next: match arrival {
                Arrival::InOrder => None,
                Arrival::AnyOrder => Some(1),
            },
            early: BTreeMap::new(),
            durable: 0,
            refused: None,
        };
        // Once the session is closed, the job is dropped and with it `send`: not served.
        let _ = self.jobs.send(Job::Connect { id, state });
        Peer {
            id,
            served,
            jobs: self.jobs.clone(),
        }
    }

    /// Runs `read` on the replica with every page loaded, and waits for its answer.
    pub fn read_all<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Document) -> T + Send + 'static,
    ) -> Result<T, Error> {
        let (sender, receiver) = mpsc::channel();
        let action: Action = Box::new(move |replica| {
            let answer = replica.load_all().map(|()| read(&replica.document));
            let _ = sender.send(answer);
        });
        self.jobs
            .send(Job::Run(action))
            .map_err(|_| StoreError::Closed)?;
        receiver.recv().map_err(|_| StoreError::Closed)?
    }

    /// Checks that these bytes are an image or a font which can be shown, stores them durably and
    /// says what they are. The project does not know of them until `asset.add` is run.
    pub fn add_asset(&self, name: &str, bytes: Vec<u8>) -> Result<AssetFile, Error> {
        let asset = check_file(name, &bytes)?;
        let blob = NewBlob {
            bytes,
            media_type: asset.info().media_type.clone(),
        };
        self.store_durably(vec![Entry::Blob(blob)])?;
        Ok(asset)
    }

    /// Reads web pages that a window sent and stores their pictures and fonts. The project does not know of
    /// any of it until the window runs the answer's command.
    pub fn import(&self, upload: &[u8]) -> Result<ImportAnswer, Error> {
        let import = crate::import::read_upload(upload, &mut ())?;
        let fonts = crate::import::font_count(&import.pictures);
        let pictures = import.pictures.len() - fonts;
        let tokens = import.command.tokens.len();
        let blobs = crate::import::blobs(import.pictures);
        if !blobs.is_empty() {
            self.store_durably(blobs)?;
        }
        Ok(ImportAnswer {
            command: import.command,
            report: ImportReport {
                pages: import.rows,
                tokens,
                pictures,
                fonts,
                notes: import.notes,
            },
        })
    }

    fn store_durably(&self, entries: Vec<Entry>) -> Result<(), Error> {
        let (sender, receiver) = mpsc::channel();
        self.writer.submit_all(entries, move |outcome| {
            let result = match outcome {
                Outcome::Durable(_) => Ok(()),
                Outcome::Waiting(error) | Outcome::Unsaved(Unsaved { error, .. }) => Err(error),
            };
            let _ = sender.send(result);
        });
        receiver.recv().map_err(|_| StoreError::Closed)??;
        Ok(())
    }

    /// The bytes and the media type of an asset.
    pub fn asset(&self, hash: &str) -> Result<NewBlob, Error> {
        let unknown = || Error::UnknownAsset {
            hash: hash.chars().take(80).collect(),
        };
        let key = hash.parse().map_err(|_| unknown())?;
        self.writer
            .run(move |store| store.blob(key))??
            .ok_or_else(unknown)
    }

    /// Waits until everything that peers have sent so far is on the disk. An error means that
    /// something is not; it is kept and tried again.
    pub fn flush(&self) -> Result<(), Error> {
        let (sender, receiver) = mpsc::channel();
        let action: Action = Box::new(move |_| {
            let _ = sender.send(());
        });
        self.jobs
            .send(Job::Run(action))
            .map_err(|_| StoreError::Closed)?;
        receiver.recv().map_err(|_| StoreError::Closed)?;
        self.writer.flush()?;
        Ok(())
    }

    /// Stores what is left, writes snapshots that shorten the next opening, and closes the file, so
    /// that it is one file again. An error means that something is not saved; peers have been told
    /// what. Closing a second time does nothing.
    pub fn close(&self) -> Result<(), Error> {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(thread) = thread.take() else {
            return Ok(());
        };
        let _ = self.jobs.send(Job::Close);
        thread.join().unwrap_or(Err(StoreError::Closed))?;
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Peers have heard what was not saved; there is nobody else to tell.
        let _ = self.close();
    }
}

/// What a transport promises about the frames of one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// They come in the order in which they were sent, as over a WebSocket. The first update's
    /// number may be any: what a former connection had acknowledged is not sent again.
    InOrder,
    /// They may overtake one another, as calls over the desktop's IPC may. The first update of
    /// such a connection has number 1.
    AnyOrder,
}

/// One connected window, tab or program. Dropping it disconnects it.
#[derive(Debug)]
pub struct Peer {
    id: u64,
    served: Arc<AtomicBool>,
    jobs: Sender<Job>,
}

impl Peer {
    /// Takes one frame's bytes from the peer and returns at once. An error means that the peer
    /// does not speak the protocol, and its connection should be closed.
    pub fn receive(&self, bytes: &[u8]) -> Result<(), Error> {
        if !self.served.load(Ordering::Acquire) {
            return Err(Error::NotServed);
        }
        let frame = Frame::decode(bytes)?;
        self.jobs
            .send(Job::Receive { id: self.id, frame })
            .map_err(|_| StoreError::Closed)?;
        Ok(())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.jobs.send(Job::Disconnect { id: self.id });
    }
}

/// What the session's thread knows of a peer.
struct PeerState {
    // Before `send`, so that whoever sees the line closed also sees that it is no longer served.
    _served: Served,
    send: SendFrame,
    /// The documents that it follows.
    follows: BTreeSet<DocumentName>,
    /// The number of the update to take next; none before the first, where it may be any.
    next: Option<u64>,
    /// Updates that overtook the next one.
    early: BTreeMap<u64, (DocumentName, Vec<u8>)>,
    /// The newest update that is on the disk.
    durable: u64,
    /// Why the next update was refused, if it was refused for what it is.
    refused: Option<String>,
}

/// Tells the [`Peer`] when its state is gone.
struct Served(Arc<AtomicBool>);

impl Drop for Served {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// More updates than this don't overtake a single one; somebody leaves one out on purpose.
const MAX_EARLY_UPDATES: usize = 10_000;

/// A frame that no peer which speaks the protocol would send.
struct Misspoken;

struct Replica {
    document: Document,
    updates_since_snapshot: HashMap<DocumentName, u64>,
    writer: Arc<Writer>,
    jobs: Sender<Job>,
    peers: HashMap<u64, PeerState>,
}

impl Replica {
    fn new(store: Store, client_id: u64, jobs: Sender<Job>) -> Result<Self, Error> {
        let mut document = Document::new(client_id);
        let project = DocumentName::Project;
        document.load(&project, &store.load(&project.to_string())?)?;
        Ok(Self {
            document,
            updates_since_snapshot: HashMap::new(),
            writer: Arc::new(Writer::spawn(store, |_| {})?),
            jobs,
            peers: HashMap::new(),
        })
    }

    fn run(mut self, jobs: &Receiver<Job>) -> Result<(), StoreError> {
        while let Ok(job) = jobs.recv() {
            if matches!(job, Job::Close) {
                break;
            }
            self.work_on(job);
        }
        let _ = self.writer.flush();
        self.write_snapshots(snapshot::UPDATES_BEFORE_SNAPSHOT_ON_CLOSE);
        let closed = self.writer.close();
        // Everything submitted has its answer now; peers are to hear it before they are dropped.
        while let Ok(job) = jobs.try_recv() {
            if matches!(job, Job::Stored { .. }) {
                self.work_on(job);
            }
        }
        closed
    }

    fn work_on(&mut self, job: Job) {
        match job {
            Job::Connect { id, state } => {
                self.peers.insert(id, state);
            }
            Job::Receive { id, frame } => {
                if self.peers.contains_key(&id) && self.receive(id, frame).is_err() {
                    self.peers.remove(&id);
                }
            }
            Job::Disconnect { id } => {
                self.peers.remove(&id);
            }
            Job::Stored {
                id,
                seq,
                update,
                outcome,
            } => self.stored(id, seq, update, outcome),
            Job::Run(action) => action(self),
            Job::Close => {}
        }
    }

    fn receive(&mut self, id: u64, frame: Frame) -> Result<(), Misspoken> {
        match frame {
            Frame::Step1 {
                document,
                state_vector,
            } => self.answer_step_1(id, &document, &state_vector),
            Frame::Update {
                document,
                seq,
                update,
            } => self.take_update(id, &document, seq, update),
            Frame::Step2 { .. } | Frame::Ack { .. } | Frame::Refused { .. } => Err(Misspoken),
        }
    }

    fn answer_step_1(
        &mut self,
        id: u64,
        document: &str,
        state_vector: &[u8],
    ) -> Result<(), Misspoken> {
        let name: DocumentName = document.parse().map_err(|_| Misspoken)?;
        if let Err(error) = self.load(name) {
            // A page that can't be read concerns whoever asks for it; the rest of the project
            // stays usable.
            self.send(id, &refusal(0, &error.to_string()));
            return Ok(());
        }
        let update = self
            .document
            .diff(&name, state_vector)
            .map_err(|_| Misspoken)?;
        let state_vector = self.document.state_vector(&name);
        if let Some(peer) = self.peers.get_mut(&id) {
            peer.follows.insert(name);
        }
        let document = name.to_string();
        self.send(
            id,
            &Frame::Step2 {
                document: document.clone(),
                update,
            },
        );
        self.send(
            id,
            &Frame::Step1 {
                document,
                state_vector,
            },
        );
        Ok(())
    }

    fn take_update(
        &mut self,
        id: u64,
        document: &str,
        seq: u64,
        bytes: Vec<u8>,
    ) -> Result<(), Misspoken> {
        let name: DocumentName = document.parse().map_err(|_| Misspoken)?;
        let Some(peer) = self.peers.get_mut(&id) else {
            return Ok(());
        };
        if seq == 0 || peer.early.len() >= MAX_EARLY_UPDATES {
            return Err(Misspoken);
        }
        let next = *peer.next.get_or_insert(seq);
        if seq < next {
            // Sent again: it is with the writer, which answers in its time, or on the disk.
            if seq <= peer.durable {
                let seq = peer.durable;
                self.send(id, &Frame::Ack { seq });
            }
            return Ok(());
        }
        if seq > next {
            if let Some(message) = &peer.refused {
                let frame = refusal(seq, message);
                self.send(id, &frame);
            } else {
                peer.early.insert(seq, (name, bytes));
            }
            return Ok(());
        }
        let mut following = Some((seq, (name, bytes)));
        while let Some((seq, (name, bytes))) = following {
            self.take_next_update(id, name, seq, bytes);
            following = self.peers.get_mut(&id).and_then(|peer| {
                let entry = peer.early.first_entry()?;
                (peer.next == Some(*entry.key())).then(|| entry.remove_entry())
            });
        }
        Ok(())
    }

    fn take_next_update(&mut self, id: u64, name: DocumentName, seq: u64, bytes: Vec<u8>) {
        let applied = self
            .load(name)
            .and_then(|()| Ok(self.document.apply_update(&name, &bytes)?));
        let Some(peer) = self.peers.get_mut(&id) else {
            return;
        };
        if let Err(error) = applied {
            let message = error.to_string();
            // Those that follow may build on it: they come again with it.
            peer.early.clear();
            peer.refused = Some(message.clone());
            self.send(id, &refusal(seq, &message));
            return;
        }
        peer.refused = None;
        peer.next = Some(seq + 1);
        peer.follows.insert(name);
        let update = Update {
            document: name.to_string(),
            bytes,
        };
        let jobs = self.jobs.clone();
        let kept = update.clone();
        self.writer.submit(update, move |outcome| {
            // The session's thread outlives the writer; if it doesn't, nobody waits any more.
            let _ = jobs.send(Job::Stored {
                id,
                seq,
                update: kept.clone(),
                outcome,
            });
        });
        *self.updates_since_snapshot.entry(name).or_default() += 1;
        self.write_snapshots(UPDATES_BEFORE_SNAPSHOT);
    }

    fn stored(&mut self, id: u64, seq: u64, update: Update, outcome: Outcome) {
        match outcome {
            Outcome::Durable(_) => {
                if let Some(peer) = self.peers.get_mut(&id) {
                    peer.durable = peer.durable.max(seq);
                }
                self.broadcast(id, update);
                self.send(id, &Frame::Ack { seq });
            }
            Outcome::Waiting(error) | Outcome::Unsaved(Unsaved { error, .. }) => {
                self.send(id, &refusal(seq, &error.to_string()));
            }
        }
    }

    fn broadcast(&mut self, from: u64, update: Update) {
        let Ok(name) = update.document.parse::<DocumentName>() else {
            return;
        };
        let frame = Frame::Update {
            document: update.document,
            seq: 0,
            update: update.bytes,
        };
        let Ok(bytes) = frame.encode() else {
            return;
        };
        for (id, peer) in &mut self.peers {
            if *id != from && peer.follows.contains(&name) {
                (peer.send)(bytes.clone());
            }
        }
    }

    fn send(&mut self, id: u64, frame: &Frame) {
        // Names come from `DocumentName`, which always fits a frame.
        if let (Some(peer), Ok(bytes)) = (self.peers.get_mut(&id), frame.encode()) {
            (peer.send)(bytes);
        }
    }

    fn load(&mut self, name: DocumentName) -> Result<(), Error> {
        if self.document.is_loaded(&name) {
            return Ok(());
        }
        let document = name.to_string();
        let updates = self.writer.run(move |store| store.load(&document))??;
        self.document.load(&name, &updates)?;
        Ok(())
    }

    fn load_all(&mut self) -> Result<(), Error> {
        let pages: Vec<DocumentName> = self
            .document
            .project()
            .pages
            .iter()
            .map(|page| DocumentName::Page(page.id))
            .collect();
        pages.into_iter().try_for_each(|name| self.load(name))
    }

    /// A snapshot of each document that has had so many updates. One that can't be written is no
    /// loss: the log has everything, and the next attempt comes with the next updates.
    fn write_snapshots(&mut self, after_updates: u64) {
        let due: Vec<DocumentName> = self
            .updates_since_snapshot
            .iter()
            .filter(|(_, count)| **count >= after_updates)
            .map(|(name, _)| *name)
            .collect();
        for name in due {
            self.updates_since_snapshot.remove(&name);
            let bytes = self.document.encode(&name);
            // Only this thread submits updates and all of them are applied first, so the state
            // includes everything up to the newest number in the file.
            let _ = self.writer.run(move |store| {
                let up_to_seq = store.last_seq();
                store.write_snapshot(&name.to_string(), &bytes, up_to_seq)
            });
        }
    }
}

fn refusal(seq: u64, message: &str) -> Frame {
    Frame::Refused {
        seq,
        message: message.to_owned(),
    }
}
