//! Figma files over the network: the file itself, and the pictures that it shows.
//!
//! The token goes with requests to the API's own address and to no other; addresses are `https`,
//! but for this machine's own.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::time::Duration;

use omnios_import::{ImportError, MAX_FILE_BYTES, MAX_TOTAL_BYTES, MemoryFiles, Progress};
use omnios_protocol::host::ImportNote;
use reqwest::blocking::{Client, Response};
use reqwest::header::{LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{StatusCode, Url};

use crate::error::Error;

/// Where Figma's API is.
pub const FIGMA_ADDRESS: &str = "https://api.figma.com";

/// How long a connection may take, and a whole request.
const CONNECT_LIMIT: Duration = Duration::from_secs(20);
const REQUEST_LIMIT: Duration = Duration::from_secs(180);

/// How often an answer may lead elsewhere.
const MOST_REDIRECTS: usize = 5;

/// The most pictures of one file.
const MOST_PICTURES: usize = 2_000;

/// A file on Figma's servers, and who asks for it.
pub struct FigmaSource {
    key: String,
    address: String,
    token: String,
}

/// Files that were fetched, and what is missing of them.
pub(crate) struct Fetched {
    /// The file, and its pictures in `images`.
    pub(crate) files: MemoryFiles,
    /// The file's path within them.
    pub(crate) path: String,
    /// Pictures that couldn't be fetched.
    pub(crate) notes: Vec<ImportNote>,
}

/// The key in `figma:KEY` or in a file's address, `https://www.figma.com/design/KEY/…`. `None`
/// for anything else.
pub fn figma_key(source: &str) -> Option<&str> {
    let is_key = |key: &&str| {
        !key.is_empty() && key.len() <= 128 && key.bytes().all(|it| it.is_ascii_alphanumeric())
    };
    if let Some(key) = source.strip_prefix("figma:") {
        return Some(key).filter(is_key);
    }
    let rest = source.strip_prefix("https://")?;
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.strip_prefix("figma.com/")?;
    let mut parts = rest.split(['/', '?', '#']);
    let kind = parts.next()?;
    if !matches!(kind, "file" | "design" | "proto" | "board" | "slides") {
        return None;
    }
    let key = parts.next()?;
    let key = match (parts.next(), parts.next()) {
        (Some("branch"), Some(branch)) => branch,
        _ => key,
    };
    Some(key).filter(is_key)
}

impl FigmaSource {
    /// The file of that key, at the API of that address, for the owner of the token.
    pub fn new(key: &str, address: &str, token: &str) -> Self {
        Self {
            key: key.to_owned(),
            address: address.trim_end_matches('/').to_owned(),
            token: token.to_owned(),
        }
    }

    fn error(&self, detail: impl Into<String>) -> Error {
        Error::Import {
            path: format!("figma:{}", self.key).into(),
            detail: detail.into(),
        }
    }

    /// Fetches the file and the pictures that it names.
    pub(crate) fn fetch(&self, progress: &mut dyn Progress) -> Result<Fetched, Error> {
        if self.token.trim().is_empty() {
            return Err(self.error(
                "there is no token. Make a personal access token in Figma's settings and put it into the environment variable FIGMA_TOKEN",
            ));
        }
        let go_on = |progress: &mut dyn Progress, done, total, what: &str| {
            let goes_on = progress.go_on(done, total, what);
            goes_on
                .then_some(())
                .ok_or_else(|| self.error(ImportError::Cancelled.to_string()))
        };
        // A second call finds one there, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT_LIMIT)
            .timeout(REQUEST_LIMIT)
            .user_agent(concat!("omnios/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| self.error(format!("no connection can be made: {error}")))?;
        go_on(progress, 0, 2, "the file")?;
        let file = format!("/v1/files/{}?geometry=paths", self.key);
        let file = self.ask(&client, &file)?;
        go_on(progress, 1, 2, "the list of its pictures")?;
        let list = self.ask(&client, &format!("/v1/files/{}/images", self.key))?;
        let pictures = self.pictures(&list, &file)?;
        let mut fetched = Fetched {
            path: format!("{}.json", self.key),
            files: MemoryFiles::default(),
            notes: Vec::new(),
        };
        self.keep(&mut fetched.files, &fetched.path.clone(), file)?;
        let count = pictures.len();
        for (index, (reference, address)) in pictures.into_iter().enumerate() {
            go_on(progress, index + 2, count + 2, "a picture")?;
            match self.picture(&client, &address) {
                Ok(bytes) => {
                    self.keep(&mut fetched.files, &format!("images/{reference}"), bytes)?;
                }
                Err(why) => fetched.notes.push(ImportNote {
                    loss: "left-out".to_owned(),
                    place: format!("{}: images/{reference}", fetched.path),
                    message: format!("the picture couldn't be fetched: {why}"),
                    count: 1,
                }),
            }
        }
        Ok(fetched)
    }

    fn keep(&self, files: &mut MemoryFiles, path: &str, bytes: Vec<u8>) -> Result<(), Error> {
        files
            .insert(path, bytes)
            .map_err(|error| self.error(error.to_string()))
    }

    /// The pictures that the file names, by their references, with their addresses.
    fn pictures(&self, list: &[u8], file: &[u8]) -> Result<BTreeMap<String, String>, Error> {
        let list: serde_json::Value = serde_json::from_slice(list).map_err(|error| {
            self.error(format!("the list of its pictures can't be read: {error}"))
        })?;
        let file = String::from_utf8_lossy(file);
        let images = list["meta"]["images"].as_object();
        let is_reference = |text: &str| text.bytes().all(|it| it.is_ascii_alphanumeric());
        let named = images
            .into_iter()
            .flatten()
            .filter_map(|(reference, address)| Some((reference, address.as_str()?)))
            .filter(|(reference, _)| is_reference(reference) && file.contains(reference.as_str()))
            .map(|(reference, address)| (reference.clone(), address.to_owned()));
        Ok(named.take(MOST_PICTURES).collect())
    }

    /// Asks the API, and explains what it refuses.
    fn ask(&self, client: &Client, path: &str) -> Result<Vec<u8>, Error> {
        let base = Url::parse(&self.address)
            .map_err(|error| self.error(format!("“{}” is no address: {error}", self.address)))?;
        let url = Url::parse(&format!("{}{path}", self.address))
            .map_err(|error| self.error(format!("“{}” is no address: {error}", self.address)))?;
        let answer = self
            .follow(client, url, Some(&base))
            .map_err(|why| self.error(why))?;
        let status = answer.status();
        if status.is_success() {
            return whole(answer, MAX_FILE_BYTES).map_err(|why| self.error(why));
        }
        let wait = answer.headers().get(RETRY_AFTER);
        let wait = wait.and_then(|it| it.to_str().ok()).map(str::to_owned);
        Err(self.error(refusal(status, wait.as_deref())))
    }

    fn picture(&self, client: &Client, address: &str) -> Result<Vec<u8>, String> {
        let url = Url::parse(address).map_err(|error| error.to_string())?;
        let answer = self.follow(client, url, None)?;
        match answer.status() {
            status if status.is_success() => whole(answer, MAX_TOTAL_BYTES.min(MAX_FILE_BYTES)),
            status => Err(format!("the server answered {status}")),
        }
    }

    /// Sends a request, and again where the answer leads. The token goes with those to `base`.
    fn follow(
        &self,
        client: &Client,
        mut url: Url,
        base: Option<&Url>,
    ) -> Result<Response, String> {
        for _ in 0..=MOST_REDIRECTS {
            let is_allowed = url.scheme() == "https" || url.scheme() == "http" && is_local(&url);
            if !is_allowed {
                return Err("the address has to begin with https://".to_owned());
            }
            let mut request = client.get(url.clone());
            if base.is_some_and(|base| base.origin() == url.origin()) {
                request = request.header("X-Figma-Token", self.token.trim());
            }
            let answer = request.send().map_err(|error| unreachable(&error))?;
            let next = answer
                .headers()
                .get(LOCATION)
                .and_then(|it| it.to_str().ok());
            let Some(next) = next.filter(|_| answer.status().is_redirection()) else {
                return Ok(answer);
            };
            url = url
                .join(next)
                .map_err(|_| "the server leads to what is no address".to_owned())?;
        }
        Err("the server leads from one address to the next without end".to_owned())
    }
}

fn is_local(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost" | "[::1]") => true,
        Some(host) => host
            .parse::<std::net::Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback()),
        None => false,
    }
}

/// Why nothing came back. Addresses are left out: a picture's holds a signature.
fn unreachable(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "the server took too long. Try again".to_owned();
    }
    if error.is_connect() {
        return "the server can't be reached. Check the address and your connection".to_owned();
    }
    if error.is_builder() {
        return "the token holds letters that no token has. Copy it again".to_owned();
    }
    "the connection broke. Try again".to_owned()
}

/// What a status means for the person who asks.
fn refusal(status: StatusCode, wait: Option<&str>) -> String {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            "Figma refuses the token in FIGMA_TOKEN. Make one that may read file contents, and that is still valid".to_owned()
        }
        StatusCode::NOT_FOUND => {
            "Figma has no file of that key, or the token's owner may not see it. Copy the file's address again, or ask for access".to_owned()
        }
        StatusCode::TOO_MANY_REQUESTS => match wait.and_then(|it| it.trim().parse::<u64>().ok()) {
            Some(secs) => format!("Figma was asked too often. Try again in {secs} seconds"),
            None => "Figma was asked too often. Try again in a minute".to_owned(),
        },
        status => format!("Figma answered {status}. Try again later"),
    }
}

/// The whole answer, if it isn't too large.
fn whole(answer: Response, limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    answer
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| "the connection broke before the end. Try again".to_owned())?;
    if bytes.len() as u64 > limit {
        return Err(format!("it has more than {limit} bytes. Split the file"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::TcpListener;
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    /// A server that answers each request by its path, and tells what was asked with which token.
    fn server(
        answer: impl Fn(&str, &str) -> String + Send + 'static,
    ) -> (String, Receiver<(String, Option<String>)>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (sender, asked) = channel();
        let own = address.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let first = lines.next().unwrap().unwrap();
                let path = first.split(' ').nth(1).unwrap().to_owned();
                let headers: Vec<String> = lines
                    .map(Result::unwrap)
                    .take_while(|line| !line.is_empty())
                    .collect();
                let token = headers.iter().find_map(|line| {
                    line.to_lowercase()
                        .strip_prefix("x-figma-token: ")
                        .map(str::to_owned)
                });
                let text = answer(&path, &own);
                if sender.send((path, token)).is_err() {
                    return;
                }
                stream.write_all(text.as_bytes()).unwrap();
            }
        });
        (address, asked)
    }

    fn reply(status: &str, headers: &str, body: &str) -> String {
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
    }

    fn fetch(address: &str, token: &str) -> Result<Fetched, Error> {
        FigmaSource::new("KEY", address, token).fetch(&mut ())
    }

    #[test]
    fn addresses_of_files_hold_their_keys() {
        assert_eq!(figma_key("figma:abc123"), Some("abc123"));
        assert_eq!(
            figma_key("https://www.figma.com/design/abc123/Shop?node-id=1-2"),
            Some("abc123")
        );
        assert_eq!(figma_key("https://figma.com/file/abc123"), Some("abc123"));
        assert_eq!(
            figma_key("https://www.figma.com/design/abc/branch/def/Shop"),
            Some("def")
        );
        assert_eq!(
            figma_key("https://www.figma.com.evil.example/file/abc"),
            None
        );
        assert_eq!(figma_key("figma:../x"), None);
        assert_eq!(figma_key("landing/index.html"), None);
    }

    #[test]
    fn the_file_and_its_pictures_are_fetched_and_the_token_stays_with_the_api() {
        use omnios_import::Files as _;
        let (other, other_asked) = server(|_, _| reply("200 OK", "", "png"));
        let (address, asked) = server(move |path, own| match path {
            "/v1/files/KEY?geometry=paths" => reply(
                "200 OK",
                "",
                r#"{"document":{"children":[]},"x":"ref1 ref2 ref3"}"#,
            ),
            "/v1/files/KEY/images" => {
                let list = format!(
                    r#"{{"meta":{{"images":{{"ref1":"{own}/moved","ref2":"http://example.org/x.png","ref9":"{own}/unused"}}}}}}"#
                );
                reply("200 OK", "", &list)
            }
            "/moved" => reply("302 Found", &format!("Location: {other}/p.png\r\n"), ""),
            _ => reply("404 Not Found", "", ""),
        });
        let fetched = fetch(&address, "secret").unwrap();
        assert_eq!(fetched.files.paths(), ["KEY.json", "images/ref1"]);
        assert_eq!(fetched.files.read("images/ref1").unwrap(), b"png");
        assert_eq!(fetched.notes.len(), 1);
        assert!(
            fetched.notes[0].message.contains("https://"),
            "{:?}",
            fetched.notes
        );
        let tokens: Vec<Option<String>> = asked.try_iter().map(|(_, token)| token).collect();
        let secret = Some("secret".to_owned());
        assert_eq!(tokens, [secret.clone(), secret, None]);
        assert_eq!(other_asked.try_iter().next().unwrap().1, None);
    }

    #[test]
    fn the_token_does_not_follow_a_redirect_to_another_host() {
        let (other, other_asked) = server(|_, _| reply("403 Forbidden", "", ""));
        let (address, _asked) =
            server(move |_, _| reply("302 Found", &format!("Location: {other}/\r\n"), ""));
        assert!(fetch(&address, "secret").is_err());
        assert_eq!(other_asked.try_iter().next().unwrap().1, None);
    }

    #[test]
    fn refusals_say_what_to_do() {
        let says = |status: &'static str, headers: &'static str| {
            let (address, _asked) = server(move |_, _| reply(status, headers, "secret"));
            fetch(&address, "secret").err().unwrap().to_string()
        };
        assert!(says("403 Forbidden", "").contains("FIGMA_TOKEN"));
        assert!(says("404 Not Found", "").contains("no file of that key"));
        assert!(says("429 Too Many Requests", "Retry-After: 30\r\n").contains("30 seconds"));
        let looped = says("302 Found", "Location: /again\r\n");
        assert!(looped.contains("without end"), "{looped}");
        for message in [says("500 Oops", ""), looped] {
            assert!(!message.contains("secret"), "{message}");
        }
        assert!(fetch("http://example.org", "secret").is_err());
        assert!(
            fetch(FIGMA_ADDRESS, " ")
                .err()
                .unwrap()
                .to_string()
                .contains("FIGMA_TOKEN")
        );
    }
}
