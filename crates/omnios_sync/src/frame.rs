//! [`Frame`]: one message, and its bytes.
//!
//! A frame is `kind: u8`, `name_len: u8`, the document's name in UTF-8, then the payload up to the
//! end. Numbers are little-endian. What a payload holds depends on the kind:
//!
//! | kind | name | payload |
//! |---|---|---|
//! | 0 [`Frame::Step1`] | document | Yjs state vector |
//! | 1 [`Frame::Step2`] | document | Yjs update, v1 |
//! | 2 [`Frame::Update`] | document | `seq: u64`, Yjs update, v1 |
//! | 3 [`Frame::Ack`] | empty | `seq: u64` |
//! | 4 [`Frame::Refused`] | empty | `seq: u64`, message in UTF-8 |

/// The longest name of a document that fits a frame.
pub const MAX_DOCUMENT_NAME_BYTES: usize = u8::MAX as usize;

const STEP_1: u8 = 0;
const STEP_2: u8 = 1;
const UPDATE: u8 = 2;
const ACK: u8 = 3;
const REFUSED: u8 = 4;
const SEQ_BYTES: usize = size_of::<u64>();

/// One message between two replicas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// “Send me what I lack of this document; this is what I have.” Either side sends it. The
    /// host answers with [`Frame::Step2`], the page with a numbered [`Frame::Update`].
    Step1 {
        /// The document's name, `project` or `page/…`.
        document: String,
        /// The sender's Yjs state vector; empty bytes are no state vector, `[0]` is the empty one.
        state_vector: Vec<u8>,
    },
    /// The host's answer to [`Frame::Step1`].
    Step2 {
        /// The document's name.
        document: String,
        /// A Yjs update, v1, with everything that the asker lacked.
        update: Vec<u8>,
    },
    /// A change. Numbered where the page sends it, so that the host can acknowledge it; number 0
    /// where the host passes on what another peer changed.
    Update {
        /// The document's name.
        document: String,
        /// The sender's number for it, from 1 on without gaps, over all documents of a session.
        seq: u64,
        /// A Yjs update, v1.
        update: Vec<u8>,
    },
    /// From the host: every update up to this number is on the disk.
    Ack {
        /// The newest durable update's number.
        seq: u64,
    },
    /// From the host: this update is not on the disk, and so far none after it is. The page keeps
    /// it. An [`Frame::Ack`] may still follow, because the host tries again where the disk was at
    /// fault.
    Refused {
        /// The update's number.
        seq: u64,
        /// What happened, what is safe, what to do.
        message: String,
    },
}

/// Bytes that are no frame, or a frame that has no bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The bytes end before the frame does.
    #[error("a message of {found} bytes ends before its {part}")]
    TooShort {
        /// How many bytes there are.
        found: usize,
        /// What is missing.
        part: &'static str,
    },
    /// There are bytes after the frame's end.
    #[error("a message goes on for {extra} bytes after its end")]
    TooLong {
        /// How many.
        extra: usize,
    },
    /// The first byte is no kind of this protocol.
    #[error("a message has the unknown kind {kind}")]
    UnknownKind {
        /// The first byte.
        kind: u8,
    },
    /// A text is not UTF-8.
    #[error("the {part} of a message is not UTF-8")]
    NotUtf8 {
        /// Which text.
        part: &'static str,
    },
    /// A kind that is about a document names none, or one that is not names one.
    #[error("a message of kind {kind} {}", if *.named { "names a document" } else { "names no document" })]
    WrongName {
        /// The kind.
        kind: u8,
        /// Whether it names a document.
        named: bool,
    },
    /// The name does not fit one byte's count.
    #[error("a document's name has {bytes} bytes; the most is {MAX_DOCUMENT_NAME_BYTES}")]
    NameTooLong {
        /// Its length.
        bytes: usize,
    },
}

impl Frame {
    /// The frame's bytes. An error only where the document's name is empty or too long.
    pub fn encode(&self) -> Result<Vec<u8>, FrameError> {
        match self {
            Self::Step1 {
                document,
                state_vector,
            } => encode(STEP_1, document, &[state_vector]),
            Self::Step2 { document, update } => encode(STEP_2, document, &[update]),
            Self::Update {
                document,
                seq,
                update,
            } => encode(UPDATE, document, &[&seq.to_le_bytes(), update]),
            Self::Ack { seq } => encode(ACK, "", &[&seq.to_le_bytes()]),
            Self::Refused { seq, message } => {
                encode(REFUSED, "", &[&seq.to_le_bytes(), message.as_bytes()])
            }
        }
    }

    /// Reads a frame from exactly its bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let too_short = |part| FrameError::TooShort {
            found: bytes.len(),
            part,
        };
        let (&kind, rest) = bytes.split_first().ok_or(too_short("kind"))?;
        if kind > REFUSED {
            return Err(FrameError::UnknownKind { kind });
        }
        let (&name_len, rest) = rest.split_first().ok_or(too_short("name"))?;
        let (name, payload) = rest
            .split_at_checked(usize::from(name_len))
            .ok_or(too_short("name"))?;
        let document = text(name, "name")?;
        check_name(kind, &document)?;
        let numbered = || {
            let (seq, rest) = payload
                .split_first_chunk::<SEQ_BYTES>()
                .ok_or(too_short("number"))?;
            Ok((u64::from_le_bytes(*seq), rest.to_vec()))
        };
        match kind {
            STEP_1 => Ok(Self::Step1 {
                document,
                state_vector: payload.to_vec(),
            }),
            STEP_2 => Ok(Self::Step2 {
                document,
                update: payload.to_vec(),
            }),
            UPDATE => numbered().map(|(seq, update)| Self::Update {
                document,
                seq,
                update,
            }),
            ACK => match numbered()? {
                (seq, rest) if rest.is_empty() => Ok(Self::Ack { seq }),
                (_, rest) => Err(FrameError::TooLong { extra: rest.len() }),
            },
            _ => {
                let (seq, message) = numbered()?;
                let message = text(&message, "message")?;
                Ok(Self::Refused { seq, message })
            }
        }
    }
}

fn text(bytes: &[u8], part: &'static str) -> Result<String, FrameError> {
    std::str::from_utf8(bytes)
        .map(str::to_owned)
        .map_err(|_| FrameError::NotUtf8 { part })
}

fn check_name(kind: u8, document: &str) -> Result<(), FrameError> {
    let is_about_a_document = matches!(kind, STEP_1 | STEP_2 | UPDATE);
    let named = !document.is_empty();
    if named != is_about_a_document {
        return Err(FrameError::WrongName { kind, named });
    }
    Ok(())
}

fn encode(kind: u8, document: &str, payload: &[&[u8]]) -> Result<Vec<u8>, FrameError> {
    check_name(kind, document)?;
    let name_len = u8::try_from(document.len()).map_err(|_| FrameError::NameTooLong {
        bytes: document.len(),
    })?;
    let payload_len: usize = payload.iter().map(|part| part.len()).sum();
    let mut bytes = Vec::with_capacity(2 + document.len() + payload_len);
    bytes.extend([kind, name_len]);
    bytes.extend(document.as_bytes());
    for part in payload {
        bytes.extend(*part);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The layout is a contract with programs in other languages, so it is spelled out once.
    #[test]
    fn a_frame_has_the_bytes_that_the_table_says() {
        let update = Frame::Update {
            document: "page/a".to_owned(),
            seq: 258,
            update: vec![9, 8],
        };
        assert_eq!(
            update.encode().unwrap(),
            b"\x02\x06page/a\x02\x01\0\0\0\0\0\0\x09\x08"
        );
        let ack = Frame::Ack { seq: 1 };
        assert_eq!(ack.encode().unwrap(), b"\x03\0\x01\0\0\0\0\0\0\0");
        let refused = Frame::Refused {
            seq: 1,
            message: "full".to_owned(),
        };
        assert_eq!(refused.encode().unwrap(), b"\x04\0\x01\0\0\0\0\0\0\0full");
    }

    #[test]
    fn malformed_bytes_are_refused_by_their_fault() {
        let too_short = |found, part| Err(FrameError::TooShort { found, part });
        assert_eq!(Frame::decode(b""), too_short(0, "kind"));
        assert_eq!(Frame::decode(b"\0"), too_short(1, "name"));
        assert_eq!(Frame::decode(b"\0\x05page"), too_short(6, "name"));
        assert_eq!(Frame::decode(b"\x02\x01p\x01"), too_short(4, "number"));
        assert_eq!(
            Frame::decode(b"\x03\0\x01\0\0\0\0\0\0\0x"),
            Err(FrameError::TooLong { extra: 1 })
        );
        assert_eq!(
            Frame::decode(b"\x05\0"),
            Err(FrameError::UnknownKind { kind: 5 })
        );
        assert_eq!(
            Frame::decode(b"\0\x01\xff"),
            Err(FrameError::NotUtf8 { part: "name" })
        );
        assert_eq!(
            Frame::decode(b"\0\0"),
            Err(FrameError::WrongName {
                kind: 0,
                named: false
            })
        );
        assert_eq!(
            Frame::decode(b"\x03\x01p\x01\0\0\0\0\0\0\0"),
            Err(FrameError::WrongName {
                kind: 3,
                named: true
            })
        );
    }

    #[test]
    fn a_name_that_does_not_fit_is_refused_when_writing() {
        let frame = Frame::Step1 {
            document: "p".repeat(256),
            state_vector: vec![0],
        };
        assert_eq!(frame.encode(), Err(FrameError::NameTooLong { bytes: 256 }));
    }
}
