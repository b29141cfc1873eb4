//! Several windows on one project: what each sees, and when an edit counts as saved.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use omnios_document::{Document, DocumentName, Update};
use omnios_host::{Arrival, HostKind, Peer, ProjectFile, Randomness, Session, Start};
use omnios_model::PageId;
use omnios_protocol::host::{ExportTarget, HostRequest, HostResponse};
use omnios_store::Store;
use omnios_sync::{Frame, Outbox};

const PATIENCE: Duration = Duration::from_secs(30);

/// A page in a window: a replica, an outbox and a line to the host.
struct Window {
    document: Document,
    outbox: Outbox,
    peer: Peer,
    frames: Receiver<Vec<u8>>,
}

impl Window {
    fn open(session: &Session, client_id: u64, arrival: Arrival) -> Self {
        let (sender, frames) = mpsc::channel();
        let peer = session.connect(arrival, move |frame| drop(sender.send(frame)));
        let mut window = Self {
            document: Document::new(client_id),
            outbox: Outbox::new(),
            peer,
            frames,
        };
        window.outbox.connected();
        window
    }

    /// As [`Self::open`], with the project and its first page fetched.
    fn synced(session: &Session, client_id: u64) -> Self {
        let mut window = Self::open(session, client_id, Arrival::InOrder);
        window.fetch(DocumentName::Project);
        window.fetch(DocumentName::Page(window.page()));
        window
    }

    fn page(&self) -> PageId {
        self.document.project().pages[0].id
    }

    fn send(&self, frame: &Frame) {
        self.peer.receive(&frame.encode().unwrap()).unwrap();
    }

    fn receive(&mut self) -> Frame {
        let bytes = self
            .frames
            .recv_timeout(PATIENCE)
            .expect("the host answers");
        let frame = Frame::decode(&bytes).unwrap();
        match &frame {
            Frame::Step2 { document, update }
            | Frame::Update {
                document, update, ..
            } => {
                let name = document.parse().unwrap();
                if !self.document.is_loaded(&name) {
                    self.document.load(&name, &[]).unwrap();
                }
                self.document.apply_update(&name, update).unwrap();
            }
            Frame::Ack { seq } => assert!(self.outbox.acknowledged(*seq)),
            Frame::Refused { seq, message } => self.outbox.refused(*seq, message),
            Frame::Step1 { .. } => {}
        }
        frame
    }

    fn fetch(&mut self, name: DocumentName) {
        self.send(&Frame::Step1 {
            document: name.to_string(),
            state_vector: self.document.state_vector(&name),
        });
        assert!(matches!(self.receive(), Frame::Step2 { .. }));
        assert!(matches!(self.receive(), Frame::Step1 { .. }));
    }

    /// Renames the project and gives the update.
    fn rename(&mut self, name: &str) -> Update {
        let ((), mut commit) = self
            .document
            .transact(|tx| tx.set_project_name(name))
            .unwrap();
        commit.updates.remove(0)
    }

    fn push(&mut self, update: &Update) -> Vec<u8> {
        self.outbox
            .push(&update.document.to_string(), &update.bytes)
            .unwrap()
    }

    fn edit(&mut self, name: &str) {
        let update = self.rename(name);
        let frame = self.push(&update);
        self.peer.receive(&frame).unwrap();
    }

    fn until_saved(&mut self) {
        while self.outbox.state().pending > 0 {
            self.receive();
        }
    }
}

fn project() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("project.omnios");
    ProjectFile::create(&path, &Start::Blank, Randomness::seeded(1)).unwrap();
    (folder, path)
}

fn name_in(path: &Path) -> String {
    let file = ProjectFile::open_read_only(path).unwrap();
    file.info().unwrap().name
}

fn updates_in(path: &Path) -> u64 {
    let store = Store::open_read_only(path).unwrap();
    store.sizes().unwrap().update_count
}

#[test]
fn what_one_window_does_the_other_sees_and_the_file_has() {
    let (_folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let mut ada = Window::synced(&session, 1);
    let mut ben = Window::synced(&session, 2);
    assert_eq!(ada.document.project(), ben.document.project());

    ada.edit("Bakery");
    ada.until_saved();
    assert!(matches!(ben.receive(), Frame::Update { seq: 0, .. }));
    assert_eq!(ben.document.project().name, "Bakery");

    ben.edit("Corner Bakery");
    ben.until_saved();
    ada.receive();
    assert_eq!(ada.document.project().name, "Corner Bakery");
    session.close().unwrap();
    assert_eq!(name_in(&path), "Corner Bakery");
}

#[test]
fn an_acknowledged_edit_is_on_the_disk_at_that_moment() {
    let (_folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let mut ada = Window::synced(&session, 1);
    for index in 0..20 {
        ada.edit(&format!("Name {index}"));
    }
    ada.until_saved();
    // The file as a crash would leave it: both files as they are, with nothing closed.
    let copy = path.with_file_name("copy.omnios");
    std::fs::copy(&path, &copy).unwrap();
    let journal = |path: &Path| PathBuf::from(format!("{}-wal", path.display()));
    std::fs::copy(journal(&path), journal(&copy)).unwrap();
    assert_eq!(name_in(&copy), "Name 19");
    session.close().unwrap();
    assert!(!journal(&path).exists(), "closing leaves one file");
}

#[test]
fn a_window_that_was_offline_brings_its_edits_along() {
    let (_folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let mut ada = Window::synced(&session, 1);
    ada.outbox.disconnected();
    let update = ada.rename("Offline");
    ada.push(&update);

    let (sender, frames) = mpsc::channel();
    ada.peer = session.connect(Arrival::InOrder, move |frame| drop(sender.send(frame)));
    ada.frames = frames;
    for frame in ada.outbox.connected() {
        ada.peer.receive(&frame).unwrap();
    }
    ada.until_saved();
    let ben = Window::synced(&session, 2);
    assert_eq!(ben.document.project().name, "Offline");
}

#[test]
fn an_update_that_is_none_is_refused_and_so_are_those_after_it_until_it_comes_right() {
    let (_folder, path) = project();
    let before = updates_in(&path);
    let session = Session::open(&path, 100).unwrap();
    let mut ada = Window::synced(&session, 1);
    let update = |seq, update: &[u8]| Frame::Update {
        document: "project".to_owned(),
        seq,
        update: update.to_vec(),
    };
    let good = ada.rename("Good").bytes;
    let later = ada.rename("Later").bytes;
    ada.send(&update(1, b"\xff\xffno update"));
    ada.send(&update(2, &later));
    assert!(matches!(ada.receive(), Frame::Refused { seq: 1, .. }));
    assert!(matches!(ada.receive(), Frame::Refused { seq: 2, .. }));

    ada.send(&update(1, &good));
    ada.send(&update(2, &later));
    let next =
        |window: &Window| Frame::decode(&window.frames.recv_timeout(PATIENCE).unwrap()).unwrap();
    assert_eq!(next(&ada), Frame::Ack { seq: 1 });
    assert_eq!(next(&ada), Frame::Ack { seq: 2 });
    session.close().unwrap();
    assert_eq!(name_in(&path), "Later");
    assert_eq!(
        updates_in(&path),
        before + 2,
        "the bad one never reached the file"
    );
}

#[test]
fn updates_that_overtake_one_another_are_taken_in_order() {
    let (_folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let mut ada = Window::open(&session, 1, Arrival::AnyOrder);
    ada.fetch(DocumentName::Project);
    let frames: Vec<Vec<u8>> = ["One", "Two", "Three"]
        .iter()
        .map(|name| {
            let update = ada.rename(name);
            ada.push(&update)
        })
        .collect();
    for index in [2, 1, 0] {
        ada.peer.receive(&frames[index]).unwrap();
    }
    assert_eq!(ada.receive(), Frame::Ack { seq: 1 });
    ada.until_saved();
    session.close().unwrap();
    assert_eq!(name_in(&path), "Three");
}

#[test]
fn a_retry_is_acknowledged_and_not_stored_twice() {
    let (_folder, path) = project();
    let before = updates_in(&path);
    let session = Session::open(&path, 100).unwrap();
    let mut ada = Window::synced(&session, 1);
    let update = ada.rename("Once");
    let frame = ada.push(&update);
    for _ in 0..3 {
        ada.peer.receive(&frame).unwrap();
    }
    ada.until_saved();
    ada.peer.receive(&frame).unwrap();
    while !matches!(ada.receive(), Frame::Ack { seq: 1 }) {}
    session.close().unwrap();
    assert_eq!(updates_in(&path), before + 1);
}

#[test]
fn a_peer_that_does_not_speak_the_protocol_is_no_longer_served() {
    let (_folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let mut ada = Window::synced(&session, 1);
    let misspoken = [
        Frame::Ack { seq: 1 },
        Frame::Step1 {
            document: "page/../../etc".to_owned(),
            state_vector: vec![0],
        },
        Frame::Step1 {
            document: "project".to_owned(),
            state_vector: vec![0xff; 20],
        },
        Frame::Update {
            document: "project".to_owned(),
            seq: 0,
            update: vec![0, 0],
        },
    ];
    for frame in misspoken {
        let rude = Window::open(&session, 2, Arrival::InOrder);
        assert!(rude.peer.receive(b"\x09").is_err(), "no frame at all");
        rude.send(&frame);
        assert_eq!(
            rude.frames.recv_timeout(PATIENCE),
            Err(mpsc::RecvTimeoutError::Disconnected),
            "{frame:?}"
        );
        let error = rude.peer.receive(&frame.encode().unwrap()).unwrap_err();
        assert_eq!(error.code(), "sync.not-served");
    }
    ada.edit("Unharmed");
    ada.until_saved();
}

#[test]
fn a_long_session_gets_snapshots_and_opens_to_the_same_project() {
    let (_folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let mut ada = Window::synced(&session, 1);
    for index in 0..600 {
        ada.edit(&format!("Name {index}"));
    }
    ada.until_saved();
    session.close().unwrap();
    let store = Store::open_read_only(&path).unwrap();
    let documents = store.documents().unwrap();
    let of_project = documents
        .iter()
        .find(|it| it.document == "project")
        .unwrap();
    assert!(of_project.updates_since_snapshot < 100, "{of_project:?}");
    drop(store);
    assert_eq!(name_in(&path), "Name 599");
    assert!(omnios_host::verify(&path).unwrap().sound);
}

#[test]
fn an_image_is_stored_before_it_is_named_and_other_files_are_refused() {
    const ICON: &[u8] = include_bytes!("../../../src-tauri/icons/icon.png");
    let (_folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let asset = session
        .add_asset("C:\\photos\\icon.png", ICON.to_vec())
        .unwrap();
    let info = asset.info();
    assert_eq!(
        (info.name.as_str(), info.width, info.height),
        ("icon.png", 512, 512)
    );
    assert_eq!(session.asset(info.hash.as_str()).unwrap().bytes, ICON);

    let error = session
        .add_asset("page.html", b"<script>".to_vec())
        .unwrap_err();
    assert_eq!(error.code(), "asset.unknown-format");
    for unknown in ["", "../../etc/passwd", &"0".repeat(64)] {
        assert_eq!(session.asset(unknown).unwrap_err().code(), "asset.unknown");
    }
    session.close().unwrap();
    let session = Session::open(&path, 100).unwrap();
    let kept = session.asset(info.hash.as_str()).unwrap();
    assert_eq!(kept.media_type, "image/png");
}

#[test]
fn an_export_asks_for_an_absolute_path_and_keeps_an_archive_without_one() {
    let (folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let export = |target, path: Option<&str>| {
        let request = HostRequest::Export {
            target,
            path: path.map(str::to_owned),
            with_ids: false,
        };
        session.handle(HostKind::Server, request)
    };
    for relative in ["site", "../site", "./site.zip", ""] {
        let error = export(ExportTarget::Html, Some(relative)).unwrap_err();
        assert_eq!(error.code(), "export.relative-path", "{relative}");
    }
    let site = folder.path().join("site");
    let answer = export(ExportTarget::Html, site.to_str()).unwrap();
    assert!(site.join("index.html").is_file());
    let HostResponse::Exported { files, path, .. } = answer.response else {
        panic!("an export is answered by what it wrote");
    };
    assert!(files.iter().any(|file| file.path == "index.html"));
    assert_eq!(path.as_deref(), site.to_str());

    let archive = export(ExportTarget::Zip, None).unwrap().archive.unwrap();
    assert!(archive.starts_with(b"PK"));
    let again = export(ExportTarget::Zip, None).unwrap().archive.unwrap();
    assert_eq!(archive, again, "the same project is the same archive");

    let check = session
        .handle(HostKind::Server, HostRequest::CheckExport)
        .unwrap();
    assert!(matches!(
        check.response,
        HostResponse::Exported { path: None, .. }
    ));
}

#[test]
fn a_file_that_is_open_opens_nowhere_else() {
    let (_folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let error = Session::open(&path, 101).unwrap_err();
    assert_eq!(error.code(), "store.in-use");
    session.close().unwrap();
    Session::open(&path, 101).unwrap();
}

#[test]
fn peers_hear_the_end_and_closing_twice_is_no_harm() {
    let (_folder, path) = project();
    let session = Session::open(&path, 100).unwrap();
    let mut ada = Window::synced(&session, 1);
    ada.edit("Last");
    session.close().unwrap();
    ada.until_saved();
    assert!(ada.frames.recv().is_err(), "the line is closed");
    session.close().unwrap();
    assert_eq!(name_in(&path), "Last");
}
