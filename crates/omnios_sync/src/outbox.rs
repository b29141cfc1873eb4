//! [`Outbox`]: the page's own updates until they are on the host's disk.
//!
//! The outbox decides what to send and what the save indicator may say; its owner has the
//! connection and the timers.

use std::collections::VecDeque;

use crate::frame::{Frame, FrameError};

/// Numbers updates and keeps each one until it is acknowledged.
#[derive(Debug, Default)]
pub struct Outbox {
    /// Number and bytes of each frame that is not acknowledged, in ascending order.
    unacknowledged: VecDeque<(u64, Vec<u8>)>,
    last_seq: u64,
    connected: bool,
    refusal: Option<String>,
}

/// What the save indicator is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutboxState<'a> {
    /// How many updates are not known to be on the disk.
    pub pending: usize,
    /// Whether there is a connection.
    pub connected: bool,
    /// Why the host could not write, as long as that stands.
    pub refusal: Option<&'a str>,
}

impl Outbox {
    /// An empty outbox without a connection.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an update to be saved and returns the frame to send. Without a connection the frame
    /// is not to be sent now; [`Self::connected`] returns it again.
    pub fn push(&mut self, document: &str, update: &[u8]) -> Result<Vec<u8>, FrameError> {
        let seq = self.last_seq + 1;
        let bytes = Frame::Update {
            document: document.to_owned(),
            seq,
            update: update.to_vec(),
        }
        .encode()?;
        self.last_seq = seq;
        self.unacknowledged.push_back((seq, bytes.clone()));
        Ok(bytes)
    }

    /// There is a connection (anew). Returns the frames to send on it first, in order: everything
    /// that no host has acknowledged. A host that has some of it already takes no harm.
    pub fn connected(&mut self) -> Vec<Vec<u8>> {
        self.connected = true;
        self.resend()
    }

    /// The connection is gone; what is sent from now on is kept.
    pub fn disconnected(&mut self) {
        self.connected = false;
    }

    /// The frames to send again after a refusal, in order; none without a connection.
    #[must_use]
    pub fn retry(&self) -> Vec<Vec<u8>> {
        if self.connected {
            self.resend()
        } else {
            Vec::new()
        }
    }

    fn resend(&self) -> Vec<Vec<u8>> {
        self.unacknowledged
            .iter()
            .map(|(_, bytes)| bytes.clone())
            .collect()
    }

    /// Every update up to `seq` is on the disk. A number that was never given out is no
    /// acknowledgement of anything; the answer says whether it was taken.
    pub fn acknowledged(&mut self, seq: u64) -> bool {
        if seq > self.last_seq {
            return false;
        }
        while self
            .unacknowledged
            .pop_front_if(|(kept, _)| *kept <= seq)
            .is_some()
        {
            self.refusal = None;
        }
        true
    }

    /// The host could not write update `seq`. It stays here, and so does everything after it. A
    /// refusal of what was acknowledged meanwhile is out of date and is passed over.
    pub fn refused(&mut self, seq: u64, message: &str) {
        let is_kept = self.unacknowledged.iter().any(|(kept, _)| *kept == seq);
        if is_kept {
            self.refusal = Some(message.to_owned());
        }
    }

    /// What the save indicator is made of.
    #[must_use]
    pub fn state(&self) -> OutboxState<'_> {
        OutboxState {
            pending: self.unacknowledged.len(),
            connected: self.connected,
            refusal: self.refusal.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seqs(frames: &[Vec<u8>]) -> Vec<u64> {
        frames
            .iter()
            .map(|bytes| match Frame::decode(bytes).unwrap() {
                Frame::Update { seq, .. } => seq,
                frame => panic!("{frame:?} in an outbox"),
            })
            .collect()
    }

    #[test]
    fn an_edit_made_offline_is_sent_when_the_host_is_back() {
        let mut outbox = Outbox::new();
        outbox.push("project", &[1]).unwrap();
        assert!(outbox.retry().is_empty());
        assert_eq!(seqs(&outbox.connected()), [1]);
        outbox.push("page/a", &[2]).unwrap();
        outbox.disconnected();
        assert_eq!(outbox.state().pending, 2);
        assert_eq!(seqs(&outbox.connected()), [1, 2]);
        assert!(outbox.acknowledged(2));
        assert_eq!(outbox.state().pending, 0);
        assert!(outbox.connected().is_empty());
    }

    #[test]
    fn a_full_disk_is_shown_until_the_host_has_written() {
        let mut outbox = Outbox::new();
        outbox.connected();
        outbox.push("project", &[1]).unwrap();
        outbox.push("project", &[2]).unwrap();
        outbox.refused(1, "The disk is full.");
        assert_eq!(outbox.state().refusal, Some("The disk is full."));
        assert_eq!(seqs(&outbox.retry()), [1, 2]);
        outbox.acknowledged(1);
        assert_eq!(outbox.state().refusal, None);
        assert_eq!(outbox.state().pending, 1);
        outbox.refused(1, "late");
        assert_eq!(outbox.state().refusal, None);
    }

    #[test]
    fn an_acknowledgement_of_what_was_never_sent_saves_nothing() {
        let mut outbox = Outbox::new();
        outbox.connected();
        outbox.push("project", &[1]).unwrap();
        assert!(!outbox.acknowledged(7));
        assert_eq!(outbox.state().pending, 1);
    }

    #[test]
    fn a_name_without_room_takes_no_number() {
        let mut outbox = Outbox::new();
        assert!(outbox.push("", &[1]).is_err());
        outbox.push("project", &[1]).unwrap();
        assert_eq!(seqs(&outbox.connected()), [1]);
    }
}
