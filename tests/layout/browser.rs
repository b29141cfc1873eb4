//! A Chromium that lays out one document after another: [`Browser`]. Starting it takes a second,
//! so whoever asks often keeps one.
//!
//! The browser opens a page that this program serves on 127.0.0.1; the page asks for a document,
//! puts it in, measures it, and sends the boxes along when it asks for the next.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::chromium::{Recorded, font_file, read_page};
use crate::html;
use crate::spec::Fixture;

/// How long one document may take. Two hundred pages take a second on a slow machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Asks for documents until there are no more.
const LOOP: &str = "
(async () => {
  await Promise.all([...document.fonts].map(font => font.load().catch(error => {
    throw new Error(`${font.family} ${font.style} ${font.unicodeRange}: ${error}`);
  })));
  await document.fonts.ready;
  const stage = document.getElementById('stage');
  let measured = '';
  for (;;) {
    const answer = await fetch('/next', { method: 'POST', body: measured });
    if (answer.status !== 200) break;
    stage.innerHTML = await answer.text();
    await Promise.all([...stage.querySelectorAll('img')].map(image => image.decode().catch(() => {})));
    measured = JSON.stringify(measure(stage));
  }
})().catch(error => fetch('/failed', { method: 'POST', body: String(error) }));
";

pub(crate) struct Browser {
    process: Child,
    folder: PathBuf,
    documents: Option<Sender<String>>,
    boxes: Receiver<String>,
}

struct Wire {
    documents: Mutex<Receiver<String>>,
    boxes: Mutex<Sender<String>>,
}

impl Browser {
    /// Starts the program that `CHROMIUM` names, `/usr/bin/chromium` by default.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (documents, to_lay_out) = channel();
        let (measured, boxes) = channel();
        let wire = Arc::new(Wire {
            documents: Mutex::new(to_lay_out),
            boxes: Mutex::new(measured),
        });
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let wire = Arc::clone(&wire);
                std::thread::spawn(move || wire.answer(stream));
            }
        });
        let folder = std::env::temp_dir().join(format!("omnios-browser-{}", std::process::id()));
        let program = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
        let process = Command::new(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-device-scale-factor=1",
                "--window-size=1440,900",
            ])
            .arg(format!("--user-data-dir={}", folder.display()))
            .arg(format!("http://127.0.0.1:{port}/"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Chromium starts; CHROMIUM names the program");
        Self {
            process,
            folder,
            documents: Some(documents),
            boxes,
        }
    }

    /// Hands the pages over; [`Self::measured`] waits for their boxes.
    pub(crate) fn lay_out<'a>(&self, fixtures: impl IntoIterator<Item = &'a Fixture>) {
        let document = fixtures.into_iter().map(html::page).collect();
        if let Some(documents) = &self.documents {
            documents.send(document).expect("the server lives");
        }
    }

    /// The boxes of the pages that were handed over first.
    pub(crate) fn measured(&self) -> Vec<Vec<Recorded>> {
        let json = self
            .boxes
            .recv_timeout(PATIENCE)
            .expect("Chromium answers in two minutes");
        let pages: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let pages = pages.as_array().expect("pages");
        pages.iter().map(read_page).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.documents = None;
        self.process.kill().ok();
        self.process.wait().ok();
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

impl Wire {
    fn answer(&self, mut stream: TcpStream) {
        let Some((path, body)) = read_request(&stream) else {
            return;
        };
        let reply = match path.as_str() {
            "/" => Some(html::stage("/fonts", LOOP).into_bytes()),
            "/next" => self.next(body).map(String::into_bytes),
            "/failed" => {
                eprintln!("The page in Chromium failed: {body}");
                None
            }
            path => path
                .strip_prefix("/fonts/")
                .filter(|name| !name.contains('/'))
                .and_then(|name| std::fs::read(font_file(name)).ok()),
        };
        let status = if reply.is_some() {
            "200 OK"
        } else {
            "404 Not Found"
        };
        let body = reply.unwrap_or_default();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\nContent-Type: {}\r\nConnection: close\r\n\r\n",
            body.len(),
            if path == "/" {
                "text/html; charset=utf-8"
            } else {
                "application/octet-stream"
            },
        );
        // A browser that has gone asks for nothing more.
        stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(&body))
            .ok();
    }

    fn next(&self, measured: String) -> Option<String> {
        if !measured.is_empty() {
            self.boxes.lock().ok()?.send(measured).ok()?;
        }
        self.documents.lock().ok()?.recv().ok()
    }
}

fn read_request(stream: &TcpStream) -> Option<(String, String)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let header = line.trim().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, String::from_utf8(body).ok()?))
}
