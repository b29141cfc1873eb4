//! `serve`: the address, the project in use, and the end.

use std::io::{BufRead as _, BufReader, Lines};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};

use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

use crate::program::Folder;
use crate::yjs::{contains, set_in_map};

/// `omnios serve` while it runs; killed when dropped.
pub(crate) struct Served {
    pub(crate) child: Child,
    pub(crate) authority: String,
    output: Lines<BufReader<ChildStdout>>,
}

pub(crate) type Socket = WebSocket<MaybeTlsStream<TcpStream>>;

impl Served {
    pub(crate) fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut child = folder
            .command(&["serve"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = output.next().expect("a first line").unwrap();
        let authority = first
            .strip_prefix("Omnios Studio is at http://")
            .and_then(|rest| rest.strip_suffix('/'))
            .unwrap_or_else(|| panic!("{first}"))
            .to_owned();
        Self {
            child,
            authority,
            output,
        }
    }

    pub(crate) fn connect(&self) -> Socket {
        let (socket, _) = tungstenite::connect(format!("ws://{}/sync", self.authority)).unwrap();
        socket
    }

    #[cfg(unix)]
    fn terminate(mut self) -> Vec<String> {
        let id = self.child.id().to_string();
        let status = std::process::Command::new("kill")
            .args(["-TERM", &id])
            .status();
        assert!(status.unwrap().success());
        let rest = self.output.by_ref().map(Result::unwrap).collect();
        assert!(self.child.wait().unwrap().success());
        rest
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Gone already, most of the time.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A numbered update as a frame: kind 2, the document's name, the number, the update.
pub(crate) fn update_frame(document: &str, seq: u64, update: &[u8]) -> Message {
    let mut frame = vec![2, document.len() as u8];
    frame.extend(document.as_bytes());
    frame.extend(seq.to_le_bytes());
    frame.extend(update);
    Message::Binary(frame.into())
}

/// The number of an acknowledgement (kind 3), if the frame is one.
pub(crate) fn acknowledged(message: &Message) -> Option<u64> {
    match message {
        Message::Binary(frame) if frame.first() == Some(&3) => {
            Some(u64::from_le_bytes(frame[2..10].try_into().unwrap()))
        }
        _ => None,
    }
}

#[cfg(unix)]
#[test]
fn a_served_project_is_in_use_and_one_file_again_at_the_end() {
    let folder = Folder::with_project();
    let served = Served::start(&folder, &["a.omnios", "--port", "0"]);
    for arguments in [
        &["info", "a.omnios"][..],
        &[
            "do",
            "a.omnios",
            "project.rename",
            "--args",
            r#"{"name": "x"}"#,
        ],
        &["serve", "a.omnios", "--port", "0"],
    ] {
        folder.fails(arguments, "store.in-use");
    }
    let mut socket = served.connect();
    let update = set_in_map(9, 0, "foreign", "k", "from the page");
    socket.send(update_frame("project", 1, &update)).unwrap();
    while acknowledged(&socket.read().unwrap()) != Some(1) {}

    let said = served.terminate();
    assert!(said.iter().any(|line| line.contains("closed")), "{said:?}");
    assert!(!folder.path("a.omnios-wal").exists());
    folder.ok(&["read-update", "a.omnios", "project", "--out", "state.bin"]);
    assert!(contains(&folder.read("state.bin"), "from the page"));
}

#[test]
fn without_a_file_the_persons_own_sample_opens() {
    let folder = Folder::new();
    let served = Served::start(&folder, &["--port", "0"]);
    assert!(folder.path("data/omnios/Omnios Sample.omnios").is_file());
    drop(served);
    // The second time it is theirs already, and may have been left by a crash.
    drop(Served::start(&folder, &["--port", "0"]));
}

#[test]
fn a_taken_port_is_an_error_only_where_it_was_asked_for() {
    let folder = Folder::with_project();
    folder.ok(&["new", "b.omnios"]);
    let first = Served::start(&folder, &["a.omnios"]);
    let port = first.authority.rsplit_once(':').unwrap().1;
    let message = folder.fails(&["serve", "b.omnios", "--port", port], "host.failed");
    assert!(
        message.contains(port) && message.contains("--port"),
        "{message}"
    );
    let second = Served::start(&folder, &["b.omnios"]);
    assert_ne!(first.authority, second.authority);
}
