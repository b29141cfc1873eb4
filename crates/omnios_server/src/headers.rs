//! What every answer carries, so that the page can do no more than it needs to.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Scripts come from here only, and WebAssembly may be compiled. Styles may stand in the markup,
/// because menus and virtual lists are positioned so. Pictures are drawn from memory as well.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; \
    connect-src 'self' WS_ORIGIN blob: data:; worker-src 'self' blob:; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const FIXED: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Adds the headers to whatever the routes answer.
pub(crate) async fn add_headers(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).cloned();
    let mut response = next.run(request).await;
    add(response.headers_mut(), host.as_ref());
    response
}

fn add(headers: &mut HeaderMap, host: Option<&HeaderValue>) {
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Not every browser counts a WebSocket to the same place as 'self'.
    let socket_origin = host
        .and_then(|host| host.to_str().ok())
        .map_or_else(String::new, |host| format!("ws://{host}"));
    let policy = CONTENT_SECURITY_POLICY.replace("WS_ORIGIN", &socket_origin);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}
