//! A response as it was received, before decoding.

use super::attempts::Attempts;
use super::failure::retry_after;
use super::headers::{first_request_id, request_ids};
use crate::runtime::model::platform;
use crate::runtime::model::printable::brief;
use crate::runtime::spec::operation::Operation;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// A response as it was received, before decoding.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
    pub(crate) attempts: Attempts,
}

impl RawResponse {
    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The id of the request in the logs of the server, from a header such as `request-id`.
    pub fn request_id(&self) -> Option<&str> {
        first_request_id(&self.headers)
    }

    /// All headers with an id of the request, with their values.
    pub fn request_ids(&self) -> impl Iterator<Item = (&'static str, &str)> {
        request_ids(&self.headers)
    }

    /// The time to wait before a retry, from the `Retry-After` header.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(&self.headers, platform::now())
    }

    /// The attempts of the call.
    pub fn attempts(&self) -> Attempts {
        self.attempts
    }

    /// Writes the id of the request, if there is one, and the attempts, if there were several.
    pub(crate) fn write_note(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = self.request_id() {
            write!(f, " (request id {})", brief(id))?;
        }
        self.attempts.write_note(f)
    }
}

/// Formats names and sizes, because headers and bodies may be secret.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("body", &format_args!("<{} bytes>", self.bytes.len()))
            .finish_non_exhaustive()
    }
}

/// Formats the operation and the status.
impl fmt::Display for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation.title(), self.status)
    }
}
