//! A request as a server receives it: what mocks, recordings and replays compare.

use crate::runtime::http::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;
use crate::runtime::spec::operation::Operation;
use bytes::Bytes;
use std::future::poll_fn;

/// The operation that a request is for, if a client sent it for one.
pub(crate) fn operation<B>(request: &http::Request<B>) -> Option<&'static Operation> {
    request.extensions().get::<&'static Operation>().copied()
}

/// Path and query of a request.
pub(crate) fn path_and_query<B>(request: &http::Request<B>) -> &str {
    request.uri().path_and_query().map_or("/", |target| target.as_str())
}

/// Method, path and query of a request, and its operation, for messages.
pub(crate) fn title<B>(request: &http::Request<B>) -> String {
    let line = format!("{} {}", request.method(), path_and_query(request));
    match operation(request) {
        Some(operation) => format!("{line} (`{}`)", operation.id()),
        None => line,
    }
}

/// Receives the body of a request into memory.
pub(crate) async fn received(request: http::Request<RequestBody>) -> Result<http::Request<Bytes>, TransportError> {
    let (head, body) = request.into_parts();
    if let Some(bytes) = body.as_bytes() {
        return Ok(http::Request::from_parts(head, bytes.clone()));
    }
    let failed = |error: std::io::Error| {
        TransportError::new(TransportErrorKind::Other, format!("the body of the request cannot be sent: {error}"))
    };
    let mut stream = body.into_stream().map_err(failed)?;
    let mut all = Vec::new();
    while let Some(chunk) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        all.extend_from_slice(&chunk.map_err(failed)?);
    }
    Ok(http::Request::from_parts(head, all.into()))
}

/// The decoded pairs of a query or a form, in the order of their names.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    let decoded =
        |text: &str| percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let parts = text.split('&').filter(|part| !part.is_empty());
    let mut pairs: Vec<(String, String)> = parts
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    pairs.sort();
    pairs
}
