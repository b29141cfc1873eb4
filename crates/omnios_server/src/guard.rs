//! Who may talk to the server.
//!
//! A page of a foreign site that the person has open can make their browser send requests here.
//! Two things give it away, and both are refused:
//! - A foreign name that was made to point to this machine (DNS rebinding) stands in `Host`.
//! - A page from elsewhere is named in `Origin`, which browsers send along with every WebSocket
//!   and every request that changes something.
//!
//! Programs that are no browsers send no `Origin`, and are let in: they run as somebody on this
//! machine already.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::reply::Failure;

/// The names by which this server may be called, with its port.
#[derive(Clone, Debug)]
pub(crate) struct OwnNames {
    authorities: Vec<String>,
}

impl OwnNames {
    pub(crate) fn new(port: u16) -> Self {
        let names = ["127.0.0.1", "localhost", "[::1]"];
        let mut authorities: Vec<String> =
            names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            // Browsers leave the default port out.
            authorities.extend(names.map(str::to_owned));
        }
        Self { authorities }
    }

    fn has(&self, authority: &str) -> bool {
        self.authorities
            .iter()
            .any(|own| own.eq_ignore_ascii_case(authority))
    }

    fn has_origin(&self, origin: &str) -> bool {
        origin
            .strip_prefix("http://")
            .is_some_and(|authority| self.has(authority))
    }

    fn check(&self, request: &Request) -> Result<(), Failure> {
        let refused =
            |message: &str| Err(Failure::new(StatusCode::FORBIDDEN, "http.foreign", message));
        let headers = request.headers();
        let uri_fits = request
            .uri()
            .authority()
            .is_none_or(|authority| self.has(authority.as_str()));
        if !uri_fits || !single(headers, header::HOST).is_some_and(|host| self.has(host)) {
            return refused(
                "This address is not the studio's own, so the request was refused. Open the address that `omnios serve` printed.",
            );
        }
        let changes_something = !matches!(*request.method(), Method::GET | Method::HEAD);
        let is_socket = headers.contains_key(header::UPGRADE);
        if (changes_something || is_socket)
            && headers.contains_key(header::ORIGIN)
            && !single(headers, header::ORIGIN).is_some_and(|origin| self.has_origin(origin))
        {
            return refused(
                "A page of another site tried to reach the studio, and was refused. Nothing was changed. Use the studio in its own tab.",
            );
        }
        Ok(())
    }
}

/// The header's value, where it stands there exactly once and is text.
fn single(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Lets a request through to the routes, or refuses it.
pub(crate) async fn guard(State(names): State<OwnNames>, request: Request, next: Next) -> Response {
    match names.check(&request) {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(method: &str, headers: &[(&str, &str)]) -> Request {
        let mut request = Request::builder().method(method).uri("/sync");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    }

    fn allowed(method: &str, headers: &[(&str, &str)]) -> bool {
        OwnNames::new(4680).check(&request(method, headers)).is_ok()
    }

    #[test]
    fn only_the_studios_own_names_are_answered_to() {
        for host in [
            "127.0.0.1:4680",
            "localhost:4680",
            "LOCALHOST:4680",
            "[::1]:4680",
        ] {
            assert!(allowed("GET", &[("host", host)]), "{host}");
        }
        for host in [
            "evil.example:4680",
            "127.0.0.1",
            "127.0.0.1:80",
            "127.0.0.1.evil.example:4680",
            "localhost:4680.evil.example",
            "0.0.0.0:4680",
            "",
        ] {
            assert!(!allowed("GET", &[("host", host)]), "{host}");
        }
        assert!(!allowed("GET", &[]));
        let twice = [("host", "127.0.0.1:4680"), ("host", "evil.example")];
        assert!(!allowed("GET", &twice));
    }

    #[test]
    fn pages_from_elsewhere_can_neither_write_nor_open_a_socket() {
        let host = ("host", "127.0.0.1:4680");
        let socket = ("upgrade", "websocket");
        for origin in ["http://127.0.0.1:4680", "http://localhost:4680"] {
            assert!(allowed("POST", &[host, ("origin", origin)]), "{origin}");
            assert!(
                allowed("GET", &[host, socket, ("origin", origin)]),
                "{origin}"
            );
        }
        for origin in [
            "https://evil.example",
            "http://127.0.0.1:3000",
            "https://127.0.0.1:4680",
            "http://127.0.0.1:4680.evil.example",
            "null",
            "",
        ] {
            assert!(!allowed("POST", &[host, ("origin", origin)]), "{origin}");
            assert!(
                !allowed("GET", &[host, socket, ("origin", origin)]),
                "{origin}"
            );
        }
        assert!(allowed("POST", &[host]), "a program that is no browser");
    }
}
