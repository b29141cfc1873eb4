//! [`Writer`]: a thread that owns a [`Store`] and commits in groups. Whatever is submitted while
//! one commit is on its way to the disk goes into the next, as one transaction, so that the
//! number of syncs does not grow with the number of edits.
//!
//! Order is kept without exception. Where a commit fails, its submissions stay with the writer,
//! in order and ahead of everything submitted later: an update may build on the one before it,
//! and would be worthless in the file without it. Every submitter is told [`Outcome::Waiting`],
//! nothing is acknowledged, and the writer tries again with each new submission and once a second.
//! What could not be stored by the time of closing goes back to its submitter in
//! [`Outcome::Unsaved`].

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::error::StoreError;
use crate::log::Update;
use crate::store::{Entry, Store, check_size};

/// How long the writer waits before it tries a failed commit again on its own accord.
const RETRY_INTERVAL: Duration = Duration::from_secs(1);

/// The most bytes in one transaction, unless a single submission has more. SQLite would take more,
/// but it would keep those who wait for their acknowledgement waiting longer.
const MAX_GROUP_BYTES: usize = 64 * 1024 * 1024;

/// What became of a submission. Each submission gets any number of `Waiting` (in fact at most one
/// for each distinct error), and then exactly one of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is on the disk. The value is the number of its last update, or of the newest update in
    /// the file if it had none.
    Durable(u64),
    /// It could not be written and is not saved. The writer keeps it and tries again.
    Waiting(StoreError),
    /// It was not saved, and the writer has given it up: it was too large, or the writer closed.
    Unsaved(Unsaved),
}

/// What was not saved, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// The submission, as it came.
    pub entries: Vec<Entry>,
    /// Why it could not be stored.
    pub error: StoreError,
}

/// News about the file as a whole, for the indicator that says whether everything is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriterEvent {
    /// A group was committed, and everyone in it has been told.
    Durable {
        /// The number of the newest update in the file.
        last_seq: u64,
        /// How many submissions the group had.
        submissions: usize,
    },
    /// A commit failed. Sent for every failed attempt.
    Failed {
        /// Why.
        error: StoreError,
        /// How many submissions the writer keeps to try again.
        waiting: usize,
    },
}

type Reply = Box<dyn FnMut(Outcome) + Send>;

/// Entries on their way to the disk. Dropped without an answer, by whatever accident, it answers
/// that it was not saved.
struct Submission {
    entries: Vec<Entry>,
    reply: Option<Reply>,
    last_error: Option<StoreError>,
}

impl Submission {
    fn bytes(&self) -> usize {
        self.entries.iter().map(|entry| entry.bytes().len()).sum()
    }

    fn durable(mut self, seq: u64) {
        if let Some(mut reply) = self.reply.take() {
            reply(Outcome::Durable(seq));
        }
    }

    fn waiting(&mut self, error: &StoreError) {
        if self.last_error.as_ref() != Some(error)
            && let Some(reply) = &mut self.reply
        {
            self.last_error = Some(error.clone());
            reply(Outcome::Waiting(error.clone()));
        }
    }

    fn unsaved(mut self, error: StoreError) {
        self.give_up(error);
    }

    fn give_up(&mut self, error: StoreError) {
        if let Some(mut reply) = self.reply.take() {
            let entries = std::mem::take(&mut self.entries);
            reply(Outcome::Unsaved(Unsaved { entries, error }));
        }
    }
}

impl Drop for Submission {
    fn drop(&mut self) {
        let error = self.last_error.take().unwrap_or(StoreError::Closed);
        self.give_up(error);
    }
}

enum Job {
    Submit(Submission),
    Run(Box<dyn FnOnce(&mut Store) + Send>),
    Flush(Sender<Result<u64, StoreError>>),
    Close,
}

/// The front of the writer's thread. It can be shared between threads by reference or `Arc`;
/// submissions from one thread keep their order. Dropping it closes it.
#[derive(Debug)]
pub struct Writer {
    jobs: Sender<Job>,
    path: PathBuf,
    thread: Mutex<Option<JoinHandle<Result<(), StoreError>>>>,
}

impl Writer {
    /// Starts the thread. `on_event` is called on it, after the replies of the commit it is about.
    ///
    /// Neither `on_event` nor a reply may panic or wait for the writer, because they run on its
    /// thread.
    pub fn spawn(
        store: Store,
        on_event: impl FnMut(WriterEvent) + Send + 'static,
    ) -> Result<Self, StoreError> {
        let path = store.path().to_owned();
        store.check_writable()?;
        let (jobs, receiver) = mpsc::channel();
        let writing = WritingThread {
            store,
            jobs: receiver,
            on_event: Box::new(on_event),
            waiting: Vec::new(),
            untried_bytes: 0,
            failure: None,
        };
        let thread = thread::Builder::new()
            .name("omnios-store-writer".to_owned())
            .spawn(move || writing.run())
            .map_err(|error| StoreError::Io {
                path: path.clone(),
                detail: error.to_string(),
            })?;
        Ok(Self {
            jobs,
            path,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Hands an update over and returns at once. `reply` hears [`Outcome::Durable`] only after the
    /// commit that contains it; it is called on the writer's thread, in the order of submission.
    pub fn submit(&self, update: Update, reply: impl FnMut(Outcome) + Send + 'static) {
        self.submit_all(vec![Entry::Update(update)], reply);
    }

    /// Hands over entries that belong together, such as an image and the update that shows it:
    /// they are stored in order, all or none of them.
    pub fn submit_all(&self, entries: Vec<Entry>, reply: impl FnMut(Outcome) + Send + 'static) {
        let submission = Submission {
            entries,
            reply: Some(Box::new(reply)),
            last_error: None,
        };
        // What can never be stored must not hold up what comes after it.
        let size_check = submission
            .entries
            .iter()
            .try_for_each(|entry| check_size(&self.path, entry.bytes()));
        match size_check {
            Err(error) => submission.unsaved(error),
            // A submission that can't be sent is dropped, and thereby answered.
            Ok(()) => drop(self.jobs.send(Job::Submit(submission))),
        }
    }

    /// Hands an update over and waits until it is on the disk. If the first attempt fails, the
    /// error is returned at once, and the writer keeps the update and tries again.
    pub fn append(&self, update: Update) -> Result<u64, StoreError> {
        let (sender, receiver) = mpsc::channel();
        self.submit(update, move |outcome| {
            let result = match outcome {
                Outcome::Durable(seq) => Ok(seq),
                Outcome::Waiting(error) | Outcome::Unsaved(Unsaved { error, .. }) => Err(error),
            };
            // Whoever waited has left after the first answer.
            let _ = sender.send(result);
        });
        receiver.recv().unwrap_or(Err(StoreError::Closed))
    }

    /// Runs `action` on the store, after everything submitted before it has been tried, and waits
    /// for its result: for loading a document, reading a blob, writing a snapshot. To append, use
    /// the submissions; an append in here would overtake those that wait after a failure.
    pub fn run<T: Send + 'static>(
        &self,
        action: impl FnOnce(&mut Store) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, receiver) = mpsc::channel();
        let job = Job::Run(Box::new(move |store| {
            let _ = sender.send(action(store));
        }));
        self.jobs.send(job).map_err(|_| StoreError::Closed)?;
        receiver.recv().map_err(|_| StoreError::Closed)
    }

    /// Waits until everything submitted before is on the disk, and returns the number of the
    /// newest update in the file. An error means that something is not.
    pub fn flush(&self) -> Result<u64, StoreError> {
        let (sender, receiver) = mpsc::channel();
        self.jobs
            .send(Job::Flush(sender))
            .map_err(|_| StoreError::Closed)?;
        receiver.recv().unwrap_or(Err(StoreError::Closed))
    }

    /// Stores what is left, closes the file (see [`Store::close`]) and ends the thread. Whatever
    /// could not be stored has gone back to its submitter when this returns, with an error.
    ///
    /// Closing a second time does nothing.
    pub fn close(&self) -> Result<(), StoreError> {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(thread) = thread.take() else {
            return Ok(());
        };
        // The thread is gone already if it can't be reached, and then its result says why.
        let _ = self.jobs.send(Job::Close);
        thread.join().unwrap_or(Err(StoreError::Closed))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Submitters have heard what was not saved; there is nobody else to tell.
        let _ = self.close();
    }
}

struct WritingThread {
    store: Store,
    jobs: Receiver<Job>,
    on_event: Box<dyn FnMut(WriterEvent) + Send>,
    /// In order of submission; not empty between jobs only after a failure.
    waiting: Vec<Submission>,
    /// Of those, the bytes that came since the last attempt.
    untried_bytes: usize,
    failure: Option<StoreError>,
}

impl WritingThread {
    fn run(mut self) -> Result<(), StoreError> {
        loop {
            let mut next = self.wait();
            while let Some(job) = next {
                match job {
                    Job::Submit(submission) => {
                        self.untried_bytes += submission.bytes();
                        self.waiting.push(submission);
                        if self.untried_bytes > MAX_GROUP_BYTES {
                            self.commit();
                        }
                    }
                    Job::Run(action) => {
                        self.commit();
                        // A fault in the caller's code must not end the saving of edits.
                        let _ = panic::catch_unwind(AssertUnwindSafe(|| action(&mut self.store)));
                    }
                    Job::Flush(reply) => {
                        self.commit();
                        let result = match &self.failure {
                            Some(error) => Err(error.clone()),
                            None => Ok(self.store.last_seq()),
                        };
                        let _ = reply.send(result);
                    }
                    Job::Close => return self.close(),
                }
                next = self.jobs.try_recv().ok();
            }
            self.commit();
        }
    }

    /// The next job, or none when it is time to try a failed commit again.
    fn wait(&self) -> Option<Job> {
        if self.failure.is_none() {
            return Some(self.jobs.recv().unwrap_or(Job::Close));
        }
        match self.jobs.recv_timeout(RETRY_INTERVAL) {
            Ok(job) => Some(job),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Job::Close),
        }
    }

    /// Commits everything that waits as one transaction.
    fn commit(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        self.untried_bytes = 0;
        let groups: Vec<&[Entry]> = self
            .waiting
            .iter()
            .map(|submission| submission.entries.as_slice())
            .collect();
        let event = match self.store.commit_groups(&groups) {
            Ok(seqs) => {
                self.failure = None;
                let submissions = seqs.len();
                for (submission, seq) in self.waiting.drain(..).zip(seqs) {
                    submission.durable(seq);
                }
                WriterEvent::Durable {
                    last_seq: self.store.last_seq(),
                    submissions,
                }
            }
            Err(error) => {
                for submission in &mut self.waiting {
                    submission.waiting(&error);
                }
                self.failure = Some(error.clone());
                WriterEvent::Failed {
                    error,
                    waiting: self.waiting.len(),
                }
            }
        };
        (self.on_event)(event);
    }

    fn close(mut self) -> Result<(), StoreError> {
        self.commit();
        let unsaved = self.failure.take();
        if let Some(error) = &unsaved {
            for submission in self.waiting.drain(..) {
                submission.unsaved(error.clone());
            }
        }
        let closed = self.store.close();
        unsaved.map_or(closed, Err)
    }
}
