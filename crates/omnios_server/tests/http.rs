//! The server as browsers and other pages meet it, over real sockets.

use std::path::Path;
use std::time::Duration;

use omnios_host::{ProjectFile, Randomness, Session, Start};
use omnios_server::{Port, Server};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const PATIENCE: Duration = Duration::from_secs(30);
const ICON: &[u8] = include_bytes!("../../../src-tauri/icons/icon.png");

/// A served project.
struct Studio {
    authority: String,
    folder: tempfile::TempDir,
    stop: oneshot::Sender<()>,
    running: JoinHandle<anyhow::Result<()>>,
}

/// An answer, read to its end.
struct Answer {
    status: u16,
    headers: String,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Studio {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("My project.omnios");
        ProjectFile::create(&path, &Start::Blank, Randomness::seeded(1)).unwrap();
        let ui = folder.path().join("ui");
        std::fs::create_dir_all(ui.join("assets")).unwrap();
        std::fs::write(ui.join("index.html"), "<!doctype html>studio").unwrap();
        std::fs::write(ui.join("assets/engine-1.wasm"), b"\0asm").unwrap();
        std::fs::write(folder.path().join("secret"), "secret").unwrap();
        let server = Server::bind(Port::Fixed(0)).await.unwrap();
        let authority = server
            .url()
            .trim_start_matches("http://")
            .trim_end_matches('/')
            .to_owned();
        let session = Session::open(&path, 7).unwrap();
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(server.run(session, Some(ui), async {
            let _ = stopped.await;
        }));
        Self {
            authority,
            folder,
            stop,
            running,
        }
    }

    fn path(&self) -> String {
        let path = self.folder.path().join("My project.omnios");
        path.to_string_lossy().into_owned()
    }

    /// Sends exactly these headers, `Host` only where it is among them.
    async fn raw(&self, start: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!("{start} HTTP/1.1\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("content-length: {}\r\n", body.len()));
        if !headers.iter().any(|(name, _)| *name == "upgrade") {
            request.push_str("connection: close\r\n");
        }
        request.push_str("\r\n");
        let mut stream = TcpStream::connect(&self.authority).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        // A refusal may come before the body is through.
        let _ = stream.write_all(body).await;
        let mut answer = Vec::new();
        let mut chunk = [0; 65536];
        let read = async {
            loop {
                match stream.read(&mut chunk).await {
                    Ok(0) | Err(_) => break,
                    Ok(count) => answer.extend(&chunk[..count]),
                }
                if is_whole(&answer) {
                    break;
                }
            }
        };
        tokio::time::timeout(PATIENCE, read)
            .await
            .expect("an answer in time");
        let end = answer
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .expect("an HTTP answer");
        let headers = String::from_utf8(answer[..end].to_vec()).unwrap();
        Answer {
            status: headers[9..12].parse().unwrap(),
            body: answer[end + 4..].to_vec(),
            headers,
        }
    }

    async fn get(&self, path: &str) -> Answer {
        let host = self.authority.clone();
        self.raw(&format!("GET {path}"), &[("host", &host)], b"")
            .await
    }

    async fn post(&self, path: &str, content_type: &str, body: &[u8]) -> Answer {
        let host = self.authority.clone();
        let origin = format!("http://{host}");
        let headers = [
            ("host", host.as_str()),
            ("origin", &origin),
            ("content-type", content_type),
        ];
        self.raw(&format!("POST {path}"), &headers, body).await
    }

    async fn request(&self, request: Value) -> Answer {
        let body = request.to_string();
        self.post("/api/request", "application/json", body.as_bytes())
            .await
    }

    async fn stop(self) -> tempfile::TempDir {
        self.stop.send(()).unwrap();
        tokio::time::timeout(PATIENCE, self.running)
            .await
            .expect("the server ends in time")
            .unwrap()
            .unwrap();
        self.folder
    }
}

/// Whether the answer has come to its end, or to where a socket begins: neither closes the line.
fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|it| it == b"\r\n\r\n") else {
        return false;
    };
    let headers = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let length = headers
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    match length {
        Some(length) => answer.len() - end - 4 >= length,
        None => headers.starts_with("http/1.1 101"),
    }
}

const SOCKET: [(&str, &str); 4] = [
    ("upgrade", "websocket"),
    ("connection", "upgrade"),
    ("sec-websocket-version", "13"),
    ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
];

#[tokio::test]
async fn the_page_is_served_with_its_types_and_a_policy() {
    let studio = Studio::start().await;
    let page = studio.get("/").await;
    assert_eq!(
        (page.status, page.body.as_slice()),
        (200, b"<!doctype html>studio".as_slice())
    );
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    let policy = page.header("content-security-policy").unwrap();
    for part in [
        "script-src 'self' 'wasm-unsafe-eval';",
        "frame-ancestors 'none'",
        &format!("ws://{}", studio.authority),
    ] {
        assert!(policy.contains(part), "{part} is not in {policy}");
    }
    let module = studio.get("/assets/engine-1.wasm").await;
    assert_eq!(
        (module.status, module.header("content-type")),
        (200, Some("application/wasm"))
    );
    for path in [
        "/../secret",
        "/%2e%2e/secret",
        "/assets/../../secret",
        "/.hidden",
        "/nothing",
    ] {
        let answer = studio.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.starts_with(b"secret"));
    }
}

#[tokio::test]
async fn a_name_that_only_points_here_is_refused_everywhere() {
    let studio = Studio::start().await;
    let port = studio.authority.rsplit_once(':').unwrap().1;
    for host in [
        "evil.example",
        &format!("evil.example:{port}"),
        "127.0.0.1:1",
    ] {
        for start in ["GET /", "GET /assets/x", "POST /api/request", "GET /sync"] {
            let answer = studio.raw(start, &[("host", host)], b"").await;
            assert_eq!(answer.status, 403, "{start} as {host}");
            assert_eq!(answer.json()["code"], "http.foreign");
        }
    }
    let absolute = format!("GET http://evil.example:{port}/");
    let answer = studio
        .raw(&absolute, &[("host", &studio.authority)], b"")
        .await;
    assert_eq!(answer.status, 403);
    let local = format!("localhost:{port}");
    assert_eq!(
        studio.raw("GET /", &[("host", &local)], b"").await.status,
        200
    );
}

#[tokio::test]
async fn a_page_from_elsewhere_can_neither_ask_nor_connect() {
    let studio = Studio::start().await;
    let host = ("host", studio.authority.as_str());
    let own = format!("http://{}", studio.authority);
    for origin in ["https://evil.example", "http://localhost:1", "null"] {
        let body = br#"{"request":"session"}"#;
        let json = ("content-type", "application/json");
        let answer = studio
            .raw("POST /api/request", &[host, ("origin", origin), json], body)
            .await;
        assert_eq!(answer.status, 403, "{origin}");
        let mut headers = SOCKET.to_vec();
        headers.extend([host, ("origin", origin)]);
        assert_eq!(
            studio.raw("GET /sync", &headers, b"").await.status,
            403,
            "{origin}"
        );
        let upload = studio
            .raw("POST /assets?name=a.png", &[host, ("origin", origin)], ICON)
            .await;
        assert_eq!(upload.status, 403, "{origin}");
    }
    let mut headers = SOCKET.to_vec();
    headers.extend([host, ("origin", own.as_str())]);
    assert_eq!(studio.raw("GET /sync", &headers, b"").await.status, 101);
    // What a form can send is not taken either.
    let form = studio
        .post("/api/request", "text/plain", br#"{"request":"session"}"#)
        .await;
    assert_eq!(form.status, 415);
}

#[tokio::test]
async fn a_page_of_another_project_does_not_get_a_socket() {
    let studio = Studio::start().await;
    let mut headers = SOCKET.to_vec();
    headers.push(("host", &studio.authority));
    let other = studio
        .raw("GET /sync?path=/somewhere/else.omnios", &headers, b"")
        .await;
    assert_eq!(
        (other.status, &other.json()["code"]),
        (409, &json!("sync.other-project"))
    );
    let own = format!("GET /sync?path={}", studio.path().replace(' ', "%20"));
    assert_eq!(studio.raw(&own, &headers, b"").await.status, 101);
}

#[tokio::test]
async fn requests_are_answered_and_errors_say_why() {
    let studio = Studio::start().await;
    let session = studio.request(json!({"request": "session"})).await;
    assert_eq!(session.status, 200);
    assert_eq!(session.json()["response"], "session");
    assert_eq!(session.json()["file_name"], "My project.omnios");
    assert_eq!(session.json()["path"], studio.path());

    let export = json!({"request": "export", "target": "html", "path": "relative"});
    let refused = studio.request(export).await;
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (400, &json!("export.relative-path"))
    );
    let unknown = studio.request(json!({"request": "format-disk"})).await;
    assert_eq!(
        (unknown.status, &unknown.json()["code"]),
        (400, &json!("http.malformed"))
    );
}

#[tokio::test]
async fn an_export_without_a_path_is_offered_for_download() {
    let studio = Studio::start().await;
    let answer = studio
        .request(json!({"request": "export", "target": "zip"}))
        .await;
    let answer = answer.json();
    let address = answer["download"].as_str().unwrap();
    let archive = studio.get(address).await;
    assert_eq!(archive.header("content-type"), Some("application/zip"));
    assert!(
        archive
            .header("content-disposition")
            .unwrap()
            .contains("My project.zip")
    );
    assert!(archive.body.starts_with(b"PK"));
    assert_eq!(studio.get("/exports/99.zip").await.status, 404);
}

#[tokio::test]
async fn an_image_goes_in_and_comes_out_and_other_files_do_not() {
    let studio = Studio::start().await;
    let added = studio
        .post(
            "/assets?name=caf%C3%A9.png",
            "application/octet-stream",
            ICON,
        )
        .await;
    assert_eq!(added.status, 200);
    let row = added.json();
    assert_eq!(row["name"], "café.png");
    assert_eq!(
        (&row["width"], &row["mediaType"]),
        (&json!(512), &json!("image/png"))
    );
    let asset = studio
        .get(&format!("/assets/{}", row["hash"].as_str().unwrap()))
        .await;
    assert_eq!((asset.status, asset.body.as_slice()), (200, ICON));
    assert_eq!(asset.header("content-type"), Some("image/png"));

    let page = studio
        .post(
            "/assets?name=a.png",
            "image/png",
            b"<script>alert(1)</script>",
        )
        .await;
    assert_eq!(
        (page.status, &page.json()["code"]),
        (400, &json!("asset.unknown-format"))
    );
    assert_eq!(
        studio
            .get(&format!("/assets/{}", "0".repeat(64)))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn stopping_leaves_one_closed_file() {
    let studio = Studio::start().await;
    studio.get("/").await;
    let path = studio.path();
    let _folder = studio.stop().await;
    assert!(!Path::new(&format!("{path}-wal")).exists());
    assert!(omnios_host::verify(Path::new(&path)).unwrap().sound);
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let first = Server::bind(Port::Fixed(0)).await.unwrap();
    let url = first.url();
    let port = url.trim_end_matches('/').rsplit_once(':').unwrap().1;
    let error = Server::bind(Port::Fixed(port.parse().unwrap()))
        .await
        .unwrap_err();
    let message = format!("{error:#}");
    assert!(
        message.contains(port) && message.contains("--port"),
        "{message}"
    );
    assert!(
        url.starts_with("http://127.0.0.1:"),
        "only this machine: {url}"
    );
}
