//! Checksums of rows: CRC-32 over a row's bytes and over what says where they belong, so that
//! neither flipped bits nor bytes filed under the wrong document or number go unnoticed.
//!
//! They guard against accidents, not against somebody who rewrites a row and its checksum.

/// The checksum of one update as stored in the log, with the number of the update before it in the
/// same document.
pub(crate) fn of_update(seq: u64, previous_seq: u64, document: &str, bytes: &[u8]) -> u32 {
    of_row(b"update", [seq, previous_seq], document, bytes)
}

/// The checksum of one snapshot.
pub(crate) fn of_snapshot(up_to_seq: u64, document: &str, bytes: &[u8]) -> u32 {
    of_row(b"snapshot", [up_to_seq, 0], document, bytes)
}

fn of_row(table: &[u8], seqs: [u64; 2], document: &str, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(table);
    for seq in seqs {
        hasher.update(&seq.to_le_bytes());
    }
    // The length keeps "ab" + "c" apart from "a" + "bc".
    hasher.update(&(document.len() as u64).to_le_bytes());
    hasher.update(document.as_bytes());
    hasher.update(bytes);
    hasher.finalize()
}
