//! The policy by which failed attempts are retried.

use super::transport_error::{TransportError, TransportErrorKind};
use http::{HeaderMap, StatusCode, header};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A policy of retries: which failed attempts are retried, how often and when.
///
/// By default, failures of requests that the server has not processed are retried for every operation: no connection, 429,
/// and 4xx or 503 with `Retry-After`. Failures of requests that the server may have processed (408, 500, 502, 503, 504, a
/// lost connection, a timeout) are retried only if the document says that the operation is idempotent, or if the request
/// has an `Idempotency-Key`. [`RetryPolicy::retry_if`] replaces this rule.
///
/// A retry may use the connection of the attempt before it, because `reqwest` has no way to request a new one.
#[derive(Debug, Clone)]
pub struct RetryPolicy {
    max_retries: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_wait: Duration,
    total: Option<Duration>,
    rule: Rule,
}

/// The rule that decides which failures are retried.
#[derive(Clone)]
enum Rule {
    /// The default rule: [`Failure::is_retryable`].
    Retryable,
    /// A rule of the caller.
    Custom(Arc<dyn Fn(&Failure<'_>) -> bool + Send + Sync>),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Retryable => "Retryable",
            Self::Custom(_) => "Custom",
        })
    }
}

impl Default for RetryPolicy {
    /// A policy of at most three retries, after delays of up to half a second at first and up to half a minute later. A
    /// `Retry-After` of up to three minutes is followed if the deadline of the call allows it.
    fn default() -> Self {
        Self {
            max_retries: 3,
            base_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(30),
            max_wait: Duration::from_secs(180),
            total: None,
            rule: Rule::Retryable,
        }
    }
}

impl RetryPolicy {
    /// Makes the default policy.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a policy without retries.
    pub fn none() -> Self {
        Self { max_retries: 0, ..Self::default() }
    }

    /// Sets the largest number of retries.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// Sets the upper bound of the first delay, which doubles with every retry. The delay is a random time below the bound.
    #[must_use]
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base_delay = delay;
        self
    }

    /// Sets the largest upper bound of a delay. It does not apply to `Retry-After`.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Sets the longest `Retry-After` that is followed. If the server sends a longer one, the failure is returned.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Self {
        self.max_wait = wait;
        self
    }

    /// Sets the time after the start of the call at which the last retry may begin.
    #[must_use]
    pub fn total(mut self, total: Duration) -> Self {
        self.total = Some(total);
        self
    }

    /// Sets the rule that decides which failures are retried, in place of [`Failure::is_retryable`]. The limits on the number
    /// of retries and on delays still apply.
    ///
    /// ```text
    /// RetryPolicy::new().retry_if(|failure| failure.is_retryable() || failure.status() == Some(StatusCode::CONFLICT))
    /// ```
    #[must_use]
    pub fn retry_if(mut self, rule: impl Fn(&Failure<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.rule = Rule::Custom(Arc::new(rule));
        self
    }

    /// The time to wait before the next attempt. Returns `None` if the failure is not retried.
    pub(crate) fn wait(&self, failure: &Failure<'_>) -> Option<Duration> {
        let retries = match &self.rule {
            Rule::Retryable => failure.is_retryable(),
            Rule::Custom(rule) => rule(failure),
        };
        if failure.retries_so_far >= self.max_retries || !retries {
            return None;
        }
        let asked = failure.retry_after().unwrap_or_default();
        let wait = asked.max(self.own_delay(failure.retries_so_far));
        let within = self.total.is_none_or(|total| failure.elapsed.saturating_add(wait) <= total);
        (asked <= self.max_wait && within).then_some(wait)
    }

    /// A random delay below the bound, which doubles with every retry.
    fn own_delay(&self, retries: u32) -> Duration {
        let factor = 2u32.checked_pow(retries).unwrap_or(u32::MAX);
        let bound = self.base_delay.saturating_mul(factor).min(self.max_delay);
        Duration::try_from_secs_f64(bound.as_secs_f64() * fastrand::f64()).unwrap_or(bound)
    }
}

/// A failed attempt: one without a response, with an error response, or with a response that was not received completely.
#[derive(Debug)]
pub struct Failure<'a> {
    pub(crate) error: Option<&'a TransportError>,
    pub(crate) head: Option<(StatusCode, &'a HeaderMap)>,
    pub(crate) idempotent: bool,
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
    /// `Idempotency-Key`.
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// Whether the failure is retried by the default rule, because a retry may succeed and cannot have an effect twice.
    pub fn is_retryable(&self) -> bool {
        let refused = self.status().is_some_and(|status| match status.as_u16() {
            429 => true,
            400..=499 | 503 => self.retry_after().is_some(),
            _ => false,
        });
        refused || (self.is_transient() && self.idempotent) || self.error.is_some_and(is_unsent)
    }

    /// Whether the failure is likely to be transient.
    fn is_transient(&self) -> bool {
        match (self.error, self.status()) {
            (Some(error), _) => match error.kind() {
                TransportErrorKind::Connect | TransportErrorKind::Lost | TransportErrorKind::Timeout => true,
                TransportErrorKind::Malformed | TransportErrorKind::TooLarge | TransportErrorKind::Other => false,
            },
            (None, Some(status)) => matches!(status.as_u16(), 408 | 500 | 502 | 503 | 504),
            (None, None) => false,
        }
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
