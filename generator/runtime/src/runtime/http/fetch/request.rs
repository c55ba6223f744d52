//! Requests as `fetch` takes them.

use super::failure::refused;
use crate::runtime::http::transport_error::TransportError;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HOST};
use http::{HeaderName, HeaderValue};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{AbortSignal, Headers, Request, RequestCache, RequestInit, RequestRedirect};

pub(crate) use web_sys::RequestCredentials;

/// The request as `fetch` takes it.
pub(crate) fn converted(
    request: &http::Request<Bytes>,
    credentials: RequestCredentials,
    signal: &AbortSignal,
) -> Result<Request, TransportError> {
    build(request, credentials, signal).map_err(|error| refused(&error))
}

fn build(
    request: &http::Request<Bytes>,
    credentials: RequestCredentials,
    signal: &AbortSignal,
) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in request.headers().iter().filter(|(name, _)| !is_of_browser(name)) {
        headers.append(name.as_str(), &latin1(value))?;
    }
    let init = RequestInit::new();
    init.set_method(request.method().as_str());
    init.set_headers(&headers);
    init.set_redirect(RequestRedirect::Manual);
    init.set_credentials(credentials);
    // What a server sends is what the program gets, also when it asks again.
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(signal));
    if !request.body().is_empty() {
        init.set_body(&Uint8Array::from(request.body().as_ref()));
    }
    Request::new_with_str_and_init(&request.uri().to_string(), &init)
}

/// Whether the browser writes the header itself.
fn is_of_browser(name: &HeaderName) -> bool {
    name == CONTENT_LENGTH || name == HOST
}

/// The bytes of a value, each as the character of its number, as `fetch` takes and gives them.
fn latin1(value: &HeaderValue) -> String {
    value.as_bytes().iter().map(|byte| char::from(*byte)).collect()
}
