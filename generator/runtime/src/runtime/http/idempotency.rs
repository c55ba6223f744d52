//! The header by which a server recognizes a repeated request.

use crate::runtime::spec::operation::Operation;
use crate::runtime::spec::param::ParamLocation;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::time::SystemTime;

/// The header if neither the document nor the client has another one.
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The header of OASIS Repeatable Requests 1.0.
const REPEATABILITY_REQUEST_ID: HeaderName = HeaderName::from_static("repeatability-request-id");

/// The header with the time of the first attempt, which Repeatable Requests require beside the id.
const REPEATABILITY_FIRST_SENT: HeaderName = HeaderName::from_static("repeatability-first-sent");

/// The header that a key is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum KeyHeader {
    /// The one that the caller or the document named, or none.
    #[default]
    Named,
    /// `Idempotency-Key`, unless the client has another one.
    OfClient,
}

impl KeyHeader {
    /// Moves the key into the header of the client, and adds what Repeatable Requests require. `first_sent` returns the time
    /// of the first attempt.
    pub(crate) fn finish(
        self,
        headers: &mut HeaderMap,
        of_client: Option<&HeaderName>,
        first_sent: impl FnOnce() -> SystemTime,
    ) {
        if let (Self::OfClient, Some(name)) = (self, of_client)
            && let Some(key) = headers.remove(IDEMPOTENCY_KEY)
        {
            headers.insert(name, key);
        }
        // Few names are compared faster than one is hashed.
        if headers.keys().any(|name| *name == REPEATABILITY_REQUEST_ID)
            && !headers.contains_key(REPEATABILITY_FIRST_SENT)
            && let Ok(date) = HeaderValue::from_str(&httpdate::fmt_http_date(first_sent()))
        {
            headers.insert(REPEATABILITY_FIRST_SENT, date);
        }
    }
}

/// The header that the document has for the key.
pub(crate) fn documented(operation: &Operation) -> Option<&'static str> {
    let mut headers = operation.params.iter().filter(|param| param.location() == ParamLocation::Header);
    headers.find(|param| is_key(param.name())).map(|param| param.name())
}

/// Whether a header is one by which a server recognizes a repeated request.
pub(crate) fn is_key(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("idempot") || name == REPEATABILITY_REQUEST_ID.as_str()
}
