//! A failed attempt, and whether a retry of it may succeed and does no harm.

use super::headers::Names;
use super::retry_strategy::RetryStrategy;
use super::transport_error::{TransportError, TransportErrorKind};
use http::{HeaderMap, StatusCode, header};
use std::fmt;
use std::time::{Duration, SystemTime};

/// A failed attempt: one without a response, with an error response, or with a response that was not received completely.
pub struct Failure<'a> {
    pub(crate) error: Option<&'a TransportError>,
    pub(crate) head: Option<(StatusCode, &'a HeaderMap)>,
    pub(crate) idempotent: bool,
    pub(crate) strategy: RetryStrategy,
    pub(crate) retries_so_far: u32,
    pub(crate) elapsed: Duration,
    pub(crate) now: SystemTime,
}

impl Failure<'_> {
    /// The error of the transport, if no complete response was received.
    pub fn error(&self) -> Option<&TransportError> {
        self.error
    }

    /// The status, if a response was received.
    pub fn status(&self) -> Option<StatusCode> {
        self.head.map(|(status, _)| status)
    }

    /// The headers, if a response was received.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head.map(|(_, headers)| headers)
    }

    /// The time to wait before a retry, from the `Retry-After` header.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers()?, self.now)
    }

    /// The number of retries before this attempt.
    pub fn retries(&self) -> u32 {
        self.retries_so_far
    }

    /// Whether the request is idempotent, because the document says so of the operation, or because the request has an
    /// idempotency key.
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// Whether the failure is retried by the default rule, because a retry may succeed and cannot have an effect twice. With
    /// [`RetryStrategy::Always`], a retry may have an effect twice.
    pub fn is_retryable(&self) -> bool {
        let refused = self.status().is_some_and(|status| match status.as_u16() {
            429 => true,
            400..=499 | 503 => self.retry_after().is_some(),
            _ => false,
        });
        let repeatable = match self.strategy {
            RetryStrategy::Once => return false,
            RetryStrategy::Idempotent => self.idempotent,
            RetryStrategy::Always => true,
        };
        refused || (self.is_transient() && repeatable) || self.error.is_some_and(is_unsent)
    }

    /// Whether the failure is likely to be transient.
    fn is_transient(&self) -> bool {
        match (self.error, self.status()) {
            (Some(error), _) => match error.kind() {
                TransportErrorKind::Connect | TransportErrorKind::Lost | TransportErrorKind::Timeout => true,
                TransportErrorKind::Malformed
                | TransportErrorKind::Postponed
                | TransportErrorKind::TooLarge
                | TransportErrorKind::Other => false,
            },
            (None, Some(status)) => matches!(status.as_u16(), 408 | 500 | 502 | 503 | 504),
            (None, None) => false,
        }
    }
}

/// Formats the names of the headers, because their values may be secret.
impl fmt::Debug for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure")
            .field("error", &self.error)
            .field("status", &self.status())
            .field("headers", &self.headers().map(Names))
            .field("retries", &self.retries_so_far)
            .finish_non_exhaustive()
    }
}

/// Whether the request was not sent.
fn is_unsent(error: &TransportError) -> bool {
    error.kind() == TransportErrorKind::Connect
}

/// Parses the `Retry-After` header: seconds, which may have a fraction, or an HTTP date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse::<f64>() {
        Ok(seconds) => Duration::try_from_secs_f64(seconds).ok(),
        Err(_) => httpdate::parse_http_date(text).ok().map(|date| date.duration_since(now).unwrap_or_default()),
    }
}
