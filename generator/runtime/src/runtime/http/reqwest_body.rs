//! The bodies of requests as `reqwest` takes them.

use super::outgoing_body::OutgoingBody;
use super::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::model::request_body::RequestBody;

/// The request with a body that `reqwest` takes.
pub(crate) fn with_body(request: http::Request<RequestBody>) -> Result<http::Request<reqwest::Body>, TransportError> {
    let (head, body) = request.into_parts();
    let body = match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(OutgoingBody::open(body).map_err(|error| {
            let message = format!("the body of the request cannot be opened: {error}");
            TransportError::new(TransportErrorKind::Other, message).with_source(error)
        })?),
    };
    Ok(http::Request::from_parts(head, body))
}
